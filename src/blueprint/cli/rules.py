"""`blueprint rules`: what the linter looks for."""

from __future__ import annotations

import sys

import click

from blueprint.cli.choices import Choice
from blueprint.cli.terminal import say, wants_colour


@click.command(name="rules", short_help="List what `check` looks for.")
@click.option(
    "--format", "format_", type=Choice(["text", "json", "markdown"]), default="text", show_default=True,
    help="How to show the rules; json has all that there is to say about them.",
)  # fmt: skip
@click.pass_context
def command(context: click.Context, format_: str) -> None:
    """List the rules of `blueprint check`: their codes, severities and names.

    \b
    Examples:
      blueprint rules
      blueprint rules --format json
    """  # noqa: D301 (`\b` keeps click from joining the lines)
    from blueprint.checks.declaration import RuleError
    from blueprint.checks.rules import all_rules
    from blueprint.reports.rules import as_json, as_markdown, listed

    try:
        rules = all_rules().values()
    except RuleError as error:
        say(str(error))
        context.exit(2)
    if format_ == "text":
        colour = wants_colour(sys.stdout)
        click.echo(listed(rules, colour=colour), nl=False, color=colour)
    else:
        click.echo((as_json if format_ == "json" else as_markdown)(rules), nl=False)
