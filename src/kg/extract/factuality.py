"""Whether what a clause tells happened, by the word that the clause hangs on.

'Avoided condemning it', 'ruled out joining', 'rather than attack': the act is named and was not done. 'Was close to
recognising it': it is open. 'Did not succeed in taking it': denied with the word above. The words stand in
``graph/lexicon/factuality.yaml``. After the signatures of implicative verbs: L. Karttunen, 'Implicative Verbs',
Language 47 (1971); R. Nairn, C. Condoravdi, L. Karttunen, 'Computing relative polarity for textual inference', ICoS 5
(2006).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.core.annotated import Token
from kg.extract.act_nouns import ActNouns
from kg.extract.grammar import being_done, none_of

_CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "pcomp", "dobj", "csubj")


class Factuality:
    """The words of ``factuality.yaml``, and what they make of a clause."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.not_done, self.open = frozenset(data["not_done"]), frozenset(data["open"])
        self.denied, self.ideas = frozenset(data["denied"]), frozenset(data["ideas"])
        self.instead, self.alleged = tuple(data["instead"]), frozenset(data["alleged"])
        self.shied, self.disposed = frozenset(data["shied"]), frozenset(data["disposed"])
        self.implicative, self.accounted = frozenset(data["implicative"]), frozenset(data["accounted"])
        self.claimed, self.failures = frozenset(data["claimed"]), frozenset(data["failures"])
        self.nouns = ActNouns(data["nouns"])

    def undone(self, verb: Token, given_up: frozenset[str]) -> str | None:
        """The words by which the act was not done, or None; ``given_up`` are verbs of giving a plan up."""
        if not _without_subject(verb, "VBP"):
            return None
        if (words := self._instead(verb)) is not None:
            return words
        if (words := next((w for w in self._over(verb) if w in self.not_done), None)) is not None:
            return words if not _denied(_word_above(verb)) else None
        noun = self._idea(verb)
        if noun is None:
            return None
        above = noun.head
        done_to = above is not None and noun.dep in ("dobj", "nsubjpass", "pobj")
        spurned = done_to and above is not None and (above.lemma in given_up or self.spurns(above))
        if noun.lemma in self.failures:
            return f"{noun.lemma} to" if not spurned else None  # 'dropped its refusal to sign it'
        if none_of(noun):
            return f"no {noun.lemma}"
        return f"{above.lemma} the {noun.lemma}" if spurned and above is not None else None

    def done(self, word: Token) -> bool:
        """Whether 'to do' is done where the word above it is so: 'managed to sign', 'was right to sign'; else it is
        only what one may do ('is tempted to sign').
        """
        keys = set(_keys(word))
        return not keys.isdisjoint(self.implicative) or any(c.tag in ("JJS", "RBS") for c in word.children)

    def spurns(self, verb: Token) -> bool:
        """Whether what the verb is done to does not come about: 'turned down', 'ruled out'."""
        return not self.not_done.isdisjoint(_keys(verb))

    def opened(self, verb: Token) -> str | None:
        """The words that leave open whether the act was done, or None."""
        if not _without_subject(verb, "VBP"):
            return None
        words = next((w for w in self._over(verb) if w in self.open | self.not_done | self.shied), None)
        if words in self.shied:
            return None if _denied(_word_above(verb)) else words
        return words if words in self.open or _denied(_word_above(verb)) else None

    def governor(self, verb: Token) -> Token | None:
        """The word above, where its denial denies the act too: 'did not succeed in'."""
        if not _without_subject(verb):
            return None
        word = _word_above(verb)
        if word is not None and set(self._over(verb)) & self.denied:
            return word
        noun = self._idea(verb)
        if noun is not None and noun.dep == "pobj" and noun.head is not None and noun.head.lemma == "in":
            above = noun.head.head
            return above if above is not None and above.lemma == "be" else None  # 'was not in a position to sign it'
        return noun.head if noun is not None and noun.dep in ("dobj", "attr") else None

    def _over(self, verb: Token) -> list[str]:
        word = _word_above(verb)
        if word is None:
            return []
        prep = verb.head if verb.dep == "pcomp" else None
        keys = list(_keys(word))
        return [f"{k} {prep.lemma}" for k in keys] if prep is not None else keys

    def _idea(self, verb: Token) -> Token | None:
        """The noun whose content the clause is: 'the idea of sending', 'a plan to send'."""
        head = verb.head
        noun = head.head if head is not None and verb.dep == "pcomp" and head.lemma in ("of", "in", "for") else head
        to = any(a.tag == "TO" for a in verb.by("aux"))
        if (
            noun is None
            or noun.lemma not in self.ideas | self.failures
            or not (verb.dep == "pcomp" or (verb.dep == "acl" and to))
        ):
            return None
        above = noun.head if noun.dep in ("dobj", "nsubjpass") else None
        accounted = noun.lemma == "reason" and verb.dep == "pcomp" and above is not None
        return None if accounted and above is not None and above.lemma in self.accounted else noun

    def _instead(self, verb: Token) -> str | None:
        """'Rather than attack it', 'instead of attacking': the words right before the act."""
        before: list[str] = []
        head = verb.head
        if verb.dep == "pcomp" and head is not None:
            before = [c.text.lower() for c in head.children if c.i < head.i] + [head.text.lower()]
            over = head.head
            if over is not None:
                beside = [t for t in (over, *over.children) if t.i == head.i - 1]
                before[:0] = [t.text.lower() for t in beside]  # 'instead' of 'instead of', 'rather' of 'rather than'
        else:
            marks = [c for c in verb.children if c.i < verb.i and c.dep in ("mark", "advmod", "cc", "prep")]
            sides = [
                c for c in (head.children if head is not None else ()) if c.i < verb.i and c.dep in ("cc", "advmod")
            ]
            sides += [c for side in sides for c in side.by("advmod")]  # 'rather' of 'than'
            near = sorted({t.i: t for t in (*marks, *sides)}.values(), key=lambda t: t.i)
            before = [t.text.lower() for t in near if verb.i - t.i <= 3]
        told = " ".join(before)
        return next((words for words in self.instead if told == words or told.endswith(f" {words}")), None)


def _denied(word: Token | None) -> bool:
    """'Has not ruled out': what was not avoided is open."""
    near = (word, word.head if word is not None and word.dep in ("acomp", "advmod", "prep") else None)
    return any(c.dep == "neg" or c.text.lower() == "never" for t in near if t is not None for c in t.children)


def _without_subject(verb: Token, *more: str) -> bool:
    """Whether the form may stand without a subject: a participle or an infinitive, also of the passive."""
    return verb.tag in ("VBG", "VB", *more) or _infinite(verb)


def _infinite(verb: Token) -> bool:
    """'Being condemned', 'to be condemned', 'to have condemned'."""
    helpers = {a.text.lower() for a in verb.by("aux", "auxpass")}
    perfect = {"to", "have"} <= helpers and verb.tag in ("VBN", "VBD")
    return perfect or (verb.tag == "VBN" and not helpers.isdisjoint({"being", "be"}))


def _word_above(verb: Token) -> Token | None:
    """The verb, adjective or noun that a clause without a subject of its own hangs on, over its preposition."""
    if being_done(verb) and verb.dep == "acl" and verb.head is not None and verb.head.dep in ("dobj", "pobj"):
        return verb.head.head  # 'opposed him being expelled'
    subjects = verb.by("nsubj", "nsubjpass", "expl")
    if verb.head is None or verb.dep not in _CLAUSES or (subjects and not _gerund(verb)):
        return None
    finite = verb.tag == "VBP" or (verb.tag == "VB" and not any(a.tag == "TO" for a in verb.by("aux")))
    if finite or any(c.dep == "mark" or c.tag in ("WRB", "MD") for c in verb.children):
        return None
    if verb.dep == "pcomp":
        above = verb.head.head
        return above if above is not None and verb.head.i > above.i else None
    if verb.dep == "advcl" and (verb.tag != "VBG" or any(c.text == "," for c in verb.head.children if c.i < verb.i)):
        return None
    return verb.head if verb.head.i < verb.i else None


def _gerund(verb: Token) -> bool:
    """'Opposes Chad *joining* it', 'opposed it *being admitted*': its subject stands behind the word above."""
    form = verb.tag == "VBG" or being_done(verb)
    plain = not any(a.tag in ("VBZ", "VBP", "VBD", "MD") for a in verb.by("aux", "auxpass"))
    behind = verb.head is not None and all(s.i > verb.head.i for s in verb.by("nsubj", "nsubjpass", "expl"))
    return form and plain and behind and verb.dep in ("ccomp", "pcomp", "dobj")


def _keys(word: Token) -> Iterator[str]:
    """The names under which a word stands in the table: 'shy away', 'rule out', 'be', 'better' of 'think better'."""
    beside = [c for c in word.children if c.dep in ("prt", "advmod", "acomp", "oprd") and 0 < c.i - word.i <= 2]
    yield from (f"{word.lemma} {c.text.lower()}" for c in beside)
    yield word.lemma
    above = word.head
    if above is not None and word.dep in ("advmod", "acomp", "oprd", "prep", "pobj") and above.i < word.i:
        yield f"{above.lemma} {word.text.lower()}"
