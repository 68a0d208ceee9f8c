"""Blueprints that are empty, extreme, broken or hostile: words or figures, never NaN, infinity, a crash or a hang."""

from __future__ import annotations

import itertools
import json
import math
import re
from contextlib import suppress
from datetime import timedelta
from html.parser import HTMLParser
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import blueprint as bp
from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.analysis import Analysis, analyze
from blueprint.analysis.comparison import compare_figures
from blueprint.analysis.simulation import MOST_VISITS
from blueprint.analysis.sweep import evenly, sweep
from blueprint.model.changes import ChangeError
from blueprint.reports.changes import comparison_report, sweep_report
from blueprint.reports.figures import report
from blueprint.reports.simulated import simulation_report
from tests import strategies
from tests.analysis import generated
from tests.analysis.odd import BROKEN, LONGEST, MARKUP, RARE, SOUND, line, to_each
from tests.analysis.test_customers import assert_near

if TYPE_CHECKING:
    from blueprint.reports.document import Document
    from tests.analysis.generated import Data

LANGUAGES = ("en", "zh-Hans", "zh-Hant")

fuzz = settings(
    max_examples=12,
    derandomize=True,
    phases=[Phase.generate],  # whole blueprints take minutes to be made smaller
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""The same few cases each time: thousands were run by hand."""


def analysis_of(name: str, language: str = "en") -> Analysis:
    return analyze(bp.Blueprint.model_validate({**SOUND[name], "language": language}))


def assert_json(data: Any) -> None:
    """JSON without NaN or infinity, in UTF-8."""
    json.loads(json.dumps(data, allow_nan=False, ensure_ascii=False).encode(), parse_constant=pytest.fail)


def assert_ends(analysis: Analysis) -> None:
    """The ends add up to 1 and visits are 0 or more, or there is nobody."""
    found = analysis.journeys
    ends = (found.success_share, found.failure_share, found.abandon_share)
    if analysis.customers.is_nobody:
        assert ends == (UNKNOWN, UNKNOWN, UNKNOWN)
        return
    values = [generated.number(end) for end in ends]
    assert math.isclose(sum(values), 1, rel_tol=1e-9)
    assert all(0 <= value <= 1 for value in values)
    assert all(times >= 0 for times in found.visits.values())


def assert_sound(analysis: Analysis) -> None:
    assert_json(analysis.to_dict())
    for one in (analysis, *analysis.personas.values()):
        assert_ends(one)


class Page(HTMLParser):
    """What a page holds: its tags with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "ul", "li", "dl", "dt", "dd",
    "div", "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"lang", "charset", "name", "content", "class", "scope"}


def assert_shows(document: Document) -> None:
    """It can be shown in all ways, and nothing from the file becomes markup or reaches a terminal unseen."""
    text = document.to_text(40)
    assert "\u202e" not in text
    assert "\u202e" not in document.to_markdown()
    assert "<script" not in document.to_markdown()
    page = Page(document.to_html())
    assert page.tags <= TAGS
    assert page.attributes <= ATTRIBUTES
    assert "{x}" in page.text or "{x}" not in text  # the text from the file is not filled in either


# -- what has figures ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SOUND)
def test_figures_are_finite_and_ends_add_up(name: str):
    assert_sound(analysis_of(name))


@pytest.mark.parametrize(("name", "language"), list(zip(SOUND, itertools.cycle(LANGUAGES), strict=False)))
def test_reports_show_them(name: str, language: str):
    analysis = analysis_of(name, language)
    documents = [
        report(analysis),
        report(analysis, tuple(analysis.answers)),
        simulation_report(analysis, analysis.quantiles),
    ]
    for document in documents:
        assert_shows(document)
        if name != "hostile names and texts":  # which is called so
            assert not re.search(r"\b(nan|inf|None|Infinity)\b", document.to_text(200))


def test_hostile_text_is_shown_as_text():
    for document in (
        report(analysis_of("hostile names and texts")),
        report(analysis_of("hostile names and texts"), ("help",)),
    ):
        page = Page(document.to_html())
        assert MARKUP.partition(" <b>")[0] in page.text
        assert "script" not in page.tags


@pytest.mark.parametrize("name", SOUND)
def test_each_compares_with_itself_and_others(name: str):
    one, other = analysis_of(name), analysis_of("the longest times")
    itself = compare_figures(one, one)
    assert {change.verdict for change in itself.changes} <= {"same", "can't tell"}
    for before, after in ((one, one), (one, other), (other, one)):
        found = compare_figures(before, after)
        assert_json(found.to_dict())
        assert_shows(comparison_report(before, after, found))


def test_a_change_from_next_to_nothing_has_no_relation_to_it():
    before, after = (
        bp.Blueprint.model_validate(line({"customer": {"does": "x", "cost": cost}}, overhead=0)) for cost in (5e-324, 1)
    )
    (change,) = [c for c in compare_figures(before, after).changes if c.figure == "cost_per_journey"]
    assert (change.change, change.relative, change.verdict) == (1, None, "worse")


def test_10000_steps_take_seconds():
    last = 9_999
    steps = [{"time": "1s", "next": to_each(0.9, 0.1, targets=(f"s{i + 1}", "end"))} for i in range(last)]
    analysis = analyze(bp.Blueprint.model_validate(line(*steps, {"time": "1s"})))
    assert generated.number(analysis.time.expected_time) == pytest.approx(10)
    assert_ends(analysis)


def test_400_steps_that_mostly_lead_back_to_the_first_are_too_much():
    steps = [{"next": to_each(0.1, 0.9, targets=(f"s{i + 1}", "s0"))} for i in range(400)]
    with pytest.raises(bp.FlowError) as caught:
        analyze(bp.Blueprint.model_validate(line(*steps, {})))
    assert str(caught.value) == RARE.format("s0")


# -- what has none -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BROKEN)
def test_what_gives_no_numbers_says_why(name: str):
    data, messages = BROKEN[name]
    with pytest.raises(bp.FlowError) as caught:
        analyze(bp.Blueprint.model_validate(data))
    assert [str(problem) for problem in caught.value.problems] == messages


# -- simulations ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("journeys", [0, -1])
def test_no_journeys_can_not_be_simulated(journeys: int):
    with pytest.raises(ValueError, match="`journeys` must be 1 or more"):
        analysis_of("one step").simulate(journeys)


@pytest.mark.parametrize("journeys", [10**9, 10**30])
def test_too_many_journeys_are_not_simulated_but_that_is_said(journeys: int):
    analysis = analysis_of("one step")
    found = analysis.simulate(journeys)
    assert found.journeys == 0
    assert set(found.time_quantiles.values()) == {UNKNOWN}
    assert [said for said in found.assumptions if analysis.customers.words.number(MOST_VISITS) in said]
    assert_shows(simulation_report(analysis, found))


@pytest.mark.parametrize("part", [{"from_": "nope"}, {"to": "nope"}, {"from_": "end"}, {"to": ""}])
def test_a_part_of_steps_that_there_are_not(part: dict[str, str]):
    with pytest.raises(KeyError):
        analysis_of("one step").simulate(**part)


def test_a_part_from_after_to_has_nobody():
    analysis = analyze(bp.Blueprint.model_validate(line({"time": "1s"}, {"time": "1s"})))
    found = analysis.simulate(from_="s1", to="s0")
    assert found.journeys == 0
    assert set(found.time_quantiles.values()) == {UNKNOWN}
    assert_json(found.to_dict())
    assert_shows(simulation_report(analysis, found, ("s1", "s0")))


@pytest.mark.parametrize("name", SOUND)
def test_one_journey_and_a_hundred(name: str):
    analysis = analysis_of(name)
    for journeys in (1, 100):
        assert_json(analysis.simulate(journeys).to_dict())


# -- sweeps --------------------------------------------------------------------------------------------------------


def test_a_sweep_into_a_loop_stops_at_words():
    blueprint = bp.Blueprint.model_validate(line({"time": "1s", "next": to_each(0.5, 0.5, targets=("s0", "end"))}))
    found = sweep(blueprint, "s0.next.s0", evenly("0%", "100%", 3), ["expected_time", "success_share"])
    assert found.curves["expected_time"] == [Amount(1.0), Amount(2.0), UNKNOWN]
    assert found.assumptions == ("At 100% there are no numbers: `s0` can never be left.",)
    assert_json(found.to_dict())
    assert_shows(sweep_report(analyze(blueprint), found))


def test_a_sweep_of_a_branch_that_the_sweep_closes():
    """At 0% nobody comes to `s1` any more, which can't be left: nobody is kept there."""
    blueprint = bp.Blueprint.model_validate(
        line({"next": to_each(0.5, 0.5, targets=("s1", "end"))}, {"next": "s1", "abandon": 0.5})
    )
    shut = blueprint.with_changes({"s1.abandon": 0})
    found = sweep(shut, "s0.next.s1", evenly("0%", "100%", 2), ["success_share"])
    assert found.curves["success_share"] == [Amount(1.0), UNKNOWN]


@pytest.mark.parametrize("count", [4, 1000])
def test_sweeps_up_to_the_longest_time(count: int):
    values = evenly("0s", LONGEST, count)
    assert values[-1] == timedelta(days=999999999)
    assert list(values) == sorted(values)
    found = sweep(bp.Blueprint.model_validate(line({"time": "1s"})), "s0.wait", values[-2:], ["expected_time"])
    assert_json(found.to_dict())


@pytest.mark.parametrize(
    ("start", "stop"),
    [
        ("nan%", "1%"), ("0%", "inf%"), ("1e999%", "0%"), (math.nan, 1), (0, math.inf), (0, 10**400), (-1e308, 1e308),
        (None, 1), (True, False), ([1], [2]), ({}, {}), ("", ""), ("%", "%"), ("a", "b"), ("0%", "1m"), (0, "1m"),
    ],
)  # fmt: skip
def test_what_has_no_even_distances_is_said(start: Any, stop: Any):
    with pytest.raises(ValueError, match=r"even distances|is not a share|is not a duration|are not of one kind"):
        evenly(start, stop, 3)


def test_a_sweep_of_what_is_no_figure_can_be_written():
    blueprint = bp.Blueprint.model_validate(SOUND["one step"])
    found = sweep(blueprint, "x-note", evenly("1m", "2m", 2), ["success_share"])
    assert [row["value"] for row in found.to_dict()["rows"]] == [60, 120]
    assert_json(found.to_dict())


# -- by chance -----------------------------------------------------------------------------------------------------

values = st.one_of(
    strategies.texts,
    strategies.durations,
    strategies.shares,
    strategies.numbers,
    strategies.plain_data,
    st.none(),
    st.sampled_from(["0%", "100%", "nan%", "1e400", LONGEST, "end", math.nan, math.inf, -1, [], {}, [None], b"x"]),
)  # fmt: skip
KEYS = (
    "time", "wait", "share", "abandon", "next", "next.end", "severity", "customer", "touchpoints", "personas", "channels",
    "otherwise", "outcome", "id", "name", "cost", "baseline", "depends_on", "emotion", "steps", "x-a", "nope", "",
)  # fmt: skip


def paths(blueprint: bp.Blueprint, dice: Random) -> list[str]:
    """Some paths into a blueprint, wrong ones too."""
    parts = [str(step.id) for _, step in blueprint.steps()] + [str(stage.id) for stage in blueprint.stages]
    parts += [f"personas.{id_}" for id_ in blueprint.personas] + [f"metrics.{id_}" for id_ in blueprint.metrics]
    branches = [f"{step.id}.next.{branch.to}" for _, step in blueprint.steps() for branch in step.next]
    return [
        f"{dice.choice(parts)}.{dice.choice(KEYS)}",
        dice.choice(["title", "price", "stages", *branches]),
        dice.choice(KEYS),
    ]


@fuzz
@given(strategies.blueprints(), st.randoms(use_true_random=False), values)
def test_any_blueprint_has_figures_or_words(blueprint: bp.Blueprint, dice: Random, value: Any):
    with suppress(bp.FlowError):
        analysis = analyze(blueprint)
        assert_sound(analysis)
        language = dice.choice(LANGUAGES)
        assert_shows(report(analyze(blueprint.model_copy(update={"language": language}))))
        assert_shows(comparison_report(analysis, analysis, compare_figures(analysis, analysis)))
    for path in paths(blueprint, dice):
        with suppress(ChangeError, bp.FlowError):
            assert_json(analyze(blueprint.with_changes({path: value})).to_dict())


@fuzz
@given(generated.blueprints(known=False))
def test_any_sweep_over_a_branch_has_figures_or_words(data: Data):
    blueprint = generated.read(data)
    for _, step in blueprint.steps():
        for branch in step.next[:1]:
            found = sweep(blueprint, f"{step.id}.next.{branch.to}", [0, 0.5, 1], ["success_share", "rework_time"])
            assert_json(found.to_dict())
            for row in found.rows:
                assert row.figures["success_share"].value is not None or found.assumptions


# -- what must not matter ------------------------------------------------------------------------------------------

CATALOGUES = ("personas", "touchpoints", "actors", "systems", "data", "questions", "metrics", "solutions", "sources")


def reordered(blueprint: bp.Blueprint, dice: Random) -> bp.Blueprint:
    """The blueprint with the entries of its catalogues in another order."""
    changes = {}
    for name in CATALOGUES:
        entries = list(getattr(blueprint, name).items())
        if entries:
            changes[name] = dict(dice.sample(entries, len(entries)))
    return blueprint.with_changes(changes)


def unordered(value: Any) -> Any:
    """Plain data in which the order of lists is lost, in words too; paths keep theirs."""
    if isinstance(value, dict):
        return {key: item if key.endswith("path") else unordered(item) for key, item in value.items()}
    if isinstance(value, str):
        return "".join(sorted(value))
    if not isinstance(value, list):
        return value
    items = [unordered(item) for item in value]
    if all(isinstance(item, dict) for item in items):
        return sorted(items, key=lambda item: [text for text in item.values() if isinstance(text, str)])
    return sorted(items) if all(isinstance(item, str) for item in items) else items


def plain_of(blueprint: bp.Blueprint) -> Any:
    """All answers, or why there are none."""
    try:
        data = analyze(blueprint).to_dict()
    except bp.FlowError as error:
        data = {"problems": [problem.message for problem in error.problems]}
    return unordered(data)


@fuzz
@given(st.one_of(strategies.blueprints(), generated.blueprints(known=False).map(generated.read)), st.integers(0, 2**32))
def test_the_order_of_catalogues_changes_no_answer(blueprint: bp.Blueprint, seed: int):
    assert_near(plain_of(reordered(blueprint, Random(seed))), plain_of(blueprint))


def with_pains(data: Data, dice: Random) -> bp.Blueprint:
    """The blueprint with pains, felt by all or by one persona, and some solutions."""
    ids = []
    for stage in data["stages"]:
        for step in stage["steps"]:
            for _ in range(dice.randint(0, 2)):
                ids.append(f"pain{len(ids)}")
                pain: Data = {"id": ids[-1], "what": "It hurts", "severity": dice.randint(1, 5)}
                if dice.random() < 0.8:
                    pain["occurrence"] = dice.choice([0, 0.1, 1])
                if data["personas"] and dice.random() < 0.3:
                    pain["personas"] = [dice.choice(list(data["personas"]))]
                step.setdefault("pain_points", []).append(pain)
    return generated.read(data | {"solutions": {f"old{k}": solution(ids, dice) for k in range(dice.randint(0, 2))}})


def solution(ids: list[str], dice: Random) -> Data:
    found: Data = {"what": "Do it", "addresses": dice.sample(ids, min(len(ids), dice.randint(0, 2)))}
    found["status"] = dice.choice(["idea", "planned", "doing", "done"])
    for key in ("impact", "effort"):
        if dice.random() < 0.7:
            found[key] = dice.randint(1, 5)
    return found


@fuzz
@given(st.integers(0, 2**32 - 1))
def test_a_new_solution_uncovers_no_pain_and_changes_nothing_else(seed: int):
    dice = Random(seed)
    before = with_pains(generated.blueprint_data(dice, known=False), dice)
    ids = [str(pain.id) for _, step in before.steps() for pain in step.pain_points]
    new = solution(ids, dice)
    after = before.with_changes({"solutions": {**before.solutions, "new": new}})
    old_analysis, new_analysis = analyze(before), analyze(after)
    for persona in (None, *before.personas):
        old, now = (a.of(persona) if persona else a for a in (old_analysis, new_analysis))
        assert set(now.pain.uncovered) == set(old.pain.uncovered) - set(new["addresses"])
        assert_near(now.to_dict()["figures"], old.to_dict()["figures"])
        for id_, left in now.pain.remaining.items():
            was = old.pain.remaining[id_]
            if new["status"] != "done" or id_ not in new["addresses"]:
                assert left == was
            elif was.value is not None:
                assert left.value is not None
                assert left.value <= was.value
        for priority in old.pain.solutions:
            assert priority in now.pain.solutions
