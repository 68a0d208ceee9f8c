"""The panels above a picture: who it is about, with what they want and the figures that are theirs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blueprint.drawing.layout.cards import note_icon_style, size_of, text_line, wrapped
from blueprint.drawing.layout.curve import key
from blueprint.drawing.scene import Group, Icon, Rect, Shape
from blueprint.drawing.theme import LINE_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blueprint.drawing.views.grid import Panel

_PAD = 16.0
_GAP = 16.0
_AVATAR = 36.0
_LEAST_WIDTH = 320.0
_WIDE = 840.0
_IDENTITY = 260.0
_LEAST_TEXT = 160.0
_LEAST_LIST = 140.0
_COLUMN_GAP = 32.0
_MOST_TEXT = 340.0
_FIGURE_GAP = 24.0
_BULLET = 12.0
_SIGN = 16.0


@dataclass(slots=True)
class Placed:
    """The shapes of all panels, the height that they take, and the box of each."""

    items: list[Shape] = field(default_factory=list)
    height: float = 0
    boxes: dict[str, tuple[float, float, float, float]] = field(default_factory=dict)


def panels_of(panels: Sequence[Panel], top: float, width: float, margin: float, language: str | None) -> Placed:
    """The panels in rows of as many as fit, all of a row as high as its highest."""
    placed = Placed()
    if not panels:
        return placed
    room = width - 2 * margin
    count = min(len(panels), max(int((room + _GAP) // (_LEAST_WIDTH + _GAP)), 1))
    wide = (room - _GAP * (count - 1)) / count
    y = top
    for start in range(0, len(panels), count):
        blocks = [
            _Block(panel, margin + n * (wide + _GAP), y, wide, language)
            for n, panel in enumerate(panels[start : start + count])
        ]
        for block in blocks:
            block.fill()
        height = max(block.bottom for block in blocks) + _PAD - y
        for block in blocks:
            ground = Rect(round(block.left, 2), y, round(wide, 2), height, "panel", 8)
            title = block.panel.name
            placed.items.append(
                Group(block.panel.id, "card panel", title, (ground, *block.items), part=block.panel.part)
            )
            placed.boxes[block.panel.id] = round(block.left, 2), y, round(wide, 2), height
        y += height + _GAP
    placed.height = y - top + 4
    return placed


class _Block:
    """A panel that is filled from the top: `bottom` is how far down it is."""

    def __init__(self, panel: Panel, left: float, top: float, width: float, language: str | None) -> None:
        self.panel, self.left, self.top, self.width, self.language = panel, left, top, width, language
        self.items: list[Shape] = []
        self.bottom = top + _PAD

    def fill(self) -> None:
        """Put in who it is, the figures and the lists: in one line where there is room, else in two, or stacked."""
        left, top, room = self.left + _PAD, self.top + _PAD, self.width - 2 * _PAD
        figures = self._figures_width(room)
        lists = self.panel.lists
        if self.width >= _WIDE:
            between = room - _IDENTITY - (figures + _COLUMN_GAP if figures else 0)
            each = min((between - _COLUMN_GAP * len(lists)) / len(lists), _MOST_TEXT) if lists else 0.0
            ends = [self._identity(left, top, _IDENTITY if lists else between + _IDENTITY)]
            for n, (heading, texts) in enumerate(lists):
                x = left + _IDENTITY + _COLUMN_GAP + n * (each + _COLUMN_GAP)
                ends.append(self._list(x, top + 2, each, heading, texts))
            ends.append(self._figures(left + room - figures, top, figures + 1))
            self.bottom = max(ends)
            return
        if figures and room - figures - _COLUMN_GAP >= _LEAST_TEXT:
            y = self._identity(left, top, room - figures - _COLUMN_GAP)
            y = max(y, self._figures(left + room - figures, top, figures + 1))
        else:
            y = self._identity(left, top, room)
            y = self._figures(left, y + 10, room) if figures else y
        each = (room - _COLUMN_GAP * (len(lists) - 1)) / len(lists) if lists else 0.0
        if each >= _LEAST_LIST:
            starts = [(left + n * (each + _COLUMN_GAP), each) for n in range(len(lists))]
            y = max((self._list(x, y + 12, w, *one) for (x, w), one in zip(starts, lists, strict=True)), default=y)
        else:
            for heading, texts in lists:
                y = self._list(left, y + 8, room, heading, texts)
        self.bottom = y

    def _figures_width(self, room: float) -> float:
        """How wide the figures are in one line, if that is half of the room at most; else all of it."""
        wide = sum(w for w, _ in self._measured(room)) + _FIGURE_GAP * (len(self.panel.figures) - 1)
        return 0.0 if not self.panel.figures else wide if wide <= room / 2 else room

    def _measured(self, room: float) -> list[tuple[float, tuple[str, ...]]]:
        """How wide each figure is, and the lines of what it says."""
        measured = []
        for value, says, _ in self.panel.figures:
            lines = wrapped(says, max(room / 3, 120), "small-muted", self.language)
            first = text_line(0, 0, value, "heading").width
            measured.append((max([first, *(text_line(0, 0, line, "small-muted").width for line in lines)]) + 1, lines))
        return measured

    def _lines(self, x: float, y: float, width: float, text: str, style: str) -> float:
        height = LINE_HEIGHT[size_of(style)]
        for line in wrapped(text, width, style, self.language):
            self.items.append(text_line(x, y + height / 2 + size_of(style) * 0.36, line, style, limit=width))
            y += height
        return y

    def _identity(self, x: float, y: float, width: float) -> float:
        curve, indent = self.panel.curve, _AVATAR + 12
        if curve is None:
            self.items.append(Rect(x, y, _AVATAR, _AVATAR, "avatar", _AVATAR / 2))
            self.items.append(Icon("actor", x + 9, y + 8.5, 18, "icon-customer"))
        else:
            indent = 32
            self.items.extend(key(x, y + LINE_HEIGHT[size_of("heading")] / 2, curve))
        least = y + _AVATAR if curve is None else y
        if not self.panel.text and curve is None:
            y += (_AVATAR - LINE_HEIGHT[size_of("heading")]) / 2
        y = self._lines(x + indent, y, width - indent, self.panel.name, "heading")
        y = self._lines(x + indent, y, width - indent, self.panel.text, "body-muted")
        for note in self.panel.notes:
            sign = _SIGN if note.icon else 0.0
            if note.icon:
                self.items.append(Icon(note.icon, x + indent, y + 2, 12, note_icon_style(note)))
            y = self._lines(x + indent + sign, y, width - indent - sign, note.text, note.style)
        return max(y, least)

    def _figures(self, x: float, y: float, width: float) -> float:
        """The figures beside each other: each value above what it says, in as many rows as they need."""
        across, bottom = 0.0, y
        for (value, _, is_trouble), (wide, lines) in zip(
            self.panel.figures, self._measured(self.width - 2 * _PAD), strict=True
        ):
            if across and across + wide > width:
                across, y = 0.0, bottom + 8
            style = "heading-trouble" if is_trouble else "heading"
            end = self._lines(x + across, y, width - across, value, style)
            for line in lines:
                end = self._lines(x + across, end, wide, line, "small-muted")
            bottom = max(bottom, end)
            across += wide + _FIGURE_GAP
        return bottom

    def _list(self, x: float, y: float, width: float, heading: str, texts: Sequence[str]) -> float:
        y = self._lines(x, y, width, heading, "line-name") + 2
        for text in texts:
            self.items.append(Rect(x + 1, y + LINE_HEIGHT[size_of("body")] / 2 - 2, 4, 4, "bullet", 2))
            y = self._lines(x + _BULLET, y, width - _BULLET, text, "body")
        return y
