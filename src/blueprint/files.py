"""Files: read no further than makes sense, and written so that there is either the old file or the whole new one."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

MOST_BYTES = 16 * 1024 * 1024
"""The most that is read of any file that says how others are to be treated."""


def read_regular(path: str | Path, most: int = MOST_BYTES) -> bytes:
    """Read a file that is nobody's choice but lies where it is looked for: a pipe or a device might never end.

    Raises OSError where there is none, or it is no regular file, or has more than `most` bytes.
    """
    with open(path, "rb", opener=_without_waiting) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "this is no regular file", str(path))
        return bounded(file.read(most + 1), path, most)


def bounded(data: bytes, path: str | Path, most: int = MOST_BYTES) -> bytes:
    """What was read of a file. Raises OSError where it is more than `most` bytes."""
    if len(data) > most:
        raise OSError(errno.EFBIG, f"the file has more than {most // 2**20} MiB", str(path))
    return data


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; of a pipe that nobody writes to, too."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def write_atomically(path: str | Path, data: bytes | str) -> None:
    """Write a file (text as UTF-8, its line ends as they are), or leave the one that is there as it was.

    An existing file keeps its permission bits, and a symbolic link stays a link to what is rewritten. A device or a
    pipe is written to, never replaced. Raises OSError where the folder is missing, closed or full.
    """
    import tempfile

    content = data.encode() if isinstance(data, str) else data
    # What `/dev/stdout` leads to may have no name of its own, so the device or pipe is called as it was.
    if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):  # noqa: PTH110, PTH112, PTH113
        Path(path).write_bytes(content)
        return
    target = Path(os.path.realpath(path))
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
