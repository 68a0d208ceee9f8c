"""`blueprint diff`: what changed, in which formats, against what, and when it fails."""

from __future__ import annotations

import json
import os
import re
import subprocess

import pytest

from tests.cli.conftest import BAD, GOOD

NEWER = """\
blueprint: v1
title: Shoeshine
personas:
  dandy: Dandy
stages:
  - id: shine
    name: Shine and gloss
    steps:
      - customer: Sit down
        frontstage: Brush
        time: 2m
      - customer: Pay
"""
LOOP = GOOD.replace(
    "      - customer: Sit down\n", "      - id: round\n        customer: Sit down\n        next: round\n"
)


@pytest.fixture
def both(write):
    write("old.blueprint.yaml")
    write("new.blueprint.yaml", NEWER)
    return "old.blueprint.yaml", "new.blueprint.yaml"


def git(folder, *arguments):
    environment = {**os.environ, **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "A"), **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "a@example.org"), "GIT_CONFIG_GLOBAL": os.devnull}  # fmt: skip
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, env=environment)


@pytest.fixture
def repository(folder, write):
    git(folder, "init", "-q", "-b", "main")
    write("shop.blueprint.yaml")
    write("deep/other.blueprint.yaml")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "first")
    return folder


# -- formats -----------------------------------------------------------------------------------------------------


def test_as_text(run, both):
    result = run("diff", *both)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout
        == """\
Shoeshine
=========
  before  old.blueprint.yaml
  after   new.blueprint.yaml

In short
--------
  changes  1 added, 1 re-timed, 1 renamed

What changed
------------

1 Shine and gloss
  ~ renamed  stage shine: “Shine” → “Shine and gloss”
  + added    step “Pay”

step “Sit down”
  ~ re-timed  time 2m (was not given)

What follows
------------
                          before    after  change  relative  verdict
  ---------------------  -------  -------  ------  --------  ----------
  time to success        unknown  ≥ 2 min       -         -  can't tell
  steps a journey              1        2      +1     +100%  worse
  steps and actions            3        5      +2    +66.7%  changed
  time of the usual way  unknown  ≥ 2 min       -         -  can't tell
  time of all journeys   unknown  ≥ 2 min       -         -  can't tell
  service in it          unknown  ≥ 2 min       -         -  can't tell
  customer's effort          ≥ 1      ≥ 2       -         -  can't tell
"""
    )


def test_as_markdown_for_a_pull_request(run, both):
    text = run("diff", *both, "--format", "markdown").stdout
    assert text.startswith("# Shoeshine\n\n- **before**: old.blueprint.yaml\n")
    assert "\n- **\\~ renamed**: stage shine: “Shine” → “Shine and gloss”\n" in text
    assert "<details>" not in text  # three changes are seen at once


def test_what_is_long_is_folded_in_markdown(run, write):
    steps = "".join(f"      - customer: Step {n} <b>`x`\n" for n in range(20))
    write("a.blueprint.yaml", GOOD)
    write("b.blueprint.yaml", GOOD + steps)
    text = run("diff", "a.blueprint.yaml", "b.blueprint.yaml", "--format", "markdown").stdout
    assert text.count("<details>\n<summary>20 added</summary>\n\n### 1 Shine\n") == 1
    assert text.count("<details>") == text.count("</details>") == 2
    assert "<b>" not in text


def test_as_json(run, both):
    (found,) = json.loads(run("diff", *both, "--format", "json").stdout)["comparisons"]
    assert (found["old"], found["new"]) == both
    assert found["counts"] == {"added": 1, "retimed": 1, "renamed": 1}
    assert found["changes"][1] == {
        "change": "retimed", "part": "step", "id": "shine.step-1", "name": "Sit down",
        "before": {"path": "stages[0].steps[0]", "stage": "shine", "step": "shine.step-1", "role": None, "lane": None},
        "after": {"path": "stages[0].steps[0]", "stage": "shine", "step": "shine.step-1", "role": None, "lane": None},
        "key": "time", "old": None, "new": "2m",
    }  # fmt: skip
    assert {figure["figure"] for figure in found["figures"]} >= {"steps_per_journey", "expected_time"}
    assert found["broken"] == {"before": None, "after": None}


def test_as_a_page(run, both, folder):
    text = run("diff", *both, "-o", "out.html")
    assert text.stdout == "Wrote out.html\n"
    page = (folder / "out.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "<dt>+ added</dt><dd>step “Pay”</dd>" in page


@pytest.mark.parametrize(("suffix", "start"), [("svg", b"<svg "), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_as_a_picture(run, both, folder, suffix, start):
    result = run("diff", *both, "-o", f"out.{suffix}")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (folder / f"out.{suffix}").read_bytes().startswith(start)


def test_in_the_language_of_the_file(run, write):
    write("a.blueprint.yaml", GOOD + "language: zh-Hans\n")
    write("b.blueprint.yaml", NEWER + "language: zh-Hans\n")
    text = run("diff", "a.blueprint.yaml", "b.blueprint.yaml").stdout
    assert "\n变了什么\n--------\n" in text
    assert "  ~ 改名  阶段 shine：“Shine”→“Shine and gloss”\n" in text


# -- nothing changed ---------------------------------------------------------------------------------------------


def test_nothing_changed(run, write):
    write("a.blueprint.yaml")
    write("b.blueprint.yaml", GOOD.replace("frontstage: Brush", "frontstage: [{does: Brush}]") + "# said otherwise\n")
    result = run("diff", "a.blueprint.yaml", "b.blueprint.yaml", "--fail-on", "any")
    assert result.exit_code == 0
    assert "Nothing changed." in result.stdout


def test_an_id_that_is_written_counts(run, write):
    write("a.blueprint.yaml", GOOD + "id: one\n")
    write("b.blueprint.yaml", GOOD + "id: two\n")
    assert "id one → two" in run("diff", "a.blueprint.yaml", "b.blueprint.yaml").stdout


# -- failing -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("classes", "status", "said"),
    [
        ([], 0, ""),
        (["moved"], 0, ""),
        (["finish"], 0, ""),
        (["any"], 1, "Fails on: any\n"),
        (["renamed", "added", "moved"], 1, "Fails on: added, renamed\n"),
        (["worse"], 1, "Fails on: worse\n"),
        (["broken"], 0, ""),
    ],
)
def test_fail_on(run, both, classes, status, said):
    result = run("diff", *both, *(word for one in classes for word in ("--fail-on", one)))
    assert (result.exit_code, result.stderr) == (status, said)
    assert "What changed" in result.stdout


@pytest.mark.parametrize("name", ["broken", "worse", "finish"])
def test_fails_on_a_flow_that_is_broken_now(run, write, name):
    write("a.blueprint.yaml")
    write("b.blueprint.yaml", LOOP)
    result = run("diff", "a.blueprint.yaml", "b.blueprint.yaml", "--fail-on", name)
    assert (result.exit_code, result.stderr) == (1, f"Fails on: {name}\n")
    assert "The flow of the newer version gives no numbers" in result.stdout
    back = run("diff", "b.blueprint.yaml", "a.blueprint.yaml", "--fail-on", "broken")
    assert back.exit_code == 0
    assert "The flow of the older version gives no numbers" in back.stdout


def test_fails_on_a_persona_who_cannot_finish_any_more(run, write):
    touchpoints = "touchpoints:\n  app: {kind: digital, channel: app}\n"
    write("a.blueprint.yaml", GOOD)
    write(
        "b.blueprint.yaml",
        touchpoints
        + GOOD.replace("dandy: Dandy", "dandy: {name: Dandy, channels: phone}")
        + "        touchpoints: app\n",
    )
    result = run("diff", "a.blueprint.yaml", "b.blueprint.yaml", "--fail-on", "finish")
    assert (result.exit_code, result.stderr) == (1, "Fails on: finish\n")
    assert re.search("Dandy +can no longer finish", result.stdout)


@pytest.mark.parametrize("order", [1, -1])
def test_a_file_with_errors_never_looks_like_no_change(run, write, order):
    write("bad.blueprint.yaml", BAD)
    write("good.blueprint.yaml")
    files = ["bad.blueprint.yaml", "good.blueprint.yaml"][::order]
    result = run("diff", *files)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "bad.blueprint.yaml:2:1: error BP002" in result.stderr
    assert "bad.blueprint.yaml: nothing was compared, because it has errors" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["old.blueprint.yaml", "nwe.blueprint.yaml"], "did you mean `new.blueprint.yaml`?"),
        (["old.blueprint.yaml"], "give OLD and NEW, or --against REV"),
        (["old.blueprint.yaml", "new.blueprint.yaml", "old.blueprint.yaml"], "give OLD and NEW, or --against REV"),
        (["-", "-"], "only one of the two blueprints can be standard input"),
        (["old.blueprint.yaml", "new.blueprint.yaml", "--fail-on", "wrose"], "did you mean `worse`?"),
        (["old.blueprint.yaml", "new.blueprint.yaml", "-o", "new.blueprint.yaml"], "is named like a blueprint, which this would not be"),
        (["old", "new.blueprint.yaml", "-o", "old"], "would be overwritten"),
        (["old.blueprint.yaml", "new.blueprint.yaml", "-o", "x.svg", "--format", "json"], "x.svg would be svg, but --format says json"),
        (["old.blueprint.yaml", "new.blueprint.yaml", "-o", "no/x.json"], "the folder `no` does not exist"),
        (["old.blueprint.yaml", "--against", "HEAD"], "is in no git repository"),
        (["old.blueprint.yaml", "--against", "-x"], "can't be a revision"),
        (["-", "--against", "HEAD"], "standard input was never in a revision"),
        (["empty", "--against", "HEAD"], "there is no *.blueprint.yaml in this folder"),
    ],
)  # fmt: skip
def test_what_cannot_be_done(run, both, folder, arguments, said):  # noqa: ARG001 (the files are there)
    (folder / "empty").mkdir()
    result = run("diff", *arguments, input="")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_from_standard_input(run, both):
    result = run("diff", both[0], "-", input=NEWER)
    assert result.exit_code == 0
    assert "<stdin>" in result.stdout
    assert "+ added" in result.stdout


# -- against a revision ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("repository")
def test_against_a_revision(run, write):
    write("shop.blueprint.yaml", NEWER)
    result = run("diff", "shop.blueprint.yaml", "--against", "main", "--fail-on", "added")
    assert (result.exit_code, result.stderr) == (1, "Fails on: added\n")
    assert "  before  main:shop.blueprint.yaml\n  after   shop.blueprint.yaml\n" in result.stdout


@pytest.mark.usefixtures("repository")
def test_all_blueprints_of_a_folder(run, write):
    write("shop.blueprint.yaml", NEWER)
    write("new.blueprint.yaml")
    found = json.loads(run("diff", ".", "--against", "HEAD", "--format", "json").stdout)["comparisons"]
    assert [(one["new"], one["counts"]) for one in found] == [
        ("deep/other.blueprint.yaml", {}),
        ("new.blueprint.yaml", {"added": 2}),
        ("shop.blueprint.yaml", {"added": 1, "retimed": 1, "renamed": 1}),
    ]
    assert found[1]["before"] is None


@pytest.mark.usefixtures("repository")
def test_a_file_that_is_new(run, write):
    write("new.blueprint.yaml")
    result = run("diff", "new.blueprint.yaml", "--against", "HEAD")
    assert result.exit_code == 0
    assert "There was no such file before: all is new." in result.stdout
    picture = run("diff", "new.blueprint.yaml", "--against", "HEAD", "--format", "svg")
    assert (picture.exit_code, picture.stdout) == (2, "")
    assert "there was no such file before" in picture.stderr


def test_a_revision_with_errors_never_looks_like_no_change(run, repository, write):
    write("shop.blueprint.yaml", BAD)
    git(repository, "commit", "-q", "-a", "-m", "broken")
    write("shop.blueprint.yaml")
    result = run("diff", "shop.blueprint.yaml", "--against", "HEAD")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "HEAD:shop.blueprint.yaml:2:1: error BP002" in result.stderr
    assert "titel: Shoeshine" in result.stderr  # the line as it was then


@pytest.mark.usefixtures("repository")
def test_a_revision_that_is_not_there(run):
    result = run("diff", "shop.blueprint.yaml", "--against", "nowhere")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "has no revision `nowhere`" in result.stderr


@pytest.mark.usefixtures("repository")
def test_several_files_make_no_picture(run):
    result = run("diff", ".", "--against", "HEAD", "--format", "svg")
    assert result.exit_code == 2
    assert "a picture shows one blueprint, but there are 2" in result.stderr


def test_a_blueprint_that_is_gone_is_a_change(run, repository):
    (repository / "deep/other.blueprint.yaml").unlink()
    result = run("diff", ".", "--against", "HEAD", "--fail-on", "removed")
    assert (result.exit_code, result.stderr) == (1, "Fails on: removed\n")
    assert "No longer there: deep/other.blueprint.yaml\n" in result.stdout
    assert json.loads(run("diff", ".", "--against", "HEAD", "--format", "json").stdout)["gone"] == [
        "deep/other.blueprint.yaml"
    ]


def test_help_tells_diff_from_compare(run):
    assert "use `blueprint compare`" in " ".join(run("diff", "--help").stdout.split())


def test_a_file_with_another_name_is_compared_with_what_it_was(run, repository):
    (repository / "shop.blueprint.yaml").rename(repository / "店 1.blueprint.yaml")
    (repository / "店 1.blueprint.yaml").write_text(NEWER, "utf-8")
    result = run("diff", ".", "--against", "HEAD", "--format", "json", "--fail-on", "removed")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert found["gone"] == []
    assert [(one["old"], one["new"], one["counts"]) for one in found["comparisons"]] == [
        ("HEAD:deep/other.blueprint.yaml", "deep/other.blueprint.yaml", {}),
        ("HEAD:shop.blueprint.yaml", "店 1.blueprint.yaml", {"added": 1, "retimed": 1, "renamed": 1}),
    ]
    alone = run("diff", "店 1.blueprint.yaml", "--against", "HEAD")
    assert "  before  HEAD:shop.blueprint.yaml\n  after   店 1.blueprint.yaml\n" in alone.stdout


@pytest.mark.usefixtures("repository")
def test_of_several_files_those_that_are_the_same_are_only_named(run, write):
    write("shop.blueprint.yaml", NEWER)
    text = run("diff", ".", "--against", "HEAD", "--format", "markdown").stdout
    assert text.startswith("# What changed\n\n## Shoeshine\n")
    assert "\n### In short\n" in text
    assert text.endswith("Nothing changed in: deep/other.blueprint.yaml\n")
    assert text.count("Nothing changed") == 1
