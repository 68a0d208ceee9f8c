"""A real browser's word on the pictures: text is as wide as we think, stays on its card, and meets nothing else."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import blueprint as bp
from blueprint.drawing import VIEWS
from blueprint.drawing.fonts import embedded
from blueprint.drawing.paint.svg import svg
from blueprint.drawing.scene import Group, Text
from tests.drawing.generated import CHINESE, ENGLISH, generated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

MEASURE = """boxes => {
  const rise = 0.72, drop = 0.2, near = 1, found = [];
  const frame = (x, y, width, height) => ({left: x, right: x + width, top: y, bottom: y + height});
  const meet = (a, b) => a.left + near < b.right && b.left + near < a.right && a.top + near < b.bottom && b.top + near < a.bottom;
  const within = (a, b) => b.left - 0.5 <= a.left && a.right <= b.right + 0.5 && b.top - 0.5 <= a.top && a.bottom <= b.bottom + 0.5;
  for (const svg of document.querySelectorAll('svg')) {
    const page = frame(0, 0, svg.viewBox.baseVal.width, svg.viewBox.baseVal.height);
    const cards = new Map(Object.entries(boxes[svg.id]).map(([id, box]) => [`${svg.id}.${id}`, frame(...box)]));
    const texts = [...svg.querySelectorAll('text')].filter(one => one.textContent.trim()).map(one => {
      const box = one.getBBox(), size = parseFloat(getComputedStyle(one).fontSize), line = parseFloat(one.getAttribute('y'));
      return {...frame(box.x, line - rise * size, box.width, (rise + drop) * size), of: one.closest('g.card')?.id ?? '', said: one.textContent};
    });
    const signs = [...svg.querySelectorAll('path[transform]')].map(one => {
      const box = one.getBBox(), {e, f} = one.transform.baseVal[0].matrix;
      return {...frame(box.x + e, box.y + f, box.width, box.height), of: one.closest('g.card')?.id ?? '', said: 'a sign'};
    });
    for (const text of texts) {
      if (!within(text, page)) found.push([svg.id, text.said, 'leaves the page']);
      if (text.of && !within(text, cards.get(text.of))) found.push([svg.id, text.said, `leaves ${text.of}`]);
      for (const [id, card] of cards) {
        if (id !== text.of && meet(text, card)) found.push([svg.id, text.said, `meets ${id}`]);
      }
    }
    const all = [...texts, ...signs].sort((a, b) => a.left - b.left);
    all.forEach((one, n) => {
      for (let m = n + 1; m < all.length && all[m].left < one.right; m++) {
        if (meet(one, all[m])) found.push([svg.id, one.said, `meets ${all[m].said}`]);
      }
    });
  }
  return found;
}"""
"""The texts that leave the page or their card, and those that meet another card, text or icon.

How wide a text is, the browser says; how high it is, its size: what fonts keep free above and below does not count.
"""


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser.new_page()
        browser.close()


def opened(page: Any, drawings: Sequence[tuple[str, bp.Drawing]]) -> dict[str, Any]:
    """Show drawings, each with its prefix, on one page with their fonts inside, so that those of the machine don't
    matter. Returns the boxes of the cards of each."""
    scenes = {prefix: drawing.scene for prefix, drawing in drawings}
    first = next(iter(scenes.values()))
    fonts = embedded("".join(text.text for scene in scenes.values() for text in scene.texts()), first.language)
    shown = [svg(scene, prefix=prefix, font_css=fonts if scene is first else "") for prefix, scene in scenes.items()]
    page.set_content("".join(shown))
    page.evaluate("() => document.fonts.ready.then(() => true)")
    return {f"{prefix}-{scene.id}": scene.boxes for prefix, scene in scenes.items()}


def every_view(b: bp.Blueprint, **options: Any) -> list[tuple[str, bp.Drawing]]:
    return [(view, bp.draw(b, view, against=b if view == "changes" else None, **options)) for view in VIEWS]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_all_texts_have_their_place(page: Any, path: Path) -> None:
    boxes = opened(page, every_view(bp.load(path)))
    assert page.evaluate(MEASURE, boxes) == []


@pytest.mark.parametrize("words", [ENGLISH, CHINESE, None], ids=["english", "chinese", "mixed"])
def test_generated_texts_have_their_place(page: Any, words: list[str] | None) -> None:
    boxes = opened(page, every_view(generated(21, 8, words, seed=6)))
    assert page.evaluate(MEASURE, boxes) == []


@pytest.mark.parametrize(
    ("x", "y", "text", "fault"),
    [
        (0.5, 0.5, "W" * 40, "leaves bp-"),
        (-1, 0.5, "Out", "leaves the page"),
        (0.5, -1, "Out", "leaves the page"),
        (0.1, 0.5, "Over", "meets"),
    ],
)
def test_the_measure_finds_what_is_elsewhere(page: Any, x: float, y: float, text: str, fault: str) -> None:
    """A text that stands somewhere else, in shares of the first card, after its own texts."""
    scene = bp.draw(generated(2, 5, ENGLISH)).scene
    name, (left, top, width, height) = next(iter(scene.boxes.items()))
    at = [left + x * width, top + y * height] if min(x, y) >= 0 else [-100 if x < 0 else left, -100 if y < 0 else top]
    more = Text(*at, text, "body", 40)
    items = [replace(i, items=(*i.items, more)) if isinstance(i, Group) and i.id == name else i for i in scene.items]
    page.set_content(svg(replace(scene, items=tuple(items))))
    found = page.evaluate(MEASURE, {f"bp-{scene.id}": scene.boxes})
    assert [said for _, its, said in found if its == text and fault in said]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_colour_scheme(page: Any, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    opened(page, [("bp", bp.draw(bp.load(EXAMPLES[0])))])
    ground = page.evaluate("() => getComputedStyle(document.querySelector('rect')).fill")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(15, 22, 35)"}[scheme]


def test_two_drawings_on_a_page_keep_their_own_colours(page: Any) -> None:
    b = bp.load(EXAMPLES[0])
    bundles = [bp.draw(b, theme=theme)._repr_mimebundle_()["image/svg+xml"] for theme in ("light", "dark")]
    page.set_content("".join(bundles))
    fills = page.evaluate(
        "() => [...document.querySelectorAll('svg')].map(s => getComputedStyle(s.querySelector('rect')).fill)"
    )
    assert fills == ["rgb(255, 255, 255)", "rgb(15, 22, 35)"]
