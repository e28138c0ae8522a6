"""From what is said of treaties to facts: parties, signatories, status history and type, one record a treaty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.core.annotated import Sentence, Token
from kg.core.model import Claim, Stance, When
from kg.extract.match import Matcher
from kg.extract.treaty_claims import TreatyClaims
from kg.extract.treaty_parties import TreatyParties
from kg.extract.treaty_records import Record, Status, TreatyBook
from kg.extract.treaty_steps import TreatySteps
from kg.link.resolve import Resolver
from kg.link.treaty_record import Treaty


class TreatyFacts:
    """Collects the frames of status of one document and makes the claims of its treaties."""

    def __init__(self, matcher: Matcher, resolver: Resolver) -> None:
        self.book = TreatyBook(matcher, resolver)
        self.steps, self.parties = TreatySteps(self.book), TreatyParties(self.book)
        self.made = TreatyClaims(self.book)

    def collect(self, sentence: Sentence) -> None:
        """Note what a sentence says of treaties, where the text speaks of any."""
        if self.book.resolver.treaties.records:
            self.steps.collect(sentence)

    def finish(self) -> list[Claim]:
        """The claims of all treaties that the document says enough about, once every sentence is collected."""
        self._of_its_year()
        self._ended_by_new()
        for treaty in self.book.resolver.treaties.records:
            self.parties.complete(treaty)
        claims: list[Claim] = []
        for number in sorted(self.book.records):
            record = self.book.records[number]
            if record.treaty.merged is None:
                claims += self.made.of(record)
        return claims

    def made_in_it(self, promise: Token) -> When | None:
        """'In it Peru promised to leave': what a treaty is meant by is done when it was made, as told before."""
        papers = [t for p in promise.by("prep") if p.lemma.lower() in ("in", "under", "by") for t in p.by("pobj")]
        meant = [t for t in papers if t.low == "it" and (self.book.resolver.treaty(t)) is not None]
        treaty = self.book.resolver.treaty(meant[0]) if meant and promise.tag == "VBD" else None
        record = self.book.records.get(treaty.root().number) if treaty is not None else None
        made = [s for s in record.statuses if s.status in ("Signed", "Concluded")] if record is not None else []
        when = _one_date(s for s in made if s.verdict.stance is Stance.STATED)
        return replace(when, rule=f"in-it ({when.rule})") if when is not None else None

    def _of_its_year(self) -> None:
        """'The 1973 treaty': the one that the text says was signed in that year, where it is one."""
        tracker = self.book.resolver.treaties
        for treaty in tracker.records:
            if treaty.merged is not None or treaty.names or not treaty.year or not _plainly_of_year(treaty):
                continue
            made = [r for r in self.book.records.values() if r.treaty is not treaty and self._made_in(r, treaty)]
            if len(made) != 1 or made[0].treaty.first > treaty.first:
                continue
            record, other = made[0], self.book.records.pop(treaty.number, None)
            tracker.join(record.treaty, treaty)
            if other is not None:
                record.statuses += other.statuses
                record.left += other.left
                record.likely += other.likely
                record.signers += other.signers
                for key, party in other.parties.items():
                    record.parties.setdefault(key, party)

    def _ended_by_new(self) -> None:
        """'The accord, in force since May, replaced the Lome Pact': what is replaced ends when the new one begins."""
        undated = [s for r in self.book.records.values() for s in r.statuses if s.when is None]
        for status, successor in [(s, s.successor) for s in undated if s.successor is not None]:
            new = self.book.records.get(successor.root().number)
            when = _one_date(_in_force(new)) if new is not None else None
            if when is not None:
                status.when = replace(when, rule=f"when-replaced ({when.rule})")

    @staticmethod
    def _made_in(record: Record, treaty: Treaty) -> bool:
        if record.treaty.merged is not None or not (record.treaty.heads & treaty.heads or treaty.heads == {"one"}):
            return False
        made = [s for s in record.statuses if s.status in ("Signed", "Concluded") and s.verdict.stance is Stance.STATED]
        return any(s.when is not None and s.when.edtf.startswith(treaty.year or "-") for s in made)


def _one_date(steps: Iterable[Status]) -> When | None:
    """The date of steps that have no other among them."""
    dates = {s.when.edtf: s.when for s in steps if s.when is not None}
    return next(iter(dates.values())) if len(dates) == 1 else None


def _in_force(record: Record) -> list[Status]:
    """The steps by which the text says as a fact that a treaty took effect."""
    return [s for s in record.statuses if s.status == "InForce" and s.verdict.stance is Stance.STATED]


def _plainly_of_year(treaty: Treaty) -> bool:
    """'The 1973 treaty', with nothing said of what it is on or with whom."""
    return all(len(words.split()) <= 3 for words in treaty.descriptions) and not treaty.parties
