"""Turtle and TriG of a whole store, graph after graph: no more of it is held than one graph and the text.

A subject of which several graphs tell has one place in Turtle; it is read once more when all graphs have been seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from pyoxigraph import NamedNode, Quad

from kg.core.rdf_terms import DEFAULT, Resource, document_graph
from kg.core.rdf_turtle import Shortener, head_lines, subject_lines
from kg.export.evidence import withheld
from kg.export.rdf import prefixes_for, rebased, renamed

FORMS = ("turtle", "trig")


class Graphs(Protocol):
    """What is written: a store."""

    def document_ids(self) -> list[str]: ...
    def graph(self, graph: NamedNode) -> list[Quad]: ...
    def view(self) -> list[Quad]: ...
    def about(self, thing: NamedNode) -> list[Quad]: ...


def turtle_texts(store: Graphs, forms: Collection[str], evidence: str, base: str) -> dict[str, str]:
    """The text of each of the ``forms`` (``turtle``, ``trig``), made in one go: the same lines stand in both."""
    chunks, names = _Chunks(evidence, base, "turtle" in forms), Shortener(prefixes_for(base))
    graphs = sorted(map(document_graph, store.document_ids()), key=str)
    trig: list[str] = []
    for graph, here in zip(graphs, renamed(graphs, base), strict=True):
        texts = list(chunks.of(store.graph(graph)))
        if texts and "trig" in forms:
            inside = "".join(texts)[1:].replace("\n", "\n    ").replace("    \n", "\n").removesuffix("    ")
            trig.append(f"\n{names.term(here)} {{\n    {inside}}}\n")
    view = list(chunks.of(store.view()))
    found = {}
    if "trig" in forms:
        found["trig"] = "".join([_head({**chunks.used, **names.used}), *trig, *view])
    if "turtle" in forms:
        found["turtle"] = "".join([_head(chunks.used), *chunks.together(store, set(graphs))])
    return found


def _head(used: Mapping[str, str]) -> str:
    return "".join(f"{line}\n" for line in head_lines(used))


class _Chunks:
    """The lines of subjects, an empty line before each; all of them are kept if they are ``to_stay``."""

    def __init__(self, evidence: str, base: str, to_stay: bool) -> None:
        self._evidence, self._base, self._to_stay = evidence, base, to_stay
        self._shortener = Shortener(prefixes_for(base))
        self._texts: dict[str, str] = {}
        self._several: dict[str, Resource] = {}
        """The subjects of which several graphs tell."""

    @property
    def used(self) -> Mapping[str, str]:
        return self._shortener.used

    def of(self, quads: Iterable[Quad]) -> Iterator[str]:
        """Those of one graph, sorted."""
        subjects: dict[Resource, list[Quad]] = defaultdict(list)
        for quad in withheld(quads, self._evidence):
            subjects[quad.subject].append(quad)
        chunks = ((rebased(own, self._base), subject) for subject, own in subjects.items())
        for key, own, subject in sorted(((str(own[0].subject), own, subject) for own, subject in chunks), key=_key):
            text = self._text(own)
            if self._to_stay and self._texts.setdefault(key, text) is not text:
                self._several[key] = subject
            yield text

    def together(self, store: Graphs, graphs: Collection[NamedNode]) -> Iterator[str]:
        """Those of all graphs that were seen, which are these and the view, each subject once."""
        for key in sorted(self._texts):
            subject = self._several.get(key)
            if subject is None:
                yield self._texts[key]
                continue
            assert isinstance(subject, NamedNode)
            quads = (q for q in store.about(subject) if q.graph_name == DEFAULT or q.graph_name in graphs)
            yield self._text(rebased(withheld(quads, self._evidence), self._base))

    def _text(self, quads: Iterable[Quad]) -> str:
        return "".join(f"{line}\n" for line in subject_lines(quads, self._shortener))


def _key(row: tuple[str, list[Quad], Resource]) -> str:
    return row[0]
