"""What the values of options are, and what is said where one is mistyped."""

from __future__ import annotations

import math

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


class Positive(click.ParamType):
    """A number above 0 that is not infinite."""

    name = "number"

    def convert(self, value: str | float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number, or click.BadParameter."""
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not 0 < number < math.inf:
            self.fail(f"`{value}` is not a number above 0", param, ctx)
        return number
