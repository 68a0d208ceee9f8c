"""The preview as a program: where it listens, how it is run, how it stops."""

from __future__ import annotations

import asyncio
import errno
import logging
import signal
import socket
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import uvicorn

from blueprint.serve.app import make_app
from blueprint.serve.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from blueprint.serve.listing import Found

USUAL_PORT = 4173
"""Where the preview listens, if nobody else does."""

_TRIES = 20
_GRACE = 1
"""How long whoever is being answered may take when the preview stops, in seconds."""

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))


class Preview:
    """A preview of the blueprints that `search` finds in the folder `top`, or of the only one that it knows.

    `port` is where to listen on this machine (0: wherever nobody does); without it, near the usual one. Raises OSError
    where it is taken.
    """

    def __init__(
        self, top: Path, search: Callable[[], Found], *, is_single: bool = False, port: int | None = None
    ) -> None:
        self._top, self._search, self._is_single = top, search, is_single
        self._sockets = _listening_on(port) if port is not None else _listening_near(USUAL_PORT)
        self.port: int = self._sockets[0].getsockname()[1]
        self.stopped_by: int | None = None
        """The signal that ended it."""

    @property
    def address(self) -> str:
        """Where it is to be seen."""
        return f"http://127.0.0.1:{self.port}/"

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until a signal ends it; `ready` is called when it can be looked at."""
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # of browsers that hang up, nobody wants to hear
        asyncio.run(self._run(ready))

    async def _run(self, ready: Callable[[], None]) -> None:
        desk = Desk(self._top, self._search, is_single=self._is_single)
        server = _Server(
            ready,
            uvicorn.Config(
                make_app(desk, self.port), http="h11", ws="none", loop="asyncio", lifespan="off", log_config=None,
                log_level="critical", access_log=False, server_header=False, date_header=False, proxy_headers=False,
                timeout_graceful_shutdown=_GRACE,
            )
        )  # fmt: skip

        def stop(number: int | None) -> None:
            self.stopped_by = self.stopped_by or number
            server.should_exit = True
            desk.close()

        with _signals_to(stop):
            keeping = asyncio.ensure_future(desk.run())
            keeping.add_done_callback(lambda _: stop(None))  # what no longer keeps up would show what is no more
            await server.serve(sockets=self._sockets)
            stop(None)
            with suppress(asyncio.CancelledError):
                await keeping


class _Server(uvicorn.Server):
    """A server that says when it is ready, and leaves signals to the preview."""

    def __init__(self, ready: Callable[[], None], config: uvicorn.Config) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


@contextmanager
def _signals_to(stop: Callable[[int | None], None]) -> Generator[None]:
    """Have the signals that end programs end this one in order, the terminal's going away too."""
    loop = asyncio.get_running_loop()

    def heard(number: int, _: Any = None) -> None:
        loop.call_soon_threadsafe(stop, number)

    before = {number: signal.signal(number, heard) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _listening_near(port: int) -> list[socket.socket]:
    for candidate in range(port, port + _TRIES):
        with suppress(OSError):
            return _listening_on(candidate)
    return _listening_on(0)


def _listening_on(port: int) -> list[socket.socket]:
    """Sockets on a port of this machine, for nobody else's: that of IPv4, and that of IPv6 where there is one."""
    first = _socket(socket.AF_INET, "127.0.0.1", port)
    try:
        return [first, _socket(socket.AF_INET6, "::1", first.getsockname()[1])]
    except OSError as error:
        if error.errno == errno.EADDRINUSE:  # `localhost` would be somebody else
            first.close()
            raise
        return [first]  # this machine has no IPv6


def _socket(family: int, host: str, port: int) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(128)
        made.setblocking(False)  # noqa: FBT003 (the system's signature)
    except OSError:
        made.close()
        raise
    return made
