"""What all answers have in common: figures by name, what was assumed, tables for people and plain data for programs."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar

from blueprint.analysis.amount import Amount
from blueprint.analysis.table import Column, Table, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blueprint.analysis.customers import Customers
    from blueprint.analysis.words import Words


@dataclass(frozen=True, kw_only=True, repr=False)
class Answer:
    """The answer to one question. Its fields named in `names` are the figures that the question is known by."""

    question: ClassVar[str]
    names: ClassVar[tuple[str, ...]]

    assumptions: tuple[str, ...] = ()
    """What had to be assumed, in words of the file's language."""
    words: Words = field(repr=False, compare=False)
    currency: str | None = field(default=None, repr=False, compare=False)

    @property
    def figures(self) -> dict[str, Any]:
        """The figures by their stable names: numbers, `Amount`, mappings and lists."""
        return {name: getattr(self, name) for name in self.names}

    def tables(self) -> tuple[Table, ...]:
        """The tables that show the answer; the first is the one that `to_frame` gives."""
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """Plain data: times in seconds, shares from 0 to 1, unknown as None, a lower bound as `{"at_least": value}`."""
        hidden = ("words", "currency")
        return {f.name: plain(getattr(self, f.name)) for f in fields(self) if f.name not in hidden}

    def to_frame(self, backend: Any = None) -> Any:
        """The first table as a data frame of pandas or polars: see `Table.to_frame`."""
        return self.tables()[0].to_frame(backend)

    def table(self, title: str, columns: Sequence[tuple[str, ...]], rows: Iterable[tuple[Any, ...]]) -> Table:
        """A table whose title and headings are phrases: `title.<title>` and `column.<key>`.

        A column is its key and its unit; and, where its values are keys of phrases, what these start with.
        """
        heads = tuple(Column(key, self.words(f"column.{key}"), *rest) for key, *rest in columns)  # type: ignore[arg-type]
        return Table(self.words(f"title.{title}"), heads, tuple(rows), self.words, self.currency)

    def __repr__(self) -> str:
        shown = (f"{name}={value}" for name, value in self.figures.items() if isinstance(value, Amount))
        return f"<{type(self).__name__}: {', '.join(shown) or self.question}>"

    def __str__(self) -> str:
        return "\n\n".join([*(str(table) for table in self.tables() if len(table)), *self.assumptions])

    def _repr_html_(self) -> str:
        from html import escape

        notes = "".join(f"<li>{escape(said)}</li>" for said in self.assumptions)
        shown = "".join(table.to_html() for table in self.tables() if len(table))
        return shown + (f"<ul>{notes}</ul>" if notes else "")


def common(customers: Customers) -> dict[str, Any]:
    """What every answer is made with besides its own."""
    return {"words": customers.words, "currency": customers.blueprint.currency}
