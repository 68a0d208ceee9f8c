"""A picture in a table: heads above and at the left, cards in cells; a wide table goes on below itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING

from blueprint.drawing import text as measure
from blueprint.drawing.layout import frame
from blueprint.drawing.layout.cards import SizedCard, drawn, note_icon_style, size_of, sized, text_line, wrapped
from blueprint.drawing.scene import Group, Icon, Path, Rect, Scene, Shape
from blueprint.drawing.theme import HEADING, LINE_HEIGHT, SMALL, STYLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blueprint.drawing.views.content import Note
    from blueprint.drawing.views.matrix import Bar, Head, Matrix, Tally

_MARGIN = 28.0
_GAP = 24.0
_LABEL_WIDTH = 128.0
_LABEL_GAP = 24.0
_PAD = 16.0
_STACK_GAP = 14.0
_EMPTY = 56.0
_LEAD = 11.0
"""From the top of a row's first card to its text."""
_LEADS = {"pill": 7.0, "plain-pill": 7.0, "mark": 2.0}
"""The same of cards that have less: they begin lower, so that the texts of a row begin on one line."""
_ROW_GAP = 2.0
_TIER_GAP = 32.0
_TIP = 10.0
_ICON = 16.0
_BAR = 17.0
_NAMED_BAR = 34.0
_MIN_WIDTH = 760.0
_MOST_COLUMNS = 6
_WIDTHS = ((3, 264.0), (4, 240.0), (5, 220.0), (_MOST_COLUMNS, 204.0))
"""The width of cards by the most columns beside each other."""


@dataclass(slots=True)
class _Column:
    """A column with the place of its cards."""

    head: Head
    position: int
    left: float
    width: float

    @property
    def right(self) -> float:
        return self.left + self.width


@dataclass(slots=True)
class _Table:
    """A matrix whose cards have sizes and, tier by tier, places."""

    matrix: Matrix
    base: float
    label: float
    cells: dict[tuple[str, int], list[SizedCard]] = field(default_factory=lambda: defaultdict(list))
    tallies: dict[tuple[str, int], Tally] = field(default_factory=dict)
    width: float = _MIN_WIDTH

    @property
    def language(self) -> str | None:
        return self.matrix.heading.language

    @property
    def start(self) -> float:
        """Where the first column's cards begin."""
        return _MARGIN + (self.label + _LABEL_GAP if self.label else _PAD)


def lay_out(matrix: Matrix) -> Scene:
    """Give everything a size and a place."""
    tiers = _tiers(matrix)
    table = _sized(matrix, max(map(len, tiers), default=1))
    placed = [_placed(table, columns) for columns in tiers]
    table.width = max([_MIN_WIDTH, *(columns[-1].right + _PAD + _MARGIN for columns in placed)])
    header = frame.header(matrix.heading, table.width, _MARGIN)
    body: list[Shape] = []
    y = header.height
    for number, columns in enumerate(placed):
        shapes, y = _tier(table, columns, y + (_TIER_GAP if number else 0))
        body.extend(shapes)
    remarks, y = _remarks(table, y)
    body.extend(remarks)
    cards = [card for cell in table.cells.values() for card in cell]
    body.extend(drawn(card) for card in cards)
    footer = frame.legend(matrix.heading, y, table.width, _MARGIN)
    height = y + footer.height
    page = Rect(0, 0, table.width, height, "page")
    about = matrix.heading
    description = f"{about.title}. {about.subtitle}. " + " / ".join(head.text for head in matrix.columns)
    boxes = {card.card.id: (card.x, card.y, card.width, card.height) for card in cards}
    items = (page, *header.items, *body, *footer.items)
    return Scene(about.id, about.title, description, about.language, table.width, height, items, boxes)


# -- sizes -------------------------------------------------------------------------------------------------------


def _tiers(matrix: Matrix) -> list[list[int]]:
    """The positions of the columns beside each other: as many in each tier, so that a sheet stays readable."""
    count = len(matrix.columns)
    if not count:
        return []
    each = ceil(count / ceil(count / _MOST_COLUMNS))
    return [list(range(first, min(first + each, count))) for first in range(0, count, each)]


def _sized(matrix: Matrix, columns: int) -> _Table:
    base = next(width for most, width in _WIDTHS if columns <= most)
    language = matrix.heading.language
    widths = [
        (_ICON + 8 if row.icon else 0) + measure.width(line, size_of(style), bold=STYLES[style].bold)
        for row in matrix.rows
        for text, style in ((row.text, "body-bold"), *((note.text, note.style) for note in row.notes))
        for line in wrapped(text, _LABEL_WIDTH - (_ICON + 8 if row.icon else 0), style, language)
    ]
    table = _Table(matrix, base, max(widths, default=0))
    for card in matrix.cards:
        width = base * matrix.columns[card.column].weight
        table.cells[card.row, card.column].append(sized(card, width, language))
    table.tallies = {(tally.row, tally.column): tally for tally in matrix.tallies}
    return table


def _placed(table: _Table, columns: Sequence[int]) -> list[_Column]:
    placed: list[_Column] = []
    x = table.start
    for position in columns:
        head = table.matrix.columns[position]
        placed.append(_Column(head, position, x, table.base * head.weight))
        x = placed[-1].right + _GAP
    return placed


# -- a tier ------------------------------------------------------------------------------------------------------


def _tier(table: _Table, columns: Sequence[_Column], top: float) -> tuple[list[Shape], float]:
    """The heads and rows of some columns, and where they end."""
    shapes: list[Shape] = []
    chevrons = max(_head_height(table, column) for column in columns)
    y = top + 4
    ends = [y + chevrons]
    for number, column in enumerate(columns):
        group, end = _head(table, column, y, chevrons, is_first=not number)
        shapes.append(group)
        ends.append(end)
    y = max(ends) + 10
    before: Head | None = None
    for row in table.matrix.rows:
        if before is not None and not row.is_total:
            y += _ROW_GAP
        label, label_height = _label(table, row, y + _PAD + (0 if row.is_total else _LEAD))
        height = max([_EMPTY, label_height + _LEAD + 2 * _PAD, *(_cell_height(table, row, c) for c in columns)])
        shapes.extend(_band(table, row, before, columns, y, height))
        if label is not None:
            shapes.append(label)
        for column in columns:
            shapes.extend(_cell(table, row, column, y))
        y += height
        before = row
    return shapes, y


def _head_lines(table: _Table, column: _Column) -> tuple[str, ...]:
    indent = _ICON + 8 if column.head.icon else 0
    return wrapped(column.head.text, column.width - indent - (4 if column.head.kind == "stage" else 0), "heading",
                   table.language) or ("",)  # fmt: skip


def _head_height(table: _Table, column: _Column) -> float:
    return 14 + LINE_HEIGHT[HEADING] * len(_head_lines(table, column))


def _head(table: _Table, column: _Column, top: float, height: float, *, is_first: bool) -> tuple[Group, float]:
    """The head of a column: a stage as a chevron, and what stands under it; and where it ends."""
    head = column.head
    items: list[Shape] = []
    left, right, middle, bottom = column.left - 10, column.right + 14, top + height / 2, top + height
    if head.kind == "stage":
        notch = f"L{left + _TIP:.2f} {middle:.2f}Z" if not is_first else "Z"
        items.append(
            Path(
                f"M{left:.2f} {top:.2f}L{right - _TIP:.2f} {top:.2f}L{right:.2f} {middle:.2f}"
                f"L{right - _TIP:.2f} {bottom:.2f}L{left:.2f} {bottom:.2f}{notch}",
                "stage",
            )
        )
    indent = (_ICON + 8 if head.icon else 0) + (4 if head.kind == "stage" else 0)
    lines = _head_lines(table, column)
    y = middle - LINE_HEIGHT[HEADING] * len(lines) / 2
    if head.icon:
        items.append(Icon(head.icon, column.left, y + (LINE_HEIGHT[HEADING] - _ICON) / 2, _ICON, head.icon_style))
    for line in lines:
        baseline = y + LINE_HEIGHT[HEADING] / 2 + HEADING * 0.36
        items.append(text_line(column.left + indent, baseline, line, "heading", limit=column.width - indent))
        y += LINE_HEIGHT[HEADING]
    under, end = _under(table, column, bottom + 8)
    return Group(head.id, "stage" if head.kind == "stage" else "head", head.text, (*items, *under), head.part), end


def _under(table: _Table, column: _Column, top: float) -> tuple[list[Shape], float]:
    """The notes and the numbered items under a head."""
    shapes: list[Shape] = []
    notes, y = _notes(table, column.head.notes, column.left, column.width, top)
    shapes.extend(notes)
    wide = max((measure.width(item.number, SMALL, bold=True) for item in column.head.items), default=0) + 8
    for item in column.head.items:
        room = column.width - wide - (_ICON + 2 if item.icon else 0)
        parts: list[Shape] = [text_line(column.left, y + 8 + SMALL * 0.36, item.number, "small-bold")]
        if item.icon:
            parts.append(Icon(item.icon, column.right - 14, y + 1, 14, item.icon_style))
        for number, line in enumerate(wrapped(item.text, room, "small-muted", table.language) or ("",)):
            baseline = y + LINE_HEIGHT[SMALL] * (number + 0.5) + SMALL * 0.36
            parts.append(text_line(column.left + wide, baseline, line, "small-muted", limit=room))
        end = y + LINE_HEIGHT[SMALL] * (len(parts) - 1 - bool(item.icon))
        notes, end = _notes(table, item.notes, column.left + wide, room, end)
        shapes.append(Group(f"{column.head.id}:{item.number}", "item", item.text, (*parts, *notes), item.part))
        y = end + 2
    return shapes, y if shapes else top - 8


def _notes(table: _Table, notes: Sequence[Note], left: float, width: float, top: float) -> tuple[list[Shape], float]:
    """Small lines below each other, and where they end."""
    shapes: list[Shape] = []
    y = top
    for note in notes:
        indent = _ICON if note.icon else 0
        if note.icon:
            shapes.append(Icon(note.icon, left, y + 2, 12, note_icon_style(note)))
        for line in wrapped(note.text, width - indent, note.style, table.language):
            baseline = y + LINE_HEIGHT[SMALL] / 2 + SMALL * 0.36
            shapes.append(text_line(left + indent, baseline, line, note.style, limit=width - indent))
            y += LINE_HEIGHT[SMALL]
    return shapes, y


def _label(table: _Table, row: Head, top: float) -> tuple[Group | None, float]:
    """The head of a row, and how high it is."""
    if not row.text and not row.notes:
        return None, 0
    indent = _ICON + 8 if row.icon else 0
    width = table.label - indent
    items: list[Shape] = []
    if row.icon:
        items.append(Icon(row.icon, _MARGIN, top + 1, _ICON, row.icon_style))
    y = top
    for line in wrapped(row.text, width, "body-bold", table.language):
        size = size_of("body-bold")
        baseline = y + LINE_HEIGHT[size] / 2 + size * 0.36
        items.append(text_line(_MARGIN + indent, baseline, line, "body-bold", limit=width))
        y += LINE_HEIGHT[size]
    notes, y = _notes(table, row.notes, _MARGIN + indent, width, y + 2)
    return Group(f"row-{row.id}", "row", row.text, (*items, *notes), row.part), y - top


# -- rows and cells ----------------------------------------------------------------------------------------------


def _band(
    table: _Table, row: Head, before: Head | None, columns: Sequence[_Column], top: float, height: float
) -> list[Shape]:
    """What lies below the cards of a row."""
    shapes: list[Shape] = []
    left, right = _MARGIN if not table.label else 0.0, table.width if table.label else columns[-1].right + _PAD
    if row.edge in ("evidence", "customer", "frontstage", "backstage", "support"):
        shapes.append(Rect(left, top, right - left, height, f"band-{row.edge}"))
        if before is not None:
            y = top - _ROW_GAP / 2
            shapes.append(Path(f"M{_MARGIN} {y:.2f}L{table.width - _MARGIN:.2f} {y:.2f}", "lane-rule"))
        shapes.append(Rect(left, top, 4, height, f"edge-{row.edge}"))
    elif before is None or not row.is_total:
        shapes.append(Path(f"M{_MARGIN} {top:.2f}L{right:.2f} {top:.2f}", "lane-rule"))
    if row.edge == "trouble":
        shapes.append(Rect(left, top + 1, 4, height - 2, "bar-on"))
    if row.is_total:
        shapes.append(Path(f"M{_MARGIN} {top:.2f}L{table.width - _MARGIN:.2f} {top:.2f}", "line_of_interaction"))
    return shapes


def _cell_height(table: _Table, row: Head, column: _Column) -> float:
    cards = table.cells.get((row.id, column.position), [])
    stack = _drop(cards) + sum(card.height for card in cards) + _STACK_GAP * (len(cards) - 1) if cards else 0
    tally = table.tallies.get((row.id, column.position))
    if tally is not None:
        _, end = _tallied(table, tally, column, 0)
        stack = max(stack, end)
    return stack + 2 * _PAD


def _drop(cards: Sequence[SizedCard]) -> float:
    """How much lower than its row a stack of cards begins."""
    return _LEAD - _LEADS.get(cards[0].card.kind, _LEAD) if cards else 0


def _cell(table: _Table, row: Head, column: _Column, top: float) -> list[Shape]:
    """Put the cards of a cell at their places; what else is in it. An empty cell has a dash."""
    cards = table.cells.get((row.id, column.position), [])
    y = top + _PAD + _drop(cards)
    for card in cards:
        card.x, card.y = column.left, round(y, 2)
        y += card.height + _STACK_GAP
    tally = table.tallies.get((row.id, column.position))
    if tally is not None:
        shapes, _ = _tallied(table, tally, column, top + _PAD)
        return [Group(f"{row.id}:{column.head.id}", "tally", f"{row.name}: {column.head.name}", tuple(shapes))]
    if cards or row.is_total or column.head.kind == "aside":
        return []
    middle, centre = top + _PAD + _LEAD + 9, (column.left + column.right) / 2
    dash = Path(f"M{centre - 7:.2f} {middle:.2f}L{centre + 7:.2f} {middle:.2f}", "none")
    title = table.matrix.empty.format(column.head.name, row.name)
    return [Group(f"{row.id}:{column.head.id}", "empty", title, (dash,))]


def _tallied(table: _Table, tally: Tally, column: _Column, top: float) -> tuple[list[Shape], float]:
    """The figures of a cell, and where they end."""
    shapes, y = _notes(table, tally.notes, column.left, column.width, top)
    if tally.notes and tally.bars:
        y += 6
    numbers = max((measure.width(bar.text, SMALL) for bar in tally.bars), default=0)
    for bar in tally.bars:
        room = column.width - 24 - numbers - 10
        shapes.append(_named_bar(bar, column, y) if bar.label else _bar(bar, column, y, room))
        y += _NAMED_BAR if bar.label else _BAR
    return shapes, y


def _bar(bar: Bar, column: _Column, top: float, room: float) -> Group:
    """An icon, a bar on its track, and the number at the end."""
    middle = top + _BAR / 2
    items: list[Shape] = [Icon(bar.icon, column.left, middle - 7, 14, "icon-evidence")] if bar.icon else []
    items.extend(_track(bar, column.left + 24, middle - 3, room))
    items.append(text_line(column.right, middle + SMALL * 0.36, bar.text, "small-muted", anchor="end"))
    return Group(f"bar:{column.head.id}:{bar.icon}", "bar", bar.title, tuple(items))


def _named_bar(bar: Bar, column: _Column, top: float) -> Group:
    """The name of a bar and its number, with the bar below them."""
    baseline = top + 8 + SMALL * 0.36
    items = (
        text_line(column.left, baseline, bar.label, "small-muted"),
        text_line(column.right, baseline, bar.text, "small-muted", anchor="end"),
        *_track(bar, column.left, top + 19, column.width),
    )
    return Group(f"bar:{column.head.id}:{bar.label}", "bar", bar.title, items)


def _track(bar: Bar, left: float, top: float, width: float) -> list[Shape]:
    """The bar on all that it is a share of; nothing where it is unknown."""
    if bar.share is None:
        return []
    shapes: list[Shape] = [Rect(round(left, 2), round(top, 2), round(width, 2), 6, "share-off", 3)]
    if bar.share:
        long = max(round(width * min(bar.share, 1), 2), 3)
        shapes.append(Rect(round(left, 2), round(top, 2), long, 6, "share-on", 3))
    return shapes


def _remarks(table: _Table, top: float) -> tuple[list[Shape], float]:
    """What is said below the table, or in its place."""
    style = "small-muted" if table.matrix.rows else "body"
    height = LINE_HEIGHT[size_of(style)]
    y = top + (12 if table.matrix.rows else 24)
    items: list[Shape] = []
    for remark in table.matrix.remarks:
        for line in wrapped(remark, min(table.width - 2 * _MARGIN, 960), style, table.language):
            items.append(text_line(_MARGIN, y + height / 2 + size_of(style) * 0.36, line, style))
            y += height
    if not items:
        return [], top + 12
    group = Group("remarks", "remarks", " ".join(table.matrix.remarks), tuple(items))
    return [group], y + (12 if table.matrix.rows else 24)
