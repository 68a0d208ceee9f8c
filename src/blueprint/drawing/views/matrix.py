"""A view in a table: what meets what, with the heads of its rows and columns named, and cards in its cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blueprint.drawing.views.content import Card, Heading, Link, Note

HeadKind = Literal["plain", "stage", "aside"]


@dataclass(frozen=True, slots=True)
class Item:
    """A line under the head of a column: a number that cards refer to, and what it stands for."""

    number: str
    text: str
    icon: str | None = None
    icon_style: str = "icon-muted"
    part: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a row or a column. `part` is what of the blueprint it names, as `Card.about`.

    A column that is a `stage` is one in time; an `aside` stands apart from the others. `weight` is how wide a column is
    against others. A row has an `edge` in the colour of a role, or of `trouble`; one that `is_total` sums up those
    above. `title` names what has no text.
    """

    id: str
    text: str
    notes: tuple[Note, ...] = ()
    icon: str | None = None
    icon_style: str = "icon-muted"
    part: str = ""
    kind: HeadKind = "plain"
    items: tuple[Item, ...] = ()
    weight: float = 1
    edge: str = ""
    is_total: bool = False
    title: str = ""

    @property
    def name(self) -> str:
        """What it is called where it is read aloud: its text, else its title."""
        return self.text or self.title


@dataclass(frozen=True, slots=True)
class Bar:
    """A share as a bar, with an icon or a label before it and its number; unknown where `share` is None."""

    share: float | None
    text: str
    title: str
    icon: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Figures in a cell of a row that sums up."""

    row: str
    column: int
    notes: tuple[Note, ...] = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """Everything that a picture in a table shows. A card's `row` is the id of a row, its `column` a position.

    Without rows there is nothing to show, and `remarks` say why; else they stand below the table. `empty` is what is
    read aloud of an empty cell, of which the row and the column are said.
    """

    heading: Heading
    columns: tuple[Head, ...]
    rows: tuple[Head, ...]
    cards: tuple[Card, ...]
    tallies: tuple[Tally, ...] = ()
    remarks: tuple[str, ...] = ()
    empty: str = "{}: {}"
    links: tuple[Link, ...] = ()
    """Always empty: every kind of content is asked for its links."""

    @property
    def pieces(self) -> int:
        """Into how many parts it can be divided: by its stages, which go from left to right, else by its rows."""
        return len(self.columns) if self._is_staged else sum(not row.is_total for row in self.rows)

    def divided(self, groups: Sequence[Sequence[int]]) -> list[Matrix]:
        """Its parts, each of some of the `pieces`; what sums up the rows stands with the last of them."""
        return [self._of_columns(group) if self._is_staged else self._of_rows(group) for group in groups]

    @property
    def _is_staged(self) -> bool:
        return any(head.kind == "stage" for head in self.columns)

    def _of_columns(self, group: Sequence[int]) -> Matrix:
        place = {position: n for n, position in enumerate(group)}
        return replace(
            self,
            columns=tuple(self.columns[position] for position in group),
            cards=tuple(replace(card, column=place[card.column]) for card in self.cards if card.column in place),
            tallies=tuple(replace(one, column=place[one.column]) for one in self.tallies if one.column in place),
        )

    def _of_rows(self, group: Sequence[int]) -> Matrix:
        plain = [row for row in self.rows if not row.is_total]
        rows = [plain[position] for position in group]
        if plain[-1] in rows:
            rows += [row for row in self.rows if row.is_total]
        shown = {row.id for row in rows}
        return replace(
            self,
            rows=tuple(rows),
            cards=tuple(card for card in self.cards if card.row in shown),
            tallies=tuple(tally for tally in self.tallies if tally.row in shown),
        )
