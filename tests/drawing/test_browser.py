"""A real browser's word on the pictures: text is as wide as we think, and stays on its card."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import blueprint as bp
from tests.drawing.generated import CHINESE, ENGLISH, generated

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

MEASURE = """() => [...document.querySelectorAll('g.card')].flatMap(card => {
  const ground = card.querySelector('.s-card, .s-ghost, .s-pill, .s-pill-plain, .s-question');
  if (!ground) return [];
  const frame = ground.getBBox();
  return [...card.querySelectorAll('text')].map(text => {
    const box = text.getBBox();
    return [card.id, text.textContent, Math.max(box.x + box.width - frame.x - frame.width, frame.x - box.x)];
  }).filter(found => found[2] > 0.5);
})"""
"""The texts that leave their card, with how far."""


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser.new_page()
        browser.close()


def opened(page: Any, drawing: bp.Drawing) -> None:
    """Show a drawing with its fonts inside, so that the fonts of the machine do not matter."""
    page.set_content(drawing.render("svg", embed_fonts=True).decode())
    page.evaluate("() => document.fonts.ready")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_text_stays_on_its_card(page: Any, path: Path) -> None:
    opened(page, bp.draw(bp.load(path)))
    assert page.evaluate(MEASURE) == []


@pytest.mark.parametrize("words", [ENGLISH, CHINESE, None], ids=["english", "chinese", "mixed"])
def test_generated_text_stays_on_its_card(page: Any, words: list[str] | None) -> None:
    opened(page, bp.draw(generated(21, 8, words, seed=6)))
    assert page.evaluate(MEASURE) == []


def test_the_measure_finds_what_leaves_a_card(page: Any) -> None:
    svg = bp.draw(generated(2, 5, ENGLISH)).svg.replace("Ask for help<", "Ask for help, and then for some more help<")
    page.set_content(svg)
    assert page.evaluate(MEASURE) != []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_colour_scheme(page: Any, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    opened(page, bp.draw(bp.load(EXAMPLES[0])))
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
