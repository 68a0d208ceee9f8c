"""Whom do customers meet, on which channels, and what do they have to do themselves?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar

from blueprint.analysis.amount import UNKNOWN, Amount, total
from blueprint.analysis.answer import Answer, common
from blueprint.analysis.information import asked_again
from blueprint.analysis.journeys import steps_per_journey

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blueprint.analysis.customers import Customers, Journey, Passage, Walk
    from blueprint.analysis.table import Table
    from blueprint.model.action import ActionRole

LINES = ("interaction", "visibility", "internal_interaction")
"""The lines between the roles customer, frontstage, backstage and support."""

_DEPTH = {"customer": 0, "frontstage": 1, "backstage": 2, "support": 3}


@dataclass(frozen=True, kw_only=True, repr=False)
class People(Answer):
    """Who faces the customer, on which channels, and what customers do themselves, in an average journey."""

    question: ClassVar[str] = "people"
    names: ClassVar[tuple[str, ...]] = (
        "handoffs", "internal_handoffs", "line_crossings", "channel_switches", "switch_matrix", "next_channel",
        "human_contacts", "self_service_share", "effort",
    )  # fmt: skip

    handoffs: Amount
    """Changes of the team (else the actor) that faces the customer."""
    internal_handoffs: Amount
    """Changes of the team (else the actor) over all actions in the order they run."""
    line_crossings: dict[str, float] | None
    """By line: interaction, visibility, internal_interaction. None where nobody goes through any step."""
    channel_switches: Amount
    switch_matrix: dict[str, dict[str, float]]
    """From which channel to which, how often; staying on one is in the diagonal."""
    next_channel: dict[str, dict[str, float]]
    """Of those who leave a channel for another, to which they go: shares that add up to 1."""
    human_contacts: Amount
    """Visits of steps where the contact is with a person."""
    self_service_share: Amount
    """The share of journeys that succeed without a contact with a person."""
    effort: Amount
    """What the customer does: steps, changes of channel, waits, and times asked again, added up."""
    effort_parts: dict[str, Amount]

    def tables(self) -> tuple[Table, ...]:
        """How often customers change from which channel to which, and with what chance."""
        rows: list[tuple[Any, ...]] = [
            (before, after, times, self.next_channel.get(before, {}).get(after))
            for before, found in self.switch_matrix.items()
            for after, times in found.items()
            if before != after
        ]
        columns = [("from_channel", "text"), ("to_channel", "text"), ("switches", "count"), ("next_share", "share")]
        return (self.table("channels", columns, rows),)


def people(customers: Customers) -> People:
    """Whom the customers meet, and what they do themselves."""
    walk, columns = customers.walk, customers.columns
    matrix = switch_matrix(walk)
    switches = channel_switches(customers, walk)
    leaving = {
        before: {after: times for after, times in found.items() if after != before} for before, found in matrix.items()
    }
    parts: dict[str, Amount] = {}
    if not customers.is_nobody:
        parts = {
            "steps": steps_per_journey(walk),
            "switches": switches,
            "waits": Amount(sum(times for i, times in walk.visits.items() if columns.waits[i])),
            "asked_again": Amount(sum(customers.answer(asked_again).values())),
        }
    return People(
        handoffs=handoffs(customers, walk),
        internal_handoffs=internal_handoffs(customers, walk),
        line_crossings=None if customers.is_nobody else line_crossings(customers, walk),
        channel_switches=switches,
        switch_matrix=matrix,
        next_channel={
            before: {after: times / sum(found.values()) for after, times in found.items()}
            for before, found in leaving.items()
            if found
        },
        human_contacts=human_contacts(customers, walk),
        self_service_share=walk.count(_self_service) if columns.has_touchpoints else UNKNOWN,
        effort=total((1.0, part) for part in parts.values()) if parts else UNKNOWN,
        effort_parts=parts,
        assumptions=_assumptions(customers),
        **common(customers),
    )


def _assumptions(customers: Customers) -> tuple[str, ...]:
    said, columns = [], customers.columns
    if not customers.columns.has_touchpoints:
        said.append(customers.words("no_touchpoints"))
    if not customers.columns.has_labour:
        said.append(customers.words("no_actors"))
    facing = columns.facing
    places = [i for i in sorted(customers.walk.visits) if facing[i] and not columns.steps[i].touchpoints]
    if places and columns.has_touchpoints:
        said.append(customers.words("no_contact", steps=customers.ids(places)))
    return tuple(said)


# -- teams -------------------------------------------------------------------------------------------------------


def handoffs(customers: Customers, walk: Walk) -> Amount:
    """The expected changes of the team (else the actor) that faces the customer; unknown where none is named."""
    if not customers.columns.names_actors(("frontstage",)):
        return UNKNOWN
    return _changes(walk, customers.columns.facing, within=False)


def internal_handoffs(customers: Customers, walk: Walk) -> Amount:
    """The same over all actions in the order they run, within a step and from step to step."""
    if not customers.columns.has_labour:
        return UNKNOWN
    roles = ("customer", "frontstage", "backstage", "support")
    return _changes(walk, customers.columns.teams(roles), within=True)


def _changes(walk: Walk, teams: Sequence[list[str]], *, within: bool) -> Amount:
    labels = [(found[0], found[-1]) if found else None for found in teams]
    inside = [sum(a != b for a, b in pairwise(found)) if within else 0 for found in teams]
    return walk.count(
        lambda passage: (
            sum(n for (a, b), n in passage.changes(labels).items() if a != b)
            + sum(v * n for v, n in zip(passage.visits, inside, strict=True))
        )
    )


# -- lines -------------------------------------------------------------------------------------------------------


def line_crossings(customers: Customers, walk: Walk) -> dict[str, float]:
    """How often each line is crossed: downwards within a column, and by what an action sets off."""
    crossed = {str(step.id): [0] * len(LINES) for step in customers.columns.steps}
    roles: dict[str, ActionRole] = {str(action.id): role for _, role, action in customers.blueprint.actions()}
    for step in customers.columns.steps:
        counts = crossed[str(step.id)]
        acting = list(step.actions())
        for (above, _), (below, _) in pairwise(acting):
            _cross(counts, above, below)
        following = {str(a.id): str(b.id) for (_, a), (_, b) in pairwise(acting)}
        for role, action in acting:
            for id_ in dict.fromkeys(action.triggers):
                if following.get(str(action.id)) != id_:  # which is drawn, and counted, once
                    _cross(counts, role, roles.get(id_) or _first_role(customers, id_))
    visits = {str(customers.columns.steps[i].id): times for i, times in walk.visits.items()}
    return {line: sum(n * crossed[id_][k] for id_, n in visits.items()) for k, line in enumerate(LINES)}


def _first_role(customers: Customers, step: str) -> ActionRole:
    return next((role for role, _ in customers.blueprint.step(step).actions()), "customer")


def _cross(counts: list[int], above: ActionRole, below: ActionRole) -> None:
    low, high = sorted((_DEPTH[above], _DEPTH[below]))
    for line in range(low, high):
        counts[line] += 1


# -- channels ----------------------------------------------------------------------------------------------------


def switch_matrix(walk: Walk) -> dict[str, dict[str, float]]:
    """How often contact goes from a channel to the next; steps without a channel are passed over."""
    counts: defaultdict[tuple[str, str], float] = defaultdict(float)
    for weight, passage in walk.passages:
        for pair, times in passage.changes(_channels(passage.journey)).items():
            counts[pair] += weight * times
    matrix: dict[str, dict[str, float]] = {}
    for (before, after), times in sorted(counts.items()):
        matrix.setdefault(before, {})[after] = times
    return matrix


def channel_switches(customers: Customers, walk: Walk) -> Amount:
    """The expected changes of channel; unknown where the file names no touchpoints."""
    return walk.count(_switches) if customers.columns.has_touchpoints else UNKNOWN


def _switches(passage: Passage) -> float:
    return sum(n for (a, b), n in passage.changes(_channels(passage.journey)).items() if a != b)


def _channels(journey: Journey) -> list[tuple[str, str] | None]:
    touchpoints = journey.flow.blueprint.touchpoints
    channels = [touchpoints[id_].channel if id_ is not None else None for id_ in journey.flow.contacts]
    return [None if channel is None else (channel, channel) for channel in channels]


# -- contacts ----------------------------------------------------------------------------------------------------


def human_contact(journey: Journey, i: int) -> bool:
    """Whether the contact that counts at a step is with a person."""
    id_ = journey.flow.contacts[i]
    return id_ is not None and journey.flow.blueprint.touchpoints[id_].kind == "interpersonal"


def human_contacts(customers: Customers, walk: Walk) -> Amount:
    """The expected visits of steps where the contact is with a person; unknown where the file names no touchpoints."""
    if not customers.columns.has_touchpoints:
        return UNKNOWN
    return walk.count(lambda p: sum(v for i, v in enumerate(p.visits) if v and human_contact(p.journey, i)))


def _self_service(passage: Passage) -> float:
    journey = passage.journey
    human = [i for i, visits in enumerate(journey.visits) if visits and human_contact(journey, i)]
    if not human:
        return journey.ends["success"]
    gains = journey.flow.chances_to_end("success")
    for i in human:
        gains[i] = 0.0
    return journey.chain.stopped_at(human).worth(gains)[journey.flow.start]
