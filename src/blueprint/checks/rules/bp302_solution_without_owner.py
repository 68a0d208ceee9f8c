"""BP302: an improvement that nobody answers for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark, rule
from blueprint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule("BP302", "solution-without-owner", Severity.ADVICE)
def solution_without_owner(subject: Subject) -> Iterator[Remark]:
    """A solution is decided on, but names no owner.

    What everybody is to do, nobody does: of the improvements that come out of a workshop, those get done that a team
    or a role takes home. Name the `owner`, even if it is only the one who finds out who it should be.

    The rule speaks of solutions that are `planned` or `doing`, and of those without a `status` where other solutions of
    the file name their owner. An `idea` may still be anybody's.

    Bad:

    ```yaml
    blueprint: v1
    title: 社区药房
    stages:
      - name: 取药
        steps:
          - customer: 排队取药
            pain_points: {id: queue, what: 排队太久, severity: 3}
    solutions:
      booking: {what: 提前在手机上预约, addresses: queue, status: planned}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: 社区药房
    stages:
      - name: 取药
        steps:
          - customer: 排队取药
            pain_points: {id: queue, what: 排队太久, severity: 3}
    solutions:
      booking: {what: 提前在手机上预约, addresses: queue, status: planned, owner: 门店运营}
    ```
    """
    solutions = subject.blueprint.solutions
    is_usual = any(solution.owner is not None for solution in solutions.values())
    for id_, solution in solutions.items():
        if solution.owner is not None:
            continue
        if solution.status in ("planned", "doing"):
            stage = "planned" if solution.status == "planned" else "being done"
            message = f"`{id_}` is {stage}, but nobody answers for it: name the team or role as its `owner`"
        elif solution.status is None and is_usual:
            message = f"`{id_}` names no owner, as other solutions do: name the team or role that answers for it"
        else:
            continue
        yield Remark(message, ("solutions", id_, "owner"))
