"""An editor that types: it starts the language server, and times how long after a keystroke the faults are marked."""

from __future__ import annotations

import json
import subprocess
from time import perf_counter
from typing import TYPE_CHECKING, Any

from measuring import environment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_WARM_UP = 5


def seconds_to_diagnostics(command: Sequence[str], path: Path, keystrokes: int) -> list[float]:
    """Seconds from sending each keystroke in a file to having what is wrong with that version of it.

    A character is typed at the end of the title, then the next, each when the last one is answered.
    """
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment())
    client = _Client(server)
    client.send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, id_=1)
    client.wait(lambda message: message.get("id") == 1)
    client.send("initialized", {})
    uri = path.resolve().as_uri()
    text = path.read_text("utf-8")
    document = {"uri": uri, "languageId": "yaml", "version": 0, "text": text}
    client.send("textDocument/didOpen", {"textDocument": document})
    client.wait_for_diagnostics(0)
    line = next(i for i, one in enumerate(text.splitlines()) if one.startswith("title:"))
    end = len(text.splitlines()[line])
    taken = []
    for number in range(1, keystrokes + _WARM_UP + 1):
        place = {"line": line, "character": end}
        change = {"range": {"start": place, "end": place}, "text": "x"}
        versioned = {"uri": uri, "version": number}
        start = perf_counter()
        client.send("textDocument/didChange", {"textDocument": versioned, "contentChanges": [change]})
        client.wait_for_diagnostics(number)
        taken.append(perf_counter() - start)
    client.send("shutdown", None, id_=2)
    client.wait(lambda message: message.get("id") == 2)  # noqa: PLR2004
    client.send("exit", None)
    server.communicate()
    return taken[_WARM_UP:]


class _Client:
    """The editor's end of the conversation."""

    def __init__(self, server: subprocess.Popen[bytes]) -> None:
        assert server.stdin is not None
        assert server.stdout is not None
        self._to, self._from = server.stdin, server.stdout

    def send(self, method: str, params: Any, id_: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        data = json.dumps(message if id_ is None else message | {"id": id_}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._to.flush()

    def wait(self, is_meant: Any) -> Any:
        """The next message that is meant."""
        while not is_meant(message := self._receive()):
            pass
        return message

    def wait_for_diagnostics(self, version: int) -> None:
        self.wait(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics" and message["params"]["version"] == version
            )
        )

    def _receive(self) -> Any:
        length = 0
        while line := self._from.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            message = "the language server ended before it was asked to"
            raise SystemExit(message)
        return json.loads(self._from.read(length))
