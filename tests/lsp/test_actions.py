"""What is offered to do about findings."""

from __future__ import annotations

import pytest

from blueprint.checks.engine import check_text
from blueprint.checks.fixes import fixed_text
from blueprint.checks.settings import Settings
from blueprint.finding import Edit, Finding, Severity
from blueprint.lsp.actions import REASON, actions_for, all_fixes
from blueprint.lsp.edits import applied
from tests.lsp.marked import SHOP, opened


def findings_of(file):
    return check_text(file.text, file.file).findings


def offered(text, code="BP004"):
    file = opened(text)
    found = [finding for finding in findings_of(file) if finding.code == code]
    return file, list(actions_for(file, found))


AMBIGUOUS = SHOP.replace("        asks: how-long\n", "        asks: how-long\n        notes: 12:30\n")


def test_the_fix_of_a_finding_comes_first():
    file, (fix, suppression) = offered(AMBIGUOUS)
    assert (fix.title, fix.is_fix) == ('Change `12:30` to `"12:30"`', True)
    assert applied(file.text, fix.edits) == AMBIGUOUS.replace("12:30", '"12:30"')
    assert (suppression.title, suppression.is_fix) == ("Suppress BP004 here, with a reason", False)


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_a_comment_with_a_reason_suppresses_it(line_break):
    file, (_, suppression) = offered(AMBIGUOUS.replace("\n", line_break))
    text = applied(file.text, suppression.edits)
    comment = f"        # blueprint: ignore[BP004] {REASON}{line_break}"
    assert f"{comment}        notes: 12:30{line_break}" in text
    assert not [finding for finding in check_text(text, file.file).findings if finding.code in ("BP004", "BP008")]


def test_what_keeps_a_file_from_being_read_can_not_be_suppressed():
    assert all(action.is_fix for action in offered(SHOP.replace("title:", "titel:"), "BP002")[1])


def test_no_comment_where_it_would_be_text():
    text = SHOP.replace("asks: how-long", 'notes: ["a\n  b", 12:30]')
    actions = offered(text)[1]
    assert [action.is_fix for action in actions] == [True]


def finding(edit, file="/nowhere/shop.blueprint.yaml"):
    return Finding("BP004", "n", Severity.WARNING, "m", file, edit=edit)


@pytest.mark.parametrize(
    ("edit", "title"),
    [
        (Edit(0, 9, ""), "Remove `blueprint`"),
        (Edit(0, 0, "x\n y"), "Insert `x y`"),
        (Edit(14, 19, "t" * 99), f"Change `title` to `{'t' * 40}…`"),
    ],
)
def test_titles(edit, title):
    assert [a.title for a in actions_for(opened(SHOP), [finding(edit)]) if a.is_fix] == [title]


def test_fixes_of_other_files_and_of_other_texts_are_not_offered():
    file = opened(SHOP)
    found = [finding(Edit(0, 1, ""), "/other"), finding(Edit(0, 9999, ""))]
    assert [action for action in actions_for(file, found) if action.is_fix] == []


def test_all_fixes_are_those_of_the_command():
    text = AMBIGUOUS.replace("actor: agent", "actor: agnt")
    file = opened(text)
    edits = all_fixes(file, Settings())
    assert applied(text, edits) == fixed_text(text.encode(), Settings(), file.file).text
    assert applied(text, edits) == AMBIGUOUS.replace("12:30", '"12:30"')
    assert len(edits) == 2


def test_half_a_character_has_no_fixes():
    assert all_fixes(opened("a: \ud800"), Settings()) == ()
