"""The customers who go through a blueprint: each persona's journey solved once, and their mix.

A question about a part of a service asks a `Walk`: what the customers who are meant do on average. All questions share
the same journeys.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import inf, isnan
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from blueprint.analysis.amount import UNKNOWN, Amount, total
from blueprint.analysis.columns import Columns
from blueprint.analysis.words import words_for
from blueprint.graph.chain import NeverLeft
from blueprint.graph.flow import AT_END, TOLERANCE, Flow, FlowError, FlowProblem, flows_of
from blueprint.graph.paths import likeliest
from blueprint.graph.watched import watched
from blueprint.memory import paused_gc
from blueprint.model.values import format_share
from blueprint.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from blueprint.analysis.words import Words
    from blueprint.graph.chain import Chain
    from blueprint.graph.watched import Watched
    from blueprint.model.blueprint import Blueprint

T = TypeVar("T")

MOST_RETURNS = 1e15
"""How often who comes to a step may come back to it, for a journey to be reckoned."""

_OBJECTS_A_STEP = 10

ENDS = ("success", "failure", "abandoned")


class Journey:
    """The flow of one persona with its numbers. Lists are in the order of the steps in the file."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow

    @cached_property
    def chain(self) -> Chain:
        """The steps as a Markov chain that ends where the journey ends."""
        return self.flow.chain()

    @property
    def start(self) -> dict[int, float]:
        """Where the journey starts."""
        return {self.flow.start: 1.0}

    @cached_property
    def visits(self) -> list[float]:
        """The expected visits of each step."""
        return self.chain.visits(self.start)

    def chance_of(self, i: int) -> float:
        """The probability to come to a step at all."""
        return self.visits[i] / (1 + self.chain.returns[i])

    def chance_of_any(self, places: Collection[int]) -> float:
        """The probability to come to any of some steps."""
        if len(places) == 1:
            return self.chance_of(*places)
        stages = {self._stage_of[i] for i in places}
        if len(stages) == 1:
            return self._at_stages[stages.pop()].chance_of(places)
        return sum(chance for seen in self.watched([places]) for chance in seen.arriving.values())

    def watched(self, sets: Sequence[Collection[int]], gains: Sequence[float] | None = None) -> list[Watched]:
        """The journey as it is seen at each of some sets of steps, each visit to `i` gaining `gains[i]`."""
        return watched(self.chain, self.start, sets, gains)

    @cached_property
    def _stage_of(self) -> list[int]:
        """By step: the number of its stage."""
        return [n for n, stage in enumerate(self.flow.blueprint.stages) for _ in stage.steps]

    @cached_property
    def _at_stages(self) -> list[Watched]:
        """The journey as it is seen at each stage."""
        sets: list[list[int]] = [[] for _ in self.flow.blueprint.stages]
        for i, n in enumerate(self._stage_of):
            sets[n].append(i)
        return self.watched(sets)

    @cached_property
    def _hopes(self) -> dict[str, list[float]]:
        return {}

    def hopes(self, end: str) -> list[float]:
        """The chance to end in "success", "failure" or "abandoned" from each step on."""
        if end not in self._hopes:
            self._hopes[end] = self.chain.worth(self.flow.chances_to_end(end))
        return self._hopes[end]

    @cached_property
    def ends(self) -> dict[str, float]:
        """The probability of each end; they add up to 1."""
        shares = {end: self.hopes(end)[self.flow.start] for end in ENDS}
        whole = sum(shares.values())
        return {end: share / whole for end, share in shares.items()}

    def ended_at(self, end: str) -> list[float]:
        """By step: the probability that the journey ends right after it in "success", "failure" or "abandoned"."""
        return [v * chance for v, chance in zip(self.visits, self.flow.chances_to_end(end), strict=True)]

    @cached_property
    def main_path(self) -> tuple[int, ...]:
        """The most probable way to success, as places of steps; empty where there is none."""
        return likeliest(self.flow, ["success"])

    # -- rounds ------------------------------------------------------------------------------------------------

    @cached_property
    def has_repeats(self) -> bool:
        """Whether any way starts a new, wanted round."""
        return any(move.is_repeat for i in self.flow.reached for move in self.flow.moves[i])

    @cached_property
    def round(self) -> Chain:
        """The chain of one round: it ends where a repeat starts a new one."""
        return self.flow.chain(repeats=False) if self.has_repeats else self.chain

    @cached_property
    def round_starts(self) -> dict[int, float]:
        """How many rounds start at which step, on average."""
        starts = defaultdict(float, self.start)
        if self.has_repeats:
            for i in self.flow.reached - self.flow.lost:
                for move in self.flow.moves[i]:
                    if move.is_repeat and move.target != AT_END and move.share:
                        starts[move.target] += self.visits[i] * move.share
        return dict(starts)

    @cached_property
    def extra_visits(self) -> list[float]:
        """The visits of each step after the first of a round: rework."""
        return [v * returns / (1 + returns) for v, returns in zip(self.visits, self.round.returns, strict=True)]

    # -- passages ----------------------------------------------------------------------------------------------
    # They are not kept here: each knows its journey, and what goes round in a circle stays until the collector comes.

    @property
    def whole(self) -> Passage:
        """The journey from its start to any end."""
        return Passage(self, self.chain, self.flow.start)

    @property
    def of_success(self) -> Passage:
        """The journey, where it succeeds."""
        return Passage(self, self.chain, self.flow.start, self.hopes("success"))

    def part(self, from_: int | None, to: int | None) -> Passage:
        """The journey from the first visit of one step to the first visit of another after it, where it gets there."""
        start = self.flow.start if from_ is None else from_
        before = 1.0 if from_ is None else self.chance_of(start)
        if to is None:
            return Passage(self, self.chain, start, before=before)
        chain = self.chain.stopped_at([to])
        return Passage(self, chain, start, chain.worth([float(i == to) for i in range(len(self.visits))]), before)


@dataclass(frozen=True)
class Passage:
    """A journey, or a part of it, given that it comes about: `hope[i]` is the chance of that from the step `i` on."""

    journey: Journey
    chain: Chain
    start: int
    hope: Sequence[float] | None = None
    before: float = 1.0
    """The chance to come to the start."""

    @property
    def _hope_at_start(self) -> float:
        return self._hope(self.start)

    def _hope(self, i: int) -> float:
        return 1.0 if self.hope is None else self.hope[i]

    @property
    def probability(self) -> float:
        """The probability that it comes about."""
        return self.before * self._hope_at_start

    @cached_property
    def _unconditional(self) -> list[float]:
        return self.journey.visits if self._is_whole else self.chain.visits({self.start: 1.0})

    @property
    def _is_whole(self) -> bool:
        return self.chain is self.journey.chain and self.start == self.journey.flow.start

    @cached_property
    def visits(self) -> list[float]:
        """The expected visits of each step."""
        if self.hope is None:
            return self._unconditional
        scale = self._hope_at_start
        return [v * h / scale if v else 0.0 for v, h in zip(self._unconditional, self.hope, strict=True)]

    def changes(self, labels: Sequence[tuple[str, str] | None]) -> dict[tuple[str, str], float]:
        """How often what a step is labelled with gives way to another label, from one labelled step to the next.

        A label is what a step begins with and what it ends with; steps without one are passed over. The keys are pairs
        of what one step ends with and the next begins with, equal ones too.
        """
        beyond = self._next_labels(labels)
        counts: defaultdict[tuple[str, str], float] = defaultdict(float)
        for i, label in enumerate(labels):
            if label is None or not self._unconditional[i]:
                continue
            for j, p in self.chain.onward[i].items():
                times = self._unconditional[i] * p / self._hope_at_start
                next_ = labels[j]
                if next_ is not None:
                    counts[label[1], next_[0]] += times * self._hope(j)
                else:
                    for first, chances in beyond.items():
                        counts[label[1], first] += times * chances[j]
        return {pair: times for pair, times in counts.items() if times}

    def _next_labels(self, labels: Sequence[tuple[str, str] | None]) -> dict[str, list[float]]:
        """By label: the chance from each unlabelled step that the next labelled one begins so (and all comes about)."""
        unlabelled = {i for i, label in enumerate(labels) if label is None}
        if not any(self._unconditional[i] for i in unlabelled):
            return {}
        through = self.chain.within(unlabelled)
        gains: dict[str, list[float]] = {}
        for i in unlabelled:
            for j, p in self.chain.onward[i].items():
                label = labels[j]
                if label is not None and self._unconditional[j]:
                    gains.setdefault(label[0], [0.0] * len(labels))[i] += p * self._hope(j)
        return {first: through.worth(gain) for first, gain in gains.items()}


class Walk:
    """What the customers who are meant do on average: passages with their weights, which add up to 1."""

    def __init__(self, passages: Iterable[tuple[float, Passage]]) -> None:
        found = [(weight * passage.probability, passage) for weight, passage in passages]
        whole = sum(weight for weight, _ in found)
        self.probability = whole
        self.passages = tuple((weight / whole, passage) for weight, passage in found if weight) if whole else ()

    def sum(self, of: Sequence[float | Amount | None]) -> Amount:
        """The expected sum of a number of each step over all visits; unknown where nobody walks this way."""
        if not self.passages:
            return UNKNOWN
        return total((visits, of[i]) for i, visits in self.visits.items())

    @cached_property
    def visits(self) -> dict[int, float]:
        """The expected visits of the steps that are visited."""
        visits: defaultdict[int, float] = defaultdict(float)
        for weight, passage in self.passages:
            for i, times in enumerate(passage.visits):
                if times:
                    visits[i] += weight * times
        return dict(visits)

    def count(self, of: Callable[[Passage], float]) -> Amount:
        """The expected value of something that is known of each passage."""
        return Amount(sum(weight * of(passage) for weight, passage in self.passages)) if self.passages else UNKNOWN


class Kind(NamedTuple):
    """A kind of customer: the share of all customers, and their journey."""

    share: float
    journey: Journey


class Customers:
    """The customers of a blueprint: all of them, or those of one persona.

    Raises FlowError where their flow gives no numbers.
    """

    def __init__(self, blueprint: Blueprint) -> None:
        self.blueprint = blueprint
        self.persona: str | None = None
        self.columns = Columns(blueprint)
        self.words: Words = words_for(blueprint.language)
        with paused_gc(_OBJECTS_A_STEP * len(self.columns.steps)):
            self.kinds, self.assumptions = _mixed(blueprint, flows_of(blueprint), self.words)
        self._answers: dict[object, object] = {}
        self._of: dict[str, Customers] = {}
        self._all: Customers | None = None

    kinds: Mapping[str | None, Kind]
    """The kinds of customers by persona, with shares that add up to 1; None: of a file without personas."""
    assumptions: tuple[str, ...]
    """What had to be assumed of the flow and the mix."""

    def of(self, persona: str | None) -> Customers:
        """The customers of one persona; None: all."""
        if persona == self.persona:
            return self
        if self._all is not None:
            return self._all.of(persona)
        if persona is None:
            return self
        if persona not in self._of:
            kind, words = self.kinds.get(persona), self.words
            one = Customers.__new__(Customers)
            one.blueprint, one.persona, one.columns, one.words = self.blueprint, persona, self.columns, words
            one.kinds = {} if kind is None else {persona: Kind(1.0, kind.journey)}
            one.assumptions = (
                (words("no_steps_for", persona=self.blueprint.personas[persona].name),)
                if kind is None
                else _split(words, [kind.journey.flow])
            )
            # Of a file with one persona only, the answers are those of all.
            one._answers = self._answers if list(self.kinds) == [persona] else {}  # noqa: SLF001 (its own class)
            one._of, one._all = {}, self  # noqa: SLF001
            self._of[persona] = one
        return self._of[persona]

    def answer(self, question: Callable[[Customers], T]) -> T:
        """The answer to a question about these customers, worked out once."""
        if question not in self._answers:
            with paused_gc(_OBJECTS_A_STEP * len(self.columns.steps)):
                self._answers[question] = question(self)
        return cast("T", self._answers[question])

    # -- walks -------------------------------------------------------------------------------------------------

    @property
    def journeys(self) -> Iterator[tuple[float, Journey]]:
        """The journeys with their weights."""
        return ((kind.share, kind.journey) for kind in self.kinds.values())

    @cached_property
    def walk(self) -> Walk:
        """All journeys, from the start to any end."""
        return Walk((share, journey.whole) for share, journey in self.journeys)

    @cached_property
    def successes(self) -> Walk:
        """The journeys that succeed."""
        return Walk((share, journey.of_success) for share, journey in self.journeys if journey.ends["success"])

    def part(self, from_: str | None, to: str | None) -> Walk:
        """From the first visit of a step to the first visit of another after it, of those who come to both."""
        first, last = (None if id_ is None else self.columns.place[id_] for id_ in (from_, to))
        return Walk(
            (share, journey.part(first, last))
            for share, journey in self.journeys
            if first is None or journey.visits[first]
        )

    @cached_property
    def is_nobody(self) -> bool:
        """Whether these customers go through no step."""
        return not self.walk.passages

    def ids(self, places: Iterable[int]) -> str:
        """The ids of some steps, as reports list them."""
        return self.words.listed(str(self.columns.steps[i].id) for i in places)


def _mixed(
    blueprint: Blueprint, flows: Mapping[str | None, Flow], words: Words
) -> tuple[dict[str | None, Kind], tuple[str, ...]]:
    """The kinds of customers with shares that add up to 1, and what had to be assumed for that."""
    said: list[str] = []
    shares: dict[str | None, float | None] = {
        persona: blueprint.personas[persona].share if persona is not None else 1.0 for persona in flows
    }
    given = {persona: share for persona, share in shares.items() if share is not None}
    left = 1.0 - sum(given.values())
    names = {persona: blueprint.personas[persona].name for persona in flows if persona is not None}
    if missing := [persona for persona in shares if persona not in given]:
        each = max(left, 0.0) / len(missing)
        shares.update(dict.fromkeys(missing, each))
        if len(missing) > 1 or given:
            listed = words.listed(names[persona] for persona in missing if persona is not None)
            said.append(words("shares_split", personas=listed, share=format_share(round(each, 4))))
    empty = [persona for persona, flow in flows.items() if flow.is_empty]
    said.extend(words("no_steps_for", persona=names[persona]) for persona in empty if persona is not None)
    mixed = {persona: share or 0.0 for persona, share in shares.items() if persona not in empty}
    whole = sum(mixed.values())
    if not whole and mixed:
        mixed, whole = dict.fromkeys(mixed, 1.0), float(len(mixed))
        said.append(words("shares_of_zero"))
    elif left < -TOLERANCE if missing else not empty and abs(whole - 1) > TOLERANCE:
        said.append(words("shares_scaled", total=format_share(round(whole, 6))))
    said.extend(_split(words, flows.values()))
    said.extend(_channels(blueprint, words))
    kinds = {persona: Kind(share / whole, Journey(flows[persona])) for persona, share in mixed.items()}
    _share_chains([kind.journey for kind in kinds.values()])
    if endless := [problem for kind in kinds.values() if (problem := _too_long(kind.journey))]:
        raise FlowError(list(dict.fromkeys(endless)))
    return kinds, tuple(said)


def _share_chains(journeys: Sequence[Journey]) -> None:
    """Let those who go the same ways with the same chances share the chain, and what was worked out of it."""
    chains: list[Chain] = []
    for journey in journeys:
        own = journey.chain
        same = (chain for chain in chains if (chain.onward, chain.leaving) == (own.onward, own.leaving))
        journey.chain = next(same, own)
        if journey.chain is own:
            chains.append(own)


def _too_long(journey: Journey) -> FlowProblem | None:
    """Where one comes back to a step so often that numbers lose their meaning."""
    try:
        returns = journey.chain.returns
    except NeverLeft as loop:
        most = loop.state
    else:
        most = max(range(len(returns)), key=lambda i: inf if isnan(returns[i]) else returns[i])
        if returns[most] <= MOST_RETURNS:
            return None
    step = journey.flow.steps[most]
    message = f"`{step.id}` is left so rarely that who comes to it comes back more than {MOST_RETURNS:.0e} times"
    remedy = "let more customers go on, or give up (`abandon`)"
    return FlowProblem(message, remedy, str(step.id), "next" if step.next else None)


def _channels(blueprint: Blueprint, words: Words) -> Iterator[str]:
    """The channels of personas that no touchpoint has, though it has one that is written nearly so."""
    known = {touchpoint.channel for touchpoint in blueprint.touchpoints.values() if touchpoint.channel}
    for persona in blueprint.personas.values():
        for channel in persona.channels or ():
            near = nearest(channel, known) if channel not in known else None
            if near and near not in (persona.channels or ()):
                yield words("unknown_channel", channel=channel, persona=persona.name, near=near)


def _split(words: Words, flows: Iterable[Flow]) -> tuple[str, ...]:
    steps = dict.fromkeys(id_ for flow in flows for id_ in flow.split_evenly)
    return (words("split_evenly", steps=words.listed(steps)),) if steps else ()
