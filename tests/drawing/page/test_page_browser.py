"""The page as people use it: in a real browser, with pointer and keys, in both themes, on small and large windows."""

from __future__ import annotations

import base64
import json
import re
import shutil
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import blueprint as bp
from blueprint.drawing import VIEWS
from blueprint.drawing.page import Elsewhere, page_html
from blueprint.finding import Finding, Severity, Span
from tests.drawing.generated import CHINESE, generated

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.blueprint.yaml"))
MOVE = next(path for path in EXAMPLES if path.name.startswith("02-broadband-move.as-is"))
COFFEE = next(path for path in EXAMPLES if path.name.startswith("08-coffee"))
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

SHOWN = "e => getComputedStyle(e).visibility === 'visible' && e.checkVisibility()"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


class Visit:
    """A visit to a page opened from a file; nothing may be said on the console or asked of the network."""

    def __init__(self, browser: Any, folder: Path, html: str, **options: Any) -> None:
        self.file = folder / "page.html"
        self.file.write_text(html, encoding="utf-8")
        self.page = browser.new_page(
            **{"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"} | options
        )
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.go()

    def go(self, hash_: str = "") -> None:
        self.page.goto(f"{self.file.as_uri()}{hash_}")
        self.page.wait_for_selector("html[data-ready]")

    def show(self, view: str) -> None:
        self.page.click(f"#tab-{view}")
        self.page.wait_for_selector(f"body[data-view={view}]")

    def card(self, id_: str) -> Any:
        return self.page.locator(f'#sheet [data-card="{id_}"]')

    def cards(self) -> list[str]:
        """The ids of the cards that can be seen."""
        return self.page.evaluate(
            f"() => [...document.querySelectorAll('#sheet [data-card]')].filter({SHOWN}).map(e => e.dataset.card)"
        )

    def text(self, selector: str) -> str:
        return self.page.inner_text(selector)

    def check(self) -> None:
        assert self.said == []
        assert [url for url in self.asked if not url.startswith(("file:", "data:", "blob:"))] == []


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Any]:
    visits: list[Visit] = []

    def open_(html: str, **options: Any) -> Visit:
        visits.append(Visit(browser, tmp_path, html, **options))
        return visits[-1]

    yield open_
    for one in visits:
        one.check()
        one.page.close()


@pytest.fixture(scope="module")
def move() -> bp.Blueprint:
    return bp.load(MOVE)


FINDINGS = (
    Finding("BP501", "asked-again", Severity.WARNING, "they are asked <b>again</b>", "x.yaml", Span(111, 3, 111, 9), ("stages", 1, "steps", 1)),
    Finding("BP902", "expectation", Severity.ERROR, "too slow", "x.yaml", Span(210, 1, 210, 4), ("expectations", 0)),
)  # fmt: skip


_ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe(visit: Visit, *, only_colours: bool = False) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    rules: Any = {"type": "rule", "values": ["color-contrast"]} if only_colours else _ALL_RULES
    found = Axe().run(visit.page, options={"runOnly": rules})
    return [
        f"{v['id']}: {[n['target'] for n in v['nodes']][:3]} {v['nodes'][0]['failureSummary']}"
        for v in found.response["violations"]
    ]


# -- all of it opens, and shows what it should -------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_every_example_opens_with_all_its_views(visit: Any, path: Path) -> None:
    b = bp.load(path)
    here = visit(page_html(b))
    shown = here.page.evaluate("""async () => {
      const shown = {};
      for (const tab of document.querySelectorAll('#tabs [role=tab]')) {
        tab.click();
        while (document.body.dataset.view !== tab.dataset.name) await new Promise(requestAnimationFrame);
        const all = selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility());
        shown[tab.dataset.name] = {
          cards: all('#sheet [data-card]').map(one => one.dataset.card),
          pictures: all('#sheet svg').length,
          rows: all('#table tr[data-step]').length,
        };
      }
      return shown;
    }""")
    assert list(shown) == [*(view for view in VIEWS if view != "changes"), "table"]
    cards = set(shown["blueprint"]["cards"])
    assert {str(step.id) for _, step in b.steps()} <= cards
    assert {str(a.id) for _, role, a in b.actions() if role != "customer"} <= cards
    assert shown["table"]["rows"] == sum(1 for _ in b.steps())
    assert {name: one["pictures"] for name, one in shown.items()} == {name: int(name != "table") for name in shown}


def test_the_first_picture_is_seen_without_scripts(browser: Any, tmp_path: Path, move: bp.Blueprint) -> None:
    file = tmp_path / "page.html"
    file.write_text(page_html(move, elsewhere={"": [Elsewhere("Version", "b.html")]}), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("#sheet svg").is_visible()
    assert "JavaScript" in page.inner_text("header")
    page.click(".also summary")
    assert page.locator(".also a").is_visible()
    context.close()


def test_it_works_where_nothing_may_be_remembered(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move))
    here.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
    )
    here.go("#view=flow")
    here.page.click(".tools > button >> nth=-2")
    assert here.page.evaluate("document.documentElement.dataset.theme") == "light"


def test_it_says_what_one_can_do_until_it_is_done(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move))
    assert here.page.locator("#hint").is_visible()
    here.card("find").click()
    assert here.page.locator("#hint").count() == 0
    here.go()
    assert here.page.locator("#hint").count() == 0


@pytest.mark.parametrize(
    ("said", "view", "is_open"),
    [
        ("#view=nope&part=nobody", "blueprint", False),
        ("#view=flow&part=nobody", "flow", False),
        ("#view=flow&part=dispatch", "flow", True),
        ("#part=actor:agent", "dependencies", True),
        ("#part=%00%%%&persona=x", "blueprint", False),
    ],
)
def test_a_link_to_what_is_not_there_does_no_harm(
    visit: Any, move: bp.Blueprint, said: str, view: str, is_open: bool
) -> None:
    here = visit(page_html(move))
    here.go("#")
    here.page.evaluate("hash => { location.hash = hash; }", said)
    here.page.wait_for_timeout(100)
    assert here.page.evaluate("document.body.dataset.view") == view
    assert here.page.locator("#panel").is_visible() == is_open


def test_links_about_the_whole_are_a_menu(visit: Any, move: bp.Blueprint) -> None:
    links = [Elsewhere("As it was", "old.html"), Elsewhere("Bad", "javascript:alert(1)")]
    here = visit(page_html(move, elsewhere={"": links}))
    here.page.click(".also summary")
    assert here.page.locator(".also a").all_inner_texts() == ["As it was"]
    here.page.keyboard.press("Escape")
    assert here.page.locator(".also a").is_hidden()
    assert here.page.evaluate("document.activeElement.tagName") == "SUMMARY"
    here.page.keyboard.press("Enter")
    here.page.mouse.click(600, 500)
    assert here.page.locator(".also a").is_hidden()
    here.page.evaluate("text => window.blueprintPage.replace(text)", page_html(move))
    assert here.page.locator(".also").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_wrong_for_assistive_technology(visit: Any, move: bp.Blueprint, theme: str) -> None:
    links = {"": [Elsewhere("As it was", "old.html")]}
    html = page_html(move, findings=FINDINGS, elsewhere=links, report="<h2>Report</h2><p>All is well.</p>")
    here, is_dark = visit(html, color_scheme=theme), theme == "dark"
    here.card("register").click()
    here.page.click("button[aria-controls=filters]")
    here.page.check('input[value="persona:mover"]')
    assert axe(here, only_colours=is_dark) == [], "panel and filters"
    here.page.keyboard.press("Escape")
    here.page.click("#bar button[aria-controls=panel]")
    here.page.click("#panel input")
    here.page.fill("#search", "电话")
    assert axe(here, only_colours=is_dark) == [], "findings and hits"
    for view in ("table", "flow") if is_dark else ("table", "report", "journey", "flow", "dependencies", "help"):
        here.show(view)
        assert axe(here, only_colours=is_dark) == [], view
    here.page.keyboard.press("Escape")
    here.page.keyboard.press("?")
    assert axe(here, only_colours=is_dark) == [], "keys"


@pytest.mark.parametrize(("width", "height"), [(390, 800), (1024, 700), (2560, 1440)])
def test_it_fits_windows_of_all_sizes(visit: Any, move: bp.Blueprint, width: int, height: int) -> None:
    here = visit(page_html(move, findings=FINDINGS), viewport={"width": width, "height": height})
    assert here.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    here.card("bot").click()
    for control in ("#search", "#tab-table", "#panel .head button >> nth=2", "button[aria-controls=filters]"):
        box = here.page.locator(control).bounding_box()
        assert box["x"] >= 0, control
        assert box["x"] + box["width"] <= width or control == "#tab-table", control
        assert box["y"] + box["height"] <= height, control
    canvas, card = here.page.locator("#canvas").bounding_box(), here.card("bot").bounding_box()
    assert canvas["y"] <= card["y"]
    assert card["y"] + card["height"] <= canvas["y"] + canvas["height"]


def test_a_picture_that_cannot_be_drawn_says_why(visit: Any) -> None:
    b = bp.loads(
        "blueprint: v1\ntitle: X\nstages:\n  - name: A\n    steps:\n      - {id: a, customer: Go, next: {a: 100%}}\n"
    )
    here = visit(page_html(b))
    here.card("a").click()
    assert "The flow gives no figures" in here.text("#panel")


# -- moving about ------------------------------------------------------------------------------------------------


def where(visit: Visit) -> tuple[float, float, float]:
    visit.page.wait_for_timeout(60)
    # A busy machine may take longer to its next frame, with which a picture moves.
    visit.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    matrix = visit.page.evaluate("getComputedStyle(document.getElementById('sheet')).transform")
    a, _, _, _, x, y = map(float, re.findall(r"-?[\d.]+(?:e-?\d+)?", matrix))
    return x, y, a


def test_the_wheel_zooms_around_the_pointer(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move))
    before = here.card("pick").bounding_box()
    x, y = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2
    here.page.mouse.move(x, y)
    here.page.mouse.wheel(0, -400)
    where(here)
    after = here.card("pick").bounding_box()
    assert after["width"] > before["width"] * 1.5
    assert abs(after["x"] + after["width"] / 2 - x) < 2
    assert abs(after["y"] + after["height"] / 2 - y) < 2


def test_only_a_pan_moves_a_layer(visit: Any, move: bp.Blueprint) -> None:
    """Who zooms out of a layer has it painted at its old resolution, far beyond what is seen: seconds a frame."""
    here = visit(page_html(move))
    is_layer = here.page.evaluate("""async () => {
      const canvas = document.getElementById('canvas'), found = [];
      for (const delta of [{deltaX: 30}, {deltaY: 30}, {deltaY: -30}]) {
        canvas.dispatchEvent(new WheelEvent('wheel', {clientX: 500, clientY: 400, bubbles: true, cancelable: true, ...delta}));
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        found.push(document.getElementById('sheet').classList.contains('moving'));
      }
      return found;
    }""")
    assert is_layer == [True, False, False]


def test_dragging_moves_and_opens_nothing(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move))
    x, y, scale = where(here)
    box = here.card("pick").bounding_box()
    here.page.mouse.move(box["x"] + 20, box["y"] + 20)
    here.page.mouse.down()
    here.page.mouse.move(box["x"] - 100, box["y"] - 40, steps=5)
    here.page.mouse.up()
    assert where(here) == (x - 120, y - 60, scale)
    assert here.page.locator("#panel").is_hidden()
    here.card("pick").click()
    assert here.page.locator("#panel").is_visible()


def test_keys_and_buttons_zoom_and_fit(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move))
    here.page.focus("#canvas")
    start = where(here)
    here.page.keyboard.press("+")
    assert where(here)[2] == pytest.approx(start[2] * 1.25)
    here.page.keyboard.press("-")
    here.page.keyboard.press("ArrowRight")
    assert where(here)[0] == pytest.approx(start[0] - 90)
    here.page.keyboard.press("1")
    assert where(here)[2] == 1
    here.page.keyboard.press("0")
    canvas, sheet = (here.page.locator(s).bounding_box() for s in ("#canvas", "#sheet svg"))
    assert sheet["width"] <= canvas["width"]
    assert sheet["height"] <= canvas["height"]
    here.page.keyboard.press("w")
    where(here)
    assert here.page.locator("#sheet svg").bounding_box()["width"] == pytest.approx(canvas["width"] - 32, abs=1)
    here.page.click("#zoom button >> nth=1")
    where(here)
    assert here.page.locator("#sheet svg").bounding_box()["width"] > canvas["width"]


def test_a_picture_cannot_be_lost(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move))
    for _ in range(30):
        here.page.mouse.move(700, 500)
        here.page.mouse.wheel(900, 0)
    where(here)
    sheet = here.page.locator("#sheet svg").bounding_box()
    assert sheet["x"] + sheet["width"] > 40


def test_what_a_browser_scrolls_to_is_moved_into_sight(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move), viewport={"width": 1024, "height": 700})
    here.page.evaluate("document.querySelector('[data-card=\"top-up-help\"]').scrollIntoView()")
    where(here)
    assert here.page.evaluate(
        "[canvas.scrollLeft, canvas.scrollTop, picture.scrollLeft, document.documentElement.scrollTop]"
    ) == [0, 0, 0, 0]
    box = here.card("top-up-help").bounding_box()
    assert 0 <= box["x"] <= 1024 - box["width"]


def test_the_ground_of_cards_is_no_button(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move, view="flow"))
    cards = here.page.evaluate(
        "() => [...document.querySelectorAll('#sheet [data-card]')].map(e => { const b = e.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]; })"
    )
    holding = [
        (a, b)
        for a in cards
        for b in cards
        if a != b and a[0] <= b[0] and a[1] <= b[1] and a[2] >= b[2] and a[3] >= b[3]
    ]
    assert holding == []


def test_names_of_lanes_and_stages_stay_in_sight(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move))
    assert here.page.locator(".heads.on").count() == 0
    here.card("top-up-help").focus()
    here.page.keyboard.press("Shift+ArrowDown")
    here.page.keyboard.press("Shift+ArrowDown")
    where(here)
    assert here.page.locator(".heads.on").count() == 2
    names = here.page.locator(".heads.side span").all_inner_texts()
    assert names[:5] == ["服务证据", "顾客行为", "前台行为", "后台行为", "支持过程"]
    support, action = (
        here.page.locator(".heads.side span >> nth=4").bounding_box(),
        here.card("top-up.support-1").bounding_box(),
    )
    assert action["y"] < support["y"] + support["height"] / 2 < action["y"] + action["height"]


def test_two_fingers_zoom(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move), has_touch=True)
    before = where(here)[2]
    here.page.evaluate("""() => {
      const canvas = document.getElementById('canvas');
      const point = (type, id, x) => canvas.dispatchEvent(new PointerEvent(type, {pointerId: id, clientX: x, clientY: 400, bubbles: true, pointerType: 'touch'}));
      point('pointerdown', 11, 600); point('pointerdown', 12, 700);
      point('pointermove', 12, 800);
      point('pointerup', 11, 600); point('pointerup', 12, 800);
    }""")
    assert where(here)[2] == pytest.approx(before * 2, rel=0.01)


# -- with keys only ----------------------------------------------------------------------------------------------


def test_the_whole_page_works_with_keys_alone(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move, findings=FINDINGS))
    keys = here.page.keyboard

    def focused() -> str:
        return here.page.evaluate(
            "document.activeElement.dataset.card || document.activeElement.id || document.activeElement.className"
        )

    keys.press("Tab")
    assert focused() == "skip"
    keys.press("Enter")
    keys.press("Tab")
    first = focused()
    assert first in here.cards()
    keys.press("Home")
    assert focused() == here.cards()[0]
    here.card("find").focus()
    keys.press("ArrowRight")
    assert focused() == "bot"
    keys.press("ArrowDown")
    assert focused() == "bot.frontstage-1"
    keys.press("ArrowUp")
    assert focused() == "bot"
    keys.press("ArrowLeft")
    assert focused() == "find"
    keys.press("Enter")
    assert focused() == "panel"
    keys.press("Escape")
    assert focused() == "find"
    keys.press("Escape")
    assert focused() == "canvas"
    keys.press("/")
    assert focused() == "search"
    keys.press("Escape")
    keys.press("]")
    here.page.wait_for_selector("body[data-view=journey]")
    here.page.wait_for_function("document.getElementById('live').textContent.startsWith('旅程')")
    keys.press("[")
    here.page.wait_for_selector("body[data-view=blueprint]")
    here.page.wait_for_function("document.getElementById('live').textContent.startsWith('蓝图')")
    keys.press("?")
    assert here.page.locator("#keys").is_visible()
    keys.press("Escape")
    assert here.page.locator("#keys").is_hidden()


def test_who_points_between_the_lines_of_a_card_points_at_it(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move, view="journey"))
    missed = here.page.evaluate("""() => [...document.querySelectorAll('#sheet [data-card]')].filter(card => {
      const ground = card.firstElementChild;
      if (ground.nodeName !== 'rect') return true;
      const box = ground.getBBox(), all = card.getBBox();
      return box.width < all.width / 2 || box.height < all.height / 2;
    }).map(card => card.dataset.card)""")
    assert missed == []


def test_only_one_card_is_a_stop_for_tab(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move))
    assert here.page.locator('#sheet [tabindex="0"]').count() == 1
    here.card("pick").click()
    assert here.page.locator('#sheet [tabindex="0"]').get_attribute("data-card") == "pick"


# -- the panel ---------------------------------------------------------------------------------------------------


def test_a_card_opens_all_that_is_known_of_it(visit: Any, move: bp.Blueprint) -> None:
    here = visit(
        page_html(move, findings=FINDINGS, elsewhere={"register": [Elsewhere("Other service", "other.html#part=x")]})
    )
    here.card("register").click()
    said = here.text("#panel")
    journeys = bp.analyze(move).journeys
    assert f"{journeys.visits['register']:g}" in said
    for text in (
        "报账号、新地址和电话",
        "人工客服对话",
        "逐项询问，登记建单",
        "重来时，同样的资料再报一遍",
        "they are asked <b>again</b>",
        "BP501",
        "第 111 行",
        "8分钟",
    ):
        assert text in said, text
    assert here.page.get_attribute("#panel a.go", "href") == "other.html#part=x"


def test_links_jump_to_cards_and_back(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move))
    here.card("dispatch").click()
    here.page.click("#panel button.go:has-text('80%')")
    assert "与属地师傅约上门时间" in here.text("#panel h2")
    assert here.card("local").get_attribute("aria-current") == "true"
    here.page.keyboard.press("Alt+ArrowLeft")
    assert "看短信" in here.text("#panel h2")
    here.page.keyboard.press("Alt+ArrowRight")
    assert "约上门" in here.text("#panel h2")


def test_a_part_of_another_picture_switches_to_it(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move))
    here.card("register.frontstage-1").click()
    here.page.click("#panel dd button.go:has-text('人工客服')")
    here.page.wait_for_selector("body[data-view=dependencies]")
    assert "view=dependencies&part=actor%3Aagent" in here.page.url
    assert here.card("actor:agent").get_attribute("aria-current") == "true"


def test_an_address_opens_what_it_names(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move))
    here.page.goto("about:blank")
    here.go("#view=flow&part=wrong&persona=persona:mover")
    assert here.page.evaluate("document.body.dataset.view") == "flow"
    assert "不是我的片区" in here.text("#panel h2")
    assert here.page.locator('input[value="persona:mover"]').is_checked()


def test_a_parent_window_learns_what_is_selected(browser: Any, tmp_path: Path, move: bp.Blueprint) -> None:
    (tmp_path / "inner.html").write_text(page_html(move), encoding="utf-8")
    page = browser.new_page()
    (tmp_path / "outer.html").write_text(
        "<iframe src='inner.html' width=1200 height=800></iframe><script>onmessage = e => window.told = e.data</script>"
    )
    page.goto((tmp_path / "outer.html").as_uri())
    page.frame_locator("iframe").locator('[data-card="pick"]').click()
    page.wait_for_function("window.told")
    assert page.evaluate("told") == {"type": "blueprint:select", "part": "pick", "view": "blueprint"}
    page.close()


# -- search ------------------------------------------------------------------------------------------------------


def test_search_marks_hits_and_goes_from_one_to_the_next(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move))
    here.page.keyboard.press("/")
    here.page.keyboard.type("派单系统")
    hits = here.page.locator(".ring.hit").count()
    assert hits == sum(1 for _, _, action in move.actions() if action.system == "orders") > 1
    assert str(hits) in here.text(".hits")
    here.page.keyboard.press("Enter")
    assert here.text(".hits").startswith(f"第 1 处，共 {hits} 处")
    here.page.keyboard.press("Shift+Enter")
    assert here.text(".hits").startswith(f"第 {hits} 处，共 {hits} 处")
    assert "派单" in here.text("#live") or here.text("#live")
    here.page.fill("#search", "没有这样的词")
    assert here.text(".hits") == "没有找到"


def test_search_finds_rows_of_the_table(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move))
    here.show("table")
    here.page.fill("#search", "派单系统")
    steps = {str(step.id) for step, _, action in move.actions() if action.system == "orders"}
    assert set(here.page.evaluate("() => [...document.querySelectorAll('tr.hit')].map(e => e.dataset.step)")) >= steps
    here.page.keyboard.press("Enter")
    assert here.page.locator("tr.hit.this").is_visible()
    here.page.click('#table [data-go="wrong"]')
    assert "不是我的片区" in here.text("#panel h2")


def test_search_goes_on_to_other_views(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move))
    here.page.fill("#search", "actor:agent")
    assert here.text(".hits") == "其他视图 1 处"
    here.page.keyboard.press("Enter")
    here.page.wait_for_selector("body[data-view=dependencies]")
    assert here.card("actor:agent").get_attribute("aria-current") == "true"


# -- filters -----------------------------------------------------------------------------------------------------


def test_a_persona_leaves_out_what_it_does_not_go_through(visit: Any, move: bp.Blueprint) -> None:
    from blueprint.drawing.views.scope import Filters, Scope

    here = visit(page_html(move))
    every = here.cards()
    here.page.click("button[aria-controls=filters]")
    here.page.check('input[value="persona:topup"]')
    left = here.cards()
    passed = Scope(move, Filters(persona="topup")).passed("topup")
    steps = {str(step.id) for _, step in move.steps()}
    assert set(left) & steps == passed
    assert f"隐藏了 {len(every)} 张卡片中的 {len(every) - len(left)} 张" in here.text("#status")
    shown = here.page.evaluate(
        f"() => [...document.querySelectorAll('#sheet text')].filter({SHOWN}).map(e => e.textContent).join('')"
    )
    assert "不是我的片区" not in shown
    assert "移机用户" not in shown
    here.page.click("#status button")
    assert here.cards() == every


@pytest.mark.parametrize("choice", ["backstage", "interpersonal", "pain"])
def test_filters_leave_only_what_is_chosen(visit: Any, move: bp.Blueprint, choice: str) -> None:
    here = visit(page_html(move))
    here.page.click("button[aria-controls=filters]")
    here.page.check(f'input[value="{choice}"]')
    left = set(here.cards())
    steps = {str(step.id): step for _, step in move.steps()}
    if choice == "backstage":
        assert left == {str(a.id) for _, role, a in move.actions() if move.lane_of(role, a) == "backstage"}
    elif choice == "pain":
        assert left & set(steps) == {id_ for id_, step in steps.items() if step.pain_points}
    else:
        touchpoints = {id_.rpartition(":")[2] for id_ in left if ":touchpoint:" in id_}
        assert touchpoints == {id_ for id_, t in move.touchpoints.items() if t.kind == "interpersonal"}
    here.show("table")
    rows = here.page.locator("#table tr[data-step]:visible").count()
    assert rows == (len(steps) if choice == "backstage" else len(left & set(steps)))
    if choice == "backstage":
        assert "打开公众号" not in "".join(here.page.locator("#table td:visible").all_inner_texts())


def test_what_is_hidden_is_no_stop_and_no_hit(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move))
    here.page.click("button[aria-controls=filters]")
    here.page.check('input[value="persona:topup"]')
    here.page.keyboard.press("Escape")
    here.page.fill("#search", "报账号")
    assert here.page.locator(".ring.hit").count() == 0


def test_a_curve_joins_only_what_is_shown(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move))
    here.page.click("button[aria-controls=filters]")
    here.page.check('input[value="pain"]')
    pieces = here.page.evaluate("""() => [...document.querySelectorAll('#sheet clipPath')].map(clip => {
      const curve = document.querySelector(`[clip-path*="${CSS.escape(CSS.escape(clip.id))}"]`).parentElement;
      const middles = [...curve.querySelectorAll('rect, use')].filter(one => getComputedStyle(one).visibility === 'visible')
        .map(one => { const box = one.getBBox(); return box.x + box.width / 2; });
      return [...clip.children].every(one => {
        const left = Number(one.getAttribute('x')), right = left + Number(one.getAttribute('width'));
        return [left, right].every(x => middles.some(middle => Math.abs(middle - x) < 0.1));
      });
    })""")
    assert pieces
    assert all(pieces)
    here.page.keyboard.press("Escape")
    here.page.click("#status button")
    assert here.page.locator("#sheet [clip-path], #sheet clipPath").count() == 0


# -- what an older version had -----------------------------------------------------------------------------------


def test_what_is_gone_opens_as_it_was(visit: Any, move: bp.Blueprint) -> None:
    later = bp.load(MOVE.with_name(MOVE.name.replace("as-is", "to-be")))
    assert "bot" not in {str(step.id) for _, step in later.steps()}
    here = visit(page_html(later, before=move, view="changes"))
    here.card("before:bot").click(position={"x": 60, "y": 20})
    said = here.text("#panel")
    for text in ("只在旧版本里", "问机器人，被引到自助", "3分钟", "机器人对话", "机器人懂常办的，不懂少办的"):
        assert text in said, text
    assert here.page.evaluate("location.hash") == "#view=changes&part=before%3Abot"
    here.page.click("#panel button.go:has-text('机器人对话')")
    assert here.page.locator("#panel h2.gone").inner_text() == "机器人对话"
    here.page.click("button[aria-controls=filters]")
    here.page.check('input[value="persona:topup"]')
    assert "before:bot" not in here.cards()
    here.page.keyboard.press("Escape")
    here.page.click("#status button")
    assert "before:bot" in here.cards()


# -- findings ----------------------------------------------------------------------------------------------------


def test_findings_are_listed_and_marked(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move, findings=FINDINGS))
    button = here.page.locator("#bar button[aria-controls=panel]")
    assert button.get_attribute("aria-label") == "检查结果：1 个错误、1 个警告"
    button.click()
    assert here.page.locator("#panel .finding").count() == 2
    here.page.click("#panel input")
    assert here.page.locator(".flagged").count() == 1
    here.page.click("#panel button.finding")
    assert here.card("register").get_attribute("aria-current") == "true"
    here.page.keyboard.press("Alt+ArrowLeft")
    assert here.page.locator("#panel .finding").count() == 2


def test_without_findings_there_is_no_list(visit: Any, move: bp.Blueprint) -> None:
    assert visit(page_html(move)).page.locator("#bar button[aria-controls=panel]").is_hidden()


# -- hostile text ------------------------------------------------------------------------------------------------

EVIL = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>\"'&"


def test_hostile_text_stays_text(visit: Any) -> None:
    b = bp.loads(
        json.dumps({
            "blueprint": "v1", "title": EVIL, "scenario": EVIL, "owner": EVIL,
            "personas": {"p": {"name": EVIL, "needs": [EVIL]}},
            "touchpoints": {"t": {"kind": "digital", "name": EVIL, "channel": EVIL}},
            "actors": {"a": EVIL}, "systems": {"s": EVIL},
            "sources": {"bad": {"name": EVIL, "url": "javascript:window.hit=1"}, "good": {"name": "Good", "url": "https://example.org/?a=1&b=2"}},
            "stages": [{"name": EVIL, "steps": [{
                "id": "x", "customer": EVIL, "touchpoints": "t", "frontstage": {"does": EVIL, "actor": "a", "system": "s"},
                "pain_points": {"what": EVIL}, "quotes": EVIL, "sources": ["bad", "good"], "basis": "observed",
            }]}],
        }, ensure_ascii=False)
    )  # fmt: skip
    finding = Finding("BP1", "x", Severity.ERROR, EVIL, EVIL, Span(), ("stages", 0, "steps", 0))
    elsewhere = {
        "x": [
            Elsewhere(EVIL, "javascript:window.hit=1"),
            Elsewhere(EVIL, " javascript:window.hit=1"),
            Elsewhere("ok", "a.html"),
        ]
    }
    here = visit(page_html(b, findings=[finding], elsewhere=elsewhere, home=Elsewhere(EVIL, "javascript:window.hit=1")))
    assert here.page.title() == EVIL
    for card in here.cards():
        here.card(card).click()
    here.card("x").click()
    assert EVIL in here.text("#panel h2")
    assert [
        here.page.locator("#panel a.go").nth(i).get_attribute("href")
        for i in range(here.page.locator("#panel a.go").count())
    ] == ["a.html"]
    here.page.click("#panel button.go:has-text('Good')")
    assert here.page.get_attribute("#panel dd a", "href") == "https://example.org/?a=1&b=2"
    here.page.keyboard.press("Alt+ArrowLeft")
    here.page.click("#panel dd button.go >> nth=-2")
    here.page.fill("#search", EVIL)
    here.page.keyboard.press("Enter")
    for view in ("table", "journey", "flow", "dependencies"):
        here.show(view)
    assert here.page.locator("a.home").count() == 0
    assert here.page.evaluate("window.hit") is None
    assert here.page.locator("img").count() == 0
    assert here.page.evaluate("document.querySelectorAll('a[href^=\"javascript\" i]').length") == 0


def test_no_other_script_runs(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move, report="<p>Report</p><script>window.hit=1</script><img src=x onerror='window.hit=1'>"))
    here.show("report")
    here.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.hit = 1'; document.body.append(s); }"
    )
    here.page.wait_for_timeout(100)
    assert here.page.evaluate("window.hit") is None
    assert any("Content Security Policy" in text for text in here.said)
    here.said.clear()


# -- themes, printing, newer pages -------------------------------------------------------------------------------


def test_the_theme_follows_the_system_until_one_is_chosen(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move), color_scheme="dark")
    ground = "() => getComputedStyle(document.querySelector('#sheet svg rect')).fill + getComputedStyle(document.body).backgroundColor"
    dark, light = "rgb(15, 22, 35)" * 2, "rgb(255, 255, 255)" * 2
    assert here.page.evaluate(ground) == dark
    switch = here.page.locator(".tools > button >> nth=-2")
    switch.click()
    assert here.page.evaluate(ground) == light
    here.page.reload()
    here.page.wait_for_selector("html[data-ready]")
    assert here.page.evaluate(ground) == light
    switch.click()
    assert here.page.evaluate(ground) == dark
    switch.click()
    here.page.emulate_media(color_scheme="light")
    assert here.page.evaluate(ground) == light


@pytest.mark.parametrize("path", [MOVE, COFFEE], ids=["chinese", "english"])
def test_it_prints_on_one_a3_sheet_in_light_colours(visit: Any, path: Path) -> None:
    import io

    from pypdf import PdfReader

    b = bp.load(path)
    here = visit(page_html(b), color_scheme="dark")
    here.card(str(next(b.steps()).step.id)).click()
    data = here.page.context.new_cdp_session(here.page).send(
        "Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True}
    )
    reader = PdfReader(io.BytesIO(base64.b64decode(data["data"])))
    assert len(reader.pages) == 1
    width, height = float(reader.pages[0].mediabox.width), float(reader.pages[0].mediabox.height)
    assert (round(width), round(height)) == (1191, 842)
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", reader.pages[0].extract_text()))
    assert re.sub(r"\s", "", unicodedata.normalize("NFKC", b.title)) in text
    here.page.emulate_media(media="print")
    assert (
        here.page.evaluate("getComputedStyle(document.querySelector('#sheet svg rect')).fill") == "rgb(255, 255, 255)"
    )
    for control in ("#bar", "#tabs", "#panel", "#zoom"):
        assert here.page.locator(control).is_hidden(), control


def test_a_newer_page_keeps_what_one_looks_at(visit: Any, move: bp.Blueprint) -> None:
    here = visit(page_html(move))
    here.show("flow")
    here.page.click("button[aria-controls=filters]")
    here.page.check('input[value="persona:mover"]')
    here.page.keyboard.press("Escape")
    here.card("wrong").click()
    here.page.focus("#canvas")
    here.page.keyboard.press("+")
    before = where(here)
    newer = bp.loads(bp.dumps(move).replace("不是我的片区", "不归我管的片区"))
    here.page.evaluate("text => window.blueprintPage.replace(text)", page_html(newer))
    assert here.page.evaluate("document.body.dataset.view") == "flow"
    assert where(here) == before
    assert "不归我管的片区" in here.text("#panel h2")
    assert "不归我管的片区" in here.card("wrong").text_content()
    assert here.page.locator('input[value="persona:mover"]').is_checked()
    assert here.page.locator("#status").is_visible()
    gone = bp.loads(re.sub(r"\bwrong\b", "mistaken", bp.dumps(newer)))
    here.page.evaluate("text => window.blueprintPage.replace(text)", page_html(gone))
    assert here.page.locator("#panel").is_hidden()


# -- large ones --------------------------------------------------------------------------------------------------


def test_sixty_steps_are_quick_and_small(visit: Any) -> None:
    html = page_html(generated(60, 10, CHINESE, language="zh-Hans"))
    assert len(html.encode()) < 400_000
    here = visit(html)
    assert len(here.cards()) > 300
    took = here.page.evaluate("""async () => {
      const canvas = document.getElementById('canvas'), times = [];
      for (let i = 0, last = performance.now(); i < 40; i++) {
        canvas.dispatchEvent(new WheelEvent('wheel', {deltaX: i < 20 ? 40 : -40, deltaY: 0, bubbles: true, cancelable: true}));
        await new Promise(requestAnimationFrame);
        times.push(performance.now() - last); last = performance.now();
      }
      return times.sort((a, b) => a - b)[20];
    }""")
    assert took < 34, "a frame takes 17 ms; on a busy machine two"
