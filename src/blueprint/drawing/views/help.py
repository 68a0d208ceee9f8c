"""The view `help`: what customers ask, by which kinds of touchpoint it is answered, and whether where they ask it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from blueprint.analysis.help import WORST_FIRST
from blueprint.analysis.words import words_for as told_in
from blueprint.drawing.labels import percent
from blueprint.drawing.views.closed import closed_to, is_closed
from blueprint.drawing.views.content import Card, Note, signs_of
from blueprint.drawing.views.matrix import Bar, Head, Matrix, Tally
from blueprint.drawing.views.numbering import step_numbers
from blueprint.drawing.views.touchpoints import KINDS, TOTAL
from blueprint.drawing.words.help import words_for
from blueprint.drawing.words.page import page_words_for
from blueprint.graph.flow import usable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.analysis.amount import Amount
    from blueprint.analysis.help import Help, Need
    from blueprint.drawing.views.content import Heading
    from blueprint.drawing.views.scope import Scope
    from blueprint.drawing.words.help import Verdict
    from blueprint.model.step import Step

_WORST_FIRST: tuple[Verdict, ...] = ("nowhere", "people", "after", "with", "before", "unasked", "nobody")

_SIGNS: dict[Verdict, str] = {
    "nowhere": "failure", "people": "interpersonal", "after": "wait", "with": "answered", "before": "success",
    "unasked": "answered", "nobody": "exit",
}  # fmt: skip

_ICON_STYLES: dict[Verdict, str] = {"nowhere": "icon-trouble", "after": "icon-trouble", "before": "icon-joy"}


def view(scope: Scope) -> Matrix:
    """The questions as rows, the kinds of touchpoint that answer them as columns. Lanes limit nothing here."""
    return _View(replace(scope, filters=replace(scope.filters, lanes=()))).matrix()


class _View:
    """What is shown of a scope: the questions that come up in its steps, with all that answers them."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.labels = scope.words
        self.words = words_for(scope.blueprint.language)
        self.questions = scope.blueprint.questions
        self.touchpoints = scope.blueprint.touchpoints
        self.numbers = step_numbers(scope.blueprint)
        self.passed = scope.passed(scope.filters.persona)
        self.asking: dict[str, list[Step]] = {id_: [] for id_ in self.questions}
        for step in scope.steps.values():
            for id_ in dict.fromkeys(step.asks):
                self.asking[id_].append(step)
        asked = {id_ for _, step in scope.blueprint.steps() for id_ in step.asks}
        is_part = bool(scope.filters.stages or scope.filters.path)
        self.shown = [id_ for id_ in self._ranked() if self.asking[id_] or (id_ not in asked and not is_part)]

    def _ranked(self) -> Sequence[str]:
        """The most asked first; those without a share last."""
        return sorted(self.questions, key=lambda id_: -(share if (share := self.questions[id_].share) else 0))

    @cached_property
    def help(self) -> Help | None:
        """What the analysis says of their questions."""
        from blueprint.analysis.help import humane_help

        customers = self.scope.customers
        return None if customers is None else customers.answer(humane_help)

    @cached_property
    def needs(self) -> dict[str, Need]:
        """The same by question."""
        return {} if self.help is None else {need.id: need for need in self.help.questions}

    def matrix(self) -> Matrix:
        words = self.words
        if not self.shown:
            said = words.none_shown if self.questions else words.none
            return Matrix(self._heading(()), (), (), (), remarks=(said,))
        cards = tuple(self._cards())
        remarks = (words.figures, *self.help.assumptions) if self.help is not None else (words.no_figures,)
        if not self._used:
            remarks = ()
        return Matrix(
            self._heading(cards),
            columns=(
                Head("question", words.question, weight=1.3),
                *(Head(kind, words.kinds[kind], (), kind, "icon-evidence") for kind in KINDS),
                Head("help", words.help, kind="aside", weight=0.9),
            ),
            rows=tuple(self._rows()),
            cards=cards,
            tallies=tuple(self._tallies()),
            remarks=remarks,
            empty=words.empty,
        )

    def _heading(self, cards: Sequence[Card]) -> Heading:
        signs = signs_of(cards)
        heading = self.scope.heading(tuple((sign, said) for sign, said in self.words.legend.items() if sign in signs))
        hidden = len(self.questions) - len(self.shown)
        said = (heading.caption, self.words.not_shown.format(hidden) if hidden else "")
        return replace(heading, caption=" · ".join(filter(None, said)))

    def _rows(self) -> Iterator[Head]:
        for id_ in self.shown:
            edge = "trouble" if self._is_nowhere(id_) else ""
            yield Head(f"question:{id_}", "", part=f"question:{id_}", edge=edge, title=self.questions[id_].text)
        if self.help is not None:
            yield Head(TOTAL, "", is_total=True, title=self.words.total)

    def _is_nowhere(self, id_: str) -> bool:
        """Whether nobody finds an answer anywhere; without figures, whether no touchpoint on the way has one."""
        if id_ in self.needs:
            return not self.needs[id_].answered_by and self.needs[id_].when is not None
        return not any(id_ in self.touchpoints[t].answers for step in self._used for t in step.touchpoints)

    @cached_property
    def _used(self) -> list[Step]:
        """The steps of the whole file that those who are shown may come to."""
        return [step for _, step in self.scope.blueprint.steps() if step.id in self.passed]

    # -- cards -------------------------------------------------------------------------------------------------

    def _cards(self) -> Iterator[Card]:
        for id_ in self.shown:
            yield self._question(id_)
            for touchpoint, found in self.touchpoints.items():
                if id_ in found.answers:
                    yield self._answer(id_, touchpoint)
            if id_ in self.needs or self._is_nowhere(id_):
                yield self._verdict(id_)
            for solution, proposed in self.scope.blueprint.solutions.items():
                if id_ in proposed.addresses:
                    yield self._solution(id_, solution)

    def _question(self, id_: str) -> Card:
        """What is asked, by how many, and for each step where it comes up whether it is answered there."""
        question, words = self.questions[id_], self.words
        said = [f"{percent(question.share)} {self.labels.asked_by}"] if question.share is not None else []
        if question.habit:
            said.append(words.habit)
        notes = [Note(" · ".join(said))] if said else []
        for step in self.asking[id_]:
            is_here = any(id_ in self.touchpoints[t].answers for t in self._open_at(step))
            text = f"{self.numbers[str(step.id)]} {step.label}"
            style = "small-trouble" if self._is_nowhere(id_) else "small-muted"
            notes.append(Note(text, "answered" if is_here else "failure", style, starts_line=True))
        if not self.asking[id_]:
            notes.append(Note(words.unasked, starts_line=True))
        if question.keywords:
            listed = self.labels.comma.join(question.keywords)
            notes.append(Note(f"{words.keywords}{self.labels.colon}{listed}", starts_line=True))
        return Card(
            f"question:{id_}", f"question:{id_}", 0, "question", question.text, icon="question",
            icon_style="icon-question", notes=tuple(notes), title=question.text, part=f"question:{id_}",
        )  # fmt: skip

    def _open_at(self, step: Step) -> tuple[str, ...]:
        """The touchpoints of a step that some of those who are shown can use."""
        return tuple(t for t in usable(self.scope.blueprint, step, None) if not is_closed(self.scope, t))

    def _answer(self, id_: str, touchpoint: str) -> Card:
        """A touchpoint that answers a question: where it comes up, elsewhere, or where nobody finds it."""
        words, found = self.words, self.touchpoints[touchpoint]
        using = [step for step in self._used if touchpoint in step.touchpoints]
        here = [step for step in self.asking[id_] if touchpoint in step.touchpoints]
        is_lost = id_ in self.needs and touchpoint not in self.needs[id_].answered_by
        notes = []
        if here:
            numbers = self.labels.comma.join(self.numbers[str(step.id)] for step in here)
            notes.append(Note(words.here.format(numbers), "answered"))
        elif using:
            notes.append(Note(words.elsewhere.format(self._stages_of(using)), "onward"))
        else:
            notes.append(Note(words.unused, "failure", "small-trouble"))
        if closed := closed_to(self.scope, touchpoint):
            said = words.closed.format(self.scope.names(closed))
            notes.append(Note(said, "persona", "small-trouble", starts_line=True))
        elif is_lost and using:
            notes.append(Note(words.unvisited, "failure", "small-trouble", starts_line=True))
        is_found = bool(using) and not is_lost and not is_closed(self.scope, touchpoint)
        name = found.name or found.evidence or touchpoint
        return Card(
            f"{id_}:answers:{touchpoint}", f"question:{id_}", 1 + KINDS.index(found.kind),
            "ghost" if not is_found else "pill" if here else "plain-pill", name, "evidence", icon=found.kind,
            icon_style="icon-evidence" if is_found and here else "icon-muted", notes=tuple(notes),
            title=f"{name} ({self.labels.kinds[found.kind]})", part=f"touchpoint:{touchpoint}",
        )  # fmt: skip

    def _solution(self, id_: str, solution: str) -> Card:
        """An improvement that is to answer a question, among what answers it by the same kind; else beside them."""
        proposed = self.scope.blueprint.solutions[solution]
        kind = proposed.kind or (self.touchpoints[proposed.touchpoint].kind if proposed.touchpoint else None)
        notes = []
        if proposed.status is not None:
            notes.append(
                Note(page_words_for(self.scope.blueprint.language).values[proposed.status], None, "small-bold")
            )
        if proposed.owner:
            notes.append(Note(proposed.owner, "actor"))
        return Card(
            f"{id_}:solution:{solution}", f"question:{id_}", 4 if kind is None else 1 + KINDS.index(kind), "solution",
            proposed.what, icon="solution", icon_style="icon-joy", notes=tuple(notes), title=proposed.what,
            part=f"solution:{solution}",
        )  # fmt: skip

    def _stages_of(self, steps: Sequence[Step]) -> str:
        stages = self.scope.blueprint.stages
        using = {step.id for step in steps}
        numbered = [f"{n} {s.name}" for n, s in enumerate(stages, 1) if any(step.id in using for step in s.steps)]
        return self.labels.comma.join(numbered)

    def _verdict(self, id_: str) -> Card:
        """When help comes; the worst first, where it differs from persona to persona."""
        groups = self._verdicts(id_)
        first, *rest = sorted(groups, key=_WORST_FIRST.index)
        said = {v: self._said(id_, v, personas if rest else []) for v, personas in groups.items()}
        return Card(
            f"{id_}:help", f"question:{id_}", 4, "mark", said[first], icon=_SIGNS[first],
            icon_style=_ICON_STYLES.get(first, "icon-muted"),
            notes=tuple(Note(said[v], _SIGNS[v], starts_line=True) for v in rest), title=said[first],
            part=f"question:{id_}",
        )  # fmt: skip

    def _verdicts(self, id_: str) -> dict[Verdict, list[str]]:
        """When help comes, each with the personas to whom it comes then."""
        need = self.needs.get(id_)
        if need is None:
            return {"nowhere": []}
        if need.when is None:
            return {"nobody": []}
        groups: dict[Verdict, list[str]] = {}
        for persona, when in need.by_persona.items():
            groups.setdefault(_verdict_of(need, persona, when), []).append(persona)
        return groups if need.asked_at or "nowhere" in groups else {"unasked": []}

    def _said(self, id_: str, verdict: Verdict, personas: Sequence[str]) -> str:
        """A verdict in words: of people, when they are there; and for whom."""
        said = self.words.verdicts[verdict]
        need = self.needs.get(id_)
        if verdict == "people" and need is not None and need.asked_at:
            times = {need.soonest[persona] for persona in personas or need.soonest}
            said = self.words.people.format(self.words.soonest[next(when for when in WORST_FIRST if when in times)])
        return f"{self.scope.names(personas)}{self.labels.colon}{said}" if personas else said

    # -- totals ------------------------------------------------------------------------------------------------

    def _tallies(self) -> Iterator[Tally]:
        """How much of all that is asked is answered: in all, and by each kind."""
        if self.help is None or self.scope.customers is None:
            return
        from blueprint.analysis.coverage import coverage_by_kind

        words = self.words
        yield Tally(TOTAL, 0, (Note(words.total, None, "small-bold"), Note(words.total_note)))
        for column, (kind, amount) in enumerate(coverage_by_kind(self.scope.customers).items(), 1):
            yield Tally(TOTAL, column, bars=(self._bar(amount, words.kinds[kind], icon=kind),))
        parts = ((self.help.help_coverage, words.answered), (self.help.help_ahead, words.ahead))
        yield Tally(TOTAL, 4, bars=tuple(self._bar(amount, name, label=name) for amount, name in parts))

    def _bar(self, amount: Amount, what: str, **sign: str) -> Bar:
        said = told_in(self.scope.blueprint.language).amount(amount, "share")
        return Bar(amount.value, said, self.words.bar.format(what, said), **sign)


def _verdict_of(need: Need, persona: str, when: str) -> Verdict:
    if need.soonest[persona] == "never":
        return "nowhere"
    if when == "never":
        return "people"
    return when  # type: ignore[return-value]
