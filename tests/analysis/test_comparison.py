"""Two blueprints figure by figure: what is better, what is worse, and what can't be told."""

from __future__ import annotations

from pathlib import Path

import pytest

import blueprint as bp
from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.analysis import analyze
from blueprint.analysis.comparison import LEADING, compare_figures
from blueprint.analysis.measures import measure
from blueprint.model.measure import FIGURES

EXAMPLES = Path(__file__).parents[2] / "examples"
PAIRS = sorted(path.name.partition(".")[0] for path in EXAMPLES.glob("*.as-is.blueprint.yaml"))


def pair(name):
    return [bp.load(EXAMPLES / f"{name}.{state}.blueprint.yaml") for state in ("as-is", "to-be")]


def a_blueprint(*steps, **keys):
    return bp.Blueprint(title="T", stages=[{"name": "S", "steps": list(steps)}], **keys)


def verdicts(before, after):
    return {change.figure: change.verdict for change in compare_figures(before, after).changes}


@pytest.fixture
def shop():
    return a_blueprint(
        {"id": "a", "customer": "x", "time": "4m", "abandon": "20%"},
        {"id": "b", "customer": "y", "time": "1m", "wait": "1m"},
    )


# -- the verdict ---------------------------------------------------------------------------------------------------


def test_what_is_shorter_is_better_and_what_is_longer_worse(shop):
    faster = shop.with_changes({"a.time": "3m"})
    change = next(c for c in compare_figures(shop, faster).changes if c.figure == "expected_time_of_successes")
    assert (change.before.value, change.after.value, change.change, change.verdict) == (360, 300, -60, "better")
    assert change.relative == pytest.approx(-1 / 6)
    assert verdicts(shop, faster)["wait_time"] == "same"
    assert verdicts(faster, shop)["expected_time_of_successes"] == "worse"


def test_shares_of_success_and_of_giving_up(shop):
    better = verdicts(shop, shop.with_changes({"a.abandon": "10%"}))
    assert better["success_share"] == better["abandon_share"] == "better"
    assert verdicts(shop, shop.with_changes({"a.abandon": "10%", "b.customer": None}))["complexity"] == "changed"


def test_losing_customers_is_never_an_improvement_of_time_alone(shop):
    found = compare_figures(shop, shop.with_changes({"a.abandon": "90%"}))
    assert [change.figure for change in found.changes[:2]] == list(LEADING)
    assert [change.verdict for change in found.changes[:2]] == ["worse", "same"]
    assert next(c.verdict for c in found.changes if c.figure == "expected_time") == "changed"
    assert found.assumptions == (
        "Fewer succeed (all customers): shorter times and lower costs may be those of customers who are lost.",
    )
    assert {c.figure for c in found.changes if c.is_hidden} >= {"expected_time", "wait_time", "steps_per_journey"}
    assert not [c for c in found.changes if c.is_hidden and c.figure in ("expected_time_of_successes", "complexity")]


def test_personas_who_are_lost_are_named(shop):
    keys = {
        "personas": {
            "old": {"name": "Elders", "channels": "phone"},
            "young": {"name": "Young", "channels": ["web", "phone"]},
        }
    }
    before = shop.with_changes(
        {**keys, "touchpoints": {"line": {"kind": "digital", "channel": "phone"}}, "b.touchpoints": "line"}
    )
    found = compare_figures(before, before.with_changes({"touchpoints.line.channel": "web"}))
    assert "all customers, Elders)" in found.assumptions[0]
    assert {name: changes[0].verdict for name, changes in found.personas.items()} == {"old": "worse", "young": "same"}


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ({"a.time": None}, {}, "can't tell"),  # at least 2 minutes, then 6
        (
            {"a.time": None},
            {"a.time": "0s", "b.time": "1s", "b.wait": "1s"},
            "better",
        ),  # at least 2 minutes, then 2 seconds
        ({}, {"a.time": None, "b.wait": "1h"}, "worse"),  # 6 minutes, then at least an hour
        ({}, {"a.time": None}, "can't tell"),
        ({"a.time": None}, {"a.time": None}, "can't tell"),  # what has no time may have changed
        ({"a.time": None, "b.time": None, "b.wait": None}, {}, "can't tell"),
        ({}, {"a.name": "renamed"}, "same"),
    ],
)
def test_bounds_decide_only_where_they_do(shop, before, after, verdict):
    found = compare_figures(shop.with_changes(before), shop.with_changes(after))
    change = next(c for c in found.changes if c.figure == "expected_time_of_successes")
    assert change.verdict == verdict
    assert (change.change is None) == ("a.time" in before or after.get("a.time", "") is None)


def test_what_is_unknown_of_both_is_left_out(shop):
    assert "cost_per_journey" not in verdicts(shop, shop)
    priced = shop.with_changes({"overhead": 2})
    found = {c.figure: c for c in compare_figures(shop, priced).changes}
    assert found["cost_per_journey"][1:] == (UNKNOWN, Amount(2.0), None, None, "can't tell")


def test_almost_the_same_is_the_same(shop):
    assert verdicts(shop, shop.with_changes({"b.wait": "60.000001s"}))["wait_time"] == "worse"
    priced = shop.with_changes({"overhead": 2.0})
    assert verdicts(priced, priced.with_changes({"overhead": 2.0000000000001}))["cost_per_journey"] == "same"


def test_simulated_figures_that_differ_by_chance_only():
    loop = {
        "id": "a",
        "customer": "x",
        "time": {"low": "1m", "typical": "4m", "high": "20m"},
        "next": {"a": "50%", "end": "50%"},
    }
    before = a_blueprint(loop)
    nearly = verdicts(before, before.with_changes({"a.time": {"low": "1m", "typical": "4m", "high": "20m1s"}}))
    assert nearly["expected_time"] == "worse"
    assert nearly["p50"] == nearly["p90"] == "can't tell"
    clearly = verdicts(before, before.with_changes({"a.time": "2m"}))
    assert clearly["p50"] == clearly["p90"] == "better"


# -- money ---------------------------------------------------------------------------------------------------------


def test_money_of_two_currencies_is_not_compared(shop):
    before = shop.with_changes({"overhead": 2, "currency": "EUR"})
    after = before.with_changes({"overhead": 1, "currency": "CNY", "a.time": "1m"})
    found = compare_figures(before, after)
    change = next(c for c in found.changes if c.figure == "cost_per_journey")
    assert change[1:] == (Amount(2.0), Amount(1.0), None, None, "can't tell")
    assert found.assumptions == ("Money can't be compared, for the currencies differ: EUR and CNY.",)
    assert next(c for c in found.changes if c.figure == "expected_time").verdict == "better"
    assert verdicts(before, after.with_changes({"currency": "EUR"}))["cost_per_journey"] == "better"


def test_a_profit_that_is_only_known_to_be_no_more():
    clerk = {"clerk": {"name": "Clerk", "hourly_cost": 60}}
    acts = [{"does": "x", "actor": "clerk", "time": "1m"}, {"id": "late", "does": "y", "actor": "clerk"}]
    at_most_9 = a_blueprint({"id": "a", "customer": "x", "frontstage": acts}, actors=clerk, price=10)

    def profit(before, after):
        return verdicts(before, after)["profit_per_journey"]

    assert profit(at_most_9, at_most_9.with_changes({"late.time": "0s", "price": 11})) == "better"
    assert profit(at_most_9, at_most_9.with_changes({"late.time": "5m"})) == "can't tell"
    assert profit(at_most_9.with_changes({"late.time": "0s"}), at_most_9.with_changes({"price": 5})) == "worse"


# -- the examples --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAIRS)
def test_the_examples_before_and_after(name):
    before, after = pair(name)
    found = compare_figures(before, after)
    assert [change.figure for change in found.changes[:2]] == list(LEADING)
    assert found.changes[0].verdict in ("better", "same")
    counted = [{id_ for id_, kind in analyze(b).customers.kinds.items() if kind.share} for b in (before, after)]
    only = counted[0] if counted[0] == counted[1] and len(counted[0]) == 1 else set()
    assert set(found.personas) == set(before.personas) & set(after.personas) - only
    customers = analyze(before).customers, analyze(after).customers
    for changes in (found.changes, *found.personas.values()):
        assert len({change.figure for change in changes}) == len(changes)
    for change in found.changes:
        assert (change.before, change.after) == tuple(measure(of, change.figure) for of in customers)
    listed = {change.figure for change in found.changes}
    for figure in FIGURES:
        if FIGURES[figure].has_whole and figure not in listed:
            assert all(measure(of, figure).value is None for of in customers)
    back = verdicts(after, before)
    opposite = {"better": "worse", "worse": "better"}
    assert {c.figure: opposite.get(c.verdict, c.verdict) for c in found.changes} == back


def test_against_itself_all_is_the_same():
    move, _ = pair("02-broadband-move")
    assert set(verdicts(move, move).values()) == {"same"}


def test_analyses_may_be_given_too():
    before, after = pair("02-broadband-move")
    assert compare_figures(analyze(before), analyze(after)) == compare_figures(before, after)
    one = compare_figures(analyze(before, "topup"), analyze(after, "topup"))
    assert one.changes == compare_figures(before, after).personas["topup"]
    assert one.personas == {}


# -- as tables -----------------------------------------------------------------------------------------------------


def test_each_row_in_its_own_unit(shop):
    found = compare_figures(
        shop.with_changes({"overhead": 2, "currency": "EUR"}),
        shop.with_changes(
            {"overhead": 1.5, "currency": "EUR", "a.abandon": "10%", "a.time": "3m", "a.emotion": 1, "b.emotion": -1}
        ),
    )
    table = found.tables()[0]
    rows = {change.figure: cells for change, cells in zip(found.changes, table.cells(), strict=True)}
    assert rows["success_share"] == ["succeed", "80%", "90%", "+10 points", "+12.5%", "better"]
    assert rows["expected_time_of_successes"][1:] == ["6 min", "5 min", "-1 min", "-16.7%", "better"]
    assert rows["cost_per_journey"][1:] == ["2.00 EUR", "1.50 EUR", "-0.50 EUR", "-25%", "better"]
    assert rows["peak"][1:] == ["unknown", "+1", "-", "-", "can't tell"]
    assert table.to_rows()[0] == {"figure": "success_share", "before": 0.8, "after": 0.9, "change": pytest.approx(0.1), "relative": pytest.approx(0.125), "verdict": "better"}  # fmt: skip
    assert "+10 points" in table.to_markdown()
    assert "+10 points" in found._repr_html_()


def test_plain_data(shop):
    data = compare_figures(shop, shop.with_changes({"a.time": None})).to_dict()
    assert set(data) == {"changes", "personas", "assumptions"}
    assert data["changes"][1]["after"] == {"at_least": 120}
    assert data["changes"][1]["verdict"] == "can't tell"
