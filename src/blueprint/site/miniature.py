"""A picture -> its miniature: what is left of it when it is as small as a stamp."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blueprint.drawing.scene import Group, Path, Rect
from blueprint.site.entry import Miniature

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.drawing.scene import Scene

WIDTH = 400
"""How wide a miniature is, in units of its own."""
LEAST_HEIGHT = 160
"""How high it is at least: what is very wide is drawn higher than it is, or nobody could make it out."""

OUTLINES = (
    "evidence", "customer", "frontstage", "backstage", "support", "stage",
    "card-evidence", "card-customer", "card-frontstage", "card-backstage", "card-support", "card-question", "card-mark",
    "curve",
)  # fmt: skip
"""What outlines stand for: lanes, stages, the cards of each role, how customers feel; those behind come first."""

_BAND = "band-"
_CURVE = re.compile("curve-[0-9]+")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")

Box = tuple[float, float, float, float]


def miniature(scene: Scene) -> Miniature:
    """The lanes, stages, cards and curves of a picture, without header, legend and words."""
    boxes = list(_boxes(scene))
    curves = list(_curves(scene))
    if not boxes:
        return Miniature(WIDTH, WIDTH // 2, ())
    left = min(x for _, (x, _, _, _) in boxes)
    top = min(y for _, (_, y, _, _) in boxes)
    right = max(x + width for _, (x, _, width, _) in boxes)
    bottom = max(y + height for _, (_, y, _, height) in boxes)
    across = WIDTH / (right - left)
    down = max(across, LEAST_HEIGHT / (bottom - top))
    outlines: dict[str, list[str]] = {name: [] for name in OUTLINES}
    for name, (x, y, width, height) in boxes:
        size = f"h{_n(width * across)}v{_n(height * down)}h-{_n(width * across)}z"
        outlines[name].append(f"M{_n((x - left) * across)} {_n((y - top) * down)}{size}")
    outlines["curve"] += [_scaled(curve.d, (left, across), (top, down)) for curve in curves]
    drawn = tuple((name, "".join(parts)) for name, parts in outlines.items() if parts)
    return Miniature(WIDTH, max(1, round((bottom - top) * down)), drawn)


def _boxes(scene: Scene) -> Iterator[tuple[str, Box]]:
    """What is a box in the miniature, with what it stands for."""
    for shape in scene.shapes():
        if isinstance(shape, Rect) and shape.style.removeprefix(_BAND) in OUTLINES and shape.style.startswith(_BAND):
            yield shape.style.removeprefix(_BAND), (shape.x, shape.y, shape.width, shape.height)
        elif isinstance(shape, Path) and shape.style == "stage":
            yield "stage", _around(shape.d)
        elif isinstance(shape, Group) and shape.id in scene.boxes:
            name = f"card-{shape.role.rpartition(' ')[2]}"
            yield name if name in OUTLINES else "card-support", scene.boxes[shape.id]


def _curves(scene: Scene) -> Iterator[Path]:
    """How customers feel; what stands beside the curves to tell them apart is left out."""
    for group in scene.shapes():
        if isinstance(group, Group) and group.role == "curve":
            yield from (item for item in group.items if isinstance(item, Path) and _CURVE.fullmatch(item.style))


def _around(d: str) -> Box:
    """The box around a path of straight lines."""
    numbers = [float(number) for number in _NUMBER.findall(d)]
    across, down = numbers[::2], numbers[1::2]
    return min(across), min(down), max(across) - min(across), max(down) - min(down)


def _scaled(d: str, across: tuple[float, float], down: tuple[float, float]) -> str:
    """A path of lines and curves at another place and size: in each direction, what is 0 there, and the scale."""
    position = -1

    def moved(match: re.Match[str]) -> str:
        nonlocal position
        position += 1
        start, scale = down if position % 2 else across
        return _n((float(match[0]) - start) * scale)

    return _NUMBER.sub(moved, d)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
