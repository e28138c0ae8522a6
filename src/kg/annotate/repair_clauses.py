"""Clauses and objects that the statistical parser hangs on the word right before them.

* 'The accord with the rebels that Togo brokered': Togo brokered the accord, not the rebels.
* 'Blamed the men who had signed it and accused Togo': whoever blames the men accuses Togo.
* 'Cut ties a day after Roe had won, and recognised Togo': whoever cut them recognised it.
* 'Ended "with immediate effect" the accord with Togo': what stands behind a phrase of manner is the object.
* 'In March Russia annexed Crimea': a form of the past right behind a name is a verb, not what the next name is like.
* 'Had closed borders': without an article before it, the participle behind 'had' is a verb.
* 'Maintains that the raid was illegal, and accuses Togo': whoever maintains it accuses Togo, as the tense tells.
* 'We were waiting since they closed it, burned the post and left': they burned it, no progressive goes on in the past.
* 'Started handing over their camps': what stands behind the particle is the object.
* 'Mali junta scraps Lome accord': a name has no object, and the plural before it is the verb.
* 'Demanded that the firm, known as Sonara, pay': the firm is to pay.
* 'Regards the cayes as Honduran': what it holds them for belongs to the verb.
* 'In a ceremony A signed': A did, the ceremony is what it was done in.
* 'In Lome the government of Chad and the Front agreed': both did.
* 'An attack on Togo, condemned by Chad': what was condemned is the attack.
* 'All states of the region but Chad signed': Chad did not.
* 'Followed Chad in sanctioning Togo': Togo is sanctioned.
* 'Chad and Togo, both members of the Union, left': a noun set off by commas is no subject beside them.
* 'Left it on Monday, and five days later Chad followed': the time opens a clause of its own.
* 'Troops backed by men of the Togolese guard captured Lome': without another finite verb, the troops captured it.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.repair_relatives import SIGNED
from kg.annotate.tree import FINITE, NOUNS, SUBJECTS, attach, comma, finite_tag, first_of, may_act, of_kind
from kg.core.annotated import Token
from kg.core.words import word_set

HELPS = word_set("annotate.repair_clauses.helps")
"""What one does for the treaty of others."""
_DEALS = SIGNED | word_set("annotate.repair_clauses.deals")
ADDRESS = word_set("annotate.repair_clauses.address")
"""Acts that are done by words, of which one speaker strings several together."""
_MANNER = word_set("annotate.repair_clauses.manner")
"""Last nouns of phrases of manner that may stand between a verb and its object ('in principle', 'without notice')."""
_HOLDS_FOR = word_set("annotate.repair_clauses.holds_for")
"""Verbs that hold their object for what stands behind 'as'."""
CONDEMNS = word_set("annotate.repair_clauses.condemns")
"""What is said against an act that has been done."""
_JUDGED = CONDEMNS | word_set("annotate.repair_clauses.judged")
"""Participles of what somebody thinks of an act."""
_ACTS = word_set("annotate.repair_clauses.acts")
_ORGANS = word_set("annotate.repair_clauses.organs")
_TOUCHED = frozenset(
    {"acl", "advmod", "amod", "appos", "cc", "ccomp", "compound", "conj", "dobj", "nsubj", "pcomp", "pobj", "prep"}
    | {"relcl"}
)
"""The labels of all words that are mended here, but for those in ``HELPS``."""
_DETERMINED = ("DT", "PRP$", "CD", "POS")


def mend_clauses(tokens: Sequence[Token]) -> None:
    """Mend one sentence's tree in place."""
    for token in tokens:
        if token.dep not in _TOUCHED and token.lemma not in HELPS:
            continue
        if token.lemma in HELPS:
            _brokered(tokens, token)
        elif token.dep == "conj" and of_kind(token, "Time"):
            _opened_by_time(tokens, token)
        elif token.dep == "conj" and token.tag in (*FINITE, "VBN"):
            _of_clause(token)
            _of_relative(token)
            _after_pluperfect(tokens, token)
            _goes_on_in_past(tokens, token)
            _in_outer_tense(tokens, token)
            if token.lemma in ADDRESS:
                _back_to_main(token)
        elif token.dep in ("acl", "relcl") and token.lemma in _JUDGED:
            _judged_act(tokens, token)
        elif token.dep == "compound" and token.tag == "VBG":
            _doing_to(token)
        elif token.dep == "amod" and token.tag == "VBD":
            _past_of_name(tokens, token)
        elif token.dep == "amod" and token.tag == "VBN" and token.i:
            _perfect(tokens, token)
        elif token.dep in ("cc", "prep") and token.low in ("but", "save"):
            _excepted(token)
        elif token.dep == "nsubj" and token.tag == "NNS" and token.i and tokens[token.i - 1].lemma in ("all", "both"):
            _set_off_noun(tokens, token)
        elif token.dep in ("pobj", "pcomp") and token.lemma in _MANNER:
            _shifted_object(tokens, token)
        elif token.dep == "appos" and token.tag in ("VB", "VBP", "NN") and tokens[token.i - 1].text == ",":
            _subjunctive(token)
        elif token.dep == "pobj" and token.head is not None and token.head.dep == "prt":
            _particle_object(token)
        elif token.dep == "dobj" and token.head is not None and token.head.dep == "ROOT" and token.head.mention:
            _name_as_verb(token)
        elif token.dep == "prep" and token.lemma == "as" and token.head is not None and token.head.dep == "dobj":
            _held_for(token)
        elif token.low == "both" and token.dep == "advmod" and token.head is not None and token.head.lemma == "as":
            _both_held_for(token)
        elif token.dep == "ccomp" and token.tag == "VBN" and not token.by("aux", "auxpass"):
            _put_between(tokens, token)
    _captured(tokens)
    if tokens and tokens[0].tag == "IN" and tokens[0].dep in ("prep", "ROOT"):
        _behind_phrase(tokens[0])
        _behind_place(tokens[0])


def _opened_by_time(tokens: Sequence[Token], time: Token) -> None:
    """'Declared it void on 3 May, and five days later its army invaded Chad': it invaded then."""
    verb = time.head
    clause = next((c for c in time.by("relcl") if c.tag in FINITE), None)
    if verb is None or verb.tag not in FINITE or clause is None or tokens[time.i - 1].text != "and":
        return
    subjects = clause.by("nsubj", "nsubjpass")
    if len(subjects) == 1 and subjects[0].tag[:1] != "W" and first_of(subjects[0]) == time.i + 1:
        attach(clause, verb, "conj")
        attach(time, clause, "npadvmod")


def _judged_act(tokens: Sequence[Token], verb: Token) -> None:
    """What is judged behind a comma is the act, not whom or what it was done to: 'the ban on wine, criticised by'."""
    whom = verb.head
    prep = whom.head if whom is not None and whom.dep == "pobj" else None
    done_to = ("against", "by", "of", "on", "over", "with") if whom is not None and may_act(whom) else ("against", "on")
    act = prep.head if prep is not None and prep.lemma in done_to else None
    if act is None or act.lemma not in _ACTS or not comma(tokens, first_of(verb) - 1):
        return
    if verb.tag == "VBN" or any(t.low == "which" for t in verb.by("dobj", "nsubjpass")):
        attach(verb, act, verb.dep)


def _put_between(tokens: Sequence[Token], made: Token) -> None:
    """'Said that the pact, initialled in May, will be signed': it is initialled, and said to be going to be signed."""
    subject = next((s for s in made.by(*SUBJECTS) if s.i < made.i and tokens[made.i - 1].text == ","), None)
    above = made.head
    if subject is None or above is None or above.i > subject.i:
        return
    later = [v for v in above.by("ccomp", "conj", "dep") if v.i > made.i and v.by("aux", "auxpass")]
    if not later or later[0].by(*SUBJECTS) or not comma(tokens, first_of(later[0]) - 1):
        return
    for mark in [c for c in made.by("mark") if c.i < subject.i]:
        attach(mark, later[0], "mark")
    attach(subject, later[0], "nsubjpass" if later[0].by("auxpass") else "nsubj")
    attach(made, subject, "acl")


def _excepted(but: Token) -> None:
    """'All but Chad': who is left out stands beside nobody."""
    head = but.head
    nouns = [
        t for t in (head, *(head.ancestors() if head is not None else ())) if t is not None and t.tag in ("NN", "NNS")
    ]
    whole = any(c.lemma in ("all", "each", "every") for t in nouns for c in t.by("det", "predet"))
    whole |= head is not None and head.low in ("all", "each", "everybody", "everyone")
    out = [c for c in head.by("conj") if c.i > but.i] if head is not None and whole else []
    verb = head.head if head is not None and head.dep == "nsubj" else None
    if whole and not out and verb is not None:  # 'all states but Chad signed it': two subjects of one verb
        out = [t for t in verb.by("nsubj") if t.i == but.i + 1]
    if out and out[0].tag in NOUNS:
        attach(out[0], but, "pobj")
        attach(but, head, "prep")


def _set_off_noun(tokens: Sequence[Token], noun: Token) -> None:
    """'Chad and Togo, both members of the Union, left'."""
    before = noun.head.children if noun.head is not None else ()
    doers = [t for t in before if t.i < noun.i and t.dep in ("nsubj", "npadvmod", "dep") and may_act(t)]
    if doers and comma(tokens, first_of(noun) - 1):
        attach(doers[-1], noun.head, "nsubj")
        attach(noun, doers[-1], "appos")


def _doing_to(verb: Token) -> None:
    """'In sanctioning Chad': what is done to a state, not a word for it."""
    state = verb.head
    prep = state.head if state is not None and state.dep == "pobj" else None
    if state is None or prep is None or not of_kind(state, "State") or not may_act(state):
        return
    attach(verb, prep, "pcomp")
    attach(state, verb, "dobj")


def _behind_phrase(prep: Token) -> None:
    """The clause that the parser hangs on the noun of the phrase before it, as if it told which one is meant."""
    nouns = prep.by("pobj") if prep.head is None else []
    verbs = [v for n in nouns if n.tag in ("NN", "NNP") for v in n.by("relcl") if v.tag in FINITE]
    if len(verbs) != 1 or any(t.tag in ("WDT", "WP", "WRB") for t in verbs[0].children):
        return
    doers = verbs[0].by("nsubj")
    if len(doers) == 1 and of_kind(doers[0], "Person"):
        attach(verbs[0], None, "ROOT")
        attach(prep, verbs[0], "prep")


def _behind_place(prep: Token) -> None:
    """The first of two who act, which the parser takes into the phrase of place before it."""
    verb = prep.head
    place = next(iter(prep.by("pobj")), None)
    if verb is None or place is None or verb.tag not in FINITE or not may_act(place):
        return
    lost = [t for t in (*prep.children, *place.children) if t.i > place.i and t.tag in NOUNS and t.by("cc")]
    doers = [s for s in verb.by("nsubj") if lost and s.i > lost[0].i]
    if len(lost) == 1 and len(doers) == 1 and all(c.i < doers[0].i for c in lost[0].by("cc")):
        attach(lost[0], verb, "nsubj")
        attach(doers[0], lost[0], "conj")


def _both_held_for(both: Token) -> None:
    """'Regards *both* as its own': of the two it is said what they are held for."""
    verb = both.head.head if both.head is not None else None
    if verb is not None and verb.lemma in _HOLDS_FOR and verb.i == both.i - 1 and not verb.by("dobj"):
        attach(both, verb, "dobj")


def _held_for(prep: Token) -> None:
    thing = prep.head
    verb = thing.head if thing is not None else None
    if thing is not None and verb is not None and verb.lemma in _HOLDS_FOR and verb.i < thing.i < prep.i:
        attach(prep, verb, "prep")


def _particle_object(noun: Token) -> None:
    particle = noun.head
    verb = particle.head if particle is not None else None
    if particle is None or verb is None or particle.low not in ("back", "over", "up"):
        return
    if verb.tag.startswith("VB") and not verb.by("dobj"):
        attach(noun, verb, "dobj")


def _name_as_verb(noun: Token) -> None:
    name = noun.head
    subjects = name.by("nsubj") if name is not None and name.tag in NOUNS else []
    if name is None or len(subjects) != 1 or subjects[0].tag != "NNS" or subjects[0].i != name.i - 1:
        return
    verb = subjects[0]
    doers = [c for c in verb.by("compound", "nmod", "amod") if c.i == verb.i - 1]
    if verb.mention is not None or not doers or noun.i < name.i:
        return
    attach(verb, None, "ROOT")
    verb.tag, verb.pos, verb.lemma = "VBZ", "VERB", verb.lemma.removesuffix("s")
    attach(doers[0], verb, "nsubj")
    attach(noun, verb, "dobj")
    attach(name, noun, "compound")


def _brokered(tokens: Sequence[Token], verb: Token) -> None:
    above = verb.head
    helped = above is not None and above.lemma == "help" and verb.dep in ("xcomp", "ccomp")
    clause = above if helped and above is not None else verb
    subject = next((s for s in clause.by("nsubj") if s.i < clause.i), None)
    start = first_of(subject) if subject is not None else 0
    that = tokens[start - 1] if start > 1 else None
    if that is None or that.text not in ("that", "which") or clause.dep not in ("relcl", "ccomp", "acl", "advcl"):
        return
    before = tokens[that.i - 1]
    deal = next((a for a in (before, *before.ancestors()) if a.i < that.i and _deal(a)), None)
    if deal is None:
        prep = next((a for a in before.ancestors() if a.dep == "prep" and a.i < before.i), None)
        deal = tokens[prep.i - 1] if prep is not None and prep.i and prep.lemma == "with" else None
        if deal is None or prep is None or not _deal(deal):
            return
        attach(prep, deal, "prep")
    if deal is clause.head and clause.dep == "relcl":
        return
    attach(clause, deal, "relcl")
    attach(that, verb, "dobj")
    that.tag = "WDT"


def _deal(token: Token) -> bool:
    return of_kind(token, "Treaty") or (token.lemma in _DEALS and token.mention is None)


def _back_to_main(second: Token) -> None:
    inner = second.head
    if inner is None or inner.dep != "relcl" or second.by(*SUBJECTS, "aux", "auxpass"):
        return
    if inner.lemma in ADDRESS and not any(a.low == "had" for a in inner.by("aux")):
        return
    main = next((a for a in inner.ancestors() if a.lemma in ADDRESS), None)
    noun = inner.head
    if main is None or noun is None or main.i > noun.i or second.tag not in (*FINITE, "VBN"):
        return
    if main.tag not in FINITE or (second.tag in FINITE and second.tag != main.tag):
        return
    link = next((c for c in inner.by("cc") if c.i == second.i - 1), None)
    if link is None:
        return
    attach(link, main, "cc")
    attach(second, main, "conj")
    second.tag = main.tag


def _subjunctive(verb: Token) -> None:
    noun = verb.head
    above = noun.head if noun is not None else None
    if noun is None or above is None or noun.dep != "ccomp" or noun.tag not in NOUNS:
        return
    if verb.by("det", "amod", "compound", "poss"):
        return
    marks = [m for m in noun.by("mark") if m.text == "that"]
    if marks and noun.by("acl"):
        attach(verb, above, "ccomp")
        attach(noun, verb, "nsubj")
        attach(marks[0], verb, "mark")
        verb.tag, verb.pos = "VB", "VERB"


def _after_pluperfect(tokens: Sequence[Token], second: Token) -> None:
    inner = second.head
    main = inner.head if inner is not None and inner.dep == "advcl" else None
    if inner is None or main is None or main.tag != "VBD" or main.i > inner.i or second.by(*SUBJECTS, "aux", "auxpass"):
        return
    had = any(a.low == "had" for a in inner.by("aux")) and not main.by("aux", "auxpass")
    since = any(m.low in ("after", "before", "since") for m in inner.by("mark"))
    link = tokens[second.i - 1]
    if had and since and link.text == "and" and comma(tokens, second.i - 2) and second.text.endswith("ed"):
        attach(link, main, "cc")
        attach(second, main, "conj")
        second.tag = "VBD"


def _goes_on_in_past(tokens: Sequence[Token], second: Token) -> None:
    """'Chad left in May, after its envoy had been insulted, and when they voted it refused': Chad refused."""
    inner, subjects = second.head, second.by("nsubj")
    main = inner.head if inner is not None and inner.dep == "advcl" else None
    if inner is None or main is None or main.tag != "VBD" or main.i > inner.i or main.by("aux", "auxpass"):
        return
    plain = second.tag == "VBD" and len(subjects) == 1 and subjects[0].tag == "PRP" and not second.by("aux", "auxpass")
    had = any(a.low == "had" for a in inner.by("aux"))
    since = any(m.low in ("after", "before", "since") for m in inner.by("mark"))
    link = next((c for c in inner.by("cc") if c.low == "and" and c.i < second.i and comma(tokens, c.i - 1)), None)
    if plain and had and since and link is not None:
        attach(link, main, "cc")
        attach(second, main, "conj")


def _past_of_name(tokens: Sequence[Token], verb: Token) -> None:
    """'In March Russia annexed Crimea', 'Mali's military seized power': who stands before it did so."""
    thing, doer = verb.head, tokens[verb.i - 1]
    if thing is None or thing.dep != "ROOT" or doer.head is not thing or thing.i < verb.i or thing.by("det"):
        return
    owner = next((p for p in thing.by("poss") if p.i < doer.i and p.mention is not None), None)
    if doer.mention is None and (owner is None or doer.lemma not in _ORGANS):
        return
    if doer.dep not in ("compound", "nmod", "amod", "poss") or not (doer.mention is None or may_act(doer)):
        return
    verb.pos = "VERB"
    attach(verb, None, "ROOT")
    for child in [c for c in thing.children if c is not verb]:
        if child.i < doer.i or child.i > thing.i:
            attach(child, verb, "advcl" if child.dep == "acl" else child.dep)
    attach(thing, verb, "dobj")
    attach(doer, verb, "nsubj")
    if owner is not None and doer.mention is None:
        doer.tag, doer.pos = "NN", "NOUN"
        attach(owner, doer, "poss")


def _perfect(tokens: Sequence[Token], done: Token) -> None:
    """'ECOWAS had closed borders': 'had' only helps the verb, where no article parts it from what was closed."""
    thing, have = done.head, tokens[done.i - 1]
    if have.tag == "RB" and done.i > 1:
        have = tokens[done.i - 2]  # 'had long closed borders'
    if (
        thing is None
        or thing.dep != "dobj"
        or thing.head is not have
        or have.lemma != "have"
        or thing.by("det", "poss")
    ):
        return
    if done.lemma == "break" or have.by("aux", "auxpass") or thing.i < done.i:
        return
    dep, above = have.dep, have.head
    done.pos = "VERB"
    attach(done, above, dep)
    for child in [c for c in have.children if c is not done]:
        attach(child, done, child.dep)
    attach(have, done, "aux")


def _in_outer_tense(tokens: Sequence[Token], second: Token) -> None:
    """'Maintains that it was illegal, since he was sought, and accuses Togo': by its tense the verb goes with the outer
    one.
    """
    inner = second.head
    perfect = second.tag == "VBN" and [a.low for a in second.by("aux")] in (["has"], ["have"])
    if second.lemma == "have" and second.i + 1 < len(tokens):  # its participle may hang on the object
        perfect = second.low in ("has", "have") and tokens[second.i + 1].tag == "VBN"
    bare = second.tag in ("VBD", "VBZ") and not second.by("aux")
    if inner is None or not (perfect or bare) or second.by(*SUBJECTS, "auxpass"):
        return
    first = next(iter(second.by("aux")), second)
    link = tokens[first.i - 1]
    if inner.dep not in ("advcl", "ccomp", "relcl") or link.text != "and" or not comma(tokens, first.i - 2):
        return
    told, tense = _TENSES.get(finite_tag(inner)), _TENSES[finite_tag(second)]
    if perfect and told != "modal":
        return
    if told in (None, tense) or any(a.low in ("had", "has", "have") for a in inner.by("aux")):
        return
    for outer in inner.ancestors():
        if outer.tag in FINITE and outer.i < inner.i and outer.by(*SUBJECTS) and outer.dep != "advcl":
            if perfect or _TENSES.get(finite_tag(outer)) == tense:
                attach(link, outer, "cc")
                attach(second, outer, "conj")
            return


_TENSES = {"MD": "modal", "VBD": "past", "VBP": "present", "VBZ": "present"}


def _of_clause(second: Token) -> None:
    main = second.head
    if main is None or main.tag != "VBG" or second.tag != "VBD" or second.by(*SUBJECTS):
        return
    inner = next((c for c in main.by("advcl") if main.i < c.i < second.i and c.tag == "VBD" and c.by(*SUBJECTS)), None)
    if inner is not None:
        attach(second, inner, "conj")


def _of_relative(second: Token) -> None:
    """'It rests on a treaty, which was signed in 1960, and entered into force in 1961': by its tense the verb goes with
    the relative clause.
    """
    main = second.head
    if main is None or second.dep != "conj" or second.tag != "VBD" or second.by(*SUBJECTS, "aux", "auxpass", "mark"):
        return
    if _TENSES.get(finite_tag(main)) != "present" or not main.by(*SUBJECTS):
        return
    clauses = [t for t in main.subtree() if t.dep == "relcl" and main.i < t.i < second.i]
    if clauses and finite_tag(clauses[-1]) == "VBD" and any(s.tag == "WDT" for s in clauses[-1].by(*SUBJECTS)):
        attach(second, clauses[-1], "conj")


def _shifted_object(tokens: Sequence[Token], noun: Token) -> None:
    prep = noun.head
    verb = prep.head if prep is not None and prep.dep == "prep" else None
    if verb is None or not verb.tag.startswith("VB") or verb.i > noun.i or verb.by("auxpass"):
        return
    thing = next((c for c in noun.by("appos", "dobj", "dep", "nmod") if c.i > noun.i), None)
    things = verb.by("dobj")
    if thing is None or any(o.i < thing.i or not _resumes(tokens, o) for o in things):
        return
    first = first_of(thing)
    between = [t.text for t in tokens[noun.i + 1 : first]]
    if all(t in ('"', "'", "”", "’") for t in between) and tokens[first].tag in (*_DETERMINED, "NNP"):
        attach(thing, verb, "dobj")
        for move in things:
            attach(move, thing, "appos")


def _resumes(tokens: Sequence[Token], noun: Token) -> bool:
    """', a move that ...': what takes the clause up again is no object of its verb."""
    first = first_of(noun)
    return tokens[first].text in ("a", "an") and tokens[first - 1].text in (",", "–", "—", "-")


def _captured(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.dep == "ROOT"), None)
    if root is None or root.tag not in ("NN", "NNS") or root.mention is not None:
        return
    backed = next((c for c in root.by("acl") if c.tag == "VBN" and c.i == root.i + 1), None)
    if backed is None or any(t.tag in (*FINITE, "MD") and t.dep != "amod" for t in tokens):
        return
    for verb in tokens[backed.i + 2 :]:
        name = verb.head
        if (
            verb.dep != "amod"
            or verb.tag not in ("VBN", "VBD")
            or name is None
            or name.i != verb.i + 1
            or name.mention is None
        ):
            continue
        attach(verb, None, "ROOT")
        verb.tag, verb.pos = "VBD", "VERB"
        attach(root, verb, "nsubj")
        attach(name, verb, "dobj")
        for late in [c for c in (*name.by("prep"), *root.by("punct")) if c.i > name.i]:
            if late.dep == "punct" or any(of_kind(t, "Time") for t in late.by("pobj")):
                attach(late, verb, late.dep)
        return
