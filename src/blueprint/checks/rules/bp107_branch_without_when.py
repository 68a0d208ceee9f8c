"""BP107: a branch that doesn't say when customers take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of
from blueprint.model.step import END

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import StepAt, Subject


@rule("BP107", "branch-without-when", Severity.ADVICE)
def branch_without_when(subject: Subject) -> Iterator[Remark]:
    """Several ways lead on from a step, and of one of them the file doesn't say when customers take it.

    A share says how many go there, not why. Who reads the blueprint a year from now needs the reason, and it is the
    reason that can be worked on: "10%, when the wax has the wrong colour" is a fault to prevent.

    It is told where another branch of the same step says `when`. A branch that is `for` some personas says whom it is
    for, which will do; so will `when` for the next round alone (`repeat: true`), if one other way is left.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - customer: Look at the shoes
            next:
              - {to: again, share: 10%}
              - {to: pay, when: they shine}
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
            next:
              - {to: again, share: 10%, when: they look dull}
              - {to: pay, when: they shine}
          - {id: again, customer: Have them polished again}
          - {id: pay, customer: Pay}
    ```
    """
    for at in subject.steps:
        if len(at.step.next) > 1 and not at.step.outcome and any(branch.when for branch in at.step.next):
            yield from _remarks(at)


def _remarks(at: StepAt) -> Iterator[Remark]:
    if sum(not branch.repeat for branch in at.step.next) == 1:
        return
    for k, branch in enumerate(at.step.next):
        if not branch.when and not branch.for_:
            where = "when does the journey end" if branch.to == END else f"when do customers go on to `{branch.to}`"
            message = f"{where} after {name_of(at.step)}? Say it with `when`, as other branches of the step do"
            yield Remark(message, (*at.route, "next", k, "when"))
