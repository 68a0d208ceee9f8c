"""Graphviz: the one place that runs it. `graphviz-pure` comes with the package, `dot` is the system's own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from blueprint.drawing.errors import DrawError
from blueprint.suggest import did_you_mean

ENGINES = ("graphviz-pure", "dot")
"""The engines by name: the port that pip installs, and a system Graphviz."""

_TIMEOUT = 120


def run(
    source: str, engine: str, *, layout: str = "neato", keep_places: bool = True, seconds: float = _TIMEOUT
) -> dict[str, Any]:
    """Have Graphviz lay out DOT source; returns its JSON (`objects` and `edges` with `pos`, in points, y upwards).

    With `keep_places` nodes stay where their `pos` says and only edges are routed. Raises DrawError where the engine is
    unknown, missing, fails, or takes more than so many seconds.
    """
    if engine not in ENGINES:
        message = f"there is no engine `{engine}`{did_you_mean(engine, ENGINES) or '; there are ' + ', '.join(ENGINES)}"
        raise DrawError(message)
    command = [_program(engine), f"-K{layout}", "-Tjson0", *(["-n2"] if keep_places else [])]
    try:
        done = subprocess.run(  # noqa: S603 (the program is one of two, the source goes in by a pipe)
            command, input=source.encode(), capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        message = f"the engine `{engine}` took more than {seconds:g} seconds and was stopped"
        raise DrawError(message) from None
    except OSError as error:
        message = f"the engine `{engine}` can't be run: {error.strerror}"
        raise DrawError(message) from error
    said = done.stderr.decode(errors="replace").strip().splitlines()
    if done.returncode == 0:
        with suppress(ValueError):
            return dict(json.loads(done.stdout))
        said = said or ["it gave no picture"]
    message = f"the engine `{engine}` failed: {said[-1] if said else f'exit code {done.returncode}'}"
    raise DrawError(message)


def _program(engine: str) -> str:
    beside = Path(sys.executable).parent  # where pip puts programs, on the path or not
    program = shutil.which(engine, path=str(beside)) or shutil.which(engine)
    if program is None:
        hint = "pip install graphviz-pure" if engine == "graphviz-pure" else "install Graphviz, or leave `--engine` out"
        message = f"the engine `{engine}` is not installed: {hint}"
        raise DrawError(message)
    return program
