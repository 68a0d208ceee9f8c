"""`blueprint check`: what is wrong with blueprints, and where."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from blueprint.cli.terminal import Choice, cannot_open, read_bytes, say, show_findings

if TYPE_CHECKING:
    from blueprint.checks.engine import FileResult

_LEVELS = ("error", "warning", "advice")
UNUSABLE = 2
"""The exit status where the command was misused, or a file can't be opened."""


@click.command(name="check", short_help="Check blueprints; say what is wrong, and where.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(allow_dash=True))
@click.option(
    "--format", "format_", type=Choice(["full", "concise", "json"]),
    help="How to show what is found: full (with the lines of the file), concise (a line each) or json."
    "  [default: full on a terminal, else concise]",
)  # fmt: skip
@click.option(
    "--fail-on", type=Choice(_LEVELS), default="error", show_default=True,
    help="The least that makes the check fail (exit status 1).",
)  # fmt: skip
@click.pass_context
def command(context: click.Context, paths: tuple[str, ...], format_: str | None, fail_on: str) -> None:
    """Check blueprints; say what is wrong, and where.

    PATH is a file, a folder (all *.blueprint.yaml in it that git doesn't ignore) or - for standard input; without
    one, this folder is checked.

    \b
    Examples:
      blueprint check
      blueprint check shop.blueprint.yaml --fail-on warning

    Exit status: 0 nothing that bad was found, 1 something was, 2 a file can't be opened or an option is wrong.
    """  # noqa: D301 (`\b` keeps click from joining the lines)
    from blueprint.checks.engine import findings_of
    from blueprint.reports.findings import as_json, concise, summary

    results, problems = _check(paths or (".",))
    findings = findings_of(results)
    format_ = format_ or ("full" if sys.stdout.isatty() else "concise")
    if format_ == "json":
        click.echo(as_json(findings, len(results)), nl=False)
    elif format_ == "concise":
        click.echo(concise(findings), nl=False)
    else:
        sources = {file: text for result in results for file, text in result.sources.items()}
        show_findings(findings, sources)
    for problem in problems:
        say(problem)
    if format_ == "full" and results:
        say(summary(findings, len(results)))
    bad = _LEVELS[: _LEVELS.index(fail_on) + 1]
    context.exit(UNUSABLE if problems else int(any(finding.severity in bad for finding in findings)))


def _check(paths: tuple[str, ...]) -> tuple[list[FileResult], list[str]]:
    from blueprint.checks.engine import check_file, check_text
    from blueprint.cli.paths import STANDARD_INPUT, find_files
    from blueprint.source.load import BLUEPRINT_SUFFIX

    files = find_files(paths, (BLUEPRINT_SUFFIX,))
    results = []
    for path in files.paths:
        try:
            results.append(check_text(read_bytes(), "<stdin>") if path == STANDARD_INPUT else check_file(path))
        except OSError as error:
            files.problems.append(cannot_open(path, error))
    return results, files.problems
