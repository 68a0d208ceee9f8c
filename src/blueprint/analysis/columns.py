"""The numbers of each step taken by itself: how long it takes, who works how long in it, what it costs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from blueprint.analysis.amount import Amount, total

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from blueprint.model.action import Action
    from blueprint.model.blueprint import Blueprint
    from blueprint.model.step import Step
    from blueprint.model.values import Estimate

SECONDS_AN_HOUR = 3600


def mean(estimate: Estimate | None) -> float | None:
    """The mean of an estimate in seconds (PERT: (low + 4 typical + high) / 6); None where there is none."""
    if estimate is None:
        return None
    typical = estimate.typical.total_seconds()
    if estimate.is_exact:
        return typical
    return (estimate.low.total_seconds() + 4 * typical + estimate.high.total_seconds()) / 6


def service_times(step: Step) -> list[Estimate | None]:
    """What the work of a step takes, in a row: its `time`, else that of each blocking action; None: unknown."""
    if step.time is not None:
        return [step.time]
    return [action.time for role, action in step.actions() if action.is_blocking(role)]


class Columns:
    """The numbers of the steps of a blueprint; every list is in the order of the file, times are means in seconds."""

    def __init__(self, blueprint: Blueprint) -> None:
        self.blueprint = blueprint
        self.steps: tuple[Step, ...] = tuple(step for _, step in blueprint.steps())
        self.place = {str(step.id): i for i, step in enumerate(self.steps)}

    @cached_property
    def waits(self) -> list[float]:
        """The wait before each step's work; 0 where the file names none."""
        return [mean(step.wait) or 0.0 for step in self.steps]

    @cached_property
    def services(self) -> list[Amount]:
        """The work of each step: its `time`, else its blocking actions in a row, as far as they have times."""
        return [total((1.0, mean(time)) for time in service_times(step)) for step in self.steps]

    @cached_property
    def elapsed(self) -> list[Amount]:
        """The wait and the work of each step."""
        return [total([(1.0, wait or None), (1.0, work)]) if wait else work for wait, work in self._both]

    @property
    def _both(self) -> Iterable[tuple[float, Amount]]:
        return zip(self.waits, self.services, strict=True)

    @cached_property
    def acceptable(self) -> list[float | None]:
        """The longest wait and work that customers accept at each step; None where the file doesn't say."""
        return [mean(step.acceptable_time) for step in self.steps]

    def names_actors(self, roles: Collection[str]) -> bool:
        """Whether the file says who acts in some roles: it names an actor, or nothing is left to anyone but systems."""
        acting = [a for step in self.steps for role, a in step.actions() if role in roles]
        return any(a.actor for a in acting) or all(a.system for a in acting)

    @cached_property
    def has_labour(self) -> bool:
        """Whether the file says who works: see `names_actors`."""
        return self.names_actors(("frontstage", "backstage", "support"))

    @cached_property
    def has_touchpoints(self) -> bool:
        """Whether the file says of any step where customers meet the service."""
        return any(step.touchpoints for step in self.steps)

    @cached_property
    def facing(self) -> list[list[str]]:
        """The teams (else the actors) that face the customer in each step, in the order in which they act."""
        return self.teams(("frontstage",))

    def teams(self, roles: Collection[str]) -> list[list[str]]:
        """The teams (else the actors) of each step's actions in some roles, in the order they run."""
        actors = self.blueprint.actors
        acting = [[a.actor for role, a in step.actions() if a.actor and role in roles] for step in self.steps]
        return [[f"team {actors[id_].team}" if actors[id_].team else f"actor {id_}" for id_ in ids] for ids in acting]

    @cached_property
    def labour(self) -> list[Amount]:
        """How long actors work in each step, whether the customer waits for it or not."""
        return [total((1.0, mean(a.time)) for _, a in step.actions() if a.actor) for step in self.steps]

    @cached_property
    def labour_costs(self) -> list[Amount]:
        """What the work of actors costs in each step."""
        return [total((1.0, self._wage(a)) for _, a in step.actions() if a.actor) for step in self.steps]

    def _wage(self, action: Action) -> float | None:
        rate = self.blueprint.actors[str(action.actor)].hourly_cost
        time = mean(action.time)
        if rate == 0 or time == 0:
            return 0.0
        return None if rate is None or time is None else rate * (time / SECONDS_AN_HOUR)

    @cached_property
    def expenses(self) -> list[float]:
        """What the actions of each step cost besides work."""
        return [sum(action.cost or 0.0 for _, action in step.actions()) for step in self.steps]

    @cached_property
    def costs(self) -> list[Amount]:
        """What each step costs each time: work and other expenses."""
        both = zip(self.labour_costs, self.expenses, strict=True)
        return [total([(1.0, work), (1.0, other)]) if other else work for work, other in both]

    @cached_property
    def has_costs(self) -> bool:
        """Whether the file says of anything what it costs."""
        used = {action.actor for step in self.steps for _, action in step.actions() if action.actor}
        return (
            self.blueprint.overhead is not None
            or any(self.blueprint.actors[id_].hourly_cost is not None for id_ in used)
            or any(action.cost is not None for step in self.steps for _, action in step.actions())
        )
