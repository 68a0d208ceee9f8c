"""The view `flow`: steps and branches as customers go them, with how many go which way, come back, give up and end."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from blueprint.analysis.words import words_for
from blueprint.drawing.views.content import Card, Link, Note, signs_of
from blueprint.drawing.views.network import Cluster, Network
from blueprint.drawing.views.traffic import traffic
from blueprint.drawing.words.flow import flow_words
from blueprint.model.step import END

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.drawing.views.content import CardKind
    from blueprint.drawing.views.scope import Scope
    from blueprint.drawing.views.traffic import Road
    from blueprint.model.step import Branch, Step

_SCALE = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
_SAMPLES = 3
_NEARLY = 1.05
"""A sample of the scale may be this much wider than the widest line."""
_SIGNS = {
    "success": ("success", "icon-joy"), "failure": ("failure", "icon-trouble"), "abandoned": ("exit", "icon-trouble"),
}  # fmt: skip
"""The icon of each end, and its style."""
_OFTEN = 0.005
"""From so many visits on that are not the first of a journey, a card says how many there are."""


def view(scope: Scope) -> Network:
    """The flow as cards of steps and ends, and the links between them."""
    return _Flow(scope).network


class _Flow:
    """The flow of a scope on its way to a network."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.words = flow_words(scope.blueprint.language)
        numbers = words_for(scope.blueprint.language)
        self.percent, self.number = numbers.share, numbers.number
        self.traffic = traffic(scope)
        self.shown = {str(step.id): step for step in scope.steps.values()}

    @property
    def network(self) -> Network:
        """All that is shown."""
        cards = tuple(self._cards())
        links = tuple(self._links())
        heading = self.scope.heading(tuple(self._legend(cards, links)))
        if self.traffic.problem:
            kind, step = self.traffic.problem.kind, self.traffic.problem.step
            because = self.words.because[kind].format(self.scope.blueprint.step(step).label)
            caption = " · ".join(filter(None, (heading.caption, self.words.broken.format(because))))
            heading = replace(heading, caption=caption)
        beneath = {card.id: card.part for card in cards if card.role == "abandoned"}
        return Network(
            heading, cards, links, self._clusters, beneath, self._widest,
            scale=tuple(self._scale()), scale_title=self.words.width,
            totals=tuple(self._totals()), totals_title=self.words.all_journeys,
            notes=tuple(self._notes(links)),
        )  # fmt: skip

    # -- where -------------------------------------------------------------------------------------------------

    @cached_property
    def _depths(self) -> dict[str, int]:
        """How far each step stands within its stage: behind all of its stage from which a road leads there."""
        where = self.scope.column_of
        stage = {str(step.id): position for position, step in self.scope.columns if step is not None}
        before: dict[str, list[str]] = {}
        for road in self.traffic.branches:
            source, target = road.source, road.target
            if source in where and target in where and where[source] < where[target] and stage[source] == stage[target]:
                before.setdefault(target, []).append(source)
        depths: dict[str, int] = {}
        for id_ in self.shown:
            depths[id_] = max((depths[source] + 1 for source in before.get(id_, ())), default=0)
        return depths

    @cached_property
    def _clusters(self) -> tuple[Cluster, ...]:
        ending = {road.source for road in self.traffic.branches if road.target == END}
        found = []
        for position, stage in enumerate(self.scope.stages):
            own = [str(step.id) for at, step in self.scope.columns if at == position and step is not None]
            columns = max((self._depths[id_] + 1 + (id_ in ending) for id_ in own), default=1)
            number = self.scope.blueprint.stages.index(stage) + 1
            name = f"{number}  {stage.name}"
            found.append(Cluster(f"stage:{number}", name, columns, number, f"stage:{stage.id}"))
        return tuple(found)

    @cached_property
    def _places(self) -> dict[str, tuple[str, int]]:
        """The cluster and the column of each step."""
        starts = [0]
        for cluster in self._clusters:
            starts.append(starts[-1] + cluster.columns)
        return {
            str(step.id): (self._clusters[position].id, starts[position] + self._depths[str(step.id)])
            for position, step in self.scope.columns
            if step is not None
        }

    # -- cards -------------------------------------------------------------------------------------------------

    def _cards(self) -> Iterator[Card]:
        for id_, step in self.shown.items():
            yield self._step(id_, step)
            yield from self._exit(id_, step)
            yield from self._end(id_, step)

    def _step(self, id_: str, step: Step) -> Card:
        words, (row, column) = self.scope.words, self._places[id_]
        is_reached = id_ in self.traffic.reached and self.traffic.visits.get(id_) != 0
        notes = []
        if not is_reached:
            notes.append(Note(self.words.nobody, None, "small-trouble"))
        else:
            notes.extend(self._visits(id_))
        if step.wait is not None:
            notes.append(Note(words.estimate(step.wait), "wait"))
        if step.service is not None and (step.service.high or step.time is not None):
            notes.append(Note(words.estimate(step.service), "time"))
        if step.personas and self.scope.filters.persona is None:
            notes.append(Note(f"{words.only} {self.scope.names(step.personas)}", "persona"))
        notes.extend(self._elsewhere(id_))
        badges = ("star",) if step.moment_of_truth else ()
        kind: CardKind = "card" if is_reached else "ghost"
        return Card(id_, row, column, kind, step.label, "customer", notes=tuple(notes), badges=badges, title=step.label)

    def _visits(self, id_: str) -> Iterator[Note]:
        """How many come to a step, and how often, where some come again."""
        coming, visits = self.traffic.coming.get(id_), self.traffic.visits.get(id_)
        if coming is not None:
            yield Note(self.words.of_journeys.format(self.percent(coming)), "visits")
        if visits is not None and (coming is None or visits - coming >= _OFTEN):
            yield Note(self.words.visits.format(self.number(visits)), None if coming is not None else "visits")

    def _elsewhere(self, id_: str) -> Iterator[Note]:
        """The roads from and to steps that a filter hides."""
        for road in self.traffic.branches:
            if road.source == id_ and road.target != END and road.target not in self.shown:
                share = self._share(road)
                target = self.scope.blueprint.step(road.target).label
                yield Note(f"{target}{self.scope.words.colon}{share}" if share else target, "onward")
        for source in dict.fromkeys(road.source for road in self.traffic.branches if road.target == id_):
            if source not in self.shown:
                yield Note(self.scope.blueprint.step(source).label, "inward")

    def _exit(self, id_: str, step: Step) -> Iterator[Card]:
        share, whole = self.traffic.given_up.get(id_, (step.abandon or 0.0, None))
        if not share:
            return
        notes = (Note(self.words.of_journeys.format(self.percent(whole))),) if whole is not None else ()
        text = f"{self.words.gives_up} {self.percent(share)}"
        row, column = self._places[id_]
        yield self._at_end("abandoned", id_, row, column, text, notes)

    def _end(self, id_: str, step: Step) -> Iterator[Card]:
        roads = [road for road in self.traffic.branches if road.source == id_ and road.target == END]
        if not roads:
            return
        end = step.outcome or "success"
        going = [self.traffic.going[road] for road in roads if road in self.traffic.going]
        notes = (Note(self.words.of_journeys.format(self.percent(sum(going)))),) if len(going) == len(roads) else ()
        row, column = self._places[id_]
        card = self._at_end(end, id_, row, column + 1, self.words.ends[end], notes)
        yield replace(card, icon_style="icon-muted") if notes and not sum(going) else card

    @staticmethod
    def _at_end(end: str, id_: str, row: str, column: int, text: str, notes: tuple[Note, ...]) -> Card:
        """The card of an end of the journey behind a step."""
        icon, style = _SIGNS[end]
        return Card(f"{id_}:{end}", row, column, "end", text, end, icon=icon, icon_style=style, notes=notes, title=text,
                    part=id_)  # fmt: skip

    # -- links -------------------------------------------------------------------------------------------------

    def _links(self) -> Iterator[Link]:
        where = self.scope.column_of
        for road, branches in self.traffic.branches.items():
            if road.source not in self.shown or (road.target != END and road.target not in self.shown):
                continue
            is_back = road.target != END and where[road.target] <= where[road.source]
            target = road.target
            if target == END:
                target = f"{road.source}:{self.shown[road.source].outcome or 'success'}"
            yield Link(
                "flow", road.source, target, tuple(self._labels(road, branches, is_back=is_back)), is_back=is_back,
                is_repeat=is_back and road.is_repeat, is_forced=any(branch.forced for branch in branches),
                weight=self.traffic.going.get(road),
            )  # fmt: skip
        for id_, step in self.shown.items():
            if id_ in self.traffic.given_up or (self.traffic.problem and step.abandon):
                yield Link("flow", id_, f"{id_}:abandoned", weight=self.traffic.given_up.get(id_, (0, None))[1])

    def _labels(self, road: Road, branches: Sequence[Branch], *, is_back: bool) -> Iterator[tuple[str, ...]]:
        going = self.traffic.going.get(road)
        head = [self._share(road)]
        if is_back and going:
            head.append(self._often(going))
        said = [tuple(filter(None, head))]
        for branch in branches:
            names = self.scope.names(branch.for_) if self.scope.filters.persona is None else ""
            forced = self.scope.words.forced if branch.forced else ""
            said.append(tuple(filter(None, (self.scope.words.colon.join(filter(None, (names, branch.when))), forced))))
        yield from said if any(said) else ()

    def _often(self, going: float) -> str:
        """How often a way back is gone: in one journey, or in a hundred where that is once at most."""
        if going > 1:
            return self.words.back_times.format(self.number(going))
        return self.words.back_hundred.format(self.percent(going).removesuffix("%"))

    def _share(self, road: Road) -> str:
        """The share of those who go a road; empty where there is no other, or nobody knows."""
        out = sum(other.source == road.source for other in self.traffic.branches)
        if out + (road.source in self.traffic.given_up) == 1:
            return ""
        if road in self.traffic.shares:
            return self.percent(self.traffic.shares[road])
        branches = self.traffic.branches[road]
        given = [branch.share for branch in branches if branch.share is not None]
        return self.percent(sum(given)) if given and len(given) == len(branches) else ""

    # -- around ------------------------------------------------------------------------------------------------

    @cached_property
    def _widest(self) -> float:
        """How often the way onward or out is gone that most take, shown or not: each part of a flow has its widths."""
        place = {str(step.id): n for n, (_, step) in enumerate(self.scope.blueprint.steps())}
        onward = (
            times for road, times in self.traffic.going.items()
            if road.target == END or place[road.target] > place[road.source]
        )  # fmt: skip
        return max((*onward, *(whole for _, whole in self.traffic.given_up.values())), default=0.0)

    def _scale(self) -> Iterator[tuple[float, str]]:
        if widest := self._widest:
            samples = [value for value in _SCALE if value <= widest * _NEARLY][-_SAMPLES:] or [widest]
            yield from ((value, self.number(100 * value)) for value in samples)

    def _totals(self) -> Iterator[tuple[str, str, str]]:
        """How all journeys end, wherever that is."""
        for end, share in self.traffic.ends.items():
            if share:
                yield *_SIGNS[end], f"{self.words.ended[end]} {self.percent(share)}"

    def _notes(self, links: Sequence[Link]) -> Iterator[str]:
        words = self.words
        if links and not self._widest:
            yield words.same_width
        if self.traffic.split_evenly:
            names = self.scope.words.comma.join(
                self.scope.blueprint.step(id_).label for id_ in self.traffic.split_evenly
            )
            yield words.assumed.format(names)
        yield from self.traffic.assumptions

    def _legend(self, cards: Sequence[Card], links: Sequence[Link]) -> Iterator[tuple[str, str]]:
        used = signs_of(cards, links)
        own = {"visits": self.words.visits_sign, "idle": self.words.idle}
        order = ("visits", "star", "wait", "time", "persona", "inward", "onward", "success", "failure", "exit", "back",
                 "repeat", "idle")  # fmt: skip
        yield from ((sign, own.get(sign) or self.scope.words.marks[sign]) for sign in order if sign in used)
