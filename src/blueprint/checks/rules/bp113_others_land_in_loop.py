"""BP113: who doesn't go through a step is sent back to do everything again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import listed, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.checks.subject import StepAt, Subject


@rule("BP113", "others-land-in-loop", Severity.WARNING)
def others_land_in_loop(subject: Subject) -> Iterator[Remark]:
    """A step is only for some personas, and the others pass by it into a step that sends them back.

    Who doesn't go through a step goes on to its `otherwise`, else to the next one in the file. Where that is rework,
    meant for those of whom something went wrong, the others do everything again for no reason, and their times and
    costs are wrong. Say with `otherwise` where they go on.

    It is told where all that leads on from the step to which they pass leads back to before it, or where `otherwise`
    itself leads back, and from there they come to the step again. Without `otherwise`, those who go through the step
    must not come to the next one by themselves (it has `next` or an `outcome`). Where the others never get out of
    there, BP105 says so.

    Bad:

    ```yaml
    blueprint: v1
    title: Broadband
    personas: {member: A member, guest: Somebody new}
    stages:
      - name: Move
        steps:
          - id: ask
            customer: Ask for the move
            next: {confirm: 90%, done: 10%}
          - id: confirm
            customer: Confirm the known address
            personas: member
            next: {again: 10%, done: 90%}
          - {id: again, customer: Correct the address, next: ask}
          - {id: done, customer: Be online}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Broadband
    personas: {member: A member, guest: Somebody new}
    stages:
      - name: Move
        steps:
          - id: ask
            customer: Ask for the move
            next: {confirm: 90%, done: 10%}
          - id: confirm
            customer: Confirm the known address
            personas: member
            otherwise: done
            next: {again: 10%, done: 90%}
          - {id: again, customer: Correct the address, next: ask}
          - {id: done, customer: Be online}
    ```
    """
    places = {at.id: i for i, at in enumerate(subject.steps)}
    for i, at in enumerate(subject.steps):
        step = at.step
        if not step.personas or not (step.otherwise or step.next or step.outcome):
            continue
        others = [id_ for id_ in subject.blueprint.personas if id_ not in step.personas]
        place = places[step.otherwise] if step.otherwise else i + 1
        back = _sent_back(subject, i, place, places)
        if not others or not (back or place < i) or subject.flow_problems:
            continue
        if place < i and _comes_again(subject, others, place, i):
            message = (
                f"{name_of(step)} is not for {listed(f'`{id_}`' for id_ in others)}, and its `otherwise` sends them "
                f"back to `{step.otherwise}`: let it lead on instead"
            )
            yield Remark(message, (*at.route, "otherwise"))
        elif back is not None:
            message = (
                f"{name_of(step)} is not for {listed(f'`{id_}`' for id_ in others)}, who go on to "
                f"{name_of(subject.steps[place].step)}, which leads back to `{back}`: say with `otherwise` where they "
                "go on instead"
            )
            other = Other("this leads back", (*subject.steps[_last(subject, place)].route, "next"), "key")
            yield Remark(message, (*at.route, "otherwise"), others=(other,))


def _sent_back(subject: Subject, passed: int, place: int, places: dict[str, int]) -> str | None:
    """Where one gets who passes by a step to another one after it, if all ways from there lead back; else None."""
    if not passed < place < len(subject.steps):
        return None
    found: StepAt = subject.steps[_last(subject, place)]
    if found.step.outcome or not found.step.next:
        return None
    targets = [branch.to for branch in found.step.next]
    return targets[0] if all(places.get(to, len(places)) <= passed for to in targets) else None


def _comes_again(subject: Subject, personas: Sequence[str], start: int, place: int) -> bool:
    """Whether one of the personas comes from a step to one that leads to a step which they pass by."""
    before = subject.steps[place - 1].step
    leading = {at.id for at in subject.steps if any(branch.to == subject.steps[place].id for branch in at.step.next)}
    if not before.next and not before.outcome:
        leading.add(str(before.id))
    for persona in personas:
        found: set[str] = set()
        waiting = [subject.steps[start].id]
        while waiting:
            id_ = waiting.pop()
            if id_ not in found:
                found.add(id_)
                waiting += subject.onward[persona].get(id_, ())
        if found & leading:
            return True
    return False


def _last(subject: Subject, place: int) -> int:
    """The step that ends a row of steps without `next`."""
    while place + 1 < len(subject.steps) and not (subject.steps[place].step.next or subject.steps[place].step.outcome):
        place += 1
    return place
