"""Channels: how links that run level, each with its label, share the room below or above all cards."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_APART = 14.0
_LEAST = 14.0


@dataclass(slots=True, eq=False)
class Run:
    """A level stretch from `left` to `right`, with a label of a size; it gets a `level` and its label a `centre`.

    Levels count from the channel's side that is nearest to the cards, away from them.
    """

    left: float
    right: float
    label_width: float = 0
    label_height: float = 0
    level: float = 0
    centre: float = 0
    track: int = 0

    @property
    def span(self) -> tuple[float, float]:
        """What it takes of the channel's length, its label included."""
        middle, half = (self.left + self.right) / 2, self.label_width / 2
        return min(self.left, middle - half), max(self.right, middle + half)


def share_out(runs: Sequence[Run]) -> float:
    """Give each run the nearest level that is free over its length, short ones first. Returns the channel's height."""
    tracks: list[list[tuple[float, float]]] = []
    for run in sorted(runs, key=lambda run: (run.right - run.left, run.left)):
        low, high = run.span
        free = (n for n, taken in enumerate(tracks) if all(high + _APART <= a or b + _APART <= low for a, b in taken))
        run.track = next(free, len(tracks))
        if run.track == len(tracks):
            tracks.append([])
        tracks[run.track].append((low, high))
    top = 0.0
    for number in range(len(tracks)):
        own = [run for run in runs if run.track == number]
        height = max(_LEAST, *(run.label_height + 6 for run in own))
        for run in own:
            run.level = top + height / 2
        top += height
    for run in runs:
        run.centre = _free(run, [x for other in runs if other.track > run.track for x in (other.left, other.right)])
    return top


def _free(run: Run, crossing: Sequence[float]) -> float:
    """The centre nearest to the middle where the label is clear of the lines that cross the run."""
    middle, half = (run.left + run.right) / 2, run.label_width / 2 + 6
    edges = [run.left, *sorted(x for x in crossing if run.left < x < run.right), run.right]
    rooms = [(a + half, b - half) for a, b in pairwise(edges) if b - a >= 2 * half]
    return min((min(max(middle, a), b) for a, b in rooms), key=lambda x: abs(x - middle), default=middle)
