"""`blueprint site`: a portfolio of blueprints as pages that lead to each other."""

from __future__ import annotations

import errno
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from blueprint.cli.choices import Choice
from blueprint.cli.paths import STANDARD_INPUT, find_files
from blueprint.cli.terminal import cannot_open, cannot_write, file_name, say

if TYPE_CHECKING:
    from blueprint.site.build import Built

SUFFIX = ".blueprint.yaml"
LANGUAGES = ("en", "zh-Hans", "zh-Hant")


@click.command(name="site", short_help="Make a site of all blueprints, linked with each other.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path())
@click.option(
    "-o", "--output", metavar="DIR", type=click.Path(), default="site", show_default=True,
    help="The folder to write to: a new one, an empty one, or that of an earlier site.",
)  # fmt: skip
@click.option("--title", metavar="TEXT", help="What the portfolio is called.  [default: Service blueprints]")
@click.option(
    "--language", type=Choice(LANGUAGES),
    help="The language of the index and of the pages of shared parts.  [default: that of most blueprints]",
)  # fmt: skip
@click.option("--today", metavar="DATE", help="The date on which reviews grow old.  [default: today]")
@click.option("--force", is_flag=True, help="Write to a folder that holds other things, too; they stay as they are.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), metavar="N", help="How many processes to use at most.  [default: all cores]"
)
@click.pass_context
def command(context: click.Context, /, paths: tuple[str, ...], output: str, **options: Any) -> None:
    """Make a site of all blueprints, linked with each other.

    PATH is a blueprint or a folder, searched for *.blueprint.yaml as `blueprint check` does; without it, this folder.
    It is only read: all that is written goes to DIR.

    The site has an index with the key figures and findings of all blueprints, a page for each with all its pictures and
    its report, and pages that say where touchpoints, actors, systems, data and personas are used. It needs no server:
    open DIR/index.html. Only what changed is made anew; pages of blueprints that are gone are removed, and nothing
    else is.

    \b
    Examples:
      blueprint site
      blueprint site services/ -o public --title "Our services"

    Exit status: 0 all is there, 1 some blueprint has errors, or its journeys can't be reckoned (its page says why, the
    others are made), 2 nothing was made, or a file can't be opened, or a rule or a page failed.
    """  # noqa: D301 (`\b` keeps click from joining the lines)
    if STANDARD_INPUT in paths:
        message = "a site is made of files: standard input has no name for a page"
        raise click.UsageError(message)
    paths = paths or (".",)
    found = find_files(paths, (SUFFIX,))
    if found.problems or not found.paths:  # else the pages of what could not be found would be removed
        for problem in found.problems:
            say(problem)
        context.exit(2)
    for path in found.paths:
        if path in paths and not os.path.lexists(path):
            say(cannot_open(path, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))))
            context.exit(2)
        if not path.endswith(SUFFIX):
            say(f"{path}: a site is made of blueprints: their names end in {SUFFIX}")
            context.exit(2)

    from blueprint.finding import BlueprintError
    from blueprint.site.build import Request, build

    folders = [path for path in paths if os.path.isdir(path)]  # noqa: PTH112 (it never raises)
    request = Request(
        files=found.paths,
        folders=folders,
        output=Path(output),
        today=_day(options["today"]),
        title=options["title"],
        language=options["language"],
        force=options["force"],
        processes=options["jobs"],
    )
    try:
        built = build(request, _bar())
    except BlueprintError as error:
        say(str(error))
        context.exit(2)
    except OSError as error:
        say(cannot_write(str(error.filename or output), error))
        context.exit(2)
    context.exit(_told(built, output))


def _told(built: Built, output: str) -> int:
    """Say what was done, then what could not be, and return the exit status."""
    count = f"{built.blueprints} {'blueprint' if built.blueprints == 1 else 'blueprints'}"
    written = f"{len(built.written)} {'page' if len(built.written) == 1 else 'pages'} written"
    removed = f", {len(built.removed)} removed" if built.removed else ""
    click.echo(f"{file_name(str(Path(output, 'index.html')))}: {count}, {written}{removed}")
    for file, error in built.unread:
        say(cannot_open(file, error))
    for crash in built.crashes:
        say(str(crash))
    for file, why in built.failed:
        say(f"{file}: its page could not be made: {why}")
    for file, why in built.broken:
        say(f"{file}: {why}")
    if built.unread or built.crashes or built.failed:
        return 2
    return int(bool(built.broken))


def _day(given: str | None) -> date:
    from blueprint.checks.run import today

    try:
        return today() if given is None else date.fromisoformat(given)
    except ValueError as error:
        message = f"--today: `{given}` is no date; write it like 2026-10-01"
        raise click.UsageError(message) from error


def _bar() -> Any:
    """A line on a terminal that says how far the pages are."""
    if not sys.stderr.isatty():
        return lambda _done, _all: None

    def show(done: int, of: int) -> None:
        sys.stderr.write("\r\x1b[K" if done == of else f"\r{done} of {of} pages")
        sys.stderr.flush()

    return show
