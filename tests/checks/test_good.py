"""Rules are quiet on good blueprints: rich ones of many kinds of services, and drafts that say little yet."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from blueprint.checks.engine import check_file, check_text, judge
from blueprint.checks.settings import Settings
from blueprint.model import shape
from blueprint.model.blueprint import Blueprint, Catalogue
from blueprint.model.step import Step, is_share_mapping
from blueprint.source.load import BLUEPRINT_SUFFIX, CATALOGUE_SUFFIX, load, read
from blueprint.source.write import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.model.part import Part

FOLDER = Path(__file__).parent / "good"
FILES = sorted(FOLDER.glob("*.yaml"))
BLUEPRINTS = [path for path in FILES if path.name.endswith(BLUEPRINT_SUFFIX)]
SETTINGS = Settings(today=date(2026, 11, 22))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_found(path: Path) -> None:
    result = check_file(path, SETTINGS)
    assert [str(finding) for finding in result.findings] == []
    assert result.crashes == ()


def test_nothing_is_found_over_all_of_them() -> None:
    results = [check_file(path, SETTINGS) for path in BLUEPRINTS]
    findings, crashes = judge(results, SETTINGS, folders=(str(FOLDER),))
    assert [str(finding) for finding in findings] == []
    assert crashes == []


@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.name)
def test_nothing_is_found_however_they_are_written(path: Path) -> None:
    assert found(dumps(load(path)), path) == []
    assert found(json.dumps(in_long(path)), path) == []


@pytest.mark.parametrize(
    "keys",
    [
        "Action.time Step.time",
        "Action.uses",
        "Action.shows Touchpoint.shows",
        "Actor.count",
        "Actor.hourly_cost",
        "Actor.team",
        "Blueprint.price",
        "Blueprint.reviewed",
        "Branch.when",
        "DataItem.sensitivity",
        "Delight.common",
        "FailPoint.severity FailPoint.occurrence FailPoint.detection FailPoint.recovery",
        "PainPoint.severity",
        "Persona.channels",
        "Persona.share",
        "Question.habit",
        "Question.share",
        "Solution.kind",
        "Solution.status",
        "Step.acceptable_time",
        "Step.asks",
        "Step.basis",
        "Step.emotion",
        "Step.moment_of_truth",
        "Step.requests_feedback",
        "Step.thoughts Step.quotes Step.notes",
        "System.availability",
        "System.holds Branch.carries Action.collects Action.records",
        "Touchpoint.answers",
        "Touchpoint.community",
        "Touchpoint.channel Persona.channels",
        "Touchpoint.owner System.owner",
    ],
)
def test_what_a_file_does_not_speak_of_is_not_missed(keys: str) -> None:
    """A draft that leaves a matter out altogether is no worse than one that goes into it."""
    for path in BLUEPRINTS:
        data = {key: value for key, value in in_long(path).items() if key != "expectations"}
        assert found(json.dumps(without(keys.split(), data, Blueprint)), path) == []


def test_where_nothing_says_how_information_travels_none_gets_lost() -> None:
    for path in BLUEPRINTS:
        text = json.dumps(without(["System.holds", "Branch.carries"], in_long(path), Blueprint))
        assert "BP502" not in {finding.code for finding in check_text(text, str(path), SETTINGS).findings}


def test_they_use_every_key_of_the_format() -> None:
    keys = {(part, key) for part in shape.parts_in(Blueprint) for key in shape.fields_of(part)}
    unused = keys - {(part, key) for part, key, _ in written()}
    assert sorted(f"{part.__name__}.{key}" for part, key in unused) == []
    assert any(key.startswith("x-") for path in FILES for key in read(path).document.data)


def test_they_use_every_short_form() -> None:
    values = list(written())
    short = {part for part in shape.parts_in(Blueprint) if shape.plain_key(part)}
    unused = short - {part for part, key, _ in values if key is None}
    assert sorted(part.__name__ for part in unused) == []
    assert {isinstance(value, list) for part, key, value in values if (part, key) == (Step, "touchpoints")} == {
        True,
        False,
    }
    assert any(key == "next" and is_share_mapping(value) for _, key, value in values)
    assert any(key == "emotion" and isinstance(value, dict) for _, key, value in values)
    assert any(key == "share" and isinstance(value, float) for _, key, value in values)
    assert any(key == "recovery" and isinstance(value, str) for _, key, value in values)


@cache
def in_long(path: Path) -> dict[str, Any]:
    """A file's blueprint as plain data without any short form."""
    return in_long_form(load(path))


def in_long_form(blueprint: Blueprint) -> dict[str, Any]:
    """A blueprint as plain data without any short form."""
    return blueprint.model_dump(mode="json", by_alias=True, exclude_unset=True)


def found(text: str, path: Path) -> list[str]:
    """What is found in a blueprint that is written as `text`, in the place of a file."""
    return [str(finding) for finding in check_text(text, str(path), SETTINGS).findings]


def without(keys: Sequence[str], value: Any, part: type[Part]) -> Any:
    """A part in its long form as plain data, without some keys (`Step.emotion`) of it and of all parts in it."""
    if not isinstance(value, dict):
        return value
    kept = {key: item for key, item in value.items() if f"{part.__name__}.{key}" not in keys}
    for key, field in shape.fields_of(part).items():
        if key in kept and (inner := field.part) is not None:
            if field.catalogue:
                kept[key] = {id_: without(keys, item, inner) for id_, item in kept[key].items()}
            elif field.many:
                kept[key] = [without(keys, item, inner) for item in kept[key]]
            else:
                kept[key] = without(keys, kept[key], inner)
    return kept


def written() -> Iterator[tuple[type[Part], str | None, Any]]:
    """What stands in the files: the kind of part, its key and the value of that; without a key the part in short."""
    for path in FILES:
        root = Catalogue if path.name.endswith(CATALOGUE_SUFFIX) else Blueprint
        yield from _written(read(path).document.data, root)


def _written(value: Any, part: type[Part]) -> Iterator[tuple[type[Part], str | None, Any]]:
    if not isinstance(value, dict):
        yield part, None, value
        return
    fields = shape.fields_of(part)
    for key in value.keys() & fields.keys():
        yield part, key, value[key]
        if (inner := fields[key].part) is not None:
            for _, item in shape.items_of(value[key], fields[key]):
                yield from _written(item, inner)
