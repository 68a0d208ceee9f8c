"""A view in a table: what meets what, with the heads of its rows and columns named, and cards in its cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blueprint.drawing.views.content import Card, Heading, Link, Note


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a row or a column. `part` is what of the blueprint it names, as `Card.about`."""

    id: str
    text: str
    notes: tuple[Note, ...] = ()
    icon: str | None = None
    icon_style: str = "icon-muted"
    part: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Everything that a picture in a table shows. A card's `row` is the id of a row, its `column` a position."""

    heading: Heading
    corner: str
    columns: tuple[Head, ...]
    rows: tuple[Head, ...]
    cards: tuple[Card, ...]
    links: tuple[Link, ...] = ()
