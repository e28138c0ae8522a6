"""The SHACL shapes, on graphs written by hand: a good document passes, and each fault is found by its shape."""

from __future__ import annotations

import re
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH, URIRef
from rdflib.collection import Collection

from kg.core.model import ONTOLOGY
from kg.core.ontology import Ontology
from shape_cases import BAD, good, replaced

ROOT = Path(__file__).parents[3]
FILES = sorted((ROOT / "graph/shapes").glob("*.ttl"))
SHAPES = rdflib.Graph()
for _file in FILES:
    SHAPES.parse(_file)


def violations(turtle: str) -> set[str]:
    """The messages of all violations, each with a name of the shape before it."""
    data = rdflib.Graph().parse(data=turtle, format="turtle")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=SHAPES)
    messages = {str(message) for message in report.objects(None, SH.resultMessage)}
    assert conforms is not bool(messages)
    return messages


def test_a_good_document_passes() -> None:
    """A document with every relation, an event and all sorts of properties breaks no shape."""
    assert violations(good()) == set()


def test_an_empty_document_passes() -> None:
    """A document without claims is a document all the same."""
    assert violations(good().split("claim:party")[0]) == set()


def test_evidence_may_leave_the_words_out() -> None:
    """Offsets and hash are enough where the words may not be kept."""
    assert violations(replaced(('oa:exact "words" ; ', ""))) == set()


@pytest.mark.parametrize("fault", sorted(BAD))
def test_a_fault_is_found(fault: str) -> None:
    """Each fault gives a violation whose message says what is wrong."""
    turtle, message = BAD[fault]
    found = violations(turtle)
    assert found
    if fault != "claim without an IRI":
        assert any(message in text for text in found), found


def test_every_message_is_one_plain_line() -> None:
    """Messages can go to a terminal as they are."""
    messages = [str(message) for message in SHAPES.objects(None, SH.message)]
    assert messages and all("\n" not in message and len(message) < 150 for message in messages)


def test_argument_types_are_those_of_the_ontology() -> None:
    """The classes that the shapes list for each side of each relation are what the ontology accepts there."""
    ontology = Ontology.load(ROOT / "ontology.ttl")
    nodes = {"StatusEvent", "TermOfOffice", "SovereigntyPosition"}  # only in the accepted view, never in a claim
    seen = set()
    for shape, relation in SHAPES.subject_objects(SH.targetNode):
        name = str(relation).removeprefix(ONTOLOGY)
        for sides in SHAPES.objects(shape, SH.property):
            inner = next(SHAPES.objects(SHAPES.value(sides, SH.node), SH.property), None)
            head = SHAPES.value(inner, SH["in"])
            if head is None:
                continue
            path = SHAPES.value(SHAPES.value(inner, SH.path), RDF.first)
            side = {"claimSubject": "s", "claimObject": "o"}[str(path).removeprefix(ONTOLOGY)]
            listed = {str(cls).removeprefix(ONTOLOGY) for cls in Collection(SHAPES, head)}
            assert listed == {k for k in ontology.classes if ontology.accepts(name, side, k)} - nodes, (name, side)
            seen.add((name, side))
    assert seen == {(name, side) for name in [*ontology.relations, *ontology.event_types] for side in "so"}


@pytest.mark.parametrize(
    ("path", "cls"), [("stance", "StanceValue"), ("treatyStatus", "TreatyStatus"), ("eventType", "EventType")]
)
def test_value_lists_are_those_of_the_ontology(path: str, cls: str) -> None:
    """A list of allowed values in a shape is the whole list of the ontology."""
    ontology = Ontology.load(ROOT / "ontology.ttl")
    lists = [
        {str(value).removeprefix(ONTOLOGY) for value in Collection(SHAPES, SHAPES.value(prop, SH["in"]))}  # type: ignore[arg-type]
        for prop in SHAPES.subjects(SH.path, URIRef(ONTOLOGY + path))
        if SHAPES.value(prop, SH["in"])
    ]
    assert lists and all(values == set(ontology.individuals(cls)) for values in lists)


def test_the_ontology_keeps_the_shapes() -> None:
    """The states, places, disputes, positions and names in the ontology have the shapes that documents must have."""
    assert violations((ROOT / "ontology.ttl").read_text("utf-8")) == set()


def test_shapes_are_themselves_valid() -> None:
    """The shapes conform to the shapes of SHACL itself."""
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=SHAPES, meta_shacl=True)
    assert conforms, text


def test_there_is_a_file_for_each_module() -> None:
    """One file a module of the ontology, each introduced by a comment."""
    names = [file.stem for file in FILES]
    assert names == ["actor", "claim", "dispute", "document", "event", "evidence", "place", "treaty"]
    assert all(re.match(r"# \w", file.read_text("utf-8")) for file in FILES)
