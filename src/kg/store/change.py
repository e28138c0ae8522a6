"""What changes in a store when documents leave it and others come: worked out first, then applied in one step.

Only the keys and things that these documents touch are looked at (see :mod:`kg.core.rdf_view`), each once, however many
documents of the batch touch it; what is looked up is asked for in a few requests, whatever the database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

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
from kg.store.standing import STEP, Step, Steps, standing_quads, steps_node, steps_of
from kg.store.touched import is_marked, noted

_DOC = ID_BASE + "doc/"
Prop = tuple[NamedNode, NamedNode]
"""A thing and one of the properties that describe it."""


Bearing = tuple[tuple[Claim, Document], ...]
"""The claims that bear on one key, bare (:func:`kg.store.entries.bare`), each with its document."""


class Memory:
    """What a writer remembers of the store, so that a run over many documents reads each key once.

    Only the newest entries are kept: ``limit`` claims, and as many numbers, of less than 1 kB each.
    """

    def __init__(self, limit: int = 2_000) -> None:
        self.limit, self._size = limit, 0
        self._bearing: dict[Key, Bearing] = {}
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
        self.numbers = {**(self.numbers if len(self.numbers) < self.limit else {}), **numbers}

    def get(self, key: Key) -> Bearing | None:
        return self._bearing.get(key)

    def forget(self, key: Key) -> None:
        self._size -= len(self._bearing.pop(key, ()))

    def put(self, key: Key, bearing: Bearing) -> None:
        """Note what bears on a key; the oldest is forgotten where there is more than the limit."""
        self.forget(key)
        if not bearing or len(bearing) > self.limit:
            return
        self._bearing[key] = bearing
        self._size += len(bearing)
        while self._size > self.limit:
            self.forget(next(iter(self._bearing)))


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

    def __init__(
        self, engine: Engine, ontology: Ontology, memory: Memory, batch: Batch, *, whole: bool = False
    ) -> None:
        """``whole``: keep the statements before and after, and the documents behind them, of all keys."""
        self._engine, self._ontology, self._memory, self._batch = engine, ontology, memory, batch
        self._drop = frozenset(batch.drop)
        self._new = [quad for quads in batch.new.values() for quad in quads]
        self._old = {id_: list(engine.graph(document_graph(id_))) for id_ in sorted(batch.drop)}
        self._before_documents = {id_: document_from_quads(id_, quads) for id_, quads in self._old.items()}
        self.documents = {id_: document_from_quads(id_, quads) for id_, quads in batch.new.items()}
        """Those that come, by id; where the change is kept ``whole``, all that are behind the statements after it."""
        self._old_claims = [claim for quads in self._old.values() for claim in claims_from_quads(quads)]
        self._new_claims = [claim for quads in batch.new.values() for claim in claims_from_quads(quads)]
        old = set(member_quads(self._old_claims, self._before_documents, ontology))
        new = set(member_quads(self._new_claims, self.documents, ontology))
        self.statements_before: list[Statement] = []
        self.statements_after: list[Statement] = []
        self._whole = whole
        self._keys: list[Key] = []
        self._after = Memory(memory.limit)
        self._counts = Counts(), Counts()
        self._steps: tuple[Steps, Steps] = defaultdict(set), defaultdict(set)
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
        for key in self._keys:
            self._memory.put(key, self._after.get(key) or ())
        self._memory.count(self._numbers)
        if any(quad.predicate == EXPORTED for quad in self.delta.delete):
            self._memory.mark = False

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
        before, after = self._counts
        for counts, graphs in ((before, self._old), (after, self._batch.new)):
            for id_, quads in graphs.items():
                counts.add(document_graph(id_), quads)
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
        """Add to the change what becomes of how treaties and offices stand: of those that step, or are renamed."""
        before, after = self._steps
        stepping = {owner for owner in {*before, *after} if before.get(owner) != after.get(owner)}
        owners = sorted(stepping | {(node.value,) for node in self._renamed()})
        found = self._engine.match_all([Pattern(steps_node(owner), STEP, None, COUNTS) for owner in owners])
        treaties = [NamedNode(owner[0]) for owner in owners if len(owner) == 1]
        labels = self._engine.match_all([Pattern(treaty, LABEL, None, DEFAULT) for treaty in treaties])
        named = {treaty.value: set(quads) for treaty, quads in zip(treaties, labels, strict=True)}
        for quad in self._come:
            if quad.predicate == LABEL and isinstance(quad.subject, NamedNode) and quad.subject.value in named:
                named[quad.subject.value].add(quad)
        gone, come = set[Quad](), set[Quad]()
        for owner, quads in zip(owners, found, strict=True):
            old = {Step.read(quad) for quad in quads}
            new = (old - before.get(owner, set())) | after.get(owner, set())
            labels_ = named.get(owner[0], set()) if len(owner) == 1 else set()
            gone |= standing_quads(owner, old, _names(labels_ - self._come))
            come |= standing_quads(owner, new, _names(labels_ - self._gone))
        self._gone |= gone - come
        self._come |= come - gone

    def _renamed(self) -> set[NamedNode]:
        """The things whose name in the view changes."""
        labels = (q for q in chain(self._gone, self._come) if q.predicate == LABEL and q.graph_name == DEFAULT)
        return {quad.subject for quad in labels if isinstance(quad.subject, NamedNode)}

    # --- statements ---

    def _derive(self) -> tuple[set[Quad], set[Quad]]:
        """The quads of statements before and after, of every key that the documents touch, as far as they may differ.

        Many claims may bear on a key, and more with each document that repeats what others said: what was made of them
        is let go of before the next key.
        """
        coming: dict[Key, list[Claim]] = defaultdict(list)
        for claim in self._new_claims:
            coming[key_of(claim, self._ontology)].append(bare(claim))
        self._keys = sorted({*coming, *(key_of(c, self._ontology) for c in self._old_claims)}, key=str)
        touched = self._drop | self._batch.new.keys()
        gone, come = set[Quad](), set[Quad]()
        for key, stored in self._stored():
            own = self._derive_key(key, stored, coming.get(key, ()), touched)
            gone |= own[0]
            come |= own[1]
        return gone, come

    def _derive_key(
        self, key: Key, stored: Bearing, coming: Iterable[Claim], touched: Collection[str]
    ) -> tuple[set[Quad], set[Quad]]:
        """The same of one key, on which these claims bore before; its counts and steps are added to all others."""
        after = (*(pair for pair in stored if pair[0].document not in self._drop),
                 *((claim, self.documents[claim.document]) for claim in coming))  # fmt: skip
        self._after.put(key, after)
        sides, known = [], []
        for bearing, own, counts, steps in zip(
            (stored, after), (self._before_documents, self.documents), self._counts, self._steps, strict=True
        ):
            documents = {document.id: document for _, document in bearing} | own
            statements = key_statements([claim for claim, _ in bearing], self._ontology, documents)
            counts.state(statements)
            for owner, told in steps_of(statements, documents).items():
                steps[owner] |= told
            sides.append(statements)
            known.append(documents)
        if self._whole:
            self.statements_before += sides[0]
            self.statements_after += sides[1]
            self.documents = known[1] | self.documents
        return changed_quads(sides[0], sides[1], known[0], known[1], touched)

    def _stored(self) -> Iterator[tuple[Key, Bearing]]:
        """The stored claims of each key, one key after another."""
        known = {key: bearing for key in self._keys if (bearing := self._memory.get(key)) is not None}
        yield from known.items()
        missing = [key for key in self._keys if key not in known]
        found = self._engine.match_each([Pattern(key_node(key), MEMBER, None, INDEX) for key in missing])
        for key, quads in zip(missing, found, strict=True):
            yield key, tuple(sorted(map(member, quads), key=lambda pair: _position(pair[0])))

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


def _names(labels: Iterable[Quad]) -> set[Literal]:
    return {quad.object for quad in labels if isinstance(quad.object, Literal)}


def _texts(terms: Iterable[Term]) -> set[str]:
    return {term.value for term in terms if isinstance(term, Literal | NamedNode)}
