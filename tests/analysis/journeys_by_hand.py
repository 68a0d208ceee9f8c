"""Journeys gone through one by one, slowly and plainly, from the words of the format alone: the oracle for the numbers.

It reads the plain data of a blueprint (the long forms that `generated.py` writes), knows nothing of chains or matrices,
and counts what happens on the way. All journeys with their probabilities are an exact oracle where there is no loop;
random ones are an honest oracle anywhere.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from random import Random

ROLES = ("customer", "frontstage", "backstage", "support")
LINES = ("interaction", "visibility", "internal_interaction")
ENDS = ("success", "failure", "abandoned")

Data = dict[str, Any]


class Way(NamedTuple):
    """A way on from a step: to the place of a step, or to an end."""

    share: float
    to: int | str
    is_repeat: bool = False


class Journey(NamedTuple):
    """One customer's journey: the steps by place, with the number of the round each was in, and the end."""

    steps: tuple[int, ...]
    rounds: tuple[int, ...]
    end: str


def seconds(text: str) -> float:
    """A duration as the generator writes it: seconds."""
    return float(text.removesuffix("s"))


def mean(estimate: str | dict[str, str] | None) -> float | None:
    """The PERT mean."""
    if estimate is None:
        return None
    if isinstance(estimate, str):
        return seconds(estimate)
    return (seconds(estimate["low"]) + 4 * seconds(estimate["typical"]) + seconds(estimate["high"])) / 6


def actions(step: Data) -> list[tuple[str, Data]]:
    """The actions of a column, downwards, with their roles."""
    found = [("customer", step["customer"])] if "customer" in step else []
    return found + [(role, action) for role in ROLES[1:] for action in step.get(role, [])]


def service(step: Data) -> float | None:
    """The step's time, else its blocking actions in a row; None where that is unknown."""
    if "time" in step:
        return mean(step["time"])
    times = [
        mean(action.get("time"))
        for role, action in actions(step)
        if action.get("blocking", role in ("customer", "frontstage"))
    ]
    return None if None in times else sum(time for time in times if time is not None)


def changes(labels: Iterable[str]) -> int:
    """How often a label differs from the one before."""
    listed = list(labels)
    return sum(a != b for a, b in pairwise(listed))


class Hand:
    """One persona (None: a customer to whom all is open) going through a blueprint."""

    def __init__(self, data: Data, persona: str | None) -> None:
        self.data = data
        self.persona = persona
        self.steps: list[Data] = [step for stage in data["stages"] for step in stage["steps"]]
        self.place = {step["id"]: i for i, step in enumerate(self.steps)}
        self.touchpoints = data.get("touchpoints", {})
        self.actors = data.get("actors", {})
        self.contacts = [self._contact(step) for step in self.steps]
        self.ways = [self._ways(i) for i in range(len(self.steps))]
        self.columns = [self._column(step) for step in self.steps]

    # -- the flow ----------------------------------------------------------------------------------------------

    def _walks(self, i: int) -> bool:
        only = self.steps[i].get("personas")
        return self.persona is None or not only or self.persona in only

    def settle(self, i: int) -> int | str:
        """Where someone gets who is sent to a step: past the steps of others; past the last one is success."""
        while i < len(self.steps) and not self._walks(i):
            otherwise = self.steps[i].get("otherwise")
            i = i + 1 if otherwise is None else self.place[otherwise]
        return i if i < len(self.steps) else "success"

    @property
    def start(self) -> int | str:
        """Where the journey starts."""
        return self.settle(0)

    def _contact(self, step: Data) -> str | None:
        """The first touchpoint that the persona can use."""
        channels = self.data["personas"][self.persona].get("channels") if self.persona is not None else None
        for id_ in step.get("touchpoints", []):
            channel = self.touchpoints[id_].get("channel")
            if channels is None or channel is None or channel in channels:
                return id_
        return None

    def _ways(self, i: int) -> list[Way]:
        step = self.steps[i]
        abandon = step.get("abandon", 0.0)
        if step.get("touchpoints") and self.contacts[i] is None:
            return [Way(1.0, "abandoned")]
        given_up = [Way(abandon, "abandoned")] if abandon else []
        left = 1 - abandon
        if "outcome" in step:
            return [*given_up, Way(left, step["outcome"])]
        if "next" not in step:
            return [*given_up, Way(left, self.settle(i + 1))]
        open_ = [b for b in step["next"] if self.persona is None or "for" not in b or self.persona in b["for"]]
        rest = left - sum(b["share"] for b in open_ if "share" in b)
        without = sum("share" not in b for b in open_)
        return given_up + [
            Way(
                b["share"] if "share" in b else rest / without,
                "success" if b["to"] == "end" else self.settle(self.place[b["to"]]),
                b.get("repeat", False),
            )
            for b in open_
        ]

    def random(self, dice: Random) -> Journey:
        """One journey by chance."""
        steps: list[int] = []
        rounds: list[int] = []
        at, round_ = self.start, 0
        while not isinstance(at, str):
            steps.append(at)
            rounds.append(round_)
            ways = self.ways[at]
            way = dice.choices(ways, [w.share for w in ways])[0]
            at = way.to
            round_ += way.is_repeat
        return Journey(tuple(steps), tuple(rounds), at)

    def all(self) -> Iterator[tuple[float, Journey]]:
        """Every journey with its probability; without loops there are finitely many."""
        waiting: list[tuple[float, tuple[int, ...], tuple[int, ...], int | str]] = [(1.0, (), (), self.start)]
        while waiting:
            chance, steps, rounds, at = waiting.pop()
            if isinstance(at, str):
                yield chance, Journey(steps, rounds[: len(steps)], at)
                continue
            round_ = rounds[-1] if rounds else 0
            for way in self.ways[at]:
                if way.share:
                    so_far = (*(rounds or (0,)), round_ + way.is_repeat)
                    waiting.append((chance * way.share, (*steps, at), so_far, way.to))

    def likeliest(self) -> tuple[tuple[str, ...], float]:
        """The most probable path to success by trying all without a step twice; of equal ones the first in the file."""
        best: tuple[float, tuple[int, ...]] = (0.0, ())
        waiting: list[tuple[float, tuple[int, ...]]] = []
        if not isinstance(self.start, str):
            waiting.append((1.0, (self.start,)))
        while waiting:
            chance, path = waiting.pop()
            sums: defaultdict[int | str, float] = defaultdict(float)
            for way in self.ways[path[-1]]:
                sums[way.to] += way.share
            for to, share in sums.items():
                if to == "success" and share:
                    whole = chance * share
                    tie = math.isclose(whole, best[0], rel_tol=1e-9)
                    if (tie and path < best[1]) or (not tie and whole > best[0]):
                        best = (whole, path)
                elif not isinstance(to, str) and share and to not in path:
                    waiting.append((chance * share, (*path, to)))
        return tuple(self.steps[i]["id"] for i in best[1]), best[0]

    # -- what happens on the way -------------------------------------------------------------------------------

    def _column(self, step: Data) -> dict[str, Any]:
        work, wait = service(step), mean(step.get("wait")) or 0.0
        acting = [(role, a) for role, a in actions(step) if "actor" in a]
        wages = [self._wage(a) for _, a in acting]
        labour = [mean(a.get("time")) for _, a in acting]
        return {
            "wait": wait,
            "work": work,
            "labour": None if None in labour else sum(labour),
            "wages": None if None in wages else sum(wages),
            "expenses": sum(a.get("cost", 0.0) for _, a in actions(step)),
            "facing": [self._team(a) for role, a in acting if role == "frontstage"],
            "acting": [self._team(a) for _, a in acting],
            "collects": {datum for _, a in actions(step) for datum in a.get("collects", [])},
            "crossed": self._crossed(step),
        }

    def _wage(self, action: Data) -> float | None:
        time, rate = mean(action.get("time")), self.actors[action["actor"]].get("hourly_cost")
        return None if time is None or rate is None else time / 3600 * rate

    def _team(self, action: Data) -> str:
        team = self.actors[action["actor"]].get("team")
        return f"{action['actor']} alone" if team is None else f"{team} together"

    def _crossed(self, step: Data) -> list[int]:
        """How often each line is crossed: down the column, and by what is triggered anywhere."""
        roles = {a["id"]: role for s in self.steps for role, a in actions(s)}
        firsts = {s["id"]: (actions(s)[0][0] if actions(s) else "customer") for s in self.steps}
        down = [(role, a["id"]) for role, a in actions(step)]
        links = {(a[1], b[1]): (a[0], b[0]) for a, b in pairwise(down)}
        for role, action in actions(step):
            for id_ in action.get("triggers", []):
                links[action["id"], id_] = (role, roles.get(id_) or firsts[id_])
        depths = [sorted((ROLES.index(a), ROLES.index(b))) for a, b in links.values()]
        return [sum(low <= line < high for low, high in depths) for line in range(len(LINES))]

    def channel(self, i: int) -> str | None:
        """The channel of the contact that counts."""
        contact = self.contacts[i]
        return self.touchpoints[contact].get("channel") if contact is not None else None

    def is_human(self, i: int) -> bool:
        """Whether the contact that counts is with a person."""
        contact = self.contacts[i]
        return contact is not None and self.touchpoints[contact]["kind"] == "interpersonal"

    def sum(self, places: Iterable[int], *keys: str) -> float:
        """The sum of numbers of the steps; what is unknown counts for nothing."""
        return sum(self.columns[i][key] or 0.0 for i in places for key in keys)

    def counts(self, journey: Journey) -> dict[Any, float]:
        """Everything that this one journey adds to the figures."""
        steps = journey.steps
        seen: set[tuple[int, int]] = set()
        again: list[int] = []
        for visit in zip(steps, journey.rounds, strict=True):
            if visit in seen:
                again.append(visit[0])
            seen.add(visit)
        channels = [c for i in steps if (c := self.channel(i)) is not None]
        human = sum(self.is_human(i) for i in steps)
        facing = [self.columns[i]["facing"] for i in steps if self.columns[i]["facing"]]
        counts: defaultdict[Any, float] = defaultdict(float)
        counts.update(
            {
                journey.end: 1.0,
                "steps": len(steps),
                "time": self.sum(steps, "wait", "work"),
                "touch": self.sum(steps, "work"),
                "wait": self.sum(steps, "wait"),
                "labour": self.sum(steps, "labour"),
                "cost": self.sum(steps, "wages", "expenses") + self.data.get("overhead", 0.0),
                "rework_time": self.sum(again, "wait", "work"),
                "rework_cost": self.sum(again, "wages", "expenses"),
                "rework_contacts": sum(self.is_human(i) for i in again),
                "handoffs": sum(a[-1] != b[0] for a, b in pairwise(facing)),
                "internal_handoffs": changes(team for i in steps for team in self.columns[i]["acting"]),
                "switches": changes(channels),
                "human": human,
                "self_service": float(journey.end == "success" and not human),
                "waits": sum(self.columns[i]["wait"] > 0 for i in steps),
                "asked_again": 0.0,
            }
        )
        for i in steps:
            counts["visits", self.steps[i]["id"]] += 1
            for line, times in zip(LINES, self.columns[i]["crossed"], strict=True):
                counts["line", line] += times
        for pair in pairwise(channels):
            counts["switch", *pair] += 1
        if journey.end == "abandoned":
            counts["given_up", self.steps[steps[-1]]["id"]] = 1.0
        for datum in {datum for column in self.columns for datum in column["collects"]}:
            asked = [r for i, r in zip(steps, journey.rounds, strict=True) if datum in self.columns[i]["collects"]]
            counts["asked_again_for", datum] = len(asked) - len(set(asked))
            counts["asked_again"] += len(asked) - len(set(asked))
        counts["effort"] = len(steps) + counts["switches"] + counts["waits"] + counts["asked_again"]
        return dict(counts)

    def cut(self, journey: Journey, from_: str | None, to: str | None) -> Journey | None:
        """From the first visit of a step to the first of another after it, both included; None without."""
        first, last = 0, len(journey.steps) - 1
        try:
            if from_ is not None:
                first = journey.steps.index(self.place[from_])
            if to is not None:
                last = journey.steps.index(self.place[to], first)
        except ValueError:
            return None
        return Journey(journey.steps[first : last + 1], journey.rounds[first : last + 1], journey.end)

    def part(self, journey: Journey, from_: str | None, to: str | None) -> float | None:
        """The time of such a part."""
        cut = self.cut(journey, from_, to)
        return self.sum(cut.steps, "wait", "work") if cut is not None else None


class Crowd:
    """All customers of a blueprint, or one persona, and their journeys with their weights."""

    def __init__(self, data: Data, persona: str | None = None) -> None:
        self.data = data
        personas: Iterable[str | None] = data.get("personas") or (None,)
        hands = {p: Hand(data, p) for p in personas}
        walking = {p: hand for p, hand in hands.items() if not isinstance(hand.start, str)}
        if persona is not None:
            self.hands = [(1.0, hands[persona])] if persona in walking else []
            return
        shares = {p: self._share(p, len(hands)) for p in walking}
        whole = sum(shares.values())
        self.hands = [(share / whole if whole else 1 / len(shares), walking[p]) for p, share in shares.items()]

    def _share(self, persona: str | None, count: int) -> float:
        if persona is None:
            return 1.0
        given = {p: item["share"] for p, item in self.data["personas"].items() if "share" in item}
        return given[persona] if persona in given else max(1 - sum(given.values()), 0.0) / (count - len(given))

    def all(self) -> list[tuple[float, Hand, Journey]]:
        """Every journey with its probability."""
        return [(share * chance, hand, journey) for share, hand in self.hands for chance, journey in hand.all()]

    def random(self, dice: Random, count: int) -> list[tuple[float, Hand, Journey]]:
        """Some journeys by chance, each with the same weight."""
        found = dice.choices([h for _, h in self.hands], [share for share, _ in self.hands], k=count)
        return [(1 / count, hand, hand.random(dice)) for hand in found]


class Mean(NamedTuple):
    """A mean, and how far from the truth it may well be."""

    value: float
    error: float

    def is_near(self, value: float) -> bool:
        """Whether the truth may be this value: within five standard errors."""
        return abs(value - self.value) <= 5 * self.error + 1e-9 * max(1.0, abs(self.value))


def means(found: list[tuple[float, Hand, Journey]], *, exact: bool) -> dict[Any, Mean]:
    """The means of all that happens on the way, by weight; exact ones are known to rounding."""
    whole = sum(weight for weight, _, _ in found)
    sums: defaultdict[Any, float] = defaultdict(float)
    squares: defaultdict[Any, float] = defaultdict(float)
    for weight, hand, journey in found:
        for key, value in hand.counts(journey).items():
            sums[key] += weight / whole * value
            squares[key] += weight / whole * value * value
    n = len(found)
    return {
        key: Mean(value, 0.0 if exact else math.sqrt(max(squares[key] - value**2, 0.0) / n) or value / n)
        for key, value in sums.items()
    }


def mean_where(
    found: list[tuple[float, Hand, Journey]], of: Callable[[Hand, Journey], float | None], *, exact: bool
) -> Mean | None:
    """The mean over the journeys of which there is a value (rejection); None where there is none."""
    values = [(weight, value) for weight, hand, journey in found if (value := of(hand, journey)) is not None]
    whole = sum(weight for weight, _ in values)
    if not whole:
        return None
    mean_ = sum(weight * value for weight, value in values) / whole
    spread = sum(weight * (value - mean_) ** 2 for weight, value in values) / whole
    return Mean(mean_, 0.0 if exact else math.sqrt(spread / len(values)) or abs(mean_) / len(values))


class Matrices:
    """The same by dense linear algebra: `visits[i, j]` is `(I - Q)^-1`, for a round where `repeats` is False."""

    def __init__(self, hand: Hand, *, repeats: bool = True) -> None:
        size = len(hand.steps)
        self.hand = hand
        self.ways = np.zeros((size, size))
        self.ends = {end: np.zeros(size) for end in ENDS}
        for i, ways in enumerate(hand.ways):
            for way in ways:
                if isinstance(way.to, str):
                    self.ends[way.to][i] += way.share
                elif repeats or not way.is_repeat:
                    self.ways[i, way.to] += way.share

    @property
    def visits(self) -> Any:
        """Expected visits of each step from each step on."""
        return np.linalg.inv(np.eye(len(self.ways)) - self.ways)

    def conditioned(self, end: str) -> tuple[Any, float]:
        """The expected visits of each step of the journeys that end so, and the chance that they do."""
        hope = self.visits @ self.ends[end]
        start = int(self.hand.start)
        chance = float(hope[start])
        return (self.visits[start] * hope / chance if chance else None), chance

    def ever(self, places: Iterable[int]) -> float:
        """The probability that any of some steps is ever visited."""
        wanted = set(places)
        if self.hand.start in wanted:
            return 1.0
        others = [i for i in range(len(self.ways)) if i not in wanted]
        inside = self.ways[np.ix_(others, others)]
        into = self.ways[np.ix_(others, sorted(wanted))].sum(axis=1)
        return float(np.linalg.solve(np.eye(len(others)) - inside, into)[others.index(int(self.hand.start))])
