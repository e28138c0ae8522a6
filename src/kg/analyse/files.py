"""Networks as files for other programs: GraphML, GEXF, CSV for Gephi, Cytoscape and Neo4j, data frames, Parquet.

Values are plain in all of them: lists are joined by ``|``, days are ISO. The same network gives the same bytes.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.core.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("graphml", "gexf", "gephi-nodes", "gephi-edges", "neo4j-nodes", "neo4j-edges", "cytoscape", "csv", "parquet")
"""``csv`` and ``parquet`` are the edges with the names of both ends; ``cytoscape`` is a table of interactions."""
_HEADS = {
    "gephi-nodes": {"id": "Id", "name": "Label"},
    "gephi-edges": {"source": "Source", "target": "Target", "key": "Id"},
    "neo4j-nodes": {"id": "id:ID", "kind": ":LABEL"},
    "neo4j-edges": {"source": ":START_ID", "target": ":END_ID", "kind": ":TYPE"},
    "cytoscape": {"source_name": "source", "target_name": "target", "kind": "interaction"},
}


def node_rows(graph: nx.Graph[str]) -> list[dict[str, Any]]:
    """A row a node: ``id``, ``name``, ``kind``, ``code``."""
    return [{"id": node, **_plain(graph.nodes[node])} for node in sorted(graph)]


def edge_rows(graph: nx.Graph[str]) -> list[dict[str, Any]]:
    """A row an edge: ``source``, ``target`` and their names, ``key`` of a multigraph, then its attributes."""
    rows = []
    names = {node: data.get("name", node) for node, data in graph.nodes(data=True)}
    edges: list[tuple[str, str, Any, dict[str, Any]]]
    if isinstance(graph, nx.MultiGraph):
        edges = list(graph.edges(keys=True, data=True))
    else:
        edges = [(u, v, "", data) for u, v, data in graph.edges(data=True)]
    for u, v, key, data in edges:
        if not graph.is_directed():
            u, v = sorted((u, v))
        rows.append(
            {"source": u, "target": v, "source_name": names[u], "target_name": names[v], "key": key, **_plain(data)}
        )
    return sorted(rows, key=lambda r: (r["source"], r["target"], r["key"]))


def render(graph: nx.Graph[str], form: str) -> bytes:
    """The network in one of :data:`FORMATS`. Raises UsageError for another, or without pandas for ``parquet``."""
    if form == "graphml":
        return "\n".join(nx.generate_graphml(_flat(graph))).encode() + b"\n"
    if form == "gexf":
        return _gexf(graph)
    if form == "parquet":
        frame, out = to_pandas(graph)[1], io.BytesIO()
        frame.to_parquet(out, index=False)
        return out.getvalue()
    if form not in FORMATS:
        raise UsageError(f"no format '{form}'", remedy=f"choose one of {', '.join(FORMATS)}")
    rows = node_rows(graph) if form.endswith("nodes") else edge_rows(graph)
    if form == "gephi-edges":
        kind = "Directed" if graph.is_directed() else "Undirected"
        rows = [{**row, "Type": kind} for row in rows]
    return _csv(rows, _HEADS.get(form, {}), "id name kind code" if form.endswith("nodes") else "source target").encode()


def to_pandas(graph: nx.Graph[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(nodes, edges) as data frames. Raises UsageError where pandas is not installed."""
    try:
        import pandas
    except ImportError as error:
        raise UsageError("pandas is not installed", remedy="pip install 'kg[tables]'") from error
    return pandas.DataFrame(node_rows(graph)), pandas.DataFrame(edge_rows(graph))


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in data.items()}


def _value(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return "|".join(" ".join(str(p) for p in v) if isinstance(v, tuple) else str(v) for v in value)
    return "" if value is None else value


def _flat(graph: nx.Graph[str]) -> nx.Graph[str]:
    """The same graph with plain attributes, nodes and edges in order."""
    flat = graph.__class__(**_plain(graph.graph))
    for row in node_rows(graph):
        flat.add_node(row.pop("id"), **row)
    for row in edge_rows(graph):
        ends = row.pop("source"), row.pop("target")
        del row["source_name"], row["target_name"]
        key = row.pop("key")
        if isinstance(flat, nx.MultiGraph):
            flat.add_edge(*ends, key=key, **row)
        else:
            flat.add_edge(*ends, **row)
    return flat


def _gexf(graph: nx.Graph[str]) -> bytes:
    """GEXF 1.2 without the day of writing."""
    import re

    flat = _flat(graph)
    for _, data in flat.nodes(data=True):
        data["label"] = data.get("name", "")
    # a label, weight or kind of an edge would be taken for one of GEXF's own
    if flat.is_multigraph():
        plain: nx.MultiGraph[str] = nx.MultiDiGraph() if flat.is_directed() else nx.MultiGraph()
    else:
        plain = nx.DiGraph() if flat.is_directed() else nx.Graph()  # type: ignore[assignment]
    plain.add_nodes_from(flat.nodes(data=True))
    for n, (u, v, data) in enumerate(flat.edges(data=True)):
        own = {("what" if k == "label" else "tie" if k == "kind" else k): v for k, v in data.items()}
        plain.add_edge(u, v, id=str(n), **own)
    text = "\n".join(nx.generate_gexf(plain, prettyprint=True))
    return re.sub(r' lastmodifieddate="[^"]*"', "", text).encode() + b"\n"


def _csv(rows: list[dict[str, Any]], heads: dict[str, str], empty: str) -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row)) or empty.split()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([heads.get(name, name) for name in columns])
    writer.writerows([[row.get(name, "") for name in columns] for row in rows])
    return out.getvalue()
