"""Path data as points: corners come back, arcs stay on their circle, holes turn the other way."""

from __future__ import annotations

import math

import pytest

from blueprint.drawing.icons import ICONS
from blueprint.drawing.layout.tracks import rounded
from blueprint.drawing.paint.outline import bounds, corners, icon_strokes, is_area, is_curved, strokes, with_holes

LINES = [
    [(0, 0), (40, 0)],
    [(0, 0), (0, -30), (90, -30), (90, 10)],
    [(10, 10), (30, 10), (30, 60), (5, 60), (5, 90), (50, 90)],
]


@pytest.mark.parametrize("points", LINES)
def test_the_corners_of_a_rounded_line_are_those_it_was_made_of(points: list[tuple[float, float]]) -> None:
    assert corners(rounded(points)) == tuple(points)
    assert not is_curved(rounded(points))


def test_a_point_on_the_way_is_no_corner() -> None:
    assert corners("M0 0L10 0L10 0L30 0L30 5") == ((0, 0), (30, 0), (30, 5))


def test_the_corners_of_a_curve_are_its_controls_and_twice_where_it_meets_a_line() -> None:
    assert corners("M0 0C5 0 5 9 10 9") == ((0, 0), (5, 0), (5, 9), (10, 9))
    assert corners("M0 0C5 0 5 9 10 9L20 9C25 9 25 0 30 0") == (
        (0, 0), (5, 0), (5, 9), (10, 9), (10, 9), (20, 9), (20, 9), (25, 9), (25, 0), (30, 0),
    )  # fmt: skip


@pytest.mark.parametrize(("large", "clockwise", "quarters"), [(0, 0, 1), (0, 1, 1), (1, 0, 3), (1, 1, 3)])
def test_an_arc_stays_on_its_circle(large: int, clockwise: int, quarters: int) -> None:
    """From (10, 0) to (0, 10), around (0, 0) or around (10, 10): the small arc is a quarter, the large one three."""
    start, *curves = strokes(f"M10 0A10 10 0 {large} {clockwise} 0 10")
    centre = (0, 0) if large != clockwise else (10, 10)
    assert len(curves) == quarters
    at = start.points[0]
    for curve in curves:
        one, two, end = curve.points
        for t in (0.25, 0.5, 0.75, 1):
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
            x, y = (sum(w * p[axis] for w, p in zip(weights, (at, one, two, end), strict=True)) for axis in (0, 1))
            assert math.dist((x, y), centre) == pytest.approx(10, abs=0.01)
        at = end
    assert at == (0, 10)


def test_an_arc_without_a_radius_is_a_line() -> None:
    assert [stroke.kind for stroke in strokes("M0 0A0 0 0 0 1 5 5")] == ["M", "L"]


@pytest.mark.parametrize("name", ICONS)
def test_icons_stay_in_their_square(name: str) -> None:
    x, y, width, height = bounds(icon_strokes(name, 12))
    assert min(x, y) > -1
    assert max(x + width, y + height) < 13


def test_holes_turn_the_other_way_and_are_the_same_outlines() -> None:
    square, same, other = "M0 0L9 0L9 9L0 9Z", "M3 3L6 3L6 6L3 6Z", "M3 3L3 6L6 6L6 3Z"
    assert with_holes(strokes(square + other)) == strokes(square + other)
    turned = with_holes(strokes(square + same))
    assert turned[:5] == strokes(square)
    assert turned[5:] == strokes("M3 6L6 6L6 3L3 3Z")
    curved = with_holes(strokes(square + "M2 4C2 2 6 2 6 4Q6 6 4 6L2 4Z"))
    assert curved[5:] == strokes("M2 4L4 6Q6 6 6 4C6 2 2 2 2 4Z")


@pytest.mark.parametrize(("d", "area"), [("M0 0L1 1L2 0Z", True), ("M0 0L1 1", False)])
def test_areas(d: str, area: bool) -> None:
    assert is_area(d) is area
