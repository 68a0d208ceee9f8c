"""The blueprint as a table for those who can't see the picture: a row for each step, a column for each lane."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from blueprint.drawing.paint.svg import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.drawing.labels import Labels
    from blueprint.drawing.views.content import Card
    from blueprint.drawing.views.grid import Grid

_NAMED = ("wait", "time", "actor", "system", "answered", "persona")
"""The signs of notes whose meaning is said in words."""


def table(grid: Grid, labels: Labels, step: str) -> str:
    """What a grid shows, as a table of HTML. `step` is what the column with the steps is called."""
    rows = [row for row in grid.rows if row.kind != "emotion" or grid.curves]
    heads = "".join(f'<th scope="col" data-lane="{escaped(row.id)}">{escaped(row.name)}</th>' for row in rows)
    cells: defaultdict[tuple[str, int], list[Card]] = defaultdict(list)
    for card in grid.cards:
        cells[card.row, card.column].append(card)
    body: list[str] = []
    at = None
    for i, column in enumerate(grid.columns):
        if column.stage != at:
            at = column.stage
            number, name = grid.stages[at]
            head = f'<th scope="rowgroup" colspan="{len(rows) + 1}">{number} {escaped(name)}</th>'
            body.append(f"{'</tbody>' if body else ''}<tbody><tr class=stage-row>{head}</tr>")
        if column.step is None:
            continue
        said = "".join(
            f'<td data-lane="{escaped(row.id)}">{content}</td>'
            for row in rows
            for content in (
                _emotion(grid, i, labels)
                if row.kind == "emotion"
                else "".join(_item(card, labels) for card in cells[row.id, i]),
            )
        )
        link = f'<button type=button data-go="{escaped(column.step)}">{escaped(column.title)}</button>'
        body.append(f'<tr data-step="{escaped(column.step)}"><th scope="row">{link}</th>{said}</tr>')
    caption = " · ".join(filter(None, (grid.heading.title, grid.heading.subtitle, grid.heading.caption)))
    return (
        f"<table><caption>{escaped(caption)}</caption>"
        f'<thead><tr><th scope="col">{escaped(step)}</th>{heads}</tr></thead>{"".join(body)}</tbody></table>'
    )


def _item(card: Card, labels: Labels) -> str:
    notes = "".join(f"<small>{escaped(note)}</small>" for note in _notes(card, labels))
    name = f"<b>{escaped(card.heading)}</b> " if card.heading else ""
    return (
        f'<div data-part="{escaped(card.about)}" data-row="{escaped(card.row)}">{name}{escaped(card.text)}{notes}</div>'
    )


def _notes(card: Card, labels: Labels) -> Iterator[str]:
    """What a card says in small lines and signs."""
    yield from (labels.marks[badge] for badge in card.badges if badge in labels.marks)
    if card.severity is not None:
        mark = labels.marks.get(card.icon or "", "")
        yield f"{mark}{labels.colon}{card.severity}" if mark else str(card.severity)
    elif card.icon in labels.kinds:
        yield labels.kinds[card.icon]
    for note in card.notes:
        yield f"{labels.marks[note.icon]}{labels.colon}{note.text}" if note.icon in _NAMED else note.text


def _emotion(grid: Grid, column: int, labels: Labels) -> str:
    """How customers feel, by persona where they differ."""
    said = []
    for curve in grid.curves:
        if column in curve.values:
            value = f"{curve.values[column]:+g}" if curve.values[column] else "0"
            said.append(f"{curve.name}{labels.colon}{value}" if curve.name and len(grid.curves) > 1 else value)
    return "".join(f"<div>{escaped(one)}</div>" for one in said)
