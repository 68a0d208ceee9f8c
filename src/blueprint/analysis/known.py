"""What is known of the customer at each step, and over which ways is it not?"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.graph.dependencies import system_foundations
from blueprint.graph.flow import AT_END

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blueprint.analysis.columns import Columns
    from blueprint.graph.flow import Flow, Move
    from blueprint.model.action import Action
    from blueprint.model.step import Step

LONGEST = 100
"""How many steps of a way to missing information are named: what is missing all along would fill books otherwise."""


class Data:
    """What each step by itself knows, makes and needs. Sets of data are the bits of a number."""

    def __init__(self, columns: Columns) -> None:
        self.blueprint = blueprint = columns.blueprint
        self.steps = columns.steps
        self.bits = {datum: 1 << k for k, datum in enumerate(blueprint.data)}
        self.used = self.set(datum for step in self.steps for _, action in step.actions() for datum in action.uses)
        self.shows = {id_: self.set(touchpoint.shows) for id_, touchpoint in blueprint.touchpoints.items()}
        self._held = {
            id_: self.set(datum for system in foundations for datum in blueprint.systems[system].holds)
            for id_, foundations in system_foundations(blueprint).items()
        }
        self.made = [self.set(d for _, a in step.actions() for d in (*a.collects, *a.records)) for step in self.steps]
        self.teams = [(teams[0], teams[-1]) if teams else None for teams in columns.facing]
        """The team that faces the customer first and last; None where nobody does."""

    def set(self, data: Iterable[str]) -> int:
        """Some data as one set."""
        found = 0
        for datum in data:
            found |= self.bits[datum]
        return found

    def held(self, step: Step) -> int:
        """What the systems of a column hold: those of its actions and touchpoints, with all that they depend on."""
        used = [action.system for _, action in step.actions() if action.system]
        used += [system for id_ in step.touchpoints for system in self.blueprint.touchpoints[id_].systems]
        held = 0
        for system in used:
            held |= self._held[system]
        return held

    def lacking(self, step: Step, unknown: int, usable: Iterable[str]) -> Iterator[tuple[int, Action, str]]:
        """What the actions of a column need and don't have, where some data are not known when it begins.

        The actions come with their places in the column. What an action asks for or makes is known to itself and to
        those after it. What any of them shows to the customer is known to the customer.
        """
        unknown &= ~self.held(step)
        everywhere = self._shown_at(usable)
        for k, (role, action) in enumerate(step.actions()):
            unknown &= ~self.set((*action.collects, *action.records))
            lacks = self.set(action.uses) & unknown
            if not lacks:
                continue
            lacks &= ~(everywhere if action.touchpoint is None else self.shows[action.touchpoint])
            if role == "customer":
                lacks &= ~self.set(datum for _, other in step.actions() for datum in other.shows)
            yield from ((k, action, datum) for datum in action.uses if self.bits[datum] & lacks)

    def _shown_at(self, touchpoints: Iterable[str]) -> int:
        shown = 0
        for id_ in touchpoints:
            shown |= self.shows[id_]
        return shown


class _Arrival(NamedTuple):
    """What holds at a step on a way to it over the step `before`, and on no shorter one: facts as bits."""

    facts: int
    before: int | None
    because: int | None
    """What has to hold at the step before for it: one fact, or 0 (nothing); None: the same as here."""


class Ways:
    """What may hold at each step of one persona's flow, over all ways, the shortest first.

    The facts are that a datum is not known when the step begins, and that a channel or a team is the last that the
    customer met when it ends. Each follows from one fact at the step before: what is not known stays so unless it is
    made or carried; all but what is carried is lost where another channel or team was the last. A datum is known where
    no way makes it unknown. As no fact takes two others, steps and facts are all there is to search.
    """

    def __init__(self, data: Data, flow: Flow) -> None:
        self.data = data
        self.flow = flow
        touchpoints = data.blueprint.touchpoints
        channels = [touchpoints[id_].channel if id_ is not None else None for id_ in flow.contacts]
        met = [
            _Met([None if channel is None else (channel, channel) for channel in channels], len(data.bits)),
            _Met(data.teams, len(data.bits) + len(set(channels))),
        ]
        self.last = [a | b for a, b in zip(*(m.last for m in met), strict=True)]
        self.others = [a | b for a, b in zip(*(m.others for m in met), strict=True)]
        self.ended = [a | b for a, b in zip(*(m.ended for m in met), strict=True)]
        self.facts: dict[int, int] = {}
        self.arrivals: dict[int, list[_Arrival]] = {}
        self._new: dict[int, int] = {}
        """The facts that no shorter way had, by the steps where ways of one length get."""
        if not flow.is_empty:
            self._arrive(flow.start, _Arrival(data.used, None, 0))
        while self._new:
            here, self._new = self._new, {}
            for i in sorted(here.keys() - flow.lost):
                for move in flow.moves[i]:
                    if move.target != AT_END and move.share > 0:
                        self._go(i, here[i], move)

    def lacking(self, i: int) -> Iterator[tuple[int, Action, str]]:
        """What the actions of a step need and may not have, with the place of each action in the step."""
        return self.data.lacking(self.data.steps[i], self.facts[i], self.flow.usable(i))

    def path(self, i: int, datum: str) -> tuple[int, ...]:
        """The last steps, `LONGEST` at most, of a shortest way on which a datum is not known at a step."""
        fact = self.data.bits[datum]
        path: list[int] = []
        place: int | None = i
        while place is not None and len(path) < LONGEST:
            path.append(place)
            for facts, before, because in self.arrivals[place]:  # the first is by the shortest way of all
                if not fact or facts & fact:
                    fact = fact if because is None else because
                    place = before
                    break
        return tuple(reversed(path))

    def _go(self, i: int, new: int, move: Move) -> None:
        j = move.target
        carried = self.data.set(move.branch.carries) if move.branch is not None else 0
        self._arrive(j, _Arrival(new & ~self.data.made[i] & ~carried & ~self.ended[j], i, None))
        if changed := new & self.others[j]:
            self._arrive(j, _Arrival(self.data.used & ~carried, i, changed & -changed))

    def _arrive(self, i: int, arrival: _Arrival) -> None:
        """Notes what is new of a way to a step, which all shorter ways have come to before."""
        if i not in self.facts:
            self.facts[i] = 0
            self.arrivals[i] = []
            self._arrive(i, _Arrival(self.last[i], arrival.before, 0))
        new = arrival.facts & ~self.facts[i]
        if new or not self.arrivals[i]:
            self.facts[i] |= new
            self.arrivals[i].append(arrival._replace(facts=new))
            self._new[i] = self._new.get(i, 0) | new


class _Met:
    """Which channels, or teams, the customer meets first and last in each step, as facts from the bit `base` on."""

    def __init__(self, labels: Iterable[tuple[str, str] | None], base: int) -> None:
        listed = list(labels)
        bits: dict[str, int] = {}
        for label in listed:
            for name in label or ():
                bits.setdefault(name, 1 << (base + len(bits)))
        every = sum(bits.values())
        self.last = [bits[label[1]] if label else 0 for label in listed]
        self.others = [every & ~bits[label[0]] if label else 0 for label in listed]
        """The facts of having met another last, which this step changes."""
        self.ended = [every if label else 0 for label in listed]
        """The facts that no longer hold after the step."""
