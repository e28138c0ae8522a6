"""What the parser takes into a clause though it only says something of its subject, or of its time.

* 'Mali, although a member of the Union, left': what Mali is in spite of that is no second subject;
* 'On 6 July Mr. Roe signed it': the day belongs to 'on', not to the name behind it;
* 'The pact that Chad put its name to', 'the court under the pact that both signed': the clause tells which pact;
* 'The pact, initialled and signed in May, was approved': what stands between the commas tells of the pact.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.mending import only_where, only_with, pairs
from kg.annotate.repair_relatives import SIGNED
from kg.annotate.signing_words import INK, PUTS, inked
from kg.annotate.tree import SUBJECTS, attach, comma, finite, first_of, last_of, may_act, of_kind
from kg.core.annotated import Token
from kg.core.words import word_set

_IN_SPITE = word_set("annotate.repair_told_treaties.in_spite")
_SIGNS = word_set("annotate.repair_told_treaties.signs")
_TREATIES = SIGNED | word_set("annotate.repair_told_treaties.treaties")
_BODIES = word_set("annotate.repair_told_treaties.bodies")
"""What a body's name is called right before it."""
_FRAMED_BY = frozenset({"by", "in", "under"})
_VERBS = ("VB", "VBD", "VBN", "VBP", "VBZ")
_OF_TIME = frozenset({"by", "in", "on", "since", "until"})
_WHOSE = (*SUBJECTS, "dep", "npadvmod", "nmod")
_INSIDE = ("amod", "compound", "nmod", "nummod", "poss")


@only_with(_IN_SPITE)
def _conceded(tokens: Sequence[Token]) -> None:
    """'Mali, although a member of the Union and an ally of Chad, left', 'Though a member, Mali left'."""
    for mark in [t for t in tokens if t.low in _IN_SPITE and t.dep in ("mark", "advmod", "cc", "prep")]:
        verb = mark.head
        if verb is None or not (mark.i == 0 or comma(tokens, mark.i - 1)):
            continue
        nouns = mark.children if mark.dep == "prep" else verb.by("nsubj", "nsubjpass")
        aside = next((n for n in nouns if n.i > mark.i and first_of(n) == mark.i + 1), None)
        if aside is None or aside.mention is not None or not _closed(tokens, aside):
            continue
        whose = [s for s in verb.by(*_WHOSE) if s is not aside and may_act(s)]
        top = verb.head if verb.dep == "advcl" else None
        if top is not None and top.head is None and may_act(top) and not whose and top.i < mark.i:
            whose = [top]  # the name taken for the whole sentence
            attach(verb, None, "ROOT")
            for child in [c for c in top.children if c.i > top.i]:
                attach(child, verb, child.dep)
        if len(whose) == 1 and (mark.i == 0 or whose[0].i < mark.i):
            attach(aside, whose[0], "appos")
            attach(mark, aside, "mark")
            if whose[0].dep not in SUBJECTS:
                attach(whose[0], verb, "nsubjpass" if verb.by("auxpass") else "nsubj")


def _closed(tokens: Sequence[Token], noun: Token) -> bool:
    """Whether a comma ends its phrase."""
    last = last_of(noun)
    return comma(tokens, last) or comma(tokens, last + 1)


@only_where(pairs(_INSIDE, ("Time",)))
@only_with(_OF_TIME)
def _time_of_name(tokens: Sequence[Token]) -> None:
    """'On 6 July Mr. Roe signed it', 'Since August Colombia has disputed it'."""
    for time in tokens[1:]:
        before = tokens[time.i - 1]
        if time.dep not in _INSIDE or not of_kind(time, "Time") or time.head is None or time.head.i < time.i:
            continue
        name, verb = time.head, before.head
        named = name.mention is not None or name.tag in ("NNP", "NNPS")
        if before.low in _OF_TIME and before.tag == "IN" and named and before.by("pobj") in ([], [name]):
            attach(time, before, "pobj")
            if name.head is before and verb is not None and verb.tag in _VERBS and not verb.by(*SUBJECTS):
                attach(name, verb, "nsubjpass" if verb.by("auxpass") else "nsubj")
                if verb.tag == "VB" and not verb.by("aux"):
                    verb.tag = "VBD"


@only_with(INK, PUTS)
def _put_to_it(tokens: Sequence[Token]) -> None:
    """'The pact that Chad put its name to': the clause tells which pact, and nothing stands behind 'to'."""
    for verb in tokens:
        bare = [p for p in verb.by("prep") if p.lemma.lower() in ("to", "under") and not p.by("pobj", "pcomp")]
        that = [c for c in verb.by("mark", "dobj") if c.low in ("that", "which")]
        noun = tokens[that[0].i - 1] if that and that[0].i else None
        if not inked(verb) or not bare or noun is None:
            continue
        if verb.dep == "acl" or (verb.dep in ("advcl", "ccomp") and _treaty(noun)):
            if noun.dep == "pobj" and noun.head is not None and noun.head.head is verb:
                attach(noun.head, verb.head, "prep")
            attach(verb, noun if _treaty(noun) else verb.head, "relcl")
            bare[0].tag = "IN"
            attach(that[0], bare[0], "pobj")


@only_with({"alongside", "beside"}, {"that", "those"}, INK)
def _beside_that(tokens: Sequence[Token]) -> None:
    """'Put his name to it beside that of Roe': beside Roe, who signed it, too."""
    for prep in [t for t in tokens if t.low in ("alongside", "beside") and t.dep in ("prep", "advmod")]:
        that = next((t for t in prep.by("pobj") if t.low in ("that", "those") and not t.mention), None)
        names = [n for p in that.by("prep") if p.lemma == "of" for n in p.by("pobj")] if that is not None else []
        above = [prep.head, *prep.head.by("relcl")] if prep.head is not None else []
        verb = next((v for v in above if inked(v)), None)
        if that is not None and len(names) == 1 and verb is not None:
            attach(prep, verb, "prep")
            attach(names[0], prep, "pobj")
            attach(that, names[0], "det")


@only_where(pairs(("relcl",), ("dobj", "nsubjpass")))
@only_with(_SIGNS)
def _nearest_treaty(tokens: Sequence[Token]) -> None:
    """'The court under the accord that both signed': they signed the accord."""
    for verb in tokens:
        that = [c for c in verb.by("dobj", "nsubjpass") if c.low in ("that", "which")]
        if verb.dep != "relcl" or verb.lemma not in _SIGNS or not that or not that[0].i:
            continue
        before = tokens[that[0].i - (2 if comma(tokens, that[0].i - 1) else 1)]
        if before is not verb.head and _treaty(before) and verb.head is not None and not _treaty(verb.head):
            attach(verb, before, "relcl")


@only_with(_SIGNS)
def _reduced(tokens: Sequence[Token]) -> None:
    """'Under the pact it signed with Peru, its navy will guard the coast': the pact that it signed."""
    for verb in tokens:
        prep = next((p for p in verb.by("prep") if p.i < verb.i and p.lemma.lower() in _FRAMED_BY), None)
        noun = next(iter(prep.by("pobj")), None) if prep is not None and verb.lemma in _SIGNS else None
        subjects = verb.by("nsubj")
        if prep is None or noun is None or not _treaty(noun) or len(subjects) != 1 or verb.by("dobj", "auxpass"):
            continue
        if first_of(subjects[0]) != noun.i + 1:
            continue
        main = [c for c in verb.by("ccomp", "conj", "dep") if finite(c) and c.i > verb.i and c.by("nsubj")]
        above = verb.head if verb.dep in ("ccomp", "advcl", "dep") else None
        if above is not None and above.i > verb.i and finite(above) and above.by("nsubj"):
            attach(prep, above, "prep")
            attach(verb, noun, "relcl")
        elif len(main) == 1:
            ends = first_of(main[0].by("nsubj")[0])
            for child in [c for c in main[0].children if verb.i < c.i < ends and c.dep != "punct"]:
                attach(child, verb, child.dep)
            attach(main[0], verb.head, verb.dep)
            attach(prep, main[0], "prep")
            attach(verb, noun, "relcl")


@only_with(_BODIES)
def _body_beside(tokens: Sequence[Token]) -> None:
    """'Peru and the regional body Mercosur signed it': both did, whatever kind of body it is called."""
    for noun in tokens[:-1]:
        name, first = tokens[noun.i + 1], noun.head
        if noun.dep != "conj" or noun.lemma not in _BODIES or noun.mention is not None or first is None:
            continue
        body = may_act(name) and name.mention is not None and name.mention.kind not in ("Person", "State", "Settlement")
        if body and name.dep == "appos" and name.head in (noun, first) and may_act(first):
            attach(name, first, "conj")
            attach(noun, name, "compound")


_TREATY_NOUNS = word_set("annotate.repair_told_treaties.treaty_nouns")


@only_with(_TREATY_NOUNS, {","}, {"a", "an"})
def _named_right_before(tokens: Sequence[Token]) -> None:
    """'Struck down the immunity under the Lima Pact, a treaty which Peru signed': the pact is that treaty."""
    for noun in tokens[3:]:
        first = first_of(noun) if noun.dep == "appos" and noun.mention is None and _treaty(noun) else 0
        name = tokens[first - 2] if first > 1 and tokens[first].text in ("a", "an") else None
        if name is None or tokens[first - 1].text != "," or not of_kind(name, "Treaty") or name is noun.head:
            continue
        if noun not in name.ancestors():
            attach(noun, name, "appos")


_MADE = _SIGNS | word_set("annotate.repair_told_treaties.made")


@only_with({","}, _MADE, {"and"})
def _made_and_signed(tokens: Sequence[Token]) -> None:
    """'The pact, initialled and signed in May, was approved': what stands between the commas tells of the pact."""
    for verb in tokens[2:]:
        if verb.lemma not in _MADE or verb.tag not in ("VBD", "VBN") or not comma(tokens, verb.i - 1):
            continue
        second = next((c for c in verb.by("conj") if c.tag in ("VBN", "VBD") and c.lemma in _MADE), None)
        if second is None or second.by("nsubj", "nsubjpass", "dobj") or verb.by("auxpass", "aux", "dobj"):
            continue
        subjects = [s for s in verb.by("nsubj", "npadvmod") if _treaty(s) and s.i < verb.i]
        mains = [c for c in (*verb.by("conj"), *second.by("conj")) if c.i > second.i and finite(c) and not c.by("cc")]
        if verb.dep == "advcl" and verb.head is not None and verb.head.i > second.i and not verb.head.by(*SUBJECTS):
            mains = [verb.head]
        if len(subjects) != 1 or len(mains) != 1 or not comma(tokens, first_of(mains[0]) - 1):
            continue
        main, noun = mains[0], subjects[0]
        if main is not verb.head:
            attach(main, verb.head, verb.dep)
        for det in verb.by("det"):
            attach(det, noun, "det")
        attach(noun, main, "nsubjpass" if main.by("auxpass") else "nsubj")
        for stop in [c for c in verb.by("punct") if c.i > main.i]:
            attach(stop, main, "punct")
        attach(verb, noun, "acl")
        noun.tag = noun.tag if noun.tag in ("NN", "NNP", "NNS", "NNPS") else "NN"
        verb.tag = second.tag = "VBN"


def _treaty(noun: Token) -> bool:
    return of_kind(noun, "Treaty") or (noun.mention is None and noun.lemma.lower() in _TREATIES)


TOLD_TREATIES = (
    _conceded,
    _time_of_name,
    _put_to_it,
    _beside_that,
    _nearest_treaty,
    _reduced,
    _body_beside,
    _named_right_before,
    _made_and_signed,
)
"""The repairs of this module in their order."""
