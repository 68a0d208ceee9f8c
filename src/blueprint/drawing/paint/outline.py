"""What path data means, as points: the strokes of a path or an icon, and the corners of a line that joins two cards."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from blueprint.drawing.icons import ICONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Point = tuple[float, float]
Box = tuple[float, float, float, float]

_COMMAND = re.compile(r"([MLQCAZ])([^MLQCAZ]*)")
_NUMBER = re.compile(r"-?[\d.]+")
_LENGTHS = {"M": 2, "L": 2, "Q": 4, "C": 6, "A": 7, "Z": 0}
_TINY = 1e-6


class Stroke(NamedTuple):
    """A movement of the pen, `M`, `L`, `Q`, `C` or `Z`: `C` has two controls before its end, `Q` one, `Z` no points."""

    kind: str
    points: tuple[Point, ...]


@lru_cache(maxsize=4096)
def strokes(d: str) -> tuple[Stroke, ...]:
    """The strokes of path data; arcs become curves of third degree, since not every program knows arcs as SVG does."""
    made: list[Stroke] = []
    here: Point = (0.0, 0.0)
    start = here
    for command, rest in _COMMAND.findall(d):
        numbers = [float(n) for n in _NUMBER.findall(rest)]
        size = _LENGTHS[command]
        if not size:
            made.append(Stroke("Z", ()))
            here = start
        for at in range(0, len(numbers) if size else 0, size or 1):
            values = numbers[at : at + size]
            if command == "A":
                made.extend(_arc(here, values))
            else:
                kind = "L" if command == "M" and at else command
                made.append(Stroke(kind, tuple(zip(values[::2], values[1::2], strict=True))))
            here = (values[-2], values[-1])
            start = here if command == "M" and not at else start
    return tuple(made)


@lru_cache(maxsize=1024)
def icon_strokes(name: str, size: float) -> tuple[Stroke, ...]:
    """The strokes of an icon in a square of `size`, from its upper left corner."""
    scale = size / 24
    return tuple(
        Stroke(kind, tuple((x * scale, y * scale) for x, y in points)) for kind, points in strokes(ICONS[name])
    )


def with_holes(of: Sequence[Stroke]) -> tuple[Stroke, ...]:
    """The strokes of an area with what lies in its first outline drawn the other way round.

    An icon's inner outlines are holes. Programs that fill by the direction of outlines know them by that alone.
    """
    outlines: list[list[Stroke]] = []
    for stroke in of:
        if stroke.kind == "M":
            outlines.append([])
        outlines[-1].append(stroke)
    turn = _turn(outlines[0])
    return tuple(
        stroke
        for number, outline in enumerate(outlines)
        for stroke in (_reversed(outline) if number and _turn(outline) == turn else outline)
    )


def bounds(of: Sequence[Stroke]) -> Box:
    """The rectangle around all points, controls included, as x, y, width, height."""
    points = [point for stroke in of for point in stroke.points] or [(0.0, 0.0)]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    return left, top, max(x for x, _ in points) - left, max(y for _, y in points) - top


def is_area(d: str) -> bool:
    """Whether the path data closes what it draws."""
    return d.rstrip().endswith("Z")


def corners(d: str) -> tuple[Point, ...]:
    """The points of a line of straight stretches: a rounded corner counts as the corner, a curve as its controls."""
    points: list[Point] = []
    rounding = False
    drawn = strokes(d)
    for number, stroke in enumerate(drawn):
        if stroke.kind == "Q":
            points[-1:] = [stroke.points[0], stroke.points[1]]
            rounding = True
            continue
        if rounding and stroke.kind == "L":
            points.pop()  # where the rounding ends
        rounding = False
        after = drawn[number + 1].kind if number + 1 < len(drawn) else ""
        points.extend(stroke.points[:-1] if stroke.kind == after == "C" else stroke.points)
        if {stroke.kind, after} == {"C", "L"}:
            points.append(points[-1])  # a curve along points that are given twice goes through them
    return tuple(points if is_curved(d) else _turns(points))


def is_curved(d: str) -> bool:
    """Whether a line has curves beside its rounded corners."""
    return any(stroke.kind == "C" for stroke in strokes(d))


def _turn(outline: Sequence[Stroke]) -> bool:
    """Whether an outline is drawn clockwise."""
    points = [stroke.points[-1] for stroke in outline if stroke.points]
    return sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in zip(points, [*points[1:], points[0]], strict=True)) < 0


def _reversed(outline: Sequence[Stroke]) -> list[Stroke]:
    drawn = [stroke for stroke in outline if stroke.points]
    made = [Stroke("M", drawn[-1].points[-1:])]
    for before, stroke in zip(drawn[-2::-1], drawn[:0:-1], strict=True):
        made.append(Stroke(stroke.kind, (*stroke.points[-2::-1], before.points[-1])))
    return [*made, Stroke("Z", ())] if len(drawn) < len(outline) else made


def _turns(points: Sequence[Point]) -> Iterator[Point]:
    """The ends, and the points between at which the direction changes."""
    kept: list[Point] = []
    for number, point in enumerate(points):
        if kept and math.dist(kept[-1], point) < _TINY:
            continue
        if kept and number + 1 < len(points):
            (ax, ay), (bx, by), (cx, cy) = kept[-1], point, points[number + 1]
            if abs((bx - ax) * (cy - by) - (by - ay) * (cx - bx)) < _TINY:
                continue
        kept.append(point)
    yield from kept


def _arc(start: Point, values: Sequence[float]) -> Iterator[Stroke]:
    """An arc as curves of a quarter turn at most (SVG 1.1, appendix F.6); radii are unrotated."""
    rx, ry, _, is_large, is_clockwise, x, y = values
    half_x, half_y = (start[0] - x) / 2, (start[1] - y) / 2
    if rx * ry == 0 or math.hypot(half_x, half_y) < _TINY:
        yield Stroke("L", ((x, y),))
        return
    grow = math.sqrt(max(1.0, (half_x / rx) ** 2 + (half_y / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    inner = rx**2 * ry**2 - rx**2 * half_y**2 - ry**2 * half_x**2
    away = math.sqrt(max(0.0, inner / (rx**2 * half_y**2 + ry**2 * half_x**2)))
    away *= -1 if bool(is_large) == bool(is_clockwise) else 1
    own_x, own_y = away * rx * half_y / ry, -away * ry * half_x / rx
    centre_x, centre_y = own_x + (start[0] + x) / 2, own_y + (start[1] + y) / 2
    first = math.atan2((half_y - own_y) / ry, (half_x - own_x) / rx)
    sweep = math.atan2((-half_y - own_y) / ry, (-half_x - own_x) / rx) - first
    if is_clockwise and sweep < 0:
        sweep += 2 * math.pi
    elif not is_clockwise and sweep > 0:
        sweep -= 2 * math.pi
    count = max(1, math.ceil(abs(sweep) / (math.pi / 2) - _TINY))
    step = sweep / count
    pull = 4 / 3 * math.tan(step / 4)
    for number in range(count):
        a, b = first + number * step, first + (number + 1) * step
        end = (centre_x + rx * math.cos(b), centre_y + ry * math.sin(b))
        yield Stroke("C", (
            (centre_x + rx * (math.cos(a) - pull * math.sin(a)), centre_y + ry * (math.sin(a) + pull * math.cos(a))),
            (end[0] + pull * rx * math.sin(b), end[1] - pull * ry * math.cos(b)),
            end if number + 1 < count else (x, y),
        ))  # fmt: skip
