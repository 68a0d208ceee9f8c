"""When do customers come to each stage, and how many do?"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.analysis.amount import UNKNOWN, Amount, total

if TYPE_CHECKING:
    from blueprint.analysis.customers import Customers


class Arrival(NamedTuple):
    """How customers come to a stage for the first time."""

    share: float
    """The share of them who ever come to any of its steps."""
    time: Amount
    """The mean time that these have taken before it, in seconds; unknown where nobody comes."""


def arrivals(customers: Customers) -> dict[str, Arrival]:
    """How the customers come to each stage that has steps, by its id."""
    return customers.answer(_arrivals)


def _arrivals(customers: Customers) -> dict[str, Arrival]:
    found = {}
    for stage in customers.blueprint.stages:
        places = [customers.columns.place[str(step.id)] for step in stage.steps]
        if not places:
            continue
        walk = customers.until(places)
        before = [(visits, customers.columns.elapsed[i]) for i, visits in walk.visits.items() if i not in places]
        found[str(stage.id)] = Arrival(walk.probability, total(before) if walk.passages else UNKNOWN)
    return found
