"""What the finder of persons knows of words, and what it hands on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.core.annotated import Mention


def _set(words: str) -> frozenset[str]:
    """The words of a string, parted by blanks (or by bars where one has a blank in it)."""
    return frozenset(w.strip() for w in words.split("|")) if "|" in words else frozenset(words.split())


PARTICLES = _set(
    """
    de da do dos das del della di bin ben ibn bint van von der den la le du al el ul ur abu y ter ten af av e
    """
)
SUFFIX = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
LINK = _set(
    """
    former then now current outgoing incoming acting interim late caretaker ex long-time longtime embattled newly
    appointed elected re-elected new veteran hardline then- ex- ousted deposed transitional visiting sitting
    senior chief top military long-serving federal so-called ruling first own woman female formerly previously once
    freshly recently further second fellow retired disgraced jailed exiled powerful influential popular unpopular ailing
    ageing aging outspoken moderate conservative liberal leftist populist reformist hawkish respected controversial
    unelected beleaguered besieged designated
    """
)
FORMER = {"former", "formerly", "previously", "once", "then", "late", "ex", "ousted", "deposed", "then-", "ex-"}
COPULA = _set(
    """
    is was were are been has had became becomes served serves serving who remains remained
    """
) | {"used to be"}
APPOINTED = _set(
    """
    elected re-elected reelected appointed reappointed named chosen sworn inaugurated installed confirmed crowned
    proclaimed became
    """
)
_NTH = {1: "st", 2: "nd", 3: "rd"}
BETWEEN = _set(
    """
    as in on the a an now still also newly formally unanimously recently then since himself herself first at until
    """
) | {f"{n}{'th' if n // 10 % 10 == 1 else _NTH.get(n % 10, 'th')}" for n in range(1, 100)}
"""What may stand between a name and a title: 'A B was sworn in *as the 24th* premier'."""
UNREAL = {"will", "would", "to", "not", "never", "may", "might", "could", "should", "if", "nor", "n't", "hopes"}
NATURE = _set(
    """
    reef reefs island islands shoal shoals bank atoll sea strait straits bay gulf river valley heights peninsula
    triangle canal lake mountains plateau archipelago rocks islets springs farms pass corridor desert
    """
)
STORMS = {"cyclone", "hurricane", "typhoon", "storm", "operation", "tropical"}
"""First words of names that are given to storms and campaigns."""
CHOSEN = {"elected", "re-elected", "appointed"}
OPENERS = {"while", "when", "after", "since", "although", "but", "and", "as", "before", "because"}
OPENERS |= {"against", "by", "even", "for", "from", "if", "under", "unlike", "with", "without"}
OPENERS |= {"meets", "receives", "rings", "says", "sees", "tells", "thanks", "urges", "visits", "warns"}
OPENERS |= {"accused", "accusing", "addressing", "answering", "asked", "asking", "attacking", "backed"}
OPENERS |= {"backing", "blaming", "citing", "condemning", "criticising", "criticizing", "defying", "denouncing"}
OPENERS |= {"invading", "meeting", "praising", "rejecting", "summoning", "supporting", "thanking", "threatened"}
OPENERS |= {"threatening", "urged", "urging", "visiting", "warned", "warning", "welcoming"}
"""Words that open a sentence and are no part of a name."""
ASKING = {"are", "assume", "can", "could", "did", "do", "does", "had", "has", "have", "imagine", "is", "let", "may"}
ASKING |= {"might", "must", "picture", "should", "suppose", "was", "were", "will", "would"}
"""Words that open a question or a supposition: 'Will Chad leave it?'"""
TO_TOWN = frozenset({"at", "from", "in", "near", "to"})
"""Before the town where somebody is: 'after talks *in* Lima President Roe left'."""
HEADS = {"head_of_state", "head_of_government", "minister"}
DERIVED = {"counterpart", "counterparts", "predecessor", "successor", "opposite number", "colleague", "homologue"}
ENTERED = {"took", "takes", "taken", "assumed", "assumes", "returned", "returns"}
"""'Took office as': verbs that need 'as' before the title."""
LEFT = {"left", "resigned", "resigns", "stepped", "steps", "quit", "quits", "sacked", "dismissed", "fired", "ousted"}
LEFT |= {"removed"}
"""'Stepped down as': who no longer holds it."""
NAMED = {"named", "appointed", "reappointed", "elected", "re-elected", "installed", "confirmed", "chose", "made"}
NAMED |= {"names", "appoints", "reappoints", "elects", "installs", "confirms"}
"""'Peru named A B foreign minister': verbs before a name and its new title."""
PARTING = {"departure", "dismissal", "firing", "impeachment", "ousting", "ouster", "removal", "resignation", "sacking"}
"""'The resignation of A B as premier': nouns of leaving an office."""
INSTALLING = {"appointment", "election", "inauguration", "reappointment", "re-election"}
"""'The appointment of A B as premier': nouns of taking it up."""
DISMISSED = {"dismissed", "sacked", "fired", "ousted", "removed", "deposed", "replaced"}
LEADS = {"heads", "leads", "commands", "headed", "led", "commanded", "runs", "chairs", "chaired"}
HEADED = {"headed", "led", "chaired", "commanded", "run"}
"""'Headed by A B'."""
HELD = {"held", "holds", "occupied", "occupies"}
POSTS = {"post", "office", "job", "position"}
"""'Held the post': the office told last."""
ADVERBS = {"also", "briefly", "currently", "now", "still", "then"}
"""What may stand between a person and a verb of leading."""
REPLACED = {"succeeded", "succeeds", "succeeding", "replaced", "replaces", "replacing", "succession"}
THINGS = _set(
    """
    missile missiles rocket rockets aircraft fighter fighters system systems agreement treaty accord declaration
    protocol pact base building staff summit meeting conference forum initiative operation project pipeline bridge
    airport port station
    plant line dam road corridor act law plan fund program programme exercise shield drone drones helicopter
    armistice arrangement ceasefire communique communiqué compact concordat convention covenant framework memorandum
    partnership roadmap statute truce
    """
)
"""Last words of names that are no persons'."""
BODY_NOUNS = _set(
    """
    agency army assembly authority bank bureau cabinet command commission committee congress corps council court
    crescent cross department directorate federation forces force foundation front fund government group guard institute
    junta league ministry mission movement navy office organisation organization parliament party police programme
    program secretariat senate service society union
    """
)
"""Last words of a body's name."""
FORCES = {"army", "navy", "military", "air force", "armed forces", "coast guard", "police", "marines", "junta"}
AFTER_FORMER = re.compile(
    r",?\s*(?:at (?:the|that) time|back then|until (?:recently|then)|in those days|"
    r"of (?:the|that) (?:day|time|epoch|era|period))\b"
)
TERM_OVER = re.compile(
    r"\s*(?:(?:from|between) (?:[A-Z]\w+ )?\d{4} (?:to|until|till|and) (?:[A-Z]\w+ )?\d{4}|"
    r"(?:until|till) (?:[A-Z]\w+|\d{4})|in the \d{4}s|during the \d{4}s)\b"
)
"""A term that is over ('from 2010 to 2014')."""
LANDS = frozenset({"country", "homeland", "land", "nation", "republic", "state"})
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
