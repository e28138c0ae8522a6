"""Give a treaty what a mention calls it by: a name, the forms of a description, its grouping or its town.

A name goes to the record called so, to the unnamed treaty of title and lead that the article goes on to name, or to a
record of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.annotate.tree import of_kind
from kg.core.annotated import Annotated, Sentence, Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link.noun_phrases import NounPhrase, end_of, minimal_start, noun_phrase
from kg.link.treaty_description import Description
from kg.link.treaty_ledger import TreatyLedger
from kg.link.treaty_record import GENERIC, Treaty, clash, fold
from kg.link.treaty_wording import NEW, OLD, Wording

_NO_TOPIC = word_set("link.treaty_naming.no_topic")
"""'For its part', 'for ten years': no topic of a treaty."""
_SIGNED = re.compile(r"^(?:(?:newly|freshly|already|just|recently)[- ])?signed (?=\w)")
"""What is said of a treaty before its name, and is no part of it."""
_HALF_QUOTED = re.compile(r'^([^"“”]*)["”] ([^"“”]*)$')
"""A description amid which a quotation ends ('painful" statement', 'accord on defence" with France')."""
_HALVED = re.compile(r"^[-–]\S+ ")
"""The end of a word with a hyphen whose beginning is no part of the name ('much-criticised')."""
_DANGLING = re.compile(r",? (?:of|from|in|and|or)$")
_LONGEST_FORM = 160
"""Characters of what a treaty is called."""
_RELATES = word_set("link.treaty_naming.relates")
"""Participles that say what a treaty is on."""


class TreatyNaming:
    """Gives the treaties the names and descriptions that the text has for them."""

    def __init__(self, annotated: Annotated, ledger: TreatyLedger, wording: Wording) -> None:
        self.annotated, self.ledger, self.wording = annotated, ledger, wording
        self.text = annotated.document.text
        self.lexicon, self.parties_of = wording.lexicon, wording.parties_of

    def named(self, token: Token, number: int, sentence: Sentence) -> Treaty:
        """The treaty that a name is of: one called so, the one that the lead left unnamed, or a new one."""
        mention = token.mention
        assert mention is not None
        name = self.text[mention.start : mention.end].replace("\n", " ")
        info = self.lexicon.known.get(name)
        phrase = noun_phrase(token)
        explicit = {**self.parties_of.modifiers(phrase), **self.parties_of.complements(token, of_pair=True)}
        explicit |= self.parties_of.makers(token, self.lexicon.verbs) or self.wording.makers_of_name(token)
        plural = name.endswith("s") and name[-2:-1].isupper()
        abbreviation = mention.state
        kind = self.wording.kind_of(name)
        for record in reversed(self.ledger.records):
            if (
                record.merged is None
                and self._same_name(record, name, info)
                and not clash(record.parties, explicit)
                and not self._of_other_years(record, token, phrase)
                and not self._of_its_own(record, token, name)
                and not plural
            ):
                self._learn(record, name, abbreviation, kind, explicit)
                return record
        unnamed = None
        heads = self.wording.heads_of(name)
        other = any(c.low in ("a", "an") for c in token.by("det")) and self.wording.signed(token)
        if not plural and not self.wording.beside_another(token):
            unnamed = next(
                (
                    r
                    for r in self.ledger.records
                    if r.merged is None
                    and r.lead
                    and not r.names
                    and not (other and self._told_in_body(r) and not heads & r.heads)
                    and self._fits_name(r, kind, explicit, phrase, number, heads)
                    and not self.ledger.dated_apart(r, token, sentence)
                ),
                None,
            )
        record = unnamed or self.ledger.open(token, number)
        record.year = record.year or self.wording.year(token, phrase)
        record.generic |= bool(info and info.get("generic"))
        record.plural |= plural
        self._learn(record, name, abbreviation, kind, explicit)
        if info and not info.get("generic"):
            record.abbreviations += [str(info["name"])] if info["name"] != name else []
        return record

    def _told_in_body(self, record: Treaty) -> bool:
        """'Signed an agreement ... signed a letter of intent' are two: whether one is spoken of below the title."""
        return any(t.start >= self.annotated.document.body for t in record.mentions)

    def _of_its_own(self, record: Treaty, token: Token, name: str) -> bool:
        """'Memorandum of Understanding between A and B', in a row, is not the one 'on Fisheries' of the row before."""
        bare = name.lower() in self.lexicon.phrases or name.lower() in self.lexicon.strong
        sentences = self.annotated.sentences
        here = sentences[self.wording.number_of(token)].segment
        told = token.by("prep") and here.kind == "bullet" and all(name != n for n in record.names)
        return bool(
            bare and told and all(sentences[self.wording.number_of(t)].segment is not here for t in record.mentions)
        )

    def _of_other_years(self, record: Treaty, token: Token, phrase: NounPhrase) -> bool:
        """'The Border Treaty of 15 May 1902' and that 'of 3 June 1998', 'the Leticia Pact 2' and 'the 2019 Leticia
        Pact': two, though they are called alike.
        """
        year = self.wording.year(token, phrase)
        own = self.wording.rank(token)
        if record.names and any(own != self.wording.rank_of(name) for name in record.names) and (year or own):
            return True
        return bool(year and record.year and year != record.year)

    def _same_name(self, record: Treaty, name: str, info: dict[str, object] | None) -> bool:
        """Whether a treaty is called by a name, or by one that holds it or stands in it."""
        folded = fold(name)
        for other in [*record.names, *record.abbreviations]:
            o = fold(other)
            if o == folded or (len(folded.split()) >= 2 and folded in o) or (len(o.split()) >= 2 and o in folded):
                return True
        known = str(info["name"]) if info else None
        return known is not None and any(
            fold(known) == fold(n) or self.lexicon.known.get(n, {}).get("name") == known for n in record.names
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
        if clash(record.parties, parties):
            return False
        if any(t.lemma in OLD | NEW - {"new"} for t in phrase.premodifiers):
            return False
        if record.heads - GENERIC - self.lexicon.anaphoric and heads and not heads & record.heads:
            return False  # 'a joint declaration' is not the agreement named further on
        year = self.wording.year(phrase.head, phrase)
        published = self.annotated.document.published
        if year and not record.year and published and int(year) < int(published[:4]) - 1:
            return False  # what the lead tells as news has no old year in its name
        return number <= 8

    def _learn(
        self, record: Treaty, name: str, abbreviation: str | None, kind: str | None, parties: dict[str, Entity]
    ) -> None:
        """Give a record a name, with what the name tells."""
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
        record.heads |= self.wording.heads_of(name)

    def called_after(self, name: str, token: Token, number: int, kind: str | None = None) -> Treaty:
        """'The AUKUS pact', 'the Washington accord': a treaty called after its grouping or its town."""
        for record in self.ledger.records:
            if record.merged is None and any(fold(name) == fold(n) for n in (*record.names, *record.descriptions)):
                return record
        record = self.ledger.open(token, number)
        record.lead = False
        record.descriptions.append(name)
        record.heads.add(token.lemma)
        record.types += [kind] if kind else []
        record.parties |= self.parties_of.complements(token, of_pair=False) | self.parties_of.makers(
            token, self.lexicon.verbs
        )
        return record

    def new(self, told: Description) -> Treaty:
        """'The agreement was signed by A and B', in a text that has told of none: a treaty of its own."""
        record = self.ledger.open(told.token, told.number)
        self.describe(record, told)
        return record

    def describe(self, record: Treaty, told: Description) -> None:
        """Give a record the forms of a description, with what the description tells."""
        token, end = told.token, self._end(told)
        for form in self._forms(record, told, end):
            named = token.text in form or token.mention is not None
            if form not in record.descriptions and named and (len(form.split()) > 1 or form.isupper()):
                record.descriptions.append(form)
        if end == token.end and (clause := self.wording.by_clause(token)) and clause not in record.clauses:
            record.clauses.append(clause)
        kind = self._by_what_is_done(record, told)
        if kind and kind not in record.types and not (kind == "Cooperation" and record.types):
            record.types.append(kind)
        record.year = record.year or told.year
        record.heads.add(told.head)
        parties, known = told.parties, record.parties
        if not known or len(parties) + len(known) <= 2 or set(parties) & set(known):
            record.parties |= parties

    def _end(self, told: Description) -> int:
        """Where a description ends, with the phrases behind its noun that say what it is on and of whom."""
        token = told.token
        ends = [end_of(p) for p in token.by("prep") if p.i > token.i and _belongs(p)]
        ends += [end_of(c) for c in token.by("acl") if c.lemma in _RELATES and c.tag == "VBG" and c.i > token.i]
        end = max(min(max([*ends, token.end]), self.wording.before_person(token)), token.end)
        return max(end, token.start + len(told.head)) if " " in told.head else end

    def _forms(self, record: Treaty, told: Description, end: int) -> Iterator[str]:
        """The words of a description: short and whole, with and without what stands before the noun."""
        token, phrase, year = told.token, told.phrase, told.year
        begins = minimal_start(phrase)
        short = self.text[begins : max(token.end, token.start + len(told.head) if " " in told.head else 0)]
        forms = [told.words, short, self.text[phrase.start : end], self.text[begins:end]]
        if self.wording.of_today(token):
            forms = [short, self.text[begins:end]]  # 'today's agreement' is 'the agreement'
        for form in forms:
            form = _SIGNED.sub("", " ".join(form.split()).strip(' ,."“”').rpartition(" = ")[2])
            if (half := _HALF_QUOTED.match(form)) is not None:
                form = half[2] if token.text in half[2] else half[1]
            form = _HALVED.sub("", _DANGLING.sub("", form))
            if year and year not in form and not record.names and form == short.strip():
                form = f"{form} of {year}"
            if form and len(form) < _LONGEST_FORM:
                yield form

    def _by_what_is_done(self, record: Treaty, told: Description) -> str | None:
        """The type of a treaty, also by a topic that hangs on its verb ('signed a treaty in Lima on fishing')."""
        token, kind = told.token, told.kind
        verb = next(
            (c for c in token.children if c.dep in ("acl", "relcl") and c.lemma in self.lexicon.verbs),
            token.head if token.dep in ("dobj", "nsubjpass") else None,
        )
        for prep in verb.by("prep") if verb is not None and verb.lemma in self.lexicon.verbs else []:
            topic = prep.by("pobj")
            idle = any(t.lemma in _NO_TOPIC or (t.mention is not None and t.mention.state) for t in topic)
            if prep.lemma in ("on", "for") and topic and not idle and not of_kind(topic[0], "Time"):
                begins = minimal_start(told.phrase)
                about = f"{self.text[begins : token.end]} {self.text[prep.start : end_of(prep)]}"
                record.descriptions.append(" ".join(about.split()))
                kind = kind or self.lexicon.type_of(about)
        return kind


def _belongs(prep: Token) -> bool:
    """Whether a phrase behind a treaty's noun says what it is on or of whom ('on fishing', 'with Chile'), not when."""
    things = prep.by("pobj")
    if prep.lemma not in ("about", "against", "between", "concerning", "for", "of", "on", "regarding", "with"):
        return False
    if any(of_kind(x, "Time") or x.tag in ("WDT", "WP") or x.lemma == "effect" for x in things):
        return False
    return not (prep.lemma == "for" and any(x.mention is not None and x.mention.state for x in things))
