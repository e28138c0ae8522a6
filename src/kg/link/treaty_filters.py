"""Which of several treaties a definite description leaves: each filter asks for one thing that it says of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.link.treaty_description import Description
from kg.link.treaty_record import Treaty, has_topic, words_of
from kg.link.treaty_wording import OLD

if TYPE_CHECKING:
    from kg.link.treaty_search import TreatySearch

Filter = Callable[["TreatySearch", Description, list[Treaty]], list[Treaty]]
PAPERS = word_set("link.treaty_filters.papers")
"""Heads of texts that nobody calls a treaty of peace or of trade."""
_SELDOM = word_set("link.treaty_filters.seldom")
"""Nouns that mean a treaty only where the text calls one so."""
_PROCLAIMED = word_set("link.treaty_filters.proclaimed")
_MAKES = word_set("link.treaty_filters.makes")
"""What is done to a treaty in the year by which it is called."""
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_ANY_KIND = ("Cooperation", "Other")


def _of_these_two(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The pact between A and B'."""
    if len(told.parties) < 2 or not any(p.lemma == "between" for p in told.token.by("prep")):
        return able
    return [r for r in able if r.parties or not r.names or told.head in r.heads]


def _old(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The previous arrangement'."""
    old = told.modifiers & OLD - {"original"} or search.ledger.dates_old(told.token, told.sentence)
    return [r for r in able if not search.ledger.made_new(r)] if old else able


def _of_this_content(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The agreement on fishing rights': a treaty called so, or told with these words."""
    content = search.wording.content(told.token)
    return [r for r in able if told.head in r.heads or content & words_of(r)] if content else able


def _called_by_topic(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The tourism memorandum' is the one on tourism, where one is."""
    before = {
        c.lemma.lower() for c in told.token.by("compound", "nmod") if c.mention is None and c.tag in ("NN", "NNS")
    }
    return [r for r in able if before & words_of(r)] or able if before else able


def _with_proper_names(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The treaty of Paris' is no convention that nobody calls so."""
    proper = search.wording.proper(told.token)
    return [r for r in able if proper & words_of(r) or search.told_with(r, proper)] if proper else able


def _agreed_here(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'They agreed to leave; the agreement': what they agreed, no treaty before."""
    plain = told.head == "agreement" and not (told.parties or told.year or told.kind)
    if not plain or not search.agreed(told.token, told.sentence):
        return able
    here = range(told.sentence.start, told.token.start)
    return [r for r in able if any(t.start in here for t in r.mentions)]


def _on_this_topic(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The declaration on transit that they signed' is not one told without a topic."""
    topic = search.wording.topic(told.token)
    if not topic:
        return able
    own = search.wording.signed(told.token)
    return [r for r in able if topic & words_of(r) or not (own or r.names or has_topic(r))]


def _of_that_day(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The accord of 3 May': one that a sentence with that day speaks of."""
    day = search.wording.by_date(told.token)
    if not day or told.year:
        return able
    sentences, text = search.annotated.sentences, search.text

    def on_the_day(record: Treaty) -> bool:
        where = {search.wording.number_of(t) for t in record.mentions}
        return any(day in text[sentences[n].start : sentences[n].end] for n in where)

    return [r for r in able if on_the_day(r)]


def _of_a_kind(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The border treaty' is not 'the treaty on a railway'."""
    if not told.kind or told.kind in _ANY_KIND:
        return able
    content = search.wording.content(told.token)
    return [r for r in able if r.types or r.names or not has_topic(r) or content & words_of(r)]


def _seldom_so_called(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The deepening of their partnership' is no treaty that nobody calls so."""
    return [r for r in able if told.head in r.heads] if told.head in _SELDOM else able


def _paper_with_topic(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The protocol on transit', 'the statement on trade': one called so, or one without a topic."""
    if told.head not in PAPERS | {"protocol"} or not search.wording.topic(told.token):
        return able
    return [r for r in able if told.head in r.heads or not has_topic(r)]


def _of_the_year(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The treaty that they made in 1999'."""
    made = search.wording.year_made(told.token)
    if not made:
        return able
    able = [r for r in able if not any(_never_made(t) for t in r.mentions)]
    return [r for r in able if r.year in (None, made)]


def _never_made(token: Token) -> bool:
    """'The treaty was never concluded': so it is not the one that was signed in some year."""
    verb = token.head if token.dep in ("nsubjpass", "dobj") else None
    return verb is not None and verb.lemma in _MAKES and any(c.low in ("never", "not") for c in verb.children)


def _made_then(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'Signed the treaty on 29 November 1984': not the treaty of 1881."""
    verb = told.token.head if told.token.dep in ("dobj", "nsubjpass") else None
    if verb is None or verb.lemma not in _MAKES:
        return able
    times = [t.mention for t in verb.subtree() if t.mention is not None and t.mention.kind == "Time"]
    front = [m for m in told.sentence.front if m.kind == "Time" and verb.head is None]
    years = {y for m in (*times, *front) for y in _YEAR.findall(search.text[m.start : m.end])}
    return [r for r in able if r.year is None or r.year in years] if len(years) == 1 else able


def _of_the_month(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The September agreement': one told with that month."""
    month = search.wording.by_month(told.token)
    wording = search.wording
    return [r for r in able if any(month in wording.said(wording.number_of(t)) for t in r.mentions)] if month else able


def _of_what(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The treaty of friendship'."""
    what = search.wording.of_what(told.token)
    if not what:
        return able
    types = {search.lexicon.type_of(f"treaty of {w}") for w in what} - {None}
    return [r for r in able if what & words_of(r) or types & set(r.types) or not r.types]


def _proclaimed(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The truce proclaimed in May' is not the accord."""
    proclaimed = any(v.lemma in _PROCLAIMED for v in told.token.by("acl", "relcl"))
    return [r for r in able if told.head in r.heads] if told.kind == "Ceasefire" and proclaimed else able


def _told_which(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The agreement by which they settled it': one called so."""
    return [r for r in able if told.head in r.heads] if search.wording.told_which(told.token) else able


def _yet_to_make(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The treaty that both intend to sign in May' is none that has a name."""
    return [r for r in able if not r.names] if _intended(told.token, search.lexicon.verbs) else able


def _doing_so(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The accord that let soldiers in' is not the one on health."""
    does = search.wording.clause_words(told.token)
    return [r for r in able if does & words_of(r) or not (r.names or r.clauses or r.descriptions)] if does else able


def _that_came_after(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The treaty that followed': one called so."""
    return [r for r in able if told.head in r.heads] if search.wording.came_after(told.token) else able


def _new(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """'The new text' is none of an old treaty."""
    if "new" not in told.modifiers or told.year:
        return able
    return [r for r in able if search.ledger.made_new(r)] or able


def _no_paper(search: TreatySearch, told: Description, able: list[Treaty]) -> list[Treaty]:
    """No declaration is called a treaty."""
    if told.head != "treaty" and "new" not in told.modifiers:
        return able
    binding = [r for r in able if not r.heads or not r.heads <= PAPERS]
    return [r for r in able if told.head in r.heads] or (binding if told.kind else able)


def _intended(token: Token, verbs: frozenset[str]) -> bool:
    return any(
        c.lemma in verbs and any(a.tag == "TO" for a in c.by("aux"))
        for clause in token.by("relcl")
        if clause.tag in ("VBP", "VBZ")
        for c in clause.by("xcomp")
    )


FILTERS: tuple[Filter, ...] = (
    _of_these_two,
    _old,
    _of_this_content,
    _called_by_topic,
    _with_proper_names,
    _agreed_here,
    _on_this_topic,
    _of_that_day,
    _of_a_kind,
    _seldom_so_called,
    _paper_with_topic,
    _of_the_year,
    _made_then,
    _of_the_month,
    _of_what,
    _proclaimed,
    _told_which,
    _yet_to_make,
    _doing_so,
    _that_came_after,
    _new,
    _no_paper,
)
"""Asked one after the other, the latest treaty first in what each is given."""
