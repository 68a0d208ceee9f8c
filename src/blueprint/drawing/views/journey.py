"""The view `journey`: what customers do, meet, feel, think and suffer, one persona or all, and what may help."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from blueprint.drawing.views import steps as cards_of
from blueprint.drawing.views.arrows import arrows
from blueprint.drawing.views.closed import is_closed
from blueprint.drawing.views.content import Card, Note, signs_of
from blueprint.drawing.views.feelings import curves as curves_of
from blueprint.drawing.views.grid import Column, Grid, Row
from blueprint.drawing.views.people import details, panels
from blueprint.drawing.views.scope import Scope
from blueprint.drawing.views.solutions import solutions
from blueprint.drawing.views.voices import voices
from blueprint.drawing.words.journey import Words, words_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.analysis.analysis import Analysis
    from blueprint.drawing.views.content import Link
    from blueprint.graph.ways import Way
    from blueprint.model.lane import Role
    from blueprint.model.step import Step

_KINDS = ("digital", "physical", "interpersonal")
_CURVE = 2.0
"""How many times as high as a blueprint's the curve of a journey is."""


def view(scope: Scope) -> Grid:
    """The journey as panels, rows, cards, links and curves: the customers' side of the service only."""
    words = words_for(scope.blueprint.language)
    analysis = _analysis(scope)
    shown = _shown_roles(scope)
    cards = [card for card in _cards(scope, words, analysis) if _role_of(card) in shown]
    links = tuple(arrows(scope, cards, cards))
    curves = tuple(curves_of(scope, remarks_on_all=True)) if "customer" in shown else ()
    heading = scope.heading(tuple(_legend(scope, words, cards, links)))
    if scope.filters.persona is None and len(scope.blueprint.personas) != 1:
        heading = replace(heading, details=(*heading.details, *details(words, analysis)))
    return Grid(
        heading,
        stages=tuple((scope.blueprint.stages.index(stage) + 1, stage.name) for stage in scope.stages),
        columns=tuple(
            Column(stage, str(step.id), step.label) if step else Column(stage, None) for stage, step in scope.columns
        ),
        rows=tuple(_rows(scope, words, cards, has_curves=bool(curves), has_customer="customer" in shown)),
        cards=tuple(cards),
        links=links,
        curves=curves,
        panels=tuple(panels(scope, words, curves, analysis)),
    )


def _analysis(scope: Scope) -> Analysis | None:
    """The figures of the customers that are shown; None where the flow gives none."""
    from blueprint.graph.flow import FlowError

    try:
        persona = scope.filters.persona
        return scope.analysis.of(persona) if persona is not None else scope.analysis
    except FlowError:
        return None


def _shown_roles(scope: Scope) -> set[str]:
    """The roles of a journey's lanes that a filter of lanes leaves; all else goes with what the customer does."""
    lanes = scope.filters.lanes
    roles: tuple[Role, ...] = ("evidence", "customer")
    return {role for role in roles if not lanes or any(lane.id in lanes for lane in scope.blueprint.lanes_of(role))}


def _role_of(card: Card) -> str:
    return "evidence" if card.role == "evidence" else "customer"


# -- rows --------------------------------------------------------------------------------------------------------


def _rows(scope: Scope, words: Words, cards: Sequence[Card], *, has_curves: bool, has_customer: bool) -> Iterator[Row]:
    """The rows that hold something, from top to bottom; the customer's lane in any case."""
    used = {card.row for card in cards}
    has_goals = any(card.row == "goal" and card.text for card in cards)
    if "goal" in used:
        yield Row("goal", words.goals if has_goals else words.arrival, "marks")
    if has_customer:
        lanes = scope.blueprint.lanes_of("customer")
        for lane in [lane for lane in lanes if lane.id in used] or lanes[:1]:
            yield Row(lane.id, scope.lane_names[lane.id], "lane", "customer")
    for kind in _KINDS:
        if f"touchpoints:{kind}" in used:
            yield Row(f"touchpoints:{kind}", words.touchpoints[kind], "lane", "evidence", icon=kind)
    if has_curves:
        yield Row("emotion", scope.words.emotion, "emotion", scale=_CURVE)
    names = {
        "voices": words.voices, "questions": scope.words.questions, "pains": scope.words.pains,
        "delights": scope.words.delights, "solutions": words.solutions, "other-solutions": words.other_solutions,
    }  # fmt: skip
    yield from (Row(row, name, "marks", is_ruled=True) for row, name in names.items() if row in used)


# -- cards -------------------------------------------------------------------------------------------------------


def _cards(scope: Scope, words: Words, analysis: Analysis | None) -> Iterator[Card]:
    yield from _goals(scope, words, analysis)
    marks: list[Card] = []
    for column, step in scope.steps.items():
        yield _customer(scope, words, column, step, scope.ways_from.get(str(step.id), ()))
        yield from _touchpoints(scope, words, column, step)
        yield from voices(scope, column, step, words.quotation)
        own = list(_marks(scope, column, step))
        marks += own
        yield from own
    yield from solutions(scope, words, marks, _on_other_sheets(scope))


def _on_other_sheets(scope: Scope) -> set[str]:
    """The ids of the pains, risks and questions that the sheets of a print show together."""
    if scope.filters.sheet is None:
        return set()
    whole = Scope(scope.blueprint, replace(scope.filters, stages=scope.filters.printed, sheet=None))
    return {
        card.about.partition(":")[2] for column, step in whole.steps.items() for card in _marks(whole, column, step)
    }


def _goals(scope: Scope, words: Words, analysis: Analysis | None) -> Iterator[Card]:
    """What customers want of each stage, how many get to it, and how long that takes them."""
    counts = Counter(stage for stage, _ in scope.columns)
    found = {}
    if analysis is not None:
        from blueprint.analysis.arrival import arrivals

        found = arrivals(analysis.customers)
    start = 0
    for position, stage in enumerate(scope.stages):
        notes = []
        arrival = found.get(str(stage.id))
        if analysis is not None and arrival is not None and stage is not scope.blueprint.stages[0]:
            told = analysis.customers.words
            tone = "small-muted" if arrival.share else "small-trouble"
            notes.append(Note(words.gets_here.format(told.share(arrival.share)), None, tone))
            if arrival.time.value is not None:
                notes.append(Note(words.after.format(told.amount(arrival.time, "time")), "time"))
        if stage.goal or notes:
            yield Card(
                f"stage:{stage.id}", "goal", start, "mark", stage.goal or "", icon="goal" if stage.goal else None,
                notes=tuple(notes), title=stage.goal or stage.name, span=counts[position],
            )  # fmt: skip
        start += counts[position]


def _customer(scope: Scope, words: Words, column: int, step: Step, onward: Sequence[Way]) -> Card:
    """The customer's card, with those who alone get there, and those who give up as nothing there is open to them."""
    card = next(cards_of.actions(scope, column, step, onward))
    id_, personas = str(step.id), tuple(scope.blueprint.personas)
    if scope.filters.persona is not None:
        if id_ not in scope.reached(scope.filters.persona):
            return replace(card, kind="ghost", notes=(*card.notes, Note(words.unreached)))
        lost = id_ in scope.lost(scope.filters.persona)
        return replace(card, notes=(*card.notes, Note(words.lost, "exit", "small-trouble"))) if lost else card
    there = [persona for persona in personas if id_ in scope.reached(persona)]
    gives_up = [persona for persona in there if id_ in scope.lost(persona)]
    only = [Note(f"{scope.words.only} {scope.names(there)}", "persona")] if 0 < len(there) < len(personas) else []
    lost_who = [Note(words.lost_who.format(scope.names(gives_up)), "exit", "small-trouble")] if gives_up else []
    is_said = scope.are_some(step.personas)
    return replace(card, notes=(*([] if is_said else only), *card.notes, *lost_who))


def _touchpoints(scope: Scope, words: Words, column: int, step: Step) -> Iterator[Card]:
    """The touchpoints, each in the row of its kind; what else is held or seen is physical."""
    for card in cards_of.evidence(scope, column, step):
        space, _, id_ = card.about.partition(":")
        if space != "touchpoint":
            yield replace(card, row="touchpoints:physical")
            continue
        closed = (Note(words.closed, "exit", "small-trouble"),) if is_closed(scope, id_) else ()
        row = f"touchpoints:{scope.blueprint.touchpoints[id_].kind}"
        yield replace(card, row=row, notes=(*card.notes, *closed))


def _marks(scope: Scope, column: int, step: Step) -> Iterator[Card]:
    """The marks of a step, without what goes wrong out of the customer's sight."""
    unseen = {
        f"fail:{fail.id}"
        for role, action in step.actions()
        if role in ("backstage", "support")
        for fail in action.fail_points
    }
    return (card for card in cards_of.marks(scope, column, step) if card.about not in unseen)


def _legend(scope: Scope, words: Words, cards: Sequence[Card], links: Sequence[Link]) -> Iterator[tuple[str, str]]:
    """The signs on the cards and links that are shown; the rows name the kinds of touchpoints."""
    used = signs_of(cards, links) | {card.kind for card in cards}
    meanings = {**scope.words.marks, **words.legend}
    order = (
        "goal", "evidence", "star", "cocreated", "time", "wait", "actor", "system", "persona", "feedback", "thought",
        "quote", "question", "answered", "pain", "fail", "delight", "solution", "exit", "inward", "onward", "success",
        "failure", "back", "repeat", "trigger",
    )  # fmt: skip
    yield from ((sign, meanings[sign]) for sign in order if sign in used)
