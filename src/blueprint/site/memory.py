"""What a build leaves for the next one: entries and digests of pages, by what they were made from.

It may be deleted at any time. What is not exactly as it was when it was written is passed over.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Self

from pydantic import TypeAdapter, ValidationError

from blueprint.checks.cache import cache_folder, digest_of, stamp_of_code
from blueprint.files import read_regular, write_atomically
from blueprint.site.entry import Entry

_MOST_BYTES = 512 * 1024 * 1024


class Kept(NamedTuple):
    """An entry with what it was made from: the digest of its file, and of each file that it includes."""

    digest: str
    included: tuple[tuple[str, str], ...]
    entry: Entry


class _All(NamedTuple):
    entries: dict[str, Kept]
    pages: dict[str, tuple[str, str]]


_ADAPTER: TypeAdapter[_All] = TypeAdapter(_All)


class Memory:
    """What is known of an earlier build into a folder, and what the next one is to know."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._digests: dict[str, str | None] = {}
        self._was = _All({}, {})
        self._is = _All({}, {})
        if file is not None:
            self._was = _read(file)

    @classmethod
    def of(cls, folder: Path, base: Path) -> Self:
        """That of the builds into a folder, of the portfolio that lies in another."""
        caches = cache_folder()
        name = digest_of(os.fsencode(f"{os.path.realpath(folder)}\0{os.path.realpath(base)}"))
        return cls(None if caches is None else caches / f"site-{name[:16]}.json")

    def entry(self, file: str, content: bytes) -> Entry | None:
        """The entry of a file with this content, if it is known."""
        kept = self._was.entries.get(file)
        if kept is None or kept.digest != digest_of(content):
            return None
        if any(self._digest_of_file(path) != digest for path, digest in kept.included):
            return None
        self._is.entries[file] = kept
        return kept.entry

    def keep(self, file: str, content: bytes, included: Iterable[str], entry: Entry) -> None:
        """Keep an entry with the files that it was made from."""
        digests = [(real, self._digest_of_file(real)) for real in map(os.path.realpath, included)]
        known = tuple((path, digest) for path, digest in digests if digest is not None)
        if len(known) == len(digests):
            self._is.entries[file] = Kept(digest_of(content), known, entry)

    def made_from(self, file: str, content: bytes) -> list[str]:
        """What stands for the content of a file, and of those that it includes."""
        kept = self._is.entries.get(file)
        return [digest_of(content), *(digest for _, digest in (kept.included if kept is not None else ()))]

    def page(self, name: str, key: str, content: bytes | None) -> bool:
        """Whether a page was made from what `key` stands for, and is still as it was written."""
        known = self._was.pages.get(name)
        is_so = content is not None and known is not None and known == (key, digest_of(content))
        if is_so and known is not None:
            self._is.pages[name] = known
        return is_so

    def keep_page(self, name: str, key: str, content: bytes) -> None:
        """Keep what a page was made from."""
        self._is.pages[name] = (key, digest_of(content))

    def save(self) -> None:
        """Write what is to be known the next time. Where that can't be done, nothing is."""
        if self._file is None or self._is == self._was:
            return
        body = _ADAPTER.dump_json(self._is)
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            head = json.dumps([stamp_of_code(), digest_of(body)]).encode()
            write_atomically(self._file, b"%s\n%s" % (head, body))

    def _digest_of_file(self, path: str) -> str | None:
        if path not in self._digests:
            try:
                self._digests[path] = digest_of(read_regular(path))
            except OSError:
                self._digests[path] = None
        return self._digests[path]


def _read(file: Path) -> _All:
    try:
        head, _, body = read_regular(file, _MOST_BYTES).partition(b"\n")
        if json.loads(head) == [stamp_of_code(), digest_of(body)]:
            return _ADAPTER.validate_json(body)
    except (OSError, ValueError, RecursionError, ValidationError):
        pass
    return _All({}, {})
