"""Lines that a drawing ends where they meet another one to the same card, led on along it to that card."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from blueprint.drawing.paint.outline import is_area
from blueprint.drawing.scene import Group, Path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from blueprint.drawing.paint.outline import Box, Point
    from blueprint.drawing.scene import Scene, Shape

_STROKE = re.compile(r"[MLQCAZ][^MLQCAZ]*")
_NUMBER = re.compile(r"-?[\d.]+")
_SLACK = 0.6
_HEAD = 20.0
"""Points that a line may end before its card: there is its head."""


def led_on(scene: Scene) -> tuple[Shape, ...]:
    """The shapes of a scene, in which every line between cards comes all the way.

    A drawing has the common end of several lines once. A line that someone moves has to have it itself. A level stretch
    has a point between only where another line meets it, so that lines lie on each other dash on dash.
    """
    lines = {
        group.id: (group, strokes)
        for group in scene.shapes()
        if isinstance(group, Group) and group.ends and (strokes := _line(group))
    }
    towards: dict[str, list[tuple[Group, list[str]]]] = defaultdict(list)
    for group, strokes in lines.values():
        towards[group.ends[1] if group.ends else ""].append((group, strokes))
    met = {
        target: [_end(own[-1]) for _, own in of if _is_short(own, target, scene.boxes)]
        for target, of in towards.items()
    }
    whole: dict[str, str] = {}
    for id_, (group, strokes) in lines.items():
        target = group.ends[1] if group.ends else ""
        own = list(strokes)
        for _ in towards[target]:
            if not _is_short(own, target, scene.boxes):
                break
            own += _rest(_end(own[-1]), group.role, towards[target])
        whole[id_] = "".join(_without_idle_points(own, met[target]))
    return tuple(_with_lines(item, whole) for item in scene.items)


def _line(group: Group) -> list[str] | None:
    line = next((item for item in group.items if isinstance(item, Path) and not is_area(item.d)), None)
    return _STROKE.findall(line.d) if line is not None else None


def _end(stroke: str) -> Point:
    x, y = _NUMBER.findall(stroke)[-2:]
    return float(x), float(y)


def _is_short(strokes: Sequence[str], target: str, boxes: Mapping[str, Box]) -> bool:
    """Whether a line ends away from its card."""
    if target not in boxes:
        return False
    (px, py), (x, y, width, height) = _end(strokes[-1]), boxes[target]
    return max(x - px, px - x - width, y - py, py - y - height) > _HEAD


def _rest(meeting: Point, role: str, others: Sequence[tuple[Group, list[str]]]) -> list[str]:
    """What follows on a line that comes through a point, best on one of the same kind."""
    for _, strokes in sorted(others, key=lambda other: other[0].role != role):
        for number, stroke in enumerate(strokes[:-1]):
            if _is_at(_end(stroke), meeting):
                return strokes[number + 1 :]
    return []


def _without_idle_points(strokes: Sequence[str], met: Sequence[Point]) -> list[str]:
    """The strokes of a line with one for each level stretch between points where it is met."""
    kept: list[str] = []
    for stroke in strokes:
        if stroke[0] == "L" and len(kept) > 1 and kept[-1][0] == "L":
            ends = [_end(kept[-2]), _end(kept[-1]), _end(stroke)]
            if len({y for _, y in ends}) == 1 and not any(_is_at(ends[1], point) for point in met):
                kept.pop()
        kept.append(stroke)
    return kept


def _is_at(a: Point, b: Point) -> bool:
    return max(abs(a[0] - b[0]), abs(a[1] - b[1])) < _SLACK


def _with_lines(item: Shape, whole: Mapping[str, str]) -> Shape:
    if not isinstance(item, Group):
        return item
    if item.ends and item.id in whole:
        line = next(shape for shape in item.items if isinstance(shape, Path) and not is_area(shape.d))
        led = replace(line, d=whole[item.id])
        return replace(item, items=tuple(led if shape is line else shape for shape in item.items))
    return replace(item, items=tuple(_with_lines(shape, whole) for shape in item.items))
