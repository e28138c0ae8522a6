"""Treaties of a document against the reference: their names, their dates, the order of what befell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.check.flags import Flag, Kind, flag, narrowed
from kg.core.model import Claim, Document, Entity, Stance
from kg.core.time import bounds
from kg.reference import Reference, StatusEvent, TermOfOffice, Treaty
from kg.reference.knowledge import TreatyMatch, overlap
from kg.reference.told import ToldTreaty, key_of, told_treaties

_WHOLE = ("Signed", "InForce", "Terminated", "Expired")
"""The statuses that a treaty reaches once, as a whole."""
_OVER = ("Terminated", "Expired")
_OF_A_PARTY = {"party.ratified": "ratified", "party.join": "acceded", "party.accession": "acceded"}
"""The rules by which one party is told to have bound itself, and what it did."""
_SIGNS = "party.signs"
"""The rule by which a party is told to have signed."""
_BOUND = ("Ratified", "Acceded", "Approved")
_BEFORE = {"InForce": ("Signed", "Concluded"), "Ratified": ("Signed",), "Terminated": ("Signed", "InForce")}
"""Which statuses come before one."""


def check_treaties(document: Document, claims: Sequence[Claim], reference: Reference) -> Iterator[Flag]:
    """Flags of the kinds ``title-variant``, ``date-conflict``, ``stale`` and ``impossible-order``."""
    for told in told_treaties(claims):
        if match := told.match(reference):
            yield from _title(document, told, match)
            yield from _dates(document, told, match, reference)
            yield from _parties(document, told, match, reference)
            yield from _ended(document, told, match, reference)
        yield from _order(document, told)
        yield from _signers(document, told, claims, reference)


def _title(document: Document, told: ToldTreaty, match: TreatyMatch) -> Iterator[Flag]:
    if match.variant is None or told.subject.iri.endswith(f"/{match.treaty.slug}"):
        return  # a person judged the two the same
    treaty = match.treaty
    name = next((n for n in told.names if n[:1].isupper()), told.subject.name)
    where = next((c for c in told.claims if name in c.evidence.quote), told.claims[0])
    found = flag(
        Kind.TITLE_VARIANT, document.name, where, f"'{name}' is another rendering of '{match.variant}'",
        f"{treaty.title} ({', '.join(treaty.names)})" if treaty.names else treaty.title, treaty,
        "add the rendering to the names of the treaty if it is in use, or judge the two different",
    )  # fmt: skip
    yield narrowed(found, name)


def _dates(document: Document, told: ToldTreaty, match: TreatyMatch, reference: Reference) -> Iterator[Flag]:
    """Where a treaty reached a status on another day by the reference; what is over, told as in force."""
    treaty = match.treaty
    events = reference.status.get(treaty.slug, [])
    for status in _WHOLE:
        known = [e for e in events if e.status == status and e.date]
        whole = [e for e in known if not e.party] or known
        if not whole:
            continue
        for claim in told.status(status):
            began = status != "InForce" or reference.names.begins(claim.evidence.quote)
            when = claim.sure_date
            if when and began and not any(overlap(when, e.date) for e in known):
                late = status == "Signed" and _signed_later(when, told, treaty, reference)
                if late or _names_another(claim, told, match, reference):
                    continue
                what = f"{treaty.title}: {status} at {when}, by the reference at {_days(whole)}"
                yield flag(
                    Kind.DATE_CONFLICT, document.name, claim, what, f"{status} {_days(whole)}", whole[0],
                    "compare with the text or the depositary's notice",
                )  # fmt: skip
                break
    over = [e for e in events if e.status in _OVER and not e.party and e.date]
    for claim in told.status("InForce") if over and document.published else ():
        ended = bounds(over[0].date)[1]
        now = bounds(document.published)[0] if document.published else None
        if claim.sure_date is None and ended and now and ended < now:
            yield flag(
                Kind.STALE, document.name, claim, f"{treaty.title} was {over[0].status.lower()} by {over[0].date}",
                f"{over[0].status} {over[0].date}", over[0], "read whether the text tells of the past",
            )  # fmt: skip
            break


def _names_another(claim: Claim, told: ToldTreaty, match: TreatyMatch, reference: Reference) -> bool:
    """Whether the very words of a claim call the treaty by a name of several words that it does not have."""
    if match.variant is not None:
        return False
    known = (match.treaty.title, *match.treaty.names)
    said = [n for n in told.names if " " in n and n in claim.evidence.quote]
    return bool(said) and not any(reference.names.same_title(n, known) for n in said)


def _signed_later(date: str, told: ToldTreaty, treaty: Treaty, reference: Reference) -> bool:
    """Whether those told to have signed a treaty of many then may have: it lay open, and none of them was bound yet."""
    signed = [c for c in told.of("hasParty") if c.rule == _SIGNS and c.sure_date == date]
    signers = {key_of(c.object) for c in signed if c.object}
    parties = [p for p in reference.parties.get(treaty.slug, []) if p.role == "party"]
    events = reference.status.get(treaty.slug, [])
    opened = [e.date for e in events if e.status == "Signed" and not e.party and e.date]
    bound = {p.party: p.from_ for p in parties if p.from_} | {
        e.party: e.date for e in events if e.party and e.date and e.status in _BOUND
    }
    return (
        bool(signers)
        and len(parties) > 2
        and all(_before(day, date) for day in opened)
        and not any(_before(bound[s], date) for s in signers if s in bound)
    )


def _parties(document: Document, told: ToldTreaty, match: TreatyMatch, reference: Reference) -> Iterator[Flag]:
    """Where a party ratified or acceded on another day by the reference, which knows that day."""
    treaty = match.treaty
    events = [e for e in reference.status.get(treaty.slug, []) if e.party and e.date and e.status in _BOUND]
    since = {p.party: p for p in reference.parties.get(treaty.slug, []) if p.from_ and p.role == "party"}
    for claim in told.of("hasParty"):
        code = claim.object.code if claim.object else None
        known = [e for e in events if e.party == code]
        when = claim.sure_date
        if claim.rule not in _OF_A_PARTY or not when or not claim.stance.told or not known:
            continue
        days = [e.date for e in known] + ([since[code].from_] if code in since else [])
        if not any(overlap(when, day) for day in days):
            what = f"{claim.object.name if claim.object else ''} {_OF_A_PARTY[claim.rule]} at {when}"
            yield flag(
                Kind.DATE_CONFLICT, document.name, claim,
                f"{treaty.title}: {what}, by the reference at {_days(known)}",
                f"{known[0].status} {_days(known)}", known[0], "compare with the text or the depositary's notice",
            )  # fmt: skip


def _ended(document: Document, told: ToldTreaty, match: TreatyMatch, reference: Reference) -> Iterator[Flag]:
    """A treaty of two told to have ended before the reference was looked up, of which that knows no end."""
    treaty = match.treaty
    events = reference.status.get(treaty.slug, [])
    force = [e for e in events if e.status == "InForce" and e.date]
    if len(told.parties) > 2 or not force or any(e.status in (*_OVER, "Withdrawn") for e in events):
        return
    for status in _OVER:
        for claim in told.status(status):
            when = claim.sure_date
            last = bounds(when)[1] if when else None
            if last and last.isoformat() < treaty.retrieved and claim.stance is Stance.STATED:
                what = f"{treaty.title}: {status} at {when}, by the reference in force and not ended"
                yield flag(
                    Kind.CONTRADICTION, document.name, claim, what, f"InForce {_days(force)}, no end", force[-1],
                    "read whether a notice, a threat or another treaty is meant",
                )  # fmt: skip
                return


def _days(events: Iterable[StatusEvent]) -> str:
    return ", ".join(dict.fromkeys(e.date for e in events))


def _order(document: Document, told: ToldTreaty) -> Iterator[Flag]:
    """Of a treaty between two: what cannot have come before something else."""
    if len(told.parties) > 2:
        return
    for later, befores in _BEFORE.items():
        for claim in told.status(later):
            for before in befores:
                wrong = next((c for c in told.status(before) if _precedes(claim, c)), None)
                if wrong:
                    name = told.subject.name
                    what = f"{name}: {later} at {claim.sure_date}, {before} only at {wrong.sure_date}"
                    evidence = claim.evidence
                    yield Flag(
                        document.name, what, Kind.IMPOSSIBLE_ORDER, claim.id, evidence.quote, evidence.start,
                        evidence.end, f"{before} comes before {later}", "", "one of the two dates is wrong",
                    )  # fmt: skip
                    return


def _precedes(one: Claim, other: Claim) -> bool:
    """Whether the whole of one claim's date lies before the other's."""
    return bool(one.sure_date and other.sure_date and _before(one.sure_date, other.sure_date))


def _before(one: str, other: str) -> bool:
    """Whether the whole of one date lies before the other."""
    last, first = bounds(one)[1], bounds(other)[0]
    return bool(last and first and last < first)


def _signers(document: Document, told: ToldTreaty, claims: Iterable[Claim], reference: Reference) -> Iterator[Flag]:
    """Whoever signs after their death, or in an office that they are known to have left by then."""
    for claim in told.of("signedBy"):
        if not claim.object or not claim.sure_date or len(reference.names.person(claim.object.name)) < 2:
            continue
        first = bounds(claim.sure_date)[0]
        terms = _terms_told(claim.object, claims, reference)
        life = reference.life([claim.object.name, *(t.person for t in terms)])
        if first and life and life.died and (died := bounds(life.died)[1]) and died < first:
            yield flag(
                Kind.IMPOSSIBLE_ORDER, document.name, claim, f"{claim.object.name} died in {life.died}, before signing",
                f"{life.person} {life.born or '..'}/{life.died}", life, "look up who signed",
            )  # fmt: skip
        elif first and terms and all(t.to and (end := bounds(t.to)[1]) and end < first for t in terms):
            last = max(terms, key=lambda t: t.to)
            yield flag(
                Kind.IMPOSSIBLE_ORDER, document.name, claim,
                f"{claim.object.name} signed at {claim.sure_date}, after their terms in that office",
                f"{last.person}, {last.title} of {last.of} {last.from_}/{last.to}", last, "look up who signed",
            )  # fmt: skip


def _terms_told(person: Entity, claims: Iterable[Claim], reference: Reference) -> list[TermOfOffice]:
    """All terms known of a person in the offices that a document gives them; in another they may have signed later."""
    found: list[TermOfOffice] = []
    for claim in claims:
        office = claim.relation == "holdsOffice" and claim.stance.told and not claim.former
        if office and claim.subject.iri == person.iri and claim.object and claim.of:
            found += reference.terms(claim.object.name, key_of(claim.of))
    return [t for t in dict.fromkeys(found) if reference.names.same_person(person.name, t.names)]
