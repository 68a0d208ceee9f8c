"""A folder to work in, and two ways to run the command: inside the tests, and as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from blueprint.cli.group import group

GOOD = """\
blueprint: v1
title: Shoeshine
personas:
  dandy: Dandy
stages:
  - id: shine
    name: Shine
    steps:
      - customer: Sit down
        frontstage: Brush
"""
BAD = GOOD.replace("title", "titel")
WARNS = GOOD + "        notes: 12:30\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for variable in ("NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


@pytest.fixture
def write(folder):
    def write(name, text=GOOD):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


@pytest.fixture
def run(folder):  # noqa: ARG001 (it works there)
    """Run the command here: a result with `stdout`, `stderr` and `exit_code`. An exception is a failure of the test."""

    def run(*args, input=None):  # noqa: A002 (click's word)
        result = CliRunner().invoke(group, [str(a) for a in args], input=input, prog_name="blueprint")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def process(folder):  # noqa: ARG001 (it works there)
    """Run the command as a process: a result with `stdout` and `stderr` as bytes and `returncode`."""
    source = str(Path(__file__).parents[2] / "src")

    def process(*args, env=None, **options):
        if "stdout" not in options:
            options["stdout"] = subprocess.PIPE
        return subprocess.run(
            [sys.executable, "-m", "blueprint", *map(str, args)],
            env={**os.environ, "PYTHONPATH": source, **(env or {})},
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
            **options,
        )

    return process
