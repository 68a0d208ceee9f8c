"""A grid whose cards get their sizes and, step by step, their places: what the layout and its links share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blueprint.drawing.layout.cards import SizedCard
    from blueprint.drawing.views.grid import Grid, Row


@dataclass(slots=True)
class PlacedRow:
    """A row with the place of its band, and of the room for links above and below its cards."""

    row: Row
    top: float = 0
    height: float = 0
    above: float = 0
    below: float = 0

    @property
    def bottom(self) -> float:
        """Where the band ends."""
        return self.top + self.height


@dataclass(slots=True)
class Placed:
    """A grid whose cards have sizes and, step by step, places."""

    grid: Grid
    cells: dict[tuple[str, int], list[SizedCard]]
    cards: dict[str, SizedCard]
    rows: list[PlacedRow]
    card_width: float
    gap: float
    """The least room between two columns."""
    left: list[float] = field(default_factory=list)
    """The left side of each column's cards."""
    label_width: float = 0
    width: float = 0
