"""The network of the flow: every attribute on a small service, and the balance of visits on any."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import blueprint as bp
from blueprint.graph.flow import FlowError
from blueprint.graph.networks import ENDS, flow_network
from tests.analysis.generated import blueprint_data, read

if TYPE_CHECKING:
    import networkx as nx

seeds = st.integers(0, 2**32 - 1)

SERVICE = """
blueprint: v1
title: Repair
personas:
  young: {name: Young, share: 75%}
  elder: {name: Elder, share: 25%, channels: [phone]}
touchpoints:
  app: {kind: digital, channel: app}
data: {order: Order, issue: Issue}
stages:
  - name: Ask
    id: ask
    steps:
      - id: call
        name: Call
        customer: Call the shop
        next:
          - {to: fix, share: 50%, when: it is known, carries: order, for: young}
          - {to: fix, share: 10%, when: it is new, carries: [issue, order], forced: true, for: young}
          - {to: form, share: 20%, for: young}
          - {to: form, share: 80%, for: elder}
        abandon: 20%
      - id: form
        customer: Fill in the form
        touchpoints: app
        next: [{to: call, share: 50%, repeat: true}, {to: call, share: 25%}, {to: fix, share: 25%, repeat: true}]
  - name: Repair
    steps:
      - id: fix
        next: {end: 50%, bad: 50%, other: 0%}
      - {id: bad, outcome: failure}
      - {id: other, next: end}
      - {id: never, next: [fix, other]}
"""


def edges(network: nx.DiGraph) -> dict[tuple[str, str], dict[str, Any]]:
    return {(source, target): data for source, target, data in network.edges(data=True)}


def way(share: float, *, when: tuple[str, ...] = (), carries: tuple[str, ...] = (), **flags: bool) -> dict[str, Any]:
    return {
        "share": pytest.approx(share),
        "when": when,
        "carries": carries,
        "is_repeat": False,
        "is_forced": False,
    } | flags


def test_the_flow_of_one_persona():
    network = flow_network(bp.loads(SERVICE), "young")
    visits = {"call": 1 / (1 - 0.2 * 0.75)}
    visits |= {"form": visits["call"] * 0.2}
    visits |= {"fix": visits["call"] * 0.6 + visits["form"] * 0.25}
    visits |= {"bad": visits["fix"] / 2, "other": 0.0, "never": 0.0}
    repair = "stage-2"
    labels = {"call": "Call", "form": "Fill in the form"}
    assert dict(network.nodes(data=True)) == {
        **{
            id_: {
                "stage": "ask" if id_ in ("call", "form") else repair,
                "label": labels.get(id_, id_),
                "visits": pytest.approx(times),
                "is_start": id_ == "call",
                "lost": (),
                "is_lost": False,
            }
            for id_, times in visits.items()
        },
        ":success": {"label": "success", "visits": pytest.approx(visits["fix"] / 2)},
        ":failure": {"label": "failure", "visits": pytest.approx(visits["fix"] / 2)},
        ":abandoned": {"label": "abandoned", "visits": pytest.approx(visits["call"] * 0.2)},
    }
    assert edges(network) == {
        ("call", "fix"): way(0.6, when=("it is known", "it is new"), carries=("order", "issue"), is_forced=True),
        ("call", "form"): way(0.2),
        ("call", ":abandoned"): way(0.2),
        ("form", "call"): way(0.75),
        ("form", "fix"): way(0.25, is_repeat=True),
        ("fix", ":success"): way(0.5),
        ("fix", "bad"): way(0.5),
        ("fix", "other"): way(0.0),
        ("other", ":success"): way(1.0),
        ("bad", ":failure"): way(1.0),
    }


def test_who_is_lost_goes_nowhere_but_away():
    network = flow_network(bp.loads(SERVICE), "elder")
    assert {id_: lost for id_, lost in network.nodes(data="lost") if lost} == {"form": ("elder",)}
    assert network.nodes["form"]["is_lost"]
    assert {pair: data["share"] for pair, data in edges(network).items()} == {
        ("call", "form"): pytest.approx(0.8),
        ("call", ":abandoned"): pytest.approx(0.2),
        ("form", ":abandoned"): 1.0,
    }


def test_a_mix_counts_the_visits_of_each_persona():
    network = flow_network(bp.loads(SERVICE))
    young = 0.75 / 0.85  # visits of `call`, which the elder make once
    assert network.nodes["call"]["visits"] == pytest.approx(young + 0.25)
    assert network.edges["call", "fix"]["share"] == pytest.approx(0.6 * young / (young + 0.25))
    forms = (0.2 * young, 0.8 * 0.25)
    assert network.nodes["form"]["visits"] == pytest.approx(sum(forms))
    assert network.edges["form", ":abandoned"]["share"] == pytest.approx(forms[1] / sum(forms))
    assert network.edges["form", "call"]["share"] == pytest.approx(0.75 * forms[0] / sum(forms))
    assert (network.nodes["form"]["lost"], network.nodes["form"]["is_lost"]) == (("elder",), True)
    assert sum(network.nodes[end]["visits"] for end in ENDS.values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("shares", "weights", "of_first"),
    [
        ((None, None), None, 0.5),
        (("20%", None), None, 0.2),
        (("20%", "20%"), None, 0.5),
        (("0%", "0%"), None, 0.5),
        (("20%", None), {"p": 3.0, "q": 1.0}, 0.75),
        (("20%", None), {"p": 1.0}, 1.0),
    ],
)
def test_personas_count_by_their_shares_or_as_is_asked(shares: tuple[str | None, ...], weights: Any, of_first: float):
    personas = {id_: {"name": id_} | ({"share": s} if s else {}) for id_, s in zip("pq", shares, strict=True)}
    steps = [
        {"id": "a", "customer": "Go", "next": [{"to": "b", "for": "p"}, {"to": "c", "for": "q"}]},
        {"id": "b", "customer": "Go", "outcome": "success"},
        {"id": "c", "customer": "Go"},
    ]
    b = bp.Blueprint(title="T", personas=personas, stages=[{"name": "S", "steps": steps}])
    network = flow_network(b, weights=weights)
    assert network.edges["a", "b"]["share"] == pytest.approx(of_first)
    assert network.nodes["c"]["visits"] == pytest.approx(1 - of_first)


def test_where_nobody_ever_is_those_count_who_could_be():
    steps = [
        {"id": "a", "customer": "Go", "next": {"end": 1.0, "rare": 0.0}},
        {"id": "rare", "customer": "Go", "next": [{"to": "b", "for": "p"}, {"to": "end", "for": "q"}]},
        {"id": "b", "customer": "Go"},
    ]
    personas = {"p": {"name": "P", "share": 0.75}, "q": {"name": "Q", "share": 0.25}}
    network = flow_network(bp.Blueprint(title="T", personas=personas, stages=[{"name": "S", "steps": steps}]))
    assert network.nodes["rare"]["visits"] == 0.0
    assert network.edges["rare", "b"]["share"] == pytest.approx(0.75)
    assert network.edges["b", ":success"]["share"] == 1.0


def test_who_goes_through_no_step_is_left_out():
    steps = [{"id": "a", "customer": "Go", "personas": "p"}]
    b = bp.Blueprint(title="T", personas={"p": "P", "q": "Q"}, stages=[{"name": "S", "steps": steps}])
    assert flow_network(b).nodes["a"]["visits"] == 1.0
    nobody = flow_network(b, "q")
    assert nobody.number_of_edges() == 0
    assert nobody.nodes["a"]["visits"] == 0.0


def test_a_flow_without_numbers_is_refused():
    steps = [{"id": "a", "customer": "Go", "next": "a"}]
    with pytest.raises(FlowError, match="`a` can never be left"):
        flow_network(bp.Blueprint(title="T", stages=[{"name": "S", "steps": steps}]))


@given(seeds)
def test_what_comes_to_a_step_goes_on_from_it(seed: int):
    b = read(blueprint_data(Random(seed)))
    starts = dict.fromkeys(b.personas, 0.0)
    for persona in [*b.personas, None]:
        network = flow_network(b, persona, dict.fromkeys(starts, 1.0))
        visits = dict(network.nodes(data="visits"))
        for node in network:
            out = [share for _, _, share in network.out_edges(node, data="share")]
            assert not out or sum(out) == pytest.approx(1.0)
            come = sum(visits[i] * share for i, _, share in network.in_edges(node, data="share"))
            # What else comes to a step starts there.
            more = visits[node] - come
            assert more == pytest.approx(0.0, abs=1e-9) or (network.nodes[node].get("is_start") and more > 0)
        if any(visits.values()):
            assert sum(visits[end] for end in ENDS.values()) == pytest.approx(1.0)
