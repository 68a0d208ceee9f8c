"""What the checks found, as small flags on the cards that it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from blueprint.drawing.labels import labels_for
from blueprint.drawing.parts import marks_of
from blueprint.drawing.views.content import Card, Note
from blueprint.drawing.views.grid import Grid, Panel
from blueprint.drawing.views.matrix import Head, Item, Matrix
from blueprint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from blueprint.drawing.views import Content
    from blueprint.finding import Finding
    from blueprint.model.blueprint import Blueprint

Place = TypeVar("Place", Card, Panel, Head, Item)
"""What can have a flag."""

_STYLES = {Severity.ERROR: "small-trouble", Severity.WARNING: "small-risk", Severity.ADVICE: "small-muted"}


def flagged(content: Content, blueprint: Blueprint, findings: Sequence[Finding]) -> Content:
    """The content with the codes of the findings on all that shows what they are about.

    That is its card, where it has one of its own, else every card of it; a step without a card has a line, a persona a
    panel. What is about a part that is not shown stands on what it is in; what stands nowhere is named in the caption.
    """
    if not findings:
        return content
    words = labels_for(blueprint.language)
    places = {card.about for card in content.cards}
    others = dict.fromkeys(part for part in _other_places(content) if part not in places)
    marks = marks_of(blueprint, findings, places | others.keys())
    elsewhere = marks.pop("", ())
    own = {card.id for card in content.cards if card.id == card.about}
    cards = tuple(
        _with_flag(card, marks.get(card.about, ()) if card.id == card.about or card.about not in own else ())
        for card in content.cards
    )
    heading = content.heading
    if marks:
        heading = replace(heading, legend=(*heading.legend, ("flag", words.marks["flag"])))
    if elsewhere:
        said = f"{words.unflagged}{words.colon}{_codes(elsewhere)}"
        heading = replace(heading, caption=" · ".join(filter(None, (heading.caption, said))))
    content = replace(content, heading=heading, cards=cards)
    return _with_others(content, {part: marks[part] for part in others if part in marks})


def _other_places(content: Content) -> Iterator[str]:
    """The parts that something other than a card shows, and where a flag can stand."""
    if isinstance(content, Grid):
        yield from (panel.part for panel in content.panels)
    elif isinstance(content, Matrix):
        for head in content.columns:
            yield from (part for part in (head.part, *(item.part for item in head.items)) if part)


def _with_others(content: Content, marks: Mapping[str, Sequence[Finding]]) -> Content:
    """The content with flags on the panels, heads and lines that show a part."""
    if isinstance(content, Grid):
        return replace(content, panels=tuple(_with_flag(panel, marks.get(panel.part, ())) for panel in content.panels))
    if isinstance(content, Matrix):
        columns = (
            replace(head, items=tuple(_with_flag(item, marks.get(item.part, ())) for item in head.items))
            for head in content.columns
        )
        return replace(content, columns=tuple(_with_flag(head, marks.get(head.part, ())) for head in columns))
    return content


def _with_flag(place: Place, findings: Sequence[Finding]) -> Place:
    if not findings:
        return place
    worst = min((f.severity for f in findings), key=list(Severity).index)
    return replace(place, notes=(*place.notes, Note(_codes(findings), "flag", _STYLES[worst])))


def _codes(findings: Iterable[Finding]) -> str:
    return " · ".join(sorted({finding.code for finding in findings}))
