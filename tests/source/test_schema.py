"""The schema is the model's, accepts what the loader accepts, and refuses what is wrong at each key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from blueprint.model import shape
from blueprint.model.blueprint import Blueprint
from blueprint.source.load import LoadError, loads
from blueprint.source.nodes import parse
from blueprint.source.schema import catalogue_schema, dumps_schema, json_schema
from blueprint.source.write import dumps
from tests import strategies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.model.part import Part

ROOT = Path(__file__).parents[2]
BLUEPRINT = Draft202012Validator(json_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
CATALOGUE = Draft202012Validator(catalogue_schema())


def test_the_schema_in_the_repository_is_that_of_the_model() -> None:
    written = (ROOT / "docs" / "blueprint.schema.json").read_text("utf-8")
    assert written == dumps_schema(), "the model has changed: run `blueprint schema > docs/blueprint.schema.json`"


def test_the_schema_is_one() -> None:
    for schema in (json_schema(), catalogue_schema()):
        Draft202012Validator.check_schema(schema)
    assert json.loads(dumps_schema()) == json_schema()
    assert "\\u" not in dumps_schema().replace("\\\\u", "")


@pytest.mark.parametrize("path", sorted(ROOT.glob("examples/*.yaml")), ids=lambda path: path.name)
def test_examples_are_valid(path: Path) -> None:
    validator = CATALOGUE if ".catalogue." in path.name else BLUEPRINT
    assert [e.message for e in validator.iter_errors(parse(path.read_text("utf-8")).value)] == []


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(strategies.blueprints())
def test_what_is_valid_is_valid_under_the_schema(blueprint: Blueprint) -> None:
    errors = [e.message for e in BLUEPRINT.iter_errors(parse(dumps(blueprint)).value)]
    assert errors == []


# -- every key ----------------------------------------------------------------------------------------------------


def _parts() -> Iterator[tuple[type[Part], dict[str, Any]]]:
    """Every kind of part with its object in the schema."""
    schema = json_schema()
    yield Blueprint, schema
    for definition in schema["$defs"].items():
        name, value = definition
        whole = value if "properties" in value else value["anyOf"][1]
        yield next(p for p in _kinds(Blueprint) if p.__name__ == name), whole


def _kinds(part: type[Part]) -> set[type[Part]]:
    inner = {f.part for f in shape.fields_of(part).values() if f.part is not None}
    return inner.union(*(_kinds(p) for p in inner))


@pytest.mark.parametrize(("part", "schema"), list(_parts()), ids=lambda value: getattr(value, "__name__", ""))
def test_each_key_says_what_it_is_where_an_editor_shows_it(part: type[Part], schema: dict[str, Any]) -> None:
    assert list(schema["properties"]) == list(shape.fields_of(part))
    assert schema["additionalProperties"] is False
    for key, field in shape.fields_of(part).items():
        written = schema["properties"][key]
        assert written["description"] == written["markdownDescription"] == part.model_fields[field.name].description
        assert "$ref" not in written, "text beside a `$ref` is not shown"


def _nodes(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
    for item in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _nodes(item)


def test_each_word_of_an_enumeration_has_a_meaning() -> None:
    enumerations = [n for n in _nodes(json_schema()) if "enum" in n and n.get("type") == "string"]
    assert len(enumerations) > 10
    for node in enumerations:
        assert len(node["markdownEnumDescriptions"]) == len(node["enum"])
        assert all(node["markdownEnumDescriptions"])


def test_nothing_automatic_is_left() -> None:
    names = {"title", "default"}
    for node in _nodes(json_schema()["$defs"]):
        if "type" in node and isinstance(node["type"], str):
            assert not names & {key for key, value in node.items() if not isinstance(value, dict)}
    assert "null" not in {n.get("type") for n in _nodes(json_schema()) if isinstance(n.get("type"), str)}


# -- short forms and mistakes -------------------------------------------------------------------------------------

HEAD = "blueprint: v1\ntitle: T\n"
STEP = HEAD + "stages: [{name: S, steps: [{id: s, customer: C, %s}, {id: t}]}]\npersonas: {p: P}\n"
FILE = HEAD + "stages: [{name: S, steps: [{id: s, customer: C}]}]\ntouchpoints: {c: {kind: physical}}\n%s\n"


@pytest.mark.parametrize(
    "keys",
    [
        "frontstage: Brush",
        "frontstage: [Brush, {does: Buff, time: 2m}]",
        "customer: {does: D}",
        "time: PT2M",
        "time: {typical: 2m}",
        "time: {low: 1m, typical: 2m, high: 3m}",
        "next: t",
        "next: {t: 60%, end: 0.4}",
        "next: [t, {to: end}]",
        "next: {to: t, when: w}",
        "emotion: -1.5",
        "emotion: {p: 2}",
        "abandon: 5 %",
        "abandon: 007%",
        "pain_points: What",
        "fail_points: {what: W, recovery: Say sorry}",
        "fail_points: {what: W, recovery: {to: t}}",
        "x-own: {a: [1]}",
        "notes: [a, b]",
    ],
)
def test_short_forms_of_a_step_are_valid(keys: str) -> None:
    text = (STEP % keys).replace("customer: C, customer", "customer")
    loads(text)
    assert not list(BLUEPRINT.iter_errors(parse(text).value))


@pytest.mark.parametrize(
    "keys",
    [
        "custmer: C",
        "name: 5",
        "name: ''",
        "touchpoints: 5",
        "touchpoints: {a: b}",
        "frontstage: {time: 2m}",
        "frontstage: {does: D, actr: a}",
        "frontstage: [[a]]",
        "frontstage: 5",
        "frontstage: {does: D, cost: -1}",
        "frontstage: {does: D, blocking: 'yes'}",
        "frontstage: {does: D, emotion: 3}",
        "time: 5",
        "time: '12:30'",
        "time: 2 minutes",
        "time: {low: 1m, typical: 2m}",
        "time: {low: 1m, high: 2m}",
        "wait: ''",
        "emotion: 3",
        "emotion: good",
        "emotion: {p: 3}",
        "moment_of_truth: 'yes'",
        "personas: 1",
        "abandon: 140%",
        "abandon: 1.5",
        "abandon: some",
        "pain_points: {severity: 3}",
        "pain_points: {what: W, severity: 6}",
        "pain_points: {what: W, severity: 2.5}",
        "fail_points: {what: W, detection: 0}",
        "fail_points: {what: W, recovery: {too: t}}",
        "delights: {what: W, personal: 1}",
        "basis: guessed",
        "outcome: maybe",
        "next: 5",
        "next: {t: much}",
        "next: {to: t, whn: w}",
        "next: [{when: w}]",
        "next: {to: t, forced: 1}",
        "expands: 1",
        "thoughts: [1]",
    ],
)
def test_mistakes_in_a_step_are_invalid(keys: str) -> None:
    text = STEP % keys
    assert not parse(text).problems
    with pytest.raises(LoadError):
        loads(text)
    assert list(BLUEPRINT.iter_errors(parse(text).value))


@pytest.mark.parametrize(
    "line",
    [
        "titel: T",
        "summary: 5",
        "id: end",
        "state: was",
        "language: x",
        "currency: euro",
        "owner: [a]",
        "reviewed: yesterday",
        "price: -1",
        "overhead: cheap",
        "include: {a: b}",
        "lanes: {id: a, role: support, name: A}",
        "lanes: [{id: a, name: A}]",
        "lanes: [{id: a, role: middle, name: A}]",
        "personas: [a]",
        "personas: {p: {share: 5%}}",
        "personas: {p: {name: P, shre: 5%}}",
        "personas: {'a b': P}",
        "personas: {to: P}",
        "actors: {a: {name: A, count: 1.5}}",
        "actors: {a: {name: A, hourly_cost: -5}}",
        "systems: {s: {name: S, availability: 2}}",
        "data: {d: {name: D, sensitivity: secret}}",
        "data: {d: {name: D, control: all}}",
        "data: {d: {name: D, inferred: 1}}",
        "questions: {q: {share: 5%}}",
        "questions: {q: {text: Q, keywords: [1]}}",
        "metrics: {m: {name: M, better: more}}",
        "metrics: {m: {name: M, target: high}}",
        "metrics: {m: {name: M, target: {n: 5}}}",
        "metrics: {m: {name: M, target: {value: 1, sd: -1}}}",
        "solutions: {s: {what: W, effort: 9}}",
        "solutions: {s: {what: W, status: soon}}",
        "sources: {s: {name: S, kind: rumour}}",
        "sources: {s: {name: S, n: many}}",
        "expectations: {measure: luck, at_least: 1}",
        "expectations: [{at_least: 1}]",
        "expectations: {measure: p50, at_most: [1]}",
    ],
)
def test_mistakes_at_the_top_and_in_catalogues_are_invalid(line: str) -> None:
    text = FILE % line
    assert not parse(text).problems
    with pytest.raises(LoadError):
        loads(text)
    assert list(BLUEPRINT.iter_errors(parse(text).value))


@pytest.mark.parametrize(
    "text",
    [
        "title: T\nstages: [{name: S}]",
        "blueprint: v1\nstages: [{name: S}]",
        "blueprint: v1\ntitle: T",
        "blueprint: v2\ntitle: T\nstages: [{name: S}]",
        HEAD + "stages: []",
        HEAD + "stages: {name: S}",
        HEAD + "stages: [S]",
        HEAD + "stages: [{goal: G}]",
        HEAD + "stages: [{name: S, steps: {customer: C}}]",
        HEAD + "stages: [{name: S}]\ntouchpoints: {c: Chair}",
        HEAD + "stages: [{name: S}]\ntouchpoints: {c: {name: Chair}}",
        HEAD + "stages: [{name: S}]\ntouchpoints: {c: {kind: virtual}}",
    ],
)
def test_mistakes_of_structure_are_invalid(text: str) -> None:
    with pytest.raises(LoadError):
        loads(text)
    assert list(BLUEPRINT.iter_errors(parse(text).value))


def test_a_catalogue_is_no_blueprint() -> None:
    data = {"blueprint": "v1", "personas": {"p": "P"}}
    assert not list(CATALOGUE.iter_errors(data))
    assert list(CATALOGUE.iter_errors(data | {"title": "T"}))
    assert list(CATALOGUE.iter_errors({"personas": {}}))
    assert list(BLUEPRINT.iter_errors(data))
