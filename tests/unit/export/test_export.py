"""Exports: the same triples in each format, the same bytes each time, and no more of the articles than was asked for."""

from __future__ import annotations

import csv
import io
import json
import random
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse

import samples
from kg.core.errors import KgError, UsageError
from kg.core.model import Extraction, Stance
from kg.core.rdf_turtle import turtle
from kg.export import FORMATS, export, render
from kg.store import Store
from samples import ANA, CN, ISLETS, JP, MANILA, MINISTER, PACT, PH, SIGNED, Article

NASTY = 'He said: "no" <b>&amp;</b>\\n\r\n\tend\x0c — é𝔘.'


def articles() -> list[Extraction]:
    one = (
        Article("one", title='On <script>"pacts"</script>', publisher="The Wire", sources=("https://a.example",))
        .says("They signed in Manila.", PACT, "status", SIGNED, "2026-01-15", place=MANILA)
        .says("Japan is a party.", PACT, "hasParty", JP, "2026-01-15").says("So is the Philippines.", PACT, "hasParty", PH)
        .says("Ana Reyes, the minister.", ANA, "holdsOffice", MINISTER, "2024", of=PH)
        .says(NASTY, CN, "claimsSovereignty", ISLETS)
    )  # fmt: skip
    two = (
        Article("two").says("They are allies.", JP, "alliedWith", PH).says("They dispute it.", JP, "disputes", CN, place=ISLETS)
        .says("China blocked a boat.", CN, "COERCE", PH, "2025-03", Stance.ATTRIBUTED, holder=PH)
        .says("China patrolled.", CN, "MOBILIZE", PH, "2025-04")
    )  # fmt: skip
    return [one.extraction(), two.extraction()]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store.open(tmp_path_factory.mktemp("export") / "s")
    for extraction in articles():
        store.ingest(extraction)
    return store


def triples(quads: list) -> set[str]:
    return {f"{q.subject} {q.predicate} {q.object}" for q in quads}


@pytest.mark.parametrize(("format_", "parser"), [("turtle", RdfFormat.TURTLE), ("rdfxml", RdfFormat.RDF_XML)])
def test_files_of_one_graph_hold_every_triple(store: Store, format_: str, parser: RdfFormat) -> None:
    """Turtle and RDF/XML hold the triples of view and documents; what XML cannot hold is marked."""
    expected = triples(store.quads())
    if format_ == "rdfxml":
        expected = {line.replace("\\f", "\ufffd").replace("\\u000C", "\ufffd") for line in expected}
    found = triples(list(parse(render(store, format_).encode(), parser)))
    assert found == expected


@pytest.mark.parametrize(
    ("format_", "parser"), [("trig", RdfFormat.TRIG), ("nquads", RdfFormat.N_QUADS), ("jsonld", RdfFormat.JSON_LD)]
)
def test_files_of_many_graphs_hold_every_quad(store: Store, format_: str, parser: RdfFormat) -> None:
    """TriG, N-Quads and JSON-LD hold each quad in its graph."""
    assert set(parse(render(store, format_).encode(), parser)) == set(store.quads())


@pytest.mark.parametrize(
    ("format_", "parser"), [("turtle", "turtle"), ("rdfxml", "xml"), ("jsonld", "json-ld"), ("trig", "trig")]
)
def test_rdflib_reads_the_same_triples(store: Store, format_: str, parser: str) -> None:
    """rdflib, whose parsers are its own, finds as many triples as there are, literals as they were written."""
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=render(store, format_), format=parser)
    found = {(str(s), str(p), str(o)) for s, p, o in graph.triples((None, None, None))}
    expected = {(q.subject.value, q.predicate.value, q.object.value) for q in store.quads()}
    if format_ == "rdfxml":
        expected = {(s, p, o.replace("\x0c", "\ufffd")) for s, p, o in expected}
    assert found == expected


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_documents_in_any_order_give_the_same_bytes(store: Store, tmp_path: Path, format_: str) -> None:
    """A store that was filled in another order, with a document added and removed between, exports the same."""
    with Store.open(tmp_path / "s") as other:
        extra = samples.random_extraction(1)
        for extraction in [articles()[1], extra, articles()[0]]:
            other.ingest(extraction)
        other.remove(extra.document.id)
        assert render(other, format_) == render(store, format_)


def test_turtle_is_written_for_people(store: Store) -> None:
    """Prefixes are declared where used, subjects are grouped and begin with their type, there are no blank nodes."""
    text = render(store, "turtle")
    assert (
        'treaty:harbour-pact a kg:Treaty ;\n    rdfs:label "Harbour Pact" ;\n    kg:hasParty state:JP, state:PH .\n'
        in text
    )
    assert "@prefix skos:" in text and "@prefix sea:" not in text
    assert "_:" not in text and "[" not in text.replace('"[', "")
    assert text.endswith(".\n") and "\r" not in text


def test_turtle_writes_terms_that_need_care() -> None:
    """Numbers, languages, odd local names and empty ones are written so that they are read back the same."""
    source = """@prefix kg: <https://w3id.org/geopolitical-kg/ontology#> .
    <https://w3id.org/geopolitical-kg/id/org/a.b-> kg:x 1, 1.5, "2"^^<http://www.w3.org/2001/XMLSchema#decimal>, true, "x"@en, "a\\"b" .
    <https://w3id.org/geopolitical-kg/id/org/> kg:y <urn:z>, <https://w3id.org/geopolitical-kg/id/place/a(b)> , 1e3 ."""
    quads = list(parse(source, RdfFormat.TURTLE))
    text = "\n".join(turtle(quads))
    assert triples(list(parse(text.encode(), RdfFormat.TURTLE))) == triples(quads)
    assert " 1, 1.5, " in text.replace("\n", " ") or "1.5" in text


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("policy", ["offsets", "none"])
def test_no_sentence_gets_out_where_it_must_not(store: Store, format_: str, policy: str) -> None:
    """With ``offsets`` no words of the articles are in the file, only place and hash; with ``none`` not even those."""
    text = render(store, format_, policy)
    for words in ("They signed in Manila", "China blocked", "He said", "verb found", "on 2026-01-15"):
        assert words not in text
    if format_ != "graphml":
        assert ("quoteSha256" in text) == (policy == "offsets" and format_ != "csv")
    if policy == "none":
        assert "evidence" not in text and "oa:start" not in text and '"start"' not in text
    if format_ == "turtle":
        graph = rdflib.Graph().parse(data=text, format="turtle")
        assert len(graph) > 100
        assert "script" in text  # the title stays


def test_claims_are_the_rows_of_extract(store: Store) -> None:
    """The ``claims`` format is a JSON line a claim, as ``kg extract`` writes it."""
    rows = [json.loads(line) for line in render(store, "claims").splitlines()]
    assert rows == [json.loads(json.dumps(claim.row())) for claim in store.claims()]
    hashed = [json.loads(line) for line in render(store, "claims", "offsets").splitlines()]
    assert all("quote" not in row and len(row["quoteSha256"]) == 64 and "start" in row for row in hashed)


def test_csv_has_a_row_a_claim(store: Store) -> None:
    """The table of claims has its cells whole, whatever characters they hold."""
    rows = list(csv.DictReader(io.StringIO(render(store, "csv"), newline="")))
    assert len(rows) == 9
    assert {row["quote"] for row in rows} >= {NASTY, "They are allies."}
    assert {(r["subject"], r["relation"], r["object"], r["of"]) for r in rows} >= {
        ("Ana Reyes", "holdsOffice", "Foreign Minister", "PH")
    }


def test_graphml_is_the_accepted_network(store: Store) -> None:
    """Nodes are things, edges what is accepted between them; a treaty carries its statuses; symmetric ties are there once."""
    root = ET.fromstring(render(store, "graphml"))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    labels = {
        n.get("id"): {d.get("key"): d.text for d in n.findall("g:data", space)}
        for n in root.iterfind(".//g:node", space)
    }
    edges = {
        (
            labels[e.get("source")]["label"],
            e.find("g:data[@key='relation']", space).text,
            labels[e.get("target")]["label"],
        )
        for e in root.iterfind(".//g:edge", space)
    }
    assert edges == {
        ("Harbour Pact", "hasParty", "Japan"), ("Harbour Pact", "hasParty", "Philippines"), ("Japan", "alliedWith", "Philippines"),
        ("China", "disputes", "Japan"), ("China", "MOBILIZE", "Philippines"), ("Ana Reyes", "holdsOffice", "Philippines"),
        ("China", "claimsSovereignty", "Grey Islets"),
    }  # fmt: skip
    assert labels[PACT.iri]["status"] == "Signed 2026-01-15"
    assert labels[JP.iri] == {"label": "Japan", "kind": "State", "code": "JP"}


def test_ids_may_have_another_base(store: Store) -> None:
    """A project's own base replaces that of ids, and of nothing else."""
    text = render(store, "turtle", base="https://graph.example/id/")
    assert "@prefix state: <https://graph.example/id/state/> ." in text
    assert "https://w3id.org/geopolitical-kg/id/" not in text and "https://w3id.org/geopolitical-kg/ontology#" in text


def test_a_file_is_written_whole_or_not_at_all(store: Store, tmp_path: Path) -> None:
    """An export replaces a file in one step; where it cannot be written, one line says so and nothing is left behind."""
    path = export(store, "turtle", tmp_path / "new" / "graph.ttl")
    assert path.read_bytes() == render(store, "turtle").encode()
    assert [p.name for p in path.parent.iterdir()] == ["graph.ttl"]
    (tmp_path / "file").write_text("x")
    with pytest.raises(KgError, match="cannot be written"):
        export(store, "turtle", tmp_path / "file" / "graph.ttl")
    (tmp_path / "folder").mkdir()
    with pytest.raises(KgError, match="cannot be written"):
        export(store, "turtle", tmp_path / "folder")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder", "new"]


def test_unknown_formats_and_policies_are_named(store: Store) -> None:
    """A wrong format or policy is a wrong call, answered with the right ones."""
    with pytest.raises(UsageError, match="'pdf'; choose one of turtle"):
        render(store, "pdf")
    with pytest.raises(UsageError, match="'all'; choose one of quote"):
        render(store, "turtle", "all")


def test_random_stores_give_the_same_turtle_back(tmp_path: Path) -> None:
    """A larger store's Turtle is read back to the same triples."""
    with Store.open(tmp_path / "s") as store:
        for seed in random.Random(1).sample(range(100), 5):
            store.ingest(samples.random_extraction(seed))
        assert triples(list(parse(render(store, "turtle").encode(), RdfFormat.TURTLE))) == triples(store.quads())
