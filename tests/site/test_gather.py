"""What other pages show of a blueprint, against the blueprint and its analysis."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from blueprint.analysis.analysis import analyze
from blueprint.drawing.parts import parts_of
from blueprint.site.entry import KINDS, SHOWN, Entry
from blueprint.site.gather import gather
from blueprint.source.load import read
from tests.site.conftest import EXAMPLES, SHOP

ALL = sorted(EXAMPLES.glob("*.blueprint.yaml"))


def entry_of(path, base=None):
    return gather(read(path), base or path.parent).entry


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name.removesuffix(".blueprint.yaml"))
def test_an_entry_says_what_the_blueprint_says(path):
    blueprint, entry = read(path).blueprint, entry_of(path)
    assert (entry.title, entry.state, entry.owner) == (blueprint.title, blueprint.state, blueprint.owner or "")
    analysis = analyze(blueprint)
    known = {name: analysis.measure(name) for name in SHOWN}
    assert entry.figures == {name: amount for name, amount in known.items() if amount.value is not None}
    assert {(one.kind, one.id) for one in entry.items} == {
        (kind, id_) for kind, catalogue in KINDS.items() for id_ in getattr(blueprint, catalogue)
    }
    # Where one can go to is there, and all of it can be found.
    abouts = {part.about for part in parts_of(blueprint)}
    places = [*entry.texts, *(p for one in entry.items for p in (*one.steps, *one.rests, *one.needs, *one.stops))]
    assert {place.about for place in places} <= abouts
    customers = {str(step.customer.id) for _, step in blueprint.steps() if step.customer is not None}
    assert {place.about for place in entry.texts} == abouts - customers
    assert TypeAdapter(Entry).validate_json(TypeAdapter(Entry).dump_json(entry)) == entry


def test_where_a_part_is_used_and_what_rests_on_it(shops):
    entry = entry_of(shops.folder / "shop.blueprint.yaml")
    found = {one.about: one for one in entry.items}
    desk, clerk, crm, net = (found[about] for about in ("touchpoint:desk", "actor:clerk", "system:crm", "system:net"))
    assert [place.about for place in desk.steps] == ["enter", "shine"]
    assert [place.label for place in clerk.steps] == ["Greet"]
    assert ([p.about for p in crm.rests], [p.about for p in crm.needs]) == (["touchpoint:desk"], ["system:net"])
    assert [place.about for place in net.rests] == ["system:crm"]
    assert [place.about for place in net.stops] == ["enter", "shine"]
    assert net.figure.value == 1
    assert {one.origin for one in entry.items} == {"shop.catalogue.yaml"}
    assert [(e.step.about, e.file) for e in entry.expansions] == [("shine", "shine.blueprint.yaml")]


def test_data_are_kept_in_systems_and_shown_at_touchpoints(portfolio):
    path = portfolio.write("a.blueprint.yaml", """\
blueprint: v1
title: A
touchpoints: {page: {kind: digital, name: Page, shows: name}}
systems: {crm: {name: CRM, holds: name}}
data: {name: {name: Name, sensitivity: personal}}
stages: [{name: S, steps: [{id: a, customer: {does: Say it, collects: name}, touchpoints: page, support: {does: Keep, system: crm, records: name}}]}]
""")  # fmt: skip
    found = {one.about: one for one in entry_of(path).items}
    name = found["data:name"]
    assert [place.about for place in name.steps] == ["a", "a.support-1"]
    assert [place.about for place in name.needs] == ["system:crm"]
    assert [place.about for place in name.rests] == ["touchpoint:page"]
    assert (name.facts, name.figure) == ((("sensitivity", "personal"),), None)


def test_files_are_called_by_where_they_lie_in_the_portfolio(shops):
    entry = entry_of(shops.folder / "shop.blueprint.yaml", shops.folder.parent)
    assert {one.origin for one in entry.items} == {"services/shop.catalogue.yaml"}
    assert entry.expansions[0].file == "services/shine.blueprint.yaml"


def test_personas_say_how_many_of_them_succeed(portfolio):
    path = portfolio.write("a.blueprint.yaml", """\
blueprint: v1
title: A
personas: {young: {name: Young, share: 60%}, old: {name: Old, share: 40%}}
stages:
  - name: S
    steps:
      - {id: a, customer: Go, next: [{to: b, share: 50%, for: young}, {to: end, share: 50%, for: young}, {to: b, for: old}]}
      - {id: b, customer: Stop, personas: old, outcome: failure, otherwise: c}
      - {id: c, customer: End}
""")  # fmt: skip
    found = {one.about: one for one in entry_of(path).items}
    assert found["persona:young"].figure.value == pytest.approx(1)
    assert found["persona:old"].figure.value == pytest.approx(0)
    assert [place.about for place in found["persona:old"].steps] == ["a", "b"]


def test_a_flow_without_numbers_says_why(portfolio):
    path = portfolio.write("a.blueprint.yaml", SHOP.replace("include: shop.catalogue.yaml\n", "")
        .replace(", touchpoints: desk", "").replace(", frontstage: {does: Greet, actor: clerk}", ", next: {enter: 100%}"))  # fmt: skip
    entry = entry_of(path)
    assert "can never be left" in entry.trouble
    assert entry.figures == {}
    assert entry.miniature.outlines


def test_what_is_no_blueprint_has_no_entry(portfolio):
    assert gather(read(portfolio.write("a.blueprint.yaml", "blueprint: v1\n")), portfolio.folder).entry is None
