"""Who is a party, a signatory or a party no more by a step that is told: what a signing, a ratification, an approval or
an exit says of those who take it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from kg.core.annotated import Token
from kg.core.model import Entity, Stance, When
from kg.core.time import bounds
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.frames import Frame
from kg.extract.negation import DENIED, WAS_TO
from kg.extract.stance import Verdict
from kg.extract.treaty_records import (
    MOVEMENTS,
    PARTY_KINDS,
    STATED,
    Party,
    Record,
    Signer,
    Status,
    TreatyBook,
    has_many_parties,
)
from kg.link.references import BLOC_KINDS
from kg.link.resolve import STATE_KINDS, Ref
from kg.link.treaty_record import Treaty

_AS_TOLD = {(Stance.PREDICTED, "Negotiating"), (Stance.ATTRIBUTED, "Concluded")}
"""Where a party is told as the step is."""
_TO_SIGN = Verdict(Stance.STATED, "party to the signing")
_WAS_TO_SIGN = Verdict(Stance.PREDICTED, "party to a signing that did not come about", None, False, True)
_UNSIGNED = Verdict(Stance.NEGATED, "did not sign what others have signed", None, True)
_GONE = Verdict(Stance.NEGATED, "a party that leaves", None, True)
REFUSED = ("'refuse to'", "'decline to'", "'refusal to'", "'unwillingness to'", "'rule out'", "'decide against'")
"""Rules by which whoever did not sign is no party."""
_NONE_OF = re.compile(r"\b(?:neither|none) of wh(?:ich|om)\b", re.IGNORECASE)
_WILL_NOT = re.compile(r"\b(?:will|would|shall) (?:not|never)\b|\bwon['’]t\b", re.IGNORECASE)


class StepParties:
    """Notes the parties that the steps of the book's treaties tell."""

    def __init__(self, book: TreatyBook) -> None:
        self.book = book
        self._by_status: Mapping[str, Callable[[Record, Status, list[Ref], Frame], None]] = {
            "Signed": self._signed,
            **dict.fromkeys(("Approved", "PendingApproval", "Suspended", "Terminated"), self._likely),
            **dict.fromkeys(("Negotiating", "Concluded", "Ratified", "InForce"), self._made),
            "Withdrawn": self._withdrawn,
        }

    def involve(self, record: Record, made: Status, refs: list[Ref], frame: Frame) -> None:
        """Note what a step says of those who take it: 'A and B signed it' of A and B."""
        note = self._by_status.get(made.status)
        if note is not None:
            note(record, made, refs, frame)

    def outside(self, treaty: Treaty, refs: Sequence[Ref]) -> bool:
        """Whether a treaty that names both of its parties names none of these states; one 'with A and B' is the
        subject's, too.
        """
        first = min(treaty.mentions, key=lambda t: t.start, default=None)
        preps = first.by("prep") if first is not None else []
        whose = [t for t in first.by("poss") if t.mention is not None] if first is not None else []
        joined = any(p.lemma == "with" for p in preps) and not any(p.lemma in ("between", "of") for p in preps)
        if joined and not whose:
            return False
        named = {e for token in treaty.mentions for e in self.book.resolver.parties_of.complements(token, of_pair=True)}
        named |= {e.key for t in whose if joined for r in self.book.resolver.actors(t) if (e := _side(r)) is not None}
        states = _states(refs)
        return len(named) > 1 and bool(states) and not named & states

    def _signed(self, record: Record, made: Status, refs: list[Ref], frame: Frame) -> None:
        """'A and B signed it for Chad': the persons signed, their state is a party; who did not sign may be one."""
        verdict, many = made.verdict, has_many_parties(record.treaty)
        if verdict.stance is Stance.NEGATED:
            self._unsigned(record, made, refs, frame)
            few = len(record.parties) < 2 and frame.id != "sign.alone"  # 'Togo never signed'
            refs = refs if many else [r for r in refs if few or _known(record, r)]
        brought = frame.extra.get("about") == "brought"  # another may have put the name to it
        people = [r for r in refs if r.entity.kind == "Person"] if not brought else []
        if people and (verdict.stance.told or (verdict.stance is Stance.PREDICTED and not self._gone(made.when))):
            record.signers += [Signer(r.entity, made, made.evidence, r.state) for r in people]
        alone = bool(record.treaty.names) and not record.treaty.parties and len({_side(r) for r in refs}) == 1
        alone |= _NONE_OF.search(made.evidence.quote) is not None
        refused = verdict.stance is Stance.NEGATED and _WILL_NOT.search(made.evidence.quote) is not None and not alone
        if verdict.rule not in REFUSED and frame.id != "sign.withheld" and not refused:
            told = verdict if many or alone else _by_signing(verdict, frame, refs, known=bool(record.parties))
            if told.stance is Stance.NEGATED:  # 'did not sign it with Spain': Spain is not said to have left it
                refs = [r for r in refs if r.token.head is None or r.token.head.lemma != "with"]
            self.book.add_parties(record, refs, made.evidence, told, "party.signs", made.when, made.place)

    @staticmethod
    def _unsigned(record: Record, made: Status, refs: list[Ref], frame: Frame) -> None:
        """'Togo never signed it', 'unsigned by Togo'; not 'has not signed it yet'."""
        if frame.pos not in ("verb", "adj") or "yet" in made.evidence.quote.lower().split():
            return
        sides = [e for r in refs if (e := _side(r)) is not None]
        record.unsigned += [
            Party(e, made.evidence, _UNSIGNED, "party.unsigned") for e in sides if e.kind in PARTY_KINDS
        ]

    def _likely(self, record: Record, made: Status, refs: list[Ref], frame: Frame) -> None:
        """'The parliament of Chad approved it', 'Chad suspended it': a party, where no others are known."""
        if frame.extra.get("about") == "no_chamber":
            return  # outsiders declare treaties void, too
        if frame.id == "pending.be" and any(f" {word} to " in made.evidence.quote for word in ("yet", "still")):
            return  # 'has yet to ratify it': so have those who have never signed it
        ends = MOVEMENTS if made.status in ("Suspended", "Terminated") else frozenset()
        acting = [r for r in refs if r.entity.kind in STATE_KINDS | ends]
        record.likely += [r for r in acting if not self.outside(record.treaty, [r])]

    def _made(self, record: Record, made: Status, refs: list[Ref], frame: Frame) -> None:
        """'A and B negotiate it', 'have agreed on it', 'A ratified it', 'it is in force for A'."""
        status, verdict = made.status, made.verdict
        states = [r for r in refs if r.entity.kind != "Person"]
        leaders = not states and len({r.state for r in refs if r.state is not None}) > 1
        if leaders and status == "Concluded":
            states = refs  # 'the two presidents adopted a declaration'
        if frame.extra.get("about") == "extended" and len(record.parties) > 1:
            states = []  # those who extend it have been its parties before
        if not _makes_parties(status, verdict):
            return
        bound = not _BINDING.isdisjoint(record.treaty.heads)
        if bound and len(states) == 1 and states[0].entity.kind in BLOC_KINDS and _adopted_by(states[0]):
            states = []  # 'the convention was adopted by the African Union': its members' matter
        told = verdict if leaders or (verdict.stance, status) in _AS_TOLD else STATED
        dated = status == "Ratified" or (status == "InForce" and frame.id == "force.have")
        when = made.when if dated else None
        self.book.add_parties(record, states, made.evidence, told, f"party.{status.lower()}", when)

    @staticmethod
    def _withdrawn(record: Record, made: Status, refs: list[Ref], _: Frame) -> None:
        """'Chad has left it': a party no more; who may leave it is one still."""
        for ref in refs:
            e = _side(ref)
            if e is None or e.kind not in PARTY_KINDS:
                continue
            if made.verdict.stance is Stance.STATED:
                record.left.append(Party(e, made.evidence, _GONE, "party.leaves", made.when, None, ref.words))
            elif made.verdict.stance is not Stance.NEGATED and not _decided(ref.token):
                still = Party(e, made.evidence, STATED, "party.may-leave", None, None, ref.words)
                record.parties.setdefault(e.key, still)

    def _gone(self, when: When | None) -> bool:
        """Whether a time lies before the text was published: 'were to sign it in 2011'."""
        last = bounds(when.edtf)[1] if when is not None else None
        return last is not None and last.isoformat() < (self.book.document.published or "")


def of_others(record: Record, refs: Sequence[Ref], made_by: Collection[str] = ()) -> bool:
    """Whether a treaty is open to many, or has two parties or more, none of which acts; ``made_by``: the keys of those
    of whom the words right behind it say that they signed it.
    """
    if has_many_parties(record.treaty):
        return True
    states = _states(refs)
    sides = made_by or record.parties or record.treaty.parties
    return len(sides) > 1 and bool(states) and states.isdisjoint(sides)


def _by_signing(verdict: Verdict, frame: Frame, refs: Sequence[Ref], *, known: bool) -> Verdict:
    """As what the text tells those who are to sign a treaty of few, or did not; ``known``: its parties are told."""
    if verdict.stance is not Stance.NEGATED:
        return verdict
    if verdict.rule == DENIED:
        return verdict  # 'denied that it had signed it'
    if verdict.rule == WAS_TO or frame.pos == "noun":
        return _WAS_TO_SIGN  # 'the signing of the pact by Chad was postponed'
    acting = any(r.token.dep in ("nsubj", "conj") for r in refs)
    past = all(a.lemma != "have" for r in refs if r.token.head is not None for a in r.token.head.by("aux"))
    did_not = acting and past and verdict.rule.startswith(("a negated", "negated by"))
    return verdict if did_not and not known else _TO_SIGN  # 'agreed on it, but never signed it'


def _makes_parties(status: str, verdict: Verdict) -> bool:
    """Whether those who take a step are parties by it, as it is told: who is to ratify is none yet."""
    if status == "Ratified":
        return verdict.stance is Stance.STATED
    told = verdict.stance in (Stance.STATED, Stance.PREDICTED, Stance.ATTRIBUTED)
    if verdict.stance is Stance.NEGATED and verdict.rule.endswith(" to'"):
        return False  # 'failed to agree on it'
    return told or status in ("Negotiating", "Concluded")


def _side(ref: Ref) -> Entity | None:
    """The state or body that somebody is, or that a person acts for."""
    return ref.state if ref.entity.kind == "Person" else ref.entity


_BINDING = word_set("extract.treaty_step_parties.binding")


def _adopted_by(body: Ref) -> bool:
    return grammar.clause_head(body.token).lemma == "adopt"


def _states(refs: Sequence[Ref]) -> set[str]:
    """The keys of the states that these are, or act for."""
    return {e.key for r in refs for e in (r.entity, r.state) if e is not None and e.kind in STATE_KINDS}


def _known(record: Record, ref: Ref) -> bool:
    """Whether somebody is, or acts for, a party that was told before."""
    return any(
        e is not None and (e.key in record.parties or e.key in record.treaty.parties) for e in (ref.entity, ref.state)
    )


def _decided(token: Token) -> bool:
    """'The decision of Peru to withdraw': whether it still is a party is not told."""
    return any(up.lemma in ("decision", "announcement") for up in list(token.ancestors())[:3])
