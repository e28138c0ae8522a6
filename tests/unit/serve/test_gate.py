"""Who is let in: hosts, rates, tokens, and the settings that decide it."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.core.errors import UsageError
from kg.serve.gate import Rates, _host, _is_token
from kg.serve.settings import Settings

TOKEN = "0123456789abcdef"


@pytest.mark.parametrize(("header", "host"), [
    ("localhost", "localhost"), ("LOCALHOST:80", "localhost"), ("127.0.0.1:8765", "127.0.0.1"), ("[::1]:80", "[::1]"),
    ("[::1]", "[::1]"), ("a.b:1:2", "a.b:1"), ("host:", ""), ("host:x", ""), ("", ""), ("[::1", ""), ("host:８０", ""),
])  # fmt: skip
def test_host(header: str, host: str) -> None:
    """A Host header is its name without the port, and nothing where it is malformed."""
    assert _host(header) == host


def test_rates() -> None:
    """A client has a burst of four seconds' requests, then its rate; others have their own; few are remembered."""
    rates = Rates(2.0, most=3)
    assert [rates.wait("a", 0.0) for _ in range(8)] == [0.0] * 8
    assert rates.wait("a", 0.0) == pytest.approx(0.5)
    assert rates.wait("b", 0.0) == 0.0
    assert rates.wait("a", 0.25) == pytest.approx(0.25) and rates.wait("a", 0.5) == 0.0
    for name in "cdefg":
        rates.wait(name, 1.0)
    assert len(rates._used) == 3
    assert [Rates(0).wait("a", 0.0) for _ in range(1000)] == [0.0] * 1000


@given(st.lists(st.floats(0, 5), max_size=200), st.floats(0.5, 50))
def test_no_client_exceeds_its_rate(pauses: list[float], rate: float) -> None:
    """Over any time, no more requests are let through than the burst and the rate allow."""
    rates, now, let = Rates(rate), 0.0, 0
    for pause in pauses:
        now += pause
        let += rates.wait("a", now) == 0.0
    assert let <= max(1.0, rate * 4) + now * rate + 1e-6


@pytest.mark.parametrize(("header", "known"), [
    (f"Bearer {TOKEN}", True), (f"bearer  {TOKEN} ", True), (f"Bearer {TOKEN}0", False), ("Bearer", False), (TOKEN, False),
    (f"Digest {TOKEN}", False), ("Basic " + base64.b64encode(f"me:{TOKEN}".encode()).decode(), True),
    ("Basic " + base64.b64encode(f"{TOKEN}:".encode()).decode(), False), ("Basic ///", False),
    ("Basic " + base64.b64encode(b"\xff:\xff").decode(), False), ("Bearer " + "é" * 16, False), ("", False),
])  # fmt: skip
def test_token(header: str, known: bool) -> None:
    """The token is taken as bearer and as a password, and nothing else is."""
    assert _is_token(header, TOKEN) is known


@pytest.mark.parametrize(("host", "loopback"), [
    ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
    ("192.168.1.2", False), ("localhost.example.org", False), ("example.org", False),
])  # fmt: skip
def test_only_loopback_needs_no_token(host: str, loopback: bool) -> None:
    """An address that others can reach is served with a token only, and the token has a least length."""
    bare = Settings(project=Path(), host=host)
    assert bare.is_loopback is loopback
    if loopback:
        bare.check()
    else:
        with pytest.raises(UsageError, match="there is no token"):
            bare.check()
    Settings(project=Path(), host=host, token=TOKEN).check()
    with pytest.raises(UsageError, match="shorter than 16"):
        Settings(project=Path(), host=host, token=TOKEN[1:]).check()
    assert TOKEN not in repr(Settings(project=Path(), token=TOKEN))


def test_names() -> None:
    """A server answers to loopback, to its own address and to the names that it is given; a wildcard is no name."""
    assert Settings(project=Path(), host="0.0.0.0", hosts=("Graph.example.org",)).names == {
        "localhost", "127.0.0.1", "[::1]", "graph.example.org"}  # fmt: skip
    assert "192.168.1.2" in Settings(project=Path(), host="192.168.1.2").names
    assert "[fe80::1]" in Settings(project=Path(), host="fe80::1").names
