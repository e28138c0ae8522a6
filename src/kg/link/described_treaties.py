"""The treaty that a description is of, an old one or a new one: 'the pact', 'a defence pact with Chile'.

``DescribedTreaties`` asks one way after the other. A way answers with a treaty; with ``NONE`` where the words are of no
treaty, or of one whose own name follows; or with None where the next way is to be asked.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Final, Literal

from kg.core.annotated import Mention, Sentence, Token
from kg.core.model import Entity
from kg.core.words import word_list, word_set
from kg.link.noun_phrases import NounPhrase, end_of, minimal_start, noun_phrase
from kg.link.references import BLOC_KINDS, PLACE_KINDS
from kg.link.treaty_description import Description
from kg.link.treaty_ledger import TreatyLedger
from kg.link.treaty_naming import TreatyNaming
from kg.link.treaty_record import Treaty
from kg.link.treaty_search import TreatySearch
from kg.link.treaty_wording import BORDER_DRAWN, OLD, Wording, years


class _Nothing(Enum):
    NONE = "none"


NONE: Final = _Nothing.NONE
"""That the words are of no treaty."""
Answer = Treaty | Literal[_Nothing.NONE] | None
_BARGAINS = word_set("link.described_treaties.bargains")
"""What may be a treaty once two sides are named ('the deal with Chile')."""
_SEVERAL = word_list("link.described_treaties.several")
"""Determiners of no treaty in particular."""
_ON = word_list("link.described_treaties.on")
_PARTED = word_list("link.described_treaties.parted")


class DescribedTreaties:
    """Finds or opens the records of the treaties that one document describes."""

    def __init__(
        self,
        wording: Wording,
        ledger: TreatyLedger,
        search: TreatySearch,
        naming: TreatyNaming,
        signed: Callable[[Token], bool],
    ) -> None:
        """``signed``: whether something is done to what a token means that is done to treaties alone."""
        self.wording, self.ledger, self.search, self.naming = wording, ledger, search, naming
        self.annotated, self.text = wording.annotated, wording.text
        self.lexicon, self.parties_of, self._signed = wording.lexicon, wording.parties_of, signed
        self._denied: tuple[int, list[str], str | None] | None = None
        """'No border treaty': the sentence, the words and the type of what a text spoken of next may be."""

    def of(self, token: Token, head: str, number: int, sentence: Sentence) -> Treaty | None:
        """The treaty that a noun is of, with the words around it, if it is of any."""
        phrase = noun_phrase(token)
        found = self._called_after(token, phrase, number)
        if found is None:
            told = self._read(token, head, number, sentence, phrase)
            for way in _WAYS:
                if (found := way(self, told)) is not None:
                    break
        return found if found is not NONE else None

    # -- what the words say

    def _read(self, token: Token, head: str, number: int, sentence: Sentence, phrase: NounPhrase) -> Description:
        words = self.text[phrase.start : phrase.end].replace("\n", " ")
        about = self.wording.about(token)
        kind = self.lexicon.type_of(words) or (self.lexicon.type_of(head) if " " in head else None)
        kind = kind or (self.lexicon.type_of(about) if about else None)
        signed, duty = self._signed(token), self.wording.lays_down(token)
        return Description(
            token=token,
            head=head,
            number=number,
            sentence=sentence,
            phrase=phrase,
            words=words,
            kind=kind,
            parties=self._parties(token, head, sentence, phrase),
            year=self.wording.year(token, phrase),
            about=about,
            signed=signed,
            duty=duty,
            strong=head in self.lexicon.strong or " " in head or signed or duty,
        )

    def _parties(self, token: Token, head: str, sentence: Sentence, phrase: NounPhrase) -> dict[str, Entity]:
        parties = {**self.parties_of.modifiers(phrase), **self.parties_of.complements(token, of_pair=False)}
        for inner in sentence.tokens if " " in head else ():
            if token.start < inner.start < token.start + len(head) and inner.pos in ("NOUN", "PROPN"):
                parties |= self.parties_of.complements(inner, of_pair=False)  # 'status of forces agreement with X'
        parties |= self.parties_of.makers(token, self.wording.making(token)) | self.wording.makers_told(token)
        return parties or {**self.wording.owners(token)}

    # -- ways by names

    def _called_after(self, token: Token, phrase: NounPhrase, number: int) -> Answer:
        """'The Washington accord', 'the AUKUS pact', 'the ANZUS treaty'."""
        town = next((t.mention for t in phrase.premodifiers if _is_town(t.mention)), None)
        owned = town is not None and self.text[town.end : town.end + 2] in ("'s", "’s")
        if (
            town is not None
            and phrase.premodifiers[0].mention is town
            and not self.wording.hyphened(town)
            and not owned
        ):
            words = self.text[phrase.start : phrase.end].replace("\n", " ")
            name = self.text[town.start : token.end]
            return self.naming.called_after(name, token, number, self.lexicon.type_of(words))
        last = phrase.premodifiers[-1].mention if phrase.premodifiers else None
        if last is None or token.start - last.end > 1:
            return None
        if last.kind in BLOC_KINDS:
            name = f"{self.text[last.start : last.end]} {self.text[token.start : token.end]}"
            return self.naming.called_after(name, token, number)
        return self.ledger.of(phrase.premodifiers[-1]) or NONE if last.kind == "Treaty" else None

    def _bears(self, town: Mention) -> bool:
        """Whether a treaty is called after a town, and not by a part of its name, or by what is the town's."""
        return not self.wording.hyphened(town) and self.text[town.end : town.end + 2] not in ("'s", "’s")

    def _said_to_be(self, told: Description) -> Answer:
        """'The Lima accord is a defence pact': what is said of a treaty told before; 'known as a treaty': of none."""
        token, verb = told.token, told.token.head
        if token.dep == "pobj" and verb is not None and verb.lemma == "as":
            return NONE
        if token.dep != "attr" or verb is None or verb.lemma != "be":
            return None
        subject = next((s for s in verb.by("nsubj")), None)
        if subject is not None and subject.mention is not None and subject.mention.kind in BLOC_KINDS:
            return NONE  # 'AUKUS is a partnership of A, B and C': a body, that has members
        pronoun = subject is not None and subject.tag in ("PRP", "DT")
        known = self.ledger.of(subject) if subject is not None else None
        known = self.ledger.latest(token.start) if known is None and pronoun else known
        if known is not None:
            kind = self.lexicon.type_of(told.words) or (self.lexicon.type_of(told.about) if told.about else None)
            if kind and not self.text[token.end : told.sentence.end].rstrip().endswith("?"):
                known.says_type.append((kind, token, any(c.dep == "neg" for c in verb.children)))
        if known is None and pronoun and told.signed:
            return None  # 'This is the pact that Chad and Niger signed', told for the first time
        ranked = pronoun and any(c.low in _RANKED for c in token.children)
        if known is not None and told.signed and token.by("relcl") and not verb.by("neg") and not ranked:
            return known  # 'The Lima Accord is a pact that Peru and Chile signed in 1990'
        named = self.ledger.of(subject) if subject is not None and not verb.by("neg") else None
        if named is not None and len(told.parties) > 1:
            return self._kept(named, told)  # 'The Lima Accord is a pact between Peru and Chile'
        return NONE if known is not None or pronoun else None

    def _restated(self, told: Description) -> Answer:
        """'The Accra Pact, a treaty between A and B': the pact."""
        token = told.token
        known = self.ledger.of(token.head) if token.dep == "appos" and token.head is not None else None
        known = known or self.search.restated(token, told.sentence)
        return self._kept(known, told) if known is not None else None

    def _of_grouping(self, told: Description) -> Answer:
        """'A pact between A, B and C called the Quad'."""
        grouping = self.wording.called_grouping(told.token)
        if grouping is None or len(told.parties) < 2:
            return None
        called = self.naming.called_after(grouping, told.token, told.number, told.kind)
        called.names += [grouping] * (grouping not in called.names)
        return called

    # -- ways by determiners

    def _none_in_particular(self, told: Description) -> Answer:
        """'No treaty', 'such pacts', 'pacts with Chile': of none, but for what two are told not to have."""
        token, determiner = told.token, told.phrase.determiner
        few = not told.parties or (len(told.parties) == 1 and not told.signed)
        if determiner not in _SEVERAL and not (told.plural and not told.year and few):
            return None
        if determiner == "no" and told.strong and not told.plural:
            says = bool(told.kind or told.parties) or bool(self.wording.content(token))
            if says and (self.wording.had(token) or (len(told.parties) > 1 and self.wording.never_made(token))):
                none = self.ledger.open(token, told.number)
                none.lead = False
                return self._kept(none, told)  # 'Peru and Chile have no defence pact'
            self._denied = (told.number, [self.text[minimal_start(told.phrase) : token.end]], told.kind)
        return NONE

    def _named_behind(self, told: Description) -> Answer:
        """'The treaty, the Lima Pact': the name's own token opens the record."""
        named = any(c.mention is not None and c.mention.kind == "Treaty" for c in told.token.by("appos"))
        return NONE if named else None

    def _on_which(self, told: Description) -> Answer:
        """'The railway, the accord on which was signed': a new one."""
        on = (p for p in told.token.by("prep") if p.i > told.token.i and p.lemma in ("on", "for"))
        back = any(o.tag == "WDT" or o.low == "it" for p in on for o in p.by("pobj"))
        return self.naming.new(told) if told.signed and back else None

    def _drawn_by(self, told: Description) -> Answer:
        """'A and B divided the zone by treaty in 1965': a treaty of the two."""
        token, phrase = told.token, told.phrase
        prep = token.head if token.dep == "pobj" else None
        verb = prep.head if prep is not None and prep.lemma.lower() == "by" else None
        if verb is None or verb.lemma not in BORDER_DRAWN or phrase.determiner or phrase.premodifiers:
            return None
        subjects = [m for t in verb.by("nsubj") for m in t.row()]
        states = {k: e for t in subjects for k, e in self.parties_of.named(t).items()}
        things = [o for o in verb.by("dobj") if o.mention is None or o.mention.kind in PLACE_KINDS]
        if len(states) < 2 or not things:
            return None
        record = self.ledger.open(token, told.number)
        begins = minimal_start(noun_phrase(things[0]))
        thing = " ".join(self.text[begins : end_of(things[0])].split())
        record.lead, record.heads, record.parties = False, {told.head}, states
        record.descriptions = [f"{told.head} on the {thing}"]
        times = [t for p in verb.by("prep") for t in p.by("pobj")] + verb.by("npadvmod")
        record.year = next(iter(years(self.text, [t for t in times if t.mention is not None])), None)
        if verb.lemma in _PARTED:
            record.types.append("Boundary")
        return record

    def _to_be_done(self, told: Description) -> Answer:
        """'Committed themselves to the settlement of claims'; 'by agreement': how it is done."""
        settled = told.head == "settlement" and not told.parties and told.token.by("prep") and not told.signed
        consent = self.wording.by_consent(told.token, told.phrase) and not (told.parties or told.year or told.about)
        return NONE if settled or consent else None

    # -- definite and indefinite ones

    def _told_before(self, told: Description) -> Answer:
        """'The pact': the latest one that it fits, or, where it says enough, a new one; else none."""
        phrase = told.phrase
        new = told.fresh and (told.parties or told.about) and phrase.determiner == "a"
        if not phrase.definite or new:
            return None
        record = self.search.back(told, skip_latest=phrase.determiner == "another")
        if record is not None:
            return self._kept(record, told)
        if self._first_told(told):
            return self.naming.new(told)
        told.past = self.ledger.dates_old(told.token, told.sentence)
        told.strong |= told.past and bool(told.modifiers & OLD)  # 'the previous arrangement, in effect from 2004'
        return None if self._says_enough(told) else NONE

    def _first_told(self, told: Description) -> bool:
        """'The treaty bears the signatures of A and B', 'the deal was signed by A and B', the first one: a new one."""
        token, verb = told.token, told.token.head
        if not told.signed or verb is None:
            return False
        if token.dep == "nsubj" and verb.lemma in ("bear", "carry"):
            return True
        only = not any(r.merged is None for r in self.ledger.records)
        return only and token.dep == "nsubjpass" and bool(verb.by("agent"))

    def _says_enough(self, told: Description) -> bool:
        """Whether a definite description that no treaty told before fits tells of one by itself."""
        token, wording, modifiers = told.token, self.wording, told.modifiers
        between = (bool(told.parties) and told.head in _BARGAINS) or (told.kind is not None and told.head == "deal")
        first = told.head in self.lexicon.strong and told.signed and not self.ledger.records  # the first one
        says = first or told.duty or told.kind or told.parties or told.year or told.about or told.past
        if not (told.strong or between) or not (says or wording.content(token)):
            return False
        on = told.about.startswith(_ON) and (told.kind or told.signed)
        sure = between or on or told.duty or (modifiers & OLD and told.past)
        return bool(
            told.head not in self.lexicon.anaphoric
            or sure
            or wording.told_which(token)
            or wording.made_by_two(token)
            or wording.by_date(token)
            or wording.proper(token)
        )

    def _of_lead(self, told: Description) -> Answer:
        """'A pact': the one that title and lead have told of without a name."""
        phrase, paragraph = told.phrase, told.sentence.segment.kind == "paragraph"
        definite = phrase.definite and not (told.fresh and (told.parties or told.about) and phrase.determiner == "a")
        if definite or not phrase.indefinite or told.fresh or told.number > 2:
            return None
        lead = next((r for r in self.ledger.records if r.merged is None and r.lead and self._leads(r, told)), None)
        return self._kept(lead, told) if lead is not None and paragraph else None

    def _leads(self, record: Treaty, told: Description) -> bool:
        """Whether a record of title and lead can be what is told here."""
        body = self.annotated.document.body
        return not any(
            m.start >= told.sentence.start or m.start >= body for m in record.mentions
        ) and self.search.compatible(record, told.head, told.kind, told.parties, told.year)

    def _new(self, told: Description) -> Answer:
        """'A defence pact with Chile': a new one, where it says enough."""
        head, modifiers, kind = told.head, told.modifiers, told.kind
        if not told.strong and not (told.parties or kind or told.year):
            return NONE
        bare = not (told.signed or told.parties or kind or told.year or told.about)
        if told.phrase.indefinite and bare and _of_none(told.phrase, told.sentence):
            return NONE
        worked_on = bool(told.parties) and head in _BARGAINS and self.wording.worked_on(told.token)
        bare = len(told.parties) < 2 and not (kind and head == "deal") and not worked_on and not told.duty
        anaphoric = head in self.lexicon.anaphoric
        if anaphoric and not told.signed and bare and not (told.past and modifiers & OLD):
            return NONE
        record = self.ledger.open(told.token, told.number)
        if anaphoric and self._denied is not None and told.number - self._denied[0] <= 1 and not told.fresh:
            record.descriptions += self._denied[1]  # 'have no border treaty. A text signed in 2014 ...'
            told.kind = kind or self._denied[2]
        return self._kept(record, told)

    def _kept(self, record: Treaty, told: Description) -> Treaty:
        """The record, with what the description tells."""
        self.naming.describe(record, told)
        return record


_RANKED = word_set("link.described_treaties.ranked")
"""'It is the *first* that Chad signed' tells who signed others, too, and not it alone."""
_WAYS: tuple[Callable[[DescribedTreaties, Description], Answer], ...] = (
    DescribedTreaties._said_to_be,
    DescribedTreaties._restated,
    DescribedTreaties._of_grouping,
    DescribedTreaties._none_in_particular,
    DescribedTreaties._named_behind,
    DescribedTreaties._on_which,
    DescribedTreaties._drawn_by,
    DescribedTreaties._to_be_done,
    DescribedTreaties._told_before,
    DescribedTreaties._of_lead,
    DescribedTreaties._new,
)
"""The first that answers tells which treaty a description is of."""


def _is_town(mention: Mention | None) -> bool:
    return mention is not None and (mention.role == "capital" or mention.kind == "Settlement")


def _of_none(phrase: NounPhrase, sentence: Sentence) -> bool:
    """'There are two ways to sell a treaty': a treaty of nobody, where the sentence names none who may have one."""
    plain = not phrase.premodifiers and not phrase.head.by("relcl", "acl") and sentence.segment.kind == "paragraph"
    return (
        plain
        and all(t.mention is None or t.mention.kind == "Time" for t in sentence.tokens)
        and not any(t.tag in ("PRP", "PRP$") for t in sentence.tokens)
    )
