"""Writing files: what is on the disk is either the old file or the whole new one."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path


def write_atomically(path: str | Path, data: bytes | str) -> None:
    """Write a file (text as UTF-8, its line ends as they are), or leave the one that is there as it was.

    An existing file keeps its permission bits, and a symbolic link stays a link to what is rewritten. A device or a
    pipe is written to, never replaced. Raises OSError where the folder is missing, closed or full.
    """
    content = data.encode() if isinstance(data, str) else data
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file() and not target.is_dir():
        target.write_bytes(content)
        return
    mode = _mode_for(target)
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)  # noqa: PTH101 (the tests make each of these fail)
        os.replace(name, target)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _mode_for(target: Path) -> int:
    """The permission bits of the file that is there, else those that a new file gets."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0o077)  # the mask can only be read by setting it
        os.umask(mask)
        return 0o666 & ~mask
