"""Whether customers have a person to turn to at a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.graph.flow import usable

if TYPE_CHECKING:
    from blueprint.model.blueprint import Blueprint
    from blueprint.model.step import Step


def may_meet_person(blueprint: Blueprint, step: Step, persona: str | None = None) -> bool:
    """Whether customers, or those of one persona, may meet a person at a step.

    They do at an interpersonal touchpoint that they can use. Where the file names no touchpoint, work in sight of the
    customer may be a person's, unless only a system does it.
    """
    if step.touchpoints:
        return any(blueprint.touchpoints[id_].kind == "interpersonal" for id_ in usable(blueprint, step, persona))
    return any(action.actor is not None or action.system is None for action in step.frontstage)
