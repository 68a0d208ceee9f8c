"""BP201: a step in which the customer neither acts nor waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule("BP201", "nothing-for-the-customer", Severity.ADVICE)
def nothing_for_the_customer(subject: Subject) -> Iterator[Remark]:
    """Something visible happens in a step, but the customer neither does anything nor waits.

    What customers do is the row from which a blueprint is built: all else is there for its sake (Bitner, Ostrom and
    Morgan 2008). A column without it shows the service from the inside. Say what the customer does there (`customer`),
    how long they wait (`wait`), or move the work to the step that it serves.

    It is told of steps that have touchpoints, evidence or frontstage work, in a file that says elsewhere what customers
    do; of those with nothing visible BP210 speaks.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - {customer: Sit down}
          - {id: shine, frontstage: Brush and polish}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - {customer: Sit down}
          - {id: shine, customer: Watch the shoes become shiny, frontstage: Brush and polish}
    ```
    """
    silent = [at for at in subject.steps if at.step.customer is None and at.step.wait is None]
    if not silent or all(at.step.customer is None for at in subject.steps):
        return
    for at in silent:
        if at.step.frontstage or at.step.touchpoints or at.step.evidence:
            message = f"what does the customer do in {name_of(at.step)}? Say it (`customer`), or how long they `wait`"
            yield Remark(message, (*at.route, "customer"))
