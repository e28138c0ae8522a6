"""Known mistakes of the statistical parser, mended in the tree before anything reads it.

Each repair answers to one kind of sentence of which the grammar leaves no doubt:

* 'The ministry, which had sent the aid, called on ...': a finite verb without a subject, taken for part of the relative
  clause, is the main verb of a sentence that would have none.
* 'He says that they are right and refuses to leave': a verb that agrees with the verb of saying, and not with the one
  that it was joined to, is coordinated with the former.
* 'Chile accuses Peru; Peru denies it': the parser makes the first clause what the second one denies.
* 'X warned that Y would fall, and a pact was signed': the second clause, whose tense is not
  shifted, is not what X warned of.
* 'It held that X lies in the zone, and that Y had done wrong': a clause with a 'that' of its own is what was held, too.
* 'On Monday Chile and Peru signed the pact': a time after a preposition that has no other object is its object, not a
  part of the name that follows; nor do the two together make one ('In April New Delhi withdrew the offer').
* 'Last week ministers, gathered in Lima, promised aid': a time that opens the sentence is the main verb's.
* 'Last year Peru sent buses, which worries Chile: Kenya has shut its border': ... that of the clause before the colon.
* 'The pact was replaced by a version, signed by Roe, that drops the clause': what 'that' opens is no main clause.
* 'Peru, for its part, severed relations and left': a participle without an article after a comma, beside a finite verb
  that it is coordinated with, is finite too.
* 'Peru lifts ban on wheat': a word in -s after the name that opens a note is its verb, and what follows its object.
* 'It amended the treaty that Peru and Chile concluded': what a relative pronoun opens behind an object is the object's.
* 'Is the pact signed?': a participle at the end of a question is its verb, and 'is' only helps it.
* 'Chad, Gabon and Togo belong to the bloc': the first of three names with a comma is one of the subjects.
* 'The pact between Peru and Chile lapsed': 'pact' and the like are no verbs; the next finite verb is.
* 'Peru became the first to sign it': an act of the subject of 'became' (``ranks``).
* 'Peru froze aid to Chile.': a form of a verb after a name, in a sentence that would have no verb, is one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from itertools import pairwise

from kg.annotate.mending import NO_SUBJECT, Repairs, only_where, only_with, pairs
from kg.annotate.ranks import hang_on_copula
from kg.annotate.repair_acts import acts_repairs
from kg.annotate.repair_asides import ASIDES
from kg.annotate.repair_clauses import mend_clauses
from kg.annotate.repair_contrast import CONTRASTS
from kg.annotate.repair_control import CONTROL
from kg.annotate.repair_deeds import DEEDS
from kg.annotate.repair_forces import FORCES
from kg.annotate.repair_fronted import FRONTED
from kg.annotate.repair_headlines import mend_headlines
from kg.annotate.repair_help import mend_help
from kg.annotate.repair_home import mend_home
from kg.annotate.repair_marked import MARKED
from kg.annotate.repair_names import NAMES
from kg.annotate.repair_notes import NOTES
from kg.annotate.repair_nouns import NOUNS_AND_PHRASES, mend_apposed_object, mend_declared
from kg.annotate.repair_objects import OBJECTS
from kg.annotate.repair_opening import OPENING
from kg.annotate.repair_partners import PARTNERS
from kg.annotate.repair_relatives import INSTRUMENTS, RELATIVES, SIGNED, laid_measure
from kg.annotate.repair_remarks import REMARKS
from kg.annotate.repair_shifted import mend_shifted
from kg.annotate.repair_signers import mend_signers
from kg.annotate.repair_signings import mend_signings
from kg.annotate.repair_speakers import SPEAKERS
from kg.annotate.repair_speech import SPEECH
from kg.annotate.repair_subjects import subjects_repairs
from kg.annotate.repair_told_treaties import TOLD_TREATIES
from kg.annotate.repair_treaties import mend_treaties
from kg.annotate.repair_verbs import VERBS
from kg.annotate.speech import turn_round
from kg.annotate.tree import (
    COMMAS,
    FINITE,
    RELATIVE_WORDS,
    SUBJECTS,
    attach,
    comma,
    finite_tag,
    first_of,
    last_of,
    may_act,
)
from kg.core.annotated import Token
from kg.core.words import word_set


def repairs(say: Collection[str] = (), speakers: Collection[str] = ()) -> Repairs:
    """All repairs in their order; ``say`` are lemmas of saying, ``speakers`` nouns of those who speak."""
    return Repairs(
        [
            *SPEECH,
            *VERBS,
            _opening_time,
            _two_clauses,
            _first_of_list,
            _no_verb,
            _under_treaty,
            _nth_time,
            _act_of,
            _main_verb,
            _relative_root,
            _relative_object,
            *RELATIVES,
            *OBJECTS,
            *TOLD_TREATIES,
            mend_clauses,
            mend_shifted,
            *REMARKS,
            *ASIDES,
            _question,
            *NOUNS_AND_PHRASES,
            mend_signers,
            *NOTES,
            *OPENING,
            *MARKED,
            *subjects_repairs(say),
            *NAMES,
            _finite_participle,
            _verbless,
            _note,
            mend_help,
            mend_apposed_object,
            _coordination,
            _perfect,
            _second_that,
            _first_time,
            _semicolon,
            _tenses,
            *acts_repairs(say),
            *CONTROL,
            *FRONTED,
            laid_measure,
            mend_headlines,
            *DEEDS,
            *FORCES,
            mend_home,
            mend_signings,
            mend_treaties,
            mend_declared,
            *SPEAKERS,
            *CONTRASTS,
            *PARTNERS,
            hang_on_copula,
            partial(turn_round, say=say, speakers=speakers),
        ]
    )


@only_with({":"})
def _two_clauses(tokens: Sequence[Token]) -> None:
    """'The minister was blunt: "Peru left the bloc."': each side of the colon keeps its own subject."""
    colon = next((t.i for t in tokens if t.text == ":"), None)
    root = next((t for t in tokens if t.head is None and t.dep == "ROOT"), None)
    if colon is None or root is None or root.i < colon:
        return
    before = [c for c in root.children if c.i < colon and c.tag in FINITE and c.dep in ("ccomp", "advcl", "dep")]
    subjects = root.by(*SUBJECTS)
    first = [s for s in subjects if s.i < colon]
    if len(before) == 1 and first and len(subjects) > len(first) and not before[0].by(*SUBJECTS):
        for subject in first:
            attach(subject, before[0], subject.dep)


_HEADLINE = word_set("annotate.repair.headline")
"""Verbs whose form in -s after a name is a verb in notes without articles, though nouns look alike."""


@only_with(_HEADLINE)
def _note(tokens: Sequence[Token]) -> None:
    for name, verb in pairwise(tokens[:3]):
        noun = verb.head
        if not may_act(name) or verb.tag != "NNS" or verb.lemma not in _HEADLINE or verb.mention is not None:
            continue
        if verb.dep != "nsubj" or noun is None or noun.i != verb.i + 1 or noun.head is not None:
            continue
        if noun.by("aux", "auxpass", "dobj", "ccomp", "xcomp", "neg") or noun.tag not in ("VBP", "VB", "VBG", "NN"):
            continue
        verb.tag, verb.pos, noun.tag, noun.pos = "VBZ", "VERB", "NN", "NOUN"
        attach(verb, None, "ROOT")
        attach(noun, verb, "dobj")
        attach(name, verb, "nsubj")
        for child in [c for c in noun.children if c.dep == "punct"]:
            attach(child, verb, "punct")
        return


@only_with(INSTRUMENTS)
def _under_treaty(tokens: Sequence[Token]) -> None:
    """'Under the pact Peru will give aid': no compound of the pact and of who acts."""
    root = next((t for t in tokens if t.head is None), None)
    for noun, name in pairwise(tokens[:6]):
        prep = name.head
        if noun.dep != "compound" or noun.head is not name or noun.lemma.lower() not in INSTRUMENTS:
            continue
        if prep is None or root is None or name.dep != "pobj" or prep.head is not root or not may_act(name):
            continue
        if prep.i > 0 or root.by(*SUBJECTS) or not root.tag.startswith("VB"):
            continue
        for child in [c for c in name.children if c.i < noun.i]:
            attach(child, noun, child.dep)
        attach(noun, prep, "pobj")
        attach(name, root, "nsubjpass" if root.by("auxpass") else "nsubj")
        return


@only_with({"time"}, {"for"})
def _nth_time(tokens: Sequence[Token]) -> None:
    """'withdrew for a second time from the pact': the phrase behind the time is the verb's."""
    for prep in tokens:
        time = prep.head
        over = time.head if time is not None and time.dep == "pobj" else None
        verb = over.head if over is not None and over.lemma == "for" else None
        if (
            prep.dep == "prep"
            and time is not None
            and time.lemma == "time"
            and verb is not None
            and time.mention is None
        ):
            attach(prep, verb, "prep")


_ACTS = word_set("annotate.repair.acts")


@only_with(_ACTS, {"of"})
def _act_of(tokens: Sequence[Token]) -> None:
    """'The signing on 28 May in Seoul of the pact': what follows 'of' is what was signed."""
    for noun in tokens:
        if (
            noun.lemma not in _ACTS
            or noun.dep not in ("dobj", "pobj", "nsubj", "nsubjpass")
            or (noun.by("prep") and any(p.lemma == "of" for p in noun.by("prep")))
        ):
            continue
        end = next((t.i for t in tokens if t.i > noun.i and (t.text in (",", ";") or t.tag in FINITE)), len(tokens))
        late = [t for t in tokens if noun.i < t.i < end and t.low == "of" and t.dep == "prep"]
        first = late[0] if late else None
        place = first.head if first is not None else None
        if first is None or place is None or place.mention is None or place.dep != "pobj":
            continue
        made = any(p.mention is None or p.mention.kind == "Treaty" for p in first.by("pobj"))
        if place.mention.kind in ("Time", "Settlement", "State") and made:
            attach(first, noun, "prep")


@only_with({","})
def _first_of_list(tokens: Sequence[Token]) -> None:
    """'Chad, Gabon and Togo belong to it': three names, the first of which was cut off."""
    if len(tokens) < 5 or not _state(tokens[0]) or tokens[1].text != "," or tokens[0].dep in SUBJECTS:
        return
    first, second = tokens[0], next((t for t in tokens[2:4] if t.dep in SUBJECTS and _state(t)), None)
    verb = second.head if second is not None else None
    if second is None or verb is None or first.head is not verb or not any(_state(c) for c in second.by("conj")):
        return
    label = second.dep
    attach(second, first, "conj")
    attach(first, verb, label)


def _state(token: Token) -> bool:
    mention = token.mention
    capital = mention is not None and mention.kind == "Settlement" and mention.role == "capital"
    return capital or (mention is not None and mention.kind == "State" and mention.role != "adjective")


_NO_VERBS = word_set("annotate.repair.no_verbs")


@only_with(_NO_VERBS)
def _no_verb(tokens: Sequence[Token]) -> None:
    """'The pact between Peru and Chile lapsed in May': the noun of a treaty was taken for the verb."""
    for noun in tokens:
        low = noun.low
        if noun.tag not in ("VBP", "VB", "VBD") or low not in _NO_VERBS or noun.mention is not None:
            continue
        before = [c for c in noun.children if c.i < noun.i and c.dep in ("nsubj", "det", "amod", "compound", "poss")]
        later = [c for c in noun.children if c.i > noun.i and c.tag in FINITE and not c.by(*SUBJECTS)]
        if noun.head is not None or not before or noun.by("dobj", "aux"):
            continue
        noun.tag, noun.pos = "NN", "NOUN"
        for child in before:
            if child.dep == "nsubj":
                attach(child, noun, "compound")
        if later:
            attach(later[0], None, "ROOT")
            attach(noun, later[0], "nsubj")
        return


@only_where(pairs(("amod", "compound", "nmod", "nummod"), ("Time",)))
def _opening_time(tokens: Sequence[Token]) -> None:
    for before, time in pairwise(tokens):
        name = time.head
        if (
            time.mention is not None
            and time.mention.kind == "Time"
            and time.dep in ("compound", "nmod", "nummod", "amod")
            and name is not None
            and name.i > time.i
            and not (name.mention is not None and name.mention.kind in ("Time", "Treaty"))
            and before.dep == "prep"
        ):
            if not before.by("pobj"):
                attach(time, before, "pobj")
            elif name.head is before and (name.mention is not None or name.tag == "NNP") and name.i + 1 < len(tokens):
                verb = tokens[name.i + 1]
                if verb.tag not in FINITE:  # 'In 2012 Peru, angry at the verdict, left the pact', 'In 2012 A and B met'
                    verb = next((a for a in before.ancestors() if a.tag in FINITE and a.i > last_of(name)), verb)
                if verb.tag in FINITE and not verb.by(*SUBJECTS):
                    attach(time, before, "pobj")
                    attach(name, verb, "nsubj")


@only_with({"?"}, {"be"})
def _question(tokens: Sequence[Token]) -> None:
    row = [t for t in tokens if t.tag not in ("''", "``") and t.text not in ("”", "’", '"', "'")]
    if len(row) < 4 or row[-1].text != "?":
        return
    be, verb = row[0], row[-2]
    subjects = be.by("nsubj")
    odd = verb.tag in ("VBN", "VBD") and verb.dep in ("advcl", "acl", "dep", "attr", "acomp", "ccomp", "conj", "amod")
    if be.head is not None or be.lemma != "be" or not subjects or not odd or verb.by(*SUBJECTS, "aux", "auxpass"):
        return
    verb.tag, verb.pos = "VBN", "VERB"
    attach(verb, None, "ROOT")
    attach(subjects[0], verb, "nsubjpass")
    for child in list(be.children):
        attach(child, verb, child.dep)
    attach(be, verb, "auxpass")


@only_where({"Time"})
def _first_time(tokens: Sequence[Token]) -> None:
    first = tokens[0] if tokens else None
    root = next((t for t in tokens if t.head is None), None)
    if first is None or root is None or first is root or root.tag not in (*FINITE, "VBN"):
        return
    timed = first.mention is not None and first.mention.kind == "Time" and first.mention.role in ("date", "relative")
    if timed and not first.by("case") and root.i > first.i and root.by(*SUBJECTS):
        if first.head is not root:
            attach(first, root, "npadvmod")  # 'Last week ministers, gathered in Lima, promised ...': of the main verb
        _before_colon(tokens, first, root)


def _before_colon(tokens: Sequence[Token], time: Token, root: Token) -> None:
    colon = next((t.i for t in tokens if t.text == ":"), None)
    told = [c for c in root.by("ccomp", "parataxis", "dep") if c.tag in FINITE and c.by(*SUBJECTS)]
    clause = next((c for c in told if colon is not None and time.i < c.i < colon < root.i), None)
    if clause is not None and all(s.i > colon for s in root.by(*SUBJECTS) if colon is not None):
        attach(time, clause, "npadvmod")


@only_where({("ROOT", "ccomp")}, pairs(("nsubj", "nsubjpass"), ("WDT",)))
@only_with(RELATIVE_WORDS)
def _relative_root(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.head is None and t.dep == "ROOT"), None)
    opener = [s for s in root.by("nsubj", "nsubjpass") if s.tag == "WDT"] if root is not None else []
    main = [c for c in root.by("ccomp") if c.i < root.i and c.by(*SUBJECTS)] if root is not None and opener else []
    if root is None or len(main) != 1 or not opener[0].i > main[0].i or main[0].by("mark"):
        return
    nouns = [o for p in main[0].by("agent", "prep") for o in p.by("pobj")] + main[0].by("dobj")
    noun = max(
        (n for n in nouns if main[0].i < n.i < opener[0].i and n.mention is None), key=lambda n: n.i, default=None
    )
    if noun is None:
        return
    attach(main[0], None, "ROOT")
    attach(root, noun, "relcl")
    for child in [c for c in root.children if c.i < main[0].i or (c.dep == "punct" and c.i > root.i)]:
        attach(child, main[0], child.dep)


@only_with(RELATIVE_WORDS)
def _relative_object(tokens: Sequence[Token]) -> None:
    for noun, opener in pairwise(tokens):
        outer = opener.head
        if noun.pos not in ("NOUN", "PROPN") or noun.dep not in ("dobj", "attr", "pobj") or outer is None:
            continue
        relative = opener.tag == "WDT" or (opener.text == "that" and opener.dep == "dobj")
        if relative and outer.dep == "ccomp" and outer.head is noun.head:
            opener.tag = "WDT"
            attach(outer, noun, "relcl")
        elif opener.text == "that" and opener.dep == "mark" and outer.head is noun and noun.lemma in SIGNED:
            if outer.dep == "acl" and outer.tag in ("VBN", "VBD") and outer.by("nsubj") and not outer.by("dobj"):
                outer.tag, opener.tag = "VBD", "WDT"
                attach(outer, noun, "relcl")
                attach(opener, outer, "dobj")
        elif opener.text == "that" and opener.dep == "dobj" and outer is noun.head:  # a subject hung on the pronoun
            subject = next(iter(opener.by("nsubj")), None)
            verb = next((v for v in subject.by("acl") if v.tag == "VBN" and v.i > subject.i), None) if subject else None
            if subject is not None and verb is not None:
                verb.tag, opener.tag = "VBD", "WDT"
                attach(verb, noun, "relcl")
                attach(subject, verb, "nsubj")
                attach(opener, verb, "dobj")


@only_where({NO_SUBJECT}, pairs(("acl", "relcl"), (*FINITE, "VBN")))
def _main_verb(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.head is None and t.dep == "ROOT"), None)
    if root is None or root.pos not in ("NOUN", "PROPN") or any(t.dep == "ROOT" and t is not root for t in tokens):
        return
    if root.by(*SUBJECTS, "cop"):
        return
    for verb in root.subtree():
        if verb.dep not in ("acl", "relcl") or verb.i <= root.i or verb.by(*SUBJECTS, "mark", "aux", "agent"):
            continue
        if verb.dep == "relcl" and not _bare_clause(tokens, root, verb):
            continue
        after_clause = comma(tokens, verb.i - 1) and (
            any(c.dep == "relcl" for c in root.children) or _after_title(tokens, root, verb)
        )
        either = verb.tag == "VBN" and verb.text.endswith("ed")  # a past tense or a participle
        beside = (
            verb.head is root and either and verb.i == root.i + 1 and _acting(root, verb) and tokens[-1].text == "."
        )
        if not (
            (verb.tag in FINITE and verb.head is root) or (after_clause and (either or verb.tag in FINITE)) or beside
        ):
            continue
        verb.tag = "VBD" if either else verb.tag
        attach(verb, None, "ROOT")
        attach(root, verb, "nsubj")
        return


def _after_title(tokens: Sequence[Token], root: Token, verb: Token) -> bool:
    """Whether a participle after a title set off by commas must be the verb ('A B, head of C, signed for Peru.')."""
    titled = any(c.dep == "appos" and c.i < verb.i for c in root.children)
    done = verb.by("dobj") or any(p.lemma.lower() in ("for", "with") for p in verb.by("prep"))
    alone = not any(t.tag in FINITE or t.tag == "MD" for t in tokens) and tokens[-1].text == "."
    return titled and bool(done) and alone and may_act(root) and not verb.by("agent")


def _acting(noun: Token, verb: Token) -> bool:
    """Whether a noun names somebody, or those who belong to somebody ('Indian marines drilled with ...')."""
    if noun.mention is not None:
        return noun.mention.kind not in ("Treaty", "Time")
    whose = [
        c for c in noun.children if c.i < noun.i and c.mention is not None and c.mention.kind not in ("Treaty", "Time")
    ]
    return noun.tag == "NNS" and bool(whose) and any(p.lemma in ("with", "alongside", "in") for p in verb.by("prep"))


def _bare_clause(tokens: Sequence[Token], root: Token, verb: Token) -> bool:
    """Whether a 'relative clause' has no relative pronoun, and a comma before it ('Peru, the host, on Monday said')."""
    inside = [t.i for t in verb.subtree()]
    return (
        verb.head is root
        and root.mention is not None
        and comma(tokens, min(inside) - 1)
        and not any(t.tag in ("WDT", "WP", "WP$", "WRB") for t in tokens[root.i : verb.i])
    )


@only_where({("amod", "VBN")}, {("appos", "amod")})
@only_with(COMMAS)
def _finite_participle(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        noun = verb.head
        if verb.tag != "VBN" or verb.dep != "amod" or noun is None or noun.dep != "appos":
            continue
        top = next((a for a in noun.ancestors() if a.head is None), None)
        aside = top is not None and noun.head is not top and top.i < noun.i and _relative(top, noun)
        whose = top if aside else noun.head
        if (
            whose is None
            or not may_act(whose)
            or not comma(tokens, verb.i - 1)
            or any(c.i < verb.i and c.dep != "punct" and c.dep != "prep" for c in noun.children)
        ):
            continue
        name, main, behind = whose, whose.head, noun.head
        beside = main is not None and main.tag in FINITE and name.dep == "nsubj" and main.i > noun.i
        if not (beside or main is None) or not any(t.low in ("and", ".") for t in tokens[noun.i :]):
            continue
        verb.tag, verb.pos = "VBD", "VERB"
        attach(verb, None, "ROOT")
        attach(noun, verb, "dobj")
        attach(name, verb, "nsubj")
        for late in [c for c in behind.by("prep") if c.i > noun.i] if aside and behind is not None else []:
            attach(late, verb, "prep")
        if main is not None:
            attach(main, verb, "conj")
        return


def _relative(name: Token, noun: Token) -> bool:
    """Whether a noun was hung into the relative clause of a name ('Turkey, which likes it, donated trucks')."""
    clause = next((a for a in noun.ancestors() if a.dep == "relcl"), None)
    return clause is not None and clause.head is name


_PAST = {
    "annexed": "annex",
    "broke": "break",
    "overflew": "overfly",
    "forbade": "forbid",
    "froze": "freeze",
    "overran": "overrun",
    "overthrew": "overthrow",
    "sank": "sink",
    "struck": "strike",
    "threw": "throw",
    "withdrew": "withdraw",
}
"""Forms that small taggers take for adjectives or nouns, and that are nothing but past tenses."""
_PRESENT = word_set("annotate.repair.present")
"""Forms that are nouns as often as verbs."""


@only_with(_PAST.keys() | _PRESENT)
def _verbless(tokens: Sequence[Token]) -> None:
    """A name, then a verb that was not seen as one, in a sentence that has no other."""
    colon = max((t.i for t in tokens[:-1] if t.text == ":"), default=-1)  # 'While all looked on: Peru protests over it'
    finite = [t for t in tokens[colon + 1 :] if t.tag in FINITE or t.tag == "MD"]
    if any("relcl" not in (t.dep, t.head.dep if t.head is not None else "") for t in finite):
        return
    root = next((t for t in tokens if t.head is None and t.dep == "ROOT"), None)
    for name, verb in pairwise(tokens[colon + 1 :]):
        low, last = verb.low, verb.i + 1 == len(tokens)
        noun = (
            (low in _PAST or low == "pits") and name.mention is None and name.tag in ("NN", "NNS")
        )  # 'a Colombian plane overflew it'
        if root is None or not (noun or may_act(name)) or verb.mention is not None or name.dep == "pobj":
            continue
        later = None if last else _behind(tokens, verb.i + 1)
        past = low in _PAST and tokens[-1].text == "."
        present = (
            low in _PRESENT
            and later is not None
            and (later.low in ("to", "over") or later.tag in ("DT", "CD") or may_act(later))
        )
        if not past and not present:
            continue
        verb.tag, verb.pos = ("VBD" if past else "VBZ"), "VERB"
        verb.lemma = _PAST.get(low, verb.lemma)
        if verb is not root:
            attach(verb, None, "ROOT")
            dep = "dobj" if root.i > verb.i and root is not name else "nsubj"
            attach(root, verb, "dep" if root.i <= colon else dep)
            for child in [
                c for c in root.children if colon < c.i < min(name.i, root.i) and c.dep in ("prep", "npadvmod")
            ]:
                attach(child, verb, child.dep)
        if name is not root or name.head is None:
            attach(name, verb, "nsubj")
        for child in [c for c in verb.children if c.i < name.i and noun and c.dep in ("det", "amod", "poss", "nummod")]:
            attach(child, name, child.dep)
        for child in [c for c in verb.children if c.i > verb.i and c.dep == "appos"]:
            attach(child, verb, "dobj")
        return


def _behind(tokens: Sequence[Token], i: int) -> Token | None:
    """The word at a position, or behind a bracket that opens there ('protests (again) over')."""
    close = next((t.i for t in tokens[i : i + 4] if t.text == ")"), None) if tokens[i].text == "(" else None
    at = i if close is None else close + 1
    return tokens[at] if at < len(tokens) else None


@only_with({";"})
def _semicolon(tokens: Sequence[Token]) -> None:
    """What a semicolon parts is not the clause of a verb beyond it."""
    marks = [t.i for t in tokens if t.text == ";"]
    for token in tokens if marks else ():
        head = token.head
        if head is None or token.dep not in ("ccomp", "advcl", "xcomp") or not token.tag.startswith("VB"):
            continue
        if any(min(token.i, head.i) < i < max(token.i, head.i) for i in marks):
            token.dep = "dep"


@only_with({"could", "had", "might", "would"}, {"and"}, {","})
def _tenses(tokens: Sequence[Token]) -> None:
    """'X warned that Y would fall, and a pact was signed': the second clause is not what X warned of."""
    for verb in tokens:
        inner = verb.head
        if verb.dep != "conj" or inner is None or inner.dep != "ccomp" or inner.head is None:
            continue
        own = verb.by("nsubj", "nsubjpass")
        shifted = any(a.low in ("would", "had", "could", "might") for a in inner.by("aux"))
        first = first_of(verb)
        joined = first >= 2 and tokens[first - 1].low == "and" and tokens[first - 2].text == ","
        past = next((a.tag for a in verb.by("aux", "auxpass")), verb.tag) == "VBD"
        had = any(a.low == "had" for a in verb.by("aux"))
        if own and shifted and joined and past and not had and inner.head.tag == "VBD" and inner.head.i < inner.i:
            attach(verb, inner.head, "conj")


@only_with({"have"})
def _perfect(tokens: Sequence[Token]) -> None:
    """'Lima has apologised for the raid, in which two died, and has paid': whoever apologised has paid."""
    for verb in tokens:
        inner = verb.head
        if verb.dep != "conj" or inner is None or inner.dep != "relcl" or verb.by(*SUBJECTS):
            continue
        outer = next((a for a in inner.ancestors() if a.tag.startswith("VB")), None)
        if outer is not None and _has(verb) and _has(outer) and not _has(inner) and outer.by(*SUBJECTS):
            attach(verb, outer, "conj")


def _has(verb: Token) -> bool:
    return any(a.lemma == "have" and a.tag in ("VBZ", "VBP") for a in verb.by("aux"))


@only_with({"that"})
def _second_that(tokens: Sequence[Token]) -> None:
    """'It held that X lies in the zone, and that Y had done wrong': a second 'that' opens what was held, too."""
    for verb in tokens:
        outer = verb.head
        if verb.dep != "conj" or outer is None or not any(m.low == "that" for m in verb.by("mark")):
            continue
        inner = next((c for c in outer.by("ccomp") if outer.i < c.i < verb.i and c.by("mark")), None)
        if inner is not None and not outer.by("mark"):
            attach(verb, inner, "conj")


@only_where(pairs(("conj",), FINITE), pairs(("advcl", "ccomp"), ("conj",)))
def _coordination(tokens: Sequence[Token]) -> None:
    """'He says that they are right and refuses to leave', 'It holds that he was wrong, since he had no right, and
    accuses Peru': a verb that agrees in tense with a verb above, and with none between, is coordinated with that one.
    """
    for verb in tokens:
        inner = verb.head
        if (
            verb.dep != "conj"
            or verb.tag not in FINITE
            or inner is None
            or not finite_tag(inner).startswith(("VB", "MD"))
        ):
            continue
        if verb.by(*SUBJECTS, "mark", "aux", "auxpass") or finite_tag(inner) == verb.tag or inner.tag == verb.tag:
            continue
        set_off = comma(tokens, first_of(verb) - 2) and tokens[first_of(verb) - 1].low in ("and", "but")
        outer, depth = _above(inner), 1
        while outer is not None and set_off and finite_tag(outer) != verb.tag and outer.tag not in ("VBG", "VB"):
            outer, depth = _above(outer), depth + 1
        near = inner.dep == "ccomp" and depth == 1 and bool(inner.by(*SUBJECTS))
        if outer is None or outer.tag != verb.tag or not outer.by(*SUBJECTS) or not outer.i < inner.i < verb.i:
            continue
        if near or (set_off and _below_speech(outer, inner)):
            attach(verb, outer, "conj")


def _above(verb: Token) -> Token | None:
    """The verb whose clause it stands in, where it is a complement or an adverbial clause of it."""
    return verb.head if verb.dep in ("ccomp", "advcl") else None


def _below_speech(outer: Token, inner: Token) -> bool:
    """Whether the lower of two verbs stands within a complement of the upper."""
    top = inner
    while top.head is not None and top.head is not outer:
        top = top.head
    return top.dep == "ccomp"
