"""BP701: observed, but no source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule("BP701", "observed-without-source", Severity.WARNING)
def observed_without_source(subject: Subject) -> Iterator[Remark]:
    """A step is said to be observed, and no source says where.

    A map that was made at a desk looks just like one that was made in the field. What sets them apart is that someone
    can go back to the interview, the log or the day in the shop. Name it (`sources`), or say that the step is
    `assumed`: that is no shame, as long as it is known.

    Bad:

    ```yaml
    blueprint: v1
    title: Ferry
    stages:
      - name: Board
        steps:
          - id: board
            customer: Look for the right gangway
            basis: observed
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Ferry
    stages:
      - name: Board
        steps:
          - id: board
            customer: Look for the right gangway
            basis: observed
            sources: pier
    sources:
      pier: {kind: observation, name: Two mornings on the pier}
    ```
    """
    for at in subject.steps:
        if at.step.basis == "observed" and not at.step.sources:
            message = (
                f"{name_of(at.step)} is said to be observed, but names no source: say where it was seen (`sources`), "
                "or call it `assumed`"
            )
            yield Remark(message, (*at.route, "basis"))
