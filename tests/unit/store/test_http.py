"""Requests to a server: authentication, second tries, and one line for each failure."""

from __future__ import annotations

import base64

import httpx
import pytest

from kg.core.errors import KgError, QueryError, StoreError, UsageError
from kg.store.addresses import Addresses
from kg.store.http import Access, Http

ADDRESS = "https://store.example/query"


def client(
    *answers: httpx.Response | Exception, access: Access | None = None
) -> tuple[Http, list[httpx.Request], list[float]]:
    """A client whose server gives these answers in turn; the requests that it got; how long the client waited."""
    requests: list[httpx.Request] = []
    waits: list[float] = []
    left = list(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        given = left.pop(0)
        if isinstance(given, Exception):
            raise given
        return given

    http = Http(access or Access(), transport=httpx.MockTransport(answer), wait=waits.append)
    return http, requests, waits


def test_a_busy_server_is_asked_again_later_and_later() -> None:
    """After 503 and lost connections another try is made, each after about twice the time, and after what is asked for."""
    http, requests, waits = client(
        httpx.Response(503), httpx.ConnectError("refused"), httpx.Response(502), httpx.Response(429, headers={"retry-after": "7"}), httpx.Response(200, text="yes")
    )  # fmt: skip
    assert http.send("GET", ADDRESS).text == "yes"
    assert len(requests) == 5 and waits[3] == 7
    assert [0.2 <= waits[0] <= 0.25, 0.4 <= waits[1] <= 0.5, 0.8 <= waits[2] <= 1.0] == [True] * 3


def test_it_is_given_up_at_last() -> None:
    """A server that stays busy or away is one line after six tries."""
    http, requests, _ = client(*[httpx.Response(503)] * 6)
    with pytest.raises(StoreError, match=r"store.example/query: the server is too busy \(503\); call again later"):
        http.send("GET", ADDRESS)
    assert len(requests) == 6
    http, requests, _ = client(*[httpx.ConnectError("refused")] * 6)
    with pytest.raises(StoreError, match=r"the server cannot be reached \(refused\); check the address"):
        http.send("GET", ADDRESS)
    assert len(requests) == 6


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (httpx.Response(400, text="line 1\nnot SPARQL"), QueryError, "malformed: line 1 not SPARQL"),
        (httpx.Response(401), StoreError, r"does not let us in \(401\); set KG_STORE_USER"),
        (httpx.Response(403), StoreError, r"does not let us in \(403\)"),
        (httpx.Response(404), StoreError, r"does not do this here \(404\); check the address"),
        (httpx.Response(302, headers={"location": "https://other.example/x?y"}), StoreError, r"elsewhere \(https://other.example/x\)"),
        (httpx.Response(413), StoreError, "too large"),
        (httpx.Response(500, text="a" * 9000), StoreError, r"the server failed \(500: a{300}\.\.\.\)"),
        (httpx.Response(507), StoreError, "the server's disk is full"),
        (httpx.ReadTimeout("late"), StoreError, "has not answered in time"),
    ],
)  # fmt: skip
def test_every_failure_is_one_line(answer: httpx.Response | Exception, kind: type[KgError], words: str) -> None:
    """What a server refuses or fails at is told in one line with a remedy, without a second try."""
    http, requests, _ = client(answer)
    with pytest.raises(kind, match=words) as caught:
        http.send("POST", ADDRESS, content=b"x")
    assert "\n" not in str(caught.value) and caught.value.remedy and len(requests) == 1


def test_names_and_tokens_come_from_the_environment() -> None:
    """A name with a password gives basic or digest authentication, a token a bearer's; both together are refused."""
    basic = Access.from_environment({"KG_STORE_USER": "ana", "KG_STORE_PASSWORD": "s3cret"})
    http, requests, _ = client(httpx.Response(200), access=basic)
    http.send("GET", ADDRESS)
    assert requests[0].headers["authorization"] == "Basic " + base64.b64encode(b"ana:s3cret").decode()
    bearer = Access.from_environment({"KG_STORE_TOKEN": "t0ken"})
    http, requests, _ = client(httpx.Response(200), access=bearer)
    http.send("GET", ADDRESS)
    assert requests[0].headers["authorization"] == "Bearer t0ken"
    digest = Access.from_environment({"KG_STORE_USER": "ana", "KG_STORE_PASSWORD": "s3cret", "KG_STORE_AUTH": "digest"})
    challenge = {"www-authenticate": 'Digest realm="r", nonce="n", qop="auth", algorithm=MD5'}
    http, requests, _ = client(httpx.Response(401, headers=challenge), httpx.Response(200), access=digest)
    http.send("GET", ADDRESS)
    assert requests[1].headers["authorization"].startswith('Digest username="ana", realm="r"')
    for wrong in ({"KG_STORE_USER": "ana", "KG_STORE_TOKEN": "t"}, {"KG_STORE_AUTH": "kerberos"}):
        with pytest.raises(UsageError):
            Access.from_environment(wrong)
    assert "s3cret" not in repr(basic) and "t0ken" not in repr(bearer)


@pytest.mark.parametrize(
    ("address", "update", "graphs"),
    [
        ("http://h:7878/query", "http://h:7878/update", "http://h:7878/store"),
        ("http://h:3030/ds/query", "http://h:3030/ds/update", "http://h:3030/ds/data"),
        ("http://h:7200/repositories/kg", "http://h:7200/repositories/kg/statements", "http://h:7200/repositories/kg/rdf-graphs/service"),
        ("https://x.cluster-y.eu.neptune.amazonaws.com:8182/sparql", "https://x.cluster-y.eu.neptune.amazonaws.com:8182/sparql", "https://x.cluster-y.eu.neptune.amazonaws.com:8182/sparql/gsp/"),
        ("http://h:7001", "http://h:7001/", None),
        ("http://h:8890/sparql", "http://h:8890/sparql", None),
    ],
)  # fmt: skip
def test_addresses_follow_from_one(address: str, update: str, graphs: str | None) -> None:
    """The layouts of known servers are known; what is told besides comes first."""
    found = Addresses.of(address)
    assert (found.update, found.graphs) == (update, graphs)
    told = Addresses.of(address, "https://u.example/", "https://g.example/")
    assert (told.update, told.graphs) == ("https://u.example/", "https://g.example/")


@pytest.mark.parametrize("address", ["ftp://h/x", "https://", "https://ana:secret@h/query", "https://h/query?x=1"])
def test_what_is_no_address_is_refused(address: str) -> None:
    """Another scheme, no host, a password or a query in an address is a wrong call, and no password is printed."""
    with pytest.raises(UsageError) as caught:
        Addresses.of(address)
    assert "secret" not in str(caught.value)
