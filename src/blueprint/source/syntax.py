"""What the YAML parser complains about, in the words of someone who writes blueprints."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from blueprint.finding import Span

if TYPE_CHECKING:
    import yaml

_TAB = "a tab stands where only spaces may: indent with spaces"
_QUOTES = "quotes are opened here and never closed"
_BACKSLASH = "this backslash means nothing: double it, or use single quotes"
_TAG = "text can't start with `!`: put it in quotes"
_DIRECTIVE = "text can't start with `%`: put it in quotes"

_MEANINGS = (
    ("found a tab character", _TAB),
    ("mapping values are not allowed", "a `:` too many: quote text that contains `: `, and check the indentation"),
    ("mapping keys are not allowed", "text can't start with `? `: put it in quotes"),
    (
        "block sequence entries are not allowed",
        "a list can't start here: put the `-` on a line of its own, or quote the text",
    ),
    ("found unexpected end of stream", _QUOTES),
    ("found unexpected document indicator", _QUOTES),
    ("could not find expected ':'", "this line has no `key: value`; is a `:` missing, or the space after it?"),
    (
        "did not find expected key",
        "this line does not fit in here: check its indentation, and quotes and brackets above it",
    ),
    ("did not find expected '-' indicator", "this line does not fit into the list above: check its indentation"),
    (
        "did not find expected ',' or '}'",
        "a `,` or `}` is missing: quote text in `{...}` that contains `,` `?` `:` or `}`",
    ),
    ("did not find expected ',' or ']'", "a `,` or `]` is missing: quote text in `[...]` that contains `,` `:` or `]`"),
    ("did not find expected node content", "a value is missing here"),
    ("found unknown escape character", _BACKSLASH),
    ("found invalid Unicode character escape code", _BACKSLASH),
    ("did not find expected hexdecimal number", _BACKSLASH),
    ("did not find expected alphabetic or numeric", "`*` and `&` start an alias or anchor: put the text in quotes"),
    (
        "did not find expected whitespace or line break",
        "`*`, `&` or `!` starts an alias, anchor or tag: put the text in quotes",
    ),
    ("did not find expected comment or line break", "after `|` or `>` the text starts on the next line"),
    ("found an indentation indicator equal to 0", "the digit after `|` or `>` must be from 1 to 9"),
    ("did not find expected <document start>", "this does not belong to the blueprint above it"),
    ("found undefined tag handle", _TAG),
    ("did not find expected tag URI", _TAG),
    ("did not find expected '!'", _TAG),
    ("did not find the expected '>'", _TAG),
    ("did not find URI escaped octet", _TAG),
    ("found an incorrect", _TAG),
)
"""What libyaml says, by how it starts, and what that means for the author."""

_FULL_WIDTH_COLON = re.compile(r"^\s*(?:- +)*([A-Za-z_][\w-]*)\s*(：)|^\s*([\w-]+)\s*(：)")
"""After a word of the format, or after any word that is not an item of a list, which may well be text."""
_ODD_SPACE = re.compile("^[ -]*([\u00a0\u2000-\u200b\u202f\u3000\ufeff])")
_ODD_BREAKS = "\x85\u2028\u2029"
_LOOK_BACK = 4
"""How many lines above the parser's place a mistake may be."""


def explain(error: yaml.MarkedYAMLError, text: str) -> tuple[str, Span]:
    """A message in the author's words, and the place that has to be changed."""
    lines = text.splitlines(keepends=True)
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return f"this is not YAML: {error.problem}", Span()
    message, at = _meaning(error, mark, lines)
    if message is not _QUOTES and (found := _odd_character(lines, mark.line)):
        return found
    line = min(at.line, max(len(lines) - 1, 0))
    column = at.column if line == at.line else len(lines[line].rstrip("\r\n"))
    return message, Span(line + 1, column + 1, line + 1, column + 2)


def _meaning(  # noqa: PLR0911 (a table)
    error: yaml.MarkedYAMLError, mark: yaml.Mark, lines: list[str]
) -> tuple[str, yaml.Mark]:
    problem, context, start = str(error.problem or ""), str(error.context or ""), error.context_mark
    message = next((m for said, m in _MEANINGS if problem.startswith(said)), f"this is not YAML: {problem}")
    character = lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""
    if context.startswith("while scanning a quoted scalar") and message is _QUOTES and start is not None:
        return message, start
    if context.startswith("while scanning a directive") and start is not None:
        return _DIRECTIVE, start
    if context.startswith(("while parsing a flow mapping", "while parsing a flow sequence")) and start is not None:
        opened = lines[start.line][start.column]
        if mark.line >= len(lines) or not "".join(lines[mark.line :]).strip():
            return f"this `{opened}` is never closed", start
        if mark.line > start.line:
            closing = "}" if opened == "{" else "]"
            return (
                f"a `,` or `{closing}` is missing before this: a `{opened}` is open since line {start.line + 1}",
                mark,
            )
    if problem.startswith("found character that cannot start"):
        shown = "a backtick" if character == "`" else f"`{character}`"
        return (_TAB if character == "\t" else f"text can't start with {shown}: put it in quotes"), mark
    if problem.startswith("did not find expected key") and character in ("}", "]"):
        return f"this `{character}` closes nothing: remove it, or put the text in quotes", mark
    return message, mark


_SPACELESS = (
    (re.compile(r"^\s*(?:- +)?(?P<key>[a-z_]+):(?P<at>)(?=[^\s/])"), "a space is missing after `{0}:`"),
    (re.compile(r"^\s*-(?P<at>)(?P<key>[a-z_]+):(?=\s)"), "a space is missing between `-` and `{0}:`"),
    (
        re.compile(r"[\[{][^\[{]*?(?P<at>，)(?= ?(?P<key>[a-z_]+) ?[:：])"),
        "the full-width `，` before `{0}` separates nothing; write `,` and a space",
    ),
)
"""What people leave out, or write as in Chinese, around a key; at the place `at`."""


@cache
def _keys() -> frozenset[str]:
    """Every key of the format."""
    from blueprint.model import shape
    from blueprint.model.blueprint import Blueprint

    return frozenset(key for part in shape.parts_in(Blueprint) for key in shape.fields_of(part))


def _odd_character(lines: list[str], line: int) -> tuple[str, Span] | None:
    """A Chinese colon is text to YAML, an odd space no indentation: the complaint comes a line or more later."""
    for number in range(min(line, len(lines) - 1), max(line - _LOOK_BACK, -1), -1):
        if match := _FULL_WIDTH_COLON.match(lines[number]):
            word, place = (match[1], match.start(2)) if match[1] else (match[3], match.start(4))
            return f"`{word}：` has a full-width colon; write `{word}: `", _one(number, place)
        for pattern, what in _SPACELESS:
            for match in pattern.finditer(lines[number]):
                if match["key"] in _keys():
                    return what.format(match["key"]), _one(number, match.start("at"))
        if match := _ODD_SPACE.match(lines[number]):
            message = f"the invisible character U+{ord(match[1]):04X} stands where only plain spaces may; replace it"
            return message, _one(number, match.start(1))
        if lines[number][-1:] in _ODD_BREAKS and number < line:
            message = f"the invisible character U+{ord(lines[number][-1]):04X} breaks the line here; remove it"
            return message, _one(number, len(lines[number]) - 1)
    return None


def _one(line: int, column: int) -> Span:
    """The span of one character, counted from 0."""
    return Span(line + 1, column + 1, line + 1, column + 2)


_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def explain_character(text: str) -> tuple[str, Span]:
    """The first character that YAML does not allow, by its number."""
    match = _FORBIDDEN.search(text)
    position = match.start() if match else 0
    before = f"{text[:position]}.".splitlines()
    code = ord(text[position]) if match else 0
    message = f"the character U+{code:04X} is not allowed in a text file; remove it"
    return message, _one(len(before) - 1, len(before[-1]) - 1)
