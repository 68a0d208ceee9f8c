"""`blueprint fmt`: keys in their usual order, spacing in the usual way; comments and meaning untouched."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from blueprint.cli.terminal import cannot_open, cannot_write, read_bytes, say, show_findings, write_bytes
from blueprint.display import visible

if TYPE_CHECKING:
    from blueprint.source.text import Text

_BOM = "\ufeff"


class Tidied(NamedTuple):
    """A file before and after, both with the byte-order mark that it may have."""

    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to rewrite."""
        return self.before != self.after


@click.command(name="fmt", short_help="Put the keys of blueprints in order and tidy their spacing.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(allow_dash=True))
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit with status 1 where something would change."
)
@click.option("--diff", "show_diff", is_flag=True, help="Write nothing; show what would change.")
@click.pass_context
def command(context: click.Context, paths: tuple[str, ...], only_check: bool, show_diff: bool) -> None:  # noqa: FBT001
    """Put the keys of blueprints in their usual order and tidy the spacing. Comments and meaning stay as they are.

    PATH is a file, a folder (all blueprints and catalogues in it that git doesn't ignore) or - (from standard input
    to standard output); without one, it is this folder.

    \b
    Examples:
      blueprint fmt shop.blueprint.yaml
      blueprint fmt --check
    """  # noqa: D301 (`\b` keeps click from joining the lines)
    from blueprint.cli.paths import find_files
    from blueprint.reports.difference import difference
    from blueprint.source.load import BLUEPRINT_SUFFIX, CATALOGUE_SUFFIX

    files = find_files(paths or (".",), (BLUEPRINT_SUFFIX, CATALOGUE_SUFFIX))
    for problem in files.problems:
        say(problem)
    writes = not (only_check or show_diff)
    status = 2 if files.problems else 0
    changed = 0
    for path in files.paths:
        tidied = _tidied(path)
        if isinstance(tidied, int):
            status = max(status, tidied)
            continue
        changed += tidied.is_changed
        if show_diff:
            shown = difference(path, tidied.before, tidied.after, for_terminal=sys.stdout.isatty())
            click.echo(shown, nl=False)
        if path == "-" and writes:
            write_bytes(tidied.after.encode())
        elif tidied.is_changed and writes:
            status = max(status, _write(path, tidied))
        elif tidied.is_changed and not show_diff:
            click.echo(f"Would rewrite {visible(path)}")
    context.exit(max(status, 1) if only_check and changed else status)


def _tidied(path: str) -> Tidied | int:
    """The file before and after, or the exit status after saying what is wrong with it."""
    from blueprint.source.load import LoadError
    from blueprint.source.text import decode, read_text
    from blueprint.source.tidy import tidy

    name = "<stdin>" if path == "-" else path
    try:
        text = decode(read_bytes()) if path == "-" else read_text(Path(path))
    except OSError as error:
        say(cannot_open(path, error))
        return 2
    try:
        after = tidy(_content(text, name), name)
    except LoadError as error:
        show_findings(error.findings, {name: text.content}, err=True)
        return 1
    mark = _BOM if text.has_bom else ""
    return Tidied(mark + text.content, mark + after)


def _content(text: Text, name: str) -> str:
    """The text. Raises LoadError where the file is none."""
    from blueprint.source.document import finding_at
    from blueprint.source.load import LoadError

    if text.problem is not None:
        raise LoadError((finding_at(name, text.problem.code, text.problem.message, text.problem.span),))
    return text.content


def _write(path: str, tidied: Tidied) -> int:
    from blueprint.files import write_atomically

    try:
        write_atomically(Path(path), tidied.after.encode())
    except OSError as error:
        say(cannot_write(path, error))
        return 2
    click.echo(f"Rewrote {visible(path)}")
    return 0
