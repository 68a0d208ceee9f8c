"""What of a blueprint a picture shows: the filters, the steps that they leave, and the ways between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from blueprint.drawing.errors import DrawError
from blueprint.drawing.labels import Labels, labels_for
from blueprint.drawing.views.content import Heading
from blueprint.graph.ways import Way, walked_by, ways
from blueprint.model.lane import ROLES
from blueprint.model.step import END, Step
from blueprint.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blueprint.analysis.analysis import Analysis
    from blueprint.analysis.customers import Customers
    from blueprint.compare.changes import Changes
    from blueprint.graph.flow import Flow
    from blueprint.model.blueprint import Blueprint
    from blueprint.model.step import Stage


PATHS = ("main",)
"""The ways through that a picture can be limited to: `main` is the most probable one to success."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show; an empty tuple shows all.

    `persona` shows one persona's way through, `path` only the most probable way to success (that persona's, if one is
    given). `sheet` is (number, of) of a print that shows the stages `printed`; `stages` are then those of the sheet.
    """

    persona: str | None = None
    stages: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()
    sheet: tuple[int, int] | None = None
    path: str | None = None
    printed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scope:
    """A blueprint as the filters leave it.

    Raises DrawError where a filter names what is not there, a main path of a flow without one included.
    """

    blueprint: Blueprint
    filters: Filters = Filters()
    before: Blueprint | None = None
    """The older version, for a view of what changed."""

    def __post_init__(self) -> None:
        _check(self.blueprint, self.filters)
        if self.filters.path is not None:
            _ = self.main_path

    @cached_property
    def analysis(self) -> Analysis:
        """What the blueprint answers: each answer is worked out when a view first asks for it."""
        from blueprint.analysis.analysis import analyze

        return analyze(self.blueprint)

    @cached_property
    def changes(self) -> Changes:
        """What changed since the older version; nothing where there is none."""
        from blueprint.compare.changes import changes

        return changes(self.before or self.blueprint, self.blueprint, are_ids_of_files=True)

    def limited_to(self, filters: Filters) -> Scope:
        """The same blueprint under other filters: what it answers by itself is not worked out again."""
        other = Scope(self.blueprint, filters, self.before)
        vars(other).update({name: vars(self)[name] for name in ("analysis", "changes") if name in vars(self)})
        return other

    @cached_property
    def customers(self) -> Customers | None:
        """Those who are shown; None where the flow gives no numbers, or nobody goes through it."""
        from blueprint.graph.flow import FlowError

        try:
            customers = self.analysis.customers.of(self.filters.persona)
        except FlowError:
            return None
        return None if customers.is_nobody else customers

    def heading(self, legend: tuple[tuple[str, str], ...]) -> Heading:
        """What stands around the picture: of the blueprint, of the filters, and the signs with their meanings."""
        b, words = self.blueprint, self.words
        return Heading(
            id=b.id or "blueprint",
            title=b.title,
            subtitle=b.scenario or b.summary or "",
            details=(
                *((f"{words.owner}{words.colon}{b.owner}",) if b.owner else ()),
                *((f"{words.reviewed}{words.colon}{b.reviewed.isoformat()}",) if b.reviewed else ()),
            ),
            state=words.states[b.state],
            caption=self.caption(),
            language=b.language,
            legend=legend,
            legend_title=words.legend,
        )

    @cached_property
    def words(self) -> Labels:
        """The fixed words in the file's language."""
        return labels_for(self.blueprint.language)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The ways on from each step; of a persona, those that are open to it."""
        return ways(self.blueprint, self.filters.persona)

    @cached_property
    def ways_from(self) -> dict[str, list[Way]]:
        """The ways on by the step that they leave."""
        return _grouped((way.source, way) for way in self.ways)

    @cached_property
    def ways_to(self) -> dict[str, list[Way]]:
        """The ways on by where they lead."""
        return _grouped((way.target, way) for way in self.ways)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that are shown."""
        return tuple(stage for stage in self.blueprint.stages if self.shows(stage))

    def shows(self, stage: Stage) -> bool:
        """Whether the filters leave a stage: they name it by id or by name."""
        return not self.filters.stages or bool({stage.id, stage.name} & set(self.filters.stages))

    @cached_property
    def columns(self) -> tuple[tuple[int, Step | None], ...]:
        """The columns: the position of the stage among those shown, and the step; None for a stage without steps."""
        columns: list[tuple[int, Step | None]] = []
        passed = self.passed(self.filters.persona)
        if self.filters.path is not None:
            passed &= set(self.main_path)
        for position, stage in enumerate(self.stages):
            shown: list[Step | None] = [step for step in stage.steps if step.id in passed]
            columns.extend((position, step) for step in shown or [None])
        return tuple(columns)

    @cached_property
    def steps(self) -> dict[int, Step]:
        """The steps by column."""
        return {i: step for i, (_, step) in enumerate(self.columns) if step is not None}

    @cached_property
    def column_of(self) -> dict[str, int]:
        """The column of each step that is shown, by id."""
        return {str(step.id): i for i, step in self.steps.items()}

    def passed(self, persona: str | None) -> set[str]:
        """The ids of all steps, or of those that a persona can come to from its first."""
        walked = [str(s.id) for _, s in self.blueprint.steps() if walked_by(s, persona)]
        if persona is None:
            return set(walked)
        onward: dict[str, list[str]] = {}
        for way in self.ways if persona == self.filters.persona else ways(self.blueprint, persona):
            onward.setdefault(way.source, []).append(way.target)
        passed: set[str] = set()
        waiting = walked[:1]
        while waiting:
            step = waiting.pop()
            if step != END and step not in passed:
                passed.add(step)
                waiting.extend(onward.get(step, ()))
        return passed

    @cached_property
    def main_path(self) -> tuple[str, ...]:
        """The steps of the most probable way to success, of the filter's persona or of the mix.

        Raises DrawError where the flow gives no numbers, or nobody succeeds.
        """
        from blueprint.analysis.journeys import main_path
        from blueprint.graph.flow import FlowError

        try:
            customers = self.analysis.customers.of(self.filters.persona)
            path, _ = main_path(customers)
        except FlowError as error:
            message = f"there is no main path, as the flow gives no numbers: {error.problems[0]}"
            raise DrawError(message) from error
        if not path:
            who = f"`{self.filters.persona}`" if self.filters.persona else "nobody"
            message = f"there is no main path: {who} {'never ' if self.filters.persona else ''}gets through to success"
            raise DrawError(message)
        return tuple(str(customers.columns.steps[i].id) for i in path)

    def reached(self, persona: str | None) -> set[str]:
        """The ids of the steps that some of a persona get to: not past where all of them give up.

        Where the flow gives no numbers, all that it leads to (`passed`); so, too, without a persona.
        """
        if persona not in self._reached:
            from blueprint.graph.flow import reachable

            flow = self._flow(persona) if persona is not None else None
            self._reached[persona] = (
                self.passed(persona) if flow is None else {str(flow.steps[i].id) for i in reachable(flow, flow.lost)}
            )
        return self._reached[persona]

    def lost(self, persona: str) -> set[str]:
        """The ids of the steps that a persona gets to, and gives up at, as no touchpoint there is open to it."""
        flow = self._flow(persona)
        reached = self.reached(persona)
        return reached & {str(flow.steps[i].id) for i in flow.lost} if flow is not None else set()

    def _flow(self, persona: str | None) -> Flow | None:
        """How a persona goes through the steps; None where that gives no numbers."""
        from blueprint.graph.flow import FlowError, flow_of

        if persona not in self._flows:
            try:
                self._flows[persona] = flow_of(self.blueprint, persona)
            except FlowError:
                self._flows[persona] = None
        return self._flows[persona]

    @cached_property
    def _reached(self) -> dict[str | None, set[str]]:
        return {}

    @cached_property
    def _flows(self) -> dict[str | None, Flow | None]:
        return {}

    def are_some(self, personas: Iterable[str]) -> bool:
        """Whether these personas, if any, are only some of those that are shown, so that it has to be said who."""
        shown = {self.filters.persona} if self.filters.persona is not None else set(self.blueprint.personas)
        return bool(among := set(personas)) and not shown <= among

    def names(self, personas: Iterable[str]) -> str:
        """The names of some personas."""
        return self.words.comma.join(self.blueprint.personas[id_].name for id_ in personas)

    @cached_property
    def lane_names(self) -> dict[str, str]:
        """The names of all lanes by id, from top to bottom."""
        lanes = [lane for role in ROLES for lane in self.blueprint.lanes_of(role)]
        own = self.words.roles
        return {lane.id: own[lane.role] if lane.id == lane.role == lane.name else lane.name for lane in lanes}

    def caption(self) -> str:
        """What a filter shows and, hence, what is hidden."""
        f, words = self.filters, self.words
        parts = []
        if f.sheet:
            parts.append(words.sheet.format(*f.sheet))
        if f.persona:
            parts.append(f"{words.shown['persona']}{words.colon}{self.names([f.persona])}")
        if f.path:
            parts.append(words.shown["path"])
        if hidden := sum(len(stage.steps) for stage in self.stages) - len(self.steps):
            parts.append(words.steps_hidden.format(hidden))
        if chosen := set(f.printed if f.sheet else f.stages):  # the other sheets show what one leaves out
            parts.append(self._both("stage", [(s.name, bool({s.id, s.name} & chosen)) for s in self.blueprint.stages]))
        if f.lanes:
            parts.append(self._both("lane", [(name, id_ in f.lanes) for id_, name in self.lane_names.items()]))
        return " · ".join(parts)

    def _both(self, what: str, items: list[tuple[str, bool]]) -> str:
        """Those that are shown, and those that are not."""
        words = self.words
        shown, hidden = (words.comma.join(n for n, is_shown in items if is_shown is wanted) for wanted in (True, False))
        said = f"{words.shown[what]}{words.colon}{shown}"
        return f"{said} · {words.hidden}{words.colon}{hidden}" if hidden else said


def _grouped(ways: Iterable[tuple[str, Way]]) -> dict[str, list[Way]]:
    grouped: dict[str, list[Way]] = {}
    for key, way in ways:
        grouped.setdefault(key, []).append(way)
    return grouped


def _check(blueprint: Blueprint, filters: Filters) -> None:
    """Raises DrawError where a filter names what is not there."""
    stages = [stage.name for stage in blueprint.stages]
    lanes = [str(lane.id) for role in ROLES for lane in blueprint.lanes_of(role)]
    asked = (
        ("persona", (filters.persona,) if filters.persona is not None else (), list(blueprint.personas), ()),
        ("stage", filters.stages, stages, [str(stage.id) for stage in blueprint.stages]),
        ("lane", filters.lanes, lanes, ()),
    )
    for what, wanted, known, others in asked:
        for name in wanted:
            if name not in known and name not in others:
                hint = did_you_mean(name, (*known, *others)) or f"; {_listed(what, list(dict.fromkeys(known)))}"
                message = f"there is no {what} `{name}`{hint}"
                raise DrawError(message)


def _listed(what: str, known: list[str]) -> str:
    if not known:
        return f"the file has no {what}s"
    return f"there {'is' if len(known) == 1 else 'are'} {', '.join(known)}"
