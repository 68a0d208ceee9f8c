"""The view `dependencies`: what each step rests on, down to the last system, and what stops without it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from blueprint.analysis.words import words_for
from blueprint.drawing.views.content import Card, Link, Note, signs_of
from blueprint.drawing.views.network import Cluster, Network
from blueprint.drawing.words.dependencies import dependency_words
from blueprint.drawing.words.flow import flow_words
from blueprint.graph.flow import FlowError, usable
from blueprint.model.lane import ROLES
from blueprint.model.values import format_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.analysis.failure import Failure, Failures
    from blueprint.drawing.views.scope import Scope
    from blueprint.graph.flow import FlowProblem
    from blueprint.model.action import Action, ActionRole
    from blueprint.model.lane import Role
    from blueprint.model.step import Step

Kind = Literal["touchpoint", "actor", "system"]
Node = tuple[str, str]
"""A kind (step, touchpoint, actor, system) and an id."""

_KINDS: tuple[Kind, ...] = ("touchpoint", "actor", "system")


def view(scope: Scope) -> Network:
    """Steps, touchpoints, actors and systems, and what needs what."""
    return _Dependencies(scope).network


class _Dependencies:
    """What the steps of a scope rest on, on its way to a network."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.blueprint = scope.blueprint
        self.words = dependency_words(scope.blueprint.language)
        self.said = words_for(scope.blueprint.language)
        self.failures: Failures | None = None
        self.problem: FlowProblem | None = None
        try:
            asked = scope.analysis
            self.failures = (asked.of(scope.filters.persona) if scope.filters.persona else asked).failure
        except FlowError as error:
            self.problem = error.problems[0]
        self.needs = self._needs()

    @property
    def network(self) -> Network:
        """All that is shown."""
        cards = tuple(self._cards())
        links = tuple(self._links({card.id for card in cards}))
        heading = self.scope.heading(tuple(self._legend(cards, links)))
        heading = replace(heading, caption=" · ".join(filter(None, (heading.caption, *self._remarks(cards)))))
        return Network(heading, cards, links, self._clusters, notes=tuple(self._notes(cards)), keeps_order=True)

    # -- what rests on what ------------------------------------------------------------------------------------

    def _needs(self) -> dict[tuple[Node, Node], bool]:
        """Who needs what; whether it stops without it."""
        needs: dict[tuple[Node, Node], bool] = {}

        def enter(source: Node, target: Node, *, is_blocking: bool) -> None:
            needs[source, target] = needs.get((source, target), False) or is_blocking

        for step in self.scope.steps.values():
            here = ("step", str(step.id))
            for id_ in self._touchpoints(step):
                enter(here, ("touchpoint", id_), is_blocking=True)
            for role, action in step.actions():
                if self._shows(role, action):
                    for node in self._parts(action):
                        enter(here, node, is_blocking=action.is_blocking(role))
        waiting = [target for _, target in needs]
        seen = set(waiting)
        while waiting:
            kind, id_ = waiting.pop(0)
            below = self.blueprint.touchpoints[id_].systems if kind == "touchpoint" else ()
            below = self.blueprint.systems[id_].depends_on if kind == "system" else below
            for system in below:
                enter((kind, id_), ("system", system), is_blocking=True)
                if ("system", system) not in seen:
                    seen.add(("system", system))
                    waiting.append(("system", system))
        return needs

    def _touchpoints(self, step: Step) -> tuple[str, ...]:
        """The touchpoints of a step that are open to the persona; none where a filter hides their lane."""
        lanes = self.scope.filters.lanes
        if lanes and self.blueprint.lanes_of("evidence")[0].id not in lanes:
            return ()
        return usable(self.blueprint, step, self.scope.filters.persona)

    def _shows(self, role: ActionRole, action: Action) -> bool:
        lanes = self.scope.filters.lanes
        return not lanes or self.blueprint.lane_of(role, action) in lanes

    @staticmethod
    def _parts(action: Action) -> Iterator[Node]:
        if action.actor is not None:
            yield "actor", action.actor
        if action.system is not None:
            yield "system", action.system

    @cached_property
    def _used(self) -> set[Node]:
        return {target for _, target in self.needs}

    @cached_property
    def _everywhere(self) -> set[Node]:
        """What anything in the file uses, without a filter."""
        b = self.blueprint
        used: set[Node] = {("touchpoint", id_) for _, step in b.steps() for id_ in step.touchpoints}
        used |= {node for _, _, action in b.actions() for node in self._parts(action)}
        used |= {("system", id_) for touchpoint in b.touchpoints.values() for id_ in touchpoint.systems}
        return used | {("system", id_) for system in b.systems.values() for id_ in system.depends_on}

    @cached_property
    def _catalogue(self) -> list[Node]:
        b = self.blueprint
        catalogues = (("touchpoint", b.touchpoints), ("actor", b.actors), ("system", b.systems))
        return [(kind, id_) for kind, items in catalogues for id_ in items]

    @cached_property
    def _unused(self) -> list[Node]:
        return [node for node in self._catalogue if node not in self._everywhere and node not in self._used]

    # -- where -------------------------------------------------------------------------------------------------

    @cached_property
    def _depths(self) -> dict[str, int]:
        """How far below the first systems each one stands that is used: the longest way down, circles cut."""
        depths: dict[str, int] = {}
        below = {id_: [n for k, n in self._under(id_)] for k, id_ in self._catalogue if k == "system"}
        above: defaultdict[str, list[str]] = defaultdict(list)
        for id_, needed in below.items():
            for one in needed:
                above[one].append(id_)
        order = _from_above(below)
        position = {id_: n for n, id_ in enumerate(order)}
        for id_ in order:
            if ("system", id_) in self._used:
                over = [one for one in above[id_] if one in depths and position[one] < position[id_]]
                depths[id_] = max((depths[one] + 1 for one in over), default=0)
        return depths

    def _under(self, id_: str) -> list[Node]:
        return [("system", one) for one in self.blueprint.systems[id_].depends_on]

    @cached_property
    def _clusters(self) -> tuple[Cluster, ...]:
        heads = self.words.heads
        found = [Cluster("step", heads["step"])]
        found += [Cluster(kind, heads[kind]) for kind in _KINDS if any(k == kind for k, _ in self._used)]
        if deepest := max(self._depths.values(), default=0):
            found.append(Cluster("foundation", heads["foundation"], deepest))
        if self._unused:
            found.append(Cluster("unused", heads["unused"]))
        return tuple(found)

    @cached_property
    def _columns(self) -> dict[str, int]:
        """The first column of each cluster."""
        columns, at = {}, 0
        for cluster in self._clusters:
            columns[cluster.id] = at
            at += cluster.columns
        return columns

    def _place(self, node: Node) -> tuple[str, int]:
        """The cluster and the column of a part."""
        kind, id_ = node
        if node in self._unused:
            return "unused", self._columns["unused"]
        if kind == "system" and self._depths.get(id_):
            return "foundation", self._columns["foundation"] + self._depths[id_] - 1
        return kind, self._columns[kind]

    # -- cards -------------------------------------------------------------------------------------------------

    def _cards(self) -> Iterator[Card]:
        for step in self.scope.steps.values():
            badges = ("star",) if step.moment_of_truth else ()
            yield Card(str(step.id), "step", 0, "card", step.label, "customer", badges=badges, title=step.label)
        failures = self.failures.failures if self.failures else ()
        found: dict[Node, Failure] = {(one.kind, one.id): one for one in failures}
        for node in self._catalogue:
            if node in self._used or (node in self._unused and not self._is_filtered):
                yield self._part(node, found.get(node))

    @property
    def _is_filtered(self) -> bool:
        filters = self.scope.filters
        return bool(filters.persona or filters.stages or filters.lanes or filters.path)

    def _part(self, node: Node, failure: Failure | None) -> Card:
        kind, id_ = node
        row, column = self._place(node)
        b = self.blueprint
        name = {"touchpoint": lambda: b.touchpoints[id_].name or id_, "actor": lambda: b.actors[id_].name,
                "system": lambda: b.systems[id_].name}[kind]()  # fmt: skip
        is_single = failure is not None and self._is_single(failure)
        notes = [
            *self._own(node),
            *(self._effects(failure, is_single=is_single) if failure and node in self._used else ()),
        ]
        return Card(
            f"{kind}:{id_}", row, column, "card" if node in self._used else "ghost", name, self._role(node),
            icon=b.touchpoints[id_].kind if kind == "touchpoint" else kind,
            icon_style="icon-evidence" if kind == "touchpoint" else "icon-muted", notes=tuple(notes),
            badges=("single",) if is_single else (), title=name,
        )  # fmt: skip

    def _is_single(self, failure: Failure) -> bool:
        return bool(failure.impact) and not failure.success_share

    def _own(self, node: Node) -> Iterator[Note]:
        """What the file says of a part."""
        kind, id_ = node
        if kind == "system" and (available := self.blueprint.systems[id_].availability) is not None:
            yield Note(self.words.available.format(format_share(available)))
        if kind == "actor" and (count := self.blueprint.actors[id_].count) is not None:
            yield Note(self.words.number.format(count))

    def _effects(self, failure: Failure, *, is_single: bool) -> Iterator[Note]:
        """What happens without a part."""
        count = len(failure.stops)
        if is_single:
            yield Note(self.words.single, None, "small-trouble")
        if count:
            yield Note(self.words.stops_one if count == 1 else self.words.stops.format(count))
        if failure.impact and not is_single:
            yield Note(self.words.lost.format(self.said.share(failure.impact)))

    def _role(self, node: Node) -> Role:
        """The colour of a part: touchpoints are evidence; an actor stands where customers first see them act."""
        kind, id_ = node
        if kind == "touchpoint":
            return "evidence"
        if kind == "system":
            return "support"
        roles = {role for _, role, action in self.blueprint.actions() if action.actor == id_}
        return next((role for role in ROLES if role in roles), "support")

    # -- links and words ---------------------------------------------------------------------------------------

    def _links(self, shown: set[str]) -> Iterator[Link]:
        for (source, target), is_blocking in self.needs.items():
            start, end = (id_ if kind == "step" else f"{kind}:{id_}" for kind, id_ in (source, target))
            if start in shown and end in shown:
                is_back = source[0] == target[0] == "system" and self._depths[target[1]] <= self._depths[source[1]]
                yield Link("needs" if is_blocking else "beside", start, end, is_back=is_back)

    def _remarks(self, cards: Sequence[Card]) -> Iterator[str]:
        shown = {card.id for card in cards}
        hidden = sum(f"{kind}:{id_}" not in shown for kind, id_ in self._catalogue)
        if hidden:
            yield self.words.hidden.format(hidden)
        if self.problem:
            label = self.blueprint.step(self.problem.step).label
            because = flow_words(self.blueprint.language).because[self.problem.kind].format(label)
            yield self.words.broken.format(because)
        elif (
            self.failures
            and self.failures.failures
            and not any(one.impact + one.success_share for one in self.failures.failures)
        ):
            yield self.words.nobody

    def _notes(self, cards: Sequence[Card]) -> Iterator[str]:
        shown = {card.id for card in cards}
        failures = self.failures.failures if self.failures else ()
        failures = tuple(one for one in failures if f"{one.kind}:{one.id}" in shown)
        if any(one.impact for one in failures):
            yield self.said("nobody_rerouted")
        if any(not one.impact and not one.stops for one in failures):
            yield self.words.silent

    def _legend(self, cards: Sequence[Card], links: Sequence[Link]) -> Iterator[tuple[str, str]]:
        used = signs_of(cards, links)
        words = self.scope.words
        yield from ((kind, name) for kind, name in words.kinds.items() if kind in used)
        order = ("actor", "system", "star", "single", "needs", "beside")
        yield from ((sign, self.words.signs.get(sign) or words.marks[sign]) for sign in order if sign in used)


def _from_above(below: dict[str, list[str]]) -> list[str]:
    """All keys, each before what is below it; where they go round in a circle, in their order."""
    done: dict[str, None] = {}
    entered: set[str] = set()
    for first in below:
        waiting = [(first, False)]
        while waiting:
            id_, is_left = waiting.pop()
            if is_left:
                done[id_] = None
            elif id_ not in entered:
                entered.add(id_)
                waiting.append((id_, True))
                waiting.extend((one, False) for one in reversed(below[id_]))
    return list(reversed(done))
