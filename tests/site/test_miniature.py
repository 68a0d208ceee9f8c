"""The picture in small: its shapes are where they are in the picture."""

from __future__ import annotations

import re

import pytest

import blueprint as bp
from blueprint.site.miniature import OUTLINES, WIDTH, miniature
from tests.drawing.generated import CHINESE, generated
from tests.site.conftest import EXAMPLES

ALL = sorted(EXAMPLES.glob("*.blueprint.yaml"))


def boxes(d):
    for x, y, width, height in re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z", d):
        yield float(x), float(y), float(width), float(height)


def scenes():
    for path in ALL:
        yield pytest.param(lambda path=path: bp.draw(bp.load(path)).scene, id=path.name.removesuffix(".blueprint.yaml"))
    yield pytest.param(lambda: bp.draw(generated(40, 8, CHINESE, seed=1)).scene, id="generated")
    draft = "blueprint: v1\ntitle: D\nstages: [{name: S}]\n"
    yield pytest.param(lambda: bp.draw(bp.loads(draft)).scene, id="draft")


@pytest.mark.parametrize("scene", list(scenes()))
def test_every_card_is_in_it_at_its_place(scene):
    drawn = scene()
    small = miniature(drawn)
    outlines = dict(small.outlines)
    assert [name for name in OUTLINES if name in outlines] == list(outlines)
    found = [box for name, d in small.outlines if name.startswith("card-") for box in boxes(d)]
    assert len(found) == len(drawn.boxes)
    for x, y, width, height in found:
        assert min(x, y) >= 0
        assert x + width <= WIDTH + 0.2
        assert y + height <= small.height + 0.7
    # In the same order from left to right, and of the same proportions.
    cards = sorted(drawn.boxes.values())
    scale = min((w / b[2] for (_, _, w, _), b in zip(sorted(found), cards, strict=True)), default=1)
    assert all(abs(w - b[2] * scale) < 0.3 for (_, _, w, _), b in zip(sorted(found), cards, strict=True))
