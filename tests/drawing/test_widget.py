"""Notebooks: the widget shows the page and both know what is selected; drawings stand beside each other."""

from __future__ import annotations

import re
import shutil
import sys
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import blueprint as bp

EXAMPLES = Path(__file__).parents[2] / "examples"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def coffee() -> bp.Blueprint:
    return bp.load(EXAMPLES / "08-coffee-shop.blueprint.yaml")


@pytest.fixture(scope="module")
def first(coffee: bp.Blueprint) -> str:
    return next(str(step.id) for _, step in coffee.steps())


class TestInteractive:
    @pytest.fixture(autouse=True)
    def anywidget(self) -> None:
        pytest.importorskip("anywidget")

    def test_it_is_the_page_at_this_view(self, coffee: bp.Blueprint) -> None:
        drawing = bp.draw(coffee, "journey", theme="dark")
        widget = drawing.interactive(height=480)
        assert widget.page == drawing.render("html").decode()
        assert (widget.view, widget.part, widget.height, widget.title) == ("journey", "", 480, coffee.title)

    def test_a_view_or_a_part_that_is_not_there_is_told(self, coffee: bp.Blueprint, first: str) -> None:
        widget = bp.draw(coffee).interactive()
        widget.part = first
        for name, value, message in (
            ("view", "jorney", "there is no view `jorney`; did you mean `journey`?"),
            ("view", "xyz", "there is no view `xyz`; there are blueprint, journey, "),
            ("part", first + "x", f"there is no part `{first}x`; did you mean `{first}`?"),
        ):
            with pytest.raises(bp.DrawError, match="^" + re.escape(message)):
                setattr(widget, name, value)
        assert (widget.view, widget.part) == ("blueprint", first)

    def test_it_shows_itself_and_the_picture_where_there_are_no_widgets(self, coffee: bp.Blueprint) -> None:
        widget = bp.draw(coffee).interactive()
        data, *_ = widget._repr_mimebundle_()
        assert data.keys() == {"application/vnd.jupyter.widget-view+json", "image/svg+xml", "text/plain"}
        assert data["image/svg+xml"].startswith("<svg ")
        assert data["text/plain"] == f"<Interactive {coffee.title!r}: blueprint>"

    def test_a_repr_never_raises(self, coffee: bp.Blueprint, monkeypatch: pytest.MonkeyPatch) -> None:
        widget = bp.draw(coffee).interactive()
        monkeypatch.setattr(type(widget), "__repr__", lambda _: 1 / 0)
        assert widget._repr_mimebundle_() == {"text/plain": "<Interactive that failed: division by zero>"}


def test_without_the_extra_it_says_how_to_get_it(coffee: bp.Blueprint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "blueprint.drawing.widget", raising=False)
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(bp.MissingExtra, match=re.escape("pip install 'service-blueprint[notebook]'")):
        bp.draw(coffee).interactive()


NOTEBOOK = """
import widget from "https://notebook.test/widget.js";
const kept = window.start, listeners = [];
window.model = {
  get: name => kept[name],
  set: (name, value) => { if (kept[name] !== value) { kept[name] = value; window.told.push([name, value]); } },
  save_changes: () => {},
  on: (names, call) => listeners.push([names.split(" "), call]),
  off: () => {},
};
window.told = [];
window.change = (name, value) => {
  kept[name] = value;
  for (const [names, call] of listeners) if (names.includes(`change:${name}`)) call();
};
widget.render({ model: window.model, el: document.body });
"""


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_page_and_notebook_know_what_is_shown(coffee: bp.Blueprint, first: str) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    script = (resources.files("blueprint.drawing") / "widget.js").read_text("utf-8")
    start = {
        "page": bp.draw(coffee).render("html").decode(),
        "title": "Coffee",
        "view": "blueprint",
        "part": first,
        "height": 700,
    }
    files = {"/": ("<!doctype html><body></body>", "text/html"), "/widget.js": (script, "text/javascript")}
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 800})
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.route(
            "https://notebook.test/**",
            lambda route: route.fulfill(
                body=files[route.request.url.removeprefix("https://notebook.test")][0],
                content_type=files[route.request.url.removeprefix("https://notebook.test")][1],
            ),
        )
        page.goto("https://notebook.test/")
        page.evaluate("start => { window.start = start; document.body.style.display = 'none'; }", start)
        page.add_script_tag(content=NOTEBOOK, type="module")
        page.wait_for_timeout(100)
        assert page.locator("iframe").get_attribute("srcdoc") is None  # out of sight it would have no size to fill
        page.evaluate("document.body.style.display = ''")
        frame = page.frame_locator("iframe")
        expect = playwright.expect
        panel = frame.locator("#panel")
        expect(panel).to_be_visible()  # what was selected before it was shown
        assert page.locator("iframe").evaluate("frame => frame.offsetHeight") == 702

        page.evaluate("change('view', 'journey')")
        expect(frame.locator("#tab-journey")).to_have_attribute("aria-selected", "true")
        page.evaluate("change('part', '')")
        expect(panel).to_be_hidden()

        frame.locator("#tab-flow").click()
        page.wait_for_function("told.some(([name, value]) => name === 'view' && value === 'flow')")
        frame.locator(f'.card[data-part="{first}"]:visible').first.click()
        page.wait_for_function(f"model.get('part') === {first!r}")
        expect(panel).to_be_visible()
        page.evaluate("change('height', 500)")
        assert page.locator("iframe").evaluate("frame => frame.offsetHeight") == 502
        assert page.evaluate("model.get('view')") == "flow"
        assert errors == []
        browser.close()


class TestSideBySide:
    def test_both_are_there_and_no_id_twice(self, coffee: bp.Blueprint) -> None:
        drawing = bp.draw(coffee)
        both = drawing | bp.draw(coffee, "journey") | drawing
        data = both._repr_mimebundle_()
        assert data.keys() == {"text/html", "image/svg+xml", "text/plain"}
        for text in (data["image/svg+xml"], f"<x>{data['text/html']}</x>"):
            ids = [element.get("id") for element in ET.fromstring(text).iter() if element.get("id")]
            assert len(ids) == len(set(ids)) > 100
        assert not set(re.findall(r'id="([^"]*)"', data["text/html"])) & set(
            re.findall(r'id="([^"]*)"', data["image/svg+xml"])
        )
        assert data["text/plain"] == f"<SideBySide {drawing!r}, {both.drawings[1]!r}, {drawing!r}>"

    def test_the_svg_holds_all_of_each(self, coffee: bp.Blueprint) -> None:
        one, other = bp.draw(coffee), bp.draw(coffee, "journey")
        root = ET.fromstring(bp.side_by_side(one, other).svg)
        inner = root.findall(f"{SVG}svg")
        assert [float(svg.get("x")) for svg in inner] == [0, one.scene.width + 24]
        assert float(root.get("width")) == one.scene.width + 24 + other.scene.width
        assert float(root.get("height")) == max(one.scene.height, other.scene.height)

    def test_nothing_is_nothing_and_a_repr_never_raises(self, coffee: bp.Blueprint) -> None:
        assert bp.side_by_side().svg.startswith("<svg ")
        broken = bp.side_by_side(bp.draw(coffee))
        broken.drawings = (None,)
        assert broken._repr_mimebundle_()["text/plain"].startswith("<SideBySide that failed: ")
