"""BP403: an answer that comes after the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Other, Remark, rule
from blueprint.finding import Severity
from blueprint.graph.flow import usable
from blueprint.model.names import in_backticks, listed, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.analysis.help import Need
    from blueprint.checks.subject import Subject


@rule("BP403", "answered-too-late", Severity.WARNING)
def answered_too_late(subject: Subject) -> Iterator[Remark]:
    """A question is answered only at a later step than the one where it comes up.

    Help that comes after the problem explains what went wrong; help that comes before it lets it not happen. Until the
    answer, customers guess, worry, or break something. Bring the answer forward, to the step where the question comes
    up or an earlier one.

    The rule follows the order in which customers come to the steps. It speaks where nobody, not even a person, answers
    at the step that asks first or before, and a touchpoint later on does. Of a `habit` BP406 speaks, of what no
    touchpoint answers BP401.

    Bad:

    ```yaml
    blueprint: v1
    title: Driving lessons
    stages:
      - name: Start
        steps:
          - {id: sign-up, customer: Sign up, asks: what-to-bring}
          - {id: first, customer: Come to the first lesson, touchpoints: leaflet}
    touchpoints:
      leaflet: {kind: physical, answers: what-to-bring}
    questions:
      what-to-bring: What do I have to bring?
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Driving lessons
    stages:
      - name: Start
        steps:
          - {id: sign-up, customer: Sign up, touchpoints: leaflet, asks: what-to-bring}
          - {id: first, customer: Come to the first lesson}
    touchpoints:
      leaflet: {kind: physical, answers: what-to-bring}
    questions:
      what-to-bring: What do I have to bring?
    ```
    """
    if not any(id_ in subject.answered for id_ in subject.asked) or subject.analysis is None:
        return
    for need in subject.analysis.help.questions:
        if need.is_habit or need.id not in subject.asked:
            continue
        late = [
            persona for persona, when in need.soonest.items() if when == "after" and need.by_persona[persona] == "after"
        ]
        if late:
            yield _remark(subject, need, late)


def _remark(subject: Subject, need: Need, late: Sequence[str]) -> Remark:
    persona = late[0] or None
    first = next(ask for ask in subject.asked[need.id] if subject.comes_to(persona, ask.at))
    answers = {
        touchpoint: Other(
            f"`{touchpoint}` answers it", (*at.route, "touchpoints", at.step.touchpoints.index(touchpoint))
        )
        for at in reversed(subject.steps)
        for touchpoint in usable(subject.blueprint, at.step, persona)
        if touchpoint in subject.answered[need.id] and subject.comes_to(persona, at)
    }
    found = sorted(answers, key=lambda touchpoint: answers[touchpoint].route)
    who = "" if len(late) == len(need.soonest) else f" for {listed(in_backticks(persona) for persona in late)}"
    message = (
        f"`{need.id}` comes up at {name_of(first.at.step)}, but is answered only later{who}, by "
        f"{listed(f'`{touchpoint}`' for touchpoint in found)}: answer it there or before"
    )
    return Remark(message, first.route, others=(answers[found[0]],))
