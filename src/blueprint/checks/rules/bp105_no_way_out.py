"""BP105: steps that can't be left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import rule
from blueprint.checks.flow import remarks_on_flow
from blueprint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.declaration import Remark
    from blueprint.checks.subject import Subject


@rule("BP105", "no-way-out", Severity.ERROR)
def no_way_out(subject: Subject) -> Iterator[Remark]:
    """Steps that customers come to and can never leave: all ways from there lead back to them.

    As no journey that gets there ever ends, there are no numbers: no times, no shares, no costs. Let a branch lead on,
    end the journey (`next: end`, `outcome`), or say how many give up (`abandon`).

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - {id: sit, customer: Sit down}
          - {id: brush, customer: Have the shoes brushed, next: look}
          - {id: look, customer: Look at them, next: brush}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - {id: sit, customer: Sit down}
          - {id: brush, customer: Have the shoes brushed, next: look}
          - id: look
            customer: Look at them
            next:
              - {to: brush, share: 10%, when: they don't shine}
              - {to: end, when: they shine}
    ```
    """
    yield from remarks_on_flow(subject, "no end")
