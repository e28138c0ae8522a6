"""Document -> claims: the stages of annotation, linking and frames put together for one document after the other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.core.annotated import Annotated, Mention, Token
from kg.core.model import ID_BASE, Claim, Document, Entity, Evidence, Extraction, Run, Stance, When
from kg.core.ontology import Ontology
from kg.extract import grammar
from kg.extract.frames import FrameSet
from kg.extract.match import Match, Matcher, evidence
from kg.extract.office_facts import Held, OfficeFacts, person_states
from kg.extract.stance import Reporting, StanceReader, Verdict
from kg.extract.treaty_facts import TreatyFacts, with_words
from kg.extract.when import Times, WhenWhere
from kg.link.resolve import STATE_KINDS, Entities, Lexicon, Ref, Resolver, slug
from kg.link.treaties import Words

_JOINT = {"CONSULT", "COOPERATE", "AGREE"}


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The data that extraction works with."""

    ontology: Ontology
    frames: FrameSet
    nouns: Lexicon
    reporting: Reporting
    treaties: Words
    titles: Mapping[str, Sequence[str]]
    """Title in lower case -> ISO codes of the states that use it."""


class Extractor:
    """Reads the claims of annotated documents."""

    def __init__(self, knowledge: Knowledge, times: Times, names: Any, run: Run) -> None:
        self.knowledge, self.times, self.names, self.run = knowledge, times, names, run

    def extract(self, annotated: Annotated, offices: Sequence[Held]) -> Extraction:
        """All claims of a document, sorted by position."""
        one = _Reading(self.knowledge, self.times, self.names, annotated, offices)
        claims = sorted(one.claims(), key=lambda c: (c.evidence.start, c.evidence.end, c.relation, c.subject.iri, c.object.iri if c.object else "", c.id))
        return Extraction(annotated.document, tuple(claims), self.run)


class _Reading:
    """One document being read."""

    def __init__(self, knowledge: Knowledge, times: Times, names: Any, annotated: Annotated, offices: Sequence[Held]) -> None:
        self.knowledge, self.annotated, self.offices = knowledge, annotated, list(offices)
        self.text, self.document = annotated.document.text, annotated.document
        self.names = names
        states = person_states(annotated, offices, knowledge.titles)
        self.people: dict[str, Entity] = {}
        entities = self._entities(states)
        self.resolver = Resolver(annotated, knowledge.nouns, knowledge.treaties, entities)
        self.when = WhenWhere(annotated, self.resolver, times)
        self.stances = StanceReader(annotated, self.resolver, knowledge.reporting)
        self.matcher = Matcher(annotated, knowledge.frames, self.resolver, self.stances, self.when)

    # -- entities

    def _entities(self, person_state: Mapping[str, str]) -> Entities:
        forms: dict[str, dict[str, str]] = {}
        first: dict[str, Entity] = {}
        for m in self.annotated.mentions:
            if m.entity is None:
                continue
            iri = self._person_iri(m.entity.name) if m.kind == "Person" else m.entity.iri
            first.setdefault(iri, m.entity)
            for form in {self.text[m.start : m.end], *self._bracketed(m)}:
                forms.setdefault(iri, {}).setdefault(" ".join(form.split()), m.role)
        final: dict[str, Entity] = {}
        for iri, entity in first.items():
            final[iri] = self._final(iri, entity, forms[iri])
        for m in self.annotated.mentions:
            if m.kind == "Person" and m.entity is not None:
                self.people[m.entity.name] = final[self._person_iri(m.entity.name)]
        states: dict[str, Entity] = {e.code: e for e in final.values() if e.code}
        for code in {m.state for m in self.annotated.mentions if m.state} | set(person_state.values()):
            if code not in states and (entry := self.names.by_code.get(code)) is not None:
                states[code] = Entity(entry.iri, entry.kind, entry.name, entry.code)
        by_mention: dict[int, Mention] = {}
        for n, m in enumerate(self.annotated.mentions):
            if m.entity is not None:
                iri = self._person_iri(m.entity.name) if m.kind == "Person" else m.entity.iri
                state = person_state.get(m.entity.name) if m.kind == "Person" else m.state
                by_mention[id(m)] = self.annotated.mentions[n] = replace(m, entity=final[iri], state=state)
        for sentence in self.annotated.sentences:
            for token in sentence.tokens:
                if token.mention is not None and id(token.mention) in by_mention:
                    token.mention = by_mention[id(token.mention)]
        inside = []
        for m in self.annotated.mentions:
            if m.kind == "Treaty":
                inside += [(x.start, x.end, e) for x in self.names.find(self.text, m.start, m.end) if (e := states.get(x.entry.code or "") or self._entity(x.entry)) and x.entry.code]
        titles: dict[str, list[str]] = {}
        for held in self.offices:
            if held.person in self.people and held.title:
                titles.setdefault(self.people[held.person].iri, []).append(held.title)
        return Entities(states, inside, {self.people[n].iri: c for n, c in person_state.items() if n in self.people}, titles)

    def _entity(self, entry: Any) -> Entity:
        return Entity(entry.iri, entry.kind, entry.name, entry.code)

    def _bracketed(self, m: Mention) -> list[str]:
        found = re.search(r"\(([A-Z][\w-]{1,11})\)$", self.text[m.span[0] : m.span[1]])
        return [found.group(1)] if found else []

    def _person_iri(self, name: str) -> str:
        words = [w for w in name.split() if len(w) > 1]
        scope = "" if len(words) >= 2 else f"{self.document.id[:12]}-"
        return f"{ID_BASE}person/{scope}{slug(name)}"

    def _final(self, iri: str, entity: Entity, forms: Mapping[str, str]) -> Entity:
        if entity.kind == "Person":
            return Entity(iri, "Person", entity.name, None, tuple(sorted(f for f in forms if f != entity.name)))
        if entity.code:
            return Entity(iri, entity.kind, entity.name, entity.code)
        named = [f for f, role in forms.items() if role in ("name", "acronym", "capital") or role.startswith("weak")]
        name = max(named, key=lambda f: (not f.isupper() or len(f) > 7, len(f))) if named else entity.name
        aliases = [f for f in (*named, entity.name) if f != name]
        return Entity(iri, entity.kind, name, None, tuple(sorted(dict.fromkeys(aliases))))

    # -- claims

    def claims(self) -> Iterable[Claim]:
        """Claims of all kinds, duplicates left out."""
        treaties = TreatyFacts(self.matcher, self.resolver)
        found: list[Claim] = []
        for sentence in self.annotated.sentences:
            if sentence.segment.kind == "heading":
                continue
            if sentence.segment.kind != "title":
                for match in self.matcher.matches(sentence, "relation"):
                    found += self._relation(match)
                for match in self.matcher.matches(sentence, "event"):
                    found += self._event(match)
            treaties.collect(sentence)
        found += self._contested(found)
        found += treaties.finish()
        found += OfficeFacts(self.annotated, self.resolver, self.people, self._terms(), self._thens()).claims(self.offices)
        return self._distinct(found)

    def _distinct(self, claims: Sequence[Claim]) -> list[Claim]:
        out: dict[tuple[object, ...], Claim] = {}
        for c in claims:
            a, b = c.subject.iri, c.object.iri if c.object else None
            if self.knowledge.ontology.symmetric(c.relation) and b is not None and b < a:
                a, b = b, a
            key = (a, c.relation, b, c.stance, c.date.edtf if c.date else None, c.holder.iri if c.holder else None, c.place.iri if c.place else None)
            if key not in out:
                out[key] = c
        rows = list(out.values())
        # an undated, placeless reading of what is given with a date elsewhere adds nothing
        return [c for c in rows if not (c.date is None and c.relation in ("memberOf", "alliedWith", "hasParty") and any(
            d is not c and d.date is not None and d.relation == c.relation and d.subject.iri == c.subject.iri and d.object == c.object and d.stance == c.stance for d in rows))]

    def _trace(self, match: Match, when: When | None) -> tuple[str, ...]:
        out = [f"trigger '{match.trigger.text}' ({match.trigger.dep}) at {match.trigger.start}"]
        out += [f"subject '{r.words or r.token.text}' ({t.dep}) = {r.entity.key}: {r.rule}" for r, t in zip(match.s, match.s_tokens, strict=True)]
        out += [f"object '{r.words or r.token.text}' ({t.dep}) = {r.entity.key}: {r.rule}" for r, t in zip(match.o, match.o_tokens, strict=True)]
        if when is not None:
            out.append(f"date {when.edtf} from '{when.words}', anchor {when.anchor}, rule {when.rule}")
        return (*out, f"stance {match.verdict.stance}: {match.verdict.rule}")

    def _claim(self, match: Match, s: Ref, relation: str, o: Ref | None, place: Entity | None, when: When | None, verdict: Verdict | None = None) -> Claim:
        verdict = verdict or match.verdict
        ev = evidence(self.text, match.sentence, match.trigger, *match.s_tokens, *match.o_tokens, *(t for t, w in match.dates if w == when))
        holder = verdict.holder if verdict.stance is Stance.ATTRIBUTED else None
        return Claim(
            self.document.id, with_words(s.entity, s.words) or s.entity, relation, with_words(o.entity, o.words) if o else None, verdict.stance, ev, match.frame.id, when, place,
            with_words(holder.entity, holder.words) if holder else None, trace=self._trace(match, when),
            subject_state=s.state if s.entity.kind == "Person" else None, object_state=o.state if o and o.entity.kind == "Person" else None,
        )  # fmt: skip

    def _typed(self, relation: str, side: str, ref: Ref) -> bool:
        return self.knowledge.ontology.accepts(relation, side, ref.entity.kind)

    def _respectively(self, match: Match) -> bool:
        return any(t.text.lower() == "respectively" for t in match.sentence.tokens)

    def _relation(self, match: Match) -> list[Claim]:
        relation = match.frame.value
        s = [r for r in match.s if self._typed(relation, "s", r)]
        o = [r for r in match.o if self._typed(relation, "o", r)]
        if relation in ("alliedWith", "disputes"):
            s, o = ([self._state(r) for r in s], [self._state(r) for r in o])
        if match.frame.joint and not o and len(s) >= 2:
            pairs = [(a, b) for i, a in enumerate(s) for b in s[i + 1 :]]
        else:
            pairs = [(a, b) for a in s for b in o if a.entity != b.entity]
        if relation == "memberOf":
            pairs = [(self._state(a), b) for a, b in pairs]
        dates = [w for _, w in match.dates]
        verdict = match.verdict
        if match.frame.negated and verdict.stance is Stance.STATED:
            verdict = Verdict(Stance.NEGATED, f"frame {match.frame.id} denies it", None, True)
        if relation == "claimsSovereignty" and self.annotated.commentary and match.frame.stance == "opinion" and verdict.stance is Stance.STATED:
            verdict = Verdict(Stance.OPINION, "the author asserts it in his own voice", None)
        out = []
        for n, (a, b) in enumerate(pairs):
            if a.entity == b.entity:
                continue
            place = match.places[0] if match.places and relation == "disputes" else None
            when = dates[0] if dates and relation == "memberOf" else None
            if self._respectively(match) and len(pairs) > 1:
                if len(match.places) == len(pairs) and relation == "disputes":
                    place = match.places[n]
                if len(dates) == len(pairs):
                    when = dates[n]
            elif relation == "disputes" and len(match.places) > 1 and len(pairs) == 1:
                out += [self._claim(match, a, relation, b, p, when, verdict) for p in match.places[1:]]
            out.append(self._claim(match, a, relation, b, place, when, verdict))
        return out

    def _state(self, ref: Ref) -> Ref:
        if ref.entity.kind == "Person" and ref.state is not None:
            return Ref(ref.state, ref.token, ref.rule, ref.words, ref.state)
        return ref

    def _event(self, match: Match) -> list[Claim]:
        kind = match.frame.value
        s = [r for r in match.s if self._typed(kind, "s", r)]
        o = [r for r in match.o if self._typed(kind, "o", r) and all(r.entity != x.entity for x in s)]
        if not s or "o" in match.frame.needs and not o:
            return []
        when = min(match.dates, key=lambda d: abs(d[0].i - match.trigger.i))[1] if match.dates else None
        place = self._event_place(match, s, o)
        out: list[Claim] = []
        pairs: list[tuple[Ref, Ref | None]]
        if not o and (match.frame.joint or kind in _JOINT) and len(s) >= 2:
            pairs = [(s[0], b) for b in s[1:]]
        else:
            pairs = [(a, b) for a in s for b in o] or [(a, None) for a in s]
        if any(a.entity == (b.state if b else None) or b is not None and a.state == b.entity for a, b in pairs):
            pairs = [(a, b) for a, b in pairs if b is None or a.state != b.entity and (b.state is None or b.state != a.entity)]
        if len(pairs) > 8:
            return []
        for a, b in pairs:
            out.append(self._claim(match, a, kind, b, place, when))
        return out

    def _event_place(self, match: Match, s: Sequence[Ref], o: Sequence[Ref]) -> Entity | None:
        sides = {r.entity.iri for r in (*s, *o)} | {r.state.iri for r in (*s, *o) if r.state}
        return next((p for p in match.places if p.iri not in sides), None)

    def _contested(self, claims: Sequence[Claim]) -> list[Claim]:
        """Two states that the same sentence makes claim one feature dispute it."""
        out = []
        sentences = {id(s): s for s in self.annotated.sentences}
        for sentence in sentences.values():
            here = [c for c in claims if c.relation == "claimsSovereignty" and c.stance is Stance.STATED and sentence.start <= c.evidence.start < sentence.end]
            for i, a in enumerate(here):
                for b in here[i + 1 :]:
                    if a.object == b.object and a.subject.iri != b.subject.iri and a.subject.kind in STATE_KINDS and b.subject.kind in STATE_KINDS:
                        start, end = min(a.evidence.start, b.evidence.start), max(a.evidence.end, b.evidence.end)
                        ev = Evidence(start, end, self.text[start:end])
                        out.append(Claim(self.document.id, a.subject, "disputes", b.subject, Stance.STATED, ev, "rival-claims", None, a.object,
                                         trace=("both claim the same feature in one sentence", *a.trace, *b.trace)))  # fmt: skip
        return out

    # -- offices

    def _terms(self) -> dict[str, When]:
        """When a person took office, by name."""
        out: dict[str, When] = {}
        for sentence in self.annotated.sentences:
            for match in self.matcher.matches(sentence, "term"):
                for ref in match.s:
                    if ref.entity.kind == "Person" and match.dates and match.verdict.stance is Stance.STATED:
                        out.setdefault(ref.entity.name, match.dates[0][1])
        return out

    def _thens(self) -> dict[int, When]:
        """The time that 'then' before a title points at: of the clause that the person stands in, by position."""
        out: dict[int, When] = {}
        places = {h.start: h for h in self.offices if h.then}
        for sentence in self.annotated.sentences:
            for token in sentence.tokens:
                for start in places:
                    if token.start <= start < max(token.end, token.start + 1) and token.mention is not None:
                        when = self._date_around(token)
                        if when is not None:
                            out[start] = when
        return out

    def _date_around(self, token: Token) -> When | None:
        clause = grammar.clause_head(token)
        for verb in [clause, *(a for a in clause.ancestors() if grammar.is_verb(a))]:
            when = self.when.date(verb)
            if when is not None:
                return when
        return None


def data_hash(parts: Iterable[bytes]) -> str:
    """SHA-256 over the data files in use, in a fixed order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()
