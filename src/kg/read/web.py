"""Fetch what a user names by its address, and nothing else: bounded in size, time and redirects, robots respected.

Each host is looked up once for a request and connected to by the address found; one that is not on the public internet
(loopback, private, link-local...) is refused, at every redirect anew, unless private addresses are allowed. Proxies and
passwords of the environment are not used. Nothing is executed and no cookie is kept.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from kg import __version__
from kg.core.errors import ReadError

if TYPE_CHECKING:
    import httpx

AGENT = "kg"
_HEADERS = {
    "User-Agent": f"{AGENT}/{__version__}",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9,"
    " text/plain;q=0.9, application/pdf;q=0.8, */*;q=0.1",
    "Accept-Language": "en",
    # compressed answers could unpack to more than may be held
    "Accept-Encoding": "identity",
}
_REDIRECTS = (301, 302, 303, 307, 308)
_ROBOTS_LIMIT = 500_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may take: bytes of an answer, seconds in all, redirects; whether private addresses are allowed."""

    size: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5
    private: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of an answer and the address that they came from in the end."""

    url: str
    data: bytes


def is_address(item: str) -> bool:
    """Whether a user's word is an address to fetch."""
    return item.startswith(("http://", "https://"))


class Web:
    """Fetches addresses one after the other; use it as a context, so that connections are closed."""

    def __init__(self, limits: Limits = Limits(), *, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self._clock = clock
        self._robots: dict[str, RobotFileParser] = {}
        self._client: Any = None

    def __enter__(self) -> Web:
        import httpx

        self._client = httpx.Client(
            transport=_Public(httpx.HTTPTransport(), self.limits.private),
            headers=_HEADERS, follow_redirects=False, trust_env=False, timeout=self.limits.seconds,
        )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def fetch(self, url: str) -> Fetched:
        """What is at an address. Raises ReadError: not there, too large, too slow, refused, or forbidden by robots."""
        until = self._clock() + self.limits.seconds
        seen = url
        for _ in range(self.limits.redirects + 1):
            self._allowed(seen, until)
            status, headers, data = self._get(seen, self.limits.size, until)
            if status in _REDIRECTS and "location" in headers:
                seen = _next(seen, headers["location"])
                continue
            if status != 200:
                raise ReadError(f"answers with status {status}", where=url, remedy="check the address in a browser")
            if not data:
                raise ReadError("is empty", where=url, remedy="check the address in a browser")
            return Fetched(seen, data)
        raise ReadError(f"leads on more than {self.limits.redirects} times", where=url, remedy="name the last address")

    def _get(self, url: str, size: int, until: float) -> tuple[int, Any, bytes]:
        import httpx

        self._client.cookies.clear()
        try:
            with self._client.stream("GET", url) as answer:
                if answer.headers.get("content-encoding", "identity") != "identity":
                    raise ReadError("answers in a compressed form that was not asked for", where=url)
                parts, total = [], 0
                for part in answer.iter_raw():
                    total += len(part)
                    if total > size:
                        what = f"has more than the {size / 1e6:g} MB that are read"
                        raise ReadError(what, where=url, remedy="save what you need of it, or raise 'limit' in kg.toml")
                    if self._clock() > until:
                        raise _too_slow(url, self.limits.seconds)
                    parts.append(part)
                return answer.status_code, answer.headers, b"".join(parts)
        except httpx.TimeoutException as error:
            raise _too_slow(url, self.limits.seconds) from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise ReadError(f"cannot be fetched ({reason})", where=url, remedy="check the address") from error

    def _allowed(self, url: str, until: float) -> None:
        """ReadError where the robots.txt of the host forbids the address."""
        try:
            parts = urlsplit(url)
        except ValueError as error:
            raise ReadError("is no address", where=url, remedy="check how it is written") from error
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._rules(site, until)
        if not self._robots[site].can_fetch(AGENT, url):
            raise ReadError("is closed to programs by its site's robots.txt", where=url, remedy="save the page by hand")

    def _rules(self, site: str, until: float) -> RobotFileParser:
        """The rules of a site (RFC 9309): none where it has no robots.txt, all closed where its server fails."""
        rules = RobotFileParser()
        url = f"{site}/robots.txt"
        for _ in range(self.limits.redirects + 1):
            status, headers, data = self._get(url, _ROBOTS_LIMIT, until)
            if status in _REDIRECTS and "location" in headers:
                url = _next(url, headers["location"])
                continue
            lines = data.decode("utf-8", "replace").splitlines() if status == 200 else []
            rules.parse(lines if status < 500 else ["User-agent: *", "Disallow: /"])
            return rules
        rules.parse([])
        return rules


def _next(url: str, location: str) -> str:
    """Where a redirect leads. ReadError where that is no web address."""
    try:
        target = urljoin(url, location)
    except ValueError:
        target = ""
    if not is_address(target):
        raise ReadError("leads to something that is no web address", where=url, remedy="check the address")
    return target


def _too_slow(url: str, seconds: float) -> ReadError:
    return ReadError(f"takes longer than {seconds:g} s", where=url, remedy="try again later, or save the page by hand")


def _Public(inner: Any, private: bool) -> Any:  # noqa: N802 - a class made late, so that httpx is loaded late
    """A transport that connects only to addresses that may be connected to."""
    import httpx

    class Public(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            host = request.url.host
            address = resolved(host, request.url.port or (443 if request.url.scheme == "https" else 80), private)
            request.extensions = {**request.extensions, "sni_hostname": host}
            request.url = request.url.copy_with(host=address)
            answer: httpx.Response = inner.handle_request(request)
            return answer

        def close(self) -> None:
            inner.close()

    return Public()


def resolved(host: str, port: int, private: bool) -> str:
    """The address (IPv4 or IPv6) to connect to for a host. ReadError where one of its addresses is not a public one."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ReadError("host is not known", where=host, remedy="check the address and the network") from error
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not private and not _public(address):
            remedy = "add --allow-private if you mean it"
            raise ReadError(f"is at {address}, which is not on the public internet", where=host, remedy=remedy)
    return addresses[0]


def _public(address: str) -> bool:
    number = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(number, "ipv4_mapped", None) or getattr(number, "sixtofour", None)
    inner = inner or (number.teredo[1] if isinstance(number, ipaddress.IPv6Address) and number.teredo else None)
    return number.is_global and not number.is_multicast and (inner is None or inner.is_global)
