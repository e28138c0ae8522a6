"""Who is acted upon in an event, by the paths of its frame: which of the words there count, and whom they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.core.annotated import Token
from kg.core.words import word_list, word_set
from kg.extract import grammar, valency
from kg.extract.nearby import seat_of_court
from kg.extract.role_paths import together, tokens_on
from kg.extract.role_search import Found, Readers, Sought, found_at
from kg.extract.rulers_meant import RulersMeant
from kg.extract.sides import same_side
from kg.extract.unlisted import HURT, the
from kg.extract.victims import unlisted_town, whom
from kg.link.noun_phrases import noun_of_adjective
from kg.link.resolve import Ref

_NEVER_ONESELF = {"ACCUSE", "AID", "ASSAULT", "REQUEST", "SUPPORT", "THREATEN"}
"""What is not done to oneself: a pronoun then means another."""
_JUDGED = {"ACCUSE", "PROTEST", "REJECT"}
_RECOGNISE = word_set("shared.recognise")
"""How a deed is judged."""
_HITS = frozenset({"ASSAULT", "COERCE", "SANCTION"})
"""What the noun of a deed names that is done to those who stand after 'on'."""
_UPON_LANDS = {"AID", "ASSAULT", "COERCE", "CONCEDE", "SANCTION"}
_SPEAK = word_set("extract.targets_on_paths.speak")
_HOMES = word_set("extract.targets_on_paths.homes")
_POSTS = word_set("extract.targets_on_paths.posts")
_LANDS = word_set("extract.targets_on_paths.lands")
_SIDES = word_list("extract.targets_on_paths.sides")
_PRIVATE = word_list("extract.targets_on_paths.private")
"""People who act for no state, besides those whom the lexicon has."""
_POINTING = ("it", "this", "that")
"""What may stand for what was said or done."""


class TargetsOnPaths:
    """Finds those to whom the paths of a frame lead, in the events of one document."""

    def __init__(self, readers: Readers) -> None:
        self.annotated, self.words, self.resolver = readers.annotated, readers.words, readers.resolver
        self.addressees, self.referents, self.told = readers.addressees, readers.referents, readers.told
        self.unlisted = readers.unlisted
        self.rulers = RulersMeant(readers)

    def of(self, sought: Sought) -> Found | None:
        """Those on the first path that leads to anybody but who acts, else those whom a pronoun on a path means."""
        pronouns: list[Token] = []
        for path in sought.frame.o:
            tokens = tokens_on(sought.trigger, path, self.words)
            if tokens and (found := self._on(path, tokens, sought, pronouns)).refs:
                return found
        for token in pronouns if sought.s else ():
            for way in _BY_PRONOUN:
                if another := way(self, sought, token):
                    noun = token.head if token.tag == "PRP$" and token.head is not None else token
                    return found_at(another, noun)
        return None

    def _on(self, path: str, tokens: Sequence[Token], sought: Sought, pronouns: list[Token]) -> Found:
        """Those on one path; to ``pronouns`` come those that may mean another than who acts."""
        found = Found([], [])
        for token in tokens:
            if self._does_not_count(sought, token):
                continue
            meant = self._meant(sought, token)
            others = self._others(path, sought, token, meant)
            if not others and token.tag in ("PRP", "PRP$") and (meant or sought.value in _UPON_LANDS):
                pronouns += [token] if not meant or self._of_people(sought, token) else []
            for ref in others:
                if all(ref.entity != r.entity for r in found.refs):
                    found.refs.append(ref)
                    found.tokens.append(token)
        return found

    def _meant(self, sought: Sought, token: Token) -> list[Ref]:
        """Whom a word on a path means, be it who acts himself."""
        found: list[Ref] = next((refs for way in _BY_WORD if (refs := way(self, sought, token))), [])
        if found and token.mention is None and all(same_side(r, sought.s) for r in found):
            return self.rulers.the_country(token, sought.s, sought.trigger) or found
        return found

    def _others(self, path: str, sought: Sought, token: Token, meant: Sequence[Ref]) -> list[Ref]:
        """Those of them who are not on the side of who acts, with those told of along with them."""
        s = sought.s
        own = {x.state for x in s} if sought.value == "REJECT" else set()  # one denies nothing to one's own
        others = [r for r in meant if not same_side(r, s) and r.entity not in own]
        if len(others) < len(meant) and of_both(token):
            return []  # 'Chad sent nothing to either side': two others than Chad
        if not others or self._spoken_of(token, meant, sought):
            others = self.rulers.own_government(sought, token) or others
        if path == "object" and any(r.entity.kind == "Person" for r in others):
            more = [r for t in together(sought.trigger, before=False) for r in self.referents.of(t)]
            others += [r for r in more if r.entity.kind == "Person" and r.entity not in {x.entity for x in others}]
        return others

    def _spoken_of(self, token: Token, meant: Sequence[Ref], sought: Sought) -> bool:
        """Whether 'the government' that somebody out of office speaks of is only by the text that of another state."""
        loosely = token.mention is None and all(r.rule == "the state spoken of" for r in meant)
        return loosely and self.rulers.out_of_office(sought)

    def _does_not_count(self, sought: Sought, token: Token) -> bool:
        """Whether a word on a path is for nobody to whom it is done."""
        return (
            any(token is t for t in sought.s_tokens)
            or self._go_between(token)
            or grammar.reflexive(token)  # 'a right to defend itself'
            or _in_person(token)
            or any(unlisted_town(t, self.words) for t in (token, *grammar.after(token, "of")))
            or (token.dep in grammar.SUBJECT and token.low in ("i", "we"))
            or (sought.trigger.lemma in _SPEAK and _from_town(token))
            or self._not_for(sought, token)
        )

    def _not_for(self, sought: Sought, token: Token) -> bool:
        """Whether it is for nobody to whom this kind of act is done."""
        value = sought.value
        if value in _JUDGED and self._suffered_it(token):
            return True
        if value in ("ACCUSE", "PROTEST") and self._hit_by_it(sought.trigger, token):
            return True
        if (value == "REJECT" or "label" in sought.frame.conditions) and token.low in _POINTING:
            recognised = token.head is not None and token.head.lemma in _RECOGNISE and token.low == "it"
            return not recognised  # 'Kosovo waits, for Peru refuses to recognise it': a state
        if value == "REJECT":
            return _handed_over(token) or measured(token) or self.of_a_firm(token, value)
        if value == "AID":
            return self.of_a_firm(token, value)
        if value == "REQUEST":
            return (self.told.fate(token) and self._person(token)) or seat_of_court(token)
        if value == "ACCUSE":
            return seat_of_court(token)
        if value == "THREATEN":
            return token.mention is not None and token.mention.kind == "Court"
        own = token.tag == "PRP$"  # 'halted their attacks': whoever acts
        own |= token.lemma in _POSTS and any(p.tag == "PRP$" for p in token.by("poss"))  # 'left its positions'
        return value == "RETREAT" and (own or _by_a_name(token))

    def of_a_firm(self, token: Token, value: str) -> bool:
        """'The request of an *Austrian* family', 'granted the *Japanese* company relief': not upon their state; but who
        helps a family helps its country.
        """
        noun = noun_of_adjective(token)
        if noun is None:
            return False
        # the tree may hang both on a noun behind them ('the Japanese company tax relief')
        noun = next((t for t in noun.subtree() if t.i == token.i + 1), noun)
        private = value != "AID" and (noun.lemma in self.resolver.lexicon.private or noun.lemma in _PRIVATE)
        return private or noun.lemma in self.words["outfits"]

    def _suffered_it(self, token: Token) -> bool:
        """'Condemned the invasion of Chile', 'the arrest of two Chileans': of whom the deed is told that is judged."""
        noun = token if token.dep == "pobj" else token.head
        prep = noun.head if noun is not None and noun.dep == "pobj" else None
        deed = prep.head if prep is not None and prep.low == "of" else None
        if deed is None or deed.mention is not None:
            return False
        person = token.mention is not None and token.mention.kind == "Person"
        names = {deed.lemma, deed.low}
        return bool(names & self.words["suffered"]) or (person and bool(names & self.words["suffered_at_home"]))

    def _hit_by_it(self, trigger: Token, token: Token) -> bool:
        """'The strikes on *Chad* by Togo, denounced by Mali', 'criticised the sanctions on Chad': not what Chad did."""
        noun = token if token.dep == "pobj" else token.head
        prep = noun.head if noun is not None and noun.dep == "pobj" else None
        deed = prep.head if prep is not None and prep.low in ("against", "on", "upon") else None
        if deed is None or deed.mention is not None or trigger.lemma in ("blame", "pin") or grammar.is_verb(deed):
            return False
        told = deed is trigger.head if trigger.dep in ("acl", "relcl") else deed.head is trigger
        return told and bool(self.told.deeds(deed) & _HITS)

    def _go_between(self, token: Token) -> bool:
        """Whether it stands beside the two as a go-between ('with B as facilitator')."""
        prep = token.head if token.dep == "pobj" else None
        above = prep.head if prep is not None else None
        roles = [*token.by("prep"), *(above.by("prep") if above is not None else [])]
        return any(p.lemma == "as" and any(t.lemma in self.words["helpers"] for t in p.by("pobj")) for p in roles)

    def _person(self, token: Token) -> bool:
        return any(r.entity.kind in ("Person", "Group") for r in self.resolver.actors(token))

    def _of_people(self, sought: Sought, pronoun: Token) -> bool:
        """Whether a pronoun stands for those acted on, or for whose people it is ('trains its policemen')."""
        noun = pronoun.head
        if pronoun.tag == "PRP" or sought.value == "ASSAULT" or noun is None:
            return pronoun.dep != "nsubj"
        lists = ("sent", "held", "units", "defended")
        return any({noun.lemma, noun.low} & self.words[x] for x in lists)

    # -- whom a word means

    def _other_one(self, sought: Sought, token: Token) -> list[Ref]:
        """'The other (side)', 'its ally': the one of a pair who does not act."""
        if token.mention is not None:
            return []
        s = sought.s
        side = token.lemma in _SIDES and any(c.lemma == "other" for c in token.children)
        own = (
            token.lemma in self.words["kin"]
            and token.tag == "NN"
            and any(c.tag == "PRP$" for c in token.by("poss"))
            and not any(t.mention is not None for t in grammar.modifiers(token))
        )
        if not ((token.lemma == "other" and token.tag != "NNS") or side or own):
            return []
        if own and len(s) > 1:  # 'both rallied behind their neighbour'
            return self.addressees.third("topic", "", s, sought.sentence, sought.trigger)
        other = self.addressees.counterpart(s, sought.trigger) if len(s) == 1 else list(s)
        return other or (self._only_before(token, s) if own else [])

    def _only_before(self, kin: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Athens protested in May. Paris backs its ally's claim': the only state of the sentence before."""
        named = self.resolver.only_named_before(kin)
        found = [Ref(t.entity, kin, "the only state of the sentence before", t.words, t.state) for t in named]
        return [r for r in found if not same_side(r, s) and all(r.entity not in (x.entity, x.state) for x in s)]

    def _same_object(self, sought: Sought, token: Token) -> list[Ref]:
        return self.addressees.same_object(token, sought.s) if sought.value in _NEVER_ONESELF else []

    def _who_it_is(self, sought: Sought, token: Token) -> list[Ref]:
        """Whoever the word means by itself: 'Peru', 'the minister', 'us'."""
        return self.referents.first_person.suffering(self.referents.of(token))

    def _state_of_place(self, sought: Sought, token: Token) -> list[Ref]:
        place = sought.value == "THREATEN" or "place" in sought.target_ways
        return self.referents.state_of_place(token) if place else []

    def _inhabitants(self, sought: Sought, token: Token) -> list[Ref]:
        return self.referents.inhabitants(token) if sought.value in _UPON_LANDS else []

    def _whose_land(self, sought: Sought, token: Token) -> list[Ref]:
        """'Does Cyprus come into it? Turkey invaded the island': the only other state that is named nearby."""
        trigger = sought.trigger
        if sought.value != "ASSAULT" or trigger.lemma != "invade" or token.lemma not in _LANDS or not the(token):
            return []
        if token.mention is not None or any(c.dep in ("amod", "compound", "relcl", "prep") for c in token.children):
            return []
        return self.addressees.near_paragraph(sought.s, trigger)

    def _us(self, sought: Sought, token: Token) -> list[Ref]:
        """'A neighbour that blockaded us': the other one of the two, in a column whose author's state is not told."""
        ours = token.lemma in _HOMES and any(c.low == "our" for c in token.by("poss"))
        if not (ours or (token.low == "us" and token.tag == "PRP")) or len(sought.s) != 1:
            return []
        told = self.resolver.home is not None or not self.annotated.commentary
        return [] if told else self.addressees.counterpart(sought.s, sought.trigger)

    def _armed(self, sought: Sought, token: Token) -> list[Ref]:
        """Armed men of nobody: 'shelled the militants', not 'its militants'."""
        return self.unlisted.armed(token) if sought.value in HURT and not _owned(token) else []

    # -- whom a pronoun means that is no other name of who acts

    def _another(self, sought: Sought, pronoun: Token) -> list[Ref]:
        """'Praised its help': another than who acts, told of before or named nearby."""
        another = self.addressees.another(pronoun, sought.s) if sought.value in _NEVER_ONESELF else []
        if not another and sought.value == "SUPPORT" and pronoun.tag == "PRP$":
            return self.addressees.near_state(sought.s, sought.sentence, sought.trigger)
        return another

    def _who_tells(self, sought: Sought, token: Token) -> list[Ref]:
        """'Chad says that Togo shelled its villages', 'two Malians died when Togo fired on their post': of whoever says
        so, or is said to have died.
        """
        noun = token.head
        first = trigger = sought.trigger
        while first.dep == "conj" and first.head is not None and not first.by(*grammar.SUBJECT):
            first = first.head  # 'said that the ship turned and rammed its boat'
        main = first.head
        owned = token.tag == "PRP$" and token.low in ("its", "their")
        owned = owned and noun is not None and not any(t.lemma == "own" for t in noun.children)
        expelled = sought.frame.id == "sanction.expel" and noun is not None and noun.lemma in self.words["sent"]
        if not (expelled or sought.value in HURT) or trigger.lemma == "invade" or not owned or main is None:
            return []  # nobody expels his own envoy, though he may recall him
        if first.dep not in ("ccomp", "advcl") or not first.by(*grammar.SUBJECT) or not grammar.is_verb(main):
            return []
        said = main.head if main.dep == "ccomp" else None  # 'said a sailor drowned when Togo rammed its boat'
        if token.low == "its" and said is not None and said.lemma in self.words["speak"]:
            main = said
        subjects = valency.surface_subjects(main)
        found = [r for t in subjects for r in self.referents.of(t)]
        found = found or [r for t in subjects for m in grammar.modifiers(t) for r in self.resolver.actors(m)]
        states = [Ref(x.state, token, "whose the speaker speaks for", x.words, x.state) for x in found if x.state]
        return [r for r in states if not same_side(r, sought.s)]

    def _captives(self, sought: Sought, pronoun: Token) -> list[Ref]:
        """'Two Dutch journalists were filming when Togo detained them': of their state."""
        number = self.resolver.sentence_of.get(pronoun.start)
        if sought.value not in HURT or number is None:
            return []
        found = [r for t in whom(self.annotated, number, self.words, pronoun) for r in self.resolver.actors(t)]
        return [replace(r, token=pronoun) for r in found if not same_side(r, sought.s)]


_Way = Callable[[TargetsOnPaths, Sought, Token], list[Ref]]
_BY_WORD: tuple[_Way, ...] = (
    TargetsOnPaths._other_one,
    TargetsOnPaths._same_object,
    TargetsOnPaths._who_it_is,
    TargetsOnPaths._state_of_place,
    TargetsOnPaths._inhabitants,
    TargetsOnPaths._whose_land,
    TargetsOnPaths._us,
    TargetsOnPaths._armed,
)
"""Whom a word on a path means; the first that finds somebody wins."""
_BY_PRONOUN: tuple[_Way, ...] = (
    TargetsOnPaths._another,
    TargetsOnPaths._who_tells,
    TargetsOnPaths._captives,
)
"""Whom a pronoun on a path means where it is not who acts; the first that finds somebody wins."""


def _owned(token: Token) -> bool:
    """Whether the words around a noun say whose it is."""
    return bool(grammar.possessors(token)) or any(t.mention is not None for t in grammar.modifiers(token))


def _handed_over(token: Token) -> bool:
    """'Refuses to extradite Roe', 'to hand Roe over': not to him."""
    verb = token.head
    away = verb is not None and (
        verb.lemma in ("deport", "extradite", "repatriate", "surrender")
        or (verb.lemma in ("hand", "turn") and any(c.low == "over" for c in verb.children))
    )
    person = token.tag in ("WP", "PRP") or (token.mention is not None and token.mention.kind == "Person")
    return away and token.dep == "dobj" and person


MEASURES = word_set("extract.targets_on_paths.measures")
"""What is laid on others."""


def measured(token: Token) -> bool:
    """'Rejects the sanctions on Chile', 'refused to join them': upon Chile, and of nobody who is named."""
    prep = token.head if token.dep == "pobj" and token.mention is not None else None
    noun = prep.head if prep is not None and prep.lemma in ("against", "of", "on") else token
    if noun is None or noun.lemma not in MEASURES or noun.mention is not None:
        return False
    upon = any(p.lemma in ("against", "of", "on") for p in noun.by("prep"))
    return upon and not noun.by("poss") and not any(m.mention is not None for m in grammar.modifiers(noun))


_CAMPS = word_set("extract.targets_on_paths.camps")


def of_both(token: Token) -> bool:
    """Whether it is each of two ('either side', 'both parties')."""
    return token.lemma in _CAMPS and any(d.low in ("both", "either", "neither") for d in token.children)


def _in_person(token: Token) -> bool:
    """'In Kryvyi Rih': a town that was taken for a person."""
    person = token.mention is not None and token.mention.kind == "Person" and token.dep == "pobj"
    verb = token.head.head if person and token.head is not None else None
    if verb is not None and verb.lemma in ("bring", "call", "haul") and token.head and token.head.i == verb.i + 1:
        return False  # 'called in Burak Ozer'
    return person and token.head is not None and token.head.lemma in ("in", "inside", "near")


def _by_a_name(token: Token) -> bool:
    """'Were bused out of Sheikh Maqsoud': a quarter that was taken for a person."""
    left = token.dep == "pobj" and token.head is not None and token.head.lemma in ("from", "of")
    return left and token.mention is not None and token.mention.kind == "Person"


def _from_town(token: Token) -> bool:
    """'Insisted from Vienna': where one speaks."""
    town = token.mention is not None and token.mention.role in ("capital", "metonym")
    return town and token.dep == "pobj" and token.head is not None and token.head.lemma == "from"
