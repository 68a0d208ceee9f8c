"""`blueprint compare`: better or worse, in words first, then figure by figure."""

from __future__ import annotations

import json
import re

import pytest

from tests.cli.asking import COFFEE, FASTER, NO_WAY_OUT
from tests.cli.conftest import BAD


@pytest.fixture
def both(write):
    return write("old.blueprint.yaml", COFFEE), write("new.blueprint.yaml", FASTER)


def test_better_is_said_first(run, both):
    result = run("compare", *both)
    assert (result.exit_code, result.stderr) == (0, "")
    text = result.stdout
    assert text.startswith("Coffee sooner\n=============\n")
    assert "  before  Coffee to go (as it is)\n  after   Coffee sooner (as it shall be)\n" in text
    facts = dict(
        re.findall(r"^  (\S.*?)  +(\S.*)$", text.split("In short")[1].split("Figure by figure")[0], re.MULTILINE)
    )
    assert re.fullmatch(r"\d+ better, \d+ unchanged", facts["All in all"])
    assert facts["succeed"] == "100% as before"
    assert facts["time to success"] == "9 min 15 s → 6 min 45 s (better)"
    assert facts["waiting in it"] == "5 min → 2 min 30 s (better)"
    row = next(line for line in text.split("Figure by figure")[1].splitlines() if "waiting in it" in line)
    assert re.split("  +", row.strip()) == ["waiting in it", "5 min", "2 min 30 s", "-2 min 30 s", "-50%", "better"]


def test_worse_is_no_failure_but_is_said(run, both):
    result = run("compare", *reversed(both))
    assert result.exit_code == 0
    assert "  Worse " in result.stdout
    assert "2 min 30 s → 5 min (worse)" in result.stdout


def test_a_blueprint_with_itself(run, both):
    result = run("compare", both[0], both[0])
    assert result.exit_code == 0
    assert re.search(r"All in all +\d+ unchanged\n", result.stdout)
    assert "Unchanged: succeed, " in result.stdout


def test_personas_who_fare_otherwise_have_tables_of_their_own(run, write, both):
    fork = COFFEE.replace("wait: 4m", "wait: 4m\n        personas: hasty")
    text = run("compare", both[0], write("fork.blueprint.yaml", fork)).stdout
    differs = ": where it differs from all customers\n---"
    hurried, calm = (text.index(f"\n{name}{differs}") for name in ("In a hurry", "With time"))
    assert "Unchanged: time to success, " in text[hurried:calm]
    assert "  time to success " in text[calm:]
    assert "  succeed " not in text[hurried:]  # all succeed, as before
    assert differs not in run("compare", *both).stdout


@pytest.mark.parametrize("is_reversed", [False, True])
def test_that_some_are_lost_is_said_before_what_is_better_for_it(run, write, both, is_reversed):
    lost = write("lost.blueprint.yaml", COFFEE.replace("channels: [app, store]", "channels: store"))
    files = (lost, both[0]) if is_reversed else (both[0], lost)
    said = re.search(r"All in all +(.*?)\n  succeed ", run("compare", *files).stdout, re.DOTALL)
    assert said is not None
    assert " ".join(said[1].split()).startswith("more succeed, so" if is_reversed else "fewer succeed, so")


def test_what_reads_the_same_is_not_called_better(run, write, both):
    quicker = COFFEE.replace("wait: 4m", "wait: 3m59.99s")
    text = run("compare", both[0], write("quicker.blueprint.yaml", quicker)).stdout
    assert re.search(r"time to success +9 min 15 s as before\n", text)


def test_one_persona(run, both):
    text = run("compare", *both, "--persona", "calm").stdout
    assert "Coffee to go (as it is · With time)" in text


def test_json_and_markdown(run, both):
    data = json.loads(run("compare", *both, "--format", "json").stdout, parse_constant=pytest.fail)
    assert (data["before"], data["after"]) == ("old", "new")
    change = next(one for one in data["changes"] if one["figure"] == "wait_time")
    assert (change["before"], change["after"], change["verdict"]) == (pytest.approx(300), pytest.approx(150), "better")
    assert run("compare", *both, "--format", "markdown").stdout.startswith("# Coffee sooner\n")


def test_one_may_come_from_standard_input(run, both):
    assert run("compare", both[0], "-", input=FASTER).exit_code == 0
    result = run("compare", "-", "-", input=FASTER)
    assert result.exit_code == 2
    assert "only one of the two blueprints can be standard input" in result.stderr


def test_the_file_that_is_wrong_is_named(run, write, both):
    write("bad.blueprint.yaml", BAD)
    write("round.blueprint.yaml", NO_WAY_OUT)
    assert "bad.blueprint.yaml:2:1: error BP002" in run("compare", both[0].name, "bad.blueprint.yaml").stderr
    result = run("compare", "round.blueprint.yaml", both[0].name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("round.blueprint.yaml:8:9: error BP105")
    result = run("compare", both[0].name, both[1].name, "--persona", "hast")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "old.blueprint.yaml has no persona `hast`; did you mean `hasty`?" in result.stderr


def test_what_had_to_be_assumed_is_said(run, write, both):
    evenly = write("evenly.blueprint.yaml", COFFEE.replace("share: 25%, ", ""))
    text = run("compare", both[0], evenly).stdout
    assert "after: No share is given for With time" in text.split("Assumed, or missing")[1]
