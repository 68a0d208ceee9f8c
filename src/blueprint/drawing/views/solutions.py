"""The solutions as cards: each at the steps whose pains, risks or questions it addresses, the others by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.drawing.views.content import Card, Note
from blueprint.drawing.words.page import page_words_for

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from blueprint.drawing.views.scope import Scope
    from blueprint.drawing.words.journey import Words
    from blueprint.model.catalogue import Solution

ADDRESSED = ("pain", "fail", "question")
"""The kinds of parts that a solution may address."""


def solutions(scope: Scope, words: Words, marks: Iterable[Card], elsewhere: Container[str] = ()) -> Iterator[Card]:
    """The solutions: where they address a mark that is shown, in its column; else across, in a row of their own.

    One that helps in several columns says everything about itself in the first of them. `elsewhere` are the ids of what
    other sheets show: what helps there stands there. What helps nowhere stands on the last sheet.
    """
    chosen = page_words_for(scope.blueprint.language).values
    sheet, of = scope.filters.sheet or (1, 1)
    columns: dict[str, list[int]] = {}
    for card in marks:
        kind, _, id_ = card.about.partition(":")
        if kind in ADDRESSED:
            columns.setdefault(id_, []).append(card.column)
    for id_, solution in scope.blueprint.solutions.items():
        places = sorted({column for about in solution.addresses for column in columns.get(about, ())})
        notes = tuple(_notes(words, chosen, solution))
        for column in places:
            yield Card(
                f"{scope.steps[column].id}:solution:{id_}", "solutions", column, "solution", solution.what,
                icon="solution", icon_style="icon-joy", notes=notes if column == places[0] else (),
                title=solution.what, part=f"solution:{id_}",
            )  # fmt: skip
        if not places and sheet == of and not any(about in elsewhere for about in solution.addresses):
            why = words.not_in_sight if solution.addresses else words.for_nothing
            yield Card(
                f"solution:{id_}", "other-solutions", 0, "mark", solution.what, icon="solution", icon_style="icon-joy",
                notes=(Note(why), *notes), title=solution.what, span=max(len(scope.columns), 1),
            )  # fmt: skip


def _notes(words: Words, chosen: Mapping[str, str], solution: Solution) -> Iterator[Note]:
    if solution.kind is not None:
        yield Note(chosen[solution.kind], solution.kind)
    if solution.status is not None:
        yield Note(chosen[solution.status], None, "small-bold")
    if solution.effort is not None:
        yield Note(words.effort.format(solution.effort), starts_line=True)
    if solution.impact is not None:
        yield Note(words.impact.format(solution.impact))
