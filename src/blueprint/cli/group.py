"""The command `blueprint` and its subcommands, each loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

COMMANDS = (
    "new", "check", "rules", "explain", "render", "serve", "site", "analyze", "simulate", "sweep", "compare", "diff",
    "fmt", "schema", "lsp", "completion",
)  # fmt: skip
"""The subcommands, in the order in which one meets them. Each is `command` in the module of its name."""

HELP_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are run, or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The names of the subcommands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        """The subcommand of a name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"blueprint.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand that the arguments name. Raises click.UsageError with the one that was probably meant."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            from blueprint.suggest import did_you_mean

            message = f"there is no command `{name}`{did_you_mean(name, COMMANDS)}"
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)


def _show_versions(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 (click's signature)
    if value and not context.resilient_parsing:
        from blueprint.cli.versions import versions

        click.echo(versions())
        context.exit()


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings=HELP_SETTINGS)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_versions,
    help="Show the versions and exit.",
)
@click.pass_context
def group(context: click.Context, /, **_: Any) -> None:
    """Service blueprints as text: write them, check them, draw them.

    \b
    Start with:
      blueprint new shop.blueprint.yaml
      blueprint check shop.blueprint.yaml
      blueprint render shop.blueprint.yaml
    """  # noqa: D301 (`\b` keeps click from joining the lines)
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
