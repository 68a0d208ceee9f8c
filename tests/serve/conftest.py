"""A folder with blueprints, a desk on which all of them have been looked at, and somebody who asks for its pages."""

from __future__ import annotations

import asyncio
import warnings
from pathlib import Path
from urllib.parse import unquote

import pytest

from blueprint.cli.paths import find_files
from blueprint.serve.app import make_app
from blueprint.serve.desk import Desk
from blueprint.serve.listing import Found
from blueprint.source.load import BLUEPRINT_SUFFIX

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather have another client
    from starlette.testclient import TestClient

PORT = 4173
SHOP = """\
blueprint: v1
title: Shoeshine
touchpoints:
  chair: {kind: physical, name: Chair}
actors: {boy: {name: Shoeshiner}}
stages:
  - name: Shine
    steps:
      - id: sit
        customer: Sit down
        touchpoints: chair
        frontstage: {does: Brush, actor: boy}
"""
FAULTY = (Path(__file__).parents[2] / "examples/05-omnichannel.as-is.blueprint.yaml").read_text("utf-8")
BROKEN = SHOP.replace("title:", "titel:").replace("does:", "doez:")


def searching(folder):
    def search():
        found = find_files([str(folder)], (BLUEPRINT_SUFFIX,))
        return Found(found.paths, found.folders, found.problems)

    return search


class Shop:
    """A folder that is served."""

    def __init__(self, folder):
        self.folder = folder
        self.desk = Desk(folder, searching(folder))

    def write(self, name, text=SHOP):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def look(self):
        """List the folder and look at all that changed, as `Desk.run` does."""

        async def keep_up():
            if self.desk.is_complete:
                await self.desk._keep_up(frozenset())
                await asyncio.gather(*self.desk._busy.values())
            else:
                await self.desk._list()
                await self.desk._look_through()

        asyncio.run(keep_up())

    def client(self, **headers):
        return TestClient(make_app(self.desk, PORT), base_url=f"http://127.0.0.1:{PORT}", headers=headers)

    def ask(self, path):
        """The status and text for a path as it stands: clients tidy what they ask for."""
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": unquote(path), "raw_path": path.encode(), "query_string": b"at=0,1,1,1,2", "root_path": "",
            "headers": [(b"host", f"127.0.0.1:{PORT}".encode())], "client": None, "server": ("127.0.0.1", PORT),
        }  # fmt: skip
        sent = []

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            sent.append(message)

        asyncio.run(make_app(self.desk, PORT)(scope, receive, send))
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return sent[0]["status"], body.decode("utf-8", "replace")

    def get(self, address, **headers):
        return self.client(**headers).get(address, follow_redirects=False)


@pytest.fixture
def shop(tmp_path):
    (tmp_path / "blueprint.toml").write_text("")
    return Shop(tmp_path)
