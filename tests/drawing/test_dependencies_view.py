"""What the view `dependencies` shows: every part with what rests on it, and what stops without it."""

from __future__ import annotations

from pathlib import Path

import pytest

import blueprint as bp
from blueprint.analysis.words import words_for
from blueprint.drawing.views.dependencies import view
from blueprint.drawing.views.scope import Filters, Scope
from blueprint.drawing.words.dependencies import dependency_words
from blueprint.source.load import load

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))


def shown(b: bp.Blueprint, **filters):
    return view(Scope(b, Filters(**filters)))


def cards(network):
    return {card.id: card for card in network.cards}


def pairs(network):
    return {(link.source, link.target): link.kind for link in network.links}


@pytest.fixture(scope="module")
def shop() -> bp.Blueprint:
    return bp.Blueprint.model_validate({
        "title": "Shop",
        "personas": {"web": {"name": "Web", "share": "50%", "channels": "web"}, "all": {"name": "All", "share": "50%"}},
        "touchpoints": {"site": {"kind": "digital", "channel": "web", "systems": "till", "name": "Site"},
                        "desk": {"kind": "interpersonal", "channel": "store"}},
        "actors": {"clerk": {"name": "Clerk", "count": 1}, "guard": "Guard", "cook": {"name": "Cook", "count": 3}},
        "systems": {"till": {"name": "Till", "availability": "99%", "depends_on": ["net"]}, "net": {"name": "Net", "depends_on": "power"},
                    "power": "Power", "fax": "Fax"},
        "stages": [
            {"id": "one", "name": "One", "steps": [
                {"id": "choose", "customer": "Choose", "touchpoints": ["site", "desk"]},
                {"id": "pay", "customer": "Pay", "moment_of_truth": True, "touchpoints": "site",
                 "frontstage": {"does": "Take it", "actor": "clerk"},
                 "support": [{"does": "Book", "system": "net"}, {"does": "Cook", "actor": "cook"}]},
            ]},
            {"id": "two", "name": "Two", "steps": [{"id": "go", "customer": {"does": "Go", "system": "power"}}]},
        ],
    })  # fmt: skip


def test_links(shop: bp.Blueprint) -> None:
    assert pairs(shown(shop)) == {
        ("choose", "touchpoint:site"): "needs", ("choose", "touchpoint:desk"): "needs", ("pay", "touchpoint:site"): "needs",
        ("pay", "actor:clerk"): "needs", ("pay", "actor:cook"): "beside", ("pay", "system:net"): "beside",
        ("go", "system:power"): "needs", ("touchpoint:site", "system:till"): "needs", ("system:till", "system:net"): "needs",
        ("system:net", "system:power"): "needs",
    }  # fmt: skip


def test_columns(shop: bp.Blueprint) -> None:
    network = shown(shop)
    assert [(c.id, c.columns) for c in network.clusters] == [
        ("step", 1), ("touchpoint", 1), ("actor", 1), ("system", 1), ("foundation", 2), ("unused", 1),
    ]  # fmt: skip
    assert {id_: (card.row, card.column) for id_, card in cards(network).items() if card.row not in ("step", "touchpoint")} == {
        "actor:clerk": ("actor", 2), "actor:cook": ("actor", 2), "system:till": ("system", 3), "system:net": ("foundation", 4),
        "system:power": ("foundation", 5), "actor:guard": ("unused", 6), "system:fax": ("unused", 6),
    }  # fmt: skip


def test_what_stops_without_a_part(shop: bp.Blueprint) -> None:
    found = cards(shown(shop))
    assert [n.text for n in found["actor:clerk"].notes] == ["1 at work", "no success without this", "1 step stops"]
    assert found["actor:clerk"].badges == ("single",)
    assert [n.text for n in found["system:till"].notes] == ["available 99%", "no success without this", "1 step stops"]
    assert [n.text for n in found["system:power"].notes] == ["no success without this", "2 steps stop"]
    assert [n.text for n in found["actor:cook"].notes] == ["3 at work"]
    assert [n.text for n in found["touchpoint:desk"].notes] == []
    assert (found["system:fax"].kind, found["system:fax"].notes, found["system:fax"].badges) == ("ghost", (), ())
    assert found["actor:clerk"].role == "frontstage"
    assert found["actor:cook"].role == "support"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.split(".b")[0])
def test_figures_are_those_of_the_analysis(path: Path) -> None:
    b = load(path)
    words = dependency_words(b.language)
    network = shown(b)
    found = cards(network)
    failures = bp.analyze(b).failure
    for failure in failures.failures:
        card = found[f"{failure.kind}:{failure.id}"]
        texts = [note.text for note in card.notes]
        is_single = (
            failure.id in failures.single_points_of_failure
            or f"{failure.kind} {failure.id}" in failures.single_points_of_failure
        )
        assert ("single" in card.badges) is is_single
        assert (words.single in texts) is is_single
        count = words.stops_one if len(failure.stops) == 1 else words.stops.format(len(failure.stops))
        assert (count in texts) is bool(failure.stops and card.row != "unused")
        lost = words.lost.format(words_for(b.language).share(failure.impact))
        assert (lost in texts) is bool(failure.impact and not is_single)
    ids = {str(step.id) for _, step in b.steps()}
    ids |= {
        f"{kind}:{id_}"
        for kind, items in (("touchpoint", b.touchpoints), ("actor", b.actors), ("system", b.systems))
        for id_ in items
    }
    assert {card.about for card in network.cards} == ids


def test_a_persona_rests_on_less(shop: bp.Blueprint) -> None:
    network = shown(shop, persona="web")
    assert "touchpoint:desk" not in cards(network)
    assert network.heading.caption == "Persona: Web · parts not shown: 3"


@pytest.mark.parametrize(
    ("filters", "parts", "hidden"),
    [
        ({"stages": ("two",)}, {"system:power"}, 8),
        ({"lanes": ("frontstage",)}, {"actor:clerk"}, 8),
        (
            {"lanes": ("evidence",)},
            {"touchpoint:site", "touchpoint:desk", "system:till", "system:net", "system:power"},
            4,
        ),
    ],
)
def test_filters(shop: bp.Blueprint, filters: dict, parts: set[str], hidden: int) -> None:
    network = shown(shop, **filters)
    assert {card.id for card in network.cards if ":" in card.id} == parts
    assert network.heading.caption.endswith(f"parts not shown: {hidden}")


def test_systems_in_a_circle() -> None:
    b = bp.Blueprint.model_validate({
        "title": "T", "systems": {"a": {"name": "A", "depends_on": "b"}, "b": {"name": "B", "depends_on": "a"}},
        "stages": [{"name": "One", "steps": [{"id": "s", "customer": {"does": "Do", "system": "a"}}]}],
    })  # fmt: skip
    network = shown(b)
    assert {(link.source, link.target): link.is_back for link in network.links} == {
        ("s", "system:a"): False, ("system:a", "system:b"): False, ("system:b", "system:a"): True,
    }  # fmt: skip


def test_without_figures_it_is_said_why() -> None:
    b = bp.Blueprint.model_validate({
        "title": "T", "actors": {"a": "Ann"}, "language": "zh",
        "stages": [{"name": "一", "steps": [{"id": "s", "customer": {"does": "去", "actor": "a"}, "next": {"to": "s"}}]}],
    })  # fmt: skip
    network = shown(b)
    assert network.heading.caption == "没有数字，因为流程算不出：“去”永远走不到结束"
    assert [card.notes for card in network.cards] == [(), ()]


def test_a_draft_without_anything() -> None:
    network = shown(bp.Blueprint.model_validate({"title": "T", "stages": [{"name": "One"}]}))
    assert (network.cards, network.links, [c.id for c in network.clusters]) == ((), (), ["step"])
