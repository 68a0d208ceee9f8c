"""BP113: who doesn't go through a step lands in the rework that is written after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Other, Remark, rule
from blueprint.checks.names import listed, name_of
from blueprint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import StepAt, Subject


@rule("BP113", "others-land-in-loop", Severity.WARNING)
def others_land_in_loop(subject: Subject) -> Iterator[Remark]:
    """A step is only for some personas, and the others pass by it into a step that sends them back.

    Who doesn't go through a step goes on to the next one in the file. Where that is rework, meant for those of whom
    something went wrong, the others do everything again for no reason, and their times and costs are wrong. Say with
    `otherwise` where they go on.

    It is told where those who go through the step don't come to the next one by themselves (it has `next` or an
    `outcome`), and all that leads on from there leads back to the step or before it. Where the others never get out of
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
    for i, at in enumerate(subject.steps[:-1]):
        step = at.step
        if not step.personas or step.otherwise or not (step.next or step.outcome):
            continue
        others = [id_ for id_ in subject.blueprint.personas if id_ not in step.personas]
        following = subject.steps[i + 1]
        back = _sent_back(subject, i + 1, places)
        if others and back is not None and not subject.flow_problems:
            who = f"{listed(f'`{id_}`' for id_ in others)} {'pass' if len(others) > 1 else 'passes'}"
            message = (
                f"{who} by {name_of(step)} into {name_of(following.step)}, which leads back to `{back}`: "
                "say with `otherwise` where they go on"
            )
            other = Other("this leads back", (*subject.steps[_last(subject, i + 1)].route, "next"), "key")
            yield Remark(message, (*at.route, "otherwise"), others=(other,))


def _sent_back(subject: Subject, place: int, places: dict[str, int]) -> str | None:
    """Where one gets who comes to a step in the file, if all its ways lead back before it; else None."""
    found: StepAt = subject.steps[_last(subject, place)]
    if found.step.outcome or not found.step.next:
        return None
    targets = [branch.to for branch in found.step.next]
    return targets[0] if all(places.get(to, place) < place for to in targets) else None


def _last(subject: Subject, place: int) -> int:
    """The step that ends a row of steps without `next`."""
    while place + 1 < len(subject.steps) and not (subject.steps[place].step.next or subject.steps[place].step.outcome):
        place += 1
    return place
