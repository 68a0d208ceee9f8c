"""How do journeys go, and how do they end?"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.answer import Answer, common
from blueprint.analysis.customers import ENDS
from blueprint.graph.flow import AT_END
from blueprint.graph.ways import walked_by

if TYPE_CHECKING:
    from blueprint.analysis.customers import Customers, Journey, Walk
    from blueprint.analysis.table import Table


@dataclass(frozen=True, kw_only=True, repr=False)
class Journeys(Answer):
    """How journeys go and end: shares of the ends, visits of the steps by id, and the path that most take."""

    question: ClassVar[str] = "journeys"
    names: ClassVar[tuple[str, ...]] = (
        "success_share", "failure_share", "abandon_share", "visits", "main_path", "steps_per_journey",
        "complexity", "divergence",
    )  # fmt: skip

    success_share: Amount
    failure_share: Amount
    abandon_share: Amount
    visits: dict[str, float]
    main_path: tuple[str, ...]
    """The most probable path from the start to success, as ids of steps; empty where nobody succeeds."""
    main_path_share: Amount
    """The probability of exactly this path."""
    steps_per_journey: Amount
    complexity: int
    """Shostack (1987): the number of steps and actions."""
    divergence: Amount
    """Shostack (1987) as a number: the expected entropy of the ways on, in bits."""
    given_up: dict[str, float]
    """The share of all who start that gives up, by the step where they do."""

    def tables(self) -> tuple[Table, ...]:
        """How often each step is visited, and who gives up there."""
        rows = [(id_, times, self.given_up.get(id_, 0.0)) for id_, times in self.visits.items()]
        return (self.table("visits", [("step", "text"), ("visits", "count"), ("given_up", "share")], rows),)


def journeys(customers: Customers) -> Journeys:
    """How the customers' journeys go and end."""
    walk = customers.walk
    steps = customers.columns.steps
    shares = [walk.count(lambda p, end=end: p.journey.ends[end]) for end in ENDS]  # type: ignore[misc]
    path, share = main_path(customers)
    walked = [s for s in steps if any(walked_by(s, persona) for persona in customers.kinds)]
    given_up: defaultdict[str, float] = defaultdict(float)
    for weight, journey in customers.journeys:
        for i, chance in enumerate(journey.ended_at("abandoned")):
            if lost := weight * chance:
                given_up[str(steps[i].id)] += lost
    return Journeys(
        success_share=shares[0],
        failure_share=shares[1],
        abandon_share=shares[2],
        visits={str(step.id): walk.visits.get(i, 0.0) for i, step in enumerate(steps)},
        main_path=tuple(str(steps[i].id) for i in path),
        main_path_share=Amount(share) if path else UNKNOWN,
        steps_per_journey=steps_per_journey(walk),
        complexity=sum(1 + sum(1 for _ in step.actions()) for step in walked),
        divergence=walk.count(lambda p: _divergence(p.journey)),
        given_up=dict(given_up),
        assumptions=(*customers.assumptions, *_unreached(customers)),
        **common(customers),
    )


def _unreached(customers: Customers) -> tuple[str, ...]:
    """The steps to which no customer can come, not even over a way of 0%."""
    reached = {i for _, journey in customers.journeys for i in journey.flow.reached}
    missed = [i for i in range(len(customers.columns.steps)) if i not in reached]
    if customers.persona is not None or not missed:
        return ()
    return (customers.words("unreached", steps=customers.ids(missed)),)


def steps_per_journey(walk: Walk) -> Amount:
    """The expected number of steps."""
    return walk.count(lambda passage: sum(passage.visits))


def main_path(customers: Customers) -> tuple[tuple[int, ...], float]:
    """The most probable path to success and its probability.

    Of a mix, the persona's path with the largest sum of share x probability over the personas whose path it is.
    """
    return customers.answer(_main_path)


def _main_path(customers: Customers) -> tuple[tuple[int, ...], float]:
    sums: defaultdict[tuple[int, ...], float] = defaultdict(float)
    for share, journey in customers.journeys:
        if share and journey.main_path:
            sums[journey.main_path] += share * path_probability(journey)
    if not sums:
        return (), 0.0
    path = min(sums, key=lambda path: (-sums[path], path))
    return path, sums[path]


def path_probability(journey: Journey) -> float:
    """The probability that a journey takes exactly its main path; 0 where it can't succeed."""
    path = journey.main_path
    if not path:
        return 0.0
    chance = journey.flow.chances_to_end("success")[path[-1]]
    for i, j in pairwise(path):
        chance *= journey.chain.onward[i][j]
    return chance


def _divergence(journey: Journey) -> float:
    flow = journey.flow
    bits = 0.0
    for i, v in enumerate(journey.visits):
        if v and i not in flow.lost:
            shares = [*journey.chain.onward[i].values(), flow.abandons[i]]
            shares.append(sum(move.share for move in flow.moves[i] if move.target == AT_END))
            bits -= v * sum(p * math.log2(p) for p in shares if p)
    return max(bits, 0.0)
