"""All answers about one blueprint, each worked out when it is first asked for, over the same journeys."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from blueprint.analysis.customers import Customers
from blueprint.analysis.journeys import Journeys, journeys
from blueprint.analysis.money import Money, money
from blueprint.analysis.people import People, people
from blueprint.analysis.rework import Rework, rework
from blueprint.analysis.table import plain
from blueprint.analysis.time import Time, time

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.analysis.answer import Answer
    from blueprint.model.blueprint import Blueprint

QUESTIONS = {
    "journeys": journeys,
    "time": time,
    "rework": rework,
    "money": money,
    "people": people,
}
"""The questions by name, in the order in which reports answer them. Each is a function of `Customers`."""


def analyze(blueprint: Blueprint, persona: str | None = None) -> Analysis:
    """All answers about a blueprint: for the mix of its customers, or for one persona.

    Raises FlowError where the flow gives no numbers: shares that miss or exceed 100%, steps that can't be left. Raises
    KeyError where there is no such persona.
    """
    if persona is not None and persona not in blueprint.personas:
        raise KeyError(persona)
    return Analysis(Customers(blueprint).of(persona))


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
        if persona not in self.blueprint.personas:
            raise KeyError(persona)
        return Analysis(self.customers.of(persona))

    @property
    def journeys(self) -> Journeys:
        """How journeys go and end."""
        return self.customers.answer(journeys)

    @property
    def time(self) -> Time:
        """How long it takes."""
        return self.customers.answer(time)

    @property
    def rework(self) -> Rework:
        """What is done again."""
        return self.customers.answer(rework)

    @property
    def money(self) -> Money:
        """What it costs and earns."""
        return self.customers.answer(money)

    @property
    def people(self) -> People:
        """Whom customers meet, on which channels."""
        return self.customers.answer(people)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """All answers by question."""
        return {name: self.customers.answer(question) for name, question in QUESTIONS.items()}

    @property
    def figures(self) -> dict[str, Any]:
        """All figures by their stable names: numbers, `Amount`, mappings from id, and lists."""
        return {name: value for answer in self.answers.values() for name, value in answer.figures.items()}

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What had to be assumed, each once."""
        return tuple(dict.fromkeys(said for answer in self.answers.values() for said in answer.assumptions))

    @cached_property
    def personas(self) -> dict[str, Analysis]:
        """The answers for each persona, by id; of one persona, none."""
        return {id_: self.of(id_) for id_ in self.blueprint.personas} if self.persona is None else {}

    def to_dict(self) -> dict[str, Any]:
        """Plain data: times in seconds, shares from 0 to 1, unknown as None, a lower bound as `{"at_least": value}`."""
        return {
            "blueprint": self.blueprint.id,
            "figures": plain(self.figures),
            "personas": {id_: plain(analysis.figures) for id_, analysis in self.personas.items()},
            "assumptions": list(self.assumptions),
            "answers": {name: answer.to_dict() for name, answer in self.answers.items()},
        }

    def _repr_html_(self) -> str:
        return "".join(f"<h3>{name}</h3>{answer._repr_html_()}" for name, answer in self.answers.items())
