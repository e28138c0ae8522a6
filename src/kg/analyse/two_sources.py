"""Two documents on one event: what both tell, what only one tells, and what they tell otherwise.

Two claims are *the same* if relation, sides and place do not differ and their dates have a day in common (or one gives
none); sides are compared as the states that act. Of what is left, pairs are *told otherwise* that differ in one thing
only: the stance (one states what the other attributes or denies), the verb (another act between the same two, of the
same day or at the same place), or the actor (the same act on the same target of the same day). Everything else is
told by one alone: what the other leaves out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.analyse.result import Finding, Result, Section
from kg.analyse.sentences import pages_of, sentence
from kg.core.model import Claim, Document, Entity
from kg.core.ontology import Ontology
from kg.core.time import bounds

Difference = Literal["", "stance", "verb", "actor"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim of each document; ``differs`` in nothing, the stance, the verb or the actor."""

    left: Claim
    right: Claim
    differs: Difference = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The claims of two documents side by side."""

    left: Document
    right: Document
    both: tuple[Pair, ...]
    otherwise: tuple[Pair, ...]
    only_left: tuple[Claim, ...]
    only_right: tuple[Claim, ...]


def compare(
    left: Document, left_claims: Iterable[Claim], right: Document, right_claims: Iterable[Claim], ontology: Ontology
) -> Comparison:
    """Compare the claims of two documents, those of the left in their order. Each claim is paired once."""
    mine, theirs = _once(left_claims, ontology), _once(right_claims, ontology)
    both = _match(mine, theirs, lambda a, b: _same(a, b, ontology) and _told_alike(a, b), "")
    otherwise: list[Pair] = []
    events = {*ontology.individuals("EventType")}
    for test, what in _TESTS:
        otherwise += _match(mine, theirs, lambda a, b, test=test: test(a, b, ontology, events), what)  # type: ignore[misc]
    return Comparison(left, right, tuple(both), tuple(otherwise), tuple(mine), tuple(theirs))


def _once(claims: Iterable[Claim], ontology: Ontology) -> list[Claim]:
    """Claims in the order of the text, what a text says twice in the same way once."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.evidence.start, c.evidence.end, c.id)):
        if not any(_same(claim, k, ontology) and _told_alike(claim, k) and _when(claim) == _when(k) for k in kept):
            kept.append(claim)
    return kept


def _match(
    mine: list[Claim], theirs: list[Claim], fits: Callable[[Claim, Claim], bool], what: Difference
) -> list[Pair]:
    """Pairs that fit, taken out of both lists: those with the same date first, then those in the order of the texts."""
    fitting = [(_distance(x, y), i, j) for i, x in enumerate(mine) for j, y in enumerate(theirs) if fits(x, y)]
    lefts, rights = [*mine], [*theirs]
    used: tuple[set[int], set[int]] = (set(), set())
    found: list[tuple[int, Pair]] = []
    for _, i, j in sorted(fitting):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            found.append((i, Pair(lefts[i], rights[j], what)))
    mine[:] = [c for i, c in enumerate(lefts) if i not in used[0]]
    theirs[:] = [c for j, c in enumerate(rights) if j not in used[1]]
    return [pair for _, pair in sorted(found, key=lambda item: item[0])]


def _distance(one: Claim, other: Claim) -> int:
    """0 for the same date, 1 where neither has one, 2 where only one has, 3 for dates that merely overlap."""
    if one.date and other.date:
        return 0 if one.date.edtf == other.date.edtf else 3
    return 2 if one.date or other.date else 1


def _when(claim: Claim) -> str:
    return claim.date.edtf if claim.date else ""


def _side(entity: Entity | None, state: Entity | None) -> str:
    return state.iri if state else entity.iri if entity else ""


def _sides(claim: Claim, ontology: Ontology) -> tuple[str, str]:
    one, other = _side(claim.subject, claim.subject_state), _side(claim.object, claim.object_state)
    return (min(one, other), max(one, other)) if ontology.symmetric(claim.relation) else (one, other)


def _agree(one: Claim, other: Claim) -> bool:
    """Whether dates and places do not differ; what one leaves open does not differ."""
    if one.place and other.place and one.place.iri != other.place.iri:
        return False
    if not (one.date and other.date):
        return True
    (a, b), (c, d) = bounds(one.date.edtf), bounds(other.date.edtf)
    return not (b and c and b < c) and not (d and a and d < a)


def _same(one: Claim, other: Claim, ontology: Ontology) -> bool:
    return one.relation == other.relation and _sides(one, ontology) == _sides(other, ontology) and _agree(one, other)


def _told_alike(one: Claim, other: Claim) -> bool:
    return one.stance == other.stance and _side(one.holder, None) == _side(other.holder, None)


def _near(one: Claim, other: Claim) -> bool:
    """The same day, or the same place: enough to take two acts for one event."""
    dated = bool(one.date and other.date)
    placed = bool(one.place and other.place and one.place.iri == other.place.iri)
    return _agree(one, other) and (dated or placed)


def _other_stance(one: Claim, other: Claim, ontology: Ontology, events: set[str]) -> bool:
    return _same(one, other, ontology)


def _other_verb(one: Claim, other: Claim, ontology: Ontology, events: set[str]) -> bool:
    acts = {one.relation, other.relation} <= events
    return acts and one.object is not None and _sides(one, ontology) == _sides(other, ontology) and _near(one, other)


def _other_actor(one: Claim, other: Claim, ontology: Ontology, events: set[str]) -> bool:
    """The same act of the same day, by another: the same target, or the two sides the other way round."""
    if one.relation != other.relation or one.relation not in events or not (one.date and other.date):
        return False
    (a, b), (c, d) = _sides(one, ontology), _sides(other, ontology)
    return _near(one, other) and a != c and bool(b) and (b in (d, c))


_TESTS: tuple[tuple[Callable[[Claim, Claim, Ontology, set[str]], bool], Difference], ...] = (
    (_other_stance, "stance"), (_other_verb, "verb"), (_other_actor, "actor"),
)  # fmt: skip


# --- told -------------------------------------------------------------------------------------------------------------


def comparison_told(found: Comparison, ontology: Ontology) -> Result:
    """The comparison as a result."""
    names = {found.left.id: _title(found.left), found.right.id: _title(found.right)}
    documents = {found.left.id: found.left, found.right.id: found.right}

    def one(claim: Claim) -> Finding:
        return Finding(
            f"{_dated(claim)}{sentence(claim, ontology)}.",
            _values(claim),
            (_words(claim),),
            (claim.id,),
            (),
            pages_of(documents[claim.document]),
            _when(claim),
        )

    def two(pair: Pair) -> Finding:
        lead = {"": "", "stance": "In another stance: ", "verb": "With another verb: ", "actor": "With another actor: "}
        left, right = sentence(pair.left, ontology), sentence(pair.right, ontology)
        text = (
            f"{_dated(pair.left)}{left}."
            if not pair.differs
            else f"{lead[pair.differs]}{_dated(pair.left)}{left}; {right}."
        )
        return Finding(
            text,
            {"differs": pair.differs or None, "left": _values(pair.left), "right": _values(pair.right)},
            (f"First: {_words(pair.left)}", f"Second: {_words(pair.right)}"),
            (pair.left.id, pair.right.id),
            (),
            (*pages_of(found.left), *pages_of(found.right)),
            _when(pair.left) or _when(pair.right),
        )

    sections = (
        Section("both", "Told by both", tuple(map(two, found.both))),
        Section("otherwise", "Told otherwise", tuple(map(two, found.otherwise))),
        Section(
            "only-first",
            f"Only in the first: {names[found.left.id]}",
            tuple(map(one, found.only_left)),
            "The second leaves this out.",
        ),
        Section(
            "only-second",
            f"Only in the second: {names[found.right.id]}",
            tuple(map(one, found.only_right)),
            "The first leaves this out.",
        ),
    )
    given = {"first": found.left.id, "second": found.right.id}
    return Result(
        "diff-sources",
        f"{names[found.left.id]} / {names[found.right.id]}",
        given,
        sections,
        "",
        ("What a text says that no frame reads is not compared.",),
    )


def _title(document: Document) -> str:
    publisher = f" ({document.publisher})" if document.publisher else ""
    return f"{document.title or document.name}{publisher}"


def _dated(claim: Claim) -> str:
    return f"{claim.date.edtf}: " if claim.date else ""


def _words(claim: Claim) -> str:
    quote = " ".join(claim.evidence.quote.split())
    return f"“{quote}” ({claim.evidence.start} to {claim.evidence.end})"


def _values(claim: Claim) -> dict[str, object]:
    row = claim.row()
    return {key: row[key] for key in ("s", "r", "o", "date", "place", "stance", "holder", "start", "end", "id")}


def halves(found: Comparison) -> Sequence[tuple[str, Claim | None, Claim | None]]:
    """Rows for two columns: the kind (both, stance, verb, actor, left, right) and the claim of each side."""
    return [
        *(("both", p.left, p.right) for p in found.both),
        *((p.differs or "both", p.left, p.right) for p in found.otherwise),
        *(("left", c, None) for c in found.only_left),
        *(("right", None, c) for c in found.only_right),
    ]
