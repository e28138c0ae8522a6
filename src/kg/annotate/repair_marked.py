"""Clauses behind 'after', 'before', 'as' and the like whose subject, or whose main clause's, the parser misplaces.

* 'Chad, citing a treaty *after* drones had strayed into its airspace, asked for aid': Chad asked, drones strayed.
* 'Chad protested *after* soldiers, patrolling the river, turned back a boat': the soldiers turned it back.
* 'Prompting Chad to arm and its president *to demand* talks': he is prompted to demand them.
* 'Chad imposed what it called targeted *sanctions* on Togo': sanctions, by whatever name.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.mending import Repair, only_where, only_with, pairs
from kg.annotate.repair_asides import MARKS, REACTS
from kg.annotate.tree import (
    COMMAS,
    FINITE,
    NOUNS,
    attach,
    comma,
    finite,
    first_of,
    last_of,
    make_clause,
    may_act,
    of_kind,
)
from kg.core.annotated import Token
from kg.core.words import word_set

_MARKS = MARKS | {"until", "while"}


@only_with(COMMAS, _MARKS)
def _before_mark(tokens: Sequence[Token]) -> None:
    """A subject that stands before the mark of a clause is that of the clause above, which has none."""
    for mark in tokens:
        verb = mark.head
        if mark.dep != "mark" or mark.low not in _MARKS or verb is None or verb.dep != "advcl":
            continue
        main = verb.head
        own = [s for s in verb.by("nsubj", "nsubjpass") if s.i > mark.i]
        lost = [s for s in verb.by("nsubj") if s.i < mark.i]
        if main is None or main.i < verb.i or not own or len(lost) != 1 or main.by("nsubj", "nsubjpass", "expl"):
            continue
        if not finite(main) or not comma(tokens, main.i - 1 - len(main.by("aux", "neg"))):
            continue
        for child in [c for c in verb.children if c.i < mark.i]:
            attach(child, main, "nsubjpass" if child is lost[0] and main.by("auxpass") else child.dep)


@only_where(pairs(("conj",), FINITE))
@only_with(COMMAS, _MARKS)
def _doer_behind_mark(tokens: Sequence[Token]) -> None:
    """A noun taken for what a preposition governs, with an aside between commas behind it and a verb without subject
    behind that, is the subject of that verb.
    """
    for mark in tokens:
        main, nouns = mark.head, mark.by("pobj")
        if mark.dep != "prep" or mark.low not in _MARKS or main is None or len(nouns) != 1:
            continue
        noun = nouns[0]
        verb = next((v for v in main.by("conj") if v.i > noun.i), None)
        if verb is None or verb.tag not in FINITE or verb.by("nsubj", "nsubjpass", "expl", "aux", "auxpass"):
            continue
        behind = last_of(noun) + 1
        joined = any(c.i > noun.i for c in main.by("cc"))
        if joined or noun.tag not in NOUNS or not comma(tokens, behind) or not comma(tokens, first_of(verb) - 1):
            continue
        aside = [c for c in main.children if behind < c.i < verb.i and c.dep in ("advcl", "acl", "prep")]
        if not aside or behind >= verb.i or main.i > mark.i:
            continue
        make_clause(mark, noun, verb, main, aside)


@only_where({("acl", "VBN")})
@only_with(COMMAS, _MARKS)
def _reacted_first(tokens: Sequence[Token]) -> None:
    """'Chad, whose claim is old, *protested* after Malian soldiers, chasing a gang, turned back a boat': the main verb,
    taken for a participle, and the last clause that of the soldiers.
    """
    for mark in tokens:
        told, nouns = mark.head, mark.by("pobj")
        if mark.dep != "prep" or mark.low not in _MARKS or told is None or len(nouns) != 1:
            continue
        who, noun = told.head, nouns[0]
        last = who.head if who is not None and who.dep == "nsubj" else None
        if told.dep != "acl" or told.tag != "VBN" or told.lemma not in REACTS or who is None or last is None:
            continue
        acts = may_act(noun) or any(of_kind(c, "State") for c in noun.children)
        late = last.tag in FINITE and last.i > noun.i and not last.by("aux", "auxpass", "nsubjpass")
        if not (acts and late and comma(tokens, told.i - 1) and comma(tokens, last.i - 1)):
            continue
        attach(told, last.head, last.dep)
        told.tag, told.pos = "VBD", "VERB"
        attach(who, told, "nsubj")
        aside = [c for c in told.by("advcl", "acl") if noun.i < c.i < last.i]
        make_clause(mark, noun, last, told, aside)


_SWAYS = word_set("annotate.repair_marked.sways")
"""Verbs that make their object do what an infinitive tells."""


@only_with({"and", "but"}, {"to"}, _SWAYS)
def _second_swayed(tokens: Sequence[Token]) -> None:
    """The second of two who are made to do something each, taken for one that is joined to the main verb."""
    for to in tokens:
        verb = to.head
        if to.tag != "TO" or to.dep != "aux" or verb is None or verb.dep not in ("advcl", "conj", "xcomp", "acl"):
            continue
        before = to.i - 1 - (to.i > 0 and comma(tokens, to.i - 1))
        whom = next((t for t in tokens[: to.i] if t.dep == "conj" and may_act(t) and last_of(t) == before), None)
        if whom is None or verb.by("nsubj"):
            continue
        sways = [v for v in tokens[: whom.i] if v.lemma in _SWAYS and v.by("dobj")]
        first = [x for v in sways for x in v.by("xcomp") if x.i < whom.i and any(a.tag == "TO" for a in x.by("aux"))]
        if len(first) != 1 or verb.head not in (*first, *first[0].ancestors(), whom):
            continue
        attach(verb, first[0], "conj")
        attach(whom, verb, "nsubj")


_CALLS = word_set("annotate.repair_marked.calls")
_JUDGES = word_set("annotate.repair_marked.judges")
"""What is done to what another calls by some name: by the name it is judged (``accuse.what_it_called``)."""


@only_with({"what"}, _CALLS)
def _by_whatever_name(tokens: Sequence[Token]) -> None:
    """What is done to 'what it called sanctions', or 'what both described as talks', is done to sanctions and talks."""
    for calls in tokens:
        above = calls.head
        if calls.lemma not in _CALLS or calls.dep != "ccomp" or above is None or above.i > calls.i:
            continue
        what = next((t for t in calls.by("dobj", "nsubjpass") if t.low == "what" and t.i < calls.i), None)
        named = [t for t in calls.by("oprd", "dobj", "attr") if t.i > calls.i and t.tag in NOUNS]
        named += [t for p in calls.by("prep") if p.lemma == "as" for t in p.by("pobj") if t.tag in NOUNS]
        if what is None or len(named) != 1 or above.by("dobj") or above.lemma in _JUDGES or calls.by("neg"):
            continue
        noun = named[0]
        if any(t.text in ('"', "“", "”", "'") for t in tokens[calls.i : noun.i]) and above.lemma in ("say", "see"):
            continue
        attach(noun, above, "dobj")
        attach(calls, above, "dep")
        for child in [c for c in calls.children if c.i > noun.i and c.dep in ("prep", "npadvmod", "advmod", "punct")]:
            attach(child, above, child.dep)


MARKED: tuple[Repair, ...] = (_before_mark, _doer_behind_mark, _reacted_first, _second_swayed, _by_whatever_name)
