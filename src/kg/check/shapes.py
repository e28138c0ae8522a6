"""SHACL: do the quads of a document have the shapes that ``graph/shapes`` asks for?

pySHACL does the work, on rdflib graphs, for a graph that does not pass the fast test (``conformance``) at once. Shapes
are read once and kept. A document's graph is checked by itself: what its claims mention, it describes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.check.conformance import Conformance
from kg.config import Project
from kg.core.errors import DataError
from kg.core.model import ID_BASE
from kg.core.rdf_terms import NAMESPACES

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

_SHAPES = "https://w3id.org/geopolitical-kg/shapes#"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One breach of a shape. ``focus`` is the node at fault, ``path`` the property, ``value`` what it has."""

    focus: str
    message: str
    path: str = ""
    value: str = ""
    severity: str = "Violation"

    def __str__(self) -> str:
        at = f" ({self.path}: {self.value})" if self.value and self.path else f" ({self.path})" if self.path else ""
        return f"{self.focus}: {self.message}{at}"


class ShapeChecker:
    """Checks quads against shapes. Call it with the quads of one document: ``Store.open(path, check=checker)``."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._files = tuple(files)
        self._compiled: rdflib.Graph | None = None
        self._conformance: Conformance | None = None

    @property
    def conformance(self) -> Conformance:
        """The fast test for the same shapes."""
        if self._conformance is None:
            self._conformance = Conformance(self._files)
        return self._conformance

    @property
    def shapes(self) -> rdflib.Graph:
        """All shapes in one graph. Raises DataError where a file of shapes is not Turtle."""
        if self._compiled is None:
            import rdflib

            graph = rdflib.Graph()
            for file in self._files:
                try:
                    graph.parse(file, format="turtle")
                except Exception as error:  # rdflib's parser raises whatever its lexer meets
                    lines = str(error).splitlines() or [""]
                    raise DataError(
                        f"is not well-formed Turtle ({lines[0]})", where=file.name, remedy="correct the file"
                    ) from error
            self._compiled = graph
        return self._compiled

    def __call__(self, quads: Sequence[Quad]) -> list[Violation]:
        """The violations in some quads, sorted; their graphs do not matter."""
        return [] if self.conformance(quads) else check_shapes(to_rdflib(quads), self.shapes)


def shape_checker(project: Project) -> ShapeChecker:
    """A checker with the shapes of the project (and the packaged ones)."""
    return ShapeChecker(project.files("graph/shapes", "*.ttl"))


def check_shapes(data: rdflib.Graph, shapes: rdflib.Graph) -> list[Violation]:
    """The violations of ``shapes`` in ``data``, sorted. Raises DataError where a shape cannot be applied."""
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError
    from rdflib.namespace import SH

    try:
        conforms, report, text = pyshacl.validate(data, shacl_graph=shapes, advanced=False, inplace=True)
    except ReportableRuntimeError as error:
        raise DataError(f"the shapes cannot be applied ({error.message})", where="graph/shapes") from error
    except TypeError as error:  # pySHACL compares 'true' of the type xsd:date with a date
        raise DataError(f"the shapes cannot be applied to a value ({error})", where="graph/shapes") from error
    if conforms:
        return []
    if not hasattr(report, "subjects"):  # pySHACL hands back its own failure instead of a report
        raise DataError(f"the shapes cannot be applied ({str(text).splitlines()[0]})", where="graph/shapes")
    found = []
    for result in report.objects(None, SH.result):

        def the(prop: Node, result: Node = result) -> str:
            return short(report.value(result, prop))

        found.append(
            Violation(
                focus=the(SH.focusNode),
                message=min((str(m) for m in report.objects(result, SH.resultMessage)), default="breaks a shape"),
                path=the(SH.resultPath),
                value=the(SH.value),
                severity=the(SH.resultSeverity).removeprefix("sh:"),
            )
        )
    return sorted(found)


def short(node: Node | None) -> str:
    """A node for people to read: ``kg:stance``, ``claim/5a1e...``; nothing for a blank node or none."""
    import rdflib

    if node is None or isinstance(node, rdflib.BNode):
        return ""
    text = str(node)
    own = ((_SHAPES, "kgs:"), (ID_BASE, ""), (str(rdflib.SH), "sh:"))
    for base, prefix in (*own, *((base, f"{name}:") for name, base in NAMESPACES.items())):
        if text.startswith(base):
            return prefix + text.removeprefix(base)
    return text


def to_rdflib(quads: Iterable[Quad]) -> rdflib.Graph:
    """The triples of some quads as an rdflib graph, literals as they are written."""
    import rdflib

    def converted(node: object) -> Node:
        if isinstance(node, NamedNode):
            return rdflib.URIRef(node.value)
        if isinstance(node, BlankNode):
            return rdflib.BNode(node.value)
        assert isinstance(node, Literal)
        if node.language:
            return rdflib.Literal(node.value, lang=node.language)
        datatype = rdflib.URIRef(node.datatype.value)
        plain = datatype == rdflib.XSD.string
        return rdflib.Literal(node.value, datatype=None if plain else datatype, normalize=False)

    graph = rdflib.Graph()
    for quad in quads:
        graph.add((converted(quad.subject), rdflib.URIRef(quad.predicate.value), converted(quad.object)))
    return graph
