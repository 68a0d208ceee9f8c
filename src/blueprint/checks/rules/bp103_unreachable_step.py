"""BP103: a step that nobody comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Other, Remark, rule
from blueprint.checks.subject import START
from blueprint.finding import Severity
from blueprint.model.marks import Recovery
from blueprint.model.names import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from blueprint.checks.subject import StepAt, Subject

    Leads = Mapping[str, Sequence[str]]


@rule("BP103", "unreachable-step", Severity.ERROR)
def unreachable_step(subject: Subject) -> Iterator[Remark]:
    """Nobody ever comes to a step: no way of the flow leads there.

    The column is on the drawing, and everybody believes that it is part of the service; but it counts in no time, no
    cost and no share, so the figures are wrong without saying so. Mostly the branch is missing that should lead there,
    or an `outcome` ends the journey too early.

    A way that 0% go is a way, and so are the `recovery` of a fail point and what an action `triggers`. Where a whole
    row of steps is cut off, the first of them is named.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - {customer: Have the shoes shined, next: pay}
          - {id: again, customer: Have them polished again}
          - {id: pay, customer: Pay}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - customer: Have the shoes shined
            next: {again: 10%, pay: 90%}
          - {id: again, customer: Have them polished again}
          - {id: pay, customer: Pay}
    ```
    """
    if not any(at.step.next or at.step.outcome or at.step.personas for at in subject.steps):
        return
    besides = _besides(subject)
    reached = {id_ for ways in subject.onward.values() for id_ in _from([START], ways, besides)}
    cut_off = [at for at in subject.steps if at.id not in reached]
    if not cut_off:
        return
    inside = _ways_within(cut_off, subject, besides)
    explained: set[str] = set()
    for at in _heads(cut_off, inside):
        if at.id not in explained:
            before = len(explained)
            _from([at.id], inside, {}, explained)
            yield _remark(subject, at, len(explained) - before - 1)


def _remark(subject: Subject, at: StepAt, following: int) -> Remark:
    """What to say about a step, and about those that only it leads to."""
    nor = f", nor to the {following} steps that it leads to" if following > 1 else ", nor to the step that it leads to"
    whom = f"nobody comes to {name_of(at.step)}{nor if following else ''}"
    before = subject.step_before(at)
    if before is not None and (before.step.outcome or before.step.next):
        key, why = ("outcome", "ends the journey") if before.step.outcome else ("next", "leads elsewhere")
        name = "name it" if "id" in at.step.model_fields_set else "give it an `id` and name that"
        message = f"{whom}, as {name_of(before.step)} before it {why}: {name} in the `next` of a step that leads there"
        return Remark(message, at.route, others=(Other(f"this {why}", (*before.route, key), "key"),))
    message = f"{whom}: no way of those for whom it is leads there; let a `next` that is open to them do so"
    return Remark(message, at.route)


def _besides(subject: Subject) -> dict[str, list[str]]:
    """Where one may get besides the ways of the flow: recoveries, what is triggered, branches that come too late."""
    found: dict[str, list[str]] = {}
    for at in subject.steps:
        if at.step.outcome and at.step.next:  # which BP117 is about
            found.setdefault(at.id, []).extend(branch.to for branch in at.step.next)
    for action in subject.actions:
        for id_ in action.action.triggers:
            found.setdefault(action.at.id, []).append(subject.step_of(id_).id)
    for fail in subject.fails:
        if isinstance(fail.fail.recovery, Recovery):
            found.setdefault(fail.at.id, []).append(subject.step_of(fail.fail.recovery.to).id)
    return found


def _from(starts: Iterable[str], ways: Leads, besides: Leads, found: set[str] | None = None) -> set[str]:
    """Where one gets, added to what was found before."""
    found = set() if found is None else found
    waiting = list(starts)
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found.add(id_)
            waiting += ways.get(id_, ())
            waiting += besides.get(id_, ())
    return found


def _ways_within(cut_off: Sequence[StepAt], subject: Subject, besides: Leads) -> dict[str, list[str]]:
    """What leads where among the steps that nobody comes to."""
    ids = {at.id for at in cut_off}
    return {
        id_: [
            target
            for ways in (*subject.onward.values(), besides)
            for target in ways.get(id_, ())
            if target in ids and target != id_
        ]
        for id_ in ids
    }


def _heads(cut_off: Sequence[StepAt], inside: Leads) -> list[StepAt]:
    """The steps to explain first: those to which none of the others leads; then, for circles, all in order."""
    led_to = {target for targets in inside.values() for target in targets}
    return [*(at for at in cut_off if at.id not in led_to), *(at for at in cut_off if at.id in led_to)]
