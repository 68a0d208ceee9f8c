"""A network whose cards and links have found the heights at which they stand and pass, column by column."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from math import ceil, inf
from typing import TYPE_CHECKING, Literal

from blueprint.drawing.layout.cards import SizedCard, sized
from blueprint.drawing.layout.layers import Joint, Place, heights
from blueprint.drawing.layout.ports import Port, spread
from blueprint.drawing.layout.wires import Wire, wires_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blueprint.drawing.views.network import Network

AROUND = 12
"""Room above and below a card."""
HANG = 10.0
"""How far a card that hangs below another stands under it."""
INDENT = 24.0
"""How far to the right a card that hangs below another stands."""
_CARD, _END = 164.0, 160.0
_PASSING = 12.0
"""Room for a line that passes a column, besides its width."""
_JOG, _NEAR = 10.0, 24.0
"""How far a link's end at a card, and a link that passes, may be moved so that it runs straight."""


class Arranged:
    """A network with the heights of its cards (`units`) and of the places of its links, each by number."""

    def __init__(self, network: Network) -> None:
        self.network = network
        language = network.heading.language
        self.cards = {card.id: sized(card, _END if card.kind == "end" else _CARD, language) for card in network.cards}
        self.hanging: defaultdict[str, list[SizedCard]] = defaultdict(list)
        for id_, host in network.beneath.items():
            self.hanging[host].append(self.cards[id_])
        self.wires = wires_of(network, self.cards)
        self.loops: defaultdict[str, list[Wire]] = defaultdict(list)
        for wire in self.wires:
            if wire.course == "loop":
                self.loops[wire.source.card.id].append(wire)
        self.count = sum(cluster.columns for cluster in network.clusters)
        self.labelled = sorted({w.source.card.column for w in self.wires if w.course == "forward" and w.lines})
        self.layers = [
            (kind, column)
            for column in range(self.count)
            for kind in ("cards", "labels")
            if kind == "cards" or column in self.labelled
        ]
        self.places: list[Place] = []
        self.levels: list[float] = []
        self.units: dict[str, int] = {}
        self._meeting: dict[tuple[str, str], list[Wire]] = {}
        """The links that meet a side of a card, by its id and `leaves` or `arrives`."""

    def find_heights(self, engine: str) -> None:
        """Give every card, and every link that passes a column, a height of its own."""
        layer_of = {layer: number for number, layer in enumerate(self.layers)}
        for id_, card in self.cards.items():
            if id_ not in self.network.beneath:
                self.units[id_] = len(self.places)
                port = AROUND + ceil(card.height / 2)
                below = self._below(id_) + AROUND
                self.places.append(Place(layer_of["cards", card.card.column], port + card.height / 2 + below, port))
        joints: dict[tuple[int, int], int] = {}
        bundles: dict[tuple[str, int], int] = {}
        most = self.network.widest
        for wire in self.wires:
            if wire.course != "forward":
                continue
            first = layer_of["cards", wire.source.card.column] + 1
            last = layer_of["cards", wire.target.card.column]
            for layer in range(first, last):
                self._pass(wire, layer, bundles)
            importance = 1 + round(20 * (wire.link.weight or 0.0) / most) if most else 1
            for number, pair in enumerate(self.pairs(wire)):
                straight = 4 if number else 1  # a link bends where it leaves, and is level where it passes
                joints[pair] = joints.get(pair, 0) + importance * straight
        column = [number for number, place in enumerate(self.places) if not place.layer]
        found = (Joint(*pair, weight) for pair, weight in joints.items())
        self.levels = heights(self.places, found, engine, order=column if self.network.keeps_order else ())
        self._send_up()
        self._meet_sides()
        self._straighten()

    def _send_up(self) -> None:
        """What leads back runs above the cards where that is much shorter."""
        lowest = max((level - p.port + p.height for p, level in zip(self.places, self.levels, strict=True)), default=0)
        for wire in self.wires:
            if wire.course == "below":
                up = sum(self.levels[self.units[card.card.id]] for card in (wire.source, wire.target))
                if up < (2 * lowest - up) / 2:
                    wire.course = "above"

    def _straighten(self) -> None:
        """Move the places of a link a little, where there is room, so that it arrives without a bend."""
        layers: defaultdict[int, list[int]] = defaultdict(list)
        for number, place in enumerate(self.places):
            layers[place.layer].append(number)
        alone = [wire for wire in self.wires if wire.course == "forward" and not wire.is_bundled]
        for wire in sorted(alone, key=lambda wire: -wire.width):
            wanted = self.levels[self.units[wire.target.card.id]] + wire.arrives
            for number in reversed(wire.places):
                if not self._fits(number, wanted, layers[self.places[number].layer]):
                    break
                self.levels[number] = wanted
        for wire in alone:
            levels = [self.levels[number] for number in wire.places]
            start, end = (self.levels[self.units[one.card.id]] for one in (wire.source, wire.target))
            self._shift(wire, "arrives", (levels[-1] if levels else start + wire.leaves) - end)
            if levels:
                self._shift(wire, "leaves", levels[0] - start)

    def _shift(self, wire: Wire, name: Literal["leaves", "arrives"], offset: float) -> None:
        """Let a link meet a card a little off its port, where that saves a bend and no other link is near."""
        card, room = (wire.source, wire.width / 2) if name == "leaves" else (wire.target, wire.head[1])
        others = [
            (getattr(other, name), other.width / 2 if name == "leaves" else other.head[1])
            for other in self._meeting[card.card.id, name]
            if other is not wire
        ]
        now = getattr(wire, name)
        is_free = all(abs(offset - its) >= room + half + 2 and (offset > its) == (now > its) for its, half in others)
        if abs(offset - now) <= _JOG and abs(offset) <= self._side(card) and is_free:
            setattr(wire, name, round(offset, 2))

    def _side(self, card: SizedCard) -> float:
        """How far from the middle of a card's side links may meet it."""
        return card.height / 2 - (14 if card.card.id in self.loops else 8)

    def _fits(self, number: int, level: float, beside: Iterable[int]) -> bool:
        """Whether a place could stand at a level near its own, clear of the others of its layer."""
        place = self.places[number]
        top, bottom = level - place.port, level - place.port + place.height
        return abs(level - self.levels[number]) <= _NEAR and all(
            self.levels[other] - self.places[other].port >= bottom
            or self.levels[other] - self.places[other].port + self.places[other].height <= top
            for other in beside
            if other != number
        )

    def _pass(self, wire: Wire, layer: int, bundles: dict[tuple[str, int], int]) -> None:
        """A place for a link in a layer between its ends; in the first of labels it holds the link's label."""
        kind, _ = self.layers[layer]
        key = wire.target.card.id, layer
        if wire.is_bundled and key in bundles:
            wire.places.append(bundles[key])
            return
        number = len(self.places)
        wire.places.append(number)
        if wire.is_bundled:
            bundles[key] = number
        if kind == "labels" and wire.lines and wire.label is None:
            wire.label = number
            above = ceil(wire.label_size[1] + 4 + wire.width / 2)
            self.places.append(Place(layer, above + wire.width / 2 + 10, above + 4))
        else:
            self.places.append(Place(layer, wire.width + _PASSING, round((wire.width + _PASSING) / 2)))

    def _below(self, id_: str) -> float:
        """The room that loops and hanging cards take below a card."""
        loops = sum(loop_room(wire) for wire in self.loops.get(id_, ()))
        return loops + sum(HANG + card.height for card in self.hanging.get(id_, ()))

    def _meet_sides(self) -> None:
        """Spread the links over the sides of the cards."""
        outs: defaultdict[str, list[tuple[Wire, Port]]] = defaultdict(list)
        ins: defaultdict[str, list[tuple[Wire, Port]]] = defaultdict(list)
        for wire in self.wires:
            if wire.course in ("loop", "hanging") or wire.is_bundled:
                continue
            aims = {"below": (inf, inf), "above": (-inf, -inf)}.get(wire.course)
            weight = wire.width if wire.course == "forward" else 0.0
            if aims is None:
                pairs = list(self.pairs(wire))
                aims = self.levels[pairs[0][1]], self.levels[pairs[-1][0]]
            outs[wire.source.card.id].append((wire, Port(aims[0], weight, wire.width / 2)))
            ins[wire.target.card.id].append((wire, Port(aims[1], weight, wire.head[1])))
        for sides, name in ((outs, "leaves"), (ins, "arrives")):
            for id_, found in sides.items():
                self._meeting[id_, name] = [wire for wire, _ in found]
                ports = [port for _, port in found]
                for (wire, _), offset in zip(found, spread(ports, self._side(self.cards[id_])), strict=True):
                    setattr(wire, name, offset)

    def pairs(self, wire: Wire) -> Iterable[tuple[int, int]]:
        """The stretches of a link that leads on: the numbers of the places that each joins."""
        chain = [self.units[wire.source.card.id], *wire.places, self.units[wire.target.card.id]]
        return pairwise(chain)


def loop_room(wire: Wire) -> float:
    """How high a loop is with its label, below its card."""
    return max(wire.label_size[1] + 6, 22.0)
