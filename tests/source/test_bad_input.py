"""Files that are broken, huge or hostile: one clear finding at its place, in no time."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager

import pytest

from blueprint.source.load import LoadError, load, loads, read
from tests.source.reading import SOUND, findings_of, shown


@contextmanager
def within(seconds: float):
    """What is inside takes no longer. The bounds are ten times what it takes: they catch what never ends."""
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


@pytest.fixture
def findings_of_file(tmp_path):
    """Writes bytes into a file and reads it: its findings, which also keep `load` from returning."""

    def findings(data: bytes) -> list[str]:
        path = tmp_path / "a.blueprint.yaml"
        path.write_bytes(data)
        found = read(path).findings
        if any(f.severity == "error" for f in found):
            with pytest.raises(LoadError) as caught:
                load(path)
            assert caught.value.findings == tuple(f for f in found if f.severity == "error")
        return [shown(f) for f in found]

    return findings


ENCODINGS = {
    "empty": (b"", ["1:1-1: BP001 the file is empty; a blueprint starts with `blueprint: v1`"]),
    "only a byte-order mark": (
        b"\xef\xbb\xbf",
        ["1:1-1: BP001 the file is empty; a blueprint starts with `blueprint: v1`"],
    ),
    "byte-order mark": (b"\xef\xbb\xbf" + SOUND.encode(), []),
    "byte-order mark before a mistake": (
        b"\xef\xbb\xbfblueprint: 1\n" + SOUND.encode().partition(b"\n")[2],
        ["1:12-13: BP002 `blueprint` must be the version of the format: `blueprint: v1`"],
    ),
    "UTF-16, little end first": (SOUND.encode("utf-16"), ["1:1-1: BP006 the file is in UTF-16; save it as UTF-8"]),
    "UTF-16, big end first": (
        b"\xfe\xff" + SOUND.encode("utf-16-be"),
        ["1:1-1: BP006 the file is in UTF-16; save it as UTF-8"],
    ),
    "UTF-16 without a mark": (
        SOUND.encode("utf-16-le"),
        ["1:1-1: BP006 the file is in UTF-16; save it as UTF-8"],
    ),
    "GBK": (
        "blueprint: v1\ntitle: 酒店的一夜\n".encode("gbk"),
        ["2:8-9: BP006 this is not UTF-8 (byte 0xBE); it looks like GBK; save the file as UTF-8"],
    ),
    "Latin-1": (
        "blueprint: v1\ntitle: café\n".encode("latin-1"),
        ["2:11-12: BP006 this is not UTF-8 (byte 0xE9); save the file as UTF-8"],
    ),
    "cut in the middle of a character": (
        SOUND.encode() + "    notes: 字".encode()[:-1],
        ["7:12-13: BP006 this is not UTF-8 (byte 0xE5); save the file as UTF-8"],
    ),
    "PNG": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ["1:1-1: BP006 this is not a text file"]),
    "ZIP": (b"PK\x03\x04\x14\x00\x08\x00\xff\xfe", ["1:1-1: BP006 this is not a text file"]),
    "NUL": (SOUND.encode() + b"\x00", ["7:1-2: BP001 the character U+0000 is not allowed in a text file; remove it"]),
    "all bytes": (bytes(range(256)), ["1:1-1: BP006 this is not a text file"]),
    "Windows line ends": (SOUND.replace("\n", "\r\n").encode(), []),
    "Windows line ends and a mistake": (
        SOUND.replace("\n", "\r\n").encode() + b"    wait: 5\r\n",
        ["7:11-12: BP002 the duration 5 has no unit; did you mean `5s`, `5m` or `5h`?"],
    ),
}


@pytest.mark.parametrize(("data", "findings"), ENCODINGS.values(), ids=ENCODINGS.keys())
def test_encodings(findings_of_file, data, findings):
    assert findings_of_file(data) == findings


# -- what is too much ----------------------------------------------------------------------------------------------


def test_a_file_of_50_mb(findings_of_file):
    data = SOUND.encode() + b"# nothing to see here\n" * (50 * 2**20 // 22)
    with within(2):
        assert findings_of_file(data) == ["1:1-1: BP005 the file has more than 16 MiB, the most that is read"]


def test_a_file_without_end():
    with within(2):
        assert [shown(f) for f in read("/dev/zero").findings] == [
            "1:1-1: BP005 the file has more than 16 MiB, the most that is read"
        ]


@pytest.mark.parametrize("text", ["[" * 10_000, "{a: " * 10_000, "- " * 10_000, "[" * 5_000_000])
def test_nesting_of_10_000(text):
    with within(2):
        (finding,) = findings_of(text)
    assert finding.endswith("BP005 nested more than 64 levels deep")
    assert finding.startswith("1:")


def test_nesting_of_10_000_by_indentation():
    text = "".join(f"{' ' * depth}a:\n" for depth in range(10_000))
    with within(10):
        assert findings_of(text[: 2**23]) == ["65:65-65: BP005 nested more than 64 levels deep"]


def test_billion_laughs():
    lines = ["x-a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"x-{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefghi", "bcdefghij", strict=True)]
    with within(2):
        assert findings_of("\n".join(lines) + "\n" + SOUND) == [
            "6:10-12: BP005 aliases repeat more than 100,000 values: this looks like an alias bomb"
        ]


def test_billion_laughs_by_merging():
    lines = ["x-0: &m0 {a: 1}"]
    lines += [f"x-{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}, *m{n - 1}], k{n}: 1}}" for n in range(1, 40)]
    with within(2):
        (finding,) = findings_of("\n".join(lines) + "\n" + SOUND)
    assert "BP005 aliases repeat more than 100,000 values: this looks like an alias bomb" in finding


def test_quadratic_blow_up():
    text = "x-a: &a {" + ", ".join(f"k{n}: 1" for n in range(1000)) + "}\nx-b:\n" + "- *a\n" * 1000 + SOUND
    with within(2):
        (finding,) = findings_of(text)
    assert finding == "102:3-5: BP005 aliases repeat more than 100,000 values: this looks like an alias bomb"


LARGE = {
    "a long line of ambiguous words": SOUND + "    notes: [" + "no, " * 20_000 + "x]\n",
    "many unknown keys": SOUND + "".join(f"    kuy{n}: 1\n" for n in range(20_000)),
    "many references to nothing": SOUND + "    asks: [" + ", ".join(f"q{n}" for n in range(20_000)) + "]\n",
    "many mistyped references": (
        SOUND
        + "    asks: [" + ", ".join(f"qest{n}x" for n in range(2_000)) + "]\n"
        + "questions:\n" + "".join(f"  quest{n}: Q\n" for n in range(2_000))
    ),
    "many equal keys": SOUND + "    customer: x\n" * 20_000,
    "many equal ids": SOUND + "  - {id: a, customer: x}\n" * 20_000,
    "many empty values": SOUND + "    notes:\n" + "    -\n" * 20_000,
    "a long id": SOUND + "    id: " + "a b " * 100_000 + "\n",
    "a long duration": SOUND + "    wait: " + "1m" * 200_000 + "\n",
    "a long number": SOUND + "    wait: " + "1" * 400_000 + "\n",
    "a long sum of hours": SOUND + "    wait: " + "1:" * 200_000 + "1\n",
    "a long number with underscores": SOUND + "    wait: " + "1_" * 200_000 + "x\n",
    "a long share": SOUND + "    abandon: " + "1" * 400_000 + "%\n",
    "many quotes": SOUND + "    notes: " + '"' * 400_001 + "\n",
    "many colons": SOUND + "    notes: " + ":" * 400_000 + ": \n",
    "many full-width colons": SOUND + "    " + "字" * 400_000 + "：\n  - a\n",
    "many spaces": " " * 400_000 + SOUND,
    "many line breaks": "\n" * 400_000 + "：",
}  # fmt: skip


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE.keys())
def test_large_mistakes_are_found_in_linear_time(text):
    with within(10):
        found = findings_of(text)
    assert found
    assert all(len(finding) < 400 for finding in found)


# -- text that is dangerous elsewhere ------------------------------------------------------------------------------

HARMLESS = (
    "<script>alert(1)</script>", "a & b", "\"double\" and 'single'", "]]>", "<b>bold</b>", "-> [shape=box]; }", "<<TABLE>>",
    "\u202eright to left\u202c", "👩‍👩‍👧‍👦", "e\u0301", "${HOME}", "`ls`", "{{ 7 * 7 }}", "%s %d", "../../etc/passwd", "\\N{BULLET}",
)  # fmt: skip


@pytest.mark.parametrize("text", HARMLESS)
def test_text_of_any_kind_is_text(text):
    quoted = text.replace("'", "''")
    assert loads(f"blueprint: v1\ntitle: '{quoted}'\nstages: [{{name: S}}]\n").title == text


@pytest.mark.parametrize("text", ["a\nb", "\u202eabc", "a\x1bb", "\u2028", "a\x9bb", "\ud800", "x" * 10_000])
def test_messages_fit_in_a_line_whatever_they_repeat(text):
    escaped = "".join(f"\\u{ord(c):04x}" for c in text)
    for finding in findings_of(
        f'{SOUND}    asks: "{escaped}"\n    "k{escaped}": 1\n    wait: "{escaped}"\n    id: "{escaped}"\n'
    ):
        assert len(finding) < 400
        assert not set(finding) & set("\n\x1b\x9b\u2028\u202e")


@pytest.mark.parametrize(
    "tag",
    ["!!python/object/apply:os.system ['true']", "!!python/name:os.system", "!!binary aGk=", "!!set {a}", "!x {}"],
)
def test_tags_make_nothing(tag):
    assert any("BP002 the format has no tags like" in finding for finding in findings_of(f"{SOUND}    x-a: {tag}\n"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "a.blueprint.yaml"
    path.write_text(SOUND, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(PermissionError):
        load(path)
