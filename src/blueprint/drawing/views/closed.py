"""To whom of the personas that are shown a touchpoint is closed: they have none of its channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blueprint.drawing.views.scope import Scope


def closed_to(scope: Scope, touchpoint: str) -> tuple[str, ...]:
    """The ids of the personas, of those that are shown, who can't use a touchpoint."""
    channel, personas = scope.blueprint.touchpoints[touchpoint].channel, scope.blueprint.personas
    found = []
    for persona in _shown(scope):
        channels = personas[persona].channels
        if channels is not None and channel not in (None, *channels):
            found.append(persona)
    return tuple(found)


def is_closed(scope: Scope, touchpoint: str) -> bool:
    """Whether nobody who is shown can use a touchpoint."""
    return bool(scope.blueprint.personas) and len(closed_to(scope, touchpoint)) == len(_shown(scope))


def _shown(scope: Scope) -> tuple[str, ...]:
    one = scope.filters.persona
    return (one,) if one is not None else tuple(scope.blueprint.personas)
