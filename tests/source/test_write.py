"""What is written reads back equal, and looks as a person would write it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot

from blueprint.model.blueprint import Blueprint
from blueprint.source.load import load, loads, read_data
from blueprint.source.tidy import tidy
from blueprint.source.write import as_written, dump, dumps, in_one_line
from tests import strategies

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*.blueprint.yaml"))


def make(**keys: Any) -> Blueprint:
    """A blueprint of one step, or of what is given."""
    return Blueprint.model_validate({"title": "T", "stages": [{"name": "S", "steps": [{"customer": "Go"}]}]} | keys)


def step(**keys: Any) -> str:
    """How a step is written, without its margin."""
    text = dumps(
        make(stages=[{"name": "S", "steps": [keys, {"id": "a", "customer": "A"}, {"id": "b", "customer": "B"}]}])
    )
    lines = text.split("    steps:\n")[1].split("      - id: a\n")[0].splitlines()
    return "\n".join(line[8:] for line in lines)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(strategies.blueprints())
def test_any_blueprint_reads_back_equal(blueprint: Blueprint) -> None:
    text = dumps(blueprint)
    again = loads(text)
    assert again == blueprint
    assert dumps(again) == text


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(strategies.blueprints())
def test_what_is_written_is_tidy(blueprint: Blueprint) -> None:
    text = dumps(blueprint)
    assert tidy(text) == text


@pytest.mark.parametrize("text", strategies.TRICKY_TEXTS)
def test_tricky_text_reads_back_in_every_place(text: str) -> None:
    blueprint = make(
        title=text,
        stages=[
            {
                "name": text,
                "steps": [{"customer": text, "thoughts": [text, text], "frontstage": {"does": text, "policy": text}}],
            }
        ],
        personas={"p": {"name": text, "needs": [text, "x"]}},
        **{f"x-{text}": {text: [text, {text: text}]}},
    )
    written = dumps(blueprint)
    assert loads(written) == blueprint
    assert not read_data(written).findings


@given(strategies.texts)
def test_other_yaml_tools_read_the_same_text(text: str) -> None:
    written = dumps(make(title=text, personas={"p": {"name": text, "needs": text}}))
    data = yaml.load(written, Loader=yaml.CSafeLoader)
    assert data["title"] == text
    assert loads(written).personas["p"].needs == (text,)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_read_back_equal(path: Path) -> None:
    blueprint = load(path)
    text = dumps(blueprint)
    assert loads(text) == blueprint
    assert tidy(text) == text


def test_the_short_form() -> None:
    blueprint = loads("""\
stages:
  - name: One
    steps:
      - {id: start, customer: {does: Sit}, touchpoints: [chair], frontstage: [{does: Brush}],
         next: [{to: done, share: 0.6}, {to: end, share: 40%}]}
      - customer: Wait
        time: PT90S
        wait: {low: 1m, typical: 1m, high: 1m}
        moment_of_truth: false
        pain_points: [{what: Too long}, {what: Boring, severity: 2}]
  - steps:
      - id: done
        name: |
          Two
          lines
        notes: ["no", "12:30", "a: b"]
    name: 二
x-team: {b: 1, a: [true, 0.5]}
blueprint: v1
personas: {elder: {name: 老人}, kid: {name: Kid, share: 0.25, channels: []}}
touchpoints: {chair: {kind: physical}}
expectations: {measure: success_share, at_least: 0.95}
reviewed: "2026-10-01"
state: as-is
title: A service
""")
    assert dumps(blueprint) == snapshot("""\
blueprint: v1
title: A service
reviewed: 2026-10-01
x-team: {b: 1, a: [true, 0.5]}

personas:
  elder: 老人
  kid: {name: Kid, share: 25%, channels: []}

touchpoints:
  chair: {kind: physical}

stages:
  - name: One
    steps:
      - id: start
        customer: Sit
        touchpoints: chair
        frontstage: Brush
        next: {done: 60%, end: 40%}
      - customer: Wait
        time: 1m30s
        wait: 1m
        pain_points:
          - Too long
          - {what: Boring, severity: 2}

  - name: 二
    steps:
      - id: done
        name: |
          Two
          lines
        notes:
          - "no"
          - "12:30"
          - "a: b"

expectations: {measure: success_share, at_least: 95%}
""")


@pytest.mark.parametrize(
    ("keys", "written"),
    [
        ({"customer": "Go"}, "customer: Go"),
        ({"customer": {"does": "Go", "time": "2m"}}, "customer: {does: Go, time: 2m}"),
        ({"customer": "G", "next": "a"}, "customer: G\nnext: a"),
        ({"customer": "G", "next": ["a", "b"]}, "customer: G\nnext:\n  - a\n  - b"),
        ({"customer": "G", "next": {"a": 1}}, "customer: G\nnext: {a: 100%}"),
        ({"customer": "G", "next": {"to": "a", "share": 0.5}}, "customer: G\nnext: {a: 50%}"),
        ({"customer": "G", "next": {"to": "a", "when": "x"}}, "customer: G\nnext: {to: a, when: x}"),
        (
            {"customer": "G", "time": {"low": "1m", "typical": "2m", "high": "1h"}},
            "customer: G\ntime: {low: 1m, typical: 2m, high: 1h}",
        ),
        ({"customer": "G", "emotion": -0.5}, "customer: G\nemotion: -0.5"),
        ({"customer": "G", "abandon": 0.125}, "customer: G\nabandon: 12.5%"),
        ({"customer": "G", "thoughts": ["How?"]}, "customer: G\nthoughts: How?"),
        ({"customer": {"does": "How?", "policy": "x"}}, 'customer: {does: "How?", policy: x}'),
        ({"customer": {"does": 'Say "a"', "policy": "it's"}}, 'customer: {does: Say "a", policy: it\'s}'),
        ({"customer": '"a" or "b"'}, 'customer: \'"a" or "b"\''),
        ({"customer": "a\n  b\nc"}, "customer: |-\n  a\n    b\n  c"),
        ({"customer": "a\n\nb\n"}, "customer: |\n  a\n\n  b"),
        ({"customer": "a\n\nb\n\n"}, 'customer: "a\\n\\nb\\n\\n"'),
        (
            {"customer": "G", "fail_points": {"what": "F", "recovery": {"to": "a"}}},
            "customer: G\nfail_points: {what: F, recovery: {to: a}}",
        ),
        ({"customer": "G", "x-cost": 1e-7}, "customer: G\nx-cost: 0.0000001"),
        ({"name": "M", "x-b": [], "x-a": {}}, "name: M\nx-b: []\nx-a: {}"),
    ],
)
def test_short_forms_of_a_step(keys: dict[str, Any], written: str) -> None:
    assert step(**keys) == written


def test_a_small_part_that_is_too_long_becomes_a_block() -> None:
    assert step(customer={"does": "Ask " + "字" * 30, "policy": "p" * 30}) == snapshot("""\
customer:
  does: Ask 字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字
  policy: pppppppppppppppppppppppppppppp\
""")


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), object(), {1: 2}, [None], {"a": {"b": None}}])
def test_an_extension_that_a_file_cannot_say_is_an_error(value: Any) -> None:
    with pytest.raises(ValueError, match="x-odd"):
        dumps(make(**{"x-odd": value}))


def test_derived_ids_are_left_out_even_where_they_were_given_as_none() -> None:
    text = dumps(make(stages=[{"id": None, "name": "S", "steps": [{"id": None, "customer": "Go"}]}]))
    assert "id:" not in text


def test_dump_leaves_out_the_id_that_the_file_gives(tmp_path: Path) -> None:
    path = tmp_path / "shop.blueprint.yaml"
    dump(make(id="shop"), path)
    assert "id:" not in path.read_text("utf-8")
    assert load(path) == make(id="shop")
    dump(make(id="other"), path)
    assert load(path) == make(id="other")


def test_text_without_a_file_gives_no_id() -> None:
    assert loads(dumps(make())).id is None


def test_values_built_in_python() -> None:
    blueprint = make(
        reviewed=date(2026, 10, 1),
        price=3,
        stages=[{"name": "S", "steps": [{"customer": {"does": "Go", "time": timedelta(minutes=90)}}]}],
        **{"x-when": {"at": "2026-10-01"}},
    )
    text = dumps(blueprint)
    assert "time: 1h30m" in text
    assert 'at: "2026-10-01"' in text
    assert loads(text) == blueprint


@given(st.floats(0, 1))
def test_any_share_reads_back(share: float) -> None:
    blueprint = make(personas={"p": {"name": "P", "share": share}})
    assert loads(dumps(blueprint)) == blueprint


@pytest.mark.parametrize(
    ("key", "given", "data", "line"),
    [
        ("time", "90s", "1m30s", "1m30s"),
        ("time", {"low": "1m", "typical": "2m", "high": "9m"}, {"low": "1m", "typical": "2m", "high": "9m"}, "{low: 1m, typical: 2m, high: 9m}"),
        ("abandon", 0.25, "25%", "25%"),
        ("abandon", 1 / 3, 1 / 3, str(1 / 3)),
        ("emotion", -1, -1, "-1"),
        ("emotion", {"p": 0.5}, {"p": 0.5}, "{p: 0.5}"),
        ("cocreated", True, True, "true"),
        ("notes", ["one", "two: 2"], ["one", "two: 2"], '[one, "two: 2"]'),
        ("notes", "one\ntwo", "one\ntwo", "one two"),
        ("next", {"a": 0.5, "end": 0.5}, {"a": "50%", "end": "50%"}, "{a: 50%, end: 50%}"),
        ("fail_points", {"what": "Oops", "recovery": {"to": "a"}}, {"what": "Oops", "recovery": {"to": "a"}}, "{what: Oops, recovery: {to: a}}"),
        ("notes", [], None, ""),
    ],
)  # fmt: skip
def test_what_a_key_holds_as_a_file_has_it(key, given, data, line):
    step = {"id": "a", "customer": "A", key: given}
    b = Blueprint.model_validate({"title": "T", "personas": {"p": "P"}, "stages": [{"name": "S", "steps": [step]}]})
    held = as_written(getattr(b.step("a"), key), key, b.step("a"))
    assert held == data
    assert (in_one_line(held) if held is not None else "") == line


def test_a_date_is_text():
    b = Blueprint.model_validate({"title": "T", "reviewed": "2026-11-01", "stages": [{"name": "S"}]})
    assert as_written(b.reviewed, "reviewed", b) == "2026-11-01"
