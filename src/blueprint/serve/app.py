"""What is answered to which address; no part of an address is ever a path on the disk."""

from __future__ import annotations

import json
import re
from html import unescape
from importlib import resources
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from blueprint.finding import Span
from blueprint.serve.guard import Guard
from blueprint.serve.listing import name_of
from blueprint.serve.markup import address
from blueprint.serve.pages import blueprint_page, index_page, missing_page
from blueprint.serve.source import Spot, source_html, spot_of
from blueprint.serve.words import words_for, words_for_reader

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from blueprint.serve.desk import Desk
    from blueprint.serve.sheet import Sheet
    from blueprint.serve.words import Words

_ASSETS = {
    "preview.css": "text/css", "theme.js": "text/javascript", "live.js": "text/javascript",
    "events.js": "text/javascript", "index.js": "text/javascript", "preview.js": "text/javascript",
}  # fmt: skip
_LONGEST_QUERY = 200
_MOST_FOLLOWED = 200
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_NUMBERS = re.compile(r"[0-9]{1,9}")


def make_app(desk: Desk, port: int) -> ASGIApp:
    """The preview of a desk, for requests to a port of this machine."""
    answers = _Answers(desk)
    routes = [
        Route("/", answers.index),
        Route("/b/{name:path}", answers.blueprint),
        Route("/picture/{name:path}", answers.picture),
        Route("/source/{name:path}", answers.source),
        Route("/events", answers.events),
        Route("/static/{name}", _asset),
    ]
    app = Starlette(routes=routes, exception_handlers={404: answers.missing})
    app.router.redirect_slashes = False
    return Guard(app, port)


class _Answers:
    """The answers to each kind of address."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def index(self, request: Request) -> Response:
        """The index of the folder; where there is only one blueprint that was asked for, its page."""
        if self._desk.is_single and self._desk.sheets:
            return RedirectResponse(address("b", next(iter(self._desk.sheets))))
        query = request.query_params.get("q", "")[:_LONGEST_QUERY]
        return HTMLResponse(index_page(self._desk, query, _words_of_reader(request)))

    async def blueprint(self, request: Request) -> Response:
        """The page of a blueprint."""
        sheet = await self._desk.open(request.path_params["name"])
        if sheet is None:
            return await self.missing(request)
        return HTMLResponse(blueprint_page(self._desk, sheet, self._words(request, sheet)))

    async def picture(self, request: Request) -> Response:
        """The interactive page with the pictures. It says itself which script it has, and that holds as a header."""
        sheet = await self._desk.open(request.path_params["name"])
        if sheet is None or sheet.picture is None or not sheet.picture.html:
            return await self.missing(request)
        html = sheet.picture.html
        policy = _POLICY.search(html)
        own = unescape(policy[1]) if policy else "default-src 'none'"
        headers = {"content-security-policy": f"{own}; frame-ancestors 'self'", "x-frame-options": "SAMEORIGIN"}
        return HTMLResponse(html, headers=headers)

    async def source(self, request: Request) -> Response:
        """The lines around a part, or around a place of one of the files of a blueprint."""
        sheet = await self._desk.open(request.path_params["name"])
        if sheet is None:
            return await self.missing(request)
        words = self._words(request, sheet)
        asked = request.query_params
        note = ""
        if "part" in asked:
            spot = spot_of(sheet.good, asked["part"]) if sheet.good is not None else None
            if spot is not None and sheet.texts.get(spot.file) != spot.content:
                note = words.older_text
        else:
            spot = _spot_asked(sheet, asked.get("at", ""))
        if spot is None:
            return Response(status_code=204)
        from pathlib import Path

        return HTMLResponse(source_html(spot, name_of(Path(spot.file), self._desk.top), words, note=note))

    async def events(self, request: Request) -> Response:
        """How blueprints or the index (of no name) stand, told anew whenever that changes (server-sent events)."""
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        names = request.query_params.getlist("of")[:_MOST_FOLLOWED]
        return StreamingResponse(_told(self._desk, names), media_type="text/event-stream")

    async def missing(self, request: Request, _: Exception | None = None) -> Response:
        """The answer where there is nothing."""
        return HTMLResponse(missing_page(_words_of_reader(request)), 404)

    def _words(self, request: Request, sheet: Sheet) -> Words:
        """The words in the language of the file, else of its reader."""
        return words_for(sheet.row.language) if sheet.row.language else _words_of_reader(request)


def _words_of_reader(request: Request) -> Words:
    return words_for_reader(request.headers.get("accept-language", ""))


def _spot_asked(sheet: Sheet, at: str) -> Spot | None:
    """The place that five numbers mean: that of the file, then the span."""
    parts = at.split(",")
    if len(parts) != 5 or not all(_NUMBERS.fullmatch(part) for part in parts):  # noqa: PLR2004
        return None
    number, *span = map(int, parts)
    files = sheet.files
    return Spot(files[number], sheet.texts[files[number]], Span(*span)) if number < len(files) else None


async def _told(desk: Desk, names: Sequence[str]) -> AsyncIterator[str]:
    yield "retry: 700\n\n"
    async for state in desk.states(names):
        yield f"data: {json.dumps(state)}\n\n" if state else ": alive\n\n"


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _ASSETS:
        return Response(status_code=404)
    data = resources.files(__package__).joinpath(name).read_bytes()
    return Response(data, media_type=f"{_ASSETS[name]}; charset=utf-8")
