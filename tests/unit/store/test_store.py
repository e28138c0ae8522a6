"""The embedded store: whole documents, a view that is always theirs, and one line for each failure."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

import samples
from kg.core.errors import DataError, QueryError, StoreError, ValidationError
from kg.core.model import Entity, Extraction, Stance
from kg.core.rdf_terms import DEFAULT, LABEL, REFERENCE, kg, term, thing
from kg.store import Outcome, Store
from samples import ANA, CN, JP, PACT, PH, SIGNED, Article, renamed


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        yield opened


def ally(
    name: str, one: Entity = JP, other: Entity = PH, quote: str = "They are allies.", **more: object
) -> Extraction:
    return Article(name, **more).says(quote, one, "alliedWith", other).extraction()  # type: ignore[arg-type]


def rebuilt(store: Store) -> list[Quad]:
    """All quads after the view and the index were derived anew."""
    store.rebuild()
    return store.quads()


def index_of(store: Store) -> set[Quad]:
    return set(store.database.quads_for_pattern(None, None, None, thing("graph/index")))


def test_adding_again_changes_nothing(store: Store) -> None:
    """A document is added once; the same again is unchanged, to the last quad."""
    first = store.ingest(ally("one"))
    assert (first.outcome, first.claims, first.replaced) == (Outcome.ADDED, 1, ())
    before = list(store.database)
    assert store.ingest(ally("one")).outcome is Outcome.UNCHANGED
    assert sorted(map(str, store.database)) == sorted(map(str, before))


def test_other_claims_of_the_same_text_replace_the_old(store: Store) -> None:
    """A newer extractor's claims take the place of the older one's, and what only those supported falls."""
    extraction = Article("one").says("A.", JP, "alliedWith", PH).says("B.", JP, "alliedWith", CN).extraction()
    store.ingest(extraction)
    result = store.ingest(dataclasses.replace(extraction, claims=extraction.claims[:1]))
    assert (result.outcome, result.claims, result.replaced) == (Outcome.REPLACED, 1, ())
    assert [c.object for c in store.claims()] == [PH]
    assert not any(q.object == NamedNode(CN.iri) for q in store.view())


def test_a_changed_text_replaces_the_old_of_the_same_address(store: Store) -> None:
    """An article that was corrected at its address gives way to the correction, and the result says which."""
    old, new = ally("one", uri="https://x.example/1"), ally("one (corrected)", JP, CN, uri="https://x.example/1")
    store.ingest(old)
    result = store.ingest(new)
    assert (result.outcome, result.replaced) == (Outcome.REPLACED, (old.document.id,))
    assert [d.id for d in store.documents()] == [new.document.id]
    assert not any(NamedNode(PH.iri) in (q.subject, q.object) for q in store.quads())


def test_one_text_at_two_addresses_is_one_document_whatever_the_order(tmp_path: Path) -> None:
    """The same words under two addresses are stored once, at the first in the alphabet."""
    a, b = ally("same", uri="file:a"), ally("same", uri="file:b")
    kept = []
    for number, order in enumerate([(a, b), (b, a)]):
        with Store.open(tmp_path / str(number)) as store:
            outcomes = [store.ingest(extraction).outcome for extraction in order]
            kept.append(store.quads())
    assert kept[0] == kept[1]
    assert outcomes == [Outcome.ADDED, Outcome.REPLACED]
    assert [q.object.value for q in kept[0] if q.predicate == term("dc:identifier")] == ["file:a"]


def test_removing_tells_what_falls_and_what_stands(store: Store) -> None:
    """A removal names what falls, what other sources still say, and what the document's denials had held down."""
    store.ingest(Article("one").says("A.", JP, "alliedWith", PH).says("B.", JP, "disputes", CN)
                 .says("C.", PACT, "hasParty", CN, None, Stance.NEGATED).extraction())  # fmt: skip
    store.ingest(ally("two", quote="Friends."))
    store.ingest(Article("three", published="2025-01-01").says("D.", PACT, "hasParty", CN, "2024").extraction())
    document = next(d for d in store.documents() if d.name == "one")
    before = store.quads()
    preview = store.remove(document.id, preview=True)
    assert store.quads() == before
    assert [str(row) for row in preview.falls] == ["China disputes Japan"]
    assert [(str(row), row.sources) for row in preview.survives] == [("Japan alliedWith Philippines", 1)]
    assert [str(row) for row in preview.returns] == ["Harbour Pact hasParty China (2024)"]
    done = store.remove(document.id)
    assert dataclasses.replace(done, preview=True) == preview
    assert sorted(d.name for d in store.documents()) == ["three", "two"]
    assert store.quads() == rebuilt(store)
    with pytest.raises(StoreError, match="there is no document"):
        store.remove(document.id)


def test_the_names_in_the_view_are_those_of_the_documents_left(store: Store) -> None:
    """The fullest name in any document labels a thing; when its document goes, the next takes its place."""
    full = Article("two").says("B.", ANA, "AGREE", CN, None, Stance.OPINION).extraction()
    full = dataclasses.replace(full, claims=tuple(renamed(c, {ANA.iri: ("Ana Maria Reyes", ())}) for c in full.claims))
    store.ingest(Article("one").says("A.", ANA, "AGREE", JP, "2026").extraction())

    def label() -> list[str]:
        return [q.object.value for q in store.database.quads_for_pattern(NamedNode(ANA.iri), LABEL, None, DEFAULT)]

    assert label() == ["Ana Reyes"]
    store.ingest(full)
    assert label() == ["Ana Maria Reyes"]
    store.remove(full.document.id)
    assert label() == ["Ana Reyes"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_the_view_is_always_that_of_a_full_rebuild(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """After any adds, replacements and removals the store equals one derived anew, and one filled in another order."""
    pool = [data.draw(samples.extractions(number)) for number in range(4)]
    variants = [dataclasses.replace(e, claims=e.claims[: len(e.claims) // 2]) for e in pool]
    steps = data.draw(st.lists(st.tuples(st.sampled_from(("add", "less", "remove")), st.integers(0, 3)), max_size=9))
    held: dict[int, Extraction] = {}
    with Store.open(tmp_path_factory.mktemp("a") / "s") as store:
        for action, number in steps:
            if action == "remove":
                if held.pop(number, None):
                    store.remove(pool[number].document.id)
            else:
                held[number] = (pool if action == "add" else variants)[number]
                store.ingest(held[number])
        now, index = store.quads(), index_of(store)
        assert now == rebuilt(store)
        assert index == index_of(store)
        assert len(store.documents()) == len(held)
    with Store.open(tmp_path_factory.mktemp("b") / "s") as other:
        for number in sorted(held, reverse=True):
            other.ingest(held[number])
        assert other.quads() == now


def test_what_the_check_objects_to_is_not_stored(tmp_path: Path) -> None:
    """A violation is one line that names the document, and the store is as it was."""
    with Store.open(tmp_path / "s", check=lambda quads: ["claim 1 has no evidence", "again"]) as store:
        with pytest.raises(ValidationError, match=r"one: claim 1 has no evidence \(and 1 more\)"):
            store.ingest(ally("one"))
        assert store.documents() == [] and store.view() == []


def test_what_rdf_cannot_hold_is_not_stored(store: Store) -> None:
    """An IRI that is none is refused in one line, and nothing is stored."""
    with pytest.raises(DataError, match="RDF cannot hold"):
        store.ingest(ally("one", Entity("not an iri", "State", "X")))
    assert store.quads() == []


def test_claims_come_back(store: Store) -> None:
    """Claims are read back as they were; one is found by its id or the beginning of it."""
    extraction = Article("one").says("A.", PACT, "status", SIGNED, "2026-01-15", holder=JP).extraction()
    store.ingest(extraction)
    assert tuple(store.claims()) == extraction.claims == tuple(store.claims(extraction.document.id))
    claim = extraction.claims[0]
    assert store.claim(claim.id) == store.claim(claim.id[:8]) == claim
    for unknown in ("zz", ""):
        with pytest.raises(StoreError, match="there is no claim"):
            store.claim(unknown)


def test_reference_data_is_a_graph_of_its_own(store: Store) -> None:
    """A graph is loaded whole, replaced when changed, without blank nodes, and leaves documents and view alone."""
    turtle = b"<urn:a> <urn:p> [ <urn:q> 1 ] ."
    assert store.replace_graph(REFERENCE, parse(turtle, RdfFormat.TURTLE))
    assert not store.replace_graph(REFERENCE, parse(turtle, RdfFormat.TURTLE))
    assert len(store.quads()) == 2 and all("_:" not in str(q) for q in store.quads())
    assert store.replace_graph(REFERENCE, parse(b"<urn:a> <urn:p> <urn:b> .", RdfFormat.TURTLE))
    assert [str(q.object) for q in store.quads()] == ["<urn:b>"]
    assert store.view() == [] and store.documents() == []
    with pytest.raises(StoreError, match="kept by the store itself"):
        store.replace_graph(thing("doc/1"), [])


def test_a_view_of_another_policy_is_derived_anew(tmp_path: Path) -> None:
    """A store made by a program with another policy gets the view of this one when it is next opened for writing."""
    with Store.open(tmp_path / "s") as store:
        store.ingest(ally("one"))
        good = store.quads()
        old = next(q for q in index_of(store) if q.predicate == thing("graph/index#policy"))
        store.database.remove(old)
        store.database.add(Quad(NamedNode(JP.iri), kg("alliedWith"), NamedNode(CN.iri)))
        store.database.add(Quad(old.subject, old.predicate, Literal("older"), old.graph_name))
    with Store.open(tmp_path / "s") as store:
        assert store.quads() == good


# --- failures ---------------------------------------------------------------------------------------------------------


def test_a_locked_store_says_so(tmp_path: Path) -> None:
    """A second writer, in this process or another, is told that the store is in use; a reader is let in."""
    with Store.open(tmp_path / "s") as store:
        store.ingest(ally("one"))
        with pytest.raises(StoreError, match="in use by another kg process; wait"):
            Store.open(tmp_path / "s")
        code = f"from kg.store import Store; Store.open({str(tmp_path / 's')!r})"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert "in use by another kg process" in done.stderr
        assert len(Store.open(tmp_path / "s", read_only=True).documents()) == 1
    Store.open(tmp_path / "s").close()


def test_a_closed_store_says_so(store: Store) -> None:
    """A store that was closed is not used any more; closing twice is harmless."""
    store.close()
    store.close()
    with pytest.raises(StoreError, match="has been closed"):
        store.documents()


def test_where_there_is_no_store(tmp_path: Path) -> None:
    """Reading where there is none, or giving a file or a folder of other things, is one line each."""
    with pytest.raises(StoreError, match="there is no store here; run `kg build`"):
        Store.open(tmp_path / "none", read_only=True)
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="is a file, not a store"):
        Store.open(tmp_path / "file")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "letter.txt").write_text("x")
    for read_only in (True, False):
        with pytest.raises(StoreError, match="folder with other things in it"):
            Store.open(tmp_path / "folder", read_only=read_only)
    assert [p.name for p in (tmp_path / "folder").iterdir()] == ["letter.txt"]


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    """A store of a newer program is not touched."""
    Store.open(tmp_path / "s").close()
    (tmp_path / "s" / "store.json").write_text(json.dumps({"format": 99}))
    with pytest.raises(StoreError, match=r"made by a newer kg \(format 99"):
        Store.open(tmp_path / "s")


@pytest.mark.parametrize("what", ["store.json", "CURRENT", "MANIFEST"])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_damaged_store_says_so(tmp_path: Path, what: str, read_only: bool) -> None:
    """Files that were cut or overwritten give one line with the remedy."""
    with Store.open(tmp_path / "s") as store:
        store.ingest(ally("one"))
    for path in [tmp_path / "s" / "store.json"] if what == "store.json" else (tmp_path / "s" / "db").glob(f"{what}*"):
        path.write_bytes(b"\x00garbage\xff")
    with pytest.raises(StoreError, match=r"the store is damaged .*build it again") as caught:
        Store.open(tmp_path / "s", read_only=read_only)
    assert "\n" not in str(caught.value)


FULL = """
import resource, sys
sys.path.insert(0, {tests!r})
from kg.store import Store
from kg.core.errors import StoreError
import samples
store = Store.open({path!r})
store.ingest(samples.random_extraction(0, 5))
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
try:
    for seed in range(1, 40):
        store.ingest(samples.random_extraction(seed))
except StoreError as error:
    print(error)
"""


def test_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    """When nothing more can be written, one line says so, and the store opens with whole documents and a right view."""
    path = tmp_path / "s"
    code = FULL.format(tests=str(Path(samples.__file__).parent), path=str(path))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "the disk is full; the store is as it was before this document; free some space" in done.stdout, done
    with Store.open(path) as store:
        documents = {d.id for d in store.documents()}
        whole = {
            e.document.id: len({c.id for c in e.claims})
            for e in [samples.random_extraction(0, 5), *map(samples.random_extraction, range(1, 40))]
        }
        assert documents and all(len(store.claims(d)) == whole[d] for d in documents)
        assert store.quads() == rebuilt(store)


def test_a_malformed_query_says_where(store: Store) -> None:
    """A query that is not SPARQL is a QueryError with line and column."""
    with pytest.raises(QueryError, match="malformed: error at 2:5"):
        store.query("SELECT * WHERE {\n ? }")
