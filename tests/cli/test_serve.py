"""`blueprint serve`: how the live preview is started and ended. What it shows is tested in tests/serve."""

from __future__ import annotations

import os
import pty
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

SOURCE = str(Path(__file__).parents[2] / "src")


def test_without_its_extra(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = run("serve")
    assert result.exit_code == 2
    assert result.stderr == "the live preview needs the extra `serve`: pip install 'service-blueprint[serve]'\n"


@pytest.mark.parametrize("arguments", [["--port", "70000"], ["--port", "x"], ["--host", "0.0.0.0"], ["a", "b"]])
def test_wrong_options(run, arguments):
    assert run("serve", *arguments).exit_code == 2


def test_a_file_that_is_not_there(run, write):
    write("shop.blueprint.yaml")
    result = run("serve", "shp.blueprint.yaml")
    assert result.exit_code == 2
    assert result.stderr == ("shp.blueprint.yaml: No such file or directory; did you mean `shop.blueprint.yaml`?\n")


def test_a_catalogue(run, write):
    write("shared.catalogue.yaml", "blueprint: v1\n")
    result = run("serve", "shared.catalogue.yaml")
    assert (result.exit_code, result.stderr) == (
        2,
        "shared.catalogue.yaml: a catalogue has nothing to draw; give a blueprint that includes it, or the folder\n",
    )


def test_a_port_that_is_taken(process):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = process("serve", "--port", port)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode().startswith(f"can't listen on port {port}: ")


def test_near_the_usual_port(monkeypatch):
    from blueprint.serve import server

    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setattr(server, "USUAL_PORT", taken.getsockname()[1])
        listening = server._listening_near(server.USUAL_PORT)
        try:
            assert listening[0].getsockname()[1] != taken.getsockname()[1]
            assert {one.getsockname()[0] for one in listening} <= {"127.0.0.1", "::1"}
        finally:
            for one in listening:
                one.close()


@contextmanager
def started(*arguments, **options):
    server = subprocess.Popen(
        [sys.executable, "-m", "blueprint", "serve", "--port", "0", *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": SOURCE}, **options,
    )  # fmt: skip
    try:
        line = server.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert found, line + server.stderr.read()
        yield server, found[0], line
    finally:
        server.kill()
        server.communicate()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_it_stops_in_order(write, name):
    write("a.blueprint.yaml")
    with started() as (server, address, line):
        assert line == f"Serving . at {address} (Ctrl-C ends it)\n"
        with urlopen(f"{address}events", timeout=60) as events:
            assert events.readline() == b"retry: 700\n"
            server.send_signal(getattr(signal, name))
            assert server.wait(60) == 0
        assert (server.stdout.read(), server.stderr.read()) == ("", "")


def test_one_file(write):
    path = write("a.blueprint.yaml")
    write("b.blueprint.yaml")
    with started(path) as (_, address, _line), urlopen(address, timeout=60) as answer:
        assert answer.url == f"{address}b/a"
        page = answer.read().decode()
        assert "a.blueprint.yaml" in page
        assert 'class="back"' not in page


def test_at_a_terminal(write):
    """Ctrl-C leaves the cursor at the start of a line; that the terminal goes away ends it, too."""
    write("a.blueprint.yaml")
    ours, theirs = pty.openpty()
    server = subprocess.Popen(
        [sys.executable, "-m", "blueprint", "serve", "--port", "0", "--no-open"],
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        env={**os.environ, "PYTHONPATH": SOURCE, "TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while b"Ctrl-C ends it)" not in shown:
        shown += os.read(ours, 65536)
    server.send_signal(signal.SIGINT)
    assert server.wait(60) == 0
    rest = os.read(ours, 65536)
    os.close(ours)
    assert rest.replace(b"\r", b"").strip(b"\n") == b""
    assert b"Traceback" not in shown


def test_the_terminal_goes_away(write):
    write("a.blueprint.yaml")
    ours, theirs = pty.openpty()
    error, writing = os.pipe()
    server = subprocess.Popen(
        [sys.executable, "-m", "blueprint", "serve", "--port", "0", "--no-open"],
        stdin=theirs, stdout=theirs, stderr=writing, env={**os.environ, "PYTHONPATH": SOURCE},
    )  # fmt: skip
    os.close(theirs)
    os.close(writing)
    shown = b""
    while b"Ctrl-C ends it)\r\n" not in shown:  # the whole line, so that none of it is still being written
        shown += os.read(ours, 65536)
    os.close(ours)
    server.send_signal(signal.SIGHUP)  # as the system would
    assert server.wait(60) == 0
    assert os.read(error, 65536) == b""
    os.close(error)
