"""Fetching addresses: what is allowed, how much, how long, and that nothing else is reached."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from kg.core.errors import ReadError
from kg.read.web import Limits, Web, resolved
from website import Site, website

PAGE = b"<!doctype html><p>Togo and Benin met."


@pytest.fixture
def site() -> Iterator[Site]:
    with website(page=PAGE) as made:
        yield made


def fetch(url: str, **limits: object) -> bytes:
    with Web(Limits(private=True, **limits)) as web:  # type: ignore[arg-type]
        return web.fetch(url).data


def test_a_page_is_fetched_after_its_robots(site: Site) -> None:
    """The rules of a site are asked for once, then the page; the client names itself and keeps no cookie."""
    seen: list[str] = []

    def agent(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.headers["User-Agent"] + str(handler.headers["Cookie"]))
        handler.send_response(200)
        handler.send_header("Set-Cookie", "a=b")
        handler.end_headers()
        handler.wfile.write(PAGE)

    site.pages["/other"] = agent
    with Web(Limits(private=True)) as web:
        assert web.fetch(site.url("/page")).data == PAGE
        assert web.fetch(site.url("/other")).data == web.fetch(site.url("/other")).data == PAGE
    assert site.asked == ["/robots.txt", "/page", "/other", "/other"]
    assert all(one.startswith("kg/") for one in seen) and seen[0] == seen[1]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "[::ffff:127.0.0.1]", "0.0.0.0",
                                  "2130706433", "192.168.1.1", "[fe80::1]", "[2002:7f00:1::]", "224.0.0.1"])  # fmt: skip
def test_private_addresses_are_refused(host: str, site: Site) -> None:
    """Loopback, private, link-local and mapped addresses are not connected to, however they are written."""
    with Web() as web, pytest.raises(ReadError, match="not on the public internet|not known"):
        web.fetch(f"http://{host}:{site.port}/page")
    assert site.asked == []


def test_one_private_address_of_several_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads to a public and a private address is refused: it could be the one or the other."""
    entries = [(2, 1, 6, "", (address, 80)) for address in ("93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: entries)
    with pytest.raises(ReadError, match=r"is at 127\.0\.0\.1"):
        resolved("two.example", 80, private=False)


def test_a_redirect_is_followed_and_checked(site: Site) -> None:
    """A redirect leads on; the address in the end is told; each step is checked anew; a circle ends."""
    site.pages["/old"] = (301, {"Location": "/page"}, b"")
    site.pages["/round"] = (302, {"Location": "/round"}, b"")
    site.pages["/file"] = (302, {"Location": "file:///etc/passwd"}, b"")
    with Web(Limits(private=True)) as web:
        assert web.fetch(site.url("/old")).url == site.url("/page")
        with pytest.raises(ReadError, match="leads on more than 5 times"):
            web.fetch(site.url("/round"))
        with pytest.raises(ReadError, match="no web address"):
            web.fetch(site.url("/file"))


def test_too_large_an_answer_is_cut_short(site: Site) -> None:
    """No more than the limit is taken from an answer without end, whether or not it tells its length."""

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        with contextlib.suppress(OSError):
            while True:
                handler.wfile.write(b"x" * 65536)

    site.pages["/endless"] = endless
    site.pages["/large"] = (200, {}, b"x" * 200_000)
    for path in ("/endless", "/large"):
        with pytest.raises(ReadError, match=r"has more than the 0\.1 MB that are read"):
            fetch(site.url(path), size=100_000)


def test_too_slow_an_answer_is_given_up(site: Site) -> None:
    """The seconds are those of the whole fetch: an answer that drips on is given up when they are over."""
    ticks = iter(range(0, 10_000, 20))
    site.pages["/page"] = (200, {}, b"x" * 3_000_000)
    with (
        Web(Limits(private=True, seconds=30), clock=lambda: next(ticks)) as web,
        pytest.raises(ReadError, match="takes longer than 30 s"),
    ):
        web.fetch(site.url("/page"))


def test_compressed_answers_are_refused(site: Site) -> None:
    """An answer that could unpack to anything is not unpacked."""
    site.pages["/page"] = (200, {"Content-Encoding": "gzip"}, b"\x1f\x8b")
    with pytest.raises(ReadError, match="compressed form"):
        fetch(site.url("/page"))


@pytest.mark.parametrize(("rules", "allowed"), [
    (b"User-agent: *\nDisallow: /page", False), (b"User-agent: kg\nDisallow: /", False), (b"User-agent: *\nDisallow:", True),
    (b"User-agent: other\nDisallow: /", True), (b"\xff\xfe nonsense", True),
])  # fmt: skip
def test_robots_are_respected(site: Site, rules: bytes, allowed: bool) -> None:
    """What robots.txt closes to all programs or to this one is not asked for."""
    site.pages["/robots.txt"] = (200, {}, rules)
    if allowed:
        assert fetch(site.url("/page")) == PAGE
    else:
        with pytest.raises(ReadError, match=r"robots\.txt"):
            fetch(site.url("/page"))
        assert "/page" not in site.asked


def test_a_failing_server_closes_its_site(site: Site) -> None:
    """A site whose robots.txt fails with an error of the server is closed, as RFC 9309 says."""
    site.pages["/robots.txt"] = (503, {}, b"")
    with pytest.raises(ReadError, match=r"robots\.txt"):
        fetch(site.url("/page"))


@pytest.mark.parametrize(("url", "what"), [
    ("/nothing", "answers with status 404"), ("/empty", "is empty"),
])  # fmt: skip
def test_what_is_not_there_is_one_line(site: Site, url: str, what: str) -> None:
    """Errors of the server name the address."""
    site.pages["/empty"] = (200, {}, b"")
    with pytest.raises(ReadError, match=what) as caught:
        fetch(site.url(url))
    assert str(caught.value).startswith(site.url(url))


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/x", "http://nowhere.invalid/", "http:///x", "http://[::1/x", "http://a b/"]
)
def test_addresses_that_lead_nowhere_are_one_line(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed port, an unknown host and a malformed address are told in a line."""
    known = socket.getaddrinfo

    def lookup(host: str, *rest: object, **more: object) -> object:
        if host != "127.0.0.1":
            raise socket.gaierror(-2, "Name or service not known")
        return known(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("socket.getaddrinfo", lookup)
    with pytest.raises(ReadError) as caught:
        fetch(url)
    assert "\n" not in str(caught.value)
