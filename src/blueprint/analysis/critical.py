"""Which waits and works along the main path decide how long it takes, and how much time do the others have?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.answer import Answer, common
from blueprint.analysis.columns import mean
from blueprint.analysis.journeys import main_path
from blueprint.graph.chain import components

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from blueprint.analysis.customers import Customers
    from blueprint.analysis.table import Table
    from blueprint.model.action import Action, ActionRole
    from blueprint.model.step import Step

EXACTNESS = 1e-9
"""So small a part of the length is no slack, only the inexactness of sums of floating-point numbers."""


class Activity(NamedTuple):
    """Something that takes time: a wait, a step's work as a whole, or an action. Times are seconds from the start."""

    id: str
    """The id of the action; a wait and the work of a step have that of the step."""
    step: str
    what: Literal["wait", "work", "action"]
    duration: float | None
    """The mean; None where it is unknown, which counts as 0."""
    earliest_start: float
    earliest_finish: float
    latest_start: float
    latest_finish: float
    slack: float
    """How much later it may start without making the whole longer."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Critical(Answer):
    """The activities of the main path as a network, and those that decide its length (Kelley and Walker 1959)."""

    question: ClassVar[str] = "critical"
    names: ClassVar[tuple[str, ...]] = ("critical_path",)

    critical_path: tuple[str, ...]
    """What has no slack, in the order of time: the ids of actions, and of steps for their wait and their work."""
    length: Amount
    """How long the main path takes until everything is done, also what customers do not wait for; in seconds."""
    activities: tuple[Activity, ...]
    """All activities in the order of the path, column by column."""

    def tables(self) -> tuple[Table, ...]:
        """When each activity starts and ends, at the earliest and at the latest."""
        rows = [(a.step, a.id, *a[2:]) for a in self.activities]
        times = ("duration", "earliest_start", "earliest_finish", "latest_start", "latest_finish", "slack")
        columns = [
            ("step", "text"),
            ("activity", "text"),
            ("what", "text", "activity"),
            *((key, "time") for key in times),
        ]
        return (self.table("critical", columns, rows),)


def critical(customers: Customers) -> Critical:
    """Which activities decide how long the customers' main path takes."""
    steps = customers.columns.steps
    path, _ = main_path(customers)
    network = _Network()
    for i in path:
        network.add_step(steps[i])
    network.end()
    left_out = network.set_off([steps[i] for i in path])
    activities, chain = network.timed()
    said = []
    if not path:
        said.append(customers.words("no_main_path"))
    if missing := [a.id for a in activities if a.duration is None]:
        said.append(customers.words("no_activity_time", activities=customers.words.listed(missing)))
    if left_out:
        listed = customers.words.listed(f"{source} → {target}" for source, target in left_out)
        said.append(customers.words("backward_triggers", triggers=listed))
    longest = max((a.earliest_finish for a in activities), default=0.0)
    length = Amount(longest, "at_least" if missing else "exact")
    is_unknown = not path or (missing and not longest)
    return Critical(
        critical_path=() if is_unknown else _critical_path(activities, chain),
        length=UNKNOWN if is_unknown else length,
        activities=activities,
        assumptions=tuple(said),
        **common(customers),
    )


def _critical_path(activities: Sequence[Activity], chain: set[int]) -> tuple[str, ...]:
    """What has no slack; of what takes no time only what lies on the chain that customers go along."""
    found = [a for i, a in enumerate(activities) if not a.slack and (a.duration or i in chain)]
    found.sort(key=lambda a: (a.earliest_start, a.earliest_finish))
    return tuple(dict.fromkeys(a.id for a in found))  # a step's wait and work are both named by the step


class _Node(NamedTuple):
    """An activity, or, without `what`, the moment at which a step starts or the path ends."""

    id: str
    step: str
    what: Literal["wait", "work", "action"] | None
    duration: float | None


class _Network:
    """Activities on nodes, numbered so that what the columns say leads from lower numbers to higher ones."""

    def __init__(self) -> None:
        self.nodes: list[_Node] = []
        self.before: list[list[int]] = []
        """What has to end before each node starts; first what the columns say, then triggers."""
        self.last: int | None = None
        """The node at which the customer is through with all so far."""
        self.starts: dict[str, int] = {}
        """The moments at which the steps start."""
        self.places: dict[str, int] = {}
        """The activities in which the actions happen, by id of the action."""

    def _add(self, node: _Node, after: int | None) -> int:
        self.nodes.append(node)
        self.before.append([] if after is None else [after])
        return len(self.nodes) - 1

    def add_step(self, step: Step) -> None:
        """Add the wait and the work of the next step on the path."""
        id_ = str(step.id)
        self.last = self.starts[id_] = self._add(_Node(id_, id_, None, 0.0), self.last)
        if step.wait is not None:
            self.last = self._add(_Node(id_, id_, "wait", mean(step.wait)), self.last)
        actions = list(step.actions())
        if step.time is not None:
            self._add_timed(step, actions)
        else:
            self._add_column(id_, actions)

    def _add_timed(self, step: Step, actions: list[tuple[ActionRole, Action]]) -> None:
        """The step's own time holds what blocks; what does not block starts with it, and follows each other."""
        id_ = str(step.id)
        beside = self.last
        self.last = self._add(_Node(id_, id_, "work", mean(step.time)), self.last)
        for role, action in actions:
            if action.is_blocking(role):
                self.places[str(action.id)] = self.last
            else:
                beside = self._add_action(id_, action, beside)

    def _add_column(self, step: str, actions: list[tuple[ActionRole, Action]]) -> None:
        """What blocks runs in a row; what does not starts after the action before it, in parallel to what follows."""
        above = self.last
        for role, action in actions:
            if action.is_blocking(role):
                above = self.last = self._add_action(step, action, self.last)
            else:
                above = self._add_action(step, action, above)

    def _add_action(self, step: str, action: Action, after: int | None) -> int:
        place = self._add(_Node(str(action.id), step, "action", mean(action.time)), after)
        self.places[str(action.id)] = place
        return place

    def end(self) -> None:
        """Add the moment at which the customer is through."""
        self._add(_Node("", "", None, 0.0), self.last)

    # -- triggers ----------------------------------------------------------------------------------------------

    def set_off(self, steps: Sequence[Step]) -> list[tuple[str, str]]:
        """Let what is triggered wait for what triggers it; returns the triggers that can't be, for they run backwards.

        Those are the triggers that lead back on a round of activities of which each would wait for the others.
        """
        targets = self.starts | self.places
        ways = {
            (str(action.id), target): (self.places[str(action.id)], targets[target])
            for step in steps
            for _, action in step.actions()
            for target in action.triggers
            if target in targets
        }
        group = self._rounds(ways.values())
        left_out = []
        for trigger, (i, j) in ways.items():
            if i == j:
                continue  # both happen inside the work of one step
            if j < i and group.get(i, i) == group.get(j, j):
                left_out.append(trigger)
            else:
                self.before[j].append(i)
        return left_out

    def _rounds(self, ways: Collection[tuple[int, int]]) -> dict[int, int]:
        """By node: the round on which each node leads to each when all triggers count; empty where none runs back."""
        if all(i <= j for i, j in ways):
            return {}
        onward = self._onward()
        for i, j in ways:
            onward[i][j] = 1.0
        return {i: n for n, places in enumerate(components(onward)) for i in places}

    def _order(self, onward: list[dict[int, float]]) -> Sequence[int]:
        """The nodes, each after all that has to end before it."""
        if all(i < j for j, sources in enumerate(self.before) for i in sources):
            return range(len(self.nodes))
        return [i for (i,) in components(onward)]

    def _onward(self) -> list[dict[int, float]]:
        onward: list[dict[int, float]] = [{} for _ in self.nodes]
        for j, sources in enumerate(self.before):
            for i in sources:
                onward[i][j] = 1.0
        return onward

    # -- times -------------------------------------------------------------------------------------------------

    def timed(self) -> tuple[tuple[Activity, ...], set[int]]:
        """The activities with their times, and which of them are on one longest chain.

        The forward pass gives the earliest times, the backward pass the latest (Kelley and Walker 1959). Of chains that
        are equally long, the one is meant that customers go along.
        """
        durations = [node.duration or 0.0 for node in self.nodes]
        onward = self._onward()
        order = self._order(onward)
        finish = [0.0] * len(self.nodes)
        for i in order:
            finish[i] = max((finish[j] for j in self.before[i]), default=0.0) + durations[i]
        length = max(finish, default=0.0)
        latest = [length] * len(self.nodes)
        for i in reversed(order):
            latest[i] = min((latest[j] - durations[j] for j in onward[i]), default=length)
        places = {i: n for n, i in enumerate(i for i, node in enumerate(self.nodes) if node.what is not None)}
        found = []
        for i in places:
            node, slack = self.nodes[i], latest[i] - finish[i]
            times = (finish[i] - durations[i], finish[i], latest[i] - durations[i], latest[i])
            slack = 0.0 if abs(slack) <= EXACTNESS * length else slack
            found.append(Activity(node.id, node.step, node.what or "action", node.duration, *times, slack))
        return tuple(found), {places[i] for i in self._chain(finish) if i in places}

    def _chain(self, finish: Sequence[float]) -> set[int]:
        """The nodes of a longest chain, from its end back."""
        i = max(reversed(range(len(self.nodes))), key=lambda i: finish[i])  # the end of the path before its equals
        chain = {i}
        while self.before[i]:
            i = max(self.before[i], key=lambda j: finish[j])  # what the column says before a trigger that is its equal
            chain.add(i)
        return chain
