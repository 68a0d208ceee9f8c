"""What pictures show: a module for each view, whose `view` makes the content of a picture from a scope."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from blueprint.drawing.views.grid import Grid
    from blueprint.drawing.views.matrix import Matrix
    from blueprint.drawing.views.network import Network
    from blueprint.drawing.views.scope import Scope

    Content = Grid | Matrix | Network

VIEWS = ("blueprint", "journey", "flow", "touchpoints", "dependencies", "help", "changes")
"""The views by name; each is the module of that name here."""


def content_of(view: str, scope: Scope) -> Content:
    """What a view shows of a scope. Raises DrawError where a filter names what is not there."""
    module = import_module(f"{__name__}.{view}")
    return cast("Callable[[Scope], Content]", module.view)(scope)
