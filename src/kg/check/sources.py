"""What documents tell of each other: who contradicts whom, who stands alone, who copied whom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from rapidfuzz import fuzz

from kg.check.flags import Flag, Kind
from kg.core.model import ONTOLOGY, Claim, Document, Entity, Stance
from kg.reference.knowledge import overlap
from kg.reference.names import NameComparer

_STANDING = ("hasParty", "memberOf", "alliedWith", "disputes", "treatyType", "status")
_ONCE = ("Signed", "InForce", "Terminated", "Expired")
_LIKE = 90
"""Share of the words (of 100) that two texts have in common, in order, to be copies of one."""
_ENOUGH = 3
"""So many quotes at least are compared: two short notes on one signing are alike without being copies."""


def check_sources(claims: Iterable[Claim], documents: Mapping[str, Document], names: NameComparer) -> Iterator[Flag]:
    """Flags of the kinds ``contradiction`` and ``syndicated`` among documents (by id)."""
    claims = list(claims)
    yield from _contradictions([c for c in claims if _begins(c, names)], documents)
    yield from _copies(claims, documents)


def contradictions(
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    names: NameComparer,
    whole: Callable[[str], Sequence[Claim]],
) -> Iterator[Flag]:
    """The flags of contradictions, of claims whose things are IRIs alone: those of a document are read ``whole`` (by
    its id) where one is found in it.
    """
    named = [replace(c, object=_named(c.object)) for c in claims if c.relation in _STANDING]
    pairs = list(_contradicting([c for c in named if _begins(c, names)], documents))
    found = {claim.id: claim for id_ in sorted({c.document for pair in pairs for c in pair}) for claim in whole(id_)}
    for one, other in pairs:
        yield _contradiction(found[one.id], found[other.id], documents)


def _named(entity: Entity | None) -> Entity | None:
    """A term of the ontology with its name, which is the end of its IRI; any other thing as it is."""
    if entity is None or entity.name or not entity.iri.startswith(ONTOLOGY):
        return entity
    return replace(entity, name=entity.iri.removeprefix(ONTOLOGY))


def _begins(claim: Claim, names: NameComparer) -> bool:
    """Whether a claim of being in force tells since when, not that it was so at the time; true of all others."""
    in_force = claim.relation == "status" and claim.object is not None and claim.object.name == "InForce"
    return not in_force or claim.stance is not Stance.STATED or names.begins(claim.evidence.quote)


def _contradictions(claims: Sequence[Claim], documents: Mapping[str, Document]) -> Iterator[Flag]:
    for one, other in _contradicting(claims, documents):
        yield _contradiction(one, other, documents)


def _contradicting(claims: Sequence[Claim], documents: Mapping[str, Document]) -> Iterator[tuple[Claim, Claim]]:
    keys: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.relation in _STANDING and claim.object and claim.stance in (Stance.STATED, Stance.NEGATED):
            sides = sorted((claim.subject.iri, claim.object.iri))
            keys[claim.relation, *sides].append(claim)
    for group in keys.values():
        for one, other in combinations(group, 2):
            if one.document != other.document and _exclude(one, other, documents):
                yield one, other


def _exclude(one: Claim, other: Claim, documents: Mapping[str, Document]) -> bool:
    """Whether two claims of one thing cannot both be right.

    A yes and a no of the same time, or two days on which a treaty as a whole reached one status. A later state of
    affairs is no contradiction: what was not so may have become so, and ended again.
    """
    if one.stance is not other.stance:
        days = [_day(c, documents) for c in (one, other)]
        return days[0] is not None and days[1] is not None and overlap(days[0], days[1])
    if one.stance is not Stance.STATED or one.relation != "status" or not one.object:
        return False
    a, b = one.sure_date, other.sure_date
    return bool(one.object.name in _ONCE and a and b and not overlap(a, b))


def _day(claim: Claim, documents: Mapping[str, Document]) -> str | None:
    document = documents.get(claim.document)
    return claim.sure_date or (document.published if document else None)


def _contradiction(one: Claim, other: Claim, documents: Mapping[str, Document]) -> Flag:
    a, b = sorted((one, other), key=lambda c: (documents[c.document].name, c.id))
    told = f"{a.subject.key} {a.relation} {a.object.key if a.object else ''}"
    what = f"{told}: {_words(a)}, but {documents[b.document].name} has {_words(b)}: “{b.evidence.quote}”"
    evidence = a.evidence
    return Flag(
        documents[a.document].name, what, Kind.CONTRADICTION, a.id, evidence.quote, evidence.start, evidence.end,
        remedy="compare the two sources; which is right is for a person to judge",
    )  # fmt: skip


def _words(claim: Claim) -> str:
    return f"{claim.stance} at {claim.date.edtf}" if claim.date else str(claim.stance)


def _copies(claims: Sequence[Claim], documents: Mapping[str, Document]) -> Iterator[Flag]:
    for one, other in copies(claims, documents):
        a, b = sorted((documents[one].name, documents[other].name))
        yield Flag(a, f"a near copy of {b}: the two count as one source", Kind.SYNDICATED, remedy="keep one of them")


def copies(claims: Iterable[Claim], documents: Mapping[str, Document]) -> list[tuple[str, str]]:
    """The pairs of documents (ids) whose quoted words are nearly the same, sorted.

    A store keeps no text, so the words of all claims stand for it. Only documents that share a quote are compared.
    """
    quotes: dict[str, set[str]] = defaultdict(set)
    holders: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        words = " ".join(re.findall(r"\w+", claim.evidence.quote.casefold()))
        quotes[claim.document].add(words)
        holders[words].add(claim.document)
    pairs = {pair for same in holders.values() if len(same) < 50 for pair in combinations(sorted(same), 2)}
    return sorted(
        (a, b) for a, b in pairs
        if a in documents and b in documents and min(len(quotes[a]), len(quotes[b])) >= _ENOUGH
        and fuzz.token_sort_ratio(" ".join(sorted(quotes[a])), " ".join(sorted(quotes[b]))) >= _LIKE
    )  # fmt: skip
