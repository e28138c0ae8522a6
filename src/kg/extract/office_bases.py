"""Whose counterpart, predecessor or successor somebody is: 'met his counterpart, A B', "X's successor"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.core.annotated import Annotated, Sentence
from kg.core.words import word_list
from kg.extract.office_held import Held

_GUESTS = word_list("shared.host_and_guest")
"""Of these a counterpart's title cannot be told where several persons are named."""


def first_titles(offices: Sequence[Held]) -> dict[str, str]:
    """The first title of each person."""
    out: dict[str, str] = {}
    for held in sorted(offices, key=lambda h: h.start):
        if held.title:
            out.setdefault(held.person, held.title)
    return out


def base_of(held: Held, annotated: Annotated, titled: Mapping[str, str]) -> str | None:
    """The person with an office whom 'his counterpart' or "X's predecessor" refers to."""
    if held.base:
        named = [n for n in sorted(titled) if re.search(rf"\b{re.escape(held.base)}\b", n) and n != held.person]
        return named[0] if len(named) == 1 else None
    before = [
        m
        for m in annotated.mentions
        if m.kind == "Person"
        and m.entity is not None
        and m.start < held.start
        and m.entity.name in titled
        and m.entity.name != held.person
    ]
    if not before:
        return None
    sentence = annotated.sentence_at(held.start)
    last = max((m for m in annotated.mentions if m.kind == "Person" and m.start < held.start), key=lambda m: m.start)
    beside = re.fullmatch(r",? (?:and|with) (?:his|her|their)\b.*", annotated.document.text[last.end : held.start + 5])
    if beside and last.entity is not None and last.entity.name not in titled:
        return None  # 'A B and his counterpart': A B's, whose office is not told
    here = [m for m in before if sentence is not None and m.start >= sentence.start]
    acting = _acting_person(held, sentence) if sentence is not None and len(here) > 1 else None
    if acting is not None and acting in titled and acting != held.person:
        return acting
    if not here and re.search(r"\btheir\b", annotated.document.text[max(0, held.start - 8) : held.start + 6]):
        return None  # 'The two leaders met their counterpart': of which office is not told
    noun = _described_subject(held, annotated)
    if here and noun is not None and held.kind == "predecessor":
        fits = [m for m in before if m.entity is not None and noun in titled[m.entity.name].lower().split()]
        if fits and not any(m in fits for m in here):
            before, here = fits, []  # 'Speaking to Minister Roe, the President recalled his predecessor'
    if not here and noun is not None:
        fits = [m for m in before if m.entity is not None and noun in titled[m.entity.name].lower().split()]
        alone = len({m.entity for m in before}) == 1
        before = fits or (before if alone or noun not in _GUESTS else [])
        if not before:
            return None
    return (here or before)[-1].entity.name  # type: ignore[union-attr]


def other_sides(annotated: Annotated, offices: Sequence[Held]) -> dict[str, str]:
    """Person -> the state of their counterpart, which is not their own."""
    titled = first_titles(offices)
    out: dict[str, str] = {}
    for held in offices:
        if (
            held.kind == "counterpart"
            and held.body is not None
            and held.body.state
            and (base := base_of(held, annotated, titled))
        ):
            out[base] = held.body.state
    return out


def counterparts(annotated: Annotated, offices: Sequence[Held], out: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Predecessors and successors act for the same state as the one whose they are: who and whose, as they are given
    it.
    """
    titled = first_titles(offices)
    for held in sorted(offices, key=lambda h: h.start):
        if held.kind in ("predecessor", "successor") and held.person not in out:
            base = base_of(held, annotated, titled)
            if base is not None and base in out:
                out[held.person] = out[base]
                yield held.person, base


def _acting_person(held: Held, sentence: Sentence) -> str | None:
    """'A was received by B and met his counterpart': the person who is the subject of the clause."""
    own = next((t for t in sentence.tokens if t.mention is not None and held.start <= t.mention.start < held.end), None)
    if own is None or own.dep in ("conj", "appos"):
        return None
    for verb in own.ancestors():
        subjects = verb.by("nsubj", "nsubjpass")
        if subjects:
            mention = subjects[0].mention
            named = mention is not None and mention.kind == "Person" and mention.entity is not None
            return mention.entity.name if named and mention is not None and mention.entity is not None else None
    return None


def _described_subject(held: Held, annotated: Annotated) -> str | None:
    """'The minister met his counterpart': the noun of the clause's subject, where it names nobody."""
    sentence = annotated.sentence_at(held.start)
    root = sentence.root() if sentence is not None else None
    subjects = root.by("nsubj") if root is not None else []
    plain = [t for t in subjects if t.start < held.start and t.mention is None and t.tag in ("NN", "NNP")]
    return plain[0].lemma.lower() if len(plain) == 1 and not plain[0].by("appos", "conj") else None
