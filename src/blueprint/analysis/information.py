"""What is known of the customer where, what is asked again, and what is shown?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blueprint.analysis.customers import Customers


def asked_again(customers: Customers) -> dict[str, float]:
    """How often customers are asked again for each datum that is collected anywhere, by id.

    E[visits to steps that collect it] - P(it is ever collected), per round where a branch repeats.
    """
    where: dict[str, set[int]] = {}
    for i, step in enumerate(customers.columns.steps):
        for _, action in step.actions():
            for datum in action.collects:
                where.setdefault(datum, set()).add(i)
    return {
        datum: sum(
            share * max(sum(journey.visits[i] for i in where[datum]) - journey.rounds_at(where[datum]), 0.0)
            for share, journey in customers.journeys
            if share
        )
        for datum in customers.blueprint.data
        if datum in where
    }
