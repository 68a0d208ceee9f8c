"""Graphviz's `dot` as the one who orders what stands in layers and finds heights at which most links run straight.

Every link leads from one layer to the next: who asks has put a place of its own into each layer that a link passes. So
`dot` decides about order and height only, which it does well and fast. Its splines are not used: a link that keeps to
its places can't meet a card or a label, whatever curve joins them in the free room between two layers.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from blueprint.drawing.engine import run
from blueprint.drawing.errors import DrawError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

_HEAD = 'digraph{rankdir=LR;nodesep=0;ranksep=0.2;splines=none;nslimit=8;nslimit1=6;node[shape=plain,label=""];'
"""With bounds on how long `dot` may try to find better places."""

_SECONDS = 20
_SLACK = 0.01


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


def heights(places: Sequence[Place], joints: Iterable[Joint], engine: str, *, order: Sequence[int] = ()) -> list[float]:
    """How far down links meet each place, in points, so that no two places of a layer overlap; 0 is the top.

    `order` is that of a layer where it is given, by number from top to bottom; of others, `dot` finds the best.
    Raises DrawError where the engine is missing or fails.
    """
    joints = tuple(joints)
    joined = {places[number].layer for joint in joints for number in (joint.source, joint.target)}
    placed = {number: place for number, place in enumerate(places) if place.layer in joined}
    order = [number for number in order if number in placed]
    lines = [_HEAD]
    lines.extend(_node(number, place) for number, place in placed.items())
    lines.extend(f"n{j.source}:p->n{j.target}:p[weight={j.weight}];" for j in joints)
    lines.append("{{rank=same;{};}}".format("->".join(f"n{number}" for number in order)) if order else "")
    middles = _middles("".join([*lines, "}"]), engine, len(placed)) if placed else {}
    levels = {number: middles[f"n{number}"] + _off_middle(place) for number, place in placed.items()}
    pairs = [(j.source, j.target) for j in joints]
    _draw_near(levels, placed, _parts(placed, [*pairs, *pairwise(order)]))
    top = min((level - places[number].port for number, level in levels.items()), default=0.0)
    levels = {number: round(level - top, 2) for number, level in levels.items()} | _stacked(places, joined)
    return [levels[number] for number in range(len(places))]


def _stacked(places: Sequence[Place], joined: Container[int]) -> dict[int, float]:
    """The places of layers where nothing is joined, below each other from the top, in their order."""
    levels, ends = {}, dict.fromkeys((place.layer for place in places), 0.0)
    for number, place in enumerate(places):
        if place.layer not in joined:
            levels[number] = ends[place.layer] + place.port
            ends[place.layer] += place.height
    return levels


@lru_cache(maxsize=64)
def _middles(source: str, engine: str, count: int) -> dict[str, float]:
    """The height of the middle of each of `count` nodes; kept, as a picture is drawn in several formats and themes."""
    laid = run(source, engine, layout="dot", keep_places=False, seconds=_SECONDS)
    middles = {one["name"]: -float(one["pos"].split(",")[1]) for one in laid.get("objects", ()) if "pos" in one}
    if missing := count - len(middles):
        message = f"the engine `{engine}` failed: it found no place for {missing} of {count}"
        raise DrawError(message)
    return middles


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


def _parts(places: Mapping[int, Place], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The places that hang together, part by part from the first layer on."""
    leader = {number: number for number in places}

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for source, target in pairs:
        leader[lead(source)] = lead(target)
    parts: dict[int, list[int]] = {}
    for number in sorted(places, key=lambda number: (places[number].layer, number)):
        parts.setdefault(lead(number), []).append(number)
    return list(parts.values())


def _draw_near(levels: dict[int, float], places: Mapping[int, Place], parts: Iterable[Sequence[int]]) -> None:
    """Move each part, which `dot` has set below the others, to where it is as level with the first as there is room."""
    taken: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    base: float | None = None
    for part in parts:
        base = levels[part[0]] if base is None else base
        own = [(places[n].layer, levels[n] - places[n].port, places[n].height) for n in part]
        straight = base - levels[part[0]]
        shifts = {straight}
        for layer, top, height in own:
            for low, high in taken[layer]:
                shifts |= {high - top, low - top - height}
        for shift in sorted(shifts, key=lambda shift: (abs(shift - straight), shift)):
            if all(
                top + shift >= high - _SLACK or top + shift + height <= low + _SLACK
                for layer, top, height in own
                for low, high in taken[layer]
            ):
                break
        for number, (layer, top, height) in zip(part, own, strict=True):
            levels[number] += shift
            taken[layer].append((top + shift, top + shift + height))
