"""Simulated journeys as a report: within what times they end, and how these spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.reports.document import Block, Bullets, Document, Facts, Grid, Heading, Paragraph
from blueprint.reports.figures import head

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blueprint.analysis.amount import Amount
    from blueprint.analysis.analysis import Analysis
    from blueprint.analysis.simulation import Histogram, Simulation
    from blueprint.analysis.words import Words
    from blueprint.model.measure import Unit

BARS = 10
"""The bars of the chart."""
LONGEST = 30
"""The characters of the longest bar."""


def simulation_report(
    analysis: Analysis,
    simulation: Simulation,
    part: tuple[str | None, str | None] = (None, None),
    changes: Sequence[str] = (),
) -> Document:
    """The report on simulated journeys, or on a part of them: from one step to another."""
    words = simulation.words
    blocks: list[Block] = list(head(analysis, changes, part))
    unknown = words("unknown")
    facts = tuple(fact for fact in _facts(simulation) if fact[1] != unknown)
    blocks.append(Facts(facts) if facts else Paragraph(words(_nothing(simulation, part))))
    bars = tuple(_bars(simulation.histogram, words))
    if len(bars) > 1:  # else all take as long
        blocks.append(Heading(words("report.spread")))
        blocks.append(Grid((words("report.takes"), words("report.share"), ""), bars, (True, True, False)))
    if simulation.assumptions:
        blocks += [Heading(words("report.assumptions")), Bullets(simulation.assumptions)]
    return Document(tuple(blocks), analysis.blueprint.language or "en", words("report.colon"))


def _nothing(simulation: Simulation, part: tuple[str | None, str | None]) -> str:
    """Why there are no times, as a phrase; where it is too much to simulate, the assumptions say so."""
    return "report.nobody_comes" if any(part) and not simulation.assumptions else "report.not_simulated"


def _facts(simulation: Simulation) -> Iterable[tuple[str, str]]:
    words = simulation.words
    yield words("figure.success_share"), words.amount(simulation.success_share, "share")
    for name, amount in simulation.time_quantiles.items():
        yield words(f"figure.{name}"), _shown(words, amount, "time", simulation.intervals[name])
    yield words("report.mean"), words.amount(simulation.mean, "time")
    within = _shown(words, simulation.share_within_acceptable, "share", simulation.share_interval or (None, None))
    yield words("figure.share_within_acceptable"), within


def _shown(words: Words, amount: Amount, unit: Unit, interval: tuple[float | None, float | None]) -> str:
    """A number with its 95% interval; without, where an end of it is unknown or reads the same."""
    shown, low, high = (words.amount(value, unit) for value in (amount, *interval))
    if None in interval or shown in (low, high):
        return shown
    return words("report.interval", value=shown, low=low, high=high)


def _bars(histogram: Histogram, words: Words) -> Iterable[tuple[str, str, str]]:
    """Up to what time, which share of the journeys, and a bar as long; the last is what takes longer."""
    whole = sum(histogram.counts) + histogram.beyond
    groups = _groups_told_apart(histogram, words)
    most = max((*(count for _, count in groups), histogram.beyond), default=0)
    for end, count in groups:
        yield words("report.up_to", time=words.duration(end)), words.share(count / whole), _bar(count, most)
    if histogram.beyond:
        longer = words("report.longer", time=words.duration(histogram.edges[-1]))
        yield longer, words.share(histogram.beyond / whole), _bar(histogram.beyond, most)


def _groups_told_apart(histogram: Histogram, words: Words) -> list[tuple[float, int]]:
    """As many groups as read differently: times are told in two units only."""
    for bars in range(BARS, 0, -1):
        groups = list(_groups(histogram, bars))
        if len({words.duration(end) for end, _ in groups}) == len(groups):
            return groups
    return []


def _groups(histogram: Histogram, bars: int) -> Iterable[tuple[float, int]]:
    """A few bins in place of many: up to what time, and how many journeys. Empty ones in a row are one."""
    edges, counts = histogram.edges, histogram.counts
    width = max(-(-len(counts) // bars), 1)
    ends = [min(i + width, len(counts)) for i in range(0, len(counts), width)]
    sums = [sum(counts[max(end - width, 0) : end]) for end in ends]
    for k, (end, count) in enumerate(zip(ends, sums, strict=True)):
        if count or sums[k + 1 : k + 2] != [0]:
            yield edges[end], count


def _bar(count: int, most: int) -> str:
    """A bar as long as the number asks for; what is not nothing has one."""
    return "█" * max(round(LONGEST * count / most), 1) if count else ""
