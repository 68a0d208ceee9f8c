"""A picture in rows and columns: the one layout of blueprints, journeys and comparisons."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from blueprint.drawing import text as measure
from blueprint.drawing.layout import curve, frame
from blueprint.drawing.layout.cards import SizedCard, drawn, sized, text_line, wrapped
from blueprint.drawing.layout.links import Links
from blueprint.drawing.layout.panels import panels_of
from blueprint.drawing.layout.placed import Placed, PlacedRow
from blueprint.drawing.scene import Group, Icon, Path, Rect, Scene, Shape
from blueprint.drawing.theme import BODY, LINE_HEIGHT, SMALL

if TYPE_CHECKING:
    from blueprint.drawing.views.grid import Grid, Row

MARGIN = 28.0
_LABEL_WIDTH = 112.0
_STAGE_GAP = 18.0
_LANE_PAD = 18.0
_STACK_GAP = 22.0
_PILL_GAP = 8.0
_LINE_STRIP = 26.0
_PLAIN_STRIP = 6.0
_EMPTY_LANE = 52.0
_MIN_WIDTH = 760.0
_ROW_ICON = 22.0
_DENSITIES = ((6, (180.0, 36.0)), (9, (164.0, 32.0)), (10**9, (148.0, 28.0)))


def lay_out(grid: Grid, engine: str | None = None) -> Scene:
    """Give everything a size and a place; `engine` has Graphviz route the links that are not straight."""
    placed = _size(grid)
    links = Links(placed, engine)
    _place_columns(placed, links)
    header = frame.header(grid.heading, placed.width, MARGIN)
    _size_spans(placed)
    panels = panels_of(grid.panels, header.height, placed.width, MARGIN, grid.heading.language)
    stages_top = header.height + panels.height
    top = _place_rows(placed, links, stages_top)
    items: list[Shape] = [Rect(0, 0, placed.width, 0, "page")]
    items.extend(header.items)
    items.extend(panels.items)
    items.append(_stages(placed, stages_top))
    items.extend(_bands(placed))
    items.extend(links.drawn())
    items.extend(drawn(placed.cards[id_]) for id_ in dict.fromkeys(card.id for card in grid.cards))
    items.extend(_curves(placed))
    footer = frame.legend(grid.heading, top, placed.width, MARGIN)
    items.extend(footer.items)
    height = top + footer.height
    items[0] = Rect(0, 0, placed.width, height, "page")
    boxes = panels.boxes | {id_: (c.x, c.y, c.width, c.height) for id_, c in placed.cards.items()}
    about = grid.heading
    description = f"{about.title}. {about.subtitle}. " + " / ".join(name for _, name in grid.stages)
    return Scene(about.id, about.title, description, about.language, placed.width, height, tuple(items), boxes)


def _size(grid: Grid) -> Placed:
    cells: dict[tuple[str, int], list[SizedCard]] = defaultdict(list)
    cards: dict[str, SizedCard] = {}
    width, gap = _density(len(grid.columns))
    for card in grid.cards:
        if card.span > 1:
            continue
        one = sized(card, width, grid.heading.language)
        cells[card.row, card.column].append(one)
        cards[card.id] = one
    _even_heights(grid, cards)
    labels = [
        measure.width(line, BODY, bold=True) + _indent(row) for row in grid.rows for line in _name_lines(row, grid)
    ]
    if len(grid.curves) > 1:
        labels += [36 + min(measure.width(c.name, SMALL, bold=True), _LABEL_WIDTH) for c in grid.curves]
    return Placed(
        grid, cells, cards, [PlacedRow(row) for row in grid.rows], width, gap, label_width=max(labels, default=0)
    )


def _name_lines(row: Row, grid: Grid) -> tuple[str, ...]:
    return wrapped(row.name, _LABEL_WIDTH - _indent(row), "body-bold", grid.heading.language)


def _indent(row: Row) -> float:
    return _ROW_ICON if row.icon else 0.0


def _size_spans(placed: Placed) -> None:
    """The cards over several columns: how wide they are is known when the columns have their places."""
    for card in placed.grid.cards:
        if card.span > 1:
            last = min(card.column + card.span, len(placed.left)) - 1
            width = placed.left[last] + placed.card_width - placed.left[card.column]
            placed.cards[card.id] = one = sized(card, width, placed.grid.heading.language)
            placed.cells[card.row, card.column].append(one)


def _density(columns: int) -> tuple[float, float]:
    """The cards' width and the gap between columns: the more columns, the narrower, so that a sheet stays readable."""
    return next(density for most, density in _DENSITIES if columns <= most)


def _even_heights(grid: Grid, cards: dict[str, SizedCard]) -> None:
    """The customer's cards are all as high as the highest, so that the way through runs straight."""
    for row in grid.rows:
        if row.role == "customer":
            own = [c for c in cards.values() if c.card.row == row.id]
            highest = max((c.height for c in own), default=0)
            for card in own:
                card.height = highest


def _place_columns(placed: Placed, links: Links) -> None:
    x = MARGIN + placed.label_width + 26
    columns = placed.grid.columns
    if any(run.start < 0 for run in links.gutter_needs):
        x += 16
    for i, column in enumerate(columns):
        if i:
            x += links.gap_after(i - 1) + (_STAGE_GAP if column.stage != columns[i - 1].stage else 0)
        placed.left.append(x)
        x += placed.card_width
    placed.width = max(round(x + max(links.gap_after(len(columns) - 1) - 10, 22) + 12), _MIN_WIDTH)


def _place_rows(placed: Placed, links: Links, top: float) -> float:
    """Place the rows below each other, and the cards in them; returns where the last row ends."""
    y = top + 44
    for n, at in enumerate(placed.rows):
        at.above, at.below = links.room(at.row)
        stacks = [cards for (row, _), cards in placed.cells.items() if row == at.row.id]
        gap = _PILL_GAP if at.row.role == "evidence" or at.row.kind == "marks" else _STACK_GAP
        tallest = max((sum(c.height for c in cards) + gap * (len(cards) - 1) for cards in stacks), default=0)
        pad = _LANE_PAD if at.row.kind == "lane" else 12
        at.top = y
        at.height = tallest + 2 * pad + at.above + at.below if stacks else _EMPTY_LANE + at.above + at.below
        name = len(_name_lines(at.row, placed.grid)) * LINE_HEIGHT[BODY]
        at.height = max(at.height, name + 16 + at.above + at.below)
        if at.row.kind == "emotion":
            at.height = curve.strip_height(placed.grid.curves, placed.left[0] - 6, MARGIN, at.row.scale)
        for (row, column), cards in placed.cells.items():
            if row != at.row.id:
                continue
            high = sum(c.height for c in cards) + gap * (len(cards) - 1)
            free = at.height - at.above - at.below
            start = at.top + at.above + ((free - high) / 2 if at.row.kind == "lane" else pad)
            for card in cards:
                card.x, card.y = placed.left[column], round(start, 2)
                start += card.height + gap
        y = at.bottom
        if at.row.lines:
            y += _LINE_STRIP * len(at.row.lines)
        elif n + 1 < len(placed.rows) and placed.rows[n + 1].row.kind == "lane":
            y += _PLAIN_STRIP if at.row.role != placed.rows[n + 1].row.role else 2
    return y + 8


# -- what lies below the cards -----------------------------------------------------------------------------------


def _stages(placed: Placed, top: float) -> Group:
    """The stages as chevrons over their columns."""
    items: list[Shape] = []
    y, height, tip = top + 4, 32.0, 10.0
    stages = placed.grid.stages
    own_columns: dict[int, list[int]] = defaultdict(list)
    for i, column in enumerate(placed.grid.columns):
        own_columns[column.stage].append(i)
    for position, (number, name) in enumerate(stages):
        own = own_columns[position]
        left, right = placed.left[own[0]] - 10, placed.left[own[-1]] + placed.card_width + 10
        notch = tip if position else 0
        middle, bottom = y + height / 2, y + height
        d = f"M{left:.2f} {y}L{right - tip:.2f} {y}L{right:.2f} {middle}L{right - tip:.2f} {bottom}L{left:.2f} {bottom}"
        d += f"L{left + notch:.2f} {middle}Z" if notch else "Z"
        room = right - left - 2 * tip - 24
        title = f"{number}  {name}" if number else name
        style = "heading"
        lines = wrapped(title, room, style, placed.grid.heading.language)
        if len(lines) > 1:
            style = "small-bold"
            lines = wrapped(title, room, style, placed.grid.heading.language)[:2]
            lines = _shortened(lines, title, room, style, placed)
        line_height = LINE_HEIGHT[SMALL] - 1 if len(lines) > 1 else 0
        shapes: list[Shape] = [Path(d, "stage")]
        for i, line in enumerate(lines):
            baseline = (
                y + height / 2 + 5 + (i - (len(lines) - 1) / 2) * line_height - (1 if style == "small-bold" else 0)
            )
            shapes.append(text_line(left + notch + 14, baseline, line, style, limit=room))
        items.append(Group(f"stage-{number}", "stage", name, tuple(shapes)))
    return Group("stages", "stages", "stages", tuple(items))


def _shortened(lines: tuple[str, ...], title: str, room: float, style: str, placed: Placed) -> tuple[str, ...]:
    """Two lines at most; what does not fit is marked as left out (the whole name is the group's title)."""
    whole = wrapped(title, room, style, placed.grid.heading.language)
    if len(whole) <= len(lines):
        return lines
    last = lines[-1]
    while last and measure.width(last + "…", SMALL, bold=True) > room:
        last = last[:-1]
    return (*lines[:-1], last + "…")


def _bands(placed: Placed) -> list[Shape]:
    """The lanes' tints and names, and the lines between them."""
    items: list[Shape] = []
    before = ""
    for at in placed.rows:
        if at.row.kind == "lane":
            items.append(Rect(0, at.top, placed.width, at.height, f"band-{at.row.role}"))
            items.append(Rect(0, at.top, 4, at.height, f"edge-{at.row.role}"))
            y = at.top - 1
            if at.row.role == before:
                items.append(Path(f"M{MARGIN} {y:.2f}L{placed.width - MARGIN:.2f} {y:.2f}", "lane-rule"))
        if at.row.is_ruled and not before:
            items.append(Path(f"M{MARGIN} {at.top:.2f}L{placed.width - MARGIN:.2f} {at.top:.2f}", "lane-rule"))
        before = at.row.role
        lines, indent = _name_lines(at.row, placed.grid), _indent(at.row)
        middle = at.top + at.above + (at.height - at.above - at.below) / 2 if at.row.kind == "lane" else at.top + 24
        above = LINE_HEIGHT[BODY] * (len(lines) - 1) / 2 if at.row.kind == "lane" else 0
        start = middle - above + BODY * 0.36
        names = [
            text_line(
                MARGIN + indent, start + i * LINE_HEIGHT[BODY], line, "body-bold", limit=placed.label_width - indent
            )
            for i, line in enumerate(lines)
        ]
        sign = [Icon(at.row.icon, MARGIN - 1, middle - 8.5, 17, f"icon-{at.row.role}")] if at.row.icon else []
        items.append(Group(f"row-{at.row.id}", "row", at.row.name, (*sign, *names)))
        for n, (key, line_name) in enumerate(at.row.lines):
            y = at.bottom + _LINE_STRIP * (n + 0.5)
            name = text_line(MARGIN, y + SMALL * 0.36, line_name, "line-name")
            line = Path(f"M{MARGIN + name.width + 10:.2f} {y:.2f}L{placed.width - MARGIN:.2f} {y:.2f}", key)
            items.append(Group(key, "line", line_name, (name, line)))
    return items


def _curves(placed: Placed) -> list[Shape]:
    strip = next((at for at in placed.rows if at.row.kind == "emotion"), None)
    if strip is None:
        return []
    centres = [x + placed.card_width / 2 for x in placed.left]
    left, right = placed.left[0] - 6, placed.width - MARGIN
    return curve.emotion_strip(
        placed.grid.curves, centres, top=strip.top, left=left, right=right, margin=MARGIN, scale=strip.row.scale
    )
