"""Content -> Mermaid: a journey as its `journey`, what has links as a flowchart, for all that draws Mermaid's text."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from blueprint.drawing.errors import DrawError
from blueprint.drawing.text import visible
from blueprint.drawing.theme import STYLES, THEMES
from blueprint.drawing.views.grid import Grid
from blueprint.drawing.views.network import Network
from blueprint.drawing.words.mermaid import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from blueprint.drawing.views import Content
    from blueprint.drawing.views.content import Card, Heading, Link
    from blueprint.drawing.views.grid import Column

VIEWS: Final = ("blueprint", "journey", "flow", "dependencies")
"""The views that Mermaid has a kind of diagram for."""

_PLAIN: Final = re.compile(r"[0-9A-Za-z ,.?!()/+'-]|[^\x00-\x7fﬂ¶]")
"""What stands for itself wherever Mermaid reads a text; all else is written by its number.

The last two characters begin and end what Mermaid itself makes of numbers.
"""

_STARTS_LIST: Final = re.compile(r"[-+]|\d+[.)]")
_NEUTRAL: Final = 3.0
_BADGES: Final = {"star": "★", "success": "✓", "failure": "✗", "cocreated": "∞", "single": "①"}
_EDGES: Final = {
    "flow": "-->", "flow-main": "==>", "stream": "-->", "idle": "-.->", "column": "-->", "trigger": "-.->",
    "needs": "-->", "beside": "-.->", "back": "-.->", "repeat": "-.->", "passing": "-.->",
}  # fmt: skip
_SHAPES: Final = {
    "pill": ("([", "])"), "plain-pill": ("([", "])"), "question": ("{{", "}}"), "end": ("([", "])"),
    "mark": (">", "]"), "thought": ("(", ")"), "quote": ("(", ")"),
}  # fmt: skip
_NAMED: Final = frozenset({"time", "wait", "actor", "system", "persona", "answered", "inward", "onward"})
"""The icons that say something beside their note, which has to be said in words."""

_SEVEREST: Final = 5
_DRAWN_STYLES: Final = ("back", "repeat", "trigger", "flow-main")


def mermaid(content: Content, view: str, theme: str = "light") -> str:
    """The text of a Mermaid diagram. Raises DrawError for a view that Mermaid has no diagram for."""
    if view == "journey" and isinstance(content, Grid):
        return "\n".join(_journey(content)) + "\n"
    if view in VIEWS and isinstance(content, Grid | Network):
        return "\n".join(_flowchart(content, theme)) + "\n"
    message = f"Mermaid has no diagram for the view `{view}`: there is one for {', '.join(VIEWS)}"
    raise DrawError(message)


# -- text --------------------------------------------------------------------------------------------------------


def escaped(text: str) -> str:
    """Text for a label: nothing in it is Mermaid's syntax, Markdown or HTML. Line ends become spaces."""
    shown = " ".join(visible(text).split())
    sign = _STARTS_LIST.match(shown)
    last = sign.end() - 1 if sign else -1
    return "".join(c if _PLAIN.fullmatch(c) and at != last else _number(c) for at, c in enumerate(shown))


def _number(character: str) -> str:
    return f"#{ord(character)};"


def _title(heading: Heading) -> str:
    return " · ".join(part for part in (heading.title, heading.caption) if part)


# -- a journey ---------------------------------------------------------------------------------------------------


def _journey(grid: Grid) -> Iterator[str]:
    """Stages are sections, steps tasks. -2 to +2 is 1 to 5; personas who feel otherwise have a task each."""
    words = words_for(grid.heading.language)
    texts = {card.id: card.text for card in grid.cards if card.role == "customer" or card.kind == "ghost"}
    yield "journey"
    yield f"    %% {words.scale}"
    yield f"    title {_apart(escaped(_title(grid.heading)))}"
    stage = -1
    for position, column in enumerate(grid.columns):
        if column.stage != stage:
            stage = column.stage
            yield f"    section {_apart(escaped(grid.stages[stage][1]))}"
        if column.step is not None:
            yield from _tasks(grid, position, _step_text(column, texts), words.not_given)


def _step_text(column: Column, texts: Mapping[str, str]) -> str:
    return texts.get(column.step or "") or column.title or column.step or ""


def _tasks(grid: Grid, position: int, text: str, not_given: str) -> Iterator[str]:
    felt: dict[float, list[str]] = defaultdict(list)
    for curve in grid.curves:
        if position in curve.values:
            felt[curve.values[position] + _NEUTRAL].append(curve.name)
    if not felt:
        yield f"        {_apart(escaped(f'{text} ({not_given})'))}: {_NEUTRAL:g}"
    for score, names in felt.items():
        who = ", ".join(escaped(name).replace(",", _number(",")) for name in names if name)
        yield f"        {_apart(escaped(text))}: {score:g}" + (f": {who}" if who else "")


def _apart(text: str) -> str:
    """A text that starts with a word of Mermaid's: its first letter by its number, so that it is none."""
    if re.match(r"(?i)title|section|journey|acc", text):
        return _number(text[0]) + text[1:]
    return text


# -- a flowchart -------------------------------------------------------------------------------------------------


def _flowchart(content: Grid | Network, theme: str) -> Iterator[str]:
    """Stages or kinds are subgraphs. What a grid shows about a step hangs on it by a line without a head."""
    names = _names(content.cards)
    yield "---"
    yield f"title: {json.dumps(_title(content.heading).translate(_WIDE), ensure_ascii=False)}"
    yield "---"
    yield "flowchart LR"
    held: list[str] = []
    for number, (name, cards) in enumerate(_subgraphs(content), 1):
        if name is not None:
            yield f'    subgraph g{number}["{escaped(name)}"]'
        for card in cards:
            indent = "        " if name is not None else "    "
            yield f"{indent}{names[card.id]}{_node(card, dict(content.heading.legend))}"
        if name is not None:
            yield "    end"
        held += [f"g{number}"] if name is not None else []
    yield from _edges(content, names, theme)
    yield from _classes(content.cards, names, theme)
    if held:
        colours = THEMES[theme]
        yield f"    classDef ground fill:{colours['support']},stroke:{colours['hair']},color:{colours['ink']}"
        yield f"    class {','.join(held)} ground"


_WIDE: Final = str.maketrans({"<": "＜", ">": "＞", "&": "＆", "#": "＃", ";": "；", "\n": " ", "\r": " ", "%": "％"})
"""In a title Mermaid reads no numbers of characters, but markup."""


def _names(cards: Sequence[Card]) -> dict[str, str]:
    """A name for each card that Mermaid takes for nothing else: its own after a letter, as far as it is plain."""
    names: dict[str, str] = {}
    used: set[str] = set()
    for number, card in enumerate(cards, 1):
        name = "n_" + re.sub(r"[^0-9A-Za-z]+", "_", card.id).strip("_")
        if name in used or not card.id.isascii():
            name = f"n{number}"
        used.add(name)
        names[card.id] = name
    return names


def _subgraphs(content: Grid | Network) -> Iterator[tuple[str | None, list[Card]]]:
    groups: dict[str | int, list[Card]] = defaultdict(list)
    if isinstance(content, Grid):
        titles: list[tuple[str | int, str]] = [(n, f"{stage[0]} {stage[1]}") for n, stage in enumerate(content.stages)]
        for card in content.cards:
            groups[content.columns[card.column].stage].append(card)
    else:
        titles = [(cluster.id, cluster.name) for cluster in content.clusters]
        for card in content.cards:
            groups[card.row].append(card)
    for key, title in titles:
        if key in groups:
            yield title, groups.pop(key)
    for rest in groups.values():
        yield None, rest


def _node(card: Card, meanings: Mapping[str, str]) -> str:
    open_, close = _SHAPES.get(card.kind, ("[", "]"))
    lines = [line for text in (card.heading, card.text) for line in visible(text).split("\n") if line.strip()]
    said = [escaped(line) for line in lines] or [" "]
    notes = [_noted(note.text, note.icon, meanings) for note in card.notes]
    said += [escaped(note) for note in notes if note]
    if card.severity is not None:
        said.append("■" * card.severity + "□" * (_SEVEREST - card.severity))
    said += [f"{_BADGES.get(b, '·')} {escaped(meanings.get(b, b))}" for b in card.badges]
    return f'{open_}"{"<br/>".join(said)}"{close}'


def _noted(text: str, icon: str | None, meanings: Mapping[str, str]) -> str:
    """A note with what its icon means, where that is said nowhere else."""
    meaning = meanings.get(icon or "", "")
    return f"{meaning}: {text}" if text and meaning and icon in _NAMED else text or meaning


def _edges(content: Grid | Network, names: Mapping[str, str], theme: str) -> Iterator[str]:
    styled: dict[str, list[int]] = defaultdict(list)
    for number, link in enumerate(content.links):
        yield f"    {names[link.source]} {_arrow(link)} {names[link.target]}"
        if link.style in _DRAWN_STYLES:
            styled[link.style].append(number)
    for card, step in _hanging(content):
        yield f"    {names[step]} -.- {names[card]}"
    for style, numbers in styled.items():
        look = STYLES[style]
        dash = f",stroke-dasharray:{look.dash}" if look.dash else ""
        colour = THEMES[theme][look.stroke or "link"]
        yield f"    linkStyle {','.join(map(str, numbers))} stroke:{colour},stroke-width:{look.stroke_width:g}px{dash}"


def _arrow(link: Link) -> str:
    arrow = _EDGES.get(link.style, "-->")
    label = "<br/>".join(escaped(line) for line in link.label.split("\n") if line.strip())
    return f'{arrow}|"{label}"|' if label else arrow


def _hanging(content: Grid | Network) -> Iterator[tuple[str, str]]:
    """The cards without links that say something about a step, each with the card of that step."""
    if not isinstance(content, Grid):
        return
    linked = {end for link in content.links for end in (link.source, link.target)}
    cards = {card.id for card in content.cards}
    for card in content.cards:
        step = content.columns[card.column].step
        if card.id not in linked and step in cards and card.id != step and card.span == 1:
            yield card.id, str(step)


def _classes(cards: Sequence[Card], names: Mapping[str, str], theme: str) -> Iterator[str]:
    """The colours of the roles and of the marks."""
    colours = THEMES[theme]
    members: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        members[_class_of(card)].append(names[card.id])
    for name, own in members.items():
        fill, stroke = _COLOURS[name]
        dash = ",stroke-dasharray:4 3" if name in ("ghost", "question") else ""
        yield f"    classDef {name} fill:{colours[fill]},stroke:{colours[stroke]},color:{colours['ink']}{dash}"
        yield f"    class {','.join(own)} {name}"


_COLOURS: Final = {
    **{role: ("card", f"{role}-edge") for role in ("evidence", "customer", "frontstage", "backstage", "support")},
    "ghost": ("card", "ghost"), "question": ("question-fill", "question-line"), "pain": ("card", "trouble"),
    "fail": ("card", "risk"), "delight": ("card", "joy"), "other": ("card", "card-line"),
}  # fmt: skip


def _class_of(card: Card) -> str:
    for name in (card.kind, card.icon, card.role):
        if name in _COLOURS:
            return str(name)
    return "other"
