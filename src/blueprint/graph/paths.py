"""Ways through a flow: the most probable one to an end, and the one that has to open the fewest steps."""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING

from blueprint.graph.flow import AT_END

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from blueprint.graph.flow import Flow

_TOLERANCE = 1e-12
"""How much two costs may differ, relative to them, that were added up in different orders and are the same."""


def likeliest(flow: Flow, ends: Collection[str]) -> tuple[int, ...]:
    """The most probable way from the start to one of some ends, as places of steps; empty where there is none.

    Of ways that are as probable, at the first step where they part, the one whose next step comes first in the file.
    """
    chances = [flow.chances_to_end(end) for end in ends]
    ending = {i: -math.log(best) for i in flow.reached if (best := max((c[i] for c in chances), default=0.0))}
    onward = {
        i: {target: -math.log(share) for target, share in _shares(flow, i).items()} for i in flow.reached - flow.lost
    }
    costs = _cheapest(onward, ending)  # in the order in which they were found: a way on leads to one found before
    if flow.start not in costs:
        return ()
    rank = {i: n for n, i in enumerate(costs)}
    path = [flow.start]
    while not _is_least(ending.get(path[-1], math.inf), costs[path[-1]]):
        i = path[-1]
        near = {j: costs[j] + cost for j, cost in onward[i].items() if rank.get(j, len(rank)) < rank[i]}
        least = min(near.values())
        path.append(min(j for j, cost in near.items() if _is_least(cost, least)))
    return tuple(path)


def _is_least(cost: float, least: float) -> bool:
    return cost <= least + _TOLERANCE * max(1.0, least)


def _cheapest(onward: Mapping[int, Mapping[int, float]], ending: Mapping[int, float]) -> dict[int, float]:
    """The least cost to end from each step from which one can, those with the least first (Dijkstra 1959)."""
    sources: dict[int, list[tuple[int, float]]] = {}
    for i, ways in onward.items():
        for j, cost in ways.items():
            sources.setdefault(j, []).append((i, cost))
    costs: dict[int, float] = {}
    waiting = [(cost, i) for i, cost in ending.items()]
    heapq.heapify(waiting)
    while waiting:
        so_far, i = heapq.heappop(waiting)
        if i in costs:
            continue
        costs[i] = so_far
        for source, cost in sources.get(i, ()):
            if source not in costs:
                heapq.heappush(waiting, (so_far + cost, source))
    return costs


def _shares(flow: Flow, i: int) -> dict[int, float]:
    shares: dict[int, float] = {}
    for target, share, _ in flow.moves[i]:
        if target != AT_END and share > 0:
            shares[target] = shares.get(target, 0.0) + share
    return {target: min(share, 1.0) for target, share in shares.items()}


def fewest_openings(flow: Flow) -> tuple[int, ...]:
    """The way from the start to success that comes to the fewest of the steps where the persona gives up now.

    As places of steps, as if those steps were open; empty where no opening helps. Of ways with as few, the one with the
    fewest steps; of these, at the first step where they part, the one whose next step comes first in the file.
    """
    if flow.is_empty:
        return ()
    onward = [_shares(flow, i) for i in range(len(flow.moves))]
    left = _left_to_open(flow, onward)
    if flow.start not in left:
        return ()
    path = [flow.start]
    while left[path[-1]][1] > 1:
        path.append(min((left[j], j) for j in onward[path[-1]] if j in left)[1])
    return tuple(path)


def _left_to_open(flow: Flow, onward: Sequence[Mapping[int, float]]) -> dict[int, tuple[int, int]]:
    """By step from which success can be come to: how many steps have to be opened, and gone through, it included."""
    sources: dict[int, list[int]] = {}
    for i, ways in enumerate(onward):
        for j in ways:
            sources.setdefault(j, []).append(i)
    left: dict[int, tuple[int, int]] = {}
    waiting = [
        (int(i in flow.lost), 1, i)
        for i, moves in enumerate(flow.moves)
        if flow.ends[i] == "success" and any(move.target == AT_END and move.share > 0 for move in moves)
    ]
    heapq.heapify(waiting)
    while waiting:
        opened, length, i = heapq.heappop(waiting)
        if i in left:
            continue
        left[i] = (opened, length)
        for source in sources.get(i, ()):
            if source not in left:
                heapq.heappush(waiting, (opened + (source in flow.lost), length + 1, source))
    return left
