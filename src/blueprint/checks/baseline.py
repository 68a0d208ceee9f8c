"""Baselines: the findings that are known, kept in a file by their fingerprints, so that only new ones are shown."""

from __future__ import annotations

import json
import os
from pathlib import Path

from blueprint.files import MOST_BYTES, bounded
from blueprint.finding import BlueprintError, Finding, Severity
from blueprint.source.codes import CODES

TYPE_CHECKING = False  # `typing` is not imported for it
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Any

    from blueprint.project import Configuration

VERSION = 1
_KEYS = ("fingerprint", "code", "file", "message")


class BaselineError(BlueprintError):
    """A baseline that can't be used. The message starts with the file, and the line where one is to blame."""


class Entry:
    """A known finding. All but the fingerprint is there for whoever reads the file."""

    __slots__ = ("code", "file", "fingerprint", "message")

    def __init__(self, fingerprint: str, code: str, file: str, message: str) -> None:
        self.fingerprint = fingerprint
        self.code = code
        self.file = file
        self.message = message


class Baseline:
    """The known findings in the order of the file."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = tuple(entries)
        self.fingerprints = frozenset(entry.fingerprint for entry in self.entries)


class Updated:
    """How many findings a baseline holds after it was written, how many of them are new to it, and how many left it."""

    def __init__(self, held: int, added: int, dropped: int) -> None:
        self.held = held
        self.added = added
        self.dropped = dropped


def hide(findings: Iterable[Finding], baseline: Baseline) -> tuple[tuple[Finding, ...], int]:
    """The findings that are not known, and how many are. What keeps a file from being read is never hidden."""
    every = tuple(findings)
    shown = tuple(f for f in every if f.fingerprint not in baseline.fingerprints or not _can_be_known(f))
    return shown, len(every) - len(shown)


def configured(configuration: Configuration) -> Path | None:
    """The baseline that a configuration names, beside it or below it. Raises ConfigurationError for any other."""
    given = configuration.data.get("baseline")
    if given is None or configuration.path is None:
        return None
    folder = configuration.path.parent
    path = folder / given
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(os.path.realpath(folder)):
        message = f"the baseline `{given}` leads out of the folder of its configuration"
        raise configuration.error(message, ("baseline",))
    if os.path.exists(real) and not os.path.isfile(real):  # noqa: PTH110, PTH113 (they never raise)
        message = f"the baseline `{given}` is no file"
        raise configuration.error(message, ("baseline",))
    return Path(os.path.relpath(path))


def read(path: str | Path) -> Baseline:
    """Read a baseline. Raises BaselineError where there is none, or it can't be used."""
    try:
        with Path(path).open("rb") as file:
            data = bounded(file.read(MOST_BYTES + 1), path)
    except FileNotFoundError:
        message = "there is no such baseline; make it with --update-baseline"
        raise _error(path, message) from None
    except OSError as error:
        raise _error(path, f"the baseline can't be read: {error.strerror}") from error
    return _parsed(path, data)


def write(path: str | Path, findings: Iterable[Finding], checked: Iterable[str] | None = None) -> Updated:
    """Make these findings the known ones. The same findings give the same bytes.

    Entries that no longer occur are dropped. Where only some files were `checked`, the entries of the others stay as
    long as the files are there; None means that all were. Raises BaselineError where the file that is there is no
    baseline: it is not written over; OSError where it can't be written.
    """
    from blueprint.files import write_atomically

    old = read(path) if Path(path).exists() else Baseline()
    found = {finding.fingerprint: _entry(finding) for finding in findings if _can_be_known(finding)}
    if checked is not None:
        for entry in _of_others(path, old, checked):
            found.setdefault(entry.fingerprint, entry)
    entries = sorted(found.values(), key=lambda entry: (entry.file, entry.code, entry.fingerprint))
    write_atomically(path, _text(entries))
    return Updated(len(found), len(found.keys() - old.fingerprints), len(old.fingerprints - found.keys()))


def _can_be_known(finding: Finding) -> bool:
    return finding.code not in CODES or CODES[finding.code][1] is not Severity.ERROR


def _error(path: str | Path, message: str, line: int | None = None) -> BaselineError:
    return BaselineError(f"{path}{f':{line}' if line else ''}: {message}")


# -- writing -----------------------------------------------------------------------------------------------------


def _entry(finding: Finding) -> Entry:
    from blueprint.checks.fingerprint import shown_path
    from blueprint.display import visible

    return Entry(finding.fingerprint, finding.code, visible(shown_path(finding.file)), finding.message)


def _text(entries: Iterable[Entry]) -> str:
    from blueprint.display import visible

    shown = ({key: visible(getattr(entry, key)) for key in _KEYS} for entry in entries)
    listed = ",".join(f"\n    {json.dumps(entry, ensure_ascii=False)}" for entry in shown)
    end = "\n  " if listed else ""
    return f'{{\n  "version": {VERSION},\n  "findings": [{listed}{end}]\n}}\n'


def _of_others(path: str | Path, baseline: Baseline, checked: Iterable[str]) -> Iterable[Entry]:
    """The entries of files that were not checked, and are still there."""
    from blueprint.checks.fingerprint import shown_path
    from blueprint.display import visible
    from blueprint.project import root_of

    root = root_of(Path(path))
    known: Collection[str] = {visible(shown_path(file)) for file in checked}
    return [entry for entry in baseline.entries if entry.file not in known and (root / entry.file).is_file()]


# -- reading -----------------------------------------------------------------------------------------------------


def _parsed(path: str | Path, data: bytes) -> Baseline:
    try:
        text = data.decode("utf-8-sig")
        given = json.loads(text)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _error(path, "this is no baseline: it is not UTF-8", line) from error
    except json.JSONDecodeError as error:
        conflict = next((n for n, shown in enumerate(text.splitlines(), 1) if shown.startswith("<<<<<<< ")), None)
        if conflict:
            message = "two versions of the baseline were not merged; take either, then run with --update-baseline"
            raise _error(path, message, conflict) from error
        message = f"this is no baseline: it is not JSON ({error.msg[:1].lower()}{error.msg[1:]})"
        raise _error(path, message, error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise _error(path, "this is no baseline: it is no JSON of such a form") from error
    if not isinstance(given, dict) or "version" not in given or "findings" not in given:
        raise _error(path, "this is no baseline: it needs `version` and `findings`")
    version = given["version"]
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise _error(path, f"`version` must be {VERSION}")
    if version > VERSION:
        message = f"version {version} of baselines is newer than this program, which reads version {VERSION}; update it"
        raise _error(path, message)
    if not isinstance(given["findings"], list):
        raise _error(path, "`findings` must be a list")
    faults = ((i, fault) for i, entry in enumerate(given["findings"]) if (fault := _fault_of(entry)))
    for i, fault in faults:
        raise _error(path, fault, _line_of(text, i))
    return Baseline(Entry(*(entry[key] for key in _KEYS)) for entry in given["findings"])


def _fault_of(entry: Any) -> str | None:
    if not isinstance(entry, dict):
        return "each of the `findings` must be an object"
    for key in _KEYS:
        if not isinstance(entry.get(key), str):
            return f"`{key}` must be a text" if key in entry else f"one of the `findings` lacks `{key}`"
    return None


def _line_of(text: str, position: int) -> int | None:
    """The line of one of the findings; None where it is not where it is always written."""
    start = at = text.find("[", text.find('"findings"')) + 1
    try:
        for _ in range(position + 1):
            start = next(i for i in range(at, len(text)) if text[i] not in " \t\r\n,")
            _, at = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, StopIteration):
        return None
    return text.count("\n", 0, start) + 1
