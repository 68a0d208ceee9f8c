"""A view of cards and links whose places follow from the links: Graphviz's `dot` finds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blueprint.drawing.views.content import Card, Heading, Link


@dataclass(frozen=True, slots=True)
class Cluster:
    """Cards that belong together and stand together. A card's `row` is the id of its cluster, or empty."""

    id: str
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """Everything that a picture of a network shows."""

    heading: Heading
    cards: tuple[Card, ...]
    links: tuple[Link, ...]
    clusters: tuple[Cluster, ...] = ()
