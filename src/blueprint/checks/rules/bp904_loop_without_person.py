"""BP904: customers go round in circles and meet nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.analysis.words import words_for
from blueprint.checks.declaration import Option, Remark, rule
from blueprint.checks.persons import may_meet_person
from blueprint.finding import Severity
from blueprint.model.names import listed, name_of
from blueprint.model.values import Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.analysis.rework import Loop
    from blueprint.checks.subject import Subject
    from blueprint.finding import Route


@rule(
    "BP904",
    "loop-without-person",
    Severity.ADVICE,
    share=Option(0.05, Share, "The share of those in a loop who come back to its start from which on the rule speaks."),
)
def loop_without_person(subject: Subject, share: float) -> Iterator[Remark]:
    """A rework loop has no interpersonal touchpoint in it.

    Who comes back to where they were has met a case that the service didn't foresee; a screen or a form will say the
    same thing again. A person in the loop can see what is different this time and break it. Put one there: someone
    who checks, helps or decides at the second try.

    The rule speaks where 5% or more come back to the step by which a loop is entered, and the steps of the loop name
    touchpoints, none of them interpersonal. What a `repeat` starts is a new round and no rework.

    Bad:

    ```yaml
    blueprint: v1
    title: Online bank
    stages:
      - name: Open an account
        steps:
          - {id: photo, customer: Photograph the passport, touchpoints: app}
          - id: result
            customer: Read the result
            touchpoints: app
            next:
              - {to: photo, share: 30%, when: it is not sharp enough}
              - {to: end, share: 70%, when: it is accepted}
    touchpoints:
      app: {kind: digital}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Online bank
    stages:
      - name: Open an account
        steps:
          - {id: photo, customer: Photograph the passport, touchpoints: [app, helper]}
          - id: result
            customer: Read the result
            touchpoints: app
            next:
              - {to: photo, share: 30%, when: it is not sharp enough}
              - {to: end, share: 70%, when: it is accepted}
    touchpoints:
      app: {kind: digital}
      helper: {kind: interpersonal, name: Helper on video}
    ```
    """
    if not _may_lead_back(subject) or subject.analysis is None or not _is_any_without_person(subject):
        return
    for loop in subject.analysis.rework.loops:
        returns = max((entry.return_share for entry in loop.entries), default=0.0)
        steps = [subject.step_at[id_].step for id_ in loop.steps]
        if not returns or returns < share or not any(step.touchpoints for step in steps):
            continue
        if not any(may_meet_person(subject.blueprint, step) for step in steps):
            message = (
                f"{words_for(None).share(returns)} go round {listed(name_of(step) for step in steps)} again and meet "
                "no person there: put someone in the loop who can break it"
            )
            yield Remark(message, _way_back(subject, loop))


def _may_lead_back(subject: Subject) -> bool:
    """Whether any branch leads to the same or an earlier step."""
    place = {at.id: i for i, at in enumerate(subject.steps)}
    return any(
        place.get(branch.to, len(place)) <= i
        for i, at in enumerate(subject.steps)
        for branch in at.step.next
        if not branch.repeat
    ) or any(at.step.otherwise is not None for at in subject.steps)


def _is_any_without_person(subject: Subject) -> bool:
    """Whether customers meet no person in some loop; what loops cost is reckoned only where they don't."""
    assert subject.analysis is not None  # noqa: S101 (for the type checker)
    from blueprint.analysis.rework import loops_of

    return any(
        not any(may_meet_person(subject.blueprint, subject.steps[i].step) for i in places)
        for places in loops_of(subject.analysis.customers)
    )


def _way_back(subject: Subject, loop: Loop) -> Route:
    """The branch by which the loop leads back; the step that does, where steps of others are passed by."""
    for source, target, _ in loop.back:
        at = subject.step_at[source]
        for k, branch in enumerate(at.step.next):
            if branch.to == target:
                return (*at.route, "next", k, "to")
    return subject.step_at[loop.steps[-1]].route
