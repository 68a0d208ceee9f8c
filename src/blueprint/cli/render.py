"""`blueprint render`: pictures of blueprints, written to files."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from blueprint.cli.choices import Choice, Output, Positive
from blueprint.cli.terminal import cannot_open, cannot_write, file_name, read_bytes, say, show_findings, write_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blueprint.drawing import Drawing
    from blueprint.finding import Finding
    from blueprint.model.blueprint import Blueprint
    from blueprint.source.load import Reading

FORMATS = ("svg", "html", "png", "pdf", "pptx", "drawio", "mermaid", "dot", "json")
SUFFIXES = {"mmd": "mermaid", "htm": "html"}
VIEWS = ("blueprint", "journey", "flow", "touchpoints", "dependencies", "help", "changes")
PATHS = ("main",)
THEMES = ("light", "dark", "print")
PAGES = ("A3", "A4")
ENGINES = ("graphviz-pure", "dot")
COMPARING = "changes"
PAINTING = {"scale": ("png",), "page": ("pdf", "pptx"), "embed_fonts": ("svg",)}
"""The options that are for some formats only."""
MERMAID = ("blueprint", "journey", "flow", "dependencies")
"""The views that Mermaid has a diagram for."""

STANDARD = "-"


class Job(NamedTuple):
    """A blueprint to draw, and the file to write."""

    input: str
    output: str


@click.command(name="render", short_help="Draw blueprints as SVG, HTML, PDF, PowerPoint and more.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option(
    "-o", "--output", metavar="OUT", type=Output(),
    help="The file to write, a folder for many (it exists, or ends in /), or - for standard output."
    "  [default: beside the blueprint]",
)  # fmt: skip
@click.option(
    "--format", "format_", type=Choice(FORMATS),
    help="The kind of file.  [default: by the suffix of OUT, else svg]",
)  # fmt: skip
@click.option("--view", type=Choice(VIEWS), default="blueprint", show_default=True, help="What to show.")
@click.option(
    "--theme", type=Choice(THEMES),
    help="The colours.  [default: SVG and HTML follow the reader's system, everything else is light]",
)  # fmt: skip
@click.option("--persona", metavar="ID", help="Show only what this persona goes through.")
@click.option(
    "--stage", "stages", metavar="ID", multiple=True, help="Show only this stage, or these, by their ids or names."
)
@click.option("--lane", "lanes", metavar="ID", multiple=True, help="Show only this lane, or these.")
@click.option("--path", type=Choice(PATHS), help="Show only this way through: main is the likeliest one to success.")
@click.option("--findings", is_flag=True, help="Mark what the checks find on the cards that it is about.")
@click.option(
    "--against", metavar="OLD", type=click.Path(allow_dash=True),
    help="The older version to compare with, for --view changes and for html.",
)  # fmt: skip
@click.option("--engine", type=Choice(ENGINES), help="The Graphviz to use; it then finds the ways of all arrows.")
@click.option("--scale", metavar="NUMBER", type=Positive(), help="PNG: pixels for each point.  [default: 2]")
@click.option(
    "--page", type=Choice(PAGES), help="PDF, PowerPoint: the sheet, across.  [default: as large as the drawing]"
)
@click.option("--embed-fonts", is_flag=True, help="SVG: put the fonts that it needs into it.")
@click.pass_context
def command(
    context: click.Context, /, files: tuple[str, ...], output: str | None, format_: str | None, **options: Any
) -> None:
    """Draw blueprints as SVG, HTML, PDF, PowerPoint and more.

    FILE is a blueprint, a folder of blueprints, or - for standard input. --stage and --lane may be given more than
    once; the drawing says what is left out.

    \b
    Examples:
      blueprint render shop.blueprint.yaml
      blueprint render shop.blueprint.yaml -o shop.pdf --theme print
      blueprint render *.blueprint.yaml -o drawings/ --format png
    """  # noqa: D301 (`\b` keeps click from joining the lines)
    format_ = _format(format_, output)
    painting = {option: given for option in PAINTING if (given := options.pop(option))}
    _refuse_other_formats(format_, painting, options["view"])
    inputs = _inputs(context, files)
    older: str | None = options.pop("against")
    _refuse_comparison(inputs, older, options["view"], format_)
    jobs = _jobs(inputs, output, _ending(options["view"], format_), older)
    if older is not None:
        reading = _read(older)
        if reading is None or reading.blueprint is None:
            context.exit(2 if reading is None else _refuse(reading))
        options["against"] = reading.blueprint
    if output is not None and _is_folder(output):
        try:
            Path(output).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            say(cannot_write(output, error))
            context.exit(2)
    is_watched = len(jobs) > 1 and sys.stderr.isatty()
    status = 0
    with click.progressbar(jobs, label="Drawing", file=sys.stderr, hidden=not is_watched) as watched:
        for job in watched:
            if is_watched:
                click.echo("\r\x1b[2K", nl=False, err=True)  # messages take the bar's line; it comes back below them
            status = max(status, _render(job, format_, options, painting))
    context.exit(status)


def _render(job: Job, format_: str, options: dict[str, Any], painting: dict[str, Any]) -> int:
    """Draw one blueprint and write it; say what went wrong. The exit status that this calls for."""
    reading = _read(job.input)
    if reading is None:
        return 2
    if reading.blueprint is None:
        return _refuse(reading)

    from blueprint.drawing import draw
    from blueprint.finding import BlueprintError, MissingExtra

    try:
        findings = _findings(job, reading.blueprint) if options["findings"] else ()
        drawing = draw(reading.blueprint, **options | {"findings": findings})
        data = drawing.render(format_, **painting)
    except MissingExtra as error:
        say(str(error))  # once: it is missing for all files
        raise click.exceptions.Exit(2) from None
    except BlueprintError as error:
        say(f"{reading.document.file}: {error}")
        return 2
    needs_fonts = format_ in ("png", "pdf") or "embed_fonts" in painting  # elsewhere the reader's fonts draw the text
    for warning in drawing.warnings if needs_fonts else ():
        say(f"{reading.document.file}: warning: {warning}")
    if "scale" in painting:
        _say_smaller(reading.document.file, drawing, painting["scale"])
    if job.output == STANDARD:
        write_bytes(data)
        return 0

    from blueprint.files import write_atomically

    try:
        write_atomically(Path(job.output), data)
    except OSError as error:
        say(cannot_write(job.output, error))
        return 2
    count = len(drawing.sheets(painting["page"])) if "page" in painting else 1
    click.echo(f"Wrote {file_name(job.output)}" + (f" ({count} sheets)" if count > 1 else ""))
    return 0


def _say_smaller(file: str, drawing: Drawing, scale: float) -> None:
    """Say where a PNG has fewer pixels than were asked for."""
    from blueprint.drawing.paint.png import largest_scale

    largest = largest_scale(drawing.scene)
    if scale > largest:
        say(f"{file}: warning: at --scale {scale:g} the PNG would be too large to open; it is drawn at {largest:.3g}")


def _read(input_: str) -> Reading | None:
    """A file, or standard input; None where it can't be opened, which has been said."""
    from blueprint.source.load import read, read_data

    try:
        return read_data(read_bytes(), "<stdin>") if input_ == STANDARD else read(input_)
    except OSError as error:
        say(cannot_open(input_, error))
        return None


def _findings(job: Job, blueprint: Blueprint) -> Sequence[Finding]:
    """What the checks find, by the configuration of the file's folder. Raises CheckError where a rule fails."""
    from blueprint.reports.checked import check

    return check(blueprint if job.input == STANDARD else job.input)


def _refuse(reading: Reading) -> int:
    """Say why there is nothing to draw."""
    from blueprint.checks.engine import sources_of
    from blueprint.finding import Severity

    errors = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    if not errors:
        say(f"{reading.document.file}: a catalogue has nothing to draw; render a blueprint that includes it")
        return 2
    show_findings(errors, sources_of(reading, errors), err=True)
    return 1


# -- what to write, and where ------------------------------------------------------------------------------------


def _inputs(context: click.Context, files: Sequence[str]) -> list[str]:
    """The blueprints that are named, and those in folders that are; ends the command where there are none."""
    from blueprint.cli.paths import Files, find_files
    from blueprint.source.load import BLUEPRINT_SUFFIX

    inputs: dict[str, None] = {}
    for file in files:
        found = Files([file], [])
        if file != STANDARD and os.path.isdir(file):  # noqa: PTH112 (that of pathlib raises where a name is long)
            found = find_files([file], (BLUEPRINT_SUFFIX,))
        for problem in found.problems:
            say(problem)
        inputs |= dict.fromkeys(found.paths)
        if found.problems:
            context.exit(2)
    return list(inputs)


def _format(given: str | None, output: str | None) -> str:
    suffix = Path(output or "").suffix.lower().removeprefix(".")
    suffix = SUFFIXES.get(suffix, suffix)
    if output is None or output == STANDARD or _is_folder(output):
        return given or "svg"
    if suffix in FORMATS and given in (None, suffix):
        return suffix
    if suffix in FORMATS:
        message = f"{output} would be {suffix}, but --format says {given}"
        raise click.UsageError(message)
    if given is None:
        *endings, last = (f".{_suffix(name)}" for name in FORMATS)
        message = f"which format shall {output} have? End its name in {', '.join(endings)} or {last}, or give --format"
        raise click.UsageError(message)
    return given


def _suffix(format_: str) -> str:
    return "mmd" if format_ == "mermaid" else format_


def _refuse_comparison(inputs: Sequence[str], older: str | None, view: str, format_: str) -> None:
    """Raises click.UsageError where there is nothing to compare with, or nothing that would show it."""
    if older is None and view == COMPARING:
        message = f"--view {COMPARING} shows what changed since an older version: say which with --against OLD"
        raise click.UsageError(message)
    if older is not None and view != COMPARING and format_ != "html":
        message = f"--against is for --view {COMPARING} and for html, but the view is {view} and the format {format_}"
        raise click.UsageError(message)
    if older == STANDARD and STANDARD in inputs:
        message = "only one of the two versions can be standard input"
        raise click.UsageError(message)


def _refuse_other_formats(format_: str, painting: dict[str, Any], view: str) -> None:
    if format_ == "mermaid" and view not in MERMAID:
        message = f"Mermaid has no diagram for --view {view}, only for {', '.join(MERMAID[:-1])} and {MERMAID[-1]}"
        raise click.UsageError(message)
    for option in painting:
        if format_ not in PAINTING[option]:
            fitting = " and ".join(PAINTING[option])
            message = f"--{option.replace('_', '-')} is for {fitting}, but the format is {format_}"
            raise click.UsageError(message)


def _ending(view: str, format_: str) -> str:
    """How the names of files end that are named after their blueprint: views of one don't overwrite each other."""
    return _suffix(format_) if view == VIEWS[0] else f"{view}.{_suffix(format_)}"


def _jobs(inputs: Sequence[str], output: str | None, ending: str, older: str | None) -> list[Job]:
    """What to draw into which file. Raises click.UsageError where two would write the same, or one over an input."""
    if len(inputs) > 1 and output is not None and not _is_folder(output):
        what = "standard output takes" if output == STANDARD else f"{output} is"
        message = f"{what} one drawing, but there are {len(inputs)} blueprints: give a folder, like -o drawings/"
        raise click.UsageError(message)
    jobs = [Job(file, _output(file, output, ending)) for file in inputs]
    sources = {Path(file).resolve() for file in (*inputs, older) if file not in (None, STANDARD)}
    writers: dict[Path, Job] = {}
    for job in jobs:
        if job.output == STANDARD:
            continue
        target = Path(job.output).resolve()
        if target in sources:
            message = f"{job.output} is one of the blueprints, and would be overwritten"
            raise click.UsageError(message)
        other = writers.setdefault(target, job)
        if other is not job and Path(other.input).resolve() != Path(job.input).resolve():
            message = f"{other.input} and {job.input} would both be drawn into {job.output}"
            raise click.UsageError(message)
    return [job for job in jobs if job.output == STANDARD or writers[Path(job.output).resolve()] is job]


def _is_folder(output: str) -> bool:
    return output.endswith(("/", os.sep)) or Path(output).is_dir()


def _output(file: str, output: str | None, ending: str) -> str:
    if output is None and file == STANDARD:
        return STANDARD
    if output is not None and not _is_folder(output):
        return output
    path = Path(file if file != STANDARD else "stdin")
    name = path.name
    for suffix in (".yaml", ".yml", ".blueprint"):
        name = name.removesuffix(suffix)
    return str((Path(output) if output is not None else path.parent) / f"{name}.{ending}")
