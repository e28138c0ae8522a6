"""What a page knows of a network: plain values for its JSON, with all words ready to be shown as text."""

from __future__ import annotations

import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import networkx as nx

from kg.view.layout import SIGN, Size, place
from kg.view.words import all_names, clean, link, side_by_side, when

Evidence = Literal["quote", "offsets", "none"]

CONTESTED = ("feature", "area")
"""Kinds of nodes that bear all their names side by side."""

_LETTER, _LINE = 8.0, 17.0
"""Width of a letter and height of a line of a label, in units of the picture."""


@cache
def style() -> Mapping[str, Any]:
    """``style.toml``, read."""
    return tomllib.loads(files(__package__).joinpath("style.toml").read_text("utf-8"))


@cache
def texts() -> Mapping[str, Any]:
    """``texts.toml``, read: section -> key -> words."""
    return tomllib.loads(files(__package__).joinpath("texts.toml").read_text("utf-8"))


def payload(graph: nx.MultiGraph[str], evidence: Evidence) -> tuple[dict[str, Any], dict[str, Any]]:
    """Nodes, edges, claims and documents of a network, numbered in a settled order.

    Nodes and edges refer to claims, and claims to documents, by their place in the lists.
    """
    claims = _Claims(evidence)
    number = {iri: f"n{i}" for i, iri in enumerate(sorted(graph))}
    nodes = [_node(number[iri], iri, graph.nodes[iri], claims) for iri in sorted(graph)]
    named = {node["id"]: node["name"] for node in nodes}
    ties = sorted(
        ((data["source"], data["target"], str(key), data) for _, _, key, data in graph.edges(keys=True, data=True)),
        key=lambda tie: tie[:3],
    )
    edges = [
        _edge(f"e{i}", number[source], number[target], data, named, claims)
        for i, (source, target, _, data) in enumerate(ties)
    ]
    _bend(edges)
    not_drawn = [
        {"why": style()["not_drawn"].get(why, why), "claim": claims.add(note)}
        for why, note in graph.graph.get("not_drawn", ())
    ]
    at = place(graph, {iri: _size(node) for iri, node in zip(sorted(graph), nodes, strict=True)})
    for iri, node in zip(sorted(graph), nodes, strict=True):
        node["x"], node["y"] = at[iri]
    data = {"nodes": nodes, "edges": edges, "opening": {}}
    return data, {"claims": claims.notes, "documents": claims.documents, "notDrawn": not_drawn}


class _Claims:
    """The claims of a page, each kept once, and the documents that they come from."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.notes: list[dict[str, Any]] = []
        self.documents: list[dict[str, Any]] = []
        self._numbers: dict[str, int] = {}
        self._documents: dict[str, int] = {}

    def add(self, note: Mapping[str, Any]) -> int:
        if note["id"] not in self._numbers:
            self._numbers[note["id"]] = len(self.notes)
            self.notes.append(self._note(note))
        return self._numbers[note["id"]]

    def all(self, notes: Iterable[Mapping[str, Any]]) -> list[int]:
        return list(dict.fromkeys(self.add(note) for note in notes))

    def _note(self, note: Mapping[str, Any]) -> dict[str, Any]:
        stances = style()["stances"]
        stance = stances.get(note["stance"], {"label": note["stance"], "says": ""})
        holder = clean(note.get("holder") or "Somebody")
        shown: dict[str, Any] = {
            "id": note["id"], "says": claim_sentence(note), "stance": note["stance"], "label": stance["label"],
            "stanceSays": fill(stance["says"], holder=holder), "accepted": bool(note.get("accepted")),
            "document": self._document(note),
        }  # fmt: skip
        if note.get("holder"):
            shown["holder"] = holder
        if note.get("place"):
            shown["place"] = _several(note["place"], note.get("place_names"))
        if note.get("date"):
            shown["date"] = when(note["date"])
        if note.get("date_words") and self.evidence == "quote":
            shown["dateWords"] = clean(note["date_words"])
        if note.get("rule"):
            shown["rule"] = clean(note["rule"])
        quote = note.get("quote")
        if self.evidence == "quote" and quote:
            shown["quote"] = quote
        elif self.evidence != "none" and note.get("start") is not None:
            shown["withheld"] = fill(
                texts()["panel"]["withheld"], start=note["start"], end=note.get("end", ""),
                hash=note.get("quote_sha256", "unknown"),
            )  # fmt: skip
        return shown

    def _document(self, note: Mapping[str, Any]) -> int:
        key = note.get("document") or note["id"]
        if key not in self._documents:
            self._documents[key] = len(self.documents)
            uri = note.get("uri")
            links = [address for address in map(link, (uri, *note.get("links", ()))) if address]
            document = {
                "title": clean(note.get("title") or "") or clean(uri or "") or "Untitled document",
                "publisher": clean(note.get("publisher") or ""),
                "published": when(note["published"]) if note.get("published") else "",
                "links": list(dict.fromkeys(links)),
            }
            self.documents.append({k: v for k, v in document.items() if v})
        return self._documents[key]


def fill(sentence: str, **values: object) -> str:
    """The sentence with ``{name}`` replaced; braces in the values stay as they are."""
    parts = sentence.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        filled.append(f"{values.get(name, '')}{rest}")
    return "".join(filled)


def claim_sentence(note: Mapping[str, Any]) -> str:
    """What a claim says, in one sentence."""
    relation = note["relation"]
    target = note.get("object")
    if relation == "status":
        target = style()["statuses"].get(_camel(target), target)
    elif relation == "treatyType":
        target = style()["types"].get(_camel(target), target)
    sentence = style()["claims"].get(relation) or style()["claims"]["other"]
    return fill(
        sentence, relation=relation,
        subject=_several(note["subject"], note.get("subject_names")),
        object=_several(str(target), note.get("object_names")) if target else "nobody named",
    )  # fmt: skip


def _camel(name: str | None) -> str:
    """The local name of a term from its label: ``in force`` is ``InForce``."""
    return "".join(word[:1].upper() + word[1:] for word in (name or "").split())


def _several(name: str, names: Sequence[str] | None) -> str:
    return side_by_side(all_names(name, names)) if names else clean(name)


def _node(number: str, iri: str, data: Mapping[str, Any], claims: _Claims) -> dict[str, Any]:
    kind = data.get("kind", "other")
    names = all_names(data["name"], data.get("names", ()))
    contested = kind in CONTESTED
    node: dict[str, Any] = {
        "id": number, "iri": iri, "kind": kind if kind in style()["nodes"] else "other",
        "name": side_by_side(names) if contested else clean(data["name"]) or iri,
        "names": sorted({clean(n) for n in (data["name"], *data.get("names", ()))} - {""}, key=_alphabet),
    }  # fmt: skip
    # The names of a contested feature stand under each other; a group of many does not become a tower.
    node["lines"] = wrapped(node["name"])
    if contested:
        node["lines"] = [*names[:3], f"+{len(names) - 3} more"] if len(names) > 3 else names
    if data.get("code"):
        node["code"] = clean(data["code"])[:6]
    node |= _treaty_words(data)
    if data.get("claims"):
        node["claims"] = claims.all(data["claims"])
    return {key: value for key, value in node.items() if value not in (None, "", [])}


def _alphabet(name: str) -> tuple[str, str]:
    return name.casefold(), name


def _edge(
    number: str, source: str, target: str, data: Mapping[str, Any], named: Mapping[str, str], claims: _Claims
) -> dict[str, Any]:
    kind = data["kind"] if data["kind"] in style()["edges"] else "other"
    look = style()["edges"][kind]
    place = _several(data["place"], data.get("place_names")) if data.get("place") else ""
    treaty = clean(data.get("treaty_name") or "")
    template = look.get("says_place") if place else None
    edge: dict[str, Any] = {
        "id": number, "kind": kind, "from": source, "to": target, "directed": bool(data.get("directed")),
        "standing": data["standing"], "sources": data["sources"], "place": place, "treaty": treaty,
        "says": fill(template or look["says"], **{"from": named[source], "to": named[target]}, treaty=treaty,
                     place=place),
        "first": when(data.get("first") or ""), "last": when(data.get("last") or ""), "note": look.get("note"),
        "claims": claims.all(data["claims"]),
    }  # fmt: skip
    edge |= _treaty_words(data)
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
    """Type, status and history of a treaty in words; nothing for anything else."""
    known = style()
    words: dict[str, Any] = {}
    if data.get("types"):
        words["types"] = ", ".join(known["types"].get(name, name) for name in data["types"])
    if data.get("status"):
        words["status"] = known["statuses"].get(data["status"], data["status"])
    if data.get("history"):
        words["history"] = [_step(step) for step in data["history"]]
    return words


def _step(step: Mapping[str, Any]) -> dict[str, Any]:
    said = step["said"]
    word = style()["statuses"].get(step["status"], step["status"])
    return {
        "date": when(step["date"]) if step.get("date") else "undated",
        "status": word,
        "said": "" if said == "accepted" else style()["stances"].get(said, {"label": said})["label"],
        "documents": step["documents"],
    }


def _bend(edges: Sequence[dict[str, Any]]) -> None:
    """Fan the edges of a pair out, so that each is seen: ``bend`` is the roundness, with the side as its sign."""
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    order = list(style()["edges"])
    for edge in sorted(edges, key=lambda edge: (order.index(edge["kind"]), edge["id"])):
        pairs[min(edge["from"], edge["to"]), max(edge["from"], edge["to"])].append(edge)
    for (first, _), bundle in pairs.items():
        step = min(0.24, 1.1 / len(bundle))
        for place_, edge in enumerate(bundle):
            bend = (place_ - (len(bundle) - 1) / 2) * step
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
