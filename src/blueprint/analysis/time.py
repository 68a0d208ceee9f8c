"""How long does it take: Shostack 1984, made honest about loops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from blueprint.analysis.amount import UNKNOWN, Amount, total
from blueprint.analysis.answer import Answer, common
from blueprint.analysis.journeys import main_path

if TYPE_CHECKING:
    from blueprint.analysis.customers import Customers, Walk
    from blueprint.analysis.table import Table


@dataclass(frozen=True, kw_only=True, repr=False)
class Time(Answer):
    """How long journeys take, in seconds: work and waiting, and what customers accept."""

    question: ClassVar[str] = "time"
    names: ClassVar[tuple[str, ...]] = (
        "standard_time", "expected_time", "expected_time_of_successes", "touch_time", "wait_time", "labour_time",
        "acceptable_time",
    )  # fmt: skip

    standard_time: Amount
    """Wait and work along the main path, without loops."""
    expected_time: Amount
    """The mean over all journeys, given-up ones included."""
    expected_time_of_successes: Amount
    """The mean over the journeys that succeed."""
    touch_time: Amount
    """The part of the expected time in which something is done."""
    wait_time: Amount
    """The part of the expected time in which customers wait."""
    labour_time: Amount
    """The work of all actors in a journey, whether the customer waits for it or not."""
    acceptable_time: Amount
    """What customers accept along the main path, over the steps for which the file says so."""
    time_against_acceptable: Amount
    """Wait and work of the same steps."""
    too_long: dict[str, tuple[float, float]]
    """The steps that take longer than customers accept, by id: what they take, and what is accepted."""
    by_step: dict[str, tuple[float, Amount, Amount]]
    """What each visited step takes in an average journey: visits, wait, work; all times a visit."""

    def tables(self) -> tuple[Table, ...]:
        """Where the time goes, step by step."""
        rows = [
            (id_, visits, wait, work, total([(visits, wait), (visits, work)]))
            for id_, (visits, wait, work) in self.by_step.items()
        ]
        columns = [("step", "text"), ("visits", "count"), ("wait", "time"), ("work", "time"), ("per_journey", "time")]
        return (self.table("time", columns, rows),)


def time(customers: Customers) -> Time:
    """How long the customers' journeys take."""
    columns, walk = customers.columns, customers.walk
    path, _ = main_path(customers)
    judged = [i for i in path if columns.acceptable[i] is not None]
    compared = [(i, columns.elapsed[i], columns.acceptable[i] or 0.0) for i in judged]
    return Time(
        standard_time=total((1.0, columns.elapsed[i]) for i in path) if path else UNKNOWN,
        expected_time=expected_time(customers, walk),
        expected_time_of_successes=expected_time(customers, customers.successes),
        touch_time=touch_time(customers, walk),
        wait_time=wait_time(customers, walk),
        labour_time=labour_time(customers, walk),
        acceptable_time=Amount(sum(accepted for _, _, accepted in compared)) if judged else UNKNOWN,
        time_against_acceptable=total((1.0, takes) for _, takes, _ in compared) if judged else UNKNOWN,
        too_long={
            str(columns.steps[i].id): (takes.value, accepted)
            for i in sorted(walk.visits)
            if (accepted := columns.acceptable[i]) is not None
            and (takes := columns.elapsed[i]).value is not None
            and takes.value > accepted
        },
        by_step={
            str(columns.steps[i].id): (visits, Amount(columns.waits[i]), columns.services[i])
            for i, visits in sorted(walk.visits.items())
        },
        assumptions=(*without_time(customers), *_without_labour(customers)),
        **common(customers),
    )


def expected_time(customers: Customers, walk: Walk) -> Amount:
    """The expected wait and work."""
    return walk.sum(customers.columns.elapsed)


def touch_time(customers: Customers, walk: Walk) -> Amount:
    """The expected work."""
    return walk.sum(customers.columns.services)


def wait_time(customers: Customers, walk: Walk) -> Amount:
    """The expected waiting."""
    return walk.sum(customers.columns.waits)


def labour_time(customers: Customers, walk: Walk) -> Amount:
    """The expected work of all actors; unknown where the file names none."""
    return walk.sum(customers.columns.labour) if customers.columns.has_labour else UNKNOWN


def without_time(customers: Customers) -> tuple[str, ...]:
    """Which visited steps have no time, so that sums are lower bounds."""
    visited = sorted(customers.walk.visits)
    missing = [i for i in visited if not customers.columns.services[i].is_exact]
    if not missing:
        return ()
    said = customers.words("no_time", count=len(missing), all=len(visited), steps=customers.ids(missing))
    return (said,)


def _without_labour(customers: Customers) -> tuple[str, ...]:
    columns = customers.columns
    missing = [i for i in sorted(customers.walk.visits) if columns.has_labour and not columns.labour[i].is_exact]
    return (customers.words("no_labour_time", steps=customers.ids(missing)),) if missing else ()
