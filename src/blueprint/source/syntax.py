"""What the YAML parser complains about, in the words of someone who writes blueprints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blueprint.finding import Span

if TYPE_CHECKING:
    import yaml

_FULL_WIDTH_COLON = re.compile(r"^(\s*(?:- +)*[\w-]+)\s*(：)")  # noqa: RUF001 (the very character that is looked for)

_MEANINGS = (
    ("found character '\\t'", "a tab stands where only spaces may: indent with spaces"),
    ("found a tab character", "a tab stands where only spaces may: indent with spaces"),
    ("mapping values are not allowed", "a `:` too many: quote text that contains `: `, and check the indentation"),
    ("found unexpected end of stream", "quotes are opened here and never closed"),
    ("found unexpected document indicator", "quotes are opened here and never closed"),
    ("could not find expected ':'", "this line has no `key: value`; is a `:` missing, or the space after it?"),
    ("did not find expected key", "this line does not fit in here: check its indentation, and quotes and brackets above it"),
    ("did not find expected '-' indicator", "this line does not fit into the list above: check its indentation"),
    ("did not find expected ',' or '}'", "a `,` or `}` is missing: quote text in `{...}` that contains `,` `?` `:` or `}`"),
    ("did not find expected ',' or ']'", "a `,` or `]` is missing: quote text in `[...]` that contains `,` `:` or `]`"),
    ("did not find expected node content", "a value is missing here"),
    ("block sequence entries are not allowed", "a list can't start here: put the `-` on a line of its own"),
    ("block mapping values are not allowed", "a `key: value` can't start here: put it on a line of its own"),
    ("found character that cannot start any token", "text can't start with this character: put it in quotes"),
    ("found unknown escape character", "this backslash means nothing: double it, or use single quotes"),
    ("did not find expected hexdecimal number", "this backslash means nothing: double it, or use single quotes"),
    ("found unknown directive", "text can't start with `%`: put it in quotes"),
    ("did not find expected alphabetic or numeric character", "`*` and `&` start an alias or anchor: put the text in quotes"),
    ("did not find expected whitespace or line break", "`*`, `&` or `!` starts an alias, anchor or tag: put the text in quotes"),
    ("did not find expected comment or line break", "after `|` or `>` the text starts on the next line"),
    ("did not find expected <document start>", "this does not belong to the blueprint above it"),
    ("found undefined tag handle", "text can't start with `!`: put it in quotes"),
    ("found invalid tag", "text can't start with `!`: put it in quotes"),
    ("found an indentation indicator equal to 0", "the digit after `|` or `>` must be from 1 to 9"),
)

_OPENED_BEFORE = ("while scanning a quoted scalar",)
_UNCLOSED = ("while parsing a flow mapping", "while parsing a flow sequence")


def explain(error: yaml.MarkedYAMLError, text: str) -> tuple[str, Span]:
    """A message in the author's words, and the place that has to be changed."""
    problem, context = str(error.problem or ""), str(error.context or "")
    mark = error.problem_mark or error.context_mark
    lines = text.splitlines()
    message = next((meaning for start, meaning in _MEANINGS if problem.startswith(start)), f"this is not YAML: {problem}")
    if found := _full_width_colon(lines, mark.line):
        return found
    if context.startswith(_OPENED_BEFORE) and error.context_mark is not None and "quotes are opened" in message:
        mark = error.context_mark
    elif context.startswith(_UNCLOSED) and mark.line >= len(lines):
        mark = error.context_mark or mark
        message = f"this `{lines[mark.line][mark.column]}` is never closed"
    if "character that cannot start" in problem:
        character = lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""
        if character == "\t":
            message = "a tab stands where only spaces may: indent with spaces"
        elif character:
            message = f"text can't start with `{character}`: put it in quotes"
    line = min(mark.line, max(len(lines) - 1, 0))
    column = mark.column if line == mark.line else len(lines[line]) if lines else 0
    return message, Span(line + 1, column + 1, line + 1, column + 2)


def _full_width_colon(lines: list[str], line: int) -> tuple[str, Span] | None:
    """A key with a Chinese colon is text to YAML, and the complaint comes a line or more later."""
    for number in range(min(line, len(lines) - 1), max(line - 4, -1), -1):
        if match := _FULL_WIDTH_COLON.match(lines[number]):
            column = match.start(2) + 1
            message = f"`{match[1].strip(' -')}：` has a full-width colon; write `{match[1].strip(' -')}: `"  # noqa: RUF001
            return message, Span(number + 1, column, number + 1, column + 1)
    return None


def explain_character(error: yaml.reader.ReaderError, text: str) -> tuple[str, Span]:
    """A character that YAML does not allow, by its number."""
    position = error.position if isinstance(error.position, int) else 0
    match = _FORBIDDEN.search(text)
    position = match.start() if match else min(position, len(text))
    before = text[:position]
    line, column = before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
    code = ord(text[position]) if position < len(text) else 0
    message = f"the character U+{code:04X} is not allowed in a text file; remove it"
    return message, Span(line, column, line, column + 1)


_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
