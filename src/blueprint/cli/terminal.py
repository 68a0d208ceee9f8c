"""How commands talk: to terminals with colour, to pipes without, and about files that can't be opened in one line."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

TYPE_CHECKING = False  # `typing` is not imported for it
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TextIO

    from blueprint.finding import Finding


def wants_colour(stream: TextIO) -> bool:
    """Whether to colour what goes to a stream: on a terminal, unless NO_COLOR is set; wherever FORCE_COLOR is set."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def say(message: str) -> None:
    """Tell the user something beside the output proper, on standard error."""
    from blueprint.display import visible

    print("\n".join(visible(line) for line in message.split("\n")), file=sys.stderr)


def show_findings(findings: Iterable[Finding], sources: Mapping[str, str], *, err: bool = False) -> None:
    """Show findings with their code frames."""
    from blueprint.reports.findings import full

    stream = sys.stderr if err else sys.stdout
    if text := full(findings, sources, colour=wants_colour(stream)):
        print(text, file=stream)


def write_bytes(data: bytes) -> None:
    """Write a file to standard output, byte by byte as it would be on disk."""
    sys.stdout.buffer.write(data)
    sys.stdout.flush()


def read_bytes() -> bytes:
    """Read a file from standard input."""
    return sys.stdin.buffer.read()


def why(error: OSError) -> str:
    """What the system says about a file, without Python's words: "No such file or directory"."""
    return error.strerror or str(error) or type(error).__name__


def file_name(path: str) -> str:
    """A file as a message names it: characters that would control the terminal are written as escapes."""
    from blueprint.display import visible

    return visible(path)


def cannot_write(path: str, error: OSError) -> str:
    """The message for a file that can't be written."""
    folder = Path(path).parent
    if isinstance(error, FileNotFoundError) and not folder.exists():
        return f"{path}: the folder `{folder}` does not exist"
    return f"{path}: {why(error)}"


def cannot_open(path: str, error: OSError) -> str:
    """The message for a file that can't be opened, with the one that was probably meant."""
    from blueprint.suggest import nearest

    hint = ""
    if isinstance(error, FileNotFoundError):
        with suppress(OSError):
            # What stands before the suffixes is compared: they are alike in all files.
            missing = Path(path)
            files = (other for other in missing.parent.iterdir() if other.suffix in (".yaml", ".yml"))
            others = {other.name.partition(".")[0]: other for other in files if other != missing}
            if meant := nearest(missing.name.partition(".")[0], others):
                hint = f"; did you mean `{others[meant]}`?"
    return f"{path}: {why(error)}{hint}"
