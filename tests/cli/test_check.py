"""`blueprint check`: files and folders, formats, exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from blueprint.checks.settings import LEVELS
from blueprint.cli import quick
from blueprint.cli.quick import quick_check
from blueprint.reports.formats import FORMATS
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


# -- what is checked, and how strictly ---------------------------------------------------------------------------


def test_a_configuration(run, write):
    write("shop.blueprint.yaml", WARNS)
    write("blueprint.toml", 'fail-on = "warning"\n')
    assert run("check").exit_code == 1
    assert run("check", "--fail-on", "error").exit_code == 0
    write("blueprint.toml", '[severity]\nBP004 = "error"\n')
    assert run("check").exit_code == 1
    write("pyproject.toml", '[tool.blueprint]\nignore = ["BP004"]\n')
    assert run("check").exit_code == 1, "blueprint.toml comes first"
    (write("blueprint.toml")).unlink()
    assert (run("check").exit_code, run("check").stdout) == (0, "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("select = [", "blueprint.toml: this is no TOML: "),
        ('fail-on = "eror"', "blueprint.toml:1: `eror` is not one of error, warning, advice; did you mean `error`?\n"),
        ('ignore = ["BP9999"]', "blueprint.toml:1: there is no rule `BP9999`\n"),
        ('baseline = "../known.json"', "blueprint.toml:1: the baseline `../known.json` leads out of the folder of "),
        ('baseline = "known.json"', "known.json: there is no such baseline; make it with --update-baseline\n"),
    ],
)
def test_a_configuration_that_can_not_be_meant(run, write, text, message):
    write("shop.blueprint.yaml", WARNS)
    write("blueprint.toml", text)
    result = run("check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(message) or f"/{message}" in result.stderr


def test_options_choose_too(run, write):
    write("shop.blueprint.yaml", WARNS)
    assert run("check", "--ignore", "BP004").stdout == ""
    assert run("check", "--ignore", "BP0", "--select", "BP004").stdout != ""
    assert run("check", "--select", "BP1,BP2").stdout == ""
    assert run("check", "--severity", "BP004=error").exit_code == 1


# -- many outputs ------------------------------------------------------------------------------------------------


def test_each_output_takes_the_format_before_it(run, write, folder):
    write("shop.blueprint.yaml", BAD)
    args = (
        "--format",
        "sarif",
        "--output",
        "a.sarif",
        "--format",
        "concise",
        "--format",
        "junit",
        "-o",
        "b.txt",
        "-o",
        "c.md",
    )
    result = run("check", *args)
    assert (result.exit_code, result.stdout) == (1, f"shop.blueprint.yaml:{TITEL}\n")
    assert json.loads((folder / "a.sarif").read_text())["version"] == "2.1.0"
    assert (folder / "b.txt").read_text().startswith("<?xml")
    assert "BP002" in (folder / "c.md").read_text()


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["-o", "x.foo"], "in which format? Write --format FORMAT before --output x.foo"),
        (["--format", "json", "--format", "full"], "only one format can go to standard output"),
        (["--severity", "BP004"], "--severity: write CODE=LEVEL, like BP203=error, not `BP004`"),
        (["--today", "1.10.2026"], "--today: `1.10.2026` is no date; write it like 2026-10-01"),
        (["--fix", "--diff"], "--fix, --diff and --update-baseline go one at a time"),
    ],
)
def test_options_that_can_not_be_meant(run, write, args, message):
    write("shop.blueprint.yaml")
    result = run("check", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_an_output_that_can_not_be_written(run, write):
    write("shop.blueprint.yaml")
    result = run("check", "-o", "nowhere/a.json", "-o", "b.json")
    assert (result.exit_code, result.stderr) == (2, "nowhere/a.json: the folder `nowhere` does not exist\n")
    assert Path("b.json").exists()


# -- baseline ----------------------------------------------------------------------------------------------------


def test_what_is_known_is_hidden_until_it_changes(run, write):
    write("shop.blueprint.yaml", WARNS)
    made = run("check", "--baseline", "known.json", "--update-baseline")
    assert (made.exit_code, made.stderr) == (0, "known.json: 1 known finding, 1 new, 0 gone\n")
    strict = ("check", "--fail-on", "advice", "--format", "full")
    assert run(*strict).exit_code == 1
    known = run(*strict, "--baseline", "known.json")
    assert (known.exit_code, known.stdout) == (0, "")
    assert known.stderr == "1 file checked: nothing to report; 1 finding hidden by the baseline\n"
    write("blueprint.toml", 'baseline = "known.json"\n')
    assert run(*strict).exit_code == 0
    write("shop.blueprint.yaml", WARNS + "        thoughts: yes\n")
    assert [line.partition(" BP")[0] for line in run("check").stdout.splitlines()] == ["shop.blueprint.yaml:12:19:"]
    write("shop.blueprint.yaml", GOOD)
    assert run("check", "--update-baseline").stderr.endswith("known.json: 0 known findings, 0 new, 1 gone\n")


def test_what_can_not_be_read_can_not_be_known(run, write):
    write("shop.blueprint.yaml", BAD)
    made = run("check", "--baseline", "known.json", "--update-baseline")
    assert made.exit_code == 1
    assert "1 finding keeps a file from being read, which no baseline hides: mend that first" in made.stderr
    assert run("check", "--baseline", "known.json").exit_code == 1


def test_a_baseline_of_half_a_check_is_not_written(run, write):
    write("shop.blueprint.yaml", WARNS)
    result = run("check", "shop.blueprint.yaml", "gone.yaml", "--baseline", "known.json", "--update-baseline")
    assert result.exit_code == 2
    assert result.stderr.endswith("the baseline stays as it is: not all could be checked\n")
    assert not Path("known.json").exists()


def test_a_baseline_is_of_all_rules(run, write):
    write("shop.blueprint.yaml", WARNS)
    result = run("check", "--select", "BP3", "--baseline", "known.json", "--update-baseline")
    assert (result.exit_code, result.stderr) == (
        2,
        "a baseline is of all rules: leave --select, --ignore and --severity out, or configure them\n",
    )
    assert not Path("known.json").exists()


def test_a_baseline_has_to_be_named(run, write):
    write("shop.blueprint.yaml", WARNS)
    result = run("check", "--update-baseline")
    assert result.exit_code == 2
    assert result.stderr.startswith("which file? Say --baseline FILE")


# -- fixes -------------------------------------------------------------------------------------------------------

FIXED = WARNS.replace("12:30", '"12:30"')


def test_fix(run, write):
    path = write("shop.blueprint.yaml", WARNS)
    result = run("check", "--fix", "--fail-on", "advice")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "1 problem fixed in 1 file\n")
    assert path.read_text() == FIXED
    assert run("check", "--fix").stderr == ""


def test_fix_standard_input(run):
    result = run("check", "-", "--fix", input=WARNS)
    assert (result.exit_code, result.stdout, result.stderr) == (0, FIXED, "1 problem fixed in 1 file\n")
    broken = run("check", "-", "--fix", input=BAD.replace("titel", "x"))
    assert (broken.exit_code, broken.stdout) == (1, BAD.replace("titel", "x"))
    assert "BP002" in broken.stderr


def test_diff(run, write):
    path = write("shop.blueprint.yaml", WARNS)
    result = run("check", "--diff")
    assert result.exit_code == 1
    assert '-        notes: 12:30\n+        notes: "12:30"\n' in result.stdout
    assert result.stderr == "1 problem can be fixed in 1 file\n"
    assert path.read_text() == WARNS
    write("shop.blueprint.yaml", GOOD)
    assert (run("check", "--diff").exit_code, run("check", "--diff").stderr) == (0, "there is nothing to fix\n")


def test_what_is_hidden_is_not_fixed(run, write):
    path = write("shop.blueprint.yaml", WARNS)
    run("check", "--baseline", "known.json", "--update-baseline")
    run("check", "--baseline", "known.json", "--fix")
    run("check", "--ignore", "BP004", "--fix")
    assert path.read_text() == WARNS


# -- quick --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "args",
    [[], ["--format", "full"], ["--format=json"], ["--fail-on", "warning"], ["shop.blueprint.yaml", "gone"], ["-"]],
)
def test_what_is_understood_quickly_is_understood_the_same(run, process, write, args):
    write("shop.blueprint.yaml", WARNS)
    slow = run("check", *args, input=WARNS)
    for _ in range(2):  # the second comes from the cache
        quick = process("check", *args, input=WARNS.encode())
        assert (quick.returncode, quick.stdout.decode(), quick.stderr.decode()) == (
            slow.exit_code, slow.stdout, slow.stderr,
        )  # fmt: skip


@pytest.mark.parametrize(
    "args",
    [
        ["--help"],
        ["--select", "BP1"],
        ["--format", "xml"],
        ["--format"],
        ["--format", "json", "--format", "json"],
        ["--x"],
    ],
)
def test_what_is_not_understood_quickly(args):
    assert quick_check(args) is None


def test_the_quick_way_knows_the_same_words():
    assert {"--format": tuple(FORMATS), "--fail-on": LEVELS} == quick._VALUES


def test_what_has_not_changed_needs_neither_click_nor_pydantic(process, write):
    write("shop.blueprint.yaml", WARNS)
    code = "import sys; sys.argv = ['blueprint', 'check']; from blueprint.cli.main import _run; _run(); print(*sys.modules)"
    process("check")
    source = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": source},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"click", "pydantic", "yaml", "blueprint.checks.engine"} & set(done.stdout.split())


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
