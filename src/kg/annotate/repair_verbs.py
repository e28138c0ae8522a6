"""Verbs that the tagger took for nouns, and nouns that were cut off from the phrase they stand in.

* 'offered to host talks': what has a 'to' of an infinitive is a verb;
* 'Mali exports gold to Togo': with no other verb, 'exports' is what Mali does;
* 'Mali invades, its navy blocks the port': what has no other use than as a verb is what Mali does;
* 'Malian police work with Togolese officers': so is 'work' behind forces;
* 'Mali scrambled jets.', 'Bamako sides with Lome.': so is a participle or a noun between a name and the rest;
* 'Mali, Togo and Chad all voiced support': each of those named did, and nothing is a voiced support;
* 'Mali backs Togo.': a name right behind a verb of support, with no other object, is the object;
* 'Kenya, not a member of it, left': 'not' denies what Kenya is said to be;
* 'NATO members Chad and Togo left': 'members' are what Chad and Togo are;
* 'the bloc to which Chad and Togo belong': 'belong' is no name;
* 'an exercise with Togolese troops began': the troops belong to the phrase, and do not begin.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.tree import FINITE, SUBJECTS, attach, of_kind
from kg.core.annotated import Token

_STATE_DOES = frozenset(
    {"aid", "arm", "back", "claim", "demand", "export", "fund", "host", "import", "order", "share", "supply", "train"}
)
"""What a state does by a word that may be a noun in the plural as well."""
_DEEDS = frozenset({"capitulate", "intervene", "invade", "mobilise", "mobilize", "retaliate", "surrender", "withdraw"})
"""What a state does, told in the present without an object."""
_SIDES = frozenset({"side", "sides"})
"""What a state does with another by a word that may be a noun in the plural as well."""
_BACKS = frozenset({"back", "support"})
_FORCES = frozenset({"army", "crew", "force", "guard", "marine", "military", "navy", "police", "soldier", "troop"})
_FORCES_DO = frozenset({"drill", "fight", "guard", "march", "patrol", "work"})


def mend_verbs(tokens: Sequence[Token]) -> None:
    """Mend one sentence's tree in place."""
    _infinitive(tokens)
    _noun_of_state(tokens)
    _noun_of_forces(tokens)
    _sides_with(tokens)
    _participle_of_state(tokens)
    _each_did(tokens)
    _backed_name(tokens)
    _bare_deed(tokens)
    _in_phrase(tokens)
    _not_apposed(tokens)
    _members_named(tokens)
    _to_which_belong(tokens)


def _infinitive(tokens: Sequence[Token]) -> None:
    for token in tokens:
        plain = token.tag == "NN" and token.mention is None and token.dep in ("xcomp", "advcl", "ccomp", "conj")
        if plain and token.by("dobj") and any(a.tag == "TO" and a.i == token.i - 1 for a in token.by("aux")):
            token.tag, token.pos = "VB", "VERB"


def _no_verb(tokens: Sequence[Token]) -> Token | None:
    """The noun at the root of a whole sentence in which nothing is a finite verb."""
    root = next((t for t in tokens if t.head is None), None)
    if root is None or root.tag not in ("NN", "NNS", "NNP") or tokens[-1].text not in (".", "!"):
        return None
    if root.by(*SUBJECTS, "cop") or any(t.tag in FINITE or t.tag == "MD" for t in tokens):
        return None
    return root


def _noun_of_state(tokens: Sequence[Token]) -> None:
    thing = _no_verb(tokens)
    first = 1 if tokens and tokens[0].text.lower() == "the" else 0
    if thing is None or len(tokens) < first + 4:
        return
    name, verb = tokens[first], tokens[first + 1]
    named = of_kind(name, "State") and name.mention is not None and name.mention.role == "name"
    if not named or verb.tag != "NNS" or verb.lemma not in _STATE_DOES or verb.head is not thing:
        return
    _make_verb(verb, name, thing, "VBZ")


def _noun_of_forces(tokens: Sequence[Token]) -> None:
    verb = _no_verb(tokens)
    if verb is None or verb.tag != "NN" or verb.lemma not in _FORCES_DO:
        return
    who = next((c for c in verb.by("compound") if c.i == verb.i - 1 and c.lemma in _FORCES), None)
    if who is not None:
        verb.tag, verb.pos = "VBP", "VERB"
        attach(who, verb, "nsubj")


def _named_first(tokens: Sequence[Token], verb: Token) -> Token | None:
    """The state or capital that opens a sentence right before this word."""
    name = tokens[0] if verb.i == tokens[0].i + 1 else None
    named = name is not None and name.mention is not None and name.mention.role in ("name", "capital")
    return name if named else None


def _sides_with(tokens: Sequence[Token]) -> None:
    verb = _no_verb(tokens)
    if verb is None or verb.text not in _SIDES or not any(p.lemma == "with" for p in verb.by("prep")):
        return
    if (name := _named_first(tokens, verb)) is not None:
        verb.tag, verb.pos, verb.lemma = "VBZ", "VERB", "side"
        attach(name, verb, "nsubj")


def _participle_of_state(tokens: Sequence[Token]) -> None:
    thing = _no_verb(tokens)
    if thing is None or len(tokens) < len(("Mali", "scrambled", "jets", ".")):
        return
    verb = tokens[1]
    if verb.tag != "VBN" or verb.dep != "amod" or verb.head is not thing or not verb.text.endswith("ed"):
        return
    if (name := _named_first(tokens, verb)) is not None and name.head in (thing, verb):
        _make_verb(verb, name, thing, "VBD")


def _each_did(tokens: Sequence[Token]) -> None:
    name = next((t for t in tokens if t.head is None), None)
    if name is None or name.mention is None or not name.by("conj"):
        return
    for thing in [t for c in (name, *name.by("conj")) for t in c.by("appos")]:
        every = next((c for c in thing.by("det", "predet") if c.text.lower() in ("all", "both", "each")), None)
        verb = next((c for c in thing.by("amod") if every is not None and c.i == every.i + 1), None)
        if every is not None and verb is not None and verb.tag in ("VBD", "VBN"):
            attach(every, name, "det")
            return _make_verb(verb, name, thing, "VBD")


def _backed_name(tokens: Sequence[Token]) -> None:
    for name in tokens:
        verb = name.head
        if name.dep != "npadvmod" or name.mention is None or verb is None or verb.i != name.i - 1:
            continue
        if verb.lemma in _BACKS and verb.tag in FINITE and verb.by("nsubj") and not verb.by("dobj"):
            name.dep = "dobj"


def _bare_deed(tokens: Sequence[Token]) -> None:
    if len(tokens) < len(("Mali", "invades")):
        return
    name, verb = tokens[0], tokens[1]
    if not of_kind(name, "State") or name.head is not verb or name.dep != "compound" or not verb.text.endswith("s"):
        return
    lemma = verb.lemma if verb.lemma in _DEEDS else verb.text.lower().removesuffix("s")
    if lemma in _DEEDS and not verb.by("dobj"):
        verb.tag, verb.pos, verb.lemma = "VBZ", "VERB", lemma
        attach(name, verb, "nsubj")
        verb.dep = "ccomp" if verb.dep in ("dep", "nsubj", "npadvmod") else verb.dep


def _make_verb(verb: Token, subject: Token, thing: Token, tag: str) -> None:
    """Put a verb above its subject and its object, with the phrases behind the object."""
    verb.tag, verb.pos = tag, "VERB"
    attach(verb, None, "ROOT")
    attach(thing, verb, "dobj")
    attach(subject, verb, "nsubj")
    for child in [c for c in thing.children if c.i > thing.i and c.dep in ("prep", "punct")]:
        attach(child, verb, child.dep)


def _in_phrase(tokens: Sequence[Token]) -> None:
    for prep in tokens:
        first = prep.head
        if prep.dep != "prep" or first is None or first.dep not in ("nsubj", "nsubjpass") or prep.i < first.i:
            continue
        verb = first.head
        if prep.by("pobj", "pcomp") or verb is None:
            continue
        later = [s for s in verb.by("nsubj", "nsubjpass") if prep.i < s.i < verb.i and s is not first]
        if len(later) == 1 and min(t.i for t in later[0].subtree()) == prep.i + 1:
            attach(later[0], prep, "pobj")


def _not_apposed(tokens: Sequence[Token]) -> None:
    for word in tokens:
        if word.head is None or word.text.lower() != "not":
            continue
        noun = next((a for a in word.head.by("appos") if a.i > word.i), None)
        if noun is not None and min(t.i for t in noun.subtree()) == word.i + 1:
            attach(word, noun, "neg")


def _members_named(tokens: Sequence[Token]) -> None:
    for at, noun in enumerate(tokens[1:-1], 1):
        if noun.text != "members" or noun.tag != "VBZ" or not tokens[at - 1].mention or not tokens[at + 1].mention:
            continue
        clause, name = next(iter(noun.by("ccomp")), None), tokens[at + 1]
        noun.tag, noun.pos, noun.lemma = "NNS", "NOUN", "member"
        attach(tokens[at - 1], noun, "compound")
        if clause is None or name.head is not clause:
            continue
        attach(clause, noun.head, noun.dep)
        for child in [c for c in noun.children if c.dep == "punct"]:
            attach(child, clause, "punct")
        attach(noun, clause, name.dep)
        attach(name, noun, "appos")


def _to_which_belong(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        which = verb.text == "belong" and verb.tag.startswith("NN") and verb.dep == "relcl"
        names = [c for c in verb.children if c.dep in ("nmod", "compound") and of_kind(c, "State")] if which else []
        if names:
            verb.tag, verb.pos, verb.lemma = "VBP", "VERB", "belong"
            attach(names[0], verb, "nsubj")
