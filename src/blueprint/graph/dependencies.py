"""What rests on what: actions, touchpoints, actors, systems and data, and what systems depend on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blueprint.model.action import Action

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

    from blueprint.model.blueprint import Blueprint

    Node = tuple[str, str]
    """A kind (step, action, touchpoint, actor, system, datum) and an id."""


def dependency_network(blueprint: Blueprint) -> nx.MultiDiGraph:
    """Who needs what: all steps and actions, and all touchpoints, actors, systems and data of the catalogues.

    Nodes are pairs of kind and id, as several kinds may use one id, in the order of the file. All have `kind` and
    `label`; actions `step` (its id), `role` and `is_blocking` too; touchpoints and systems `owner`, actors `team`.
    Edges point from what needs to what is needed. Their `kind`, also their key, says in what way:

    | kind         | from what needs  | to what is needed                                       |
    |--------------|------------------|---------------------------------------------------------|
    | `has`        | step             | action that is done in it                               |
    | `meets`      | step, action     | touchpoint where it is met, or happens                  |
    | `acts`       | action           | actor who does it                                       |
    | `runs_on`    | action, touchpoint | system that it runs on                                |
    | `depends_on` | system           | system that it can't work without                       |
    | `uses`       | action           | datum that whoever acts needs                           |
    | `shows`      | action, touchpoint | datum that is disclosed to the customer               |
    | `holds`      | datum            | system that keeps it                                    |
    | `collects`   | datum            | action in which the customer is asked for it            |
    | `records`    | datum            | action by which the service makes it                    |
    | `triggers`   | action, step     | action that sets it off                                 |
    """
    import networkx as nx

    network = nx.MultiDiGraph()
    for node, attributes in _nodes(blueprint):
        network.add_node(node, kind=node[0], **attributes)
    for source, target, kind in _edges(blueprint):
        network.add_edge(source, target, key=kind, kind=kind)
    return network


def _nodes(blueprint: Blueprint) -> Iterator[tuple[Node, dict[str, Any]]]:
    for _, step in blueprint.steps():
        yield ("step", str(step.id)), {"label": step.label}
        for role, action in step.actions():
            blocking = action.is_blocking(role)
            attributes = {"label": action.does, "step": str(step.id), "role": role, "is_blocking": blocking}
            yield ("action", str(action.id)), attributes
    for id_, touchpoint in blueprint.touchpoints.items():
        yield ("touchpoint", id_), {"label": touchpoint.name or id_, "owner": touchpoint.owner}
    for id_, actor in blueprint.actors.items():
        yield ("actor", id_), {"label": actor.name, "team": actor.team}
    for id_, system in blueprint.systems.items():
        yield ("system", id_), {"label": system.name, "owner": system.owner}
    for id_, datum in blueprint.data.items():
        yield ("datum", id_), {"label": datum.name}


def _edges(blueprint: Blueprint) -> Iterator[tuple[Node, Node, str]]:
    for _, step in blueprint.steps():
        here = ("step", str(step.id))
        for _, action in step.actions():
            yield here, ("action", str(action.id)), "has"
            yield from _needs(blueprint, action)
        for id_ in step.touchpoints:
            yield here, ("touchpoint", id_), "meets"
    for id_, touchpoint in blueprint.touchpoints.items():
        for system in touchpoint.systems:
            yield ("touchpoint", id_), ("system", system), "runs_on"
        for datum in touchpoint.shows:
            yield ("touchpoint", id_), ("datum", datum), "shows"
    for id_, one in blueprint.systems.items():
        for needed in one.depends_on:
            yield ("system", id_), ("system", needed), "depends_on"
        for datum in one.holds:
            yield ("datum", datum), ("system", id_), "holds"


def _needs(blueprint: Blueprint, action: Action) -> Iterator[tuple[Node, Node, str]]:
    here = ("action", str(action.id))
    if action.touchpoint is not None:
        yield here, ("touchpoint", action.touchpoint), "meets"
    if action.actor is not None:
        yield here, ("actor", action.actor), "acts"
    if action.system is not None:
        yield here, ("system", action.system), "runs_on"
    for kind, data in (("uses", action.uses), ("shows", action.shows)):
        for datum in data:
            yield here, ("datum", datum), kind
    for kind, data in (("collects", action.collects), ("records", action.records)):
        for datum in data:
            yield ("datum", datum), here, kind
    for id_ in action.triggers:
        yield ("action" if isinstance(blueprint.place(id_), Action) else "step", id_), here, "triggers"


# -- systems -----------------------------------------------------------------------------------------------------


def system_foundations(blueprint: Blueprint) -> dict[str, frozenset[str]]:
    """By system, the systems that it rests on: itself, those that it depends on, and what they rest on."""
    found: dict[str, frozenset[str]] = {}
    for id_ in blueprint.systems:
        seen: set[str] = set()
        waiting = [id_]
        while waiting:
            one = waiting.pop()
            if one in found:
                seen |= found[one]
            elif one not in seen:
                seen.add(one)
                waiting.extend(blueprint.systems[one].depends_on)
        found[id_] = frozenset(seen)
    return found
