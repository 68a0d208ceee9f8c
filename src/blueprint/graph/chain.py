"""An absorbing Markov chain on numbered states: how often each is visited, and what comes of it.

Nothing here subtracts (Grassmann, Taksar and Heyman 1985): a chance to leave is the sum of the ways out, never one
minus the chance to stay. So a loop that is left once in 10^12 times is as exact as any other.
"""

from __future__ import annotations

import heapq
from functools import cached_property
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from blueprint.memory import paused_gc

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    Onward = Sequence[Mapping[int, float]]


class NeverLeft(ArithmeticError):  # noqa: N818 (a fact about the numbers, told in words elsewhere)
    """A loop is left with a smaller chance than numbers can tell. `state` is one of it."""

    def __init__(self, state: int) -> None:
        self.state = state
        super().__init__(state)


class _Turn(NamedTuple):
    """What is left of one state of a loop when all before it are passed over."""

    state: int
    onward: dict[int, float]
    inward: dict[int, float]
    away: float
    """The chance to go elsewhere, to a state or out: the sum of the ways there."""


class Chain:
    """States 0 to n-1, the chances `onward[i][j]` to go from `i` to `j`, and `leaving[i]` to end at `i`.

    Each state has to have a way out over chances above 0; who builds a chain sees to it. All answers raise NeverLeft
    where these are so small that, multiplied, nothing is left of them. A journey without loops is
    solved in one pass; each loop (a strongly connected set of states) by sparse elimination of its own.
    """

    def __init__(
        self, onward: Onward, leaving: Sequence[float], components: Sequence[Sequence[int]] | None = None
    ) -> None:
        self.onward = onward
        self.leaving = leaving
        self._components = components

    @cached_property
    def components(self) -> Sequence[Sequence[int]]:
        """The strongly connected sets of states, from where journeys start to where they end."""
        if self._components is not None:
            return self._components
        return components(self.onward)

    def stopped_at(self, states: Collection[int]) -> Chain:
        """The chain that ends wherever it comes to one of these states."""
        nowhere: dict[int, float] = {}
        onward, leaving = list(self.onward), list(self.leaving)
        for i in states:
            onward[i], leaving[i] = nowhere, 1.0
        return Chain(onward, leaving, self.components)

    def within(self, states: Collection[int]) -> Chain:
        """The chain that ends wherever it comes to a state that is not one of these."""
        nowhere: dict[int, float] = {}
        onward = [self.onward[i] if i in states else nowhere for i in range(len(self.onward))]
        leaving = [self.leaving[i] if i in states else 1.0 for i in range(len(self.onward))]
        return Chain(onward, leaving, self.components)

    # -- answers -----------------------------------------------------------------------------------------------

    def visits(self, start: Mapping[int, float]) -> list[float]:
        """How often each state is visited, for what starts where: `start (I - Q)^-1`."""
        visits = [0.0] * len(self.onward)
        for i, mass in start.items():
            visits[i] += mass
        for component in self.components:
            if len(component) == 1:
                i = component[0]
                mass = visits[i]
                if not mass:
                    continue
                ways = self.onward[i]
                if i in ways:
                    visits[i] = mass = mass / self._away(i)
                for j, p in ways.items():
                    if j != i:
                        visits[j] += mass * p
            elif any(visits[i] for i in component):
                self._visits_within(component, visits)
        return visits

    def _visits_within(self, component: Sequence[int], visits: list[float]) -> None:
        turns = self._turns(component)
        for turn in turns:
            if mass := visits[turn.state] / turn.away:
                for j, p in turn.onward.items():
                    visits[j] += mass * p
        for turn in reversed(turns):
            visits[turn.state] = (visits[turn.state] + _product(turn.inward, visits)) / turn.away
        inside = set(component)
        for i in component:
            mass = visits[i]
            for j, p in self.onward[i].items():
                if j not in inside:
                    visits[j] += mass * p

    def worth(self, gains: Sequence[float]) -> list[float]:
        """What a journey from each state gains, each visit to `i` gaining `gains[i]`: `(I - Q)^-1 gains`.

        With the chance to leave into an end as the gain, it is the chance to come to that end.
        """
        worth = list(gains)
        for component in reversed(self.components):
            if len(component) == 1:
                i = component[0]
                ways = self.onward[i]
                for j, p in ways.items():
                    if j != i:
                        worth[i] += p * worth[j]
                if i in ways:
                    worth[i] /= self._away(i)
                continue
            inside = set(component)
            for i in component:
                worth[i] += sum(p * worth[j] for j, p in self.onward[i].items() if j not in inside)
            turns = self._turns(component)
            for turn in turns:
                mass = worth[turn.state] / turn.away
                for i, p in turn.inward.items():
                    worth[i] += p * mass
            for turn in reversed(turns):
                worth[turn.state] = (worth[turn.state] + _product(turn.onward, worth)) / turn.away
        return worth

    @cached_property
    def returns(self) -> list[float]:
        """How often what starts at each state comes back to it: the diagonal of `(I - Q)^-1`, less 1.

        Within a loop from the sparse inverse (Takahashi, Fagan and Chin 1973), at the cost of the elimination.
        """
        returns = [0.0] * len(self.onward)
        for component in self.components:
            if len(component) == 1:
                i = component[0]
                if i in self.onward[i]:
                    returns[i] = self.onward[i][i] / self._away(i)
                continue
            columns = self._inverse(component)
            for i in component:
                returns[i] = sum(p * columns[i][j] for j, p in self.onward[i].items() if j in columns)
        return returns

    def _inverse(self, component: Sequence[int]) -> dict[int, dict[int, float]]:
        """The columns of the inverse within a loop, where the elimination has ways; rows only help to make them."""
        columns: dict[int, dict[int, float]] = {i: {} for i in component}
        rows: dict[int, dict[int, float]] = {i: {} for i in component}
        for state, onward, inward, away in reversed(self._turns(component)):
            column, row = columns[state], rows[state]
            for j in onward:
                row[j] = columns[j][state] = _product(onward, columns[j]) / away
                column[j] = rows[j][state] = _product(inward, rows[j]) / away
            column[state] = row[state] = (1 + _product(onward, column)) / away
        return columns

    # -- elimination -------------------------------------------------------------------------------------------

    def _away(self, i: int) -> float:
        return self.leaving[i] + sum(p for j, p in self.onward[i].items() if j != i)

    @cached_property
    def _eliminated(self) -> dict[int, list[_Turn]]:
        return {}

    def _turns(self, component: Sequence[int]) -> list[_Turn]:
        """The states of a loop, those with the fewest neighbours first, as it is when those before are left out."""
        if component[0] not in self._eliminated:
            self._eliminated[component[0]] = _eliminate(*self._inside(component))
        return self._eliminated[component[0]]

    def _inside(self, component: Sequence[int]) -> tuple[_Ways, dict[int, float]]:
        """The ways between the states of a loop, and the chance of each to leave the loop.

        Neighbours are entered in both directions, at a chance of 0 where there is no way: the sparse inverse needs it.
        """
        onward: _Ways = {i: {} for i in component}
        out = {i: self.leaving[i] for i in component}
        for i in component:
            for j, p in self.onward[i].items():
                if j not in onward:
                    out[i] += p
                elif j != i:
                    onward[i][j] = p
                    onward[j].setdefault(i, 0.0)
        return onward, out


_Ways = dict[int, dict[int, float]]


def _product(ways: Mapping[int, float], numbers: Mapping[int, float] | Sequence[float]) -> float:
    """The sum over some ways of their chances times a number of where they lead to (or come from)."""
    found: float = sum(map(mul, ways.values(), map(numbers.__getitem__, ways)))
    return found


def _eliminate(onward: _Ways, out: dict[int, float]) -> list[_Turn]:
    """Pass over the states one by one, the one with the fewest neighbours first; empties what it is given.

    Where there is a way, there is one back: neighbours behind a state are those ahead of it.
    """
    waiting = [(len(ways), i) for i, ways in onward.items()]
    heapq.heapify(waiting)
    turns: list[_Turn] = []
    while waiting:
        degree, k = heapq.heappop(waiting)
        if k not in onward or degree != len(onward[k]):
            continue  # passed over, or waiting with another number of neighbours
        ahead = onward.pop(k)
        away = out[k] + sum(ahead.values())
        if not away:
            raise NeverLeft(k)
        behind = {i: onward[i].pop(k) for i in ahead}
        turns.append(_Turn(k, ahead, behind, away))
        for i, p in behind.items():
            share, ways = p / away, onward[i]
            out[i] += share * out[k]
            for j, q in ahead.items():
                ways[j] = ways.get(j, 0.0) + share * q
            del ways[i]  # who comes back to where they were is still there
            heapq.heappush(waiting, (len(ways), i))
    return turns


def components(onward: Onward) -> list[list[int]]:
    """The strongly connected sets, each before those that it leads to (Tarjan 1972, without recursion)."""
    search = _Search(onward)
    with paused_gc(len(onward)):
        for i in range(len(onward)):
            if not search.number[i]:
                search.explore(i)
    return search.found[::-1]  # a set is found once all that it leads to has been


class _Search:
    """A depth-first search: states in the order in which they are come to, and the sets that are complete."""

    def __init__(self, onward: Onward) -> None:
        self.onward = onward
        self.number = [0] * len(onward)
        """The order of discovery, from 1; 0 is not discovered."""
        self.lowest = [0] * len(onward)
        """The lowest number among the open states that a state is known to lead back to."""
        self.open: list[int] = []
        """The discovered states whose sets are not complete."""
        self.is_open = bytearray(len(onward))
        self.found: list[list[int]] = []
        self.count = 0

    def explore(self, start: int) -> None:
        """Go on from a state as far as one gets."""
        lowest, number, is_open = self.lowest, self.number, self.is_open
        trail = [self._discover(start)]
        while trail:
            i, ways = trail[-1]
            for j in ways:
                if not number[j]:
                    trail.append(self._discover(j))
                    break
                if is_open[j] and number[j] < lowest[i]:
                    lowest[i] = number[j]
            else:
                trail.pop()
                if lowest[i] == number[i]:
                    self._complete(i)
                elif lowest[i] < lowest[trail[-1][0]]:
                    lowest[trail[-1][0]] = lowest[i]

    def _discover(self, i: int) -> tuple[int, Iterator[int]]:
        self.count += 1
        self.number[i] = self.lowest[i] = self.count
        self.is_open[i] = 1
        self.open.append(i)
        return i, iter(self.onward[i])

    def _complete(self, first: int) -> None:
        """The set of a state that leads back to no earlier one: all that was discovered since."""
        members: list[int] = []
        while not members or members[-1] != first:
            members.append(self.open.pop())
            self.is_open[members[-1]] = 0
        self.found.append(sorted(members))
