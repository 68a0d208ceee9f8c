"""Comments that suppress findings, and what is wrong with those that don't."""

from __future__ import annotations

import pytest

from blueprint.checks.engine import check_text

HEAD = """\
blueprint: v1
title: Shoeshine
stages:
  - name: Shine
    steps:
      - customer: Come
"""


def found(tail, head=HEAD, file="shop.blueprint.yaml"):
    """The findings, each with the line and the very text that it points at."""
    text = head + tail
    lines = text.splitlines()
    return [
        f"{f.span.line} <{lines[f.span.line - 1][f.span.column - 1 : f.span.end_column - 1]}> {f.code} {f.message}"
        for f in check_text(text, file).findings
    ]


AMBIGUOUS = '`12:30` is text here, but other YAML tools read it otherwise: write "12:30"'


@pytest.mark.parametrize(
    "tail",
    [
        "        notes: 12:30  # blueprint: ignore[BP004] our tools agree\n",
        "        # blueprint: ignore[BP004] our tools agree\n        notes: 12:30\n",
        "        # blueprint: ignore[BP004] our tools agree\n        # the time\n        notes: 12:30\n",
        "        notes: 12:30  #blueprint:ignore[BP004]our tools agree\n",
        "        notes: [12:30, 12:45]  # blueprint: ignore[ BP004 ] our tools agree\n",
        "        notes: 12:30\n# blueprint: ignore-file[BP004] our tools agree\n",
        "        # blueprint: ignore[BP004] our tools agree\r\n        notes: 12:30\r\n",
        "        notes: 12:30  # blueprint：ignore[BP004] 我们的工具都一致\n",
    ],
)
def test_suppressed(tail):
    assert found(tail) == []


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        pytest.param(
            "        notes: midday  # blueprint: ignore[BP004] it is a time\n",
            ["7 <BP004> BP008 there is no BP004 here to suppress: remove it"],
            id="unused",
        ),
        pytest.param(
            "        notes: midday  # blueprint: ignore-file[BP004, BP009] it is a time\n",
            [
                "7 <BP004> BP008 there is no BP004 in this file to suppress: remove it",
                "7 <BP009> BP008 there is no BP009 in this file to suppress: remove it",
            ],
            id="unused in the file",
        ),
        pytest.param(
            "        notes: 12:30  # blueprint: ignore[BP004]\n",
            [
                f"7 <12:30> BP004 {AMBIGUOUS}",
                "7 <ignore[BP004]> BP008 a reason is missing: write it after `ignore[BP004]`",
            ],
            id="no reason",
        ),
        pytest.param(
            "        notes: 12:30  # blueprint: ignore BP004 it is a time\n",
            [
                f"7 <12:30> BP004 {AMBIGUOUS}",
                "7 <ignore BP004 it is a time> BP008 which finding? Write its code: `ignore[BP004] reason`",
            ],
            id="no brackets",
        ),
        pytest.param(
            "        notes: midday  # blueprint: ignore[] it is a time\n",
            ["7 <ignore[] it is a time> BP008 which finding? Write its code: `ignore[BP004] reason`"],
            id="no code",
        ),
        pytest.param(
            "        notes: midday  # blueprint: ignore[bp004] it is a time\n",
            ["7 <bp004> BP008 there is no rule `bp004`; did you mean `BP004`?"],
            id="mistyped code",
        ),
        pytest.param(
            "        notes: midday  # blueprint: ignore[ambigous-scalar] it is a time\n",
            ["7 <ambigous-scalar> BP008 there is no rule `ambigous-scalar`; did you mean `BP004`?"],
            id="a name for a code",
        ),
        pytest.param(
            "        notes: midday  # blueprint: ignroe[BP004] a time\n",
            ["7 <ignroe[BP004] a time> BP008 `ignroe` is neither `ignore` nor `ignore-file`; did you mean `ignore`?"],
            id="mistyped word",
        ),
        pytest.param(
            "        notes: midday  # blueprint: ignore[BP008] don't tell me\n",
            ["7 <BP008> BP008 BP008 can't be suppressed: correct or remove the comment that it is about"],
            id="itself",
        ),
        pytest.param(
            "        note: midday  # blueprint: ignore[BP002] a key of ours\n",
            [
                "7 <note> BP002 a step has no key `note`; did you mean `notes`?",
                "7 <BP002> BP008 BP002 can't be suppressed: it keeps the file from being read",
            ],
            id="what keeps the file from being read",
        ),
        pytest.param(
            "        notes: 12:30  # blueprint: ignore[BP004] a time\n        thoughts: 12:30\n",
            [f"8 <12:30> BP004 {AMBIGUOUS}"],
            id="a comment at the end of a line holds on that line only",
        ),
        pytest.param(
            "        # blueprint: ignore[BP004] a time\n        notes: 12:30\n        thoughts: 12:30\n",
            [f"9 <12:30> BP004 {AMBIGUOUS}"],
            id="a comment of its own line holds on the next line only",
        ),
    ],
)
def test_what_is_wrong_with_a_suppression(tail, expected):
    assert found(tail) == expected


@pytest.mark.parametrize(
    "tail",
    [
        '        notes: "midday  # blueprint: ignore[BP004] quoted"\n',
        "        notes: 'midday\n          # blueprint: ignore[BP004] quoted'\n",
        "        notes: |\n          # blueprint: ignore[BP004] in a block\n          midday\n",
        "        notes: &n >-\n          midday\n\n          # blueprint: ignore[BP004] in a block\n",
        '        notes: ["a", "b # blueprint: ignore[BP004] in a list"]\n',
        '        "x-# blueprint: ignore[BP004] key": 1\n',
        "        notes: midday#blueprint: ignore[BP004] no comment\n".replace(": ignore", ":ignore"),
    ],
)
def test_what_looks_like_a_comment_in_text_is_text(tail):
    assert found(tail) == []


@pytest.mark.parametrize("indicator", ["|", ">-", "&anchor |", "!!str |", "&anchor !!str >"])
def test_the_line_that_starts_a_block_may_end_in_a_comment(indicator):
    tail = f"        notes: {indicator}  # blueprint: ignore[BP004] why\n          midday\n"
    assert [line.partition("> ")[2] for line in found(tail)] == ["BP008 there is no BP004 here to suppress: remove it"]


@pytest.mark.parametrize("comment", ["# blueprint: v1", "# blueprint: see the wiki", "# blueprints: ignore[BP004] x"])
def test_other_comments_are_none_of_our_business(comment):
    assert found(f"        notes: midday  {comment}\n") == []


def test_in_a_file_that_can_not_be_read_nothing_is_called_unused():
    assert found("        note: 1  # blueprint: ignore[BP009] its name is right\n") == [
        "7 <note> BP002 a step has no key `note`; did you mean `notes`?"
    ]


def test_a_comment_that_would_hide_broken_yaml_is_told_so():
    assert found("        notes: ]  # blueprint: ignore[BP001] later\n")[-1] == (
        "7 <BP001> BP008 BP001 can't be suppressed: it keeps the file from being read"
    )


def test_a_comment_at_the_top_suppresses_what_is_about_the_whole_file():
    assert found("", "# blueprint: ignore[BP009] its name is given\n" + HEAD, "shop.yaml") == []
    assert found("# blueprint: ignore-file[BP009] its name is given\n", file="shop.yaml") == []


def test_a_comment_is_not_useless_where_the_rule_could_not_speak(tmp_path, monkeypatch):
    """In a catalogue by itself no rule about blueprints runs, and without numbers many are silent."""
    monkeypatch.chdir(tmp_path)
    catalogue = "blueprint: v1\nactors:\n  clerk: Clerk  # blueprint: ignore[BP109] for next year\n"
    assert check_text(catalogue, "team.catalogue.yaml").findings == ()
    text = (
        "blueprint: v1\ntitle: T\nstages:\n  - name: S\n    steps:\n"
        "      - {id: a, customer: A, next: a}\n"
        "      - {id: b, customer: B}  # blueprint: ignore[BP801] we know\n"
    )
    assert "BP008" not in [f.code for f in check_text(text).findings]
    assert "BP008" in [f.code for f in check_text(text.replace(", next: a", "")).findings]


def test_codes_may_have_chinese_commas_and_are_not_endless():
    assert found("        notes: 12:30  # blueprint: ignore[BP004，BP009、BP209] 原因\n") == [
        "7 <BP009> BP008 there is no BP009 here to suppress: remove it",
        "7 <BP209> BP008 there is no BP209 here to suppress: remove it",
    ]
    (fault,) = found(f"# blueprint: ignore[{'BP004,' * 101}] x\n")
    assert fault.endswith("BP008 these are 101 codes: one comment may name 100")
