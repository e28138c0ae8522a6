"""Start a server, and end it cleanly."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.core.errors import UsageError
from kg.serve.app import Server, application
from kg.serve.settings import Settings

_CONNECTIONS = 500
_CLOSING = 5
"""Seconds that requests have to end when the server does."""


class Protocol(H11Protocol):
    """HTTP, where a request whose head does not arrive in time ends the connection."""

    patience = 10.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._arriving = self.loop.call_later(self.patience, self._too_slow)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None:
            self._arriving.cancel()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._arriving.cancel()
        if not self.transport.is_closing():
            self._arriving = self.loop.call_later(self.patience + self.timeout_keep_alive, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        self._arriving.cancel()
        super().connection_lost(exc)

    def _too_slow(self) -> None:
        if (self.cycle is None or self.cycle.response_complete) and not self.transport.is_closing():
            self.transport.close()


def serve(settings: Settings, store: Path, told: Callable[[str], None]) -> None:
    """Serve a store until SIGINT or SIGTERM. ``told`` gets the line with the address once requests are answered.

    Raises UsageError where the address cannot be had, StoreError where there is no store.
    """
    settings.check()
    with suppress(asyncio.CancelledError):
        asyncio.run(_serve(settings, store, told))


async def _serve(settings: Settings, store: Path, told: Callable[[str], None]) -> None:
    listening = _socket(settings)
    server = Server(settings, store)
    starting = asyncio.current_task()
    running: _Running | None = None

    def stop() -> None:
        if running is not None:
            running.handle_exit(signal.SIGTERM, None)
        elif starting is not None:
            starting.cancel()

    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, stop)
    try:
        await server.snapshots.start()
        Protocol.patience = settings.patience
        config = uvicorn.Config(
            application(server), http=Protocol, ws="none", lifespan="on", log_config=None, access_log=False,
            server_header=False, proxy_headers=False, limit_concurrency=_CONNECTIONS, timeout_keep_alive=5,
            timeout_graceful_shutdown=_CLOSING, log_level="critical",
        )  # fmt: skip
        running = _Running(config, lambda: told(_address(listening, settings)))
        await running.serve(sockets=[listening])
    finally:
        listening.close()
        server.snapshots.close()


class _Running(uvicorn.Server):
    """uvicorn's server, which tells when it has started."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._told = started

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Signals are seen to already, and are no failure of a server."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            self._told()


def _socket(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((settings.host, settings.port))
    except (OSError, OverflowError) as error:
        made.close()
        what = f"{settings.host}:{settings.port} cannot be had ({getattr(error, 'strerror', None) or error})"
        raise UsageError(what, remedy="choose another --port, or 0 for any that is free") from error
    made.listen(128)
    made.setblocking(False)
    return made


def _address(listening: socket.socket, settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{listening.getsockname()[1]}/"
