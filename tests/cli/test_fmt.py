"""`blueprint fmt`: rewrites, checks and shows; keeps byte-order marks and line ends."""

from __future__ import annotations

import pytest

from blueprint.source.tidy import tidy
from tests.cli.conftest import BAD, GOOD

UNTIDY = "title: Shoeshine\nblueprint: v1\nstages:\n  - {name: Shine, steps: [{customer: Sit down}]}\n"
TIDY = tidy(UNTIDY, "a.blueprint.yaml")


def test_the_sample_is_untidy():
    assert TIDY != UNTIDY
    assert TIDY.startswith("blueprint: v1\ntitle: Shoeshine\n")


def test_rewrites_what_is_untidy(run, write):
    a, b = write("a.blueprint.yaml", UNTIDY), write("b.blueprint.yaml", TIDY)
    stamp = b.stat().st_mtime_ns
    result = run("fmt")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "Rewrote a.blueprint.yaml\n", "")
    assert a.read_text() == TIDY
    assert b.stat().st_mtime_ns == stamp
    assert run("fmt").stdout == ""


def test_check_writes_nothing(run, write):
    path = write("a.blueprint.yaml", UNTIDY)
    result = run("fmt", "--check")
    assert (result.exit_code, result.stdout) == (1, "Would rewrite a.blueprint.yaml\n")
    assert path.read_text() == UNTIDY
    write("a.blueprint.yaml", TIDY)
    assert run("fmt", "--check").exit_code == 0


def test_diff_writes_nothing(run, write):
    path = write("a.blueprint.yaml", UNTIDY)
    result = run("fmt", "--diff")
    assert result.exit_code == 0
    assert result.stdout.startswith("--- a.blueprint.yaml\n+++ a.blueprint.yaml\n@@ -1,4 +1,")
    assert "\n+blueprint: v1\n title: Shoeshine\n-blueprint: v1\n" in result.stdout
    assert path.read_text() == UNTIDY
    assert run("fmt", "--diff", "--check").exit_code == 1


def test_standard_input(run):
    result = run("fmt", "-", input=UNTIDY)
    assert (result.exit_code, result.stdout) == (0, TIDY)
    assert run("fmt", "-", "--check", input=UNTIDY).exit_code == 1
    assert run("fmt", "-", "--check", input=TIDY).exit_code == 0


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_stays_or_stays_away(run, write, mark):
    path = write("a.blueprint.yaml", mark + UNTIDY.encode())
    assert run("fmt", "a.blueprint.yaml").exit_code == 0
    assert path.read_bytes() == mark + TIDY.encode()
    assert run("fmt", "-", input=mark + UNTIDY.encode()).stdout_bytes == mark + TIDY.encode()


def test_catalogues_too(run, write):
    write("a.catalogue.yaml", "actors: {a: A}\nblueprint: v1\n")
    assert run("fmt").stdout == "Rewrote a.catalogue.yaml\n"


def test_a_file_with_errors_stays(run, write):
    a, b = write("a.blueprint.yaml", BAD + "  - [\n"), write("b.blueprint.yaml", UNTIDY)
    result = run("fmt")
    assert (result.exit_code, result.stdout) == (1, "Rewrote b.blueprint.yaml\n")
    assert "a.blueprint.yaml:" in result.stderr
    assert "error BP001 not-yaml" in result.stderr
    assert a.read_text() == BAD + "  - [\n"
    assert b.read_text() == TIDY


def test_a_file_that_is_no_text_stays(run, write):
    path = write("a.blueprint.yaml", GOOD.replace("Shoeshine", "擦鞋").encode("gb18030"))
    before = path.read_bytes()
    result = run("fmt")
    assert result.exit_code == 1
    assert result.stderr.startswith("a.blueprint.yaml:2:8: error BP006 not-utf-8\n")
    assert path.read_bytes() == before


def test_files_that_are_not_there(run):
    assert (run("fmt", "x").exit_code, run("fmt", "x").stderr) == (2, "x: No such file or directory\n")
    assert run("fmt").exit_code == 2
    assert run("fmt").stderr == ".: there is no *.blueprint.yaml or *.catalogue.yaml in this folder\n"
