"""Where an id is defined, and where it is used."""

from __future__ import annotations

import pytest

from blueprint.lsp.files import Session
from blueprint.lsp.navigation import all_places, file_at, named_at, place_of
from tests.lsp.marked import SHOP, marked_in, opened


def line_of(place):
    document, span = place
    return f"{document.file.rpartition('/')[2]}:{span.line} {document.source_of(span)}"


@pytest.mark.parametrize(
    ("found", "definition"),
    [
        ("next: {p|ay", "25 pay"),
        ("{pay: 90%, |ask", "17 ask"),
        ("to: ask|,", "17 ask"),
        ("id: ask|\n", "17 ask"),
        ("for: [长|者", "4 长者"),
        ("emotion: {长|者", "4 长者"),
        ("touchpoint: c|hat", "7 chat"),
        ("actor: ag|ent", "9 agent"),
        ("asks: how|-long", "12 how-long"),
        ("addresses: sl|ow", "24 slow"),
        ("verified_by: wa|it", "32 wait"),
        ("of: as|k", "17 ask"),
    ],
)
def test_definitions(found, definition):
    file, offset = marked_in(found)
    named = named_at(file, offset)
    assert named is not None
    assert line_of(place_of(file, named)) == f"shop.blueprint.yaml:{definition}"


@pytest.mark.parametrize(
    "found", ["to: en|d", "title: 换|手", "cust|omer", "kind: phys|ical", "share: 5|%", "name: 付|款"]
)
def test_no_id(found):
    assert named_at(*marked_in(found)) is None


@pytest.mark.parametrize(
    ("found", "places"),
    [
        ("id: as|k\n", ["17 ask", "23 ask", "30 ask", "32 ask", "36 ask"]),
        ("  长|者: {", ["4 长者", "21 长者", "29 长者"]),
        ("chat|, shop]", ["7 chat", "19 chat", "20 chat"]),
        ("order: 订|", []),
    ],
)
def test_all_places_in_a_file(found, places):
    file, offset = marked_in(found)
    named = named_at(file, offset)
    got = all_places(file.session, file, named, with_definition=True) if named is not None else []
    assert [line_of(place) for place in got] == [f"shop.blueprint.yaml:{place}" for place in places]


def test_without_the_definition():
    file, offset = marked_in("verified_by: wa|it")
    named = named_at(file, offset)
    assert named is not None
    assert [line_of(p) for p in all_places(file.session, file, named, with_definition=False)] == [
        "shop.blueprint.yaml:34 wait"
    ]


@pytest.fixture
def project(tmp_path):
    """Two blueprints that share a catalogue, one in a folder below; a third that doesn't, and some that can't be read."""
    (tmp_path / "blueprint.toml").touch()
    (tmp_path / "team.catalogue.yaml").write_text(
        "blueprint: v1\nactors:\n  agent: {name: 客服, team: 客户服务}\n", "utf-8"
    )
    shop = SHOP.replace("actors: {agent: {name: 客服, team: 客户服务}}", "include: team.catalogue.yaml")
    (tmp_path / "shop.blueprint.yaml").write_text(shop, "utf-8")
    (tmp_path / "below").mkdir()
    (tmp_path / "below/other.blueprint.yaml").write_text(shop.replace("include: ", "include: ../"), "utf-8")
    (tmp_path / "third.blueprint.yaml").write_text(SHOP, "utf-8")
    (tmp_path / "broken.blueprint.yaml").write_text("include: [", "utf-8")
    (tmp_path / "link.blueprint.yaml").symlink_to(tmp_path / "nowhere")
    return tmp_path


def test_places_in_the_files_that_share_a_catalogue(project):
    expected = [
        "other.blueprint.yaml:20 agent",
        "shop.blueprint.yaml:20 agent",
        "team.catalogue.yaml:3 agent",
    ]
    for name, found in (("shop.blueprint.yaml", "actor: a|gent"), ("team.catalogue.yaml", "a|gent:")):
        file, offset = marked_in(found, (project / name).read_text("utf-8"), folder=project, name=name)
        named = named_at(file, offset)
        assert named is not None
        assert line_of(place_of(file, named)) == "team.catalogue.yaml:3 agent"
        assert [line_of(p) for p in all_places(file.session, file, named, with_definition=True)] == expected


def test_what_is_open_counts_as_it_is_there(project):
    session = Session()
    text = (project / "shop.blueprint.yaml").read_text("utf-8")
    opened(
        text.replace("        asks: how-long\n", "        backstage: {does: x, actor: agent}\n"),
        project,
        session=session,
    )
    catalogue = (project / "team.catalogue.yaml").read_text("utf-8")
    file, offset = marked_in("a|gent:", catalogue, folder=project, name="team.catalogue.yaml", session=session)
    named = named_at(file, offset)
    assert named is not None
    places = all_places(session, file, named, with_definition=False)
    assert [line_of(p) for p in places].count("shop.blueprint.yaml:22 agent") == 1


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("include: team.cat|alogue.yaml", "team.catalogue.yaml"),
        ("include: [below/../te|am.catalogue.yaml]", "team.catalogue.yaml"),
        ("include: no|where.catalogue.yaml", None),
        ("include: ../../../../../../../etc/pass|wd", None),
        ("include: be|low", None),
        ('include: "a\\0|b"', None),
        ("include: link.blueprint.ya|ml", None),
        ("summary: team.cat|alogue.yaml", None),
        ("incl|ude: team.catalogue.yaml", None),
    ],
)
def test_files_that_are_named(project, named, found):
    file, offset = marked_in(named, f"{SHOP}{named.replace('|', '')}\n", folder=project)
    assert file_at(file, offset) == (project / found if found else None)
