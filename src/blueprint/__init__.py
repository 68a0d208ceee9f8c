"""Service blueprints and customer-journey maps as code.

`import blueprint as bp`, then `bp.load("shop.blueprint.yaml")` and `bp.draw(...)`. What is heavy is loaded when it is
first used.
"""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` is not imported for it
if TYPE_CHECKING:
    from typing import Any

    from blueprint.analysis.amount import Amount
    from blueprint.analysis.analysis import Analysis, analyze
    from blueprint.analysis.comparison import compare_figures
    from blueprint.analysis.sweep import evenly, sweep
    from blueprint.drawing import DrawError, Drawing, draw
    from blueprint.drawing.side_by_side import side_by_side
    from blueprint.finding import BlueprintError, Finding, MissingExtra
    from blueprint.graph.dependencies import dependency_network
    from blueprint.graph.flow import FlowError
    from blueprint.graph.networks import flow_network
    from blueprint.model.action import Action
    from blueprint.model.blueprint import Blueprint
    from blueprint.model.catalogue import (
        Actor,
        DataItem,
        Metric,
        MetricValue,
        Persona,
        Question,
        Solution,
        Source,
        System,
        Touchpoint,
    )
    from blueprint.model.changes import ChangeError
    from blueprint.model.expectation import Expectation
    from blueprint.model.lane import Lane
    from blueprint.model.marks import Delight, FailPoint, PainPoint
    from blueprint.model.step import Branch, Stage, Step
    from blueprint.model.values import Estimate
    from blueprint.reports.checked import CheckError, Findings, check
    from blueprint.reports.plots import Plot, plot
    from blueprint.reports.versions import Difference, diff
    from blueprint.source.load import LoadError, load, loads, read
    from blueprint.source.write import dump, dumps

__version__ = "0.1.0"

__all__ = [
    "Action",
    "Actor",
    "Amount",
    "Analysis",
    "Blueprint",
    "BlueprintError",
    "Branch",
    "ChangeError",
    "CheckError",
    "DataItem",
    "Delight",
    "Difference",
    "DrawError",
    "Drawing",
    "Estimate",
    "Expectation",
    "FailPoint",
    "Finding",
    "Findings",
    "FlowError",
    "Lane",
    "LoadError",
    "Metric",
    "MetricValue",
    "MissingExtra",
    "PainPoint",
    "Persona",
    "Plot",
    "Question",
    "Solution",
    "Source",
    "Stage",
    "Step",
    "System",
    "Touchpoint",
    "__version__",
    "analyze",
    "check",
    "compare_figures",
    "dependency_network",
    "diff",
    "draw",
    "dump",
    "dumps",
    "evenly",
    "flow_network",
    "load",
    "loads",
    "plot",
    "read",
    "side_by_side",
    "sweep",
]

_HOMES = {
    "blueprint.analysis.amount": ("Amount",),
    "blueprint.analysis.analysis": ("Analysis", "analyze"),
    "blueprint.analysis.comparison": ("compare_figures",),
    "blueprint.analysis.sweep": ("evenly", "sweep"),
    "blueprint.drawing": ("Drawing", "DrawError", "draw"),
    "blueprint.drawing.side_by_side": ("side_by_side",),
    "blueprint.finding": ("BlueprintError", "Finding", "MissingExtra"),
    "blueprint.graph.dependencies": ("dependency_network",),
    "blueprint.graph.flow": ("FlowError",),
    "blueprint.graph.networks": ("flow_network",),
    "blueprint.model.changes": ("ChangeError",),
    "blueprint.model.action": ("Action",),
    "blueprint.model.blueprint": ("Blueprint",),
    "blueprint.model.catalogue": (
        "Actor", "DataItem", "Metric", "MetricValue", "Persona",
        "Question", "Solution", "Source", "System", "Touchpoint",
    ),
    "blueprint.model.expectation": ("Expectation",),
    "blueprint.model.lane": ("Lane",),
    "blueprint.model.marks": ("Delight", "FailPoint", "PainPoint"),
    "blueprint.model.step": ("Branch", "Stage", "Step"),
    "blueprint.model.values": ("Estimate",),
    "blueprint.reports.checked": ("CheckError", "Findings", "check"),
    "blueprint.reports.plots": ("Plot", "plot"),
    "blueprint.reports.versions": ("Difference", "diff"),
    "blueprint.source.load": ("LoadError", "load", "loads", "read"),
    "blueprint.source.write": ("dump", "dumps"),
}  # fmt: skip
"""Where each public name lives."""


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            from importlib import import_module

            value = globals()[name] = getattr(import_module(module), name)
            return value
    message = f"module 'blueprint' has no attribute '{name}'"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted(__all__)
