"""The site as people use it: opened from its folder, searched, sorted, followed from page to page; in both themes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.conftest import CATALOGUE, DRAFT, EXAMPLES, SHINE, SHOP, Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

ROWS = "() => [...document.querySelectorAll('.blueprints tbody tr')].filter(e => e.checkVisibility()).map(e => e.querySelector('.title').textContent)"
TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A site of shops that share a catalogue, of two versions of a service in Chinese, a draft, and a broken file."""
    base = tmp_path_factory.mktemp("site")
    portfolio = Portfolio(base / "services")
    portfolio.write("blueprint.toml", "")
    portfolio.write("shop.catalogue.yaml", CATALOGUE)
    portfolio.write("shop.blueprint.yaml", SHOP)
    portfolio.write("shine.blueprint.yaml", SHINE)
    portfolio.write("draft.blueprint.yaml", DRAFT)
    portfolio.write("坏.blueprint.yaml", "blueprint: v1\ntitel: 坏\n")
    for state in ("as-is", "to-be"):
        name = f"03-holiday-train.{state}.blueprint.yaml"
        portfolio.write(name, (EXAMPLES / name).read_bytes())
    built = portfolio.build(language="en")
    assert built.failed == ()
    return portfolio.site


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


class Visitor:
    """A visit to the site; nothing may be said on the console or asked of the network."""

    def __init__(self, browser: Any, folder: Any, **options: Any) -> None:
        self.folder = folder
        self.page = browser.new_page(
            **{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"} | options
        )
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on(
            "request", lambda request: self.said.append(request.url) if not request.url.startswith("file:") else None
        )

    def go(self, name: str, hash_: str = "") -> None:
        self.page.goto("about:blank")
        self.page.goto((self.folder / name).as_uri() + hash_)

    @property
    def rows(self) -> list[str]:
        return self.page.evaluate(ROWS)

    def is_at(self, name: str) -> None:
        self.page.wait_for_url(lambda url: (self.folder / name).as_uri() == url.partition("#")[0])

    def shows(self, part: str) -> None:
        """That the page of a blueprint has a part selected: its card is ringed, and it is in the panel."""
        self.page.wait_for_selector("html[data-ready]")
        self.page.wait_for_function(
            "part => new URLSearchParams(location.hash.slice(1)).get('part') === part", arg=part
        )
        self.page.wait_for_selector("#panel:not([hidden])")
        self.page.wait_for_selector(".ring.selected", state="attached")


@pytest.fixture
def visitor(browser: Any, folder: Any) -> Iterator[Visitor]:
    visitor = Visitor(browser, folder)
    yield visitor
    assert visitor.said == []
    visitor.page.close()


def test_search_then_a_step_then_other_pages_and_back(visitor):
    page = visitor.page
    visitor.go("index.html")
    assert page.inner_text(".found") == "6 of 6 shown"
    page.keyboard.press("/")
    page.keyboard.type("GREET")
    assert visitor.rows == ["Shop"]
    assert page.inner_text(".found") == "1 of 6 shown"
    page.click(".hits a >> text=Greet")
    visitor.is_at("shop.html")
    visitor.shows("enter.frontstage-1")

    # From the panel of the action to its actor, from there to the other blueprint that has the actor.
    page.click("#panel >> text=Clerk")
    visitor.shows("actor:clerk")
    page.click("#panel >> text=Also in Shoeshine")
    visitor.is_at("shine.html")
    visitor.shows("actor:clerk")
    page.click("#panel >> text=Where it is used")
    visitor.is_at("actors.html")
    assert page.evaluate("() => document.querySelector(':target h2').textContent.trim()") == "Clerk clerk"
    assert page.evaluate("() => document.querySelector(':target').getBoundingClientRect().top < innerHeight")
    page.click(":target >> text=Brush")
    visitor.is_at("shine.html")
    visitor.shows("sit.frontstage-1")
    page.click("a.home")
    visitor.is_at("index.html")


def test_details_both_ways(visitor):
    visitor.go("index.html")
    visitor.page.click("text=Shop (Have the shoes shined)")
    visitor.is_at("shop.html")
    visitor.shows("shine")
    visitor.page.click("#panel >> text=Details: Shoeshine")
    visitor.is_at("shine.html")


def test_versions_lead_to_each_other(visitor):
    visitor.go("03-holiday-train.to-be.html")
    visitor.page.wait_for_selector("html[data-ready]")
    visitor.page.click(".also summary")
    visitor.page.click(".also a")
    visitor.is_at("03-holiday-train.as-is.html")


def test_filters_and_sorting_stay_in_the_address(visitor):
    page = visitor.page
    visitor.go("index.html")
    in_order = visitor.rows
    page.select_option("[name=state]", "to-be")
    assert visitor.rows == ["春运坐高铁：人人都走得到车上"]
    page.reload()
    assert visitor.rows == ["春运坐高铁：人人都走得到车上"]
    page.click("text=Clear")
    assert visitor.rows == in_order
    assert page.evaluate("() => location.hash") == ""
    page.select_option("[name=owner]", "=Sales")
    assert visitor.rows == ["Shop"]
    page.click("text=Clear")
    page.click("th button >> text=Time")
    first = visitor.rows
    assert page.get_attribute("th[aria-sort]", "aria-sort") == "descending"
    page.click("th button >> text=Time")
    assert page.get_attribute("th[aria-sort]", "aria-sort") == "ascending"
    # What is not known comes last either way: the draft and the broken file.
    assert [row for row in visitor.rows if row not in ("Draft", "坏.blueprint.yaml")] == first[3::-1]
    assert set(visitor.rows[4:]) == set(first[4:]) == {"Draft", "坏.blueprint.yaml"}
    assert page.input_value("[name=sort]") == "expected_time"


def test_the_order_of_a_figure_is_that_of_its_numbers(visitor):
    visitor.go("index.html", "#sort=success_share")
    shares = visitor.page.evaluate(
        "() => [...document.querySelectorAll('.blueprints tbody tr')].map(e => parseFloat(e.querySelector('td:nth-child(2) .value')?.textContent))"
    )
    known = [share for share in shares if share == share]  # noqa: PLR0124 (what is not known is no number)
    assert known == sorted(known)
    assert len(known) == 4


def test_nothing_fits(visitor):
    visitor.go("index.html")
    visitor.page.fill("[name=q]", "no such thing")
    assert visitor.page.inner_text(".found") == "0 of 6 shown"
    assert visitor.page.is_visible(".nothing")
    assert not visitor.page.is_visible(".blueprints")
    visitor.page.press("[name=q]", "Escape")
    assert visitor.page.inner_text(".found") == "6 of 6 shown"


def test_only_what_is_shared(visitor):
    visitor.go("touchpoints.html")
    every = visitor.page.locator(".part:visible").count()
    visitor.page.check("[name=shared]")
    shared = visitor.page.locator(".part:visible").count()
    assert 0 < shared < every
    assert visitor.page.inner_text(".found") == f"{shared} of {every} shown"
    visitor.page.fill("[name=q]", "desk shine")
    assert visitor.page.locator(".part:visible h2").all_inner_texts() == ["Desk desk"]


def test_with_the_keyboard_alone(visitor):
    page = visitor.page
    visitor.go("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    while not page.evaluate("() => document.activeElement.matches('tbody a.title')"):
        page.keyboard.press("Tab")
    title = page.evaluate("() => document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-ready]")
    assert title in page.title()


def test_colours_go_along(visitor):
    visitor.go("index.html")
    visitor.page.click("text=Dark")
    dark = visitor.page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    visitor.go("systems.html")
    assert visitor.page.evaluate("() => getComputedStyle(document.body).backgroundColor") == dark
    assert visitor.page.get_attribute("[data-theme=dark][aria-pressed]", "aria-pressed") == "true"
    visitor.go("shop.html")
    visitor.page.wait_for_selector("html[data-theme=dark]")


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1024), ("light", 2560)])
def test_everybody_can_use_it(browser, folder, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    visitor = Visitor(browser, folder, color_scheme=scheme, viewport={"width": width, "height": 800})
    for name, hash_ in (
        ("index.html", ""),
        ("index.html", "#q=desk&sort=title"),
        ("systems.html", ""),
        ("坏.html", ""),
    ):
        visitor.go(name, hash_)
        found = Axe().run(visitor.page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], name
        assert visitor.page.evaluate(TOO_WIDE) <= 0, name
    assert visitor.said == []
    visitor.page.close()


def test_without_scripts_all_is_there(browser, folder):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    assert page.locator("tbody .title").count() == 6
    assert not page.is_visible(".tools")
    context.close()


def test_it_prints(visitor):
    visitor.go("index.html", "#state=to-be")
    visitor.page.emulate_media(media="print")
    assert not visitor.page.is_visible(".tools")
    assert visitor.page.is_visible("text=1 of 6 shown")  # what is left out is said on paper, too
    assert visitor.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
