"""The page that leads to the others: what is in the graph, how new it is, and where to find whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote

import networkx as nx
from markupsafe import Markup

from kg.core.model import ID_BASE, Claim, Document, Stance
from kg.view.page import Link, environment, page_policy, sheet
from kg.view.payload import edge_key
from kg.view.sources import style, texts
from kg.view.words import all_names, clean, link, side_by_side, when


class Told(NamedTuple):
    """What the page needs to know of a claim."""

    stance: Stance
    document: str
    """The id of its document."""


@dataclass(frozen=True)
class Index:
    """What the page tells of: ``networks`` by view, with the title and subtitle of each in ``views``."""

    newest: str | None
    documents: Sequence[Document]
    claims: Sequence[Told | Claim]
    networks: Mapping[str, nx.MultiGraph[str]]
    views: Mapping[str, tuple[str, str]]
    newest_of: Mapping[str, str | None]


def render_index(index: Index, links: Sequence[Link]) -> str:
    """The page, without any script. The same store gives the same bytes: its date is that of the newest source."""
    css = sheet()
    whole = index.networks["all"]
    html: str = environment().get_template("index.html").render(
        texts=texts(), links=links, css=Markup(css), policy=page_policy(css, []),
        newest=when(index.newest) if index.newest else "",
        stances=_stances(index.claims), documents=_documents(index), claims=len(index.claims),
        views=[_view(name, index) for name in index.views], actors=_actors(whole), treaties=_treaties(whole),
    )  # fmt: skip
    return html


def _stances(claims: Sequence[Told | Claim]) -> list[tuple[str, int]]:
    counts = Counter(claim.stance for claim in claims)
    return [(style()["stances"][str(stance)]["label"].lower(), counts[stance]) for stance in Stance if counts[stance]]


def _view(name: str, index: Index) -> dict[str, Any]:
    graph = index.networks[name]
    kinds = Counter(data["kind"] for _, _, data in graph.edges(data=True))
    labels = [(style()["edges"][kind]["label"], kinds[kind]) for kind in style()["edges"] if kinds[kind]]
    newest = index.newest_of[name]
    return {"href": f"{name}.html", "title": index.views[name][0], "subtitle": index.views[name][1], "kinds": labels,
            "nodes": graph.number_of_nodes(), "edges": graph.number_of_edges(),
            "newest": when(newest) if newest else ""}  # fmt: skip


def _actors(graph: nx.MultiGraph[str]) -> list[dict[str, Any]]:
    """All but treaties, the one with most ties first: each leads to its neighbourhood on the page of the whole."""
    degrees: Any = dict(graph.degree())
    found = []
    for node, data in graph.nodes(data=True):
        if data["kind"] == "treaty":
            continue
        contested = data["kind"] in ("feature", "area")
        name = side_by_side(all_names(data["name"], data.get("names", ()))) if contested else clean(data["name"])
        found.append({"name": name, "code": clean(data.get("code") or ""), "ties": degrees[node],
                      "kind": style()["nodes"].get(data["kind"], style()["nodes"]["other"])["label"],
                      "href": f"all.html#focus={_spelled(node)}&sel={_spelled(node)}"})  # fmt: skip
    return sorted(found, key=lambda actor: (-actor["ties"], actor["name"]))


def _treaties(graph: nx.MultiGraph[str]) -> list[dict[str, Any]]:
    found = []
    for left, right, key, data in graph.edges(keys=True, data=True):
        if data.get("treaty"):
            place = edge_key(data["source"], data["target"], str(key))
            parties = [graph.nodes[end]["name"] for end in (left, right)]
            found.append(_treaty(data["treaty_name"], data, parties, f"all.html#sel={place}"))
    for node, data in graph.nodes(data=True):
        if data["kind"] == "treaty":
            parties = [graph.nodes[other]["name"] for other in {*nx.all_neighbors(graph, node)}]
            found.append(_treaty(data["name"], data, parties, f"all.html#focus={_spelled(node)}&sel={_spelled(node)}"))
    return sorted(found, key=lambda treaty: (treaty["name"].casefold(), treaty["href"]))


def _treaty(name: str, data: Mapping[str, Any], parties: Sequence[str], href: str) -> dict[str, Any]:
    known = style()
    return {
        "name": clean(name), "parties": ", ".join(sorted(map(clean, parties))), "href": href,
        "types": ", ".join(known["types"].get(one, one) for one in data.get("types", ())),
        "status": known["statuses"].get(data.get("status"), data.get("status") or ""),
    }  # fmt: skip


def _documents(index: Index) -> list[dict[str, Any]]:
    counts = Counter(claim.document for claim in index.claims)
    found: list[dict[str, Any]] = [
        {"title": clean(d.title or "") or clean(d.name), "publisher": clean(d.publisher or ""),
         "published": when(d.published) if d.published else "", "day": d.published or "", "claims": counts[d.id],
         "link": link(d.uri) or ""} for d in index.documents
    ]  # fmt: skip
    found.sort(key=lambda d: (d["title"].casefold(), d["publisher"], d["claims"]))
    return sorted(found, key=lambda d: d["day"], reverse=True)


def _spelled(iri: str) -> str:
    """The key of a thing as the address of a page writes it."""
    return quote(iri.removeprefix(ID_BASE), safe="/:!'()*~-_.")
