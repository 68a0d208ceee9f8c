"""Where what is missing was known last, and over which change it was lost."""

from __future__ import annotations

from typing import Any

import pytest

import blueprint as bp
from blueprint.analysis.customers import Customers
from blueprint.analysis.information import information
from blueprint.analysis.lost import Loss, losses

CATALOGUES = {
    "data": {"order": "Order"},
    "actors": {"ann": {"name": "Ann", "team": "Shop"}, "bob": {"name": "Bob", "team": "Store"}, "cid": "Cid"},
    "touchpoints": {
        "web": {"kind": "digital", "channel": "web"},
        "phone": {"kind": "interpersonal", "channel": "phone"},
        "sign": {"kind": "physical"},
    },
    "systems": {"book": {"name": "Book", "holds": "order"}, "till": {"name": "Till", "depends_on": "book"}},
}


def lost(*steps: dict[str, Any], **more: Any) -> list[tuple[str, Loss | None]]:
    """By step where something is missing: how it was lost."""
    named = [{"customer": "Act", "id": id_, **step} for id_, step in zip("abcdef", steps, strict=False)]
    customers = Customers(bp.Blueprint(title="T", stages=[{"name": "S", "steps": named}], **{**CATALOGUES, **more}))
    return [(missing.step, loss) for missing, loss in losses(customers, information(customers).missing)]


def asks(**more: Any) -> dict[str, Any]:
    return {"frontstage": {"does": "Ask", "collects": "order", **more}}


def needs(**more: Any) -> dict[str, Any]:
    return {"frontstage": {"does": "Work", "uses": "order", **more}}


WEB, PHONE, SIGN = ({"touchpoints": id_} for id_ in ("web", "phone", "sign"))


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([WEB | asks(), PHONE | needs()], [("b", Loss("a", "b", "channel", "web", "phone"))]),
        ([asks(actor="ann"), needs(actor="bob")], [("b", Loss("a", "b", "team", "Shop", "Store"))]),
        ([asks(actor="ann"), needs(actor="cid")], [("b", Loss("a", "b", "team", "Shop", "cid"))]),
        # where the change is, not where the need is; steps without a channel are passed over
        ([WEB | asks(), SIGN, PHONE, PHONE | needs()], [("d", Loss("a", "c", "channel", "web", "phone"))]),
        # a channel that was met before the datum was known
        ([WEB, SIGN | asks(), PHONE | needs()], [("c", Loss("b", "c", "channel", "web", "phone"))]),
        # carried over the first change, lost over the second
        (
            [WEB | asks() | {"next": {"to": "b", "carries": "order"}}, PHONE, WEB | needs()],
            [("c", Loss("a", "c", "channel", "phone", "web"))],
        ),
        # known last where a system held it
        (
            [WEB | asks(), PHONE | needs(system="till"), WEB | needs()],
            [("c", Loss("b", "c", "channel", "phone", "web"))],
        ),
        # the systems of one step are not those of the next, though nothing changes
        ([PHONE | needs(system="till"), PHONE | needs()], [("b", None)]),
        ([WEB, PHONE | needs()], [("b", None)]),
        ([WEB | asks(), WEB | needs()], []),
    ],
)
def test_over_which_change_a_datum_is_lost(
    steps: list[dict[str, Any]], expected: list[tuple[str, Loss | None]]
) -> None:
    assert lost(*steps) == expected


def test_of_several_ways_between_two_steps_the_one_that_does_not_carry_it_loses_it() -> None:
    ways = [{"to": "b", "share": "50%", "carries": "order"}, {"to": "b", "share": "50%"}]
    assert lost(WEB | asks() | {"next": ways}, PHONE | needs()) == [("b", Loss("a", "b", "channel", "web", "phone"))]


def test_channels_are_those_of_the_persona_who_comes_that_way() -> None:
    personas = {"p": {"name": "P", "channels": "phone"}}
    both = {"touchpoints": ["web", "phone"]}
    assert lost(both | asks(), PHONE | needs(), personas=personas) == []
    everyone = {"p": {"name": "P", "channels": "phone"}, "q": "Q"}
    assert lost(both | asks(), PHONE | needs(), personas=everyone) == [("b", Loss("a", "b", "channel", "web", "phone"))]
