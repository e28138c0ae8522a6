"""Tell a document's treaties apart: names, abbreviations and descriptions to one record each.

A record is opened by a name or by an indefinite description that says something ('a defence pact with X'); a definite
description ('the pact', 'this logistics agreement') goes to the latest record that it fits in type, parties, year and
head noun. The first unnamed treaty of title and lead is the one that the article goes on to name.
"""

from __future__ import annotations

import re

from kg.annotate.tree import of_kind
from kg.core.annotated import Annotated, Sentence, Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link.described_treaties import DescribedTreaties
from kg.link.treaty_groups import ORDINAL, TreatyGroups
from kg.link.treaty_ledger import TreatyLedger
from kg.link.treaty_naming import TreatyNaming
from kg.link.treaty_record import PartyFinder, Treaty, Words
from kg.link.treaty_search import TreatySearch
from kg.link.treaty_series import PLACES, TreatySeries
from kg.link.treaty_wording import Wording

_WORDING = word_set("link.treaties.wording")
"""Nouns that with 'of' and a treaty's noun mean the treaty."""


_FOUNDS = word_set("link.treaties.founds")
"""What a paper does to a partnership or an alliance."""
_HOW_MADE = {
    "pobj": frozenset({"after", "by", "following", "pending", "through", "until", "upon", "via"}),
    "dobj": frozenset({"await", "follow", "need", "require"}),
}
"""What stands above an exchange of notes that is only a step on the way."""
_STEPS = word_set("link.treaties.steps")


_OF_GRAMMAR = frozenset({"ADP", "AUX", "CCONJ", "PART", "PUNCT", "SCONJ"})
"""Parts of speech that mention nothing."""
_PLACES = PLACES | ORDINAL


class TreatyTracker:
    """Assigns each treaty mention of a document, named or described, to a record."""

    def __init__(self, annotated: Annotated, lexicon: Words, parties_of: PartyFinder) -> None:
        self.annotated, self.lexicon, self.parties_of = annotated, lexicon, parties_of
        self.text = annotated.document.text
        self.wording = Wording(annotated, lexicon, parties_of)
        self.ledger = TreatyLedger(annotated, self.wording)
        self.search = TreatySearch(annotated, self.ledger, self.wording)
        self.naming = TreatyNaming(annotated, self.ledger, self.wording)
        self.groups = TreatyGroups(self.ledger, self.wording)
        self.series = TreatySeries(self.ledger, self.wording, self.groups.tell)
        self._standing_in: dict[int, Token] = {}
        """The noun before, which means the same, by where a treaty's noun begins."""
        self.described = DescribedTreaties(self.wording, self.ledger, self.search, self.naming, self._signed)
        self._read()

    @property
    def records(self) -> list[Treaty]:
        """The document's treaties."""
        return self.ledger.records

    @property
    def by_token(self) -> dict[int, Treaty]:
        """The record that a mention was given to, by where the mention begins."""
        return self.ledger.by_token

    def of(self, token: Token) -> Treaty | None:
        """The treaty that a token mentions, if it does."""
        return self.ledger.of(token)

    def latest(self, position: int) -> Treaty | None:
        """The treaty mentioned last before a position."""
        return self.ledger.latest(position)

    def subject_before(self, token: Token, number: int) -> Treaty | None:
        """The treaty that 'it' means in the sentence of a number."""
        return self.search.subject_before(token, number)

    def several(self, token: Token) -> list[Treaty]:
        """The treaties that 'both treaties', 'neither pact' or 'pacts with A and B' mean."""
        return self.groups.several(token)

    def keyed(self, entity: Entity, home: Entity, number: int, start: int) -> Treaty | None:
        """The treaty that a list's row means whose key is a state."""
        return self.groups.keyed(entity, home, number, start)

    def join(self, root: Treaty, other: Treaty) -> None:
        """Take two records for one treaty, the first of them."""
        self.ledger.join(root, other)

    def _read(self) -> None:
        """Give each mention, in the order of the text, to its record."""
        for number, sentence in enumerate(self.annotated.sentences):
            named = [
                Token(0, m.start, m.end, "Treaty", "treaty", "PROPN", "NNP", "front", mention=m)
                for m in sentence.front
                if m.kind == "Treaty"
            ]
            for token in (*named, *sentence.tokens):
                record = self._token(token, number, sentence)
                if record is not None:
                    self.ledger.keep(record, token, self._standing_in.pop(token.start, None))
        self.ledger.close()

    def _token(self, token: Token, number: int, sentence: Sentence) -> Treaty | None:
        """The treaty that a token mentions by a name, a noun or 'one', if it mentions any."""
        mention = token.mention
        if token.start in self.ledger.consumed or (mention is None and token.pos in _OF_GRAMMAR):
            return None
        if (told := self._by_number(token, number)) is not None:
            return told
        if token.tag == "NNS" and mention is None and token.by("nummod") and self.groups.several(token):
            return None  # 'the two agreements' are those told before
        if mention is not None:
            return self.naming.named(token, number, sentence) if mention.kind == "Treaty" else None
        if token.low == "one" and (last := self.ledger.latest(token.start)):
            if any(p.lemma in ("with", "between") for p in token.by("prep")):
                return self.groups.another(token, last, number)
            if (others := self.groups.made_by_others(token, last, number)) is not None:
                return others
            if len(makers := self.wording.makers_told(token)) > 1 and not set(makers) <= set(last.parties):
                return self.groups.another(token, last, number, makers)
            if (bound := self.groups.of_others_bound(token, last, number)) is not None:
                return bound
            return self.groups.other_one(token, last, number)
        if token.pos not in ("NOUN", "PROPN") or (
            token.dep in ("compound", "amod", "nmod") and self._noun_before(token)
        ):
            return None
        head = self.wording.phrase(token) or (token.lemma if self._may_be_head(token) else None)
        kinds = [t for p in token.by("prep") if p.lemma == "of" for t in p.by("pobj") if t.lemma in self.lexicon.kinds]
        if token.lemma == "instrument" and _of_step(token):
            return None
        if token.lemma == "minute" and self._of_time(token, sentence):
            return None
        if head is None or kinds:
            return self.groups.of_the_kind(token, kinds, number) if head is not None else None
        if head.startswith("exchange") and token.head is not None and token.head.lemma in _HOW_MADE.get(token.dep, ()):
            return None  # 'concluded by an exchange of letters', 'follows an exchange of notes': how, not what
        if (which := self.search.on_which(token)) is not None:
            return which
        if (called := _said_to_be(token)) is not None:
            return self.naming.named(called, number, sentence)
        if self._outer(token) or self._founded(token) or self.wording.private(token) or self._counted_out(token):
            return None
        record = self.described.of(token, head, number, sentence)
        if " " in head:
            end = token.start + len(head)
            bracket = re.match(r"s?\s*\((?:the\s+)?[\"“]?([A-Z][A-Za-z]{1,9})[\"”]?\)", self.text[end : end + 24])
            close = end + bracket.end() if bracket else end
            inside = [t for t in sentence.tokens if token.start < t.start < close]
            self.ledger.consumed |= {t.start for t in inside}
            if record is not None:
                self.ledger.by_token |= {t.start: record for t in inside if t.pos in ("NOUN", "PROPN")}
            if record is not None and bracket and bracket.group(1) not in record.abbreviations:
                record.abbreviations.append(bracket.group(1))
        return record

    def _by_number(self, token: Token, number: int) -> Treaty | None:
        """The treaty meant by how many there are of it, or by its place among several: asked of every token, so that
        each way is only asked of words that it may take.
        """
        mention = token.mention
        if mention is not None and mention.kind != "Treaty":
            return self.groups.left_out(token, number)
        if mention is not None or token.text[-1:] == "s" or token.tag in ("NNS", "NNPS"):
            found = self.groups.one_with_each(token, number) or self.groups.one_of_each_year(token, number)
            found = found or self.groups.one_of_each_kind(token, number) or self.series.on_each(token, number)
            if found is None:
                self.groups.count(token, number)
            return found
        if token.low not in _PLACES:
            return None
        found = self.series.sibling(token, number) or self.series.ranked(token, number)
        return found or self.groups.nth(token, number)

    def _may_be_head(self, token: Token) -> bool:
        """Whether a noun means a treaty by itself, or by what is done to it ('signed a joint declaration')."""
        word = token.lemma.lower()
        return (
            self.lexicon.is_head(token.lemma)
            or (word in self.lexicon.signable and (self._signed(token) or self.wording.joint(token)))
            or (word in self.lexicon.shared and self._signed(token) and self.wording.jointly(token))
        )

    def _noun_before(self, token: Token) -> bool:
        """Whether a noun before another is no mention: 'trade' of 'trade pact', 'framework' of 'framework agreement on
        trade', where the noun behind it bears what the treaty is on; 'status' of 'status of forces agreement' is one.
        """
        head, phrase = token.head, self.wording.phrase(token)
        if phrase is None or head is None:
            return True
        ends = head.end == token.start + len(phrase) and head.mention is None
        return ends and head.lemma in self.lexicon.strong and any(p.i > head.i for p in head.by("prep", "acl"))

    def _signed(self, token: Token) -> bool:
        """Whether it, or what means the same ('the text of the accord'), has something done to it that is done to
        treaties alone.
        """
        outer = self._standing_in.get(token.start)
        return self.wording.signed(token) or (outer is not None and self.wording.signed(outer))

    def _outer(self, token: Token) -> bool:
        """'A political deal on a treaty with X': what is agreed is the treaty, whose own words say more; and 'the text
        of the treaty' is the treaty.
        """
        if token.lemma in _WORDING and token.mention is None:
            inside = [o for p in token.by("prep") if p.lemma == "of" and p.i == token.i + 1 for o in p.by("pobj")]
            if len(inside) == 1 and (of_kind(inside[0], "Treaty") or self.lexicon.is_head(inside[0].lemma)):
                self._standing_in[inside[0].start] = token
                return True
        if token.lemma not in ("agreement", "deal", "accord", "understanding"):
            return False
        for prep in token.by("prep"):
            for inner in prep.by("pobj") if prep.lemma in ("on", "for") else ():
                article = any(c.low in ("a", "an") for c in inner.children)
                if inner.mention is None and article and inner.lemma in self.lexicon.strong:
                    self._standing_in[inner.start] = token
                    return True
        return False

    def _founded(self, token: Token) -> bool:
        """'A declaration establishing *a partnership*': what the one founds, no second one."""
        verb = token.head if token.dep == "dobj" else None
        paper = verb.head if verb is not None and verb.dep == "acl" and verb.tag == "VBG" else None
        if verb is None or paper is None or verb.lemma not in _FOUNDS or token.lemma in self.lexicon.strong:
            return False
        return of_kind(paper, "Treaty") or self._may_be_head(paper)

    def _counted_out(self, token: Token) -> bool:
        """'Two documents, a treaty and a protocol': what is named behind the comma is what they are."""
        if token.tag != "NNS" or not any(c.tag == "CD" for c in token.by("nummod")):
            return False
        for named in (*token.by("appos"), *token.by("conj")):
            begins = min(t.start for t in named.subtree())
            behind = self.text[token.end : begins].strip(" \n") in (",", ":", "–", "—")
            article = any(c.low in ("a", "an", "the") for c in named.by("det"))
            if behind and article and named.tag == "NN" and self.lexicon.is_head(named.lemma):
                return True
        return False

    @staticmethod
    def _of_time(token: Token, sentence: Sentence) -> bool:
        """'Signed minutes before her', 'five minutes later': no minutes of a meeting."""
        after = [t.low for t in sentence.tokens[token.i + 1 : token.i + 2]]
        counted = any(t.tag == "CD" for t in token.by("nummod"))
        return counted or bool(after and after[0] in ("after", "ago", "apart", "before", "earlier", "later"))


def _of_step(instrument: Token) -> bool:
    """'Its instrument of accession will be deposited': the paper by which a step is taken, no treaty of its own."""
    return any(t.lemma in _STEPS for p in instrument.by("prep") if p.lemma == "of" for t in p.by("pobj"))


def _said_to_be(noun: Token) -> Token | None:
    """'The only pact left is the Lima Treaty': the name that tells which one is meant."""
    verb = noun.head if noun.dep == "nsubj" and noun.tag == "NN" else None
    if verb is None or verb.lemma != "be" or verb.by("neg") or verb.by("aux"):
        return None
    names = [t for t in verb.by("attr") if t.mention is not None and t.mention.kind == "Treaty"]
    return names[0] if len(names) == 1 and not names[0].by("conj", "prep") else None
