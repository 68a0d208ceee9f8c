"""What the view `flow` shows: every step and way, with the figures of the analysis, and what a filter hides is said."""

from __future__ import annotations

from pathlib import Path

import pytest

import blueprint as bp
from blueprint.analysis.words import words_for
from blueprint.drawing.views.flow import view
from blueprint.drawing.views.scope import Filters, Scope
from blueprint.drawing.views.traffic import Road, traffic
from blueprint.finding import Finding, Severity
from blueprint.graph.networks import flow_network
from blueprint.source.load import load
from tests.drawing.generated import generated
from tests.drawing.geometry import faults

percent, number = words_for("en").share, words_for("en").number
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))
PERSONAS = [(path, persona) for path in EXAMPLES for persona in (None, *load(path).personas)]


def blueprint(*steps: dict, **more) -> bp.Blueprint:
    return bp.Blueprint.model_validate({"title": "Shop", "stages": [{"name": "One", "steps": list(steps)}], **more})


def shown(b: bp.Blueprint, **filters):
    return view(Scope(b, Filters(**filters)))


def cards(network):
    return {card.id: card for card in network.cards}


def links(network):
    return {(link.source, link.target): link for link in network.links}


@pytest.fixture(scope="module")
def shop() -> bp.Blueprint:
    return blueprint(
        {"id": "look", "customer": "Look around", "time": "5m", "abandon": "10%",
         "next": [{"to": "buy", "share": "60%", "when": "likes it"}, {"to": "ask", "share": "30%"}]},
        {"id": "ask", "customer": "Ask", "wait": "2m", "next": [{"to": "look", "share": "50%", "when": "unsure"}, {"to": "buy"}]},
        {"id": "buy", "customer": "Buy", "moment_of_truth": True, "next": [{"to": "end"}, {"to": "look", "share": "20%", "repeat": True}]},
        {"id": "sulk", "customer": "Sulk", "outcome": "failure"},
    )  # fmt: skip


# -- figures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "persona"), PERSONAS, ids=lambda v: v.name.split(".b")[0] if isinstance(v, Path) else v
)
def test_figures_are_those_of_the_flow_network(path: Path, persona: str | None) -> None:
    b = load(path)
    found = traffic(Scope(b, Filters(persona=persona)))
    network = flow_network(b, persona)
    assert found.visits == pytest.approx({id_: network.nodes[id_]["visits"] for id_ in found.visits})
    going: dict[tuple[str, str], float] = {}
    shares: dict[tuple[str, str], float] = {}
    for road in found.going.keys() & found.shares.keys():
        target = f":{b.step(road.source).outcome or 'success'}" if road.target == "end" else road.target
        going[road.source, target] = going.get((road.source, target), 0) + found.going[road]
        shares[road.source, target] = shares.get((road.source, target), 0) + found.shares[road]
    for (source, target), share in shares.items():
        assert share == pytest.approx(network.edges[source, target]["share"])
        assert going[source, target] == pytest.approx(network.nodes[source]["visits"] * share)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.split(".b")[0])
def test_ends_add_up_to_all_journeys(path: Path) -> None:
    b = load(path)
    network = shown(b)
    figures = Scope(b).analysis.journeys
    kinds = {card.id: card.role for card in network.cards if card.kind == "end"}
    sums = dict.fromkeys(("success", "failure", "abandoned"), 0.0)
    for link in network.links:
        if link.target in kinds:
            sums[kinds[link.target]] += link.weight
    assert sums["success"] == pytest.approx(figures.success_share.value)
    assert sums["failure"] == pytest.approx(figures.failure_share.value)
    assert sums["abandoned"] == pytest.approx(figures.abandon_share.value)
    assert [card.id for card in network.cards if card.kind != "end"] == [str(step.id) for _, step in b.steps()]
    said = {"success": figures.success_share, "failure": figures.failure_share, "exit": figures.abandon_share}
    share = words_for(b.language).share
    assert {sign: words.rpartition(" ")[2] for sign, _, words in network.totals} == {
        sign: share(amount.value) for sign, amount in said.items() if amount.value
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.split(".b")[0])
def test_who_comes_to_a_step_is_as_the_analysis_says(path: Path) -> None:
    b = load(path)
    found = traffic(Scope(b)).coming
    walk = Scope(b).analysis.customers
    for place, (_, step) in enumerate(b.steps()):
        if step.id in found:
            chances = (weight * journey.chance_of(place) for weight, journey in walk.journeys)
            assert found[step.id] == pytest.approx(sum(chances))


def test_cards(shop: bp.Blueprint) -> None:
    found = cards(shown(shop))
    visits = bp.analyze(shop).journeys.visits
    often = f"{number(visits['look'])} visits a journey"
    assert [n.text for n in found["look"].notes] == ["100% of journeys", often, "5 min"]
    assert [n.icon for n in found["ask"].notes] == ["visits", None, "wait"]
    assert found["buy"].badges == ("star",)
    assert (found["look:abandoned"].text, found["look:abandoned"].notes[0].text) == (
        "Gives up 10%", f"{percent(visits['look'] * 0.1)} of journeys",
    )  # fmt: skip
    assert found["buy:success"].notes[0].text == f"{percent(visits['buy'] * 0.8)} of journeys"
    assert {card.about for card in found.values()} == {"look", "ask", "buy", "sulk"}


def test_what_nobody_reaches_is_pale_and_said(shop: bp.Blueprint) -> None:
    network = shown(shop)
    card = cards(network)["sulk"]
    assert (card.kind, card.notes[0].text) == ("ghost", "nobody comes here")
    assert links(network)["sulk", "sulk:failure"].style == "idle"
    assert "idle" in dict(network.heading.legend)
    styles = {card.id: card.icon_style for card in network.cards if card.kind == "end"}
    assert (styles["buy:success"], styles["sulk:failure"]) == ("icon-joy", "icon-muted")


def test_links(shop: bp.Blueprint) -> None:
    found = links(shown(shop))
    visits = bp.analyze(shop).journeys.visits
    assert found["look", "buy"].labels == (("60%",), ("likes it",))
    assert found["look", "buy"].weight == pytest.approx(visits["look"] * 0.6)
    back = visits["ask"] * 0.5
    assert found["ask", "look"].labels == (("50%", f"{100 * back:.1f} in 100 journeys"), ("unsure",))
    assert (found["ask", "look"].style, found["buy", "look"].style) == ("back", "repeat")
    assert found["ask", "buy"].label == "50%"
    assert found["buy", "buy:success"].style == "stream"


def test_a_condition_stands_with_those_it_is_for() -> None:
    b = blueprint(
        {"id": "a", "customer": "A", "next": [
            {"to": "end", "for": "p", "when": "is in time"}, {"to": "end", "for": "q", "when": "runs", "forced": True},
        ]},
        personas={"p": {"name": "P", "share": "25%"}, "q": {"name": "Q", "share": "75%"}},
    )  # fmt: skip
    assert links(shown(b))["a", "a:success"].labels == ((), ("P: is in time",), ("Q: runs", "not their choice"))


@pytest.mark.parametrize(
    ("share", "said"),
    [("50%", "100 in 100 journeys"), ("10%", "11.1 in 100 journeys"), ("0.05%", "<0.1 in 100 journeys"),
     ("60%", "1.5 times a journey")],
)  # fmt: skip
def test_how_often_a_way_back_is_gone(share: str, said: str) -> None:
    b = blueprint({"id": "a", "customer": "A"}, {"id": "b", "customer": "B", "next": [
        {"to": "a", "share": share}, {"to": "end"}]})  # fmt: skip
    assert links(shown(b))["b", "a"].labels[0] == (percent(float(share[:-1]) / 100), said)


def test_one_way_on_has_no_share() -> None:
    assert links(shown(blueprint({"id": "a", "customer": "A"}, {"id": "b", "customer": "B"})))["a", "b"].labels == ()


# -- what is not known ---------------------------------------------------------------------------------------------


def test_what_depends_on_a_split_that_is_not_given_is_left_out() -> None:
    b = blueprint(
        {"id": "a", "customer": "Go", "next": [{"to": "b"}, {"to": "c"}]},
        {"id": "b", "customer": "Left", "next": "d"}, {"id": "c", "customer": "Right"},
        {"id": "d", "customer": "Both", "next": [{"to": "end", "share": "70%"}, {"to": "a"}]},
    )  # fmt: skip
    network = shown(b)
    found = traffic(Scope(b))
    assert found.visits == {"a": pytest.approx(1 / 0.7), "d": pytest.approx(1 / 0.7)}
    assert [note.text for note in cards(network)["b"].notes] == []
    assert {pair: link.weight for pair, link in links(network).items() if link.weight is not None} == {
        ("d", "d:success"): pytest.approx(1), ("d", "a"): pytest.approx(0.3 / 0.7),
    }  # fmt: skip
    assert links(network)["a", "b"].labels == ()
    assert network.notes[0].startswith("Shares are not given at: Go.")


def test_where_no_share_is_known_all_lines_have_one_width() -> None:
    loop = {"id": "a", "customer": "Go", "next": [{"to": "a"}, {"to": "b"}]}
    network = shown(blueprint(loop, {"id": "b", "customer": "B", "outcome": "success"}))
    assert {link.weight for link in network.links} == {None, 1.0}
    broken = shown(blueprint({"id": "a", "customer": "Go", "next": [{"to": "end", "share": "50%"}]}))
    assert broken.scale == ()
    assert broken.notes == ("All lines have one width: how many go which way is not known.",)


@pytest.mark.parametrize(
    ("steps", "language", "said"),
    [
        ([{"id": "a", "customer": "Go", "next": [{"to": "end", "share": "50%"}]}], "en",
         "Without figures: the shares of the branches of “Go” don't add up to 100%"),
        ([{"id": "a", "customer": "去", "next": {"to": "a"}}], "zh", "没有数字：“去”永远走不到结束"),
        ([{"id": "a", "customer": "去", "next": {"to": "a"}}], "zh-TW", "沒有數字：「去」永遠走不到結束"),
        ([{"id": "a", "customer": "Go", "next": [{"to": "end", "for": "p"}]}], "en", "Without figures: no branch leads on from “Go”"),
    ],
)  # fmt: skip
def test_a_broken_flow_is_drawn_without_figures(steps: list[dict], language: str, said: str) -> None:
    network = shown(blueprint(*steps, language=language, personas={"p": "P", "q": "Q"}))
    assert said in network.heading.caption
    assert {link.weight for link in network.links} == {None}
    assert [card.notes for card in network.cards] == [() for _ in network.cards]


def test_who_finds_no_touchpoint_gives_up() -> None:
    b = blueprint(
        {"id": "call", "customer": "Call", "touchpoints": "line"}, {"id": "next", "customer": "Go on"},
        touchpoints={"line": {"kind": "digital", "channel": "phone"}},
        personas={"p": {"name": "P", "share": "25%", "channels": "web"}, "q": {"name": "Q", "share": "75%"}},
    )  # fmt: skip
    assert cards(shown(b))["call:abandoned"].text == "Gives up 25%"
    assert cards(shown(b, persona="p"))["call:abandoned"].text == "Gives up 100%"
    assert "call:abandoned" not in cards(shown(b, persona="q"))


# -- filters -------------------------------------------------------------------------------------------------------


def test_a_persona_has_its_own_flow() -> None:
    b = blueprint(
        {"id": "a", "customer": "A", "next": [{"to": "b", "for": "p"}, {"to": "c", "for": "q"}]},
        {"id": "b", "customer": "B", "next": "end"}, {"id": "c", "customer": "C", "personas": "q"},
        personas={"p": {"name": "P", "share": "25%"}, "q": {"name": "Q", "share": "75%"}},
    )  # fmt: skip
    mix, alone = shown(b), shown(b, persona="p")
    assert links(mix)["a", "b"].labels == (("25%",), ("P",))
    assert [n.text for n in cards(mix)["c"].notes] == ["75% of journeys", "only Q"]
    assert links(alone)["a", "b"].labels == ()
    assert links(alone)["a", "b"].weight == 1
    assert "c" not in cards(alone)
    assert alone.heading.caption == "Persona: P · steps not shown: 1"


def test_ways_to_hidden_steps_are_said_on_the_card() -> None:
    b = bp.Blueprint.model_validate({"title": "T", "stages": [
        {"id": "one", "name": "One", "steps": [{"id": "a", "customer": "A", "next": [{"to": "b", "share": "40%"}, {"to": "end"}]}]},
        {"id": "two", "name": "Two", "steps": [{"id": "b", "customer": "B"}]},
    ]})  # fmt: skip
    first, second = shown(b, stages=("one",)), shown(b, stages=("two",))
    assert [(n.icon, n.text) for n in cards(first)["a"].notes][-1] == ("onward", "B: 40%")
    assert [(n.icon, n.text) for n in cards(second)["b"].notes][-1] == ("inward", "A")
    assert set(cards(first)) == {"a", "a:success"}


def test_a_part_of_a_flow_has_the_widths_of_the_whole() -> None:
    b = generated(20, 5)
    whole = shown(b)
    assert whole.widest == max(link.weight or 0 for link in whole.links if not link.is_back)
    assert {shown(b, stages=(str(stage.id),)).widest for stage in b.stages} == {whole.widest}


def test_the_widest_line_may_lead_out() -> None:
    b = blueprint({"id": "a", "customer": "A", "abandon": "90%"}, {"id": "b", "customer": "B"})
    assert shown(b).widest == pytest.approx(0.9)
    assert faults(bp.draw(b, "flow").scene) == []


@pytest.mark.parametrize("page", ["A3", "A4"])
def test_a_wide_flow_has_several_sheets(page: str) -> None:
    b = load(EXAMPLES[-1])
    drawing = bp.draw(b, "flow")
    sheets = drawing.sheets(page)
    assert len(sheets) > 1
    assert len({(sheet.width, sheet.height) for sheet in sheets}) == 1
    assert [id_ for sheet in sheets for id_ in sheet.boxes] == list(drawing.scene.boxes)
    assert [fault for sheet in sheets for fault in faults(sheet)] == []
    assert {text.text for text in sheets[0].texts()} >= {f"Sheet 1 of {len(sheets)}"}
    assert len(drawing.sheets()) == 1


def test_findings_stand_on_the_card_of_the_step(shop: bp.Blueprint) -> None:
    finding = Finding("BP999", "x", Severity.WARNING, "x", "f", route=("stages", 0, "steps", 0))
    flagged = [card.id for card in bp.draw(shop, "flow", findings=[finding])._picture.content.cards
               if any(note.icon == "flag" for note in card.notes)]  # fmt: skip
    assert flagged == ["look"]


def test_stages_are_clusters_in_order() -> None:
    b = generated(20, 5)
    network = shown(b)
    assert [cluster.name for cluster in network.clusters] == [f"{n}  {s.name}" for n, s in enumerate(b.stages, 1)]
    assert sum(cluster.columns for cluster in network.clusters) > max(card.column for card in network.cards)
    column = {card.id: card.column for card in network.cards}
    for link in network.links:
        is_beneath = link.target in network.beneath
        assert link.is_back or is_beneath or column[link.source] < column[link.target]


@pytest.mark.parametrize("language", ["en", "zh", "zh-Hant"])
def test_a_stage_without_steps(language: str) -> None:
    network = view(
        Scope(bp.Blueprint.model_validate({"title": "T", "language": language, "stages": [{"name": "One"}]}))
    )
    assert (network.cards, network.links, len(network.clusters)) == ((), (), 1)


def test_roads_are_told_apart() -> None:
    b = blueprint({"id": "a", "customer": "A", "next": [
        {"to": "a", "share": "20%", "repeat": True}, {"to": "a", "share": "10%"}, {"to": "end", "share": "70%"},
    ]})  # fmt: skip
    assert set(traffic(Scope(b)).branches) == {
        Road("a", "a", is_repeat=True), Road("a", "a", is_repeat=False), Road("a", "end", is_repeat=False),
    }  # fmt: skip
