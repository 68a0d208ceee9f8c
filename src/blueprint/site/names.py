"""Files -> the names of their pages: safe on every system, each its own, and as links."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from blueprint.site.entry import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

INDEX = "index.html"
SUFFIX = ".html"

_BLUEPRINT = ".blueprint.yaml"
_MOST_BYTES = 200
"""What of a name fits with every file system, with a suffix and a number to spare."""
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))},
)
"""What Windows takes for a device, whatever the suffix."""


def page_of(kind: str) -> str:
    """The page of the shared parts of a kind."""
    return f"{KINDS[kind]}{SUFFIX}"  # type: ignore[index]


def page_names(files: Iterable[str]) -> dict[str, str]:
    """The pages of blueprints, by their files (relative to the portfolio, with `/`).

    A page is named like its file. Of files with one name, all but the least deep are named with their folders too,
    and where that isn't enough, with a number. Names that differ only in the case of letters are the same to some
    systems.
    """
    taken = {_key(INDEX), *(_key(page_of(kind)) for kind in KINDS)}
    names: dict[str, str] = {}
    for file in sorted(files, key=lambda file: (file.count("/"), file)):
        path = PurePosixPath(file)
        folders = [part for part in path.parts[:-1] if part != ".."]
        stem = path.name.removesuffix(_BLUEPRINT)
        tries = [stem, *("-".join([*folders[-n:], stem]) for n in range(1, len(folders) + 1))]
        name = next((name for name in map(_safe, tries) if _key(name) not in taken), None)
        number = 1
        while name is None:
            number += 1
            numbered = _safe(stem, f"-{number}")
            name = numbered if _key(numbered) not in taken else None
        taken.add(_key(name))
        names[file] = name
    return names


def _safe(stem: str, ending: str = "") -> str:
    """A name for a page: letters of any script, digits and `-_.`, never hidden, never a device, never too long."""
    text = unicodedata.normalize("NFC", stem)
    kept = "".join(c if c.isalnum() or c in "-_." or unicodedata.category(c)[0] == "M" else "-" for c in text)
    kept = kept.encode("utf-8", "replace")[:_MOST_BYTES].decode("utf-8", "ignore").strip("-_. ") or "blueprint"
    if kept.partition(".")[0].casefold() in _DEVICES:
        kept = f"blueprint-{kept}"
    return f"{kept}{ending}{SUFFIX}"


def _key(name: str) -> str:
    """What two names have in common that are the same to some file system."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def link(page: str, part: str | None = None) -> str:
    """A relative link to a page; to that of a blueprint, perhaps to one of its parts (see `Card.about`)."""
    return quote(page, safe="") + (f"#part={quote(part, safe='')}" if part is not None else "")


def link_to_anchor(page: str, anchor: str) -> str:
    """A relative link to an element of a page, by its id."""
    return f"{quote(page, safe='')}#{quote(anchor, safe='')}"
