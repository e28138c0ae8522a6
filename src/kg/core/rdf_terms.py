"""The terms that the RDF shape is made of: prefixes, IRIs of things, literals, and how a term is written.

No I/O. A *name* is the local name of a ``kg:`` term; a *path* is what follows the base of all ids (``state/JP``).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.core.model import ID_BASE, ONTOLOGY

Resource = NamedNode | BlankNode | Triple
Term = NamedNode | BlankNode | Literal | Triple

NAMESPACES = {
    "kg": ONTOLOGY,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
}
ID_KINDS = (
    "accepted", "claim", "dispute", "doc", "event", "evidence", "feature", "graph", "office", "org", "person", "place",
    "position", "run", "sea", "state", "status", "term", "treaty",
)  # fmt: skip
PREFIXES = NAMESPACES | {kind: f"{ID_BASE}{kind}/" for kind in ID_KINDS}
"""Every prefix that queries and exports may use: the vocabularies, and one for each kind of id (``state:JP``)."""

DEFAULT = DefaultGraph()


def term(curie: str) -> NamedNode:
    """The IRI of ``prefix:name`` (``rdfs:label``). Raises KeyError for an unknown prefix."""
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


def kg(name: str) -> NamedNode:
    """The IRI of a term of the ontology."""
    return NamedNode(ONTOLOGY + name)


def thing(path: str) -> NamedNode:
    """The IRI of a thing: ``thing("state/JP")``."""
    return NamedNode(ID_BASE + path)


def document_graph(document_id: str) -> NamedNode:
    """The name of a document's graph, which is also the IRI of the document."""
    return thing(f"doc/{document_id}")


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """A name as a path segment of an IRI: lower case, ASCII where it can be, words joined by hyphens."""
    folded = unicodedata.normalize("NFKD", name)
    text = "".join(c for c in folded if not unicodedata.combining(c)).lower()
    return re.sub(r"[^\w]+", "-", text).strip("-_") or "unnamed"


def digest(*parts: object) -> str:
    """32 hex digits over the parts that identify a thing; ``None`` differs from the empty string."""
    text = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def pair(one: NamedNode, other: NamedNode) -> NamedNode:
    """The node of two things in this order, under which ``graph/counts`` keeps what is between them."""
    return thing(f"graph/counts#{'/'.join(quote(node.value, safe='') for node in (one, other))}")


REFERENCE = thing("graph/reference")
ONTOLOGY_GRAPH = thing("graph/ontology")

TYPE = term("rdf:type")
LABEL = term("rdfs:label")
ALT_LABEL = term("skos:altLabel")
ISO_CODE = kg("isoCode")
EDTF = term("edtf:EDTF")
_DATE, _DECIMAL, _INTEGER = term("xsd:date"), term("xsd:decimal"), term("xsd:integer")
TRUE = Literal("true", datatype=term("xsd:boolean"))


def edtf(value: str) -> Literal:
    return Literal(value, datatype=EDTF)


def day(value: date) -> Literal:
    return Literal(value.isoformat(), datatype=_DATE)


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=_INTEGER)


def decimal(value: float) -> Literal:
    """``value`` to six places in the canonical form that every engine keeps as it is (``0.5``, ``1``)."""
    text = f"{Decimal(repr(value)):.6f}"
    return Literal(text.rstrip("0").rstrip("."), datatype=_DECIMAL)


def local_name(node: Term) -> str:
    """What follows the last ``#`` or ``/`` of an IRI; the text of a literal."""
    return re.split(r"[#/]", node.value)[-1] if not isinstance(node, Triple) else str(node)


def order(quad: Quad) -> tuple[str, str, str, str]:
    """The sort key of a quad: graph, subject, property, value, each as it is written in N-Quads."""
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)
