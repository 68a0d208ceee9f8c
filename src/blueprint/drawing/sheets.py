"""Paper: the sheets that a PDF can be made for, and whether a picture can still be read on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.drawing.errors import DrawError
from blueprint.drawing.theme import BODY
from blueprint.suggest import did_you_mean

if TYPE_CHECKING:
    from blueprint.drawing.scene import Scene

PAGES = {"A3": (1190.55, 841.89), "A4": (841.89, 595.28)}
"""The sheets, all of them across: width and height in points."""

MARGIN = 28.0
"""The margin of a sheet, in points."""

_READABLE = 6.5


def page_size(page: str) -> tuple[float, float]:
    """The width and height of a sheet. Raises DrawError where there is none of that name."""
    size = PAGES.get(page.upper())
    if size is None:
        message = f"there is no page `{page}`{did_you_mean(page, PAGES) or '; there is ' + ', '.join(PAGES)}"
        raise DrawError(message)
    return size


def is_readable(scene: Scene, page: str) -> bool:
    """Whether the text on the cards is at least 6.5 points high when the picture is fitted to a sheet."""
    width, height = page_size(page)
    scale = min((width - 2 * MARGIN) / scene.width, (height - 2 * MARGIN) / scene.height)
    return BODY * scale >= _READABLE
