"""The accepted view: the plain triples that claims support, by a stated policy. Pure functions, no I/O.

Policy. A claim **supports** a statement if its stance is ``stated``, or if it is ``attributed`` to the subject itself
(or to the state that the subject acts for): what a party says of its own acts. That does not extend to relations which
bind the other side as much (``alliedWith``, ``disputes``: symmetric in the ontology), nor to sovereignty. Opinions,
predictions and conditions support nothing. A ``negated`` claim on the same subject, relation and object **cancels**
what is not dated after it; a negation without a date counts as of its document's publication, and without that cancels
all. A negated *event* cancels only events of its own date, undated ones, and (undated itself) those of its document:
that somebody did not attack once does not undo every attack before.

A claim that a curated fact of the reference contradicts supports nothing; it stays a claim, with what contradicts it.

Sovereignty is never a fact: a claim of it becomes a position (a node) of its claimant and nothing else.

Claims that can affect each other share a **key** (relation, subject, object, body of the office), in which symmetric
relations are sorted. What a key yields depends on its own claims alone, and two keys never yield the same quad. So the
view of a set of documents is the union over its keys, and a store need only look at the keys that a document touches.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations

from pyoxigraph import NamedNode, Quad

from kg.core.model import ID_BASE, ONTOLOGY, Claim, Document, Entity, Stance
from kg.core.ontology import Ontology
from kg.core.rdf import Pair, best_label, date_pairs, describe, description_pairs, mentioned
from kg.core.rdf_terms import DEFAULT, TRUE, TYPE, Term, digest, edtf, integer, kg, order, term, thing
from kg.core.time import bounds

POLICY = "2"
"""Raise it with every change of what the view holds: a store made under another policy derives its view anew."""

_ISSUED = term("dcterms:issued")
"""On an accepted statement: when its sources were published. What has no date of its own held by then."""

PLAIN = ("hasParty", "signedBy", "treatyType", "memberOf", "alliedWith", "disputes")
"""The relations that become a triple of their own; the others become nodes."""

Key = tuple[str, str, str | None, str | None]
Documents = Mapping[str, Document]
Triples = list[tuple[NamedNode, NamedNode, Term]]


@dataclass(frozen=True, slots=True)
class Statement:
    """One accepted thing: what says it, and the quads that say it (without the ``AcceptedStatement``)."""

    subject: NamedNode
    relation: str
    object: Term
    claims: tuple[Claim, ...]
    triples: tuple[tuple[NamedNode, NamedNode, Term], ...]


def accepted_quads(claims: Iterable[Claim], ontology: Ontology, documents: Documents | None = None) -> list[Quad]:
    """The whole accepted view of ``claims``, in the default graph, sorted.

    ``documents`` (by id) tell publisher and date of publication; their texts are not needed.
    """
    claims = list(claims)
    known = documents or {}
    quads = {q for s in accepted_statements(claims, ontology, known) for q in statement_quads(s, known)}
    things = accepted_things(quads)
    for iri, pairs in describe(mentioned(claims), accepted_description).items():
        if NamedNode(iri) in things:
            quads.update(Quad(NamedNode(iri), prop, value, DEFAULT) for prop, value in pairs)
    return sorted(quads, key=order)


def accepted_statements(claims: Iterable[Claim], ontology: Ontology, documents: Documents) -> Iterator[Statement]:
    """All that ``claims`` put into the view, key by key."""
    keys: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        keys[key_of(claim, ontology)].append(claim)
    for group in keys.values():
        yield from key_statements(group, ontology, documents)


def accepted_description(kinds: Set[str], labels: Set[str], aliases: Set[str], codes: Set[str]) -> list[Pair]:
    """What the view says of a thing itself: its kinds, its fullest name, its other *names*, its code.

    Documents also call things by words that are no names ("the pact", "ships", "Manila" for a government); these stay
    in the documents' graphs. What has a code has its other names in the reference data.
    """
    label = best_label(labels)
    names = {words for words in (labels | aliases) - {label} if _is_name(words)} if not codes else set()
    return description_pairs(kinds, {label}, names, codes)


def _is_name(words: str) -> bool:
    """Whether words name a thing: ``RAA`` or ``Ben Sato``, not ``it``, ``pact`` or ``Japan's pact``."""
    if words[:1].islower() or "'s " in words or "’s " in words:
        return False
    return len(words) > 3 or words.isupper() or not words.isascii()


def accepted_things(quads: Iterable[Quad]) -> set[NamedNode]:
    """The things that statements of the view are about and that documents describe: not terms of the ontology."""
    nodes = {node for quad in quads for node in (quad.subject, quad.object) if isinstance(node, NamedNode)}
    return {node for node in nodes if not node.value.startswith(ONTOLOGY)}


def key_of(claim: Claim, ontology: Ontology) -> Key:
    """What the claim is about, whatever its stance, date and words."""
    subject, object_, _ = _sides(claim, ontology)
    of = claim.of.iri if claim.of and claim.relation == "holdsOffice" else None
    return claim.relation, subject.iri, object_.iri if object_ else None, of


def statement_quads(statement: Statement, documents: Documents, unasked: Set[str] = frozenset()) -> set[Quad]:
    """The quads of a statement and of the ``AcceptedStatement`` that tells who supports it.

    That those claims support it whose ids are ``unasked`` is left out.
    """
    quads = {Quad(s, p, o, DEFAULT) for s, p, o in statement.triples}
    pairs: list[Pair] = [
        (TYPE, kg("AcceptedStatement")),
        (kg("acceptedSubject"), statement.subject),
        (kg("acceptedRelation"), kg(statement.relation)),
        (kg("acceptedObject"), statement.object),
        (kg("sourceCount"), integer(source_count(statement.claims, documents))),
    ]
    claims = statement.claims
    pairs += [(kg("supportedBy"), thing(f"claim/{claim.id}")) for claim in claims if claim.id not in unasked]
    known = (documents.get(claim.document) for claim in claims)
    pairs += [(_ISSUED, edtf(day)) for day in dict.fromkeys(d.published for d in known if d) if day]
    for day in dict.fromkeys(claim.date.edtf for claim in claims if claim.date):
        pairs += date_pairs(day)
    node = accepted_node(statement)
    return quads | {Quad(node, prop, value, DEFAULT) for prop, value in pairs}


def changed_quads(
    before: Iterable[Statement], after: Iterable[Statement], was: Documents, now: Documents, touched: Collection[str]
) -> tuple[set[Quad], set[Quad]]:
    """The quads of statements of one key before and after a change, without those that are surely in both.

    ``touched`` are the ids of the documents that the change is about: a statement that none of them supports is the
    same, and one that many others support too still has all of these.
    """
    sides = [{accepted_node(s): s for s in statements} for statements in (before, after)]
    gone, come = set[Quad](), set[Quad]()
    for node in sides[0].keys() | sides[1].keys():
        old, new = (side.get(node) for side in sides)
        claims = [
            frozenset(c.id for c in s.claims if c.document not in touched) if s else frozenset() for s in (old, new)
        ]
        same = claims[0] & claims[1]
        if old and new and len(old.claims) == len(new.claims) == len(same):
            continue
        gone |= statement_quads(old, was, same) if old else set()
        come |= statement_quads(new, now, same) if new else set()
    return gone, come


def accepted_node(statement: Statement) -> NamedNode:
    parts = (statement.subject.value, statement.relation, str(statement.object))
    return thing(f"accepted/{digest(*parts)}")


def key_statements(claims: Collection[Claim], ontology: Ontology, documents: Documents) -> list[Statement]:
    """The statements that the claims of one key support, sorted; none where they are cancelled."""
    claims = sorted(claims, key=lambda claim: claim.id)
    negations = [claim for claim in claims if claim.stance is Stance.NEGATED]
    standing = [
        claim
        for claim in claims
        if supports(claim, ontology) and not any(_cancels(n, claim, ontology, documents) for n in negations)
    ]
    groups: dict[tuple[NamedNode, Term], list[tuple[Claim, Triples]]] = defaultdict(list)
    for claim in standing:
        for subject, object_, triples in _yield_of(claim, ontology):
            groups[subject, object_].append((claim, triples))
    statements = []
    for subject, object_ in sorted(groups, key=lambda group: (group[0].value, str(group[1]))):
        members = groups[subject, object_]
        supporters = tuple(claim for claim, _ in members)
        together = dict.fromkeys(triple for _, own in members for triple in own)
        statements.append(Statement(subject, supporters[0].relation, object_, supporters, tuple(together)))
    return statements


def supports(claim: Claim, ontology: Ontology) -> bool:
    """Whether the claim by itself puts a statement into the view: its stance, its holder and its form allow it."""
    if claim.contradicted:
        return False
    if claim.relation not in ontology.relations and claim.relation not in ontology.event_types:
        return False
    event = claim.relation in ontology.event_types
    if not event and (claim.object is None or claim.object.iri == claim.subject.iri):
        return False
    if claim.stance is Stance.STATED:
        return True
    if claim.stance is not Stance.ATTRIBUTED or claim.holder is None or claim.relation == "claimsSovereignty":
        return False
    own = {claim.subject.iri} | ({claim.subject_state.iri} if claim.subject_state else set())
    return claim.holder.iri in own and (event or not ontology.symmetric(claim.relation))


_LONG, _ALIKE, _COMPARED = 8, 0.9, 100
"""Words from which on quotes are compared, the share that makes them copies, and how many of a statement are."""


def source_count(claims: Iterable[Claim], documents: Documents) -> int:
    """How many independent sources say it: one for each publisher (or document, where no publisher is known).

    Copies of one text count once: sources that say it in the same words, spaces and case apart, are one source; so are
    those that differ in one word of ten, where they say it in eight words or more (by the standard library's matcher).
    """
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    names = set()
    for claim in claims:
        document = documents.get(claim.document)
        publisher = " ".join(document.publisher.casefold().split()) if document and document.publisher else None
        name = f"by {publisher}" if publisher else f"in {claim.document}"
        names.add(name)
        root[find(name)] = find("as " + _normal(claim.evidence.quote))
    said = sorted(quote for quote in root if quote.startswith("as ") and len(quote.split()) > _LONG)
    words = [(quote, split := quote.split(), Counter(split)) for quote in said[:_COMPARED]]
    for (one, left, some), (other, right, others) in combinations(words, 2) if len(names) > 1 else ():
        most = 2 * (some & others).total() / (len(left) + len(right))  # the ratio can be no higher
        if most >= _ALIKE and SequenceMatcher(None, left, right, autojunk=False).ratio() >= _ALIKE:
            root[find(one)] = find(other)
    return len({find(name) for name in names})


def _normal(quote: str) -> str:
    return " ".join(quote.casefold().split())


def _cancels(negation: Claim, claim: Claim, ontology: Ontology, documents: Documents) -> bool:
    """Whether a negated claim of the same key takes back ``claim``."""
    if claim.relation in ontology.event_types:
        own, other = _days(negation, {}), _days(claim, {})
        if other is None:
            return True
        if own is None:
            return negation.document == claim.document
        return own[0] <= other[1] and other[0] <= own[1]
    own, other = _days(negation, documents), _days(claim, documents)
    return own is None or other is None or other[0] <= own[1]


def _days(claim: Claim, documents: Documents) -> tuple[date, date] | None:
    """First and last day of a claim: its own date, else its document's publication; None where neither is known."""
    document = documents.get(claim.document)
    edtf = claim.date.edtf if claim.date else document.published if document else None
    if edtf is None:
        return None
    first, last = _bounds(edtf)
    return (first or date.min, last or date.max) if first or last else None


_bounds = functools.lru_cache(maxsize=10_000)(bounds)


def _sides(claim: Claim, ontology: Ontology) -> tuple[Entity, Entity | None, bool]:
    """Subject and object, sorted by IRI where the relation is symmetric, and whether they were exchanged."""
    subject, object_ = claim.subject, claim.object
    known = ontology.relations.get(claim.relation) or ontology.event_types.get(claim.relation)
    if object_ and known and known.symmetric and object_.iri < subject.iri:
        return object_, subject, True
    return subject, object_, False


def _yield_of(claim: Claim, ontology: Ontology) -> Iterator[tuple[NamedNode, Term, Triples]]:
    """The (subject, object, triples) of each statement that one supporting claim makes."""
    if claim.relation in ontology.event_types:
        yield _event(claim, ontology)
    elif claim.relation in _NODES:
        yield _NODES[claim.relation](claim)
    elif claim.relation in PLAIN:
        yield _plain(claim, ontology)
        if claim.relation == "disputes" and claim.place:
            yield _dispute(claim, claim.place, ontology)


def _plain(claim: Claim, ontology: Ontology) -> tuple[NamedNode, Term, Triples]:
    first, second, _ = _sides(claim, ontology)
    assert second is not None
    subject, object_ = NamedNode(first.iri), NamedNode(second.iri)
    triples: Triples = [(subject, kg(claim.relation), object_)]
    inverse = claim.relation if ontology.symmetric(claim.relation) else ontology.inverse(claim.relation)
    if inverse:
        triples.append((object_, kg(inverse), subject))
    return subject, object_, triples


def _node(node: NamedNode, cls: str, pairs: Sequence[tuple[str, Entity | None]], claim: Claim) -> Triples:
    """The triples of a node of a class: its entities by property, its date and its place."""
    triples: Triples = [(node, TYPE, kg(cls))]
    triples += [(node, kg(prop), NamedNode(entity.iri)) for prop, entity in pairs if entity]
    return triples + [(node, prop, value) for prop, value in date_pairs(claim.date.edtf if claim.date else None)]


def _event(claim: Claim, ontology: Ontology) -> tuple[NamedNode, Term, Triples]:
    """An event. Without a date it is known again only by its words: else all undated meetings would be one."""
    actor, target, exchanged = _sides(claim, ontology)
    states = (claim.subject_state, claim.object_state)
    actor_state, target_state = reversed(states) if exchanged else states
    when = claim.date.edtf if claim.date else _normal(claim.evidence.quote)
    node = thing(f"event/{digest(claim.relation, actor.iri, target.iri if target else None, when)}")
    roles = [("actor", actor), ("target", target), ("actorState", actor_state), ("targetState", target_state)]
    triples = _node(node, "Event", [*roles, ("place", claim.place)], claim)
    return NamedNode(actor.iri), node, [*triples, (node, kg("eventType"), kg(claim.relation))]


def _status(claim: Claim) -> tuple[NamedNode, Term, Triples]:
    treaty, status = claim.subject, claim.object
    assert status is not None
    node = thing(f"status/{digest(treaty.iri, status.iri, claim.date.edtf if claim.date else None)}")
    pairs = [("ofTreaty", treaty), ("treatyStatus", status), ("place", claim.place)]
    return NamedNode(treaty.iri), node, _node(node, "StatusEvent", pairs, claim)


def _term_of_office(claim: Claim) -> tuple[NamedNode, Term, Triples]:
    person, office = claim.subject, claim.object
    assert office is not None
    date = claim.date.edtf if claim.date else None
    node = thing(f"term/{digest(person.iri, office.iri, claim.of.iri if claim.of else None, date)}")
    triples = _node(node, "TermOfOffice", [("officeHolder", person), ("office", office), ("officeOf", claim.of)], claim)
    return NamedNode(person.iri), node, triples + ([(node, kg("formerHolder"), TRUE)] if claim.former else [])


def _position(claim: Claim) -> tuple[NamedNode, Term, Triples]:
    claimant, over = claim.subject, claim.object
    assert over is not None
    node = thing(f"position/{digest(claimant.iri, over.iri)}")
    triples: Triples = [
        (node, TYPE, kg("SovereigntyPosition")),
        (node, kg("claimant"), NamedNode(claimant.iri)),
        (node, kg("over"), NamedNode(over.iri)),
    ]
    return NamedNode(claimant.iri), node, triples


def _dispute(claim: Claim, over: Entity, ontology: Ontology) -> tuple[NamedNode, Term, Triples]:
    """The dispute of two sides over one thing: ``dispute/CN-JP-feature-senkaku-islands``."""
    first, second, _ = _sides(claim, ontology)
    assert second is not None
    subject = NamedNode(first.iri)
    node = thing("dispute/" + "-".join(_slug(entity.iri) for entity in (first, second, over)))
    triples: Triples = [
        (node, TYPE, kg("Dispute")),
        (node, kg("side"), subject),
        (node, kg("side"), NamedNode(second.iri)),
        (node, kg("over"), NamedNode(over.iri)),
    ]
    return subject, node, triples


def _slug(iri: str) -> str:
    """``JP`` of a state, ``feature-senkaku-islands`` of another of our ids, a digest of any other IRI."""
    path = iri.removeprefix(ID_BASE)
    return path.removeprefix("state/").replace("/", "-") if path != iri else digest(iri)


_NODES = {"status": _status, "holdsOffice": _term_of_office, "claimsSovereignty": _position}
