"""Document -> claims: the stages of annotation, linking and frames put together for one document after the other."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from typing import Any

from kg.core.annotated import Annotated, Token
from kg.core.model import Claim, Entity, Evidence, Extraction, Run, Stance, When
from kg.core.ontology import Ontology
from kg.core.time import begins_after
from kg.core.words import word_set
from kg.extract import echoes, grammar, valency
from kg.extract.absent import POSTED
from kg.extract.acts import Act, date_step, with_date
from kg.extract.confidence import Confidence
from kg.extract.document_entities import DocumentEntities
from kg.extract.frames import FrameSet
from kg.extract.likely_dates import LikelyDates, Offers
from kg.extract.likely_targets import LikelyTargets
from kg.extract.match import Matcher
from kg.extract.matched import Match, evidence
from kg.extract.office_epithets import name_epithets
from kg.extract.office_facts import OfficeFacts
from kg.extract.office_held import Held
from kg.extract.office_states import person_states
from kg.extract.office_steps import as_taken
from kg.extract.reporting import Reporting
from kg.extract.signed_alike import signed_alike
from kg.extract.stance import StanceReader, Verdict
from kg.extract.standing import StandingFacts
from kg.extract.timeline import Times
from kg.extract.treaty_facts import TreatyFacts
from kg.extract.treaty_records import with_words
from kg.extract.venues import Venues, VenueWords
from kg.extract.when import WhenWhere, nearest
from kg.link.entities import Lexicon
from kg.link.resolve import Ref, Resolver
from kg.link.treaty_record import Words

_SINCE = re.compile(
    r",?\s*(?:and\s+)?(?:(?:who (?:has|had) been )?in (?:office|power|the (?:job|post))\s+)?since\s+", re.IGNORECASE
)
_SINCE_YEAR = re.compile(r"\bsince (?P<year>\d{4})\b")
_TERM = re.compile(r",? (?:from|between) (?P<year>\d{4}) (?:to|until|till|and) (?:\d{4}|\w+)\b")
_SINCE_INSIDE = re.compile(r"\bsince\s+$", re.IGNORECASE)
_TAKES = re.compile(r"\bwho (?:(?:takes|take) (?:office|over|up)|is (?:sworn|inaugurated)|assumes|becomes)\b")
"""'Who takes office on 20 May': the day is yet to come."""
_IN_INSIDE = re.compile(r"(?:\b(?:since|in|on)|\w)\s+$", re.IGNORECASE)
_UNSEATED = word_set("extract.extractor.unseated")
_INSIDE_NOUN = ("poss", "compound", "amod", "nmod")
_FEW = 4
_TWO = 2
_IN_IT = frozenset({"CONSULT", "COOPERATE", "ASSAULT", "MOBILIZE"})
"""Whoever visits a state, meets or fights somebody there, is in it."""
_JOINT = {"CONSULT", "COOPERATE", "AGREE"}


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The data that extraction works with."""

    ontology: Ontology
    frames: FrameSet
    nouns: Lexicon
    reporting: Reporting
    treaties: Words
    known: Mapping[str, str]
    """Names of office holders -> ISO code of their state."""
    titles: Mapping[str, Sequence[str]]
    """Title in lower case -> ISO codes of the states that use it."""
    anybodys: frozenset[str]
    """Titles in lower case that do not tell of whose office they are, so that no state is guessed."""
    venues: VenueWords
    surnames: Mapping[str, str] = field(default_factory=dict)
    """Surnames that office holders of one state alone have -> its ISO code."""
    confidence: Confidence = field(default_factory=Confidence)
    dates: LikelyDates = field(default_factory=LikelyDates)
    targets: LikelyTargets = field(default_factory=LikelyTargets)
    least: float = 0.0
    """Claims that are less sure are held back."""


class Extractor:
    """Reads the claims of annotated documents."""

    def __init__(self, knowledge: Knowledge, times: Times, names: Any, run: Run) -> None:
        self.knowledge, self.times, self.names, self.run = knowledge, times, names, run

    def extract(self, annotated: Annotated, offices: Sequence[Held]) -> Extraction:
        """The claims of a document that are sure enough, sorted by position."""
        if not annotated.sentences and not offices:
            return Extraction(annotated.document, (), self.run)
        one = _Reading(self.knowledge, self.times, self.names, annotated, offices)
        told = ((c, self.knowledge.confidence.of(c)) for c in one.claims())
        claims = sorted(
            (replace(c, confidence=sure) for c, sure in told if sure >= self.knowledge.least),
            key=lambda c: (
                c.evidence.start,
                c.evidence.end,
                c.relation,
                c.subject.iri,
                c.object.iri if c.object else "",
                c.id,
            ),
        )
        return Extraction(annotated.document, tuple(claims), self.run)


def _whole(token: Token) -> list[Token]:
    """The words of a territory: 'two thirds of Guyana', where only its last word or its first was found."""
    prep = token.head if token.dep == "pobj" and token.head is not None and token.head.lemma == "of" else None
    part = prep.head if prep is not None else None
    return [token, *part.by("nummod"), part] if part is not None and not part.tag.startswith("V") else [token]


class _Reading:
    """One document being read."""

    def __init__(
        self, knowledge: Knowledge, times: Times, names: Any, annotated: Annotated, offices: Sequence[Held]
    ) -> None:
        self._of_pronouns = [held for held in offices if held.kind == "pronoun"]
        offices = name_epithets(annotated, [held for held in offices if held.kind != "pronoun"], knowledge.known)
        self.knowledge, self.annotated, self.offices = knowledge, annotated, list(offices)
        self.text, self.document = annotated.document.text, annotated.document
        self.names = names
        states = person_states(
            annotated, offices, knowledge.titles, knowledge.known, knowledge.anybodys, knowledge.surnames
        )
        self._took_office: dict[str, tuple[When, Evidence]] = {}
        words, regions = knowledge.frames.words, knowledge.nouns.regions
        read = DocumentEntities(annotated, self.offices, words, regions, knowledge.surnames, names)
        entities, self.people = read.read(states), read.people
        self.resolver = Resolver(annotated, knowledge.nouns, knowledge.treaties, entities)
        self.when = WhenWhere(
            annotated, self.resolver, times, Venues(annotated, knowledge.venues), knowledge.reporting.say
        )
        self.stances = StanceReader(annotated, self.resolver, knowledge.reporting)
        self.matcher = Matcher(annotated, knowledge.frames, self.resolver, self.stances, self.when, knowledge.targets)

    # -- claims

    def claims(self) -> Iterable[Claim]:
        """Claims of all kinds, duplicates left out."""
        treaties = TreatyFacts(self.matcher, self.resolver)
        standing = StandingFacts(
            self.annotated,
            self.knowledge.frames,
            self.resolver,
            self.stances,
            self.when,
            self.knowledge.ontology,
            self._claim,
        )
        found: list[Claim] = []
        last: Match | None = None
        for sentence in self.annotated.sentences:
            if sentence.segment.kind == "heading" and self.stances.answer(sentence) is None:
                continue  # but for a question that the text below answers
            if sentence.segment.kind != "title":
                found += standing.read(sentence)
                acts = [last] if last is not None else []
                for match in self.matcher.matches(sentence, "event"):
                    told = self._event(match)
                    if match.frame.value == "AGREE" and told and told[0].date is None:
                        made = treaties.made_in_it(match.trigger)
                        told = [replace(c, date=made) for c in told] if made is not None else told
                    found += told if not self._leaves_treaty(match) else []
                    acts += [match] if told else []
                for match in echoes.read(sentence, acts, self.matcher):
                    found += self._event(match)
                    acts.append(match)
                last = next((m for m in reversed(acts) if not m.extra.get("back")), None)
            treaties.collect(sentence)
        found = standing.of_sides(found)
        found += standing.contested(found)
        found += treaties.finish()
        terms, thens = self._terms(), self._thens()
        self._then_signed(found, thens)
        offices = [*as_taken(self.offices, self.annotated, self.stances), *self._pronoun_offices(thens)]
        held = OfficeFacts(self.annotated, self.resolver, self.people, terms, thens, offices)
        for claim in self._of_term(held.claims()):
            when, words = self._took_office.get(claim.subject.name, (None, None))
            # that somebody took office in a year is said in other words than the title
            found.append(replace(claim, evidence=words) if words is not None and when == claim.date else claim)
        sound = [self._in_time(c) for claim in found if (c := self._sound(claim)) is not None]
        told = self._distinct(signed_alike(self._distinct(sound)))
        return self._distinct([self._in_time(c) for c in signed_alike(list(self._likely(told)))])

    def _leaves_treaty(self, match: Match) -> bool:
        """'Chad denounced the fishing treaty': it leaves the treaty, and accuses nobody; not 'denounced it as a sham',
        nor 'denounced the treaty between Mali and Niger'.
        """
        verb = match.trigger
        if match.frame.value != "ACCUSE" or verb.lemma != "denounce" or verb.by("oprd"):
            return False
        if any(p.low in ("as", "for") for p in verb.by("prep")):
            return False
        things = valency.logical_objects(verb)
        acting = {r.state.key if r.state else r.entity.key for r in match.s}
        partners = [key for t in things for key in self.resolver.parties_of.complements(t, of_pair=True)]
        makers = [o for t in things for p in t.by("prep", "agent") if p.lemma == "by" for o in p.by("pobj")]
        made_by = {r.entity.key for x in grammar.expand(makers) for r in self.resolver.actors(x)}
        of_others = (len(partners) > 1 or bool(made_by)) and not acting & {*partners, *made_by}
        return bool(things) and not of_others and all(self.resolver.treaty(t) is not None for t in things)

    def _likely(self, claims: Sequence[Claim]) -> Iterable[Claim]:
        """The claims, those without a date with the likeliest one, where one is likely."""
        offers = Offers(self.annotated, self.when.told, claims, release=self.when.story.release)
        for claim in claims:
            when = self.knowledge.dates.of(claim, offers)
            yield with_date(claim, when) if when is not None else claim

    def _sound(self, claim: Claim) -> Claim | None:
        """The claim with no role but what the ontology lets hold it; None where subject, object or holder cannot be
        what they are said to be.
        """
        ontology = self.knowledge.ontology
        if not ontology.accepts(claim.relation, "s", claim.subject.kind) or (
            claim.object is not None and not ontology.accepts(claim.relation, "o", claim.object.kind)
        ):
            return None
        if claim.holder is not None and not ontology.takes("holder", claim.holder.kind):
            return None
        place = claim.place if claim.place is None or ontology.takes("place", claim.place.kind) else None
        of = claim.of if claim.of is None or ontology.takes("officeOf", claim.of.kind) else claim.subject_state
        return claim if place is claim.place and of is claim.of else replace(claim, place=place, of=of)

    def _in_time(self, claim: Claim) -> Claim:
        """What is dated after the day of publication is still to come, in whatever tense it is told ('expires in
        2030').
        """
        lasting = claim.relation in ("hasParty", "memberOf", "treatyType")
        if claim.stance is not Stance.STATED or claim.date is None or lasting:
            return claim
        if not begins_after(claim.date.edtf, self.document.published):
            return claim
        return replace(
            claim, stance=Stance.PREDICTED, trace=(*claim.trace, "stance predicted: dated after publication")
        )

    def _distinct(self, claims: Sequence[Claim]) -> list[Claim]:
        out: dict[tuple[object, ...], Claim] = {}
        for c in claims:
            a, b = c.subject.iri, c.object.iri if c.object else None
            if self.knowledge.ontology.symmetric(c.relation) and b is not None and b < a:
                a, b = b, a
            key = (
                a,
                c.relation,
                b,
                c.stance,
                c.date.edtf if c.date else None,
                c.holder.iri if c.holder else None,
                c.place.iri if c.place else None,
                c.rule if c.relation.isupper() else None,  # to break off trade and to expel a man are two acts
            )
            if key not in out:
                out[key] = c
        rows = list(out.values())
        # an undated, placeless reading of what is given with a date elsewhere adds nothing
        dated = {(c.relation, c.subject.iri, c.object, c.stance) for c in rows if c.date is not None}
        return [
            c
            for c in rows
            if c.date is not None
            or c.relation not in ("memberOf", "alliedWith", "hasParty")
            or (c.relation, c.subject.iri, c.object, c.stance) not in dated
        ]

    def _trace(self, match: Match, when: When | None) -> tuple[str, ...]:
        out = [f"trigger '{match.trigger.text}' ({match.trigger.dep}) at {match.trigger.start}"]
        out += [
            f"subject '{r.words or r.token.text}' ({t.dep}) = {r.entity.key}: {r.rule}"
            for r, t in zip(match.s, match.s_tokens, strict=True)
        ]
        out += [
            f"object '{r.words or r.token.text}' ({t.dep}) = {r.entity.key}: {r.rule}"
            for r, t in zip(match.o, match.o_tokens, strict=True)
        ]
        if when is not None:
            out.append(date_step(when))
        return (*out, f"stance {match.verdict.stance}: {match.verdict.rule}")

    def _claim(
        self,
        match: Match,
        s: Ref,
        relation: str,
        o: Ref | None,
        place: Entity | None,
        when: When | None,
        verdict: Verdict | None = None,
    ) -> Claim:
        verdict = verdict or match.verdict
        ev = evidence(
            self.text,
            match.sentence,
            match.trigger,
            *match.s_tokens,
            *match.o_tokens,
            *(_whole(o.token) if o is not None and relation == "claimsSovereignty" else ()),
            *(t for t, w in match.dates if w == when),
        )
        holder = verdict.holder if verdict.stance is Stance.ATTRIBUTED else None
        return Claim(
            self.document.id,
            with_words(s.entity, s.words) or s.entity,
            relation,
            with_words(o.entity, o.words) if o else None,
            verdict.stance,
            ev,
            match.frame.id,
            when,
            place,
            with_words(holder.entity, holder.words) if holder else None,
            trace=self._trace(match, when),
            subject_state=self._acts_for(s),
            object_state=self._acts_for(o) if o else None,
        )

    def _acts_for(self, ref: Ref) -> Entity | None:
        """The state for which a person acts, where the text tells."""
        return self.resolver.entities.told_state_of(ref.entity) and ref.state if ref.entity.kind == "Person" else None

    def _typed(self, relation: str, side: str, ref: Ref) -> bool:
        return self.knowledge.ontology.accepts(relation, side, ref.entity.kind)

    def _event(self, match: Match) -> list[Claim]:
        kind = match.frame.value
        s = [r for r in match.s if self._typed(kind, "s", r)]
        o = [r for r in match.o if self._typed(kind, "o", r)]
        posted = all(r.rule == POSTED for r in s)  # '"All citizens are asked to leave"'
        upon = o or posted or match.extra.get("mutual") or match.extra.get("likely")
        if not s or ("o" in match.frame.needs and not upon):
            return []
        if kind == "MOBILIZE" and not o:
            o = self.matcher.roles.sent_to(match.trigger, s)
        act = Act(match.trigger, match.sentence, kind, s, match.s_tokens, o)
        when = (
            nearest(match.dates, match.trigger)
            if match.dates
            else (self.when.story.date(act) if not match.verdict.future else None)
        )
        if when is not None and match.frame.stance == "predicted" and (not match.dates or self.when.past(when)):
            when = self._date_ahead(match)
        place = self._event_place(match, s, o) or self.when.story.place(act)
        if kind == "CONSULT" and match.verdict.stance is Stance.STATED:
            self.when.story.meeting(act, when, place)
        pairs: list[tuple[Ref, Ref | None]]
        if not o and len(s) >= 2 and (match.frame.joint or kind in _JOINT):
            # each with each, of many the first with each
            both = combinations(s, 2) if len(s) <= _FEW else ((s[0], b) for b in s[1:])
            pairs = [(a, b) for a, b in both if not _one_phrase(a, b)]
        elif not o and len(s) >= 2 and match.extra.get("mutual"):
            pairs = [(a, b) for a in s for b in s if a.entity != b.entity]
            pairs = pairs[:1] if kind == "CONCEDE" and len(s) == _TWO else pairs  # a joint act is told once
        else:
            pairs = _respectively(match, s, o) or [(a, b) for a in s for b in o] or [(a, None) for a in s]
            # one's own army is praised for no one else; whoever thanks a state by its name may be of another
            own = [b for b in o if len(s) > 1 or not b.rule.startswith("named")]
            others = [(a, b) for a, b in pairs if b is None or b not in own or a.state != b.entity]
            if kind in ("AID", "SUPPORT") or (len(s) > 1 and others):
                pairs = others
        if kind == "CONSULT":  # who tours his own country meets no other
            pairs = [(a, b) for a, b in pairs if b is None or (a.entity.name, b.entity.code) not in self._homes]
        if len(pairs) > 8:
            return []
        alike = {id(a): self._date_alike(match, a) for a, _ in pairs}
        return [
            self._claim(match, a, kind, b, _own_place(match, b) or place, _own_date(match, b) or alike[id(a)] or when)
            if len(o) > 1
            else self._claim(match, a, kind, b, place, alike[id(a)] or when)
            for a, b in pairs
        ]

    def _date_alike(self, match: Match, by: Ref) -> When | None:
        """'Recognised it last year, *as Togo did in May*': when another did so, whom a clause of his own tells."""
        clauses = (t.first_of_row().head for r, t in zip(match.s, match.s_tokens, strict=False) if r is by)
        own = next((c for c in clauses if c is not None and c.dep == "advcl" and c.head is match.trigger), None)
        if own is None or all(c.low != "as" for c in own.children):
            return None
        dates = self.matcher.when.dates(own)
        return nearest(dates, own) if dates else None

    def _date_ahead(self, match: Match) -> When | None:
        """'On Friday invited him to Lima for talks in July': when the talks are to be, not when one was invited."""
        trigger = match.trigger
        inside = [t for t in trigger.subtree() if t.i > trigger.i and self.when.is_time(t)]
        own = [t for t in inside if trigger in (t.head, t.head.head if t.head is not None else None)]
        ahead = [w for t in inside if t not in own and (w := self.when.resolve_token(t, "future")) is not None]
        return next((w for w in ahead if not self.when.past(w)), None)

    @cached_property
    def _homes(self) -> set[tuple[str, str | None]]:
        """Persons, by name, and the codes of the states whose offices the text gives them."""
        return {(h.person, h.body.state) for h in self.offices if h.body is not None and h.body.state}

    def _event_place(self, match: Match, s: Sequence[Ref], o: Sequence[Ref]) -> Entity | None:
        sides = {r.entity.iri for r in (*s, *o)} | {r.state.iri for r in (*s, *o) if r.state}
        return next((p for p in match.places if match.frame.value in _IN_IT or p.iri not in sides), None)

    # -- offices

    def _terms(self) -> dict[str, When]:
        """When a person took office, by name."""
        out: dict[str, When] = {}
        for sentence in self.annotated.sentences:
            for match in self.matcher.matches(sentence, "term"):
                hoped = any(a.tag == "TO" for a in match.trigger.by("aux"))  # 'named A to succeed B'
                again = any(c.lemma in ("return", "regain") for c in match.trigger.by("conj"))
                hoped |= again  # 'took power in 1987 and returned as premier in 2022'
                other = any(p.lemma == "as" for p in match.trigger.by("prep"))
                for ref in match.s if not hoped else ():
                    if other and any(
                        h.person in self.people and self.people[h.person] == ref.entity and h.end < match.trigger.start
                        for h in self.offices
                        if sentence.start <= h.start
                    ):
                        continue  # 'A, until now chief of staff, was sworn in on Monday as president': another office
                    if ref.entity.kind == "Person" and match.dates and match.verdict.stance is Stance.STATED:
                        out.setdefault(ref.entity.name, match.dates[0][1])
                        words = evidence(self.text, sentence, match.trigger, *match.s_tokens, match.dates[0][0])
                        self._took_office.setdefault(ref.entity.name, (match.dates[0][1], words))
        for office in self.offices:
            for mention in self.annotated.mentions:
                inside = mention.kind == "Time" and office.start < mention.start < office.end
                begun = _IN_INSIDE if office.kind == "appointed" else _SINCE_INSIDE
                if inside and begun.search(self.text, office.start, mention.start) and office.person in self.people:
                    ahead = _TAKES.search(self.text, office.start, mention.start) is not None
                    tense = "future" if ahead else "past"
                    when = self.when.times.resolve(mention.time, published=self.document.published, tense=tense)
                    if when is not None:
                        out.setdefault(self.people[office.person].name, when)  # 'King since 2006, Mr. X'
        for office in self.offices:
            told = office.person in self.people and self._told_term(office)
            if told:
                out.setdefault(self.people[office.person].name, told)
        since = {h.end: h.person for h in self.offices}
        ends = sorted(since)
        for sentence in self.annotated.sentences if ends else ():
            for token in filter(self.when.is_time, sentence.tokens):
                near = ends[bisect_left(ends, token.start - 36) : bisect_left(ends, token.start)]
                held = next((since[end] for end in near if _SINCE.fullmatch(self.text, end, token.start)), None)
                when = self.when.resolve_token(token, "past") if held is not None and held in self.people else None
                if when is not None and held is not None:
                    out.setdefault(self.people[held].name, when)
        return out

    def _of_term(self, claims: Sequence[Claim]) -> list[Claim]:
        """The offices; the day on which somebody took one only with that one ('sworn in premier. A lawmaker ...')."""
        out = []
        for claim in claims:
            when, words = self._took_office.get(claim.subject.name, (None, None))
            if words is not None and claim.date == when:
                same = [c for c in claims if c.subject == claim.subject and c.date == when]
                far = {id(c): max(words.start - c.evidence.end, c.evidence.start - words.end, 0) for c in same}
                called = self._called_beside(words, claim.subject)
                named = [c for c in same if c.object is not None and c.object.name.lower() in called]
                if claim not in named if named else far[id(claim)] > min(far.values()):
                    claim = replace(claim, date=None)
            out.append(claim)
        return out

    def _called_beside(self, words: Evidence, person: Entity) -> set[str]:
        """'It was the first visit for Premier Roe since he took office': by which offices the sentence calls him."""
        own = next((x for x in self.annotated.sentences if x.start <= words.start < x.end), None)
        held = [h for h in self.offices if own is not None and own.start <= h.start < own.end]
        return {h.title.lower() for h in held if self.people.get(h.person) == person}

    def _pronoun_offices(self, thens: dict[int, When]) -> list[Held]:
        """'She had been foreign minister': the offices of those whom a pronoun means; their terms go into ``thens``."""
        keys = {entity.iri: name for name, entity in self.people.items()}
        told = {held.start: held for held in self._of_pronouns}
        out: list[Held] = []
        for sentence in self.annotated.sentences if told else ():
            for token in sentence.tokens:
                held = told.get(token.start)
                named = (
                    {keys[r.entity.iri] for r in self.resolver.actors(token) if r.entity.iri in keys} if held else set()
                )
                if held is None or len(named) != 1 or self.text[token.start - 1 : token.start] == "(":
                    continue  # '(he is also premier)', behind a title alone
                out.append(replace(held, person=named.pop()))  # type: ignore[type-var]
                verb = next((a for a in token.ancestors() if grammar.is_verb(a)), None)
                when = self._told_term(held) or (self.when.date(verb) if verb is not None and not held.former else None)
                if when is not None:
                    thens.setdefault(held.start, when)
        return out

    def _told_term(self, office: Held) -> When | None:
        """'King since 2006, Roe', 'Roe, president from 2010 to 2014': when the term began, as the title says."""
        inside = _SINCE_YEAR.search(self.text, office.start, office.end)
        behind = _TERM.match(self.text, office.end) if inside is None else None
        year = inside or behind
        return When(year["year"], year[0].strip(" ,"), "text", "term") if year is not None else None

    def _thens(self) -> dict[int, When]:
        """When somebody held an office, by the position of its title: the time that 'then' points at, or of a fall."""
        out: dict[int, When] = {}
        held = {h.start: h for h in self.offices}
        places = sorted(held)
        for sentence in self.annotated.sentences:
            for token in sentence.tokens:
                if token.mention is None:
                    continue
                first, last = (bisect_left(places, at) for at in (token.start, max(token.end, token.start + 1)))
                for start in places[first:last]:
                    when = self._date_around(token) if held[start].then else self._date_of_fall(token)
                    if when is not None:
                        out[start] = when
        return out

    def _then_signed(self, claims: Sequence[Claim], thens: dict[int, When]) -> None:
        """'The pact was signed by the then minister A B': the day of the signing, where another sentence tells it."""
        signed: dict[str, dict[str, When]] = {}
        for c in claims:
            if c.relation == "signedBy" and c.object is not None and c.date is not None:
                signed.setdefault(c.object.iri, {})[c.date.edtf] = c.date
        for held in self.offices:
            person = self.people.get(held.person)
            dates = signed.get(person.iri, {}) if person is not None and held.then else {}
            if len(dates) == 1 and held.start not in thens:
                when = next(iter(dates.values()))
                thens[held.start] = replace(when, rule=f"office-signed ({when.rule})")

    def _date_of_fall(self, token: Token) -> When | None:
        """'The army overthrew President Roe in May': when an office holder lost the office."""
        clause = grammar.clause_head(token)
        if not grammar.is_verb(clause) or clause.lemma not in _UNSEATED:
            return None
        removed = [x for o in valency.logical_objects(clause) for x in (o, *o.by("appos"))]
        found = self.when.dates(clause) if token in removed else []
        return replace(found[0][1], rule=f"office-until ({found[0][1].rule})") if found else None

    def _date_around(self, token: Token) -> When | None:
        clause = grammar.clause_head(token)
        for verb in [clause, *(a for a in clause.ancestors() if grammar.is_verb(a))]:
            when = self.when.date(verb)
            if when is not None:
                return when
        signed = [c for up in token.ancestors() for c in up.by("acl") if c.i < token.i and c.tag == "VBN"]
        found = next((w for c in signed if (w := self.when.date(c)) is not None), None)
        return found or self._date_of_noun(token) or self.when.row(token) or self._year_of_treaty(clause)

    def _year_of_treaty(self, clause: Token) -> When | None:
        """'The convention of 1974, which Roe, then president, had signed': the year by which the treaty is called."""
        noun = clause.head if clause.dep == "relcl" else None
        treaty = self.resolver.treaties.of(noun) if noun is not None else None
        known = treaty.year if treaty is not None else None
        return When(known, known, None, "year-of-treaty") if known else None

    def _date_of_noun(self, token: Token) -> When | None:
        """'The agreement of 2009, signed by then foreign ministers A and B': the time in the noun phrase above."""
        for up in token.ancestors():
            if grammar.is_verb(up):
                continue
            after = [t for p in up.by("prep") if p.lemma in ("of", "from", "in") and p.i > up.i for t in p.by("pobj")]
            before = [c for c in up.children if c.i < up.i]
            for time in (*after, *before):
                if time.i < token.i and (when := self.when.resolve_token(time, "past")) is not None:
                    return when
        return None


def data_hash(parts: Iterable[bytes]) -> str:
    """SHA-256 over the data files in use, in a fixed order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _own_date(match: Match, upon: Ref | None) -> When | None:
    """'Visited Lima on Monday and *Quito on Friday*': the date that hangs on one of several who are acted upon."""
    own = {id(t) for r, t in zip(match.o, match.o_tokens, strict=False) if r is upon}
    dated = (w for t, w in match.dates if t.head is not None and own & {id(t.head), id(t.head.head)})
    return next(dated, None)


def _own_place(match: Match, upon: Ref | None) -> Entity | None:
    """'Travelled to *Lima* and Quito': of several who are visited, the place that tells of each."""
    named = [t.mention.entity for r, t in zip(match.o, match.o_tokens, strict=False) if r is upon and t.mention]
    there = match.frame.value in _IN_IT
    return next((p for p in match.places if p in named and (there or upon is None or p != upon.entity)), None)


def _respectively(match: Match, s: Sequence[Ref], o: Sequence[Ref]) -> list[tuple[Ref, Ref | None]]:
    """'Peru and Chile blamed Togo and Chad respectively': each with the one that stands in its place."""
    if not 1 < len(s) == len(o) or all(t.low != "respectively" for t in match.sentence.tokens):
        return []
    acting, upon = (sorted(side, key=lambda r: r.token.start) for side in (s, o))
    return list(zip(acting, upon, strict=True))


def _one_phrase(some: Ref, other: Ref) -> bool:
    """Whether two names make one phrase ("Afghanistan's Taliban government"), which does nothing with itself."""
    a, b = some.token, other.token
    if some.entity.kind == other.entity.kind:
        return False  # 'Japan-Philippines exercises'
    if a is b:
        named = {c.dep for c in a.children if c.mention is not None}
        return "poss" in named and bool(named & {"amod", "compound", "nmod"})
    return (a.dep in _INSIDE_NOUN and a.head is b) or (b.dep in _INSIDE_NOUN and b.head is a)
