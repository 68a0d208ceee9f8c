"""The ways on from each step, as the file says or as the order of the steps implies."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blueprint.model.step import END, Branch, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    passing = Passing(blueprint, persona)
    found = []
    for step in passing.steps.values():
        if step.outcome is not None or not walked_by(step, persona):
            continue
        source = str(step.id)
        if not step.next:
            found.append(Way(source, passing.on_from(passing.following[source])))
        found.extend(
            Way(source, passing.on_from(branch.to), branch)
            for branch in step.next
            if persona is None or not branch.for_ or persona in branch.for_
        )
    return tuple(found)


class Passing:
    """How a persona passes by the steps that only others go through."""

    def __init__(self, blueprint: Blueprint, persona: str | None) -> None:
        self.persona = persona
        self.steps: Mapping[str, Step] = {str(step.id): step for _, step in blueprint.steps()}
        self.following = dict(itertools.pairwise((*self.steps, END)))

    @property
    def start(self) -> str:
        """The first step that the persona goes through, or "end" where there is none."""
        return self.on_from(next(iter(self.steps), END))

    def on_from(self, target: str) -> str:
        """Where someone gets who is sent to `target`: on from steps that only others go through."""
        return self._last(target) or END

    def goes_round(self, target: str) -> bool:
        """Whether someone who is sent to `target` is sent round and round by steps that only others go through."""
        return self._last(target) is None

    def _last(self, target: str) -> str | None:
        seen = set()
        while target != END and not walked_by(self.steps[target], self.persona):
            if target in seen:
                return None
            seen.add(target)
            target = self.steps[target].otherwise or self.following[target]
        return target
