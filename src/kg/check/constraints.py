"""What single parameters of a shape ask of nodes (``sh:minCount``, ``sh:datatype``...), as functions over terms.

Each function here takes the value of a parameter and gives the constraint that it makes. It raises UndecidedError, at
once or when the constraint is applied, where the answer is pySHACL's to give.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from datetime import date
from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store

from kg.core.rdf_terms import Term

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SH = "http://www.w3.org/ns/shacl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
TYPE = RDF + "type"

Test = Callable[["Triples", Term], bool]
"""Does a node conform?"""
Constraint = Callable[["Triples", Term, Set[Term]], bool]
"""Do the value nodes of a focus node keep a constraint? (A node shape's one value node is the focus itself.)"""


class UndecidedError(Exception):
    """The fast test cannot tell; pySHACL must."""


class Triples:
    """The triples of a graph: the values of a node's properties, and the nodes that have a value."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._quads = quads if isinstance(quads, Sequence) else list(quads)
        nodes: dict[Term, dict[str, set[Term]]] = {}
        for subject, predicate, value, _ in self._quads:
            nodes.setdefault(subject, {}).setdefault(predicate.value, set()).add(value)
        self.nodes: Mapping[Term, Mapping[str, Set[Term]]] = nodes
        self._inverse: dict[str, Mapping[Term, Set[Term]]] = {}
        self._selected: dict[str, Set[Term]] = {}

    def values(self, node: Term, prop: str) -> Set[Term]:
        properties = self.nodes.get(node)
        return properties.get(prop, frozenset()) if properties else frozenset()

    def inverse(self, prop: str) -> Mapping[Term, Set[Term]]:
        """value -> the nodes that have it for a property."""
        found = self._inverse.get(prop)
        if found is None:
            pairs: dict[Term, set[Term]] = defaultdict(set)
            for node, properties in self.nodes.items():
                for value in properties.get(prop, ()):
                    pairs[value].add(node)
            found = self._inverse[prop] = dict(pairs)
        return found

    def subjects(self, prop: str, value: Term) -> Set[Term]:
        return self.inverse(prop).get(value, frozenset())

    def selected(self, query: str) -> Set[Term]:
        """What a query gives for ``?this``."""
        if query not in self._selected:
            store = Store()
            store.extend(self._quads)
            rows = store.query(query, use_default_graph_as_union=True)
            assert isinstance(rows, QuerySolutions)
            self._selected[query] = {row["this"] for row in rows}
        return self._selected[query]


# --- constraints that compare terms -----------------------------------------------------------------------------------


def one(values: Collection[Term]) -> Term:
    if len(values) != 1:
        raise UndecidedError("not one value")
    return next(iter(values))


def iri(term: Term) -> str:
    if not isinstance(term, NamedNode):
        raise UndecidedError("not an IRI")
    return term.value


def text(term: Term) -> str:
    if not isinstance(term, Literal) or term.datatype.value != XSD + "string":
        raise UndecidedError("not a plain string")
    return term.value


def _count(term: Term) -> int:
    number = _comparable(term)
    if not isinstance(number, int) or number < 0:
        raise UndecidedError("not a count")
    return number


def _min_count(parameter: Term) -> Constraint:
    least = _count(parameter)
    return lambda _graph, _focus, nodes: len(nodes) >= least


def _max_count(parameter: Term) -> Constraint:
    most = _count(parameter)
    return lambda _graph, _focus, nodes: len(nodes) <= most


def _class(parameter: Term) -> Constraint:
    cls = NamedNode(iri(parameter))
    return lambda graph, _, nodes: all(cls in graph.values(node, TYPE) for node in nodes)


def _has_value(parameter: Term) -> Constraint:
    wanted = NamedNode(iri(parameter))
    return lambda _graph, _focus, nodes: wanted in nodes


def _node_kind(parameter: Term) -> Constraint:
    kinds = _KINDS.get(iri(parameter).removeprefix(SH))
    if kinds is None:
        raise UndecidedError("a kind of node that is not known here")
    return lambda _graph, _focus, nodes: all(isinstance(node, kinds) for node in nodes)


def _disjoint(parameter: Term) -> Constraint:
    other = iri(parameter)
    return lambda graph, focus, nodes: nodes.isdisjoint(graph.values(focus, other))


# --- constraints that read what nodes are written as ------------------------------------------------------------------


def _lexical(node: Term) -> str | None:
    """The characters of an IRI or a literal; None for a blank node."""
    if isinstance(node, Literal):
        if node.datatype.value.startswith(XSD) and node.datatype.value not in _FORMS:
            raise UndecidedError("a literal whose spaces may not count")
        return node.value
    return node.value if isinstance(node, NamedNode) else None


def _min_length(parameter: Term) -> Constraint:
    least = _count(parameter)
    return lambda _graph, _focus, nodes: all(len(_lexical(node) or "") >= least for node in nodes)


def _pattern(parameter: Term) -> Constraint:
    search = re.compile(text(parameter)).search

    def keeps(graph: Triples, focus: Term, nodes: Set[Term]) -> bool:
        return all(text is not None and search(text) for text in map(_lexical, nodes))

    return keeps


def _datatype(parameter: Term) -> Constraint:
    datatype = iri(parameter)
    if datatype.startswith((XSD, RDF, RDFS, OWL)) and datatype not in _FORMS:
        raise UndecidedError("a datatype whose literals are not known here")

    def keeps(graph: Triples, focus: Term, nodes: Set[Term]) -> bool:
        return all(isinstance(n, Literal) and n.datatype.value == datatype and _well_formed(n) for n in nodes)

    return keeps


def _well_formed(literal: Literal) -> bool:
    """True for the usual writings of a datatype; raises UndecidedError for all others, right or wrong."""
    form = _FORMS.get(literal.datatype.value)
    if form is not None and not form.fullmatch(literal.value):
        raise UndecidedError("an unusual literal")
    if literal.datatype.value == XSD + "date":
        _comparable(literal)
    return True


def _comparable(term: Term) -> int | Decimal | date:
    """The value of a number or date in the usual writing; raises UndecidedError for anything else."""
    datatype = term.datatype.value if isinstance(term, Literal) else ""
    read = _VALUES.get(datatype)
    if read is None or not isinstance(term, Literal) or not _FORMS[datatype].fullmatch(term.value):
        raise UndecidedError("not a number or date in the usual writing")
    try:
        return read(term.value)
    except ValueError as error:
        raise UndecidedError("no day of the calendar") from error


def _number(term: Term) -> int | Decimal:
    value = _comparable(term)
    if isinstance(value, date):
        raise UndecidedError("not a number")
    return value


def _min_inclusive(parameter: Term) -> Constraint:
    least = _number(parameter)
    return lambda _graph, _focus, nodes: all(_number(node) >= least for node in nodes)


def _max_inclusive(parameter: Term) -> Constraint:
    most = _number(parameter)
    return lambda _graph, _focus, nodes: all(_number(node) <= most for node in nodes)


def _before(node: Term, other: Term, same: bool) -> bool:
    """Is a node less than another, or, where ``same``, at most that?"""
    if node == other:
        _comparable(node)
        return same
    one, two = _comparable(node), _comparable(other)
    if type(one) is not type(two) or one == two:
        raise UndecidedError("two datatypes, or two writings of a value")
    return one < two  # type: ignore[operator]


def _less_than(parameter: Term, same: bool = False) -> Constraint:
    prop = iri(parameter)

    def keeps(graph: Triples, focus: Term, nodes: Set[Term]) -> bool:
        return all(_before(node, other, same) for node in nodes for other in graph.values(focus, prop))

    return keeps


def _less_than_or_equals(parameter: Term) -> Constraint:
    return _less_than(parameter, same=True)


_KINDS: dict[str, tuple[type, ...]] = {
    "IRI": (NamedNode,),
    "BlankNode": (BlankNode,),
    "Literal": (Literal,),
    "BlankNodeOrIRI": (BlankNode, NamedNode),
    "BlankNodeOrLiteral": (BlankNode, Literal),
    "IRIOrLiteral": (NamedNode, Literal),
}
_FORMS = {
    XSD + "string": re.compile(r".*", re.DOTALL),
    XSD + "boolean": re.compile("true|false"),
    XSD + "integer": re.compile("0|-?[1-9][0-9]{0,17}"),
    XSD + "decimal": re.compile(r"-?[0-9]{1,17}(\.[0-9]{1,17})?"),
    XSD + "date": re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}
"""How literals of a datatype are usually written. pySHACL reads these, and perhaps others, as well-formed."""
_VALUES: dict[str, Callable[[str], int | Decimal | date]] = {
    XSD + "integer": int,
    XSD + "decimal": Decimal,
    XSD + "date": date.fromisoformat,
}
SINGLE: dict[str, Callable[[Term], Constraint]] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "nodeKind": _node_kind,
    "datatype": _datatype,
    "minLength": _min_length,
    "pattern": _pattern,
    "minInclusive": _min_inclusive,
    "maxInclusive": _max_inclusive,
    "disjoint": _disjoint,
    "lessThan": _less_than,
    "lessThanOrEquals": _less_than_or_equals,
}
"""Parameters that a shape has once."""
EACH: dict[str, Callable[[Term], Constraint]] = {"class": _class, "hasValue": _has_value}
"""Parameters that a shape may have several times: all hold."""
