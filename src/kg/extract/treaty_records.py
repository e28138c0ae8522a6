"""What a document says of its treaties, one record a treaty, and the book that keeps the records."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.core.annotated import Sentence, Token
from kg.core.model import ONTOLOGY, Entity, Evidence, Stance, When
from kg.extract.match import Matcher
from kg.extract.modality import ASKED_FOR
from kg.extract.stance import Verdict
from kg.link.noun_phrases import noun_phrase
from kg.link.resolve import STATE_KINDS, Ref, Resolver
from kg.link.treaty_record import Treaty

PARTY_KINDS = STATE_KINDS | {
    "IntergovernmentalOrganization",
    "Grouping",
    "Organization",
    "Group",
    "PoliticalParty",
    "ArmedForce",
    "Government",
}
MOVEMENTS = frozenset({"Group", "Organization", "PoliticalParty"})
"""Kinds of those who may have a treaty with a state."""
EXITS = frozenset({"Suspended", "Terminated", "Withdrawn"})
"""Steps by which a treaty ends, or a party's part in it."""


@dataclass(slots=True)
class Status:
    """One status of a treaty as the text gives it."""

    status: str
    when: When | None
    place: Entity | None
    verdict: Verdict
    evidence: Evidence
    rule: str
    trace: tuple[str, ...]
    party: Entity | None = None
    successor: Treaty | None = None
    """The treaty that takes its place."""


@dataclass(slots=True)
class Party:
    """A party of a treaty as the text gives it."""

    entity: Entity
    evidence: Evidence
    verdict: Verdict
    rule: str
    when: When | None = None
    place: Entity | None = None
    words: str = ""


@dataclass(slots=True)
class Signer:
    person: Entity
    status: Status
    evidence: Evidence
    state: Entity | None


@dataclass(slots=True)
class Record:
    """All that the document says of one treaty."""

    treaty: Treaty
    statuses: list[Status] = field(default_factory=list)
    parties: dict[str, Party] = field(default_factory=dict)
    left: list[Party] = field(default_factory=list)
    unsigned: list[Party] = field(default_factory=list)
    """Those who have not signed it, as the text says."""
    likely: list[Ref] = field(default_factory=list)
    """States whose parliaments approve it, or that suspend or end it: parties where no others are known."""
    signers: list[Signer] = field(default_factory=list)


KEEPS = frozenset({"party.honour", "party.committed", "party.keeps"})
"""Frames that tell what one does with a treaty that binds one."""
_DATED = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_JOINED = re.compile(r"\b(?:Convention|Charter|Statute|Covenant|United Nations|UN)\b")
"""Names of treaties that a state may stay out of."""
_ASKED = frozenset(
    f"'{verb} to'" for verb in ("ask", "call", "encourage", "invite", "press", "push", "request", "urge")
)
"""Rules of stance by which a step is only what one side asks of another."""
STATED = Verdict(Stance.STATED, "said as a fact")


def only_asked(verdict: Verdict) -> bool:
    """Whether a step is only what one side asks of another ('urged Chad to sign it')."""
    return verdict.rule in _ASKED or verdict.rule.endswith(ASKED_FOR)


class TreatyBook:
    """The records of one document's treaties, by the treaty's number."""

    def __init__(self, matcher: Matcher, resolver: Resolver) -> None:
        self.matcher, self.resolver, self.text = matcher, resolver, matcher.text
        self.document = matcher.annotated.document
        self.records: dict[int, Record] = {}

    def record(self, treaty: Treaty) -> Record:
        return self.records.setdefault(treaty.number, Record(treaty))

    def add_parties(
        self,
        record: Record,
        refs: Iterable[Ref],
        ev: Evidence,
        verdict: Verdict,
        rule: str,
        when: When | None,
        place: Entity | None = None,
    ) -> None:
        """Note parties; a person stands for the state that he acts for. The first stated reading is kept."""
        for ref in refs:
            e = ref.state if ref.entity.kind == "Person" else ref.entity
            if e is None or e.kind not in PARTY_KINDS:
                continue
            if verdict.stance is Stance.NEGATED:
                record.left.append(Party(e, ev, verdict, rule, when, place, ref.words))
                continue
            known = record.parties.get(e.key)
            if (
                known is None
                or (known.verdict.stance is not Stance.STATED and verdict.stance is Stance.STATED)
                or (self.titled(known.evidence) and not self.titled(ev))
                or (known.rule in KEEPS and known.when is None and when is not None)
            ):
                record.parties[e.key] = Party(e, ev, verdict, rule, when, place, ref.words)

    def constant(self, treaty: Treaty) -> list[Entity]:
        """Who makes several treaties, each with another: the parties of this one but for those whom it names after
        'with'.
        """
        known = self.records.get(treaty.root().number)
        others = {k for t in treaty.root().mentions for k in self.resolver.parties_of.complements(t, of_pair=False)}
        return [p.entity for k, p in known.parties.items() if k not in others] if known is not None and others else []

    def sentence(self, token: Token | None) -> Sentence | None:
        """The sentence in which a token stands."""
        if token is None:
            return None
        number = self.resolver.sentence_of.get(token.start)
        return self.matcher.annotated.sentences[number] if number is not None else None

    def date_of_name(self, token: Token, sentence: Sentence) -> tuple[When, Evidence] | None:
        """The date in a treaty's own noun phrase, with the words of both."""
        phrase = noun_phrase(token)
        after = [t for p in token.by("prep") if p.lemma in ("of", "from") and p.i > token.i for t in p.by("pobj")]
        aged = any(self.matcher.when.resolve_token(t, "past") is not None for t in after)
        opened = self.text[token.end : token.end + 2].strip() == "("  # 'the Doha Accord (14 May 2011)'
        if opened and not after:
            after = [t for t in sentence.tokens if t.i == token.i + 2 and t.mention is not None]
            aged = bool(after)
        for time in [*after, *(phrase.premodifiers if not aged else [])]:  # 'the May 17 Agreement of 1983'
            when = self.matcher.when.resolve_token(time, "past")
            if when is not None and _DATED.fullmatch(when.edtf):
                start, end = min(token.start, time.start), max(token.end, time.end)
                return when, Evidence(start, end, self.text[start:end])
        return None

    def dated_by_name(self, treaty: Treaty) -> bool:
        """Whether a treaty bears its date ('the Juba Agreement (3 October 2020)')."""
        near = ((t, self.sentence(t)) for t in treaty.mentions)
        return any(s is not None and self.date_of_name(t, s) is not None for t, s in near)

    def number(self, sentence: Sentence) -> int:
        """The place of a sentence in the document, from 0."""
        return self.resolver.sentence_of.get(sentence.tokens[0].start, 0) if sentence.tokens else 0

    def titled(self, ev: Evidence) -> bool:
        """Whether the words stand in the title: those of the text itself are better evidence."""
        return ev.end <= self.document.body


def has_many_parties(treaty: Treaty) -> bool:
    """Whether a treaty is called by a name of those that many states join."""
    return bool(treaty.names) and _JOINED.search(treaty.name) is not None


def term(name: str, kind: str) -> Entity:
    """An individual of the ontology as an entity."""
    return Entity(ONTOLOGY + name, kind, name)


_PRONOUNS = frozenset({"both", "he", "it", "its", "she", "that", "their", "they", "this", "we"})
"""No names, also where they open a sentence."""


def with_words(entity: Entity | None, words: str) -> Entity | None:
    """The entity with the words of the text among its names ('the coast guard' for its state)."""
    words = " ".join(words.split()).removesuffix("'s").removesuffix("’s")
    if entity is None or not words or words == entity.name or words in entity.aliases:
        return entity
    if words.lower() in _PRONOUNS or not any(c.isupper() for c in words) or len(words.split()) > 6:
        return entity  # 'It', 'they', 'the ships': no name
    return Entity(
        entity.iri,
        entity.kind,
        entity.name,
        entity.code,
        tuple(dict.fromkeys([*entity.aliases, " ".join(words.split())])),
    )
