"""`blueprint lsp`: how the language server is started. What it answers is tested in tests/lsp."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import time
from pathlib import Path

SOURCE = str(Path(__file__).parents[2] / "src")


def test_without_its_extra(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "pygls", None)
    result = run("lsp")
    assert result.exit_code == 2
    assert result.stderr == "the language server needs the extra `lsp`: pip install 'service-blueprint[lsp]'\n"


def test_with_nobody_there(process):
    result = process("lsp", stdin=subprocess.DEVNULL)
    assert (result.returncode, result.stdout, result.stderr) == (1, b"", b"")


def test_what_is_no_message_is_passed_over(process):
    result = process("lsp", input=b"hello\r\n\r\nContent-Length: 3\r\n\r\n{a}")
    assert (result.returncode, result.stderr) == (1, b"")


def test_a_port_that_is_no_port(run):
    assert run("lsp", "--tcp", "0").exit_code == 2


def test_a_port_that_is_taken(process):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = process("lsp", "--tcp", str(port))
    assert result.returncode == 2
    assert result.stderr.decode().startswith(f"can't listen on port {port}: ")


def test_over_a_port(folder):  # noqa: ARG001 (it works there)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "blueprint", "lsp", "--tcp", str(port)]
    with subprocess.Popen(command, env={"PYTHONPATH": SOURCE}, stderr=subprocess.PIPE) as server:
        with connection(port) as editor:
            body = json.dumps(
                {
                    "jsonrpc": "2.0",
                    "id": 1,
                    "method": "initialize",
                    "params": {"processId": None, "rootUri": None, "capabilities": {}},
                }
            ).encode()
            editor.sendall(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            answer = b""
            while b'"serverInfo"' not in answer:
                answer += editor.recv(65536)
        assert server.wait(60) == 1
        assert server.stderr is not None
        assert server.stderr.read() == b""


def connection(port):
    for _ in range(600):
        with contextlib.suppress(ConnectionRefusedError):
            return socket.create_connection(("127.0.0.1", port), timeout=60)
        time.sleep(0.1)
    message = "nobody listens"
    raise AssertionError(message)
