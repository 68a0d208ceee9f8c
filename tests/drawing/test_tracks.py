"""Tracks: runs that overlap never share one, ends on a card never cross."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blueprint.drawing.layout.tracks import Run, assign_tracks, attachments, head, rounded

runs = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=60)


@given(runs)
def test_runs_on_one_track_do_not_overlap(ends: list[tuple[int, int]]) -> None:
    made = [Run(a, b) for a, b in ends]
    count = assign_tracks(made)
    assert count == max((run.track for run in made), default=-1) + 1
    for n, a in enumerate(made):
        for b in made[n + 1 :]:
            if a.track == b.track:
                assert a.high <= b.low or b.high <= a.low
                assert not (a.low == a.high == b.low == b.high)


@given(runs)
def test_no_more_tracks_than_runs_over_one_gap(ends: list[tuple[int, int]]) -> None:
    """Greedy by length is not optimal, but never worse than one track for each run."""
    made = [Run(a, b) for a, b in ends]
    assert assign_tracks(made) <= len(made)


def test_one_end_is_in_the_middle() -> None:
    assert attachments(148, [(1, 1)]) == [0]


def test_ends_to_the_left_are_left_and_longer_ones_nearer_the_middle() -> None:
    left_short, left_long, right_long, right_short = attachments(148, [(-1, 1), (-1, 5), (1, 5), (1, 1)])
    assert left_short < left_long < right_long < right_short


def test_many_ends_stay_on_the_card() -> None:
    assert all(abs(x) <= 74 for x in attachments(148, [(1, n) for n in range(40)]))


def test_corners_are_rounded_and_heads_point() -> None:
    assert rounded([(0, 0), (0, 20), (30, 20)]) == "M0 0L0 13Q0 20 7 20L30 20"
    assert rounded([(0, 0), (0, 4), (30, 4)]) == "M0 0L0 2Q0 4 2 4L30 4"
    assert head(10, 5, "right") == "M10 5L2 1.4L2 8.6Z"
