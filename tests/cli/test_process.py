"""The command as a process: pipes, terminals, encodings, full disks, interrupts, what it loads."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import BAD, GOOD

SOURCE = str(Path(__file__).parents[2] / "src")
TITEL = "a.blueprint.yaml:2:1: BP002 a blueprint has no key `titel`; did you mean `title`?"
CHINESE = GOOD.replace("Sit down", "坐下").replace("frontstage", "前台")
MANY = "blueprint: v1\ntitle: T\nstages: [{name: S}]\n" + "".join(f"key{i}: 1\n" for i in range(20_000))


@pytest.mark.parametrize(("text", "status"), [(GOOD, 0), (BAD, 1)])
def test_exit_status(process, write, text, status):
    write("a.blueprint.yaml", text)
    result = process("check", "a.blueprint.yaml")
    assert (result.returncode, result.stderr) == (status, b"")
    assert result.stdout.decode() == (f"{TITEL}\n" if status else "")


def test_exit_status_of_wrong_usage(process):
    result = process("check", "--nonsense")
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"Traceback" not in result.stderr


def test_nobody_reads_to_the_end(process, write):
    write("a.blueprint.yaml", MANY)
    for arguments in (["check", "a.blueprint.yaml"], ["check", "a.blueprint.yaml", "--format", "json"], ["--help"]):
        reading, writing = os.pipe()
        os.close(reading)
        result = process(*arguments, stdout=writing)
        os.close(writing)
        assert (result.returncode, result.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["--help"], ["check"], ["check", "--format", "json"], ["render", "b.blueprint.yaml", "-o", "-"],
     ["new", "-"], ["schema"], ["fmt", "b.blueprint.yaml", "--diff"]],
)  # fmt: skip
def test_full_disk(process, write, arguments):
    write("a.blueprint.yaml", BAD)
    write("b.blueprint.yaml", "title: T\nblueprint: v1\nstages: [{name: S}]\n")
    with Path("/dev/full").open("wb") as full:
        result = process(*arguments, stdout=full)
    assert (result.returncode, result.stderr) == (2, b"Error: can't write the output: No space left on device\n")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams(write, closed):
    write("a.blueprint.yaml", BAD)
    command = f"exec {sys.executable} -m blueprint check a.blueprint.yaml --format full {closed}"
    result = subprocess.run(
        ["/bin/sh", "-c", command], env={**os.environ, "PYTHONPATH": SOURCE}, capture_output=True, check=False
    )
    assert result.returncode == 1
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "gbk"},
    ],
)
@pytest.mark.parametrize("form", ["full", "concise", "json"])
def test_encodings(process, write, environment, form):
    write("擦鞋.blueprint.yaml", CHINESE + "        é😀: 1\n")
    result = process("check", ".", "--format", form, env=environment)
    assert result.returncode == 1
    assert b"Traceback" not in result.stderr
    assert b"BP002" in result.stdout


def test_a_starter_is_utf_8_everywhere(process):
    result = process("new", "-", "--language", "zh-Hans", "--title", "擦鞋", env={"PYTHONIOENCODING": "gbk"})
    assert result.returncode == 0
    assert "擦鞋" in result.stdout.decode()


def on_a_terminal(*arguments, **environment):
    """What the command shows on a terminal, and its exit status."""
    ours, theirs = pty.openpty()
    started = subprocess.Popen(
        [sys.executable, "-m", "blueprint", *arguments],
        stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, "PYTHONPATH": SOURCE, "TERM": "xterm", **environment},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            shown += (more := os.read(ours, 65536))
        except OSError:
            break
        if not more:
            break
    os.close(ours)
    return shown.decode().replace("\r\n", "\n"), started.wait()


PLAIN = """\
a.blueprint.yaml:2:1: error BP002 not-the-format
  a blueprint has no key `titel`; did you mean `title`?
  2 | titel: Shoeshine
    | ^^^^^

1 file checked: 1 error
"""


def test_on_a_terminal(write):
    write("a.blueprint.yaml", BAD)
    shown, status = on_a_terminal("check")
    assert status == 1
    assert "\x1b[1;31merror BP002\x1b[0m" in shown
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == PLAIN


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"TERM": "dumb"}])
def test_without_colour(write, environment):
    write("a.blueprint.yaml", BAD)
    assert on_a_terminal("check", **environment) == (PLAIN, 1)


def test_colour_where_it_is_wanted(process, write):
    write("a.blueprint.yaml", BAD)
    for value, coloured in (("1", True), ("3", True), ("0", False), ("", False)):
        result = process("check", "--format", "full", env={"FORCE_COLOR": value})
        assert (b"\x1b[" in result.stdout) is coloured


def test_progress_on_a_terminal(write, folder):
    for name in "abc":
        write(f"{name}.blueprint.yaml")
    shown, status = on_a_terminal("render", *sorted(p.name for p in folder.iterdir()), "-o", "out/")
    assert status == 0
    assert "Drawing" in shown
    assert re.findall(r"Wrote \S+", shown) == [
        "Wrote out/a.svg",
        "Wrote out/b.svg",
        "Wrote out/c.svg",
    ]


def test_interrupted():
    started = subprocess.Popen(
        [sys.executable, "-m", "blueprint", "check", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": SOURCE},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 (a job in the background ignores it)
    )  # fmt: skip
    time.sleep(1.5)  # by now it waits for its input
    started.send_signal(signal.SIGINT)
    stdout, stderr = started.communicate(timeout=30)
    assert (started.returncode, stdout, stderr.strip()) == (130, b"", b"")


def test_a_check_does_not_load_what_it_does_not_need(process, write):
    write("a.blueprint.yaml")
    result = process("check", "a.blueprint.yaml", env={"PYTHONVERBOSE": "1"})
    loaded = {line.split("'")[1] for line in result.stderr.decode().splitlines() if line.startswith("import '")}
    assert {"pydantic", "yaml", "blueprint.checks.rules", "blueprint.analysis.customers"} <= loaded
    others = {"click", "networkx", "numpy", "narwhals", "graphviz", "rich", "pathspec", "multiprocessing"}
    own = {"checks.suppression", "checks.fixes", "cli.render", "drawing", "analysis.simulation", "analysis.failure"}
    assert not loaded & {*others, "importlib.metadata", *(f"blueprint.{name}" for name in own)}


def test_plugins_of_others_can_be_asked_for(process, write):
    write("a.blueprint.yaml")
    result = process("check", "a.blueprint.yaml", env={"PYDANTIC_DISABLE_PLUGINS": "none"})
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
