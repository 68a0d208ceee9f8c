"""Experience: what BP301 to BP307 say, and where they keep silent."""

from __future__ import annotations

import pytest
from inline_snapshot import snapshot

from blueprint.analysis.experience import FADING_FROM
from blueprint.checks.engine import check_file, check_text
from blueprint.checks.rules import all_rules
from blueprint.finding import Severity
from tests.checks.rules.saying import said


def steps(*lines: str, head: str = "") -> str:
    """A file of one stage; its steps begin in the fourth line after `head`."""
    return f"{head}stages:\n- name: S\n  steps:\n" + "".join(f"  - {line}\n" for line in lines)


# -- BP301 -------------------------------------------------------------------------------------------------------

PAINS = """\
stages:
- name: S
  steps:
  - customer: Wait
    pain_points:
    - {id: cold, what: It is cold, severity: 4, occurrence: 35%}
    - {what: Nobody says how long it takes, severity: 5}
    - {id: dark, what: It is dark, severity: 3}
    - {id: gone, what: It was wet, severity: 5, occurrence: 0%}
    - It smells
"""


def test_301_names_the_severe_pains_that_no_solution_addresses() -> None:
    assert said("BP301", PAINS + "solutions: {lamp: {what: A lamp, addresses: dark}}\n") == snapshot(
        [
            "6:46 no solution addresses `cold` (severity 4, met by 35% there): plan one, or correct the severity",
            "7:55 no solution addresses `Nobody says how long it takes` (severity 5): plan one, or correct the severity",
        ]
    )
    assert said("BP301", PAINS + "solutions: {heat: {what: Heat, addresses: [cold, stage-1.step-1.pain-2]}}\n") == []


def test_301_severity_is_an_option() -> None:
    solutions = "solutions: {heat: {what: Heat, addresses: [cold, stage-1.step-1.pain-2]}}\n"
    assert said("BP301", PAINS + solutions, severity=3) == snapshot(
        ["8:46 no solution addresses `dark` (severity 3): plan one, or correct the severity"]
    )


def test_301_a_map_of_pains_without_any_solution_is_no_plan_yet() -> None:
    assert said("BP301", PAINS) == []


def test_301_points_at_a_single_pain_in_a_chinese_file() -> None:
    text = steps(
        "{customer: 等号, pain_points: {what: 叫号听不清，错过了还要重新排队等上很久很久才轮得到自己，等得人心里发慌, severity: 5}}"
    )
    assert said("BP301", text + "solutions: {屏幕: 装一块屏幕}\n") == snapshot(
        [
            "4:87 no solution addresses `叫号听不清，错过了还要重新排队等上很久很久才轮得到自己，等得人心里发慌` (severity 5): plan one, or correct the severity"
        ]
    )


# -- BP302 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("solutions", "expected"),
    [
        (
            "a: {what: A, status: planned}",
            snapshot(["5:13 `a` is planned, but nobody answers for it: name the team or role as its `owner`"]),
        ),
        (
            "a: {what: A, status: doing}",
            snapshot(["5:13 `a` is being done, but nobody answers for it: name the team or role as its `owner`"]),
        ),
        ("a: A", []),
        ("a: {what: A, status: idea}", []),
        ("a: {what: A, status: done}", []),
        (
            "a: {what: A}, b: {what: B, owner: Shop}",
            snapshot(["5:13 `a` names no owner, as other solutions do: name the team or role that answers for it"]),
        ),
        (
            "a: A, b: {what: B, owner: Shop}",
            snapshot(["5:16 `a` names no owner, as other solutions do: name the team or role that answers for it"]),
        ),
        ("a: {what: A, status: idea}, b: {what: B, owner: Shop}", []),
        ("a: {what: A, status: planned, owner: Shop}", []),
    ],
)
def test_302_speaks_of_what_is_decided(solutions: str, expected: list[str]) -> None:
    assert said("BP302", steps("customer: Go") + f"solutions: {{{solutions}}}\n") == expected


# -- BP303 -------------------------------------------------------------------------------------------------------

PERSONAS = "personas: {ann: Ann, bob: Bob}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            steps("{customer: Go, emotion: 1}", "{customer: Pay, emotion: -1}"),
            snapshot(
                [
                    "5:30 the journey ends at `Pay` with an emotion of -1: mend that step or end on a better one, for the end is what customers remember"
                ]
            ),
        ),
        (steps("{customer: Go, emotion: -1}", "{customer: Pay, emotion: 0}"), []),
        # The end is the last step of the path, not the last that says how it feels.
        (steps("{customer: Go, emotion: -1}", "{customer: Pay}"), []),
        # The main path, not the one that few take.
        (
            steps(
                "{customer: Go, emotion: 1, next: {good: 80%, bad: 20%}}",
                "{id: bad, customer: Be refused, emotion: -2, next: end}",
                "{id: good, customer: Be served, emotion: 1}",
            ),
            [],
        ),
        # Where nobody can succeed, the likeliest end counts.
        (
            steps("{customer: Go}", "{id: out, customer: Leave, emotion: -2, outcome: failure}"),
            snapshot(
                [
                    "5:41 the journey ends at `out` with an emotion of -2: mend that step or end on a better one, for the end is what customers remember"
                ]
            ),
        ),
        # The shares exceed 100%: there are no numbers.
        (
            steps(
                "{customer: Go, next: {a: 90%, b: 90%}}", "{id: a, customer: A}", "{id: b, customer: B, emotion: -1}"
            ),
            [],
        ),
        # Of each persona by itself; who is locked out is another rule's matter.
        (
            steps("{customer: Go}", "{id: pay, customer: Pay, emotion: {ann: 1, bob: -0.5}}", head=PERSONAS),
            snapshot(
                [
                    "6:53 the journey ends at `pay` with an emotion of -0.5 for `bob`: mend that step or end on a better one, for the end is what customers remember"
                ]
            ),
        ),
        (
            steps("{customer: Go}", "{id: pay, customer: Pay, emotion: {ann: -1, bob: -1.5}}", head=PERSONAS),
            snapshot(
                [
                    "6:54 the journey ends at `pay` with an emotion of -1 for `ann` and -1.5 for `bob`: mend that step or end on a better one, for the end is what customers remember"
                ]
            ),
        ),
        (
            steps("{customer: Go}", "{id: pay, customer: Pay, emotion: -1}", head=PERSONAS),
            snapshot(
                [
                    "6:39 the journey ends at `pay` with an emotion of -1: mend that step or end on a better one, for the end is what customers remember"
                ]
            ),
        ),
        (
            steps(
                "{customer: Go, touchpoints: app, emotion: {bob: -2}}",
                head="personas: {ann: Ann, bob: {name: Bob, channels: phone}}\n"
                "touchpoints: {app: {kind: digital, channel: app}}\n",
            ),
            [],
        ),
    ],
)
def test_303_is_about_the_last_step_of_the_main_path(text: str, expected: list[str]) -> None:
    assert said("BP303", text) == expected


def test_303_what_is_bad_is_an_option() -> None:
    text = steps("{customer: Go, emotion: 1}", "{customer: Pay, emotion: 0.5}")
    assert said("BP303", text, below=1.0) == snapshot(
        [
            "5:30 the journey ends at `Pay` with an emotion of +0.5: mend that step or end on a better one, for the end is what customers remember"
        ]
    )


# -- BP304 -------------------------------------------------------------------------------------------------------

TRUTH = "{id: judge, customer: Taste, touchpoints: cup, moment_of_truth: true"
CUP = "touchpoints: {cup: {kind: physical}}\n"
METRIC = "metrics: {m: {name: M, at: AT}}\n"


@pytest.mark.parametrize(
    ("emotion", "expected"),
    [
        ("", []),
        (", emotion: 0", []),
        (
            ", emotion: -0.5",
            snapshot(
                [
                    "6:84 `judge` is a `moment_of_truth`, where customers judge the whole service, and has an emotion of -0.5: mend this step first"
                ]
            ),
        ),
        (", emotion: {ann: 1, bob: 0}", []),
        (
            ", emotion: {ann: -1, bob: -2}",
            snapshot(
                [
                    "6:99 `judge` is a `moment_of_truth`, where customers judge the whole service, and has an emotion of -1 for `ann` and -2 for `bob`: mend this step first"
                ]
            ),
        ),
    ],
)
def test_304_names_who_feels_bad_at_a_moment_of_truth(emotion: str, expected: list[str]) -> None:
    assert said("BP304", steps(f"{TRUTH}{emotion}}}", head=PERSONAS + CUP)) == expected


def test_304_who_never_comes_there_does_not_feel_bad_there() -> None:
    head = "personas: {ann: Ann, bob: {name: Bob, channels: phone}}\ntouchpoints: {cup: {kind: physical, channel: store}}\n"
    text = steps("{customer: Come in, touchpoints: cup}", f"{TRUTH}, emotion: {{bob: -2}}}}", head=head)
    assert said("BP304", text) == []
    broken = text.replace("Come in,", "Come in, next: {judge: 90%, end: 90%},")
    assert said("BP304", broken) == snapshot(
        [
            "7:90 `judge` is a `moment_of_truth`, where customers judge the whole service, and has an emotion of -2 for `bob`: mend this step first"
        ]
    )


@pytest.mark.parametrize("at", ["judge", "cup", "whole"])
def test_304_a_metric_at_the_step_its_touchpoint_or_its_stage_measures_it(at: str) -> None:
    text = steps(f"{TRUTH}}}", head=CUP).replace("- name: S", "- name: S\n  id: whole")
    assert said("BP304", text + METRIC.replace("AT", at)) == []


def test_304_a_metric_is_missed_where_others_say_where_they_are_taken() -> None:
    text = steps("{id: come, customer: Come}", f"{TRUTH}}}", "{customer: Look, moment_of_truth: true}", head=CUP)
    assert said("BP304", text) == []
    assert said("BP304", text + "metrics: {m: M}\n") == []
    assert said("BP304", text + METRIC.replace("AT", "come")) == snapshot(
        [
            "6:69 nothing is measured at `judge`, a `moment_of_truth`, where customers judge the whole service: take a metric there (`at`)",
            "7:39 nothing is measured at `Look`, a `moment_of_truth`, where customers judge the whole service: take a metric there (`at`)",
        ]
    )


def test_304_a_bad_feeling_is_a_warning_and_a_missing_metric_advice() -> None:
    text = steps("{id: come, customer: Come}", f"{TRUTH}, emotion: -1}}", head=CUP) + METRIC.replace("AT", "come")
    found = [f for f in check_text(f"blueprint: v1\ntitle: A\n{text}").findings if f.code == "BP304"]
    assert [finding.severity for finding in found] == [Severity.ADVICE, Severity.WARNING]


# -- BP305 -------------------------------------------------------------------------------------------------------


def test_305_names_what_many_offer_and_is_not_personal() -> None:
    text = steps(
        "{customer: Come, delights: [Flowers, {what: A mint, common: 20%}, {what: My name, common: 90%, personal: true}]}",
        "{customer: Go, delights: {what: 一把可以借走的雨伞, common: 19.9%}}",
    )
    assert said("BP305", text) == snapshot(
        [
            "4:65 `A mint` is offered by 20% of competitors, so customers come to expect it: keep it, but find what delights next, or make it personal"
        ]
    )
    assert said("BP305", text, share=0.1) == snapshot(
        [
            "4:65 `A mint` is offered by 20% of competitors, so customers come to expect it: keep it, but find what delights next, or make it personal",
            "5:56 `一把可以借走的雨伞` is offered by 19.9% of competitors, so customers come to expect it: keep it, but find what delights next, or make it personal",
        ]
    )


def test_305_the_default_is_that_of_the_analysis() -> None:
    assert all_rules()["BP305"].options["share"].default == FADING_FROM


# -- BP306 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("felt", "expected"),
    [
        (
            [True, True, False],
            snapshot(
                [
                    "6:3 no step of `S2` says how customers feel, though 2 of 3 stages do (`emotion`): ask them, or say what you assume"
                ]
            ),
        ),
        ([True, False], []),
        ([True, True, False, False], []),
        (
            [True, True, True, False, False],
            snapshot(
                [
                    "8:3 no step of `S3` says how customers feel, though 3 of 5 stages do (`emotion`): ask them, or say what you assume",
                    "10:3 no step of `S4` says how customers feel, though 3 of 5 stages do (`emotion`): ask them, or say what you assume",
                ]
            ),
        ),
        ([True, True, True], []),
        ([False, False, False], []),
    ],
)
def test_306_names_the_gaps_where_most_stages_have_an_emotion(felt: list[bool], expected: list[str]) -> None:
    lines = [f"- name: S{i}\n  steps: [{{customer: Go{', emotion: 0' if f else ''}}}]\n" for i, f in enumerate(felt)]
    assert said("BP306", "stages:\n" + "".join(lines)) == expected


def test_306_an_empty_stage_counts_for_nothing_and_the_share_is_an_option() -> None:
    two = "- {name: 到店, steps: [{customer: 来, emotion: 1}]}\n- {name: 付款, steps: [{customer: 付, emotion: {a: 1}}]}\n"
    text = f"personas: {{a: A}}\nstages:\n{two}- {{name: 空}}\n- {{name: 等待, steps: [{{customer: 等}}]}}\n"
    assert said("BP306", text) == snapshot(
        [
            "6:4 no step of `等待` says how customers feel, though 2 of 3 stages do (`emotion`): ask them, or say what you assume"
        ]
    )
    assert said("BP306", text, share=0.7) == []
    assert said("BP306", text, least=3) == []


# -- BP307 -------------------------------------------------------------------------------------------------------

KINDS = (
    "touchpoints: {app: {kind: digital}, sign: {kind: physical}}\n"
    "stages:\n- name: S\n  steps:\n  - {customer: Go, pain_points: [{id: far, what: It is far}, {id: wet, what: Wet}]}\n"
)


@pytest.mark.parametrize(
    ("solutions", "expected"),
    [
        (
            "a: {what: A, addresses: far, kind: digital}, b: {what: B, addresses: far, kind: digital}",
            snapshot(
                [
                    "5:35 all solutions for `far` are digital (`a` and `b`): ask what a physical or interpersonal one could do",
                    "  6:48 one of them",
                    "  6:93 one of them",
                ]
            ),
        ),
        (
            ", ".join(f"{id_}: {{what: A, addresses: [wet, far], kind: interpersonal}}" for id_ in "abcd"),
            snapshot(
                [
                    "5:35 all solutions for `far` are interpersonal (`a`, `b`, `c` and 1 more): ask what a digital or physical one could do",
                    "  6:55 one of them",
                    "  6:113 one of them",
                    "  6:171 one of them",
                    "  6:229 one of them",
                    "5:63 all solutions for `wet` are interpersonal (`a`, `b`, `c` and 1 more): ask what a digital or physical one could do",
                    "  6:55 one of them",
                    "  6:113 one of them",
                    "  6:171 one of them",
                    "  6:229 one of them",
                ]
            ),
        ),
        ("a: {what: A, addresses: far, kind: digital}, b: {what: B, addresses: far, kind: physical}", []),
        ("a: {what: A, addresses: far, kind: digital}, b: {what: B, addresses: far}", []),
        ("a: {what: A, addresses: far, kind: digital}, b: {what: B, addresses: wet, kind: digital}", []),
        ("a: {what: A, addresses: far, kind: digital}", []),
    ],
)
def test_307_names_a_pain_whose_solutions_are_all_alike(solutions: str, expected: list[str]) -> None:
    assert said("BP307", KINDS + f"solutions: {{{solutions}}}\n") == expected


def test_307_a_service_of_one_kind_has_no_other_means_at_hand() -> None:
    text = KINDS.replace(", sign: {kind: physical}", "")
    solutions = (
        "solutions: {a: {what: A, addresses: far, kind: digital}, b: {what: B, addresses: far, kind: digital}}\n"
    )
    assert said("BP307", KINDS + solutions) != []
    assert said("BP307", text + solutions) == []
    assert said("BP307", KINDS + solutions, least=3) == []


def test_a_finding_about_an_included_solution_is_in_the_catalogue(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "blueprint.toml").touch()
    (tmp_path / "plan.catalogue.yaml").write_text("blueprint: v1\nsolutions:\n  a: {what: A, status: doing}\n")
    file = tmp_path / "a.blueprint.yaml"
    file.write_text("blueprint: v1\ntitle: A\ninclude: plan.catalogue.yaml\n" + steps("customer: Go"))
    (found,) = [finding for finding in check_file(file).findings if finding.code == "BP302"]
    assert (found.file, found.span[:2]) == (str(tmp_path / "plan.catalogue.yaml"), (3, 3))
