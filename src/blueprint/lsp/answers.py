"""What an editor sends, and what it is answered; a fault in one answer never ends the others."""

from __future__ import annotations

import asyncio
from functools import wraps
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from blueprint.lsp import actions, completion, hover, navigation, outline, rename
from blueprint.lsp.formatting import formatted
from blueprint.lsp.markdown import plain
from blueprint.lsp.server import BlueprintServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from blueprint.lsp.files import OpenFile

_REQUEST_FAILED = -32803
_WATCHED = ("**/*.catalogue.yaml", "**/blueprint.toml", "**/pyproject.toml")


def make_server() -> BlueprintServer:
    """A server with all that it can do."""
    server = BlueprintServer()
    for name, (answer, options) in _ANSWERS.items():
        server.feature(name, options)(_safely(answer))
    return server


def _safely(answer: Callable[..., Any]) -> Callable[..., Any]:
    """Nothing, rather than an error on the screen, where an answer fails; but what is refused on purpose is told."""

    @wraps(answer)
    def safe(server: BlueprintServer, params: Any) -> Any:
        try:
            return answer(server, params)
        except JsonRpcException:
            raise
        except Exception as error:  # noqa: BLE001 (whatever a file does to an answer, the server goes on)
            server.log(f"{answer.__name__} failed: {type(error).__name__}: {error}")
            return None

    return safe


# -- files come, change and go -----------------------------------------------------------------------------------


def _initialize(server: BlueprintServer, _: types.InitializeParams) -> None:
    server.session.encoding = server.workspace.position_encoding or types.PositionEncodingKind.Utf16


def _initialized(server: BlueprintServer, _: types.InitializedParams) -> None:
    asyncio.get_running_loop().call_soon(server.warm_up)
    workspace = server.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace is not None else None
    if watched is not None and watched.dynamic_registration:
        watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        server.client_register_capability(types.RegistrationParams([registration]))


def _shutdown(server: BlueprintServer, _: Any) -> None:
    server.was_shut_down = True


def _opened(server: BlueprintServer, params: types.DidOpenTextDocumentParams) -> None:
    document = params.text_document
    file = server.session.open(document.uri, document.text, document.version)
    server.check_soon(file)
    if file.is_catalogue:
        server.check_sharing(file)


def _changed(server: BlueprintServer, params: types.DidChangeTextDocumentParams) -> None:
    file = server.session.files.get(params.text_document.uri)
    if file is not None:
        file.apply(params.content_changes, params.text_document.version)
        server.check_soon(file)
        if file.is_catalogue:
            server.check_sharing(file)


def _saved(server: BlueprintServer, params: types.DidSaveTextDocumentParams) -> None:
    file = server.session.files.get(params.text_document.uri)
    if file is not None:
        server.read_settings_again()  # an editor that doesn't watch files may have changed them elsewhere
        server.check_soon(file)
        if file.is_catalogue:
            server.check_sharing(file)


def _closed(server: BlueprintServer, params: types.DidCloseTextDocumentParams) -> None:
    file = server.session.files.pop(params.text_document.uri, None)
    if file is not None:
        server.stop_checking(file)
        if file.is_catalogue:  # what was not saved is gone
            server.check_sharing(file)


def _changed_on_disk(server: BlueprintServer, _: types.DidChangeWatchedFilesParams) -> None:
    server.check_all()


# -- what is asked about a place ---------------------------------------------------------------------------------


def _at(server: BlueprintServer, params: Any) -> tuple[OpenFile, int] | None:
    file = server.session.ours(params.text_document.uri)
    return (file, file.positions.offset(params.position)) if file is not None else None


def _hover(server: BlueprintServer, params: types.HoverParams) -> types.Hover | None:
    at = _at(server, params)
    shown = hover.hover_at(*at) if at is not None else None
    if at is None or shown is None:
        return None
    is_markdown = server.shows_markdown()
    kind = types.MarkupKind.Markdown if is_markdown else types.MarkupKind.PlainText
    said = shown.markdown if is_markdown else plain(shown.markdown)
    return types.Hover(types.MarkupContent(kind, said), at[0].positions.range(shown.start, shown.end))


def _completion(server: BlueprintServer, params: types.CompletionParams) -> types.CompletionList | None:
    at = _at(server, params)
    if at is None:
        return None
    items = completion.completions_at(*at, markdown=server.completes_markdown())
    return types.CompletionList(is_incomplete=False, items=items)


def _definition(server: BlueprintServer, params: types.DefinitionParams) -> types.Location | None:
    at = _at(server, params)
    found = navigation.named_at(*at) if at is not None else None
    if at is None or found is None:
        path = navigation.file_at(*at) if at is not None else None
        start = types.Position(0, 0)
        return types.Location(server.session.uri_of(str(path)), types.Range(start, start)) if path else None
    return server.session.location(*navigation.place_of(at[0], found))


def _references(server: BlueprintServer, params: types.ReferenceParams) -> list[types.Location] | None:
    at = _at(server, params)
    found = navigation.named_at(*at) if at is not None else None
    if at is None or found is None:
        return None
    places = navigation.all_places(server.session, at[0], found, with_definition=params.context.include_declaration)
    return [server.session.location(*place) for place in places]


def _highlight(server: BlueprintServer, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
    at = _at(server, params)
    found = navigation.named_at(*at) if at is not None else None
    if at is None or found is None or at[0].ids is None or not at[0].is_readable:
        return None
    file, ids = at[0], at[0].ids
    kinds = {True: types.DocumentHighlightKind.Write, False: types.DocumentHighlightKind.Read}
    return [
        types.DocumentHighlight(file.positions.range_of(occurrence.span), kinds[occurrence.is_definition])
        for occurrence in ids.occurrences
        if occurrence.definition is found and occurrence.document is ids.document
    ]


def _prepare_rename(server: BlueprintServer, params: types.PrepareRenameParams) -> Any:
    at = _at(server, params)
    if at is None:
        return None
    try:
        start, end, id_ = rename.renamable_at(*at)
    except rename.RenameError as error:
        raise JsonRpcException(str(error), _REQUEST_FAILED) from error
    return types.PrepareRenamePlaceholder(at[0].positions.range(start, end), id_)


def _rename(server: BlueprintServer, params: types.RenameParams) -> types.WorkspaceEdit | None:
    at = _at(server, params)
    if at is None:
        return None
    try:
        renamings = rename.rename(*at, params.new_name)
    except rename.RenameError as error:
        raise JsonRpcException(str(error), _REQUEST_FAILED) from error
    edits: dict[str, list[types.TextEdit]] = {}
    for document, found in renamings:
        positions = server.session.positions_of(document.file, document.text)
        changes = [types.TextEdit(positions.range(edit.start, edit.end), edit.text) for edit in found]
        edits[server.session.uri_of(document.file)] = changes
    return server.edit_of(edits)


# -- what is asked about a file ----------------------------------------------------------------------------------


def _outline(server: BlueprintServer, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
    file = server.session.ours(params.text_document.uri)
    return outline.outline_of(file) if file is not None else None


def _formatting(server: BlueprintServer, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    file = server.session.ours(params.text_document.uri)
    return server.edits_in(file, formatted(file.text, file.file)) if file is not None else None


def _actions(server: BlueprintServer, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    file = server.session.ours(params.text_document.uri)
    if file is None:
        return None
    findings = server.findings_of(file)
    only = params.context.only
    found: list[types.CodeAction] = []
    if _wants(only, types.CodeActionKind.QuickFix):
        start, end = file.positions.offset(params.range.start), file.positions.offset(params.range.end)
        here = [f for f in findings if f.file == file.file and _touches(file.extent(f.span), (start, end))]
        found += [_action(server, file, action) for action in actions.actions_for(file, here)]
    fixes = server.fixes_of(file) if _wants(only, types.CodeActionKind.SourceFixAll) else ()
    if fixes:
        edit = server.edit_of({file.uri: server.edits_in(file, fixes)})
        found.append(types.CodeAction("Fix all that can be fixed", kind=types.CodeActionKind.SourceFixAll, edit=edit))
    return found


def _action(server: BlueprintServer, file: OpenFile, action: actions.Action) -> types.CodeAction:
    place = file.positions.range_of(action.finding.span)
    return types.CodeAction(
        action.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[types.Diagnostic(place, action.finding.message, code=action.finding.code, source="blueprint")],
        edit=server.edit_of({file.uri: server.edits_in(file, action.edits)}),
        is_preferred=action.is_fix or None,
    )


def _wants(only: Iterable[str] | None, kind: str) -> bool:
    """Whether the editor asks for this kind of action, or for one that includes it."""
    return only is None or any(kind == wanted or kind.startswith(f"{wanted}.") or wanted == "" for wanted in only)


def _touches(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


_TRIGGERS = [" ", "[", "{", ",", '"', "'"]

_ANSWERS: dict[str, tuple[Callable[..., Any], Any]] = {
    types.INITIALIZE: (_initialize, None),
    types.INITIALIZED: (_initialized, None),
    types.SHUTDOWN: (_shutdown, None),
    types.TEXT_DOCUMENT_DID_OPEN: (_opened, None),
    types.TEXT_DOCUMENT_DID_CHANGE: (_changed, None),
    types.TEXT_DOCUMENT_DID_SAVE: (_saved, None),
    types.TEXT_DOCUMENT_DID_CLOSE: (_closed, None),
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (_changed_on_disk, None),
    types.TEXT_DOCUMENT_HOVER: (_hover, None),
    types.TEXT_DOCUMENT_COMPLETION: (_completion, types.CompletionOptions(trigger_characters=_TRIGGERS)),
    types.TEXT_DOCUMENT_DEFINITION: (_definition, None),
    types.TEXT_DOCUMENT_REFERENCES: (_references, None),
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: (_highlight, None),
    types.TEXT_DOCUMENT_PREPARE_RENAME: (_prepare_rename, None),
    types.TEXT_DOCUMENT_RENAME: (_rename, types.RenameOptions(prepare_provider=True)),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (_outline, None),
    types.TEXT_DOCUMENT_FORMATTING: (_formatting, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (
        _actions,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]),
    ),
}
