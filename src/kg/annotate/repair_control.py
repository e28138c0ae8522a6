"""Who is to do what, where the parser hangs an infinitive on a noun in between.

* 'Asked the Secretary-General in a letter to void the deal': what is asked is to void it, 'a letter' voids nothing;
* 'The decision by Chad and the Union to leave': the two have decided it, no Union is to leave;
* 'Urged both to leave', 'warns Togo not to leave': both are urged, Togo is warned;
* 'Urged Peru to return to the talks and called on Chile': who urged called;
* 'Urges them to return to the talks, free prisoners and keep the truce': they are to do all of it;
* 'Left the Lima Board, the body founded with Chile': what stands behind a name is another word for it, no clause;
* 'Peru "rejects in full" the ruling and would not leave': a finite verb with a subject of its own is no subject;
* 'The three members of the bloc, Peru, Chile and Togo, left': the three are those, not the bloc and they;
* 'Called on the bloc, Chad and Togo to help': all of them are called on, and nobody but they is to help;
* 'Peru asked for the recall of the envoy, accusing him of spying': Peru accuses him, the envoy nobody;
* 'The bloc expects Mali to pay, he added, and to leave': Mali is to leave, he does not;
* 'Peru wants him extradited': he extradites nobody;
* 'Peru shut the road that both had built and left the bloc': Peru left it, as no participle of 'had built and left'.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.annotate.mending import Repair, only_where, only_with, pairs
from kg.annotate.repair_speech import REPORTS
from kg.annotate.tree import FINITE, SUBJECTS, attach, comma, first_of, last_of, may_act, of_kind
from kg.core.annotated import Token
from kg.core.words import word_set

_WHOM = frozenset({"him", "me", "them", "us"})
_WANTED = word_set("annotate.repair_control.wanted")
"""Verbs that tell what is to be done to somebody, or is seen to be done."""
_CONTROL = word_set("annotate.repair_control.control")
"""Verbs whose object is to do what their infinitive says."""
_CONTROL_WORDS = _CONTROL | word_set("annotate.repair_control.control_words")
"""These, and forms of them that may be taken for other words at first."""
_WITH_INFINITIVE = word_set("annotate.repair_control.with_infinitive")
"""Nouns that have an infinitive of their own ('in a bid to end it')."""
_CONTENT = _WITH_INFINITIVE | word_set("annotate.repair_control.content")
"""Nouns whose infinitive tells their content, and relates to nothing ('saw no reason to sign it')."""


@only_with({"both", "each"}, {"to"}, _CONTROL_WORDS)
def _both_to(tokens: Sequence[Token]) -> None:
    for verb, both, to in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if verb.lemma not in _CONTROL or both.low not in ("both", "each") or to.text != "to":
            continue
        if both.head is to.head and not verb.by("dobj") and not verb.by("auxpass"):
            attach(both, verb, "dobj")


@only_with({"to"})
def _finite_beside(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        inner = verb.head
        if verb.dep != "conj" or verb.tag not in ("VBD", "VBZ", "VBN") or inner is None or inner.tag != "VB":
            continue
        outer = inner.head if inner.dep == "xcomp" else None
        infinitive = any(a.tag == "TO" for a in inner.by("aux"))
        tag = "VBD" if verb.tag == "VBN" else verb.tag  # no participle stands beside a bare infinitive
        free = not verb.by(*SUBJECTS, "nsubjpass", "aux", "auxpass", "mark", "agent")
        if outer is not None and infinitive and outer.tag == tag and free:
            verb.tag = tag
            attach(verb, outer, "conj")


@only_with({"to"}, {"and", ","})
def _bare_beside(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        outer = verb.head
        if verb.dep != "conj" or verb.tag != "VB" or outer is None or outer.tag not in ("VBD", "VBZ"):
            continue
        if verb.by(*SUBJECTS, "nsubjpass", "aux", "auxpass", "mark"):
            continue
        inner = [t for t in outer.by("xcomp") if t.tag == "VB" and outer.i < t.i < verb.i]
        if len(inner) == 1 and any(a.tag == "TO" for a in inner[0].by("aux")):
            attach(verb, inner[0], "conj")


@only_where(pairs(("advcl", "ccomp"), ("NN", "NNS")))
@only_with({","})
def _noun_as_clause(tokens: Sequence[Token]) -> None:
    for noun in tokens:
        named = noun.head
        if (
            noun.dep not in ("ccomp", "advcl")
            or noun.tag not in ("NN", "NNS")
            or noun.by(*SUBJECTS, "aux", "cop", "mark")
        ):
            continue
        begin = first_of(noun)
        before = tokens[begin - 2] if begin > 1 and tokens[begin - 1].text == "," else None
        article = [d for d in noun.by("det") if d.i == begin]
        if named is None or before is None or not article or before.mention is None or before.head is None:
            continue
        if before.dep in ("dobj", "pobj", "nsubj"):
            attach(noun, before, "appos")


@only_where({("nsubj", "nsubj")})
def _verb_as_subject(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        second = verb.head
        as_noun = verb.tag == "NNS" and any(may_act(s) for s in verb.by("nsubj"))  # what has a subject is a verb
        if (
            verb.dep != "nsubj"
            or not (as_noun or verb.tag in FINITE)
            or second is None
            or second.i < verb.i
            or verb.by("mark")
        ):
            continue
        link = [c for c in (*verb.by("cc"), *second.by("cc")) if verb.i < c.i < second.i]
        if not link or not verb.by("nsubj") or not (second.by("aux") or second.tag in FINITE) or second.head is verb:
            continue
        verb.tag, verb.pos = ("VBZ", "VERB") if as_noun else (verb.tag, verb.pos)
        attach(verb, second.head, second.dep)
        for mark in [c for c in second.children if c.i < verb.i]:
            attach(mark, verb, mark.dep)
        attach(second, verb, "conj")
        for noun in verb.by("appos"):
            if noun.i > verb.i and not verb.by("dobj"):
                attach(noun, verb, "dobj")


@only_where(pairs(("advcl",), ("nsubj", "nsubjpass")), {("advcl", "mark")})
@only_with(REPORTS, {"that"})
def _said_after(tokens: Sequence[Token]) -> None:
    """'Said in Lima, after talks, that Chad attacked it': what is said, taken for when or why it is said."""
    for verb in tokens:
        says = verb.head if verb.dep == "advcl" and verb.by("nsubj", "nsubjpass") else None
        that = any(c.text == "that" for c in verb.by("mark"))
        if says is not None and that and says.lemma in REPORTS and says.i < verb.i and not says.by("ccomp", "dobj"):
            verb.dep = "ccomp"


@only_with({"to"}, _CONTENT)
def _content(tokens: Sequence[Token]) -> None:
    """'Rejected calls to sign it': an infinitive that tells what a noun is about, taken for a relative clause."""
    for verb in tokens:
        noun = verb.head
        if verb.dep == "relcl" and verb.tag == "VB" and noun is not None and noun.lemma in _CONTENT:
            bare = any(c.text == "to" for c in verb.by("aux")) and not verb.by("nsubj", "nsubjpass", "mark")
            if bare and not any(c.tag.startswith("W") for c in verb.subtree()):
                verb.dep = "acl"


@only_with({"to"}, {"by", "from", "of"}, _WITH_INFINITIVE)
def _plan_of(tokens: Sequence[Token]) -> None:
    """'The decision by Chad and the Union on Monday to leave': what is decided, taken for a clause on the Union."""
    for verb in tokens:
        name = verb.head if verb.tag == "VB" and verb.dep in ("acl", "relcl") else None
        if name is None or name.mention is None or verb.by(*SUBJECTS) or not any(a.tag == "TO" for a in verb.by("aux")):
            continue
        first = next((t for t in (name, *name.ancestors()) if t.dep != "conj"), name)
        prep = first.head if first.dep == "pobj" else None
        plan = prep.head if prep is not None and prep.lemma in ("by", "from", "of") else None
        if plan is None or plan.lemma not in _WITH_INFINITIVE:
            continue
        for time in [p for p in name.by("prep") if any(of_kind(o, "Time") for o in p.by("pobj"))]:
            attach(time, plan, "prep")
        attach(verb, plan, "acl")


@only_with({"to"}, _CONTROL_WORDS)
def _told_to(tokens: Sequence[Token]) -> None:
    """'Warns Togo not to leave': Togo is warned, and is not to leave."""
    for inner in tokens:
        verb = inner.head if inner.dep == "ccomp" and inner.tag == "VB" else None
        if verb is None or verb.lemma not in _CONTROL or verb.by("dobj", "nsubjpass") or inner.by("mark"):
            continue
        whom = inner.by("nsubj")
        infinitive = [a for a in inner.by("aux") if a.tag == "TO"]
        if len(whom) == 1 and infinitive and verb.i < whom[0].i < infinitive[0].i and first_of(whom[0]) == verb.i + 1:
            attach(whom[0], verb, "dobj")
            inner.dep = "xcomp"


@only_with({"to"}, _CONTROL_WORDS)
def _infinitive(tokens: Sequence[Token]) -> None:
    for inner in tokens:
        noun = inner.head
        if inner.tag != "VB" or inner.dep not in ("acl", "relcl") or noun is None or noun.dep != "pobj":
            continue
        verb = noun.head.head if noun.head is not None else None
        if verb is None or verb.lemma not in _CONTROL or noun.lemma in _WITH_INFINITIVE:
            continue
        asked = [o for o in verb.by("dobj", "nsubjpass") if o.i < noun.i]
        if asked and any(c.text == "to" for c in inner.by("aux")) and not verb.by("xcomp", "ccomp"):
            attach(inner, verb, "xcomp")


_MEMBERS = word_set("annotate.repair_control.members")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}


@only_with(_MEMBERS, _NUMBERS, {"of", "in", "to"}, {","})
def _counted_members(tokens: Sequence[Token]) -> None:
    for noun in tokens:
        count = next((_NUMBERS.get(c.low, 0) for c in noun.by("nummod")), 0)
        if noun.lemma not in _MEMBERS or not count:
            continue
        bodies = [o for p in noun.by("prep") for o in p.by("pobj") if o.i > noun.i]
        for first in (c for body in bodies for c in body.by("conj")):
            row, last = [first], first
            while last.by("conj"):
                last = last.by("conj")[0]
                row.append(last)
            apart = comma(tokens, first.i - 1) and (first.head is None or not first.head.by("cc"))
            if apart and len(row) == count and all(t.tag in ("NNP", "NNPS") for t in row):
                attach(first, noun, "appos")


@only_with({"had", "has", "have"}, {"and", "but"})
def _main_behind_relative(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        inner = verb.head
        if verb.dep != "conj" or verb.tag != "VBD" or inner is None or inner.dep != "relcl" or inner.tag != "VBN":
            continue
        if verb.by(*SUBJECTS, "nsubjpass", "aux", "auxpass", "mark") or not inner.by("aux") or inner.head is None:
            continue
        main = next((a for a in inner.head.ancestors() if a.tag == "VBD" and a.by(*SUBJECTS)), None)
        of_object = any(o.tag == "WDT" for o in inner.by("dobj"))
        own = not verb.text.endswith("ed") or (of_object and bool(verb.by("dobj")))
        if main is not None and own and main.i < inner.i < verb.i:
            attach(verb, main, "conj")


_CALLS = word_set("annotate.repair_control.calls")


@only_with(_CALLS, {"on", "to", "upon"}, {"to"}, {","})
def _called_in_list(tokens: Sequence[Token]) -> None:
    for inner in tokens:
        subject = next(iter(inner.by("nsubj")), None)
        if inner.tag != "VB" or subject is None or not any(a.text == "to" for a in inner.by("aux")):
            continue
        opens = first_of(subject)
        asked = next((t for t in reversed(tokens[: opens - 1]) if t.dep == "pobj" and last_of(t) == opens - 2), None)
        call = asked.head.head if asked is not None and asked.head is not None else None
        if asked is None or call is None or call.lemma not in _CALLS or not comma(tokens, opens - 1):
            continue
        if call.by("xcomp", "ccomp") or any(a is subject for a in call.ancestors()):
            continue
        outer = next((a for a in (call, *call.ancestors()) if a.head is inner), None)
        if outer is not None:
            attach(outer, inner.head, inner.dep)
        attach(subject, asked, "conj")
        attach(inner, call, "xcomp")


@only_with({"to"}, {","}, {"and", "or"})
def _infinitive_beside_speech(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        says = verb.head
        if verb.dep != "conj" or verb.tag != "VB" or says is None or says.tag not in FINITE or says.i > verb.i:
            continue
        if verb.by(*SUBJECTS) or not any(a.text == "to" for a in verb.by("aux")):
            continue
        told = next((c for c in says.by("ccomp") if c.i < says.i), None)
        below = told.subtree() if told is not None else ()
        inner = next((t for t in below if t.tag == "VB" and t.by("aux") and t.dep in ("xcomp", "ccomp")), None)
        if inner is not None and inner.by("aux")[0].text == "to":
            attach(verb, inner, "conj")


_SPEAKING = word_set("annotate.repair_control.speaking")


@only_with(_SPEAKING, {"her", "him", "it", "them"})
def _speaking_of_him(tokens: Sequence[Token]) -> None:
    for inner in tokens:
        noun = inner.head
        if inner.dep != "acl" or inner.tag != "VBG" or inner.lemma not in _SPEAKING or noun is None:
            continue
        apart = comma(tokens, inner.i - 1) or of_kind(tokens[inner.i - 1], "Person")  # a title takes its comma along
        if not apart or not any(o.tag == "PRP" for o in inner.by("dobj")):
            continue
        verb = next((a for a in noun.ancestors() if a.tag.startswith("VB")), None)
        if noun.dep in ("appos", "dobj", "pobj") and verb is not None and verb.by("nsubj") and verb.tag in FINITE:
            attach(inner, verb, "advcl")


@only_with(_WHOM, _WANTED)
def _wanted_done(tokens: Sequence[Token]) -> None:
    for whom, verb in pairwise(tokens):
        wants = verb.head
        if whom.low not in _WHOM or whom.dep != "nsubj" or whom.head is not verb or verb.tag != "VBD":
            continue
        if verb.dep in ("ccomp", "xcomp") and wants is not None and wants.lemma in _WANTED and wants.i == whom.i - 1:
            verb.tag, whom.dep = "VBN", "nsubjpass"


CONTROL: Sequence[Repair] = (
    _wanted_done,
    _speaking_of_him,
    _called_in_list,
    _infinitive_beside_speech,
    _main_behind_relative,
    _counted_members,
    _both_to,
    _told_to,
    _said_after,
    _content,
    _plan_of,
    _infinitive,
    _finite_beside,
    _bare_beside,
    _verb_as_subject,
    _noun_as_clause,
)
"""The repairs in their order."""
