"""Exports that are brought up to date by what changed are those that would be written whole, to the byte."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

import samples
from kg.core.model import ID_BASE, Extraction
from kg.core.rdf_terms import DEFAULT, PREFIXES, document_graph
from kg.core.rdf_turtle import Shortener, graph_lines, subject_lines, trig
from kg.export import POLICIES, SPLICED, SpliceError, render, updated
from kg.export.evidence import withheld
from kg.export.rdf import rebased, to_trig, to_turtle
from kg.export.splice import GRAPH, SUBJECT, Chunks, spliced_lines, spliced_turtle
from kg.export.turtle import FORMS, turtle_texts
from kg.store import Store
from kg.store.oxigraph import Oxigraph
from kg.store.touched import MANY

OWN = "https://data.example/things#"


def texts(store: Store, policy: str, base: str) -> dict[str, bytes]:
    return {form: render(store, form, policy, base).encode("utf-8", "surrogatepass") for form in SPLICED}


@settings(max_examples=12, deadline=None)
@given(data=st.data(), policy=st.sampled_from(POLICIES), base=st.sampled_from((ID_BASE, OWN)))
def test_what_changed_is_exchanged(data: st.DataObject, policy: str, base: str) -> None:
    """After documents came, were replaced and went, each format is made of its old text and of what changed."""
    pool = [data.draw(samples.extractions(number)) for number in range(4)]
    with Store.on(Oxigraph.memory()) as store:
        for extraction in pool[:3]:
            store.ingest(extraction)
        old = texts(store, policy, base)
        store.mark("now")
        for _ in range(data.draw(st.integers(1, 3))):
            number = data.draw(st.integers(0, 3))
            known = pool[number].document.id in store.document_ids()
            if known and data.draw(st.booleans()):
                store.remove(pool[number].document.id)
            else:
                store.ingest(fewer(pool[number]) if data.draw(st.booleans()) else pool[number])
        touched = store.touched()
        assert touched is not None and touched.mark == "now"
        new = {form: b"".join(updated(store, form, old[form], touched, policy, base)) for form in SPLICED}
        assert new == texts(store, policy, base)


@settings(max_examples=10, deadline=None)
@given(data=st.data(), policy=st.sampled_from(POLICIES), base=st.sampled_from((ID_BASE, OWN)))
def test_graph_after_graph_gives_what_all_at_once_gives(data: st.DataObject, policy: str, base: str) -> None:
    """Turtle and TriG that are made graph after graph are those that are made of all quads of the store."""
    with Store.on(Oxigraph.memory()) as store:
        for number in range(3):
            store.ingest(data.draw(samples.extractions(number)))
        quads = rebased(withheld(store.quads(), policy), base)
        whole = {"turtle": to_turtle(quads, base), "trig": to_trig(quads, base)}
        assert turtle_texts(store, FORMS, policy, base) == whole
        assert {form: render(store, form, policy, base) for form in FORMS} == whole


def fewer(extraction: Extraction) -> Extraction:
    """The same document with one claim less, as other rules may read it."""
    return Extraction(extraction.document, extraction.claims[1:], extraction.run)


def test_only_what_changed_is_noted() -> None:
    """A marked store notes what a document bears on, and no other; one that was never marked notes nothing."""
    one, two = (samples.random_extraction(seed, 3) for seed in (1, 2))
    with Store.on(Oxigraph.memory()) as store:
        store.ingest(one)
        assert store.touched() is None
        store.mark("a")
        store.ingest(two)
        touched = store.touched()
        assert touched is not None and touched.documents == {document_graph(two.document.id)}
        claims = {node.value.rpartition("/")[2] for node in touched.things if "/claim/" in node.value}
        assert claims == {claim.id for claim in two.claims}
        store.mark("b")
        again = store.touched()
        assert again is not None and (again.mark, again.documents, again.things) == ("b", frozenset(), frozenset())


def test_a_store_that_changed_much_or_was_derived_anew_is_not_marked() -> None:
    """A batch of many documents takes the mark away, and so does what changes the view without a document."""
    with Store.on(Oxigraph.memory()) as store:
        store.mark("a")
        for _ in store.ingest_all([samples.random_extraction(seed, 1) for seed in range(MANY + 1)]):
            pass
        assert store.touched() is None
        store.ingest(samples.random_extraction(MANY + 2, 1))
        assert store.touched() is None
        store.mark("b")
        assert store.is_whole() and store.touched() is not None
        store.rebuild()
        assert store.touched() is None


@st.composite
def quads(draw: st.DrawFn) -> list[Quad]:
    """Quads of which hardly any is like those of a store: strange names, and texts that look like Turtle."""
    heads = ("https://data.example/", PREFIXES["state"], PREFIXES["kg"], PREFIXES["xsd"], PREFIXES["claim"])
    names = st.builds(lambda head, tail: NamedNode(head + tail), st.sampled_from(heads),
                      st.sampled_from(("a", "b", "a.b", "a.", "é", "a/b", "", "-")))  # fmt: skip
    words = st.sampled_from(("x {\n\nstate:JP a kg:State .", '"', "\\", " .\n}\n", "@prefix kg: <x> .", "org:a", "1"))
    values = names | st.builds(Literal, words) | st.builds(lambda w: Literal(w, language="en"), words)
    graphs = st.sampled_from((DEFAULT, document_graph("1"), document_graph("2"), NamedNode("https://data.example/g")))
    return draw(st.lists(st.builds(Quad, names, names, values, graphs), max_size=12))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_trig_can_be_spliced(data: st.DataObject) -> None:
    """Of any two sets of quads, the text of the one is made of that of the other and of the chunks that differ."""
    before, after = (set(data.draw(quads())) for _ in range(2))
    shortener, new = Shortener(), {}
    for graph in {quad.graph_name for quad in before ^ after if quad.graph_name != DEFAULT}:
        inside = [quad for quad in after if quad.graph_name == graph]
        new[GRAPH, str(graph)] = text(graph_lines(graph, inside, shortener)) if inside else None
    for subject in {quad.subject for quad in before ^ after if quad.graph_name == DEFAULT}:
        about = [quad for quad in after if quad.subject == subject and quad.graph_name == DEFAULT]
        new[SUBJECT, str(subject)] = text(subject_lines(about, shortener)) or None
    old = text(trig(before))
    assert b"".join(spliced_turtle(old, new, shortener.used)) == text(trig(after))


def text(lines: object) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "old", [b"<!DOCTYPE html>\n<p>\n", b"@prefix a: <b> .\n\nb:c a a:d .\n", b"@prefix a: <b> .\n\na:c"]
)
def test_another_file_is_refused(old: bytes) -> None:
    """What is no Turtle of ours, or is cut off, is not taken for it."""
    with pytest.raises(SpliceError):
        spliced_turtle(old, {(SUBJECT, "<x>"): b"\n<x> a <y> .\n"}, {})
    with pytest.raises(SpliceError):
        spliced_lines(old, {"0" * 64: b""})


def test_chunks_are_found_without_an_index() -> None:
    """Each chunk is found by its key, and a key that is not there gives the place where it would be."""
    names = [f"https://data.example/{number:03}" for number in range(100)]
    kept = [NamedNode(name) for name in names[::3]]
    old = text(trig([Quad(node, PREDICATE, Literal("x\n\ny" * (n % 7)), DEFAULT) for n, node in enumerate(kept)]))
    chunks = Chunks(old)
    found = {name: chunks.find((SUBJECT, f"<{name}>")) for name in names}
    assert [name for name, (start, end) in found.items() if end > start] == names[::3]
    assert all(found[a][1] <= found[b][0] for a, b in itertools.pairwise(names))


PREDICATE = NamedNode(PREFIXES["kg"] + "says")
