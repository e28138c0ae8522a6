"""What is counted ahead, in the graph ``graph/counts``: what questions to the whole graph would else go through all of.

========================= ========================= ====================================================================
subject                   property                  value
========================= ========================= ====================================================================
``count/<hash>``          ``counts#relation``       with ``counts#stance``: how many ``counts#claims`` say so, in how
                                                    many ``counts#documents``
``count/<hash>``          ``counts#kind``           with ``counts#thing``: in how many ``counts#claims`` a thing has a
                                                    part, in documents that call it of this class
``count/<hash>``          ``counts#name``           with ``counts#named``: in how many ``counts#documents`` a thing is
                                                    called so; ``counts#code`` likewise
``doc/<hash>``            ``counts#claims``         how many claims a document makes
``said/<hash>``           ``counts#said``           a claim of this subject, relation and object, in whatever stance
``said/<hash>``           ``counts#denied``         one that says that it is not so
========================= ========================= ====================================================================

Each document adds its own, so that a change needs to look at no document but those that come and go. It is never
exported, since it follows from the documents; queries may ask it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from kg.core.model import ID_BASE, ONTOLOGY
from kg.core.rdf import index
from kg.core.rdf_terms import ISO_CODE, LABEL, TYPE, Term, digest, integer, kg, thing

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
_ROLES = tuple(kg(role).value for role in ("claimSubject", "claimObject", "holder", "place", "officeOf"))
_SUBJECT, _OBJECT, _OF, _SAYS = (kg(p).value for p in ("claimSubject", "claimObject", "claimRelation", "stance"))
_CLAIM, _NEGATED = kg("Claim"), kg("Negated")
_NODES = (f"{ID_BASE}doc/", f"{ID_BASE}claim/", f"{ID_BASE}evidence/", f"{ID_BASE}run/")

Counted = tuple[tuple[tuple[NamedNode, Term], ...], NamedNode]
"""What is counted (properties and values) and how (in claims, in documents)."""


@dataclass(slots=True)
class Counts:
    """What some documents add."""

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
                for prop, how in ((LABEL, _NAME), (ISO_CODE, _CODE)):
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
        if object_ := own.get(_OBJECT):
            said = thing(f"said/{digest(str(own[_SUBJECT][0]), str(own[_OF][0]), str(object_[0]))}")
            self.quads.add(Quad(said, _SAID, claim, COUNTS))
            if own[_SAYS][0] == _NEGATED:
                self.quads.add(Quad(said, _DENIED, claim, COUNTS))

    def all(self) -> set[Quad]:
        """The whole graph, where these are all documents."""
        return self.quads | {
            quad for counted, number in self.numbers.items() for quad in counted_quads(counted, number)
        }


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
