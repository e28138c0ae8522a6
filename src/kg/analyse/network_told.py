"""Networks, their balance, their middle and their groups in sentences, each with the claims and rows it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

import networkx as nx

from kg.analyse import balance as b
from kg.analyse import centrality as c
from kg.analyse.graphs import network, signed_network
from kg.analyse.result import Finding, Result, Section, merged
from kg.analyse.terms import table as terms
from kg.analyse.ties import TieTable
from kg.analyse.treaties import listed

_MOST = 25


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when a network is looked at; None is open."""

    as_of: date | None = None
    since: date | None = None

    @property
    def day(self) -> str:
        return self.as_of.isoformat() if self.as_of else ""

    def __str__(self) -> str:
        since = f" since {self.since}" if self.since else ""
        return f"{since}, as of {self.as_of}" if self.as_of else since


# --- networks ---------------------------------------------------------------------------------------------------------


def network_told(graph: nx.Graph[str], name: str, window: Window) -> Result:
    """Every tie of a network as a finding."""
    edges = [
        (u, v, data) if graph.is_directed() or u <= v else (v, u, data) for u, v, data in graph.edges(data=True)
    ]  # fmt: skip
    ordered = sorted(edges, key=lambda e: (e[0], e[1], str(e[2])))
    findings = [_tie(graph, u, v, data) for u, v, data in ordered]
    note = f"{len(graph)} nodes, {graph.number_of_edges()} ties."
    section = Section("ties", "Ties", tuple(findings), note)
    return Result("network", f"The {name} network{window}", {"network": name, "since": str(window.since or "")},
                  (section,), window.day)  # fmt: skip


def _word(what: str) -> str:
    """What a reason of a signed tie is called for people."""
    words = terms("signed")["words"]
    return str(words.get(what, what.lower()))


def _tie(graph: nx.Graph[str], u: str, v: str, data: dict[str, Any]) -> Finding:
    names = [graph.nodes[n]["name"] for n in (u, v)]
    if "sign" in data:
        word = "for each other" if data["sign"] > 0 else "against each other"
        reasons = listed(f"{_word(what)} {weight:+.2f}{f' ({label})' if label and label != what else ''}"
                         for what, weight, label in data["reasons"][:6])  # fmt: skip
        more = f", and {len(data['reasons']) - 6} more" if len(data["reasons"]) > 6 else ""
        sentence = f"{names[0]} and {names[1]} stand {word} ({data['weight']:+.2f}): {reasons}{more}."
    elif data["kind"] == "treaty":
        types = f" ({', '.join(data['types'])})" if data["types"] else ""
        sentence = (
            f"{names[0]} and {names[1]} are parties to {data['label']}{types}: {data['status'] or 'no status known'}."
        )
    elif data["kind"] == "alliance":
        sentence = f"{names[0]} and {names[1]} are called allies."
    elif data["kind"] == "dispute":
        over = f" over {data['label']}" if data["label"] else ""
        sentence = f"{names[0]} and {names[1]} are in dispute{over}."
    elif data["kind"] == "membership":
        sentence = f"{names[0]} belongs to {names[1]}."
    else:
        times = f" ({data['statements']} statements)" if data["statements"] > 1 else ""
        sentence = f"{names[0]} to {names[1]}: {data['detail']}{times}."
    dates = [d for d in (data.get("first"), data.get("last")) if d]
    values = {
        k: list(w) if isinstance(w, tuple) else w for k, w in data.items() if k not in ("claims", "basis", "pages")
    }
    return Finding(sentence, {"source": u, "target": v, **values}, (f"Since {dates[0]}.",) if dates else (),
                   data["claims"], data["basis"], data["pages"], data.get("first", ""), (u, v))  # fmt: skip


# --- balance ----------------------------------------------------------------------------------------------------------


def balance_told(table: TieTable, window: Window, *, shuffles: int = b.SHUFFLES, seed: int = 0) -> Result:
    """Triads, frustration, camps and levers of the signed network, beside what chance would give."""
    graph = signed_network(table, as_of=window.as_of, since=window.since)
    triads = b.triads(graph)
    found = b.frustration(graph, seed=seed)
    chance = b.against_chance(graph, shuffles=shuffles, seed=seed)
    share, frustrated, lever = chance.triads, chance.frustration, chance.lever
    kinds = Counter(triad.kind for triad in triads)
    wrong = [t for t in triads if not t.balanced]
    bound = "" if found.exact else " at most (a bound by search, not exact)"
    figures = (
        Finding(
            f"{len(triads) - len(wrong)} of {len(triads)} triads are balanced: {share.observed:.1%}, where "
            f"shuffled signs "
            f"give {share.mean:.1%} on average (p = {share.p:.3f}, {share.shuffles} shuffles).",
            {"triads": len(triads), "balanced": len(triads) - len(wrong), "kinds": dict(sorted(kinds.items())),
             "share": round(share.observed, 6), "nullMean": round(share.mean, 6), "p": round(share.p, 6)},
            (f"By signs: {', '.join(f'{kind} {n}' for kind, n in sorted(kinds.items()))}.",) if kinds else (),
        ),
        Finding(
            f"{found.index} of {graph.number_of_edges()} ties are frustrated{bound}; search finds "
            f"{frustrated.observed:.0f} here and {frustrated.mean:.1f} with shuffled signs (p = {frustrated.p:.3f}).",
            {"frustration": found.index, "exact": found.exact, "ties": graph.number_of_edges(),
             "bySearch": frustrated.observed, "nullMean": round(frustrated.mean, 6), "p": round(frustrated.p, 6)},
            (), *_resting(graph, found.edges),
        ),
    )  # fmt: skip
    sections = (
        Section("figures", "How balanced", figures),
        Section("frustrated", "Frustrated ties", tuple(_edge(graph, u, v) for u, v in found.edges)),
        Section("camps", "Camps", tuple(_camp(graph, camp, i) for i, camp in enumerate(found.camps) if camp),
                "The two sides that leave the fewest ties in the way. Of components that no tie joins, the sides are "
                "put together by the alphabet and say nothing of each other."),
        Section("unbalanced", "Unbalanced triads", tuple(_triad(graph, t) for t in wrong[:_MOST]),
                f"The first {_MOST} of {len(wrong)}." if len(wrong) > _MOST else ""),
        Section("levers", "Ties whose change would settle most",
                tuple(_lever(graph, one) for one in b.levers(graph, triads)[:10]),
                f"The strongest settles {lever.observed:.0f} net; with shuffled signs it settles {lever.mean:.1f} on "
                f"average (p = {lever.p:.3f})."),
    )  # fmt: skip
    return Result(
        "balance", f"Structural balance of the signed network{window}",
        {"since": str(window.since or ""), "shuffles": shuffles, "seed": seed}, sections, window.day, _BALANCE_NOTES,
    )  # fmt: skip


_BALANCE_NOTES = (
    (
        "Counted for: called alliances and treaties of mutual defence in force. Counted against: disputes, rival "
        "claims to one "
        "feature, hostile events by age and independent sources (signed.toml). Nothing else makes a tie."
    ),
    (
        "The null model shuffles the signs over the same ties. p is the share of networks at least as balanced, the "
        "observed "
        "one among them; a small p says that chance would rarely do as well, not why."
    ),
)


def _resting(
    graph: nx.Graph[str], edges: Iterable[tuple[Any, Any]]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    data = [graph.edges[e] for e in edges]
    return (
        merged(*(d["claims"] for d in data)),
        merged(*(d["basis"] for d in data)),
        merged(*(d["pages"] for d in data)),
    )


def _name(graph: nx.Graph[str], node: str) -> str:
    return str(graph.nodes[node]["name"])


def _edge(graph: nx.Graph[str], u: str, v: str) -> Finding:
    return _tie(graph, u, v, graph.edges[u, v])


def _camp(graph: nx.Graph[str], camp: Sequence[str], i: int) -> Finding:
    names = listed(_name(graph, node) for node in camp)
    return Finding(f"Camp {i + 1} ({len(camp)}): {names}.", {"camp": i + 1, "members": list(camp)}, about=tuple(camp))


def _triad(graph: nx.Graph[str], triad: b.Triad) -> Finding:
    pairs = list(combinations(triad.nodes, 2))
    lines = []
    for (u, v), sign in zip(pairs, triad.signs, strict=True):
        reasons = graph.edges[u, v]["reasons"]
        what = listed(f"{_word(r[0])}{f' ({r[2]})' if r[2] and r[2] != r[0] else ''}" for r in reasons[:3])
        lines.append(f"{_name(graph, u)} {'+' if sign > 0 else '-'} {_name(graph, v)}: {what}.")
    names = listed(_name(graph, n) for n in triad.nodes)
    return Finding(f"{names} ({triad.kind}).", {"nodes": list(triad.nodes), "signs": list(triad.signs)}, tuple(lines),
                   *_resting(graph, pairs), "", triad.nodes)  # fmt: skip


def _lever(graph: nx.Graph[str], lever: b.Lever) -> Finding:
    u, v = lever.edge
    now = "for" if lever.sign > 0 else "against"
    sentence = (
        f"{_name(graph, u)} and {_name(graph, v)}, now {now} each other: a change would settle {lever.settled} "
        f"unbalanced "
        f"triads and unsettle {lever.unsettled} balanced ones (net {lever.net:+d})."
    )
    values = {"edge": [u, v], "sign": lever.sign, "settled": lever.settled, "unsettled": lever.unsettled}
    return Finding(sentence, values, (), *_resting(graph, [lever.edge]), "", (u, v))


def balance_over_time(table: TieTable, days: Sequence[date], *, shuffles: int = 99, seed: int = 0) -> Result:
    """The balance of the signed network on each of several days, a finding a day."""
    findings = []
    for day in days:
        graph = signed_network(table, as_of=day)
        triads, found = b.triads(graph), b.frustration(graph, seed=seed)
        chance = b.against_chance(graph, shuffles=shuffles, seed=seed)
        share, frustrated = chance.triads, chance.frustration
        good = sum(t.balanced for t in triads)
        exact = "" if found.exact else " at most"
        findings.append(Finding(
            f"{day}: {len(graph)} states, {graph.number_of_edges()} ties; {good} of {len(triads)} triads balanced "
            f"(p = {share.p:.3f}), {found.index}{exact} frustrated (p = {frustrated.p:.3f}).",
            {"day": day.isoformat(), "states": len(graph), "ties": graph.number_of_edges(), "triads": len(triads),
             "balanced": good, "pTriads": round(share.p, 6), "frustration": found.index, "exact": found.exact,
             "pFrustration": round(frustrated.p, 6)},
            (), *_resting(graph, found.edges), day.isoformat(),
        ))  # fmt: skip
    return Result("balance-over-time", f"Structural balance from {days[0]} to {days[-1]}",
                  {"days": [d.isoformat() for d in days], "shuffles": shuffles, "seed": seed},
                  (Section("days", "Day by day", tuple(findings)),), days[-1].isoformat(), _BALANCE_NOTES)  # fmt: skip


# --- the middle -------------------------------------------------------------------------------------------------------


def centrality_told(table: TieTable, name: str, window: Window, **options: Any) -> Result:
    """The middle of a network, its brokers and its groups, and which sources the first places hang on."""
    graph = network(table, name, as_of=window.as_of, since=window.since, **options)
    if name == "signed":
        graph = graph.edge_subgraph([(u, v) for u, v, d in graph.edges(data=True) if d["sign"] > 0]).copy()
    places, groups = c.places(graph), c.communities(graph)
    brokers = sorted(
        (p for p in places if graph.degree(p.node) > 1), key=lambda p: (p.values["constraint"], str(p.node))
    )
    leaning = [] if not places else c.leave_one_out(_origins(table, name, window), lambda origin: _first(
        network(table, name, as_of=window.as_of, since=window.since, without=origin, **options), name))  # fmt: skip
    sections = (
        Section(
            "central",
            "In the middle",
            tuple(_place(graph, p, "betweenness") for p in places[:10]),
            _meaning("betweenness"),
        ),
        Section(
            "tied",
            "Most tied",
            tuple(
                _place(graph, p, "degree")
                for p in sorted(places, key=lambda p: (-p.values["degree"], str(p.node)))[:10]
            ),
            _meaning("degree"),
        ),
        Section(
            "brokers", "Brokers", tuple(_place(graph, p, "constraint") for p in brokers[:10]), _meaning("constraint")
        ),
        Section(
            "cut", "Without whom the network falls apart", tuple(_place(graph, p, "degree") for p in places if p.cut)
        ),
        Section(
            "communities",
            "Groups with more ties inside than across",
            tuple(
                Finding(
                    f"Group {i + 1} ({len(g)}): {listed(_name(graph, n) for n in g)}.",
                    {"group": i + 1, "members": list(g)},
                    about=g,
                )
                for i, g in enumerate(groups.groups)
            ),
            f"Louvain's method; modularity {groups.modularity:.3f}." if groups.groups else "",
        ),
        Section(
            "robust",
            "What hangs on one source",
            tuple(
                Finding(
                    f"Without {x.origin}, the first three in the middle would be {x.after or 'nobody'}, not "
                    f"{x.before}.",
                    {"origin": x.origin, "before": x.before, "after": x.after},
                )
                for x in leaning
            ),
            empty="Nothing: the first three in the middle are the same without any one source.",
        ),
    )
    return Result(
        "centrality",
        f"The middle of the {name} network{window}",
        {"network": name, "since": str(window.since or "")},
        sections,
        window.day,
        (f"{len(graph)} nodes; two of them count as tied or not, however often.",),
    )


def _origins(table: TieTable, name: str, window: Window) -> list[str]:
    return table.origins()


def _first(graph: nx.Graph[str], name: str) -> str:
    if name == "signed":
        graph = graph.edge_subgraph([(u, v) for u, v, d in graph.edges(data=True) if d["sign"] > 0]).copy()
    plain = c.simple(graph)
    values = nx.betweenness_centrality(plain)
    degrees = nx.degree_centrality(plain) if plain else {}
    first = sorted(plain, key=lambda n: (-round(values[n], 6), -degrees[n], str(n)))[:3]
    return listed(str(graph.nodes[n]["name"]) for n in first)


def _meaning(measure: str) -> str:
    return f"{measure.capitalize()}: {c.MEANINGS[measure]}."


def _place(graph: nx.Graph[str], place: c.Place, chief: str) -> Finding:
    figures = ", ".join(f"{name} {value:.3f}" for name, value in place.values.items() if name != chief)
    edges = [data for _, _, data in graph.edges(place.node, data=True)]
    cut = " The network falls apart without it." if place.cut else ""
    return Finding(
        f"{_name(graph, place.node)}: {chief} {place.values[chief]:.3f} ({figures}).{cut}",
        {"node": place.node, **place.values, "cut": place.cut}, (),
        merged(*(d["claims"] for d in edges))[:50], merged(*(d["basis"] for d in edges))[:50], (), "", (place.node,),
    )  # fmt: skip
