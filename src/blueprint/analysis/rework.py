"""What is done again, how often, and what does that cost?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from blueprint.analysis.amount import UNKNOWN, Amount, total
from blueprint.analysis.answer import Answer, common
from blueprint.analysis.people import human_contact
from blueprint.graph.chain import components
from blueprint.graph.flow import AT_END

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from blueprint.analysis.customers import Customers, Journey
    from blueprint.analysis.table import Table


class Entry(NamedTuple):
    """A step by which a loop is entered, for one persona."""

    step: str
    persona: str | None
    return_share: float
    """The probability of coming back to it."""
    expected_passes: float
    """How often it is visited by who comes to it: 1 / (1 - return_share)."""


class Loop(NamedTuple):
    """Steps of which each leads to each: what is done again, and what the extra passes cost in an average journey."""

    steps: tuple[str, ...]
    back: tuple[tuple[str, str, float], ...]
    """The ways back, to an entry or an earlier step: from, to, share (of a mix, of all who go on from there)."""
    entries: tuple[Entry, ...]
    extra_visits: float
    time: Amount
    cost: Amount
    human_contacts: float


@dataclass(frozen=True, kw_only=True, repr=False)
class Rework(Answer):
    """What is done again: loops, how often they are passed, and what the extra passes cost in an average journey."""

    question: ClassVar[str] = "rework"
    names: ClassVar[tuple[str, ...]] = ("return_share", "expected_passes", "rework_time", "rework_cost")

    return_share: dict[str, float] | None
    """By the step that enters a loop; None of nobody, and of a mix of personas, which differ: ask one of them."""
    expected_passes: dict[str, float] | None
    rework_time: Amount
    rework_cost: Amount
    rework_contacts: Amount
    """The human contacts among the extra visits."""
    loops: tuple[Loop, ...]

    def tables(self) -> tuple[Table, ...]:
        """What each loop costs in all; and how often each persona comes back to where it enters one."""
        loops = [(o.steps, o.extra_visits, o.time, o.cost, o.human_contacts) for o in self.loops]
        entries = [entry for loop in self.loops for entry in loop.entries]
        of_loops = [
            ("loop", "text"), ("extra_visits", "count"), ("rework_time", "time"), ("rework_cost", "money"),
            ("human_contacts", "count"),
        ]  # fmt: skip
        of_entries = [("entry", "text"), ("persona", "text"), ("return_share", "share"), ("expected_passes", "count")]
        return (self.table("loops", of_loops, loops), self.table("rework", of_entries, entries))


def rework(customers: Customers) -> Rework:
    """What the customers go through again."""
    columns = customers.columns
    extra: dict[int, float] = {}
    for share, journey in customers.journeys:
        for i, times in enumerate(journey.extra_visits):
            if share and times:
                extra[i] = extra.get(i, 0.0) + share * times
    contacts = _contacts(customers)

    def cost(places: Iterable[int]) -> Amount:
        return total((extra.get(i, 0.0), columns.costs[i]) for i in places) if columns.has_costs else UNKNOWN

    found = loops_of(customers)
    within = {i: k for k, places in enumerate(found) for i in places}
    entries = _entries(customers, within)
    back = _back(customers, within, {entry.step for several in entries.values() for entry in several})
    loops = tuple(
        Loop(
            steps=tuple(str(columns.steps[i].id) for i in places),
            back=tuple(back[k]),
            entries=tuple(entries[k]),
            extra_visits=sum(extra.get(i, 0.0) for i in places),
            time=total((extra.get(i, 0.0), columns.elapsed[i]) for i in places),
            cost=cost(places),
            human_contacts=sum(contacts.get(i, 0.0) for i in places),
        )
        for k, places in enumerate(found)
    )
    counted = [persona for persona, kind in customers.kinds.items() if kind.share]
    single = {e.step: e for loop in loops for e in loop.entries if [e.persona] == counted}
    is_one = len(counted) == 1
    nobody = customers.is_nobody
    return Rework(
        return_share={step: entry.return_share for step, entry in single.items()} if is_one else None,
        expected_passes={step: entry.expected_passes for step, entry in single.items()} if is_one else None,
        rework_time=UNKNOWN if nobody else total((times, columns.elapsed[i]) for i, times in extra.items()),
        rework_cost=UNKNOWN if nobody else cost(extra),
        rework_contacts=UNKNOWN if nobody else Amount(sum(contacts.values())),
        loops=loops,
        **common(customers),
    )


def loops_of(customers: Customers) -> list[list[int]]:
    """The steps of each loop, as their places in the file; in the order of the file."""
    return _loops(*(journey for _, journey in customers.journeys))


def _contacts(customers: Customers) -> dict[int, float]:
    """The extra visits that are contacts with people."""
    found: dict[int, float] = {}
    for share, journey in customers.journeys:
        for i, times in enumerate(journey.extra_visits):
            if times and human_contact(journey, i):
                found[i] = found.get(i, 0.0) + share * times
    return found


def _loops(*journeys: Journey) -> list[list[int]]:
    """The strongly connected sets of steps over all journeys, ways of 0% included and new rounds not, in file order."""
    onward: list[dict[int, float]] = [{} for journey in journeys[:1] for _ in journey.flow.steps]
    for journey in journeys:
        for i, j, share in _ways(journey):
            onward[i][j] = share
    return sorted(c for c in components(onward) if len(c) > 1 or c[0] in onward[c[0]])


def _ways(journey: Journey) -> Iterable[tuple[int, int, float]]:
    flow = journey.flow
    for i in flow.reached - flow.lost:
        for move in flow.moves[i]:
            if move.target != AT_END and not move.is_repeat:
                yield i, move.target, move.share


def _entries(customers: Customers, within: Mapping[int, int]) -> dict[int, list[Entry]]:
    """By loop: where each persona enters what is a loop for them, from outside, from the start or with a new round."""
    found: dict[int, list[Entry]] = {k: [] for k in within.values()}
    for persona, (_, journey) in customers.kinds.items():
        own = {i: k for k, places in enumerate(_loops(journey)) for i in places}
        entries = {journey.flow.start, *journey.round_starts}
        entries |= {j for i, j, _ in _ways(journey) if own.get(i) != own.get(j)}
        for i in sorted(entries & own.keys()):
            returns = journey.round.returns[i]
            entry = Entry(str(customers.columns.steps[i].id), persona, returns / (1 + returns), 1 + returns)
            found[within[i]].append(entry)
    return found


def _back(
    customers: Customers, within: Mapping[int, int], entries: set[str]
) -> dict[int, list[tuple[str, str, float]]]:
    """By loop: the ways back in it, to an entry or an earlier step."""
    ids = [str(step.id) for step in customers.columns.steps]
    counts: dict[tuple[int, int], list[float]] = {}
    for weight, journey in customers.journeys:
        for i, j, share in _ways(journey):
            if i in within and within[i] == within.get(j) and (j <= i or ids[j] in entries):
                sums = counts.setdefault((i, j), [0.0, 0.0, 0.0])
                visits = weight * journey.visits[i]
                sums[0] += visits * share
                sums[1] += visits
                sums[2] = max(sums[2], share)
    found: dict[int, list[tuple[str, str, float]]] = {k: [] for k in within.values()}
    for (i, j), (gone, come, given) in sorted(counts.items()):
        found[within[i]].append((ids[i], ids[j], gone / come if come else given))
    return found
