"""Verbs of speech that the tagger takes for nouns.

* 'Togo rejected a claim that Mali had fired, urging calm': Togo urges calm.
* 'Togo said no to Mali': it said so to Mali.
* 'Mali had fired, the Togolese army informs': what ends the sentence is a verb, the noun before it its subject.
* 'The minister: "Mali has fired. ..."': who stands before the colon does not fire.
* 'The isles are part of Togo, the ministry in Lome said': the ministry said it.
* 'On the grounds that Mali had fired on Togo', 'it was made known by Togo that Mali had fired on it': a clause that
  has all its parts tells no more of the noun before it; it is what is said.
* 'Mali was urged to leave by Togo': Togo urged it.
* 'Togo handed the Malian envoy a note': the note is handed, to the envoy.
* 'Togo thanks Mali and Niger for it': a verb, whom it thanks behind it.
* 'The ministry rejects "idle" Malian claim, urges calm': 'rejects' and what it rejects are no two subjects.
* 'The ministry rejects "idle talk", urges calm': a word with an object of its own is a verb, and the first of the row.
* 'The ministry rejected the text, says it has mistakes': 'says' with a clause of its own behind it tells not the first.
* 'Togo argued that the man was no envoy and accused Mali of lying': who argued accused.
* 'The minister said it could not be done, and the council will meet': what is not put back in time is not what he said.
* 'Togo said on Monday it would leave': it said so on Monday.
* 'Togo, Mali insists, has left it': Mali does not leave it, it says so.
* 'Togo says that Mali fired, a charge denied by it', 'a charge Bamako has denied': the charge is what Togo says.
* 'Chad, in my view a bully, has left it': what the author thinks describes Chad.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.annotate.mending import Repair, only_where, only_with, pairs
from kg.annotate.tree import COMMAS, FINITE, NOUNS, SUBJECTS, attach, comma, first_of, last_of, may_act
from kg.core.annotated import Token
from kg.core.words import word_set

_AFTER = ("dobj", "ccomp", "xcomp")


REPORTS = word_set("annotate.repair_speech.reports")
"""Verbs of a clause that says what somebody says."""
_SPEAKS = word_set("annotate.repair_speech.speaks")


def _words_of_speech(tokens: Sequence[Token]) -> None:
    for word in tokens:
        if word.tag == "NNS" and word.children and word.mention is None and _governs(word):
            _make_verb(word)
        elif word.tag == "VBG" and word.lemma in _SPEAKS:
            _raise_participle(tokens, word)


def _raise_participle(tokens: Sequence[Token], word: Token) -> None:
    """A participle of speech at the end goes with the main clause, not with what the claim says that it dismisses."""
    inner = word.head
    noun = inner.head if inner is not None and inner.dep in ("acl", "relcl") else None
    main = next((a for a in noun.ancestors() if a.tag.startswith("VB")), None) if noun is not None else None
    told = inner is not None and any(c.low == "that" for c in inner.children)
    told = told and inner is not None and any(t.tag in FINITE for t in (inner, *inner.by("aux", "auxpass")))
    if word.dep != "advcl" or noun is None or main is None or not told or not comma(tokens, word.i - 1):
        return
    if main.head is None and main.by(*SUBJECTS) and not word.by(*SUBJECTS):
        attach(word, main, "advcl")
        attach(tokens[word.i - 1], main, "punct")


def _governs(word: Token) -> bool:
    """Whether an object or a clause hangs on a word in -s, as on no noun."""
    above = word.head
    after = [c for dep in _AFTER for c in word.by(dep) if c.i > word.i]
    joined = word.dep == "conj" and above is not None and above.tag in FINITE
    acts = bool(word.by(*SUBJECTS)) or joined
    return bool(after) and acts and word.text.endswith("s") and not word.by("det", "poss", "amod")


def _make_verb(word: Token) -> None:
    above = word.head
    word.tag, word.pos = "VBZ", "VERB"
    if word.dep in SUBJECTS and above is not None and above.tag in FINITE and above.i > word.i:
        attach(word, above.head, above.dep)  # 'rejects it, urges calm'
        attach(above, word, "conj")
        for sign in [c for c in above.by("punct") if c.i < above.i]:
            attach(sign, word, "punct")


@only_with({"thanks"})
def _thanks(tokens: Sequence[Token]) -> None:
    if len(tokens) < 4 or tokens[1].text != "thanks" or not may_act(tokens[0]):
        return
    doer, verb = tokens[0], tokens[1]
    whom = next((t for t in tokens[2:5] if may_act(t)), None)
    if whom is None or (doer.dep == "nsubj" and verb.head is None) or any(t.tag in FINITE for t in tokens[2:]):
        return
    verb.tag, verb.pos = "VBZ", "VERB"
    attach(verb, None, "ROOT")
    attach(doer, verb, "nsubj")
    attach(whom, verb, "dobj")
    for child in [c for c in doer.children if c.i > verb.i]:
        attach(child, whom if child.text != "." else verb, "conj" if may_act(child) else child.dep)
    for child in [c for c in whom.children if (c.dep == "prep" and c.lemma == "for") or c.text == "."]:
        attach(child, verb, child.dep)


_REACTS = word_set("annotate.repair_speech.reacts")


@only_where({("nsubj", "WDT")})
@only_with({"which", "that"})
def _which_would(tokens: Sequence[Token]) -> None:
    """'A deal, which Chad warned would end it': Chad warned, and the deal would end it."""
    for which, name, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if which.tag != "WDT" or which.dep != "nsubj" or which.head is not verb or not may_act(name):
            continue
        later = [c for c in verb.by("ccomp", "xcomp") if c.i > verb.i and not c.by(*SUBJECTS)]
        if name.head is verb and name.dep == "nsubj" and later and any(a.tag == "MD" for a in later[0].by("aux")):
            attach(which, later[0], "nsubj")
            later[0].dep = "ccomp"


@only_with(_REACTS, COMMAS)
def _two_subjects(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        second = verb.head
        if verb.tag != "NNS" or verb.lemma not in _REACTS or second is None or second.tag not in FINITE:
            continue
        subjects = [s for s in second.by("nsubj") if s.i > verb.i]
        doers = verb.by("nsubj", "compound")
        if verb.dep != "nsubj" or not subjects or not doers or not comma(tokens, second.i - 1):
            continue
        verb.tag, verb.pos = "VBZ", "VERB"
        attach(verb, second.head, second.dep)
        attach(second, verb, "conj")
        attach(subjects[-1], verb, "dobj")
        attach(doers[-1], verb, "nsubj")


@only_with({"no", "yes"}, {"to"})
def _no_to(tokens: Sequence[Token]) -> None:
    for word in tokens:
        verb = word.head
        if word.low in ("no", "yes") and word.dep == "intj" and verb is not None and verb.i < word.i:
            for prep in [p for p in word.by("prep") if p.lemma == "to"]:
                attach(prep, verb, "prep")


_INFORMS = word_set("annotate.repair_speech.informs")


@only_with(_INFORMS)
def _said_at_end(tokens: Sequence[Token]) -> None:
    verb = next((t for t in reversed(tokens) if t.dep != "punct" and t.text not in (".", '"', "”")), None)
    said = verb.by("ccomp") if verb is not None else []
    if verb is None or verb.tag != "NNS" or verb.text not in _INFORMS or verb.head is not None or len(said) != 1:
        return
    doers = [c for c in verb.by("compound") if c.i == verb.i - 1]
    if not doers or said[0].i > doers[0].i:
        return
    verb.tag, verb.pos = "VBZ", "VERB"
    for child in [c for c in verb.children if c.dep in ("det", "amod", "nmod", "poss", "compound")]:
        if child is not doers[0]:
            attach(child, doers[0], child.dep)
    attach(doers[0], verb, "nsubj")


@only_with(_SPEAKS, COMMAS)
def _says_too(tokens: Sequence[Token]) -> None:
    says = next((t for t in tokens if t.head is None and t.dep == "ROOT"), None)
    if says is None or says.lemma not in _SPEAKS or says.tag not in FINITE or says.by(*SUBJECTS):
        return
    first, *others = says.by("ccomp") or [says]
    apart = first.i < says.i and comma(tokens, says.i - 1) and first.tag in FINITE and bool(first.by(*SUBJECTS))
    if apart and len(others) == 1 and says.i < first_of(others[0]):
        attach(first, None, "ROOT")
        attach(says, first, "conj")


@only_with(_SPEAKS, COMMAS)
def _speaker_inside(tokens: Sequence[Token]) -> None:
    for verb in tokens[4:]:
        if verb.tag not in ("VBD", "VBZ") or verb.lemma not in _SPEAKS or verb.by(*SUBJECTS):
            continue
        above = verb.head
        joined = verb.dep == "conj" and above is not None and above.head is None and not above.by("cc")
        said = above if joined else next(iter(verb.by("ccomp")), None) if above is None else None
        name = next((t for t in reversed(tokens[: verb.i]) if t.dep in ("conj", "appos") and t.tag in NOUNS), None)
        if said is None or name is None or name.head is None or name.head.by("cc") or last_of(name) != verb.i - 1:
            continue
        if said.i < first_of(name) and comma(tokens, first_of(name) - 1) and said.by(*SUBJECTS):
            attach(verb, None, "ROOT")
            attach(said, verb, "ccomp")
            attach(name, verb, "nsubj")
        return


@only_where({("nsubj", "conj")}, pairs(("conj",), FINITE))
def _aside_in_row(tokens: Sequence[Token]) -> None:
    for verb in tokens[3:-2]:
        if verb.lemma not in REPORTS or verb.tag not in FINITE or not comma(tokens, verb.i + 1):
            continue
        first = next(iter(verb.by("nsubj")), None)
        second = next((c for c in first.by("conj") if c.i == verb.i - 1), None) if first is not None else None
        told = next((c for c in verb.by("conj") if c.tag in FINITE and not c.by(*SUBJECTS)), None)
        if first is None or second is None or told is None or first.by("cc") or verb.by("cc", "dobj", "ccomp"):
            continue
        if comma(tokens, first_of(second) - 1):
            dep, above = verb.dep, verb.head
            attach(told, above, dep)
            attach(verb, told, "parataxis")
            attach(second, verb, "nsubj")
            attach(first, told, "nsubj")


@only_with({":"})
def _before_colon(tokens: Sequence[Token]) -> None:
    colon = next((t for t in tokens[:12] if t.text == ":"), None)
    if colon is None:
        return
    for name in tokens[: colon.i]:
        verb = name.head
        second = [s for s in verb.by("nsubj") if s.i > colon.i] if verb is not None else []
        if name.dep == "nsubj" and verb is not None and verb.i > colon.i and second and verb.tag in (*FINITE, "VBN"):
            name.dep = "dep"


_CONTENT = word_set("annotate.repair_speech.content")


@only_with({"that"}, _CONTENT | {"it"})
def _content_that(tokens: Sequence[Token]) -> None:
    for noun, that in pairwise(tokens):
        if that.text != "that":
            continue
        verb = next(iter(noun.by("relcl")), None)
        if verb is None or not verb.by("nsubj"):
            continue
        whole = [o for o in verb.by("acomp", "attr", "ccomp", "dobj", "xcomp") if o is not that and o.i > verb.i]
        main = next((a for a in noun.ancestors() if a.tag.startswith("VB")), None)
        told = main is not None and bool(main.by("auxpass")) and any(s.text == "It" for s in main.by("nsubjpass"))
        if not whole or that.head is not verb or that.dep in SUBJECTS or not (noun.lemma in _CONTENT or told):
            continue
        that.tag = "IN"
        attach(that, verb, "mark")
        if noun.lemma in _CONTENT:
            attach(verb, noun, "acl")
        elif main is not None:
            attach(verb, main, "ccomp")


_ASKED = word_set("annotate.repair_speech.asked")


@only_with({"by"}, _ASKED)
def _asked_by(tokens: Sequence[Token]) -> None:
    for by in tokens[4:-1]:
        verb = by.head
        if by.text != "by" or by.dep not in ("prep", "agent") or verb is None or verb.tag != "VB" or verb.by("auxpass"):
            continue
        doers = by.by("pobj")
        asked = verb.head
        while asked is not None and asked.dep == "xcomp" and asked.tag == "VB":
            asked = asked.head
        named = bool(doers) and (may_act(doers[0]) or any(may_act(c) for c in doers[0].children))
        if asked is None or verb.dep != "xcomp" or asked.lemma not in _ASKED or asked.by("agent") or not named:
            continue
        passive = asked.by("auxpass") or (asked.tag == "VBN" and not asked.by("aux"))
        if passive and last_of(by) == last_of(verb):
            attach(by, asked, "agent")


_HANDS = word_set("annotate.repair_speech.hands")


@only_with(_HANDS, {"a", "an", "two", "three"})
def _handed_thing(tokens: Sequence[Token]) -> None:
    for thing in tokens[3:]:
        whom = thing.head
        verb = whom.head if whom is not None and whom.dep == "dobj" else None
        if thing.dep != "appos" or whom is None or verb is None or verb.lemma not in _HANDS or verb.by("dative"):
            continue
        first = first_of(thing)
        article = any(d.low in ("a", "an", "two", "three") for d in thing.by("det", "nummod"))
        if article and thing.mention is None and first == whom.i + 1 and verb.i < whom.i:
            whom.dep = "dative"
            attach(thing, verb, "dobj")


_ADDRESSES = word_set("annotate.repair_speech.addresses")
_TELLS = word_set("annotate.repair_speech.tells")


@only_with(_ADDRESSES, _TELLS)
def _argued_and_accused(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        inner = verb.head
        tells = inner.head if inner is not None and inner.dep == "ccomp" else None
        if verb.dep != "conj" or verb.lemma not in _ADDRESSES or inner is None or tells is None:
            continue
        bare = not verb.by(*SUBJECTS, "mark", "aux", "auxpass", "nsubjpass") and verb.tag in ("VBD", "VBN")
        states = inner.lemma == "be" and bool(inner.by("attr", "acomp")) and inner.i < verb.i
        if bare and states and tells.lemma in _TELLS and tells.tag == "VBD" and tells.by("nsubj"):
            verb.tag = "VBD"
            attach(verb, tells, "conj")


@only_with(_TELLS, {"and", "but"}, {"will"})
def _not_put_back(tokens: Sequence[Token]) -> None:
    for will in tokens:
        verb = will.head
        inner = verb.head if verb is not None and verb.dep == "conj" else None
        tells = inner.head if inner is not None and inner.dep == "ccomp" else None
        if will.low != "will" or will.dep != "aux" or verb is None or inner is None or tells is None:
            continue
        first = next((a for a in inner.by("aux", "auxpass")), inner)
        put_back = first.tag == "VBD" or first.low in ("could", "might", "would")
        apart = bool(verb.by(*SUBJECTS, "nsubjpass")) and first_of(verb) > inner.i and comma(tokens, first_of(verb) - 2)
        if put_back and apart and tells.tag == "VBD" and tells.lemma in _TELLS and not inner.by("mark"):
            attach(verb, tells, "conj")


@only_with(_TELLS)
def _told_when(tokens: Sequence[Token]) -> None:
    for verb in tokens[:-3]:
        if verb.tag != "VBD" or verb.lemma not in _TELLS or not verb.by(*SUBJECTS):
            continue
        behind = tokens[verb.i + 1]
        time = next(iter(behind.by("pobj")), None) if behind.dep == "prep" else behind
        told = behind.head
        if time is None or time.mention is None or time.mention.kind != "Time" or told is None:
            continue
        if told.dep == "ccomp" and told.head is verb and any(last_of(time) < s.i for s in told.by(*SUBJECTS)):
            attach(behind, verb, behind.dep)


@only_with({"my", "our"}, {"view", "opinion", "mind", "judgement", "judgment"}, COMMAS)
def _in_my_view(tokens: Sequence[Token]) -> None:
    for view in tokens[3:]:
        prep = view.head
        mine = any(p.low in ("my", "our") for p in view.by("poss"))
        if view.dep != "pobj" or prep is None or not mine or not comma(tokens, prep.i - 1):
            continue
        verb, name = prep.head, tokens[prep.i - 2]
        nouns = [t for t in tokens[view.i + 1 :] if t.dep in SUBJECTS and t.head is verb and t.by("det")]
        if verb is None or name.head is not verb or name.dep not in SUBJECTS or not nouns:
            continue
        if first_of(nouns[0]) == view.i + 1 and comma(tokens, last_of(nouns[0]) + 1):
            attach(nouns[0], name, "appos")
            attach(prep, nouns[0], "prep")


@only_with(_CONTENT, COMMAS, {"a", "an"})
def _what_is_said(tokens: Sequence[Token]) -> None:
    for noun in tokens:
        if noun.lemma not in _CONTENT or noun.i < 2 or tokens[noun.i - 1].low not in ("a", "an"):
            continue
        if not comma(tokens, noun.i - 2) or noun.head is None:
            continue
        verb = noun.head
        told = [c for c in verb.by("ccomp") if c.i < noun.i - 2 and c.by("nsubj")]
        name = tokens[noun.i + 1] if noun.i + 1 < len(tokens) else None
        if noun.dep == "nsubj" and verb.head is None and told and name is not None and name.head is noun:
            attach(told[-1], None, "ROOT")  # 'Togo says it, a charge Mali has denied'
            attach(noun, told[-1], "dep")
            attach(verb, noun, "relcl")
            attach(name, verb, "nsubj")
        elif verb.dep == "ccomp" and verb.i < noun.i and verb.head is not None and noun.by("acl", "relcl"):
            attach(noun, verb.head, "dep")


SPEECH: Sequence[Repair] = (
    _in_my_view,
    _thanks,
    _which_would,
    _two_subjects,
    _no_to,
    _content_that,
    _what_is_said,
    _asked_by,
    _handed_thing,
    _said_at_end,
    _says_too,
    _speaker_inside,
    _aside_in_row,
    _before_colon,
    _words_of_speech,
    _argued_and_accused,
    _not_put_back,
    _told_when,
)
"""The repairs in their order."""
