"""The server: the open files, what was found in them, and when they are checked again."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from blueprint import __version__
from blueprint.lsp.actions import all_fixes
from blueprint.lsp.checking import Checker
from blueprint.lsp.diagnostics import diagnostics_of
from blueprint.lsp.expected import words_of
from blueprint.lsp.files import OpenFile, Session
from blueprint.model.blueprint import Blueprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from blueprint.finding import Edit, Finding

_SHORTEST_PAUSE = 0.002
_LONGEST_PAUSE = 1.0
_QUICK = 0.2
"""In seconds: how long to wait for the next keystroke, at least and at most; and a check that needs no longer wait."""

_SMALLEST = "blueprint: v1\ntitle: T\nstages: [{name: S, steps: [{customer: Do}]}]\n"


class _Checked(NamedTuple):
    """What a check found in a text."""

    text: str
    findings: tuple[Finding, ...]
    diagnostics: Mapping[str, list[types.Diagnostic]]
    seconds: float


class _Protocol(LanguageServerProtocol):
    """The protocol without a second copy of the texts, whose lines would end where those of editors don't."""

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Iterator[Any]:
        if (handler := self.fm.features.get(types.TEXT_DOCUMENT_DID_CHANGE)) is not None:
            yield handler, (params,), None


class BlueprintServer(LanguageServer):
    """The language server of blueprints and catalogues."""

    def __init__(self) -> None:
        super().__init__("blueprint", __version__, protocol_cls=_Protocol)
        self.session = Session()
        self.was_shut_down = False
        self._last_logged = ""
        self._fixes: tuple[str, tuple[Edit, ...]] | None = None
        self._checker = Checker(self.log)
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._checked: dict[str, _Checked] = {}
        self._told: set[str] = set()
        logging.getLogger("pygls").setLevel(logging.CRITICAL)  # what is refused is told to the editor

    def warm_up(self) -> None:
        """Load what the first check and the first completion need, before the author waits for them."""
        try:
            words_of(Blueprint, "state")
            self._checker.check(OpenFile(self.session, "untitled:", _SMALLEST, None))
        except Exception as error:  # noqa: BLE001 (then every check fails, and says so)
            self.log(f"the checks can't be loaded: {type(error).__name__}: {error}")

    # -- checking ----------------------------------------------------------------------------------------------

    def check_soon(self, file: OpenFile) -> None:
        """Check a file when the author pauses, if only for a moment: what takes long waits longer."""
        if (waiting := self._waiting.pop(file.uri, None)) is not None:
            waiting.cancel()
        checked = self._checked.get(file.uri)
        seconds = checked.seconds if checked is not None else 0.0
        pause = _SHORTEST_PAUSE if seconds <= _QUICK else min(seconds, _LONGEST_PAUSE)
        self._waiting[file.uri] = asyncio.get_running_loop().call_later(pause, self._check_in_time, file)

    def check_sharing(self, file: OpenFile) -> None:
        """Check the open files again that may include a catalogue."""
        for other in self.session.files.values():
            if other is not file and other.is_ours and "include" in other.text:
                other.forget()
                self.check_soon(other)

    def check_all(self) -> None:
        """Check everything again: something on the disk has changed."""
        self.read_settings_again()
        for file in self.session.files.values():
            file.forget()
            self.check_soon(file)

    def read_settings_again(self) -> None:
        """Forget what is configured, until the next check."""
        self._checker.forget()

    def findings_of(self, file: OpenFile) -> tuple[Finding, ...]:
        """What is wrong with the text as it stands."""
        checked = self._checked.get(file.uri)
        if checked is None or checked.text is not file.text:
            self._check(file)
        checked = self._checked.get(file.uri)
        return checked.findings if checked is not None and checked.text is file.text else ()

    def fixes_of(self, file: OpenFile) -> tuple[Edit, ...]:
        """All that can be fixed in the text as it stands; worked out once for a text, for it takes some checks."""
        if not any(finding.edit is not None and finding.file == file.file for finding in self.findings_of(file)):
            return ()
        if self._fixes is None or self._fixes[0] is not file.text:
            self._fixes = file.text, all_fixes(file, self._checker.settings_of(file))
        return self._fixes[1]

    def stop_checking(self, file: OpenFile) -> None:
        """Forget what was found in a file that is closed."""
        if (waiting := self._waiting.pop(file.uri, None)) is not None:
            waiting.cancel()
        checked = self._checked.pop(file.uri, None)
        self._publish({file.uri, *(checked.diagnostics if checked is not None else ())})

    def _check_in_time(self, file: OpenFile) -> None:
        self._waiting.pop(file.uri, None)
        if self.session.files.get(file.uri) is file:
            self._check(file)

    def _check(self, file: OpenFile) -> None:
        """Check a file and say what was found. What it said before stays where that fails."""
        before = self._checked.get(file.uri)
        start = time.perf_counter()
        findings: tuple[Finding, ...] = ()
        diagnostics: Mapping[str, list[types.Diagnostic]] = {}
        if file.is_ours:
            try:
                result = self._checker.check(file)
                diagnostics = diagnostics_of(result, self.session)
            except Exception as error:  # noqa: BLE001 (whatever a file does to a rule, the server goes on)
                self.log(f"{file.file} could not be checked: {type(error).__name__}: {error}")
                return
            for crash in result.crashes:
                self.log(str(crash))
            findings = result.findings
            if not any(finding.code in ("BP001", "BP005", "BP006") for finding in findings):
                file.note_readable()
        self._checked[file.uri] = _Checked(file.text, findings, diagnostics, time.perf_counter() - start)
        self._publish({file.uri, *diagnostics, *(before.diagnostics if before is not None else ())})

    def _publish(self, uris: Iterable[str]) -> None:
        """Say what is wrong with some files: what the checks of all open files found there, each once."""
        for uri in sorted(uris):
            found: dict[Any, types.Diagnostic] = {}
            for checked in self._checked.values():
                for diagnostic in checked.diagnostics.get(uri, ()):
                    start, end = diagnostic.range.start, diagnostic.range.end
                    place = (start.line, start.character, end.line, end.character)
                    found.setdefault((place, diagnostic.code, diagnostic.message), diagnostic)
            file = self.session.files.get(uri)
            if found or file is not None or uri in self._told:
                self.text_document_publish_diagnostics(
                    types.PublishDiagnosticsParams(uri, list(found.values()), file.version if file else None)
                )
            (self._told.add if found else self._told.discard)(uri)

    # -- answering ---------------------------------------------------------------------------------------------

    def log(self, message: str) -> None:
        """Write a line into the editor's log; not the same at every keystroke."""
        if message == self._last_logged:
            return
        self._last_logged = message
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))

    def edit_of(self, edits: Mapping[str, Iterable[types.TextEdit]]) -> types.WorkspaceEdit:
        """Edits of files by address; of the versions that they were made for, where the editor can tell them apart."""
        workspace = self.client_capabilities.workspace
        if workspace is None or workspace.workspace_edit is None or not workspace.workspace_edit.document_changes:
            return types.WorkspaceEdit(changes={uri: list(found) for uri, found in edits.items()})
        changes = []
        for uri, found in edits.items():
            file = self.session.files.get(uri)
            identifier = types.OptionalVersionedTextDocumentIdentifier(uri, file.version if file else None)
            changes.append(types.TextDocumentEdit(identifier, list(found)))
        return types.WorkspaceEdit(document_changes=changes)

    def edits_in(self, file: OpenFile, edits: Iterable[Edit]) -> list[types.TextEdit]:
        """Edits of an open file, for the editor."""
        return [types.TextEdit(file.positions.range(edit.start, edit.end), edit.text) for edit in edits]

    def shows_markdown(self) -> bool:
        """Whether the editor shows Markdown over the text."""
        document = self.client_capabilities.text_document
        formats = document.hover.content_format if document is not None and document.hover is not None else None
        return formats is None or types.MarkupKind.Markdown in formats

    def completes_markdown(self) -> bool:
        """Whether the editor shows Markdown beside what it completes."""
        document = self.client_capabilities.text_document
        options = document.completion if document is not None else None
        item = options.completion_item if options is not None else None
        formats = item.documentation_format if item is not None else None
        return formats is not None and types.MarkupKind.Markdown in formats
