"""BP117: a step that ends the journey and leads on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of
from blueprint.model.step import END

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule("BP117", "outcome-with-next", Severity.ERROR)
def outcome_with_next(subject: Subject) -> Iterator[Remark]:
    """A step has an `outcome`, so the journey ends there, and a `next`, whose branches nobody ever takes.

    The two contradict each other, and the figures follow the outcome: what the branches lead to doesn't count. Remove
    the `outcome` where customers go on, else the `next`. (`next: end` beside an outcome says the same twice, and is let
    be.)

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - {customer: Have the shoes shined, outcome: success, next: pay}
          - {id: pay, customer: Pay}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - {customer: Have the shoes shined, next: pay}
          - {id: pay, customer: Pay, outcome: success}
    ```
    """
    for at in subject.steps:
        if at.step.outcome and any(branch.to != END for branch in at.step.next):
            message = (
                f"{name_of(at.step)} ends the journey (`outcome: {at.step.outcome}`), so its `next` is never taken: "
                "remove the `outcome` where customers go on, else the `next`"
            )
            other = Other("the journey ends here", (*at.route, "outcome"), "key")
            yield Remark(message, (*at.route, "next"), "key", others=(other,))
