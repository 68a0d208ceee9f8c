"""The emotion strip: smooth curves that never go beyond their points, with what stands out named."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from blueprint.drawing.layout.cards import text_line, wrapped
from blueprint.drawing.scene import Group, Icon, Path, Rect, Shape, Text
from blueprint.drawing.theme import LINE_HEIGHT, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.drawing.views.grid import Curve

Point = tuple[float, float]
Box = tuple[float, float, float, float]

_TOP, _BOTTOM, _UNIT = 36.0, 32.0, 22.0
_NEUTRAL = 0.25
_SHIFT = 12.0
_STYLES = 4
_NAMES_TOP = 38.0


def strip_height(curves: Sequence[Curve]) -> float:
    """How high the strip must be for the curves, and for their names at the left."""
    names = _NAMES_TOP + 2 * LINE_HEIGHT[SMALL] * len(curves) if len(curves) > 1 else 0
    return max(_TOP + 4 * _UNIT + _BOTTOM, names)


def smooth(points: Sequence[Point]) -> str:
    """Path data for a curve through the points that never overshoots (monotone cubic, Fritsch and Carlson 1980)."""
    if len(points) == 1:
        return f"M{points[0][0]:.2f} {points[0][1]:.2f}"
    steps = [b[0] - a[0] for a, b in itertools.pairwise(points)]
    slopes = [(b[1] - a[1]) / h for (a, b), h in zip(itertools.pairwise(points), steps, strict=True)]
    inner = (0.0 if p * q <= 0 else 2 * p * q / (p + q) for p, q in itertools.pairwise(slopes))
    tangents = [slopes[0], *inner, slopes[-1]]
    path = [f"M{points[0][0]:.2f} {points[0][1]:.2f}"]
    for i, h in enumerate(steps):
        (x0, y0), (x1, y1) = points[i], points[i + 1]
        first, second = y0 + h / 3 * tangents[i], y1 - h / 3 * tangents[i + 1]
        path.append(f"C{x0 + h / 3:.2f} {first:.2f} {x1 - h / 3:.2f} {second:.2f} {x1:.2f} {y1:.2f}")
    return "".join(path)


def emotion_strip(
    curves: Sequence[Curve], centres: Sequence[float], *, top: float, left: float, right: float, margin: float
) -> list[Shape]:
    """The curves over their columns, between a grid from -2 to +2; the names of several stand at the margin."""
    zero = top + _TOP + 2 * _UNIT
    items: list[Shape] = []
    for value in (2, 1, 0, -1, -2):
        y = zero - value * _UNIT
        items.append(Path(f"M{left:.2f} {y:.2f}L{right:.2f} {y:.2f}", "hair" if value else "axis"))
        if value in (2, 0, -2):
            shown = f"{value:+d}" if value else "0"
            items.append(text_line(left - 8, y + SMALL * 0.36, shown, "small-muted", anchor="end"))
    is_only = len(curves) == 1
    for number, curve in enumerate(curves):
        shift = (number - (len(curves) - 1) / 2) * _SHIFT  # so that equal feelings stand side by side
        places = {c: (centres[c] + shift, zero - v * _UNIT) for c, v in sorted(curve.values.items())}
        style = number % _STYLES + 1
        shapes: list[Shape] = []
        for stretch in _stretches(curve, places):
            if is_only and len(stretch) > 1:
                area = f"{smooth(stretch)}L{stretch[-1][0]:.2f} {zero:.2f}L{stretch[0][0]:.2f} {zero:.2f}Z"
                shapes.insert(0, Path(area, "curve-fill"))
            if len(stretch) > 1:
                shapes.append(Path(smooth(stretch), f"curve-{style}"))
        for column, (x, y) in places.items():
            shapes.extend(_face(x, y, curve.values[column]) if is_only else [_dot(x, y, style)])
        items.append(Group(f"emotion-{number + 1}", "curve", curve.name or "emotion", tuple(shapes)))
        items.extend(_remarks(curve, places, right))
    if not is_only:
        items.extend(_names(curves, margin, left - 26 - margin, top + _NAMES_TOP))
    return items


def _stretches(curve: Curve, places: dict[int, Point]) -> list[list[Point]]:
    """The points of a curve, cut where one step does not lead to the next."""
    stretches: list[list[Point]] = []
    for column, point in places.items():
        if not stretches or column in curve.gaps:
            stretches.append([])
        stretches[-1].append(point)
    return stretches


def _dot(x: float, y: float, style: int) -> Shape:
    """The point of one of several curves: each has a shape of its own, since colour alone must not tell them apart."""
    if style == 1:
        return Rect(x - 5, y - 5, 10, 10, "dot-1", 5)
    if style == 2:  # noqa: PLR2004 (a table of four shapes)
        return Rect(x - 4.5, y - 4.5, 9, 9, "dot-2", 1)
    points = {3: ((0, -6), (6, 5), (-6, 5)), 4: ((0, -6.5), (6.5, 0), (0, 6.5), (-6.5, 0))}[style]
    corners = "L".join(f"{x + dx:.2f} {y + dy:.2f}" for dx, dy in points)
    return Path(f"M{corners}Z", f"dot-{style}")


def _face(x: float, y: float, value: float) -> list[Shape]:
    face = "face-good" if value > _NEUTRAL else "face-bad" if value < -_NEUTRAL else "face-neutral"
    return [Rect(x - 10, y - 10, 20, 20, "face", 10), Icon(face, x - 10.5, y - 10.5, 21, "face-line")]


def _names(curves: Sequence[Curve], left: float, width: float, top: float) -> Iterator[Shape]:
    """Whose curve is whose."""
    y = top
    for number, curve in enumerate(curves):
        style = number % _STYLES + 1
        lines = wrapped(curve.name, width - 28, f"small-curve-{style}", None)[:2]
        middle = y + LINE_HEIGHT[SMALL] / 2
        yield Path(f"M{left:.2f} {middle:.2f}L{left + 20:.2f} {middle:.2f}", f"curve-{style}")
        yield _dot(left + 10, middle, style)
        for line in lines:
            yield text_line(left + 28, y + LINE_HEIGHT[SMALL] / 2 + SMALL * 0.36, line, f"small-curve-{style}")
            y += LINE_HEIGHT[SMALL]
        y += 4


def _remarks(curve: Curve, places: dict[int, Point], right: float) -> Iterator[Text]:
    """What stands out, above or below its point, clear of every point."""
    taken: list[Box] = [(x - 11, y - 11, 22, 22) for x, y in places.values()]
    for column, said in sorted(curve.remarks.items()):
        x, y = places[column]
        side = 1 if curve.values[column] < 0 else -1
        line = text_line(x, 0, " · ".join(said), "small-bold", anchor="middle")
        centre = min(max(x, line.width / 2), right - line.width / 2)
        boxes = ((centre - line.width / 2, y + offset - SMALL / 2, line.width, SMALL) for offset in _offsets(side))
        box = next((b for b in boxes if not any(_meet(b, t) for t in taken)), None)
        if box is not None:
            taken.append(box)
            yield text_line(centre, box[1] + SMALL * 0.86, line.text, "small-bold", anchor="middle")


def _offsets(side: int) -> tuple[float, ...]:
    return side * 20.0, -side * 20.0, side * 34.0, -side * 34.0


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
