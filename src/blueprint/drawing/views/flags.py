"""What the checks found, as small flags on the cards that it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from blueprint.drawing.labels import labels_for
from blueprint.drawing.parts import marks_of
from blueprint.drawing.views.content import Card, Note
from blueprint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blueprint.drawing.views import Content
    from blueprint.finding import Finding
    from blueprint.model.blueprint import Blueprint

_STYLES = {Severity.ERROR: "small-trouble", Severity.WARNING: "small-risk", Severity.ADVICE: "small-muted"}


def flagged(content: Content, blueprint: Blueprint, findings: Sequence[Finding]) -> Content:
    """The content with the codes of the findings on each card that they are about.

    What is about a part without a card stands on the card of what it is in; what has none is named in the caption.
    """
    if not findings:
        return content
    words = labels_for(blueprint.language)
    marks = marks_of(blueprint, findings, {card.about for card in content.cards})
    elsewhere = marks.pop("", ())
    cards = tuple(_with_flag(card, marks.get(card.about, ())) for card in content.cards)
    heading = content.heading
    if marks:
        heading = replace(heading, legend=(*heading.legend, ("flag", words.marks["flag"])))
    if elsewhere:
        said = f"{words.unflagged}{words.colon}{_codes(elsewhere)}"
        heading = replace(heading, caption=" · ".join(filter(None, (heading.caption, said))))
    return replace(content, heading=heading, cards=cards)


def _with_flag(card: Card, findings: Sequence[Finding]) -> Card:
    if not findings:
        return card
    worst = min((f.severity for f in findings), key=list(Severity).index)
    return replace(card, notes=(*card.notes, Note(_codes(findings), "flag", _STYLES[worst])))


def _codes(findings: Iterable[Finding]) -> str:
    return " · ".join(sorted({finding.code for finding in findings}))
