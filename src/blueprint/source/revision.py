"""Files as they were in a revision of git: the only place that asks git, and never the network."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from blueprint.files import MOST_BYTES
from blueprint.finding import BlueprintError
from blueprint.source.load import BLUEPRINT_SUFFIX, CATALOGUE_SUFFIX, Reading, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_MARKS = ("blueprint.toml", "pyproject.toml")
_LINK = "120000"
_LONGEST = 200
_LIKE = 0.5
"""The share of lines that a file under a new name has in common with what it was."""
_MOST_COMPARISONS = 10_000
_OF_ANOTHER = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE",
)  # fmt: skip
"""What git, where it runs a hook, says of its own repository: a file may be in another."""


class RevisionError(BlueprintError):
    """A revision that can't be read: there is no git, no repository or no such revision."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit of a repository: its folder, its hash, and its files with what git knows them by.

    `files` has the mode and the object of each, by its path from the folder, with `/`.
    """

    folder: Path
    commit: str
    name: str
    files: Mapping[str, tuple[str, str]]

    def gone_from(self, folder: Path) -> list[Path]:
        """The blueprints that were in a folder, or below it, and are on the disk no more, ordered by path."""
        inside = folder.resolve()
        return sorted(path for path, _ in self._gone() if path.is_relative_to(inside))

    def former(self, paths: Iterable[str | Path]) -> dict[str | Path, Path]:
        """Where files that are new were before: of the blueprints that are gone, the one that each is most like.

        It has at least half of its lines in common with that one, as with git's own renames. Raises RevisionError
        where git fails.
        """
        new = [path for path in paths if self._path(Path(path)) not in self.files]
        gone = sorted(path for path, mode in self._gone() if mode.startswith("100")) if new else []
        if not gone or len(new) * len(gone) > _MOST_COMPARISONS:
            return {}
        names = [path.relative_to(self.folder).as_posix() for path in gone]
        blobs = _blobs(self.folder, [self.files[name][1] for name in names])
        then = [Counter(blob.splitlines()) for blob in blobs]
        found = []
        for n, path in enumerate(new):
            now = Counter(Path(path).read_bytes().splitlines())
            for m, lines in enumerate(then):
                shared = 2 * (now & lines).total() / max(now.total() + lines.total(), 1)
                if shared >= _LIKE:
                    found.append((-shared, n, m))
        known: dict[str | Path, Path] = {}
        taken = set()
        for _, n, m in sorted(found):
            if new[n] not in known and m not in taken:
                known[new[n]] = gone[m]
                taken.add(m)
        return known

    def _gone(self) -> Iterator[tuple[Path, str]]:
        """The blueprints that are on the disk no more, with their modes."""
        found = (
            (self.folder / name, mode) for name, (mode, _) in self.files.items() if name.endswith(BLUEPRINT_SUFFIX)
        )
        return ((path, mode) for path, mode in found if not os.path.lexists(path))

    def holds(self, path: str | Path) -> bool:
        """Whether a file is in the folder of this repository, and in no repository within."""
        real = Path(path).parent.resolve()
        nearest = next((one for one in (real, *real.parents) if (one / ".git").exists()), None)
        return nearest == self.folder

    def reading(self, path: str | Path) -> Reading | None:
        """A blueprint as it was, with the catalogues that it included then; None where there was no such file.

        Findings call files `REV:path`. Raises RevisionError where git fails, or the file was a link that leads nowhere.
        """
        own = self._path(Path(path))
        if own is None:
            message = f"{path} is not in the repository {self.folder}"
            raise RevisionError(message)
        if own not in self.files:
            return None
        wanted = [
            name
            for name in self.files
            if name == own or name.endswith(CATALOGUE_SUFFIX) or PurePosixPath(name).name in _MARKS
        ]
        contents = self._contents(wanted)
        if own not in contents:
            message = f"{self.name}:{own} is a link that leads nowhere in this revision"
            raise RevisionError(message)
        with _folder(contents) as folder:
            found = read(folder / own)
            return _called(found, str(folder) + os.sep, f"{self.name}:")

    def _path(self, path: Path) -> str | None:
        """The path from the folder of the repository, wherever links to the file's folder lead."""
        real = path.parent.resolve() / path.name
        return real.relative_to(self.folder).as_posix() if real.is_relative_to(self.folder) else None

    def _contents(self, names: Sequence[str]) -> dict[str, bytes]:
        """The files by their paths; of a link the file that it leads to, where that is in the repository."""
        targets = {name: self._target(name) for name in names}
        kept = {name: target for name, target in targets.items() if target is not None}
        blobs = _blobs(self.folder, [self.files[target][1] for target in kept.values()])
        return dict(zip(kept, blobs, strict=True))

    def _target(self, name: str) -> str | None:
        for _ in range(10):  # more links in a row are a circle
            mode, blob = self.files.get(name, ("", ""))
            if mode != _LINK:
                return name if blob and mode.startswith("100") else None
            led = _blobs(self.folder, [blob])[0].decode("utf-8", "replace")
            name = os.path.normpath(str(PurePosixPath(name).parent / led)).replace(os.sep, "/")
        return None


def revision(name: str, path: str | Path) -> Revision:
    """A revision (`main`, `HEAD~2`, `v1.0`) of the repository that a file is in.

    Raises RevisionError where the file is in no repository, there is no such revision, or no git.
    """
    if not name or name.startswith("-") or not name.isprintable():
        message = f"`{name[:_LONGEST]}` can't be a revision: write a branch, a tag or a commit, like main or HEAD~1"
        raise RevisionError(message)
    folder = Path(path).resolve().parent if not Path(path).is_dir() else Path(path).resolve()
    try:
        top = _git(folder, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n")
    except _GitError as error:
        message = f"{path} is in no git repository, so there is no revision to compare with ({error})"
        raise RevisionError(message) from error
    try:
        commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except _GitError as error:
        message = f"the repository {top} has no revision `{name[:_LONGEST]}`"
        if _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
            message += "; it is a shallow clone, which lacks older commits: fetch them (`git fetch --unshallow`)"
        raise RevisionError(message) from error
    found = commit.decode("ascii", "replace").strip()
    return Revision(Path(top).resolve(), found, name, dict(_files(Path(top), found)))


def _files(folder: Path, commit: str) -> Iterator[tuple[str, tuple[str, str]]]:
    try:
        listed = _git(folder, "ls-tree", "-r", "-z", "--full-tree", commit)
    except _GitError as error:
        raise RevisionError(str(error)) from error
    for entry in listed.split(b"\0"):
        about, tab, name = entry.partition(b"\t")
        if tab:
            mode, _, blob = about.decode("ascii").split()
            yield name.decode("utf-8", "surrogateescape"), (mode, blob)


def _blobs(folder: Path, hashes: Sequence[str]) -> list[bytes]:
    """The contents of objects. One that is too large to be read is cut where it is found out to be so."""
    if not hashes:
        return []
    try:
        told = _git(folder, "cat-file", "--batch", stdin="".join(f"{one}\n" for one in hashes).encode())
    except _GitError as error:
        raise RevisionError(str(error)) from error
    found: list[bytes] = []
    at = 0
    for one in hashes:
        end = told.find(b"\n", at)
        about = told[at:end].decode("ascii", "replace").split()
        if end < 0 or len(about) != 3:  # noqa: PLR2004 (its hash, its kind, its size)
            message = f"git has not all of this revision here: the object {one} is missing"
            raise RevisionError(message)
        size = int(about[2])
        found.append(told[end + 1 : end + 1 + min(size, MOST_BYTES + 1)])
        at = end + 1 + size + 1
    return found


class _GitError(Exception):
    """What git said when it failed."""


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """Run git without a shell; it may not fetch what is missing, ask anything, or write."""
    environment = {
        **{name: value for name, value in os.environ.items() if name not in _OF_ANOTHER},
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(  # noqa: S603 (the arguments are ours, hashes, and a name that git takes for no option)
            ["git", "-C", str(folder), *arguments],  # noqa: S607 (the user's git)
            input=stdin, capture_output=True, check=False, env=environment,
        )  # fmt: skip
    except FileNotFoundError as error:
        message = "git is not installed, or not on the PATH"
        raise RevisionError(message) from error
    except OSError as error:
        message = f"git can't be run: {error.strerror}"
        raise RevisionError(message) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _GitError(said[-1][:_LONGEST] if said else "git failed")
    return done.stdout


@contextmanager
def _folder(contents: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder for a while, with these files in it, which counts as a project's top."""
    with tempfile.TemporaryDirectory(prefix="blueprint-") as name:
        folder = Path(name).resolve()
        (folder / ".git").mkdir()
        for path, data in contents.items():
            target = folder / path
            if not target.resolve().is_relative_to(folder):
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        yield folder


def _called(found: Reading, prefix: str, shown: str) -> Reading:
    """The reading with its files called as they are in the revision."""

    def renamed(text: str) -> str:
        return text.replace(prefix, shown)

    found.document.file = renamed(found.document.file)
    for included in found.document.included:
        included.file = renamed(included.file)
    findings = tuple(
        finding._replace(
            file=renamed(finding.file),
            message=renamed(finding.message),
            related=tuple(other._replace(file=renamed(other.file)) for other in finding.related),
        )
        for finding in found.findings
    )
    return found._replace(findings=findings)
