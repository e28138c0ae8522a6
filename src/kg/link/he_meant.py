"""Whom 'he', 'her' and 'his' mean: a person of the clause around, else whoever the sentences before are about.

A pronoun is put to one way after another; the first that has an answer wins.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from typing import TYPE_CHECKING

from kg.core.annotated import Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link import anaphora, backward, opposite, replies
from kg.link.discourse import PREMODIFIER, recent
from kg.link.genders import Genders
from kg.link.held_for import held_for
from kg.link.references import STATE_KINDS, Ref, Seen

if TYPE_CHECKING:
    from kg.link.resolve import Resolver

PERSONAL = word_set("link.he_meant.personal")
_BACK = 4
"""How many sentences back a person may have been named."""
_OBJECTS = ("dobj", "dative", "iobj", "pobj")

Way = Callable[["Resolver", Token], "list[Ref] | None"]
"""Those whom a pronoun means; None where a way does not tell."""


def meant(resolver: Resolver, token: Token) -> list[Ref]:
    """Whom 'he', 'him' or 'his' means."""
    for way in _WAYS:
        if (found := way(resolver, token)) is not None:
            return found
    return []


# -- what the clause around shows


def _told_of(resolver: Resolver, token: Token) -> list[Ref] | None:
    """'Roe, who went to Lima, where he promised aid': Roe."""
    told = opposite.told_of(resolver, token)
    return resolver.refer(told, token, "pronoun: of whom the clause around tells") if told is not None else None


def _of_unnamed(resolver: Resolver, token: Token) -> list[Ref] | None:
    """'Received the ambassador of China, who told her of *his* ministry': the ambassador, who acts for China."""
    verb = next((a for a in token.ancestors() if a.tag.startswith("VB")), None) if token.tag == "PRP$" else None
    person = verb.head if verb is not None and verb.dep == "relcl" else None
    if person is None or person.mention is not None or person.lemma.lower() not in resolver.lexicon.person:
        return None
    if verb is None or person.tag not in ("NN", "NNP") or not any(s.tag == "WP" for s in verb.by("nsubj")):
        return None
    return resolver.again(resolver.actors(person), token, "pronoun: of whom the clause around tells") or None


def _held(resolver: Resolver, token: Token) -> list[Ref] | None:
    """'Thanked her colleague for the help that *her* country, or *she*, had given': the colleague."""
    told = token.head if token.dep == "poss" else token
    held = held_for(told, named=False) if told is not None and told.dep in ("nsubj", "nsubjpass") else None
    whom = [r for r in resolver.actors(held) if _agrees(resolver, r, token)] if held is not None else []
    return resolver.again(whom, token, "pronoun: who is held to have done it") if len(whom) == 1 else None


def _agrees(resolver: Resolver, ref: Ref, token: Token) -> bool:
    """Whether 'he' may be said of one whom words mean: of a person by his gender, of a state's by no name."""
    return ref.entity.kind in STATE_KINDS or (ref.entity.kind == "Person" and resolver.may_be(ref.entity, token.text))


def _titled_subject(resolver: Resolver, token: Token) -> list[Ref] | None:
    """'The minister shrugs. She ...': the minister."""
    titled = opposite.titled_subject(resolver, token)
    return resolver.refer(titled, token, "pronoun: whoever the title before means") if titled is not None else None


def _titled_above(resolver: Resolver, token: Token) -> list[Ref] | None:
    """'The Peruvian leader denied that he ...': the leader."""
    above = opposite.titled_above(resolver, token)
    return resolver.again(above, token, "pronoun: whoever the title above means") if above else None


def _object_unnamed(resolver: Resolver, token: Token) -> list[Ref] | None:
    """'Received the ambassador of Hungary and thanked him': the ambassador, who acts for Hungary."""
    if token.tag != "PRP" or token.dep not in _OBJECTS:
        return None
    people = [t for t in _objects_before(token) if t.mention is None and t.tag == "NN"]
    people = [t for t in people if t.lemma in resolver.lexicon.person and not t.by("appos")]
    refs = resolver.actors(people[0]) if len(people) == 1 else []
    return resolver.again(refs, token, "pronoun: the object of the clause before") or None


def _subject_unnamed(resolver: Resolver, token: Token) -> list[Ref] | None:
    """'The foreign minister of Peru spoke on Monday. She accused Chile': the minister, who acts for Peru, where nobody
    has been named since whom the pronoun may mean.
    """
    person = _person_above(resolver, token) if token.tag == "PRP" else None
    if person is None or not _unnamed(resolver, person, token):
        return None
    if person.tag == "NN" and person.lemma in resolver.lexicon.private:
        return []  # 'The athlete withdrew her request. She may appeal'
    number = resolver.sentence_of.get(token.start, 0)
    near = takewhile(lambda s: s.at >= person.start or s.sentence == number, resolver.before(token, {"Person"}))
    if any(resolver.may_be(s.entity, token.text) for s in near):
        return None
    refs = resolver.actors(person)
    states = len(refs) == 1 and refs[0].entity.kind in STATE_KINDS
    return resolver.again(refs, token, "pronoun: the unnamed one who acts for the state") if states else None


def _person_above(resolver: Resolver, token: Token) -> Token | None:
    """The subject of the clause above a pronoun that is a subject, else of the sentence before in its paragraph."""
    own = token.head
    acting = token.dep in ("nsubj", "nsubjpass")
    if acting:
        above = (s for a in token.ancestors() if a is not own for s in a.by("nsubj", "nsubjpass") if s.i < token.i)
        if (nearest := next(above, None)) is not None:
            return nearest
    number = resolver.sentence_of.get(token.start, 0)
    sentences = resolver.annotated.sentences
    if not number or sentences[number - 1].segment is not sentences[number].segment:
        return None
    root = sentences[number - 1].root()
    before = next(iter(root.by("nsubj", "nsubjpass")), None) if root is not None else None
    return before if acting or token.dep in _OBJECTS else None


def _unnamed(resolver: Resolver, person: Token, token: Token) -> bool:
    """Whether a noun is one person without a name, or a pronoun like another for such a one."""
    if person.tag == "PRP":
        return Genders.of_pronoun(person.text) == Genders.of_pronoun(token.text) is not None
    single = person.mention is None and person.tag in ("NN", "NNP") and not person.by("appos", "conj")
    words = resolver.lexicon
    return single and (person.lemma.lower() in words.person or person.lemma in words.private)


def _answering(resolver: Resolver, token: Token) -> list[Ref] | None:
    """'Roe asked Paz not to sign. He refused': Paz."""
    whom = replies.answering(resolver, token)
    fit = [r for r in whom if r.entity.kind == "Person" and resolver.may_be(r.entity, token.text)]
    return resolver.again(fit, token, "pronoun: who was addressed just before") if len(fit) == len(whom) == 1 else None


def _as_before(resolver: Resolver, token: Token) -> list[Ref] | None:
    """'The minister called him a friend. The president thanked *him*': the same one, whoever it is."""
    number = resolver.sentence_of.get(token.start, 0)
    sentences = resolver.annotated.sentences
    objects = token.tag == "PRP" and token.dep in _OBJECTS[:3]
    if not objects or not number or sentences[number - 1].segment is not sentences[number].segment:
        return None
    root = sentences[number - 1].root()
    word = token.low
    same = [o for o in root.by(*_OBJECTS[:3]) if o.low == word] if root is not None else []
    others = [t for t in sentences[number].tokens if t.mention is not None and t.mention.kind == "Person"]
    if not same or any(t.i < token.i and t.dep not in ("nsubj", "nsubjpass") for t in others):
        return None
    return resolver.again(meant(resolver, same[-1]), token, "pronoun: the one of the sentence before")


# -- who was named before


def _last_person(resolver: Resolver, token: Token) -> list[Ref] | None:
    """'Roe met Paz in Lima. He ...': of those named last, who acts in the main clause."""
    number = resolver.sentence_of.get(token.start, 0)
    near = _named_near(resolver, token, number)
    if not near:
        return None
    subjects = [s for s in near if s.subject]
    last = [s for s in subjects if s.sentence == subjects[-1].sentence]
    nearest = near[-1]
    best = nearest
    if last and last[-1].sentence >= nearest.sentence - 1:
        best = anaphora.of_main_clause(resolver, last)[-1] if token.dep not in _OBJECTS else last[-1]
        best = (
            nearest if last[-1].sentence == nearest.sentence - 1 == number - 2 and _done_to(resolver, nearest) else best
        )
    same = [s for s in subjects if s.sentence == number]
    same = same or [s for s in near if s.sentence == number and _opens(resolver, s.at, token)]
    if token.tag == "PRP" and token.dep in _OBJECTS:
        met = {t.start for t in _objects_before(token)}
        same = [s for s in near if s.sentence == number and s.at in met][-1:] or same
    elif not same and token.tag == "PRP$" and token.head is not None:
        met = {t.start for t in _objects_before(token.head)}  # 'Peru put Roe on a list and cancelled *his* visa'
        same = [s for s in near if s.sentence == number and s.at in met][-1:]
    elif same:
        told = _told_by(token)
        same = anaphora.of_main_clause(resolver, [s for s in same if s.at not in told] or same)
    return resolver.refer((same[0] if same else best).entity, token, "pronoun: the last person")


def _named_near(resolver: Resolver, token: Token, number: int) -> list[Seen]:
    """The persons named near that agree with a pronoun, but those whom its own clause rules out."""
    apart = backward.not_meant(token) if token.tag == "PRP" else frozenset()
    near = [s for s in recent(resolver.before(token, {"Person"}), number - _BACK) if s.sentence >= number - _BACK]
    near = [s for s in near if resolver.may_be(s.entity, token.text)]
    below = _named_below(resolver, token)
    near = [s for s in near if s.entity not in below]
    near = [s for s in near if s.role != PREMODIFIER] or near
    barred = {s.entity for s in near if s.at in apart} | _who_acts(resolver, token)
    return [s for s in near if s.entity not in barred and s.at not in apart] or (near if not apart else [])


def _done_to(resolver: Resolver, seen: Seen) -> bool:
    """'Peru put Roe on a list. He ...': whether a state or body does something to a person in a main clause."""
    tokens = resolver.annotated.sentences[seen.sentence].tokens
    name = next((t for t in tokens if t.start == seen.at and t.mention is not None), None)
    verb = name.head if name is not None and name.dep in ("dobj", "nsubjpass") else None
    if verb is None or verb.head is not None:
        return False
    return any(r.entity.kind != "Person" for t in verb.by("nsubj") for r in resolver.actors(t))


def _told_by(token: Token) -> frozenset[int]:
    """'Roe, he said, had nothing to do with it': where the subject of what he says stands."""
    verb = token.head if token.dep == "nsubj" else None
    clauses = [*verb.by("ccomp"), *([verb.head] if verb.dep == "parataxis" else [])] if verb is not None else []
    return frozenset(s.start for c in clauses if c for s in c.by("nsubj", "nsubjpass") if s.i < token.i)


def _objects_before(token: Token) -> list[Token]:
    """'A phoned B and urged him': the objects of the verb before, with the same subject."""
    verb = token.head.head if token.dep == "pobj" and token.head is not None else token.head
    first = verb.head if verb is not None and verb.dep == "conj" and not verb.by("nsubj", "nsubjpass") else None
    if first is None or first.head is token:
        return []
    found = [*first.by("dobj", "dative"), *(t for p in first.by("prep") for t in p.by("pobj"))]
    return [t for o in found for t in (o, *o.by("appos"))]


def _opens(resolver: Resolver, at: int, pronoun: Token) -> bool:
    """'When Bukele's men were taken, he ...': whose the subject of the clause before is."""
    verb = pronoun.head
    if pronoun.dep not in ("nsubj", "nsubjpass") or verb is None:
        return False
    subjects = [s for c in verb.by("advcl") if c.i < pronoun.i for s in c.by("nsubj", "nsubjpass")]
    return any(p.start == at for s in subjects for p in s.by("poss"))


def _who_acts(resolver: Resolver, token: Token) -> set[Entity]:
    """'He thanked him', 'A phoned B and urged him': whoever the subject means is not the object."""
    if token.tag != "PRP" or token.dep not in _OBJECTS:
        return set()
    verb = next((a for a in token.ancestors() if a.pos in ("VERB", "AUX")), None)
    while verb is not None and not verb.by("nsubj") and verb.dep == "conj":
        verb = verb.head
    subjects = verb.by("nsubj") if verb is not None else []
    personal = [s for s in subjects if s.tag == "PRP" and s.low in PERSONAL and s.i < token.i]
    if verb is not None and verb.dep == "relcl" and verb.head is not None and any(s.tag == "WP" for s in subjects):
        personal.append(verb.head)  # 'the premier, who received him'
    named = [s for s in subjects if s.mention is not None and s.mention.kind == "Person" and s.i < token.i]
    return {r.entity for s in (*personal, *named) for r in resolver.actors(s)}


def _named_below(resolver: Resolver, token: Token) -> set[Entity]:
    """'He thanked Roe', 'he said that Roe had left': whoever is named in what the subject does is another one."""
    verb = token.head if token.tag == "PRP" and token.dep in ("nsubj", "nsubjpass") else None
    named = [t.mention for t in verb.subtree() if t.i > verb.i and t.mention is not None] if verb is not None else []
    people = (m for m in named if m.kind == "Person")
    return {e for m in people if (e := resolver.actor_entity(m)) is not None}


_WAYS: tuple[Way, ...] = (
    _told_of,
    _of_unnamed,
    _held,
    _titled_subject,
    _titled_above,
    _object_unnamed,
    _answering,
    _subject_unnamed,
    _as_before,
    _last_person,
)
"""In this order."""
