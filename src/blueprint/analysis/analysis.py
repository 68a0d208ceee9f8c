"""All answers about one blueprint, each worked out when it is first asked for, over the same journeys.

What works out an answer is loaded then, too: who checks a file needs a few of them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from blueprint.analysis.customers import Customers
from blueprint.model.blueprint import Blueprint
from blueprint.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.analysis.amount import Amount
    from blueprint.analysis.answer import Answer
    from blueprint.analysis.critical import Critical
    from blueprint.analysis.evidence import Evidence
    from blueprint.analysis.expectations import Expectations
    from blueprint.analysis.experience import Experience
    from blueprint.analysis.failure import Failures
    from blueprint.analysis.help import Help
    from blueprint.analysis.information import Information
    from blueprint.analysis.journeys import Journeys
    from blueprint.analysis.money import Money
    from blueprint.analysis.pain import Pain
    from blueprint.analysis.people import People
    from blueprint.analysis.reach import Reached
    from blueprint.analysis.rework import Rework
    from blueprint.analysis.simulation import Simulation
    from blueprint.analysis.time import Time
    from blueprint.model.measure import Measure


def analyze(blueprint: Blueprint, persona: str | None = None) -> Analysis:
    """All answers about a blueprint: for the mix of its customers, or for one persona.

    Raises FlowError where the flow gives no numbers: shares that miss or exceed 100%, steps that can't be left. Raises
    KeyError where there is no such persona.
    """
    _require_blueprint(blueprint)
    _require(blueprint, persona)
    return Analysis(Customers(blueprint).of(persona))


def _require_blueprint(given: object) -> None:
    if not isinstance(given, Blueprint):
        message = f"a blueprint is analysed, not {type(given).__name__}: `bp.load(path)` reads one"
        raise TypeError(message)


def _require(blueprint: Blueprint, persona: str | None) -> None:
    if persona is not None and persona not in blueprint.personas:
        message = f"there is no persona `{persona}`{did_you_mean(persona, blueprint.personas)}"
        raise KeyError(message)


class Analysis:
    """The answers about some customers of a blueprint: `analysis.time.expected_time` and the like."""

    def __init__(self, customers: Customers) -> None:
        self.customers = customers

    @property
    def blueprint(self) -> Blueprint:
        """The blueprint that is asked."""
        return self.customers.blueprint

    @property
    def persona(self) -> str | None:
        """The persona whose figures these are; None: those of the mix."""
        return self.customers.persona

    def of(self, persona: str) -> Analysis:
        """The answers for one persona. Raises KeyError."""
        _require(self.blueprint, persona)
        return Analysis(self.customers.of(persona))

    def __repr__(self) -> str:
        figures = self.journeys
        persona = f" for {self.persona}" if self.persona is not None else ""
        return f"<Analysis of {self.blueprint.title!r}{persona}: success_share={figures.success_share}>"

    def __str__(self) -> str:
        return "\n\n".join(map(str, self.answers.values()))

    @property
    def journeys(self) -> Journeys:
        """How journeys go and end."""
        from blueprint.analysis.journeys import journeys

        return self.customers.answer(journeys)

    @property
    def time(self) -> Time:
        """How long it takes."""
        from blueprint.analysis.time import time

        return self.customers.answer(time)

    @property
    def quantiles(self) -> Simulation:
        """How the times of some 10,000 simulated journeys spread; `simulate` takes any number."""
        from blueprint.analysis.simulation import quantiles

        return self.customers.answer(quantiles)

    @property
    def critical(self) -> Critical:
        """Which activities of the main path can't be late without the whole being late."""
        from blueprint.analysis.critical import critical

        return self.customers.answer(critical)

    @property
    def rework(self) -> Rework:
        """What is done again."""
        from blueprint.analysis.rework import rework

        return self.customers.answer(rework)

    @property
    def money(self) -> Money:
        """What it costs and earns."""
        from blueprint.analysis.money import money

        return self.customers.answer(money)

    @property
    def people(self) -> People:
        """Whom customers meet, on which channels."""
        from blueprint.analysis.people import people

        return self.customers.answer(people)

    @property
    def information(self) -> Information:
        """What is known, asked again and shown."""
        from blueprint.analysis.information import information

        return self.customers.answer(information)

    @property
    def reach(self) -> Reached:
        """Who gets through."""
        from blueprint.analysis.reach import reach

        return self.customers.answer(reach)

    @property
    def failure(self) -> Failures:
        """What if it fails."""
        from blueprint.analysis.failure import failure

        return self.customers.answer(failure)

    @property
    def pain(self) -> Pain:
        """What hurts, what can go wrong, and what to do first."""
        from blueprint.analysis.pain import pain

        return self.customers.answer(pain)

    @property
    def experience(self) -> Experience:
        """How it feels."""
        from blueprint.analysis.experience import experience

        return self.customers.answer(experience)

    @property
    def help(self) -> Help:
        """Whether questions are answered before they are asked."""
        from blueprint.analysis.help import humane_help

        return self.customers.answer(humane_help)

    @property
    def evidence(self) -> Evidence:
        """How much is observed, and what the metrics show."""
        from blueprint.analysis.evidence import evidence

        return self.customers.answer(evidence)

    def simulate(
        self, journeys: int = 10_000, *, seed: int = 0, from_: str | None = None, to: str | None = None
    ) -> Simulation:
        """Simulated times of as many journeys, or of the parts of them from a step to a step: see `Simulation`."""
        from blueprint.analysis.simulation import simulate

        return simulate(self.customers, journeys=journeys, seed=seed, from_=from_, to=to)

    def measure(
        self, name: Measure, of: str | None = None, *, from_: str | None = None, to: str | None = None
    ) -> Amount:
        """One figure by its name; of an item, or of a part of the way. Raises ValueError where there is none such."""
        from blueprint.analysis.measures import measure

        return measure(self.customers, name, of, from_, to)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """All answers by question."""
        from blueprint.analysis.questions import QUESTIONS

        return {name: self.answer(name) for name in QUESTIONS}

    def answer(self, question: str) -> Answer:
        """The answer to one question by its name. Raises KeyError."""
        from blueprint.analysis.questions import QUESTIONS

        return self.customers.answer(QUESTIONS[question].ask)

    @property
    def figures(self) -> dict[str, Any]:
        """All figures by their stable names: numbers, `Amount`, mappings from id, and lists."""
        return {name: value for answer in self.answers.values() for name, value in answer.figures.items()}

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What had to be assumed, each once."""
        return tuple(dict.fromkeys(said for answer in self.answers.values() for said in answer.assumptions))

    @cached_property
    def expectations(self) -> Expectations:
        """Whether what must hold does."""
        from blueprint.analysis.expectations import expectations

        return expectations(self.customers)

    @cached_property
    def personas(self) -> dict[str, Analysis]:
        """The answers for each persona, by id; of one persona, none."""
        return {id_: self.of(id_) for id_ in self.blueprint.personas} if self.persona is None else {}

    def to_dict(self) -> dict[str, Any]:
        """Plain data: times in seconds, shares from 0 to 1, unknown as None, a lower bound as `{"at_least": value}`."""
        from blueprint.analysis.table import plain

        return {
            "blueprint": self.blueprint.id,
            "persona": self.persona,
            "figures": plain(self.figures),
            "personas": {id_: plain(analysis.figures) for id_, analysis in self.personas.items()},
            "expectations": [verdict.to_dict() for verdict in self.expectations],
            "assumptions": list(self.assumptions),
            "answers": {name: answer.to_dict() for name, answer in self.answers.items()},
        }

    def _repr_html_(self) -> str:
        return "".join(answer._repr_html_() for answer in self.answers.values())
