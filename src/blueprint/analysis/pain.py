"""What hurts, what can go wrong, and what is worth doing first?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from blueprint.analysis.amount import UNKNOWN, Amount, total
from blueprint.analysis.answer import Answer, common

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from blueprint.analysis.customers import Customers
    from blueprint.analysis.table import Table
    from blueprint.model.catalogue import Solution

SCALE = 5
"""The highest step of the scales of severity, detection, impact and effort."""

_OCCURRENCE_RANKS = (
    (2, 10), (3, 9), (8, 8), (20, 7), (80, 6), (400, 5), (2_000, 4), (15_000, 3), (150_000, 2),
)  # fmt: skip
"""The classic ranks of FMEA: a failure in 1 of so many cases or more often has this rank; a rarer one has 1."""

_AS_WRITTEN = 0.985
"""A share may fall short of a rank's by 1.5% of it, so that 33% counts as 1 in 3 (and 49% not as 1 in 2)."""


class Hurt(NamedTuple):
    """A pain point: where it is, and how often those who feel it come there in an average journey."""

    id: str
    what: str
    step: str
    visits: float
    occurrence: float | None
    severity: int | None


class Failing(NamedTuple):
    """A fail point of a step or of an action in it, and how often customers come there in an average journey."""

    id: str
    what: str
    step: str
    visits: float
    occurrence: float | None
    severity: int | None
    detection: int | None


class Priority(NamedTuple):
    """What a solution would do for an average journey, and for what effort."""

    id: str
    what: str
    addresses: tuple[str, ...]
    weight: Amount
    """Of the pain and fail points that it addresses (visits x occurrence x severity); unknown where there are none."""
    value: Amount
    """The weight x impact / 5."""
    per_effort: Amount
    effort: int | None
    status: str | None


@dataclass(frozen=True, kw_only=True, repr=False)
class Pain(Answer):
    """What hurts, what can go wrong, and what each improvement is worth, in an average journey; by id."""

    question: ClassVar[str] = "pain"
    names: ClassVar[tuple[str, ...]] = ("pain_weight", "risk")

    pain_weight: dict[str, Amount]
    """Of each pain point: visits of those who feel it x occurrence x severity."""
    risk: dict[str, Amount]
    """Of each fail point: visits x occurrence x severity x detection (FMEA, with shares in place of ranks)."""
    rpn: dict[str, int | None]
    """The classic risk priority number of each fail point, from 4 to 1000: ranks of severity, occurrence, detection."""
    remaining: dict[str, Amount]
    """What stays of each pain's weight when each solution that is done takes its impact / 5 away from what is left.

    It is right where the pain points are as they were before. A solution of unknown impact takes nothing: at most this
    stays.
    """
    uncovered: tuple[str, ...]
    """The pain points that no solution addresses; of one persona, those that they may feel."""
    pain_points: tuple[Hurt, ...]
    fail_points: tuple[Failing, ...]
    solutions: tuple[Priority, ...]
    """The most worth for its effort first; those of which that is unknown last."""

    def tables(self) -> tuple[Table, ...]:
        """The pain points and the fail points, the heaviest first, and the solutions, the most worth first."""
        addressed: dict[str, list[str]] = {}
        for solution in self.solutions:
            for id_ in solution.addresses:
                addressed.setdefault(id_, []).append(solution.id)
        pains = [
            (*p, self.pain_weight[p.id], self.remaining[p.id], tuple(addressed.get(p.id, ())))
            for p in sorted(self.pain_points, key=lambda p: _falling(self.pain_weight[p.id]))
        ]
        fails = [
            (*f, self.risk[f.id], self.rpn[f.id], tuple(addressed.get(f.id, ())))
            for f in sorted(self.fail_points, key=lambda f: _falling(self.risk[f.id]))
        ]
        place: list[tuple[str, Any]] = [
            ("what", "text"), ("step", "text"), ("visits", "count"), ("occurrence", "share"), ("severity", "count"),
        ]  # fmt: skip
        return (
            self.table(
                "pain",
                [
                    ("pain_point", "text"), *place, ("pain_weight", "weight"), ("remaining", "weight"),
                    ("solutions", "text"),
                ],
                pains,
            ),
            self.table(
                "risk",
                [
                    ("fail_point", "text"), *place, ("detection", "count"), ("risk", "weight"), ("rpn", "count"),
                    ("solutions", "text"),
                ],
                fails,
            ),
            self.table(
                "solutions",
                [
                    ("solution", "text"), ("what", "text"), ("addresses", "text"), ("weight", "weight"),
                    ("value", "weight"), ("per_effort", "weight"), ("effort", "count"), ("status", "text", "status"),
                ],
                self.solutions,
            ),
        )  # fmt: skip


def pain(customers: Customers) -> Pain:
    """What the customers suffer from, what can go wrong for them, and what is worth doing first."""
    pain_points = tuple(_pain_points(customers))
    fail_points = tuple(_fail_points(customers))
    points: tuple[Hurt | Failing, ...] = (*pain_points, *fail_points)
    nobody = customers.is_nobody
    weights = {p.id: UNKNOWN if nobody else _product(p.visits, p.occurrence, p.severity) for p in points}
    risk = {f.id: UNKNOWN if nobody else _product(f.visits, f.occurrence, f.severity, f.detection) for f in fail_points}
    found = customers.blueprint.solutions
    solutions = sorted(
        (_priority(id_, solution, weights) for id_, solution in found.items()),
        key=lambda s: (_falling(s.per_effort), s.id),
    )
    return Pain(
        pain_weight={p.id: weights[p.id] for p in pain_points},
        risk=risk,
        rpn={f.id: _rpn(f) for f in fail_points},
        remaining={
            p.id: _remaining(weights[p.id], [s for s in found.values() if s.status == "done" and p.id in s.addresses])
            for p in pain_points
        },
        uncovered=tuple(_uncovered(customers, {id_ for solution in found.values() for id_ in solution.addresses})),
        pain_points=pain_points,
        fail_points=fail_points,
        solutions=tuple(solutions),
        assumptions=_assumptions(customers, weights, risk, solutions),
        **common(customers),
    )


# -- points ------------------------------------------------------------------------------------------------------


def _pain_points(customers: Customers) -> Iterator[Hurt]:
    for i, step in enumerate(customers.columns.steps):
        for point in step.pain_points:
            yield Hurt(
                id=str(point.id),
                what=point.what,
                step=str(step.id),
                visits=_visits(customers, i, point.personas),
                occurrence=point.occurrence,
                severity=point.severity,
            )


def _fail_points(customers: Customers) -> Iterator[Failing]:
    for i, step in enumerate(customers.columns.steps):
        visits = _visits(customers, i)
        for point in chain(step.fail_points, *(action.fail_points for _, action in step.actions())):
            yield Failing(
                id=str(point.id),
                what=point.what,
                step=str(step.id),
                visits=visits,
                occurrence=point.occurrence,
                severity=point.severity,
                detection=point.detection,
            )


def _uncovered(customers: Customers, addressed: Collection[str]) -> Iterator[str]:
    persona = customers.persona
    for step in customers.columns.steps:
        for point in step.pain_points:
            if point.id not in addressed and (persona is None or not point.personas or persona in point.personas):
                yield str(point.id)


def _visits(customers: Customers, i: int, personas: Collection[str] = ()) -> float:
    """The expected visits of a step by some personas; without any, by all. Who gives up there has visited it."""
    return sum(
        weight * journey.visits[i]
        for weight, journey in customers.journeys
        if not personas or journey.flow.persona in personas
    )


def _product(*factors: float | None) -> Amount:
    """The product of numbers from 0 up; 0 where one is, whatever the others are, else unknown where one is."""
    if 0 in factors:
        return Amount(0.0)
    known = [factor for factor in factors if factor is not None]
    return Amount(math.prod(known)) if len(known) == len(factors) else UNKNOWN


def _rpn(point: Failing) -> int | None:
    """Severity and detection doubled (to ranks of 2 to 10) x the rank of the occurrence; None where one is missing."""
    if point.severity is None or point.detection is None or point.occurrence is None:
        return None
    share = point.occurrence
    rank = next((rank for cases, rank in _OCCURRENCE_RANKS if share * cases >= _AS_WRITTEN), 1)
    return 2 * point.severity * rank * 2 * point.detection


# -- solutions ---------------------------------------------------------------------------------------------------


def _priority(id_: str, solution: Solution, weights: dict[str, Amount]) -> Priority:
    weighed = [weights[point] for point in dict.fromkeys(solution.addresses) if point in weights]
    weight = total((1.0, found) for found in weighed) if weighed else UNKNOWN
    value = UNKNOWN if solution.impact is None else weight.times(solution.impact / SCALE)
    return Priority(
        id=id_,
        what=solution.what,
        addresses=solution.addresses,
        weight=weight,
        value=value,
        per_effort=UNKNOWN if solution.effort is None else value.times(1 / solution.effort),
        effort=solution.effort,
        status=solution.status,
    )


def _remaining(weight: Amount, done: Iterable[Solution]) -> Amount:
    for solution in done:
        if solution.impact is not None:
            weight = weight.times(1 - solution.impact / SCALE)
        elif weight.value:
            weight = Amount(weight.value, "at_most")
    return weight if weight.value else Amount(weight.value)


def _falling(amount: Amount) -> float:
    """Where an amount stands in a list with the largest first and the unknown last; what differs by rounding ties."""
    return math.inf if amount.value is None else -float(f"{amount.value:.9g}")


# -- what had to be assumed --------------------------------------------------------------------------------------


def _assumptions(
    customers: Customers, weights: dict[str, Amount], risk: dict[str, Amount], solutions: Iterable[Priority]
) -> tuple[str, ...]:
    if customers.is_nobody:
        return ()
    words = customers.words
    catalogue = customers.blueprint.solutions
    done = [id_ for id_, solution in catalogue.items() if solution.status == "done"]
    cases = {
        "no_pain_weight": [id_ for id_, weight in weights.items() if weight.value is None],
        "no_risk": [id_ for id_, amount in risk.items() if amount.value is None and weights[id_].value is not None],
        "no_priority": [id_ for id_, found in catalogue.items() if found.impact is None or found.effort is None],
        "weighs_nothing": [s.id for s in solutions if not any(id_ in weights for id_ in s.addresses)],
        "done_before": [id_ for id_ in done if any(point in weights for point in catalogue[id_].addresses)],
        "done_without_impact": [id_ for id_ in done if catalogue[id_].impact is None],
    }
    return tuple(words(key, ids=words.listed(ids)) for key, ids in cases.items() if ids)
