"""What changes in a store when documents leave it and others come: worked out first, then applied in one step.

Only the keys and things that these documents touch are looked at (see :mod:`kg.core.rdf_view`), each once, however many
documents of the batch touch it; what is looked up is asked for in a few requests, whatever the database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from kg.core.model import ID_BASE, ONTOLOGY, Claim, Document
from kg.core.ontology import Ontology
from kg.core.rdf import DESCRIPTION, Properties, claims_from_quads, document_from_quads, index
from kg.core.rdf_terms import ALT_LABEL, DEFAULT, ISO_CODE, LABEL, TYPE, Term, document_graph
from kg.core.rdf_view import (
    Key,
    Statement,
    accepted_description,
    accepted_things,
    changed_quads,
    key_of,
    key_statements,
)
from kg.store.counts import COUNTS, Counted, Counts, count_node, counted_quads, number_in
from kg.store.engine import Delta, Engine, Pattern
from kg.store.entries import EXPORTED, INDEX, MEMBER, READ, Source, bare, key_node, member, member_quads
from kg.store.standing import STEP, Step, standing_quads, steps_node, steps_of
from kg.store.touched import is_marked, noted

_DOC = ID_BASE + "doc/"
Prop = tuple[NamedNode, NamedNode]
"""A thing and one of the properties that describe it."""


class Memory:
    """What a writer remembers of the store, so that a run over many documents reads each key once.

    Only the newest entries are kept: ``limit`` claims, and as many numbers, of less than 1 kB each.
    """

    def __init__(self, limit: int = 10_000) -> None:
        self._limit, self._size = limit, 0
        self._claims: dict[Key, tuple[Claim, ...]] = {}
        self.documents: dict[str, Document] = {}
        self.numbers: dict[Counted, int] = {}
        """How often something is counted; see :mod:`kg.store.counts`."""

        self.mark: bool | None = None
        """Whether the store is marked (:mod:`kg.store.touched`), once that was looked up."""

    def marked(self, engine: Engine) -> bool:
        """Whether the store is marked: a writer is alone, so that it is looked up once."""
        if self.mark is None:
            self.mark = is_marked(engine)
        return self.mark

    def count(self, numbers: Mapping[Counted, int]) -> None:
        """Note numbers; all others are forgotten where they are beyond the limit."""
        self.numbers = {**(self.numbers if len(self.numbers) < self._limit else {}), **numbers}

    def get(self, key: Key) -> tuple[Claim, ...] | None:
        return self._claims.get(key)

    def put(self, key: Key, claims: tuple[Claim, ...]) -> None:
        self._size += len(claims) - len(self._claims.pop(key, ()))
        if claims:
            self._claims[key] = claims

    def know(self, documents: Mapping[str, Document], gone: Collection[str]) -> None:
        """Note what is known of documents, and forget what is beyond the limit."""
        for id_ in gone:
            self.documents.pop(id_, None)
        self.documents |= documents
        if self._size > self._limit:
            while self._size > self._limit // 2:
                oldest = next(iter(self._claims))
                self._size -= len(self._claims.pop(oldest))
            held = {claim.document for claims in self._claims.values() for claim in claims}
            self.documents = {id_: known for id_, known in self.documents.items() if id_ in held}


@dataclass(slots=True)
class Batch:
    """Documents that come (their quads by id, and where they were read) and ids of documents that go."""

    new: dict[str, Sequence[Quad]] = field(default_factory=dict)
    drop: set[str] = field(default_factory=set)
    """Of these, some may come again with other claims."""
    sources: dict[str, set[Source]] = field(default_factory=lambda: defaultdict(set))
    """Also of documents that are there and stay as they are."""

    def __bool__(self) -> bool:
        return bool(self.new or self.drop or self.sources)


class Change:
    """The step from the store as it is to the store after a batch. Nothing is written: see :attr:`delta`."""

    def __init__(self, engine: Engine, ontology: Ontology, memory: Memory, batch: Batch) -> None:
        self._engine, self._ontology, self._memory, self._batch = engine, ontology, memory, batch
        self._drop = frozenset(batch.drop)
        self._new = [quad for quads in batch.new.values() for quad in quads]
        self._old = {id_: list(engine.graph(document_graph(id_))) for id_ in sorted(batch.drop)}
        self._before_documents = {id_: document_from_quads(id_, quads) for id_, quads in self._old.items()}
        self.documents = {id_: document_from_quads(id_, quads) for id_, quads in batch.new.items()}
        """The documents behind the statements after the change, by id."""
        self._old_claims = [claim for quads in self._old.values() for claim in claims_from_quads(quads)]
        self._new_claims = [claim for quads in batch.new.values() for claim in claims_from_quads(quads)]
        old = set(member_quads(self._old_claims, self._before_documents, ontology))
        new = set(member_quads(self._new_claims, self.documents, ontology))
        self.statements_before: list[Statement] = []
        self.statements_after: list[Statement] = []
        self._after: dict[Key, tuple[Claim, ...]] = {}
        before, after = self._derive()
        self._gone, self._come = before - after, after - before
        self._describe(before, after)
        self._count()
        self._stand()
        notes = noted(engine, self._old, batch.new, self._gone ^ self._come) if memory.marked(engine) else Delta()
        gone = self._gone | (old - new) | self._sources_gone() | notes.delete
        come = self._come | (new - old) | self._sources_come() | notes.insert
        self.delta = Delta(
            frozenset(map(document_graph, self._drop)),
            frozenset(gone - come),
            frozenset((come - gone) | set(self._new)),
            self._drop | batch.new.keys(),
        )

    def remember(self) -> None:
        """Note in the memory how the touched keys stand; to be called when the change was made."""
        for key, claims in self._after.items():
            self._memory.put(key, claims)
        self._memory.count(self._numbers)
        if any(quad.predicate == EXPORTED for quad in self.delta.delete):
            self._memory.mark = False
        held = {claim.document for claims in self._after.values() for claim in claims}
        self._memory.know({id_: self.documents[id_] for id_ in held}, self._drop)

    def _sources_gone(self) -> set[Quad]:
        ids = sorted(self._drop | self._batch.sources.keys())
        found = self._engine.match_all([Pattern(document_graph(id_), READ, None, INDEX) for id_ in ids])
        gone = set()
        for id_, quads in zip(ids, found, strict=True):
            origins = {source.origin for source in self._batch.sources.get(id_, ())}
            stays = id_ in self._batch.new or id_ not in self._drop
            gone |= {quad for quad in quads if not stays or Source.of(quad).origin in origins}
        return gone

    def _sources_come(self) -> set[Quad]:
        return {source.quad(id_) for id_, sources in self._batch.sources.items() for source in sources}

    def _count(self) -> None:
        """Add to the change what becomes of the numbers in ``graph/counts``."""
        before, after = Counts(), Counts()
        for counts, graphs in ((before, self._old), (after, self._batch.new)):
            for id_, quads in graphs.items():
                counts.add(document_graph(id_), quads)
        before.state(self.statements_before)
        after.state(self.statements_after)
        self._gone |= before.quads - after.quads
        self._come |= after.quads - before.quads
        changed = [c for c in {**before.numbers, **after.numbers} if before.numbers[c] != after.numbers[c]]
        known = self._memory.numbers
        missing = [c for c in changed if c not in known]
        found = self._engine.match_all([Pattern(count_node(c), c[1], None, COUNTS) for c in missing])
        self._numbers = {c: known[c] for c in changed if c in known}
        self._numbers |= {c: number_in(quads) for c, quads in zip(missing, found, strict=True)}
        gone, come = set[Quad](), set[Quad]()
        for counted in sorted(changed, key=str):
            old = self._numbers[counted]
            new = self._numbers[counted] = old + after.numbers[counted] - before.numbers[counted]
            gone.update(counted_quads(counted, old))
            come.update(counted_quads(counted, new))
        self._gone |= gone - come
        self._come |= come - gone

    def _stand(self) -> None:
        """Add to the change what becomes of how treaties and offices stand."""
        before = steps_of(self.statements_before, self._before_documents)
        after = steps_of(self.statements_after, self.documents)
        owners = [owner for owner in sorted({*before, *after}) if before.get(owner) != after.get(owner)]
        found = self._engine.match_all([Pattern(steps_node(owner), STEP, None, COUNTS) for owner in owners])
        gone, come = set[Quad](), set[Quad]()
        for owner, quads in zip(owners, found, strict=True):
            old = {Step.read(quad) for quad in quads}
            gone |= standing_quads(owner, old)
            come |= standing_quads(owner, (old - before.get(owner, set())) | after.get(owner, set()))
        self._gone |= gone - come
        self._come |= come - gone

    # --- statements ---

    def _derive(self) -> tuple[set[Quad], set[Quad]]:
        """Statements before and after, of every key that the documents touch; their quads, as far as they may differ.

        Many claims may bear on a key: what is made of them is not kept from one key to the next.
        """
        coming: dict[Key, list[Claim]] = defaultdict(list)
        for claim in self._new_claims:
            coming[key_of(claim, self._ontology)].append(bare(claim))
        keys = sorted({*coming, *(key_of(c, self._ontology) for c in self._old_claims)}, key=str)
        stored = self._stored(keys)
        for id_, known in self._before_documents.items():
            if id_ not in self._drop:
                self.documents.setdefault(id_, known)
        touched = self._drop | self._batch.new.keys()
        gone, come = set[Quad](), set[Quad]()
        for key in keys:
            after = (*(claim for claim in stored[key] if claim.document not in self._drop), *coming[key])
            self._after[key] = after
            before_here = key_statements(stored[key], self._ontology, self._before_documents)
            after_here = key_statements(after, self._ontology, self.documents)
            own = changed_quads(before_here, after_here, self._before_documents, self.documents, touched)
            gone |= own[0]
            come |= own[1]
            self.statements_before += before_here
            self.statements_after += after_here
        return gone, come

    def _stored(self, keys: Sequence[Key]) -> dict[Key, tuple[Claim, ...]]:
        """The stored claims of each key. Their entities may be bare IRIs: the view's statements need no more."""
        stored = {key: known for key in keys if (known := self._memory.get(key)) is not None}
        for id_ in {claim.document for claims in stored.values() for claim in claims} - self._before_documents.keys():
            self._before_documents[id_] = self._memory.documents[id_]
        missing = [key for key in keys if key not in stored]
        found = self._engine.match_all([Pattern(key_node(key), MEMBER, None, INDEX) for key in missing])
        for key, quads in zip(missing, found, strict=True):
            members = [member(quad) for quad in quads]
            stored[key] = tuple(sorted((claim for claim, _ in members), key=_position))
            for _, document in members:
                self._before_documents.setdefault(document.id, document)
        return stored

    # --- descriptions of the things in the view ---

    def _describe(self, before: set[Quad], after: set[Quad]) -> None:
        """Add to the change what becomes of the descriptions of every thing that it touches."""
        quads = (q for some in (*self._old.values(), self._new) for q in some if q.predicate == LABEL)
        described = {q.subject for q in quads}
        about = accepted_things(after)
        candidates = accepted_things(self._gone | self._come) | {n for n in described if isinstance(n, NamedNode)}
        things = sorted((n for n in candidates if not n.value.startswith(_NEVER_DESCRIBED)), key=lambda n: n.value)
        # nodes of the view have types of their own
        old = {node: quads - before for node, quads in self._described(things).items()}
        there = about | self._still_in_view([node for node in things if node not in about])
        values = self._values([node for node in things if node in there], old)
        for node in things:
            new = self._description(node, values) if node in there else set()
            self._gone |= old[node] - new
            self._come |= new - old[node]

    def _described(self, things: Sequence[NamedNode]) -> dict[NamedNode, set[Quad]]:
        """How the view describes things now."""
        asked = [(node, prop) for node in things for prop in DESCRIPTION]
        found = self._engine.match_all([Pattern(node, prop, None, DEFAULT) for node, prop in asked])
        described: dict[NamedNode, set[Quad]] = defaultdict(set)
        for (node, _), quads in zip(asked, found, strict=True):
            described[node] |= set(quads)
        return described

    def _still_in_view(self, things: Sequence[NamedNode]) -> set[NamedNode]:
        """Those things that a statement which the change leaves alone is about."""
        gone: dict[NamedNode, int] = defaultdict(int)
        for quad in self._gone:
            for node in {quad.subject, quad.object}:
                if isinstance(node, NamedNode):
                    gone[node] += 1
        patterns = [Pattern(None, None, node, DEFAULT, gone[node] + 1) for node in things]
        patterns += [Pattern(node, None, None, DEFAULT, gone[node] + _DESCRIBING) for node in things]
        found = self._engine.match_all(patterns)
        still = set()
        for node, to, of in zip(things, found[: len(things)], found[len(things) :], strict=True):
            left = [quad for quad in to if quad not in self._gone]
            left += [quad for quad in of if quad.predicate not in DESCRIPTION and quad not in self._gone]
            if left or len(of) == gone[node] + _DESCRIBING:
                still.add(node)
        return still

    def _values(self, things: Sequence[NamedNode], old: Mapping[NamedNode, set[Quad]]) -> dict[Prop, set[Term]]:
        """The values of the properties of things in the documents that will be there, as far as the view needs them.

        Where the view describes a thing already, only its values are looked up, not each of maybe 10^5 documents;
        unless its label goes, since then any name may be the next, or its code, since then names count that did not.
        """
        properties = index(self._new)
        values = {(node, prop): _of(properties.get(node, {}), prop) for node in things for prop in DESCRIPTION}
        asked: list[tuple[Prop, Term | None]] = []
        for (node, prop), found in values.items():
            names = (LABEL, ALT_LABEL) if prop in (LABEL, ALT_LABEL) else (prop,)
            known = {q.object for q in old[node] if q.predicate in names}
            asked += [((node, prop), value) for value in sorted(known - found, key=str)] if old[node] else []
        self._look_up(asked, values)
        wide: list[tuple[Prop, Term | None]] = []
        for node in things:
            lost = not {q.object for q in old[node] if q.predicate == LABEL} <= values[node, LABEL]
            codes = {q.object for q in old[node] if q.predicate == ISO_CODE}
            uncoded = bool(codes) and not values[node, ISO_CODE]
            for prop in DESCRIPTION:
                if not old[node] or ((lost or uncoded) and prop in (LABEL, ALT_LABEL)):
                    wide.append(((node, prop), None))
        self._look_up(wide, values)
        return values

    def _look_up(self, asked: Sequence[tuple[Prop, Term | None]], values: dict[Prop, set[Term]]) -> None:
        """Add those values that a document which stays gives: one quad beyond what may be in others is enough."""
        enough = len(self._drop) + _OTHER_GRAPHS
        patterns = [Pattern(n, p, value, None, enough if value is not None else None) for (n, p), value in asked]
        for (prop, _), quads in zip(asked, self._engine.match_all(patterns), strict=True):
            values[prop] |= {quad.object for quad in quads if self._stays(quad)}

    def _stays(self, quad: Quad) -> bool:
        graph = quad.graph_name
        if not isinstance(graph, NamedNode) or not graph.value.startswith(_DOC):
            return False
        return graph.value.removeprefix(_DOC) not in self._drop

    def _description(self, node: NamedNode, values: Mapping[Prop, Collection[Term]]) -> set[Quad]:
        """What the documents that will be in the store say of a thing, put together."""
        texts = {prop: _texts(values[node, prop]) for prop in DESCRIPTION}
        if not texts[LABEL]:
            return set()
        kinds = {kind.removeprefix(ONTOLOGY) for kind in texts[TYPE]}
        pairs = accepted_description(kinds, texts[LABEL], texts[ALT_LABEL], texts[ISO_CODE])
        return {Quad(node, prop, value, DEFAULT) for prop, value in pairs}


_NEVER_DESCRIBED = (
    ONTOLOGY, *(f"{ID_BASE}{kind}/" for kind in ("accepted", "claim", "doc", "event", "position", "status", "term"))
)  # fmt: skip
"""What the IRIs begin with of terms, and of nodes that the store makes: no document gives them a name."""
_DESCRIBING = 1000
"""More quads than describe one thing in the view."""
_OTHER_GRAPHS = 5
"""More graphs than there are besides the documents'."""


def _position(claim: Claim) -> tuple[str, int, int, str]:
    return claim.document, claim.evidence.start, claim.evidence.end, claim.id


def _of(properties: Properties, prop: NamedNode) -> set[Term]:
    return set(properties.get(prop.value, ()))


def _texts(terms: Iterable[Term]) -> set[str]:
    return {term.value for term in terms if isinstance(term, Literal | NamedNode)}
