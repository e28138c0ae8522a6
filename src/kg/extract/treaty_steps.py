"""Steps in the life of a treaty (signed, ratified, in force, left ...) and who took them, from the frames of status."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.core.annotated import Sentence, Token
from kg.core.model import Entity, Evidence, Stance, When
from kg.extract import grammar
from kg.extract.frames import Frame, role_tokens
from kg.extract.match import Match, evidence
from kg.extract.predication import instances
from kg.extract.stance import Verdict
from kg.extract.story import Act
from kg.extract.treaty_echoes import ECHOED, Echo, Step, followed, gapped
from kg.extract.treaty_parties import has_many_parties
from kg.extract.treaty_records import PARTY_KINDS, STATED, Party, Record, Signer, Status, TreatyBook
from kg.extract.when import nearest
from kg.link.noun_phrases import noun_phrase
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Ref
from kg.link.treaties import Treaty

_TEXTS = frozenset({"draft", "text", "version", "wording"})
_TOPIC = ("on", "over", "about", "for", "toward", "towards")
_OF_THINGS = {
    *("adopt", "clear", "close", "complete", "end", "finish", "freeze", "have", "hold", "keep"),
    *("denounce", "maintain", "pass", "reach", "rip", "share", "strike", "tear", "void"),
}
"""Verbs whose 'it' is seldom a treaty."""
_GO_ON = {"resume", "reopen", "restart", "relaunch", "continue", "recommence"}
_DECLARES = {"declare", "pronounce", "proclaim", "announce", "deem"}
_LABEL = re.compile(
    r"\W*(?:by whom|signed by|signed for \w+|signatories|signatory|who signed)\s*[:?–—]\s*", re.IGNORECASE
)
_ASKED = re.compile(r"\bwho (?:has |had )?(?:signed|put pen)[^.?]*\?\s*$", re.IGNORECASE)
_DECLARED = Verdict(Stance.STATED, "declared so by who may do it")
_AS_TOLD = {(Stance.PREDICTED, "Negotiating"), (Stance.ATTRIBUTED, "Concluded")}
"""Where a party is told as the step is."""
_TO_SIGN = Verdict(Stance.STATED, "party to the signing")
_DATED = frozenset(
    {"Signed", "Concluded", "Initialled", "Suspended", "Terminated", "Withdrawn", "Approved", "Ratified", "Rejected"}
)
_MADE = frozenset({"Signed", "Concluded", "Ratified"})
_BY_ALL = {"initial", "initialled", "initialed", "paraph", "conclude"}
_OF_TREATIES = {"accede", "denounce", "initial", "ratify", "sign", "signed", "unsign"}
"""What a row of a list says of a treaty though it does not name it ('Kenya: ratified in May')."""
_NTH = {"first", "last", "latest", "next", "only", "second", "third"}
_JOINS = {"accede", "join", "ratify", "sign", "subscribe"}
_AWAITS = {"await", "need", "require", "seek", "want", "lack", "pend"}
_REFUSED = ("'refuse to'", "'decline to'", "'refusal to'", "'unwillingness to'", "'rule out'", "'decide against'")
"""Rules by which whoever did not sign is no party."""


class TreatySteps:
    """Reads frames of status into the book."""

    def __init__(self, book: TreatyBook) -> None:
        self.book, self.matcher, self.resolver, self.text = book, book.matcher, book.resolver, book.text
        self._last: Step | None = None
        self._joined: tuple[Treaty, int, int] | None = None
        self._row = -1
        """Where the last row of a list on treaties begins ('Canada: signed in May; awaits a vote')."""
        self._said: dict[int, int] = {}
        """The last sentence that said of a state whether it is a party of a treaty of many, by the treaty's number."""
        """The treaty that somebody joined or ratified last, in which sentence, and by which word."""

    def collect(self, sentence: Sentence) -> None:
        """Note the steps that a sentence tells: of the frames of one trigger and status, the first with a treaty."""
        self._signatories(sentence)
        done: set[tuple[int, str]] = set()
        for match in self.matcher.matches(sentence, "status"):
            step = (match.trigger.i, match.frame.value)
            if step not in done and self._status(match):
                done.add(step)
        echo = followed(sentence, self.book.number(sentence), self._last, self.matcher) if self._last else None
        self._signatories_are(sentence)
        if echo is not None:
            self._echo(echo, sentence)
        self._did_so(sentence)

    def _echo(self, echo: Echo, sentence: Sentence) -> None:
        """Note a step that is told by pointing at the one before."""
        last = self._last
        if last is None:
            return
        record, value = self.book.record(last.treaty), last.frame.value
        ev = evidence(self.text, sentence, echo.trigger, echo.at, *(r.token for r in echo.parties))
        trace = (f"'{echo.trigger.text}' repeats the step '{last.trigger.text}' at {last.trigger.start}",)
        if value == "Party":
            self.book.add_parties(record, echo.parties, ev, echo.verdict, last.frame.id, echo.when)
        else:
            status = Status(value, echo.when, None, echo.verdict, ev, last.frame.id, trace)
            record.statuses.append(status)
            self._involve(record, value, echo.parties, status, ev, echo.verdict, echo.when, None, last.frame)
        self._last = replace(last, parties=(*last.parties, *echo.parties))

    def _status(self, match: Match) -> bool:
        """Note one step, or parties; whether a treaty was found."""
        frame, trigger, sentence = match.frame, match.trigger, match.sentence
        key = self._key(sentence)
        if not self._condition(match):
            return False
        found = self._treaties(match, key)
        if not found or self._says_nothing(match):
            return bool(found)
        if key is not None and key.kind in STATE_KINDS:
            plain = trigger.lemma in _OF_TREATIES or not grammar.is_verb(trigger)
            self._row = sentence.segment.start if plain else self._row
            if self._row == sentence.segment.start:
                self._list_row(key, found, sentence, trigger)
        refs = [
            r
            for path in frame.s
            for t in role_tokens(trigger, path)
            if t is not trigger and not (frame.id == "sign.for" and self._any_government(t))
            for r in self._who(t)
            if (frame.id != "party.honour" or (t.tag != "PRP" and r.entity.kind in STATE_KINDS | {"Person"}))
            and not self.resolver.brokers(t)
        ]
        if not refs and frame.value == "Party" and not grammar.is_verb(trigger):
            refs = [r for t in instances(trigger) for r in self.resolver.actors(t)]  # 'parties to the pact: A and B'
        parties = list({r.entity: r for r in self._after_colon(refs, match)}.values())
        if not parties and ("s" in frame.needs or frame.value == "Party"):
            return False
        verdict = self._verdict(match)
        if parties and frame.value in ("Party", "Ratified", "Withdrawn") and has_many_parties(found[0][0]):
            self._said[found[0][0].number] = self.book.number(sentence)
        if parties and verdict.stance is Stance.STATED and trigger.lemma in _JOINS and len(found) == 1:
            self._joined = (found[0][0], self.book.number(sentence), trigger.start)
        dates = self._dates(match, verdict, parties)
        place = self._place(match, parties)
        every = parties
        for n, (treaty, token) in enumerate(found):
            others = {t.partner for t, _ in found if t is not treaty} - {treaty.partner, None}
            parties = [r for r in every if r.entity.key not in others]
            own = self.matcher.when.dates(token) if token.dep == "conj" and token.head is trigger else []
            when = own[0][1] if own else self._aligned(dates, n, len(found), trigger)
            if dates and dates[0][0] is trigger and self.book.dated_by_name(treaty):
                when = None  # the treaty bears the date of its signing
            if frame.value == "Withdrawn" and self._outside(treaty, parties):
                continue  # 'the pact between A and B was denounced by C': a word of blame, no exit
            record = self.book.record(treaty)
            if len(found) == 1 and (apart := self._respectively(match, parties, dates)):
                for party, (time, own_date) in apart:
                    ev = evidence(self.text, sentence, trigger, token, party.token, time)
                    trace = self._trace(match, token, [party], own_date)
                    status = Status(frame.value, own_date, place, verdict, ev, frame.id, trace)
                    record.statuses.append(status)
                    self._involve(record, frame.value, [party], status, ev, verdict, own_date, place, frame)
                continue
            ev = evidence(self.text, sentence, trigger, token, *(r.token for r in parties), *(t for t, _ in dates))
            trace = self._trace(match, token, parties, when)
            if frame.value != "Party":
                status = Status(frame.value, when, place, verdict, ev, frame.id, trace)
                record.statuses.append(status)
                self._involve(record, frame.value, parties, status, ev, verdict, when, place, frame)
            else:
                self.book.add_parties(record, parties, ev, verdict, frame.id, when)
            if len(found) == 1 and frame.value in ECHOED and verdict.stance is Stance.STATED:
                self._last = Step(sentence, self.book.number(sentence), trigger, frame, treaty, tuple(parties))
                for echo in gapped(self._last, dates, self.matcher, verdict):
                    self._echo(echo, sentence)
        return True

    def _any_government(self, token: Token) -> bool:
        """'Signed for the government': of whoever signs, no other state's."""
        return token.mention is None and token.lemma == "government" and not token.by("prep", "poss", "amod", "nmod")

    def _who(self, token: Token) -> list[Ref]:
        """Who a token is; 'the member states, namely A and B' are A and B."""
        given = instances(token) if token.mention is None else []
        if not given and token.mention is None:  # 'the President of the Republic of Peru, A B, ...'
            named = [c for c in token.by("appos") if c.mention is not None and c.mention.kind == "Person"]
            own = next((r.entity for r in self.resolver.actors(token) if r.entity.kind in STATE_KINDS), None)
            if people := [r for name in named for r in self.resolver.actors(name)]:
                return [r if r.state is not None else replace(r, state=own) for r in people]
        return [r for name in given for r in self.resolver.actors(name)] or self.resolver.actors(token)

    def _signatories(self, sentence: Sentence) -> None:
        """'Signed by: A (Peru), B (Chile)', 'Who signed? A and B': persons listed after such a label."""
        start = sentence.front[0].start if sentence.front else sentence.start
        label = _LABEL.match(self.text, start, sentence.end)
        root = next((t for t in sentence.tokens if t.head is None), None)
        if label is None:
            before = self._sentence_before(sentence)
            asked = before is not None and _ASKED.search(self.text, before.start, before.end)
            if not asked or root is None or grammar.is_verb(root):
                return
        treaty = self.resolver.treaties.latest(start)
        if treaty is None or not self._near(treaty, sentence):
            return
        after = label.end() if label is not None else start
        people = [
            t for t in sentence.tokens if t.start >= after and t.mention is not None and t.mention.kind == "Person"
        ]
        refs = [r for t in people for r in self.resolver.actors(t)]
        if not refs or any(grammar.is_verb(t) and t.start >= after for t in sentence.tokens):
            return
        record = self.book.record(treaty)
        ev = evidence(self.text, sentence, people[0], people[-1])
        when = None if any(s.status == "Signed" for s in record.statuses) else self.matcher.when.row(people[0])
        self._list_signers(treaty, refs, ev, when)

    def _did_so(self, sentence: Sentence) -> None:
        """'The Soviet Union acceded in 1935. China had done so before, and Korea followed in 2016': parties too."""
        if self._joined is None or self.book.number(sentence) - self._joined[1] > 1:
            return
        treaty, _, at = self._joined
        for token in sentence.tokens:
            if token.start <= at or token.lemma not in ("do", "follow") or not grammar.is_verb(token):
                continue
            things = {t.lemma for t in token.by("dobj", "obj", "attr")}
            so = any(t.text.lower() in ("so", "likewise") for t in token.children) or things & {"same", "so"}
            if not (so if token.lemma == "do" else things <= {"suit"}) or token.by("neg"):
                continue
            states = [r for t in grammar.logical_subjects(token) for r in self._who(t) if r.entity.kind in STATE_KINDS]
            verdict = self.matcher.stances.read(token, sentence)
            if not states or verdict.stance is not Stance.STATED:
                continue
            dates = self.matcher.when.dates(token)
            ev = evidence(self.text, sentence, token, *(r.token for r in states), *(t for t, _ in dates))
            self.book.add_parties(
                self.book.record(treaty),
                states,
                ev,
                verdict,
                "party.likewise",
                nearest(dates, token) if dates else None,
            )

    def _signatories_are(self, sentence: Sentence) -> None:
        """'A signed it with B, the signatories being X and Y', 'its signatories were X and Y'."""
        for token in sentence.tokens:
            verb = next((v for v in (token.head, *token.by("acl")) if v is not None and v.lemma == "be"), None)
            if token.lemma != "signatory" or token.mention is not None or verb is None or verb.by("neg"):
                continue
            people = [t for t in grammar.expand(verb.by("attr")) if t.mention is not None]
            treaty = self.resolver.treaties.latest(token.start)
            if not people or treaty is None or not self._told_just_before(treaty, sentence):
                continue
            refs = [r for t in people for r in self.resolver.actors(t) if r.entity.kind == "Person"]
            if len(refs) == len(people):
                self._list_signers(treaty, refs, evidence(self.text, sentence, token, people[-1]))

    def _told_just_before(self, treaty: Treaty, sentence: Sentence) -> bool:
        """Whether a treaty is spoken of in this sentence, or in the one before and nothing is set before this one ('As
        for the accord, its signatories were ...').
        """
        here = self.book.number(sentence)
        cut = (
            bool(sentence.tokens) and self.text[sentence.start : sentence.tokens[0].start].strip(' \t\n*_>-–•"“') != ""
        )
        near = {self.resolver.sentence_of.get(t.start, -9) for t in treaty.mentions}
        return here in near or (here - 1 in near and not cut)

    def _list_signers(self, treaty: Treaty, refs: list[Ref], ev: Evidence, when: When | None = None) -> None:
        """Note persons who are listed as those who signed."""
        record = self.book.record(treaty)
        told = [s for s in record.statuses if s.status == "Signed" and s.verdict.stance is Stance.STATED]
        made = told[-1] if told else Status("Signed", when, None, STATED, ev, "sign.list", ("listed as signatories",))
        record.statuses += [made] * (not told)
        record.signers += [Signer(r.entity, made, ev, r.state) for r in refs if r.entity.kind == "Person"]
        self.book.add_parties(record, refs, ev, STATED, "party.signs", when)

    def _sentence_before(self, sentence: Sentence) -> Sentence | None:
        number = self.book.number(sentence)
        return self.matcher.annotated.sentences[number - 1] if number else None

    def _after_colon(self, refs: list[Ref], match: Match) -> list[Ref]:
        """'The spokesman on Tuesday: A and B have signed': who stands before a colon only says so."""
        marks = [t.start for t in match.sentence.tokens if t.text == ":" and t.start < match.trigger.start]
        later = [r for r in refs if not marks or r.token.start > marks[-1]]
        return later or refs

    # -- of which treaty

    def _treaties(self, match: Match, key: Entity | None) -> list[tuple[Treaty, Token]]:
        """The treaties of which a match tells, each with the token that names it."""
        frame, trigger, sentence = match.frame, match.trigger, match.sentence
        found = self._on_paths(match)
        if found:
            return found + self._gapped(trigger, found)
        if trigger.dep == "conj" and trigger.head is not None and not trigger.by("dobj", "nsubj"):
            # 'was signed in 2012 and ratified in 2014': the second verb is passive too, whatever the tagger says
            shared = grammar.surface_subjects(trigger) if grammar.passive(trigger.head) else []
            found = [(t, token) for token in shared if (t := self.resolver.treaty(token)) is not None]
        if not found and frame.value in _MADE and trigger.tag in ("VBN", "VBD") and not trigger.by("dobj", "auxpass"):
            # 'a memorandum initialled in January sets out': a participle that the parser took for the verb
            found = [(t, x) for x in trigger.by("nsubj") if (t := self.resolver.treaties.of(x)) is not None]
            beside = [t for t in match.sentence.tokens if t.i < trigger.i and t.text != ","][-1:]
            if not found and not trigger.by("nsubj", "nsubjpass", "aux"):
                # 'builds on the X Agreement concluded at Y in 1992', wherever the tree hangs it
                found = [(t, x) for x in beside if (t := self.resolver.treaties.of(x)) is not None]
        if not found and frame.value in _DATED and self._bare(trigger, sentence):
            last = self.resolver.treaties.latest(trigger.start)
            found = [(last, trigger)] if last is not None and self._near(last, sentence) else []
        if not found and frame.id.startswith("force.") and grammar.is_verb(trigger):
            # only treaties come into force: a clause that the parser hung elsewhere means the last one in its sentence
            subjects = grammar.surface_subjects(trigger)
            relative = any(t.lemma in ("which", "that") for t in trigger.by("nsubj"))
            last = self.resolver.treaties.latest(trigger.start) if relative or not subjects else None
            if last is not None and any(sentence.start <= t.start < trigger.start for t in last.mentions):
                found = [(last, trigger)]
        if not found and frame.id in ("force.since", "force.fragment") and trigger.i > 1:
            # 'nobody touched the pact between A and B, in force since 2009', wherever the tree hangs it
            before = [t for t in sentence.tokens if t.i < trigger.i - 1]
            last = self.resolver.treaties.latest(trigger.start) if before and before[-1].text == "," else None
            if last is not None and any(sentence.start <= t.start < trigger.start for t in last.mentions):
                found = [(last, trigger)]
        here = sentence.segment.start
        sure = trigger.lemma in _OF_TREATIES or not grammar.is_verb(trigger) or self._row == here
        if not found and key is not None and sure and frame.value != "Party" and frame.id != "force.have":
            treaty = self._keyed_treaty(key, sentence)
            found = [(treaty, trigger)] if treaty is not None else []
        return found

    def _bare(self, verb: Token, sentence: Sentence) -> bool:
        """'Signed on Monday by A and B': a row whose participle opens it tells of what the rows before were about."""
        first = next((t for t in sentence.tokens if t.text.isalnum()), None)
        plain = verb.head is None and verb.tag in ("VBN", "VBD") and not verb.by(*grammar.SUBJECT, "nsubjpass", "dobj")
        return verb is first and plain and not sentence.front

    def _on_paths(self, match: Match) -> list[tuple[Treaty, Token]]:
        """The treaties at the first of the frame's paths that leads to any."""
        frame, trigger = match.frame, match.trigger
        for path in frame.o:
            found: list[tuple[Treaty, Token]] = []
            if path == "latest":
                here = [t for t in (self.resolver.treaties.of(x) for x in match.sentence.tokens) if t is not None]
                last = here[0] if here else self.resolver.treaties.latest(trigger.start)
                if last is not None and (other := self._with_another(match, last)) is not None:
                    return [(other, trigger)]
                if last is not None and self._near(last, match.sentence) and not self._names_its_own(match, last):
                    return [(last, trigger)]
                continue
            for token in role_tokens(trigger, path):
                found += self._listed(token) if frame.value in ("Signed", "Concluded") and token is not trigger else []
                for one in self.resolver.treaties.several(token) if token is not trigger else []:
                    if all(t is not one for t, _ in found):
                        found.append((one, token))
                treaty = self._treaty(token, trigger) if token is not trigger or path == "self" else None
                if treaty is not None and all(t is not treaty for t, _ in found):
                    found.append((treaty, token))
            if found:
                return found
        return []

    def _with_another(self, match: Match, last: Treaty) -> Treaty | None:
        """'With Chad, talks opened in May': on a treaty of the kind spoken of, with another party."""
        preps = [p for p in match.trigger.by("prep") if p.lemma.lower() == "with" and p.i < match.trigger.i]
        whom = [r.entity for p in preps for o in p.by("pobj") for r in self._who(o) if r.entity.kind in STATE_KINDS]
        if match.frame.value != "Negotiating" or len(whom) != 1 or whom[0].key in last.parties:
            return None
        home = [e for e in self.book.constant(last) if e != whom[0]]
        if not home and (body := self.resolver.main_body()) is not None:
            home = [body]
        if len(home) != 1:
            return None
        number = self.book.number(match.sentence)
        other = self.resolver.treaties.keyed(whom[0], home[0], number, match.trigger.start)
        if other is not None:
            refs = [Ref(e, match.trigger, "a treaty of the kind spoken of") for e in (whom[0], home[0])]
            ev = evidence(self.text, match.sentence, match.trigger, *(o for p in preps for o in p.by("pobj")))
            self.book.add_parties(self.book.record(other), refs, ev, STATED, "party.series", None)
        return other

    def _listed(self, token: Token) -> list[tuple[Treaty, Token]]:
        """'Fifteen documents, among them an agreement on roads': treaties named as examples of what is signed."""
        if token.tag != "NNS":
            return []
        nouns = [
            *token.by("appos"),
            *(p for x in token.by("prep") if x.lemma in ("include", "including", "like") for p in x.by("pobj")),
        ]
        named = [m for n in nouns for m in grammar.conjuncts(n)]
        return [(t, m) for m in named if (t := self.resolver.treaties.of(m)) is not None]

    def _treaty(self, token: Token, trigger: Token) -> Treaty | None:
        """The treaty that a token means. A participle that the parser hung on a party ('a pact with Peru, signed in
        2019') is the treaty's.
        """
        for inner in grammar.after(token, "of") if token.lemma in _TEXTS and token.mention is None else ():
            if (treaty := self.resolver.treaty(inner)) is not None:
                return treaty  # 'the text of the pact was initialled'
        found = self.resolver.treaty(token) if self._may_be_treaty(token) else None
        up: Token | None = token
        while found is None and trigger.dep in ("acl", "relcl") and up is not None and trigger.head is token:
            up = up.head.head if up.dep == "pobj" and up.head is not None else up.head if up.dep == "conj" else None
            if up is None or grammar.is_verb(up):
                break
            if up.mention is not None or up.lemma in self.resolver.treaties.lexicon.strong:
                found = self.resolver.treaties.of(up)
        return found

    def _made_already(self, treaty: Treaty) -> bool:
        """Whether a treaty has been told to be signed or in force: talks not said to be on it are on something else."""
        record = self.book.records.get(treaty.number)
        return record is not None and any(
            s.status in ("Signed", "InForce", "Ratified") and s.verdict.stance is Stance.STATED for s in record.statuses
        )

    def _names_its_own(self, match: Match, last: Treaty) -> bool:
        """Whether the clause says itself what was joined, left or talked about, so that it is not the treaty spoken
        of before.
        """
        trigger = match.trigger
        if match.frame.id in ("withdraw.out", "withdraw.walked"):  # 'walked out of the club' is no treaty's matter
            said = any(p.by("prep", "pobj") for p in trigger.by("prep", "prt", "advmod") if p.lemma == "out")
            here = any(match.sentence.start <= t.start < match.sentence.end for t in last.mentions)
            return said or bool(trigger.by("dobj")) or not (here or last.names)
        if match.frame.id == "sign.were":
            return trigger.tag == "VBG"  # 'the other accord, its signatories being A and B'
        if match.frame.id == "party.plain":
            return not last.names or bool(trigger.by("prep", "acl", "relcl"))
        if match.frame.value in ("Party", "Withdrawn"):
            return any(p.lemma in ("from", "outside", "to") for p in trigger.by("prep")) or (
                grammar.is_verb(trigger) and any(o.lemma not in _NTH for o in grammar.logical_objects(trigger))
            )
        if match.frame.id == "ratify":
            return bool(trigger.by("dobj", "nsubjpass", "ccomp", "xcomp", "prt")) or trigger.dep in (
                "relcl",
                "acl",
                "amod",
            )
        if match.frame.id in ("sign.for", "sign.name_for"):
            whom = [p for prep in trigger.by("prep") if prep.lemma in ("for", "on") for p in prep.by("pobj")]
            states = any(
                p.lemma in ("behalf", "government", "state") or (p.mention is not None and p.mention.state)
                for p in whom
            )
            named = match.frame.id == "sign.for" and bool(grammar.logical_objects(trigger))
            return not states or named  # 'signed for Switzerland'
        if match.frame.value == "Suspended" and grammar.is_verb(trigger):
            if any(self._body(t) for t in match.sentence.tokens if t.i < trigger.i):
                return True  # 'the fund, in which Peru has frozen its participation'
            return any(p.lemma in ("in", "of", "with") for o in grammar.logical_objects(trigger) for p in o.by("prep"))
        if match.frame.id == "negotiate.opened" and trigger.dep == "relcl":
            return True  # 'the camp where peace talks began'
        if match.frame.value == "Negotiating":
            if last.names and any(a.text.lower() in ("will", "shall", "would") for a in trigger.by("aux")):
                return True  # what will be negotiated is not the treaty that has a name already
            talks = [trigger, *grammar.logical_objects(trigger)] if grammar.is_verb(trigger) else [trigger]
            if any(p.lemma in _TOPIC and p.by("pobj", "pcomp") for t in talks for p in t.by("prep")):
                return True
            # 'held talks with his host': talks of their own, unless they are 'the' talks or go on
            own = [t for t in talks[1:] if t.lemma in ("consultation", "discussion", "round", "talk")]
            if own and self._made_already(last):
                return True
            return bool(own) and trigger.lemma not in _GO_ON and not any(noun_phrase(t).definite for t in own)
        return False

    def _body(self, token: Token) -> bool:
        """Whether a token names a body that somebody may take part in."""
        if token.mention is not None:
            return token.mention.kind in ("IntergovernmentalOrganization", "Grouping", "Organization")
        return token.text[:1].isupper() and token.lemma.lower() in self.resolver.lexicon.standing["bodies"]

    def _gapped(self, trigger: Token, found: list[tuple[Treaty, Token]]) -> list[tuple[Treaty, Token]]:
        """'A truce was signed on May 2 and a framework agreement on May 9': the second, which shares the verb."""
        out = []
        for noun in trigger.by("conj") if grammar.passive(trigger) else []:
            treaty = self.resolver.treaties.of(noun) if not grammar.is_verb(noun) else None
            if treaty is not None and all(t is not treaty for t, _ in found):
                out.append((treaty, noun))
        return out

    # -- what is said of it

    def _says_nothing(self, match: Match) -> bool:
        """Whether the words are no step: said by another frame, a picture, or a mere right."""
        frame, trigger = match.frame, match.trigger
        if (
            frame.value in ("Ratified", "Approved")
            and not grammar.is_verb(trigger)
            and trigger.head is not None
            and trigger.head.lemma in _AWAITS
        ):
            return True  # said as pending by the frames of that status
        if (
            trigger.tag == "VBN"
            and any(a.text.lower() == "being" for a in trigger.by("auxpass"))
            and not trigger.by("aux")
        ):
            return True  # 'had the treaty being torn up': a picture, no act
        if (
            frame.value in ("Approved", "Ratified")
            and match.verdict.stance is Stance.PREDICTED
            and any(w in match.verdict.rule for w in ("need", "require", "must", "have to", "remain"))
        ):
            return True  # said as pending by the frames of that status
        if match.verdict.rule.startswith("what '") and match.verdict.rule.endswith("that' asks for"):
            return True  # 'demanded that the treaty be torn up'
        sure = "subject" in frame.conditions  # 'parliament passed it'
        if (
            not sure
            and trigger.lemma in _OF_THINGS
            and all(t.tag == "PRP" for t in trigger.by("dobj"))
            and trigger.by("dobj")
        ):
            return True  # 'closed it': the border, as a rule
        if match.verdict.negated and frame.id in ("negotiate.close", "party.honour", "sign.were"):
            return True  # 'is not close to', 'does not honour': says nothing of the rest
        if frame.id == "party.honour" and trigger.dep == "pcomp":
            return True  # 'accused Chile of breaching the pact'
        if (
            match.verdict.stance is Stance.NEGATED
            and frame.value in ("Withdrawn", "Terminated", "Suspended")
            and any(t.tag == "PRP" for t in grammar.logical_objects(trigger))
        ):
            return True  # 'has not renounced it': nothing happened to what it may be
        never = frame.value == "PendingApproval" and match.verdict.stance is Stance.NEGATED
        if never and match.verdict.rule != "'has yet to'":
            return True  # 'was never put before parliament': nothing is pending
        return (  # 'either party may end the treaty': a right, no act
            match.verdict.future
            and frame.value in ("Terminated", "Withdrawn", "Suspended")
            and any(t.lemma in ("party", "side") for t in grammar.logical_subjects(trigger))
        )

    def _condition(self, match: Match) -> bool:
        """Whether a frame's ``about`` holds, a condition that no list of words can give."""
        about, trigger = str(match.frame.extra.get("about", "")), match.trigger
        if about == "brought":
            return trigger.dep == "amod"
        if about == "sides":
            return all(t.tag in ("NNS", "NNPS") and not t.by("neg") for t in grammar.after(trigger, "by"))
        if about == "signed_copies":
            return any(t.lemma in ("sign", "initial") for o in trigger.by("dobj") for t in o.children)
        if about == "an":  # 'came to an agreement', not 'to the treaty as a student'
            into = [t for p in trigger.by("prep") for t in p.by("pobj")]
            return any(c.text.lower() in ("a", "an", "such", "this") for t in into for c in t.children)
        if about == "approvers":
            return self._by_approvers(trigger)
        if about == "under_debate":
            return trigger.lemma == "table" or grammar.tense(trigger) != "past"
        if about == "done":
            return not grammar.going_on(trigger)
        if about == "dated":  # 'the pact dates from 1994', not 'a partnership that dates from the Cold War'
            above = [trigger.head] if trigger.dep == "relcl" and trigger.head is not None else []
            strong = self.resolver.treaties.lexicon.strong
            texts = (t for t in (*grammar.surface_subjects(trigger), *above) if t.lemma in strong or t.mention)
            return any(True for _ in texts) and bool(self.matcher.when.dates(trigger))
        if about == "bare":
            return trigger.dep == "attr" and not trigger.by("prep", "relcl", "acl", "poss")
        if about == "apposed":
            one = any(c.text.lower() in ("a", "another") for c in trigger.by("det"))
            return trigger.dep == "appos" and one and not trigger.by("prep", "relcl", "acl", "poss", "amod")
        if about == "together":
            # 'X announced a deal between A and B' of others; what A and B announce, or A announces with B, is theirs
            paths = [t for path in match.frame.s for t in role_tokens(trigger, path)]
            sides = {s.key for t in paths for r in self._who(t) if (s := r.state or r.entity).kind in PARTY_KINDS}
            return len(sides) >= 2
        return True

    def _by_approvers(self, trigger: Token) -> bool:
        """'Won the backing of parliament', 'the senate gave its consent': by those who decide on it."""
        approvers = self.matcher.frames.words["approvers"]
        things = grammar.logical_objects(trigger)
        owners = [t for o in things for p in o.by("prep") if p.lemma in ("of", "from", "in") for t in p.by("pobj")]
        owners += [t for p in trigger.by("prep") if p.lemma in ("from", "in") for t in p.by("pobj")]
        owners += [c for o in things for c in o.children if c.dep in ("amod", "compound", "nmod", "poss")]
        owners = [t for t in owners if not any(t.lemma == w for w in ("its", "final", "first"))]
        if trigger.lemma in ("give", "grant"):
            givers = [t for t in grammar.logical_subjects(trigger) if t.mention is None and t.tag != "PRP"]
            return all(t.lemma in approvers for t in givers)
        plain = any(o.lemma in ("approval", "assent", "consent") for o in things)
        return any(t.lemma in approvers for t in owners) or (plain and not owners)

    def _dates(self, match: Match, verdict: Verdict, refs: list[Ref]) -> list[tuple[Token, When]]:
        """When a step was taken; of what was not, only what its own clause says."""
        trigger = match.trigger
        dates = self.matcher.when.dates(trigger)
        if verdict is _DECLARED and not dates and trigger.head is not None:
            return self.matcher.when.dates(trigger.head)
        if not dates and trigger.dep == "acomp" and trigger.head is not None and grammar.is_verb(trigger.head):
            dates = self.matcher.when.dates(trigger.head)  # 'became operational on May 1'
        if not dates and match.frame.id == "sign.bear" and trigger.dep == "acl" and trigger.head is not None:
            above = trigger.head.head if trigger.head.dep == "nsubj" else None
            if above is not None and above.lemma in ("come", "emerge", "follow"):
                return self.matcher.when.dates(above)  # 'a treaty bearing their signatures followed in May'
        inside = {t.i for t in trigger.subtree()}
        if match.frame.value == "Party" and not grammar.is_verb(trigger):
            return [d for d in dates if d[0].i in inside or (d[0].head is not None and d[0].head.lemma == "since")]
        if verdict.stance is Stance.NEGATED and trigger.dep == "conj":
            return [d for d in dates if d[0].i in inside]
        if not dates and match.frame.value in _DATED and verdict.stance is Stance.STATED and not verdict.future:
            told = self.matcher.when.story.date(Act(trigger, match.sentence, refs=refs))
            return [(trigger, told)] if told is not None else []
        return dates

    def _place(self, match: Match, parties: list[Ref]) -> Entity | None:
        if match.frame.value not in ("Signed", "Concluded", "Initialled"):
            return None
        places = self.matcher.when.places(match.trigger, frozenset(PLACE_KINDS), act="status")
        found = next((p for p in places if all(p.iri != r.entity.iri for r in parties)), None)
        return found or self.matcher.when.story.place(Act(match.trigger, match.sentence, refs=parties))

    def _verdict(self, match: Match) -> Verdict:
        """The stance of a step: what is pending is pending now, what a state declares of its own treaty is done."""
        frame, verdict = match.frame, match.verdict
        if (
            frame.value == "Negotiating"
            and verdict.stance is Stance.PREDICTED
            and verdict.rule in ("'decide to'", "'agree to'", "'decision to'", "'announce'")
        ):
            verdict = STATED
        if frame.value == "PendingApproval" and (
            verdict.stance in (Stance.PREDICTED, Stance.CONDITIONAL) or verdict.rule == "'has yet to'"
        ):
            verdict = Verdict(Stance.STATED, "what is still to come is pending now")
        declared = match.trigger.head if match.trigger.dep in ("ccomp", "xcomp") else None
        if (
            frame.value in ("Suspended", "Terminated", "Withdrawn")
            and verdict.stance is Stance.ATTRIBUTED
            and declared is not None
            and declared.lemma in _DECLARES
        ):
            verdict = _DECLARED
        if verdict.stance is Stance.ATTRIBUTED and match.trigger.dep == "acl" and grammar.passive(match.trigger):
            verdict = Verdict(Stance.STATED, "taken for granted by a noun phrase")
        if frame.id in ("force.since", "force.fragment") and verdict.stance is not Stance.NEGATED:
            verdict = Verdict(Stance.STATED, "taken for granted beside a noun")
        if frame.id == "party.honour" and verdict.stance is Stance.PREDICTED:
            verdict = Verdict(Stance.STATED, "who is to keep a treaty is bound by it")
        if frame.stance == "stated" and verdict.stance is Stance.NEGATED:
            verdict = STATED
        none = any(grammar.none_of(o) for o in match.trigger.by("dobj"))
        if none and frame.value == "Party" and verdict.stance in (Stance.STATED, Stance.ATTRIBUTED, Stance.OPINION):
            verdict = Verdict(Stance.NEGATED, "'no' before the object", verdict.holder, True)
        if verdict.stance is Stance.NEGATED and self._denies_date(match):
            verdict = Verdict(Stance.STATED, "only another date is denied")
        voted = match.trigger.head if match.trigger.dep == "xcomp" else None
        if (
            voted is not None
            and voted.lemma == "vote"
            and frame.value in ("Suspended", "Terminated", "Withdrawn", "Signed")
            and verdict.stance is Stance.STATED
        ):
            verdict = Verdict(Stance.PREDICTED, "'vote to'", None, False, True)
        if frame.value == "Concluded" and verdict.stance is Stance.STATED and _by_one_alone(match.trigger):
            verdict = Verdict(Stance.NEGATED, "'only' one of them did", None, True)
        if frame.negated and (verdict.stance is Stance.STATED or (verdict.stance.told and not verdict.future)):
            verdict = Verdict(Stance.NEGATED, f"frame {frame.id} denies it", verdict.holder, True)
        return verdict

    def _denies_date(self, match: Match) -> bool:
        """'Was signed on May 2, not in June': what is denied is the other date."""
        trigger = match.trigger
        after = [t for t in match.sentence.tokens if t.i > trigger.i]
        at = next((n for n, t in enumerate(after) if t.text.lower() == "not"), None)
        if at is None or any(c.dep == "neg" and c.i < trigger.i for c in trigger.children):
            return False
        dated = any(self.matcher.when.is_time(t) for t in after[:at])
        return dated and any(self.matcher.when.is_time(t) for t in after[at + 1 : at + 4])

    # -- rows of a list

    def _key(self, sentence: Sentence) -> Entity | None:
        """The state or treaty that is the key of a list's row ('Australia: signed 2007')."""
        if sentence.segment.kind != "bullet":
            return None
        for m in sentence.front:
            if m.kind == "Treaty":
                return Entity("", "Treaty", self.text[m.start : m.end])
            if m.kind == "State" and m.entity is not None:
                return m.entity
        return None

    def _keyed_treaty(self, key: Entity, sentence: Sentence) -> Treaty | None:
        treaties = self.resolver.treaties
        if key.kind == "Treaty":
            start = next(m.start for m in sentence.front if m.kind == "Treaty")
            record = treaties.by_token.get(start)
            return record.root() if record else None
        inside = [t for t in (treaties.of(x) for x in sentence.tokens) if t is not None]
        if inside:
            return inside[0]
        home = self.resolver.protagonist(key)
        number = self.book.number(sentence)
        return treaties.keyed(key, home, number, sentence.start) if home is not None else None

    def _list_row(self, key: Entity, found: list[tuple[Treaty, Token]], sentence: Sentence, trigger: Token) -> None:
        home = self.resolver.protagonist(key)
        for treaty, _ in found:
            if home is not None and len(self.book.record(treaty).parties) < 2:
                ev = Evidence(sentence.front[0].start, trigger.end, self.text[sentence.front[0].start : trigger.end])
                refs = [Ref(e, trigger, "key of a list's row") for e in (key, home)]
                self.book.add_parties(self.book.record(treaty), refs, ev, STATED, "party.list", None)

    def _outside(self, treaty: Treaty, refs: list[Ref]) -> bool:
        """Whether a treaty that names both of its parties names none of these states."""
        named = {e for token in treaty.mentions for e in self.resolver.complements(token, of_pair=True)}
        states = {e.key for r in refs for e in (r.entity, r.state) if e is not None and e.kind in STATE_KINDS}
        return len(named) > 1 and bool(states) and not named & states

    def _near(self, treaty: Treaty, sentence: Sentence) -> bool:
        """Whether a treaty is spoken of in this sentence or the two before it, be it by who joined or left it."""
        here = self.book.number(sentence)
        said = self._said.get(treaty.number, -9)
        return here - 1 <= said <= here or any(
            here - 2 <= self.resolver.sentence_of.get(t.start, -9) <= here for t in treaty.mentions
        )

    def _may_be_treaty(self, token: Token) -> bool:
        return token.mention is None or token.mention.kind == "Treaty"

    def _aligned(self, dates: list[tuple[Token, When]], n: int, count: int, trigger: Token) -> When | None:
        if not dates:
            return None
        if len(dates) == count and count > 1:
            return dates[n][1]
        return nearest(dates, trigger)

    def _respectively(
        self, match: Match, parties: list[Ref], dates: list[tuple[Token, When]]
    ) -> list[tuple[Ref, tuple[Token, When]]]:
        """'A and B ratified it in 2018 and 2019 respectively': each party with the date that stands in its place."""
        row = [*match.sentence.tokens]
        told = any(t.text.lower() == "respectively" for t in row)
        if not told or match.frame.value == "Party" or len(parties) < 2:
            return []
        times = [t for t in row if self.matcher.when.is_time(t) and t.i > match.trigger.i]
        read = [(t, w) for t in times if (w := self.matcher.when.resolve_token(t, "past")) is not None]
        held = sorted(parties, key=lambda r: r.token.start)
        return list(zip(held, read, strict=True)) if len(read) == len(held) else []

    def _trace(self, match: Match, token: Token, parties: Iterable[Ref], when: When | None) -> tuple[str, ...]:
        out = [
            f"trigger '{match.trigger.text}' ({match.trigger.dep}) at {match.trigger.start}",
            f"treaty '{self.text[token.start : token.end]}' ({token.dep})",
        ]
        out += [f"party or signatory '{r.words or r.token.text}' = {r.entity.key}: {r.rule}" for r in parties]
        if when is not None:
            out.append(f"date {when.edtf} from '{when.words}', anchor {when.anchor}, rule {when.rule}")
        return (*out, f"stance {match.verdict.stance}: {match.verdict.rule}")

    def _involve(
        self,
        record: Record,
        status: str,
        refs: list[Ref],
        made: Status,
        ev: Evidence,
        verdict: Verdict,
        when: When | None,
        place: Entity | None,
        frame: Frame,
    ) -> None:
        if status == "Signed":
            for ref in refs:
                brought = frame.extra.get("about") == "brought"  # another may have put the name to it
                if ref.entity.kind == "Person" and verdict.stance.told and not brought:
                    record.signers.append(Signer(ref.entity, made, ev, ref.state))
            if verdict.rule not in _REFUSED:
                many = has_many_parties(record.treaty)
                self.book.add_parties(
                    record,
                    refs,
                    ev,
                    verdict if verdict.stance is not Stance.NEGATED or many else _TO_SIGN,
                    "party.signs",
                    when,
                    place,
                )
        elif status in ("Approved", "PendingApproval", "Suspended", "Terminated"):
            record.likely += [r for r in refs if r.entity.kind in STATE_KINDS and not self._outside(record.treaty, [r])]
        elif status in ("Negotiating", "Concluded", "Ratified", "InForce"):
            states = [r for r in refs if r.entity.kind != "Person"]
            leaders = not states and len({r.state for r in refs if r.state is not None}) > 1
            if leaders and status == "Concluded":
                states = refs  # 'the two presidents adopted a declaration'
            plain = verdict.stance in (Stance.STATED, Stance.PREDICTED, Stance.ATTRIBUTED) or status in (
                "Negotiating",
                "Concluded",
            )
            if plain and not (status == "Ratified" and verdict.stance is not Stance.STATED):
                self.book.add_parties(
                    record,
                    states,
                    ev,
                    verdict if leaders or (verdict.stance, status) in _AS_TOLD else STATED,
                    f"party.{status.lower()}",
                    when if status == "Ratified" or (status == "InForce" and frame.id == "force.have") else None,
                )
        elif status == "Withdrawn":
            for ref in refs:
                e = ref.state if ref.entity.kind == "Person" else ref.entity
                if e is not None and e.kind in PARTY_KINDS:
                    gone = Verdict(Stance.NEGATED, "a party that leaves", None, True)
                    if verdict.stance is Stance.STATED:
                        record.left.append(Party(e, ev, gone, "party.leaves", when, None, ref.words))
                    elif verdict.stance is not Stance.NEGATED and not _decided(ref.token):
                        record.parties.setdefault(e.key, Party(e, ev, STATED, "party.may-leave", None, None, ref.words))


def _decided(token: Token) -> bool:
    """'The decision of Peru to withdraw': whether it still is a party is not told."""
    return any(up.lemma in ("decision", "announcement") for up in list(token.ancestors())[:3])


def _by_one_alone(verb: Token) -> bool:
    """'A draft that only Peru initialled', 'initialled by Peru alone': with nobody else no text is agreed."""
    subjects = grammar.logical_subjects(verb) if grammar.is_verb(verb) else []
    if len(subjects) != 1 or subjects[0].tag in ("NNS", "NNPS") or verb.lemma not in _BY_ALL:
        return False
    return any(c.text.lower() in ("only", "alone") and abs(c.i - subjects[0].i) == 1 for c in subjects[0].children)
