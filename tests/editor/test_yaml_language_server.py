"""The schema in an editor: what npm's yaml-language-server completes, shows and complains about, without a screen."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from blueprint.model import shape
from blueprint.model.action import Action
from blueprint.model.blueprint import Blueprint
from blueprint.model.step import Step
from blueprint.source.schema import dumps_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
VERSION = "2.0.0"
TOOLS = ROOT / "build" / f"yaml-language-server-{VERSION}"
MODELINE = "# yaml-language-server: $schema=blueprint.schema.json\n"

VALID = (
    MODELINE
    + """\
blueprint: v1
title: Shoeshine
state: as-is
stages:
  - name: Shine
    steps:
      - customer: Sit down
        touchpoints: chair
        frontstage: {does: Brush, time: 30s}
        next: {pay: 60%, end: 40%}
        emotion: {elder: 1}
        pain_points: Too long
      - id: pay
        frontstage: [Wait, {does: Take the money, cost: 0.5}]
        support:
          does: Count it
          system: till
touchpoints:
  chair: {kind: physical, name: Chair}
personas: {elder: Elder}
systems: {till: Till}
expectations: {measure: success_share, at_least: 95%}
"""
)


def _server() -> list[str]:
    """The command that starts the language server, installed where it is not yet; skips where that can't be."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("node and npm are not installed: yaml-language-server can't run")
    if not TOOLS.exists():
        _install(npm)
    return [node, str(TOOLS / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"), "--stdio"]


def _install(npm: str) -> None:
    """Install into a folder of its own, then move that into place: other test processes may be doing the same."""
    TOOLS.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=TOOLS.parent, prefix="editor-", ignore_cleanup_errors=True) as folder:
        command = [npm, "install", "--prefix", folder, "--no-audit", "--no-fund", f"yaml-language-server@{VERSION}"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        except subprocess.TimeoutExpired:
            pytest.skip("npm can't install yaml-language-server: no answer in two minutes")
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            pytest.skip(f"npm can't install yaml-language-server: {reason}")
        with contextlib.suppress(OSError):  # another process was faster
            Path(folder).rename(TOOLS)


class Editor:
    """As much of an editor as it takes to ask a language server."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self._folder = folder
        environment = {**os.environ, "HOME": str(folder)}
        self._server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        self._arrived: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._count = 0
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        documentation = {"documentationFormat": ["markdown"]}
        capabilities = {
            "textDocument": {"completion": {"completionItem": documentation}, "hover": {"contentFormat": ["markdown"]}}
        }
        self._ask("initialize", {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": capabilities})
        self._tell("initialized", {})
        settings = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}
        self._tell("workspace/didChangeConfiguration", {"settings": settings})

    def close(self) -> None:
        """End the server."""
        self._tell("exit", None)
        try:
            self._server.wait(5)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
        self._reader.join(5)
        for stream in (self._server.stdin, self._server.stdout):
            assert stream is not None
            stream.close()

    def open(self, text: str) -> str:
        """Open a new file with this text; returns its address."""
        self._count += 1
        uri = (self._folder / f"{self._count}.blueprint.yaml").as_uri()
        self._tell(
            "textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}}
        )
        return uri

    def complaints(self, text: str) -> list[str]:
        """What the server says is wrong."""
        uri = self.open(text)
        while uri not in self._diagnostics:
            self._receive()
        return [f"{d['range']['start']['line'] + 1}: {d['message']}" for d in self._diagnostics[uri]]

    def completions(self, text: str) -> dict[str, str]:
        """What is offered at the `|` in the text, with its documentation."""
        uri, position = self._open_at(text)
        answer = self._ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {item["label"]: str(item.get("documentation", "")) for item in items}

    def hover(self, text: str) -> str:
        """What is shown over the `|` in the text."""
        uri, position = self._open_at(text)
        answer = self._ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": position})
        return str(answer["contents"]["value"]) if answer else ""

    def _open_at(self, text: str) -> tuple[str, dict[str, int]]:
        before, after = text.split("|")
        position = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return self.open(before + after), position

    # -- the protocol -----------------------------------------------------------------------------------------

    def _tell(self, method: str, parameters: Any, **more: Any) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": parameters, **more})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.stdin.flush()

    def _ask(self, method: str, parameters: Any) -> Any:
        self._count += 1
        number = self._count
        self._tell(method, parameters, id=number)
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                return message.get("result")

    def _receive(self) -> dict[str, Any]:
        message = self._arrived.get(timeout=60)
        assert message is not None, "the language server has ended"
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:  # the server asks for what this editor has none of
            items = message["params"].get("items", []) if isinstance(message.get("params"), dict) else []
            self._send({"jsonrpc": "2.0", "id": message["id"], "result": [None] * len(items) if items else None})
        return message

    def _read(self) -> None:
        stream = self._server.stdout
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


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    command = _server()
    folder = tmp_path_factory.mktemp("editor")
    (folder / "blueprint.schema.json").write_text(dumps_schema(), "utf-8")
    opened = Editor(command, folder)
    yield opened
    opened.close()


# -- errors -----------------------------------------------------------------------------------------------------


def test_a_valid_file_has_no_errors(editor: Editor) -> None:
    assert editor.complaints(VALID) == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("examples/*.blueprint.yaml")), ids=lambda path: path.name)
def test_examples_have_no_errors(editor: Editor, path: Path) -> None:
    text = path.read_text("utf-8")
    assert editor.complaints(MODELINE + text) == []


@pytest.mark.parametrize(
    ("right", "wrong", "line", "says"),
    [
        ("title: Shoeshine", "titel: Shoeshine", 3, "titel"),
        ("state: as-is", "state: as-was", 4, "to-be"),
        ("        touchpoints: chair", "        touchpoint: chair", 9, "touchpoint"),
        ("time: 30s", "duration: 30s", 10, ""),
        ("time: 30s", "time: 30", 10, ""),
        ("kind: physical", "kind: virtual", 20, "digital"),
        ("kind: physical", "name: x", 20, ""),
        ("system: till", "sytem: till", 18, "sytem"),
        ("measure: success_share", "measure: luck", 23, "success_share"),
    ],
)
def test_mistakes_are_shown_on_their_line(editor: Editor, right: str, wrong: str, line: int, says: str) -> None:
    assert right in VALID
    complaints = editor.complaints(VALID.replace(right, wrong, 1))
    assert any(c.startswith(f"{line}: ") and says in c for c in complaints), complaints


# -- completion -------------------------------------------------------------------------------------------------


def test_top_level_keys_are_completed(editor: Editor) -> None:
    offered = editor.completions(MODELINE + "blueprint: v1\n|\n")
    assert set(shape.fields_of(Blueprint)) - {"blueprint"} <= set(offered)
    assert offered["scenario"] == "The scope: who, what, when." or "The scope: who, what, when." in offered["scenario"]


def test_step_keys_are_completed(editor: Editor) -> None:
    offered = editor.completions(VALID.replace("        touchpoints: chair\n", "        |\n"))
    assert set(shape.fields_of(Step)) - {"customer", "frontstage", "next", "emotion", "pain_points"} <= set(offered)


@pytest.mark.parametrize(
    ("found", "put"),
    [
        ("          system: till\n", "          |\n"),
        ("{does: Brush, time: 30s}", "{does: Brush, t|: 30s}"),
    ],
)
def test_action_keys_are_completed(editor: Editor, found: str, put: str) -> None:
    offered = editor.completions(VALID.replace(found, put))
    assert set(shape.fields_of(Action)) - {"does"} <= set(offered)


@pytest.mark.parametrize(
    ("found", "put", "words"),
    [
        ("kind: physical", "kind: |", {"digital", "physical", "interpersonal"}),
        ("state: as-is", "state: |", {"as-is", "to-be"}),
        ("measure: success_share", "measure: |", {"handoffs", "p90", "expected_time"}),
    ],
)
def test_words_are_completed_with_their_meaning(editor: Editor, found: str, put: str, words: set[str]) -> None:
    offered = editor.completions(VALID.replace(found, put))
    assert words <= set(offered)
    assert all(offered[word] for word in words)


# -- hover ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("ti|tle", "What the service is called."),
        ("sta|ges:", "The stages of the journey, in order."),
        ("touch|points: chair", "Where the customer meets the service in this step."),
        ("customer|: Sit", "What the customer does."),
        ("front|stage: {", "What the service does in sight of the customer."),
        ("front|stage: [", "What the service does in sight of the customer."),
        ("sup|port:", "What supports them"),
        ("do|es: Count", "What is done: the text on the card."),
        ("sys|tem: till", "The system that does it or helps."),
        ("ti|me: 30s", "How long it takes."),
        ("ne|xt:", "Where the customer goes"),
        ("emo|tion:", "How the customer feels"),
        ("pain|_points:", "What the customer suffers from here."),
        ("ki|nd:", "`digital` (a screen)"),
        ("kind: phy|sical", "A thing or a place that the customer can touch."),
        ("state: as|-is", "How the service is today."),
        ("measure: succ|ess_share", "The share of journeys that end in success."),
    ],
)
def test_hovering_shows_what_a_key_or_word_means(editor: Editor, key: str, says: str) -> None:
    assert VALID.count(key.replace("|", "")) >= 1
    assert says in editor.hover(VALID.replace(key.replace("|", ""), key, 1))
