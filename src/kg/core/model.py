"""The central types: what a document is, what is mentioned in it, and what it claims.

All are frozen values. Offsets are Unicode code points of ``Document.text``, the text as read
(UTF-8, line ends as ``\\n``), front matter included: ``text[start:end] == quote`` for all evidence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kg.core.time import is_rough, is_uncertain

ID_BASE = "https://w3id.org/geopolitical-kg/id/"
ONTOLOGY = "https://w3id.org/geopolitical-kg/ontology#"


class Stance(StrEnum):
    """How the document stands to what it says (a term of the ontology each)."""

    STATED = "stated"
    ATTRIBUTED = "attributed"
    OPINION = "opinion"
    PREDICTED = "predicted"
    CONDITIONAL = "conditional"
    NEGATED = "negated"

    @property
    def told(self) -> bool:
        """Whether the document says it, or that somebody says it: no plan, condition, denial or opinion."""
        return self in (Stance.STATED, Stance.ATTRIBUTED)


@dataclass(frozen=True, slots=True)
class Document:
    """One text with what is known of it. ``id`` is the SHA-256 (hex) of ``text``."""

    id: str
    uri: str
    name: str
    text: str
    body: int = 0
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    """EDTF date of publication, the anchor of relative times."""
    retrieved: str | None = None
    lang: str = "en"
    sources: tuple[str, ...] = ()

    @staticmethod
    def hash(text: str) -> str:
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that claims are about.

    ``kind`` is the local name of a class of the ontology (``State``, ``Person``, ``Treaty``, ``TreatyStatus``...).
    ``code`` is the ISO 3166-1 alpha-2 code of a state. ``aliases`` are its other names in the document.
    """

    iri: str
    kind: str
    name: str
    code: str | None = None
    aliases: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name that the interchange rows use: the ISO code of a state, the name of anything else."""
        return self.code or self.name


def _iri(entity: Entity | None) -> str | None:
    return entity.iri if entity else None


@dataclass(frozen=True, slots=True)
class When:
    """A date in EDTF, with the words as written, the anchor it was counted from and the rule that resolved it."""

    edtf: str
    words: str | None = None
    anchor: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words a claim is read from."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says, who says it, in what stance and in which words.

    ``relation`` is the local name of a relation or an event type of the ontology.
    ``of`` is the state or body of an office; ``former`` marks an office that its holder no longer has.
    ``actor_state`` is the state that a person or body in ``subject`` (or ``object``) acts for, where known.
    ``rule`` names the frame; ``trace`` tells how it matched, a line a step, and is not part of the identity.
    """

    document: str
    subject: Entity
    relation: str
    object: Entity | None
    stance: Stance
    evidence: Evidence
    rule: str
    date: When | None = None
    place: Entity | None = None
    holder: Entity | None = None
    of: Entity | None = None
    former: bool = False
    subject_state: Entity | None = None
    object_state: Entity | None = None
    confidence: float = 1.0
    trace: tuple[str, ...] = field(default=(), compare=False)
    contradicted: str = field(default="", compare=False)
    """What the reference has instead, where it contradicts the claim: the claim stays, and supports nothing."""
    _id: str = field(default="", init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """SHA-256 (hex, 32 digits) of what is claimed, how, by whom and in which words of which document."""
        if not self._id:
            object.__setattr__(self, "_id", self._identity())  # worked out once: a store asks often
        return self._id

    @property
    def sure_date(self) -> str | None:
        """The date in EDTF, unless it is told as uncertain, or a day as approximate: such a one contradicts nothing."""
        told = self.date.edtf if self.date else None
        return told if told is not None and not is_uncertain(told) and not is_rough(told) else None

    def _identity(self) -> str:
        content = [
            self.document, self.subject.iri, self.relation, _iri(self.object), str(self.stance), _iri(self.holder),
            self.date.edtf if self.date else None, _iri(self.place), _iri(self.of), self.former,
            self.evidence.start, self.evidence.end,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:32]

    def row(self) -> dict[str, Any]:
        """The claim as one interchange row (a JSON line of ``kg extract``): the gold keys, then our own."""
        alt: dict[str, list[str]] = {}
        sides = {"s": (self.subject, self.subject_state), "o": (self.object, self.object_state),
                 "holder": (self.holder, None), "of": (self.of, None)}  # fmt: skip
        for side, (entity, state) in sides.items():
            names = [*(entity.aliases if entity else ())]
            names += [entity.name] if entity and entity.code else []
            names += [state.key] if state else []
            names = [n for n in dict.fromkeys(names) if entity and n != entity.key]
            if names:
                alt[side] = names
        row: dict[str, Any] = {
            "s": self.subject.key, "r": self.relation, "o": self.object.key if self.object else None,
            "date": self.date.edtf if self.date else None, "place": self.place.name if self.place else None,
            "stance": str(self.stance), "holder": self.holder.key if self.holder else None,
            "quote": self.evidence.quote,
        }  # fmt: skip
        if self.of:
            row["of"] = self.of.key
        if self.former:
            row["former"] = True
        if alt:
            row["alt"] = alt
        row |= {"start": self.evidence.start, "end": self.evidence.end, "document": self.document,
                "rule": self.rule, "confidence": self.confidence, "id": self.id}  # fmt: skip
        return row


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the extractor: what made the claims (PROV activity). No time of day: runs are reproducible."""

    version: str
    model: str
    model_sha256: str
    data_sha256: str
    """Hash of the ontology, frames and lexicon in use."""

    @property
    def id(self) -> str:
        return hashlib.sha256(
            "\n".join([self.version, self.model, self.model_sha256, self.data_sha256]).encode()
        ).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the extractor returns for one document: its claims, sorted by position, and what made them."""

    document: Document
    claims: tuple[Claim, ...]
    run: Run
    notes: Mapping[str, str] = field(default_factory=dict)
