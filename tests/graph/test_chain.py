"""The chain against a dense inverse, against closed forms of loops, and at its edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.graph.chain import Chain, components

if TYPE_CHECKING:
    from random import Random


def random_chain(dice: Random, *, least_to_leave: float = 0.01) -> Chain:
    """Up to 12 states; each leads to some others, itself included, and ends with some chance."""
    size = dice.randint(1, 12)
    onward: list[dict[int, float]] = []
    leaving = []
    for _ in range(size):
        targets = dice.sample(range(size), dice.randint(0, min(size, 3)))
        leave = dice.uniform(least_to_leave, 1.0) if targets else 1.0
        weights = {j: dice.choice([0.01, 0.3, 1.0]) for j in targets}
        whole = sum(weights.values())
        onward.append({j: w / whole * (1.0 - leave) for j, w in weights.items()})
        leaving.append(leave)
    return Chain(onward, leaving)


def inverse(chain: Chain) -> np.ndarray:
    size = len(chain.onward)
    q = np.zeros((size, size))
    for i, ways in enumerate(chain.onward):
        for j, p in ways.items():
            q[i, j] = p
    return np.linalg.inv(np.eye(size) - q)


def passes(chain: Chain) -> list[float]:
    """How often each state is visited by what starts there."""
    return [1 + returns for returns in chain.returns]


chains = st.randoms(use_true_random=False).map(random_chain)


# -- against a dense inverse -------------------------------------------------------------------------------------


@given(chains, st.randoms(use_true_random=False))
def test_visits_are_a_row_of_the_inverse(chain: Chain, dice: Random):
    start = {i: dice.random() for i in dice.sample(range(len(chain.onward)), dice.randint(0, len(chain.onward)))}
    dense = np.zeros(len(chain.onward))
    dense[list(start)] = list(start.values())
    assert chain.visits(start) == pytest.approx(dense @ inverse(chain), rel=1e-10, abs=1e-12)


@given(chains, st.randoms(use_true_random=False))
def test_worth_is_the_inverse_times_the_gains(chain: Chain, dice: Random):
    gains = [dice.choice([0.0, dice.uniform(-5, 5)]) for _ in chain.onward]
    assert chain.worth(gains) == pytest.approx(inverse(chain) @ gains, rel=1e-9, abs=1e-9)


@given(chains)
def test_passes_are_the_diagonal_of_the_inverse(chain: Chain):
    assert passes(chain) == pytest.approx(np.diag(inverse(chain)), rel=1e-10)


@given(chains)
def test_every_journey_ends_and_no_visit_is_negative(chain: Chain):
    assert chain.worth(chain.leaving) == pytest.approx([1.0] * len(chain.onward), rel=1e-10)
    visits = chain.visits({0: 1.0})
    assert min(visits) >= 0
    assert sum(v * leave for v, leave in zip(visits, chain.leaving, strict=True)) == pytest.approx(1.0, rel=1e-10)


@given(chains, st.randoms(use_true_random=False))
def test_what_is_stopped_leads_nowhere_and_is_come_to_once_at_most(chain: Chain, dice: Random):
    size = len(chain.onward)
    states = set(dice.sample(range(size), dice.randint(1, size)))
    cut = Chain([{} if i in states else ways for i, ways in enumerate(chain.onward)], chain.leaving)
    stopped = chain.stopped_at(states)
    visits = stopped.visits({0: 1.0})
    assert visits == pytest.approx(inverse(cut)[0], rel=1e-10, abs=1e-12)
    assert sum(visits[i] for i in states) <= 1 + 1e-12
    # The chance to come to one state at all is its visits over its passes.
    one = min(states)
    assert chain.stopped_at([one]).visits({0: 1.0})[one] == pytest.approx(
        chain.visits({0: 1.0})[one] / passes(chain)[one], rel=1e-9, abs=1e-12
    )
    assert stopped.worth(stopped.leaving) == pytest.approx([1.0] * size, rel=1e-10)


@given(chains, st.randoms(use_true_random=False))
def test_within_some_states_is_stopped_at_all_others(chain: Chain, dice: Random):
    size = len(chain.onward)
    inside = set(dice.sample(range(size), dice.randint(0, size)))
    outside = set(range(size)) - inside
    start = {0: 0.25, size - 1: 0.75}
    assert chain.within(inside).visits(start) == chain.stopped_at(outside).visits(start)
    assert chain.within(inside).leaving == chain.stopped_at(outside).leaving


def test_a_chain_is_not_changed_by_what_is_asked_of_it():
    chain = Chain([{1: 0.5, 2: 0.25}, {0: 0.5}, {}], [0.25, 0.5, 1.0])
    before = chain.visits({0: 1.0})
    chain.stopped_at([1]).visits({0: 1.0})
    chain.within([0]).worth([1.0, 1.0, 1.0])
    _ = passes(chain)
    assert chain.visits({0: 1.0}) == before == chain.visits({0: 1.0})
    assert chain.onward == [{1: 0.5, 2: 0.25}, {0: 0.5}, {}]


# -- loops that are hardly ever left -----------------------------------------------------------------------------

RARELY = 1e-12


def test_a_state_that_leads_to_itself_nearly_always():
    chain = Chain([{0: 1 - RARELY}], [RARELY])
    assert chain.visits({0: 1.0}) == pytest.approx([1e12], rel=1e-9)
    assert passes(chain) == pytest.approx([1e12], rel=1e-9)
    assert chain.worth([RARELY]) == pytest.approx([1.0], rel=1e-12)


@pytest.mark.parametrize("size", [2, 3, 10])
def test_a_ring_that_is_left_at_its_last_state(size: int):
    ring: list[dict[int, float]] = [{i + 1: 1.0} for i in range(size - 1)]
    chain = Chain([*ring, {0: 1 - RARELY}], [0.0] * (size - 1) + [RARELY])
    assert chain.visits({0: 1.0}) == pytest.approx([1e12] * size, rel=1e-9)
    assert passes(chain) == pytest.approx([1e12] * size, rel=1e-9)
    assert chain.worth([0.0] * (size - 1) + [RARELY]) == pytest.approx([1.0] * size, rel=1e-12)


def test_a_ring_with_a_short_cut_and_two_ways_out():
    # 0 -> 1 (2/3) or 2 (1/3); 1 -> 2; 2 -> 0, but for a way out to 3 and one to an end. A round passes 1 by 1/3 of times.
    onward: list[dict[int, float]] = [{1: 2 / 3, 2: 1 / 3}, {2: 1.0}, {0: 1 - 4 * RARELY, 3: 3 * RARELY}, {}]
    chain = Chain(onward, [0.0, 0.0, RARELY, 1.0])
    rounds = 1 / (4 * RARELY)
    assert chain.visits({0: 1.0}) == pytest.approx([rounds, rounds * 2 / 3, rounds, 0.75], rel=1e-9)
    assert passes(chain) == pytest.approx([rounds, 1 / (4 * RARELY * 1.5), rounds, 1.0], rel=1e-9)


def test_loops_one_after_the_other_multiply_nothing():
    # Three pairs; each is passed twice on average, however the others go.
    onward: list[dict[int, float]] = []
    for k in range(3):
        a, b = 2 * k, 2 * k + 1
        onward += [{b: 1.0}, {a: 0.5} | ({b + 1: 0.5} if k < 2 else {})]
    chain = Chain(onward, [0.0] * 5 + [0.5])
    assert chain.visits({0: 1.0}) == pytest.approx([2.0] * 6, rel=1e-12)


# -- components --------------------------------------------------------------------------------------------------


@given(chains)
def test_components_are_the_states_that_lead_to_each_other_each_before_what_it_leads_to(chain: Chain):
    size = len(chain.onward)
    leads = np.eye(size, dtype=bool)
    for i, ways in enumerate(chain.onward):
        leads[i, list(ways)] = True
    for k in range(size):
        leads |= np.outer(leads[:, k], leads[k])
    found = components(chain.onward)
    assert sorted(i for component in found for i in component) == list(range(size))
    place = {i: n for n, component in enumerate(found) for i in component}
    for i in range(size):
        for j in range(size):
            assert (place[i] == place[j]) == (leads[i, j] and leads[j, i])
            if leads[i, j]:
                assert place[i] <= place[j]
    assert all(component == sorted(component) for component in found)


def test_there_may_be_no_state_at_all():
    chain = Chain([], [])
    assert (chain.visits({}), chain.worth([]), passes(chain), list(chain.components)) == ([], [], [], [])


def test_a_long_way_needs_no_deep_stack():
    size = 20_000
    onward: list[dict[int, float]] = [{i + 1: 1.0} for i in range(size - 1)]
    chain = Chain([*onward, {}], [0.0] * (size - 1) + [1.0])
    assert chain.visits({0: 1.0}) == [1.0] * size
    ring = Chain([*onward, {0: 0.5}], [0.0] * (size - 1) + [0.5])
    assert ring.visits({0: 1.0}) == pytest.approx([2.0] * size, rel=1e-9)
    assert passes(ring) == pytest.approx([2.0] * size, rel=1e-9)
