"""Who held that office then: claims of offices against the terms of office in the reference.

The day of an office is the claim's own date, else any date of what the person does in the document, else its
publication. Nothing is said of a day for which the reference knows no holder, nor of one after the last day on which a
holder was seen in office.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.check.flags import Flag, Kind, flag
from kg.core.model import Claim, Document
from kg.core.rdf_terms import slug
from kg.core.time import bounds, interval
from kg.reference import Reference, TermOfOffice
from kg.reference.knowledge import within
from kg.reference.names import NameComparer
from kg.reference.told import key_of


def check_offices(document: Document, claims: Sequence[Claim], reference: Reference) -> Iterator[Flag]:
    """Flags of kind ``office-holder`` and ``near-name``, one a person and office."""
    done: set[tuple[str, str, str | None]] = set()
    for claim in claims:
        if claim.relation != "holdsOffice" or not claim.stance.told or not claim.object or not claim.of:
            continue
        if (key := (claim.subject.iri, claim.object.name, claim.of.iri)) in done:
            continue
        found = _check(document, claim, claims, reference)
        if found:
            done.add(key)
            yield found


def _check(document: Document, claim: Claim, claims: Iterable[Claim], reference: Reference) -> Flag | None:
    assert claim.object and claim.of
    terms = reference.terms(claim.object.name, key_of(claim.of))
    names = [n for n in (claim.subject.name, *claim.subject.aliases) if _is_name(n)] or [claim.subject.name]
    compare = reference.names
    name = max(names, key=lambda n: (len(compare.person(n)), n))
    mine = claim.subject.iri.rpartition("/")[2]
    own = [t for t in terms if compare.same_person(name, t.names) or slug(t.person) == mine]
    if not terms or (claim.former and own and not claim.sure_date):
        return None
    if claim.former and not claim.sure_date:
        near = next((t for t in terms if compare.near_person(name, t.names)), None)
        return _near_flag(document, claim, name, near, compare) if near else None
    dates = [claim.sure_date] if claim.sure_date else _dates(claim, claims, document)
    if not dates or any(_held(t, d) for t in own for d in dates):
        return None
    holders = [[t for t in terms if t.from_ and _surely_held(t, d)] for d in dates]
    if not all(holders):
        return None
    now = holders[0]
    if not own and (near := next((t for group in holders for t in group if compare.near_person(name, t.names)), None)):
        return _near_flag(document, claim, name, near, compare)
    if (not own and not _told_whose(claim, compare)) or (
        not own and len(compare.person(name)) < 2 and not claim.sure_date
    ):
        return None
    return _holder_flag(document, claim, name, dates[0], now, own)


def _told_whose(claim: Claim, compare: NameComparer) -> bool:
    """Whether the words of a claim name whose office it is, beside the holder and the office.

    Where only the context says so, somebody whom the reference does not know in that office may hold another one.
    """
    assert claim.object
    known = {compare.folded(word) for name in (claim.subject.name, *claim.subject.aliases) for word in name.split()}
    known |= {compare.folded(word) for word in claim.object.name.split()}
    words = re.findall(r"\w[\w.'’-]*", claim.evidence.quote)
    return any(word[:1].isupper() and compare.folded(word) not in known for word in words)


def _is_name(words: str) -> bool:
    return words[:1].isupper() and not words.isupper()


def _dates(claim: Claim, claims: Iterable[Claim], document: Document) -> list[str]:
    """The dates of what the holder does in the document, or the day of publication."""
    person = claim.subject.iri
    own = [
        c.sure_date
        for c in claims
        if c.sure_date and c.relation != "holdsOffice" and person in (c.subject.iri, c.object.iri if c.object else None)
    ]
    return list(dict.fromkeys([*own, *([document.published] if document.published else [])]))


def _held(term: TermOfOffice, date: str) -> bool:
    return within(date, term.from_, term.to)


def _surely_held(term: TermOfOffice, date: str) -> bool:
    """Whether a term lasted then wherever in an interval it began or ended.

    ``2026-03-10/..`` says that it ended on that day or later, ``../2019-07-10`` that it had begun by that day.
    """
    begun = bounds(term.from_)[1] if "/" in term.from_ else None
    going = bounds(term.to)[0] if "/" in term.to else None
    first, last = bounds(date)
    return _held(term, date) and not (begun and first and first < begun) and not (going and last and last > going)


def _near_flag(document: Document, claim: Claim, name: str, term: TermOfOffice, compare: NameComparer) -> Flag:
    right = compare.near_person(name, term.names) or term.person
    return flag(
        Kind.NEAR_NAME, document.name, claim,
        f"'{name}' is close to the name of the {term.title}, {right}",
        _told(term), term, f"read the source again: if {right} is meant, judge the two the same",
    )  # fmt: skip


def _holder_flag(
    document: Document, claim: Claim, name: str, date: str, now: Sequence[TermOfOffice], own: Sequence[TermOfOffice]
) -> Flag:
    assert claim.object and claim.of
    then = " and ".join(dict.fromkeys(_told(t) for t in now))
    theirs = "; ".join(_told(t) for t in own)
    what = f"{name} was not {claim.object.name} of {claim.of.key} at {date}"
    return flag(
        Kind.OFFICE_HOLDER, document.name, claim, what, f"{then}; {theirs}" if theirs else then, now[0],
        f"look {name} up for {date}; correct the reference if it is wrong",
    )  # fmt: skip


def _told(term: TermOfOffice) -> str:
    when = interval(term.from_ or None, term.to or None) if term.from_ or term.to else "../.."
    return f"{term.person}, {term.title} of {term.of} {when}"
