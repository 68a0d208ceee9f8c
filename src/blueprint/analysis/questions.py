"""The questions by name, in the order in which reports answer them, and which of them gives which figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.analysis.critical import Critical, critical
from blueprint.analysis.evidence import Evidence, evidence
from blueprint.analysis.experience import Experience, experience
from blueprint.analysis.failure import Failures, failure
from blueprint.analysis.help import Help, humane_help
from blueprint.analysis.information import Information, information
from blueprint.analysis.journeys import Journeys, journeys
from blueprint.analysis.money import Money, money
from blueprint.analysis.pain import Pain, pain
from blueprint.analysis.people import People, people
from blueprint.analysis.reach import Reached, reach
from blueprint.analysis.rework import Rework, rework
from blueprint.analysis.simulation import Simulation, quantiles
from blueprint.analysis.time import Time, time

if TYPE_CHECKING:
    from collections.abc import Callable

    from blueprint.analysis.answer import Answer
    from blueprint.analysis.customers import Customers


class Question(NamedTuple):
    """A question: what its answer is, and the function that gives it."""

    answer: type[Answer]
    ask: Callable[[Customers], Answer]


QUESTIONS: dict[str, Question] = {
    question.answer.question: question
    for question in (
        Question(Journeys, journeys),
        Question(Time, time),
        Question(Simulation, quantiles),
        Question(Critical, critical),
        Question(Rework, rework),
        Question(Money, money),
        Question(People, people),
        Question(Information, information),
        Question(Reached, reach),
        Question(Failures, failure),
        Question(Pain, pain),
        Question(Experience, experience),
        Question(Help, humane_help),
        Question(Evidence, evidence),
    )
}


def question_of(figure: str) -> Question:
    """The question whose answer gives a figure. Raises KeyError."""
    for question in QUESTIONS.values():
        if figure in question.answer.names:
            return question
    raise KeyError(figure)
