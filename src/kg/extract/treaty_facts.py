"""From what is said of treaties to facts: parties, signatories, status history and type, one record a treaty."""

from __future__ import annotations

from kg.core.annotated import Sentence
from kg.core.model import Claim
from kg.extract.match import Matcher
from kg.extract.treaty_claims import TreatyClaims
from kg.extract.treaty_parties import TreatyParties
from kg.extract.treaty_records import TreatyBook
from kg.extract.treaty_steps import TreatySteps
from kg.link.resolve import Resolver


class TreatyFacts:
    """Collects the frames of status of one document and makes the claims of its treaties."""

    def __init__(self, matcher: Matcher, resolver: Resolver) -> None:
        self.book = TreatyBook(matcher, resolver)
        self.steps, self.parties = TreatySteps(self.book), TreatyParties(self.book)
        self.made = TreatyClaims(self.book)

    def collect(self, sentence: Sentence) -> None:
        """Note what a sentence says of treaties."""
        self.steps.collect(sentence)

    def finish(self) -> list[Claim]:
        """The claims of all treaties that the document says enough about, once every sentence is collected."""
        for treaty in self.book.resolver.treaties.records:
            self.parties.complete(treaty)
        claims: list[Claim] = []
        for number in sorted(self.book.records):
            record = self.book.records[number]
            if record.treaty.merged is None:
                claims += self.made.of(record)
        return claims
