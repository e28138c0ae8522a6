"""When and where: the spans, the history and the events of a network, in words for a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import networkx as nx

from kg.core.errors import DataError
from kg.core.time import bounds
from kg.view.sources import Sources, claim_sentence, fill, style
from kg.view.words import clean, when

SIGNED = "Signed"
"""The status from which on a treaty is signed."""


def spans(some: Iterable[Mapping[str, Any]], sources: Sources) -> list[dict[str, Any]]:
    """Spans of days in words. A treaty on its way says when it was signed and that it is not in force."""
    found, signed = [], ""
    for one in some:
        if one["status"] == SIGNED:
            day = one["start"] if "sure" not in one else one["start"][:7]
            signed = fill(style()["then"]["signed"], day=when(day))
        found.append(_span(one, signed, sources))
    return found


def _span(one: Mapping[str, Any], signed: str, sources: Sources) -> dict[str, Any]:
    status = one["status"]
    says = style()["statuses"].get(status) or style()["events"].get(status)
    if status in style()["then"] and status != "signed":
        says = fill(style()["then"][status], signed=signed)
    shown = {
        "status": status, "says": says, "from": one.get("start"), "sure": one.get("sure"), "to": one.get("end"),
        "kind": one.get("kind") if one.get("kind") in style()["edges"] else None,
        "claims": sources.numbers(one.get("claims", ())), "refs": sources.referred(one.get("facts", ())),
    }  # fmt: skip
    return {key: value for key, value in shown.items() if value not in (None, "", [])}


def step(one: Mapping[str, Any], sources: Sources) -> dict[str, Any]:
    """A step of a treaty's history: date, status, who says so."""
    said = one["said"]
    shown = {
        "date": when(one["date"]) if one.get("date") else "undated",
        "status": style()["statuses"].get(one["status"], one["status"]),
        "said": "" if said == "accepted" else style()["stances"].get(said, {"label": said})["label"],
        "documents": one["documents"], "by": clean(one.get("by", "")),
        "claims": sources.numbers(one.get("claims", ())), "refs": sources.referred(one.get("facts", ())),
    }  # fmt: skip
    return {key: value for key, value in shown.items() if value not in ("", [])} | {"said": shown["said"]}


def days(edtf: str | None) -> tuple[date | None, date | None]:
    """First and last day of a date; (None, None) where there is none or it is no date."""
    try:
        return bounds(edtf) if edtf else (None, None)
    except DataError:
        return None, None


def events(graph: nx.MultiGraph[str], numbers: Mapping[str, str], edges: Mapping[tuple[str, str, str], str],
           sources: Sources, places: Mapping[str, Sequence[float]]) -> list[dict[str, Any]]:  # fmt: skip
    """What happened on some day, in order of time: dated hostile acts and words, aid, dealings, steps of treaties.

    ``numbers`` gives the id of a node by its IRI, ``edges`` that of an edge by source, target and key.
    """
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for note, home in _dated(graph, numbers, edges):
        first, last = days(note.get("date"))
        iris = note.get("iris", {})
        what = note["object"] if note["relation"] == "status" else note["relation"]
        key = (first, last, what, iris.get("subject"), iris.get("object"), iris.get("place"), str(note["stance"]))
        event = found.setdefault(key, {
            "type": note["relation"], "says": claim_sentence(note), "from": first.isoformat() if first else None,
            "to": last.isoformat() if last else None, "when": when(note["date"]), "stance": note["stance"],
            "who": [numbers[iri] for iri in (iris.get("subject"), iris.get("object")) if iri in numbers], "claims": [],
            **home,
        })  # fmt: skip
        event["claims"] = sorted({*event["claims"], *sources.numbers([note["id"]])})
        if note.get("place"):
            event["place"] = sources.notes[event["claims"][0]].get("place") if event["claims"] else clean(note["place"])
        if iris.get("place") in places:
            event["at"] = list(places[iris["place"]])
    ordered = sorted(found.values(), key=lambda e: (e["from"] or e["to"], e["to"] or e["from"], e["says"], e["claims"]))
    return [{"id": f"v{i}", **{k: v for k, v in event.items() if v is not None}} for i, event in enumerate(ordered)]


def _dated(
    graph: nx.MultiGraph[str], numbers: Mapping[str, str], edges: Mapping[tuple[str, str, str], str]
) -> Iterator[tuple[Mapping[str, Any], dict[str, Any]]]:
    """Claims of things that happen, with the edge or the node that they stand with."""
    happening = {*style()["events"], "status", "signedBy"}

    def wanted(notes: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
        for note in notes:
            if note["relation"] in happening and days(note.get("date")) != (None, None):
                yield note

    for _, _, key, data in graph.edges(keys=True, data=True):
        home = {"edge": edges[data["source"], data["target"], str(key)], "kind": data["kind"]}
        for note in wanted(data["claims"]):
            yield note, home
    for node, data in graph.nodes(data=True):
        for note in wanted(data.get("claims", ())):
            yield note, {"node": numbers[node], "kind": data["kind"]}
    for _, note in graph.graph.get("not_drawn", ()):
        for one in wanted([note]):
            yield one, {}
