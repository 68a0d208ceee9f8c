"""The emotion curve never says more than its points."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.drawing import draw
from blueprint.drawing.layout.curve import dot, smooth
from blueprint.drawing.scene import Rect
from blueprint.model.blueprint import Blueprint
from tests.drawing.geometry import faults, groups


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


def emotions(count: int, name: str) -> Blueprint:
    personas = {f"p{n}": {"name": f"{name} {n}"} for n in range(count)}
    felt = {id_: n % 5 - 2 for n, id_ in enumerate(personas)}
    steps = [{"customer": "Ask", "emotion": felt}, {"customer": "Pay", "emotion": felt, "delights": "Fast"}]
    return Blueprint.model_validate({"title": "x", "personas": personas, "stages": [{"name": "a", "steps": steps}]})


@pytest.mark.parametrize("view", ["blueprint", "journey"])
@pytest.mark.parametrize(
    ("count", "name"), [(2, "Old"), (12, "Old"), (4, "老年旅客" * 12), (12, "Somebody with quite a name " * 4)]
)
def test_many_personas_have_their_whole_names(view: str, count: int, name: str) -> None:
    scene = draw(emotions(count, name), view).scene
    said = "".join(text.text for text in scene.texts() if text.style.startswith("small-curve-"))
    assert said.replace(" ", "").count(name.replace(" ", "")) == count
    assert faults(scene) == []


def test_the_points_of_twelve_personas_differ_by_colour_or_shape() -> None:
    looks = [dot(0, 0, number) for number in range(12)]
    assert len(set(looks)) == len(looks)


def test_points_stay_in_their_columns() -> None:
    scene = draw(emotions(30, "P"), "journey").scene
    boxes = sorted(box for id_, box in scene.boxes.items() if not id_.startswith("persona"))
    points = [s for g in groups(scene, "curve") for s in g.items if isinstance(s, Rect)]
    assert points
    assert all(any(x < p.x and p.x + p.width < x + w for x, _, w, _ in boxes) for p in points)
