"""What stops when a system, an actor or a touchpoint fails?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from blueprint.analysis.answer import Answer, common
from blueprint.graph.dependencies import system_foundations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from blueprint.analysis.customers import Customers, Journey
    from blueprint.analysis.table import Table
    from blueprint.model.action import Action
    from blueprint.model.blueprint import Blueprint

_NEARLY_ALL = 0.999

PartKind = Literal["system", "actor", "touchpoint"]

Part = tuple[PartKind, str]
"""A part of the service that may fail, by kind and id: several kinds may use one id."""


class Failure(NamedTuple):
    """What is lost while one part of the service fails, with all that rests on it."""

    kind: PartKind
    id: str
    success_share: float
    """The share of journeys that still succeed."""
    impact: float
    """The share of journeys that succeed otherwise, and don't now."""
    moments_of_truth: tuple[str, ...]
    """The moments of truth that some customers have otherwise, and nobody has now: ids of steps."""
    cut_off: tuple[str, ...]
    """The personas of whom some succeed otherwise, and nobody does now."""
    owners: tuple[str, ...]
    """Who is touched: owners of the systems that stop and of the touchpoints that fall, teams whose work stops."""
    stops: tuple[str, ...]
    """The steps that some customers come to otherwise, and nobody gets through now: ids, in the order of the file."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Failures(Answer):
    """What is lost where a part fails: each system (with those that depend on it), actor and touchpoint by itself.

    An actor is the role: all who act in it.
    """

    question: ClassVar[str] = "failure"
    names: ClassVar[tuple[str, ...]] = ("failure_impact", "single_points_of_failure")

    failure_impact: dict[str, float] | None
    """The share of successful journeys that is lost, by id (`system ID` and the like where several kinds have the id).

    None where nobody goes through any step.
    """
    single_points_of_failure: tuple[str, ...] | None
    """The parts without which nobody succeeds, named likewise."""
    failures: tuple[Failure, ...]
    """In the order of the catalogues: systems, actors, touchpoints."""

    def tables(self) -> tuple[Table, ...]:
        """The parts, those first whose failure costs most."""
        found = [failure[:7] for failure in sorted(self.failures, key=lambda failure: -failure.impact)]
        columns = [
            ("kind", "text", "part"), ("id", "text"), ("success_without", "share"), ("failure_impact", "share"),
            ("moments_of_truth", "text"), ("cut_off", "text"), ("owners", "text"),
        ]  # fmt: skip
        return (self.table("failure", columns, found),)


def failure(customers: Customers) -> Failures:
    """What the customers lose where a part fails."""
    blueprint = customers.blueprint
    parts: list[Part] = [
        *(("system", id_) for id_ in blueprint.systems),
        *(("actor", id_) for id_ in blueprint.actors),
        *(("touchpoint", id_) for id_ in blueprint.touchpoints),
    ]
    keys = _keys(parts)
    found = {} if customers.is_nobody else dict(zip(parts, failures_of(customers, parts), strict=True))
    succeed = any(kind.journey.ends["success"] for kind in customers.kinds.values() if kind.share)
    single = tuple(keys[part] for part, f in found.items() if succeed and not f.success_share)
    return Failures(
        failure_impact=None if customers.is_nobody else {keys[part]: f.impact for part, f in found.items()},
        single_points_of_failure=None if customers.is_nobody else single,
        failures=tuple(found.values()),
        assumptions=_assumptions(customers, found),
        **common(customers),
    )


def failures_of(customers: Customers, parts: Iterable[Part]) -> tuple[Failure, ...]:
    """What the customers lose where each of some parts fails, by itself."""
    rests = _Rests(customers.blueprint)
    views = [_View(persona, kind.share, kind.journey, rests) for persona, kind in customers.kinds.items()]
    return tuple(_failure(customers, part, views, rests) for part in parts)


def _assumptions(customers: Customers, found: Mapping[Part, Failure]) -> tuple[str, ...]:
    b, words = customers.blueprint, customers.words
    said = [words("nobody_rerouted")] if any(f.impact for f in found.values()) else []
    beside = {
        part
        for i in customers.walk.visits
        for role, action in customers.columns.steps[i].actions()
        if not action.is_blocking(role)
        for part in (("system", action.system), ("actor", action.actor))
    }
    harmless = [
        (b.systems if kind == "system" else b.actors)[id_].name
        for (kind, id_), failed in found.items()
        if (kind, id_) in beside and not failed.impact
    ]
    return (*said, words("beside", parts=words.listed(harmless))) if harmless else tuple(said)


def _keys(parts: list[Part]) -> dict[Part, str]:
    """What each part is called among all: its id, with its kind where another kind has the same."""
    kinds: defaultdict[str, int] = defaultdict(int)
    for _, id_ in parts:
        kinds[id_] += 1
    return {(kind, id_): id_ if kinds[id_] == 1 else f"{kind} {id_}" for kind, id_ in parts}


def _failure(customers: Customers, part: Part, views: list[_View], rests: _Rests) -> Failure:
    after = [(view, view.without(part)) for view in views]
    counted = [(view, one) for view, one in after if view.weight]
    moments = {i for view, _ in counted for i in view.whole.moments} - {i for _, one in counted for i in one.moments}
    return Failure(
        kind=part[0],
        id=part[1],
        success_share=sum(view.weight * view.success * one.kept for view, one in counted),
        impact=sum(view.weight * view.success * one.lost for view, one in counted),
        moments_of_truth=tuple(str(customers.columns.steps[i].id) for i in sorted(moments)),
        cut_off=tuple(v.persona for v, one in after if v.persona is not None and not one.kept),
        owners=tuple(sorted(rests.owners[part])),
        stops=tuple(
            str(customers.columns.steps[i].id) for i in _stopped(part, [view for view in views if view.weight])
        ),
    )


def _stopped(part: Part, views: list[_View]) -> list[int]:
    """The steps that are stopped for all who come to them."""
    return sorted(
        i
        for i in {i for v in views for i in v.stopped[part]}
        if all(i in v.stopped[part] for v in views if i in v.passed)
    )


# -- what rests on what ------------------------------------------------------------------------------------------


class _Rests:
    """What each step rests on, and who is touched where a part fails."""

    def __init__(self, blueprint: Blueprint) -> None:
        self.blueprint = blueprint
        self._foundations = system_foundations(blueprint)
        self._under = {
            id_: frozenset({("touchpoint", id_), *self._systems(touchpoint.systems)})
            for id_, touchpoint in blueprint.touchpoints.items()
        }
        self.stopping: list[set[Part]] = []
        """By step: the parts without which a blocking action stops it."""
        self.felling: list[dict[str, set[Part]]] = []
        """By step and its touchpoints: the parts without which the touchpoint falls there."""
        self.owners: defaultdict[Part, set[str]] = defaultdict(set)
        for _, step in blueprint.steps():
            self.stopping.append(set())
            self.felling.append({id_: set(self._under[id_]) for id_ in step.touchpoints})
            for role, action in step.actions():
                if action.is_blocking(role):
                    self._enter(action)
        self._enter_owners()

    def _systems(self, ids: Iterable[str]) -> Iterable[Part]:
        return (("system", needed) for id_ in ids for needed in self._foundations[id_])

    def _enter(self, action: Action) -> None:
        """A blocking action of the last step entered."""
        parts: set[Part] = set(self._systems([action.system] if action.system else []))
        owners = set()
        if action.actor is not None:
            parts.add(("actor", action.actor))
            owners.add(self.blueprint.actors[action.actor].team)
        if action.touchpoint is None:
            self.stopping[-1] |= parts
        else:
            self.felling[-1][action.touchpoint] |= parts
            owners.add(self.blueprint.touchpoints[action.touchpoint].owner)
        self._touch(parts, owners)

    def _enter_owners(self) -> None:
        for id_, touchpoint in self.blueprint.touchpoints.items():
            self._touch(self._under[id_], {touchpoint.owner})
        for id_, system in self.blueprint.systems.items():
            self._touch(self._systems([id_]), {system.owner})
        for id_, actor in self.blueprint.actors.items():
            self._touch([("actor", id_)], {actor.team})

    def _touch(self, parts: Iterable[Part], owners: set[str | None]) -> None:
        named = {owner for owner in owners if owner is not None}
        for part in parts:
            self.owners[part] |= named

    def under(self, journey: Journey, i: int) -> set[Part]:
        """The parts without any of which a step stops for a persona: an action does, or all touchpoints fall."""
        fallen = [self.felling[i][id_] for id_ in journey.flow.usable(i)]
        return self.stopping[i].union(set.intersection(*fallen) if fallen else ())


# -- what is left ------------------------------------------------------------------------------------------------


class _Left(NamedTuple):
    """What is left of a persona's journey: of the success that is otherwise, the part kept and the part lost."""

    kept: float
    """1 where nobody succeeds otherwise."""
    lost: float
    moments: frozenset[int]
    """The moments of truth that the persona can have."""


class _View:
    """One persona's journey with and without a part."""

    def __init__(self, persona: str | None, weight: float, journey: Journey, rests: _Rests) -> None:
        self.persona = persona
        self.weight = weight
        self.journey = journey
        self.success = journey.ends["success"]
        self._ending = journey.flow.chances_to_end("success")
        self._successes = frozenset(i for i, chance in enumerate(self._ending) if chance)
        self._moments = frozenset(i for i, step in enumerate(journey.flow.steps) if step.moment_of_truth)
        self.passed = self._passed(frozenset())
        self.whole = _Left(1.0, 0.0, self._moments & self.passed)
        self.stopped: defaultdict[Part, set[int]] = defaultdict(set)
        """The steps that stop where a part fails."""
        for i in self.passed:
            for part in rests.under(journey, i):
                self.stopped[part].add(i)
        self._left = {frozenset[int](): self.whole}

    def without(self, part: Part) -> _Left:
        """What is left where a part fails. Parts that stop the same steps leave the same."""
        stopped = frozenset(self.stopped.get(part, ()))
        if stopped not in self._left:
            self._left[stopped] = self._without(stopped)
        return self._left[stopped]

    def _passed(self, stopped: frozenset[int]) -> set[int]:
        """The steps that the persona can come to and go through."""
        closed = self.journey.flow.lost | stopped
        passed: set[int] = set()
        waiting = [self.journey.flow.start]
        while waiting:
            i = waiting.pop()
            if i not in passed and i not in closed:
                passed.add(i)
                waiting.extend(self.journey.chain.onward[i])
        return passed

    def _without(self, stopped: frozenset[int]) -> _Left:
        passed = self._passed(stopped)
        moments = self._moments & passed
        if not self.success:
            return _Left(1.0, 0.0, moments)
        if self._successes.isdisjoint(passed):
            return _Left(0.0, 1.0, moments)
        return _Left(*self._shares(stopped), moments)

    def _shares(self, stopped: frozenset[int]) -> tuple[float, float]:
        """Of the success that is otherwise: what does not come to any of the steps, and what does."""
        journey = self.journey
        hopes = journey.hopes("success")
        success = hopes[journey.flow.start]
        if len(stopped) == 1:
            (i,) = stopped
            lost = journey.chance_of(i) * hopes[i] / success
            if lost < _NEARLY_ALL:
                return 1.0 - lost, lost
            # Else what is kept would be a difference of nearly equal numbers: it is reckoned by itself.
        visits = journey.chain.stopped_at(stopped).visits(journey.start)
        kept = sum(visits[i] * self._ending[i] for i in self._successes - stopped)
        return kept / success, sum(visits[i] * hopes[i] for i in stopped) / success
