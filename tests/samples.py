"""Extractions made by hand and by hypothesis, for the tests of RDF, store, queries and exports."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from kg.core.model import ID_BASE, ONTOLOGY, Claim, Document, Entity, Evidence, Extraction, Run, Stance, When

RUN = Run(version="0.1.0", model="en_core_web_sm", model_sha256="aa" * 32, data_sha256="bb" * 32)


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def state(code: str, name: str, *aliases: str) -> Entity:
    return Entity(f"{ID_BASE}state/{code}", "State", name, code, aliases)


def thing(kind: str, name: str, *aliases: str) -> Entity:
    paths = {"Treaty": "treaty", "Person": "person", "Office": "office", "Organization": "org", "Sea": "sea",
             "Settlement": "place", "IslandGroup": "feature", "Shoal": "feature", "Grouping": "org"}  # fmt: skip
    return Entity(f"{ID_BASE}{paths[kind]}/{slug(name)}", kind, name, None, aliases)


def concept(kind: str, name: str) -> Entity:
    return Entity(ONTOLOGY + name, kind, name)


JP, PH, CN, US = state("JP", "Japan"), state("PH", "Philippines"), state("CN", "China"), state("US", "United States")
PACT = thing("Treaty", "Harbour Pact")
SIGNED, IN_FORCE, PENDING = (concept("TreatyStatus", s) for s in ("Signed", "InForce", "PendingApproval"))
MUTUAL_DEFENSE = concept("TreatyType", "MutualDefense")
MANILA, ISLETS, SEA = thing("Settlement", "Manila"), thing("IslandGroup", "Grey Islets"), thing("Sea", "Middle Sea")
ANA, BEN = thing("Person", "Ana Reyes", "Reyes"), thing("Person", "Ben Sato")
MINISTER = thing("Office", "Foreign Minister")
LEAGUE = thing("Organization", "Harbour League")


@dataclass
class Article:
    """Builds an extraction: every claim's quote is a sentence that is appended to the text."""

    name: str
    published: str | None = "2026-01-16"
    publisher: str | None = None
    title: str | None = None
    sources: tuple[str, ...] = ()
    uri: str | None = None
    sentences: list[str] = field(default_factory=list)
    made: list[dict[str, object]] = field(default_factory=list)

    def says(
        self, quote: str, subject: Entity, relation: str, object_: Entity | None = None, date: str | None = None,
        stance: Stance = Stance.STATED, **more: object,
    ) -> Article:  # fmt: skip
        start = len(self.head) + sum(len(s) + 1 for s in self.sentences)
        self.sentences.append(quote)
        when = When(date, words=f"on {date}", anchor=self.published, rule="absolute") if date else None
        self.made.append({"subject": subject, "relation": relation, "object": object_, "date": when, "stance": stance,
                          "evidence": Evidence(start, start + len(quote), quote), "rule": f"{relation}.test",
                          "trace": (f"frame {relation}.test", "verb found"), **more})  # fmt: skip
        return self

    @property
    def head(self) -> str:
        return f"{self.name}\n\n"

    def extraction(self) -> Extraction:
        text = self.head + "\n".join(self.sentences)
        document = Document(
            id=Document.hash(text), uri=self.uri or f"file:{self.name}.txt", name=self.name, text=text, title=self.title,
            published=self.published, publisher=self.publisher, sources=self.sources,
        )  # fmt: skip
        claims = tuple(Claim(document=document.id, **made) for made in self.made)  # type: ignore[arg-type]
        return Extraction(document, claims, RUN)

    def claims(self) -> tuple[Claim, ...]:
        return self.extraction().claims


# --- made by hypothesis -----------------------------------------------------------------------------------------------

POOL = {
    "subject": (JP, PH, CN, US, ANA, PACT), "state": (JP, PH, CN, US), "place": (MANILA, ISLETS, SEA),
    "holder": (JP, CN, ANA, BEN), "any": (JP, PH, CN, US, ANA, BEN, LEAGUE),
}  # fmt: skip
DATES = ("2024", "2024-07", "2024-07-08", "2025-01/2025-03", "2026-01-15", "2026~", "../2025")


@st.composite
def claims(draw: st.DrawFn, document: str = "d" * 64) -> Claim:
    """Any claim about the pool, well formed but not always sensible."""
    relation = draw(st.sampled_from(
        ("hasParty", "alliedWith", "disputes", "memberOf", "status", "holdsOffice", "claimsSovereignty", "AGREE", "COERCE")
    ))  # fmt: skip
    subject, object_ = draw(_sides(relation))
    start = draw(st.integers(0, 10_000))
    quote = draw(st.sampled_from(("They agreed.", "They  Agreed.", 'He said: "no"\n\\u0041 — é𝔘', "It is so.")))
    date = draw(st.none() | st.builds(When, st.sampled_from(DATES), st.none() | st.just("last\tyear"),
                                      st.none() | st.just("2026-01-16"), st.none() | st.just("relative")))  # fmt: skip
    return Claim(
        document=document, subject=subject, relation=relation, object=object_,
        stance=draw(st.sampled_from((Stance.STATED,) * 4 + tuple(Stance))),
        evidence=Evidence(start, start + len(quote), quote), rule=draw(st.sampled_from(("a.b", "c"))), date=date,
        place=draw(st.none() | st.sampled_from(POOL["place"])), holder=draw(st.none() | st.sampled_from(POOL["holder"])),
        of=draw(st.none() | st.sampled_from(POOL["state"])), former=draw(st.booleans()),
        subject_state=draw(st.none() | st.sampled_from(POOL["state"])),
        object_state=draw(st.none() | st.sampled_from(POOL["state"])),
        confidence=draw(st.integers(0, 100)) / 100, trace=draw(st.sampled_from(((), ("one",), ("one", "two")))),
    )  # fmt: skip


@st.composite
def _sides(draw: st.DrawFn, relation: str) -> tuple[Entity, Entity | None]:
    match relation:
        case "hasParty":
            return PACT, draw(st.sampled_from(POOL["state"]))
        case "status":
            return PACT, draw(st.sampled_from((SIGNED, IN_FORCE, PENDING)))
        case "holdsOffice":
            return draw(st.sampled_from((ANA, BEN))), MINISTER
        case "claimsSovereignty":
            return draw(st.sampled_from(POOL["state"])), draw(st.sampled_from((ISLETS, SEA)))
        case "memberOf":
            return draw(st.sampled_from(POOL["state"])), LEAGUE
        case "AGREE" | "COERCE":
            return draw(st.sampled_from(POOL["any"])), draw(st.none() | st.sampled_from(POOL["any"]))
    return draw(st.sampled_from(POOL["state"])), draw(st.sampled_from(POOL["state"]))


_NAMES = st.sampled_from(("Ana Maria Reyes", "Reyes", "Islets", "Grey Islets", "Grey Islands", "the islands of grey"))
_OTHER_NAMES = st.sampled_from(((), ("Ana Reyes", "it"), ("Grey Islets",), ("Islets", "UK", "islands"), ("Reyes",)))


@st.composite
def extractions(draw: st.DrawFn, number: int) -> Extraction:
    """A document of its own for each ``number``, with up to six claims; names differ between documents."""
    published = draw(st.none() | st.sampled_from(("2024-06-01", "2025-02-02", "2026-01-16")))
    publisher = draw(st.none() | st.sampled_from(("The Wire", "Daily", "the  wire")))
    text = f"text {number} {published} {publisher}"
    document = Document(
        Document.hash(text), f"file:{number}", f"n{number}", text, published=published, publisher=publisher
    )
    made = draw(st.lists(claims(document.id), max_size=6, unique_by=lambda c: c.id))
    names = draw(
        st.dictionaries(st.sampled_from((ANA.iri, JP.iri, ISLETS.iri)), st.tuples(_NAMES, _OTHER_NAMES), max_size=2)
    )
    return Extraction(document, tuple(renamed(claim, names) for claim in made), RUN)


def renamed(claim: Claim, names: dict[str, tuple[str, tuple[str, ...]]]) -> Claim:
    import dataclasses

    changes = {}
    for attribute in ("subject", "object", "holder", "place", "of"):
        entity = getattr(claim, attribute)
        if entity and entity.iri in names:
            name, aliases = names[entity.iri]
            changes[attribute] = dataclasses.replace(entity, name=name, aliases=aliases)
    return dataclasses.replace(claim, **changes)


def random_extraction(seed: int, size: int = 30) -> Extraction:
    """A document of ``size`` claims, the same for the same seed."""
    dice = random.Random(seed)
    article = Article(f"synthetic-{seed}", published=f"2025-{dice.randint(1, 12):02}-01")
    for number in range(size):
        one, other = dice.sample(POOL["state"], 2)
        relation = dice.choice(("alliedWith", "disputes", "AGREE", "COERCE", "memberOf"))
        object_ = LEAGUE if relation == "memberOf" else other
        stance = dice.choice((Stance.STATED, Stance.STATED, Stance.STATED, Stance.NEGATED, Stance.OPINION))
        date = f"20{dice.randint(10, 25)}-{dice.randint(1, 12):02}"
        place = dice.choice((None, *POOL["place"]))
        article.says(f"Sentence {number} of {seed}.", one, relation, object_, date, stance, place=place)
    return article.extraction()


def by_name(extractions: Sequence[Extraction]) -> dict[str, Extraction]:
    return {extraction.document.name: extraction for extraction in extractions}
