"""A Markov chain as it is seen at some of its states only: where one comes to first, and what was gained until then.

Seen so it is a chain again, on fewer states (Kemeny and Snell 1960, chapter 6; the "stochastic complement" of Meyer
1989): the others are eliminated. For many sets of states that is done by divide and conquer. What is in no set is
eliminated once for all of them, then what is in no set of the first half, and of the second, and so on in each half: n
sets side by side cost about log n eliminations, not n. As in `chain.py`, nothing is subtracted (Grassmann, Taksar and
Heyman 1985): a solution by the inverse of the whole chain would have to, and would lose what loops that are rarely left
leave of it.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, NamedTuple

from blueprint.graph.chain import Chain, NeverLeft
from blueprint.memory import paused_gc

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

_START = -1
"""The state before all others: its ways lead to where things start."""


class Watched(NamedTuple):
    """What is seen of a chain at some states."""

    arriving: Mapping[int, float]
    """By state: the chance to come to it before any other of them."""
    gained: Mapping[int, float]
    """By state: the mean gain until then of those who come to it first, times the chance for that."""
    onward: Mapping[int, Mapping[int, float]]
    """The chance to come from one of them to another next, after coming back to the same any number of times."""
    leaving: Mapping[int, float]
    """The chance to end instead."""

    def chance_of(self, states: Collection[int]) -> float:
        """The chance to ever come to any of some of its states."""
        if self.arriving.keys() <= set(states):
            return sum(self.arriving.values())
        place = {i: n for n, i in enumerate(self.onward)}
        stops = [place[i] for i in states if i in place]
        onward = [{place[j]: p for j, p in ways.items()} for ways in self.onward.values()]
        small = Chain(onward, list(self.leaving.values())).stopped_at(stops)
        visits = small.visits({place[i]: mass for i, mass in self.arriving.items()})
        return sum(visits[n] for n in stops)


def watched(
    chain: Chain,
    start: Mapping[int, float],
    sets: Sequence[Collection[int]],
    gains: Sequence[float] | None = None,
) -> list[Watched]:
    """A chain as it is seen at each of some sets of states. Each visit to `i` gains `gains[i]`, 0 or more."""
    with paused_gc(len(chain.onward)):
        return list(_seen(_Part.of(chain, start, gains), sets)) if sets else []


def _seen(part: _Part, sets: Sequence[Collection[int]]) -> Iterator[Watched]:
    part.keep(frozenset().union(*sets))
    if len(sets) == 1:
        yield part.watched()
        return
    half = len(sets) // 2
    yield from _seen(part.copy(), sets[:half])
    yield from _seen(part, sets[half:])


_Way = tuple[float, float]
"""The chance to go a way, and the mean gain on it times that chance."""


class _Part:
    """The states that are left, and the ways between them. A state that leads to itself is not entered as a way."""

    def __init__(
        self,
        onward: dict[int, dict[int, _Way]],
        inward: dict[int, dict[int, None]],
        out: dict[int, float],
        held: dict[int, float],
    ) -> None:
        self.onward = onward
        self.inward = inward
        self.out = out
        """The chance to end."""
        self.held = held
        """What a state gains while it leads to itself: the mean gain of that way times its chance."""

    @classmethod
    def of(cls, chain: Chain, start: Mapping[int, float], gains: Sequence[float] | None) -> _Part:
        """All that can be come to from the start."""
        onward: dict[int, dict[int, _Way]] = {_START: {i: (mass, 0.0) for i, mass in start.items() if mass}}
        inward: dict[int, dict[int, None]] = {_START: {}}
        out, held = {_START: 0.0}, {_START: 0.0}
        waiting = list(onward[_START])
        while waiting:
            i = waiting.pop()
            if i in onward:
                continue
            gain = gains[i] if gains is not None else 0.0
            onward[i] = {j: (p, p * gain) for j, p in chain.onward[i].items() if p and j != i}
            out[i] = chain.leaving[i]
            held[i] = chain.onward[i].get(i, 0.0) * gain
            waiting.extend(onward[i])
        for i in onward:
            inward[i] = {}
        for i, ways in onward.items():
            for j in ways:
                inward[j][i] = None
        return cls(onward, inward, out, held)

    def copy(self) -> _Part:
        """The same, to be changed by itself."""
        onward = {i: dict(ways) for i, ways in self.onward.items()}
        inward = {i: dict(sources) for i, sources in self.inward.items()}
        return _Part(onward, inward, dict(self.out), dict(self.held))

    def watched(self) -> Watched:
        """What is seen of it."""
        first = self.onward[_START]
        away = {i: self._away(i) for i in self.onward if i != _START}
        return Watched(
            {i: p for i, (p, _) in first.items()},
            {i: gain for i, (_, gain) in first.items()},
            {i: {j: p / whole for j, (p, _) in self.onward[i].items()} for i, whole in away.items()},
            {i: self.out[i] / whole for i, whole in away.items()},
        )

    def keep(self, states: Collection[int]) -> None:
        """Leave all other states out, each time one of those with the fewest pairs of ways in and out."""
        waiting = [(self._pairs(i), i) for i in self.onward if i not in states and i != _START]
        heapq.heapify(waiting)
        while waiting:
            pairs, i = heapq.heappop(waiting)
            if (now := self._pairs(i)) > pairs:
                heapq.heappush(waiting, (now, i))
            else:
                self._leave_out(i)

    def _pairs(self, i: int) -> int:
        return len(self.inward[i]) * len(self.onward[i])

    def _away(self, i: int) -> float:
        """The chance to go elsewhere, to a state or out: the sum of the ways there."""
        away = self.out[i] + sum(p for p, _ in self.onward[i].values())
        if not away:
            raise NeverLeft(i)
        return away

    def _leave_out(self, k: int) -> None:
        away = self._away(k)
        ahead, behind, leaving, held = self.onward.pop(k), self.inward.pop(k), self.out.pop(k), self.held.pop(k)
        for j in ahead:
            del self.inward[j][k]
        stay = held / away
        for i in behind:
            ways = self.onward[i]
            p, gain = ways.pop(k)
            share = p / away
            gained = gain / away + share * stay
            self.out[i] += share * leaving
            for j, (q, more) in ahead.items():
                if j == i:
                    self.held[i] += gained * q + share * more
                elif j in ways:
                    there, before = ways[j]
                    ways[j] = there + share * q, before + gained * q + share * more
                else:
                    ways[j] = share * q, gained * q + share * more
                    self.inward[j][i] = None
