"""Requests to a SPARQL server: who asks, how often it is tried, and the one line that a user reads when it fails."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

import httpx

from kg.core.errors import QueryError, StoreError, UsageError

_AGAIN = (429, 502, 503, 504)
_TRIES = 6
_LONGEST_WAIT = 30.0
_MOST_WORDS = 300


@dataclass(frozen=True, slots=True)
class Access:
    """How a server is asked to let us in. Read from the environment, so that no secret lies in a project."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    digest: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Access:
        """``KG_STORE_USER`` and ``KG_STORE_PASSWORD`` (with ``KG_STORE_AUTH=digest`` where the server wants that), or
        ``KG_STORE_TOKEN`` for a bearer token. UsageError where they do not go together.
        """
        known = os.environ if environment is None else environment
        access = cls(
            known.get("KG_STORE_USER", ""),
            known.get("KG_STORE_PASSWORD", ""),
            known.get("KG_STORE_TOKEN", ""),
            known.get("KG_STORE_AUTH", "").lower() == "digest",
        )
        if known.get("KG_STORE_AUTH", "").lower() not in ("", "basic", "digest", "bearer"):
            raise UsageError("KG_STORE_AUTH is unknown", remedy="set it to basic, digest or bearer, or leave it out")
        if access.user and access.token:
            raise UsageError("both KG_STORE_USER and KG_STORE_TOKEN are set", remedy="unset one of them")
        return access

    def auth(self) -> httpx.Auth | None:
        if self.user:
            kind = httpx.DigestAuth if self.digest else httpx.BasicAuth
            return kind(self.user, self.password)
        return None

    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"} if self.token else {}


class Http:
    """A client of one server. Every request here may be made twice without harm, so failures are tried again.

    ``wait`` is called with the seconds to wait before another try: 0.2, 0.4, 0.8... with some chance in them, or what
    the server asks for (``Retry-After``).
    """

    def __init__(
        self,
        access: Access | None = None,
        *,
        timeout: float = 120.0,
        transport: httpx.BaseTransport | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        access = access or Access.from_environment()
        self._client = httpx.Client(
            auth=access.auth(), headers=access.headers(), transport=transport, follow_redirects=False,
            timeout=httpx.Timeout(timeout, connect=10.0),
        )  # fmt: skip
        self._wait = wait
        self._dice = random.Random(0)

    def close(self) -> None:
        self._client.close()

    def send(
        self,
        method: str,
        address: str,
        *,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        missing: bool = False,
    ) -> httpx.Response:
        """The answer of the server; with ``missing``, also where it says that there is nothing there (404).

        Raises StoreError, or QueryError where the server finds the request malformed.
        """
        where = shown(address)
        for trial in range(1, _TRIES + 1):
            try:
                response = self._client.request(method, address, content=content, headers=headers, params=params)
            except httpx.TimeoutException as error:
                what = "the server has not answered in time"
                if trial == _TRIES or not isinstance(error, httpx.ConnectTimeout):
                    remedy = "ask for less at once, or raise the time limit of the server"
                    raise StoreError(what, where=where, remedy=remedy) from error
                self._wait(self._pause(trial, None))
                continue
            except httpx.TransportError as error:
                if trial == _TRIES:
                    what = f"the server cannot be reached ({_words(str(error)) or type(error).__name__})"
                    raise StoreError(what, where=where, remedy="check the address and that the server runs") from error
                self._wait(self._pause(trial, None))
                continue
            except httpx.InvalidURL as error:
                remedy = "write https://host/path"
                raise UsageError(f"is no address ({error})", where=where, remedy=remedy) from error
            if response.status_code in _AGAIN and trial < _TRIES:
                self._wait(self._pause(trial, response.headers.get("retry-after")))
                continue
            if response.is_success or (missing and response.status_code == 404):
                return response
            raise _refusal(response, where)
        raise AssertionError("every trial returns or raises")

    def _pause(self, trial: int, wanted: str | None) -> float:
        if wanted and wanted.isdigit():
            return min(float(wanted), _LONGEST_WAIT)
        return float(min(0.2 * 2 ** (trial - 1) * (1 + self._dice.random() / 4), _LONGEST_WAIT))


def shown(address: str) -> str:
    """An address as it may be printed: without a name and password in it, and without a query."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _refusal(response: httpx.Response, where: str) -> StoreError | QueryError:
    status, words = response.status_code, _words(response.text)
    if status == 400:
        return QueryError(f"the server finds it malformed: {words}", where=where, remedy="correct the query")
    if status in (401, 403):
        remedy = "set KG_STORE_USER and KG_STORE_PASSWORD (and KG_STORE_AUTH=digest), or KG_STORE_TOKEN"
        return StoreError(f"the server does not let us in ({status})", where=where, remedy=remedy)
    if status in (404, 405, 406, 415, 501):
        remedy = "check the address; `store_update` and `store_graphs` of kg.toml name those for changes and graphs"
        return StoreError(f"the server does not do this here ({status})", where=where, remedy=remedy)
    if status in (301, 302, 303, 307, 308):
        return StoreError(
            f"the server sends us elsewhere ({shown(response.headers.get('location', ''))})",
            where=where, remedy="give that address, if you trust it",
        )  # fmt: skip
    if status == 413:
        return StoreError("a request is too large for the server", where=where, remedy="raise its limit")
    if status in (429, 503):
        return StoreError(f"the server is too busy ({status})", where=where, remedy="call again later")
    if status == 507:
        return StoreError("the server's disk is full", where=where, remedy="free some space there and call again")
    return StoreError(f"the server failed ({status}: {words})", where=where, remedy="look into its log")


def _words(text: str) -> str:
    """The beginning of what a server says, on one line, without tags."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _MOST_WORDS else plain[:_MOST_WORDS] + "..."
