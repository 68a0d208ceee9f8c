"""Which blueprints of the preview lead to each other: those that detail a step of another, both ways."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import quote

from blueprint.serve.markup import address
from blueprint.site.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blueprint.drawing.page import Elsewhere
    from blueprint.serve.sheet import Sheet


def links_of(sheet: Sheet, sheets: Iterable[Sheet]) -> dict[str, list[Elsewhere]]:
    """The links from a blueprint to others of the preview, by the part that they are about.

    They lead from steps to what details them, and from the whole (of no name) to what it is part of.
    """
    from blueprint.drawing.page import Elsewhere

    words = words_for(sheet.row.language)
    links: defaultdict[str, list[Elsewhere]] = defaultdict(list)
    by_file = {each.real: each for each in sheets}
    for whole in by_file.values():
        for step, label, file in whole.expansions:
            if file == sheet.real:
                called = f"{words.part_of}{words.colon}{whole.title}{words.bracket.format(label)}"
                links[""].append(Elsewhere(called, f"{address('b', whole.name)}#part={quote(step, safe='')}"))
    for step, _, file in sheet.expansions:
        if (detail := by_file.get(file)) is not None:
            links[step].append(Elsewhere(f"{words.details}{words.colon}{detail.title}", address("b", detail.name)))
    return dict(links)
