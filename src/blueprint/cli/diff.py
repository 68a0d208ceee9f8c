"""`blueprint diff`: what changed from one version of a blueprint to another, and what follows from it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from blueprint.cli.asking import FILE, STANDARD, USAGE, as_json, painted
from blueprint.cli.choices import Choice, Output
from blueprint.cli.terminal import (
    cannot_open,
    cannot_write,
    file_name,
    read_bytes,
    say,
    show_findings,
    wants_colour,
    write_bytes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.reports.versions import Difference
    from blueprint.source.load import Reading

REPORTS = ("text", "markdown", "json", "html")
PICTURES = ("svg", "png", "pdf")
CLASSES = (
    "any", "added", "removed", "moved", "reowned", "retimed", "rerouted", "renamed", "changed",
    "worse", "broken", "finish",
)  # fmt: skip
"""What can make the command fail; the last three are about what follows."""

_SUFFIXES = {
    ".json": "json", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".txt": "text",
    **{f".{name}": name for name in PICTURES},
}  # fmt: skip


class Pair(NamedTuple):
    """Two versions that were read, with what to call them. There may have been none before."""

    before: Reading | None
    after: Reading
    old: str
    new: str


@click.command(name="diff", short_help="Say what changed between two versions, and what follows.")
@click.argument("files", metavar="OLD NEW | FILE...", nargs=-1, required=True, type=FILE)
@click.option(
    "--against", metavar="REV",
    help="Compare each FILE with what it was in this revision of git: a branch, a tag or a commit.",
)  # fmt: skip
@click.option(
    "--format", "format_", type=Choice((*REPORTS, *PICTURES)),
    help="text, markdown (for a pull request), json, html; or svg, png, pdf: both versions in one picture."
    "  [default: by the name of the file to write, else text]",
)  # fmt: skip
@click.option("-o", "--output", metavar="OUT", type=Output(), help="The file to write.  [default: print it]")
@click.option(
    "--fail-on", "classes", metavar="CLASS", multiple=True, type=Choice(CLASSES),
    help="Leave with status 1 where there is such a change: any, added, removed, moved, reowned, retimed, rerouted, "
    "renamed or changed; or where a figure is worse, the flow is broken now, or (finish) a persona who could finish "
    "can't. May be given more than once.",
)  # fmt: skip
@click.pass_context
def command(
    context: click.Context,
    /,
    files: tuple[str, ...],
    against: str | None,
    format_: str | None,
    output: str | None,
    classes: tuple[str, ...],
) -> None:
    """Say what changed from one version of a blueprint to another, part by part, and what follows in figures.

    OLD and NEW are blueprints; one of them may be - for standard input. With --against, each FILE (or each blueprint in
    a folder) is compared with what it was in a revision of git, the catalogues that it includes as they were then.

    Where the flow gives no numbers any more, --fail-on worse and --fail-on finish fail, too.

    Parts are known by their ids, and by what they say where they have none; what is only written differently is no
    change. To compare two services figure by figure, whatever changed in the files, use `blueprint compare`.

    \b
    Examples:
      blueprint diff shop.as-is.blueprint.yaml shop.to-be.blueprint.yaml
      blueprint diff shop.blueprint.yaml --against main --fail-on worse --fail-on finish
      blueprint diff . --against HEAD~1 --format markdown -o changes.md
      blueprint diff old.blueprint.yaml new.blueprint.yaml -o changes.svg

    Exit status: 0 nothing changed, or nothing that --fail-on names, 1 something that it names did, 2 a file or a
    revision can't be read, is no blueprint or can't be written, or an option is wrong.
    """  # noqa: D301 (`\b` keeps click from joining the lines)
    format_ = _format(format_, output)
    paths = _paths(context, files, against)
    if format_ in PICTURES and len(paths) > 1 and against is not None:
        message = f"a picture shows one blueprint, but there are {len(paths)}: choose one, or another format"
        raise click.UsageError(message)
    if output not in (None, STANDARD) and Path(str(output)).resolve() in {Path(path).resolve() for path in paths}:
        message = f"{output} is a blueprint to compare, and would be overwritten"
        raise click.UsageError(message)
    gone: list[str] = []
    if against is not None:
        pairs, renamed = _against(context, paths, against)
        gone = _gone(context, files, against, renamed)
    else:
        pairs = [_two(context, *paths)]
    differences = [(_difference(pair), pair.old, pair.new) for pair in pairs]
    _give(context, format_, output, differences, gone)
    found = {name for difference, *_ in differences for name in _found(difference, classes)}
    found |= {"any", "removed"} & {*classes} if gone else set()
    if named := [name for name in CLASSES if name in found]:
        say(f"Fails on: {', '.join(named)}")
        context.exit(1)


def _found(difference: Difference, classes: tuple[str, ...]) -> Iterator[str]:
    """The classes that were asked for and are there; the figures are not worked out for those that need none."""
    wanted = {*classes}
    if wanted & {"worse", "broken", "finish"}:
        yield from wanted & {*difference.classes()}
        return
    yield from wanted & {*difference.counts, *(["any"] if difference else [])}


# -- which files -------------------------------------------------------------------------------------------------


def _format(given: str | None, output: str | None) -> str:
    suffix = Path(output or "").suffix.lower()
    named = _SUFFIXES.get(suffix) if output not in (None, STANDARD) else None
    if given is not None and named is not None and (named in PICTURES or given in PICTURES) and given != named:
        message = f"{output} would be {named}, but --format says {given}"
        raise click.UsageError(message)
    return given or named or "text"


def _paths(context: click.Context, files: tuple[str, ...], against: str | None) -> list[str]:
    if against is None:
        if len(files) != 2:  # noqa: PLR2004 (two versions)
            message = "two versions are compared: give OLD and NEW, or --against REV with the files of now"
            raise click.UsageError(message)
        if files[0] == files[1] == STANDARD:
            message = "only one of the two blueprints can be standard input"
            raise click.UsageError(message)
        return list(files)
    if STANDARD in files:
        message = "standard input was never in a revision: name the file"
        raise click.UsageError(message)
    from blueprint.cli.paths import find_files
    from blueprint.source.load import BLUEPRINT_SUFFIX

    found = find_files(files, (BLUEPRINT_SUFFIX,))
    if found.problems:
        _leave(context, "\n".join(found.problems))
    return found.paths


def _two(context: click.Context, old: str, new: str) -> Pair:
    before, after = _read(context, old), _read(context, new)
    return Pair(before, after, before.document.file, after.document.file)


def _against(context: click.Context, paths: list[str], name: str) -> tuple[list[Pair], set[Path]]:
    """Each file with what it was, and which of the files that are gone have another name now."""
    from blueprint.source.revision import Revision, RevisionError, revision

    readings = {path: _read(context, path) for path in paths}
    at: dict[str, Revision] = {}
    pairs = []
    try:
        for path in paths:
            known = next((one for one in at.values() if one.holds(path)), None)
            at[path] = known if known is not None else revision(name, path)
        revisions = {one.folder: one for one in at.values()}
        former: dict[str | Path, Path] = {}
        for one in revisions.values():
            former |= one.former(path for path in paths if at[path].folder == one.folder)
        for path, after in readings.items():
            then = former.get(path, Path(path))
            before = at[path].reading(then)
            if before is not None:
                _require(context, before)
            old = _shown(then) if path in former else path
            pairs.append(Pair(before, after, f"{name}:{old}" if before else "-", path))
    except (RevisionError, OSError) as error:
        _leave(context, str(error))
    return pairs, {*former.values()}


def _shown(path: Path) -> str:
    """A file of the disk as one names it from here."""
    return os.path.relpath(path, Path.cwd()) if path.is_relative_to(Path.cwd().anchor) else str(path)


def _gone(context: click.Context, files: tuple[str, ...], name: str, renamed: set[Path]) -> list[str]:
    """The blueprints that were in the folders that are given, and are there no more under any name."""
    from blueprint.source.revision import RevisionError, revision

    found: dict[str, None] = {}
    for folder in (Path(file) for file in files if Path(file).is_dir()):
        try:
            paths = [path for path in revision(name, folder).gone_from(folder) if path not in renamed]
        except RevisionError as error:
            _leave(context, str(error))
        found.update(dict.fromkeys(str(folder / path.relative_to(folder.resolve())) for path in paths))
    return [*found]


def _read(context: click.Context, path: str) -> Reading:
    from blueprint.source.load import read, read_data

    try:
        reading = read_data(read_bytes(), "<stdin>") if path == STANDARD else read(path)
    except OSError as error:
        _leave(context, cannot_open(path, error))
    _require(context, reading)
    return reading


def _require(context: click.Context, reading: Reading) -> None:
    """Leave where a file is no blueprint: nothing can be said of what changed in it."""
    if reading.blueprint is not None:
        return
    from blueprint.checks.engine import sources_of
    from blueprint.finding import Severity

    errors = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    if errors:
        show_findings(errors, sources_of(reading, errors), err=True)
        _leave(context, f"{reading.document.file}: nothing was compared, because it has errors")
    _leave(context, f"{reading.document.file}: a catalogue has no journey; compare blueprints that include it")


def _leave(context: click.Context, message: str) -> NoReturn:
    say(message)
    context.exit(USAGE)


# -- what is given -----------------------------------------------------------------------------------------------


def _difference(pair: Pair) -> Difference:
    from blueprint.reports.versions import Difference

    assert pair.after.blueprint is not None  # noqa: S101 (else the command has been left)
    before = pair.before.blueprint if pair.before is not None else None
    return Difference(before, pair.after.blueprint, are_ids_of_files=not (_has_id(pair.before) and _has_id(pair.after)))


def _has_id(reading: Reading | None) -> bool:
    """Whether the author wrote the blueprint's id; else it is the name of its file."""
    return reading is not None and isinstance(reading.document.data, dict) and "id" in reading.document.data


def _give(
    context: click.Context,
    format_: str,
    output: str | None,
    differences: list[tuple[Difference, str, str]],
    gone: list[str],
) -> None:
    data: str | bytes
    if format_ in PICTURES:
        data = _picture(context, format_, differences[0][0])
    elif format_ == "json":
        compared = [{"old": old, "new": new, **one.to_dict()} for one, old, new in differences]
        data = as_json({"comparisons": compared, "gone": gone})
    else:
        from blueprint.reports.versions import diff_report

        data = painted(diff_report(differences, gone, is_folded=format_ in ("markdown", "html")), format_, output)
    if output in (None, STANDARD):
        if isinstance(data, bytes):
            write_bytes(data)
        else:
            import sys

            click.echo(data, nl=False, color=wants_colour(sys.stdout))
        return
    from blueprint.files import write_atomically

    try:
        write_atomically(Path(str(output)), data)
    except OSError as error:
        _leave(context, cannot_write(str(output), error))
    click.echo(f"Wrote {file_name(str(output))}")


def _picture(context: click.Context, format_: str, difference: Difference) -> bytes:
    from blueprint.drawing import draw
    from blueprint.finding import BlueprintError

    if difference.before is None:
        _leave(context, f"{difference.after.id}: there was no such file before, so there is nothing to draw beside it")
    try:
        options: dict[str, Any] = {"against": difference.before}
        drawing = draw(difference.after, "changes", **options)
        for warning in drawing.warnings if format_ != "svg" else ():
            say(f"warning: {warning}")
        return drawing.render(format_)
    except BlueprintError as error:
        _leave(context, str(error))
