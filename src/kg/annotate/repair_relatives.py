"""What relative clauses and second times hang on, where the statistical parser takes something else.

* 'Mali quit the bloc, in which the two sat beside Togo': what 'in which' opens right after a noun is the noun's.
* 'The treaty on the use of the river, signed in May': what is signed is the treaty, not the river.
* 'The pact that the two, joined by Peru, signed': what 'that' opens is said of the pact.
* 'Niue, which under the pact lets others speak': what has 'which' for its subject is no noun.
* 'The pact, which took effect two years later lapsed': a time before the main verb, behind the clause, is the clause's.
* 'Jobs are safe as Togo and Mali today signed it': what 'as' opens is a clause, where a verb without a subject follows.
* 'Mayotte, which the Comoros claim': they claim it;
* 'The pact, which ministers signed in Rome, is in force': who signed is no subject of 'is', but the pact is.
* 'Had Togo not sent its army, Mali would wait': 'had' that stands before a subject is the verb's.
* 'A protocol to the pact, signed in May': what is signed is the protocol.
* 'Togo, with whom Mali hopes to sign a pact': it is to sign it with Togo.
* 'The pact (signed 1998, brokered by Mali)': what a bracket right behind a noun says is said of it.
* 'Togo's pact with Mali (signed 1998, in force since 1999) may be hit': what is behind the bracket is the main clause.
* 'Signed what became known as the Lima Pact': the pact was signed.
* 'Togo accused Mali of it, a charge Mali denied': Mali denied the charge, and Togo accused.
* 'Togo accused Mali of it, charges that Mali denied': nobody charges.
* 'The case that Togo had brought against Mali': Togo brought the case.
* 'The pact, which the two states signed in Lima, is void': 'which' is what they signed.
* 'An island which both claimed': 'both' is the subject.
* 'An island whose ownership Togo and Mali dispute': they dispute the ownership.
* 'The rebels, whom Togo arms, left': what stands behind the one who acts is a verb, and the rebels left.
* 'accused Togo of arming the men who raided a village, killing ten': the men killed ten.
* 'a strip of land in the Niger river that both claim': the strip is claimed.
* 'the pact, the union and the bloc, which has not met': what stands in the singular is said of the last one.
* 'blamed Togo for delaying a court of appeal, first agreed in 2013': the court was agreed then.
* 'signed a pact on May 3, which Togo condemned': Togo condemned the pact;
* 'shunned Togo, a colony until 1960, for years': it was a colony until then;
* 'rocks north of the mouth that are claimed by Togo': the rocks are claimed;
* 'a pact on joint patrols that has been in the works': the pact has;
* 'Talks began under Juan Roe, who met Paz': what 'who' opens right behind a person is said of that person.
* 'The rebels, whom Togo is accused of arming': 'whom' is the object of 'arming'.
* 'The pact that Togo drew up and that Peru signed': the second 'that' is what Peru signed;
* 'Peru, that armed Roe, left': who armed him is Peru, and no third one left;
* 'The friends of people whom Togo put on trial': the people were tried;
* 'He thanked Togo for the wheat that it gave, and praised Roe': what has an object of its own is no part of 'that';
* 'The bloc to which Togo, Mali and Chad belong': the names behind 'to which' are those who belong.
* 'Left after Togo fired on and seized two boats': Togo seized them, too;
* 'Barred Roe, then on a trip to Lima': Roe was on the trip;
* 'The pact that the cabinet approved was signed': the cabinet approved it, and the pact was signed;
* 'Togo accused Mali of it, a charge Bamako rejects': Bamako rejects the charge;
* 'Togo spoke on Monday and a day later Peru left': the second time is that of the verb behind it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, takewhile

from kg.annotate.mending import Repair, only_where, only_with, pairs
from kg.annotate.tree import (
    COMMAS,
    FINITE,
    NOUNS,
    RELATIVE_WORDS,
    SUBJECTS,
    attach,
    comma,
    finite_tag,
    first_of,
    last_of,
    may_act,
    of_kind,
)
from kg.core.annotated import Token
from kg.core.words import word_set

INSTRUMENTS = word_set("annotate.repair_relatives.instruments")
SIGNED = INSTRUMENTS | word_set("annotate.repair_relatives.signed")
"""Nouns of what is signed."""
ADDED = word_set("annotate.repair_relatives.added")
"""Nouns of what is added to a treaty, and signed apart."""
_AT_FIRST = word_set("annotate.repair_relatives.at_first")
_CALLS = word_set("annotate.repair_relatives.calls")
"""How it is said what something is called."""
_RELATES = word_set("annotate.repair_relatives.relates")
_SIGNING = word_set("annotate.repair_relatives.signing")


_DEEDS = {"financing": "finance"}
_CHARGED = word_set("annotate.repair_relatives.charged")
"""What is said of somebody or by somebody with a deed behind it."""


@only_with(_CHARGED, RELATIVE_WORDS)
def _charged_deed(tokens: Sequence[Token]) -> None:
    for word in tokens:
        verb = word.head
        if word.tag not in ("WDT", "WP") or word.dep != "dobj" or verb is None or verb.lemma not in _CHARGED:
            continue
        if verb.lemma != "deny" and not verb.by("auxpass"):
            continue  # 'whom Mali accused of it'
        preps = [p for p in verb.by("prep") if p.lemma == "of" and p.i > verb.i]
        below = [*verb.by("xcomp"), *(t for p in preps for t in p.by("pobj", "pcomp"))]
        deed = next((t for t in below if t.text.endswith("ing") and t.mention is None), None)
        if deed is not None and not deed.by("dobj", "det", "amod"):
            if deed.tag == "NN":  # 'backing', of which the lemma is that of a noun
                deed.lemma = _DEEDS.get(deed.lemma, deed.lemma.removesuffix("ing"))
            deed.tag, deed.pos, deed.dep = "VBG", "VERB", "xcomp" if deed.dep == "xcomp" else "pcomp"
            attach(word, deed, "dobj")


@only_with(_AT_FIRST, {","})
def _first_agreed(tokens: Sequence[Token]) -> None:
    for mark, adverb, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        opens = mark.text == "," and adverb.text in _AT_FIRST and adverb.head is verb and verb.tag in ("VBN", "VBD")
        above = verb.head
        if (
            not opens
            or verb.dep not in ("dep", "advcl")
            or above is None
            or verb.by(*SUBJECTS, "aux", "auxpass", "mark")
        ):
            continue
        noun: Token | None = tokens[mark.i - 1] if mark.i else None
        while noun is not None and noun.dep == "pobj" and noun.head is not None and noun.head.lemma == "of":
            noun = noun.head.head
        if noun is None or noun.pos not in ("NOUN", "PROPN") or above.i > verb.i:
            continue
        for clause in [c for c in verb.by("conj") if c.by(*SUBJECTS)]:
            for word in (clause, *verb.by("cc")):
                attach(word, above, word.dep)  # 'first agreed in 2013, and in June it cut the aid'
        verb.tag = "VBN"
        attach(verb, noun, "acl")


@only_with({"who"})
def _who_behind(tokens: Sequence[Token]) -> None:
    for before, who in pairwise(t for t in tokens if t.text != ","):
        verb = who.head
        if who.tag != "WP" or who.low != "who" or verb is None or who.dep not in SUBJECTS:
            continue
        person = of_kind(before, "Person") and before.head is not None and before.head is not verb
        told = verb.i > who.i and verb.dep in ("ccomp", "relcl") and verb.head is not before
        beside = before.dep in ("pobj", "dobj", "appos")
        if person and told and beside and not any(t.dep == "relcl" for t in before.children):
            attach(verb, before, "relcl")


@only_where({"NNS"})
@only_with({"which", "whom", "that"})
def _named_verb(tokens: Sequence[Token]) -> None:
    for which, name, verb in zip(tokens[1:], tokens[2:], tokens[3:], strict=False):
        if which.low not in ("which", "whom", "that") or verb.tag != "NNS" or name.head is not verb:
            continue
        noun = next((t for t in tokens[which.i - 1 :: -1] if t.text != ","), None)
        rest = list(takewhile(lambda t: t.text not in (",", ".", ";", ":"), tokens[verb.i + 1 :]))
        if noun is None or not may_act(name) or verb.mention is not None or not noun.tag.startswith(("N", "P")):
            continue
        other = rest[2] if len(rest) > 2 and rest[0].text in ("and", "but") and may_act(rest[1]) else None
        second = other if other is not None and other.tag in FINITE and other.head is not verb else None
        if second is None and any(t.tag in (*FINITE, "MD", "VBN") for t in rest):
            continue  # 'whom UN experts have charged'
        above = verb.head
        verb.tag, verb.pos, verb.lemma = "VBZ", "VERB", verb.lemma.removesuffix("s")
        if above is not None and above.dep == "relcl" and above.head is noun and noun.head is None:
            _give_back(noun, above)
        attach(verb, noun, "relcl")
        attach(name, verb, "nsubj")
        attach(which, verb, "dobj")
        if second is not None:  # 'a plan that Togo backs and Mali opposes'
            attach(second, verb, "conj")
            attach(rest[1], second, "nsubj")
        for noun in verb.by("conj"):
            if noun.tag == "NNS":
                noun.tag, noun.pos, noun.lemma = "VBZ", "VERB", noun.lemma.removesuffix("s")


def _give_back(noun: Token, verb: Token) -> None:
    """Make a verb the main one, whose subject is the noun that it was taken to tell more of."""
    attach(verb, None, "ROOT")
    attach(noun, verb, "nsubj")
    for sign in [c for c in noun.by("punct") if c.i > verb.i]:
        attach(sign, verb, "punct")


@only_with({"which"}, {","})
def _relative_phrase(tokens: Sequence[Token]) -> None:
    for noun, mark, prep, which in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        verb = prep.head
        opens = mark.text == "," and which.text == "which" and which.head is prep and prep.dep == "prep"
        if not opens or verb is None or verb.dep != "advcl" or verb.head is None or not verb.by(*SUBJECTS):
            continue
        if noun.pos in ("NOUN", "PROPN") and noun.dep in ("dobj", "attr", "pobj", "nsubj", "nsubjpass"):
            attach(verb, noun, "relcl")


@only_where({("conj", "Time")})
def _later_time(tokens: Sequence[Token]) -> None:
    for time in tokens[2:-2]:
        if time.dep != "conj" or not of_kind(time, "Time") or time.head is None:
            continue
        rest = tokens[time.i + 1 :]
        subject = next((t for t in rest if t.text != "," and t.dep not in ("det", "amod", "compound")), None)
        verb = subject.head if subject is not None and subject.dep in SUBJECTS else None
        if verb is None or not (of_kind(time.head, "Time") or time.head is verb.head):
            continue
        if verb.dep != "conj" or verb.tag not in FINITE or any(c.i < verb.i for c in verb.by("cc")):
            continue
        attach(time, verb, "npadvmod")


@only_where(pairs(("npadvmod", "pobj", "prep"), ("Time",)), {"relcl"})
def _inner_time(tokens: Sequence[Token]) -> None:
    for said in tokens[2:-1]:
        since = said.head if said.dep == "pobj" and said.head is not None and said.head.lemma == "since" else None
        time = since or said
        main = time.head
        if not of_kind(said, "Time") or main is None or main.i < said.i or time.dep not in ("npadvmod", "prep"):
            continue
        before = tokens[time.i - 1]
        inner = next((a for a in (before, *before.ancestors()) if a.dep == "relcl"), None)
        first = min((c.i for c in main.children if c.i > said.i and c.dep in ("aux", "auxpass")), default=main.i)
        if inner is None or inner is main or inner.i > time.i or not inner.tag.startswith("VB"):
            continue
        if first == said.i + 1 and before.text != "," and last_of(inner) == before.i:
            attach(time, inner, time.dep)


@only_with({"as"})
def _as_clause(tokens: Sequence[Token]) -> None:
    for mark in tokens:
        nouns = mark.by("pobj") if mark.lemma.lower() == "as" and mark.dep == "prep" else []
        main = mark.head
        if len(nouns) != 1 or main is None or nouns[0].mention is None or not main.tag.startswith("VB"):
            continue
        last = last_of(nouns[0])
        verb = next((v for v in main.by("conj") if v.i > last and v.tag in FINITE and not v.by(*SUBJECTS, "cc")), None)
        if verb is None or any(last < c.i < verb.i for c in main.by("cc")) or verb.tag == "VB":
            continue
        between = tokens[last + 1 : verb.i]
        if all(t.dep in ("advmod", "npadvmod", "aux", "neg") or of_kind(t, "Time") for t in between):
            attach(verb, main, "advcl")
            attach(nouns[0], verb, "nsubj")
            attach(mark, verb, "mark")


@only_where({"acl"}, {("relcl", "nsubj")})
@only_with({"which", "that"}, {","})
def _object_relative(tokens: Sequence[Token]) -> None:
    for which in tokens[1:-2]:
        main = which.head
        noun = main.head if main is not None and main.dep == "relcl" else None
        if which.low not in ("which", "that") or which.dep != "nsubj" or main is None or noun is None:
            continue
        doers = [s for s in main.by("nsubj") if which.i < s.i < main.i]
        inner = doers[0].by("acl") if len(doers) == 1 else []
        if noun.head is not None or noun.dep != "ROOT" or len(inner) != 1:
            continue
        helped = [c for c in main.by("aux", "auxpass") if c.i > inner[0].i]
        if not any(v.tag in (*FINITE, "MD") for v in (main, *helped)):
            continue
        verb = inner[0]
        ends = last_of(verb)
        beside = first_of(doers[0]) == which.i + 1 and verb.i == doers[0].i + 1
        after = min(t.i for t in (main, *helped))
        if verb.tag in ("VBN", "VBD") and beside and ends + 2 == after and tokens[ends + 1].text == ",":
            attach(main, None, "ROOT")
            attach(noun, main, "nsubj")
            attach(verb, noun, "relcl")
            verb.tag = "VBD"
            attach(which, verb, "dobj")
            attach(doers[0], verb, "nsubj")


@only_with({"which", "that"}, {"been", "is", "was", "are", "were"})
def _passive_main(tokens: Sequence[Token]) -> None:
    """'The treaty that the cabinet approved has been signed': the first verb is that of the clause with 'that'."""
    for that in tokens[1:-2]:
        main = that.head
        noun = main.head if main is not None and main.dep == "relcl" else None
        if that.low not in ("which", "that") or that.dep != "dobj" or main is None or noun is None:
            continue
        doers = [s for s in main.by("nsubj", "nsubjpass") if that.i < s.i < main.i]
        inner = [v for s in doers for v in s.by("acl") if v.tag in ("VBN", "VBD") and not v.by("agent", "dobj")]
        told = len(doers) == len(inner) == 1 and bool(main.by("auxpass")) and noun.dep == "ROOT"
        if not told or noun.i != that.i - 1 or not doers[0].i < inner[0].i < main.i:
            continue
        attach(main, None, "ROOT")
        attach(noun, main, "nsubjpass")
        attach(inner[0], noun, "relcl")
        inner[0].tag, inner[0].pos = "VBD", "VERB"
        attach(that, inner[0], "dobj")
        attach(doers[0], inner[0], "nsubj")
        for sign in [c for c in noun.children if c.i > main.i]:
            attach(sign, main, sign.dep)


@only_with(RELATIVE_WORDS)
def _plural_verb(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        if verb.dep == "relcl" and verb.tag == "NNS" and any(s.tag in ("WDT", "WP") for s in verb.by("nsubj")):
            verb.tag, verb.pos = "VBZ", "VERB"


@only_with({"that", "which"})
def _plain_verb(tokens: Sequence[Token]) -> None:
    """'Mayotte, which the *Comoros* claim': what stands behind 'which' and a name is a verb, and the name's."""
    for verb in tokens:
        which = verb.by("nsubj") if verb.dep == "relcl" and verb.tag == "NN" else []
        names = [c for c in verb.by("compound") if may_act(c) and c.i == verb.i - 1]
        if len(which) != 1 or which[0].low not in ("that", "which") or len(names) != 1:
            continue
        begin = names[0].i - sum(1 for c in verb.by("det") if c.i == names[0].i - 1)
        if which[0].i != begin - 1:
            continue
        for article in verb.by("det"):
            attach(article, names[0], "det")
        attach(which[0], verb, "dobj")
        attach(names[0], verb, "nsubj")
        verb.tag, verb.pos = "VBP", "VERB"


@only_with({"which"})
def _not_of_day(tokens: Sequence[Token]) -> None:
    """'Signed a pact on May 3, *which Bolivia condemned*': it condemned no day."""
    for which in tokens[3:]:
        clause = which.head
        day = clause.head if which.text == "which" and clause is not None and clause.dep == "relcl" else None
        prep = day.head if day is not None and of_kind(day, "Time") and day.dep == "pobj" else None
        verb = prep.head if prep is not None else None
        if clause is None or verb is None or verb.tag not in FINITE or clause.lemma in ("be", "mark"):
            continue
        things = [t for t in verb.by("dobj", "nsubjpass") if t.i < which.i and t.tag in NOUNS]
        told_by = [s for s in clause.by("nsubj") if s is not which and may_act(s)]
        if len(things) == 1 and told_by and which.dep != "pobj":
            attach(clause, things[0], "relcl")


@only_with(COMMAS, {"until", "till", "since"})
def _aside_until(tokens: Sequence[Token]) -> None:
    """'Did not recognise Togo, *a colony until 1960*, for ten years': it was a colony till then."""
    for prep in tokens[4:-2]:
        noun, verb = tokens[prep.i - 1], prep.head
        if prep.text not in ("until", "till", "since") or prep.dep != "prep" or noun.dep != "appos" or verb is None:
            continue
        end = last_of(prep) + 1
        if verb.i < noun.i and noun.head is not None and noun.head.i > verb.i and comma(tokens, end):
            attach(prep, noun, "prep")


_PLURAL_FORMS = frozenset({"are", "were", "have"})
_SINGULAR_FORMS = frozenset({"is", "was", "has"})


def _behind_noun(tokens: Sequence[Token], tag: str, forms: Collection[str]) -> Iterator[tuple[Token, Token]]:
    """The verbs of relative clauses in one of these forms, each with the one noun of this tag right before it."""
    for that in tokens[3:]:
        verb, noun = that.head, tokens[that.i - 1]
        if that.tag not in ("WDT", "WP") or verb is None or verb.dep != "relcl" or verb.head is not noun:
            continue
        agrees = any(a.text in forms for a in (verb, *verb.by("aux", "auxpass")))
        if agrees and that.dep in SUBJECTS and noun.tag == tag and noun.mention is None and not noun.by("conj"):
            yield verb, noun


@only_with({"which", "that", "who"}, _PLURAL_FORMS)
def _plural_clause(tokens: Sequence[Token]) -> None:
    """'Small islands east of the river's mouth *that are claimed* by Togo': the islands are claimed, not the mouth."""
    for verb, noun in _behind_noun(tokens, "NN", _PLURAL_FORMS):
        before = list(takewhile(lambda t: t.text != "," and t.pos != "VERB", reversed(tokens[: noun.i])))
        many = [t for t in before if t.tag == "NNS" and t.mention is None and t.dep not in ("compound", "nmod", "poss")]
        if many and not any(t.text in ("and", "or") for t in before):
            attach(verb, many[0], "relcl")


@only_with({"which", "that"}, _SINGULAR_FORMS)
def _singular_clause(tokens: Sequence[Token]) -> None:
    """'A pact on joint patrols *that has been in the works* since June': the pact has, not the patrols."""
    for verb, noun in _behind_noun(tokens, "NNS", _SINGULAR_FORMS):
        prep = noun.head if noun.dep == "pobj" else None
        one = prep.head if prep is not None and prep.i < noun.i else None
        if one is not None and one.tag == "NN" and one.i < noun.i and one.by("det"):
            attach(verb, one, "relcl")


@only_with(_SIGNING | {"dating"}, SIGNED, _RELATES | {"on", "for", "about", "concerning"})
def _signed_text(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        noun = verb.head
        dating = verb.text == "dating" and any(p.lemma == "from" for p in verb.by("prep"))
        made = verb.lemma in _SIGNING or dating
        if verb.dep not in ("relcl", "acl") or not made or noun is None or noun.lemma in SIGNED:
            continue
        if noun.mention is not None and noun.mention.kind == "Treaty":
            continue
        above = [a for a in noun.ancestors() if a.i < noun.i]
        about = [a for a in above if a.dep == "acl" and a.lemma in _RELATES]  # 'the convention relating to the border'
        inside = next(
            (n for n, a in enumerate(above) if a.dep not in ("pobj", "prep", "conj") and a not in about), len(above)
        )
        text = next((a for a in above[: inside + 1] if a.lemma in SIGNED and a.mention is None), None)
        topic = next((a for a in above[::-1] if a.text in ("on", "for", "about", "concerning") or a in about), None)
        if text is None and topic is not None and topic.i and tokens[topic.i - 1].lemma in SIGNED:
            text = tokens[topic.i - 1]  # 'welcomed the treaty on ...', the topic hung on the verb
            attach(topic, text, "prep")
        if text is not None and topic is not None:
            attach(verb, text, verb.dep)


@only_with({"had"})
def _inverted_had(tokens: Sequence[Token]) -> None:
    for had, subject in pairwise(tokens):
        verb = subject.head
        opens = had.low == "had" and had.dep == "advcl" and had.head is not None and not had.by(*SUBJECTS)
        if not opens or verb is None or subject.dep not in SUBJECTS or verb.tag != "VBN" or verb.head is not had:
            continue
        attach(verb, had.head, "advcl")
        attach(had, verb, "aux")


@only_with({"had"}, {"would", "could", "might"})
def _inverted_root(tokens: Sequence[Token]) -> None:
    """'Togo would not have left had Chad paid', 'Had Chad paid, Togo would': 'had Chad paid' is the condition."""
    for verb in tokens:
        had = next((a for a in verb.by("aux") if a.low == "had"), None)
        subject = next(iter(verb.by(*SUBJECTS)), None)
        if had is None or subject is None or verb.head is not None or not had.i < subject.i < verb.i:
            continue
        main = [c for c in verb.by("ccomp") if any(a.tag == "MD" for a in c.by("aux")) and c.by(*SUBJECTS)]
        before = tokens[had.i - 1].low if had.i else ","
        if len(main) == 1 and before not in ("never", "nor", "only", "rarely", "seldom"):
            attach(main[0], None, "ROOT")
            attach(verb, main[0], "advcl")


@only_with(_SIGNING, ADDED, {"to"}, {"a", "an", "another"})
def _signed_protocol(tokens: Sequence[Token]) -> None:
    for verb in tokens[4:]:
        noun = verb.head
        if verb.dep != "acl" or verb.lemma not in _SIGNING or noun is None or not comma(tokens, verb.i - 1):
            continue
        for up in (noun, *noun.ancestors()):
            if up.dep not in ("pobj", "conj", "prep"):
                break
            added = up.head if up.dep == "prep" and up.text == "to" else None
            one = added is not None and any(c.lemma in ("a", "an", "another") for c in added.by("det"))
            if added is not None and added.lemma in ADDED and one:
                attach(verb, added, "acl")
                break


_HOPES = word_set("annotate.repair_relatives.hopes")


@only_with({"whom", "which"}, {"with"}, _HOPES)
def _with_whom(tokens: Sequence[Token]) -> None:
    for prep in tokens[:-3]:
        verb = prep.head
        if prep.dep != "prep" or tokens[prep.i + 1].low not in ("whom", "which") or verb is None:
            continue
        hoped = verb.by("xcomp") if verb.dep == "relcl" and verb.lemma in _HOPES and verb.i > prep.i else []
        if hoped and prep.lemma == "with":
            attach(prep, hoped[0], "prep")


@only_with({"("})
def _bracketed(tokens: Sequence[Token]) -> None:
    for noun, mark, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if mark.text != "(" or verb.tag != "VBN" or verb.dep != "advcl" or noun.pos not in ("NOUN", "PROPN"):
            continue
        attach(verb, noun, "acl")
        attach(mark, verb, "punct")
        for other in [c for c in verb.by("advcl", "conj") if c.tag == "VBN" and c.i > verb.i]:
            attach(other, noun, "acl")
        for time in [t for t in verb.by("dobj") if of_kind(t, "Time")]:
            attach(time, verb, "npadvmod")


@only_with({"("})
def _bracketed_root(tokens: Sequence[Token]) -> None:
    """'Peru's pact with Togo (signed 1993, in force since 1994) may be hit': the clause behind is the main one."""
    root = next((t for t in tokens if t.head is None), None)
    if root is None or root.tag != "VBN" or root.i == 0 or tokens[root.i - 1].text != "(":
        return
    close = next((t.i for t in tokens[root.i :] if t.text == ")"), len(tokens))
    nouns = [n for n in root.by("nsubj", "nsubjpass") if n.i < root.i]
    main = next((c for c in root.by("conj", "ccomp", "dep") if c.i > close and c.tag.startswith("VB")), None)
    if len(nouns) != 1 or main is None or main.by(*SUBJECTS):
        return
    for child in [c for c in root.children if c is not main and (c.i > close or (c.i < root.i and c is not nouns[0]))]:
        attach(child, main, child.dep)
    attach(main, None, "ROOT")
    attach(nouns[0], main, "nsubjpass" if main.by("auxpass") else "nsubj")
    attach(root, nouns[0], "acl")
    for time in [t for t in root.by("dobj") if of_kind(t, "Time")]:
        attach(time, root, "npadvmod")


@only_with({"that"}, SIGNED, _SIGNING)
def _signed_by_two(tokens: Sequence[Token]) -> None:
    for that in tokens[2:-3]:
        subject, before = tokens[that.i + 1], tokens[that.i - 1]
        if that.text != "that" or subject.tag not in ("DT", "CD", "NNP", "NNS", "PRP") or before.text == ",":
            continue
        text = next((a for a in (before, *before.ancestors()) if a.i < that.i and a.lemma in SIGNED), None)
        verb = next((t for t in tokens[that.i + 2 :] if t.tag in FINITE or t.lemma in _SIGNING), None)
        if text is None or verb is None or verb.dep != "acl":
            continue
        whose = next((a for a in verb.ancestors() if tokens[that.i].i < a.i and a.dep in SUBJECTS), None)
        if (
            whose is None
            or verb.lemma not in _SIGNING
            or (tokens[verb.i - 1] is not whose and not comma(tokens, verb.i - 1))
        ):
            continue
        outer = whose.head
        verb.tag, that.tag = "VBD", "WDT"
        if outer is that and that.head is not None:  # 'that' was taken for a clause of its own
            for child in [c for c in that.children if c is not whose]:
                attach(child, that.head, "dobj" if child is text else child.dep)
        elif text.dep == "ROOT" and outer is not None and outer.head is text:
            attach(outer, None, "ROOT")
            attach(text, outer, "nsubj")
        attach(verb, text, "relcl")
        attach(whose, verb, "nsubj")
        attach(that, verb, "dobj")


@only_with({"whose"})
def _whose_object(tokens: Sequence[Token]) -> None:
    """'An island whose ownership Togo and Mali dispute': they dispute the ownership."""
    for noun in tokens:
        verb = noun.head
        if noun.dep != "nsubj" or verb is None or verb.dep != "relcl" or verb.by("dobj"):
            continue
        if not any(t.tag == "WP$" for t in noun.by("poss")):
            continue
        for name in noun.by("appos"):
            if may_act(name) and noun.i < name.i < verb.i and name.i == noun.i + 1:
                attach(name, verb, "nsubj")
                noun.dep = "dobj"
                break


@only_with({"both", "each", "neither"}, RELATIVE_WORDS)
def _both_subject(tokens: Sequence[Token]) -> None:
    for which, both, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        opens = which.tag == "WDT" and which.head is verb and which.dep not in SUBJECTS
        free = both.head is verb and verb.tag in FINITE and not verb.by(*SUBJECTS)
        if opens and free and both.low in ("both", "each", "neither"):
            both.dep = "nsubj"


@only_with({"what"}, _CALLS)
def _what_called(tokens: Sequence[Token]) -> None:
    for verb, what in pairwise(tokens):
        called = what.head
        while called is not None and called.head is not verb and called.head is not None:
            called = called.head
        if what.low != "what" or not verb.tag.startswith("VB") or called is None or called.head is not verb:
            continue
        inside = sorted(called.subtree(), key=lambda t: t.i)
        names = [t for t in inside if t.i > what.i and of_kind(t, "Treaty")]
        if names and {t.lemma for t in inside if what.i < t.i < names[0].i} & _CALLS:
            attach(names[0], verb, "dobj")
            attach(called, names[0], "dep")


def _taken_into(name: Token) -> list[Token]:
    """'A charge Lima called absurd': the noun with the article that was taken for a part of the name."""
    articles = [d for d in name.by("det") if d.low in ("a", "an")]
    nouns = [c for c in name.by("compound") if c.tag == "NN" and c.mention is None and c.i == name.i - 1]
    if name.mention is None or not articles or not nouns:
        return []
    attach(articles[0], nouns[0], "det")
    for child in name.by("amod"):
        attach(child, nouns[0], "amod")
    return nouns


@only_where({("ROOT", "ccomp")}, {("ROOT", "nsubj")}, {("ccomp", "nsubj")})
@only_with({",", "–", "—", "-"})
def _bare_relative(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.dep == "ROOT" and _finite(t)), None)
    subjects = [s for s in root.by("nsubj") if s.i < root.i] if root is not None else []
    if root is None or not subjects:
        return
    subject = subjects[-1]
    for told in root.by("ccomp")[:1]:
        things = [o for o in (*root.by("dobj"), *subjects[:-1]) if told.i < o.i < subject.i]
        things = things or _taken_into(subject)
        if not things or told.tag not in FINITE or not told.by("nsubj"):
            continue
        first = first_of(things[0])
        opens = tokens[first].low in ("a", "an", "something") or things[0].tag == "NNS"
        if opens and first and tokens[first - 1].text in (",", "–", "—", "-"):
            attach(told, None, "ROOT")
            attach(things[0], told, "dep")
            attach(root, things[0], "relcl")


@only_where(pairs(("advcl", "dep"), ("nsubj",)), pairs(("advcl", "dep"), ("dobj",)))
@only_with({"a", "an"}, {",", "–", "—", "-"})
def _object_before(tokens: Sequence[Token]) -> None:
    """'Togo expelled two envoys, a step Mali deplored', the last clause taken for one of time or reason."""
    for verb in tokens:
        main = verb.head
        if main is None or verb.dep not in ("advcl", "dep"):
            continue
        subjects = [s for s in verb.by("nsubj") if s.i < verb.i]
        things = [o for o in verb.by("dobj") if subjects and o.i < subjects[0].i]
        if len(things) != 1 or verb.by("mark", "advmod"):
            continue
        first = first_of(things[0])
        opens = tokens[first].low in ("a", "an") and first and tokens[first - 1].text in (",", "–", "—", "-")
        if opens and main.i < first and _finite(verb):
            attach(things[0], main, "dep")
            attach(verb, things[0], "relcl")


@only_where({("ccomp", "nsubj")})
@only_with(COMMAS, {"the", "a", "an"}, {"its", "his", "her", "their"})
def _whose_made(tokens: Sequence[Token]) -> None:
    """'The cabinet, wary of the pact, the treaty its predecessor signed, says': it says so, and another signed."""
    for verb in tokens:
        main, subjects = verb.head, verb.by("nsubj")
        if verb.dep != "ccomp" or main is None or main.i < verb.i or len(subjects) != _TWO or main.by(*SUBJECTS):
            continue
        who, thing = sorted(subjects, key=lambda s: s.i)
        first = first_of(thing)
        owner = next((c for c in thing.by("appos") if c.i > thing.i and first_of(c) == thing.i + 1), None)
        if owner is None or not owner.by("poss") or verb.by("dobj") or not comma(tokens, first - 1) or first < _TWO:
            continue
        attach(who, main, "nsubj")
        attach(thing, tokens[first - 2], "appos")
        attach(verb, thing, "relcl")
        attach(owner, verb, "nsubj")


def _finite(verb: Token) -> bool:
    """'Denies', 'has denied'."""
    return verb.tag in FINITE or (verb.tag == "VBN" and any(a.tag in FINITE for a in verb.by("aux")))


_CHARGES = word_set("annotate.repair_relatives.charges")
_REBUTS = word_set("annotate.repair_relatives.rebuts")


@only_with(_CHARGES, {"that"}, _REBUTS)
def _charges_that(tokens: Sequence[Token]) -> None:
    for word, that in pairwise(tokens):
        if word.text not in _CHARGES or word.tag not in ("VBZ", "NNS"):
            continue
        verb = next((c for c in word.by("ccomp") if c.lemma in _REBUTS and not c.by("dobj")), None)
        plain = that.text == "that" and that.head is verb
        above = word.head
        if verb is None or not plain or above is None or not comma(tokens, word.i - 1) or word.by(*SUBJECTS):
            continue
        word.tag, word.pos, word.lemma = "NNS", "NOUN", word.text[:-1]
        attach(word, above, "dep")
        attach(verb, word, "relcl")
        attach(that, verb, "dobj")
        that.tag = "WDT"


_CHARGE = word_set("annotate.repair_relatives.charge")


@only_with(_CHARGE, _REBUTS)
def _charge_rebuts(tokens: Sequence[Token]) -> None:
    """'Accused Togo of it, a charge Lome rejects': what stands behind who denies it is a verb, and no plural."""
    for noun, name, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        rebuts = verb.tag in ("NNS", "NNP", "NNPS") and verb.lemma.lower() in _REBUTS and verb.text.endswith("s")
        told = noun.lemma in _CHARGE and noun.mention is None and may_act(name) and name.head is verb
        above = verb.head
        if not rebuts or not told or above is None or above.i > noun.i:
            continue
        inside = noun.head is verb  # 'a charge Lome rejects' as one noun
        if not inside and not comma(tokens, first_of(noun) - 1):
            continue
        verb.tag, verb.pos = "VBZ", "VERB"
        if noun.head is verb and above is not None:
            attach(noun, above, "dep")
        attach(verb, noun, "relcl")
        attach(name, verb, "nsubj")
        for word in [c for c in verb.children if c.i < noun.i]:
            attach(word, noun, word.dep)


_SUMS_UP = _CHARGE | word_set("annotate.repair_relatives.sums_up")
"""What a clause is called by the noun that sums it up."""
_ANSWERS = _REBUTS | word_set("annotate.repair_relatives.answers")


@only_with(_SUMS_UP, {"that"}, _ANSWERS)
def _sums_up(tokens: Sequence[Token]) -> None:
    """'Would pay if Togo paid, a condition that Lome turned down': what was said is summed up by the narrator."""
    for noun, that in pairwise(tokens):
        verb, first = that.head, first_of(noun)
        if noun.lemma not in _SUMS_UP or that.text != "that" or that.dep != "mark" or verb is None:
            continue
        parted = comma(tokens, first - 1) and tokens[first].low in ("a", "an")
        told = verb.lemma in _ANSWERS and (verb.lemma != "turn" or any(p.text == "down" for p in verb.by("prt")))
        if not parted or not told or not verb.by("nsubj") or verb.by("dobj", "ccomp", "xcomp", "auxpass"):
            continue
        main = next((t for t in tokens if t.dep == "ROOT" and t.i < first), None)
        if main is None:
            continue
        verb.tag = finite_tag(verb) if verb.by("aux") else "VBD"
        attach(verb, noun, "relcl")
        attach(noun, main, "dep")
        attach(that, verb, "dobj")
        that.tag = "WDT"


_BRING = word_set("annotate.repair_relatives.bring")
"""Verbs that need an object, for which 'that' stands before them."""


@only_with({"that"}, _BRING)
def _brought_thing(tokens: Sequence[Token]) -> None:
    for noun, that in pairwise(tokens):
        verb = that.head
        opens = that.text == "that" and that.dep == "mark" and verb is not None and verb.dep == "acl"
        if not opens or verb is None or verb.head is not noun or verb.lemma not in _BRING or not verb.by("nsubj"):
            continue
        if noun.pos == "NOUN" and not verb.by("dobj", "ccomp", "xcomp", "auxpass"):
            attach(verb, noun, "relcl")
            attach(that, verb, "dobj")
            that.tag = "WDT"


@only_with(RELATIVE_WORDS)
def _which_apposed(tokens: Sequence[Token]) -> None:
    for which in tokens:
        noun = which.head
        if which.tag != "WDT" or which.dep not in ("appos", "dep") or noun is None or noun.i > which.i:
            continue
        for subject in which.by("nsubj"):
            for verb in [v for v in subject.by("acl") if v.tag == "VBN" and v.i > subject.i and not v.by("agent")]:
                attach(verb, noun, "relcl")
                attach(which, verb, "dobj")
                attach(subject, verb, "nsubj")
                verb.tag = "VBD"
                break


@only_where(pairs(("advcl", "conj"), ("VBG",)), {("pcomp", "VBG")})
@only_with({",", "–", "-", "—", ")"})
def _outcome(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        above = verb.head
        if verb.tag != "VBG" or verb.dep not in ("conj", "advcl") or not comma(tokens, verb.i - 1) or above is None:
            continue
        inside = above.tag == "VBG" and above.dep == "pcomp" and not verb.by(*SUBJECTS, "mark")
        clause = next((c for t in above.by("dobj") for c in t.by("relcl") if c.tag in FINITE), None)
        if inside and clause is not None and last_of(clause) == verb.i - 2:
            attach(verb, clause, "advcl")


_WATERS = frozenset({"Bay", "Gulf", "Lake", "Ocean", "River", "Sea", "Strait"})


@only_with({"a", "an"}, {"in", "on", "off"})
def _in_waters(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        water = verb.head
        prep = water.head if water is not None and water.dep == "pobj" else None
        noun = prep.head if prep is not None and prep.lemma in ("in", "on", "off") else None
        while noun is not None and noun.dep == "pobj" and noun.head is not None and noun.head.lemma == "of":
            noun = noun.head.head  # 'a strip of land'
        if verb.dep != "relcl" or water is None or noun is None or noun.mention is not None:
            continue
        wet = water.mention.kind in _WATERS if water.mention is not None else water.lemma.title() in _WATERS
        if wet and any(c.low in ("a", "an") for c in noun.by("det")):
            attach(verb, noun, "relcl")


@only_with({"himself", "herself", "itself", "themselves"}, {"which", "who"})
def _himself(tokens: Sequence[Token]) -> None:
    """'Roe ousted Doe, who had himself ousted Poe': Doe ousted Poe, and 'himself' only stresses that."""
    for own in tokens[4:]:
        verb = own.head
        who = tokens[own.i - 2]
        if verb is None or own.dep != "nsubj" or own.low not in _SELVES or verb.i < own.i:
            continue
        before = tokens[own.i - 4]
        named = before.mention is not None or before.tag == "NNP"
        if who.low not in ("which", "who") or tokens[own.i - 3].text != "," or not named:
            continue
        attach(own, verb, "npadvmod")
        attach(who, verb, "nsubj")
        attach(verb, before, "relcl")


@only_with({"whose"})
def _whose_clause(tokens: Sequence[Token]) -> None:
    """'They belong to the Community (CAN), whose council has met': a clause on the noun before it, no second one."""
    for whose in tokens[2:-2]:
        thing = whose.head if whose.tag == "WP$" and tokens[whose.i - 1].text == "," else None
        verb = thing.head if thing is not None and thing.dep in SUBJECTS else None
        if verb is None or verb.dep not in ("conj", "dep", "parataxis") or verb.by("cc") or verb.i < whose.i:
            continue
        last = tokens[whose.i - 2]
        while last.text in (")", "]") or (last.dep == "appos" and last.i and tokens[last.i - 1].text in ("(", "[")):
            if last.head is None or last.head.i > last.i:
                break
            last = last.head
        if last.tag in NOUNS and last is not verb and verb not in last.ancestors():
            attach(verb, last, "relcl")


@only_with({"whose"})
def _whose_of_last(tokens: Sequence[Token]) -> None:
    """'Roe and his colleague, Doe, whose troops guard it': Doe's."""
    for whose in tokens[2:]:
        thing = whose.head if whose.tag == "WP$" else None
        verb = thing.head if thing is not None and thing.dep in SUBJECTS else None
        first = verb.head if verb is not None and verb.dep == "relcl" else None
        last = tokens[whose.i - 1] if tokens[whose.i - 1].text != "," else tokens[whose.i - 2]
        both = first is not None and last.dep == "conj" and last.head is first
        if verb is not None and both and of_kind(last, "Person") and of_kind(last.head or last, "Person"):
            attach(verb, last, "relcl")


@only_with({"which"})
def _of_last(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        first = verb.head
        if verb.dep != "relcl" or first is None or not first.by("conj"):
            continue
        which = next((s for s in verb.by("nsubj", "nsubjpass") if s.low == "which"), None)
        finite = [verb, *verb.by("aux", "auxpass")]
        if which is None or not any(t.tag == "VBZ" for t in finite) or any(t.tag == "VBP" for t in finite):
            continue
        last = first
        while any(c.i < which.i for c in last.by("conj")):
            last = next(c for c in last.by("conj") if c.i < which.i)
        if last is not first and which.i - last.i <= _TWO:
            attach(verb, last, "relcl")


_TWO = 2
_SELVES = word_set("annotate.repair_relatives.selves")


@only_with({"that"}, {"and", "or"})
def _that_again(tokens: Sequence[Token]) -> None:
    for that in tokens:
        verb = that.head
        first = verb.head if verb is not None and verb.dep == "conj" else None
        if that.dep != "mark" or that.low != "that" or verb is None or first is None or first.dep != "relcl":
            continue
        said_of = any(o.tag == "WDT" for o in first.by("dobj"))
        if said_of and verb.by("nsubj") and not verb.by("dobj", "ccomp", "xcomp", "auxpass"):
            that.dep, that.tag, that.pos = "dobj", "WDT", "PRON"


@only_with({"that", "which"}, {","})
def _that_did(tokens: Sequence[Token]) -> None:
    for that in tokens[2:-3]:
        name, word, main = tokens[that.i - 2], tokens[that.i + 1], that.head
        if (
            that.text not in ("that", "which")
            or that.dep not in SUBJECTS
            or main is None
            or not comma(tokens, that.i - 1)
        ):
            continue
        third = word.head
        if name.head is not main or name.dep != "nsubj" or not may_act(name) or third is None or third.head is not main:
            continue
        if word.dep == "amod" and word.text.endswith("ed") and third.dep == "nsubj" and comma(tokens, main.i - 1):
            word.tag, word.pos = "VBD", "VERB"
            behind = [c for c in main.children if third.i < c.i < main.i and c.dep in ("prep", "npadvmod", "advmod")]
            attach(word, name, "relcl")
            for part, dep in ((that, "nsubj"), (third, "dobj"), *((c, c.dep) for c in behind)):
                attach(part, word, dep)


_GIVES = word_set("annotate.repair_relatives.gives")
"""Verbs of two objects, so that one of their own leaves room for 'that'."""


@only_with({"that", "which"}, {"and", "but"})
def _own_object(tokens: Sequence[Token]) -> None:
    """'Thanked it for the wheat that it gave and praised Roe': a verb with an object of its own is the main one's."""
    for verb in tokens:
        first = verb.head if verb.dep == "conj" and verb.tag == "VBD" else None
        noun = first.head if first is not None and first.dep == "relcl" and first.tag == "VBD" else None
        if first is None or noun is None or verb.lemma in _GIVES or not verb.by("dobj") or verb.by("nsubj", "aux"):
            continue
        that = any(o.low in ("that", "which") for o in first.by("dobj"))
        main = next((a for a in noun.ancestors() if a.tag == "VBD" and a.by("nsubj")), None)
        if that and main is not None and main.i < noun.i and tokens[verb.i - 1].dep in ("cc", "advmod"):
            attach(verb, main, "conj")


@only_with({"which"}, {"belong"})
def _who_belong(tokens: Sequence[Token]) -> None:
    """'The bloc to which Togo, Mali and Chad belong': the names are the subject, and the last word is a verb."""
    for prep, which, name in zip(tokens, tokens[1:], tokens[2:], strict=False):
        verb = next((t for t in tokens[name.i :] if t.text == "belong"), None)
        if prep.low != "to" or which.text != "which" or verb is None or not may_act(name):
            continue
        main, noun = prep.head, tokens[prep.i - 1] if prep.i else prep
        noun = tokens[prep.i - 2] if noun.text == "," and prep.i > 1 else noun
        if main is verb and name.head is prep:
            verb.dep = "relcl"
        elif main is not None and main is name.head and main.head is noun and verb.i < main.i and noun.dep == "ROOT":
            attach(verb, noun, "relcl")  # 'the bloc, to which Togo and Chad belong, met'
            attach(main, None, "ROOT")
            attach(noun, main, "nsubj")
        else:
            continue
        verb.tag, verb.pos = "VBP", "VERB"
        attach(name, verb, "nsubj")
        attach(prep, verb, "prep")


@only_where(pairs(("conj",), FINITE))
@only_with({"and", "or"})
def _of_both_verbs(tokens: Sequence[Token]) -> None:
    """'Left after Togo fired on and seized two boats': what ends in 'on' shares the object of the verb behind 'and'."""
    for stranded, both, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        first = stranded.head if stranded.dep in ("prep", "prt") and both.dep == "cc" else None
        if first is None or first.i != stranded.i - 1 or stranded.by("pobj", "pcomp") or first.by("dobj"):
            continue
        apart = verb.dep == "conj" and verb.head is not first and verb.tag == first.tag and first.tag in FINITE
        if apart and verb.by("dobj") and not verb.by("nsubj", "aux"):
            attach(verb, first, "conj")
            attach(both, first, "cc")


_PEOPLE = word_set("annotate.repair_relatives.people")


@only_with({"who", "whom", "whose"}, {"of"}, _PEOPLE)
def _people_who(tokens: Sequence[Token]) -> None:
    for noun, who in pairwise(tokens):
        clause = next((a for a in (who, *who.ancestors()) if a.dep == "relcl"), None)
        if not who.tag.startswith("WP") or noun.lemma not in _PEOPLE or clause is None or noun.dep != "pobj":
            continue
        prep = noun.head
        if prep is not None and prep.lemma == "of" and prep.head is clause.head:
            attach(clause, noun, "relcl")


@only_with({"then"}, {"on", "in", "at"}, {","})
def _then_on_a_trip(tokens: Sequence[Token]) -> None:
    for name, sign, then, prep in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        if then.text != "then" or sign.text != "," or not of_kind(name, "Person") or prep.dep != "prep":
            continue
        if name.dep in ("dobj", "pobj") and prep.head is then.head and comma(tokens, last_of(prep) + 1):
            attach(prep, name, "prep")
            attach(then, prep, "advmod")


@only_with({"which", "whom"})
def _of_outer_verb(tokens: Sequence[Token]) -> None:
    """'The envoy whom Togo summoned to hear its protest': he was summoned; what was heard is the protest."""
    for whom in tokens:
        inner = whom.head if whom.dep == "dobj" and whom.low in ("which", "whom") else None
        outer = inner.head if inner is not None and inner.dep in ("xcomp", "advcl") else None
        if inner is None or outer is None or outer.dep != "relcl" or not whom.i < outer.i < inner.i:
            continue
        if any(o is not whom and o.i > inner.i for o in inner.by("dobj")) and not outer.by("dobj", "auxpass"):
            attach(whom, outer, "dobj")


_MEASURES = word_set("annotate.repair_relatives.measures")
_LAYS = word_set("annotate.repair_relatives.lays")
"""What is done with a measure, and never with the goods or the state that it hits."""


@only_with(_MEASURES, {"that", "which"}, _LAYS)
def laid_measure(tokens: Sequence[Token]) -> None:
    """'The duties on Chilean wine that Peru *imposed*': the duties were imposed, not the wine."""
    for verb in tokens:
        which = next((t for t in verb.by("dobj") if t.low in ("that", "which")), None)
        if which is None or verb.lemma not in _LAYS or verb.dep not in ("acl", "ccomp", "relcl") or not which.i:
            continue
        goods = tokens[which.i - 1] if verb.dep == "ccomp" else verb.head
        prep = goods.head if goods is not None and goods.dep == "pobj" else None
        upon = prep is not None and prep.i > 0 and prep.lemma in ("against", "on", "upon")
        noun = tokens[prep.i - 1] if prep is not None and upon else None
        if prep is not None and noun is not None and noun.lemma in _MEASURES and noun.mention is None:
            attach(prep, noun, "prep")
            attach(verb, noun, "relcl")
            which.tag = "WDT"


RELATIVES: Sequence[Repair] = (
    _of_outer_verb,
    _that_again,
    _that_did,
    _people_who,
    _own_object,
    _who_belong,
    _of_both_verbs,
    _then_on_a_trip,
    _charged_deed,
    _named_verb,
    _relative_phrase,
    _later_time,
    _inner_time,
    _as_clause,
    _object_relative,
    _passive_main,
    _plural_verb,
    _plain_verb,
    _plural_clause,
    _singular_clause,
    _aside_until,
    _not_of_day,
    _signed_text,
    _inverted_had,
    _inverted_root,
    _signed_protocol,
    _with_whom,
    _bracketed,
    _bracketed_root,
    _signed_by_two,
    _both_subject,
    _whose_object,
    _what_called,
    _bare_relative,
    _object_before,
    _charges_that,
    _charge_rebuts,
    _sums_up,
    _whose_made,
    _brought_thing,
    _which_apposed,
    _outcome,
    _in_waters,
    _of_last,
    _himself,
    _whose_clause,
    _whose_of_last,
    _first_agreed,
    _who_behind,
)
"""The repairs in their order."""
