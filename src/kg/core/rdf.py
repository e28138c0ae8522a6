"""Claims, entities, documents and runs as quads, and back: the only place that knows their RDF shape.

One document is one named graph, ``doc/<id>``, which holds all that is known of it and nothing else::

    doc:9f2c...      a kg:SourceDocument ; dcterms:title "..." ; dcterms:issued "2026-01-15"^^edtf:EDTF .
    run:77ab...      a kg:ExtractionRun ; kg:version "..." ; kg:model "..." .
    state:JP         a kg:State ; rdfs:label "Japan" ; kg:isoCode "JP" .
    claim:5a1e...    a kg:Claim ; kg:claimSubject treaty:jp-ph-acsa ; kg:claimRelation kg:hasParty ;
                     kg:claimObject state:JP ; kg:stance kg:Stated ; kg:evidence evidence:5a1e... .
    evidence:5a1e... a kg:Evidence ; oa:start 121 ; oa:end 182 ; oa:exact "..." ; kg:quoteSha256 "..." .

There are no blank nodes. Words as written stay strings, since engines normalise numbers and dates.
The accepted view is made from claims in :mod:`kg.core.rdf_view`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad

from kg.core.errors import DataError
from kg.core.model import ID_BASE, ONTOLOGY, Claim, Document, Entity, Evidence, Extraction, Run, Stance, When
from kg.core.rdf_terms import (
    ALT_LABEL,
    EDTF,
    ISO_CODE,
    LABEL,
    TRUE,
    TYPE,
    Resource,
    Term,
    day,
    decimal,
    document_graph,
    edtf,
    integer,
    kg,
    order,
    term,
    thing,
)  # fmt: skip
from kg.core.time import bounds

Pair = tuple[NamedNode, Term]
Properties = Mapping[str, Sequence[Term]]
Description = Callable[[Set[str], Set[str], Set[str], Set[str]], list[Pair]]
"""Kinds, names, other names and codes of a thing in, what is said of it out."""

_OA_START, _OA_END, _OA_EXACT = term("oa:start"), term("oa:end"), term("oa:exact")
DESCRIPTION = (TYPE, LABEL, ALT_LABEL, ISO_CODE)
"""The properties that describe an entity (in a document's graph and in the accepted view)."""
IDENTIFIER = term("dc:identifier")
"""Document -> its address, by which a changed text replaces the old one."""
_DOCUMENT_TEXTS = {
    "uri": IDENTIFIER, "name": LABEL, "title": term("dcterms:title"),
    "publisher": term("dc:publisher"), "lang": term("dc:language"),
}  # fmt: skip
_DOCUMENT_DATES = {"published": term("dcterms:issued"), "retrieved": kg("retrieved")}
_DOCUMENT_SOURCE = term("dc:source")
_RUN = {"version": "version", "model": "model", "model_sha256": "modelSha256", "data_sha256": "dataSha256"}


# --- to quads ---------------------------------------------------------------------------------------------------------


def document_quads(extraction: Extraction) -> list[Quad]:
    """The named graph of one document: the document, its run, its claims with their evidence, and their entities.

    Sorted, without repetition. Of two claims with one id (the same words read by two frames) the first is kept.
    Raises DataError where a claim is another document's, or an IRI or a date is not well formed.
    """
    document, graph = extraction.document, document_graph(extraction.document.id)
    triples: set[tuple[NamedNode, NamedNode, Term]] = set()

    def say(subject: NamedNode, pairs: Iterable[Pair]) -> None:
        triples.update((subject, prop, value) for prop, value in pairs)

    try:
        say(graph, document_pairs(document))
        run = thing(f"run/{extraction.run.id}")
        say(run, run_pairs(extraction.run))
        claims = {claim.id: claim for claim in reversed(extraction.claims)}
        for claim in claims.values():
            if claim.document != document.id:
                raise DataError(f"claim {claim.id} is of document {claim.document}", where=document.name)
            say(thing(f"claim/{claim.id}"), [*claim_pairs(claim), (term("prov:wasGeneratedBy"), run)])
            say(thing(f"evidence/{claim.id}"), evidence_pairs(claim))
        for subject, pairs in describe(_written(e, document.text) for e in mentioned(claims.values())).items():
            say(NamedNode(subject), pairs)
    except ValueError as error:
        raise DataError(f"has a value that RDF cannot hold ({error})", where=document.name) from error
    return sorted((Quad(s, p, o, graph) for s, p, o in triples), key=order)


def _written(entity: Entity, text: str) -> Entity:
    """A treaty with only those other names that stand in the text, not those by which it is only looked up
    ('Japan's agreement', 'agreement'); anything else as it is."""
    if entity.kind != "Treaty" or not text or not entity.aliases:
        return entity
    plain = " ".join(text.split())
    names = (name for name in entity.aliases if " " in name or not name.islower())
    return replace(entity, aliases=tuple(name for name in names if name in plain))


def document_pairs(document: Document) -> list[Pair]:
    pairs: list[Pair] = [(TYPE, kg("SourceDocument"))]
    for attribute, prop in _DOCUMENT_TEXTS.items():
        if (text := getattr(document, attribute)) is not None:
            pairs.append((prop, Literal(text)))
    for attribute, prop in _DOCUMENT_DATES.items():
        if (date := getattr(document, attribute)) is not None:
            pairs.append((prop, edtf(date)))
    return pairs + [(_DOCUMENT_SOURCE, Literal(source)) for source in document.sources]


def run_pairs(run: Run) -> list[Pair]:
    pairs: list[Pair] = [(TYPE, kg("ExtractionRun"))]
    return pairs + [(kg(prop), Literal(getattr(run, attribute))) for attribute, prop in _RUN.items()]


def date_pairs(date: str | None) -> list[Pair]:
    """``kg:date`` with the first and last day of it as ``xsd:date``, where they are known."""
    if date is None:
        return []
    first, last = bounds(date)
    pairs: list[Pair] = [(kg("date"), edtf(date))]
    pairs += [(kg("dateFrom"), day(first))] if first else []
    return pairs + ([(kg("dateTo"), day(last))] if last else [])


def claim_pairs(claim: Claim) -> list[Pair]:
    document = document_graph(claim.document)
    pairs: list[Pair] = [
        (TYPE, kg("Claim")),
        (kg("claimSubject"), NamedNode(claim.subject.iri)),
        (kg("claimRelation"), kg(claim.relation)),
        (kg("stance"), kg(claim.stance.capitalize())),
        (kg("evidence"), thing(f"evidence/{claim.id}")),
        (kg("rule"), Literal(claim.rule)),
        (kg("confidence"), decimal(claim.confidence)),
        (kg("inDocument"), document),
        (term("prov:wasDerivedFrom"), document),
    ]
    pairs += [(kg(prop), NamedNode(entity.iri)) for prop, entity in _roles(claim).items() if entity]
    if claim.date:
        pairs += date_pairs(claim.date.edtf)
        words = {"dateWords": claim.date.words, "dateAnchor": claim.date.anchor, "dateRule": claim.date.rule}
        pairs += [(kg(prop), Literal(text)) for prop, text in words.items() if text is not None]
    if claim.former:
        pairs.append((kg("formerHolder"), TRUE))
    if claim.contradicted:
        pairs.append((kg("contradictedBy"), Literal(claim.contradicted)))
    if claim.trace:
        pairs.append((kg("explanation"), Literal("\n".join(claim.trace))))
    return pairs


def evidence_pairs(claim: Claim) -> list[Pair]:
    evidence = claim.evidence
    sha = hashlib.sha256(evidence.quote.encode("utf-8")).hexdigest()
    return [
        (TYPE, kg("Evidence")),
        (_OA_START, integer(evidence.start)),
        (_OA_END, integer(evidence.end)),
        (_OA_EXACT, Literal(evidence.quote)),
        (kg("quoteSha256"), Literal(sha)),
    ]


def _roles(claim: Claim) -> dict[str, Entity | None]:
    """The entities of a claim besides its subject, by property."""
    return {
        "claimObject": claim.object, "holder": claim.holder, "place": claim.place, "officeOf": claim.of,
        "subjectState": claim.subject_state, "objectState": claim.object_state,
    }  # fmt: skip


def mentioned(claims: Iterable[Claim]) -> Iterator[Entity]:
    """Every entity that has a part in a claim, as often as it has."""
    for claim in claims:
        yield claim.subject
        yield from (entity for entity in _roles(claim).values() if entity)


def describe(entities: Iterable[Entity], description: Description | None = None) -> dict[str, list[Pair]]:
    """Type, label, other names and code of each entity by IRI, whatever the order of the mentions.

    Where a thing was mentioned under several names, the longest is its label and the others are ``skos:altLabel``.
    ``description`` makes the pairs of one thing; :func:`description_pairs` by default.
    """
    description = description or description_pairs
    mentions: dict[str, list[Entity]] = defaultdict(list)
    for entity in dict.fromkeys(entities):
        mentions[entity.iri].append(entity)
    return {
        iri: description(
            {m.kind for m in mentions[iri]},
            {m.name for m in mentions[iri]},
            {alias for m in mentions[iri] for alias in m.aliases},
            {m.code for m in mentions[iri] if m.code},
        )
        for iri in sorted(mentions)
    }


def description_pairs(kinds: Set[str], labels: Set[str], aliases: Set[str], codes: Set[str]) -> list[Pair]:
    """A description from all kinds, names, other names and codes of a thing."""
    label = best_label(labels)
    pairs: list[Pair] = [(TYPE, kg(kind)) for kind in sorted(kinds)]
    pairs.append((LABEL, Literal(label)))
    pairs += [(ALT_LABEL, Literal(name)) for name in sorted((labels | aliases) - {label})]
    return pairs + [(ISO_CODE, Literal(code)) for code in sorted(codes)]


def best_label(names: Iterable[str]) -> str:
    """The fullest of several names; of equally long ones the first in the alphabet."""
    return min(set(names), key=lambda name: (-len(name), name))


# --- and back ---------------------------------------------------------------------------------------------------------


def index(quads: Iterable[Quad]) -> dict[Resource, dict[str, list[Term]]]:
    """subject -> property IRI -> values, of quads whose graphs do not matter."""
    properties: dict[Resource, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        properties[quad.subject][quad.predicate.value].append(quad.object)
    return properties


def claims_from_quads(quads: Iterable[Quad]) -> list[Claim]:
    """The claims in a document's quads (or in those of many), sorted by document and position.

    An entity that the quads do not describe has its IRI as kind-less, nameless ``Entity``; aliases come sorted.
    Raises DataError where a claim lacks a property that every claim has.
    """
    nodes = index(quads)
    entities = {node.value: _entity(node.value, nodes.get(node, {})) for node in _entity_nodes(nodes)}
    claims = [
        _claim(node.value, properties, nodes, entities)
        for node, properties in nodes.items()
        if isinstance(node, NamedNode) and kg("Claim") in properties.get(TYPE.value, ())
    ]
    return sorted(claims, key=lambda c: (c.document, c.evidence.start, c.evidence.end, c.id))


def document_from_quads(document_id: str, quads: Iterable[Quad]) -> Document:
    """What a graph says of its document. The text itself is not stored: ``text`` is empty, ``body`` is 0."""
    properties = index(quads).get(document_graph(document_id), {})
    fields = {name: _text(properties, prop) for name, prop in (_DOCUMENT_TEXTS | _DOCUMENT_DATES).items()}
    sources = sorted(value.value for value in properties.get(_DOCUMENT_SOURCE.value, ()) if isinstance(value, Literal))
    return Document(
        id=document_id, uri=fields["uri"] or "", name=fields["name"] or "", text="", title=fields["title"],
        publisher=fields["publisher"], published=fields["published"], retrieved=fields["retrieved"],
        lang=fields["lang"] or "en", sources=tuple(sources),
    )  # fmt: skip


_ENTITY_ROLES = ("claimSubject", "claimObject", "holder", "place", "officeOf", "subjectState", "objectState")


def _entity_nodes(nodes: Mapping[Resource, Properties]) -> set[NamedNode]:
    roles = [ONTOLOGY + role for role in _ENTITY_ROLES]
    values = (value for properties in nodes.values() for role in roles for value in properties.get(role, ()))
    return {value for value in values if isinstance(value, NamedNode)}


def _entity(iri: str, properties: Properties) -> Entity:
    kinds = sorted(v.value.removeprefix(ONTOLOGY) for v in properties.get(TYPE.value, ()) if isinstance(v, NamedNode))
    names = [v.value for v in properties.get(LABEL.value, ()) if isinstance(v, Literal)]
    name = best_label(names) if names else ""
    others = {v.value for v in properties.get(ALT_LABEL.value, ()) if isinstance(v, Literal)} | set(names)
    return Entity(
        iri=iri, kind=kinds[0] if kinds else "", name=name,
        code=_text(properties, ISO_CODE), aliases=tuple(sorted(others - {name})),
    )  # fmt: skip


def _claim(iri: str, own: Properties, nodes: Mapping[Resource, Properties], entities: Mapping[str, Entity]) -> Claim:
    where = iri.removeprefix(ID_BASE)

    def the(name: str) -> str:
        if (value := _text(own, kg(name))) is None:
            raise DataError(f"has no kg:{name}", where=where, remedy="build the store again from the documents")
        return value

    def entity(name: str) -> Entity | None:
        value = _text(own, kg(name))
        return entities[value] if value is not None else None

    evidence = nodes.get(NamedNode(the("evidence")), {})
    explanation, date = _text(own, kg("explanation")), _text(own, kg("date"))
    return Claim(
        document=the("inDocument").removeprefix(ID_BASE + "doc/"),
        subject=entities[the("claimSubject")],
        relation=the("claimRelation").removeprefix(ONTOLOGY),
        object=entity("claimObject"),
        stance=Stance(the("stance").removeprefix(ONTOLOGY).lower()),
        evidence=Evidence(
            int(_text(evidence, _OA_START) or 0), int(_text(evidence, _OA_END) or 0), _text(evidence, _OA_EXACT) or ""
        ),
        rule=the("rule"),
        date=When(date, *(_text(own, kg(p)) for p in ("dateWords", "dateAnchor", "dateRule"))) if date else None,
        place=entity("place"),
        holder=entity("holder"),
        of=entity("officeOf"),
        former=_text(own, kg("formerHolder")) == "true",
        subject_state=entity("subjectState"),
        object_state=entity("objectState"),
        confidence=float(_text(own, kg("confidence")) or 1),
        contradicted=_text(own, kg("contradictedBy")) or "",
        trace=tuple(explanation.split("\n")) if explanation is not None else (),
    )


def _text(properties: Properties, prop: NamedNode) -> str | None:
    """The value of a property as a string: the smallest, should there be several."""
    values = [value.value for value in properties.get(prop.value, ()) if isinstance(value, Literal | NamedNode)]
    return min(values, default=None)


__all__ = [
    "DESCRIPTION", "EDTF", "IDENTIFIER", "Description", "Pair", "Properties", "best_label", "claim_pairs",
    "claims_from_quads", "date_pairs", "describe", "description_pairs", "document_from_quads", "document_pairs",
    "document_quads", "evidence_pairs", "index", "mentioned", "run_pairs",
]  # fmt: skip
