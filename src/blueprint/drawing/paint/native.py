"""A scene as shapes that people go on to edit: boxes that hold their text, and lines that hold on to their boxes.

A scene has each line of text by itself. Here the lines of a card are its paragraphs again, in the card's own shape, so
that the program in which people edit it wraps them, and arrows know the cards that they join.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from blueprint.drawing import text as measure
from blueprint.drawing.paint.outline import Box, Point, bounds, corners, is_area, is_curved, strokes
from blueprint.drawing.paint.trunks import led_on
from blueprint.drawing.scene import Group, Icon, Path, Rect, Scene, Shape, Text
from blueprint.drawing.theme import BODY, LINE_HEIGHT, STYLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Side = Literal["top", "left", "bottom", "right"]

_PAD = 12.0
_ROOM = (-6.0, -9.0, -3.0, 0.0, 3.0, 6.0, 10.0, 14.0, 20.0)
"""How much more than the drawing leaves is left at the right of a card's text: best less, for programs that set text a
little wider, but more where a sign stands in the corner, or where words would move up a line."""

_NARROWER = 4.0
"""Points by which a line may be shorter elsewhere."""

_QUOTES = 9.0
"""Points by which a quotation mark is narrower in a Latin font than in a Chinese one."""

_ORPHAN = 2.2
"""How wide a last line is that should not be alone, in type sizes."""

_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
_APART = re.compile(f"(?<=[{_CJK}])(?= ?[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?= ?[{_CJK}])")
_CHINESE = re.compile(f"[{_CJK}]")
_SLACK = 1.0
_CLOSE = 1.6
_BASELINE = 0.36  # how far below the middle of its line a baseline is, in type sizes


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text as its author wrote it, or lines that stay as they are, divided by line feeds.

    `left` is how far in it begins, `above` the space over its first line, `spacing` the height of each line. `beside`
    are texts that stand further along the same line: how far in each begins, what it says, and its style.
    """

    text: str
    style: str
    left: float
    above: float
    spacing: float
    lines: int = 1
    beside: tuple[tuple[float, str, str], ...] = ()
    is_right_to_left: bool = False
    is_struck: bool = False
    drawn: tuple[str, ...] = ()
    """The lines that the drawing has it in."""

    def gaps(self) -> Iterator[tuple[float, str, str]]:
        """What stands beside it, each with the gap before it in place of where it begins."""
        end = self.left + _width(self.text, self.style)
        for left, text, style in self.beside:
            yield left - end, text, style
            end = left + _width(text, style)

    @property
    def loose_end(self) -> float:
        """How far in the line ends, with all that stands beside it, where a program sets Chinese apart from Latin."""
        left, last, style = self.beside[-1] if self.beside else (self.left, self.text, self.style)
        apart = sum(len(loosened(text)) - len(text) for text in (self.text, *(text for _, text, _ in self.beside)))
        return left + _width(last, style) + apart * 1.5 * _width(" ", style)


@dataclass(frozen=True, slots=True)
class TextBox:
    """A shape with its paragraphs, or, without a shape, the place of a text.

    `wraps` says whether lines may break, and `right` where they do so: how far from the right side; a little beyond it
    where that is less than nothing.
    """

    box: Box
    shape: Rect | Path | None
    paragraphs: tuple[Paragraph, ...] = ()
    anchor: str = "start"
    wraps: bool = False
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Join:
    """A line from card to card: its corners from border to border, and the sides that it leaves and enters.

    `head` is its arrow head, where it has one.
    """

    path: Path
    corners: tuple[Point, ...]
    is_curved: bool
    head: Path | None
    source: str
    target: str
    leaves: Side
    enters: Side


@dataclass(frozen=True, slots=True)
class Cluster:
    """Figures that belong together; `of` is the group that they come from."""

    of: Group
    figures: tuple[Figure, ...]


Figure = TextBox | Rect | Path | Icon | Join | Cluster


def figures(scene: Scene) -> tuple[Figure, ...]:
    """The figures of a scene, from the lowest to the uppermost; its page is not among them."""
    shapes = led_on(scene)
    shapes = shapes[1:] if isinstance(shapes[0], Rect) and shapes[0].style == "page" else shapes
    loose = list(_without_boxes(shapes))
    return tuple(_cluster(item, scene.boxes) if isinstance(item, Group) else item for item in loose)


def clusters(of: Sequence[Figure]) -> Iterator[Cluster]:
    """All clusters among some figures, a whole before what is in it."""
    for figure in of:
        if isinstance(figure, Cluster):
            yield figure
            yield from clusters(figure.figures)


def extent(of: Figure) -> Box:
    """The rectangle around a figure."""
    match of:
        case TextBox():
            return of.box
        case Rect():
            return of.x, of.y, of.width, of.height
        case Icon():
            return of.x, of.y, of.size, of.size
        case Path():
            return bounds(strokes(of.d))
        case Join():
            xs, ys = [x for x, _ in of.corners], [y for _, y in of.corners]
            return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
        case Cluster():
            boxes = [extent(figure) for figure in of.figures]
            left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
            return left, top, max(b[0] + b[2] for b in boxes) - left, max(b[1] + b[3] for b in boxes) - top


# -- groups ------------------------------------------------------------------------------------------------------


def _cluster(group: Group, boxes: Mapping[str, Box]) -> Cluster:
    if group.ends is not None and (join := _join(group, boxes)) is not None:
        figure, rest = join
        return Cluster(group, (figure, *_mixed(rest, boxes)))
    if group.id in boxes and group.role.partition(" ")[0] == "card":
        return Cluster(group, tuple(_card(group, boxes)))
    return Cluster(group, tuple(_mixed(_with_boxes(group.items), boxes)))


def _mixed(items: Sequence[Shape | TextBox], boxes: Mapping[str, Box]) -> Iterator[Figure]:
    for item in _without_boxes(items):
        yield _cluster(item, boxes) if isinstance(item, Group) else item


def _card(group: Group, boxes: Mapping[str, Box]) -> Iterator[Figure]:
    """The card's own shape with all its text, then what lies on it."""
    box = boxes[group.id]
    shapes = [item for item in group.items if not isinstance(item, Text)]
    base = next((item for item in shapes if isinstance(item, Rect) and _fills(item, box)), None)
    box = extent(base) if base is not None else box
    told, others = _told(group.paragraphs, [item for item in group.items if isinstance(item, Text)])
    strikes = [item for item in shapes if isinstance(item, Path) and item.style == "strike"]
    struck = [any(_strikes(path, line) for path in strikes for line in lines) for _, lines in told]
    shapes = [item for item in shapes if not (isinstance(item, Path) and item.style == "strike")]
    paragraphs = tuple(_paragraphs(told, box, struck))
    at = shapes.index(base) if base is not None else len(shapes)
    pad = _PAD if base is not None else 0.0
    rooms = [pad + more for more in _ROOM if _holds_rows(paragraphs, box[2] - pad - more)]
    fitting = [r for r in rooms if _keeps_lines(paragraphs, box[2] - r, is_loose=False)]
    best = [r for r in fitting if _keeps_lines(paragraphs, box[2] - r, is_loose=True)]
    right = next(iter(best or fitting), pad)
    paragraphs = tuple(_as_drawn(p, box[2] - right) for p in paragraphs)
    yield from _mixed(shapes[:at], boxes)
    yield TextBox(box, base, paragraphs, "start", wraps=True, right=right)
    yield from _mixed([*shapes[at + 1 :], *others], boxes)


def _strikes(path: Path, line: Text) -> bool:
    """Whether a path runs through a line of text."""
    x, y, _, _ = bounds(strokes(path.d))
    return abs(x - _left(line)) < _SLACK and 0 < line.y - y < (STYLES[line.style].size or BODY)


def _fills(shape: Rect, box: Box) -> bool:
    """Whether a rectangle is the ground of a card: all of it, but for a pointed tail."""
    x, y, width, height = box
    is_inside = shape.x >= x - _SLACK and shape.y >= y - _SLACK
    return is_inside and abs(shape.width - width) < _SLACK and shape.height > height / 2


def loosened(text: str) -> str:
    """The text with a space between Chinese and Latin: some programs set the two so far apart."""
    return _APART.sub(" ", text)


def _holds_rows(paragraphs: Sequence[Paragraph], end: float) -> bool:
    """Whether texts that stand beside each other end before a place."""
    return all(p.beside[-1][0] + _width(*p.beside[-1][1:]) <= end + _SLACK for p in paragraphs if p.beside)


def _keeps_lines(paragraphs: Sequence[Paragraph], end: float, *, is_loose: bool) -> bool:
    """Whether text that is wrapped up to a place has as many lines as in the drawing, so that icons stay beside it."""
    for paragraph in paragraphs:
        look = STYLES[paragraph.style]
        text = loosened(paragraph.text) if is_loose else paragraph.text
        narrower = _NARROWER + _QUOTES * sum(paragraph.text.count(c) for c in "“”‘’—…")
        for more in (0.0, 0.0 if is_loose else narrower):
            lines = measure.wrap(text, end + more - paragraph.left, look.size or BODY, bold=look.bold)
            if not paragraph.beside and len(lines) != paragraph.lines:
                return False
    return True


def _as_drawn(paragraph: Paragraph, end: float) -> Paragraph:
    """A paragraph with its line ends fixed as the drawing has them, where it would look worse without.

    With fewer lines, icons would not stand beside the text that they belong to; and a last line of a character or two
    reads badly.
    """
    if paragraph.beside or len(paragraph.drawn) == 1:
        return paragraph
    look = STYLES[paragraph.style]
    for more in (0.0, _NARROWER):
        room = end + more - paragraph.left
        texts = [paragraph.text, *_without_last(paragraph.text, paragraph.style)]
        if _width(paragraph.drawn[-1], paragraph.style) < _ORPHAN * (look.size or BODY):
            texts = texts[:1]
        if any(len(measure.wrap(t, room, look.size or BODY, bold=look.bold)) < paragraph.lines for t in texts):
            return replace(paragraph, text="\n".join(paragraph.drawn))
    return paragraph


def _without_last(text: str, style: str) -> Iterator[str]:
    """The text without the last character or two that could stand on a line of their own."""
    least = _ORPHAN * (STYLES[style].size or BODY)
    for at in range(len(text) - 1, 0, -1):
        if _width(text[at:], style) > least:
            return
        if _CHINESE.match(text[at]) or text[at - 1] == " ":
            yield text[:at].rstrip()


def _width(text: str, style: str) -> float:
    look = STYLES[style]
    return measure.width(text, look.size or BODY, bold=look.bold)


def _told(
    paragraphs: Sequence[tuple[str, str]], texts: Sequence[Text]
) -> tuple[list[tuple[str, list[Text]]], list[Text]]:
    """Each paragraph with the lines that it was wrapped into, in their order; and the lines of none."""
    told: list[tuple[str, list[Text]]] = []
    at = 0
    for text, style in paragraphs:
        whole = "".join(measure.visible(text).split())
        lines: list[Text] = []
        found = ""
        while at + len(lines) < len(texts) and len(found) < len(whole):
            line = texts[at + len(lines)]
            found += "".join(line.text.split())
            lines.append(line)
            if line.style != style or not whole.startswith(found):
                break
        if found == whole and lines:
            told.append((measure.visible(text).strip("\n "), lines))
            at += len(lines)
    return told, list(texts[at:])


def _paragraphs(told: Sequence[tuple[str, list[Text]]], box: Box, struck: Sequence[bool] = ()) -> Iterator[Paragraph]:
    """The paragraphs with their places in a box; what starts on the line of another stands beside it."""
    bottom = box[1]
    waiting: Paragraph | None = None
    baseline = 0.0
    for number, (text, lines) in enumerate(told):
        first = lines[0]
        if waiting is not None and len(lines) == 1 and waiting.lines == 1 and abs(first.y - baseline) < _SLACK:
            waiting = replace(waiting, beside=(*waiting.beside, (_left(first) - box[0], text, first.style)))
            continue
        if waiting is not None:
            yield waiting
        size = STYLES[first.style].size or BODY
        spacing = lines[1].y - first.y if len(lines) > 1 else min(LINE_HEIGHT[size], box[3])
        top = first.y - _BASELINE * size - spacing / 2
        waiting = Paragraph(
            text, first.style, max(_left(first) - box[0], 0), max(top - bottom, 0), spacing, len(lines),
            is_right_to_left=first.right_to_left, is_struck=bool(struck) and struck[number],
            drawn=tuple(line.text for line in lines),
        )  # fmt: skip
        bottom, baseline = top + spacing * len(lines), lines[-1].y
    if waiting is not None:
        yield waiting


# -- text and what holds it --------------------------------------------------------------------------------------


def _with_boxes(items: Sequence[Shape]) -> list[Shape | TextBox]:
    """The shapes of a group, with each text in the smallest shape around it."""
    held: dict[int, list[Text]] = {}
    for item in items:
        if isinstance(item, Text):
            around = [n for n, holder in enumerate(items) if _holds(holder, item)]
            if around:
                held.setdefault(min(around, key=lambda n: _area(items[n])), []).append(item)
    gone = {id(text) for texts in held.values() for text in texts}
    made: list[Shape | TextBox] = []
    for number, item in enumerate(items):
        if number in held and isinstance(item, Rect | Path):
            box = extent(item)
            made.append(TextBox(box, item, tuple(_loose_paragraphs(held[number], box)), held[number][0].anchor))
        elif id(item) not in gone:
            made.append(item)
    return made


def _holds(shape: Shape, text: Text) -> bool:
    if isinstance(shape, Path):
        if not is_area(shape.d):
            return False
    elif not isinstance(shape, Rect):
        return False
    x, y, width, height = extent(shape)
    left = _left(text)
    return x - _SLACK <= left and left + text.width <= x + width + _SLACK and y <= text.y <= y + height + _SLACK


def _area(shape: Shape) -> float:
    if isinstance(shape, Rect | Path):
        _, _, width, height = extent(shape)
        return width * height
    return 0.0


def _without_boxes(items: Sequence[Shape | TextBox]) -> Iterator[Group | Rect | Path | Icon | TextBox]:
    """The shapes, with texts that no shape holds as boxes of their own: lines right below each other share one."""
    block: list[Text] = []
    for item in items:
        if isinstance(item, Text) and block and _continues(block[-1], item):
            block.append(item)
            continue
        if block:
            yield _loose(block)
        block = []
        if isinstance(item, Text):
            block = [item]
        else:
            yield item
    if block:
        yield _loose(block)


def _continues(before: Text, text: Text) -> bool:
    size = STYLES[text.style].size or BODY
    return (
        before.style == text.style
        and before.anchor == text.anchor
        and (abs(before.x - text.x) < _SLACK or text.right_to_left)
        and size * 0.8 < text.y - before.y < size * _CLOSE
    )


def _loose(block: Sequence[Text]) -> TextBox:
    size = STYLES[block[0].style].size or BODY
    spacing = block[1].y - block[0].y if len(block) > 1 else LINE_HEIGHT.get(size, size * 1.35)
    left, right = min(map(_left, block)), max(_left(text) + text.width for text in block)
    top = block[0].y - _BASELINE * size - spacing / 2
    box = (left, top, right - left, spacing * len(block))
    return TextBox(box, None, tuple(_loose_paragraphs(block, box)), block[0].anchor)


def _loose_paragraphs(texts: Sequence[Text], box: Box) -> Iterator[Paragraph]:
    """One paragraph for lines of one style right below each other."""
    blocks: list[list[Text]] = []
    for text in texts:
        if blocks and _continues(blocks[-1][-1], text):
            blocks[-1].append(text)
        else:
            blocks.append([text])
    told = [("\n".join(text.text for text in block), block) for block in blocks]
    yield from _paragraphs(told, box)


def _left(text: Text) -> float:
    return {"start": text.x, "middle": text.x - text.width / 2, "end": text.x - text.width}[text.anchor]


# -- links -------------------------------------------------------------------------------------------------------


def _join(group: Group, boxes: Mapping[str, Box]) -> tuple[Join, list[Shape]] | None:
    """The line of a link with its ends on the borders of its cards, and what else the link has: None without a line."""
    line = next((item for item in group.items if isinstance(item, Path) and not is_area(item.d)), None)
    source, target = group.ends or ("", "")
    if line is None or source not in boxes or target not in boxes:
        return None
    heads = [i for i in group.items if isinstance(i, Path) and is_area(i.d) and i.style.endswith("-head")]
    points = list(corners(line.d))
    points[0], leaves = _on_border(points[0], boxes[source])
    points[-1], enters = _on_border(points[-1], boxes[target])
    rest: list[Shape] = [item for item in group.items if item is not line and item not in heads[:1]]
    head = heads[0] if heads else None
    return Join(line, tuple(points), is_curved(line.d), head, source, target, leaves, enters), rest


def _on_border(point: Point, box: Box) -> tuple[Point, Side]:
    """The place on the border of a card that is nearest to a point, and its side."""
    x, y, width, height = box
    px, py = min(max(point[0], x), x + width), min(max(point[1], y), y + height)
    places: dict[Side, Point] = {"top": (px, y), "left": (x, py), "bottom": (px, y + height), "right": (x + width, py)}
    side = min(places, key=lambda s: abs(places[s][0] - point[0]) + abs(places[s][1] - point[1]))
    return places[side], side
