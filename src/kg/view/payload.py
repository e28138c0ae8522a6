"""What a page knows of a network: plain values for its JSON, with all words ready to be shown as text.

A page has two blocks of JSON. The first is read at once:

``nodes``
    ``id`` (n0...), ``key`` (stable, short, for addresses), ``iri``, ``kind``, ``name``, ``names`` (all, of the
    reference data too), ``namesBy`` (in use: ``name``, ``lang`` (BCP 47), ``by`` (who uses it), ``codes``, ``ref``),
    ``lines`` (of the label), ``x``, ``y``, ``code``; where they are known ``at`` ([longitude, latitude], degrees),
    ``positions`` and ``administered`` (of a feature: ``who``, ``node`` (id, if on the page), ``ref``); of a treaty
    ``types``, ``status``, ``history``, ``spans``, ``claims``.
``edges``
    ``id`` (e0...), ``key``, ``kind``, ``from``, ``to``, ``directed``, ``standing``, ``sources`` (how many independent
    ones), ``says``, ``label``, ``bend``, ``first``, ``last``, ``place``, ``treaty``, ``types``, ``status``, ``events``,
    ``history``, ``spans``, ``claims``, ``refs``.
``events``
    What happened on some day, in order: ``id`` (v0...), ``type``, ``says``, ``when``, ``from``, ``to`` (ISO days),
    ``stance``, ``who`` (ids of nodes), ``place``, ``at``, ``edge`` or ``node`` (ids), ``kind``, ``claims``.
``years``
    The first and the last year of the slider; absent where nothing is dated.
``opening``
    A patch of the page's state: how it opens.

``spans`` are stretches of days, sorted: ``from`` and ``to`` (ISO, included, absent where open), ``sure`` (the first day
on which it surely holds, where ``from`` may be), ``status`` (local name, ``holds``, an event type, or ``undated``: not
known whether it held), ``says`` (the status in words), ``kind`` (of the edge then), ``claims``, ``refs``. So the day is
only compared as text: the dates (EDTF) were read in Python, see :mod:`kg.analyse.spans`.

The second is read when evidence is asked for: ``claims`` (``id``, ``says``, ``stance``, ``label``, ``stanceSays``,
``accepted``, ``holder``, ``place``, ``date``, ``dateWords``, ``from``, ``to``, ``rule``, ``sure`` (a percentage),
``quote`` with ``before`` and ``after`` (the rest of its sentence), or ``withheld``; ``start``, ``end``, ``sha``;
``flags``; ``rdf``: ``s``, ``r``, ``o``, ``holder``, ``place``, ``date``), ``documents`` (``iri``, ``uri``, ``title``,
``publisher``, ``published``, ``day``, ``links``), ``references`` (facts of the reference data: ``iri``, ``what``,
``says``, ``by``, ``when``, ``links``), ``notDrawn`` (``why``, ``claim``). Numbers refer to places in these lists. What
is empty is absent.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from kg.core.model import ID_BASE
from kg.view.dated import events, spans, step
from kg.view.geo import label_point
from kg.view.layout import SIGN, Size, place
from kg.view.sources import Evidence, Fact, Flags, Sources, fill, several, style, texts
from kg.view.words import all_names, clean, side_by_side, when

__all__ = ["CONTESTED", "Evidence", "Flags", "edge_key", "fill", "payload", "style", "texts", "wrapped"]

CONTESTED = ("feature", "area")
"""Kinds of nodes that bear all their names side by side."""

_LETTER, _LINE = 8.0, 17.0
"""Width of a letter and height of a line of a label, in units of the picture."""


def payload(
    graph: nx.MultiGraph[str], evidence: Evidence, *, flags: Flags | None = None,
    opening: Mapping[str, Any] | None = None,
) -> tuple[dict[str, Any], dict[str, Any]]:  # fmt: skip
    """The two blocks of a page (see above), numbered in a settled order.

    ``flags`` is what ``kg check`` found. ``opening`` is a patch of the state of the page; things and treaties in it
    (``focus``, ``selected``) are told by their IRIs.
    """
    sources = Sources(evidence, flags or {})
    number = {iri: f"n{i}" for i, iri in enumerate(sorted(graph))}
    nodes = [_node(number[iri], iri, graph.nodes[iri], sources, number) for iri in sorted(graph)]
    named = {node["id"]: node["name"] for node in nodes}
    ties = sorted(
        ((data["source"], data["target"], str(key), data) for _, _, key, data in graph.edges(keys=True, data=True)),
        key=lambda tie: tie[:3],
    )
    edges = [_edge(f"e{i}", tie, number[tie[0]], number[tie[1]], tie[3], named, sources) for i, tie in enumerate(ties)]
    _bend(edges)
    not_drawn = [
        {"why": style()["not_drawn"].get(why, why), "claim": sources.add(note)}
        for why, note in graph.graph.get("not_drawn", ())
    ]
    edge_ids = {tie[:3]: edge["id"] for tie, edge in zip(ties, edges, strict=True)}
    located = {**graph.graph.get("places", {}), **{node["iri"]: node["at"] for node in nodes if "at" in node}}
    at = place(graph, {iri: _size(node) for iri, node in zip(sorted(graph), nodes, strict=True)})
    for iri, node in zip(sorted(graph), nodes, strict=True):
        node["x"], node["y"] = at[iri]
    data: dict[str, Any] = {
        "nodes": nodes, "edges": edges, "events": events(graph, number, edge_ids, sources, located),
        "opening": _opening(opening or {}, number, {d["treaty"]: i for (*_, d), i in
                            zip(ties, edge_ids.values(), strict=True) if d.get("treaty")}),
    }  # fmt: skip
    if years := _years([*nodes, *edges], max((d["day"] for d in sources.documents if "day" in d), default="")):
        data["years"] = years
    return data, {"claims": sources.notes, "documents": sources.documents, "references": sources.references,
                  "notDrawn": not_drawn}  # fmt: skip


def _years(items: Iterable[Mapping[str, Any]], newest: str) -> list[int]:
    """The first year in which a span begins, and the last in which one does, or the newest source was published."""
    days_ = [
        span_[end] for item in items for span_ in item.get("spans", ()) for end in ("from", "sure") if end in span_
    ]
    days_ += [
        span_["to"] for item in items for span_ in item.get("spans", ()) if span_["status"] == "holds" and "to" in span_
    ]
    if not days_:
        return []
    last = max(days_)[:4]
    return [int(min(days_)[:4]), int(max(last, newest[:4]) if re.match(r"\d{4}", newest) else last)]


def _opening(patch: Mapping[str, Any], nodes: Mapping[str, str], treaties: Mapping[str, str]) -> dict[str, Any]:
    """The patch with the ids of the page; what it does not have is left out."""
    ids = {**treaties, **nodes}
    shown = {key: ids.get(value) if key in ("focus", "selected") else value for key, value in patch.items()}
    return {key: value for key, value in shown.items() if value is not None}


def edge_key(source: str, target: str, key: str) -> str:
    """A short name for an edge that stays when the graph grows: for addresses of pages."""
    return _short("|".join((source, target, key)))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _node(
    number: str, iri: str, data: Mapping[str, Any], sources: Sources, numbers: Mapping[str, str]
) -> dict[str, Any]:
    kind = data.get("kind", "other")
    # a name of characters without a shape is none
    names = all_names(data["name"], data.get("names", ())) or [clean(iri)]
    contested = kind in CONTESTED
    uses = data.get("uses", ())
    every = {clean(n) for n in (data["name"], *data.get("names", ()), *(use.value for use in uses))} - {""}
    node: dict[str, Any] = {
        "id": number, "key": iri.removeprefix(ID_BASE), "iri": iri,
        "kind": kind if kind in style()["nodes"] else "other",
        "name": side_by_side(names) if contested else clean(data["name"]) or iri,
        "names": sorted(every, key=_alphabet) or names, "namesBy": _uses(uses, sources),
        "positions": _stands(data.get("positions", ()), sources, numbers),
        "administered": _stands(data.get("administrations", ()), sources, numbers),
    }  # fmt: skip
    # The names of a contested feature stand under each other; a group of many does not become a tower.
    node["lines"] = wrapped(node["name"])
    if contested:
        node["lines"] = [*names[:3], f"+{len(names) - 3} more"] if len(names) > 3 else names
    if data.get("code"):
        node["code"] = clean(data["code"])[:6]
    if at := data.get("at") or label_point(iri):
        node["at"] = [round(degrees, 3) for degrees in at]
    node["claims"] = sources.all(data.get("claims", ()))
    node |= _told(data, sources)
    return {key: value for key, value in node.items() if value not in (None, "", [])}


def _uses(uses: Iterable[Fact], sources: Sources) -> list[dict[str, Any]]:
    """Names in use: each with its language and who uses it by preference; blank for what many use."""
    found = []
    for use in uses:
        [ref] = sources.refer([use])
        shown = {"name": clean(use.value), "lang": use.lang, "by": [clean(one.name) for one in use.by],
                 "codes": [one.code for one in use.by if one.code], "ref": ref}  # fmt: skip
        if shown["name"]:  # a name of characters without a shape is none
            found.append({key: value for key, value in shown.items() if value not in ("", [])})
    return sorted(found, key=lambda use: (use.get("by", []), _alphabet(use["name"])))


def _stands(facts: Iterable[Fact], sources: Sources, numbers: Mapping[str, str]) -> list[dict[str, Any]]:
    """Who claims or who administers a feature, each as the reference data have it of whom."""
    found = []
    for fact in facts:
        [ref] = sources.refer([fact])
        for who in fact.by:
            found.append(
                {"who": clean(who.name), "ref": ref} | ({"node": numbers[who.iri]} if who.iri in numbers else {})
            )
    return sorted(found, key=lambda stand: (stand["who"], stand["ref"]))


def _told(data: Mapping[str, Any], sources: Sources) -> dict[str, Any]:
    """Treaty words, spans and references of an edge or a node; its claims are to be on the page before."""
    refs = sources.refer(data.get("facts", ()))
    told = {**_treaty_words(data), "refs": refs, "history": [step(one, sources) for one in data.get("history", ())],
            "spans": spans(data.get("spans", ()), sources)}  # fmt: skip
    return {key: value for key, value in told.items() if value not in (None, "", [])}


def _alphabet(name: str) -> tuple[str, str]:
    return name.casefold(), name


def _edge(
    number: str, tie: tuple[Any, ...], source: str, target: str, data: Mapping[str, Any], named: Mapping[str, str],
    sources: Sources,
) -> dict[str, Any]:  # fmt: skip
    kind = data["kind"] if data["kind"] in style()["edges"] else "other"
    look = style()["edges"][kind]
    place_ = several(data["place"], data.get("place_names")) if data.get("place") else ""
    treaty = clean(data.get("treaty_name") or "")
    template = look.get("says_place") if place_ else None
    edge: dict[str, Any] = {
        "id": number, "key": edge_key(*tie[:3]), "kind": kind, "from": source, "to": target,
        "directed": bool(data.get("directed")),
        "standing": data["standing"], "sources": data["sources"], "place": place_, "treaty": treaty,
        "says": fill(template or look["says"], **{"from": named[source], "to": named[target]}, treaty=treaty,
                     place=place_),
        "first": when(data.get("first") or ""), "last": when(data.get("last") or ""), "note": look.get("note"),
        "claims": sources.all(data["claims"]),
    }  # fmt: skip
    edge |= _told(data, sources)
    events = {style()["events"].get(name, name): count for name, count in data.get("events", {}).items()}
    if events:
        edge["events"] = ", ".join(f"{name} {count}" if count > 1 else name for name, count in events.items())
    edge["label"] = _edge_label(kind, edge)
    return {key: value for key, value in edge.items() if value not in (None, "", [])}


def _edge_label(kind: str, edge: Mapping[str, Any]) -> str:
    """The few words that stand on an edge where there is room."""
    if edge.get("events"):
        return str(edge["events"])
    if edge.get("treaty"):
        return str(edge.get("types") or edge["treaty"])
    return str(edge.get("place") or "")


def _treaty_words(data: Mapping[str, Any]) -> dict[str, Any]:
    """Type and status of a treaty in words; nothing for anything else."""
    known = style()
    words: dict[str, Any] = {}
    if data.get("types"):
        words["types"] = ", ".join(known["types"].get(name, name) for name in data["types"])
    if data.get("status"):
        words["status"] = known["statuses"].get(data["status"], data["status"])
    return words


def _bend(edges: Sequence[dict[str, Any]]) -> None:
    """Fan the edges of a pair out, so that each is seen: ``bend`` is the roundness, with the side as its sign."""
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    order = list(style()["edges"])
    for edge in sorted(edges, key=lambda edge: (order.index(edge["kind"]), edge["id"])):
        pairs[min(edge["from"], edge["to"]), max(edge["from"], edge["to"])].append(edge)
    for (first, _), bundle in pairs.items():
        step = min(0.24, 1.1 / len(bundle))
        for turn, edge in enumerate(bundle):
            bend = (turn - (len(bundle) - 1) / 2) * step
            edge["bend"] = round(bend if edge["from"] == first else -bend, 3) or 0


def _size(node: Mapping[str, Any]) -> Size:
    """Room that a node needs with its label below it."""
    width = max(_width(line) for line in node["lines"])
    return max(width, SIGN), SIGN + _LINE * len(node["lines"])


def _width(line: str) -> float:
    return sum(_LETTER * (1.8 if unicodedata.east_asian_width(letter) in "WF" else 1) for letter in line)


def wrapped(name: str, width: int = 20, most: int = 3) -> list[str]:
    """A name on lines of at most ``width`` letters; beyond ``most`` lines it ends in an ellipsis."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    lines = [line if len(line) <= width + 8 else line[: width + 7] + "…" for line in lines]
    return [*lines[: most - 1], lines[most - 1] + "…"] if len(lines) > most else lines
