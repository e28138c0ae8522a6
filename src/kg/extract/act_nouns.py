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
from kg.core.words import word_set
from kg.extract.grammar import any_of, is_verb, none_of

Worth = Literal["ahead", "excluded", "lagging", "open"]
_PUT_OFF = word_set("extract.act_nouns.put_off")
_HOLD = word_set("extract.act_nouns.hold")
_ENACTED = word_set("extract.act_nouns.enacted")
"""What is passed or signed to bring an act about."""
_UNTIL = frozenset({"for", "till", "to", "until"})


class ActNouns:
    """Reads the worth of a noun of an act; None where it happened as far as these words go."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self.lagging, self.doubtful, self.near = (frozenset(words[k]) for k in ("lagging", "doubtful", "near"))
        self.weighed, self.meant, self.undone = (frozenset(words[k]) for k in ("weighed", "meant", "undone"))
        self.excluded, self.contents = frozenset(words["excluded"]), frozenset(words["contents"])
        self.before, self.assured = frozenset(words["before"]), frozenset(words["assured"])
        self.mooted, self.sought, self.signs = (frozenset(words[k]) for k in ("mooted", "sought", "signs"))
        self.wanted = frozenset(words["wanted"])

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
        if any_of(noun):
            return "open"
        return (self._after(noun, head) or self.predicated(noun)) if noun.dep == "pobj" else None

    def only_wanted(self, noun: Token) -> bool:
        """'The sanctions *demanded* by Chad', 'the boycott *called for* by it', 'the ban that it has *proposed*'."""
        return any(
            not self.wanted.isdisjoint(self._keys_of(clause))
            for clause in noun.by("acl", "relcl")
            if clause.tag in ("VBN", "VBD") and not clause.by("xcomp", "ccomp", "neg")
        )

    @staticmethod
    def _keys_of(verb: Token) -> Iterator[str]:
        """A verb alone, and with the preposition that is left behind."""
        yield verb.lemma
        yield from (f"{verb.lemma} {c.low}" for c in verb.by("prep", "prt") if not c.by("pobj"))

    def predicated(self, noun: Token) -> Worth | None:
        """What is said of a noun as the subject of its clause, or what of it a noun before it names."""
        head = noun.head
        if head is None:
            return None
        if noun.dep == "nsubj" or (noun.dep == "nsubjpass" and head.lemma in self.near):
            return self._said(head)
        if noun.dep == "dobj" and head.dep == "advcl" and head.tag == "VBG" and head.low in self.before:
            return "open"  # 'failing its exit, Chad will stay'
        above = head.head if noun.dep == "pobj" and (not is_verb(head) or head.dep == "prep") else None
        if above is None:
            return None
        if head.lemma in self.before or above.lemma in self.before:
            return self._after(noun, head)  # 'ahead of its exit'
        if is_verb(above):
            return "open" if f"{above.lemma} {head.lemma}" in self.sought else None  # 'hinted at its exit'
        none = none_of(above) and above.lemma in self.signs  # 'sees no sign of its exit'
        return "open" if none or above.lemma in self.mooted else None  # 'talk of its exit'

    def _after(self, noun: Token, prep: Token) -> Worth | None:
        """Behind a preposition: 'until ratification', 'talk of its exit', 'voted on its exit', 'is against it'."""
        above = prep.head
        if prep.lemma in self.before or any(c.lemma in self.before for c in prep.children if c.i < prep.i):
            return None if _since(prep) else "open"
        if above is None:
            return None
        if above.lemma in self.before:
            return None if _since(above) else "open"  # 'ahead of the signing'
        if is_verb(above):
            return self._done(above, prep)
        if above.lemma in self.contents or above.lemma in ("favor", "favour"):
            return "open"
        return None

    def _said(self, verb: Token) -> Worth | None:
        """Of a subject: 'has stalled', 'is pending', 'is in doubt', 'remains a prospect', 'looms'."""
        words = [*self._predicates(verb)]
        if any(c.dep == "neg" for c in verb.children):
            return "open" if not self.assured.isdisjoint(words) else None  # 'is not certain'
        if not self.excluded.isdisjoint(words):
            return "excluded"  # 'is out of the question'
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
            yield from (f"{verb.lemma} {c.low}" for c in verb.by("prt", "advmod", "prep"))
            return
        outside = [p for p in verb.by("prep") if p.lemma in ("off", "out")]
        yield from (f"{p.lemma} {o.lemma}" for p in outside for t in (p, *p.by("prep")) for o in t.by("pobj"))
        said = [*verb.by("acomp", "attr", "advmod", "oprd"), *(o for p in verb.by("prep") for o in p.by("pobj"))]
        said = [w for w in said if not (w.lemma == "way" and w.head is not None and w.head.lemma == "under")]
        for word in said:
            yield word.lemma
            yield word.low

    def _done(self, verb: Token, prep: Token | None = None) -> Worth | None:
        """To an object: 'opposes its exit', 'threatened its exit', 'reversed its exit', 'voted on its exit'."""
        if not is_verb(verb):
            return None
        if prep is None and _on_hold(verb):
            return "lagging"
        keys = set(self._keys(verb, prep))
        if keys & self.excluded:
            return "excluded"
        hung = (o.lemma for o in verb.by("dobj") if prep is not None and o.i < prep.i)
        if any(o in self.contents and o not in _ENACTED for o in hung):
            return "open"  # 'set conditions for its entry', 'paved the way for it'
        if keys & (self.weighed | self.undone):
            return "open"
        return "ahead" if keys & self.meant else None

    @staticmethod
    def _keys(verb: Token, prep: Token | None) -> Iterator[str]:
        beside = [c for c in verb.children if c.dep in ("prt", "advmod", "acomp") and 0 < c.i - verb.i <= 2]
        if prep is None:
            yield verb.lemma
            yield from (f"{verb.lemma} {c.low}" for c in beside)
        else:
            yield f"{verb.lemma} {prep.lemma}"


def _since(prep: Token) -> bool:
    """'Until its exit in 2012, Chad sat there', 'ahead of the attack it had warned': what has come since."""
    verb = next((a for a in prep.ancestors() if is_verb(a)), None)
    if verb is None or prep.lemma not in ("ahead", "till", "until"):
        return False
    told = any(a.tag == "MD" or a.low in ("has", "have") for a in verb.by("aux"))
    return not told and (verb.tag == "VBD" or any(a.tag == "VBD" for a in verb.by("aux", "auxpass")))


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
    beside = {c.low for c in verb.by("prt", "advmod")}
    return (verb.lemma in ("push", "put", "set") and bool(beside & {"back", "off"})) or (
        verb.lemma == "hold" and "up" in beside
    )


def _to_a_time(verb: Token) -> bool:
    """'Postponed to June', 'put off until next week'."""
    later = [p for p in verb.by("prep", "prt", "advmod") for p in (p, *p.by("prep")) if p.lemma in _UNTIL]
    off = verb.lemma in _PUT_OFF or _held_back(verb)
    return off and any(p.by("pobj") for p in later)
