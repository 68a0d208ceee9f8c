"""A number that may be known, known to be no less (or no more), or unknown."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what is known of it: `value` is exact, a bound, or None where nothing is known.

    A sum over parts of which some are unknown is a lower bound ("at_least"): what is missing can only add to it. What
    is left of a price after such a sum is an upper bound ("at_most").
    """

    value: float | None = None
    bound: Literal["exact", "at_least", "at_most"] = "exact"

    @property
    def is_exact(self) -> bool:
        """Whether the number itself is known."""
        return self.value is not None and self.bound == "exact"

    def times(self, factor: float) -> Amount:
        """The amount, `factor` (0 or more) times."""
        return self if self.value is None else Amount(self.value * factor, self.bound)

    def taken_from(self, whole: float) -> Amount:
        """What is left of a known number after it: a lower bound leaves an upper bound."""
        if self.value is None:
            return self
        turned: dict[str, Literal["exact", "at_least", "at_most"]] = {"at_least": "at_most", "at_most": "at_least"}
        return Amount(whole - self.value, turned.get(self.bound, "exact"))

    def __float__(self) -> float:
        """The number, where it is known exactly. Raises ValueError where it is a bound or unknown."""
        if self.value is None or self.bound != "exact":
            message = f"the number itself is not known, only that it is {self}: take `.value`"
            raise ValueError(message)
        return self.value

    def __format__(self, spec: str) -> str:
        """The number as a format says, `≥ ` or `≤ ` before it where it is a bound: `f"{amount:.2f}"`."""
        if self.value is None:
            return "unknown"
        return {"exact": "", "at_least": "≥ ", "at_most": "≤ "}[self.bound] + format(self.value, spec or ".6g")

    def __str__(self) -> str:
        return format(self)

    def to_plain(self) -> float | dict[str, float] | None:
        """As JSON has it: the number, `{"at_least": number}`, or None."""
        if self.value is None or self.bound == "exact":
            return self.value
        return {self.bound: self.value}


UNKNOWN = Amount()


def total(parts: Iterable[tuple[float, float | Amount | None]]) -> Amount:
    """The sum of weight x number over numbers of which none is below 0; what weighs nothing does not count.

    Unknown where all that counts is unknown, where what is known adds up to nothing ("at least 0" says nothing), or to
    more than numbers go (1e308).
    """
    known = 0.0
    is_exact, is_empty = True, True
    for weight, part in parts:
        if not weight:
            continue
        value, exact = (part.value, part.bound == "exact") if isinstance(part, Amount) else (part, True)
        if value is None:
            is_exact = False
            continue
        known += weight * value
        is_exact = is_exact and exact
        is_empty = False
    if not isfinite(known):
        return UNKNOWN
    if is_exact:
        return Amount(known)
    return UNKNOWN if is_empty or not known else Amount(known, "at_least")


def average(parts: Iterable[tuple[float, float | Amount | None]]) -> Amount:
    """The mean of numbers of any sign by weight; unknown where any that counts is, or there are none."""
    weights, sum_ = 0.0, 0.0
    bounds = set()
    for weight, part in parts:
        if not weight:
            continue
        amount = part if isinstance(part, Amount) else Amount(part)
        if amount.value is None:
            return UNKNOWN
        weights += weight
        sum_ += weight * amount.value
        bounds.add(amount.bound)
    bounds.discard("exact")
    if not weights or len(bounds) > 1:
        return UNKNOWN
    return Amount(sum_ / weights, bounds.pop() if bounds else "exact")
