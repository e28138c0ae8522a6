"""What changes in a store when documents leave it and one comes: worked out first, then applied in one request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from kg.core.model import ID_BASE, ONTOLOGY, Claim, Document
from kg.core.ontology import Ontology
from kg.core.rdf import DESCRIPTION, Properties, claims_from_quads, document_from_quads, index
from kg.core.rdf_terms import ALT_LABEL, DEFAULT, ISO_CODE, LABEL, TYPE, Term, digest, document_graph, order, thing
from kg.core.rdf_view import (
    POLICY,
    Key,
    Statement,
    accepted_description,
    accepted_things,
    key_of,
    key_statements,
    statement_quads,
)

INDEX = thing("graph/index")
_MEMBER, _POLICY = thing("graph/index#member"), thing("graph/index#policy")
_DOC = ID_BASE + "doc/"


def index_quads(claims: Iterable[Claim], ontology: Ontology) -> list[Quad]:
    """The entries of the index for some claims: key -> claim."""
    return [Quad(_key_node(key_of(claim, ontology)), _MEMBER, thing(f"claim/{claim.id}"), INDEX) for claim in claims]


def policy_quad(ontology: Ontology) -> Quad:
    """Under what policy the view was derived: its number, and what it reads from the ontology."""
    facts = [
        f"{name} {ontology.symmetric(name)} {ontology.inverse(name)}"
        for name in sorted({*ontology.relations, *ontology.event_types})
    ]
    return Quad(INDEX, _POLICY, Literal(digest(POLICY, *facts)), INDEX)


def _key_node(key: Key) -> NamedNode:
    return thing(f"key/{digest(*key)}")


class Memory:
    """What a writer remembers of the store, so that a run over many documents reads each key once.

    Only the newest entries are kept: ``limit`` claims, some 1 kB each.
    """

    def __init__(self, limit: int = 100_000) -> None:
        self._limit, self._size = limit, 0
        self._claims: dict[Key, tuple[Claim, ...]] = {}
        self.documents: dict[str, Document] = {}

    def get(self, key: Key) -> tuple[Claim, ...] | None:
        return self._claims.get(key)

    def put(self, key: Key, claims: tuple[Claim, ...]) -> None:
        self._size += len(claims) - len(self._claims.pop(key, ()))
        self._claims[key] = claims
        while self._size > self._limit:
            oldest = next(iter(self._claims))
            self._size -= len(self._claims.pop(oldest))


class Change:
    """The step from the store as it is to the store without ``drop`` and with the ``new`` quads of one document.

    Nothing is written here; :meth:`update` is the request that does it.
    """

    def __init__(
        self,
        database: ox.Store,
        ontology: Ontology,
        memory: Memory,
        drop: Collection[str],
        new: Collection[Quad],
        new_id: str | None,
    ) -> None:
        self._database = database
        self._memory = memory
        self._ontology = ontology
        self._drop = frozenset(drop)
        self._new = new
        self._new_id = new_id
        self._old = [q for d in sorted(drop) for q in database.quads_for_pattern(None, None, None, document_graph(d))]
        self._old_documents: dict[str, Document] = {}
        self.documents: dict[str, Document] = {}
        """The documents behind the statements after the change, by id."""
        self.statements_before: list[Statement] = []
        self.statements_after: list[Statement] = []
        self._after: dict[Key, tuple[Claim, ...]] = {}
        self._old_claims, self._new_claims = claims_from_quads(self._old), claims_from_quads(new)
        self._derive()
        before = {q for s in self.statements_before for q in statement_quads(s, self._old_documents)}
        after = {q for s in self.statements_after for q in statement_quads(s, self.documents)}
        self._gone, self._come = before - after, after - before
        self._describe(before, after)

    def update(self) -> str:
        """One SPARQL Update request for the whole change."""
        old = set(index_quads(self._old_claims, self._ontology))
        new = set(index_quads(self._new_claims, self._ontology))
        gone, come = self._gone | (old - new), self._come | (new - old) | set(self._new)
        parts = [f"DROP SILENT GRAPH {document_graph(d)}" for d in sorted(self._drop)]
        parts += [f"DELETE DATA {{ {_data(gone)} }}"] if gone else []
        parts += [f"INSERT DATA {{ {_data(come)} }}"] if come else []
        return " ;\n".join(parts)

    def remember(self) -> None:
        """Note in the memory how the touched keys stand; to be called when the change was made."""
        for key, claims in self._after.items():
            self._memory.put(key, claims)
        self._memory.documents = {
            d: known for d, known in self._memory.documents.items() if d not in self._drop
        } | self.documents

    def _derive(self) -> None:
        """Statements before and after, of every key that the documents touch."""
        coming: dict[Key, list[Claim]] = defaultdict(list)
        if self._new_id is not None:
            self.documents[self._new_id] = document_from_quads(self._new_id, self._new)
        for claim in self._new_claims:
            coming[key_of(claim, self._ontology)].append(claim)
        for key in sorted({*coming, *(key_of(c, self._ontology) for c in self._old_claims)}, key=str):
            stored = self._claims_of(key)
            after = (*(claim for claim in stored if claim.document not in self._drop), *coming[key])
            self._after[key] = after
            for claim in stored:
                self._know(claim.document)
            self.statements_before += key_statements(stored, self._ontology, self._old_documents)
            self.statements_after += key_statements(after, self._ontology, self.documents)

    def _know(self, document_id: str) -> None:
        """Read a stored document's publisher and date, once."""
        if document_id not in self._old_documents:
            document = self._memory.documents.get(document_id)
            if document is None:
                graph = document_graph(document_id)
                document = document_from_quads(document_id, self._database.quads_for_pattern(graph, None, None, graph))
            self._old_documents[document_id] = document
            if document_id != self._new_id:
                self.documents[document_id] = document

    def _claims_of(self, key: Key) -> tuple[Claim, ...]:
        """The stored claims of a key. Their entities may be bare IRIs: the view's statements need no more."""
        if (known := self._memory.get(key)) is not None:
            return known
        quads: list[Quad] = []
        for entry in self._database.quads_for_pattern(_key_node(key), _MEMBER, None, INDEX):
            assert isinstance(entry.object, NamedNode)
            evidence = NamedNode(entry.object.value.replace("/claim/", "/evidence/"))
            for node in (entry.object, evidence):
                quads += self._database.quads_for_pattern(node, None, None, None)
        return tuple(claims_from_quads(quads))

    # --- descriptions of the things in the view ---

    def _describe(self, before: set[Quad], after: set[Quad]) -> None:
        """Add to the change what becomes of the descriptions of every thing that it touches."""
        described = {q.subject for q in (*self._old, *self._new) if q.predicate == LABEL}
        about = accepted_things(after)
        things = accepted_things(before) | about | {n for n in described if isinstance(n, NamedNode)}
        new_values = index(self._new)
        for node in sorted(things, key=lambda n: n.value):
            if node.value.startswith(ONTOLOGY):
                continue
            old = {q for prop in DESCRIPTION for q in self._database.quads_for_pattern(node, prop, None, DEFAULT)}
            old -= before  # nodes of the view (events...) have a type of their own
            there = node in about or self._is_still_in_view(node)
            new = self._description(node, old, new_values.get(node, {})) if there else set()
            self._gone |= old - new
            self._come |= new - old

    def _is_still_in_view(self, node: NamedNode) -> bool:
        """Whether a statement that the change leaves alone is about the thing."""
        about = self._database.quads_for_pattern(None, None, node, DEFAULT)
        of = self._database.quads_for_pattern(node, None, None, DEFAULT)
        if any(quad not in self._gone for quad in about):
            return True
        return any(quad.predicate not in DESCRIPTION and quad not in self._gone for quad in of)

    def _description(self, node: NamedNode, old: set[Quad], new: Properties) -> set[Quad]:
        """What the documents that will be in the store say of a thing, put together."""
        names = self._values(node, LABEL, old, new)
        if not names:
            return set()
        codes = self._values(node, ISO_CODE, old, new)
        if not codes and any(q.predicate == ISO_CODE for q in old):
            old = set()  # the view has left out its other names until now
        kinds = {kind.removeprefix(ONTOLOGY) for kind in self._values(node, TYPE, old, new)}
        aliases = self._values(node, ALT_LABEL, old, new)
        return {Quad(node, prop, value, DEFAULT) for prop, value in accepted_description(kinds, names, aliases, codes)}

    def _values(self, node: NamedNode, prop: NamedNode, old: set[Quad], new: Properties) -> set[str]:
        """The values of a property of a thing in the documents that will be there, as far as the view needs them.

        Where the view describes the thing already, only its values are looked up, not each of maybe 10^5 documents;
        unless its label goes, since then any name may be the next.
        """
        found = set(new.get(prop.value, ()))
        if old:
            names = (LABEL, ALT_LABEL) if prop in (LABEL, ALT_LABEL) else (prop,)
            candidates = {q.object for q in old if q.predicate in names} - found
            found |= {value for value in candidates if any(True for _ in self._kept(node, prop, value))}
        lost = prop == LABEL and not {q.object for q in old if q.predicate == LABEL} <= found
        if not old or lost:
            found |= {q.object for q in self._kept(node, prop, None)}
        return {value.value for value in found if isinstance(value, Literal | NamedNode)}

    def _kept(self, node: NamedNode, prop: NamedNode, value: Term | None) -> Iterator[Quad]:
        for quad in self._database.quads_for_pattern(node, prop, value, None):
            graph = quad.graph_name
            if not isinstance(graph, NamedNode) or not graph.value.startswith(_DOC):
                continue
            if graph.value.removeprefix(_DOC) not in self._drop:
                yield quad


def _data(quads: Iterable[Quad]) -> str:
    """Quads as the body of ``INSERT DATA`` or ``DELETE DATA``. Terms are written as in N-Quads, escaped."""
    graphs: dict[str, list[str]] = defaultdict(list)
    for quad in sorted(quads, key=order):
        name = "" if quad.graph_name == DEFAULT else str(quad.graph_name)
        graphs[name].append(f"{quad.subject} {quad.predicate} {quad.object} .")
    bodies = {name: " ".join(lines) for name, lines in graphs.items()}
    return "\n".join(f"GRAPH {name} {{ {body} }}" if name else body for name, body in bodies.items())
