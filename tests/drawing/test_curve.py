"""The emotion curve never says more than its points."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from blueprint.drawing.layout.curve import smooth


@given(st.lists(st.floats(-2, 2, allow_nan=False), min_size=2, max_size=30))
def test_it_never_overshoots(values: list[float]) -> None:
    """Between two points the curve stays between their heights: its control points do (convex hull)."""
    points = [(i * 100.0, v * 20) for i, v in enumerate(values)]
    numbers = [float(n) for n in re.findall(r"-?\d+\.\d+", smooth(points))]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    for i in range(len(values) - 1):
        low, high = sorted((points[i][1], points[i + 1][1]))
        for _, y in pairs[1 + 3 * i : 4 + 3 * i]:
            assert low - 0.02 <= y <= high + 0.02


def test_one_point_is_a_place() -> None:
    assert smooth([(5, 7)]) == "M5.00 7.00"
