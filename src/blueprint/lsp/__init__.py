"""The language server: what an editor asks while an author types, answered in the protocol's own terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.finding import MissingExtra

if TYPE_CHECKING:
    from blueprint.lsp.server import BlueprintServer


def load_server() -> BlueprintServer:
    """A language server that is ready to be started. Raises MissingExtra without the extra `lsp`."""
    try:
        import pygls  # noqa: F401
    except ImportError as error:
        message = "the language server needs the extra `lsp`: pip install 'service-blueprint[lsp]'"
        raise MissingExtra(message) from error
    from blueprint.lsp.answers import make_server

    return make_server()
