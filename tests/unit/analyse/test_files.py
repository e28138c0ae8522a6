"""Networks as files: other programs read them back, with nothing lost, and the bytes are the same each time."""

from __future__ import annotations

import csv
import io
from datetime import date

import networkx as nx
import pytest

from kg.analyse.files import FORMATS, edge_rows, node_rows, render, to_pandas
from kg.analyse.graphs import NETWORKS, network
from kg.analyse.ties import Node, Tie, TieTable
from kg.core.errors import UsageError

NODES = [
    Node("s/JP", "Japan <&>", "state", "JP"),
    Node("s/US", "United, States", "state", "US"),
    Node("o/x", "Body", "organization"),
]
TABLE = TieTable.of(
    [
        Tie("treaty", "s/JP", "s/US", date(1960, 6, 23), None, False, "t/1", 'Treaty "A"', ("MutualDefense",), ("Defense",),
            "InForce", claim="c1", pages=("https://a.example/?x=1&y=2",)),
        Tie("alliance", "s/JP", "s/US", claim="c2"), Tie("membership", "s/JP", "o/x", directed=True, detail="o/x"),
        Tie("event", "s/US", "s/JP", date(2026, 1, 1), directed=True, detail="ACCUSE", claim="c3"),
        Tie("dispute", "s/JP", "s/US", detail="f", label="Rocks", claim="c4"),
    ],
    NODES,
)  # fmt: skip


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("form", FORMATS)
def test_same_bytes(name: str, form: str) -> None:
    """Each network in each form is the same twice, and not empty."""
    one, other = (render(network(TABLE, name), form) for _ in range(2))
    assert one == other and one


@pytest.mark.parametrize("name", NETWORKS)
def test_graphml_comes_back(name: str) -> None:
    """networkx reads from GraphML the same nodes, edges and attributes."""
    graph = network(TABLE, name)
    back = nx.read_graphml(io.BytesIO(render(graph, "graphml")), force_multigraph=graph.is_multigraph())
    assert {n: d["name"] for n, d in back.nodes(data=True)} == {n: d["name"] for n, d in graph.nodes(data=True)}
    assert sorted(d["claims"] for _, _, d in back.edges(data=True)) == sorted(
        "|".join(d["claims"]) for _, _, d in graph.edges(data=True)
    )


@pytest.mark.parametrize("name", NETWORKS)
def test_gexf_comes_back(name: str) -> None:
    """networkx reads from GEXF the same nodes, with labels, and as many edges."""
    graph = network(TABLE, name)
    text = render(graph, "gexf")
    back = nx.read_gexf(io.BytesIO(text))
    assert {d["label"] for _, d in back.nodes(data=True)} == {d["name"] for _, d in graph.nodes(data=True)}
    assert back.number_of_edges() == graph.number_of_edges()
    assert b"lastmodifieddate" not in text


def rows(form: str, name: str = "alliance") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(network(TABLE, name), form).decode("utf-8"))))


def test_columns_that_programs_ask_for() -> None:
    """Gephi finds Id, Label, Source, Target and Type, Neo4j its :ID, :START_ID, :END_ID and :TYPE."""
    assert {"Id", "Label"} <= rows("gephi-nodes")[0].keys()
    assert {"Source", "Target", "Type"} <= rows("gephi-edges")[0].keys()
    assert {r["Type"] for r in rows("gephi-edges")} == {"Undirected"}
    assert {r["Type"] for r in rows("gephi-edges", "event")} == {"Directed"}
    assert {"id:ID", ":LABEL"} <= rows("neo4j-nodes")[0].keys()
    assert {":START_ID", ":END_ID", ":TYPE"} <= rows("neo4j-edges")[0].keys()
    assert {"source", "interaction", "target"} <= rows("cytoscape")[0].keys()


def test_values_come_back_from_csv() -> None:
    """Quotation marks, commas and markup in names survive."""
    assert {r["Label"] for r in rows("gephi-nodes")} == {"Japan <&>", "United, States"}
    assert 'Treaty "A"' in {r["label"] for r in rows("csv")}


def test_pandas_and_parquet() -> None:
    """Data frames have a row a node and an edge, and Parquet gives the edges back."""
    import pandas as pd

    graph = network(TABLE, "alliance")
    nodes, edges = to_pandas(graph)
    assert nodes.to_dict("records") == node_rows(graph) and len(edges) == graph.number_of_edges() == 2
    back = pd.read_parquet(io.BytesIO(render(graph, "parquet")))
    assert back.to_dict("records") == edge_rows(graph)


def test_empty_network_has_its_columns() -> None:
    """A network without ties is a file with a head."""
    empty = network(TieTable.of([]), "signed")
    assert render(empty, "csv") == b"source,target\n" and render(empty, "gephi-nodes") == b"Id,Label,kind,code\n"


def test_unknown_format() -> None:
    """Another format is refused with the known ones."""
    with pytest.raises(UsageError, match="no format 'dot'; choose one of graphml"):
        render(network(TABLE, "signed"), "dot")
