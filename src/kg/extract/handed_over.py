"""Phrases that hand a clause over to somebody: 'according to', 'in his view', 'per', a lead-in, a colon or a dash."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.annotate.tree import first_of
from kg.core.annotated import Annotated, Sentence, Token
from kg.core.words import word_set
from kg.extract.grammar import believed_if, is_verb, last_before
from kg.extract.quoting import QuotationReader
from kg.extract.reporting import Reporting
from kg.extract.speakers import Speakers, is_agency
from kg.extract.valency import surface_subjects
from kg.link.resolve import Ref

Holder = tuple[Ref | None, str]
_TAIL = 6
"""Words in which a speaker behind a dash is named."""
_OFFICES = word_set("extract.handed_over.offices")
_SPEAK = frozenset({"ArmedForce", "CoastGuard", "Ministry", "Person"})
_THIRD = frozenset({"her", "him", "them"})
_GOES_ON = word_set("extract.handed_over.goes_on")
"""Verbs of speech that goes on, rather than of a piece of news."""
_BREAKS = {"and", "but", "while", "though", "although", "whereas", "yet"}


class HandedOver:
    """Reads such phrases in one document."""

    def __init__(self, annotated: Annotated, words: Reporting, speakers: Speakers, quotations: QuotationReader) -> None:
        self.annotated, self.words, self.speakers, self.quotations = annotated, words, speakers, quotations
        self.text = annotated.document.text
        self._openers: tuple[Sentence | None, list[Token]] = (None, [])
        """The sentence that was asked of last, and the words of it that may open such a phrase."""

    def holder(self, trigger: Token, sentence: Sentence) -> Holder | None:
        """Whose words the clause is by such a phrase."""
        if _set_against(trigger):
            return None
        for token in self._opening(sentence):
            after = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
            to = token.low == "according" and after is not None and after.low == "to"
            if to or self._per(token, after):
                found = self._according(token, trigger, sentence)
                if found is not None:
                    return found
            elif token.lemma in self.words.views and token.dep == "pobj" and token.head is not None:
                found = self._view(token, trigger)
                if found is not None:
                    return found
        return (
            self._if_believed(trigger)
            or self._spoken(sentence)
            or self._colon(trigger, sentence)
            or self._so(trigger, sentence)
            or self._at_end(trigger, sentence)
            or self._said_on(trigger, sentence)
        )

    def _opening(self, sentence: Sentence) -> list[Token]:
        """The words of a sentence that may open such a phrase: of most sentences none."""
        if self._openers[0] is not sentence:
            views = self.words.views
            found = [t for t in sentence.tokens if t.lemma in views or t.low in ("according", "per")]
            self._openers = (sentence, found)
        return self._openers[1]

    def _per(self, token: Token, after: Token | None) -> bool:
        """'Per Lima, talks go on', 'the reply, per the embassy: ...': by whose word, not per what measure."""
        if token.low != "per" or after is None:
            return False
        opens = token.i == 0 or last_before(self.text, token.start) in (",", "–", "—", "(")
        return opens and any(self.speakers.named(t) for t in (after, *token.by("pobj")))

    def _according(self, token: Token, trigger: Token, sentence: Sentence) -> Holder | None:
        row = sentence.tokens
        if token.i and row[token.i - 1].low in _BREAKS and trigger.i < token.i:
            return None  # '..., and according to X ...': the clause after it
        # the phrase belongs to its own clause: a trigger beyond a semicolon is not its
        if any(t.text == ";" for t in row[min(token.i, trigger.i) : max(token.i, trigger.i)]):
            return None
        if _in_next_clause(token, trigger, row) or _in_relative(token, trigger):
            return None
        after = next((t for t in row[token.i + 1 :] if t.dep == "pobj"), None)
        if after is None or after is trigger:
            return None
        return self._told_by(after)

    def _told_by(self, source: Token) -> Holder | None:
        """Who is named behind 'according to', unless it is a news agency."""
        refs = self.speakers.named(source) or self._source(source)
        return (refs[0], "'according to'") if refs and not is_agency(refs[0]) else None

    def within(self, clause: Token) -> Holder | None:
        """'Which *according to the army* backs them': by whose word a relative clause is, by a phrase of its own."""
        phrases = (p for p in clause.by("prep") if p.low == "according")
        sources = (t for p in phrases for to in p.by("prep") for t in to.by("pobj"))
        return next((said_by for t in sources if (said_by := self._told_by(t)) is not None), None)

    def _view(self, noun: Token, trigger: Token) -> Holder | None:
        """'In the view of X', "by X's account"."""
        prep = noun.head
        if prep is None or prep.lemma not in ("in", "by", "from", "to", "on") or prep.head is None:
            return None
        before = self.text[: prep.start].rstrip(" ,")
        if trigger.i < prep.i and before.rsplit(maxsplit=1)[-1].lower() in _BREAKS:
            return None
        owner = self.speakers.owner(noun)
        if owner is None or is_agency(owner) or trigger not in list(prep.head.subtree()):
            return None
        if trigger in list(prep.subtree()):
            return None
        own = next(iter(noun.by("poss")), None)
        return owner, f"'{prep.lemma} his {noun.lemma}'" if own is not None else f"'{prep.lemma} the {noun.lemma} of'"

    def _spoken(self, sentence: Sentence) -> Holder | None:
        """The speaker whom a lead-in names: 'According to X,', 'In the words of X,', 'In its view,', 'As X said,'."""
        if last_before(self.text, sentence.start) == ":":
            poster = self.speakers.poster(sentence.spoken)
            return (poster, "who posts it") if poster is not None else None
        refs = [
            ref
            for verb in sentence.spoken
            if is_verb(verb)
            and (verb.lemma in self.words.say or any(c.low == "it" for c in verb.by("dobj")))
            and (ref := self.speakers.of(verb)) is not None
        ]
        for token in sentence.spoken:
            if token.dep == "pobj" and not refs:
                own = token.lemma in self.words.views
                of = token.head if own and token.head is not None and token.head.lemma == "of" else None
                token = of.head if of is not None and of.head is not None else token  # "in Lima's point of view"
                found = self.speakers.owner(token) or self._own(token) if own else None
                refs = ([found] if found else []) if own else self.speakers.named(token)
                refs = refs or ([] if own else self._source(token))
        return (refs[0], "a lead-in names the speaker") if refs and not is_agency(refs[0]) else None

    def _if_believed(self, trigger: Token) -> Holder | None:
        """'It has left, if X is to be believed', 'if we are to believe X': X's words."""
        for verb in (trigger, *(a for a in trigger.ancestors() if is_verb(a))):
            for clause in verb.by("advcl"):
                if (source := believed_if(clause)) is not None:
                    found = self.speakers.named(source) or self._source(source)
                    who = found[0] if found else self.speakers.unnamed(source, source)
                    return (who, "'if somebody is to be believed'") if who is not None else None
        return None

    def _source(self, word: Token) -> list[Ref]:
        """'According to two officials', 'according to him', of whom the text does not say who he is."""
        who = self.speakers.unnamed(word, word) if word.low in _THIRD else None
        return [who] if who is not None else self.speakers.unnamed_source(word)

    def _own(self, view: Token) -> Ref | None:
        """'In his words, ...': somebody whom the text has not named."""
        poss = next(iter(view.by("poss")), None)
        return self.speakers.unnamed(view, view) if poss is not None and poss.tag == "PRP$" else None

    def _colon(self, trigger: Token, sentence: Sentence) -> Holder | None:
        """'X: "..."', 'The minister: no deal yet': what follows the name of a speaker and a colon."""
        colon = next((t.i for t in sentence.tokens[:12] if t.text == ":"), None)
        if colon is None and (first := self._goes_on(sentence)) is not None:
            return self._colon(first.tokens[-1], first)
        if colon is None or colon == 0 or trigger.i < colon:
            return None
        before = sentence.tokens[:colon]
        heads = [t for t in before if t.head is None or t.head.i >= colon]
        heads = [t for t in heads if t.dep not in ("punct", "prep")] or heads  # 'The army, on X: ...'
        if len(heads) != 1:
            return None
        quoted = self.quotations.at(trigger) is not None
        if is_verb(heads[0]) and (holds := self._held(heads[0])) is not None:
            return holds, "a colon after who says or holds it"
        if is_verb(heads[0]):  # 'The minister was blunt: "..."'
            subjects = heads[0].by("nsubj") if quoted else []
            found = [r for s in subjects for r in self.speakers.named(s) if r.entity.kind == "Person"]
            return (found[0], "a colon after a clause on the speaker") if len(found) == 1 else None
        if heads[0].mention is None and heads[0].lemma in self.words.claims | self.words.views:
            owner = self.speakers.owner(heads[0])  # "Lima's version: Chile attacked first"
            return (owner, "a colon after whose account it is") if owner is not None and not is_agency(owner) else None
        refs = self.speakers.named(heads[0])
        if not refs or is_agency(refs[0]):
            return None
        mention = heads[0].mention
        speaks = refs[0].entity.kind == "Person" or mention is None or mention.kind in ("Ministry", "ArmedForce")
        return (refs[0], "a colon after the speaker") if quoted or speaks else None

    def _held(self, verb: Token) -> Ref | None:
        """'Lima is convinced: Chile has left it', 'the ministry states: ...'."""
        words = self.words
        held = any(t.lemma in words.attitudes or t.low in words.attitudes for t in (verb, *verb.by("acomp")))
        if (
            not (held or verb.lemma in words.report)
            or verb.by("ccomp", "neg")
            or any(a.tag == "MD" for a in verb.by("aux"))
        ):
            return None
        found = next((r for s in surface_subjects(verb) for r in self.speakers.named(s)), None)
        return found if found is not None and not is_agency(found) else None

    def _goes_on(self, sentence: Sentence) -> Sentence | None:
        """'The army: a lie; it was Chile that attacked': the sentence from which one goes on behind a semicolon."""
        if last_before(self.text, sentence.start) != ";":
            return None
        before = [s for s in self.annotated.sentences if s.tokens and s.end <= sentence.start]
        return before[-1] if before and before[-1].segment is sentence.segment else None

    def _said_on(self, trigger: Token, sentence: Sentence) -> Holder | None:
        """'No ship was hit, the minister said; Chad had only warned it': his words go on behind the semicolon."""
        before = self._goes_on(sentence) if self.quotations.at(trigger) is None else None
        verb = before.root() if before is not None else None
        if before is None or verb is None or verb.lemma not in _GOES_ON:
            return None
        words, top = self.words, trigger.root()
        if top.lemma in words.say | words.deny | words.dismiss:
            return None
        said = [c for c in verb.by("ccomp", "parataxis") if c.i < verb.i and is_verb(c)]
        behind = [t for t in before.tokens[verb.i + 1 :] if is_verb(t)]
        if not said or behind or verb.by("neg", "dobj") or not {"VBD", "VBZ", "VBP"} & {verb.tag}:
            return None
        found = self.speakers.of(verb)
        if found is None or is_agency(found):
            return None
        return found, "the speaker's words go on behind a semicolon"

    def _so(self, trigger: Token, sentence: Sentence) -> Holder | None:
        """'..., so the minister.': an elliptic 'so says'."""
        row = sentence.tokens
        for so, after in pairwise(row):
            if so.low in ("so", "thus") and so.i and row[so.i - 1].text in (",", "–", "—", "-", ";", "("):
                name = next((t for t in row[after.i :] if t.mention is not None or t.pos == "NOUN"), None)
                end = row[name.i + 1].text if name is not None and name.i + 1 < len(row) else ""
                body = self._body_after(row, after.i) if row[so.i - 1].text in ("(", ",") else None
                inside = [c for v in (trigger, *trigger.ancestors()) for c in v.by("dep") if so.i < c.i < trigger.i]
                if inside and (found := self.speakers.named(inside[0])) and not is_agency(found[0]):
                    return found[0], "'so' before the speaker"  # 'Chad has, so the minister, left'
                if body is not None and trigger.i < so.i and not is_agency(body):
                    return body, "'so' before the speaker"
                if name is None or end not in (",", ".", "", "–", "—", ")") or trigger.i > so.i:
                    continue
                refs = self.speakers.named(name)
                if refs and refs[0].entity.kind == "Person":
                    return refs[0], "'so' before the speaker"
        return None

    def _at_end(self, trigger: Token, sentence: Sentence) -> Holder | None:
        """'Chile attacked Peru on Monday - army', as headlines have it: whose word it is, behind a dash."""
        row = [t for t in sentence.tokens if t.text not in (".", "!")]
        dashes = (t for t in reversed(row[-_TAIL:]) if t.text in ("-", "–", "—", "--"))
        dash = next((t for t in dashes if self.text[t.start - 1 : t.end + 1] == f" {t.text} "), None)
        headline = sentence.segment.kind == "title"
        note = (
            bool(row) and row[-1].dep == "dep" and row[-1].end == sentence.end
        )  # without a stop, said by whom ends it
        if (headline or note) and dash is None:  # 'Chile has left the pact: Peru'
            dash = next((t for t in reversed(row[-_TAIL:]) if t.text == ":"), None)
        who = row[dash.i + 1 :] if dash is not None and dash.i > trigger.i else []
        if not who or any(t.pos in ("VERB", "AUX") or t.text in (",", ":", ";") for t in who):
            return None
        last = who[-1]
        speaks = last.lemma in self.words.mouthpieces or last.lemma in _OFFICES
        if last.mention is None and not speaks and not self.speakers.somebody(last):
            return None
        voices = _SPEAK | {"State", "IntergovernmentalOrganization"} if headline else _SPEAK
        refs = [r for r in self.speakers.named(last) if last.mention is None or r.entity.kind in voices]
        if not refs and last.mention is None:
            unnamed = self.speakers.unnamed(last, trigger)
            refs = [unnamed] if unnamed is not None else []
        return (refs[0], "a dash before the speaker") if refs and not is_agency(refs[0]) else None

    def _body_after(self, row: Sequence[Token], start: int) -> Ref | None:
        """'(so the Peruvian army)', ', so the ministry in Lima.': the body that ends the bracket or the sentence."""
        end = next((t.i for t in row[start:] if t.text in (")", ".", ",", ";")), len(row))
        words = row[start:end]
        last = end + 1 >= len(row) or row[end].text == ")"
        if not last or not words or any(t.tag.startswith(("VB", "MD")) for t in words):
            return None
        nouns = [t for t in words if t.pos in ("NOUN", "PROPN") and (t.head is None or t.head not in words)]
        refs = self.speakers.named(nouns[0]) if len(nouns) == 1 else []
        return refs[0] if refs else None


def _in_next_clause(word: Token, trigger: Token, row: Sequence[Token]) -> bool:
    """'A will go, according to B, and C has shut its border': what follows 'and' with a subject of its own."""
    for token in (trigger, *trigger.ancestors()):
        main, subjects = token.head, token.by("nsubj", "nsubjpass")
        if token.dep == "conj" and main is not None and main.i < word.i < token.i and subjects:
            first = first_of(subjects[0])
            return first > word.i + 1 and row[first - 1].low in _BREAKS and row[first - 2].text == ","
    return False


def _in_relative(word: Token, trigger: Token) -> bool:
    """'Returned men killed by mines that, according to B, it had laid': inside of a clause below, before its verb.

    Or in one that ends before: 'C, which backs them according to B, has urged it'.
    """
    above = [trigger, *trigger.ancestors()]
    inner = next((t for t in word.ancestors() if t.dep == "relcl"), None)
    if inner is None or any(t is inner for t in above):
        return False
    return word.i < inner.i or trigger.i > max(t.i for t in inner.subtree())


def _set_against(trigger: Token) -> bool:
    """'According to A, B may ask for it, although C has denied that': what follows is the document's own."""
    for token in (trigger, *trigger.ancestors()):
        main = token.head
        marks = {m.low for m in token.by("mark")}
        if token.dep == "advcl" and main is not None and main.i < token.i and marks & {"although", "though", "whereas"}:
            return True
    return False
