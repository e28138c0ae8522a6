"""Subjects and objects that the statistical parser loses where an aside, a year or a lead-in stands before them.

* 'At Chad's request, Togo and Benin sent troops': both did, the request is what they answered.
* 'Imposed in 2020 sanctions on two men': the sanctions are the object.
* 'In 2020 Mali, Togo and Chad signed it': Mali is the first of those who did.
* 'Since Brexit the United Kingdom has left it': the land is the subject.
* 'It has 30 parties, among them Togo and Chad': the two are among the parties.
* 'After Togo had at last ratified it': 'at last' is no verb.
* 'Togo and Mali are, let us recall, allies': allies is what they are.
* 'Gave the Malian army four trucks': the army gets the trucks.
* 'Declared Roe, Paz and Cruz undesirable persons': so the three are called.
* 'Ms Roe, having received him on Monday, said': she did both.
* 'Protested when Togo shut the border, accusing it of spite': whoever protested accuses it.
* 'A letter to the Council accusing Togo': the letter does, not the Council.
* 'Chad's claim to the strip, which Togo rejects': the claim is rejected.
* 'Signed with what was then Chad': signed with Chad.
* 'Togo backs, Mali's anger notwithstanding, the bid of Chad': the bid is backed, and not the anger.
* 'Roe, for ten years the foreign minister of Togo, left': Roe left, and was the minister.
* 'Accused Mali of theft for having taken two boats': Mali took them.
* 'Left after Lima, accusing Mali of theft, had cut ties': Lima cut them, and accuses Mali.
* 'Hails a "breakthrough": Ana Roe, joint statement': whoever is named behind the quoted word says it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.annotate.mending import Repair, only_where, only_with, pairs
from kg.annotate.repair_clauses import ADDRESS
from kg.annotate.tree import (
    COMMAS,
    FINITE,
    LOOSE,
    NOUNS,
    SUBJECTS,
    attach,
    comma,
    first_of,
    last_of,
    make_clause,
    may_act,
    of_kind,
)
from kg.core.annotated import Token
from kg.core.words import word_set

_LETTERS = word_set("annotate.repair_asides.letters")
"""What is sent to somebody, and in it somebody is asked or accused."""
REACTS = ADDRESS | word_set("annotate.repair_asides.reacts")
"""What is done by words about an act that the clause below tells."""
_TELLING = ADDRESS | word_set("annotate.repair_asides.telling")
_CLAIMS = word_set("annotate.repair_asides.claims")
_REJECTS = word_set("annotate.repair_asides.rejects")
_ENDS = frozenset({",", ".", ";", "–", "—", ")", "!", "?"})
MARKS = word_set("annotate.repair_asides.marks")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_GIVES = word_set("annotate.repair_asides.gives")
"""Verbs of two objects."""
_UNWANTED = word_set("annotate.repair_asides.unwanted")
_QUOTES = frozenset({'"', "''", "\u201d", "\u2019"})


@only_where(pairs(("nsubj", "pobj"), ("appos",)), pairs(("nsubj", "pobj"), ("NN",)))
@only_with({","})
def _behind_lead_in(tokens: Sequence[Token]) -> None:
    """'At Chad's request, Togo and Benin sent troops': the names behind the comma are the subject."""
    for noun in tokens:
        if noun.tag != "NN" or noun.mention is not None or noun.dep not in ("nsubj", "pobj"):
            continue
        names = [t for t in noun.by("appos") if may_act(t) and comma(tokens, t.i - 1)]
        if len(names) != 1:
            continue
        first = first_of(noun)
        if noun.dep == "nsubj":
            prep = tokens[first - 1] if first else None
            if prep is None or prep.dep != "prep" or prep.by("pobj", "pcomp") or prep.head is not noun.head:
                continue
            attach(names[0], noun.head, "nsubj")
            attach(noun, prep, "pobj")
        else:
            _first_of_row(tokens, noun, names[0])


def _first_of_row(tokens: Sequence[Token], noun: Token, name: Token) -> None:
    """'At Chad's request, Togo, Benin and Mali sent troops': Togo is the first of those who did."""
    prep = noun.head
    verb = prep.head if prep is not None and prep.dep == "prep" else None
    rest = next((s for s in verb.by("nsubj") if s.i > name.i), None) if verb is not None else None
    row = rest is not None and may_act(rest) and any(c.i > rest.i for c in rest.by("conj"))
    if rest is not None and row and first_of(rest) == name.i + 2 and comma(tokens, name.i + 1):
        attach(name, verb, "nsubj")
        attach(rest, name, "conj")


@only_with({"in"})
def _behind_year(tokens: Sequence[Token]) -> None:
    """'Imposed in 2020 sanctions on two men': the year is no part of what was imposed."""
    for prep, year in pairwise(tokens):
        noun = year.head if prep.low == "in" and _YEAR.fullmatch(year.text) else None
        verb = prep.head
        if noun is None or verb is None or noun.head is not prep or noun.i <= year.i or noun.tag not in ("NN", "NNS"):
            continue
        done = verb.tag in (*FINITE, "VBN") and verb.by("nsubj") and not verb.by("dobj", "ccomp", "xcomp", "auxpass")
        if done and verb.i < prep.i and noun.mention is None:
            attach(noun, verb, "dobj")
            attach(year, prep, "pobj")


@only_with({"on"}, {"off"}, {"and"})
def _on_and_off(tokens: Sequence[Token]) -> None:
    """'Have been negotiating, on and off, since 2015': that is how they do it, and since when they do."""
    for one, other in zip(tokens[2:], tokens[4:], strict=False):
        if {one.low, other.low} != {"on", "off"} or tokens[one.i + 1].low != "and":
            continue
        verb = tokens[one.i - 1]
        while verb.i and (verb.text == "," or verb.tag == "RB"):
            verb = tokens[verb.i - 1]
        if not verb.tag.startswith("VB") or one.by("pobj") or other.by("pobj"):
            continue
        attach(one, verb, "advmod")
        attach(other, one, "conj")
        since = next((t for t in tokens[other.i + 1 : other.i + 3] if t.lemma.lower() in ("since", "for")), None)
        if since is not None and since.dep == "prep" and since.by("pobj"):
            attach(since, verb, "prep")


@only_where({"Time"}, {("nsubj", "conj")})
@only_with({"during", "in", "on", "since"})
def _first_behind_time(tokens: Sequence[Token]) -> None:
    """'In 2020 Mali, Togo and Chad signed it': behind the time stands the first of the subjects."""
    for time, name in pairwise(tokens):
        prep = time.head
        verb = prep.head if prep is not None and prep.dep == "prep" and of_kind(time, "Time") else None
        if verb is None or name.head is not prep or name.dep not in ("pobj", "appos") or not may_act(name):
            continue
        rest = next((s for s in verb.by("nsubj") if s.i > name.i), None)
        sign = tokens[name.i + 1] if name.i + 1 < len(tokens) else name
        if rest is None or not may_act(rest) or not rest.by("conj") or sign.text != "," or first_of(rest) != name.i + 2:
            continue
        attach(name, verb, "nsubj")
        attach(rest, name, "conj")


@only_with({"after", "before", "since", "until"}, {"the"})
def _behind_event(tokens: Sequence[Token]) -> None:
    """'Since Brexit the United Kingdom has left it': the land behind the time is the subject, no other name of it."""
    word, noun = (tokens[0], tokens[1]) if len(tokens) > len(("Since", "Brexit", "the")) else (None, None)
    verb = noun.head if noun is not None and noun.dep == "nsubj" else None
    if word is None or noun is None or verb is None or word.head is not verb or word.dep not in ("mark", "prep"):
        return
    name = next((a for a in noun.by("appos") if may_act(a) and a.i == noun.i + 2), None)
    if name is not None and tokens[name.i - 1].low == "the" and noun.mention is None:
        attach(name, verb, "nsubj")
        word.dep = "prep"
        attach(noun, word, "pobj")


@only_with({"among"}, {"them"})
def _among_them(tokens: Sequence[Token]) -> None:
    """'It has 30 parties, among them Togo and Chad': the two are named as examples of the noun before, or, in 'twelve
    states signed it in Lome, among them Togo', of the many who act.
    """
    for noun, sign, among, them, name in zip(tokens, tokens[1:], tokens[2:], tokens[3:], tokens[4:], strict=False):
        if among.text != "among" or them.text != "them" or sign.text != "," or not may_act(name):
            continue
        if noun.tag in ("NNS", "NNPS"):
            if name.head is noun.head and name.dep in ("dep", "npadvmod", "appos", "conj", "ccomp"):
                attach(name, noun, "appos")
                attach(among, name, "prep")
        elif (many := _many_who_act(noun)) is not None and name.head is not many and many is not name:
            attach(name, many, "appos")
            attach(among, name, "prep")


@only_with({"among", "included"}, {","})
def _of_whom_some(tokens: Sequence[Token]) -> None:
    """'Twelve states recognise Taiwan, *Palau and Haiti among them*': they are of the twelve, and recognise it."""
    for name, among, them in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if not (among.text == "among" and them.text == "them") and among.text != "included":
            continue
        first = name.first_of_row()
        if first is name or not (may_act(name) and may_act(first)) or first.dep not in ("dobj", "pobj"):
            continue
        second = next((c for c in first.by("conj") if any(p.text == "," for p in tokens[first.i + 1 : c.i])), None)
        many = _many_who_act(first)
        if second is None or many is None or first.by("cc") or (among.text == "included" and among.by("nsubjpass")):
            continue
        attach(among, name, "prep" if among.text == "among" else "acl")
        for state in second.row():
            attach(state, many, "appos")


def _many_who_act(token: Token) -> Token | None:
    """'*Twelve states* signed it in Lome', 'it was signed by *twelve states* in Lome'."""
    verb = next((a for a in (token, *token.ancestors()) if a.tag.startswith("VB")), None)
    if verb is None:
        return None
    acting = [*verb.by("nsubj"), *(t for p in verb.by("agent") for t in p.by("pobj"))]
    several = [t for t in acting if t.tag == "NNS" and t.mention is None and t.lemma in _SEVERAL and t.i < token.i]
    return several[0] if len(several) == 1 else None


_SEVERAL = word_set("annotate.repair_asides.several")


_OF_EACH_OTHER = word_set("annotate.repair_asides.of_each_other")


@only_with(_OF_EACH_OTHER, {","})
def _both_apposed(tokens: Sequence[Token]) -> None:
    """'A and B, *allies* since 1994, sent troops': what the two are, and no third one."""
    for noun in tokens[3:]:
        first = noun.first_of_row()
        if noun.text not in _OF_EACH_OTHER or noun.dep != "conj" or first.mention is None or first.dep != "nsubj":
            continue
        last = max(t.i for t in noun.subtree() if t.dep != "punct")
        if comma(tokens, noun.i - 1) and comma(tokens, last + 1) and not noun.by("cc"):
            attach(noun, first, "appos")


@only_with({"had", "has", "have"}, {"at"}, {"last", "least", "once"})
def _at_last(tokens: Sequence[Token]) -> None:
    """'After Togo had at last ratified it': who ratified it is Togo, the words between say when."""
    for helper, at, last, verb in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        wrong = at.text == "at" and helper.head is last and verb.tag in ("VBD", "VBN") and helper.lemma == "have"
        above, dep = (last.head, last.dep) if last.head is not verb else (verb.head, "advcl")
        if not wrong or above is None:
            continue
        for part in [c for c in last.children if c is not verb and c is not at]:
            attach(part, verb, "aux" if part is helper else part.dep)
        attach(verb, above, dep)
        attach(at, verb, "prep")
        attach(last, at, "pobj")
        verb.tag, last.tag, last.pos = "VBN", "JJ", "ADJ"


@only_with({"am", "are", "is", "was", "were"}, {","})
def _behind_remark(tokens: Sequence[Token]) -> None:
    """'Togo and Mali are, let us recall, allies': what stands behind the remark is said of the two."""
    for be in tokens:
        if be.lemma != "be" or not comma(tokens, be.i + 1) or be.by("attr", "acomp", "oprd", "prep", "cc", "auxpass"):
            continue
        behind = [c for c in be.by("conj", "npadvmod") if c.i > be.i and comma(tokens, first_of(c) - 1)]
        said = [c for c in behind if c.tag in ("NN", "NNS", "JJ") and c.mention is None]
        if len(said) == 1 and be.by("nsubj"):
            attach(said[0], be, "acomp" if said[0].tag == "JJ" else "attr")


@only_with(_GIVES)
def _second_object(tokens: Sequence[Token]) -> None:
    """'Gave the Malian army four trucks': what stands right behind whoever gets it, with a number, is given."""
    for number, thing in ((c, t) for t in tokens if t.dep == "appos" and t.tag == "NNS" for c in t.by("nummod")):
        taker = thing.head
        verb = taker.head if taker is not None and taker.dep in ("dative", "dobj") else None
        if verb is None or taker is None or verb.lemma not in _GIVES or thing.mention is not None:
            continue
        beside = number.i == taker.i + 1 and first_of(thing) == number.i and verb.i < taker.i
        if beside and not any(o is not taker for o in verb.by("dobj")):
            attach(taker, verb, "dative")
            attach(thing, verb, "dobj")


@only_with(_GIVES, COMMAS)
def _object_behind_aside(tokens: Sequence[Token]) -> None:
    """'Gave Chad, its old neighbour, four trucks': what stands behind the aside, with a number or article, is given."""
    for thing in tokens:
        if (
            thing.tag not in ("NN", "NNS")
            or thing.mention is not None
            or thing.dep not in ("appos", "conj", "npadvmod")
        ):
            continue
        first = first_of(thing)
        opened = tokens[first].tag in ("CD", "DT") and comma(tokens, first - 1) and not thing.by("cc")
        taker = next((a for a in thing.ancestors() if a.dep in ("dobj", "dative") and may_act(a)), None)
        verb = taker.head if taker is not None else None
        if not opened or verb is None or taker is None or verb.lemma not in _GIVES or not comma(tokens, taker.i + 1):
            continue
        if any(o is not taker for o in verb.by("dobj")) or tokens[first].low in ("the", "this", "that"):
            continue
        attach(taker, verb, "dative")
        attach(thing, verb, "dobj")


@only_with(_UNWANTED, {"declare", "proclaim"})
def _unwanted(tokens: Sequence[Token]) -> None:
    """'Declared Roe, Paz and the deputy Juan Cruz undesirable persons': so all of them are called."""
    for name, word, people in zip(tokens, tokens[1:], tokens[2:], strict=False):
        last = people.head
        if word.low not in _UNWANTED or people.tag != "NNS" or name.head is not people or last is None:
            continue
        verb = next((a for a in last.ancestors() if a.lemma in ("declare", "proclaim")), None)
        if verb is None or people.dep not in ("appos", "conj") or not may_act(name):
            continue
        attach(people, verb, "oprd")
        attach(name, last, "appos")


@only_with({"having"})
def _having_done(tokens: Sequence[Token]) -> None:
    """'Ms Roe, having received him, said': she is the subject of what she said."""
    for having in tokens:
        done = having.head if having.low == "having" and having.dep == "aux" else None
        subject = next((s for s in done.by("nsubj") if s.i < having.i), None) if done is not None else None
        if done is None or subject is None or not comma(tokens, having.i - 1) or not may_act(subject):
            continue
        later = (t for t in tokens[done.i :] if t.tag in FINITE and t.dep in LOOSE and t.head is done.head)
        main = next((t for t in later if not t.by(*SUBJECTS) and comma(tokens, t.i - 1)), None)
        if main is not None:
            attach(subject, main, "nsubj")
            attach(done, main, "advcl")


@only_with({","})
def _told_of_act(tokens: Sequence[Token]) -> None:
    """'Protested when Togo shut the border, accusing it': whoever protested accuses."""
    for saying in tokens:
        if saying.tag != "VBG" or saying.dep not in ("advcl", "dep") or saying.lemma not in _TELLING:
            continue
        act = saying.head
        above = act.head if act is not None and act.dep == "advcl" and act.i < saying.i else None
        marked = act is not None and any(m.lemma in MARKS for m in act.by("mark", "advmod"))
        if above is None or not marked or above.i > saying.i or not comma(tokens, first_of(saying) - 1):
            continue
        if above.lemma in REACTS and above.by("nsubj"):
            attach(saying, above, "advcl")


@only_with(_LETTERS)
def _in_letter(tokens: Sequence[Token]) -> None:
    """'A letter to the Council accusing Togo': the letter accuses it."""
    for saying in tokens:
        reader = saying.head if saying.dep == "acl" and saying.tag == "VBG" and saying.lemma in ADDRESS else None
        to = reader.head if reader is not None and reader.dep == "pobj" else None
        letter = to.head if to is not None and to.lemma == "to" else None
        if letter is not None and letter.lemma in _LETTERS:
            attach(saying, letter, "acl")


@only_with({":"})
def _behind_quoted(tokens: Sequence[Token]) -> None:
    """'Hails a "breakthrough": Ana Roe': she says it, the breakthrough is not she."""
    for colon in tokens[1:-1]:
        if colon.text != ":" or tokens[colon.i - 1].text not in _QUOTES:
            continue
        for name in tokens[colon.i + 1 :]:
            said = name.head
            verb = said.head if said is not None and said.dep == "dobj" and said.i < colon.i else None
            if verb is not None and name.dep == "appos" and name.tag in NOUNS and name.mention is not None:
                attach(name, verb, "dep")


@only_with({"which", "whom"})
def _verb_of_relative(tokens: Sequence[Token]) -> None:
    """'The claim, which Togo rejects, is old': behind the name that ends the clause stands its verb, no noun."""
    for name, verb in pairwise(tokens):
        end = tokens[verb.i + 1].text if verb.i + 1 < len(tokens) else "."
        if verb.tag != "NNS" or verb.mention is not None or not may_act(name) or end not in _ENDS:
            continue
        first = name.i
        while first and tokens[first - 1].tag in ("DT", "JJ", "NNP"):
            first -= 1
        which = tokens[first - 1] if first else name
        noun = tokens[first - 3] if first > 2 and comma(tokens, first - 2) else name
        if which.low not in ("which", "whom") or noun.tag not in NOUNS:
            continue
        verb.tag, verb.pos, name.tag, name.pos = "VBZ", "VERB", "NNP", "PROPN"
        attach(verb, None, "relcl")
        attach(name, None, "nsubj")
        attach(which, verb, "dobj")
        for part in tokens[first : name.i]:
            attach(part, name, "det" if part.tag == "DT" else "compound")
        attach(name, verb, "nsubj")
        attach(verb, noun, "relcl")


@only_with(_CLAIMS, {"which"})
def _rejected_claim(tokens: Sequence[Token]) -> None:
    """'Chad's claim to the strip, which Togo rejects': the claim is rejected, not the strip."""
    for verb in tokens:
        land = verb.head if verb.dep == "relcl" and verb.lemma in _REJECTS else None
        prep = land.head if land is not None and land.dep == "pobj" else None
        claim = tokens[prep.i - 1] if prep is not None and prep.lemma in ("of", "on", "over", "to") else None
        which = any(t.low == "which" for t in verb.by("dobj", "nsubjpass"))
        if claim is not None and claim.lemma in _CLAIMS and which and comma(tokens, first_of(verb) - 1):
            attach(verb, claim, "relcl")


@only_with({"what"}, {"is", "was"})
def _what_was(tokens: Sequence[Token]) -> None:
    """'Signed with what was then Chad', 'fought in what is now Togo': with Chad, in Togo."""
    for verb in tokens:
        prep = verb.head if verb.lemma == "be" and verb.dep in ("pcomp", "pobj") else None
        what = [t for t in verb.by("nsubj", "attr") if t.low == "what"]
        names = [t for t in verb.by("attr", "nsubj") if t.mention is not None]
        if prep is None or prep.dep not in ("prep", "agent") or len(what) != 1 or len(names) != 1:
            continue
        attach(names[0], prep, "pobj")
        attach(verb, names[0], "dep")


@only_with({"notwithstanding"})
def _notwithstanding(tokens: Sequence[Token]) -> None:
    for word in tokens[2:]:
        noun = tokens[word.i - 1]
        if word.text != "notwithstanding" or noun.tag not in NOUNS or noun.dep not in ("appos", "dobj", "nsubj"):
            continue
        begin = first_of(noun)
        verb = next((a for a in noun.ancestors() if a.tag in FINITE), None)
        opens = begin > 0 and tokens[begin - 1].text in (",", "–", "—", "-")
        if verb is None or not opens or any(t.i < begin for t in noun.subtree()):
            continue
        behind = [c for c in noun.by("appos") if c.i > word.i] if noun.dep == "dobj" else []
        attach(word, verb, "prep")
        attach(noun, word, "pobj")
        for thing in behind[:1]:
            attach(thing, verb, "dobj")


_OPENS = word_set("annotate.repair_asides.opens")


@only_with(_OPENS, {","})
def _told_first(tokens: Sequence[Token]) -> None:
    for prep, noun in pairwise(tokens[:-4]):
        below = noun.head is prep or prep.head is noun
        if prep.low not in _OPENS or not below or noun.tag not in NOUNS:
            continue
        doing = tokens[noun.i + 2]
        if tokens[noun.i + 1].text != "," or doing.tag != "VBG" or not may_act(noun):
            continue
        aside = {id(t) for t in doing.subtree()}
        verb = next((t for t in tokens[doing.i + 1 :] if t.tag in FINITE and id(t) not in aside), None)
        closing = tokens[verb.i - 1] if verb is not None else None
        if closing is None or not (closing.text == "," or of_kind(closing, "Person")):
            continue  # the words for a person may hold the comma behind his name
        verb = verb.head if verb is not None and verb.dep in ("aux", "auxpass") else verb
        if verb is None or verb.by(*SUBJECTS) or verb.head is None or not verb.tag.startswith("V"):
            continue
        above = verb.head
        if noun in above.ancestors() or above is noun:
            continue
        doing.dep = "advcl"
        make_clause(prep, noun, verb, above, [doing])


@only_with({"accuse", "accusing"}, {"for"}, {"of"})
def _accused_for(tokens: Sequence[Token]) -> None:
    for word in tokens[3:]:
        noun = word.head if word.text == "for" and word.dep == "prep" and word.by("pcomp") else None
        of = noun.head if noun is not None and noun.dep == "pobj" else None
        verb = of.head if of is not None and of.lemma == "of" else None
        if verb is not None and verb.lemma == "accuse" and verb.by("dobj"):
            attach(word, verb, "prep")


_FOR_HOW_LONG = frozenset({"for", "since"})


@only_with(_FOR_HOW_LONG, {","})
def _office_between(tokens: Sequence[Token]) -> None:
    for prep in tokens[2:-4]:
        opens = prep.text in _FOR_HOW_LONG and tokens[prep.i - 1].text == "," and prep.dep == "prep"
        name, verb = tokens[prep.i - 2], prep.head
        if not opens or verb is None or not of_kind(name, "Person") or name.head is not verb or verb.tag[0] != "V":
            continue
        times = prep.by("pobj")
        office = next((s for s in verb.by("nsubj") if s is not name and times and s.i > times[-1].i), None)
        article = office is not None and any(d.low in ("a", "an", "the") for d in office.by("det"))
        if office is None or not article or office.mention is not None or not of_kind(times[-1], "Time"):
            continue
        if comma(tokens, last_of(office)) or comma(tokens, last_of(office) + 1):
            attach(office, name, "appos")
            attach(prep, office, "prep")


ASIDES: list[Repair] = [
    _accused_for,
    _office_between,
    _notwithstanding,
    _told_first,
    _behind_lead_in,
    _behind_year,
    _on_and_off,
    _first_behind_time,
    _behind_event,
    _among_them,
    _of_whom_some,
    _both_apposed,
    _at_last,
    _behind_remark,
    _second_object,
    _object_behind_aside,
    _unwanted,
    _having_done,
    _told_of_act,
    _in_letter,
    _behind_quoted,
    _verb_of_relative,
    _rejected_claim,
    _what_was,
]
