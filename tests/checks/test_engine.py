"""Checking files: what is found where, file names, included files, what two files have in common."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from blueprint.checks.engine import check_file, check_text
from blueprint.checks.result import findings_of
from blueprint.finding import Severity

EXAMPLES = Path(__file__).parents[2] / "examples"

BLUEPRINT = """\
blueprint: v1
title: Shoeshine
{include}stages:
  - name: Shine
    steps:
      - customer: Sit down
"""
CATALOGUE = """\
blueprint: v1
actors:
  shiner: {name: Bootblack, team: 12:30}
"""


def plain():
    return BLUEPRINT.format(include="")


def including(*names):
    return BLUEPRINT.format(include=f"include: [{', '.join(names)}]\n")


def messages(result):
    return [str(finding) for finding in result.findings]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / "blueprint.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_good_file_has_no_findings(folder):
    (folder / "shop.blueprint.yaml").write_text(plain())
    result = check_file("shop.blueprint.yaml")
    assert (result.file, result.findings, result.sources) == ("shop.blueprint.yaml", (), {})


def test_a_file_that_can_not_be_opened_is_an_error_of_the_system():
    with pytest.raises(FileNotFoundError):
        check_file("shop.blueprint.yaml")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("shop.yaml", "shop.blueprint.yaml"),
        ("shop.yml", "shop.blueprint.yaml"),
        ("shop.blueprint.yml", "shop.blueprint.yaml"),
        ("shop", "shop.blueprint.yaml"),
        (".yaml", "service.blueprint.yaml"),
    ],
)
def test_the_name_of_a_blueprint(folder, name, meant):
    (folder / name).write_text(plain())
    result = check_file(name)
    assert messages(result) == [f"{name}:1:1: BP009 the file's name should end in `.blueprint.yaml`: call it `{meant}`"]
    assert result.findings[0].severity is Severity.WARNING


def test_the_name_of_a_file_that_is_no_blueprint_at_all(folder):
    (folder / "shop.txt").write_text("")
    assert [f.code for f in check_file("shop.txt").findings] == ["BP001", "BP009"]


def test_standard_input_has_no_name():
    assert check_text(plain(), "<stdin>").findings == ()


def test_the_name_of_an_included_file(folder):
    (folder / "team.yaml").write_text(CATALOGUE.replace("12:30", "one"))
    (folder / "shop.blueprint.yaml").write_text(including("team.yaml"))
    result = check_file("shop.blueprint.yaml")
    assert messages(result) == [
        (
            "shop.blueprint.yaml:3:11: BP009 the name of an included file should end in `.catalogue.yaml`: "
            "call it `team.catalogue.yaml`"
        )
    ]
    assert result.findings[0].route == ("include", 0)


def test_a_missing_file_is_not_criticised_for_its_name_too(folder):
    (folder / "shop.blueprint.yaml").write_text(including("team.yaml"))
    assert [f.code for f in check_file("shop.blueprint.yaml").findings] == ["BP007"]


def test_a_finding_in_an_included_file_is_there_with_its_text(folder):
    (folder / "team.catalogue.yaml").write_text(CATALOGUE)
    (folder / "shop.blueprint.yaml").write_text(including("team.catalogue.yaml"))
    result = check_file("shop.blueprint.yaml")
    assert messages(result) == [
        'team.catalogue.yaml:3:35: BP004 `12:30` is text here, but other YAML tools read it otherwise: write "12:30"'
    ]
    assert result.sources == {"team.catalogue.yaml": CATALOGUE}


def test_a_comment_in_an_included_file_suppresses_what_is_found_there(folder):
    (folder / "team.catalogue.yaml").write_text(CATALOGUE.rstrip() + "  # blueprint: ignore[BP004] a team of ours\n")
    (folder / "shop.blueprint.yaml").write_text(including("team.catalogue.yaml"))
    assert messages(check_file("shop.blueprint.yaml")) == []


def test_a_broken_included_file_is_shown_though_nothing_came_of_it(folder):
    (folder / "team.catalogue.yaml").write_text("blueprint: v1\nactors: [\n")
    (folder / "shop.blueprint.yaml").write_text(including("team.catalogue.yaml"))
    result = check_file("shop.blueprint.yaml")
    assert {f.code for f in result.findings} == {"BP001"}
    assert result.sources == {"team.catalogue.yaml": "blueprint: v1\nactors: [\n"}


def test_what_two_files_include_is_reported_once(folder):
    (folder / "sub").mkdir()
    (folder / "team.catalogue.yaml").write_text(CATALOGUE)
    (folder / "shop.blueprint.yaml").write_text(including("team.catalogue.yaml"))
    (folder / "sub/shop.blueprint.yaml").write_text(including("../team.catalogue.yaml"))
    results = [check_file(f) for f in ("shop.blueprint.yaml", "sub/shop.blueprint.yaml", "team.catalogue.yaml")]
    assert all(len(result.findings) == 1 for result in results)
    assert [f.file for f in findings_of(results)] == ["team.catalogue.yaml"]


def test_findings_are_in_the_order_of_files_and_places():
    bad = plain().replace("title", "titel").replace("customer", "custmer")
    results = [check_text(bad, name) for name in ("b.blueprint.yaml", "a.blueprint.yaml")]
    assert [(f.file[0], f.span.line) for f in findings_of(results)] == [("a", 2), ("a", 6), ("b", 2), ("b", 6)]


def test_a_check_leaves_nothing_to_the_collector():
    """A thousand files would fill the memory with what only the collector can free."""
    text = (EXAMPLES / "05-omnichannel.as-is.blueprint.yaml").read_text("utf-8")
    check_text(text)
    gc.collect()
    gc.disable()
    try:
        check_text(text)
        assert gc.collect() == 0
    finally:
        gc.enable()
