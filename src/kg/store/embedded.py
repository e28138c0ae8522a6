"""The store: Oxigraph on disk, one named graph a document, and the accepted view as its default graph.

Every change is one SPARQL Update request, which the engine applies whole or not at all, even if the process is killed:
the document's graph, what changes in the accepted view, and the book-keeping. So a store holds whole documents only,
and its view is always that of the documents in it.

The view is changed by keys (see :mod:`kg.core.rdf_view`): only what a document touches is derived again. To find the
claims of a key at once, the graph ``graph/index`` lists them; it also names the policy of the view. It belongs to
the store alone and is never exported.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from kg.core.errors import QueryError, StoreError, ValidationError
from kg.core.model import ID_BASE, Claim, Document, Extraction
from kg.core.ontology import Ontology
from kg.core.rdf import IDENTIFIER, claims_from_quads, document_from_quads, document_quads
from kg.core.rdf_terms import DEFAULT, LABEL, TYPE, document_graph, kg, local_name, order, thing
from kg.core.rdf_view import Statement, accepted_node, accepted_quads, source_count
from kg.store.change import INDEX, Change, Memory, index_quads, policy_quad
from kg.store.folder import open_database, translated
from kg.store.results import AcceptedRow, IngestResult, Outcome, RemovalReport

Check = Callable[[Sequence[Quad]], Sequence[object]]
"""What is asked before a document is stored: its quads in, its violations (printable) out."""

_DOC = ID_BASE + "doc/"


class Store:
    """An open store. Use :meth:`open`, and ``with``, or :meth:`close` it: while open for writing it is locked."""

    def __init__(self, path: Path, database: ox.Store, check: Check | None, ontology: Ontology | None) -> None:
        self.path = path
        self._database: ox.Store | None = database
        self._check = check
        self._ontology = ontology
        self._memory = Memory()

    # --- opening and closing ---

    @classmethod
    def open(
        cls,
        path: Path | str,
        read_only: bool = False,
        *,
        check: Check | None = None,
        ontology: Ontology | None = None,
    ) -> Store:
        """Open the store in a folder; made if it is not there, unless ``read_only``.

        ``check`` is applied to every document before it is stored (``kg.check.shape_checker``). ``ontology`` is the
        packaged one by default. A store whose view was made under another policy or ontology derives it anew when it
        is opened for writing. Raises StoreError.
        """
        path = Path(path)
        store = cls(path, open_database(path, read_only), check, ontology)
        if not read_only:
            with translated(path):
                store._renew_policy()
        return store

    def close(self) -> None:
        """Release the lock. Closing twice is harmless."""
        self._database = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def ontology(self) -> Ontology:
        if self._ontology is None:
            self._ontology = Ontology.load()
        return self._ontology

    @property
    def database(self) -> ox.Store:
        """The engine itself. Raises StoreError once the store is closed."""
        if self._database is None:
            raise StoreError("the store has been closed", where=str(self.path), remedy="open it again")
        return self._database

    # --- changing ---

    def ingest(self, extraction: Extraction) -> IngestResult:
        """Store what was extracted from one document: all of it, or nothing where an error is raised.

        The same text with the same claims changes nothing; with other claims (a newer extractor) it is replaced. A
        changed text of the same address takes the place of the old one. A text that came under two addresses is one
        document, at the first of the two in the alphabet, so that the order in which they come does not matter.

        Raises ValidationError where the check objects, DataError where RDF cannot hold a value, StoreError.
        """
        with translated(self.path):
            extraction = self._with_settled_address(extraction)
            document = extraction.document
            graph = document_graph(document.id)
            new = document_quads(extraction)
            old = set(self.database.quads_for_pattern(None, None, None, graph))
            count = sum(1 for quad in new if quad.predicate == TYPE and quad.object == kg("Claim"))
            if old == set(new):
                return IngestResult(Outcome.UNCHANGED, document.id, count)
            self._validate(new, document)
            earlier = self._documents_at(document.uri) - {document.id}
            drop = earlier | ({document.id} if old else set())
            change = Change(self.database, self.ontology, self._memory, drop, new, document.id)
            self._apply(change)
        outcome = Outcome.REPLACED if drop else Outcome.ADDED
        return IngestResult(outcome, document.id, count, tuple(sorted(earlier)))

    def remove(self, document_id: str, preview: bool = False) -> RemovalReport:
        """Remove a document and what it alone supports; with ``preview``, only tell what that would be.

        Raises StoreError where there is no such document.
        """
        with translated(self.path):
            document = self.document(document_id)
            claims = self.claims(document_id)
            change = Change(self.database, self.ontology, self._memory, {document_id}, [], None)
            before = {accepted_node(s).value: s for s in change.statements_before}
            after = {accepted_node(s).value: s for s in change.statements_after}
            report = RemovalReport(
                document=document,
                claims=len(claims),
                falls=self._rows(before.keys() - after.keys(), before, {}),
                survives=self._rows(self._supported_by(document_id, before) & after.keys(), after, change.documents),
                returns=self._rows(after.keys() - before.keys(), after, change.documents),
                preview=preview,
            )
            if not preview:
                self._apply(change)
        return report

    def replace_graph(self, graph: NamedNode, quads: Iterable[Quad]) -> bool:
        """Make the triples of ``quads`` the whole of a named graph (``REFERENCE``, ``ONTOLOGY_GRAPH``).

        Blank nodes get IRIs that depend on what they say. Returns whether anything changed.
        """
        if graph.value.startswith(_DOC) or graph == INDEX:
            raise StoreError(f"<{graph.value}> is kept by the store itself", where=str(self.path))
        new = _skolemised(quads, graph)
        with translated(self.path):
            if new == set(self.database.quads_for_pattern(None, None, None, graph)):
                return False
            lines = " ".join(f"{q.subject} {q.predicate} {q.object} ." for q in sorted(new, key=order))
            self.database.update(f"DROP SILENT GRAPH {graph} ; INSERT DATA {{ GRAPH {graph} {{ {lines} }} }}")
        return True

    def rebuild(self) -> None:
        """Derive the accepted view and the index anew from the documents, in one step."""
        with translated(self.path):
            claims = self.claims()
            documents = {document.id: document for document in self.documents()}
            view = accepted_quads(claims, self.ontology, documents)
            index = [*index_quads(claims, self.ontology), policy_quad(self.ontology)]
            body = " ".join(f"{q.subject} {q.predicate} {q.object} ." for q in view)
            kept = " ".join(f"{q.subject} {q.predicate} {q.object} ." for q in index)
            self.database.update(
                f"CLEAR DEFAULT ; DROP SILENT GRAPH {INDEX} ; INSERT DATA {{ {body} GRAPH {INDEX} {{ {kept} }} }}"
            )

    # --- reading ---

    def documents(self) -> list[Document]:
        """The documents in the store, sorted by id; their texts are not kept."""
        return [self.document(document_id) for document_id in self._document_ids()]

    def document(self, document_id: str) -> Document:
        """One document by its id. Raises StoreError where it is not in the store."""
        graph = document_graph(document_id)
        if not self.database.contains_named_graph(graph):
            raise StoreError(
                f"there is no document {document_id}", where=str(self.path), remedy="`kg query documents` lists them"
            )
        return document_from_quads(document_id, self.database.quads_for_pattern(graph, None, None, graph))

    def claims(self, document_id: str | None = None) -> list[Claim]:
        """The claims of one document (or of all), sorted by document and position."""
        ids = [document_id] if document_id else self._document_ids()
        return [claim for each in ids for claim in claims_from_quads(self._graph(each))]

    def claim(self, claim_id: str) -> Claim:
        """One claim by its id, or by as many of its first digits as no other claim has. Raises StoreError."""
        node = thing(f"claim/{claim_id}")
        found = {q.graph_name for q in self.database.quads_for_pattern(node, TYPE, None, None)}
        ids = [claim_id] if found else self._claims_beginning(claim_id)
        if len(ids) != 1:
            problem = f"{len(ids)} claims begin with {claim_id!r}" if ids else f"there is no claim {claim_id!r}"
            raise StoreError(problem, where=str(self.path), remedy="`kg query claims-of-document` shows claims' ids")
        graph = next(self.database.quads_for_pattern(thing(f"claim/{ids[0]}"), TYPE, None, None)).graph_name
        quads = self.database.quads_for_pattern(None, None, None, graph)
        return next(claim for claim in claims_from_quads(quads) if claim.id == ids[0])

    def query(
        self, sparql: str, prefixes: Mapping[str, str] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Evaluate a SPARQL query (not an update). Raises QueryError with the place where it is malformed.

        What a query may contain is decided in :mod:`kg.query`; nothing is refused here.
        """
        with translated(self.path):
            try:
                return self.database.query(sparql, prefixes=dict(prefixes) if prefixes else None)
            except SyntaxError as error:
                raise QueryError(f"the query is malformed: {error}", remedy="correct it") from error
            except RuntimeError as error:
                raise QueryError(f"the query cannot be answered: {error}", remedy="correct it") from error

    def quads(self) -> list[Quad]:
        """Everything but the store's book-keeping: documents, view, reference data, ontology; sorted."""
        return sorted((quad for quad in self.database if quad.graph_name != INDEX), key=order)

    def view(self) -> list[Quad]:
        """The accepted view, sorted."""
        return sorted(self.database.quads_for_pattern(None, None, None, DEFAULT), key=order)

    # --- helpers ---

    def _apply(self, change: Change) -> None:
        self.database.update(change.update())
        change.remember()

    def _renew_policy(self) -> None:
        wanted = policy_quad(self.ontology)
        if wanted in self.database:
            return
        if any(True for _ in self._document_ids()):
            self.rebuild()
        else:
            self.database.update(
                f"DROP SILENT GRAPH {INDEX} ;"
                f"INSERT DATA {{ GRAPH {INDEX} {{ {wanted.subject} {wanted.predicate} {wanted.object} }} }}"
            )

    def _validate(self, quads: Sequence[Quad], document: Document) -> None:
        violations = self._check(quads) if self._check else ()
        if violations:
            more = f" (and {len(violations) - 1} more)" if len(violations) > 1 else ""
            raise ValidationError(
                f"{violations[0]}{more}", where=document.name, remedy="nothing of it was stored; report the sentence"
            )

    def _with_settled_address(self, extraction: Extraction) -> Extraction:
        document = extraction.document
        if not self.database.contains_named_graph(document_graph(document.id)):
            return extraction
        known = self.document(document.id)
        if known.uri >= document.uri:
            return extraction
        return dataclasses.replace(extraction, document=dataclasses.replace(document, uri=known.uri, name=known.name))

    def _documents_at(self, uri: str) -> set[str]:
        quads = self.database.quads_for_pattern(None, IDENTIFIER, Literal(uri), None)
        return {q.graph_name.value.removeprefix(_DOC) for q in quads
                if isinstance(q.graph_name, NamedNode) and q.graph_name.value.startswith(_DOC)}  # fmt: skip

    def _document_ids(self) -> list[str]:
        graphs = (g.value for g in self.database.named_graphs() if isinstance(g, NamedNode))
        return sorted(graph.removeprefix(_DOC) for graph in graphs if graph.startswith(_DOC))

    def _graph(self, document_id: str) -> Iterator[Quad]:
        return self.database.quads_for_pattern(None, None, None, document_graph(document_id))

    def _claims_beginning(self, start: str) -> list[str]:
        if not start:
            return []
        nodes = (q.subject for q in self.database.quads_for_pattern(None, TYPE, kg("Claim"), None))
        ids = {node.value.removeprefix(ID_BASE + "claim/") for node in nodes if isinstance(node, NamedNode)}
        return sorted(each for each in ids if each.startswith(start))

    def _supported_by(self, document_id: str, statements: Mapping[str, Statement]) -> set[str]:
        return {iri for iri, s in statements.items() if any(c.document == document_id for c in s.claims)}

    def _rows(
        self, iris: Iterable[str], statements: Mapping[str, Statement], documents: Mapping[str, Document]
    ) -> tuple[AcceptedRow, ...]:
        return tuple(sorted(self._row(statements[iri], documents) for iri in iris))

    def _row(self, statement: Statement, documents: Mapping[str, Document]) -> AcceptedRow:
        dates = sorted({c.date.edtf for c in statement.claims if c.date})
        return AcceptedRow(
            subject=self._label(statement.subject),
            relation=statement.relation,
            object=self._object_words(statement),
            date=", ".join(dates),
            iri=accepted_node(statement).value,
            sources=source_count(statement.claims, documents) if documents else 0,
        )

    def _object_words(self, statement: Statement) -> str:
        """The other side of a statement: of the one whose sides are sorted, and with the thing disputed."""
        claim = statement.claims[0]
        if claim.object is None:
            return ""
        other = claim.subject if claim.object.iri == statement.subject.value else claim.object
        words = self._label(NamedNode(other.iri))
        disputed = claim.place if claim.relation == "disputes" and statement.object != NamedNode(other.iri) else None
        return f"{words} over {self._label(NamedNode(disputed.iri))}" if disputed else words

    def _label(self, node: NamedNode) -> str:
        labels = {q.object.value for q in self.database.quads_for_pattern(node, LABEL, None, None)
                  if isinstance(q.object, Literal)}  # fmt: skip
        return min(labels, key=lambda name: (-len(name), name), default=local_name(node))


def _skolemised(quads: Iterable[Quad], graph: NamedNode) -> set[Quad]:
    """The triples of ``quads`` in ``graph``, each blank node named by its canonical label."""
    data = ox.Dataset(Quad(q.subject, q.predicate, q.object, DEFAULT) for q in quads)
    data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    base = graph.value.removeprefix(ID_BASE).replace("/", "-")

    def named(node: object) -> object:
        return thing(f"genid/{base}-{node.value}") if isinstance(node, ox.BlankNode) else node

    return {Quad(named(q.subject), q.predicate, named(q.object), graph) for q in data}  # type: ignore[arg-type]
