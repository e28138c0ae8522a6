"""Mistakes of the statistical parser about who acts: subjects that it hung on something else.

* 'The war between A and his deputy, B C, known as D, has cost lives': the name is the deputy's, not who has done it.
* 'stopped work and Peru, in a show of solidarity, sent fighters': the name before the phrases between commas is the
  subject of the second verb, no second object.
* 'arrived in Lima, and Chilean marines drilled with them': a noun coordinated with a verb is the subject of what the
  parser took for a participle.
* 'contested it until A B, back in Lima since May, declared': what follows 'until' is a clause.
* 'issued licences of its own, Peruvian officers arrested the crew': 'own' is no adjective of the officers.
* 'In Lima a source close to the talks accused Peru', 'Concerning the raid in Ica, the ministry lodged a protest': the
  noun right before a verb without a subject is its subject, not a second word of the phrase that opens the sentence.
* 'Peru shuts its embassy, accuses Chile': the second verb is coordinated with the first.
* 'which Peru and Chile both denied': 'both' is no third one.
* 'Pact members Peru and Chile met': the members are Peru and Chile, and no others.
* 'The treaty has, to my mind, failed': the subject is the verb's, not the auxiliary's.
* 'Chad, by contrast, which had backed it, promised aid': what 'which' opens describes Chad; Chad promised.
* 'A memorandum initialled in Lima restored trust': the finite verb without a subject is the main one.
* 'At around noon on 3 May four ships entered', 'Against this A B declared', 'In Lima ministers have met', 'In a pact of
  2024 both pledged', 'In May 2019 Peru and the government of Chile met': the words behind a time, a town or 'this' that
  no comma parts from it are the subject.
* 'the destroyer BAP Grau tied up': one subject, not two; 'whom' is none.
* 'Peru said that Chile had left, put its envoy under arrest': what no 'and' joins to the clause is the first verb's.
* 'said that talks with Chile are going on': 'talks' with a finite verb behind its phrases is no verb.
* 'met beside their host, A B, having agreed to it': who met have agreed.
* 'after an attempt to sign it collapsed': the attempt did, and 'it' is what was to be signed.
* 'Peru dumped Chile for Togo', 'Peru concentrated forces there': the name right before the verb that opens a sentence
  is its subject, no measure of it, though the verb was taken for an adjective of its object.
* 'Peru blames Chile, which denies it': a finite verb with a subject is no part of the name behind it.
* 'Peru's minister called Chile's plan absurd.': who is called what has not been called so himself.
* 'visited Lima and his host, A B, promised aid': who stands between 'and' and two commas is the second verb's subject.
* 'Lima: recalled its envoy': who stands before the colon that opens a note is the subject of a verb right behind it.
* 'Also signed were two pacts', 'Also among those killed were': what stands behind 'were' is the participle's subject.
* 'As founding members of the bloc, Peru and Chile met': the members are founding ones, nobody founds members.
* 'Peru will write to Chile and Bolivia could ask Brazil': the second name is the subject of the second verb.
* 'On a visit to Lima President Roe met him', 'After talks in Lima President Roe left': who stands right behind a town
  is not of that town, but the subject of the verb behind him.
* 'The government of our country suspended on Tuesday, for now, the talks': what was taken for a participle is the verb
  of a sentence that would have none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from itertools import pairwise

from kg.annotate.mending import NO_SUBJECT, Repair, only_where, only_with, pairs
from kg.annotate.people_words import TO_TOWN
from kg.annotate.repair_deeds import PAST
from kg.annotate.tree import (
    COMMAS,
    FINITE,
    LOOSE,
    NOUNS,
    RELATIVE_WORDS,
    SUBJECTS,
    attach,
    comma,
    finite,
    first_of,
    last_of,
    make_predicate,
    may_act,
    of_kind,
)
from kg.core.annotated import Token
from kg.core.words import word_set

_TWO = 2
_OPENS = word_set("annotate.repair_subjects.opens")
"""Words before a participle that a sentence opens with."""
_FOUNDING = word_set("annotate.repair_subjects.founding")
_MEMBERS = word_set("annotate.repair_subjects.members")
_NEAR_VERB = 4
"""Words between a subject and its verb, auxiliaries and adverbs."""
_INTRANSITIVE = word_set("annotate.repair_subjects.intransitive")
"""Verbs whose participle tells nothing of a noun."""
_BETWEEN_TWO = word_set("annotate.repair_subjects.between_two")
"""What two are in together, named behind 'between'."""
_WHEN = word_set("annotate.repair_subjects.when")
_UNTIL = frozenset({"after", "as", "before", "since", "till", "until"})


@only_with({"was", "were", "is", "are"}, _OPENS)
def _turned_passive(tokens: Sequence[Token]) -> None:
    for verb, be in pairwise(tokens):
        if (
            verb.tag not in ("VBN", "VBD")
            or be.text not in ("was", "were", "is", "are")
            or verb.by("nsubjpass", "mark")
        ):
            continue
        if not verb.i or any(t.low not in _OPENS for t in tokens[: verb.i]):
            continue  # a participle that opens the sentence is put in its place by ``order``
        if not ((be.head is verb and be.dep == "auxpass") or (be.head is None and verb.head is be)):
            continue
        behind = [t for t in (*verb.children, *be.children) if t.dep in ("attr", "acomp", "nsubj", "dobj", "dep")]
        nouns = [t for t in behind if t.i > be.i and (t.tag in NOUNS or t.tag == "CD")]
        if not nouns:
            continue
        if be.head is None:
            attach(verb, None, "ROOT")
            attach(be, verb, "auxpass")
        verb.tag, verb.pos = "VBN", "VERB"
        attach(nouns[0], verb, "nsubjpass")
        for rest in [c for c in be.children if c.i > be.i]:
            attach(rest, nouns[0] if rest.dep in ("conj", "cc") else verb, rest.dep)


@only_with(_FOUNDING, _MEMBERS)
def _founding(tokens: Sequence[Token]) -> None:
    for prep, verb, noun in zip(tokens, tokens[1:], tokens[2:], strict=False):
        kind = verb.low in _FOUNDING and noun.lemma in _MEMBERS and noun.head is verb
        if kind and prep.lemma.lower() in ("as", "of") and verb.head is prep and verb.tag == "VBG":
            attach(noun, prep, "pobj")
            attach(verb, noun, "amod")


@only_where(pairs(("dobj", "pobj"), ("conj",)))
@only_with({"and", "but", "while"})
def _next_clause(tokens: Sequence[Token]) -> None:
    """'Peru will write to Chile and Bolivia could ask Brazil': the name right before a finite verb is its subject."""
    for n, name in enumerate(tokens[1:-1], 1):
        after = tokens[n + 1]
        if name.dep != "conj" or name.mention is None or tokens[n - 1].low not in ("and", "but", "while"):
            continue
        verb = after.head if after.dep == "aux" and after.tag in ("MD", *FINITE) else after
        if verb is None or verb.by(*SUBJECTS, "mark") or not may_act(name) or name.by("conj"):
            continue
        other = name.head
        joined = (
            verb.dep in ("conj", "advcl")
            and verb.head is not None
            and other is not None
            and verb.head in other.ancestors()
        )
        finite = after.tag in FINITE or (after.tag == "MD" and after.dep == "aux")
        if joined and finite and verb.i - name.i <= _NEAR_VERB and other is not None and other.dep in ("pobj", "dobj"):
            attach(name, verb, "nsubj")


def _bare(verb: Token) -> bool:
    """Whether it is a finite verb without a subject of its own."""
    return verb.tag in FINITE and not verb.by(*SUBJECTS, "mark")


@only_with({"whom"})
def _no_subject(tokens: Sequence[Token]) -> None:
    for whom in tokens:
        if whom.low == "whom" and whom.dep == "nsubj" and whom.head is not None and whom.head.tag in FINITE:
            whom.dep = "dobj"


@only_where({("nsubj", "NN")}, {("nsubj", "NNP")})
def _one_subject(tokens: Sequence[Token]) -> None:
    for noun in tokens[:-2]:
        verb, name = noun.head, tokens[noun.i + 1]
        twice = noun.dep == name.dep == "nsubj" and verb is name.head and verb is not None
        if not twice or noun.tag != "NN" or noun.mention is not None or name.tag != "NNP" or name.mention is not None:
            continue
        last = name
        while tokens[last.i + 1].tag == "NNP" and tokens[last.i + 1].head is verb and not tokens[last.i + 1].mention:
            last = tokens[last.i + 1]
        attach(last, verb, "nsubj")
        for part in {noun.i: noun, name.i: name}.values():
            if part is not last:
                attach(part, last, "compound")


@only_with(COMMAS, _BETWEEN_TWO)
def _deputy(tokens: Sequence[Token]) -> None:
    """'The war between A and his former deputy, B C, known as D, has cost lives': the deputy, who bears that name."""
    for name in tokens:
        head = name.head
        if name.dep not in ("appos", "nsubj") or head is None or name.mention is None:
            continue
        between = [head] if name.dep == "appos" else [t for t in head.by("nsubj") if t.i < name.i]
        at = first_of(name)
        person = tokens[at - 2] if at > 1 and comma(tokens, at - 1) else None
        if not between or between[0].lemma not in _BETWEEN_TWO or person not in set(between[0].subtree()):
            continue
        if person is not None and person.tag == "NN" and person.mention is None and person.dep in ("pobj", "conj"):
            attach(name, person, "appos")


@only_with(_INTRANSITIVE)
def _no_participle(tokens: Sequence[Token]) -> None:
    """'Peru, which ..., acceded to it in May, and Chile will follow': nobody is 'acceded', so Peru has done it."""
    for verb in tokens:
        noun = verb.head
        main = noun.head if noun is not None and noun.dep in ("nsubj", "nsubjpass") else None
        row = [*noun.by("conj"), *main.by("nsubj", "nsubjpass")] if noun is not None and main is not None else []
        second = next((t for t in row if t.i > verb.i and t.mention is not None), None)
        bare = verb.dep == "acl" and verb.tag in ("VBN", "VBD") and verb.lemma in _INTRANSITIVE
        if not bare or noun is None or second is None or main is None or main.i < second.i or noun.i > verb.i:
            continue
        above, dep, role = main.head, main.dep, noun.dep
        attach(verb, above, dep)
        attach(main, verb, "conj")
        attach(second, main, role)
        attach(noun, verb, "nsubj")
        verb.tag = "VBD"


@only_with(_WHEN)
@only_where({("advcl", "VBD")})
def _when_others_did(tokens: Sequence[Token]) -> None:
    """'Relations broke down after *gunmen* of Ansar killed two': the gunmen did, who end right before the verb."""
    for verb in [t for t in tokens if t.dep == "advcl" and t.tag == "VBD"]:
        main = verb.head
        if main is None or main.i > verb.i or verb.by(*SUBJECTS, "mark", "aux", "auxpass", "agent"):
            continue
        for when in [p for p in main.by("prep") if p.low in _WHEN and main.i < p.i < verb.i]:
            doer = next((o for o in when.by("pobj") if last_of(o) == verb.i - 1), None)
            if doer is not None and not of_kind(doer, "Time"):
                attach(when, verb, "mark")
                attach(doer, verb, "nsubj")


@only_where({"npadvmod"})
def _name_before_verb(tokens: Sequence[Token]) -> None:
    name = next((t for t in tokens[:-2] if t.dep == "npadvmod" and may_act(t) and t.mention is not None), None)
    verb = name.head if name is not None else None
    if name is None or verb is None or verb.i != name.i + 1 or (name.i and not comma(tokens, name.i - 1)):
        return
    if verb.head is None and verb.tag in ("VBD", "VBZ") and not verb.by(*SUBJECTS):
        attach(name, verb, "nsubj")
        return
    noun = verb.head
    if noun is None or noun.head is not None or noun.tag not in NOUNS or verb.dep != "amod" or name.i:
        return
    if verb.tag not in ("VBN", "VBD") or any(t.tag in FINITE or t.tag == "MD" for t in tokens if t is not verb):
        return
    verb.tag, verb.pos = "VBD", "VERB"
    attach(verb, None, "ROOT")
    attach(name, verb, "nsubj")
    attach(noun, verb, "dobj")
    for child in [c for c in noun.children if c.dep == "punct" and c.i > noun.i]:
        attach(child, verb, "punct")


@only_where({NO_SUBJECT}, pairs(("amod", "compound"), FINITE))
def _verb_of_name(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.head is None), None)
    if root is None or root.tag not in NOUNS or root.by(*SUBJECTS, "cop"):
        return
    verb = next((c for c in root.by("compound", "amod") if c.tag in FINITE and c.i == root.i - 1), None)
    if verb is None or not any(s.i == verb.i - 1 and may_act(s) for s in verb.by("nsubj")):
        return
    attach(verb, None, "ROOT")
    attach(root, verb, "dobj")
    for child in [c for c in root.children if c.dep == "punct" and c.text in (".", "!")]:
        attach(child, verb, "punct")


@only_with(_UNTIL, COMMAS)
def _until(tokens: Sequence[Token]) -> None:
    for prep in tokens:
        above = prep.head
        if prep.dep != "prep" or prep.lemma not in _UNTIL or above is None or not above.tag.startswith("VB"):
            continue
        for name in prep.by("pobj"):
            if not may_act(name) or not comma(tokens, name.i + 1) or above.i > prep.i:
                continue
            for verb in tokens[name.i + 2 :]:
                if _bare(verb) and verb.dep in LOOSE and verb.head is not None and comma(tokens, verb.i - 1):
                    attach(verb, above, "advcl")
                    attach(name, verb, "nsubj")
                    attach(prep, verb, "mark")
                    return


@only_with({"own"}, {"of"})
def _its_own(tokens: Sequence[Token]) -> None:
    for own in tokens[2:-2]:
        noun = own.head
        of, its = tokens[own.i - 2], tokens[own.i - 1]
        if own.low != "own" or its.tag != "PRP$" or of.lemma != "of" or not comma(tokens, own.i + 1):
            continue
        if noun is None or noun.i < own.i or noun.dep != "pobj" or noun.head is not of:
            continue
        after = tokens[last_of(noun) + 1 :]
        verb = next((t for t in after if t.tag.startswith("VB") and t.dep != "aux"), None)
        if verb is None or verb.by(*SUBJECTS) or first_of(noun) > own.i or verb.i - last_of(noun) > 3:
            continue
        attach(own, of, "pobj")
        attach(its, own, "poss")
        attach(noun, verb, "nsubjpass" if verb.by("auxpass") else "nsubj")


@only_where(pairs(("conj",), NOUNS), {("conj", "acl")}, {("acl", "VBN")})
@only_with({"and", "but"})
def _clause_of_noun(tokens: Sequence[Token]) -> None:
    for noun in tokens:
        above = noun.head
        if noun.dep != "conj" or noun.tag not in NOUNS or above is None or above.tag not in FINITE:
            continue
        verb = next((c for c in noun.by("acl") if c.tag == "VBN"), None)
        start = min([noun.i, *(c.i for c in noun.children if c.i < noun.i)])
        link = tokens[start - 1] if start else None
        if verb is None or link is None or link.low not in ("and", "but") or verb.by("agent", "auxpass"):
            continue
        after = [c for c in noun.children if c is not verb and c.i > noun.i and c.dep not in ("prep", "punct")]
        if after or not above.by(*SUBJECTS) or verb.i - noun.i > 2:
            continue
        verb.tag = "VBD"
        attach(verb, above, "conj")
        attach(noun, verb, "nsubj")
        for child in [c for c in noun.children if c.i > verb.i]:
            attach(child, verb, child.dep)


@only_where(pairs(("conj",), FINITE))
@only_with({"and"}, COMMAS)
def _behind_phrases(tokens: Sequence[Token]) -> None:
    for verb in tokens[4:]:
        above = verb.head
        if verb.dep != "conj" or not _bare(verb) or above is None or not above.by(*SUBJECTS):
            continue
        if not comma(tokens, verb.i - 1):
            continue
        links = [t for t in above.by("cc") if above.i < t.i < verb.i]
        for name in reversed(tokens[above.i + 2 : verb.i - 2]):
            first, link = name.head, tokens[name.i - 1]
            if name.dep != "conj" or first is None or not may_act(name) or link.low != "and":
                continue
            if any(t is not link for t in links):
                continue
            shared = first is above or (first.dep in ("dobj", "pobj") and not may_act(first))
            if shared and comma(tokens, name.i + 1):
                attach(name, verb, "nsubj")
                attach(link, above, "cc")
                break


@only_where({NO_SUBJECT})
def _before_verb(tokens: Sequence[Token]) -> None:
    verb = next((t for t in tokens if t.head is None), None)
    if verb is None or not _bare(verb) or verb.by("aux", "auxpass", "attr") or verb.i < 3:
        return
    for noun in reversed(tokens[: verb.i]):
        if noun.tag not in NOUNS or noun.dep not in ("appos", "conj", "pobj") or noun.head is None:
            continue
        start = min([noun.i, *(c.i for c in noun.children if c.i < noun.i)])
        second = noun.dep == "pobj" and any(t.i < start for t in noun.head.by("pobj"))
        opened = tokens[start].dep in ("det", "poss") or may_act(noun)
        if not opened or last_of(noun) != verb.i - 1 or any(c.dep == "cc" for c in noun.head.children):
            continue
        if second or (noun.dep != "pobj" and comma(tokens, start - 1) and _in_opening(noun, verb)):
            attach(noun, verb, "nsubj")
            return


@only_where({NO_SUBJECT}, pairs(("ROOT",), ("aux", "auxpass")), {"appos"})
@only_with(COMMAS)
def _before_auxiliary(tokens: Sequence[Token]) -> None:
    """'In the town of Moroto, two teachers were abducted': the subject that was taken for another word for the town."""
    verb = next((t for t in tokens if t.head is None), None)
    helps = sorted((c for c in verb.by("aux", "auxpass") if c.i < verb.i), key=lambda c: c.i) if verb else []
    if verb is None or not helps or verb.by(*SUBJECTS, "attr", "acomp") or helps[0].tag not in (*FINITE, "MD"):
        return
    for noun in tokens[: helps[0].i]:
        start = min([noun.i, *(c.i for c in noun.children if c.i < noun.i)])
        opened = tokens[start].dep in ("det", "poss", "nummod", "amod") or may_act(noun)
        alone = noun.dep == "appos" and noun.tag in NOUNS and opened and comma(tokens, start - 1)
        if alone and last_of(noun) == helps[0].i - 1 and _in_opening(noun, verb):
            attach(noun, verb, "nsubjpass" if verb.by("auxpass") else "nsubj")
            return


@only_with({"and"}, COMMAS)
def _set_off(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        first = verb.head
        if verb.dep != "conj" or first is None or not _bare(verb) or not comma(tokens, verb.i - 1):
            continue
        if verb.by("aux", "auxpass") or any(c.dep == "cc" and c.i > verb.i for c in first.children):
            continue
        for noun in reversed(tokens[first.i + 1 : verb.i - 2]):
            other = noun.head
            if noun.dep != "conj" or other is None or other.dep not in ("dobj", "pobj") or other.i < first.i:
                continue
            joins = [c for c in other.by("cc") if other.i < c.i < noun.i and c.lemma == "and"]
            if not joins or not comma(tokens, noun.i + 1) or noun.i + 1 == verb.i - 1:
                continue
            for told in [a for a in other.by("appos") if a.i > noun.i]:
                attach(told, noun, "appos")
            if any(a.i < verb.i for a in noun.by("appos")):
                attach(joins[0], first, "cc")
                attach(noun, verb, "nsubj")
            break


def _in_opening(noun: Token, verb: Token) -> bool:
    """Whether it stands within the phrase that opens the sentence."""
    up = noun
    while up.head is not None and up.head is not verb:
        up = up.head
    return up.dep in ("prep", "advcl") and up.i < noun.i


@only_where({NO_SUBJECT}, {("acl", "VBN")})
@only_with({"."})
def _noun_root(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.head is None), None)
    if root is None or root.tag not in NOUNS or root.by(*SUBJECTS, "cop") or tokens[-1].text != ".":
        return
    verb = next((c for c in root.by("acl") if c.tag == "VBN" and not c.by("agent", "auxpass")), None)
    called = verb.by("oprd") if verb is not None and verb.i == root.i + 1 else []
    if verb is not None and len(called) == len({"JJ", *NOUNS} & {c.tag for c in called}) == _TWO:
        called = sorted(called, key=lambda t: t.i)
        if called[0].tag in NOUNS and called[1].tag == "JJ":
            verb.tag = "VBD"
            attach(verb, None, "ROOT")
            attach(root, verb, "nsubj")
            called[0].dep = "dobj"
            for child in [c for c in root.children if c.i > verb.i]:
                attach(child, verb, child.dep)
            return
    things = [c for c in root.by("appos") if verb is not None and c.i > verb.i and c.by("det")]
    if verb is None or len(things) != 1 or things[0].mention is not None or any(c.dep == "conj" for c in root.children):
        return
    verb.tag = "VBD"
    attach(verb, None, "ROOT")
    attach(root, verb, "nsubj")
    attach(things[0], verb, "dobj")
    for child in [c for c in root.children if c.i > verb.i]:
        attach(child, verb, child.dep)


@only_with({"in", "at", "on"}, {","})
def _behind_paper(tokens: Sequence[Token]) -> None:
    """'The Council, in a resolution adopted by nine votes, extended the embargo': without another verb, it did so."""
    root = next((t for t in tokens if t.head is None), None)
    if root is None or root.tag not in NOUNS or root.by(*SUBJECTS, "cop") or not comma(tokens, root.i + 1):
        return
    inside = [t for p in root.by("prep") if p.i == root.i + 2 for t in p.subtree()]
    for verb in inside:
        noun = verb.head
        if verb.tag != "VBN" or verb.dep != "acl" or noun is None or not comma(tokens, verb.i - 1):
            continue
        things = verb.by("dobj") or [c for c in noun.by("appos") if c.i > verb.i and c.by("det")]
        if verb.by("agent", "aux", "auxpass") or len(things) != 1 or things[0].mention is not None:
            continue
        make_predicate(verb, root)
        attach(things[0], verb, "dobj")
        return


@only_with({"one", "two", "both", "all", "some"}, {"of"}, {","})
def _one_of_them(tokens: Sequence[Token]) -> None:
    """'Chile, one of ten members of a bloc, would not object': Chile would not."""
    for one in tokens:
        verb, name = one.head, tokens[one.i - 2] if one.i > 1 else None
        if one.dep != "nsubj" or one.lemma not in ("one", "two", "both", "all", "some") or verb is None:
            continue
        of = [p for p in one.by("prep") if p.lemma == "of" and p.i == one.i + 1]
        hung = name is not None and name.head is verb and name.dep in ("npadvmod", "dep", "nmod", "dobj")
        if hung and name is not None and may_act(name) and of and comma(tokens, one.i - 1):
            attach(name, verb, "nsubj")
            attach(one, name, "appos")


@only_where({NO_SUBJECT}, {("ROOT", "ccomp")})
@only_with(COMMAS)
def _first_clause(tokens: Sequence[Token], say: Collection[str]) -> None:
    root = next((t for t in tokens if t.head is None), None)
    if (
        root is None
        or not _bare(root)
        or not comma(tokens, root.i - 1)
        or not root.by("dobj", "prep", "xcomp", "ccomp")
    ):
        return
    told = [c for c in root.by("ccomp") if c.i < root.i and c.tag == root.tag and not c.by("mark")]
    later = root.by("dobj") or [c for c in root.by("ccomp") if c.i > root.i]
    if len(told) != 1 or not told[0].by(*SUBJECTS) or (root.lemma in say and not later):
        return
    if any(t.text in ('"', "“", "”") for t in tokens[: root.i]):
        return
    first = told[0]
    attach(first, None, "ROOT")
    attach(root, first, "conj")


@only_with({":"})
def _colon(tokens: Sequence[Token]) -> None:
    colon = next((t.i for t in tokens[:3] if t.text == ":"), 0)
    name = tokens[colon - 1] if colon else None
    if name is None or not may_act(name) or name.dep == "nsubj" or colon + 1 >= len(tokens):
        return
    verb = tokens[colon + 1]
    if verb.tag not in (*FINITE, "VBN") or verb.by(*SUBJECTS, "aux", "auxpass", "agent"):
        return
    if verb.head is name and name.head is None:  # the name was taken for what the sentence is about
        for child in [c for c in name.children if c.i > verb.i]:
            attach(child, verb, child.dep)
        attach(verb, None, "ROOT")
    elif verb.head is not None:
        return
    verb.tag = "VBD" if verb.tag == "VBN" else verb.tag
    attach(name, verb, "nsubj")


@only_where({("ccomp", "conj")})
def _without_and(tokens: Sequence[Token]) -> None:
    for verb in tokens[4:]:
        told = verb.head
        main = told.head if told is not None and told.dep == "ccomp" else None
        if verb.dep != "conj" or not _bare(verb) or told is None or main is None:
            continue
        wished = told.tag in ("VB", "NN") and main.tag == verb.tag == "VBD" and not told.by("aux")
        if wished and main.i < told.i:  # 'demanded that Peru shoulder it and said': no 'said' is demanded
            attach(verb, main, "conj")
            continue
        if not comma(tokens, verb.i - 1):
            continue
        if main.tag != verb.tag or told.tag == verb.tag or not any(m.low == "that" for m in told.by("mark")):
            continue
        if main.i < told.i and not any(c.i > told.i for c in (*told.by("cc"), *verb.by("cc"))):
            attach(verb, main, "conj")


_ACTS = {"attacks": "attack", "drills": "drill", "exercises": "exercise", "patrols": "patrol", "protests": "protest"}
_ACTS |= {"strikes": "strike", "talks": "talk", "visits": "visit"}


@only_with(_ACTS, {"that"})
def _plural_noun(tokens: Sequence[Token]) -> None:
    for noun in tokens[1:-2]:
        that = tokens[noun.i - 1]
        if noun.low not in _ACTS or noun.tag != "VBZ" or that.low != "that" or that.tag == "WDT":
            continue
        later = tokens[noun.i + 1 : noun.i + 14]
        verb = next(
            (t for t in later if t.tag.startswith("VB") and any(a.i > noun.i for a in t.by("aux", "auxpass"))), None
        )
        if verb is None or [s for s in verb.by(*SUBJECTS) if s is not noun and s is not that]:
            continue
        if noun.head is not None and noun.head is not verb:
            above, dep = noun.head, noun.dep
            attach(verb, above, dep if dep not in SUBJECTS else "ccomp")
        attach(noun, verb, "nsubjpass" if verb.by("auxpass") else "nsubj")
        attach(that, verb, "mark")
        noun.tag, noun.pos, noun.lemma = "NNS", "NOUN", _ACTS[noun.low]


_PERSONAL = frozenset({"it", "them", "him", "her"})


@only_where(pairs(("acl", "relcl"), ("VB",)), {"ccomp"})
@only_with(_PERSONAL)
def _object_of_attempt(tokens: Sequence[Token]) -> None:
    for verb in tokens[2:-2]:
        noun, after, told = verb.head, tokens[verb.i + 1], tokens[verb.i + 2]
        if verb.dep not in ("acl", "relcl") or verb.tag != "VB" or noun is None or verb.by("dobj"):
            continue
        if after.low not in _PERSONAL or told.tag not in FINITE or after.head is not told:
            continue
        if told.head is not verb or told.dep != "ccomp" or told.by("aux", "mark"):
            continue
        prep = noun.head if noun.dep == "pobj" else None
        root = next((t for t in (noun, *noun.ancestors()) if t.head is None), noun)
        if prep is not None and prep.lemma in _UNTIL and noun.tag in ("NN", "NNS"):
            attach(told, prep.head, "advcl" if prep.head is not None else "ROOT")
            attach(prep, told, "mark")
            attach(noun, told, "nsubj")
        elif not root.tag.startswith("VB") and root.i < verb.i:  # 'Two protocols that should complete it are missing'
            attach(told, None, "ROOT")
            attach(root, told, "nsubj")
        else:
            continue
        attach(after, verb, "dobj")


@only_where(pairs(("aux", "auxpass"), ("nsubj",)))
def _of_auxiliary(tokens: Sequence[Token]) -> None:
    for aux in tokens:
        if aux.dep in ("aux", "auxpass") and aux.head is not None and aux.tag in FINITE:
            for subject in aux.by("nsubj") if not aux.head.by(*SUBJECTS) else ():
                attach(subject, aux.head, "nsubjpass" if aux.dep == "auxpass" else "nsubj")


@only_with(RELATIVE_WORDS, COMMAS)
def _which_clause(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.head is None), None)
    if root is None or root.tag not in FINITE or root.by(*SUBJECTS):
        return
    for clause in root.by("ccomp", "advcl"):
        subjects = clause.by(*SUBJECTS)
        if len(subjects) != 2 or clause.i > root.i or subjects[1].tag not in ("WDT", "WP") or subjects[1].i > clause.i:
            continue
        noun = subjects[0]
        if noun.tag in NOUNS and comma(tokens, subjects[1].i - 1):
            attach(noun, root, "nsubj")
            attach(clause, noun, "relcl")
            for child in [c for c in clause.children if c.i < subjects[1].i]:
                attach(child, root, child.dep)


@only_where(pairs(("ROOT",), ("VBD", "VBN")), {("ROOT", "nsubj")}, pairs(("ROOT",), ("advcl", "dep")))
def _participle_root(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.head is None), None)
    if root is None or root.tag not in ("VBN", "VBD") or root.by("aux", "auxpass", "dobj", "neg", "cc", "conj"):
        return
    nouns = root.by("nsubj")
    later = [c for c in root.by("dep", "advcl") if c.i > root.i and c.tag in FINITE]
    later = [c for c in later if c.dep == "dep" or c.by("dobj")]
    later = [c for c in later if not c.by(*SUBJECTS, "mark", "aux", "advmod") and not comma(tokens, c.i - 1)]
    if len(nouns) != 1 or nouns[0].i != root.i - 1 or nouns[0].mention is not None or len(later) != 1:
        return
    main = later[0]
    attach(main, None, "ROOT")
    attach(nouns[0], main, "nsubj")
    root.tag = "VBN"
    attach(root, nouns[0], "acl")
    for child in [c for c in root.children if c.i > main.i]:
        attach(child, main, child.dep)


_PARTS = frozenset({",", '"', "“", "”", ":", ";"})
_FINITE = PAST.keys() | word_set("annotate.repair_subjects.finite")
"""Forms of the past that are no participles."""


@only_where(pairs(("ROOT",), ("VBD", "VBN")), {("ROOT", "nsubj")}, pairs(("ROOT",), ("advcl", "ccomp", "conj")))
def _reduced_main(tokens: Sequence[Token]) -> None:
    """'Three Russians *ordered* out of Austria had served in Prague': who had served there had been ordered out."""
    root = next((t for t in tokens if t.head is None), None)
    if root is None or root.tag not in ("VBN", "VBD") or root.by("aux", "auxpass", "dobj", "neg", "cc", "attr"):
        return
    if root.low in _FINITE:
        return
    nouns, later = root.by("nsubj"), [c for c in root.by("advcl", "ccomp", "conj") if c.i > root.i and finite(c)]
    if len(nouns) != 1 or nouns[0].i != root.i - 1 or len(later) != 1 or later[0].by(*SUBJECTS, "mark"):
        return
    main = later[0]
    opens = min([main.i, *(a.i for a in main.by("aux", "auxpass", "neg", "advmod"))])
    by = [(a.i, last_of(a) + 1) for a in root.by("agent")]  # 'initialled by A and B, the ministers of C and D, would'
    between = {t.low for t in tokens[root.i : opens] if not any(a <= t.i <= b for a, b in by)}
    if opens < root.i + _TWO or between & _PARTS or (main.dep != "ccomp" and between & {"and", "but", "or"}):
        return
    attach(main, None, "ROOT")
    attach(nouns[0], main, "nsubjpass" if main.by("auxpass") else "nsubj")
    root.tag = "VBN"
    attach(root, nouns[0], "acl")
    for child in [c for c in root.children if c.i > main.i]:
        attach(child, main, child.dep)


@only_with({"that", "which"})
def _says_did(tokens: Sequence[Token]) -> None:
    """'The raid that Chad says Togo made *killed* ten': the raid killed, Chad only says that Togo made it."""
    root = next((t for t in tokens if t.head is None), None)
    if root is None or root.tag not in NOUNS or root.by(*SUBJECTS, "cop"):
        return
    for says in [c for c in root.by("relcl") if c.i > root.i]:
        told = sorted(says.by("ccomp"), key=lambda t: t.i)
        if len(told) != _TWO or not told[0].by(*SUBJECTS) or told[0].by("dobj") or not told[0].i < told[1].i:
            continue
        main = told[1]
        if not finite(main) or main.by(*SUBJECTS, "mark"):
            continue
        attach(main, None, "ROOT")
        attach(root, main, "nsubjpass" if main.by("auxpass") else "nsubj")
        for word in [t for t in says.by("mark") if t.low in ("that", "which")]:
            attach(word, told[0], "dobj")
            word.tag = "WDT"
        for child in [c for c in (*root.children, *says.children) if c.i > main.i]:
            attach(child, main, child.dep)
        return


@only_where({NO_SUBJECT})
def _run_together(tokens: Sequence[Token]) -> None:
    verb = next((t for t in tokens if t.head is None), None)
    if verb is None or not verb.tag.startswith("VB") or verb.tag in ("VB", "VBG") or verb.by(*SUBJECTS):
        return
    for both in verb.by("preconj", "det"):
        if both.low == "both" and both.i == verb.i - 1:
            attach(both, verb, "nsubj")
            return
    for noun in reversed(tokens[1 : verb.i]):
        prep = noun.head
        joined = bool(noun.by("cc")) and not may_act(noun)
        if noun.dep != "pobj" or prep is None or joined or prep.i > noun.i or comma(tokens, noun.i + 1):
            continue
        first = next((c for c in noun.children if prep.i < c.i < noun.i), None)
        if first is None or first.i != prep.i + 1 or not _stands_alone(first, noun):
            continue
        attach(first, prep, "pobj")
        attach(noun, verb, "nsubjpass" if verb.by("auxpass") else "nsubj")
        for child in [c for c in noun.children if c.dep == "prep" and c.i < noun.i]:
            attach(child, verb, "prep")
        return


@only_where(pairs(("appos", *SUBJECTS), ("conj",)), {"NNS"})
@only_with({"and"})
def _what_they_are(tokens: Sequence[Token]) -> None:
    for noun, name in pairwise(tokens):
        kind = noun.tag == "NNS" and noun.mention is None and may_act(name) and name.mention is not None
        above, verb = noun.head, name.head
        behind = [c for c in noun.children if c.i > name.i and c is not verb and c.dep != "punct"]
        if not kind or not name.by("conj") or behind:
            continue
        if name.dep == "appos" and verb is noun and above is not None and noun.dep in ("nsubj", "nsubjpass"):
            attach(name, above, noun.dep)
        elif above is None and verb is not None and verb.dep == "ccomp" and verb.head is noun and name.dep in SUBJECTS:
            for other in [c for c in noun.children if c.dep == "punct"]:
                attach(other, verb, "punct")
            attach(verb, None, "ROOT")
        elif not (verb is above and name.dep in SUBJECTS and noun.dep in SUBJECTS):
            continue
        attach(noun, name, "nmod")


@only_with({"all", "both", "each"}, {"and"})
def _each_of_them(tokens: Sequence[Token]) -> None:
    for every, verb in pairwise(tokens):
        one = every.head
        if every.low not in ("all", "both", "each") or every.dep not in ("appos", "conj") or one is None:
            continue
        act = one.head
        if one.dep not in ("nsubj", "nsubjpass") or act is None or every.i <= one.i or not one.by("conj"):
            continue
        if tokens[every.i - 1].low != "and" and verb.i <= act.i:
            attach(every, act, "advmod")


def _stands_alone(first: Token, noun: Token) -> bool:
    """Whether a word may end the phrase that opens a sentence, so that the noun begins the next."""
    mention = first.mention
    if mention is not None and mention.kind == "Time":
        return first.dep in ("nummod", "compound", "nmod") and (noun.tag == "NNS" or may_act(noun))
    if mention is not None and mention.kind == "Settlement":
        return first.dep in ("compound", "nmod") and (noun.tag == "NNS" or noun.by("det") != [] or may_act(noun))
    this = first.low in ("this", "that") and first.dep == "det"
    return this and noun.mention is not None and noun.mention.kind == "Person"


@only_with({"having"})
def _having(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        noun = verb.head
        if noun is not None and verb.dep != "acl":
            continue
        have = next((a for a in verb.by("aux") if a.low == "having"), None)
        if have is not None and noun is None:
            _having_root(verb)
            continue
        if noun is None or have is None or not comma(tokens, have.i - 1):
            continue
        above = next((a for a in noun.ancestors() if a.tag in (*FINITE, "VBN")), None)
        if above is not None and noun.dep not in SUBJECTS and above.by(*SUBJECTS):
            attach(verb, above, "advcl")


def _having_root(verb: Token) -> None:
    """'A and B met beside their host, C D, having agreed': 'having agreed' is no main verb."""
    main = next((c for c in verb.by("ccomp", "advcl") if c.i < verb.i and c.by(*SUBJECTS) and c.tag in FINITE), None)
    if main is None:
        return
    attach(main, None, "ROOT")
    have = next(a for a in verb.by("aux") if a.low == "having")
    # 'A refused, B having agreed': who stands right before it is its subject
    for name in [s for s in verb.by(*SUBJECTS) if s.i > main.i and last_of(s) != have.i - 1]:
        host = max((t for t in main.subtree() if t.i < name.i and t.tag in NOUNS), key=lambda t: t.i, default=None)
        if host is not None:
            attach(name, host, "appos")
    attach(verb, main, "advcl")


@only_with({"nobody", "none", "neither", "no-one"}, {","})
def _nobody(tokens: Sequence[Token]) -> None:
    """'Nobody, note, has signed': whoever opens the sentence, before what is put between, is the subject."""
    first = tokens[0] if tokens else None
    verb = next((t for t in tokens if t.dep == "ROOT" and t.tag in (*FINITE, "VBN")), None)
    if first is None or verb is None or first.low not in ("nobody", "none", "neither", "no-one"):
        return
    subject = next(iter(verb.by(*SUBJECTS)), None)
    between = subject is not None and subject.mention is None and first in subject.children and len(tokens) > 3
    if first.dep not in SUBJECTS and tokens[1:2] and tokens[1].text == "," and (subject is None or between):
        attach(first, verb, "nsubj")
        if subject is not None and comma(tokens, subject.i + 1):
            subject.dep = "parataxis"


@only_where({NO_SUBJECT}, {("pobj", "State")})
def _on_paper(tokens: Sequence[Token]) -> None:
    """'On paper Peru, where ..., is an ally', 'In practice Chad does nothing': the state is the subject."""
    root = next((t for t in tokens if t.head is None), None)
    opens = tokens[0] if tokens and tokens[0].dep == "prep" and tokens[0].head is root else None
    if root is None or opens is None or root.tag not in FINITE or root.by(*SUBJECTS):
        return
    state = next(
        (t for t in opens.by("pobj") if t.i == 2 and t.mention is not None and t.mention.kind == "State"), None
    )
    noun = tokens[1] if len(tokens) > 1 else None
    if state is None or noun is None or noun.head is not state or noun.tag != "NN" or noun.mention is not None:
        return
    attach(noun, opens, "pobj")
    attach(state, root, "nsubj")


@only_with({"did", "do", "does", "had", "has", "have", "should", "will", "would"})
def _behind_auxiliary(tokens: Sequence[Token]) -> None:
    """'Not only did *Chad* condemn Togo': a name between an auxiliary and its verb is the subject."""
    for auxiliary, name in pairwise(tokens):
        verb = name.head
        if auxiliary.dep != "aux" or verb is None or auxiliary.head is not verb or name.i != verb.i - 1:
            continue
        if name.dep in ("compound", "nmod") and may_act(name) and verb.tag in ("VB", "VBN") and not verb.by(*SUBJECTS):
            attach(name, verb, "nsubj")


@only_where({"Settlement"}, {"Person"})
@only_with(TO_TOWN)
def _behind_town(tokens: Sequence[Token]) -> None:
    for prep, town in pairwise(tokens):
        if prep.dep != "prep" or prep.low not in TO_TOWN or not of_kind(town, "Settlement"):
            continue
        person = town.head if town.dep in ("compound", "nmod") else next(iter(town.by("appos")), None)
        if person is None or not of_kind(person, "Person") or first_of(person) not in (town.i, town.i + 1, prep.i - 2):
            continue
        if town.head is person and not prep.by("pobj"):
            _free_town(prep, town, person)
        elif town.head is prep:
            _after_event(tokens, town, person)


def _free_town(prep: Token, town: Token, person: Token) -> None:
    """'On a visit to *Lima* President Roe met him': the town is where the visit goes."""
    attach(town, prep, "pobj")
    verb, top = person.head, prep
    while top.head is not None and top.head is not person and top.head is not verb:
        top = top.head
    if top.head is person and top.dep == "prep" and verb is not None and person.dep in SUBJECTS:
        attach(top, verb, "prep")


def _after_event(tokens: Sequence[Token], town: Token, person: Token) -> None:
    """'After talks in Lima *President Roe* left': he left, and no talks did."""
    verb = tokens[person.i + 1] if person.i + 1 < len(tokens) else None
    event = next((a for a in town.ancestors() if a.dep == "nsubj" and a.head is verb), None)
    if verb is None or event is None or comma(tokens, person.i - 1) or verb.tag not in FINITE:
        return
    opens = next((c for c in verb.by("mark", "prep", "advmod") if c.i == first_of(event) - 1), None)
    if opens is not None:
        opens.dep, opens.tag = "prep", "IN"
        attach(event, opens, "pobj")
        attach(person, verb, "nsubj")


@only_where(pairs(("csubj", "nsubj", "nsubjpass"), ("VBD", "VBN")))
def _planned_subject(tokens: Sequence[Token]) -> None:
    """'The talks *planned* for May were called off': the talks were, which had been planned."""
    for verb in tokens:
        above = verb.head
        if verb.dep not in ("nsubj", "nsubjpass", "csubj") or verb.tag not in ("VBD", "VBN") or above is None:
            continue
        nouns = verb.by("nsubj", "nsubjpass")
        if len(nouns) != 1 or verb.by("aux", "auxpass", "dobj", "mark") or not nouns[0].i < verb.i < above.i:
            continue
        verb.tag = "VBN"
        attach(nouns[0], above, "nsubj" if verb.dep == "csubj" else verb.dep)
        attach(verb, nouns[0], "acl")


def subjects_repairs(say: Collection[str]) -> Sequence[Repair]:
    """The repairs in their order; ``say`` are lemmas of saying."""
    return (
        _of_auxiliary,
        _behind_auxiliary,
        _no_subject,
        _one_subject,
        _deputy,
        _no_participle,
        _when_others_did,
        _name_before_verb,
        _verb_of_name,
        _which_clause,
        _participle_root,
        _reduced_main,
        _says_did,
        _having,
        _run_together,
        _planned_subject,
        _until,
        _its_own,
        _clause_of_noun,
        _behind_phrases,
        _before_verb,
        _before_auxiliary,
        _nobody,
        _set_off,
        _noun_root,
        _behind_paper,
        _one_of_them,
        partial(_first_clause, say=say),
        _colon,
        _without_and,
        _plural_noun,
        _object_of_attempt,
        _on_paper,
        _turned_passive,
        _founding,
        _next_clause,
        _behind_town,
        _each_of_them,
        _what_they_are,
    )
