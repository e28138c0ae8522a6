"""What a page shows as its sources: claims of documents with their words, and facts of the reference data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Protocol

from kg.view.words import all_names, clean, link, side_by_side, when

Evidence = Literal["quote", "offsets", "none"]
Flags = Mapping[str, Sequence[Mapping[str, Any]]]
"""Id of a claim -> what ``kg check`` has against it, as rows with severity, kind, what, reference, source, remedy."""


class Named(Protocol):
    """An actor as a fact names it."""

    @property
    def iri(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def code(self) -> str | None: ...


class Fact(Protocol):
    """One fact of the reference data: what (name, status, party, member, position, administration) about whom.

    ``date`` is EDTF, ``lang`` a language tag, ``sources`` are addresses; see :mod:`kg.analyse.known`.
    """

    @property
    def iri(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def by(self) -> Sequence[Named]: ...
    @property
    def value(self) -> str: ...
    @property
    def lang(self) -> str: ...
    @property
    def date(self) -> str | None: ...
    @property
    def sources(self) -> Sequence[str]: ...


ABOUT = 400
"""How many characters of the sentence around a quote are shown on each side, at most."""


@cache
def style() -> Mapping[str, Any]:
    """``style.toml``, read."""
    return tomllib.loads(files(__package__).joinpath("style.toml").read_text("utf-8"))


@cache
def texts() -> Mapping[str, Any]:
    """``texts.toml``, read: section -> key -> words."""
    return tomllib.loads(files(__package__).joinpath("texts.toml").read_text("utf-8"))


def fill(sentence: str, **values: object) -> str:
    """The sentence with ``{name}`` replaced; braces in the values stay as they are."""
    parts = sentence.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        filled.append(f"{values.get(name, '')}{rest}")
    return "".join(filled)


class Sources:
    """The claims of a page, each kept once, the documents that they come from, and facts of the reference data."""

    def __init__(self, evidence: Evidence, flags: Flags) -> None:
        self.evidence = evidence
        self.flags = flags
        self.notes: list[dict[str, Any]] = []
        self.documents: list[dict[str, Any]] = []
        self.references: list[dict[str, Any]] = []
        self._numbers: dict[str, int] = {}
        self._documents: dict[str, int] = {}
        self._facts: dict[str, int] = {}

    def add(self, note: Mapping[str, Any]) -> int:
        """The number of the claim on the page."""
        if note["id"] not in self._numbers:
            self._numbers[note["id"]] = len(self.notes)
            self.notes.append(self._note(note))
        return self._numbers[note["id"]]

    def all(self, notes: Iterable[Mapping[str, Any]]) -> list[int]:
        return list(dict.fromkeys(self.add(note) for note in notes))

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """The numbers of claims that are on the page, by their ids."""
        return sorted(self._numbers[id_] for id_ in ids if id_ in self._numbers)

    def refer(self, facts: Iterable[Fact]) -> list[int]:
        """The numbers of facts on the page, which are put there."""
        found = []
        for fact in facts:
            if fact.iri not in self._facts:
                self._facts[fact.iri] = len(self.references)
                self.references.append(self._reference(fact))
            found.append(self._facts[fact.iri])
        return found

    def referred(self, iris: Iterable[str]) -> list[int]:
        """The numbers of facts that are on the page already, by their IRIs."""
        return sorted(self._facts[iri] for iri in iris if iri in self._facts)

    def _reference(self, fact: Fact) -> dict[str, Any]:
        by = ", ".join(clean(one.name) for one in fact.by)
        words = texts()["reference"]
        value = style()["statuses"].get(fact.value, fact.value) if fact.what == "status" else clean(fact.value)
        template = words.get(f"{fact.what}_by" if by and fact.what == "status" else fact.what, "{value}")
        shown = {
            "iri": fact.iri, "what": fact.what, "says": fill(template, value=value, by=by), "by": by,
            "when": when(fact.date) if fact.date else "",
            "links": [address for address in map(link, fact.sources) if address],
        }  # fmt: skip
        return {key: value for key, value in shown.items() if value}

    def _note(self, note: Mapping[str, Any]) -> dict[str, Any]:
        stance = style()["stances"].get(note["stance"], {"label": note["stance"], "says": ""})
        holder = clean(note.get("holder") or "Somebody")
        shown: dict[str, Any] = {
            "id": note["id"], "says": claim_sentence(note), "stance": note["stance"], "label": stance["label"],
            "stanceSays": fill(stance["says"], holder=holder), "accepted": bool(note.get("accepted")),
            "document": self._document(note), "holder": holder if note.get("holder") else "",
            "place": several(note["place"], note.get("place_names")) if note.get("place") else "",
            "date": when(note["date"]) if note.get("date") else "", "rule": clean(note.get("rule") or ""),
            "sure": round(100 * note["confidence"]) if note.get("confidence") is not None else None,
            "from": note.get("date_from"), "to": note.get("date_to"),
            "flags": [_flag(row) for row in self.flags.get(note["id"].rpartition("/")[2], ())],
            "rdf": _rdf(note), **self._words(note),
        }  # fmt: skip
        return {key: value for key, value in shown.items() if value not in (None, "", [], {})}

    def _words(self, note: Mapping[str, Any]) -> dict[str, Any]:
        """As many of the document's words as may be printed: all, where they stand, or nothing."""
        quote = note.get("quote")
        if self.evidence == "quote" and quote:
            return {"quote": quote, "before": _tail(note.get("before") or ""), "after": _head(note.get("after") or ""),
                    "dateWords": clean(note.get("date_words") or ""), "start": note.get("start"),
                    "end": note.get("end")}  # fmt: skip
        if self.evidence == "none" or note.get("start") is None:
            return {}
        hash_ = note.get("quote_sha256", "unknown")
        words = fill(texts()["panel"]["withheld"], start=note["start"], end=note.get("end", ""), hash=hash_)
        return {"withheld": words, "start": note["start"], "end": note.get("end"), "sha": hash_}

    def _document(self, note: Mapping[str, Any]) -> int:
        key = note.get("document") or note["id"]
        if key not in self._documents:
            self._documents[key] = len(self.documents)
            uri = note.get("uri")
            links = [address for address in map(link, (uri, *note.get("links", ()))) if address]
            document = {
                "iri": key, "uri": clean(uri or ""),
                "title": clean(note.get("title") or "") or clean(uri or "") or "Untitled document",
                "publisher": clean(note.get("publisher") or ""),
                "published": when(note["published"]) if note.get("published") else "",
                "day": clean(note.get("published") or ""), "links": list(dict.fromkeys(links)),
            }  # fmt: skip
            self.documents.append({k: v for k, v in document.items() if v})
        return self._documents[key]


def _flag(row: Mapping[str, Any]) -> dict[str, str]:
    shown = {key: clean(str(row.get(key) or "")) for key in ("severity", "kind", "what", "reference", "remedy")}
    shown["source"] = link(str(row.get("source") or "")) or ""
    return {key: value for key, value in shown.items() if value}


def _rdf(note: Mapping[str, Any]) -> dict[str, Any]:
    """The claim's terms for those who carry it away: IRIs of subject, object, holder and place, relation, EDTF date."""
    iris = note.get("iris", {})
    terms = {"s": iris.get("subject"), "r": note["relation"], "o": iris.get("object"), "holder": iris.get("holder"),
             "place": iris.get("place"), "date": note.get("date")}  # fmt: skip
    return {key: value for key, value in terms.items() if value}


def _tail(text: str) -> str:
    return text if len(text) <= ABOUT else "…" + text[-ABOUT:]


def _head(text: str) -> str:
    return text if len(text) <= ABOUT else text[:ABOUT] + "…"


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
        subject=several(note["subject"], note.get("subject_names")),
        object=several(str(target), note.get("object_names")) if target else "nobody named",
    )  # fmt: skip


def _camel(name: str | None) -> str:
    """The local name of a term from its label: ``in force`` is ``InForce``."""
    return "".join(word[:1].upper() + word[1:] for word in (name or "").split())


def several(name: str, names: Sequence[str] | None) -> str:
    """A name, or all names of a contested feature side by side."""
    return side_by_side(all_names(name, names)) if names else clean(name)
