"""The emotion curve: smooth, never beyond its points, with the peak, the low and the end named."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from blueprint.drawing.layout.cards import text_line
from blueprint.drawing.scene import Group, Icon, Path, Rect, Shape, Text
from blueprint.drawing.theme import SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blueprint.drawing.views.grid import Curve

HEIGHT = 148.0
_TOP, _BOTTOM = 30.0, 26.0
_NEUTRAL = 0.25


def smooth(points: Sequence[tuple[float, float]]) -> str:
    """Path data for a curve through the points that never overshoots (monotone cubic, Fritsch and Carlson 1980)."""
    if len(points) == 1:
        return f"M{points[0][0]:.2f} {points[0][1]:.2f}"
    steps = [b[0] - a[0] for a, b in itertools.pairwise(points)]
    slopes = [(b[1] - a[1]) / h for (a, b), h in zip(itertools.pairwise(points), steps, strict=True)]
    tangents = [
        slopes[0],
        *(0.0 if p * q <= 0 else 2 * p * q / (p + q) for p, q in itertools.pairwise(slopes)),
        slopes[-1],
    ]
    path = [f"M{points[0][0]:.2f} {points[0][1]:.2f}"]
    for i, h in enumerate(steps):
        (x0, y0), (x1, y1) = points[i], points[i + 1]
        third = h / 3
        path.append(
            f"C{x0 + third:.2f} {y0 + third * tangents[i]:.2f} {x1 - third:.2f} {y1 - third * tangents[i + 1]:.2f} {x1:.2f} {y1:.2f}"
        )
    return "".join(path)


def emotion_strip(
    curves: Sequence[Curve], centres: Sequence[float], top: float, left: float, right: float, feelings: dict[str, str]
) -> list[Shape]:
    """The curves over their columns, between a grid from -2 to +2."""
    zero, unit = top + _TOP + (HEIGHT - _TOP - _BOTTOM) / 2, (HEIGHT - _TOP - _BOTTOM) / 4
    items: list[Shape] = []
    for value in (2, 1, 0, -1, -2):
        y = zero - value * unit
        items.append(Path(f"M{left:.2f} {y:.2f}L{right:.2f} {y:.2f}", "hair" if value else "axis"))
        if value in (2, 0, -2):
            items.append(
                text_line(left - 8, y + SMALL * 0.36, f"{value:+d}" if value else "0", "small-muted", anchor="end")
            )
    taken: list[tuple[float, float, float, float]] = []
    for number, curve in enumerate(curves):
        shift = (number - (len(curves) - 1) / 2) * 12  # so that equal feelings stand side by side
        points = [(centres[c] + shift, zero - v * unit) for c, v in sorted(curve.values.items())]
        style = number % 4 + 1
        shapes: list[Shape] = []
        if len(curves) == 1 and len(points) > 1:
            area = f"{smooth(points)}L{points[-1][0]:.2f} {zero:.2f}L{points[0][0]:.2f} {zero:.2f}Z"
            items.insert(0, Path(area, "curve-fill"))
        shapes.append(Path(smooth(points), f"curve-{style}"))
        values = [v for _, v in sorted(curve.values.items())]
        for (x, y), felt in zip(points, values, strict=True):
            shapes.extend(_point(x, y, felt, style, is_only=len(curves) == 1))
            taken.append((x - 11, y - 11, 22, 22))
        items.append(Group(f"emotion-{number + 1}", "curve", curve.name or "emotion", tuple(shapes)))
        labels = _remarks(points, values, feelings, ends=curve.ends) if len(curves) == 1 else []
        if len(curves) > 1 and points:
            at, side = _most_apart(curve, curves)
            labels = [(*points[at], curve.name, style, side)]
        items.extend(_placed(labels, taken, (top + 6, top + HEIGHT - 4), right))
    return items


def _most_apart(curve: Curve, curves: Sequence[Curve]) -> tuple[int, int]:
    """The point where a curve is furthest from the others, and the side that faces away from them (-1 is above)."""
    best: float = -1
    side, at = -1, 0
    for number, (column, value) in enumerate(sorted(curve.values.items())):
        others = [c.values[column] for c in curves if c is not curve and column in c.values]
        near = min(others, key=lambda v: abs(v - value), default=value)
        if abs(near - value) > best:
            best, side, at = abs(near - value), -1 if value >= near else 1, number
    return at, side


def _point(x: float, y: float, value: float, style: int, *, is_only: bool) -> list[Shape]:
    if not is_only:
        shape = {1: 5.0, 2: 1.0, 3: 5.0, 4: 1.0}[style]
        return [Rect(x - 5, y - 5, 10, 10, f"dot-{style}", shape)]
    face = "face-good" if value > _NEUTRAL else "face-bad" if value < -_NEUTRAL else "face-neutral"
    return [Rect(x - 10, y - 10, 20, 20, "face", 10), Icon(face, x - 10.5, y - 10.5, 21, "face-line")]


def _remarks(
    points: Sequence[tuple[float, float]], values: Sequence[float], feelings: dict[str, str], *, ends: bool
) -> list[tuple[float, float, str, int, int]]:
    """The peak, the low and the end, where they say something: as x, y, words, style and the side (-1 is above)."""
    if max(values) == min(values):
        return []
    marks: dict[int, list[str]] = {}
    marks.setdefault(values.index(max(values)), []).append("peak")
    marks.setdefault(values.index(min(values)), []).append("valley")
    if ends:
        marks.setdefault(len(values) - 1, []).append("end")
    return [
        (*points[i], " · ".join(feelings[n] for n in names), 0, 1 if "valley" in names or values[i] < 0 else -1)
        for i, names in marks.items()
    ]


def _placed(
    labels: Sequence[tuple[float, float, str, int, int]],
    taken: list[tuple[float, float, float, float]],
    limits: tuple[float, float],
    right: float,
) -> list[Text]:
    """Labels above or below their points, moved to the other side where something is there already."""
    placed = []
    for x, y, text, style, side in labels:
        name = {0: "small-bold", 1: "small-curve-1", 2: "small-curve-2", 3: "small-curve-3", 4: "small-curve-4"}[style]
        line = text_line(x, 0, text, name, anchor="middle")
        centre = min(max(x, line.width / 2), right - line.width / 2)
        for offset in (side * 22, -side * 22, side * 36, -side * 36):
            baseline = y + offset + SMALL * 0.36
            box = (centre - line.width / 2, baseline - SMALL, line.width, SMALL * 1.3)
            if (
                limits[0] - SMALL <= box[1]
                and box[1] + box[3] <= limits[1] + 4
                and not any(_meet(box, t) for t in taken)
            ):
                break
        else:
            baseline = y + side * 22 + SMALL * 0.36
        taken.append((centre - line.width / 2, baseline - SMALL, line.width, SMALL * 1.3))
        placed.append(text_line(centre, baseline, text, name, anchor="middle"))
    return placed


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
