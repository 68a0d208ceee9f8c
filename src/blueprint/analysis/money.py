"""What does a journey cost, and what does it earn?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from blueprint.analysis.amount import UNKNOWN, Amount, total
from blueprint.analysis.answer import Answer, common
from blueprint.analysis.time import labour_time, time, touch_time

if TYPE_CHECKING:
    from blueprint.analysis.customers import Customers
    from blueprint.analysis.table import Table


@dataclass(frozen=True, kw_only=True, repr=False)
class Money(Answer):
    """What a journey that is started costs and earns on average (Shostack 1984), in the file's currency."""

    question: ClassVar[str] = "money"
    names: ClassVar[tuple[str, ...]] = ("cost_per_journey", "profit_per_journey", "break_even_time")

    cost_per_journey: Amount
    """Work, other expenses and overhead."""
    labour_cost: Amount
    expenses: Amount
    overhead: float
    revenue: Amount
    """The price of those that succeed."""
    profit_per_journey: Amount
    break_even_time: Amount
    """The touch time at which the profit is 0, when labour grows with it and all else stays; in seconds."""
    labour_factor: Amount
    """Labour time over touch time: how much work a second of touch time takes, which the break-even keeps."""
    touch_time: Amount
    acceptable_time: Amount
    by_step: dict[str, tuple[float, Amount, float]]
    """What each visited step costs in an average journey, by id: visits, work and other expenses, all a visit."""

    def profit_at(self, time: timedelta | float) -> Amount:
        """The profit of a journey whose touch time is `time` (a timedelta, or seconds), all else equal.

        The cost of labour grows in proportion to the touch time. Unknown where either is.
        """
        seconds = time.total_seconds() if isinstance(time, timedelta) else time
        rate = _rate(self.labour_cost, self.touch_time)
        if rate is None or self.revenue.value is None:
            return UNKNOWN
        return Amount(self.revenue.value - (self.expenses.value or 0.0) - self.overhead - rate * seconds)

    def tables(self) -> tuple[Table, ...]:
        """Where the money goes, step by step."""
        rows = [
            (id_, visits, work, other, total([(visits, work), (visits, other)]))
            for id_, (visits, work, other) in self.by_step.items()
        ]
        columns = [
            ("step", "text"), ("visits", "count"), ("labour_cost", "money"), ("expenses", "money"),
            ("cost_per_journey", "money"),
        ]  # fmt: skip
        return (self.table("money", columns, rows),)


def money(customers: Customers) -> Money:
    """What the customers' journeys cost and earn."""
    b, columns, walk = customers.blueprint, customers.columns, customers.walk
    known = columns.has_costs and bool(walk.passages)
    labour = walk.sum(columns.labour_costs) if known else UNKNOWN
    expenses = walk.sum(columns.expenses) if known else UNKNOWN
    overhead = b.overhead or 0.0
    cost = total([(1.0, labour), (1.0, expenses), (1.0, overhead)]) if known else UNKNOWN
    success = walk.count(lambda passage: passage.journey.ends["success"])
    revenue = success.times(b.price) if b.price is not None else UNKNOWN
    profit = cost.taken_from(revenue.value) if revenue.value is not None else UNKNOWN
    touch = touch_time(customers, walk)
    rate = _rate(labour, touch)
    margin = None if revenue.value is None or expenses.value is None else revenue.value - expenses.value - overhead
    break_even = UNKNOWN if not rate or margin is None or margin < 0 else Amount(margin / rate)
    work = labour_time(customers, walk)
    said = _assumptions(customers, labour, revenue)
    if b.price is not None and known and not break_even.is_exact:
        why = "no_break_even" if margin is not None and margin < 0 else "break_even_unknown" if rate is None else "free"
        said = (*said, customers.words(why))
    return Money(
        cost_per_journey=cost,
        labour_cost=labour,
        expenses=expenses,
        overhead=overhead,
        revenue=revenue,
        profit_per_journey=profit,
        break_even_time=break_even,
        labour_factor=Amount(work.value / touch.value)
        if work.is_exact and touch.is_exact and work.value is not None and touch.value
        else UNKNOWN,
        touch_time=touch,
        acceptable_time=customers.answer(time).acceptable_time,
        by_step={
            str(columns.steps[i].id): (visits, columns.labour_costs[i], columns.expenses[i])
            for i, visits in sorted(walk.visits.items())
        }
        if known
        else {},
        assumptions=said,
        **common(customers),
    )


def _rate(labour_cost: Amount, touch_time: Amount) -> float | None:
    """What a second of touch time costs in labour; None where that is unknown."""
    if not (labour_cost.is_exact and touch_time.is_exact) or labour_cost.value is None or not touch_time.value:
        return None
    return labour_cost.value / touch_time.value


def _assumptions(customers: Customers, labour: Amount, revenue: Amount) -> tuple[str, ...]:
    words, columns = customers.words, customers.columns
    if not columns.has_costs:
        return (words("no_costs"),)
    said = []
    if not labour.is_exact:
        missing = [i for i in sorted(customers.walk.visits) if not columns.labour_costs[i].is_exact]
        said.append(words("no_labour_cost", steps=customers.ids(missing)))
    if revenue.value is None:
        said.append(words("no_price"))
    return tuple(said)
