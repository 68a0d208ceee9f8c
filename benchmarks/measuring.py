"""Whole processes, measured side by side: one run of each in turn, again and again, so that drift meets them all."""

from __future__ import annotations

import marshal
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")

_ENOUGH = 12.0
"""Seconds that the runs of one command may take together before they become fewer."""
_VERY_SLOW = 10.0
"""Seconds of one run, from which one is enough."""

_SPAWNER = Path(__file__).with_name("spawner.py")


@dataclass(frozen=True, slots=True)
class Command:
    """A command to measure, by the name that the table calls it. Without one that is needed there is no table."""

    name: str
    arguments: tuple[str, ...]
    folder: Path
    is_needed: bool = False
    is_first: bool = False
    """Whether each run is to be the first: blueprint remembers nothing of the runs before."""


@dataclass(slots=True)
class Measured:
    """What a command took, run by run, in seconds; its peak memory in MB. `failure` says why there is nothing."""

    name: str
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    peak: float = 0.0
    failure: str = ""

    def ratio(self, base: Measured, of: str) -> float | None:
        """How many times as much as another took: the median over the rounds that both were in."""
        pairs = list(zip(getattr(self, of), getattr(base, of), strict=False))
        return median(own / other for own, other in pairs) if pairs else None


class Bench:
    """Runs commands. A context: the process that starts them ends with it."""

    def __init__(self, scratch: Path, rounds: int) -> None:
        self._output = scratch / "output.txt"
        self._cache = scratch / "cache"
        self._rounds = rounds
        self.variables = environment() | {"BLUEPRINT_CACHE_DIR": str(self._cache)}

    def __enter__(self) -> Self:
        self._spawner = subprocess.Popen(
            [sys.executable, "-I", "-S", _SPAWNER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=self.variables,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._spawner.communicate()

    def run(self, command: Command) -> tuple[int, float, float, float]:
        """Exit status, wall time, user and system time (seconds) and peak memory (MB) of one run."""
        self._prepare(command)
        stdin, stdout = self._spawner.stdin, self._spawner.stdout
        assert stdin is not None
        assert stdout is not None
        marshal.dump((str(command.folder), str(self._output), list(command.arguments)), stdin)
        stdin.flush()
        status, wall, cpu, peak = marshal.load(stdout)
        return status, wall, cpu, peak / (1e6 if sys.platform == "darwin" else 1e3 / 1.024)

    def alone(self, command: Command, measure: Callable[[Command, Mapping[str, str]], T]) -> T:
        """Measure a command in another way, in the same environment."""
        self._prepare(command)
        return measure(command, self.variables)

    def _prepare(self, command: Command) -> None:
        if command.is_first:
            shutil.rmtree(self._cache, ignore_errors=True)

    def fails(self, command: Command) -> bool:
        """Whether a command that ought to refuse its input does."""
        return self.run(command)[0] != 0

    def compare(self, commands: list[Command]) -> dict[str, Measured]:
        """Measure commands side by side, after a warm-up of each. What is slow gets fewer runs, and at last only one."""
        measured = {command.name: Measured(command.name) for command in commands}
        left: dict[str, int] = {}
        for command in commands:
            status, wall, _, _ = self.run(command)
            if status:
                last = self._output.read_text("utf-8", "replace").strip().splitlines()[-1:]
                failure = f"exit status {status}: {''.join(last)[:120]}"
                if command.is_needed:
                    message = f"{command.name} fails with {failure}"
                    raise SystemExit(message)
                measured[command.name].failure = failure
            else:
                least = min(self._rounds, 3 if wall < _VERY_SLOW else 1)
                left[command.name] = max(least, min(self._rounds, round(_ENOUGH / wall)))
        for number in range(max(left.values(), default=0)):
            for command in commands:
                if left.get(command.name, 0) > number:
                    _, wall, cpu, peak = self.run(command)
                    found = measured[command.name]
                    found.wall.append(wall)
                    found.cpu.append(cpu)
                    found.peak = max(found.peak, peak)
        return measured


def environment() -> dict[str, str]:
    """The environment without what changes how Python runs: byte code is written and read, output is not unbuffered."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def as_data(measured: Measured) -> dict[str, Any]:
    """For the JSON file: medians, and all runs."""
    if measured.failure:
        return {"name": measured.name, "failure": measured.failure}
    return {
        "name": measured.name,
        "wall_ms": round(median(measured.wall) * 1e3, 2),
        "cpu_ms": round(median(measured.cpu) * 1e3, 2),
        "peak_mb": round(measured.peak, 1),
        "runs": [
            [round(wall * 1e3, 2), round(cpu * 1e3, 2)] for wall, cpu in zip(measured.wall, measured.cpu, strict=True)
        ],
    }
