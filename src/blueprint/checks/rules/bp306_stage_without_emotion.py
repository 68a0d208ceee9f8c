"""BP306: a gap in the emotional journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Option, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import in_backticks
from blueprint.model.values import Count, Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule(
    "BP306",
    "stage-without-emotion",
    Severity.ADVICE,
    least=Option(2, Count, "The rule speaks where as many stages or more record an emotion."),
    share=Option(0.5, Share, "The rule speaks where more than this share of the stages record an emotion."),
)
def stage_without_emotion(subject: Subject, least: int, share: float) -> Iterator[Remark]:
    """A stage records no emotion, while most others do.

    The curve of emotions shows where a journey lifts and where it sinks; where nobody asked how customers feel, it runs
    on as if nothing happened there. It is often the stage that the service looks away from: the wait, the bill, the
    time after. Ask customers, or say what you assume.

    The rule speaks where two stages or more have an `emotion` on some step, and they are most of the stages.

    Bad:

    ```yaml
    blueprint: v1
    title: Parcel service
    stages:
      - name: Send
        steps:
          - {customer: Hand in the parcel, emotion: 0.5}
      - name: Wait
        steps:
          - customer: Look where the parcel is
      - name: Receive
        steps:
          - {customer: Take the parcel, emotion: 1}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Parcel service
    stages:
      - name: Send
        steps:
          - {customer: Hand in the parcel, emotion: 0.5}
      - name: Wait
        steps:
          - {customer: Look where the parcel is, emotion: 0}
      - name: Receive
        steps:
          - {customer: Take the parcel, emotion: 1}
    ```
    """
    stages = [(i, stage) for i, stage in enumerate(subject.blueprint.stages) if stage.steps]
    recorded = {i for i, stage in stages if any(step.emotion is not None for step in stage.steps)}
    if len(recorded) < least or len(recorded) <= share * len(stages):
        return
    for i, stage in stages:
        if i not in recorded:
            message = (
                f"no step of {in_backticks(stage.name)} says how customers feel, though {len(recorded)} of "
                f"{len(stages)} stages do (`emotion`): ask them, or say what you assume"
            )
            yield Remark(message, ("stages", i))
