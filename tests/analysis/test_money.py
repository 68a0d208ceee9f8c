"""What journeys cost and earn, against journeys by hand, closed forms and Shostack's numbers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings

import blueprint as bp
from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.customers import Customers
from blueprint.analysis.money import money
from tests.analysis.generated import Data, blueprints, cases, line, number, read

EXAMPLES = Path(__file__).parents[2] / "examples"
EVERYONE = [pytest.param(case, id=case.name) for exact in (True, False) for case in cases(exact=exact)]


def of(blueprint: bp.Blueprint, persona: str | None = None):
    return Customers(blueprint).of(persona).answer(money)


@pytest.mark.parametrize("case", EVERYONE)
def test_costs_and_profits_are_those_of_journeys_by_hand(case):
    found = case.customers.answer(money)
    assert case.differences({"cost": number(found.cost_per_journey)}, {"cost"}) == []
    price = case.crowd.data["price"]
    success = case.means.get("success")
    want = price * (success.value if success else 0.0) - case.means["cost"].value
    slack = 5 * (price * (success.error if success else 0.0) + case.means["cost"].error) + 1e-9
    assert number(found.profit_per_journey) == pytest.approx(want, abs=slack)


# -- Shostack ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shoeshine():
    return of(bp.load(EXAMPLES / "09-shoeshine.blueprint.yaml"))


@pytest.mark.parametrize(("minutes", "profit"), [(2, 0.18), (3, 0.08), (4, -0.02)])
def test_the_profit_of_the_shoeshine_is_shostack_s(shoeshine, minutes: int, profit: float):
    assert shoeshine.profit_at(timedelta(minutes=minutes)) == Amount(pytest.approx(profit))
    assert shoeshine.profit_at(60 * minutes) == Amount(pytest.approx(profit))


def test_the_shoeshine_breaks_even_before_customers_mind(shoeshine):
    assert number(shoeshine.profit_per_journey) == pytest.approx(0.18)
    assert number(shoeshine.break_even_time) == pytest.approx(3.8 * 60)
    assert number(shoeshine.acceptable_time) == pytest.approx(300)
    assert number(shoeshine.touch_time) == pytest.approx(120)
    assert number(shoeshine.labour_factor) == pytest.approx(1)


# -- closed forms ------------------------------------------------------------------------------------------------

WORKER = {"w": {"name": "W", "hourly_cost": 36}}  # a cent a second


def work(seconds: float, **more: Any) -> dict[str, Any]:
    return {"time": f"{seconds}s", "frontstage": {"does": "x", "actor": "w", "time": f"{seconds}s", **more}}


def test_cost_is_work_expenses_and_overhead():
    found = of(line(work(100, cost=2), work(50), actors=WORKER, overhead=0.25, price=10))
    assert number(found.labour_cost) == pytest.approx(1.5)
    assert number(found.expenses) == pytest.approx(2)
    assert number(found.cost_per_journey) == pytest.approx(3.75)
    assert number(found.profit_per_journey) == pytest.approx(6.25)


def test_only_journeys_that_succeed_pay():
    found = of(line(work(100), {"abandon": 0.75, "time": "0s"}, actors=WORKER, price=10))
    assert number(found.revenue) == pytest.approx(2.5)
    assert number(found.profit_per_journey) == pytest.approx(1.5)


def test_loops_cost_every_pass():
    found = of(line(work(100, cost=1) | {"next": {"s0": 0.5, "end": 0.5}}, actors=WORKER))
    assert number(found.cost_per_journey) == pytest.approx(4)


def test_work_out_of_sight_scales_with_the_time_in_sight():
    # 10 s in sight, 30 s of work in all: a second more in sight is three of work.
    step = work(10) | {"backstage": {"does": "y", "actor": "w", "time": "20s"}}
    found = of(line(step, actors=WORKER, price=1))
    assert number(found.labour_factor) == pytest.approx(3)
    assert number(found.break_even_time) == pytest.approx(1 / 0.03)
    assert found.profit_at(20) == Amount(pytest.approx(0.4))


@settings(max_examples=60)
@given(blueprints())
def test_the_profit_at_the_break_even_time_is_nothing(data: Data):
    found = of(read(data))
    assume(found.break_even_time.is_exact)
    assert found.profit_at(number(found.break_even_time)).value == pytest.approx(0, abs=1e-9)
    assert found.profit_at(number(found.touch_time)).value == pytest.approx(number(found.profit_per_journey), abs=1e-9)


# -- unknown -----------------------------------------------------------------------------------------------------


def test_without_a_price_there_is_no_profit():
    found = of(line(work(100), actors=WORKER))
    assert number(found.cost_per_journey) == pytest.approx(1)
    assert (found.profit_per_journey, found.break_even_time, found.profit_at(60)) == (UNKNOWN, UNKNOWN, UNKNOWN)
    assert found.assumptions


def test_without_any_cost_nothing_is_known():
    found = of(line({"time": "1m"}, price=5))
    assert (found.cost_per_journey, found.profit_per_journey, found.break_even_time) == (UNKNOWN, UNKNOWN, UNKNOWN)
    assert found.assumptions
    assert found.tables()[0].rows == ()


def test_work_of_unknown_cost_bounds_the_cost_below_and_the_profit_above():
    found = of(line(work(100), {"backstage": {"does": "y", "actor": "w"}}, actors=WORKER, price=10))
    assert found.cost_per_journey == Amount(pytest.approx(1), "at_least")
    assert found.profit_per_journey == Amount(pytest.approx(9), "at_most")
    assert (found.break_even_time, found.profit_at(60)) == (UNKNOWN, UNKNOWN)
    assert [said for said in found.assumptions if "s1" in said]


def test_an_overhead_alone_is_a_lower_bound_of_the_cost_where_work_has_no_price():
    found = of(line({"frontstage": {"does": "x", "actor": "w", "time": "1m"}}, actors={"w": "W"}, overhead=3, price=10))
    assert found.cost_per_journey == Amount(3.0, "at_least")
    assert found.profit_per_journey == Amount(7.0, "at_most")


def test_unpaid_work_costs_nothing():
    found = of(line(work(100), actors={"w": {"name": "Volunteer", "hourly_cost": 0}}, overhead=1, price=1))
    assert found.cost_per_journey == Amount(1.0)
    assert found.break_even_time == UNKNOWN


def test_a_price_that_never_pays_has_no_break_even():
    found = of(line(work(100, cost=5), actors=WORKER, price=1))
    assert found.break_even_time == UNKNOWN
    assert number(found.profit_per_journey) == pytest.approx(-5)
    assert found.assumptions


def test_profit_at_no_time_is_what_is_left_besides_work():
    assert of(line(work(100, cost=1), actors=WORKER, price=5)).profit_at(0) == Amount(pytest.approx(4))


def test_costs_of_a_step_are_shown_a_visit():
    found = of(line(work(100, cost=1) | {"next": {"s0": 0.5, "end": 0.5}}, actors=WORKER))
    (row,) = found.tables()[0].to_rows()
    assert row["labour_cost"] == pytest.approx(1)
    assert row["expenses"] == pytest.approx(1)
    assert row["cost_per_journey"] == pytest.approx(4)
