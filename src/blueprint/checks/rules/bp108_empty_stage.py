"""BP108: a stage without steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule("BP108", "empty-stage", Severity.ADVICE)
def empty_stage(subject: Subject) -> Iterator[Remark]:
    """A stage has no steps, though others have: there is a heading, and nothing below it.

    Customers go through it all the same: what happens there was left for later, and all figures pass over it. Say what
    they do in that stage, or leave it out. While no stage has steps yet, the rule is silent: it is a plan.

    Bad:

    ```yaml
    blueprint: v1
    title: 擦鞋
    stages:
      - name: 擦鞋
        steps:
          - customer: 坐下，选鞋油
      - name: 付款
    ```

    Good:

    ```yaml
    blueprint: v1
    title: 擦鞋
    stages:
      - name: 擦鞋
        steps:
          - customer: 坐下，选鞋油
      - name: 付款
        steps:
          - customer: 付钱
    ```
    """
    if subject.steps:
        for i, stage in enumerate(subject.blueprint.stages):
            if not stage.steps:
                message = f"the stage {name_of(stage)} has no steps: say what customers do in it, or leave it out"
                yield Remark(message, ("stages", i, "steps"))
