"""Frames matched against a document's sentences: who, what, when, where, in what stance, in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from itertools import islice

from kg.core.annotated import Annotated, Sentence, Token
from kg.core.model import Entity, Stance, When
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.conditions import CONDITIONS, Args
from kg.extract.conditions_deeds import undone
from kg.extract.event_args import refused
from kg.extract.event_stance import EventStance, may_not
from kg.extract.frames import Frame, FrameSet, carrier
from kg.extract.likely_targets import LikelyTargets
from kg.extract.matched import Match
from kg.extract.not_done import STOP, NotDone
from kg.extract.one_deed import agreed_deed, dropped
from kg.extract.paths import role_tokens
from kg.extract.role_search import Readers, Roles
from kg.extract.roles import RoleFinder
from kg.extract.sides import NAMELESS
from kg.extract.stance import StanceReader, Verdict
from kg.extract.supposition import supposed
from kg.extract.told_again import of_its_verb, told_again
from kg.extract.trigger_conditions import satisfied
from kg.extract.when import WhenWhere
from kg.link.resolve import Ref, Resolver

_HALT = STOP | word_set("extract.match.halt")
_LIFTED = frozenset({"coerce.ended", "coerce.ended_own", "sanction.lifted", "sanction.lifted_own"})
"""Frames of measures that were there, also where somebody is only told to lift them."""
_MEASURES = _LIFTED | {"sanction.noun"}

_SOME = 2
_SPORT = 4
"""A text of which one sentence in so many has a word of matches, and two have one, is a report of sport."""
_DEEDS = frozenset({"ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "RETREAT", "SANCTION"})
"""What is done otherwise than by speaking of it."""
_ONWARD = frozenset({"crossing", "forces_camp", "forces_enter", "forces_near", "forces_stream"})
"""The conditions on forces that move on, of which a pronoun or the name of their people may tell."""


_PARTS = word_set("extract.match.parts")


class Matcher:
    """Finds the frames in one document."""

    def __init__(
        self,
        annotated: Annotated,
        frames: FrameSet,
        resolver: Resolver,
        stances: StanceReader,
        when: WhenWhere,
        likely: LikelyTargets,
    ) -> None:
        self.annotated, self.frames, self.resolver, self.stances, self.when = annotated, frames, resolver, stances, when
        self.text = annotated.document.text
        self._of_sport: dict[int, bool] = {}
        self.not_done = NotDone(self.text, frames.words, resolver, stances)
        self.event_stance = EventStance(annotated.quotations, stances, self.not_done)
        readers = Readers(annotated, resolver, frames.words, stances.attribution, self._deeds)
        self.roles = RoleFinder(readers, likely)

    def _deeds(self, noun: Token) -> frozenset[str]:
        """The types of event that a noun names ('the raid')."""
        found = self.frames.candidates(noun, "event") if not grammar.is_verb(noun) else []
        return frozenset(f.value for f in found)

    def matches(self, sentence: Sentence, emit: str) -> Iterator[Match]:
        """Matches of the frames that emit ``event``, ``relation`` or ``status``; the first frame that fits a trigger
        wins, but for ``status``, of which all are given.
        """
        found: list[Match] = []
        if emit == "event" and self._sport(sentence):
            return
        for token, candidates in self.frames.triggers(sentence.tokens, emit):
            done: set[str] = set()
            here: list[Match] = []
            lacking: list[tuple[Frame, Roles]] = []
            meant = False
            for frame in candidates:
                told = frame.value in done and not frame.extra.get("besides")
                if told or not satisfied(frame.conditions, token):
                    continue
                if not meant:  # asked once a word
                    if supposed(token, self.stances.words.factuality.disposed):
                        break
                    meant = True
                if emit == "event":
                    roles = self._roles(frame, token, sentence, found)
                    if roles is not None and roles.lacking:
                        lacking.append((frame, roles))  # told only where no other frame fits
                        continue
                    match = self._event(frame, token, sentence, roles, found) if roles is not None else None
                else:
                    match = self._fill(frame, token, sentence)
                if match is not None:
                    if emit != "status":  # whether a step is one is known when its treaty is found
                        done.add(frame.value)
                    found.append(match)
                    if emit == "event":
                        here.append(match)
                    else:
                        yield match
            if not here:
                likely = (self._event(frame, token, sentence, roles, found) for frame, roles in lacking)
                here = [*islice((match for match in likely if match is not None), 1)]
                found += here
            if len(here) > 1 and (weaker := {id(m) for m in dropped(here, self.frames.words)}):
                found[:] = [m for m in found if id(m) not in weaker]
                here = [m for m in here if id(m) not in weaker]
            yield from here

    def as_done(self, verb: Token, sentence: Sentence) -> Iterator[Match]:
        """What a verb tells by which one is only asked to do something, as if he had done it."""
        for frame in self.frames.candidates(verb, "event"):
            if frame.stance is not None or not satisfied(frame.conditions, verb):
                continue
            roles = self.roles.fill(frame, verb, sentence)
            if roles is None or roles.lacking or roles.mutual or not self._holds(frame, verb, sentence, roles):
                continue
            row = (roles.s, roles.o, roles.s_tokens, roles.o_tokens)
            yield Match(frame, verb, sentence, *row, [], [], Verdict(Stance.STATED, "done as asked"), {})

    def _roles(self, frame: Frame, token: Token, sentence: Sentence, before: list[Match]) -> Roles | None:
        """Who acts upon whom; None where that is only asked for or promised, or a role is not there that it needs."""
        about = CONDITIONS.get(_condition(frame))
        if about is not None and refused(about, token, self.frames.words):
            return None
        lifted = frame.id in _LIFTED and undone(token)
        if self._not_told(frame, token, sentence, before, over=lifted):
            return None
        return self.roles.fill(frame, token, sentence, about)

    def _event(self, frame: Frame, token: Token, sentence: Sentence, roles: Roles, before: list[Match]) -> Match | None:
        """An event of these roles; None where it only repeats what its verb said, or likely no such act is told."""
        there = frame.id in _MEASURES and undone(token)
        if of_its_verb(frame, token, roles, before):
            return None
        if frame.value == "REQUEST" and roles.o and all(_own_people(r) for r in roles.o):
            return None
        if not self._holds(frame, token, sentence, roles) or told_again(frame, token, roles, before):
            return None
        if frame.value == "AGREE" and grammar.is_verb(token) and valency.between_others(token):
            return None  # 'Egypt worked out a truce between Chad and Togo'
        read = self.event_stance.of(frame, token, sentence, roles, before, there=there)
        if read is None or (frame.value == "AGREE" and read[1].stance is Stance.NEGATED):
            return None  # 'the two have yet to agree on the border': nothing is agreed
        if (likely := self.roles.likeliest(roles)) is None:
            return None
        roles = likely
        told, verdict = read
        deed = self.roles.told.deed(frame, told)
        places = self.when.places(deed, act=frame.value) if not frame.place else self._places(token, frame.place)
        people = {r.entity.name for r in roles.o if r.rule == NAMELESS}
        places = [p for p in places if p.name not in people]  # 'killed Juan Roe': no town that no list has
        unsaid = verdict.stance is Stance.NEGATED and frame.value == "ACCUSE"
        unknown = roles.lacking and not roles.o
        if not (unsaid or there or unknown):  # nobody answers what was not said, or what is over
            done = not verdict.future and verdict.stance is not Stance.CONDITIONAL
            self.roles.addressees.remember(frame.value, roles.s, roles.o, sentence, token, done=done)
        return Match(
            frame,
            token,
            sentence,
            roles.s,
            roles.o,
            roles.s_tokens,
            roles.o_tokens,
            places,
            self._imposed(token) if there else self._dates(deed),
            verdict,
            {"mutual": roles.mutual, "likely": roles.lacking},
        )

    def _imposed(self, measure: Token) -> list[tuple[Token, When]]:
        """'Lifted on Monday the ban that it had imposed *in May*': no other day is that of a measure that is lifted."""
        clauses = [c for c in measure.by("acl", "relcl") if c.lemma in self.frames.words["imposing"]]
        return [date for clause in clauses for date in self._dates(clause)]

    def _not_told(self, frame: Frame, token: Token, sentence: Sentence, before: list[Match], *, over: bool) -> bool:
        """Whether the act is only spoken of, promised, or part of a condition; ``over``: a measure that is lifted."""
        if frame.value == "MOBILIZE" and _halted(token):
            return True
        if frame.value == "ACCUSE" and any(map(grammar.reflexive, token.by("dobj"))):
            return True  # 'blamed himself'
        if not over and self.not_done.untold(token, sentence):
            return True
        if frame.value in _DEEDS and self.not_done.only_wanted(token):
            return True
        promised = not over and frame.stance != "stated" and self.not_done.promised(token, before)
        if promised and not agreed_deed(frame, token):
            return True
        return self.not_done.in_condition(token) and frame.value not in ("ASSAULT", "COERCE", "MOBILIZE")

    def _holds(self, frame: Frame, token: Token, sentence: Sentence, roles: Roles) -> bool:
        """Whether the frame's condition on who acts upon whom holds."""
        named = _condition(frame)
        about = CONDITIONS.get(named)
        if about is None:
            return True
        onward = named in _ONWARD or (named == "forces_move" and token.lemma == "cross")
        ahead = frame.value == "MOBILIZE" and onward and all(t.low != "it" for t in roles.s_tokens)
        told_on = frame.value == "RETREAT" or ahead
        moved = told_on and self.roles.addressees.moved(roles.s, roles.s_tokens, sentence, token)
        words, mutual = self.frames.words, roles.mutual
        return about(Args(token, roles.s, roles.o, roles.s_tokens, roles.o_tokens, mutual, words, moved))

    def _sport(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of a match, in which states' names are those of teams."""
        if sentence.start not in self._of_sport:
            low = self.text[sentence.start : sentence.end].lower() if self._some_sport or self._of_matches else ""
            told = self._some_sport and self.frames.tells_of_sport(low)
            self._of_sport[sentence.start] = told or (self._of_matches and self.frames.tells_of_games(low))
        return self._of_sport[sentence.start]

    @cached_property
    def _some_sport(self) -> bool:
        """Whether any sentence of the text may tell of a match by its words alone."""
        return self.frames.may_tell_of_sport(self.text.lower())

    @cached_property
    def _of_matches(self) -> bool:
        """Whether the text is a report of a match or race: one sentence in four, and two at least, has a word of it."""
        spans = [self.text[s.start : s.end].lower() for s in self.annotated.sentences]
        told = sum(map(self.frames.tells_of_games, spans))
        return told >= _SOME and told * _SPORT >= len(spans)

    def _dates(self, token: Token) -> list[tuple[Token, When]]:
        """When an event took place; until when it is to last does not tell that, until when it was not done does."""
        at = token.head if token.dep == "ccomp" and token.head is not None and token.head.lemma == "be" else token
        ends = {"until"} if not (at.by("neg") and grammar.only_then(at)) else set()  # 'it was not until May that'
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
        if frame.value == "Party" and verdict.stance is Stance.NEGATED and (told or may_not(token)):
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
        if not self._about(_condition(frame), token, s, o, s_tokens, o_tokens):
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
                and any(x.lemma in _PARTS or any(y.lemma == "own" for y in x.children) for x in p.by("pobj"))
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


def _own_people(ref: Ref) -> bool:
    """'Instructed *their* defence chiefs': whoever serves the one who acts, and bears no name."""
    return ref.rule == NAMELESS and any(t.tag == "PRP$" for t in ref.token.by("poss"))


def _bound(time: Token) -> str | None:
    """The word that bounds an expression of time ('until 2026')."""
    return getattr(time.mention.time, "bound", None) if time.mention is not None else None


def _halted(token: Token) -> bool:
    """'Halted its overflights', 'declared the mobilisation at an end': what somebody has brought to an end."""
    verb = token.head if token.dep in ("dobj", "nsubjpass") and not grammar.is_verb(token) else None
    if verb is None or verb.by("neg"):
        return False
    at_an_end = any(t.lemma == "end" for x in (verb, token) for p in x.by("prep") for t in p.by("pobj"))
    return verb.lemma in _HALT or (verb.lemma in ("declare", "pronounce", "proclaim") and at_an_end)


def _condition(frame: Frame) -> str:
    """The name of a frame's condition on who acts upon whom; empty where it has none."""
    return str(frame.extra.get("about", ""))
