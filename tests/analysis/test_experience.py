from __future__ import annotations

import pytest

import blueprint as bp
from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.customers import Customers
from blueprint.analysis.experience import experience


def ask(text, persona=None):
    return experience(Customers(bp.loads("blueprint: v1\n" + text)).of(persona))


def path(*emotions):
    """A blueprint of steps in a row with these emotions."""
    steps = [{"customer": "x"} | ({} if e is None else {"emotion": e}) for e in emotions]
    return experience(Customers(bp.Blueprint(title="t", stages=[{"name": "s", "steps": steps}])))


@pytest.mark.parametrize(
    ("emotions", "peak", "valley", "end", "peak_end"),
    [
        ([1, 2, -1, 0], 2, -1, 0, 1),  # (2 + 0) / 2
        ([1, -2, 1], 1, -2, 1, -0.5),
        ([2, -2, 1], 2, -2, 1, -0.5),  # of two as extreme, the worse
        ([-2, 2, 1], 2, -2, 1, -0.5),
        ([0.5], 0.5, 0.5, 0.5, 0.5),
        ([-1, None, 0.5, None], 0.5, -1, 0.5, -0.25),  # the end is the last that is recorded
    ],
)
def test_peak_valley_end_and_what_is_remembered(emotions, peak, valley, end, peak_end):
    found = path(*emotions)
    assert [found.figures[name].value for name in found.names] == [peak, valley, end, peak_end]


def test_without_any_emotion_all_is_unknown():
    found = path(None, None)
    assert set(found.figures.values()) == {UNKNOWN}
    assert found.assumptions == ("No emotion is recorded on the way that most take.",)


MIX = """
title: t
personas:
  a: {name: Ann, share: 60%}
  b: {name: Bob, share: 20%}
  c: {name: Cat, share: 20%}
stages:
  - name: s
    steps:
      - {id: one, customer: x, emotion: {a: 1, b: -2}, moment_of_truth: true}
      - {id: two, customer: x, personas: [a, c], moment_of_truth: true, emotion: {a: 2},
         delights: [{what: rare, common: 19%}, {what: usual, common: 20%}, {what: mine, common: 90%, personal: true},
                    {what: new}]}
      - {id: three, customer: x, emotion: {a: 0, b: -1}, next: [{to: end, for: [a, c]}, {to: lost, for: b}]}
      - {id: lost, customer: x, emotion: {b: -1}, outcome: failure, delights: {what: sorry, common: 0%}}
"""


def test_a_mix_is_the_mean_by_share_of_those_who_have_emotions():
    found = ask(MIX)
    assert found.peak.value == pytest.approx((0.6 * 2 + 0.2 * -1) / 0.8)
    assert found.valley.value == pytest.approx((0.6 * 0 + 0.2 * -2) / 0.8)
    assert found.end.value == pytest.approx((0.6 * 0 + 0.2 * -1) / 0.8)
    assert found.peak_end.value == pytest.approx((0.6 * 1 + 0.2 * -1.5) / 0.8)
    assert found.by_persona["c"].peak == UNKNOWN


def test_who_never_succeeds_is_followed_to_their_end():
    found = ask(MIX)
    assert found.curve == {
        "a": (("one", 1), ("two", 2), ("three", 0)),
        "b": (("one", -2), ("three", -1), ("lost", -1)),
        "c": (("one", None), ("two", None), ("three", None)),
    }


def test_what_had_to_be_assumed_is_said():
    assert list(ask(MIX).assumptions) == [
        "Nobody of these succeeds, so their emotions are those on the way that most of them take to any end: Bob.",
        "No emotion is recorded on the way that most of these take, so they are left out of the mean: Cat.",
    ]
    steps = "[{customer: x, emotion: 1}, {id: gap, customer: x}, {customer: x, outcome: failure}]"
    assert list(ask(f"title: t\nstages: [{{name: s, steps: {steps}}}]").assumptions) == [
        "Nobody succeeds, so the emotions are those on the way that most take to any end.",
        "Steps without an emotion are passed over: gap, stage-1.step-3.",
    ]


def test_one_persona_is_asked_alone():
    found = ask(MIX, "b")
    assert (found.peak, found.valley, found.end, found.peak_end) == tuple(map(Amount, (-1, -2, -1, -1.5)))
    assert found.curve.keys() == {"b"}


def test_the_path_is_the_likeliest_not_the_first_in_the_file():
    found = ask("""
title: t
stages:
  - name: s
    steps:
      - {id: a, customer: x, emotion: 0, next: {b: 30%, c: 70%}}
      - {id: b, customer: x, emotion: -2, next: c}
      - {id: c, customer: x, emotion: 1}
""")
    assert found.curve == {"": (("a", 0), ("c", 1))}
    assert found.valley == Amount(0)


def test_moments_of_truth_are_those_that_a_persona_comes_to():
    assert [tuple(moment) for moment in ask(MIX).moments_of_truth] == [
        ("one", "a", 1, 1.0),
        ("one", "b", -2, 1.0),
        ("one", "c", None, 1.0),
        ("two", "a", 2, 1.0),
        ("two", "c", None, 1.0),
    ]


def test_delights_fade_when_many_offer_them_unless_they_are_personal():
    found = {d.what: (d.is_fading, d.is_lasting) for d in ask(MIX).delights}
    assert found == {
        "rare": (False, True),
        "usual": (True, False),
        "mine": (False, True),
        "new": (False, False),  # nobody knows how common it is
        "sorry": (False, True),
    }
    assert {d.what for d in ask(MIX, "b").delights} == {"sorry"}


def test_from_when_delights_fade_can_be_said():
    found = experience(Customers(bp.loads("blueprint: v1\n" + MIX)), fading_from=0.1)
    assert [d.what for d in found.delights if d.is_fading] == ["rare", "usual"]


def test_nobody_feels_where_nobody_goes():
    found = ask(
        "title: t\npersonas: {a: A, b: B}\nstages: [{name: s, steps: [{customer: x, personas: a, emotion: 1}]}]", "b"
    )
    assert set(found.figures.values()) == {UNKNOWN}
    assert (found.curve, found.assumptions) == ({}, ())


def test_the_tables_are_the_curve_the_memory_the_moments_and_the_delights():
    curve, remembered, moments, delights = ask(MIX).tables()
    assert len(curve) == 9
    assert remembered.to_rows()[0] == {"persona": "a", "peak": 2, "valley": 0, "end": 0, "peak_end": 1}
    assert len(moments) == 5
    assert delights.to_rows()[1] == {
        "step": "two", "what": "usual", "common": 0.2, "personal": False, "is_fading": True, "is_lasting": False,
    }  # fmt: skip
    assert path(1).tables()[0].to_rows() == [{"persona": None, "step": "stage-1.step-1", "emotion": 1}]
