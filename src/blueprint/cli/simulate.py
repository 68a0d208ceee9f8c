"""`blueprint simulate`: within what times journeys end, from many that are played through."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST = 10_000_000
"""The journeys that may be asked for: more tell nothing new."""
MANY = 50_000
"""From so many on, a terminal shows how far it is."""


@click.command(name="simulate", short_help="Play many journeys through; say how their times spread.")
@click.argument("file", metavar="FILE", type=FILE)
@click.option(
    "--journeys",
    metavar="N",
    type=click.IntRange(1, MOST),
    default=10_000,
    show_default=True,
    help="How many are played through.",
)
@click.option(
    "--seed", metavar="N", type=click.IntRange(0, 2**32 - 1), default=0, show_default=True,
    help="The same seed gives the same numbers; another shows what is chance.",
)  # fmt: skip
@click.option("--from", "from_", metavar="ID", help="The step to measure from.  [default: the start]")
@click.option("--to", metavar="ID", help="The step to measure to, itself included.  [default: the end]")
@persona_option
@set_option
@format_option
@output_option
@plot_option("how the times spread")
@click.pass_context
def command(context: click.Context, /, file: str, **options: Any) -> None:
    """Play many journeys through; say how their times spread, and how many stay within what customers accept.

    FILE is a blueprint, or - for standard input. Times with a low and a high estimate vary from journey to journey.

    \b
    Examples:
      blueprint simulate shop.blueprint.yaml
      blueprint simulate shop.blueprint.yaml --from order --to deliver --journeys 100000

    Exit status: 0 there are figures, 1 the file has errors, or its journeys can't be reckoned, 2 a file can't be
    opened or written, or an option is wrong.
    """  # noqa: D301 (`\b` keeps click from joining the lines)
    asked = Asked(context, file)
    asked.change(options["changes"])
    asked.require("persona", options["persona"])
    asked.require("step", options["from_"])
    asked.require("step", options["to"])

    from blueprint.analysis.analysis import analyze
    from blueprint.analysis.simulation import simulate
    from blueprint.reports.simulated import simulation_report

    part = (options["from_"], options["to"])
    with asked.problems(), _watched(options["journeys"]) as progress:
        analysis = analyze(asked.blueprint, options["persona"])
        simulation = simulate(
            analysis.customers,
            journeys=options["journeys"],
            seed=options["seed"],
            progress=progress,
            from_=part[0],
            to=part[1],
        )
    draw(asked, simulation, options["plot"])
    give(
        context, options["format_"], options["output"],
        data=lambda: {"blueprint": asked.blueprint.id, "persona": options["persona"], **simulation.to_dict()},
        document=lambda: simulation_report(analysis, simulation, part, options["changes"]),
    )  # fmt: skip


@contextmanager
def _watched(journeys: int) -> Iterator[Callable[[float], None] | None]:
    """A bar that shows how far it is, where someone waits before a terminal."""
    if journeys < MANY or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=100, label="Simulating", file=sys.stderr) as bar:
        yield lambda done: bar.update(int(100 * done) - bar.pos)
