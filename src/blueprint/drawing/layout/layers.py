"""Graphviz's `dot` as the one who orders what stands in layers and finds heights at which most links run straight.

Every link leads from one layer to the next: who asks has put a place of its own into each layer that a link passes. So
`dot` decides about order and height only, which it does well and fast. Its splines are not used: a link that keeps to
its places can't meet a card or a label, whatever curve joins them in the free room between two layers.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from blueprint.drawing.engine import run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HEAD = 'digraph{rankdir=LR;nodesep=0;ranksep=0.2;splines=none;nslimit=2;nslimit1=6;node[shape=plain,label=""];'
"""With bounds on how long `dot` may try to find better places."""

_SECONDS = 20


class Place(NamedTuple):
    """What stands in a layer: its height, and how far below its top links meet it."""

    layer: int
    height: float
    port: float


class Joint(NamedTuple):
    """A link between two places of neighbouring layers, by number; the heavier, the straighter."""

    source: int
    target: int
    weight: int


def heights(
    places: Sequence[Place], joints: Iterable[Joint], engine: str, *, orders: Sequence[Sequence[int]] = ()
) -> list[float]:
    """How far down links meet each place, in points, so that no two places of a layer overlap.

    `orders` are those of layers that are given, by number from top to bottom; of others, `dot` finds the best.
    Raises DrawError where the engine is missing or fails.
    """
    if len(places) <= 1:
        return [place.port for place in places]
    joints = tuple(joints)
    lines = [_HEAD, "root;"]
    lines.extend(_node(number, place) for number, place in enumerate(places))
    lines.extend(f"n{j.source}:p->n{j.target}:p[weight={j.weight}];" for j in joints)
    chains = ("->".join(f"n{number}" for number in order) for order in orders if len(order) > 1)
    lines.extend(f"{{rank=same;{chain}[style=invis];}}" for chain in chains)
    lines.extend(
        f"root->n{number}[style=invis,weight=1,minlen={places[number].layer + 1}];"
        for number in _anchors(places, joints)
    )
    middles = _middles("".join([*lines, "}"]), engine)
    found = [middles[f"n{number}"] + _off_middle(place) for number, place in enumerate(places)]
    top = min(level - place.port for level, place in zip(found, places, strict=True))
    return [round(level - top, 2) for level in found]


@lru_cache(maxsize=64)
def _middles(source: str, engine: str) -> dict[str, float]:
    """The height of each node's middle; kept, as one picture is drawn in several formats, themes and sheets."""
    laid = run(source, engine, layout="dot", keep_places=False, seconds=_SECONDS)
    return {one["name"]: -float(one["pos"].split(",")[1]) for one in laid["objects"] if "pos" in one}


def _cells(place: Place) -> tuple[int, int, int]:
    """The heights of what is above the port, of the port itself, and of what is below it, in points.

    They are whole, and an even number together: `dot` reckons with whole halves.
    """
    above = max(round(place.port) - 1, 1)
    below = max(ceil(place.height) - above - 2, 1)
    return above, 2, below + (above + below) % 2


def _off_middle(place: Place) -> float:
    """How far below the middle of its node the port of a place is."""
    above, port, below = _cells(place)
    return above + port / 2 - (above + port + below) / 2


def _node(number: int, place: Place) -> str:
    """A place as a table of three cells; `dot` joins links to the one in the middle."""
    rows = "".join(
        f'<TR><TD{port} FIXEDSIZE="TRUE" WIDTH="4" HEIGHT="{height}"></TD></TR>'
        for port, height in zip(("", ' PORT="p"', ""), _cells(place), strict=True)
    )
    return f'n{number}[label=<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{rows}</TABLE>>];'


def _anchors(places: Sequence[Place], joints: Iterable[Joint]) -> list[int]:
    """One place of each part that hangs together: the first in its lowest layer, which fixes the layers of all."""
    leader = list(range(len(places)))

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for joint in joints:
        leader[lead(joint.source)] = lead(joint.target)
    lowest: dict[int, int] = {}
    for number, place in enumerate(places):
        own = lead(number)
        if own not in lowest or place.layer < places[lowest[own]].layer:
            lowest[own] = number
    return list(lowest.values())
