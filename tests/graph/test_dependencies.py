"""Who needs what: every kind of need once, and what stops with a system against the paths of a graph."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

import blueprint as bp
from blueprint.graph.dependencies import dependency_network, system_foundations

SERVICE = """
blueprint: v1
title: Repair
touchpoints:
  desk: {kind: interpersonal, name: Front desk, systems: till, shows: price, owner: Shop}
  unused: {kind: physical}
actors:
  desk: {name: Clerk, team: Counter}
systems:
  till: {name: Till, owner: IT, holds: [price, order], depends_on: net}
  net: Network
data: {price: Price, order: Order, issue: Issue, note: Note}
stages:
  - name: S
    steps:
      - id: ask
        name: Ask
        customer: {id: tell, does: Tell}
        touchpoints: desk
        frontstage: {id: serve, does: Serve, actor: desk, system: till, touchpoint: desk, collects: issue, uses: order, shows: price, records: note, triggers: [look, wait]}
        backstage: {id: look, does: Look it up}
      - {id: wait, wait: 5m}
"""


def test_all_parts_and_all_needs_are_in_the_network():
    network = dependency_network(bp.loads(SERVICE))
    assert dict(network.nodes(data=True)) == {
        ("step", "ask"): {"kind": "step", "label": "Ask"},
        ("action", "tell"): {"kind": "action", "label": "Tell", "step": "ask", "role": "customer", "is_blocking": True},
        ("action", "serve"): {
            "kind": "action",
            "label": "Serve",
            "step": "ask",
            "role": "frontstage",
            "is_blocking": True,
        },
        ("action", "look"): {
            "kind": "action",
            "label": "Look it up",
            "step": "ask",
            "role": "backstage",
            "is_blocking": False,
        },
        ("step", "wait"): {"kind": "step", "label": "wait"},
        ("touchpoint", "desk"): {"kind": "touchpoint", "label": "Front desk", "owner": "Shop"},
        ("touchpoint", "unused"): {"kind": "touchpoint", "label": "unused", "owner": None},
        ("actor", "desk"): {"kind": "actor", "label": "Clerk", "team": "Counter"},
        ("system", "till"): {"kind": "system", "label": "Till", "owner": "IT"},
        ("system", "net"): {"kind": "system", "label": "Network", "owner": None},
        ("datum", "price"): {"kind": "datum", "label": "Price"},
        ("datum", "order"): {"kind": "datum", "label": "Order"},
        ("datum", "issue"): {"kind": "datum", "label": "Issue"},
        ("datum", "note"): {"kind": "datum", "label": "Note"},
    }
    found = {(f"{a[0]} {a[1]}", kind, f"{b[0]} {b[1]}") for a, b, kind in network.edges(data="kind")}
    assert found == {
        ("step ask", "has", "action tell"),
        ("step ask", "has", "action serve"),
        ("step ask", "has", "action look"),
        ("step ask", "meets", "touchpoint desk"),
        ("action serve", "meets", "touchpoint desk"),
        ("action serve", "acts", "actor desk"),
        ("action serve", "runs_on", "system till"),
        ("action serve", "uses", "datum order"),
        ("action serve", "shows", "datum price"),
        ("datum issue", "collects", "action serve"),
        ("datum note", "records", "action serve"),
        ("action look", "triggers", "action serve"),
        ("step wait", "triggers", "action serve"),
        ("touchpoint desk", "runs_on", "system till"),
        ("touchpoint desk", "shows", "datum price"),
        ("system till", "depends_on", "system net"),
        ("datum price", "holds", "system till"),
        ("datum order", "holds", "system till"),
    }
    assert network.number_of_edges() == len(found)


def of_systems(depends_on: dict[str, list[str]]) -> bp.Blueprint:
    systems = {id_: {"name": id_, "depends_on": needed} for id_, needed in depends_on.items()}
    return bp.Blueprint(title="T", systems=systems, stages=[{"name": "S", "steps": []}])


def test_what_a_system_rests_on_in_a_row_and_in_a_round():
    b = of_systems({"a": ["b"], "b": ["c"], "c": ["b"], "d": ["a"], "e": []})
    assert system_foundations(b) == {
        "a": {"a", "b", "c"},
        "b": {"b", "c"},
        "c": {"b", "c"},
        "d": {"a", "b", "c", "d"},
        "e": {"e"},
    }


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] != pair[1]), max_size=14))
def test_a_system_rests_on_all_that_it_leads_to(pairs: list[tuple[int, int]]):
    graph = nx.DiGraph()
    graph.add_nodes_from(map(str, range(8)))
    graph.add_edges_from((str(a), str(b)) for a, b in pairs)
    b = of_systems({id_: list(graph[id_]) for id_ in graph})
    assert system_foundations(b) == {id_: {id_} | nx.descendants(graph, id_) for id_ in graph}
