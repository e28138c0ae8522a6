"""A corpus of any size for the benchmarks of the store: articles that nobody wrote, the same each time.

Fifty publishers tell of some 250 states, their treaties, offices and disputes, some of them far more often than others
(by Zipf's law), in some eight claims an article. One article in ten is a copy of the one before, by another publisher.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from kg.config import Project
from kg.core.model import ID_BASE, ONTOLOGY, Claim, Document, Entity, Evidence, Extraction, Run, Stance, When
from kg.core.ontology import Ontology
from kg.reference import Reference
from kg.reference.rows import State

RUN = Run("benchmark", "none", "0" * 64, "0" * 64)
_RELATIONS = {
    "event": 34, "status": 12, "hasParty": 14, "alliedWith": 5, "disputes": 5, "memberOf": 5, "holdsOffice": 10,
    "claimsSovereignty": 3, "signedBy": 6, "treatyType": 6,
}  # fmt: skip
_STANCES = {"stated": 75, "attributed": 10, "negated": 4, "opinion": 6, "predicted": 3, "conditional": 2}
_STATUSES = ("Concluded", "Signed", "Ratified", "Approved", "InForce", "PendingApproval", "Terminated", "Suspended")
_TYPES = ("MutualDefense", "Logistics", "Trade", "Boundary", "VisitingForces")
_WORDS = [
    "officials",
    "said",
    "that",
    "the",
    "parties",
    "had",
    "met",
    "to",
    "settle",
    "the",
    "terms",
    "of",
    "a",
    "long",
    "and",
    "careful",
    "understanding",
    "between",
    "them",
]


class Corpus:
    """Articles by number; ``scale`` is how many there will be, and so how many treaties, persons and bodies."""

    def __init__(self, scale: int) -> None:
        rows = Reference(Project.find(Path(__file__).parent)).rows(State)
        dice = random.Random(1)
        self.states = [Entity(f"{ID_BASE}state/{row.code}", "State", row.name, row.code) for row in rows]
        dice.shuffle(self.states)
        self._weights = list(accumulate(1 / (n + 1) for n in range(len(self.states))))
        many = max(20, scale // 20)
        self._treaties = [self._named("treaty", "Treaty", "Treaty", n) for n in range(many)]
        self._parties = [dice.sample(self.states, 2 if n % 5 else 8) for n in range(many)]
        self._persons = [self._named("person", "Person", "Minister Person", n) for n in range(many)]
        self._offices = [self._named("office", "Office", "Office", n) for n in range(40)]
        self._bodies = [self._named("org", "Organization", "Organization", n) for n in range(max(10, many // 50))]
        self._features = [self._named("feature", "IslandGroup", "Islets", n) for n in range(max(20, many // 20))]
        self._towns = [self._named("place", "Settlement", "Town", n) for n in range(200)]
        self._events = sorted(Ontology.load().event_types)

    @staticmethod
    def _named(path: str, kind: str, word: str, number: int) -> Entity:
        return Entity(f"{ID_BASE}{path}/{word.lower().replace(' ', '-')}-{number}", kind, f"{word} {number}")

    def articles(self, first: int, last: int) -> Iterator[Extraction]:
        for number in range(first, last):
            yield self.article(number)

    def article(self, number: int) -> Extraction:
        copy = number % 10 == 9
        dice = random.Random(f"article {number - copy}")
        published = f"{dice.randint(2005, 2025)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        sentences, made = [], []
        for _ in range(dice.randint(5, 11)):
            sentence = " ".join(dice.choices(_WORDS, k=dice.randint(9, 22))).capitalize() + "."
            sentences.append(sentence)
            made.append(self._claim(dice, published))
        head = f"Article {number}\n\n"
        text = head + " ".join(sentences)
        document = Document(
            Document.hash(text), f"https://news.example/{number}", f"article-{number}", text, title=f"Article {number}",
            published=published, publisher=f"Publisher {(number * 7 + copy) % 50}",
        )  # fmt: skip
        claims, start = [], len(head)
        for sentence, fields in zip(sentences, made, strict=True):
            evidence = Evidence(start, start + len(sentence), sentence)
            claims.append(Claim(document=document.id, evidence=evidence, rule="benchmark", **fields))  # type: ignore[arg-type]
            start += len(sentence) + 1
        return Extraction(document, tuple({claim.id: claim for claim in claims}.values()), RUN)

    def _state(self, dice: random.Random) -> Entity:
        return dice.choices(self.states, cum_weights=self._weights)[0]

    def _pair(self, dice: random.Random) -> tuple[Entity, Entity]:
        one = other = self._state(dice)
        while other == one:
            other = self._state(dice)
        return one, other

    def _claim(self, dice: random.Random, published: str) -> dict[str, object]:
        relation = dice.choices(list(_RELATIONS), list(_RELATIONS.values()))[0]
        stance = Stance(dice.choices(list(_STANCES), list(_STANCES.values()))[0])
        date = When(
            f"{dice.randint(2000, 2025)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
            "then",
            published,
            "absolute",
        )
        number = dice.randrange(len(self._treaties))
        treaty, (one, other) = self._treaties[number], self._pair(dice)
        more: dict[str, object] = {"date": date if dice.random() < 0.7 else None}
        subject: Entity = treaty
        object_: Entity | None = other
        match relation:
            case "event":
                relation, subject = dice.choice(self._events), one
                more["place"] = dice.choice(self._towns) if dice.random() < 0.4 else None
            case "status":
                object_ = self._term("TreatyStatus", dice.choice(_STATUSES))
            case "treatyType":
                object_ = self._term("TreatyType", _TYPES[number % len(_TYPES)])
            case "hasParty":
                object_ = dice.choice(self._parties[number])
            case "signedBy":
                object_ = dice.choice(self._persons)
            case "memberOf":
                subject, object_ = one, dice.choice(self._bodies)
            case "holdsOffice":
                subject, object_, more["of"] = dice.choice(self._persons), dice.choice(self._offices), one
            case "claimsSovereignty":
                subject, object_ = one, dice.choice(self._features)
            case "disputes":
                subject, more["place"] = one, dice.choice(self._features)
            case _:
                subject = one
        if stance is Stance.ATTRIBUTED:
            more["holder"] = subject if subject.kind == "State" and dice.random() < 0.3 else self._state(dice)
        return {"subject": subject, "relation": relation, "object": object_, "stance": stance, **more}

    @staticmethod
    def _term(kind: str, name: str) -> Entity:
        return Entity(ONTOLOGY + name, kind, name)
