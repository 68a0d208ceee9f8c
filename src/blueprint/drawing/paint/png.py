"""Scene -> PNG, by resvg."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from blueprint.drawing.errors import DrawError
from blueprint.drawing.fonts import fonts_for
from blueprint.drawing.paint.runs import with_runs
from blueprint.drawing.paint.svg import plain_svg

if TYPE_CHECKING:
    from blueprint.drawing.scene import Scene

_LONGEST_SIDE: Final = 16_000
_MOST_PIXELS: Final = 100_000_000
"""What viewers still open, and memory holds."""


def png(scene: Scene, theme: str = "light", *, scale: float = 2) -> bytes:
    """The scene as a PNG of `scale` pixels per point.

    They are fewer where there would be more than 16,000 on a side or 100 million in all.
    Raises DrawError where the scene can't be drawn.
    """
    from resvg_py import svg_to_bytes

    fonts = fonts_for("".join(text.text for text in scene.texts()), scene.language)
    try:
        return bytes(
            svg_to_bytes(
                svg_string=with_runs(plain_svg(scene, theme, families=fonts.families), fonts),
                skip_system_fonts=True,
                font_files=[str(file) for file in fonts.files],
                dpi=96,
                zoom=min(scale, largest_scale(scene)),
            )
        )
    except ValueError as error:
        message = f"the picture could not be drawn as PNG: {error}"
        raise DrawError(message) from error


def largest_scale(scene: Scene) -> float:
    """How many pixels per point a PNG of the scene has at most."""
    by_side = _LONGEST_SIDE / max(scene.width, scene.height)
    return min(by_side, math.sqrt(_MOST_PIXELS / (scene.width * scene.height)))
