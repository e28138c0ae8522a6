"""Find the treaty told before that a mention means: 'it', 'the pact', 'this logistics agreement', 'on which'.

A definite description goes to the latest record that it fits in type, parties, year and head noun, and in all else
that its words say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from kg.core.annotated import Annotated, Sentence, Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link.noun_phrases import noun_phrase
from kg.link.references import BLOC_KINDS
from kg.link.treaty_description import Description
from kg.link.treaty_filters import FILTERS
from kg.link.treaty_ledger import TreatyLedger
from kg.link.treaty_record import GENERIC, Treaty, clash, words_of
from kg.link.treaty_wording import Wording

_FAR_BACK = 8
"""How many sentences back a treaty may stand that 'it' means."""
_WORD = re.compile(r"[a-z]+")
_ANY_TEXT = word_set("shared.any_text")
"""What every treaty may be called when it is spoken of again."""
_CALLED_SO = word_set("link.treaty_search.called_so")
"""Nouns that a document writes in capitals for the treaty that it is about."""
_LONGEST_TOPIC = 8
"""Words behind a treaty's name that tell what it is on, at most."""
_TOPIC = word_set("link.treaty_search.topic")
_SETS = word_set("link.treaty_search.sets")
"""Of how many papers a treaty may consist: 'a set of declarations'."""
_JOINS = word_set("link.treaty_search.joins")
"""What one becomes by joining a treaty."""
_POSSESSIVE = frozenset({"her", "his", "its", "our", "their", "whose"})
_NOT_FAR = 4
"""How many sentences back a treaty may stand that is told by its noun alone."""


class TreatySearch:
    """Looks among the treaties told before for the one that a mention means."""

    def __init__(self, annotated: Annotated, ledger: TreatyLedger, wording: Wording) -> None:
        self.annotated, self.ledger, self.wording = annotated, ledger, wording
        self.text = annotated.document.text
        self.lexicon, self.parties_of = wording.lexicon, wording.parties_of

    def subject_before(self, token: Token, number: int) -> Treaty | None:
        """The treaty that 'it' means: the subject of this clause or of the sentence before, else the last one."""
        sentences = self.annotated.sentences
        for near in (number, number - 1):
            if not 0 <= near < len(sentences):
                continue
            found = [
                (t.start, r.root())
                for t in sentences[near].tokens
                if (r := self.ledger.by_token.get(t.start)) is not None and t.start < token.start
            ]
            subjects = [
                r
                for at, r in found
                if any(t.start == at and t.dep in ("nsubj", "nsubjpass") for t in sentences[near].tokens)
            ]
            if subjects:
                if near < number and (new := self.ledger.new_one(subjects[-1], token, number)) is not None:
                    return new
                main = [r for at, r in found if at in self._main_subjects(sentences[near])] if near < number else []
                return (main or subjects)[-1]
            if found and near == number:
                return found[-1][1]
            if found and (new := self.ledger.new_one(found[0][1], token, number)) is not None:
                return new
            if found:
                made = [t for t in sentences[near].tokens if t.dep == "dobj" and t.head is not None and not t.head.head]
                done = {t.start for t in made if t.head is not None and t.head.lemma in self.lexicon.verbs}
                return next((r for at, r in found if at in done), found[0][1])
        if any(self._of_body(sentences[n], token) for n in (number, number - 1) if 0 <= n < len(sentences)):
            return None
        last = self.ledger.latest(token.start)
        said = [t.start for t in last.mentions if t.start < token.start] if last is not None else []
        near = sentences[max(0, number - _FAR_BACK)].start if 0 <= number < len(sentences) else 0
        if 0 <= number < len(sentences) and sentences[number].segment.kind == "bullet":
            near = sentences[number].segment.start
        return last if said and said[-1] >= near else None

    def _of_body(self, sentence: Sentence, token: Token) -> bool:
        """'"SAARC is not dead," he said; "it is in the freezer"': whether words that are quoted, too, are of a body."""
        quoted = [q for q in self.annotated.quotations if sentence.start <= q.start < q.end <= token.start]
        if not quoted or not any(q.start <= token.start < q.end for q in self.annotated.quotations):
            return False
        subjects = (t for t in sentence.tokens if t.dep in ("nsubj", "nsubjpass") and t.mention is not None)
        inside = (t for t in subjects if any(q.start <= t.start < q.end for q in quoted))
        return any(t.mention is not None and t.mention.kind in BLOC_KINDS for t in inside)

    @staticmethod
    def _main_subjects(sentence: Sentence) -> set[int]:
        """Where the subjects of a sentence's main clause begin."""
        mains = (t for t in sentence.tokens if t.dep in ("nsubj", "nsubjpass") and t.head is not None)
        return {t.start for t in mains if t.head is not None and t.head.head is None}

    def on_which(self, token: Token) -> Treaty | None:
        """'The pact, on which agreement was reached': the pact."""
        for prep in [*token.by("prep"), *(token.head.by("prep") if token.head is not None else [])]:
            opens = prep.i < token.i and prep.lemma in ("on", "upon", "over")
            if opens and any(p.low == "which" for p in prep.by("pobj")):
                return self.ledger.latest(token.start)
        return None

    def restated(self, token: Token, sentence: Sentence) -> Treaty | None:
        """'The Accra Pact, the treaty between A and B, ...': a description right after a name and a comma, whatever the
        parser makes of it.
        """
        if token.dep == "conj" or any(c.mention is None or c.mention.kind == "Treaty" for c in token.by("conj")):
            return None
        if _joined_by_becoming(token):
            last = self.ledger.latest(token.start)
            return last if last is not None and last.mentions[-1].start >= sentence.start else None
        outer = _set_of(token) or token
        begin = min(
            [t.i for t in outer.children if t.i < outer.i and t.dep in ("det", "amod", "compound", "poss")] + [outer.i]
        )
        before = [t for t in sentence.tokens if t.i < begin]
        if len(before) < 2 or before[-1].text != "," or before[-2].dep == "conj":
            return None
        first = sentence.tokens[begin] if begin < len(sentence.tokens) else token
        if first.low not in ("a", "an", "the", "its", "their", "his", "her"):
            return None
        known = self.ledger.of(before[-2])
        told = known is None and first.low in ("a", "an") and bool(token.by("relcl", "acl"))
        return self._with_topic(before[:-1]) if told else known

    def _with_topic(self, before: Sequence[Token]) -> Treaty | None:
        """'*The Accra Convention on tuna*, a treaty that A signed': the name, with what it is on, before the comma."""
        for t in reversed(before[-_LONGEST_TOPIC:]):
            if t.mention is not None and t.mention.kind == "Treaty":
                behind = next((c for c in before if c.i == t.i + 1), None)
                return self.ledger.of(t) if behind is not None and behind.lemma in _TOPIC else None
            if t.tag.startswith("V") or t.text in (",", ";", ":", "–", "—", "(", ")"):
                return None
        return None

    def back(self, told: Description, *, skip_latest: bool) -> Treaty | None:
        """The latest record that a definite description fits."""
        able = self._able(told, skip_latest)
        for keep in FILTERS:
            able = keep(self, told, able)
        for way in _WAYS:
            if (found := way(self, told, able)) is not None:
                return found
        return self._best(told, able)

    def _able(self, told: Description, skip_latest: bool) -> list[Treaty]:
        """The records that a description can be of by parties, year, type and noun, the latest first."""
        token, parties = told.token, told.parties
        order = [r for r in reversed(self.ledger.recent.values()) if not r.plural]
        if told.plural:
            order = [r for r in order if any(n.endswith("s") for n in (*r.names, *r.descriptions))]
        outer = self._added_to(token)
        made_by = len(parties) == 1 and not self.parties_of.complements(token, of_pair=True)

        def fits(record: Treaty) -> bool:
            whose = {} if made_by and self._lacks_one(record, told.head) else parties
            able = self.compatible(record, told.head, told.kind, whose, told.year)
            return able or self._called_alike(token, record, parties)

        return [r for r in order[skip_latest:] if r is not outer and fits(r)]

    def _in_capitals(self, told: Description, able: list[Treaty]) -> Treaty | None:
        """'The Treaty' in capitals is the one that the document is about."""
        token, called_so = told.token, told.head in GENERIC | _CALLED_SO
        inside = token.start > told.sentence.start + 4
        if not (self.text[token.start].isupper() and len(told.parties) < 2 and inside and called_so):
            return None
        own = [r for r in self.ledger.records if r.merged is None and r in able]
        main = next((r for r in own if told.head in r.heads and told.head not in ("agreement", "treaty")), None)
        return main or next(iter(own), None)

    def _of_today(self, told: Description, able: list[Treaty]) -> Treaty | None:
        """'Today's agreement'."""
        new = [r for r in able if self.ledger.made_new(r)] if self.wording.of_today(told.token) else []
        return new[0] if new else None

    def _by_noun(self, told: Description, able: list[Treaty]) -> Treaty | None:
        """'The accord', of which nothing else is said: the only one called so, or the new one."""
        plain = not told.kind and not told.parties and not told.year
        if not (able and plain and told.head in GENERIC | self.lexicon.anaphoric):
            return None
        number = self.wording.number_of(told.token)
        if (so_called := self._of_that_noun(able, told.head, number)) is not None:
            return so_called
        new = self.ledger.new_one(able[0], told.token, number)
        own = told.head in able[0].heads and new is not None and told.head not in new.heads
        return new if new is not None and not own and any(new is r for r in able) else None

    def _spoken_of_most(self, told: Description, able: list[Treaty]) -> Treaty | None:
        """'The treaty', of which the paragraph says nothing: the one that the text speaks of most."""
        token, parties = told.token, told.parties
        said = {*self.parties_of.modifiers(told.phrase), *self.parties_of.complements(token, of_pair=False)}
        plain = not parties or not (said or any(set(parties) & set(r.parties) for r in able))
        if told.kind or not plain or told.year or told.head not in GENERIC or not able:
            return None
        if self.ledger.in_paragraph(able[0], told.sentence):
            return None
        named_so = [r for r in able if told.head in r.heads]
        most = max(len(r.mentions) for r in able)
        main = next(r for r in sorted(able, key=lambda r: r.number) if len(r.mentions) == most)
        return main if main in named_so or not named_so else named_so[0]

    def _best(self, told: Description, able: list[Treaty]) -> Treaty | None:
        """The latest, one with a party, a noun or a type of the description before others."""
        parties = told.parties
        owned = any(c.low in _POSSESSIVE for c in told.token.by("poss"))
        if parties and owned:
            able = [r for r in able if len(r.parties) <= 2]  # 'its pact with Chile' is not one of three states
        shared = [r for r in able if parties and set(parties) & set(r.parties)]
        if shared:
            able = shared
        elif parties and owned:
            return None  # 'its agreement with Chile' is not the treaty that nobody has yet been named of
        if self.wording.told_apart(told.token):
            able = [r for r in able if told.head in r.heads and not r.names]
        exact = [r for r in able if told.head not in GENERIC and told.head in r.heads]
        typed = [r for r in able if told.kind and told.kind in r.types]
        return next(iter(exact or typed or able), None)

    def agreed(self, token: Token, sentence: Sentence) -> bool:
        """'They agreed to go to court; the agreement took effect in May': it is what they agreed, no treaty before."""
        number = self.wording.number_of(token)
        before = self.annotated.sentences[number - 1] if number else None
        cut = before is not None and self.text[before.start : sentence.start].rstrip().endswith(";")
        told = [t for t in sentence.tokens if t.i < token.i] + (list(before.tokens) if before and cut else [])
        return any(t.lemma == "agree" and t.tag.startswith("VB") for t in told)

    def told_with(self, record: Treaty, words: set[str]) -> bool:
        """Whether such words stand in a sentence that speaks of a treaty: 'the Doha accord' was signed in Doha."""
        said = " ".join(self.wording.said(self.wording.number_of(t)) for t in record.mentions).lower()
        return any(word in said for word in words)

    def compatible(
        self, record: Treaty, head: str, kind: str | None, parties: Mapping[str, Entity], year: str | None
    ) -> bool:
        """Whether a description can be of a treaty by its parties, year, type and noun."""
        if clash(record.parties, parties):
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
        if kind and not types and record.names and kind not in ("Cooperation",) and head not in GENERIC:
            return False
        if head not in GENERIC and record.heads and head not in record.heads and head not in self.lexicon.anaphoric:
            return not record.names and record.lead
        return True

    def _of_that_noun(self, fitting: list[Treaty], head: str, number: int) -> Treaty | None:
        """'An accord and an agreement ... The accord': the only one near that was called so, not the one named last."""
        if head in _ANY_TEXT or head in fitting[0].heads:
            return None
        alike = [r for r in fitting if head in r.heads]
        near = [r for r in alike if any(number - _NOT_FAR <= self.wording.number_of(t) <= number for t in r.mentions)]
        return near[0] if len(near) == 1 and len(alike) == 1 else None

    def _lacks_one(self, record: Treaty, head: str) -> bool:
        """'The memorandum with Chad ... The memorandum was signed by Roe': his state is the other party."""
        told_with = any(p.lemma == "with" for t in record.mentions for p in t.by("prep"))
        return len(record.parties) == 1 and told_with and head in record.heads

    def _called_alike(self, token: Token, record: Treaty, parties: Mapping[str, Entity]) -> bool:
        """'The Roe-Doe pact', 'the Roe-Doe communiqué of 2016': called by the same pair of unknown names."""
        before = (t for t in noun_phrase(token).premodifiers if t.mention is None and t.tag in ("NNP", "NNPS"))
        names = {w for t in before if t.head is token or t.dep in ("compound", "nmod") for w in _WORD.findall(t.low)}
        return len(names) > 1 and names <= words_of(record) and not clash(record.parties, parties)

    def _added_to(self, token: Token) -> Treaty | None:
        """'A protocol to the border treaty': the protocol, which is not the treaty."""
        prep = token.head if token.dep == "pobj" else None
        return self.ledger.of(prep.head) if prep is not None and prep.lemma == "to" and prep.head is not None else None


def _set_of(token: Token) -> Token | None:
    """'A *set* of declarations': the noun that stands for all of them."""
    prep = token.head if token.dep == "pobj" else None
    noun = prep.head if prep is not None and prep.lemma == "of" else None
    return noun if noun is not None and noun.lemma in _SETS and noun.tag == "NN" else None


def _joined_by_becoming(token: Token) -> bool:
    """'Ratified it, becoming the tenth party to *a treaty* that': what one becomes a party to is what one ratified."""
    prep = token.head if token.dep == "pobj" else None
    above = list(prep.ancestors())[:2] if prep is not None and prep.lemma == "to" else []
    if token.dep == "dobj" and token.head is not None and token.head.lemma in ("join", "ratify", "sign"):
        above = list(token.head.ancestors())[:2]  # 'the tenth state to join a treaty that'
    becoming = next((a for a in above if a.lemma == "become" and a.tag == "VBG"), None)
    article = any(c.low in ("a", "an") for c in token.by("det"))
    if becoming is None or not article or not token.by("relcl") or becoming.dep != "advcl":
        return False
    return any(n.lemma.lower() in _JOINS for n in becoming.by("attr", "dep"))


_WAYS: tuple[Callable[[TreatySearch, Description, list[Treaty]], Treaty | None], ...] = (
    TreatySearch._in_capitals,
    TreatySearch._of_today,
    TreatySearch._by_noun,
    TreatySearch._spoken_of_most,
)
"""Which of those that a description fits is meant, before the latest is taken."""
