"""The cases about the linter: all rules over many files, beside other linters, and again; and while an author types."""

from __future__ import annotations

import json
from statistics import median
from typing import TYPE_CHECKING

import services
from editor import seconds_to_diagnostics
from measuring import Command, as_data
from memory import peak_of_all
from peers import checkers
from report import Section, processes

if TYPE_CHECKING:
    from pathlib import Path

    from bed import Bed
    from measuring import Measured

MOST_FOR_ALL = 2.0  # seconds
MOST_MEMORY = 150 * 1.048576  # MB, for 150 MiB
MOST_AGAIN = 0.3  # seconds
MOST_FOR_ONE_AGAIN = 60.0  # ms
MOST_FOR_GROWING = 1.2  # times as long a file where there are four times as many
MOST_AFTER_A_KEYSTROKE = 50.0  # ms

_FILES, _LINES = 1000, 100
_OPEN_LINES = 1000
_KEYSTROKES = 50
_OWN = "blueprint check"


# -- 10: linting -------------------------------------------------------------------------------------------------


def lint(bed: Bed) -> list[Section]:
    """All rules over many files: for the first time, beside other linters, and again."""
    folder = _repository(bed.folder / "services", _FILES)
    check = (bed.tools.blueprint, "check", "--format", "concise")
    first = Command(_OWN, check, folder, is_needed=True, is_first=True)
    again = Command("the same, nothing changed", check, folder, is_needed=True)
    one = Command("one of the files, nothing changed", (*check, "0001.blueprint.yaml"), folder, is_needed=True)
    peers = [peer for peer in checkers(bed, folder) if peer.name != "spectral"]  # which takes minutes for the schema
    measured = bed.bench.compare([first, again, one, *_spectral(bed, folder), *peers])
    section = processes(f"10. Linting {_FILES} files of {_LINES} lines", measured, _OWN)
    section.judge(_OWN, median(measured[first.name].wall), MOST_FOR_ALL, " s")
    section.judge(again.name, median(measured[again.name].wall), MOST_AGAIN, " s")
    section.judge(one.name, median(measured[one.name].wall) * 1e3, MOST_FOR_ONE_AGAIN, " ms")
    section.notes.append("peak MB is that of the largest process; yamllint knows only YAML, the next two the schema")
    return [section, _memory(bed, first), _growth(bed, check)]


def _repository(folder: Path, files: int) -> Path:
    """A folder of blueprints, a repository by its looks: else git ignores what is built here, and so do we."""
    services.write_services(folder, files, _LINES)
    (folder / ".git").mkdir()
    return folder


def _spectral(bed: Bed, folder: Path) -> list[Command]:
    """Spectral with three rules like ours."""
    wanted = {
        "$.touchpoints[*]": "owner",
        "$.solutions[*]": "owner",
        "$.metrics[*]": "target",
    }
    rules = {
        f"{path.split('.')[1].removesuffix('[*]')}-{key}": {
            "given": path, "severity": "warn", "then": {"field": key, "function": "truthy"}
        }
        for path, key in wanted.items()
    }  # fmt: skip
    ruleset = bed.folder / "three.json"
    ruleset.write_text(json.dumps({"rules": rules}))
    return bed.command("spectral, three rules", "spectral", "lint", "--ruleset", ruleset, "*.yaml", folder=folder)


def _memory(bed: Bed, first: Command) -> Section:
    """The memory of all processes together."""
    section = Section("10. Memory of all processes together, what they share counted once", ("", "peak MB (PSS)"))
    peaks = [peak for _ in range(3) if (peak := bed.bench.alone(first, peak_of_all)) is not None]
    section.rows.append((_OWN, f"{max(peaks):.0f}" if peaks else "-"))
    if peaks:
        section.judge("the largest of three runs", max(peaks), MOST_MEMORY, " MB")
    section.data = peaks
    return section


def _growth(bed: Bed, check: tuple[str, ...]) -> Section:
    """How the time grows with the files."""
    sizes = (500, 1000, 2000)
    commands = []
    for size in sizes:
        folder = _repository(bed.folder / f"services-{size}", size)
        commands.append(Command(f"{size} files", check, folder, is_needed=True, is_first=True))
    measured = bed.bench.compare(commands)
    section = Section(
        "10. Linting ever more files for the first time", ("", "wall ms", "CPU ms", "peak MB", "CPU ms a file")
    )
    each = [_row(section, found, size) for found, size in zip(measured.values(), sizes, strict=True)]
    section.judge("four times the files, CPU of a file", each[-1] / each[0], MOST_FOR_GROWING, "x")
    section.data = [as_data(found) for found in measured.values()]
    return section


def _row(section: Section, found: Measured, size: int) -> float:
    each = median(found.cpu) / size
    times = [f"{median(part) * 1e3:.0f}" for part in (found.wall, found.cpu)]
    section.rows.append((found.name, *times, f"{found.peak:.0f}", f"{each * 1e3:.2f}"))
    return each


# -- 11: typing --------------------------------------------------------------------------------------------------


def typing(bed: Bed) -> list[Section]:
    """The language server: from a keystroke to what is marked."""
    section = Section(
        f"11. Typing into a file of {_OPEN_LINES} lines, from a keystroke to its marks (wall)",
        ("", "median ms", "nine of ten ms", "most ms"),
    )
    (path,) = services.write_services(bed.folder / "open", 1, _OPEN_LINES)
    taken = sorted(seconds_to_diagnostics((bed.tools.blueprint, "lsp"), path, _KEYSTROKES))
    figures = (median(taken), taken[len(taken) * 9 // 10], taken[-1])
    section.rows.append(("blueprint lsp", *(f"{seconds * 1e3:.1f}" for seconds in figures)))
    section.judge("a keystroke", median(taken) * 1e3, MOST_AFTER_A_KEYSTROKE, " ms")
    section.data = taken
    return [section]
