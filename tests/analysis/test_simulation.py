import json
import math
import random
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

import blueprint as bp
from blueprint.analysis import simulation
from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.customers import Customers
from blueprint.analysis.simulation import Pert, order_interval, quantiles, simulate, urns
from blueprint.analysis.time import time

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))


def customers(*steps, **parts):
    """The customers of steps in a row; a number of minutes stands for a step that always takes as long."""
    made = [
        {"id": f"s{i}", "time": f"{step}m"} if isinstance(step, (int, float)) else {"id": f"s{i}"} | step
        for i, step in enumerate(steps)
    ]
    whole = [{"customer": "act"} | step for step in made]
    return Customers(bp.Blueprint(title="T", stages=[{"name": "S", "steps": whole}], **parts))


def course(found, journeys, seed=0, from_=None, to=None):
    """The times of simulated journeys themselves."""
    walk = found.part(from_, to)
    passages = [passage for _, passage in walk.passages]
    counts = simulation._shared_out(journeys, [weight for weight, _ in walk.passages])
    made = simulation._Course(found.columns, passages, judged=False)
    return made.run(counts, np.random.Generator(np.random.PCG64(seed))).times


# -- times that vary ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lean", [0.0, 0.03, 0.25, 0.5, 0.7, 0.999, 1.0])
@pytest.mark.parametrize("bits", [6, 12])
def test_a_table_has_the_quantiles_of_a_beta_distribution(lean, bits):
    low, high = 60.0, 660.0
    typical = low + lean * (high - low)
    # Alpha and beta of the PERT as everyone writes them.
    alpha, beta = 1 + 4 * (typical - low) / (high - low), 1 + 4 * (high - typical) / (high - low)
    peer = stats.beta(alpha, beta, loc=low, scale=high - low)
    table = Pert(low, high, lean).table(bits)
    middles = (np.arange(1 << bits) + 0.5) / (1 << bits)
    assert low < table[0]
    assert table[-1] < high
    # Each value is well within its own bin of equal probability.
    assert (np.abs(peer.cdf(table) - middles) < 0.3 / (1 << bits)).all()


@pytest.mark.parametrize(
    ("low", "typical", "high"), [(0, 0, 60), (60, 300, 1200), (60, 1200, 1200), (86400, 86401, 864000)]
)
def test_a_table_has_the_mean_and_the_variance_of_the_estimate(low, typical, high):
    table = Pert(low, high, (typical - low) / (high - low)).table(10)
    mean = (low + 4 * typical + high) / 6
    variance = (mean - low) * (high - mean) / 7  # of a Beta-PERT, with the weight 4: Vose 2000
    assert table.mean() == pytest.approx(mean, rel=1e-9)
    assert table.var() == pytest.approx(variance, rel=1e-9)


def test_a_wait_and_each_blocking_action_vary_by_themselves():
    wide = {"low": "0m", "typical": "5m", "high": "10m"}
    found = customers(
        {
            "customer": {"does": "act", "time": "3m"},
            "wait": wide,
            "frontstage": [{"does": "one", "time": wide}, {"does": "two", "time": wide}],
            "support": {"does": "beside", "time": "1h"},  # does not block
        }
    )
    result = simulate(found, journeys=200_000)
    # Independent parts: variances add up. Together they are nearly normal.
    error = math.sqrt(3 * 25 / 7) * 60
    assert result.mean.value == pytest.approx(18 * 60, abs=4 * error / math.sqrt(200_000))
    assert result.standard_error == pytest.approx(error / math.sqrt(200_000), rel=0.01)
    assert result.p90.value == pytest.approx(18 * 60 + 1.2816 * error, rel=0.005)


def test_the_time_of_a_step_stands_for_its_actions():
    found = customers({"time": "7m", "wait": "1m", "frontstage": {"does": "act", "time": "1h"}})
    assert quantiles(found).p50 == Amount(480.0)


def test_many_different_times_still_have_the_right_mean_and_spread():
    draw = random.Random(5)
    steps, mean, variance = [], 0.0, 0.0
    for _ in range(1500):  # so many that each has a table of fewer entries
        low, typical, high = sorted(draw.randint(1, 100_000) for _ in range(3))
        steps.append({"time": {"low": f"{low}s", "typical": f"{typical}s", "high": f"{high}s"}})
        each = (low + 4 * typical + high) / 6
        mean, variance = mean + each, variance + (each - low) * (high - each) / 7
    result = simulate(customers(*steps), journeys=2000)
    assert result.mean.value == pytest.approx(mean, abs=4 * math.sqrt(variance / 2000))
    assert result.p50.value == pytest.approx(mean, abs=5 * math.sqrt(variance / 2000))
    assert result.standard_error == pytest.approx(math.sqrt(variance / 2000), rel=0.07)


# -- journeys ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.removesuffix(".blueprint.yaml"))
def test_the_mean_is_the_expected_time(path):
    whole = Customers(bp.load(path))
    for found in (whole, *(whole.of(persona) for persona in whole.blueprint.personas)):
        result, expected = simulate(found, seed=2), time(found).expected_time
        assert (result.mean.value is None) == (expected.value is None)
        assert result.mean.bound == expected.bound
        if expected.value is not None:
            assert result.mean.value == pytest.approx(expected.value, rel=1e-9, abs=4 * result.standard_error)


@pytest.mark.parametrize(("count", "leaving"), [(3000, 0.25), (150_000, 0.6)])  # in one go, and with places made free
def test_the_passes_of_a_loop_are_geometric(count, leaving):
    found = customers({"time": "1m", "next": {"s0": 1 - leaving, "end": leaving}})
    passes = Counter(round(t / 60, 9) for t in course(found, count))
    assert sum(passes.values()) == count
    peer = stats.geom(leaving)
    usual = range(1, int(peer.ppf(1 - 20 / count)) + 1)
    seen = [*(passes[k] for k in usual), sum(n for k, n in passes.items() if k not in usual)]
    expected = [*(count * peer.pmf(k) for k in usual), count * peer.sf(usual[-1])]
    assert stats.chisquare(seen, expected).pvalue > 1e-3
    result = simulate(found, journeys=count)
    assert result.p50.value == 60 * peer.ppf(0.5)
    assert result.p95.value == 60 * peer.ppf(0.95)


def test_journeys_that_are_given_up_count():
    result = quantiles(customers({"time": "1m", "abandon": 0.6}, 59))
    assert (result.p50.value, result.p90.value) == (60.0, 3600.0)
    assert result.success_share.value == pytest.approx(0.4, abs=0.02)


def test_an_end_in_failure_is_no_success():
    found = customers({"next": {"s1": 0.3, "s2": 0.7}}, {"outcome": "failure"}, {"abandon": 0.5})
    assert simulate(found, journeys=50_000).success_share.value == pytest.approx(0.35, abs=0.01)


def test_a_persona_who_can_not_use_any_touchpoint_gives_up_there():
    found = customers(
        1,
        {"time": "1m", "touchpoints": "app"},
        8,
        personas={"a": {"name": "A", "channels": ["phone"]}},
        touchpoints={"app": {"name": "App", "kind": "digital", "channel": "web"}},
    )
    assert quantiles(found).p95 == Amount(120.0)
    assert quantiles(found).success_share == Amount(0.0)


def test_any_number_of_ways_is_shared_out_to_urns_without_loss():
    draw = random.Random(3)
    for size in range(1, 40):
        ways = {target: draw.random() ** 8 + 1e-12 for target in range(-3, size - 3)}
        found = urns(ways)
        assert len(found) <= max(size - 1, 1)
        chances = defaultdict(float)
        for share, first, second in found:
            assert -1e-9 <= share <= 1 + 1e-9
            chances[first] += share / len(found)
            chances[second] += (1 - share) / len(found)
        whole = sum(ways.values())
        assert chances == pytest.approx({target: chance / whole for target, chance in ways.items()}, abs=1e-12)


def test_many_ways_are_gone_as_often_as_they_should_be():
    shares = [0.02, 0.4, 0.08, 0.15, 0.05, 0.3]
    ends = [{"time": f"{k}m", "next": "end"} for k in range(1, 7)]
    seen = Counter(course(customers({"next": {f"s{k + 1}": p for k, p in enumerate(shares)}}, *ends), 20_000) / 60)
    assert stats.chisquare([seen[k] for k in range(1, 7)], [20_000 * p for p in shares]).pvalue > 1e-3


# -- a part ------------------------------------------------------------------------------------------------------

_TIMES = (1, 7, 2, 11, 3, 5)
_WAYS = {
    0: {1: 0.5, 2: 0.5},
    1: {0: 0.2, 3: 0.8},
    2: {1: 0.3, 2: 0.3, 4: 0.4},
    3: {2: 0.5, 5: 0.4},
    4: {3: 0.6, 0: 0.1, -1: 0.3},
    5: {-1: 1.0},
}


def _by_rejection(first, last, count):
    """Plain walks from the start; kept where `first` is come to, and `last` after it."""
    draw = random.Random(11)
    kept = []
    for _ in range(count):
        at, spent, is_in = 0, 0, first is None
        while at >= 0:
            is_in = is_in or at == first
            spent += _TIMES[at] if is_in else 0
            if is_in and at == last:
                break
            ways = _WAYS[at] | ({-1: 0.1} if at == 3 else {})
            at = draw.choices(list(ways), list(ways.values()))[0]
        if is_in and (last is None or at == last):
            kept.append(spent)
    return kept


@pytest.mark.parametrize(("first", "last"), [(1, 4), (2, 3), (None, 4), (3, None), (4, 4), (4, 0)])
def test_a_part_is_that_of_the_journeys_that_get_there(first, last):
    steps = [
        {"time": f"{_TIMES[i]}m", "next": {"end" if j < 0 else f"s{j}": p for j, p in ways.items()}}
        for i, ways in _WAYS.items()
    ]
    steps[3] |= {"abandon": 0.1}
    found = customers(*steps)
    from_, to = (None if i is None else f"s{i}" for i in (first, last))
    wanted = _by_rejection(first, last, 6000)
    assert 500 < len(wanted) <= 6000
    times = course(found, 20_000, from_=from_, to=to) / 60
    seen = np.unique(times.round(9))
    assert set(wanted) - set(seen.astype(int)) <= {t for t in wanted if wanted.count(t) < 5}
    bins = [-1, *np.unique(np.quantile(wanted, [0.1, 0.25, 0.5, 0.75, 0.9])), math.inf] if len(set(wanted)) > 1 else []
    if bins:
        table = [np.histogram(values, bins)[0] for values in (wanted, times)]
        assert stats.chi2_contingency(np.array(table)[:, np.sum(table, axis=0) > 0]).pvalue > 1e-3
    result = simulate(found, journeys=20_000, from_=from_, to=to)
    assert result.journeys == 20_000
    expected = time_of_part(found, from_, to)
    assert result.mean.value == pytest.approx(expected, rel=1e-9, abs=4 * result.standard_error)
    assert (result.success_share == UNKNOWN) == (to is not None)


def time_of_part(found, from_, to):
    return found.part(from_, to).sum(found.columns.elapsed).value


def test_what_is_accepted_is_a_question_of_the_whole():
    found = customers({"time": "1m", "acceptable_time": "2m"}, 2)
    assert quantiles(found).share_within_acceptable == Amount(1.0)
    assert simulate(found, to="s1").share_within_acceptable == UNKNOWN
    assert simulate(found, from_="s0").share_within_acceptable == UNKNOWN


def test_a_part_where_nobody_gets_is_unknown():
    result = simulate(customers(1, 2, 3), from_="s2", to="s1")
    assert result.p50 == UNKNOWN
    assert result.journeys == 0


def test_a_part_weighs_personas_by_how_many_of_them_get_there():
    # Half of each persona, but only a fifth of the second gets to s2: a sixth of those who do.
    found = customers(
        {"time": "1m", "next": [{"to": "s1"}]},
        {"time": "1m", "personas": "hasty", "otherwise": "s2", "next": {"s2": 0.2, "end": 0.8}},
        1,
        personas={"hasty": {"name": "H", "share": 0.5}, "calm": {"name": "C", "share": 0.5}},
    )
    assert Counter(course(found, 6000, to="s2") / 60) == {2.0: 5000, 3.0: 1000}
    assert simulate(found, journeys=6000, to="s2").mean.value == pytest.approx(130)


# -- a mix -------------------------------------------------------------------------------------------------------


def _mix(shares, order=None):
    """Each persona has a step of her own, of as many minutes as tell her apart."""
    names = list(shares)
    steps = [{"time": f"{k}m", "personas": name} for k, name in enumerate(names, 1)]
    personas = {name: {"name": name, "share": shares[name]} for name in order or names}
    return customers(*steps, personas=personas)


def test_journeys_are_shared_out_by_largest_remainder():
    times = course(_mix({"a": 0.45, "b": 0.34, "c": 0.21}), 10)
    assert Counter(times / 60) == {1.0: 5, 2.0: 3, 3.0: 2}  # 4.5, 3.4, 2.1
    # 5.5 and 3.5 are as near to the next, though as binary numbers they are not.
    assert Counter(course(_mix({"a": 0.11, "b": 0.07, "c": 0.82}), 50) / 60) == {1.0: 6, 2.0: 3, 3.0: 41}


def test_every_persona_of_some_share_has_a_journey():
    assert Counter(course(_mix({"a": 0.9998, "b": 0.0001, "c": 0.0001}), 100) / 60) == {1.0: 98, 2.0: 1, 3.0: 1}
    assert simulate(_mix({"a": 0.5, "b": 0.3, "c": 0.2}), journeys=1).journeys == 3


def test_a_persona_of_no_share_has_none():
    assert Counter(course(_mix({"a": 1.0, "b": 0.0}), 100) / 60) == {1.0: 100}


def test_the_order_of_the_personas_changes_nothing():
    thirds = {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}
    first, second = (simulate(_mix(thirds, order), journeys=1000).to_dict() for order in ("abc", "cab"))
    assert first == second


# -- figures -----------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_journeys_and_another_one_others():
    found = Customers(bp.load(next(path for path in EXAMPLES if "hotel-night" in path.name)))
    first, again, other = (simulate(found, seed=seed).to_dict() for seed in (1, 1, 2))
    assert first == again
    assert first["time_quantiles"] != other["time_quantiles"]


@pytest.mark.parametrize("q", [0.5, 0.9, 0.95])
def test_an_interval_holds_the_quantile_95_times_in_100(q):
    rng = np.random.Generator(np.random.PCG64(4))
    quantile = -math.log(1 - q)
    hits = 0
    for _ in range(2000):
        low, high = order_interval(np.sort(rng.exponential(size=500)), q)
        hits += low <= quantile <= high
    assert 0.95 - 3 * math.sqrt(0.95 * 0.05 / 2000) < hits / 2000 < 0.98  # ranks are whole: a little more than 95%


@pytest.mark.parametrize("count", [1, 2, 5, 10, 59, 100, 999, 10_000, 1_000_003])
@pytest.mark.parametrize("q", [0.5, 0.9, 0.95])
def test_the_ranks_of_an_interval_are_binomial(count, q):
    low, high = order_interval(np.arange(1.0, count + 1), q)
    peer = stats.binom(count, q)
    least = [rank for rank in (low or 0.0, (low or 0.0) + 1) if peer.cdf(rank - 1) <= 0.025]
    assert least == [low or 0.0]  # this one has the confidence, and the next does not
    assert high is None or peer.cdf(high - 1) >= 0.975 > peer.cdf(high - 2)
    assert high is not None or peer.cdf(count - 1) < 0.975


def test_too_few_journeys_have_no_upper_limit():
    result = simulate(customers({"time": "1m", "next": {"s0": 0.5, "end": 0.5}}), journeys=20)
    assert result.intervals["p95"][1] is None
    assert "unknown" in str(result)


def test_a_histogram_counts_all_journeys_and_is_not_stretched_by_a_few():
    found = customers(
        {"time": {"low": "1m", "typical": "2m", "high": "5m"}, "next": {"s1": 0.002, "end": 0.998}}, {"time": "30d"}
    )
    edges, counts, beyond = quantiles(found).histogram
    assert len(counts) == len(edges) - 1 == 40
    assert sum(counts) + beyond == 10_000
    assert edges[-1] <= 300
    assert 10 < beyond <= 120
    steady = quantiles(customers(5)).histogram
    assert (sum(steady.counts), steady.edges[0]) == (10_000, 300.0)


def test_all_journeys_that_are_as_long_as_the_longest_are_in_a_bin():
    found = customers({"time": {"low": "1m", "typical": "2m", "high": "5m"}})
    edges, counts, beyond = quantiles(found).histogram
    assert (sum(counts), beyond) == (10_000, 0)
    assert 60 <= edges[0] < edges[-1] <= 300


def test_an_answer_is_plain_data_and_text():
    result = quantiles(customers({"time": {"low": "1m", "typical": "2m", "high": "9m"}}))
    plain = json.loads(json.dumps(result.to_dict()))
    assert plain["time_quantiles"]["p90"] == result.p90.value
    assert result.figures["p90"] is result.p90
    assert result.figures.keys() == {"time_quantiles", "share_within_acceptable", "p50", "p90", "p95"}
    assert [str(row[0]) for row in result.tables()[0].rows] == ["p50", "p90", "p95", "mean"]
    assert "10,000 simulated journeys" in str(result)


# -- what is accepted --------------------------------------------------------------------------------------------


def test_every_visit_of_the_steps_with_an_acceptable_time_counts_and_nothing_else():
    # Twice through s1 (9 minutes each) is beyond the 10 + 2 minutes that s1 and s2 may take, once is not.
    found = customers(
        60,
        {"wait": "1m", "time": "8m", "acceptable_time": "10m", "next": {"s1": 0.25, "s2": 0.7, "s3": 0.05}},
        {"time": "2m", "acceptable_time": {"low": "1m", "typical": "2m", "high": "3m"}, "next": "end"},
        {"time": "1h", "acceptable_time": "1s"},  # not on the main path
    )
    result = simulate(found, journeys=40_000)
    assert result.share_within_acceptable.bound == "exact"
    assert result.share_within_acceptable.value == pytest.approx(0.75, abs=0.01)
    low, high = result.share_interval
    assert low < 0.75 < high
    assert high - low == pytest.approx(2 * 1.96 * math.sqrt(0.75 * 0.25 / 40_000), rel=0.02)


def test_as_long_as_is_acceptable_is_within_it():
    steps = [{"wait": "0.1s", "time": "0.2s", "acceptable_time": "0.3s"}] * 7
    assert quantiles(customers(*steps)).share_within_acceptable == Amount(1.0)


def test_personas_without_an_acceptable_time_on_their_way_are_left_out():
    found = customers(
        {"time": "9m", "acceptable_time": "10m", "personas": "a", "next": {"s0": 0.5, "s1": 0.5}},
        {"time": "1m", "acceptable_time": "1s", "personas": "b"},
        1,
        personas={name: {"name": name, "share": share} for name, share in (("a", 0.6), ("b", 0.2), ("c", 0.2))},
    )
    # Half of a, none of b, and c does not count.
    assert simulate(found, journeys=40_000).share_within_acceptable.value == pytest.approx(0.3 / 0.8, abs=0.01)
    assert quantiles(found.of("c")).share_within_acceptable == UNKNOWN
    assert quantiles(found.of("b")).share_within_acceptable == Amount(0.0)


def test_who_never_succeeds_has_no_main_path_to_be_judged_by():
    found = customers({"time": "9m", "acceptable_time": "1m", "outcome": "failure"})
    assert quantiles(found).share_within_acceptable == UNKNOWN


# -- what is not known -------------------------------------------------------------------------------------------


def test_times_that_are_missing_make_lower_bounds():
    result = quantiles(customers(5, {"wait": "1m", "customer": "no time"}))
    assert result.time_quantiles == dict.fromkeys(("p50", "p90", "p95"), Amount(360.0, "at_least"))
    assert result.mean == Amount(360.0, "at_least")
    assert any("1 of 2 steps lack a time" in said for said in result.assumptions)


def test_an_unknown_action_beside_a_known_one_makes_a_lower_bound():
    found = customers({"customer": {"does": "a", "time": "1m"}, "frontstage": "b"})
    assert quantiles(found).p50 == Amount(60.0, "at_least")


def test_what_is_missing_where_nobody_comes_to_changes_nothing():
    found = customers({"time": "1m", "next": {"s2": 1.0, "s1": 0.0}}, {"customer": "no time"}, 1)
    assert quantiles(found).p90 == Amount(120.0)
    assert simulate(customers(1, 2, {"customer": "no time"}), to="s1").p90 == Amount(180.0)


def test_at_least_nothing_is_unknown():
    result = quantiles(customers({"customer": "no time"}, {"customer": "none either"}))
    assert result.p50 == result.mean == UNKNOWN
    assert result.intervals["p50"] == (None, None)
    assert (result.histogram.counts, result.standard_error) == ((), None)
    assert result.success_share == Amount(1.0)
    some = quantiles(customers({"customer": "no time", "next": {"s1": 0.2, "end": 0.8}}, 60))
    assert (some.p50, some.p90) == (UNKNOWN, Amount(3600.0, "at_least"))


def test_the_share_within_is_an_upper_bound_where_times_are_missing():
    loop = {"acceptable_time": "10m", "next": {"s0": 0.5, "s1": 0.5}}
    unknown = {"customer": "no time", "acceptable_time": "1m"}
    share = simulate(customers({"time": "9m", **loop}, unknown), journeys=40_000).share_within_acceptable
    assert share.bound == "at_most"
    assert share.value == pytest.approx(0.5, abs=0.01)
    assert quantiles(customers({"time": "9m", **loop}, {"customer": "no time"})).share_within_acceptable.is_exact
    assert quantiles(customers(5, unknown)).share_within_acceptable == UNKNOWN  # "at most 100%"


def test_nobody_takes_no_known_time():
    found = customers({"personas": "a"}, personas={"a": {"name": "A"}, "b": {"name": "B"}}).of("b")
    result = quantiles(found)
    assert (result.p50, result.share_within_acceptable, result.success_share) == (UNKNOWN, UNKNOWN, UNKNOWN)
    assert result.journeys == 0
    assert "unknown" in str(result)


# -- limits ------------------------------------------------------------------------------------------------------


def test_more_than_can_be_simulated_is_unknown_and_says_so():
    for found, journeys in ((customers(1, 2), 10**8), (customers(*[1] * 100), 10**7)):
        result = simulate(found, journeys=journeys)
        assert (result.p50, result.journeys) == (UNKNOWN, 0)
        assert any("is not simulated" in said for said in result.assumptions)


def test_a_loop_that_is_hardly_left_is_unknown_and_says_so():
    result = simulate(customers({"time": "1m", "next": {"s0": 0.999999, "end": 0.000001}}), journeys=10)
    assert result.p50 == UNKNOWN
    assert any("an average journey has 1,000,000 visits" in said for said in result.assumptions)


def test_a_loop_that_would_be_too_long_does_not_matter_where_it_is_not_gone_through():
    found = customers({"time": "1m"}, {"time": "1m"}, {"time": "1m", "next": {"s2": 0.9999999, "end": 0.0000001}})
    assert simulate(found, to="s1").p50 == Amount(120.0)


def test_less_than_one_journey_is_refused():
    with pytest.raises(ValueError, match="`journeys` must be 1 or more"):
        simulate(customers(1), journeys=0)


def test_progress_goes_from_0_to_1():
    told = []
    simulate(customers({"time": "1m", "next": {"s0": 0.9, "end": 0.1}}), journeys=100_000, progress=told.append)
    assert told == sorted(told)
    assert 0 < told[0] < 0.2
    assert told[-1] == 1.0
    assert 20 < len(told) <= 101


def test_numpy_is_not_loaded_before_something_is_simulated():
    code = "import sys, blueprint.analysis.simulation; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
