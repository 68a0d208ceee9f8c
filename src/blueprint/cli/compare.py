"""`blueprint compare`: what is better, and what is worse, in one blueprint than in another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from blueprint.cli.asking import (
    FILE,
    STANDARD,
    Asked,
    format_option,
    give,
    output_option,
    persona_option,
)

if TYPE_CHECKING:
    from blueprint.analysis.analysis import Analysis


@click.command(name="compare", short_help="Say what is better and what is worse, figure by figure.")
@click.argument("before", metavar="AS-IS", type=FILE)
@click.argument("after", metavar="TO-BE", type=FILE)
@persona_option
@format_option
@output_option
@click.pass_context
def command(
    context: click.Context, /, before: str, after: str, persona: str | None, format_: str | None, output: str | None
) -> None:
    """Say what is better in TO-BE than in AS-IS, what is worse, and by how much, figure by figure.

    Both are blueprints; one of them may be - for standard input. Whether customers succeed comes first: a journey that
    is shorter because some are lost on it is no improvement. To see what changed in the files, step by step and key by
    key, use `blueprint diff`.

    \b
    Examples:
      blueprint compare shop.as-is.blueprint.yaml shop.to-be.blueprint.yaml
      blueprint compare old.blueprint.yaml new.blueprint.yaml --format markdown -o changes.md

    Exit status: 0 there are figures, better or worse, 1 a file has errors, or its journeys can't be reckoned, 2 a file
    can't be opened or written, or an option is wrong.
    """  # noqa: D301 (`\b` keeps click from joining the lines)
    if before == after == STANDARD:
        message = "only one of the two blueprints can be standard input"
        raise click.UsageError(message)

    from blueprint.analysis.analysis import analyze
    from blueprint.analysis.comparison import compare_figures
    from blueprint.reports.changes import comparison_report

    def ask(file: str) -> Analysis:
        asked = Asked(context, file)
        asked.require("persona", persona)
        with asked.problems():
            return analyze(asked.blueprint, persona)

    first, second = ask(before), ask(after)
    comparison = compare_figures(first, second)
    names = {"before": first.blueprint.id, "after": second.blueprint.id, "persona": persona}
    give(
        context, format_, output,
        data=lambda: {**names, **comparison.to_dict()},
        document=lambda: comparison_report(first, second, comparison),
    )  # fmt: skip
