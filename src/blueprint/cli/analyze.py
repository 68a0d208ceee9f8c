"""`blueprint analyze`: how long a journey takes, what it costs, where it fails, and what drives that."""

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
from blueprint.cli.choices import Choice

QUESTIONS = (
    "journeys", "time", "quantiles", "critical", "rework", "money", "people", "information", "reach", "failure", "pain",
    "experience", "help", "evidence",
)  # fmt: skip


@click.command(name="analyze", short_help="Say how long a journey takes, what it costs, where it fails.")
@click.argument("file", metavar="FILE", type=FILE)
@click.option(
    "--question", "questions", type=Choice(QUESTIONS), multiple=True,
    help="Answer only this question, in full. May be given more than once.",
)  # fmt: skip
@persona_option
@set_option
@format_option
@output_option
@click.option("--fail-on-unmet", is_flag=True, help="Fail, with exit status 1, where an expectation is not met.")
@plot_option("how customers feel on their way")
@click.pass_context
def command(context: click.Context, /, file: str, **options: Any) -> None:
    """Say how long a journey takes, what it costs, where it fails, and what drives that.

    FILE is a blueprint, or - for standard input. The report has the headlines first, then what drives them, then what
    had to be assumed. What the file says nothing about is left out, never made up.

    \b
    Examples:
      blueprint analyze shop.blueprint.yaml
      blueprint analyze shop.blueprint.yaml --question time --question money
      blueprint analyze shop.blueprint.yaml --set pay.wait=10m
      blueprint analyze shop.blueprint.yaml --format html -o shop.html

    Exit status: 0 there are figures, 1 the file has errors, its journeys can't be reckoned, or an expectation is not
    met (with --fail-on-unmet), 2 a file can't be opened or written, or an option is wrong.
    """  # noqa: D301 (`\b` keeps click from joining the lines)
    asked = Asked(context, file)
    asked.change(options["changes"])
    asked.require("persona", options["persona"])

    from blueprint.analysis.analysis import analyze
    from blueprint.reports.figures import report

    with asked.problems():
        analysis = analyze(asked.blueprint, options["persona"])
        draw(asked, analysis, options["plot"])
        give(
            context, options["format_"], options["output"],
            data=lambda: _only(analysis.to_dict(), options["questions"]),
            document=lambda: report(analysis, options["questions"], options["changes"]),
        )  # fmt: skip
    if options["fail_on_unmet"]:
        context.exit(int(any(verdict.result == "not met" for verdict in analysis.expectations)))


def _only(data: dict[str, object], questions: tuple[str, ...]) -> dict[str, object]:
    """The data, with the answers to some questions only."""
    if not questions:
        return data
    answers = data["answers"]
    assert isinstance(answers, dict)  # noqa: S101 (for the type checker)
    return {**data, "answers": {name: answer for name, answer in answers.items() if name in questions}}
