"""Networks as networkx graphs, as of a day or over a window.

For a user of networkx: every function takes a :class:`~kg.analyse.ties.TieTable` and gives a plain networkx graph whose
nodes are IRIs (strings). ``g.nodes[n]`` has ``name``, ``kind`` and ``code``; ``g.graph`` has ``name``, ``as_of`` and
``since``. All that networkx does works on them::

    app = kg.open()
    g = app.network("signed", as_of="2026-02-01")
    nx.degree_centrality(g)

| network | graph | edges |
| --- | --- | --- |
| ``alliance`` | ``MultiGraph`` | one a treaty or called alliance of each pair: ``types``, ``obligations``, ``status`` |
| ``dispute`` | ``MultiGraph`` | one a feature or other object of each pair |
| ``event`` | ``MultiDiGraph`` | actor to target, one an event type; ``statements`` counts them |
| ``membership`` | ``MultiDiGraph`` | member to body, or party to a treaty of many |
| ``signed`` | ``Graph`` | one a pair: ``sign`` (1, -1), ``weight``, ``positive``, ``negative``, ``reasons`` |

Each edge has ``first``, ``last`` and ``latest`` (ISO days, empty where unknown), ``sources`` (independent ones),
``claims`` (ids), ``basis`` (rows of the reference) and ``pages``. No clock is read: without ``as_of`` a network is
that of the end of time, and ages are counted from the newest tie.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from itertools import chain
from typing import Any

import networkx as nx

from kg.analyse.terms import statuses, table
from kg.analyse.ties import Kind, Tie, TieTable, no_collection

NETWORKS = ("alliance", "dispute", "signed", "event", "membership")
_KINDS: dict[str, tuple[Kind, ...]] = {
    "alliance": ("alliance", "treaty"), "dispute": ("dispute",), "event": ("event",), "membership": ("membership",),
}  # fmt: skip


def network(
    table_: TieTable, name: str, *, as_of: date | None = None, since: date | None = None, without: str | None = None,
    types: Collection[str] = (), obligations: Collection[str] = (), in_force: bool = True,
) -> nx.Graph[str]:  # fmt: skip
    """One of :data:`NETWORKS`. Raises KeyError for another name.

    Of the alliance network ``types`` and ``obligations`` keep treaties of those types or with those obligations (called
    alliances are kept where neither is given), and ``in_force=False`` those that are not (yet, or any more) in force
    too.
    """
    if name == "signed":
        return signed_network(table_, as_of=as_of, since=since, without=without)
    keep = (lambda tie: _wanted(tie, types, obligations, in_force)) if name == "alliance" else None
    directed = name in ("event", "membership")
    return table_.graph(name, _KINDS[name], as_of, since, without=without, directed=directed, keep=keep)


def _wanted(tie: Tie, types: Collection[str], obligations: Collection[str], in_force: bool) -> bool:
    if tie.kind == "alliance":
        return not types and not obligations
    if in_force and tie.status not in statuses().in_force:
        return False
    return (not types or bool({*types} & {*tie.types})) and (
        not obligations or bool({*obligations} & {*tie.obligations})
    )


def signed_network(
    table_: TieTable, *, as_of: date | None = None, since: date | None = None, without: str | None = None,
    half_life: float | None = None,
) -> nx.Graph[str]:  # fmt: skip
    """Who stands with whom and against whom: alliances count for, disputes and hostile events against.

    What counts and how much is ``signed.toml``; of each thing that counts the strongest of a pair. ``reasons`` of an
    edge are (what, weight, label) of each group of ties; an edge whose two sides are even is left out and listed in
    ``g.graph["even"]``. Only states are nodes.
    """
    terms = table("signed")
    life = half_life or float(terms["half_life"])
    today = as_of or table_.newest()
    rows = table_.holding(("alliance", "treaty", "dispute", "event"), as_of, since, without=without)
    states = {node for node, known in table_.nodes.items() if known.kind == "state"}
    pairs: dict[tuple[str, str], list[tuple[str, float, dict[str, Any]]]] = defaultdict(list)
    with no_collection():
        for source, target, _, data in table_.edges(rows, lambda tie: _counts(tie, terms)):
            if source in states and target in states:
                pair = (source, target) if source < target else (target, source)
                pairs[pair] += [(what, weight, data) for what, weight in _weights(data, terms, life, today)]
    graph: nx.Graph[str] = nx.Graph(
        name="signed", as_of=as_of.isoformat() if as_of else "", since=since.isoformat() if since else ""
    )
    even = []
    with no_collection():
        for (one, other), reasons in sorted(pairs.items(), key=lambda item: item[0]):
            if not reasons:
                continue
            edge = _signed_edge(reasons)
            if edge["sign"] == 0:
                even.append((one, other))
                continue
            for node in (one, other):
                table_.add_node(graph, node)
            graph.add_edge(one, other, **edge)
    graph.graph["even"] = tuple(even)
    return graph


def _counts(tie: Tie, terms: Any) -> bool:
    """Whether a tie can count for or against anything."""
    if tie.kind == "event":
        return tie.detail in terms["negative"]
    return tie.kind != "treaty" or any(kind in terms["positive"] for kind in tie.types)


def _weights(data: dict[str, Any], terms: Any, life: float, today: date | None) -> list[tuple[str, float]]:
    """What a group of ties counts as, and its signed weight."""
    many = 1 + math.log2(max(data["sources"], 1))
    if data["kind"] == "alliance":
        return [("alliedWith", terms["positive"]["alliedWith"] * many)]
    if data["kind"] == "treaty":
        if data["status"] not in statuses().in_force:
            return []
        return [(t, terms["positive"][t] * many) for t in data["types"] if t in terms["positive"]]
    if data["kind"] == "dispute":
        what = "claims" if data["status"] == "claims" else "disputes"
        return [(what, -terms["negative"][what] * many)]
    base = terms["negative"].get(data["detail"])
    if base is None:
        return []
    age = (today - date.fromisoformat(data["latest"])).days if today and data["latest"] else 0
    return [(data["detail"], -base * many * 0.5 ** (max(age, 0) / life))]


def _all(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Several groups as one, each value once."""
    return tuple(dict.fromkeys(chain.from_iterable(groups)))


def _signed_edge(reasons: list[tuple[str, float, dict[str, Any]]]) -> dict[str, Any]:
    strongest: dict[str, float] = {}
    for what, weight, _ in reasons:  # many treaties of one type, or islets of one dispute, count once
        strongest[what] = max(strongest.get(what, 0.0), weight, key=abs)
    positive = math.fsum(w for w in strongest.values() if w > 0)
    negative = abs(math.fsum(w for w in strongest.values() if w < 0))
    weight = round(positive - negative, 6)
    ordered = sorted(reasons, key=lambda r: (-abs(r[1]), r[0], r[2]["detail"]))
    days = [d["first"] for _, _, d in reasons if d["first"]]
    return {
        "sign": (weight > 0) - (weight < 0), "weight": weight, "positive": round(positive, 6),
        "negative": round(negative, 6),
        "reasons": tuple((what, round(w, 6), data["label"]) for what, w, data in ordered),
        "first": min(days, default=""), "latest": max((d["latest"] for _, _, d in reasons if d["latest"]), default=""),
        "sources": max(d["sources"] for _, _, d in reasons),
        "claims": _all(d["claims"] for _, _, d in ordered),
        "basis": _all(d["basis"] for _, _, d in ordered),
        "pages": _all(d["pages"] for _, _, d in ordered),
    }  # fmt: skip
