"""What pre-commit runs for others is a command that there is, on the files that it is for."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from blueprint.cli.group import group

ROOT = Path(__file__).parents[1]
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}

GOOD = """\
blueprint: v1
title: 擦鞋

stages:
  - name: Shine
    steps:
      - customer: 坐下
"""


def run_hook(id_, *files):
    """Run a hook as pre-commit does: its entry and its arguments, then the names of the files."""
    program, *arguments = shlex.split(HOOKS[id_]["entry"]) + HOOKS[id_].get("args", [])
    assert program == "blueprint"
    given = [] if HOOKS[id_].get("pass_filenames") is False else files
    return CliRunner().invoke(group, [*arguments, *given], prog_name="blueprint")


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_the_hooks():
    assert {id_: hook["entry"] for id_, hook in HOOKS.items()} == {
        "blueprint-check": "blueprint check",
        "blueprint-check-all": "blueprint check",
        "blueprint-fmt": "blueprint fmt",
    }
    assert {hook["language"] for hook in HOOKS.values()} == {"python"}


@pytest.mark.parametrize("id_", HOOKS)
def test_pre_commit_can_read_them(id_):
    """Its own reader knows what a hook may say."""
    pytest.importorskip("pre_commit")
    from pre_commit.clientlib import load_manifest

    assert id_ in {hook["id"] for hook in load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))}


@pytest.mark.parametrize(
    ("path", "hooks"),
    [
        ("shop.blueprint.yaml", ["blueprint-check", "blueprint-check-all", "blueprint-fmt"]),
        ("服务/擦鞋.blueprint.yaml", ["blueprint-check", "blueprint-check-all", "blueprint-fmt"]),
        ("people.catalogue.yaml", ["blueprint-check", "blueprint-check-all", "blueprint-fmt"]),
        ("blueprint.toml", ["blueprint-check-all"]),
        ("services/pyproject.toml", ["blueprint-check-all"]),
        ("my-blueprint.toml", []),
        ("shop.yaml", []),
        ("shop.blueprint.yaml.orig", []),
        ("shop-blueprint.yaml", []),
    ],
)
def test_the_files_that_they_run_on(path, hooks):
    assert [id_ for id_, hook in HOOKS.items() if re.search(hook["files"], path)] == hooks


def test_a_good_file_passes():
    Path("a.blueprint.yaml").write_text(GOOD, "utf-8")
    assert [run_hook(id_, "a.blueprint.yaml").exit_code for id_ in HOOKS] == [0, 0, 0]
    assert Path("a.blueprint.yaml").read_text("utf-8") == GOOD


@pytest.mark.parametrize("id_", ["blueprint-check", "blueprint-check-all"])
def test_a_bad_file_fails_with_its_place(id_):
    Path("a.blueprint.yaml").write_text(GOOD.replace("customer", "custmer"), "utf-8")
    result = run_hook(id_, "a.blueprint.yaml")
    assert result.exit_code == 1
    assert result.output == ("a.blueprint.yaml:7:9: BP002 a step has no key `custmer`; did you mean `customer`?\n")


def test_a_catalogue_by_itself_breaks_what_includes_it():
    """That is what the hook for all is for."""
    catalogue = Path("people.catalogue.yaml")
    catalogue.write_text("blueprint: v1\nactors: {shiner: Shiner}\n", "utf-8")
    including = GOOD.replace("title", "include: people.catalogue.yaml\ntitle")
    Path("a.blueprint.yaml").write_text(f"{including}        frontstage: {{does: Brush, actor: brusher}}\n", "utf-8")
    assert run_hook("blueprint-check", str(catalogue)).exit_code == 0
    assert "BP101 there is no actor `brusher`" in run_hook("blueprint-check-all", str(catalogue)).output


def test_an_untidy_file_is_rewritten():
    """pre-commit itself fails where a hook changes a file."""
    Path("a.blueprint.yaml").write_text(GOOD.replace("\n\n", "\n"), "utf-8")
    assert run_hook("blueprint-fmt", "a.blueprint.yaml").exit_code == 0
    assert Path("a.blueprint.yaml").read_text("utf-8") == GOOD


def test_the_documentation_names_them():
    page = (ROOT / "docs/how-to/check-in-ci.md").read_text("utf-8")
    assert set(re.findall(r"id: (blueprint-[\w-]+)", page)) <= set(HOOKS)
    assert all(id_ in page for id_ in HOOKS)


def test_the_entry_is_installed_with_the_package():
    scripts = (ROOT / "pyproject.toml").read_text("utf-8")
    assert 'blueprint = "blueprint.cli.main:main"' in scripts
