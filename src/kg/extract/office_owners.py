"""Whose office it is where a pronoun says so: 'its secretary-general, A B', 'his envoy, A B', 'whose chair, A B'."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.core.annotated import Annotated, Mention, Sentence, Token
from kg.core.model import Entity
from kg.link.references import BLOC_KINDS, BODY_KINDS, STATE_KINDS

_Fits = Callable[[Token], Mention | None]

_OF_PERSONS = frozenset({"her", "his"})
_OF_BODIES = frozenset({"its", "whose"})
_ORGANISATIONS = frozenset(
    {"IntergovernmentalOrganization", "Grouping", "Organization", "Group", "PoliticalParty"}
    | {"NonGovernmentalOrganization", "NewsAgency", *BODY_KINDS}
)
_OF_STATES_ONLY = frozenset({"head_of_government", "minister", "ambassador"})
"""Kinds of offices that states alone have."""
OF_ORGANISATIONS_ONLY = "head_of_organisation"
"""The kind of offices that no state has ('secretary-general')."""
_FAR = 2
"""Sentences back in which a body is looked for that 'the Secretary-General' is of."""


def owner_meant(annotated: Annotated, start: int, end: int, pronoun: int, kind: str) -> Mention | None:
    """The body, state or person for whom a possessive pronoun stands; None where the text does not make it sure.

    ``start`` and ``end`` are the words of the office and its holder, ``pronoun`` is where the pronoun is, ``kind`` is
    the kind of office. In this order: what a relative clause is told of; the subject of the clause around it, also
    where it comes later ('In a ruling read by its president, A B, the court rejected it'); the only one named before
    in the sentence; and the subject of the sentence before, or the only one named there.
    """
    word = annotated.document.text[pronoun : pronoun + 5].split()[0].lower()
    if word not in _OF_PERSONS | _OF_BODIES:
        return None
    number = annotated.number_at(pronoun)
    if number is None:
        return None
    sentence = annotated.sentences[number]
    own = next((t for t in sentence.tokens if _covers(t, pronoun)), None)

    def fits(token: Token) -> Mention | None:
        mention = token.mention
        if mention is None or start <= mention.start < end or mention.entity is None or mention.role == "adjective":
            return None
        return mention if _may_own(mention, kind, person=word in _OF_PERSONS) else None

    if own is not None and (found := _around(own, fits, relative=word == "whose")) is not None:
        return found
    before = [m for t in sentence.tokens if t.start < pronoun and (m := fits(t)) is not None]
    if before:
        return before[-1] if len({m.entity for m in before}) == 1 else None
    if number == 0 or annotated.sentences[number - 1].segment.paragraph < sentence.segment.paragraph - 1:
        return None
    return _of_sentence(annotated.sentences[number - 1], fits)


def _covers(token: Token, at: int) -> bool:
    start, end = token.mention.span if token.mention is not None else (token.start, token.end)
    return min(start, token.start) <= at < max(end, token.end)


def _may_own(mention: Mention, kind: str, *, person: bool) -> bool:
    if person:
        return mention.kind == "Person"
    state = mention.kind in STATE_KINDS or mention.role == "capital"
    if kind in _OF_STATES_ONLY:
        return state
    return mention.kind in _ORGANISATIONS or (state and kind != OF_ORGANISATIONS_ONLY)


def _around(own: Token, fits: _Fits, *, relative: bool) -> Mention | None:
    """What the clauses around a word are about: the noun that a relative clause is told of, or a subject."""
    for above in own.ancestors():
        if relative and above.dep == "relcl" and above.head is not None:
            noun: Token | None = above.head
            while noun is not None:
                if (found := fits(noun)) is not None:
                    return found
                noun = noun.head if noun.dep == "appos" else None
        subjects = above.by("nsubj", "nsubjpass")
        if any(own is s or own in s.subtree() for s in subjects):
            continue
        if (named := _sole(fits, subjects)) is not None:
            return named
    return None


def _of_sentence(sentence: Sentence, fits: _Fits) -> Mention | None:
    """Whom a sentence is about: the subject of its main clause, or the only one that it names."""
    root = sentence.root()
    if root is not None and (named := _sole(fits, root.by("nsubj", "nsubjpass"))) is not None:
        return named
    opening = [t for t in sentence.tokens[:1] if fits(t) is not None]
    return _sole(fits, opening or sentence.tokens)


def _sole(fits: _Fits, tokens: Iterable[Token]) -> Mention | None:
    found: Sequence[Mention] = [m for t in tokens if (m := fits(t)) is not None]
    return found[0] if found and len({m.entity for m in found}) == 1 else None


def body_named_before(annotated: Annotated, at: int) -> Entity | None:
    """'The Assembly of ASEAN met. The Secretary-General, A B, spoke': the only body of states named shortly before."""
    number = annotated.number_at(at)
    if number is None:
        return None
    paragraph = annotated.sentences[number].segment.paragraph
    near = [s for s in annotated.sentences[max(0, number - _FAR) : number + 1] if s.segment.paragraph >= paragraph - 1]
    found = {
        t.mention.entity
        for s in near
        for t in s.tokens
        if t.mention is not None and t.mention.kind in BLOC_KINDS and t.start < at
    }
    return found.pop() if len(found) == 1 else None
