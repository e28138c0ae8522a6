"""Steps in the life of a treaty (signed, ratified, in force, left ...) and who took them, from the frames of status."""

from __future__ import annotations

from collections.abc import Iterable

from kg.core.annotated import Sentence, Token
from kg.core.model import Entity, Evidence, Stance, When
from kg.extract import grammar
from kg.extract.frames import Frame, role_tokens
from kg.extract.match import Match, evidence
from kg.extract.stance import Verdict
from kg.extract.treaty_records import PARTY_KINDS, STATED, Party, Record, Signer, Status, TreatyBook
from kg.extract.when import nearest
from kg.link.resolve import STATE_KINDS, Ref
from kg.link.treaties import Treaty

_AWAITS = {"await", "need", "require", "seek", "want", "lack", "pend"}


class TreatySteps:
    """Reads frames of status into the book."""

    def __init__(self, book: TreatyBook) -> None:
        self.book, self.matcher, self.resolver, self.text = book, book.matcher, book.resolver, book.text

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
            record = self.book.record(treaty)
            ev = evidence(self.text, sentence, trigger, token, *(r.token for r in parties), *(t for t, _ in dates))
            trace = self._trace(match, token, parties, when)
            if frame.value != "Party":
                status = Status(frame.value, when, place, verdict, ev, frame.id, trace)
                record.statuses.append(status)
                self._involve(record, frame.value, parties, status, ev, verdict, when, place, frame)
            else:
                self.book.add_parties(record, parties, ev, verdict, frame.id, when)

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
        """Whether a treaty is spoken of in this sentence or the two before it."""
        here = self.book.number(sentence)
        return any(here - 2 <= self.resolver.sentence_of.get(t.start, -9) <= here for t in treaty.mentions)

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
                self.book.add_parties(
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
                self.book.add_parties(
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
                if e is not None and e.kind in PARTY_KINDS:
                    gone = Verdict(Stance.NEGATED, "a party that leaves", None, True)
                    if verdict.stance is Stance.STATED:
                        record.left.append(Party(e, ev, gone, "party.leaves", when, None, ref.words))
                    elif verdict.stance is not Stance.NEGATED:
                        record.parties.setdefault(e.key, Party(e, ev, STATED, "party.may-leave", None, None, ref.words))
