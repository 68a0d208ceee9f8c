"""The formats of `blueprint check` by their names, each made by a module that is loaded when it is asked for."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from blueprint.checks.result import Outcome


def _made_by(module: str, function: str, outcome: Outcome) -> str:
    made: str = getattr(import_module(f"blueprint.reports.{module}"), function)(outcome)
    return made


FORMATS: Mapping[str, Callable[[Outcome], str]] = {
    "full": partial(_made_by, "findings", "full_report"),
    "concise": partial(_made_by, "findings", "concise_report"),
    "json": partial(_made_by, "findings", "json_report"),
    "github": partial(_made_by, "github", "github"),
    "gitlab": partial(_made_by, "gitlab", "gitlab"),
    "sarif": partial(_made_by, "sarif", "sarif"),
    "junit": partial(_made_by, "junit", "junit"),
    "markdown": partial(_made_by, "markdown", "markdown"),
    "statistics": partial(_made_by, "statistics", "statistics"),
}
"""What makes a whole report of all that a check brought: its findings, what could not be checked, the summary."""
