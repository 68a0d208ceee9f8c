"""How often do customers come to each touchpoint, and of what kind are their contacts?"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from blueprint.analysis.customers import Customers, Journey
    from blueprint.model.catalogue import TouchpointKind


class Meeting(NamedTuple):
    """How often customers come to a touchpoint that is open to them."""

    reach: float
    """The share of journeys that come to it at all."""
    visits: float
    """How often an average journey comes to it."""


class Contacts:
    """How often customers come to what, at some steps or at all. Steps are ids."""

    def __init__(self, customers: Customers) -> None:
        self._customers = customers
        self._reached: dict[tuple[str | None, frozenset[int]], float] = {}

    def meeting(self, touchpoint: str, steps: Iterable[str]) -> Meeting:
        """How often customers come to a touchpoint at some steps that have it."""
        places = [self._customers.columns.place[id_] for id_ in steps]
        reach = visits = 0.0
        for persona, kind in self._customers.kinds.items():
            journey = kind.journey
            open_ = frozenset(i for i in places if journey.visits[i] and touchpoint in journey.flow.usable(i))
            visits += kind.share * sum(journey.visits[i] for i in open_)
            reach += kind.share * self._reach(persona, journey, open_)
        return Meeting(min(reach, 1.0), visits)

    def by_kind(self, steps: Collection[str]) -> dict[TouchpointKind, float]:
        """The expected contacts at some steps, by kind.

        Of several touchpoints of a step, the first that the customer can use counts, as everywhere in the analysis.
        """
        found: defaultdict[TouchpointKind, float] = defaultdict(float)
        touchpoints = self._customers.blueprint.touchpoints
        places = [self._customers.columns.place[id_] for id_ in steps]
        for share, journey in self._customers.journeys:
            for i in places:
                contact = journey.flow.contacts[i]
                if contact is not None:
                    found[touchpoints[contact].kind] += share * journey.visits[i]
        return dict(found)

    def _reach(self, persona: str | None, journey: Journey, places: frozenset[int]) -> float:
        """The probability to come to any of some steps."""
        if (persona, places) not in self._reached:
            self._reached[persona, places] = journey.chance_of_any(places)
        return self._reached[persona, places]


def contacts(customers: Customers) -> Contacts:
    """How often these customers come to each touchpoint."""
    return Contacts(customers)
