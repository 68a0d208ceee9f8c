"""A small document (headings, paragraphs, lists, facts, tables) as text for a terminal, as Markdown or a web page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from blueprint.analysis.table import markdown_text
from blueprint.display import cells, padded, visible, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from blueprint.analysis.table import Table

WIDTH = 80
"""The columns of a report that goes to no terminal."""
MAX_WIDTH = 100
"""Wider lines are hard to read."""


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """Some sentences; `is_aside` where they matter less."""

    text: str
    is_aside: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """What is asked and what holds, a line each."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grid:
    """A table of text as people read it. `numbers` says which columns are set flush right."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[bool, ...]

    @classmethod
    def of(cls, table: Table) -> Grid:
        """The table of an answer."""
        heads = tuple(column.heading for column in table.columns)
        return cls(heads, tuple(map(tuple, table.cells())), tuple(column.is_number for column in table.columns))


@dataclass(frozen=True)
class Folded:
    """Blocks under one line, which are shown when one asks for them, where that can be; in a terminal they just follow.

    The line stands for a heading: those within are of a lower level.
    """

    summary: str
    blocks: tuple[Block, ...]


Block = Heading | Paragraph | Bullets | Facts | Grid | Folded


@dataclass(frozen=True)
class Document:
    """Blocks, one after the other. `language` is a tag like `en`; `colon` is what it writes after a label."""

    blocks: tuple[Block, ...]
    language: str = "en"
    colon: str = ": "

    @property
    def title(self) -> str:
        """The first heading."""
        return next((block.text for block in self.blocks if isinstance(block, Heading)), "")

    def to_text(self, columns: int = WIDTH, *, colour: bool = False) -> str:
        """Lines of at most `columns` columns, as far as tables allow; a Chinese character takes two."""
        paint = _bold if colour else _plain
        lines: list[str] = []
        above: Block | None = None
        for block in _unfolded(self.blocks):
            if above is not None and not _is_close(above, block):
                lines.append("")
            lines += _text(block, columns, paint)
            above = block
        return "\n".join(lines) + "\n"

    def to_markdown(self) -> str:
        """GitHub's Markdown; text from the file stays text."""
        return "\n\n".join(_markdown(block, self.colon) for block in self.blocks) + "\n"

    def to_fragment(self) -> str:
        """The blocks as HTML without a page around them, for a page of someone else's."""
        return "\n".join(_html(block) for block in self.blocks)

    def to_html(self) -> str:
        """One page that needs nothing else: no network, no script."""
        body = self.to_fragment()
        return (
            f'<!doctype html>\n<html lang="{escape(self.language)}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="color-scheme" content="light dark">\n'
            f"<title>{escape(self.title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
            f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
        )


# -- text --------------------------------------------------------------------------------------------------------

_INDENT = "  "
_RULES = {1: "=", 2: "-"}
"""What underlines headings, by their level."""
_LEAST = 12
"""The columns to which a column of text may shrink."""
_LEAST_HEADING = 8
"""Those to which the heading of a column of numbers may."""


def _unfolded(blocks: Iterable[Block]) -> Iterable[Block]:
    for block in blocks:
        if isinstance(block, Folded):
            yield Paragraph(block.summary)
            yield from _unfolded(block.blocks)
        else:
            yield block


def _plain(text: str) -> str:
    return text


def _bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m"


def _is_close(above: Block, block: Block) -> bool:
    """Whether no empty line parts two blocks: a heading and what it is about, a table and the words below it."""
    if isinstance(above, Heading):
        return not isinstance(block, Heading)
    return isinstance(block, Paragraph) and block.is_aside


def _text(block: Block, columns: int, paint: Callable[[str], str]) -> list[str]:
    if isinstance(block, Heading):
        lines = wrapped(block.text, columns)
        rule = [_RULES[block.level] * max(map(width, lines))] if block.level in _RULES else []
        return [*map(paint, lines), *rule]
    if isinstance(block, Paragraph):
        return wrapped(block.text, columns)
    if isinstance(block, Bullets):
        return [line for item in block.items for line in _hanging("- ", item, columns)]
    if isinstance(block, Facts):
        size = max((width(_one_line(label)) for label, _ in block.items), default=0) + len(_INDENT)
        return [
            line
            for label, value in block.items
            for line in _hanging(_INDENT + padded(_one_line(label), size), value, columns)
        ]
    assert isinstance(block, Grid)  # noqa: S101 (folded blocks were unfolded before)
    return [_INDENT + line for line in _grid(block, columns - len(_INDENT), paint)]


def _hanging(first: str, text: str, columns: int) -> list[str]:
    """Text after its label, further lines below the first."""
    size = width(first)
    lines = wrapped(text, max(columns - size, _LEAST))
    return [(first if i == 0 else " " * size) + line for i, line in enumerate(lines)]


def _grid(grid: Grid, columns: int, paint: Callable[[str], str]) -> list[str]:
    rows = [tuple(map(_one_line, row)) for row in (grid.headings, *grid.rows)]
    sizes = _sizes(rows, grid.numbers, columns)
    lines: list[str] = []
    for i, row in enumerate(rows):
        cells = [wrapped(cell, size) for cell, size in zip(row, sizes, strict=True)]
        for k in range(max(map(len, cells), default=0)):
            line = _INDENT.join(
                padded(cell[k] if k < len(cell) else "", size, to_right=is_number)
                for cell, size, is_number in zip(cells, sizes, grid.numbers, strict=True)
            ).rstrip()
            lines.append(paint(line) if i == 0 else line)
        if i == 0:
            lines.append(_INDENT.join("-" * size for size in sizes))
    return lines


def _sizes(rows: Sequence[Sequence[str]], numbers: Sequence[bool], columns: int) -> list[int]:
    """How wide each column is: as wide as its widest cell; where that is too much, the widest that can give way."""
    sizes = [max(map(width, column)) for column in zip(*rows, strict=True)]
    least = [_least(column, is_number) for column, is_number in zip(zip(*rows, strict=True), numbers, strict=True)]
    gaps = len(_INDENT) * (len(sizes) - 1)
    while sum(sizes) + gaps > columns:
        shrinking = [i for i, size in enumerate(sizes) if size > least[i]]
        if not shrinking:
            break
        sizes[max(shrinking, key=lambda i: sizes[i])] -= 1
    return sizes


def _least(column: Sequence[str], is_number: bool) -> int:  # noqa: FBT001 (what a column is)
    """The columns that a column needs: numbers are never broken, their headings are, and text is."""
    if not is_number:
        return _LEAST
    heading = column[0]
    broken = max(min(width(heading), _LEAST_HEADING), *(width(word.rstrip()) for word in _words(heading)), 1)
    return max(broken, *map(width, column[1:]), 1)


def _one_line(text: str) -> str:
    return visible(" ".join(text.split()))


_NEVER_FIRST = frozenset("，。、；：！？）】》」』”’,.;:!?)]}%")
_NEVER_LAST = frozenset("（【《「『“‘([{")


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most `columns` columns, broken at spaces and between Chinese characters.

    A word that is longer stands in a line of its own, broken where it must.
    """
    line = _one_line(text)
    if width(line) <= columns:
        return [line]
    lines = [""]
    room = columns
    for word in _words(line):
        size = width(word.rstrip())
        if size > room and lines[-1]:
            lines.append("")
            room = columns
        while size > columns:
            head = _fitting(word, columns)
            lines[-1] = head
            lines.append("")
            word = word[len(head) :]  # noqa: PLW2901 (what is left of it)
            size = width(word.rstrip())
        lines[-1] += word
        room -= width(word)
    return [line.rstrip() for line in lines if line.strip()] or [""]


def _fitting(word: str, columns: int) -> str:
    """As many of the first characters as fit, and one at least."""
    taken, room = 0, columns
    for _, size in cells(word):
        if size > room and taken:
            break
        taken, room = taken + 1, room - size
    return word[:taken]


def _words(text: str) -> Iterable[str]:
    """The parts that are not broken: words with the space after them, Chinese characters with their punctuation."""
    word = ""
    for (before, size_before), (after, size) in zip([("", 0), *cells(text)], [*cells(text), ("", 0)], strict=True):
        may_break = before == " " or (
            (size_before == 2 or size == 2)  # noqa: PLR2004 (columns)
            and after not in _NEVER_FIRST
            and before not in _NEVER_LAST
            and after != " "
        )
        if word and may_break:
            yield word
            word = ""
        word += after
    if word:
        yield word


# -- Markdown ----------------------------------------------------------------------------------------------------


def _markdown(block: Block, colon: str) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {markdown_text(block.text)}"
    if isinstance(block, Paragraph):
        return markdown_text(block.text)
    if isinstance(block, Bullets):
        return "\n".join(f"- {markdown_text(item)}" for item in block.items)
    if isinstance(block, Facts):
        labels = [f"**{markdown_text(label)}**{colon}" if label else "" for label, _ in block.items]
        return "\n".join(
            f"- {label}{markdown_text(value)}" for label, (_, value) in zip(labels, block.items, strict=True)
        )
    if isinstance(block, Folded):
        inside = "\n\n".join(_markdown(one, colon) for one in block.blocks)
        return f"<details>\n<summary>{markdown_text(block.summary)}</summary>\n\n{inside}\n\n</details>"
    rule = "|" + "|".join("--:" if is_number else "---" for is_number in block.numbers) + "|"
    head, *rows = ("| " + " | ".join(map(markdown_text, row)) + " |" for row in (block.headings, *block.rows))
    return "\n".join([head, rule, *rows])


# -- HTML --------------------------------------------------------------------------------------------------------

_STYLE = """
:root { color-scheme: light dark; --text: #1f2328; --quiet: #59636e; --rule: #d1d9e0; --page: #fff; --band: #f6f8fa; }
@media (prefers-color-scheme: dark) {
  :root { --text: #f0f6fc; --quiet: #9198a1; --rule: #3d444d; --page: #0d1117; --band: #151b23; }
}
body { margin: 0; background: var(--page); color: var(--text); line-height: 1.5;
  font-family: system-ui, "PingFang SC", "PingFang TC", "Microsoft YaHei", "Microsoft JhengHei", "Noto Sans CJK SC",
    sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .7rem; padding-bottom: .3rem; border-bottom: 1px solid var(--rule); }
h3 { font-size: 1rem; margin: 1.6rem 0 .4rem; }
h4 { font-size: .95rem; margin: 1.1rem 0 .2rem; }
summary { cursor: pointer; color: var(--quiet); }
p.aside { color: var(--quiet); margin: .3rem 0; }
dl { display: grid; grid-template-columns: minmax(8rem, 15rem) 1fr; margin: 0; }
dt, dd { margin: 0; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--rule); }
dt { color: var(--quiet); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem 1.2rem .35rem 0; border-bottom: 1px solid var(--rule); }
th { font-weight: 600; color: var(--quiet); white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tbody tr:hover { background: var(--band); }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; } dt { border: 0; padding-bottom: 0; } }
@media print {
  :root { --text: #000; --quiet: #444; --rule: #bbb; --page: #fff; --band: #fff; }
  main { max-width: none; padding: 0; } h2, h3 { break-after: avoid; } tr, dt, dd { break-inside: avoid; }
  thead { display: table-header-group; } .wide { overflow: visible; }
}
"""
_ASIDE = ' class="aside"'


def _html(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p{_ASIDE if block.is_aside else ''}>{escape(block.text)}</p>"
    if isinstance(block, Bullets):
        return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in block.items) + "</ul>"
    if isinstance(block, Facts):
        return "<dl>" + "".join(f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in block.items) + "</dl>"
    if isinstance(block, Folded):
        inside = "\n".join(map(_html, block.blocks))
        return f"<details>\n<summary>{escape(block.summary)}</summary>\n{inside}\n</details>"
    heads = "".join(
        f'<th scope="col"{_side(n)}>{escape(h)}</th>' for h, n in zip(block.headings, block.numbers, strict=True)
    )
    rows = "".join(
        "<tr>" + "".join(f"<td{_side(n)}>{escape(c)}</td>" for c, n in zip(row, block.numbers, strict=True)) + "</tr>\n"
        for row in block.rows
    )
    table = f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"
    return f'<div class="wide">{table}</div>'


def _side(is_number: bool) -> str:  # noqa: FBT001 (what a column is)
    return ' class="number"' if is_number else ""
