"""BP112: a step without `next` falls into the failure that is written after it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from blueprint.checks.declaration import Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of
from blueprint.model.step import END

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule("BP112", "falls-into-failure", Severity.WARNING)
def falls_into_failure(subject: Subject) -> Iterator[Remark]:
    """A step has no `next`, so all customers go on to the step after it in the file, and that one ends in failure.

    A failure is usually written beside the step where it can happen, and it is easy to forget that a step without
    `next` leads to the one below. Then everybody who does all right fails, and the share of success is far too low. Say
    where the step leads, `next: end` or `outcome: success`; where customers really all fail from there, write that as
    `next`.

    Where nothing in the file ends in success, and no branch leads to the failure either, the rule is silent: such a
    file tells how a service fails.

    Bad:

    ```yaml
    blueprint: v1
    title: Train
    stages:
      - name: Board
        steps:
          - id: call
            customer: Wait for the call
            next: {board: 95%, missed: 5%}
          - {id: board, customer: Take the seat}
          - {id: missed, customer: See the train leave, outcome: failure}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Train
    stages:
      - name: Board
        steps:
          - id: call
            customer: Wait for the call
            next: {board: 95%, missed: 5%}
          - {id: board, customer: Take the seat, outcome: success}
          - {id: missed, customer: See the train leave, outcome: failure}
    ```
    """
    falls = [
        (at, following)
        for at, following in pairwise(subject.steps)
        if following.step.outcome == "failure" and not at.step.next and not at.step.outcome
    ]
    if not falls:
        return
    branches = {branch.to for at in subject.steps for branch in at.step.next}
    for at, following in falls:
        if following.id in branches or _knows_success(subject):
            message = (
                f"all who get through {name_of(at.step)} go on to {name_of(following.step)}, which ends in failure: "
                "say with `next` where they go (`next: end` if they are done)"
            )
            other = Other("this ends in failure", (*following.route, "outcome"), "key")
            yield Remark(message, (*at.route, "next"), others=(other,))


def _knows_success(subject: Subject) -> bool:
    """Whether anything in the file ends in success."""
    last = subject.steps[-1].step
    return (last.outcome is None and not last.next) or any(
        at.step.outcome == "success" or (at.step.outcome is None and any(b.to == END for b in at.step.next))
        for at in subject.steps
    )
