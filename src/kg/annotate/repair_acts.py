"""Who does what a noun or a participle says, where the parser hangs them on another word.

* 'Peruvian aircraft targeted at dawn a convoy': a participle with an object is the verb of the noun before it;
* 'Peru is, like Chile, a member': 'a member' is what Peru is, and not only Chile;
* 'called its envoy home': the envoy is called, and home is where to;
* 'condemned the raid on Chad by Togo': a state after 'by' beside an active verb is whose raid it was;
* 'tries to dissolve Congress and is arrested': a finite passive goes on the finite verb, not the infinitive;
* 'agreed to reopen it after talks in Lima': the talks went before the agreement;
* 'ratified the protocol and Peru has ratified the treaty': the protocol was ratified, and Peru alone does the rest;
* 'let its pact with Chad lapse': the pact lapsed;
* 'It took Peru until 1992 to sign', 'it took two years for Peru to sign': Peru signed, in 1992.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from kg.annotate.mending import NO_SUBJECT, Repair, only_where, only_with, pairs
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
from kg.core.words import word_set

_GIVE = word_set("annotate.repair_acts.give")
"""Verbs whose passive keeps an object ('prisoners promised freedom')."""
_SIGNERS = frozenset({"Organization", "State", "IntergovernmentalOrganization", "Group", "ArmedForce"})


@only_where({NO_SUBJECT}, pairs(("acl",), ("VBD", "VBN")))
@only_with({"."})
def _participle_with_object(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.head is None), None)
    if root is None or root.tag not in NOUNS or root.by(*SUBJECTS, "cop") or tokens[-1].text != ".":
        return
    if any(t.tag in (*FINITE, "MD") and t.dep not in ("relcl", "acl") for t in tokens):
        return
    for verb in root.by("acl"):
        objects = [o for o in verb.by("dobj") if o.tag in NOUNS and not of_kind(o, "Time") and o.i > verb.i + 1]
        opened = objects and (objects[0].by("det", "poss", "nummod") or objects[0].mention is not None)
        if verb.tag not in ("VBN", "VBD") or not opened or verb.lemma in _GIVE or verb.by("agent", "auxpass", "aux"):
            continue
        make_predicate(verb, root)
        return


@only_with({"home"})
def _homewards(tokens: Sequence[Token]) -> None:
    for home in tokens:
        verb, who = home.head, tokens[home.i - 1]
        if home.lemma != "home" or home.dep != "dobj" or verb is None or home.i < 2 or who.head is not home:
            continue
        if who.dep == "compound" and who.tag in ("NN", "NNS") and home.by("poss", "det"):
            attach(who, verb, "dobj")
            for child in [c for c in home.children if c.i < who.i]:
                attach(child, who, child.dep)
            home.tag, home.pos, home.dep = "RB", "ADV", "advmod"


@only_with({"by"}, {"of", "on", "against"})
def _deed_by(tokens: Sequence[Token]) -> None:
    for by in tokens[4:-1]:
        verb = by.head
        if by.text != "by" or by.dep not in ("prep", "agent") or verb is None or verb.tag not in (*FINITE, "VB", "VBG"):
            continue
        doers = by.by("pobj")
        if not doers or not may_act(doers[0]) or doers[0].mention.kind not in _SIGNERS or verb.by("auxpass"):  # type: ignore[union-attr]
            continue
        for noun in verb.by("dobj"):
            inner = noun.by("prep")
            told = bool(inner) and inner[0].text in ("of", "on", "against") and last_of(noun) == by.i - 1
            if told and noun.i > verb.i and noun.mention is None:
                attach(by, noun, "prep")
                break


@only_with({"like"}, {"be"}, COMMAS)
def _like_another(tokens: Sequence[Token]) -> None:
    for like in tokens[2:-3]:
        be = like.head
        if like.lemma != "like" or like.dep != "prep" or be is None or be.lemma != "be" or be.by("attr", "acomp"):
            continue
        other = like.by("pobj")
        if not other or not comma(tokens, like.i - 1):
            continue
        for noun in other[0].by("appos"):
            if comma(tokens, first_of(noun) - 1) and noun.by("det") and noun.mention is None:
                attach(noun, be, "attr")


@only_with({"take"}, {"it"})
def _took(tokens: Sequence[Token]) -> None:
    for took in tokens[1:-3]:
        if took.lemma != "take":
            continue
        it = [t for t in took.by("nsubj", "expl") if t.low == "it"]
        soon = bool(took.by("neg")) and any(c.lemma == "long" for c in took.by("advmod"))  # 'did not take Peru long'
        past = took.tag == "VBD" or any(a.tag == "VBD" for a in took.by("aux"))
        if not past or not it or soon != bool(took.by("neg")):
            continue
        verb = next((v for v in took.by("advcl", "xcomp") if v.tag == "VB" and v.i > took.i), None)
        to = next((a for a in verb.by("aux") if a.tag == "TO"), None) if verb is not None else None
        time = [c for c in took.children if of_kind(c, "Time") and c.i > took.i]
        until = [p for p in took.by("prep") if p.lemma in ("until", "till")]
        if verb is None or to is None or not (time or until or soon):
            continue
        who = [o for o in took.by("dobj", "dative", "iobj") if o not in time]
        attach(verb, took.head, took.dep)
        attach(took, verb, "dep")
        attach(to, took, "dep")
        verb.tag = "VBD"
        for noun in who[:1] if not verb.by(*SUBJECTS) else ():
            attach(noun, verb, "nsubj")
        for child in [*until, *verb.by("mark"), *took.by("advcl", "conj", "punct")]:
            attach(child, took if child.dep == "mark" else verb, child.dep)


@only_with({"to"})
def _finite_again(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        under = verb.head
        if verb.dep != "conj" or under is None or under.tag != "VB" or under.dep not in ("xcomp", "advcl", "acl"):
            continue
        above = under.head
        finite = any(a.tag in ("VBZ", "VBD") for a in verb.by("auxpass"))
        to = any(a.tag == "TO" for a in under.by("aux"))
        while above is not None and above.tag not in FINITE and above.dep in ("xcomp", "conj", "acomp"):
            above = above.head
        if finite and to and above is not None and above.tag in ("VBZ", "VBD") and verb.i > under.i > above.i:
            for cc in [c for c in under.by("cc") if c.i < verb.i]:
                attach(cc, above, "cc")
            attach(verb, above, "conj")


_MEETINGS = word_set("annotate.repair_acts.meetings")


@only_with({"after", "following"}, _MEETINGS)
def _after_talks(tokens: Sequence[Token]) -> None:
    for prep in tokens:
        verb = prep.head
        above = verb.head if verb is not None and verb.dep == "xcomp" and verb.tag == "VB" else None
        if prep.lemma not in ("after", "following") or prep.dep != "prep" or above is None or above.tag not in FINITE:
            continue
        things = [o for p in prep.by("pobj") for o in (p, *(x for q in p.by("prep") for x in q.by("pobj")))]
        if any(o.lemma.lower() in _MEETINGS for o in things) and prep.i > above.i:
            attach(prep, above, "prep")


_TELLS = word_set("annotate.repair_acts.tells")
"""Verbs whose clause may stand without 'that'."""


@only_with({"and"})
def _object_joined(tokens: Sequence[Token], say: Collection[str]) -> None:
    """'Chile ratified the protocol and Peru ratified the treaty': an object read as a subject with the next one's."""
    for clause in tokens:
        verb = clause.head
        if (
            clause.dep != "ccomp"
            or verb is None
            or verb.i > clause.i
            or verb.lemma in say
            or verb.lemma in _TELLS
            or clause.by("mark")
        ):
            continue
        told = clause.tag in FINITE or any(a.tag in (*FINITE, "MD") for a in clause.by("aux", "auxpass"))
        things = [s for s in clause.by("nsubj", "nsubjpass") if s.tag in NOUNS and not may_act(s)]
        if not told or len(things) != 1 or verb.by("dobj") or not verb.by("nsubj"):
            continue
        names = things[0].by("conj")
        joined = things[0].by("cc")
        if len(names) != 1 or len(joined) != 1 or not may_act(names[0]) or first_of(things[0]) != verb.i + 1:
            continue
        if joined[0].i + 1 != names[0].i or joined[0].low != "and":
            continue
        attach(names[0], clause, things[0].dep)
        attach(things[0], verb, "dobj")
        attach(joined[0], verb, "cc")
        attach(clause, verb, "conj")


@only_with({"let"}, {"expire", "lapse"})
def _let_lapse(tokens: Sequence[Token]) -> None:
    """'Let its pact with Chad lapse in 2021': a verb that was taken for the noun of a phrase before it."""
    for let in tokens:
        things = [o for o in let.by("dobj") if o.i > let.i] if let.lemma == "let" else []
        verb = next((t for t in tokens[let.i + 1 :] if t.low in ("expire", "lapse")), None) if things else None
        if verb is None or verb.tag not in ("NN", "VBP"):
            continue
        names = [c for c in verb.by("compound") if c.mention is not None and c.mention.kind == "Treaty"]
        if things[0] is verb and names:  # 'let the Lagos Pact lapse', in which 'lapse' is no noun
            for part in [c for c in verb.children if c.i < names[0].i]:
                attach(part, names[0], part.dep)
            attach(names[0], let, "dobj")
            things, verb.dep = names, "pobj"
        if verb.dep != "pobj" or verb.i < things[0].i:
            continue
        prep, parts = verb.head, [c for c in verb.children if c.i < verb.i]
        verb.tag, verb.pos = "VB", "VERB"
        attach(verb, let, "ccomp")
        if parts and prep is not None:
            for part in parts[:-1]:
                attach(part, parts[-1], part.dep)
            attach(parts[-1], prep, "pobj")
        for time in [p for o in (*things, let) for p in o.by("prep") if p.i > verb.i]:
            attach(time, verb, "prep")
        attach(things[0], verb, "nsubj")


def acts_repairs(say: Collection[str]) -> Sequence[Repair]:
    """The repairs in their order; ``say`` are lemmas of saying."""
    return (
        _participle_with_object,
        _deed_by,
        _like_another,
        _took,
        _homewards,
        _finite_again,
        _after_talks,
        partial(_object_joined, say=say),
        _let_lapse,
    )
