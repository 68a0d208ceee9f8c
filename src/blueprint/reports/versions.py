"""Two versions of a blueprint as a report: what changed in plain words, stage by stage, and what follows in figures."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any

from blueprint.analysis.table import plain
from blueprint.analysis.words import words_for
from blueprint.compare.change import KINDS, Changed, Moved, Rerouted
from blueprint.compare.changes import changes
from blueprint.compare.consequences import Consequences, consequences
from blueprint.model.blueprint import Blueprint
from blueprint.model.measure import FIGURES
from blueprint.model.references import describe
from blueprint.reports.change_words import ChangeWords, held
from blueprint.reports.document import Block, Bullets, Document, Facts, Folded, Grid, Heading, Paragraph
from blueprint.source.write import as_written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from blueprint.analysis.comparison import FigureChange
    from blueprint.analysis.table import Table
    from blueprint.analysis.words import Words
    from blueprint.compare.change import Change, Kind, Place
    from blueprint.compare.consequences import Finish
    from blueprint.graph.flow import FlowError
    from blueprint.model.measure import Measure

TOLD: tuple[Measure, ...] = (
    "success_share", "expected_time_of_successes", "expected_time", "wait_time", "handoffs", "human_contacts",
    "cost_per_journey", "profit_per_journey", "pain_weight", "help_coverage", "self_service_share", "rework_time",
)  # fmt: skip
"""The figures of the headlines, where they are others now."""

_FEW = 12
"""Up to so many changes a pull request shows them at once, not folded."""


class Difference:
    """Two versions of a blueprint, all that changed, and what follows. The last line of a notebook cell shows it."""

    def __init__(self, before: Blueprint | None, after: Blueprint, *, are_ids_of_files: bool = False) -> None:
        found = changes(before, after, are_ids_of_files=are_ids_of_files)
        self.before = before
        """The older version; None where there was none."""
        self.after = after
        """The newer version."""
        self.changes: tuple[Change, ...] = found.found
        """What changed, in the order of the newer version."""
        self.pairs = found.pairs
        """Both of each part that both versions have, the older one first."""
        self.counterparts = found.counterparts
        """The other one of each part that both versions have, by either."""

    @cached_property
    def consequences(self) -> Consequences:
        """The figures that are others now, and who can finish now, or can't any more. Worked out when asked for."""
        return consequences(self.before, self.after) if self.changes else Consequences()

    @property
    def counts(self) -> dict[Kind, int]:
        """How many changes there are of each kind that there is."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in KINDS if found[kind]}

    def classes(self) -> Iterator[str]:
        """What `blueprint diff --fail-on` may name of it; the figures are only worked out if one comes to them.

        Where the flow gives no numbers now, nobody can say that no figure is worse: it counts as worse.
        """
        if self.changes:
            yield "any"
            yield from self.counts
        found = self.consequences
        if found.is_broken:
            yield "broken"
        if found.cannot_finish or found.broken_after is not None:
            yield "finish"
        if found.is_worse or found.broken_after is not None:
            yield "worse"

    @property
    def words(self) -> Words:
        """The words of the newer version's language."""
        return words_for(self.after.language)

    def report(self) -> Document:
        """The report for people."""
        blocks = (Heading(self.after.title, 1), *_blocks(self))
        return Document(blocks, self.after.language or "en", self.words("report.colon"))

    def to_dict(self) -> dict[str, Any]:
        """Plain data: values as a file has them, figures in their units (seconds, shares from 0 to 1)."""
        found = self.consequences
        return {
            "before": _version(self.before),
            "after": _version(self.after),
            "counts": dict(self.counts),
            "changes": [_as_data(change) for change in self.changes],
            "figures": [plain(change) for change in found.changed],
            "personas": {id_: [plain(change) for change in those] for id_, those in found.of_personas.items()},
            "finish": [{"persona": one.persona, "before": one.before, "after": one.after} for one in found.finish],
            "broken": {"before": _reasons(found.broken_before), "after": _reasons(found.broken_after)},
            "assumptions": list(found.figures.assumptions) if found.figures else [],
        }

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __str__(self) -> str:
        return self.report().to_text()

    def __repr__(self) -> str:
        said = ", ".join(f"{count} {kind}" for kind, count in self.counts.items())
        return f"<Difference: {said or 'nothing changed'}>"

    def _repr_html_(self) -> str:
        """The report as HTML. Never raises: a notebook shows what went wrong instead."""
        try:
            return self.report().to_fragment()
        except Exception as error:  # noqa: BLE001 (a repr never raises)
            from html import escape

            return f"<p>{escape(f'<Difference that failed: {error}>')}</p>"


def diff(before: Blueprint, after: Blueprint) -> Difference:
    """What changed from one blueprint to another, and what follows from it.

    Parts are known by their ids, and where an author gave none, by what they say. What is only written differently is
    no change, nor is another id of the whole: mostly that is the name of its file.
    """
    _require_blueprint(before)
    _require_blueprint(after)
    return Difference(before, after, are_ids_of_files=True)


def _require_blueprint(given: object) -> None:
    if not isinstance(given, Blueprint):
        message = f"blueprints are compared, not {type(given).__name__}: `bp.load(path)` reads one"
        raise TypeError(message)


def diff_report(
    differences: Iterable[tuple[Difference, str, str]], gone: Sequence[str] = (), *, is_folded: bool = False
) -> Document:
    """The report on several, each with the names of its files, and on files that are gone.

    Folded, details are shown when they are asked for. Of several files, those that are the same are only named.
    """
    every = list(differences)
    is_one = len(every) == 1 and not gone
    told = every if len(every) == 1 else [one for one in every if one[0]]
    languages = list(dict.fromkeys(difference.after.language or "en" for difference, *_ in every)) or ["en"]
    language = languages[0] if len(languages) == 1 else "en"
    words = words_for(language)
    blocks: list[Block] = [] if is_one else [Heading(words("diff.what_changed"), 1)]
    for difference, old, new in told:
        own = difference.words
        files = Facts(((own("column.before"), old), (own("column.after"), new)))
        found = [Heading(difference.after.title, 1), files, *_blocks(difference, is_folded=is_folded)]
        blocks += found if is_one else _deeper(found)
    if len(told) < len(every):
        blocks.append(Paragraph(words("diff.same", files=words("comma").join(new for one, _, new in every if not one))))
    if gone:
        blocks.append(Paragraph(words("diff.gone", files=words("comma").join(gone))))
    return Document(tuple(blocks), language, words("report.colon"))


def _deeper(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks with their headings a level down."""
    for block in blocks:
        if isinstance(block, Heading):
            yield Heading(block.text, block.level + 1)
        elif isinstance(block, Folded):
            yield Folded(block.summary, tuple(_deeper(block.blocks)))
        else:
            yield block


# -- for people --------------------------------------------------------------------------------------------------


def _blocks(difference: Difference, *, is_folded: bool = False) -> Iterator[Block]:
    words = difference.words
    if difference.before is None:
        yield Paragraph(words("diff.new"))
    if not difference.changes:
        yield Paragraph(words("diff.none"))
        return
    yield Heading(words("report.headlines"))
    yield Facts(tuple(_headlines(difference)))
    found = difference.consequences
    for phrase, error in (("diff.broken.before", found.broken_before), ("diff.broken.after", found.broken_after)):
        if error is not None:
            yield Bullets(tuple(words(phrase, problem=str(problem)) for problem in error.problems))
    changed = tuple(_by_stage(difference))
    is_folded = is_folded and len(difference.changes) > _FEW
    yield Heading(words("diff.what_changed"))
    if is_folded:
        yield Folded(_counted(difference), changed)
    else:
        yield from changed
    figures = tuple(_figures(difference))
    if figures:
        yield Heading(words("diff.what_follows"))
        if is_folded:
            yield Folded(words("report.all_figures"), figures)
        else:
            yield from figures


def _counted(difference: Difference) -> str:
    words = difference.words
    return words("comma").join(words(f"diff.count.{kind}", count=count) for kind, count in difference.counts.items())


def _headlines(difference: Difference) -> Iterator[tuple[str, str]]:
    """How much changed; what a manager asks for first, where it is another now; and who can finish."""
    words, found = difference.words, difference.consequences
    yield words("diff.changes"), _counted(difference)
    by_name = {change.figure: change for change in found.changed}
    for name in TOLD:
        if name in by_name and (said := _figure(difference, by_name[name])) is not None:
            yield words(f"figure.{name}"), said
    if found.figures is not None and not found.changed and not found.of_personas and not found.finish:
        yield words("column.figure"), words("diff.no_figures")
    for one in found.finish:
        yield one.name, words(_finish(one))


def _finish(one: Finish) -> str:
    if one.before is None:
        return "diff.finish.new" if one.after else "diff.finish.new_lost"
    if one.after is None:
        return "diff.finish.gone"
    return "diff.finish.now" if one.after else "diff.finish.lost"


def _figure(difference: Difference, change: FigureChange) -> str | None:
    """A figure before and after; None where it reads the same, or one of the two is not known at all."""
    words, unit = difference.words, FIGURES[change.figure].unit
    comparison = difference.consequences.figures
    currency = comparison.currency if comparison else None
    before, after = (words.amount(amount, unit, currency) for amount in (change.before, change.after))
    if before == after or change.before.value is None or change.after.value is None:
        return None
    return words("report.from_to", before=before, after=after, verdict=words(f"change.{change.verdict}"))


def _figures(difference: Difference) -> Iterator[Block]:
    """The figures that are others now, of all customers, then of each persona; and what had to be assumed."""
    found = difference.consequences
    if found.figures is None:
        return
    names = {id_: persona.name for id_, persona in difference.after.personas.items()}
    whole, *tables = found.figures.tables()
    told = _others(whole, found.figures.changes)
    if told is not None:
        yield told
    alike = []
    of_all = {*told.rows} if told is not None else set()
    for (id_, every), table in zip(found.figures.personas.items(), tables, strict=True):
        grid = _others(table, every)
        if grid is None:
            continue
        if of_all.issuperset(grid.rows):
            alike.append(names.get(id_, id_))
        else:
            yield from (Heading(names.get(id_, id_), 3), grid)
    if alike:
        yield Paragraph(difference.words("diff.personas_same", names=difference.words("comma").join(alike)))
    if found.figures.assumptions:
        yield Heading(difference.words("report.assumptions"), 3)
        yield Bullets(found.figures.assumptions)


def _others(table: Table, every: Sequence[FigureChange]) -> Grid | None:
    """The rows of the figures that are others now; None where there are none."""
    grid = Grid.of(table)
    rows = tuple(
        row
        for row, change in zip(grid.rows, every, strict=True)
        if change.verdict != "same" and change.before != change.after
    )
    return Grid(grid.headings, rows, grid.numbers) if rows else None


def _by_stage(difference: Difference) -> Iterator[Block]:
    """What changed in the whole, then stage by stage and step by step, then in the catalogues: a line each."""
    said = ChangeWords(difference.before, difference.after, difference.pairs)
    words = difference.words
    whole: list[Change] = []
    catalogues: list[Change] = []
    stages: dict[Place, list[Change]] = {}
    for change in difference.changes:
        place = change.place
        # What is gone from a step that went to another stage is told where that step is now.
        stage = _now(difference, place.step).stage if place.step is not None else place.stage
        if stage is not None:
            stages.setdefault(_now(difference, stage), []).append(change)
        else:
            (catalogues if place.is_in_catalogue else whole).append(change)
    if whole:
        yield from (Heading(words("diff.whole"), 3), Facts(said.lines(whole)))
    for stage, changes_ in stages.items():
        is_gone = stage not in difference.counterparts and difference.before is not None and _is_of(difference, stage)
        yield Heading(words("diff.stage_gone", name=stage.label) if is_gone else f"{stage.index + 1} {stage.label}", 3)
        yield from _in_stage(difference, changes_, said)
    if catalogues:
        yield from (Heading(words("diff.catalogues"), 3), Facts(said.lines(catalogues)))


def _now(difference: Difference, place: Place) -> Place:
    """The part as the newer version has it, where it does."""
    return difference.counterparts.get(place, place) if _is_of(difference, place) else place


def _is_of(difference: Difference, place: Place) -> bool:
    """Whether a part is one of the older version."""
    root = [place, *place.wholes()][-1]
    return root.part is difference.before


def _in_stage(difference: Difference, changes_: Sequence[Change], said: ChangeWords) -> Iterator[Block]:
    """First what became of the stage and of whole steps, then what changed within each step."""
    own: list[Change] = []
    steps: dict[Place, list[Change]] = {}
    for change in changes_:
        place = change.place
        if place.step is None or (place.step is place and not isinstance(change, Changed)):
            own.append(change)
        else:
            steps.setdefault(_now(difference, place.step), []).append(change)
    if own:
        yield Facts(said.lines(own))
    for step, those in steps.items():
        yield from (Heading(said.called(step), 4), Facts(said.lines(those, is_in_step=True)))


# -- for programs ------------------------------------------------------------------------------------------------


def _version(blueprint: Blueprint | None) -> dict[str, Any] | None:
    if blueprint is None:
        return None
    return {"id": blueprint.id, "title": blueprint.title, "state": blueprint.state}


def _reasons(error: FlowError | None) -> list[str] | None:
    return None if error is None else [str(problem) for problem in error.problems]


def _as_data(change: Change) -> dict[str, Any]:
    place = change.place
    data: dict[str, Any] = {
        "change": change.kind,
        "part": place.kind,
        "id": place.id,
        "name": place.label,
        "before": _place(change.before),
        "after": _place(change.after),
    }
    if isinstance(change, Moved):
        data["to_another"] = change.how
    if isinstance(change, Changed):
        data |= {"key": change.key, "old": held(change, change.old), "new": held(change, change.new)}
    if isinstance(change, Rerouted) and change.way is not None:
        data["way"] = as_written(change.way, "next", change.way)
    return data


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "path": describe(place.route) if place.route else "",
        "stage": place.stage.id if place.stage else None,
        "step": place.step.id if place.step else None,
        "role": place.role,
        "lane": place.lane,
    }
