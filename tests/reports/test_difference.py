"""Unified diffs that `patch` can use, and that a terminal can show."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from blueprint.reports.difference import difference

CHANGES = [
    ("a\nb\nc\n", "a\nB\nc\n"),
    ("a\nb", "a\nB"),
    ("a\nb", "a\nb\n"),
    ("a\r\nb\r\n", "a\r\nB\r\n"),
    ("a\u2028b\nc\n", "a\u2028b\nC\n"),
    ("坐下\n", "擦鞋\n"),
    ("a\n" * 20 + "b\n" + "a\n" * 20, "a\n" * 20 + "c\n" + "a\n" * 20),
    ("\ufeffa\n", "\ufeffb\n"),
]


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
@pytest.mark.parametrize(("before", "after"), CHANGES)
def test_patch_can_use_it(before, after, tmp_path):
    target = tmp_path / "x.yaml"
    target.write_bytes(before.encode())
    diff = difference("x.yaml", before, after, for_terminal=False)
    subprocess.run(["patch", "--binary", "-s", str(target)], input=diff.encode(), check=True)
    assert target.read_bytes() == after.encode()


def test_what_is_the_same_has_no_diff():
    assert difference("x.yaml", "a\n", "a\n", for_terminal=True) == ""


def test_on_a_terminal_nothing_controls_it():
    before = "\x1b[31mred\r\na\tb\n\u202eturned"
    shown = difference("x\x1b[2J\n.yaml", before, "", for_terminal=True)
    assert all(line.isprintable() for line in shown.split("\n"))
    assert shown == (
        "--- x\\x1b[2J\\x0a.yaml\n+++ x\\x1b[2J\\x0a.yaml\n@@ -1,3 +0,0 @@\n"
        "-\\x1b[31mred\n-a\\x09b\n-\\u202eturned\n\\ No newline at end of file\n"
    )
