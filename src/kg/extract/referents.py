"""Who a token of an event's clause is: by its name, its apposition, whoever leads or sends it, and where it lies."""

from __future__ import annotations

from collections.abc import Mapping

from kg.core.annotated import Annotated, Token
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.addressees import Addressees
from kg.extract.event_args import POSTS, TRAINERS
from kg.extract.first_person import FirstPerson
from kg.extract.predication import instances
from kg.extract.sides import OF_NAVY
from kg.extract.trigger_conditions import DESIGNATION
from kg.extract.unlisted import Unlisted, the
from kg.link.anaphora import called
from kg.link.described import set_apart
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Ref, Resolver

_SENT = word_set("extract.referents.sent")
"""What is done with arms by whoever uses them ('a bomb planted by rebels')."""
_MANNED = word_set("extract.referents.manned")
"""What is done with a checkpoint by those who keep it."""
_STYLES = word_set("extract.referents.styles")
"""How holders of offices are styled before their titles."""
_RULERS = word_set("extract.referents.rulers")


class Referents:
    """Tells who the tokens of one document's events are."""

    def __init__(
        self,
        annotated: Annotated,
        resolver: Resolver,
        words: Mapping[str, frozenset[str]],
        addressees: Addressees,
        unlisted: Unlisted,
        first_person: FirstPerson,
    ) -> None:
        self.annotated, self.resolver, self.words = annotated, resolver, words
        self.first_person = first_person
        self.addressees, self.unlisted = addressees, unlisted
        self.text = annotated.document.text
        self._found: dict[Token, tuple[int, list[Ref]]] = {}
        """Who the tokens are, each with the number of events that were read before that was found."""

    def of(self, token: Token) -> list[Ref]:
        """Who a token is; a common noun with a name in apposition is the one named ('his colleague Kim')."""
        number, found = self._found.get(token, (-1, []))
        if number != len(self.addressees.past):
            found = self._of(token)
            self._found[token] = (len(self.addressees.past), found)
        return found.copy()

    def _of(self, token: Token) -> list[Ref]:
        number = self.resolver.sentence_of.get(token.start)
        sentence = self.annotated.sentences[number] if number is not None else None
        if token.mention is None:
            if token.lemma == "community" and any(
                c.lemma in ("international", "world", "global") for c in token.children
            ):
                return []
            if given := [ref for name in instances(token) for ref in self.resolver.actors(name)]:
                return given
            if token.lemma.lower() in _STYLES and (styled := [r for t in token.by("appos") for r in self.of(t)]):
                return styled  # 'His Excellency the Ambassador of Peru'
            for child in token.by("appos"):
                apart = ";" in self.text[min(token.end, child.end) : max(token.start, child.start)]
                if not apart and child.mention is not None and (found := self.resolver.actors(child)):
                    return found
            if named := [r for name in called(token) for r in self.resolver.actors(name)]:
                return named
            if each := [r for t in _those_of(token) for r in self.resolver.actors(t)]:
                return each
            if token.lemma in self.words["said"] and token.dep == "appos":
                return []  # 'of arming the rebels, a charge that it denies': no other name of the rebels
            if token.lemma in self.words["said"] and (own := [t for t in token.by("poss") if t.tag == "PRP$"]):
                return [r for t in own for r in self.resolver.actors(t)]  # 'his demand': his, not his state's
        first = token.low in ("we", "us", "i", "me") and sentence is not None
        if first and sentence is not None and (poster := self.addressees.poster(sentence)) is not None:
            return [Ref(poster.entity, token, "who posts it", poster.words, poster.state)]
        if sentence is not None and (quoted := self.first_person.of(token, sentence)):
            return quoted
        if token.low == "us" and token.tag == "PRP" and self.resolver.home is not None:
            return [Ref(self.resolver.home, token, "first person: the speaker's state", "us", self.resolver.home)]
        if token.mention is None and sentence and (sides := self.addressees.sides(token, sentence)):
            return sides
        led = self._led(token) if token.mention is None else []
        if led and all(r.entity.kind == "Person" for r in led):
            return led  # whoever leads it is named, more closely than the state that sends it
        found = self.unlisted.party(token) or self.resolver.actors(token)
        if not found and token.mention is None and token.lemma == "member":  # 'members of Congress'
            found = [r for p in grammar.after(token, "of") for r in self.resolver.actors(p)]
        if not found and token.mention is None:
            for child in grammar.modifiers(token):  # 'a US-led coalition'
                if child.mention is not None and self.text[child.end : child.end + 4].lower() == "-led":
                    return self.resolver.actors(child)
        if not found and led:
            return led
        if not found and token.mention is None and (state := self._by_prefix(token)):
            return state
        if (
            not found
            and token.mention is None
            and self._forces(token)
            and not {token.lemma, token.low} & self.words["armed"]  # 'Chadian gunmen' are not Chad
            and (token.lemma != "group" or _armed_group(token))
            and not any(set_apart(t) for t in grammar.modifiers(token))  # 'Chadian rights groups', 'a think tank'
        ):
            # forces of whatever name act for the state before them ("a U.S. carrier strike group")
            for child in grammar.modifiers(token):
                if (
                    child.mention is not None
                    and child.mention.kind in STATE_KINDS
                    and self.text[child.end : child.end + 1] != "-"
                    and child.dep in ("amod", "compound", "nmod", "poss")
                ):
                    return self.resolver.actors(child)
        return found or self._shooter(token) or self._in_capital(token) or self._bench(token)

    def _bench(self, token: Token) -> list[Ref]:
        """'The judges in The Hague': the court told of last."""
        plain = token.mention is None and token.lemma == "judge" and token.tag == "NNS" and the(token)
        if not plain or any(t.mention is not None for t in grammar.modifiers(token)) or token.by("poss"):
            return []
        last = next(self.resolver.before(token, {"Court"}), None)
        return self.resolver.refer(last.entity, token, "the court told of last", last.entity.name) if last else []

    def _in_capital(self, token: Token) -> list[Ref]:
        """'Sanctions on officials in Minsk': those who rule there; 'the head of Peruvian diplomacy' speaks for Peru."""
        if token.mention is not None:
            return []
        if token.lemma in _RULERS:
            towns = [t for t in grammar.after(token, "in") if t.mention is not None and t.mention.role == "capital"]
            return [r for t in towns for r in self.state_of_place(t)]
        led = grammar.after(token, "of") if token.lemma in ("boss", "chief", "head") else []
        return [r for n in led if n.lemma == "diplomacy" for t in grammar.modifiers(n) for r in self.resolver.actors(t)]

    def _forces(self, token: Token) -> bool:
        """Forces or arms, by a common noun or by their type ('Thai F-16s')."""
        low = token.low
        return token.lemma in self.words["forces"] or low in self.words["forces"] or _typed(token)

    def _led(self, token: Token) -> list[Ref]:
        """Who leads those who act ('a coalition led by Kenya', 'a delegation headed by General A')."""
        if token.lemma not in self.words["led"]:
            return []
        heads = [c for c in token.by("acl") if c.lemma in ("command", "head", "lead")]
        return [r for c in heads for t in grammar.after(c, "by") for r in self.resolver.actors(t)]

    def _by_prefix(self, token: Token) -> list[Ref]:
        """The state whose ships bear a prefix ('the destroyer USS Gravely')."""
        named = [t for t in token.by("appos") if t.mention is None]  # 'the destroyer USS Gravely'
        before = [c for t in (token, *named) for c in t.children if c.i < t.i]
        for child in before:
            if child.text.isupper() and child.dep in ("compound", "nmod", "amod"):
                for pair in self.words["prefixes"]:
                    prefix, _, code = pair.partition("=")
                    if child.text == prefix and (state := self.resolver.entities.state(code)) is not None:
                        return [Ref(state, token, OF_NAVY, f"{prefix} {token.text}", state)]
        return []

    def _shooter(self, token: Token) -> list[Ref]:
        """Who fired or sent it ('rockets fired by Hezbollah')."""
        post = token.lemma in POSTS
        known = self.words["forces"] | self.words["units"] | TRAINERS
        if token.mention is not None or not (post or token.lemma in known or _typed(token)):
            return []
        for of in grammar.after(token, "of", "from") if not post else ():
            if own := self._force_named(of):
                return own
        for clause in token.by("acl"):
            if clause.lemma in (_MANNED if post else _SENT):
                doers = [t for t in grammar.after(clause, "by") if t.mention is None or t.mention.kind != "Time"]
                for agent in doers:
                    if found := self.resolver.actors(agent):
                        return found
                if doers:
                    return []  # 'rockets fired from Chad by a militia'
                for land in grammar.after(clause, "from"):  # 'a shell fired from Myanmar'
                    if land.mention is not None and land.mention.kind in STATE_KINDS:
                        return self.resolver.actors(land)
        for land in (
            grammar.after(token, "from") if token.lemma in ("bomb", "drone", "missile", "rocket", "shell") else ()
        ):
            if land.mention is not None and land.mention.kind in STATE_KINDS:
                return self.resolver.actors(land)  # 'a mortar shell from Myanmar'
        return []

    def _force_named(self, token: Token) -> list[Ref]:
        """'Bombers *of the Indian air force*', 'a platoon *from France's 27th Brigade*': whose force it is."""
        if token.mention is not None and token.mention.kind == "ArmedForce":
            return self.resolver.actors(token)
        if not (self._forces(token) or token.low in self.words["units"]):
            return []
        owners = [*grammar.possessors(token), *grammar.modifiers(token)]
        named = [t for t in owners if t.mention is not None and t.mention.kind in STATE_KINDS]
        return [r for t in named[:1] for r in self.resolver.actors(t)]

    def state_of_place(self, token: Token) -> list[Ref]:
        mention = token.mention
        if mention is None or mention.kind not in PLACE_KINDS:
            return []
        for named in grammar.after(token, "in"):  # 'Palma in Mozambique' is not the one in Spain
            if named.mention is not None and named.mention.kind in STATE_KINDS:
                return self.resolver.actors(named)
        if not mention.state:
            return []
        state = self.resolver.entities.state(mention.state)
        return (
            [Ref(state, token, "the state where the place lies", self.text[mention.start : mention.end], state)]
            if state
            else []
        )

    def inhabitants(self, token: Token) -> list[Ref]:
        """Whose people live in an area that is shelled, blockaded or helped ('bombed Gaza')."""
        name = token.mention.entity.name if token.mention is not None and token.mention.entity is not None else ""
        if not name:
            return []
        for pair in self.words["inhabited"]:
            area, _, code = pair.partition("=")
            if area == name and (state := self.resolver.entities.state(code)) is not None:
                return [Ref(state, token, "whose people live there", name, state)]
        return []


def _those_of(noun: Token) -> list[Token]:
    """'Three delegations, those of Chad, Mali and Togo': Chad, Mali and Togo."""
    those = [t for t in noun.by("appos") if t.low in ("that", "those")]
    return [t for x in those for t in grammar.after(x, "of") if t.mention is not None]


def _typed(token: Token) -> bool:
    """Whether it is a type of aircraft, ship or weapon after whose they are ('Thai F-16s')."""
    return token.mention is None and DESIGNATION.fullmatch(token.text) is not None


_ARMS = word_set("extract.referents.arms")


def _armed_group(group: Token) -> bool:
    """'A carrier strike group', not 'the Chadian group', 'a rebel group' or 'an energy group'."""
    return any(c.lemma.lower() in _ARMS for c in group.by("amod", "compound"))
