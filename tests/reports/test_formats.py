"""The table of formats: complete, lazy, and the same each time."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given

from blueprint.reports.formats import FORMATS
from tests.reports.outcomes import MIXED, finding, hostile_outcomes, outcome

NAMES = ["full", "concise", "json", "github", "gitlab", "sarif", "junit", "markdown", "statistics"]


def test_names():
    assert list(FORMATS) == NAMES


@pytest.mark.parametrize("name", [name for name in NAMES if name != "statistics"])
def test_nothing_is_left_out(name):
    report = FORMATS[name](MIXED)
    for code in ("BP102", "BP004", "BP507"):
        assert code in report
    for said in ("is taken", "12:30", "say more", "BP301", "KeyError", "gone.blueprint.yaml"):
        assert said in report
    assert ("first used here" in report) == (name != "concise")


@pytest.mark.parametrize("name", NAMES)
def test_the_same_each_time(name):
    assert FORMATS[name](MIXED) == FORMATS[name](MIXED)


@pytest.mark.parametrize("name", NAMES)
@given(hostile_outcomes())
def test_every_report_can_be_written(name, given):
    report = FORMATS[name](given)
    report.encode()
    assert all(c.isprintable() or c == "\n" or c.isspace() or c in "\u200c\u200d\u200b" for c in report)
    assert "\x1b" not in report
    assert "\r" not in report


def test_full():
    report = FORMATS["full"](outcome(finding(), hidden=1, unread=("gone.yaml: No such file or directory",)))
    assert report == (
        "擦鞋/shop.blueprint.yaml:4:5: error BP102 duplicate-id\n"
        "  the id `鞋` is taken\n"
        "  4 |   - name: 擦鞋\n"
        "    |     ^^^^\n"
        "\n"
        "gone.yaml: No such file or directory\n"
        "\n"
        "1 file checked: 1 error; 1 finding hidden by the baseline\n"
    )


def test_concise():
    assert FORMATS["concise"](MIXED).splitlines()[2:] == [
        "b.blueprint.yaml:1:1: BP507 say more",
        "good.blueprint.yaml: the rule BP301 failed: KeyError: 'x'",
        "gone.blueprint.yaml: No such file or directory",
    ]


def test_json():
    report = json.loads(FORMATS["json"](MIXED))
    assert report["errors"] == [
        {"file": "good.blueprint.yaml", "code": "BP301", "message": "KeyError: 'x'"},
        {"message": "gone.blueprint.yaml: No such file or directory"},
    ]
    assert report["summary"] == {"files": 3, "errors": 1, "warnings": 1, "advice": 1, "hidden": 2}


def test_the_table_loads_nothing():
    code = (
        "import sys, blueprint.reports.formats; print([m for m in sys.modules if m.startswith('blueprint.reports.')])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert shown == "['blueprint.reports.formats']\n"
