"""Why the flow gives no numbers, as remarks of the rules that are about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


def remarks_on_flow(subject: Subject, kind: str) -> Iterator[Remark]:
    """A remark for each problem of a kind (see `FlowProblem`), at the step's key that it is about."""
    for problem in subject.flow_problems:
        if problem.kind == kind:
            route = subject.step_at[problem.step].route
            yield Remark(str(problem), (*route, problem.key) if problem.key else route, "key")
