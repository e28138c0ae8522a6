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
from kg.core.words import word_set
from kg.extract.act_nouns import ActNouns
from kg.extract.grammar import being_done, is_verb, none_of
from kg.extract.predication import words_of

_OF_WHAT = word_set("extract.factuality.of_what")
"""Prepositions before what a noun is about ('the idea of sending', 'a vote on sending', 'no appetite for sending')."""
_CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "pcomp", "dobj", "csubj")


class Factuality:
    """The words of ``factuality.yaml``, and what they make of a clause."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.not_done, self.open = frozenset(data["not_done"]), frozenset(data["open"])
        self.denied, self.ideas = frozenset(data["denied"]), frozenset(data["ideas"])
        self.instead, self.alleged = tuple(data["instead"]), frozenset(data["alleged"])
        self.shied, self.disposed = frozenset(data["shied"]), frozenset(data["disposed"])
        self.implicative = frozenset(data["implicative"])
        self.claimed, self.failures = frozenset(data["claimed"]), frozenset(data["failures"])
        self.kept_words, self.foundered = frozenset(data["kept"]), frozenset(data["foundered"])
        self.settled, self.owed = frozenset(data["settled"]), frozenset(data["owed"])
        self.grounds, self.given = frozenset(data["grounds"]), frozenset(data["given"])
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
        spurned = done_to and above is not None and (above.lemma in given_up or self._spurned(noun))
        if noun.lemma in self.failures:
            return f"{noun.lemma} to" if not spurned else None  # 'dropped its refusal to sign it'
        if none_of(noun) or _scant(noun):
            return f"no {noun.lemma}" if not self._taken_for_granted(verb, noun) else None
        spurned = spurned and not _denied(_verb_over(noun))  # 'did not drop its plan to sign it'
        spurned |= self._came_to_nothing(noun)
        return f"{above.lemma} the {noun.lemma}" if spurned and above is not None else None

    def kept(self, verb: Token) -> Token | None:
        """The verb of 'kept its promise to sign', 'made good on its threat to leave': the act is as true as that."""
        noun = self._idea(verb, self.owed)
        if noun is None or noun.dep not in ("dobj", "nsubjpass", "pobj"):
            return None
        return _verb_over(noun) if not self.kept_words.isdisjoint(_phrases(noun)) else None

    def _spurned(self, noun: Token) -> bool:
        """'Turned down a plan', 'went back on its pledge'."""
        return not self.not_done.isdisjoint(_phrases(noun))

    def _came_to_nothing(self, noun: Token) -> bool:
        """'Its attempt to leave *failed*', 'its plan *came to nothing*', '*nothing came of* its plan to leave'."""
        verb = _verb_over(noun)
        if verb is None or _denied(verb):
            return False
        if noun.dep == "nsubj" and noun.head is verb:
            return not self.foundered.isdisjoint((verb.lemma, *_with_preposition(verb)))
        nothing = any(s.low == "nothing" for s in verb.by("nsubj"))
        return nothing and "come of" in _phrases(noun)

    def _settled(self, noun: Token) -> bool:
        """'Took the decision on admitting it': what has been decided upon has been done by it."""
        above = _verb_over(noun)
        return noun.lemma == "decision" and above is not None and above.lemma in self.settled

    def _taken_for_granted(self, verb: Token, noun: Token) -> bool:
        """'Gave no reason for leaving', 'made no apology for it': what is told of an act that has been done."""
        above = _verb_over(noun)
        on_it = verb.dep == "pcomp" and verb.head is not None and verb.head.lemma in ("about", "for")
        return on_it and noun.lemma in self.grounds and above is not None and above.lemma in self.given

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
        if _soon(verb):
            return "within reach of"
        words = next((w for w in self._over(verb) if w in self.open | self.not_done | self.shied), None)
        if words in self.shied:
            return None if _denied(_word_above(verb)) else words
        return words if words in self.open or _denied(_word_above(verb)) else None

    def only_thought(self, verb: Token) -> str | None:
        """The noun whose content the act is, where it is only thought of: 'the idea of sending'."""
        noun = self._idea(verb) if verb.dep != "acl" or verb.tag == "VBG" else None
        if noun is None or noun.lemma in self.grounds or self.kept(verb) is not None or self._settled(noun):
            return None
        return noun.lemma if noun.lemma in self.ideas | self.nouns.mooted else None

    def governor(self, verb: Token) -> Token | None:
        """The word above, where its denial denies the act too: 'did not succeed in'."""
        if not _without_subject(verb):
            return None
        if verb.dep == "advcl" and verb.head is not None and verb.head.lemma == "far":
            return verb.head.head  # 'did not go so far as to leave'
        word = _word_above(verb)
        if word is not None and set(self._over(verb)) & self.denied:
            return word if word.dep != "advmod" else word.head  # 'did not go as *far* as leaving'
        noun = self._idea(verb)
        if noun is not None and (kept := self.kept(verb)) is not None:
            return kept
        if noun is not None and (self._taken_for_granted(verb, noun) or self._spurned(noun)):
            return None
        if noun is not None and noun.dep == "pobj" and noun.head is not None and noun.head.lemma == "in":
            above = noun.head.head
            return above if above is not None and above.lemma == "be" else None  # 'was not in a position to sign it'
        return noun.head if noun is not None and noun.dep in ("dobj", "attr") else None

    def _over(self, verb: Token) -> list[str]:
        word = _word_above(verb)
        if word is None:
            return []
        prep = verb.head if verb.dep == "pcomp" else _as(verb) or _before_doer(verb)
        keys = list(_keys(word))
        return [f"{k} {prep.lemma}" for k in keys] if prep is not None else keys

    def _idea(self, verb: Token, more: frozenset[str] = frozenset()) -> Token | None:
        """The noun whose content the clause is: 'the idea of sending', 'a plan to send', 'no sign of Chad sending'."""
        head = verb.head
        to = next((a for a in verb.by("aux") if a.tag == "TO"), None)
        found = self.ideas | self.failures | more
        noun: Token | None = None
        if verb.dep == "pcomp" and head is not None and head.lemma in _OF_WHAT:
            noun, found = _noun_before(head), found | self.nouns.mooted | self.nouns.signs
        elif verb.dep in ("acl", "relcl") and to is not None and not verb.by("nsubj", "nsubjpass"):
            noun = head
        elif verb.dep == "advcl" and to is not None and head is not None:
            noun = next((o for o in head.by("dobj") if o.i == to.i - 1), None)  # 'fulfilled its vow to leave'
        elif verb.dep == "acl" and verb.tag == "VBG" and head is not None and head.dep == "pobj":
            of, found = head.head, self.nouns.mooted | self.nouns.signs
            noun = of.head if of is not None and of.lemma in _OF_WHAT else None
        return noun if noun is not None and not is_verb(noun) and noun.lemma in found else None

    def _instead(self, verb: Token) -> str | None:
        """'Rather than attack it', 'instead of attacking': the words right before the act."""
        before: list[str] = []
        head = verb.head
        if verb.dep == "pcomp" and head is not None:
            before = [c.low for c in head.children if c.i < head.i] + [head.low]
            over = head.head
            if over is not None:
                beside = [t for t in (over, *over.children) if t.i == head.i - 1]
                before[:0] = [t.low for t in beside]  # 'instead' of 'instead of', 'rather' of 'rather than'
        else:
            marks = [c for c in verb.children if c.i < verb.i and c.dep in ("mark", "advmod", "cc", "prep")]
            sides = [
                c for c in (head.children if head is not None else ()) if c.i < verb.i and c.dep in ("cc", "advmod")
            ]
            sides += [c for side in sides for c in side.by("advmod")]  # 'rather' of 'than'
            near = sorted({t.i: t for t in (*marks, *sides)}.values(), key=lambda t: t.i)
            before = [t.low for t in near if verb.i - t.i <= 3]
        told = " ".join(before)
        return next((words for words in self.instead if told == words or told.endswith(f" {words}")), None)


def _denied(word: Token | None) -> bool:
    """'Has not ruled out': what was not avoided is open."""
    near = (word, word.head if word is not None and word.dep in ("acomp", "advmod", "prep") else None)
    return any(c.dep == "neg" or c.low == "never" for t in near if t is not None for c in t.children)


def _noun_before(prep: Token) -> Token | None:
    """The noun that a preposition goes with: above it, or right before it ('put off a *vote* on sending')."""
    above = prep.head
    beside = [o for o in above.by("dobj") if o.i == prep.i - 1] if above is not None and is_verb(above) else []
    return beside[0] if beside else above


def _soon(verb: Token) -> bool:
    """'Was within days of leaving', 'came within an inch of it'."""
    of = verb.head if verb.dep == "pcomp" else None
    time = of.head if of is not None and of.lemma == "of" else None
    within = time.head if time is not None and time.dep == "pobj" else None
    above = within.head if within is not None and within.lemma == "within" else None
    return above is not None and above.lemma in ("be", "come", "get")


def _scant(noun: Token) -> bool:
    """'Little appetite', 'few signs': hardly any; but 'a little', 'a few'."""
    small = any(c.low in ("little", "few", "scant", "scarce") for c in noun.by("amod", "det"))
    return small and not any(c.low in ("a", "the") for c in noun.by("det"))


def _verb_over(noun: Token) -> Token | None:
    """The verb that a noun, or its preposition, hangs on."""
    return next((a for a in noun.ancestors() if is_verb(a)), None)


def _with_preposition(verb: Token) -> Iterator[str]:
    """'Come to nothing', 'fall through': a verb with its particle, or with a phrase of one word."""
    yield from _keys(verb)
    yield from (f"{verb.lemma} {p.lemma} {o.low}" for p in verb.by("prep") for o in p.by("pobj"))


def _phrases(noun: Token) -> set[str]:
    """The names under which what is done to a noun stands in the table: 'drop', 'turn down', 'make good on'."""
    above, verb = noun.head, _verb_over(noun)
    if above is None or verb is None:
        return set()
    if above is verb:
        return set(_keys(verb))
    between = [t.low for t in words_of(verb) if verb.i < t.i <= above.i]
    return {" ".join((verb.lemma, *between)), f"{verb.lemma} {above.lemma}"} if verb.i < above.i else set()


def _without_subject(verb: Token, *more: str) -> bool:
    """Whether the form may stand without a subject: a participle or an infinitive, also of the passive."""
    return verb.tag in ("VBG", "VB", *more) or _infinite(verb)


def _infinite(verb: Token) -> bool:
    """'Being condemned', 'to be condemned', 'to have condemned'."""
    helpers = {a.low for a in verb.by("aux", "auxpass")}
    perfect = {"to", "have"} <= helpers and verb.tag in ("VBN", "VBD")
    return perfect or (verb.tag == "VBN" and not helpers.isdisjoint({"being", "be"}))


def _word_above(verb: Token) -> Token | None:
    """The verb, adjective or noun that a clause without a subject of its own hangs on, over its preposition."""
    if being_done(verb) and verb.dep == "acl" and verb.head is not None and verb.head.dep in ("dobj", "pobj"):
        return verb.head.head  # 'opposed him being expelled'
    subjects = verb.by("nsubj", "nsubjpass", "expl")
    if verb.head is None or verb.dep not in _CLAUSES or (subjects and not _gerund(verb)):
        return None
    if _as(verb) is not None:
        return verb.head if verb.head.i < verb.i else None
    if (prep := _before_doer(verb)) is not None:
        return prep.head
    finite = verb.tag == "VBP" or (verb.tag == "VB" and not any(a.tag == "TO" for a in verb.by("aux")))
    if finite or any(c.dep == "mark" or c.tag in ("WRB", "MD") for c in verb.children):
        return None
    if verb.dep == "pcomp":
        above, prep = verb.head.head, verb.head
        said = [c for c in above.by("acomp") if c.i == prep.i - 1] if above is not None else []
        above = said[0] if said else above  # 'is *conditional* on leaving'
        return above if above is not None and prep.i > above.i else None
    if verb.dep == "advcl" and (verb.tag != "VBG" or any(c.text == "," for c in verb.head.children if c.i < verb.i)):
        return None
    return verb.head if verb.head.i < verb.i else None


def _gerund(verb: Token) -> bool:
    """'Opposes Chad *joining* it', 'opposed it *being admitted*': its subject stands behind the word above."""
    form = verb.tag == "VBG" or being_done(verb)
    plain = not any(a.tag in ("VBZ", "VBP", "VBD", "MD") for a in verb.by("aux", "auxpass"))
    behind = verb.head is not None and all(s.i > verb.head.i for s in verb.by("nsubj", "nsubjpass", "expl"))
    return form and plain and behind and (verb.dep in ("ccomp", "pcomp", "dobj") or _as(verb) is not None)


def _before_doer(verb: Token) -> Token | None:
    """'Look forward *to* Chad leaving it': the preposition before a participle that the tree hangs on its doer."""
    doer = verb.head if verb.dep == "acl" and verb.tag == "VBG" else None
    if doer is None or doer.dep != "pobj" or doer.mention is None or doer.i > verb.i or doer.head is None:
        return None
    comma = any(c.text == "," for c in (*doer.children, *verb.children) if doer.i < c.i < verb.i)
    return doer.head if not comma and doer.head.head is not None and is_verb(doer.head.head) else None


def _as(verb: Token) -> Token | None:
    """'Construed *as* Chad leaving it', where the tree makes it the mark of a clause."""
    marks = verb.by("mark")
    as_ = len(marks) == 1 and marks[0].lemma == "as" and verb.dep in ("advcl", "ccomp")
    return marks[0] if as_ and verb.tag == "VBG" else None


def _keys(word: Token) -> Iterator[str]:
    """The names under which a word stands in the table: 'shy away', 'rule out', 'be', 'better' of 'think better'."""
    beside = [c for c in word.children if c.dep in ("prt", "advmod", "acomp", "oprd") and 0 < c.i - word.i <= 2]
    yield from (f"{word.lemma} {c.low}" for c in beside)
    yield word.lemma
    above = word.head
    if above is not None and word.dep in ("advmod", "acomp", "oprd", "prep", "pobj") and above.i < word.i:
        yield f"{above.lemma} {word.low}"
