"""Who is answered, and under which rules: only this machine's browser, asking for the preview by its own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

OWN_PAGES = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; frame-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""What the preview's own pages may do: nothing that is not from here, and nothing that stands in their text."""

_ALWAYS = {
    b"cache-control": b"no-store",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-resource-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
}
_UNLESS_GIVEN = {b"content-security-policy": OWN_PAGES.encode(), b"x-frame-options": b"DENY"}

_NAMES = ("127.0.0.1", "localhost", "[::1]")
_PLAIN_PORT = 80


class Guard:
    """Lets requests through to an app, or refuses them.

    A page of another site can make a browser ask (and by DNS rebinding even read, as if this were its own host), so the
    host must be one of this machine's names with our port, and what another site embeds or fetches gets no answer.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        ports = (f":{port}", "") if port == _PLAIN_PORT else (f":{port}",)
        self._hosts = frozenset(f"{name}{given}" for name in _NAMES for given in ports)
        self._origins = frozenset(f"http://{host}" for host in self._hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                extra = _ALWAYS | {name: value for name, value in _UNLESS_GIVEN.items() if name not in given}
                kept = [(name, value) for name, value in message["headers"] if name.lower() not in _ALWAYS]
                message = {**message, "headers": [*kept, *extra.items()]}
            await send(message)

        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, send_guarded)
            return
        from starlette.responses import PlainTextResponse

        status, words = refusal
        headers = {"allow": "GET, HEAD"} if status == 405 else {}  # noqa: PLR2004 (HTTP's number)
        await PlainTextResponse(f"{words}\n", status, headers)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """The status and the words of a refusal; None where there is nothing against it."""
        if scope["method"] not in ("GET", "HEAD"):
            return 405, "only GET and HEAD"
        headers: dict[bytes, list[str]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.lower(), []).append(value.decode("latin-1").lower())
        hosts = headers.get(b"host", [])
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return 421, "this is not the host you asked for"
        if any(origin not in self._origins for origin in headers.get(b"origin", ())):
            return 403, "not for other sites"
        site = headers.get(b"sec-fetch-site", ["none"])
        is_visit = headers.get(b"sec-fetch-mode") == ["navigate"] and headers.get(b"sec-fetch-dest") == ["document"]
        if not is_visit and site not in (["none"], ["same-origin"]):
            return 403, "not for other sites"
        return None
