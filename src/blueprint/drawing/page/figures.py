"""What the analyses say of each part: the rows of their tables, handed out to the parts that they are about."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from blueprint.analysis.analysis import Analysis
    from blueprint.analysis.table import Table
    from blueprint.drawing.words.page import PageWords

_KINDS = {
    "step": "", "entry": "", "pain_point": "pain:", "fail_point": "fail:", "solution": "solution:",
    "question": "question:", "datum": "data:", "metric": "metric:", "stage": "stage:",
}  # fmt: skip
"""The columns that name a part, and how what cards are about begins for these parts."""

_OF_IDS = {"asks_again": "data:", "cut_off": "persona:"}
"""The columns that list ids of other parts than steps, and how what cards are about begins for these."""
_TELLING = ("given_up", "labour_cost", "expenses", "cost_per_journey", "asked_again")
"""The columns that say nothing where they say 0."""
_QUESTIONS = ("journeys", "time", "rework", "money", "failure", "pain", "information", "help", "evidence")
_WRITTEN = (
    "what", "text", "share", "keywords", "is_habit", "occurrence", "severity", "detection", "effort", "status",
    "addresses", "asked_at", "answered_by", "solutions", "collects", "uses", "shows", "at", "unit", "baseline",
    "target", "actual", "wait", "work", "step", "activity", "action", "kind", "id", "owners", "persona",
)  # fmt: skip
"""The columns that only repeat what the file says, or what links say."""


def figures_of(analysis: Analysis, words: PageWords, names: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """The figures of each part, each with its name and its value in words, by what cards say they are about.

    `words` names those whose heading says too little outside its table; `names` gives what parts are called by what
    cards say they are about. Raises FlowError where the flow gives no numbers.
    """
    found: dict[str, dict[str, str]] = {}
    for id_, share in _shares(analysis):
        found.setdefault(id_, {})["share"] = share
    headings = {"share": words.said["comes_here"]}
    for question in _QUESTIONS:
        for table in analysis.answer(question).tables():
            for about, row in _rows(table, names):
                said = found.setdefault(about, {})
                for key, (name, value) in row.items():
                    headings[key] = words.figures.get(key, name[:1].upper() + name[1:])
                    said.setdefault(key, value)
    return {about: [(headings[key], value) for key, value in said.items()] for about, said in found.items()}


def _rows(table: Table, names: Mapping[str, str]) -> Iterator[tuple[str, dict[str, tuple[str, str]]]]:
    """The rows that are alone about one part, with what they say of it beyond what the file does."""
    keys = [column.key for column in table.columns]
    if keys[:2] == ["kind", "id"]:
        abouts = [f"{row[0]}:{row[1]}" for row in table.rows]
    elif keys[0] in _KINDS:
        abouts = [f"{_KINDS[keys[0]]}{row[0]}" for row in table.rows]
    else:
        return
    counts = Counter(abouts)
    nothing = ("", table.words("none"), table.words("unknown"))
    for about, row, cells in zip(abouts, table.rows, table.cells(), strict=True):
        if counts[about] > 1:
            continue
        said = {}
        for column, value, cell in zip(table.columns, row, cells, strict=True):
            is_empty = cell in nothing or (column.key in _TELLING and getattr(value, "value", value) == 0)
            if column.key not in (*_WRITTEN, keys[0]) and not is_empty:
                ids = value if isinstance(value, tuple) else ()
                space = _OF_IDS.get(column.key, "")
                shown = table.words.listed(names.get(f"{space}{id_}", str(id_)) for id_ in ids) if ids else cell
                said[column.key] = (column.heading, shown)
        yield about, said


def _shares(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """The share of all customers who come to a step at least once."""
    customers = analysis.customers
    for i, step in enumerate(customers.columns.steps):
        share = sum(weight * journey.chance_of(i) for weight, journey in customers.journeys)
        yield str(step.id), customers.words.share(min(share, 1.0))
