"""What leads from one blueprint to another."""

from __future__ import annotations

import pytest

from blueprint.site.entry import Entry, Expansion, Item, Miniature, Place
from blueprint.site.links import Links


def entry(id_="x", state="as-is", items=(), expansions=()):
    return Entry(
        id=id_, title=id_, scenario="", state=state, language=None, currency=None, owner="", reviewed="", stages=1,
        steps=0, figures={}, trouble="", expansions=tuple(expansions), items=tuple(items), texts=(),
        miniature=Miniature(400, 200, ()),
    )  # fmt: skip


def item(id_, name="Chat", kind="touchpoint", sort="digital", origin=""):
    return Item(kind, id_, name, sort, (), origin, (), (), (), (), None)


@pytest.mark.parametrize(
    ("blueprints", "pairs"),
    [
        pytest.param({"a": ("shop.as-is", "as-is"), "b": ("shop.to-be", "to-be")}, {"a": "b", "b": "a"}, id="by id"),
        pytest.param({"a": ("shop", "as-is"), "b": ("shop-to-be", "to-be")}, {"a": "b", "b": "a"}, id="only one says"),
        pytest.param({"a": ("shop", "as-is"), "b": ("shop", "to-be")}, {"a": "b", "b": "a"}, id="none says"),
        pytest.param({"a": ("店铺-现状", "as-is"), "b": ("店铺-改进后", "to-be")}, {"a": "b", "b": "a"}, id="Chinese"),
        pytest.param({"x/a": ("as-is", "as-is"), "x/b": ("to-be", "to-be")}, {"x/a": "x/b", "x/b": "x/a"}, id="folder"),
        pytest.param({"x/a": ("as-is", "as-is"), "y/b": ("to-be", "to-be")}, {}, id="state alone, in two folders"),
        pytest.param({"x/a": ("shop", "as-is"), "y/a": ("shop", "to-be")}, {"x/a": "y/a", "y/a": "x/a"}, id="folders"),
        pytest.param({"a": ("basis", "as-is"), "b": ("b", "to-be")}, {}, id="a word with as-is in it"),
        pytest.param({"a": ("shop.as-is", "as-is"), "b": ("shop.to-be", "as-is")}, {}, id="of one state"),
        pytest.param(
            {"x/a": ("s", "as-is"), "x/b": ("s.to-be", "to-be"), "y/a": ("s", "as-is"), "y/b": ("s.to-be", "to-be")},
            {"x/a": "x/b", "x/b": "x/a", "y/a": "y/b", "y/b": "y/a"},
            id="two folders of pairs",
        ),
        pytest.param(
            {"a": ("s", "as-is"), "b": ("s.to-be", "to-be"), "c": ("s.to-be", "to-be")},
            {"a": "b c", "b": "a", "c": "a"},
            id="two plans",
        ),
    ],
)
def test_versions_of_one_service(blueprints, pairs):
    links = Links({file: entry(*given) for file, given in blueprints.items()})
    assert {file: " ".join(others) for file, others in links.others.items()} == pairs


def test_what_was_before():
    links = Links({
        "a": entry("s", "as-is"), "b": entry("s.to-be", "to-be"),
        "c": entry("t", "as-is"), "d": entry("t.as-is", "as-is"), "e": entry("t", "to-be"), "f": entry("u", "to-be"),
    })  # fmt: skip
    assert {file: links.before(file) for file in "abcdef"} == dict.fromkeys("acdef") | {"b": "a"}


def test_details_lead_both_ways():
    links = Links(
        {
            "a": entry(expansions=[Expansion(Place("s1", "Pay"), "b"), Expansion(Place("s2", "Go"), "gone")]),
            "b": entry(expansions=[Expansion(Place("s1", "Card"), "c")]),
            "c": entry(),
        }
    )
    found = {file: [(whole, e.step.label) for whole, e in those] for file, those in links.part_of.items()}
    assert found == {"b": [("a", "Pay")], "c": [("b", "Card")]}


@pytest.mark.parametrize(
    ("items", "shared"),
    [
        pytest.param([item("chat"), item("chat")], ["ab"], id="same id and name"),
        pytest.param([item("chat"), item("chat", " Chat ")], ["ab"], id="spaces"),
        pytest.param([item("chat"), item("chat", "Web chat")], ["a", "b"], id="another name"),
        pytest.param([item("chat"), item("talk")], ["a", "b"], id="another id"),
        pytest.param([item("chat"), item("chat", sort="physical")], ["a", "b"], id="another kind of touchpoint"),
        pytest.param([item("chat", origin="c"), item("chat", origin="c")], ["ab"], id="one catalogue"),
        pytest.param([item("chat", origin="c"), item("chat")], ["ab"], id="one has it from the catalogue"),
        pytest.param([item("chat", origin="c"), item("chat", origin="d")], ["a", "b"], id="two catalogues"),
        pytest.param(
            [item("chat", origin="c"), item("chat", origin="d"), item("chat"), item("chat", origin="c")],
            ["ad", "b", "c"],
            id="two catalogues and an own one",
        ),
    ],
)
def test_what_is_one_part(items, shared):
    links = Links({file: entry(items=[one]) for file, one in zip("abcd", items, strict=False)})
    found = links.shared["touchpoint"]
    assert sorted("".join(use.file for use in one.uses) for one in found) == shared
    assert len({one.anchor for one in found}) == len(found)
    for one in found:
        for use in one.uses:
            assert links.of(use.file, use.item) is one


def test_parts_of_most_blueprints_come_first():
    links = Links({
        "a": entry(items=[item("z", "Z"), item("b", "B")]), "b": entry(items=[item("z", "Z"), item("a", "A")]),
    })  # fmt: skip
    assert [one.id for one in links.shared["touchpoint"]] == ["z", "a", "b"]
    assert links.shared["system"] == ()
