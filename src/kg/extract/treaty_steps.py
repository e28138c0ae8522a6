"""Steps in the life of a treaty (signed, ratified, in force, left ...) and who took them, from the frames of status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.core.annotated import Sentence, Token
from kg.core.model import Entity, Evidence, Stance, When
from kg.extract import grammar, valency
from kg.extract.acts import Act, date_step
from kg.extract.matched import Match, evidence
from kg.extract.stance import Verdict
from kg.extract.treaty_actors import TreatyActors
from kg.extract.treaty_conditions import TreatyConditions
from kg.extract.treaty_echoes import Echo, Step, followed, gapped
from kg.extract.treaty_likewise import Joined
from kg.extract.treaty_lists import TreatyLists
from kg.extract.treaty_meant import OF_TREATIES, ROLL, TreatiesMeant
from kg.extract.treaty_no_step import NoSteps
from kg.extract.treaty_records import EXITS, STATED, Record, Status, TreatyBook
from kg.extract.treaty_signatories import TreatySignatories
from kg.extract.treaty_step_dates import StepDates, aligned
from kg.extract.treaty_step_parties import StepParties, of_others
from kg.extract.treaty_step_stance import StepStances
from kg.extract.treaty_step_takers import StepTakers
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Ref
from kg.link.treaty_record import Treaty


@dataclass(frozen=True, slots=True)
class _Told:
    """What a match tells: of which treaties, each with the token that names it, by whom, how, when and where."""

    match: Match
    found: list[tuple[Treaty, Token]]
    parties: list[Ref]
    verdict: Verdict
    dates: list[tuple[Token, When]]
    place: Entity | None


class TreatySteps:
    """Reads frames of status into the book."""

    def __init__(self, book: TreatyBook) -> None:
        self.book, self.matcher, self.resolver, self.text = book, book.matcher, book.resolver, book.text
        actors = TreatyActors(book.resolver, book.text)
        self.meant = TreatiesMeant(book, actors.who)
        self.signatories = TreatySignatories(book, self.meant)
        self.conditions = TreatyConditions(book, actors.who)
        self.no_steps = NoSteps(book.matcher)
        self.takers = StepTakers(book, actors, self.signatories)
        self.stances = StepStances(book.matcher, actors.who)
        self.dates = StepDates(book.matcher.when, book.document.published)
        self.parties = StepParties(book)
        self.lists = TreatyLists(book, actors.who)
        self.joined = Joined(book, actors.who)
        self._last: dict[bool, Step] = {}
        """The step told last, and the one denied last."""

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
        self.joined.collect(sentence)
        self.lists.collect(sentence)

    # -- the steps of a match

    def _status(self, match: Match) -> bool:
        """Note one step, or parties; whether a treaty was found."""
        if not self.conditions.hold(match):
            return False
        key = self._key(match.sentence)
        found = self.meant.of(match, key)
        if not found or self.no_steps.tells_none(match):
            return bool(found)
        if key is not None and key.kind in STATE_KINDS:
            self._in_row(key, found, match)
        parties = self.takers.of(match)
        if not parties and ("s" in match.frame.needs or match.frame.value == "Party"):
            return False
        verdict = self.stances.of(match)
        for treaty, _ in found:
            if treaty.names or (parties and match.frame.value in ROLL):
                self.meant.said[treaty.number] = self.book.number(match.sentence)
        dates = self.dates.of(match, verdict, parties)
        verdict = self.dates.open_yet(verdict, dates)
        self.joined.note(match, [t for t, _ in found], parties, verdict)
        told = _Told(match, found, parties, verdict, dates, self._place(match, parties))
        for n in range(len(found)):
            self._step(told, n)
        return True

    def _step(self, told: _Told, n: int) -> None:
        """Note the step of one of the treaties of a match."""
        match, (treaty, token) = told.match, told.found[n]
        parties = self.takers.of_one(match, told.parties, told.found, n)
        when = self._date(told, n)
        if told.verdict.stance is Stance.NEGATED and match.frame.value in EXITS and _any_at_all(token):
            return  # 'has never torn up a treaty'
        if match.frame.value == "Withdrawn" and self.parties.outside(treaty, parties):
            return  # 'the pact between A and B was denounced by C': a word of blame, no exit
        record = self.book.record(treaty)
        judged = match.frame.extra.get("about") == "no_chamber"
        if judged and (token.tag == "PRP" or of_others(record, parties, self._made_by(token))):
            return  # 'A and B signed it. C declared it void': it ends for neither, if it is the treaty at all
        party_only, alone = match.frame.value == "Party", len(told.found) == 1
        apart = self.dates.each_its_own(match, parties) if party_only or alone else []
        if party_only:
            self._note_parties(told, record, token, parties, when, apart)
        elif apart:
            for party, (time, own_date) in apart:
                ev = evidence(self.text, match.sentence, match.trigger, token, party.token, time)
                self._note_step(told, record, token, [party], own_date, ev)
            return
        else:
            self._note_step(told, record, token, parties, when, self._evidence(told, token, parties))
        if alone:
            self._remember(told, treaty, parties)

    def _made_by(self, treaty: Token) -> set[str]:
        """'The pact *that Chad and Niger signed*': the keys of the two or more who made it."""
        verbs = self.book.resolver.treaties.wording.lexicon.verbs
        for verb in treaty.by("relcl"):
            sides = [m for t in verb.by("nsubj") for m in t.row()]
            if verb.lemma in verbs and len(sides) > 1 and not verb.by("neg"):
                refs = [r for m in sides for r in self.book.resolver.actors(m)]
                return {e.key for r in refs for e in (r.entity, r.state) if e is not None}
        return set()

    def _note_parties(
        self,
        told: _Told,
        record: Record,
        token: Token,
        parties: list[Ref],
        when: When | None,
        apart: list[tuple[Ref, tuple[Token, When]]],
    ) -> None:
        """'A and B have been parties since 2018 and 2019 respectively': parties, without a step."""
        ev, rule = self._evidence(told, token, parties), told.match.frame.id
        for party, (_, own_date) in apart:
            self.book.add_parties(record, [party], ev, told.verdict, rule, own_date)
        if not apart:
            self.book.add_parties(record, parties, ev, told.verdict, rule, when)

    def _note_step(
        self, told: _Told, record: Record, token: Token, parties: list[Ref], when: When | None, ev: Evidence
    ) -> None:
        frame = told.match.frame
        trace = self._trace(told.match, token, parties, when)
        status = Status(frame.value, when, told.place, told.verdict, ev, frame.id, trace)
        if frame.value == "Terminated":
            status.successor = self._successor(told.match, record.treaty)
        record.statuses.append(status)
        self.parties.involve(record, status, parties, frame)

    def _successor(self, match: Match, treaty: Treaty) -> Treaty | None:
        """'The accord replaced the pact', 'the pact was superseded by it': the treaty that ends another."""
        subjects = valency.logical_subjects(match.trigger)
        found = (t for s in subjects if (t := self.book.resolver.treaty(s)) is not None)
        return next((t for t in found if t.root() is not treaty.root()), None)

    def _date(self, told: _Told, n: int) -> When | None:
        """When a step of one of the treaties of a match was taken, so far as its name does not tell when."""
        (treaty, token), trigger, dates = told.found[n], told.match.trigger, told.dates
        own = self.matcher.when.dates(token) if token.dep == "conj" and token.head is trigger else []
        when = own[0][1] if own else aligned(dates, n, len(told.found), trigger)
        guessed = bool(dates) and dates[0][0] is trigger
        if (
            guessed
            and not (dates[0][1].rule or "").startswith(("occasion", "just"))
            and self.book.dated_by_name(treaty)
        ):
            return None  # the treaty bears the date of its signing
        return when

    def _place(self, match: Match, parties: list[Ref]) -> Entity | None:
        """Where a treaty was made."""
        if match.frame.value not in ("Signed", "Concluded", "Initialled"):
            return None
        places = self.matcher.when.places(match.trigger, frozenset(PLACE_KINDS), act="status")
        found = next((p for p in places if all(p.iri != r.entity.iri for r in parties)), None)
        return found or self.matcher.when.story.place(Act(match.trigger, match.sentence, refs=parties))

    def _evidence(self, told: _Told, token: Token, parties: list[Ref]) -> Evidence:
        times = (t for t, _ in told.dates)
        return evidence(self.text, told.match.sentence, told.match.trigger, token, *(r.token for r in parties), *times)

    def _trace(self, match: Match, token: Token, parties: Iterable[Ref], when: When | None) -> tuple[str, ...]:
        out = [
            f"trigger '{match.trigger.text}' ({match.trigger.dep}) at {match.trigger.start}",
            f"treaty '{self.text[token.start : token.end]}' ({token.dep})",
        ]
        out += [f"party or signatory '{r.words or r.token.text}' = {r.entity.key}: {r.rule}" for r in parties]
        if when is not None:
            out.append(date_step(when))
        return (*out, f"stance {match.verdict.stance}: {match.verdict.rule}")

    # -- steps that point at the one before

    def _remember(self, told: _Told, treaty: Treaty, parties: list[Ref]) -> None:
        """Keep a step for those that point back at it, and note those that share its verb."""
        match, verdict = told.match, told.verdict
        signing = match.frame.value == "Signed" and match.trigger.dep == "advcl"
        to_come = signing and verdict.stance is Stance.PREDICTED  # 'queued to sign it. Chad did so first'
        if match.frame.value not in ROLL or not (verdict.stance in (Stance.STATED, Stance.NEGATED) or to_come):
            return
        denied, number = verdict.stance is Stance.NEGATED, self.book.number(match.sentence)
        step = Step(match.sentence, number, match.trigger, match.frame, treaty, tuple(parties), denied)
        self._last[denied] = step
        for echo in gapped(step, told.dates, self.matcher, verdict) if not denied else ():
            self._echo(echo, match.sentence, self._last[denied])

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
            self.parties.involve(record, status, echo.parties, last.frame)
        if echo.verdict.negated and echo.at.low == "neither":  # 'A signed it unratified; B did neither'
            self.book.add_parties(record, echo.parties, ev, echo.verdict, "party.neither", None)
        if self._last.get(last.negated) is last:
            known = (*last.parties, *echo.parties)
            number = self.book.number(sentence)
            self._last[last.negated] = replace(last, parties=known, number=number, sentence=sentence)

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

    def _in_row(self, key: Entity, found: list[tuple[Treaty, Token]], match: Match) -> None:
        """'Canada: signed in May; awaits a vote': the row goes on about its treaties, of which its state is a party."""
        trigger, start = match.trigger, match.sentence.segment.start
        if trigger.lemma in OF_TREATIES or not grammar.is_verb(trigger):
            self.meant.row = start
        home = self.resolver.protagonist(key) if self.meant.row == start else None
        if home is None:
            return
        for treaty, _ in found:
            if len(self.book.record(treaty).parties) < 2:
                first = match.sentence.front[0].start
                ev = Evidence(first, trigger.end, self.text[first : trigger.end])
                refs = [Ref(e, trigger, "key of a list's row") for e in (key, home)]
                self.book.add_parties(self.book.record(treaty), refs, ev, STATED, "party.list", None)


def _any_at_all(noun: Token) -> bool:
    """'A treaty', 'any treaty', said of none in particular."""
    return noun.mention is None and any(c.low in ("a", "an", "any") for c in noun.by("det"))
