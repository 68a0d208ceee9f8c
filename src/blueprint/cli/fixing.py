"""Makes the fixes that a check found, or shows what they would change."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

from blueprint.cli.terminal import cannot_write, say, write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from blueprint.checks.fixes import Fixed
    from blueprint.checks.run import File
    from blueprint.cli.checking import Checked


def mend(checked: Checked, files: Sequence[File]) -> Sequence[File] | None:
    """Make the fixes; returns the files as they are to be checked again: none where nothing changed.

    What came from standard input goes to standard output. None where a file can't be written.
    """
    from blueprint.checks.fixes import write
    from blueprint.checks.run import File

    given = {file.path: file for file in files}
    is_changed = False
    made = 0
    changed: dict[str, None] = {}
    for path, fixed in _fixes(checked, files):
        made += fixed.made
        changed.update(dict.fromkeys(file.file for file in fixed.files))
        try:
            if given[path].content is None:
                write(fixed.files)
            else:
                given[path] = File(path, fixed.text.encode())
        except OSError as error:
            say(cannot_write(path, error))
            return None
        is_changed = is_changed or bool(fixed.files)
    for file in given.values():
        if file.content is not None:
            write_bytes(file.content)
    if made:
        say(f"{made} {'problem' if made == 1 else 'problems'} fixed in {len(changed)} {_files(len(changed))}")
    return list(given.values()) if is_changed else []


def show_difference(checked: Checked, files: Sequence[File]) -> int:
    """Show what the fixes would change; returns the exit status: 1 where they would change anything."""
    from blueprint.reports.difference import difference

    is_for_terminal = sys.stdout.isatty()
    changed = made = 0
    for _, fixed in _fixes(checked, files):
        made += fixed.made
        for file in fixed.files:
            changed += 1
            sys.stdout.write(difference(file.file, file.before, file.after, for_terminal=is_for_terminal))
    said = f"{made} {'problem' if made == 1 else 'problems'} can be fixed in {changed} {_files(changed)}"
    say(said if changed else "there is nothing to fix")
    return int(bool(changed))


def _fixes(checked: Checked, files: Sequence[File]) -> Iterator[tuple[str, Fixed]]:
    """What fixing each file with fixable findings brings."""
    from blueprint.checks.fixes import fixed, fixed_text

    ahead: dict[Path, str] = {}
    given = {file.path: file.content for file in files}
    for group in checked.groups:
        fixable = {finding.file for finding in group.findings if finding.edit is not None}
        for result in group.group.results:
            if fixable.isdisjoint({result.file, *(finding.file for finding in result.findings)}):
                continue
            content = given[result.file]
            settings = group.group.settings
            with redirect_stdout(sys.stderr):  # another package's rule may print
                if content is None:
                    done = fixed(result.file, settings, group.hide, ahead)
                else:
                    done = fixed_text(content, settings, result.file, group.hide)
            yield result.file, done


def _files(count: int) -> str:
    return "file" if count == 1 else "files"
