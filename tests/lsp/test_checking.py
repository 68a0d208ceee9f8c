"""Checking at every keystroke: what fails, what takes long, and how long it takes."""

from __future__ import annotations

import asyncio
import time

import pytest
from lsprotocol import types

from blueprint.lsp import answers
from blueprint.lsp import server as served
from blueprint.lsp.answers import make_server
from blueprint.lsp.checking import Checker
from tests.lsp.marked import SHOP, opened

URI = "file:///nowhere/shop.blueprint.yaml"


@pytest.fixture
def server(monkeypatch):
    """A server without a connection: what it would send is kept in `told` and `logged`."""
    made = make_server()
    made.told, made.logged = [], []
    monkeypatch.setattr(made, "text_document_publish_diagnostics", made.told.append)
    monkeypatch.setattr(made, "window_log_message", lambda params: made.logged.append(params.message))
    return made


def check(server, text, version=1):
    """Open or change the file and wait until it is checked."""

    async def do():
        file = server.session.files.get(URI)
        if file is None:
            file = server.session.open(URI, text, version)
        else:
            file.set(text, version)
        server.check_soon(file)
        while server._waiting:  # noqa: ASYNC110 (nobody says when)
            await asyncio.sleep(0.001)

    asyncio.run(do())


def test_each_version_is_told_with_its_findings(server):
    check(server, SHOP.replace("actor: agent", "actor: agnt"))
    check(server, SHOP, 2)
    assert [(told.uri, told.version) for told in server.told] == [(URI, 1), (URI, 2)]
    assert [any(d.code == "BP101" for d in told.diagnostics) for told in server.told] == [True, False]


def test_a_check_that_fails_leaves_what_was_said_and_is_logged_once(server, monkeypatch):
    check(server, SHOP)

    def fail(*_):
        message = "no such luck"
        raise RuntimeError(message)

    monkeypatch.setattr(Checker, "check", fail)
    check(server, SHOP + "x-a: 1\n", 2)
    check(server, SHOP + "x-a: 2\n", 3)
    assert len(server.told) == 1
    assert server.logged == ["/nowhere/shop.blueprint.yaml could not be checked: RuntimeError: no such luck"]
    assert server.findings_of(server.session.files[URI]) == ()


def test_an_answer_that_fails_is_none_and_logged(server, monkeypatch):
    server.session.open(URI, SHOP, 1)

    def fail(*_, **__):
        raise RecursionError

    monkeypatch.setattr(answers.hover, "hover_at", fail)
    params = types.HoverParams(types.TextDocumentIdentifier(URI), types.Position(1, 1))
    assert server.protocol.fm.features[types.TEXT_DOCUMENT_HOVER](params) is None
    assert server.logged == ["_hover failed: RecursionError: "]


def test_what_takes_long_waits_for_a_longer_pause(server, monkeypatch):
    pauses = []

    class Loop:
        def call_later(self, pause, *_):
            pauses.append(pause)

    monkeypatch.setattr(served.asyncio, "get_running_loop", Loop)
    file = server.session.open(URI, SHOP, 1)
    for seconds in (0.0, 0.1, 0.3, 9.0):
        server._checked[URI] = served._Checked(SHOP, (), {}, seconds)
        server._waiting.clear()
        server.check_soon(file)
    assert pauses == [0.002, 0.002, 0.3, 1.0]


def test_a_newer_keystroke_replaces_the_waiting_check(server):
    async def do():
        file = server.session.open(URI, "", 0)
        for version in range(1, 20):
            file.set(SHOP, version)
            server.check_soon(file)
        await asyncio.sleep(0.3)

    asyncio.run(do())
    assert [told.version for told in server.told] == [19]


def test_a_file_that_is_closed_meanwhile_is_not_checked(server):
    async def do():
        file = server.session.open(URI, SHOP, 1)
        server.check_soon(file)
        del server.session.files[URI]
        server._check_in_time(file)
        server.stop_checking(file)

    asyncio.run(do())
    assert server.told == []


def test_configuration_is_read_once_for_a_folder(tmp_path):
    (tmp_path / "blueprint.toml").write_text('select = ["BP101"]\n', "utf-8")
    logged = []
    checker = Checker(logged.append)
    file = opened(SHOP.replace("title", "x-title") + "x-a: 12:30\n", tmp_path)
    assert {f.code for f in checker.check(file).findings} == {"BP002"}
    (tmp_path / "blueprint.toml").write_text("select = [", "utf-8")
    assert {f.code for f in checker.check(file).findings} == {"BP002"}
    checker.forget()
    assert "BP004" in {f.code for f in checker.check(file).findings}
    assert len(logged) == 1
    assert "blueprint.toml" in logged[0]


def thousand_lines():
    """A blueprint in Chinese of a thousand lines, with references, loops and personas."""
    lines = ["blueprint: v1", "title: 大商场的一天 🏬", "language: zh-Hans"]
    lines += ["personas: {长者: {name: 长者, share: 30%}, 青年: {name: 青年, share: 70%}}"]
    lines += [
        "actors: {店员: {name: 店员, team: 门店}}",
        "systems: {收银: {name: 收银系统, owner: 信息部}}",
        "touchpoints:",
    ]
    lines += [f"  触点{i}: {{kind: digital, channel: web, name: 第{i}页, owner: 数字组}}" for i in range(40)]
    lines += ["stages:"]
    for i in range(85):
        if i % 8 == 0:
            lines += [f"  - name: 第{i // 8 + 1}幕", "    steps:"]
        lines += [
            f"      - id: 步骤{i}",
            f"        customer: 看第{i}件东西，问“多少钱”😀",
            f"        touchpoints: 触点{i % 40}",
            "        frontstage: {does: 回答, actor: 店员, time: 2m}",
            "        support: {does: 查价, system: 收银}",
            "        emotion: {长者: -1, 青年: 1}",
            "        time: 2m",
            "        wait: 1m",
            "        next:",
            f"          - {{to: {f'步骤{i + 1}' if i < 84 else 'end'}, share: 90%}}",
            f"          - {{to: 步骤{max(i - 1, 0)}, share: 10%}}",
        ]
    return "\n".join(lines) + "\n"


def test_a_keystroke_in_a_thousand_lines_is_checked_soon(server):
    """In 50 ms, on a machine with nothing else to do; here it is the processor's time, with room for a slow one."""
    text = thousand_lines()
    assert text.count("\n") >= 1000
    file = server.session.open(URI, text, 1)
    server._check(file)
    best = 9.0
    for i in range(5):
        start = time.process_time()
        place = types.Range(types.Position(1, 7), types.Position(1, 7))
        file.apply([types.TextDocumentContentChangePartial(place, "大")], i + 2)
        server._check(file)
        best = min(best, time.process_time() - start)
    assert server.told[-1].version == 6
    assert best < 0.25
