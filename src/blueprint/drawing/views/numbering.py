"""How steps are numbered where cards refer to them: by stage and place in the whole file, whatever is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blueprint.model.blueprint import Blueprint


def step_numbers(blueprint: Blueprint) -> dict[str, str]:
    """The numbers by the step's id: `2.3` is the third step of the second stage."""
    return {
        str(step.id): f"{stage_number}.{number}"
        for stage_number, stage in enumerate(blueprint.stages, 1)
        for number, step in enumerate(stage.steps, 1)
    }
