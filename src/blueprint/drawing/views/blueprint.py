"""The view `blueprint`: stages and steps across, lanes down, all that the service does in each step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blueprint.drawing.errors import DrawError
from blueprint.drawing.labels import Labels, labels_for
from blueprint.drawing.views.grid import Card, Column, Curve, Grid, Link, Note, Row
from blueprint.graph.ways import Way, walked_by, ways
from blueprint.model.action import Action, ActionRole
from blueprint.model.lane import LINES, ROLES
from blueprint.model.step import END, Stage, Step
from blueprint.model.values import Estimate, format_duration
from blueprint.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.model.blueprint import Blueprint
    from blueprint.model.marks import FailPoint, PainPoint


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show; an empty tuple shows all. `persona` shows one persona's way through."""

    persona: str | None = None
    stages: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()


def blueprint_view(blueprint: Blueprint, filters: Filters) -> Grid:
    """The blueprint as rows, columns, cards and links. Raises DrawError where a filter names what is not there."""
    _check(blueprint, filters)
    return _View(blueprint, filters, labels_for(blueprint.language)).grid()


def _check(blueprint: Blueprint, filters: Filters) -> None:
    stages = {str(stage.id): stage.name for stage in blueprint.stages}
    lanes = {lane.id for role in ROLES for lane in blueprint.lanes_of(role)}
    asked = (
        ("persona", (filters.persona,) if filters.persona else (), set(blueprint.personas)),
        ("stage", filters.stages, set(stages) | set(stages.values())),
        ("lane", filters.lanes, lanes),
    )
    for what, wanted, known in asked:
        for name in wanted:
            if name not in known:
                listed = f"; there is {', '.join(sorted(known))}" if known else "; the file has none"
                message = f"there is no {what} `{name}`{did_you_mean(name, known) or listed}"
                raise DrawError(message)


@dataclass(slots=True)
class _View:
    blueprint: Blueprint
    filters: Filters
    words: Labels
    signs: set[str] = field(default_factory=set)

    def grid(self) -> Grid:
        b, words = self.blueprint, self.words
        stages = [s for s in b.stages if not self.filters.stages or {s.id, s.name} & set(self.filters.stages)]
        flow = ways(b, self.filters.persona)
        passed = self._passed(flow)
        columns, steps = self._columns(stages, passed)
        rows = self._rows()
        shown_rows = {row.id for row in rows}
        has_customer = "customer" in {row.role for row in rows}
        cards: list[Card] = []
        where = {str(step.id): i for i, step in steps.items()}
        for i, step in steps.items():
            own = [way for way in flow if way.source == step.id]
            cards.extend(self._evidence(i, step))
            cards.extend(self._actions(i, step, own, where))
            if has_customer:
                cards.extend(self._marks(i, step))
        cards = [card for card in cards if card.row in shown_rows or card.row in _MARK_ROWS]
        down = list(self._column_links(cards))
        said = {(link.source, link.target) for link in down}
        triggers = (t for t in self._triggers(cards, where) if (t.source, t.target) not in said)
        links = [*down, *self._flow_links(flow, where, cards), *triggers]
        curves = tuple(self._curves(steps)) if has_customer else ()
        used = {card.row for card in cards}
        names = {"questions": words.questions, "pains": words.pains, "delights": words.delights}
        marks = [Row(row, names[row], "marks") for row in _MARK_ROWS if row in used]
        if curves:
            marks.insert(0, Row("emotion", words.emotion, "emotion"))
        details = (
            *((f"{words.owner}{words.colon}{b.owner}",) if b.owner else ()),
            *((f"{words.reviewed} {b.reviewed.isoformat()}",) if b.reviewed else ()),
        )
        return Grid(
            id=b.id or "blueprint",
            title=b.title,
            subtitle=b.scenario or b.summary or "",
            details=details,
            state=words.states[b.state],
            caption=self._caption(len(stages), len(steps)),
            language=b.language,
            stages=tuple((b.stages.index(stage) + 1, stage.name) for stage in stages),
            columns=tuple(columns),
            rows=(*rows, *marks),
            cards=tuple(cards),
            links=tuple(links),
            curves=curves,
            legend=tuple(self._legend(links)),
        )

    # -- columns and rows --------------------------------------------------------------------------------------

    def _passed(self, flow: Sequence[Way]) -> set[str]:
        """The steps that are shown: all, or those that the persona can come to."""
        walked = [str(s.id) for _, s in self.blueprint.steps() if walked_by(s, self.filters.persona)]
        if self.filters.persona is None:
            return set(walked)
        onward: dict[str, list[str]] = {}
        for way in flow:
            onward.setdefault(way.source, []).append(way.target)
        passed: set[str] = set()
        waiting = walked[:1]
        while waiting:
            step = waiting.pop()
            if step != END and step not in passed:
                passed.add(step)
                waiting.extend(onward.get(step, ()))
        return passed

    def _columns(self, stages: Sequence[Stage], passed: set[str]) -> tuple[list[Column], dict[int, Step]]:
        columns: list[Column] = []
        steps: dict[int, Step] = {}
        for number, stage in enumerate(stages):
            shown = [step for step in stage.steps if step.id in passed]
            for step in shown:
                steps[len(columns)] = step
                columns.append(Column(number, str(step.id), step.label))
            if not shown:
                columns.append(Column(number, None))
        return columns, steps

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        for role in ROLES:
            lanes = [
                lane
                for lane in self.blueprint.lanes_of(role)
                if not self.filters.lanes or lane.id in self.filters.lanes
            ]
            if len(lanes) > 1:  # the role's own lane is drawn beside others only where it holds something
                held = {self.blueprint.lane_of(r, a) for _, r, a in self.blueprint.actions() if r == role}
                own = {lane.id for lane in self.blueprint.lanes}
                lanes = [lane for lane in lanes if lane.id in held or lane.id in own or role == "evidence"]
            for i, lane in enumerate(lanes):
                name = self.words.roles[role] if lane.id == role == lane.name else lane.name
                line = LINES.get(role) if i == len(lanes) - 1 else None
                rows.append(Row(lane.id, name, "lane", role, line, self.words.lines[line] if line else ""))
        if rows and rows[-1].line and not self.filters.lanes:
            return rows
        if rows:  # no line below the last lane
            rows[-1] = Row(rows[-1].id, rows[-1].name, "lane", rows[-1].role)
        return rows

    # -- cards -------------------------------------------------------------------------------------------------

    def _evidence(self, column: int, step: Step) -> Iterator[Card]:
        row = self.blueprint.lanes_of("evidence")[0].id
        for id_ in step.touchpoints:
            touchpoint = self.blueprint.touchpoints[id_]
            self.signs.add(touchpoint.kind)
            name = touchpoint.name or touchpoint.evidence or id_
            held = touchpoint.evidence if touchpoint.name and touchpoint.evidence != touchpoint.name else None
            notes = (Note(held),) if held else ()
            title = f"{name} ({touchpoint.kind}{f', {touchpoint.channel}' if touchpoint.channel else ''})"
            yield Card(
                f"{step.id}.touchpoint.{id_}", row, column, "pill", name, "evidence", icon=touchpoint.kind,
                icon_style="icon-evidence", notes=notes, title=title,
            )  # fmt: skip
        for number, text in enumerate(step.evidence, 1):
            yield Card(f"{step.id}.evidence-{number}", row, column, "plain-pill", text, "evidence", title=text)

    def _actions(self, column: int, step: Step, flow: Sequence[Way], where: dict[str, int]) -> Iterator[Card]:
        yield self._customer(column, step, flow, where)
        order = {lane.id: i for role in ROLES for i, lane in enumerate(self.blueprint.lanes_of(role))}
        for role in ("frontstage", "backstage", "support"):
            actions: tuple[Action, ...] = getattr(step, role)
            lane_of = self.blueprint.lane_of
            for action in sorted(actions, key=lambda a: order.get(lane_of(role, a), 0)):
                yield self._action(column, role, action)

    def _action(self, column: int, role: ActionRole, action: Action) -> Card:
        notes = [*self._who(action)]
        if action.time is not None:
            notes.append(self._sign("time", _estimate(action.time)))
        row = self.blueprint.lane_of(role, action)
        return Card(str(action.id), row, column, "card", action.does, role, notes=tuple(notes), title=action.does)

    def _who(self, action: Action) -> Iterator[Note]:
        if action.actor is not None:
            yield self._sign("actor", self.blueprint.actors[action.actor].name)
        if action.system is not None:
            yield self._sign("system", self.blueprint.systems[action.system].name)

    def _sign(self, icon: str, text: str, style: str = "small-muted") -> Note:
        self.signs.add(icon)
        return Note(text, icon, style)

    def _customer(self, column: int, step: Step, flow: Sequence[Way], where: dict[str, int]) -> Card:
        """The customer's card, which stands for the step: times, who it is for, and the ways out of the journey."""
        action = step.customer
        notes = list(self._who(action)) if action else []
        if step.personas and self.filters.persona is None:
            names = self.words.comma.join(self.blueprint.personas[p].name for p in step.personas)
            notes.append(self._sign("persona", f"{self.words.only} {names}"))
        notes.extend(self._times(step))
        notes.extend(self._exits(step, flow, where))
        if step.requests_feedback:
            notes.append(self._sign("feedback", self.words.marks["feedback"]))
        badges = [
            *(["star"] if step.moment_of_truth else []),
            *(["cocreated"] if step.cocreated else []),
            *([outcome] if (outcome := self._outcome(step, flow)) else []),
        ]
        self.signs.update(badges)
        text = action.does if action else step.label
        heading = step.name if step.name and action and step.name != action.does else ""
        row = self.blueprint.lane_of("customer", action) if action else "customer"
        row = row if any(lane.id == row for lane in self.blueprint.lanes_of("customer")) else "customer"
        return Card(
            str(step.id), row, column, "card" if action else "ghost", text, "customer", heading, notes=tuple(notes),
            badges=tuple(badges), title=step.label,
        )  # fmt: skip

    def _outcome(self, step: Step, flow: Sequence[Way]) -> str | None:
        """How the journey ends here for everyone who gets here, if it does."""
        if step.outcome is not None:
            return step.outcome
        return "success" if flow and all(way.target == END for way in flow) else None

    def _times(self, step: Step) -> Iterator[Note]:
        service = step.service
        if step.wait is not None:
            yield self._sign("wait", _estimate(step.wait))
        limit = step.acceptable_time
        if service is not None and (service.high or step.time is not None):
            yield self._sign("time", _estimate(service))
        if limit is not None:
            total = (service.mean if service else None) or limit.mean * 0
            waited = step.wait.mean if step.wait else limit.mean * 0
            if total + waited > limit.mean:
                yield Note(f"> {_estimate(limit)} {self.words.between}", None, "small-trouble")
            else:
                yield Note(f"≤ {_estimate(limit)} {self.words.between}")

    def _exits(self, step: Step, flow: Sequence[Way], where: dict[str, int]) -> Iterator[Note]:
        words = self.words
        if step.abandon:
            yield self._sign("exit", f"{_percent(step.abandon)} {words.abandon}", "small-trouble")
        for way in flow:
            if way.target == END and len(flow) > 1:
                text = " ".join(part for part in (_share_of(way), words.end) if part)
                yield self._sign("exit", words.colon.join(part for part in (text, _when_of(way)) if part))
            elif way.target != END and way.target not in where:
                label = self.blueprint.step(way.target).label
                yield self._sign("onward", " ".join(part for part in (_share_of(way), label) if part))
        if step.otherwise and self.filters.persona is None:
            yield self._sign("onward", self.blueprint.step(step.otherwise).label)

    # -- marks -------------------------------------------------------------------------------------------------

    def _marks(self, column: int, step: Step) -> Iterator[Card]:
        for id_ in step.asks:
            question = self.blueprint.questions[id_]
            self.signs.add("question")
            share = (Note(f"{_percent(question.share)} {self.words.asked_by}"),) if question.share is not None else ()
            yield Card(
                f"{step.id}.asks.{id_}", "questions", column, "question", question.text, icon="question",
                icon_style="icon-question", notes=share, title=question.text,
            )  # fmt: skip
        for pain in step.pain_points:
            if self._concerns(pain):
                yield self._pain(column, pain)
        for fail in (*step.fail_points, *(f for _, action in step.actions() for f in action.fail_points)):
            yield self._fail(column, fail)
        for number, delight in enumerate(step.delights, 1):
            self.signs.add("delight")
            said = [self.words.personal] if delight.personal else []
            said += [f"{_percent(delight.common)} {self.words.common}"] if delight.common is not None else []
            notes = tuple(Note(text) for text in said)
            yield Card(
                f"{step.id}.delight-{number}", "delights", column, "mark", delight.what, icon="delight",
                icon_style="icon-joy-fill", notes=notes, title=delight.what,
            )  # fmt: skip

    def _concerns(self, pain: PainPoint) -> bool:
        return self.filters.persona is None or not pain.personas or self.filters.persona in pain.personas

    def _pain(self, column: int, pain: PainPoint) -> Card:
        self.signs.add("pain")
        notes = []
        if pain.personas and self.filters.persona is None:
            notes.append(Note(self.words.comma.join(self.blueprint.personas[p].name for p in pain.personas), "persona"))
        if pain.occurrence is not None:
            notes.append(Note(_percent(pain.occurrence), None, "small-trouble"))
        return Card(
            str(pain.id), "pains", column, "mark", pain.what, icon="pain", icon_style="icon-trouble-fill",
            notes=tuple(notes), severity=pain.severity, title=pain.what,
        )  # fmt: skip

    def _fail(self, column: int, fail: FailPoint) -> Card:
        self.signs.add("fail")
        notes = []
        if fail.occurrence is not None:
            notes.append(Note(_percent(fail.occurrence), None, "small-trouble"))
        if fail.recovery is not None:
            text = fail.recovery if isinstance(fail.recovery, str) else self._name_of(fail.recovery.to)
            notes.append(Note(f"{self.words.recovery}{self.words.colon}{text}"))
        return Card(
            str(fail.id), "pains", column, "mark", fail.what, icon="fail", icon_style="icon-risk-fill",
            notes=tuple(notes), severity=fail.severity, title=fail.what,
        )  # fmt: skip

    def _name_of(self, id_: str) -> str:
        place = self.blueprint.place(id_)
        return place.does if isinstance(place, Action) else place.label if isinstance(place, Step) else id_

    # -- links -------------------------------------------------------------------------------------------------

    def _column_links(self, cards: Sequence[Card]) -> Iterator[Link]:
        """Within a column, actions connect downwards."""
        last: dict[int, Card] = {}
        for card in cards:
            if card.role in ("customer", "frontstage", "backstage", "support"):
                if card.column in last:
                    yield Link("column", last[card.column].id, card.id)
                last[card.column] = card

    def _flow_links(self, flow: Sequence[Way], where: dict[str, int], cards: Sequence[Card]) -> Iterator[Link]:
        """One link for each pair of steps; where several branches lead the same way, it says all of them."""
        shown = {card.id for card in cards if card.role == "customer"}
        labels: dict[tuple[str, str, bool], list[tuple[str, ...]]] = {}
        for way in flow:
            if way.source in shown and way.target in shown:
                repeat = way.branch is not None and way.branch.repeat
                labels.setdefault((way.source, way.target, repeat), []).append(self._way_labels(way))
        for (source, target, repeat), said in labels.items():
            if repeat or where[target] <= where[source]:
                self.signs.add("repeat" if repeat else "back")
            yield Link("flow", source, target, tuple(parts for parts in said if parts), repeat)

    def _way_labels(self, way: Way) -> tuple[str, ...]:
        if way.branch is None:
            return ()
        parts = [_share_of(way), _when_of(way)]
        if way.branch.for_ and self.filters.persona is None:
            parts.append(self.words.comma.join(self.blueprint.personas[p].name for p in way.branch.for_))
        if way.branch.forced:
            parts.append(self.words.forced)
        return tuple(part for part in parts if part)

    def _triggers(self, cards: Sequence[Card], where: dict[str, int]) -> Iterator[Link]:
        shown = {card.id for card in cards}
        for step, role, action in self.blueprint.actions():
            source = str(step.id) if role == "customer" else str(action.id)
            for id_ in action.triggers:
                place = self.blueprint.place(id_)
                target = self._card_of(id_) if isinstance(place, Action) else id_
                if source in shown and target in shown and (isinstance(place, Action) or target in where):
                    yield Link("trigger", source, target)

    def _card_of(self, action_id: str) -> str:
        """The card of an action: that of a customer's action has the id of the step."""
        return next(
            (
                str(step.id)
                for step, role, action in self.blueprint.actions()
                if role == "customer" and action.id == action_id
            ),
            action_id,
        )

    # -- emotion, caption, legend --------------------------------------------------------------------------------

    def _curves(self, steps: dict[int, Step]) -> Iterator[Curve]:
        b = self.blueprint
        emotions = {i: step.emotion for i, step in steps.items() if step.emotion is not None}
        split = any(isinstance(e, dict) for e in emotions.values())
        if not emotions:
            return
        ends = not self.filters.stages or bool({b.stages[-1].id, b.stages[-1].name} & set(self.filters.stages))
        if not split and self.filters.persona is None:
            yield Curve("", {i: e for i, e in emotions.items() if not isinstance(e, dict)}, ends)
            return
        named = {p for e in emotions.values() if isinstance(e, dict) for p in e}
        for id_, persona in b.personas.items():
            if self.filters.persona not in (None, id_) or (id_ not in named and self.filters.persona is None):
                continue
            values = {
                i: value
                for i, e in emotions.items()
                if walked_by(steps[i], id_) and (value := e.get(id_) if isinstance(e, dict) else e) is not None
            }
            if values:
                yield Curve(persona.name, values, ends)

    def _caption(self, stage_count: int, step_count: int) -> str:
        """What a filter shows and, hence, what is hidden."""
        b, f, words = self.blueprint, self.filters, self.words
        parts = []
        if f.persona:
            hidden_count = (
                sum(len(s.steps) for s in b.stages if not f.stages or {s.id, s.name} & set(f.stages)) - step_count
            )
            said = f" · {words.steps_hidden.format(hidden_count)}" if hidden_count else ""
            parts.append(f"{words.shown['persona']}{words.colon}{b.personas[f.persona].name}{said}")
        if f.stages:
            hidden = [s.name for s in b.stages if not {s.id, s.name} & set(f.stages)]
            names = [s.name for s in b.stages if {s.id, s.name} & set(f.stages)]
            shown = f"{words.shown['stage']}{words.colon}{words.comma.join(names)} ({stage_count}/{len(b.stages)})"
            parts.append(shown + (f" · {words.hidden}{words.colon}{words.comma.join(hidden)}" if hidden else ""))
        if f.lanes:
            every = [lane for role in ROLES for lane in b.lanes_of(role)]
            named = {
                lane.id: words.roles[lane.role] if lane.id == lane.role == lane.name else lane.name for lane in every
            }
            shown = words.comma.join(named[lane.id] for lane in every if lane.id in f.lanes)
            others = words.comma.join(named[lane.id] for lane in every if lane.id not in f.lanes)
            parts.append(f"{words.shown['lane']}{words.colon}{shown} · {words.hidden}{words.colon}{others}")
        return " · ".join(parts)

    def _legend(self, links: Sequence[Link]) -> Iterator[tuple[str, str]]:
        for kind, name in self.words.kinds.items():
            if kind in self.signs:
                yield kind, name
        order = (
            "star", "cocreated", "time", "wait", "actor", "system", "persona", "feedback", "question", "pain", "fail",
            "delight", "exit", "onward", "success", "failure",
        )  # fmt: skip
        for sign in order:
            if sign in self.signs:
                yield sign, self.words.marks[sign]
        for sign in ("back", "repeat", "trigger"):
            if sign in self.signs or any(link.kind == sign for link in links):
                yield sign, self.words.marks[sign]


_SMALLEST = 0.001
_MARK_ROWS = ("questions", "pains", "delights")


def _estimate(value: Estimate) -> str:
    typical = format_duration(value.typical)
    return typical if value.is_exact else f"{typical} ({format_duration(value.low)}–{format_duration(value.high)})"


def _percent(share: float) -> str:
    """A share as people say it: three digits at most."""
    return f"{share * 100:.3g}%" if share >= _SMALLEST or not share else "< 0.1%"


def _share_of(way: Way) -> str:
    return _percent(way.branch.share) if way.branch is not None and way.branch.share is not None else ""


def _when_of(way: Way) -> str:
    return way.branch.when or "" if way.branch is not None else ""
