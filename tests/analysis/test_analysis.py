"""All answers together: the names of the contract, plain data of them, frames, and what is shared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

import blueprint as bp
from blueprint.analysis.amount import Amount
from blueprint.analysis.questions import QUESTIONS, question_of
from blueprint.model.measure import FIGURES, Measure

FOLDER = Path(__file__).parents[2] / "examples"
FILES = sorted(FOLDER.glob("*.blueprint.yaml"))

NAMES = """
visits success_share failure_share abandon_share main_path steps_per_journey complexity divergence
standard_time expected_time expected_time_of_successes touch_time wait_time labour_time time_quantiles
share_within_acceptable acceptable_time critical_path return_share expected_passes rework_time rework_cost
cost_per_journey profit_per_journey break_even_time handoffs internal_handoffs line_crossings channel_switches
switch_matrix next_channel human_contacts self_service_share effort asked_again missing shown_but_not_needed
inferred_shown no_control no_holder reach failure_impact single_points_of_failure pain_weight risk peak valley end
peak_end help_coverage help_ahead only_human observed_share
""".split()  # noqa: SIM905 (names read best as words)
"""The stable names: programs know figures by them."""


def example(name: str) -> bp.Analysis:
    return bp.analyze(bp.load(FOLDER / f"{name}.blueprint.yaml"))


def test_every_name_is_given_by_exactly_one_question() -> None:
    given = [name for question in QUESTIONS.values() for name in question.answer.names]
    assert sorted(given) == sorted(set(given))
    assert set(NAMES) <= set(given)
    assert {measure for measure in get_args(Measure) if measure not in given} == set()
    assert set(FIGURES) == set(get_args(Measure))
    assert question_of("wait_time").answer.question == "time"
    with pytest.raises(KeyError):
        question_of("luck")


def test_each_question_is_a_property() -> None:
    analysis = example("09-shoeshine")
    for name, question in QUESTIONS.items():
        answer = getattr(analysis, name)
        assert type(answer) is question.answer
        assert answer is analysis.answers[name]  # worked out once


def test_plain_data_has_the_names_of_the_contract_for_the_mix_and_for_each_persona() -> None:
    data = example("03-holiday-train.as-is").to_dict()
    assert data["blueprint"] == "03-holiday-train.as-is"
    assert set(NAMES) <= set(data["figures"])
    assert set(data["personas"]) == {"young", "elder"}
    assert all(set(NAMES) <= set(figures) for figures in data["personas"].values())
    assert all(isinstance(said, str) for said in data["assumptions"])
    assert data["figures"]["success_share"] == pytest.approx(0.735)
    assert data["personas"]["elder"]["success_share"] == 0
    assert data["personas"]["elder"]["expected_time_of_successes"] is None
    assert data["figures"]["visits"]["app-buy"] == pytest.approx(0.7)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.removesuffix(".blueprint.yaml"))
def test_plain_data_is_json_and_always_the_same(path: Path) -> None:
    first, second = (json.dumps(bp.analyze(bp.load(path)).to_dict(), allow_nan=False) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_every_answer_has_a_frame_of_the_library_that_is_asked_for(library: str) -> None:
    for name in ("02-broadband-move.as-is", "06-training.to-be", "07-baby-coupons"):
        for answer in example(name).answers.values():
            table, frame = answer.tables()[0], answer.to_frame(library)
            assert type(frame).__module__.partition(".")[0] == library
            assert len(frame) == len(table)
            assert {column.key for column in table.columns} <= set(frame.columns)


def test_a_persona_that_is_all_customers_has_the_answers_of_all() -> None:
    analysis = example("01-egg-beater.as-is")
    assert analysis.of("baker").time is analysis.time
    mixed = example("03-holiday-train.as-is")
    assert mixed.of("young").time is not mixed.time


def test_who_there_is_not_is_an_error() -> None:
    blueprint = example("03-holiday-train.as-is").blueprint
    with pytest.raises(KeyError, match="there is no persona `edler`; did you mean `elder`"):
        bp.analyze(blueprint, "edler")
    with pytest.raises(KeyError, match="there is no persona `nobody`"):
        bp.analyze(blueprint).of("nobody")


def test_what_is_no_blueprint_and_no_kind_of_frame_is_said() -> None:
    with pytest.raises(TypeError, match="a blueprint is analysed, not str: `bp"):
        bp.analyze("shop.blueprint.yaml")
    with pytest.raises(ValueError, match="`excel` makes no data frames here: there are pandas and polars"):
        example("09-shoeshine").time.to_frame("excel")


NOTED = """
blueprint: v1
title: T
personas:
  young: {name: Young, share: 50%, channels: [App, phone]}
  elder: {name: Elder, share: 50%, channels: [phone, mail]}
touchpoints:
  app: {kind: digital, channel: app}
  call: {kind: interpersonal, channel: phone}
actors: {clerk: Clerk, packer: Packer}
systems: {erp: ERP, till: Till}
stages:
- name: S
  steps:
  - {id: ask, customer: Ask, touchpoints: [app, call]}
  - {id: desk, customer: Come, frontstage: {does: Serve, actor: clerk}, backstage: {does: Pack, actor: packer}}
  - {id: pay, customer: {does: Pay, system: till}, support: {does: Book, system: erp}, next: end}
  - {id: never, customer: Wait}
"""


def test_what_is_easily_misread_is_said() -> None:
    said = bp.analyze(bp.loads(NOTED)).assumptions
    assert "No touchpoint has the channel App of Young: was app meant?" in said
    assert not [one for one in said if "Elder" in one]  # a channel that is like none is a channel
    assert "Staff serve customers where no touchpoint is named, so this counts as no contact: desk." in said
    assert "Nobody comes to: never." in said
    assert (
        "Without ERP, Packer nothing is lost as far as the file says: "
        "customers don't wait for what they do (blocking)." in said
    )


def test_what_is_gone_through_again_is_told_once_and_how_often_of_each_persona() -> None:
    text = NOTED.replace("next: end", "next: {ask: 20%, end: 80%}")
    loops, entries = bp.analyze(bp.loads(text)).rework.tables()
    assert len(loops) == 1
    assert [row["persona"] for row in entries.to_rows()] == ["young", "elder"]
    assert loops.to_rows()[0]["extra_visits"] == pytest.approx(0.75)


def test_it_shows_itself_with_its_answers() -> None:
    shown = example("06-training.to-be")._repr_html_()
    assert shown.count("<table>") > 10
    assert "指标说明了什么" in shown
    assert "<h3>" not in shown


def test_a_number_is_formatted_with_what_is_known_of_it() -> None:
    assert f"{Amount(1 / 3):.2f}" == "0.33"
    assert f"{Amount(90.0, 'at_least'):.0f} s" == "≥ 90 s"
    assert f"{Amount(2.5, 'at_most')}" == "≤ 2.5"
    assert f"{Amount()}" == str(Amount()) == "unknown"
    assert str(Amount(0.1 + 0.2)) == "0.3"


def test_only_a_known_number_is_a_float() -> None:
    assert float(Amount(1.5)) == 1.5
    for amount, said in ((Amount(1.5, "at_least"), "≥ 1.5"), (Amount(), "unknown")):
        with pytest.raises(ValueError, match=f"the number itself is not known, only that it is {said}: take"):
            float(amount)


def test_it_is_told_in_a_line_and_in_full() -> None:
    analysis = example("03-holiday-train.as-is")
    assert repr(analysis) == "<Analysis of '春运坐高铁：谁走不到车上': success_share=0.735>"
    assert repr(analysis.of("elder")).endswith(" for elder: success_share=0>")
    assert repr(analysis.time).startswith("<Time: standard_time=3960, expected_time=3244.5, ")
    assert "<Table: " in repr(analysis.time.tables()[0])
    assert str(analysis).count("\n") > 50
