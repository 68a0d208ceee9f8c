"""BP104: no way to an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import rule
from blueprint.checks.flow import remarks_on_flow
from blueprint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.declaration import Remark
    from blueprint.checks.subject import Subject


@rule("BP104", "no-way-on", Severity.ERROR)
def no_way_on(subject: Subject) -> Iterator[Remark]:
    """A persona comes to a step of which no branch is open to them, so that their journey comes to no end.

    Each branch of the step is `for` others, and the file says nothing of where these customers go. Open one to them, or
    say that they give up there (`abandon: 100%`).

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    personas: {local: Somebody from the street, tourist: A tourist}
    stages:
      - name: Shine
        steps:
          - customer: Ask for the price
            next: {to: shine, when: it is agreed, for: local}
          - {id: shine, customer: Have the shoes shined}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    personas: {local: Somebody from the street, tourist: A tourist}
    stages:
      - name: Shine
        steps:
          - customer: Ask for the price
            next:
              - {to: shine, when: it is agreed, for: local}
              - {to: end, when: it is too high, for: tourist}
          - {id: shine, customer: Have the shoes shined}
    ```
    """
    yield from remarks_on_flow(subject, "no way on")
