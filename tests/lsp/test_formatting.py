"""The formatter as an editor asks for it."""

from __future__ import annotations

import pytest

from blueprint.finding import Edit
from blueprint.lsp.edits import applied
from blueprint.lsp.formatting import formatted
from blueprint.source.tidy import tidy

UNTIDY = "blueprint: v1\ntitle:   T 😀\nstages:\n- name: S\n  steps:\n  - touchpoints: a\n    id: b\n  -  id: c\n"


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_the_edits_make_the_text_tidy(line_break):
    text = UNTIDY.replace("\n", line_break)
    assert applied(text, formatted(text, "t.blueprint.yaml")) == tidy(text).replace("\n", line_break)


def test_only_what_changes_is_touched():
    text = tidy(UNTIDY)
    assert formatted(text, "t.blueprint.yaml") == ()
    spaced = text.replace("title: T", "title:  T")
    start = spaced.index("title")
    assert formatted(spaced, "t.blueprint.yaml") == (Edit(start, start + len("title:  T 😀\n"), "title: T 😀\n"),)


@pytest.mark.parametrize("text", ["a: [", "", "- a", "a: 1\na: 2"])
def test_what_can_not_be_read_stays(text):
    assert formatted(text, "t.blueprint.yaml") == ()
