"""Files -> blueprints: the doorways `load`, `loads`, `read` and `read_data`."""

from __future__ import annotations

from pathlib import Path

import pytest

from blueprint.finding import BlueprintError, Severity, Span
from blueprint.model.blueprint import Blueprint
from blueprint.source.load import LoadError, Reading, derived_id, load, loads, read, read_data
from tests.source.reading import SOUND, shown

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name)
def test_examples_load_without_a_finding(path):
    reading = read(path)
    assert [str(f) for f in reading.findings] == []
    assert isinstance(reading.blueprint, Blueprint)
    assert reading.blueprint.id == path.name.removesuffix(".blueprint.yaml")


def test_load(tmp_path):
    path = tmp_path / "a.blueprint.yaml"
    path.write_text(SOUND, encoding="utf-8")
    assert load(path) == load(str(path)) == loads(SOUND, "a.blueprint.yaml")
    assert load(path).title == "T"


def test_load_reports_all_errors_at_once_in_the_order_of_the_file(tmp_path):
    path = tmp_path / "a.blueprint.yaml"
    path.write_text(
        SOUND + "    wait: 5\n    tiem: 2m\n    asks: [no, q]\n    emotion: 9\n    wait: 2m\n", encoding="utf-8"
    )
    with pytest.raises(LoadError) as caught:
        load(path)
    assert [shown(f) for f in caught.value.findings] == [
        "7:11-12: BP002 the duration 5 has no unit; did you mean `5s`, `5m` or `5h`?",
        "8:5-9: BP002 a step has no key `tiem`; did you mean `time`?",
        "9:12-14: BP101 there is no question `no`; define it under `questions`",
        "9:16-17: BP101 there is no question `q`; define it under `questions`",
        "10:14-15: BP002 `emotion` must be a number from -2 to +2, not the number 9",
        "11:5-9: BP003 the key `wait` is already given on line 7 (also 7:5)",
    ]
    assert all(f.file == str(path) for f in caught.value.findings)
    assert all(f.severity is Severity.ERROR for f in caught.value.findings)
    assert str(caught.value).splitlines()[0] == f"{path}:7:11: BP002 {caught.value.findings[0].message}"
    assert isinstance(caught.value, BlueprintError)


def test_a_missing_file_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "nothing.blueprint.yaml")
    with pytest.raises(IsADirectoryError):
        load(tmp_path)


def test_warnings_are_kept_but_do_not_keep_a_file_from_loading():
    reading = read_data(SOUND + "    notes: no\n")
    assert [shown(f) for f in reading.findings] == [
        '7:12-14: BP004 `no` is text here, but other YAML tools read it otherwise: write "no"'
    ]
    assert reading.findings[0].severity is Severity.WARNING
    assert reading.blueprint.stages[0].steps[0].notes == ("no",)


def test_a_scalar_that_is_wrong_is_not_called_ambiguous_too():
    reading = read_data(SOUND + "    wait: 12:30\n")
    assert [f.code for f in reading.findings] == ["BP002"]


@pytest.mark.parametrize(
    "key", ["reviewed: ", "sources: {s: {name: x, date: ", "metrics: {m: {name: x, actual: {value: 1, date: "]
)
def test_a_date_needs_no_quotes(key):
    closing = "}" * key.count("{")
    assert read_data(f"{SOUND}{key}2026-10-01{closing}\n").findings == ()


def test_text_and_bytes():
    assert loads(SOUND) == loads(SOUND.encode()) == loads("\ufeff" + SOUND) == loads(b"\xef\xbb\xbf" + SOUND.encode())


def test_the_id_comes_from_the_name_of_the_file():
    assert loads(SOUND, "shop/checkout.blueprint.yaml").id == "checkout"
    assert loads("id: own\n" + SOUND, "checkout.blueprint.yaml").id == "own"


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("a.blueprint.yaml", "a"),
        ("a b (1).blueprint.yaml", "a-b--1-"),
        ("酒店.blueprint.yaml", "酒店"),
        (".blueprint.yaml", "blueprint"),
        ("a.to-be.blueprint.yaml", "a.to-be"),
        ("end.blueprint.yaml", "end-blueprint"),
    ],
)
def test_derived_id(name, id_):
    assert derived_id(Path(name)) == id_


@pytest.mark.parametrize(
    "name",
    ["to.blueprint.yaml", "end.blueprint.yaml", "\u00b2.blueprint.yaml", "①.blueprint.yaml", "e\u0301.blueprint.yaml"],
)
def test_no_name_of_a_file_makes_a_sound_blueprint_wrong(name):
    reading = read_data(SOUND, name)
    assert [str(f) for f in reading.findings] == []


def test_a_catalogue_file_alone():
    reading = read_data("blueprint: v1\nactors: {a: {nmae: A}}\ntitle: x\n", "team.catalogue.yaml")
    assert isinstance(reading, Reading)
    assert reading.blueprint is None
    assert [shown(f) for f in reading.findings] == [
        "2:14-18: BP002 an actor has no key `nmae`; did you mean `name`?",
        "3:1-6: BP002 a catalogue file has no key `title`; it is a key of a blueprint",
    ]


def test_routes_lead_into_the_text_as_it_is_written():
    reading = read_data(SOUND + "    frontstage: {does: x, time: 5}\n    next: {end: 70, a: 30%}\n")
    assert [f.route for f in reading.findings] == [
        ("stages", 0, "steps", 0, "frontstage", "time"),
        ("stages", 0, "steps", 0, "next", "end"),
        ("stages", 0, "steps", 0, "next", "a"),
    ]


def test_findings_know_the_name_of_their_rule():
    (finding,) = read_data("").findings
    assert (finding.code, finding.name, finding.span) == ("BP001", "not-yaml", Span(1, 1, 1, 1))


def test_extensions_are_kept_and_ignored():
    blueprint = loads("x-team: {a: [1]}\n" + SOUND + "    x-colour: red\n")
    assert blueprint.model_extra == {"x-team": {"a": [1]}}
    assert blueprint.stages[0].steps[0].model_extra == {"x-colour": "red"}


def test_a_thousand_errors_are_enough():
    reading = read_data(SOUND + "".join(f"  - wait: {n}\n" for n in range(1500)))
    assert len(reading.findings) == 1001
    assert (
        shown(reading.findings[-1])
        == "1007:11-15: BP002 500 more things are wrong; they are shown when these are mended"
    )
