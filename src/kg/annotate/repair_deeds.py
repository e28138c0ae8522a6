"""Mistakes of the statistical parser in reports of deeds: who did it, what was done to whom, and named ships.

* 'Two boats were seized off Lima by the Peruvian navy': 'by' behind a place opens the agent of the passive verb;
* 'died in Peruvian shelling': a word in -ing behind an adjective of a state, without an object, is a noun;
* 'Peru handed Chad two tugs': a name between a verb and its object is who gets it;
* 'Two pilots detained in Peru were freed': the first of two participles, without an auxiliary, describes the noun;
* 'took their seat away from Peru', 'gave the islet back to Peru': the phrase behind 'away' or 'back' is the verb's;
* 'The Peruvian army, which they say fled, withdrew': 'withdrew' is no participle, so it is a verb with a subject;
* 'Two Peruvian jets intruded into Chilean airspace': nor is a verb that takes no object, in a sentence without another;
* 'Peru after that sent ships': nor the only verb of a sentence, where it has an object;
* 'sent to Peru 700 soldiers': the name behind 'to' is where they were sent, not whose they are;
* 'whose invasion of Togo Peru refused to condemn': of two names of states side by side, the second one acts;
* 'has sent soldiers across the border and arms the rebels': a noun has no object, so 'arms' is a verb;
* 'London sent HMS Trent': what has the prefix of a navy's ships is a ship;
* 'a wave of raids on Peru': what is on Peru are the raids;
* 'the Peruvian corvette Almirante Grau': what a ship is called stands in apposition to what she is;
* 'Peru shelled a village, and Chile, by order of its president, replied': the noun after 'and' is the second clause's
  subject, and what follows the phrase between commas is its verb;
* 'Two died, according to a rebel group, the FLA': a name behind a noun and a comma says who that noun is, not one far
  before it;
* 'Peru had its envoy expelled': what is Peru's own was expelled by others;
* 'Peruvian jets bomb a port, three sailors killed': nobody kills without an object, so they were killed;
* 'Peru left the room and, together with Chile and Chad, called its envoy home': what stands between is no subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.annotate.mending import NO_SUBJECT, Repair, only_where, only_with, pairs
from kg.annotate.people_words import SHIPS
from kg.annotate.tree import COMMAS, FINITE, LOOSE, NOUNS, SUBJECTS, attach, comma, first_of, may_act, of_kind
from kg.core.annotated import Token
from kg.core.words import word_set

_SHIPS = word_set("annotate.repair_deeds.ships")
_AT = word_set("annotate.repair_deeds.at")


PAST = {
    "began": "begin", "broke": "break", "chose": "choose", "drove": "drive", "fell": "fall", "flew": "fly",
    "froze": "freeze", "gave": "give", "grew": "grow", "knew": "know", "overthrew": "overthrow",
    "overran": "overrun", "retook": "retake", "rode": "ride", "rose": "rise", "shook": "shake",
    "spoke": "speak", "stole": "steal", "swore": "swear", "threw": "throw", "took": "take", "tore": "tear",
    "undertook": "undertake", "went": "go", "withdrew": "withdraw", "wrote": "write",
}  # fmt: skip
"""Forms of the past that are no participles, and their verbs."""
_NO_OBJECT = word_set("annotate.repair_deeds.no_object")
_MEASURES = word_set("annotate.repair_deeds.measures")


def _rooted(tokens: Sequence[Token], verb: Token, noun: Token) -> None:
    """Make a verb the root of a sentence whose root was its subject."""
    if verb.head is not None:
        verb.head.children.remove(verb)
    verb.head, verb.dep = None, "ROOT"
    verb.tag, verb.pos = "VBD", "VERB"
    for child in [c for c in noun.children if c.dep == "punct" and c.i > verb.i]:
        attach(child, verb, "punct")
    for child in [c for c in noun.children if c.dep == "prep" and (c.i > verb.i or c.i < noun.i)]:
        attach(child, verb, "prep")
    for child in [c for c in noun.children if c.tag in (*FINITE, "VBN") and c.i > verb.i]:
        attach(child, verb, child.dep)
    attach(noun, verb, "nsubj")


def _noun_root(tokens: Sequence[Token]) -> Token | None:
    """The noun that the parser took for the root of a sentence with a full stop, and that has no finite verb."""
    root = next((t for t in tokens if t.head is None and t.dep == "ROOT"), None)
    if root is None or root.tag not in NOUNS or tokens[-1].text != "." or root.by(*SUBJECTS, "cop"):
        return None
    return root


@only_with(PAST)
def _past_only(tokens: Sequence[Token]) -> None:
    """A form like 'withdrew' is finite; where the sentence has no other main verb, it is that verb."""
    for verb in tokens:
        if verb.tag not in ("VBN", "VBP", "VB") or verb.low not in PAST:
            continue
        verb.tag, verb.pos, verb.lemma = "VBD", "VERB", PAST[verb.low]
        root = _noun_root(tokens) if verb.dep == "acl" else None
        if root is not None and root.i < verb.i and comma(tokens, verb.i - 1) and not verb.by(*SUBJECTS):
            _rooted(tokens, verb, root)


@only_where({NO_SUBJECT}, {("acl", "VBN")})
@only_with({"."})
def _only_verb(tokens: Sequence[Token]) -> None:
    root = _noun_root(tokens)
    first = tokens[: next((t.i for t in tokens if t.text == ";"), len(tokens))]  # the clause before a semicolon
    if root is None or root.i >= len(first):
        return
    if any(t.tag in (*FINITE, "MD") and not _in_relative(t) for t in first):
        return
    verbs = [t for t in first if t.tag == "VBN" and t.dep == "acl" and t.i > root.i and not t.by("agent", "auxpass")]
    verb = verbs[0] if len(verbs) == 1 else None
    if verb is None:
        return
    plain = verb.lemma in _NO_OBJECT and verb.head is root
    near = verb.i - root.i < 5 or (comma(tokens, verb.i - 1) and verb.head is root)
    named = may_act(root) and bool(verb.by("dobj")) and near
    if plain or named:
        _rooted(tokens, verb, root)


@only_where({("conj", "NNS")}, {("conj", "dobj")})
def _noun_with_object(tokens: Sequence[Token]) -> None:
    for noun in tokens:
        if noun.tag != "NNS" or noun.mention is not None or noun.dep != "conj" or not noun.by("dobj"):
            continue
        if noun.text != noun.low or noun.by("det", "amod", "poss", "prep"):
            continue
        verb = next((a for a in noun.ancestors() if a.tag.startswith("VB")), None)
        present = verb is not None and (verb.tag == "VBZ" or any(x.low == "has" for x in verb.by("aux")))
        if verb is not None and present:
            noun.tag, noun.pos, noun.lemma = "VBZ", "VERB", noun.low.removesuffix("s")
            attach(noun, verb, "conj")


@only_where(pairs(("amod", "compound", "nmod"), ("State",)), {("pobj", "State")}, {"relcl"})
def _two_names(tokens: Sequence[Token]) -> None:
    for first, second in pairwise(tokens):
        prep = second.head
        if first.head is not second or first.dep not in ("compound", "nmod", "amod") or second.dep != "pobj":
            continue
        if not (of_kind(first, "State") and of_kind(second, "State") and may_act(first) and may_act(second)):
            continue
        noun = prep.head if prep is not None else None
        verb = noun.head if noun is not None else None
        later = tokens[second.i + 1] if second.i + 1 < len(tokens) else None
        if prep is None or noun is None or verb is None or noun.dep not in SUBJECTS or verb.dep != "relcl":
            continue
        if later is None or not (later is verb or later.head is verb) or not later.tag.startswith("VB"):
            continue
        attach(first, prep, "pobj")
        attach(noun, verb, "dobj")
        attach(second, verb, "nsubj")


def _in_relative(token: Token) -> bool:
    return any(t.dep == "relcl" for t in (token, *token.ancestors()))


@only_where(pairs(("pobj",), ("compound", "nmod", "poss")))
@only_with({"to"})
def _sent_to(tokens: Sequence[Token]) -> None:
    for name in tokens:
        noun = name.head
        if name.dep not in ("nmod", "compound", "poss") or noun is None or noun.dep != "pobj" or not may_act(name):
            continue
        to = noun.head
        verb = to.head if to is not None else None
        counted = [c for c in noun.by("nummod", "det", "amod") if c.i == name.i + 1]
        if to is None or to.low != "to" or to.i != name.i - 1 or verb is None or not counted:
            continue
        if verb.tag.startswith("VB") and not verb.by("dobj"):
            attach(noun, verb, "dobj")
            attach(name, to, "pobj")
            to.dep = "prep"


@only_with([p.lower() for p in SHIPS])
def _prefixed_ship(tokens: Sequence[Token]) -> None:
    for prefix, name in pairwise(tokens):
        if prefix.text in SHIPS and prefix.head is name and name.mention is None:
            name.lemma = "ship"


def _passive(verb: Token) -> bool:
    return verb.tag == "VBN" and (bool(verb.by("auxpass", "nsubjpass")) or verb.dep == "acl")


@only_with({"by"})
def _agent_after_place(tokens: Sequence[Token]) -> None:
    for by in tokens:
        place = by.head
        if by.low == "by" and by.dep == "prep" and place is not None and place.dep == "dobj":
            _agent_after_object(by, place)
        if by.low != "by" or by.dep != "prep" or place is None or place.dep != "pobj":
            continue
        named = place.mention is not None or place.tag in ("NNP", "NNPS")
        prep = place.head
        verb = prep.head if prep is not None else None
        if not named or prep is None or prep.low not in _AT or verb is None or not _passive(verb):
            continue
        agents = by.by("pobj")
        plain = agents and agents[0].tag in NOUNS and not of_kind(agents[0], "Time")
        if plain and not verb.by("agent") and not any(t.i < by.i < t.i + 3 for t in verb.by("agent")):
            attach(by, verb, "agent")


def _agent_after_object(by: Token, thing: Token) -> None:
    """'Chad was given two tugs by Peru'."""
    verb = thing.head
    named = any(may_act(t) for t in by.by("pobj"))
    if verb is not None and named and thing.lemma != "audience" and verb.by("nsubjpass") and not verb.by("agent"):
        attach(by, verb, "agent")


@only_where(pairs(("acl", "advcl", "pcomp"), ("VBG",)), {("pobj", "adjective")})
def _deed_in_ing(tokens: Sequence[Token]) -> None:
    for whose, deed in pairwise(tokens):
        if deed.tag != "VBG" or deed.dep not in ("advcl", "acl", "pcomp") or whose.dep != "pobj":
            continue
        adjective = whose.mention is not None and whose.mention.role == "adjective"
        prep = whose.head
        if not adjective or prep is None or deed.by("dobj", "attr", "xcomp", "ccomp") or deed.head is whose.head:
            continue
        deed.tag, deed.pos, deed.lemma = "NN", "NOUN", deed.low
        attach(deed, prep, "pobj")
        attach(whose, deed, "amod")


@only_where({"dep"})
def _receiver(tokens: Sequence[Token]) -> None:
    for name in tokens:
        verb = name.head
        if name.dep != "dep" or verb is None or verb.i != name.i - 1 or not verb.tag.startswith("VB"):
            continue
        if may_act(name) and any(o.i > name.i for o in verb.by("dobj")):
            name.dep = "dative"


@only_with(_MEASURES, {"of"}, {"on", "against"})
def _within_measure(tokens: Sequence[Token]) -> None:
    for prep in tokens:
        measure = prep.head
        if prep.low not in ("on", "against") or prep.dep != "prep" or measure is None:
            continue
        inner = [t for of in measure.by("prep") if of.low == "of" and of.i < prep.i for t in of.by("pobj")]
        if measure.lemma in _MEASURES and inner and inner[0].i < prep.i:
            attach(prep, inner[0], "prep")


@only_with({"away", "back"})
def _behind_away(tokens: Sequence[Token]) -> None:
    for prep in tokens:
        away = prep.head
        if prep.dep != "prep" or away is None or away.low not in ("away", "back") or away.dep != "advmod":
            continue
        if away.head is not None and away.head.by("dobj", "nsubjpass"):
            attach(prep, away.head, "prep")


@only_where(pairs(("ROOT",), ("VBD", "VBN")), {("ROOT", "conj")}, pairs(("conj",), ("aux", "auxpass")))
def _reduced_root(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.head is None and t.dep == "ROOT"), None)
    if root is None or root.tag not in ("VBN", "VBD") or root.by("aux", "auxpass", "dobj", "cc"):
        return
    subjects = [s for s in root.by(*SUBJECTS) if s.i == root.i - 1 and s.tag in NOUNS]
    main = next((v for v in root.by("conj") if v.by("auxpass", "aux") and not v.by(*SUBJECTS)), None)
    if not subjects or main is None or main.tag not in ("VBN", "VBG", "VB"):
        return
    if any(t.tag == "CC" or t.text in (",", ";", ":") for t in tokens[root.i : main.i]):
        return
    subject = subjects[0]
    main.head, main.dep = None, "ROOT"
    root.children.remove(main)
    for child in [c for c in root.children if c is not subject and (c.i > main.i or c.dep == "punct")]:
        attach(child, main, child.dep)
    for child in [c for c in root.children if c is not subject and c.i < subject.i]:
        attach(child, main, child.dep)
    attach(subject, main, "nsubjpass" if main.by("auxpass") else "nsubj")
    root.tag = "VBN"
    attach(root, subject, "acl")


@only_with(_SHIPS)
def _named_ship(tokens: Sequence[Token]) -> None:
    for kind in tokens:
        name = kind.head
        if kind.lemma.lower() not in _SHIPS or kind.dep not in ("compound", "amod", "nmod") or name is None:
            continue
        if name.tag != "NNP" or name.i < kind.i or (name.mention is not None and name.mention.kind != "Person"):
            continue
        between = tokens[kind.i + 1 : name.i]
        if any(not (t.head is name and t.text[:1].isupper()) for t in between) or not name.text[:1].isupper():
            continue
        head, dep = name.head, name.dep
        kind.tag, kind.pos, kind.lemma = "NN", "NOUN", kind.low
        others = [c for c in name.children if c is not kind and not kind.i < c.i < name.i]
        if head is None:
            continue
        attach(kind, head, dep)
        for other in others:
            attach(other, kind, other.dep)
        attach(name, kind, "appos")


@only_with({"together", "along", "jointly"}, {"with"}, {"and", "but"})
def _put_between(tokens: Sequence[Token]) -> None:
    """'... and, together with Niger and Chad, its partners, called its envoy home'."""
    for prep in tokens:
        before = tokens[prep.i - 1] if prep.lemma == "with" and prep.i > 2 else None
        if before is None or before.low not in ("together", "along", "jointly") or not comma(tokens, prep.i - 2):
            continue
        joins = tokens[prep.i - 3]
        if joins.low not in ("and", "but"):
            continue
        root = next((t for t in tokens[: joins.i] if t.head is None and t.tag in FINITE), None)
        verb = next((t for t in tokens[prep.i :] if t.tag == "VBD" and t.dep in ("conj", "ROOT", "ccomp")), None)
        partners = [t for t in tokens[prep.i + 1 : verb.i] if t.mention is not None] if verb is not None else []
        stray = [s for s in verb.by(*SUBJECTS) if s in partners] if verb is not None else []
        if root is None or verb is None or not stray or root.tag != verb.tag:
            continue
        first = next((t for t in partners if t.head is prep), None)
        subject = next(iter(root.by(*SUBJECTS)), None)
        if first is None or subject is None:
            continue
        for name in stray:
            attach(name, first, "conj")
        attach(verb, root, "conj")
        attach(prep, verb, "prep")


@only_with({"and", "but", "while"}, COMMAS)
def _second_subject(tokens: Sequence[Token]) -> None:
    for noun in tokens:
        first = noun.head
        if noun.dep != "conj" or first is None or first.tag not in FINITE or noun.tag not in NOUNS:
            continue
        if not any(c.low in ("and", "but", "while") for c in first.by("cc") if c.i < noun.i):
            continue
        later = [v for v in tokens[noun.i + 1 :] if v.tag in FINITE and v.head is first and v.dep in LOOSE]
        verb = later[0] if later else None
        if verb is None or verb.by(*SUBJECTS, "mark") or verb.tag != first.tag:
            continue
        if not (comma(tokens, verb.i - 1) or comma(tokens, noun.i + 1)):
            continue
        attach(verb, first, "conj")
        attach(noun, verb, "nsubj")


@only_with({","}, {"a", "an"})
def _near_apposition(tokens: Sequence[Token]) -> None:
    for name in tokens:
        far = name.head
        if name.dep != "appos" or name.mention is None or far is None or of_kind(name, "Time"):
            continue
        first = min([name.i, *(t.i for t in name.children if t.i < name.i)])
        noun = tokens[first - 2] if first >= 2 and tokens[first - 1].text == "," else None
        if noun is None or noun.i <= far.i or noun.tag != "NN" or noun.mention is not None or noun.dep == "conj":
            continue
        if any(d.low in ("a", "an") for d in noun.by("det")) and all(noun is not t for t in far.subtree()):
            attach(name, noun, "appos")


@only_with({"had", "has", "have"}, {"her", "his", "its", "their"})
def _had_done_to(tokens: Sequence[Token]) -> None:
    """'Peru has had its envoy expelled', 'had two of its posts shut': it was done to what is one's own."""
    for thing in tokens:
        verb, have = thing.head, thing.head.head if thing.head is not None else None
        if verb is None or have is None or thing.dep != "nsubj" or verb.tag not in ("VBN", "VBD"):
            continue
        caused = verb.dep in ("ccomp", "xcomp") and have.lemma == "have" and have.i < first_of(thing)
        if not caused or verb.by("aux", "auxpass", "mark", "dobj"):
            continue
        if any(t.tag == "PRP$" and t.dep == "poss" for t in thing.subtree()):
            thing.dep = "nsubjpass"
            _likewise(have, verb)


def _likewise(have: Token, verb: Token) -> None:
    """'Had its envoy expelled and two posts *shut*': the posts were shut, too."""
    for other in (c for t in (have, verb) for c in t.by("conj")):
        if other.tag in ("VBN", "VBD") and other.i > verb.i and not other.by("aux", "auxpass", "dobj"):
            attach(other, verb, "conj")
            for thing in other.by("nsubj"):
                thing.dep = "nsubjpass"


_SUFFERED = word_set("annotate.repair_deeds.suffered")
"""What is done to people; nobody does it without an object."""


@only_where({("ccomp", "nsubj")}, {"CD", "DT"})
@only_with({","}, _SUFFERED)
def _suffered_there(tokens: Sequence[Token]) -> None:
    """'Peruvian jets bomb a port, three sailors killed': a clause without 'were', beside the one of the deed."""
    verb = next((t for t in tokens if t.head is None), None)
    if verb is None or verb.lemma not in _SUFFERED or verb.tag not in ("VBD", "VBN"):
        return
    if verb.by("dobj", "aux", "auxpass", "agent", "cc", "xcomp"):
        return
    hit = verb.by("nsubj")
    deed = next((c for c in verb.by("ccomp") if c.i < verb.i and c.by("nsubj") and c.by("dobj", "prep")), None)
    if deed is None or len(hit) != 1 or not hit[0].by("nummod", "det") or not comma(tokens, first_of(hit[0]) - 1):
        return
    if deed.tag not in ("VBP", "VBZ", "VBD", "NN", "NNS") or first_of(hit[0]) < deed.i:
        return
    if deed.tag in ("NN", "NNS"):
        deed.tag, deed.pos = "VBP", "VERB"
    attach(deed, None, "ROOT")
    for stop in [c for c in verb.by("punct") if c.i < verb.i or c.text == "."]:
        attach(stop, deed, "punct")
    attach(verb, deed, "advcl")
    verb.tag, hit[0].dep = "VBN", "nsubjpass"


DEEDS: Sequence[Repair] = (
    _past_only,
    _noun_with_object,
    _two_names,
    _sent_to,
    _only_verb,
    _agent_after_place,
    _deed_in_ing,
    _receiver,
    _behind_away,
    _within_measure,
    _reduced_root,
    _named_ship,
    _put_between,
    _second_subject,
    _near_apposition,
    _prefixed_ship,
    _had_done_to,
    _suffered_there,
)
"""The repairs in their order."""
