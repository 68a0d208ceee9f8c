"""How the file's branches, shares, personas and touchpoints become a flow, and what is said where they can't."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import blueprint as bp
from blueprint.graph.flow import AT_END, Flow, FlowError, flow_of, flows_of
from blueprint.graph.ways import ways
from tests.analysis.generated import blueprint_data, read

TWO = {"young": "Young", "elder": "Elder"}


def of(*steps: dict[str, Any], **more: Any) -> bp.Blueprint:
    """A blueprint of steps in one stage; each step's customer does something."""
    return bp.Blueprint(title="T", stages=[{"name": "S", "steps": [{"customer": "Go", **s} for s in steps]}], **more)


def moves(flow: Flow) -> dict[str, dict[str, float]]:
    """By step and target, the share."""
    name = {AT_END: "end"} | {i: str(step.id) for i, step in enumerate(flow.steps)}
    return {name[i]: {name[m.target]: m.share for m in found} for i, found in enumerate(flow.moves)}


def problems(blueprint: bp.Blueprint) -> list[tuple[str, str, str | None]]:
    with pytest.raises(FlowError) as raised:
        flows_of(blueprint)
    assert str(raised.value) == "\n".join(map(str, raised.value.problems))
    assert all(str(p) == f"{p.message}: {p.remedy}" for p in raised.value.problems)
    return [(str(p), p.step, p.key) for p in raised.value.problems]


# -- shares ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ({}, {"b": 1.0}),
        ({"next": "c"}, {"c": 1.0}),
        ({"next": "end"}, {"end": 1.0}),
        ({"next": {"b": "60%", "c": "40%"}}, {"b": 0.6, "c": 0.4}),
        ({"next": ["b", "c"]}, {"b": 0.5, "c": 0.5}),
        ({"next": [{"to": "b", "share": "60%"}, "c", "end"]}, {"b": 0.6, "c": 0.2, "end": 0.2}),
        ({"next": [{"to": "b", "share": "100%"}, "c"]}, {"b": 1.0, "c": 0.0}),
        ({"abandon": "25%"}, {"b": 0.75}),
        ({"next": {"b": "60%", "c": "15%"}, "abandon": "25%"}, {"b": 0.6, "c": 0.15}),
        ({"next": [{"to": "b", "share": "60%"}, "c"], "abandon": "25%"}, {"b": 0.6, "c": 0.15}),
        ({"abandon": "100%"}, {"b": 0.0}),
        ({"outcome": "success", "next": "c"}, {"end": 1.0}),
        ({"outcome": "failure", "abandon": "25%"}, {"end": 0.75}),
    ],
    ids=str,
)
def test_branches_get_their_shares_and_split_what_is_left(step: dict[str, Any], expected: dict[str, float]):
    flow = flow_of(of({"id": "a", **step}, {"id": "b"}, {"id": "c"}))
    assert moves(flow)["a"] == pytest.approx(expected, abs=1e-12)


def test_shares_that_were_rounded_are_taken_as_all():
    flow = flow_of(
        of({"id": "a", "next": {"b": "33.333333%", "c": "33.333333%", "end": "33.333333%"}}, {"id": "b"}, {"id": "c"})
    )
    assert moves(flow)["a"] == pytest.approx({"b": 1 / 3, "c": 1 / 3, "end": 1 / 3}, abs=1e-12)


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (
            {"next": {"b": "60%"}},
            "the shares of the branches of `a` add up to 60%: say where the other 40% go, or leave out the share of one branch, and it takes what is left",
        ),
        (
            {"next": {"b": "60%"}, "abandon": "10%"},
            "the shares of the branches of `a` and its `abandon` add up to 70%: say where the other 30% go, or leave out the share of one branch, and it takes what is left",
        ),
        (
            {"next": {"b": "60%", "end": "50%"}},
            "the shares of the branches of `a` add up to 110%: lower them to 100% in all",
        ),
        (
            {"next": {"b": "60%", "end": "40%"}, "abandon": "10%"},
            "the shares of the branches of `a` and its `abandon` add up to 110%: lower them to 100% in all",
        ),
        (
            {"next": [{"to": "b", "share": "60%"}, {"to": "end", "share": "60%"}, "b"]},
            "the shares of the branches of `a` add up to 120%: lower them to 100% in all",
        ),
        (
            {"next": {"b": "33.3333%", "c": "33.3333%", "end": "33.3333%"}},
            "the shares of the branches of `a` add up to 99.9999%: say where the other 0.0001% go, or leave out the share of one branch, and it takes what is left",
        ),
    ],
    ids=str,
)
def test_shares_that_miss_or_exceed_all(step: dict[str, Any], message: str):
    assert problems(of({"id": "a", **step}, {"id": "b"}, {"id": "c"})) == [(message, "a", "next")]


def test_where_shares_were_split_evenly_is_known():
    flow = flow_of(
        of(
            {"id": "a", "next": ["b", "c"]},
            {"id": "b", "next": [{"to": "c", "share": "50%"}, "end"]},
            {"id": "c", "next": "end"},
            {"id": "nobody-comes", "next": ["b", "c"]},
        )
    )
    assert flow.split_evenly == ("a",)


# -- ends --------------------------------------------------------------------------------------------------------


def test_a_journey_ends_at_an_outcome_at_the_end_or_after_the_last_step():
    flow = flow_of(
        of(
            {"id": "a", "next": {"b": "50%", "c": "30%", "end": "20%"}},
            {"id": "b", "outcome": "failure"},
            {"id": "c", "abandon": "10%"},
        )
    )
    chain = flow.chain()
    shares = {end: chain.worth(flow.chances_to_end(end))[0] for end in ("success", "failure", "abandoned")}
    assert shares == pytest.approx({"success": 0.2 + 0.3 * 0.9, "failure": 0.5, "abandoned": 0.03})


def test_without_repeats_a_new_round_is_an_end():
    flow = flow_of(
        of(
            {"id": "a", "next": {"b": "100%"}},
            {"id": "b", "next": [{"to": "a", "share": "80%", "repeat": True}, "end"]},
        )
    )
    assert flow.chain().visits({0: 1.0}) == pytest.approx([5.0, 5.0])
    assert flow.chain(repeats=False).visits({0: 1.0}) == pytest.approx([1.0, 1.0])


# -- personas ----------------------------------------------------------------------------------------------------


def test_branches_are_judged_for_each_persona():
    b = of(
        {
            "id": "a",
            "next": [
                {"to": "b", "for": "young"},
                {"to": "c", "for": "elder", "share": "30%"},
                {"to": "d", "share": "70%"},
            ],
        },
        {"id": "b"},
        {"id": "c"},
        {"id": "d"},
        personas=TWO,
    )
    flows = flows_of(b)
    assert list(flows) == ["young", "elder"]
    assert moves(flows["young"])["a"] == pytest.approx({"b": 0.3, "d": 0.7})
    assert moves(flows["elder"])["a"] == pytest.approx({"c": 0.3, "d": 0.7})


@pytest.mark.parametrize(
    ("next_", "message"),
    [
        (
            [{"to": "b", "for": "young"}],
            "for `elder`, no branch leads on from `a`: open one to those who come there (`for`), or say that they give up (`abandon: 100%`)",
        ),
        (
            [{"to": "b", "for": "young", "share": "50%"}, {"to": "end", "share": "50%"}],
            "for `elder`, the shares of the branches of `a` add up to 50%: say where the other 50% go, or leave out the share of one branch, and it takes what is left",
        ),
        (
            [{"to": "b", "share": "60%"}, {"to": "end", "share": "60%"}],
            "the shares of the branches of `a` add up to 120%: lower them to 100% in all",
        ),
    ],
    ids=["none", "some", "all"],
)
def test_a_problem_of_some_personas_names_them(next_: list[Any], message: str):
    assert problems(of({"id": "a", "next": next_}, {"id": "b"}, personas=TWO)) == [(message, "a", "next")]


def test_who_all_give_up_need_no_branch():
    b = of({"id": "a", "next": [{"to": "b", "for": "young", "share": 0}], "abandon": "100%"}, {"id": "b"}, personas=TWO)
    assert moves(flow_of(b, "elder"))["a"] == {}


def test_steps_of_others_are_passed_by_to_otherwise_or_the_next_in_the_file():
    b = of(
        {"id": "start", "personas": "young"},
        {"id": "a", "next": {"b": "50%", "d": "50%"}},
        {"id": "b", "personas": "young", "otherwise": "e", "abandon": "100%"},
        {"id": "c"},
        {"id": "d", "personas": "young", "abandon": "100%"},
        {"id": "e", "personas": "young"},
        {"id": "f"},
        personas=TWO,
    )
    elder = flow_of(b, "elder")
    assert elder.steps[elder.start].id == "a"
    assert moves(elder) == {
        "start": {}, "a": {"f": 0.5}, "b": {}, "c": {"f": 1.0}, "d": {}, "e": {}, "f": {"end": 1.0},
    }  # fmt: skip
    assert [way.target for way in ways(b, "elder") if way.source == "a"] == ["f", "f"]
    assert elder.chain().visits({elder.start: 1.0}) == pytest.approx([0, 1, 0, 0, 0, 0, 1])
    assert flow_of(b, "young").start == 0


def test_a_journey_past_all_that_is_left_ends_in_success():
    b = of({"id": "a"}, {"id": "b", "personas": "young", "outcome": "failure"}, personas=TWO)
    assert flow_of(b, "elder").chances_to_end("success")[0] == 1.0
    assert flow_of(b, "young").chances_to_end("success")[0] == 0.0


def test_a_persona_who_goes_through_no_step_has_an_empty_flow():
    b = of({"id": "a", "personas": "young"}, personas=TWO)
    assert flow_of(b, "elder").is_empty
    assert flow_of(b, "elder").reached == frozenset()
    assert not flow_of(b, "young").is_empty


ROUND = [
    {"id": "p", "personas": "young", "otherwise": "q"},
    {"id": "q", "personas": "young", "otherwise": "p"},
]


def test_otherwise_may_not_lead_round():
    said = "for `elder`, from `{}` on, `otherwise` leads round and round past steps that are for others: let it lead to a step that is for them"
    assert problems(of(*ROUND, {"id": "a"}, personas=TWO)) == [(said.format("p"), "p", None)]
    assert problems(of({"id": "a", "next": "p"}, *ROUND, personas=TWO)) == [(said.format("a"), "a", "next")]
    falling = of({"id": "a"}, *ROUND, personas=TWO)  # into the round without a `next`
    assert problems(falling) == [(said.format("a"), "a", None)]
    # Who never gets there is not sent round, nor to whom that branch is not open.
    apart = {"id": "a", "next": [{"to": "p", "for": "young"}, {"to": "end", "for": "elder"}]}
    assert flow_of(of(apart, *ROUND, personas=TWO), "elder").reached == {0}
    assert flow_of(of({"id": "a", "next": "b"}, *ROUND, {"id": "b"}, personas=TWO), "elder").reached == {0, 3}


# -- giving up ---------------------------------------------------------------------------------------------------

APP = {
    "app": {"kind": "digital", "channel": "app"},
    "desk": {"kind": "interpersonal", "channel": "store"},
    "sign": {"kind": "physical"},
}


@pytest.mark.parametrize(
    ("touchpoints", "channels", "contact", "is_lost"),
    [
        ([], ["store"], None, False),
        (["app", "desk"], None, "app", False),
        (["app", "desk"], ["store"], "desk", False),
        (["app", "desk"], ["store", "app"], "app", False),
        (["app", "sign"], ["store"], "sign", False),
        (["app"], ["store"], None, True),
        (["app"], [], None, True),
    ],
    ids=str,
)
def test_the_first_touchpoint_that_a_persona_can_use_counts_and_without_one_they_give_up(
    touchpoints: list[str], channels: list[str] | None, contact: str | None, is_lost: bool
):
    persona = {"name": "P"} if channels is None else {"name": "P", "channels": channels}
    b = of({"id": "a", "touchpoints": touchpoints}, {"id": "b"}, touchpoints=APP, personas={"p": persona})
    flow = flow_of(b, "p")
    assert flow.contacts[0] == contact
    assert (0 in flow.lost) == is_lost
    assert flow.chain().visits({0: 1.0}) == [1.0, 0.0 if is_lost else 1.0]
    assert flow.chances_to_end("abandoned")[0] == float(is_lost)
    assert flow_of(b).lost == frozenset()


def test_what_is_wrong_beyond_where_a_persona_gives_up_does_not_matter():
    steps = [{"id": "a", "touchpoints": "app", "next": {"b": "60%"}}, {"id": "b", "next": "b"}]
    locked_out = {"elder": {"name": "Elder", "channels": ["store"]}}
    assert flows_of(of(*steps, touchpoints=APP, personas=locked_out))["elder"].reached == {0}
    both = {"young": "Young", **locked_out}
    assert problems(of(*steps, touchpoints=APP, personas=both)) == [
        (
            "for `young`, the shares of the branches of `a` add up to 60%: say where the other 40% go, or leave out the share of one branch, and it takes what is left",
            "a",
            "next",
        )
    ]


# -- steps that can't be left ------------------------------------------------------------------------------------


def test_steps_that_can_never_be_left_are_named():
    never = "can never be left: let a branch lead out of there, or say how many give up (`abandon`)"
    assert problems(of({"id": "a", "next": "a"}, {"id": "b"})) == [(f"`a` {never}", "a", "next")]
    ring = [{"id": "a", "next": "b"}, {"id": "b", "next": {"a": "100%", "end": "0%"}}]
    assert problems(of(*ring)) == [(f"the steps `a` and `b` {never}", "a", "next")]
    twelve = [{"id": f"s{i}", "next": f"s{(i + 1) % 12}"} for i in range(12)]
    assert problems(of(*twelve)) == [(f"the steps `s0`, `s1`, `s2` and 9 more {never}", "s0", "next")]


def test_only_what_is_closed_is_named_not_what_leads_there():
    b = of(
        {"id": "a"},
        {"id": "b", "next": ["c", "d"]},
        {"id": "c", "next": "c"},
        {"id": "d", "next": "e"},
        {"id": "e", "next": "d"},
    )
    assert problems(b) == [
        ("`c` can never be left: let a branch lead out of there, or say how many give up (`abandon`)", "c", "next"),
        (
            "the steps `d` and `e` can never be left: let a branch lead out of there, or say how many give up (`abandon`)",
            "d",
            "next",
        ),
    ]


def test_what_nobody_comes_to_may_be_closed_and_giving_up_is_a_way_out():
    flow_of(of({"id": "a", "next": "end"}, {"id": "b", "next": "b"}))
    flow_of(of({"id": "a", "next": {"b": "0%", "end": "100%"}}, {"id": "b", "next": "b"}))
    flow_of(of({"id": "a", "abandon": "1%", "next": "a"}))


def test_steps_that_can_not_be_left_by_some_name_them():
    b = of({"id": "a", "next": [{"to": "a", "for": "elder"}, {"to": "end", "for": "young"}]}, personas=TWO)
    assert problems(b) == [
        (
            "for `elder`, `a` can never be left: let a branch lead out of there, or say how many give up (`abandon`)",
            "a",
            "next",
        )
    ]


def test_all_problems_are_told_at_once():
    b = of(
        {"id": "a", "next": {"b": "60%", "c": "50%"}},
        {"id": "b", "next": {"c": "10%"}, "abandon": "10%"},
        {"id": "c", "next": [{"to": "end", "for": "young"}]},
        personas=TWO,
    )
    assert problems(b) == [
        ("the shares of the branches of `a` add up to 110%: lower them to 100% in all", "a", "next"),
        (
            "the shares of the branches of `b` and its `abandon` add up to 20%: say where the other 80% go, or leave out the share of one branch, and it takes what is left",
            "b",
            "next",
        ),
        (
            "for `elder`, no branch leads on from `c`: open one to those who come there (`for`), or say that they give up (`abandon: 100%`)",
            "c",
            "next",
        ),
    ]


# -- what always holds -------------------------------------------------------------------------------------------

seeds = st.integers(0, 2**32 - 1)


@given(seeds)
def test_ends_add_up_to_one_and_visits_are_none_or_more(seed: int):
    for flow in flows_of(read(blueprint_data(Random(seed)))).values():
        if flow.is_empty:
            continue
        chain = flow.chain()
        shares = [chain.worth(flow.chances_to_end(end))[flow.start] for end in ("success", "failure", "abandoned")]
        assert min(shares) >= 0
        assert sum(shares) == pytest.approx(1.0, abs=1e-9)
        visits = chain.visits({flow.start: 1.0})
        assert min(visits) >= 0
        assert {i for i, v in enumerate(visits) if v} <= flow.reached
        for i in flow.reached - flow.lost:
            assert sum(m.share for m in flow.moves[i]) + flow.abandons[i] == pytest.approx(1.0, abs=1e-9)


@given(seeds)
def test_no_way_leads_to_a_step_of_others(seed: int):
    b = read(blueprint_data(Random(seed)))
    for persona, flow in flows_of(b).items():
        limited = {i for i, step in enumerate(flow.steps) if step.personas and persona not in step.personas}
        assert not limited & flow.reached
        assert not limited & {m.target for found in flow.moves for m in found}
