"""Tell a document's treaties apart: names, abbreviations and descriptions to one record each.

A record is opened by a name or by an indefinite description that says something ('a defence pact with X'); a definite
description ('the pact', 'this logistics agreement') goes to the latest record that it fits in type, parties, year and
head noun. The first unnamed treaty of title and lead is the one that the article goes on to name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from kg.core.annotated import Annotated, Mention, Sentence, Token
from kg.core.model import Entity
from kg.link.noun_phrases import NounPhrase, complement, end_of, minimal_start, noun_phrase
from kg.link.references import PLACE_KINDS
from kg.link.treaty_news import News

_NEW = {"another", "separate", "second", "third", "similar", "further", "other", "different", "additional", "new"}
_OLD = {"earlier", "previous", "existing", "old", "original", "former"}
_ORDINAL = {"first", "second", "third", "fourth", "fifth"}
_NO_TOPIC = {
    "behalf",
    "day",
    "decade",
    "example",
    "instance",
    "month",
    "part",
    "period",
    "sake",
    "side",
    "term",
    "time",
}
_NO_TOPIC |= {"week", "year"}
_NO_TOPIC |= {
    "bank",
    "banks",
    "coast",
    "edge",
    "eve",
    "fringe",
    "island",
    "margin",
    "occasion",
    "outskirts",
    "shore",
    "sideline",
    "slope",
}
"""'For its part', 'for ten years': no topic of a treaty."""
_OF_ANY = {
    "peace",
    "state",
    "draft",
    "document",
    "cooperation",
    "partnership",
    "security",
    "defence",
    "defense",
    "border",
}
"""Nouns that may stand before the noun for a treaty of many kinds."""
_FAR_BACK = 8
"""How many sentences back a treaty may stand that 'it' means."""
_MOST = 5
"""With how many states treaties of one kind are told together."""
_TWO = {"both", "two", "neither", "either"}
_YEAR = re.compile(r"\b(1[6-9]\d\d|20\d\d)\b")
_BARGAINS = {"deal", "arrangement", "understanding", "settlement", "accommodation"}
"""What may be a treaty once two sides are named ('the deal with Chile')."""
_ENDS_IN_YEAR = re.compile(r"\b(?:of|from) ((?:1[5-9]|20)\d\d)$")
_OF_YEAR = re.compile(r"s? (?:of|from) (?:\w+ )?(1[6-9]\d\d|20\d\d)\b")
_ADOPTED = {"charter", "communique", "communiqué", "convention", "declaration", "protocol", "roadmap"}
_WITH = re.compile(r"\s+(?:with|between)\s.*$")
_SIGNED = re.compile(r"^(?:(?:newly|freshly|already|just|recently)[- ])?signed (?=\w)")
"""What is said of a treaty before its name, and is no part of it."""
_GENERIC = {"treaty", "agreement", "pact", "accord", "deal", "text", "document", "instrument", "arrangement", "compact"}


_WORD = re.compile(r"[a-z]+")
_LETS = frozenset({"allow", "bind", "commit", "enable", "entitle", "let", "oblige", "permit"})
"""What a treaty does to those who made it."""
_COMMITS = frozenset({"agree", "commit", "pledge", "promise", "recognise", "recognize", "renounce", "undertake", "vow"})
"""What they do in it."""
_DRAWS = frozenset({"delimit", "demarcate", "divide", "draw", "fix", "partition", "settle", "share", "split"})
"""What is done to land by treaty."""
_TELLS_LITTLE = frozenset({"be", "become", "come", "emerge", "enter", "follow", "have", "remain", "result", "take"})
"""Verbs of a clause that does not tell what a treaty is on ('the deal that took effect on Monday')."""
_ANY_TEXT = frozenset({"document", "instrument", "text"})
"""What every treaty may be called when it is spoken of again."""
_NOT_FAR = 4
"""How many sentences back a treaty may stand that is told by its noun alone."""
_DAY = re.compile(r"(?:to|yester|mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_CLAUSE = re.compile(r"\s(?:that|which|whereby|to|under which|by which|allowing|\w+ing)\s[^,;.:!?—–]+")
"""A clause right after a treaty's noun, up to the next mark."""
_A_FEW = 6
"""Within how many words after its noun such a clause may open."""
_LONGEST = 24
"""Of how many words a treaty may be called by a clause."""
_DANGLING = re.compile(r" (?:of|from|in)$")
_MONTHS = frozenset(month_name[1:])
_PURPOSES = frozenset(
    {"alliance", "amity", "association", "commerce", "cooperation", "friendship", "neutrality", "peace"}
)
"""What a treaty may be of, by which it is told from others."""
_RELATES = frozenset({"concern", "cover", "govern", "regard", "regulate", "relate"})
"""Participles that say what a treaty is on."""
_NEAR = 40
"""How many characters after 'one' its year may stand."""
_ENDED = frozenset({"repudiate", "terminate"})
"""What is done to treaties alone, though it makes none."""
_RUNS_ITS_COURSE = frozenset({"expire", "lapse"})
"""With the verbs of treaty-making: what is said of treaties alone."""
_PLANS = frozenset({"agenda", "letter", "minute", "note", "plan", "record", "schedule"})
"""What is agreed on without being a treaty: it has to be signed."""


class Words(Protocol):
    """What the tracker needs of the treaty lexicon."""

    strong: frozenset[str]
    weak: frozenset[str]
    anaphoric: frozenset[str]
    signable: frozenset[str]
    shared: frozenset[str]
    verbs: frozenset[str]
    kinds: frozenset[str]
    phrases: tuple[str, ...]
    known: dict[str, dict[str, object]]

    def type_of(self, words: str) -> str | None: ...
    def provides(self, text: str, start: int, end: int) -> tuple[str, int, int] | None: ...
    def is_head(self, word: str) -> bool: ...


@dataclass(slots=True)
class Treaty:
    """One treaty of the document, as it is known so far."""

    number: int
    first: int
    names: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    abbreviations: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    parties: dict[str, Entity] = field(default_factory=dict)
    year: str | None = None
    lead: bool = False
    generic: bool = False
    mentions: list[Token] = field(default_factory=list)
    merged: Treaty | None = None
    says_type: list[tuple[str, Token, bool]] = field(default_factory=list)
    """Types that the text gives it ('it is a mutual defence pact'), each with its token and whether it is denied."""
    plural: bool = False
    one_of: Treaty | None = None
    """The treaty after which 'a second one' is called."""
    clauses: list[str] = field(default_factory=list)
    """Its noun with the clause that tells which one it is ('agreement that regulates fishing')."""
    partner: str | None = None
    """Key of the state with which one of several is, where they are named together ('its pacts with A and B')."""

    def root(self) -> Treaty:
        return self.merged.root() if self.merged else self

    @property
    def name(self) -> str:
        if self.names:
            return max(self.names, key=len)
        if not self.descriptions:
            return next(iter(self.clauses), None) or next(iter(sorted(self.heads)), "treaty")
        return max(self.descriptions, key=lambda d: (len(d.split()) <= 16, len(d)))

    @property
    def aliases(self) -> tuple[str, ...]:
        bare = sorted(self.heads) if self.clauses and not self.names and not self.descriptions else []
        said = [*self.names, *self.abbreviations, *self.descriptions, *self.clauses, *bare]
        return tuple(n for n in dict.fromkeys(said) if n != self.name)


class TreatyTracker:
    """Assigns each treaty mention of a document, named or described, to a record."""

    def __init__(self, annotated: Annotated, lexicon: Words, parties_of: PartyFinder) -> None:
        self.annotated, self.lexicon, self.parties_of = annotated, lexicon, parties_of
        self.text, self.news = annotated.document.text, News(annotated)
        self.records: list[Treaty] = []
        self.by_token: dict[int, Treaty] = {}
        self._starts: list[int] = []
        """The keys of ``by_token``, sorted."""
        self._recent: dict[int, Treaty] = {}
        """The records by their identity, the one mentioned last at the end."""
        self._opened: dict[int, int] = {}
        """Where the first sentence of a segment begins, by the segment's identity."""
        for sentence in annotated.sentences:
            self._opened.setdefault(id(sentence.segment), sentence.start)
        self._consumed: set[int] = set()
        self._series: dict[int, list[Treaty]] = {}
        """The treaties of a plural noun, one with each state, by where it begins."""
        self._standing_in: dict[int, Token] = {}
        """The noun before, which means the same, by where a treaty's noun begins."""
        self._sentence_ends = [s.end for s in annotated.sentences]
        self._denied: tuple[int, list[str], str | None] | None = None
        """'No border treaty': the sentence, the words and the type of what a text spoken of next may be."""
        for number, sentence in enumerate(annotated.sentences):
            named = [
                Token(0, m.start, m.end, "Treaty", "treaty", "PROPN", "NNP", "front", mention=m)
                for m in sentence.front
                if m.kind == "Treaty"
            ]
            for token in (*named, *sentence.tokens):
                record = self._token(token, number, sentence)
                if record is not None:
                    record.mentions.append(token)
                    if (outer := self._standing_in.pop(token.start, None)) is not None:
                        record.mentions.append(outer)
                        insort(self._starts, outer.start)
                        self.by_token[outer.start] = record
                    if token.start not in self.by_token:
                        insort(self._starts, token.start)
                    self.by_token[token.start] = record
                    self._recent.pop(id(record), None)
                    self._recent[id(record)] = record
        for record in self.records:
            root = record.root()
            if root is not record:
                self._absorb(root, record)
        self.records = [r for r in self.records if r.merged is None]

    def of(self, token: Token) -> Treaty | None:
        record = self.by_token.get(token.start)
        return record.root() if record else None

    def subject_before(self, token: Token, number: int) -> Treaty | None:
        """The treaty that 'it' means: the subject of this clause or of the sentence before, else the last one."""
        sentences = self.annotated.sentences
        for near in (number, number - 1):
            if not 0 <= near < len(sentences):
                continue
            found = [
                (t.start, r.root())
                for t in sentences[near].tokens
                if (r := self.by_token.get(t.start)) is not None and t.start < token.start
            ]
            subjects = [
                r
                for at, r in found
                if any(t.start == at and t.dep in ("nsubj", "nsubjpass") for t in sentences[near].tokens)
            ]
            if subjects:
                if near < number and (new := self._new_one(subjects[-1], token, number)) is not None:
                    return new
                main = [r for at, r in found if at in self._main_subjects(sentences[near])] if near < number else []
                return (main or subjects)[-1]
            if found and near == number:
                return found[-1][1]
            if found and (new := self._new_one(found[0][1], token, number)) is not None:
                return new
            if found:
                made = [t for t in sentences[near].tokens if t.dep == "dobj" and t.head is not None and not t.head.head]
                done = {t.start for t in made if t.head is not None and t.head.lemma in self.lexicon.verbs}
                return next((r for at, r in found if at in done), found[0][1])
        last = self.latest(token.start)
        said = [t.start for t in last.mentions if t.start < token.start] if last is not None else []
        near = sentences[max(0, number - _FAR_BACK)].start if 0 <= number < len(sentences) else 0
        if 0 <= number < len(sentences) and sentences[number].segment.kind == "bullet":
            near = sentences[number].segment.start
        return last if said and said[-1] >= near else None

    def _new_one(self, found: Treaty, token: Token, number: int) -> Treaty | None:
        """The treaty told as news that 'it' or 'the agreement' means, where the nearest is an old one that the sentence
        before is not about, or what is said is still to come.
        """
        if not self._old(found):
            return None
        near = {number - 1, number}
        about = any(self._number_of(t) in near and t.start < token.start and self.news.topic(t) for t in found.mentions)
        if about and not self.news.ahead(token):
            return None
        recent = [r.root() for r in reversed(self._recent.values())] if self._recent else []
        return next((r for r in recent if r is not found and r.first < token.start and self._made_new(r)), None)

    def _of_that_noun(self, fitting: list[Treaty], head: str, number: int) -> Treaty | None:
        """'An accord and an agreement ... The accord': the only one near that was called so, not the one named last."""
        if head in _ANY_TEXT or head in fitting[0].heads:
            return None
        alike = [r for r in fitting if head in r.heads]
        near = [r for r in alike if any(number - _NOT_FAR <= self._number_of(t) <= number for t in r.mentions)]
        return near[0] if len(near) == 1 and len(alike) == 1 else None

    def _old(self, record: Treaty) -> bool:
        """Whether the text dates a treaty before the year before its own, and never tells of its making as news."""
        if self._historic(record):
            return True
        told = [(t, self.annotated.sentences[self._number_of(t)]) for t in record.mentions]
        old = any(self.news.old_year(t, s) is not None for t, s in told)
        return old and not any(self.news.made(t, s) for t, s in told)

    def _made_new(self, record: Treaty) -> bool:
        """Whether the text tells as news that a treaty was made."""
        if self._historic(record) or record.plural:
            return False
        return any(self.news.made(t, self.annotated.sentences[self._number_of(t)]) for t in record.mentions)

    @staticmethod
    def _main_subjects(sentence: Sentence) -> set[int]:
        mains = (t for t in sentence.tokens if t.dep in ("nsubj", "nsubjpass") and t.head is not None)
        return {t.start for t in mains if t.head is not None and t.head.head is None}

    def keyed(self, entity: Entity, home: Entity, number: int, start: int) -> Treaty | None:
        """The treaty that a list's row means whose key is a state: one of the kind spoken of, with that state."""
        for record in self.records:
            if set(record.parties) == {entity.key, home.key}:
                return record
        last = self.latest(start)
        if last is None:
            return None
        record = Treaty(len(self.records) + 1000, start)
        record.parties = {entity.key: entity, home.key: home}
        record.types, record.heads, record.generic = list(last.types), set(last.heads), True
        known = [r for r in self.records if r.generic and set(r.types) & set(last.types)] or [last]
        short = min(
            [
                *(a for r in known for a in (*r.abbreviations, *r.names)),
                *last.abbreviations,
                *last.names,
                *last.descriptions,
            ],
            key=len,
            default="agreement",
        )
        short = _WITH.sub("", short)
        record.descriptions = [f"{short} with {entity.name}", short]
        self.records.append(record)
        return record

    def latest(self, position: int, *, plural: bool = False) -> Treaty | None:
        """The treaty mentioned last before a position."""
        before = bisect_left(self._starts, position)
        return self.by_token[self._starts[before - 1]].root() if before else None

    # -- one token

    def _token(self, token: Token, number: int, sentence: Sentence) -> Treaty | None:
        mention = token.mention
        if token.start in self._consumed:
            return None
        if (series := self._one_with_each(token, number) or self._one_of_each_year(token, number)) is not None:
            return series
        if (own := self._left_out(token, number)) is not None:
            return own
        if mention is not None and mention.kind == "Treaty":
            return self._named(token, number, sentence)
        if token.text.lower() == "one" and (last := self.latest(token.start)):
            if any(p.lemma in ("with", "between") for p in token.by("prep")):
                return self._another(token, last, number)
            if (others := self._made_by_others(token, last, number)) is not None:
                return others
            return self._other_one(token, last, number)
        if (
            mention is not None
            or token.pos not in ("NOUN", "PROPN")
            or (token.dep in ("compound", "amod", "nmod") and not self._phrase(token))
        ):
            return None
        signed = self._signed(token)
        head = self._phrase(token) or (
            token.lemma
            if self.lexicon.is_head(token.lemma)
            or (signed and token.lemma.lower() in self.lexicon.signable)
            or (signed and token.lemma.lower() in self.lexicon.shared and self._jointly(token))
            else None
        )
        kinds = [t for p in token.by("prep") if p.lemma == "of" for t in p.by("pobj") if t.lemma in self.lexicon.kinds]
        if head is None or kinds:
            return self._of_the_kind(token, kinds, number) if head is not None else None
        if head.startswith("exchange") and token.dep == "pobj" and token.head is not None and token.head.lemma == "by":
            return None  # 'concluded by an exchange of letters': how, not what
        if (which := self._on_which(token)) is not None:
            return which
        if self._outer(token):
            return None
        record = self._described(token, head, number, sentence)
        if " " in head:
            end = token.start + len(head)
            bracket = re.match(r"s?\s*\((?:the\s+)?[\"“]?([A-Z][A-Za-z]{1,9})[\"”]?\)", self.text[end : end + 24])
            close = end + bracket.end() if bracket else end
            inside = [t for t in sentence.tokens if token.start < t.start < close]
            self._consumed |= {t.start for t in inside}
            if record is not None:
                self.by_token |= {t.start: record for t in inside if t.pos in ("NOUN", "PROPN")}
            if record is not None and bracket and bracket.group(1) not in record.abbreviations:
                record.abbreviations.append(bracket.group(1))
        return record

    def _one_with_each(self, token: Token, number: int) -> Treaty | None:
        """'Kenya's pacts with A and B': a treaty with each of them, of which the first is given."""
        name = self.text[token.start : token.end]
        named = (
            token.mention is not None and token.mention.kind == "Treaty" and name[-2:-1].isupper() and name[-1] == "s"
        )
        strong = token.mention is None and token.tag in ("NNS", "NNPS") and token.lemma in self.lexicon.strong
        preps = {p.lemma for p in token.by("prep") if p.i > token.i}
        if not (named or strong) or "with" not in preps or preps & {"among", "between"}:
            return None
        phrase = noun_phrase(token)
        partners = self.parties_of.complements(token, of_pair=True)
        owners = {k: e for k, e in self.parties_of.modifiers(phrase).items() if k not in partners}
        if not 2 <= len(partners) <= _MOST or len(owners) > 1 or any(len(key) != 2 for key in partners):
            return None
        before = self.text[minimal_start(phrase) : token.start].replace("\n", " ")
        words = name[:-1] if named else re.split(r"['’]s? ", before)[-1] + token.lemma
        kind, head = self.lexicon.type_of(words), token.lemma if strong else words.lower()
        found: list[Treaty] = []
        for key, partner in partners.items():
            known = (r for r in self.records if r.merged is None and key in r.parties and head in r.heads)
            record = next((r for r in known if not self._clash(r.parties, {key: partner, **owners})), None)
            if record is None:
                record = self._open(token, number)
                record.lead, record.generic, record.heads = False, True, {head}
                record.types = [kind] if kind else []
                record.descriptions = [f"{words} with {partner.name}", words]
            record.parties |= {key: partner, **owners}
            record.partner = key
            found.append(record)
        self._series[token.start] = found
        for record in found[1:]:
            record.mentions.append(token)
        return found[0]

    def _one_of_each_year(self, token: Token, number: int) -> Treaty | None:
        """'Two treaties between A and B, of 1921 and 1940', '..., one in 1929, one in 1999': one of each year."""
        if token.mention is not None or token.tag != "NNS" or token.lemma not in self.lexicon.strong:
            return None
        years, ones = self._years_of_each(token)
        if not 2 <= len(years) <= _MOST or years != sorted(set(years)):
            return None
        phrase = noun_phrase(token)
        parties = {**self.parties_of.modifiers(phrase), **self.parties_of.complements(token, of_pair=True)}
        parties |= self.parties_of.makers(token, self.lexicon.verbs)
        if not parties:
            return None
        before = [t for t in phrase.premodifiers if t.dep in ("compound", "amod") and t.mention is None]
        words = " ".join([*(t.text for t in before), token.lemma])
        kind = self.lexicon.type_of(words)
        found: list[Treaty] = []
        for year in years:
            known = (r for r in self.records if r.merged is None and r.year == year and token.lemma in r.heads)
            record = next((r for r in known if not self._clash(r.parties, parties)), None)
            if record is None:
                record = self._open(token, number)
                record.lead, record.year, record.heads = False, year, {token.lemma}
                record.types = [kind] if kind else []
                record.descriptions = list(dict.fromkeys([f"{words} of {year}", f"{year} {words}"]))
            record.parties |= parties
            found.append(record)
        self._series[token.start] = found
        self._consumed |= {t.start for t in ones}
        for record in found[1:]:
            record.mentions.append(token)
        return found[0]

    def _years_of_each(self, token: Token) -> tuple[list[str], list[Token]]:
        """The years that a plural names one after the other, and the words 'one' with which it does so."""
        row = self.annotated.sentences[self._number_of(token)].tokens[token.i + 1 :]
        ones = [t for t in row if t.text.lower() in ("one", "another", "other") and row[0].text in (",", ":", "–", "(")]
        if len(ones) > 1 and ones[0].i <= token.i + 3:
            ends = [*(t.start for t in ones[1:]), ones[-1].start + _NEAR]
            times = [_YEAR.search(self.text[t.start : end].split(";")[0]) for t, end in zip(ones, ends, strict=True)]
            return [m.group() for m in times if m is not None], ones
        signed = [v for v in token.by("acl") if v.lemma in self.lexicon.verbs]
        preps_of = [p for p in token.by("prep") if p.lemma in ("of", "from")]
        preps_of += [p for v in signed for p in v.by("prep") if p.lemma == "in"]
        for prep in preps_of:
            found = _years(self.text, [t for o in prep.by("pobj") for t in _row_of(o)])
            if len(found) > 1:
                return found, []
        return [], []

    def _left_out(self, token: Token, number: int) -> Treaty | None:
        """'Chad's was signed in 1999', after another state's treaty: one of that kind, whose noun is left out."""
        mention, verb = token.mention, token.head
        if mention is None or mention.kind != "State" or token.dep not in ("nsubj", "nsubjpass") or verb is None:
            return None
        if self.text[token.end : token.end + 2] not in ("'s", "’s") or not token.by("case"):
            return None
        made = verb.lemma in self.lexicon.verbs | _RUNS_ITS_COURSE
        last = self.latest(token.start)
        if last is None or not (made or any(o.text == "force" for p in verb.by("prep") for o in p.by("pobj"))):
            return None
        return self._by_others(token, last, number, self.parties_of.named(token))

    def _made_by_others(self, token: Token, last: Treaty, number: int) -> Treaty | None:
        """'Peru has no treaty with Chile. Bolivia signed one': a treaty of the kind, made by others."""
        verb = token.head
        if verb is None or token.dep != "dobj" or len([*token.children]) > 0:
            return None
        return self._by_others(token, last, number, self.parties_of.makers(token, self.lexicon.verbs))

    def _by_others(self, token: Token, last: Treaty, number: int, states: dict[str, Entity]) -> Treaty | None:
        """A treaty of the kind told last, with the same partner, of states that are not those of the last one."""
        told = [t for t in last.mentions if number - 1 <= self._number_of(t) <= number and t.start < token.start]
        if not told or not states or last.names:
            return None
        partners: dict[str, Entity] = {}
        for kept in (last, last.one_of):
            for t in kept.mentions if kept is not None and not partners else ():
                partners |= self.parties_of.complements(t, of_pair=False)
        owners = {k for t in told for k in (*self.parties_of.named_before(t), *last.parties)} - set(partners)
        if not partners or set(states) & (owners | set(partners)) or not owners:
            return None
        record = self._another(token, last, number, {**partners, **states})
        record.one_of = last.one_of or last
        short = _WITH.sub("", min(record.descriptions, key=len))
        whose, whom = (" and ".join(e.name for e in of.values()) for of in (states, partners))
        record.descriptions = [f"{whose}'s {short} with {whom}", f"{short} with {whom}"]
        return record

    def _on_which(self, token: Token) -> Treaty | None:
        """'The pact, on which agreement was reached': the pact."""
        for prep in [*token.by("prep"), *(token.head.by("prep") if token.head is not None else [])]:
            opens = prep.i < token.i and prep.lemma in ("on", "upon", "over")
            if opens and any(p.text.lower() == "which" for p in prep.by("pobj")):
                return self.latest(token.start)
        return None

    def _outer(self, token: Token) -> bool:
        """'A political deal on a treaty with X': what is agreed is the treaty, whose own words say more."""
        if token.lemma not in ("agreement", "deal", "accord", "understanding"):
            return False
        for prep in token.by("prep"):
            for inner in prep.by("pobj") if prep.lemma in ("on", "for") else ():
                article = any(c.text.lower() in ("a", "an") for c in inner.children)
                if inner.mention is None and article and inner.lemma in self.lexicon.strong:
                    self._standing_in[inner.start] = token
                    return True
        return False

    def _another(self, token: Token, last: Treaty, number: int, with_whom: dict[str, Entity] | None = None) -> Treaty:
        """'A similar one with X': a treaty of the kind spoken of before, with other parties."""
        record = self._open(token, number)
        record.parties = with_whom or self.parties_of.complements(token, of_pair=False)
        record.one_of, record.lead = last, False
        record.types, record.heads, record.generic = list(last.types), set(last.heads), True
        short = min([*last.abbreviations, *last.names, *last.descriptions], key=len, default="agreement")
        short = _WITH.sub("", short)
        record.descriptions = [f"{short} with {e.name}" for e in record.parties.values()] or [short]
        return record

    def _of_the_kind(self, token: Token, kinds: list[Token], number: int) -> Treaty | None:
        """'An agreement of the same kind with X': another one, with another party."""
        last, alike = self.latest(token.start), {c.text.lower() for k in kinds for c in k.children}
        verb = token.head if token.dep in ("nsubjpass", "dobj") else None
        for t in (token, *kinds, *([verb] if verb is not None else [])):
            with_whom = self.parties_of.complements(t, of_pair=False)
            if last is not None and with_whom and alike & {"same", "similar", "identical"}:
                return self._another(token, last, number, with_whom)
        return None

    def _other_one(self, token: Token, last: Treaty, number: int) -> Treaty | None:
        """'A second one, concluded by ...', 'the one from 2000', 'an earlier one, of 2005': of the kind and between the
        parties spoken of before.
        """
        near = any(number - 1 <= self._number_of(t) <= number for t in last.mentions)
        phrase = noun_phrase(token)
        words = {t.text.lower() for t in phrase.premodifiers}
        year = self._year(token, phrase)
        told = words & (_OLD | _NEW | _ORDINAL)
        if not near or not (year or (told and self._signed(token))) or "no" in (phrase.determiner, *words):
            return None
        for record in self.records:
            if year and record.merged is None and record.year == year and not self._clash(record.parties, last.parties):
                return record
        record = self._open(token, number)
        record.lead, record.year, record.one_of = False, year, last
        record.types, record.heads, record.parties = list(last.types), {"one"}, dict(last.parties)
        said = self.text[phrase.start : token.end]
        after = f"{said} of {year}" if year and year not in said else said
        short = next((h for h in sorted(last.heads) if h in _GENERIC), "treaty")
        record.descriptions = [after, *([f"{short} of {year}", f"{year} {short}"] if year else [])]
        return record

    def _number_of(self, token: Token) -> int:
        """The number of the sentence that a token stands in."""
        return bisect_left(self._sentence_ends, token.end)

    def several(self, token: Token) -> list[Treaty]:
        """'Both treaties', 'the two agreements', 'neither pact': the treaties opened last, as many as the words say;
        and 'pacts with A and B'.
        """
        if token.start in self._series:
            return [r.root() for r in self._series[token.start]]
        words = {c.text.lower() for c in token.children if c.i < token.i} | {token.text.lower()}
        size = 2 if words & _TWO else 3 if words & {"three"} else 0
        if not size or not (token.tag in ("NNS", "NNPS") or words & {"neither", "either"}):
            return []
        if not (self.lexicon.is_head(token.lemma) or token.lemma in ("text", "document", "instrument")):
            return []
        before = [r for r in self.records if r.merged is None and not r.plural and r.first < token.start and r.mentions]
        said = {id(r): max(t.start for t in r.mentions if t.start < token.start) for r in before}
        alike = [r for r in before if token.lemma in r.heads and r.mentions[0].tag not in ("NNS", "NNPS")]
        before = alike if len(alike) >= size else before
        told = [r for r in before if not self._historic(r)]
        recent = sorted(before, key=lambda r: said[id(r)])[-size:]
        if any(not self._historic(r) for r in recent) and len(told) >= size:
            recent = sorted(told, key=lambda r: said[id(r)])[-size:]  # not the one of 1920 named in between
        return sorted(recent, key=lambda r: r.first) if len(recent) == size else []

    def _historic(self, record: Treaty) -> bool:
        """Whether a treaty is called by a year before the one before the document's."""
        published = self.annotated.document.published
        return bool(record.year and published and int(record.year) < int(published[:4]) - 1)

    def _signed(self, token: Token) -> bool:
        """Whether something is done to it that is done to treaties alone ('signed a joint declaration', 'the text
        signed in').
        """
        head = token.head
        if head is not None and token.dep in ("dobj", "nsubjpass") and head.lemma in self.lexicon.verbs | _ENDED:
            return True
        if head is not None and token.dep == "nsubj" and head.lemma in ("bear", "carry"):
            inked = [o for o in head.by("dobj") if o.lemma == "signature"]
            return any(all(c.text.lower() != "no" for c in o.children) for o in inked)
        if head is not None and token.dep == "dobj" and head.lemma in ("announce", "unveil"):
            return any(s.by("conj") for s in head.by("nsubj"))  # what two announce together is theirs
        if token.dep in ("nsubj", "nsubjpass") and self._opened_signed(token):
            return True
        if head is not None and token.dep in ("dobj", "nsubjpass") and head.lemma == "adopt":
            return token.lemma in _ADOPTED
        if (
            head is not None
            and token.dep == "pobj"
            and head.lemma in ("on", "to", "under", "upon")
            and head.head is not None
            and (
                head.head.lemma in ("subscribe", "accede")
                or (head.head.lemma == "agree" and token.lemma not in _PLANS)
                or head.head.lemma in ("signature", "name")
                or (
                    head.head.lemma in ("put", "set", "add", "affix", "append")
                    and any(o.lemma in ("name", "signature") for o in head.head.by("dobj", "nsubjpass"))
                )
            )
        ):
            return True
        return any(
            c.dep in ("acl", "relcl")
            and (c.lemma in self.lexicon.verbs or any(o.lemma in ("name", "signature") for o in c.by("dobj")))
            for c in token.children
        )

    def _jointly(self, token: Token) -> bool:
        """Whether two states sign it: one's own president signs an act of parliament."""
        partners = self.parties_of.complements(token, of_pair=True)
        return len({**self.parties_of.signers(token, self.lexicon.verbs), **partners}) > 1

    def _opened_signed(self, token: Token) -> bool:
        """'Signed in May by both, the statement calls for talks': the participle that opens the sentence tells it."""
        opens = [v for v in token.head.by("advcl") if v.tag == "VBN" and v.i < token.i] if token.head else []
        return any(v.lemma in self.lexicon.verbs and not v.by("aux", "mark", "nsubj") for v in opens)

    def _phrase(self, token: Token) -> str | None:
        """A head of several words ('memorandum of understanding', 'code of conduct')."""
        text = self.text[token.start : token.start + 40].lower()
        return next((p for p in self.lexicon.phrases if text.startswith(p)), None)

    def _named(self, token: Token, number: int, sentence: Sentence) -> Treaty:
        mention = token.mention
        assert mention is not None
        name = self.text[mention.start : mention.end].replace("\n", " ")
        info = self.lexicon.known.get(name)
        phrase = noun_phrase(token)
        explicit = {**self.parties_of.modifiers(phrase), **self.parties_of.complements(token, of_pair=True)}
        explicit |= self.parties_of.makers(token, self.lexicon.verbs)
        plural = name.endswith("s") and name[-2:-1].isupper()
        abbreviation = mention.state
        kind = self._kind(name)
        for record in reversed(self.records):
            if (
                record.merged is None
                and self._same_name(record, name, info)
                and not self._clash(record.parties, explicit)
                and not self._of_other_years(record, token, phrase)
                and not plural
            ):
                self._learn(record, name, abbreviation, kind, explicit)
                return record
        unnamed = None
        if not plural and not self._beside_another(token):
            unnamed = next(
                (
                    r
                    for r in self.records
                    if r.merged is None
                    and r.lead
                    and not r.names
                    and self._fits_name(r, kind, explicit, phrase, number, self._heads_of(name))
                    and not self._dated_apart(r, token, sentence)
                ),
                None,
            )
        record = unnamed or self._open(token, number)
        record.year = record.year or self._year(token, phrase)
        record.generic |= bool(info and info.get("generic"))
        record.plural |= plural
        self._learn(record, name, abbreviation, kind, explicit)
        if info and not info.get("generic"):
            record.abbreviations += [str(info["name"])] if info["name"] != name else []
        return record

    def _of_other_years(self, record: Treaty, token: Token, phrase: NounPhrase) -> bool:
        """'The Border Treaty of 15 May 1902' and that 'of 3 June 1998': two, though they are called alike."""
        year = self._year(token, phrase)
        return bool(year and record.year and year != record.year)

    def _dated_apart(self, record: Treaty, token: Token, sentence: Sentence) -> bool:
        """Whether a name is of an older treaty than the one that the lead tells to be made now."""
        return self._made_new(record) and self.news.old_year(token, sentence) is not None

    def _beside_another(self, token: Token) -> bool:
        """'The treaty replaced the Quito Pact', 'an agreement that the Lima Accord foresees': another one."""
        verb = token.head
        if verb is not None and token.dep == "nsubj" and verb.dep == "relcl" and verb.head is not None:
            return verb.head.mention is None and verb.head.lemma in _GENERIC | self.lexicon.strong
        if token.dep != "dobj" or verb is None:
            return False
        return any(s.mention is None and s.lemma in _GENERIC | self.lexicon.anaphoric for s in verb.by("nsubj"))

    def _kind(self, name: str) -> str | None:
        info = self.lexicon.known.get(name)
        return str(info["type"]) if info else self.lexicon.type_of(name)

    def _same_name(self, record: Treaty, name: str, info: dict[str, object] | None) -> bool:
        folded = _fold(name)
        for other in [*record.names, *record.abbreviations]:
            o = _fold(other)
            if o == folded or (len(folded.split()) >= 2 and folded in o) or (len(o.split()) >= 2 and o in folded):
                return True
        known = str(info["name"]) if info else None
        return known is not None and any(
            _fold(known) == _fold(n) or self.lexicon.known.get(n, {}).get("name") == known for n in record.names
        )

    def _fits_name(
        self,
        record: Treaty,
        kind: str | None,
        parties: dict[str, Entity],
        phrase: NounPhrase,
        number: int,
        heads: set[str],
    ) -> bool:
        """Whether a named treaty is the one that the lead left unnamed."""
        types = [t for t in record.types if t not in ("Cooperation", "Other")]
        if "Ceasefire" in types and kind not in ("Ceasefire", "Peace"):
            return False
        if types and kind and kind not in types and kind != "Cooperation":
            return False
        if self._clash(record.parties, parties):
            return False
        if any(t.lemma in _OLD | _NEW - {"new"} for t in phrase.premodifiers):
            return False
        if record.heads - _GENERIC - self.lexicon.anaphoric and heads and not heads & record.heads:
            return False  # 'a joint declaration' is not the agreement named further on
        year = self._year(phrase.head, phrase)
        published = self.annotated.document.published
        if year and not record.year and published and int(year) < int(published[:4]) - 1:
            return False  # what the lead tells as news has no old year in its name
        return number <= 8

    def _described(self, token: Token, head: str, number: int, sentence: Sentence) -> Treaty | None:
        phrase = noun_phrase(token)
        words = self.text[phrase.start : phrase.end].replace("\n", " ")
        modifiers = {t.lemma for t in phrase.premodifiers} | {t.text.lower() for t in phrase.premodifiers}
        town = next(
            (
                t.mention
                for t in phrase.premodifiers
                if (t.mention is not None and t.mention.role == "capital")
                or (t.mention is not None and t.mention.kind == "Settlement")
            ),
            None,
        )
        if (
            town is not None
            and phrase.premodifiers[0].mention is town
            and not self._hyphened(town)
            and self.text[town.end : town.end + 2] not in ("'s", "’s")
        ):
            return self._called_after(
                f"{self.text[town.start : token.end]}", token, number, self.lexicon.type_of(words)
            )
        last = phrase.premodifiers[-1].mention if phrase.premodifiers else None
        if (
            last is not None
            and last.kind in ("IntergovernmentalOrganization", "Grouping")
            and token.start - last.end <= 1
        ):
            return self._called_after(
                f"{self.text[last.start : last.end]} {self.text[token.start : token.end]}", token, number
            )
        if last is not None and last.kind == "Treaty" and token.start - last.end <= 1:
            return self.of(phrase.premodifiers[-1])  # 'the ANZUS treaty'
        about = self._about(token)
        kind = (
            self.lexicon.type_of(words)
            or (" " in head and self.lexicon.type_of(head))
            or (self.lexicon.type_of(about) if about else None)
        )
        parties = {**self.parties_of.modifiers(phrase), **self.parties_of.complements(token, of_pair=False)}
        for inner in sentence.tokens if " " in head else ():
            if token.start < inner.start < token.start + len(head) and inner.pos in ("NOUN", "PROPN"):
                parties |= self.parties_of.complements(inner, of_pair=False)  # 'status of forces agreement with X'
        parties |= self.parties_of.makers(token, self.lexicon.verbs)
        year = self._year(token, phrase)
        signed = self._signed(token)
        duty = self._lays_down(token)
        strong = head in self.lexicon.strong or " " in head or signed or duty
        if token.dep == "attr" and token.head is not None and token.head.lemma == "be":
            subject = next((s for s in token.head.by("nsubj")), None)
            known = self.of(subject) if subject is not None else None
            if known is None and subject is not None and subject.tag in ("PRP", "DT"):
                known = self.latest(token.start)
            if known is not None:
                kind_said = self.lexicon.type_of(words) or (
                    self.lexicon.type_of(self._about(token)) if self._about(token) else None
                )
                if kind_said and not self.text[token.end : sentence.end].rstrip().endswith("?"):
                    known.says_type.append((kind_said, token, any(c.dep == "neg" for c in token.head.children)))
                return None
            if subject is not None and subject.tag in ("PRP", "DT"):
                return None
        if token.dep == "pobj" and token.head is not None and token.head.lemma == "as":
            return None
        known = self.of(token.head) if token.dep == "appos" and token.head is not None else None
        known = known or self._restated(token, sentence)
        if known is not None:
            self._describe(known, words, token, kind, parties, year, head)
            return known
        if (grouping := self._called_grouping(token)) is not None and len(parties) >= 2:
            called = self._called_after(grouping, token, number, kind)
            called.names += [grouping] * (grouping not in called.names)
            return called
        named = next((c for c in token.by("appos") if c.mention is not None and c.mention.kind == "Treaty"), None)
        plural = token.tag in ("NNS", "NNPS")
        if phrase.determiner in ("no", "any", "such", "both", "these", "those", "several", "many", "all") or (
            plural and not year and (not parties or (len(parties) == 1 and not signed))
        ):
            said = strong and not plural and (bool(kind or parties) or bool(self._content(token)))
            if phrase.determiner == "no" and said and self._had(token):
                none = self._open(token, number)
                none.lead = False
                self._describe(none, words, token, kind, parties, year, head)
                return none  # 'Peru and Chile have no defence pact'
            if phrase.determiner == "no" and strong and not plural:
                self._denied = (number, [self.text[minimal_start(phrase) : token.end]], kind)
            return None
        fresh = (bool(modifiers & _NEW) and phrase.determiner != "this") or phrase.determiner == "another"
        if named is not None:
            return None  # the name's own token opens the record
        if signed and any(
            p.i > token.i and p.lemma in ("on", "for") and (o.tag == "WDT" or o.text.lower() == "it")
            for p in token.by("prep")
            for o in p.by("pobj")
        ):
            return self._new(token, head, number, words, kind, parties, year)  # 'the railway, the accord on which'
        if (drawn := self._drawn_by(token, phrase, head, number)) is not None:
            return drawn
        if head == "settlement" and not parties and token.by("prep") and not signed:
            return None  # 'committed themselves to the settlement of claims': what is to be done
        if self._by_consent(token, phrase) and not (parties or year or about):
            return None
        if phrase.definite and not (fresh and (parties or about) and phrase.determiner == "a"):
            record = self._back(
                token, head, kind, parties, year, modifiers, sentence, skip_latest=phrase.determiner in ("another",)
            )
            if record is not None:
                self._describe(record, words, token, kind, parties, year, head)
                return record
            bears = token.dep == "nsubj" and token.head is not None and token.head.lemma in ("bear", "carry")
            if signed and bears:
                return self._new(token, head, number, words, kind, parties, year)
            between = (bool(parties) and head in _BARGAINS) or (kind is not None and head == "deal")
            first = (
                head in self.lexicon.strong and self._signed(token) and not self.records
            )  # 'The treaty was signed in May', the first one
            says = first or duty or kind or parties or year or about or self._content(token)
            if not (strong or between) or not says:
                return None
            only = signed and not any(r.merged is None for r in self.records)
            if only and token.dep == "nsubjpass" and token.head is not None and token.head.by("agent"):
                return self._new(token, head, number, words, kind, parties, year)
            on = about.startswith(("on ", "concerning ", "regarding ", "about ")) and (kind or signed)
            if (
                head in self.lexicon.anaphoric
                and not between
                and not on
                and not duty
                and not self._told_which(token)
                and not self._by_date(token)
            ):
                return None
        elif phrase.indefinite:
            lead = next(
                (
                    r
                    for r in self.records
                    if r.merged is None
                    and r.lead
                    and not fresh
                    and number <= 2
                    and not any(sentence.start <= m.start for m in r.mentions)
                    and not any(m.start >= self.annotated.document.body for m in r.mentions)
                    and self._compatible(r, head, kind, parties, year)
                ),
                None,
            )
            if lead is not None and sentence.segment.kind == "paragraph":
                self._describe(lead, words, token, kind, parties, year, head)
                return lead
        if not strong and not (parties or kind or year):
            return None
        worked_on = bool(parties) and head in _BARGAINS and self._worked_on(token)
        bare = len(parties) < 2 and not (kind and head == "deal") and not worked_on and not duty
        if head in self.lexicon.anaphoric and not signed and bare:
            return None
        record = self._open(token, number)
        if head in self.lexicon.anaphoric and self._denied is not None and number - self._denied[0] <= 1 and not fresh:
            record.descriptions += self._denied[1]  # 'have no border treaty. A text signed in 2014 ...'
            kind = kind or self._denied[2]
        self._describe(record, words, token, kind, parties, year, head)
        return record

    @staticmethod
    def _worked_on(token: Token) -> bool:
        """'Works on a deal with Chad', 'is close to a deal with Chad'."""
        above = token.head.head if token.dep == "pobj" and token.head is not None else None
        return above is not None and above.lemma in ("close", "near", "work")

    @staticmethod
    def _by_consent(token: Token, phrase: NounPhrase) -> bool:
        """'To be settled by agreement': no treaty."""
        bare = token.tag == "NN" and not phrase.determiner and not phrase.premodifiers and token.dep == "pobj"
        return bare and token.head is not None and token.head.lemma in ("by", "in", "through", "upon", "without")

    @staticmethod
    def _lays_down(token: Token) -> bool:
        """'The deal allowing ships to call', 'the memorandum commits A and B to': what only a treaty does."""
        if token.dep == "nsubj" and token.head is not None and token.head.lemma in _LETS:
            return bool(token.head.by("dobj", "ccomp", "xcomp"))
        clauses = [v for v in token.by("acl", "relcl") if v.i > token.i]
        by = [v for v in clauses for p in v.by("prep") if p.lemma in ("in", "by", "under") and p.i < v.i]
        return any(v.lemma in _LETS and v.tag != "VBN" for v in clauses) or any(v.lemma in _COMMITS | _LETS for v in by)

    def _drawn_by(self, token: Token, phrase: NounPhrase, head: str, number: int) -> Treaty | None:
        """'A and B divided the zone by treaty in 1965': a treaty of the two."""
        prep = token.head if token.dep == "pobj" else None
        verb = prep.head if prep is not None and prep.lemma.lower() == "by" else None
        if verb is None or verb.lemma not in _DRAWS or phrase.determiner or phrase.premodifiers:
            return None
        subjects = [m for t in verb.by("nsubj") for m in _row_of(t)]
        states = {k: e for t in subjects for k, e in self.parties_of.named(t).items()}
        things = [o for o in verb.by("dobj") if o.mention is None or o.mention.kind in PLACE_KINDS]
        if len(states) < 2 or not things:
            return None
        record = self._open(token, number)
        begins = minimal_start(noun_phrase(things[0]))
        thing = " ".join(self.text[begins : end_of(things[0])].split())
        record.lead, record.heads, record.parties = False, {head}, states
        record.descriptions = [f"{head} on the {thing}"]
        times = [t for p in verb.by("prep") for t in p.by("pobj")] + verb.by("npadvmod")
        record.year = next(iter(_years(self.text, [t for t in times if t.mention is not None])), None)
        if verb.lemma in ("delimit", "demarcate", "divide", "draw", "partition", "split"):
            record.types.append("Boundary")
        return record

    def _new(
        self,
        token: Token,
        head: str,
        number: int,
        words: str,
        kind: str | None,
        parties: dict[str, Entity],
        year: str | None,
    ) -> Treaty:
        """'The agreement was signed by A and B', in a text that has told of none: a treaty of its own."""
        record = self._open(token, number)
        self._describe(record, words, token, kind, parties, year, head)
        return record

    def _restated(self, token: Token, sentence: Sentence) -> Treaty | None:
        """'The Accra Pact, the treaty between A and B, ...': a description right after a name and a comma, whatever the
        parser makes of it.
        """
        if token.dep == "conj" or any(c.mention is None or c.mention.kind == "Treaty" for c in token.by("conj")):
            return None
        begin = min(
            [t.i for t in token.children if t.i < token.i and t.dep in ("det", "amod", "compound", "poss")] + [token.i]
        )
        before = [t for t in sentence.tokens if t.i < begin][-2:]
        if len(before) < 2 or before[1].text != "," or before[0].dep == "conj":
            return None
        first = sentence.tokens[begin] if begin < len(sentence.tokens) else token
        if first.text.lower() not in ("a", "an", "the", "its", "their", "his", "her"):
            return None
        return self.of(before[0])

    def _had(self, token: Token) -> bool:
        """Whether a noun is what somebody has, with no more said of it ('in force', 'on which ...')."""
        had = token.dep == "dobj" and token.head is not None and token.head.lemma in ("have", "share")
        more = token.by("acl", "relcl") or any(p.lemma in ("in", "on", "for") for p in token.by("prep"))
        return had and not more

    def _called_grouping(self, token: Token) -> str | None:
        """'AUKUS, the pact of A, B and C': the grouping that a treaty goes by."""
        head = token.head if token.dep == "appos" else None
        if (
            head is None
            or head.mention is None
            or head.mention.kind not in ("IntergovernmentalOrganization", "Grouping")
        ):
            return None
        return self.text[head.mention.start : head.mention.end]

    def _hyphened(self, mention: Mention) -> bool:
        """Whether a name is half of a pair ('the Tokyo-Manila pact')."""
        return any(
            c in "-–/"
            for c in (self.text[mention.start - 1 : mention.start], self.text[mention.end : mention.end + 1])
            if c
        )

    def _called_after(self, name: str, token: Token, number: int, kind: str | None = None) -> Treaty:
        """'The AUKUS pact', 'the Washington accord': a treaty called after its grouping or its town."""
        for record in self.records:
            if record.merged is None and any(_fold(name) == _fold(n) for n in (*record.names, *record.descriptions)):
                return record
        record = self._open(token, number)
        record.lead = False
        record.descriptions.append(name)
        record.heads.add(token.lemma)
        record.types += [kind] if kind else []
        record.parties |= self.parties_of.complements(token, of_pair=False) | self.parties_of.makers(
            token, self.lexicon.verbs
        )
        return record

    def _about(self, token: Token) -> str:
        """The words that say what a treaty is about: 'on the protection of secrets', 'aimed at ...', 'for the sharing
        of fuel'.
        """
        out = []
        for child in token.children:
            if child.i > token.i and (
                (
                    child.dep == "prep"
                    and child.lemma in ("on", "for", "about", "of", "concerning", "regarding", "against", "to")
                )
                or child.dep in ("acl", "relcl")
            ):
                out.append(self.text[child.start : end_of(child)])
        return " ".join(out)

    def _year(self, token: Token, phrase: NounPhrase) -> str | None:
        for t in phrase.premodifiers:
            if _YEAR.fullmatch(t.text):
                return t.text
        if token.mention is not None and token.mention.kind == "Treaty":
            words = self.text[token.mention.start : token.mention.end]
            if (named := _ENDS_IN_YEAR.search(words)) is not None:
                return named.group(1)  # 'the Treaty of Peace of 1904', which bears its year in its name
        prep = complement(token, "of", "from")
        for t in prep.by("pobj") if prep else []:
            found = _YEAR.search(self.text[t.start : t.end])
            if found and (t.mention is None or t.mention.kind == "Time"):
                return found.group()
        long = self._phrase(token)  # 'the memorandum of understanding of 2000'
        after = _OF_YEAR.match(self.text, token.start + len(long)) if long else None
        return after.group(1) if after else None

    def _back(
        self,
        token: Token,
        head: str,
        kind: str | None,
        parties: dict[str, Entity],
        year: str | None,
        modifiers: set[str],
        sentence: Sentence,
        *,
        skip_latest: bool,
    ) -> Treaty | None:
        """The latest record that a definite description fits."""
        order = [r for r in reversed(self._recent.values()) if not r.plural]
        if token.tag in ("NNS", "NNPS"):
            order = [r for r in order if any(n.endswith("s") for n in (*r.names, *r.descriptions))]
        outer = self._added_to(token)
        made_by = parties if len(parties) == 1 and not self.parties_of.complements(token, of_pair=True) else {}
        fitting = [
            r
            for r in order[skip_latest:]
            if r is not outer
            and (
                self._compatible(r, head, kind, {} if made_by and self._lacks_one(r, head) else parties, year)
                or self._called_alike(token, r, parties)
            )
        ]
        if content := self._content(token):
            fitting = [r for r in fitting if head in r.heads or content & self._words_of(r)]
        if topic := self._topic(token):
            own = self._signed(token)  # 'the declaration on transit that they signed' is not one told without a topic
            fitting = [r for r in fitting if topic & self._words_of(r) or not (own or r.names or self._has_topic(r))]
        if (day := self._by_date(token)) and not year:
            told = {id(self.annotated.sentences[self._number_of(t)]): t for r in fitting for t in r.mentions}
            at = {id(s) for s in self.annotated.sentences if id(s) in told and day in self.text[s.start : s.end]}
            fitting = [
                r for r in fitting if any(id(self.annotated.sentences[self._number_of(t)]) in at for t in r.mentions)
            ]
        if kind and kind not in ("Cooperation", "Other"):  # 'the border treaty' is not 'the treaty on a railway'
            fitting = [r for r in fitting if r.types or r.names or not self._has_topic(r)]
        if month := self._by_month(token):
            fitting = [r for r in fitting if any(month in self._said(self._number_of(t)) for t in r.mentions)]
        if what := self._of_what(token):
            types = {self.lexicon.type_of(f"treaty of {w}") for w in what} - {None}
            fitting = [r for r in fitting if what & self._words_of(r) or types & set(r.types) or not r.types]
        if self._told_which(token):
            fitting = [r for r in fitting if head in r.heads]
        if does := self._clause_words(token):  # 'the accord that let soldiers in' is not the one on health
            fitting = [r for r in fitting if does & self._words_of(r) or not (r.names or r.clauses or r.descriptions)]
        if head == "treaty" or "new" in modifiers:
            fitting = [r for r in fitting if head in r.heads] or fitting  # no declaration is called a treaty
        if (
            self.text[token.start].isupper()
            and token.start > sentence.start + 4
            and head in _GENERIC | {"convention", "declaration", "protocol", "charter", "memorandum"}
        ):
            # 'the Treaty' in capitals is the one that the document is about
            able = [r for r in self.records if r.merged is None and r in fitting]
            main = next((r for r in able if head in r.heads and head not in ("agreement", "treaty")), None)
            if (main := main or next(iter(able), None)) is not None:
                return main
        number = self._number_of(token)
        if self._of_today(token) and (news := [r for r in fitting if self._made_new(r)]):
            return news[0]
        if fitting and not kind and not parties and not year and head in _GENERIC | self.lexicon.anaphoric:
            if (so_called := self._of_that_noun(fitting, head, number)) is not None:
                return so_called
            new = self._new_one(fitting[0], token, number)
            own = head in fitting[0].heads and new is not None and head not in new.heads
            if new is not None and not own and any(new is r for r in fitting):
                return new
        said = {*self.parties_of.modifiers(noun_phrase(token)), *self.parties_of.complements(token, of_pair=False)}
        plain = not parties or not (said or any(set(parties) & set(r.parties) for r in fitting))
        if not kind and plain and not year and head in _GENERIC and fitting:
            near = self._paragraph_of(fitting[0], sentence)
            if not near:
                count = {id(r): len(r.mentions) for r in fitting}
                named_so = [r for r in fitting if head in r.heads]
                best = max(count[id(r)] for r in fitting)
                main = next((r for r in sorted(fitting, key=lambda r: r.number) if count[id(r)] == best), None)
                if main is not None and (main in named_so or not named_so):
                    return main
                if named_so:
                    return named_so[0]
        owned = any(c.text.lower() in ("its", "their", "his", "her", "our", "whose") for c in token.by("poss"))
        if parties and owned:
            fitting = [r for r in fitting if len(r.parties) <= 2]  # 'its pact with Chile' is not one of three states
        shared = [r for r in fitting if parties and set(parties) & set(r.parties)]
        if shared:
            fitting = shared
        elif parties and owned:
            return None  # 'its agreement with Chile' is not the treaty that nobody has yet been named of
        if self._told_apart(token):
            fitting = [r for r in fitting if head in r.heads and not r.names]
        exact = [r for r in fitting if head not in _GENERIC and head in r.heads]
        typed = [r for r in fitting if kind and kind in r.types]
        return next(iter(exact or typed or fitting), None)

    def _lacks_one(self, record: Treaty, head: str) -> bool:
        """'The memorandum with Chad ... The memorandum was signed by Roe': his state is the other party."""
        told_with = any(p.lemma == "with" for t in record.mentions for p in t.by("prep"))
        return len(record.parties) == 1 and told_with and head in record.heads

    def _called_alike(self, token: Token, record: Treaty, parties: dict[str, Entity]) -> bool:
        """'The Roe-Doe pact', 'the Roe-Doe communiqué of 2016': called by the same pair of unknown names."""
        before = (t for t in noun_phrase(token).premodifiers if t.mention is None and t.tag in ("NNP", "NNPS"))
        names = {
            w for t in before if t.head is token or t.dep in ("compound", "nmod") for w in _WORD.findall(t.text.lower())
        }
        return len(names) > 1 and names <= self._words_of(record) and not self._clash(record.parties, parties)

    def _added_to(self, token: Token) -> Treaty | None:
        """'A protocol to the border treaty': the protocol, which is not the treaty."""
        prep = token.head if token.dep == "pobj" else None
        return self.of(prep.head) if prep is not None and prep.lemma == "to" and prep.head is not None else None

    def _content(self, token: Token) -> set[str]:
        """Nouns before a treaty's head that say what it is about ('the arbitration agreement')."""
        before = [t for t in noun_phrase(token).premodifiers if t.dep == "compound" and t.head is token]
        nouns = {t.lemma.lower() for t in before if t.mention is None and t.tag in ("NN", "NNS", "NNP")} - _OF_ANY
        # 'the Chagos treaty': a place that is no state's capital
        named = [t.mention for t in before if t.mention is not None and t.mention.kind in PLACE_KINDS]
        return nouns | {self.text[m.start : m.end].lower() for m in named if m.role == "name"}

    def _topic(self, token: Token) -> set[str]:
        """The nouns that say what a treaty is on ('the treaty on the delimitation of the border')."""
        on = [p for p in token.by("prep") if p.lemma in ("on", "concerning", "regarding") and p.i > token.i]
        inside = [t for p in on for t in p.subtree() if t.dep in ("pobj", "conj", "pcomp")]
        return {t.lemma.lower() for t in inside if t.pos in ("NOUN", "PROPN") and t.mention is None} - _OF_ANY

    def _by_date(self, token: Token) -> str:
        """The day by which a treaty is called ('the accord of 10 March'), or nothing."""
        of = (t for p in token.by("prep") if p.lemma == "of" and p.i == token.i + 1 for t in p.by("pobj"))
        days = [t.mention for t in of if t.mention is not None and t.mention.kind == "Time"]
        words = [self.text[m.start : m.end] for m in days]
        return next((w for w in words if re.search(r"\d", w) and re.search(r"[A-Z]", w)), "")

    def _by_month(self, token: Token) -> str:
        """The month by which a treaty is called ('the June agreement'), or nothing."""
        before = (t for t in noun_phrase(token).premodifiers if t.mention is not None and t.mention.kind == "Time")
        return next((w for t in before if (w := self.text[t.start : t.end]) in _MONTHS), "")

    def _of_today(self, token: Token) -> bool:
        """'Today's agreement', 'Monday's accord': the one that the text tells as news."""
        whose = (t.mention for t in token.by("poss") if t.mention is not None and t.mention.kind == "Time")
        return any(_DAY.match(self.text, m.start) for m in whose)

    def _said(self, number: int) -> str:
        """The words of a sentence."""
        sentence = self.annotated.sentences[number]
        return self.text[sentence.start : sentence.end]

    def _of_what(self, token: Token) -> set[str]:
        """What a treaty is of ('the treaty of friendship and commerce'): common nouns, no state and no time."""
        of = [o for p in token.by("prep") if p.lemma == "of" and p.i == token.i + 1 for o in p.by("pobj")]
        nouns = (t for o in of for t in _row_of(o) if t.tag == "NN" and t.mention is None)
        return {t.lemma.lower() for t in nouns} & _PURPOSES

    def _has_topic(self, record: Treaty) -> bool:
        return any(" on " in said or " for " in said for said in (*record.names, *record.descriptions))

    def _told_which(self, token: Token) -> bool:
        """Whether a clause without a comma says which one is meant ('the charter that Peru and Chile signed')."""
        near = [v for v in token.by("relcl") if v.lemma in self.lexicon.verbs]
        return any(
            self.text[token.end : token.end + 1] != "," and not any(c.text == "," for c in v.by("punct")) for v in near
        )

    def _clause_words(self, token: Token) -> set[str]:
        """The nouns of the clause that tells what a treaty does ('the accord that let soldiers in'), if it has one."""
        clauses = [v for v in token.by("relcl", "acl") if v.i > token.i and v.lemma not in _TELLS_LITTLE]
        plain = [
            v for v in clauses if v.lemma not in self.lexicon.verbs and not any(a.tag == "MD" for a in v.by("aux"))
        ]
        near = [
            v for v in plain if "," not in self.text[token.end : v.start] and any(t.tag == "WDT" for t in v.by("nsubj"))
        ]
        inside = [t for v in near[:1] for t in v.subtree()]
        return {t.lemma.lower() for t in inside if t.pos in ("NOUN", "PROPN") and t.mention is None}

    def _words_of(self, record: Treaty) -> set[str]:
        """The words of a treaty's names and descriptions."""
        said = " ".join((*record.names, *record.descriptions, *record.clauses, *record.heads)).lower()
        return {form for w in re.findall(r"[a-z]+", said) for form in (w, w.removesuffix("s"))}

    def _told_apart(self, token: Token) -> bool:
        """Whether a dated participle says which one is meant ('the understanding reached on 7 May')."""
        for verb in token.by("acl"):
            times = [p.mention for x in verb.by("prep") for p in x.by("pobj") if p.mention is not None]
            restricts = self.text[verb.start - 2 : verb.start - 1] != ","
            if restricts and verb.lemma in self.lexicon.verbs and any(m.kind == "Time" for m in times):
                return True
        return False

    def _paragraph_of(self, record: Treaty, sentence: Sentence) -> bool:
        """Whether a treaty is spoken of in the same paragraph."""
        first, last = (bisect_left(self._starts, at) for at in (self._opened[id(sentence.segment)], sentence.end))
        return any(self.by_token[at].root() is record for at in self._starts[first:last])

    def _compatible(
        self, record: Treaty, head: str, kind: str | None, parties: dict[str, Entity], year: str | None
    ) -> bool:
        if self._clash(record.parties, parties):
            return False
        if year and record.year and year != record.year:
            return False
        if year and not record.year:
            return False
        types = set(record.types) - {"Cooperation", "Other"}
        if kind == "Ceasefire" and kind not in types and (types or record.types or record.names):
            return False
        if kind and kind not in ("Cooperation", "Other") and types and kind not in types:
            return False
        if kind and not types and record.names and kind not in ("Cooperation",) and head not in _GENERIC:
            return False
        if head not in _GENERIC and record.heads and head not in record.heads and head not in self.lexicon.anaphoric:
            return not record.names and record.lead
        return True

    def _clash(self, known: dict[str, Entity], new: dict[str, Entity]) -> bool:
        """Whether two sets of parties cannot be of one treaty: both stated, and each has one the other lacks."""
        if not known or not new:
            return False
        return not (
            set(new) <= set(known)
            or set(known) <= set(new)
            or (len(set(known) & set(new)) >= 1 and (len(known) == 1 or len(new) == 1))
        )

    def _open(self, token: Token, number: int) -> Treaty:
        record = Treaty(len(self.records), token.start)
        record.lead = number <= 2 and not any(r.lead for r in self.records)
        self.records.append(record)
        return record

    def _learn(
        self, record: Treaty, name: str, abbreviation: str | None, kind: str | None, parties: dict[str, Entity]
    ) -> None:
        if name not in record.names:
            (
                record.abbreviations
                if name.isupper() and " " not in name and len(name) < 9 and record.names
                else record.names
            ).append(name)
        if abbreviation and abbreviation not in record.abbreviations:
            record.abbreviations.append(abbreviation)
        if kind and kind not in record.types:
            record.types.append(kind)
        record.parties |= parties
        record.heads |= self._heads_of(name)

    def _heads_of(self, name: str) -> set[str]:
        words = {w.lower() for w in re.findall(r"[A-Za-z-]+", name) if self.lexicon.is_head(w)}
        return words | {p for p in self.lexicon.phrases if p in name.lower()}

    def _describe(
        self,
        record: Treaty,
        words: str,
        token: Token,
        kind: str | None,
        parties: dict[str, Entity],
        year: str | None,
        head: str,
    ) -> None:
        phrase = noun_phrase(token)
        whole_end = max(
            [
                end_of(p)
                for p in token.by("prep")
                if not any(x.mention is not None and x.mention.kind == "Time" for x in p.by("pobj"))
                and p.i > token.i
                and p.lemma in ("on", "for", "of", "with", "between", "about")
                and not any(x.tag in ("WDT", "WP") for x in p.by("pobj"))
                and not (p.lemma == "for" and any(x.mention is not None and x.mention.state for x in p.by("pobj")))
            ]
            + [end_of(c) for c in token.by("acl") if c.lemma in _RELATES and c.tag == "VBG" and c.i > token.i]
            + [token.end]
        )
        whole_end = max(min(whole_end, self._before_person(token)), token.end)
        if " " in head:
            whole_end = max(whole_end, token.start + len(head))
        short = self.text[minimal_start(phrase) : max(token.end, token.start + len(head) if " " in head else 0)]
        begins = minimal_start(phrase)
        forms = [words, short, self.text[phrase.start : whole_end], self.text[begins:whole_end]]
        if self._of_today(token):
            forms = [short, self.text[begins:whole_end]]  # 'today's agreement' is 'the agreement'
        for form in forms:
            form = _SIGNED.sub("", " ".join(form.split()).strip(' ,."“”').rpartition(" = ")[2])
            form = _DANGLING.sub("", form)
            form = (
                f"{form} of {year}"
                if year and year not in form and not record.names and form == short.strip()
                else form
            )
            if (
                form
                and form not in record.descriptions
                and len(form) < 160
                and (len(form.split()) > 1 or form.isupper())
            ):
                record.descriptions.append(form)
        if whole_end == token.end and (told := self._by_clause(token)) and told not in record.clauses:
            record.clauses.append(told)
        verb = next(
            (c for c in token.children if c.dep in ("acl", "relcl") and c.lemma in self.lexicon.verbs),
            token.head if token.dep in ("dobj", "nsubjpass") else None,
        )
        for prep in verb.by("prep") if verb is not None and verb.lemma in self.lexicon.verbs else []:
            about_what = prep.by("pobj")
            named = about_what[0].mention if about_what else None
            idle = any(t.lemma in _NO_TOPIC or (t.mention is not None and t.mention.state) for t in about_what)
            if prep.lemma in ("on", "for") and about_what and not idle and (named is None or named.kind != "Time"):
                about = f"{self.text[minimal_start(phrase) : token.end]} {self.text[prep.start : end_of(prep)]}"
                record.descriptions.append(" ".join(about.split()))
                kind = kind or self.lexicon.type_of(about)
        if kind and kind not in record.types and not (kind == "Cooperation" and record.types):
            record.types.append(kind)
        record.year = record.year or year
        record.heads.add(head)
        if not record.parties or len(parties) + len(record.parties) <= 2 or set(parties) & set(record.parties):
            record.parties |= parties

    def _by_clause(self, token: Token) -> str:
        """The noun with the clause that tells what it does ('agreement to develop the field together'), or nothing."""
        clauses = [c for c in token.by("acl", "relcl") if c.i > token.i]
        if not clauses or (clauses[0].dep == "acl" and clauses[0].lemma in self.lexicon.verbs):
            return ""
        end = self.annotated.sentences[self._number_of(token)].end
        first = min(clauses[0].subtree(), key=lambda t: t.i)
        begin = first.start - 1 if token.i < first.i <= token.i + _A_FEW else token.end
        begin = token.end if "," in self.text[token.end : begin] else begin  # 'an agreement in Muscat which ...'
        after = _CLAUSE.match(self.text, begin, end)
        words = f"{token.text}{after.group()}".split() if after is not None else []
        return " ".join(words) if 2 < len(words) <= _LONGEST else ""

    @staticmethod
    def _before_person(token: Token) -> int:
        """Where the words end that tell a treaty apart: 'with Jane Roe, then president' does not."""
        inner = sorted(token.subtree(), key=lambda t: t.i)
        withs = (t for t in inner if t.i > token.i and t.lemma == "with")
        cut = next((t for t in withs if any(_is_person(o) for o in t.by("pobj"))), None)
        return max(t.end for t in inner if cut is None or t.i < cut.i)

    def join(self, root: Treaty, other: Treaty) -> None:
        """Take two records for one treaty, the first of them."""
        self._absorb(root, other)
        root.mentions += other.mentions
        other.merged = root

    def _absorb(self, root: Treaty, other: Treaty) -> None:
        for names, more in (
            (root.names, other.names),
            (root.descriptions, other.descriptions),
            (root.abbreviations, other.abbreviations),
            (root.types, other.types),
            (root.clauses, other.clauses),
        ):
            names += [n for n in more if n not in names]
        root.parties |= other.parties
        root.heads |= other.heads


def _is_person(token: Token) -> bool:
    return token.mention is not None and token.mention.kind == "Person"


def _row_of(token: Token) -> list[Token]:
    """A token with those that are coordinated with it, in the order of the text."""
    out = [token]
    for one in out:
        out += one.by("conj")
    return sorted(out, key=lambda t: t.i)


def _years(text: str, tokens: Sequence[Token]) -> list[str]:
    """The years that stand in times, one a token."""
    times = [t for t in tokens if t.mention is None or t.mention.kind == "Time"]
    found = [_YEAR.search(text[t.start : t.end]) for t in times]
    return [m.group() for m in found if m is not None]


class PartyFinder(Protocol):
    """Finds the states and organisations that a treaty's noun phrase names as parties, by the key of the entity."""

    def modifiers(self, phrase: NounPhrase) -> dict[str, Entity]: ...
    def complements(self, token: Token, *, of_pair: bool) -> dict[str, Entity]: ...
    def makers(self, token: Token, verbs: frozenset[str]) -> dict[str, Entity]: ...
    def signers(self, token: Token, verbs: frozenset[str]) -> dict[str, Entity]: ...
    def named(self, token: Token) -> dict[str, Entity]: ...
    def named_before(self, token: Token) -> dict[str, Entity]: ...


@lru_cache(maxsize=4096)
def _fold(name: str) -> str:
    return " ".join(
        w
        for w in re.findall(r"[a-z0-9]+", name.lower().replace("defense", "defence"))
        if w not in ("the", "of", "on", "a", "and")
    )


def names_of(records: Sequence[Treaty]) -> list[str]:
    return [r.name for r in records]
