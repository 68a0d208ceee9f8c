"""`bp.check`: a file or a blueprint in memory; what is found shows itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import blueprint as bp
from blueprint.finding import Severity

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file():
    found = bp.check(EXAMPLES / "08-hotel-umbrella.blueprint.yaml", today=DAY)
    assert [finding.code for finding in found] == ["BP305", "BP305"]
    assert isinstance(found[0], bp.Finding)
    assert repr(found) == "1 file checked: 2 pieces of advice"
    assert str(found).count("BP305") == 2


def test_a_blueprint_in_memory_is_checked_as_it_would_be_written():
    path = EXAMPLES / "03-holiday-train.as-is.blueprint.yaml"
    in_memory = bp.check(bp.load(path), today=DAY)
    assert sorted((f.code, f.message) for f in in_memory) == sorted(
        (f.code, f.message) for f in bp.check(path, today=DAY)
    )


def test_a_change_of_the_service_is_checked_at_once():
    b = bp.load(EXAMPLES / "08-hotel-umbrella.blueprint.yaml")
    assert bp.check(b, today=DAY).of("BP305")
    rare = b.model_copy(update={"stages": [
        stage.model_copy(update={"steps": tuple(
            step.model_copy(update={"delights": ()}) for step in stage.steps
        )}) for stage in b.stages
    ]})  # fmt: skip
    assert not bp.check(rare, today=DAY).of(["BP305"])


def test_the_configuration_of_the_folder_holds(folder):
    b = bp.load(EXAMPLES / "08-hotel-umbrella.blueprint.yaml")
    (folder / "blueprint.toml").write_text('[severity]\nBP305 = "error"\n')
    assert {f.severity for f in bp.check(b, today=DAY)} == {Severity.ERROR}


def test_a_broken_file_has_findings_too(folder):
    path = folder / "x.blueprint.yaml"
    path.write_text("blueprint: v1\ntitel: x\n")
    assert "BP002" in {f.code for f in bp.check(path)}
    with pytest.raises(FileNotFoundError):
        bp.check(folder / "gone.blueprint.yaml")


def test_in_a_notebook(folder):
    path = folder / "x.blueprint.yaml"
    path.write_text("blueprint: v1\n<b>x</b>: x\n")
    html = bp.check(path)._repr_html_()
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    assert bp.check(bp.load(EXAMPLES / "10-hotel-night.blueprint.yaml"), today=DAY)._repr_html_() == (
        "<p>1 file checked: nothing to report</p>"
    )


def test_a_rule_that_fails_is_an_error_not_silence(monkeypatch):
    from blueprint.checks.result import FileResult
    from blueprint.finding import Crash

    crashed = FileResult("x", (), {}, (Crash("x", "ACME001", "KeyError: 1"),))
    monkeypatch.setattr("blueprint.reports.checked.check_file", lambda *_: crashed)
    with pytest.raises(bp.CheckError, match="x: the rule ACME001 failed: KeyError: 1"):
        bp.check("x")
