"""Results as tables: on the screen, in Markdown, and as data."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

from measuring import as_data

if TYPE_CHECKING:
    from measuring import Measured

LEFT, RIGHT = "<", ">"


@dataclass(slots=True)
class Section:
    """One table. `verdicts` are the targets that it is about: what, how much, at most, and whether that was reached."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    verdicts: list[tuple[str, float, float, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    data: Any = None

    def judge(self, what: str, value: float, at_most: float, unit: str) -> None:
        """Hold a figure against its target."""
        self.verdicts.append((what, value, at_most, unit))

    def remarks(self) -> list[str]:
        """The targets, each with what was measured, and the notes."""
        told = []
        for what, value, at_most, unit in self.verdicts:
            word = "reached" if value <= at_most else "MISSED"
            told.append(f"{word}: {what}: {value:.4g}{unit}, target at most {at_most:g}{unit}")
        return told + self.notes


def processes(title: str, measured: dict[str, Measured], base: str) -> Section:
    """A table of what commands took, each beside the one named `base`."""
    section = Section(title, ("", "wall ms", "CPU ms", "peak MB", f"x wall of {base}", "x CPU", "runs"))
    for name, found in measured.items():
        if found.failure:
            section.rows.append((name, *["-"] * 6))
            section.notes.append(f"{name} could not be measured: {found.failure}")
            continue
        ratios = [f"{ratio:.2f}" if (ratio := found.ratio(measured[base], of)) else "-" for of in ("wall", "cpu")]
        times = [f"{median(part) * 1e3:.1f}" for part in (found.wall, found.cpu)]
        section.rows.append((name, *times, f"{found.peak:.0f}", *ratios, str(len(found.wall))))
    section.data = [as_data(found) for found in measured.values()]
    return section


def as_text(section: Section) -> str:
    """A table for a terminal."""
    table = [section.columns, *section.rows]
    widths = [max(_width(row[i]) for row in table) for i in range(len(section.columns))]
    lines = []
    for row in table:
        cells = [
            _pad(cell, width, LEFT if not i else RIGHT) for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  " + "   ".join(cells).rstrip())
    lines.insert(1, "  " + "-" * (sum(widths) + 3 * (len(widths) - 1)))
    return "\n".join([section.title, *lines, *(f"  {remark}" for remark in section.remarks())]) + "\n"


def as_markdown(section: Section) -> str:
    """The same table in Markdown."""
    marks = [":--", *["--:"] * (len(section.columns) - 1)]
    rows = [section.columns, tuple(marks), *section.rows]
    table = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    remarks = [f"- {remark}" for remark in section.remarks()]
    return "\n".join([f"## {section.title}", "", *table, "", *remarks, *([""] if remarks else [])])


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int, side: str) -> str:
    space = " " * (width - _width(text))
    return text + space if side == LEFT else space + text
