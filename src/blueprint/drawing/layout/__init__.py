"""From what a view shows to shapes at their places: a module for each kind of content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.drawing.views.grid import Grid
from blueprint.drawing.views.matrix import Matrix

if TYPE_CHECKING:
    from blueprint.drawing.scene import Scene
    from blueprint.drawing.views import Content


def lay_out(content: Content, engine: str | None = None) -> Scene:
    """Give everything a size and a place; `engine` is the Graphviz that routes or places what it is asked to."""
    if isinstance(content, Grid):
        from blueprint.drawing.layout import grid

        return grid.lay_out(content, engine)
    if isinstance(content, Matrix):
        from blueprint.drawing.layout import matrix

        return matrix.lay_out(content)
    from blueprint.drawing.layout import network

    return network.lay_out(content, engine)
