"""The commands that ask for numbers, on odd blueprints and with odd options: words and an exit status, no traceback."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys

import pytest

import blueprint as bp
from tests.analysis.odd import BROKEN, SOUND
from tests.analysis.test_bad_input import ATTRIBUTES, TAGS, Page
from tests.cli.asking import COFFEE, NO_WAY_OUT
from tests.cli.test_process import on_a_terminal

FILE = "a.blueprint.yaml"
COMMANDS = {
    "analyze": ["analyze", FILE],
    "compare": ["compare", FILE, "coffee.blueprint.yaml"],
    "simulate": ["simulate", FILE, "--journeys", "20"],
    "sweep": ["sweep", FILE, "x-note", "0%", "100%", "--count", "2"],
}
HOSTILE = "hostile names and texts"


@pytest.fixture
def odd(write):
    """Writes one of the odd blueprints as a file."""
    write("coffee.blueprint.yaml", COFFEE)
    return lambda data: write(FILE, bp.dumps(bp.Blueprint.model_validate(data)))


@pytest.mark.parametrize(("name", "command"), list(zip(SOUND, itertools.cycle(COMMANDS), strict=False)))
def test_figures_in_json(run, odd, name, command):
    odd(SOUND[name])
    result = run(*COMMANDS[command], "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    json.loads(result.stdout, parse_constant=pytest.fail)


@pytest.mark.parametrize("name", ["no step", HOSTILE])
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_figures_for_people(run, odd, name, command, form):
    odd(SOUND[name])
    result = run(*COMMANDS[command], "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "\u202e" not in result.stdout or form == "html"
    if form == "html":
        page = Page(result.stdout)
        assert page.tags <= TAGS
        assert page.attributes <= ATTRIBUTES
    elif name != HOSTILE:
        assert not re.search(r"\b(nan|inf|None|Infinity)\b", result.stdout)


@pytest.mark.parametrize(("name", "command"), list(zip(BROKEN, itertools.cycle(COMMANDS), strict=False)))
def test_what_gives_no_numbers_is_shown_in_the_file(run, odd, name, command):
    data, messages = BROKEN[name]
    odd(data)
    result = run(*COMMANDS[command])
    assert (result.exit_code, result.stdout) == (1, "")
    found = re.findall(r"^a\.blueprint\.yaml:\d+:\d+: error (BP10[456]) .*\n  (.*)$", result.stderr, re.MULTILINE)
    assert sorted(message for _, message in found) == sorted(messages)


# -- options -------------------------------------------------------------------------------------------------------

RANGES = "is not in the range 1<=x<=10000000."


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--journeys", "0"], f"Invalid value for '--journeys': 0 {RANGES}"),
        (["--journeys", "-1"], f"Invalid value for '--journeys': -1 {RANGES}"),
        (["--journeys", "1000000000"], f"Invalid value for '--journeys': 1000000000 {RANGES}"),
        (["--journeys", "many"], "Invalid value for '--journeys': 'many' is not a valid integer range."),
        (["--seed", "-1"], "Invalid value for '--seed': -1 is not in the range 0<=x<=4294967295."),
        (["--from", "ordr"], "coffee.blueprint.yaml has no step `ordr`; did you mean `order`?"),
        (["--to", "end"], "coffee.blueprint.yaml has no step `end`: there are order, make, take"),
        (["--persona", "用户"], "coffee.blueprint.yaml has no persona `用户`: there are hasty, calm"),
    ],
)
def test_odd_simulations(run, odd, args, message):
    odd(SOUND["one step"])
    result = run("simulate", "coffee.blueprint.yaml", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(f"Error: {message}\n")


def test_a_part_that_nobody_goes_through_is_said(run, odd):
    odd(SOUND["one step"])
    result = run("simulate", "coffee.blueprint.yaml", "--from", "take", "--to", "order")
    assert result.exit_code == 0
    assert "Nobody" in result.stdout
    data = json.loads(
        run("simulate", FILE, "--from", "s0", "--to", "s0", "--format", "json").stdout, parse_constant=pytest.fail
    )
    assert data["journeys"] == 10_000


def test_a_persona_in_chinese(run, odd):
    odd(SOUND[HOSTILE])
    result = run("analyze", FILE, "--persona", "用户", "--format", "json")
    assert result.exit_code == 0
    json.loads(result.stdout, parse_constant=pytest.fail)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("make.wait=-1m", "make.wait: a duration is never negative"),
        ("make.wait=5", "make.wait: the duration 5 has no unit; did you mean `5s`, `5m` or `5h`?"),
        (
            "make.wait=9999999999d",
            "make.wait: `9999999999d` is longer than 999999999 days, the longest duration there is",
        ),
        ("make.next.order=101%", "make.next.order: a share is between 0% and 100% (0 and 1), not 101%"),
        ("make.next.nope=1%", "make.next.nope: `make` has no branch to `nope`"),
        ("price=nan", "price: must be a number, not the text `nan`"),
        ("price=1e400", "price: must be a number, not the text `1e400`"),
        ("price=-1", "price: must be at least 0, not `-1`"),
        ("order.id=end", "order.id: `end` is reserved and can't be an id"),
        ("stages=null", "stages: is needed"),
        ("order.=1", "order.: a step has no key ``"),
    ],
)
def test_odd_changes(run, odd, change, message):
    odd(SOUND["one step"])
    for args in (["analyze", "coffee.blueprint.yaml"], ["sweep", "coffee.blueprint.yaml", "make.wait", "1m", "2m"]):
        result = run(*args, "--set", change)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == f"coffee.blueprint.yaml: {message}\n"


def test_a_change_that_shuts_the_way_out_is_shown_in_the_file(run, odd):
    odd(SOUND["one step"])
    result = run("analyze", "coffee.blueprint.yaml", "--set", "make.next.order=100%")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "  the steps `order` and `make` can never be left: let a branch lead out of there" in result.stderr


@pytest.mark.parametrize(
    ("path", "first", "last", "message"),
    [
        ("make.next.order", "nan%", "10%", "there are even distances only between numbers up to 1e+15"),
        ("make.next.order", "", "1", "there are even distances only between shares, durations or numbers"),
        ("make.next.order", "true", "false", "there are even distances only between shares, durations or numbers"),
        ("make.next.order", "0%", "200%", "make.next.order: a share is between 0% and 100% (0 and 1), not 1.2; did you mean `1.2%`?"),
        ("make.wait", "0s", "9999999999d", "`9999999999d` is longer than 999999999 days, the longest duration there is"),
        ("make.wait", "0s", "10%", "`0s` and `10%` are not of one kind: both have to be durations, or both shares or numbers"),
        ("x-note", "0", "1" + 350 * "0", "there are even distances only between numbers up to 1e+15"),
        ("nope", "0", "1", "nope: there is no key `nope`"),
    ],
)  # fmt: skip
def test_odd_sweeps(run, odd, path, first, last, message):
    odd(SOUND["one step"])
    result = run("sweep", "coffee.blueprint.yaml", path, first, last)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"coffee.blueprint.yaml: {message}\n"


def test_a_sweep_from_nobody_to_everybody_into_a_loop(run, odd):
    odd(SOUND["one step"])
    result = run("sweep", "coffee.blueprint.yaml", "make.next.order", "0%", "100%", "--count", "3", "--format", "json")
    assert result.exit_code == 0
    data = json.loads(result.stdout, parse_constant=pytest.fail)
    assert [row["figures"]["success_share"] for row in data["rows"]] == [1, pytest.approx(1), None]
    assert data["assumptions"][-1] == "At 100% there are no numbers: the steps `order` and `make` can never be left."


def test_times_and_what_is_no_key_can_be_swept_to_json(run, odd):
    odd(SOUND["one step"])
    for path, last in (("s0.wait", "999999999d"), ("x-note", "2m")):
        result = run("sweep", FILE, path, "0s", last, "--format", "json")
        assert result.exit_code == 0
        json.loads(result.stdout, parse_constant=pytest.fail)


# -- files ---------------------------------------------------------------------------------------------------------

CATALOGUE = "blueprint: v1\npersonas: {a: A}\n"


@pytest.mark.parametrize("command", ["analyze", "simulate"])
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty; a blueprint starts with `blueprint: v1`"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "this is not a text file"),
    ],
)
def test_files_that_are_no_blueprints(run, write, command, data, message):
    path = write(FILE, data)
    for args in ([path], ["-"]):
        result = run(command, *args, input=data)
        assert (result.exit_code, result.stdout) == (1, "")
        assert message in result.stderr


@pytest.mark.parametrize("command", ["analyze", "simulate"])
def test_a_catalogue_has_no_figures(run, write, command):
    result = run(command, write("people.catalogue.yaml", CATALOGUE).name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "people.catalogue.yaml: a catalogue has no journey; give a blueprint that includes it\n"


def test_a_blueprint_that_includes_catalogues(run, write):
    write("people.catalogue.yaml", CATALOGUE)
    write(
        FILE,
        "blueprint: v1\ntitle: T\ninclude: people.catalogue.yaml\nstages:\n  - name: S\n    steps:\n      - customer: x\n",
    )
    data = json.loads(run("analyze", FILE, "--format", "json").stdout, parse_constant=pytest.fail)
    assert list(data["personas"]) == ["a"]


def test_money_without_a_currency_is_just_a_number(run, write):
    result = run("analyze", write(FILE, COFFEE.replace("currency: EUR\n", "")), "--question", "money")
    assert result.exit_code == 0
    assert "EUR" not in result.stdout
    assert "None" not in result.stdout


# -- as processes --------------------------------------------------------------------------------------------------


def test_nobody_reads_to_the_end(process, odd):
    odd(SOUND[HOSTILE])
    with subprocess.Popen([sys.executable, "-c", ""], stdin=subprocess.PIPE) as gone:
        gone.wait()
        result = process("analyze", FILE, "--format", "html", stdout=gone.stdin)
    assert result.stderr == b""
    assert result.returncode == 141


@pytest.mark.parametrize(
    "environment", [{"COLUMNS": "20"}, {"COLUMNS": "0"}, {"COLUMNS": "wide"}, {"NO_COLOR": "1", "COLUMNS": "20"}]
)
def test_narrow_terminals(odd, environment):
    odd(SOUND[HOSTILE])
    shown, status = on_a_terminal("analyze", FILE, **environment)
    assert status == 0
    assert "Traceback" not in shown
    assert ("\x1b[" in shown) == ("NO_COLOR" not in environment)
    assert not {"\u202e", "\x1b]"} & set(shown)


def test_a_broken_flow_from_standard_input(process):
    result = process("analyze", "-", input=NO_WAY_OUT.encode())
    assert (result.returncode, result.stdout) == (1, b"")
    assert b"<stdin>:8:9: error BP105 no-way-out\n" in result.stderr
    assert b"Traceback" not in result.stderr
