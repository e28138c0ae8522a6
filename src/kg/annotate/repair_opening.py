"""Names that open a sentence, which the parser parts from their verb where an aside stands between the two.

* '*Chad*, citing old debts, imposed curbs on Togo': Chad did, and is no time.
* '*Chad*, of all countries, condemned Togo': what Chad did, and no word on the countries.
* '*Chad* and, days later, Togo condemned it': both did.
* '*Chad* on Monday handed Togo a note', where the name is taken for a verb: Chad did.
* 'In May *Chad*, then still a kingdom, imposed curbs on Togo': Chad did, and was the kingdom.
* 'On Friday *Chad's withdrawal* from the pact, the ban on mines, took effect': the withdrawal did.
* 'The *former*, host to the talks, left': the former of two did, and is no host that once was.
* 'Under the treaty of May 1991 *Chad* all but ran Togo': Chad did, and is not what 'under' stands before.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.mending import NO_SUBJECT, Repair, only_where, only_with
from kg.annotate.tree import (
    COMMAS,
    FINITE,
    NOUNS,
    SUBJECTS,
    attach,
    comma,
    first_of,
    last_of,
    make_predicate,
    may_act,
    of_kind,
)
from kg.core.annotated import Token

_FIRST = 4
"""In how many words from the beginning such a name stands ('Only days later Chad, ...')."""


def _name(tokens: Sequence[Token]) -> Token | None:
    """The name that opens a sentence, set off from what follows."""
    for name in tokens[:_FIRST]:
        if may_act(name):
            return name if comma(tokens, name.i + 1) else None
    return None


def _past(verb: Token) -> None:
    """A form in -ed of which somebody is the subject, and something the object, is finite."""
    if verb.tag == "VBN" and not verb.by("aux", "auxpass"):
        verb.tag, verb.pos = "VBD", "VERB"


@only_where({"npadvmod"}, {("ROOT", "dobj")})
@only_with(COMMAS)
def _no_time(tokens: Sequence[Token]) -> None:
    name = _name(tokens)
    verb = name.head if name is not None and name.dep == "npadvmod" else None
    if name is None or verb is None or verb.head is not None or verb.tag not in (*FINITE, "VBN") or not verb.by("dobj"):
        return
    if verb.by("nsubj", "nsubjpass", "expl", "auxpass", "agent") or not comma(tokens, verb.i - 1) or verb.i < name.i:
        return
    attach(name, verb, "nsubj")
    _past(verb)


@only_with(COMMAS)
def _lone_name(tokens: Sequence[Token]) -> None:
    name = _name(tokens)
    if name is None or name.head is not None or name.dep != "ROOT":
        return
    verbs = [v for v in name.subtree() if v.tag in ("VBN", "VBD") and v.by("dobj") and _misplaced(v)]
    verbs = [v for v in verbs if comma(tokens, v.i - 1) and not v.by("agent", "aux", "auxpass", "nsubj", "mark")]
    if len(verbs) == 1 and verbs[0].i >= name.i + 3 and last_of(verbs[0]) >= tokens[-1].i - 1:
        make_predicate(verbs[0], name)


def _misplaced(verb: Token) -> bool:
    """Whether the parser hangs a verb on what stands before it for want of a better place."""
    if verb.dep == "conj" and verb.head is not None and verb.head.dep == "relcl":
        return not any(verb.head.i < c.i < verb.i for c in verb.head.by("cc"))
    return verb.dep in ("acl", "advcl")


def _no_verb(tokens: Sequence[Token]) -> None:
    """'*Chad* on Monday handed Togo a note': no name is a verb, in a row with the one that it acts by."""
    name = tokens[0] if tokens else None
    if name is None or name.mention is None or name.tag not in ("VB", "VBP", "VBZ") or name.mention.kind == "Time":
        return
    verb = next((c for c in name.by("conj") if c.tag == "VBD" and not c.by("nsubj", "nsubjpass", "aux")), None)
    if verb is None or any(c.i < verb.i for c in name.by("cc")):
        return
    above, dep = name.head, name.dep
    attach(verb, None, "ROOT")
    name.tag, name.pos = "NNP", "PROPN"
    for child in [c for c in name.children if c is not verb]:
        attach(child, verb, child.dep)
    attach(name, verb, "nsubj")
    if above is None or dep == "ROOT":
        return
    main = above.root()
    which = next((t for t in tokens[verb.i : main.i] if t.tag == "WDT" and t.dep == "pobj"), None)
    prep = which.head if which is not None else None
    noun = prep.head if prep is not None and prep.head is not None and prep.head.i < prep.i else None
    if noun is not None and prep is not None and noun.tag in NOUNS:
        attach(prep, main, "prep")
        attach(main, noun, "relcl")  # 'over an incident in which, it said, two boats had stopped a launch'
    else:
        attach(main, verb, "parataxis")


@only_with({"and"}, COMMAS)
def _both_of_them(tokens: Sequence[Token]) -> None:
    name = next((t for t in tokens[:_FIRST] if may_act(t)), None)
    if name is None or name.head is not None or name.dep != "ROOT" or tokens[name.i + 1].low != "and":
        return
    verb = next((v for v in name.by("conj") if v.tag in FINITE), None)
    second = [s for s in verb.by("nsubj") if may_act(s)] if verb is not None else []
    if verb is None or len(second) != 1 or not comma(tokens, name.i + 2) or not comma(tokens, first_of(second[0]) - 1):
        return
    attach(verb, None, "ROOT")
    attach(name, verb, "nsubj")
    attach(second[0], name, "conj")
    for child in [c for c in name.children if c.dep == "punct" and c.i > verb.i]:
        attach(child, verb, "punct")


@only_with(COMMAS, {"in", "on", "by", "since", "from"})
def _behind_time(tokens: Sequence[Token]) -> None:
    for name in tokens[1:_FIRST]:
        prep = name.head
        if not may_act(name) or name.dep != "pobj" or prep is None or prep.i > 1 or not comma(tokens, name.i + 1):
            continue
        times = [t for t in prep.by("pobj") if of_kind(t, "Time") and t.i == name.i - 1]
        verb = prep.head
        noun = _aside_as_subject(tokens, verb, name.i)
        if not times or verb is None or noun is None or first_of(noun) > name.i + 3:
            continue
        if not any(c.low in ("a", "an", "the") for c in noun.by("det")):
            continue
        attach(name, verb, "nsubj")
        attach(noun, name, "appos")
        _past(verb)


@only_with(COMMAS, {"in", "on", "by", "since", "from"})
def _deed_behind_time(tokens: Sequence[Token]) -> None:
    """'On Friday *Chad's withdrawal* from the pact, the ban on mines, took effect': the act is the subject."""
    for deed in tokens[3 : _FIRST + 2]:
        prep = deed.head
        if deed.dep != "pobj" or deed.tag not in NOUNS or prep is None or prep.i > 1:
            continue
        inside = [t for p in deed.by("poss") for t in p.by("compound", "nmod")]
        times = [t for t in (*inside, *prep.by("pobj")) if of_kind(t, "Time") and t.i == prep.i + 1]
        verb = prep.head
        noun = _aside_as_subject(tokens, verb, deed.i)
        if not times or verb is None or noun is None:
            continue
        end = first_of(noun) - 2
        if last_of(deed) != end or not comma(tokens, end + 1):
            continue
        attach(times[0], prep, "pobj")
        attach(deed, verb, "nsubj")
        attach(noun, tokens[end], "appos")


@only_where({NO_SUBJECT}, {("pobj", "State"), ("pobj", "Person"), ("pobj", "IntergovernmentalOrganization")})
def _behind_lead_in(tokens: Sequence[Token]) -> None:
    """'Under the treaty of 1991 *Chad* all but ran Togo': the second name behind the preposition is the subject."""
    prep = tokens[0] if tokens else None
    verb = prep.head if prep is not None and prep.dep == "prep" else None
    if prep is None or verb is None or verb.head is not None or verb.tag not in FINITE or verb.by(*SUBJECTS):
        return
    things = prep.by("pobj")
    name = things[-1] if len(things) > 1 else None
    if name is None or not may_act(name) or name.by("prep", "relcl") or comma(tokens, name.i - 1):
        return
    between = tokens[name.i + 1 : verb.i]
    if all(t.low in ("all", "but") or t.tag == "RB" for t in between):
        attach(name, verb, "nsubj")
        for word in between:
            attach(word, verb, "advmod")


def _aside_as_subject(tokens: Sequence[Token], verb: Token | None, at: int) -> Token | None:
    """'In May *Chad*, then still a *kingdom*, imposed curbs': what was taken for the subject behind a place, and is
    closed by a comma.
    """
    nouns = [s for s in verb.by("nsubj") if s.i > at and s.tag in NOUNS] if verb is not None else []
    if len(nouns) != 1 or nouns[0].mention is not None:
        return None
    end = last_of(nouns[0])
    return nouns[0] if comma(tokens, end + (tokens[end].text != ",")) else None


@only_with(COMMAS, {"former", "latter"})
def _one_of_two(tokens: Sequence[Token]) -> None:
    """'The *former*, host to the talks, left': what stands between commas is said of the former of two."""
    for word in tokens[1:]:
        noun = word.head
        if word.low not in ("former", "latter") or word.dep != "amod" or noun is None or not comma(tokens, word.i + 1):
            continue
        pointed = tokens[word.i - 1]
        if pointed.low != "the" or pointed.head is not noun or noun.dep not in SUBJECTS or noun.i < word.i:
            continue
        attach(word, noun.head, noun.dep)
        attach(pointed, word, "det")
        attach(tokens[word.i + 1], word, "punct")
        attach(noun, word, "appos")


OPENING: tuple[Repair, ...] = (
    _no_verb,
    _no_time,
    _lone_name,
    _both_of_them,
    _behind_time,
    _deed_behind_time,
    _behind_lead_in,
    _one_of_two,
)
