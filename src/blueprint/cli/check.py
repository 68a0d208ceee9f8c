"""`blueprint check`: what is wrong with blueprints, and where."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import click

from blueprint.checks.run import today
from blueprint.cli.checking import LEVELS, Request, perform
from blueprint.cli.choices import Choice
from blueprint.reports.formats import FORMATS

_NO_REPORTS = (".blueprint.yaml", ".catalogue.yaml", "blueprint.toml", "pyproject.toml")
"""How the names end of files that no report should overwrite by mistake."""

_SUFFIXES = {".sarif": "sarif", ".json": "json", ".xml": "junit", ".md": "markdown", ".txt": "full"}


class _Ordered(click.Command):
    """A command that knows the order of its options: an `--output` belongs to the `--format` before it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        _, _, order = self.make_parser(ctx).parse_args(list(args))
        ctx.meta["order"] = [str(parameter.name) for parameter in order]
        return super().parse_args(ctx, args)


@click.command(name="check", cls=_Ordered, short_help="Check blueprints; say what is wrong, and where.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(allow_dash=True))
@click.option(
    "--format", "formats", type=Choice(tuple(FORMATS)), multiple=True,
    help="How to show what is found: full (with the lines of the file), concise (a line each), json, github, gitlab, "
    "sarif, junit, markdown or statistics (how often each rule speaks).  [default: full on a terminal, else concise]",
)  # fmt: skip
@click.option(
    "-o", "--output", "files", metavar="FILE", multiple=True, type=click.Path(),
    help="Write the --format before it to a file. Both may be given again: one run, many outputs.",
)  # fmt: skip
@click.option(
    "--fail-on", type=Choice(LEVELS),
    help="The least that makes the check fail (exit status 1).  [default: error, or as configured]",
)  # fmt: skip
@click.option(
    "--select", metavar="CODES", multiple=True, help="Only these rules: codes or beginnings of them, like BP2."
)
@click.option("--ignore", metavar="CODES", multiple=True, help="Not these rules. The longer of two codes decides.")
@click.option("--severity", metavar="CODE=LEVEL", multiple=True, help="Make a rule an error, a warning or advice.")
@click.option("--baseline", metavar="FILE", type=click.Path(), help="Hide the findings that this file knows.")
@click.option("--update-baseline", is_flag=True, help="Write the baseline: what is found now is known from now on.")
@click.option("--fix", is_flag=True, help="Mend what can be mended safely; then show what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--today", metavar="DATE", help="The day to check for, like 2026-10-01, where things grow old.  [default: today]"
)
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="How many processes to use at most.")
@click.option("--no-cache", is_flag=True, help="Check again what has not changed since the last time, too.")
@click.pass_context
def command(context: click.Context, /, **given: Any) -> None:
    """Check blueprints; say what is wrong, and where.

    PATH is a file, a folder (all *.blueprint.yaml in it that git doesn't ignore) or - for standard input; without
    one, this folder is checked. What is checked is configured in blueprint.toml, or under [tool.blueprint] in
    pyproject.toml.

    \b
    Examples:
      blueprint check
      blueprint check shop.blueprint.yaml --fail-on warning
      blueprint check --select BP4,BP801 --severity BP801=error
      blueprint check --format github --format sarif --output findings.sarif
      blueprint check --baseline baseline.json --update-baseline
      blueprint check --fix

    Exit status: 0 nothing that bad was found, 1 something was, 2 a file can't be opened, or an option, a configuration
    or a rule can't be used.
    """  # noqa: D301 (`\b` keeps click from joining the lines)
    from blueprint.checks.run import Choice as Chosen

    if sum(map(bool, (given["fix"], given["diff"], given["update_baseline"]))) > 1:
        message = "--fix, --diff and --update-baseline go one at a time"
        raise click.UsageError(message)
    if given["files"] and (given["diff"] or given["update_baseline"]):
        message = "--diff and --update-baseline write no report: leave --output out"
        raise click.UsageError(message)
    if given["baseline"] is not None and given["baseline"] in given["files"]:
        message = "--output would overwrite the baseline"
        raise click.UsageError(message)
    chosen = Chosen(_day(given["today"]), given["select"], given["ignore"], _levels(given["severity"]))
    request = Request(
        chosen,
        given["paths"] or (".",),
        _outputs(context.meta["order"], given["formats"], given["files"]),
        given["fail_on"],
        given["baseline"],
        given["update_baseline"],
        given["fix"],
        given["diff"],
        not given["no_cache"],
        given["jobs"],
    )
    context.exit(perform(request))


def _day(given: str | None) -> date:
    try:
        return today() if given is None else date.fromisoformat(given)
    except ValueError as error:
        message = f"--today: `{given}` is no date; write it like 2026-10-01"
        raise click.UsageError(message) from error


def _levels(given: tuple[str, ...]) -> tuple[str, ...]:
    for text in given:
        if "=" not in text:
            message = f"--severity: write CODE=LEVEL, like BP203=error, not `{text}`"
            raise click.UsageError(message)
    return given


def _outputs(
    order: list[str], formats: tuple[str, ...], files: tuple[str, ...]
) -> tuple[tuple[str | None, str | None], ...]:
    """The formats with their files: each file takes the format right before it, or the one that its name says."""
    given = iter(formats)
    written = iter(files)
    outputs: list[tuple[str | None, str | None]] = []
    for name in order:
        if name == "formats":
            outputs.append((next(given), None))
        elif name == "files":
            file = next(written)
            if outputs and outputs[-1][1] is None:
                outputs[-1] = (outputs[-1][0], file)
            else:
                outputs.append((_format_of(file), file))
    outputs = [(format_, None if file == "-" else file) for format_, file in outputs]
    if sum(file is None for _, file in outputs) > 1:
        message = "only one format can go to standard output: write --output FILE after the others"
        raise click.UsageError(message)
    named = [file for _, file in outputs if file is not None]
    if len({os.path.realpath(file) for file in named}) < len(named):
        message = "each --output needs a FILE of its own: the last would overwrite the others"
        raise click.UsageError(message)
    for file in named:
        if Path(file).name.endswith(_NO_REPORTS):
            message = f"--output {file}: this is the name of what is checked, or of a configuration; take another"
            raise click.UsageError(message)
    return tuple(outputs)


def _format_of(file: str) -> str:
    found = _SUFFIXES.get(Path(file).suffix.lower())
    if found is None:
        message = f"in which format? Write --format FORMAT before --output {file}"
        raise click.UsageError(message)
    return found
