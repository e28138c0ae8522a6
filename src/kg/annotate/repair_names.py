"""Names that the parser hangs on the word beside them, at the opening of a sentence, in a row, or behind an office.

* 'Chad, too, is in talks': the name that opens the sentence is the subject of a verb that has none.
* 'President A, Premier B and President C met': all three are the subject.
* 'Areas claimed by Chad, Mali, Togo and Niger': Mali is one of the four, and not what Chad is.
* 'A B, the head of its coast guard, said': he said so, not the guard; an office between is left out of the sentence.
* 'The Chad–Mali boundary treaty, on which they agreed': the treaty between the two, and no treaty beside Chad.
* 'Chad and Mali are members, Chad since 1982 and Mali since 1995': of the bloc, both, and since then each.
* 'The base closed, and Mali threw out troops': Mali threw them out, no troops closed.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.mending import Repair, only_where, only_with
from kg.annotate.tree import FINITE, NOUNS, SUBJECTS, attach, first_of, may_act, of_kind
from kg.core.annotated import Token

_FIRST = 4
"""Words from the start of a sentence among which its first name is looked for."""
_NEAR = 5
"""Words behind a name within which what is left of an office stands."""


@only_with({"too", "also", "likewise", "meanwhile"})
def _opening_name(tokens: Sequence[Token]) -> None:
    """'Nauru, too, is in talks': the name that opens the sentence, taken for an adverb of the verb."""
    name = tokens[0] if tokens else None
    verb = name.head if name is not None else None
    if name is None or verb is None or name.dep not in ("advmod", "npadvmod", "dep") or not may_act(name):
        return
    if verb.dep == "ROOT" and not verb.by(*SUBJECTS) and (verb.tag in FINITE or verb.by("aux", "auxpass")):
        name.tag, name.pos = "NNP", "PROPN"
        attach(name, verb, "nsubj")


@only_with({"and"}, {","})
def _first_of_row(tokens: Sequence[Token]) -> None:
    """'President A, Premier B and President C met': the first of them, hung beside the subject as if a measure."""
    name = next((t for t in tokens[:_FIRST] if t.dep == "npadvmod" and may_act(t)), None)
    verb = name.head if name is not None else None
    second = next(iter(verb.by("nsubj")), None) if verb is not None and verb.head is None else None
    if name is None or second is None or not may_act(second) or not second.by("conj") or not second.by("cc"):
        return
    between = tokens[name.i + 1 : first_of(second)]
    if first_of(name) == 0 and name.i < second.i and [t.text for t in between] == [","] and verb is not None:
        attach(name, verb, "nsubj")
        attach(second, name, "conj")


@only_with({"and", "or"}, {","})
def _row_of_states(tokens: Sequence[Token]) -> None:
    """'Chad, Mali, Togo and Niger': a second name between commas is in the row, not in apposition."""
    for name in tokens:
        first = name.head
        if name.dep != "appos" or first is None or not of_kind(name, "State") or not of_kind(first, "State"):
            continue
        more = [c for x in (first, name) for c in x.by("conj") if c.i > name.i and may_act(c)]
        if more and may_act(name) and may_act(first) and tokens[first.i + 1].text == ",":
            name.dep = "conj"


@only_with({"-", "–", "—", "/"})
@only_where({("appos", "NN"), ("appos", "NNS")})
def _dashed_pair(tokens: Sequence[Token]) -> None:
    """'The Chad–Mali boundary *treaty*, on which they agreed, lapsed': the noun that two names stand before."""
    for dash in tokens[1:-2]:
        first, second = tokens[dash.i - 1], tokens[dash.i + 1]
        if dash.text not in ("-", "–", "—", "/") or not may_act(first) or not may_act(second):
            continue
        nouns = [n for n in first.by("appos") if n.mention is None and n.tag in NOUNS and n.i > second.i]
        noun = nouns[0] if len(nouns) == 1 else None
        if noun is None or any(t.head is not noun or t.tag == "," for t in tokens[second.i + 1 : noun.i]):
            continue
        attach(noun, first.head, first.dep)
        attach(first, noun, "nmod")
        for child in [c for c in first.children if c not in (dash, second) and c.dep != "det"]:
            attach(child, noun, child.dep)


@only_with({"since"}, {"and"}, {","})
@only_where({"Time"})
def _each_since(tokens: Sequence[Token]) -> None:
    """'..., *Chad since 1982 and Mali since 1995*': both names, each with its time, beside the verb of the clause."""
    rows = [
        t for t in tokens[2:-1] if t.low == "since" and may_act(tokens[t.i - 1]) and of_kind(tokens[t.i + 1], "Time")
    ]
    if len(rows) != 2 or rows[1].i - rows[0].i != _APART or tokens[rows[0].i + 2].low != "and":
        return
    first, second = tokens[rows[0].i - 1], tokens[rows[1].i - 1]
    verb = first.root()
    if tokens[first.i - 1].text != "," or verb.i > first.i or not verb.by(*SUBJECTS):
        return
    attach(first, verb, "npadvmod")
    attach(tokens[first.i + 3], first, "cc")
    attach(second, first, "conj")
    for since in rows:
        attach(since, tokens[since.i - 1], "prep")
        attach(tokens[since.i + 1], since, "pobj")


_APART = 4
"""How many words after one 'since' the next one stands."""
_LISTED = frozenset({"Grouping", "IntergovernmentalOrganization", "Treaty"})


@only_with({"("}, {","})
def _list_in_brackets(tokens: Sequence[Token]) -> None:
    """'The Lagos Protocol (Chad, Niger, Togo) was signed': the protocol was, and no state that the bracket lists."""
    for opening in tokens[1:-1]:
        name, first = tokens[opening.i - tokens[0].i - 1], tokens[opening.i - tokens[0].i + 1]
        listed = name.mention is not None and name.mention.kind in _LISTED and of_kind(first, "State")
        if opening.text != "(" or not listed or name.head is not first or name.dep not in ("nmod", "compound"):
            continue
        close = next((t.i for t in tokens if t.i > first.i and t.text == ")"), first.i)
        attach(name, first.head, first.dep)
        attach(first, name, "appos")
        for child in [c for c in first.children if c.i < opening.i or c.i > close]:
            attach(child, name, child.dep)


@only_where({("compound", "Person")})
def _behind_office(tokens: Sequence[Token]) -> None:
    """'A B, the head of Chad's | coast guard, said': what is left of his office is in apposition to him."""
    for name in tokens:
        mention, rest = name.mention, name.head
        if mention is None or mention.kind != "Person" or name.end <= mention.end + 1 or name.dep != "compound":
            continue
        if rest is None or rest.mention is not None or rest.tag not in NOUNS or not name.i < rest.i < name.i + _NEAR:
            continue
        later = [c for c in rest.children if c.i > rest.i]
        attach(name, rest.head, rest.dep)
        attach(rest, name, "appos")
        for child in later:
            attach(child, name, child.dep)


@only_with({"and", "but", "while"})
def _clause_for_noun(tokens: Sequence[Token]) -> None:
    """'..., and Mali threw out troops': a verb with a name for its subject is no adjective of its object."""
    for verb in tokens:
        thing = verb.head
        if verb.tag != "VBD" or verb.dep != "amod" or thing is None or thing.dep != "conj" or thing.head is None:
            continue
        doers = [s for s in verb.by("nsubj") if s.i == verb.i - 1 and may_act(s)]
        if doers and thing.i > verb.i and thing.head.tag in FINITE and thing.head.by(*SUBJECTS):
            attach(verb, thing.head, "conj")
            attach(thing, verb, "dobj")
            for prep in [c for c in thing.by("prep") if any(of_kind(t, "Time") for t in c.by("pobj"))]:
                attach(prep, verb, "prep")


NAMES: tuple[Repair, ...] = (
    _opening_name,
    _first_of_row,
    _row_of_states,
    _list_in_brackets,
    _dashed_pair,
    _each_since,
    _behind_office,
    _clause_for_noun,
)
"""The repairs in their order."""
