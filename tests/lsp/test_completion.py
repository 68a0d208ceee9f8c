"""What is offered while one types."""

from __future__ import annotations

import pytest

from blueprint.lsp.completion import completions_at
from blueprint.lsp.files import Session
from blueprint.model import shape
from blueprint.model.action import Action
from blueprint.model.step import Branch, Step
from tests.lsp.marked import SHOP, marked, marked_in, opened

NEW = "      - id: pay\n"
"""Before this, more of the step above can be written."""


def offered(typed, text=SHOP, **more):
    """What is offered at the `|` of something that is typed at the end of the first step."""
    assert NEW in text
    items = completions_at(*marked(text.replace(NEW, f"{typed}\n{NEW}", 1), **more))
    return [item.label for item in items]


STATES = [
    pytest.param(lambda text: text, id="whole"),
    pytest.param(lambda text: text + '  x: "open\n', id="broken below"),
    pytest.param(lambda text: text.replace("title: ", 'title: "'), id="broken above"),
]


@pytest.mark.parametrize("change", STATES)
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("        otherwise: |", ["ask", "pay"]),
        ("        otherwise: p|", ["ask", "pay"]),
        ("        personas: [|", ["长者", "young"]),
        ("        personas:\n          - |", ["长者", "young"]),
        ('        personas: ["|', ["长者", "young"]),
        ("        support: {system: |", ["crm", "till"]),
        ("        support: [{uses: |}]", ["order"]),
        ("        backstage: {lane: |", ["backstage"]),
        ("        moment_of_truth: |", ["true", "false"]),
        ("        basis: ob|", ["observed", "assumed", "proposed"]),
        ("        outcome: |", ["success", "failure"]),
    ],
)
def test_words_and_ids(typed, expected, change):
    file = opened(SHOP)
    assert file.ids is not None  # what could be read last is remembered
    text, _, rest = change(SHOP.replace(NEW, f"{typed}\n{NEW}", 1)).partition("|")
    file.set(text + rest, 2)
    assert [item.label for item in completions_at(file, len(text))] == expected


@pytest.mark.parametrize(
    ("found", "replaced", "expected"),
    [
        ("next: {pay: 90%, ask: 10%}", "next: |", ["ask", "pay", "end"]),
        ("next: {pay: 90%, ask: 10%}", "next: {pay: 90%, |}", ["ask", "end"]),
        ("emotion: {长者: -1, young: 1}", "emotion: {长者: -1, |", ["young"]),
        ("touchpoint: chat", "touchpoint: |", ["chat", "shop"]),
        ("touchpoints: [chat, shop]\n        frontstage: {does: 回答, actor: agent, touchpoint: chat}", "touchpoints: shop\n        frontstage: {touchpoint: |}", ["shop"]),
        ("measure: visits, of: ask", "measure: visits, of: |", ["ask-stage", "ask", "pay", "chat", "shop", "slow", "how-long", "order", "crm", "till", "agent"]),
        ("state:", "state:", None),
        ("blueprint: v1\n", "blueprint: |\n", ["v1"]),
        ("addresses: slow", "addresses: |", ["slow", "how-long"]),
        ("at: ask}", "at: |}", ["ask-stage", "ask", "pay", "chat", "shop"]),
    ],
)  # fmt: skip
def test_references(found, replaced, expected):
    if expected is None:
        found, replaced, expected = "title: 换", "state: |\ntitle: 换", ["as-is", "to-be"]
    assert found in SHOP
    labels = [item.label for item in completions_at(*marked(SHOP.replace(found, replaced, 1)))]
    assert sorted(labels) == sorted(expected)


def test_the_keys_of_a_step_without_those_that_it_has():
    there = {"id", "customer", "touchpoints", "frontstage", "emotion", "asks", "next", "pain_points"}
    assert offered("        |") == [key for key in shape.fields_of(Step) if key not in there]


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("        backstage:\n          - |", Action),
        ("        backstage: {|", Action),
        ("        backstage:\n          |", Action),
        ("      - |", Step),
    ],
)
def test_the_keys_of_a_part_where_it_starts(typed, part):
    assert offered(typed) == list(shape.fields_of(part))


def test_a_branch_or_a_mapping_of_shares():
    text = SHOP.replace("        next: {pay: 90%, ask: 10%}\n", "")
    assert offered("        next: {|", text) == [*shape.fields_of(Branch), "ask", "pay", "end"]
    assert offered("        next: {to: pay, |}", text) == [key for key in shape.fields_of(Branch) if key != "to"]
    assert offered("        next:\n          - |", text) == [*shape.fields_of(Branch), "ask", "pay", "end"]


def test_the_keys_at_the_top():
    labels = [item.label for item in completions_at(*marked(SHOP + "|\n"))]
    assert {"summary", "lanes", "sources"} <= set(labels)
    assert not {"title", "stages"} & set(labels)


def test_the_keys_of_a_catalogue_file():
    file, offset = marked("blueprint: v1\n|\n", name="team.catalogue.yaml")
    labels = [item.label for item in completions_at(file, offset)]
    assert labels[0] == "personas"
    assert "stages" not in labels


def test_measures_are_explained():
    items = completions_at(*marked_in("measure: |visits"))
    explained = {item.label: item.documentation.value for item in items}
    assert explained["handoffs"] == "Expected changes of the team that faces the customer."
    assert len(explained) > 30


def test_what_an_item_writes_and_shows():
    items = {item.label: item for item in completions_at(*marked_in("touchpoint: ch|at"))}
    chat = items["chat"]
    assert (chat.detail, chat.filter_text) == ("touchpoint · 客服对话", "chat 客服对话")
    assert chat.text_edit.new_text == "chat"
    assert chat.text_edit.range.start.character == 57
    assert chat.text_edit.range.end.character == 61


@pytest.mark.parametrize(
    ("typed", "new_text"), [("        wai|", "wait: "), ("        wai|t: 2m", "wait"), ("        wai|t : 2m", "wait")]
)
def test_a_key_brings_its_colon_where_there_is_none(typed, new_text):
    items = completions_at(*marked(SHOP.replace(NEW, f"{typed}\n{NEW}", 1)))
    assert next(item.text_edit.new_text for item in items if item.label == "wait") == new_text


def test_an_id_that_is_no_text_to_others_is_quoted():
    text = SHOP.replace("  young: 年轻人", '  "0123": 年轻人').replace(", young: 1", "")
    items = completions_at(*marked(text.replace("for: [长者]", "for: [|]")))
    assert [item.text_edit.new_text for item in items] == ["长者", '"0123"']


def test_without_markdown_the_text_is_plain():
    items = completions_at(*marked_in("kind: |physical"), markdown=False)
    assert items[0].documentation == "A screen: a page, an app, a message."
    items = completions_at(*marked(SHOP + "|\n"), markdown=False)
    assert not any("`" in item.documentation or "**" in item.documentation for item in items)


@pytest.mark.parametrize(
    "typed",
    [
        "        name: 付|",
        "        # ask|",
        "        time: |",
        "        name: a b|",
        "        x-own: |",
        "        nonsense: {|",
    ],
)
def test_nothing_fits(typed):
    assert offered(typed) == []


def test_what_a_catalogue_still_lacks():
    text = SHOP.replace("  shop: {kind: physical, name: Shop}", "  |")
    assert [item.label for item in completions_at(*marked(text))] == ["shop"]


@pytest.fixture
def team(tmp_path):
    (tmp_path / "blueprint.toml").touch()
    (tmp_path / "team.catalogue.yaml").write_text("blueprint: v1\nactors:\n  boss: {name: 老板}\n", "utf-8")
    (tmp_path / "other.blueprint.yaml").touch()
    return tmp_path


def test_ids_of_included_catalogues(team):
    text = SHOP.replace("stages:", "include: team.catalogue.yaml\nstages:", 1)
    assert offered("        backstage: {actor: |", text, folder=team) == ["agent", "boss"]


def test_ids_of_an_included_catalogue_that_is_not_saved(team):
    session = Session()
    opened("blueprint: v1\nactors:\n  新人: 新来的\n", team, "team.catalogue.yaml", session)
    text = SHOP.replace("stages:", "include: team.catalogue.yaml\nstages:", 1)
    assert offered("        backstage: {actor: |", text, folder=team, session=session) == ["agent", "新人"]


def test_files(team):
    items = completions_at(*marked(SHOP.replace("stages:", "include: |\nstages:", 1), folder=team))
    assert [item.label for item in items] == ["team.catalogue.yaml"]
    assert offered("        expands: |", folder=team) == ["other.blueprint.yaml"]


def test_nothing_is_offered_twice_or_out_of_order():
    items = completions_at(*marked_in("measure: |visits"))
    assert len({item.label for item in items}) == len(items)
    assert [item.sort_text for item in items] == sorted(item.sort_text for item in items)
