"""The folder of a site: what in it is ours, and how it is changed without touching anything else."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from blueprint.files import read_regular, write_atomically
from blueprint.finding import BlueprintError
from blueprint.site.names import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MANIFEST = ".blueprint-site.json"
"""The file that says which files of the folder are ours."""

_MADE_BY = "blueprint site"


class SiteError(BlueprintError):
    """A folder that a site can't be written to."""


class Folder:
    """A folder that is empty, or that a site was written to before.

    Raises SiteError where it holds anything else, unless `force` says that it may: even so only files with the names
    of pages are replaced. Nothing outside of it is ever written or removed, wherever links in it lead.
    """

    def __init__(self, path: Path, *, force: bool = False) -> None:
        self.path = path
        self._force = force
        self._ours = self._listed()
        """The files in it that are ours."""

    def _listed(self) -> set[str]:
        if not os.path.lexists(self.path):
            return set()
        if not self.path.is_dir():
            message = f"{self.path}: this is no folder"
            raise SiteError(message)
        manifest = self.path / MANIFEST
        if os.path.lexists(manifest):
            return self._read(manifest)
        if not self._force and any(self.path.iterdir()):
            message = (
                f"{self.path}: the folder is not empty, and no site was written to it before: "
                "take another, or say --force to write among its files"
            )
            raise SiteError(message)
        return set()

    def _read(self, manifest: Path) -> set[str]:
        try:
            data = json.loads(read_regular(manifest))
            if not manifest.is_symlink() and data["made_by"] == _MADE_BY:
                return {name for name in data["files"] if _is_page(name)}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            pass
        if self._force:
            return set()
        message = f"{manifest}: this does not say which files are the site's: remove the folder, or say --force"
        raise SiteError(message)

    def claim(self, names: Iterable[str]) -> None:
        """Make the folder, and say that files of these names are ours, before any is written.

        Raises SiteError where a file of such a name is somebody else's, OSError where the folder can't be written to.
        """
        wanted = set(names)
        others = sorted(name for name in wanted - self._ours if os.path.lexists(self.path / name))
        if others and not self._force:
            message = f"{self.path / others[0]}: this is no page of the site: move it, or say --force to replace it"
            raise SiteError(message)
        for name in wanted:
            if (self.path / name).is_dir() and not (self.path / name).is_symlink():
                message = f"{self.path / name}: this is a folder, where a page has to be"
                raise SiteError(message)
        self.path.mkdir(parents=True, exist_ok=True)
        self._ours |= wanted
        self._write_manifest()

    def read(self, name: str) -> bytes | None:
        """The content of a page of ours; None where it is not there as a file."""
        path = self.path / name
        if name not in self._ours or path.is_symlink():
            return None
        try:
            return read_regular(path, _MOST)
        except OSError:
            return None

    def write(self, name: str, content: bytes) -> bool:
        """Write a page that was claimed; whether it was not so already."""
        assert name in self._ours  # noqa: S101 (who claims nothing writes nothing)
        if self.read(name) == content:
            return False
        path = self.path / name
        if path.is_symlink():  # else what it leads to would be written
            path.unlink()
        write_atomically(path, content)
        return True

    def keep_only(self, names: Iterable[str]) -> list[str]:
        """Remove the files of ours that are none of these; returns their names. Raises OSError."""
        kept = set(names)
        gone = sorted(self._ours - kept)
        for name in gone:
            path = self.path / name
            if os.path.lexists(path) and (path.is_symlink() or not path.is_dir()):
                path.unlink()
        self._ours = kept
        self._write_manifest()
        return gone

    def _write_manifest(self) -> None:
        manifest = self.path / MANIFEST
        if manifest.is_symlink():
            manifest.unlink()
        text = json.dumps({"made_by": _MADE_BY, "files": sorted(self._ours)}, indent=1, ensure_ascii=False) + "\n"
        content = text.encode()
        with suppress(OSError):
            if manifest.read_bytes() == content:
                return
        write_atomically(manifest, content)


_MOST = 256 * 1024 * 1024


def _is_page(name: object) -> bool:
    """Whether this may be the name of a page: whatever a manifest says, nothing else is ever removed."""
    return (
        isinstance(name, str)
        and name.endswith(SUFFIX)
        and not name.startswith(".")
        and not any(c in name for c in "/\\:\0")
    )
