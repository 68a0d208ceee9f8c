"""Evidence and effect: what BP701 to BP706 say, and where they keep silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from blueprint.checks.engine import check_file
from blueprint.checks.settings import Settings
from tests.checks.rules.saying import said

FOLDER = Path(__file__).parents[3] / "examples"


def test_the_examples_are_founded_and_what_is_done_in_scenario_6_is_shown_to_work() -> None:
    settings = Settings(select=("BP7",), today=date(2026, 11, 22))
    assert [f for path in sorted(FOLDER.glob("*.blueprint.yaml")) for f in check_file(path, settings).findings] == []


STAGES = "stages: [{name: S, steps: [{id: a, customer: A, pain_points: {id: p, what: Slow, severity: 4}}]}]\n"


# -- BP701 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (
            "{id: a, customer: A, basis: observed}",
            snapshot(
                [
                    "2:56 `a` is said to be observed, but names no source: say where it was seen (`sources`), or call it `assumed`"
                ]
            ),
        ),
        (
            "{customer: 排队等候, basis: observed, pain_points: {what: 慢, sources: log}}",
            snapshot(
                [
                    "2:52 `排队等候` is said to be observed, but names no source: say where it was seen (`sources`), or call it `assumed`"
                ]
            ),
        ),
        ("{id: a, customer: A, basis: observed, sources: log}", []),
        ("{id: a, customer: A, basis: assumed}", []),
        ("{id: a, customer: A}", []),
    ],
)
def test_701_observed_without_a_source(step: str, expected: list[str]) -> None:
    assert said("BP701", f"sources: {{log: Log}}\nstages: [{{name: S, steps: [{step}]}}]\n") == expected


# -- BP702 -------------------------------------------------------------------------------------------------------


def metrics(*items: str) -> str:
    listed = "".join(f"  {id_}: {{name: M, {item}}}\n" for id_, item in zip("mnopq", items, strict=False))
    return f"{STAGES}metrics:\n{listed}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            metrics("baseline: 1", "target: 2", "unit: days"),
            snapshot(
                [
                    "3:3 `m` has no value to reach, so nobody can say when it is good enough: agree on a `target`",
                    "4:3 `n` has no value to start from, so no improvement will show: measure its `baseline` before you change the service",
                    "5:3 `o` has neither a value from before nor one to reach: agree on a `baseline` and a `target`",
                ]
            ),
        ),
        (
            metrics("actual: 3"),
            snapshot(
                ["3:3 `m` has neither a value from before nor one to reach: agree on a `baseline` and a `target`"]
            ),
        ),
        # no values at all: it isn't measured yet
        (metrics("unit: days", "better: lower"), []),
        (metrics("baseline: 0, target: 0"), []),
        (metrics("actual: 3, target: 4"), []),
    ],
)
def test_702_metrics_without_target_or_baseline(text: str, expected: list[str]) -> None:
    assert said("BP702", text) == expected


# -- BP703 and BP704 ---------------------------------------------------------------------------------------------

BETTER = "better: higher, baseline: {value: 0.2, n: 200}, actual: {value: 0.5, n: 200}"
SAME = "better: higher, baseline: {value: 0.2, n: 200}, actual: {value: 0.21, n: 200}"
WORSE = "better: higher, baseline: {value: 0.525, n: 200}, actual: {value: 0.2, n: 200}"
SLOWER = "better: lower, baseline: {value: 12, n: 200, sd: 3.5}, actual: {value: 14.5, n: 200, sd: 4}"
NO_WAY = "baseline: {value: 0.5, n: 200}, actual: {value: 0.2, n: 200}"
ALIKE = "better: lower, baseline: {value: 12, n: 200, sd: 0}, actual: {value: 14.5, n: 200, sd: 0}"


def solved(verified_by: str, status: str = "done") -> str:
    checked = f", verified_by: {verified_by}" if verified_by else ""
    return f"solutions:\n  s: {{what: Do it, addresses: p, status: {status}{checked}}}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            metrics(BETTER) + solved(""),
            snapshot(
                ["5:3 `s` is done, and no metric is to show that it works: name those that should move (`verified_by`)"]
            ),
        ),
        (
            metrics(SAME) + solved("m"),
            snapshot(
                [
                    "5:61 `s` is done, but `m` did not change beyond chance: measure more cases, or look again at the cause",
                    "  3:3 this one",
                ]
            ),
        ),
        (
            metrics("baseline: 1", SAME, SAME) + solved("[m, n, o]"),
            snapshot(
                [
                    "7:48 `s` is done, but `n` and `o` did not change beyond chance: measure more cases, or look again at the cause",
                    "  3:3 this one",
                    "  4:3 this one",
                    "  5:3 this one",
                ]
            ),
        ),
        (
            metrics("baseline: 1") + solved("m"),
            snapshot(
                [
                    "5:61 `s` is done, and `m` can't tell whether it works: measure its `baseline` and its `actual` value",
                    "  3:3 this one",
                ]
            ),
        ),
        (
            metrics("better: lower, baseline: 4, actual: 3") + solved("[m]"),
            snapshot(
                [
                    "5:62 `s` is done, and `m` can't tell whether it works: say how many cases are behind both values (`n`), and for means how they spread (`sd`)",
                    "  3:3 this one",
                ]
            ),
        ),
        (
            metrics(NO_WAY) + solved("m"),
            snapshot(
                ["5:61 `s` is done, and `m` can't tell whether it works: say which way is `better`", "  3:3 this one"]
            ),
        ),
        (
            metrics(ALIKE) + solved("m"),
            snapshot(
                [
                    "5:61 `s` is done, and `m` can't tell whether it works: nothing in it varies, so look at how it was measured",
                    "  3:3 this one",
                ]
            ),
        ),
        (metrics(SAME, BETTER) + solved("[m, n]"), []),
        # BP704 says so
        (metrics(SAME, WORSE) + solved("[m, n]"), []),
        (metrics(SAME) + solved("m", "doing"), []),
        # the file measures nothing
        (STAGES + solved(""), []),
    ],
)
def test_703_done_and_not_shown_to_work(text: str, expected: list[str]) -> None:
    assert said("BP703", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            metrics(WORSE, BETTER),
            snapshot(
                [
                    "3:82 `m` fell from 52.5% to 20%, which is worse beyond chance: find out what changed, and mend it before you go on",
                    "  3:32 the value before",
                ]
            ),
        ),
        (
            metrics(SLOWER),
            snapshot(
                [
                    "3:87 `m` rose from 12 to 14.5, which is worse beyond chance: find out what changed, and mend it before you go on",
                    "  3:31 the value before",
                ]
            ),
        ),
        (metrics(SAME), []),
        (metrics(NO_WAY), []),
        (metrics("better: higher, baseline: 5, actual: 3"), []),
    ],
)
def test_704_worse_beyond_chance(text: str, expected: list[str]) -> None:
    assert said("BP704", text) == expected


# -- BP705 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reviewed", "days", "expected"),
    [
        (
            "2025-11-21",
            365,
            snapshot(
                [
                    "1:11 the last review was 366 days ago: walk through the blueprint with those who do the work, and set `reviewed` to that day"
                ]
            ),
        ),
        (
            "2026-11-21",
            0,
            snapshot(
                [
                    "1:11 the last review was 1 day ago: walk through the blueprint with those who do the work, and set `reviewed` to that day"
                ]
            ),
        ),
        ("2025-11-22", 365, []),
        ("2026-12-24", 365, []),
    ],
)
def test_705_reviews_grow_old(reviewed: str, days: int, expected: list[str]) -> None:
    assert said("BP705", f'reviewed: "{reviewed}"\n{STAGES}', days=days) == expected


def test_705_a_file_without_a_review_promises_nothing() -> None:
    assert said("BP705", STAGES, days=0) == []


# -- BP706 -------------------------------------------------------------------------------------------------------


def pain(more: str, status: str, step: str = "customer: A", sources: str = "sources: {log: Log}\n") -> str:
    return f"""\
stages:
- name: S
  steps:
  - {{{step}, pain_points: [Slow, {{id: p, what: Slow, {more}}}]}}
solutions:
  s: {{what: Do it, addresses: p, status: {status}}}
  t: {{what: Do that, addresses: [p], status: done}}
{sources}"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            pain("severity: 4", "planned"),
            snapshot(
                [
                    "4:40 the decision for `s` and `t` rests on `p`, of severity 4 and without a source: ask or watch customers first, and name the `sources`",
                    "  6:3 decided on here",
                    "  7:3 decided on here",
                ]
            ),
        ),
        (
            pain("severity: 5", "idea", "customer: 排队, basis: assumed"),
            snapshot(
                [
                    "4:57 the decision for `t` rests on `p`, of severity 5 and without a source: ask or watch customers first, and name the `sources`",
                    "  7:3 decided on here",
                ]
            ),
        ),
        (pain("severity: 3", "done"), []),
        (pain("cause: Why not", "done"), []),
        (pain("severity: 5, sources: log", "done"), []),
        (pain("severity: 5", "done", "customer: A, sources: log"), []),
        # the file knows no sources
        (pain("severity: 5", "done", sources=""), []),
        # nothing is decided
        (pain("severity: 5", "idea").replace("status: done", "status: idea"), []),
        (pain("severity: 5", "idea").replace(", status: done", ""), []),
    ],
)
def test_706_decided_without_evidence(text: str, expected: list[str]) -> None:
    assert said("BP706", text) == expected


def test_706_from_which_severity_on_is_an_option() -> None:
    assert said("BP706", pain("severity: 3", "done"), severity=3) != []
    assert said("BP706", pain("severity: 4", "done"), severity=5) == []
