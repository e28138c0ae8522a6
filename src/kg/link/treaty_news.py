"""Which treaties a text tells as news, and which stand only in the background because it dates them long ago.

'A and B signed an agreement on Monday. The rest was settled by the Lima Treaty of 1922. The agreement ...': the one of
Monday. A treaty is old where its name, a clause on it or its verb gives a bygone year, and new where a verb of making
brings it in without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.core.annotated import Annotated, Sentence, Token
from kg.core.words import word_set

_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_CLOSE_BY = re.compile(
    r"(?:,? (?:of|from|dated|dating)\b|\s?\(|,? (?:which|that|signed|concluded|agreed|initialled|ratified|in force)\b)"
    r"[^;.:!?]{0,90}?\b(1[5-9]\d\d|20\d\d)\b"
)
"""A year in what is added to a treaty's name: 'of 17 December 1973', ', which the two governments signed in 1973'."""
_AGO = re.compile(
    r"\b(?:\d\d|(?!one\b|two\b|a\b)[a-z-]+) years ago|\b(?:decades?|generations?|(?:half )?a century|centuries) ago",
    re.IGNORECASE,
)
"""'Signed 40 years ago', 'three decades ago': so long ago that it is no news."""
_TALKS = re.compile(r"\b(?:discuss|haggl|negotiat|talk|work)\w*", re.IGNORECASE)
"""'Under negotiation since 2023' tells no year of the treaty."""
_OF_ANOTHER = re.compile(
    r"\b(?:replac|supersed|amend|updat|revis|succeed|supplement|build|renew|expir|end|until|by)\w*\b", re.IGNORECASE
)
"""'Which replaces one of 1990', 'which runs until 2030': a year that is not that of its making."""
_MAKES = word_set("link.treaty_news.makes")
"""Verbs that bring a treaty in, so that it is no older than what they tell."""
_AHEAD = frozenset({"will", "shall", "would", "must", "'ll", "should", "can", "may", "could"})
_AWAITS = word_set("link.treaty_news.awaits")
_TOPICS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})


class News:
    """Tells the new treaties of one document from the old ones."""

    def __init__(self, annotated: Annotated) -> None:
        self.text, published = annotated.document.text, annotated.document.published
        self.sentences = annotated.sentences
        self.last_year = int(published[:4]) - 1 if published else None
        """The year before the document's: what is older is no news."""

    def old_year(self, token: Token, sentence: Sentence) -> int | None:
        """The bygone year that the words about a mention give, if any."""
        if self.last_year is None:
            return None
        years = [int(y) for y in self._years(token, sentence)]
        return min(years) if years and max(years) < self.last_year else None

    def made(self, token: Token, sentence: Sentence) -> bool:
        """Whether a mention is what somebody makes now ('signed a pact on Monday')."""
        if self.last_year is None or self.old_year(token, sentence) is not None:
            return False
        if any(c.low in ("new", "fresh") and c.i < token.i for c in token.children):
            return True
        return any(v.lemma in _MAKES for v in _verbs_of(token)) and not _negated(token)

    def _years(self, token: Token, sentence: Sentence) -> Iterator[str]:
        """The years that a treaty's noun phrase, the clauses on it and its verb give."""
        close = _CLOSE_BY.match(self.text, token.end, sentence.end)
        if close is not None and not (_TALKS.search(close.group()) or _OF_ANOTHER.search(close.group())):
            yield close.group(1)
        name = token.mention is not None and token.mention.kind == "Treaty"
        own = self.text[token.mention.start : token.mention.end] if name and token.mention is not None else ""
        yield from _YEAR.findall(own)
        before = [c for c in token.children if c.i < token.i]
        verbs = [v for v in _verbs_of(token) if not (v.dep in ("acl", "relcl") and self._of_talks(v))]
        for time in (*before, *(t for v in verbs for t in _times(v))):
            if time.mention is None or time.mention.kind == "Time":
                yield from _YEAR.findall(self.text[time.start : time.end])
            if time.mention is not None and _AGO.search(self.text, time.start, time.end) and self.last_year:
                yield str(self.last_year - 1)  # before the year before the text's

    def _of_talks(self, clause: Token) -> bool:
        """'A pact that had been under negotiation since 2019': a clause that dates the talks, not the pact."""
        inside = [t for t in clause.subtree() if t.i >= clause.i]
        return _TALKS.search(self.text, clause.start, max(t.end for t in inside)) is not None

    def ahead(self, token: Token) -> bool:
        """Whether what is said of a mention is still to come ('will enter into force', 'has not yet been approved')."""
        verb = token.head
        if verb is None or token.dep not in ("nsubj", "nsubjpass"):
            return False
        words = {c.low for c in verb.children}
        return bool(words & _AHEAD) or "yet" in words or "still" in words or verb.lemma in _AWAITS

    @staticmethod
    def topic(token: Token) -> bool:
        """Whether a sentence is about a mention: the subject of a clause that is no mere aside, or the object of its
        main verb.
        """
        verb = token.head
        above = verb.head if verb is not None and token.dep == "pobj" else None
        if above is not None and above.head is None and any(o.lemma in _NAMES for o in above.by("dobj")):
            return True  # 'put their names to a memorandum'
        if token.dep not in _TOPICS or verb is None:
            return verb is None
        main = [verb, *verb.ancestors()]
        if token.dep in ("nsubj", "nsubjpass"):
            return all(v.dep not in ("relcl", "acl", "advcl") for v in main)
        return verb.head is None or (verb.dep in ("conj", "ccomp") and verb.head.head is None)


_NAMES = word_set("link.treaty_news.names")
"""What is put to a treaty by signing it."""


def _verbs_of(token: Token) -> list[Token]:
    """The verb that a noun depends on, and those of the clauses on it."""
    above = token.head
    while above is not None and token.dep in ("pobj", "conj") and above.pos not in ("VERB", "AUX"):
        above = above.head
    out = [v for v in token.by("acl", "relcl") if v.i > token.i]
    return [above, *out] if above is not None and above.pos in ("VERB", "AUX") else out


def _times(verb: Token) -> list[Token]:
    """The expressions of time that hang on a verb."""
    direct = [c for c in verb.children if c.mention is not None and c.mention.kind == "Time"]
    return direct + [
        o for p in verb.by("prep") for o in p.by("pobj") if o.mention is not None and o.mention.kind == "Time"
    ]


def _negated(token: Token) -> bool:
    return any(v.by("neg") for v in _verbs_of(token)[:1])
