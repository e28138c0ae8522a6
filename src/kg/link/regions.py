"""The states of a region, each of which is meant by 'the five Central Asian states' or 'the Baltic states'."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from kg.core.annotated import Token
from kg.core.model import Entity
from kg.link.discourse import NUMBERS
from kg.link.noun_phrases import noun_phrase

if TYPE_CHECKING:
    from kg.link.discourse import Discourse

_OF_ALL = {"all", "the", "these", "those", "both"}


@lru_cache(maxsize=4)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(names, key=lambda n: (-len(n), n))
    either = "|".join("[ -]".join(map(re.escape, name.split())) for name in longest)
    return re.compile(rf"\b({either})\b", re.IGNORECASE)


@lru_cache(maxsize=4)
def _words(names: tuple[str, ...]) -> AhoCorasick:
    """The longest word of each name, in lower case: without one of them there is no name, and that is told at once."""
    return AhoCorasick(sorted({max(name.lower().split(), key=len) for name in names}))


def codes_named(text: str, regions: Mapping[str, Sequence[str]]) -> set[str]:
    """ISO codes of the states of all regions that a text names by their adjectives."""
    if not _words(tuple(regions)).find_matches_as_indexes(text.lower()):
        return set()
    found = {m.group().lower().replace("-", " ") for m in _pattern(tuple(regions)).finditer(text)}
    return {code for name in found for code in regions[name]}


def states_of(discourse: Discourse, token: Token) -> list[Entity]:
    """'The five Central Asian states': each of them; none where a part is meant ('two of the', 'three Nordic states').

    'All five but Turkmenistan' are the other four.
    """
    lexicon = discourse.lexicon
    named = token.mention is not None and token.mention.kind == "Area"
    if not named and (
        token.tag not in ("NNS", "NNPS")
        or not any(token.lemma in nouns for nouns in (lexicon.state, lexicon.pair, lexicon.acting))
    ):
        return []
    if named and not discourse.text[token.start : token.end].lower().endswith("s"):
        return []  # 'the Baltic' is a sea
    phrase = noun_phrase(token)
    first = min([token.start, *(t.start for t in phrase.premodifiers)])
    words = discourse.text[first : token.end]
    begun = phrase.determiner in _OF_ALL or any(c.low in _OF_ALL for c in token.children)
    part = token.dep == "pobj" and token.head is not None and token.head.lemma == "of" and _counts(token.head.head)
    found = _pattern(tuple(lexicon.regions)).search(words) if begun and not part else None
    if found is None:
        return []
    codes = lexicon.regions[found.group().lower().replace("-", " ")]
    counted = [NUMBERS[w] for w in re.findall(r"\w+", words.lower()) if w in NUMBERS]
    if counted and counted[0] != len(codes):
        return []
    left_out = {c.mention.state for c in (*token.by("conj"), *_excepted(token)) if c.mention is not None}
    but = any(c.low == "but" for c in token.by("cc")) or bool(_excepted(token))
    states = [e for code in codes if (e := discourse.entities.state(code)) is not None]
    return [e for e in states if not but or e.code not in left_out]


def _counts(token: Token | None) -> bool:
    """'Two of', 'most of', 'one of'."""
    return token is not None and (token.tag == "CD" or token.lemma in ("few", "many", "most", "none", "some"))


def _excepted(token: Token) -> list[Token]:
    return [o for p in token.by("prep") if p.lemma in ("except", "save", "but") for o in p.by("pobj")]
