"""Objects of giving and letting, and participles of arming, that the statistical parser hangs elsewhere.

* 'Offered Qatar its sympathy': what is offered is the object, no other name of Qatar.
* 'Offered us, of all things, a boat': of two objects the first gets the second.
* 'Offered Qatar, one of its friends, two boats': so are the boats, behind what is said of Qatar.
* 'Gave Qatar six boats and Oman four': Oman gets something, too, and is no second thing that is given.
* 'Gives Peru over 300 million dollars': the sum is the object.
* 'Let the inspectors back in': the inspectors are let, and are no subject of 'back'.
* 'Supplied the rebels with arms': they are supplied with them, and are no rebels with arms.
* 'The rebels are armed and paid by Chad': armed is what they are by Chad, too, not how they look.
* 'The troops and the rebels, alongside whom advisers fought': beside those named last.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.mending import only_with
from kg.annotate.tree import NOUNS, attach, first_of, may_act
from kg.core.annotated import Token
from kg.core.words import word_set

_GIVES = word_set("annotate.repair_help.gives")
DELIVERS = word_set("annotate.repair_help.delivers")
"""What one does with things that another gets."""
THING = ("CD", "DT", "JJ", "NNS", "PRP$")
"""How the words for such a thing may begin."""
_SUPPLIES = word_set("annotate.repair_help.supplies")
_TWO = 2
_ABOUT = frozenset({"about", "around", "over", "under"})
"""Words before a sum that tell how exact it is."""
_WAYS = word_set("annotate.repair_help.ways")
_DONE = _GIVES | DELIVERS | _SUPPLIES | word_set("annotate.repair_help.done")
_WORDS = _DONE | {f"{verb}ing" for verb in _DONE} | word_set("annotate.repair_help.words")
"""Without one of these there is nothing to mend (an earlier repair makes the verb of 'arming')."""


@only_with(_WORDS)
def mend_help(tokens: Sequence[Token]) -> None:
    """Mend one sentence's tree in place."""
    for token in tokens:
        if token.dep == "appos":
            _given_thing(token, tokens)
        elif token.dep == "dobj" and token.head is not None and token.head.lemma in DELIVERS:
            _second_object(token, token.head)
        elif token.dep == "conj":
            _given_too(token, tokens)
        elif token.dep == "nsubj" and token.head is not None and token.head.lemma in _WAYS:
            _let_back(token, token.head)
        elif token.dep == "acomp" and token.lemma in ("armed", "arm"):
            _armed_and(token)
        elif token.dep == "relcl":
            _beside_last(token, tokens)
        elif token.dep == "prep" and token.lemma == "with":
            _supplied_with(token)
        elif token.dep == "prep" and token.lemma in _ABOUT:
            _about_so_much(token)


def _about_so_much(word: Token) -> None:
    """'Gives Peru *over* 300 million dollars': the sum is given, and nothing is over it."""
    verb, sums = word.head, word.by("pobj")
    if verb is None or verb.lemma not in _GIVES | DELIVERS or verb.by("dobj") or len(sums) != 1:
        return
    if verb.dep == "relcl":
        return  # 'the soldiers Peru sent to Togo number about 2,000'
    figure = next(iter(sums[0].by("nummod")), sums[0] if sums[0].tag == "CD" else None)
    if figure is None or sums[0].mention is not None or word.i < verb.i or first_of(sums[0]) != word.i + 1:
        return
    attach(sums[0], verb, "dobj")
    attach(word, figure, "advmod")


def _given_thing(thing: Token, tokens: Sequence[Token]) -> None:
    receiver = thing.head
    verb = receiver.head if receiver is not None and receiver.dep in ("dative", "dobj") else None
    if receiver is None or verb is None or receiver.mention is None:
        return
    own = any(t.tag == "PRP$" and t.i == receiver.i + 1 for t in thing.by("poss"))
    own &= thing.mention is None and not [t for t in verb.by("dobj") if t is not receiver]
    gift = thing if own and verb.lemma in _GIVES else _behind_aside(receiver, verb, tokens)
    if gift is not None:
        receiver.dep = "dative"
        attach(gift, verb, "dobj")


def _given_too(receiver: Token, tokens: Sequence[Token]) -> None:
    """'Gave Qatar six boats and Oman four': whoever stands right before a number, beside another who gets some."""
    if receiver.mention is None or not may_act(receiver) or receiver.mention.kind == "Person":
        return
    behind, before = tokens[receiver.i + 1 : receiver.i + 2], tokens[receiver.i - 1]
    if not behind or behind[0].tag != "CD" or behind[0].mention is not None or before.low not in ("and", ","):
        return
    verb = next((a for a in receiver.ancestors() if a.tag.startswith("VB")), None)
    if verb is None or verb.lemma not in _GIVES | DELIVERS or not verb.by("dobj"):
        return
    first = tokens[verb.i + 1]
    first = first.head if first.mention is None and first.dep == "compound" and first.head is not None else first
    if first.mention is not None and may_act(first) and first.i + 1 < receiver.i and tokens[first.i + 1].tag in THING:
        attach(receiver, first, "conj")


def _second_object(receiver: Token, verb: Token) -> None:
    """'Offered us, of all things, a plan': of two objects the first gets the second."""
    gifts = [t for t in verb.by("dobj") if t.i > receiver.i and t.tag in NOUNS and t.mention is None]
    whom = receiver.tag == "PRP" or (receiver.mention is not None and receiver.mention.kind != "Time")
    if gifts and whom and verb.i < receiver.i and not verb.by("dative"):
        receiver.dep = "dative"


def _behind_aside(receiver: Token, verb: Token, tokens: Sequence[Token]) -> Token | None:
    """'Gave Qatar, one of its friends, two boats': what is given, of the two that are told of who gets it."""
    told = [t for a in receiver.by("appos") for t in (a, *a.by("conj"))] if receiver.dep == "dobj" else []
    gift = told[-1] if len(told) == _TWO and verb.lemma in DELIVERS else None
    if gift is None or gift.tag not in NOUNS or gift.mention is not None:
        return None
    first = first_of(gift)
    return gift if tokens[first].tag in THING and tokens[first - 1].text == "," else None


def _supplied_with(prep: Token) -> None:
    whom = prep.head
    verb = whom.head if whom is not None and whom.dep in ("dobj", "pobj") else None
    verb = verb.head if verb is not None and verb.dep == "prep" and verb.lemma == "in" else verb
    if whom is None:
        return
    inside = verb is not None and verb.dep == "dobj"  # 'supplied rebels in Chad with arms'
    verb = verb.head if inside and verb is not None else verb
    if verb is not None and verb.lemma in _SUPPLIES and verb.tag.startswith("VB") and prep.i > verb.i:
        attach(prep, verb, "prep")


def _let_back(who: Token, way: Token) -> None:
    verb = way.head
    if verb is not None and verb.dep == "advmod" and verb.lemma in _WAYS:  # 'back in'
        verb = verb.head
    if verb is None or verb.lemma not in ("let", "wave", "allow") or verb.by("dobj", "ccomp") or who.i < verb.i:
        return
    attach(who, verb, "dobj")


def _armed_and(participle: Token) -> None:
    be = participle.head
    trained = [c for c in participle.by("conj") if c.tag == "VBN" and c.by("agent")]
    if be is None or be.lemma != "be" or not trained:
        return
    dep, head = be.dep, be.head
    attach(participle, head, dep)
    attach(be, participle, "auxpass")
    for child in list(be.children):
        attach(child, participle, "nsubjpass" if child.dep == "nsubj" else child.dep)
    participle.tag, participle.pos, participle.lemma = "VBN", "VERB", "arm"


def _beside_last(verb: Token, tokens: Sequence[Token]) -> None:
    first = verb.head
    if first is None or not first.by("conj"):
        return
    beside = [p for p in verb.by("prep") if p.lemma == "alongside" and p.i < verb.i]
    whom = [t for p in beside for t in p.by("pobj") if t.low in ("whom", "which")]
    if not whom:
        return
    last = first
    while any(c.i < whom[0].i for c in last.by("conj")):
        last = next(c for c in last.by("conj") if c.i < whom[0].i)
    if last is not first and tokens[beside[0].i - 1].text == ",":
        attach(verb, last, "relcl")
