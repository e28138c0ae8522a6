"""Claims to quads and back."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode

import samples
from kg.core.errors import DataError
from kg.core.model import Claim, Document, Extraction, Stance
from kg.core.rdf import best_label, claims_from_quads, document_from_quads, document_quads
from kg.core.rdf_terms import LABEL, decimal, document_graph, kg, term, thing
from samples import ANA, JP, MANILA, PACT, PH, SIGNED, Article


def values(quads: list, subject: NamedNode, prop: NamedNode) -> list[str]:
    return [q.object.value for q in quads if q.subject == subject and q.predicate == prop]


def extraction_of(claims: list[Claim]) -> Extraction:
    return Extraction(Document("d" * 64, "file:d", "d", "", published="2026-01-16"), tuple(claims), samples.RUN)


@given(st.lists(samples.claims(), max_size=8, unique_by=lambda c: c.id))
def test_claims_survive_the_way_to_quads_and_back(claims: list[Claim]) -> None:
    """Whatever claims a document makes, its quads give the same claims, traces included."""
    back = claims_from_quads(document_quads(extraction_of(claims)))
    assert sorted(back, key=lambda c: c.id) == sorted(claims, key=lambda c: c.id)
    assert {c.id: c.trace for c in back} == {c.id: c.trace for c in claims}


@given(st.lists(samples.claims(), max_size=8, unique_by=lambda c: c.id))
def test_quads_do_not_depend_on_the_order_of_claims(claims: list[Claim]) -> None:
    """The quads are sorted, without repetition or blank node, and the same for any order of the claims."""
    quads = document_quads(extraction_of(claims))
    assert quads == document_quads(extraction_of(claims[::-1]))
    assert len(set(quads)) == len(quads)
    assert not any(isinstance(node, BlankNode) for q in quads for node in (q.subject, q.object))
    assert {q.graph_name for q in quads} == {document_graph("d" * 64)}


def test_the_shape_of_a_claim() -> None:
    """A claim is a node with subject, relation, object, stance, dates, evidence with its hash, and provenance."""
    article = Article("one", title="A pact").says(
        "They signed.", PACT, "status", SIGNED, "2026-01", Stance.ATTRIBUTED, holder=PH, place=MANILA
    )
    claim = article.claims()[0]
    quads = document_quads(article.extraction())
    node = thing(f"claim/{claim.id}")
    said = {str(q.predicate): str(q.object) for q in quads if q.subject == node}
    assert said[str(kg("claimSubject"))] == str(NamedNode(PACT.iri))
    assert said[str(kg("claimRelation"))] == str(kg("status"))
    assert said[str(kg("claimObject"))] == str(kg("Signed"))
    assert said[str(kg("stance"))] == str(kg("Attributed"))
    assert said[str(kg("date"))] == '"2026-01"^^<http://id.loc.gov/datatypes/edtf/EDTF>'
    assert said[str(kg("dateFrom"))] == '"2026-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert said[str(kg("dateTo"))] == '"2026-01-31"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert said[str(kg("explanation"))] == str(Literal("frame status.test\nverb found"))
    evidence = thing(f"evidence/{claim.id}")
    assert values(quads, evidence, term("oa:start")) == ["5"]
    assert values(quads, evidence, term("oa:exact")) == ["They signed."]
    assert len(values(quads, evidence, kg("quoteSha256"))[0]) == 64


def test_a_document_comes_back_without_its_text() -> None:
    """Everything known of a document but its text is in its graph."""
    article = Article(
        "one", title='On "pacts"', publisher="The Wire", sources=("https://b.example", "https://a.example")
    )
    extraction = article.extraction()
    back = document_from_quads(extraction.document.id, document_quads(extraction))
    assert back == dataclasses.replace(extraction.document, text="", sources=("https://a.example", "https://b.example"))


def test_a_thing_under_two_names_has_the_fullest_as_its_label() -> None:
    """Of several names of one thing in a document the longest is the label and the others are kept as other names."""
    short = dataclasses.replace(ANA, name="Reyes", aliases=("Ana",))
    article = Article("one").says("A.", ANA, "AGREE", JP).says("B.", short, "AGREE", PH)
    quads = document_quads(article.extraction())
    assert values(quads, NamedNode(ANA.iri), LABEL) == ["Ana Reyes"]
    assert values(quads, NamedNode(ANA.iri), term("skos:altLabel")) == ["Ana", "Reyes"]
    assert best_label(["b", "a"]) == "a"


def test_of_two_claims_with_one_id_the_first_is_kept() -> None:
    """The same words read by two frames are one claim: that of the first frame."""
    claim = Article("one").says("A.", ANA, "AGREE", JP).claims()[0]
    again = dataclasses.replace(claim, rule="other.frame")
    extraction = dataclasses.replace(
        extraction_of([]), document=Document(claim.document, "u", "n", ""), claims=(claim, again)
    )
    assert [c.rule for c in claims_from_quads(document_quads(extraction))] == ["AGREE.test"]


def test_a_foreign_claim_and_a_bad_iri_are_refused() -> None:
    """A claim of another document, or an IRI with a space, is a DataError of one line."""
    claim = Article("one").says("A.", ANA, "AGREE", JP).claims()[0]
    with pytest.raises(DataError, match="is of document"):
        document_quads(extraction_of([claim]))
    bad = dataclasses.replace(claim, document="d" * 64, subject=dataclasses.replace(ANA, iri="http://x/a b"))
    with pytest.raises(DataError, match="RDF cannot hold"):
        document_quads(extraction_of([bad]))


def test_decimals_are_canonical() -> None:
    """Confidences are written as every engine keeps them."""
    assert [decimal(x).value for x in (1.0, 0.5, 0.0, 0.1234567, 1e-7)] == ["1", "0.5", "0", "0.123457", "0"]


def test_a_treaty_has_no_name_that_its_document_does_not_have() -> None:
    """Names by which a treaty is only looked up ('Japan's pact') are not among its names in the graph; those written are."""
    pact = samples.thing("Treaty", "Harbour Pact", "HP", "Japan's pact")
    article = Article("pact").says("Japan signed the Harbour Pact (HP).", pact, "hasParty", JP)
    labels = {q.object.value for q in document_quads(article.extraction()) if q.predicate == term("skos:altLabel")}
    assert "HP" in labels and "Japan's pact" not in labels
