"""BP106: shares that exceed or miss 100%."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import rule
from blueprint.checks.flow import remarks_on_flow
from blueprint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.declaration import Remark
    from blueprint.checks.subject import Subject


@rule("BP106", "shares-off", Severity.ERROR)
def shares_off(subject: Subject) -> Iterator[Remark]:
    """The shares of a step's branches, with those who give up, exceed 100%; or all are given, and they miss it.

    That is judged for each persona over the branches open to them. A branch without a share takes what is left, so one
    share can always be left out.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - customer: Look at the shoes
            next: {again: 10%, pay: 80%}
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
          - customer: Look at the shoes
            abandon: 10%
            next: {again: 10%, pay: 80%}
          - {id: again, customer: Have them polished again}
          - {id: pay, customer: Pay}
    ```
    """
    yield from remarks_on_flow(subject, "shares")
