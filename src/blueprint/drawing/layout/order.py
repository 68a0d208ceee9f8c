"""An order for what stands in layers, where that of the first layer is given: few links cross.

Barycentres, swept to and fro (Sugiyama, Tagawa & Toda 1981); the best order that was met counts.
"""

from __future__ import annotations

from bisect import bisect, insort
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SWEEPS = 12


def ordered(layers: Mapping[int, Sequence[int]], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """What stands in each layer, by number, from top to bottom, the first layer as it is given.

    `pairs` join what stands in neighbouring layers, from the earlier to the later.
    """
    before: defaultdict[int, list[int]] = defaultdict(list)
    after: defaultdict[int, list[int]] = defaultdict(list)
    for source, target in pairs:
        before[target].append(source)
        after[source].append(target)
    order = [list(layers[key]) for key in sorted(layers)]
    best, fewest = [list(layer) for layer in order], float("inf")
    for sweep in range(_SWEEPS):
        for layer in range(1, len(order)):
            order[layer] = _sorted(order[layer], order[layer - 1], before)
        if sweep % 2:
            for layer in range(len(order) - 2, 0, -1):
                order[layer] = _sorted(order[layer], order[layer + 1], after)
        crossings = sum(_crossings(upper, lower, after) for upper, lower in pairwise(order))
        if crossings < fewest:
            best, fewest = [list(layer) for layer in order], crossings
    return best


def _sorted(layer: Sequence[int], fixed: Sequence[int], joined: Mapping[int, Sequence[int]]) -> list[int]:
    """A layer by the mean place of what its members are joined with; what is joined with nothing stays."""
    place = {one: n / max(len(fixed), 1) for n, one in enumerate(fixed)}
    means = {}
    for n, one in enumerate(layer):
        own = [place[other] for other in joined.get(one, ()) if other in place]
        means[one] = sum(own) / len(own) if own else n / len(layer)
    return sorted(layer, key=lambda one: means[one])


def _crossings(upper: Sequence[int], lower: Sequence[int], after: Mapping[int, Sequence[int]]) -> int:
    place = {one: n for n, one in enumerate(lower)}
    ends: list[int] = []
    count = 0
    for one in upper:
        own = sorted(place[other] for other in after.get(one, ()) if other in place)
        count += sum(len(ends) - bisect(ends, end) for end in own)
        for end in own:
            insort(ends, end)
    return count
