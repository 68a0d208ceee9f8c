"""The view `blueprint`: stages and steps across, lanes down, all that the service does in each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.drawing.views import steps as cards_of
from blueprint.drawing.views.arrows import arrows
from blueprint.drawing.views.content import signs_of
from blueprint.drawing.views.feelings import curves as curves_of
from blueprint.drawing.views.grid import Column, Grid, Row
from blueprint.model.lane import LINES, ROLES, Lane, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.drawing.views.content import Card, Link
    from blueprint.drawing.views.scope import Scope


def view(scope: Scope) -> Grid:
    """The blueprint as rows, columns, cards and links."""
    words = scope.words
    rows = _rows(scope)
    has_customer = any(row.role == "customer" for row in rows)
    every = list(_cards(scope))
    lanes = {row.id for row in rows}
    shown = [card for card in every if card.row in lanes or (has_customer and card.row in cards_of.MARK_ROWS)]
    links = tuple(arrows(scope, every, shown))
    curves = tuple(curves_of(scope)) if has_customer else ()
    used = {card.row for card in shown}
    names = {"questions": words.questions, "pains": words.pains, "delights": words.delights}
    return Grid(
        scope.heading(tuple(_legend(scope, shown, links))),
        stages=tuple((scope.blueprint.stages.index(stage) + 1, stage.name) for stage in scope.stages),
        columns=tuple(
            Column(stage, str(step.id), step.label) if step else Column(stage, None) for stage, step in scope.columns
        ),
        rows=(
            *rows,
            *([Row("emotion", words.emotion, "emotion")] if curves else []),
            *(Row(row, names[row], "marks") for row in cards_of.MARK_ROWS if row in used),
        ),
        cards=tuple(shown),
        links=links,
        curves=curves,
    )


def _cards(scope: Scope) -> Iterator[Card]:
    for column, step in scope.steps.items():
        yield from cards_of.evidence(scope, column, step)
        yield from cards_of.actions(scope, column, step, scope.ways_from.get(str(step.id), ()))
        yield from cards_of.marks(scope, column, step)


def _rows(scope: Scope) -> list[Row]:
    """The lanes that are shown, with every line that lies between one and the next."""
    shown: list[tuple[Role, Lane]] = [
        (role, lane)
        for role in ROLES
        for lane in _lanes(scope, role)
        if not scope.filters.lanes or lane.id in scope.filters.lanes
    ]
    rows = []
    for i, (role, lane) in enumerate(shown):
        below = shown[i + 1][0] if i + 1 < len(shown) else role
        between = ROLES[ROLES.index(role) : ROLES.index(below)]
        lines = tuple((LINES[r], scope.words.lines[LINES[r]]) for r in between if r in LINES)
        rows.append(Row(lane.id, scope.lane_names[lane.id], "lane", role, lines))
    return rows


def _lanes(scope: Scope, role: Role) -> tuple[Lane, ...]:
    """The lanes of a role; where it is split, its own lane only if that holds something or is listed."""
    b = scope.blueprint
    lanes = b.lanes_of(role)
    if len(lanes) == 1 or role == "evidence":
        return lanes
    held = {b.lane_of(r, action) for _, r, action in b.actions() if r == role}
    if role == "customer" and any(step.customer is None for _, step in b.steps()):
        held.add(role)
    listed = {lane.id for lane in b.lanes}
    return tuple(lane for lane in lanes if lane.id in held | listed)


def _legend(scope: Scope, cards: Sequence[Card], links: Sequence[Link]) -> Iterator[tuple[str, str]]:
    """The signs on the cards and links that are shown."""
    words = scope.words
    used = signs_of(cards, links)
    order = (
        "evidence", "star", "cocreated", "time", "wait", "actor", "system", "persona", "feedback", "question",
        "answered", "pain", "fail", "delight", "exit", "inward", "onward", "success", "failure", "back", "repeat",
        "trigger", "passing",
    )  # fmt: skip
    yield from ((kind, name) for kind, name in words.kinds.items() if kind in used)
    yield from ((sign, words.marks[sign]) for sign in order if sign in used)
