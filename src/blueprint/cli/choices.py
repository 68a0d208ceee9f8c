"""What the values of options are, and what is said where one is mistyped."""

from __future__ import annotations

import math
import os
from typing import Any

import click

_SOURCES = (".yaml", ".yml")


class Choice(click.Choice[str]):
    """One of some words; a mistyped one is answered with the one that was probably meant."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, or click.BadParameter."""
        if value not in self.choices:
            from blueprint.suggest import did_you_mean

            hint = did_you_mean(value, self.choices)
            self.fail(f"`{value}` is not one of {', '.join(self.choices)}{hint}", param, ctx)
        return value


class Positive(click.FloatRange):
    """A number above 0 that is not infinite."""

    def __init__(self) -> None:
        super().__init__(0, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, or click.BadParameter."""
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not 0 < number < math.inf:
            self.fail(f"`{value}` is not a number above 0", param, ctx)
        return number


class Output(click.Path):
    """A file to write, or - for standard output; none that is named like a blueprint, which would be lost."""

    def __init__(self) -> None:
        super().__init__(allow_dash=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path as it is given, or click.BadParameter."""
        path = os.fsdecode(value)
        if path.lower().endswith(_SOURCES) and not os.path.isdir(path):  # noqa: PTH112 (pathlib raises on long names)
            self.fail(
                f"`{path}` is named like a blueprint, which this would not be: give it another ending",
                param,
                ctx,
            )
        return super().convert(value, param, ctx)
