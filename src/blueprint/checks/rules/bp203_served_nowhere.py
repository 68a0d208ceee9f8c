"""BP203: frontstage work at no touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Option, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_in
from blueprint.model.values import Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule(
    "BP203",
    "served-nowhere",
    Severity.ADVICE,
    share=Option(0.75, Share, "Told where more than this share of the steps with frontstage work name a touchpoint."),
)
def served_nowhere(subject: Subject, *, share: float) -> Iterator[Remark]:
    """Customers are served in a step that has evidence, but no touchpoint where they meet who serves them.

    Frontstage is what happens before the customer's eyes, so it happens somewhere: at a counter, on the phone, on a
    screen. Without a touchpoint nobody knows who can be served there (which channel it takes), who answers for it, and
    whether a person is met; the figures on channels and human contacts leave the step out.

    It is told in a file in which nearly all steps with frontstage work name one. Of steps without evidence, too, BP202
    speaks.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    touchpoints:
      stand: {kind: interpersonal, name: Stand of the bootblack}
    stages:
      - name: Shine
        steps:
          - {customer: Sit down, touchpoints: stand, frontstage: Adjust the footrest}
          - {customer: Have them brushed, touchpoints: stand, frontstage: Brush}
          - {customer: Have them polished, touchpoints: stand, frontstage: Polish}
          - {customer: Look at them, touchpoints: stand, frontstage: Buff}
          - {id: pay, customer: Pay, evidence: Sign with the prices, frontstage: Take the money}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    touchpoints:
      stand: {kind: interpersonal, name: Stand of the bootblack}
    stages:
      - name: Shine
        steps:
          - {customer: Sit down, touchpoints: stand, frontstage: Adjust the footrest}
          - {customer: Have them brushed, touchpoints: stand, frontstage: Brush}
          - {customer: Have them polished, touchpoints: stand, frontstage: Polish}
          - {customer: Look at them, touchpoints: stand, frontstage: Buff}
          - {id: pay, customer: Pay, touchpoints: stand, frontstage: Take the money}
    ```
    """
    served = [at for at in subject.steps if at.step.frontstage]
    nowhere = [at for at in served if not at.step.touchpoints]
    if len(served) - len(nowhere) > share * len(served):
        for at in nowhere:
            if at.step.evidence:
                does = name_in(at.step.frontstage[0], at.step)
                message = f"where do customers meet {does}? Name the step's `touchpoints`"
                yield Remark(message, (*at.route, "touchpoints"))
