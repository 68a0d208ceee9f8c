"""BP405: customers are asked to rate what is not done yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.analysis.words import words_for
from blueprint.checks.declaration import Option, Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of
from blueprint.model.values import Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from blueprint.analysis.customers import Journey
    from blueprint.checks.subject import StepAt, Subject


@rule(
    "BP405",
    "rating-before-outcome",
    Severity.WARNING,
    share=Option(0.05, Share, "The share of those asked who still fail or give up from which on it is too early."),
)
def rating_before_outcome(subject: Subject, share: float) -> Iterator[Remark]:
    """Customers are asked to rate before it shows whether the service succeeds.

    A request for five stars while the problem is still there is an insult to the customer, and useless to the service:
    it measures politeness, or anger, but not the work. Ask when the outcome is there, and in a failed case make it good
    first.

    The rule speaks of steps with `requests_feedback` where 5% or more of those who are asked still fail (at that very
    step, too) or give up later, or where a moment of truth is still to come. What a `repeat` starts is a new round, and
    does not count.

    Bad:

    ```yaml
    blueprint: v1
    title: Repair of a washing machine
    stages:
      - name: Repair
        steps:
          - customer: Say what is broken
          - {id: rate, customer: Rate the call, requests_feedback: true}
          - {id: visit, customer: Watch the repair, moment_of_truth: true}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Repair of a washing machine
    stages:
      - name: Repair
        steps:
          - customer: Say what is broken
          - {id: visit, customer: Watch the repair, moment_of_truth: true}
          - {id: rate, customer: Rate the repair, requests_feedback: true}
    ```
    """
    asking = {i: at for i, at in enumerate(subject.steps) if at.step.requests_feedback}
    analysis = subject.analysis if asking else None
    if analysis is None:
        return
    asked = dict.fromkeys(asking, 0.0)
    lost = dict.fromkeys(asking, 0.0)
    truths: dict[int, StepAt] = {}
    for weight, journey in analysis.customers.journeys:
        lost_after, truth_after = _lost_after(journey), _truth_after(subject, journey)
        for i in asking:
            if times := weight * journey.visits[i]:
                asked[i] += times
                lost[i] += times * lost_after(i)
                if truth_after.get(i, i) > i:
                    truths.setdefault(i, subject.steps[truth_after[i]])
    for i, at in asking.items():
        where = (*at.route, "requests_feedback")
        if lost[i] and lost[i] >= share * asked[i]:
            part = words_for(None).share(lost[i] / asked[i])
            message = (
                f"{name_of(at.step)} asks for a rating, though {part} of those asked fail or give up: ask once the "
                "outcome is known, and make failures good first"
            )
            yield Remark(message, where)
        elif i in truths:
            truth = truths[i]
            message = (
                f"{name_of(at.step)} asks for a rating before {name_of(truth.step)}, where customers judge the whole "
                "service: ask after it"
            )
            yield Remark(message, where, others=(Other("the moment of truth", (*truth.route, "moment_of_truth")),))


def _lost_after(journey: Journey) -> Callable[[int], float]:
    """The chance of who gets through a step to fail then, or to give up later in this round."""
    flow, chain = journey.flow, journey.round
    failed, given_up = (flow.chances_to_end(end) for end in ("failure", "abandoned"))
    worth = chain.worth([f + g for f, g in zip(failed, given_up, strict=True)])

    def after(i: int) -> float:
        stay = 1.0 - flow.abandons[i]
        if i in flow.lost or stay <= 0:
            return 0.0
        return (failed[i] + sum(share * worth[j] for j, share in chain.onward[i].items())) / stay

    return after


def _truth_after(subject: Subject, journey: Journey) -> dict[int, int]:
    """By step: the moment of truth furthest down the file that comes at or after it in the same round."""
    before: dict[int, list[int]] = {}
    for i, targets in enumerate(journey.round.onward):
        for j in targets:
            before.setdefault(j, []).append(i)
    found: dict[int, int] = {}
    for truth in range(len(subject.steps) - 1, -1, -1):
        waiting = [truth] if subject.steps[truth].step.moment_of_truth else []
        while waiting:
            i = waiting.pop()
            if i not in found:
                found[i] = truth
                waiting.extend(before.get(i, ()))
    return found
