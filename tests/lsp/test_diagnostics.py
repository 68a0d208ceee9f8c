"""Findings as an editor underlines them."""

from __future__ import annotations

from lsprotocol.types import DiagnosticSeverity, DiagnosticTag

from blueprint.checks.engine import check_text
from blueprint.finding import Finding, Severity, Span
from blueprint.lsp.diagnostics import diagnostics_of
from tests.lsp.marked import SHOP, opened


def found_in(file):
    return diagnostics_of(check_text(file.text, file.file), file.session)


def test_places_count_code_units():
    file = opened(SHOP.replace("{does: 回答, actor: agent", "{does: 😀答, actor: agnt"))
    (diagnostic,) = [d for d in found_in(file)[file.uri] if d.code == "BP101"]
    assert diagnostic.range.start.line == diagnostic.range.end.line == 19
    assert (diagnostic.range.start.character, diagnostic.range.end.character) == (39, 43)
    assert diagnostic.message == "there is no actor `agnt`; did you mean `agent`?"
    assert (diagnostic.severity, diagnostic.source, diagnostic.tags) == (DiagnosticSeverity.Error, "blueprint", None)


def test_the_other_place():
    file = opened(SHOP.replace("id: pay", "id: ask", 1).replace("{pay: 90%, ask: 10%}", "end"))
    (diagnostic,) = [d for d in found_in(file)[file.uri] if d.code == "BP102"]
    assert diagnostic.related_information is not None
    (other,) = diagnostic.related_information
    assert (other.message, other.location.uri, other.location.range.start.line) == ("first used here", file.uri, 16)


def test_what_can_go_is_faded():
    file = opened("# blueprint: ignore-file[BP004] no reason\n" + SHOP)
    (diagnostic,) = [d for d in found_in(file)[file.uri] if d.code == "BP008"]
    assert diagnostic.tags == [DiagnosticTag.Unnecessary]


def test_severities():
    file = opened(SHOP)
    result = check_text(SHOP, file.file)
    findings = tuple(Finding("BP999", "n", severity, "m", file.file, Span(2, 1, 2, 2)) for severity in Severity)
    diagnostics = diagnostics_of(result._replace(findings=findings), file.session)[file.uri]
    assert [d.severity for d in diagnostics] == [
        DiagnosticSeverity.Error,
        DiagnosticSeverity.Warning,
        DiagnosticSeverity.Information,
    ]


def test_what_is_wrong_with_an_included_file_is_shown_there(tmp_path):
    (tmp_path / "t.catalogue.yaml").write_text("# 😀\nblueprint: v1\nactors: {a: {nme: A}}\n", "utf-8")
    file = opened(SHOP + "include: t.catalogue.yaml\n", tmp_path)
    found = found_in(file)
    uri = f"file://{tmp_path}/t.catalogue.yaml"
    assert set(found) == {file.uri, uri}
    assert {(d.code, d.range.start.line) for d in found[uri]} == {("BP002", 2)}
