"""What a noun phrase says of itself: determiner, modifiers, complements, and its words in the text."""

from __future__ import annotations

from dataclasses import dataclass

from kg.core.annotated import Token
from kg.core.words import word_set

INDEFINITE = word_set("link.noun_phrases.indefinite")
DEFINITE = word_set("link.noun_phrases.definite")


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A head noun with its parts; ``start`` and ``end`` bound determiner-less words before the head and the head."""

    head: Token
    determiner: str
    premodifiers: tuple[Token, ...]
    start: int
    end: int

    @property
    def definite(self) -> bool:
        return self.determiner in DEFINITE

    @property
    def indefinite(self) -> bool:
        return self.determiner in INDEFINITE or not self.determiner


def noun_of_adjective(token: Token) -> Token | None:
    """'A *Belgian* supplier': the supplier, where the adjective of a state stands before a noun without a name."""
    noun = token.head if token.dep in ("amod", "compound", "nmod") else None
    adjective = token.mention is not None and token.mention.role == "adjective"
    return noun if adjective and noun is not None and noun.mention is None else None


def noun_phrase(head: Token) -> NounPhrase:
    """The noun phrase of a head noun of a finished tree."""
    found: NounPhrase | None = head.known.get(noun_phrase)
    if found is None:
        found = head.known[noun_phrase] = _read(head)
    return found


def _read(head: Token) -> NounPhrase:
    determiner = ""
    before: list[Token] = []
    article = next((c.i for c in head.by("det") if c.i < head.i), -1)
    for child in head.children:
        if child.i >= head.i or (child.dep == "advmod" and child.i < article):
            continue  # 'only an armistice' is called an armistice
        if child.dep in ("det", "predet") or (child.dep == "poss" and child.low in DEFINITE):
            word = child.low
            determiner = word if not determiner or word in INDEFINITE else determiner
        elif child.dep == "poss":
            determiner = determiner or "the"
            before += list(child.subtree())
        elif child.dep not in ("cc", "punct", "preconj", "case", "prep"):
            before += list(child.subtree())
        elif child.dep == "punct" and child.text == "-":
            before.append(child)
    before = sorted({t.i: t for t in before}.values(), key=lambda t: t.i)
    words = [t for t in before if t.text not in ("'s", "’s", "'", "’", '"', "“", "”", "(", ")")]
    start = min([t.start for t in words] + [head.start])
    return NounPhrase(head, determiner, tuple(before), start, head.end)


_BEFORE_TREATIES = word_set("link.noun_phrases.before_treaties")


def minimal_start(phrase: NounPhrase) -> int:
    """Start of the modifiers right before the head, possessors and states left out ('visiting forces agreement')."""
    start = phrase.head.start
    for token in reversed(phrase.premodifiers):
        if (
            token.mention is not None
            or token.text in ("'s", "’s")
            or token.dep in ("poss", "nummod")
            or token.lemma in _BEFORE_TREATIES
            or token.tag in ("JJS", "JJR", "RB", "PRP$")
        ):
            break
        start = token.start
    return start


def complement(head: Token, *prepositions: str) -> Token | None:
    """The first prepositional complement of a noun with one of these prepositions."""
    return next((p for p in head.by("prep") if p.lemma.lower() in prepositions), None)


def end_of(token: Token) -> int:
    """End of a complement's words, relative clauses and what follows a comma left out."""
    end = token.end
    stack = list(token.children)
    while stack:
        child = stack.pop()
        if child.dep in ("relcl", "appos", "punct", "advcl", "parataxis") or (
            child.i < token.i and child.dep == "prep"
        ):
            continue
        if child.mention is not None and child.mention.kind == "Time":
            continue
        if child.dep == "acl" and child.tag == "VBN" and _after_comma(child):
            continue
        if (
            child.dep == "prep"
            and child.lemma in ("in", "at", "on")
            and any(p.mention is not None and p.mention.kind in ("Settlement", "Time") for p in child.by("pobj"))
        ):
            continue
        end = max(end, child.end)
        stack += child.children
    return end


def _after_comma(token: Token) -> bool:
    """Whether a comma stands right before a participle, so that it only adds something."""
    top = token
    while top.head is not None:
        top = top.head
    return any(t.i == token.i - 1 and t.text == "," for t in top.subtree())
