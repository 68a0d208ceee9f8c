"""A card's size and what is on it: wrapped text, small notes, badges; text never leaves its card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blueprint.drawing import text as measure
from blueprint.drawing.scene import Group, Icon, Path, Rect, Shape, Text
from blueprint.drawing.theme import BODY, LINE_HEIGHT, SMALL, STYLES

if TYPE_CHECKING:
    from blueprint.drawing.views.content import Card, Note

_PAD = 12.0
_ICON = 15.0
_NOTE_GAP = 10.0


@dataclass(slots=True)
class _Line:
    """A line of text on a card: what, how, and how far in from the left."""

    text: str
    style: str
    indent: float
    height: float


@dataclass(slots=True)
class _Row:
    """Notes beside each other: each with its place from the left, its lines and its icon."""

    notes: list[tuple[float, Note, tuple[str, ...]]]
    height: float


@dataclass(slots=True)
class SizedCard:
    """A card with its wrapped text and the least height that holds it. `x` and `y` are set by the layout."""

    card: Card
    lines: list[_Line]
    notes: list[_Row]
    width: float
    height: float
    x: float = 0
    y: float = 0

    @property
    def centre(self) -> float:
        """Where a link leaves or enters at the top or the bottom."""
        return self.x + self.width / 2

    @property
    def right(self) -> float:
        """The right side."""
        return self.x + self.width

    @property
    def middle(self) -> float:
        """The height at which a link leaves or enters at a side."""
        return self.y + self.height / 2


def size_of(style: str) -> float:
    """The type size of a text style."""
    return STYLES[style].size or BODY


def text_line(
    x: float, baseline: float, text: str, style: str, *, anchor: str = "start", limit: float | None = None
) -> Text:
    """A line of text at a place; right-to-left text ends at `x + limit`, where a limit is given."""
    look = STYLES[style]
    width = measure.width(text, look.size or BODY, bold=look.bold)
    rtl = measure.is_right_to_left(text)
    if rtl and limit is not None and anchor == "start":
        x += limit - width
    return Text(round(x, 2), round(baseline, 2), text, style, round(width, 2), anchor, rtl)


def wrapped(text: str, width: float, style: str, language: str | None) -> tuple[str, ...]:
    """The lines of a text that is at most `width` wide; none begins with the dot between two parts."""
    look = STYLES[style]
    kept = measure.visible(text).replace(" · ", "\u00a0· ")
    lines = measure.wrap(kept, width, look.size or BODY, bold=look.bold, language=language)
    return tuple(line.replace("\u00a0·", " ·") for line in lines)


def sized(card: Card, width: float, language: str | None) -> SizedCard:
    """Wrap what is on a card and find how high it must be."""
    indent = _ICON + 7 if card.icon else 0.0
    inner = width - 2 * _PAD if card.kind != "mark" else width
    lines: list[_Line] = []
    top_badges = [badge for badge in card.badges if badge in ("star", "cocreated", "single")]
    for text, style in ((card.heading, "body-bold"), (card.text, _text_style(card))):
        if not text:
            continue
        room = inner - indent - (14 if top_badges and not lines else 0)
        lines.extend(
            _Line(line, style, indent, LINE_HEIGHT[size_of(style)]) for line in wrapped(text, room, style, language)
        )
    is_indented = card.kind in ("mark", "question", "pill", "plain-pill", "solution", "end")
    notes = _note_rows(card, inner - (indent if is_indented else 0), language)
    pad = {"pill": 7.0, "plain-pill": 7.0, "mark": 2.0, "end": 8.0, "quote": 9.0, "thought": 9.0}.get(card.kind, 11.0)
    height = _tail(card) + 2 * pad + sum(line.height for line in lines)
    if notes:
        height += (5 if card.kind in ("card", "ghost") else 1) + sum(row.height for row in notes)
    if card.severity is not None:
        height += 11
    return SizedCard(card, lines, notes, width, max(round(height), 32 if card.kind != "mark" else 0))


def _text_style(card: Card) -> str:
    return "body-muted" if card.kind == "ghost" or card.change in ("same", "removed") else "body"


def _note_rows(card: Card, width: float, language: str | None) -> list[_Row]:
    rows: list[_Row] = []
    x = 0.0
    for note in card.notes:
        icon = _ICON if note.icon else 0.0
        lines = wrapped(note.text, width - icon, note.style, language) or ("",)
        look = STYLES[note.style]
        wide = icon + max(measure.width(line, look.size or SMALL, bold=look.bold) for line in lines)
        height = LINE_HEIGHT[SMALL] * len(lines) + 1
        is_beside = bool(rows) and not note.starts_line and len(lines) == 1 and x + wide <= width
        if is_beside and len(rows[-1].notes[-1][2]) == 1:
            rows[-1].notes.append((x, note, lines))
        else:
            x = 0.0
            rows.append(_Row([(0.0, note, lines)], height))
        x += wide + _NOTE_GAP
    return rows


def drawn(sized_card: SizedCard) -> Group:
    """The shapes of a card at its place."""
    card, x, y = sized_card.card, sized_card.x, sized_card.y
    width, height = sized_card.width, sized_card.height
    items: list[Shape] = []
    if card.kind in ("pill", "plain-pill"):
        style = card.kind.replace("plain-pill", "pill-plain")
        items.append(Rect(x, y, width, height, _box(card, style), min(height / 2, 16)))
    elif card.kind in ("quote", "thought"):
        items.extend(_bubble(sized_card))
    elif card.kind != "mark":
        style = "ghost" if (card.kind, card.role) == ("end", "abandoned") else card.kind
        items.append(Rect(x, y, width, height, _box(card, style), 6))
        if card.kind in ("card", "solution") and card.change not in ("same", "removed"):
            edge = card.role if card.kind == "card" else card.kind
            items.append(Rect(x + 6, y - 1, width - 12, 3, f"edge-{edge}", 1.5))
    items.extend(_content(sized_card))
    items.extend(_badges(sized_card))
    items.extend(_sign(sized_card))
    said = ((card.heading, "body-bold"), (card.text, _text_style(card)), *((n.text, n.style) for n in card.notes))
    paragraphs = tuple(one for one in said if one[0])
    role, title = f"card {card.role or card.kind}", card.title or card.text
    role += f" {card.change}" if card.change else ""
    return Group(card.id, role, title, tuple(items), part=card.about, paragraphs=paragraphs)


def _box(card: Card, style: str) -> str:
    """The style of a card's box; where two versions are compared, it says what became of the card."""
    return f"{card.change}-box" if card.change else style


def _sign(s: SizedCard) -> list[Shape]:
    """What became of a card, at its upper left corner; a mark without a box has it in front of its icon."""
    change = s.card.change
    if change in ("", "same"):
        return []
    size, x, y = (12.0, s.x - 12, s.y + 5) if s.card.kind == "mark" else (18.0, s.x - 8, s.y - 9)
    ground = [] if s.card.kind == "mark" else [Rect(x, y, size, size, "card-plain", size / 2)]
    return [*ground, Icon(change, x, y, size, f"icon-{change}")]


def _tail(card: Card) -> float:
    """How far the tail of a bubble stands out at its top."""
    return 8.0 if card.kind in ("quote", "thought") else 0.0


def _bubble(s: SizedCard) -> list[Shape]:
    """What is said has a pointed tail, what is only thought a trail of two dots."""
    x, y, right, bottom = s.x, s.y + _tail(s.card), s.right, s.y + s.height
    if s.card.kind == "thought":
        dots = [Rect(x + 17, s.y - 3, 4, 4, "bubble", 2), Rect(x + 21, s.y + 1, 6, 6, "bubble", 3)]
        return [Rect(x, y, s.width, bottom - y, "bubble", 15), *dots]
    r = 6
    corners = (
        f"M{x + r:.2f} {y:.2f}L{x + 16:.2f} {y:.2f}L{x + 18:.2f} {s.y:.2f}L{x + 28:.2f} {y:.2f}",
        f"L{right - r:.2f} {y:.2f}Q{right:.2f} {y:.2f} {right:.2f} {y + r:.2f}",
        f"L{right:.2f} {bottom - r:.2f}Q{right:.2f} {bottom:.2f} {right - r:.2f} {bottom:.2f}",
        f"L{x + r:.2f} {bottom:.2f}Q{x:.2f} {bottom:.2f} {x:.2f} {bottom - r:.2f}",
        f"L{x:.2f} {y + r:.2f}Q{x:.2f} {y:.2f} {x + r:.2f} {y:.2f}Z",
    )
    return [Path("".join(corners), "bubble")]


def _content(s: SizedCard) -> list[Shape]:
    card = s.card
    items: list[Shape] = []
    left = s.x + (_PAD if card.kind != "mark" else 0)
    inner = s.width - (2 * _PAD if card.kind != "mark" else 0)
    used = sum(line.height for line in s.lines) + sum(row.height for row in s.notes)
    is_tall_card = card.kind in ("card", "ghost")
    gap = (5 if is_tall_card else 1) if s.notes else 0
    bars = 11 if card.severity is not None else 0
    # Pills, questions and marks hold their text in the middle or at the top; a card's notes stand at its bottom.
    y = s.y + (s.height + _tail(card) - used - gap - bars) / 2 if card.kind != "mark" else s.y + 2
    if card.icon:
        first = s.lines[0].height if s.lines else 18
        size = _ICON + (2 if card.kind == "mark" else 0)
        items.append(
            Icon(card.icon, left - (1 if card.kind == "mark" else 0), y + (first - size) / 2, size, card.icon_style)
        )
    for line in s.lines:
        size = size_of(line.style)
        baseline = y + line.height / 2 + size * 0.36
        shown = text_line(left + line.indent, baseline, line.text, line.style, limit=inner - line.indent)
        items.append(shown)
        if card.change == "removed":
            end, middle = shown.x + shown.width, baseline - 4.5
            items.append(Path(f"M{shown.x:.2f} {middle:.2f}L{end:.2f} {middle:.2f}", "strike"))
        y += line.height
    indent = _ICON + 7 if card.icon else 0
    y += gap
    for row in s.notes:
        for offset, note, lines in row.notes:
            note_left = left + offset + (indent if not is_tall_card else 0)
            if note.icon:
                items.append(Icon(note.icon, note_left, y + 1.5, 11, note_icon_style(note)))
            for number, text in enumerate(lines):
                baseline = y + LINE_HEIGHT[SMALL] * (number + 0.5) + SMALL * 0.36
                items.append(text_line(note_left + (_ICON if note.icon else 0), baseline, text, note.style))
        y += row.height
    if card.severity is not None:
        for number in range(5):
            on = "risk-on" if card.icon == "fail" else "bar-on"
            on = "icon-faded" if card.change in ("same", "removed") else on
            style = on if number < card.severity else "bar-off"
            items.append(Rect(left + indent + number * 12, y + 4, 10, 4, style, 1))
    return items


def note_icon_style(note: Note) -> str:
    """The style of a note's icon: marks are filled, else it goes with the text."""
    if note.icon == "pain":
        return "icon-trouble-fill"
    styles = {"small-trouble": "icon-trouble", "small-risk": "icon-risk"}
    styles |= {"small-changed": "icon-changed", "small-moved": "icon-moved"}
    return styles.get(note.style, "icon-muted")


def _badges(s: SizedCard) -> list[Shape]:
    """The signs on a card's corners: what it means to the customer above, how the journey ends here below."""
    items: list[Shape] = []
    right = s.right
    for badge in s.card.badges:
        if badge in ("success", "failure"):
            style = "icon-joy" if badge == "success" else "icon-trouble"
            items.append(Rect(s.right - 13, s.y + s.height - 10, 20, 20, "card-plain", 10))
            items.append(Icon(badge, s.right - 12, s.y + s.height - 9, 18, style))
        else:
            style = {"star": "icon-star-fill", "single": "icon-trouble-fill"}.get(badge, "icon-joy")
            items.append(Rect(right - 15, s.y - 10, 22, 20, "card-plain", 10))
            items.append(Icon(badge, right - 14, s.y - 10, 20, style))
            right -= 20
    return items
