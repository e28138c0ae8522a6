"""What the graph holds of one thing, or of one document: for pages, and as RDF to take along.

Everything is looked up by the thing, never by going through the whole store, and bounded: a state of a large graph has
hundreds of thousands of claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad

from kg.app.explain import source_document
from kg.app.verbs import App
from kg.core.errors import DataError
from kg.core.model import ID_BASE, ONTOLOGY, Claim, Document
from kg.core.rdf import best_label, claims_from_quads, document_from_quads
from kg.core.rdf_terms import ALT_LABEL, DEFAULT, ISO_CODE, LABEL, REFERENCE, TYPE, kg, local_name, term, thing
from kg.store import Store

MOST_CLAIMS = 20_000
"""How many claims of one thing are looked at."""
_BRIEF = 60
_ROLES = ("claimSubject", "claimObject", "holder", "place", "officeOf", "subjectState", "objectState")
_DOC = ID_BASE + "doc/"
_NAMES = (LABEL, ALT_LABEL)
_PATH = re.compile(r"[a-z]+/[^\s<>\"{}|^`\\\x00-\x20]{1,400}")
_SCALES = (kg("date"), kg("dateFrom"), kg("dateTo"), kg("sourceCount"), kg("supportedBy"), term("dcterms:issued"))


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by its names. ``shown`` is what a page calls it: all names side by side where it is a place."""

    iri: str
    shown: str
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    code: str | None = None

    @property
    def brief(self) -> str:
        """What a table calls it: the fullest of its names that is not long. The names of places stay side by side."""
        short = [name for name in self.names if len(name) <= _BRIEF]
        return best_label(short) if short and len(self.shown) > _BRIEF and self.shown in self.names else self.shown


@dataclass(frozen=True, slots=True)
class Said:
    """A claim, its document, and whether it supports an accepted statement."""

    claim: Claim
    document: Document
    accepted: bool
    says: str


@dataclass(frozen=True, slots=True)
class Statement:
    """An accepted statement about a thing: subject, label of the relation, of what, where, when, how many sources."""

    subject: Named
    relation: str
    objects: tuple[Named, ...]
    places: tuple[Named, ...]
    date: str
    sources: str


@dataclass(frozen=True, slots=True)
class ThingPage:
    """One page of what there is about a thing."""

    named: Named
    statements: tuple[Statement, ...]
    facts: tuple[tuple[str, tuple[Named | str, ...]], ...]
    """Label of a property, and its values, in the view and the reference data."""
    claims: tuple[Said, ...]
    total: int
    """How many claims there are, on all pages; ``MOST_CLAIMS`` may mean more."""


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document, its claims by position, and its text where the file is at hand and may be shown."""

    document: Document
    claims: tuple[Said, ...]
    text: str | None
    body: int
    """Where the text proper begins, after a front matter."""


class Things:
    """What one open store holds of things. Names that were looked up are remembered."""

    def __init__(self, app: App, store: Store) -> None:
        self.app, self.store, self.database = app, store, store.database
        self._known: dict[str, Named] = {}
        self._documents: dict[str, Document] = {}

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {name: found.label for name, found in self.app.ontology.terms.items()}

    def node(self, path: str) -> NamedNode | None:
        """The IRI of a path such as ``state/JP``; None where the path cannot be one."""
        try:
            return thing(path) if _PATH.fullmatch(path) else None
        except ValueError:
            return None

    def named(self, node: NamedNode) -> Named:
        """What a thing is called. A place bears the names that all sides use, side by side, in the alphabet's order."""
        if node.value not in self._known:
            self._known[node.value] = self._named(node)
        return self._known[node.value]

    def page(self, path: str, first: int = 0, most: int = 50) -> ThingPage | None:
        """What there is about a thing, with ``most`` of its claims from the ``first`` on; None if there is nothing."""
        node = self.node(path)
        if node is None:
            return None
        found = self._claims_about(node)
        if not found and not any(True for _ in self._own(node)):
            return None
        claims = tuple(self._said(claim, graph) for claim, graph in found[first : first + most])
        return ThingPage(self.named(node), self._statements(node), self._facts(node), claims, len(found))

    def quads(self, path: str, most: int) -> tuple[list[Quad], bool] | None:
        """What there is about a thing as RDF, with at most ``most`` claims, and whether there are more.

        Of a document, all of its graph. None where there is nothing.
        """
        node = self.node(path)
        if node is None:
            return None
        if path.startswith("doc/") and self.database.contains_named_graph(node):
            return list(self.database.quads_for_pattern(None, None, None, node)), False
        quads = set(self._own(node))
        for statement in self._accepted_nodes(node):
            quads |= set(self.database.quads_for_pattern(statement, None, None, DEFAULT))
            for quad in list(quads):
                if quad.predicate == kg("acceptedObject") and isinstance(quad.object, NamedNode):
                    quads |= set(self.database.quads_for_pattern(quad.object, None, None, DEFAULT))
        claims = self._claims_about(node)
        for claim, graph in claims[:most]:
            quads |= set(self._claim_quads(claim, graph))
        return (list(quads), len(claims) > most) if quads else None

    def document(self, document_id: str, *, words: bool = True) -> DocumentPage | None:
        """A document with its claims; with ``words``, its text too. None where it is not in the store."""
        node = self.node(f"doc/{document_id}")
        if node is None or not self.database.contains_named_graph(node):
            return None
        document = self._document(node)
        accepted = [(claim, self._is_accepted(claim.id)) for claim in self.store.claims(document_id)]
        said = tuple(Said(claim, document, yes, self._sentence(claim)) for claim, yes in accepted)
        source = source_document(self.app, document) if words else None
        return DocumentPage(document, said, source.text if source else None, source.body if source else 0)

    def claim_document(self, claim_id: str) -> str | None:
        """The id of the document that a claim is in."""
        node = self.node(f"claim/{claim_id}")
        quads = self.database.quads_for_pattern(node, TYPE, kg("Claim"), None) if node else ()
        graphs = [q.graph_name.value for q in quads if isinstance(q.graph_name, NamedNode)]
        return min(graphs).removeprefix(_DOC) if graphs else None

    def documents(self, most: int) -> tuple[list[tuple[Document, int]], int]:
        """The newest documents with the numbers of their claims, and how many documents there are in all."""
        graphs = sorted(g.value for g in self.database.named_graphs()
                        if isinstance(g, NamedNode) and g.value.startswith(_DOC))  # fmt: skip
        documents = [self._document(NamedNode(graph)) for graph in graphs[:MOST_CLAIMS]]
        documents.sort(key=lambda d: (d.published or "", d.name, d.id), reverse=True)
        counted = [(d, self._count(NamedNode(_DOC + d.id))) for d in documents[:most]]
        return counted, len(graphs)

    # --- helpers ---

    def _count(self, graph: NamedNode) -> int:
        return sum(1 for _ in self.database.quads_for_pattern(None, TYPE, kg("Claim"), graph))

    def _own(self, node: NamedNode) -> Iterator[Quad]:
        for graph in (DEFAULT, REFERENCE):
            yield from self.database.quads_for_pattern(node, None, None, graph)

    def _document(self, graph: NamedNode) -> Document:
        if graph.value not in self._documents:
            quads = self.database.quads_for_pattern(graph, None, None, graph)
            self._documents[graph.value] = document_from_quads(graph.value.removeprefix(_DOC), quads)
        return self._documents[graph.value]

    def _claims_about(self, node: NamedNode) -> list[tuple[NamedNode, NamedNode]]:
        """Claims in which a thing has a part, with their graphs: those of the newest documents first."""
        found: dict[NamedNode, NamedNode] = {}
        for role in _ROLES:
            for quad in self.database.quads_for_pattern(None, kg(role), node, None):
                claim, graph = quad.subject, quad.graph_name
                if isinstance(claim, NamedNode) and isinstance(graph, NamedNode) and _is_claim(claim, graph):
                    found[claim] = graph
                if len(found) >= MOST_CLAIMS:
                    break
        items = sorted(found.items(), key=lambda item: (item[1].value, item[0].value))
        return sorted(items, key=lambda item: self._document(item[1]).published or "", reverse=True)

    def _claim_quads(self, claim: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        evidence = NamedNode(claim.value.replace("/claim/", "/evidence/"))
        own = list(self.database.quads_for_pattern(claim, None, None, graph))
        nodes = {q.object for q in own if q.predicate.value.removeprefix(ONTOLOGY) in _ROLES}
        yield from own
        for node in (evidence, *sorted(nodes, key=str)):
            if isinstance(node, NamedNode):
                yield from self.database.quads_for_pattern(node, None, None, graph)

    def _said(self, node: NamedNode, graph: NamedNode) -> Said:
        claim = claims_from_quads(self._claim_quads(node, graph))[0]
        return Said(claim, self._document(graph), self._is_accepted(claim.id), self._sentence(claim))

    def _is_accepted(self, claim_id: str) -> bool:
        found = self.database.quads_for_pattern(None, kg("supportedBy"), thing(f"claim/{claim_id}"), DEFAULT)
        return any(True for _ in found)

    def _sentence(self, claim: Claim) -> str:
        from kg.view.sources import claim_sentence, style

        relation = claim.relation if claim.relation in style()["claims"] else self._labels[claim.relation]
        note: dict[str, object] = {"relation": relation, "subject": claim.subject.name}
        note |= self._other_names("subject", claim.subject.iri)
        if claim.object:
            note |= {"object": claim.object.name, **self._other_names("object", claim.object.iri)}
        return claim_sentence(note)

    def _other_names(self, side: str, iri: str) -> dict[str, object]:
        named = self.named(NamedNode(iri))
        return {f"{side}_names": named.names} if self._is_place(named.kinds) else {}

    def _is_place(self, kinds: Iterable[str]) -> bool:
        return any(self.app.ontology.is_a(kind, "Place") for kind in kinds)

    def _named(self, node: NamedNode) -> Named:
        if node.value.startswith(ONTOLOGY):
            name = self._labels.get(local_name(node), local_name(node))
            return Named(node.value, name, (name,), ())
        if node.value.startswith(_DOC):
            document = self._document(node)
            name = document.title or document.name or local_name(node)
            return Named(node.value, name, (name,), ("SourceDocument",))
        if not node.value.startswith(ID_BASE):
            return Named(node.value, node.value, (node.value,), ())
        labels, others, kinds, codes = set[str](), set[str](), set[str](), set[str]()
        for quad in self._described(node):
            value = quad.object
            if quad.predicate == TYPE and isinstance(value, NamedNode):
                kinds.add(local_name(value))
            elif isinstance(value, Literal):
                {LABEL: labels, ALT_LABEL: others, ISO_CODE: codes}.get(quad.predicate, set()).add(value.value)
        for use in self.database.quads_for_pattern(None, kg("nameOf"), node, None):
            for text in self.database.quads_for_pattern(use.subject, kg("nameText"), None, None):
                if isinstance(text.object, Literal):
                    others.add(text.object.value)
        name = best_label(labels) if labels else local_name(node)
        names = tuple(sorted(labels | others or {name}, key=lambda n: (n.casefold(), n)))
        shown = self._side_by_side(name, names) if self._is_place(kinds) else name
        return Named(node.value, shown, names, tuple(sorted(kinds)), min(codes, default=None))

    def _described(self, node: NamedNode) -> list[Quad]:
        """The names, kinds and codes of a thing: of the view and the reference data, else of the first documents."""
        quads = [q for q in self._own(node) if q.predicate in (*_NAMES, TYPE, ISO_CODE)]
        if any(q.predicate == LABEL for q in quads):
            return quads
        for number, quad in enumerate(self.database.quads_for_pattern(node, None, None, None)):
            if number >= 200:
                break
            quads.append(quad)
        return quads

    @staticmethod
    def _side_by_side(name: str, names: Sequence[str]) -> str:
        from kg.view.words import all_names, side_by_side

        return side_by_side(all_names(name, names))

    def _accepted_nodes(self, node: NamedNode) -> list[NamedNode]:
        """The accepted statements about a thing, as subject, object, or in the event, status... that is the object."""
        found: set[NamedNode] = set()
        ends = [node]
        for quad in self.database.quads_for_pattern(None, None, node, DEFAULT):
            if isinstance(quad.subject, NamedNode) and quad.predicate.value.startswith(ONTOLOGY):
                ends.append(quad.subject)
            if len(ends) > MOST_CLAIMS:
                break
        for prop, values in (("acceptedSubject", ends[:1]), ("acceptedObject", ends)):
            for value in values:
                for quad in self.database.quads_for_pattern(None, kg(prop), value, DEFAULT):
                    if isinstance(quad.subject, NamedNode) and (value == node or not self._has_label(value)):
                        found.add(quad.subject)
        return sorted(found, key=str)[:MOST_CLAIMS]

    def _has_label(self, node: NamedNode) -> bool:
        return any(True for _ in self.database.quads_for_pattern(node, LABEL, None, DEFAULT))

    def _statements(self, node: NamedNode, most: int = 200) -> tuple[Statement, ...]:
        rows = [self._statement(each) for each in self._accepted_nodes(node)[:most]]
        return tuple(sorted(rows, key=lambda row: (row.date or "9999", row.relation, row.subject.shown)))

    def _statement(self, node: NamedNode) -> Statement:
        own = {quad.predicate: quad.object for quad in self.database.quads_for_pattern(node, None, None, DEFAULT)}
        subject, target = own[kg("acceptedSubject")], own[kg("acceptedObject")]
        assert isinstance(subject, NamedNode) and isinstance(target, NamedNode)
        objects, places = {target}, set[NamedNode]()
        relation, date = own[kg("acceptedRelation")], own.get(kg("date"))
        if not target.value.startswith(ONTOLOGY) and not self._has_label(target):  # an event, a status, a position...
            objects = set()
            for quad in self.database.quads_for_pattern(target, None, None, DEFAULT):
                skipped = quad.predicate in (TYPE, kg("eventType"), *_SCALES) or quad.predicate.value.endswith("State")
                if isinstance(quad.object, NamedNode) and not skipped and quad.object not in (subject, relation):
                    (places if quad.predicate == kg("place") else objects).add(quad.object)
        return Statement(
            self.named(subject), self._labels.get(local_name(relation), local_name(relation)),
            self._all_named(objects), self._all_named(places), date.value if isinstance(date, Literal) else "",
            getattr(own.get(kg("sourceCount")), "value", ""),
        )  # fmt: skip

    def _all_named(self, nodes: Iterable[NamedNode]) -> tuple[Named, ...]:
        return tuple(self.named(node) for node in sorted(nodes, key=str))

    def _facts(self, node: NamedNode) -> tuple[tuple[str, tuple[Named | str, ...]], ...]:
        facts: dict[str, set[Named | str]] = {}
        for quad in self._own(node):
            if quad.predicate in (*_NAMES, TYPE, ISO_CODE):
                continue
            label = self._labels.get(local_name(quad.predicate), local_name(quad.predicate))
            value = quad.object
            shown = self.named(value) if isinstance(value, NamedNode) else getattr(value, "value", str(value))
            facts.setdefault(label, set()).add(shown)
        return tuple(
            (label, tuple(sorted(values, key=lambda v: v if isinstance(v, str) else v.shown)))
            for label, values in sorted(facts.items())
        )


def _is_claim(node: NamedNode, graph: NamedNode) -> bool:
    return graph.value.startswith(_DOC) and node.value.startswith(ID_BASE + "claim/")


def find(store: Store, words: str) -> list[NamedNode]:
    """The things that are called so: by a name, a code or an id, in any case. QueryError where nothing is."""
    from kg.query import Parameter, bind

    parameter = Parameter("name", "thing", "what to find")
    found = bind([parameter], {"name": words}, store, "find")["name"]
    nodes = []
    for written in found:
        if not written.startswith("<"):
            raise DataError("no IRI", where=written)
        nodes.append(NamedNode(written[1:-1]))
    return nodes


__all__ = ["MOST_CLAIMS", "DocumentPage", "Named", "Said", "Statement", "ThingPage", "Things", "find"]
