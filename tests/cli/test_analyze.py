"""`blueprint analyze`: what is printed, in which format, and what happens where there is nothing to reckon."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from blueprint.analysis.questions import QUESTIONS
from blueprint.cli import analyze, asking
from blueprint.reports.document import Document, Paragraph
from tests.cli.asking import COFFEE, NO_WAY_OUT, OVER
from tests.cli.conftest import BAD

FILE = "coffee.blueprint.yaml"
EXAMPLES = Path(__file__).parents[2] / "examples"
TRAIN = ("03-holiday-train.as-is", "03-holiday-train.to-be")


@pytest.fixture
def coffee(write):
    return write(FILE, COFFEE)


def test_the_questions_are_those_that_can_be_asked():
    assert tuple(QUESTIONS) == analyze.QUESTIONS


# -- the report --------------------------------------------------------------------------------------------------


def test_the_headlines_come_first(run, coffee):
    result = run("analyze", coffee)
    assert (result.exit_code, result.stderr) == (0, "")
    head, drivers, assumed = (result.stdout.index(t) for t in ("In short", "What drives it", "Assumed, or missing"))
    assert head < drivers < assumed
    assert result.stdout.startswith(
        "Coffee to go\n"
        "============\n"
        "as it is · all customers (In a hurry 75%, With time 25%) · 2 stages, 3 steps\n"
        "A commuter buys a cup\n"
        "\n"
        "In short\n"
        "--------\n"
        "  Journeys end "
    )
    facts = dict(re.findall(r"^  (\S.*?)  +(\S.*)$", result.stdout[head:drivers], re.MULTILINE))
    assert facts["Journeys end"] == "100% succeed"
    assert facts["Time it takes"] == "9 min 15 s on average over all journeys"
    assert facts["Waiting and service"] == "5 min of waiting, 4 min 15 s of service"
    assert facts["Cost"] == "1.25 EUR a journey"
    assert facts["Profit"].startswith("1.75 EUR a journey; breaks even at 10 min 12 s")
    assert facts["Contact with people"] == "none"
    assert facts["What must hold"] == "NOT met: waiting in it, at most 2 min (it is 5 min)"  # what is not met first
    assert "met: succeed, at least 95% (it is 100%)" in result.stdout


def test_what_is_unknown_is_left_out_of_the_headlines_and_said_below(run, write):
    file = write(FILE, COFFEE.replace("price: 3\n", "").replace(", hourly_cost: 30", ""))
    text = run("analyze", file).stdout
    head, below = text.split("What drives it")
    assert "Cost" not in head
    assert "Profit" not in head
    assert "unknown" not in head
    assert "The file says of nothing what it costs." in below


def test_nothing_shows_an_id_that_has_a_name(run, coffee):
    text = run("analyze", coffee).stdout
    assert "Order in the app" in text
    assert "  order " not in text
    assert "hasty" not in text


def test_one_persona(run, coffee):
    text = run("analyze", coffee, "--persona", "calm").stdout
    assert "as it is · With time · 2 stages" in text
    assert "The customers side by side" not in text


def test_personas_side_by_side(run, write):
    felt = COFFEE.replace("customer: Order in the app,", "customer: Order in the app, emotion: {hasty: 1, calm: 2},")
    lines = run("analyze", write(FILE, felt)).stdout.splitlines()
    start = lines.index("The customers side by side")
    assert lines[start + 2].split() == ["all", "In", "a", "hurry", "With", "time"]
    assert lines[start + 4].split() == ["feeling", "that", "stays", "+1.25", "+1", "+2"]


def test_a_question_is_answered_in_full(run, coffee):
    result = run("analyze", coffee, "--question", "time")
    assert "In short" not in result.stdout
    assert "Where the time goes" in result.stdout
    assert "  staff time " in result.stdout
    assert "What it" not in run("analyze", coffee, "--question", "money").stdout


def test_a_report_in_traditional_chinese(run, write):
    result = run("analyze", write(FILE, COFFEE.replace("language: en", "language: zh-TW")))
    assert "重點" in result.stdout
    assert "等待 5分鐘，服務 4分鐘15秒" in result.stdout
    assert "In short" not in result.stdout


def test_from_standard_input(run):
    result = run("analyze", "-", input=COFFEE)
    assert result.exit_code == 0
    assert "Coffee to go" in result.stdout


# -- what if -----------------------------------------------------------------------------------------------------


def test_what_if(run, coffee):
    result = run("analyze", coffee, "--set", "make.wait=2m", "--set", "price=4")
    assert "What if: make.wait=2m, price=4" in result.stdout
    assert "2 min 30 s of waiting" in result.stdout
    assert "2.75 EUR a journey" in result.stdout


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("make.wiat=2m", "coffee.blueprint.yaml: make.wiat: a step has no key `wiat`; did you mean `make.wait`?"),
        ("make.wait", "`make.wait` is no change; write --set PATH=VALUE, like --set dispatch.wait=2h"),
        ("=2", "`=2` is no change; write --set PATH=VALUE, like --set dispatch.wait=2h"),
    ],
)
def test_a_change_that_can_not_be_made(run, coffee, change, message):
    result = run("analyze", coffee.name, "--set", change)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


# -- as data, and as pages ---------------------------------------------------------------------------------------


def test_json_is_the_contract(run, coffee):
    result = run("analyze", coffee, "--format", "json")
    data = json.loads(result.stdout, parse_constant=pytest.fail)
    assert data["blueprint"] == "coffee"
    assert data["figures"]["expected_time"] == pytest.approx(555)
    assert data["figures"]["cost_per_journey"] == pytest.approx(1.25)
    assert data["figures"]["acceptable_time"] is None
    assert set(data["personas"]) == {"hasty", "calm"}
    assert [one["result"] for one in data["expectations"]] == ["met", "not met"]
    assert set(data["answers"]) == set(QUESTIONS)


def test_json_of_one_persona_and_one_question(run, coffee):
    data = json.loads(run("analyze", coffee, "--persona", "calm", "--question", "time", "--format", "json").stdout)
    assert (data["persona"], data["personas"]) == ("calm", {})
    assert list(data["answers"]) == ["time"]
    assert data["figures"]["self_service_share"] == pytest.approx(1.0)


@pytest.mark.parametrize("command", [["analyze", "05-omnichannel.as-is"], ["compare", *TRAIN], ["simulate", TRAIN[0]]])
def test_the_same_bytes_in_every_process(process, command):
    name, *files = command
    args = [name, *(EXAMPLES / f"{file}.blueprint.yaml" for file in files), "--format", "json"]
    first, second = (process(*args, env={"PYTHONHASHSEED": seed}) for seed in ("1", "2"))
    assert (first.returncode, first.stderr) == (0, b"")
    assert first.stdout == second.stdout


def test_one_question_loads_only_what_it_needs(process, coffee):
    result = process("analyze", coffee, "--question", "time", env={"PYTHONVERBOSE": "1"})
    loaded = {line.split("'")[1] for line in result.stderr.decode().splitlines() if line.startswith("import '")}
    assert "blueprint.reports.figures" in loaded
    assert not loaded & {"numpy", "networkx", "narwhals", "altair", "pandas", "polars", "blueprint.drawing"}


def test_json_keeps_chinese_as_it_is(run, write):
    file = write(FILE, COFFEE.replace("language: en", "language: zh-Hans").replace("price: 3\n", ""))
    assert "没写价格" in run("analyze", file, "--format", "json").stdout


def test_a_lower_bound_is_said_as_one(run, write):
    file = write(
        FILE, COFFEE.replace("customer: Take the cup, time: 30s", "customer: {does: Take the cup, blocking: true}")
    )
    assert json.loads(run("analyze", file, "--format", "json").stdout)["figures"]["expected_time"] == {
        "at_least": pytest.approx(525)
    }
    assert "≥ 8 min 45 s on average" in run("analyze", file).stdout


def test_markdown_and_html(run, coffee, folder):
    assert run("analyze", coffee, "--format", "markdown").stdout.startswith("# Coffee to go\n\nas it is")
    result = run("analyze", coffee, "--format", "html", "-o", "coffee.html")
    assert (result.exit_code, result.stdout) == (0, "Wrote coffee.html\n")
    page = (folder / "coffee.html").read_text("utf-8")
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "<h1>Coffee to go</h1>" in page


def test_no_colour_goes_into_a_file_or_a_pipe(run, coffee, folder, monkeypatch):
    assert "\x1b" not in run("analyze", coffee).stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1mIn short" in run("analyze", coffee).stdout
    run("analyze", coffee, "-o", "coffee.txt")
    assert "\x1b" not in (folder / "coffee.txt").read_text("utf-8")


def test_a_terminal_gets_its_width_within_bounds(monkeypatch):
    document = Document((Paragraph("word " * 100),))
    for wide, expected in ((30, 40), (72, 72), (300, 100)):
        monkeypatch.setenv("COLUMNS", str(wide))
        monkeypatch.setattr(sys, "stdout", SimpleNamespace(isatty=lambda: True))
        widest = max(map(len, asking.painted(document, "text", None).splitlines()))
        assert expected - len("word ") <= widest <= expected
        assert max(map(len, asking.painted(document, "text", "file.txt").splitlines())) <= 80


# -- charts ------------------------------------------------------------------------------------------------------

HAPPY = COFFEE.replace("customer: Take the cup,", "customer: Take the cup, emotion: 2,")


def test_a_chart_is_drawn_beside_the_report(run, write, folder):
    result = run("analyze", write(FILE, HAPPY), "--plot", "feelings.svg")
    assert (result.exit_code, result.stderr) == (0, "Wrote feelings.svg\n")
    assert result.stdout == run("analyze", FILE).stdout
    assert (folder / "feelings.svg").read_text("utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing/a.svg", "missing/a.svg: the folder `missing` does not exist\n"),
        ("a.png", "a chart is SVG: name it like `a.svg`, not `a.png`\n"),
        ("-", "not `-`\n"),
    ],
)
def test_a_chart_that_can_not_be_written(run, write, path, message):
    result = run("analyze", write(FILE, HAPPY), "--plot", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(message)


def test_where_there_is_nothing_to_draw_that_is_said(run, coffee):
    result = run("analyze", coffee.name, "--plot", "a.svg")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{FILE}: No emotion is recorded on the way that most take.\n"


def test_a_chart_without_its_extra(run, write, monkeypatch):
    monkeypatch.setitem(sys.modules, "altair", None)
    result = run("analyze", write(FILE, HAPPY), "--plot", "a.svg")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "a chart needs the extra `plots`: pip install 'service-blueprint[plots]'\n"


# -- what can't be reckoned --------------------------------------------------------------------------------------


def test_steps_that_can_not_be_left_are_shown_in_the_file(run, write):
    write("a.blueprint.yaml", NO_WAY_OUT)
    result = run("analyze", "a.blueprint.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "a.blueprint.yaml:8:9: error BP105 no-way-out\n"
        "  the steps `a` and `b` can never be left: let a branch lead out of there, or say how many give up (`abandon`)\n"
        "  8 |         next: b\n"
        "    |         ^^^^\n"
        "\n"
    )


def test_shares_that_exceed_the_whole_are_shown_in_the_file(run, write):
    write("a.blueprint.yaml", OVER)
    result = run("analyze", "a.blueprint.yaml", "--format", "json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "a.blueprint.yaml:8:9: error BP106 shares-off\n" in result.stderr
    assert "`a` add up to 110%" in result.stderr


def test_a_broken_file_is_refused(run, write):
    write("a.blueprint.yaml", BAD)
    result = run("analyze", "a.blueprint.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "did you mean `title`?" in result.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["missing.blueprint.yaml"], "missing.blueprint.yaml: No such file or directory\n"),
        (["."], ".: Is a directory\n"),
        (["team.catalogue.yaml"], "team.catalogue.yaml: a catalogue has no journey; give a blueprint that includes it\n"),
        ([FILE, "--persona", "hast"], "Error: coffee.blueprint.yaml has no persona `hast`; did you mean `hasty`?\n"),
        ([FILE, "--persona", "xyzzy"], "has no persona `xyzzy`: there are hasty, calm\n"),
        ([FILE, "--question", "tmie"], "did you mean `time`?\n"),
        ([FILE, "-o", "missing/x.txt"], "missing/x.txt: the folder `missing` does not exist\n"),
        ([], "Missing argument 'FILE'.\n"),
    ],
)  # fmt: skip
def test_misuse(run, coffee, write, args, message):  # noqa: ARG001 (it is there)
    write("team.catalogue.yaml", "blueprint: v1\nactors: {a: A}\n")
    result = run("analyze", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(message)


def test_shares_of_zero_and_personas_that_go_nowhere_give_words_not_infinities(run, write):
    text = COFFEE.replace("share: 75%", "share: 0%").replace("share: 25%", "share: 0%")
    result = run("analyze", write(FILE, text), "--format", "json")
    json.loads(result.stdout, parse_constant=pytest.fail)
    nowhere = (
        COFFEE.replace("id: order,", "id: order, personas: calm,")
        .replace("id: make\n", "id: make\n        personas: calm\n")
        .replace("id: take,", "id: take, personas: calm,")
    )
    result = run("analyze", write("b.blueprint.yaml", nowhere), "--persona", "hasty")
    assert result.exit_code == 0
    assert "In a hurry goes through no step and is left out." in result.stdout
    assert not {"nan", "inf"} & set(result.stdout.lower().split())


# -- files and contracts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "begins"),
    [("r.json", '{\n  "blueprint"'), ("r.md", "# Coffee to go"), ("r.html", "<!"), ("r.txt", "Coffee")],
)
def test_the_name_of_the_file_says_the_format(run, coffee, name, begins):
    assert run("analyze", coffee, "-o", name).exit_code == 0
    assert Path(name).read_text("utf-8").startswith(begins)


def test_what_is_asked_for_goes_before_the_name(run, coffee):
    assert run("analyze", coffee, "-o", "r.html", "--format", "json").exit_code == 0
    json.loads(Path("r.html").read_text("utf-8"))


def test_an_expectation_that_is_not_met_fails_where_that_is_asked_for(run, coffee):
    assert run("analyze", coffee).exit_code == 0
    failed = run("analyze", coffee, "--fail-on-unmet")
    assert failed.exit_code == 1
    assert "NOT met" in failed.stdout
    kept = run("analyze", coffee, "--fail-on-unmet", "--set", "make.wait=1m", "--set", "take.wait=0s")
    assert (kept.exit_code, "NOT met" in kept.stdout) == (0, False)


def test_a_value_can_have_braces_as_in_a_file(run, coffee):
    changed = run("analyze", coffee, "--format", "json", "--set", "make.wait={low: 1m, typical: 1m, high: 7m}")
    before = run("analyze", coffee, "--format", "json", "--set", "make.wait=2m")  # (1 + 4 x 1 + 7) / 6
    times = [json.loads(result.stdout)["figures"]["wait_time"] for result in (changed, before)]
    assert times[0] == pytest.approx(times[1])
    broken = run("analyze", coffee, "--set", "make.wait={low: 1m")
    assert (broken.exit_code, broken.stderr.splitlines()[-1]) == (
        2,
        "Error: `{low: 1m` can't be read: this `{` is never closed",
    )
