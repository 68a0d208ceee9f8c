"""`blueprint serve`: the live preview in a browser."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from blueprint.cli.terminal import cannot_open, say, why

if TYPE_CHECKING:
    from collections.abc import Callable

    from blueprint.serve.listing import Found

_UNUSABLE = 2
_LAST_PORT = 65535


@click.command(name="serve", short_help="Show blueprints in a browser, redrawn at every save.")
@click.argument("path", metavar="[PATH]", default=".", type=click.Path())
@click.option(
    "--port", metavar="PORT", type=click.IntRange(0, _LAST_PORT),
    help="Listen on this port of this machine; 0 for any that is free.  [default: 4173, or one near it]",
)  # fmt: skip
@click.option(
    "--open/--no-open", "opens", default=None,
    help="Open it in the browser, or don't.  [default: open, when started at a terminal]",
)  # fmt: skip
@click.pass_context
def command(context: click.Context, path: str, port: int | None, opens: bool | None) -> None:  # noqa: FBT001 (click's)
    """Show blueprints in a browser, with what `check` finds beside the picture, and redraw them at every save.

    PATH is a folder (all blueprints in it that git doesn't ignore) or one file. A click on a finding or on a card shows
    the lines of the file. While a file is broken, the last good picture stays. It ends with Ctrl-C.

    Only this machine can see it. It needs the extra `serve`.

    \b
    Examples:
      blueprint serve
      blueprint serve shop.blueprint.yaml --open
      blueprint serve blueprints/ --port 8080

    Exit status: 0 when it was ended, 2 where it can't be started.
    """  # noqa: D301 (`\b` keeps click from joining the lines)
    from blueprint.finding import MissingExtra
    from blueprint.serve import load_preview

    top, search = _searched(context, path)
    try:
        preview = load_preview()(top, search, is_single=top != Path(path), port=port)
    except MissingExtra as error:
        say(str(error))
        context.exit(_UNUSABLE)
    except OSError as error:
        say(f"can't listen on port {port}: {why(error)}" if port else f"can't listen: {why(error)}")
        context.exit(_UNUSABLE)

    def ready() -> None:
        print(f"Serving {path} at {preview.address} (Ctrl-C ends it)", flush=True)
        if _can_open() if opens is None else opens:
            _open(preview.address)

    preview.run(ready)
    if preview.stopped_by == signal.SIGINT and sys.stdout.isatty():
        print()  # after the terminal's `^C`
    context.exit(0)


def _searched(context: click.Context, path: str) -> tuple[Path, Callable[[], Found]]:
    """The folder, and what finds the blueprints in it; or the folder of a file, and what finds this file."""
    from blueprint.cli.paths import find_files
    from blueprint.serve.listing import Found
    from blueprint.source.load import BLUEPRINT_SUFFIX, CATALOGUE_SUFFIX

    if os.path.isdir(path):  # noqa: PTH112 (that of pathlib raises where a name is long)

        def search() -> Found:
            found = find_files([path], (BLUEPRINT_SUFFIX,))
            return Found(found.paths, found.folders, found.problems if found.paths else ())

        return Path(path), search
    if path.endswith(CATALOGUE_SUFFIX):
        say(f"{path}: a catalogue has nothing to draw; give a blueprint that includes it, or the folder")
        context.exit(_UNUSABLE)
    try:
        with open(path, "rb"):  # noqa: PTH123 (as above)
            pass
    except (OSError, ValueError) as error:
        say(cannot_open(path, error) if isinstance(error, OSError) else f"{path!r}: this is no path")
        context.exit(_UNUSABLE)
    return Path(path).parent, lambda: Found([path])


def _can_open() -> bool:
    """Whether a browser would open in a window: one in the terminal would hide the address."""
    has_window = sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    return has_window and sys.stdout.isatty()


def _open(address: str) -> None:
    """Open an address in the browser, which may take its time and say what it likes."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
