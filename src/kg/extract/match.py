"""Frames matched against a document's sentences: who, what, when, where, in what stance, in which words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from kg.core.annotated import Annotated, Sentence, Token
from kg.core.model import Entity, Evidence, Stance, When
from kg.extract import blamed, grammar
from kg.extract.conditions import CONDITIONS, Args
from kg.extract.conditions_deeds import undone
from kg.extract.denials import SAYS_NONE
from kg.extract.first_person import RULE as FIRST_PERSON
from kg.extract.frames import Frame, FrameSet, carrier
from kg.extract.modality import ASKED_FOR
from kg.extract.negation import missed
from kg.extract.one_deed import agreed_deed, dropped, told_of_both
from kg.extract.paths import role_tokens
from kg.extract.role_search import Readers, Roles
from kg.extract.roles import RoleFinder
from kg.extract.sides import NAMELESS
from kg.extract.stance import StanceReader, Verdict
from kg.extract.supposition import supposed
from kg.extract.trigger_conditions import satisfied
from kg.extract.when import WhenWhere
from kg.link.resolve import Ref, Resolver

COMMISSIVE = {"AGREE", "THREATEN", "REQUEST", "REJECT"}
"""What is promised, threatened, asked for or refused is no event of its own: the promise is."""
MADE = {"THREATEN", "REQUEST"}
"""What is made where it is said: a condition is one of what is threatened or asked for."""
_PLEAS = {"please", "now", "just", "then", "do", "so", "immediately"}
_SPOKEN = {"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}
"""What is done by saying it."""
_DENYING = frozenset(
    {
        "gave_none",
        "no_intention",
        "no_more",
        "none_done",
        "none_given",
        "none_of",
        "not_ready",
        "resolved_not",
        "sees_none",
    }
)
"""Conditions of frames which say a negation that is not the trigger's own."""
_VIOLENT = {"ASSAULT", "COERCE", "MOBILIZE", "THREATEN"}
"""What is promised not to be done is no act that did not take place."""
_DEEDS = {"ASSAULT", "COERCE", "MOBILIZE"}
_ANNOUNCED = {"announce", "commit", "earmark", "offer", "pledge", "promise"}
_STOP = {"cease", "discontinue", "halt", "pause", "quit", "stop", "suspend"}
_HALT = _STOP | {"abandon", "cancel", "end", "scrap"}
_ASK = {"ask", "beg", "exhort", "implore", "instruct", "order", "press", "urge"}
_WILL_NOT = "reject.will_not"
_LIFTED = frozenset({"coerce.ended", "coerce.ended_own", "sanction.lifted", "sanction.lifted_own"})
"""Frames of measures that were there, also where somebody is only told to lift them."""
_MEASURES = _LIFTED | {"sanction.noun"}
_ON_THE_WAY = "request.turns_to"
"""'Went to the council to demand that B leave': both are asked."""
_WILL = frozenset({"ca", "can", "could", "will", "wo", "would", "'ll", "'d"})
_THIRD = frozenset({"he", "it", "she", "they"})
_LIGHT = ("dobj", "obj", "nsubjpass", "pobj", "attr", "nsubj")


@dataclass(slots=True)
class Match:
    """One frame found at one trigger, its roles filled."""

    frame: Frame
    trigger: Token
    sentence: Sentence
    s: list[Ref]
    o: list[Ref]
    s_tokens: list[Token]
    o_tokens: list[Token]
    places: list[Entity]
    dates: list[tuple[Token, When]]
    told: Verdict | Callable[[], Verdict]
    """The verdict, or how to come to it: few steps of treaties are of a treaty that the text speaks of."""
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        """In what stance it is told."""
        if not isinstance(self.told, Verdict):
            self.told = self.told()
        return self.told


class Matcher:
    """Finds the frames in one document."""

    def __init__(
        self, annotated: Annotated, frames: FrameSet, resolver: Resolver, stances: StanceReader, when: WhenWhere
    ) -> None:
        self.annotated, self.frames, self.resolver, self.stances, self.when = annotated, frames, resolver, stances, when
        self.text = annotated.document.text
        self._of_sport: dict[int, bool] = {}
        sport = "|".join(sorted(map(re.escape, frames.words.get("sport", ())), key=lambda w: (-len(w), w)))
        self._sport_pattern = re.compile(rf"(?<![\w-])(?:{sport})(?![\w-])")
        self.roles = RoleFinder(Readers(annotated, resolver, frames.words, stances.attribution, self._deeds))

    def _deeds(self, noun: Token) -> frozenset[str]:
        """The types of event that a noun names ('the raid')."""
        found = self.frames.candidates(noun, "event") if not grammar.is_verb(noun) else []
        return frozenset(f.value for f in found)

    def matches(self, sentence: Sentence, emit: str) -> Iterator[Match]:
        """Matches of the frames that emit ``event``, ``relation`` or ``status``; the first frame that fits a trigger
        wins, but for ``status``, of which all are given.
        """
        found: list[Match] = []
        for token in sentence.tokens if emit != "event" or not self._sport(sentence) else ():
            if token.mention is not None:
                continue
            candidates = self.frames.candidates(token, emit)
            if not candidates:
                continue
            done: set[str] = set()
            here: list[Match] = []
            meant = False
            for frame in candidates:
                told = frame.value in done and not frame.extra.get("besides")
                if told or not satisfied(frame.conditions, token):
                    continue
                if not meant:  # asked once a word
                    if supposed(token, self.stances.words.factuality.disposed):
                        break
                    meant = True
                match = (
                    self._event(frame, token, sentence, found)
                    if emit == "event"
                    else self._fill(frame, token, sentence)
                )
                if match is not None:
                    if emit != "status":  # whether a step is one is known when its treaty is found
                        done.add(frame.value)
                    found.append(match)
                    if emit == "event":
                        here.append(match)
                    else:
                        yield match
            if len(here) > 1 and (weaker := {id(m) for m in dropped(here, self.frames.words)}):
                found[:] = [m for m in found if id(m) not in weaker]
                here = [m for m in here if id(m) not in weaker]
            yield from here

    def _event(self, frame: Frame, token: Token, sentence: Sentence, before: list[Match]) -> Match | None:
        """An event, its roles filled; None where it only repeats what its verb said, or is asked for or promised."""
        if frame.value == "MOBILIZE" and _halted(token):
            return None
        there = frame.id in _MEASURES and undone(token)
        over = there and frame.id in _LIFTED
        if not over and self._untold(token, sentence):
            return None
        promised = not over and frame.stance != "stated" and self._promised(token, before)
        if (promised and not agreed_deed(frame, token)) or (
            self._in_condition(token) and frame.value not in ("ASSAULT", "COERCE", "MOBILIZE")
        ):
            return None
        roles = self.roles.fill(frame, token, sentence)
        if roles is None or (not grammar.is_verb(token) and self._repeats(frame, token, roles, before)):
            return None
        if frame.value == "REQUEST" and roles.o and all(_own_people(r) for r in roles.o):
            return None
        about = CONDITIONS.get(str(frame.extra.get("about", "")))
        if about is not None and not about(
            Args(
                token,
                roles.s,
                roles.o,
                roles.s_tokens,
                roles.o_tokens,
                roles.mutual,
                self.frames.words,
                frame.value == "RETREAT" and self.roles.addressees.moved(roles.s, roles.s_tokens, sentence, token),
            )
        ):
            return None
        # a frame triggered by 'not accept' says the negation itself
        denial = bool(frame.conditions.get("mod", frozenset()) & {"not", "never", "n't", "longer", "ever", "no"})
        denial |= frame.extra.get("about") in _DENYING
        if (
            not roles.o
            and token.dep == "advcl"
            and any(
                m.frame.value == frame.value
                and m.o
                and m.trigger is token.head
                and any(a.entity == b.entity for a in m.s for b in roles.s)
                for m in before
            )
        ):
            return None  # 'ambushed a convoy, killing ten': the first tells it all
        if self._toll(frame, token, roles, before) or (token.dep == "advcl" and _once(frame, token, roles, before)):
            return None
        if frame.value in ("ACCUSE", "REJECT") and _of_note(token, roles, before):
            return None
        if frame.value in ("ACCUSE", "THREATEN") and self._told_already(frame, token, roles, before):
            return None
        if frame.value == "AGREE" and grammar.is_verb(token) and grammar.between_others(token):
            return None  # 'Egypt worked out a truce between Chad and Togo'
        if frame.value == "COOPERATE" and told_of_both(token, roles, before):
            return None
        if frame.value == "PROTEST" and self._marched(token, roles, before):
            return None  # 'marched to protest': the march tells it all
        if roles.o and token.dep == "conj" and self._handed_on(frame, token, roles, before):
            return None
        told = grammar.clause_head(token) if frame.pos == "adj" and frame.extra.get("about") == "joint_deed" else token
        verdict = self._alleged(frame, told, before) or self.stances.read(told, sentence, consumed=denial)
        if there:
            verdict = Verdict(Stance.STATED, "a measure that is lifted was there", None, False, True)
        if verdict.stance is Stance.PREDICTED and verdict.rule.endswith(ASKED_FOR):
            return None  # 'was asked to leave'
        if verdict.stance is Stance.PREDICTED and missed(grammar.clause_head(told)):
            verdict = Verdict(Stance.NEGATED, "it was to have been", None, True)
        if self._himself(verdict, roles):
            return None
        made = frame.value in MADE and grammar.is_verb(token) and not self._hangs(token)
        if made and verdict.stance is Stance.CONDITIONAL:
            verdict = Verdict(Stance.STATED, "made already, whatever it is made dependent on", None, False)
        if denial and frame.value == "REJECT" and self._refused(verdict, token, roles):
            verdict = Verdict(Stance.STATED, "refused where it is said", None, False)
        if frame.value == "PROTEST" and verdict.stance is Stance.PREDICTED and _came_to(token):
            verdict = Verdict(Stance.STATED, "what they came for", None, False)
        if frame.value == "REQUEST" and verdict.stance is Stance.PREDICTED and _resolved_to(token):
            verdict = Verdict(Stance.STATED, "asked by resolving to ask", None, False)
        if frame.value == "CONSULT" and verdict.stance is Stance.STATED and _scheduled(token):
            verdict = Verdict(Stance.PREDICTED, "the present of what is fixed for a day", None, False, True)
        if self._performed(verdict, frame, token, roles):
            verdict = Verdict(Stance.STATED, "what the speaker does by saying it", None, False)
        if frame.value == "AID" and token.lemma in _ANNOUNCED and verdict.stance is Stance.STATED:
            verdict = Verdict(Stance.PREDICTED, "announced, not yet given", None, False)
        if verdict.rule == "a negated subject" and verdict.future and frame.value in _VIOLENT:
            return None  # 'neither side will attack the other' is a promise
        if verdict.stance is Stance.NEGATED and frame.value not in _SPOKEN and self._may_not(token):
            return None  # 'neither may cede land' is a rule
        if verdict.rule == "denied itself" and frame.value in _DEEDS and not grammar.is_verb(token):
            return None  # 'an attack on it was denied'
        if verdict.stance is Stance.NEGATED and frame.value in _DEEDS and self._own_denial(verdict, token, roles):
            return None  # 'said that it had not attacked it': a denial, no act that was not done
        if verdict.stance is Stance.NEGATED and frame.value == "REJECT" and token.lemma == "deny":
            return None  # 'neither confirmed nor denied it'
        if verdict.stance is Stance.NEGATED and any(
            m.frame.id == SAYS_NONE and m.trigger in token.ancestors() for m in before
        ):
            return None  # 'says it never armed them': a denial, no act that was not done
        if frame.value == "ASSAULT" and verdict.future and any(r.key in _sides(verdict.holder) for r in roles.s):
            return None  # '"We will strike it"': a threat
        if verdict.rule.endswith("a threat"):
            return None  # 'dropped its threat to invade it': nobody has said that it would not
        if verdict.stance is Stance.NEGATED and any(m.frame.id == _WILL_NOT and m.trigger is token for m in before):
            return None  # 'will not talk to it': a refusal, no talk that did not take place
        verdict = self._by_frame(frame, roles, verdict)
        deed = self.roles.told.deed(frame, told)
        places = self.when.places(deed, act=frame.value) if not frame.place else self._places(token, frame.place)
        people = {r.entity.name for r in roles.o if r.rule == NAMELESS}
        places = [p for p in places if p.name not in people]  # 'killed Juan Roe': no town that no list has
        unsaid = verdict.stance is Stance.NEGATED and frame.value == "ACCUSE"
        if not (unsaid or there):  # nobody answers what was not said, or what is over
            self.roles.addressees.remember(frame.value, roles.s, roles.o, sentence, token)
        return Match(
            frame,
            token,
            sentence,
            roles.s,
            roles.o,
            roles.s_tokens,
            roles.o_tokens,
            places,
            [] if there else self._dates(deed),  # a day that is told is that on which it is lifted
            verdict,
            {"mutual": roles.mutual},
        )

    def _untold(self, token: Token, sentence: Sentence) -> bool:
        """Whether a word tells of nothing done, whatever it may say: asked once for all its frames."""
        found: bool | None = token.known.get(Matcher._untold)
        if found is None:
            found = token.known[Matcher._untold] = self._only_spoken_of(token, sentence)
        return found

    def _only_spoken_of(self, token: Token, sentence: Sentence) -> bool:
        """Whether somebody stops, promises, asks, is told or allowed to do it, and does not do it."""
        if self._stopped(token) or self._agreed_on(token) or _won_from(token) or self._by_treaty(token):
            return True
        if self.stances.asked(token, sentence) and self.stances.answer(sentence) is None:
            return True  # what is only asked is no claim
        asked = _asked_to(token) and not self._own_forces(token)
        return self._ordered(token) or asked or _of_anyone(token)

    def _sport(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of a match, in which states' names are those of teams."""
        if sentence.start not in self._of_sport:
            low = self.text[sentence.start : sentence.end].lower()
            found = any(phrase in low for phrase in self.frames.words["sport"])
            self._of_sport[sentence.start] = found and self._sport_pattern.search(low) is not None
        return self._of_sport[sentence.start]

    def _ordered(self, token: Token) -> bool:
        """'"Leave our waters," Peru told the boat': what a quotation tells somebody to do is not done."""
        bare = token.tag in ("VB", "VBP") and not token.by(*grammar.SUBJECT, "nsubjpass", "aux", "auxpass")
        if not bare or token.dep not in ("ccomp", "ROOT", "parataxis", "conj"):
            return False
        said = self.stances.attribution.quotations.at(token)
        if said is None:
            return False
        first = self.annotated.document.text[said.start : token.start].strip("\"“”'‘’«» \n").lower()
        return not first or first in _PLEAS

    def _own_forces(self, verb: Token) -> bool:
        """'The minister ordered the army to leave', 'ordered Chadian troops to leave', as Chad's: he has them leave."""
        order = verb.head
        if order is None or order.lemma not in ("command", "direct", "instruct", "order"):
            return False
        told = order.by("dobj")
        words = self.frames.words["units"] | {"troops"}
        if grammar.passive(order) or not told or not all(t.lemma in words and t.mention is None for t in told):
            return False
        states = {r.state for t in grammar.logical_subjects(order) for r in self.resolver.actors(t)} - {None}
        whose = [m for t in told for m in grammar.modifiers(t) if m.mention is not None]
        return bool(states) and all(r.state in states for m in whose for r in self.resolver.actors(m))

    def _toll(self, frame: Frame, token: Token, roles: Roles, before: list[Match]) -> bool:
        """'Fired on a Ghanaian canoe, killing one man': what the act brought about, not another act."""
        nameless = bool(roles.o) and all(r.rule == NAMELESS for r in roles.o)
        above = {id(t) for t in grammar.logical_subjects(token)} if grammar.is_verb(token) else set[int]()
        above |= {id(token.head)} if token.dep == "advcl" else set[int]()
        return nameless and any(
            m.frame.value == frame.value and m.o and id(m.trigger) in above and _same(m.s, roles.s) for m in before
        )

    def _marched(self, token: Token, roles: Roles, before: list[Match]) -> bool:
        """'Thousands marched to protest against the law': one act."""
        purpose = token.dep in ("advcl", "xcomp") and any(a.tag == "TO" for a in token.by("aux"))
        same = [m for m in before if m.frame.value == "PROTEST" and m.trigger is token.head and _same(m.s, roles.s)]
        for m in same if purpose else ():
            m.o, m.o_tokens = m.o or roles.o, m.o_tokens or roles.o_tokens
        return purpose and bool(same)

    def _told_already(self, frame: Frame, token: Token, roles: Roles, before: list[Match]) -> bool:
        """'Warned that it would bomb it', '"We will bomb it," it warned': one threat, or charge, made by saying it."""
        below = [m for m in before if m.frame.value == frame.value and _same(m.s, roles.s)]
        if frame.value == "ACCUSE":  # what a clause says of another is told once, by it or by the verb of saying
            said = "holder" in frame.extra.get("actors", ())
            below = [m for m in below if said or "holder" in m.frame.extra.get("actors", ())]
        above = {id(a) for a in token.ancestors()}
        for m in below:
            if id(m.trigger) in above or any(a is token for a in m.trigger.ancestors()):
                m.o, m.o_tokens = m.o or roles.o, m.o_tokens or roles.o_tokens
                return True
        return False

    def _handed_on(self, frame: Frame, token: Token, roles: Roles, before: list[Match]) -> bool:
        """'Summoned the envoy and handed him a note': one act, whose second half means the envoy by a pronoun."""
        same = [m for m in before if m.frame.value == frame.value and m.trigger is token.head and _same(m.s, roles.s)]
        return bool(same) and all(t.tag == "PRP" and t.text.lower() != "it" for t in roles.o_tokens)

    def _may_not(self, token: Token) -> bool:
        """Whether it is only what somebody is not allowed to do."""
        verb = token if grammar.is_verb(token) else grammar.clause_head(token)
        return any(a.text.lower() in ("may", "shall") for a in verb.by("aux"))

    def _himself(self, verdict: Verdict, roles: Roles) -> bool:
        """Whether 'it' or 'he' inside of a quotation was taken for whoever speaks, who calls himself 'we' or 'I'."""
        holder = verdict.holder
        if holder is None or not roles.s:
            return False
        quoted = self.annotated.quotations
        return all(
            t.text.lower() in _THIRD
            and r.entity in (holder.entity, holder.state)
            and any(q.start <= t.start < q.end for q in quoted)
            for r, t in zip(roles.s, roles.s_tokens, strict=True)
        )

    def _performed(self, verdict: Verdict, frame: Frame, token: Token, roles: Roles) -> bool:
        """Whether the speaker does by speaking what he is told to do ('she blamed the minister, she said')."""
        ours = token.dep == "acomp" and all(r.rule == FIRST_PERSON for r in roles.s)
        said = grammar.is_verb(token) or ours  # '"we are grateful"'
        spoken = frame.value in _SPOKEN and said and not verdict.future
        holder = verdict.holder
        whose = _sides(holder)
        own = any(r.key in whose for r in roles.s)
        if frame.value == "AGREE" and token.dep != "acl" and any(r.key not in whose for r in roles.s):
            return False  # 'said that he and B had agreed': nobody agrees for another by saying so
        return spoken and own and verdict.stance is Stance.ATTRIBUTED and not self._hangs(token)

    def _own_denial(self, verdict: Verdict, token: Token, roles: Roles) -> bool:
        """Whether whoever is said not to have done it says so himself, of what is past."""
        past = token.tag in ("VBD", "VBN") or any(a.tag == "VBD" for a in token.by("aux"))
        told = token.dep == "ccomp" and grammar.is_verb(token) and all(t.tag == "PRP" for t in roles.s_tokens)
        return told and past and any(r.key in _sides(verdict.holder) for r in roles.s)

    def _refused(self, verdict: Verdict, token: Token, roles: Roles) -> bool:
        """'Will never accept it', 'cannot recognise it': a refusal, made by whoever says so or has it said of him."""
        will = [a.text.lower() for a in token.by("aux") if a.tag == "MD"]
        own = verdict.holder is None or any(r.key in _sides(verdict.holder) for r in roles.s)
        told = verdict.stance in (Stance.PREDICTED, Stance.ATTRIBUTED)
        return own and told and bool(will) and all(w in _WILL for w in will) and not self._in_condition(token)

    def _by_frame(self, frame: Frame, roles: Roles, verdict: Verdict) -> Verdict:
        """The stance that a frame itself gives: what is awaited is yet to come, what is uttered has been uttered."""
        if frame.stance == "predicted" and verdict.stance is Stance.STATED:
            return Verdict(Stance.PREDICTED, "said of what is to come", None, False)
        own = verdict.holder is None or any(r.entity == verdict.holder.entity for r in roles.s)
        if frame.stance == "stated" and own and verdict.stance is not Stance.NEGATED:
            return Verdict(Stance.STATED, "done by saying it", None, False)
        return verdict

    def _repeats(self, frame: Frame, token: Token, roles: Roles, before: list[Match]) -> bool:
        """Whether a noun only completes its verb ('launched its invasion')."""
        for m in before:
            if m.frame.value == frame.value and m.trigger is token.head and token.dep in _LIGHT:
                pronoun = all(t.tag.startswith("PRP") for t in roles.s_tokens)
                if pronoun or all(any(r.entity == x.entity for x in m.s) for r in roles.s):
                    return True
            # 'was in Lima on a state visit' is one visit
            above = token.head.head if token.head is not None and token.head.dep == "prep" else None
            if m.frame.value == frame.value and m.trigger is above and _same(m.s, roles.s) and _same(m.o, roles.o):
                return True
        return False

    def _stopped(self, token: Token) -> bool:
        """Whether it is only what somebody stops doing ('stopped issuing visas', 'stopped short of imposing')."""
        up = token.head
        if token.tag != "VBG" or token.dep not in ("xcomp", "ccomp", "pcomp", "dobj"):
            return False
        while up is not None and up.lemma in ("of", "short"):
            up = up.head
        return up is not None and up.lemma in _STOP

    def _agreed_on(self, token: Token) -> bool:
        """Whether it is only what a pact is about ('an agreement on sending police')."""
        prep = token.head if token.dep == "pcomp" else None
        noun = prep.head if prep is not None and prep.lemma in ("on", "about", "for", "concerning", "to") else None
        return noun is not None and (
            noun.lemma in self.frames.words["agreed"] or (noun.mention is not None and noun.mention.kind == "Treaty")
        )

    def _hangs(self, verb: Token) -> bool:
        """Whether the verb itself stands under 'would' or in an 'if' clause."""
        return any(a.tag == "MD" for a in verb.by("aux")) or self._in_condition(verb)

    def _by_treaty(self, token: Token) -> bool:
        """Whether it is what a treaty allows or lays down ('a pact in which both promise each other aid')."""
        for clause in (token, *token.ancestors()):
            first = clause
            while first.dep == "conj" and first.head is not None and grammar.is_verb(first.head):
                first = first.head  # 'which they signed and in which they promise ...'
            noun = first.head if first.dep == "relcl" else None
            if noun is None or not any(t.lemma == "other" for o in token.children for t in (o, *o.children)):
                continue
            inside = any(t.text.lower() == "which" for p in clause.by("prep") for t in p.by("pobj"))
            treaty = noun.lemma in self.frames.words["treaties"] or (
                noun.mention is not None and noun.mention.kind == "Treaty"
            )
            if inside and treaty and grammar.tense(clause) in ("present", "future"):
                return True
        for up in token.ancestors():
            if grammar.is_verb(up) and up.lemma in self.frames.words["laid_down"]:
                for subject in grammar.surface_subjects(up) if not grammar.passive(up) else []:
                    if (subject.mention is not None and subject.mention.kind == "Treaty") or (
                        subject.lemma in self.frames.words["treaties"] and subject.mention is None
                    ):
                        return True
                    if subject.text.lower() == "it" and self.resolver.treaty(subject) is not None:
                        return True  # 'It obliges both to consult', said of a pact
        return False

    def _promised(self, token: Token, before: list[Match]) -> bool:
        """Whether a clause is only what somebody promises, threatens, asks for or refuses."""
        verb = token if grammar.is_verb(token) else grammar.clause_head(token)
        made = [m.trigger for m in before if m.frame.value in COMMISSIVE and m.frame.id != _ON_THE_WAY]
        if _told(verb):  # 'who had reopened it, promised to help': done already, unless it is denied
            made = [m.trigger for m in before if m.frame.value == "REJECT"]
        will = self.frames.words["will"] if not _told(verb) else frozenset[str]()
        steps = 0
        while verb.head is not None and steps < 6:
            to = any(a.tag == "TO" for a in verb.by("aux"))
            way = verb.dep == "relcl" and to and bool(verb.by("mark"))  # 'a way for B to visit'
            if not way and verb.dep not in ("xcomp", "ccomp", "pcomp", "conj", "prep", "pobj", "dobj", "advcl", "acl"):
                return False
            refused = verb.dep == "advcl" and any(verb.head is m for m in made) and self._undone(verb)
            refused |= verb.dep == "acl" and any(verb.head.head is m for m in made) and self._dismissed(verb)
            if (verb.dep in ("advcl", "acl") and not to and not refused) or (
                verb.dep == "conj" and not grammar.is_verb(verb)
            ):
                return False
            above = any(verb.head is m for m in made) or verb.head.lemma in will
            finite = verb.tag in ("VBD", "VBN", "VBZ", "VBP") and above
            same = verb.tag == verb.head.tag and any(verb.head is m for m in made)
            if verb.dep == "conj" and (finite or verb.by(*grammar.SUBJECT) or same):
                return False
            verb, steps = verb.head, steps + 1
            if any(verb is m for m in made) or (verb.lemma in will and grammar.is_verb(verb)):
                return True
        return False

    def _undone(self, verb: Token) -> bool:
        """'Ruled out recognising it': the refusal tells it all."""
        return self.stances.words.factuality.undone(verb, frozenset()) is not None

    def _dismissed(self, verb: Token) -> bool:
        """'Dismissed reports that it recognised it': the denial tells it all."""
        noun, words = verb.head, self.stances.words
        above = noun.head if noun is not None else None
        if noun is None or above is None or noun.lemma not in words.claims | words.unsourced:
            return False
        return noun.dep == "dobj" and above.lemma in words.dismiss

    def _in_condition(self, token: Token) -> bool:
        """Whether it stands in an 'if' clause itself: asked once for all frames of a word."""
        found: bool | None = token.known.get(Matcher._in_condition)
        if found is None:
            found = token.known[Matcher._in_condition] = self._conditional(token)
        return found

    def _conditional(self, token: Token) -> bool:
        for up in [token, *token.ancestors()]:
            if up.dep == "advcl" and any(
                (c.dep == "mark" and c.text.lower() in ("if", "unless", "whether", "lest"))
                or (c.dep == "aux" and c.text.lower() == "should" and c.i <= min(t.i for t in up.subtree()))
                for c in up.children
            ):
                return True
            if _provided(up):
                return True
            if up.dep in ("ROOT", "ccomp", "relcl"):
                return False
        return False

    def _alleged(self, frame: Frame, token: Token, before: list[Match]) -> Verdict | None:
        """What somebody is accused of is said by the accuser."""
        if frame.extra.get("about") in blamed.ABOUT:
            return blamed.verdict(grammar.clause_head(token), self.stances.attribution.speakers)
        for up in (token, *token.ancestors()):
            if up.dep == "relcl":
                return None
            if up.dep == "prep" and up.lemma in ("of", "for") and up.head is not None:
                for m in before:
                    if (
                        m.trigger in (up.head, up.head.head)
                        and m.frame.value == "ACCUSE"
                        and m.s
                        and m.verdict.stance is Stance.STATED
                    ):
                        return Verdict(Stance.ATTRIBUTED, "what somebody is accused of", m.s[0], False)
        return None

    def _dates(self, token: Token) -> list[tuple[Token, When]]:
        """When an event took place; until when it is to last does not tell that."""
        ends = {"until"}
        if not grammar.is_verb(token) and token.dep == "pobj":  # 'blamed it for a raid that killed ten in May'
            for clause in token.by("relcl"):
                if clause.by(*grammar.SUBJECT) and (told := [d for d in self.when.dates(clause) if d[0].i > clause.i]):
                    return told
        return [d for d in self.when.dates(token) if d[0].mention is None or _bound(d[0]) not in ends]

    def _of_step(self, frame: Frame, token: Token, sentence: Sentence) -> Verdict:
        """In what stance a step of a treaty is told."""
        verdict = self.stances.read(token, sentence)
        verb = carrier(frame, token)
        if verb is not token and not verdict.negated and (over := self.stances.read(verb, sentence)).negated:
            verdict = over  # 'did not exchange instruments of ratification'
        if frame.value == "PendingApproval" and "remains" in verdict.rule:
            verdict = self.stances.read(token, sentence, consumed=True)  # what remains to be done is pending
        told = frame.id == "party.binds" and bool(token.by("xcomp", "ccomp"))  # 'does not oblige Peru to consult'
        if frame.value == "Party" and verdict.stance is Stance.NEGATED and (told or self._may_not(token)):
            return Verdict(Stance.STATED, "what a treaty forbids its parties", None, False)
        return verdict

    def _fill(self, frame: Frame, token: Token, sentence: Sentence) -> Match | None:
        if frame.emit == "status":
            if self._only_asked(frame, token, sentence):
                return None
            return Match(frame, token, sentence, [], [], [], [], [], [], partial(self._of_step, frame, token, sentence))
        s, s_tokens = self._role(token, frame.s, lambda t: self.resolver.actors(t))
        wants_place = frame.value == "claimsSovereignty"
        o, o_tokens = self._role(
            token,
            frame.o,
            (lambda t: self._features(t)) if wants_place else (lambda t: self.resolver.actors(t, target=True)),
            exclude=s_tokens,
        )
        if ("s" in frame.needs and not s) or ("o" in frame.needs and not o):
            return None
        if not self._about(str(frame.extra.get("about", "")), token, s, o, s_tokens, o_tokens):
            return None
        verdict = self.stances.read(token, sentence)
        if (
            frame.emit == "relation"
            and frame.pos == "noun"
            and frame.value != "claimsSovereignty"
            and verdict.stance is not Stance.NEGATED
        ):
            verdict = Verdict(Stance.STATED, "taken for granted by a noun phrase")
        if frame.value == "claimsSovereignty" and verdict.holder is not None and verdict.stance is Stance.ATTRIBUTED:
            claimants = {r.entity.iri for r in s} | {r.state.iri for r in s if r.state}
            if verdict.holder.entity.iri in claimants or (
                verdict.holder.state is not None and verdict.holder.state.iri in claimants
            ):
                verdict = Verdict(Stance.STATED, "the claimant itself says so")
        places = self.when.places(token) if not frame.place else self._places(token, frame.place)
        return Match(frame, token, sentence, s, o, s_tokens, o_tokens, places, self.when.dates(token), verdict)

    def _only_asked(self, frame: Frame, token: Token, sentence: Sentence) -> bool:
        """Whether a step is what a question asks for, and the text does not answer it."""
        verb = carrier(frame, token)
        told = grammar.is_verb(verb) or token.dep in ("attr", "acomp")
        return told and self.stances.questioned(verb, sentence) and self.stances.answer(sentence) is None

    def _about(
        self, about: str, token: Token, s: list[Ref], o: list[Ref], s_tokens: list[Token], o_tokens: list[Token]
    ) -> bool:
        """Further conditions that need the arguments themselves (``about:`` of a frame)."""
        if about == "pair":
            return len(s) >= 2 or bool(o)
        if about == "person":
            return any(r.entity.kind == "Person" for r in o)
        if about == "territory":
            return any(
                p.lemma == "as"
                and any(
                    x.lemma in ("territory", "part", "province", "soil", "land", "own")
                    or any(y.lemma == "own" for y in x.children)
                    for x in p.by("pobj")
                )
                for p in token.by("prep")
            )
        if about == "forces":
            plain = [
                t
                for t in s_tokens
                if (t.mention is not None and t.mention.kind in ("State", "Person")) or t.tag in ("PRP", "PRP$")
            ]
            return len(plain) < len(s_tokens) or (not grammar.is_verb(token) and bool(s_tokens))
        return True

    def _role(
        self,
        token: Token,
        paths: tuple[str, ...],
        resolve: Callable[[Token], list[Ref]],
        exclude: list[Token] | None = None,
    ) -> tuple[list[Ref], list[Token]]:
        for path in paths:
            tokens = [t for t in role_tokens(token, path) if t is not token and t not in (exclude or [])]
            refs: list[Ref] = []
            used: list[Token] = []
            for t in tokens:
                for one in grammar.conjuncts(t) if "." in path or path in ("mod", "owner", "poss") else [t]:
                    for ref in resolve(one):
                        if all(ref.entity != r.entity for r in refs):
                            refs.append(ref)
                            used.append(one)
            if refs:
                return refs, used
        return [], []

    def _features(self, token: Token) -> list[Ref]:
        refs = self.resolver.places(token)
        return [r for r in refs if r.entity.kind not in ("Settlement",) and r.entity.kind != "State"]

    def _places(self, token: Token, paths: tuple[str, ...]) -> list[Entity]:
        for path in paths:
            if path == "here":
                found = self.when.places(token)
            else:
                found = [
                    r.entity
                    for t in role_tokens(token, path)
                    for c in grammar.conjuncts(t)
                    for r in self.resolver.places(c)
                ]
            if found:
                return list(dict.fromkeys(found))
        return []


def _sides(holder: Ref | None) -> set[str]:
    """The keys of a holder and of the state he speaks for."""
    return {e.key for e in (holder.entity, holder.state) if e is not None} if holder is not None else set()


def _own_people(ref: Ref) -> bool:
    """'Instructed *their* defence chiefs': whoever serves the one who acts, and bears no name."""
    return ref.rule == NAMELESS and any(t.tag == "PRP$" for t in ref.token.by("poss"))


_COMING = frozenset(
    {"assemble", "come", "converge", "gather", "go", "march", "meet", "pour", "rally", "stop", "take", "turn"}
    | {"call", "contact", "phone", "recall", "ring", "see", "summon", "telephone", "visit", "withdraw", "write"}
)
"""What somebody has done in order to protest, so that he has protested."""


def _came_to(token: Token) -> bool:
    """'Went out to protest', 'recalled its envoy to protest': done, where those who came have come."""
    verb = token.head
    to = token.dep in ("advcl", "xcomp") and any(a.tag == "TO" for a in token.by("aux"))
    told = verb is not None and verb.tag in ("VBD", "VBN", "VBZ", "VBP") and not verb.by("neg")
    return to and told and verb is not None and verb.lemma in _COMING and not any(a.tag == "MD" for a in verb.by("aux"))


_RESOLVING = {"agree", "assemble", "convene", "decide", "gather", "meet", "resolve", "sit", "vote"}


def _resolved_to(token: Token) -> bool:
    """'Resolved to ask the Council', 'convened to demand a truce': a body asks by resolving to do so."""
    head = token.head
    to = token.dep in ("xcomp", "advcl") and any(a.tag == "TO" for a in token.by("aux"))
    told = head is not None and head.tag in ("VBD", "VBN", "VBZ") and not head.by("neg", "auxpass")
    return (
        to and told and head is not None and head.lemma in _RESOLVING and not any(a.tag == "MD" for a in head.by("aux"))
    )


_DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tomorrow"}


def _scheduled(token: Token) -> bool:
    """'Meets him on Monday', 'travels to Lima tomorrow': the present of what is fixed for a day, but no headline."""
    if token.tag not in ("VBZ", "VBP") or token.by("aux", "auxpass"):
        return False
    times = [*token.by("npadvmod"), *(t for p in token.by("prep") if p.lemma == "on" for t in p.by("pobj"))]
    return any(t.mention is not None and t.mention.kind == "Time" and t.text.lower() in _DAYS for t in times)


def _once(frame: Frame, token: Token, roles: Roles, before: list[Match]) -> bool:
    """'Wrote to the court, asking it to rule': one request."""
    told = [m for m in before if m.trigger is token.head and m.frame.value == frame.value]
    told = [m for m in told if m.o or (frame.value == "CONSULT" and len(m.s) > 1)]  # 'met to discuss it'
    return any(_same(m.s, roles.s) and _same(m.o, roles.o) for m in told)


def _same(some: list[Ref], others: list[Ref]) -> bool:
    return {r.entity for r in some} == {r.entity for r in others}


def evidence(text: str, sentence: Sentence, trigger: Token, *tokens: Token) -> Evidence:
    """The shortest stretch of the sentence that holds the trigger and the given tokens, trimmed to whole words."""
    inside = [t for t in tokens if sentence.start <= t.start < sentence.end]
    start = min([trigger.start, *(t.start for t in inside)])
    end = max([trigger.end, *(t.end for t in inside)])
    while end > start and text[end - 1] in " \n":
        end -= 1
    return Evidence(start, end, text[start:end])


def _told(verb: Token) -> bool:
    """Whether a finite verb tells what has been done ('had reopened', 'has backed')."""
    return verb.tag == "VBN" and any(a.lemma == "have" and a.tag != "VB" for a in verb.by("aux"))


def _bound(time: Token) -> str | None:
    """The word that bounds an expression of time ('until 2026')."""
    return getattr(time.mention.time, "bound", None) if time.mention is not None else None


def stated(verdict: Verdict) -> bool:
    return verdict.stance is Stance.STATED


def _provided(clause: Token) -> bool:
    """'... provided that the army holds its fire': a clause on which another is made to depend."""
    that = next((m for m in clause.by("mark") if m.text.lower() == "that"), None)
    if that is None:
        return False
    above = (c for a in clause.ancestors() for c in a.children if c.i == that.i - 1)
    return any(c.text.lower() in ("provided", "providing") for c in above)


def _halted(token: Token) -> bool:
    """'Halted its overflights', 'ended the deployment': a noun of what somebody has brought to an end."""
    verb = token.head if token.dep in ("dobj", "nsubjpass") and not grammar.is_verb(token) else None
    return verb is not None and verb.lemma in _HALT and not verb.by("neg")


def _of_note(verb: Token, roles: Roles, before: list[Match]) -> bool:
    """'Handed the envoy a note objecting to the road': what a note of protest says is told with it."""
    made = verb.head if verb.dep in ("advcl", "acl") and verb.tag == "VBG" else None
    above = {id(t) for t in (made, made.head if made is not None else None) if t is not None}
    notes = [m for m in before if m.frame.value == "PROTEST" and id(m.trigger) in above]
    return any(_same(m.s, roles.s) and (not roles.o or _same(m.o, roles.o)) for m in notes)


def _of_anyone(verb: Token) -> bool:
    """'Any boat that crosses the line will be sunk': what a clause says of whoever may do it, nobody has done."""
    noun = verb.head if verb.dep == "relcl" and verb.tag in ("VBZ", "VBP") else None
    return noun is not None and any(c.text.lower() in ("any", "every", "whichever") for c in noun.by("det"))


def _won_from(verb: Token) -> bool:
    """'Obtained a promise from Peru to reopen the port': what another is to do."""
    noun = verb.head if verb.dep == "acl" and any(a.tag == "TO" for a in verb.by("aux")) else None
    above = noun.head if noun is not None and noun.dep == "dobj" and noun.lemma in _WORDS_GIVEN else None
    return above is not None and above.lemma in _WINNING


_WORDS_GIVEN = frozenset({"assurance", "commitment", "consent", "guarantee", "permission", "pledge", "promise"})
_WINNING = frozenset({"elicit", "extract", "gain", "get", "obtain", "receive", "secure", "win", "wring"})


def _asked_to(verb: Token) -> bool:
    """'A resolution that calls on both to settle it': what others are only called upon to do."""
    head = verb.head
    bare = verb.tag == "VB" and verb.dep in ("xcomp", "advcl") and any(a.tag == "TO" for a in verb.by("aux"))
    others = [*head.by("dobj"), *verb.by(*grammar.SUBJECT)] if head is not None and head.lemma in _ASK else []
    asked = bool(others) and not any(t.by("poss") for t in others)  # 'ordered his forces to leave': he had them leave
    if asked and verb.tag == "VB" and verb.dep in ("ccomp", "xcomp") and any(a.tag == "TO" for a in verb.by("aux")):
        return True  # 'asked a court to throw it out', whoever asks
    calling = head is not None and grammar.is_verb(head) and head.lemma in grammar.CALLING
    return bare and calling and head is not None and bool(grammar.called_upon(verb, head))
