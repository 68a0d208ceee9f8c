"""BP506: a change of channel that the customer did not choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of
from blueprint.model.step import END

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import StepAt, Subject


@rule("BP506", "forced-channel", Severity.WARNING)
def forced_channel(subject: Subject) -> Iterator[Remark]:
    """Customers are sent to another channel that they did not choose.

    "Please call our hotline" is the end of a conversation on which the customer has already spent time; some give up
    there, and the others start anew. Let those who meet the customer finish what they began: give them the right and
    the means. Where that can't be, offer the change as a choice, and let what is known go along (`carries`).

    It is said of each branch that the file marks as `forced: true`; not where the step already answers on that other
    channel, as that is BP503.

    Bad:

    ```yaml
    blueprint: v1
    title: Lost property
    stages:
      - name: Search
        steps:
          - id: write
            customer: Write that the umbrella is gone
            next: {to: call, when: the answer is to call, forced: true}
          - id: call
            customer: Call and describe the umbrella
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Lost property
    stages:
      - name: Search
        steps:
          - id: write
            customer: Write that the umbrella is gone
            next:
              - {to: call, share: 20%, when: they would rather talk}
              - {to: end, when: the answer is that it was found}
          - id: call
            customer: Call and describe the umbrella
    ```
    """
    for at in subject.steps:
        for k, branch in enumerate(at.step.next):
            if not branch.forced or (branch.to != END and _is_answered_there(subject, at, subject.step_at[branch.to])):
                continue
            where = f"to {name_of(subject.step_at[branch.to].step)}, on" if branch.to != END else "away, to"
            message = (
                f"{name_of(at.step)} sends customers {where} a channel that they didn't choose: finish it where they "
                "are, or leave them the choice"
            )
            yield Remark(message, (*at.route, "next", k, "forced"))


def _is_answered_there(subject: Subject, at: StepAt, target: StepAt) -> bool:
    replies = {action.replies_on for _, action in at.step.actions() if action.replies_on is not None}
    return bool(replies) and any(subject.blueprint.touchpoints[t].channel in replies for t in target.step.touchpoints)
