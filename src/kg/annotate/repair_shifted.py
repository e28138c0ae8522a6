"""Objects behind their label, and main verbs behind a clause of their subject, which the parser hangs elsewhere.

* 'Rejects as baseless the claim that Togo made': the claim is the object, 'baseless' what it is said to be.
* 'Rejects as null and void the ruling': likewise, where two words label it.
* 'Any boat found in the strait will be treated as hostile': the boat will be, and was found.
* 'Any boat that crosses the line will be sunk': the boat will be, the line is what it crosses.
* 'Holds the men of the Togolese army responsible': what it holds them to be is the verb's.
* 'Togo rejects all of it': what has an object is a verb.
* 'Togo's protest over the raid that struck Lome was registered': the protest was, and Lome was struck.
* 'In the streets of Lome monks marched': the monks did, Lome is where.
* 'Denounced findings of this kind as false': what they are called belongs to the verb.
* 'Called Togo's move a trick': the move, which is Togo's, is called a trick.
* 'Returned to Togo twenty masks', 'set free the woman', 'called off a march': the objects.
* 'Mali and Togo, both of whom condemned it': 'whom' is the subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.repair_clauses import ADDRESS
from kg.annotate.repair_help import DELIVERS, THING
from kg.annotate.tree import FINITE, NOUNS, SUBJECTS, attach, first_of, last_of
from kg.core.annotated import Token
from kg.core.words import word_set

_LABELLED = word_set("annotate.repair_shifted.labelled")
"""Verbs whose object often stands behind what it is called."""
_LABEL_TAGS = ("JJ", "JJR", "JJS", "NN", "VBN", "VBG", "RB", "CC", "VB", "VBD", ",", "RBR")
_OPENING = ("DT", "PRP$", "PDT")
_SITES = word_set("annotate.repair_shifted.sites")
"""In what of a town people march."""
_GUILTY = word_set("annotate.repair_shifted.guilty")
_EACH = frozenset({"all", "both", "each"})
_LEFT = frozenset({"aux", "case", "cc", "compound", "det", "neg", "nummod", "pobj", "poss", "prep", "punct"})
"""Labels of which no word is mended here, but for modal verbs and these:"""
_MARKS = word_set("annotate.repair_shifted.marks")
_LONGEST = 6
"""How many words a label has at most, with the preposition."""
_CALLS = word_set("annotate.repair_shifted.calls")
_MOVES = DELIVERS | word_set("annotate.repair_shifted.moves")


def mend_shifted(tokens: Sequence[Token]) -> None:
    """Mend one sentence's tree in place."""
    for token in tokens:
        if token.dep in _LEFT and token.text not in _MARKS and token.tag != "MD":
            continue
        if token.text == "as" and token.i:
            _labelled_before(tokens, token)
            _label_of_inner(token)
        elif token.tag == "IN" and token.text == "of" and token.head is not None:
            _taken_in(tokens, token)
        elif token.dep == "auxpass" and token.tag in ("VBD", "VBZ") and token.head is not None:
            _main_of_top(tokens, token.head)
        elif token.text in _GUILTY and token.dep == "amod":
            _held_guilty(token)
        elif token.tag == "NNS" and token.dep == "ROOT" and token.by("dobj"):
            _noun_with_object(token)
        elif token.text in _EACH and token.dep in ("nsubj", "nsubjpass") and token.by("prep"):
            _both_of_which(tokens, token)
        elif token.tag == "MD" and token.head is not None and token.head.dep == "ccomp":
            _main_of_subject(tokens, token.head)
        elif token.dep == "conj" and token.tag == "VBD":
            _joined_to_gerund(token)
        elif token.text == "free" and token.by("dobj"):
            _set_free(token)
        elif token.dep in ("oprd", "xcomp") and token.i and token.by("dobj"):
            _called_so(tokens, token)
        elif token.dep in ("advcl", "npadvmod", "dep") and token.tag in NOUNS:
            _object_behind(tokens, token)
            _called_off(token)


def _labelled_before(tokens: Sequence[Token], prep: Token) -> None:
    verb = tokens[prep.i - 1]
    stem = verb.lemma if verb.lemma in _LABELLED else verb.lemma.removesuffix("s")
    if stem not in _LABELLED or prep.head is not verb or verb.by("dobj"):
        return
    row = tokens[prep.i + 1 : prep.i + 1 + _LONGEST]
    start = next((t.i for t in row[1:] if t.tag in _OPENING), None)
    if start is None:
        return
    label = tokens[prep.i + 1 : start]
    if any(t.tag not in _LABEL_TAGS or t.mention is not None for t in label) or label[-1].text == ",":
        return
    noun = tokens[start].head
    if noun is None or noun.i <= start or noun.tag not in NOUNS or noun.dep not in ("pobj", "dobj", "oprd", "appos"):
        return
    if not any(noun.head is t for t in (verb, prep, *label)):
        return
    first, *rest = [t for t in label if t.tag not in ("CC", ",", "RB", "RBR")] or label
    if verb.lemma != stem and not _as_verb(verb, stem):
        return
    attach(noun, verb, "dobj")
    attach(first, prep, "amod" if first.tag not in NOUNS else "pobj")
    for other in rest:
        attach(other, first, "conj")


def _label_of_inner(word: Token) -> None:
    label = word.head if word.dep == "advmod" else None
    noun = label.head if label is not None and label.dep == "amod" and label.i > word.i else None
    if label is None or noun is None or noun.i > word.i:
        return
    thing = next((a for a in (noun, *noun.ancestors()) if a.dep == "dobj"), None)
    verb = thing.head if thing is not None else None
    if verb is not None and verb.lemma in _LABELLED and verb.i < noun.i:
        attach(word, verb, "prep")
        attach(label, word, "amod")
        word.tag, word.pos = "IN", "ADP"


def _taken_in(tokens: Sequence[Token], prep: Token) -> None:
    people = next(iter(prep.by("pobj")), None)
    town = next((c for c in people.by("compound", "nmod") if c.i == prep.i + 1), None) if people is not None else None
    if people is None or town is None or people.tag != "NNS" or town.i != people.i - 1 or people.mention is not None:
        return
    if town.mention is None or town.mention.kind != "Settlement" or prep.head is None or prep.head.lemma not in _SITES:
        return
    verb = next((a for a in prep.ancestors() if a.tag in (*FINITE, "VBN") and a.i > people.i), None)
    if verb is not None and not verb.by(*SUBJECTS):
        attach(town, prep, "pobj")
        attach(people, verb, "nsubj")


def _main_of_top(tokens: Sequence[Token], verb: Token) -> None:
    inner = verb.head
    noun = inner.head if inner is not None and inner.dep == "relcl" else None
    thing = next((t for t in verb.by("nsubjpass") if inner is not None and t.i > inner.i), None)
    if inner is None or noun is None or thing is None or verb.dep != "ccomp" or inner.by("dobj") or verb.by("mark"):
        return
    top = noun
    while top.dep == "pobj" and top.head is not None and top.head.dep == "prep" and top.head.head is not None:
        top = top.head.head
    if top.dep != "ROOT" or top.tag not in NOUNS or any(t.text == "," for t in tokens[inner.i : verb.i]):
        return
    attach(thing, inner, "dobj")
    attach(verb, None, "ROOT")
    attach(top, verb, "nsubjpass")
    for other in [c for c in top.children if c.i > verb.i]:
        attach(other, verb, other.dep)


def _as_verb(word: Token, stem: str) -> bool:
    """'Kenya rejects as void the ruling': the plural noun is the verb, the name right before it its subject."""
    doer = next((c for c in word.by("compound", "nmod", "amod") if c.i == word.i - 1), None)
    if word.tag != "NNS" or word.dep != "ROOT" or doer is None or doer.mention is None:
        return False
    word.tag, word.pos, word.lemma = "VBZ", "VERB", stem
    attach(doer, word, "nsubj")
    return True


def _held_guilty(word: Token) -> None:
    noun = word.head
    if noun is None or noun.i > word.i:
        return
    thing = next((a for a in (noun, *noun.ancestors()) if a.dep == "dobj"), None)
    verb = thing.head if thing is not None else None
    if verb is not None and verb.lemma in ("consider", "deem", "find", "hold") and verb.i < noun.i:
        attach(word, verb, "oprd")


def _noun_with_object(word: Token) -> None:
    thing = word.by("dobj")[0]
    if thing.i > word.i and word.mention is None:
        _as_verb(word, word.lemma)


def _both_of_which(tokens: Sequence[Token], word: Token) -> None:
    verb, prep = word.head, word.by("prep")[0]
    which = next((t for t in prep.by("pobj") if t.text in ("which", "whom")), None)
    set_off = word.i > 1 and tokens[word.i - 1].text == ","
    if which is not None and which.text == "whom" and verb is not None and verb.dep in ("advcl", "ccomp") and set_off:
        noun = tokens[word.i - 2]  # 'accused Peru and Chile, both of whom deny it'
        while noun.dep in ("conj", "appos") and noun.head is not None:
            noun = noun.head
        if noun.tag in NOUNS and verb not in noun.ancestors() and verb.i > word.i:
            attach(verb, noun, "relcl")
    if verb is None or verb.dep != "relcl" or prep.lemma != "of" or which is None:
        return
    if verb.lemma not in ADDRESS and which.text != "whom":
        return
    attach(which, verb, word.dep)
    attach(word, which, "det")
    if which.text == "whom":
        which.write("who")


def _main_of_subject(tokens: Sequence[Token], verb: Token) -> None:
    inner = verb.head
    if inner is None or inner.i > verb.i or verb.tag not in ("VBN", "VB"):
        return
    reduced = inner.tag in ("VBN", "VBD") and not inner.by("aux", "auxpass", "dobj")
    reduced &= bool(verb.by("auxpass")) and not verb.by("nsubj", "nsubjpass", "mark")
    if reduced:
        subject = next((t for t in inner.by("nsubj", "nsubjpass") if t.i < inner.i), None)
        if subject is not None and inner.dep in ("ccomp", "ROOT", "parataxis"):
            attach(verb, inner.head, inner.dep)
            attach(subject, verb, "nsubjpass" if verb.by("auxpass") else "nsubj")
            attach(inner, subject, "acl")
        return
    noun = inner.head if inner.dep == "relcl" else None
    thing = next((t for t in verb.by("nsubj", "nsubjpass") if t.i > inner.i), None)
    if noun is None or thing is None or noun.i > inner.i or inner.by("dobj"):
        return
    if noun.head is None or noun.head.i < verb.i or verb.by("mark"):
        return
    if any(t.text in (",", ";", ":") for t in tokens[inner.i : thing.i]):
        return
    attach(thing, inner, "dobj")
    attach(verb, noun.head, "ccomp" if noun.dep == "dep" else noun.dep)
    attach(noun, verb, "nsubjpass" if verb.by("auxpass") else "nsubj")


def _joined_to_gerund(verb: Token) -> None:
    """'Accused A of waging a war and called on B': the second past form goes with the first, not with the gerund."""
    gerund = verb.head
    if gerund is None or gerund.tag != "VBG" or gerund.dep != "pcomp" or verb.by("nsubj", "nsubjpass", "aux"):
        return
    main = next((a for a in gerund.ancestors() if a.tag == "VBD"), None)
    if main is not None and main.by("nsubj"):
        attach(verb, main, "conj")


def _called_so(tokens: Sequence[Token], noun: Token) -> None:
    """'Called Togo's move a trick': the move is called so, and belongs to Togo."""
    verb, owner = noun.head, tokens[noun.i - 1]
    owner = owner.head if owner.tag == "POS" and owner.head is not None else owner
    label = next(iter(noun.by("dobj")), None)
    if verb is None or verb.lemma not in _CALLS or label is None or owner.mention is None or owner.dep != "dobj":
        return
    if noun.by("aux", "mark"):
        return
    attach(noun, verb, "dobj")
    attach(owner, noun, "poss" if tokens[noun.i - 1] is not owner else "amod")
    attach(label, verb, "oprd")


def _object_behind(tokens: Sequence[Token], noun: Token) -> None:
    """'Returned to Togo twenty masks': what stands behind whom it goes to is what goes there."""
    verb = noun.head
    if verb is None or verb.lemma not in _MOVES or verb.by("dobj", "auxpass") or noun.by("prep", "mark", "nsubj"):
        return
    to = next((p for p in verb.by("prep") if p.lemma == "to" and p.i == verb.i + 1 and p.by("pobj")), None)
    first = first_of(noun)
    if to is not None and tokens[first].tag in THING and first == last_of(to) + 1:
        attach(noun, verb, "dobj")


def _called_off(noun: Token) -> None:
    """'Called off a march': what is called off is the object."""
    verb = noun.head
    if verb is None or verb.lemma != "call" or noun.mention is not None or verb.by("dobj", "auxpass", "nsubjpass"):
        return
    off = next((c for c in verb.children if c.text == "off" and c.i == verb.i + 1), None)
    if off is not None and first_of(noun) == off.i + 1:
        attach(noun, verb, "dobj")


def _set_free(free: Token) -> None:
    """'Set free the woman': she is set free."""
    verb = free.head
    if verb is not None and verb.lemma == "set" and free.i == verb.i + 1 and not verb.by("dobj"):
        for noun in free.by("dobj"):
            attach(noun, verb, "dobj")
            attach(free, verb, "oprd")
