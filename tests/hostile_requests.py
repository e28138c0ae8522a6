"""Requests that somebody might send to do harm, and a server that must never hear of them."""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Iterator
from types import TracebackType
from urllib.parse import quote, urlencode

Request = tuple[str, str, dict[str, str], bytes]
"""Method, target, headers, body."""
QUERY, FORM = {"content-type": "application/sparql-query"}, {"content-type": "application/x-www-form-urlencoded"}


class Canary:
    """A loopback server that writes down whoever comes; :attr:`seen` is empty where nobody did."""

    def __enter__(self) -> Canary:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}/"
        self.seen: list[tuple[str, int]] = []
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            try:
                connection, who = self._listening.accept()
            except OSError:
                return
            self.seen.append(who)
            connection.close()


def reaching(address: str) -> list[str]:
    """SPARQL that asks another server or reads a file, in all the ways of writing it that some engine understands."""
    return [
        f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service\t<{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE#x\n<{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ #x\rSERVICE <{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ \\u0053ERVICE <{address}> {{ ?s ?p ?o }} }}",
        f'SELECT * {{ BIND("\\u0022 AS ?x) SERVICE <{address}> {{?s ?p ?o}} BIND("a" AS ?y) }}',
        f"PREFIX x: <{address}> SELECT * {{ SERVICEx:foo {{ ?s ?p ?o }} }}",
        f"PREFIX : <{address}> SELECT * {{ SERVICE:foo {{ ?s ?p ?o }} }}",
        f"PREFIX : <{address}> SELECT * {{ SERVICE:{{ ?s ?p ?o }} }}",
        f"PREFIX service: <{address}> SELECT * {{ SERVICE service:foo {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICESILENT<{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?a ?b trueSERVICE<{address}>{{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?a ?b 1SERVICE<{address}>{{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?a ?b 1.0e1SERVICE<{address}>{{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p <http://a/\\u0041#> . SERVICE <{address}> {{ ?a ?b ?c }} }}",
        f"SELECT * {{ OPTIONAL {{ ?s <http://a/\\u0041#> ?o . }} SERVICE <{address}> {{ ?a ?b ?c }} }}",
        f"SELECT * {{ BIND(<{address}> AS ?x) FILTER(1<2)SERVICE?x#>\n{{ ?a ?b ?c }} }}",
        f"SELECT * {{ BIND(<{address}> AS ?x) FILTER(1<2)SERVICE SILENT?x#>\n{{ ?a ?b ?c }} }}",
        f"PREFIX a: <http://a/> SELECT * {{ OPTIONAL {{ ?x ?y a:b.c.d }} OPTIONAL {{ ?x ?y a:b.c.SERVICE<{address}>{{?s ?p ?o}} }} }}",
        f"SELECT * {{ VALUES ?x {{ <{address}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
        f"SELECT * {{ VALUES ?x {{ <{address}> }} SERVICE?x{{ ?s ?p ?o }} }}",
        f"ASK {{ FILTER EXISTS {{ SERVICE <{address}> {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ {{ SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }} }} }}",
        f"SELECT * {{ MINUS {{ SERVICE <{address}> {{ ?s ?p ?o }} }} ?s ?p ?o }}",
        f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH ?g {{ SERVICE <{address}> {{ ?s ?p ?o }} }} }}",
        f"DESCRIBE ?s {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
        f"BASE <{address}> SELECT * {{ SERVICE <x> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ LATERAL {{ SERVICE <{address}> {{ ?s ?p ?o }} }} }}",
    ]


def hiding(address: str) -> list[str]:
    """SPARQL in which SERVICE lies within a string by the grammar, and would not for a reader that ends it too soon."""
    return [
        f'SELECT ("""\\""" AS ?a) ("x" AS ?b) {{ SERVICE <{address}> {{ ?s ?p ?o }} }} # """',
        f"SELECT ('''a\\''' AS ?a) {{ SERVICE <{address}> {{ ?s ?p ?o }} }} # '''",
    ]


def outside(address: str) -> list[str]:
    """SPARQL that would load, change or read a file."""
    return [
        f"LOAD <{address}>", f"LOAD SILENT <{address}> INTO GRAPH <urn:x>", "LOAD <file:///etc/passwd>",
        f"SELECT * FROM <{address}> {{ ?s ?p ?o }}", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        f"SELECT * FROM NAMED <{address}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", "SELECT * FROM <../../etc/passwd> { ?s ?p ?o }",
        "DROP ALL", "CLEAR DEFAULT", "INSERT DATA { <urn:a> <urn:b> 1 }", "DELETE WHERE { ?s ?p ?o }",
        "CREATE GRAPH <urn:x>", "COPY DEFAULT TO <urn:x>", "PREFIX x: <urn:x> INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "ASK {} ; DROP ALL", "SELECT * {} ; INSERT DATA { <urn:a> <urn:b> 1 }", "WITH <urn:g> DELETE { ?s ?p ?o } WHERE {}",
    ]  # fmt: skip


def deep() -> list[str]:
    """SPARQL that is nested, repeated or long beyond reason."""
    return [
        "ASK " + "{" * 10_000 + "}" * 10_000, "ASK { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }",
        "ASK { FILTER(" + "!" * 50_000 + "true) }", "ASK { ?s " + "^" * 50_000 + "<urn:p> ?o }",
        "ASK { ?s " + "/".join(["<urn:p>"] * 50_000) + " ?o }", "ASK { FILTER(" + "||".join(["true"] * 100_000) + ") }",
        "ASK { " + "UNION".join(["{?s ?p ?o}"] * 20_000) + " }", "SELECT * { " + "[" * 30_000 + "]" * 30_000 + " }",
        "SELECT * { ?s ?p " + "(" * 30_000 + ")" * 30_000 + " }", 'ASK { FILTER("""' + '\\"""' * 100_000 + ") }",
        "ASK { " + "OPTIONAL {" * 300 + "}" * 300 + " }", "#" * 500_000, "'" * 100_000, '"' * 100_000, "<" * 200_000,
        "SELECT" + " ?x" * 100_000 + " {}", "VALUES ?x {" + " 1" * 200_000 + "}",
    ]  # fmt: skip


def targets(address: str) -> Iterator[Request]:
    """Requests whose address is what is hostile."""
    for query in [*reaching(address), *hiding(address), *outside(address)]:
        yield "GET", "/sparql?" + urlencode({"query": query}), {}, b""
    for name in ("default-graph-uri", "named-graph-uri", "using-graph-uri"):
        for graph in (address, "file:///etc/passwd", "", "../x", "http://[", "\x00", "a b"):
            yield "GET", "/sparql?" + urlencode({"query": "SELECT * { ?s ?p ?o } LIMIT 1", name: graph}), {}, b""
    for start in ("/static/", "/page/", "/data/", "/id/", "/pages/", "/queries/", "/"):
        for path in ("../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "....//etc/passwd",
                     "..\\..\\etc\\passwd", "%00", "a%00.ttl", "/etc/passwd", "%252e%252e%252fetc%252fpasswd", "~root/.ssh/id_rsa",
                     quote("<script>alert(1)</script>"), "%0d%0aInjected:%20yes", "state/" + "x" * 5000, "state/JP%0d%0aInjected: 1",
                     quote("state/\u202e\ud7ff"), "{{7*7}}", "state/JP' OR '1'='1", "%ff%fe", "state/%E2%28%A1"):  # fmt: skip
            yield "GET", start + quote(path, safe="/%.\\~{}'*="), {}, b""
    for query in ("%zz", "%", "%ff", "query=%C3%28", "query", "query=", "query=ASK%20%7B%7D&query=ASK%20%7B%7D",
                  "update=DROP%20ALL", "&".join(f"a{n}=1" for n in range(500)), "query=" + "%20" * 15_000, "first=-1&query=%00"):  # fmt: skip
        yield "GET", f"/sparql?{query}", {}, b""
        yield "GET", f"/page/state/JP?{query}&first=-5", {}, b""
        yield "GET", f"/find?name=x&{query}", {}, b""
    for accept in ("*/*;q=0", "text/html;q=2", ";;;", "a/b/c", "," * 3000, "text/*;q=0.0000001", "*"):
        yield "GET", "/sparql?query=ASK%20%7B%7D", {"accept": accept}, b""
        yield "GET", "/id/state/JP", {"accept": accept}, b""


def bodies(address: str, chance: random.Random, junk: int) -> Iterator[Request]:
    """Requests whose body is what is hostile; ``junk`` of them are bytes at random."""
    for query in [*reaching(address), *hiding(address), *outside(address)]:
        yield "POST", "/sparql", QUERY, query.encode()
        yield "POST", "/sparql", FORM, urlencode({"query": query}).encode()
    for query in deep():
        yield "POST", "/sparql", QUERY, query.encode()[:1_000_000]
    for update in ("DROP ALL", "INSERT DATA { <urn:a> <urn:b> 1 }"):
        yield "POST", "/sparql", {"content-type": "application/sparql-update"}, update.encode()
        yield "POST", "/sparql", FORM, urlencode({"update": update}).encode()
        yield "POST", "/sparql?" + urlencode({"update": update}), FORM, b""
    for kind in (
        "",
        "text/plain",
        "application/json",
        "multipart/form-data; boundary=x",
        "application/sparql-query;;;",
        "x" * 5000,
    ):
        yield "POST", "/sparql", {"content-type": kind}, b"ASK {}"
    yield "POST", "/sparql", QUERY, b"\xff\xfe\x00A" * 100
    yield "POST", "/sparql", FORM, b"query=%ff%fe"
    yield "POST", "/sparql", FORM, b"&".join(b"query=ASK{}" for _ in range(1000))
    yield "POST", "/sparql", QUERY, b" " * 10_000_000
    words = ("SELECT", "ASK", "{", "}", "(", ")", ".", ";", "?x", "?y", "<urn:a>", "a:b", "'c'", '"d"', "FILTER", "SERVICE",
             "<", ">", "#", "\\", "|", "/", "^", "LIMIT", "1", "UNION", "@en", "^^", "1e9")  # fmt: skip
    for _ in range(junk):
        if chance.random() < 0.5:
            yield "POST", "/sparql", QUERY, chance.randbytes(chance.randrange(1, 400))
        else:
            yield "POST", "/sparql", QUERY, " ".join(chance.choices(words, k=chance.randrange(1, 40))).encode()


def raw_requests(chance: random.Random, junk: int) -> Iterator[bytes]:
    """Bytes that are hardly HTTP; ``junk`` of them at random."""
    host = b"Host: localhost\r\n"
    yield from (
        b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\n" + host + host + b"\r\n", b"GET / HTTP/9.9\r\n" + host + b"\r\n",
        b"GET /\r\n\r\n", b"\r\n\r\n\r\n", b"\x00" * 100, b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\n" + host + b"\r\n", b"GET //evil.example/ HTTP/1.1\r\n" + host + b"\r\n",
        b"GET /a b HTTP/1.1\r\n" + host + b"\r\n", b"GET /\xff\xfe HTTP/1.1\r\n" + host + b"\r\n",
        b"POST /sparql HTTP/1.1\r\n" + host + b"Content-Type: application/sparql-query\x0b\r\nContent-Length: 6\r\n\r\nASK {}",
        b"GET /id/a/b HTTP/1.1\r\n" + host + b"Accept: \x80\xff\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"X-Long: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + host + b"\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"".join(b"X-%d: 1\r\n" % n for n in range(5000)) + b"\r\n",
        b"POST /sparql HTTP/1.1\r\n" + host + b"Content-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\n" + host + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nASK {}",
        b"POST /sparql HTTP/1.1\r\n" + host + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nASK {}",
        b"POST /sparql HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST /sparql HTTP/1.1\r\n" + host + b"Content-Length: 99999999999999999999\r\n\r\n",
        b"GET /page/state/JP%0d%0aInjected:%20yes HTTP/1.1\r\n" + host + b"\r\n",
        b"GET /find?name=JP%0d%0aInjected:%20yes HTTP/1.1\r\n" + host + b"\r\n",
        b"GET /id/a/b%0d%0aInjected:%20yes HTTP/1.1\r\n" + host + b"Accept: text/turtle\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\n" + host + b"\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\n" + host + b"\r\n" * 3 + b"GET /help HTTP/1.1\r\n" + host + b"\r\n",
    )  # fmt: skip
    for _ in range(junk):
        start = chance.choice((b"", b"GET / HTTP/1.1\r\n", b"POST /sparql HTTP/1.1\r\n" + host))
        yield start + chance.randbytes(chance.randrange(1, 300))
