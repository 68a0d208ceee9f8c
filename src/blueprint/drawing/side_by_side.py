"""Drawings beside each other in one output of a notebook, to compare them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from blueprint.drawing.paint.svg import escaped

if TYPE_CHECKING:
    from blueprint.drawing.drawing import Drawing

_GAP = 24.0
_numbers = itertools.count(1)


class SideBySide:
    """Drawings in a row, which wraps where there is no room for two. The last line of a notebook cell shows them."""

    def __init__(self, drawings: tuple[Drawing, ...]) -> None:
        self.drawings = drawings

    def __or__(self, other: Drawing) -> SideBySide:
        return SideBySide((*self.drawings, other))

    @property
    def svg(self) -> str:
        """All drawings in one SVG, from left to right, their upper edges on one line."""
        x, parts = 0.0, []
        scenes = [drawing.scene for drawing in self.drawings]
        for drawing, scene in zip(self.drawings, scenes, strict=True):
            one = drawing.svg_with_ids(f"bps{next(_numbers)}")
            parts.append(one.replace("<svg ", f'<svg x="{x:g}" y="0" ', 1))
            x += scene.width + _GAP
        width, height = max(x - _GAP, 1), max((scene.height for scene in scenes), default=1)
        label = escaped(" | ".join(scene.title for scene in scenes))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
            f'viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{label}">{"".join(parts)}</svg>\n'
        )

    def _html(self) -> str:
        """As figures, each as wide as there is room, and below each other where that would be too narrow."""
        figures = "".join(
            '<figure style="flex:1 1 480px;min-width:0;margin:0">'
            f'<div class="blueprint-drawing">{drawing.svg_with_ids(f"bps{next(_numbers)}")}</div></figure>'
            for drawing in self.drawings
        )
        style = "<style>.blueprint-drawing>svg{display:block;max-width:100%;height:auto}</style>"
        row = "display:flex;flex-wrap:wrap;gap:24px;align-items:flex-start"
        return f'{style}<div style="{row}">{figures}</div>'

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """HTML, SVG and text. Never raises: a notebook shows what went wrong instead."""
        try:
            return {"text/html": self._html(), "image/svg+xml": self.svg, "text/plain": repr(self)}
        except Exception as error:  # noqa: BLE001 (a repr never raises)
            return {"text/plain": f"<SideBySide that failed: {error}>"}

    def __repr__(self) -> str:
        return f"<SideBySide {', '.join(map(repr, self.drawings))}>"


def side_by_side(*drawings: Drawing) -> SideBySide:
    """Drawings beside each other: `side_by_side(before, after)` is `before | after`."""
    return SideBySide(drawings)
