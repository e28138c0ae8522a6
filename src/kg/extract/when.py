"""When and where an act took place: the times and places of its own clause, then of the clauses that frame it."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile

from kg.annotate.tree import first_of
from kg.core.annotated import Annotated, Asking, Mention, Sentence, Token
from kg.core.model import Entity, When
from kg.core.time import begins_after, bounds, precision
from kg.core.words import word_set
from kg.extract.ahead import of_verb_above, of_what_is_said, of_what_is_to_come
from kg.extract.grammar import clause_head, clause_tokens, is_verb, restrictive, tense
from kg.extract.inherit import ClauseDates
from kg.extract.likely_dates import Told
from kg.extract.places import Places
from kg.extract.reached import Reached
from kg.extract.story import Story
from kg.extract.timeline import Timeline, Times
from kg.extract.venues import Venues
from kg.link.resolve import Resolver

_SETTING = word_set("extract.when.setting")
"""What somebody is about while he does or says something."""
_PROMPTED = word_set("extract.when.prompted")
"""What is done to him for him to say it."""
_DATED = ("date", "relative")
_REPLACES = word_set("extract.when.replaces")
"""What is done to a treaty that was made before."""
_APART = word_set("extract.when.apart")
_MAKING = word_set("extract.when.making")
_TALKS = word_set("extract.when.talks")
_OCCASIONS = word_set("extract.when.occasions") | frozenset(_TALKS)
_PARTS = word_set("extract.when.parts")  # fmt: skip
_GOING = word_set("extract.when.going")
_GATHERS = word_set("extract.when.gathers")
_VALID = word_set("extract.when.valid")
_ENDS_AT = frozenset({"through", "till", "to", "until"})
_AT = frozenset({"against", "at", "in", "near", "on"})
"""Before where, or against whom, something is done."""
_CAUSES = {"about", "for", "over"}
_FIRST_SINCE = re.compile(r"\bfirst\b[^.;,]*\bsince\s*$", re.IGNORECASE)
_LASTING = re.compile(r"\bfor the (?:years?|period|term|season|biennium|decade)\s*$", re.IGNORECASE)
_COUNTED = word_set("shared.after_that")
_DURATION = re.compile(r"(?P<n>\d+|[A-Za-z]+)\s+(?P<unit>day|week|month|year)s?\s*$", re.IGNORECASE)
_HOURS = re.compile(r"\b(?:hours?|minutes|moments)\s*$", re.IGNORECASE)
_NUMBERS = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {
    "a": 1,
    "an": 1,
    "the": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}


_SCHEDULED = word_set("extract.when.scheduled")
"""Journeys that are told in the present before they begin."""
_LASTS = word_set("extract.when.lasts")
"""What goes on up to a time, before which it began."""
_OPENS = word_set("extract.when.opens")
"""What talks, drills and sessions do on a day that is told in the present before it comes."""
_FIXED = word_set("extract.when.fixed")
"""Steps of treaties that are told in the present before they come."""


_TWO = 2
_FAR = 100_000
"""Days, weeks, months or years: no event is told as being so long after another."""
_YEAR = re.compile(r"\d{4}")
_PLAIN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
"""A year, month or day, neither uncertain nor a season or decade."""


def _shift(edtf: str, count: int, unit: str) -> str | None:
    """A date moved by days, weeks, months or years, no more precise than the unit or the date itself; None where that
    is no date, or the date is no plain one.
    """
    parts = [int(x) for x in edtf.split("-")] if _PLAIN.fullmatch(edtf) else []
    if not parts or abs(count) > _FAR:
        return None
    if unit in ("day", "week"):
        if len(parts) < 3:
            return None
        try:
            day = datetime.date(*parts) + datetime.timedelta(days=count * (7 if unit == "week" else 1))
        except (ValueError, OverflowError):
            return None
        return day.isoformat() if unit == "day" else f"{day.year:04}-{day.month:02}"
    if unit == "year" or len(parts) < 2:
        year = parts[0] + count
        return f"{year:04}" if unit == "year" and 0 < year <= datetime.MAXYEAR else None
    months = parts[0] * 12 + parts[1] - 1 + count
    return f"{months // 12:04}-{months % 12 + 1:02}" if 12 <= months < 12 * (datetime.MAXYEAR + 1) else None


class WhenWhere:
    """Reads dates and places of clauses of one document."""

    def __init__(
        self, annotated: Annotated, resolver: Resolver, times: Times, venues: Venues, says: frozenset[str]
    ) -> None:
        self.annotated, self.resolver, self.times, self.says = annotated, resolver, times, says
        self.published = annotated.document.published
        self._asking: Asking[Token] = Asking()
        self.timeline = Timeline(annotated, times)
        self._inherited = ClauseDates(self)
        self._places = Places(annotated, resolver, venues, self)
        self.story = Story(annotated, resolver, self, says)
        self._reached = Reached(times, annotated.document.published)
        self.told: list[Told] = []
        for number, sentence in enumerate(annotated.sentences):
            front = [self._loose(m) for m in sentence.front if m.kind == "Time"]
            for token in (*front, *sentence.tokens):
                if self.is_time(token):
                    self._note(token, sentence, number)

    def _note(self, token: Token, sentence: Sentence, number: int) -> None:
        if not sentence.tokens:
            how, back, aside, named = None, False, False, False
        else:
            verb = clause_head(token if token.head is not None else sentence.tokens[0])
            how, back = tense(verb), any(a.low in ("had", "'d") for a in verb.by("aux"))
            first = verb.first_of_row()
            doers = [t for s in first.by("nsubj", "nsubjpass") for t in (s, *s.by("poss"))]
            told = any(t.tag in ("WDT", "WP", "WP$") for t in doers)
            aside = first.dep == "relcl" and (not told or restrictive(first, self.annotated.document.text))
            named = self._of_past(token) or self._of_treaty(token) or _to_this_day(token, verb)
            aside |= verb.dep == "ccomp" or named or _of_term(token)
        when = self._resolve(token, how)
        if when is not None:
            self.told.append(Told(number, token.start, when))
        if when is not None and when.rule != "offset-clause":
            relative = self._relative(token)
            self._reached.note(token.start, when, number, back=back, aside=aside, named=named, relative=relative)

    @staticmethod
    def _relative(time: Token) -> int | None:
        """Where the verb of the relative clause stands that a time is in, if it is in one."""
        verb = clause_head(time).first_of_row() if time.head is not None else None
        return verb.start if verb is not None and verb.dep == "relcl" else None

    @staticmethod
    def _of_past(time: Token) -> bool:
        """'Owed it to his victory last October', 'landlocked since its independence in 1993', 'left a 1998 pact': the
        time of a noun.
        """
        prep = time.head if time.head is not None and time.head.dep == "prep" else None
        noun = prep.head if prep is not None else time.head
        if noun is None or is_verb(noun) or noun.mention is not None:
            return False
        under = noun.head.lemma if noun.head is not None and noun.dep == "pobj" else ""
        return time.dep in ("npadvmod", "nummod", "compound") or under in _APART

    def _of_treaty(self, time: Token) -> bool:
        """'Supplements the treaty of 26 April 1994', 'an annex to the accord signed in 2005': the treaty's time."""
        prep = time.head if time.head is not None and time.head.dep == "prep" else None
        noun = prep.head if prep is not None and prep.lemma in ("of", "from", "in", "on") else None
        if noun is not None and noun.dep == "acl" and noun.tag == "VBN":
            noun = noun.head
        elif prep is not None and prep.lemma not in ("of", "from"):
            return False
        if noun is None or self.resolver.treaties.of(noun) is None:
            return False
        return noun.dep == "pobj" or (noun.head is not None and noun.head.lemma in _REPLACES)

    def is_time(self, token: Token) -> bool:
        return token.mention is not None and token.mention.kind == "Time" and token.mention.role in _DATED

    def _resolve(self, token: Token, how: str | None) -> When | None:
        mention = token.mention
        assert mention is not None
        number = self.resolver.sentence_of.get(token.start)
        if number is None:
            number = self._number(mention.start)
        sentence = self.annotated.sentences[number] if number is not None else None
        year = self.timeline.year(sentence) if sentence is not None else None
        year = year or self._year_above(token) or (self._year_before(number) if sentence is not None else None)
        above = self.annotated.sentences[number - 1] if number else None
        goes_on = None
        if above is not None and sentence is not None and above.segment is sentence.segment:
            goes_on = len(self.annotated.document.text[sentence.start : mention.start].split())
        relative, at = self._relative(token), number or 0
        return self._reached.resolve(mention.time, token.start, at, how, year, goes_on=goes_on, relative=relative)

    def _year_above(self, token: Token) -> str | None:
        """'Recognised it in 1996 in the accord, signed on 23 August': the year in which what uses a paper was done."""
        made = clause_head(token) if token.head is not None else None
        noun = made.head if made is not None and made.dep == "acl" and made.tag == "VBN" else None
        verb = clause_head(noun) if noun is not None and noun.dep == "pobj" else None
        return self._year_of(verb, ()) if verb is not None else None

    def _year_before(self, number: int | None) -> str | None:
        """'In 1998 they signed it; it entered into force in May': the year of what the semicolon goes on from."""
        text, all_ = self.annotated.document.text, self.annotated.sentences
        if not number or not text[max(0, all_[number].start - 3) : all_[number].start].rstrip().endswith(";"):
            return None
        before = all_[number - 1]
        root = before.root()
        return self._year_of(root, before.front) if root is not None else None

    def _year_of(self, verb: Token, front: Sequence[Mention]) -> str | None:
        """The only bygone year in which a verb of the past says that something was done."""
        times = [t for p in verb.by("prep") if p.lemma.lower() == "in" for t in p.by("pobj") if self.is_time(t)]
        spans = [(t.start, t.end) for t in times] + [(m.start, m.end) for m in front if m.kind == "Time"]
        words = [self.annotated.document.text[start:end] for start, end in spans]
        bygone = len(words) == 1 and words[0].isdigit() and words[0] < (self.published or "")[:4]
        return words[0] if bygone and verb.tag == "VBD" else None

    def _number(self, at: int) -> int | None:
        """The number of the sentence before whose tokens a time was cut off."""
        n = bisect_left(self.annotated.sentences, at, key=lambda s: s.start)
        return n if n < len(self.annotated.sentences) else None

    def times_of(self, trigger: Token) -> list[Token]:
        """The expressions of time that date the trigger, in the order of the text; none where its time is that of what
        has its own.
        """
        return self._asking.of(trigger, lambda: self._times_of(trigger))

    def _times_of(self, trigger: Token) -> list[Token]:
        if not is_verb(trigger):
            return self._of_noun(trigger)
        if trigger.dep == "relcl" and trigger.head is not None and self.is_time(trigger.head):
            return [trigger.head]
        own = self._of_clause(trigger)
        for way in _BORROWED if own is None else ():
            if (own := way(self, trigger)) is not None:
                break
        return own or []

    def _of_noun(self, noun: Token) -> list[Token]:
        """Of an act that a noun tells: its own words, those of the verb that it is an argument of, or of a note."""
        below = [t for t in noun.subtree() if self.is_time(t) and self._belongs(t, noun)]
        own = [t for t in below if not self._inside_clause(t, noun)] or self._right_behind(noun) or self._made(noun)
        governor = clause_head(noun)
        if own:
            return own
        if is_verb(governor):
            return self.times_of(governor) if governor is not noun and self.argument(noun, governor) else []
        sentence = self.sentence(noun)  # a fragment: 'Japan: in force since Sept. 11'
        return [t for t in sentence.tokens if t.i > noun.i and self.is_time(t)][:1] if sentence else []

    def _of_clause(self, verb: Token) -> list[Token] | None:
        """What a verb's own clause says; None where it says nothing."""
        resolve, published = self._resolve, self.published
        own = [t for t in clause_tokens(verb) if self.is_time(t) and self._belongs(t, verb)]
        own = [t for t in own if not self._of_opening(t, verb)]
        own = [t for t in own if not of_what_is_to_come(t, verb, resolve, published)]
        own = [t for t in own if not of_what_is_said(t, verb)] or self._of_words(verb)
        return [t for t in own if not of_verb_above(t, verb, resolve, published)] if own else None

    # -- times that another clause tells; None where a further way is to be asked

    def _of_opening_above(self, verb: Token) -> list[Token] | None:
        """'Signed in May, the pact ...': what stands in front of the clause above."""
        if verb.dep != "advcl" or verb.tag not in ("VBN", "VBG") or verb.head is None:
            return None
        above = clause_tokens(verb.head)
        return [t for t in above if self.is_time(t) and verb in self._opening(t, verb.head)] or None

    def _of_setting(self, verb: Token) -> list[Token] | None:
        """Of the clause that sets the scene for it."""
        setting = self.setting(verb)
        if setting is None:
            return None
        own = [t for t in clause_tokens(setting) if self.is_time(t) and self._belongs(t, setting)]
        return own or [t for t in clause_tokens(verb) if self.is_time(t) and setting in self._opening(t, verb)]

    def _of_what_comes_first(self, verb: Token) -> list[Token] | None:
        """'On Thursday the step was taken: the pact entered into force', 'what happened in May was this: they met'."""
        if verb.head is not None:
            return None
        told = [c for c in verb.by("ccomp", "parataxis", "advcl") if is_verb(c) and c.i < verb.i]
        colon = any(c.text == ":" for t in (verb, *told[-1:]) for c in t.children)
        if len(told) == 1 and not colon and self._series(told[0], verb):
            return [t for t in self.times_of(told[0]) if t.i < told[0].by("nsubj", "nsubjpass")[0].i]
        perfect = any(a.lemma == "have" for a in verb.by("aux"))
        if not told or not colon or perfect or told[-1].dep == "advcl":
            return []
        return self.times_of(told[-1]) or [t for c in told[-1].by("csubj") for t in self.times_of(c)]

    def _of_verb_that_it_completes(self, verb: Token) -> list[Token] | None:
        """'Agreed on Monday to leave'."""
        head = verb.head
        on_the_way = head is not None and is_verb(head) and (verb.dep == "xcomp" or _on_the_way(verb, head))
        return list(self.times_of(head)) if head is not None and on_the_way else None

    def _of_clause_around(self, verb: Token) -> list[Token] | None:
        """'On Thursday the step was taken: the pact entered into force'; 'the town where they met'.

        A clause before its head is never looked up from there: the head may look it up itself, as above.
        """
        head = verb.head
        if head is None:
            return None
        looks_back = head.i < verb.i and verb.dep in ("ccomp", "parataxis", "conj", "acl", "appos", "dep")
        colon = looks_back and any(c.text == ":" for c in (*head.children, *verb.children))
        where = verb.dep == "relcl" and any(c.lemma == "where" for c in verb.children)
        if not (colon or where) or (colon and head.lemma in self.says):
            return None  # 'On Monday Roe said: "We will ..."': when he said so
        return list(self.times_of(clause_head(head))) if is_verb(clause_head(head)) else []

    def _of_verb_beside(self, verb: Token) -> list[Token] | None:
        """'On Monday met A and thanked him'; not 'signed a pact in 2022 and is negotiating another'."""
        head = verb.head
        if verb.dep != "conj" or head is None or not is_verb(head):
            return None
        present = {"VBZ", "VBP"} & {t.tag for t in (verb, *verb.by("aux"))}
        if any(a.lemma == "have" for a in verb.by("aux")) or (head.tag == "VBD" and present):
            return []
        if self._long_after(verb):
            return []  # 'left it in 1946 and attacked Chile ten years after the war'
        alone = not verb.by("nsubj", "nsubjpass")
        return [t for t in self.times_of(head) if t.i < head.i or t.i > verb.i or alone]

    def _long_after(self, verb: Token) -> bool:
        """Whether a verb has a time of its own that is counted from something else: 'ten years after the war'."""
        preps = [p for t in (verb, *verb.by("npadvmod")) for p in t.by("prep") if p.lemma.lower() in _COUNTED]
        marks = [m for c in verb.by("advcl") for m in c.by("mark") if m.lemma.lower() in _COUNTED]
        text = self.annotated.document.text
        spans = [_length(text, m.start)[0] for m in (*preps, *marks) if m.i > verb.i]
        return any(m is not None and m["unit"].lower() == "year" for m in spans)

    def _of_clause_above(self, verb: Token) -> list[Token] | None:
        """'Met A on Monday, thanking him', 'on Monday, when they met'."""
        head = verb.head
        if verb.dep != "advcl" or head is None or not is_verb(head):
            return None
        joined = any(c.low in ("when", "as", "where", "while") for c in verb.children)
        return list(self.times_of(head)) if verb.tag in ("VBG", "VBN") or joined else None

    def _of_what_is_decided(self, verb: Token) -> list[Token] | None:
        """'A decision taken in April to open talks'."""
        head = verb.head
        if verb.dep != "acl" or head is None or is_verb(head):
            return None
        beside = [c for c in head.by("acl") if c is not verb and c.tag == "VBN"]
        return [t for c in beside for t in self.times_of(c)]

    def _of_clause_before(self, verb: Token) -> list[Token] | None:
        """'On Thursday the step was taken: the pact entered into force', below another clause."""
        colon = any(c.text == ":" for c in verb.children)
        before = [c for c in verb.by("ccomp", "parataxis") if is_verb(c) and c.i < verb.i]
        return list(self.times_of(before[0])) if colon and before else None

    def _of_verb_behind(self, verb: Token) -> list[Token] | None:
        """'Met A and thanked him on Monday'; not 'had signed it and would go home in May': then they would go."""
        for child in (c for c in verb.by("conj") if is_verb(c)):
            late = [t for t in clause_tokens(child) if self.is_time(t) and self._belongs(t, child)]
            late = [t for t in late if t.i > child.i]  # 'has trained them and in May signed a pact': then they signed
            apart = bool(child.by("nsubj", "nsubjpass")) or any(a.tag == "MD" for a in child.by("aux"))
            if late and not apart:
                return late
        return None

    def _of_what_it_keeps_from(self, verb: Token) -> list[Token] | None:
        """'Banned him from entering last August': the time behind what somebody was kept from."""
        kept = [d for p in verb.by("prep") if p.lemma == "from" for d in p.by("pcomp") if d.tag == "VBG"]
        return [t for d in kept for t in clause_tokens(d) if self.is_time(t) and t.i > d.i] or None

    def _of_words(self, verb: Token) -> list[Token]:
        """'Accused Chad of arming rebels at Tuesday's summit', 'declared it void on 3 May': the time of the words, that
        stands with the deed, or with what something is called.
        """
        deeds = [c for p in verb.by("prep") for c in p.by("pcomp")]
        called = [p for c in verb.by("ccomp") if c.tag == "JJ" and not c.by("aux") for p in c.by("prep")]
        labelled = [t for p in called if p.lemma in ("in", "on") for t in p.by("pobj") if self.is_time(t)]
        return labelled or [t for d in deeds for t in clause_tokens(d) if self.is_time(t) and of_what_is_said(t, d)]

    def _series(self, first: Token, last: Token) -> bool:
        """'In 2011 Peru did this, Chile did that, and both did more': clauses in a row, of which the first is dated."""
        subjects, mark = first.by("nsubj", "nsubjpass"), first.by("mark")
        more = [c for c in last.by("conj") if c.tag == last.tag and c.by("nsubj", "nsubjpass")]
        past = first.tag in ("VBD", "VBN") and last.tag == "VBD" and not first.by("aux", "auxpass")
        return bool(subjects and more and last.by("cc")) and past and not mark

    def _actor(self, noun: Token) -> bool:
        """Whether a noun is a name or word of somebody, not of something that happens."""
        if noun.mention is not None:
            return noun.mention.kind not in ("Treaty", "Time")
        words = self.resolver.lexicon
        return any(noun.lemma in s for s in (words.organs, words.organisation, words.person, words.state))

    def _made(self, noun: Token) -> list[Token]:
        """'A decision taken in April': the time at which what a noun names was done."""
        made = [c for c in noun.by("acl") if c.tag == "VBN" and c.lemma in _MAKING]
        return [t for c in made for t in clause_tokens(c) if self.is_time(t) and self._belongs(t, c)]

    def _right_behind(self, noun: Token) -> list[Token]:
        """'In force since March 2021': a time that follows the noun at once is its own, wherever the tree hangs it."""
        sentence = self.sentence(noun)
        tokens = sentence.tokens if sentence is not None else []
        behind = next((t for t in tokens if t.i == noun.i + 1 and t.lemma.lower() in ("since", "from")), None)
        return [t for t in behind.by("pobj") if self.is_time(t)] if behind is not None else []

    def setting(self, verb: Token) -> Token | None:
        """Where the subject is, or what it is about, when it acts: 'Meeting in X on Monday, A and B
        signed', 'asked about it on Monday, A denied it', 'A, speaking in X on Monday, condemned it'.
        """
        subjects = verb.by("nsubj")
        for clause in verb.by("advcl"):
            if subjects and clause.i < verb.i and _sets_scene(clause) and not clause.by("mark"):
                return clause
        for clause in (c for s in subjects for c in s.by("acl")):
            if _sets_scene(clause) and self.annotated.document.text[clause.start - 2 : clause.start] == ", ":
                return clause
        return None

    def _opening(self, time: Token, verb: Token) -> list[Token]:
        """The participial clause that opens the sentence, where a time stands between it and the verb's subject."""
        subjects = verb.by("nsubj", "nsubjpass")
        return [
            c
            for c in verb.by("advcl")
            if c.tag in ("VBN", "VBG") and subjects and c.i < time.i < subjects[0].i and verb.i > subjects[0].i
        ]

    def _of_opening(self, time: Token, verb: Token) -> bool:
        return bool(self._opening(time, verb))

    def argument(self, noun: Token, verb: Token) -> bool:
        """Whether the noun is an argument of the verb itself, so that the verb's time is the act's."""
        token = noun
        if noun.dep in ("relcl", "acl", "appos"):
            return False
        while token.head is not None and token.head is not verb:
            if token.dep == "pobj" and token.head.lemma in (
                "after",
                "before",
                "since",
                "following",
                "until",
                "despite",
                "over",
                "because",
            ):
                return False
            token = token.head
            if token.dep in ("relcl", "acl", "appos"):
                return False
        told = ("dobj", "nsubj", "nsubjpass", "attr", "acomp", "prep", "conj", "agent", "oprd", "pobj")
        return token.dep in told

    def _inside_clause(self, token: Token, noun: Token) -> bool:
        for up in token.ancestors():
            if up is noun:
                return False
            if is_verb(up) and up.dep in ("relcl", "acl"):
                return True
        return False

    def _belongs(self, token: Token, trigger: Token) -> bool:
        """Not a time that describes another noun ('the 2016 award', 'a treaty of 1951')."""
        head = token.head
        if _LASTING.search(self.annotated.document.text, max(0, token.start - 24), token.start):
            return False  # 'a programme for the years 2024-2026'
        if head is None or head is trigger:
            return True
        if (
            head.lemma in ("until", "till")
            and trigger.lemma in _LASTS
            and trigger.tag in ("VBD", "VBN")
            and not trigger.by("neg")
        ):
            return False  # 'the truce held until April': when it ended
        if head.lemma == "since" and _FIRST_SINCE.search(
            self.annotated.document.text, max(0, token.start - 60), token.start
        ):
            return False  # 'held their first talks since 2010'
        if any(_of_subject(a) for a in takewhile(lambda a: a is not trigger, token.ancestors())):
            return False  # 'Peru, a member of the Council in 2022, has signed it'
        if token.dep in ("nummod", "amod", "compound", "nmod", "poss") and not is_verb(head) and head is not trigger:
            prep = head.head  # 'which the two signed in 1979 obliges both': a verb taken for a noun
            verb = head.tag == "NNS" and head.i == token.i + 1 and head.dep == "pobj" and prep is not None
            if self._at_occasion(head, trigger):
                return True
            return verb and prep is not None and prep.head is trigger and prep.i == token.i - 1
        if head.dep == "prep" and head.head is not None and not is_verb(head.head) and head.head is not trigger:
            noun = head.head
            if head.i < noun.i:
                return True  # 'In October the summit called on ...': no noun has a phrase before it
            on = noun.head if noun.mention is not None and noun.dep == "pobj" and head.lemma == "of" else None
            if on is not None and on.lemma in _AT and on.head is trigger and not is_verb(trigger):
                return True  # 'the raid on Doha of 9 September'
            if noun.lemma in _VALID and noun.head is not None and not is_verb(noun.head.head or noun.head):
                return False  # 'ended the pact, in force since 1929'
            if noun.dep == "advmod" and noun.head is trigger:
                return True  # 'back in August'
            if noun.dep == "pobj" and noun.head is not None and head.lemma == "of":
                # 'in his speech of last month', 'on the night of May 4'
                above = noun.head.head
                if above is not None and above.dep in ("nsubj", "nsubjpass") and self._actor(above):
                    above = above.head  # 'the ministry on the night of the 3rd protested'
                told = noun.head.lemma not in _APART  # not 'before the summit of 3 May'
                return told and noun.lemma in _OCCASIONS | _PARTS and above is trigger
            between = self.annotated.document.text[token.end : max(token.end, trigger.start)]
            if noun.dep in ("nsubj", "nsubjpass") and head.lemma == "since" and between.startswith(","):
                return False  # 'A B, president since 2011, met them'
            if noun.dep in ("nsubj", "nsubjpass") and self._actor(noun) and ":" not in between:
                return True  # 'Spain in November ceded it', 'the council on Friday met': no actor has a time of its own
            besides = noun.head is not None and noun.head.dep in ("nsubj", "nsubjpass")
            if noun.dep == "appos" and (besides or head.lemma == "since"):
                return False  # 'Peru, a party to the pact since 2006, has signed it': what the subject is besides
            apart = noun.head is not None and noun.head.lemma in _APART and noun.lemma not in _TALKS
            told = token.mention is not None and getattr(token.mention.time, "anchor", "") == "text"
            cause = told and noun.head is not None and noun.head.lemma in _CAUSES and noun.lemma not in _TALKS
            if noun.dep == "pobj" and (apart or cause):
                return False  # 'after the departure of X in 2020', 'apologised for the raids of 1940'
            if noun.mention is not None and noun.mention.kind == "Time":
                return True
            # 'signed the pact in Manila in July': a time after a noun that is an argument of the trigger is the
            # trigger's
            return (
                head.lemma in ("on", "in", "at", "by", "since", "from", "until", "last", "during")
                and noun.dep in ("dobj", "pobj", "nsubjpass", "attr", "dative", "appos", "conj")
                and head.lemma != "of"
            )
        return True

    @staticmethod
    def _at_occasion(noun: Token, trigger: Token) -> bool:
        """'At Tuesday's summit', 'in a Christmas address', 'during the May visit': the occasion's time is the act's."""
        prep = noun.head
        occasion = noun.lemma in _OCCASIONS - {"letter"} and prep is not None and prep.dep == "prep"
        return occasion and prep is not None and prep.head is trigger and prep.lemma.lower() in ("at", "in", "during")

    def _ahead(self, verb: Token, time: Token) -> bool:
        """Whether a time is that of what is fixed, by the verb of the act or by that of a clause on it."""
        own = clause_head(time)
        return self._due(verb, time) or (own is not verb and own.dep == "relcl" and self._due(own, time))

    @staticmethod
    def _due(verb: Token, time: Token) -> bool:
        """'The pact enters into force on Jan. 17': a day told in the present, of what is fixed for it."""
        rule = getattr(time.mention.time, "rule", "") if time.mention is not None else ""
        if verb.tag in ("VBZ", "VBP") and verb.lemma in _SCHEDULED and rule == "weekday":
            return True  # 'flies to Rome on Friday'
        out = any(c.low == "out" for c in verb.by("prt", "advmod"))
        fixed = verb.lemma in _FIXED or (verb.lemma == "run" and out) or (verb.lemma in _OPENS and rule == "weekday")
        return verb.tag in ("VBZ", "VBP") and fixed and rule in ("day-month", "month", "weekday")

    def _still_ahead(self, verb: Token, when: When) -> bool:
        """'Demanded the water by the end of the year', told in May: a time to come dates no deed of the simple past."""
        past = is_verb(verb) and verb.tag == "VBD" and verb.dep != "ccomp" and not verb.by("aux", "auxpass")
        return past and when.anchor != "text" and begins_after(when.edtf, self.published)

    def _until_now(self, verb: Token, time: Token) -> When | None:
        """'Has been frozen since February', below an old date: the last February before now."""
        since = time.head is not None and time.head.lemma.lower() == "since"
        perfect = any(a.low in ("has", "have", "'ve") for a in verb.by("aux"))
        told = time.mention.time if time.mention is not None else None
        yearless = getattr(told, "rule", "") in ("day-month", "month")
        if not (since and perfect and yearless) or self.published is None:
            return None
        return self.times.resolve(told, published=self.published, tense="past", story=None)

    @staticmethod
    def _told_above(time: Token, verb: Token) -> str | None:
        """'Used a speech on Friday to denounce it': the tense of the verb above an infinitive, if that has the time."""
        above = clause_head(time)
        bare = verb.tag == "VB" and any(a.tag == "TO" for a in verb.by("aux"))
        past = above is not verb and is_verb(above) and above.tag == "VBD" and above in verb.ancestors()
        return "past" if bare and past else None

    def date(self, trigger: Token) -> When | None:
        """The date of an act, by the time nearest to its trigger."""
        found = self.dates(trigger)
        if not found:
            return None
        return nearest(found, trigger)

    def dates(self, trigger: Token) -> list[tuple[Token, When]]:
        """All dates of an act, in the order of the text."""
        verb = trigger if is_verb(trigger) else clause_head(trigger)
        how = tense(verb) if is_verb(verb) else "future" if _to_come(trigger) else "past"
        mark = self._mark(trigger)
        out = []
        after, counted = self._counted_from(verb)
        for token in (t for t in self.times_of(trigger) if after is None or after not in t.ancestors()):
            how = told if (told := self._told_above(token, verb)) is not None else how
            when = self._until_now(verb, token)
            when = when or self._resolve(
                token, "future" if self._ahead(verb, token) else how if how != "present" else None
            )
            if when is not None and (mark is None or token.i > mark.i) and not self._still_ahead(verb, when):
                out.append((token, when))
        if not out and mark is not None:
            offset = self._offset(trigger, mark)
            return [offset] if offset is not None else self._inherited.after(verb)
        verb = trigger if is_verb(trigger) else clause_head(trigger)
        inherited = verb is trigger or self.argument(trigger, verb)
        return (
            out
            or self._days_after(verb)
            or self._front(trigger, how)
            or (counted if inherited else [])
            or (self._inherited.dates(verb, own=verb is trigger) if inherited and is_verb(verb) else [])
            or self._row(trigger, how)
        )

    def _row(self, trigger: Token, how: str | None) -> list[tuple[Token, When]]:
        """The date of the row that the sentence stands in, for what its main clause says, now or in the past."""
        sentence = self.sentence(trigger)
        when = self.timeline.of(sentence) if sentence is not None else None
        verb = trigger if is_verb(trigger) else clause_head(trigger)
        perfect = is_verb(verb) and any(a.lemma == "have" for a in verb.by("aux"))
        still = any(c.lemma.lower() in ("still", "now", "already") for c in verb.by("advmod"))
        stative = is_verb(verb) and verb.lemma in ("be", "have", "belong", "want", "remain")
        late = how == "future" or perfect or still or stative
        if when is None or when.rule == "post" or late or not self.main_clause(trigger):
            return []
        if sentence is not None and any(self.is_time(t) for t in sentence.tokens):
            return []  # a time that belongs to none of its verbs may be that of the act after all
        return [(trigger, when)]

    def row(self, token: Token) -> When | None:
        """The date of the row that a token stands in."""
        sentence = self.sentence(token)
        return self.timeline.of(sentence) if sentence is not None else None

    def _front(self, trigger: Token, how: str | None) -> list[tuple[Token, When]]:
        """The time that opens the sentence, for what its main clause says."""
        sentence = self.sentence(trigger)
        if sentence is None or not any(m.kind == "Time" for m in sentence.front) or not self.main_clause(trigger):
            return []
        out = []
        for mention in sentence.front:
            if mention.kind == "Time" and mention.role in _DATED:
                token = self._loose(mention)
                when = self._resolve(token, how)
                if when is not None:
                    out.append((token, when))
        if len(out) == _TWO and _YEAR.fullmatch(out[0][1].edtf) and out[1][1].rule in ("day-month", "month"):
            (_, year), (token, when) = out  # 'In 2022, on June 3, ...'
            return [(token, replace(when, edtf=year.edtf + when.edtf[4:]))]
        return out

    def _loose(self, mention: Mention) -> Token:
        """A token for a time that was cut off before parsing."""
        return Token(-1, mention.start, mention.end, "", "", "X", "X", "front", mention=mention)

    def sentence(self, token: Token) -> Sentence | None:
        number = self.resolver.sentence_of.get(token.start)
        return self.annotated.sentences[number] if number is not None else None

    def main_clause(self, trigger: Token) -> bool:
        """Whether the trigger belongs to the main clause, not to one below it."""
        token = trigger
        while (above := token.head) is not None:
            if token.dep == "advcl" and first_of(token) == 0:
                return True  # 'As early as April last year, when they announced it, ...'
            if token.dep == "ccomp" and above.i > token.i and above.head is None:
                return True  # 'On Friday the ship had gone through, the navy said'
            if token.dep == "advcl" and any(c.low == "as" for c in token.by("mark")) and is_verb(above):
                token = above  # '5 May: Roe flees as protesters storm the palace'
                continue
            if token.dep == "appos" and above.head is None and not is_verb(above):
                return True  # '4 May: Roe and Paz, their first meeting'
            if token.dep in ("relcl", "acl", "ccomp", "appos", "pcomp") or (
                token.dep == "advcl" and token.tag not in ("VBG", "VBN")
            ):
                return token.dep == "acl" and above.head is None
            token = above
        return True

    def _mark(self, trigger: Token) -> Token | None:
        """The 'after' or 'before' that the act is named after ('nine months after its signature')."""
        token = trigger
        for _ in range(4):
            if token.head is None:
                return None
            if token.dep in ("pobj", "pcomp") and token.head.lemma in ("after", "before", "following"):
                return token.head
            marks = [c for c in token.children if c.dep == "mark" and c.lemma in ("after", "before")]
            if token.dep in ("advcl", "pcomp", "acl", "relcl") and marks:
                return marks[0]
            if is_verb(token) and token.dep in ("ROOT", "ccomp", "relcl"):
                return None
            token = token.head
        return None

    def _offset(self, trigger: Token, mark: Token) -> tuple[Token, When] | None:
        """The date of an act that is told by its distance from another date of the sentence."""
        text = self.annotated.document.text
        m, count, hours = _length(text, mark.start)
        if m is None and not hours:
            return None
        inside = mark.head if mark.dep == "mark" else None  # what was done after it
        above = (a for a in mark.ancestors() if is_verb(a) and a is not inside)
        governor = next((a for a in above if a is not trigger and trigger not in a.ancestors()), None)
        base = self.dates(governor) if governor is not None and governor is not trigger else []
        sentence = self.sentence(trigger)
        if not base and sentence is not None:
            near = [t for t in sentence.tokens if t.i < mark.i and self.is_time(t)]
            when = self._resolve(near[-1], "past") if near else None
            base = [(near[-1], when)] if when is not None else []
        if m is None:  # 'made known on 3 April, only hours before Roe received him'
            known = [w for _, w in base[:1] if precision(w.edtf) == "day"]
            return (mark, replace(known[0], rule=f"offset-from-act ({known[0].rule})")) if known else None
        if not base or count is None or "/" in base[0][1].edtf:
            return None
        sign = -1 if mark.lemma in ("after", "following") else 1
        edtf = _shift(base[0][1].edtf, sign * count, m["unit"].lower())
        return (mark, When(edtf, text[m.start() : mark.end], base[0][1].edtf, "offset-from-act")) if edtf else None

    def _counted_from(self, verb: Token) -> tuple[Token | None, list[tuple[Token, When]]]:
        """'Two days after the vote on Saturday', 'a year before the war of 1998': the preposition, and the date that is
        counted from what has a time.
        """
        text = self.annotated.document.text
        spans = [t for t in verb.by("npadvmod") if _length(text, t.end)[0] is not None]
        for prep in (p for t in (verb, *spans) for p in t.by("prep") if p.lemma.lower() in _COUNTED):
            m, count, hours = _length(text, prep.start)
            own = [t for t in prep.subtree() if self.is_time(t) and not self._inside_clause(t, prep)]
            base = self._resolve(own[0], "past") if own else None
            if base is None or count is None or not (m or hours):
                continue
            sign = -1 if prep.lemma.lower() == "before" else 1
            day = base.edtf.removesuffix("/..").removeprefix("../")  # 'after Monday', alone, is from then on
            edtf = _shift(day, sign * count, m["unit"].lower() if m else "day")
            words = text[m.start() if m else prep.start : own[0].end]
            return prep, [(prep, When(edtf, words, day, "counted-from"))] if edtf else []
        return None, []

    def _days_after(self, verb: Token) -> list[tuple[Token, When]]:
        """'Two days after Mr Roe spoke, A met B': counted from the day on which the text has told that he did."""
        for clause in verb.by("advcl"):
            mark = next((m for m in clause.by("mark") if m.low in ("after", "before")), None)
            named = [t for t in clause.by("nsubj") if t.mention is not None]
            if mark is None or not named or clause.by("dobj", "ccomp"):
                continue
            m, count, _ = _length(self.annotated.document.text, mark.start)
            if m is None or count is None or m["unit"].lower() not in ("day", "week"):
                continue
            name, sentences = named[0].text, self.annotated.sentences
            day = self._reached.day_of(mark.start, lambda n: any(t.text == name for t in sentences[n].tokens))  # noqa: B023
            edtf = _shift(day, count if mark.low == "after" else -count, m["unit"].lower()) if day else None
            if day is not None and edtf is not None:
                words = self.annotated.document.text[m.start() : mark.end]
                return [(mark, When(edtf, words, day, "days-after-clause"))]
        return []

    def past(self, when: When) -> bool:
        """Whether a time had ended when the document was published."""
        last, now = bounds(when.edtf)[1], bounds(self.published)[0] if self.published else None
        return last is not None and now is not None and last < now

    def resolve_token(self, token: Token, how: str | None = None) -> When | None:
        """The date of one expression of time."""
        return self._resolve(token, how) if self.is_time(token) else None

    def places(
        self, trigger: Token, kinds: frozenset[str] | None = None, *, alone: bool = False, act: str = ""
    ) -> list[Entity]:
        """Where an act took place (``Places.of``)."""
        return self._places.of(trigger, kinds, alone=alone, act=act)


def _length(text: str, end: int) -> tuple[re.Match[str] | None, int | None, bool]:
    """The length of time in whose words a stretch ends ('two days', of which there are 2), and whether it is one of
    hours or less, which counts as none: None is no number that is known.
    """
    begin = max(0, end - 40)
    m = _DURATION.search(text, begin, end)
    if m is None:
        return None, 0, _HOURS.search(text, begin, end) is not None
    return m, _NUMBERS.get(m["n"].lower()) or (int(m["n"]) if m["n"].isdigit() else None), False


def _sets_scene(clause: Token) -> bool:
    """'*Speaking* in X', '*asked* about it'; not 'having spoken'."""
    if clause.tag == "VBN":
        return clause.lemma in _PROMPTED and not clause.by("aux", "auxpass", "nsubj", "nsubjpass")
    return clause.tag == "VBG" and clause.lemma in _SETTING and not clause.by("aux")


def _to_come(noun: Token) -> bool:
    """'Next round: end of January'."""
    return any(c.low in ("next", "upcoming", "forthcoming") for c in noun.by("amod"))


def _of_term(time: Token) -> bool:
    """'Extended until 31 October', 'grace up to July': where something ends is no time that the story has reached."""
    prep = time.head
    return prep is not None and prep.dep == "prep" and prep.lemma.lower() in _ENDS_AT


def _to_this_day(time: Token, verb: Token) -> bool:
    """'Has been in force since April 2010': what has been so up to now takes no story back to when it began."""
    since = time.head is not None and time.head.lemma.lower() == "since"
    return since and any(a.low in ("has", "have", "'ve") for a in verb.by("aux"))


def _of_subject(noun: Token) -> bool:
    """Whether it is what a subject is besides, in apposition."""
    return noun.dep == "appos" and noun.head is not None and noun.head.dep in ("nsubj", "nsubjpass")


def _on_the_way(purpose: Token, verb: Token) -> bool:
    """'Will travel to Rome next week to meet him', 'met on Monday to sign it': one does there and then what one goes or
    comes together for.
    """
    to = purpose.tag == "VB" and any(a.tag == "TO" for a in purpose.by("aux"))
    gathered = verb.lemma in _GATHERS and verb.tag == "VBD"
    return to and purpose.dep == "advcl" and (verb.lemma in _GOING or gathered)


def nearest(found: list[tuple[Token, When]], trigger: Token) -> When:
    """The date that stands nearest to the trigger; one before it must be clearly nearer than one behind it."""
    return min(found, key=lambda f: abs(f[0].i - trigger.i) + (3 if 0 <= f[0].i < trigger.i else 0))[1]


_BORROWED: tuple[Callable[[WhenWhere, Token], list[Token] | None], ...] = (
    WhenWhere._of_opening_above,
    WhenWhere._of_setting,
    WhenWhere._of_what_it_keeps_from,
    WhenWhere._of_what_comes_first,
    WhenWhere._of_verb_that_it_completes,
    WhenWhere._of_clause_around,
    WhenWhere._of_verb_beside,
    WhenWhere._of_clause_above,
    WhenWhere._of_what_is_decided,
    WhenWhere._of_clause_before,
    WhenWhere._of_verb_behind,
)
"""Where the time of a verb stands whose own clause tells none; the first that answers wins."""
