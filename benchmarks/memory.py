"""How much memory a command takes at its peak, together with all processes that it starts (Linux)."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from measuring import Command

_PAUSE = 0.005  # seconds


def peak_of_all(command: Command, variables: Mapping[str, str]) -> float | None:
    """The largest sum in MB over all processes at one time; None where the system doesn't tell.

    Memory that processes share counts once: it is their proportional set size (PSS), looked at every few milliseconds.
    That takes its time, so nothing else is measured meanwhile.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    nowhere = subprocess.DEVNULL
    started = subprocess.Popen(
        command.arguments, cwd=command.folder, env=variables, stdin=nowhere, stdout=nowhere, stderr=nowhere
    )
    peak = 0.0
    while started.poll() is None:
        peak = max(peak, sum(map(_memory_of, _family(started.pid))))
        time.sleep(_PAUSE)
    return peak


def _family(pid: int) -> Iterator[int]:
    """A process, and those that it or they have started."""
    waiting = [pid]
    while waiting:
        yield (one := waiting.pop())
        for thread in Path(f"/proc/{one}/task").glob("*"):
            waiting += map(int, _text(thread / "children").split())


def _memory_of(pid: int) -> float:
    for line in _text(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1.024e-3
    return 0.0


def _text(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:  # the process is gone
        return ""
