"""`blueprint check`: files and folders, formats, exit status."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import BAD, GOOD, WARNS

TITEL = "2:1: BP002 a blueprint has no key `titel`; did you mean `title`?"


def test_a_good_file(run, write):
    write("shop.blueprint.yaml")
    result = run("check", "shop.blueprint.yaml")
    assert (result.exit_code, result.output) == (0, "")


def test_a_bad_file_in_a_pipe_is_concise(run, write):
    write("shop.blueprint.yaml", BAD)
    result = run("check", "shop.blueprint.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (1, f"shop.blueprint.yaml:{TITEL}\n", "")


def test_full(run, write):
    write("a.blueprint.yaml", BAD)
    write("b.blueprint.yaml", WARNS)
    result = run("check", "--format", "full")
    assert result.exit_code == 1
    assert result.stdout == (
        "a.blueprint.yaml:2:1: error BP002 not-the-format\n"
        "  a blueprint has no key `titel`; did you mean `title`?\n"
        "  2 | titel: Shoeshine\n"
        "    | ^^^^^\n"
        "\n"
        "b.blueprint.yaml:11:16: warning BP004 ambiguous-scalar\n"
        '  `12:30` is text here, but other YAML tools read it otherwise: write "12:30"\n'
        "  11 |         notes: 12:30\n"
        "     |                ^^^^^\n"
        "\n"
    )
    assert result.stderr == "2 files checked: 1 error, 1 warning\n"


def test_full_without_findings(run, write):
    write("shop.blueprint.yaml")
    result = run("check", "--format", "full")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "1 file checked: nothing to report\n")


def test_json(run, write):
    write("a.blueprint.yaml", BAD)
    write("b.blueprint.yaml", WARNS)
    result = run("check", "--format", "json")
    report = json.loads(result.stdout)
    assert [(f["code"], f["file"], f["path"]) for f in report["findings"]] == [
        ("BP002", "a.blueprint.yaml", ["titel"]),
        ("BP004", "b.blueprint.yaml", []),
    ]
    assert report["summary"] == {"files": 2, "errors": 1, "warnings": 1, "advice": 0}
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("text", "level", "status"),
    [
        (GOOD, "advice", 0),
        (WARNS, "error", 0),
        (WARNS, "warning", 1),
        (WARNS, "advice", 1),
        (BAD, "error", 1),
        (BAD, "advice", 1),
    ],
)
def test_what_makes_the_check_fail(run, write, text, level, status):
    write("shop.blueprint.yaml", text)
    assert run("check", "--fail-on", level).exit_code == status


def test_standard_input(run):
    result = run("check", "-", input=BAD)
    assert (result.exit_code, result.stdout) == (1, f"<stdin>:{TITEL}\n")


def test_standard_input_may_be_no_text(run):
    result = run("check", "-", input=b"\xff\xfe\x00")
    assert (result.exit_code, result.stdout) == (1, "<stdin>:1:1: BP006 the file is in UTF-16; save it as UTF-8\n")


# -- files that can't be opened ----------------------------------------------------------------------------------


def test_a_file_that_is_not_there(run, write):
    write("shop.blueprint.yaml", BAD)
    result = run("check", "shpo", "shop.blueprint.yaml")
    assert result.exit_code == 2
    assert result.stdout == f"shop.blueprint.yaml:{TITEL}\n"
    assert result.stderr == "shpo: No such file or directory; did you mean `shop.blueprint.yaml`?\n"


def test_a_path_through_a_file(run, write):
    write("shop.blueprint.yaml")
    result = run("check", "shop.blueprint.yaml/x")
    assert (result.exit_code, result.stderr) == (2, "shop.blueprint.yaml/x: Not a directory\n")


def test_each_file_that_is_not_there_is_named(run):
    assert run("check", "b", "a").stderr == "a: No such file or directory\nb: No such file or directory\n"


def test_a_link_that_leads_nowhere(run, folder):
    (folder / "gone.blueprint.yaml").symlink_to("nowhere")
    result = run("check")
    assert (result.exit_code, result.stderr) == (2, "gone.blueprint.yaml: No such file or directory\n")


def test_a_name_can_not_speak_to_the_terminal(run):
    assert run("check", "\x1b[31m\u202e").stderr == "\\x1b[31m\\u202e: No such file or directory\n"


# -- folders -----------------------------------------------------------------------------------------------------


def checked(result):
    return [line.partition(":")[0] for line in result.stdout.splitlines()]


def test_a_folder_is_searched_to_the_bottom(run, write):
    for name in ("b.blueprint.yaml", "a/x.blueprint.yaml", "a/b/c/d.blueprint.yaml", ".hidden/h.blueprint.yaml"):
        write(name, BAD)
    for name in ("x.yaml", "team.catalogue.yaml", "blueprint.yaml", ".venv/v.blueprint.yaml", ".git/g.blueprint.yaml"):
        write(name, BAD)
    write("web/node_modules/n.blueprint.yaml", BAD)
    assert checked(run("check")) == [
        ".hidden/h.blueprint.yaml",
        "a/b/c/d.blueprint.yaml",
        "a/x.blueprint.yaml",
        "b.blueprint.yaml",
    ]
    assert checked(run("check", "a")) == ["a/b/c/d.blueprint.yaml", "a/x.blueprint.yaml"]
    assert checked(run("check", "./a/")) == ["a/b/c/d.blueprint.yaml", "a/x.blueprint.yaml"]


def test_a_folder_without_blueprints(run, write):
    write("docs/team.catalogue.yaml")
    result = run("check", "docs")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "docs: there is no *.blueprint.yaml in this folder\n"


def test_this_folder_without_blueprints(run):
    result = run("check")
    assert (result.exit_code, result.stderr) == (2, ".: there is no *.blueprint.yaml in this folder\n")


def test_a_file_is_checked_once(run, write, folder):
    write("a/shop.blueprint.yaml", BAD)
    (folder / "link.blueprint.yaml").symlink_to("a/shop.blueprint.yaml")
    result = run("check", "a", "a/shop.blueprint.yaml", "a/../a/shop.blueprint.yaml", folder / "a", "--format", "full")
    assert result.stderr == "1 file checked: 1 error\n"
    assert run("check", ".", "--format", "full").stderr == "1 file checked: 1 error\n"


def test_links_to_folders_are_not_followed(run, write, folder):
    write("a/shop.blueprint.yaml", BAD)
    (folder / "a/circle").symlink_to("..")
    assert checked(run("check")) == ["a/shop.blueprint.yaml"]


def test_a_catalogue_is_checked_when_it_is_named(run, write):
    write("team.catalogue.yaml", "blueprint: v1\nactrs: {a: A}\n")
    assert checked(run("check", "team.catalogue.yaml")) == ["team.catalogue.yaml"]


def test_gitignore(run, write, folder):
    (folder / ".git").mkdir()
    write(".gitignore", "build/\n*.old.blueprint.yaml\n/top.blueprint.yaml\n!keep.old.blueprint.yaml\n\x00!\n!\n")
    write("sub/.gitignore", "draft*\n!build/\n")
    for name in (
        "a.blueprint.yaml", "a.old.blueprint.yaml", "keep.old.blueprint.yaml", "top.blueprint.yaml",
        "build/x.blueprint.yaml", "sub/top.blueprint.yaml", "sub/draft.blueprint.yaml", "sub/build/y.blueprint.yaml",
    ):  # fmt: skip
        write(name, BAD)
    expected = ["a.blueprint.yaml", "keep.old.blueprint.yaml", "sub/build/y.blueprint.yaml", "sub/top.blueprint.yaml"]
    assert checked(run("check")) == expected
    assert checked(run("check", "sub")) == expected[2:]


def test_gitignore_above_the_folder_holds_too(run, write, folder, monkeypatch):
    (folder / ".git").mkdir()
    write(".gitignore", "*.old.blueprint.yaml\n")
    write("sub/a.old.blueprint.yaml", BAD)
    write("sub/b.blueprint.yaml", BAD)
    monkeypatch.chdir(folder / "sub")
    assert checked(run("check")) == ["b.blueprint.yaml"]


def test_a_file_that_is_named_is_checked_though_git_ignores_it(run, write, folder):
    (folder / ".git").mkdir()
    write(".gitignore", "*\n")
    write("a.blueprint.yaml", BAD)
    assert checked(run("check", "a.blueprint.yaml")) == ["a.blueprint.yaml"]
    assert run("check").stderr == ".: there is no *.blueprint.yaml in this folder that git doesn't ignore\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_closed_folder(run, write, folder):
    write("a/shop.blueprint.yaml")
    (folder / "a").chmod(0)
    result = run("check")
    (folder / "a").chmod(0o700)
    assert (result.exit_code, result.stderr) == (2, "a: Permission denied\n")


def test_the_examples_are_clean(run):
    result = run("check", Path(__file__).parents[2] / "examples", "--fail-on", "advice", "--format", "full")
    assert (result.exit_code, result.stdout) == (0, "")


# -- usage -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--fail-on", "eror"], "`eror` is not one of error, warning, advice; did you mean `error`?"),
        (["--format", "xml"], "`xml` is not one of full, concise, json"),
        (["--formt", "json"], "No such option '--formt'. Did you mean '--format'?"),
    ],
)
def test_wrong_options(run, args, message):
    result = run("check", *args)
    assert result.exit_code == 2
    assert message in result.stderr
