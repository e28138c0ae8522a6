"""How long analyses take: networks as of a day from many ties, and each analysis of 1,000 nodes. Nothing is asserted.

``python benchmarks/analyse.py [TIES]`` (a million by default). All figures are processor time of one run on a machine:
take the ratios to the first line, networkx's betweenness on a graph of the same size.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx

from kg.analyse import balance, centrality
from kg.analyse.files import render
from kg.analyse.graphs import network, signed_network
from kg.analyse.network_told import Window, balance_told, centrality_told
from kg.analyse.obligations import obligations
from kg.analyse.reach import Attack
from kg.analyse.ties import Node, Tie, TieTable
from kg.analyse.treaties import Treaties
from kg.config import Project
from kg.core.model import ID_BASE
from kg.reference import Reference

NODES = 1_000
DAY = date(2020, 6, 1)
_EVENTS = ("ACCUSE", "COERCE", "PROTEST", "SANCTION", "CONSULT", "COOPERATE")


def ties(count: int, pairs: int) -> TieTable:
    """Claims among 1,000 states: events, alliances, treaties in force, disputes, memberships, of 200 publishers."""
    rng = random.Random(1)
    states = [f"{ID_BASE}state/{i:04d}" for i in range(NODES)]
    chosen = [tuple(sorted(rng.sample(states, 2))) for _ in range(pairs)]
    days = [date.fromordinal(n) for n in range(date(1950, 1, 1).toordinal(), date(2024, 1, 1).toordinal(), 13)]
    made = []
    for i in range(count):
        one, other = chosen[rng.randrange(pairs)]
        kind = rng.choices(("event", "alliance", "treaty", "dispute", "membership"), (60, 10, 10, 15, 5))[0]
        more: dict[str, Any] = {
            "origin": f"publisher {rng.randrange(200)}",
            "claim": f"{i:032x}",
            "first": rng.choice(days),
        }
        if kind == "event":
            more |= {"directed": True, "detail": rng.choice(_EVENTS)}
        elif kind == "treaty":
            more |= {"detail": f"t{one[-2:]}", "types": ("MutualDefense",), "status": "InForce"}
        made.append(Tie(kind, one, other, **more))  # type: ignore[arg-type]
    return TieTable.of(made, [Node(s, s[-4:]) for s in states])


def timed(what: str, work: Callable[[], Any], unit: float | None = None, wanted: str = "") -> tuple[Any, float]:
    """Do the work once, and print how long it took."""
    begin = time.process_time()
    result = work()
    took = time.process_time() - begin
    ratio = f"{took / unit:8.2f} x" if unit else " " * 10
    print(f"{what:58} {took:8.2f} s {ratio}  {wanted}", flush=True)
    return result, took


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    random_graph = nx.gnm_random_graph(NODES, 5_000, seed=1)
    _, unit = timed("networkx: betweenness, 1,000 nodes, 5,000 ties", lambda: nx.betweenness_centrality(random_graph))
    table, _ = timed(f"a table of {count:,} ties (once)", lambda: ties(count, 5_000), unit)
    for name in ("alliance", "dispute", "event", "membership", "signed"):
        graph, _ = timed(f"{name} network as of a day, from {len(table):,} ties",
                         lambda name=name: network(table, name, as_of=DAY), unit, "wanted: under 2 s")  # type: ignore[misc]  # fmt: skip
        print(f"    {len(graph):,} nodes, {graph.number_of_edges():,} edges")
    small = ties(12_000, 5_000)
    signed = signed_network(small, as_of=DAY)
    print(f"signed network for the analyses: {len(signed):,} nodes, {signed.number_of_edges():,} ties")
    seconds = "wanted: seconds"
    timed("triads and levers", lambda: balance.levers(signed, balance.triads(signed)), unit, seconds)
    timed("frustration, by search", lambda: balance.frustration(signed), unit, seconds)
    timed("99 shuffles", lambda: balance.against_chance(signed, shuffles=99), unit, seconds)
    timed(
        "the whole of kg analyse balance (99 shuffles)",
        lambda: balance_told(small, Window(DAY), shuffles=99),
        unit,
        seconds,
    )
    timed("all measures of the middle", lambda: centrality.places(signed), unit, seconds)
    timed("communities", lambda: centrality.communities(signed), unit, seconds)
    few = ties(2_000, 1_500)
    timed(f"the middle, leaving out each of {len(few.origins())} sources",
          lambda: centrality_told(few, "dispute", Window(DAY)), unit)  # fmt: skip
    for form in ("graphml", "gexf", "csv", "parquet"):
        timed(f"the signed network as {form}", lambda form=form: render(signed, form), unit, seconds)  # type: ignore[misc]
    reference = Reference(Project.find(Path(__file__).parent))
    treaties, _ = timed("the reference, read", lambda: Treaties(reference, date(2026, 2, 1)), unit)
    timed(
        "obligations, three steps",
        lambda: obligations(treaties, Attack("CN", "PH", "south-china-sea"), steps=3),
        unit,
        seconds,
    )


if __name__ == "__main__":
    main()
