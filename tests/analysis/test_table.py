"""Tables as text, Markdown, HTML and data frames: aligned, escaped, typed, and never a number for what is unknown."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.customers import Customers
from blueprint.analysis.journeys import journeys
from blueprint.analysis.money import money
from blueprint.analysis.people import people
from blueprint.analysis.rework import rework
from blueprint.analysis.table import Column, Table, plain
from blueprint.analysis.time import time
from blueprint.analysis.words import words_for
from blueprint.display import width
from tests.analysis.generated import Data, blueprints, read

COLUMNS = (Column("step", "step"), Column("time", "takes", "time"), Column("share", "share", "share"))

HOSTILE = (
    "<script>alert(1)</script>",
    "a|b",
    "`x`",
    "**bold** _it_ ~~no~~",
    "[a](javascript:alert(1))",
    "![a](b)",
    "line\nbreak",
    "line\r\nbreak\ttab",
    "para\u2029graph\u2028line\x85next",
    "\u202eesrever\u2066\u2069",
    "&lt;already&gt; &amp;",
    '"quotes\' "',
    "\\|",
    "\\",
    "https://example.org",
    "# head",
    "<!-- -->",
    "{0}",
    "==",
    "www.example.org",
)


def table(*rows: tuple[Any, ...], columns: tuple[Column, ...] = COLUMNS) -> Table:
    return Table("A <title> | of it", columns, rows, words_for("en"), "EUR")


# -- text --------------------------------------------------------------------------------------------------------


def test_text_is_aligned():
    shown = table(("pay", 90.0, 0.5), ("brush the shoes", Amount(3600.0, "at_least"), UNKNOWN)).to_text()
    assert shown == (
        "step                  takes    share\n"
        "---------------  ----------  -------\n"
        "pay              1 min 30 s      50%\n"
        "brush the shoes       ≥ 1 h  unknown"
    )


def columns_start(lines: list[str], text: str) -> set[int]:
    return {width(line[: line.index(text)]) for line in lines if text in line}


def test_chinese_takes_two_columns():
    lines = (
        table(("描述问题：装上去", 60.0, 0.5), ("pay", 60.0, 0.5), ("ｆｕｌｌ", 60.0, 0.5)).to_text().split("\n")[2:]
    )
    assert len(columns_start(lines, "1 min")) == 1
    assert {width(line) for line in lines} == {width(lines[0])}


@pytest.mark.parametrize("text", HOSTILE)
def test_every_row_is_one_line_of_text_and_of_markdown(text: str):
    odd = table((text, 1.0, 0.5), ("pay", 1.0, 0.5))
    assert len(odd.to_text().splitlines()) == 4
    assert len(odd.to_markdown().splitlines()) == 4


@pytest.mark.parametrize("text", HOSTILE)
def test_text_cannot_turn_the_terminal_round(text: str):
    shown = table((text, 1.0, 0.5)).to_text() + table((text, 1.0, 0.5)).to_markdown()
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", shown)


def test_a_table_without_rows_has_its_head():
    assert table().to_text().split("\n")[0] == "step  takes  share"
    assert table().to_markdown().count("\n") == 1
    assert len(table()) == 0
    assert table().to_rows() == []


def test_yes_no_none_and_lists_are_words():
    columns = (Column("a", "a"), Column("b", "b"), Column("c", "c"), Column("d", "d"))
    assert table((True, None, ("x", "y"), ()), columns=columns).cells() == [["yes", "-", "x, y", "-"]]


# -- Markdown ----------------------------------------------------------------------------------------------------


def markdown_cells(row: str) -> list[str]:
    """The cells of a row of GitHub's Markdown: split at pipes that no backslash escapes."""
    return [cell.strip() for cell in re.split(r"(?<!\\)(?:\\\\)*\|", row.strip())[1:-1]]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_in_markdown_stays_in_its_cell_and_stays_text(text: str):
    row = table((text, 60.0, 0.5)).to_markdown().splitlines()[2]
    cells = markdown_cells(row)
    assert len(cells) == 3
    assert cells[1:] == ["1 min", "50%"]
    unescaped = re.sub(r"\\(.)", "", cells[0])  # what is not escaped
    assert not re.search(r"[<>`*_\[\]|~]", unescaped)


@given(st.text(max_size=12))
def test_any_text_in_markdown_stays_in_its_cell(text: str):
    lines = table((text, 60.0, 0.5)).to_markdown().splitlines()
    assert len(lines) == 3
    assert lines[2].endswith(" | 1 min | 50% |")
    assert not re.search(r"(?<!\\)(\\\\)*[<`*\[]", lines[2].removesuffix(" | 1 min | 50% |"))


def test_markdown_says_which_columns_are_numbers():
    assert table().to_markdown().splitlines()[1] == "|---|--:|--:|"


# -- HTML --------------------------------------------------------------------------------------------------------


class Reader(HTMLParser):
    """What a browser sees: the tags, and the text of the cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002 (what the parser calls)
        self.tags.append(tag)
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


@pytest.mark.parametrize("text", HOSTILE)
def test_text_in_html_stays_text(text: str):
    seen = Reader(table((text, 60.0, UNKNOWN)).to_html())
    assert set(seen.tags) == {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert seen.cells[0].replace("\r\n", "\n") == text.replace("\r\n", "\n")
    assert seen.cells[1:] == ["1 min", "unknown"]


def test_an_answer_shows_hostile_text_as_text():
    name = "<img src=x onerror=alert(1)>"
    blueprint = read(
        {
            "title": name,
            "personas": {"a": {"name": name}, "b": {"name": name}},
            "stages": [{"name": name, "steps": [{"id": "s", "customer": name, "personas": ["a"]}]}],
        }
    )
    for question in (journeys, time, rework, money, people):
        shown = Customers(blueprint).answer(question)._repr_html_()
        assert "<img" not in shown


# -- frames ------------------------------------------------------------------------------------------------------

LIBRARIES = pytest.mark.parametrize("library", ["pandas", "polars"])
TYPES = {"pandas": pd.DataFrame, "polars": pl.DataFrame}


@LIBRARIES
def test_numbers_are_floats_even_where_all_are_unknown(library: Any):
    frame = table(("a", UNKNOWN, None), ("b", UNKNOWN, None)).to_frame(library)
    assert isinstance(frame, TYPES[library])
    schema = nw.from_native(frame).schema
    assert (schema["step"], schema["time"], schema["share"]) == (nw.String, nw.Float64, nw.Float64)
    assert nw.from_native(frame)["time"].is_null().all() or pd.isna(frame["time"]).all()


@LIBRARIES
def test_a_frame_of_no_rows_has_its_types(library: Any):
    frame = nw.from_native(table().to_frame(library))
    assert frame.shape == (0, 3)
    assert dict(frame.schema) == {"step": nw.String, "time": nw.Float64, "share": nw.Float64}


@LIBRARIES
def test_whole_numbers_and_floats_are_floats(library: Any):
    frame = nw.from_native(table(("a", 1, 0), ("b", 2.5, 1.0)).to_frame(library))
    assert frame["time"].to_list() == [1.0, 2.5]
    assert frame.schema["share"] == nw.Float64


@LIBRARIES
def test_bounds_have_a_column_of_their_own(library: Any):
    rows = [("a", Amount(5.0, "at_least"), 0.5), ("b", Amount(7.0), 0.5), ("c", UNKNOWN, 0.5), ("d", 1.0, 0.5)]
    frame = nw.from_native(table(*rows).to_frame(library))
    assert frame.columns == ["step", "time", "time_bound", "share"]
    assert frame["time"].to_list()[:2] == [5.0, 7.0]
    bounds = frame["time_bound"].to_list()
    # What is known exactly, and what is not known at all, is no bound.
    assert [b if isinstance(b, str) else None for b in bounds] == ["at_least", None, None, None]


@LIBRARIES
def test_lists_and_flags_are_text(library: Any):
    columns = (Column("a", "a"), Column("b", "b"))
    frame = nw.from_native(table((("x", "y"), True), (None, False), columns=columns).to_frame(library))
    assert frame["a"].to_list()[0] == "x, y"
    assert frame.schema["b"] == nw.String


@settings(max_examples=20)
@given(blueprints(known=False))
def test_every_answer_has_a_frame_of_both(data: Data):
    customers = Customers(read(data))
    for question in (journeys, time, rework, money, people):
        answer = customers.answer(question)
        for library, type_ in TYPES.items():
            frame = answer.to_frame(library)
            assert isinstance(frame, type_)
            assert len(frame) == len(answer.tables()[0])
            schema = nw.from_native(frame).schema
            for column in answer.tables()[0].columns:
                assert schema[column.key] == (nw.Float64 if column.is_number else nw.String)


@pytest.mark.parametrize(
    ("imports", "library"),
    [("", "pandas"), ("pandas", "pandas"), ("polars", "polars"), ("polars, pandas", "pandas")],
)
def test_the_library_that_is_imported_is_the_one(imports: str, library: str):
    code = (
        (f"import {imports}\n" if imports else "")
        + "from blueprint.analysis.table import Column, Table\n"
        + "from blueprint.analysis.words import words_for\n"
        + "frame = Table('t', (Column('a', 'a'),), (('x',),), words_for('en')).to_frame()\n"
        + "print(type(frame).__module__.partition('.')[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == library


# -- what is unknown ---------------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(blueprints(known=False))
def test_nothing_unknown_is_shown_as_a_number(data: Data):
    customers = Customers(read(data))
    for question in (journeys, time, rework, money, people):
        for found in customers.answer(question).tables():
            for row, cells in zip(found.rows, found.cells(), strict=True):
                for value, cell, column in zip(row, cells, found.columns, strict=True):
                    if column.is_number and (value is None or value == UNKNOWN):
                        assert not re.search(r"\d", cell)
                    if isinstance(value, Amount) and value.bound != "exact":
                        assert cell[0] in "≥≤"


def test_plain_values_are_those_of_json():
    class Pair(tuple):
        __slots__ = ()

    assert plain({"a": Amount(1.0, "at_least"), "b": [UNKNOWN], "c": Pair((1, 2)), "d": {3, 1}}) == {
        "a": {"at_least": 1.0},
        "b": [None],
        "c": [1, 2],
        "d": [1, 3],
    }
