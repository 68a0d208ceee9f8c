"""`blueprint simulate`: quantiles and their spread, as text and as data."""

from __future__ import annotations

import json
import re
import sys

import pytest

from blueprint.cli import simulate
from blueprint.display import width
from tests.cli.asking import COFFEE, NO_WAY_OUT

FILE = "coffee.blueprint.yaml"
SURE = COFFEE.replace("{take: 80%, order: 20%}", "take")


@pytest.fixture
def coffee(write):
    return write(FILE, COFFEE)


def test_quantiles_and_a_chart(run, coffee):
    result = run("simulate", coffee, "--journeys", 2000)
    assert (result.exit_code, result.stderr) == (0, "")
    # 7.5 minutes with the chance 80%, 14.5 with 16%, 21.5 with 3.2%.
    assert re.search(r"half end within +7 min 30 s\n", result.stdout)
    assert re.search(r"9 of 10 end within +14 min 30 s\n", result.stdout)
    assert re.search(r"19 of 20 end within +14 min 30 s\n", result.stdout)
    bars = re.findall(r"^ +(?:up to|more than) .+?  +(\S+)%(?:  (█+))?$", result.stdout, re.MULTILINE)
    assert sum(float(share) for share, _ in bars) == pytest.approx(100, abs=0.5)
    assert max(bars, key=lambda bar: float(bar[0]))[1] == "█" * 30
    assert all(bar for share, bar in bars if share != "0")


def test_the_same_seed_gives_the_same_another_another(run, coffee):
    args = ("simulate", coffee, "--journeys", 500, "--format", "json", "--seed")
    assert run(*args, 7).stdout == run(*args, 7).stdout
    assert run(*args, 7).stdout != run(*args, 8).stdout


def test_bars_are_told_apart_where_times_are_close(run, write):
    # 8 h and 57 to 63 min: many of ten bars would read alike.
    close = SURE.replace("wait: 4m", "wait: 8h").replace("time: 1m}", "time: {low: 57m, typical: 60m, high: 63m}}")
    text = run("simulate", write(FILE, close)).stdout
    labels = re.findall(r"^ +(up to .+?)  +\S+%", text, re.MULTILINE)
    assert len(labels) > 3
    assert len(set(labels)) == len(labels)


def test_a_part_that_nobody_goes(run, coffee):
    result = run("simulate", coffee, "--from", "take", "--to", "order")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Nobody goes this way, so there are no times." in result.stdout


def test_a_chart(run, coffee, folder):
    result = run("simulate", coffee, "--journeys", 500, "--plot", "times.svg", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "Wrote times.svg\n")
    json.loads(result.stdout)
    assert (folder / "times.svg").read_text("utf-8").startswith("<svg")


def test_json(run, coffee):
    data = json.loads(run("simulate", coffee, "--journeys", 500, "--format", "json").stdout, parse_constant=pytest.fail)
    assert (data["blueprint"], data["persona"], data["journeys"], data["seed"]) == ("coffee", None, 500, 0)
    assert data["time_quantiles"]["p50"] == pytest.approx(450)


def test_a_part_of_the_journey(run, coffee):
    result = run("simulate", coffee, "--from", "order", "--to", "make", "--persona", "calm", "--journeys", 50)
    assert "From “Order in the app” to “Wait for the cup”, of those who come to both" in result.stdout
    assert re.search(r"half end within +7 min\n", result.stdout)
    assert "With time · 2 stages" in result.stdout


def test_where_all_journeys_take_as_long_there_is_no_chart(run, write):
    result = run("simulate", write(FILE, SURE), "--journeys", 50)
    assert "█" not in result.stdout
    assert re.search(r"on average +7 min 30 s\n", result.stdout)


def test_what_if_in_chinese(run, write):
    file = write(FILE, COFFEE.replace("language: en", "language: zh-Hans"))
    text = run("simulate", file, "--journeys", 500, "--set", "make.wait=10m").stdout
    assert "假如：make.wait=10m" in text
    bars = [line for line in text.splitlines() if "█" in line]
    assert len(bars) > 1
    assert len({width(line[: line.index("█")]) for line in bars}) == 1


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--journeys", "0"], "0 is not in the range"),
        (["--seed", "-1"], "-1 is not in the range"),
        (["--from", "ordr"], "coffee.blueprint.yaml has no step `ordr`; did you mean `order`?"),
        (["--to", "xyzzy"], "coffee.blueprint.yaml has no step `xyzzy`: there are order, make, take"),
        (["--format", "xml"], "`xml` is not one of text, json, markdown, html"),
    ],
)
def test_misuse(run, coffee, args, message):
    result = run("simulate", coffee.name, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_too_much_is_a_stated_limit_not_a_hang(run, write):
    endless = COFFEE.replace("{take: 80%, order: 20%}", "{take: 0.0001%, order: 99.9999%}")
    result = run("simulate", write(FILE, endless))
    assert result.exit_code == 0
    assert "No journey was simulated." in result.stdout
    assert "is not simulated: an average journey has" in result.stdout


def test_steps_that_can_not_be_left(run, write):
    result = run("simulate", write("a.blueprint.yaml", NO_WAY_OUT))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "can never be left" in result.stderr


def test_a_long_run_shows_how_far_it_is_on_a_terminal_only(monkeypatch):
    with simulate._watched(simulate.MANY) as progress:
        assert progress is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with simulate._watched(simulate.MANY - 1) as progress:
        assert progress is None
    with simulate._watched(simulate.MANY) as progress:
        assert progress is not None
        progress(0.5)
        progress(1.0)


def test_a_share_is_told_with_what_chance_leaves_open(run, write):
    # 6 minutes a round, 80% need one round only.
    file = write(FILE, COFFEE.replace("wait: 4m", "wait: 4m\n        acceptable_time: 8m"))
    found = re.search(
        r"take no longer than accepted +(\S+)% \(95% sure: (\S+)% to (\S+)%\)\n",
        run("simulate", file, "--seed", 1).stdout,
    )
    assert found is not None
    share, low, high = map(float, found.groups())
    assert low < share < high
    assert low < 80 < high


def test_the_few_longest_journeys_are_one_bar(run, write):
    bars = [line.strip() for line in run("simulate", write(FILE, COFFEE)).stdout.splitlines() if "█" in line]
    assert bars[0].startswith("up to ")
    assert bars[-1].startswith("more than ")
