"""Mistakes of the parser in what the news tells of forces, ships and captives.

* 'Ten years of Chadian presence in Mali ended': what ended is the presence;
* 'jailed a teacher, Ann Roe, for two years': a person behind a noun and a comma is that teacher;
* 'Checkpoints run by the army bar the road': a verb with its doer behind 'by' describes the noun before it;
* 'a fleet that it kept off Lima', 'stormed off Lima': a place behind 'off' is where it was, if nothing is cut off;
* 'accused soldiers of taking posts': of what they are accused, and nothing that they have;
* 'destroyed two boats said to carry drugs': the boats are said to do so, and nobody says it;
* 'A frigate sailed into the bay': a verb of motion behind the only noun is what it does;
* 'On the far side of the line the army is putting up tents': who does it stands right before the verb, and is no other
  word for the place;
* 'The rebels shelled Lima': the name right behind a verb of attack is what it hits;
* 'received envoys from Peru and Chile', 'stopped goods from Peru', 'accused soldiers from Peru of it': whose they are,
  not from whom it had them;
* 'Peru -- a jet of the Chilean air force crossed the line': a name before a dash is the heading of the note.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.annotate.mending import Repair, only_where, only_with, pairs
from kg.annotate.tree import FINITE, NOUNS, SUBJECTS, attach, comma, first_of, make_predicate, may_act, of_kind
from kg.core.annotated import Token
from kg.core.words import word_set

_PLACES = frozenset(
    {"Area", "Country", "Feature", "Island", "IslandGroup", "Reef", "Sea", "Settlement", "Shoal", "State", "Strait"}
)
_CUT = word_set("annotate.repair_forces.cut")
"""Verbs that have 'off' for their own: 'cut off Lima'."""
_MOTION = word_set("annotate.repair_forces.motion")


@only_with({"of"})
def _years_of(tokens: Sequence[Token]) -> None:
    time = next(iter(tokens), None)
    verb = time.head if time is not None else None
    if (
        time is None
        or not of_kind(time, "Time")
        or verb is None
        or verb.dep != "ROOT"
        or verb.tag not in FINITE
        or verb.by("nsubj")
    ):
        return
    things = [t for p in time.by("prep") if p.text == "of" and p.i == 1 for t in p.by("pobj") if t.mention is None]
    if time.dep == "npadvmod" and things:
        attach(things[0], verb, "nsubj")


@only_where({("npadvmod", "Person")})
@only_with({",", "–", "-", "—", ")"})
def _named_behind(tokens: Sequence[Token]) -> None:
    for name in tokens[3:]:
        verb = name.head
        if name.dep != "npadvmod" or not of_kind(name, "Person") or verb is None or not verb.tag.startswith("VB"):
            continue
        first = first_of(name)
        told = [t for t in verb.by("dobj", "nsubjpass") if t.mention is None and t.tag == "NN" and t.i < first]
        if told and comma(tokens, first - 1) and max(t.i for t in told[-1].subtree()) == first - 2:
            attach(name, told[-1], "appos")
            for prep in name.by("prep"):
                if prep.i > name.i + 1:
                    attach(prep, verb, "prep")


@only_where({("ROOT", "agent")}, pairs(("ROOT",), ("advcl", "ccomp", "conj", "dep")))
def _described_by_doer(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.head is None and t.dep == "ROOT"), None)
    if root is None or root.tag not in ("VBN", "VBD", "VB", "VBP") or root.by("aux", "auxpass", "dobj", "cc"):
        return
    subjects = [s for s in root.by("nsubj") if s.i == root.i - 1 and s.tag in ("NN", "NNS") and s.mention is None]
    agent = [p for p in root.by("agent") if p.i == root.i + 1]
    main = [v for v in root.by("advcl", "ccomp", "conj", "dep") if v.i > root.i and v.by("dobj", "prep", "acomp")]
    main = [v for v in main if not v.by(*SUBJECTS, "mark") and v.tag in (*FINITE, "VB", "VBN")]
    if not subjects or not agent or len(main) != 1 or any(t.text in (",", ";") for t in tokens[root.i : main[0].i]):
        return
    verb = main[0]
    attach(verb, None, "ROOT")
    attach(subjects[0], verb, "nsubj")
    root.tag, root.pos = "VBN", "VERB"
    attach(root, subjects[0], "acl")
    for child in [c for c in root.children if c.i > verb.i or c.dep == "punct"]:
        attach(child, verb, child.dep)
    if verb.tag in ("VB", "VBN"):
        verb.tag = "VBP" if verb.text == verb.lemma else "VBD"


@only_with({"off"})
def _off_place(tokens: Sequence[Token]) -> None:
    for off, place in pairwise(tokens[1:]):
        verb = off.head
        if off.text != "off" or off.dep not in ("prt", "advmod") or verb is None or place.head is not verb:
            continue
        named = place.mention is not None and place.mention.kind in _PLACES and place.mention.role != "adjective"
        if named and place.dep == "dobj" and verb.lemma not in _CUT and verb.tag.startswith("VB"):
            off.tag, off.pos, off.dep = "IN", "ADP", "prep"
            attach(place, off, "pobj")


@only_with({"accuse", "suspect"}, {"of"})
def _accused_of(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        if (
            verb.lemma not in ("accuse", "suspect")
            or not verb.tag.startswith("VB")
            or any(p.text == "of" for p in verb.by("prep"))
        ):
            continue
        for thing in (*verb.by("dobj"), *(t for by in verb.by("agent") for t in by.by("pobj"))):
            for of in thing.by("prep"):
                if of.text == "of" and of.by("pcomp"):
                    attach(of, verb, "prep")
                doing = [t for t in of.by("pobj") if _doing(t, tokens)] if of.text == "of" else []
                if doing and thing.dep == "pobj":  # 'is accused by Chad of planning to attack Togo'
                    attach(of, verb, "prep")
                    doing[0].tag, doing[0].pos, doing[0].dep = "VBG", "VERB", "pcomp"
                    for later in [c for c in verb.by("xcomp") if c.i > doing[0].i]:
                        attach(later, doing[0], "xcomp")


def _doing(word: Token, tokens: Sequence[Token]) -> bool:
    """'Planning to', also where it is taken for a noun."""
    at = word.i + 1 - tokens[0].i
    to = at < len(tokens) and tokens[at].text == "to"
    return word.tag == "VBG" or (word.tag == "NN" and word.text.endswith("ing") and to)


@only_with({"said", "thought", "believed"})
def _said_to(tokens: Sequence[Token]) -> None:
    said = next((t for t in tokens if t.head is None), None)
    if said is None or said.text not in ("said", "thought", "believed") or not said.by("xcomp"):
        return
    subjects = [s for s in said.by("nsubj") if s.tag == "NNS" and s.i == said.i - 1 and s.mention is None]
    before = [c for c in said.by("advcl", "ccomp") if c.i < said.i and not c.by("mark")]
    if not subjects or len(before) != 1:
        return
    clause = before[0]
    verbs = [v for v in (clause, *clause.by("conj")) if v.tag.startswith("VB") and not v.by("dobj", "ccomp", "xcomp")]
    if not verbs or first_of(subjects[0]) != verbs[-1].i + 1:
        return
    attach(clause, None, "ROOT")
    attach(subjects[0], verbs[-1], "dobj")
    said.tag = "VBN"
    attach(said, subjects[0], "acl")
    for child in [c for c in said.children if c.dep == "punct" and c.i > said.i]:
        attach(child, clause, "punct")


@only_with(_MOTION | {"drove", "flew", "withdrew"})
def _moving_noun(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.head is None and t.dep == "ROOT"), None)
    if root is None or root.tag not in ("NN", "NNS") or root.by(*SUBJECTS, "cop") or tokens[-1].text != ".":
        return
    if any(t.tag in (*FINITE, "MD") and t.dep not in ("relcl", "acl") for t in tokens):
        return
    for verb in root.by("acl"):
        if (
            verb.lemma in _MOTION
            and verb.tag in ("VBN", "VBD")
            and verb.i == root.i + 1
            and not verb.by("agent", "aux")
        ):
            make_predicate(verb, root)
            return


@only_where({("pobj", "appos")})
def _subject_before(tokens: Sequence[Token]) -> None:
    for name in tokens[2:]:
        place = name.head
        if name.dep != "appos" or place is None or place.dep != "pobj" or name.tag not in NOUNS or not may_act(name):
            continue
        prep: Token | None = place
        while (
            prep is not None
            and (prep.dep in ("pobj", "prep"))
            and not (prep.head is not None and prep.head.tag.startswith("VB"))
        ):
            prep = prep.head
        verb = prep.head if prep is not None else None
        if prep is None or verb is None or prep.dep != "prep" or verb.tag not in (*FINITE, "VBG", "VBN"):
            continue
        start = first_of(name)
        opens = first_of(prep) == 0 or tokens[first_of(prep) - 1].text in (";", ":")
        plain = opens and tokens[start - 1].text not in (",", "-", "–", "(") and verb.i > name.i
        if plain and not verb.by(*SUBJECTS):
            attach(name, verb, "nsubj")


_HITTING = word_set("annotate.repair_forces.hitting")


@only_with(_HITTING | {"overran", "reaches", "retook", "struck"})
def _name_hit(tokens: Sequence[Token]) -> None:
    for verb, name in pairwise(tokens):
        if name.head is not verb or name.dep not in ("advmod", "npadvmod", "dep", "oprd") or verb.lemma not in _HITTING:
            continue
        named = name.mention is not None and name.mention.kind in _PLACES and name.mention.role != "adjective"
        if named and verb.tag.startswith("VB") and not verb.by("dobj", "auxpass"):
            name.dep = "dobj"


@only_with({"--", "–", "—"})
def _key_before_dash(tokens: Sequence[Token]) -> None:
    name = next(iter(tokens), None)
    verb = name.head if name is not None else None
    if name is None or verb is None or name.dep != "nsubj" or not may_act(name) or len(tokens) < 4:
        return
    told = [t for t in name.by("appos") if t.tag in NOUNS and t.by("det") and first_of(t) == 2]
    plain = tokens[1].text in ("--", "–", "—") and not comma(tokens, verb.i - 1) and tokens[verb.i - 1].text != "--"
    if told and plain and verb.i > told[0].i:
        attach(told[0], verb, "nsubj")
        name.dep = "dep"


_MEETS = word_set("annotate.repair_forces.meets")
_STOPS = word_set("annotate.repair_forces.stops")
_GUESTS = word_set("annotate.repair_forces.guests")
"""Whom one receives, so that 'from' tells whose they are."""
_CARGO = word_set("annotate.repair_forces.cargo")
_CHARGES = word_set("annotate.repair_forces.charges")
_ARMED = word_set("annotate.repair_forces.armed")
"""Whom one charges or fights, so that 'from' tells whose they are."""


_RECEIVED = word_set("annotate.repair_forces.received")
_STOPPED = word_set("annotate.repair_forces.stopped")


@only_with(
    {"from"},
    _RECEIVED
    | _STOPPED
    | {f"{verb.removesuffix('e')}{end}" for verb in _CHARGES for end in ("e", "s", "es", "ed", "ing", "")},
)
def _from_whose(tokens: Sequence[Token]) -> None:
    for prep in tokens[2:]:
        verb, noun = prep.head, tokens[prep.i - 1]
        if prep.text != "from" or prep.dep != "prep" or verb is None or noun.dep != "dobj" or noun.head is not verb:
            continue
        theirs = _GUESTS if verb.lemma in _MEETS else _CARGO if verb.lemma in _STOPS else frozenset()
        theirs = _ARMED if verb.lemma in _CHARGES else theirs
        named = any(may_act(t) for t in prep.by("pobj"))
        if noun.mention is None and noun.lemma in theirs and named:
            attach(prep, noun, "prep")


FORCES: Sequence[Repair] = (
    _years_of,
    _named_behind,
    _described_by_doer,
    _off_place,
    _accused_of,
    _said_to,
    _moving_noun,
    _subject_before,
    _name_hit,
    _key_before_dash,
    _from_whose,
)
"""The repairs in their order."""
