"""`blueprint lsp`: the language server that editors start."""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stdout

import click

from blueprint.cli.terminal import say, why

_HOST = "127.0.0.1"


@click.command(name="lsp", short_help="Run the language server, for help in editors.")
@click.option(
    "--tcp", "port", metavar="PORT", type=click.IntRange(1, 65535),
    help="Listen on this port of this machine, for one editor.  [default: standard input and output]",
)  # fmt: skip
@click.pass_context
def command(context: click.Context, port: int | None) -> None:
    """Run the language server: with it, editors find mistakes while you type, complete keys and ids, show what they
    mean, go to what an id names, rename ids, and fix what can be fixed.

    An editor starts it. It needs the extra `lsp`.

    \b
    Example:
      blueprint lsp

    Exit status: 0 when the editor ends it, 1 when the editor is gone, 2 where it can't be started.
    """  # noqa: D205, D301 (`\b` keeps click from joining the lines)
    from blueprint.finding import MissingExtra
    from blueprint.lsp import load_server

    try:
        server = load_server()
    except MissingExtra as error:
        say(str(error))
        context.exit(2)
    # What anything prints must not get between the messages; and the server closes what it writes to.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out, redirect_stdout(sys.stderr):
        try:
            if port is None:
                server.start_io(sys.stdin.buffer, out)
            else:
                server.start_tcp(_HOST, port)
        except OSError as error:
            say(f"can't listen on port {port}: {why(error)}")
            context.exit(2)
    context.exit(0 if server.was_shut_down else 1)
