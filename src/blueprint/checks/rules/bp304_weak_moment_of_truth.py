"""BP304: a moment of truth that is felt badly, or that nobody measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.amounts import feeling, feelings
from blueprint.checks.declaration import Option, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of
from blueprint.model.values import Feeling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import StepAt, Subject


@rule(
    "BP304",
    "weak-moment-of-truth",
    Severity.WARNING,
    below=Option(0.0, Feeling, "A moment of truth with an emotion below this is felt badly."),
)
def weak_moment_of_truth(subject: Subject, below: float) -> Iterator[Remark]:
    """Customers feel bad at a moment of truth; or nothing is measured there (advice).

    At a moment of truth customers judge the whole service (Normann 1984; Carlzon 1987): what goes wrong elsewhere is
    forgiven, here it is not. So it is the first place to improve, and the first to measure: a yearly survey about the
    whole says nothing about the minute that counts.

    The rule speaks of steps with `moment_of_truth`. A bad feeling is an `emotion` below 0, of those personas who come
    there. A metric is missed where other metrics of the file say where they are taken (`at`): one at the step, at one
    of its touchpoints or at its stage will do.

    Bad:

    ```yaml
    blueprint: v1
    title: Eye test
    stages:
      - name: Test
        steps:
          - {customer: Read the letters, emotion: 0.5}
          - {id: verdict, customer: Hear the result, moment_of_truth: true, emotion: -1}
          - {customer: Choose a frame, emotion: 1}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Eye test
    stages:
      - name: Test
        steps:
          - {customer: Read the letters, emotion: 0.5}
          - {id: verdict, customer: "See the result, and what helps", moment_of_truth: true, emotion: 1}
          - {customer: Choose a frame, emotion: 1}
    ```
    """
    measured = {metric.at for metric in subject.blueprint.metrics.values() if metric.at is not None}
    for at in subject.steps:
        if not at.step.moment_of_truth:
            continue
        yield from _on_emotion(subject, at, below)
        if measured and measured.isdisjoint({at.id, at.stage.id, *at.step.touchpoints}):
            message = (
                f"nothing is measured at {name_of(at.step)}, a `moment_of_truth`, where customers judge the whole "
                "service: take a metric there (`at`)"
            )
            yield Remark(message, (*at.route, "moment_of_truth"), severity=Severity.ADVICE)


def _on_emotion(subject: Subject, at: StepAt, below: float) -> Iterator[Remark]:
    emotion = at.step.emotion
    if isinstance(emotion, dict):
        felt = {persona: value for persona, value in emotion.items() if value < below and subject.comes_to(persona, at)}
        if not felt:
            return
        said, route = feelings(felt), (*at.route, "emotion", min(felt, key=lambda persona: felt[persona]))
    elif emotion is not None and emotion < below:
        said, route = feeling(emotion), (*at.route, "emotion")
    else:
        return
    message = (
        f"{name_of(at.step)} is a `moment_of_truth`, where customers judge the whole service, and has an emotion of "
        f"{said}: mend this step first"
    )
    yield Remark(message, route)
