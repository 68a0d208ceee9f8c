"""Figures as a report: the headlines, what drives them, the customers side by side, and what had to be assumed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from blueprint.analysis.amount import Amount
from blueprint.analysis.measures import measure
from blueprint.model.measure import FIGURES
from blueprint.reports.document import Block, Bullets, Document, Facts, Grid, Heading, Paragraph
from blueprint.reports.headlines import Told, headlines
from blueprint.reports.names import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from blueprint.analysis.analysis import Analysis
    from blueprint.analysis.answer import Answer
    from blueprint.analysis.expectations import Verdict
    from blueprint.analysis.table import Table
    from blueprint.analysis.words import Words
    from blueprint.model.measure import Measure

ROWS = 5
"""The rows of a table of what drives the figures."""
FEW = 3
"""Those of a table that matters less."""


Row = dict[str, Any]
"""A row of a table: its values by the keys of the columns."""


class Driver(NamedTuple):
    """A table of an answer that shows what drives the figures: the rows with the most, without those that have none.

    The table is known by the phrase of its title. Without `by` the rows stay in the order of the answer; `counts` says
    which of them count. `title` is the phrase of another title.
    """

    question: str
    table: str
    columns: tuple[str, ...]
    by: str | None = None
    counts: Callable[[Row], bool] | None = None
    title: str | None = None
    most: int = ROWS


DRIVERS = (
    Driver("time", "time", ("step", "visits", "wait", "work", "per_journey"), "per_journey"),
    Driver("journeys", "visits", ("step", "given_up"), "given_up", title="report.given_up"),
    Driver(
        "reach",
        "reach",
        ("persona", "success_share", "first_lost", "open"),
        counts=lambda row: not row["can_finish"] or row["first_lost"],
    ),
    Driver("rework", "loops", ("loop", "extra_visits", "rework_time", "rework_cost"), "rework_time"),
    Driver("rework", "rework", ("entry", "persona", "return_share", "expected_passes"), "return_share"),
    Driver("money", "money", ("step", "visits", "labour_cost", "expenses", "cost_per_journey"), "cost_per_journey"),
    Driver("pain", "pain", ("what", "step", "occurrence", "severity", "pain_weight"), "pain_weight"),
    Driver("pain", "risk", ("what", "step", "occurrence", "severity", "risk"), "risk", most=FEW),
    Driver(
        "pain",
        "solutions",
        ("what", "per_effort", "effort", "status"),
        "per_effort",
        counts=lambda row: row["status"] != "done",
    ),
    Driver("failure", "failure", ("kind", "id", "failure_impact", "moments_of_truth", "cut_off"), "failure_impact"),
    Driver("people", "channels", ("from_channel", "to_channel", "switches", "next_share"), "switches"),
    Driver("information", "contacts", ("step", "asks_again", "asked_again"), "asked_again", title="report.asked_again"),
    Driver(
        "help",
        "questions",
        ("text", "share", "asked_at", "answered_by", "when"),
        counts=lambda row: row["when"] not in (None, "before"),
        title="report.answered_late",
    ),
    Driver(
        "evidence",
        "metrics",
        ("metric", "baseline", "target", "actual", "reached", "verdict"),
        counts=lambda row: row["actual"] is not None,
        most=10,
    ),
)
"""In the order of the report. Of a question that is not here, the first rows of its first table are shown."""

SILENT = ("quantiles", "experience")
"""The questions of which the headlines say enough."""
LEFT_OUT = ("critical",)
"""The questions that are answered only where they are asked."""

BESIDE = 4
"""The personas that fit beside each other."""

COMPARED: tuple[Measure, ...] = (
    "success_share", "failure_share", "abandon_share", "expected_time_of_successes", "expected_time", "wait_time",
    "touch_time", "p90", "share_within_acceptable", "cost_per_journey", "profit_per_journey", "human_contacts",
    "self_service_share", "handoffs", "channel_switches", "effort", "asked_again", "rework_time", "rework_cost",
    "pain_weight", "peak_end", "help_coverage", "help_ahead",
)  # fmt: skip
"""The figures in which personas are set side by side."""


def report(analysis: Analysis, questions: Sequence[str] = (), changes: Sequence[str] = ()) -> Document:
    """The report on a blueprint; with questions, their answers in full instead.

    `changes` are what was changed in it to see what if, as the user wrote it.
    """
    names = Names(analysis.blueprint)
    words = analysis.customers.words
    blocks = list(head(analysis, changes))
    if questions:
        for question in dict.fromkeys(questions):
            blocks += _in_full(analysis.answer(question), names)
    else:
        blocks += _in_short(analysis, names)
    return Document(tuple(blocks), analysis.blueprint.language or "en", words("report.colon"))


def _in_short(analysis: Analysis, names: Names) -> Iterable[Block]:
    words = analysis.customers.words
    told = Told(analysis, names)
    yield Heading(words("report.headlines"))
    yield Facts((*headlines(told), *_expected(told, analysis.expectations.verdicts)))
    drivers = list(_drivers(analysis, names))
    if drivers:
        yield Heading(words("report.drivers"))
        yield from drivers
    if len(analysis.personas) > 1:
        yield Heading(words("report.personas"))
        yield from _side_by_side(analysis)
    yield Heading(words("report.assumptions"))
    assumed = tuple(dict.fromkeys(said for answer in _told_in_short(analysis).values() for said in answer.assumptions))
    yield Bullets(assumed) if assumed else Paragraph(words("report.nothing_assumed"))


def _told_in_short(analysis: Analysis) -> dict[str, Answer]:
    return {question: answer for question, answer in analysis.answers.items() if question not in LEFT_OUT}


def _in_full(answer: Answer, names: Names) -> Iterable[Block]:
    """An answer with all rows of all its tables."""
    words = answer.words
    tables = [_without_repeats(_named(table, names)) for table in answer.tables()]
    for table in tables:
        yield Heading(table.title)
        yield Grid.of(table) if len(table) else Paragraph(words("report.nothing"))
    if facts := tuple(_facts(answer, names)):
        yield Facts(facts)
    if answer.assumptions:
        yield Bullets(answer.assumptions)


def _facts(answer: Answer, names: Names) -> Iterable[tuple[str, str]]:
    """The figures that are one number, and the usual way."""
    words = answer.words
    for name, value in answer.figures.items():
        if name == "main_path" and value:
            yield words("figure.main_path"), " → ".join(map(names.step, value))
        elif name in FIGURES and isinstance(value, (Amount, int, float)):
            yield words(f"figure.{name}"), words.amount(value, FIGURES[name].unit, answer.currency)


# -- the scope ---------------------------------------------------------------------------------------------------


def head(
    analysis: Analysis, changes: Sequence[str] = (), part: tuple[str | None, str | None] = (None, None)
) -> Iterable[Block]:
    """The title, whom and what the report is about, and what was changed to see what if."""
    words = analysis.customers.words
    yield Heading(analysis.blueprint.title, 1)
    yield Paragraph(_scope(analysis), is_aside=True)
    if analysis.blueprint.scenario:
        yield Paragraph(analysis.blueprint.scenario, is_aside=True)
    if any(part):
        names = Names(analysis.blueprint)
        first, last = (words("report.quoted", text=names.step(id_)) if id_ else "" for id_ in part)
        phrase = "report.part" if first and last else "report.part_from" if first else "report.part_to"
        yield Paragraph(words(phrase, first=first, last=last))
    if changes:
        yield Paragraph(words("report.changed", changes=words.listed(changes)))


def _scope(analysis: Analysis) -> str:
    b, words = analysis.blueprint, analysis.customers.words
    size = words(
        "report.size",
        stages=_counted(words, len(b.stages), "report.stage", "report.stages"),
        steps=_counted(words, len(analysis.customers.columns.steps), "report.step", "report.steps"),
    )
    return words("report.separator").join([words(f"state.{b.state}"), _who(analysis), size])


def _counted(words: Words, count: int, one: str, many: str) -> str:
    return words(one if count == 1 else many, count=words.number(count))


def _who(analysis: Analysis) -> str:
    words, personas = analysis.customers.words, analysis.blueprint.personas
    if analysis.persona is not None:
        return personas[analysis.persona].name
    if not personas:
        return words("report.all_customers")
    kinds = analysis.customers.kinds
    inside = [
        words("report.persona_share", name=persona.name, share=words.share(kinds[id_].share if id_ in kinds else 0.0))
        for id_, persona in personas.items()
    ]
    return words("report.group", name=words("report.all_customers"), inside=words.listed(inside))


# -- expectations ------------------------------------------------------------------------------------------------


def _expected(told: Told, verdicts: Sequence[Verdict]) -> Iterable[tuple[str, str]]:
    if not verdicts:
        return
    words = told.words
    unmet_first = sorted(verdicts, key=lambda verdict: ("not met", "can't tell", "met").index(verdict.result))
    for i, verdict in enumerate(unmet_first):
        yield words("head.expected") if i == 0 else "", _verdict(told, verdict)


def _verdict(told: Told, verdict: Verdict) -> str:
    """What was expected, what was found: "met: succeed, Elder, at least 95% (it is 98%)"."""
    words, e = told.words, verdict.expectation
    unit = FIGURES[e.measure].unit
    what = words(f"figure.{e.measure}")
    if e.of is not None:
        what = words("report.group", name=what, inside=told.names.anything(e.of))
    if e.from_ is not None or e.to is not None:
        ends = [told.quoted(told.names.step(id_)) if id_ else "" for id_ in (e.from_, e.to)]
        what = words("report.group", name=what, inside=" – ".join(ends))
    bounds = [
        words(f"head.{side}", bound=told.shown(_number(bound), unit))
        for side, bound in (("at_least", e.at_least), ("at_most", e.at_most))
        if bound is not None
    ]
    if e.persona is not None:
        what = words("head.for", what=what, persona=told.names.of("persona", e.persona))
    return words(
        f"verdict.{verdict.result}",
        what=what,
        bound=words("comma").join(bounds),
        found=told.shown(verdict.measured, unit),
    )


def _number(bound: timedelta | float) -> float:
    return bound.total_seconds() if isinstance(bound, timedelta) else bound


# -- tables ------------------------------------------------------------------------------------------------------


def _named(table: Table, names: Names) -> Table:
    """The table with names in place of ids."""
    keys = [column.key for column in table.columns]
    rows = (names.in_row(dict(zip(keys, row, strict=True)), table.words) for row in table.rows)
    return replace(table, rows=tuple(tuple(row.values()) for row in rows))


def _without_repeats(table: Table) -> Table:
    """The table without columns of text that say nothing, or what another says."""
    columns = list(zip(*table.rows, strict=True))
    kept = [
        i
        for i, column in enumerate(columns)
        if table.columns[i].is_number or (any(column) and column not in columns[i + 1 :])
    ]
    return _columns(table, kept) if table.rows else table


def _columns(table: Table, kept: Sequence[int]) -> Table:
    """Some columns of the table."""
    return replace(
        table,
        columns=tuple(table.columns[i] for i in kept),
        rows=tuple(tuple(row[i] for i in kept) for row in table.rows),
    )


def _drivers(analysis: Analysis, names: Names) -> Iterable[Block]:
    """The tops of the tables that show what drives the figures; tables without rows that count are left out."""
    answers = _told_in_short(analysis)
    known = {driver.question for driver in DRIVERS}
    for driver in DRIVERS:
        answer = answers.get(driver.question)
        title = answer.words(f"title.{driver.table}") if answer else ""
        for table in answer.tables() if answer else ():
            if table.title == title:
                yield from _top(table, driver, names)
    for question, answer in answers.items():
        if question not in known and question not in SILENT and (tables := answer.tables()):
            columns = tuple(column.key for column in tables[0].columns)
            yield from _top(tables[0], Driver(question, "", columns), names)


def _top(table: Table, driver: Driver, names: Names) -> Iterable[Block]:
    """The first rows that count, in the columns that say something."""
    rows = _of_personas_together(table, _counting(table, driver))
    if not rows:
        return
    top = _named(replace(table, rows=tuple(rows[: driver.most])), names)
    places = {column.key: i for i, column in enumerate(table.columns)}
    kept = [i for key in driver.columns if (i := places.get(key)) is not None and _says_something(top, i)]
    shown = _columns(top, kept)
    yield Heading(table.words(driver.title) if driver.title else table.title, 3)
    yield Grid.of(shown)
    if len(rows) > driver.most:
        count = table.words.number(len(rows))
        more = table.words("report.more", shown=driver.most, count=count, question=driver.question)
        yield Paragraph(more, is_aside=True)


def _counting(table: Table, driver: Driver) -> list[tuple[Any, ...]]:
    """The rows that count, those with the most first."""
    keys = [column.key for column in table.columns]
    rows = list(table.rows)
    if driver.counts is not None:
        rows = [row for row in rows if driver.counts(dict(zip(keys, row, strict=True)))]
    if driver.by is None:
        return rows
    place = keys.index(driver.by)
    return sorted((row for row in rows if _size(row[place])), key=lambda row: -_size(row[place]))


def _of_personas_together(table: Table, rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows with those that differ in the persona only as one."""
    places = [i for i, column in enumerate(table.columns) if column.key == "persona"]
    if not places:
        return list(rows)
    i = places[0]
    personas: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows:
        personas.setdefault((*row[:i], *row[i + 1 :]), []).append(row[i])
    return [(*rest[:i], tuple(filter(None, found)) or None, *rest[i:]) for rest, found in personas.items()]


def _says_something(table: Table, i: int) -> bool:
    """Whether a column holds anything but nothing and 0; a feeling of 0 says something."""
    unit = table.columns[i].unit
    return any(_size(row[i]) if table.columns[i].is_number and unit != "emotion" else row[i] for row in table.rows)


def _size(value: Any) -> float:
    number = value.value if isinstance(value, Amount) else value
    return number if isinstance(number, (int, float)) else 0.0


# -- personas ----------------------------------------------------------------------------------------------------


def _side_by_side(analysis: Analysis) -> Iterable[Block]:
    """A row for each figure in which personas differ, a column for all customers and for each persona."""
    words, b = analysis.customers.words, analysis.blueprint
    everyone = ((words("report.everyone"), analysis), *((b.personas[i].name, a) for i, a in analysis.personas.items()))
    rows, same = [], []
    for name in COMPARED:
        found = [measure(one.customers, name) for _, one in everyone]
        if any(amount.value for amount in found):
            label, shown = words(f"figure.{name}"), [words.amount(a, FIGURES[name].unit, b.currency) for a in found]
            if len(set(shown)) > 1:
                rows.append((label, *shown))
            else:
                same.append(label)
    for i in range(2, len(everyone) + 1, BESIDE) if rows else ():  # what is beside the names and all customers
        kept = (0, 1, *range(i, min(i + BESIDE, len(everyone) + 1)))
        heads = (words("column.figure"), *(name for name, _ in everyone))
        yield Grid(
            tuple(heads[k] for k in kept),
            tuple(tuple(row[k] for k in kept) for row in rows),
            (False, *(True for _ in kept[1:])),
        )
    if same:
        yield Paragraph(words("report.same_for_all", figures=words.listed(same, len(same))), is_aside=bool(rows))
