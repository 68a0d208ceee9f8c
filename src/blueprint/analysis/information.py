"""What is known of the customer where, what is asked again, and what is shown?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from blueprint.analysis.answer import Answer, common
from blueprint.analysis.known import Data, Ways
from blueprint.graph.flow import AT_END, reachable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from blueprint.analysis.customers import Customers, Journey
    from blueprint.analysis.table import Table
    from blueprint.model.blueprint import Blueprint


class Contact(NamedTuple):
    """What a step does with information, as ids of data."""

    step: str
    collects: tuple[str, ...]
    uses: tuple[str, ...]
    shows: tuple[str, ...]
    """By its actions, and at the touchpoints that those who come can use."""
    asks_again: dict[str, float]
    """How often it asks for what was asked for before, in an average journey; only what is asked again."""


class Missing(NamedTuple):
    """A datum that an action needs and that is not there, for some customers on some way."""

    datum: str
    step: str
    action: str
    personas: tuple[str, ...]
    """Who gets there on such a way; empty where the file has no personas."""
    path: tuple[str, ...]
    """A shortest such way, of the first of them: the steps from the start (the last `known.LONGEST`) to this one."""


class Shown(NamedTuple):
    """A datum that a step shows to the customer: `where` is the action or the touchpoint."""

    datum: str
    step: str
    where: str


class ShownGuess(NamedTuple):
    """A datum that was derived, not told by the customer, and that a step shows."""

    datum: str
    step: str
    where: str
    sensitivity: str | None


@dataclass(frozen=True, kw_only=True, repr=False)
class Information(Answer):
    """What is known of the customers where, and what they are asked and shown.

    Whatever the shares of personas and branches: who comes at all counts, over ways of more than 0%. At a step where
    someone gives up, for want of a touchpoint that they can use, there is no contact with them.
    """

    question: ClassVar[str] = "information"
    names: ClassVar[tuple[str, ...]] = (
        "asked_again", "missing", "shown_but_not_needed", "inferred_shown", "no_control", "no_holder",
    )  # fmt: skip

    asked_again: dict[str, float] | None
    """How often customers are asked for what was asked for before, by the datum that is collected anywhere.

    None where nobody goes through any step.
    """
    missing: tuple[Missing, ...]
    """What actions need without having it on every way."""
    shown_but_not_needed: tuple[Shown, ...]
    """What a step shows though no action in it needs it."""
    inferred_shown: tuple[ShownGuess, ...]
    """What is shown of what was derived, not told by the customer."""
    no_control: tuple[str, ...]
    """Personal and sensitive data of the whole service that customers can neither see, correct, delete nor refuse."""
    no_holder: tuple[str, ...]
    """Data that the service asks for, makes or needs somewhere, and that no system holds."""
    contacts: tuple[Contact, ...]
    """What each contact asks, needs and shows, in the order of the file."""

    def tables(self) -> tuple[Table, ...]:
        """What each contact does with information; then what is missing, shown needlessly, derived, and whose data."""
        contacts: list[tuple[Any, ...]] = [
            (c.step, c.collects, c.uses, c.shows, tuple(c.asks_again), sum(c.asks_again.values()))
            for c in self.contacts
        ]
        heads = ("step", "collects", "uses", "shows", "asks_again")
        whose = [
            (datum, datum in self.no_control, datum in self.no_holder)
            for datum in dict.fromkeys((*self.no_control, *self.no_holder))
        ]
        others = (
            self._texts("missing", Missing._fields, self.missing),
            self._texts("shown_but_not_needed", Shown._fields, self.shown_but_not_needed),
            self._texts("inferred_shown", ShownGuess._fields, self.inferred_shown),
            self._texts("uncared_data", ("datum", "no_control", "no_holder"), whose),
        )
        first = self.table("contacts", [*((key, "text") for key in heads), ("asked_again", "count")], contacts)
        return (first, *(table for table in others if table))

    def _texts(self, title: str, keys: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> Table:
        return self.table(title, [(key, "text") for key in keys], rows)


def information(customers: Customers) -> Information:
    """What is known of the customers, and what they are asked and shown."""
    data = customers.blueprint.data
    shown = customers.answer(_shown)
    contacts = _contacts(customers)
    return Information(
        asked_again=None if customers.is_nobody else customers.answer(asked_again),
        missing=customers.answer(missing_data),
        shown_but_not_needed=tuple(
            found for contact in contacts for found in shown[contact.step] if found.datum not in contact.uses
        ),
        inferred_shown=tuple(
            ShownGuess(*found, data[found.datum].sensitivity)
            for contact in contacts
            for found in shown[contact.step]
            if data[found.datum].inferred
        ),
        no_control=uncontrolled(customers.blueprint),
        no_holder=unheld(customers.blueprint),
        contacts=contacts,
        assumptions=() if data else (customers.words("no_data"),),
        **common(customers),
    )


# -- asked again -------------------------------------------------------------------------------------------------


def asked_again(customers: Customers) -> dict[str, float]:
    """How often customers are asked again for each datum that is collected anywhere, by id.

    E[visits to steps that collect it] - P(it is ever collected), per round where a branch repeats.
    """
    return {datum: sum(times.values()) for datum, times in customers.answer(asked_again_at).items()}


def asked_again_at(customers: Customers) -> dict[str, dict[int, float]]:
    """The same by datum and step, which is called by its place in the file; 0 where a step never asks again."""
    if customers.is_nobody:
        return {}
    where: defaultdict[str, list[int]] = defaultdict(list)
    for i, step in enumerate(customers.columns.steps):
        for datum in {datum for _, action in step.actions() for datum in action.collects}:
            where[datum].append(i)
    again: dict[str, dict[int, float]] = {}
    for datum in customers.blueprint.data:
        if datum in where:
            again[datum] = dict.fromkeys(where[datum], 0.0)
            for share, journey in customers.journeys:
                for i, times in _later_visits(journey, where[datum]).items():
                    again[datum][i] += share * times
    return again


def asked_first(customers: Customers, datum: str) -> dict[str, str]:
    """By step that comes after one that asks for a datum: the first of those in the order of the file, by id.

    In a loop, the step that asks may come after itself.
    """
    steps, onward = customers.columns.steps, customers.answer(_onward)
    first: dict[int, int] = {}
    for i, step in enumerate(steps):
        if any(datum in action.collects for _, action in step.actions()):
            waiting = [i]
            while waiting:
                for j in onward[waiting.pop()]:
                    if j not in first:
                        first[j] = i
                        waiting.append(j)
    return {str(steps[j].id): str(steps[i].id) for j, i in sorted(first.items())}


def _onward(customers: Customers) -> list[set[int]]:
    """By step: where any of the customers go on to from there, over ways of more than 0%."""
    flows = [journey.flow for _, journey in customers.journeys]
    return [
        {m.target for flow in flows if i not in flow.lost for m in flow.moves[i] if m.share > 0 and m.target != AT_END}
        for i in range(len(customers.columns.steps))
    ]


def _later_visits(journey: Journey, places: Collection[int]) -> dict[int, float]:
    """The visits to some steps in a round that come after the first visit to any of them.

    They are reckoned from there on, not as a difference, so that what is never done again is exactly 0.
    """
    first = journey.round.stopped_at(places).visits(journey.round_starts)
    after: defaultdict[int, float] = defaultdict(float)
    for i in places:
        for j, p in journey.round.onward[i].items():
            after[j] += first[i] * p
    visits = journey.round.visits(after)
    return {i: visits[i] for i in places}


# -- contacts ----------------------------------------------------------------------------------------------------


def _shown(customers: Customers) -> dict[str, tuple[Shown, ...]]:
    """What the steps show where there is a contact with anyone, by step in the order of the file.

    That is at the touchpoints that anyone who comes there can use, and by the actions.
    """
    open_: defaultdict[int, set[str]] = defaultdict(set)
    for _, journey in customers.journeys:
        for i in reachable(journey.flow, journey.flow.lost) - journey.flow.lost:
            open_[i].update(journey.flow.usable(i))
    shown = {}
    for i in sorted(open_):
        step = customers.columns.steps[i]
        id_ = str(step.id)
        at = [(t, customers.blueprint.touchpoints[t].shows) for t in step.touchpoints if t in open_[i]]
        at += [(str(action.id), action.shows) for _, action in step.actions()]
        shown[id_] = tuple(Shown(datum, id_, where) for where, data in at for datum in data)
    return shown


def _contacts(customers: Customers) -> tuple[Contact, ...]:
    again = customers.answer(asked_again_at)
    found = []
    for id_, shown in customers.answer(_shown).items():
        i = customers.columns.place[id_]
        actions = [action for _, action in customers.columns.steps[i].actions()]
        found.append(
            Contact(
                step=id_,
                collects=tuple(dict.fromkeys(datum for action in actions for datum in action.collects)),
                uses=tuple(dict.fromkeys(datum for action in actions for datum in action.uses)),
                shows=tuple(dict.fromkeys(one.datum for one in shown)),
                asks_again={datum: times[i] for datum, times in again.items() if times.get(i)},
            )
        )
    return tuple(found)


# -- whose data --------------------------------------------------------------------------------------------------


def uncontrolled(blueprint: Blueprint) -> tuple[str, ...]:
    """Personal and sensitive data that the service handles, and that customers have no say over, by id."""
    actions = [place.action for place in blueprint.actions()]
    touched = {datum for a in actions for datum in (*a.collects, *a.uses, *a.shows, *a.records)}
    touched |= {datum for touchpoint in blueprint.touchpoints.values() for datum in touchpoint.shows}
    touched |= {datum for system in blueprint.systems.values() for datum in system.holds}
    return tuple(
        id_
        for id_, datum in blueprint.data.items()
        if id_ in touched and datum.sensitivity in ("personal", "sensitive") and not datum.control
    )


def unheld(blueprint: Blueprint) -> tuple[str, ...]:
    """Data that the service asks for, makes or needs somewhere, and that no system holds, by id."""
    actions = [place.action for place in blueprint.actions()]
    handled = {datum for a in actions for datum in (*a.collects, *a.records, *a.uses)}
    held = {datum for system in blueprint.systems.values() for datum in system.holds}
    return tuple(id_ for id_ in blueprint.data if id_ in handled - held)


# -- what is missing ---------------------------------------------------------------------------------------------


def missing_data(customers: Customers) -> tuple[Missing, ...]:
    """What actions need without having it on every way."""
    data = Data(customers.columns)
    if _has_all_at_hand(data):
        return ()
    found: dict[tuple[int, int, int], Missing] = {}
    for persona, (_, journey) in customers.kinds.items():
        ways = Ways(data, journey.flow)
        for i in ways.facts.keys() - journey.flow.lost:
            for k, action, datum in ways.lacking(i):
                key = (i, k, data.bits[datum])
                if key not in found:
                    path = tuple(str(data.steps[j].id) for j in ways.path(i, datum))
                    found[key] = Missing(datum, path[-1], str(action.id), (), path)
                if persona is not None:
                    found[key] = found[key]._replace(personas=(*found[key].personas, persona))
    return tuple(found[key] for key in sorted(found))


def _has_all_at_hand(data: Data) -> bool:
    """Whether each step has what it needs wherever customers come from, so that no way has to be followed."""
    is_limited = any(persona.channels is not None for persona in data.blueprint.personas.values())
    return not any(
        lacks for step in data.steps for lacks in data.lacking(step, data.used, () if is_limited else step.touchpoints)
    )
