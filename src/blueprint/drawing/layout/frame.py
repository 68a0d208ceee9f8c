"""What surrounds a picture so that a printed sheet explains itself: the header and the legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blueprint.drawing import text as measure
from blueprint.drawing.layout.cards import text_line, wrapped
from blueprint.drawing.layout.tracks import head
from blueprint.drawing.scene import Group, Icon, Path, Rect, Shape
from blueprint.drawing.theme import BODY, LINE_HEIGHT, SMALL, TITLE

if TYPE_CHECKING:
    from blueprint.drawing.views.content import Heading


@dataclass(frozen=True, slots=True)
class Block:
    """Shapes and the height that they take."""

    items: tuple[Shape, ...]
    height: float


def header(heading: Heading, width: float, margin: float) -> Block:
    """Title, scenario, state, owner and date; and what a filter hides."""
    items: list[Shape] = []
    pill = measure.width(heading.state, SMALL, bold=True) + 24
    items.append(Rect(round(width - margin - pill, 2), 25, round(pill, 2), 24, "state-pill", 12))
    items.append(text_line(width - margin - pill / 2, 25 + 12 + SMALL * 0.36, heading.state, "state", anchor="middle"))
    room = width - 2 * margin - pill - 24
    y = 22.0
    for line in wrapped(heading.title, room, "title", heading.language) or ("",):
        items.append(text_line(margin, y + LINE_HEIGHT[TITLE] / 2 + TITLE * 0.36, line, "title"))
        y += LINE_HEIGHT[TITLE]
    details = " · ".join(heading.details)
    details_width = measure.width(details, SMALL)
    room = min(width - 2 * margin, 960)
    lines = wrapped(heading.subtitle, room, "body-muted", heading.language) if heading.subtitle else ()
    before = measure.width(lines[0], BODY) + 32 if lines else 0
    beside = details and before + details_width < width - 2 * margin
    if beside:
        baseline = y + LINE_HEIGHT[BODY] / 2 + BODY * 0.36
        items.append(text_line(width - margin, baseline, details, "small-muted", anchor="end"))
    for line in lines:
        items.append(text_line(margin, y + LINE_HEIGHT[BODY] / 2 + BODY * 0.36, line, "body-muted"))
        y += LINE_HEIGHT[BODY]
    if beside and not lines:
        y += LINE_HEIGHT[BODY]
    if details and not beside:
        for line in wrapped(details, width - 2 * margin, "small-muted", heading.language):
            items.append(text_line(margin, y + LINE_HEIGHT[SMALL] / 2 + SMALL * 0.36, line, "small-muted"))
            y += LINE_HEIGHT[SMALL]
    if heading.caption:
        y += 4
        for line in wrapped(heading.caption, width - 2 * margin, "small-bold", heading.language):
            items.append(text_line(margin, y + LINE_HEIGHT[SMALL] / 2 + SMALL * 0.36, line, "small-bold"))
            y += LINE_HEIGHT[SMALL]
    return Block((Group("header", "header", heading.title, tuple(items)),), y + 14)


_SIGN_STYLES = {
    **dict.fromkeys(("digital", "physical", "interpersonal"), "icon-evidence"),
    "pain": "icon-trouble-fill", "fail": "icon-risk-fill", "star": "icon-star-fill", "delight": "icon-joy-fill",
    "single": "icon-trouble-fill",
    "question": "icon-question", "success": "icon-joy", "failure": "icon-trouble", "cocreated": "icon-joy",
    **{change: f"icon-{change}" for change in ("added", "removed", "changed", "moved")},
    "exit": "icon-trouble", "solution": "icon-joy", "answered": "icon-muted", "evidence": "icon-evidence",
}  # fmt: skip


_LINES = ("trigger", "back", "repeat", "passing", "idle", "needs", "beside", "fresh", "gone")


def legend(heading: Heading, top: float, width: float, margin: float) -> Block:
    """The signs that are used, in as many lines as they need, and the id of the file at the end of the last."""
    signs, word = heading.legend, heading.legend_title
    if not signs:
        return Block((), 24)
    items: list[Shape] = [Path(f"M{margin} {top + 6:.2f}L{width - margin:.2f} {top + 6:.2f}", "axis")]
    y = top + 30
    name = text_line(margin, y + SMALL * 0.36, word, "small-bold")
    items.append(name)
    x = start = margin + name.width + 24
    for sign, meaning in signs:
        text = text_line(0, 0, meaning, "small-muted")
        is_line = sign in _LINES
        lead = 34 if is_line else 22
        if x + lead + text.width > width - margin and x > start:
            x, y = start, y + 24
        if is_line:
            items.append(Path(f"M{x:.2f} {y:.2f}L{x + 20:.2f} {y:.2f}", sign))
            items.append(Path(head(x + 27, y, "right"), f"{sign}-head"))
        else:
            items.append(Icon(sign, x, y - 8, 16, _SIGN_STYLES.get(sign, "icon-muted")))
        items.append(text_line(x + lead, y + SMALL * 0.36, meaning, "small-muted"))
        x += lead + text.width + 22
    lines = wrapped(heading.id, width - 2 * margin, "small-muted", heading.language)
    if len(lines) > 1 or x + text_line(0, 0, heading.id, "small-muted").width > width - margin:
        y += 24
    for number, line in enumerate(lines):
        y += LINE_HEIGHT[SMALL] if number else 0
        items.append(text_line(width - margin, y + SMALL * 0.36, line, "small-muted", anchor="end"))
    return Block((Group("legend", "legend", word, tuple(items)),), y - top + 26)
