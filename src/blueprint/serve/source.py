"""The source beside the picture: the lines around a place of a file, numbered, with the place underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.drawing.parts import parts_of
from blueprint.finding import Span
from blueprint.site.markup import text

if TYPE_CHECKING:
    from blueprint.serve.sheet import Good
    from blueprint.serve.words import Words

_AROUND = 200
"""How many lines are shown before and after the place."""

_WIDEST = 2_000
"""How much of a line is shown; hardly any line is longer."""


class Spot(NamedTuple):
    """A place in a file: that of a part with `block`, the last line of what begins there; else that of a finding."""

    file: str
    content: str
    span: Span
    block: int = 0


def spot_of(good: Good, about: str) -> Spot | None:
    """Where a part stands (`Card.about` says which); None where it has no place of its own."""
    route = next((shown.route for shown in parts_of(good.blueprint) if shown.about == about), None)
    if route is None or good.document.tree.root is None:
        return None
    document, span, _ = good.document.locate(route, "key")
    return Spot(document.file, document.text, span, _last_line(document.lines, span))


def source_html(spot: Spot, name: str, words: Words, *, note: str = "") -> str:
    """The lines around a place. `name` is what the file is called."""
    lines = spot.content.splitlines() or [""]
    span = _within(spot.span, len(lines))
    first, last = (
        max(span.line - _AROUND, 1),
        min(max(span.end_line, spot.block) + _AROUND, len(lines), span.line + 2 * _AROUND),
    )
    shown = "".join(_line(lines[n - 1], n, span, spot.block) for n in range(first, last + 1))
    notes = [note] if note else []
    if (first, last) != (1, len(lines)):
        notes.append(words.lines_shown.format(f"{first:,}", f"{last:,}", f"{len(lines):,}"))
    close = f'aria-label="{text(words.close)}" title="{text(words.close)}"'
    said = "".join(f'<p class="note">{text(one)}</p>' for one in notes)
    return (
        f'<header><h2>{text(words.source)}</h2><p class="place"><code>{text(name)}:{span.line}</code></p>'
        f'<button type="button" class="quiet" id="close-source" {close}>'
        '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 4l8 8M12 4l-8 8"/></svg></button></header>'
        f'{said}<div class="lines{" part" if spot.block else ""}" tabindex="0"><ol start="{first}">'
        f"{shown}</ol></div>"
    )


def _within(span: Span, count: int) -> Span:
    """The span, in a text of so many lines: what one asks for may be of an older version."""
    line = min(max(span.line, 1), count)
    end = min(max(span.end_line, line), count)
    column = max(span.column, 1)
    return Span(line, column, end, max(span.end_column, column + 1 if end == line else 1))


def _line(line: str, number: int, span: Span, block: int) -> str:
    line = line[:_WIDEST]
    kind = "here" if span.line <= number <= span.end_line else "block" if span.line < number <= block else ""
    if kind != "here":
        attribute = ' class="block"' if kind else ""
        return f"<li{attribute}><code>{_coloured(line)}</code></li>"
    start = span.column - 1 if number == span.line else len(line) - len(line.lstrip())
    end = max(span.end_column - 1, start) if number == span.end_line else len(line)
    if start >= len(line):
        line, end = line.ljust(start) + " ", start + 1
    marked = f"<mark>{_plain(line[start : max(end, start + 1)])}</mark>"
    return (
        f'<li class="here" aria-current="true"><code>{_plain(line[:start])}{marked}'
        f"{_plain(line[max(end, start + 1) :])}</code></li>"
    )


def _coloured(line: str) -> str:
    """A line with its comment apart."""
    stripped = line.lstrip()
    return f'<span class="comment">{_plain(line)}</span>' if stripped.startswith("#") else _plain(line)


def _plain(given: str) -> str:
    return text(given.replace("\t", "    "))


def _last_line(lines: list[str], span: Span) -> int:
    """The last line of the block that begins at a place: what follows it and is indented further."""
    head = lines[span.line - 1][: span.column - 1]
    is_item = bool(head.strip()) and not head.strip(" -")
    least = span.column - 1 if is_item else span.column
    last = span.line
    for number in range(span.line + 1, len(lines) + 1):
        line = lines[number - 1]
        if not line.strip():
            continue
        if len(line) - len(line.lstrip()) < least:
            break
        last = number
    return last
