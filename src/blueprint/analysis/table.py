"""A table of an answer: raw values with their units, and the same as text, Markdown, HTML or a data frame."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from blueprint.analysis.amount import Amount
from blueprint.display import padded, visible, width
from blueprint.model.measure import FIGURES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blueprint.analysis.words import Words
    from blueprint.model.measure import Unit


class Column(NamedTuple):
    """A column: the key by which data frames know it, what it is called, and what its values are."""

    key: str
    heading: str
    unit: Unit | Literal["text", "figure"] = "text"
    """What its values are measured in; "figure": as the figure that the first column names."""
    phrases: str = ""
    """Where its values are keys of phrases: what these start with. Programs get the keys, people the phrases."""

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers, which are set flush right."""
        return self.unit != "text"


@dataclass(frozen=True, repr=False)
class Table:
    """Rows of values: text, numbers, `Amount`, or None where something is unknown."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    words: Words
    currency: str | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def cells(self) -> list[list[str]]:
        """The values as people read them."""
        return [
            [self._cell(value, column, row[0]) for value, column in zip(row, self.columns, strict=True)]
            for row in self.rows
        ]

    def _cell(self, value: Any, column: Column, first: Any) -> str:
        if value is None and column.unit in ("text", "figure"):
            return self.words("none")
        if column.unit != "text":
            unit = FIGURES[first].unit if column.unit == "figure" else column.unit
            return self.words.amount(value, unit, self.currency)
        if column.phrases:
            return self.words(f"{column.phrases}.{value}")
        if isinstance(value, bool):
            return self.words("yes" if value else "no")
        if isinstance(value, (tuple, list, frozenset, set)):
            return self.words.listed(map(str, value)) or self.words("none")
        return str(value)

    # -- for people --------------------------------------------------------------------------------------------

    def to_text(self) -> str:
        """Aligned columns; a Chinese character takes two."""
        rows = [[column.heading for column in self.columns], *self.cells()]
        shown = [[visible(" ".join(cell.split())) for cell in row] for row in rows]
        widths = [max(width(row[i]) for row in shown) for i in range(len(self.columns))]
        lines = [
            "  ".join(
                padded(cell, size, to_right=column.is_number)
                for cell, size, column in zip(row, widths, self.columns, strict=True)
            ).rstrip()
            for row in shown
        ]
        return "\n".join([lines[0], "  ".join("-" * size for size in widths), *lines[1:]])

    def to_markdown(self) -> str:
        """A table of GitHub's Markdown; text from the file stays text."""
        head = _markdown_row(column.heading for column in self.columns)
        rule = "|" + "|".join("--:" if column.is_number else "---" for column in self.columns) + "|"
        return "\n".join([head, rule, *(_markdown_row(row) for row in self.cells())])

    def to_html(self) -> str:
        """A table with a caption; text from the file stays text."""
        heads = "".join(f'<th scope="col"{_side(c)}>{escape(c.heading)}</th>' for c in self.columns)
        rows = "".join(
            "<tr>"
            + "".join(f"<td{_side(c)}>{escape(v)}</td>" for v, c in zip(row, self.columns, strict=True))
            + "</tr>"
            for row in self.cells()
        )
        caption = f"<caption>{escape(self.title)}</caption>"
        return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"

    def _repr_html_(self) -> str:
        return self.to_html()

    def __str__(self) -> str:
        return f"{self.title}\n{self.to_text()}"

    def __repr__(self) -> str:
        return f"<Table: {self.title}, {len(self.rows)} rows>"

    # -- for programs ------------------------------------------------------------------------------------------

    def to_rows(self) -> list[dict[str, Any]]:
        """A mapping from the keys of the columns to plain values, a row each."""
        return [
            {column.key: plain(value) for column, value in zip(self.columns, row, strict=True)} for row in self.rows
        ]

    def to_frame(self, backend: Literal["pandas", "polars"] | None = None) -> Any:
        """A data frame of pandas or polars: the one that is imported already, else the one that is installed.

        A number is in the unit of the JSON (seconds, shares from 0 to 1); where it is only a bound, a column
        `<key>_bound` says so ("at_least", "at_most"); None where it is unknown. Raises MissingExtra without either.
        """
        from blueprint.analysis.frames import frame

        data: dict[str, list[Any]] = {}
        for i, column in enumerate(self.columns):
            values = [row[i] for row in self.rows]
            amounts = [value for value in values if isinstance(value, Amount)]
            data[column.key] = [_scalar(value) for value in values]
            if any(amount.bound != "exact" for amount in amounts):
                data[f"{column.key}_bound"] = [
                    v.bound if isinstance(v, Amount) and v.bound != "exact" else None for v in values
                ]
        return frame(data, {c.key: "number" if c.is_number else "text" for c in self.columns}, backend)


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Amount):
        return value.to_plain()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if hasattr(value, "_asdict"):
        return {key: plain(item) for key, item in value._asdict().items()}
    if isinstance(value, (tuple, list, set, frozenset)):
        items = [plain(item) for item in value]
        return sorted(items) if isinstance(value, (set, frozenset)) else items
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value.isoformat() if isinstance(value, date) else value


def _scalar(value: Any) -> Any:
    if isinstance(value, Amount):
        return value.value
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value))
    if isinstance(value, (set, frozenset)):
        return ", ".join(sorted(map(str, value)))
    return value


def _markdown_row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(markdown_text(cell) for cell in cells) + " |"


def markdown_text(text: str) -> str:
    """Text that Markdown shows as it is, in one line."""
    text = escape(visible(" ".join(text.split())), quote=False)
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+!|~" else c for c in text)


def _side(column: Column) -> str:
    return ' class="number"' if column.is_number else ""
