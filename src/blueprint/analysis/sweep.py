"""What if one value changes: what becomes of the figures?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.answer import Answer
from blueprint.analysis.customers import Customers
from blueprint.analysis.measures import measure
from blueprint.analysis.questions import question_of
from blueprint.analysis.table import Column, Table
from blueprint.analysis.words import words_for
from blueprint.graph.flow import FlowError
from blueprint.model.changes import in_numbers
from blueprint.model.measure import FIGURES, Measure
from blueprint.model.values import parse_duration
from blueprint.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blueprint.model.blueprint import Blueprint
    from blueprint.model.measure import Unit

USUAL = ("success_share", "expected_time", "human_contacts", "cost_per_journey")
"""The figures of a sweep that names none, as far as they are known."""

_MOST = 1e15  # of what is swept over: figures end there too


class SweepRow(NamedTuple):
    """The figures by name at one value."""

    value: Any
    """In numbers, where it is one: shares from 0 to 1, times in seconds."""
    figures: dict[str, Amount]


@dataclass(frozen=True, kw_only=True, repr=False)
class Sweep(Answer):
    """The figures at each of several values of one thing, all else the same."""

    question: ClassVar[str] = "sweep"
    names: ClassVar[tuple[str, ...]] = ()

    path: str
    """What changes, as `Blueprint.with_changes` names it."""
    unit: Unit | None
    """What its values are measured in; None where they are no numbers."""
    rows: tuple[SweepRow, ...]

    @property
    def curves(self) -> dict[str, list[Amount]]:
        """Each figure by name, in the order of the values."""
        return {name: [row.figures[name] for row in self.rows] for row in self.rows[:1] for name in row.figures}

    def tables(self) -> tuple[Table, ...]:
        """A row for each value, a column for each figure by its stable name."""
        columns = [Column("value", self.path, self.unit or "text")]
        columns += [Column(name, self._heading(name), FIGURES[_split(name)[0]].unit) for name in self.curves]
        rows = tuple((row.value, *row.figures.values()) for row in self.rows)
        title = self.words("title.sweep", path=self.path)
        return (Table(title, tuple(columns), rows, self.words, self.currency),)

    def _heading(self, name: str) -> str:
        figure, item = _split(name)
        heading = self.words(f"figure.{figure}")
        return heading if item is None else self.words("report.group", name=heading, inside=item)


def sweep(
    blueprint: Blueprint, path: str, values: Iterable[Any], figures: Iterable[str] = (), persona: str | None = None
) -> Sweep:
    """The figures when what a path names has each of some values.

    `path` and `values` are as in `Blueprint.with_changes`: `sweep(b, "dispatch.next.wrong", ["0%", "10%", "20%"])`, see
    `evenly`. `figures` are measures that are numbers, of one item as "asked_again:address"; without any, the usual ones
    that are known. They are those of the mix of customers, or of one persona. Where the flow gives no numbers at a
    value, they are unknown and the reason is said.

    Raises ChangeError for a path or a value that is wrong, ValueError for a figure or an item, KeyError for a persona.
    """
    if persona is not None and persona not in blueprint.personas:
        raise KeyError(persona)
    named = tuple(dict.fromkeys([figures] if isinstance(figures, str) else figures))
    for figure in (_split(name)[0] for name in named):
        if figure not in FIGURES:
            message = f"there is no figure `{figure}`{did_you_mean(figure, FIGURES)}"
            raise ValueError(message)
    wanted = named or USUAL
    words = words_for(blueprint.language)
    rows, units, said = [], set(), []
    for value in values:
        number, unit = in_numbers(blueprint, path, value)
        units.add(unit)
        changed = blueprint.with_changes({path: value})
        try:
            customers = Customers(changed).of(persona)
        except FlowError as error:
            shown = words.amount(number, unit, blueprint.currency) if unit else str(value)
            said += [words("sweep_no_numbers", value=shown, problem=problem.message) for problem in error.problems]
            rows.append(SweepRow(number, dict.fromkeys(wanted, UNKNOWN)))
            continue
        rows.append(SweepRow(number, {name: _measured(customers, name) for name in wanted}))
        said += _assumptions(customers, wanted)
    if not named:
        known = [name for name in wanted if any(row.figures[name].value is not None for row in rows)]
        rows = [row._replace(figures={name: row.figures[name] for name in known}) for row in rows]
    return Sweep(
        path=path,
        unit=units.pop() if len(units) == 1 else None,
        rows=tuple(rows),
        assumptions=tuple(dict.fromkeys(said)),
        words=words,
        currency=blueprint.currency,
    )


def _measured(customers: Customers, name: str) -> Amount:
    figure, item = _split(name)
    return measure(customers, figure, of=item)


def _split(name: str) -> tuple[Measure, str | None]:
    """A figure and its item: "asked_again:address"."""
    figure, colon, item = name.partition(":")
    return cast("Measure", figure), item if colon else None


def _assumptions(customers: Customers, names: Iterable[str]) -> list[str]:
    """What had to be assumed for some figures."""
    answers = [customers.answer(question_of(_split(name)[0]).ask) for name in names]
    return [*customers.assumptions, *(said for answer in answers for said in answer.assumptions)]


def evenly(start: Any, stop: Any, count: int) -> tuple[Any, ...]:
    """`count` values from `start` to `stop`, both included, at even distances: shares, durations or numbers.

    `evenly("0%", "90%", 10)`, `evenly("1m", "5m", 9)`, `evenly(0, 1, 11)`. Raises ValueError where both are not of one
    kind, or `count` is less than 2.
    """
    if count < 2:  # noqa: PLR2004
        message = f"from one value to another there are at least 2 values, not {count}"
        raise ValueError(message)
    first, last = _point(start), _point(stop)
    if isinstance(first, timedelta) != isinstance(last, timedelta):
        message = f"`{start}` and `{stop}` are not of one kind: both have to be durations, or both shares or numbers"
        raise ValueError(message)
    between = [first + (last - first) * (i / (count - 1)) for i in range(1, count - 1)]
    if not isinstance(first, timedelta):
        between = [round(value, 12) for value in between]  # 5%, not 4.9999999999999996%
    if isinstance(first, int) and isinstance(last, int):
        between = [int(value) if value == int(value) else value for value in between]
    return (first, *between, last)


def _point(value: Any) -> Any:
    """A number, or a duration: what a share or a duration in text means."""
    if isinstance(value, str):
        value = _share(value) if value.endswith("%") else parse_duration(value)
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if is_number and not abs(value) <= _MOST:
        message = f"there are even distances only between numbers up to {_MOST:g}"
        raise ValueError(message)
    if not is_number and not isinstance(value, timedelta):
        message = "there are even distances only between shares, durations or numbers"
        raise ValueError(message)
    return value


def _share(text: str) -> float:
    try:
        return float(text[:-1]) / 100
    except ValueError:
        message = f"`{text}` is not a share: write `40%` or `0.4`"
        raise ValueError(message) from None
