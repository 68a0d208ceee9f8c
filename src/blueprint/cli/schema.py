"""`blueprint schema`: the file format for editors."""

from __future__ import annotations

from pathlib import Path

import click

from blueprint.cli.choices import Output
from blueprint.cli.terminal import cannot_write, file_name, say, write_bytes


@click.command(name="schema", short_help="Write the JSON Schema, for help in editors.")
@click.option("-o", "--output", metavar="FILE", type=Output(), help="The file to write.  [default: print it]")
@click.pass_context
def command(context: click.Context, output: str | None) -> None:
    """Write the JSON Schema of the file format: with it, editors complete and explain keys while you type.

    \b
    Example:
      blueprint schema -o blueprint.schema.json

    \b
    Then start your file with:
      # yaml-language-server: $schema=blueprint.schema.json
    """  # noqa: D301 (`\b` keeps click from joining the lines)
    from blueprint.source.schema import dumps_schema

    data = dumps_schema().encode()
    if output is None or output == "-":
        write_bytes(data)
        return
    from blueprint.files import write_atomically

    try:
        write_atomically(Path(output), data)
    except OSError as error:
        say(cannot_write(output, error))
        context.exit(2)
    click.echo(f"Wrote {file_name(output)}")
