"""Mistakes of the statistical parser in notes and headlines, and after 'whom'.

* 'Kenya and Sudan trade fire': a bare form after two coordinated names is their verb, not a part of the noun behind it.
* 'Sudan-Chad talks collapse in Doha': 'talks' after two names joined by a hyphen is no verb; the next word is.
* 'The rangers whom Ugandan marines arrested are free': what 'whom' opens has a subject and a verb of its own.
* 'Jordan's air force parachuted flour into the camp': a form in -ed between a noun of a force and an object is the verb
  of a sentence that would have none.
* 'The Government of Tonga thanks the Government of Fiji': a form in -s after the name behind 'of' is such a verb, too.
* 'Ghana urged both to settle it': 'both' before 'to' is whom the verb before is directed at.
* 'enters Kuwaiti waters': 'waters' after an adjective of a state is no verb.
* 'quit the dam and Peru cut the power': the name right before a second verb is its subject, not a second object.
* 'On 3 May the President of Peru, A B, received in Lima ...': a participle after the name of its subject is the verb of
  a sentence that would have none.
* 'The UN mission UNMIT ends: the council voted for it': what is said of a noun with a name behind it, before a colon.
* 'Reminder: Mali and Chad quit the bloc', 'The trio – Mali, Chad and Togo – quit it': the names behind the sign act.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.annotate.mending import Repair, only_where, only_with, pairs
from kg.annotate.tree import FINITE, SUBJECTS, attach, first_of, may_act
from kg.core.annotated import Token
from kg.core.words import word_set

_BARE = word_set("annotate.repair_notes.bare")
"""Verbs whose bare form after two names is the verb of a note, though nouns look alike."""
_FEW = word_set("annotate.repair_notes.few")
_BREAK = word_set("annotate.repair_notes.break")
"""What talks do."""


@only_with({":"})
def _named_noun(tokens: Sequence[Token]) -> None:
    for noun, name in pairwise(tokens[:8]):
        verb = name.head
        if noun.head is not None or name.mention is None or name.dep != "nsubj" or verb is None or verb.dep != "relcl":
            continue
        if (
            verb.head is noun
            and verb.tag == "VBZ"
            and tokens[verb.i + 1 : verb.i + 2]
            and tokens[verb.i + 1].text == ":"
        ):
            attach(verb, None, "ROOT")
            attach(noun, verb, "nsubj")
            attach(name, noun, "appos")
            for child in [c for c in noun.children if c.i > verb.i]:
                attach(child, verb, "parataxis" if child.tag.startswith("VB") else child.dep)
        return


@only_with({":", "–", "—"})
def _names_behind_sign(tokens: Sequence[Token]) -> None:
    for sign in tokens[1:-1]:
        if sign.text not in (":", "–", "—"):
            continue
        label = tokens[sign.i - 1]
        opens = sign.text == ":" or label.lemma in _FEW or any(c.tag == "CD" for c in label.children)
        if label.dep != "nsubj" or label.mention is not None or not opens:
            continue
        verb, first = label.head, sign.text == ":" and any(t.tag in FINITE for t in tokens[: sign.i])
        names = [a for a in label.by("appos") if first_of(a) == sign.i + 1]
        if names and verb is not None and verb.i > names[0].i and not first:
            attach(names[0], verb, "nsubj")
            attach(label, verb, "dep")


@only_with({"both"})
def _both(tokens: Sequence[Token]) -> None:
    for both in tokens[1:-1]:
        verb, to = tokens[both.i - 1], tokens[both.i + 1]
        meant = both.low == "both" and both.dep in ("preconj", "det", "predet", "cc")
        if meant and to.tag == "TO" and verb.tag.startswith("VB") and not verb.by("dobj"):
            attach(both, verb, "dobj")


@only_with({"waters"})
def _waters(tokens: Sequence[Token]) -> None:
    for adjective, waters in pairwise(tokens):
        if waters.low != "waters" or waters.tag != "VBZ" or adjective.head is not waters:
            continue
        if adjective.mention is None or adjective.mention.role != "adjective" or waters.head is None:
            continue
        above = waters.head
        waters.tag, waters.pos, waters.lemma = "NNS", "NOUN", "water"
        attach(waters, above, "dobj" if above.tag.startswith("VB") else "pobj")
        attach(adjective, waters, "amod")
        for child in [c for c in waters.children if c.dep == "prt"]:
            child.dep, child.tag = "prep", "IN"


@only_where(pairs(("conj",), FINITE), pairs(("dobj", "pobj"), ("conj",)))
@only_with({"and"})
def _own_subject(tokens: Sequence[Token]) -> None:
    for verb in tokens[2:]:
        name, link = tokens[verb.i - 1], tokens[verb.i - 2]
        first = name.head
        if verb.tag not in FINITE or verb.dep != "conj" or verb.by(*SUBJECTS) or not may_act(name) or first is None:
            continue
        if link.low != "and" or name.dep != "conj" or first.dep not in ("pobj", "dobj") or may_act(first):
            continue
        if verb.head is None or not verb.head.by(*SUBJECTS) or name.children:
            continue
        attach(name, verb, "nsubj")
        attach(link, verb.head, "cc")


@only_where({("acl", "VBN")}, {("ROOT", "acl")})
@only_with({","})
def _received(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.head is None), None)
    if root is None or root.pos not in ("NOUN", "PROPN") or root.by("nsubj", "cop"):
        return
    if any(t.tag in FINITE and t.dep in ("ROOT", "conj", "ccomp", "parataxis") for t in tokens):
        return
    verb = next((v for v in root.by("acl") if v.tag == "VBN" and v.i > root.i), None)
    if verb is None or verb.by("agent", "auxpass") or tokens[verb.i - 1].text != ",":
        return
    named = [t for t in root.by("appos") if t.mention is not None and t.mention.kind == "Person" and t.i < verb.i]
    if not named and not (root.mention is not None and root.mention.kind == "Person"):
        return
    verb.tag = "VBD"
    attach(verb, None, "ROOT")
    attach(root, verb, "nsubj")
    for child in [c for c in root.children if c.dep in ("prep", "npadvmod") and (c.i < root.i or c.i > verb.i)]:
        if any(t.mention is not None and t.mention.kind == "Time" for t in (child, *child.by("pobj"))):
            attach(child, verb, child.dep)
    for prep in verb.by("prep"):  # 'received in Lima the minister, C D'
        for person in prep.by("pobj"):
            towns = [c for c in person.by("compound") if c.mention is not None and c.mention.kind == "Settlement"]
            if person.mention is not None and person.mention.kind == "Person" and towns and not verb.by("dobj"):
                attach(towns[0], prep, "pobj")
                attach(person, verb, "dobj")


@only_with({"between"})
def _noun_between(tokens: Sequence[Token]) -> None:
    """'Handshake between A and B': the first word is a noun."""
    first = tokens[0] if len(tokens) > 2 else None
    if first is not None and first.head is None and first.tag in ("VB", "VBP") and tokens[1].text == "between":
        first.tag, first.pos = "NN", "NOUN"


@only_with({"and", ","})
def _two_names(tokens: Sequence[Token]) -> None:
    for i in range(len(tokens) - 4):
        if not (may_act(tokens[i]) and may_act(tokens[i + 2])):
            continue
        first, link, second, verb = tokens[i : i + 4]
        listed = link.low in (",", "and") and verb.text in _BARE | {"back"} and i < 2
        if listed and _hung_on_name(tokens, first, second, verb):
            return
        if i < 2 and _both_act(first, link, second, verb):
            attach(first, verb, "nsubj")
            attach(second, first, "conj")
            return
        if link.low not in ("and", ",") or second.head is not first:
            continue
        noun = verb.head
        if verb.mention is not None or verb.lemma not in _BARE or verb.tag not in ("NN", "VB", "VBP", "JJ"):
            continue
        if verb.dep not in ("compound", "nmod", "amod") or noun is None or noun.i < verb.i or first.head is not noun:
            continue
        if noun.head is not None and noun.dep not in SUBJECTS:
            continue
        _verb_of(verb, noun)
        attach(first, verb, "nsubj")
        return


def _both_act(first: Token, link: Token, second: Token, verb: Token) -> bool:
    """'Chile, Peru reject plan': of two names, where the first hangs on the verb as if it told when."""
    named = link.text == "," and verb.tag in ("VB", "VBP")
    return named and first.head is verb and second.head is verb and (first.dep, second.dep) == ("npadvmod", "nsubj")


def _hung_on_name(tokens: Sequence[Token], first: Token, second: Token, verb: Token) -> bool:
    """'UAE, Bahrain back Kuwait', 'Poland and Lithuania back Riga': where the tree has no verb."""
    root = second if second.head is None else first
    above = verb.head
    whom = above is not None and above.i == verb.i + 1 and may_act(above)
    if any(t.tag in FINITE for t in tokens) or root.head is not None or not (above is root or whom):
        return False
    verb.tag, verb.pos, verb.lemma = "VBP", "VERB", verb.low
    attach(verb, None, "ROOT")
    attach(first, verb, "nsubj")
    attach(second, first, "conj")
    later = sorted((c for t in (first, second, verb) for c in t.children if c.i > verb.i), key=lambda c: c.i)
    for child in later:
        attach(child, verb, "dobj" if may_act(child) and child is later[0] else child.dep)
    return True


def _verb_of(verb: Token, noun: Token) -> None:
    """Make a word the verb, and the noun behind it its object, in the noun's place."""
    above, dep = noun.head, noun.dep
    verb.tag, verb.pos = "VBP", "VERB"
    attach(verb, above if above is not None else None, "ROOT" if above is None else "ccomp")
    if above is not None and dep in SUBJECTS and above.tag in (*FINITE, "VB", "VBN"):
        root = above.head is None
        attach(verb, above.head, above.dep)  # 'trade fire, then blame': the second verb is coordinated
        if root:
            attach(above, verb, "conj")
    attach(noun, verb, "dobj")
    for child in [c for c in noun.children if c.dep in ("prep", "punct", "npadvmod") and c.i > noun.i]:
        attach(child, verb, child.dep)


@only_with({"talks"}, {"-", "–", "/"})
def _talks(tokens: Sequence[Token]) -> None:
    for i in range(1, len(tokens) - 2):
        name, talks, verb = tokens[i : i + 3]
        joined = tokens[i - 1].text in ("-", "–", "/") and may_act(name)
        if not joined or talks.low != "talks" or talks.tag != "VBZ" or verb.lemma not in _BREAK:
            continue
        if verb.head is not talks or verb.by("det", "amod", "poss", "compound"):
            continue
        above, dep = talks.head, talks.dep
        talks.tag, talks.pos, talks.lemma, verb.tag, verb.pos = "NNS", "NOUN", "talk", "VBP", "VERB"
        attach(verb, above, dep)
        for child in [c for c in talks.children if c is not name and c is not verb]:
            attach(child, verb, child.dep)
        attach(talks, verb, "nsubj")
        attach(name, talks, "compound")
        return


@only_with({"whom"})
def _whom(tokens: Sequence[Token]) -> None:
    for opener in tokens[1:]:
        noun = tokens[opener.i - 1]
        if opener.low != "whom" or noun.pos not in ("NOUN", "PROPN") or opener.i + 2 >= len(tokens):
            continue
        verb = next((t for t in tokens[opener.i + 1 : opener.i + 7] if t.tag.startswith("VB") or t.tag == "MD"), None)
        subject = verb.head if verb is not None else None
        if verb is None or subject is None or verb.tag != "VBN" or verb.dep != "acl" or verb.by("agent", "auxpass"):
            continue
        main = subject.head
        if subject.dep not in SUBJECTS or main is None or not opener.i < subject.i < verb.i < main.i:
            continue
        above, dep = noun.head, noun.dep
        verb.tag = "VBD"
        if main.dep == "relcl" and main.head is noun:
            attach(main, above, dep)
            attach(noun, main, "nsubj")
        attach(verb, noun, "relcl")
        attach(subject, verb, "nsubj")
        attach(opener, verb, "dobj")
        return


_FORCE = word_set("annotate.repair_notes.force")


@only_with(_FORCE)
def _noun_root(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.head is None), None)
    if root is None or root.pos != "NOUN" or any(t.tag in FINITE or t.tag == "MD" for t in tokens):
        return
    for force, verb in pairwise(tokens):
        if verb.head is not root or verb.dep != "amod" or verb.tag != "VBN" or not verb.text.endswith("ed"):
            continue
        if force.lemma not in _FORCE or force.head is not root or verb.i > root.i:
            continue
        owners = [c for c in root.children if c.i < force.i and c.dep in ("poss", "amod", "det", "compound", "nummod")]
        verb.tag, verb.pos = "VBD", "VERB"
        attach(verb, None, "ROOT")
        attach(root, verb, "dobj")
        attach(force, verb, "nsubj")
        for owner in owners:
            attach(owner, force, owner.dep)
        for child in [c for c in root.children if c.dep in ("prep", "punct") and c.i > root.i]:
            attach(child, verb, child.dep)
        return


_FORMAL = word_set("annotate.repair_notes.formal")
"""What a government does in its release, by verbs whose form in -s may be a noun."""


@only_with(_FORMAL, {"of"})
def _of_name(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.head is None), None)
    if root is None or root.pos not in ("NOUN", "PROPN") or root.mention is not None:
        return
    for i in range(1, len(tokens) - 1):
        name, verb = tokens[i - 1], tokens[i]
        if not may_act(name) or name.head is not verb or name.dep not in ("compound", "nmod") or verb.tag != "NNS":
            continue
        prep = verb.head
        if verb.lemma not in _FORMAL or prep is None or prep.lemma != "of" or prep.head is not root:
            continue
        if any(t.tag in FINITE or t.tag == "MD" for t in tokens if t.dep in ("ROOT", "conj", "ccomp")):
            continue
        verb.tag, verb.pos = "VBZ", "VERB"
        verb.lemma = "welcome" if verb.lemma == "welcomes" else verb.lemma
        attach(name, prep, "pobj")
        attach(verb, None, "ROOT")
        attach(root, verb, "nsubj")
        for child in [c for c in root.children if c.i > verb.i]:
            attach(child, verb, "dobj" if child.dep == "appos" else child.dep)
        for child in [c for c in verb.children if c.dep == "dobj"]:
            for prep in [p for p in child.by("prep") if p.lemma == "for"]:
                attach(prep, verb, "prep")
        return


NOTES: Sequence[Repair] = (
    _noun_between,
    _two_names,
    _talks,
    _whom,
    _noun_root,
    _of_name,
    _waters,
    _own_subject,
    _received,
    _both,
    _named_noun,
    _names_behind_sign,
)
"""The repairs in their order."""
