"""The cases about pictures: every view, the page in a browser, two versions compared, a portfolio, the live preview."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

import inputs
import services
from browser import can_browse, page_in_browser, preview_in_browser
from measuring import Command
from report import Section, processes

if TYPE_CHECKING:
    from pathlib import Path

    from bed import Bed

VIEWS = ("blueprint", "journey", "flow", "touchpoints", "dependencies", "help")
MOST_COLD = 400.0  # ms, each view of 60 steps
MOST_WARM = 60.0  # ms
MOST_BYTES = 400.0  # kB of a page, without fonts
MOST_FOR_DRAWING = 3.0  # seconds of CPU for a page of 500 steps: all views, and all that it says of each part
MOST_FRAME = 1000 / 60 * 1.05  # ms between two frames, as a browser counts them
MOST_FOR_DIFF = 1.0  # seconds
MOST_FOR_SITE = 30.0  # seconds
MOST_FOR_ONE_PAGE = 2.0  # seconds
MOST_AFTER_SAVING = 300.0  # ms

_LINES = 598  # of a blueprint of 60 steps
_STEPS = 60
_MANY_STEPS = 1000
_FILES = 100


# -- 12: views ---------------------------------------------------------------------------------------------------


def views(bed: Bed) -> list[Section]:
    """Each view of 60 steps as SVG: cold, beside tools that draw a network of as many nodes; and warm."""
    folder = bed.folder / "views"
    folder.mkdir()
    (folder / "service.blueprint.yaml").write_text(services.service(_LINES), "utf-8")
    steps = inputs.journey(_STEPS // 5)  # as cards: 60 of them
    sources = {"dot": inputs.drawn_dot(steps), "mmd": inputs.drawn_mermaid(steps), "d2": inputs.drawn_d2(steps)}
    for suffix, text in sources.items():
        (folder / f"network.{suffix}").write_text(text, "utf-8")
    render = (bed.tools.blueprint, "render", "service.blueprint.yaml", "--view")
    own = [Command(view, (*render, view, "-o", f"{view}.svg"), folder, is_needed=True) for view in VIEWS]
    html = Command("all of them as HTML", (*render, "blueprint", "-o", "service.html"), folder, is_needed=True)
    peers = [
        *bed.command("dot, 60 nodes", "dot", "-Tsvg", "network.dot", "-o", "network.dot.svg", folder=folder),
        *bed.command("mermaid-cli, 60 nodes", "mmdc", "-i", "network.mmd", "-o", "network.mmd.svg", folder=folder),
        *bed.command("d2 (wasm), 60 nodes", "d2", "network.d2", "network.d2.svg", folder=folder),
    ]
    measured = bed.bench.compare([*own, html, *peers])
    cold = processes(f"12. Each view of {_STEPS} steps as SVG, cold", measured, VIEWS[0])
    for view in VIEWS:
        cold.judge(view, median(measured[view].wall) * 1e3, MOST_COLD, " ms")
    found = bed.inside("draw_views", folder)
    warm = Section("12. Each view within a process, warm", ("", "wall ms"))
    for view, seconds in found.items():
        warm.rows.append((view, f"{seconds * 1e3:.0f}"))
        warm.judge(view, seconds * 1e3, MOST_WARM, " ms")
    warm.data = found
    return [cold, warm]


# -- 13: the page ------------------------------------------------------------------------------------------------


def page(bed: Bed) -> list[Section]:
    """The interactive page: its size, and how it opens and moves in Chromium."""
    folder = bed.folder / "pages"
    folder.mkdir()
    columns = ("", "drawing, CPU s", "kB", "opens ms", "pan, ms a frame", "zoom, ms a frame", "nine of ten frames")
    section = Section("13. The interactive page in Chromium", columns)
    for steps, text in ((_STEPS, services.service(_LINES)), (500, inputs.blueprint_of_steps(500))):
        source = folder / f"{steps}.blueprint.yaml"
        source.write_text(text, "utf-8")
        target = folder / f"{steps}.html"
        command = Command("html", (bed.tools.blueprint, "render", source.name, "-o", target.name), folder)
        _, _, drawing, _ = bed.bench.run(command)
        size = target.stat().st_size / 1e3
        drawn = (f"{steps} steps", f"{drawing:.2f}", f"{size:.0f}")
        if steps == _STEPS:
            section.judge(f"size of the page of {steps} steps", size, MOST_BYTES, " kB")
        else:
            section.judge(f"drawing all views of {steps} steps", drawing, MOST_FOR_DRAWING, " s")
        if not can_browse():
            section.rows.append((*drawn, *["-"] * 4))
            continue
        found = page_in_browser(target)
        shown = (found["opens"], found["pan"], found["zoom"], found["slow"])
        section.rows.append((*drawn, *(f"{value:.1f}" for value in shown)))
        if steps == _STEPS:
            section.judge("a frame while panning", found["pan"], MOST_FRAME, " ms")
            section.judge("a frame while zooming", found["zoom"], MOST_FRAME, " ms")
    if not can_browse():
        section.notes.append("playwright or chromium is not to be had: nothing was measured in a browser")
    return [section]


# -- 14: two versions --------------------------------------------------------------------------------------------


def diff(bed: Bed) -> list[Section]:
    """`blueprint diff` of two files of 1,000 steps, beside what compares text or data."""
    folder = bed.folder / "versions"
    folder.mkdir()
    old = inputs.blueprint_of_steps(_MANY_STEPS)
    new = old.replace("5m", "7m", 40).replace("支付", "付款", 20)
    for name, text in (("old", old), ("new", new)):
        (folder / f"{name}.blueprint.yaml").write_text(text, "utf-8")
    files = ("old.blueprint.yaml", "new.blueprint.yaml")
    own = Command("blueprint diff", (bed.tools.blueprint, "diff", *files), folder, is_needed=True)
    measured = bed.bench.compare([
        own,
        Command("the same, as JSON", (bed.tools.blueprint, "diff", *files, "--format", "json"), folder, is_needed=True),
        Command("diff -u (lines of text)", ("sh", "-c", f"diff -u {' '.join(files)} || true"), folder),
        *bed.command("deepdiff (values)", "deep", "diff", *files, "--ignore-order", folder=folder),
    ])  # fmt: skip
    section = processes(f"14. Comparing two files of {_MANY_STEPS} steps, cold", measured, own.name)
    section.judge(own.name, median(measured[own.name].wall), MOST_FOR_DIFF, " s")
    return [section]


# -- 15: a portfolio ---------------------------------------------------------------------------------------------


def site(bed: Bed) -> list[Section]:
    """`blueprint site` of 100 blueprints: anew, after one was changed, and when nothing was."""
    folder = bed.folder / "portfolio"
    paths = services.write_services(folder, _FILES, 300)
    (folder / ".git").mkdir()
    build = (bed.tools.blueprint, "site", ".", "-o", "public")
    made_anew = ("sh", "-c", f"rm -rf public; {' '.join(build)}")
    anew = Command(f"{_FILES} blueprints, anew", made_anew, folder, is_needed=True, is_first=True)
    touched = f"echo '# changed' >> {paths[0].name}; {' '.join(build)}"
    one = Command("one was changed", ("sh", "-c", touched), folder, is_needed=True)
    none = Command("nothing was changed", build, folder, is_needed=True)
    measured = bed.bench.compare([anew, one, none])
    section = processes(f"15. A site of {_FILES} blueprints of 300 lines", measured, anew.name)
    section.judge(anew.name, median(measured[anew.name].wall), MOST_FOR_SITE, " s")
    section.judge(one.name, median(measured[one.name].wall), MOST_FOR_ONE_PAGE, " s")
    return [section]


# -- 16: the preview ---------------------------------------------------------------------------------------------


def preview(bed: Bed) -> list[Section]:
    """`blueprint serve`: from saving a file to the new picture in Chromium."""
    section = Section("16. The live preview, from saving to the new picture", ("", "median ms", "nine of ten, ms"))
    if not can_browse():
        section.notes.append("playwright or chromium is not to be had: nothing was measured")
        return [section]
    folder: Path = bed.folder / "preview"
    folder.mkdir()
    for name, text in (("100 lines", services.service(100)), ("60 steps", services.service(_LINES))):
        path = folder / f"{name.replace(' ', '-')}.blueprint.yaml"
        path.write_text(text, "utf-8")
        times = [seconds * 1e3 for seconds in preview_in_browser(bed.tools.blueprint, path, 15)]
        middle = median(times)
        section.rows.append((name, f"{middle:.0f}", f"{sorted(times)[int(len(times) * 0.9)]:.0f}"))
        if name == "100 lines":
            section.judge(f"a file of {name}", middle, MOST_AFTER_SAVING, " ms")
    return [section]
