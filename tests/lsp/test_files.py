"""The files that are open in the editor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, Range, TextDocumentContentChangePartial, TextDocumentContentChangeWholeDocument

from blueprint.lsp.files import Session
from blueprint.lsp.positions import Positions
from blueprint.source.text import read_text, unsaved
from tests.lsp.marked import SHOP, opened


def change(start, end, text):
    return TextDocumentContentChangePartial(Range(Position(*start), Position(*end)), text)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([change((0, 0), (0, 0), "x")], "xa😀b\r\nc\u2028d\ne"),
        ([change((0, 1), (0, 3), "")], "ab\r\nc\u2028d\ne"),
        ([change((0, 3), (0, 3), "中"), change((0, 4), (0, 5), "!")], "a😀中!\r\nc\u2028d\ne"),
        ([change((1, 2), (1, 3), "D")], "a😀b\r\nc\u2028D\ne"),
        ([change((0, 4), (1, 0), "")], "a😀bc\u2028d\ne"),
        ([change((2, 1), (2, 1), "\n"), change((3, 0), (3, 0), "f")], "a😀b\r\nc\u2028d\ne\nf"),
        ([change((9, 9), (9, 9), "!")], "a😀b\r\nc\u2028d\ne!"),
        ([change((2, 1), (0, 0), "?")], "a😀b\r\nc\u2028d\ne?"),
        ([TextDocumentContentChangeWholeDocument("new"), change((0, 0), (0, 1), "N")], "New"),
    ],
)
def test_changes(changes, expected):
    file = opened("a😀b\r\nc\u2028d\ne")
    file.apply(changes, 2)
    assert (file.text, file.version) == (expected, 2)


@given(st.data())
def test_typing_gives_the_text_that_is_typed(data):
    text = data.draw(st.text(st.sampled_from("a中😀\n\r\u2028"), max_size=8))
    file = opened(text)
    for _ in range(3):
        start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        new = data.draw(st.text(st.sampled_from("b文🙂\n"), max_size=3))
        positions = Positions(text)
        if positions.offset(positions.position(start)) != start or positions.offset(positions.position(end)) != end:
            continue  # between `\r` and `\n`, where no editor is
        file.apply([TextDocumentContentChangePartial(positions.range(start, end), new)], 2)
        text = text[:start] + new + text[end:]
    assert file.text == text


def test_a_byte_order_mark_is_kept_out_of_what_is_read():
    file = opened("\ufeff" + SHOP)
    assert file.text == SHOP
    file.apply([change((0, 1), (0, 10), "Blueprint")], 2)
    assert file.text == SHOP.replace("blueprint", "Blueprint", 1)


@pytest.mark.parametrize(
    ("name", "text", "is_ours"),
    [
        ("a.blueprint.yaml", "", True),
        ("a.catalogue.yaml", "", True),
        ("a.yaml", "# x\nblueprint: v1\n", True),
        ("a.yaml", 'blueprint: "v1"\n', True),
        ("compose.yaml", "services: {blueprint: v1}\n", False),
        ("a.yaml", "blueprint: house\n", False),
    ],
)
def test_whose_file_it_is(name, text, is_ours):
    file = opened(text, name=name)
    assert file.is_ours is is_ours
    assert (file.session.ours(file.uri) is file) is is_ours


def test_what_could_be_read_last_is_kept():
    file = opened(SHOP)
    assert file.is_readable
    first = file.document
    file.set(SHOP + '"', 2)
    assert not file.is_readable
    assert file.document is first
    file.set("- a list", 3)
    assert file.document is first
    file.set(SHOP + "x-a: 1\n", 4)
    assert file.is_readable
    assert file.document is not first


def test_what_nobody_asked_for_is_kept_too():
    file = opened(SHOP)
    file.note_readable()
    file.set(SHOP + '"', 2)
    assert file.document is not None
    assert file.document.text == SHOP


def test_a_file_without_a_name():
    session = Session()
    file = session.open("untitled:Untitled-1", SHOP, 1)
    assert file.is_ours
    assert file.path is None
    assert file.document is not None
    assert session.uri_of(file.file) == "untitled:Untitled-1"


def test_an_open_file_has_the_address_that_the_editor_gave_it(tmp_path):
    session = Session()
    uri = f"file://{tmp_path}/%E6%8D%A2%20a.blueprint.yaml"
    file = session.open(uri, SHOP, 1)
    assert file.path == tmp_path / "换 a.blueprint.yaml"
    assert session.uri_of(str(tmp_path / "x" / ".." / "换 a.blueprint.yaml")) == uri
    assert session.uri_of(str(tmp_path / "其他.yaml")) == f"file://{tmp_path}/%E5%85%B6%E4%BB%96.yaml"


def test_unsaved_texts_are_read_in_place_of_files(tmp_path):
    path = tmp_path / "a.catalogue.yaml"
    path.write_text("on disk", "utf-8")
    with unsaved({path: "\ufeffin the editor"}):
        assert read_text(path).content == "in the editor"
        assert read_text(tmp_path / "." / "a.catalogue.yaml").content == "in the editor"
        with unsaved({tmp_path / "b.catalogue.yaml": "another"}):
            assert read_text(path).content == "in the editor"
            assert read_text(tmp_path / "b.catalogue.yaml").content == "another"
    assert read_text(path).content == "on disk"


def test_an_included_catalogue_is_read_as_it_is_in_the_editor(tmp_path):
    (tmp_path / "t.catalogue.yaml").write_text("blueprint: v1\nactors: {a: A}\n", "utf-8")
    session = Session()
    file = opened(SHOP + "include: t.catalogue.yaml\n", tmp_path, session=session)
    assert file.ids is not None
    assert [d.id for d in file.ids.definitions if d.kind == "actor"] == ["agent", "a"]
    opened("blueprint: v1\nactors: {b: B}\n", tmp_path, "t.catalogue.yaml", session)
    file.forget()
    assert file.ids is not None
    assert [d.id for d in file.ids.definitions if d.kind == "actor"] == ["agent", "b"]
