"""Whether what must hold of the figures does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import isclose
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

from blueprint.analysis.amount import UNKNOWN
from blueprint.analysis.answer import Answer, common
from blueprint.analysis.measures import measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.analysis.amount import Amount
    from blueprint.analysis.customers import Customers
    from blueprint.analysis.table import Table
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
        bounds = zip(("at_least", "at_most"), bounds_of(self.expectation), strict=True)
        said |= {side: bound for side, bound in bounds if bound is not None}
        return {**said, "measured": self.measured.to_plain(), "result": self.result, "why": self.why}


@dataclass(frozen=True, kw_only=True, repr=False)
class Expectations(Answer):
    """What must hold of the figures, and whether it does."""

    question: ClassVar[str] = "expectations"
    names: ClassVar[tuple[str, ...]] = ()

    verdicts: tuple[Verdict, ...]

    def __iter__(self) -> Iterator[Verdict]:
        return iter(self.verdicts)

    def __len__(self) -> int:
        return len(self.verdicts)

    def __getitem__(self, i: int) -> Verdict:
        return self.verdicts[i]

    @property
    def are_met(self) -> bool:
        """Whether all of them are met."""
        return all(verdict.result == "met" for verdict in self.verdicts)

    def tables(self) -> tuple[Table, ...]:
        """What is expected, what was measured, and whether that keeps the bounds."""
        rows = [
            (e.measure, e.of, e.from_, e.to, e.persona, *bounds_of(e), measured, result, why)
            for e, measured, result, why in self.verdicts
        ]
        columns = [
            ("figure", "text", "figure"), ("of", "text"), ("from", "text"), ("to", "text"), ("persona", "text"),
            ("at_least", "figure"), ("at_most", "figure"), ("measured", "figure"), ("result", "text", "result"),
            ("why", "text"),
        ]  # fmt: skip
        return (self.table("expectations", columns, rows),)

    def to_dict(self) -> dict[str, Any]:
        """Plain data: see `Verdict.to_dict`."""
        return {"expectations": [verdict.to_dict() for verdict in self.verdicts]}


def expectations(customers: Customers) -> Expectations:
    """Whether the file's expectations hold; of one persona, those about it."""
    found = customers.blueprint.expectations
    if customers.persona is not None:
        found = tuple(one for one in found if one.persona == customers.persona)
    return Expectations(verdicts=tuple(judge(customers, expectation) for expectation in found), **common(customers))


def judge(customers: Customers, expectation: Expectation) -> Verdict:
    """Whether one expectation holds."""
    e = expectation
    try:
        measured = measure(customers.of(e.persona), e.measure, e.of, e.from_, e.to)
    except ValueError as error:
        return Verdict(e, UNKNOWN, "can't tell", str(error))
    bounds = zip(("at_least", "at_most"), bounds_of(e), strict=True)
    results = {_keeps(measured, bound, side) for side, bound in bounds if bound is not None}
    result: Result = next((r for r in ("not met", "can't tell") if r in results), "met")
    return Verdict(e, measured, result)


def bounds_of(e: Expectation) -> tuple[float | None, float | None]:
    """What the figure may not be less, and may not be more than; times in seconds."""
    least, most = (
        bound.total_seconds() if isinstance(bound, timedelta) else bound for bound in (e.at_least, e.at_most)
    )
    return least, most


def _keeps(measured: Amount, bound: float, side: str) -> Result:
    """Whether an amount is at least, or at most, a bound. What is only known to be no less may still be more."""
    value = measured.value
    if value is None:
        return "can't tell"
    is_kept = isclose(value, bound, rel_tol=1e-9, abs_tol=1e-12) or (value > bound) == (side == "at_least")
    if measured.bound == "exact" or (measured.bound == side) == is_kept:
        return "met" if is_kept else "not met"
    return "can't tell"
