"""Why a journey can't be reckoned, as findings at the places in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.finding import Finding, Severity

if TYPE_CHECKING:
    from blueprint.finding import Route
    from blueprint.graph.flow import FlowError, FlowProblem
    from blueprint.model.blueprint import Blueprint
    from blueprint.source.document import Document

_SHARES = ("BP106", "shares-off")
_STUCK = ("BP105", "no-way-out")


def flow_findings(error: FlowError, document: Document, blueprint: Blueprint) -> tuple[Finding, ...]:
    """A finding for each problem of the flow."""
    places = {
        str(step.id): ("stages", i, "steps", j)
        for i, stage in enumerate(blueprint.stages)
        for j, step in enumerate(stage.steps)
    }
    return tuple(sorted((_finding(p, document, places[p.step]) for p in error.problems), key=Finding.sort_key))


def _finding(problem: FlowProblem, document: Document, step: Route) -> Finding:
    code, name = _SHARES if problem.kind == "shares" else _STUCK
    route = (*step, problem.key) if problem.key else step
    found, span, way = document.locate(route, "key")
    return Finding(code, name, Severity.ERROR, problem.message, found.file, span, way)
