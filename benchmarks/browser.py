"""What a person sees in Chromium, in numbers: how a page opens and moves, and when a saved file is drawn anew."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import time
from contextlib import contextmanager
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
_LEAST_MOVES = 10
_WIDTH, _HEIGHT = 1600, 1000

_WATCH = """() => {
  const sheet = document.getElementById("sheet");
  window.frames_ = []; window.watching_ = true;
  const tick = now => {
    window.frames_.push([now, sheet.style.transform]);
    if (window.watching_) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}"""
"""Keeps the time of every frame, and where the picture lies then."""
_FRAMES = "() => { window.watching_ = false; return window.frames_; }"
_OPENS = """() => new Promise(done => {
  const look = () => "ready" in document.documentElement.dataset
    ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))
    : requestAnimationFrame(look);
  look();
})"""
_SHOWN = "#sheet svg"
_CHANGED = """title => new Promise(done => {
  const look = () => {
    const inside = document.getElementById("picture").contentDocument;
    const isNew = inside?.querySelector("h1")?.textContent.includes(title) && inside.querySelector("#sheet svg");
    if (isNew) requestAnimationFrame(() => done()); else requestAnimationFrame(look);
  };
  look();
})"""


def can_browse() -> bool:
    """Whether there is a browser, and what drives it."""
    return _CHROMIUM is not None and importlib.util.find_spec("playwright") is not None


@contextmanager
def _page() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=list(_ARGUMENTS))
        yield browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT})
        browser.close()


def page_in_browser(path: Path) -> dict[str, float]:
    """Milliseconds until a page is painted, and for each frame (median) while it is dragged and zoomed.

    `slow` is what nine of ten frames of both stay under.
    """
    with _page() as page:
        page.goto(path.resolve().as_uri())
        found = {"opens": page.evaluate(_OPENS)}
        frames = {"pan": _while_panning(page), "zoom": _while_zooming(page)}
    both = sorted(frames["pan"] + frames["zoom"])
    return found | {name: median(own) for name, own in frames.items()} | {"slow": both[int(len(both) * 0.9)]}


def _while_panning(page: Any) -> list[float]:
    page.mouse.move(800, 640)
    page.mouse.down()
    page.evaluate(_WATCH)
    for n in range(60):
        page.mouse.move(800 + n * 4 * (-1) ** (n // 15), 640 + n)
    found = _while_moving(page.evaluate(_FRAMES))
    page.mouse.up()
    return found


def _while_zooming(page: Any) -> list[float]:
    page.evaluate(_WATCH)
    for way in (60, -60):
        for _ in range(20):
            page.mouse.wheel(0, way)
    return _while_moving(page.evaluate(_FRAMES))


def _while_moving(frames: list[tuple[float, str]]) -> list[float]:
    """Milliseconds from frame to frame, from the first in which the picture lies elsewhere to the last.

    Raises RuntimeError where it hardly moves: then nothing is measured.
    """
    changed = [n for n in range(1, len(frames)) if frames[n][1] != frames[n - 1][1]]
    if len(changed) < _LEAST_MOVES:
        message = f"the picture moved in {len(changed)} of {len(frames)} frames only"
        raise RuntimeError(message)
    return [frames[n][0] - frames[n - 1][0] for n in range(changed[0], changed[-1] + 1)]


def preview_in_browser(command: str, path: Path, saves: int) -> list[float]:
    """Seconds from saving a file to its new text in the page of `blueprint serve`, save by save."""
    server = subprocess.Popen(
        [command, "serve", str(path), "--no-open", "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert server.stdout is not None
    said = server.stdout.readline()
    address = re.search(r"http://\S+", said)
    if address is None:
        server.kill()
        message = f"blueprint serve doesn't say where: {said}"
        raise RuntimeError(message)
    text = path.read_text("utf-8")
    title = re.search(r"^title: (.*)$", text, re.MULTILINE)
    assert title is not None
    times = []
    try:
        with _page() as page:
            page.goto(address.group())
            page.frame_locator("#picture").locator(_SHOWN).wait_for()
            for n in range(saves):
                mark = f"saved {n} times"
                start = time.perf_counter()
                path.write_text(text.replace(title.group(), f"title: {mark}"), "utf-8")
                page.evaluate(_CHANGED, mark)
                times.append(time.perf_counter() - start)
    finally:
        server.terminate()
        server.wait()
        path.write_text(text, "utf-8")
    return times
