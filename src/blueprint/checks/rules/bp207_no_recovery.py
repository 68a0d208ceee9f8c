"""BP207: a fail point without recovery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Option, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of
from blueprint.model.values import Scale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule(
    "BP207",
    "no-recovery",
    Severity.WARNING,
    severity=Option(3, Scale, "Fail points that are less severe than this may go without recovery."),
)
def no_recovery(subject: Subject, *, severity: int) -> Iterator[Remark]:
    """It is known what can go wrong, and not how it is made good.

    Fail points are marked on a blueprint so that the way back is designed before it is needed (Shostack 1984). A good
    recovery can leave customers more loyal than if nothing had happened; an improvised one loses them (Hart, Heskett
    and Sasser 1990). Write what is done as `recovery`, or where the customer goes on: `recovery: {to: ID}`.

    It is told of fail points whose `severity` is high enough; of those without a severity where others in the file
    have a recovery. What prevents a failure (`poka_yoke`) doesn't make it good when it happens all the same.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - customer: Watch the wax go on
            frontstage: Apply polish
            fail_points: {what: Wrong colour of wax, severity: 4}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - customer: Watch the wax go on
            frontstage: Apply polish
            fail_points: {what: Wrong colour of wax, severity: 4, recovery: Clean the shoes and polish them again}
    ```
    """
    is_usual = any(found.fail.recovery for found in subject.fails)
    for found in subject.fails:
        known = found.fail.severity
        if found.fail.recovery is None and (is_usual if known is None else known >= severity):
            message = f"what is done when {name_of(found.fail)} happens? Say how it is made good (`recovery`)"
            yield Remark(message, (*found.route, "recovery"))
