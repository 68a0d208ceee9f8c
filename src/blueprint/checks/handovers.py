"""Where the customer passes from one team to another, and the file doesn't say who takes over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from blueprint.checks.subject import ActionAt, StepAt, Subject


class Handover(NamedTuple):
    """A frontstage action that nobody is named for, the team that serves before it, and the one that does after it."""

    action: ActionAt
    before: str
    after: str


def unnamed_handovers(subject: Subject) -> tuple[Handover, ...]:
    """The handovers at the first frontstage action of a step. A team is one by its name; who has none is one alone."""
    open_ = [at for at in subject.steps if _opens_unnamed(at)]
    if not open_ or len({_team(subject, found.action.actor) for found in subject.actions if found.action.actor}) < 2:  # noqa: PLR2004 (a change takes two)
        return ()
    facing = {at.id: [_team(subject, a.actor) for a in at.step.frontstage if a.actor] for at in subject.steps}
    last = {id_: teams[-1] for id_, teams in facing.items() if teams}
    first = {id_: teams[0] for id_, teams in facing.items() if teams}
    before = _spread(last, subject.onward.values())
    after = _spread(first, subject.backward.values())
    found = []
    for at in open_:
        following = _within(subject, at) or list(after.get(at.id, {}))
        pair = next(((x, y) for x in before.get(at.id, {}) for y in following if x != y), None)
        if pair is not None:
            action = next(action for action in subject.actions_of(at) if action.role == "frontstage")
            found.append(Handover(action, *pair))
    return tuple(found)


def _opens_unnamed(at: StepAt) -> bool:
    return bool(at.step.frontstage) and not at.step.frontstage[0].actor and not at.step.frontstage[0].system


def _team(subject: Subject, actor: str) -> str:
    one = subject.blueprint.actors[actor]
    return one.team or one.name


def _within(subject: Subject, at: StepAt) -> list[str]:
    """The team that faces the customer next in the same step."""
    return [_team(subject, action.actor) for action in at.step.frontstage[1:] if action.actor][:1]


def _spread(teams: Mapping[str, str], graphs: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, dict[str, None]]:
    """By step, the teams that one comes from along the ways of the graphs: those of the nearest steps that have one."""
    found: dict[str, dict[str, None]] = {}
    for graph in graphs:
        waiting = [(target, team) for id_, team in teams.items() for target in graph.get(id_, ())]
        seen = set(waiting)
        while waiting:
            id_, team = waiting.pop()
            found.setdefault(id_, {})[team] = None
            if id_ not in teams:
                onward = [(target, team) for target in graph.get(id_, ()) if (target, team) not in seen]
                seen.update(onward)
                waiting += onward
    return found
