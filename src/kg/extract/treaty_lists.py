"""Treaties of a list below a sentence that tells what was done to them: 'The following instruments were signed:', and a
row for each; 'Eight instruments were signed. They include a treaty on roads and a memorandum on tourism.'

The step, its date, place, parties and stance are those of the sentence that opens the list; the row names the treaty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.core.annotated import Sentence, Token
from kg.core.model import Entity, Stance, When
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.matched import evidence
from kg.extract.stance import Verdict
from kg.extract.treaty_records import Status, TreatyBook
from kg.extract.when import nearest
from kg.link.resolve import PLACE_KINDS, Ref
from kg.link.treaty_record import Treaty

_STEPS = {
    **dict.fromkeys(("sign", "ink", "signing", "signature"), "Signed"),
    **dict.fromkeys(("adopt", "conclude", "finalise", "finalize", "initial", "initialled", "conclusion"), "Concluded"),
}
"""What is done to those of a list, by the word that tells it."""
_LISTED = word_set("extract.treaty_lists.listed")
"""Nouns of what a list names."""


_INCLUDES = word_set("extract.treaty_lists.includes")


@dataclass(frozen=True, slots=True)
class _Opened:
    """The sentence that opens a list, and what it tells of each row."""

    number: int
    sentence: Sentence
    trigger: Token
    step: str
    verdict: Verdict
    when: When | None
    place: Entity | None
    refs: list[Ref]


class TreatyLists:
    """Notes the steps of the treaties that are named in the rows of a list."""

    def __init__(self, book: TreatyBook, who: Callable[[Token], list[Ref]]) -> None:
        self.book, self.matcher, self.resolver, self.text, self._who = book, book.matcher, book.resolver, book.text, who
        self._open: _Opened | None = None

    def collect(self, sentence: Sentence) -> None:
        """Read one sentence: as a row of the list that is open, or as one that opens a list."""
        if self._open is not None and self._row(sentence, self._open):
            if _includes(sentence) is not None:
                self._open = None
            return
        self._open = self._opens(sentence)

    def _opens(self, sentence: Sentence) -> _Opened | None:
        """The list that a sentence opens by its colon, if it does."""
        colon = self.text[sentence.start : sentence.end].rstrip(" *_\n").endswith(":")
        later = not colon and any(t.text == ":" for t in sentence.tokens) and self._goes_on(sentence)
        number = self.book.number(sentence)
        below = self.matcher.annotated.sentences[number + 1 : number + 2]
        told = any(_includes(s) is not None and s.segment is sentence.segment for s in below)
        if not (colon or later or told) or not sentence.tokens:
            return None
        for trigger in sentence.tokens:
            if trigger.lemma not in _STEPS or trigger.mention is not None or not self._of_list(trigger):
                continue
            verb = trigger if grammar.is_verb(trigger) else grammar.clause_head(trigger)
            subjects = valency.logical_subjects(verb) if trigger is verb or _by_both(verb) else []
            refs = [r for t in grammar.expand(subjects) for r in self._who(t)]
            dates = self.matcher.when.dates(trigger)
            places = self.matcher.when.places(trigger, frozenset(PLACE_KINDS), act="status")
            place = next((p for p in places if all(p.iri != r.entity.iri for r in refs)), None)
            verdict = self.matcher.stances.read(trigger, sentence)
            when = nearest(dates, trigger) if dates else None
            return _Opened(number, sentence, trigger, _STEPS[trigger.lemma], verdict, when, place, refs)
        return None

    def _goes_on(self, sentence: Sentence) -> bool:
        """Whether a list that begins behind a colon goes on, cut by semicolons, in the next sentence."""
        return self.text[sentence.end - 1 : sentence.end + 1].strip().endswith(";") or self.text[
            sentence.end : sentence.end + 1
        ] in (";",)

    def _of_list(self, trigger: Token) -> bool:
        """Whether it is done to several that are not named in the clause: 'the following documents were signed'."""
        things = valency.logical_objects(trigger) if grammar.is_verb(trigger) else grammar.after(trigger, "of")
        return any(t.mention is None and t.lemma in _LISTED and t.tag in ("NN", "NNS", "VBG") for t in things)

    def _row(self, sentence: Sentence, opened: _Opened) -> bool:
        """Whether a sentence is a row of an open list; its treaty takes the step."""
        bullet = sentence.segment.kind == "bullet"
        same = sentence.segment is opened.sentence.segment and not any(
            t.tag in ("VBD", "VBZ", "VBP", "MD") for t in sentence.tokens
        )
        if not bullet and not same and _includes(sentence) is None:
            return False
        for treaty, token in self._named(sentence):
            record = self.book.record(treaty)
            known = any(s.status == opened.step for s in record.statuses)
            ev = evidence(self.text, sentence, token)
            trace = (f"row of the list that '{opened.trigger.text}' at {opened.trigger.start} opens",)
            if not known:
                made = Status(opened.step, opened.when, opened.place, opened.verdict, ev, "list.row", trace)
                record.statuses.append(made)
            if opened.verdict.stance is not Stance.NEGATED:
                self.book.add_parties(record, opened.refs, ev, opened.verdict, "party.signs", opened.when, opened.place)
        return True

    def _named(self, sentence: Sentence) -> list[tuple[Treaty, Token]]:
        """The treaty that a row names: by its key, or by the noun that the row consists of."""
        tracker, out = self.resolver.treaties, []
        if _includes(sentence) is not None:
            whole = [t for t in sentence.tokens if t.dep in ("appos", "conj", "dobj") and t.lemma != "memoranda"]
            one = [t for t in whole if t.tag in ("NN", "NNP")]
            return [(treaty, t) for t in one if (treaty := tracker.of(t)) is not None]
        roots = [t for t in sentence.tokens if t.head is None]
        for token in (x for root in roots for x in grammar.conjuncts(root)):
            if (treaty := tracker.of(token)) is not None and not grammar.is_verb(token):
                out.append((treaty, token))
        for mention in sentence.front if not out else ():
            record = tracker.by_token.get(mention.start)
            if mention.kind == "Treaty" and record is not None and sentence.tokens:
                out.append((record.root(), sentence.tokens[0]))
        return out


def _by_both(verb: Token) -> bool:
    """'The two presidents witnessed the signing': of what their states sign."""
    return verb.lemma in ("oversee", "see", "watch", "witness") and any(
        c.low == "two" for s in verb.by("nsubj") for c in s.by("nummod")
    )


def _includes(sentence: Sentence) -> Token | None:
    """'They include a treaty on roads', 'These documents include ...': the verb, where 'they' are what was told of."""
    verb = next((t for t in sentence.tokens if t.lemma in _INCLUDES and t.tag in ("VBP", "VBD")), None)
    subject = next(iter(verb.by("nsubj")), None) if verb is not None else None
    if subject is None or subject.i > 1:
        return None
    these = subject.low in ("they", "these") or (subject.lemma in _LISTED and subject.tag == "NNS")
    return verb if these else None
