"""Files -> a site: reads and checks each, finds what leads where, and writes the pages that are not so already."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from blueprint.checks.cache import Cache, digest_of
from blueprint.checks.run import Choice, File, Groups, check_all, judge_all
from blueprint.files import read_regular
from blueprint.site.entry import KINDS, Entry
from blueprint.site.folder import Folder
from blueprint.site.gather import relative
from blueprint.site.index import Index, Row, index
from blueprint.site.links import Links
from blueprint.site.memory import Memory
from blueprint.site.names import INDEX, page_names, page_of
from blueprint.site.parts import Parts, parts_page
from blueprint.site.words import words_for
from blueprint.site.work import PageTask, ReadTask, do_page, do_read, lost_page, lost_read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from blueprint.finding import Crash, Finding

T = TypeVar("T")
R = TypeVar("R")

WORTH_READING = 12
"""How many blueprints a process should have to read, so that starting it pays."""
WORTH_DRAWING = 4
"""How many pages a process should have to make."""


class Request(NamedTuple):
    """What to build: blueprints, the folders that were searched for them, and the folder to write to.

    `today` is the date on which reviews grow old. Without `language` it is that of most of the blueprints.
    """

    files: Sequence[str]
    folders: Sequence[str]
    output: Path
    today: date
    title: str | None = None
    language: str | None = None
    force: bool = False
    processes: int | None = None


class Built(NamedTuple):
    """What a build did: how many blueprints there are, which pages were written and which removed.

    `broken` are the blueprints whose pages lack the picture or the figures, by their files, with why; `unread` the
    files that can't be opened. `failed` are those that could not be made by no fault of theirs, `crashes` rules that
    failed.
    """

    blueprints: int
    written: tuple[str, ...]
    removed: tuple[str, ...]
    broken: tuple[tuple[str, str], ...]
    failed: tuple[tuple[str, str], ...]
    unread: tuple[tuple[str, OSError], ...]
    crashes: tuple[Crash, ...]


def build(request: Request, progress: Callable[[int, int], None] = lambda _done, _all: None) -> Built:
    """Build a site; `progress` is told how many of how many pages are made.

    Raises SiteError where the folder is somebody else's, OSError where it can't be written to, and what checks raise
    where a configuration can't be used; nothing is written then.
    """
    base = base_of(request.files, request.folders)
    called = {file: relative(file, base) for file in request.files}
    files = sorted(request.files, key=called.__getitem__)
    folder = Folder(request.output, force=request.force)
    checked = _Checked(files, request, base)
    memory = Memory.of(request.output, base)
    contents = {file: content for file in files if (content := _content(file)) is not None}
    failed: dict[str, str] = {}
    entries = _entries(contents, called, memory, base, request, failed)
    links = Links({called[file]: entries[file] for file in files if file in entries})
    plan = _Plan(request, called, files, links, checked)
    kinds = {kind: page_of(kind) for kind in KINDS if links.shared[kind]}
    folder.claim([INDEX, *kinds.values(), *plan.names.values()])

    keys = {file: _key(plan, file, called, contents, memory) for file in files}
    new = [file for file in files if not memory.page(name := plan.names[called[file]], keys[file], folder.read(name))]
    tasks = {i: plan.task(file) for i, file in enumerate(new)}
    written = []
    progress(len(files) - len(new), len(files))
    pages = _shared_out(tasks, do_page, lost_page, WORTH_DRAWING, request.processes)
    for done, (i, page) in enumerate(pages, len(files) - len(new) + 1):
        name = plan.names[called[new[i]]]
        written += [name] if folder.write(name, page.content) else []
        if page.failure:
            failed[new[i]] = page.failure
        else:
            memory.keep_page(name, keys[new[i]], page.content)
        progress(done, len(files))
    others = {name: parts_page(kind, plan.parts, plan.words) for kind, name in kinds.items()}
    others[INDEX] = index(plan.index, plan.words)
    written += [name for name, content in others.items() if folder.write(name, content)]
    removed = folder.keep_only([*others, *plan.names.values()])
    memory.save()
    return Built(
        len(files),
        tuple(sorted(written)),
        tuple(removed),
        tuple(_broken(files, entries, [*failed, *(file for file, _ in checked.unread)])),
        tuple((file, failed[file]) for file in files if file in failed),
        tuple(checked.unread),
        tuple(checked.crashes),
    )


def _key(plan: _Plan, file: str, called: Mapping[str, str], contents: Mapping[str, bytes], memory: Memory) -> str:
    """What stands for all that the page of a blueprint is made from."""
    task = plan.task(file)
    of_files = [memory.made_from(called[one], contents.get(one, b"")) for one in (file, task.before) if one is not None]
    plain = task._replace(file=task.called, before=None)
    return digest_of(repr((plain, of_files)).encode("utf-8", "surrogatepass"))


def base_of(files: Sequence[str], folders: Sequence[str]) -> Path:
    """The folder that a portfolio lies in: what blueprints and catalogues are called is relative to it."""
    places = [os.path.realpath(folder) for folder in folders]
    inside = [os.path.realpath(Path(file).parent) for file in files]
    try:
        return Path(os.path.commonpath([*places, *inside]))
    except ValueError:  # on several drives
        return Path.cwd()


def _content(file: str) -> bytes | None:
    """What a file says; None where it can't be read, which the check says."""
    try:
        return read_regular(file)
    except OSError:
        return None


def _shared_out(
    tasks: Mapping[int, T],
    work: Callable[[T], R],
    lost: Callable[[T], R],
    worth: int,
    processes: int | None,
) -> Iterable[tuple[int, R]]:
    from blueprint.checks.workers import share_out

    return share_out(tasks, work, lost, worth, processes) if tasks else ()


def _entries(
    contents: Mapping[str, bytes],
    called: Mapping[str, str],
    memory: Memory,
    base: Path,
    request: Request,
    failed: dict[str, str],
) -> dict[str, Entry]:
    """The entries of the files that are blueprints: those that are known, and the others made anew.

    What went wrong that is no fault of a file goes to `failed`.
    """
    entries: dict[str, Entry] = {}
    tasks: dict[int, ReadTask] = {}
    for i, (file, content) in enumerate(contents.items()):
        known = memory.entry(called[file], content)
        if known is not None:
            entries[file] = known
        else:
            tasks[i] = ReadTask(file, content, str(base))
    for i, gathered in _shared_out(tasks, do_read, lost_read, WORTH_READING, request.processes):
        file = tasks[i].file
        if gathered.failure:
            failed[file] = gathered.failure
        if gathered.entry is not None:
            entries[file] = gathered.entry
            memory.keep(called[file], contents[file], gathered.included, gathered.entry)
    return entries


def _broken(files: Iterable[str], entries: Mapping[str, Entry], others: Iterable[str]) -> Iterable[tuple[str, str]]:
    """The blueprints whose pages lack something for what their files say, with why; of `others` more is said."""
    told = set(others)
    for file in files:
        if file in entries and entries[file].trouble:
            yield file, f"no figures: {entries[file].trouble}"
        elif file not in entries and file not in told:
            yield file, "the file has errors"


class _Checked:
    """What the checks found, by blueprint and about catalogues alone, with files called as in the portfolio."""

    def __init__(self, files: Sequence[str], request: Request, base: Path) -> None:
        groups = Groups(Choice(request.today))
        given = [File(file) for file in files]
        self.unread = check_all(given, groups, Cache.here(), processes=request.processes)
        judge_all(groups, request.folders, given, is_complete=not self.unread)
        self.findings: defaultdict[str, list[Finding]] = defaultdict(list)
        self.catalogues: list[Finding] = []
        self.sources: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.crashes: list[Crash] = []
        self._base = base
        self._called: dict[str, str] = {}
        known = set(files)
        for group in groups.with_results():
            self.crashes += group.crashes
            for result in group.results:
                self.crashes += result.crashes
                self.findings[result.file] += map(self._as_called, result.findings)
                self.sources[result.file] |= {self._name(file): text for file, text in result.sources.items()}
            for finding in group.findings:
                if finding.file in known:
                    self.findings[finding.file].append(self._as_called(finding))
                    self.sources[finding.file] |= {self._name(file): text for file, text in group.sources.items()}
                else:
                    self.catalogues.append(self._as_called(finding))
        self.catalogues.sort(key=lambda finding: finding.sort_key())

    def of(self, file: str) -> tuple[Finding, ...]:
        """What was found in a blueprint and in what it includes, in order."""
        from blueprint.finding import Finding

        return tuple(sorted(self.findings[file], key=Finding.sort_key))

    def _as_called(self, finding: Finding) -> Finding:
        related = tuple(other._replace(file=self._name(other.file)) for other in finding.related)
        return finding._replace(file=self._name(finding.file), related=related)

    def _name(self, file: str) -> str:
        if file not in self._called:
            self._called[file] = relative(file, self._base)
        return self._called[file]


class _Plan:
    """What each page is made of."""

    def __init__(
        self,
        request: Request,
        called: Mapping[str, str],
        files: Sequence[str],
        links: Links,
        checked: _Checked,
    ) -> None:
        self._called = called
        self._real = {name: file for file, name in called.items()}
        self._links = links
        self._checked = checked
        self.names = page_names(called.values())
        """The pages by the files of blueprints, as these are called in the portfolio."""
        self.words = words_for(request.language or _language_of_most(links.entries.values()))
        self.labels = _labels(links.entries, self.names)
        counts = {INDEX: len(files), **{page_of(kind): len(links.shared[kind]) for kind in KINDS}}
        self.parts = Parts(links, self.names, self.labels, counts)
        rows = [Row(called[f], self.names[called[f]], links.entries.get(called[f]), checked.of(f)) for f in files]
        self.index = Index(rows, links, self.labels, checked.catalogues, counts, request.title)

    def task(self, file: str) -> PageTask:
        """What the page of a blueprint is made of."""
        name = self._called[file]
        plain = PageTask(file, name, self._checked.of(file), {}, {}, None, {}, self.words.tag, None)
        if name not in self._links.entries:
            why = next((str(error.strerror) for path, error in self._checked.unread if path == file), None)
            return plain._replace(sources=self._checked.sources[file], counts=self.parts.counts, unread=why)
        from blueprint.site.elsewhere import elsewhere

        before = self._links.before(name)
        return plain._replace(
            elsewhere=elsewhere(name, self._links, self.names, self.labels),
            before=None if before is None else self._real[before],
        )


def _language_of_most(entries: Iterable[Entry]) -> str | None:
    """The language of most blueprints; of those that are equally many, the first."""
    counts = Counter(words_for(entry.language).tag for entry in entries)
    return max(counts, key=lambda tag: counts[tag], default=None)


def _labels(entries: Mapping[str, Entry], names: Mapping[str, str]) -> dict[str, str]:
    """What blueprints are called on links to them: by title and state, by their page where that isn't enough."""
    titles = Counter(entry.title for entry in entries.values())
    labels = {}
    for file, entry in entries.items():
        words = words_for(entry.language)
        labels[file] = entry.title
        if titles[entry.title] > 1:
            labels[file] += words.bracket.format(words.states[entry.state])
    doubled = Counter(labels.values())
    return {
        file: label + (f" · {names[file].removesuffix('.html')}" if doubled[label] > 1 else "")
        for file, label in labels.items()
    }
