"""Where the command starts: fast, and never with a traceback for what is the user's or the machine's doing.

Only what every run needs is imported here; each command brings the rest.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # `typing` would take a tenth of the time of `--version`
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any, NoReturn

INTERRUPTED = 130
BROKEN_PIPE = 141


def main() -> NoReturn:
    """Run the command line and leave with its exit status."""
    _prepare_streams()
    stdout = sys.stdout
    try:
        status = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        status = BROKEN_PIPE
    except SystemExit as leaving:
        # This is how click leaves after a completion; and where nobody reads, after swapping the stream.
        status = leaving.code if sys.stdout is stdout and isinstance(leaving.code, int) else BROKEN_PIPE
        sys.stdout = stdout
    except KeyboardInterrupt:
        status = INTERRUPTED
    except OSError as error:
        # Commands report on their own files; what is left is the output of the command itself, say on a full disk.
        print(f"Error: can't write the output: {error.strerror}", file=sys.stderr)
        status = 2
    _leave(status)


def _prepare_streams() -> None:
    """A terminal that can't show Chinese gets escapes, not a crash; a stream that is closed goes nowhere."""
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: PTH123, SIM115 (for as long as the process lives)
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _run() -> int:
    if sys.argv[1:] == ["--version"]:
        from blueprint.cli.versions import versions

        print(versions())
        return 0
    _start_fast()
    if sys.argv[1:2] == ["check"]:
        from blueprint.cli.quick import quick_check

        if (status := quick_check(sys.argv[2:])) is not None:
            return status
    import click

    from blueprint.cli.group import group

    try:
        return group.main(prog_name=_program_name(), standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return INTERRUPTED


def _program_name() -> str:
    name = os.path.basename(sys.argv[0]).removesuffix(".exe")  # noqa: PTH119 (pathlib would have to be imported)
    return name if name in ("blueprint", "service-blueprint") else "blueprint"


def _start_fast() -> None:
    """A command lives for a moment: what pays off in a long-running program is a loss here."""
    # Importing makes many objects and hardly any garbage. With the usual threshold of 700 the collector would walk all
    # of them again and again; with this one it still keeps the memory of a run over thousands of files in bounds.
    gc.set_threshold(100_000, 20, 20)
    # Other packages' pydantic plugins (a tracer, say) have no part in reading a blueprint.
    if os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__") == "__all__":
        sys.modules.setdefault(_PLUGIN_LOADER, _without_plugins())


_PLUGIN_LOADER = "pydantic.plugin._loader"


def _without_plugins() -> ModuleType:
    """What stands in for pydantic's loader of plugins, which imports fifty modules before it finds itself switched off.

    That is a tenth of a check's time. Should pydantic ask for more than the plugins, it gets the real loader.
    """
    stand_in = type(sys)(_PLUGIN_LOADER)

    def from_the_real_one(name: str) -> Any:
        if name.startswith("__"):  # the import system asks, say whether this is a package
            raise AttributeError(name)
        from importlib import import_module

        sys.modules.pop(_PLUGIN_LOADER, None)
        return getattr(import_module(_PLUGIN_LOADER), name)

    stand_in.__dict__.update(get_plugins=lambda: (), __getattr__=from_the_real_one)
    return stand_in


def _leave(status: int) -> NoReturn:
    """Exit at once: freeing each object in turn, only to end the process, takes longer than reading a blueprint."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            # Nobody is listening any more, which the status says; Python would complain when it tries again at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    import atexit

    atexit._run_exitfuncs()  # noqa: SLF001 (what was asked to run at exit runs; no public name does it)
    os._exit(status)
