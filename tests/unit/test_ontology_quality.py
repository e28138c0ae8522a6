"""The ontology as a whole: its quality rules, its logic, and that every term used anywhere exists in it."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import owlrl  # type: ignore[import-untyped]
import pytest
import rdflib
import reasonable  # type: ignore[import-untyped]
from pyoxigraph import RdfFormat, Store
from rdflib import OWL, RDF, RDFS, BNode, Literal, URIRef

from kg.check.shapes import check_shapes
from kg.core.model import (
    ID_BASE,
    ONTOLOGY,
    Claim,
    Document,
    Entity,
    Evidence,
    Extraction,
    Run,
    Stance,
    When,
)  # fmt: skip
from kg.core.ontology import Ontology
from kg.core.rdf import document_quads
from kg.core.rdf_terms import PREFIXES as PREFIX_TABLE
from kg.core.rdf_view import accepted_quads

ROOT = Path(__file__).parents[2]
ONTOLOGY_FILE = ROOT / "ontology.ttl"
ALIGNMENTS = ROOT / "graph/alignments.ttl"
RULES = sorted((ROOT / "graph/quality").glob("*.rq"))

PREFIXES = """
@prefix kg: <https://w3id.org/geopolitical-kg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix x: <https://example.org/> .
"""

BROKEN = {
    "class-cycle": ["kg:A rdfs:subClassOf kg:B . kg:B rdfs:subClassOf kg:C . kg:C rdfs:subClassOf kg:A ."],
    "concept-without-scheme": [
        "kg:Signed a skos:Concept .",
        "kg:Signed a skos:Concept ; skos:inScheme kg:S . kg:S a skos:ConceptScheme .",
    ],
    "dangling-term": [
        "x:a kg:hasPartyy x:b .",
        "kg:Nonsense rdfs:label 'nonsense'@en .",
        "kg:a a owl:ObjectProperty ; rdfs:range kg:Nonsense .",
    ],
    "dispute-without-sides": [
        "x:d a kg:Dispute ; kg:side x:a ; kg:over x:f .",
        "x:d a kg:Dispute ; kg:side x:a, x:b .",
    ],
    "duplicate-label": [
        "kg:A a owl:Class ; rdfs:label 'thing'@en . kg:B a owl:Class ; rdfs:label 'Thing'@en .",
    ],
    "event-type-outside-scheme": [
        "kg:AID a kg:EventType .",
        "kg:AID a kg:EventType ; skos:inScheme kg:EventTypeScheme ; skos:broader kg:Deed .",
    ],
    "individual-without-source": [
        "kg:Reef rdfs:subClassOf kg:Feature . kg:Feature rdfs:subClassOf kg:Place . x:r a kg:Reef .",
        "x:n a kg:NameUse ; dcterms:source 'somewhere' .",
    ],
    "naming": [
        "kg:actor a owl:Class .",
        "kg:Has_party a owl:ObjectProperty .",
        "kg:Aid a kg:EventType .",
        "kg:AIDS a owl:Class .",
    ],
    "place-of-a-state": [
        "kg:State rdfs:subClassOf kg:Actor . x:r a kg:Place ; dcterms:isPartOf x:s . x:s a kg:State .",
    ],
    "property-cycle": ["kg:a rdfs:subPropertyOf kg:b . kg:b rdfs:subPropertyOf kg:a ."],
    "property-without-arguments": [
        "kg:a a owl:ObjectProperty ; rdfs:domain kg:A .",
        "kg:a a owl:DatatypeProperty ; kg:rangeIncludes kg:A .",
    ],
    "relation-without-arguments": [
        "kg:a a kg:Relation ; kg:domainIncludes kg:A . kg:A a owl:Class .",
        "kg:AID a kg:EventType ; kg:domainIncludes kg:A ; kg:rangeIncludes kg:B . kg:A a owl:Class .",
    ],
    "status-order": [
        "kg:Signed a kg:TreatyStatus .",
        "kg:Signed a kg:TreatyStatus ; kg:statusOrder 30 ; kg:mayFollow kg:InForce . kg:InForce kg:statusOrder 70 .",
    ],
    "symmetric-contradiction": [
        "kg:a a owl:SymmetricProperty, owl:AsymmetricProperty .",
        "kg:a a owl:SymmetricProperty ; owl:inverseOf kg:b .",
        "kg:a a owl:SymmetricProperty ; kg:domainIncludes kg:State ; kg:rangeIncludes kg:Person .",
        "kg:AGREE kg:symmetricRoles true ; kg:domainIncludes kg:State, kg:Person ; kg:rangeIncludes kg:Person .",
    ],
    "term-not-defined-by-ontology": ["kg:A a owl:Class ; rdfs:isDefinedBy x:o ."],
    "term-without-definition": ["kg:A a owl:Class .", "kg:A a owl:Class ; skos:definition 'An A.'@en ."],
    "term-without-example": ["kg:A a owl:Class .", "kg:A a owl:Class ; skos:example '' ."],
    "term-without-label": [
        "kg:A a owl:Class .",
        "kg:A a owl:Class ; rdfs:label 'ein A'@de .",
        "kg:A a owl:Class ; rdfs:label 'a'@en, 'an a'@en .",
    ],
}


def rows(rule: str, *turtle: bytes | str) -> list[tuple[str, ...]]:
    store = Store()
    for data in turtle:
        store.load(data.encode() if isinstance(data, str) else data, format=RdfFormat.TURTLE)
    query = (ROOT / "graph/quality" / f"{rule}.rq").read_text("utf-8")
    solutions = store.query(query)
    return [tuple(str(value) for value in solution) for solution in solutions]  # type: ignore[union-attr]


@pytest.mark.parametrize("rule", [path.stem for path in RULES])
def test_the_ontology_keeps_the_rule(rule: str) -> None:
    """No quality rule finds anything in the ontology."""
    assert rows(rule, ONTOLOGY_FILE.read_bytes()) == []


@pytest.mark.parametrize("rule", [path.stem for path in RULES])
def test_the_alignments_keep_the_rule(rule: str) -> None:
    """With the alignments beside it, the ontology still keeps every rule: no cycle, no unknown term."""
    assert rows(rule, ONTOLOGY_FILE.read_bytes(), ALIGNMENTS.read_bytes()) == []


@pytest.mark.parametrize(
    ("rule", "broken"),
    [pytest.param(rule, broken, id=f"{rule}-{i}") for rule in sorted(BROKEN) for i, broken in enumerate(BROKEN[rule])],
)
def test_the_rule_finds_what_it_forbids(rule: str, broken: str) -> None:
    """Each rule gives a row, with the term at fault, on a graph that breaks it."""
    found = rows(rule, PREFIXES + broken)
    assert found and all(len(row) == 2 for row in found)


def test_every_rule_is_tested_and_introduced() -> None:
    """Each rule has a broken graph above, and a title, a severity and a reason in its header."""
    assert [path.stem for path in RULES] == sorted(BROKEN)
    for path in RULES:
        header = re.findall(r"^# (\w+): (.+)$", path.read_text("utf-8"), re.MULTILINE)
        assert [key for key, _ in header] == ["title", "severity", "why"], path.name
        assert dict(header)["severity"] in {"error", "warning"}, path.name


def test_the_header_is_complete() -> None:
    """The ontology says its title, version, prefix, licence, maker and dates, and imports nothing."""
    graph = rdflib.Graph().parse(ONTOLOGY_FILE)
    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    vann = rdflib.Namespace("http://purl.org/vocab/vann/")
    dcterms = rdflib.DCTERMS
    for prop in (dcterms.title, dcterms.description, dcterms.license, dcterms.creator, dcterms.created,
                 dcterms.modified, OWL.versionIRI, OWL.versionInfo):  # fmt: skip
        assert len(list(graph.objects(ontology, prop))) == 1, prop
    assert str(graph.value(ontology, vann.preferredNamespacePrefix)) == "kg"
    assert str(graph.value(ontology, vann.preferredNamespaceUri)) == ONTOLOGY
    assert str(graph.value(ontology, OWL.versionIRI)).endswith(f"/{graph.value(ontology, OWL.versionInfo)}")
    assert (ontology, OWL.imports, None) not in graph


# --- logic ------------------------------------------------------------------------------------------------------------


def thing(path: str, kind: str, name: str, code: str | None = None) -> Entity:
    return Entity(ID_BASE + path, kind, name, code)


def sample() -> Iterator[tuple[Node, Node, Node]]:
    """What the program writes for a document that has every relation and one event, the accepted view included."""
    document = Document(id=Document.hash("text"), uri="https://example.org/1", name="1", text="text", published="2026")
    japan, china = thing("state/JP", "State", "Japan", "JP"), thing("state/CN", "State", "China", "CN")
    treaty, person = thing("treaty/t", "Treaty", "T"), thing("person/p", "Person", "P")
    shoal, office = thing("feature/s", "Shoal", "S"), thing("office/minister", "Office", "Minister")
    asean = thing("org/asean", "IntergovernmentalOrganization", "ASEAN")
    signed = Entity(ONTOLOGY + "Signed", "TreatyStatus", "signed")
    trade = Entity(ONTOLOGY + "Trade", "TreatyType", "trade")
    facts = [
        (treaty, "hasParty", japan), (treaty, "signedBy", person), (treaty, "status", signed),
        (treaty, "treatyType", trade), (person, "holdsOffice", office), (japan, "disputes", china),
        (china, "claimsSovereignty", shoal), (japan, "alliedWith", china), (japan, "memberOf", asean),
        (person, "PROTEST", china),
    ]  # fmt: skip
    claims = tuple(
        Claim(document.id, s, r, o, Stance.STATED, Evidence(i, i + 1, "t"), "frame", date=When("2026-01"),
              of=japan if r == "holdsOffice" else None, place=shoal if r in ("disputes", "PROTEST") else None,
              subject_state=japan if r == "PROTEST" else None)
        for i, (s, r, o) in enumerate(facts)
    )  # fmt: skip
    ontology = Ontology.load(ONTOLOGY_FILE)
    quads = document_quads(Extraction(document, claims, Run("0", "m", "0", "0")))
    for quad in [*quads, *accepted_quads(claims, ontology, {document.id: document})]:
        terms = (node(term) for term in (quad.subject, quad.predicate, quad.object))
        yield tuple(terms)  # type: ignore[misc]


Node = URIRef | BNode | Literal


def node(term: object) -> Node:
    value = str(getattr(term, "value", ""))
    datatype = getattr(term, "datatype", None)
    return URIRef(value) if datatype is None else Literal(value, datatype=URIRef(datatype.value))


def contradictions(extra: str = "", *, with_sample: bool = False) -> list[str]:
    """What an OWL 2 RL reasoner finds inconsistent in ontology and alignments together with ``extra``."""
    graph = rdflib.Graph().parse(ONTOLOGY_FILE).parse(ALIGNMENTS).parse(data=PREFIXES + extra, format="turtle")
    for triple in sample() if with_sample else ():
        graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    error = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    return [str(message) for message in graph.objects(None, error)]


def test_is_consistent_with_alignments_and_data() -> None:
    """A reasoner finds no contradiction in ontology, alignments and what the program writes for all relations."""
    assert contradictions(with_sample=True) == []


@pytest.mark.parametrize(
    "planted",
    [
        "x:a a kg:Person, kg:Treaty .",
        "x:a a kg:Reef, kg:State .",
        "x:a kg:alliedWith x:a .",
        "x:a kg:supersedes x:b . x:b kg:supersedes x:a .",
        "x:a kg:stance kg:Stated, kg:Opinion .",
        "x:a a kg:Place ; kg:hasParty x:b .",
    ],
)
def test_the_reasoner_finds_a_planted_contradiction(planted: str) -> None:
    """What the ontology rules out is found when it is said, alignments or not."""
    assert contradictions(planted)


def test_the_accepted_view_is_closed_as_the_ontology_says() -> None:
    """A reasoner adds no symmetric or inverse triple to those that the accepted view already has."""
    ontology = Ontology.load(ONTOLOGY_FILE)
    inverses = {ontology.inverse(name) for name in ontology.relations} - {None}
    relations = {ONTOLOGY + str(name) for name in [*ontology.relations, *inverses]}
    graph = rdflib.Graph().parse(ONTOLOGY_FILE)
    for triple in sample():
        graph.add(triple)
    told = {tuple(map(str, triple)) for triple in graph if str(triple[1]) in relations}
    reasoner = reasonable.PyReasoner()
    reasoner.from_graph(graph)
    entailed = {tuple(map(str, triple)) for triple in reasoner.reason() if str(triple[1]) in relations}
    assert {prop.removeprefix(ONTOLOGY) for _, prop, _ in told} >= {"hasParty", "partyTo", "signed", "disputes"}
    assert entailed == told


DECLARATIONS = {
    OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDFS.Datatype, OWL.Ontology,
    OWL.NamedIndividual, OWL.SymmetricProperty, OWL.TransitiveProperty, OWL.FunctionalProperty,
    OWL.IrreflexiveProperty, OWL.AsymmetricProperty, OWL.AllDisjointClasses, OWL.AllDifferent,
}  # fmt: skip
BUILT_IN = (str(OWL), str(RDF), str(RDFS), "http://www.w3.org/2001/XMLSchema#")


@pytest.mark.parametrize("files", [(ONTOLOGY_FILE,), (ONTOLOGY_FILE, ALIGNMENTS)])
def test_is_typed_as_owl_2_dl_demands(files: tuple[Path, ...]) -> None:
    """Every property and class in use is declared; no name is two sorts of property, or both class and datatype;
    characteristics that need a simple property are not put on a transitive one; values fit the sort of property."""
    graph = rdflib.Graph()
    for file in files:
        graph.parse(file)
    kinds = {kind: set(graph.subjects(RDF.type, kind)) for kind in DECLARATIONS}
    sorts = [kinds[OWL.ObjectProperty], kinds[OWL.DatatypeProperty], kinds[OWL.AnnotationProperty]]
    assert not (sorts[0] & sorts[1] or sorts[0] & sorts[2] or sorts[1] & sorts[2])
    assert not kinds[OWL.Class] & kinds[RDFS.Datatype]
    declared = set().union(*sorts)
    for subject, prop, value in graph:
        built_in = str(prop).startswith(BUILT_IN)
        assert built_in or prop in declared, prop
        assert not (prop in sorts[0] and isinstance(value, Literal)), (subject, prop)
        assert not (prop in sorts[1] and not isinstance(value, Literal)), (subject, prop)
        if prop == RDF.type and not str(value).startswith(BUILT_IN):
            assert value in kinds[OWL.Class], value
        if prop == RDFS.subClassOf:
            assert {subject, value} <= kinds[OWL.Class], (subject, value)
        if prop == RDFS.subPropertyOf:
            assert any({subject, value} <= sort for sort in sorts), (subject, value)
    not_simple = kinds[OWL.TransitiveProperty]
    for kind in (OWL.FunctionalProperty, OWL.IrreflexiveProperty, OWL.AsymmetricProperty):
        assert not kinds[kind] & not_simple, kind


def test_only_relations_are_punned() -> None:
    """The only terms that are both a property and an individual of ours are the relations."""
    graph = rdflib.Graph().parse(ONTOLOGY_FILE)
    ours = {s: {t for t in graph.objects(s, RDF.type) if str(t).startswith(ONTOLOGY)} for s in graph.subjects(RDF.type)}
    classes = set(graph.subjects(RDF.type, OWL.Class))
    properties = set(graph.subjects(RDF.type, OWL.ObjectProperty)) | set(graph.subjects(RDF.type, OWL.DatatypeProperty))
    punned = {s for s in properties if ours.get(s)}
    assert punned == {s for s in ours if URIRef(ONTOLOGY + "Relation") in ours[s]}
    assert not any(ours.get(cls) for cls in classes)


@pytest.mark.parametrize("file", [ONTOLOGY_FILE, ALIGNMENTS])
def test_has_no_blank_nodes(file: Path) -> None:
    """Reading a file twice gives the same triples, so that a store that holds it stays as it is."""
    graph = rdflib.Graph().parse(file)
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]


# --- the two disputes -------------------------------------------------------------------------------------------------


def test_defines_the_two_disputes_with_sides_features_and_names() -> None:
    """Both disputes are there with their sides and features, and the Senkaku Islands have a name from each side."""
    graph = rdflib.Graph().parse(ONTOLOGY_FILE)
    kg = rdflib.Namespace(ONTOLOGY)

    def names(path: str, prop: str) -> set[str]:
        return {str(o).removeprefix(ID_BASE) for o in graph.objects(URIRef(ID_BASE + path), kg[prop])}

    assert {"state/JP", "state/CN"} <= names("dispute/east-china-sea", "side")
    assert {"state/PH", "state/CN", "state/VN"} <= names("dispute/south-china-sea", "side")
    assert "state/JP" not in names("dispute/south-china-sea", "side")
    assert "state/PH" not in names("dispute/east-china-sea", "side")
    assert "feature/senkaku-islands" in names("dispute/senkaku-islands", "over")
    assert {"feature/second-thomas-shoal", "feature/thitu-island"} <= names("dispute/spratly-islands", "over")
    uses = graph.query(
        "SELECT ?who ?name WHERE { ?use kg:nameOf feature:senkaku-islands ; kg:usedBy ?who ; kg:nameText ?name }",
        initNs={"kg": kg, "feature": rdflib.Namespace(ID_BASE + "feature/")},
    )
    found = {(str(row[0])[-2:], str(row[1])) for row in uses}  # type: ignore[index]
    assert {("JP", "Senkaku Islands"), ("CN", "Diaoyu Dao"), ("TW", "Diaoyutai")} <= found


def test_places_are_those_of_the_lexicon() -> None:
    """A place that the lexicon of features knows by the same name has the same IRI and kind there."""
    lines = (ROOT / "graph/lexicon/features.tsv").read_text("utf-8").splitlines()
    header, *cells = (line.split("\t") for line in lines)
    lexicon: dict[str, tuple[str, str]] = {}
    for row in (dict(zip(header, line, strict=False)) for line in cells):
        names = [row["name"], *re.split(r"[|]", row["aliases"])]
        lexicon |= {re.sub(r"[?*=@].*", "", name): (row["slug"], row["kind"]) for name in reversed(names)}
    graph = rdflib.Graph().parse(ONTOLOGY_FILE)
    ontology = Ontology.load(ONTOLOGY_FILE)
    checked = 0
    for iri in ontology.individuals("Place"):
        known = lexicon.get(str(graph.value(URIRef(iri), RDFS.label)))
        kinds = {str(kind).removeprefix(ONTOLOGY) for kind in graph.objects(URIRef(iri), RDF.type)}
        assert known is None or (iri.rpartition("/")[2], {known[1]}) == (known[0], kinds), iri
        checked += known is not None
    assert checked >= 20


# --- what uses the ontology -------------------------------------------------------------------------------------------

USED_IN = ["graph/**/*.rq", "graph/**/*.ttl", "graph/**/*.yaml", "src/**/*.py"]
USES = [r"(?<![\w/.-])kg:([A-Za-z]\w*)", r"\bONTOLOGY \+ [\"'](\w+)[\"']", r"\bkg\([\"'](\w+)[\"']\)"]


@pytest.mark.parametrize("pattern", USED_IN)
def test_every_term_used_in_data_and_code_exists(pattern: str) -> None:
    """No query, shape, frame or module names a kg: term that the ontology does not define."""
    terms = Ontology.load(ONTOLOGY_FILE).terms
    unknown = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted(ROOT.glob(pattern))
        for use in USES
        for name in re.findall(use, path.read_text("utf-8"))
        if name not in terms
    }
    assert sorted(unknown) == []


# --- its pages --------------------------------------------------------------------------------------------------------

GUIDE = ROOT / "docs/ontology.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def test_the_table_of_terms_is_up_to_date() -> None:
    """docs/terms.md is what tools/ontology_terms.py writes."""
    tool = [sys.executable, str(ROOT / "tools/ontology_terms.py"), "--check"]
    done = subprocess.run(tool, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_guide_names_terms_that_exist() -> None:
    """Every kg: term of the guide is defined."""
    terms = Ontology.load(ONTOLOGY_FILE).terms
    assert not {name for name in re.findall(USES[0], GUIDE.read_text("utf-8")) if name not in terms}


def test_the_worked_example_conforms_and_answers() -> None:
    """The guide's Turtle has the shapes of a document, its quotation has the hash and length it says, and its query
    gives the row that is printed."""
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIX_TABLE.items())
    turtle = prefixes + "".join(blocks("turtle"))
    shapes = rdflib.Graph()
    for file in sorted((ROOT / "graph/shapes").glob("*.ttl")):
        shapes.parse(file)
    data = rdflib.Graph().parse(data=turtle, format="turtle")
    assert check_shapes(data, shapes) == []
    kg, oa = rdflib.Namespace(ONTOLOGY), rdflib.Namespace("http://www.w3.org/ns/oa#")
    ((evidence, quote),) = data.subject_objects(oa.exact)
    assert hashlib.sha256(str(quote).encode()).hexdigest() == str(data.value(evidence, kg.quoteSha256))
    sentence = re.findall(r"^> (.+)$", GUIDE.read_text("utf-8"), re.MULTILINE)[0]
    start, end = (int(str(data.value(evidence, prop))) for prop in (oa.start, oa.end))
    assert sentence[start:end] == str(quote)
    store = Store()
    store.load(turtle.encode(), format=RdfFormat.TURTLE)
    (query,) = blocks("sparql")
    found = [[term.value for term in row] for row in store.query(prefixes + query)]  # type: ignore[union-attr]
    assert len(found) == 1 and f"| {' | '.join(found[0])} |" in GUIDE.read_text("utf-8")
