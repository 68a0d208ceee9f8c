"""The cases: what is measured, against whom, and what has to be reached.

Those about the numbers are in figures.py, those about the linter in checking.py, those about pictures in
pictures.py.
"""

from __future__ import annotations

from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

import inputs
from checking import lint, typing
from figures import analyze, flow, simulate
from measuring import Command, as_data
from peers import checkers
from pictures import diff, page, preview, site, views
from report import Section, processes

if TYPE_CHECKING:
    from collections.abc import Callable

    from bed import Bed

# What the design asks for. Ratios are of wall time; a figure in seconds depends on the machine, as the README says.
MOST_FOR_VERSION = 3.0  # times `python -c pass`
MOST_FOR_CHECK = 1.5  # times importing pydantic and yaml
MOST_FOR_1000_FILES = 1.0  # seconds
MOST_FOR_A_MEGABYTE = 200.0  # ms
MOST_FOR_RENDERING = {30: 250.0, 200: 400.0}  # ms, by cards

_LINES = 100
_FILES = 1000
_CARDS_A_STEP = len(inputs.LANES)


# -- 1: starting -------------------------------------------------------------------------------------------------


def version(bed: Bed) -> list[Section]:
    """`blueprint --version`."""
    base, own = "python -c pass", "blueprint --version"
    commands = [
        Command(base, (bed.tools.python, "-c", "pass"), bed.folder, is_needed=True),
        Command(own, (bed.tools.blueprint, "--version"), bed.folder, is_needed=True),
        Command("python -m blueprint --version", (bed.tools.python, "-m", "blueprint", "--version"), bed.folder),
        *bed.command("yamllint --version", "yamllint", "--version"),
        *bed.command("check-jsonschema --version", "check-jsonschema", "--version"),
    ]
    measured = bed.bench.compare(commands)
    section = processes("1. Starting", measured, base)
    section.judge(own, measured[own].ratio(measured[base], "wall") or 0, MOST_FOR_VERSION, "x")
    return [section]


# -- 2, 3: checking ----------------------------------------------------------------------------------------------


def check(bed: Bed) -> list[Section]:
    """`blueprint check` of one file, cold."""
    folder = bed.folder / "one"
    (path,) = inputs.write_many(folder, 1, _LINES)
    base, own = "import pydantic, yaml", "blueprint check"
    imports = "from pydantic import BaseModel; import yaml"
    commands = [
        Command(base, (bed.tools.python, "-c", imports), folder, is_needed=True),
        Command(own, (bed.tools.blueprint, "check", path.name), folder, is_needed=True, is_first=True),
        *checkers(bed, folder),
    ]
    measured = bed.bench.compare(commands)
    section = processes(f"2. Checking one file of {_LINES} lines", measured, base)
    section.judge(own, measured[own].ratio(measured[base], "wall") or 0, MOST_FOR_CHECK, "x")
    section.notes += _misses(bed, commands[1])
    return [section]


def load(bed: Bed) -> list[Section]:
    """Many files in one process."""
    folder = bed.folder / "many"
    inputs.write_many(folder, _FILES, _LINES)
    found = bed.inside("load_many", folder)
    seconds = found["seconds"]
    columns = ("files", "load s", "ms a file", "load, and look up places s")
    inner = Section("3. Loading within a process (CPU): values, places and a validated model", columns)
    for count in found["counts"]:
        read, place = seconds[f"read {count}"], seconds[f"place {count}"]
        inner.rows.append((str(count), f"{read:.3f}", f"{read / count * 1e3:.2f}", f"{place:.3f}"))
    inner.judge(f"{_FILES} files loaded, validated and placed", seconds[f"read {_FILES}"], MOST_FOR_1000_FILES, " s")
    inner.notes.append(
        "the last column also turns every id and reference into a line and a column; only findings need that"
    )
    inner.data = found
    return [inner]


def _misses(bed: Bed, own: Command) -> list[str]:
    """Who does not do the whole work: an unknown key has to be refused."""
    folder = bed.folder / "bad"
    folder.mkdir(exist_ok=True)
    (folder / "0001.blueprint.yaml").write_text(inputs.blueprint(_LINES).replace("state:", "stat:"), "utf-8")
    commands = [replace(own, folder=folder), *checkers(bed, folder)]
    return [f"{command.name} does not find an unknown key" for command in commands if not bed.bench.fails(command)]


# -- 4: one large file -------------------------------------------------------------------------------------------


def parse(bed: Bed) -> list[Section]:
    """One large file: values and places."""
    folder = bed.folder / "large"
    folder.mkdir(exist_ok=True)
    for megabytes in (1, 2, 3):
        (folder / f"{megabytes}.yaml").write_text(inputs.blueprint_of_size(megabytes * 1_000_000), "utf-8")
    found = bed.inside("parse_large", folder)
    section = Section(
        "4. One large file within a process (CPU), ms a megabyte", ("", "1 MB", "2 MB", "3 MB", "x of blueprint")
    )
    rows: dict[str, dict[str, float]] = {}
    for name, seconds in found["seconds"].items():
        size, _, what = name.partition(" ")
        rows.setdefault(what, {})[size] = seconds * 1e3 / found["sizes"][size]
    own = next(iter(rows.values()))
    for what, row in rows.items():
        last = max(row)
        figures = [f"{row[size]:.0f}" if size in row else "-" for size in found["sizes"]]
        section.rows.append((what, *figures, f"{row[last] / own[last]:.2f}"))
    section.judge("values and places of 3 MB", own["3"], MOST_FOR_A_MEGABYTE, " ms/MB")
    section.data = found
    return [section]


# -- 5: drawing --------------------------------------------------------------------------------------------------


def render(bed: Bed) -> list[Section]:
    """`blueprint render`: cold, beside others; and how it grows."""
    sections = []
    folder = bed.folder / "drawn"
    folder.mkdir(exist_ok=True)
    own = "blueprint render"
    for cards, most in MOST_FOR_RENDERING.items():
        steps = inputs.journey(cards // _CARDS_A_STEP)
        sources = {
            "yaml": inputs.drawn_blueprint(steps),
            "dot": inputs.drawn_dot(steps),
            "mmd": inputs.drawn_mermaid(steps),
            "puml": inputs.drawn_plantuml(steps),
            "d2": inputs.drawn_d2(steps),
        }
        for suffix, text in sources.items():
            (folder / f"{cards}.{suffix}").write_text(text, "utf-8")
        commands = [
            Command(
                own, (bed.tools.blueprint, "render", f"{cards}.yaml", "-o", f"{cards}.svg"), folder, is_needed=True
            ),
            *bed.command("dot", "dot", "-Tsvg", f"{cards}.dot", "-o", f"{cards}.dot.svg", folder=folder),
            *bed.command("plantuml", "plantuml", "-tsvg", "-o", "plantuml", f"{cards}.puml", folder=folder),
            *bed.command("mermaid-cli", "mmdc", "-i", f"{cards}.mmd", "-o", f"{cards}.mermaid.svg", folder=folder),
            *bed.command("d2 (wasm)", "d2", f"{cards}.d2", f"{cards}.d2.svg", folder=folder),
        ]
        measured = bed.bench.compare(commands)
        section = processes(f"5. Drawing {cards} cards as SVG, cold", measured, own)
        section.judge(own, median(measured[own].wall) * 1e3, most, " ms")
        sections.append(section)
    return [*sections, _growth(bed)]


def _growth(bed: Bed) -> Section:
    folder = bed.folder / "growing"
    folder.mkdir(exist_ok=True)
    sizes = (300, 600, 1200, 2400)
    for cards in sizes:
        text = inputs.drawn_blueprint(inputs.journey(cards // _CARDS_A_STEP))
        (folder / f"{cards:04}.blueprint.yaml").write_text(text, "utf-8")
    names = {cards: f"{cards} cards" for cards in sizes}
    commands = [
        Command(
            names[cards],
            (bed.tools.blueprint, "render", f"{cards:04}.blueprint.yaml", "-o", "out.svg"),
            folder,
            is_needed=True,
        )
        for cards in sizes
    ]
    measured = bed.bench.compare(commands)
    parts = bed.inside("draw_growing", folder)
    columns = ("", "whole process ms", "peak MB", "read ms", "lay out ms", "paint ms", "the three, ms a card")
    section = Section("5. Drawing growing blueprints (the whole process: wall; its parts: CPU)", columns)
    for cards, name in names.items():
        found = measured[name]
        times = parts[f"{cards:04}"]
        each = sum(times.values()) / cards * 1e3
        figures = [f"{part * 1e3:.0f}" for part in times.values()]
        section.rows.append((name, f"{median(found.wall) * 1e3:.0f}", f"{found.peak:.0f}", *figures, f"{each:.2f}"))
    section.data = {"processes": [as_data(found) for found in measured.values()], "parts": parts}
    return section


# -- 6: importing ------------------------------------------------------------------------------------------------


def imports(bed: Bed) -> list[Section]:
    """What `import blueprint` loads."""
    found = bed.inside("imports", bed.folder)
    section = Section("6. `import blueprint`", ("modules loaded", "of them heavy"))
    section.rows.append((str(len(found["loaded"])), ", ".join(found["heavy"]) or "none"))
    unwanted = {"networkx", "numpy", "graphviz", "rich", "pydantic", "yaml"}.intersection(found["heavy"])
    section.judge("heavy libraries loaded", len(unwanted), 0, "")
    section.data = found
    return [section]


CASES: dict[str, Callable[[Bed], list[Section]]] = {
    "version": version,
    "check": check,
    "load": load,
    "parse": parse,
    "render": render,
    "import": imports,
    "flow": flow,
    "simulate": simulate,
    "analyze": analyze,
    "lint": lint,
    "typing": typing,
    "views": views,
    "page": page,
    "diff": diff,
    "site": site,
    "preview": preview,
}
"""The cases by the names that the command line knows."""
