"""Looks at a file as `blueprint check` would: reads it, checks it by its configuration, notes what that rests on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal, NamedTuple

from blueprint.checks.baseline import Baseline, configured, hide
from blueprint.checks.baseline import read as read_baseline
from blueprint.checks.engine import check_reading
from blueprint.checks.result import FileResult, merged
from blueprint.checks.run import Choice, Groups, judge_all, today
from blueprint.checks.settings import Settings
from blueprint.files import read_regular
from blueprint.finding import BlueprintError
from blueprint.source.load import read_data
from blueprint.source.text import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from blueprint.checks.run import Group
    from blueprint.finding import Finding
    from blueprint.source.load import Reading

Stamp = tuple[int, int, int] | None
"""What changes when a file does: its time, its size, its number on the disk. None where there is no file."""


class Look(NamedTuple):
    """What one look at a file brought.

    `problems` are those that are no findings: the file can't be opened, or its configuration can't be meant. `stamps`
    are those of all files that the look rests on; its own is as it was before the look.
    """

    state: Literal["good", "broken", "gone"]
    reading: Reading | None
    result: FileResult
    problems: tuple[str, ...]
    stamps: Mapping[str, Stamp]


def look_at(path: Path) -> Look:
    """Read and check a file. Whatever is wrong with it is in what this returns."""
    own = str(path)
    stamps = {own: stamp_of(own), **{file: stamp_of(file) for file in configurations_for(path)}}
    nothing = FileResult(own, (), {})
    try:
        data = read_regular(path, MAX_BYTES)
    except FileNotFoundError:
        return Look("gone", None, nothing, (), stamps)
    except OSError as error:
        return Look("broken", None, nothing, (error.strerror or str(error),), stamps)
    rules = _rules_for(path)
    if rules.baseline_file:
        stamps[rules.baseline_file] = stamp_of(rules.baseline_file)
    reading = read_data(data, own)
    result = check_reading(reading, rules.settings)
    result = result._replace(findings=hide(result.findings, rules.baseline)[0])
    stamps |= {document.file: stamp_of(document.file) for document in reading.document.included}
    problems = (*rules.problems, *map(str, result.crashes))
    return Look("broken" if reading.blueprint is None else "good", reading, result, problems, stamps)


def judge(
    results: Iterable[FileResult], folders: Sequence[Path], *, is_complete: bool
) -> tuple[tuple[Finding, ...], dict[str, str]]:
    """What the rules about all files find in those that were looked at, and the texts of the files that it is in."""
    groups = Groups(Choice(today()))
    try:
        for result in results:
            groups.of(result.file).results.append(result)
        judge_all(groups, list(map(str, folders)), [], is_complete=is_complete)
    except BlueprintError:  # a configuration that can't be meant: each file's page says so
        return (), {}
    found = groups.with_results()
    findings = merged(finding for group in found for finding in _shown(group))
    return findings, {file: text for group in found for file, text in group.sources.items()}


def _shown(group: Group) -> tuple[Finding, ...]:
    """What rules about all files find in a group, save for what its baseline knows."""
    try:
        file = configured(group.configuration) if group.findings else None
        return hide(group.findings, read_baseline(file))[0] if file is not None else tuple(group.findings)
    except BlueprintError:  # each file's page says so
        return tuple(group.findings)


def stamp_of(path: str) -> Stamp:
    """The stamp of a file, wherever its name leads."""
    try:
        status = os.stat(path)  # noqa: PTH116 (hundreds of times, again and again)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def configurations_for(path: Path) -> list[str]:
    """The files that may configure what holds for a file, whether they are there or not."""
    folder = path.parent.resolve()
    return [str(above / name) for above in (folder, *folder.parents) for name in ("blueprint.toml", "pyproject.toml")]


class _Rules(NamedTuple):
    """By what a file is checked, and what is wrong with that."""

    settings: Settings
    baseline: Baseline = Baseline()
    baseline_file: str = ""
    problems: tuple[str, ...] = ()


def _rules_for(path: Path) -> _Rules:
    """What is configured for a file; where that can't be meant, it is checked as if nothing were."""
    settings, file = Settings(today=today()), ""
    try:
        group = Groups(Choice(today())).of(str(path))
        settings = group.settings
        named = configured(group.configuration)
        file = str(named) if named is not None else ""
        return _Rules(settings, read_baseline(file) if file else Baseline(), file)
    except BlueprintError as error:
        return _Rules(settings, Baseline(), file, tuple(str(error).split("\n")))
