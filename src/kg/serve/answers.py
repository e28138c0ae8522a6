"""Answers to SPARQL queries in the forms of the recommendations, whole documents of a bounded size.

An answer that is larger than the limits is cut between two rows or triples; the document is complete and valid all the
same, and says so: ``head`` has a ``link`` in JSON and XML, and the response a header, since CSV and RDF have no place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.core.errors import QueryError
from kg.core.rdf_terms import PREFIXES, Term
from kg.serve.negotiate import Offer
from kg.serve.replies import CUT

ROWS = (
    Offer("json", "application/sparql-results+json", ("application/json",)),
    Offer("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Offer("csv", "text/csv"),
    Offer("tsv", "text/tab-separated-values"),
    Offer("html", "text/html"),
)
"""For SELECT and ASK."""
GRAPHS = (
    Offer("turtle", "text/turtle", ("application/x-turtle",)),
    Offer("ntriples", "application/n-triples", ("text/plain",)),
    Offer("rdfxml", "application/rdf+xml", ("application/xml",)),
    Offer("jsonld", "application/ld+json", ("application/json",)),
    Offer("trig", "application/trig", ("application/x-trig",)),
    Offer("nquads", "application/n-quads", ("text/x-nquads",)),
    Offer("html", "text/html"),
)
"""For CONSTRUCT and DESCRIBE."""
_RDF = {
    "turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES, "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD, "trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS,
}  # fmt: skip
_KNOWN = 20_000
"""Terms whose writing is remembered."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_NAME = re.compile(r"[#/:][^\W\d][\w.-]*\Z")
_XSD_STRING = PREFIXES["xsd"] + "string"
_DIGITS = {PREFIXES["xsd"] + name for name in ("integer", "decimal", "double")}


@dataclass(frozen=True, slots=True)
class Limits:
    """How large an answer may be."""

    rows: int = 100_000
    """Rows, or triples."""
    size: int = 32_000_000
    """Bytes, more or less: the row that crosses it is left out."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of an answer with what was left out in words, for pages."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    cut: str


def select(answers: ox.QuerySolutions, form: str, limits: Limits) -> tuple[bytes, str]:
    """The rows in one of ``json``, ``xml``, ``csv``, ``tsv``, and in words what was left out, if anything was."""
    names = [variable.value for variable in answers.variables]
    rows, cut = _bounded(_written(answers, names, form), limits, "rows")
    return _document(form, names, rows, bool(cut)).encode("utf-8", "replace"), cut


def _written(answers: ox.QuerySolutions, names: Sequence[str], form: str) -> Iterator[str]:
    """Each row in a form. Terms come again and again, so what was written of each is remembered."""
    write = {"json": _json_text, "xml": _xml_term, "csv": _csv_cell, "tsv": _tsv_cell}[form]
    known: dict[Term, str] = {}
    before, after, between, end = {
        "json": ([f"{json.dumps(name)}:" for name in names], "", ",", "}\n"),
        "xml": ([f"<binding name={quoteattr(name)}>" for name in names], "</binding>", "", "</result>\n"),
        "csv": ([""] * len(names), "", ",", "\r\n"),
        "tsv": ([""] * len(names), "", "\t", "\n"),
    }[form]
    start = {"json": "{", "xml": "<result>"}.get(form, "")
    blank = None if form in ("json", "xml") else ""
    for solution in answers:
        cells = []
        for name, value in zip(before, solution, strict=True):
            if value is None:
                if blank is not None:
                    cells.append(blank)
                continue
            text = known.get(value)
            if text is None:
                if len(known) >= _KNOWN:
                    known.clear()
                text = known[value] = write(value)
            cells.append(f"{name}{text}{after}")
        yield f"{start}{between.join(cells)}{end}"


def table(answers: ox.QuerySolutions, limits: Limits) -> Table:
    """The rows as terms."""
    names = tuple(variable.value for variable in answers.variables)
    rows: list[tuple[Term | None, ...]] = []
    for solution in answers:
        if len(rows) == limits.rows:
            return Table(names, tuple(rows), _left_out(len(rows), "rows"))
        rows.append(tuple(solution[name] for name in names))
    return Table(names, tuple(rows), "")


def ask(answer: bool, form: str) -> bytes:
    """Yes or no. CSV and TSV have no form for it; it is one word there."""
    word = str(answer).lower()
    if form == "json":
        return json.dumps({"head": {}, "boolean": answer}).encode() + b"\n"
    if form == "xml":
        return f"{_XML_HEAD}<head/><boolean>{word}</boolean></sparql>\n".encode()
    return f"{word}\n".encode()


def triples(answers: Iterator[Triple], limits: Limits) -> tuple[list[Triple], str]:
    """The triples, each once, and in words what was left out."""
    seen: dict[Triple, None] = {}
    size = 0
    for triple in answers:
        if triple in seen:
            continue
        size += len(str(triple))
        if len(seen) == limits.rows or size > limits.size:
            return list(seen), _left_out(len(seen), "triples")
        seen[triple] = None
    return list(seen), ""


def graph(found: Sequence[Triple], form: str, prefixes: dict[str, str]) -> bytes:
    """Triples as RDF. QueryError where RDF/XML cannot write a property."""
    kind = _RDF[form]
    used = prefixes if kind in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.RDF_XML) else None
    if kind == ox.RdfFormat.RDF_XML:
        found = [_for_xml(triple) for triple in found]
    written = ox.serialize(sorted(found, key=str), format=kind, prefixes=used)
    assert written is not None
    return written


def _for_xml(triple: Triple) -> Triple:
    """A triple that XML can hold: its property ends in a name, and in its text U+FFFD stands for what XML cannot."""
    if not _XML_NAME.search(triple.predicate.value) or isinstance(triple.object, Triple):
        raise QueryError(f"{triple.predicate} cannot be written in RDF/XML", remedy="ask for text/turtle")
    value = triple.object
    if not isinstance(value, Literal) or (text := _xml_characters(value.value)) == value.value:
        return triple
    same = Literal(text, language=value.language) if value.language else Literal(text, datatype=value.datatype)
    return Triple(triple.subject, triple.predicate, same)


def _bounded(rows: Iterator[str], limits: Limits, what: str) -> tuple[list[str], str]:
    kept: list[str] = []
    size = 0
    for row in rows:
        size += len(row)
        if len(kept) == limits.rows or size > limits.size:
            return kept, _left_out(len(kept), what)
        kept.append(row)
    return kept, ""


def _left_out(kept: int, what: str) -> str:
    return f"cut after {kept} {what}"


# --- documents --------------------------------------------------------------------------------------------------------

_AT_ENDS = re.compile(r"\A[ \t\n]+|[ \t\n]+\Z")
_XML_HEAD = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def _document(form: str, names: Sequence[str], rows: Sequence[str], cut: bool) -> str:
    if form == "json":
        head: dict[str, Any] = {"vars": list(names)} | ({"link": [CUT]} if cut else {})
        return f'{{"head":{json.dumps(head)},"results":{{"bindings":[\n{",".join(rows)}]}}}}\n'
    if form == "xml":
        head_xml = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
        head_xml += f'<link href="{CUT}"/>' if cut else ""
        return f"{_XML_HEAD}<head>{head_xml}</head><results>\n{''.join(rows)}</results></sparql>\n"
    if form == "csv":
        return "".join([",".join(names), "\r\n", *rows])
    return "".join(["\t".join(f"?{name}" for name in names), "\n", *rows])


def _json_text(node: Term) -> str:
    return json.dumps(_json_term(node), ensure_ascii=False)


def _json_term(node: Term) -> dict[str, Any]:
    if isinstance(node, NamedNode):
        return {"type": "uri", "value": node.value}
    if isinstance(node, BlankNode):
        return {"type": "bnode", "value": node.value}
    if isinstance(node, Triple):
        parts = {"subject": node.subject, "predicate": node.predicate, "object": node.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    if node.language:
        return {"type": "literal", "value": node.value, "xml:lang": node.language}
    if node.datatype.value == _XSD_STRING:
        return {"type": "literal", "value": node.value}
    return {"type": "literal", "value": node.value, "datatype": node.datatype.value}


def _xml_term(node: Term) -> str:
    if isinstance(node, NamedNode):
        return f"<uri>{_xml_text(node.value)}</uri>"
    if isinstance(node, BlankNode):
        return f"<bnode>{_xml_text(node.value)}</bnode>"
    if isinstance(node, Triple):
        parts = (("subject", node.subject), ("predicate", node.predicate), ("object", node.object))
        return "<triple>" + "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in parts) + "</triple>"
    kind = ""
    if node.language:
        kind = f" xml:lang={quoteattr(node.language)}"
    elif node.datatype.value != _XSD_STRING:
        kind = f" datatype={quoteattr(node.datatype.value)}"
    return f"<literal{kind}>{_xml_text(node.value)}</literal>"


def _xml_text(text: str) -> str:
    """Escaped; a carriage return becomes a reference, since parsers change it, and so do blanks at the ends, which
    readers cut off.
    """
    whole = escape(_xml_characters(text), {"\r": "&#13;"})
    return _AT_ENDS.sub(lambda m: "".join(f"&#{ord(c)};" for c in m.group()), whole)


def _xml_characters(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _csv_cell(node: Term) -> str:
    text = f"_:{node.value}" if isinstance(node, BlankNode) else str(node) if isinstance(node, Triple) else node.value
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in '",\r\n') else text


def _tsv_cell(node: Term) -> str:
    if isinstance(node, Literal) and node.datatype.value in _DIGITS and node.value.isascii():
        return node.value
    return str(node).replace("\t", "\\t")
