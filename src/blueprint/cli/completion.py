"""`blueprint completion`: commands and options at the press of the tab key."""

from __future__ import annotations

import click

from blueprint.cli.choices import Choice

_SHELLS = ("bash", "zsh", "fish")


@click.command(name="completion", short_help="Print the script for tab completion in a shell.")
@click.argument("shell", type=Choice(_SHELLS))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the script that completes commands, options and files at the press of the tab key.

    \b
    To install it, add one line to the start file of your shell:
      bash (~/.bashrc):                   eval "$(blueprint completion bash)"
      zsh  (~/.zshrc):                    eval "$(blueprint completion zsh)"
      fish (~/.config/fish/config.fish):  blueprint completion fish | source
    """  # noqa: D301 (`\b` keeps click from joining the lines)
    from click.shell_completion import get_completion_class

    root = context.find_root()
    name = root.info_name or "blueprint"
    completion = get_completion_class(shell)
    assert completion is not None  # noqa: S101 (click knows these three)
    variable = f"_{name.replace('-', '_').upper()}_COMPLETE"
    click.echo(completion(root.command, {}, name, variable).source())
