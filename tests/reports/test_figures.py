"""The report on a blueprint: whatever is asked, in whatever language, it is words and numbers that people read."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

import blueprint as bp
from blueprint.analysis.analysis import analyze
from blueprint.analysis.answer import Answer, common
from blueprint.analysis.phrases import EN
from blueprint.analysis.questions import QUESTIONS, Question
from blueprint.display import width
from blueprint.model.measure import FIGURES
from blueprint.reports.figures import DRIVERS, report
from blueprint.reports.headlines import Told, headlines
from blueprint.reports.names import Names

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))

LITTLE = (
    "blueprint: v1\ntitle: T\nstages:\n  - {name: S, steps: [{id: a, customer: Go}, {id: b, customer: Come back}]}\n"
)


def facts(text, **more):
    analysis = analyze(bp.loads(text), **more)
    return dict(headlines(Told(analysis, Names(analysis.blueprint))))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.split(".blueprint")[0])
def test_the_examples(path):
    analysis = analyze(bp.load(path))
    json.dumps(analysis.to_dict(), allow_nan=False)
    document = report(analysis)
    text = document.to_text()
    assert max(map(width, text.splitlines())) <= 80
    # No names of figures, no Python words.
    assert not re.search(r"\b(nan|inf|None|True|False)\b|" + "|".join(name for name in FIGURES if "_" in name), text)
    if analysis.blueprint.language.startswith("zh"):
        written = re.sub(r"--question \w+", "", text)
        phrases = (phrase for key, phrase in EN.items() if not key.startswith("lane."))  # `pay.support-1` is an id
        english = [phrase for phrase in phrases if len(phrase) > 5 and "{" not in phrase and phrase in written]
        assert english == []
    rules = re.findall(r"^\|-", document.to_markdown(), re.MULTILINE)
    assert document.to_html().count("<table>") == len(rules) >= 2
    full = report(analysis, tuple(QUESTIONS)).to_text()
    assert all(f"--question {name}" not in full for name in QUESTIONS)


def test_drivers_show_tables_and_columns_that_there_are():
    answers = analyze(bp.load(EXAMPLES[0])).answers
    for driver in DRIVERS:
        answer = answers[driver.question]
        titles = {table.title: table for table in answer.tables()}
        table = titles[answer.words(f"title.{driver.table}")]
        known = {column.key for column in table.columns}
        assert set(driver.columns) <= known
        assert driver.by is None or driver.by in known


def test_a_blueprint_that_says_little_is_told_in_few_lines():
    assert facts(LITTLE) == {"Journeys end": "100% succeed"}
    text = report(analyze(bp.loads(LITTLE))).to_text()
    assert "unknown" not in text.split("Assumed, or missing")[0]
    assert "all customers · 1 stage, 2 steps" in text


def test_times_are_told_of_those_who_succeed_and_of_all():
    text = LITTLE.replace("customer: Go", "customer: Go, time: 10m, abandon: 50%").replace(
        "Come back", "Come, time: 20m"
    )
    found = facts(text)
    assert found["Journeys end"] == "50% succeed, 50% give up"
    assert found["Time it takes"] == "30 min on average where it succeeds (50%); 20 min on average over all journeys"


def test_a_step_that_takes_too_long_is_named():
    text = LITTLE.replace("customer: Go", "customer: Go, time: 10m, acceptable_time: 5m")
    assert facts(text)["What customers accept"].endswith("too long at “Go” (10 min instead of 5 min)")


@pytest.mark.parametrize(
    ("time", "cost", "told"),
    [
        ("time: 10m", "", "10 min a journey"),
        ("name: A", ", cost: 4", "4.00 a journey"),
        ("time: 10m", ", cost: 4", "10 min and 4.00 a journey"),
        ("name: A", "", None),
    ],
)
def test_what_is_done_again_is_told_in_time_and_money(time, cost, told):
    frontstage = f"{{does: Try, blocking: {'false' if 'time' in time else 'true'}{cost}}}"
    text = LITTLE.replace("customer: Go", f"{time}, frontstage: {frontstage}, next: {{a: 50%, b: 50%}}")
    assert facts(text).get("Done again") == told


def test_who_can_not_get_through_and_what_everything_hangs_on():
    text = """
blueprint: v1
title: T
personas:
  young: {name: Young, share: 50%, channels: app}
  old: {name: Old, share: 50%, channels: store}
touchpoints: {app: {kind: digital, name: The app, channel: app}}
stages:
  - {name: S, steps: [{id: a, customer: Look, time: 1m}, {id: b, customer: Book, touchpoints: app, time: 1m}]}
"""
    found = facts(text)
    assert found["Can't get through"] == "Old (lost at “Book”)"
    assert found["Everything hangs on"].startswith("The app (a failure there ")
    shown = report(analyze(bp.loads(text))).to_text()
    assert re.search(r"Where customers give up\n.*\n.*\n +Book +50%\n", shown)


def test_only_the_first_rows_are_shown_and_how_to_see_the_rest():
    steps = ", ".join(f"{{id: s{i}, customer: Step {i}, time: {i + 1}m}}" for i in range(9))
    text = f"blueprint: v1\ntitle: T\nstages: [{{name: S, steps: [{steps}]}}]"
    shown = report(analyze(bp.loads(text))).to_text()
    table = shown.split("Where the time goes\n")[1].split("\n\n")[0].splitlines()
    assert [line.split("  ")[1] for line in table[2:7]] == [f"Step {i}" for i in (8, 7, 6, 5, 4)]
    assert table[7:] == ["The first 5 of 9; all of them: --question time"]


def test_many_personas_are_set_side_by_side_a_few_at_a_time():
    personas = ", ".join(f"p{i}: {{name: Persona {i}, share: 10%}}" for i in range(10))
    text = LITTLE.replace("stages:", f"personas: {{{personas}}}\nstages:").replace(
        "customer: Go", f"customer: Go, time: 9m, emotion: {{{', '.join(f'p{i}: {i % 3 - 1}' for i in range(10))}}}"
    )
    shown = report(analyze(bp.loads(text))).to_text()
    rows = [line.split()[3:] for line in shown.splitlines() if line.startswith("  feeling that stays  ")]
    assert [row[1:] for row in rows] == [["-1", "0", "+1", "-1"], ["0", "+1", "-1", "0"], ["+1", "-1"]]
    assert "The same for all of them: succeed, time to success, " in shown
    assert max(map(width, shown.splitlines())) <= 80


FORK = """
blueprint: v1
title: T
stages:
  - name: S
    steps:
      - {id: a, customer: Look, emotion: 1, next: [{to: b, share: 40%}, {to: c, share: 30%}, {to: end, share: 30%}]}
      - {id: b, customer: Book, emotion: -1, outcome: success}
      - {id: c, customer: Call, emotion: 1, outcome: success}
"""


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ((40, 30), "-1 at the end, between -1 and +1 on the way (of -2 to +2); but only 40% of journeys go this way"),
        ((60, 10), "-1 at the end, between -1 and +1 on the way (of -2 to +2)"),
        ((10, 60), "+1 all the way (of -2 to +2)"),
    ],
)
def test_feelings_are_told_with_how_many_go_that_way(shares, told):
    said = facts(
        FORK.replace("to: b, share: 40%", f"to: b, share: {shares[0]}%").replace(
            "to: c, share: 30%", f"to: c, share: {shares[1]}%"
        )
    )
    assert said["Feeling"].removesuffix(", the others may feel otherwise") == told


def test_the_persona_who_feels_worst_is_not_hidden_in_a_mean():
    text = LITTLE.replace("stages:", "personas: {a: {name: Ann, share: 75%}, b: {name: Bea, share: 25%}}\nstages:")
    said = facts(text.replace("Come back", "Come back, emotion: {a: 1, b: -2}"))["Feeling"]
    assert said == "+0.25 all the way (of -2 to +2); worst for Bea: -2 at the end"


def test_what_is_done_is_not_worth_doing_first():
    solutions = "{x: {what: Do X, addresses: p, impact: 5, effort: 1, status: done}, y: {what: Do Y, addresses: p, impact: 5, effort: 1}}"
    pain = "pain_points: [{id: p, what: It hurts, severity: 3, occurrence: 50%}]"
    text = LITTLE.replace("stages:", f"solutions: {solutions}\nstages:").replace("Come back", f"Come back, {pain}")
    shown = report(analyze(bp.loads(text))).to_text().split("What is worth doing first\n")[1].split("\n\n")[0]
    assert "Do Y" in shown
    assert "Do X" not in shown


def test_personas_of_whom_the_same_is_told_share_a_row():
    people = "personas: {a: {name: Ann}, b: {name: Bea}}\nstages:"
    text = LITTLE.replace("stages:", people).replace("customer: Come back", "customer: Come, next: {a: 50%, end: 50%}")
    table = report(analyze(bp.loads(text))).to_text().split("What is done again\n")[1].split("\n\n")[0].splitlines()
    assert [re.split("  +", line.strip()) for line in table[2:]] == [["Go", "Ann, Bea", "50%", "2"]]


def test_an_answer_in_full_says_each_thing_once_and_shows_the_usual_way():
    pain = "pain_points: [{id: p, what: It hurts, severity: 3, occurrence: 50%}]"
    text = LITTLE.replace("Come back", f"Come back, {pain}")
    shown = report(analyze(bp.loads(text)), ["pain", "journeys"]).to_text()
    row = next(line for line in shown.splitlines() if "It hurts" in line)
    assert re.split("  +", row.strip()) == ["It hurts", "Come back", "1", "50%", "3", "1.5", "1.5"]
    assert "usual way          Go → Come back\n" in shown


def test_what_is_not_told_in_short_has_no_assumptions_there():
    text = LITTLE.replace("customer: Go", "customer: Go, time: 1m, support: Book it")
    analysis = analyze(bp.loads(text))
    said = "counted as 0, so that the main path"
    assert said in " ".join(report(analysis, ["critical"]).to_text().split())
    assert said not in " ".join(report(analysis).to_text().split())


def test_lanes_have_names():
    text = LITTLE.replace("title: T", "title: T\nlanguage: zh\nlanes: [{id: mid, role: backstage, name: 中台}]")
    text = text.replace("customer: Go", "customer: Go, backstage: {does: Pack, lane: mid}, frontstage: Smile")
    shown = report(analyze(bp.loads(text)), ["evidence"]).to_text()
    assert {"顾客", "前台", "中台"} <= set(shown.split())


@dataclass(frozen=True, kw_only=True)
class Weather(Answer):
    question: ClassVar[str] = "weather"
    names: ClassVar[tuple[str, ...]] = ()

    def tables(self):
        return (self.table("time", [("step", "text"), ("visits", "count")], [("a", 2.0)]),)


def test_a_new_question_appears_by_itself(monkeypatch):
    def weather(customers):
        return Weather(assumptions=("It may rain.",), **common(customers))

    monkeypatch.setitem(QUESTIONS, "weather", Question(Weather, weather))
    shown = report(analyze(bp.loads(LITTLE))).to_text()
    assert re.search(r"Where the time goes\n +step +visits\n.*\n +Go +2\n", shown)
    assert "- It may rain." in shown


def test_ids_that_two_kinds_of_parts_share_are_named_by_the_kind():
    names = Names(
        bp.Blueprint(
            title="T",
            systems={"bot": "The system"},
            actors={"bot": "The actor"},
            stages=[{"name": "S", "steps": [{"id": "bot", "customer": "The step"}]}],
        )
    )
    words = analyze(bp.loads(LITTLE)).customers.words
    assert names.in_row({"kind": "actor", "id": "bot"}, words)["id"] == "The actor"
    assert names.in_row({"kind": "system", "id": "bot"}, words)["id"] == "The system"
    assert names.in_row({"step": "bot", "activity": "bot"}, words) == {"step": "The step", "activity": None}


def test_a_very_long_name_is_cut():
    names = Names(bp.Blueprint(title="T", stages=[{"name": "S", "steps": [{"id": "a", "customer": "long " * 40}]}]))
    assert len(names.step("a")) == 60
    assert names.step("a").endswith("…")
