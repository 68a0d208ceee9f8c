"""What was found in files that have not changed since: results by content, configuration and version.

The cache may be deleted at any time. What is not exactly as it was when it was written is passed over.
"""

from __future__ import annotations

import json
import os
import sys
from hashlib import blake2b
from pathlib import Path

from blueprint.checks.result import FileResult
from blueprint.files import read_regular
from blueprint.finding import Edit, Finding, Related, Severity, Span

TYPE_CHECKING = False  # `typing` is not imported for it
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

_BOM = b"\xef\xbb\xbf"
_MOST_ENTRIES = 50_000
_MOST_BYTES = 512 * 1024 * 1024
_PACKAGE = Path(__file__).parents[1]
_CODE = (".py", ".css", ".js")


def digest_of(data: bytes) -> str:
    """What tells a text from all others; a byte-order mark doesn't count."""
    return blake2b(data.removeprefix(_BOM), digest_size=16).hexdigest()


def stamp_of_code() -> str:
    """The very code, the Python, and the packages that are installed, whose rules may be among them.

    The current folder may be on the path; it changes with every file that is saved in it.
    """
    folders = [Path(folder) for folder in sys.path if folder and folder != os.getcwd()]  # noqa: PTH109 (it is a text)
    installed = [_stamp_of(folder, is_deep=False) for folder in folders]
    return f"1 {sys.version} {_stamp_of(_PACKAGE)} {installed}"


def cache_folder() -> Path | None:
    """The folder that holds caches: `BLUEPRINT_CACHE_DIR`, else the one for caches of this user's programs."""
    if given := os.environ.get("BLUEPRINT_CACHE_DIR"):
        return Path(given)
    if base := os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA"):
        return Path(base) / "service-blueprint"
    try:
        return Path.home() / ".cache" / "service-blueprint"
    except RuntimeError:
        return None


class Cache:
    """The results of the checks that were run in a folder. `file` is None where nothing is kept."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._entries: dict[str, Any] = {}
        self._plugins: list[Any] = []
        self._is_changed = False
        self._digests: dict[str, str | None] = {}
        if file is not None:
            self._load(file)

    @classmethod
    def here(cls) -> Cache:
        """The cache of the checks that are run in the current folder."""
        folder = cache_folder()
        name = digest_of(os.fsencode(Path.cwd()))
        return cls(None if folder is None else folder / f"check-{name[:16]}.json")

    def get(self, path: str, content: bytes, key: str) -> FileResult | None:
        """The result for a file with this content, under the settings that `key` stands for."""
        entry = self._entries.get(path)
        if entry is None:
            return None
        try:
            digest, known_key, has_bom, included, result = entry
            if (digest, known_key, has_bom) != (digest_of(content), key, content.startswith(_BOM)):
                return None
            if any(self._digest_of_file(file) != of_text for file, of_text in included):
                return None
            return _from_data(path, content, result)
        except (TypeError, ValueError, KeyError, IndexError, OSError):  # a file may go while it is looked at
            return None

    def put(self, content: bytes, key: str, result: FileResult) -> None:
        """Keep a result, unless it rests on more than the contents of the files."""
        if self._file is None or result.crashes or any(finding.code == "BP007" for finding in result.findings):
            return
        data = _as_data(result)
        if data is not None:
            self._is_changed = True
            entry = [digest_of(content), key, content.startswith(_BOM), result.included, data]
            self._entries[result.file] = entry

    def save(self) -> None:
        """Write what is new. Where that can't be done, nothing is kept."""
        if self._file is None or not self._is_changed:
            return
        if os.path.exists(self._file) and not os.path.isfile(self._file):  # noqa: PTH110, PTH113 (they never raise)
            return
        from contextlib import suppress

        from blueprint.files import write_atomically

        kept = dict(list(self._entries.items())[-_MOST_ENTRIES:])
        data = {"stamp": stamp_of_code(), "plugins": _plugins(), "entries": kept}
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            body = json.dumps(data, separators=(",", ":")).encode()
            write_atomically(self._file, b"%s\n%s" % (digest_of(body).encode(), body))

    def _load(self, file: Path) -> None:
        try:
            digest, _, body = read_regular(file, _MOST_BYTES).partition(b"\n")
            if digest != digest_of(body).encode():
                return
            data = json.loads(body)
            plugins = [(path, _stamp_of(Path(path))) for path, _ in data["plugins"]]
            if data["stamp"] == stamp_of_code() and plugins == list(map(tuple, data["plugins"])):
                self._entries = dict(data["entries"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            self._entries = {}

    def _digest_of_file(self, path: str) -> str | None:
        if path not in self._digests:
            try:
                self._digests[path] = digest_of(Path(path).read_bytes())
            except (OSError, ValueError):
                self._digests[path] = None
        return self._digests[path]


# -- results as plain data ---------------------------------------------------------------------------------------


def _as_data(result: FileResult) -> list[Any] | None:
    """A result without the texts of files, which are read again."""
    own = {result.file, *(file for file, _ in result.included)}
    if not own.issuperset(result.sources):
        return None
    return [result.findings, result.facts]


def _from_data(path: str, content: bytes, data: list[Any]) -> FileResult:
    findings, facts = data
    found = tuple(_finding(fields) for fields in findings)
    files = {file for finding in found for file in (finding.file, *(other.file for other in finding.related))}
    sources = {
        file: (content if file == path else Path(file).read_bytes()).removeprefix(_BOM).decode()
        for file in sorted(files)
    }
    return FileResult(path, found, sources, facts=facts)


def _finding(data: list[Any]) -> Finding:
    code, name, severity, message, file, span, route, related, edit, fingerprint = data
    others = tuple(Related(said, where, Span(*place)) for said, where, place in related)
    fix = None if edit is None else Edit(*edit)
    return Finding(code, name, Severity(severity), message, file, Span(*span), tuple(route), others, fix, fingerprint)


# -- what else a result rests on ---------------------------------------------------------------------------------


def _plugins() -> list[tuple[str, str]]:
    """The code of other packages' rules, which may be changed in place."""
    from blueprint.checks.rules import all_rules

    modules = {
        getattr(rule.check or rule.check_file or rule.judge, "__module__", "").partition(".")[0]
        for rule in all_rules().values()
    }
    found = [getattr(sys.modules.get(name), "__file__", None) for name in sorted(modules - {"blueprint", ""})]
    files = [Path(file) for file in found if file]
    places = [file.parent if file.name == "__init__.py" else file for file in files]
    return [(str(place), _stamp_of(place)) for place in places]


def _stamp_of(place: Path, *, is_deep: bool = True) -> str:
    """When the modules of a folder were last changed, how many there are and how large; or of one file."""
    try:
        if not is_deep or not place.is_dir():
            status = place.stat()
            return f"{status.st_mtime_ns} {status.st_size}"
        return " ".join(map(str, _newest(place)))
    except OSError:
        return "none"


def _newest(folder: Path) -> Iterable[int]:
    newest = count = size = 0
    waiting = [os.fspath(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(_CODE):
                    status = entry.stat()
                    newest = max(newest, status.st_mtime_ns)
                    count += 1
                    size += status.st_size
                elif entry.is_dir() and entry.name != "__pycache__":
                    waiting.append(entry.path)
    return newest, count, size
