"""The rows, columns, cards and links that a view consists of, before they have sizes and places."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    """A card in the cell of a row and a column. Cards of one cell stand below each other, in their order.

    The id of a step's or an action's card is theirs. What has no id of its own, or one of another space, has an id with
    a colon, which no id of the format contains.
    """

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
    """An arrow from one card to another.

    `labels` stand on it: for each branch that leads this way its share, condition and so on. `is_back` marks a way back
    to an earlier step, `is_repeat` a wanted one, `is_main` the way that most take, `is_forced` one that nobody chose,
    `is_passing` a link past cards that a filter hides.
    """

    kind: LinkKind
    source: str
    target: str
    labels: tuple[tuple[str, ...], ...] = ()
    is_back: bool = False
    is_repeat: bool = False
    is_main: bool = False
    is_forced: bool = False
    is_passing: bool = False

    @property
    def label(self) -> str:
        """The labels as text, a line for each branch."""
        return "\n".join(" · ".join(parts) for parts in self.labels)

    @property
    def style(self) -> str:
        """The style of its line."""
        if self.kind == "trigger":
            return "trigger"
        if self.is_back or self.is_repeat:
            return "repeat" if self.is_repeat else "back"
        return "passing" if self.is_passing else "flow-main" if self.is_main else "flow"


@dataclass(frozen=True, slots=True)
class Row:
    """A row. `lines` are those that run below it, each with its name."""

    id: str
    name: str
    kind: RowKind = "lane"
    role: str = ""
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: one step, or the empty place of a stage without steps. `stage` is a position in the grid's stages."""

    stage: int
    step: str | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """The emotion of one persona, or of all (`name` is empty): column -> value from -2 to +2.

    `gaps` are the columns that nobody comes to from the valued column before; `remarks` name what stands out.
    """

    name: str
    values: dict[int, float]
    gaps: frozenset[int] = frozenset()
    remarks: dict[int, tuple[str, ...]] = field(default_factory=dict)


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
    legend_title: str = ""
