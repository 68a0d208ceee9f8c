"""The cards of a step: its evidence, what everyone does in it, and its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.drawing.labels import percent
from blueprint.drawing.views.closed import is_closed
from blueprint.drawing.views.content import Card, Note
from blueprint.model.action import Action
from blueprint.model.lane import ROLES
from blueprint.model.step import END, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.drawing.views.scope import Scope
    from blueprint.graph.ways import Way
    from blueprint.model.action import ActionRole
    from blueprint.model.marks import Delight, FailPoint, PainPoint

MARK_ROWS = ("questions", "pains", "delights")
"""The rows of marks, below the emotion."""


def evidence(scope: Scope, column: int, step: Step) -> Iterator[Card]:
    """What the customer sees and touches: the touchpoints, and whatever else is named."""
    row = scope.blueprint.lanes_of("evidence")[0].id
    for id_ in step.touchpoints:
        touchpoint = scope.blueprint.touchpoints[id_]
        name = touchpoint.name or touchpoint.evidence or id_
        held = touchpoint.evidence if touchpoint.name and touchpoint.evidence != touchpoint.name else None
        title = f"{name} ({touchpoint.kind}{f', {touchpoint.channel}' if touchpoint.channel else ''})"
        yield Card(
            f"{step.id}:touchpoint:{id_}", row, column, "pill", name, "evidence", icon=touchpoint.kind,
            icon_style="icon-evidence", notes=(Note(held),) if held else (), title=title, part=f"touchpoint:{id_}",
        )  # fmt: skip
    for number, text in enumerate(step.evidence, 1):
        id_ = f"{step.id}:evidence-{number}"
        yield Card(id_, row, column, "plain-pill", text, "evidence", title=text, part=str(step.id))


def actions(scope: Scope, column: int, step: Step, onward: Sequence[Way]) -> Iterator[Card]:
    """What everyone does, from the customer down; within a role by lane, then in the order of the file."""
    yield _customer(scope, column, step, onward)
    b = scope.blueprint
    order = {lane.id: i for role in ROLES for i, lane in enumerate(b.lanes_of(role))}
    for role, action in sorted(
        ((role, action) for role, action in step.actions() if role != "customer"),
        key=lambda one: (ROLES.index(one[0]), order[b.lane_of(*one)]),
    ):
        notes = [*_who(scope, action)]
        if action.time is not None:
            notes.append(Note(scope.words.estimate(action.time), "time"))
        lane = b.lane_of(role, action)
        yield Card(str(action.id), lane, column, "card", action.does, role, notes=tuple(notes), title=action.does)


def _who(scope: Scope, action: Action) -> Iterator[Note]:
    if action.actor is not None:
        yield Note(scope.blueprint.actors[action.actor].name, "actor")
    if action.system is not None:
        yield Note(scope.blueprint.systems[action.system].name, "system")


def _customer(scope: Scope, column: int, step: Step, onward: Sequence[Way]) -> Card:
    """The customer's card, which stands for the step: times, who it is for, and the ways out of the journey."""
    words, action = scope.words, step.customer
    notes = list(_who(scope, action)) if action else []
    if scope.are_some(step.personas):
        notes.append(Note(f"{words.only} {scope.names(step.personas)}", "persona"))
    notes.extend(_times(scope, step))
    notes.extend(_exits(scope, step, onward))
    notes.extend(_entries(scope, step))
    if step.requests_feedback:
        notes.append(Note(words.marks["feedback"], "feedback"))
    badges = (
        *(["star"] if step.moment_of_truth else []),
        *(["cocreated"] if step.cocreated else []),
        *([outcome] if (outcome := outcome_of(step, onward)) else []),
    )
    role: ActionRole = "customer"
    return Card(
        str(step.id), scope.blueprint.lane_of(role, action) if action else role, column, "card" if action else "ghost",
        action.does if action else step.name or words.no_customer, role,
        heading=step.name if step.name and action and step.name != action.does else "", notes=tuple(notes),
        badges=badges, title=step.label,
    )  # fmt: skip


def outcome_of(step: Step, onward: Sequence[Way]) -> str | None:
    """How the journey ends here for everyone who gets here, if it does."""
    if step.outcome is not None:
        return step.outcome
    return "success" if onward and all(way.target == END for way in onward) else None


def _times(scope: Scope, step: Step) -> Iterator[Note]:
    """The wait, the time, and whether both together are within what the customer accepts."""
    words, service, limit = scope.words, step.service, step.acceptable_time
    if step.wait is not None:
        yield Note(words.estimate(step.wait), "wait")
    if service is not None and (service.high or step.time is not None):
        yield Note(words.estimate(service), "time")
    if limit is not None:
        known = [part.mean for part in (step.wait, service) if part is not None]
        is_over = bool(known) and sum(known[1:], known[0]) > limit.mean
        shown = words.estimate(limit)
        yield Note((words.over_limit if is_over else words.limit).format(shown), None, _tone(is_bad=is_over))


def _tone(*, is_bad: bool) -> str:
    return "small-trouble" if is_bad else "small-muted"


def _exits(scope: Scope, step: Step, onward: Sequence[Way]) -> Iterator[Note]:
    """The ways on that are no arrow: out of the journey, and to steps that are not shown."""
    words = scope.words
    if step.abandon:
        yield Note(f"{percent(step.abandon)} {words.abandon}", "exit", "small-trouble")
    for way in onward:
        labels = way_labels(scope, way)
        if way.target == END and len(onward) > 1:
            yield Note(f"{words.end}{words.colon}{' · '.join(labels)}" if labels else words.end, "success")
        elif way.target != END and way.target not in scope.column_of:
            target = scope.blueprint.step(way.target).label
            yield Note(f"{target}{words.colon}{' · '.join(labels)}" if labels else target, "onward")
    if step.otherwise and scope.filters.persona is None:
        yield Note(scope.blueprint.step(step.otherwise).label, "onward")


def _entries(scope: Scope, step: Step) -> Iterator[Note]:
    """The ways in from steps that are not shown."""
    for way in scope.ways_to.get(str(step.id), ()):
        if way.source not in scope.column_of:
            yield Note(scope.blueprint.step(way.source).label, "inward")


def way_labels(scope: Scope, way: Way) -> tuple[str, ...]:
    """What the file says of a way on: its share, its condition, for whom, and that nobody chose it."""
    branch = way.branch
    if branch is None:
        return ()
    parts = (
        percent(branch.share) if branch.share is not None else "",
        branch.when or "",
        scope.names(branch.for_) if scope.filters.persona is None else "",
        scope.words.forced if branch.forced else "",
    )
    return tuple(part for part in parts if part)


# -- marks -------------------------------------------------------------------------------------------------------


def marks(scope: Scope, column: int, step: Step) -> Iterator[Card]:
    """The questions that come up, what hurts or can go wrong, and what delights."""
    for id_ in step.asks:
        yield _question(scope, column, step, id_)
    persona = scope.filters.persona
    for pain in step.pain_points:
        if persona is None or not pain.personas or persona in pain.personas:
            yield _pain(scope, column, pain)
    for fail in (*step.fail_points, *(f for _, action in step.actions() for f in action.fail_points)):
        yield _fail(scope, column, fail)
    for number, delight in enumerate(step.delights, 1):
        yield _delight(scope, column, f"{step.id}:delight-{number}", delight)


def _question(scope: Scope, column: int, step: Step, id_: str) -> Card:
    """A question, with the touchpoint that answers it: one of this step, else any, of those that are not closed."""
    words, question = scope.words, scope.blueprint.questions[id_]
    answering = [
        t
        for t, touchpoint in scope.blueprint.touchpoints.items()
        if id_ in touchpoint.answers and not is_closed(scope, t)
    ]
    here = [t for t in answering if t in step.touchpoints] or answering
    notes = [Note(f"{percent(question.share)} {words.asked_by}")] if question.share is not None else []
    if here:
        notes.append(Note(scope.blueprint.touchpoints[here[0]].name or here[0], "answered"))
    else:
        notes.append(Note(words.answered_nowhere, None, "small-trouble"))
    return Card(
        f"{step.id}:asks:{id_}", "questions", column, "question", question.text, icon="question",
        icon_style="icon-question", notes=tuple(notes), title=question.text, part=f"question:{id_}",
    )  # fmt: skip


def _pain(scope: Scope, column: int, pain: PainPoint) -> Card:
    notes = []
    if scope.are_some(pain.personas):
        notes.append(Note(scope.names(pain.personas), "persona"))
    if pain.occurrence is not None:
        notes.append(Note(scope.words.met_by.format(percent(pain.occurrence)), None, "small-trouble"))
    return Card(
        f"pain:{pain.id}", "pains", column, "mark", pain.what, icon="pain", icon_style="icon-trouble-fill",
        notes=tuple(notes), severity=pain.severity, title=pain.what,
    )  # fmt: skip


def _fail(scope: Scope, column: int, fail: FailPoint) -> Card:
    words = scope.words
    notes = []
    if fail.occurrence is not None:
        notes.append(Note(words.happens_in.format(percent(fail.occurrence)), None, "small-trouble"))
    if isinstance(fail.recovery, str):
        notes.append(Note(f"{words.recovery}{words.colon}{fail.recovery}"))
    elif fail.recovery is not None:
        notes.append(Note(f"{words.recovery} → {_name_of(scope, fail.recovery.to)}"))
    return Card(
        f"fail:{fail.id}", "pains", column, "mark", fail.what, icon="fail", icon_style="icon-risk-fill",
        notes=tuple(notes), severity=fail.severity, title=fail.what,
    )  # fmt: skip


def _delight(scope: Scope, column: int, id_: str, delight: Delight) -> Card:
    said = [scope.words.personal] if delight.personal else []
    if delight.common is not None:
        said.append(scope.words.common.format(percent(delight.common)))
    return Card(
        id_, "delights", column, "mark", delight.what, icon="delight", icon_style="icon-joy-fill",
        notes=tuple(Note(text) for text in said), title=delight.what, part=id_.partition(":")[0],
    )  # fmt: skip


def _name_of(scope: Scope, id_: str) -> str:
    place = scope.blueprint.place(id_)
    return place.does if isinstance(place, Action) else place.label if isinstance(place, Step) else id_
