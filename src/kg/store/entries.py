"""The store's book-keeping, in the graph ``graph/index``: it is never exported and can be derived anew but for sources.

======================== ==================== ==========================================================================
subject                  property             value
======================== ==================== ==========================================================================
``key/<hash>``           ``index#member``     a claim that bears on the key, as JSON: all that the view needs of it
``doc/<hash>``           ``index#read``       from where, of what bytes and by which rules it was read, as JSON
``graph/index``          ``index#policy``     under what policy the view was derived
``graph/index``          ``index#unfinished`` ``doc/<hash>``: a change of it was begun, on a server without transactions
``graph/index``          ``index#view-in``    on a server: the graph of the view, or the index where it is the default
``graph/index``          ``index#exported``   which exports were written from the store as it was; see ``touched.py``
``graph/index``          ``index#touched``    a thing or document of which the store says something else since then
``graph/reference``      ``index#made-of``    what a graph of data was made of, so that it need not be made to compare
======================== ==================== ==========================================================================
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from pyoxigraph import Literal, NamedNode, Quad

from kg.core.model import Claim, Document, Entity, Evidence, Stance, When
from kg.core.ontology import Ontology
from kg.core.rdf_terms import digest, document_graph, thing
from kg.core.rdf_view import POLICY, Key, key_of

INDEX = thing("graph/index")
MEMBER, READ = thing("graph/index#member"), thing("graph/index#read")
POLICY_OF, UNFINISHED = thing("graph/index#policy"), thing("graph/index#unfinished")
MADE_OF, VIEW_IN = thing("graph/index#made-of"), thing("graph/index#view-in")
EXPORTED, TOUCHED = thing("graph/index#exported"), thing("graph/index#touched")
FORMAT = 7
"""Of these entries and of the counts; a store with others derives them anew."""


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a document was read: what decides whether it must be read again."""

    origin: str
    """What the user named: a path below the project, an address, or ``-``; with ``#n`` for a part of a stream."""
    content: str
    """SHA-256 (hex) of the bytes, and of what was told besides (such as a date of publication)."""
    rules: str
    """Digest of the program, the model and the data that read it."""
    built: bool = False
    """Whether ``kg build`` read it, from the project's own sources: what is gone from there leaves the store."""
    told: str = ""
    """What the user told besides, as JSON, to read it again in the same way."""

    @property
    def note(self) -> str:
        """How it is written: the same for the same source, so that notes can be compared unread."""
        return json.dumps([self.origin, self.content, self.rules, self.built, self.told], ensure_ascii=False)

    def quad(self, document_id: str) -> Quad:
        return Quad(document_graph(document_id), READ, Literal(self.note), INDEX)

    @classmethod
    def noted(cls, note: str) -> Source:
        return cls(*json.loads(note))

    @classmethod
    def of(cls, quad: Quad) -> Source:
        assert isinstance(quad.object, Literal)
        return cls.noted(quad.object.value)


def policy_quad(ontology: Ontology) -> Quad:
    """Under what policy the view was derived: its number, and what it reads from the ontology."""
    facts = [
        f"{name} {ontology.symmetric(name)} {ontology.inverse(name)}"
        for name in sorted({*ontology.relations, *ontology.event_types})
    ]
    return Quad(INDEX, POLICY_OF, Literal(f"{FORMAT} {digest(POLICY, *facts)}"), INDEX)


def is_of_this_format(policy: Quad) -> bool:
    """Whether the note of a policy tells that entries and counts are those of this program."""
    return isinstance(policy.object, Literal) and policy.object.value.startswith(f"{FORMAT} ")


def key_node(key: Key) -> NamedNode:
    return thing(f"key/{digest(*key)}")


def member_quads(claims: Iterable[Claim], documents: Mapping[str, Document], ontology: Ontology) -> list[Quad]:
    """The entries of some claims under their keys."""
    return [
        Quad(key_node(key_of(claim, ontology)), MEMBER, Literal(_written(claim, documents[claim.document])), INDEX)
        for claim in claims
    ]


def _written(claim: Claim, document: Document) -> str:
    def iri(entity: Entity | None) -> str | None:
        return entity.iri if entity else None

    fields = [
        claim.document, document.publisher, document.published, claim.subject.iri, claim.relation, iri(claim.object),
        str(claim.stance), iri(claim.holder), claim.date.edtf if claim.date else None, iri(claim.place), iri(claim.of),
        claim.former, iri(claim.subject_state), iri(claim.object_state), bool(claim.contradicted),
        claim.evidence.start, claim.evidence.end, claim.evidence.quote,
    ]  # fmt: skip
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=10_000)
def _named(iri: str) -> Entity:
    """A thing of which the IRI is all that is needed: the same object each time, since many claims are about few."""
    return Entity(iri, "", "")


def bare(claim: Claim) -> Claim:
    """A claim as far as an entry tells of it: all that the view needs, and a fraction of the memory."""

    def entity(known: Entity | None) -> Entity | None:
        return _named(known.iri) if known is not None else None

    return Claim(
        document=claim.document, subject=_named(claim.subject.iri), relation=claim.relation,
        object=entity(claim.object), stance=claim.stance, evidence=claim.evidence, rule="",
        date=When(claim.date.edtf) if claim.date else None, place=entity(claim.place), holder=entity(claim.holder),
        of=entity(claim.of), former=claim.former, subject_state=entity(claim.subject_state),
        object_state=entity(claim.object_state), contradicted="yes" if claim.contradicted else "",
    )  # fmt: skip


def member(quad: Quad) -> tuple[Claim, Document]:
    """The claim of an entry, its things by their IRIs alone; and what is known of its document."""
    assert isinstance(quad.object, Literal)
    (document, publisher, published, subject, relation, object_, stance, holder, date, place, of, former,
     subject_state, object_state, contradicted, start, end, quote) = json.loads(quad.object.value)  # fmt: skip

    def entity(iri: str | None) -> Entity | None:
        return _named(iri) if iri is not None else None

    document = intern(document)
    claim = Claim(
        document=document, subject=_named(subject), relation=intern(relation), object=entity(object_),
        stance=Stance(stance), evidence=Evidence(start, end, quote), rule="", date=When(date) if date else None,
        place=entity(place), holder=entity(holder), of=entity(of), former=former, subject_state=entity(subject_state),
        object_state=entity(object_state), contradicted="yes" if contradicted else "",
    )  # fmt: skip
    return claim, Document(document, "", "", "", publisher=publisher, published=published)
