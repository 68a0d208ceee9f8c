"""A line from card to card as legs: each so simple that every program of slides takes the same way for it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from blueprint.drawing.paint.outline import strokes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.drawing.paint.native import Join, Side
    from blueprint.drawing.paint.outline import Point

_STRAIGHT = 0.5
"""Points by which a straight stretch may lean."""

_AROUND = 2
_TURNS = 4
"""How many corners a line has that turns once, ends included, halfway at most, and twice."""


class Leg(NamedTuple):
    """A part of a line: straight, turning once by a corner, or in a curve to one side and back.

    `leaves` and `enters` are the sides of what it joins; `is_across` says whether it sets out up or down.
    """

    kind: Literal["straight", "corner", "halfway", "curve"]
    start: Point
    end: Point
    leaves: Side
    enters: Side
    is_across: bool = False


def legs(join: Join) -> tuple[Leg, ...]:
    """The legs of a line, each beginning where the one before ends.

    Programs know no way around a card: they draw a line that leaves and comes back upwards, or one with a level
    stretch between two curves, through what stands there, or they do so as soon as a card is moved. A leg has no way
    but its own.
    """
    waves = list(_waves(join))
    if waves or join.is_curved:
        return tuple(_joined(join, waves or [(join.corners[0], join.corners[-1], True)]))
    points = join.corners
    if not _is_orthogonal(points):
        return tuple(_joined(join, [(points[0], points[-1], False)]))
    if len(points) == _AROUND:
        return (Leg("straight", points[0], points[-1], join.leaves, join.enters),)
    is_across = abs(points[1][0] - points[0][0]) < abs(points[1][1] - points[0][1])
    if _is_halfway(points):
        return (Leg("halfway", points[0], points[-1], join.leaves, join.enters, is_across),)
    return tuple(_corners(join, points, is_across=is_across))


def _corners(join: Join, points: Sequence[Point], *, is_across: bool) -> Iterator[Leg]:
    """A leg around each corner, from the middle of one stretch to the middle of the next."""
    middles = [_middle(a, b) for a, b in pairwise(points[1:-1])]
    stops = [points[0], *middles, points[-1]]
    for number, (start, end) in enumerate(pairwise(stops)):
        turn = points[number + 1]
        leaves = _side(start, turn) if number else join.leaves
        enters = _side(end, turn) if number + 1 < len(stops) - 1 else join.enters
        yield Leg("corner", start, end, leaves, enters, is_across == (number % 2 == 0))


def _waves(join: Join) -> Iterator[tuple[Point, Point, bool]]:
    """The curves and the level stretches of a line, each with whether it is a curve: none where it is of another kind.

    A curve sets out level, and arrives so.
    """
    drawn = strokes(join.path.d)
    here, stops = join.corners[0], [stroke.points[-1] for stroke in drawn[1:-1] if stroke.points]
    stops.append(join.corners[-1])
    waves: list[tuple[Point, Point, bool]] = []
    for stroke, end in zip(drawn[1:], stops, strict=False):
        is_curve = stroke.kind == "C" and abs(end[1] - here[1]) >= _STRAIGHT
        if stroke.kind == "C":
            (_, first), (_, second), _ = stroke.points
            is_level = abs(first - here[1]) < 1 and abs(second - end[1]) < 1
        else:
            is_level = stroke.kind == "L" and abs(end[1] - here[1]) < 1
        if not is_level or end[0] <= here[0]:
            return
        waves.append((here, end, is_curve))
        here = end
    yield from waves


def _joined(join: Join, parts: Sequence[tuple[Point, Point, bool]]) -> Iterator[Leg]:
    for number, (start, end, is_curve) in enumerate(parts):
        leaves: Side = "right" if number else join.leaves
        enters: Side = "left" if number + 1 < len(parts) else join.enters
        yield Leg("curve" if is_curve else "straight", start, end, leaves, enters)


def _is_halfway(points: Sequence[Point]) -> bool:
    """Whether a line goes on, halfway aside, and on again: the way that programs take by themselves."""
    if len(points) != _TURNS:
        return False
    start, first, second, end = points
    middle = _middle(start, end)
    far = [abs(first[0] - middle[0]), abs(first[1] - middle[1])]
    level = abs(first[1] - start[1]) < _STRAIGHT
    goes_on = (
        (first[0] - start[0]) * (end[0] - second[0]) > 0 if level else (first[1] - start[1]) * (end[1] - second[1]) > 0
    )
    return goes_on and far[0 if level else 1] < 1


def _is_orthogonal(points: Sequence[Point]) -> bool:
    """Whether every stretch runs along or across, in turns."""
    level = [abs(a[1] - b[1]) < abs(a[0] - b[0]) for a, b in pairwise(points)]
    straight = all(min(abs(a[0] - b[0]), abs(a[1] - b[1])) < _STRAIGHT for a, b in pairwise(points))
    return straight and all(a is not b for a, b in pairwise(level))


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _side(of: Point, towards: Point) -> Side:
    """The side of a place that looks towards another, level with it or right above or below."""
    if abs(of[0] - towards[0]) > abs(of[1] - towards[1]):
        return "right" if towards[0] > of[0] else "left"
    return "bottom" if towards[1] > of[1] else "top"
