"""Paths that a user gives -> the files that are meant: folders are searched, what git ignores is passed over."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blueprint.cli.terminal import why
from blueprint.files import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pathspec import GitIgnoreSpec

    Ignores = Sequence[tuple[Path, GitIgnoreSpec]]
    """The `.gitignore` files that hold in a folder, each with the folder that it is in; the nearest comes last."""

STANDARD_INPUT = "-"

_NEVER_SEARCHED = frozenset({".git", ".venv", "node_modules"})


class Files(NamedTuple):
    """The files to work on, each once, in the order of their paths; and a message for each path that is no help.

    `folders` are those that were searched: what git ignores is not among them.
    """

    paths: list[str]
    problems: list[str]
    folders: Sequence[str] = ()


def find_files(paths: Iterable[str], suffixes: tuple[str, ...]) -> Files:
    """The files that are named, and those in the named folders whose names end in one of the suffixes."""
    found: dict[str, str] = {}
    problems: list[str] = []
    folders: list[str] = []
    for path in paths:
        inside = [path]
        if path != STANDARD_INPUT and os.path.isdir(path):  # noqa: PTH112 (that of pathlib raises where a name is long)
            before = len(problems)
            inside = [str(file) for file in _search(Path(path), suffixes, problems, folders)]
            if not inside and len(problems) == before:
                problems.append(_nothing_in(path, suffixes))
        for file in inside:
            # One file may have several names; which is shown is no matter of the order in which they come.
            real = os.path.realpath(file)
            found[real] = min(file, found.get(real, file), key=lambda name: (len(name), name))
    return Files(sorted(found.values()), problems, folders)


def _nothing_in(folder: str, suffixes: tuple[str, ...]) -> str:
    wanted = " or ".join(f"*{suffix}" for suffix in suffixes)
    unless = " that git doesn't ignore" if _ignores_above(Path(folder).absolute()) else ""
    return f"{folder}: there is no {wanted} in this folder{unless}"


def _search(top: Path, suffixes: tuple[str, ...], problems: list[str], folders: list[str]) -> Iterator[Path]:
    """The files in a folder and the folders in it. Links to folders are not followed: they may lead in a circle."""
    waiting = [(top, _ignores_above(top.absolute()))]
    while waiting:
        folder, ignores = waiting.pop()
        folders.append(str(folder))
        try:
            entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        except OSError as error:
            problems.append(f"{folder}: {why(error)}")
            continue
        for entry in entries:
            is_folder = os.path.isdir(entry) and not entry.is_symlink()  # noqa: PTH112
            if is_folder and entry.name not in _NEVER_SEARCHED and not _is_ignored(entry, ignores, is_folder=True):
                waiting.append((entry, [*ignores, *_ignores_in(entry.absolute())]))
            if entry.name.endswith(suffixes) and _is_meant(entry) and not _is_ignored(entry, ignores, is_folder=False):
                yield entry


def _is_meant(entry: Path) -> bool:
    """Whether what is so named is a file, or should be: a link may lead nowhere, a folder be closed.

    What is there and no file, like a folder or a pipe, is passed over. Unlike those of pathlib, these never raise.
    """
    return os.path.isfile(entry) or not os.path.exists(entry)  # noqa: PTH110, PTH113


# -- .gitignore --------------------------------------------------------------------------------------------------


def _ignores_above(folder: Path) -> Ignores:
    """What holds in a folder: the `.gitignore` files from that of the repository down to its own."""
    chain: list[Path] = []
    for above in (folder, *folder.parents):
        chain.append(above)
        if (above / ".git").exists():
            break
    else:
        chain = [folder]  # in no repository only its own holds
    return [ignores for above in reversed(chain) for ignores in _ignores_in(above)]


def _ignores_in(folder: Path) -> Ignores:
    try:
        lines = read_regular(folder / ".gitignore").decode("utf-8-sig", "replace").splitlines()
    except OSError:
        return []
    from pathspec import GitIgnoreSpec

    try:
        return [(folder, GitIgnoreSpec.from_lines(lines))]
    except (ValueError, re.error):  # git passes over a line that is no pattern
        return [(folder, GitIgnoreSpec.from_lines(line for line in lines if _is_pattern(line)))]


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except (ValueError, re.error):
        return False
    return True


def _is_ignored(path: Path, ignores: Ignores, *, is_folder: bool) -> bool:
    """Whether git ignores a path: the nearest `.gitignore` that has a word about it decides."""
    for folder, spec in reversed(ignores):
        inside = path.absolute().relative_to(folder).as_posix()
        verdict = spec.check_file(f"{inside}/" if is_folder else inside).include
        if verdict is not None:
            return verdict
    return False
