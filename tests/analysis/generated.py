"""Small valid blueprints by chance, as the plain data that `journeys_by_hand.py` reads."""

from __future__ import annotations

import json
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st

import blueprint as bp
from blueprint.analysis.customers import Customers
from tests.analysis.journeys_by_hand import Crowd, Hand, Journey, Mean, means

if TYPE_CHECKING:
    from collections.abc import Collection

    from blueprint.analysis.amount import Amount

Data = dict[str, Any]

CHANNELS = ("web", "phone", "store", None)
KINDS = ("digital", "physical", "interpersonal")
SHARES = (0.05, 0.1, 0.25, 0.4)
LOOPING = (2, 7, 13, 20, 32, 36, 38)
"""Seeds of blueprints that are walked through by chance: together they have loops, new rounds and several personas."""


def line(*steps: Any, **more: Any) -> bp.Blueprint:
    """A blueprint of one stage; a step is named after its place: s0, s1, ..."""
    listed = [{"id": f"s{i}", "customer": "Go"} | step for i, step in enumerate(steps)]
    return bp.Blueprint.model_validate({"title": "Line", "stages": [{"name": "All", "steps": listed}], **more})


def blueprint_data(dice: Random, *, loops: bool = True, known: bool = True) -> Data:
    """A blueprint; with `known`, every time and cost that a sum may need is given."""
    return _Generator(dice, loops=loops, known=known).blueprint()


def blueprints(*, loops: bool = True, known: bool = True) -> st.SearchStrategy[Data]:
    """Blueprints by chance for Hypothesis, by a seed each."""
    return st.integers(0, 2**32 - 1).map(lambda seed: blueprint_data(Random(seed), loops=loops, known=known))


def read(data: Data) -> bp.Blueprint:
    """The blueprint that the data describe."""
    return bp.Blueprint.model_validate(json.loads(json.dumps(data)))


class _Generator:
    def __init__(self, dice: Random, *, loops: bool, known: bool) -> None:
        self.dice = dice
        self.loops = loops
        self.known = known
        self.personas: dict[str, Data] = {}
        self.touchpoints: dict[str, Data] = {}
        self.actors: dict[str, Data] = {}
        self.action_ids: list[str] = []

    def maybe(self, chance: float) -> bool:
        return self.dice.random() < chance

    def some(self, items: Any, most: int) -> list[Any]:
        listed = list(items)
        return self.dice.sample(listed, self.dice.randint(1, min(most, len(listed))))

    def blueprint(self) -> Data:
        dice = self.dice
        self.personas = {f"p{k}": self.persona(k) for k in range(dice.randint(0, 3))}
        self.touchpoints = {f"t{k}": self.touchpoint() for k in range(4)}
        self.actors = {f"w{k}": self.actor() for k in range(3)}
        size = dice.randint(3, 7)
        steps = [self.step(i, size) for i in range(size)]
        for step in steps:
            for role in ("frontstage", "backstage", "support"):
                for action in step.get(role, []):
                    if self.maybe(0.2):
                        others = [id_ for id_ in self.action_ids if id_ != action["id"]]
                        action["triggers"] = [dice.choice([*others, f"s{dice.randrange(size)}"])]
        cut = dice.randint(1, size)
        return {
            "title": "By chance",
            "price": dice.choice([5.0, 12.5]),
            "overhead": dice.choice([0.0, 0.75]),
            "personas": self.personas,
            "touchpoints": self.touchpoints,
            "actors": self.actors,
            "data": {"name": "Name", "issue": "Issue"},
            "stages": [{"name": "First", "steps": steps[:cut]}, {"name": "Then", "steps": steps[cut:]}],
        }

    def persona(self, k: int) -> Data:
        persona: Data = {"name": f"Persona {k}"}
        if self.maybe(0.7):
            persona["share"] = self.dice.choice([0.2, 0.3, 0.5, 0.9])
        if self.maybe(0.3):
            persona["channels"] = self.some([c for c in CHANNELS if c], 2)
        return persona

    def touchpoint(self) -> Data:
        touchpoint: Data = {"kind": self.dice.choice(KINDS)}
        channel = self.dice.choice(CHANNELS)
        return touchpoint | ({"channel": channel} if channel else {})

    def actor(self) -> Data:
        actor: Data = {"name": "Worker"}
        if self.maybe(0.6):
            actor["team"] = self.dice.choice(["w0", "Hall"])
        if self.known or self.maybe(0.6):
            actor["hourly_cost"] = self.dice.choice([12.0, 30.0])
        return actor

    def estimate(self) -> Any:
        low = self.dice.choice([0, 5, 30, 200])
        if self.maybe(0.6):
            return f"{low}s"
        return {"low": f"{low}s", "typical": f"{low + 20}s", "high": f"{low + 400}s"}

    def action(self, chance_of_actor: float) -> Data:
        action: Data = {"id": f"a{len(self.action_ids)}", "does": "Do it"}
        self.action_ids.append(action["id"])
        if self.maybe(chance_of_actor):
            action["actor"] = self.dice.choice(list(self.actors))
        if self.known or self.maybe(0.6):
            action["time"] = self.estimate()
        if self.maybe(0.3):
            action["cost"] = self.dice.choice([0.03, 1.0])
        if self.maybe(0.3):
            action["collects"] = self.some(["name", "issue"], 2)
        if self.maybe(0.3):
            action["blocking"] = self.maybe(0.5)
        return action

    def step(self, i: int, size: int) -> Data:
        dice = self.dice
        step: Data = {"id": f"s{i}", "customer": self.action(0.1)}
        for role, chance in (("frontstage", 0.6), ("backstage", 0.4), ("support", 0.3)):
            if self.maybe(chance):
                step[role] = [self.action(0.7) for _ in range(dice.randint(1, 2))]
        if self.maybe(0.7):
            step["touchpoints"] = self.some(self.touchpoints, 3)
        for key, chance in (("time", 0.3), ("wait", 0.4), ("acceptable_time", 0.3)):
            if self.maybe(chance):
                step[key] = self.estimate()
        if self.personas and self.maybe(0.2):
            step["personas"] = self.some(self.personas, 2)
            if self.maybe(0.5) and i + 1 < size:
                step["otherwise"] = f"s{dice.randrange(i + 1, size)}"
        if self.maybe(0.2):
            step["abandon"] = dice.choice(SHARES)
        if self.maybe(0.08):
            step["outcome"] = dice.choice(["success", "failure"])
        elif self.maybe(0.6):
            step["next"] = self.branches(i, size)
        return step

    def branches(self, i: int, size: int) -> list[Data]:
        """Some branches; the last is open to all, without a share, and leads on: so every journey ends."""
        dice = self.dice
        ahead = [f"s{j}" for j in range(i + 1, min(i + 3, size))] + ["end"] * (i + 1 == size or self.maybe(0.2))
        anywhere = [*ahead, *(f"s{j}" for j in range(i + 1) if self.loops)]
        found: list[Data] = []
        for _ in range(dice.randint(0, 2)):
            branch: Data = {"to": dice.choice(anywhere), "share": dice.choice([0.0, 0.1, 0.2, 0.29])}
            if self.personas and self.maybe(0.3):
                branch["for"] = self.some(self.personas, 2)
            if self.maybe(0.2):
                branch["repeat"] = True
            found.append(branch)
        if self.maybe(0.2):
            found.append({"to": dice.choice(ahead)})
        return [*found, {"to": dice.choice(ahead)}]


# -- cases -------------------------------------------------------------------------------------------------------


class Case(NamedTuple):
    """Customers of a generated blueprint, and journeys of theirs by hand: all of them (exact), or some thousand."""

    name: str
    crowd: Crowd
    customers: Customers
    journeys: list[tuple[float, Hand, Journey]]
    is_exact: bool

    def differences(self, have: dict[Any, float], keys: Collection[Any]) -> list[str]:
        """Which figures are not what happens on the way; of a key that is a pair, the first half is looked for."""
        want = self.means
        found = [key for key in {**want, **have} if (key[0] if isinstance(key, tuple) else key) in keys]
        nothing = Mean(0.0, 0.0 if self.is_exact else 1 / len(self.journeys))
        return [
            f"{self.name}: {key} is {have.get(key, 0.0)}, by hand {want.get(key, nothing)}"
            for key in found
            if not want.get(key, nothing).is_near(have.get(key, 0.0))
        ]

    @property
    def means(self) -> dict[Any, Mean]:
        """What happens on the way, on average."""
        return _means(self.name, self.is_exact)


@cache
def cases(*, exact: bool) -> tuple[Case, ...]:
    """Blueprints without loops with all their journeys, and some with loops with thousands of random ones."""
    found = []
    for seed in range(40) if exact else LOOPING:
        data = blueprint_data(Random(seed), loops=not exact)
        for persona in (None, *data["personas"]):
            crowd = Crowd(data, persona)
            if crowd.hands:
                journeys = crowd.all() if exact else crowd.random(Random(seed), 2000)
                name = f"seed {seed}, {persona or 'all'}"
                found.append(Case(name, crowd, Customers(read(data)).of(persona), journeys, exact))
    return tuple(found)


@cache
def _means(name: str, exact: bool) -> dict[Any, Mean]:
    case = next(case for case in cases(exact=exact) if case.name == name)
    return means(case.journeys, exact=exact)


def number(amount: Amount) -> float:
    """A figure that has to be known exactly."""
    assert amount.is_exact, amount
    assert amount.value is not None
    return amount.value
