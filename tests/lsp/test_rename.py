"""A new name for an id, everywhere; or why not."""

from __future__ import annotations

import pytest
from inline_snapshot import snapshot

from blueprint.lsp.edits import applied
from blueprint.lsp.rename import RenameError, renamable_at, rename
from blueprint.source.load import read_data
from tests.lsp.marked import SHOP, after, marked_in


def renamed(found, new, text=SHOP, **more):
    """The lines that a renaming changes."""
    file, offset = marked_in(found, text, **more)
    (renaming,) = rename(file, offset, new)
    return [line.strip() for line in after(file.text, renaming.edits)]


@pytest.mark.parametrize("found", ["id: as|k\n", "to: as|k", "{pay: 90%, |ask", "of: ask|"])
def test_a_step(found):
    assert renamed(found, "询问") == snapshot(
        [
            "- id: 询问",
            "next: {pay: 90%, 询问: 10%}",
            "- {to: 询问, share: 5%}",
            "wait: {name: 等待, at: 询问}",
            "- {measure: visits, of: 询问, at_most: 2}",
        ]
    )


@pytest.mark.parametrize(
    ("found", "new", "lines"),
    [
        ("for: [长|者", "elder", ["elder: {name: 老年顾客, share: 30%}", "emotion: {elder: -1, young: 1}", "- {to: end, for: [elder]}"]),
        ("chat|, shop]", "x.1", ["x.1: {kind: interpersonal, channel: chat, name: 客服对话}", "touchpoints: [x.1, shop]", "frontstage: {does: 回答, actor: agent, touchpoint: x.1}"]),
        ("addresses: sl|ow", "慢", ["pain_points: {id: 慢, what: 太慢, severity: 4}", "faster: {what: 加人, addresses: 慢, verified_by: wait}"]),
        ("system: ti|ll", "0123", ['systems: {crm: {name: 客户档案}, "0123": Till}', 'support: [{does: Book it, system: "0123", uses: order}]']),
        ("system: ti|ll", "-a", ['systems: {crm: {name: 客户档案}, "-a": Till}', 'support: [{does: Book it, system: "-a", uses: order}]']),
    ],
)  # fmt: skip
def test_others(found, new, lines):
    assert renamed(found, new) == lines


def test_the_same_word_elsewhere_stays():
    text = SHOP.replace("order: 订单", "ask: 订单").replace("uses: order", "uses: ask")
    assert not any("uses" in line or "订单" in line for line in renamed("id: as|k\n", "enquire", text))


def test_quotes_stay():
    text = (
        SHOP.replace("touchpoint: chat", "touchpoint: 'chat'")
        .replace("[chat, ", '["chat", ')
        .replace("  chat: {kind", '  "chat": {kind')
    )
    assert renamed("touchpoint: 'ch|at'", "talk", text) == snapshot(
        [
            '"talk": {kind: interpersonal, channel: chat, name: 客服对话}',
            'touchpoints: ["talk", shop]',
            "frontstage: {does: 回答, actor: agent, touchpoint: 'talk'}",
        ]
    )


def test_ids_that_are_made_from_it_go_along():
    text = SHOP.replace("id: slow, ", "").replace("addresses: slow", "addresses: ask.pain-1")
    assert renamed("id: as|k\n", "enquire", text)[-2:] == [
        "faster: {what: 加人, addresses: enquire.pain-1, verified_by: wait}",
        "- {measure: visits, of: enquire, at_most: 2}",
    ]


@pytest.mark.parametrize("line_break", ["\r\n", "\n"])
def test_the_result_is_as_good_as_the_file_was(line_break):
    text = SHOP.replace("\n", line_break)
    file, offset = marked_in("of: ask|", text)
    (renaming,) = rename(file, offset, "🙂问".removeprefix("🙂"))
    assert read_data(file.text, file.file).findings == ()
    assert read_data(applied(file.text, renaming.edits), file.file).findings == ()


@pytest.mark.parametrize(
    ("found", "new", "message"),
    [
        ("id: as|k\n", "a b", "`a b` can't be an id: letters of any script, digits, `-`, `_` and `.` can; `a-b` would do"),
        ("id: as|k\n", "end", "`end` is reserved and can't be an id"),
        ("id: as|k\n", " ", "an id can't be empty"),
        ("id: as|k\n", "pay", "`pay` is already the id of a step in shop.blueprint.yaml"),
        ("id: as|k\n", "chat", "`chat` is already the id of a touchpoint in shop.blueprint.yaml"),
        ("id: as|k\n", "pay.support-1", "`pay.support-1` is already the id of an action in shop.blueprint.yaml"),
        ("title: 换|手", "x", "there is no id here that could be renamed"),
        ("to: en|d", "x", "there is no id here that could be renamed"),
    ],
)  # fmt: skip
def test_refused(found, new, message):
    with pytest.raises(RenameError) as raised:
        rename(*marked_in(found), new)
    assert str(raised.value) == message


def test_another_kind_may_have_the_same_id():
    assert renamed("system: ti|ll", "ask")[0] == "systems: {crm: {name: 客户档案}, ask: Till}"


def test_the_name_that_it_has():
    assert rename(*marked_in("id: as|k\n"), "ask") == []


def test_an_id_by_way_of_an_alias():
    text = SHOP.replace("stages:", "x-own: &c chat\nstages:", 1).replace("touchpoint: chat", "touchpoint: *c")
    with pytest.raises(RenameError) as raised:
        rename(*marked_in("[ch|at, shop]", text), "talk")
    assert (
        str(raised.value) == "`chat` is used by way of `*c` on line 21 of shop.blueprint.yaml: write it out there first"
    )


def test_a_derived_id():
    text = SHOP.replace("id: slow, ", "").replace("addresses: slow", "addresses: ask.pain-1")
    with pytest.raises(RenameError) as raised:
        rename(*marked_in("addresses: ask.pa|in-1", text), "x")
    assert str(raised.value) == ("`ask.pain-1` was made from the place of the pain point: give it an `id` of its own")


def test_in_a_file_that_can_not_be_read():
    with pytest.raises(RenameError, match="the file has a mistake that keeps it from being read: mend that first"):
        rename(*marked_in("id: as|k\n", SHOP + '"'), "x")


@pytest.mark.parametrize("found", ["touchpoint: 'ch|at'", "touchpoint: |'chat'", "touchpoint: 'chat'|"])
def test_what_is_to_be_renamed_is_without_quotes(found):
    file, offset = marked_in(found, SHOP.replace("touchpoint: chat", "touchpoint: 'chat'"))
    start, end, id_ = renamable_at(file, offset)
    assert file.text[start:end] == id_ == "chat"


CATALOGUE = "blueprint: v1\nactors:\n  agent: {name: 客服, team: 客户服务}\nsystems: {crm: CRM, desk: {name: D, depends_on: crm}}\n"
SHARING = SHOP.replace(
    "actors: {agent: {name: 客服, team: 客户服务}}\nsystems: {crm: {name: 客户档案}, till: Till}",
    "include: team.catalogue.yaml",
).replace("till", "crm")


@pytest.fixture
def project(tmp_path):
    (tmp_path / "blueprint.toml").touch()
    (tmp_path / "team.catalogue.yaml").write_text(CATALOGUE, "utf-8")
    (tmp_path / "shop.blueprint.yaml").write_text(SHARING, "utf-8")
    (tmp_path / "other.blueprint.yaml").write_text(SHARING, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "found"), [("shop.blueprint.yaml", "system: cr|m"), ("team.catalogue.yaml", "cr|m: CRM")]
)
def test_an_item_of_a_shared_catalogue_is_renamed_in_all_files(project, name, found):
    file, offset = marked_in(found, (project / name).read_text("utf-8"), folder=project, name=name)
    changed = {
        renaming.document.file.rpartition("/")[2]: after(renaming.document.text, renaming.edits)
        for renaming in rename(file, offset, "档案")
    }
    line = "        support: [{does: Book it, system: 档案, uses: order}]"
    assert changed == {
        "team.catalogue.yaml": ["systems: {档案: CRM, desk: {name: D, depends_on: 档案}}"],
        "shop.blueprint.yaml": [line],
        "other.blueprint.yaml": [line],
    }


def test_an_id_that_is_taken_in_another_file(project):
    other = SHARING.replace("data:", "systems: {档案: x}\ndata:")
    (project / "other.blueprint.yaml").write_text(other, "utf-8")
    file, offset = marked_in("system: cr|m", SHARING, folder=project)
    with pytest.raises(RenameError, match=r"`档案` is already the id of a system in other\.blueprint\.yaml"):
        rename(file, offset, "档案")
