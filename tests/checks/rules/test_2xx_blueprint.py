"""The blueprint itself: what BP201 to BP210 say, and where they keep silent."""

from __future__ import annotations

import pytest
from inline_snapshot import snapshot

from tests.checks.rules.saying import said


def steps(*lines: str) -> str:
    """A stage of steps; the first of them is on line 4."""
    return "\n".join(("stages:", "- name: S", "  steps:", *(f"  - {line}" for line in lines), ""))


# -- BP201: nothing for the customer -----------------------------------------------------------------------------

CUSTOMERS = {
    "frontstage work": (
        steps("customer: A", "{id: b, frontstage: Serve}"),
        snapshot(["5:6 what does the customer do in `b`? Say it (`customer`), or how long they `wait`"]),
    ),
    "evidence": (
        steps("customer: A", "{evidence: 收据}"),
        snapshot(["5:6 what does the customer do in `stage-1.step-2`? Say it (`customer`), or how long they `wait`"]),
    ),
    "a touchpoint": (
        "touchpoints: {desk: {kind: physical}}\n" + steps("customer: A", "{touchpoints: desk, support: Print}"),
        snapshot(["6:6 what does the customer do in `Print`? Say it (`customer`), or how long they `wait`"]),
    ),
    "who waits": (steps("customer: A", "{id: b, wait: 5m, frontstage: Serve}"), []),
    "nothing visible (BP210)": (steps("customer: A", "{id: b, backstage: Work}"), []),
    "a step that is only named": (steps("customer: A", "{name: B}"), []),
    "customers come in later": (steps("{name: A, frontstage: Serve}", "{name: B, touchpoints: []}"), []),
}


@pytest.mark.parametrize(("text", "expected"), CUSTOMERS.values(), ids=CUSTOMERS)
def test_what_the_customer_does(text, expected):
    assert said("BP201", text) == expected


# -- BP202, BP203: touchpoints and evidence ----------------------------------------------------------------------

DESK = "touchpoints: {desk: {kind: interpersonal}}\n"
AT_DESK = "{customer: A, touchpoints: desk, frontstage: Serve}"

SEEN = {
    "a customer by themselves": (
        DESK + steps(*[AT_DESK] * 4, "{id: b, customer: B}"),
        snapshot(["9:6 what do customers see or touch in `b`? Name its `touchpoints` or its `evidence`"]),
    ),
    "frontstage work only": (
        DESK + steps(*[AT_DESK] * 4, "{wait: 1m, frontstage: 上菜}", "{customer: A, evidence: E}"),
        snapshot(["9:6 what do customers see or touch in `上菜`? Name its `touchpoints` or its `evidence`"]),
    ),
    "with evidence": (DESK + steps(*[AT_DESK] * 4, "{id: b, customer: B, evidence: E}"), []),
    "not visible": (DESK + steps(*[AT_DESK] * 4, "{id: b, wait: 5m, backstage: B}"), []),
    "given up": (DESK + steps(*[AT_DESK] * 4, "{id: b, customer: Take the bus, outcome: failure}"), []),
    "in a draft": (DESK + steps(*[AT_DESK] * 3, "{id: b, customer: B}"), []),
}


@pytest.mark.parametrize(("text", "expected"), SEEN.values(), ids=SEEN)
def test_what_customers_see(text, expected):
    assert said("BP202", text) == expected


SERVED = {
    "with evidence": (
        DESK + steps(*[AT_DESK] * 4, "{id: b, frontstage: [Serve, Smile], evidence: E}"),
        snapshot(["9:6 where do customers meet `Serve` in `b`? Name the step's `touchpoints`"]),
    ),
    "with nothing (BP202)": (DESK + steps(*[AT_DESK] * 4, "{id: b, frontstage: Serve}"), []),
    "by themselves": (DESK + steps(*[AT_DESK] * 4, "{id: b, customer: B, evidence: E}"), []),
    "in a draft": (DESK + steps(*[AT_DESK] * 3, "{id: b, frontstage: Serve, evidence: E}"), []),
}


@pytest.mark.parametrize(("text", "expected"), SERVED.values(), ids=SERVED)
def test_where_customers_are_served(text, expected):
    assert said("BP203", text) == expected


def test_how_many_steps_have_to_name_it_is_an_option():
    text = DESK + steps(*[AT_DESK] * 3, "{id: b, customer: B}", "{id: c, frontstage: C, evidence: E}")
    assert said("BP202", text, share=0.5) == snapshot(
        ["8:6 what do customers see or touch in `b`? Name its `touchpoints` or its `evidence`"]
    )
    assert said("BP202", text, share=0.9) == []
    assert said("BP203", text, share=0.5) == snapshot(
        ["9:6 where do customers meet `C` in `c`? Name the step's `touchpoints`"]
    )
    assert said("BP203", text, share=0.9) == []


# -- BP204: who does it ------------------------------------------------------------------------------------------

PEOPLE = """\
actors: {anna: Anna}
systems: {crm: CRM}
touchpoints: {web: {kind: digital}, desk: {kind: interpersonal}}
"""
"""Three lines."""
NAMED = "{does: Do, actor: anna}, {does: Do, system: crm}"

DOERS = {
    "frontstage": (
        PEOPLE + steps(f"{{customer: A, frontstage: [{NAMED}, {NAMED}, Greet]}}"),
        snapshot(["7:132 who does `Greet`? Name the `actor` or the `system`"]),
    ),
    "backstage, of two": (
        PEOPLE
        + steps(
            f"{{id: a, customer: A, backstage: [{NAMED}, {NAMED}]}}",
            f"{{id: b, customer: B, backstage: [{NAMED}, {NAMED}, {{id: pack, does: 装箱}}, {{does: Seal}}]}}",
        ),
        snapshot(
            [
                "8:139 who does `pack`? Name the `actor` or the `system`",
                "8:161 who does `Seal`? Name the `actor` or the `system`",
            ]
        ),
    ),
    "of another role": (PEOPLE + steps(f"{{customer: A, frontstage: [{NAMED}, {NAMED}], support: Buy wax}}"), []),
    "at a digital touchpoint": (
        PEOPLE
        + steps(f"{{customer: A, touchpoints: web, frontstage: [{NAMED}, {NAMED}, {{does: Show, touchpoint: web}}]}}"),
        [],
    ),
    "at a touchpoint with people": (
        PEOPLE
        + steps(f"{{customer: A, touchpoints: desk, frontstage: [{NAMED}, {NAMED}, {{does: Say, touchpoint: desk}}]}}"),
        snapshot(["7:152 who does `Say`? Name the `actor` or the `system`"]),
    ),
    "the customer": (PEOPLE + steps(f"{{customer: A, frontstage: [{NAMED}]}}", "customer: B", "customer: C"), []),
    "in a draft": (PEOPLE + steps("{customer: A, frontstage: [{does: Do, actor: anna}, Greet]}"), []),
}


@pytest.mark.parametrize(("text", "expected"), DOERS.values(), ids=DOERS)
def test_who_does_what(text, expected):
    assert said("BP204", text) == expected


# -- BP205: waits ------------------------------------------------------------------------------------------------

SHOWN = """\
data: {eta: Time of arrival, price: Price}
questions: {when: When?}
touchpoints:
  page: {kind: digital, shows: price}
  sms: {kind: digital, shows: eta}
  desk: {kind: interpersonal, answers: when}
"""
"""Six lines; the steps begin in line 10."""

WAITS = {
    "in the dark": (
        SHOWN + steps("customer: A", "{id: b, customer: B, wait: 2h}"),
        snapshot(
            [
                "11:32 customers wait 2h at `b`, and nothing tells them how long it will be: let a touchpoint or an action show it (`shows`)"
            ]
        ),
    ),
    "about so long": (
        SHOWN + steps("{customer: 等, wait: {low: 1m, typical: 5m, high: 20m}, touchpoints: desk}"),
        snapshot(
            [
                "10:19 customers wait 1m-20m at `等`, and nothing tells them how long it will be: let a touchpoint or an action show it (`shows`)"
            ]
        ),
    ),
    "shown at the touchpoint": (SHOWN + steps("{customer: A, wait: 2h, touchpoints: sms}"), []),
    "shown by an action": (SHOWN + steps("{customer: A, wait: 2h, support: {does: B, shows: eta}}"), []),
    "the customer uses it": (SHOWN + steps("{customer: {does: A, uses: eta}, wait: 2h}"), []),
    "told before": (SHOWN + steps("{id: a, customer: A, touchpoints: sms}", "{customer: B, wait: 2h}"), []),
    "told before, elsewhere in the file": (
        SHOWN
        + steps(
            "{id: a, customer: A, touchpoints: sms, next: c}",
            "{id: b, customer: B}",
            "{id: c, customer: C, wait: 2h, next: {b: 10%, end: 90%}}",
        ),
        [],
    ),
    "asked and answered": (SHOWN + steps("{customer: A, wait: 2h, asks: when, touchpoints: desk}"), []),
    "a short one": (SHOWN + steps("{customer: A, wait: 2m}"), []),
    "nothing is ever shown": (steps("{customer: A, wait: 2h}"), []),
}


@pytest.mark.parametrize(("text", "expected"), WAITS.values(), ids=WAITS)
def test_who_waits_is_told_how_long(text, expected):
    assert said("BP205", text) == expected


def test_from_how_long_on_a_wait_needs_notice():
    from datetime import timedelta

    text = SHOWN + steps("{customer: A, wait: 30m}")
    assert len(said("BP205", text)) == 1
    assert said("BP205", text, longer_than=timedelta(hours=1)) == []


# -- BP206: handovers --------------------------------------------------------------------------------------------

TEAMS = """\
actors: {anna: {name: Anna, team: 客服}, otto: {name: Otto, team: 派单}, eve: {name: Eve, team: 客服}, solo: Solo}
systems: {crm: CRM}
"""
"""Two lines; the steps begin in line 6."""


def by(actor: str, id_: str = "x") -> str:
    return f"{{id: {id_}, customer: A, frontstage: {{does: Do, actor: {actor}}}}}"


HANDOVERS = {
    "between two steps": (
        TEAMS + steps(by("anna"), "{id: b, customer: B, frontstage: Greet}", by("otto", "y")),
        snapshot(
            [
                "7:38 the customer comes from `客服` and goes on to `派单`, but `Greet` in `b` names no actor: say who takes over"
            ]
        ),
    ),
    "within a column": (
        TEAMS + steps(by("anna"), "{id: b, customer: B, frontstage: [Greet, {does: Serve, actor: otto}]}"),
        snapshot(
            [
                "7:39 the customer comes from `客服` and goes on to `派单`, but `Greet` in `b` names no actor: say who takes over"
            ]
        ),
    ),
    "to a team that customers don't meet": (
        TEAMS + steps(by("anna"), "{id: b, customer: B, frontstage: Greet, backstage: {does: Send, actor: otto}}"),
        [],
    ),
    "past steps of the customer alone": (
        TEAMS + steps(by("anna"), "customer: 等", "{customer: B, frontstage: 打招呼}", "customer: C", by("solo", "y")),
        snapshot(
            [
                "8:31 the customer comes from `客服` and goes on to `Solo`, but `打招呼` in `B` names no actor: say who takes over"
            ]
        ),
    ),
    "the same team": (TEAMS + steps(by("anna"), "{id: b, customer: B, frontstage: Greet}", by("eve", "y")), []),
    "a system takes over": (
        TEAMS + steps(by("anna"), "{id: b, customer: B, frontstage: {does: Show, system: crm}}", by("otto", "y")),
        [],
    ),
    "the first": (TEAMS + steps("{id: b, customer: B, frontstage: Greet}", by("otto", "y")), []),
    "the last": (TEAMS + steps(by("otto"), "{id: b, customer: B, frontstage: Greet}"), []),
    "round and round": (
        TEAMS + steps("{id: a, customer: A, frontstage: Greet, next: {a: 50%, x: 50%}}", by("otto")),
        [],
    ),
}


@pytest.mark.parametrize(("text", "expected"), HANDOVERS.values(), ids=HANDOVERS)
def test_who_takes_over(text, expected):
    assert said("BP206", text) == expected
    if expected:
        assert said("BP204", text, share=0.0) == []


# -- BP207: recoveries -------------------------------------------------------------------------------------------

FAILS = {
    "severe": (
        steps("{customer: A, fail_points: {what: 鞋油颜色不对, severity: 4, poka_yoke: Hold it}}"),
        snapshot(["4:19 what is done when `鞋油颜色不对` happens? Say how it is made good (`recovery`)"]),
    ),
    "of an action, beside one with recovery": (
        steps(
            "{id: a, customer: A, fail_points: [{what: X, recovery: Y}]}",
            "{id: b, customer: B, frontstage: {does: C, fail_points: [{id: late, what: Late}, Broken]}}",
        ),
        snapshot(
            [
                "5:63 what is done when `late` happens? Say how it is made good (`recovery`)",
                "5:86 what is done when `Broken` happens? Say how it is made good (`recovery`)",
            ]
        ),
    ),
    "slight": (steps("{customer: A, fail_points: [{what: X, recovery: Y}, {what: Z, severity: 2}]}"), []),
    "in a draft": (steps("{customer: A, fail_points: It breaks}"), []),
    "with a place": (steps("{id: a, customer: A, fail_points: {what: X, severity: 5, recovery: {to: a}}}"), []),
}


@pytest.mark.parametrize(("text", "expected"), FAILS.values(), ids=FAILS)
def test_how_failures_are_made_good(text, expected):
    assert said("BP207", text) == expected


def test_from_which_severity_on_a_recovery_is_needed():
    text = steps("{customer: A, fail_points: {what: X, severity: 3}}")
    assert len(said("BP207", text)) == 1
    assert said("BP207", text, severity=4) == []


# -- BP208: acceptable time --------------------------------------------------------------------------------------

TIMES = {
    "work": (
        steps("{customer: 擦鞋, time: 6m, acceptable_time: 5m}"),
        snapshot(["4:26 `擦鞋` takes 6m, but customers accept 5m: shorten the work", "  4:47 this is accepted"]),
    ),
    "work that takes longer than the wait": (
        steps("{id: a, customer: A, wait: 1m, time: 5m, acceptable_time: 5m}"),
        snapshot(
            [
                "4:42 `a` takes 6m, the wait included, but customers accept 5m: shorten the work",
                "  4:63 this is accepted",
            ]
        ),
    ),
    "actions that take longer than the wait": (
        steps("{id: a, customer: {does: A, time: 5m}, wait: 1m, acceptable_time: 5m}"),
        snapshot(["4:71 `a` takes 6m, the wait included, but customers accept 5m: shorten the work"]),
    ),
    "wait and work": (
        steps("{id: a, customer: A, wait: 4m, time: 2m, acceptable_time: 5m}"),
        snapshot(
            [
                "4:32 `a` takes 6m, the wait included, but customers accept 5m: shorten the wait",
                "  4:63 this is accepted",
            ]
        ),
    ),
    "of its actions": (
        steps("{id: a, customer: {does: A, time: 2m}, frontstage: {does: B, time: 4m}, acceptable_time: 5m}"),
        snapshot(["4:94 `a` takes 6m, but customers accept 5m: shorten the work"]),
    ),
    "by the mean": (
        steps("{id: a, customer: A, time: {low: 1m, typical: 4m, high: 20m}, acceptable_time: 5m}"),
        snapshot(["4:26 `a` takes 6m10s, but customers accept 5m: shorten the work", "  4:84 this is accepted"]),
    ),
    "a wait alone, while a time is unknown": (
        steps("{id: a, customer: A, wait: 1d, frontstage: {does: B, time: 4m}, acceptable_time: 5h}"),
        snapshot(["4:32 `a` takes at least 1d, but customers accept 5h: shorten the wait", "  4:86 this is accepted"]),
    ),
    "beyond all times": (
        steps("{id: a, customer: A, wait: 999999999d, time: 999999999d, acceptable_time: 1w}"),
        snapshot(
            [
                "4:32 `a` takes 999999998d, the wait included, but customers accept 1w: shorten the wait",
                "  4:79 this is accepted",
            ]
        ),
    ),
    "just so long": (steps("{customer: A, wait: 3m, time: 2m, acceptable_time: 5m}"), []),
    "unknown": (steps("{customer: A, acceptable_time: 5m}"), []),
    "not said": (steps("{customer: A, time: 5h}"), []),
}


@pytest.mark.parametrize(("text", "expected"), TIMES.values(), ids=TIMES)
def test_what_takes_longer_than_customers_accept(text, expected):
    assert said("BP208", text) == expected


# -- BP209: owners -----------------------------------------------------------------------------------------------


def owned(*owners: str) -> str:
    lines = "".join(f"  触点{k}: {{kind: physical{owner and f', owner: {owner}'}}}\n" for k, owner in enumerate(owners))
    return f"touchpoints:\n{lines}{steps('customer: A')}"


def test_touchpoints_that_nobody_answers_for():
    text = owned("A", "B", "", "C", "D", "E", "A", "A", "")
    assert said("BP209", text) == snapshot(
        [
            "4:3 who answers for the touchpoint `触点2`? Name its `owner`, as the other touchpoints do",
            "10:3 who answers for the touchpoint `触点8`? Name its `owner`, as the other touchpoints do",
        ]
    )
    assert said("BP209", owned("A", "B", "C", "")) == []
    assert said("BP209", owned("A", "B", "C", ""), share=0.5) == snapshot(
        ["5:3 who answers for the touchpoint `触点3`? Name its `owner`, as the other touchpoints do"]
    )
    assert said("BP209", owned("", "")) == []


# -- BP210: work out of nowhere ----------------------------------------------------------------------------------

HIDDEN = {
    "backstage": (
        steps("customer: A", "{id: b, backstage: [写卡片, Post it], support: Print}"),
        snapshot(
            [
                "5:6 what sets off `写卡片` in `b`, and what do customers see of it? Move it to the step that it serves, or let an action trigger it"
            ]
        ),
    ),
    "support": (
        steps("customer: A", "support: Count"),
        snapshot(
            [
                "5:5 what sets off `Count`, and what do customers see of it? Move it to the step that it serves, or let an action trigger it"
            ]
        ),
    ),
    "triggered": (steps("customer: {does: A, triggers: work}", "{backstage: {id: work, does: B}}"), []),
    "triggered as a step": (steps("customer: {does: A, triggers: b}", "{id: b, backstage: B}"), []),
    "which triggers": (
        steps("{id: a, customer: A, next: b}", "{id: b, backstage: {does: B, triggers: c}}", "{id: c, customer: C}"),
        [],
    ),
    "who waits": (steps("customer: A", "{id: b, wait: 2d, backstage: B}"), []),
    "visible (BP201)": (steps("customer: A", "{id: b, frontstage: B, backstage: B}"), []),
    "nothing at all": (steps("customer: A", "{id: b}"), []),
    "no customers yet": (steps("backstage: A", "support: B"), []),
}


@pytest.mark.parametrize(("text", "expected"), HIDDEN.values(), ids=HIDDEN)
def test_work_that_nothing_sets_off(text, expected):
    assert said("BP210", text) == expected
