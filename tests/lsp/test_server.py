"""The language server as an editor meets it: a process that is spoken to over its standard input and output."""

from __future__ import annotations

import pytest

from tests.lsp.editor import Editor, RefusedError
from tests.lsp.marked import SHOP

NAME = "店.blueprint.yaml"
CAN = {
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
    },
    "workspace": {
        "workspaceEdit": {"documentChanges": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    },
}


def project(folder):
    """A folder in which only mistakes are found: what else the checks have to say is their own tests' business."""
    (folder / "blueprint.toml").write_text('select = ["BP00", "BP101", "BP102"]\n', "utf-8")
    return folder


def used(editor):
    """An editor for a while, which leaves a server without a complaint."""
    yield editor
    if editor.process.poll() is None:
        assert editor.end() == 0
        assert editor.stderr == ""


@pytest.fixture
def editor(tmp_path):
    yield from used(Editor(project(tmp_path), CAN))


@pytest.fixture(scope="module")
def same_editor(tmp_path_factory):
    yield from used(Editor(project(tmp_path_factory.mktemp("project")), CAN))


def test_a_session(editor):
    """Open a file, make a mistake and mend it, complete, look, go there, rename, fix, format, close and leave."""
    assert editor.open(NAME, SHOP) == []
    assert editor.type(NAME, "actor: agent", "actor: agnt") == [
        "20: BP101 there is no actor `agnt`; did you mean `agent`?"
    ]
    (fix,) = [a for a in editor.ask("textDocument/codeAction", whole_line(editor, 19)) if a["kind"] == "quickfix"]
    assert fix["title"] == "Change `agnt` to `agent`"
    (change,) = fix["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": editor.uri(NAME), "version": 2}
    assert editor.applied(editor.uri(NAME), change["edits"]) == SHOP
    assert editor.type(NAME, "agnt", "agent") == []

    editor.type_on(NAME, "        asks: how-long", "        asks: how-long\n        backstage: {actor: ")
    answer = editor.ask_at("completion", NAME, "backstage: {actor: |")
    assert [item["label"] for item in answer["items"]] == ["agent"]
    assert "BP001" in editor.complaints(NAME)[0]
    assert editor.type(NAME, "\n        backstage: {actor: ", "") == []

    hover = editor.ask_at("hover", NAME, "touchpoint: ch|at")
    assert hover["contents"] == {
        "kind": "markdown",
        "value": "**touchpoint** chat: 客服对话\n\n- kind: interpersonal\n- channel: chat\n\nDefined in line 7; used twice here.",
    }
    assert editor.text_at({"uri": editor.uri(NAME), "range": hover["range"]}) == "chat"
    location = editor.ask_at("definition", NAME, "{pay: 90%, a|sk")
    assert (location["range"]["start"]["line"], editor.text_at(location)) == (16, "ask")
    found = editor.ask_at("references", NAME, "长|者: -1", context={"includeDeclaration": True})
    assert [(p["range"]["start"]["line"], editor.text_at(p)) for p in found] == [
        (3, "长者"),
        (20, "长者"),
        (28, "长者"),
    ]
    kinds = [h["kind"] for h in editor.ask_at("documentHighlight", NAME, "长|者: -1")]
    assert kinds == [3, 2, 2]

    assert editor.ask_at("prepareRename", NAME, "for: [长|者")["placeholder"] == "长者"
    edit = editor.ask_at("rename", NAME, "for: [长|者", newName="老人")
    (change,) = edit["documentChanges"]
    assert editor.applied(editor.uri(NAME), change["edits"]) == SHOP.replace("长者", "老人")
    with pytest.raises(RefusedError, match=r"`young` is already the id of a persona in 店\.blueprint\.yaml"):
        editor.ask_at("rename", NAME, "for: [长|者", newName="young")
    with pytest.raises(RefusedError, match="there is no id here that could be renamed"):
        editor.ask_at("prepareRename", NAME, "title: 换|手")

    outline = editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": editor.uri(NAME)}})
    assert [symbol["name"] for symbol in outline][:2] == ["换手机壳 📱", "personas"]
    options = {"tabSize": 2, "insertSpaces": True}
    edits = editor.ask("textDocument/formatting", {"textDocument": {"uri": editor.uri(NAME)}, "options": options})
    assert editor.type(NAME, editor.texts[editor.uri(NAME)], editor.applied(editor.uri(NAME), edits)) == []

    editor.tell("textDocument/didClose", {"textDocument": {"uri": editor.uri(NAME)}})
    assert editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": editor.uri(NAME)}}) is None
    assert editor.complaints_so_far(NAME) == []
    assert editor.end() == 0
    assert editor.stderr == ""
    assert editor.log == []


def whole_line(editor, line, only=None):
    place = {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 99}}
    context = {"diagnostics": []} | ({"only": only} if only else {})
    return {"textDocument": {"uri": editor.uri(NAME)}, "range": place, "context": context}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_positions_in_the_editors_units(tmp_path, encoding):
    editor = Editor(project(tmp_path), encoding=encoding)
    assert editor.server["positionEncoding"] == encoding
    editor.open(NAME, SHOP)
    text = "问“多少钱”📱"
    assert editor.type(NAME, text, f'"😀{text}" # 📱') == []
    (place,) = [p for p in editor.ask_at("documentHighlight", NAME, "verified_by: |wait") if p["kind"] == 2]
    assert editor.text_at({"uri": editor.uri(NAME), "range": place["range"]}) == "wait"
    assert editor.end() == 0


def test_keys_typed_faster_than_checked(editor):
    editor.open(NAME, SHOP)
    for i in range(50):
        editor.type_on(NAME, "title: ", f"title: {i}号")
    assert editor.complaints(NAME) == []
    versions = [told["version"] for told in editor.shown[editor.uri(NAME)]]
    assert versions == sorted(versions)
    assert versions[-1] == 51


CATALOGUE = "team.catalogue.yaml"
TEAM = "blueprint: v1\nactors:\n  agent: {name: 客服, team: 客户服务}\n"


def test_a_catalogue_that_is_changed_but_not_saved(editor):
    (editor.folder / CATALOGUE).write_text(TEAM, "utf-8")
    text = SHOP.replace("actors: {agent: {name: 客服, team: 客户服务}}", f"include: {CATALOGUE}")
    assert editor.open(NAME, text) == []
    assert editor.open(CATALOGUE, TEAM) == []
    editor.type(CATALOGUE, "agent", "clerk")
    editor.wait_for(NAME, "20: BP101 there is no actor `agent`")
    location = editor.ask_at("definition", CATALOGUE, "cl|erk")
    assert location["uri"] == editor.uri(CATALOGUE)
    editor.tell("textDocument/didClose", {"textDocument": {"uri": editor.uri(CATALOGUE)}})
    editor.wait_for(NAME, "")


def test_what_is_wrong_with_an_included_file_is_shown_until_nobody_includes_it(editor):
    (editor.folder / CATALOGUE).write_text(TEAM.replace("team", "teem"), "utf-8")
    text = SHOP.replace("actors: {agent: {name: 客服, team: 客户服务}}", f"include: {CATALOGUE}")
    editor.open(NAME, text)
    editor.wait_for(CATALOGUE, "3: BP002 an actor has no key `teem`; did you mean `team`?")
    editor.tell("textDocument/didClose", {"textDocument": {"uri": editor.uri(NAME)}})
    editor.wait_for(CATALOGUE, "")


def test_files_that_change_on_the_disk(editor):
    (editor.folder / CATALOGUE).write_text(TEAM, "utf-8")
    editor.open(NAME, SHOP.replace("actors: {agent: {name: 客服, team: 客户服务}}", f"include: {CATALOGUE}"))
    (registered,) = editor.asked_for
    patterns = [w["globPattern"] for w in registered["params"]["registrations"][0]["registerOptions"]["watchers"]]
    assert "**/*.catalogue.yaml" in patterns
    (editor.folder / CATALOGUE).write_text("blueprint: v1\n", "utf-8")
    changes = [{"uri": editor.uri(CATALOGUE), "type": 2}]
    editor.tell("workspace/didChangeWatchedFiles", {"changes": changes})
    editor.wait_for(NAME, "20: BP101 there is no actor `agent`")


def test_what_the_project_configures(editor):
    text = SHOP.replace("        asks: how-long\n", "        asks: how-long\n        notes: 12:30\n")
    assert [c[:10] for c in editor.open(NAME, text)] == ["23: BP004 "]
    (editor.folder / "blueprint.toml").write_text('ignore = ["BP"]\n', "utf-8")
    editor.tell("textDocument/didSave", {"textDocument": {"uri": editor.uri(NAME)}})
    editor.wait_for(NAME, "")
    (editor.folder / "blueprint.toml").write_text('ignroe = ["BP"]\n', "utf-8")
    editor.tell("textDocument/didSave", {"textDocument": {"uri": editor.uri(NAME)}})
    editor.wait_for(NAME, "BP004")
    assert "ignroe" in editor.log[0]


def test_actions(editor):
    text = SHOP.replace("        asks: how-long\n", "        asks: how-long\n        notes: [12:30, 0123]\n")
    assert len(editor.open(NAME, text)) == 2
    answer = editor.ask("textDocument/codeAction", whole_line(editor, 22))
    assert [(action["kind"], action["title"]) for action in answer] == [
        ("quickfix", 'Change `12:30` to `"12:30"`'),
        ("quickfix", 'Change `0123` to `"0123"`'),
        ("quickfix", "Suppress BP004 here, with a reason"),
        ("source.fixAll", "Fix all that can be fixed"),
    ]
    (all_,) = editor.ask("textDocument/codeAction", whole_line(editor, 0, ["source"]))
    (change,) = all_["edit"]["documentChanges"]
    fixed = editor.applied(editor.uri(NAME), change["edits"])
    assert fixed == text.replace("12:30", '"12:30"').replace("0123", '"0123"')
    assert editor.ask("textDocument/codeAction", whole_line(editor, 0)) == [all_]
    assert editor.ask("textDocument/codeAction", whole_line(editor, 0, ["refactor"])) == []


def test_other_files_are_none_of_our_business(editor):
    assert editor.open("compose.yaml", "services: [\n") == []
    editor.versions[editor.uri("compose.yaml")] = 1
    at = {"textDocument": {"uri": editor.uri("compose.yaml")}, "position": {"line": 0, "character": 2}}
    for method in ("hover", "completion", "definition", "documentSymbol", "documentHighlight", "prepareRename"):
        assert editor.ask(f"textDocument/{method}", at) is None
    assert editor.ask("textDocument/hover", at | {"textDocument": {"uri": "file:///not/open"}}) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("[" * 5000, id="deep"),
        pytest.param("a: &a [*a]\n", id="endless"),
        pytest.param("x-a: &a [b]\n" + "".join(f"x-{i}: &b{i} [*a, *a]\n" for i in range(99)), id="aliases"),
        pytest.param("blueprint: v1\ninclude: ../../../../etc/passwd\n", id="outside"),
        pytest.param("blueprint: v1\ninclude: 店.blueprint.yaml\n", id="itself"),
        pytest.param("\ud800: \udfff\n", id="half characters"),
        pytest.param("a: \x00\n", id="a forbidden character"),
        pytest.param("- 1\n- 2\n", id="a list"),
        pytest.param("stages: {a: [{}]}\npersonas: [1]\nnext: 3\n", id="odd shapes"),
    ],
)
def test_no_text_kills_it(same_editor, text):
    editor = same_editor
    editor.shown.clear()
    editor.open(NAME, text)
    at = {"textDocument": {"uri": editor.uri(NAME)}, "position": {"line": 0, "character": 3}}
    for method in ("hover", "completion", "definition", "documentSymbol", "documentHighlight"):
        editor.ask(f"textDocument/{method}", at)
    editor.ask("textDocument/codeAction", whole_line(editor, 0))
    assert editor.type(NAME, text, SHOP) == []
    assert editor.log == []
    editor.tell("textDocument/didClose", {"textDocument": {"uri": editor.uri(NAME)}})


def test_messages_that_make_no_sense(editor):
    editor.send_body(b"{nonsense")
    editor.send_body(b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": 3}')
    editor.tell("textDocument/didChange", {"textDocument": {"uri": "file:///x", "version": 1}, "contentChanges": []})
    editor.tell("no/such/thing", {})
    assert editor.open(NAME, SHOP) == []


def test_it_ends_when_the_editor_is_gone(tmp_path):
    editor = Editor(tmp_path)
    editor.open(NAME, SHOP)
    assert editor.leave() == 1
    assert editor.stderr == ""
