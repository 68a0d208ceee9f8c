"""The panels of a journey: who its customers are, what they want, and how they fare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.drawing.labels import percent
from blueprint.drawing.views.grid import Figure, Panel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.analysis.analysis import Analysis
    from blueprint.drawing.views.grid import Curve
    from blueprint.drawing.views.scope import Scope
    from blueprint.drawing.words.journey import Told, Words


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
    return tuple(words.phrases[key].format(value) for key, value in _told(analysis))


def _figures(words: Words, share: float | None, analysis: Analysis | None) -> Iterator[Figure]:
    """How many they are, how many of them succeed, and how long it takes on average: what is known of these."""
    if share is not None:
        yield Figure(percent(share), words.share)
    is_lost = analysis is not None and analysis.journeys.success_share.value == 0
    yield from (Figure(value, words.figures[key], is_lost and key == "success") for key, value in _told(analysis))


def _told(analysis: Analysis | None) -> Iterator[tuple[Told, str]]:
    """The share of successes, and the mean time: of those who succeed, where not all do, else until they are lost."""
    if analysis is None:
        return
    words, time, share = analysis.customers.words, analysis.time, analysis.journeys.success_share
    if share.value is not None:
        yield "success", words.amount(share, "share")
    key: Told = "time" if share.value in (None, 1) else "time_to_success" if share.value else "time_in_vain"
    amount = time.expected_time_of_successes if key == "time_to_success" else time.expected_time
    if amount.value is not None:
        yield key, words.amount(amount, "time")
