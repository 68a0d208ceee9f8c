"""What every case works with: the tools, the measuring of commands and of tasks, and a folder for inputs."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measuring import Bench, Command, environment

if TYPE_CHECKING:
    from tools import Tools

_INSIDE = Path(__file__).with_name("inside.py")
_ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
"""For numpy: CPU time would be that of all threads together."""


@dataclass(slots=True)
class Bed:
    """What every case works with."""

    tools: Tools
    bench: Bench
    folder: Path

    def inside(self, task: str, folder: Path, *packages: Path) -> Any:
        """Measure a task within a process, which finds further packages in these folders."""
        command = [self.tools.python, _INSIDE, task, folder, *packages]
        variables = environment() | _ONE_THREAD
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=variables)
        if done.returncode:
            message = f"{task} failed: {done.stderr.strip()[-2000:]}"
            raise SystemExit(message)
        return json.loads(done.stdout)

    def command(self, name: str, tool: str, *arguments: str | Path, folder: Path | None = None) -> list[Command]:
        """The command of a peer; none where it is not to be had."""
        start = self.tools.commands.get(tool)
        return [Command(name, (*start, *map(str, arguments)), folder or self.folder)] if start else []
