"""What every request passes: whose name it calls, where it comes from, how often, with which token; and what every
response carries. A fault of the program becomes one line to the client, and one on standard error.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import sys
import time
import traceback
from collections import OrderedDict

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
"""The Content-Security-Policy of pages that bring none of their own."""
HEADERS = {
    "content-security-policy": POLICY, "x-content-type-options": "nosniff", "x-frame-options": "DENY",
    "referrer-policy": "no-referrer", "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin", "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}  # fmt: skip
_CLIENTS = 10_000
"""Clients that are remembered."""
_BURST = 4.0
"""Seconds of its rate that a client may use at once."""


class _GoneError(Exception):
    """Nobody can be answered any more."""


class Gate:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self._rates = Rates(settings.rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                present = {name.lower() for name, _ in message["headers"]}
                extra = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in present]
                message = {**message, "headers": [*message["headers"], *extra]}
            try:
                await send(message)
            except Exception as error:  # the connection is no longer one that can be answered
                raise _GoneError from error

        try:
            refusal = self._refusal(scope)
            await (refusal or self.app)(scope, receive, sending)
        except _GoneError:
            return
        except Exception as error:
            _tell(error)
            if not started:
                said = PlainTextResponse("internal error; its line is on the server's standard error\n", 500)
                await said(scope, receive, sending)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """The response to a request that goes no further."""
        headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
        hosts = [value for name, value in headers if name == "host"]
        if len(hosts) != 1 or _host(hosts[0]) not in self.settings.names:
            return _refused(421, "this server does not answer to that Host")
        client = scope["client"][0] if scope.get("client") else ""
        wait = self._rates.wait(client)
        if wait > 0:
            return _refused(429, "too many requests", {"retry-after": str(int(wait) + 1)})
        origins = [value for name, value in headers if name == "origin"]
        if any(not self._own(origin) for origin in origins):
            return _refused(403, "pages of other sites may not ask this server")
        if self.settings.token is not None:
            given = [value for name, value in headers if name == "authorization"]
            if len(given) != 1 or not _is_token(given[0], self.settings.token):
                challenge = 'Bearer realm="kg", Basic realm="kg", charset="UTF-8"'
                return _refused(401, "a token is needed", {"www-authenticate": challenge})
        return None

    def _own(self, origin: str) -> bool:
        scheme, _, host = origin.partition("://")
        return scheme in ("http", "https") and _host(host) in self.settings.names


class Rates:
    """How soon each client may send its next request: a bucket that fills at the rate."""

    def __init__(self, rate: float, most: int = _CLIENTS) -> None:
        self.rate, self.most = rate, most
        self._used: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, now: float | None = None) -> float:
        """Count a request of a client: seconds until it may send one again, 0 if it may now."""
        if self.rate <= 0:
            return 0.0
        now = time.monotonic() if now is None else now
        most = max(1.0, self.rate * _BURST)
        level, since = self._used.pop(client, (most, now))
        level = min(most, level + (now - since) * self.rate)
        allowed = level >= 1.0
        self._used[client] = (level - 1.0 if allowed else level, now)
        while len(self._used) > self.most:
            self._used.popitem(last=False)
        return 0.0 if allowed else (1.0 - level) / self.rate


def _host(value: str) -> str:
    """A Host header without its port, in lower case; empty where it is malformed."""
    name, colon, port = value.lower().rpartition(":")
    if colon and port.isascii() and port.isdigit() and not (name.startswith("[") and not name.endswith("]")):
        return name
    return value.lower() if not colon or value.endswith("]") else ""


def _is_token(authorization: str, token: str) -> bool:
    """Whether the header has the token: as bearer, or as the password of any user, so that browsers can ask for it."""
    scheme, _, given = authorization.partition(" ")
    if scheme.lower() == "basic":
        try:
            given = base64.b64decode(given.strip(), validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return False
    elif scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(given.strip().encode(), token.encode())


def _refused(status: int, words: str, headers: dict[str, str] | None = None) -> PlainTextResponse:
    return PlainTextResponse(f"{words}\n", status, headers)


def _tell(error: Exception) -> None:
    if os.environ.get("KG_DEBUG"):
        traceback.print_exception(error)
    else:
        print(f"kg: internal error, {type(error).__name__}: {' '.join(str(error).split())[:300]}", file=sys.stderr)
