"""What is counted ahead, in the graph ``graph/counts``: what questions to the whole graph would else go through all of.

========================= ========================= ====================================================================
subject                   property                  value
========================= ========================= ====================================================================
``count/<hash>``          ``counts#relation``       with ``counts#stance``: how many ``counts#claims`` say so, in how
                                                    many ``counts#documents``
``count/<hash>``          ``counts#kind``           with ``counts#thing``: in how many ``counts#claims`` a thing has a
                                                    part, in documents that call it of this class
``count/<hash>``          ``counts#name``           with ``counts#named``: in how many ``counts#documents`` a thing is
                                                    called so; ``counts#alias``, ``code`` and ``class`` likewise
``doc/<hash>``            ``counts#claims``         how many claims a document makes
``said/<hash>``           ``counts#said``           a claim of this subject, relation and object, in whatever stance
``said/<hash>``           ``counts#denied``         one that says that it is not so
``said/<hash>``           ``counts#known``          the graph of the reference or ontology that says so
a treaty                  ``counts#hindered``       a claim that it awaits approval, or has not come so far
``counts#<x>/<y>``        ``counts#word``           a claim that y has a part in, on the word of x (the IRIs of both, as
                                                    in addresses)
``counts#<x>/<y>``        ``counts#event``          an accepted event of which x is the actor, and y the target
a thing                   ``counts#is-<relation>``  accepted statements of which it is the subject, where the view has
                                                    them as plain triples; ``counts#to-<relation>``: the object
``count/<hash>``          ``counts#month``          with ``counts#statements``: how many accepted statements begin in a
                                                    month; ``counts#began``: each of them
a thing                   ``counts#began-``         with a month: an accepted statement that is about it and begins then
========================= ========================= ====================================================================

Each document and each statement adds its own, so that a change needs to look at none but those that come and go. It is
never exported, since it follows from the documents; queries may ask it. What stands of treaties and offices from day to
day is in the same graph: :mod:`kg.store.standing`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from kg.core.model import ID_BASE, ONTOLOGY, Claim
from kg.core.ontology import Ontology
from kg.core.rdf import index
from kg.core.rdf_terms import ALT_LABEL, ISO_CODE, LABEL, TYPE, Term, digest, integer, kg, pair, thing
from kg.core.rdf_view import PLAIN, Statement, accepted_node
from kg.core.time import bounds

COUNTS = thing("graph/counts")
_RELATION, _STANCE, _KIND, _THING, _NAMED, _NAME, _CODE, _CLAIMS, _DOCUMENTS, _SAID, _DENIED = (
    thing(f"graph/counts#{name}")
    for name in (
        "relation",
        "stance",
        "kind",
        "thing",
        "named",
        "name",
        "code",
        "claims",
        "documents",
        "said",
        "denied",
    )
)
_ALIAS, _CLASS, _MONTH, _STATEMENTS, _BEGAN, _WORD, _EVENT, _KNOWN, _HINDERED = (
    thing(f"graph/counts#{name}")
    for name in ("alias", "class", "month", "statements", "began", "word", "event", "known", "hindered")
)
_STATUS, _PENDING = kg("status"), kg("PendingApproval")
_ACTORS, _TARGETS = ((kg(name), kg(f"{name}State")) for name in ("actor", "target"))
_ROLES = tuple(kg(role).value for role in ("claimSubject", "claimObject", "holder", "place", "officeOf"))
_SUBJECT, _OBJECT, _OF, _SAYS = (kg(p).value for p in ("claimSubject", "claimObject", "claimRelation", "stance"))
_HOLDER = kg("holder").value
_ABOUT = tuple(kg(role).value for role in ("claimSubject", "claimObject", "place"))
_PARTS = frozenset(kg(name) for name in ("treatyStatus", "target", "office", "over"))
"""What a node of the view is about, besides whoever is the subject of its statement."""
_CALLED = ((LABEL, _NAME), (ISO_CODE, _CODE), (ALT_LABEL, _ALIAS), (TYPE, _CLASS))
_CLAIM, _NEGATED = kg("Claim"), kg("Negated")
_NODES = (f"{ID_BASE}doc/", f"{ID_BASE}claim/", f"{ID_BASE}evidence/", f"{ID_BASE}run/")

Counted = tuple[tuple[tuple[NamedNode, Term], ...], NamedNode]
"""What is counted (properties and values) and how (in claims, in documents, in statements)."""


@dataclass(slots=True)
class Counts:
    """What some documents and statements add."""

    numbers: Counter[Counted] = field(default_factory=Counter)
    quads: set[Quad] = field(default_factory=set)
    """What each adds for itself."""

    def add(self, document: NamedNode, quads: Iterable[Quad]) -> None:
        """Count the graph of one document."""
        nodes = index(quads)
        kinds: dict[Term, list[Term]] = {}
        stances: set[tuple[tuple[NamedNode, Term], ...]] = set()
        claims = 0
        for node, own in nodes.items():
            if isinstance(node, NamedNode) and not node.value.startswith(_NODES):
                kinds[node] = own.get(TYPE.value, [])
                for prop, how in _CALLED if LABEL.value in own else ():
                    for value in own.get(prop.value, ()):
                        self.numbers[((_NAMED, node), (how, value)), _DOCUMENTS] += 1
        for node, own in nodes.items():
            if isinstance(node, NamedNode) and _CLAIM in own.get(TYPE.value, ()):
                claims += 1
                stance = ((_RELATION, own[_OF][0]), (_STANCE, own[_SAYS][0]))
                stances.add(stance)
                self.numbers[stance, _CLAIMS] += 1
                for part in {value for role in _ROLES for value in own.get(role, ())}:
                    if isinstance(part, NamedNode) and not part.value.startswith(ONTOLOGY):
                        for kind in kinds.get(part, ()):
                            self.numbers[((_KIND, kind), (_THING, part)), _CLAIMS] += 1
                self._say(node, own)
        self.numbers.update((stance, _DOCUMENTS) for stance in stances)
        if claims:
            self.quads.add(Quad(document, _CLAIMS, integer(claims), COUNTS))

    def _say(self, claim: NamedNode, own: Mapping[str, list[Term]]) -> None:
        subject, relation, denied = own[_SUBJECT][0], own[_OF][0], own[_SAYS][0] == _NEGATED
        if object_ := own.get(_OBJECT):
            said = _said(subject, relation, object_[0])
            self.quads.add(Quad(said, _SAID, claim, COUNTS))
            if denied:
                self.quads.add(Quad(said, _DENIED, claim, COUNTS))
            if relation == _STATUS and (denied or object_[0] == _PENDING) and isinstance(subject, NamedNode):
                self.quads.add(Quad(subject, _HINDERED, claim, COUNTS))

        for speaker in own.get(_HOLDER, ()):
            for part in {value for role in _ABOUT for value in own.get(role, ())}:
                if isinstance(speaker, NamedNode) and isinstance(part, NamedNode):
                    self.quads.add(Quad(pair(speaker, part), _WORD, claim, COUNTS))

    def state(self, statements: Iterable[Statement]) -> None:
        """Count accepted statements."""
        for statement in statements:
            node, relation = accepted_node(statement), statement.relation
            if relation in PLAIN:
                assert isinstance(statement.object, NamedNode)
                self.quads.add(Quad(statement.subject, thing(f"graph/counts#is-{relation}"), node, COUNTS))
                self.quads.add(Quad(statement.object, thing(f"graph/counts#to-{relation}"), node, COUNTS))
            else:
                self._meet(statement)
            months = {first.isoformat()[:7] for claim in statement.claims if (first := _first(claim))}
            about = _about(statement) if months else ()
            for month in months:
                counted: Counted = (((_MONTH, Literal(month)),), _STATEMENTS)
                self.numbers[counted] += 1
                self.quads.add(Quad(count_node(counted), _BEGAN, node, COUNTS))
                key = thing(f"graph/counts#began-{month}")
                self.quads.update(Quad(each, key, node, COUNTS) for each in about)

    def _meet(self, statement: Statement) -> None:
        """Note between whom an event is."""
        roles = {p: o for s, p, o in statement.triples if s == statement.object and isinstance(o, NamedNode)}
        for actor in (roles[role] for role in _ACTORS if role in roles):
            for target in (roles[role] for role in _TARGETS if role in roles):
                self.quads.add(Quad(pair(actor, target), _EVENT, statement.object, COUNTS))

    def all(self) -> set[Quad]:
        """The whole graph, where these are all documents."""
        return self.quads | {
            quad for counted, number in self.numbers.items() for quad in counted_quads(counted, number)
        }


def _first(claim: Claim) -> date | None:
    return bounds(claim.date.edtf)[0] if claim.date else None


def _about(statement: Statement) -> set[NamedNode]:
    """What a statement is about: both of its sides, and what its object is a status, an office or an event of."""
    parts = {o for s, p, o in statement.triples if s == statement.object and p in _PARTS}
    return {each for each in {statement.subject, statement.object, *parts} if isinstance(each, NamedNode)}


def known_quads(quads: Iterable[Quad], ontology: Ontology) -> set[Quad]:
    """What graphs of reference data or of the ontology itself say that claims may say, or deny, too."""
    relations = {kg(name) for name in ontology.relations}
    return {
        Quad(_said(q.subject, q.predicate, q.object), _KNOWN, q.graph_name, COUNTS)
        for q in quads
        if q.predicate in relations and isinstance(q.graph_name, NamedNode)
    }


def _said(subject: Term, relation: Term, object_: Term) -> NamedNode:
    return thing(f"said/{digest(str(subject), str(relation), str(object_))}")


def counted_quads(counted: Counted, number: int) -> list[Quad]:
    """How it is written that something is counted so often: nothing where it is not."""
    if not number:
        return []
    parts, how = counted
    node = count_node(counted)
    return [*(Quad(node, p, o, COUNTS) for p, o in parts), Quad(node, how, integer(number), COUNTS)]


def count_node(counted: Counted) -> NamedNode:
    """The node of what is counted."""
    return thing(f"count/{digest(*(f'{p} {o}' for p, o in counted[0]))}")


def number_in(quads: Collection[Quad]) -> int:
    """The number that the quads of one node and one way of counting tell."""
    return sum(int(quad.object.value) for quad in quads if isinstance(quad.object, Literal))
