"""The panels of a journey: who its customers are, what they want, and how they fare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.drawing.labels import percent
from blueprint.drawing.views.grid import Panel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.analysis.amount import Amount
    from blueprint.analysis.analysis import Analysis
    from blueprint.drawing.views.grid import Curve
    from blueprint.drawing.views.scope import Scope
    from blueprint.drawing.words.journey import Words
    from blueprint.model.measure import Unit

Figure = tuple[str, str]


def panels(scope: Scope, words: Words, curves: Sequence[Curve], analysis: Analysis | None) -> Iterator[Panel]:
    """A panel for the persona of the filter, or for each, with the mark of its curve where there are several."""
    drawn = [curve.part for curve in curves] if len(curves) > 1 else []
    shown = (scope.filters.persona,) if scope.filters.persona is not None else tuple(scope.blueprint.personas)
    for id_ in shown:
        persona = scope.blueprint.personas[id_]
        part = f"persona:{id_}"
        lists = ((words.persona_goals, persona.goals), (words.needs, persona.needs))
        channels = tuple(persona.channels or ())
        yield Panel(
            part, persona.name, persona.description or "",
            figures=tuple(_figures(words, persona.share, analysis.of(id_) if analysis is not None else None)),
            lists=(
                *((heading, texts) for heading, texts in lists if texts),
                *([(words.channels, (scope.words.comma.join(channels),))] if channels else []),
            ),
            curve=drawn.index(part) if part in drawn else None, part=part,
        )  # fmt: skip


def details(words: Words, analysis: Analysis | None) -> tuple[str, ...]:
    """The figures of all customers together, as words of the header: what is known of them."""
    phrases = {"share": words.all_success, "time": words.all_time}
    return tuple(phrases[unit].format(value) for unit, value in _told(analysis))


def _figures(words: Words, share: float | None, analysis: Analysis | None) -> Iterator[Figure]:
    """How many they are, how many of them succeed, and how long it takes on average: what is known of these."""
    if share is not None:
        yield percent(share), words.share
    says = {"share": words.success, "time": words.time}
    yield from ((value, says[unit]) for unit, value in _told(analysis))


def _told(analysis: Analysis | None) -> Iterator[tuple[str, str]]:
    """The share of successes and the mean time, as people read them, each with its unit."""
    if analysis is None:
        return
    figures: tuple[tuple[Unit, Amount], ...] = (
        ("share", analysis.journeys.success_share),
        ("time", analysis.time.expected_time),
    )
    for unit, amount in figures:
        if amount.value is not None:
            yield unit, analysis.customers.words.amount(amount, unit)
