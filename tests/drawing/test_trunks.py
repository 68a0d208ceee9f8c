"""Lines that meet another on the way to their card come to the card, by the way of the other."""

from __future__ import annotations

from pathlib import Path

import pytest

import blueprint as bp
from blueprint.drawing.paint.outline import is_area, strokes
from blueprint.drawing.paint.trunks import led_on
from blueprint.drawing.scene import Group, Scene
from blueprint.drawing.scene import Path as Line
from tests.drawing.generated import generated

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))
BOXES = {"a": (0.0, 0.0, 10.0, 10.0), "b": (0.0, 50.0, 10.0, 10.0), "t": (200.0, 0.0, 10.0, 10.0)}


def link(id_: str, d: str, role: str = "link needs") -> Group:
    return Group(id_, role, "", (Line(d, "flow"),), ends=(id_, "t"))


def drawn(*items: Group) -> list[str]:
    scene = Scene("x", "x", "", None, 300, 300, items, BOXES)
    return [
        line.d for group in led_on(scene) if isinstance(group, Group) for line in group.items if isinstance(line, Line)
    ]


@pytest.mark.parametrize(
    ("lines", "led"),
    [
        (["M10 5L100 5L194 5", "M10 55C50 55 50 5 100 5"], ["M10 5L100 5L194 5", "M10 55C50 55 50 5 100 5L194 5"]),
        (["M10 5L60 5L100 5L194 5", "M10 55C50 55 50 5 100 5"],
         ["M10 5L100 5L194 5", "M10 55C50 55 50 5 100 5L194 5"]),
        (["M10 5L100 5L150 5L194 5"], ["M10 5L194 5"]),
        (["M10 5L100 5L100 30L150 30L194 30"], ["M10 5L100 5L100 30L194 30"]),
        (["M10 55C50 55 50 5 100 5"], ["M10 55C50 55 50 5 100 5"]),
        (["M10 5L100 5", "M10 55L100 5"], ["M10 5L100 5", "M10 55L100 5"]),
    ],
    ids=["meets", "one point too many", "alone", "a corner", "nobody to meet", "two that end together"],
)  # fmt: skip
def test_led_on(lines: list[str], led: list[str]) -> None:
    assert drawn(*(link(id_, d) for id_, d in zip("ab", lines, strict=False))) == led


def test_it_follows_one_of_its_own_kind() -> None:
    others = link("a", "M10 5L100 5C150 5 150 9 194 9", "link passing"), link("a", "M10 5L100 5L194 5")
    assert drawn(*others, link("b", "M10 55C50 55 50 5 100 5"))[-1].endswith("100 5L194 5")


@pytest.mark.parametrize("view", ["blueprint", "flow", "dependencies"])
def test_every_line_comes_to_its_card(view: str) -> None:
    for b in [*map(bp.load, EXAMPLES), generated(24, 6, seed=5)]:
        scene = bp.draw(b, view).scene
        for group in (item for item in led_on(scene) if isinstance(item, Group) and item.ends):
            for line in (item for item in group.items if isinstance(item, Line) and not is_area(item.d)):
                (px, py), (x, y, width, height) = strokes(line.d)[-1].points[-1], scene.boxes[group.ends[1]]
                assert max(x - px, px - x - width, y - py, py - y - height) <= 20, (group.id, line.d)
