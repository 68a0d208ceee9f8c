"""`blueprint sweep`: a row for each value."""

from __future__ import annotations

import json

import pytest

from tests.cli.asking import COFFEE, NO_WAY_OUT

FILE = "coffee.blueprint.yaml"
AGAIN = "make.next.order"


@pytest.fixture
def coffee(write):
    return write(FILE, COFFEE)


def test_a_row_for_each_value(run, coffee):
    result = run("sweep", coffee, AGAIN, "0%", "50%", "--count", 3, "--figure", "expected_time")
    assert (result.exit_code, result.stderr) == (0, "")
    rows = [line.split() for line in result.stdout.splitlines() if "%" in line and "min" in line]
    # 7 minutes a round, 1 / (1 - share) rounds, and 30 seconds.
    assert [(share, " ".join(time)) for share, *time in rows] == [
        ("0%", "7 min 30 s"),
        ("25%", "9 min 50 s"),
        ("50%", "14 min 30 s"),
    ]


def test_without_figures_the_usual_ones(run, coffee):
    text = run("sweep", coffee, AGAIN, "0%", "50%").stdout
    assert "succeed" in text
    assert "cost" in text
    assert len([line for line in text.splitlines() if "100%" in line and "EUR" in line]) == 11


def test_a_chart(run, coffee, folder):
    result = run("sweep", coffee, AGAIN, "0%", "50%", "--plot", "curves.svg")
    assert (result.exit_code, result.stderr) == (0, "Wrote curves.svg\n")
    assert (folder / "curves.svg").read_text("utf-8").startswith("<svg")


def test_json_and_what_else_is_changed(run, coffee):
    args = ("make.wait", "0m", "4m", "--count", 2, "--set", "make.next.order=0%", "--persona", "calm")
    data = json.loads(run("sweep", coffee, *args, "--figure", "wait_time", "--format", "json").stdout)
    assert (data["blueprint"], data["persona"], data["path"]) == ("coffee", "calm", "make.wait")
    assert [row["figures"]["wait_time"] for row in data["rows"]] == [pytest.approx(0), pytest.approx(240)]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["make.nxet.order", "0%", "50%"], "coffee.blueprint.yaml: "),
        ([AGAIN, "0%", "5m"], "are not of one kind"),
        ([AGAIN, "0%", "50%", "--figure", "expected_tiem"], "did you mean `expected_time`?"),
        ([AGAIN, "0%", "50%", "--count", "1"], "1 is not in the range"),
        ([AGAIN, "0%"], "Missing argument 'TO'."),
        ([AGAIN, "0%", "140%"], "coffee.blueprint.yaml: "),
        ([AGAIN, "some", "more"], "coffee.blueprint.yaml: "),
    ],
)
def test_misuse(run, coffee, args, message):
    result = run("sweep", coffee.name, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_where_one_value_gives_no_numbers_the_others_still_do(run, coffee):
    result = run("sweep", coffee, AGAIN, "0%", "100%", "--count", 3, "--figure", "expected_time")
    assert result.exit_code == 0
    assert "14 min 30 s" in result.stdout
    assert "At 100% there are no numbers: the steps `order` and `make` can never be left." in result.stdout


def test_a_file_that_gives_no_numbers_as_it_is(run, write):
    result = run("sweep", write("a.blueprint.yaml", NO_WAY_OUT), "a.abandon", "10%", "20%")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "can never be left" in result.stderr
