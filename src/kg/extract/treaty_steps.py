"""Steps in the life of a treaty (signed, ratified, in force, left ...) and who took them, from the frames of status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.core.annotated import Sentence, Token
from kg.core.model import Entity, Evidence, Stance, When
from kg.core.time import bounds
from kg.extract import grammar
from kg.extract.act_nouns import Worth, put_off
from kg.extract.acts import Act, date_step
from kg.extract.frames import Frame
from kg.extract.match import Match, evidence
from kg.extract.negation import missed
from kg.extract.paths import role_tokens
from kg.extract.predication import instances, series_at
from kg.extract.stance import Verdict
from kg.extract.treaty_conditions import BROKEN_OFF, TreatyConditions, broken_off, not_taken
from kg.extract.treaty_echoes import Echo, Step, followed, gapped, of_second_time
from kg.extract.treaty_lists import TreatyLists
from kg.extract.treaty_meant import OF_TREATIES, ROLL, TreatiesMeant
from kg.extract.treaty_outlook import ANNOUNCED, deemed, needed_before, outlook, says_nothing
from kg.extract.treaty_records import (
    KEEPS,
    PARTY_KINDS,
    STATED,
    Party,
    Record,
    Signer,
    Status,
    TreatyBook,
    has_many_parties,
)
from kg.extract.treaty_signatories import TreatySignatories
from kg.extract.treaty_step_dates import AHEAD, DECLARED, MISSED, PUT_OFF, StepDates
from kg.extract.when import nearest
from kg.link import pairs
from kg.link.named_parties import only_witnesses
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Ref
from kg.link.treaty_record import Treaty

_OF_THINGS = {
    *("adopt", "clear", "close", "complete", "end", "finish", "freeze", "have", "hold", "keep"),
    *("denounce", "maintain", "pass", "reach", "rip", "share", "strike", "tear", "void"),
}
"""Verbs whose 'it' is seldom a treaty."""
_DECLARES = {"announce", "decide", "declare", "decree", "deem", "order", "proclaim", "pronounce", "rule"}
_HOURS = {"dawn", "dusk", "midday", "midnight", "noon", "sunrise", "sunset"}
_EXITS = {"Suspended", "Terminated", "Withdrawn"}
_LETS = {"authorise", "authorize", "empower", "mandate"}
_EXCLUDED = Verdict(Stance.NEGATED, "the noun of an act that is ruled out", None, True)
_LAGGING = Verdict(Stance.NEGATED, "the noun of an act that has not come about", None, True)
_NOT_YET = {"Approved", "Concluded", "InForce", "Ratified", "Signed"}
"""Steps that a treaty is meant to take: of those that lag behind, the text says that they have not been taken."""
_AS_TOLD = {(Stance.PREDICTED, "Negotiating"), (Stance.ATTRIBUTED, "Concluded")}
"""Where a party is told as the step is."""
_TO_SIGN = Verdict(Stance.STATED, "party to the signing")
_BEARERS = frozenset({"adherent", "member", "participant", "party", "signatory"})
"""What those are who have joined a treaty."""
_UNSIGNED = Verdict(Stance.NEGATED, "did not sign what others have signed", None, True)
_BY_ALL = {"initial", "initialled", "initialed", "paraph", "conclude"}
_JOINS = {"accede", "join", "ratify", "sign", "subscribe"}
_AWAITS = {"await", "need", "require", "seek", "want", "lack", "pend"}
_BUT = frozenset({"besides", "but", "except", "save"})
"""Words before whoever alone did it."""
_MOVEMENTS = frozenset({"Group", "Organization", "PoliticalParty"})
"""Kinds of those who may have a treaty with a state."""
_PROVIDED = {"party.handover", "party.lease", "party.relative"}
"""Frames that tell what a treaty provides for."""
_BY_TREATY = {"party.ends_with", "party.peace", "party.reaffirms"}
"""Frames that tell what somebody does with another by means of a treaty."""
_REFUSED = ("'refuse to'", "'decline to'", "'refusal to'", "'unwillingness to'", "'rule out'", "'decide against'")
"""Rules by which whoever did not sign is no party."""


class TreatySteps:
    """Reads frames of status into the book."""

    def __init__(self, book: TreatyBook) -> None:
        self.book, self.matcher, self.resolver, self.text = book, book.matcher, book.resolver, book.text
        self.meant = TreatiesMeant(book, self._who)
        self.signatories = TreatySignatories(book, self.meant)
        self.conditions = TreatyConditions(book, self._who)
        self.dates = StepDates(book.matcher.when, book.document.published)
        self.lists = TreatyLists(book, self._who)
        self._last: dict[bool, Step] = {}
        """The step told last, and the one denied last."""
        self._joined: tuple[Treaty, int, int] | None = None
        """The treaty that somebody joined or ratified last, in which sentence, and by which word."""

    def collect(self, sentence: Sentence) -> None:
        """Note the steps that a sentence tells: of the frames of one trigger and status, the first with a treaty."""
        self.signatories.before_steps(sentence)
        before, number = [*self._last.values()], self.book.number(sentence)
        done: set[tuple[int, str]] = set()
        for match in self.matcher.matches(sentence, "status"):
            step = (match.trigger.i, match.frame.value)
            if step not in done and self._status(match):
                done.add(step)
        self.signatories.named_as(sentence)
        told = {id(s): s for s in (*before, *self._last.values())}
        for last, echo in followed(sentence, number, [*told.values()], self.matcher):
            self._echo(echo, sentence, last)
        self._did_so(sentence)
        self.lists.collect(sentence)

    def _echo(self, echo: Echo, sentence: Sentence, last: Step) -> None:
        """Note a step that is told by pointing at the one before."""
        if last.frame.value == "Signed":
            told = [self.signatories.acting_for(r) for r in echo.parties]
            echo = replace(echo, parties=self.signatories.on_behalf(echo.trigger, told))
        record, value = self.book.record(last.treaty), last.frame.value
        ev = evidence(self.text, sentence, echo.trigger, echo.at, *(r.token for r in echo.parties))
        trace = (f"'{echo.trigger.text}' repeats the step '{last.trigger.text}' at {last.trigger.start}",)
        if value == "Party":
            self.book.add_parties(record, echo.parties, ev, echo.verdict, last.frame.id, echo.when)
        else:
            status = Status(value, echo.when, None, echo.verdict, ev, last.frame.id, trace)
            record.statuses.append(status)
            self._involve(record, value, echo.parties, status, ev, echo.verdict, echo.when, None, last.frame)
        if self._last.get(last.negated) is last:
            known = (*last.parties, *echo.parties)
            number = self.book.number(sentence)
            self._last[last.negated] = replace(last, parties=known, number=number, sentence=sentence)

    def _status(self, match: Match) -> bool:
        """Note one step, or parties; whether a treaty was found."""
        frame, trigger, sentence = match.frame, match.trigger, match.sentence
        key = self._key(sentence)
        if not self.conditions.hold(match):
            return False
        found = self.meant.of(match, key)
        if not found or self._says_nothing(match):
            return bool(found)
        if key is not None and key.kind in STATE_KINDS:
            plain = trigger.lemma in OF_TREATIES or not grammar.is_verb(trigger)
            self.meant.row = sentence.segment.start if plain else self.meant.row
            if self.meant.row == sentence.segment.start:
                self._list_row(key, found, sentence, trigger)
        refs = [
            r
            for path in frame.s
            for t in role_tokens(trigger, path)
            if t is not trigger and not (frame.id == "sign.for" and self._any_government(t))
            for r in self._who(t)
            if (
                frame.id != "party.honour"
                or (t.tag != "PRP" and r.entity.kind in STATE_KINDS | _MOVEMENTS | {"Person"})
            )
            and not self.resolver.brokers(t)
        ]
        if not refs and frame.value == "Party" and not grammar.is_verb(trigger):
            named = instances(trigger) or _after_dash(match)  # 'parties to the pact: A and B'
            refs = [r for t in named for r in self.resolver.actors(t)]
        if not refs and frame.value in ROLL:
            refs = self._after_count(match)
        refs += self._alongside(trigger) if refs else []
        later = of_second_time(trigger, sentence.tokens, self.matcher)
        refs += self.signatories.signed_for(match) if frame.id in ("sign", "sign.for", "sign.name_for") else []
        if frame.value in ("Signed", "Concluded"):
            refs = [self.signatories.acting_for(r) for r in refs] + self._speaker(match)
            refs = self.signatories.on_behalf(trigger, refs)
        parties = list({r.entity: r for r in self._after_colon(refs, match) if r.token.i not in later}.values())
        if not parties and ("s" in frame.needs or frame.value == "Party"):
            return False
        verdict = self._verdict(match)
        for treaty, _ in found:
            if treaty.names or (parties and frame.value in ROLL):
                self.meant.said[treaty.number] = self.book.number(sentence)
        if frame.value == "Withdrawn":
            self._joined = None
        if parties and verdict.stance is Stance.STATED and trigger.lemma in _JOINS and len(found) == 1:
            self._joined = (found[0][0], self.book.number(sentence), trigger.start)
        dates = self.dates.of(match, verdict, parties)
        place = self._place(match, parties)
        every = parties
        for n, (treaty, token) in enumerate(found):
            others = {t.partner for t, _ in found if t is not treaty} - {treaty.partner, None}
            if own_partner := self.resolver.parties_of.complements(
                token, of_pair=False
            ):  # 'a pact with Chad and one with Niger'
                row = [x for t, x in found if t is not treaty] + [x for x in grammar.conjuncts(token) if x is not token]
                beside = (self.resolver.parties_of.complements(x, of_pair=False) for x in row)
                others |= {key for names in beside for key in names} - set(own_partner)
            parties = [r for r in every if r.entity.key not in others]
            if frame.id in _BY_TREATY and (partners := self.resolver.parties_of.complements(token, of_pair=True)):
                doers = grammar.expand(grammar.logical_subjects(trigger))  # 'ended its war with A by a pact with B'
                parties = [r for r in parties if r.entity.key in partners or r.token in doers]
            own = self.matcher.when.dates(token) if token.dep == "conj" and token.head is trigger else []
            when = own[0][1] if own else self._aligned(dates, n, len(found), trigger)
            dated = (
                bool(dates) and dates[0][0] is trigger and not (dates[0][1].rule or "").startswith(("occasion", "just"))
            )
            if dated and self.book.dated_by_name(treaty):
                when = None  # the treaty bears the date of its signing
            if verdict.stance is Stance.NEGATED and frame.value in _EXITS and _any_at_all(token):
                continue  # 'has never torn up a treaty'
            if frame.value == "Withdrawn" and self._outside(treaty, parties):
                continue  # 'the pact between A and B was denounced by C': a word of blame, no exit
            record = self.book.record(treaty)
            if frame.extra.get("about") == "no_chamber" and (token.tag == "PRP" or _of_others(record, parties)):
                continue  # 'A and B signed it. C declared it void': it ends for neither, if it is the treaty at all
            party_only = frame.value == "Party"
            if len(found) == 1 and not party_only and (apart := self._respectively(match, parties, dates)):
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
            elif apart := self._respectively(match, parties, dates):
                for party, (_, own_date) in apart:
                    self.book.add_parties(record, [party], ev, verdict, frame.id, own_date)
            else:
                self.book.add_parties(record, parties, ev, verdict, frame.id, when)
            to_come = frame.value == "Signed" and trigger.dep == "advcl" and verdict.stance is Stance.PREDICTED
            told = (
                verdict.stance in (Stance.STATED, Stance.NEGATED) or to_come
            )  # 'queued to sign it. Chad did so first'
            if len(found) == 1 and frame.value in ROLL and told:
                denied = verdict.stance is Stance.NEGATED
                step = Step(sentence, self.book.number(sentence), trigger, frame, treaty, tuple(parties), denied)
                self._last[denied] = step
                for echo in gapped(step, dates, self.matcher, verdict) if not denied else ():
                    self._echo(echo, sentence, self._last[denied])
        return True

    def _alongside(self, trigger: Token) -> list[Ref]:
        """'Chad, along with Mali, has joined it', 'besides Chad, it binds Mali': those states, too."""
        preps = [p for p in trigger.by("prep") if p.lemma.lower() in ("along", "alongside", "besides")]
        inner = [q for p in preps for q in (p.by("prep") if p.lemma.lower() == "along" else [p])]
        named = [t for q in inner for o in q.by("pobj") for t in grammar.conjuncts(o) if t.mention is not None]
        bare = [
            t for t in named if t.mention is not None and t.mention.kind in STATE_KINDS and t.mention.role == "name"
        ]
        return [r for t in bare for r in self.resolver.actors(t)]

    def _after_count(self, match: Match) -> list[Ref]:
        """'Four of the five have ratified it: A, B, C and D': those who are told behind a colon, and no more."""
        marks = [t.i for t in match.sentence.tokens if t.text == ":" and t.i > match.trigger.i]
        after = match.sentence.tokens[marks[0] + 1 :] if len(marks) == 1 else []
        named = [t for t in after if t.mention is not None and t.mention.kind == "State" and t.mention.role == "name"]
        rest = [t for t in after if t not in named and t.text.lower() not in ("and", "the", ",", ".", "also")]
        return [r for t in named for r in self.resolver.actors(t)] if len(named) > 1 and not rest else []

    def _speaker(self, match: Match) -> list[Ref]:
        """'"We signed a pact with Oman," the minister of Togo said': Togo, which speaks of itself."""
        ours = [t for t in grammar.logical_subjects(match.trigger) if t.tag == "PRP" and t.text.lower() == "we"]
        holder = match.verdict.holder
        state = (holder.state or holder.entity) if holder is not None else None
        if not ours or state is None or state.kind not in STATE_KINDS:
            return []
        return [Ref(state, ours[0], "first person: the speaker's state")]

    def _any_government(self, token: Token) -> bool:
        """'Signed for the government': of whoever signs, no other state's."""
        return token.mention is None and token.lemma == "government" and not token.by("prep", "poss", "amod", "nmod")

    def _who(self, token: Token) -> list[Ref]:
        """Who a token is; 'the member states, namely A and B' are A and B."""
        if grammar.none_of(token):  # 'no Gulf state except Oman has signed it'
            but = [o for p in token.by("prep") if p.lemma in _BUT for o in p.by("pobj")]
            if but:
                return [r for o in grammar.conjuncts_of(but) for r in self.resolver.actors(o)]
        if token.text.lower() in ("two", "both", "pair", "duo") and (men := self._two_persons(token)):
            return men
        given = instances(token) if token.mention is None else []
        if men := self._of_the_two(token, given):
            return men
        if not given and token.tag in ("JJ", "JJS") and len(token.by("appos")) == 1:
            given = token.by("appos")  # 'the latest of them Tonga, which signed in 1996'
        if not given and token.mention is None:  # 'the President of the Republic of Peru, A B, ...'
            beside = grammar.conjuncts_of(token.by("appos"))
            named = [c for c in beside if c.mention is not None and c.mention.kind == "Person"]
            own = next((r.entity for r in self.resolver.actors(token) if r.entity.kind in STATE_KINDS), None)
            if people := [r for name in named for r in self.resolver.actors(name)]:
                return [r if r.state is not None else replace(r, state=own) for r in people]
        return [r for name in given for r in self.resolver.actors(name)] or self.resolver.actors(token)

    def _two_persons(self, token: Token) -> list[Ref]:
        """'The two signed' behind 'the premier met his guest': the persons, where they act for the two states meant."""
        states = {r.entity.key for r in self.resolver.actors(token) if r.entity.kind in STATE_KINDS}
        men = pairs.persons(self.resolver, token) if len(states) == 2 else []
        return men if {r.state.key for r in men if r.state is not None} == states else []

    def _of_the_two(self, token: Token, given: Sequence[Token]) -> list[Ref]:
        """'The two defence chiefs, A and B', 'A and B, the ministers of the two states': the two states meant, where
        the text does not tell both.
        """
        titled = token.mention is not None and token.mention.kind == "Person"
        beside = [t for m in grammar.conjuncts(token) for t in m.by("appos") if t.tag == "NNS"] if titled else []
        two = (titled or token.tag == "NNS") and self._two(token)
        if not (beside or two or (titled and self._share_title(token))):
            return []
        names = grammar.conjuncts(token) if titled else given or grammar.conjuncts_of(token.by("appos"))
        men = [r for t in names for r in self.resolver.actors(t) if r.entity.kind == "Person"]
        if len(men) != 2:
            return []
        whose = [r for t in beside for r in self.resolver.actors(t)] if beside else pairs.pair(self.resolver, token)
        states = [r for r in whose if r.entity.kind in STATE_KINDS]
        known, told = {r.entity for r in states}, {r.state for r in men if r.state is not None}
        sure = len(told) == 1 or (not told and bool(beside or two))
        return [*men, *states] if sure and len(known) == 2 and told <= known else []

    def _two(self, token: Token) -> bool:
        """'The two ministers', 'both presidents', 'the ministers of the two states'."""
        if token.mention is None and token.lemma not in self.resolver.lexicon.person:
            return False
        near = [*token.children, *(c for o in grammar.after(token, "of") for c in o.children)]
        before = {c.text.lower(): self.text[max(0, c.start - 4) : c.start].lower() for c in near}
        return "both" in before or before.get("two") == "the "

    def _share_title(self, token: Token) -> bool:
        """'Defence ministers Roe' (and Doe): a name behind a title in the plural."""
        start = token.mention.start if token.mention is not None else token.start
        titles = [w.rstrip(",") for w in self.text[token.start : start].lower().split()]
        return any(w.endswith("s") and w[:-1] in self.resolver.lexicon.person for w in titles)

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

    def _after_colon(self, refs: list[Ref], match: Match) -> list[Ref]:
        """'The spokesman on Tuesday: A and B have signed': who stands before a colon only says so."""
        marks = [t.start for t in match.sentence.tokens if t.text == ":" and t.start < match.trigger.start]
        later = [r for r in refs if not marks or r.token.start > marks[-1]]
        return later or refs

    # -- what is said of it

    def _says_nothing(self, match: Match) -> bool:
        """Whether the words are no step: said by another frame, a picture, or a mere right."""
        frame, trigger = match.frame, match.trigger
        if frame.value == "Signed" and only_witnesses(trigger):
            return True
        told = frame.extra.get("about") in ("expected", "outstanding")
        if (
            frame.value in ("Approved", "Ratified", "Signed")
            and trigger.tag in ("NN", "NNP")
            and not told
            and not_taken(trigger)
        ):
            return True  # said by the frames of what is still to come
        if (
            frame.value in ("Ratified", "Approved")
            and not grammar.is_verb(trigger)
            and trigger.head is not None
            and trigger.head.lemma in _AWAITS
        ):
            return True  # said as pending by the frames of that status
        if says_nothing(match) or self._only_named(match) or (frame.value == "Ratified" and self._of_bill(trigger)):
            return True
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
        asked = self.matcher.stances.modality.prediction(trigger) or ""
        if match.verdict.stance is Stance.ATTRIBUTED and asked.startswith("what '"):
            return True  # 'insists that it be ratified'
        sure = "subject" in frame.conditions  # 'parliament passed it'
        if (
            not sure
            and trigger.lemma in _OF_THINGS
            and not (trigger.lemma in ("rip", "tear") and trigger.by("prt"))
            and all(t.tag == "PRP" for t in trigger.by("dobj"))
            and trigger.by("dobj")
        ):
            return True  # 'closed it': the border, as a rule
        ahead = trigger.dep == "advcl" and any(m.lemma == "before" for m in trigger.by("mark"))
        if ahead and frame.value == "InForce" and grammar.tense(trigger) == "present":
            return not needed_before(trigger)  # 'leaves before it enters into force'
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
        never = frame.value == "PendingApproval" and match.verdict.stance is Stance.NEGATED and frame.stance is None
        if frame.id == "force.have" and any(_denying(c) for o in trigger.by("dobj") for c in o.by("relcl")):
            return True  # 'have a treaty that neither has ratified'
        pending = frame.value == "PendingApproval"
        if pending and match.verdict.stance is Stance.CONDITIONAL and match.verdict.rule.startswith("within an "):
            return True  # 'were it to submit the treaty to parliament'
        if pending and match.verdict.stance is Stance.OPINION:
            return True  # 'should put it before parliament'
        perfect = {a.text.lower() for a in trigger.by("aux")} >= {"would", "have"}
        if perfect and match.verdict.stance is Stance.CONDITIONAL:
            return True  # 'would have signed it if'
        if any(t.text.lower() == "what" for t in grammar.surface_subjects(trigger) if grammar.is_verb(trigger)):
            return True  # 'did not say what would replace it'
        if match.verdict.negated and self.matcher.stances.modality.condition(trigger) == "within an 'if' clause":
            return True  # 'if it is not ratified'
        if frame.value in _EXITS and _mere_right(trigger):
            return True  # 'has every right to leave it'
        if never and match.verdict.rule != "'has yet to'":
            return True  # 'was never put before parliament': nothing is pending
        return (  # 'either party may end the treaty': a right, no act
            match.verdict.future
            and frame.value in ("Terminated", "Withdrawn", "Suspended")
            and any(t.lemma in ("party", "side") for t in grammar.logical_subjects(trigger))
        )

    def _worth(self, match: Match) -> Worth | None:
        """What the words above the noun of a step make of it, where no other rule takes it for less than a fact."""
        told = match.frame.value not in ("Negotiating", "Party", "PendingApproval")
        told &= match.frame.extra.get("about") not in ("expected", "extended", "outstanding")
        if not told or match.trigger.tag not in ("NN", "NNS", "NNP"):
            return None
        return self.matcher.stances.words.factuality.nouns.worth(match.trigger)

    def _of_bill(self, verb: Token) -> bool:
        """'A bill ratifying the pact', 'authorised the president to ratify it': what parliaments decide on."""
        if not grammar.is_verb(verb) or verb.head is None:
            return False
        of_noun = verb.dep in ("acl", "relcl") and (verb.tag == "VBG" or any(a.tag == "TO" for a in verb.by("aux")))
        if of_noun and verb.head.lemma in self.matcher.frames.words["bills"]:
            return True
        return verb.dep in ("xcomp", "ccomp") and verb.head.lemma in _LETS

    def _only_named(self, match: Match) -> bool:
        """'Farmers oppose the suspension of the pact', 'a bill on its ratification': an act that is only thought of."""
        worth = self._worth(match)
        if match.verdict.rule == "'without'" and match.verdict.future and match.frame.value != "PendingApproval":
            return True  # 'without its ratification trade will suffer'
        if worth is None or match.verdict.stance in (Stance.NEGATED, Stance.PREDICTED, Stance.CONDITIONAL):
            return False
        if worth == "lagging":
            pending = match.trigger.head is not None and match.trigger.head.lemma in ("be", "pend", "remain")
            said = pending and any(t.text.lower() == "pending" for t in match.sentence.tokens)
            return match.frame.value not in _NOT_YET or (match.frame.value == "Ratified" and said)
        if match.frame.value == "Ratified" and worth == "ahead" and match.trigger.dep in ("dobj", "nsubjpass", "pobj"):
            return True  # 'parliament approved the ratification': said by the frames of approval
        return worth == "open"

    def _place(self, match: Match, parties: list[Ref]) -> Entity | None:
        if match.frame.value not in ("Signed", "Concluded", "Initialled"):
            return None
        places = self.matcher.when.places(match.trigger, frozenset(PLACE_KINDS), act="status")
        found = next((p for p in places if all(p.iri != r.entity.iri for r in parties)), None)
        return found or self.matcher.when.story.place(Act(match.trigger, match.sentence, refs=parties))

    def _verdict(self, match: Match) -> Verdict:
        """The stance of a step: what is pending is pending now, what a state declares of its own treaty is done."""
        frame, verdict = match.frame, match.verdict
        if verdict.stance is Stance.NEGATED and not grammar.is_verb(match.trigger) and put_off(match.trigger):
            return PUT_OFF  # 'was postponed to June'
        if (worth := self._worth(match)) is not None and verdict.stance in (Stance.STATED, Stance.OPINION):
            return {"ahead": AHEAD, "excluded": _EXCLUDED, "lagging": _LAGGING}.get(worth, verdict)
        if frame.stance == "predicted" and verdict.stance is Stance.STATED:
            return Verdict(Stance.PREDICTED, f"frame {frame.id} tells what is to come", None, False, True)
        if (
            frame.value == "Negotiating"
            and verdict.stance is Stance.PREDICTED
            and verdict.rule in ("'decide to'", "'agree to'", "'decision to'", "'announce'")
        ):
            verdict = STATED
        if frame.extra.get("about") == "extended" and verdict.stance is Stance.PREDICTED:
            verdict = STATED  # 'agreed to extend the truce'
        if frame.id == "negotiate.noun" and verdict.stance is Stance.STATED and broken_off(match.trigger):
            return BROKEN_OFF
        if frame.id == "reject.voted_null" and verdict.stance is Stance.ATTRIBUTED:
            verdict = Verdict(Stance.STATED, "done by a vote")
        if frame.id == "approve.authorised" and verdict.stance is Stance.PREDICTED:
            verdict = STATED
        if frame.id == "negotiate.verge" and verdict.stance is Stance.PREDICTED:
            verdict = STATED  # 'are on the verge of signing': the talks go on
        granted = frame.id == "negotiate.under" or (frame.value == "Party" and _in_passing(match.trigger))
        if granted and verdict.stance in (Stance.PREDICTED, Stance.CONDITIONAL):
            verdict = Verdict(Stance.STATED, "taken for granted beside a noun")
        if frame.value == "PendingApproval" and (
            verdict.stance in (Stance.PREDICTED, Stance.CONDITIONAL) or verdict.rule == "'has yet to'"
        ):
            verdict = Verdict(Stance.STATED, "what is still to come is pending now")
        said = match.trigger.head if match.trigger.dep == "acomp" and match.trigger.head is not None else match.trigger
        declared = said.head if said.dep in ("ccomp", "xcomp") else None
        if (
            frame.value in ("Rejected", "Suspended", "Terminated", "Withdrawn")
            and verdict.stance is Stance.ATTRIBUTED
            and declared is not None
            and declared.lemma in _DECLARES
        ):
            later = frame.value == "Withdrawn" and any(a.tag == "MD" for a in match.trigger.by("aux"))
            verdict = ANNOUNCED if later else DECLARED
        if frame.extra.get("about") == "deemed" and verdict.stance is Stance.STATED:
            holder = next((r for t in deemed(match) for r in self._who(t)), None)
            verdict = Verdict(Stance.ATTRIBUTED, "in the eyes of whoever deems it so", holder)
        verdict = outlook(match, verdict)
        if verdict.stance is Stance.ATTRIBUTED and match.trigger.dep == "acl" and grammar.passive(match.trigger):
            verdict = Verdict(Stance.STATED, "taken for granted by a noun phrase")
        if frame.id in ("force.since", "force.fragment") and verdict.stance is not Stance.NEGATED:
            verdict = Verdict(Stance.STATED, "taken for granted beside a noun")
        told = frame.id != "party.honour" and verdict.stance is Stance.ATTRIBUTED  # 'said that it remained committed'
        if frame.id in KEEPS and (told or verdict.stance is Stance.PREDICTED):
            verdict = Verdict(Stance.STATED, "who is to keep a treaty is bound by it")
        if (
            frame.id in _PROVIDED
            and verdict.stance in (Stance.PREDICTED, Stance.CONDITIONAL)
            and _by_which(match.trigger)
        ):
            verdict = Verdict(Stance.STATED, "what a treaty provides for binds its parties")
        if frame.stance == "stated" and verdict.stance is Stance.NEGATED:
            verdict = STATED
        beside = match.trigger.head if match.trigger.dep == "appos" else None
        if frame.value == "Party" and beside is not None and any(c.i > beside.i for c in beside.by("neg")):
            verdict = Verdict(Stance.NEGATED, "'not' before what it is", verdict.holder, True)  # 'Peru, not a party,'
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
        if voted is not None and self._by_vote(voted, frame.value) and verdict.stance is Stance.PREDICTED:
            verdict = Verdict(Stance.STATED, "done by a vote")
        if frame.value == "Concluded" and verdict.stance is Stance.STATED and _by_one_alone(match.trigger):
            verdict = Verdict(Stance.NEGATED, "'only' one of them did", None, True)
        if frame.id == "force.loses" and verdict.stance is Stance.NEGATED:
            return STATED  # 'has not lost its force'
        if frame.value in _NOT_YET and verdict.stance is Stance.PREDICTED and missed(match.trigger):
            return MISSED
        if verdict.stance is Stance.STATED and frame.value in ("Expired", "InForce") and _at_an_hour(match.trigger):
            return AHEAD
        begun = match.trigger.head if match.trigger.dep == "xcomp" else None
        if begun is not None and begun.lemma in ("begin", "start") and frame.value in ("Terminated", "Withdrawn"):
            return AHEAD if verdict.stance is Stance.STATED else verdict  # 'has started to withdraw'
        if frame.negated and (verdict.stance is Stance.STATED or (verdict.stance.told and not verdict.future)):
            verdict = Verdict(Stance.NEGATED, f"frame {frame.id} denies it", verdict.holder, True)
        return verdict

    def _by_vote(self, verb: Token, status: str) -> bool:
        """'Voted to approve it': what those who decide on a treaty do by voting to do it."""
        done = verb.lemma == "vote" and (verb.tag in ("VBD", "VBN")) and not verb.by("neg")
        modal = any(a.tag in ("MD", "TO") for a in verb.by("aux"))
        return done and not modal and status in ("Approved", "Ratified", "Rejected")

    def _denies_date(self, match: Match) -> bool:
        """'Was signed on May 2, not in June': what is denied is the other date."""
        trigger = match.trigger
        after = [t for t in match.sentence.tokens if t.i > trigger.i]
        at = next((n for n, t in enumerate(after) if t.text.lower() == "not"), None)
        if at is None or any(c.dep == "neg" and c.i < trigger.i for c in trigger.children):
            return False
        dated = any(self.matcher.when.is_time(t) for t in after[:at])
        return dated and any(self.matcher.when.is_time(t) for t in after[at + 1 : at + 4])

    def _gone(self, when: When | None) -> bool:
        """Whether a time lies before the text was published: 'were to sign it in 2011'."""
        last = bounds(when.edtf)[1] if when is not None else None
        return last is not None and last.isoformat() < (self.book.document.published or "")

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

    def _list_row(self, key: Entity, found: list[tuple[Treaty, Token]], sentence: Sentence, trigger: Token) -> None:
        home = self.resolver.protagonist(key)
        for treaty, _ in found:
            if home is not None and len(self.book.record(treaty).parties) < 2:
                ev = Evidence(sentence.front[0].start, trigger.end, self.text[sentence.front[0].start : trigger.end])
                refs = [Ref(e, trigger, "key of a list's row") for e in (key, home)]
                self.book.add_parties(self.book.record(treaty), refs, ev, STATED, "party.list", None)

    def _outside(self, treaty: Treaty, refs: list[Ref]) -> bool:
        """Whether a treaty that names both of its parties names none of these states; one 'with A and B' is the
        subject's, too.
        """
        first = min(treaty.mentions, key=lambda t: t.start, default=None)
        preps = first.by("prep") if first is not None else []
        if any(p.lemma == "with" for p in preps) and not any(p.lemma in ("between", "of") for p in preps):
            return False
        named = {e for token in treaty.mentions for e in self.resolver.parties_of.complements(token, of_pair=True)}
        states = {e.key for r in refs for e in (r.entity, r.state) if e is not None and e.kind in STATE_KINDS}
        return len(named) > 1 and bool(states) and not named & states

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
        if not told or len(parties) < 2:
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
            out.append(date_step(when))
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
        left_out = status == "Signed" and verdict.stance is Stance.NEGATED and frame.pos == "verb"
        if left_out and "yet" not in ev.quote.lower().split():
            sides = [e for r in refs if (e := r.state if r.entity.kind == "Person" else r.entity) is not None]
            record.unsigned += [Party(e, ev, _UNSIGNED, "party.unsigned") for e in sides if e.kind in PARTY_KINDS]
        if status == "Signed" and verdict.stance is Stance.NEGATED and not has_many_parties(record.treaty):
            few = len(record.parties) < 2 and frame.id != "sign.alone"  # 'Togo never signed'
            refs = [r for r in refs if few or _known(record, r)]
        if status == "Signed":
            for ref in refs:
                brought = frame.extra.get("about") == "brought"  # another may have put the name to it
                put = verdict.stance.told or (verdict.stance is Stance.PREDICTED and not self._gone(made.when))
                if ref.entity.kind == "Person" and put and not brought:
                    record.signers.append(Signer(ref.entity, made, ev, ref.state))
            if verdict.rule not in _REFUSED and frame.id != "sign.withheld":
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
            if frame.extra.get("about") == "no_chamber":
                return  # outsiders declare treaties void, too
            ends = _MOVEMENTS if status in ("Suspended", "Terminated") else frozenset()
            acting = [r for r in refs if r.entity.kind in STATE_KINDS | ends]
            record.likely += [r for r in acting if not self._outside(record.treaty, [r])]
        elif status in ("Negotiating", "Concluded", "Ratified", "InForce"):
            states = [r for r in refs if r.entity.kind != "Person"]
            leaders = not states and len({r.state for r in refs if r.state is not None}) > 1
            if leaders and status == "Concluded":
                states = refs  # 'the two presidents adopted a declaration'
            if frame.extra.get("about") == "extended" and len(record.parties) > 1:
                states = []  # those who extend it have been its parties before
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


def _after_dash(match: Match) -> list[Token]:
    """'The signatories of the pact - A, B and C - met': a row of two names or more between dashes, or in brackets."""
    row = match.sentence.tokens
    end = max(t.i for t in match.trigger.subtree() if t.mention is None or t.mention.kind == "Treaty")
    marks = [t.i for t in row[match.trigger.i :] if t.text in ("-", "–", "—", "(")][:1]
    if not marks or match.trigger.tag != "NNS":
        return []
    names, after = series_at(row, marks[0] + 1)
    closed = after < len(row) and row[after].text in ("-", "–", "—", ")")
    between = row[match.trigger.i + 1 : marks[0]]
    plain = all(t.tag not in ("VBD", "VBZ", "VBP", "MD") for t in between) and end >= match.trigger.i
    return names if closed and plain and len(names) > 1 else []


def _in_passing(noun: Token) -> bool:
    """'The parties to it, A among them, will meet', 'A, as a party to it, will act': what the clause is not about."""
    role = noun.head is not None and noun.head.lemma == "as" and noun.dep == "pobj"
    return noun.lemma.lower() in _BEARERS and (role or noun.dep in ("nsubj", "nsubjpass", "dobj", "appos"))


def _by_which(verb: Token) -> bool:
    """'The memorandum by which Chad would lease a port'."""
    opens = [p for p in verb.by("prep") if p.lemma.lower() in ("by", "in", "under") and p.i < verb.i]
    return verb.dep == "relcl" and any(o.tag == "WDT" for p in opens for o in p.by("pobj"))


def _known(record: Record, ref: Ref) -> bool:
    """Whether somebody is, or acts for, a party that was told before."""
    return any(
        e is not None and (e.key in record.parties or e.key in record.treaty.parties) for e in (ref.entity, ref.state)
    )


def _at_an_hour(verb: Token) -> bool:
    """'Takes effect at midnight': told in the present of what is to come."""
    hours = [o.lemma for p in verb.by("prep") if p.lemma == "at" for o in p.by("pobj")]
    fixed = verb.tag in ("VBZ", "VBP") and verb.lemma in ("come", "enter", "expire", "lapse", "run", "take")
    return fixed and not _HOURS.isdisjoint(hours)


def _mere_right(verb: Token) -> bool:
    """'Has every right to leave it'; a right that is reserved is a condition."""
    right = verb.head if verb.dep == "acl" else None
    return right is not None and right.lemma == "right" and (right.head is None or right.head.lemma != "reserve")


def _denying(clause: Token) -> bool:
    """'Which neither has ratified', 'that never took effect'."""
    return any(t.text.lower() in ("neither", "never", "nobody", "not", "n't") for t in clause.subtree())


def _any_at_all(noun: Token) -> bool:
    """'A treaty', 'any treaty', said of none in particular."""
    return noun.mention is None and any(c.text.lower() in ("a", "an", "any") for c in noun.by("det"))


def _decided(token: Token) -> bool:
    """'The decision of Peru to withdraw': whether it still is a party is not told."""
    return any(up.lemma in ("decision", "announcement") for up in list(token.ancestors())[:3])


def _by_one_alone(verb: Token) -> bool:
    """'A draft that only Peru initialled', 'initialled by Peru alone': with nobody else no text is agreed."""
    subjects = grammar.logical_subjects(verb) if grammar.is_verb(verb) else []
    if len(subjects) != 1 or subjects[0].tag in ("NNS", "NNPS") or verb.lemma not in _BY_ALL:
        return False
    return any(c.text.lower() in ("only", "alone") and abs(c.i - subjects[0].i) == 1 for c in subjects[0].children)


def _of_others(record: Record, refs: Sequence[Ref]) -> bool:
    """Whether a treaty is open to many, or has two parties or more, none of which acts."""
    if has_many_parties(record.treaty):
        return True
    states = {e.key for r in refs for e in (r.entity, r.state) if e is not None and e.kind in STATE_KINDS}
    return len(record.parties) > 1 and bool(states) and states.isdisjoint(record.parties)
