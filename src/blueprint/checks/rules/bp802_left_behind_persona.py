"""BP802: a persona who succeeds far less often than others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.analysis.words import words_for
from blueprint.checks.declaration import Option, Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of
from blueprint.model.values import Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.analysis.customers import Journey
    from blueprint.checks.subject import Subject

_ROUNDING = 1e-9


@rule(
    "BP802",
    "left-behind-persona",
    Severity.WARNING,
    points=Option(
        0.2, Share, "How far below the best a persona's success share may be, as a share: 20% are 20 points."
    ),
)
def left_behind_persona(subject: Subject, points: float) -> Iterator[Remark]:
    """A persona's share of journeys that succeed is 20 points or more below that of the best.

    The mean hides who pays for it: a service that 95 in 100 get through may be one that half of the old don't. Look at
    the step where most of them are lost, with some of them, and mend what keeps them from going on.

    The rule compares the success shares of personas; where their ways don't differ in the file (channels, branches that
    are `for` some, steps for some), neither do the shares. Of those who can't finish at all BP801 speaks.

    Bad:

    ```yaml
    blueprint: v1
    title: Tax office
    personas: {native: Speaks the language, newcomer: Is learning it}
    stages:
      - name: Declare
        steps:
          - {customer: Fetch the form, touchpoints: clerk}
          - id: form
            customer: Fill in the form
            touchpoints: clerk
            next:
              - {to: done, share: 95%, when: it is right, for: native}
              - {to: fined, share: 5%, when: it is wrong, for: native}
              - {to: done, share: 60%, when: it is right, for: newcomer}
              - {to: fined, share: 40%, when: it is wrong, for: newcomer}
          - {id: done, customer: Get money back, touchpoints: letter, outcome: success}
          - {id: fined, customer: Be fined, touchpoints: letter, outcome: failure}
    touchpoints:
      clerk: {kind: interpersonal}
      letter: {kind: physical}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Tax office
    personas: {native: Speaks the language, newcomer: Is learning it}
    stages:
      - name: Declare
        steps:
          - {customer: Fetch the form, touchpoints: clerk}
          - id: form
            customer: Fill in the form, in a language of one's own
            touchpoints: clerk
            next:
              - {to: done, share: 95%, when: it is right, for: native}
              - {to: fined, share: 5%, when: it is wrong, for: native}
              - {to: done, share: 90%, when: it is right, for: newcomer}
              - {to: fined, share: 10%, when: it is wrong, for: newcomer}
          - {id: done, customer: Get money back, touchpoints: letter, outcome: success}
          - {id: fined, customer: Be fined, touchpoints: letter, outcome: failure}
    touchpoints:
      clerk: {kind: interpersonal}
      letter: {kind: physical}
    ```
    """
    if len(subject.blueprint.personas) < 2 or subject.analysis is None:  # noqa: PLR2004 (two can be compared)
        return
    say = words_for(None)
    reached = subject.analysis.reach.reach
    if not reached:
        return
    best = max(reached, key=lambda id_: reached[id_].success_share)
    most = reached[best].success_share
    for id_, reach in reached.items():
        behind = most - reach.success_share
        if not reach.can_finish or behind < max(points - _ROUNDING, _ROUNDING):
            continue
        journey = subject.analysis.customers.kinds[id_].journey
        i, lost = _worst_step(journey)
        at = subject.steps[i]
        message = (
            f"`{id_}` succeeds in {say.share(reach.success_share)} of journeys, `{best}` in {say.share(most)}: find "
            f"out why {say.share(lost)} of `{id_}` are lost at {name_of(at.step)}"
        )
        key = "touchpoints" if i in journey.flow.lost else "outcome" if at.step.outcome else "abandon"
        yield Remark(message, (*at.route, key), others=(Other("who", ("personas", id_), "key"),))


def _worst_step(journey: Journey) -> tuple[int, float]:
    """The step where most journeys fail or are given up, the first of several, and their share of all."""
    ends = zip(journey.ended_at("abandoned"), journey.ended_at("failure"), strict=True)
    lost = [given_up + failed for given_up, failed in ends]
    return max(enumerate(lost), key=lambda found: (found[1], -found[0]))
