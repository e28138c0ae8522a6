"""The files that are not RDF: claims as JSON lines and as CSV, the accepted view as a GraphML network."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from pyoxigraph import Literal, NamedNode, Quad

from kg.core.model import Claim, Document, Entity
from kg.core.rdf import Properties, index
from kg.core.rdf_terms import ISO_CODE, LABEL, TYPE, Resource, Term, kg, local_name
from kg.export.evidence import claim_row
from kg.export.rdf import xml_text

COLUMNS = (
    "id", "document", "title", "subject", "subject_kind", "relation", "object", "object_kind", "stance", "holder",
    "date", "date_words", "place", "of", "former", "quote", "start", "end", "rule", "confidence",
)  # fmt: skip
_WITHHELD = {"quote": (), "offsets": ("quote", "date_words"), "none": ("quote", "date_words", "start", "end")}


def to_claims(claims: Sequence[Claim], policy: str) -> str:
    """JSON lines, a claim each, in the keys of ``kg extract``."""
    return "".join(json.dumps(claim_row(claim, policy), ensure_ascii=False) + "\n" for claim in claims)


def to_csv(claims: Sequence[Claim], documents: Sequence[Document], policy: str) -> str:
    """A table of claims. Cells are as the text has them; a spreadsheet should read them as text, not as formulas."""
    titles = {document.id: document.title or document.name for document in documents}
    columns = [column for column in COLUMNS if column not in _WITHHELD[policy]]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for claim in claims:
        writer.writerow(_cells(claim, titles))
    return out.getvalue()


def _cells(claim: Claim, titles: Mapping[str, str]) -> dict[str, object]:
    def key(entity: Entity | None) -> str:
        return entity.key if entity else ""

    return {
        "id": claim.id, "document": claim.document, "title": titles.get(claim.document, ""),
        "subject": claim.subject.key, "subject_kind": claim.subject.kind, "relation": claim.relation,
        "object": key(claim.object), "object_kind": claim.object.kind if claim.object else "",
        "stance": str(claim.stance), "holder": key(claim.holder), "date": claim.date.edtf if claim.date else "",
        "date_words": (claim.date.words or "") if claim.date else "", "place": claim.place.name if claim.place else "",
        "of": key(claim.of), "former": "true" if claim.former else "", "quote": claim.evidence.quote,
        "start": claim.evidence.start, "end": claim.evidence.end, "rule": claim.rule, "confidence": claim.confidence,
    }  # fmt: skip


# --- GraphML ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """One tie of the network, with the relation or event type, its dates and the count of its sources."""

    source: str
    target: str
    relation: str
    date: str
    sources: str
    id: str


_NODE_KEYS, _EDGE_KEYS = ("label", "kind", "code", "status"), ("relation", "date", "sources")
_ENDS = {"Event": "target", "TermOfOffice": "officeOf", "SovereigntyPosition": "over"}
"""Which property of a node of the view leads to the other end of the tie that it is."""


def to_graphml(view: Sequence[Quad]) -> str:
    """The accepted view as a directed network: things, and the ties that accepted statements make between them.

    Symmetric ties are there once. The statuses of a treaty are an attribute of it. Nodes and edges are sorted.
    """
    nodes = index(view)
    edges, statuses = _edges(nodes)
    ends = sorted({end for edge in edges for end in (edge.source, edge.target)} | set(statuses))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    for kind, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        lines += [f'  <key id="{key}" for="{kind}" attr.name="{key}" attr.type="string"/>' for key in keys]
    lines.append('  <graph id="accepted" edgedefault="directed">')
    for end in ends:
        own = nodes.get(NamedNode(end), {})
        values = {
            "label": _first(own, LABEL) or end, "kind": _first(own, TYPE), "code": _first(own, ISO_CODE),
            "status": "; ".join(sorted(statuses.get(end, ()))),
        }  # fmt: skip
        lines.append(f"    <node id={quoteattr(end)}>{_data(values)}</node>")
    for edge in edges:
        values = {"relation": edge.relation, "date": edge.date, "sources": edge.sources}
        between = f"source={quoteattr(edge.source)} target={quoteattr(edge.target)}"
        lines.append(f'    <edge id="{edge.id}" {between}>{_data(values)}</edge>')
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def _edges(nodes: Mapping[Resource, Properties]) -> tuple[list[Edge], dict[str, set[str]]]:
    """The ties between things, sorted, and the statuses of each treaty (``Signed 2026-01-15``)."""
    edges: list[Edge] = []
    statuses: dict[str, set[str]] = defaultdict(set)
    for node, own in nodes.items():
        if kg("AcceptedStatement") not in own.get(TYPE.value, ()):
            continue
        subject, object_ = own[kg("acceptedSubject").value][0], own[kg("acceptedObject").value][0]
        assert isinstance(node, NamedNode) and isinstance(subject, NamedNode) and isinstance(object_, NamedNode)
        relation, sources = _first(own, kg("acceptedRelation")), _first(own, kg("sourceCount"))
        date = "; ".join(sorted(_words(value) for value in own.get(kg("date").value, ())))
        other = nodes.get(object_, {})
        kind = _first(other, TYPE)
        if kind == "StatusEvent":
            statuses[subject.value].add(f"{_first(other, kg('treatyStatus'))} {date}".strip())
        elif kind != "Dispute":  # whose two sides are tied already
            targets = other.get(kg(_ENDS[kind]).value, ()) if kind in _ENDS else [object_]
            ends = [target.value for target in targets if isinstance(target, NamedNode)]
            edges += [Edge(subject.value, end, relation, date, sources, local_name(node)) for end in ends]
    return sorted(edges), statuses


def _first(properties: Properties, prop: NamedNode) -> str:
    return min((_words(value) for value in properties.get(prop.value, ())), default="")


def _words(value: Term) -> str:
    return value.value if isinstance(value, Literal) else local_name(value)


def _data(values: Mapping[str, str]) -> str:
    return "".join(f'<data key="{key}">{xml_text(value)}</data>' for key, value in values.items() if value)
