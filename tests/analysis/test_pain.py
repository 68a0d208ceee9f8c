from __future__ import annotations

import pytest

import blueprint as bp
from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.customers import Customers
from blueprint.analysis.pain import pain

LOOP = """
title: t
personas:
  young: {name: Young, share: 75%}
  old: {name: Old, share: 25%, channels: [phone]}
touchpoints:
  site: {kind: digital, channel: web}
stages:
  - name: s
    steps:
      - id: ask
        customer: asks
        pain_points: {id: slow, what: slow, severity: 3, occurrence: 40%}
        next: {ask: 50%, pay: 50%}
      - id: pay
        customer: {does: pays, fail_points: {id: declined, what: declined, severity: 2, occurrence: 10%, detection: 5}}
        touchpoints: site
        pain_points:
          - {id: no-web, what: no way to pay, severity: 5, occurrence: 100%, personas: old}
          - {id: vague, what: vague, severity: 2}
        fail_points: {id: lost, what: lost, severity: 4, occurrence: 50%}
        next: rate
      - id: rate
        customer: rates
        pain_points: {id: nagged, what: nagged, severity: 1, occurrence: 100%}
"""


def ask(text, persona=None):
    return pain(Customers(bp.loads("blueprint: v1\n" + text)).of(persona))


def test_a_pain_weighs_visits_times_occurrence_times_severity():
    found = ask(LOOP)
    assert found.pain_weight == {
        "slow": Amount(2 * 0.4 * 3),  # asked twice on average
        "no-web": Amount(0.25 * 1 * 5),  # who gives up there has felt it
        "vague": UNKNOWN,
        "nagged": Amount(0.75),  # the old never get there
    }
    assert any("vague" in said for said in found.assumptions)


def test_of_one_persona_the_pains_of_others_weigh_nothing():
    young, old = ask(LOOP, "young"), ask(LOOP, "old")
    assert young.pain_weight["no-web"] == Amount(0.0)
    assert old.pain_weight["no-web"] == Amount(5.0)
    assert old.pain_weight["nagged"] == Amount(0.0)
    assert young.uncovered == ("slow", "vague", "nagged")
    assert old.uncovered == ("slow", "no-web", "vague", "nagged")


def test_the_weights_of_a_mix_are_those_of_its_personas_by_share():
    mix, young, old = ask(LOOP), ask(LOOP, "young"), ask(LOOP, "old")
    for id_ in ("slow", "no-web", "nagged"):
        parts = 0.75 * young.pain_weight[id_].value + 0.25 * old.pain_weight[id_].value
        assert mix.pain_weight[id_].value == pytest.approx(parts)
    assert mix.risk["declined"].value == pytest.approx(0.75 * young.risk["declined"].value + 0.25 * 1.0)


def test_a_risk_counts_detection_too_in_steps_and_in_actions():
    found = ask(LOOP)
    assert found.risk == {"lost": UNKNOWN, "declined": Amount(1 * 0.1 * 2 * 5)}
    assert any("lost" in said for said in found.assumptions)


def test_what_is_never_visited_or_never_occurs_weighs_nothing_whatever_is_missing():
    found = ask("""
title: t
stages:
  - name: s
    steps:
      - {id: a, customer: a, next: c, pain_points: {id: never, what: x, occurrence: 0%}}
      - {id: b, customer: b, pain_points: {id: there, what: x}, fail_points: {id: broken, what: x}}
      - {id: c, customer: c}
""")
    assert found.pain_weight == {"never": Amount(0.0), "there": Amount(0.0)}
    assert found.risk == {"broken": Amount(0.0)}
    assert found.rpn == {"broken": None}
    assert found.assumptions == ()


@pytest.mark.parametrize(
    ("occurrence", "rank"),
    [
        ("100%", 10), ("50%", 10), ("49%", 9), ("34%", 9), ("33.3%", 9), ("0.333", 9), ("33%", 9), ("32%", 8),
        ("12.5%", 8), ("12%", 7), ("5%", 7), ("4%", 6), ("1.25%", 6), ("1%", 5), ("0.25%", 5), ("0.1%", 4),
        ("0.05%", 4), ("0.02%", 3), ("0.0067%", 3), ("0.005%", 2), ("0.00067%", 2), ("0.0001%", 1), ("0%", 1),
    ],
)  # fmt: skip
def test_the_classic_rpn_ranks_how_often_it_occurs(occurrence, rank):
    found = ask(f"""
title: t
stages:
  - name: s
    steps: [{{customer: a, fail_points: {{id: f, what: x, severity: 3, detection: 2, occurrence: {occurrence}}}}}]
""")
    assert found.rpn == {"f": 6 * 4 * rank}


SOLVED = """
title: t
questions: {how: How?}
stages:
  - name: s
    steps:
      - customer: a
        pain_points:
          - {id: p, what: p, severity: 5, occurrence: 40%}
          - {id: q, what: q, severity: 4, occurrence: 25%}
          - {id: r, what: r, severity: 1}
        fail_points: {id: f, what: f, severity: 2, occurrence: 50%, detection: 5}
solutions:
  both: {what: both, addresses: [p, f, how], effort: 3, impact: 4, status: done}
  again: {what: again, addresses: [p], effort: 1, impact: 3, status: done}
  idea: {what: idea, addresses: [p, q], effort: 2, impact: 2, status: idea}
  equal: {what: equal, addresses: [q], effort: 1, impact: 3}
  partly: {what: partly, addresses: [q, r], effort: 1, impact: 5, status: planned}
  unsized: {what: unsized, addresses: [q], effort: 1, status: done}
  free: {what: free, addresses: [q], impact: 5}
  answer: {what: answer, addresses: [how], effort: 1, impact: 5}
"""


def test_solutions_are_worth_what_they_address_by_impact_and_effort():
    found = {s.id: s for s in ask(SOLVED).solutions}
    assert found["both"].weight == Amount(2.0 + 1.0)  # without detection
    assert found["both"].value.value == pytest.approx(3 * 4 / 5)
    assert found["both"].per_effort.value == pytest.approx(3 * 4 / 5 / 3)
    assert (found["partly"].weight, found["partly"].per_effort) == (Amount(1.0, "at_least"), Amount(1.0, "at_least"))
    assert (found["unsized"].weight, found["unsized"].value) == (Amount(1.0), UNKNOWN)
    assert (found["free"].value, found["free"].per_effort) == (Amount(1.0), UNKNOWN)
    assert found["answer"].weight == UNKNOWN


def test_solutions_are_listed_by_worth_for_effort_with_ties_by_id_and_the_unknown_last():
    order = [s.id for s in ask(SOLVED).solutions]
    assert order == ["again", "partly", "both", "equal", "idea", "answer", "free", "unsized"]


def test_each_done_solution_takes_its_part_of_what_is_left():
    found = ask(SOLVED)
    assert found.remaining["p"].value == pytest.approx(2 * (1 - 4 / 5) * (1 - 3 / 5))
    assert found.remaining["p"].is_exact
    assert found.remaining["q"] == Amount(1.0, "at_most")  # nobody knows what `unsized` brought
    assert found.remaining["r"] == UNKNOWN


def test_what_had_to_be_assumed_is_said():
    assert list(ask(SOLVED).assumptions) == [
        "Without a severity and an occurrence the weight of a pain or fail point is unknown: r.",
        "Without an impact and an effort the worth of a solution is unknown: unsized, free.",
        "The worth of solutions that address no pain or fail point is unknown (questions have no weight): answer.",
        "What stays after the solutions that are done is right where the pain points are as they were before: both, again, unsized.",
        "A solution that is done and has no impact takes nothing away, so at most so much stays: unsized.",
    ]


def test_a_solution_without_impact_leaves_nothing_of_nothing():
    text = SOLVED.replace("severity: 4, occurrence: 25%", "severity: 4, occurrence: 0%")
    assert ask(text).remaining["q"] == Amount(0.0)


def test_pains_without_ids_are_known_by_derived_ones():
    found = ask("title: t\nstages: [{name: s, steps: [{customer: a, pain_points: it hurts}]}]")
    assert list(found.pain_weight) == list(found.uncovered) == [found.pain_points[0].id]
    assert found.pain_points[0].what == "it hurts"


def test_nobody_suffers_where_nobody_goes():
    found = ask(
        """
title: t
personas: {here: {name: Here}, elsewhere: {name: Elsewhere}}
stages: [{name: s, steps: [{customer: a, personas: here, pain_points: {id: p, what: x, severity: 1, occurrence: 1}}]}]
""",
        "elsewhere",
    )
    assert found.pain_weight == {"p": UNKNOWN}
    assert found.assumptions == ()


def test_the_tables_list_the_heaviest_first():
    pains, risks, solutions = ask(LOOP).tables()
    assert [row["pain_point"] for row in pains.to_rows()] == ["slow", "no-web", "nagged", "vague"]
    assert [row["fail_point"] for row in risks.to_rows()] == ["declined", "lost"]
    assert solutions.rows == ()
    pains, _, solutions = ask(SOLVED).tables()
    assert pains.to_rows()[0]["solutions"] == ["again", "both", "idea"]
    assert {row["solution"]: row["status"] for row in solutions.to_rows()}["equal"] is None
    assert solutions.to_rows()[0]["status"] == "done"
