"""What has changed in a store since its exports were written, so that these can be brought up to date by that alone.

Who writes exports gives the store a mark (:func:`marked`); from then on each change notes, in its own transaction, the
things of which the documents or the accepted view now say something else. A change of many documents takes the mark
away instead: then all is written anew, as it is where nobody marked the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.core.rdf_terms import DEFAULT, document_graph, kg
from kg.store.engine import Delta, Engine, Pattern
from kg.store.entries import EXPORTED, INDEX, TOUCHED

MANY = 50
"""A change of more documents than these takes the mark away."""
_ABOUT = kg("acceptedSubject")


@dataclass(frozen=True, slots=True)
class Touched:
    """Since the mark was made. ``documents`` are the graphs of those that came, changed or went."""

    mark: str
    documents: frozenset[NamedNode]
    things: frozenset[NamedNode]
    """Subjects of the quads that came or went, and what the accepted statements among them are about."""


def touched(engine: Engine, documents_begin: str) -> Touched | None:
    """What was touched since the mark was made, or None where there is none."""
    mark = _mark(engine)
    if mark is None:
        return None
    nodes = {q.object for q in engine.match(Pattern(INDEX, TOUCHED, None, INDEX)) if isinstance(q.object, NamedNode)}
    return Touched(mark, frozenset(n for n in nodes if n.value.startswith(documents_begin)), frozenset(nodes))


def is_marked(engine: Engine) -> bool:
    return _mark(engine) is not None


def _mark(engine: Engine) -> str | None:
    found = [
        q.object.value for q in engine.match(Pattern(INDEX, EXPORTED, None, INDEX)) if isinstance(q.object, Literal)
    ]
    return found[0] if len(found) == 1 else None


def marked(engine: Engine, mark: str | None) -> Delta:
    """The change that makes a mark, and forgets what was touched before; or that takes it away."""
    old = {*engine.match(Pattern(INDEX, EXPORTED, None, INDEX)), *engine.match(Pattern(INDEX, TOUCHED, None, INDEX))}
    new = {Quad(INDEX, EXPORTED, Literal(mark), INDEX)} if mark is not None else set()
    return Delta(delete=frozenset(old - new), insert=frozenset(new - old))


def noted(
    engine: Engine, before: Mapping[str, Sequence[Quad]], after: Mapping[str, Sequence[Quad]], changed: Iterable[Quad]
) -> Delta:
    """What a change of a marked store has to note: the graphs of documents (by id) before and after, and the quads
    that come or go besides.
    """
    ids = before.keys() | after.keys()
    if len(ids) > MANY:
        return marked(engine, None)
    nodes: set[object] = {document_graph(id_) for id_ in ids}
    for id_ in ids:
        nodes |= {quad.subject for quad in set(before.get(id_, ())) ^ set(after.get(id_, ()))}
    for quad in changed:
        if quad.graph_name == DEFAULT:
            nodes.add(quad.subject)
            if quad.predicate == _ABOUT:
                nodes.add(quad.object)
    return Delta(insert=frozenset(Quad(INDEX, TOUCHED, node, INDEX) for node in nodes if isinstance(node, NamedNode)))
