"""Ways through a flow: the most probable one to an end, and the one that has to open the fewest steps."""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING

from blueprint.graph.flow import AT_END

if TYPE_CHECKING:
    from collections.abc import Collection

    from blueprint.graph.flow import Flow


def likeliest(flow: Flow, ends: Collection[str], stopped: Collection[int] = ()) -> tuple[int, ...]:
    """The most probable way from the start to one of some ends, as places of steps; empty where there is none.

    Of ways that are as probable, at the first step where they part, the one whose next step comes first in the file.
    """
    if flow.is_empty:
        return ()
    cost: dict[int, float] = {}
    rank: dict[int, int] = {}
    sources: dict[int, list[tuple[int, float]]] = {}
    final = {end: flow.chances_to_end(end, stopped) for end in ends}
    closed = {*flow.lost, *stopped}
    waiting = []
    for i in flow.reached:
        if chance := max((chances[i] for chances in final.values()), default=0.0):
            waiting.append((-math.log(chance), i))
        if i not in closed:
            for target, share in _shares(flow, i).items():
                sources.setdefault(target, []).append((i, -math.log(share)))
    heapq.heapify(waiting)
    while waiting:
        so_far, i = heapq.heappop(waiting)
        if i in cost:
            continue
        cost[i], rank[i] = so_far, len(rank)
        for source, more in sources.get(i, ()):
            if source not in cost:
                heapq.heappush(waiting, (so_far + more, source))
    if flow.start not in cost:
        return ()
    path = [flow.start]
    while True:
        i = path[-1]
        ending = max(chances[i] for chances in final.values())
        if ending and -math.log(ending) <= cost[i] + 1e-12 * max(1.0, cost[i]):
            return tuple(path)
        near = [
            (target, cost[target] - math.log(share))
            for target, share in _shares(flow, i).items()
            if rank.get(target, len(rank)) < rank[i]  # so that no way goes round
        ]
        least = min(so_far for _, so_far in near)
        path.append(min(target for target, so_far in near if so_far <= least + 1e-12 * max(1.0, least)))


def _shares(flow: Flow, i: int) -> dict[int, float]:
    shares: dict[int, float] = {}
    for target, share, _ in flow.moves[i]:
        if target != AT_END and share > 0:
            shares[target] = shares.get(target, 0.0) + share
    return {target: min(share, 1.0) for target, share in shares.items()}
