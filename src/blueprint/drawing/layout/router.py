"""Links routed by Graphviz instead of our own channels: the cards stay where they are, the ways are Graphviz's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import graphviz

from blueprint.drawing.engine import run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blueprint.drawing.layout.cards import SizedCard

Points = list[tuple[float, float]]

_SAME = 0.1


def route(cards: dict[str, SizedCard], pairs: Sequence[tuple[str, str]], engine: str) -> list[Points]:
    """The corners of an orthogonal line for each pair of card ids, from a side of the first to one of the second.

    Raises DrawError where the engine is missing or fails.
    """
    if not pairs:
        return []
    names = {id_: f"n{number}" for number, id_ in enumerate(cards)}
    source = graphviz.Digraph(
        graph_attr={"splines": "ortho"}, node_attr={"shape": "box", "fixedsize": "true", "label": ""}
    )
    for id_, card in cards.items():
        x, y = card.x + card.width / 2, -(card.y + card.height / 2)
        source.node(names[id_], pos=f"{x:g},{y:g}!", width=f"{card.width / 72:.5f}", height=f"{card.height / 72:.5f}")
    for number, (start, end) in enumerate(pairs):
        source.edge(names[start], names[end], id=str(number))
    laid = run(source.source, engine)
    first = next(iter(cards.values()))
    placed = next(o for o in laid["objects"] if o["name"] == names[first.card.id])
    at = [float(v) for v in placed["pos"].split(",")]
    shift = first.x + first.width / 2 - at[0], first.y + first.height / 2 + at[1]
    by_number = {int(edge["id"]): edge["pos"] for edge in laid.get("edges", ())}
    return [_corners(by_number[number], shift) for number in range(len(pairs))]


def _corners(pos: str, shift: tuple[float, float]) -> Points:
    """The corners of a Graphviz spline of straight stretches: `e,x,y` is its tip, then every third point is on it."""
    parts = pos.split()
    tip = [p for p in parts if p.startswith("e,")]
    points = [p for p in parts if p[0] not in "es"]
    corners = [_point(p, shift) for p in (*points[::3], *(p.removeprefix("e,") for p in tip))]
    kept: Points = []
    for point in corners:
        if len(kept) > 1 and _is_straight(kept[-2], kept[-1], point):
            kept[-1] = point
        elif not kept or point != kept[-1]:
            kept.append(point)
    return kept


def _point(text: str, shift: tuple[float, float]) -> tuple[float, float]:
    x, y = text.split(",")
    return round(float(x) + shift[0], 2), round(shift[1] - float(y), 2)


def _is_straight(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> bool:
    return any(abs(a[i] - b[i]) + abs(b[i] - c[i]) < _SAME for i in (0, 1))
