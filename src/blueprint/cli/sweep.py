"""`blueprint sweep`: what becomes of the figures as one value changes."""

from __future__ import annotations

from typing import Any

import click

from blueprint.cli.asking import (
    FILE,
    Asked,
    draw,
    format_option,
    give,
    output_option,
    persona_option,
    plot_option,
    set_option,
)

MOST = 1000
"""The values that may be asked for."""


@click.command(name="sweep", short_help="Say what becomes of the figures as one value changes.")
@click.argument("file", metavar="FILE", type=FILE)
@click.argument("path", metavar="PATH")
@click.argument("first", metavar="FROM")
@click.argument("last", metavar="TO")
@click.option(
    "--count", metavar="N", type=click.IntRange(2, MOST), default=11, show_default=True, help="How many values to try."
)
@click.option(
    "--figure", "figures", metavar="NAME", multiple=True,
    help="A figure to follow, like `expected_time`, or `asked_again:address` for one item. May be given more than once."
    "  [default: success, time, contacts with people and cost]",
)  # fmt: skip
@persona_option
@set_option
@format_option
@output_option
@plot_option("a curve for each figure")
@click.pass_context
def command(context: click.Context, /, file: str, path: str, **options: Any) -> None:
    """Say what becomes of the figures as one value changes from FROM to TO, all else the same.

    FILE is a blueprint, or - for standard input. PATH is a part's id and key, like `pay.wait`, or a branch's share,
    `dispatch.next.wrong`: the step, `next`, and where the branch leads. The other branches then share what is left.

    \b
    Examples:
      blueprint sweep move.blueprint.yaml dispatch.next.wrong 0% 50%
      blueprint sweep shop.blueprint.yaml pay.wait 0m 20m --count 5 --figure expected_time

    Exit status: 0 there are figures, 1 the file has errors, 2 a file can't be opened or written, there is no such path,
    value or figure, or an option is wrong.
    """  # noqa: D301 (`\b` keeps click from joining the lines)
    asked = Asked(context, file)
    asked.change(options["changes"])
    asked.require("persona", options["persona"])

    from blueprint.analysis.analysis import analyze
    from blueprint.analysis.sweep import evenly, sweep
    from blueprint.reports.changes import sweep_report
    from blueprint.source.scalars import plain_value

    with asked.problems():
        analysis = analyze(asked.blueprint, options["persona"])
        values = evenly(plain_value(options["first"]), plain_value(options["last"]), options["count"])
        found = sweep(asked.blueprint, path, values, options["figures"], options["persona"])
    draw(asked, found, options["plot"])
    give(
        context, options["format_"], options["output"],
        data=lambda: {"blueprint": asked.blueprint.id, "persona": options["persona"], **found.to_dict()},
        document=lambda: sweep_report(analysis, found, options["changes"]),
    )  # fmt: skip
