"""Operations: what BP901 to BP904 say, and where they keep silent."""

from __future__ import annotations

import pytest
from inline_snapshot import snapshot

from blueprint.checks.engine import check_text
from blueprint.finding import Severity
from tests.checks.rules.saying import said


def file(*steps: str, head: str = "") -> str:
    return f"{head}stages:\n- name: S\n  steps:\n" + "".join(f"  - {step}\n" for step in steps)


# -- BP901 -------------------------------------------------------------------------------------------------------

TRUTH = "moment_of_truth: true"


def systems(first: str, *more: str) -> str:
    listed = "".join(f"  {line}\n" for line in (f"till: {{name: Till{first}}}", *more))
    return (
        "touchpoints:\n  screen: {kind: digital, systems: till}\n  counter: {kind: interpersonal}\n"
        f"systems:\n{listed}"
    )


BUY = f"{{id: buy, customer: Buy, touchpoints: screen, {TRUTH}}}"


@pytest.mark.parametrize(
    ("head", "step", "expected"),
    [
        (
            systems(", availability: 99%"),
            BUY,
            snapshot(
                [
                    "10:6 nobody gets through `buy`, a moment of truth, without `till` (available 99%): give it a second way",
                    "  5:3 everyone needs this",
                ]
            ),
        ),
        (systems(", availability: 99.9%"), BUY, []),
        (systems(""), BUY, []),
        (
            systems("", "shop: {name: Shop, availability: 99.95%}"),
            BUY,
            snapshot(
                [
                    "11:6 nobody gets through `buy`, a moment of truth, without `till`: give it a second way",
                    "  5:3 everyone needs this",
                ]
            ),
        ),
        (
            systems(", availability: 99.9%, depends_on: bank", "bank: Bank"),
            BUY,
            snapshot(
                [
                    "11:6 nobody gets through `buy`, a moment of truth, without `bank`: give it a second way",
                    "  6:3 everyone needs this",
                ]
            ),
        ),
        (systems(", availability: 99%"), BUY.replace("screen", "[screen, counter]"), []),
        (systems(", availability: 99%"), BUY.replace(f", {TRUTH}", ""), []),
        (
            systems(", availability: 99%"),
            f"{{id: buy, customer: Buy, support: {{does: Book, system: till}}, {TRUTH}}}",
            [],
        ),
        (
            systems(", availability: 99%"),
            f"{{id: buy, customer: Buy, support: {{does: Book, system: till, blocking: true}}, {TRUTH}}}",
            snapshot(
                [
                    "10:6 nobody gets through `buy`, a moment of truth, without `till` (available 99%): give it a second way",
                    "  5:3 everyone needs this",
                ]
            ),
        ),
    ],
)
def test_901_names_what_everyone_needs_at_a_moment_of_truth(head: str, step: str, expected: list[str]) -> None:
    assert said("BP901", file("{customer: Come}", step, head=head)) == expected


def test_901_another_way_to_success_is_enough() -> None:
    steps = (
        "{customer: Come, next: {buy: 99%, cash: 1%}}",
        BUY.replace("buy,", "buy, next: end,"),
        "{id: cash, customer: Pay}",
    )
    assert said("BP901", file(*steps, head=systems(", availability: 99%"))) == []


def test_901_names_a_person_who_is_alone_where_others_are_several() -> None:
    cook = f"{{id: eat, customer: Eat, frontstage: {{does: Cook, actor: cook}}, {TRUTH}}}"
    several = "actors: {cook: {name: Cook, count: 1}, waiter: {name: Waiter, count: 4}}\n"
    assert said("BP901", file(cook, head=several)) == snapshot(
        [
            "5:6 nobody gets through `eat`, a moment of truth, without `cook` (only one): give it a second way",
            "  1:10 everyone needs this",
        ]
    )
    assert said("BP901", file(cook, head=several.replace("count: 1", "count: 2"))) == []
    assert said("BP901", file(cook, head="actors: {cook: {name: Cook, count: 1}}\n")) == []


def test_901_what_is_safe_enough_is_an_option_and_where_nobody_succeeds_nothing_can_fail() -> None:
    text = file(BUY, head=systems(", availability: 99.9%"))
    assert said("BP901", text, availability=0.9999) == snapshot(
        [
            "9:6 nobody gets through `buy`, a moment of truth, without `till` (available 99.9%): give it a second way",
            "  5:3 everyone needs this",
        ]
    )
    failing = text.replace(TRUTH, f"{TRUTH}, outcome: failure")
    assert said("BP901", failing, availability=0.9999) == []


# -- BP902 -------------------------------------------------------------------------------------------------------

TIMED = (
    "{id: ask, customer: Ask, time: 2m, touchpoints: desk, next: {done: 60%, out: 40%}}",
    "{id: done, customer: Be served, time: 10m30s, outcome: success}",
    "{id: out, customer: Leave, time: 1m, outcome: failure}",
)
FIGURES = "currency: EUR\nprice: 4\noverhead: 5\npersonas: {elder: Elder}\ntouchpoints: {desk: {kind: interpersonal}}\n"


def expecting(*expectations: str, steps: tuple[str, ...] = TIMED, head: str = FIGURES) -> str:
    return file(*steps, head=head) + "expectations:\n" + "".join(f"- {{{line}}}\n" for line in expectations)


def test_902_says_what_was_measured_and_what_was_wanted_in_the_unit_of_the_figure() -> None:
    text = expecting(
        "measure: success_share, at_least: 95%, persona: elder",
        "measure: expected_time, from: ask, to: done, at_most: 10m",
        "measure: expected_time, from: done, at_least: 1h",
        "measure: human_contacts, at_most: 0.5",
        "measure: visits, of: done, at_least: 0.8, at_most: 1",
        "measure: visits, of: done, at_least: 0.2, at_most: 0.4",
        "measure: success_share, at_most: 60%",
    )
    assert said("BP902", text) == snapshot(
        [
            "13:38 `success_share` for `elder` is 60%, but at least 95% is wanted (the share of journeys that end in success): change the service, or the expectation",
            "14:58 `expected_time` from `ask` to `done` is 12m30s, but at most 10m is wanted (the expected time of all journeys, given-up ones included): change the service, or the expectation",
            "15:50 `expected_time` from `done` is 10m30s, but at least 1h is wanted (the expected time of all journeys, given-up ones included): change the service, or the expectation",
            "16:38 `human_contacts` is 1 a journey, but at most 0.5 is wanted (expected visits of steps where the contact is with a person): change the service, or the expectation",
            "17:41 `visits` of `done` is 0.6 a journey, but at least 0.8 and at most 1 is wanted (expected visits of a step): change the service, or the expectation",
            "18:55 `visits` of `done` is 0.6 a journey, but at least 0.2 and at most 0.4 is wanted (expected visits of a step): change the service, or the expectation",
        ]
    )


def test_902_money_has_its_currency() -> None:
    head = FIGURES + "actors: {clerk: {name: Clerk, hourly_cost: 30}}\n"
    steps = ("{customer: Ask, frontstage: {does: Serve, actor: clerk, time: 4m}, time: 4m}",)
    text = expecting("measure: profit_per_journey, at_least: 0.5", steps=steps, head=head)
    assert said("BP902", text) == snapshot(
        [
            "12:43 `profit_per_journey` is -3.00 EUR, but at least 0.50 EUR is wanted (price times success share, less the cost): change the service, or the expectation"
        ]
    )


def test_902_what_can_not_be_told_is_a_warning_with_what_is_known() -> None:
    steps = ("{id: 问, customer: 问, time: 8m}", "{id: 等, customer: 等}")
    text = expecting(
        "measure: expected_time, at_most: 10m",
        "measure: expected_time, at_most: 5m",
        "measure: profit_per_journey, at_least: 1",
        "measure: peak, at_least: 1",
        steps=steps,
        head="",
    )
    assert said("BP902", text) == snapshot(
        [
            "7:13 `expected_time` is only known to be at least 8m, so whether it is at most 10m can't be told: `blueprint analyze` says what is missing",
            "8:37 `expected_time` is at least 8m, but at most 5m is wanted (the expected time of all journeys, given-up ones included): change the service, or the expectation",
            "9:13 `profit_per_journey` is unknown, so whether it is at least 1.00 can't be told: `blueprint analyze` says what is missing",
            "10:13 `peak` is unknown, so whether it is at least +1 can't be told: `blueprint analyze` says what is missing",
        ]
    )
    found = [f for f in check_text(f"blueprint: v1\ntitle: A\n{text}").findings if f.code == "BP902"]
    assert [finding.severity for finding in found] == [
        Severity.WARNING,
        Severity.ERROR,
        Severity.WARNING,
        Severity.WARNING,
    ]


def test_902_where_the_flow_gives_no_numbers_that_is_said_elsewhere() -> None:
    steps = ("{id: a, customer: A, next: {b: 90%, end: 90%}}", "{id: b, customer: B}")
    assert said("BP902", expecting("measure: success_share, at_least: 1%", steps=steps, head="")) == []


# -- BP903 -------------------------------------------------------------------------------------------------------

CUTTING = "price: PRICE\nactors: {cutter: {name: Cutter, hourly_cost: 60}}\n"
CUT = "{customer: Wait, time: 4m, frontstage: {does: Cut, actor: cutter, time: 4m}, acceptable_time: 10m}"


@pytest.mark.parametrize(
    ("price", "step", "expected"),
    [
        (
            "6",
            CUT,
            snapshot(
                [
                    "1:8 the profit is gone after 6m of work (now 4m), though customers accept 10m: hold the work to a standard time, or make it cheaper"
                ]
            ),
        ),
        ("10", CUT, []),
        (
            "3",
            CUT,
            snapshot(
                [
                    "1:8 the profit is gone after 3m of work (which it exceeds, at 4m), though customers accept 10m: hold the work to a standard time, or make it cheaper"
                ]
            ),
        ),
        ("6", CUT.replace(", acceptable_time: 10m", ""), []),
        ("6", CUT.replace("actor: cutter, time: 4m", "actor: cutter"), []),
    ],
)
def test_903_compares_the_break_even_with_the_work_that_customers_accept(
    price: str, step: str, expected: list[str]
) -> None:
    assert said("BP903", file(step, head=CUTTING.replace("PRICE", price))) == expected


def test_903_what_is_accepted_where_customers_wait_is_patience_with_the_wait() -> None:
    head = CUTTING.replace("PRICE", "6")
    queue = "{customer: Queue, wait: 10m, time: 1m, acceptable_time: 1h}"
    assert said("BP903", file(CUT.replace("time: 4m, f", "time: 4m, wait: 1s, f"), head=head)) == []
    assert said("BP903", file(queue, CUT.replace("10m", "5m"), head=head)) == []
    assert said("BP903", file(queue, CUT.replace("10m", "7m"), head=head)) == snapshot(
        [
            "1:8 the profit is gone after 7m30s of work (now 5m), though customers accept 8m: hold the work to a standard time, or make it cheaper"
        ]
    )


def test_903_is_silent_without_a_price() -> None:
    assert said("BP903", file(CUT, head=CUTTING.replace("price: PRICE\n", ""))) == []


# -- BP904 -------------------------------------------------------------------------------------------------------

APP = "touchpoints: {app: {kind: digital}, helper: {kind: interpersonal}}\n"


def loop(back: str = "20%", first: str = "app", more: str = "") -> str:
    return file(
        f"{{id: try, customer: Try, touchpoints: {first}}}",
        f"{{id: look, customer: Look, touchpoints: app, next: [{{to: end, when: x}}, {{to: try, share: {back}, when: y{more}}}]}}",
        head=APP,
    )


def test_904_names_the_loop_and_how_many_go_round_it() -> None:
    assert said("BP904", loop()) == snapshot(
        ["6:82 20% go round `try` and `look` again and meet no person there: put someone in the loop who can break it"]
    )
    assert said("BP904", loop("4.9%")) == []
    assert said("BP904", loop(first="[app, helper]")) == []
    assert said("BP904", loop(more=", repeat: true")) == []
    assert said("BP904", loop(), share=0.21) == []


def test_904_is_silent_where_the_loop_names_no_touchpoints_or_someone_works_in_sight() -> None:
    assert said("BP904", loop().replace(", touchpoints: app", "")) == []
    seen = loop().replace("customer: Try, touchpoints: app", "customer: Try, frontstage: Help")
    assert said("BP904", seen) == []


def test_904_the_way_back_may_be_a_share_in_the_short_form() -> None:
    text = file("{id: 试, customer: 试, touchpoints: app, next: {试: 30%, end: 70%}}", head=APP)
    assert said("BP904", text) == snapshot(
        ["5:51 30% go round `试` again and meet no person there: put someone in the loop who can break it"]
    )


def test_904_the_way_back_may_lead_past_steps_of_others() -> None:
    text = file(
        "{id: try, customer: Try, touchpoints: app}",
        "{id: look, customer: Look, touchpoints: app, next: {vip: 20%, end: 80%}}",
        "{id: vip, customer: Be helped, personas: ann, otherwise: try}",
        head="personas: {bob: {name: Bob, share: 100%}, ann: {name: Ann, share: 0%}}\n" + APP,
    )
    assert said("BP904", text) == snapshot(
        ["7:6 20% go round `try` and `look` again and meet no person there: put someone in the loop who can break it"]
    )
