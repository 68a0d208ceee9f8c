"""How customers go through the steps: where each persona starts, goes on, gives up and ends, and with what chance."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from blueprint.finding import BlueprintError
from blueprint.graph.chain import Chain
from blueprint.graph.ways import Passing, Way, walked_by, ways
from blueprint.model.names import listed, name_of
from blueprint.model.step import END
from blueprint.model.values import format_share

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from blueprint.model.blueprint import Blueprint
    from blueprint.model.step import Branch, Step

AT_END = -1
"""The target of a move that ends the journey."""

TOLERANCE = 1e-6
"""How far shares may add up beside 100%: three times 33.333333% is all."""


class Move(NamedTuple):
    """A way on from a step, with its chance: to the step at the place `target` in the file, or to the end."""

    target: int
    share: float
    branch: Branch | None = None

    @property
    def is_repeat(self) -> bool:
        """Whether it starts a new, wanted round."""
        return self.branch is not None and self.branch.repeat


class FlowProblem(NamedTuple):
    """Why a journey can't be reckoned, in the author's words, what to do, and the step and key that it is about.

    `kind` says what is wrong: the shares of the branches, that no way leads on, or that none leads to an end.
    """

    message: str
    remedy: str
    step: str
    key: str | None = None
    kind: Literal["shares", "no way on", "no end"] = "no end"

    def __str__(self) -> str:
        return f"{self.message}: {self.remedy}"


class FlowError(BlueprintError):
    """The flow of a blueprint gives no numbers. `problems` has all reasons."""

    def __init__(self, problems: Sequence[FlowProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class Flow:
    """How one kind of customer goes through the steps. All sequences are in the order of the steps in the file.

    `moves` are the ways on from the steps that the persona goes through; from where they give up, those that they would
    have. `ends[i]` is how the journey ends where a move from `i` leads to the end. `contacts` are the touchpoints that
    count: the first of each step that the persona can use. At the steps in `lost` there is none, and they give up.
    """

    blueprint: Blueprint
    persona: str | None
    steps: tuple[Step, ...]
    start: int
    moves: tuple[tuple[Move, ...], ...]
    abandons: tuple[float, ...]
    ends: tuple[str, ...]
    contacts: tuple[str | None, ...]
    lost: frozenset[int]
    split_evenly: tuple[str, ...] = field(default=())
    """The steps whose ways without a share got what is left in equal parts, by id."""

    @property
    def is_empty(self) -> bool:
        """Whether the persona goes through no step at all."""
        return self.start == AT_END

    def usable(self, i: int) -> tuple[str, ...]:
        """The touchpoints of a step that the persona can use."""
        return usable(self.blueprint, self.steps[i], self.persona)

    @cached_property
    def reached(self) -> frozenset[int]:
        """The steps that the persona can come to, over branches of 0% too, but not past where they give up."""
        return reachable(self, self.lost, least=-1.0)

    @cached_property
    def come_to(self) -> frozenset[int]:
        """The steps that somebody comes to: not over branches of 0%, and not past where they give up."""
        return reachable(self, self.lost)

    def chain(self, *, repeats: bool = True) -> Chain:
        """The numbers of the flow; without `repeats`, of one round.

        What nobody comes to is left out, over branches of 0% too: from there no way may lead to an end.
        """
        nowhere: dict[int, float] = {}
        onward: list[dict[int, float]] = []
        leaving = []
        for i, moves in enumerate(self.moves):
            if i not in self.come_to or i in self.lost:
                onward.append(nowhere)
                leaving.append(1.0)
                continue
            ways_on: dict[int, float] = {}
            away = self.abandons[i]
            for target, share, branch in moves:
                if target == AT_END or (not repeats and branch is not None and branch.repeat):
                    away += share
                elif share > 0:
                    ways_on[target] = ways_on.get(target, 0.0) + share
            onward.append(ways_on)
            leaving.append(away)
        return Chain(onward, leaving)

    def chances_to_end(self, end: str) -> list[float]:
        """The chance to end so ("success", "failure" or "abandoned") right after each step."""
        chances = []
        for i, moves in enumerate(self.moves):
            if i not in self.reached:
                chances.append(0.0)
            elif i in self.lost:
                chances.append(float(end == "abandoned"))
            elif end == "abandoned":
                chances.append(self.abandons[i])
            else:
                chances.append(sum(m.share for m in moves if m.target == AT_END) if self.ends[i] == end else 0.0)
        return chances


def usable(blueprint: Blueprint, step: Step, persona: str | None) -> tuple[str, ...]:
    """The touchpoints of a step that a persona can use: without a channel, or with one of the persona's channels."""
    channels = blueprint.personas[persona].channels if persona is not None else None
    if channels is None:
        return step.touchpoints
    return tuple(t for t in step.touchpoints if blueprint.touchpoints[t].channel in (None, *channels))


def reachable(flow: Flow, closed: Collection[int], *, least: float = 0.0) -> frozenset[int]:
    """The steps that can be come to over moves with more than the chance `least`, not past those that are closed."""
    found: set[int] = set()
    waiting = [flow.start] if flow.start != AT_END else []
    while waiting:
        i = waiting.pop()
        if i in found:
            continue
        found.add(i)
        if i not in closed:
            waiting.extend(m.target for m in flow.moves[i] if m.target != AT_END and m.share > least)
    return frozenset(found)


# -- building ----------------------------------------------------------------------------------------------------


def flow_of(blueprint: Blueprint, persona: str | None = None) -> Flow:
    """The flow of one persona; without one, of a customer to whom every way and every channel is open.

    Raises FlowError with all that is wrong: shares that miss or exceed 100%, no branch left, steps without an end.
    """
    flow, problems = _built(blueprint, persona)
    if problems:
        raise FlowError(problems)
    return flow


def flows_of(blueprint: Blueprint) -> dict[str | None, Flow]:
    """The flow of every persona, by id; of a blueprint without personas, that of its customer, under None.

    Raises FlowError with what is wrong for any of them, each problem once.
    """
    flows: dict[str | None, Flow] = {}
    together: dict[FlowProblem, list[str]] = {}
    for persona in blueprint.personas or (None,):
        flow, problems = _built(blueprint, persona)
        flows[persona] = flow
        for problem in problems:
            together.setdefault(problem, []).append(f"`{persona}`")
    if together:
        count = len(flows)
        raise FlowError(
            [
                problem
                if len(personas) == count
                else problem._replace(message=f"for {listed(personas)}, {problem.message}")
                for problem, personas in together.items()
            ]
        )
    return flows


def _built(blueprint: Blueprint, persona: str | None) -> tuple[Flow, list[FlowProblem]]:
    passing = Passing(blueprint, persona)
    place = {id_: i for i, id_ in enumerate(passing.steps)} | {END: AT_END}
    steps = tuple(passing.steps.values())
    onward: dict[str, list[Way]] = {}
    for way in ways(blueprint, persona):
        onward.setdefault(way.source, []).append(way)
    moves: list[tuple[Move, ...]] = []
    wrong: dict[int, list[FlowProblem]] = {}
    evenly = []
    for i, (id_, step) in enumerate(passing.steps.items()):
        if not walked_by(step, persona):
            moves.append(())
            continue
        if step.outcome is not None:
            moves.append((Move(AT_END, 1.0 - (step.abandon or 0.0)),))
            continue
        shares, problem = _shares(step, [way.branch for way in onward.get(id_, ())])
        if problem:
            wrong.setdefault(i, []).append(problem)
        open_ = [b.to for b in step.next if persona is None or not b.for_ or persona in b.for_]
        if any(passing.goes_round(target) for target in (open_ if step.next else [passing.following[id_]])):
            wrong.setdefault(i, []).append(_round(step, "next" if step.next else None))
        found = tuple(
            Move(place[way.target], share, way.branch) for way, share in zip(onward.get(id_, ()), shares, strict=True)
        )
        moves.append(found)
        if sum(move.branch is not None and move.branch.share is None for move in found) > 1:
            evenly.append(i)
    contacts = [usable(blueprint, step, persona) for step in steps]
    flow = Flow(
        blueprint=blueprint,
        persona=persona,
        steps=steps,
        start=place[passing.start],
        moves=tuple(moves),
        abandons=tuple(step.abandon or 0.0 for step in steps),
        ends=tuple(step.outcome or "success" for step in steps),
        contacts=tuple(found[0] if found else None for found in contacts),
        lost=frozenset(i for i, step in enumerate(steps) if step.touchpoints and not contacts[i]),
    )
    object.__setattr__(flow, "split_evenly", tuple(str(steps[i].id) for i in evenly if i in flow.reached))
    problems = [problem for i in sorted(wrong) if i in flow.reached - flow.lost for problem in wrong[i]]
    if steps and passing.goes_round(str(steps[0].id)):
        problems.insert(0, _round(steps[0], None))
    return flow, [*problems, *_without_an_end(flow, wrong)]


def _shares(step: Step, branches: Sequence[Branch | None]) -> tuple[list[float], FlowProblem | None]:
    """The chance of each way on; what is left after those that are given is split equally."""
    abandon = step.abandon or 0.0
    left = 1.0 - abandon
    if not branches:
        if abandon > 1 - TOLERANCE:
            return [], None
        remedy = "open one to those who come there (`for`), or say that they give up (`abandon: 100%`)"
        return [], FlowProblem(f"no branch leads on from {name_of(step)}", remedy, str(step.id), "next", "no way on")
    given = [branch.share if branch is not None else None for branch in branches]
    rest = left - sum(share for share in given if share is not None)
    open_ = given.count(None)
    if -TOLERANCE <= rest <= TOLERANCE or (open_ and rest > 0):
        exact = sum(share for share in given if share is not None)
        scale = left / exact if not open_ and exact else 1.0
        return [max(rest, 0.0) / open_ if share is None else share * scale for share in given], None
    with_abandon = " and its `abandon`" if step.abandon else ""
    message = f"the shares of the branches of {name_of(step)}{with_abandon} add up to {_rounded(1.0 - rest)}"
    remedy = (
        "lower them to 100% in all"
        if rest < 0
        else f"say where the other {_rounded(rest)} go, or leave out the share of one branch, and it takes what is left"
    )
    return [0.0] * len(given), FlowProblem(message, remedy, str(step.id), "next", "shares")


def _rounded(share: float) -> str:
    return format_share(round(share, 6))


def _round(step: Step, key: str | None) -> FlowProblem:
    message = f"from {name_of(step)} on, `otherwise` leads round and round past steps that are for others"
    return FlowProblem(message, "let it lead to a step that is for them", str(step.id), key)


def _without_an_end(flow: Flow, wrong: Collection[int]) -> list[FlowProblem]:
    """One problem for each set of steps that can be come to, and never left; those that are wrong may be left."""
    come_to = flow.come_to
    sources: dict[int, list[int]] = {}
    waiting = []
    for i in come_to:
        if i in flow.lost or i in wrong or flow.abandons[i] > 0:
            waiting.append(i)
            continue
        for move in flow.moves[i]:
            if move.share > 0:
                if move.target == AT_END:
                    waiting.append(i)
                else:
                    sources.setdefault(move.target, []).append(i)
    leaves = set(waiting)
    while waiting:
        for i in sources.get(waiting.pop(), ()):
            if i not in leaves:
                leaves.add(i)
                waiting.append(i)
    kept = come_to - leaves
    if not kept:
        return []
    from blueprint.graph.chain import components

    onward = [
        {m.target: m.share for m in moves if m.target in kept and m.share > 0} if i in kept else {}
        for i, moves in enumerate(flow.moves)
    ]
    closed = [c for c in components(onward) if c[0] in kept and all(j in c for i in c for j in onward[i])]
    return [_closed(flow, found) for found in sorted(closed)]


def _closed(flow: Flow, places: Iterable[int]) -> FlowProblem:
    names = [name_of(flow.steps[i]) for i in sorted(places)]
    message = f"{'the steps ' if len(names) > 1 else ''}{listed(names)} can never be left"
    remedy = "let a branch lead out of there, or say how many give up (`abandon`)"
    return FlowProblem(message, remedy, str(flow.steps[min(places)].id), "next")
