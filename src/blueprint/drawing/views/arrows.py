"""The links of a view: downwards within a column, onward from step to step, and what sets off what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.drawing.views.content import Card, Link
from blueprint.drawing.views.steps import way_labels
from blueprint.model.action import Action

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.drawing.views.scope import Scope
    from blueprint.graph.ways import Way

_MOST = 0.5
"""The share from which on a branch is the main way."""


def arrows(scope: Scope, every: Sequence[Card], shown: Sequence[Card]) -> Iterator[Link]:
    """The links between the cards that are shown; `every` has also those that a filter of lanes hides."""
    ids = {card.id for card in shown}
    down = list(_down(every, ids))
    said = {(link.source, link.target) for link in down}
    yield from down
    yield from _onward(scope, ids)
    yield from (link for link in _triggers(scope, ids) if (link.source, link.target) not in said)


def _down(every: Sequence[Card], shown: set[str]) -> Iterator[Link]:
    """Within a column, actions connect downwards; past what is hidden the link says so."""
    last: dict[int, Card] = {}
    passed: dict[int, bool] = {}
    for card in every:
        if card.role not in ("customer", "frontstage", "backstage", "support"):
            continue
        if card.id not in shown:
            passed[card.column] = True
            continue
        if card.column in last:
            yield Link("column", last[card.column].id, card.id, is_passing=passed.get(card.column, False))
        last[card.column], passed[card.column] = card, False


def _onward(scope: Scope, shown: set[str]) -> Iterator[Link]:
    """One link for each pair of steps; where several branches lead the same way, it says all of them."""
    where = scope.column_of
    together: dict[tuple[str, str, bool], list[Way]] = {}
    for way in scope.ways:
        if way.source in shown and way.target in shown:
            is_back = where[way.target] <= where[way.source]
            is_repeat = is_back and way.branch is not None and way.branch.repeat
            together.setdefault((way.source, way.target, is_repeat), []).append(way)
    for (source, target, is_repeat), same in together.items():
        branches = [way.branch for way in same if way.branch is not None]
        yield Link(
            "flow", source, target,
            tuple(labels for way in same if (labels := way_labels(scope, way))),
            is_back=where[target] <= where[source],
            is_repeat=is_repeat,
            is_main=any((branch.share or 0) >= _MOST for branch in branches),
            is_forced=any(branch.forced for branch in branches),
        )  # fmt: skip


def _triggers(scope: Scope, shown: set[str]) -> Iterator[Link]:
    b = scope.blueprint
    # The card of a customer's action is that of the step.
    cards = {str(action.id): str(step.id) for step, role, action in b.actions() if role == "customer"}
    for step, role, action in b.actions():
        source = str(step.id) if role == "customer" else str(action.id)
        for id_ in action.triggers:
            target = cards.get(id_, id_) if isinstance(b.place(id_), Action) else id_
            if source in shown and target in shown:
                yield Link("trigger", source, target)
