"""Do customers find what they need to know, before they need it, and without having to ask someone?"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.answer import Answer, common

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from blueprint.analysis.customers import Customers, Journey
    from blueprint.analysis.table import Table
    from blueprint.model.catalogue import TouchpointKind

When = Literal["before", "with", "after", "never"]

WORST_FIRST: tuple[When, ...] = ("never", "after", "with", "before")


class Need(NamedTuple):
    """A question of the customers: where it comes up for them, and where they find it answered."""

    id: str
    text: str
    share: float | None
    """Of customers, or of contacts, who ask it; None where the file doesn't say."""
    keywords: tuple[str, ...]
    is_habit: bool
    asked_at: tuple[str, ...]
    """The steps visited where it comes up."""
    answered_by: tuple[str, ...]
    """The touchpoints on visited steps that answer it and that who comes there can use."""
    kinds: tuple[TouchpointKind, ...]
    when: When | None
    """When the first of them that is not a person comes, against the first step that asks; of a mix, for the persona
    to whom it comes worst. None where the question is nobody's."""
    by_persona: dict[str, When]
    """The same by persona whose question it is; the customers of a file without personas are under ""."""
    soonest: dict[str, When]
    """By the same personas: when the first touchpoint that answers it comes, people included."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Help(Answer):
    """Whether customers find their questions answered, by which means, and whether before they ask."""

    question: ClassVar[str] = "help"
    names: ClassVar[tuple[str, ...]] = ("help_coverage", "help_ahead", "only_human")

    help_coverage: Amount
    """The part of all questions asked that any touchpoint answers."""
    help_ahead: Amount
    """The part that a touchpoint other than a person answers before they come up."""
    only_human: tuple[str, ...]
    """The questions that only people answer, for someone."""
    questions: tuple[Need, ...]
    """The most asked first; those without a share last."""

    def ranking(self, most: int | None = None) -> Table:
        """The questions that are asked most, with the words that recognise them; all of them without a number."""
        rows = [
            (
                need.id, need.text, need.share, need.is_habit, need.keywords, need.asked_at, need.answered_by,
                need.when,
            )
            for need in self.questions[:most]
        ]  # fmt: skip
        columns = [
            ("question", "text"), ("text", "text"), ("share", "share"), ("is_habit", "text"), ("keywords", "text"),
            ("asked_at", "text"), ("answered_by", "text"), ("when", "text", "help"),
        ]  # fmt: skip
        return self.table("questions", columns, rows)

    def tables(self) -> tuple[Table, ...]:
        """The questions, the most asked first."""
        return (self.ranking(),)


class _Found(NamedTuple):
    """What one persona finds of one question."""

    asked_at: Sequence[int]
    answered_by: Sequence[str]
    when: When
    soonest: When
    is_only_human: bool


def humane_help(customers: Customers) -> Help:
    """Whether these customers find their questions answered, and when."""
    catalogue = customers.blueprint.questions
    shares, said = _shares(customers)
    found = {persona or "": _found(customers, kind.journey) for persona, kind in customers.kinds.items()}
    weights = {persona or "": kind.share for persona, kind in customers.kinds.items()}
    asked = covered = ahead = 0.0
    for persona, answers in found.items():
        for id_, answer in answers.items():
            weight = weights[persona] * shares[id_]
            asked += weight
            covered += weight * bool(answer.answered_by)
            ahead += weight * (answer.when == "before")
    needs = [_need(customers, id_, {p: f[id_] for p, f in found.items() if id_ in f}) for id_ in catalogue]
    return Help(
        help_coverage=Amount(covered / asked) if asked else UNKNOWN,
        help_ahead=Amount(ahead / asked) if asked else UNKNOWN,
        only_human=tuple(id_ for id_ in catalogue if any(id_ in f and f[id_].is_only_human for f in found.values())),
        questions=tuple(sorted(needs, key=lambda need: -1.0 if need.share is None else need.share, reverse=True)),
        assumptions=said,
        **common(customers),
    )


def _need(customers: Customers, id_: str, found: Mapping[str, _Found]) -> Need:
    """A question, of which `found` says what each persona finds whose question it is."""
    touchpoints, steps = customers.blueprint.touchpoints, customers.columns.steps
    question = customers.blueprint.questions[id_]
    answering = {touchpoint for each in found.values() for touchpoint in each.answered_by}
    times = {each.when for each in found.values()}
    return Need(
        id=id_,
        text=question.text,
        share=question.share,
        keywords=question.keywords,
        is_habit=question.habit,
        asked_at=tuple(str(steps[i].id) for i in sorted({i for each in found.values() for i in each.asked_at})),
        answered_by=tuple(t for t in touchpoints if t in answering),
        kinds=tuple(dict.fromkeys(touchpoint.kind for t, touchpoint in touchpoints.items() if t in answering)),
        when=next((when for when in WORST_FIRST if when in times), None),
        by_persona={persona: each.when for persona, each in found.items()},
        soonest={persona: each.soonest for persona, each in found.items()},
    )


def _found(customers: Customers, journey: Journey) -> dict[str, _Found]:
    """What one persona finds of each question that is theirs.

    That is all but those that come up somewhere in the file, and only at steps that they do not visit.
    """
    steps, touchpoints = customers.columns.steps, customers.blueprint.touchpoints
    asked: dict[str, list[int]] = {}
    answered: dict[str, dict[str, int]] = {}
    order = {i: rank for rank, i in enumerate(_in_order_of_flow(journey))}
    for i in order:
        for question in steps[i].asks:
            asked.setdefault(question, []).append(i)
        for touchpoint in journey.flow.usable(i):
            for question in touchpoints[touchpoint].answers:
                answered.setdefault(question, {}).setdefault(touchpoint, i)
    of_others = {question for step in steps for question in step.asks} - asked.keys()
    found = {}
    for question in customers.blueprint.questions:
        if question in of_others:
            continue
        where = asked.get(question, [])
        by = answered.get(question, {})
        others = [order[i] for touchpoint, i in by.items() if touchpoints[touchpoint].kind != "interpersonal"]
        asked_first = order[where[0]] if where else None
        when = _when(min(others, default=None), asked_first)
        soonest = _when(min((order[i] for i in by.values()), default=None), asked_first)
        found[question] = _Found(where, tuple(by), when, soonest, bool(by) and not others)
    return found


def _when(answered: int | None, asked: int | None) -> When:
    """When an answer comes, by ranks in the flow; to a question that never comes up, before."""
    if answered is None:
        return "never"
    if asked is None or answered < asked:
        return "before"
    return "with" if answered == asked else "after"


def _in_order_of_flow(journey: Journey) -> Iterator[int]:
    """The steps that are visited: each before those that it leads to, ties and steps of a loop as in the file.

    A new round (a branch that repeats) does not lead back.
    """
    chain = journey.round
    home = {i: k for k, component in enumerate(chain.components) for i in component}
    onward = [
        {home[j] for i in component for j in chain.onward[i]} - {k} for k, component in enumerate(chain.components)
    ]
    open_before = [0] * len(onward)
    for targets in onward:
        for target in targets:
            open_before[target] += 1
    ready = [(component[0], k) for k, component in enumerate(chain.components) if not open_before[k]]
    heapq.heapify(ready)
    while ready:
        _, k = heapq.heappop(ready)
        yield from (i for i in chain.components[k] if journey.visits[i])
        for target in onward[k]:
            open_before[target] -= 1
            if not open_before[target]:
                heapq.heappush(ready, (chain.components[target][0], target))


def _shares(customers: Customers) -> tuple[dict[str, float], tuple[str, ...]]:
    """How much each question counts, and what had to be assumed for that."""
    words, catalogue = customers.words, customers.blueprint.questions
    given = {id_: question.share for id_, question in catalogue.items() if question.share is not None}
    missing = [id_ for id_ in catalogue if id_ not in given]
    if not missing:
        return given, ()
    if not given:
        return dict.fromkeys(missing, 1.0), (words("questions_count_same"),)
    mean = sum(given.values()) / len(given)
    said = words("questions_without_share", ids=words.listed(missing), share=words.share(mean))
    return given | dict.fromkeys(missing, mean), (said,)
