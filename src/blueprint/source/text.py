"""Bytes -> text: the one place that knows encodings and how large a file may be."""

from __future__ import annotations

from collections import ChainMap
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

from blueprint.finding import Span
from blueprint.source.nodes import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping
    from pathlib import Path

MAX_BYTES = 16 * 1024 * 1024
"""The largest file that is read. A blueprint of 2,000 steps has about 1 MB."""

_BOM = b"\xef\xbb\xbf"


class Text(NamedTuple):
    """The text of a file without its byte-order mark, or the problem that keeps it from being text."""

    content: str = ""
    has_bom: bool = False
    problem: Problem | None = None


_UNSAVED: ContextVar[MutableMapping[Path, str] | None] = ContextVar("unsaved", default=None)


@contextmanager
def unsaved(texts: MutableMapping[Path, str]) -> Iterator[None]:
    """Within it, these files (absolute paths without links) are read as an editor holds them, not from the disk."""
    outer = _UNSAVED.get()
    token = _UNSAVED.set(texts if outer is None else ChainMap(texts, outer))
    try:
        yield
    finally:
        _UNSAVED.reset(token)


def read_text(path: Path) -> Text:
    """Read a file. Raises OSError where it can't be opened; that it isn't text is in `problem`."""
    if (texts := _UNSAVED.get()) and (text := texts.get(path.resolve())) is not None:
        return Text(text.removeprefix("\ufeff"))
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    return decode(data)


def decode(data: bytes) -> Text:
    """Decode UTF-8, with or without a byte-order mark."""
    if len(data) > MAX_BYTES:
        return _refused("BP005", f"the file has more than {MAX_BYTES // 2**20} MiB, the most that is read")
    has_bom = data.startswith(_BOM)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:2].count(0) == data[2:4].count(0) == 1:
        return _refused("BP006", "the file is in UTF-16; save it as UTF-8")
    try:
        return Text(data.decode("utf-8-sig"), has_bom)
    except UnicodeDecodeError as error:
        if b"\x00" in data[:4096]:
            return _refused("BP006", "this is not a text file")
        before = data[: error.start].decode("utf-8-sig", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        hint = "it looks like GBK; " if _is_chinese(data) else ""
        message = f"this is not UTF-8 (byte 0x{data[error.start]:02X}); {hint}save the file as UTF-8"
        return Text(problem=Problem("BP006", message, Span(line, column, line, column + 1)))


def _refused(code: str, message: str) -> Text:
    return Text(problem=Problem(code, message, Span(1, 1, 1, 1)))


def _is_chinese(data: bytes) -> bool:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return sum("\u4e00" <= c <= "\u9fff" for c in text) > 1
