"""Baselines: what is known is hidden, what is new is shown, and the file that says so can be reviewed."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from inline_snapshot import snapshot

from blueprint.checks.baseline import Baseline, BaselineError, Entry, hide, read, write
from blueprint.checks.engine import check_file, check_text
from blueprint.finding import Finding, Severity

HEAD = """\
blueprint: v1
title: 擦鞋摊
stages:
  - name: 擦鞋
    steps:
      - customer: 坐下
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / "blueprint.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def finding(number, code="BP203", file="shop.blueprint.yaml", message="nobody owns `chair`"):
    return Finding(code, "x", Severity.WARNING, message, file, fingerprint=f"{number:016x}")


def checked(text, file="shop.blueprint.yaml"):
    return [f for f in check_text(text, file).findings if f.code == "BP004"]


def test_what_is_known_is_hidden_and_what_is_new_is_shown():
    old = checked(HEAD + "        notes: [12:30, no]\n")
    write("known.json", old)
    new = checked(HEAD + "        thoughts: on\n        notes: [no, 12:30]\n")
    shown, hidden = hide(new, read("known.json"))
    assert [f.message.split("`")[1] for f in shown] == ["on"]
    assert hidden == 2


def test_two_equal_faults_are_counted():
    old = checked(HEAD + "        notes: [no, no]\n")
    known = Baseline(Entry(f.fingerprint, f.code, f.file, f.message) for f in old)
    shown, hidden = hide(checked(HEAD + "        notes: [no, no, no]\n"), known)
    assert (len(shown), hidden) == (1, 2)


def test_what_keeps_a_file_from_being_read_is_never_hidden():
    broken = check_text(HEAD + "        custmer: x\n        notes: no\n", "shop.blueprint.yaml").findings
    known = Baseline(Entry(f.fingerprint, f.code, f.file, f.message) for f in broken)
    assert [f.code for f in hide(broken, known)[0]] == ["BP002"]
    write("known.json", broken)
    assert {entry.code for entry in read("known.json").entries} == {"BP004"}


def test_the_file_is_sorted_with_one_entry_a_line(folder):
    (folder / "in").mkdir()
    (folder / "in" / "shop.blueprint.yaml").write_text(HEAD + "        notes: [no, 12:30]\n", "utf-8")
    findings = check_file("in/shop.blueprint.yaml").findings
    write("known.json", [*reversed(findings), finding(3, file="b"), finding(2, file="b", code="BP101"), finding(1)])
    text = (folder / "known.json").read_text("utf-8")
    assert text == snapshot("""\
{
  "version": 1,
  "findings": [
    {"fingerprint": "0000000000000003", "code": "BP203", "file": "b", "message": "nobody owns `chair`"},
    {"fingerprint": "1da54a6aa51235e4", "code": "BP004", "file": "in/shop.blueprint.yaml", "message": "`12:30` is text here, but other YAML tools read it otherwise: write \\"12:30\\""},
    {"fingerprint": "906da783828ebcfd", "code": "BP004", "file": "in/shop.blueprint.yaml", "message": "`no` is text here, but other YAML tools read it otherwise: write \\"no\\""},
    {"fingerprint": "0000000000000001", "code": "BP203", "file": "shop.blueprint.yaml", "message": "nobody owns `chair`"}
  ]
}
""")
    write("again.json", [finding(1), finding(2, file="b", code="BP101"), *findings, finding(3, file="b")])
    assert (folder / "again.json").read_bytes() == text.encode()


def test_an_empty_baseline(folder):
    write("known.json", [])
    assert json.loads((folder / "known.json").read_text()) == {"version": 1, "findings": []}
    assert read("known.json").entries == ()


def test_updating_says_what_came_and_what_went():
    updated = write("known.json", [finding(1), finding(2)])
    assert (updated.held, updated.added, updated.dropped) == (2, 2, 0)
    updated = write("known.json", [finding(2), finding(3), finding(4)])
    assert (updated.held, updated.added, updated.dropped) == (3, 2, 1)


def test_entries_of_files_that_were_not_checked_stay_while_the_files_are_there(folder):
    for name in ("a", "b"):
        (folder / name).touch()
    write("known.json", [finding(1, file="a"), finding(2, file="b"), finding(3, file="gone")])
    updated = write("known.json", [finding(4, file="a")], checked=["a"])
    assert [(entry.file, entry.fingerprint[-1]) for entry in read("known.json").entries] == [("a", "4"), ("b", "2")]
    assert (updated.held, updated.added, updated.dropped) == (2, 1, 2)


def test_hostile_text_does_not_get_into_the_file(folder):
    write("known.json", [finding(1, file="a\x1b[31m\n", message="\u202e\u2028`x`")])
    assert (folder / "known.json").read_text("utf-8").splitlines()[3].strip() == snapshot(
        '{"fingerprint": "0000000000000001", "code": "BP203", "file": "a\\\\x1b[31m\\\\x0a", "message": "\\\\u202e\\\\u2028`x`"}'
    )


ENTRY = '{"fingerprint": "1", "code": "BP203", "file": "a", "message": "m"}'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "known.json: there is no such baseline; make it with --update-baseline"),
        ("", "known.json:1: this is no baseline: it is not JSON (expecting value)"),
        ('{\n"version": 1,\n"findings": [,]}', "known.json:3: this is no baseline: it is not JSON (expecting value)"),
        (b"\n\xff", "known.json:2: this is no baseline: it is not UTF-8"),
        ("[" * 100_000, "known.json: this is no baseline: it is no JSON of such a form"),
        ("9" * 5000, "known.json: this is no baseline: it is no JSON of such a form"),
        ("[]", "known.json: this is no baseline: it needs `version` and `findings`"),
        ('{"findings": []}', "known.json: this is no baseline: it needs `version` and `findings`"),
        ('{"version": true, "findings": []}', "known.json: `version` must be 1"),
        ('{"version": "1", "findings": []}', "known.json: `version` must be 1"),
        (
            '{"version": 2, "findings": {}}',
            "known.json: version 2 of baselines is newer than this program, which reads version 1; update it",
        ),
        ('{"version": 1, "findings": {}}', "known.json: `findings` must be a list"),
        (
            f'{{"version": 1,\n"findings": [\n{ENTRY},\n{ENTRY},\n3]}}',
            "known.json:5: each of the `findings` must be an object",
        ),
        (
            '{"version": 1,\n"findings": [\n{"fingerprint": 1}]}',
            "known.json:3: `fingerprint` must be a text",
        ),
        (
            f'{{"version": 1,\n"findings": [\n{ENTRY.replace("file", "flie")}]}}',
            "known.json:3: one of the `findings` lacks `file`",
        ),
        (
            f'{{"version": 1, "findings": [\n{ENTRY},\n<<<<<<< ours\n{ENTRY}\n=======\n>>>>>>> theirs\n]}}',
            "known.json:3: two versions of the baseline were not merged; take either, then run with --update-baseline",
        ),
    ],
)
def test_what_is_no_baseline(folder, content, message):
    if content is not None:
        (folder / "known.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BaselineError) as error:
        read("known.json")
    assert str(error.value) == message


def test_a_folder_is_no_baseline(folder):
    (folder / "known.json").mkdir()
    with pytest.raises(BaselineError, match=r"^known.json: the baseline can't be read: "):
        read("known.json")


def test_a_byte_order_mark_is_welcome(folder):
    (folder / "known.json").write_bytes(b'\xef\xbb\xbf{"version": 1, "findings": []}')
    assert read("known.json").entries == ()


def test_what_is_no_baseline_is_not_written_over(folder):
    (folder / "shop.blueprint.yaml").write_text(HEAD)
    with pytest.raises(BaselineError):
        write("shop.blueprint.yaml", [])
    assert (folder / "shop.blueprint.yaml").read_text() == HEAD


def test_reading_loads_nothing_heavy():
    code = "import sys, blueprint.checks.baseline; print(*{'pydantic', 'yaml', 'dataclasses'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True,
                            env={"PYTHONPATH": _source()})  # fmt: skip
    assert result.stdout.strip() == ""


def _source():
    from pathlib import Path

    return str(Path(__file__).parents[2] / "src")
