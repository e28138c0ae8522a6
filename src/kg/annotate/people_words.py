"""What the finder of persons knows of words, and what it hands on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.core.annotated import Mention
from kg.core.words import word_set

PARTICLES = word_set("annotate.people_words.particles")
SUFFIX = word_set("annotate.people_words.suffix")
LINK = word_set("annotate.people_words.link")
FORMER = word_set("annotate.people_words.former")
COPULA = word_set("annotate.people_words.copula")
APPOINTED = word_set("annotate.people_words.appointed")
_NTH = {1: "st", 2: "nd", 3: "rd"}
BETWEEN = word_set("annotate.people_words.between") | {
    f"{n}{'th' if n // 10 % 10 == 1 else _NTH.get(n % 10, 'th')}" for n in range(1, 100)
}
"""What may stand between a name and a title: 'A B was sworn in *as the 24th* premier'."""
UNREAL = word_set("annotate.people_words.unreal")
NATURE = word_set("annotate.people_words.nature")
STORMS = word_set("annotate.people_words.storms")
"""First words of names that are given to storms and campaigns."""
CHOSEN = word_set("annotate.people_words.chosen")
OPENERS = word_set("annotate.people_words.openers")
"""Words that open a sentence and are no part of a name."""
ASKING = word_set("annotate.people_words.asking")
"""Words that open a question or a supposition: 'Will Chad leave it?'"""
TO_TOWN = frozenset({"at", "from", "in", "near", "to"})
"""Before the town where somebody is: 'after talks *in* Lima President Roe left'."""
HEADS = {"head_of_state", "head_of_government", "minister"}
DERIVED = word_set("annotate.people_words.derived")
ENTERED = word_set("annotate.people_words.entered")
"""'Took office as': verbs that need 'as' before the title."""
LEFT = word_set("annotate.people_words.left")
"""'Stepped down as': who no longer holds it."""
NAMED = word_set("annotate.people_words.named")
"""'Peru named A B foreign minister': verbs before a name and its new title."""
PARTING = word_set("annotate.people_words.parting")
"""'The resignation of A B as premier': nouns of leaving an office."""
INSTALLING = word_set("annotate.people_words.installing")
"""'The appointment of A B as premier': nouns of taking it up."""
DISMISSED = word_set("annotate.people_words.dismissed")
LEADS = word_set("annotate.people_words.leads")
HEADED = word_set("annotate.people_words.headed")
"""'Headed by A B'."""
HELD = word_set("annotate.people_words.held")
POSTS = word_set("annotate.people_words.posts")
"""'Held the post': the office told last."""
ADVERBS = word_set("annotate.people_words.adverbs")
"""What may stand between a person and a verb of leading."""
REPLACED = word_set("annotate.people_words.replaced")
THINGS = word_set("annotate.people_words.things")
"""Last words of names that are no persons'."""
BODY_NOUNS = word_set("annotate.people_words.body_nouns")
"""Last words of a body's name."""
FORCES = word_set("annotate.people_words.forces")
AFTER_FORMER = re.compile(
    r",?\s*(?:at (?:the|that) time|back then|until (?:recently|then)|in those days|"
    r"of (?:the|that) (?:day|time|epoch|era|period))\b"
)
TERM_OVER = re.compile(
    r"\s*(?:(?:from|between) (?:[A-Z]\w+ )?\d{4} (?:to|until|till|and) (?:[A-Z]\w+ )?\d{4}|"
    r"(?:until|till) (?:[A-Z]\w+|\d{4})|in the \d{4}s|during the \d{4}s)\b"
)
"""A term that is over ('from 2010 to 2014')."""
LANDS = word_set("annotate.people_words.lands")
"""What 'our' or 'its' stands before in a title ('the President of our country')."""
POSSESSIVE = ("'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office that the text gives to a person: offsets of the words that say so; ``body`` is whose office it is."""

    person: str
    title: str
    start: int
    end: int
    body: Mention | None
    pronoun: int | None = None
    body_name: str | None = None
    former: bool = False
    then: bool = False
    kind: str = ""
    base: str | None = None
    """Whose counterpart, predecessor or successor the person is, in the words of the text."""
    under: str | None = None
    """Whose envoy or adviser the person is, by name."""
    another: bool = False
    """Whether it is told behind one that the person had before ('minister until 2010, *then premier*')."""

    @property
    def leads(self) -> bool:
        """Whether whoever holds it leads a state now ('President', not 'Vice-President' nor 'former President')."""
        title = self.title.lower()
        deputy = title.startswith(("acting", "assistant", "deputy", "under", "vice"))
        rules = title in ("leader", "ruler", "strongman") and self.body is not None and self.body.kind == "State"
        head = rules or self.kind in ("head_of_state", "head_of_government")
        return head and not (self.former or self.then or deputy)


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A person's name with the stretch that stands for the person ('then Japanese Prime Minister A B')."""

    start: int
    end: int
    covered: tuple[int, int]
    name: str
    office: OfficeHeld | None = None
    role: str = "name"


@dataclass(slots=True)
class Found:
    people: list[PersonFound] = field(default_factory=list)
    offices: list[OfficeHeld] = field(default_factory=list)

    def give(
        self,
        office: OfficeHeld,
        name: tuple[int, int],
        *,
        role: str = "apposed",
        covered: tuple[int, int] | None = None,
    ) -> None:
        """Keep an office, and who holds it by that name unless the name is already kept."""
        a, b = name
        self.offices.append(office)
        if all(not p.start <= a < p.end for p in self.people):
            self.people.append(PersonFound(a, b, covered or name, office.person, office, role))


SHIPS = frozenset(
    {"BNS", "BRP", "HDMS", "HMAS", "HMCS", "HMNZS", "HMS", "HNLMS", "HTMS", "ICGS", "INS", "KRI", "PNS", "RFA"}
    | {"KD", "KNS", "MV", "NNS", "ROKS", "RSS", "SAS", "SLNS", "SS", "TCG", "UMS", "USCGC", "USNS", "USS"}
)
"""What navies put before the names of their ships."""
