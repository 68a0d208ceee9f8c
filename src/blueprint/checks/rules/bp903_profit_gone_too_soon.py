"""BP903: the profit is gone before customers lose their patience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.amounts import duration
from blueprint.checks.declaration import Remark, rule
from blueprint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.analysis.analysis import Analysis
    from blueprint.checks.subject import Subject


@rule("BP903", "profit-gone-too-soon", Severity.ADVICE)
def profit_gone_too_soon(subject: Subject) -> Iterator[Remark]:
    """The work may take longer before customers mind than before it costs more than it earns.

    Shostack (1984) set her shoeshine at two minutes: customers would accept five, but at four each pair loses money.
    Where the break-even comes before the end of the customers' patience, nobody complains while the profit goes. Hold
    the work to a standard time, make it cheaper, or ask a price that carries what customers accept.

    The rule speaks where the file has a `price`, costs and times that give a break-even, and steps of the main path say
    what time is acceptable (`acceptable_time`). Where a step has a `wait`, what customers accept is patience with that:
    its work counts as it is.

    Bad:

    ```yaml
    blueprint: v1
    title: Key cutting
    currency: EUR
    price: 5
    stages:
      - name: Cut
        steps:
          - customer: Wait for the key
            frontstage: {does: Cut the key, actor: cutter, time: 5m}
            time: 5m
            acceptable_time: 20m
    actors:
      cutter: {name: Key cutter, hourly_cost: 30}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Key cutting
    currency: EUR
    price: 12
    stages:
      - name: Cut
        steps:
          - customer: Wait for the key
            frontstage: {does: Cut the key, actor: cutter, time: 5m}
            time: 5m
            acceptable_time: 20m
    actors:
      cutter: {name: Key cutter, hourly_cost: 30}
    ```
    """
    blueprint = subject.blueprint
    if blueprint.price is None or all(at.step.acceptable_time is None for at in subject.steps):
        return
    if subject.analysis is None:
        return
    money = subject.analysis.money
    accepted = _accepted_work(subject.analysis)
    break_even, takes = money.break_even_time.value, money.touch_time.value
    if accepted is None or break_even is None or takes is None or break_even >= accepted:
        return
    now = f"now {duration(takes)}" if takes <= break_even else f"which it exceeds, at {duration(takes)}"
    message = (
        f"the profit is gone after {duration(break_even)} of work ({now}), though customers accept "
        f"{duration(accepted)}: hold the work to a standard time, or make it cheaper"
    )
    yield Remark(message, ("price",))


def _accepted_work(analysis: Analysis) -> float | None:
    """How long the work on the main path may take until customers mind, in seconds; None where the file doesn't say.

    Where they wait, the time that they accept is patience with the wait: there the work stays as it is.
    """
    columns = analysis.customers.columns
    path = [columns.place[id_] for id_ in analysis.journeys.main_path]
    accepted = {i: columns.acceptable[i] for i in path if columns.acceptable[i] is not None and not columns.waits[i]}
    return sum(accepted.get(i) or columns.services[i].value or 0.0 for i in path) if accepted else None
