"""The view `touchpoints`: where customers meet the service, by stage and kind, and where they don't."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from blueprint.analysis.words import words_for as told_in
from blueprint.drawing.labels import percent
from blueprint.drawing.views.closed import closed_to, is_closed
from blueprint.drawing.views.content import Card, Note, signs_of
from blueprint.drawing.views.matrix import Bar, Head, Item, Matrix, Tally
from blueprint.drawing.views.numbering import step_numbers
from blueprint.drawing.words.touchpoints import words_for
from blueprint.model.catalogue import TouchpointKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.analysis.contacts import Contacts
    from blueprint.drawing.views.content import Heading
    from blueprint.drawing.views.scope import Scope
    from blueprint.model.step import Step

KINDS: tuple[TouchpointKind, ...] = get_args(TouchpointKind)

TOTAL = "total"
"""The id of the row below the kinds."""

_OFTEN = 0.05
"""By how much the visits must exceed the share of journeys to be worth saying."""


def view(scope: Scope) -> Matrix:
    """The touchpoints as cards: stages across, kinds down. Lanes limit nothing here."""
    return _View(replace(scope, filters=replace(scope.filters, lanes=()))).matrix()


class _View:
    """What is shown of a scope; steps are numbered by stage and place in the whole file."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.labels = scope.words
        self.words = words_for(scope.blueprint.language)
        self.told = told_in(scope.blueprint.language)
        self.touchpoints = scope.blueprint.touchpoints
        self.steps: dict[int, list[Step]] = defaultdict(list)
        for column, step in scope.steps.items():
            self.steps[scope.columns[column][0]].append(step)
        self.numbers = step_numbers(scope.blueprint)
        used = {id_ for _, step in scope.blueprint.steps() for id_ in step.touchpoints}
        self.unused = tuple(id_ for id_ in self.touchpoints if id_ not in used)
        self.shown = {id_ for step in scope.steps.values() for id_ in step.touchpoints}

    @cached_property
    def contacts(self) -> Contacts | None:
        """How often these customers come to what; None where the flow gives no numbers, or nobody goes through it."""
        from blueprint.analysis.contacts import contacts

        customers = self.scope.customers
        return None if customers is None else customers.answer(contacts)

    def matrix(self) -> Matrix:
        if not self.touchpoints:
            return Matrix(self._heading(()), (), (), (), remarks=(self.words.none,))
        cards = tuple(self._cards())
        figures = self.words.figures if self.contacts is not None else self.words.no_figures
        return Matrix(
            self._heading(cards),
            columns=tuple(self._columns()),
            rows=tuple(self._rows()),
            cards=cards,
            tallies=tuple(self._tallies()),
            remarks=(figures,) if self.scope.steps else (),
            empty=self.words.empty,
        )

    def _heading(self, cards: Sequence[Card]) -> Heading:
        words, scope = self.words, self.scope
        signs = signs_of(cards)
        if any(step.moment_of_truth for step in scope.steps.values()):
            signs.add("star")
        heading = scope.heading(
            (
                *((kind, self.labels.kinds[kind]) for kind in KINDS if cards),
                *((sign, meaning) for sign, meaning in words.legend.items() if sign in signs),
            )
        )
        hidden = len(self.touchpoints) - len(self.shown) - len(self.unused)
        said = (heading.caption, words.not_shown.format(hidden) if hidden else "")
        return replace(heading, caption=" · ".join(filter(None, said)))

    # -- heads -------------------------------------------------------------------------------------------------

    def _columns(self) -> Iterator[Head]:
        for position, stage in enumerate(self.scope.stages):
            items = tuple(
                Item(
                    self.numbers[str(step.id)], step.label, "star" if step.moment_of_truth else None, "icon-star-fill",
                    part=str(step.id),
                )
                for step in self.steps[position]
            )  # fmt: skip
            number = self.scope.blueprint.stages.index(stage) + 1
            yield Head(
                f"stage-{number}", f"{number}  {stage.name}", part=f"stage:{stage.id}", kind="stage", items=items
            )
        if self.unused:
            yield Head("nowhere", self.words.nowhere, (Note(self.words.nowhere_note),), kind="aside")

    def _rows(self) -> Iterator[Head]:
        words = self.words
        for kind in KINDS:
            count = sum(self.touchpoints[id_].kind == kind for id_ in self.shown)
            said = words.counted(words.touchpoints, count) if count else words.kinds_unused
            yield Head(kind, words.kinds[kind], (Note(said),), kind, "icon-evidence", edge="evidence")
        notes = []
        if self.contacts is not None and self.scope.steps:
            every = self.contacts.by_kind([str(step.id) for step in self.scope.steps.values()])
            notes.append(Note(words.contacts_note.format(self.told.number(sum(every.values())))))
        if notes or any(self._tallies()):
            yield Head(TOTAL, words.contacts, tuple(notes), is_total=True)

    # -- cells -------------------------------------------------------------------------------------------------

    def _cards(self) -> Iterator[Card]:
        for position, stage in enumerate(self.scope.stages):
            users: dict[str, list[Step]] = {id_: [] for id_ in self.touchpoints}
            for step in self.steps[position]:
                for id_ in dict.fromkeys(step.touchpoints):
                    users[id_].append(step)
            for id_, steps in users.items():
                if steps:
                    yield self._card(f"{stage.id}:touchpoint:{id_}", id_, position, steps)
        for id_ in self.unused:
            yield self._card(f"touchpoint:{id_}", id_, len(self.scope.stages), [])

    def _card(self, card: str, id_: str, column: int, steps: Sequence[Step]) -> Card:
        touchpoint = self.touchpoints[id_]
        name = touchpoint.name or touchpoint.evidence or id_
        pains = [
            pain
            for step in steps
            for pain in step.pain_points
            if not pain.personas or self.scope.filters.persona in (None, *pain.personas)
        ]
        notes = [*self._what(id_, name), *self._figures(id_, steps), *self._who_not(id_)]
        if pains:
            notes.append(
                Note(self.words.counted(self.words.pains, len(pains)), "pain", "small-trouble", starts_line=True)
            )
        is_there = bool(steps) and not is_closed(self.scope, id_)
        return Card(
            card, touchpoint.kind, column, "card" if is_there else "ghost", name, "evidence",
            notes=tuple(notes), badges=("star",) if any(step.moment_of_truth for step in steps) else (),
            severity=max((pain.severity for pain in pains if pain.severity), default=None),
            title=f"{name} ({self.labels.kinds[touchpoint.kind]})", part=f"touchpoint:{id_}",
        )  # fmt: skip

    def _what(self, id_: str, name: str) -> Iterator[Note]:
        """Its channel, what the customer sees, who answers for it, and the systems behind it."""
        touchpoint, systems = self.touchpoints[id_], self.scope.blueprint.systems
        evidence = touchpoint.evidence if touchpoint.evidence != name else None
        if said := " · ".join(filter(None, (touchpoint.channel, evidence))):
            yield Note(said)
        if touchpoint.community:
            yield Note(self.words.community, "feedback")
        if touchpoint.owner:
            yield Note(touchpoint.owner, "actor")
        for system in touchpoint.systems:
            name, up = systems[system].name, systems[system].availability
            yield Note(name if up is None else self.words.system.format(name, percent(up)), "system")

    def _figures(self, id_: str, steps: Sequence[Step]) -> Iterator[Note]:
        """The steps that use it, and how often journeys come to them."""
        if not steps:
            return
        numbers = self.labels.comma.join(self.numbers[str(step.id)] for step in steps)
        yield Note(self.words.steps[len(steps) != 1].format(numbers), starts_line=True)
        if self.contacts is None or is_closed(self.scope, id_):
            return
        reach, visits = self.contacts.meeting(id_, [str(step.id) for step in steps])
        yield Note(self.words.journeys.format(self.told.share(reach)) if reach else self.words.no_contact)
        if visits - reach >= _OFTEN:
            yield Note(self.words.visits.format(self.told.number(visits)))

    def _who_not(self, id_: str) -> Iterator[Note]:
        """The personas who have none of its channel."""
        if closed := closed_to(self.scope, id_):
            yield Note(self.words.closed.format(self.scope.names(closed)), "persona", "small-trouble", starts_line=True)

    def _tallies(self) -> Iterator[Tally]:
        """The contacts of each stage, by kind."""
        words = self.words
        for position in range(len(self.scope.stages)):
            steps = self.steps[position]
            if not any(step.touchpoints for step in steps):
                style = "small-trouble" if steps else "small-muted"
                yield Tally(TOTAL, position, (Note(words.without, None, style),))
                continue
            if self.contacts is None:
                continue
            found = self.contacts.by_kind([str(step.id) for step in steps])
            whole = sum(found.values())
            if not whole:
                yield Tally(TOTAL, position, (Note(words.no_contact),))
                continue
            shares = [(kind, found.get(kind, 0.0) / whole) for kind in KINDS]
            said = {kind: self.told.share(share) for kind, share in shares}
            yield Tally(
                TOTAL, position,
                bars=tuple(
                    Bar(share, said[kind], words.bar.format(words.kinds[kind], said[kind]), kind)
                    for kind, share in shares
                ),
            )  # fmt: skip
