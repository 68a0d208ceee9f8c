"""How many sheets a picture is printed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import blueprint as bp
from blueprint.analysis import arrival
from blueprint.drawing.scene import Scene
from blueprint.drawing.sheets import MARGIN, PAGES, fewest, scale_on
from tests.drawing.generated import CHINESE, generated

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, HEIGHT = (side - 2 * MARGIN for side in PAGES["A3"])


def scene(width: float, height: float = 100) -> Scene:
    return Scene("x", "X", "", None, width, height, ())


@pytest.mark.parametrize(
    ("width", "height", "most", "expected"),
    [
        (WIDTH * 4, 100, 30, 2),  # readable at a scale of 0.458: on sheets of 2.18 times their width
        (WIDTH * 20, 100, 30, 10),
        (WIDTH * 20, 100, 6, 6),  # never readable, but each sheet makes it larger
        (WIDTH * 20, HEIGHT * 5, 30, 4),  # too high: more sheets than these don't make it larger
        (WIDTH * 2.4, HEIGHT * 5, 30, 1),
    ],
)
def test_as_few_sheets_as_make_it_readable(width: float, height: float, most: int, expected: int) -> None:
    laid_out: list[int] = []

    def sheets_of(count: int) -> Iterator[Scene]:
        for _ in range(count):
            laid_out.append(count)
            yield scene(width / count, height)

    sheets = fewest("A3", scene(width, height), most, sheets_of)
    assert len(sheets) == expected
    assert len(laid_out) <= 3 * most  # all counts would be 464 sheets of 30


@pytest.mark.parametrize("view", ["blueprint", "journey"])
def test_they_are_found_once(view: str) -> None:
    drawing = bp.draw(generated(34, 3, CHINESE, 3), view)
    sheets = drawing.sheets("A3")
    assert 1 < len(sheets) < len(drawing._picture.content.stages)
    assert drawing.sheets("A3") is sheets


def test_what_the_blueprint_answers_is_worked_out_once_for_all_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    honest = arrival._arrivals
    monkeypatch.setattr(arrival, "_arrivals", lambda customers: asked.append(1) or honest(customers))
    assert len(bp.draw(generated(34, 6, CHINESE, 3), "journey").sheets("A3")) > 1
    assert asked == [1]


def test_all_sheets_have_the_scale_of_the_smallest() -> None:
    assert scale_on("A3", [scene(WIDTH), scene(WIDTH * 2)]) == pytest.approx(0.5)
