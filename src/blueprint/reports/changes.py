"""What changes as a report: two blueprints figure by figure, and the figures as one value changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.model.measure import FIGURES
from blueprint.reports.document import Block, Bullets, Document, Facts, Grid, Heading, Paragraph
from blueprint.reports.figures import COMPARED, head

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blueprint.analysis.analysis import Analysis
    from blueprint.analysis.comparison import Comparison, FigureChange
    from blueprint.analysis.sweep import Sweep
    from blueprint.analysis.table import Table
    from blueprint.analysis.words import Words
    from blueprint.model.measure import Measure


# -- what if -----------------------------------------------------------------------------------------------------


def sweep_report(analysis: Analysis, sweep: Sweep, changes: Sequence[str] = ()) -> Document:
    """The report on a sweep; `analysis` is of the blueprint as it is, `changes` are what else was changed in it."""
    words = sweep.words
    table = sweep.tables()[0]
    blocks = [*head(analysis, changes), Heading(table.title), Grid.of(table)]
    if sweep.assumptions:
        blocks += [Heading(words("report.assumptions")), Bullets(sweep.assumptions)]
    return Document(tuple(blocks), analysis.blueprint.language or "en", words("report.colon"))


# -- before and after --------------------------------------------------------------------------------------------

COUNTED = ("better", "worse", "changed", "can't tell", "same")
"""What can have become of a figure, in the order in which the report counts it."""

TOLD: tuple[Measure, ...] = (
    "success_share", "expected_time_of_successes", "wait_time", "share_within_acceptable", "cost_per_journey",
    "profit_per_journey", "human_contacts", "self_service_share", "rework_time", "asked_again", "help_ahead",
    "pain_weight",
)  # fmt: skip
"""The figures of the headlines: the first two in any case, the others where they changed."""


def comparison_report(before: Analysis, after: Analysis, comparison: Comparison) -> Document:
    """The report on two blueprints: better or worse in short, then figure by figure, for all and for each persona."""
    words = comparison.words
    tables = comparison.tables()
    blocks: list[Block] = [
        Heading(after.blueprint.title, 1),
        Facts(
            (
                (words("column.before"), _name(words, before)),
                (words("column.after"), _name(words, after)),
            )
        ),
        Heading(words("report.headlines")),
        Facts(tuple(_headlines(comparison))),
        *_figures(words("report.all_figures"), _rows(tables[0], comparison.changes), tables[0]),
    ]
    of_all = set(_rows(tables[0], comparison.changes, COMPARED))
    for (persona, changes), table in zip(comparison.personas.items(), tables[1:], strict=True):
        if others := [row for row in _rows(table, changes, COMPARED) if row not in of_all]:
            title = words("report.differs", persona=after.blueprint.personas[persona].name)
            blocks += _figures(title, others, table)
    if comparison.assumptions:
        blocks += [Heading(words("report.assumptions")), Bullets(comparison.assumptions)]
    return Document(tuple(blocks), after.blueprint.language or "en", words("report.colon"))


def _name(words: Words, analysis: Analysis) -> str:
    b = analysis.blueprint
    about = words(f"state.{b.state}")
    if analysis.persona is not None:
        about = words("report.separator").join([about, b.personas[analysis.persona].name])
    return words("report.group", name=b.title, inside=about)


def _headlines(comparison: Comparison) -> Iterable[tuple[str, str]]:
    """How many figures are better and worse; what a manager asks for first; and all that is worse."""
    words = comparison.words
    verdicts: list[str] = [change.verdict for change in comparison.changes]
    counts = [words(f"compared.{verdict}", count=n) for verdict in COUNTED if (n := verdicts.count(verdict))]
    told = [*_of_success(comparison), words("comma").join(counts)]
    yield words("report.verdict"), words("report.semicolon").join(told)
    found = {change.figure: change for change in comparison.changes}
    for i, figure in enumerate(TOLD):
        if figure in found and (i < 2 or found[figure].verdict != "same"):  # noqa: PLR2004 (as `TOLD` says)
            yield words(f"figure.{figure}"), _told(comparison, found[figure])
    if worse := [words(f"figure.{change.figure}") for change in comparison.changes if change.verdict == "worse"]:
        yield words("report.worse"), words.listed(worse, len(worse))


def _of_success(comparison: Comparison) -> Iterable[str]:
    """What to bear in mind where fewer or more succeed: who is lost costs little, and soon."""
    everyone = (comparison.changes, *comparison.personas.values())
    verdicts = {change.verdict for changes in everyone for change in changes if change.figure == "success_share"}
    if "worse" in verdicts:
        yield comparison.words("compared.fewer")
    elif "better" in verdicts and any(change.is_hidden for change in comparison.changes):
        yield comparison.words("compared.more")


def _told(comparison: Comparison, change: FigureChange) -> str:
    """A figure before and after, and whether that is better; as before where it reads the same."""
    words, unit = comparison.words, FIGURES[change.figure].unit
    before, after = (words.amount(amount, unit, comparison.currency) for amount in (change.before, change.after))
    phrase = "report.stays" if before == after else "report.from_to"
    return words(phrase, before=before, after=after, verdict=words(f"change.{change.verdict}"))


Rows = list[tuple[tuple[str, ...], bool]]
"""The figures as people read them, and whether each changed."""


def _rows(table: Table, changes: Sequence[FigureChange], figures: Sequence[Measure] = tuple(FIGURES)) -> Rows:
    pairs = zip(Grid.of(table).rows, changes, strict=True)
    return [(row, change.verdict != "same") for row, change in pairs if change.figure in figures]


def _figures(title: str, rows: Rows, table: Table) -> Iterable[Block]:
    """The figures that changed, a row each, and the names of those that did not."""
    grid, words = Grid.of(table), table.words
    moved = tuple(row for row, is_moved in rows if is_moved)
    same = [row[0] for row, is_moved in rows if not is_moved]
    yield Heading(title)
    if moved:
        yield Grid(grid.headings, moved, grid.numbers)
    if same:
        yield Paragraph(words("report.unchanged", figures=words.listed(same, len(same))), is_aside=bool(moved))
