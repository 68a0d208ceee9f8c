"""Fixes: the exact edits that findings come with, made round by round until none is left that makes a file better."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blueprint.checks.engine import check_reading
from blueprint.checks.rules import all_rules
from blueprint.files import write_atomically
from blueprint.finding import Severity
from blueprint.source.load import read, read_data
from blueprint.source.text import decode, read_text, unsaved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence

    from blueprint.checks.result import FileResult
    from blueprint.checks.settings import Settings
    from blueprint.finding import Edit, Finding
    from blueprint.source.document import Document
    from blueprint.source.load import Reading

    Shown = Callable[[Sequence[Finding]], Iterable[Finding]]

MOST_ROUNDS = 20
"""What is mended may bring to light what else is wrong. The format nests ten levels deep, so this is always enough."""

MOST_TRIALS = 200
"""How often a file is read again, at most, to find those edits that can't be made."""

_BOM = "\ufeff"


class FixedFile(NamedTuple):
    """A file that fixes change, before and after: text without a byte-order mark, its line ends as they are."""

    file: str
    before: str
    after: str
    has_bom: bool

    @property
    def data(self) -> bytes:
        """What the file holds now."""
        return f"{_BOM if self.has_bom else ''}{self.after}".encode()


class Fixed(NamedTuple):
    """What fixing a file brought.

    `files` are those that it changes: the file, and catalogues that it includes. `made` is how many edits were made,
    `text` the file's own text with them. `left` is what checking finds then, save for rules about all files.
    """

    text: str
    files: tuple[FixedFile, ...]
    made: int
    left: FileResult


def fixed(
    path: str | Path, settings: Settings, shown: Shown = tuple, ahead: MutableMapping[Path, str] | None = None
) -> Fixed:
    """Fix a file and what it includes; nothing is written. Raises OSError where it can't be opened.

    Only findings that `shown` lets pass are fixed: a baseline may hide others. `ahead` are the texts of files that were
    fixed, but not written, by their absolute paths without links: it is read first, and added to. An edit that changes
    the meaning without need, or brings in another error, is not made.
    """
    ahead = {} if ahead is None else ahead
    file = str(path)
    with unsaved(ahead):
        text = read_text(Path(path))
        fixing = _Fixing(file, text.content, settings, shown, ahead)
        state = fixing.run() if text.problem is None else fixing.as_it_is(read(path))
    files = tuple(
        FixedFile(name, fixing.first[name], after, _has_bom(name))
        for name, after in state.texts.items()
        if after != fixing.first[name]
    )
    ahead.update({Path(changed.file).resolve(): changed.after for changed in files})
    return Fixed(state.texts[file], files, fixing.made, state.result)


def fixed_text(data: bytes, settings: Settings, file: str = "<stdin>", shown: Shown = tuple) -> Fixed:
    """Fix a blueprint in memory; what it includes stays as it is. `file` is what findings call it."""
    text = decode(data)
    fixing = _Fixing(file, text.content, settings, shown, {}, is_alone=True)
    state = fixing.run() if text.problem is None else fixing.as_it_is(read_data(data, file))
    after = FixedFile(file, text.content, state.texts[file], text.has_bom)
    return Fixed(after.after, (after,) if fixing.made else (), fixing.made, state.result)


def write(files: Iterable[FixedFile]) -> None:
    """Write fixed files, each whole or not at all. Raises OSError."""
    for file in files:
        write_atomically(file.file, file.data)


def _has_bom(file: str) -> bool:
    with Path(file).open("rb") as opened:
        return opened.read(3) == _BOM.encode()


class _Made(NamedTuple):
    """An edit of a file, and what it is to settle."""

    file: str
    edit: Edit
    kind: _Kind


_Kind = tuple[str, str, tuple[str | int, ...]]
"""What tells findings apart while lines move: code, file, route."""


class _State(NamedTuple):
    """The texts by file, and what was read and found in them."""

    texts: Mapping[str, str]
    reading: Reading
    result: FileResult


class _Fixing:
    """The rounds of one file. `first` holds the texts before them, `made` is how many edits were made."""

    def __init__(
        self,
        file: str,
        content: str,
        settings: Settings,
        shown: Shown,
        ahead: Mapping[Path, str],
        *,
        is_alone: bool = False,
    ) -> None:
        self.first = {file: content}
        self.made = 0
        self._file = file
        self._settings = settings
        self._shown = shown
        self._ahead = ahead
        self._is_alone = is_alone
        self._trials = 0

    def as_it_is(self, reading: Reading) -> _State:
        """The state of a file that is no text."""
        return _State(self.first, reading, check_reading(reading, self._settings))

    def run(self) -> _State:
        """The texts when there is nothing left to fix."""
        state = self._state(self.first)
        seen = {tuple(state.texts.items())}
        for _ in range(MOST_ROUNDS):
            after = self._round(state)
            if after is None or tuple(after.texts.items()) in seen:
                break
            seen.add(tuple(after.texts.items()))
            state = after
        return state

    def _state(self, texts: Mapping[str, str]) -> _State:
        own = {Path(file).resolve(): text for file, text in texts.items() if file != self._file}
        with unsaved({**self._ahead, **own}):
            reading = read_data(texts[self._file], self._file)
            result = check_reading(reading, self._settings)
        for included in reading.document.included:
            self.first.setdefault(included.file, included.text)
        known = {included.file: included.text for included in reading.document.included}
        return _State({**known, **texts}, reading, result)

    def _round(self, state: _State) -> _State | None:
        """The state after those edits that can be made now, or None where there are none.

        What makes the file readable goes by itself, so that it can be told of the others that they keep the meaning;
        and first, because then more is known: that a text is a date, say.
        """
        edits = self._edits(state)
        for repairs in (True, False):
            chosen = _without_overlap(made for made in edits if _is_repair(made.kind[0]) is repairs)
            after, count = self._with_sound(state, chosen)
            if after is not None:
                self.made += count
                return after
        return None

    def _edits(self, state: _State) -> list[_Made]:
        own = state.reading.document
        documents = {own.file: own}
        if not self._is_alone:
            documents |= {included.file: included for included in own.included}
        return [
            _Made(finding.file, _with_line_ends(finding.edit, documents[finding.file]), _kind(finding))
            for finding in self._shown(state.result.findings)
            if finding.edit is not None
            and finding.file in documents
            # What another blueprint has may be meant by a catalogue that both include.
            and (finding.code != "BP101" or finding.file == own.file)
        ]

    def _with_sound(self, before: _State, edits: list[_Made]) -> tuple[_State | None, int]:
        """The state after as many of the edits as can be made, and how many that are: all, or halves of them."""
        best: _State | None = None
        made: list[_Made] = []
        waiting = [edits]
        while waiting and (tried := waiting.pop()) and self._trials < MOST_TRIALS:
            self._trials += 1
            after = self._state(_applied(before.texts, [*made, *tried]))
            if _is_sound(before, after, [*made, *tried]):
                best, made = after, [*made, *tried]
            elif len(tried) > 1:
                half = len(tried) // 2
                waiting += [tried[half:], tried[:half]]
        return best, len(made)


def _is_repair(code: str) -> bool:
    """Whether findings of a code keep a file from being read, so that its fix gives a meaning to what had none."""
    rule = all_rules().get(code)
    return rule is not None and rule.keeps_from_reading


def _kind(finding: Finding) -> _Kind:
    return finding.code, finding.file, finding.route


# -- edits -------------------------------------------------------------------------------------------------------


def _with_line_ends(edit: Edit, document: Document) -> Edit:
    """The edit with the line ends of its file."""
    if "\n" not in edit.text:
        return edit
    found = re.search("\r\n?|\n", document.text)
    return edit._replace(text=re.sub("\r\n?|\n", found[0], edit.text)) if found else edit


def _without_overlap(edits: Iterable[_Made]) -> list[_Made]:
    """The edits in order, of those that overlap or touch only the first: the others wait for the next round."""
    kept: list[_Made] = []
    for made in sorted(edits, key=lambda made: (made.file, made.edit)):
        last = kept[-1] if kept else None
        if last is None or made.file != last.file or made.edit.start > last.edit.end:
            kept.append(made)
    return kept


def _applied(texts: Mapping[str, str], edits: Sequence[_Made]) -> dict[str, str]:
    after = dict(texts)
    for file in {made.file: None for made in edits}:
        pieces, position = [], 0
        for edit in sorted(made.edit for made in edits if made.file == file):
            pieces += [texts[file][position : edit.start], edit.text]
            position = edit.end
        after[file] = "".join(pieces) + texts[file][position:]
    return after


# -- is it better? -------------------------------------------------------------------------------------------------


def _is_sound(before: _State, after: _State, edits: Sequence[_Made]) -> bool:
    """Whether the edits settle what they are to settle, and nothing gets worse."""
    repairs = any(_is_repair(made.kind[0]) for made in edits)
    was, now = (Counter(map(_kind, state.result.findings)) for state in (before, after))
    settled = Counter(made.kind for made in edits)
    return (
        all(now[kind] <= was[kind] - count for kind, count in settled.items())
        and (repairs or len(after.result.crashes) <= len(before.result.crashes))
        and (repairs or _is_same(before.reading, after.reading))
        and not any(now[_kind(finding)] > was[_kind(finding)] for finding in _barred(before, after, repairs=repairs))
    )


def _is_same(before: Reading, after: Reading) -> bool:
    """Whether two texts say the same: as a blueprint, or where there is none, as data."""
    if before.blueprint is not None:
        return after.blueprint is not None and before.blueprint == after.blueprint
    return _data(before) == _data(after)


def _data(reading: Reading) -> list[object]:
    return [document.data for document in (reading.document, *reading.document.included)]


def _barred(before: _State, after: _State, *, repairs: bool) -> Iterator[Finding]:
    """The errors that must not be new: all of them; but a repair may bring to light what was not judged before.

    These are references and ids in what was a mistyped key, more such keys in it that can be repaired too, and, when
    the file can be read at last, what is wrong with the service.
    """
    for finding in after.result.findings:
        if finding.severity is not Severity.ERROR:
            continue
        is_new_light = finding.code in ("BP101", "BP102") or (finding.code == "BP002" and finding.edit is not None)
        was_read = before.reading.blueprint is not None
        if not (repairs and (is_new_light or not (was_read or _is_repair(finding.code)))):
            yield finding
