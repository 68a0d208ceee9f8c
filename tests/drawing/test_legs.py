"""The legs of a line lead from card to card without a gap, each by the way that every program would take."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

import blueprint as bp
from blueprint.drawing.paint.legs import legs
from blueprint.drawing.paint.native import Cluster, Join, clusters, figures
from blueprint.drawing.paint.outline import strokes
from blueprint.drawing.scene import Group, Rect, Scene
from blueprint.drawing.scene import Path as Line
from tests.drawing.generated import generated

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))
TWO = {"a": (0.0, 0.0, 100.0, 40.0), "b": (300.0, 0.0, 100.0, 40.0)}
LOW = {"a": (0.0, 0.0, 100.0, 40.0), "b": (300.0, 100.0, 100.0, 40.0)}


def join(d: str, boxes: dict[str, tuple[float, float, float, float]]) -> Join:
    line = Group("a-b", "link", "", (Line(d, "flow"),), ends=("a", "b"))
    scene = Scene("x", "x", "", None, 400, 200, (Rect(0, 0, 400, 200, "page"), line), boxes)
    (cluster,) = figures(scene)
    assert isinstance(cluster, Cluster)
    (made,) = cluster.figures
    assert isinstance(made, Join)
    return made


@pytest.mark.parametrize(
    ("d", "boxes", "made"),
    [
        ("M100 20L294 20", TWO, [("straight", "right", "left")]),
        ("M50 0L50 -13Q50 -20 57 -20L343 -20Q350 -20 350 -13L350 -6", TWO,
         [("corner", "top", "left"), ("corner", "right", "top")]),
        ("M350 40L350 60L50 60L50 46", {"a": TWO["b"], "b": TWO["a"]},
         [("corner", "bottom", "right"), ("corner", "left", "bottom")]),
        ("M100 20L200 20L200 120L294 120", LOW, [("halfway", "right", "left")]),
        ("M100 20L250 20L250 120L294 120", LOW, [("corner", "right", "top"), ("corner", "bottom", "left")]),
        ("M50 40L50 120L294 120", LOW, [("corner", "bottom", "left")]),
        ("M100 20C200 20 200 120 294 120", LOW, [("curve", "right", "left")]),
        ("M100 20C120 20 120 60 140 60L260 60C280 60 280 120 294 120", LOW,
         [("curve", "right", "left"), ("straight", "right", "left"), ("curve", "right", "left")]),
        ("M100 20C120 20 120 120 140 120L180 120L220 120L294 120", LOW,
         [("curve", "right", "left"), ("straight", "right", "left")]),
        ("M100 20C150 -50 200 30 294 120", LOW, [("curve", "right", "left")]),
        ("M100 20L294 110", LOW, [("straight", "right", "left")]),
    ],
)  # fmt: skip
def test_legs(d: str, boxes: dict[str, tuple[float, float, float, float]], made: list[tuple[str, str, str]]) -> None:
    assert [(leg.kind, leg.leaves, leg.enters) for leg in legs(join(d, boxes))] == made


def test_a_way_with_six_turns_has_a_leg_around_each() -> None:
    made = legs(join("M100 20L120 20L120 80L20 80L20 180L280 180L280 120L294 120", LOW))
    assert [leg.kind for leg in made] == ["corner"] * 6
    assert [leg.is_across for leg in made] == [False, True] * 3


@pytest.mark.parametrize("view", ["blueprint", "flow", "dependencies"])
def test_they_lead_on_without_a_gap_and_through_what_is_drawn(view: str) -> None:
    checked = 0
    for b in [*map(bp.load, EXAMPLES[::4]), generated(24, 6, seed=5)]:
        for cluster in clusters(figures(bp.draw(b, view).scene)):
            line = cluster.figures[0] if cluster.figures else None
            if not isinstance(line, Join):
                continue
            made = legs(line)
            assert (made[0].start, made[-1].end) == (line.corners[0], line.corners[-1])
            assert all(a.end == b.start for a, b in pairwise(made))
            ends = [s.points[-1] for s in strokes(line.path.d) if s.points]
            for leg in made[:-1]:
                assert any(on(leg.end, a, b) for a, b in pairwise(ends)), line.path.d
                checked += 1
    assert checked > 10


def on(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Whether a point lies on a level or upright stretch."""
    return all(min(p, q) - 1 <= x <= max(p, q) + 1 for x, p, q in zip(point, a, b, strict=True))
