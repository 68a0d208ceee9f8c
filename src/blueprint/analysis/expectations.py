"""Whether what must hold of the figures does."""

from __future__ import annotations

from datetime import timedelta
from math import isclose
from typing import TYPE_CHECKING, Literal, NamedTuple

from blueprint.analysis.measures import measure

if TYPE_CHECKING:
    from blueprint.analysis.amount import Amount
    from blueprint.analysis.customers import Customers
    from blueprint.model.expectation import Expectation

Result = Literal["met", "not met", "can't tell"]


class Verdict(NamedTuple):
    """An expectation, the figure that was measured, and whether it keeps the bounds.

    "can't tell" where the figure is unknown, or only a bound of it is known that does not decide.
    """

    expectation: Expectation
    measured: Amount
    result: Result
    why: str | None = None
    """Where the figure can't be taken at all: the reason."""

    def to_dict(self) -> dict[str, object]:
        """Plain data: the expectation's own keys, the figure and the result."""
        said = self.expectation.model_dump(exclude_none=True, by_alias=True, mode="json")
        for bound in ("at_least", "at_most"):
            if (value := getattr(self.expectation, bound)) is not None:
                said[bound] = _number(value)
        return {**said, "measured": self.measured.to_plain(), "result": self.result, "why": self.why}


def expectations(customers: Customers) -> tuple[Verdict, ...]:
    """Whether the file's expectations hold; of one persona, those about it."""
    found = customers.blueprint.expectations
    if customers.persona is not None:
        found = tuple(one for one in found if one.persona == customers.persona)
    return tuple(judge(customers, expectation) for expectation in found)


def judge(customers: Customers, expectation: Expectation) -> Verdict:
    """Whether one expectation holds."""
    from blueprint.analysis.amount import UNKNOWN

    e = expectation
    try:
        measured = measure(customers.of(e.persona), e.measure, e.of, e.from_, e.to)
    except ValueError as error:
        return Verdict(e, UNKNOWN, "can't tell", str(error))
    results = {_keeps(measured, _number(bound), side) for side, bound in _bounds(e)}
    result: Result = next((r for r in ("not met", "can't tell") if r in results), "met")
    return Verdict(e, measured, result)


def _bounds(e: Expectation) -> list[tuple[str, timedelta | float]]:
    return [(side, bound) for side, bound in (("at_least", e.at_least), ("at_most", e.at_most)) if bound is not None]


def _number(bound: timedelta | float) -> float:
    return bound.total_seconds() if isinstance(bound, timedelta) else bound


def _keeps(measured: Amount, bound: float, side: str) -> Result:
    """Whether an amount is at least, or at most, a bound. What is only known to be no less may still be more."""
    value = measured.value
    if value is None:
        return "can't tell"
    is_kept = isclose(value, bound, rel_tol=1e-9, abs_tol=1e-12) or (value > bound) == (side == "at_least")
    if measured.bound == "exact" or (measured.bound == side) == is_kept:
        return "met" if is_kept else "not met"
    return "can't tell"
