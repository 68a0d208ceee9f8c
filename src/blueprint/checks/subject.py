"""A blueprint as rules see it: its parts with the routes to them, and the answers about it, each worked out once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from blueprint.graph.flow import FlowError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from blueprint.analysis.analysis import Analysis
    from blueprint.analysis.information import Missing
    from blueprint.analysis.lost import Loss
    from blueprint.finding import Route
    from blueprint.graph.flow import FlowProblem
    from blueprint.model.action import Action, ActionRole
    from blueprint.model.blueprint import Blueprint
    from blueprint.model.marks import FailPoint, PainPoint
    from blueprint.model.references import References
    from blueprint.model.step import Stage, Step
    from blueprint.source.document import Document

START = "start of the journey"
"""What leads to the first step in `Subject.onward`. No id has spaces."""


class StepAt(NamedTuple):
    """A step, the stage that it is in, and the route to it."""

    route: Route
    stage: Stage
    step: Step

    @property
    def id(self) -> str:
        """The step's id, explicit or derived."""
        return str(self.step.id)


class ActionAt(NamedTuple):
    """An action, the step that it is in, its role there, and the route to it."""

    route: Route
    at: StepAt
    role: ActionRole
    action: Action


class PainAt(NamedTuple):
    """A pain point, the step that it is on, and the route to it."""

    route: Route
    at: StepAt
    pain: PainPoint


class FailAt(NamedTuple):
    """A fail point of a step or of an action in it (None: of the step), and the route to it."""

    route: Route
    at: StepAt
    action: Action | None
    fail: FailPoint


class AskAt(NamedTuple):
    """A question that comes up on a step (by its id), and the route to where the step says so."""

    route: Route
    at: StepAt
    question: str


class Subject:
    """A blueprint that is checked. `today` is the date on which it is, for what grows old.

    `references` are those of the blueprint, where they are known already.
    """

    def __init__(
        self, blueprint: Blueprint, document: Document, today: date, references: References | None = None
    ) -> None:
        self.blueprint = blueprint
        self.document = document
        self.today = today
        self._references = references

    # -- parts with their routes -------------------------------------------------------------------------------

    @cached_property
    def steps(self) -> tuple[StepAt, ...]:
        """All steps, in the order of the file."""
        return tuple(
            StepAt(("stages", i, "steps", j), stage, step)
            for i, stage in enumerate(self.blueprint.stages)
            for j, step in enumerate(stage.steps)
        )

    @cached_property
    def actions(self) -> tuple[ActionAt, ...]:
        """All actions, column by column, each downwards."""
        return tuple(found for at in self.steps for found in self.actions_of(at))

    def actions_of(self, at: StepAt) -> Iterator[ActionAt]:
        """The actions of a step, downwards."""
        step = at.step
        if step.customer is not None:
            yield ActionAt((*at.route, "customer"), at, "customer", step.customer)
        for k, action in enumerate(step.frontstage):
            yield ActionAt((*at.route, "frontstage", k), at, "frontstage", action)
        for k, action in enumerate(step.backstage):
            yield ActionAt((*at.route, "backstage", k), at, "backstage", action)
        for k, action in enumerate(step.support):
            yield ActionAt((*at.route, "support", k), at, "support", action)

    @cached_property
    def pains(self) -> tuple[PainAt, ...]:
        """All pain points, in the order of the file."""
        return tuple(
            PainAt((*at.route, "pain_points", k), at, pain)
            for at in self.steps
            for k, pain in enumerate(at.step.pain_points)
        )

    @cached_property
    def fails(self) -> tuple[FailAt, ...]:
        """All fail points, those of a step before those of its actions."""
        found = []
        for at in self.steps:
            found += [FailAt((*at.route, "fail_points", k), at, None, f) for k, f in enumerate(at.step.fail_points)]
            for route, _, _, action in self.actions_of(at):
                found += [FailAt((*route, "fail_points", k), at, action, f) for k, f in enumerate(action.fail_points)]
        return tuple(found)

    @cached_property
    def step_at(self) -> Mapping[str, StepAt]:
        """The steps by id."""
        return {at.id: at for at in self.steps}

    @cached_property
    def action_at(self) -> Mapping[str, ActionAt]:
        """The actions by id, derived ids included."""
        return {str(found.action.id): found for found in self.actions}

    def systems_of(self, at: StepAt) -> list[str]:
        """The systems that a step uses: those of its actions, then those that its touchpoints run on."""
        used = [action.system for _, action in at.step.actions() if action.system is not None]
        return used + [id_ for t in at.step.touchpoints for id_ in self.blueprint.touchpoints[t].systems]

    @cached_property
    def met_at(self) -> Mapping[str, Sequence[StepAt]]:
        """By touchpoint, the steps where it is met; without those that no step meets."""
        found: dict[str, list[StepAt]] = {}
        for at in self.steps:
            for id_ in dict.fromkeys(at.step.touchpoints):
                found.setdefault(id_, []).append(at)
        return found

    # -- what leads where --------------------------------------------------------------------------------------

    @cached_property
    def references(self) -> References:
        """Who refers to whom, and what is defined."""
        if self._references is not None:
            return self._references
        from blueprint.model.references import references_in

        return references_in(self.blueprint)

    @cached_property
    def onward(self) -> Mapping[str | None, Mapping[str, Sequence[str]]]:
        """By persona, the steps (or "end") to which each step leads, over ways that 0% go too.

        Where all go the same ways there is one entry, under None. `START` leads to the first step.
        """
        from blueprint.graph.ways import Passing, ways

        is_alike = not any(at.step.personas or any(b.for_ for b in at.step.next) for at in self.steps)
        onward: dict[str | None, dict[str, list[str]]] = {}
        for persona in (None,) if is_alike else tuple(self.blueprint.personas):
            targets = {START: [Passing(self.blueprint, persona).start]}
            for way in ways(self.blueprint, persona):
                targets.setdefault(way.source, []).append(way.target)
            onward[persona] = targets
        return onward

    @cached_property
    def backward(self) -> Mapping[str | None, Mapping[str, Sequence[str]]]:
        """By persona, the steps that lead to each step: `onward` turned round."""
        backward: dict[str | None, dict[str, list[str]]] = {}
        for persona, onward in self.onward.items():
            sources = backward[persona] = {}
            for source, targets in onward.items():
                for target in targets:
                    sources.setdefault(target, []).append(source)
        return backward

    def step_before(self, at: StepAt) -> StepAt | None:
        """The step before a step in the file."""
        place = self._places[at.id]
        return self.steps[place - 1] if place else None

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {at.id: i for i, at in enumerate(self.steps)}

    def step_of(self, id_: str) -> StepAt:
        """The step with this id, or that which an action with this id is in."""
        return self.action_at[id_].at if id_ in self.action_at else self.step_at[id_]

    # -- questions ---------------------------------------------------------------------------------------------

    @cached_property
    def asked(self) -> Mapping[str, tuple[AskAt, ...]]:
        """By question that comes up anywhere: where steps ask it, in the order of the file."""
        found: dict[str, tuple[AskAt, ...]] = {}
        for at in self.steps:
            for k, question in enumerate(at.step.asks):
                found[question] = (*found.get(question, ()), AskAt((*at.route, "asks", k), at, question))
        return found

    @cached_property
    def answered(self) -> Mapping[str, tuple[str, ...]]:
        """By question that has an answer anywhere: the touchpoints that answer it, in the order of their catalogue."""
        found: dict[str, tuple[str, ...]] = {}
        for id_, touchpoint in self.blueprint.touchpoints.items():
            for question in touchpoint.answers:
                found[question] = (*found.get(question, ()), id_)
        return found

    # -- answers -----------------------------------------------------------------------------------------------

    @cached_property
    def _reckoned(self) -> tuple[Analysis | None, tuple[FlowProblem, ...]]:
        from blueprint.analysis.analysis import analyze

        try:
            return analyze(self.blueprint), ()
        except FlowError as error:
            return None, error.problems

    @property
    def analysis(self) -> Analysis | None:
        """The answers about the mix of the customers; None where the flow gives no numbers."""
        return self._reckoned[0]

    def comes_to(self, persona: str | None, at: StepAt) -> bool:
        """Whether a persona gets as far as a step; where the flow gives no numbers, they may."""
        if self.analysis is None:
            return True
        customers = self.analysis.customers
        kind = customers.kinds.get(persona)
        return kind is not None and kind.journey.visits[customers.columns.place[at.id]] > 0

    @property
    def flow_problems(self) -> tuple[FlowProblem, ...]:
        """Why the flow gives no numbers."""
        return self._reckoned[1]

    @cached_property
    def missing(self) -> Sequence[tuple[Missing, Loss | None]]:
        """The data that actions need and don't have on some way, with how each was lost.

        Nothing where the flow gives no numbers.
        """
        if not any(found.action.uses for found in self.actions) or self.analysis is None:
            return ()
        from blueprint.analysis.information import missing_data
        from blueprint.analysis.lost import losses

        customers = self.analysis.customers
        return tuple(losses(customers, customers.answer(missing_data)))

    @cached_property
    def says_what_is_kept(self) -> bool:
        """Whether the file says of any data how they are kept: by a system that holds them, or carried by a branch."""
        return any(system.holds for system in self.blueprint.systems.values()) or any(
            branch.carries for at in self.steps for branch in at.step.next
        )
