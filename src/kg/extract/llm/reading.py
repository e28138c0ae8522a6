"""Rows that a language model gives, to claims. Nothing is taken on its word.

A row is refused unless its quote stands in the text to the letter, its relation is one of the ontology's, its subject
and object are named in the text and link to things of the kinds that the relation takes, and its stance is known. A
date counts only where the words that it is said to be read from stand in the text, a place only where it is named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.core.model import ID_BASE, ONTOLOGY, Claim, Document, Entity, Evidence, Stance, When
from kg.core.ontology import Ontology
from kg.core.time import valid
from kg.extract.llm.client import Client, Usage
from kg.link.gazetteer import Gazetteer, slug

_PASSAGE = 12_000
"""Characters of a text that are sent at once; longer texts are cut between paragraphs."""
_PATHS = {"Person": "person", "Organization": "org", "Treaty": "treaty", "Place": "place", "Office": "office"}
"""The kinds of things that a text may bring in, most special first, and where their IRIs lie."""
_TERMS = {"TreatyStatus": "statuses", "TreatyType": "treaty_types"}
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Read:
    """What a model read in a document, what that took, and how many rows were refused for which reason."""

    claims: tuple[Claim, ...]
    usage: Usage
    refused: Counter[str]


class ModelReader:
    """Has a model read documents, and checks what it gives."""

    def __init__(self, client: Client, ontology: Ontology, names: Gazetteer) -> None:
        self.client, self.ontology, self.names = client, ontology, names

    def read(self, document: Document, known: Sequence[Claim]) -> Read:
        """The claims of a document; ``known`` are the frames', whose things its names are linked to first.

        Raises KgError where the model does not answer, or not in the form asked for.
        """
        checker = _Checker(self, document, known)
        found: dict[str, Claim] = {}
        usage, refused = Usage(), Counter[str]()
        for start, end in passages(document.text, document.body):
            rows, used = self.client.facts(document.text[start:end], document.published)
            usage += used
            for row in rows:
                claim = checker.claim(row, start, end)
                if isinstance(claim, str):
                    refused[claim] += 1
                else:
                    found.setdefault(claim.id, claim)
        return Read(tuple(found.values()), usage, refused)


def passages(text: str, start: int = 0, size: int = _PASSAGE) -> Iterator[tuple[int, int]]:
    """Stretches of a text of at most ``size`` characters, cut between paragraphs, else sentences, else words."""
    while start < len(text):
        end = min(start + size, len(text))
        if end < len(text):
            cut = max((text.rfind(mark, start + size // 2, end) + len(mark) for mark in ("\n", ". ", " ")
                       if text.rfind(mark, start + size // 2, end) >= 0), default=end)  # fmt: skip
            end = text.rfind("\n", start + size // 2, end) + 1 or cut
        if text[start:end].strip():
            yield start, end
        start = end


class _Checker:
    """Turns the rows for one document into claims, or into the reason why not."""

    def __init__(self, reader: ModelReader, document: Document, known: Sequence[Claim]) -> None:
        self.ontology, self.names, self.document = reader.ontology, reader.names, document
        options, prompt = reader.client.options, reader.client.prompt
        self.trace = (f"language model {options.model}, prompt {prompt.sha256[:16]}",)
        self.folded = document.text[document.body :].casefold()
        self.things: dict[str, list[Entity]] = {}
        for entity in _entities(known):
            for name in (entity.name, *entity.aliases, *filter(None, [entity.code])):
                kept = self.things.setdefault(name.casefold(), [])
                if entity.iri not in {k.iri for k in kept}:
                    kept.append(entity)
        self.mentioned = {m.entry.iri: m.entry for m in self.names.find(document.text, document.body)}
        self.codes = {e.code: e for e in self.mentioned.values() if e.code}

    def claim(self, row: Any, start: int, end: int) -> Claim | str:
        """The claim of a row, or why it is refused."""
        if not isinstance(row, dict):
            return "is no object"
        texts = {
            key: row.get(key)
            for key in ("s", "r", "o", "date", "date_words", "place", "stance", "holder", "quote", "of")
        }
        if not all(value is None or (isinstance(value, str) and len(value) <= 1000) for value in texts.values()):
            return "has a value that is no text"
        relation, quote = texts["r"] or "", texts["quote"] or ""
        if relation not in self.ontology.relations and relation not in self.ontology.event_types:
            return "has an unknown relation"
        at = self.document.text.find(quote, start, end) if quote.strip() else -1
        if at < 0:
            return "quotes what is not in the text"
        stance = next((s for s in Stance if str(s) == texts["stance"]), None)
        if stance is None:
            return "has an unknown stance"
        return self._linked(texts, relation, stance, Evidence(at, at + len(quote), quote), row.get("former") is True)

    def _linked(
        self, texts: dict[str, Any], relation: str, stance: Stance, evidence: Evidence, former: bool
    ) -> Claim | str:
        predicate = self.ontology.relations.get(relation) or self.ontology.event_types[relation]
        subject = self._entity(texts["s"], predicate.subjects)
        wanted = self._entity(texts["o"], predicate.objects)
        if subject is None:
            return "has a subject that does not link"
        if wanted is None and (texts["o"] or relation not in self.ontology.event_types):
            return "has an object that does not link"
        if wanted is not None and wanted.iri == subject.iri:
            return "has one thing on both sides"
        holder = self._entity(texts["holder"], self.ontology.ranges["holder"])
        if (stance is Stance.ATTRIBUTED) != (holder is not None):
            return "is attributed to nobody" if holder is None else "has a holder and is not attributed"
        office = relation == "holdsOffice"
        of = self._entity(texts["of"], frozenset(("State", "Organization"))) if office else None
        if office and of is None:
            return "has an office of nobody"
        return Claim(
            document=self.document.id, subject=subject, relation=relation, object=wanted, stance=stance,
            evidence=evidence, rule=f"model.{relation}", date=self._date(texts),
            place=self._entity(texts["place"], self.ontology.ranges["place"]), holder=holder, of=of,
            former=office and former, confidence=0.5, trace=self.trace,
        )  # fmt: skip

    def _date(self, texts: dict[str, Any]) -> When | None:
        edtf, words = texts["date"], texts["date_words"]
        if not edtf or not words or not valid(edtf) or words.casefold() not in self.folded:
            return None
        return When(edtf, words, "published" if self.document.published else None, "language model")

    def _entity(self, name: str | None, kinds: frozenset[str]) -> Entity | None:
        """The thing of one of these kinds that a name of the text means."""
        if not name or len(name) > _LONGEST:
            return None
        for cls, terms in _TERMS.items():
            if self._fits(cls, kinds):
                return Entity(ONTOLOGY + name, cls, name) if name in getattr(self.ontology, terms) else None
        named = name.casefold() in self.folded
        known = [e for e in self.things.get(name.casefold(), ()) if self._fits(e.kind, kinds)]
        if known and (named or name in self.codes):
            return known[0]
        if name in self.codes and self._fits(self.codes[name].kind, kinds):
            return self.codes[name].entity()
        if not named or name.casefold() in self.things:  # a thing of another kind
            return None
        found = self.names.lookup(name)
        if found is not None:
            return next(
                (e.entity(name) for e in (found.entry, *(o for o, _ in found.others)) if self._fits(e.kind, kinds)),
                None,
            )
        return self._new(name, kinds)

    def _new(self, name: str, kinds: frozenset[str]) -> Entity | None:
        """A thing that only this document names, of the first kind that the relation takes; never a state."""
        if not any(map(str.isalpha, name)) or re.search(r"[\x00-\x1f]", name):
            return None
        kind = next((k for k in _PATHS if self._fits(k, kinds) or k in kinds), None)
        if kind is None:
            return None
        scope = "" if kind in ("Person", "Office") and " " in name.strip() else f"{self.document.id[:12]}-"
        return Entity(f"{ID_BASE}{_PATHS[kind]}/{scope}{slug(name)}", kind, name)

    def _fits(self, kind: str, kinds: frozenset[str]) -> bool:
        return any(self.ontology.is_a(kind, k) for k in kinds)


def _entities(claims: Iterable[Claim]) -> Iterator[Entity]:
    for claim in claims:
        yield from filter(None, (claim.subject, claim.object, claim.holder, claim.place, claim.of))
