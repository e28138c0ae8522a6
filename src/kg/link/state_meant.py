"""Whose 'the government', 'parliament' or 'the country' is: the state of the clause around, or that a text is about.

A noun is put to one way after another; the first that has an answer wins, also where its answer is that nobody can be
known.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from typing import TYPE_CHECKING

from kg.core.annotated import Token
from kg.core.lazy import cached_property
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link import anaphora, descriptions
from kg.link.references import ALLIES, LANDS, STATE_KINDS, Ref, Seen

if TYPE_CHECKING:
    from kg.link.resolve import Resolver

_RULERS = word_set("link.state_meant.rulers")
_SERVE = word_set("link.state_meant.serve")
"""Whom a leader asks and orders at home."""
_COMMANDS = word_set("link.state_meant.commands")
_ABROAD = word_set("link.state_meant.abroad")
"""What one does in another's capital, too."""
_FAULTS = word_set("link.state_meant.faults")
"""What one does to whom one finds fault with."""
_BORDERS = word_set("link.state_meant.borders")
_BELOW = ("advcl", "ccomp", "pcomp", "relcl")
_NEXT = word_set("link.state_meant.next")
_HEADS = word_set("link.state_meant.heads")


class Spoken:
    """A noun for a state or what rules it, with what the ways to find which it is ask of it."""

    def __init__(self, resolver: Resolver, token: Token, words: str) -> None:
        self.resolver, self.token, self.words = resolver, token, words
        self.number = resolver.sentence_of.get(token.start, 0)
        sentences = resolver.annotated.sentences
        self.paragraph = sentences[self.number].segment.paragraph if sentences else 0

    @cached_property
    def later(self) -> set[Entity]:
        """Those with whom its own clause has it deal, or of whom a clause around tells ('Chad, which lent the country
        ...').
        """
        around = [a.head for a in self.token.ancestors() if a.dep == "relcl" and a.head is not None]
        told = {r.entity for t in around if t.mention is not None for r in self.resolver.actors(t)}
        return descriptions.named_later(self.resolver, self.token) | told

    @cached_property
    def near(self) -> list[Seen]:
        """The states that the paragraph names before it, the last first."""
        before = self.resolver.before(self.token, STATE_KINDS)
        near = takewhile(lambda s: s.paragraph == self.paragraph, before)
        return [s for s in near if s.entity not in self.later]  # 'the junta called its envoy home from Nigeria'

    @cached_property
    def subjects(self) -> list[Seen]:
        """Those of them that act."""
        return [s for s in self.near if s.subject]

    def is_one(self, entity: Entity | None, rule: str) -> list[Ref]:
        """A reference to the one that is meant."""
        return self.resolver.refer(entity, self.token, rule, self.words)


Way = Callable[[Spoken], "list[Ref] | None"]
"""Which state a noun means; None where a way does not tell."""


def meant(resolver: Resolver, token: Token, words: str) -> list[Ref]:
    """Which state 'the government' or 'the country' means."""
    spoken = Spoken(resolver, token, words)
    for way in _WAYS:
        if (found := way(spoken)) is not None:
            return found
    return []


def _of_form(spoken: Spoken) -> list[Ref] | None:
    """'The kingdom', 'the emirate': of the states of that form the one spoken of last; home, if it is one."""
    resolver, token = spoken.resolver, spoken.token
    if (realm := resolver.lexicon.realms.get(token.lemma)) is None:
        return None
    if any(p.lemma == "of" for p in token.by("prep")):
        return []  # 'the Emirate of Sharjah'
    named = [s.entity for s in resolver.before(token, STATE_KINDS) if s.entity.code in realm]
    named += [s.entity for s in resolver.seen if s.entity.code in realm]
    own = resolver.home if resolver.home is not None and resolver.home.code in realm else None
    return spoken.is_one(own or next(iter(named), None), "the state of that form spoken of")


def _of_no_state(spoken: Spoken) -> list[Ref] | None:
    """'The heads of government', 'the Parliament of Central America': of no one state."""
    token = spoken.token
    first = token.head if token.dep == "conj" and token.head is not None else token
    above = first.head.head if first.dep == "pobj" and first.head is not None and first.head.lemma == "of" else None
    if above is not None and above.lemma in _HEADS and not token.by("det"):
        return []
    below = [t for p in token.by("prep") if p.lemma == "of" for t in p.by("pobj")]
    return [] if any(t.mention is not None and t.mention.kind == "Area" for t in below) else None


def _issuing(spoken: Spoken) -> list[Ref] | None:
    """'The Government thanks Togo for the help of the Government of Togo', in a release: of whoever puts it out."""
    token = spoken.token
    alone = token.text in ("Government", "Ministry") and [c.low for c in token.by("det")] == ["the"]
    if not alone or spoken.resolver.issuer is None or token.by("amod", "appos", "compound", "poss", "prep", "relcl"):
        return None
    return spoken.is_one(spoken.resolver.issuer, "the state whose release it is")


def _in_capital(spoken: Spoken) -> list[Ref] | None:
    """'In Lima the government welcomed it': that of Peru; not 'in Lima the government signed it', as a guest may."""
    verb = spoken.token.head if spoken.token.dep == "nsubj" else None
    if verb is None or spoken.token.lemma not in _RULERS | _SERVE or verb.lemma in _ABROAD:
        return None
    fronted = [p for p in verb.by("prep") if p.lemma.lower() == "in" and p.i < spoken.token.i]
    towns = [t.mention for p in fronted for t in p.by("pobj") if t.mention is not None]
    seats = [m.state for m in towns if m.role == "capital" and m.state and m.body is None]
    if len(seats) != 1 or any(m.kind in STATE_KINDS for m in towns):
        return None
    return spoken.is_one(spoken.resolver.entities.state(seats[0]), "whose capital the clause opens with")


def _commanded(spoken: Spoken) -> list[Ref] | None:
    """'President Paz asked parliament for a vote': the president's own."""
    token = spoken.token
    verb = token.head if token.dep in ("dobj", "dative", "nsubj") else None
    if verb is not None and token.dep == "nsubj":
        verb = verb.head if any(a.tag == "TO" for a in verb.by("aux")) else None  # 'ordered police to leave'
    if token.lemma not in _SERVE or token.by("det", "poss") or verb is None or verb.lemma not in _COMMANDS:
        return None
    leaders = [r for s in verb.by("nsubj") for r in spoken.resolver.actors(s) if r.entity.kind == "Person"]
    return spoken.is_one(leaders[0].state, "whose leader commands it") if len(leaders) == 1 else None


def _neighbouring(spoken: Spoken) -> list[Ref] | None:
    """'Kenya summoned the Ugandan envoy after police from the neighbouring country came': Uganda, the only other one
    told of than who acts; 'Kenya quarrels with the only neighbour that has a port': nobody told of.
    """
    token, resolver = spoken.token, spoken.resolver
    beside = token.lemma in LANDS and any(t.low in _NEXT for t in token.by("amod", "compound"))
    below = token.dep == "nsubj" and token.lemma in _BORDERS and token.head is not None and token.head.dep in _BELOW
    if not beside and (token.lemma not in ALLIES or not (token.dep in ("dobj", "pobj") or below)):
        return None
    above = [s for a in token.ancestors() for s in a.by("nsubj", "nsubjpass") if s.i < token.i]
    acting = {e for s in above for r in resolver.actors(s) for e in (r.entity, r.state) if e is not None}
    acting = acting or ({resolver.home} if resolver.home is not None else set())
    for one in (spoken.number, spoken.number - 1, spoken.number - 2):
        named = {s.entity for s in spoken.near if s.sentence == one} - acting
        if named:
            return spoken.is_one(next(iter(named)), "the state beside who acts") if len(named) == 1 else []
    return []


def _other_than_subject(spoken: Spoken) -> list[Ref] | None:
    """'Chad shut its border with Togo and froze the country's assets': Togo, for Chad's own would be 'its'."""
    resolver, token = spoken.resolver, spoken.token
    if token.lemma not in LANDS or token.by("relcl") or resolver.annotated.dateline_place is not None:
        return None
    verbs = [a for a in token.ancestors() if a.tag.startswith("VB")]
    if any(v.dep == "ccomp" for v in verbs):
        return None  # 'told Togo that the country would leave'
    here = [s for s in spoken.near if s.sentence == spoken.number and s.role in ("name", "capital")]
    acting = {s.at for s in here if s.subject}
    others = {s.entity for s in here if s.at not in acting} - {s.entity for s in here if s.at in acting}
    return spoken.is_one(next(iter(others)), "the state spoken of") if len(others) == 1 else None


def _blamed_before(spoken: Spoken) -> list[Ref] | None:
    """'Germany accused Russia of it. NATO condemned the country': Russia, whom both find fault with."""
    resolver, token = spoken.resolver, spoken.token
    verb = token.head if token.dep == "dobj" else None
    before = resolver.annotated.sentences[spoken.number - 1] if spoken.number else None
    if token.lemma not in LANDS or verb is None or verb.lemma not in _FAULTS or before is None:
        return None
    root = before.root()
    blamed = root.by("dobj") if root is not None and root.lemma in _FAULTS and not root.by("neg") else []
    states = [r.entity for t in blamed for m in (t, *resolver.conjuncts(t)) for r in resolver.actors(m)]
    acting = {e for s in verb.by("nsubj") for r in resolver.actors(s) for e in (r.entity, r.state)}
    fits = len(states) == 1 and states[0].kind in STATE_KINDS and states[0] not in acting
    return spoken.is_one(states[0], "who was found fault with before") if fits else None


def _last_subject(spoken: Spoken) -> list[Ref] | None:
    """'Chad voted in May. Parliament was dissolved': of the state that acted last in the paragraph, home before it."""
    resolver, token, near, subjects = spoken.resolver, spoken.token, spoken.near, spoken.subjects
    if not subjects and len({s.entity for s in near}) > 1 and resolver.home not in {s.entity for s in near}:
        return []  # of several that are merely named
    if subjects:
        last = [s for s in subjects if s.sentence == subjects[0].sentence]
        chosen: Entity | None = anaphora.of_main_clause(resolver, last)[0].entity
    else:
        chosen = near[0].entity if near else _home(spoken)
    if chosen in spoken.later or (chosen and token.lemma in _RULERS and resolver._acts_upon(chosen, token)):
        return []
    if resolver.annotated.dateline_place is not None and any(s.entity == resolver.home for s in near):
        chosen = resolver.home
    return spoken.is_one(chosen, "the state spoken of")


def _home(spoken: Spoken) -> Entity | None:
    """The state that the text speaks from; one that it only names most, where it has named it before."""
    resolver = spoken.resolver
    known = resolver.annotated.dateline_place is not None or resolver.annotated.commentary
    named = {s.entity for s in resolver.before(spoken.token, STATE_KINDS)}
    if not known and not named and spoken.number == 0:
        return _told_next(spoken)
    return resolver.home if known or resolver.home in named else None


def _told_next(spoken: Spoken) -> Entity | None:
    """'The Ministry sent a team to Izmir. Greece stands by ...', at the opening of a text: the first that then acts or
    owns something.
    """
    resolver = spoken.resolver
    if not spoken.token.text[:1].isupper():
        return None
    ends = {m.start: m.end for m in resolver.annotated.mentions}
    for s in resolver.seen:
        named = s.at > spoken.token.start and s.sentence <= 1 and s.entity.kind in STATE_KINDS
        if not named or s.role != "name" or s.entity in spoken.later:
            continue
        if s.subject or resolver.text[ends.get(s.at, s.at) :][:2] in ("'s", "’s"):
            return s.entity
    return None


_WAYS: tuple[Way, ...] = (
    *(
        _of_form,
        _of_no_state,
        _issuing,
        _in_capital,
        _commanded,
        _neighbouring,
        _other_than_subject,
        _blamed_before,
        _last_subject,
    ),
)
"""In this order."""
