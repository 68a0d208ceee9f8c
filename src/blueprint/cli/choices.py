"""Options of commands whose values are words: a mistyped one is answered with the one that was probably meant."""

from __future__ import annotations

import click


class Choice(click.Choice[str]):
    """One of some words; a mistyped one is answered with the one that was probably meant."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, or click.BadParameter."""
        if value not in self.choices:
            from blueprint.suggest import did_you_mean

            hint = did_you_mean(value, self.choices)
            self.fail(f"`{value}` is not one of {', '.join(self.choices)}{hint}", param, ctx)
        return value
