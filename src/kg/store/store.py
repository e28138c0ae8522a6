"""The store: documents as named graphs, the accepted view as the default graph, and the book-keeping of both.

It lies in a database behind the port of :mod:`kg.store.engine`: Oxigraph in a folder or in memory, or a SPARQL 1.1
server. Documents come and go in batches; a batch is one change of the database: the documents' graphs, what changes in
the accepted view, and the book-keeping. In process that is one transaction, even if the program is killed; so a store
holds whole documents only, and its view is always that of the documents in it. A server whose updates are no
transactions is told first which documents are about to change, and what was cut off there is taken out when the store
is next opened.

The view is changed by keys (see :mod:`kg.core.rdf_view`): only what a batch touches is derived again.
"""

from __future__ import annotations

import dataclasses
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from kg.core.errors import KgError, StoreError, ValidationError
from kg.core.model import ID_BASE, Claim, Document, Extraction
from kg.core.ontology import Ontology
from kg.core.rdf import IDENTIFIER, claims_from_quads, document_from_quads, document_quads
from kg.core.rdf_terms import (
    DEFAULT,
    LABEL,
    ONTOLOGY_GRAPH,
    REFERENCE,
    TYPE,
    document_graph,
    kg,
    local_name,
    order,
    thing,
)
from kg.core.rdf_view import Statement, accepted_node, accepted_quads, accepted_statements, source_count
from kg.store.change import Batch, Change, Memory
from kg.store.counts import COUNTS, Counts, known_quads
from kg.store.engine import Answers, Delta, Engine, Graph, Pattern
from kg.store.entries import (
    EXPORTED,
    INDEX,
    MADE_OF,
    MEMBER,
    POLICY_OF,
    READ,
    TOUCHED,
    UNFINISHED,
    VIEW_IN,
    Source,
    is_of_this_format,
    member,
    member_quads,
    policy_quad,
)
from kg.store.oxigraph import Oxigraph
from kg.store.results import AcceptedRow, IngestResult, Outcome, RemovalReport
from kg.store.standing import all_standing
from kg.store.touched import Touched, marked, touched

Check = Callable[[Sequence[Quad]], Sequence[object]]
"""What is asked before a document is stored: its quads in, its violations (printable) out."""
Item = Extraction | tuple[Extraction, Source | Iterable[Source] | None]
BATCH, BATCH_SECONDS = 200, 5.0
"""A batch ends after so many documents, or with the first that comes after so many seconds."""

_DOC = ID_BASE + "doc/"


class Store:
    """An open store. Use :meth:`open`, and ``with``, or :meth:`close` it: while open for writing it is locked."""

    def __init__(self, engine: Engine, check: Check | None = None, ontology: Ontology | None = None) -> None:
        self.engine = engine
        self._check = check
        self._ontology = ontology
        self._memory = Memory()

    # --- opening and closing ---

    @classmethod
    def open(
        cls,
        place: Path | str,
        read_only: bool = False,
        *,
        check: Check | None = None,
        ontology: Ontology | None = None,
        servers: Mapping[str, str] | None = None,
    ) -> Store:
        """Open the store in a folder, made if it is not there, unless ``read_only``; or on a server (``https://...``).

        ``check`` is applied to every document before it is stored (``kg.check.shape_checker``). ``ontology`` is the
        packaged one by default. A store whose view was made under another policy or ontology derives it anew when it
        is opened for writing, and takes out what was cut off in the middle. ``servers`` are the ``update`` and
        ``graphs`` addresses of a server, where they do not follow from its own. Raises StoreError.
        """
        if str(place).startswith(("http://", "https://")):
            from kg.store.remote import Remote

            known = servers or {}
            remote = Remote.open(str(place), read_only, update=known.get("update", ""), graphs=known.get("graphs", ""))
            return cls.on(remote, read_only, check=check, ontology=ontology)
        return cls.on(Oxigraph.open(Path(place), read_only), read_only, check=check, ontology=ontology)

    @classmethod
    def on(
        cls, engine: Engine, read_only: bool = False, *, check: Check | None = None, ontology: Ontology | None = None
    ) -> Store:
        """The store in an open database."""
        store = cls(engine, check, ontology)
        if not read_only:
            store._recover()
            store._renew_policy()
        return store

    def close(self) -> None:
        """Release the database. Closing twice is harmless."""
        self.engine.close()

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
    def where(self) -> str:
        """How errors call the store: its folder or address."""
        return self.engine.where

    @property
    def database(self) -> ox.Store:
        """The Oxigraph store of one that lies in this process. Raises StoreError where it lies on a server."""
        if isinstance(self.engine, Oxigraph):
            return self.engine.database
        raise StoreError("is a server, not a database in this process", where=self.where)

    # --- changing ---

    def ingest(self, extraction: Extraction, source: Source | None = None) -> IngestResult:
        """Store what was extracted from one document: all of it, or nothing where an error is raised.

        The same text with the same claims changes nothing; with other claims (a newer extractor) it is replaced. A
        changed text of the same address takes the place of the old one. A text that came under two addresses is one
        document, at the first of the two in the alphabet, so that the order in which they come does not matter.
        ``source`` is noted, so that :meth:`is_read` knows it again.

        Raises ValidationError where the check objects, DataError where RDF cannot hold a value, StoreError.
        """
        for result in self.ingest_all([(extraction, source)]):
            if isinstance(result, KgError):
                raise result
            return result
        raise AssertionError("one document gives one result")

    def ingest_all(self, items: Iterable[Item], size: int = BATCH) -> Iterator[IngestResult | KgError]:
        """Store many documents, in batches of one transaction each; a result each, in their order, once it is stored.

        The outcome is that of storing them one after another. A document that is refused gives its error in its place
        (ValidationError, DataError), and the others of its batch are stored. Raises StoreError.
        """
        pending = _Pending()
        for item in items:
            extraction, source = item if isinstance(item, tuple) else (item, None)
            ready = self._prepared(extraction)
            if not isinstance(ready, KgError) and pending.touches(ready):
                yield from self._stored(pending)
                pending, ready = _Pending(), self._prepared(extraction)
            pending.add(ready, source)
            if len(pending.results) >= size or time.monotonic() - pending.begun > BATCH_SECONDS:
                yield from self._stored(pending)
                pending = _Pending()
        yield from self._stored(pending)

    def adopt(self, document_id: str, quads: Sequence[Quad], sources: Iterable[Source] = ()) -> None:
        """Put in the graph of a document as another store has it, in place of what is here of it."""
        batch = Batch(new={document_id: list(quads)}, drop={document_id} & set(self.document_ids()))
        batch.sources[document_id] |= set(sources)
        self._apply(Change(self.engine, self.ontology, self._memory, batch))

    def remove(self, document_id: str, preview: bool = False) -> RemovalReport:
        """Remove a document and what it alone supports; with ``preview``, only tell what that would be.

        Raises StoreError where there is no such document.
        """
        document = self.document(document_id)
        claims = self.claims(document_id)
        change = Change(self.engine, self.ontology, self._memory, Batch(drop={document_id}), whole=True)
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

    def remove_all(self, document_ids: Iterable[str], size: int = BATCH) -> None:
        """Remove many documents, in batches of one transaction each; ids that are not there are passed over."""
        wanted = set(document_ids)
        ids = sorted(wanted & set(self.document_ids())) if wanted else []
        for start in range(0, len(ids), size):
            self._apply(Change(self.engine, self.ontology, self._memory, Batch(drop=set(ids[start : start + size]))))

    def replace_graph(self, graph: NamedNode, quads: Iterable[Quad], made_of: str | None = None) -> bool:
        """Make the triples of ``quads`` the whole of a named graph (``REFERENCE``, ``ONTOLOGY_GRAPH``).

        Blank nodes get IRIs that depend on what they say. ``made_of``, a digest of where the quads come from, is noted
        (see :meth:`is_made_of`). Returns whether anything changed.
        """
        if graph.value.startswith(_DOC) or graph in (INDEX, COUNTS):
            raise StoreError(f"<{graph.value}> is kept by the store itself", where=self.where)
        new, old = _skolemised(quads, graph), set(self.engine.graph(graph))
        known, was_known = (known_quads(some, self.ontology) for some in (new, old))
        was = set(self.engine.match(Pattern(graph, MADE_OF, None, INDEX)))
        note = {Quad(graph, MADE_OF, Literal(made_of), INDEX)} if made_of else set()
        self.engine.apply(
            Delta(
                delete=frozenset((old - new) | (was - note) | (was_known - known)),
                insert=frozenset((new - old) | (note - was) | (known - was_known)),
            )
        )
        return new != old

    def are_read(self, sources: Sequence[Source]) -> list[str | None]:
        """For each source the id of the document that was read from it, or None where there is none in the store."""
        patterns = [Pattern(None, READ, source.quad("").object, INDEX) for source in sources]
        found = self.engine.match_all(patterns)
        return [next((_id_of(quad) for quad in quads), None) for quads in found]

    def is_made_of(self, graph: NamedNode, made_of: str) -> bool:
        """Whether a graph was made of what this digest stands for."""
        return any(True for _ in self.engine.match(Pattern(graph, MADE_OF, Literal(made_of), INDEX)))

    def rebuild(self) -> None:
        """Derive the accepted view and the index anew from the documents, in one step."""
        self.mark(None)  # nobody notes what this changes
        self.engine.apply(self._derived())
        self._memory = Memory()

    def mark(self, mark: str | None) -> None:
        """Note that exports, which ``mark`` stands for, were written from the store as it is; None: that none were."""
        if delta := marked(self.engine, mark):
            self.engine.apply(delta)
        self._memory.mark = mark is not None

    def touched(self) -> Touched | None:
        """What has changed since exports were last written; None where nobody noted it, and all may have."""
        return touched(self.engine, _DOC)

    def load(self, path: Path) -> None:
        """Read in an N-Quads file that another store gave, as fast as the database can, into a store without documents.

        What :meth:`dump` wrote has the view and the book-keeping with it; of any other file they are
        derived. It is not one transaction. Raises StoreError.
        """
        if self.document_ids():
            raise StoreError("has documents already", where=self.where, remedy="name a new store")
        self.engine.apply(Delta(delete=frozenset(q for q in self.engine.graph(INDEX) if q.predicate != VIEW_IN)))
        if not path.is_file():
            raise StoreError("no such file", where=str(path), remedy="check the name")
        self.engine.load(path)
        self.mark(None)
        self._renew_policy()

    def dump(self, path: Path) -> None:
        """Write everything, the book-keeping too, to an N-Quads file that :meth:`load` reads. Raises StoreError."""
        new = path.with_name(f".{path.name}.new")
        try:
            self.engine.dump(new)
            new.replace(path)
        except OSError as error:
            raise StoreError(f"cannot be written ({error.strerror})", where=str(path), remedy="name another") from error
        finally:
            new.unlink(missing_ok=True)

    # --- reading ---

    def document_ids(self) -> list[str]:
        """The ids of all documents, sorted."""
        return [graph.removeprefix(_DOC) for graph in self.engine.graphs(_DOC)]

    def documents(self) -> list[Document]:
        """The documents in the store, sorted by id; their texts are not kept."""
        ids = self.document_ids()
        found = self.engine.match_all([Pattern(document_graph(id_), None, None, document_graph(id_)) for id_ in ids])
        return [document_from_quads(id_, quads) for id_, quads in zip(ids, found, strict=True)]

    def document(self, document_id: str) -> Document:
        """One document by its id. Raises StoreError where it is not in the store."""
        graph = document_graph(document_id)
        quads = list(self.engine.match(Pattern(graph, None, None, graph)))
        if not quads:
            remedy = "`kg query documents` lists them"
            raise StoreError(f"there is no document {document_id}", where=self.where, remedy=remedy)
        return document_from_quads(document_id, quads)

    def sources(self) -> dict[Source, str]:
        """Where documents were read, and the id of each."""
        return {Source.noted(note): id_ for note, id_ in self.source_notes().items()}

    def source_notes(self) -> dict[str, str]:
        """The same, each source as :attr:`Source.note` writes it: to read all of them takes ten times as long."""
        quads = self.engine.match(Pattern(None, READ, None, INDEX))
        return {quad.object.value: _id_of(quad) for quad in quads if isinstance(quad.object, Literal)}

    def addresses(self) -> dict[str, str]:
        """The address of each document, by its id."""
        quads = self.engine.match(Pattern(None, IDENTIFIER, None, None))
        return {q.graph_name.value.removeprefix(_DOC): q.object.value for q in quads  # type: ignore[union-attr]
                if isinstance(q.graph_name, NamedNode) and q.graph_name == q.subject}  # fmt: skip

    def counts(self) -> dict[str, int]:
        """How many claims each document has that has any, by its id."""
        quads = self.engine.match(Pattern(None, kg("claimRelation"), None, None))
        graphs = (quad.graph_name for quad in quads)
        return dict(Counter(graph.value.removeprefix(_DOC) for graph in graphs if isinstance(graph, NamedNode)))

    def claims(self, document_id: str | None = None) -> list[Claim]:
        """The claims of one document (or of all), sorted by document and position."""
        ids = [document_id] if document_id else self.document_ids()
        return [claim for each in ids for claim in claims_from_quads(self.engine.graph(document_graph(each)))]

    def bare_claims(self) -> list[Claim]:
        """The claims of all documents, as :meth:`claims` sorts them, but their things are IRIs alone: far quicker."""
        found = [member(quad)[0] for quad in self.engine.match(Pattern(None, MEMBER, None, INDEX))]
        return sorted(found, key=lambda c: (c.document, c.evidence.start, c.evidence.end, c.id))

    def claim(self, claim_id: str) -> Claim:
        """One claim by its id, or by as many of its first digits as no other claim has. Raises StoreError."""
        found = self._claim_graphs(claim_id)
        ids = [claim_id] if found else self._claims_beginning(claim_id)
        if len(ids) != 1:
            problem = f"{len(ids)} claims begin with {claim_id!r}" if ids else f"there is no claim {claim_id!r}"
            raise StoreError(problem, where=self.where, remedy="`kg query claims-of-document` shows claims' ids")
        graph = self._claim_graphs(ids[0])[0]
        return next(claim for claim in claims_from_quads(self.engine.graph(graph)) if claim.id == ids[0])

    def query(self, sparql: str, prefixes: Mapping[str, str] | None = None) -> Answers:
        """Evaluate a SPARQL query (not an update). Raises QueryError with the place where it is malformed.

        What a query may contain is decided in :mod:`kg.query`; nothing is refused here.
        """
        return self.engine.query(sparql, prefixes)

    def quads(self) -> list[Quad]:
        """Everything but the book-keeping and the counts: documents, view, reference data, ontology; sorted."""
        own = {INDEX.value, COUNTS.value}
        graphs: list[Graph] = [DEFAULT, *(NamedNode(name) for name in self.engine.graphs("") if name not in own)]
        return sorted((quad for graph in graphs for quad in self.engine.graph(graph)), key=order)

    def about(self, thing: NamedNode) -> list[Quad]:
        """What the documents and the accepted view say of a thing, in no order."""
        own = self.engine.match_all([Pattern(thing, None, None, graph) for graph in (DEFAULT, None)])
        return [quad for quads in own for quad in quads]

    def graph(self, graph: NamedNode) -> list[Quad]:
        """The quads of one named graph, in no order: none where it is not there."""
        return list(self.engine.graph(graph))

    def view(self) -> list[Quad]:
        """The accepted view, sorted."""
        return sorted(self.engine.graph(DEFAULT), key=order)

    def is_current(self) -> bool:
        """Whether the view was derived under the policy of this program and ontology."""
        return policy_quad(self.ontology) in set(self.engine.match(Pattern(INDEX, POLICY_OF, None, INDEX)))

    def is_counted(self) -> bool:
        """Whether ``graph/counts`` is there: a store of an older program gets it when it is opened for writing."""
        policies = self.engine.match(Pattern(INDEX, POLICY_OF, None, INDEX))
        current = any(is_of_this_format(quad) for quad in policies)
        counted = current and any(True for _ in self.engine.match(Pattern(graph=COUNTS, limit=1)))
        return counted or not self.engine.graphs(_DOC)

    def check_counted(self) -> None:
        """Raises StoreError where :meth:`is_counted` is false: a question would find nothing that is there."""
        if not self.is_counted():
            what = "was made by an older kg, which kept nothing ready for this question"
            raise StoreError(what, where=self.where, remedy="kg build or kg ingest brings it up to date")

    def unfinished(self) -> list[str]:
        """The ids of documents that a server was cut off in; the next writer takes them out."""
        begun = self.engine.match(Pattern(INDEX, UNFINISHED, None, INDEX))
        return sorted(q.object.value.removeprefix(_DOC) for q in begun if isinstance(q.object, NamedNode))

    def is_whole(self) -> bool:
        """Whether view and book-keeping are what the documents give, to the last quad; as long as a rebuild."""
        return not self._derived()

    # --- helpers ---

    def _apply(self, change: Change) -> None:
        self.engine.apply(change.delta)
        change.remember()
        self.engine.settle()

    def _derived(self) -> Delta:
        """The change that makes view and index what the documents give. Notes of documents that are gone go."""
        claims, documents, counts = [], dict[str, Document](), Counts()
        for id_ in self.document_ids():
            quads = list(self.engine.graph(document_graph(id_)))
            claims += claims_from_quads(quads)
            documents[id_] = document_from_quads(id_, quads)
            counts.add(document_graph(id_), quads)
        old = {*self.engine.graph(DEFAULT), *self.engine.graph(INDEX), *self.engine.graph(COUNTS)}
        kept = {q for q in old if q.predicate in (MADE_OF, VIEW_IN, UNFINISHED, EXPORTED, TOUCHED) or
                (q.predicate == READ and _id_of(q) in documents)}  # fmt: skip
        new = {*accepted_quads(claims, self.ontology, documents), *member_quads(claims, documents, self.ontology)}
        statements = list(accepted_statements(claims, self.ontology, documents))
        counts.state(statements)
        for graph in (REFERENCE, ONTOLOGY_GRAPH):
            new |= known_quads(self.engine.graph(graph), self.ontology)
        standing = all_standing(statements, documents, _names(new))
        new |= kept | counts.all() | standing | {policy_quad(self.ontology)}
        return Delta(delete=frozenset(old - new), insert=frozenset(new - old))

    def _recover(self) -> None:
        """Take out what a server was cut off in: the documents of a change that took several requests."""
        begun = frozenset(self.engine.match(Pattern(INDEX, UNFINISHED, None, INDEX)))
        if begun:
            self.engine.apply(Delta(frozenset(q.object for q in begun if isinstance(q.object, NamedNode))))
            self.rebuild()
            self.engine.apply(Delta(delete=begun))

    def _renew_policy(self) -> None:
        if not self.is_current():
            self.rebuild()

    def _prepared(self, extraction: Extraction) -> _Ready | KgError:
        """A document as it is to be stored, checked; or what is wrong with it."""
        try:
            extraction = self._with_settled_address(extraction)
            document = extraction.document
            new = document_quads(extraction)
            old = set(self.engine.graph(document_graph(document.id)))
            earlier: set[str] = set()
            if old != set(new):
                self._validate(new, document)
                earlier = self.documents_at(document.uri) - {document.id}
        except StoreError:
            raise
        except KgError as error:
            return error
        return _Ready(document, new, old == set(new), bool(old), earlier)

    def _stored(self, pending: _Pending) -> list[IngestResult | KgError]:
        if pending.batch:
            self._apply(Change(self.engine, self.ontology, self._memory, pending.batch))
        return pending.results

    def _validate(self, quads: Sequence[Quad], document: Document) -> None:
        violations = self._check(quads) if self._check else ()
        if violations:
            more = f" (and {len(violations) - 1} more)" if len(violations) > 1 else ""
            raise ValidationError(
                f"{violations[0]}{more}", where=document.name, remedy="nothing of it was stored; report the sentence"
            )

    def _with_settled_address(self, extraction: Extraction) -> Extraction:
        document = extraction.document
        graph = document_graph(document.id)
        quads = list(self.engine.match(Pattern(graph, None, None, graph)))
        if not quads:
            return extraction
        known = document_from_quads(document.id, quads)
        if known.uri >= document.uri:
            return extraction
        return dataclasses.replace(extraction, document=dataclasses.replace(document, uri=known.uri, name=known.name))

    def documents_at(self, uri: str) -> set[str]:
        """The ids of the documents that have an address."""
        quads = self.engine.match(Pattern(None, IDENTIFIER, Literal(uri), None))
        return {q.graph_name.value.removeprefix(_DOC) for q in quads
                if isinstance(q.graph_name, NamedNode) and q.graph_name.value.startswith(_DOC)}  # fmt: skip

    def _claim_graphs(self, claim_id: str) -> list[NamedNode]:
        quads = self.engine.match(Pattern(thing(f"claim/{claim_id}"), TYPE, None, None))
        return [q.graph_name for q in quads if isinstance(q.graph_name, NamedNode)]

    def _claims_beginning(self, start: str) -> list[str]:
        if not start:
            return []
        nodes = (q.subject for q in self.engine.match(Pattern(None, TYPE, kg("Claim"), None)))
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
        found = self.engine.match_all([Pattern(node, LABEL, None, graph) for graph in (DEFAULT, None)])
        labels = {q.object.value for quads in found for q in quads if isinstance(q.object, Literal)}
        return min(labels, key=lambda name: (-len(name), name), default=local_name(node))


def _id_of(quad: Quad) -> str:
    assert isinstance(quad.subject, NamedNode)
    return quad.subject.value.removeprefix(_DOC)


def _names(view: Iterable[Quad]) -> dict[NamedNode, set[Literal]]:
    """How the view calls things."""
    names: dict[NamedNode, set[Literal]] = defaultdict(set)
    for quad in view:
        if quad.predicate == LABEL and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            names[quad.subject].add(quad.object)
    return names


@dataclasses.dataclass(frozen=True, slots=True)
class _Ready:
    """A document that may be stored: its quads, whether these are there, whether others are, and whom it replaces."""

    document: Document
    quads: Sequence[Quad]
    same: bool
    known: bool
    earlier: set[str]


class _Pending:
    """Documents that are to be stored together."""

    def __init__(self) -> None:
        self.begun = time.monotonic()
        self.batch = Batch()
        self.results: list[IngestResult | KgError] = []
        self._ids: set[str] = set()
        self._addresses: set[str] = set()

    def touches(self, ready: _Ready) -> bool:
        """Whether a document hangs together with one that waits here, so that it must be looked at after that."""
        return bool({ready.document.id, *ready.earlier} & self._ids) or ready.document.uri in self._addresses

    def add(self, ready: _Ready | KgError, source: Source | Iterable[Source] | None) -> None:
        if isinstance(ready, KgError):
            self.results.append(ready)
            return
        id_ = ready.document.id
        self._ids |= {id_, *ready.earlier}
        self._addresses.add(ready.document.uri)
        if source is not None:
            self.batch.sources[id_] |= {source} if isinstance(source, Source) else set(source)
        outcome = Outcome.UNCHANGED
        if not ready.same:
            self.batch.new[id_] = ready.quads
            self.batch.drop |= ready.earlier | ({id_} if ready.known else set())
            outcome = Outcome.REPLACED if ready.earlier or ready.known else Outcome.ADDED
        count = sum(1 for quad in ready.quads if quad.predicate == TYPE and quad.object == kg("Claim"))
        self.results.append(IngestResult(outcome, id_, count, tuple(sorted(ready.earlier))))


def _skolemised(quads: Iterable[Quad], graph: NamedNode) -> set[Quad]:
    """The triples of ``quads`` in ``graph``, each blank node named by its canonical label."""
    found: set[Quad] = set()
    blank: list[Quad] = []  # the labels depend on the triples alone that have blank nodes
    for q in quads:
        if isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode | Literal):
            found.add(q if q.graph_name == graph else Quad(q.subject, q.predicate, q.object, graph))
        else:
            blank.append(Quad(q.subject, q.predicate, q.object, DEFAULT))
    data = ox.Dataset(blank)
    data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    base = graph.value.removeprefix(ID_BASE).replace("/", "-")

    def named(node: object) -> object:
        return thing(f"genid/{base}-{node.value}") if isinstance(node, ox.BlankNode) else node

    return found | {Quad(named(q.subject), q.predicate, named(q.object), graph) for q in data}  # type: ignore[arg-type]
