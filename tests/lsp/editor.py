"""As much of an editor as it takes to talk to the language server: a process, and messages both ways."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from blueprint.lsp.positions import Positions

SOURCE = str(Path(__file__).parents[2] / "src")
PATIENCE = 60


class RefusedError(Exception):
    """An answer that is an error."""


class Editor:
    """An editor with open files. `capabilities` is what it says that it can do."""

    def __init__(self, folder: Path, capabilities: dict[str, Any] | None = None, encoding: str = "utf-16") -> None:
        self.folder = folder
        self.encoding = encoding
        self.texts: dict[str, str] = {}
        self.shown: dict[str, list[dict[str, Any]]] = {}
        self.versions: dict[str, int] = {}
        self.asked_for: list[dict[str, Any]] = []
        self.log: list[str] = []
        self._count = 0
        self._arrived: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "blueprint", "lsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": SOURCE},
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        general = {"general": {"positionEncodings": [encoding]}}
        parameters = {"processId": os.getpid(), "rootUri": None, "capabilities": general | (capabilities or {})}
        self.server = self.ask("initialize", parameters)["capabilities"]
        self.tell("initialized", {})

    # -- files -------------------------------------------------------------------------------------------------

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str) -> list[str]:
        """Open a file; returns what is wrong with it."""
        uri = self.uri(name)
        self.texts[uri], self.versions[uri] = text, 1
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return self.complaints(name)

    def type(self, name: str, old: str, new: str) -> list[str]:
        """Replace a part of the text, as one does by typing; returns what is wrong then."""
        self.type_on(name, old, new)
        return self.complaints(name)

    def type_on(self, name: str, old: str, new: str) -> None:
        """Replace a part of the text without waiting."""
        uri = self.uri(name)
        text = self.texts[uri]
        start = text.index(old)
        place = self._range(text, start, start + len(old))
        self.texts[uri] = text[:start] + new + text[start + len(old) :]
        self.versions[uri] += 1
        document = {"uri": uri, "version": self.versions[uri]}
        self.tell(
            "textDocument/didChange", {"textDocument": document, "contentChanges": [{"range": place, "text": new}]}
        )

    def complaints(self, name: str) -> list[str]:
        """What the server says about the version that is there now: `line: CODE message`."""
        uri = self.uri(name)
        while not any(d.get("version") == self.versions[uri] for d in self.shown.get(uri, ())[-1:]):
            self._receive()
        return self.complaints_so_far(name)

    def complaints_so_far(self, name: str) -> list[str]:
        told = self.shown.get(self.uri(name), [{"diagnostics": []}])[-1]["diagnostics"]
        return [f"{d['range']['start']['line'] + 1}: {d['code']} {d['message']}" for d in told]

    def wait_for(self, name: str, says: str) -> None:
        """Wait until a complaint holds some words, or until there is none."""
        while not (says in "\n".join(self.complaints_so_far(name)) if says else not self.complaints_so_far(name)):
            self._receive()

    # -- questions ---------------------------------------------------------------------------------------------

    def at(self, name: str, found: str, **more: Any) -> dict[str, Any]:
        """The parameters for the `|` in a part of the text."""
        text = self.texts[self.uri(name)]
        offset = text.index(found.replace("|", "")) + found.index("|")
        return {"textDocument": {"uri": self.uri(name)}, "position": self._range(text, offset, offset)["start"], **more}

    def ask_at(self, method: str, name: str, found: str, **more: Any) -> Any:
        return self.ask(f"textDocument/{method}", self.at(name, found, **more))

    def text_at(self, location: dict[str, Any], text: str | None = None) -> str:
        """The text that a location is about."""
        text = self.texts[location["uri"]] if text is None else text
        positions = Positions(text, self.encoding)
        return text[slice(*(positions.index(_Position(location["range"][end])) for end in ("start", "end")))]

    def applied(self, uri: str, edits: list[dict[str, Any]], text: str | None = None) -> str:
        """A text after edits."""
        text = self.texts[uri] if text is None else text
        positions = Positions(text, self.encoding)
        places = [
            (*(positions.index(_Position(e["range"][end])) for end in ("start", "end")), e["newText"]) for e in edits
        ]
        for start, end, new in sorted(places, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    # -- the protocol ------------------------------------------------------------------------------------------

    def ask(self, method: str, parameters: Any) -> Any:
        """The answer to a request. Raises RefusedError where it is an error."""
        self._count += 1
        number = self._count
        self.tell(method, parameters, id=number)
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                if "error" in message:
                    raise RefusedError(message["error"]["message"])
                return message.get("result")

    def tell(self, method: str, parameters: Any, **more: Any) -> None:
        message = {"jsonrpc": "2.0", "method": method, **more}
        self.send_body(json.dumps(message if parameters is None else message | {"params": parameters}).encode())

    def send_body(self, body: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def end(self) -> int:
        """End the session as the protocol wants it; returns the exit status."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        return self.leave()

    def leave(self) -> int:
        """Be gone, without a word; returns the exit status of the server."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        status = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self.stderr = self.process.stderr.read().decode()
        self.process.stdout.close()
        self.process.stderr.close()
        return status

    def _range(self, text: str, start: int, end: int) -> dict[str, Any]:
        positions = Positions(text, self.encoding)
        places = [positions.position(offset) for offset in (start, end)]
        return dict(zip(("start", "end"), ({"line": p.line, "character": p.character} for p in places), strict=True))

    def _receive(self) -> dict[str, Any]:
        message = self._arrived.get(timeout=PATIENCE)
        assert message is not None, "the language server has ended"
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self.shown.setdefault(message["params"]["uri"], []).append(message["params"])
        elif method in ("window/logMessage", "window/showMessage"):
            self.log.append(message["params"]["message"])
        elif method and "id" in message:
            self.asked_for.append(message)
            self.send_body(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": None}).encode())
        return message

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while True:
            length = 0
            while (line := stream.readline().strip()) != b"":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                self._arrived.put(None)
                return
            self._arrived.put(json.loads(stream.read(length)))


class _Position:
    def __init__(self, data: dict[str, int]) -> None:
        self.line, self.character = data["line"], data["character"]
