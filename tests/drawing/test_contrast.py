"""Everything on a picture stands out from what lies under it (WCAG 2.2, AA), in every view and every theme."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path as File
from typing import TYPE_CHECKING

import pytest

import blueprint as bp
from blueprint.drawing import VIEWS
from blueprint.drawing.parts import parts_of
from blueprint.drawing.scene import Group, Icon, Path, Rect, Scene, Text
from blueprint.drawing.theme import STYLES, THEMES
from blueprint.finding import Finding, Severity
from tests.drawing.generated import generated
from tests.drawing.geometry import segments, text_box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.drawing.scene import Shape

Point = tuple[float, float]

EXAMPLES = sorted((File(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))
OF_TEXT, OF_GRAPHICS = 4.5, 3.0

QUIET = {"hair", "axis", "lane-rule", "page", "bar-off", "share-off", "curve-fill", "strike"}
"""What says nothing by itself: rules, grounds, the rest of a bar, the line through what a sign says is gone."""


OUTLINED = {"ghost", "added-box", "changed-box", "moved-box", "removed-box"}
"""Boxes whose line says something."""


def luminance(colour: str) -> float:
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """By how much two colours stand out from each other, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def covers(shape: Shape, point: Point) -> bool:
    """Whether a shape has ink of its own at a point."""
    x, y = point
    if isinstance(shape, Rect):
        return shape.x <= x <= shape.x + shape.width and shape.y <= y <= shape.y + shape.height
    if not isinstance(shape, Path):
        return False
    corners = [start for start, _ in segments(shape)]
    crossed = [
        (x1 + (y - y1) / (y2 - y1) * (x2 - x1)) > x
        for (x1, y1), (x2, y2) in pairwise([*corners, corners[0]])
        if (y1 > y) != (y2 > y)
    ]
    return sum(crossed) % 2 == 1


def places(shape: Shape) -> list[Point]:
    """Where to look at what lies under a shape; beside it, where its line is what has to be seen."""
    if isinstance(shape, Text):
        x, y, width, height = text_box(shape)
        return [(x + share * width, y + height / 2) for share in (0.02, 0.5, 0.98)]
    if isinstance(shape, Icon):
        return [(shape.x + shape.size / 2, shape.y + shape.size / 2)]
    if isinstance(shape, Rect):
        outside = 3 if shape.style in OUTLINED else -shape.width / 2
        return [(shape.x - outside, shape.y + shape.height / 2)]
    found = segments(shape)
    return [((x1 + x2) / 2, (y1 + y2) / 2) for (x1, y1), (x2, y2) in (*found[:1], *found[-1:])]


def inks(shape: Shape) -> Iterator[str]:
    """The colours of a shape that have to be seen: of a box only its fill, and none of what is only a ground."""
    style = STYLES[shape.style]
    if shape.style in QUIET or shape.style.startswith("band-"):
        return
    if isinstance(shape, Text | Icon) or (isinstance(shape, Path) and not (style.fill and style.stroke)):
        name = style.fill or style.stroke
        if name is not None and not (isinstance(shape, Path) and shape.style in ("stage", "bubble")):
            yield name
    elif isinstance(shape, Rect) and shape.style.partition("-")[0] in ("edge", "bar", "risk", "share", "bullet"):
        yield style.fill
    elif shape.style.startswith(("dot-", "face")) or shape.style in OUTLINED:
        yield style.stroke


def pairs(scene: Scene) -> Iterator[tuple[str, str, str, bool]]:
    """Each ink with the colour under it, the style that it is of, and whether it is a text."""
    grounds: list[Shape] = []
    for shape in scene.shapes():
        if isinstance(shape, Group):
            continue
        for ink in inks(shape):
            for place in places(shape):
                under = next((g for g in reversed(grounds) if covers(g, place)), None)
                if under is not None:
                    yield ink, str(STYLES[under.style].fill), shape.style, isinstance(shape, Text)
        is_ground = isinstance(shape, Rect) or (isinstance(shape, Path) and shape.d.endswith("Z"))
        if is_ground and STYLES[shape.style].fill:
            grounds.append(shape)


def drawings(view: str) -> Iterator[bp.Drawing]:
    """Examples with findings of all severities, one that has everything, and for a comparison two that differ."""
    older = None
    for b in (*(bp.load(path) for path in EXAMPLES[::2]), generated(13, 10)):
        before = older or b if view == "changes" else None
        severities = list(Severity)
        findings = [
            Finding("BP000", "name", severities[n % len(severities)], "", "", route=one.route)
            for n, one in enumerate(parts_of(b))
            if not n % 3
        ]
        yield bp.draw(b, view, findings=findings, against=before)
        older = b


@pytest.fixture(scope="module")
def seen() -> dict[str, set[tuple[str, str, str, bool]]]:
    """What stands on what in each view."""
    return {view: {pair for drawing in drawings(view) for pair in pairs(drawing.scene)} for view in VIEWS}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("view", VIEWS)
def test_all_stands_out(seen: dict[str, set[tuple[str, str, str, bool]]], view: str, theme: str) -> None:
    colours = THEMES[theme]
    assert len(seen[view]) > 10  # what is compared, is there
    assert not [
        (style, ink, ground, round(ratio, 2))
        for ink, ground, style, is_text in sorted(seen[view])
        if (ratio := contrast(colours[ink], colours[ground])) < (OF_TEXT if is_text else OF_GRAPHICS)
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1)]
)
def test_contrast(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(expected, abs=0.005)


def test_what_lies_under_a_text() -> None:
    """On two grounds, a text is compared with both."""
    page, card = Rect(0, 0, 100, 100, "page"), Rect(0, 0, 50, 100, "stage")
    text = Text(10, 50, "Half on it", "body", 80)
    scene = Scene("x", "X", "", None, 100, 100, (page, card, text))
    assert {(ink, ground) for ink, ground, _, _ in pairs(scene)} == {("ink", "chip"), ("ink", "page")}
