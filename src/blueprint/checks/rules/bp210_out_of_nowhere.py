"""BP210: backstage work with nothing visible, which nothing sets off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import StepAt, Subject


@rule("BP210", "out-of-nowhere", Severity.ADVICE)
def out_of_nowhere(subject: Subject) -> Iterator[Remark]:
    """A column has work below the line of visibility only: customers see nothing, do nothing, and nothing sets it off.

    A blueprint connects what is done out of sight with what customers see; work without that connection is a process
    chart in the wrong place. Put it into the step that it serves, or let the action that sets it off say so
    (`triggers`).

    It is told of steps without customer, touchpoints, evidence, frontstage and wait, none of whose actions is triggered
    or triggers another; and only in a file that says elsewhere what customers do.

    Bad:

    ```yaml
    blueprint: v1
    title: Hotel
    stages:
      - name: Stay
        steps:
          - {customer: Tell the desk about the day, frontstage: {does: Listen and ask}}
          - {id: card, backstage: {id: write, does: Write a card for this guest}}
          - {customer: Find the card on the pillow}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Hotel
    stages:
      - name: Stay
        steps:
          - {customer: Tell the desk about the day, frontstage: {does: Listen and ask, triggers: write}}
          - {id: card, backstage: {id: write, does: Write a card for this guest}}
          - {customer: Find the card on the pillow}
    ```
    """
    hidden = [at for at in subject.steps if _is_hidden(at)]
    if not hidden or all(at.step.customer is None for at in subject.steps):
        return
    triggered = {id_ for found in subject.actions for id_ in found.action.triggers}
    for at in hidden:
        own = [found.action for found in subject.actions_of(at)]
        if at.id not in triggered and not any(action.triggers or action.id in triggered for action in own):
            message = (
                f"what sets off {name_in(own[0], at.step)}, and what do customers see of it? "
                "Move it to the step that it serves, or let an action trigger it"
            )
            yield Remark(message, at.route)


def _is_hidden(at: StepAt) -> bool:
    step = at.step
    visible = (step.customer, step.touchpoints, step.evidence, step.frontstage, step.wait)
    return bool(step.backstage or step.support) and not any(visible)
