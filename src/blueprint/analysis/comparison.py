"""What is better, and what is worse, in one blueprint than in another?"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isclose, isfinite
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from blueprint.analysis.answer import Answer
from blueprint.analysis.customers import Customers
from blueprint.analysis.measures import measure
from blueprint.analysis.simulation import Simulation, quantiles
from blueprint.analysis.table import Column, Table
from blueprint.model.blueprint import Blueprint
from blueprint.model.measure import FIGURES, Measure

if TYPE_CHECKING:
    from collections.abc import Collection

    from blueprint.analysis.amount import Amount
    from blueprint.analysis.analysis import Analysis
    from blueprint.analysis.words import Words
    from blueprint.model.measure import Unit

Range = tuple[float, float]
"""The least and the most that a number may be."""

Direction = Literal["better", "worse", "same", "changed", "can't tell"]

LEADING: tuple[Measure, ...] = ("success_share", "expected_time_of_successes")
"""What comparisons lead with: a journey that is short because customers are lost is no better."""

OF_ALL = frozenset(
    name
    for name, figure in FIGURES.items()
    if figure.better == "lower" and figure.unit in ("time", "count", "money", "weight")
    and name not in ("expected_time_of_successes", "standard_time", "expected_passes")
)  # fmt: skip
"""The figures of all journeys, given-up ones included, that get less where customers are lost."""


class FigureChange(NamedTuple):
    """A figure before and after."""

    figure: Measure
    before: Amount
    after: Amount
    change: float | None
    """After less before; None where either is not known exactly."""
    relative: float | None
    """The change as a share of what was before; None where that is 0 or next to it, or a feeling."""
    verdict: Direction
    """"changed" where neither way is better, or how many succeed hides which is; "can't tell" where what is known does
    not decide."""

    @property
    def is_hidden(self) -> bool:
        """Whether it would be better or worse, were it not that fewer or more succeed."""
        return self.verdict == "changed" and FIGURES[self.figure].better is not None


@dataclass(frozen=True, kw_only=True, repr=False)
class Comparison(Answer):
    """The figures of two blueprints side by side: all that are known of either."""

    question: ClassVar[str] = "comparison"
    names: ClassVar[tuple[str, ...]] = ()

    changes: tuple[FigureChange, ...]
    """Of the mix of customers; first whether they succeed, and how long that takes."""
    personas: dict[str, tuple[FigureChange, ...]]
    """Of each persona that both blueprints have, by id; not of one who is all the customers."""

    def tables(self) -> tuple[Table, ...]:
        """A row for each figure: a table for the mix, and one for each persona."""
        words = self.words
        of_personas = (
            self._table(words("title.comparison_of", persona=id_), changes) for id_, changes in self.personas.items()
        )
        return (self._table(words("title.comparison"), self.changes), *of_personas)

    def _table(self, title: str, changes: tuple[FigureChange, ...]) -> Table:
        words = self.words
        columns = (
            Column("figure", words("column.figure")),
            *(Column(key, words(f"column.{key}"), "count") for key in ("before", "after", "change")),
            Column("relative", words("column.relative"), "share"),
            Column("verdict", words("column.verdict")),
        )
        return _Figures(title, columns, changes, words, self.currency)


class _Figures(Table):
    """A table whose rows are figures, each in its own unit."""

    def cells(self) -> list[list[str]]:
        """The values as people read them."""
        return [self._row(FigureChange(*row)) for row in self.rows]

    def _row(self, row: FigureChange) -> list[str]:
        words, unit = self.words, FIGURES[row.figure].unit
        return [
            words(f"figure.{row.figure}"),
            words.amount(row.before, unit, self.currency),
            words.amount(row.after, unit, self.currency),
            _signed(words, row.change, unit, self.currency),
            words("none") if row.relative is None else _plus(row.relative) + words.share(row.relative),
            words(f"change.{row.verdict}"),
        ]


def _signed(words: Words, change: float | None, unit: Unit, currency: str | None) -> str:
    """A change with its sign; that of a share in points."""
    if change is None:
        return words("none")
    if unit == "share":
        return _plus(change) + words("unit", number=words.number(change * 100), unit=words("points"))
    if unit == "emotion":
        return words.plain(change, unit)  # which has its sign already
    return _plus(change) + words.plain(change, unit, currency)


def _plus(change: float) -> str:
    return "+" if change > 0 else ""


def compare_figures(
    before: Blueprint | Analysis,
    after: Blueprint | Analysis,
    figures: Collection[Measure] = tuple(FIGURES),
    of_personas: Collection[Measure] | None = None,
) -> Comparison:
    """The figures of two blueprints, or of two analyses, side by side, and which of them are better.

    `figures` are those to reckon, since some take their time; `of_personas` those of each persona, without it the same.
    Raises FlowError where the flow of either gives no numbers.
    """
    old, new = _customers(before), _customers(after)
    words = new.words
    is_whole = old.persona is None and new.persona is None
    shared = [
        id_
        for id_ in old.blueprint.personas
        if is_whole and id_ in new.blueprint.personas and not (_is_all(old, id_) and _is_all(new, id_))
    ]
    changes = _changes(old, new, figures)
    personas = {id_: _changes(old.of(id_), new.of(id_), of_personas or figures) for id_ in shared}
    said = []
    lost = [words("report.all_customers")] if _fewer_succeed(changes) else []
    lost += [new.blueprint.personas[id_].name for id_, found in personas.items() if _fewer_succeed(found)]
    if lost:
        said.append(words("fewer_succeed", customers=words.listed(lost)))
    currencies = [customers.blueprint.currency for customers in (old, new)]
    if currencies[0] != currencies[1]:
        shown = [currency or words("unknown") for currency in currencies]
        said.append(words("currencies_differ", before=shown[0], after=shown[1]))
    return Comparison(
        changes=changes,
        personas=personas,
        assumptions=(*said, *_assumptions(words, old, new)),
        words=words,
        currency=currencies[0] if currencies[0] == currencies[1] else None,
    )


def _is_all(customers: Customers, persona: str) -> bool:
    """Whether the mix is this persona only, so that its figures would be said twice."""
    return [id_ for id_, kind in customers.kinds.items() if kind.share] == [persona]


def _customers(of: Blueprint | Analysis) -> Customers:
    return Customers(of) if isinstance(of, Blueprint) else of.customers


def _assumptions(words: Words, old: Customers, new: Customers) -> tuple[str, ...]:
    """What had to be assumed of the customers of either."""
    both = [said for said in old.assumptions if said in new.assumptions]
    return (
        *both,
        *(f"{words('column.before')}: {said}" for said in old.assumptions if said not in both),
        *(f"{words('column.after')}: {said}" for said in new.assumptions if said not in both),
    )


def _fewer_succeed(changes: tuple[FigureChange, ...]) -> bool:
    return any(change.figure == "success_share" and change.verdict == "worse" for change in changes)


def _changes(old: Customers, new: Customers, figures: Collection[Measure]) -> tuple[FigureChange, ...]:
    names = dict.fromkeys(name for name in (*LEADING, *FIGURES) if name in figures and FIGURES[name].has_whole)
    currencies_differ = old.blueprint.currency != new.blueprint.currency
    found = []
    for name in names:
        before, after = measure(old, name), measure(new, name)
        if before.value is None and after.value is None:
            continue
        if FIGURES[name].unit == "money" and currencies_differ:
            found.append(FigureChange(name, before, after, None, None, "can't tell"))
        else:
            found.append(compared(name, before, after, _range(old, name, before), _range(new, name, after)))
    return _among_as_many(found)


def _among_as_many(changes: list[FigureChange]) -> tuple[FigureChange, ...]:
    """The changes where less is no longer better because fewer succeed, nor more worse because more do."""
    success = next((change.verdict for change in changes if change.figure == "success_share"), None)
    hidden = {"worse": "better", "better": "worse"}.get(str(success))
    return tuple(
        change._replace(verdict="changed") if change.figure in OF_ALL and change.verdict == hidden else change
        for change in changes
    )


def compared(figure: Measure, before: Amount, after: Amount, old: Range, new: Range) -> FigureChange:
    """A figure before and after, what it may be in truth, and what to say of it."""
    change = relative = None
    if before.is_exact and after.is_exact:
        first, second = before.value or 0.0, after.value or 0.0
        is_same = isclose(first, second, rel_tol=1e-9, abs_tol=1e-12)
        change = 0.0 if is_same else second - first
        relative = change / abs(first) if first and FIGURES[figure].unit != "emotion" else None
        relative = relative if relative is not None and isfinite(relative) else None
        if is_same:
            return FigureChange(figure, before, after, change, relative, "same")
    way = 1 if new[0] > old[1] else -1 if new[1] < old[0] else None
    return FigureChange(figure, before, after, change, relative, _verdict(way, FIGURES[figure].better))


def _range(customers: Customers, name: Measure, amount: Amount) -> Range:
    """What a figure may be: no less than its bound and, where it is simulated, within its confidence interval."""
    value = amount.value
    if value is None:
        return -inf, inf
    low, high = value, value
    if amount.is_exact and name in Simulation.names:
        simulated = customers.answer(quantiles)
        interval = simulated.intervals.get(name) or simulated.share_interval or (low, high)
        low, high = (bound if bound is not None else end for bound, end in zip(interval, (-inf, inf), strict=True))
    return -inf if amount.bound == "at_most" else low, inf if amount.bound == "at_least" else high


def _verdict(way: int | None, better: Literal["higher", "lower"] | None) -> Direction:
    if way is None:
        return "can't tell"
    if better is None:
        return "changed"
    return "better" if (way > 0) == (better == "higher") else "worse"
