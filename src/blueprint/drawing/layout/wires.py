"""The links of a network on their way to a picture: what course each takes, how wide it is, what stands on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from blueprint.drawing.layout.cards import SizedCard, text_line, wrapped
from blueprint.drawing.layout.channels import Run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.drawing.views.content import Link
    from blueprint.drawing.views.network import Network

LABEL_LINE = 15.0
THIN, WIDE = 1.4, 7.0
_LABEL = 124.0
_FAR = 12
"""From so many columns on, a link runs above all cards."""
_MOST_PLACES = 800
_BUNDLED = ("needs", "beside")
"""Links of these kinds run together on their way to one card."""

Course = Literal["forward", "below", "above", "loop", "hanging"]
"""`below` and `above` run around all cards, `hanging` leads to a card that hangs below its own."""


def wires_of(network: Network, cards: Mapping[str, SizedCard]) -> list[Wire]:
    """The links of a network, each with its course."""
    wires = [_wire(network, link, cards) for link in network.links]
    _send_round(wires)
    return wires


def width_of(weight: float, widest: float) -> float:
    """How wide a line of a weight is, where that of the weight `widest` is the widest."""
    return round(THIN + (WIDE - THIN) * weight / widest, 2) if widest else THIN


@dataclass(slots=True, eq=False)
class Wire:
    """A link on its way: the numbers of its places, its label, and how far off the middle it leaves and arrives."""

    link: Link
    source: SizedCard
    target: SizedCard
    lines: tuple[tuple[str, str], ...]
    width: float
    course: Course
    places: list[int] = field(default_factory=list)
    label: int | None = None
    """The number of the place of its label."""
    leaves: float = 0
    arrives: float = 0
    run: Run = field(default_factory=lambda: Run(0, 0))
    out: float = 0
    into: float = 0

    @property
    def start(self) -> float:
        """The height at which it leaves."""
        return self.source.middle + self.leaves

    @property
    def end(self) -> float:
        """The height at which it arrives."""
        return self.target.middle + self.arrives

    @property
    def head(self) -> tuple[float, float]:
        """How long its arrow head is, and half as wide."""
        half = max(3.6, self.width / 2 + 2)
        return max(8.0, half * 1.8), half

    @property
    def label_size(self) -> tuple[float, float]:
        """The width and the height of the label."""
        widths = [text_line(0, 0, text, style).width for text, style in self.lines]
        return max(widths, default=0.0), LABEL_LINE * len(self.lines)

    @property
    def is_bundled(self) -> bool:
        """Whether it shares its way with all that lead to the same card."""
        return self.link.kind in _BUNDLED


def _wire(network: Network, link: Link, cards: Mapping[str, SizedCard]) -> Wire:
    source, target = cards[link.source], cards[link.target]
    course: Course = "below"
    if network.beneath.get(link.target) == link.source:
        course = "hanging"
    elif source is target:
        course = "loop"
    elif source.card.column < target.card.column:
        course = "forward"
    width = width_of(link.weight or 0.0, network.widest) if not link.is_back else THIN
    room = _LABEL if course in ("forward", "loop") else 2 * _LABEL
    return Wire(link, source, target, _lines(link, room, network.heading.language), width, course)


def _lines(link: Link, room: float, language: str | None) -> tuple[tuple[str, str], ...]:
    """The lines of a link's label, each with its style: what comes first stands out."""
    tone = link.style if link.style in ("back", "repeat") else None
    lines = []
    for number, parts in enumerate(link.labels):
        style = f"small-{tone}" if tone else "small-bold" if not number else "small-muted"
        style = "small-trouble" if link.is_forced and number else style
        whole = " · ".join(parts)
        fits = text_line(0, 0, whole, style).width <= room
        for text in [whole] if fits else parts:
            lines += [(line, style) for line in wrapped(text, room, style, language)]
    return tuple(lines)


def _send_round(wires: list[Wire]) -> None:
    """What leads very far runs above all cards; so does the furthest where there is too much to pass."""
    forward = [wire for wire in wires if wire.course == "forward"]
    spans = {id(wire): wire.target.card.column - wire.source.card.column for wire in forward}
    total = 0
    for wire in sorted(forward, key=lambda wire: spans[id(wire)]):
        total += 2 * spans[id(wire)] if not wire.is_bundled else 0
        if not wire.is_bundled and (spans[id(wire)] > _FAR or (spans[id(wire)] > 1 and total > _MOST_PLACES)):
            wire.course = "above"
