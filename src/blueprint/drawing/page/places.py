"""Where each part of a blueprint stands, so that a page can filter: in which steps, in which lane, on whose way."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from blueprint.drawing.views.scope import Filters, Scope
from blueprint.graph.ways import ways
from blueprint.model.step import END

if TYPE_CHECKING:
    from blueprint.model.blueprint import Blueprint
    from blueprint.model.step import Step


def steps_of(blueprint: Blueprint) -> dict[str, list[int]]:
    """The positions of the steps where each part is used, by what cards say they are about."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    place = {str(step.id): i for i, (_, step) in enumerate(blueprint.steps())}
    for stage in blueprint.stages:
        found[f"stage:{stage.id}"] = {place[str(step.id)] for step in stage.steps}
    for i, (_, step) in enumerate(blueprint.steps()):
        for about in _used_by(step):
            found[about].add(i)
    for id_, touchpoint in blueprint.touchpoints.items():
        for system in touchpoint.systems:
            found[f"system:{system}"] |= found[f"touchpoint:{id_}"]
    _add_depended_on(blueprint, found)
    for id_, solution in blueprint.solutions.items():
        for concern in solution.addresses:
            for space in ("pain", "fail", "question"):
                found[f"solution:{id_}"] |= found.get(f"{space}:{concern}", set())
    return {about: sorted(those) for about, those in found.items() if those}


def _used_by(step: Step) -> list[str]:
    """All that a step or one of its actions names or holds."""
    used = [str(step.id)]
    used += [f"touchpoint:{id_}" for id_ in step.touchpoints]
    used += [f"question:{id_}" for id_ in step.asks]
    used += [f"pain:{pain.id}" for pain in step.pain_points]
    used += [f"fail:{fail.id}" for fail in step.fail_points]
    for _, action in step.actions():
        used.append(str(action.id))
        used += [f"fail:{fail.id}" for fail in action.fail_points]
        named = (("actor", action.actor), ("system", action.system), ("touchpoint", action.touchpoint))
        used += [f"{space}:{id_}" for space, id_ in named if id_]
        used += [f"data:{id_}" for id_ in (*action.collects, *action.uses, *action.shows, *action.records)]
    return used


def _add_depended_on(blueprint: Blueprint, found: defaultdict[str, set[int]]) -> None:
    """What a system depends on is used where the system is."""
    waiting = list(blueprint.systems)
    while waiting:
        id_ = waiting.pop(0)
        for other in blueprint.systems[id_].depends_on:
            if found[f"system:{id_}"] - found[f"system:{other}"]:
                found[f"system:{other}"] |= found[f"system:{id_}"]
                waiting.append(other)


def lanes_of(blueprint: Blueprint) -> dict[str, str]:
    """The lane of each step's card, each action and each touchpoint, by what cards say they are about."""
    lanes: dict[str, str] = {f"touchpoint:{id_}": "evidence" for id_ in blueprint.touchpoints}
    for step, role, action in blueprint.actions():
        lanes[str(action.id)] = blueprint.lane_of(role, action)
        if role == "customer":
            lanes[str(step.id)] = lanes[str(action.id)]
    return {str(step.id): "customer" for _, step in blueprint.steps()} | lanes


def passed_by(blueprint: Blueprint) -> dict[str, list[int]]:
    """The positions of the steps that each persona can come to."""
    place = {str(step.id): i for i, (_, step) in enumerate(blueprint.steps())}
    return {
        persona: sorted(place[id_] for id_ in Scope(blueprint, Filters(persona=persona)).passed(persona))
        for persona in blueprint.personas
    }


def closed_to(blueprint: Blueprint) -> dict[str, list[tuple[int, int]]]:
    """The ways from step to step that each persona can't take, though others can."""
    place = {str(step.id): i for i, (_, step) in enumerate(blueprint.steps())}
    every = {(way.source, way.target) for way in ways(blueprint) if way.target != END}
    return {
        persona: sorted(
            (place[source], place[target])
            for source, target in every - {(way.source, way.target) for way in ways(blueprint, persona)}
        )
        for persona in blueprint.personas
    }


def onward(blueprint: Blueprint) -> list[tuple[int, int | None, float | None, str]]:
    """Each way on: from which step, to which (None: the end), the share of those who leave, and when.

    A share that the file does not give is worked out where the flow gives one that is the same for all.
    """
    from blueprint.graph.flow import AT_END, FlowError, flow_of

    place = {str(step.id): i for i, (_, step) in enumerate(blueprint.steps())}
    try:
        moves = flow_of(blueprint).moves
    except FlowError:
        moves = ()
    found = []
    for way in ways(blueprint):
        source, target = place[way.source], place.get(way.target)
        branch = way.branch
        share = branch.share if branch is not None else None
        if share is None and moves:
            at = AT_END if target is None else target
            share = next((m.share for m in moves[source] if m.target == at and m.branch == branch), None)
        found.append((source, target, share, (branch.when or "") if branch is not None else ""))
    return found
