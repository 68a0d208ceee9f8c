"""A view of cards in columns and the links between them: what follows what, or rests on what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.drawing.views.content import Card, Heading, Link


@dataclass(frozen=True, slots=True)
class Cluster:
    """Columns that belong together: a stage, or all cards of one kind. A card's `row` is the id of its cluster.

    Clusters follow each other from left to right; each has at least one column, which may be empty. `stage` is the
    number of the stage in the whole, `part` what of the blueprint it shows, as `Card.about`.
    """

    id: str
    name: str
    columns: int = 1
    stage: int | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """Everything that a picture of a network shows. A card's `column` counts over all clusters.

    Links lead to the right; those that don't, are drawn as ways back.
    """

    heading: Heading
    cards: tuple[Card, ...]
    links: tuple[Link, ...]
    clusters: tuple[Cluster, ...] = ()
    beneath: Mapping[str, str] = field(default_factory=dict)
    """The cards that hang below another one, by id, each with the id of that card. Links join only such pairs there."""
    widest: float = 0.0
    """The `Link.weight` of the widest line; 0 where all have one width, as ways back have in any case."""
    scale: tuple[tuple[float, str], ...] = ()
    """What the widths of links mean: a `Link.weight` and its words, for some weights; `scale_title` says of what."""
    scale_title: str = ""
    totals: tuple[tuple[str, str, str], ...] = ()
    """Figures of the whole, each with an icon and its style; `totals_title` says what they are."""
    totals_title: str = ""
    notes: tuple[str, ...] = ()
    """What has to be said of the figures, a line each."""
    keeps_order: bool = False
    """Whether the cards of the first column stand in their order; else they stand where fewer links cross."""
