"""Definite descriptions of those whom a text has named: 'the Kingdom', 'the two presidents', 'the latter'."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from kg.core.annotated import Token
from kg.core.model import Entity
from kg.core.words import word_list, word_set
from kg.link.noun_phrases import NounPhrase, noun_phrase
from kg.link.references import STATE_KINDS, Ref, Seen

if TYPE_CHECKING:
    from kg.link.discourse import Discourse
    from kg.link.resolve import Resolver

_LANDS = word_set("link.descriptions.lands")
_NEIGHBOURS = word_set("link.descriptions.neighbours")
_THEN = re.compile(r"\bthen[ -][^.;]*$")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
STYLES = word_list("link.descriptions.styles")
"""Nouns of states, besides 'kingdom', of which few call themselves so."""
_TOP = word_set("link.descriptions.top")
_LEADS = _TOP | word_set("link.descriptions.leads")
"""Words of the titles of those who are called leaders."""
_MISSIONS = word_set("link.descriptions.missions")
"""What a state has in others, never in itself."""
_PLURAL = ("NNS", "NNPS")
_DEMANDING = word_set("link.descriptions.demanding")
_NAMED = STATE_KINDS | {"IntergovernmentalOrganization", "Grouping", "Organization", "Group", "PoliticalParty"}
_NAMED |= {"NonGovernmentalOrganization", "Government"}


def styled(discourse: Discourse, token: Token) -> Entity | None:
    """'The Kingdom': of the states that call themselves so, the one named last; home, where it is one of them."""
    if token.lemma not in ("kingdom", *STYLES):
        return None
    known = discourse.entities
    fits = [s.entity for s in discourse.before(token, STATE_KINDS) if known.styled(s.entity, token.lemma)]
    fits = fits or [s.entity for s in discourse.seen if known.styled(s.entity, token.lemma)]
    return discourse.home if discourse.home in fits else next(iter(fits), None)


def in_full(discourse: Discourse, token: Token, phrase: NounPhrase) -> Entity | None:
    """'The Islamic Republic', 'the Bolivarian Republic': by words of its full name, of the states so called that named
    last; home, where it is one of them.
    """
    if not token.text[:1].isupper() or token.lemma.lower() not in _LANDS:
        return None
    row = [*phrase.premodifiers, token]
    if len(row) < 2 or not all(t.mention is None and t.text[:1].isupper() for t in row):
        return None
    said = discourse.text[row[0].start : token.end].lower()
    known = discourse.entities
    fits = [s.entity for s in discourse.before(token, STATE_KINDS) if known.called(s.entity, said)]
    return discourse.home if discourse.home in fits else next(iter(fits), None)


def epithet(discourse: Discourse, token: Token) -> Collection[str] | None:
    """'The Andean nation', 'the West African country': which states it may be; none of an epithet that no list has.

    None where no capitalised word stands before the noun.
    """
    several = token.tag == "NNS" and token.lemma in _NEIGHBOURS  # 'the neighbour' is the other one
    if token.lemma not in _LANDS and not several:
        return None
    words = [t for t in noun_phrase(token).premodifiers if t.mention is None or t.mention.kind in ("Area", "Sea")]
    named = [t for t in words if discourse.text[t.start : t.start + 1].isupper()]
    if not named or named[0].low == "the":
        return None
    said = discourse.text[named[0].start : named[-1].end].lower().replace("-", " ")
    return next(
        (discourse.lexicon.epithets[said[i:]] for i in _starts(said) if said[i:] in discourse.lexicon.epithets), ()
    )


def of_codes(discourse: Discourse, token: Token, codes: Collection[str]) -> Entity | None:
    """Of some states the one spoken of last: who acts in the last sentence that names one, else whoever it names."""
    fits = [s for s in discourse.before(token, STATE_KINDS) if s.entity.code in codes]
    acting = [s for s in fits if s.subject and s.sentence >= fits[0].sentence - 1]
    return next((s.entity for s in (*acting, *fits)), None)


def several_of_codes(discourse: Discourse, token: Token, codes: Collection[str], size: int | None) -> list[Entity]:
    """'The two Balkan states': as many of some states, named together last, or whom the text is about, or else the only
    ones that it has named before; nobody where no number is told.
    """
    together = (g for _, g in discourse.groups_before(token.start))
    told = tuple(dict.fromkeys(s.entity for s in discourse.before(token, STATE_KINDS) if s.entity.code in codes))
    groups = (*together, discourse.main_pair(), told)
    fits = (g for g in groups if len(g) == size and all(e.code in codes for e in g))
    return list(next(fits, ()))


def _starts(words: str) -> list[int]:
    """Where the words of a string begin."""
    return [0, *(m.end() for m in re.finditer(" ", words))]


def named_later(discourse: Discourse, token: Token) -> set[Entity]:
    """The states that the clause of a subject names behind its verb, as those whose mission it turns to, or of which
    it demands something: it is then none of them.
    """
    verb = token.head if token.dep in ("nsubj", "nsubjpass") else None
    if verb is None:
        return set()
    below = [p for a in verb.by("prep", "dobj") for p in (a, *a.by("pobj"))]
    below += [p for o in verb.by("dobj") for a in o.by("prep") for p in a.by("pobj")]
    named = [
        t.mention for t in below if t.mention is not None and t.i > verb.i and t.mention.role in ("name", "capital")
    ]
    named += [t.mention for t in _of_missions(discourse, verb) if t.mention is not None]
    if verb.lemma in _DEMANDING:  # 'the Assembly demands that Israel leave'
        asked = [a for c in verb.by("ccomp") for a in c.by("nsubj", "nsubjpass")]
        named += [t.mention for a in asked for t in (a, *a.by("poss")) if t.mention is not None]
    known = discourse.entities.told_state_of
    found = (known(m.entity) if m.kind == "Person" and m.entity else discourse.actor_entity(m) for m in named)
    return {e for e in found if e is not None and e.kind in STATE_KINDS}


def _of_missions(discourse: Discourse, verb: Token) -> list[Token]:
    """Whose embassies and envoys a clause names besides its subject: 'conveyed to the *Peruvian* embassy'."""
    below = [t for c in verb.by("prep", "dobj", "dative") for t in (c, *c.by("pobj"))]
    below += [t for c in below for p in c.by("prep") for t in p.by("pobj")]
    missions = [t for t in below if t.mention is None and t.lemma.lower() in _MISSIONS]
    whose = [c for t in missions for c in (*t.by("amod", "compound", "nmod", "poss"), *_of(t))]
    envoys = [t for t in verb.by("dobj", "dative") if _posted(discourse, t)]
    return [t for t in whose if t.mention is not None and t.mention.kind in STATE_KINDS] + envoys


def _of(noun: Token) -> list[Token]:
    return [t for p in noun.by("prep") if p.lemma == "of" for t in p.by("pobj")]


def _posted(discourse: Discourse, token: Token) -> bool:
    """Whether a person is called an envoy: 'ambassador A B'."""
    person = token.mention.entity if token.mention is not None and token.mention.kind == "Person" else None
    titles = discourse.entities.titles(person) if person is not None else ()
    return any(_MISSIONS & set(title.lower().split()) for title in titles)


def bygone(discourse: Discourse, person: Entity) -> bool:
    """Whether a person is only told of in clauses of years long before the text: 'signed by A and B in 1991'."""
    published = discourse.annotated.document.published or ""
    if not published[:4].isdigit():
        return False
    told = [_year_told(discourse, s) for s in discourse.seen if s.entity == person]
    return bool(told) and all(year is not None and year + 1 < int(published[:4]) for year in told)


def _year_told(discourse: Discourse, seen: Seen) -> int | None:
    """The year that the clause in which somebody is named gives."""
    tokens = discourse.annotated.sentences[seen.sentence].tokens
    token = next((t for t in tokens if t.start == seen.at), None)
    verb = next((a for a in token.ancestors() if a.tag.startswith("VB")), None) if token is not None else None
    inside = verb.subtree() if verb is not None else iter(())
    times = (t.mention for t in inside if t.mention is not None and t.mention.kind == "Time")
    found = [int(m.group()) for t in times for m in _YEAR.finditer(discourse.text, t.start, t.end)]
    return min(found, default=None)


def top_two(discourse: Discourse, token: Token, phrase: NounPhrase) -> list[Entity]:
    """'The leaders', 'the two heads of state': the two named before who lead states, where they are two."""
    below = [p for a in token.by("prep") for p in a.by("pobj")]
    heads = token.lemma == "head" and any(p.low in ("state", "government") for p in below)
    two = token.lemma in ("president", "premier")
    plain = (two or token.lemma == "leader") and not token.by("prep", "relcl", "acl", "amod", "compound", "poss")
    if token.tag not in ("NNS", "NNPS") or phrase.determiner not in ("the", "both") or not (heads or plain):
        return []
    if discourse.count_of(token) not in (None, 2) or token.dep == "pobj":
        return []
    people = dict.fromkeys(s.entity for s in discourse.before(token, {"Person"}) if not bygone(discourse, s.entity))
    top = {"president": {"president"}, "premier": {"premier", "prime"}}.get(token.lemma, _TOP)
    lead = [e for e in people if any(top & set(t.lower().split()) for t in discourse.entities.titles(e))]
    lead = [e for e in lead if discourse.entities.state_of(e) is not None] if heads else lead  # of no commission
    lead = [e for e in lead if not _then(discourse, e)]  # 'the then premier' led once
    own = {discourse.entities.state_of(e) for e in lead}
    return lead[::-1] if len(lead) == len(own - {None}) == 2 else []


def _then(discourse: Discourse, person: Entity) -> bool:
    """Whether a person is told of as 'the then premier' wherever he is named."""
    return all(_THEN.search(discourse.text, max(0, s.at - 40), s.at) for s in discourse.seen if s.entity == person)


def several_people(discourse: Discourse, token: Token) -> list[Entity]:
    """'The three ministers', 'the leaders of the four countries', 'the heads of state': as many persons as one of the
    sentences just before names, no fewer; where no number is told, the three or more heads of states that it names.
    """
    lands = [p for a in token.by("prep") if a.lemma == "of" for p in a.by("pobj") if p.lemma in _LANDS]
    count = discourse.count_of(token) or next((n for p in lands if (n := discourse.count_of(p))), None)
    definite = any(c.low in ("the", "all", "these") for c in token.by("det", "predet"))
    top = token.lemma in ("leader", "president") or (token.lemma == "head" and bool(lands))
    bare = token.lemma == "head" or not token.by("prep", "amod", "relcl", "acl", "appos", "poss")
    if not definite or count == 2 or (count is None and not (top and bare)):
        return []
    number = discourse.sentence_of.get(token.start, 0)
    named: dict[int, dict[Entity, None]] = {}
    for seen in discourse.before(token, {"Person"}):
        if seen.sentence < number - 4:
            break
        named.setdefault(seen.sentence, {}).setdefault(seen.entity)
    for people in named.values():
        heads = [e for e in people if _TOP & {w for t in discourse.entities.titles(e) for w in t.lower().split()}]
        states = {discourse.entities.state_of(e) for e in heads} - {None}
        if len(people) == count or (count is None and len(people) == len(states) > 2):
            return list(people)[::-1]
    return []


_FAR_PEOPLE = 10
"""How many sentences back 'the ministers' may have been counted."""


def people_again(resolver: Resolver, token: Token) -> list[Ref]:
    """'The ministers', after 'the three ministers': those three."""
    number = resolver.sentence_of.get(token.start, 0)
    for sentence in reversed(resolver.annotated.sentences[max(0, number - _FAR_PEOPLE) : number]):
        for other in reversed(sentence.tokens):
            if other.lemma.lower() != token.lemma.lower() or other.mention is not None or other.tag not in _PLURAL:
                continue
            if (resolver.count_of(other) or 0) > 2 and (found := several_people(resolver, other)):
                return [r for e in found for r in resolver.refer(e, token, "the persons named together before")]
    return []


def may_lead(discourse: Discourse, person: Entity) -> bool:
    """Whether 'the leaders' may mean a person: one without a title that is told, or with that of a leader."""
    titles = discourse.entities.titles(person)
    return not titles or any(_LEADS & set(t.lower().split()) for t in titles)


def _two_people(discourse: Discourse, token: Token, number: int) -> list[Entity]:
    """The two persons whom the sentence of 'the latter', or else the one before, has named, the last first."""
    seen = [s for s in discourse.before(token, _NAMED | {"Person"}) if s.sentence in (number, number - 1)]
    near = [s for s in seen if s.sentence == max(x.sentence for x in seen)]
    people = list(dict.fromkeys(s.entity for s in near if s.entity.kind == "Person"))
    return people if len(people) == 2 and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj") else []


def latter(discourse: Discourse, token: Token) -> Entity | None:
    """'The latter', 'the former' of two persons, bodies or states that the sentence, or the one before, has named."""
    if token.low not in ("latter", "former") or not any(c.low == "the" for c in token.by("det")):
        return None
    if any(t.i > token.i for t in token.by("prep", "compound")) or (token.head is not None and token.dep == "amod"):
        return None
    number = discourse.sentence_of.get(token.start, 0)
    last = token.low == "latter"
    back = 1 + (last and number > 0 and _one_of_two(discourse, number - 1))  # 'The former agreed; the latter did not'
    people = _two_people(discourse, token, number)
    own = {discourse.entities.state_of(p) for p in people}
    for one in range(number, number - back - 1, -1):
        named = [s.entity for s in discourse.before(token, _NAMED) if s.sentence == one and s.role != "person"]
        two = list(dict.fromkeys(named))
        if people and len(set(two) - own) >= 2:
            return None  # 'A and B praised Roe and Paz': either two
        if len(two) > 2 and not people and (together := _two_together(discourse, token, one)):
            return together[-1] if last else together[0]
        if len(two) >= 2 and not people:
            pair = _paired_before(discourse, token, two)
            return (pair[-1] if last else pair[0]) if pair else two[0] if last else two[1]
    return (people[0] if last else people[1]) if people else None


def _one_of_two(discourse: Discourse, number: int) -> bool:
    """Whether a sentence tells of 'the former' of two."""
    tokens = discourse.annotated.sentences[number].tokens
    return any(t.low == "former" and t.dep != "amod" and any(c.low == "the" for c in t.by("det")) for t in tokens)


def _paired_before(discourse: Discourse, token: Token, two: list[Entity]) -> tuple[Entity, ...]:
    """'A and B are allies. B left it, for a judge of A had failed. The former': A, of the pair as it was first told."""
    sentences = discourse.annotated.sentences
    number = discourse.sentence_of.get(token.start, 0)
    for at, pair in discourse.groups_before(token.start):
        told = discourse.sentence_of.get(at, -9)
        if told < 0 or sentences[told].segment.paragraph != sentences[number].segment.paragraph:
            return ()
        if len(pair) == len(two) == 2 and set(pair) == set(two):
            return pair
    return ()


def _two_together(discourse: Discourse, token: Token, number: int) -> tuple[Entity, ...]:
    """'Peru and Chile both asked Brazil': of those whom a sentence names, the only two that it names together."""
    groups = (g for at, g in discourse.groups_before(token.start) if discourse.sentence_of.get(at) == number)
    told = [g for g in dict.fromkeys(groups) if all(e.kind in _NAMED for e in g)]
    return told[0] if len(told) == 1 and len(told[0]) == 2 else ()
