"""Whatever stands in a file, reading it ends, raises nothing but LoadError, and points into the text."""

from __future__ import annotations

import atexit
import os
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blueprint.finding import Severity
from blueprint.source.codes import CODES
from blueprint.source.load import LoadError, loads, read_data
from tests.strategies import TRICKY_IDS, TRICKY_TEXTS

EXAMPLES = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
}
CASES = int(os.environ.get("FUZZ_CASES", "300"))
"""Cases for each test; FUZZ_CASES=20000 looks deeper."""

ran: Counter[str] = Counter()


@atexit.register
def _count() -> None:
    if path := os.environ.get("FUZZ_COUNT"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.writelines(f"{name} {count}\n" for name, count in ran.items())


def check(data: str | bytes, kind: str) -> None:
    """Read it, and judge everything that is said about it."""
    ran[kind] += 1
    reading = read_data(data, "fuzz.blueprint.yaml")
    assert reading == reading  # noqa: PLR0124 (what was read can be compared)
    errors = tuple(finding for finding in reading.findings if finding.severity is Severity.ERROR)
    assert (reading.blueprint is None) == bool(errors)
    if errors:
        with pytest.raises(LoadError) as caught:
            loads(data, "fuzz.blueprint.yaml")
        assert caught.value.findings == errors
    else:
        assert loads(data, "fuzz.blueprint.yaml") == reading.blueprint
    text = reading.document.text
    lines = (text.splitlines() or [""]) if text or isinstance(data, str) else None
    for finding in reading.findings:
        span = finding.span
        assert finding.code in CODES
        assert finding.message
        assert "\n" not in finding.message
        assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column)
        if lines is not None:
            assert span.line <= len(lines) + 1, finding
            assert span.column <= len(([*lines, ""])[span.line - 1]) + 1, finding
            assert span.end_line <= len(lines) + 1, finding
        for related in finding.related:
            assert (related.span.line, related.span.column) <= (len(lines or ()) + 1, 1 << 30)


# -- from nothing --------------------------------------------------------------------------------------------------


@settings(max_examples=CASES)
@given(st.binary(max_size=200))
def test_bytes(data):
    check(data, "bytes")


@settings(max_examples=CASES)
@given(st.text(max_size=200))
def test_text(text):
    check(text, "text")


YAML_PIECES = (
    "a", "b: ", ": ", "- ", "? ", "\n", "\n  ", "\n    ", "\t", "{", "}", "[", "]", ",", "&a ", "*a", "!x ", "!!str ", "|\n", ">\n",
    "'", '"', "#", " #c", "<<: ", "---\n", "...\n", "%", "@", "`", "：", "字", "\u3000", "\ufeff", "\u2028", "\x85", "\r\n", "\\", "~",
    "null", "1", "2m", "40%", "no", "12:30", "blueprint: v1\n", "title: T\n", "stages:\n", "- name: S\n", "  steps:\n", "  - customer: x\n",
)  # fmt: skip


@settings(max_examples=2 * CASES)
@given(st.lists(st.sampled_from(YAML_PIECES), max_size=40).map("".join))
def test_what_looks_like_yaml(text):
    check(text, "pieces")


# -- from what is sound --------------------------------------------------------------------------------------------

values = st.sampled_from(
    [*TRICKY_TEXTS, *TRICKY_IDS, "", "{}", "[]", "{a: b}", "[a, [b]]", "*a", "1e400", "-1", "9" * 500]
)


@st.composite
def mutated(draw):
    """An example with some of its lines and characters deleted, doubled, replaced, swapped or indented anew."""
    text = EXAMPLES[draw(st.sampled_from(sorted(EXAMPLES)))]
    for _ in range(draw(st.integers(1, 6))):
        lines = text.splitlines(keepends=True)
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        place = draw(st.integers(0, len(line)))
        match draw(
            st.sampled_from(
                ["delete", "double", "swap", "move", "cut", "insert", "overwrite", "value", "indent", "end"]
            )
        ):
            case "delete":
                del lines[at]
            case "double":
                lines.insert(at, line)
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], line
            case "move":
                lines.insert(draw(st.integers(0, len(lines))), lines.pop(at))
            case "cut":
                lines[at] = line[:place] + line[place + draw(st.integers(1, 5)) :]
            case "insert":
                lines[at] = line[:place] + draw(st.sampled_from(YAML_PIECES)) + line[place:]
            case "overwrite":
                lines[at] = line[:place] + draw(st.characters()) + line[place + 1 :]
            case "value":
                key, colon, _ = line.partition(": ")
                lines[at] = f"{key}{colon}{draw(values)}\n"
            case "indent":
                lines[at] = " " * draw(st.integers(0, 12)) + line.lstrip()
            case "end":
                del lines[at + 1 :]
        text = "".join(lines) or "a\n"
    return text


@settings(max_examples=CASES)
@given(mutated())
def test_examples_with_mistakes(text):
    check(text, "examples with mistakes")


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_cut_off_anywhere(name):
    """An editor checks while someone types: each beginning of a file is read, byte by byte where characters are cut."""
    data = EXAMPLES[name].encode()
    for end in random.Random(name).sample(range(len(data)), 12):
        check(data[:end], "examples cut off")


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_with_one_value_replaced(name):
    lines = EXAMPLES[name].splitlines(keepends=True)
    pick = random.Random(name)
    for _ in range(12):
        at = pick.randrange(len(lines))
        key, colon, _ = lines[at].partition(": ")
        value = pick.choice((*TRICKY_TEXTS, *TRICKY_IDS)).replace("\n", "\\n")
        check("".join([*lines[:at], f"{key}{colon}{value}\n", *lines[at + 1 :]]), "examples with a value replaced")
