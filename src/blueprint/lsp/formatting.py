"""The formatter as an editor asks for it: only the lines that have to change, with the file's own line breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.lsp.edits import edits_between
from blueprint.source.load import LoadError
from blueprint.source.tidy import TidyError, tidy

if TYPE_CHECKING:
    from blueprint.finding import Edit


def formatted(text: str, file: str) -> tuple[Edit, ...]:
    """The edits that tidy a text; none where it is tidy, or can't be read."""
    try:
        after = tidy(text, file)
    except (LoadError, TidyError):
        return ()
    if "\r\n" in text:
        after = after.replace("\n", "\r\n")
    return edits_between(text, after)
