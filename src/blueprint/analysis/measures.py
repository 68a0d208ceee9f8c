"""One number by its name: a figure of all journeys, of one item, or of a part from one step to another."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from blueprint.analysis.amount import UNKNOWN, Amount, total
from blueprint.analysis.evidence import evidence
from blueprint.analysis.journeys import steps_per_journey
from blueprint.analysis.people import channel_switches, handoffs, human_contacts, internal_handoffs, line_crossings
from blueprint.analysis.questions import question_of
from blueprint.analysis.simulation import QUANTILES, quantiles
from blueprint.analysis.time import expected_time, labour_time, touch_time, wait_time
from blueprint.model.measure import FIGURES, Measure
from blueprint.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable

    from blueprint.analysis.customers import Customers, Walk
    from blueprint.analysis.simulation import Simulation

_OF_PARTS: dict[Measure, Callable[[Customers, Walk], Amount]] = {
    "steps_per_journey": lambda _, walk: steps_per_journey(walk),
    "expected_time": expected_time,
    "touch_time": touch_time,
    "wait_time": wait_time,
    "labour_time": labour_time,
    "handoffs": handoffs,
    "internal_handoffs": internal_handoffs,
    "line_crossings": lambda customers, walk: Amount(sum(line_crossings(customers, walk).values())),
    "channel_switches": channel_switches,
    "human_contacts": human_contacts,
}


def measure(
    customers: Customers, name: Measure, of: str | None = None, from_: str | None = None, to: str | None = None
) -> Amount:
    """A number of some customers: `name` as in the file's expectations, and what it is limited to.

    Without an item (`of`), of a figure of several: the sum of what adds up (crossings, times asked again, weights), and
    the worst of what doesn't (shares that come back, passes, impacts). A part (`from_`, `to`) is that of the customers
    who get through it, from the first visit of a step to the first visit of another, both included. Unknown where the
    file doesn't say enough, or nobody gets there. Raises ValueError where there is no such figure, item or part.
    """
    if name not in get_args(Measure):
        message = f"there is no figure `{name}`{did_you_mean(name, get_args(Measure))}"
        raise ValueError(message)
    figure = FIGURES[name]
    if from_ is not None or to is not None:
        if not figure.has_part:
            message = f"`{name}` is a figure of whole journeys: it can't be taken from or to a step"
            raise ValueError(message)
        return _of_part(customers, name, from_, to)
    question = question_of(name)
    value = getattr(customers.answer(question.ask), name)
    if of is not None:
        if name == "observed_share":
            value = customers.answer(evidence).by_stage
        return _of_item(name, value, of)
    if not figure.has_whole:
        message = f"`{name}` is a figure of each {figure.items[0]}: say of which"
        raise ValueError(message)
    return _whole(name, value)


def _of_part(customers: Customers, name: Measure, from_: str | None, to: str | None) -> Amount:
    for id_ in (from_, to):
        if id_ is not None and id_ not in customers.columns.place:
            message = f"there is no step `{id_}`{did_you_mean(id_, customers.columns.place)}"
            raise ValueError(message)
    if name in QUANTILES:
        return customers.answer(_quantiles_of(from_, to)).time_quantiles[name]
    walk = customers.part(from_, to)
    return _OF_PARTS[name](customers, walk) if walk.passages else UNKNOWN


@cache
def _quantiles_of(from_: str | None, to: str | None) -> Callable[[Customers], Simulation]:
    """The question how the times of a part spread: the same function for the same part, so that it is asked once."""
    return lambda customers: quantiles(customers, from_, to)


def _of_item(name: Measure, values: Any, of: str) -> Amount:
    """The figure of one item; parts of different kinds may share an id, then the worst counts."""
    if values is None:
        return UNKNOWN
    if not isinstance(values, dict):
        message = f"`{name}` is one figure for the whole: it can't be taken of `{of}`"
        raise ValueError(message)  # noqa: TRY004 (the name is wrong, not the type)
    found = [value for key, value in values.items() if key == of or key.partition(" ")[2] == of]
    if not found:
        if name in ("return_share", "expected_passes"):  # a step that no loop is entered by
            return Amount(0.0 if name == "return_share" else 1.0)
        message = f"there is no `{name}` of `{of}`{did_you_mean(of, values)}"
        raise ValueError(message)
    return _worst(found)


def _whole(name: Measure, value: Any) -> Amount:
    if value is None:
        return UNKNOWN
    if isinstance(value, Amount):
        return value
    if not isinstance(value, dict):
        return Amount(value)
    if name in ("return_share", "expected_passes"):
        return _worst([*value.values(), 0.0 if name == "return_share" else 1.0])
    if name == "failure_impact":
        return _worst([*value.values(), 0.0])
    return total((1.0, part) for part in value.values())


def _worst(values: list[Any]) -> Amount:
    amounts = [value if isinstance(value, Amount) else Amount(value) for value in values]
    known = [amount.value for amount in amounts if amount.value is not None]
    if len(known) < len(amounts):
        return Amount(max(known), "at_least") if known and max(known) > 0 else UNKNOWN
    return max(amounts, key=lambda amount: amount.value or 0.0)
