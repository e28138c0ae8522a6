"""The RDF files: Turtle, TriG, N-Quads, JSON-LD, RDF/XML. Sorted and without blank nodes: one set of quads, one text.

Turtle and RDF/XML have one graph only: the accepted view and the documents together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import Literal, NamedNode, Quad

from kg.core.model import ID_BASE
from kg.core.rdf_terms import DEFAULT, PREFIXES, TYPE, Term, order
from kg.core.rdf_turtle import Shortener, trig, turtle

_XSD_STRING = PREFIXES["xsd"] + "string"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def prefixes_for(base: str) -> dict[str, str]:
    """The prefixes of an export whose ids begin with ``base``."""
    return {prefix: _rebased(iri, base) for prefix, iri in PREFIXES.items()}


def rebased(quads: Iterable[Quad], base: str) -> list[Quad]:
    """The quads with ids under another base."""
    if base == ID_BASE:
        return list(quads)

    def node(value: object) -> object:
        return NamedNode(_rebased(value.value, base)) if isinstance(value, NamedNode) else value

    return [Quad(*map(node, q)) for q in quads]  # type: ignore[arg-type]


def renamed(nodes: Iterable[NamedNode], base: str) -> list[NamedNode]:
    """The nodes with ids under another base."""
    return [NamedNode(_rebased(node.value, base)) for node in nodes]


def _rebased(iri: str, base: str) -> str:
    return base + iri.removeprefix(ID_BASE) if iri.startswith(ID_BASE) else iri


def to_turtle(quads: Sequence[Quad], base: str) -> str:
    return _text(turtle(quads, prefixes_for(base)))


def to_trig(quads: Sequence[Quad], base: str) -> str:
    return _text(trig(quads, prefixes_for(base)))


def to_nquads(quads: Sequence[Quad], base: str) -> str:
    return _text(f"{quad} ." for quad in sorted(quads, key=order))


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def to_jsonld(quads: Sequence[Quad], base: str) -> str:
    """JSON-LD 1.1 with the prefixes as context: the view's nodes, then a graph for each document."""
    shortener = Shortener(prefixes_for(base))
    content: list[dict[str, object]] = []
    for graph, members in groupby(sorted(set(quads), key=order), key=lambda q: q.graph_name):
        nodes = [_json_node(list(group), shortener) for _, group in groupby(members, key=lambda q: str(q.subject))]
        if graph == DEFAULT:
            content += nodes
        else:
            assert isinstance(graph, NamedNode)
            content.append({"@id": _json_iri(graph, shortener), "@graph": nodes})
    whole = {"@context": dict(sorted(shortener.used.items())), "@graph": content}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _json_node(quads: Sequence[Quad], shortener: Shortener) -> dict[str, object]:
    subject = quads[0].subject
    assert isinstance(subject, NamedNode)
    node: dict[str, object] = {"@id": _json_iri(subject, shortener)}
    for prop, group in groupby(sorted(quads, key=lambda q: (q.predicate != TYPE, order(q))), key=lambda q: q.predicate):
        values = [_json_value(quad.object, shortener, prop == TYPE) for quad in group]
        node["@type" if prop == TYPE else _json_iri(prop, shortener)] = values[0] if len(values) == 1 else values
    return node


def _json_value(value: Term, shortener: Shortener, is_type: bool) -> object:
    if isinstance(value, NamedNode):
        iri = _json_iri(value, shortener)
        return iri if is_type else {"@id": iri}
    assert isinstance(value, Literal)
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == _XSD_STRING:
        return value.value
    return {"@value": value.value, "@type": _json_iri(value.datatype, shortener)}


def _json_iri(node: NamedNode, shortener: Shortener) -> str:
    text = shortener.iri(node)
    return node.value if text.startswith("<") else text


def to_rdfxml(quads: Sequence[Quad], base: str) -> str:
    """RDF/XML, one ``rdf:Description`` a subject. Characters that XML 1.0 cannot hold become U+FFFD."""
    shortener = Shortener(prefixes_for(base))
    triples = sorted({(q.subject, q.predicate, q.object) for q in quads}, key=lambda t: tuple(map(str, t)))
    body: list[str] = []
    for _, members in groupby(triples, key=lambda t: str(t[0])):
        group = list(members)
        subject = group[0][0]
        assert isinstance(subject, NamedNode)
        body.append(f"  <rdf:Description rdf:about={quoteattr(subject.value)}>")
        body += [f"    {_xml_property(prop, value, shortener)}" for _, prop, value in group]
        body.append("  </rdf:Description>")
    used = {"rdf": PREFIXES["rdf"]} | shortener.used
    names = "".join(f"\n  xmlns:{prefix}={quoteattr(iri)}" for prefix, iri in sorted(used.items()))
    return _text(['<?xml version="1.0" encoding="UTF-8"?>', f"<rdf:RDF{names}>", *body, "</rdf:RDF>"])


def _xml_property(prop: NamedNode, value: Term, shortener: Shortener) -> str:
    name = shortener.iri(prop)
    if isinstance(value, NamedNode):
        return f"<{name} rdf:resource={quoteattr(value.value)}/>"
    assert isinstance(value, Literal)
    kind = ""
    if value.language:
        kind = f" xml:lang={quoteattr(value.language)}"
    elif value.datatype.value != _XSD_STRING:
        kind = f" rdf:datatype={quoteattr(value.datatype.value)}"
    return f"<{name}{kind}>{xml_text(value.value)}</{name}>"


def xml_text(text: str) -> str:
    """Text for XML: escaped; a carriage return is kept as a reference, since parsers make line feeds of it."""
    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})
