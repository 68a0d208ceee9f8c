"""A fault that is planted into a good blueprint is found: by its rule and by no other, at its very place."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from blueprint.checks.engine import check_file, check_text, judge
from blueprint.checks.rules import all_rules
from blueprint.source.load import load
from blueprint.source.write import dumps
from tests.checks.mutations import MUTATIONS, Change, Mutation
from tests.checks.test_good import FOLDER, SETTINGS, in_long_form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blueprint.finding import Finding


OF_THE_TEXT = {"BP004", "BP008", "BP009"}
OF_THE_MODEL = [m for m in MUTATIONS if m.code not in OF_THE_TEXT and not all_rules()[m.code].keeps_from_reading]
"""The faults that are in what a file says, not in how it says it."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the good blueprints, and a root above which nothing may be included."""
    copied = Path(copytree(FOLDER, tmp_path / "good"))
    (copied / "blueprint.toml").touch()
    return copied


def test_there_is_a_mutation_for_each_rule() -> None:
    assert {code for code in all_rules() if code.startswith("BP")} == {mutation.code for mutation in MUTATIONS}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: f"{mutation.code} {mutation.blueprint}")
def test_the_planted_fault_is_found_where_it_is(mutation: Mutation, folder: Path) -> None:
    blueprint, spot = planted(mutation, folder)
    result = check_file(blueprint, SETTINGS)
    assert result.crashes == ()
    assert [f.code for f in result.findings] == [mutation.code], listed(result.findings)
    (found,) = result.findings
    assert found.span == spot, listed(result.findings)
    assert Path(found.file).name == (mutation.file or blueprint.name)


@pytest.mark.parametrize("mutation", OF_THE_MODEL, ids=lambda mutation: f"{mutation.code} {mutation.blueprint}")
def test_the_planted_fault_is_found_however_it_is_written(mutation: Mutation, folder: Path) -> None:
    blueprint, _ = planted(mutation, folder)
    in_short, in_long = dumps(load(blueprint)), json.dumps(in_long_form(load(blueprint)))
    assert [finding.code for finding in check_text(in_short, str(blueprint), SETTINGS).findings] == [mutation.code]
    assert [finding.code for finding in check_text(in_long, str(blueprint), SETTINGS).findings] == [mutation.code]


@pytest.mark.parametrize("mutation", {m.code: m for m in MUTATIONS}.values(), ids=lambda mutation: mutation.code)
def test_a_comment_suppresses_the_fault(mutation: Mutation, folder: Path) -> None:
    blueprint, _ = planted(mutation, folder)
    (found,) = check_file(blueprint, SETTINGS).findings
    if not all_rules()[mutation.code].can_be_suppressed:
        return
    file = Path(found.file)
    lines = file.read_text(encoding="utf-8").splitlines()
    lines.insert(found.span.line - 1, f"# blueprint: ignore[{mutation.code}] we know")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert listed(check_file(blueprint, SETTINGS).findings) == ""


def test_a_shared_item_that_no_blueprint_uses(folder: Path) -> None:
    """What one blueprint leaves unused may be what another needs: that is judged over the folder."""
    change = ("systems:\n", "systems:\n  ⟦pacs⟧: {name: 影像系统, owner: 信息科}\n")
    spot = plant((change,), folder / "hospital.catalogue.yaml")
    results = [check_file(path, SETTINGS) for path in sorted(folder.glob("*.blueprint.yaml"))]
    assert [finding for result in results for finding in result.findings] == []
    findings, crashes = judge(results, SETTINGS, folders=(str(folder),))
    assert crashes == []
    assert [(f.code, Path(f.file).name, f.span) for f in findings] == [("BP109", "hospital.catalogue.yaml", spot)]


def test_blueprints_that_detail_each_other_in_a_circle(folder: Path) -> None:
    change = ("moment_of_truth: true\n", "moment_of_truth: true\n        expands: ⟦hospital-stay.blueprint.yaml⟧\n")
    spot = plant((change,), folder / "clinic-visit.blueprint.yaml")
    results = [check_file(path, SETTINGS) for path in sorted(folder.glob("*.blueprint.yaml"))]
    findings, crashes = judge(results, SETTINGS, folders=(str(folder),))
    assert crashes == []
    assert {finding.code for finding in findings} == {"BP114"}
    assert ("clinic-visit.blueprint.yaml", spot) in {(Path(finding.file).name, finding.span) for finding in findings}


def planted(mutation: Mutation, folder: Path) -> tuple[Path, tuple[int, int, int, int]]:
    """Make a mutation in a copy of the good blueprints; returns the blueprint and the place of the fault."""
    blueprint = folder / f"{mutation.blueprint}.blueprint.yaml"
    spot = plant(mutation.changes, folder / mutation.file if mutation.file else blueprint)
    if mutation.renamed is None:
        return blueprint, spot
    old, new = (folder / name for name in mutation.renamed)
    old.rename(new)
    return (new if blueprint == old else blueprint), spot


def plant(changes: Iterable[Change], file: Path) -> tuple[int, int, int, int]:
    """Make the changes; returns the place of what is between the marks."""
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, f"stands {text.count(old)} times: {old}"
        text = text.replace(old, new)
    before, marked, after = text.replace("⟧", "⟦").split("⟦")
    file.write_text(before + marked + after, encoding="utf-8", errors="surrogateescape")
    return (*position(before), *position(before + marked))


def position(before: str) -> tuple[int, int]:
    """The line and the column that follow a text, counted from 1."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def listed(findings: Iterable[Finding]) -> str:
    return "\n".join(map(str, findings))
