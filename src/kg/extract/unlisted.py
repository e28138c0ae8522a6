"""Whom no list has: armed men, crowds and people without a name, and groups, firms and ships by their own names."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from kg.core.annotated import Token
from kg.core.model import ID_BASE, Document, Entity
from kg.core.words import word_set
from kg.extract import blamed, grammar, valency
from kg.extract.frames import Frame
from kg.extract.paths import role_tokens
from kg.extract.quantity import QUANTITY
from kg.extract.sides import BODY_ALONE, NAMELESS, SECEDED, SHIP
from kg.link import de_facto
from kg.link.discourse import NUMBERS
from kg.link.noun_phrases import noun_phrase
from kg.link.references import BLOC_KINDS
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Ref, Resolver, slug

HURT = {"ASSAULT", "COERCE"}
"""What is also done to armed men without a name."""
HELD = "whoever holds the land"
"""The rule by which a land stands for those from whom it is taken."""
_STATEHOOD = word_set("extract.unlisted.statehood")
_AS_STATE = word_set("extract.unlisted.as_state")
_BY_WORDS = {"ACCUSE", "CONSULT", "REQUEST"}
"""What is done by words to people whom no name tells, be they told of before or not ('accused the strikers')."""
_THANK = word_set("extract.unlisted.thank")
_BANDS = word_set("extract.unlisted.bands")
"""Men under arms, or a cause, of whom no state is said to be the master."""
_SOME = word_set("extract.unlisted.some")
_MEN = word_set("extract.unlisted.men")
_CIVIL = word_set("extract.unlisted.civil")
_MUTINEERS = word_set("extract.unlisted.mutineers")
"""Whoever acts on his own account, of whatever state he is."""
_FLED = word_set("extract.unlisted.fled")
_PRESS = word_set("extract.unlisted.press")
"""Those who are only present where others talk."""
_UPON_SHIPS = {"ASSAULT", "COERCE", "CONCEDE", "SANCTION"}
_CRAFT = word_set("extract.unlisted.craft")
"""What is hit, of which nobody says whose it is, and in which nobody is said to be."""
_CHARGING = word_set("extract.unlisted.charging")
"""How one lays something to the charge of those without a name."""


_TRAVELLERS = word_set("extract.unlisted.travellers")


class Unlisted:
    """Finds those who act or are acted on in one document though nobody has listed them."""

    def __init__(self, document: Document, resolver: Resolver, words: Mapping[str, frozenset[str]]) -> None:
        self.document, self.text, self.resolver, self.words = document.id, document.text, resolver, words

    def armed(self, token: Token) -> list[Ref]:
        """Armed men or protesters without a name."""
        forms = {token.lemma, token.low, token.low.removesuffix("s")}
        own = {token.lemma, token.low}
        masked = (own & _MEN or own & self.words["humans"]) and any(
            c.lemma in ("armed", "hooded", "masked", "unidentified") for c in token.children
        )
        if token.mention is not None or not (masked or forms & self.words["armed"]):
            return []
        phrase = noun_phrase(token)
        for child in token.children:  # 'Taliban militants' are the Taliban
            if (
                child.mention is not None
                and child.mention.kind in ("Organization", "Group", "PoliticalParty")
                and child.dep in ("compound", "amod", "nmod", "poss")
            ):
                return self.resolver.actors(child)
        for named in grammar.after(token, "from", "of"):  # 'fighters of the Islamic State'
            if named.mention is not None and named.mention.kind in ("Organization", "Group", "PoliticalParty"):
                return self.resolver.actors(named)
        return self.unnamed(token, phrase.start, phrase.end)

    def at_home(self, frame: Frame, trigger: Token) -> tuple[list[Ref], list[Token]]:
        """Foes of a state's own rulers, who are helped or backed: 'the Chadian opposition', 'Chad's rebels'."""
        for token in (t for path in frame.o if "." not in path for t in role_tokens(trigger, path)):
            states = [*grammar.modifiers(token), *grammar.possessors(token)]
            of_state = any(t.mention is not None and t.mention.kind in STATE_KINDS for t in states)
            if token.mention is None and token.lemma in self.words["foes_at_home"] and of_state:
                phrase = noun_phrase(token)
                return self.unnamed(token, min([phrase.start, *(t.start for t in states)]), phrase.end), [token]
        return [], []

    def mutineers(self, token: Token, verb: Token) -> list[Ref]:
        """'Soldiers of the presidential guard are holding President Roe': men of nobody named who seize a ruler."""
        men = {token.lemma, token.low} & _MUTINEERS
        if token.mention is not None or not men or any(t.mention is not None for t in token.subtree()):
            return []
        held = [t for t in valency.logical_objects(verb) for t in (t, *t.by("appos"))]
        rulers = any(t.mention is not None and t.mention.kind == "Person" for t in held)
        phrase = noun_phrase(token)
        of = [t for p in token.by("prep") if p.lemma == "of" for t in p.by("pobj")]
        end = max([phrase.end, *(t.end for t in of)])
        return self.unnamed(token, phrase.start, end) if rulers else []

    def crowd(self, token: Token) -> list[Ref]:
        """Those who take to the streets: 'students', 'hundreds', 'thousands of people'."""
        phrase, counted = noun_phrase(token), token.head.head if token.head is not None else None
        many = token.dep == "pobj" and counted is not None and counted.dep in ("nsubj", "nsubjpass")
        many = many and token.head is not None and token.head.lemma != "by"  # 'a march by farmers ended'
        named = many and counted is not None and counted.tag == "NNS" and token.tag == "NNPS"  # 'hundreds of Sikhs'
        named |= token.tag == "NNPS" and token.mention is None and phrase.determiner in ("", "the")  # 'the Chagossians'
        lists = ("crowd", "humans") if token.tag == "NNS" else ("crowd",)  # 'nurses'
        forms = {token.lemma, token.low.removesuffix("s")}
        if not named and not any(forms & self.words[x] for x in lists):
            return []
        return self.unnamed(token, noun_phrase(counted).start if many and counted else phrase.start, phrase.end)

    def marchers(self, token: Token) -> list[Ref]:
        """People of a state who take to the streets are not that state ('Samoans', 'Chadian students')."""
        mention, phrase = token.mention, noun_phrase(token)
        people = mention is not None and mention.role == "people" and token.tag in ("NNS", "NNPS")
        if people and phrase.determiner in ("", "some", "many", "several"):
            counted = token.head.head if token.dep == "pobj" and token.head is not None else None
            many = counted is not None and counted.dep in ("nsubj", "nsubjpass")
            return self.unnamed(token, noun_phrase(counted).start if many and counted else phrase.start, phrase.end)
        plain = mention is None and token.lemma in self.words["crowd"] and token.tag == "NNS" and not token.by("poss")
        of_state = any(m.mention is not None and m.mention.role == "adjective" for m in phrase.premodifiers)
        return self.unnamed(token, phrase.start, phrase.end) if plain and of_state else []

    def some_people(self, token: Token) -> list[Ref]:
        """'Many Estonians': some of a people, not their state."""
        phrase = noun_phrase(token)
        some = {phrase.determiner, *(t.lemma for t in phrase.premodifiers)} & _SOME
        people = token.mention is not None and token.mention.role == "people" and token.tag in ("NNS", "NNPS")
        return self.unnamed(token, phrase.start, phrase.end) if people and some else []

    def own_voice(self, token: Token) -> list[Ref]:
        """'Norwegian exporters accused China': people of a state who speak for themselves."""
        phrase = noun_phrase(token)
        of_state = any(m.mention is not None for m in phrase.premodifiers)
        theirs = token.mention is None and token.lemma in self.words["own_voice"] and of_state
        return self.unnamed(token, phrase.start, phrase.end) if theirs else []

    def private(self, token: Token) -> list[Ref]:
        """'Two Kenyans stabbed a tourist', 'Kenyan farmers burned a lorry': people of a state who do not act for it."""
        phrase = noun_phrase(token)
        named = token.mention is not None and token.mention.role == "people"
        counted = (
            bool(token.by("nummod"))
            or phrase.determiner in ("a", "an", "another")
            or bool({phrase.determiner, *(t.lemma for t in phrase.premodifiers)} & _SOME)
        )
        of_state = any(m.mention is not None and m.mention.role == "adjective" for m in phrase.premodifiers)
        civil = token.mention is None and token.lemma in _CIVIL and of_state
        return self.unnamed(token, phrase.start, phrase.end) if (named and counted) or civil else []

    def band(self, token: Token) -> list[Ref]:
        """'A Palestinian group', 'another Libyan militia': men of a state who do not act for it."""
        phrase = noun_phrase(token)
        one = token.mention is None and token.lemma in _BANDS and phrase.determiner in ("a", "an", "another")
        whose = [m for m in token.by("amod", "compound", "nmod") if m.mention is not None]
        theirs = bool(whose) and all(m.mention is not None and m.mention.role == "adjective" for m in whose)
        behind = [t for p in token.by("prep") for t in p.by("pobj")]  # 'a Palestinian group of diplomats'
        return self.unnamed(token, phrase.start, phrase.end) if one and theirs and not behind else []

    def nameless(self, frame: Frame, trigger: Token) -> tuple[list[Ref], list[Token]]:
        """Human beings and ships without a name to whom something is done ('arrested dozens of protesters')."""
        lists = ("armed", "crowd", "held", "humans", "sent", "vessels")
        starts = "object.after:" if frame.value == "SANCTION" else "after:"
        below = [t for path in frame.o if path.startswith(starts) for t in role_tokens(trigger, path)]
        aimed = not {"object", "surface", "none"} & set(frame.o)  # 'fired 40 drones at Lima': arms, not whom they hit
        direct = [] if aimed and frame.value in HURT and grammar.is_verb(trigger) else valency.logical_objects(trigger)
        for token in (*direct, *(below if frame.value in HURT | {"SANCTION"} else ())):
            for inner in grammar.content(token):
                if frame.value == "ASSAULT" and any(p.low in ("its", "their") for p in inner.by("poss")):
                    continue  # 'fired on their convoys': whose they are is said, though nobody knows it
                if (ship := self._ship(inner)) and frame.value in _UPON_SHIPS:
                    return ship, [inner]
                crewed = inner.lemma in self.words["vessels"] - self.words["humans"] - self.words["sent"]
                craft = crewed if frame.value == "COERCE" else inner.lemma in _CRAFT
                if frame.value in HURT and inner.mention is None and craft:
                    continue  # 'seized two trawlers': whose they are nobody says
                if frame.value == "SANCTION" and inner.dep == "pobj" and inner.lemma in self.words["vessels"]:
                    continue  # 'closed its ports to ships'
                guilty = frame.extra.get("about") in blamed.ABOUT
                if (
                    frame.value == "ASSAULT"
                    and inner.dep == "pobj"
                    and (inner is token or inner.lemma not in self.words["humans"])  # but 'killed hundreds of people'
                    and not guilty | (inner.lemma in self.words["vessels"])
                    and inner.lemma not in self.words["hunted"]
                ):
                    continue  # 'fired on protesters' may be anybody's
                forms, phrase = {inner.lemma, inner.low}, noun_phrase(inner)
                own = phrase.determiner in ("his", "her", "its", "their") and frame.value in HURT
                known = phrase.determiner in ("", "a", "an", "any", "some") or own
                known &= not any(m.mention is not None for m in phrase.premodifiers)  # its own trader is its own affair
                known &= not any(m.mention is not None for m in grammar.after(inner, "of"))  # 'a vessel of the navy'
                if frame.value == "THREATEN" and inner.lemma in _TRAVELLERS:
                    continue  # who is warned of dangers
                suspected = any(m.low in ("suspected", "alleged") for m in phrase.premodifiers)
                suspected &= inner.tag == "NNS" and trigger.lemma in ("arrest", "capture", "catch", "detain", "kill")
                by_number = frame.value == "COERCE" or (frame.value == "ASSAULT" and trigger.dep != "advcl")
                counted = inner.tag == "CD" and by_number and not grammar.after(inner, "of")
                if frame.value == "THREATEN":  # drivers are warned of ice
                    forms = forms - (self.words["humans"] - self.words["held"] - self.words["sent"])
                if (
                    known
                    and inner.mention is None
                    and (counted or suspected or any(forms & self.words[x] for x in lists))
                ):
                    start = noun_phrase(token if token is not inner else inner).start
                    return self.unnamed(inner, start, noun_phrase(inner).end), [inner]
        return [], []

    def anybody(self, frame: Frame, trigger: Token) -> tuple[list[Ref], list[Token]]:
        """People without a name who are asked, praised, met, blamed or helped ('praised young people', 'urged all
        parties', 'accused foreign financiers').
        """
        blaming = frame.value == "ACCUSE"  # 'put the blame on activists'
        starts = ("after:", "object.after:") if blaming or frame.value == "CONSULT" else ("after:",)
        paths = [p for p in frame.o if p == "object" or (p.startswith(starts) and "." not in p.removeprefix("object."))]
        paths = [p for p in paths if not p.startswith("object.") or "of" not in p.partition(":")[2].split("|")]
        outer = [t for path in paths for t in role_tokens(trigger, path)]
        outer += self._doers(trigger) if blaming and "object" in paths else []
        if blaming and "comp.subject" in frame.o and trigger.lemma in _CHARGING:
            outer += role_tokens(trigger, "comp.subject")  # 'alleges that foreign embassies pay them'
        for token in (t for one in outer for t in grammar.content(one)):
            found = self.office_in(token) if frame.value in _BY_WORDS else []
            if found := found or (self.armed(token) if blaming else []):
                return found, [token]
            phrase = noun_phrase(token)
            if self._people(frame, token, trigger):
                start = min([phrase.start, *(c.start for c in token.by("det", "predet") if c.low == "all")])
                return self.unnamed(token, start, phrase.end), [token]
        return [], []

    def _people(self, frame: Frame, token: Token, trigger: Token) -> bool:
        """Whether a noun means people of whom only that is told, and who are not somebody's own."""
        phrase = noun_phrase(token)
        bare = phrase.determiner in ("", "a", "an", "all", "some", "any", "several", "many")
        bare |= phrase.determiner == "the" and frame.value in ("AID", *_BY_WORDS)
        bare |= phrase.determiner == "the" and trigger.lemma in _THANK
        pair = phrase.determiner == "the" and token.lemma in self.resolver.lexicon.pair
        if pair and any(t.low in NUMBERS for t in phrase.premodifiers):
            return False  # 'talks between the two neighbours': two who were named before
        forms = {token.lemma, token.low}
        if frame.value == "AID":  # feeding one's own schoolchildren is no aid
            foes = any(forms & self.words[x] for x in ("armed", "foes_at_home"))
            people = foes or (trigger.lemma != "train" and forms & (_FLED | self.words["outlaws"]))
        elif frame.value in _BY_WORDS or (frame.value == "SUPPORT" and trigger.lemma in _THANK):
            forms -= _PRESS if frame.value == "CONSULT" else set[str]()
            people = any(forms & self.words[x] for x in ("anybody", "humans"))
            people |= frame.value == "ACCUSE" and bool(forms & self.words["outfits"])
        else:
            people = bool(forms & self.words["anybody"])
        if token.lemma == "community":
            bare = any(t.lemma in ("international", "world", "global") for t in phrase.premodifiers)
        several = token.tag == "NNS" or token.lemma in ("community", "media")
        several |= token.tag == "NN" and phrase.determiner in ("a", "an") and frame.value == "ACCUSE"
        named = token.by("poss") or any(t.mention is not None for t in (token, *phrase.premodifiers))
        return bare and several and not named and bool(people)

    def _doers(self, trigger: Token) -> list[Token]:
        """Who has done what is condemned: 'the attacks *of armed groups* on a village', 'the raid *by herders*'."""
        deeds = [t for t in valency.logical_objects(trigger) if t.lemma in self.words["atrocities"]]
        by = [t for d in deeds for t in grammar.after(d, "by")]
        armed = self.words["armed"] | self.words["outlaws"]  # not 'the killing of civilians'
        done = [t for d in deeds for t in grammar.after(d, "of") if {t.lemma, t.low} & armed]
        faults = valency.logical_objects(trigger) if trigger.lemma == "blame" else []  # 'the greed of traders'
        return by or done or [t for f in faults if f.mention is None for t in grammar.after(f, "of")]

    def office_in(self, token: Token) -> list[Ref]:
        """Who holds an office of a town or province, by the office ('the governor of Khatlon', 'the mayor of Lyon')."""
        seats = [
            t
            for t in grammar.after(token, "of")
            if t.mention is not None and t.mention.kind in PLACE_KINDS and t.mention.kind not in STATE_KINDS
        ]
        if token.mention is not None or token.tag != "NN" or token.lemma not in self.words["seated"] or not seats:
            return []
        end = max(t.mention.end for t in seats if t.mention is not None)
        return self.unnamed(token, noun_phrase(token).start, end)

    def by_its_name(self, frame: Frame, trigger: Token) -> tuple[list[Ref], list[Token]]:
        """A group, firm or ship that no list has, by its capitalised name ('armed the Contras')."""
        paths = [p for p in frame.o if p in ("object", "bare_object") or (p.startswith("after:") and "." not in p)]
        for token in (t for path in paths for t in role_tokens(trigger, path)):
            phrase, prep = noun_phrase(token), token.head
            parts = [t for t in phrase.premodifiers if t.text[:1].isupper()]
            name = token.mention is None and token.tag in ("NNP", "NNPS") and token.text[:1].isupper()
            listed = frame.extra.get("about") == "listed"  # 'classified the MAK as a terrorist group'
            name &= token.low not in self.words["no_names"] and len(token.text) > 2
            name &= listed or not token.text.isupper()
            name &= not any(t.mention is not None and t.mention.kind in (*STATE_KINDS, "Person") for t in parts)
            name &= not (token.dep == "pobj" and prep is not None and prep.lemma in ("in", "at", "near", "off", "from"))
            start = min(t.start for t in (*parts, token))
            before = self.text[max(start - 24, 0) : start].lower().split()
            afloat = bool(before) and before[-1] in self.words["vessels"]
            hurt = frame.value in HURT and trigger.lemma not in self.words["done_to_people"]
            several = bool(parts) and not hurt  # an unknown town is no group
            told = listed or the(token) or afloat or several
            if name and told:
                return self.unnamed(token, min(t.start for t in (*parts, token)), token.end), [token]
        return [], []

    def holders(self, trigger: Token) -> tuple[list[Ref], list[Token]]:
        """Whoever holds a land that is taken, of which no list says whose it is ('occupied the Spratly Islands')."""
        things = [t for f in valency.logical_objects(trigger) for t in (f, *grammar.modifiers(f))]
        for token in things:
            for land in self.resolver.places(token) if token.mention is None or not token.mention.state else ():
                if land.entity.kind in PLACE_KINDS and land.entity.kind != "Settlement":
                    group = Entity(f"{ID_BASE}group/{slug(land.entity.name)}", "Group", land.entity.name)
                    return [Ref(group, token, HELD, land.words)], [token]
        return [], []

    def seceded(self, verb: Token) -> tuple[list[Ref], list[Token]]:
        """Lands that are recognised as states, though no list has them as such ('recognised the independence of
        Abkhazia'), not as part of another one ('recognised Crimea as Russian').
        """
        things = valency.logical_objects(verb)
        below = [t for f in things if f.lemma in _STATEHOOD for t in (*grammar.after(f, "of"), *f.by("poss", "appos"))]
        as_what = [t for p in verb.by("prep") if p.lemma == "as" for t in p.by("pobj")]
        if any(not {x.lemma for x in t.subtree()} & _AS_STATE for t in as_what):
            return [], []
        found: dict[str, tuple[Ref, Token]] = {}
        for token in [*things, *below]:
            for land in self.resolver.places(token) if token.mention is not None else ():
                if land.entity.kind == "Area":
                    who = de_facto.ruling(self.resolver.lexicon, land.entity)
                    if who is land.entity:
                        who = Entity(f"{ID_BASE}group/{slug(land.entity.name)}", "Group", land.entity.name)
                    found.setdefault(who.iri, (Ref(who, token, SECEDED, land.words), token))
        return [r for r, _ in found.values()], [t for _, t in found.values()]

    def _ship(self, token: Token) -> list[Ref]:
        """A ship by its own name, where it is said to be one ('the tanker Eagle S') or has 'the' ('the Eagle S')."""
        said = [t for t in (token, *token.by("appos")) if t.lemma in self.words["vessels"]]
        named = token.head if token.dep == "appos" and said and token.head is not None else token
        if token in said:  # 'the tanker Eagle S'
            named = next((t for t in token.by("appos") if t.tag == "NNP"), named)
        parts = [t for t in noun_phrase(named).premodifiers if t.text[:1].isupper() and t.mention is None]
        vessel = said or any(t.lemma in self.words["vessels"] for t in noun_phrase(named).premodifiers)
        if named.mention is not None or named.tag != "NNP" or not (vessel or (parts and the(named))):
            return []
        if not vessel and named.low in self.words["no_names"]:
            return []  # 'the Kerch Bridge'
        found = self.unnamed(named, min(t.start for t in (*parts, named)), named.end)
        return [replace(r, rule=SHIP) for r in found]

    def introduced(self, token: Token) -> list[Ref]:
        """A body that no list has, by its capitalised name and what is said of it: 'the Tjatja, a party', 'the party
        Tjatja', 'the Tjatja party'.
        """
        named = self._called(token) if token.mention is None and token.lemma in self.words["introduced"] else token
        if named is None or named.mention is not None or named.tag not in ("NNP", "NNPS"):
            return []
        said = [t for t in named.by("appos") if t.lemma in self.words["introduced"] and t.by("det")]
        said += [t for t in named.by("compound") if t.lemma in self.words["introduced"] and t.text.islower()]
        said += [token] if named is not token else []
        parts = [t for t in noun_phrase(named).premodifiers if t.text[:1].isupper() and t.tag != "DT"]
        person = any(t.mention is not None and t.mention.kind == "Person" for t in parts)
        if not said or person or not named.text[:1].isupper():
            return []
        words = self.text[min(t.start for t in (*parts, named)) : named.end]
        kind = "PoliticalParty" if said[0].lemma == "party" else "Organization"
        return [
            Ref(
                Entity(f"{ID_BASE}{kind.lower()}/{slug(words)}", kind, words), token, "a body that is introduced", words
            )
        ]

    @staticmethod
    def _called(noun: Token) -> Token | None:
        """The name right behind or right before a noun with 'the': 'the group Tjatja', 'the Tjatja party'."""
        if noun.tag != "NN" or not noun.by("det"):
            return None
        beside = [t for t in noun.by("appos") if t.i == noun.i + 1]
        beside += [t for t in noun.by("compound") if t.i == noun.i - 1 and not t.children]
        return next((t for t in beside if t.tag in ("NNP", "NNPS")), None)

    def body_alone(self, token: Token) -> list[Ref]:
        """A body, its head or those who sit in it, by a capitalised noun alone, as its own papers call it: 'the Board
        welcomes', 'the High Representative spoke', 'the Committee of Ministers urges', 'Heads of Government urged'.
        """
        if token.mention is not None or not token.text[:1].isupper() or token.by("poss"):
            return []
        phrase = noun_phrase(token)
        before = [t for t in phrase.premodifiers if t.text != "-"]
        if any(t.mention is not None or not t.text[:1].isupper() for t in before):
            return []
        inside = [t for p in token.by("prep") if p.lemma == "of" for t in p.by("pobj")]
        inside += [t for i in inside for t in i.by("conj") if t.text[:1].isupper()]
        body = bool({self.text[phrase.start : token.end].lower(), token.lemma.lower()} & self.words["bodies_alone"])
        seated = token.low in self.words["members_alone"] and all(t.text[:1].isupper() for t in inside)
        seated &= the(token) or bool(inside)  # 'Heads of State urged', but 'Leaders urged', 'Heads of state urged'
        if not (body and the(token)) and not seated:
            return []
        named = [t for i in inside for t in i.subtree() if t.mention is not None]
        if named:  # 'the College of Heads of State of the African Union': the Union
            blocs = [t for t in named if t.mention is not None and t.mention.kind in BLOC_KINDS]
            return self.resolver.actors(blocs[0]) if len(blocs) == len(named) == 1 else []
        end = max([token.end, *(t.end for t in inside if t.text[:1].isupper())])
        words = " ".join(self.text[phrase.start : end].split())
        scope = hashlib.sha256(self.document.encode()).hexdigest()[:12]
        return [Ref(Entity(f"{ID_BASE}group/{scope}-{slug(words)}", "Organization", words), token, BODY_ALONE, words)]

    def party(self, token: Token) -> list[Ref]:
        """A party by its name, which is not the state whose adjective stands in it ('the Samoan Democratic Party')."""
        parts = [t for t in noun_phrase(token).premodifiers if t.text[:1].isupper()]
        if token.mention is not None or token.text != "Party" or not parts:
            return []
        words = self.text[parts[0].start : token.end]
        return [
            Ref(Entity(f"{ID_BASE}party/{slug(words)}", "PoliticalParty", words), token, "a party by its name", words)
        ]

    def unnamed(self, token: Token, start: int, end: int) -> list[Ref]:
        if self.text[start:end].lower() == "force":
            return []  # 'threatened force'
        if token.lemma in QUANTITY and (counted := [t for t in grammar.after(token, "of") if t.i > token.i]):
            end = max(end, noun_phrase(counted[0]).end)  # 'hundreds of miners'
        start -= 3 * (self.text[max(start - 3, 0) : start].lower() == "ex-")
        start += 5 * (self.text[start : start + 5].lower() == "dead ")  # 'shot dead two men'
        words = " ".join(self.text[start:end].split())
        plain = (self.text[token.start : token.end],) if self.text[token.start : token.end] != words else ()
        scope = hashlib.sha256(self.document.encode()).hexdigest()[:12]
        return [
            Ref(Entity(f"{ID_BASE}group/{scope}-{slug(words)}", "Group", words, None, plain), token, NAMELESS, words)
        ]


def counted_with(token: Token) -> bool:
    """'Hundreds of teachers, doctors and miners': the doctors are of the same hundreds."""
    if token.dep != "conj" or token.mention is not None or token.tag != "NNS":
        return False
    first = token.first_of_row()
    prep = first.head if first.dep == "pobj" else None
    many = prep.head if prep is not None and prep.lemma == "of" else None
    return many is not None and many.mention is None and many.lemma in QUANTITY


def the(token: Token) -> bool:
    """Whether 'the' stands before a noun."""
    return any(c.low == "the" for c in token.by("det"))
