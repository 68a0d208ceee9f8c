"""The rules, a file each: to add one, add a file."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from blueprint.checks.rule import REGISTERED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.checks.rule import Rule


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of the codes."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return dict(sorted(REGISTERED.items()))
