"""Plain scalars: YAML 1.2 made strict, and what other tools would make of the same text."""

from __future__ import annotations

import math
import re

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from blueprint.source.scalars import in_quotes, is_ambiguous, plain_value, reads_as_text


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("7", 7), ("-7", -7), ("+7", 7), ("-0", 0), ("10", 10), ("0.5", 0.5), ("-1.50", -1.5), ("1.0", 1.0)],
)
def test_plain_decimals_are_numbers(text, value):
    assert plain_value(text) == value
    assert type(plain_value(text)) is type(value)


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False)])
def test_two_words_are_booleans(text, value):
    assert plain_value(text) is value


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_empty_values(text):
    assert plain_value(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF"),
        *("True", "TRUE", "False", "FALSE", "0123", "-0123", "00", "0x1F", "0X1F", "0b11", "0o17", "1_000", "1_000.5"),
        *("1e3", "1E3", "1.5e3", ".5", "5.", "-.5", "01.5", ".inf", "-.Inf", "+.INF", ".nan", ".NaN"),
        *(
            "12:30",
            "1:2:3",
            "-12:30",
            "12:30.5",
            "2026-10-01",
            "2026-1-1",
            "2026-10-01 12:30:00",
            "2026-10-01T12:30:00Z",
        ),
    ],
)
def test_text_that_others_read_otherwise(text):
    assert plain_value(text) == text
    assert is_ambiguous(text)
    assert not reads_as_text(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "yeS",
            "nO",
            "yess",
            "nope",
            "oN",
            "tRUE",
            "truely",
            "nulL",
            "-",
            "+",
            ".",
            "..",
            "...",
            "--",
            "-x",
            "+x",
            "1x",
        ),
        *(
            "1-2",
            "12:",
            ":30",
            "12:99",
            "1.2.3",
            "1,000",
            "40%",
            "2m",
            "1h30m",
            "PT2M",
            "v1",
            "0xG",
            "2026-10",
            "½",
            "１２",
        ),
        *("٣", "infinity", "nan", "inf", "_1", "-_1", "x_1", "Ｙ", "是"),
    ],
)
def test_text_that_is_text_for_all(text):
    assert reads_as_text(text)


def test_numbers_too_long_for_a_number_are_infinite():
    assert plain_value("9" * 399) == int("9" * 399)
    assert plain_value("9" * 400) == math.inf
    assert plain_value("9" * 400 + ".5") == math.inf


@pytest.mark.parametrize("part", ["1_", "_", "1:", "1.", "0", "x", "-", "1e", " "])
@pytest.mark.parametrize("end", ["", "x", "_", ":"])
def test_no_text_takes_long(part, end):
    """A pattern that goes back and forth would take hours for this; a good one takes no time."""
    assert isinstance(is_ambiguous("1" + part * 200_000 + end), bool)


@given(st.text(alphabet="0123456789+-._:eExXobtTnNyYfFaAlLsSrRuUiIoO~", min_size=1, max_size=8))
@example("12:30")
def test_what_is_text_for_us_is_text_for_pyyaml(text):
    """PyYAML reads YAML 1.1: where it makes something else of a text than we, the text is called ambiguous."""
    if isinstance(plain_value(text), str) and not is_ambiguous(text):
        resolved = yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False))
        assert resolved in ("tag:yaml.org,2002:str", "tag:yaml.org,2002:value", "tag:yaml.org,2002:merge"), text


YAML_1_2 = re.compile(
    r"true|True|TRUE|false|False|FALSE|null|Null|NULL|~|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
"""What the core schema of YAML 1.2.2 (section 10.3.2) does not read as text."""


@given(st.one_of(st.from_regex(YAML_1_2, fullmatch=True), st.text(alphabet="0123456789+-.eExoaAfF", max_size=8)))
def test_what_is_text_for_us_is_text_for_yaml_1_2(text):
    text = text.rstrip("\n")
    if text and YAML_1_2.fullmatch(text):
        assert not reads_as_text(text)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("no", '"no"'),
        ("it's", '"it\'s"'),
        ('say "x"', "'say \"x\"'"),
        ("C:\\temp", "'C:\\temp'"),
        ("both ' and \" and \\", '"both \' and \\" and \\\\"'),
    ],
)
def test_text_in_quotes_reads_back(text, quoted):
    assert in_quotes(text) == quoted
    assert yaml.safe_load(quoted) == text
