"""Checks many files: each by its own configuration, from the cache where it can, else anew."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blueprint.checks.cache import Cache, digest_of
from blueprint.project import configuration_for, root_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from blueprint.checks.result import FileResult
    from blueprint.checks.settings import Settings
    from blueprint.finding import Crash, Finding
    from blueprint.project import Configuration

MAX_BYTES = 16 * 1024 * 1024 + 1
"""More of a file is not read: it is too large, whatever follows."""


class Choice(NamedTuple):
    """What the one who runs a check says, over what is configured. `today` is the date on which things grow old."""

    today: date
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[str, ...] = ()


def today() -> date:
    """The day where we are."""
    from datetime import datetime

    return datetime.now().astimezone().date()


class Group:
    """The files that one configuration holds for: their results, and what rules about all files found in them."""

    def __init__(self, configuration: Configuration, choice: Choice) -> None:
        self.configuration = configuration
        self.choice = choice
        self.results: list[FileResult] = []
        self.findings: list[Finding] = []
        self.crashes: list[Crash] = []
        self.sources: dict[str, str] = {}
        """The texts of the files that `findings` point into."""

    @cached_property
    def settings(self) -> Settings:
        """What is checked, and how strictly. Raises ConfigurationError or SettingsError where it can't be meant."""
        from blueprint.checks.settings import configured

        choice = self.choice
        return configured(self.configuration, choice.today).with_choice(choice.select, choice.ignore, choice.severity)

    @cached_property
    def key(self) -> str:
        """What stands for the settings."""
        return digest_of(repr((self.configuration.text, self.choice)).encode("utf-8", "surrogatepass"))


class Groups:
    """The groups of the files in all folders, each with its own configuration."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        self._of_folder: dict[Path, Group] = {}
        self._of_configuration: dict[Path | None, Group] = {}
        self._keys: dict[str, str] = {}

    def of(self, path: str) -> Group:
        """The group of a file; of what is no file, that of this folder. Raises ConfigurationError."""
        folder = Path.cwd() if path.startswith("<") else Path(path).parent
        if folder not in self._of_folder:
            configuration = configuration_for(folder.resolve())
            group = Group(configuration, self.choice)
            self._of_folder[folder] = self._of_configuration.setdefault(configuration.path, group)
        return self._of_folder[folder]

    def key_of(self, path: str) -> str:
        """What stands in the cache for the settings of a file and its place in its project.

        What it may include and its fingerprints depend on where the project begins.
        """
        folder = path if os.path.islink(path) else os.path.dirname(path)  # noqa: PTH114, PTH120 (a thousand times)
        if folder not in self._keys:
            place = f"{self.of(path).key}\0{root_of(Path(path))}\0{os.path.realpath(os.path.dirname(path))}"  # noqa: PTH120
            self._keys[folder] = digest_of(os.fsencode(place))
        return self._keys[folder]

    def with_results(self) -> list[Group]:
        """The groups of the files that were checked."""
        return [group for group in self._of_configuration.values() if group.results]


class File(NamedTuple):
    """A file to check; `content` is given where it does not come from the disk."""

    path: str
    content: bytes | None = None


class Task(NamedTuple):
    """A file that is to be checked anew."""

    path: str
    content: bytes
    settings: Settings


def check_all(
    files: Sequence[File],
    groups: Groups,
    cache: Cache,
    *,
    processes: int | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> list[tuple[str, OSError]]:
    """Check files, each in its group, in their order; returns what can't be opened, and why.

    `progress` is told how many are done. Raises ConfigurationError and SettingsError before anything is checked.
    """
    unread: list[tuple[str, OSError]] = []
    results: dict[int, FileResult] = {}
    tasks: dict[int, Task] = {}
    for i, file in enumerate(files):
        try:
            content = _content(file.path) if file.content is None else file.content
        except OSError as error:
            unread.append((file.path, error))
            continue
        group = groups.of(file.path)
        known = cache.get(file.path, content, groups.key_of(file.path)) if file.content is None else None
        if known is not None:
            results[i] = known
        else:
            tasks[i] = Task(file.path, content, group.settings)
    progress(len(results))
    for i, result in _checked(tasks, processes):
        results[i] = result
        if files[i].content is None:
            cache.put(tasks[i].content, groups.key_of(result.file), result)
        progress(len(results))
    cache.save()
    for i in sorted(results):
        groups.of(files[i].path).results.append(results[i])
    return unread


def judge_all(groups: Groups, folders: Iterable[str], given: Sequence[File], *, is_complete: bool) -> None:
    """Add what the rules about all files find, each in the group of the file that it is about.

    `folders` are those that were searched for the files; `is_complete` says whether all could be read. `given` are the
    files whose content does not come from the disk.
    """
    found = groups.with_results()
    results = [result for group in found for result in group.results]
    if not any(result.facts for result in results):
        return
    from blueprint.checks.engine import judge, text_of
    from blueprint.checks.settings import Settings
    from blueprint.source.load import read_data

    known = {file.path: read_data(file.content, file.path).document for file in given if file.content is not None}
    alike: dict[tuple[str, ...], list[Group]] = {}
    for group in found:
        alike.setdefault(tuple(rule.code for rule, _ in group.settings.chosen if rule.judge), []).append(group)
    checked = {id(group) for group in found}
    for codes, those in alike.items():
        if not codes:
            continue
        findings, crashes = judge(results, Settings(select=codes), tuple(folders), known, is_complete=is_complete)
        those[0].crashes += crashes
        for finding in findings:
            own = groups.of(finding.file)
            own = own if id(own) in checked else found[0]
            if own in those:
                own.findings += own.settings.judged([finding])
                own.sources[finding.file] = text_of(finding.file, known)


def _content(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 (a thousand times)
        return file.read(MAX_BYTES)


def _checked(tasks: dict[int, Task], processes: int | None) -> Iterable[tuple[int, FileResult]]:
    if not tasks:
        return ()
    from blueprint.checks.workers import check_tasks

    return check_tasks(tasks, processes)
