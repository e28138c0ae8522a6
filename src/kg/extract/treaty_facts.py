"""From what is said of treaties to facts: parties, signatories, status history and type, one record a treaty."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.core.annotated import Sentence, Token
from kg.core.model import ID_BASE, ONTOLOGY, Claim, Entity, Evidence, Stance, When
from kg.extract import grammar
from kg.extract.frames import Frame, role_tokens
from kg.extract.match import Match, Matcher, evidence
from kg.extract.stance import Verdict
from kg.extract.when import nearest
from kg.link.noun_phrases import end_of, noun_phrase
from kg.link.resolve import STATE_KINDS, Ref, Resolver, slug
from kg.link.treaties import Treaty

_PARTY_KINDS = STATE_KINDS | {
    "IntergovernmentalOrganization",
    "Grouping",
    "Organization",
    "Group",
    "PoliticalParty",
    "ArmedForce",
}


@dataclass(slots=True)
class Status:
    """One status of a treaty as the text gives it."""

    status: str
    when: When | None
    place: Entity | None
    verdict: Verdict
    evidence: Evidence
    rule: str
    trace: tuple[str, ...]
    party: Entity | None = None


@dataclass(slots=True)
class Party:
    """A party of a treaty as the text gives it."""

    entity: Entity
    evidence: Evidence
    verdict: Verdict
    rule: str
    when: When | None = None
    place: Entity | None = None
    words: str = ""


@dataclass(slots=True)
class Signer:
    person: Entity
    status: Status
    evidence: Evidence
    state: Entity | None


@dataclass(slots=True)
class Record:
    """All that the document says of one treaty."""

    treaty: Treaty
    statuses: list[Status] = field(default_factory=list)
    parties: dict[str, Party] = field(default_factory=dict)
    left: list[Party] = field(default_factory=list)
    signers: list[Signer] = field(default_factory=list)


_AWAITS = {"await", "need", "require", "seek", "want", "lack", "pend"}
STATED = Verdict(Stance.STATED, "said as a fact")


class TreatyFacts:
    """Collects status frames of one document and makes the claims of its treaties."""

    def __init__(self, matcher: Matcher, resolver: Resolver) -> None:
        self.matcher, self.resolver, self.text = matcher, resolver, matcher.text
        self.document = matcher.annotated.document
        self.records: dict[int, Record] = {}

    def record(self, treaty: Treaty) -> Record:
        return self.records.setdefault(treaty.number, Record(treaty))

    # -- collecting

    def collect(self, sentence: Sentence) -> None:
        for match in self.matcher.matches(sentence, "status"):
            self._status(match)

    def _status(self, match: Match) -> None:
        frame, trigger, sentence = match.frame, match.trigger, match.sentence
        found: list[tuple[Treaty, Token]] = []
        for path in frame.o:
            if path == "latest":
                complete = any(p.lemma in ("from", "to") for p in trigger.by("prep")) or (
                    grammar.is_verb(trigger) and bool(grammar.logical_objects(trigger))
                )
                if complete and frame.value in ("Party", "Withdrawn"):
                    continue
                here = [t for t in (self.resolver.treaties.of(x) for x in sentence.tokens) if t is not None]
                last = here[0] if here else self.resolver.treaties.latest(trigger.start)
                if last is not None and self._near(last, sentence):
                    found.append((last, trigger))
                continue
            for token in role_tokens(trigger, path):
                if token is trigger and path != "self":
                    continue
                treaty = self.resolver.treaty(token) if self._may_be_treaty(token) else None
                if treaty is not None and all(t is not treaty for t, _ in found):
                    found.append((treaty, token))
            if found:
                break
        if not found and trigger.dep == "conj" and trigger.head is not None and not trigger.by("dobj", "nsubj"):
            # 'was signed in 2012 and ratified in 2014': the second verb is passive too, whatever the tagger says
            shared = grammar.surface_subjects(trigger) if grammar.passive(trigger.head) else []
            found += [(t, token) for token in shared if (t := self.resolver.treaty(token)) is not None]
        if (
            not found
            and frame.id.startswith("force.")
            and grammar.is_verb(trigger)
            and not any(path == "object" for path in frame.o[:0])
        ):
            # only treaties come into force: a clause that the parser hung elsewhere means the last one in its sentence
            subjects = grammar.surface_subjects(trigger)
            relative = any(t.lemma in ("which", "that") for t in trigger.by("nsubj"))
            last = self.resolver.treaties.latest(trigger.start) if relative or not subjects else None
            if last is not None and any(sentence.start <= t.start < trigger.start for t in last.mentions):
                found.append((last, trigger))
        key = self._key(sentence)
        if not found and key is not None and frame.value != "Party" and frame.id != "force.have":
            treaty = self._keyed_treaty(key, sentence)
            if treaty is not None:
                found.append((treaty, trigger))
        if not found:
            return
        if (
            frame.value in ("Ratified", "Approved")
            and not grammar.is_verb(trigger)
            and trigger.head is not None
            and trigger.head.lemma in _AWAITS
        ):
            return  # said as pending by the frames of that status
        if (
            trigger.tag == "VBN"
            and any(a.text.lower() == "being" for a in trigger.by("auxpass"))
            and not trigger.by("aux")
        ):
            return  # 'had the treaty being torn up': a picture, no act
        if frame.value == "Party" and not grammar.is_verb(trigger):
            inside = {t.i for t in trigger.subtree()}
            own = [
                d
                for d in self.matcher.when.dates(trigger)
                if d[0].i in inside or (d[0].head is not None and d[0].head.lemma == "since")
            ]
        else:
            own = None
        if (
            match.verdict.future
            and frame.value in ("Terminated", "Withdrawn", "Suspended")
            and any(t.lemma in ("party", "side") for t in grammar.logical_subjects(trigger))
        ):
            return  # 'either party may end the treaty': a right, no act
        if key is not None and key.kind in STATE_KINDS:
            self._list_row(key, found, sentence, trigger)
        parties = [
            r
            for path in frame.s
            for t in role_tokens(trigger, path)
            if t is not trigger
            for r in self.resolver.actors(t)
        ]
        parties = list({r.entity: r for r in parties}.values())
        if "s" in frame.needs and not parties:
            return
        dates = self.matcher.when.dates(trigger) if own is None else own
        places = (
            self.matcher.when.places(trigger, frozenset({"Settlement", "State", "Place", "Area"}))
            if frame.value in ("Signed", "Concluded", "Initialled")
            else []
        )
        place = next((p for p in places if p.kind != "State" and all(p.iri != r.entity.iri for r in parties)), None)
        verdict = match.verdict
        if (
            frame.value in ("Approved", "Ratified")
            and verdict.stance is Stance.PREDICTED
            and any(w in verdict.rule for w in ("need", "require", "must", "have to", "remain"))
        ):
            return  # said as pending by the frames of that status
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
        if frame.stance == "stated" and verdict.stance is Stance.NEGATED:
            verdict = STATED
        if frame.negated and verdict.stance is Stance.STATED:
            verdict = Verdict(Stance.NEGATED, f"frame {frame.id} denies it", None, True)
        for n, (treaty, token) in enumerate(found):
            when = self._aligned(dates, n, len(found), trigger)
            if frame.value == "Withdrawn" and self._outside(treaty, parties):
                continue  # 'the pact between A and B was denounced by C': a word of blame, no exit
            record = self.record(treaty)
            ev = evidence(self.text, sentence, trigger, token, *(r.token for r in parties), *(t for t, _ in dates))
            trace = self._trace(match, token, parties, when)
            if frame.value != "Party":
                status = Status(frame.value, when, place, verdict, ev, frame.id, trace)
                record.statuses.append(status)
                self._involve(record, frame.value, parties, status, ev, verdict, when, place, frame)
            else:
                self._party(record, parties, ev, verdict, frame.id, when)

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
        number = self._number(sentence)
        return treaties.keyed(key, home, number, sentence.start) if home is not None else None

    def _list_row(self, key: Entity, found: list[tuple[Treaty, Token]], sentence: Sentence, trigger: Token) -> None:
        home = self.resolver.protagonist(key)
        for treaty, _ in found:
            if home is not None and len(self.record(treaty).parties) < 2:
                ev = Evidence(sentence.front[0].start, trigger.end, self.text[sentence.front[0].start : trigger.end])
                refs = [Ref(e, trigger, "key of a list's row") for e in (key, home)]
                self._party(self.record(treaty), refs, ev, STATED, "party.list", None)

    def _outside(self, treaty: Treaty, refs: list[Ref]) -> bool:
        """Whether a treaty that names both of its parties names none of these states."""
        named = {e for token in treaty.mentions for e in self.resolver.complements(token, of_pair=True)}
        states = {e.key for r in refs for e in (r.entity, r.state) if e is not None and e.kind in STATE_KINDS}
        return len(named) > 1 and bool(states) and not named & states

    def _near(self, treaty: Treaty, sentence: Sentence) -> bool:
        """Whether a treaty is spoken of in this sentence or the two before it."""
        here = self._number(sentence)
        return any(here - 2 <= self.resolver.sentence_of.get(t.start, -9) <= here for t in treaty.mentions)

    def _number(self, sentence: Sentence) -> int:
        return self.resolver.sentence_of.get(sentence.tokens[0].start, 0) if sentence.tokens else 0

    def _may_be_treaty(self, token: Token) -> bool:
        return token.mention is None or token.mention.kind == "Treaty"

    def _aligned(self, dates: list[tuple[Token, When]], n: int, count: int, trigger: Token) -> When | None:
        if not dates:
            return None
        if len(dates) == count and count > 1:
            return dates[n][1]
        return nearest(dates, trigger)

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
                if ref.entity.kind == "Person" and verdict.stance in (Stance.STATED, Stance.ATTRIBUTED):
                    record.signers.append(Signer(ref.entity, made, ev, ref.state))
            if verdict.rule not in ("'refuse to'", "'decline to'"):
                self._party(
                    record,
                    refs,
                    ev,
                    Verdict(Stance.STATED, "party to the signing") if verdict.stance is Stance.NEGATED else verdict,
                    "party.signs",
                    when,
                    place,
                )
        elif status in ("Negotiating", "Concluded", "Ratified", "InForce"):
            states = [r for r in refs if r.entity.kind != "Person"]
            plain = verdict.stance in (Stance.STATED, Stance.PREDICTED, Stance.ATTRIBUTED) or status in (
                "Negotiating",
                "Concluded",
            )
            if plain and not (status == "Ratified" and verdict.stance is not Stance.STATED):
                self._party(
                    record,
                    states,
                    ev,
                    STATED,
                    f"party.{status.lower()}",
                    when if status == "Ratified" or (status == "InForce" and frame.id == "force.have") else None,
                )
        elif status == "Withdrawn":
            for ref in refs:
                e = ref.state if ref.entity.kind == "Person" else ref.entity
                if e is not None and e.kind in _PARTY_KINDS:
                    gone = Verdict(Stance.NEGATED, "a party that leaves", None, True)
                    if verdict.stance is Stance.STATED:
                        record.left.append(Party(e, ev, gone, "party.leaves", when, None, ref.words))
                    elif verdict.stance is not Stance.NEGATED:
                        record.parties.setdefault(e.key, Party(e, ev, STATED, "party.may-leave", None, None, ref.words))

    def _party(
        self,
        record: Record,
        refs: Iterable[Ref],
        ev: Evidence,
        verdict: Verdict,
        rule: str,
        when: When | None,
        place: Entity | None = None,
    ) -> None:
        for ref in refs:
            e = ref.state if ref.entity.kind == "Person" else ref.entity
            if e is None or e.kind not in _PARTY_KINDS:
                continue
            if verdict.stance is Stance.NEGATED:
                record.left.append(Party(e, ev, verdict, rule, when, place, ref.words))
                continue
            known = record.parties.get(e.key)
            if (
                known is None
                or (known.verdict.stance is not Stance.STATED and verdict.stance is Stance.STATED)
                or (self._titled(known.evidence) and not self._titled(ev))
            ):
                record.parties[e.key] = Party(e, ev, verdict, rule, when, place, ref.words)

    # -- finishing

    def finish(self) -> list[Claim]:
        """The claims of all treaties that the document says enough about."""
        for treaty in self.resolver.treaties.records:
            self._noun_phrase_parties(treaty)
        claims: list[Claim] = []
        for number in sorted(self.records):
            record = self.records[number]
            if record.treaty.merged is None:
                claims += self._claims(record)
        return claims

    def _noun_phrase_parties(self, treaty: Treaty) -> None:
        """Parties named in the treaty's own noun phrase, else those that the sentence calls 'the two countries'."""
        named = bool(treaty.names)
        if treaty.plural:
            return
        paired = len(treaty.parties) == 1 and any(p.lemma == "with" for t in treaty.mentions[:2] for p in t.by("prep"))
        if not (named or treaty.number in self.records or len(treaty.parties) >= 2 or paired):
            return
        record = self.record(treaty)
        for entity in treaty.parties.values():
            token = self._mention_with(treaty, entity)
            sentence = self._sentence(token)
            if sentence is None or token is None:
                continue
            near = [
                t
                for t in sentence.tokens
                if t.mention is not None
                and t.mention.entity is not None
                and self.resolver.actor_entity(t.mention) == entity
            ]
            verdict = self._made_by(treaty, entity) or STATED
            if verdict.stance not in (Stance.STATED, Stance.ATTRIBUTED):
                continue
            ev = evidence(self.text, sentence, token, *near[:1])
            known = record.parties.setdefault(entity.key, Party(entity, ev, verdict, "party.named-with-treaty"))
            if known.evidence.start > ev.start >= self.document.body and any(
                p.lemma == "between" for p in token.by("prep")
            ):
                known.evidence = ev  # 'the agreement between A and B' says it in fewer words
        if len(record.parties) == 1 and not record.left:
            self._other_party(record)
        if len(record.parties) < 2 and not record.left:
            self._pair_parties(record)
        if len(record.parties) < 2 and not record.left:
            self._context_parties(record)

    def _made_by(self, treaty: Treaty, entity: Entity) -> Verdict | None:
        """How the text stands to a party that it names only as the subject of signing or ratifying ('if A ratifies the
        pact'); None for others.
        """
        found: Verdict | None = None
        for token in treaty.mentions:
            named = {**self.resolver.modifiers(noun_phrase(token)), **self.resolver.complements(token, of_pair=True)}
            if entity.key in named:
                return None
            verb = (
                token.head
                if token.dep in ("dobj", "nsubjpass")
                else next((c for c in token.children if c.dep == "acl"), None)
            )
            sentence = self._sentence(token)
            if (
                verb is not None
                and sentence is not None
                and entity.key in self.resolver.makers(token, self.resolver.treaties.lexicon.verbs)
            ):
                verdict = self.matcher.stances.read(verb, sentence)
                if verdict.stance in (Stance.STATED, Stance.NEGATED):
                    return None
                found = found or verdict
        return found

    def _context_parties(self, record: Record) -> None:
        """A bilateral treaty whose parties go without saying: the two states that its paragraph, or the document, is
        about.
        """
        treaty = record.treaty
        sure = (Stance.STATED, Stance.OPINION, *([Stance.ATTRIBUTED] if treaty.year else []))
        done = {s.status for s in record.statuses if s.verdict.stance in sure}
        if not done & {"Signed", "InForce", "Negotiating", "Concluded"} or treaty.merged is not None:
            return
        name = treaty.name
        if re.search(
            r"\b(?:Convention|Charter|Statute|Covenant|Declaration|Accords|United Nations|UN|Protocol|Code)\b", name
        ):
            return
        pair = self.resolver.main_pair()
        known = set(record.parties)
        if len(pair) != 2 or not known <= {e.key for e in pair}:
            return
        token = treaty.mentions[0] if treaty.mentions else None
        sentence = self._sentence(token)
        if token is None or sentence is None:
            return
        others = {
            e.key
            for t in sentence.tokens
            if t.mention is not None
            and t.mention.entity is not None
            and (e := self.resolver.actor_entity(t.mention)) is not None
            and e.kind in STATE_KINDS
        }
        if others - {e.key for e in pair}:
            return
        ev = Evidence(token.start, token.end, self.text[token.start : token.end])
        self._party(
            record,
            [Ref(e, token, "the two states that the document is about") for e in pair],
            ev,
            STATED,
            "party.context",
            None,
        )

    def _other_party(self, record: Record) -> None:
        """'Greece answered with an agreement with Egypt': the subject of the clause is the other party."""
        known = next(iter(record.parties.values())).entity
        for token in record.treaty.mentions[:2]:
            if not any(p.lemma in ("with", "between") for p in token.by("prep")):
                continue
            sentence, clause = self._sentence(token), grammar.clause_head(token)
            if sentence is None or not grammar.is_verb(clause):
                continue
            refs = [r for t in grammar.logical_subjects(clause) if t is not token for r in self.resolver.actors(t)]
            states = [r for r in refs if r.entity.kind in STATE_KINDS and r.entity != known]
            if (
                not states
                and token.dep in ("nsubj", "nsubjpass", "attr")
                and clause.lemma in ("come", "follow", "be", "exist")
            ):
                home = self.resolver.most_named(known)
                states = [Ref(home, token, "the state that the document is about")] if home is not None else []
            if len(states) == 1:
                self._party(
                    record,
                    states,
                    evidence(self.text, sentence, token, states[0].token),
                    STATED,
                    "party.subject-of-clause",
                    None,
                )
                return

    def _mention_with(self, treaty: Treaty, entity: Entity) -> Token | None:
        for token in treaty.mentions:
            sentence = self._sentence(token)
            if sentence is not None and any(
                t.mention is not None
                and t.mention.entity is not None
                and self.resolver.actor_entity(t.mention) == entity
                for t in sentence.tokens
            ):
                return token
        return treaty.mentions[0] if treaty.mentions else None

    def _sentence(self, token: Token | None) -> Sentence | None:
        if token is None:
            return None
        number = self.resolver.sentence_of.get(token.start)
        return self.matcher.annotated.sentences[number] if number is not None else None

    def _pair_parties(self, record: Record) -> None:
        for token in record.treaty.mentions:
            sentence = self._sentence(token)
            if sentence is None:
                continue
            for other in sentence.tokens:
                words = {c.text.lower() for c in other.children} | {other.text.lower()}
                if (
                    other.lemma in self.resolver.lexicon.pair
                    and words & {"two", "both", "each", "either"}
                    and not other.by("poss")
                ):
                    refs = self.resolver._pair(other)
                    keys = {r.entity.key for r in refs}
                    if len(refs) == 2 and set(record.parties) <= keys:
                        ev = evidence(self.text, sentence, token, other)
                        self._party(record, refs, ev, STATED, "party.pair", None)
                        return

    def _claims(self, record: Record) -> list[Claim]:
        treaty = record.treaty
        if not self._worth(record):
            return []
        entity = self.entity(record)
        statuses = self._distinct(self._completed(record.statuses))
        signing = self._made(record, statuses)
        dated = When(treaty.year, treaty.year, None, "year-of-treaty") if treaty.year else None
        out: list[Claim] = []
        for status in statuses:
            out.append(
                self._claim(
                    entity,
                    "status",
                    term(status.status, "TreatyStatus"),
                    status.verdict,
                    status.evidence,
                    status.rule,
                    status.when,
                    status.place,
                    status.trace,
                )
            )
        for party in [*record.parties.values(), *record.left]:
            gone = party.verdict.stance is Stance.NEGATED
            when = party.when or (None if gone else signing.when if signing and signing.when else dated)
            there = signing is not None and not gone and (party.when is None or party.when == signing.when)
            place = party.place or (signing.place if signing is not None and there else None)
            out.append(
                self._claim(
                    entity,
                    "hasParty",
                    with_words(party.entity, party.words),
                    party.verdict,
                    party.evidence,
                    party.rule,
                    when,
                    place,
                    (f"stance {party.verdict.stance}: {party.verdict.rule}",),
                )
            )
        for signer in record.signers:
            base = (
                signing
                if signing is not None
                and signing.status == "Signed"
                and (signer.status.when is None or signer.status.when == signing.when)
                else signer.status
            )
            out.append(
                self._claim(
                    entity,
                    "signedBy",
                    signer.person,
                    signer.status.verdict,
                    signer.evidence,
                    "signed-by",
                    base.when if base else None,
                    base.place if base else None,
                    signer.status.trace,
                    object_state=signer.state,
                )
            )
        out += self._types(record, entity)
        return list({c.id: c for c in out}.values())

    def _made(self, record: Record, statuses: list[Status]) -> Status | None:
        """The status that dates the parties: signing, else conclusion; of a ceasefire, that it takes effect."""
        ceasefire = any(self._says_type(t, "Ceasefire") for t in record.treaty.mentions)
        for name in ("Signed", "Concluded", *(["InForce"] if ceasefire else [])):
            found = [s for s in statuses if s.status == name and s.verdict.stance is Stance.STATED]
            if found:
                return next((s for s in found if s.when), found[0])
        return None

    def _completed(self, statuses: list[Status]) -> list[Status]:
        """Readings of one signing complete each other: a date from one sentence, the place from another."""
        out = list(statuses)
        for name in {s.status for s in statuses}:
            group = [s for s in out if s.status == name and s.verdict.stance is Stance.STATED]
            dates = {s.when.edtf: s.when for s in group if s.when}
            places = {s.place.iri: s.place for s in group if s.place}
            year = statuses and self._year_of(statuses)
            for s in group:
                if s.when is None and not dates and year and name == "Signed":
                    s.when = When(year, year, None, "year-of-treaty")
                if s.when is None and len(dates) == 1 and name in ("Signed", "Concluded"):
                    s.when = next(iter(dates.values()))
                if s.place is None and len(places) == 1 and len(dates) <= 1 and name in ("Signed", "Concluded"):
                    s.place = next(iter(places.values()))
                if (
                    s.place is None
                    and name == "Signed"
                    and s.when is not None
                    and s.when.edtf == self.document.published
                    and not places
                ):
                    line = self.matcher.annotated.dateline_place
                    s.place = line.entity if line is not None else None
        return out

    def _year_of(self, statuses: list[Status]) -> str | None:
        record = next((r for r in self.records.values() if r.statuses and r.statuses[0] is statuses[0]), None)
        return record.treaty.year if record else None

    def _worth(self, record: Record) -> bool:
        alone = len(record.parties) == 1 and not record.treaty.names
        if not record.statuses and not record.treaty.names and " " not in record.treaty.name:
            return False  # 'the agreement' alone tells no treaty from another
        return bool(record.statuses or record.left or (record.parties and not (alone and not self._bilateral(record))))

    def _bilateral(self, record: Record) -> bool:
        """Whether somebody said what the lone known party has to do with it, not only 'a treaty with X'."""
        return any(p.rule != "party.named-with-treaty" for p in record.parties.values())

    def _titled(self, ev: Evidence) -> bool:
        """Whether the words stand in the title: those of the text itself are better evidence."""
        return ev.end <= self.document.body

    def _distinct(self, statuses: list[Status]) -> list[Status]:
        """One of each status, date and stance; no undated one where a dated one of the same stance stands."""
        best: dict[tuple[str, str | None, str], Status] = {}
        for s in sorted(statuses, key=lambda s: self._titled(s.evidence)):
            best.setdefault((s.status, s.when.edtf if s.when else None, str(s.verdict.stance)), s)
        out = []
        for (status, date, stance), s in best.items():
            dated = any(k[0] == status and k[2] == stance and k[1] for k in best)
            narrower = any(
                k[0] == status and k[2] == stance and k[1] and date and k[1] != date and k[1].startswith(date)
                for k in best
            )
            if (date is None and dated) or narrower:
                continue
            out.append(s)
        return out

    def entity(self, record: Record) -> Entity:
        """The treaty as an entity: named after its fullest name and its parties."""
        treaty = record.treaty
        name = treaty.name
        codes = sorted(k.lower() for k in record.parties if len(k) == 2)
        alone = not treaty.names or treaty.generic
        others = [p.entity for p in record.parties.values() if p.entity.kind in STATE_KINDS]
        aliases = list(treaty.aliases)
        short = min(
            [n for n in (*treaty.names, *treaty.abbreviations, *treaty.descriptions) if n], key=len, default=name
        )
        short = re.sub(r"\s+(?:with|between)\s.*$", "", short)
        name_alone = re.sub(r"\s+(?:with|between)\s.*$", "", name)
        if alone and others:
            aliases += [f"{short} with {self._plain(o)}" for o in others] + [
                f"{name_alone} with {self._plain(o)}" for o in others
            ]
            aliases += [
                f"{self._plain(o)}'s {h}"
                for o in others
                for h in sorted(treaty.heads & {"agreement", "treaty", "pact", "accord"})[:2]
            ]
            if len(others) == 2:
                a, b = (self._plain(o) for o in others)
                aliases += [f"{a}-{b} {short}", f"agreement between {a} and {b}"]
        if alone and codes:
            path = f"{'-'.join(codes)}-{slug(short if not treaty.names else name)}"[:90]
        elif treaty.names:
            path = slug(name)[:90]
        else:
            path = f"{self.document.id[:12]}-{slug(short)}"[:90]
        if not treaty.names and not codes:
            path = f"{self.document.id[:12]}-{slug(short)}"[:90]
        bare = self._without_pair(treaty, name)
        if treaty.names and len(codes) == 2 and bare != name:
            path = f"{'-'.join(codes)}-{slug(bare)}"[
                :90
            ]  # 'Japan-Philippines Reciprocal Access Agreement' is the one of these two
        elif (
            treaty.names
            and len(codes) == 2
            and not treaty.generic
            and not re.search(r"\b(?:Convention|Charter|Statute|Covenant)\b", name)
        ):
            path = f"{'-'.join(codes)}-{slug(name)}"[:90]
        return Entity(
            f"{ID_BASE}treaty/{path}", "Treaty", name, None, tuple(dict.fromkeys(a for a in aliases if a != name))
        )

    def _plain(self, entity: Entity) -> str:
        return f"the {entity.name}" if entity.name.startswith("United ") and False else entity.name

    def _without_pair(self, treaty: Treaty, name: str) -> str:
        """A name without the pair of states before it: 'Reciprocal Access Agreement' of the 'Japan-Philippines' one."""
        for token in treaty.mentions:
            mention = token.mention
            if mention is None or self.text[mention.start : mention.end] != name:
                continue
            spans = sorted(self.resolver.entities.spans(mention.start, mention.end))[:2]
            if (
                len(spans) == 2
                and spans[0][0] == mention.start
                and self.text[spans[0][1] : spans[1][0]] in ("-", "–", "/")
            ):
                rest = self.text[spans[1][1] : mention.end].strip()
                return rest if " " in rest else name
        return name

    def _types(self, record: Record, entity: Entity) -> list[Claim]:
        treaty = record.treaty
        kinds = [t for t in treaty.types if t != "Other"]
        specific = [t for t in kinds if t != "Cooperation"]
        out = []
        told = self._told_type(treaty) if not specific or "MutualDefense" not in kinds else None
        if told is not None and told[0] not in kinds and (not specific or told[0] == "MutualDefense"):
            kind, ev = told
            out.append(
                self._claim(
                    entity,
                    "treatyType",
                    term(kind, "TreatyType"),
                    STATED,
                    ev,
                    "treaty-type.told",
                    None,
                    None,
                    ("what the text says it provides for",),
                )
            )
        for kind, token, denied in treaty.says_type:
            sentence = self._sentence(token)
            if sentence is not None and (denied or kind not in kinds):
                verdict = Verdict(Stance.NEGATED, "'is not'", None, True) if denied else STATED
                out.append(
                    self._claim(
                        entity,
                        "treatyType",
                        term(kind, "TreatyType"),
                        verdict,
                        Evidence(token.start, token.end, self.text[token.start : token.end]),
                        "treaty-type.is",
                        None,
                        None,
                        ("said of the treaty with 'be'",),
                    )
                )
        for kind in (specific or kinds)[:1]:
            mentions = sorted(
                treaty.mentions, key=lambda t: (t.end <= self.document.body, not self._says_type(t, kind), t.start)
            )
            first = mentions[0] if mentions else None
            if first is None or self._sentence(first) is None:
                continue
            token = first
            phrase = noun_phrase(token)
            ev = Evidence(phrase.start, end_of(token) if token.mention is None else token.end, "")
            ev = Evidence(ev.start, ev.end, self.text[ev.start : ev.end])
            told = self._told_type(treaty)
            if told is not None and told[0] == kind:
                ev = told[1]
            out.append(
                self._claim(
                    entity,
                    "treatyType",
                    term(kind, "TreatyType"),
                    STATED,
                    ev,
                    "treaty-type.name",
                    None,
                    None,
                    (f"the words of its name or description say {kind}",),
                )
            )
        return out

    def _told_type(self, treaty: Treaty) -> tuple[str, Evidence] | None:
        """A type by what the sentence says that the treaty provides for ('in the event of an armed attack')."""
        for token in treaty.mentions:
            sentence = self._sentence(token)
            if sentence is None:
                continue
            found = self.resolver.treaties.lexicon.provides(self.text, sentence.start, sentence.end)
            if found is not None:
                kind, start, end = found
                return kind, Evidence(start, end, self.text[start:end])
        return None

    def _says_type(self, token: Token, kind: str) -> bool:
        start = noun_phrase(token).start
        return self.resolver.treaties.lexicon.type_of(self.text[start : end_of(token)]) == kind

    def _claim(
        self,
        s: Entity,
        r: str,
        o: Entity | None,
        verdict: Verdict,
        ev: Evidence,
        rule: str,
        when: When | None,
        place: Entity | None,
        trace: tuple[str, ...],
        object_state: Entity | None = None,
    ) -> Claim:
        holder = verdict.holder.entity if verdict.stance is Stance.ATTRIBUTED and verdict.holder else None
        return Claim(
            self.document.id,
            s,
            r,
            o,
            verdict.stance,
            ev,
            rule,
            when,
            place,
            with_words(holder, verdict.holder.words) if holder and verdict.holder else None,
            trace=trace,
            object_state=object_state,
        )


def term(name: str, kind: str) -> Entity:
    """An individual of the ontology as an entity."""
    return Entity(ONTOLOGY + name, kind, name)


def with_words(entity: Entity | None, words: str) -> Entity | None:
    """The entity with the words of the text among its names ('the coast guard' for its state)."""
    words = " ".join(words.split()).removesuffix("'s").removesuffix("’s")
    if entity is None or not words or words == entity.name or words in entity.aliases:
        return entity
    if not any(c.isupper() for c in words) or len(words.split()) > 6:
        return entity  # 'they', 'the ships': no name
    return Entity(
        entity.iri,
        entity.kind,
        entity.name,
        entity.code,
        tuple(dict.fromkeys([*entity.aliases, " ".join(words.split())])),
    )


def logical(token: Token) -> list[Token]:
    return grammar.logical_subjects(token)
