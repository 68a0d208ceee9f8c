"""What the page of a blueprint says of other pages: for each of its parts, and for the whole."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from blueprint.drawing.page import Elsewhere
from blueprint.site.names import link, link_to_anchor, page_of
from blueprint.site.words import words_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.site.links import Links

MOST = 6
"""The other blueprints that a part's panel names; the page of shared parts has all."""

WHOLE = ""
"""What the whole blueprint is called among its parts."""


def elsewhere(
    file: str, links: Links, pages: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, tuple[Elsewhere, ...]]:
    """The links to other pages by part (see `Card.about`), in the language of the blueprint."""
    entry = links.entries[file]
    words = words_for(entry.language)
    found: defaultdict[str, list[Elsewhere]] = defaultdict(list)
    for other in links.others.get(file, ()):
        state = words.states[links.entries[other].state]
        found[WHOLE].append(Elsewhere(f"{state}{words.colon}{labels[other]}", link(pages[other])))
    for whole, expansion in links.part_of.get(file, ()):
        label = f"{words.part_of}{words.colon}{labels[whole]}{words.bracket.format(expansion.step.label)}"
        found[WHOLE].append(Elsewhere(label, link(pages[whole], part=expansion.step.about)))
    for expansion in entry.expansions:
        if expansion.file in links.entries:
            label = f"{words.details}{words.colon}{labels[expansion.file]}"
            found[expansion.step.about].append(Elsewhere(label, link(pages[expansion.file])))
    for item in entry.items:
        shared = links.of(file, item)
        others = [use for use in shared.uses if use.file != file]
        if not others:
            continue
        for use in others[:MOST]:
            label = words.also_in.format(labels[use.file])
            found[item.about].append(Elsewhere(label, link(pages[use.file], part=use.item.about)))
        label = words.numbered(words.where_used, len(shared.uses))
        found[item.about].append(Elsewhere(label, link_to_anchor(page_of(item.kind), shared.anchor)))
    return {about: tuple(those) for about, those in found.items()}
