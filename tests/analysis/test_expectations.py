"""Expectations are met, not met, or can't be told: from what is known of a figure, never from a guess."""

from __future__ import annotations

import pytest

import blueprint as bp
from blueprint.analysis import measures
from blueprint.analysis.amount import Amount
from blueprint.analysis.analysis import analyze
from blueprint.analysis.expectations import _keeps
from blueprint.analysis.measures import measure

SERVICE = """
blueprint: v1
title: T
personas:
  fast: {name: Fast, share: 75%, channels: web}
  slow: {name: Slow, share: 25%, channels: phone}
touchpoints:
  page: {kind: digital, channel: web}
  call: {kind: interpersonal, channel: phone}
data:
  address: Address
stages:
- name: S
  steps:
  - {id: ask, customer: {does: Ask, collects: address}, touchpoints: [page, call], time: 1m, wait: 4m, next: {ask: 20%, solve: 80%}}
  - {id: solve, customer: Wait for it, touchpoints: [page, call], {unknown}time: 5m}
  - {id: pay, customer: Pay, touchpoints: page, time: 2m}
expectations:
"""


def verdicts(*expectations: str, unknown: bool = False) -> list[tuple[float | None, str, str]]:
    text = SERVICE.replace("{unknown}", "x-" if unknown else "") + "".join(f"- {{{e}}}\n" for e in expectations)
    found = analyze(bp.loads(text)).expectations
    return [(v.measured.value and round(v.measured.value, 6), v.measured.bound, v.result) for v in found]


def test_figures_of_the_mix_of_a_persona_and_of_an_item() -> None:
    assert verdicts(
        "measure: success_share, at_least: 75%",
        "measure: success_share, at_least: 76%",
        "measure: success_share, at_least: 1%, persona: slow",
        "measure: abandon_share, at_most: 0.25",
        "measure: asked_again, of: address, at_most: 0.25",
        "measure: asked_again, at_most: 0.2",
        "measure: visits, of: ask, at_least: 1.25, at_most: 1.25",
        "measure: return_share, of: ask, at_most: 20%, persona: fast",
        "measure: return_share, of: pay, at_most: 0%, persona: fast",
        "measure: return_share, at_most: 50%",
    ) == [
        (0.75, "exact", "met"),
        (0.75, "exact", "not met"),
        (0.0, "exact", "not met"),
        (0.25, "exact", "met"),
        (0.25, "exact", "met"),
        (0.25, "exact", "not met"),
        (1.25, "exact", "met"),
        (0.2, "exact", "met"),
        (0.0, "exact", "met"),
        (None, "exact", "can't tell"),  # of a mix of personas each loop has as many return shares as personas
    ]


def test_a_part_of_the_way_counts_from_first_visit_to_first_visit_of_those_who_get_there() -> None:
    # `ask` is visited 1.25 times on the way to `solve`: 1.25 x 5 minutes, then 5 minutes.
    assert verdicts(
        "measure: expected_time, from: ask, to: solve, at_most: 12m",
        "measure: expected_time, from: ask, to: ask, at_most: 5m",
        "measure: wait_time, to: solve, at_most: 5m",
        "measure: touch_time, from: solve, at_most: 6m30s",
        "measure: expected_time, from: solve, to: pay, at_most: 7m, persona: fast",
        "measure: expected_time, from: solve, to: ask, at_most: 7m",
        "measure: steps_per_journey, to: solve, at_most: 2.25",
        "measure: human_contacts, to: solve, at_most: 2.25, persona: slow",
        "measure: human_contacts, from: ask, to: pay, at_most: 0, persona: fast",
        "measure: human_contacts, from: ask, to: pay, at_most: 0",
    ) == [
        (675.0, "exact", "met"),
        (300.0, "exact", "met"),
        (300.0, "exact", "met"),
        (420.0, "exact", "not met"),  # to any end, which for the slow is `pay`, where they give up
        (420.0, "exact", "met"),
        (None, "exact", "can't tell"),  # nobody comes back
        (2.25, "exact", "met"),
        (2.25, "exact", "met"),
        (0.0, "exact", "met"),
        (0.5625, "exact", "not met"),  # the slow come to `pay` too, although they give up there
    ]


def test_a_lower_bound_decides_only_against_what_it_exceeds() -> None:
    assert verdicts(
        "measure: expected_time, at_most: 5m",
        "measure: expected_time, at_most: 1h",
        "measure: expected_time, at_least: 5m",
        "measure: expected_time, at_least: 1h",
        "measure: expected_time, from: solve, to: solve, at_most: 1h",
        unknown=True,
    ) == [
        (495.0, "at_least", "not met"),
        (495.0, "at_least", "can't tell"),
        (495.0, "at_least", "met"),
        (495.0, "at_least", "can't tell"),
        (None, "exact", "can't tell"),
    ]


@pytest.mark.parametrize(
    ("amount", "bound", "side", "result"),
    [
        (Amount(1.0), 1.0, "at_most", "met"),
        (Amount(1.0), 1.0, "at_least", "met"),
        (Amount(0.1 + 0.2), 0.3, "at_most", "met"),
        (Amount(1.1), 1.0, "at_most", "not met"),
        (Amount(0.9), 1.0, "at_least", "not met"),
        (Amount(1.0, "at_least"), 1.0, "at_most", "can't tell"),
        (Amount(1.0, "at_least"), 1.0, "at_least", "met"),
        (Amount(1.0, "at_most"), 1.0, "at_most", "met"),
        (Amount(1.0, "at_most"), 2.0, "at_least", "not met"),
        (Amount(3.0, "at_most"), 2.0, "at_least", "can't tell"),
        (Amount(3.0, "at_most"), 2.0, "at_most", "can't tell"),
        (Amount(), 2.0, "at_most", "can't tell"),
    ],
)
def test_how_an_amount_keeps_a_bound(amount: Amount, bound: float, side: str, result: str) -> None:
    assert _keeps(amount, bound, side) == result


def test_a_persona_answers_for_the_expectations_about_it_only() -> None:
    text = SERVICE.replace("{unknown}", "") + (
        "- {measure: success_share, at_least: 50%}\n- {measure: success_share, at_least: 50%, persona: slow}\n"
    )
    analysis = analyze(bp.loads(text))
    assert [v.result for v in analysis.expectations] == ["met", "not met"]
    assert [v.result for v in analysis.of("slow").expectations] == ["not met"]
    assert len(analysis.of("fast").expectations) == 0
    assert not analysis.expectations.are_met
    assert analysis.expectations.tables()[0].cells() == [
        ["succeed", "-", "-", "-", "-", "50%", "-", "75%", "met", "-"],
        ["succeed", "-", "-", "-", "slow", "50%", "-", "0%", "not met", "-"],
    ]
    assert analysis.to_dict()["expectations"][1] == {
        "measure": "success_share",
        "persona": "slow",
        "at_least": 0.5,
        "measured": 0.0,
        "result": "not met",
        "why": None,
    }


def test_what_can_t_be_measured_is_told_in_words() -> None:
    customers = analyze(bp.loads(SERVICE.replace("{unknown}", "") + "- {measure: handoffs, at_most: 1}\n")).customers
    for arguments, message in [
        (("handofs",), "there is no figure `handofs`; did you mean `handoffs`?"),
        (("visits",), "`visits` is a figure of each step: say of which"),
        (("visits", "aks"), "there is no `visits` of `aks`; did you mean `ask`?"),
        (("handoffs", "ask"), "`handoffs` is one figure for the whole: it can't be taken of `ask`"),
        (
            ("success_share", None, "ask"),
            "`success_share` is a figure of whole journeys: it can't be taken from or to a step",
        ),
        (("wait_time", None, "aks"), "there is no step `aks`; did you mean `ask`?"),
    ]:
        with pytest.raises(ValueError) as error:  # noqa: PT011 (the whole message is compared below)
            measure(customers, *arguments)
        assert str(error.value) == message


def test_the_quantiles_of_a_part_are_simulated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    simulate = measures.quantiles
    monkeypatch.setattr(measures, "quantiles", lambda *args: asked.append(args[1:]) or simulate(*args))
    analysis = analyze(bp.loads(SERVICE.replace("{unknown}", "") + "- {measure: p90, to: pay, at_most: 1h}\n"))
    first = [analysis.measure(name, from_="ask", to="solve") for name in ("p50", "p90", "p95")]
    assert [amount.value for amount in first] == sorted(amount.value for amount in first)
    assert analysis.expectations[0].result == "met"
    assert asked == [("ask", "solve"), (None, "pay")]
