"""The fast test of conformance says what pySHACL says: it is compared with it on articles, on faults, and on damage."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pyshacl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse
from pyshacl.errors import ReportableRuntimeError

from kg.check import ShapeChecker, check_shapes, to_rdflib
from kg.check.conformance import Conformance
from kg.core.errors import DataError
from kg.core.rdf import document_quads
from reading import article
from shape_cases import BAD, everything, good

ROOT = Path(__file__).parents[3]
FILES = sorted((ROOT / "graph/shapes").glob("*.ttl"))
FAST = Conformance(FILES)
SLOW = ShapeChecker(FILES)
ARTICLES = [
    *sorted((ROOT / "graph/sources").glob("*.txt")),
    *sorted((ROOT / "tests/golden/articles").glob("*.txt"))[1::6],
]
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def graph(turtle: str) -> list[Quad]:
    return list(parse(turtle, format=RdfFormat.TURTLE))


def conforms(quads: Iterable[Quad]) -> bool:
    """What pySHACL says, the first fault being enough; it refuses to compare some values, no conformance either."""
    try:
        return bool(pyshacl.validate(to_rdflib(quads), shacl_graph=SLOW.shapes, inplace=True, abort_on_first=True)[0])
    except (ReportableRuntimeError, TypeError):
        return False


# --- articles and faults ----------------------------------------------------------------------------------------------


@pytest.mark.model
def test_every_article_conforms_by_both() -> None:
    """What is extracted from the sample articles and each sixth golden one passes the fast test, and pySHACL agrees on each of them."""
    graphs = [document_quads(article(path)) for path in ARTICLES]
    assert graphs
    assert [FAST(quads) for quads in graphs] == [conforms(quads) for quads in graphs] == [True] * len(graphs)


@pytest.mark.parametrize("turtle", [good(), everything()])
def test_good_graphs_conform_by_both(turtle: str) -> None:
    """A document with a claim of each relation conforms, also with all that the accepted view may hold."""
    assert FAST(graph(turtle)) is True
    assert conforms(graph(turtle))


@pytest.mark.parametrize("fault", sorted(BAD))
def test_no_fault_passes(fault: str) -> None:
    """None of the faults that the shapes are tested with, for each shape at least one, passes the fast test."""
    assert FAST(graph(BAD[fault][0])) is False


def test_names_of_graphs_do_not_matter() -> None:
    """Triples in the default graph, in named ones, and twice in two are one graph, also for a constraint in SPARQL."""
    one, two = NamedNode("https://example.org/1"), NamedNode("https://example.org/2")
    tied = graph(BAD["place that is part of a state"][0])
    for quads, verdict in ((graph(good()), True), (tied, False)):
        apart = [Quad(q.subject, q.predicate, q.object, (one, two)[i % 2]) for i, q in enumerate(quads)]
        assert FAST(apart) is verdict
        assert FAST([*apart, *quads]) is verdict


# --- damage -----------------------------------------------------------------------------------------------------------

WHOLE = sorted(graph(everything()), key=str)
TERMS = sorted({q.object for q in WHOLE} | {q.subject for q in WHOLE}, key=str)
PREDICATES = sorted({q.predicate for q in WHOLE}, key=str)
LITERALS = [
    Literal(value, datatype=NamedNode(datatype))
    for datatype in sorted({q.object.datatype.value for q in WHOLE if isinstance(q.object, Literal)})
    for value in ("", "0", "-1", "1.5", "2024-07-08", "2024-02-30", "true", "en", "JP", "0a" * 32)
] + [Literal("", language="en"), Literal("Japan", language="ja")]
OTHERS = [BlankNode("b"), NamedNode("https://example.org/other"), *LITERALS]

KINDS = ("drop", "add", "value", "datatype", "IRI", "double")


def damaged(quad: Quad, kind: str, term: object, other: Quad, text: str) -> list[Quad]:
    """What takes the place of a triple: nothing, itself with another, or itself with another value."""
    subject, predicate, value = quad.subject, quad.predicate, quad.object
    if kind == "drop":
        return []
    if kind == "add":  # a property of some other node, with that one's value
        return [quad, Quad(subject, other.predicate, other.object)]
    if kind == "double":
        return [quad, Quad(subject, predicate, term)]
    if kind == "datatype" and isinstance(value, Literal) and isinstance(term, Literal):
        return [Quad(subject, predicate, Literal(value.value, datatype=term.datatype) if not term.language else term)]
    if kind == "IRI":
        return [Quad(NamedNode(f"https://example.org/{len(text)}"), predicate, value)]
    if isinstance(value, Literal) and text:
        return [Quad(subject, predicate, Literal(text, datatype=value.datatype))]
    return [Quad(subject, predicate, term)]


@st.composite
def damages(draw: st.DrawFn) -> list[Quad]:
    """The good graph with one to three triples dropped, added, doubled or changed."""
    quads = list(WHOLE)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(quads) - 1))
        term = draw(st.sampled_from(TERMS) | st.sampled_from(OTHERS))
        text = draw(st.sampled_from(["", "x", "7", "-3", "0.5", "1999-12-31", "POINT(1 2)"]))
        quads[at : at + 1] = damaged(quads[at], draw(st.sampled_from(KINDS)), term, draw(st.sampled_from(WHOLE)), text)
    return quads


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(damages())
def test_damaged_graphs_are_judged_as_pyshacl_judges_them(quads: list[Quad]) -> None:
    """Where the fast test decides, it decides as pySHACL does, whatever has been done to a graph."""
    fast = FAST(quads)
    assert fast is None or fast == conforms(quads)


@pytest.mark.parametrize("relation", PREDICATES, ids=lambda p: re.split(r"[/#]", p.value)[-1])
def test_every_property_is_judged_as_pyshacl_judges_it(relation: NamedNode) -> None:
    """Each property without its value, with a second one, or with a literal or blank node for it: both agree."""
    quad = next(q for q in WHOLE if q.predicate == relation)
    rest = [q for q in WHOLE if q != quad]
    decided = 0
    for values in (
        [],
        [quad.object, Literal("x")],
        [Literal("")],
        [BlankNode("b")],
        [NamedNode("https://example.org/")],
    ):
        quads = [*rest, *(Quad(quad.subject, relation, value) for value in values)]
        fast = FAST(quads)
        assert fast is None or fast == conforms(quads), values
        decided += fast is not None
    assert decided


# --- each construct, by itself ----------------------------------------------------------------------------------------

THING = "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property [ sh:path ex:p ; %s ] ."
NODE = "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; %s ."
EDTF = "<http://id.loc.gov/datatypes/edtf/EDTF>"
QUERY = (
    'sh:sparql [ sh:select "SELECT $this WHERE { $this <https://example.org/p> ?v . ?v a <https://example.org/Bad> }" ]'
)

CONSTRUCTS = {
    # name: (shapes, data that conforms, data that does not)
    "minCount": (THING % "sh:minCount 1", "ex:a a ex:Thing ; ex:p 1 .", "ex:a a ex:Thing ."),
    "maxCount": (THING % "sh:maxCount 1", "ex:a a ex:Thing ; ex:p 1 .", "ex:a a ex:Thing ; ex:p 1, 2 ."),
    "class": (THING % "sh:class ex:C", "ex:a a ex:Thing ; ex:p ex:b . ex:b a ex:C .", 'ex:a a ex:Thing ; ex:p "b" .'),
    "datatype": (THING % "sh:datatype xsd:integer", "ex:a a ex:Thing ; ex:p 1 .", 'ex:a a ex:Thing ; ex:p "1" .'),
    "datatype string": (
        THING % "sh:datatype xsd:string", 'ex:a a ex:Thing ; ex:p "b" .', 'ex:a a ex:Thing ; ex:p "b"@en .'),
    "datatype of one's own": (
        THING % f"sh:datatype {EDTF}", f'ex:a a ex:Thing ; ex:p "2024"^^{EDTF} .', 'ex:a a ex:Thing ; ex:p "2024" .'),
    "nodeKind": (THING % "sh:nodeKind sh:IRI", "ex:a a ex:Thing ; ex:p ex:b .", "ex:a a ex:Thing ; ex:p [] ."),
    "nodeKind of a node shape": (NODE % "sh:nodeKind sh:IRI", "ex:a a ex:Thing .", "[] a ex:Thing ."),
    "nodeKind of two": (
        THING % "sh:nodeKind sh:BlankNodeOrLiteral", "ex:a a ex:Thing ; ex:p [], 1 .", "ex:a a ex:Thing ; ex:p ex:b ."),
    "minLength": (THING % "sh:minLength 2", 'ex:a a ex:Thing ; ex:p "bb"@en .', 'ex:a a ex:Thing ; ex:p "b" .'),
    "pattern": (THING % 'sh:pattern "^b+$"', 'ex:a a ex:Thing ; ex:p "bb" .', 'ex:a a ex:Thing ; ex:p "bc" .'),
    "pattern of an IRI": (NODE % 'sh:pattern "/a$"', "ex:a a ex:Thing .", "ex:b a ex:Thing ."),
    "pattern in a middle": (THING % 'sh:pattern "b"', 'ex:a a ex:Thing ; ex:p "abc" .', "ex:a a ex:Thing ; ex:p [] ."),
    "minInclusive": (THING % "sh:minInclusive 0", "ex:a a ex:Thing ; ex:p 0, 0.5 .", "ex:a a ex:Thing ; ex:p -0.5 ."),
    "maxInclusive": (THING % "sh:maxInclusive 1", "ex:a a ex:Thing ; ex:p 1, 1.0 .", "ex:a a ex:Thing ; ex:p 1.01 ."),
    "lessThan": (THING % "sh:lessThan ex:q", "ex:a a ex:Thing ; ex:p 9 ; ex:q 10 .", "ex:a a ex:Thing ; ex:p 9 ; ex:q 9 ."),
    "lessThanOrEquals": (
        THING % "sh:lessThanOrEquals ex:q",
        'ex:a a ex:Thing ; ex:p "2024-01-01"^^xsd:date ; ex:q "2024-01-01"^^xsd:date .',
        'ex:a a ex:Thing ; ex:p "2024-02-01"^^xsd:date ; ex:q "2024-01-31"^^xsd:date .'),
    "disjoint": (THING % "sh:disjoint ex:q", "ex:a a ex:Thing ; ex:p 1 ; ex:q 2 .", "ex:a a ex:Thing ; ex:p 1 ; ex:q 1 ."),
    "in": (THING % "sh:in ( ex:b ex:c )", "ex:a a ex:Thing ; ex:p ex:b .", "ex:a a ex:Thing ; ex:p ex:b, ex:d ."),
    "in of a node shape": (NODE % "sh:in ( ex:a )", "ex:a a ex:Thing .", "ex:b a ex:Thing ."),
    "hasValue": (THING % "sh:hasValue ex:b", "ex:a a ex:Thing ; ex:p ex:b, ex:c .", "ex:a a ex:Thing ; ex:p ex:c ."),
    "node": (
        THING % "sh:node [ sh:property [ sh:path ex:q ; sh:minCount 1 ] ]",
        "ex:a a ex:Thing ; ex:p ex:b . ex:b ex:q 1 .", "ex:a a ex:Thing ; ex:p ex:b ."),
    "or": (
        NODE % "sh:or ( [ sh:property [ sh:path ex:p ; sh:minCount 1 ] ] [ sh:path ex:q ; sh:minCount 1 ] )",
        "ex:a a ex:Thing ; ex:q 1 . ex:b a ex:Thing ; ex:p 1 .", "ex:a a ex:Thing ; ex:r 1 ."),
    "not": (NODE % "sh:not [ sh:path ex:p ; sh:minCount 1 ]", "ex:a a ex:Thing .", "ex:a a ex:Thing ; ex:p 1 ."),
    "inversePath": (
        "ex:S a sh:NodeShape ; sh:targetNode ex:t ; sh:property [ sh:path [ sh:inversePath ex:p ] ; sh:class ex:C ] .",
        "ex:a a ex:C ; ex:p ex:t .", "ex:a ex:p ex:t ."),
    "alternativePath": (
        NODE % "sh:property [ sh:path [ sh:alternativePath ( ex:p ex:q ) ] ; sh:maxCount 1 ]",
        "ex:a a ex:Thing ; ex:p 1 ; ex:q 1 .", "ex:a a ex:Thing ; ex:p 1 ; ex:q 2 ."),
    "path of several steps": (
        NODE % "sh:property [ sh:path ( ex:p [ sh:inversePath ex:q ] ex:r ) ; sh:in ( ex:x ) ]",
        "ex:a a ex:Thing ; ex:p ex:b . ex:c ex:q ex:b ; ex:r ex:x .",
        "ex:a a ex:Thing ; ex:p ex:b . ex:c ex:q ex:b ; ex:r ex:y ."),
    "sparql": (
        NODE % QUERY, "ex:a a ex:Thing ; ex:p ex:b . ex:c ex:p ex:d . ex:d a ex:Bad .",
        "ex:a a ex:Thing ; ex:p ex:b . ex:b a ex:Bad ."),
    "targetNode": ("ex:S a sh:NodeShape ; sh:targetNode ex:t ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .",
                   "ex:t ex:p 1 .", "ex:a ex:p 1 ."),
    "targetSubjectsOf": ("ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:nodeKind sh:IRI .",
                         "ex:t ex:p 1 .", "[] ex:p 1 ."),
    "targetObjectsOf": ("ex:S a sh:NodeShape ; sh:targetObjectsOf ex:p, ex:q ; sh:nodeKind sh:IRI .",
                        "ex:t ex:p ex:u .", "ex:t ex:q 1 ."),
    "property shape with a target": ("ex:S a sh:PropertyShape ; sh:targetNode ex:t ; sh:path ex:p ; sh:minCount 1 .",
                                     "ex:t ex:p 1 .", "ex:a ex:p 1 ."),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(CONSTRUCTS))
def test_a_construct_is_judged_as_pyshacl_judges_it(name: str, tmp_path: Path) -> None:
    """A graph that keeps a constraint conforms, and one that breaks it does not, by both."""
    shapes, keeps, breaks = CONSTRUCTS[name]
    (tmp_path / "s.ttl").write_text(PREFIXES + shapes)
    fast, slow = Conformance([tmp_path / "s.ttl"]), ShapeChecker([tmp_path / "s.ttl"])
    for data, verdict in ((keeps, True), (breaks, False)):
        quads = graph(PREFIXES + data)
        assert fast(quads) is verdict
        assert (not check_shapes(to_rdflib(quads), slow.shapes)) is verdict


def test_every_construct_of_the_shapes_is_tested() -> None:
    """Whatever words of SHACL the project's shapes use, some case above is about it."""
    used = {w for file in FILES for w in re.findall(r"\bsh:(\w+)", re.sub("(?m)^@.*|#.*", "", file.read_text("utf-8")))}
    tested = {w for shapes, *_ in CONSTRUCTS.values() for w in re.findall(r"\bsh:(\w+)", shapes)}
    assert used - tested == {"message"}


def test_a_comparison_that_pyshacl_refuses_is_an_error_in_one_line() -> None:
    """A blank node for a day has no place before or after another: pySHACL refuses, and the error says so."""
    quads = graph(good().replace('"2024-07-08"^^xsd:date', "[]", 1))
    assert FAST(quads) is not True
    with pytest.raises(DataError, match="cannot be applied .*BlankNode"):
        SLOW(quads)


def test_a_day_that_is_none_is_an_error_in_one_line() -> None:
    """'true' given as a day cannot be compared with a day: the error says so, and nothing breaks."""
    quads = graph(good().replace('"2024-07-08"^^xsd:date', '"true"^^xsd:date', 1))
    assert FAST(quads) is not True
    with pytest.raises(DataError, match="cannot be applied to a value"):
        SLOW(quads)


# --- what is left to pySHACL ------------------------------------------------------------------------------------------

UNSUPPORTED = {
    "another constraint": (NODE % "sh:closed true ; sh:ignoredProperties ( rdf:type )", "ex:a a ex:Thing ; ex:p 1 ."),
    "exactly one of several": (
        NODE % "sh:xone ( [ sh:path ex:p ; sh:minCount 1 ] [ sh:path ex:q ; sh:minCount 1 ] )",
        "ex:a a ex:Thing ; ex:p 1 ; ex:q 1 ."),
    "another kind of path": (
        NODE % "sh:property [ sh:path [ sh:zeroOrMorePath ex:p ] ; sh:maxCount 1 ]", "ex:a a ex:Thing ; ex:p ex:b ."),
    "a list of literals": (THING % 'sh:in ( "b" )', 'ex:a a ex:Thing ; ex:p "c" .'),
    "flags of a pattern": (THING % 'sh:pattern "^B" ; sh:flags "i"', 'ex:a a ex:Thing ; ex:p "c" .'),
    "another datatype": (THING % "sh:datatype xsd:double", "ex:a a ex:Thing ; ex:p 1 ."),
    "a query that does more": (
        NODE % 'sh:sparql [ sh:select "SELECT $this WHERE { $this a ?c . OPTIONAL { $this a ?d } }" ]', "ex:a a ex:Thing ."),
    "a query that is cut off": (NODE % 'sh:sparql [ sh:select "SELECT $this WHERE { $this ( }" ]', ""),
    "a class that is a shape": (
        "ex:Thing a sh:NodeShape, rdfs:Class ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .", "ex:a a ex:Thing ."),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(UNSUPPORTED))
def test_shapes_with_other_constructs_still_work(name: str, tmp_path: Path) -> None:
    """Beside the project's own shapes, one with a construct that the fast test lacks is left to pySHACL, and works."""
    shapes, data = UNSUPPORTED[name]
    (tmp_path / "mine.ttl").write_text(PREFIXES + shapes)
    files = [*FILES, tmp_path / "mine.ttl"]
    assert Conformance(files)(graph(good())) is None
    if data:
        assert ShapeChecker(files)([*graph(good()), *graph(PREFIXES + data)])
        assert ShapeChecker(files)(graph(good())) == []


def test_annotations_beside_shapes_are_no_matter(tmp_path: Path) -> None:
    """What a file of shapes says of itself, and comments on shapes, do not hinder the fast test."""
    about = '<https://example.org/mine> rdfs:label "my shapes" . ex:S rdfs:comment "mine" . '
    (tmp_path / "mine.ttl").write_text(PREFIXES + about + THING % "sh:minCount 1")
    assert Conformance([*FILES, tmp_path / "mine.ttl"])(graph(good())) is True


def test_subclasses_in_the_data_are_left_to_pyshacl() -> None:
    """A graph that says what is a subclass of what is not judged: targets and classes go by it."""
    assert FAST(graph(good() + "kg:Shoal rdfs:subClassOf kg:Feature .")) is None


@pytest.mark.parametrize("written", ["+1", "01", "1e0", "0x1", " 1", "1_0", "9" * 30])
def test_unusual_writings_are_left_to_pyshacl(written: str) -> None:
    """A number that is written unusually, right or wrong, is not judged."""
    start = f'oa:start "{written}"^^xsd:integer'
    assert FAST(graph(good().replace("oa:start 0", start))) is None


@pytest.mark.parametrize("day", ["2024-02-30", "2024-1-1", "-0044-03-15", "2024-01-01Z", "0000-01-01"])
def test_unusual_days_are_left_to_pyshacl(day: str) -> None:
    """A day that is not in the calendar, or has a time zone or another era, is not judged."""
    assert FAST(graph(good().replace('kg:dateTo "2024-07-08"', f'kg:dateTo "{day}"'))) is None
