"""A portfolio to make a site of, and what a page of it holds."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from blueprint.cli.paths import find_files
from blueprint.site.build import Request, build

TODAY = date(2026, 11, 1)
EXAMPLES = Path(__file__).parents[2] / "examples"

CATALOGUE = """\
blueprint: v1
touchpoints:
  desk: {kind: interpersonal, name: Desk, systems: crm}
actors:
  clerk: {name: Clerk, team: Shop}
systems:
  crm: {name: Customer record, owner: IT, depends_on: net}
  net: {name: Network, owner: IT}
"""
SHOP = """\
blueprint: v1
title: Shop
scenario: A customer who buys shoes
owner: Sales
reviewed: 2026-10-01
include: shop.catalogue.yaml
stages:
  - name: Buy
    steps:
      - {id: enter, customer: Come in, touchpoints: desk, time: 2m, frontstage: {does: Greet, actor: clerk}}
      - {id: shine, customer: Have the shoes shined, touchpoints: desk, time: 3m, expands: shine.blueprint.yaml}
"""
SHINE = """\
blueprint: v1
title: Shoeshine
include: shop.catalogue.yaml
stages:
  - name: Shine
    steps:
      - {id: sit, customer: Sit down, touchpoints: desk, time: 1m, frontstage: {does: Brush, actor: clerk}}
"""
DRAFT = "blueprint: v1\ntitle: Draft\nstages:\n  - name: Some day\n"


class Page(HTMLParser):
    """What of a page tests look at: its text, its elements with their attributes, its data."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._texts: list[str] = []
        self._in: list[str] = []
        self.feed(self.source)
        self.text = " ".join(" ".join(self._texts).split())

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._in.append(tag)

    def handle_endtag(self, tag):
        if self._in and tag == self._in[-1]:
            self._in.pop()

    def handle_data(self, data):
        if not self._in:
            self._texts.append(data)

    @property
    def links(self) -> list[str]:
        return [href for tag, given in self.elements if tag == "a" and (href := given.get("href"))]

    @property
    def ids(self) -> list[str]:
        return [id_ for _, given in self.elements if (id_ := given.get("id"))]

    @property
    def data(self):
        found = re.search(
            r'<script type="application/json" id="(?:portfolio|data)">(.*?)</script>', self.source, re.DOTALL
        )
        return json.loads(found[1])


class Portfolio:
    """A folder of blueprints in the current folder, and the site made of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = folder.parent / "out"

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def build(self, **more):
        paths = [str(self.folder)]
        files = find_files(paths, (".blueprint.yaml",)).paths
        return build(Request(files, paths, **{"output": self.site, "today": TODAY, **more}))

    def page(self, name: str) -> Page:
        return Page((self.site / name).read_text("utf-8"))

    def all(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.site.iterdir())}


@pytest.fixture
def portfolio(tmp_path, monkeypatch):
    folder = tmp_path / "services"
    folder.mkdir()
    (folder / "blueprint.toml").touch()
    monkeypatch.chdir(tmp_path)
    return Portfolio(folder)


@pytest.fixture
def shops(portfolio):
    """A shop, a step of which another blueprint details; both share a catalogue."""
    portfolio.write("shop.catalogue.yaml", CATALOGUE)
    portfolio.write("shop.blueprint.yaml", SHOP)
    portfolio.write("shine.blueprint.yaml", SHINE)
    return portfolio
