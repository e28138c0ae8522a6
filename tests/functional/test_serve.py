"""``kg serve`` as a process, asked by real clients over a loopback port."""

from __future__ import annotations

import csv
import os
import random
import re
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pyoxigraph as ox
import pytest

import kg
from hostile_requests import Canary, bodies, raw_requests, targets
from kg.serve.queries import QueryTasks
from kg.serve.snapshot import make as make_snapshot
from kg.store import Store
from program import Run
from samples import JP, PH, US, Article
from served import HOSTILE, Served, articles, make_project, received, serving

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }"
PARTIES = "SELECT ?state { ?treaty kg:hasParty ?state } ORDER BY ?state"
ID = "https://w3id.org/geopolitical-kg/id/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("served") / "project")


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    """A server without a rate, and a time limit that only runaways reach."""
    with serving(folder, "--rate", "0", "--timeout", "20", "--rows", "60") as running:
        running.slow = _slow_connections(running)  # they take their time while the other tests run
        yield running
        for connection in running.slow:
            connection.close()
    assert "Traceback" not in running.errors() and "internal error" not in running.errors()


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[httpx.Client]:
    with served.client() as client:
        yield client


def ask(client: httpx.Client, query: str, accept: str | None = None, **params: Any) -> httpx.Response:
    headers = {"accept": accept} if accept else {}
    return client.get("/sparql", params={"query": query, **params}, headers=headers)


# --- the protocol -----------------------------------------------------------------------------------------------------


def test_a_query_by_get_form_and_body_has_one_answer(client: httpx.Client) -> None:
    """The three ways of the SPARQL 1.1 Protocol to send a query give the same answer."""
    sent = [
        ask(client, PARTIES),
        client.post("/sparql", data={"query": PARTIES}),
        client.post("/sparql", content=PARTIES, headers={"content-type": "application/sparql-query; charset=utf-8"}),
    ]
    assert [response.status_code for response in sent] == [200, 200, 200]
    rows = [[row["state"]["value"] for row in response.json()["results"]["bindings"]] for response in sent]
    assert rows == [[JP.iri, PH.iri]] * 3
    assert {response.headers["vary"] for response in sent} == {"Accept"}


@pytest.mark.parametrize(("accept", "kind"), [
    (None, "application/sparql-results+json"),
    ("*/*", "application/sparql-results+json"),
    ("application/sparql-results+xml", "application/sparql-results+xml"),
    ("text/csv, application/json;q=0.5", "text/csv; charset=utf-8"),
    ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
    ("text/csv;q=0.1, application/sparql-results+xml;q=0.2, text/html;q=0", "application/sparql-results+xml"),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
])  # fmt: skip
def test_rows_come_in_the_form_that_is_wanted_most(client: httpx.Client, accept: str | None, kind: str) -> None:
    """SELECT is answered in the form with the highest quality, and each form holds the same rows."""
    response = ask(client, PARTIES, accept)
    assert (response.status_code, response.headers["content-type"]) == (200, kind)
    if "json" in kind:
        found = [row["state"]["value"] for row in response.json()["results"]["bindings"]]
    elif "xml" in kind:
        found = [
            uri.text
            for uri in ElementTree.fromstring(response.text).iter("{http://www.w3.org/2005/sparql-results#}uri")
        ]
    elif "csv" in kind:
        found = [row[0] for row in csv.reader(response.text.splitlines())][1:]
    elif "tab" in kind:
        found = [line.strip("<>") for line in response.text.splitlines()[1:]]
    else:
        found = [ID + path for path in re.findall(r'href="/page/(state/\w+)"', response.text)]
    assert found == [JP.iri, PH.iri]


@pytest.mark.parametrize(("kind", "form"), [
    ("text/turtle", ox.RdfFormat.TURTLE), ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    ("application/rdf+xml", ox.RdfFormat.RDF_XML), ("application/ld+json", ox.RdfFormat.JSON_LD),
    ("application/trig", ox.RdfFormat.TRIG), ("application/n-quads", ox.RdfFormat.N_QUADS),
])  # fmt: skip
def test_graphs_come_in_every_form_of_rdf(client: httpx.Client, kind: str, form: ox.RdfFormat) -> None:
    """CONSTRUCT and DESCRIBE are answered in the form of RDF that is wanted, and each holds the same triples."""
    response = ask(client, "CONSTRUCT WHERE { ?t kg:hasParty ?s }", kind)
    assert response.headers["content-type"].partition(";")[0] == kind
    triples = {(q.subject.value, q.object.value) for q in ox.parse(response.content, format=form)}
    assert {code for _, code in triples} == {JP.iri, PH.iri}
    assert ask(client, f"DESCRIBE <{JP.iri}>", kind).status_code == 200
    assert ask(client, "CONSTRUCT WHERE { ?t kg:hasParty ?s }", "text/csv").status_code == 406
    assert ask(client, PARTIES, kind).status_code == (200 if kind == "application/json" else 406)


def test_yes_or_no(client: httpx.Client) -> None:
    """ASK is answered as JSON and as XML."""
    assert ask(client, "ASK { ?t kg:hasParty state:JP }").json() == {"head": {}, "boolean": True}
    found = ElementTree.fromstring(ask(client, "ASK { ?t kg:hasParty state:XX }", "application/xml").text)
    assert [node.text for node in found.iter("{http://www.w3.org/2005/sparql-results#}boolean")] == ["false"]


def test_the_dataset_of_the_protocol_is_what_is_asked(client: httpx.Client) -> None:
    """default-graph-uri and named-graph-uri name the dataset, over FROM; graphs that are not there are refused."""
    graphs = [
        row["g"]["value"]
        for row in ask(client, "SELECT DISTINCT ?g { GRAPH ?g { ?c a kg:Claim } } ORDER BY ?g").json()["results"][
            "bindings"
        ]
    ]
    count = "SELECT (COUNT(*) AS ?n) { ?c a kg:Claim }"
    named = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?c a kg:Claim } }"

    def number(response: httpx.Response) -> int:
        return int(response.json()["results"]["bindings"][0]["n"]["value"])

    sizes = {Article.extraction(a).document.id: len(a.made) for a in articles()}
    assert number(ask(client, count)) == 0
    one = {graph: number(ask(client, count, **{"default-graph-uri": graph})) for graph in graphs}
    assert {graph.rpartition("/")[2]: size for graph, size in one.items()} == sizes
    assert number(ask(client, count, **{"default-graph-uri": graphs})) == sum(sizes.values())
    assert number(ask(client, named, **{"named-graph-uri": graphs[:2]})) == 2
    assert number(ask(client, named, **{"default-graph-uri": graphs[0]})) == 0
    assert number(ask(client, f"SELECT (COUNT(*) AS ?n) FROM <{graphs[0]}> {{ ?c a kg:Claim }}")) == one[graphs[0]]
    assert (
        number(
            ask(
                client,
                f"SELECT (COUNT(*) AS ?n) FROM <{graphs[0]}> {{ ?c a kg:Claim }}",
                **{"default-graph-uri": graphs[1]},
            )
        )
        == one[graphs[1]]
    )
    for wrong in (
        {"default-graph-uri": "file:///etc/passwd"},
        {"named-graph-uri": "http://127.0.0.1:1/"},
        {"default-graph-uri": "no iri"},
    ):
        assert ask(client, count, **wrong).status_code == 400
    assert ask(client, "SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }").status_code == 400


def test_service_description(client: httpx.Client, served: Served) -> None:
    """Without a query the endpoint describes itself: its address, language, forms, and the graphs that there are."""
    response = client.get("/sparql", headers={"accept": "text/turtle"})
    sd = "http://www.w3.org/ns/sparql-service-description#"
    quads = list(ox.parse(response.content, format=ox.RdfFormat.TURTLE))
    values = {(q.predicate.value.removeprefix(sd), getattr(q.object, "value", "")) for q in quads}
    assert ("endpoint", f"{served.address}/sparql") in values and ("supportedLanguage", f"{sd}SPARQL11Query") in values
    assert {value for name, value in values if name == "name"} >= {
        f"{ID}doc/{a.extraction().document.id}" for a in articles()
    }
    assert client.get("/sparql", headers={"accept": "text/html"}).headers["location"] == "/query"
    assert client.post("/sparql", data={"x": "1"}).status_code == 400


def test_named_queries_are_asked_by_name(client: httpx.Client) -> None:
    """A named query takes a user's words as parameters, and says in one line what is missing or unknown."""
    response = client.get("/queries/allies", params={"x": "Japan"}, headers={"accept": "text/csv"})
    assert [row[1] for row in csv.reader(response.text.splitlines())] == ["code", "US"]
    assert client.get("/queries/allies").text.startswith("allies: needs the parameter x")
    assert client.get("/queries/allies", params={"x": "Atlantis"}).status_code == 400
    assert client.get("/queries/none").status_code == 404
    page = client.get("/queries/allies", params={"x": "JP", "unset": ""}, headers={"accept": "text/html"}).text
    assert "<td>United States</td>" in page and "Who are the allies of X" in page


def test_large_answers_are_cut_and_say_so(client: httpx.Client) -> None:
    """An answer beyond the limit is a whole document that says it was cut; one within it says nothing."""
    everything = "SELECT * { GRAPH ?g { ?s ?p ?o } }"
    got = ask(client, everything)
    assert got.headers["x-kg-cut"] == "cut after 60 rows" and "/help#cut" in got.headers["link"]
    assert len(got.json()["results"]["bindings"]) == 60 and got.json()["head"]["link"] == ["/help#cut"]
    xml = ElementTree.fromstring(ask(client, everything, "application/sparql-results+xml").text)
    assert len(list(xml.iter("{http://www.w3.org/2005/sparql-results#}result"))) == 60
    assert [e.get("href") for e in xml.iter("{http://www.w3.org/2005/sparql-results#}link")] == ["/help#cut"]
    graph = ask(client, "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }", "application/ld+json")
    assert graph.headers["x-kg-cut"] == "cut after 60 triples"
    assert len(list(ox.parse(graph.content, format=ox.RdfFormat.JSON_LD))) == 60
    assert "there is more" in ask(client, everything, "text/html").text
    assert "x-kg-cut" not in ask(client, everything + " LIMIT 60").headers


def test_of_a_named_query_of_many_rows_the_first_are_given(folder: Path, tmp_path: Path) -> None:
    """What would be cut off is not looked for and sorted first; an answer within the limit comes in its order."""
    make_snapshot(folder / ".kg" / "store", tmp_path)
    tasks = QueryTasks(folder, "quote", 10, 1_000_000)
    tasks.open(str(tmp_path))
    assert tasks.named("network-things", {}, "application/json").headers["x-kg-cut"] == "cut after 10 rows"
    whole = tasks.named("documents", {}, "text/csv")
    assert "x-kg-cut" not in whole.headers
    names = [row["name"] for row in csv.DictReader(whole.body.decode().splitlines())]
    assert len(names) == 3 and names == [row["name"] for row in kg.open(folder).query("documents").plain()]


def test_sparqlwrapper_is_answered(served: Served) -> None:
    """The client that most Python programs have reads rows, yes or no, and graphs."""
    from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

    wrapper = SPARQLWrapper(f"{served.address}/sparql")
    for method in ("GET", POST):
        wrapper.setMethod(method)
        wrapper.setQuery(PARTIES)
        wrapper.setReturnFormat(JSON)
        found = wrapper.query().convert()
        assert [row["state"]["value"] for row in found["results"]["bindings"]] == [JP.iri, PH.iri]
    wrapper.setReturnFormat(CSV)
    assert wrapper.query().convert().decode().split() == ["state", JP.iri, PH.iri]
    wrapper.setReturnFormat(XML)
    assert JP.iri in wrapper.query().convert().toxml()
    wrapper.setQuery("CONSTRUCT WHERE { ?t kg:hasParty state:JP }")
    wrapper.setReturnFormat(TURTLE)
    assert b"hasParty" in wrapper.query().convert()
    wrapper.setQuery("INSERT DATA { <urn:a> <urn:b> 1 }")
    with pytest.raises(Exception, match=r"(?i)bad request|403|formed"):
        wrapper.query()


def test_rdflib_is_answered(served: Served) -> None:
    """rdflib's SPARQLStore reads the endpoint as a graph, and lists its named graphs."""
    from rdflib import Graph, URIRef
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = Graph(SPARQLStore(f"{served.address}/sparql"))
    party = URIRef("https://w3id.org/geopolitical-kg/ontology#hasParty")
    assert {str(o) for o in graph.objects(predicate=party)} == {JP.iri, PH.iri}
    assert [str(row.state) for row in graph.query(PARTIES)] == [JP.iri, PH.iri]
    assert bool(graph.query("ASK { ?t kg:hasParty state:JP }").askAnswer)
    names = {str(name) for name in SPARQLStore(f"{served.address}/sparql").contexts()}
    assert {f"{ID}doc/{a.extraction().document.id}" for a in articles()} <= names


# --- things and documents ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("accept", "location"), [
    ("text/html", "/page/state/JP"), (None, "/page/state/JP"), ("text/turtle", "/data/state/JP.ttl"),
    ("application/ld+json;q=0.9, text/html;q=0.2", "/data/state/JP.jsonld"), ("application/rdf+xml", "/data/state/JP.rdf"),
    ("application/n-quads", "/data/state/JP.nq"), ("application/trig", "/data/state/JP.trig"),
])  # fmt: skip
def test_a_thing_is_told_of_at_its_own_address(client: httpx.Client, accept: str | None, location: str) -> None:
    """The IRI path of a thing leads, 303, to the document about it in the form that is wanted, with its claims."""
    response = client.get("/id/state/JP", headers={"accept": accept} if accept else {})
    assert (response.status_code, response.headers["location"], response.headers["vary"]) == (303, location, "Accept")
    about = client.get(location)
    assert about.status_code == 200 and "Japan" in about.text
    assert (
        "Japan and the United States are allies." in about.text
        or "Japan and the United States are allies" in about.text
    )
    if location.endswith((".ttl", ".jsonld", ".nq", ".trig", ".rdf")):
        form = {"ttl": "TURTLE", "jsonld": "JSON_LD", "nq": "N_QUADS", "trig": "TRIG", "rdf": "RDF_XML"}[
            location.rpartition(".")[2]
        ]
        quads = list(ox.parse(about.content, format=getattr(ox.RdfFormat, form)))
        claims = {
            q.subject for q in quads if q.object == ox.NamedNode("https://w3id.org/geopolitical-kg/ontology#Claim")
        }
        told = [claim for article in articles() for claim in article.claims() if JP in (claim.subject, claim.object)]
        assert {claim.value for claim in claims} == {f"{ID}claim/{claim.id}" for claim in told}


def test_pages_know_what_is_not_there(client: httpx.Client) -> None:
    """What the graph does not have is 404, and a form that there is not is 406."""
    for path in (
        "/page/state/XX",
        "/data/state/XX.ttl",
        "/page/nothing",
        "/data/state/JP.exe",
        "/data/state/JP",
        "/page/doc/" + "0" * 64,
    ):
        assert client.get(path).status_code == 404, path
    assert client.get("/id/state/JP", headers={"accept": "image/png"}).status_code == 406
    assert client.get("/pages/none").status_code == 404


def test_a_document_shows_its_claims_in_its_text(client: httpx.Client) -> None:
    """A document's page has its text with the words of each claim marked, numbered as the claims beside it."""
    document = articles()[0].extraction().document
    page = client.get(f"/page/doc/{document.id}").text
    marked = re.findall(r"<mark[^>]*>(?:<sup>.*?</sup>)?(.*?)</mark>", page, re.DOTALL)
    assert marked == articles()[0].sentences
    for claim in articles()[0].claims():
        assert f'id="c-{claim.id}"' in page
        found = client.get(f"/page/claim/{claim.id}")
        assert (found.status_code, found.headers["location"]) == (303, f"/page/doc/{document.id}#c-{claim.id}")
    assert 'href="https://news.example/acsa"' in page


def test_the_sides_names_stand_side_by_side(client: httpx.Client) -> None:
    """The page of a feature bears all its names and says of no state that it is its own."""
    page = client.get("/page/feature/scarborough-shoal").text
    title = re.search(r"<h1>(.*?)</h1>", page)
    assert title and title[1] == "Bajo de Masinloc / Huangyan Dao / Scarborough Shoal"
    assert page.count("claims sovereignty over Bajo de Masinloc / Huangyan Dao / Scarborough Shoal") >= 2


def test_finding_leads_to_the_page(client: httpx.Client) -> None:
    """A name, a code or an id that one thing has leads to its page; what nothing is called is said."""
    assert client.get("/find", params={"name": "japan"}).headers["location"] == "/page/state/JP"
    assert (
        client.get("/find", params={"name": "acquisition-and-cross-servicing-agreement"})
        .headers["location"]
        .startswith("/page/treaty/")
    )
    missing = client.get("/find", params={"name": f"{HOSTILE[0]}x"}, headers={"accept": "text/html"})
    assert missing.status_code == 404 and missing.headers["content-type"] == "text/html; charset=utf-8"
    assert "Nothing in the graph is called" in missing.text and "<script>window" not in missing.text
    assert client.get("/find").status_code == 200


def test_the_viewers_pages_are_served_with_their_policy(client: httpx.Client) -> None:
    """The alliances page comes with a policy that allows its scripts by hash and nothing inline besides."""
    for address in ("/pages/alliances", "/pages/disputes.html"):
        response = client.get(address)
        policy = response.headers["content-security-policy"]
        assert response.status_code == 200 and "frame-ancestors 'none'" in policy
        assert "unsafe-inline" not in policy and re.search(r"script-src[^;]*'sha256-", policy)


def test_every_response_has_the_security_headers(client: httpx.Client) -> None:
    """Pages, answers, files and errors carry a policy without inline scripts, nosniff, and no way to be framed."""
    for path in (
        "/",
        "/query",
        "/documents",
        "/queries",
        "/help",
        "/static/serve.css",
        "/sparql",
        "/nope",
        "/page/state/JP",
        "/sparql?query=x",
    ):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy and "default-src 'none'" in policy, path
        assert "unsafe" not in policy, path
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers and "access-control-allow-origin" not in headers


# --- limits -----------------------------------------------------------------------------------------------------------


def test_a_runaway_ends_at_its_limit_while_others_go_on(folder: Path) -> None:
    """A query that would run for hours is ended with 503 at its limit; others are answered meanwhile and after."""
    with (
        serving(folder, "--timeout", "3", "--rate", "0", "--workers", "2") as served,
        ThreadPoolExecutor(1) as pool,
        served.client() as client,
    ):
        running = pool.submit(ask, client, RUNAWAY)
        answered = 0
        while not running.done():
            assert ask(client, PARTIES).status_code == 200
            answered += 1
        ended = running.result()
        assert ended.status_code == 503 and int(ended.headers["retry-after"]) >= 3
        assert "longer than 3 seconds" in ended.text
        assert answered > 0
        assert ask(client, PARTIES).status_code == 200


def test_memory_is_bounded(folder: Path) -> None:
    """A query that would take gigabytes is ended with 503, and the next one is answered."""
    greedy = "SELECT (GROUP_CONCAT(?x) AS ?all) { SELECT (CONCAT(STR(?a), STR(?c), STR(?d), STR(?f), STR(?i)) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } }"
    sorting = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f ?i"
    with serving(folder, "--timeout", "60", "--memory", "60", "--rate", "0", "--workers", "2") as served:
        with served.client() as client:
            for query in (greedy, sorting):
                response = ask(client, query)
                assert response.status_code == 503 and "more than 60 MB" in response.text, query
                assert ask(client, PARTIES).status_code == 200
        assert "Traceback" not in served.errors()


def test_clients_that_ask_too_often_are_told_so(folder: Path) -> None:
    """Beyond its rate a client gets 429 with the time to wait, and is answered again after it."""
    with serving(folder, "--rate", "2") as served, served.client() as client:
        codes = [client.get("/static/serve.css").status_code for _ in range(40)]
        refused = next(r for r in (client.get("/static/serve.css") for _ in range(40)) if r.status_code == 429)
        assert codes[0] == 200 and 429 in codes and int(refused.headers["retry-after"]) >= 1
        until = time.monotonic() + 60
        while client.get("/static/serve.css").status_code != 200:
            assert time.monotonic() < until
            threading.Event().wait(0.2)


def test_a_client_that_leaves_frees_its_worker(folder: Path) -> None:
    """The worker of a query that nobody waits for any more is put to other work."""
    with serving(folder, "--timeout", "100", "--rate", "0", "--workers", "1") as served:
        for _ in range(2):
            with pytest.raises(httpx.ReadTimeout):
                httpx.get(f"{served.address}/sparql", params={"query": RUNAWAY}, timeout=httpx.Timeout(20, read=0.5))
        with served.client() as client:
            assert ask(client, PARTIES).status_code == 200


# --- abuse ------------------------------------------------------------------------------------------------------------


def _size(folder: Path) -> list[tuple[str, str]]:
    with Store.open(folder / ".kg" / "store", read_only=True) as store:
        return [(str(quad.subject), str(quad.object)) for quad in store.quads()]


def test_hostile_requests_change_nothing_and_reach_nothing(served: Served, client: httpx.Client, folder: Path) -> None:
    """Hundreds of malformed, huge and hostile requests: no server is asked, no file read, nothing stored, none crashes."""
    before = _size(folder)
    chance = random.Random(6)
    raw = served.send_raw(raw_requests(chance, 40))  # answered, or given up, while the others are
    with Canary() as canary:
        for method, path, headers, body in [*targets(canary.address), *bodies(canary.address, chance, 100)]:
            response = client.request(method, path, headers=headers, content=body)
            assert response.status_code in range(200, 504) and response.status_code != 500, (method, path, body)
            assert "Traceback" not in response.text and "root:" not in response.text
            if "service" in path.lower() or b"service" in body.lower():
                assert response.status_code in (400, 403), body
        for connection in raw:
            answer = received(connection)
            assert answer == b"" or answer.startswith(b"HTTP/1.1 ")
            assert b" 500 " not in answer[:15] and b"Traceback" not in answer
            assert b"injected:" not in answer.partition(b"\r\n\r\n")[0].lower()
        assert canary.seen == []
    assert _size(folder) == before
    assert ask(client, PARTIES).status_code == 200 and client.get("/page/state/JP").status_code == 200


def test_large_bodies_are_refused_before_they_are_read(served: Served) -> None:
    """Ten megabytes are refused by their declared length, and where none is declared as soon as the limit is passed."""
    head = f"POST /sparql HTTP/1.1\r\nHost: {served.host}:{served.port}\r\nContent-Type: application/sparql-query\r\n"
    declared = served.send_raw([f"{head}Content-Length: 10000000\r\n\r\n".encode() + b"SELECT"])[0].recv(65536)
    assert declared.startswith(b"HTTP/1.1 413 ")
    with served.connect() as connection:
        connection.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        try:
            for _ in range(160):
                connection.sendall(chunk)
            answer = connection.recv(65536)
        except ConnectionError:
            answer = b""
    assert answer == b"" or answer.startswith(b"HTTP/1.1 413 ")


def test_other_sites_and_other_names_are_refused(client: httpx.Client, served: Served) -> None:
    """A page of another site may not ask, and a name that somebody rebinds to loopback is not answered to."""
    for host in (
        "evil.example",
        f"evil.example:{served.port}",
        "127.0.0.1.evil.example",
        "",
        "[::1",
        "localhost:80:80",
        "@127.0.0.1",
    ):
        assert client.get("/", headers={"host": host}).status_code in (400, 421), host
    for host in ("localhost", f"LOCALHOST:{served.port}", "127.0.0.1", "[::1]:1"):
        assert client.get("/help", headers={"host": host}).status_code == 200, host
    for origin in ("http://evil.example", "null", "https://127.0.0.1.evil.example", "file://"):
        assert client.post("/sparql", data={"query": "ASK {}"}, headers={"origin": origin}).status_code == 403, origin
    assert client.post("/sparql", data={"query": "ASK {}"}, headers={"origin": served.address}).status_code == 200


def test_other_methods_are_refused(client: httpx.Client) -> None:
    """Nothing answers to PUT, DELETE, PATCH or TRACE; HEAD has no body."""
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "BREW"):
        for path in ("/sparql", "/", "/id/state/JP", "/page/state/JP"):
            assert client.request(method, path).status_code in (400, 405), (method, path)
    assert client.head("/documents").status_code == 200 and client.head("/documents").content == b""


def _slow_connections(served: Served) -> list[socket.socket]:
    """Connections that send nothing, half a head, and half a body."""
    post = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    slow = []
    for sent in (b"", b"GET / HTTP/1.1\r\nHost: loc", post + b"Content-Length: 100\r\n\r\nSELECT"):
        connection = served.connect()
        connection.sendall(sent)
        slow.append(connection)
    return slow


def test_slow_requests_are_ended(served: Served, client: httpx.Client) -> None:
    """A head or a body that does not arrive ends its connection in time, and holds up nobody."""
    assert client.get("/help").status_code == 200
    answers = []
    for connection in served.slow:
        answers.append(connection.recv(65536))
    assert answers[:2] == [b"", b""] and answers[2].startswith(b"HTTP/1.1 408 ")


# --- running ----------------------------------------------------------------------------------------------------------


def test_other_addresses_need_a_token(folder: Path, kg: Run) -> None:
    """Beyond loopback no server starts without a token, or with one that can be guessed."""
    bare = kg("-C", folder, "serve", "--host", "0.0.0.0", "--port", "0")
    assert bare.returncode == 2 and "there is no token" in bare.stderr and bare.stderr.count("\n") == 1
    unset = kg("-C", folder, "serve", "--token-env", "KG_TEST_NO_TOKEN")
    assert unset.returncode == 2 and "KG_TEST_NO_TOKEN is not set" in unset.stderr
    short = kg("-C", folder, "serve", "--token-env", "KG_TEST_TOKEN", env={"KG_TEST_TOKEN": "short"})
    assert short.returncode == 2 and "shorter than 16" in short.stderr and "short;" not in short.stderr


def test_a_token_opens_the_server(folder: Path) -> None:
    """With a token, only who has it is answered: as bearer, or as the password that browsers ask for."""
    token = "correct-horse-battery-staple"
    with serving(folder, "--token-env", "KG_TEST_TOKEN", env={"KG_TEST_TOKEN": token}) as served:
        with served.client() as client:
            refused = client.get("/sparql", params={"query": "ASK {}"})
            assert refused.status_code == 401 and "Bearer" in refused.headers["www-authenticate"]
            for header in (
                f"Bearer {token}x",
                "Bearer",
                f"Token {token}",
                "Basic !!",
                f"bearer{token}",
                "Bearer " + token.upper(),
            ):
                assert client.get("/help", headers={"authorization": header}).status_code == 401, header
            assert client.get("/help", headers={"authorization": f"Bearer {token}"}).status_code == 200
            assert client.get("/help", auth=("anyone", token)).status_code == 200
            assert client.get("/help", auth=("anyone", "wrong-password-entirely")).status_code == 401
        assert token not in served.errors()


def test_what_others_store_meanwhile_is_served(tmp_path: Path) -> None:
    """A document that another process stores is answered about soon after, without a restart."""
    folder = make_project(tmp_path / "project")
    with serving(folder, "--rate", "0") as served, served.client() as client:
        allies = "SELECT ?a { state:PH kg:alliedWith ?a }"
        assert ask(client, allies).json()["results"]["bindings"] == []
        with Store.open(folder / ".kg" / "store") as store:
            store.ingest(
                Article("late", published="2026-03-01").says("They are allies.", PH, "alliedWith", US).extraction()
            )
            until = time.monotonic() + 60
            while not (rows := ask(client, allies).json()["results"]["bindings"]):
                assert time.monotonic() < until
        assert rows == [{"a": {"type": "uri", "value": US.iri}}]
        assert "late" in client.get("/documents").text
    assert [entry.name for entry in (folder / ".kg").iterdir()] == ["store"]


def test_the_evidence_policy_and_the_base_hold_for_sparql_too(tmp_path: Path) -> None:
    """Where a project lets out no words, no page and no query has them; its things have the project's own IRIs."""
    folder = make_project(tmp_path / "project")
    (folder / "kg.toml").write_text('evidence = "offsets"\nbase = "https://example.org/id/"\n')
    with serving(folder, "--rate", "0") as served, served.client() as client:
        words = ask(client, "SELECT ?w { GRAPH ?g { ?e oa:exact|kg:explanation ?w } }").json()["results"]["bindings"]
        assert words == []
        shas = ask(client, "SELECT ?w { GRAPH ?g { ?e kg:quoteSha256 ?w } }").json()["results"]["bindings"]
        assert len(shas) == sum(len(article.made) for article in articles())
        assert [r["state"]["value"] for r in ask(client, PARTIES).json()["results"]["bindings"]] == [
            "https://example.org/id/state/JP", "https://example.org/id/state/PH"]  # fmt: skip
        named = client.get("/queries/allies", params={"x": "Japan"}, headers={"accept": "application/json"}).json()
        assert named["results"]["bindings"][0]["who"]["value"] == "https://example.org/id/state/US"
        document = articles()[0].extraction().document.id
        for path in (f"/page/doc/{document}", "/page/state/JP", f"/data/doc/{document}.ttl", "/pages/alliances"):
            text = client.get(path).text
            assert "are allies." not in text and "supply agreement on Thursday" not in text, path
        assert "<https://example.org/id/state/" in client.get("/data/state/JP.nq").text


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly(folder: Path, how: int) -> None:
    """An interrupt or a request to end stops it with code 0: no worker and no copy of the store is left."""
    with serving(folder, "--workers", "2") as served, served.client() as client:
        assert ask(client, PARTIES).status_code == 200
        children = _children(served.process.pid)
        assert len(children) >= 2
        assert served.stop(how) == 0
        assert served.errors() == ""
    assert [pid for pid in children if _alive(pid)] == []


def test_workers_end_with_a_server_that_is_killed(folder: Path) -> None:
    """No worker outlives a server that was killed, and the next server removes the copies that it left."""
    others = set((folder / ".kg").glob("serve-*"))  # of servers that run
    with serving(folder, "--workers", "2") as served, served.client() as client:
        assert ask(client, PARTIES).status_code == 200
        children = _children(served.process.pid)
        served.stop(signal.SIGKILL)
    until = time.monotonic() + 30
    while [pid for pid in children if _alive(pid)]:
        assert time.monotonic() < until
        threading.Event().wait(0.05)
    left = set((folder / ".kg").glob("serve-*")) - others
    assert left
    for each in left | others:
        os.utime(each, (0, 0))
    with serving(folder):
        assert not any(each.exists() for each in left) and all(each.exists() for each in others)


def test_it_says_in_one_line_why_it_cannot_start(tmp_path: Path, folder: Path, kg: Run) -> None:
    """No store, and a port that is taken, are one line each."""
    (tmp_path / "kg.toml").write_text("")
    missing = kg("-C", tmp_path, "serve", "--port", "0")
    assert missing.returncode == 1 and "there is no store here" in missing.stderr and missing.stderr.count("\n") == 1
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = kg("-C", folder, "serve", "--port", taken.getsockname()[1])
    assert done.returncode == 2 and "cannot be had" in done.stderr and done.stderr.count("\n") == 1


def _children(pid: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(status.parent.name))
    return found


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
