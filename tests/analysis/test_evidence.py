from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import blueprint as bp
from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.customers import Customers
from blueprint.analysis.evidence import Driver, evidence

EXAMPLES = Path(__file__).parents[2] / "examples"


def ask(text, persona=None):
    return evidence(Customers(bp.loads("blueprint: v1\n" + text)).of(persona))


SEEN = """
title: t
personas: {a: A, b: B}
lanes: [{id: mid, role: backstage, name: Middle}]
sources: {log: {name: Log}}
stages:
  - name: s
    id: first
    steps:
      - customer: x
        basis: observed
        sources: log
        backstage: [{does: y, lane: mid}, z]
        pain_points: [{id: known, what: p, sources: log}, {id: guessed, what: p}]
      - customer: x
        personas: a
        backstage: {does: y, lane: mid}
        pain_points: {id: assumed, what: p}
  - {name: s, id: second, steps: [{customer: x}]}
  - {name: s, id: empty}
"""


def test_shares_of_what_is_observed():
    found = ask(SEEN)
    assert found.observed_share == Amount(1 / 3)
    assert found.by_stage == {"first": Amount(1 / 2), "second": Amount(0.0), "empty": UNKNOWN}
    assert found.by_lane == {"customer": Amount(1 / 3), "mid": Amount(1 / 2), "backstage": Amount(1.0)}
    assert found.sourced_pain_share == Amount(1 / 3)
    assert found.pain_without_source == ("guessed", "assumed")


def test_of_one_persona_the_steps_of_others_do_not_count():
    found = ask(SEEN, "b")
    assert found.observed_share == Amount(1 / 2)
    assert found.by_stage["first"] == Amount(1.0)
    assert found.pain_without_source == ("guessed",)


def test_without_steps_nothing_is_known():
    found = ask("title: t\nstages: [{name: s}]")
    assert (found.observed_share, found.sourced_pain_share, found.by_lane) == (UNKNOWN, UNKNOWN, {})


def effect(**metric):
    blueprint = bp.Blueprint(title="t", stages=[{"name": "s"}], metrics={"m": {"name": "M", **metric}})
    return evidence(Customers(blueprint)).metrics[0]


def share(value, n):
    return {"value": value, "n": n}


def mean(value, n, sd):
    return {"value": value, "n": n, "sd": sd}


@pytest.mark.parametrize(
    ("better", "baseline", "actual", "verdict"),
    [
        ("higher", share(0.6, 80), share(0.8, 70), "improved"),
        ("lower", share(0.6, 80), share(0.8, 70), "worse"),
        ("lower", share(0.8, 70), share(0.6, 80), "improved"),
        ("higher", share(0.6, 20), share(0.8, 17), "no evidence"),
        ("higher", share(0, 20), share(1, 10), "improved"),
        ("higher", mean(3, 20, 1), mean(4, 20, 1), "improved"),
        ("higher", mean(4, 20, 1), mean(3, 20, 1), "worse"),
        ("higher", mean(3, 20, 1), mean(3.5, 20, 1), "no evidence"),
        ("higher", mean(0.2, 20, 0.1), mean(0.4, 20, 0.1), "improved"),  # a mean that could be a share
    ],
)
def test_a_change_beyond_chance_is_better_or_worse(better, baseline, actual, verdict):
    found = effect(better=better, baseline=baseline, actual=actual)
    assert (found.verdict, found.why) == (verdict, None)
    assert found.low <= found.change <= found.high


@pytest.mark.parametrize(
    ("metric", "why"),
    [
        ({"better": "higher", "actual": share(0.5, 10)}, "value"),
        ({"better": "higher", "baseline": share(0.5, 10)}, "value"),
        ({"better": "higher", "baseline": 0.5, "actual": 0.9}, "sample"),
        ({"better": "higher", "baseline": share(0, 0), "actual": share(1, 50)}, "sample"),
        ({"better": "higher", "baseline": share(0, 100), "actual": share(1, 1)}, "sample"),
        ({"better": "higher", "baseline": share(20, 100), "actual": share(90, 100)}, "sample"),  # no shares, no sd
        ({"better": "higher", "baseline": share(0.2, 100), "actual": mean(0.9, 100, 0.1)}, "sample"),
        ({"better": "higher", "baseline": mean(0.2, 100, 0.1), "actual": share(0.9, 100)}, "sample"),
        ({"better": "higher", "baseline": {"value": 1, "sd": 1}, "actual": mean(2, 100, 1)}, "sample"),
        ({"better": "higher", "baseline": mean(1, 100, 0), "actual": mean(2, 100, 0)}, "spread"),
        ({"baseline": share(0.1, 100), "actual": share(0.9, 100)}, "better"),
    ],
)
def test_what_is_missing_is_said_and_no_verdict_made_up(metric, why):
    found = effect(**metric)
    assert (found.verdict, found.why) == ("can't tell", why)


def test_a_change_is_known_even_where_no_verdict_is():
    found = effect(baseline=2, actual=5, target=4)
    assert (found.change, found.low, found.high, found.standardised) == (3, None, None, None)
    assert effect(baseline=-1e308, actual=1e308).change is None


@pytest.mark.parametrize(
    ("better", "actual", "target", "reached"),
    [
        ("higher", 4, 4, True), ("higher", 3, 4, False), ("lower", 4, 4, True), ("lower", 5, 4, False),
        ("lower", 3, 4, True), (None, 5, 4, None), ("higher", None, 4, None), ("higher", 5, None, None),
    ],
)  # fmt: skip
def test_whether_the_target_is_reached(better, actual, target, reached):
    given_values = {"better": better, "actual": actual, "target": target}
    assert effect(**{key: value for key, value in given_values.items() if value is not None}).reached is reached


values = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {"value": st.floats(0, 1) | st.floats(allow_nan=False, allow_infinity=False)},
        optional={"n": st.integers(0, 3) | st.integers(0, 10**400), "sd": st.floats(0, 1e308)},
    ),
)


@given(values, values, st.sampled_from(["higher", "lower", None]))
def test_any_metric_gives_plain_numbers(baseline, actual, better):
    given_values = {"baseline": baseline, "actual": actual, "better": better}
    found = effect(**{key: value for key, value in given_values.items() if value is not None})
    json.dumps(found._asdict(), allow_nan=False)
    assert (found.verdict == "can't tell") == (found.why is not None)
    assert found.low is None or math.isfinite(found.low)


TOUCHED = """
title: t
touchpoints: {shop: {kind: physical}, site: {kind: digital}, desk: {kind: interpersonal}}
stages: [{name: s, steps: [{customer: x, id: pay}]}]
solutions:
  works: {what: w, status: done, verified_by: [calm, shop-score]}
  fails: {what: f, status: done, verified_by: calm}
  unmeasured: {what: u, status: done}
  planned: {what: p, status: planned, verified_by: shop-score}
metrics:
  calm: {name: c, better: lower, baseline: {value: 0.5, n: 20}, actual: {value: 0.4, n: 20}}
  shop-score: {name: s, unit: points, better: higher, at: shop,
               baseline: {value: 10, n: 50, sd: 1}, actual: {value: 30, n: 50, sd: 1}}
  site-score: {name: s, unit: points, better: higher, at: site,
               baseline: {value: 40, n: 90, sd: 10}, actual: {value: 10, n: 90, sd: 10}}
  desk-score: {name: s, unit: points, better: higher, at: desk,
               baseline: {value: 10, n: 3, sd: 90}, actual: {value: 90, n: 3, sd: 90}}
  pay-score: {name: s, unit: points, at: pay,
              baseline: {value: 10, n: 50, sd: 1}, actual: {value: 99, n: 50, sd: 1}}
  site-rate: {name: r, unit: rate, at: site, baseline: {value: 0.5, n: 20}, actual: {value: 0.6, n: 20}}
  desk-rate: {name: r, unit: rate, at: desk}
  lone: {name: l, unit: lone, at: desk, baseline: {value: 0.1, n: 90}, actual: {value: 0.9, n: 90}}
  twin: {name: l, unit: lone, at: desk, baseline: {value: 0.1, n: 90}, actual: {value: 0.9, n: 90}}
  bare: {name: b, at: shop, baseline: {value: 0.1, n: 90}, actual: {value: 0.9, n: 90}}
  bald: {name: b, at: site, baseline: {value: 0.1, n: 90}, actual: {value: 0.9, n: 90}}
"""


def test_a_done_solution_is_verified_when_one_of_its_metrics_improved():
    found = ask(TOUCHED)
    assert found.verified == ("works",)
    assert found.unverified == ("fails", "unmeasured")


def test_the_touchpoint_that_drives_a_unit_is_that_which_changed_most_beyond_chance():
    assert ask(TOUCHED).drivers == (
        Driver("points", ("shop-score", "site-score", "desk-score"), "site-score", "site", -30),
        Driver("rate", ("site-rate", "desk-rate"), None, None, None),
    )


def test_the_training_improved_where_it_did_by_an_earlier_hand_calculation():
    found = evidence(Customers(bp.load(EXAMPLES / "06-training.to-be.blueprint.yaml")))
    metrics = {metric.id: metric for metric in found.metrics}
    expected = {
        "activation": 4.7, "active-use": 2.7, "key-feature": 1.3,
        "nps": 3.9, "nps-handout": 6.9, "nps-session": 3.1, "nps-venue": 0.5,
    }  # fmt: skip
    assert {id_: round(metrics[id_].standardised, 1) for id_ in expected} == expected
    assert {id_ for id_, metric in metrics.items() if metric.verdict == "no evidence"} == {"key-feature", "nps-venue"}
    assert {metric.verdict for metric in found.metrics} == {"improved", "no evidence"}
    assert found.verified == ("co-design", "own-guide")
    assert [driver.touchpoint for driver in found.drivers] == ["handout"]


def test_the_tables_say_the_verdicts_in_words():
    metrics, stages, lanes, drivers = ask(TOUCHED).tables()
    rows = {row["metric"]: (row["verdict"], row["why"]) for row in metrics.to_rows()}
    shown = {cells[0]: tuple(cells[-3:-1]) for cells in metrics.cells()}
    no_better = next(id_ for id_, (_, why) in rows.items() if why == "better")
    assert rows[no_better] == ("can't tell", "better")
    assert shown[no_better] == ("can't tell", "no word on which way is better")
    assert ("no evidence", "-") in shown.values()
    assert metrics.to_rows()[1]["change"] == 20
    assert (len(stages), len(lanes), len(drivers)) == (1, 1, 2)
