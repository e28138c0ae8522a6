"""Who says what stands between quotation marks."""

from __future__ import annotations

from bisect import bisect_right

from kg.annotate.commentary import POST
from kg.core.annotated import Annotated, Quotation, Sentence, Token
from kg.extract.grammar import is_verb
from kg.extract.reporting import Reporting
from kg.extract.speakers import Speakers, is_agency
from kg.link.resolve import Ref, Resolver

_FEWEST_WORDS = 4
"""A quotation of fewer words is a word of somebody's, not a statement ('so-called "help"')."""


class QuotationReader:
    """Reads the speakers of one document's quotations."""

    def __init__(self, annotated: Annotated, resolver: Resolver, words: Reporting, speakers: Speakers) -> None:
        self.annotated, self.resolver, self.words, self.speakers = annotated, resolver, words, speakers
        self.text = annotated.document.text
        self._holders: dict[tuple[int, int], tuple[Ref, str] | None] = {}
        self._quotations = sorted(annotated.quotations, key=lambda q: q.start)

    def at(self, token: Token) -> Quotation | None:
        """The quotation that a token stands in; quotations do not overlap."""
        before = bisect_right(self._quotations, token.start, key=lambda q: q.start)
        return self._quotations[before - 1] if before and token.start < self._quotations[before - 1].end else None

    def word_before(self, verb: Token, trigger: Token) -> bool:
        """Whether all that a verb of saying brings is a word or two in quotation marks right before it."""
        near = [q for q in self._quotations if q.start > trigger.end and q.end <= verb.start <= q.end + 5]
        if not near or len(self.text[near[-1].start : near[-1].end].split()) >= _FEWEST_WORDS:
            return False
        before = self.text[: near[-1].start].rstrip().rstrip("\"“”'’‘ ").rstrip()
        return before[-1:] in (",", "–", "—", "-", ":", ";")

    def holder(self, trigger: Token, sentence: Sentence) -> tuple[Ref, str] | None:
        """The speaker of the quotation that the trigger stands in, and the rule that found him."""
        quotation = self.at(trigger)
        if quotation is None or self._of_a_word(quotation):
            return None
        key = (quotation.start, quotation.end)
        if key not in self._holders:
            self._holders[key] = None  # while it is being looked for
            self._holders[key] = self._find(quotation, sentence)
        return self._holders[key]

    def _of_a_word(self, quotation: Quotation) -> bool:
        """'So-called "help"'; but '"Chad attacked Togo."' is a statement."""
        words = self.text[quotation.start : quotation.end].split()
        whole = words[-1].strip("\"”’'»")[-1:] in (".", "!", "?") if len(words) > 1 else False
        return len(words) < _FEWEST_WORDS and not whole

    def _find(self, quotation: Quotation, sentence: Sentence) -> tuple[Ref, str] | None:
        number = self._number(quotation, sentence)
        for near in (number, number + 1, number - 1):
            other = self._sentence(near)
            if other is None or other.segment.paragraph != sentence.segment.paragraph:
                continue
            found = self._sayer(other)
            if found is not None:
                return None if is_agency(found) else (found, "quotation")
        return self._continued(quotation, number) if not self._opened(quotation, sentence) else None

    def _opened(self, quotation: Quotation, sentence: Sentence) -> bool:
        """Whether words of its own paragraph bring the quotation in, of a speaker whom nobody knows."""
        before = [s for s in self.annotated.sentences if s.segment.paragraph == sentence.segment.paragraph and s.tokens]
        lead = self.text[before[0].start : quotation.start].rstrip(' "“”‘’«') if before else ""
        return lead.endswith(":")

    def _human(self, token: Token) -> bool:
        """'Obama', 'the Chadian minister'."""
        if token.mention is not None:
            return token.mention.kind == "Person"
        return token.lemma in self.resolver.lexicon.person | self.words.humans

    def _number(self, quotation: Quotation, sentence: Sentence) -> int:
        return self.resolver.sentence_of.get(sentence.tokens[0].start if sentence.tokens else quotation.start, 0)

    def _sentence(self, number: int) -> Sentence | None:
        return self.annotated.sentences[number] if 0 <= number < len(self.annotated.sentences) else None

    def _sayer(self, sentence: Sentence) -> Ref | None:
        for token in sentence.tokens:
            if is_verb(token) and token.lemma in self.words.say and self.at(token) is None:
                found = self.speakers.of(token)
                if found is not None:
                    return found
        return None

    def _continued(self, quotation: Quotation, number: int) -> tuple[Ref, str] | None:
        """A quotation that stands alone is of whoever spoke in the sentences before it, or else was their subject."""
        for near in (number - 1, number - 2):
            other = self._sentence(near)
            if other is None or not other.tokens:
                continue
            if POST.search(self.text, other.end, quotation.start):
                return None  # '20:02 The text: "..."': another post of a live page
            last = next((q for q in reversed(self._quotations) if q.end <= quotation.start), None)
            if last is not None and other.start <= last.start < other.end:
                inside = next((t for t in other.tokens if self.at(t) is last), None)
                found = self.holder(inside, other) if inside is not None else None
                if found is not None:
                    return found[0], "quotation: its speaker goes on"
            sayer = self._sayer(other)
            if sayer is not None:
                return None if is_agency(sayer) else (sayer, "quotation: its speaker goes on")
            for token in other.tokens:
                if token.dep == "nsubj" and self._human(token):
                    refs = self.speakers.named(token)
                    if refs:
                        return refs[0], "quotation: of the person spoken of"
        return None
