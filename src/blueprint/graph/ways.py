"""The ways on from each step, as the file says or as the order of the steps implies."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blueprint.model.step import END, Branch, Step

if TYPE_CHECKING:
    from blueprint.model.blueprint import Blueprint


@dataclass(frozen=True, slots=True)
class Way:
    """A way on from a step: to the step `target`, or to the end (`target` is "end").

    `branch` is what the file says of it; None where the next step in the file follows by itself.
    """

    source: str
    target: str
    branch: Branch | None = None


def walked_by(step: Step, persona: str | None) -> bool:
    """Whether a persona goes through a step; without a persona, whether anyone does."""
    return persona is None or not step.personas or persona in step.personas


def ways(blueprint: Blueprint, persona: str | None = None) -> tuple[Way, ...]:
    """Every way on, in the order of the file; for one persona, those that are open to it, past the steps of others.

    A step with an outcome ends the journey. Without `next` a step leads to the next one in the file, the last one to
    the end. A step limited to other personas is passed by, to its `otherwise` or to the next step in the file.
    """
    steps = [step for _, step in blueprint.steps()]
    following = {str(a.id): str(b.id) for a, b in itertools.pairwise(steps)}
    by_id = {str(step.id): step for step in steps}
    found = []
    for step in steps:
        if step.outcome is not None or not walked_by(step, persona):
            continue
        source = str(step.id)
        if not step.next:
            found.append(Way(source, _past_others(following.get(source, END), persona, by_id, following)))
        found.extend(
            Way(source, _past_others(branch.to, persona, by_id, following), branch)
            for branch in step.next
            if persona is None or not branch.for_ or persona in branch.for_
        )
    return tuple(found)


def _past_others(target: str, persona: str | None, by_id: dict[str, Step], following: dict[str, str]) -> str:
    """Where someone gets who is sent to `target`: on from steps that only others go through."""
    seen = set()
    while target != END and target not in seen and not walked_by(by_id[target], persona):
        seen.add(target)
        target = by_id[target].otherwise or following.get(target, END)
    return END if target in seen else target
