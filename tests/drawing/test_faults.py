"""The geometry tests find what they look for: each fault is planted in a good picture and must be seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blueprint.drawing import draw
from blueprint.drawing.scene import Group, Path, Scene, Text
from tests.drawing.generated import generated
from tests.drawing.geometry import faults


@pytest.fixture(scope="module")
def scene() -> Scene:
    return draw(generated(8, 6, seed=4)).scene


def _with(scene: Scene, role: str, change) -> Scene:
    done = False
    items = []
    for item in scene.items:
        is_first = not done and isinstance(item, Group) and item.role.split()[0] == role
        items.append(change(item) if is_first else item)
        done = done or is_first
    assert done
    return replace(scene, items=tuple(items))


def test_a_good_picture_has_none(scene: Scene) -> None:
    assert faults(scene) == []


def test_overlapping_cards(scene: Scene) -> None:
    first, second, *_ = scene.boxes
    moved = {**scene.boxes, second: scene.boxes[first]}
    assert any("overlaps" in fault for fault in faults(replace(scene, boxes=moved)))


def test_text_that_leaves_its_card(scene: Scene) -> None:
    def widen(card: Group) -> Group:
        items = [replace(i, width=999) if isinstance(i, Text) else i for i in card.items]
        return replace(card, items=tuple(items))

    assert any("leaves card" in fault for fault in faults(_with(scene, "card", widen)))


def test_a_line_through_a_card(scene: Scene) -> None:
    x, y, width, height = next(iter(scene.boxes.values()))
    through = Path(f"M{x - 50} {y + height / 2}L{x + width + 50} {y + height / 2}", "flow")
    assert any(
        "through card" in f for f in faults(_with(scene, "link", lambda g: replace(g, items=(through, *g.items))))
    )


def test_labels_that_meet(scene: Scene) -> None:
    assert any("meets" in f for f in faults(_with(scene, "label", lambda g: replace(g, items=g.items + g.items))))


def test_a_link_over_a_label(scene: Scene) -> None:
    labels = [i for i in scene.items if isinstance(i, Group) and i.role == "label"]
    others = [i for i in scene.items if i not in labels]
    assert any("painted over" in f for f in faults(replace(scene, items=(*labels, *others))))
