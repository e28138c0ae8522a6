"""Who says it, where notes, translations and letters name him in places that the statistical parser does not know.

* 'Chad has shelled a Togolese village - Malian minister': the minister says so, no village of his is shelled.
* 'Chad, so the Malian minister, had left', 'Chad has, so the minister, left': so he says; Chad has left.
* 'Told the meeting that Chad had left it': that is what was told, no meeting that Chad left.
* 'Chad has left it, a diplomat said in Lima', 'confirmed on Monday': whoever comes behind the comma says so, and stands
  beside nothing that was named before.
* 'Said ahead of the meeting that Chad had left it', 'said earlier that Chad had': that is what was said.
* 'In view of Chad having left it': it is Chad that has.
* 'Relies on Chad leaving it': that is what one relies on.
* 'Was accused of arming them by Chad': Chad accuses.
* 'The decision taken by Chad to leave it': to leave is what it decided.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.mending import Repair, only_with
from kg.annotate.repair_speech import REPORTS
from kg.annotate.tree import FINITE, NOUNS, RELATIVE_WORDS, SUBJECTS, attach, first_of, last_of, may_act
from kg.core.annotated import Token
from kg.core.words import word_set

_SPEAKS = word_set("annotate.repair_speakers.speaks")
"""Who stands behind the dash at the end of a note."""
_FEW = 6
"""Words in which he is named there."""
_DASHES = frozenset({"-", "–", "—", "--", ":"})
_TELLS = word_set("annotate.repair_speakers.tells")
_ALWAYS_TELLS = _TELLS - word_set("annotate.repair_speakers.always_tells")
"""Verbs that want to know whom one tells, and what."""
_DECISIONS = word_set("annotate.repair_speakers.decisions")
_TAKEN = word_set("annotate.repair_speakers.taken")
_SAYS = REPORTS | word_set("annotate.repair_speakers.says")
_AWAITS = word_set("annotate.repair_speakers.awaits")
_CHARGES = word_set("annotate.repair_speakers.charges")
_IN_VIEW = word_set("annotate.repair_speakers.in_view")


@only_with(_DASHES, _SPEAKS)
def _behind_dash(tokens: Sequence[Token]) -> None:
    last = tokens[-1]
    dash = next((t for t in reversed(tokens[-_FEW:]) if t.text in _DASHES), None)
    if dash is None or last.lemma.lower() not in _SPEAKS or dash.i < 3:
        return
    who = tokens[dash.i + 1 :]
    if any(t.tag[:2] in ("VB", "MD") or t.text in (",", ";") for t in who):
        return
    verb = next((t for t in tokens[: dash.i] if t.head is None), None) or next(
        (a for a in tokens[dash.i - 1].ancestors() if a.i < dash.i and a.tag[:2] == "VB"), None
    )
    if verb is None or verb.tag[:2] != "VB" or not verb.by(*SUBJECTS):
        return
    for token in tokens[: dash.i]:
        if token.head is not None and token.head.i > dash.i and last.head is not None and last.head.i < dash.i:
            dep = last.dep if last.dep != "appos" else "dobj"
            attach(token, last.head, dep)  # of 'village - minister', the village
    for token in who:
        if token is not last and (token.head is None or token.head.i <= dash.i):
            attach(token, last, "compound")
    attach(last, verb, "dep")


@only_with({"so"}, {","})
def _so_he_says(tokens: Sequence[Token]) -> None:
    for so in tokens[2:-3]:
        if so.text != "so" or tokens[so.i - 1].text != ",":
            continue
        end = next((t.i for t in tokens[so.i + 1 :] if t.text == ","), len(tokens) - 1)
        inside = tokens[so.i + 1 : end]
        if end + 1 >= len(tokens) or not inside or any(t.tag[:2] in ("VB", "MD") for t in inside):
            continue
        who = next((t for t in inside if t.head is None or t.head not in inside), inside[-1])
        behind = next((t for t in tokens[end + 1 :] if t.tag[:2] == "VB"), None)
        before = [t for t in tokens[: so.i - 1] if t.mention is not None or t.tag[:2] in ("NN", "PR")]
        if behind is None or behind.i > end + 3 or not before or any(t.tag == "VBD" for t in tokens[: so.i]):
            continue
        subject = next((t for t in before if t.dep in SUBJECTS), before[-1])
        if who.dep not in (*SUBJECTS, "appos", "conj"):
            continue
        verb = behind
        while verb.dep in ("aux", "auxpass") and verb.head is not None:
            verb = verb.head
        for aux in tokens[subject.i + 1 : so.i]:
            if aux.tag in ("VBZ", "VBP", "MD"):
                if verb.head is aux:
                    attach(verb, aux.head, aux.dep)
                attach(aux, verb, "aux")
        attach(subject, verb, "nsubj" if subject.dep not in SUBJECTS else subject.dep)
        attach(who, verb, "dep")


@only_with(_TELLS, {"that"})
def _told_them_that(tokens: Sequence[Token]) -> None:
    for that in tokens[3:-2]:
        verb = that.head
        whom = verb.head if verb is not None and that.text == "that" and verb.dep in ("relcl", "acl") else None
        told = whom.head if whom is not None and whom.dep in ("dobj", "dative") else None
        if verb is None or whom is None or told is None or told.lemma not in _TELLS or told.i > whom.i:
            continue
        if not any(s.i > that.i for s in verb.by(*SUBJECTS)) or that.dep in SUBJECTS:
            continue
        if _lacks_nothing(verb, that) or told.lemma in _ALWAYS_TELLS:
            _make_content(verb, that, told)


def _lacks_nothing(verb: Token, that: Token) -> bool:
    """Whether a clause with 'that' has all its parts, so that 'that' stands for none of them."""
    return that.dep == "mark" or any(o.i > verb.i for o in verb.by("dobj", "attr", "acomp", "xcomp", "ccomp"))


def _make_content(verb: Token, that: Token, told: Token) -> None:
    """The clause of a verb is what another verb says."""
    that.tag = "IN"
    attach(that, verb, "mark")
    attach(verb, told, "ccomp")


@only_with(_SAYS, {","})
def _said_behind(tokens: Sequence[Token]) -> None:
    for verb in tokens[4:]:
        who = tokens[verb.i - 1]
        if verb.lemma not in _SAYS or verb.tag not in (*FINITE, "VBN") or who.tag not in NOUNS:
            continue
        begins = next((t.i + 1 for t in reversed(tokens[: verb.i]) if t.text == ","), 0)
        named = tokens[begins : verb.i]
        clause = any(t.tag[:2] in ("VB", "MD", "CC", "WD", "WP") or t.text in RELATIVE_WORDS for t in named)
        phrase = {t.i for t in who.subtree()}
        clause |= any(t.i not in phrase for t in named if t is not who)  # 'a charge Lima denied'
        if begins < 3 or clause or not _ends_with(verb, tokens) or not _says_no_more(verb):
            continue
        told = any(t.tag in (*FINITE, "VBN") and t.by(*SUBJECTS) for t in tokens[: begins - 1])
        root = next((t for t in tokens if t.head is None), None)
        if not told or root is None or (verb.tag == "VBN" and verb.by("auxpass")):
            continue
        if root is verb:
            _give_object_back(verb, who, begins)
        elif root.i < begins and (_beside_said(verb, who) or verb.dep == "relcl"):
            verb.tag = "VBD" if verb.tag == "VBN" else verb.tag
            attach(verb, None, "ROOT")
            attach(root, verb, "ccomp")
            attach(who, verb, "nsubj")


def _ends_with(verb: Token, tokens: Sequence[Token]) -> bool:
    """Whether a verb and what it takes end the sentence, or its part before 'and' or 'adding'; no aside goes so far."""
    comma = next((t.i for t in tokens[verb.i :] if t.text in (",", ";", "–", "—")), None)
    return comma is None or comma + 1 >= len(tokens) or tokens[comma + 1].tag in ("CC", "VBG")


def _says_no_more(verb: Token) -> bool:
    """Whether nothing that is said stands behind a verb, but when, where, to whom or how it was."""
    behind = [c for c in verb.children if c.i > verb.i and (c.dep != "agent" or any(map(may_act, c.by("pobj"))))]
    own = {"prep", "advmod", "npadvmod", "dative", "punct", *(("dobj",) if verb.lemma == "tell" else ())}
    return all(c.dep in own or (c.dep == "advcl" and c.tag == "VBG") for c in behind)


def _beside_said(verb: Token, who: Token) -> bool:
    """Whether a verb is taken for the second of a row, without 'and', or for what is told of its own subject."""
    above = verb.head
    if verb.dep == "conj" and above is not None:
        joined = any(c.tag == "CC" and c.i > above.i for c in above.children)
        return verb.tag in FINITE and who.head is verb and not joined
    speaks = who.lemma.lower() in _SPEAKS or may_act(who)
    return verb.dep == "acl" and above is who and who.dep == "appos" and speaks


def _give_object_back(verb: Token, who: Token, begins: int) -> None:
    """'Chad attacked Togo, a diplomat said': Togo is no subject of what the diplomat does."""
    other = next((t for t in verb.by("nsubj") if t.i < begins), None)
    clause = next((t for t in verb.by("ccomp") if other is not None and t.i < other.i), None)
    if other is None or clause is None or who.dep != "appos" or clause.by("dobj", "attr", "acomp"):
        return
    attach(who, verb, "nsubj")
    attach(other, clause, "dobj")


@only_with(_SAYS, {"that"})
def _said_when_that(tokens: Sequence[Token]) -> None:
    for verb in tokens[4:]:
        that = next((c for c in verb.children if c.low == "that" and c.i < verb.i), None)
        above = verb.head
        says = next((a for a in verb.ancestors() if a.tag in FINITE), None) if that is not None else None
        if says is None or that is None or above is None or says.lemma not in _SAYS or above is says:
            continue
        if says.by("ccomp", "dobj") or says.i > above.i or not any(s.i > that.i for s in verb.by(*SUBJECTS)):
            continue
        adverb = verb.dep == "ccomp" and above.head is says and above.dep in ("advmod", "npadvmod")
        relative = verb.dep in ("relcl", "acl") and that.dep not in SUBJECTS
        if adverb or (relative and _lacks_nothing(verb, that)):
            _make_content(verb, that, says)


@only_with(_IN_VIEW | _AWAITS, {"of", "on", "upon", "to", "for"})
def _in_view_of_doing(tokens: Sequence[Token]) -> None:
    for verb in tokens[4:]:
        if verb.dep not in ("advcl", "acl") or verb.by(*SUBJECTS) or verb.by("mark"):
            continue
        helpers = [a for a in verb.by("aux", "auxpass") if a.low in ("being", "having")]
        if verb.tag != "VBG" and not helpers:
            continue
        name = tokens[first_of(verb) - 1]
        of = name.head
        if name.dep != "pobj" or of is None or of.head is None:
            continue
        awaited = of.head.lemma in _AWAITS and of.lemma in ("on", "upon", "to", "for") and may_act(name)
        if not awaited and (of.lemma != "of" or of.head.lemma not in _IN_VIEW):
            continue
        attach(verb, of, "pcomp")
        attach(name, verb, "nsubj")


@only_with(_TAKEN, {"by"}, {"to"})
def _decided_by(tokens: Sequence[Token]) -> None:
    for verb in tokens[5:]:
        taken = verb.head
        noun = taken.head if taken is not None and verb.dep in ("xcomp", "advcl") else None
        if noun is None or taken is None or taken.dep != "acl" or taken.tag != "VBN" or taken.lemma not in _TAKEN:
            continue
        to = any(a.tag == "TO" for a in verb.by("aux"))
        by = any(a.lemma == "by" and a.i < verb.i for a in taken.by("agent", "prep"))
        if to and by and noun.lemma in _DECISIONS:
            attach(verb, noun, "acl")


@only_with(_CHARGES, {"by"}, {"of"})
def _charged_by(tokens: Sequence[Token]) -> None:
    for by in tokens[4:]:
        doing = by.head if by.text == "by" and by.dep in ("prep", "agent") else None
        of = doing.head if doing is not None and doing.dep == "pcomp" and doing.tag == "VBG" else None
        charged = of.head if of is not None and of.lemma == "of" else None
        if doing is None or charged is None or charged.lemma not in _CHARGES or charged.by("agent"):
            continue
        passive = charged.tag == "VBN" and not charged.by("nsubj")
        if passive and any(may_act(t) for t in by.by("pobj")) and last_of(by) == last_of(doing):
            attach(by, charged, "agent")


SPEAKERS: Sequence[Repair] = (
    _behind_dash,
    _so_he_says,
    _said_behind,
    _told_them_that,
    _said_when_that,
    _in_view_of_doing,
    _decided_by,
    _charged_by,
)
"""The repairs in their order."""
