"""The conditions of a frame's trigger: which words stand around it in the tree.

Each has the name that it bears in the frame files, and is a question about the trigger and the words that are wanted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.link.references import BLOC_KINDS, PLACE_KINDS

Words = frozenset[str]
Condition = Callable[[Token, Words, Mapping[str, Words]], bool]
"""Asked of a trigger, the words of the condition, and all conditions of the frame."""

DESIGNATION = re.compile(r"(?:[A-Z][A-Za-z]{0,3}-?\d{1,3}[A-Z]{0,3}|[A-Z]{2,5}-\d+)s?")
"""A type of aircraft, ship or weapon ('F-16s', 'Su-35', 'S-400')."""
_AMOUNT = re.compile(r"(?:[A-Z]{0,3}[$€£¥])?\d[\d.,]*(?:k|m|mn|bn|tn)?|m|mn|bn|[A-Z]{0,2}[$€£¥]", re.IGNORECASE)


_PHRASES = ("prep", "agent", "prt", "dative", "advmod")


def satisfied(conditions: Mapping[str, Words], token: Token) -> bool:
    """Whether the conditions of a frame's trigger hold at a token."""
    for name, words in conditions.items():  # noqa: SIM110 - asked so often that a generator would be felt
        if not CONDITIONS[name](token, words, conditions):
            return False
    return True


_NAMING = (
    "sentence",
    "pobj",
    "object",
    "subject",
    "label",
    "particle",
    "text",
    "mod",
    "governor",
    "aux",
    "above",
    "prep",
)
"""Conditions that ask for a word somewhere in the sentence, those with rare words first."""
_FOR_FIGURES = frozenset({"$", "jet"})
"""Words that stand for things in figures."""


def indicators(conditions: Mapping[str, Words]) -> Words | None:
    """Words of which one is in each sentence in which the conditions of a frame hold; None where no word need be."""
    for name in _NAMING:
        words = conditions.get(name)
        if words and words.isdisjoint(_FOR_FIGURES) and (name != "pobj" or "prep" in conditions):
            # of 'credit line' the last word is the noun's own, of what stands after the trigger the first is there
            return frozenset(w.partition(" ")[0] if name == "text" else w.rpartition(" ")[2] for w in words)
    return None


def words_around(token: Token) -> Words:
    """All that a condition may take for a word of the sentence that a token stands in."""
    root = token.root()
    words: Words | None = root.known.get(words_around)
    if words is None:
        tokens = root.tree()
        found = {t.lemma for t in tokens}
        found.update([lemma.lower() for lemma in found])
        found.update([t.low for t in tokens])
        found.update([_named(t) for t in tokens if t.mention is not None])
        if "-" in found:
            found.update([_hyphened(t.head) for t in tokens if t.text == "-" and t.head is not None])
        words = root.known[words_around] = frozenset(found)
    return words


def _on_phrase(token: Token, words: Words, conditions: Mapping[str, Words]) -> bool:
    """Whether one of these prepositions hangs on the trigger, with one of the nouns of ``pobj`` where there are any."""
    nouns = conditions.get("pobj")
    preps = [p for p in token.children if p.dep in _PHRASES and (p.lemma.lower() in words or p.low in words)]
    if nouns is not None or "object" in conditions:
        # the phrase may hang on the object in the tree ('put the envoy under arrest', 'led a delegation to Lima')
        inner = [p for o in token.by("dobj", "nsubjpass") for p in o.by("prep") if p.i > token.i]
        preps += [p for p in inner if p.lemma.lower() in words]
    if nouns is None:
        return bool(preps)
    within = [q for p in preps for q in (p, *(() if p.by("pobj") else p.by("prep")))]  # 'out *of*'
    found = [grammar.antecedent(t) for p in within for t in p.by("pobj")]
    return any(_is_one(t, nouns) for t in grammar.expand(found))


def _not_object(token: Token, words: Words, _: Mapping[str, Words]) -> bool:
    return not any(t.lemma in words or _amount(t, words) for t in _objects(token))


def _not_pobj(token: Token, words: Words, _: Mapping[str, Words]) -> bool:
    return not any(t.lemma in words for p in token.by("prep") for t in grammar.expand(p.by("pobj", "pcomp")))


def _modified(token: Token, words: frozenset[str]) -> bool:
    """Whether a word before the trigger that hangs on it is one of these; no name, for which another word stands in."""
    found = (t for t in token.children if t.i < token.i and (t.lemma in words or t.low in words))
    then = grammar.only_then(token) and grammar.tense(token) == "past"  # 'did not recognise it until 2008': then it did
    found = (t for t in found if not grammar.not_only(t) and not (then and t.dep == "neg"))
    return any(t.mention is None or t.mention.kind not in BLOC_KINDS for t in found)


def _timed(prep: Token) -> bool:
    """'Called B *on Friday*': a preposition of time, none of the verb's own."""
    after = prep.by("pobj") if prep.head is not None and prep.head.tag.startswith("VB") else []
    return bool(after) and all(t.mention is not None and t.mention.kind == "Time" for t in after)


def _particles(token: Token) -> list[Token]:
    """Particles and adverbs of a verb, also one that the tree hangs on its object ('turned the Swedish offer down')."""
    own = token.by("prt", "advmod", "prep", "acomp", "oprd", "xcomp", "ccomp", "npadvmod", "intj")  # 'said no'
    own = [p for p in own if p.dep != "prep" or (p.i > token.i and not _placed(p))]  # 'In Lima he gave', 'gave in Lima'
    own += [a for p in token.by("prep") for a in p.by("advmod") if a.i < p.i]  # 'together in Rome'
    own += [a for o in token.by("dobj") for a in o.by("amod") if a.i == token.i + 1]  # 'set free two sailors'
    return own + [p for o in token.by("dobj") for p in o.by("prt", "advmod") if p.i > o.i]


def _placed(prep: Token) -> bool:
    """'In Lima': a phrase of place, of which the verb has no 'in'."""
    named = (t.mention for t in prep.by("pobj") if t.mention is not None)
    return prep.low == "in" and any(m.kind != "Time" for m in named)


def _is_one(token: Token, words: frozenset[str]) -> bool:
    """Whether a noun is one of these, also with the noun before it ('credit line')."""
    if token.lemma in words or token.low in words or _named(token) in words:
        return True
    if _amount(token, words) or ("jet" in words and DESIGNATION.fullmatch(token.text)):
        return True
    before = (c.low for c in token.by("compound", "amod", "nmod"))
    return _hyphened(token) in words or any(f"{c} {token.lemma}" in words for c in before)


def _named(token: Token) -> str:
    """The word in which the name of a place ends ('the Lachin *corridor*')."""
    mention = token.mention
    if mention is None or mention.kind not in PLACE_KINDS or mention.entity is None:
        return ""
    return mention.entity.name.lower().rpartition(" ")[2]


def _amount(token: Token, words: frozenset[str]) -> bool:
    """Whether it is a sum of money in figures, for which ``$`` stands among the words ('€40m', 'C$2bn'; no year)."""
    return "$" in words and token.mention is None and _AMOUNT.fullmatch(token.text) is not None


def _objects(token: Token) -> list[Token]:
    found: list[Token] | None = token.known.get(_objects)
    if found is None:
        found = token.known[_objects] = _objects_of(token)
    return found


def _objects_of(token: Token) -> list[Token]:
    if grammar.is_verb(token):
        found = (
            [thing]
            if (thing := valency.thing_given(token))
            else grammar.expand(token.by("dobj", "obj", "attr", "oprd"))
        )
        found = found or valency.logical_objects(token)
        found += [a for t in found if (a := grammar.antecedent(t)) is not t]
        return list({t.i: t for f in found for t in (f, *grammar.content(f))}.values())
    return []


def _followed(token: Token, words: frozenset[str]) -> bool:
    """Whether one of these phrases stands right after the trigger, by the tokens of its clause."""
    later: str | None = token.known.get(_followed)
    if later is None:
        root = next((a for a in (token, *token.ancestors()) if a.head is None), token)
        after = (t.low for t in root.subtree() if token.i < t.i <= token.i + 4)
        later = token.known[_followed] = f"{' '.join(after)} "
    return any(later.startswith(f"{w} ") for w in words)


_HEAPS = word_set("extract.trigger_conditions.heaps")


def labelled(token: Token, words: frozenset[str]) -> bool:
    """Whether the verb calls its object one of these ('called it a provocation', 'denounced it as illegal')."""
    for child in token.children:
        if child.i > token.i and child.dep in (
            "oprd",
            "acomp",
            "attr",
            "ccomp",
            "xcomp",
            "dobj",
            "advcl",
            "conj",
            "appos",
            "prep",
            "advmod",
            "npadvmod",
        ):
            near = [
                child,
                *child.by("amod", "compound", "acomp", "attr", "oprd", "conj", "pobj", "appos", "advmod", "nmod"),
            ]
            near += [t for n in near[1:] for t in n.by("amod", "compound", "conj")]
            if child.dep == "dobj":  # 'qualified the raid as barbarity'
                named = [t for p in child.by("prep") if p.lemma == "as" for t in (*p.by("pobj"), *p.by("amod"))]
                near += [x for t in named for x in (t, *t.by("amod", "compound", "conj"))]
            near += [t for n in near if n.lemma in _HEAPS for p in n.by("prep") for t in p.by("pobj")]
            if any(t.lemma in words or t.low in words or _phrase_of(t, words) for t in near):
                return True
    return False


def _phrase_of(noun: Token, words: frozenset[str]) -> bool:
    """Whether a noun is one of these with what stands by it ('an *act of war*', 'a *war crime*')."""
    if any(f"{noun.lemma} {p.lemma} {t.lemma}" in words for p in noun.by("prep") for t in p.by("pobj")):
        return True
    return _hyphened(noun) in words or any(f"{c.low} {noun.lemma}" in words for c in noun.by("compound", "amod"))


def _hyphened(token: Token) -> str:
    """'short-*sighted*': the whole word of which the parser has made three."""
    for hyphen in token.children:
        if hyphen.text == "-" and hyphen.i == token.i - 1:
            first = next((c.low for c in token.children if c.i == token.i - 2), None)
            return f"{first}-{token.low}" if first is not None else ""
    return ""


CONDITIONS: Mapping[str, Condition] = {
    "governor": lambda token, words, _: token.head is not None and token.head.lemma in words,
    "not_governor": lambda token, words, _: token.head is None or token.head.lemma not in words,
    "voice": lambda token, words, _: ("passive" in words) == grammar.passive(token),
    "mod": lambda token, words, _: _modified(token, words),
    "not_mod": lambda token, words, _: not _modified(token, words),
    "not_comp": lambda token, words, _: not any(c.dep == "xcomp" or c.i > token.i for c in token.by("ccomp", "xcomp")),
    "comp": lambda token, words, _: bool(token.by("ccomp", "xcomp", "pcomp")),
    "aux": lambda token, words, _: any(a.lemma in words for a in token.by("aux", "auxpass")),
    "not_particle": lambda token, words, _: not any(p.low in words for p in token.by("prt", "advmod")),
    "not_prep": lambda token, words, _: (
        not any(p.lemma.lower() in words and not _timed(p) for p in token.by("prep", "prt"))
    ),
    "above": lambda token, words, _: any(a.lemma in words for a in token.ancestors()),
    "not_above": lambda token, words, _: not any(a.lemma in words for a in token.ancestors()),
    "pobj": lambda token, words, _: True,  # a part of ``prep``
    "text": lambda token, words, _: _followed(token, words),
    "sentence": lambda token, words, _: not words.isdisjoint(words_around(token)),
    "subject": lambda token, words, _: any(t.lemma in words for t in valency.logical_subjects(token)),
    "particle": lambda token, words, _: any(p.low in words for p in _particles(token)),
    "prep": _on_phrase,
    "not_pobj": _not_pobj,
    "not_object": _not_object,
    "object": lambda token, words, _: any(_is_one(t, words) for t in _objects(token)),
    "label": lambda token, words, _: labelled(token, words),
}
"""By the name that frame files call them; in this order they are asked, what costs least first."""
