"""Standing relations: alliances, memberships, territorial disputes and claims to sovereignty.

They differ from events in what they take for granted. 'Kenya, a member of the bloc' holds whatever the clause around
it says, so apposition and relative clauses are stated unless they are quoted; a claim that a state makes of itself is
stated as that state's claim; a dispute counts only where its object is territory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from kg.core.annotated import Annotated, Sentence, Token
from kg.core.model import ID_BASE, Claim, Entity, Evidence, Stance, When
from kg.core.ontology import Ontology
from kg.core.words import word_set
from kg.extract import grammar, memberships, valency
from kg.extract.bloc_context import a_land, where_members_are
from kg.extract.bloc_paths import STATE_NOUNS, denied
from kg.extract.frames import Frame, FrameSet
from kg.extract.matched import Match
from kg.extract.member_notes import MemberNotes
from kg.extract.member_ways import fellow_beside, gap_after, own_dates, presides_with
from kg.extract.own_times import each_with_time
from kg.extract.paths import role_tokens
from kg.extract.predication import bearers, instances, series_at, series_before, words_of
from kg.extract.stance import StanceReader, Verdict
from kg.extract.standing_paths import StandingPaths
from kg.extract.standing_signs import flags
from kg.extract.standing_stance import StandingStance
from kg.extract.trigger_conditions import satisfied
from kg.extract.when import WhenWhere
from kg.link.noun_phrases import noun_phrase
from kg.link.pairs import TOGETHER
from kg.link.references import BLOC_KINDS
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Ref, Resolver, slug

_HANDS = ("acts for", "of or from", "of the body whose")
"""By what rules troops, a mission or a council stand for their body, of which they are only a part."""
_GROUPS = {"IntergovernmentalOrganization", "Grouping", "Organization"}
_MOVEMENTS = frozenset({"Group", "Organization", "PoliticalParty"})
"""Kinds of those who may be members beside states."""
_ON_ONE_HAND = re.compile(r"\bon (?:the )?one (?:hand|side)\b")
_OFTEN = 6
"""How often both states must be named in a text that is about the two."""
_BEGINS = word_set("extract.standing.begins")
_DATED = ("alliedWith", "claimsSovereignty", "disputes", "memberOf")
_ANNOUNCED = word_set("extract.standing.announced")
_RELATIONS = ("memberOf", "alliedWith", "disputes", "claimsSovereignty")
Refs = list[Ref]


class MakeClaim(Protocol):
    def __call__(
        self,
        match: Match,
        s: Ref,
        relation: str,
        o: Ref | None,
        place: Entity | None,
        when: When | None,
        verdict: Verdict | None = None,
    ) -> Claim: ...


@dataclass(frozen=True, slots=True)
class Holding:
    """A state that holds, occupies or runs a territory."""

    at: int
    sentence: int
    state: Entity
    territory: Entity


def _beyond(name: Token, clause: Token) -> bool:
    """'France, which annexed them, and Vanuatu dispute it': whether a name is joined to another behind the clause."""
    joined = name.head if name.dep == "conj" else None
    return clause.dep == "relcl" and joined is not None and joined.i < clause.i < name.i


def _said_of(verb: Token) -> list[Token]:
    """'*A and B*, countries that form it': those of whom the plural noun before a relative clause is said."""
    nouns = [grammar.antecedent(s) for s in verb.by("nsubj", "nsubjpass") if s.tag in ("WDT", "WP")]
    plural = [n for n in nouns if n.mention is None and n.tag == "NNS" and n.lemma in STATE_NOUNS]
    bare = [n for n in plural if not any(c.i < n.i and c.dep != "punct" for c in n.children if c.tag != "NNS")]
    return [t for n in bare for t in (bearers(n) or _listed_before(n))]


def _listed_before(noun: Token) -> list[Token]:
    """'The presidents of *A, B and C*, countries that ...': names before the comma right before a bare plural."""
    row = words_of(noun)
    at = next(n for n, t in enumerate(row) if t is noun)
    return series_before(row, at - 1) if at and row[at - 1].text == "," else []


def _a_national(token: Token) -> bool:
    """'A Peruvian who heads the bank': one of its people, and not the state."""
    people = token.mention is not None and token.mention.role in ("adjective", "people")
    return people and token.dep not in ("amod", "compound", "nmod") and any(d.low == "a" for d in token.by("det"))


class StandingFacts:
    """Reads the standing relations of one document."""

    def __init__(
        self,
        annotated: Annotated,
        frames: FrameSet,
        resolver: Resolver,
        stances: StanceReader,
        when: WhenWhere,
        ontology: Ontology,
        claim: MakeClaim,
    ) -> None:
        self.annotated, self.frames, self.resolver, self.stances, self.when = annotated, frames, resolver, stances, when
        self.ontology, self.claim = ontology, claim
        self.text = annotated.document.text
        self.words = resolver.lexicon.standing
        self.paths = StandingPaths(annotated, resolver, self.words)
        self.verdicts = StandingStance(
            annotated, stances, self.words, resolver.lexicon.wishes, self.paths.allies.calling
        )
        self._added: list[tuple[str, frozenset[str]]] = []
        """Territory, and states that a sentence adds to its claimants ('A and B too claim it'): no rivals by that."""
        self._holdings: list[Holding] = []
        self._rejections: set[str] = set()
        """The claims that are disputes by what one state says of another's title."""
        self._last: Claim | None = None
        self.notes = MemberNotes(self, stances, when)

    def read(self, sentence: Sentence) -> list[Claim]:
        """The claims of one sentence."""
        out: list[Claim] = []
        for match in self._matches(sentence):
            found = self.claims(match) + self.gapped(match) + self._as_do(match) + self._but_not(match)
            found += self._not_each_other(match)
            found += self._unlike(match)
            if match.frame.value == "claimsSovereignty" and self._besides(match):
                self._added += [(r.entity.iri, frozenset(x.entity.iri for x in match.s)) for r in match.o]
            if "rejecting" in flags(match.frame):
                self._rejections |= {c.id for c in found}
            if match.frame.value == "memberOf" and found and match.o_tokens:
                self.paths.bloc = match.o_tokens[-1]
                self.notes.tell(match)
            out += found
            self._last = next(
                (c for c in found if c.relation == "claimsSovereignty" and c.stance is not Stance.NEGATED), self._last
            )
        return out + self.notes.read(sentence, out)

    # -- matching

    def _matches(self, sentence: Sentence) -> Iterator[Match]:
        for token, candidates in self.frames.triggers(sentence.tokens, "holds", "relation"):
            done: set[str] = set()
            for frame in candidates:
                if frame.emit == "holds":
                    self._hold(frame, token)
                    continue
                if frame.value in done or frame.value not in _RELATIONS or not satisfied(frame.conditions, token):
                    continue
                found = self._fill(frame, token, sentence)
                if found is not None:
                    done.add(frame.value)
                    yield found

    def _hold(self, frame: Frame, token: Token) -> None:
        if not satisfied(frame.conditions, token):
            return
        s, _ = self._role(token, frame.s, self._states)
        o, _ = self._role(token, frame.o, lambda t: self.resolver.territory(t))
        number = self.resolver.sentence_of.get(token.start, 0)
        self._holdings += [Holding(token.start, number, a.entity, b.entity) for a in s for b in o]

    def _fill(self, frame: Frame, token: Token, sentence: Sentence) -> Match | None:
        relation = frame.value
        if not self.paths.about(frame, token):
            return None
        objects: Callable[[Token], Refs] = {
            "memberOf": self.organisations,
            "alliedWith": self.bare_states,
            "disputes": self._states,
        }.get(relation, lambda t: self.resolver.territory(t, sovereign="sovereign" in flags(frame)))
        s, s_tokens = self._role(token, frame.s, self._those_who(frame))
        if not s and relation == "memberOf" and "who" in frame.s and token.head is None:
            s, s_tokens = self._keyed(token)
        if "last_claimant" in frame.o:
            return self._disputed_claim(frame, token, sentence, s, s_tokens)
        if not s and relation != "memberOf":  # of members it is kept of which body the words speak
            return None
        if relation == "claimsSovereignty" and self._may_be_others(token, s):
            return None
        o, o_tokens = self._role(token, frame.o, objects, exclude=s_tokens)
        if relation == "memberOf":
            self.paths.members.tell(token, o_tokens)
        own = {x.entity.name for x in s} if relation == "claimsSovereignty" else set()  # no state claims itself
        o_pairs = [
            (r, t)
            for r, t in zip(o, o_tokens, strict=True)
            if r.entity.name not in own and all(r.entity != x.entity for x in s)
        ]
        o, o_tokens = [r for r, _ in o_pairs], [t for _, t in o_pairs]
        if not s or ("o" in frame.needs and not o) or (not o and not (frame.joint and len(s) >= 2)):
            return None
        if relation in ("memberOf", "alliedWith") and o:
            turned = "who" in frame.o  # 'Palau, an ally of Taiwan': the ally is the object
            told, others = (o_tokens, s_tokens) if turned else (s_tokens, o_tokens)
            beside = self.paths.blocs.likened(token, told, others if relation == "memberOf" else [*others, token])
            beside += presides_with(token) if relation == "memberOf" else []
            beside += fellow_beside(token) if relation == "memberOf" and not turned else []
            for t in beside:
                for r in self._members(t) if relation == "memberOf" else self.bare_states(t):
                    if all(r.entity != x.entity for x in (*s, *o)):
                        (o if turned else s).append(r)
                        (o_tokens if turned else s_tokens).append(t)
        if not frame.joint and not o:
            return None
        places: list[Entity] = []
        if relation == "claimsSovereignty" and o:
            also = [(r, t) for t in self.paths.so_is(token) for r in objects(t)]
            also = [(r, t) for r, t in also if all(r.entity != x.entity for x in (*s, *o))]
            o, o_tokens = [*o, *(r for r, _ in also)], [*o_tokens, *(t for _, t in also)]
        if relation == "disputes":
            found = self._area(frame, token)
            if found is None:
                return None
            places = found
        dates = self._dates(frame, token)
        verdict = self.verdicts.read(frame, token, sentence, s, o_tokens, dates)
        if verdict is None:
            return None
        return Match(frame, token, sentence, s, o, s_tokens, o_tokens, places, dates, verdict)

    def _those_who(self, frame: Frame) -> Callable[[Token], Refs]:
        """How those are found of whom a relation is told: a member may be a movement, an ally only a state itself."""
        told = flags(frame)
        if "lands" in told:
            return self._entrants
        if frame.value == "memberOf":
            return self._states if "listed_person" in frame.s or "acting" in told else self._members
        if frame.value == "alliedWith":
            return self._states if frame.id == "ally.designated" or "acting" in told else self.bare_states
        return self._claimants if frame.value == "claimsSovereignty" else self._states

    def _may_be_others(self, token: Token, s: Sequence[Ref]) -> bool:
        """'A village that both countries call theirs', where a third is spoken of as much."""
        if len(s) != 2 or any(r.rule != TOGETHER for r in s):
            return False
        number = self.resolver.sentence_of.get(token.start, 0)
        paragraph = self.annotated.sentences[number].segment.paragraph
        near = next(self.resolver.before(token, STATE_KINDS), None)
        return (near is None or near.paragraph != paragraph) and self.resolver.one_of_more([r.entity for r in s])

    def _keyed(self, noun: Token) -> tuple[Refs, list[Token]]:
        """'*Sweden:* NATO member since 2024': the key of a note, of which the noun is said."""
        row = words_of(noun)
        if noun.tag != "NN":
            return [], []  # 'Ukraine: NATO members divided'
        keys = [t for t in noun.by("dep", "nmod", "nsubj") if t.i == row[0].i and row[1].text == ":"]
        refs = [(r, t) for t in keys for r in self.bare_states(t)]
        return [r for r, _ in refs], [t for _, t in refs]

    def _disputed_claim(
        self, frame: Frame, token: Token, sentence: Sentence, s: Refs, s_tokens: list[Token]
    ) -> Match | None:
        """'dispute that claim': against whoever made the last one."""
        last = self._last
        row = words_of(token)
        at = next(n for n, t in enumerate(row) if t is token) + 1
        words = [t.low for t in row[at : at + 3]]
        if (
            last is None
            or last.object is None
            or not s
            or not words
            or words[0] not in ("that", "this", "the", "these", "those")
            or not {"claim", "claims"} & set(words)
            or any(c.dep == "poss" for o in valency.logical_objects(token) for c in o.children)
        ):
            return None
        o = Ref(last.subject, token, "who made the claim last spoken of", "", last.subject)
        verdict = self.verdicts.read(frame, token, sentence, s, [], [])
        return (
            Match(frame, token, sentence, s, [o], s_tokens, [token], [last.object], [], verdict)
            if verdict is not None
            else None
        )

    def _role(
        self, token: Token, paths: Sequence[str], resolve: Callable[[Token], Refs], exclude: Sequence[Token] = ()
    ) -> tuple[Refs, list[Token]]:
        for path in paths:
            refs: Refs = []
            used: list[Token] = []
            special = self.paths.by_name.get(path)
            if path == "subject" and (
                several := [x for s in token.by("nsubj") if s.tag == "NNS" for x in instances(s)] or _said_of(token)
            ):
                special = lambda _, several=several: several  # noqa: E731
            for t in special(token) if special else role_tokens(token, path):
                if t is token and not special:
                    continue
                listed = (
                    instances(t)
                    if t.mention is None and t.tag in ("NNS", "NNPS") and path not in ("who", "mod")
                    else []
                )
                if (
                    path in ("subject", "surface", "object")
                    and t.dep != "conj"
                    and t.mention is not None
                    and (t.by("cc") or t.by("conj") or (t.by("appos") if path == "object" else self._listed_on(t)))
                ):
                    row = words_of(t)
                    listed = series_at(row, next(n for n, x in enumerate(row) if x is t))[0]
                for one in listed if len(listed) > 1 else [t] if path == "who" or special else grammar.conjuncts(t):
                    if any(one is x for x in exclude) or _beyond(one, token) or _a_national(one):
                        continue
                    for ref in resolve(one):
                        if all(ref.entity != r.entity for r in refs):
                            refs.append(ref)
                            used.append(one)
            if refs:
                return refs, used
        return [], []

    def _listed_on(self, token: Token) -> bool:
        """'A, B, C and D belong to it': names that the tree puts beside the first as if they meant the same."""
        beside = [t for t in token.by("appos") if t.mention is not None and t.mention.kind in STATE_KINDS]
        return any(t.by("conj") for t in beside)

    # -- who and what

    def _typed(self, relation: str, side: str, refs: Refs) -> Refs:
        return [r for r in refs if self.ontology.accepts(relation, side, r.entity.kind)]

    def _states(self, token: Token) -> Refs:
        """States, also by those who act for them."""
        refs = self.resolver.actors(token)
        out = [
            Ref(r.state, r.token, r.rule, r.words, r.state) if r.entity.kind == "Person" and r.state else r
            for r in refs
        ]
        return [r for r in out if r.entity.kind in STATE_KINDS]

    def _claimants(self, token: Token) -> Refs:
        """States, by themselves or those who act for them: no claim of fishermen or lawmakers is the state's."""
        return self._states(token) if token.mention is not None or token.lemma not in self.words["private"] else []

    def bare_states(self, token: Token) -> Refs:
        """States named themselves: an ally of a leader is no ally of the state."""
        if token.lemma == "ally" and (alone := self.paths.by_name["stood_by"](token)):
            return [r for t in alone for r in self.resolver.only_named_before(t)]
        return [r for r in self.resolver.actors(token) if r.entity.kind in STATE_KINDS]

    def _members(self, token: Token) -> Refs:
        beside = token.head.mention if token.dep == "conj" and token.head is not None else None
        joined = beside is not None and beside.kind in STATE_KINDS and token.mention is not None
        if joined and token.mention is not None and token.mention.kind in _MOVEMENTS:
            return self.resolver.actors(token)  # 'Fiji, Vanuatu and the FLNKS are its members'
        if joined and token.mention is not None and token.mention.kind in _GROUPS:
            return []  # 'Iran, which joined the bloc in 2023, and BRICS the year after'
        return [
            r
            for r in self.resolver.actors(token)
            if r.entity.kind in STATE_KINDS | BLOC_KINDS or (r.entity.kind == "Government" and r.state is None)
        ]

    def _entrants(self, token: Token) -> Refs:
        """States and bodies as such: not whoever acts for one, and may go in and out of a body's rooms."""
        return self._members(token) if a_land(token) else []

    def organisations(self, token: Token) -> Refs:
        named = token.head if token.dep == "appos" and token.mention is None and token.head is not None else token
        if (unlisted := self._unlisted_body(named)) is not None:
            return [unlisted]
        if body := where_members_are(token):
            return self.organisations(body[0])
        if token.mention is None and (meant := self.paths.blocs.meant(token)) is not None:
            return self.organisations(meant)
        if token.mention is None and token.lemma == "union" and token.by("compound"):
            return []  # 'the customs union' is not the African one
        for apposed in token.by("appos") if token.mention is None else ():  # 'its successor, the African Union'
            if apposed.mention is not None and apposed.mention.kind in _GROUPS:
                return self.organisations(apposed)
        found = [r for r in self.resolver.actors(token) if r.entity.kind in _GROUPS | {"Court"}]
        if not found and token.low in ("it", "its") and (last := self.paths.bloc_last(token)) is not None:
            return self.organisations(last)  # 'A and B both belong to it', 'A and B, two of its members'
        # a mission or the troops of an organisation are not the organisation
        return [r for r in found if token.mention is not None or not r.rule.startswith(_HANDS)]

    def _unlisted_body(self, token: Token) -> Ref | None:
        """A body that no list has, by its capitals ('the Joint Military Staff Committee')."""
        if token.mention is not None or not token.text[:1].isupper():
            return None
        if token.text in self.words["lone_bodies"]:  # 'the Troika of Norway and Britain'
            name = Entity(f"{ID_BASE}organization/{slug(token.text)}", "Organization", token.text)
            return Ref(name, token, "named by its words")
        if token.lemma.lower() not in self.words["bodies"]:
            return None
        before = noun_phrase(token).premodifiers
        run = [t for t in before if t.text[:1].isupper() and (t.mention is None or t.mention.kind != "Person")]
        named = any(p.text[:1].isupper() for prep in token.by("prep") if prep.i == token.i + 1 for p in prep.by("pobj"))
        if not run and named and token.lemma.lower() in self.words["first_words"]:
            run = [token]  # 'an Alliance of Coastal States'
        elif not run or run != list(before)[-len(run) :] or token.i - run[0].i > 6:
            return None
        start, end = run[0].start, token.end
        for prep in token.by("prep"):
            inner = [p for p in prep.by("pobj") if p.text[:1].isupper() or p.mention is not None]
            end = inner[-1].end if prep.lemma in ("of", "for") and inner and prep.i == token.i + 1 else end
        words = " ".join(self.text[start:end].split())
        return Ref(Entity(f"{ID_BASE}organization/{slug(words)}", "Organization", words), token, "named by its words")

    # -- of what, when

    def _area(self, frame: Frame, token: Token) -> list[Entity] | None:
        """What is in dispute: territory; [] where the words say only that it is territorial; None where it is not."""
        words = {t.lemma for t in token.children} | {t.low for t in token.children} | {token.lemma}
        for prep in token.by("prep"):
            words |= (
                {t.lemma for p in prep.by("pobj") for t in [p, *p.children]}
                if prep.lemma in ("in", "of", "at")
                else set()
            )
        seen, near, whole = False, False, frame.extra.get("about") == "not_theirs"
        for path in frame.place:
            sure = "over" in path or path in ("surface", "head", "preceding") or (whole and path == "object")
            special = self.paths.by_name.get(path)
            here = special(token) if special is not None else role_tokens(token, path)
            tokens = [t for t in here if path != "mod" or t.dep != "poss"]
            seen |= bool(tokens) and path.startswith("after:over")
            if sure or path.endswith("subject"):
                near |= any(self.paths.disputes.ground(c) for t in tokens for c in grammar.conjuncts(t))
            found = [
                r.entity
                for t in tokens
                for c in grammar.conjuncts(t)
                for r in self.resolver.territory(c, generic=True, sovereign=sure)
            ]
            if found:
                return list(dict.fromkeys(found))
        over = [t for p in token.by("prep") if p.lemma in ("about", "over") for t in p.by("pobj")]
        known = self.resolver.lexicon.territory
        land = any(t.mention is None and t.lemma in known.lands for t in over)
        things = valency.logical_objects(token) if frame.id == "dispute.contest" else []
        land |= any(t.mention is None and t.lemma in known.lands - known.parts for t in things)
        territorial = land or near or bool(words & self.words["territorial"])
        if (
            not seen
            and frame.place
            and (around := [e for e in self.when.places(token) if e.kind in PLACE_KINDS - {"Settlement"}])
            and (territorial or "settled" in flags(frame))
        ):
            clause = grammar.clause_head(token)
            return around if any(t.low == "respectively" for t in clause.subtree()) else around[:1]
        return [] if territorial or ("settled" in flags(frame) and not seen) else None

    def _dates(self, frame: Frame, token: Token) -> list[tuple[Token, When]]:
        """Dates of entry and exit, and 'since' when; a standing relation takes no date from the clause around it."""
        if frame.value == "memberOf" and token.lemma in self.resolver.lexicon.standing["chairing"]:
            return []  # the date of a chairmanship is not that of the membership
        verb = grammar.is_verb(token)
        ceased = token.head is not None and token.head.lemma in ("cease", "stop") and token.dep == "xcomp"
        told = token.head if token.dep in ("ccomp", "acl", "advcl") and token.tag == "VBG" else None
        leaving = frame.negated and frame.value == "memberOf" and told is not None and told.lemma in _ANNOUNCED
        if leaving and told is not None and not self.when.dates(token):  # 'announced on Monday that it was leaving it'
            return self.when.dates(told if grammar.is_verb(told) else grammar.clause_head(told))
        if frame.value == "memberOf" and ("dated" in flags(frame) or ceased) and verb:
            return own_dates(token, self.when.dates(token))
        if frame.value == "memberOf" and verb and self.verdicts.grown(token) and token.head is not None:
            return self.when.dates(token.head)
        if "acted" in flags(frame) and verb and grammar.tense(token) == "past":
            return self.when.dates(token)  # 'put it on its map in 1975', 'dropped its claim in 2007'
        head = token.head
        if frame.value == "disputes" and (ending := self.verdicts.ending(token)) is not None and not ending.by("neg"):
            return self.when.dates(ending) if grammar.tense(ending) == "past" else []  # 'settled their dispute in 2019'
        began = head if token.dep == "nsubj" and not verb and frame.value in ("alliedWith", "disputes") else None
        if began is not None and began.lemma in _BEGINS:
            return [d for d in self.when.dates(began) if d[0].i > began.i]  # 'the alliance dates from 1954'
        near = [token, *([head] if head is not None and token.dep in ("attr", "dobj", "pobj") else [])]
        ended = head is not None and head.dep == "xcomp" and head.head is not None and head.head.lemma == "cease"
        if frame.value == "memberOf" and ended and head is not None and head.head is not None:
            return self.when.dates(head) or self.when.dates(head.head)  # 'ceased to be a member in 2024'
        if not verb and token.dep == "pobj" and head is not None and head.head is not None:
            if head.lemma == "as":
                near = [token, head.head]
            elif head.lemma in ("at", "in"):
                near.append(head.head)  # 'have been in dispute since 1994'
        entry = head is not None and (
            head.lemma == "become"
            or (head.lemma == "as" and head.head is not None and head.head.lemma in ("admit", "join", "accept"))
        )
        inside = {t.i for t in token.subtree()}
        out = []
        for t in near:
            for at, when in self.when.dates(t):
                if at.head is not None and at.head.lemma in ("until", "till"):
                    continue
                if at.dep == "appos" and at.head is not None and at.head.mention is not None:
                    continue  # 'its first new member since Cambodia (1999)'
                since = at.head is not None and at.head.lemma == "since" and (at.head.head is t or at.i in inside)
                if since or (
                    frame.value == "memberOf"
                    and (entry or (t is token and not verb and "dated" in flags(frame) and at.i in inside))
                ):
                    out.append((at, when))
            if out:
                break
        if frame.value == "memberOf" and not grammar.is_verb(token) and not out and "act" in flags(frame):
            out = self.when.dates(token)
        return out if frame.value in _DATED else []

    # -- claims

    def claims(self, match: Match) -> list[Claim]:
        relation = match.frame.value
        s, o = self._typed(relation, "s", match.s), self._typed(relation, "o", match.o)
        dates = [w for _, w in match.dates]
        places = match.places
        aligned = any(t.low == "respectively" for t in match.sentence.tokens)
        if o:
            pairs = [(a, b) for a in s for b in o if a.entity != b.entity]
            if aligned and len(s) == len(o) > 1:
                pairs = list(zip(s, o, strict=True))
        else:
            pairs = [(a, b) for i, a in enumerate(s) for b in s[i + 1 :]]
        if len(pairs) > 40:
            return []
        if relation == "disputes" and len(pairs) > 1 and len(s) > 1 and o and (named := self._each_its_own(match, s)):
            return [self._claim(match, a, b, named.get(a.entity), None) for a, b in pairs]
        out = []
        told = each_with_time(match.sentence, s, self.when) if relation == "memberOf" else []
        since = {r.entity: w for r, (_, w) in told}
        for n, (a, b) in enumerate(pairs):
            when = (
                (dates[n] if aligned and len(dates) == len(pairs) else self._own_date(match, a, b)) if dates else None
            )
            when = since.get(a.entity, when)
            if when is not None and match.verdict.future and self._past(when):
                when = None  # 'applied in 2011 to join it'
            if relation != "disputes":
                out.append(
                    self._claim(
                        match, a, b, None, when if not aligned or len(dates) == len(pairs) or len(pairs) == 1 else None
                    )
                )
            elif aligned and len(places) == len(pairs) > 1:
                out.append(self._claim(match, a, b, places[n], None))
            elif aligned and len(pairs) > 1:
                out.append(
                    self._claim(match, a, b, None, None)
                )  # one place for all would say what 'respectively' denies
            else:
                everywhere: list[Entity | None] = [*(self._own_places(match, b) if o else places)] or [None]
                out += [self._claim(match, a, b, p, when) for p in everywhere]
        return out

    def _past(self, when: When) -> bool:
        """Whether a time had passed when the document was published."""
        published = self.annotated.document.published or ""
        last = when.edtf.rpartition("/")[2]
        return bool(published) and bool(last) and last < published[: len(last)]

    def gapped(self, match: Match) -> list[Claim]:
        """'A joined the bloc in 2009 and B in 2017': the second, which shares the verb."""
        if match.frame.value != "memberOf" or not grammar.is_verb(match.trigger) or not match.o:
            return []
        row = match.sentence.tokens
        begin = match.dates[0][0].i if match.dates else gap_after(row, match.trigger)
        if begin is None:
            return []
        at = begin + 1
        if at < len(row) and row[at].low in (",", "and", "while"):
            at += 1 + (at + 1 < len(row) and row[at + 1].low in ("and", "while", "followed"))
        at += at < len(row) and row[at].low in ("by", "the")
        names, end = series_at(row, at)
        end += end < len(row) and row[end].text == ","
        when_said = [t for t in row[end : end + 2] if t.low not in ("in", "on")][:1]
        told = [t for t in when_said if t.mention is not None and t.mention.kind == "Time"]
        if not names or not told or at == begin + 1:
            return []
        when = self.when.resolve_token(told[0], grammar.tense(match.trigger))
        states = [r for t in names for r in self.bare_states(t) if all(r.entity != s.entity for s in match.s)]
        later = told[0].low.endswith(("later", "afterwards", "before", "earlier", "after"))
        if (when is None and not later) or len(states) != len(names):
            return []
        return [self._claim(match, a, b, None, when) for a in states for b in match.o]

    def _as_do(self, match: Match) -> list[Claim]:
        """'A claims it, as do B and C', 'A belongs to it, and so does B': the others of whom the same is said."""
        row = match.sentence.tokens
        told = Stance.NEGATED if match.frame.negated else Stance.STATED  # 'A left it, as did B'
        if match.verdict.stance is not told or not match.o:
            return []
        if match.frame.value == "claimsSovereignty" and _of_its_owner(match.trigger):
            return []
        verb = match.trigger if grammar.is_verb(match.trigger) else match.trigger.head
        if verb is None or not grammar.is_verb(verb) or (verb is not match.trigger and match.trigger.dep != "attr"):
            return []
        again = grammar.taken_up_by(verb)
        for first, second, third in zip(row, row[1:], row[2:], strict=False):
            opened = first.i > match.trigger.i and first.low in ("as", "so")
            if not opened or second.low not in again or third.low == "not":
                continue
            if any(t.tag in ("VBD", "VBP", "VBZ") for t in row[match.trigger.i + 1 : first.i]):
                return []  # the verb before is another one
            at = next((n for n in range(third.i, min(third.i + 3, len(row))) if row[n].mention is not None), None)
            names = series_at(row, at)[0] or [row[at]] if at is not None else []
            found = [(r, t) for t in names for r in self.bare_states(t)]
            more = [(r, t) for r, t in found if all(r.entity != s.entity for s in match.s)]
            if (match.frame.joint and match.frame.value != "alliedWith") or not more:
                return []
            every = [x.entity.iri for x in (*match.s, *(r for r, _ in more))]
            added = [frozenset((r.entity.iri, x)) for r, _ in more for x in every]
            self._added += [(o.entity.iri, pair) for o in match.o for pair in added]
            names = [t for _, t in more]
            if "who" in match.frame.o:  # 'A is an ally of B, as are C and D'
                return self.claims(replace(match, o=[r for r, _ in more], o_tokens=names, dates=[]))
            return self.claims(replace(match, s=[r for r, _ in more], s_tokens=names, dates=[]))
        return []

    def _but_not(self, match: Match) -> list[Claim]:
        """'Austria is in the EU, but not (in) NATO', 'is in NATO but outside the EU': the other body."""
        if match.frame.value != "memberOf" or match.verdict.stance is not Stance.STATED or not match.o_tokens:
            return []
        other = memberships.left_out(match.sentence.tokens, match.o_tokens)
        o = [r for r in self.organisations(other) if all(r.entity != x.entity for x in match.o)] if other else []
        verdict = Verdict(Stance.NEGATED, "'but not'", None, True)
        return self.claims(replace(match, o=o, o_tokens=[other], dates=[], told=verdict)) if o and other else []

    def _not_each_other(self, match: Match) -> list[Claim]:
        """'A and B are allied to C, though not to one another': denied of A and B."""
        if match.frame.value != "alliedWith" or len(match.s) < 2 or not self.paths.allies.apart(match.trigger):
            return []
        verdict = Verdict(Stance.NEGATED, "'not to one another'", None, True)
        return self.claims(replace(match, o=[], o_tokens=[], told=verdict))

    def _unlike(self, match: Match) -> list[Claim]:
        """'Unlike Jordan, Kuwait belongs to it': Jordan does not."""
        plain = match.verdict.stance in (Stance.STATED, Stance.NEGATED) and match.frame.value == "memberOf"
        if not plain or not match.o_tokens:
            return []
        others = self.paths.blocs.likened(match.trigger, match.s_tokens, match.o_tokens, unlike=True)
        s = [r for t in others for r in self.bare_states(t) if all(r.entity != x.entity for x in match.s)]
        denied = not match.verdict.negated
        verdict = Verdict(Stance.NEGATED if denied else Stance.STATED, "'unlike'", None, denied)
        return self.claims(replace(match, s=s, s_tokens=others, dates=[], told=verdict)) if s else []

    def _own_date(self, match: Match, member: Ref, other: Ref) -> When:
        """The date after one of several objects ('of A since 2004 and of B since 2009'), or of several subjects ('the
        entry of A in 2023 and of B in 2024'), else the first.
        """
        row = match.o_tokens
        if len(match.o) == 1 and len(match.s) > 1 and not grammar.is_verb(match.trigger):
            row, other = match.s_tokens, member
        ends = [t.i for t in row if t.i > other.token.i]
        last = min(ends, default=1 << 30)
        return next((w for t, w in match.dates if other.token.i < t.i < last), match.dates[0][1])

    def _own_places(self, match: Match, other: Ref) -> list[Entity]:
        """Where the dispute with one of several is: 'with A in the X Sea and with B in the Y Sea' tells them apart."""
        rows = [
            (t.i, found[0].entity)
            for t in match.sentence.tokens
            if t.dep == "pobj" and t.head is not None and t.head.lemma in ("in", "over", "on") and t.mention is not None
            if (found := self.resolver.territory(t))
        ]
        if len({entity for _, entity in rows}) < 2 or not all(p in {e for _, e in rows} for p in match.places):
            return match.places
        return next(([entity] for i, entity in rows if i > other.token.i), match.places)

    def _claim(self, match: Match, a: Ref, b: Ref, place: Entity | None, when: When | None) -> Claim:
        verdict = match.verdict
        own = b.token.start >= match.sentence.start
        if match.frame.value == "memberOf" and verdict.stance is Stance.STATED and own and denied(b.token):
            verdict = Verdict(Stance.NEGATED, "'not', 'neither' or 'nor' before the body", None, True)
        return self.claim(match, a, match.frame.value, b, place, when, verdict)

    def _each_its_own(self, match: Match, s: Refs) -> dict[Entity, Entity]:
        """'Both are at odds with C, A over P and B over Q': the territory of each."""
        out: dict[Entity, Entity] = {}
        for token in match.sentence.tokens:
            if token.i > match.trigger.i and token.lemma == "over":
                before = [
                    t for t in match.sentence.tokens[: token.i] if t.i > match.trigger.i and t.mention is not None
                ]
                owner = [r.entity for r in self._states(before[-1])] if before and before[-1].i == token.i - 1 else []
                area = [r.entity for t in token.by("pobj") for r in self.resolver.territory(t, generic=True)]
                if owner and area and any(owner[0] == r.entity for r in s):
                    out.setdefault(owner[0], area[0])
        return out

    # -- disputes that follow from claims

    def _besides(self, match: Match) -> bool:
        """Whether the claimants are added to others ('Vietnam too claims them'), or claim it as one ('they alone', 'it
        belongs to Kuwait and Oman').
        """
        if match.frame.id in ("claim.belongs", "claim.owns"):
            before = (t.low for t in match.sentence.tokens if t.i < match.trigger.i)
            return not {"both", "each"} & set(before)  # 'a town that both say belongs to them'
        near = [c for c in match.trigger.children if c.dep in ("advmod", "neg")] + [
            c for t in match.s_tokens for c in t.children
        ]
        return any(t.low in ("alone", "also", "jointly", "likewise", "together", "too") for t in near)

    def of_sides(self, claims: Sequence[Claim]) -> list[Claim]:
        """The claims without disputes of powers that judge the titles of states far away ('Washington has rejected
        Beijing's claims'), unless the text says that the power claims or holds the area, or is about it and the other.
        """
        mine = {(c.subject.iri, c.object.iri) for c in claims if c.relation == "claimsSovereignty" and c.object}
        mine |= {(h.state.iri, h.territory.iri) for h in self._holdings}
        pair = {e.iri for e in self.resolver.main_pair()}

        def side(c: Claim) -> bool:
            judge, holder = (c.subject.code in self.words[who] for who in ("judges", "holders"))
            if c.id not in self._rejections or not (judge or holder):
                return True
            sides = {e.iri for e in (c.subject, c.object) if e is not None}
            own = c.place is not None and (c.subject.iri, c.place.iri) in mine
            return own or (holder and sides == pair)

        return [c for c in claims if side(c)]

    def contested(self, claims: Sequence[Claim]) -> list[Claim]:
        """Disputes between states of which both claim one territory, or one claims what the other holds, or one claims
        a territory in a text that is about the two.
        """
        made = [
            c
            for c in claims
            if c.relation == "claimsSovereignty"
            and c.stance is Stance.STATED
            and c.object is not None
            and c.subject.kind in STATE_KINDS
        ]
        sure = {
            (frozenset((c.subject.iri, c.object.iri)), c.place.iri)
            for c in claims
            if c.relation == "disputes" and c.object and c.place
        }
        out: list[Claim] = []

        def add(a: Entity, b: Entity, area: Entity, start: int, end: int, why: str, trace: tuple[str, ...]) -> None:
            key = (frozenset((a.iri, b.iri)), area.iri)
            if a.iri == b.iri or key in sure or {a.code, b.code} == self.words["one_claim"]:
                return
            sure.add(key)
            ev = Evidence(start, end, self.text[start:end])
            out.append(
                Claim(
                    self.annotated.document.id,
                    a,
                    "disputes",
                    b,
                    Stance.STATED,
                    ev,
                    why,
                    None,
                    area,
                    trace=(why.replace("-", " "), *trace),
                )
            )

        for i, a in enumerate(made):
            for b in made[i + 1 :]:
                if not self._same_area(a.object, b.object):  # type: ignore[arg-type]
                    continue
                if a.object.name.lower() in self.words["parted"] or self._one_side(a, b):  # type: ignore[union-attr]
                    continue
                if any(area == a.object.iri and {a.subject.iri, b.subject.iri} <= added for area, added in self._added):  # type: ignore[union-attr]
                    continue
                near = abs(a.evidence.start - b.evidence.start) < 600
                start, end = (
                    (min(a.evidence.start, b.evidence.start), max(a.evidence.end, b.evidence.end))
                    if near
                    else (b.evidence.start, b.evidence.end)
                )
                add(a.subject, b.subject, a.object, start, end, "rival-claims", (*a.trace, *b.trace))  # type: ignore[arg-type]
        for c in made:
            number = self._sentence(c.evidence.start)
            for h in self._holdings:
                if h.state.kind != "State":
                    continue  # no state that has ceased to be is a side
                joint = any(d.subject == h.state and d.evidence == c.evidence for d in made)
                if h.territory == c.object and abs(h.sentence - number) <= 1 and h.state != c.subject and not joint:
                    start, end = min(h.at, c.evidence.start), max(h.at, c.evidence.end)
                    if h.sentence != number:
                        start, end = c.evidence.start, c.evidence.end
                    while end < len(self.text) and self.text[end].isalnum():
                        end += 1
                    add(c.subject, h.state, h.territory, start, end, "claimed-and-held", c.trace)
        pair = self.resolver.main_pair()
        if any(sum(s.entity == e for s in self.resolver.seen) < _OFTEN for e in pair):
            return out  # the text is too short to be about the two
        for c in made:
            if c.object is None or any(k[1] == c.object.iri and c.subject.iri in k[0] for k in sure):
                continue
            if c.subject in pair and len(pair) == 2 and not c.object.iri.endswith(self._state_names()):
                other = next(e for e in pair if e != c.subject)
                add(c.subject, other, c.object, c.evidence.start, c.evidence.end, "claimed-from-the-other", c.trace)
        return out

    def _one_side(self, a: Claim, b: Claim) -> bool:
        """'*Kuwait and Riyadh* on the one hand and Iran on the other claim it': no dispute of the first two."""
        number = self._sentence(a.evidence.start)
        if number != self._sentence(b.evidence.start):
            return False
        sentence = self.annotated.sentences[number]
        parts = _ON_ONE_HAND.search(self.text, sentence.start, sentence.end)
        if parts is None:
            return False
        at = {s.entity: s.at < parts.start() for s in self.resolver.seen if s.sentence == number}
        return a.subject in at and at[a.subject] == at.get(b.subject)

    def _state_names(self) -> tuple[str, ...]:
        """The ends of IRIs of states taken for territory: who claims one disputes it with that state alone."""
        return tuple(f"/{slug(s.entity.name)}" for s in self.resolver.seen if s.entity.kind in STATE_KINDS)

    def _same_area(self, a: Entity, b: Entity) -> bool:
        """The same territory, or one that the words for the other name ('everything west of the Essequibo')."""
        short, long = sorted((a.name.lower(), b.name.lower()), key=len)
        return a.iri == b.iri or (
            len(short) > 5 and short in long and long.split()[0] in ("everything", "all", "most", "part")
        )

    def _sentence(self, at: int) -> int:
        return self.annotated.number_at(at) or 0


def _of_its_owner(verb: Token) -> bool:
    """'Regards it as its province, as does Chad': Chad calls it the other's; but 'as its own, as does Chad'."""
    called = [t for p in verb.by("prep") if p.lemma == "as" for t in p.by("pobj", "amod", "acomp", "pcomp")]
    return bool(called) and not any(t.lemma == "own" or any(c.lemma == "own" for c in t.children) for t in called)
