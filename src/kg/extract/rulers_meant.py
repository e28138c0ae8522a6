"""Whose the government, the authorities, the junta or the country are that no word says whose they are."""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.annotated import Token
from kg.core.words import word_list, word_set
from kg.extract.paths import role_tokens
from kg.extract.role_search import Found, Readers, Sought, found_at
from kg.extract.sides import same_side
from kg.extract.unlisted import the
from kg.link.resolve import STATE_KINDS, Ref

_TO_RULERS = ("ACCUSE", "PROTEST", "REQUEST")
"""What the rulers suffer by words."""
_AT_HOME = word_set("extract.rulers_meant.at_home")
_FORMER = word_set("extract.rulers_meant.former")
_NO_STATES = word_set("extract.rulers_meant.no_states")
"""How a land is called that is no state, or of which not all say that it is one."""
_SEATS = word_set("extract.rulers_meant.seats")
_COUNTRIES = word_list("extract.rulers_meant.countries")


class RulersMeant:
    """Tells whose rulers the nouns for them mean in the events of one document."""

    def __init__(self, readers: Readers) -> None:
        self.words, self.text = readers.words, readers.text
        self.addressees, self.referents = readers.addressees, readers.referents
        self.resolver = readers.resolver

    def the_country(self, token: Token, s: Sequence[Ref], trigger: Token) -> list[Ref]:
        """'Peru blockaded the kingdom', 'Peru accused the junta': the other one, not the one who acts."""
        if not the(token) or not (token.lemma in _COUNTRIES or token.lemma in ("junta", "regime")):
            return []
        if any(c.lemma.lower() in _NO_STATES for c in token.by("amod")):
            return []  # 'recognised the self-proclaimed republic'
        return self.addressees.counterpart(s, trigger) if len(s) == 1 else []

    def own_government(self, sought: Sought, token: Token) -> list[Ref]:
        """'Senator A accused the government': his own, which he is no part of."""
        if sought.value not in _TO_RULERS or token.lemma not in self.words["organs"]:
            return []
        if not the(token) or (sought.value == "REQUEST" and not self.at_home(sought)):
            return []
        if len(sought.s) != 1:
            return []
        if token.mention is not None or _qualified(token):
            return []
        one, state = sought.s[0], sought.s[0].state
        rules = self.words["of_government"]
        told = {w.lower().strip(",.") for t in sought.s_tokens for w in self._around(t).split()}
        if one.entity.kind not in ("Person", "PoliticalParty") or state is None:
            return []
        if told & rules and not self.out_of_office(sought):
            return []
        return [Ref(state, token, "the government of his own state", state.name, state)]

    def out_of_office(self, sought: Sought) -> bool:
        """'*Former* president A', '*opposition* leader A', 'A, a *lawmaker*': of no government, so that the one
        of whom he speaks is his own state's.
        """
        behind = [self.text[t.mention.end : t.mention.span[1]] for t in sought.s_tokens if t.mention is not None]
        words = self._titles(sought) | {w.strip(",").lower() for said in behind for w in said.split()[:6]}
        return bool(words & (_AT_HOME | _FORMER))

    def _around(self, token: Token) -> str:
        """The words of a name with those before and behind it."""
        mention = token.mention
        start, end = (mention.start, mention.end) if mention is not None else (token.start, token.end)
        return self.text[max(start - 40, 0) : end + 40]

    def at_home(self, sought: Sought) -> bool:
        """Whether members of an opposition or a parliament ask: their own, where nobody else is named."""
        return sought.value == "REQUEST" and bool(self._titles(sought) & _AT_HOME)

    def _titles(self, sought: Sought) -> set[str]:
        """The words by which those who act are called, and some before them."""
        tokens = sought.s_tokens
        around = [c for t in tokens for c in (*t.children, *(x for a in t.by("appos") for x in (a, *a.children)))]
        spans = [(t.mention.start, t.mention.end) if t.mention is not None else (t.start, t.end) for t in tokens]
        titles = [self.text[max(a - 32, 0) : b].lower().split()[-6:] for a, b in spans]
        words = {c.lemma.lower() for c in around} | {w for title in titles for w in title}
        return words

    def the_authorities(self, sought: Sought) -> Found | None:
        """'50 were arrested in Chad, and the bishops urged the authorities to free them': of the only state nearby."""
        s, trigger = sought.s, sought.trigger
        if sought.value not in _TO_RULERS:
            return None
        meant = [t for path in sought.frame.o for t in role_tokens(trigger, path)]
        seats = [t for t in meant if t.mention is None and t.lemma in self.words["organs"] and the(t)]
        if not seats or any(_qualified(t) or self.referents.of(t) for t in seats):
            return None
        if len(s) != 1 or s[0].state:
            return self._of_the_text(sought, seats[0])
        freed = any(c.lemma in ("free", "pardon", "release") for c in trigger.by("xcomp", "advcl", "ccomp"))
        if freed and (held := self._who_held_last(s)):
            return found_at(held, trigger)
        before = [t for t in sought.sentence.tokens if t.start < trigger.start]
        places = {r.entity: r for t in before for r in self.referents.state_of_place(t)}
        there = list(places.values()) if len(places) == 1 else []
        near = self.addressees.near_state(s, sought.sentence, trigger)
        near = near or [r for r in there if not same_side(r, s)]
        return found_at(near, trigger) if near else self._of_the_text(sought, seats[0])

    def _of_the_text(self, sought: Sought, seat: Token) -> Found | None:
        """'Peru and Chile urged the government to keep its word': of the state that the text names most by far."""
        several = seat.lemma != "authority" and seat.tag == "NNS"
        if seat.lemma not in _SEATS or several or seat.by("relcl", "acl"):
            return None
        state = self.resolver.by_far({r.state or r.entity for r in sought.s})
        if state is None:
            return None
        return Found(
            [Ref(state, seat, "the government of the state that the text is about", state.name, state)], [seat]
        )

    def _who_held_last(self, s: Sequence[Ref]) -> list[Ref]:
        """Whoever seized, tried or freed somebody last."""
        told = next((p for p in reversed(self.addressees.past) if p.value in ("COERCE", "CONCEDE")), None)
        states = {r.state or r.entity for r in told.s if not same_side(r, s)} if told is not None else set()
        only = states.pop() if len(states) == 1 else None
        if told is None or only is None or only.kind not in STATE_KINDS:
            return []
        return [Ref(only, told.s[0].token, "who holds the one spoken of", only.name, only)]


def _qualified(noun: Token) -> bool:
    """Whether words tell whose it is ('the government of Peru'), not what it is accused of ('of neglect')."""
    below = [t for p in noun.by("prep") for t in p.by("pobj")]
    return bool(noun.by("amod", "compound", "poss")) or any(x.mention is not None for t in below for x in t.subtree())
