"""BP303: a journey that ends badly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.amounts import feeling, feelings
from blueprint.checks.declaration import Option, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of
from blueprint.model.values import Feeling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.analysis.analysis import Analysis
    from blueprint.checks.subject import Subject


@rule(
    "BP303",
    "bad-ending",
    Severity.WARNING,
    below=Option(0.0, Feeling, "A journey that ends with an emotion below this ends badly."),
)
def bad_ending(subject: Subject, below: float) -> Iterator[Remark]:
    """The journey that most customers take ends with a bad feeling.

    An experience is remembered by its most intense moment and by its end, however long it was (Kahneman et al. 1993,
    the peak-end rule). Who leaves in a bad mood forgets the good service before. Mend the last step, or add one worth
    ending with: a word of thanks, a fair bill, a sign that it worked.

    The rule looks at the last step of the most probable path to success, of each persona by itself, and speaks where
    an emotion is recorded there. For those who can't finish at all, BP801 speaks.

    Bad:

    ```yaml
    blueprint: v1
    title: Car hire
    stages:
      - name: Return
        steps:
          - {customer: Bring the car back, emotion: 1}
          - {id: bill, customer: Find a surprising charge on the bill, emotion: -1.5}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Car hire
    stages:
      - name: Return
        steps:
          - {customer: Bring the car back, emotion: 1}
          - {id: bill, customer: Go through the bill together, emotion: 0.5}
    ```
    """
    if not any(_lowest(at.step.emotion) < below for at in subject.steps):
        return
    analysis = subject.analysis
    if analysis is None:
        return
    for step, felt in _endings(analysis, below).items():
        at = subject.step_at[step]
        is_each = isinstance(at.step.emotion, dict)
        worst = min(felt, key=lambda persona: felt[persona])
        emotion = feelings(felt) if "" not in felt and is_each else feeling(felt[worst])
        message = (
            f"the journey ends at {name_of(at.step)} with an emotion of {emotion}: mend that step or end on a better "
            "one, for the end is what customers remember"
        )
        yield Remark(message, (*at.route, "emotion", *([worst] if is_each else [])))


def _lowest(emotion: float | dict[str, float] | None) -> float:
    return min(emotion.values(), default=0.0) if isinstance(emotion, dict) else emotion or 0.0


def _endings(analysis: Analysis, below: float) -> dict[str, dict[str, float]]:
    """By last step: the personas whose journey ends badly there, and how they feel."""
    found: dict[str, dict[str, float]] = {}
    for persona, path in analysis.experience.curve.items():
        can_finish = bool(analysis.customers.kinds[persona or None].journey.main_path)
        if not path or (persona and not can_finish):
            continue
        step, emotion = path[-1]
        if emotion is not None and emotion < below:
            found.setdefault(step, {})[persona] = emotion
    return found
