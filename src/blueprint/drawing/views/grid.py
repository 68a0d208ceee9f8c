"""A view in rows and columns: the stages and their steps across, lanes and what else there is down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from blueprint.drawing.views.content import Card, Heading, Link, Note

RowKind = Literal["lane", "emotion", "marks"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row. `lines` are those that run below it, each with its name; above one that `is_ruled` runs a thin one.

    `scale` stretches a row of curves.
    """

    id: str
    name: str
    kind: RowKind = "lane"
    role: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    icon: str | None = None
    scale: float = 1.0
    is_ruled: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: one step, or the empty place of a stage without steps. `stage` is a position in the grid's stages."""

    stage: int
    step: str | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """The emotion of one persona, or of all (`name` is empty): column -> value from -2 to +2.

    `gaps` are the columns that nobody comes to from the valued column before; `remarks` name what stands out. `part` is
    whose it is, as `Card.about`.
    """

    name: str
    values: dict[int, float]
    gaps: frozenset[int] = frozenset()
    remarks: dict[int, tuple[str, ...]] = field(default_factory=dict)
    part: str = ""


class Figure(NamedTuple):
    """A value with what it says, and whether it is trouble."""

    value: str
    says: str
    is_trouble: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Who a picture is about, above its stages: their figures, and `lists` of texts by heading.

    `curve` is the position of the curve whose mark stands beside the name; `notes` stand below the text.
    """

    id: str
    name: str
    text: str = ""
    figures: tuple[Figure, ...] = ()
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    curve: int | None = None
    part: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """Everything that a picture in rows and columns shows."""

    heading: Heading
    stages: tuple[tuple[int, str], ...]
    """The stages with their numbers in the whole; 0 is that of one that is gone, where two versions are compared."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cards: tuple[Card, ...]
    links: tuple[Link, ...]
    curves: tuple[Curve, ...]
    panels: tuple[Panel, ...] = ()
