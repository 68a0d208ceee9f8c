"""The flow as a network of steps and ends, of one persona or of a mix."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.graph.flow import AT_END, Flow, flow_of, flows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx

    from blueprint.graph.flow import Move
    from blueprint.model.blueprint import Blueprint

ENDS = {"success": ":success", "failure": ":failure", "abandoned": ":abandoned"}
"""The nodes of the ends. No step's id has a colon."""


def flow_network(
    blueprint: Blueprint, persona: str | None = None, weights: Mapping[str, float] | None = None
) -> nx.DiGraph:
    """How customers go from step to step and to the ends: those of a persona, else all of them, mixed.

    `weights` says how much each persona counts in the mix; without them, the share that the file gives, and an equal
    part of what is left where it gives none.

    Nodes are the ids of all steps, in the order of the file, and the three `ENDS`. A step has `stage` (its id),
    `label`, `visits` (expected, in an average journey), `is_start` (some journey starts there), `lost` (the ids of the
    personas who give up there because no touchpoint fits) and `is_lost` (there are such). An end has `label`
    ("success", "failure", "abandoned") and `visits` (the share of journeys that end so).

    Edges are the ways on of those who can come to a step, ways of 0% included; parallel branches are one edge. An edge
    has `share` (of all visits of the step; where it has none, of the personas who can come there), `when` (texts),
    `carries` (data), `is_repeat` (all branches start a new round) and `is_forced` (some branch is). The shares out of a
    step add up to 1.

    Raises FlowError where the flow gives no numbers.
    """
    import networkx as nx

    network = nx.DiGraph()
    for stage, step in blueprint.steps():
        network.add_node(
            str(step.id), stage=str(stage.id), label=step.label, visits=0.0, is_start=False, lost=(), is_lost=False
        )
    network.add_nodes_from((node, {"label": end, "visits": 0.0}) for end, node in ENDS.items())
    mix = _mix(blueprint, persona, weights)
    for part in mix:
        _enter_steps(network, part)
    for i, id_ in enumerate(str(step.id) for _, step in blueprint.steps()):
        for share, part in _at(i, mix):
            for way in _ways(part.flow, i):
                _enter_way(network, id_, way, share)
    for node in ENDS.values():
        network.nodes[node]["visits"] = sum(
            (network.nodes[id_]["visits"] * share for id_, _, share in network.in_edges(node, data="share")), 0.0
        )
    return network


class _Part(NamedTuple):
    """The journeys of one persona: their share of all, and how often they come to each step."""

    weight: float
    flow: Flow
    visits: list[float]


class _Way(NamedTuple):
    """A way on from a step to a node; `move` is None where customers give up."""

    target: str
    share: float
    move: Move | None = None


def _mix(blueprint: Blueprint, persona: str | None, weights: Mapping[str, float] | None) -> list[_Part]:
    flows = flows_of(blueprint) if persona is None else {persona: flow_of(blueprint, persona)}
    walked = {id_: flow for id_, flow in flows.items() if not flow.is_empty}
    given = _weights(blueprint) if weights is None else weights
    known = {id_: given.get(id_, 0.0) if persona is None and id_ is not None else 1.0 for id_ in walked}
    whole = sum(known.values())
    return [
        _Part(known[id_] / whole if whole else 1 / len(walked), flow, flow.chain().visits({flow.start: 1.0}))
        for id_, flow in walked.items()
    ]


def _weights(blueprint: Blueprint) -> dict[str, float]:
    given = {id_: persona.share for id_, persona in blueprint.personas.items()}
    missing = [id_ for id_, share in given.items() if share is None]
    left = max(1.0 - sum(share or 0.0 for share in given.values()), 0.0)
    return {id_: left / len(missing) if share is None else share for id_, share in given.items()}


def _enter_steps(network: nx.DiGraph, part: _Part) -> None:
    flow = part.flow
    network.nodes[str(flow.steps[flow.start].id)]["is_start"] = True
    for i in flow.reached:
        node = network.nodes[str(flow.steps[i].id)]
        node["visits"] += part.weight * part.visits[i]
        if i in flow.lost:
            node["lost"] = (*node["lost"], flow.persona)
            node["is_lost"] = True


def _at(i: int, mix: list[_Part]) -> list[tuple[float, _Part]]:
    """Whose visits of a step are what share of all; where nobody ever is, who could be."""
    here = [part for part in mix if i in part.flow.reached]
    counts = [part.weight * part.visits[i] for part in here]
    if not any(counts):
        counts = [part.weight for part in here]
    if not any(counts):
        counts = [1.0] * len(here)
    return [(count / sum(counts), part) for count, part in zip(counts, here, strict=True)]


def _ways(flow: Flow, i: int) -> Iterator[_Way]:
    if i in flow.lost:
        yield _Way(ENDS["abandoned"], 1.0)
        return
    for move in flow.moves[i]:
        target = ENDS[flow.ends[i]] if move.target == AT_END else str(flow.steps[move.target].id)
        yield _Way(target, move.share, move)
    if flow.abandons[i]:
        yield _Way(ENDS["abandoned"], flow.abandons[i])


def _enter_way(network: nx.DiGraph, source: str, way: _Way, part: float) -> None:
    branch = way.move.branch if way.move else None
    is_repeat = branch is not None and branch.repeat
    if not network.has_edge(source, way.target):
        network.add_edge(source, way.target, share=0.0, when=(), carries=(), is_repeat=is_repeat, is_forced=False)
    edge = network.edges[source, way.target]
    edge["share"] += part * way.share
    edge["is_repeat"] = edge["is_repeat"] and is_repeat
    if branch is not None:
        when = (branch.when,) if branch.when else ()
        edge["when"] = tuple(dict.fromkeys((*edge["when"], *when)))
        edge["carries"] = tuple(dict.fromkeys((*edge["carries"], *branch.carries)))
        edge["is_forced"] = edge["is_forced"] or branch.forced
