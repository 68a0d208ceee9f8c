"""BP202: a customer-facing step without touchpoint or evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Option, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of
from blueprint.model.values import Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule(
    "BP202",
    "nothing-to-see",
    Severity.ADVICE,
    share=Option(0.75, Share, "Told where more than this share of the customer-facing steps have one or the other."),
)
def nothing_to_see(subject: Subject, *, share: float) -> Iterator[Remark]:
    """The customer does something, or is served, and the step names neither a touchpoint nor evidence.

    A service can't be touched, so customers judge it by what they see, hold and hear on the way: physical evidence is
    the first row of a blueprint (Bitner, Ostrom and Morgan 2008). Where a column has none, nobody has thought yet about
    what the customer meets there. Name what they see, hold or hear.

    It is told in a file in which nearly all steps with a customer's or a frontstage action name what is seen. Where a
    journey ends in failure the customer may have left the service: such steps don't count.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    touchpoints:
      chair: {kind: physical, name: Chair and footrest}
    stages:
      - name: Shine
        steps:
          - {customer: Sit down, touchpoints: chair}
          - {customer: Choose a wax, evidence: Tins of wax}
          - {customer: Have the shoes brushed, touchpoints: chair}
          - {customer: Look at them, evidence: Shiny shoes}
          - {id: pay, customer: Pay}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    touchpoints:
      chair: {kind: physical, name: Chair and footrest}
    stages:
      - name: Shine
        steps:
          - {customer: Sit down, touchpoints: chair}
          - {customer: Choose a wax, evidence: Tins of wax}
          - {customer: Have the shoes brushed, touchpoints: chair}
          - {customer: Look at them, evidence: Shiny shoes}
          - {id: pay, customer: Pay, evidence: Sign with the prices}
    ```
    """
    facing = [
        at
        for at in subject.steps
        if (at.step.customer is not None or at.step.frontstage) and at.step.outcome != "failure"
    ]
    bare = [at for at in facing if not at.step.touchpoints and not at.step.evidence]
    if len(facing) - len(bare) > share * len(facing):
        for at in bare:
            message = f"what do customers see or touch in {name_of(at.step)}? Name its `touchpoints` or its `evidence`"
            yield Remark(message, (*at.route, "touchpoints"))
