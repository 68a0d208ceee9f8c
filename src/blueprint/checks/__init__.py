"""The linter: rules, the engine that runs them, and the comments that suppress their findings.

What those need who write rules of their own is here, loaded when it is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` is not imported for it
if TYPE_CHECKING:
    from typing import Any

    from blueprint.checks.declaration import Option, Other, Remark, RuleError, rule
    from blueprint.checks.engine import check_text
    from blueprint.checks.settings import Settings
    from blueprint.checks.subject import Subject
    from blueprint.finding import Severity

__all__ = ["Option", "Other", "Remark", "RuleError", "Settings", "Severity", "Subject", "check_text", "rule"]

_HOMES = {
    "blueprint.checks.engine": ("check_text",),
    "blueprint.checks.declaration": ("Option", "Other", "Remark", "RuleError", "rule"),
    "blueprint.checks.settings": ("Settings",),
    "blueprint.checks.subject": ("Subject",),
    "blueprint.finding": ("Severity",),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            from importlib import import_module

            value = globals()[name] = getattr(import_module(module), name)
            return value
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
