"""Whether the act that a noun names happened, by what is said of it and done about it.

'The ratification of the pact has stalled': it was not ratified. 'Farmers oppose the suspension of the pact', 'a bill on
its termination', 'talk of a withdrawal': the act is only thought of. 'Threatened its withdrawal': it may come.
'Reversed its withdrawal': it no longer stands. What is said of an act that took place ('was welcomed', 'drew protests',
'followed in May') leaves it as it is. The words stand under ``nouns`` in ``graph/lexicon/factuality.yaml``. After event
factuality of nominal predicates: R. Sauri, J. Pustejovsky, 'FactBank', Language Resources and Evaluation 43 (2009).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from kg.core.annotated import Token
from kg.extract.grammar import is_verb

Worth = Literal["ahead", "excluded", "lagging", "open"]
_PUT_OFF = frozenset({"defer", "delay", "postpone", "reschedule"})
_HOLD = frozenset({"abeyance", "hold", "ice", "limbo"})
_UNTIL = frozenset({"for", "till", "to", "until"})


class ActNouns:
    """Reads the worth of a noun of an act; None where it happened as far as these words go."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self.lagging, self.doubtful, self.near = (frozenset(words[k]) for k in ("lagging", "doubtful", "near"))
        self.weighed, self.meant, self.undone = (frozenset(words[k]) for k in ("weighed", "meant", "undone"))
        self.excluded, self.contents = frozenset(words["excluded"]), frozenset(words["contents"])
        self.before = frozenset(words["before"])

    def worth(self, noun: Token) -> Worth | None:
        """What the words above a noun, or above the noun that it is joined to, make of its act."""
        while noun.dep == "conj" and noun.head is not None and not is_verb(noun.head):
            noun = noun.head
        head = noun.head
        if head is None:
            return None
        if noun.dep in ("nsubj", "nsubjpass") and is_verb(head):
            return self._said(head) or (self._done(head) if noun.dep == "nsubjpass" else None)
        if noun.dep in ("dobj", "obj"):
            return self._done(head)
        if noun.dep == "compound":
            return "open" if head.lemma in self.contents else None  # 'the ratification bill'
        return self._after(noun, head) if noun.dep == "pobj" else None

    def _after(self, noun: Token, prep: Token) -> Worth | None:
        """Behind a preposition: 'until ratification', 'talk of its exit', 'voted on its exit', 'is against it'."""
        above = prep.head
        if prep.lemma in self.before or any(c.lemma in self.before for c in prep.children if c.i < prep.i):
            return "open"
        if above is None:
            return None
        if above.lemma in self.before:
            return "open"  # 'ahead of the signing'
        if is_verb(above):
            return self._done(above, prep)
        if above.lemma in self.contents or above.lemma in ("favor", "favour"):
            return "open"
        return None

    def _said(self, verb: Token) -> Worth | None:
        """Of a subject: 'has stalled', 'is pending', 'is in doubt', 'remains a prospect', 'looms'."""
        if any(c.dep == "neg" for c in verb.children):
            return None
        words = [*self._predicates(verb)]
        if any(w in self.lagging for w in words) or (_held_back(verb) and not _to_a_time(verb)):
            return "lagging"
        if any(w in self.doubtful for w in words):
            return "open"
        if any(w in self.near for w in words):
            return "ahead"
        return "ahead" if _to_a_time(verb) else None

    @staticmethod
    def _predicates(verb: Token) -> Iterator[str]:
        """What a verb says of its subject: itself, or what stands behind a copula."""
        copula = verb.lemma in ("be", "become", "lie", "look", "remain", "stay")
        if not copula:
            yield verb.lemma
            return
        said = [*verb.by("acomp", "attr", "advmod", "oprd"), *(o for p in verb.by("prep") for o in p.by("pobj"))]
        for word in said:
            yield word.lemma
            yield word.text.lower()

    def _done(self, verb: Token, prep: Token | None = None) -> Worth | None:
        """To an object: 'opposes its exit', 'threatened its exit', 'reversed its exit', 'voted on its exit'."""
        if not is_verb(verb):
            return None
        if prep is None and _on_hold(verb):
            return "lagging"
        keys = set(self._keys(verb, prep))
        if keys & self.excluded:
            return "excluded"
        if keys & (self.weighed | self.undone):
            return "open"
        return "ahead" if keys & self.meant else None

    @staticmethod
    def _keys(verb: Token, prep: Token | None) -> Iterator[str]:
        beside = [c for c in verb.children if c.dep in ("prt", "advmod", "acomp") and 0 < c.i - verb.i <= 2]
        if prep is None:
            yield verb.lemma
            yield from (f"{verb.lemma} {c.text.lower()}" for c in beside)
        else:
            yield f"{verb.lemma} {prep.lemma}"


def put_off(noun: Token) -> bool:
    """'The signing has been postponed to June'."""
    verb = noun.head
    return noun.dep in ("nsubj", "nsubjpass", "dobj") and verb is not None and _to_a_time(verb)


def _on_hold(verb: Token) -> bool:
    """'Put its ratification on hold', 'keeps the signing in abeyance'."""
    held = [o.lemma for p in verb.by("prep") if p.lemma in ("in", "on") for o in p.by("pobj")]
    return verb.lemma in ("hold", "keep", "leave", "place", "put") and not _HOLD.isdisjoint(held)


def delayed(noun: Token) -> bool:
    """'The signing has been put off twice'."""
    verb = noun.head
    return noun.dep in ("nsubj", "nsubjpass") and verb is not None and _held_back(verb) and not _to_a_time(verb)


def _held_back(verb: Token) -> bool:
    """'Put off', 'pushed back', 'held up'."""
    beside = {c.text.lower() for c in verb.by("prt", "advmod")}
    return (verb.lemma in ("push", "put", "set") and bool(beside & {"back", "off"})) or (
        verb.lemma == "hold" and "up" in beside
    )


def _to_a_time(verb: Token) -> bool:
    """'Postponed to June', 'put off until next week'."""
    later = [p for p in verb.by("prep", "prt", "advmod") for p in (p, *p.by("prep")) if p.lemma in _UNTIL]
    off = verb.lemma in _PUT_OFF or _held_back(verb)
    return off and any(p.by("pobj") for p in later)
