"""The preview as a person uses it: a process, a browser, an editor that saves."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NAME = "05-omnichannel.as-is"
SUFFIX = ".blueprint.yaml"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


class Serving:
    """A process that serves a folder, which every test finds as it was at first."""

    def __init__(self, folder):
        self.folder = folder
        self.files = {path.name: path.read_bytes() for path in folder.iterdir()}
        self.process = serving(folder)
        self.address = address_of(self.process)
        until(lambda: b"Looking" not in urlopen(self.address).read())
        self.pages = self.read()

    def read(self):
        names = [name.removesuffix(SUFFIX) for name in self.files if name.endswith(SUFFIX)]
        return [urlopen(self.address).read().count(b"<tr id=")] + [
            urlopen(f"{self.address}{room}/{name}").read().partition(b"data-version=")[0] for room in ("b", "picture")
            for name in names
        ]  # fmt: skip

    def restore(self):
        for path in self.folder.iterdir():
            if path.name not in self.files:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        for name, content in self.files.items():
            path = self.folder / name
            if not path.exists() or path.read_bytes() != content:
                path.write_bytes(content)
        until(lambda: self.read() == self.pages)


def serving(folder, port=0):
    return subprocess.Popen(
        [sys.executable, "-m", "blueprint", "serve", str(folder), "--port", str(port)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip


def address_of(process):
    found = re.search(r"http://\S+/", process.stdout.readline())
    assert found, process.stderr.read()
    return found[0]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    for name in (
        f"{NAME}.blueprint.yaml",
        "06-training.to-be.blueprint.yaml",
        "06-training.catalogue.yaml",
        "10-hotel-night.blueprint.yaml",
    ):
        shutil.copy(ROOT / "examples" / name, folder)
    (folder / "blueprint.toml").write_text("")
    one = Serving(folder)
    yield one
    one.process.send_signal(signal.SIGINT)
    out, err = one.process.communicate(timeout=60)
    assert (one.process.returncode, out, err) == (0, "", "")


@pytest.fixture
def folder(served):
    served.restore()
    return served.folder


@pytest.fixture
def address(served, folder):
    assert folder == served.folder
    return served.address


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    # A request that the test itself provokes (a picture that isn't there, a server that is gone) is no fault.
    assert [text for text in said if "Failed to load resource" not in text] == []


def until(holds):
    """Wait for something to hold: the page's own rules forbid what Playwright would do."""
    from playwright.sync_api import Error

    end = time.monotonic() + 60
    while True:
        try:
            if holds():
                return
        except Error:  # the page is on its way to another
            pass
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def opened(page, address, name=NAME):
    page.goto(f"{address}b/{name}")
    until(lambda: page.evaluate("!!document.getElementById('picture').contentWindow.blueprintPage"))
    page.evaluate("document.getElementById('picture').contentWindow.blueprintPage.ready")


def picture(page):
    return page.evaluate("document.getElementById('picture').contentDocument.getElementById('picture').textContent")


def state(page):
    return page.evaluate("document.body.dataset.state")


def test_from_the_index_to_the_picture_and_on_as_one_writes(page, address, folder):
    page.goto(address)
    until(lambda: page.locator("tbody tr").count() == 3)
    page.keyboard.press("/")
    page.keyboard.type("一樓")
    page.keyboard.press("Escape")
    page.keyboard.type("濾網")
    until(lambda: page.locator("tbody tr").count() == 1)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/b/{NAME}")
    opened(page, address)
    page.evaluate("window.mark = 'not reloaded'")
    assert "問問題，改用電郵回覆" in picture(page)
    file = folder / f"{NAME}.blueprint.yaml"
    good = file.read_text("utf-8")

    file.write_text(good.replace("問問題，改用電郵回覆", "問問題，當場回覆"), "utf-8")
    until(lambda: "問問題，當場回覆" in picture(page))

    file.write_text(good.replace("stages:", "stagess:"), "utf-8")
    until(lambda: state(page) == "stale")
    assert "did you mean stages?" in page.inner_text("#banner")
    assert "line " in page.inner_text("#banner") or "第" in page.inner_text("#banner")
    assert "問問題，當場回覆" in picture(page)

    file.write_text(good, "utf-8")
    until(lambda: state(page) == "good" and "問問題，改用電郵回覆" in picture(page))
    assert page.inner_text("#banner") == ""

    file.unlink()
    until(lambda: state(page) == "stale")
    replacement = folder / ".saving"
    replacement.write_text(good, "utf-8")
    replacement.rename(file)
    until(lambda: state(page) == "good")
    assert page.evaluate("window.mark") == "not reloaded"


def test_a_finding_leads_to_its_card_and_its_lines(page, address, folder):
    opened(page, address)
    button = page.locator("button.finding", has_text="BP503")
    button.click()
    until(lambda: page.locator("#source mark").count())
    assert page.inner_text("#source mark") == "email"
    assert page.inner_text("#source .place") == f"{NAME}.blueprint.yaml:94"
    inside = page.frames[1]
    until(lambda: "問問題，改用電郵回覆" in inside.locator("body").inner_text())
    until(lambda: "part=" in inside.url)
    assert button.get_attribute("aria-pressed") == "true"
    # What is above it grows: the lines move along.
    file = folder / f"{NAME}.blueprint.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("\nstages:", "\n\n# a remark\n\nstages:"), "utf-8")
    until(lambda: page.inner_text("#source .place") == f"{NAME}.blueprint.yaml:97")
    assert page.inner_text("#source mark") == "email"
    page.click("#close-source")
    assert page.locator("#source").is_hidden()
    assert page.evaluate("document.activeElement.dataset.key") == button.get_attribute("data-key")
    # What is only read aloud lies where the list scrolls, else it would make the window itself scroll away.
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0


def test_a_card_leads_to_its_lines_also_in_a_catalogue(page, address, folder):
    opened(page, address, "06-training.to-be")
    inside = page.frames[1]
    inside.locator('g.card[id$=".clarify"]').first.click()
    until(lambda: page.locator("#source .here").count())
    assert "06-training.to-be.blueprint.yaml" in page.inner_text("#source .place")
    assert "- id: clarify" in page.inner_text("#source .here")
    inside.locator('g.card[data-part="touchpoint:cs-call"]').first.click()
    until(lambda: "cs-call" in page.inner_text("#source .here"))
    catalogue = folder / "06-training.catalogue.yaml"
    if "catalogue" in page.inner_text("#source .place"):
        assert "cs-call" in catalogue.read_text("utf-8")


def test_what_is_broken_from_the_start(page, address, folder):
    file = folder / "draft.blueprint.yaml"
    file.write_text("blueprint: v1\ntitle: Draft\nstages:\n  - nme: Shine\n")
    page.goto(address)
    until(lambda: page.locator("tbody tr").count() == 4)
    page.click("text=Draft")
    until(lambda: state(page) == "bare")
    until(lambda: page.locator("#source mark").count())
    assert page.inner_text("#source mark") == "nme"
    assert page.locator("#picture").is_hidden()
    file.write_text("blueprint: v1\ntitle: Draft\nstages:\n  - name: Shine\n")
    until(lambda: state(page) == "good" and page.locator("#picture").is_visible())
    until(lambda: "Shine" in page.frames[1].locator("body").inner_text())


def test_the_index_follows_the_folder(page, address, folder):
    page.goto(address)
    until(lambda: page.locator("tbody tr").count() == 3)
    page.locator("tbody a").first.focus()
    page.keyboard.press("ArrowDown")
    focused = page.evaluate("document.activeElement.getAttribute('href')")
    (folder / "new").mkdir()
    shutil.copy(folder / "10-hotel-night.blueprint.yaml", folder / "new")
    until(lambda: page.locator("tbody tr").count() == 4)
    assert page.evaluate("document.activeElement.getAttribute('href')") == focused
    shutil.rmtree(folder / "new")
    until(lambda: page.locator("tbody tr").count() == 3)


def test_it_says_when_it_has_stopped(page, folder):
    with serving(folder) as server:
        address = address_of(server)
        opened(page, address, "10-hotel-night")
        until(lambda: page.inner_text("#live") == "Live")
        server.terminate()
        until(lambda: page.inner_text("#live").startswith("The preview has stopped"))
    with serving(folder, address.rstrip("/").rpartition(":")[2]) as again:
        until(lambda: page.inner_text("#live") == "Live")
        again.terminate()


def test_from_a_step_to_what_details_it_and_back(page, address, folder):
    file = folder / "06-training.to-be.blueprint.yaml"
    file.write_text(
        file.read_text("utf-8").replace(
            "- id: clarify\n", "- id: clarify\n        expands: 10-hotel-night.blueprint.yaml\n"
        ),
        "utf-8",
    )
    opened(page, address, "06-training.to-be")
    inside = page.frame_locator("#picture")
    until(lambda: inside.locator('g.card[id$=".clarify"]').count())
    link = inside.locator("#panel a", has_text="One night in a hotel")

    def leads_there() -> bool:
        """The page may still be that of before the save, and be replaced at any moment."""
        inside.locator('g.card[id$=".clarify"]').first.click()
        return bool(link.count())

    until(leads_there)
    link.click()
    page.wait_for_url(f"{address}b/10-hotel-night")
    inside.locator(".also summary").click()
    inside.locator(".also a").click()
    page.wait_for_url(f"{address}b/06-training.to-be#part=clarify")
    until(lambda: "clarify" in page.inner_text("#source .here"))
    assert inside.locator("#panel").is_visible()


def test_what_is_found_is_listed_once(page, address):
    opened(page, address)
    inside = page.frame_locator("#picture")
    assert inside.locator('.tools [aria-controls="panel"]').is_hidden()
    until(lambda: inside.locator(".flagged").count())
    page.click("#toggle")
    until(lambda: not inside.locator(".flagged").count())
    page.click("#toggle")
    until(lambda: inside.locator(".flagged").count())


def test_where_there_is_little_room_one_thing_has_it(page, address):
    page.set_viewport_size({"width": 1024, "height": 700})
    opened(page, address)
    inside = page.frame_locator("#picture")
    page.locator("button.finding", has_text="BP503").click()
    until(lambda: page.locator("#source mark").count())
    assert inside.locator("#panel").is_hidden()
    assert page.locator("#side").is_visible()
    inside.locator("g.card").nth(2).click()
    until(lambda: page.locator("#side").is_hidden())
    assert page.get_attribute("#toggle", "aria-expanded") == "false"
    page.click("#toggle")
    until(lambda: page.locator("#side").is_visible())
    until(lambda: inside.locator("#panel").is_hidden())


@pytest.mark.parametrize(("scheme", "size"), [("light", (1440, 900)), ("dark", (390, 800))])
def test_everybody_can_use_it(page, address, folder, scheme, size):
    from axe_playwright_python.sync_playwright import Axe

    (folder / "broken.blueprint.yaml").write_text("blueprint: v1\ntitel: Draft\nstages: [{name: S}]\n")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    axe = Axe()

    def violations():
        found = axe.run(page).response["violations"]
        return [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found]

    page.goto(address)
    until(lambda: page.locator("tbody tr").count() == 4)
    assert violations() == []
    page.goto(f"{address}?q=濾網")
    assert violations() == []
    opened(page, address)
    page.locator("button.finding").nth(2).click()
    until(lambda: page.locator("#source mark").count())
    assert violations() == []
    page.goto(f"{address}b/broken")
    until(lambda: page.locator("#source mark").count())
    assert violations() == []


def test_nothing_is_wider_than_the_window(page, address):
    for width in (320, 390, 800, 1024):
        page.set_viewport_size({"width": width, "height": 700})
        for where in ("", f"b/{NAME}"):
            page.goto(address + where)
            page.wait_for_load_state()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, where)


def test_many_pages_at_once(browser, address, folder):
    context = browser.new_context()
    pages = [context.new_page() for _ in range(8)]
    for page in pages[:-1]:
        opened(page, address, "10-hotel-night")
    pages[-1].goto(address)
    file = folder / "10-hotel-night.blueprint.yaml"
    file.write_text(file.read_text("utf-8").replace("One night in a hotel", "A night out"), "utf-8")
    for page in pages[:-1]:
        until(lambda page=page: "A night out" in picture(page))
    until(lambda: "A night out" in pages[-1].inner_text("tbody"))
    context.close()
