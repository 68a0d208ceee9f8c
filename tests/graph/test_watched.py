"""The chain seen at some states only, against the whole chain with its ways cut there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.graph.chain import Chain
from blueprint.graph.watched import watched
from tests.graph.test_chain import RARELY, chains, inverse

if TYPE_CHECKING:
    from random import Random


def sets_of(chain: Chain, dice: Random) -> list[list[int]]:
    """Some sets of states, which may overlap, or be empty."""
    size = len(chain.onward)
    return [dice.sample(range(size), dice.randint(0, size)) for _ in range(dice.randint(1, 6))]


def gained_before(chain: Chain, start: dict[int, float], states: list[int], gains: list[float]) -> dict[int, float]:
    """By the state that is come to first: the mean gain before, of those who come there, times the chance for that.

    Of the chain that is stopped there: how often each other state is visited, by those who come there after it.
    """
    stopped = chain.stopped_at(states)
    visits = stopped.visits(start)
    found = {}
    for i in states:
        hope = stopped.worth([float(j == i) for j in range(len(gains))])
        found[i] = sum(visits[j] * hope[j] * gains[j] for j in range(len(gains)) if j not in states)
    return found


@given(chains, st.randoms(use_true_random=False))
def test_who_comes_where_first_and_what_they_gained_is_that_of_the_chain_stopped_there(chain: Chain, dice: Random):
    size = len(chain.onward)
    start = {i: dice.random() for i in dice.sample(range(size), dice.randint(1, size))}
    gains = [dice.choice([0.0, dice.uniform(0, 9)]) for _ in range(size)]
    sets = sets_of(chain, dice)
    for states, seen in zip(sets, watched(chain, start, sets, gains), strict=True):
        firsts = chain.stopped_at(states).visits(start)
        before = gained_before(chain, start, states, gains)
        for i in states:
            assert seen.arriving.get(i, 0.0) == pytest.approx(firsts[i], rel=1e-10, abs=1e-14)
            assert seen.gained.get(i, 0.0) == pytest.approx(before[i], rel=1e-9, abs=1e-12)
        assert seen.arriving.keys() <= set(states)


@given(chains, st.randoms(use_true_random=False))
def test_the_chance_to_come_to_a_part_of_a_set(chain: Chain, dice: Random):
    sets = sets_of(chain, dice)
    for states, seen in zip(sets, watched(chain, {0: 1.0}, sets), strict=True):
        part = dice.sample(states, dice.randint(0, len(states)))
        visits = chain.stopped_at(part).visits({0: 1.0})
        assert seen.chance_of(part) == pytest.approx(sum(visits[i] for i in part), rel=1e-10, abs=1e-14)


@given(chains, st.randoms(use_true_random=False))
def test_what_is_seen_is_a_chain_again(chain: Chain, dice: Random):
    """Where a state is come to again from another one of them: against blocks of the inverse (Meyer 1989)."""
    (states,) = sets_of(chain, dice)[:1]
    (seen,) = watched(chain, dict.fromkeys(range(len(chain.onward)), 1.0), [states])
    assert sorted(seen.onward) == sorted(states) == sorted(seen.leaving)
    full = inverse(chain)
    for i in states:
        # How often it comes to another one is how often those do to which it comes next.
        assert seen.leaving[i] + sum(seen.onward[i].values()) == pytest.approx(1.0, rel=1e-12)
        for k in states:
            others = sum(p * full[j, k] for j, p in seen.onward[i].items())
            assert others == pytest.approx(full[i, k], rel=1e-8, abs=1e-12) if i != k else others < full[i, k]


def test_loops_that_are_hardly_ever_left_lose_nothing():
    """Round and round in 0 and 1, 10^12 times, then to 2 or to 3: one in four comes to 2."""
    chain = Chain([{1: 1.0}, {0: 1 - 4 * RARELY, 2: RARELY, 3: 3 * RARELY}, {}, {}], [0.0, 0.0, 1.0, 1.0])
    first, second = watched(chain, {0: 1.0}, [[2], [3]], [1.0, 0.0, 0.0, 0.0])
    assert first.arriving[2] == pytest.approx(0.25, rel=1e-12)
    assert second.arriving[3] == pytest.approx(0.75, rel=1e-12)
    assert first.gained[2] / first.arriving[2] == pytest.approx(0.25 / RARELY, rel=1e-4)


def test_a_state_that_leads_to_itself_gains_each_time():
    chain = Chain([{0: 0.5, 1: 0.25}, {}], [0.25, 1.0])
    (seen,) = watched(chain, {0: 1.0}, [[1]], [60.0, 0.0])
    assert seen.arriving == {1: pytest.approx(0.5)}
    assert seen.gained == {1: pytest.approx(0.5 * 120)}


def test_what_is_never_come_to_is_not_asked():
    """Where nobody comes there may be no way out."""
    chain = Chain([{}, {1: 1.0}], [1.0, 0.0])
    (seen,) = watched(chain, {0: 1.0}, [[1]])
    assert (seen.arriving, seen.chance_of([1])) == ({}, 0.0)
    assert watched(chain, {0: 1.0}, []) == []


def test_many_sets_of_a_long_way_cost_little():
    """Two thousand states in as many sets: about eleven times one elimination, not two thousand."""
    size = 2_000
    chain = Chain([*({i + 1: 1.0} for i in range(size - 1)), {}], [0.0] * (size - 1) + [1.0])
    found = watched(chain, {0: 1.0}, [[i] for i in range(size)], [1.0] * size)
    assert [seen.arriving[i] for i, seen in enumerate(found)] == [1.0] * size
    assert [seen.gained[i] for i, seen in enumerate(found)] == [float(i) for i in range(size)]
