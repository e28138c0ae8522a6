"""Where the two of an alliance stand: beside a noun that shares its verb, its owner or its preposition with others."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.predication import series_at, words_of

_BINDING = word_set("extract.ally_paths.binding")
_SOON = 7
"""Words within which the comma after a noun that opens its sentence stands ('Allies since 1951, A and B ...')."""
_NO_OTHER = (("each", "other"), ("one", "another"))


class AllyPaths:
    """Paths and conditions; ``words`` are the lists under ``standing`` in the reference lexicon."""

    def __init__(self, words: Mapping[str, frozenset[str]]) -> None:
        self.words = words
        self.by_name: dict[str, Callable[[Token], list[Token]]] = {
            "caller": self._caller,
            "called": self._called,
            "shared_owner": self._shared_owner,
            "opening": self._opening,
            "bound_one": lambda token: grammar.expand(self._bound(token)),
            "bound_to": self._bound_to,
            "than": self._than,
            "told_by": self._told_by,
            "along_with": self._along_with,
        }

    @staticmethod
    def _first(noun: Token) -> Token:
        """The first of coordinated nouns ('a neighbour, a partner and an ally'), also where the tree apposes them."""
        while noun.head is not None and noun.head.mention is None and (noun.dep == "conj" or _in_row(noun)):
            noun = noun.head
        return noun

    def calling(self, noun: Token) -> Token | None:
        """The verb that calls, or counts, somebody an ally: 'called it an ally', 'hailed it as a friend and ally',
        'thanked it for being an ally'.
        """
        first = self._first(noun)
        head = first.head
        if head is not None and first.dep == "pobj" and head.lemma == "as":
            head = head.head
        elif head is not None and first.dep == "attr" and head.dep == "pcomp" and head.head is not None:
            head = head.head.head if head.head.lemma == "for" else None
        elif first.dep not in ("appos", "attr", "ccomp", "dobj", "oprd"):
            return None
        return head if head is not None and head.lemma in self.words["calling"] and grammar.is_verb(head) else None

    def _caller(self, noun: Token) -> list[Token]:
        verb = self.calling(noun)
        return grammar.expand(valency.logical_subjects(verb)) if verb is not None else []

    def _called(self, noun: Token) -> list[Token]:
        verb, first = self.calling(noun), self._first(noun)
        if verb is None:
            return []
        inside = grammar.expand(first.by("nsubj"))  # 'called [A an ally]'
        return inside or [t for t in grammar.expand(valency.logical_objects(verb)) if t is not first and t is not noun]

    def _shared_owner(self, noun: Token) -> list[Token]:
        """'China's brother and ally': whose, where the noun before says it for both."""
        first = self._first(noun)
        alone = first is not noun and not noun.by("det", "poss")
        return grammar.possessors(first) if alone else []

    @staticmethod
    def _opening(noun: Token) -> list[Token]:
        """'Allies since 1951, A and B ...', 'As allies, A and B ...': the names behind the comma."""
        row = words_of(noun)
        at = next(n for n, t in enumerate(row) if t is noun)
        if at > 1 or any(t.mention is not None or t.tag not in ("IN", "JJ", "RB") for t in row[:at]):
            return []
        comma = next((n for n in range(at + 1, min(len(row), at + _SOON)) if row[n].text == ","), None)
        if comma is None or any(grammar.is_verb(t) or t.by("poss") for t in row[at:comma]):
            return []
        found, _ = series_at(row, comma + 1)
        return found if len(found) > 1 else []

    @staticmethod
    def _bound(noun: Token) -> list[Token]:
        """'The alliance that binds A to B', 'A is bound to B by a treaty of alliance': A."""
        below = [v for v in noun.by("acl", "relcl") if v.lemma in _BINDING]
        below += [noun.head] if noun.dep == "nsubj" and noun.head is not None and noun.head.lemma in _BINDING else []
        if below:
            return valency.logical_objects(below[0]) if below[0].tag != "VBN" else []
        verb = next((a for a in noun.ancestors() if grammar.is_verb(a)), None)
        bound = verb is not None and verb.lemma in _BINDING and (grammar.passive(verb) or verb.tag == "VBN")
        return (valency.surface_subjects(verb) or _described(verb)) if bound and verb is not None else []

    @staticmethod
    def _bound_to(noun: Token) -> list[Token]:
        below = [v for v in noun.by("acl", "relcl") if v.lemma in _BINDING]
        verb = below[0] if below else next((a for a in noun.ancestors() if grammar.is_verb(a)), None)
        return grammar.after(verb, "to", "with") if verb is not None and verb.lemma in _BINDING else []

    @staticmethod
    def _than(noun: Token) -> list[Token]:
        """'No closer ally than B': B."""
        if not any(c.tag == "JJR" or c.low == "more" for t in noun.by("amod") for c in (t, *t.children)):
            return []
        than = next((t for t in words_of(noun) if t.low == "than" and t.i > noun.i), None)
        return grammar.expand(than.by("pobj")) if than is not None else []

    @staticmethod
    def _along_with(noun: Token) -> list[Token]:
        """'*Kenya*, along with allies Uganda and Chad, sent police': whose allies they are."""
        row = words_of(noun)
        at = next(n for n, t in enumerate(row) if t is noun)
        before = [t.low for t in row[max(0, at - 2) : at]]
        beside = before[-1:] == ["alongside"] or before in (["along", "with"], ["together", "with"], [",", "with"])
        verb = next((a for a in noun.ancestors() if grammar.is_verb(a)), None)
        if not beside or verb is None or noun.tag != "NNS":
            return []
        return [t for t in valency.surface_subjects(verb) if t.i < noun.i]

    @staticmethod
    def _told_by(noun: Token) -> list[Token]:
        """'A said that B was an ally', '"B is our ally," A said': A."""
        verb = noun.head
        told = noun.dep == "attr" and verb is not None and verb.dep == "ccomp" and verb.head is not None
        whose = [p for p in noun.by("poss") if p.low != "our"]
        if not told or whose or any(p.lemma in ("of", "to", "in", "with") for p in noun.by("prep")):
            return []
        return grammar.expand(valency.surface_subjects(verb.head)) if verb is not None and verb.head is not None else []

    # -- conditions

    def about(self, about: str, token: Token) -> bool | None:
        """Conditions of frames (``about``); None where it is none of these."""
        if about == "but_no":
            return self._but_no(token)
        if about == "anything_but":
            but = token.head
            none = but.head if but is not None and but.low == "but" else None
            return none is not None and none.low in ("anything", "everything")
        return None

    @staticmethod
    def _but_no(noun: Token) -> bool:
        """'Friends, but no allies', 'neighbours, not allies', 'friends rather than allies', whatever it hangs on."""
        row = words_of(noun)
        at = next(n for n, t in enumerate(row) if t is noun)
        before = tuple(t.low for t in row[max(0, at - 3) : at] if t.low not in ("a", "an"))
        return before[-2:] in (("but", "no"), ("but", "not"), (",", "not"), (",", "no"), ("rather", "than"))

    @staticmethod
    def apart(token: Token) -> bool:
        """'A and B are allied to C, though not to one another'."""
        low = [t.low for t in words_of(token) if t.i > token.i]
        return any(
            low[n] == "not" and low[n + 1] in ("to", "with") and (low[n + 2], low[n + 3]) in _NO_OTHER
            for n in range(len(low) - 3)
        )


def _in_row(noun: Token) -> bool:
    """'A neighbour, a partner and an ally': of a row, the second as if it meant the first."""
    return noun.dep == "appos" and bool(noun.by("cc")) and bool(noun.by("det"))


def _described(verb: Token) -> list[Token]:
    """What a participle is said of."""
    return [verb.head] if verb.dep == "acl" and verb.head is not None else []
