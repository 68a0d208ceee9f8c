"""The rows, columns, cards and links that a view consists of, before they have sizes and places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RowKind = Literal["lane", "emotion", "marks"]
CardKind = Literal["card", "ghost", "pill", "plain-pill", "question", "mark"]
LinkKind = Literal["flow", "column", "trigger"]


@dataclass(frozen=True, slots=True)
class Note:
    """A small line on a card: an icon and a few words."""

    text: str
    icon: str | None = None
    style: str = "small-muted"


@dataclass(frozen=True, slots=True)
class Card:
    """A card in the cell of a row and a column. Cards of one cell stand below each other, in their order."""

    id: str
    row: str
    column: int
    kind: CardKind
    text: str
    role: str = ""
    heading: str = ""
    icon: str | None = None
    icon_style: str = "icon-muted"
    notes: tuple[Note, ...] = ()
    badges: tuple[str, ...] = ()
    severity: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow from one card to another. `repeat` marks a wanted way back, no rework.

    `labels` stand on it: for each branch that leads this way its share, condition and so on.
    """

    kind: LinkKind
    source: str
    target: str
    labels: tuple[tuple[str, ...], ...] = ()
    repeat: bool = False

    @property
    def label(self) -> str:
        """The labels as text, a line for each branch."""
        return "\n".join(" · ".join(parts) for parts in self.labels)


@dataclass(frozen=True, slots=True)
class Row:
    """A row. `line` names the line that runs below it."""

    id: str
    name: str
    kind: RowKind = "lane"
    role: str = ""
    line: str | None = None
    line_name: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: one step, or the empty place of a stage without steps. `stage` is a position in the grid's stages."""

    stage: int
    step: str | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """The emotion of one persona, or of all (`name` is empty): column -> value from -2 to +2.

    `ends` says whether its last value is how the journey ends.
    """

    name: str
    values: dict[int, float]
    ends: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """Everything that a picture in rows and columns shows."""

    id: str
    title: str
    subtitle: str
    details: tuple[str, ...]
    state: str
    caption: str
    language: str | None
    stages: tuple[tuple[int, str], ...]
    """The stages with their numbers in the whole."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cards: tuple[Card, ...]
    links: tuple[Link, ...]
    curves: tuple[Curve, ...]
    legend: tuple[tuple[str, str], ...]
    """The signs that are used, each with its meaning."""
