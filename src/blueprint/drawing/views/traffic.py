"""How many customers go which way: the flow of those who are meant as figures that a picture can show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from blueprint.graph.flow import AT_END, FlowError
from blueprint.graph.ways import walked_by, ways
from blueprint.model.step import END

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blueprint.analysis.customers import Customers, Journey
    from blueprint.drawing.views.scope import Scope
    from blueprint.graph.flow import Flow, FlowProblem
    from blueprint.model.step import Branch

_SAME = 1e-9
_UNEVEN = 0.37
"""How unlike the parts are in which an assumed split is tried out; any number that isn't round will do."""


class Road(NamedTuple):
    """All ways from one step to another, or to the end (`target` is "end"); wanted repeats are a road of their own."""

    source: str
    target: str
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class Traffic:
    """What goes on the roads, in an average journey. Where the file doesn't say it, a figure is missing.

    `branches` has every road, in the order of the file, with the branches that go it. `going` says how often it is
    gone, `shares` the part of the visits of its step. Of steps, `coming` is the share of journeys that come there,
    `visits` how often they do; `given_up` the share of visits, and of all journeys, that end there because customers
    give up; `ends` the share of journeys by end. `reached` are the steps that someone can come to.
    """

    branches: dict[Road, tuple[Branch, ...]]
    reached: frozenset[str]
    going: dict[Road, float] = field(default_factory=dict)
    shares: dict[Road, float] = field(default_factory=dict)
    coming: dict[str, float] = field(default_factory=dict)
    visits: dict[str, float] = field(default_factory=dict)
    given_up: dict[str, tuple[float, float]] = field(default_factory=dict)
    ends: dict[str, float] = field(default_factory=dict)
    split_evenly: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    problem: FlowProblem | None = None
    """Why there is no figure at all."""


def traffic(scope: Scope) -> Traffic:
    """What the file says of the flow of a scope's persona, or of the mix of all customers.

    A figure that depends on shares which the file doesn't give (the analysis takes them as equal) is left out: it is
    one that changes where they are split in another way.
    """
    try:
        customers = scope.analysis.customers.of(scope.filters.persona)
    except FlowError as error:
        roads: dict[Road, list[Branch]] = {}
        _declared(scope, roads, frozenset())
        steps = scope.passed(scope.filters.persona)
        return Traffic({road: tuple(found) for road, found in roads.items()}, frozenset(steps),
                       problem=error.problems[0])  # fmt: skip
    journeys = list(customers.journeys)
    counted = _Counts(journeys)
    split = tuple(dict.fromkeys(id_ for _, journey in journeys for id_ in journey.flow.split_evenly))
    if split:
        counted = counted.agreeing_with(_Counts((share, _otherwise(journey)) for share, journey in journeys))
    reached = frozenset(str(j.flow.steps[i].id) for _, j in journeys for i in j.flow.reached)
    roads = counted.branches
    known = set(roads)
    _declared(scope, roads, reached)
    return Traffic(
        branches={road: tuple(found) for road, found in roads.items()},
        reached=reached,
        going=dict(counted.going) | {road: 0.0 for road in roads if road not in known},
        shares=counted.shares,
        coming=counted.coming,
        visits=counted.visits,
        given_up=counted.given_up,
        ends=counted.ends,
        split_evenly=split,
        assumptions=_assumptions(customers),
    )


class _Counts:
    """What the journeys add up to."""

    def __init__(self, journeys: Iterable[tuple[float, Journey]]) -> None:
        self.branches: dict[Road, list[Branch]] = {}
        self.going: defaultdict[Road, float] = defaultdict(float)
        self.visits: defaultdict[str, float] = defaultdict(float)
        self.coming: defaultdict[str, float] = defaultdict(float)
        self.ends: defaultdict[str, float] = defaultdict(float)
        self.given_up: dict[str, tuple[float, float]] = {}
        self._possible: defaultdict[Road, list[tuple[float, float]]] = defaultdict(list)
        """By road, for each persona who can come there: their weight, and the share of them who go it."""
        self._could: defaultdict[str, list[float]] = defaultdict(list)
        lost: defaultdict[str, float] = defaultdict(float)
        for weight, journey in journeys:
            flow = journey.flow
            for end, share in journey.ends.items():
                self.ends[end] += weight * share
            for i in sorted(flow.reached):
                id_, times = str(flow.steps[i].id), weight * journey.visits[i]
                self.visits[id_] += times
                self.coming[id_] += weight * journey.chance_of(i)
                self._could[id_].append(weight)
                if i in flow.lost:
                    lost[id_] += times
                    continue
                lost[id_] += times * flow.abandons[i]
                for move in flow.moves[i]:
                    target = END if move.target == AT_END else str(flow.steps[move.target].id)
                    road = Road(id_, target, move.is_repeat)
                    self.going[road] += times * move.share
                    self._possible[road].append((weight, move.share))
                    found = self.branches.setdefault(road, [])
                    if move.branch is not None and move.branch not in found:
                        found.append(move.branch)
        self.shares = {road: self._share(road) for road in self.going}
        self.given_up = {id_: (share / self.visits[id_], share) for id_, share in lost.items() if share}

    def _share(self, road: Road) -> float:
        """Of all visits of the step; where it has none, of those who could come there."""
        if self.visits[road.source]:
            return self.going[road] / self.visits[road.source]
        could = self._could[road.source]
        if sum(could):
            return sum(weight * share for weight, share in self._possible[road]) / sum(could)
        return sum(share for _, share in self._possible[road]) / len(could)

    def agreeing_with(self, other: _Counts) -> _Counts:
        """These counts, as far as the others are the same."""
        for name in ("going", "shares", "coming", "visits", "ends"):
            mine, its = getattr(self, name), getattr(other, name)
            for key in [key for key, value in mine.items() if abs(value - its[key]) > _SAME]:
                del mine[key]
        self.given_up = {
            id_: (share, whole) for id_, (share, whole) in self.given_up.items()
            if abs(whole - other.given_up.get(id_, (0.0, 0.0))[1]) <= _SAME
        }  # fmt: skip
        return self


def _otherwise(journey: Journey) -> Journey:
    """The journey with every split that had to be assumed made unevenly."""
    from blueprint.analysis.customers import Journey as Other

    flow = journey.flow
    assumed = set(flow.split_evenly)
    moves = tuple(_uneven(flow, i) if str(step.id) in assumed else flow.moves[i] for i, step in enumerate(flow.steps))
    return Other(replace(flow, moves=moves))


def _uneven(flow: Flow, i: int) -> tuple:  # type: ignore[type-arg]
    open_ = [k for k, move in enumerate(flow.moves[i]) if move.branch is not None and move.branch.share is None]
    whole = sum(flow.moves[i][k].share for k in open_)
    parts = {k: 1 + _UNEVEN * n for n, k in enumerate(open_)}
    return tuple(
        move._replace(share=whole * parts[k] / sum(parts.values())) if k in parts else move
        for k, move in enumerate(flow.moves[i])
    )


def _declared(scope: Scope, roads: dict[Road, list[Branch]], reached: frozenset[str]) -> None:
    """Enter the ways that the file names and nobody can go; of steps that nobody can come to, all."""
    for _, step in scope.blueprint.steps():
        if step.outcome is not None and walked_by(step, scope.filters.persona):
            roads.setdefault(Road(str(step.id), END, is_repeat=False), [])
    for way in ways(scope.blueprint, scope.filters.persona):
        if way.branch is None and way.source in reached:
            continue
        road = Road(way.source, way.target, way.branch is not None and way.branch.repeat)
        if way.branch is None or not any(way.branch in found for found in _from(roads, way.source)):
            found = roads.setdefault(road, [])
            if way.branch is not None:
                found.append(way.branch)


def _from(roads: dict[Road, list[Branch]], source: str) -> list[list[Branch]]:
    return [found for road, found in roads.items() if road.source == source]


def _assumptions(customers: Customers) -> tuple[str, ...]:
    """What had to be assumed, besides the splits: their figures are left out."""
    splits = customers.words("split_evenly", steps="\n").partition("\n")[0]
    return tuple(said for said in customers.assumptions if not said.startswith(splits))
