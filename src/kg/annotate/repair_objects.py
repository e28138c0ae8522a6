"""What the pronoun of a relative clause is the object of, where the statistical parser takes another word.

* 'Kashmir, which India and Pakistan both claim in full, was quiet': the two claim it.
* 'Kashmir, which both claim in full': 'both' is the subject.
* 'The pact that the senate has yet to approve': it is to be approved.
* 'The pact that the assembly voted down in May': the pact was voted down.
* 'The pact that the assembly must still vote on': the vote is on the pact.
* 'Hailed the signing of a pact, which Peru has yet to ratify': the pact is yet to be ratified.
* 'A town to which Morocco continues to lay claim': the claim is to the town.
* 'Seized on Friday two Chadian boats': it seized the boats, and the day is the day.
* 'Supplies to Chile gas': it supplies the gas;
* 'Wants the island back', 'claims the shelf south of the cape': the island, the shelf.

And verbs of one subject ('They reject it, call on Chad to leave, and *praise* Mali'), and what is called void:
'declared void *the pact* that Peru signed', 'declared *the pact of Peru and Chile* null and void'.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.annotate.landforms import COMPASS
from kg.annotate.mending import Repair, only_with
from kg.annotate.repair_relatives import SIGNED
from kg.annotate.tree import FINITE, NOUNS, SUBJECTS, attach, last_of, may_act, of_kind
from kg.core.annotated import Token
from kg.core.words import word_set

_HOLDS = word_set("annotate.repair_objects.holds")
"""What states do with land: words that may be a noun, too."""
_NOUNS = ("NOUN", "PROPN")
_OBJECT_WORDS = frozenset({"that", "which", "whom"})
_BOTH = frozenset({"all", "also", "both", "each", "now", "still", "too"})
_ONWARD = word_set("annotate.repair_objects.onward")
"""Verbs whose infinitive has their own subject: the pronoun before them is the object of the infinitive."""


@only_with({"which"}, _HOLDS)
def _names_claim(tokens: Sequence[Token]) -> None:
    for which in tokens[1:-3]:
        noun = tokens[which.i - 2] if tokens[which.i - 1].text == "," and which.i > 1 else tokens[which.i - 1]
        if which.text != "which" or noun.pos not in ("NOUN", "PROPN"):
            continue
        names = _row(tokens, which.i + 1)
        at = names[-1].i + 1 if len(names) > 1 else len(tokens)
        while at < len(tokens) and tokens[at].low in _BOTH:
            at += 1
        verb = tokens[at] if at < len(tokens) else None
        if verb is None or verb.lemma not in _HOLDS or verb.text != verb.lemma:
            continue
        if any(o is not which for o in verb.by("dobj")):
            continue
        if verb.dep == "relcl" and verb.by("nsubj") and which.dep == "dobj":
            continue
        if noun.head is verb:
            attach(noun, verb.head, verb.dep)
        attach(verb, noun, "relcl")
        verb.tag, verb.pos = "VBP", "VERB"
        attach(which, verb, "dobj")
        attach(names[0], verb, "nsubj")


def _row(tokens: Sequence[Token], at: int) -> list[Token]:
    """The names of 'A and B' or 'A, B and C' that begin at a place of the sentence."""
    found: list[Token] = []
    for t in tokens[at:]:
        if may_act(t):
            found.append(t)
        elif t.low not in (",", "and", "the") or (t.text == "," and not found):
            break
    return found


@only_with({"which", "that"}, {"both"}, _HOLDS)
def _both_hold(tokens: Sequence[Token]) -> None:
    for which, both, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        holds = verb.lemma in _HOLDS and verb.dep == "relcl" and not verb.by("dobj")
        if not holds or both.text != "both" or both.head is not verb or which.head is not verb:
            continue
        if which.low in ("which", "that") and which.dep == "nsubj":
            which.dep, which.tag, both.dep = "dobj", "WDT", "nsubj"


@only_with({"that", "which"}, {"both"}, _HOLDS, {","})
def _both_hold_first(tokens: Sequence[Token]) -> None:
    """'Peru and Chile, whose men fought over a strip that both claim, will sign it': the two sign it."""
    for which, both, verb in zip(tokens[1:], tokens[2:], tokens[3:], strict=False):
        noun, main = tokens[which.i - 1], verb.head
        wrong = which.text in ("that", "which") and both.text == "both" and both.head is verb and verb.lemma in _HOLDS
        if not wrong or verb.dep != "nsubj" or main is None or which.head is not main or noun.pos not in _NOUNS:
            continue
        first = main.head if main.dep == "relcl" else None
        attach(verb, noun, "relcl")
        attach(which, verb, "dobj")
        both.dep, which.tag = "nsubj", "WDT"
        if first is not None and first.head is None and first.i < which.i:
            attach(main, None, "ROOT")
            attach(first, main, "nsubj")


@only_with({"one"}, {"other"}, {"hand", "side"})
def _on_either_hand(tokens: Sequence[Token]) -> None:
    """'Peru on the one hand and Chile on the other claim it': both claim it."""
    for hand in tokens[3:-4]:
        low = [t.low for t in tokens[max(0, hand.i - 3) : hand.i]]
        other = tokens[hand.i + 2]
        opens = low[-1:] == ["one"] and "on" in low and hand.text in ("hand", "side")
        if not opens or tokens[hand.i + 1].text != "and" or not may_act(other) or other.head is not hand:
            continue
        on = hand.head
        first = on.head if on is not None and on.lemma == "on" else None
        if first is not None and may_act(first) and first.dep in (*SUBJECTS, "pobj"):
            attach(other, first, "conj")


_MADE = word_set("annotate.repair_objects.made")


@only_with(_MADE, SIGNED | {"treaty"}, {","})
def _made_behind(tokens: Sequence[Token]) -> None:
    """'The pact, in May in Lima by both signed, is void': it was signed there."""
    for made in tokens[4:-1]:
        if made.lemma not in _MADE or made.tag not in ("VBN", "VBD") or made.by("dobj", "aux", "auxpass", "neg"):
            continue
        if tokens[made.i + 1].text not in (",", ".", ";") or made.by(*SUBJECTS) or made.head is None:
            continue
        begin = next((t.i for t in reversed(tokens[: made.i]) if t.text in (",", ";", "–", "(")), 0)
        inner, noun = tokens[begin + 1 : made.i], tokens[begin - 1]
        if begin < 2 or not inner or inner[0].low not in ("at", "by", "in", "on"):
            continue
        if any(t.tag[0] == "V" or t.tag in ("WDT", "CC", "MD") for t in inner):
            continue
        thing = noun
        while thing.dep in ("pobj", "prep", "compound") and thing.head is not None and thing.head.i < begin:
            if thing.lemma in SIGNED or of_kind(thing, "Treaty"):
                break
            thing = thing.head
        if not (thing.lemma in SIGNED or of_kind(thing, "Treaty")):
            continue
        joined = [c for c in made.children if c.dep in ("cc", "conj") and c.i > made.i]
        above = made.head
        attach(made, thing, "acl")
        made.tag = "VBN"
        for word in joined:
            attach(word, above, word.dep)
        for prep in [t for t in inner if t.low in ("at", "by", "in", "on") and t.by("pobj")]:
            attach(prep, made, "agent" if prep.text == "by" else "prep")


@only_with(_OBJECT_WORDS, _ONWARD)
def _of_inner_verb(tokens: Sequence[Token]) -> None:
    for which in tokens:
        prep = which.head if which.dep == "pobj" else None
        word = which if prep is None else prep
        outer = word.head
        if which.low not in _OBJECT_WORDS or outer is None:
            continue
        again = outer.dep == "conj" and outer.head is not None and outer.head.dep == "relcl"
        if outer.dep != "relcl" and not again:
            continue
        inner = _last_infinitive(outer)
        if inner is None or not which.i < outer.i < inner.i:
            continue
        if prep is not None and prep.i == which.i - 1 and prep.dep in ("dep", "prep") and inner.by("dobj"):
            attach(prep, inner, "prep")
        elif prep is None and which.dep == "dobj" and not inner.by("dobj") and not outer.by("prt"):
            attach(which, inner, "dobj")
            which.tag = "WDT"


def _last_infinitive(verb: Token) -> Token | None:
    """'Has yet to *approve*', 'has refused to continue to *pay*': of the verbs whose infinitives have its subject."""
    last: Token | None = None
    while verb.lemma in _ONWARD:
        inner = [c for c in verb.by("xcomp") if any(a.low == "to" for a in c.by("aux"))]
        if len(inner) != 1 or inner[0].by(*SUBJECTS):
            break
        last = verb = inner[0]
    return last


@only_with(_OBJECT_WORDS)
def _object_of_clause(tokens: Sequence[Token]) -> None:
    for which in tokens:
        prep = which.head if which.dep == "pobj" else None
        verb = prep.head if prep is not None and prep.i > which.i else None
        if prep is None or verb is None or which.low not in _OBJECT_WORDS or verb.dep != "relcl":
            continue
        subjects = [s for s in verb.by(*SUBJECTS) if s.i < verb.i]
        if len(prep.by("pobj")) > 1 and subjects and verb.tag in FINITE and not verb.by("dobj"):
            attach(which, verb, "dobj")


@only_with({"that"}, {"on", "upon"}, {"vote", "decide"})
def _voted_on(tokens: Sequence[Token]) -> None:
    for that in tokens[1:-2]:
        verb = that.head
        if that.text != "that" or that.dep != "mark" or verb is None or verb.dep != "relcl":
            continue
        bare = [p for p in verb.by("prep") if p.lemma in ("on", "upon") and not p.by("pobj", "pcomp")]
        if verb.lemma in ("vote", "decide") and bare and verb.by("nsubj"):
            attach(that, bare[0], "pobj")
            that.tag = "WDT"


_STEPS = word_set("annotate.repair_objects.steps")


@only_with({"which"}, {"approve", "ratify", "sign"})
def _signed_thing(tokens: Sequence[Token]) -> None:
    """'Hailed the signing of a pact between Chad and Mali, which Mali has yet to ratify': it is the pact that is
    yet to be ratified, neither the signing nor Chad.
    """
    for which in tokens:
        verb = which.head if which.dep == "dobj" and which.text == "which" else None
        if verb is None or verb.lemma not in ("approve", "ratify", "sign"):
            continue
        clause = next((a for a in (verb, *verb.ancestors()) if a.dep == "relcl"), None)
        step = clause.head if clause is not None else None
        if clause is None or step is None or tokens[which.i - 1].text != ",":
            continue
        if of_kind(step, "State") or of_kind(step, "Time"):
            made = SIGNED | {"arrangement", "understanding"}
            things = [t for t in step.ancestors() if t.lemma in made or of_kind(t, "Treaty")][:1]
            if things and all(
                t.dep == "acl" for t in step.ancestors() if things[0].i < t.i < which.i and t.tag[0] == "V"
            ):
                attach(clause, things[0], "relcl")
            continue
        if step.lemma not in _STEPS:
            continue
        of = [p for p in step.subtree() if p.lemma == "of" and step.i < p.i < which.i and p.dep == "prep"]
        things = [t for p in of for t in p.by("pobj") if t.lemma in SIGNED or of_kind(t, "Treaty")]
        if len(things) == 1:
            attach(clause, things[0], "relcl")


_DECLARES = word_set("annotate.repair_objects.declares")


@only_with({"null", "void"}, _DECLARES)
def _declared_void(tokens: Sequence[Token]) -> None:
    for void in tokens[2:]:
        first = void.text == "null" and void.i + 1 < len(tokens) and tokens[void.i + 1].text == "and"
        if void.text not in ("null", "void") or first:
            continue
        null = tokens[void.i - 2] if tokens[void.i - 1].text == "and" and tokens[void.i - 2].text == "null" else void
        before = tokens[null.i - 1]
        if before.lemma in _DECLARES and before.pos == "VERB":
            things = [t for c in {null.i: null, void.i: void}.values() for t in c.by("dobj") if t.i > void.i]
            if len(things) != 1:
                continue
            attach(things[0], before, "dobj")
            _make_label(null, void, before, tokens)
        elif (verb := _calling(null, void)) is not None:
            _make_label(null, void, verb, tokens)


def _calling(null: Token, void: Token) -> Token | None:
    """The verb that calls a thing null and void, where the two words were taken into the thing's phrase."""
    verb = next((a for a in null.ancestors() if a.lemma in _DECLARES and a.pos == "VERB" and a.i < null.i), None)
    if verb is None:
        return None
    if null is void:
        return _calling_alone(null, verb)
    if null.head is not verb:
        return verb if any(o in verb.by("dobj") for o in null.ancestors()) else None
    thing = next((c for c in null.by("compound", "nsubj", "nmod") if c.pos in ("NOUN", "PROPN")), None)
    if thing is not None and thing.dep != "nsubj":
        attach(thing, verb, "dobj")
        for word in [c for c in null.children if c.i < thing.i]:
            attach(word, thing, word.dep)
    return verb if thing is not None else None


def _calling_alone(word: Token, verb: Token) -> Token | None:
    """'Declared the Lagos Protocol null', where the word was taken for a noun, or for a clause."""
    if word.tag not in ("NN", "JJ", "VB") or word.by("aux"):
        return None
    inside = [t for t in word.by("compound", "nsubj", "nmod") if t.i == word.i - 1 and of_kind(t, "Treaty")]
    if word.head is verb and inside and word.dep in ("dobj", "ccomp") and verb.by("dobj") in ([], [word]):
        thing = inside[0]
        word.dep = "oprd"
        attach(thing, verb, "dobj")
        for child in [c for c in word.children if c.i < thing.i]:
            attach(child, thing, child.dep)
        return verb
    above = word.head
    taken = word.dep in ("dep", "appos", "npadvmod", "nmod", "amod")
    if not taken or above is None or above.i > word.i or not of_kind(above, "Treaty"):
        return None
    if above.head is verb and above.dep == "ccomp":
        attach(above, verb, "dobj")
    return verb if above in verb.by("dobj") else None


def _make_label(null: Token, void: Token, verb: Token, tokens: Sequence[Token]) -> None:
    """Make 'void', or 'null and void', what a verb calls its object."""
    attach(null, verb, "oprd")
    null.tag, null.pos = "JJ", "ADJ"
    if null is not void:
        attach(void, null, "conj")
        attach(tokens[void.i - 1], null, "cc")
        void.tag, void.pos = "JJ", "ADJ"


_LINES = word_set("annotate.repair_objects.lines")


@only_with({"where"}, _LINES, {"ends", "lies", "runs"})
def _where_it_lies(tokens: Sequence[Token]) -> None:
    """'The dispute over where the border of Chad and Mali runs': it runs there, and nobody makes runs."""
    for lies in tokens:
        inside = lies.text in ("ends", "lies", "runs") and lies.tag == "NNS" and lies.dep in ("pcomp", "ccomp", "relcl")
        line = next((c for c in lies.by("nsubj", "compound") if c.lemma in _LINES), None) if inside else None
        if line is None or not any(c.text == "where" for c in lies.children):
            continue
        lies.tag, lies.pos, line.dep = "VBZ", "VERB", "nsubj"
        bare = next((p for p in line.by("prep") if p.text in ("between", "of", "with") and not p.by("pobj")), None)
        for name in [c for c in lies.by("nmod", "compound", "poss") if may_act(c)] if bare is not None else []:
            attach(name, bare, "pobj")


@only_with({"deposit"}, {"by"}, {"of"}, {"instrument"})
def _deposit_of(tokens: Sequence[Token]) -> None:
    """'Hailed the deposit by Mali and Chad of their instruments': the two deposit them."""
    for deposit, by in pairwise(tokens):
        if deposit.lemma != "deposit" or deposit.pos != "NOUN" or by.text != "by" or by.dep not in ("prep", "agent"):
            continue
        of = next(
            (p for p in tokens[by.i :] if p.text == "of" and any(t.lemma == "instrument" for t in p.by("pobj"))), None
        )
        if of is not None and all(
            t.pos in ("PROPN", "NOUN", "DET", "PUNCT", "CCONJ", "ADP") for t in tokens[by.i : of.i]
        ):
            attach(by, deposit, "prep")
            attach(of, deposit, "prep")


_REACHED = word_set("annotate.repair_objects.reached")


@only_with(SIGNED | {"agreement", "arrangement", "understanding"}, _REACHED)
def _made_noun(tokens: Sequence[Token]) -> None:
    """'The understanding reached in Lima, which Peru signed, obliges both': it does, and was reached there."""
    for noun, made in pairwise(tokens):
        main = made.head
        taken = made.dep in ("ccomp", "csubj") and made.tag in ("VBN", "VBD") and noun.dep in ("nsubj", "nsubjpass")
        if not taken or noun.head is not made or main is None or made.lemma not in _REACHED:
            continue
        if main.i < made.i:
            _made_in_speech(tokens, noun, made, main)
            continue
        bare = not made.by("aux", "auxpass", "dobj", "neg", "mark") and main.pos == "VERB" and not main.by(*SUBJECTS)
        if bare and tokens[main.i - 1].text == "," and noun.mention is None:
            attach(noun, main, "nsubj")
            attach(made, noun, "acl")
            made.tag = "VBN"


def _made_in_speech(tokens: Sequence[Token], noun: Token, made: Token, said: Token) -> None:
    """'Roe granted that the understanding reached in Lima, which Peru signed, still obliges both': he granted this."""
    main = next((a for a in said.ancestors() if a.tag in FINITE and a.i > made.i and not a.by(*SUBJECTS)), None)
    marks = made.by("mark")
    if main is None or not marks or noun.mention is not None or made.by("aux", "auxpass", "dobj", "neg"):
        return
    between = tokens[last_of(made) + 1 : main.i]
    if not between or between[0].text != "," or any(t.tag != "RB" for t in between[1:]):
        return
    top = said
    while top.head is not None and top.head is not main:
        top = top.head
    attach(top, main.head, main.dep)
    attach(main, said, "ccomp")
    attach(noun, main, "nsubj")
    attach(made, noun, "acl")
    attach(marks[0], main, "mark")
    made.tag = "VBN"


_STATES = word_set("annotate.repair_objects.states")
"""What declarations do, one verb after the other."""


@only_with(_STATES, {"and"}, {","})
def _stated_in_turn(tokens: Sequence[Token]) -> None:
    """'They reject it, call on Chad to leave, and praise Mali', 'rejected it, called on Chad, and praised Mali': one
    verb of the same subject after the other.
    """
    for verb in tokens[2:]:
        first = verb.head
        if verb.lemma not in _STATES or first is None or verb.by("agent", "aux", "auxpass", *SUBJECTS):
            continue
        before = [t.text for t in tokens[verb.i - 2 : verb.i]]
        opens = before[-1] == "," or before == [",", "and"]
        if opens and verb.dep == "conj" and verb.tag == "VB" and first.tag == "VBP" and first.lemma in _STATES:
            verb.tag = "VBP"
        elif before[-1] == "," and verb.dep == "acl" and verb.tag == "VBN":
            main = next((a for a in verb.ancestors() if a.tag == "VBD"), None)
            after = main.by("conj") if main is not None and main.lemma in _STATES else []
            active = verb.by("dobj") or any(p.i == verb.i + 1 and p.lemma in ("on", "upon") for p in verb.by("prep"))
            if main is not None and active and any(c.tag == "VBD" and c.i > verb.i for c in after):
                attach(verb, main, "conj")
                verb.tag = "VBD"


_ADVERBS = COMPASS | word_set("annotate.repair_objects.adverbs")
"""What the parser may take for what a small clause says ('wants [it back]', 'claims [the shelf south of Chile]')."""


@only_with(_ADVERBS)
def _object_before_adverb(tokens: Sequence[Token]) -> None:
    for adverb in tokens[2:]:
        verb = adverb.head
        if adverb.low not in _ADVERBS or adverb.dep not in ("advmod", "prt", "ccomp", "acomp") or verb is None:
            continue
        subjects = [s for s in adverb.by("nsubj") if s.tag[0] in "NP"]
        if len(subjects) != 1 or not verb.tag.startswith("VB") or not verb.i < subjects[0].i < adverb.i:
            continue
        if verb.by("dobj") or not verb.by(*SUBJECTS):
            continue
        attach(subjects[0], verb, "dobj")
        if adverb.low in COMPASS:
            attach(adverb, subjects[0], "advmod")


@only_with({"on"})
def _object_behind_time(tokens: Sequence[Token]) -> None:
    """'Chad *seized on Friday two boats* of Togo', where the boats are taken for a part of the day."""
    for verb, on, day in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if on.text != "on" or on.head is not verb or not of_kind(day, "Time") or verb.tag not in ("VBD", "VBN"):
            continue
        if verb.by("dobj", "auxpass") or not verb.by("nsubj"):
            continue
        things = [
            t for t in on.by("pobj") if t is not day and t.i > day.i and t.tag in NOUNS and not of_kind(t, "Time")
        ]
        if len(things) != 1 or not _begins_phrase(tokens, day.i + 1, things[0]):
            continue
        thing = things[0]
        attach(thing, verb, "dobj")
        attach(day, on, "pobj")
        for child in [c for c in day.children if c.i > day.i]:
            attach(child, thing, child.dep)
        verb.tag = "VBD"


_GIVES = word_set("annotate.repair_objects.gives")


@only_with({"to"}, _GIVES)
def _object_behind_receiver(tokens: Sequence[Token]) -> None:
    """'Peru *supplies to Chile gas*', where the gas is taken for what is supplied to."""
    for verb, to, name in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if verb.lemma not in _GIVES or to.text != "to" or to.head is not verb or not may_act(name) or verb.by("dobj"):
            continue
        if verb.dep == "relcl":
            continue  # 'the men Peru sent to Chile number ten'
        things = [t for t in to.by("pobj") if t is name.head and t.mention is None and t.tag in ("NN", "NNS")]
        if things and name.dep in ("compound", "nmod") and things[0].i > name.i:
            attach(name, to, "pobj")
            attach(things[0], verb, "dobj")


def _begins_phrase(tokens: Sequence[Token], at: int, noun: Token) -> bool:
    """Whether a noun phrase begins at a place, which ends in the noun: 'two boats', not 'evening' or ', a holiday'."""
    inside = tokens[at : noun.i]
    plain = all(t.tag in ("CD", "DT", "JJ", "PRP$", "POS", "VBN", *NOUNS) and not of_kind(t, "Time") for t in inside)
    return plain and (bool(inside) or noun.tag == "NNS")


OBJECTS: Sequence[Repair] = (
    _object_behind_time,
    _object_behind_receiver,
    _object_before_adverb,
    _names_claim,
    _both_hold,
    _both_hold_first,
    _on_either_hand,
    _made_behind,
    _of_inner_verb,
    _made_noun,
    _signed_thing,
    _object_of_clause,
    _voted_on,
    _declared_void,
    _deposit_of,
    _where_it_lies,
    _stated_in_turn,
)
"""The repairs in their order."""
