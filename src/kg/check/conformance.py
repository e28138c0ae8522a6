"""A fast answer to one question: does a graph have the shapes? Only pySHACL says what is wrong with one that has not.

The shapes are compiled once into plain functions over sets of terms, for the part of SHACL that ``graph/shapes`` uses.
The answer is True, False, or None where the test cannot tell: a shape has a construct that is not supported here, or a
literal is written in a way whose reading is left to pySHACL. Whoever asks takes True for an answer, and else asks
pySHACL, which stays the authority on every violation.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from kg.check.constraints import (
    EACH,
    RDF,
    RDFS,
    SH,
    SINGLE,
    TYPE,
    Constraint,
    Test,
    Triples,
    UndecidedError,
    iri,
    one,
    text,
)
from kg.core.rdf_terms import Term

_NIL = NamedNode(RDF + "nil")
_MAX_DEPTH = 8
"""Shapes within shapes: well under what pySHACL allows, and the end of shapes that refer to themselves."""

Leads = Callable[["Triples", Term], Set[Term]]
"""The nodes that a property path leads to."""


@dataclass(frozen=True, slots=True)
class _Root:
    """A shape with its targets."""

    test: Test
    classes: frozenset[Term]
    nodes: frozenset[Term]
    subjects_of: tuple[str, ...]
    objects_of: tuple[str, ...]

    def focus(self, graph: Triples) -> Set[Term]:
        found: set[Term] = set(self.nodes)
        found.update(*(graph.subjects(TYPE, cls) for cls in self.classes))
        found.update(*(graph.inverse(prop) for prop in self.objects_of))
        found.update(*(set(chain.from_iterable(graph.inverse(prop).values())) for prop in self.subjects_of))
        return found


class Conformance:
    """The test for the shapes of some files. Call it with the quads of one graph; their graph names do not matter."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._roots: tuple[_Root, ...] | None = None
        """None where the shapes hold something that is not supported: then there is never an answer."""
        with contextlib.suppress(UndecidedError, SyntaxError, OSError, re.error):
            self._roots = tuple(_Compiler(_read(files)).roots())

    def __call__(self, quads: Iterable[Quad]) -> bool | None:
        if self._roots is None:
            return None
        try:
            graph = Triples(quads)
            if graph.inverse(RDFS + "subClassOf") or any(isinstance(node, Triple) for node in _terms(graph)):
                return None
            return all(root.test(graph, node) for root in self._roots for node in root.focus(graph))
        except UndecidedError:
            return None


def _read(files: Iterable[Path]) -> Triples:
    quads: list[Quad] = []
    for file in files:
        quads += parse(path=str(file), format=RdfFormat.TURTLE, rename_blank_nodes=True)
    return Triples(quads)


def _terms(graph: Triples) -> Iterator[Term]:
    for node, properties in graph.nodes.items():
        yield node
        for values in properties.values():
            yield from values


# --- shapes -----------------------------------------------------------------------------------------------------------


@dataclass
class _Compiler:
    """Turns a graph of shapes into tests. Every method raises UndecidedError for what is not supported."""

    shapes: Triples
    seen: set[Term] = field(default_factory=set)
    """The nodes of the graph that have been understood."""

    def roots(self) -> list[_Root]:
        """The shapes that have targets, once each node that speaks SHACL has been understood."""
        nodes = [node for node, properties in self.shapes.nodes.items() if _is_shape(properties)]
        roots = [self.root(node) for node in nodes]
        for node in self.shapes.nodes.keys() - self.seen:
            properties = self.shapes.nodes[node]
            values = [v.value for found in properties.values() for v in found if isinstance(v, NamedNode)]
            if any(name.startswith(SH) for name in (*properties, *values)):
                raise UndecidedError(f"{node} is no shape that is known here")
        return roots

    def root(self, node: Term) -> _Root:
        def targets(name: str) -> list[str]:
            return [iri(target) for target in self.shapes.values(node, SH + name)]

        return _Root(
            self.shape(node, 0),
            frozenset(map(NamedNode, targets("targetClass"))),
            frozenset(map(NamedNode, targets("targetNode"))),
            tuple(targets("targetSubjectsOf")),
            tuple(targets("targetObjectsOf")),
        )

    def shape(self, node: Term, depth: int, *, path: bool | None = None) -> Test:
        """The test of a shape. ``path`` says whether it must, or must not, be a property shape."""
        properties = self.shapes.nodes.get(node)
        if properties is None or depth > _MAX_DEPTH:
            raise UndecidedError(f"{node} is not described, or too deep")
        self.seen.add(node)
        has_path = SH + "path" in properties
        kind = NamedNode(SH + ("PropertyShape" if has_path else "NodeShape"))
        if path not in (None, has_path) or properties.get(TYPE, {kind}) != {kind}:
            raise UndecidedError(f"{node} is not the kind of shape that it should be")
        constraints = [
            constraint
            for prop, values in sorted(properties.items(), key=lambda pair: _ORDER.get(pair[0], 0))
            if prop not in _NO_CONSTRAINT
            for constraint in self.constraints(prop, values, has_path, depth + 1)
        ]
        if not has_path:
            return lambda graph, focus: all(keeps(graph, focus, {focus}) for keeps in constraints)
        leads = self.path(one(properties[SH + "path"]))

        def conforms(graph: Triples, focus: Term) -> bool:
            values = leads(graph, focus)
            return all(keeps(graph, focus, values) for keeps in constraints)

        return conforms

    def constraints(self, prop: str, values: Collection[Term], has_path: bool, depth: int) -> Iterator[Constraint]:
        """The constraints that the values of a parameter of a shape make."""
        name = prop.removeprefix(SH)
        if name == prop or (name in _FOR_PATHS and not has_path):
            raise UndecidedError(f"{prop} is not known here")
        if name in SINGLE:
            yield SINGLE[name](one(values))
        elif name == "in":
            allowed = frozenset(self.items(one(values)))
            if not all(isinstance(value, NamedNode) for value in allowed):
                raise UndecidedError("sh:in of literals")
            yield lambda _graph, _focus, nodes: nodes <= allowed
        elif name in EACH:
            yield from (EACH[name](value) for value in values)
        elif name in ("property", "node"):
            yield from (_every(self.shape(value, depth, path=name == "property")) for value in values)
        elif name == "not":
            yield from (_none(self.shape(value, depth)) for value in values)
        elif name == "or":
            yield from (_any_of([self.shape(item, depth) for item in self.items(value)]) for value in values)
        elif name == "sparql":
            yield from (self.select(value) for value in values)
        else:
            raise UndecidedError(f"{prop} is not known here")

    def select(self, node: Term) -> Constraint:
        """A constraint in SPARQL, if its query does no more than match triples and compare terms."""
        self.seen.add(node)
        properties = self.shapes.nodes.get(node, {})
        if not properties.keys() <= {SH + "select", SH + "message"}:
            raise UndecidedError("more than a query and its message")
        query = text(one(properties.get(SH + "select", ())))
        if not _PLAIN_QUERY.fullmatch(query):
            raise UndecidedError("a query that does more than match")
        Triples(()).selected(query)  # a SyntaxError now, if ever

        def keeps(graph: Triples, focus: Term, nodes: Set[Term]) -> bool:
            return focus not in graph.selected(query)

        return keeps

    def items(self, head: Term) -> list[Term]:
        """The members of a list, at least one."""
        found: list[Term] = []
        cells: set[Term] = set()
        while head != _NIL:
            if head in cells:
                raise UndecidedError("a list without end")
            cells.add(head)
            found.append(one(self.shapes.values(head, RDF + "first")))
            head = one(self.shapes.values(head, RDF + "rest"))
        if not found:
            raise UndecidedError("an empty list")
        self.seen |= cells
        return found

    def path(self, node: Term) -> Leads:
        """A property, its inverse, one of several, or one after another."""
        if isinstance(node, NamedNode):
            prop = node.value
            return lambda graph, focus: graph.values(focus, prop)
        properties = self.shapes.nodes.get(node, {})
        if RDF + "first" in properties:
            steps = [self.path(item) for item in self.items(node)]
            return lambda graph, focus: _walk(graph, focus, steps)
        self.seen.add(node)
        if properties.keys() == {SH + "inversePath"}:
            inverse = iri(one(properties[SH + "inversePath"]))
            return lambda graph, focus: graph.subjects(inverse, focus)
        if properties.keys() == {SH + "alternativePath"}:
            paths = [self.path(item) for item in self.items(one(properties[SH + "alternativePath"]))]
            return lambda graph, focus: {node for leads in paths for node in leads(graph, focus)}
        raise UndecidedError("a path of a kind that is not known here")


def _is_shape(properties: Mapping[str, Set[Term]]) -> bool:
    return not _TARGETS.isdisjoint(properties) or not _SHAPES.isdisjoint(properties.get(TYPE, ()))


def _walk(graph: Triples, focus: Term, steps: Sequence[Leads]) -> Set[Term]:
    nodes: Set[Term] = {focus}
    for leads in steps:
        nodes = {found for node in nodes for found in leads(graph, node)}
    return nodes


def _every(test: Test) -> Constraint:
    return lambda graph, _, nodes: all(test(graph, node) for node in nodes)


def _none(test: Test) -> Constraint:
    return lambda graph, _, nodes: not any(test(graph, node) for node in nodes)


def _any_of(tests: Sequence[Test]) -> Constraint:
    return lambda graph, _, nodes: all(any(test(graph, node) for test in tests) for node in nodes)


_FOR_PATHS = {"minCount", "maxCount", "disjoint", "lessThan", "lessThanOrEquals"}
_TARGETS = {SH + name for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")}
_SHAPES = {NamedNode(SH + "NodeShape"), NamedNode(SH + "PropertyShape")}
_NO_CONSTRAINT = _TARGETS | {TYPE, SH + "path", SH + "message", RDFS + "label", RDFS + "comment"}
_ORDER = {SH + name: -1 for name in ("minCount", "maxCount", "nodeKind", "datatype", "in")}
"""What is cheap, and settles most, comes first."""
_PLAIN_QUERY = re.compile(
    r"""\s* SELECT (?: \s+ DISTINCT )? \s+ [$?]this (?: \s+ [$?](?:path|value) )* \s+ WHERE \s* \{
        (?: [$?](?!PATH\b|shapesGraph\b|currentShape\b)\w+ | <[^<>\s"{}|^`\\]*>
          | \ba\b | \bFILTER\b | \bIN\b | [\s.,;()] )*
        \} \s*""",
    re.VERBOSE,
)
"""Triple patterns, and filters on lists of IRIs: the answers are the same whether ``$this`` is bound before or not."""
