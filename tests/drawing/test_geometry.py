"""The geometry of pictures: nothing overlaps, nothing is clipped, no line runs through a card."""

from __future__ import annotations

from pathlib import Path

import pytest

from blueprint.drawing import draw
from blueprint.source.load import load
from tests.drawing.generated import CHINESE, ENGLISH, RIGHT_TO_LEFT, generated
from tests.drawing.geometry import faults

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_examples(path: Path) -> None:
    assert faults(draw(load(path)).scene) == []


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("words", [ENGLISH, CHINESE, RIGHT_TO_LEFT, None], ids=["english", "chinese", "rtl", "mixed"])
def test_generated(words: list[str] | None, seed: int) -> None:
    steps = (1, 2, 3, 5, 8, 13, 21, 34, 60, 60, 60, 60)[seed]
    assert faults(draw(generated(steps, 10, words, seed)).scene) == []
