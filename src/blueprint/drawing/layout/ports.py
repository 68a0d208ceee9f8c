"""Ports: where links meet a card's side, so that none crosses another there and the heaviest runs straight."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_APART = 6.0
"""The least free room between two lines."""


class Port(NamedTuple):
    """A link's end at a side: the height that it comes from or goes to, its importance, half the room that it takes."""

    aim: float
    weight: float
    half: float


def spread(ports: Sequence[Port], room: float) -> list[float]:
    """How far from the middle of a side each link meets it, at most `room`: the heaviest in the middle.

    Those that come from further up are above it, in their order. Where there are too many for the room, they move
    closer together.
    """
    if not ports:
        return []
    order = sorted(range(len(ports)), key=lambda i: (ports[i].aim, i))
    main = max(range(len(ports)), key=lambda place: (ports[order[place]].weight, -place))
    offsets = [0.0] * len(ports)
    for side in (order[main:], order[main::-1]):
        at, sign = 0.0, 1 if side == order[main:] else -1
        for before, i in pairwise(side):
            at += ports[before].half + ports[i].half + _APART
            offsets[i] = sign * at
        if at > room:
            for i in side:
                offsets[i] *= room / at
    return [round(offset, 2) for offset in offsets]
