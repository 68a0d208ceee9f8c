"""`blueprint explain`: what a finding means, why it matters and what to do about it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from blueprint.cli.terminal import say, wants_colour

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.checks.declaration import Rule


@click.command(name="explain", short_help="Explain findings by their codes.")
@click.argument("codes", metavar="CODE...", nargs=-1, required=True)
@click.pass_context
def command(context: click.Context, codes: tuple[str, ...]) -> None:
    """Explain what a finding of `blueprint check` means, why it matters and what to do about it, with examples.

    CODE is a code, the beginning of several, a name, or some words of one that no other has.

    \b
    Examples:
      blueprint explain BP101
      blueprint explain BP0
      blueprint explain unknown-reference
      blueprint explain severe-pain
    """  # noqa: D301 (`\b` keeps click from joining the lines)
    from blueprint.checks.declaration import RuleError
    from blueprint.checks.rules import all_rules
    from blueprint.reports.rule_pages import text_page

    try:
        rules = all_rules()
    except RuleError as error:
        say(str(error))
        context.exit(2)
    meant = dict.fromkeys(code for text in codes for code in _meant(text, rules))
    colour = wants_colour(sys.stdout)
    pages = (text_page(rules[code], colour=colour) for code in meant)
    click.echo("\n\n".join(pages), nl=False, color=colour)


def _meant(text: str, rules: Mapping[str, Rule]) -> list[str]:
    """The codes that a word stands for. Raises click.BadArgumentUsage where it stands for none."""
    word = text.strip().casefold()
    named = [code for code, rule in rules.items() if rule.name == word.replace("_", "-")]
    if found := named or [code for code in rules if word and code.casefold().startswith(word)]:
        return found
    from blueprint.checks.rules import code_by_part, meant_code

    if only := code_by_part(text):
        return [only]
    message = f"there is no rule `{text}`{meant_code(text)}"
    raise click.BadArgumentUsage(message)
