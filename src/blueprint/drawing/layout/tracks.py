"""Tracks: how links that run side by side share a channel without touching, and where they meet a card's side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(slots=True, eq=False)
class Run:
    """A stretch of a channel that a link needs, from column to column; `track` is the place that it gets, 0 first."""

    start: int
    end: int
    height: float = 0
    track: int = 0

    @property
    def low(self) -> int:
        """The leftmost column."""
        return min(self.start, self.end)

    @property
    def high(self) -> int:
        """The rightmost column."""
        return max(self.start, self.end)


def assign_tracks(runs: Iterable[Run]) -> int:
    """Give each run the lowest track that is free over its whole length, short runs first. Returns how many are used.

    Runs that only meet at a column may share a track: one leaves to the left, the other to the right. Linear in the
    number of runs times the number of tracks (greedy colouring of intervals).
    """
    tracks: list[_Occupied] = []
    for run in sorted(runs, key=lambda r: (r.high - r.low, r.low, r.start)):
        for number, track in enumerate(tracks):
            if track.is_free(run.low, run.high):
                run.track = number
                track.take(run.low, run.high)
                break
        else:
            run.track = len(tracks)
            tracks.append(_Occupied())
            tracks[-1].take(run.low, run.high)
    return len(tracks)


@dataclass(slots=True)
class _Occupied:
    """The stretches of a track that are taken, in half columns: a run with one column takes a little on both sides."""

    taken: list[tuple[int, int]] = field(default_factory=list)

    def is_free(self, low: int, high: int) -> bool:
        from bisect import bisect_left

        start, end = _half(low, high)
        at = bisect_left(self.taken, (start, end))
        before_ends = self.taken[at - 1][1] if at else start
        after_starts = self.taken[at][0] if at < len(self.taken) else end
        return before_ends <= start and after_starts >= end

    def take(self, low: int, high: int) -> None:
        from bisect import insort

        insort(self.taken, _half(low, high))


def _half(low: int, high: int) -> tuple[int, int]:
    return (2 * low - 1, 2 * low + 1) if low == high else (2 * low, 2 * high)


def attachments(card_width: float, ends: Sequence[tuple[int, int]]) -> list[float]:
    """Where links meet a card's top side, as offsets from its middle, one for each of `ends`, spread around the middle.

    An end is (direction, length): -1 for a link that goes to the left, +1 to the right, 0 for one that comes back to
    the card itself. Links that go further stand nearer the middle, so that none crosses another.
    """
    step = min(16.0, (card_width - 48) / max(len(ends), 1))
    order = sorted(range(len(ends)), key=lambda i: (ends[i][0], ends[i][1] * -ends[i][0], i))
    offsets = [0.0] * len(ends)
    for place, i in enumerate(order):
        offsets[i] = (place - (len(ends) - 1) / 2) * step
    return offsets


def rounded(points: Sequence[tuple[float, float]], radius: float = 7) -> str:
    """Path data for a line along the points, its corners rounded."""
    parts = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        r = min(radius, _far(before, at) / 2, _far(at, after) / 2)
        start, end = _towards(at, before, r), _towards(at, after, r)
        parts.append(f"L{_n(start[0])} {_n(start[1])}Q{_n(at[0])} {_n(at[1])} {_n(end[0])} {_n(end[1])}")
    parts.append(f"L{_n(points[-1][0])} {_n(points[-1][1])}")
    return "".join(parts)


def head(x: float, y: float, direction: str) -> str:
    """Path data for an arrow head whose tip is at x, y."""
    long, half = 8.0, 3.6
    dx, dy = {"right": (-long, 0.0), "left": (long, 0.0), "down": (0.0, -long), "up": (0.0, long)}[direction]
    if dx:
        return f"M{_n(x)} {_n(y)}L{_n(x + dx)} {_n(y - half)}L{_n(x + dx)} {_n(y + half)}Z"
    return f"M{_n(x)} {_n(y)}L{_n(x - half)} {_n(y + dy)}L{_n(x + half)} {_n(y + dy)}Z"


def _far(a: tuple[float, float], b: tuple[float, float]) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(a: tuple[float, float], b: tuple[float, float], distance: float) -> tuple[float, float]:
    far = _far(a, b) or 1
    return a[0] + (b[0] - a[0]) * distance / far, a[1] + (b[1] - a[1]) * distance / far


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
