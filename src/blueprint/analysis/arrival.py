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
    """Weighted by how many of each kind of customers come there; a time that isn't known makes that mean a bound."""
    stages = {str(stage.id): stage.steps for stage in customers.blueprint.stages if stage.steps}
    sets = [[customers.columns.place[str(step.id)] for step in steps] for steps in stages.values()]
    times = [amount.value or 0.0 for amount in customers.columns.elapsed]
    unsure = [float(not amount.is_exact) for amount in customers.columns.elapsed]
    share, known, unknown = [0.0] * len(sets), [0.0] * len(sets), [0.0] * len(sets)
    for weight, journey in customers.journeys:
        for n, seen in enumerate(journey.watched(sets, times)):
            share[n] += weight * sum(seen.arriving.values())
            known[n] += weight * sum(seen.gained.values())
        if any(unsure):
            for n, seen in enumerate(journey.watched(sets, unsure)):
                unknown[n] += weight * sum(seen.gained.values())
    return {id_: _arrival(*sums) for id_, *sums in zip(stages, share, known, unknown, strict=True)}


def _arrival(share: float, known: float, unknown: float) -> Arrival:
    """From the share of those who come, and what all take before it: known time, and visits of steps without one."""
    if not share:
        return Arrival(0.0, UNKNOWN)
    return Arrival(min(share, 1.0), total([(1.0, known / share), (unknown / share, UNKNOWN)]))
