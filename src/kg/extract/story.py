"""Dates and places that an act takes over from other sentences, or from the kind of text that it stands in.

A wrong date is worse than none: each rule needs a sign in the words or in the kind of text, not nearness alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Protocol

from kg.annotate.commentary import is_release
from kg.core.annotated import Annotated, Sentence, Token
from kg.core.model import Entity, When
from kg.core.time import bounds, interval, precision
from kg.core.words import word_set
from kg.extract.acts import Act, main_clause, simple_past
from kg.extract.grammar import PASSIVE_SUBJECT, SUBJECT, clause_head, clause_tokens, is_verb
from kg.extract.meetings import Meeting, Meetings, dated
from kg.extract.sequels import Sequels
from kg.link.resolve import Ref, Resolver

_FRAMES = word_set("extract.story.frames")
_TODAY = re.compile(r"\b(?:today|yesterday|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
_THAT_OCCASION = re.compile(r"On (?:that|the same|this) occasion\b")
_ON_THAT = re.compile(r"\bon that occasion\b")
_MEETINGS = word_set("extract.story.meetings")
_MEETS = word_set("extract.story.meets")
"""What is done on an occasion without a ceremony."""
_OCCASION = re.compile(
    r"\b(?:on|at|during|after|in the margins of|on the (?:margins|sidelines) of) (?:the|this|that) (?:same )?"
    r"(?:signing |same )?(?:occasion|ceremony|signing)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:the (?:very )?same|that (?:very )?(?:same )?)\s*(?:day|month|year|week|evening|night|morning)\b", re.IGNORECASE
)
_VOTES = word_set("extract.story.votes")
_VOTED = word_set("extract.story.voted")
_BEFORE_NOW = word_set("extract.story.before_now")
"""With these the perfect tells what was done at some time up to now, or was not."""
_SPANS = word_set("extract.story.spans")
"""'For decades', 'three times'."""
_TRIPS = word_set("extract.story.trips")
_FAR = 60  # sentences back that a signing or a passage may be told
_THEN = re.compile(r"\b(?:the then|then-\w+|at (?:the|that) time|back then|in those days)\b", re.IGNORECASE)
_REACTS = {"ACCUSE", "PROTEST", "REJECT", "SUPPORT"}
_DAYS = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")
_WEEK = 7
_RETURN = re.compile(r"\bin (?:exchange|return|turn)\b", re.IGNORECASE)
_SIGNS = word_set("extract.story.signs")
_LASTING = word_set("extract.story.lasting")
_SIGNED = word_set("extract.story.signed")
_AFAR = re.compile(r"\b(?:by|over the|on the|in a) (?:tele)?phone\b|\bcall\b|\bvideo|\bvirtual|\bonline\b|\bletters?\b")
"""How those do something together who are not in one place."""
_CEREMONY = word_set("extract.story.ceremony")
_SEES = word_set("extract.story.sees")
"""What is done at the signing of a paper by those who do not sign it."""
_PERFORMATIVE = word_set("extract.story.performative")
"""Verbs that, said by oneself in the present, are the act."""
_OPENING = ('"', "“", "„", "«")
_SPEECH = {"ACCUSE", "PROTEST", "REQUEST", "REJECT", "THREATEN", "SUPPORT"}


class Clauses(Protocol):
    """The dates and places that clauses tell themselves."""

    def dates(self, trigger: Token) -> list[tuple[Token, When]]: ...

    def places(self, trigger: Token, *, act: str = "") -> list[Entity]: ...

    def is_time(self, token: Token) -> bool: ...

    def resolve_token(self, token: Token, how: str | None = None) -> When | None: ...

    def row(self, token: Token) -> When | None: ...


def _met(verb: Token) -> bool:
    """'Met', 'visited', 'paid a visit'."""
    held = verb.lemma in ("hold", "make", "pay") and any(o.lemma in _MEETINGS for o in verb.by("dobj"))
    return held or verb.lemma in _MEETS


_MET = word_set("extract.story.met")


class Story:
    """What an act takes over from other sentences, or from the kind of text that it stands in."""

    def __init__(self, annotated: Annotated, resolver: Resolver, clauses: Clauses, says: frozenset[str]) -> None:
        self.annotated, self.resolver, self.clauses, self.says = annotated, resolver, clauses, says
        self.text, self.published = annotated.document.text, annotated.document.published
        self.meetings = Meetings(self.text)
        self._sequels = Sequels(clauses, lambda s, everywhere: self._before(s, everywhere=everywhere))
        self.release = is_release(annotated.document)
        low = self.text.lower()
        self._of_occasions = any(word in low for word in ("occasion", "ceremony", "signing"))

    def date(self, act: Act) -> When | None:
        """The date of an act of the present or past that has none of its own."""
        above = act.trigger.head
        beside = act.trigger.dep == "advcl" and act.trigger.tag == "VBG" and not act.trigger.by("mark", "aux")
        if beside and above is not None and is_verb(above):  # 'Roe warned, promising that ...'
            return self._date(act) or self._date(replace(act, trigger=above))
        if act.kind == "status" and (seen := _witnessed(act.trigger)) is not None:
            return self._first(seen, "witnessed") or self._date(replace(act, trigger=seen))
        return self._date(act) or self._signed_in_lead(act)

    def _date(self, act: Act) -> When | None:
        return (
            self._spoken(act)
            or self._same_subject(act)
            or self._occasion(act)
            or self._at_meeting(act)
            or self._between(act)
            or self._voted(act)
            or self._reaction(act)
            or self._since_then(act)
            or self._lead(act)
            or self._elaborated(act)
            or self._in_return(act)
            or self._half(act)
            or self._ink(act)
            or self._sequels.pointed(act)
            or self._released(act)
            or self._sequels.retold(act)
            or self._posted(act)
            or self._just(act)
        )

    def place(self, act: Act) -> Entity | None:
        """The place of an act that has none of its own."""
        rules = (
            self._occasion_place,
            self._ink_place,
            self._same_day_place,
            self._same_subject_place,
            self._trip_place,
            self._ceremony_place,
        )
        for found in (*rules, self._meeting_place, self._elaborated_place, self._reported_place):
            if (place := found(act)) is not None:
                return place
        return None

    def meeting(self, act: Act, when: When | None, place: Entity | None) -> None:
        """Keep a visit or meeting that the text tells of, for what was done at it."""
        self.meetings.note(self._number(act.sentence), act.refs, act.upon, when, place)

    # -- other sentences

    def _before(self, sentence: Sentence, *, everywhere: bool = False) -> Iterator[Sentence]:
        """The sentences before one, the nearest first: of its paragraph, or of the whole text."""
        number = self._number(sentence)
        for n in range(number - 1, max(-1, number - _FAR), -1):
            other = self.annotated.sentences[n]
            if other.segment is not sentence.segment and not everywhere:
                return
            if other.segment.kind != "title":
                yield other

    @cached_property
    def _body(self) -> list[Sentence]:
        """The first sentences of the text itself."""
        return list(islice((s for s in self.annotated.sentences if s.segment.kind == "paragraph" and s.tokens), 5))

    def _number(self, sentence: Sentence) -> int:
        return self.resolver.sentence_of.get(sentence.tokens[0].start, 0) if sentence.tokens else 0

    def _root(self, sentence: Sentence) -> Token | None:
        root = sentence.root()
        return root if root is not None and is_verb(root) else None

    def _first(self, token: Token, rule: str) -> When | None:
        found = self.clauses.dates(token)
        return replace(found[0][1], rule=f"{rule} ({found[0][1].rule})") if found else None

    # -- rules of dates

    def _spoken(self, act: Act) -> When | None:
        """'On Friday Roe said that Peru stood with Chile': what a speaker does by speaking is of the day he speaks."""
        for token in act.tokens:
            above = token.head
            while token.dep == "conj" and above is not None:
                token, above = above, above.head
            if (
                token.dep in SUBJECT
                and above is not None
                and is_verb(above)
                and above is not act.trigger
                and above.tag == "VBD"
                and _told_by(act.trigger, above)
            ):
                return self._first(above, "speech")
        said = self._told_by_itself(act) or self._goes_on(act)
        return self._first(said, "speech") if said is not None else None

    def _goes_on(self, act: Act) -> Token | None:
        """'"It is a shame," Roe said on Monday. "We condemn it."': the verb of saying, for what the speaker does by
        going on.
        """
        before = next(self._before(act.sentence), None) if act.kind in _SPEECH else None
        says = self._root(before) if before is not None else None
        if says is None or says.tag != "VBD" or says.lemma not in self.says or act.trigger.tag == "VBD":
            return None
        opens = self.text[act.sentence.start : act.sentence.start + 1] in _OPENING
        speakers = {r.entity.iri for t in says.by(*SUBJECT) for r in self.resolver.actors(t)}
        return says if opens and any(r.entity.iri in speakers for r in act.refs) else None

    def _told_by_itself(self, act: Act) -> Token | None:
        """The verb by which a state, or a minister, says that it stands with another: what it does by his words."""
        states = {e.iri for r in act.refs for e in (r.entity, r.state) if e is not None}
        earlier = any(a.low in ("had", "'d", "’d") for a in act.trigger.by("aux"))
        for above in act.trigger.ancestors() if act.kind in _SPEECH else ():
            if is_verb(above) and above.tag == "VBD" and _told_by(act.trigger, above):
                speakers = [r for t in above.by(*SUBJECT) for r in self.resolver.actors(t)]
                theirs = any(r.state is not None and r.state.iri in states for r in speakers if _of_person(r))
                itself = any(r.entity.iri in states for r in speakers)
                return above if (theirs or (itself and not earlier)) and above.lemma in self.says else None
        return None

    def _same_subject(self, act: Act) -> When | None:
        """What 'he' or 'it' did next, in the simple past: when the subject of the sentence before acted.

        What somebody 'also' did in a month may have been on another day, and in another month.
        """
        root = self._root_of_same(act)
        when = self._first(root, "same-subject") if root is not None else None
        also = any(c.lemma.lower() in ("also", "later", "then") for c in clause_head(act.trigger).by("advmod"))
        return when if when is not None and (precision(when.edtf) == "day" or not also) else None

    def _root_of_same(self, act: Act) -> Token | None:
        """The main verb of the sentence before, where a pronoun does the act in the simple past and is its subject."""
        if not any(t.tag == "PRP" for t in act.tokens) or not simple_past(act.trigger):
            return None
        before = next(self._before(act.sentence), None)
        root = self._root(before) if before is not None else None
        if root is None or any(a.tag == "MD" for a in root.by("aux")):
            return None  # what comes next in the past is not of what is still to come
        named = {
            e.iri
            for t in root.by(*SUBJECT, *PASSIVE_SUBJECT)
            for r in self.resolver.actors(t)
            for e in (r.entity, r.state)
            if e is not None
        }
        return root if any(r.entity.iri in named for r in act.refs) else None

    def _signing(self, act: Act) -> Token | None:
        """The signing that 'the ceremony' or 'the same occasion' means: the last one told before, with its day."""
        if not self._of_occasions:
            return None
        said = _OCCASION.search(self.text, act.sentence.start, act.sentence.end)
        verb = act.trigger if is_verb(act.trigger) else clause_head(act.trigger)
        own = [t for t in act.sentence.tokens if said is not None and said.start() <= t.start < said.end()]
        aside = (
            verb.dep == "relcl" and bool(own) and clause_head(own[-1]) is verb
        )  # 'Roe, who on the same occasion ...'
        if said is None or not (aside or main_clause(act.trigger)):
            return None
        told = [
            token
            for before in self._before(act.sentence, everywhere=True)
            for token in before.tokens
            # what is concluded has no ceremony yet
            if token.lemma in _SIGNS - {"conclude"} and is_verb(token) and main_clause(token)
        ]
        dated = [(token, found[0][1]) for token in told if (found := self.clauses.dates(token))]
        days = [token for token, when in dated if precision(when.edtf) == "day"]
        return next(iter([*days, *(token for token, _ in dated)]), None)

    def _occasion(self, act: Act) -> When | None:
        """'At the ceremony', 'on the same occasion': on the day of the signing before, or of the meeting just told."""
        opens = _THAT_OCCASION.match(self.text, act.sentence.start) is not None
        if (met := self._met_just(act)) is not None:
            return self._first(met, "occasion")
        signing = self._signing(act)
        day = self._first(signing, "occasion") if signing is not None else None
        reported = self._reported if opens and self.release else None
        if reported is not None and (day is None or not self._fresh(day)):
            return replace(reported, rule=f"occasion ({reported.rule})")  # not at the signing of years ago
        return day

    def _met_just(self, act: Act) -> Token | None:
        """'Paid a visit to Lima in May. *On that occasion* ...': the verb by which they met in the sentence before."""
        opens = _THAT_OCCASION.match(self.text, act.sentence.start) is not None
        if not opens and _ON_THAT.search(self.text, act.sentence.start, act.sentence.end) is None:
            return None
        before = next(self._before(act.sentence), None)
        met = [t for t in before.tokens if is_verb(t) and _met(t)] if before is not None else []
        return met[-1] if met and (opens or simple_past(met[-1])) else None

    def _meant(self, act: Act) -> Meeting | None:
        """The meeting at which an act of the simple past was done ('during the visit', or between host and guest)."""
        trigger, verb = act.trigger, clause_head(act.trigger)
        fragment = trigger.dep == "acl" and trigger.tag == "VBN" and trigger.head is not None and not trigger.head.head
        told = fragment or (simple_past(trigger) and main_clause(verb if is_verb(verb) else trigger))
        sentence = act.sentence
        return (
            self.meetings.meant(
                self._number(sentence),
                min([sentence.start, *(m.start for m in sentence.front)]),
                sentence.end,
                trigger,
                act.kind,
                [*act.refs, *act.upon],
            )
            if told
            else None
        )

    def _at_meeting(self, act: Act) -> When | None:
        meeting = self._meant(act)
        return dated(meeting, act.trigger) if meeting is not None else None

    def _meeting_place(self, act: Act) -> Entity | None:
        meeting = self._meant(act) if act.kind in ("AGREE", "CONSULT", "status") else None
        return meeting.place if meeting is not None else None

    def _between(self, act: Act) -> When | None:
        """'In May X did this. Y did that. The same month Z ...': what stands between is of that time too."""
        if not simple_past(act.trigger) or not main_clause(act.trigger):
            return None
        number = self._number(act.sentence) + 1
        after = self.annotated.sentences[number] if number < len(self.annotated.sentences) else None
        before = next(self._before(act.sentence), None)
        if after is None or before is None or after.segment is not act.sentence.segment:
            return None
        start = min([after.start, *(m.start for m in after.front)])
        root = self._root(before)
        return self._first(root, "between") if root is not None and _BACK.match(self.text, start) else None

    def _voted(self, act: Act) -> When | None:
        """'The party voted against it': in the vote that the sentence before tells of."""
        trigger = act.trigger
        noun = any(t.lemma in _VOTES and t.by("det") for t in trigger.subtree()) and trigger.tag == "VBD"
        if not simple_past(trigger) or not (trigger.lemma in _VOTES or noun):
            return None
        near = list(islice(self._before(act.sentence), 3))
        votes = [t for s in near for t in s.tokens if t.lemma in _VOTED]
        return next((w for t in votes if (w := self._first(t, "vote")) is not None), None)

    def _reaction(self, act: Act) -> When | None:
        """'Welcomed Monday's signing', in a text of that Monday; 'welcomed the signing', told on its very day."""
        day = (self.published or "")[:10]
        if len(day) < 10 or not main_clause(act.trigger) or not simple_past(act.trigger):
            return None
        verb = act.trigger if is_verb(act.trigger) else clause_head(act.trigger)
        verbs = [verb] if act.kind in _REACTS else []
        if verb.dep == "conj" and verb.head is not None and not verb.by(*SUBJECT) and act.kind in _SPEECH:
            verbs.append(verb.head)  # 'welcomed the signing and called on both to ratify'
        for noun in (n for v in verbs for n in v.by("dobj", "nsubjpass")):
            for time in noun.by("poss", "nmod", "compound"):
                when = self.clauses.resolve_token(time, "past") if self.clauses.is_time(time) else None
                if when is not None and when.edtf == day:
                    return replace(when, rule=f"reaction ({when.rule})")
            the = any(d.low in ("the", "this") for d in noun.by("det"))
            if the and noun.lemma in _SIGNED and (lead := self._today) is not None and noun.mention is None:
                return replace(lead, rule=f"reaction ({lead.rule})")
        return None

    @cached_property
    def _today(self) -> When | None:
        """The day of publication, where a report below a dateline leads with a signing of that day."""
        body = self._body[:1] if self.annotated.dateline_place is not None else []
        root = self._root(body[0]) if body else None
        found = self.clauses.dates(root) if root is not None and root.lemma in _SIGNS | {"agree"} else []
        return next((w for _, w in found if w.edtf == (self.published or "")[:10]), None)

    def _since_then(self, act: Act) -> When | None:
        """'Has since ratified it': between what was told last and the publication."""
        verb = act.trigger if is_verb(act.trigger) else clause_head(act.trigger)
        since = any(c.lemma == "since" and not c.by("pobj", "advmod") for c in verb.by("advmod", "prep"))
        if (
            not since
            or verb.lemma in _LASTING
            or not any(a.lemma == "have" for a in verb.by("aux"))
            or self.published is None
        ):
            return None
        head = verb.head if verb.dep == "conj" else None
        before = next(self._before(act.sentence, everywhere=True), None)
        base = head if head is not None and is_verb(head) else self._root(before) if before is not None else None
        found = self.clauses.dates(base) if base is not None else []
        if not found:
            return None
        start, words = found[0][1].edtf.split("/")[0], found[0][1].words
        end = self.published[:10]
        return When(interval(start, end), words, "story", "since-then") if start and start <= end else None

    def _lead(self, act: Act) -> When | None:
        """'Peru has protested to Chile': a lead in the perfect, of the day on which its speakers below spoke."""
        verb = act.trigger if is_verb(act.trigger) else clause_head(act.trigger)
        body = self._body[:5]
        perfect = any(a.lemma == "have" and a.tag in ("VBZ", "VBP") for a in verb.by("aux"))
        if act.kind not in _SPEECH or not perfect or not body or act.sentence is not body[0] or verb.head is not None:
            return None
        states = {e.iri for r in act.refs for e in (r.entity, r.state) if e is not None}
        for sentence in body[1:]:
            for token in sentence.tokens:
                if not is_verb(token) or token.tag != "VBD" or token.dep not in ("ROOT", "ccomp", "parataxis"):
                    continue
                speakers = [r for t in token.by(*SUBJECT) for r in self.resolver.actors(t)]
                theirs = any(e.iri in states for r in speakers for e in (r.entity, r.state) if e is not None)
                when = self._first(token, "lead") if theirs and speakers[0].entity.kind == "Person" else None
                if when is not None:
                    return when if precision(when.edtf) == "day" else None
        return None

    def _elaborated(self, act: Act) -> When | None:
        """The second sentence of a lead tells more of what the first tells: how the two met and agreed."""
        if (
            act.kind not in ("CONSULT", "AGREE", "status")
            or not simple_past(act.trigger)
            or not main_clause(act.trigger)
        ):
            return None
        body = self._body[:2]
        if len(body) < 2 or act.sentence is not body[1] or body[0].segment is not body[1].segment:
            return None
        root = self._root(body[0])
        when = self._first(root, "lead-goes-on") if root is not None and simple_past(root) else None
        return when if when is not None and precision(when.edtf) == "day" else None

    def _signed_in_lead(self, act: Act) -> When | None:
        """'A and B agreed on Friday', and below it: 'They will ..., according to a statement signed in Lima by ...'."""
        body, noun = self._body[:2], act.trigger.head
        if act.kind != "status" or act.trigger.dep != "acl" or act.trigger.lemma not in _SIGNS or noun is None:
            return None
        if len(body) < 2 or act.sentence is not body[1] or noun.dep != "pobj" or not act.trigger.by("agent"):
            return None
        root = self._root(body[0])
        led = root is not None and simple_past(root) and root.lemma in _SIGNS | {"agree"}
        when = self._first(root, "lead-goes-on") if led and root is not None else None
        return when if when is not None and self._fresh(when) else None

    def _elaborated_place(self, act: Act) -> Entity | None:
        """'They met in Lima on Monday. They signed a pact': where the lead says that they met."""
        if act.kind != "status" or act.trigger.lemma not in _SIGNS or not simple_past(act.trigger):
            return None
        body = self._body[:2]
        if len(body) < 2 or act.sentence is not body[1] or not main_clause(act.trigger):
            return None
        root = self._root(body[0])
        met = root is not None and (root.lemma in _MEETS or any(t.lemma in _SIGNED for t in root.by("nsubj")))
        return next(iter(self.clauses.places(root, act="status")), None) if root is not None and met else None

    def _reported_place(self, act: Act) -> Entity | None:
        """'LIMA – Chile's minister held talks with his Peruvian counterpart on Monday': where one is at home, and
        whence it is reported on that day.
        """
        told = self.annotated.dateline_place
        met = act.kind == "CONSULT" or (act.kind == "status" and act.trigger.lemma in _SIGNS)
        if told is None or not met or act.sentence not in self._body[:3]:
            return None
        if (
            not simple_past(act.trigger)
            or not main_clause(act.trigger)
            or _AFAR.search(self.text, act.sentence.start, act.sentence.end)
        ):
            return None
        states = [e for r in (*act.refs, *act.upon) for e in (r.entity, r.state) if e is not None]
        days = self.clauses.dates(act.trigger)
        here = any(e.code == told.state for e in states if e.code is not None)
        elsewhere = any(t.tag == "NNP" and not self.clauses.is_time(t) for t in _in_what(act))
        if not here or not days or elsewhere or not self._fresh(days[0][1], 1):
            return None
        return told.entity if act.kind != "status" or not self._signed_elsewhere(act) else None

    def _signed_elsewhere(self, act: Act) -> bool:
        """Whether another sentence tells where something was signed."""
        verbs = (
            t
            for s in self.annotated.sentences
            if s is not act.sentence
            for t in s.tokens
            if t.lemma in _SIGNS and is_verb(t)
        )
        return any(self.clauses.places(t, act="status") for t in verbs)

    def _ceremony_place(self, act: Act) -> Entity | None:
        """'They signed it on Monday. The ceremony was held in Lima': where the next sentence says that it was."""
        if act.kind != "status" or act.trigger.lemma not in _SIGNS or not simple_past(act.trigger):
            return None
        number = self._number(act.sentence) + 1
        after = self.annotated.sentences[number] if number < len(self.annotated.sentences) else None
        root = self._root(after) if after is not None else None
        held = root is not None and (root.lemma == "hold" or any(t.lemma == "place" for t in root.by("dobj")))
        which = [t for t in root.by(*SUBJECT, *PASSIVE_SUBJECT) if t.lemma in _CEREMONY] if root is not None else []
        the = any(d.low in ("the", "this") for t in which for d in t.by("det"))
        return next(iter(self.clauses.places(root, act="status")), None) if root is not None and held and the else None

    def _in_return(self, act: Act) -> When | None:
        """'In exchange, B lifted its ban': when A did what it did it for."""
        end = act.trigger.end
        if not _RETURN.search(self.text, act.sentence.start, end) or not main_clause(act.trigger):
            return None
        before = next(self._before(act.sentence), None)
        root = self._root(before) if before is not None else None
        return self._first(root, "in-return") if root is not None and simple_past(act.trigger) else None

    def _half(self, act: Act) -> When | None:
        """'In 2020 it laid claim to the valley; Bhutan protested': the second half of a sentence, of the same year."""
        opens = self.text[max(0, act.sentence.start - 3) : act.sentence.start].rstrip().endswith(";")
        said = act.kind == "status" or act.kind in _SPEECH - {"PROTEST"}
        if not opens or said or not simple_past(act.trigger) or not main_clause(act.trigger):
            return None
        before = next(self._before(act.sentence), None)
        root = self._root(before) if before is not None else None
        when = self._first(root, "second-half") if root is not None and simple_past(root) else None
        return when if when is not None and precision(when.edtf) in ("year", "month") else None

    def _inked(self, act: Act) -> Token | None:
        """'When the ink dried in Lima on Thursday ...': the signing told next is that one."""
        if act.kind != "status" or act.trigger.lemma not in _SIGNS:
            return None
        before = next(self._before(act.sentence), None)
        inks = [t for t in before.tokens if t.lemma == "ink" and t.dep == "nsubj"] if before is not None else []
        return inks[0].head if inks else None

    def _ink(self, act: Act) -> When | None:
        dried = self._inked(act)
        return self._first(dried, "ink") if dried is not None else None

    def _ink_place(self, act: Act) -> Entity | None:
        dried = self._inked(act)
        return next(iter(self.clauses.places(dried, act="status")), None) if dried is not None else None

    def _posted(self, act: Act) -> When | None:
        """What a post of a live page tells is of the day on which the page appeared, also in the perfect of news."""
        trigger = act.trigger
        when = self.clauses.row(trigger)
        verb = trigger if is_verb(trigger) else clause_head(trigger)
        perfect = is_verb(verb) and any(a.lemma == "have" for a in verb.by("aux")) and not _news(verb)
        lasting = is_verb(verb) and (verb.lemma in ("be", "have", "belong", "want", "remain") or _still(verb))
        told = act.kind == "status" and is_verb(verb) and verb.tag in ("VBD", "VBN")  # which may be long ago
        if when is None or when.rule != "post" or perfect or lasting or told:
            return None
        if not main_clause(trigger) and not (is_verb(trigger) and _posts(verb)):
            return None
        now = is_verb(verb) and verb.tag in ("VBZ", "VBP")
        timed = any(self.clauses.is_time(t) and self._of_clause(t, when, now) for t in act.sentence.tokens)
        return None if timed else when

    def _of_clause(self, time: Token, posted: When, now: bool) -> bool:
        """Whether a time may be that of the main clause (told in the present, where ``now``) and is not the post's."""
        apart = any(a.dep in ("acl", "relcl") or (a.dep == "advcl" and a.tag == "VBN") for a in time.ancestors())
        if _of_noun(time) or (now and apart):
            return False
        when = self.clauses.resolve_token(time, "past")
        return when is None or when.edtf != posted.edtf

    def _just(self, act: Act) -> When | None:
        """'Have just signed', on a live page or below the day and place of a report: on the day of publication."""
        verb = act.trigger if is_verb(act.trigger) else clause_head(act.trigger)
        perfect = is_verb(verb) and any(a.lemma == "have" and a.tag in ("VBZ", "VBP") for a in verb.by("aux"))
        just = [c for c in verb.by("advmod") if c.low == "just"] if perfect else []
        when = self.clauses.row(verb)
        fresh = self.annotated.dateline_place is not None or (when is not None and when.rule == "post")
        if not just or not fresh or self.published is None or len(self.published) < 10:
            return None
        return When(self.published[:10], "just", "published", "just")

    def _released(self, act: Act) -> When | None:
        """What a release tells in the simple past without a date took place on the day that it reports."""
        trigger = act.trigger
        if self.release and self.published and len(self.published) >= len("2024-05-13") and _performs(act):
            return When(self.published[:10], None, "published", "release-day (published)")
        day = self._reported if self.release else None
        if day is None or not simple_past(trigger) or not main_clause(trigger) or not _direct(trigger):
            return None
        if self.clauses.dates(clause_head(trigger)) or _THEN.search(self.text, act.sentence.start, act.sentence.end):
            return None  # 'was signed by the then minister': long ago
        return replace(day, rule=f"release-day ({day.rule})")

    @cached_property
    def _reported(self) -> When | None:
        """The day of the act that a release leads with: 'today', 'yesterday', else that of its first sentence."""
        body = self._body[:2]
        for sentence in body:
            for token in sentence.tokens:
                if self.clauses.is_time(token) and _TODAY.fullmatch(
                    self.annotated.document.text[token.start : token.end]
                ):
                    return self.clauses.resolve_token(token, "past")
        root = self._root(body[0]) if body else None
        found = self.clauses.dates(root) if root is not None and simple_past(root) else []
        return found[0][1] if found and self._fresh(found[0][1]) else None

    def _fresh(self, when: When, most: int = _WEEK) -> bool:
        """Whether a date is of days that end in the week, or so many days, before publication."""
        ends = bounds(when.edtf)
        today = bounds(self.published)[1] if self.published else None
        if _DAYS.fullmatch(when.edtf) is None or ends[1] is None or today is None:
            return False
        return 0 <= (today - ends[1]).days <= most

    # -- rules of places

    def _occasion_place(self, act: Act) -> Entity | None:
        met = self._met_just(act) if _ON_THAT.search(self.text, act.sentence.start, act.sentence.end) else None
        if met is not None:
            return next(iter(self.clauses.places(met)), None)
        signing = self._signing(act)
        if signing is None:
            return None
        if found := self.clauses.places(signing, act="status"):
            return found[0]
        for before in self._before(act.sentence, everywhere=True):
            for token in before.tokens:
                signs = token.lemma in _SIGNS - {"conclude"} and is_verb(token)
                if signs and (found := self.clauses.places(token, act="status")):
                    return found[0]
        return None

    def _same_day_place(self, act: Act) -> Entity | None:
        """'On the same day they signed ...': where those before it met or signed."""
        times = [m for m in act.sentence.front if m.kind == "Time"] + [t.mention for t in act.sentence.tokens]
        same = any(m is not None and getattr(m.time, "rule", "") == "same-day" for m in times)
        if act.kind not in ("status", "CONSULT", "AGREE") or not same:
            return None
        for before in self._before(act.sentence):
            root = self._root(before)
            met = root is not None and root.lemma in _MET
            if root is not None and met and (found := self.clauses.places(root, act="status")):
                return found[0]
        return None

    def _same_subject_place(self, act: Act) -> Entity | None:
        root = self._root_of_same(act)
        if root is None or act.kind not in _SPEECH or root.lemma not in ("tell", "say", "speak", "meet"):
            return None
        return next(iter(self.clauses.places(root, act=act.kind)), None)

    def _trip_place(self, act: Act) -> Entity | None:
        """'Made the same journey': where the passage before it led."""
        if act.kind != "MOBILIZE":
            return None
        verb, above = act.trigger, act.trigger.head
        verbs = [verb, *([above] if verb.dep in ("advcl", "acl") and above is not None and is_verb(above) else [])]
        trips = [t for v in verbs for t in v.by("dobj", "pobj") if t.lemma in _TRIPS and t.by("det")]
        through = any(c.low == "through" and not c.by("pobj") for c in verb.by("prt", "prep", "advmod"))
        if not trips and not (through and verb.lemma in _MOVES):
            return None
        for before in self._before(act.sentence, everywhere=True):
            for token in before.tokens:
                if is_verb(token) and token.lemma in _MOVES and (found := self.clauses.places(token, act="MOBILIZE")):
                    return found[0]
        return None


def _performs(act: Act) -> bool:
    """'The Government urges France to resume the talks': what is done by saying so, in a release."""
    verb = act.trigger
    plain = verb.tag in ("VBZ", "VBP") and not verb.by("aux", "neg") and main_clause(verb)
    return plain and act.kind in _SPEECH and verb.lemma in _PERFORMATIVE


def _in_what(act: Act) -> list[Token]:
    """What stands behind 'in' and 'at' in the sentence of an act."""
    return [o for t in act.sentence.tokens if t.dep == "prep" and t.lemma in ("at", "in") for o in t.by("pobj")]


_MOVES = word_set("extract.story.moves")


def _posts(verb: Token) -> bool:
    """'Uganda frees 12 fishermen, the governor says', 'Washington: Roe urges Kenya to pay', 'welcomed what he calls':
    what a post tells, though its verb stands below another word.
    """
    while verb.dep == "conj" and verb.head is not None and is_verb(verb.head):
        verb = verb.head
    above = verb.head
    going_on = verb.tag == "VBG" and any(a.tag in ("VBZ", "VBP") for a in verb.by("aux"))
    if above is None or not (going_on or verb.tag in ("VBZ", "VBP", "VBD")):
        return False
    told = verb.dep == "ccomp" and verb.i < above.i and above.head is None and is_verb(above)
    label = verb.dep in ("acl", "appos") and above.head is None and any(c.text == ":" for c in above.children)
    what = verb.dep in ("ccomp", "pcomp") and any(c.low == "what" for c in verb.children)
    return told or label or (what and above.i < verb.i and any(a.head is None for a in verb.ancestors()))


def _witnessed(signed: Token) -> Token | None:
    """'The leaders witnessed the exchange of the agreement, signed by Roe and Doe': the verb by which it was seen."""
    noun = signed.head if signed.dep == "acl" and signed.tag == "VBN" else None
    while noun is not None and noun.dep == "pobj" and noun.head is not None and noun.head.lemma == "of":
        noun = noun.head.head
    above = noun.head if noun is not None and noun.dep == "dobj" else None
    return above if above is not None and above.lemma in _SEES and above.tag == "VBD" else None


def _of_noun(time: Token) -> bool:
    """Whether a time only tells which thing is meant ('the 2019 memorandum')."""
    return time.dep in ("nummod", "amod", "compound", "nmod") and time.head is not None and not is_verb(time.head)


def _still(verb: Token) -> bool:
    return any(c.lemma.lower() in ("still", "now", "already") for c in verb.by("advmod"))


def _of_person(ref: Ref) -> bool:
    return ref.entity.kind == "Person"


def _told_by(trigger: Token, verb: Token) -> bool:
    """Whether a trigger stands in the clause that a verb of saying introduces."""
    token, told = trigger, False
    while token.head is not None and token is not verb:
        told = told or token.dep == "ccomp"
        token = token.head
    return told and token is verb


def _direct(trigger: Token) -> bool:
    """Whether a noun is told of by its verb itself ('held talks'), or frames it ('in the course of a visit')."""
    if is_verb(trigger) or trigger.head is None:
        return True
    head = trigger.head
    if head.dep == "prep" and head.head is not None:
        frame = head.head if not is_verb(head.head) else head
        return frame.lemma in _FRAMES or (frame.lemma == "on" and trigger.lemma in ("visit", "trip", "tour"))
    return is_verb(head) and trigger.dep in ("dobj", "nsubj", "nsubjpass", "attr")


def _news(verb: Token) -> bool:
    """'Chad has closed the crossing': told in the present perfect as news; not 'has long', 'for decades'."""
    has = any(a.lemma == "have" and a.tag in ("VBZ", "VBP") for a in verb.by("aux"))
    before = any(c.low in _BEFORE_NOW for c in verb.by("advmod", "neg"))
    lasts = any(t.lemma in _SPANS for t in clause_tokens(verb))
    return has and verb.tag == "VBN" and not before and not lasts
