"""The places of a network's columns, cards and channels, with room for what runs between them."""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from blueprint.drawing.layout.arranged import AROUND, HANG, INDENT, Arranged, loop_room
from blueprint.drawing.layout.channels import Run, share_out

if TYPE_CHECKING:
    from blueprint.drawing.layout.wires import Course, Wire

MARGIN = 28.0
"""The room at the left and the right of the picture."""
CHEVRON = 32.0
"""How high the heads are."""
GAP = 8.0
"""The room between two bands."""
_MIN_WIDTH = 760.0
_BAND_PAD = 16.0
_EMPTY = 160.0
"""The width of a column without cards."""
_GAP, _SHORT_GAP = 52.0, 28.0
_STUB = 9.0


class Spaced(Arranged):
    """An arranged network that finds its columns first, then, below a header, the places of its cards and channels."""

    def find_columns(self) -> None:
        """Give every column, and every band, its place from left to right."""
        self._outs, self._ins = self._stubs("source"), self._stubs("target")
        ends = list(accumulate(cluster.columns for cluster in self.network.clusters))
        firsts = {0, *ends}
        self.left: list[float] = []
        self.right: list[float] = []
        self.label_left: dict[int, float] = {}
        self._steepest: dict[int, float] = {}
        """By layer, how far up or down a link goes at most between it and the next."""
        for wire in self.wires:
            for a, b in self.pairs(wire) if wire.course == "forward" else ():
                far, layer = abs(self.levels[a] - self.levels[b]), self.places[a].layer
                self._steepest[layer] = max(far, self._steepest.get(layer, 0.0))
        self.band_edges: list[float] = []
        x, more = MARGIN, 0.0
        for column in range(self.count):
            if column in firsts:
                self.band_edges.append(x)
                x += _BAND_PAD + more
            x += self._room_before(column)
            self.left.append(x)
            x += self._width(column)
            self.right.append(x)
            is_last = column + 1 in firsts
            x += self._room_after(column)
            if column in self.labelled:
                x += self._slope(("cards", column), _SHORT_GAP)
                self.label_left[column] = x
                x += max(w.label_size[0] for w in self.labelled_in(column))
            if is_last:
                more = self._slope(("labels" if column in self.labelled else "cards", column), 0) / 2
                x += _BAND_PAD + more
                self.band_edges.append(x)
                x += GAP
            else:
                x += self._slope(("labels", column) if column in self.labelled else ("cards", column),
                                 _SHORT_GAP if column in self.labelled else _GAP)  # fmt: skip
        self.width = max(round(x - GAP + MARGIN), _MIN_WIDTH)
        self.band_edges[-1] = self.width - MARGIN

    def _width(self, column: int) -> float:
        own = [
            card.width + (INDENT if id_ in self.network.beneath else 0)
            for id_, card in self.cards.items()
            if card.card.column == column
        ]
        return max(own, default=_EMPTY)

    def labelled_in(self, column: int) -> list[Wire]:
        """The links whose labels stand behind a column."""
        return [wire for wire in self.wires if wire.label is not None and wire.source.card.column == column]

    def _stubs(self, end: Literal["source", "target"]) -> dict[int, list[Wire]]:
        found: defaultdict[int, list[Wire]] = defaultdict(list)
        for wire in self.wires:
            if wire.course in ("below", "above"):
                found[getattr(wire, end).card.column].append(wire)
        return found

    def _has_loop(self, column: int) -> bool:
        return any(self.cards[id_].card.column == column for id_ in self.loops)

    def _room_before(self, column: int) -> float:
        """Room at the left of a column for what comes up or down to it."""
        count = len(self._ins.get(column, ())) + self._has_loop(column)
        return 8 + _STUB * count if count else 0

    def _room_after(self, column: int) -> float:
        return _STUB * (len(self._outs.get(column, ())) + self._has_loop(column))

    def _slope(self, layer: tuple[str, int], least: float) -> float:
        """The room between a layer and the next: the more, the further links go up or down there."""
        most = 72 if self.network.keeps_order else 44
        return least + min(self._steepest.get(self.layers.index(layer), 0.0) * 0.16, most)

    def place(self, top: float) -> float:
        """Put everything at its place below a header; returns where it ends."""
        self.top = top + 4
        far = self._channel("above")
        self.body = self.top + CHEVRON + 8 + (far + 8 if far else 0)
        lowest = self.body + AROUND
        self.levels = [round(level + self.body, 2) for level in self.levels]
        for id_, number in self.units.items():
            card = self.cards[id_]
            card.x, card.y = self.left[card.card.column], round(self.levels[number] - card.height / 2, 2)
            y = card.y + card.height + sum(loop_room(wire) for wire in self.loops.get(id_, ()))
            for one in self.hanging.get(id_, ()):
                y += HANG
                one.x, one.y = card.x + INDENT, round(y, 2)
                y += one.height
            lowest = max(lowest, y + AROUND)
        for place, level in zip(self.places, self.levels, strict=True):
            lowest = max(lowest, level - place.port + place.height)
        self.floor = round(max(lowest + 4, self.body + 64), 2)
        back = self._channel("below")
        return self.floor + (back + 16 if back else 8)

    def _channel(self, course: Course) -> float:
        """Share out the channel of the links that lead back, or far; returns its height."""
        for column, wires in self._outs.items():
            for n, wire in enumerate(w for w in wires if w.course == course):
                skip = sum(w.course == "below" for w in wires) if course == "above" else 0
                wire.out = self.right[column] + 12 + _STUB * (n + skip + self._has_loop(column))
        for column, wires in self._ins.items():
            for n, wire in enumerate(w for w in wires if w.course == course):
                skip = sum(w.course == "below" for w in wires) if course == "above" else 0
                wire.into = self.left[column] - 18 - _STUB * (n + skip + self._has_loop(column))
        runs = []
        for wire in self.wires:
            if wire.course == course:
                left, right = sorted((wire.out, wire.into))
                wire.run = Run(left, right, *wire.label_size)
                runs.append(wire.run)
        return share_out(runs)
