"""Clauses that a remark cuts in two: the parser parts a verb from its subject, its helping verb or its negation.

* 'Chad did not, as Togo claims, sign it': Chad did not sign it.
* 'It was not, Togo stressed, a breach of the pact': a breach is what it was not.
* 'The vote does not by itself end the pact': it does not end it.
* 'Togo, Chad says, attacked Mali': Chad says it, Togo did it.
* 'Chad is said by Togolese officials to have left': they say so, and Chad has left.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.mending import Repair, only_with
from kg.annotate.tree import FINITE, NOUNS, SUBJECTS, attach, first_of
from kg.core.annotated import Token
from kg.core.words import word_set

_HELPERS = frozenset({"be", "do", "have"})
_FAR = 16
"""How many words an aside between a helping verb and its verb has at most."""


def _own_verb(tokens: Sequence[Token], helper: Token, start: int) -> Token | None:
    """The verb that a helping verb belongs to, behind the aside that begins with the comma at ``start``."""
    end = next(
        (i for i in range(start + 2, min(len(tokens), start + _FAR)) if tokens[i].text == tokens[start].text), None
    )
    verb = next((t for t in tokens[end + 1 :] if t.tag != "RB"), None) if end is not None else None
    if verb is not None and verb.dep in ("aux", "auxpass") and verb.head is not None:
        verb = verb.head
    forms = {"be": ("VBN", "VBG", "VBD"), "have": ("VBN", "VBD")}.get(helper.lemma, ("VB", "VBP"))
    if verb is None or end is None or verb.i <= end:
        return None
    if verb.tag in forms or any(a.i > end and a.lemma in ("be", "have") for a in verb.by("aux", "auxpass")):
        return None if any(end < s.i < verb.i for s in verb.by(*SUBJECTS)) else verb
    return None


@only_with({",", "–", "—"})
def _helper_apart(tokens: Sequence[Token]) -> None:
    """'Chad did not, as Togo claims, sign it': the subject, 'did' and 'not' belong to 'sign'."""
    for helper in tokens:
        helps = helper.tag == "MD" or (helper.tag in FINITE and helper.lemma in _HELPERS)
        at = helper.i + 1
        if not helps or at >= len(tokens):
            continue
        no = tokens[at] if tokens[at].low in ("not", "n't", "never") else None
        start = at + (no is not None)
        if start >= len(tokens) or tokens[start].text not in (",", "–", "—"):
            continue
        verb = _own_verb(tokens, helper, start)
        if verb is None or (helper.head is verb and (no is None or no.head is verb)):
            continue
        _join(helper, no, verb)


def _join(helper: Token, no: Token | None, verb: Token) -> None:
    """Hang a helping verb, its negation and the subject before it at their verb."""
    owner = helper.head if helper.dep in ("aux", "auxpass") and helper.head not in (None, verb) else helper
    assert owner is not None
    passive = helper.lemma == "be" and verb.tag in ("VBN", "VBD")
    said = verb.head
    if owner in verb.ancestors():
        attach(verb, owner.head, owner.dep)
    elif said is not None and helper.i < said.i < verb.i and said in owner.ancestors():
        attach(verb, said.head, said.dep)  # 'will not, the minister said, sign'
        attach(said, verb, "parataxis")
    for part in [c for c in owner.children if c is not verb and (owner is helper or c.i < helper.i)]:
        attach(part, verb, ("nsubjpass" if passive else "nsubj") if part.dep in SUBJECTS else part.dep)
    attach(helper, verb, "auxpass" if passive else "aux")
    if no is not None:
        attach(no, verb, "neg")
    if owner is not helper and verb not in owner.ancestors():
        attach(owner, verb, "advcl")
    if helper.lemma in ("be", "have") and verb.tag == "VBD":
        verb.tag = "VBN"


@only_with({"am", "are", "is", "was", "were"}, {","}, {"not", "n't", "never"})
def _not_apart(tokens: Sequence[Token]) -> None:
    """'It was not, Togo stressed, a breach of the pact': a breach is what it was not."""
    for be, no, sign in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if be.lemma != "be" or be.tag not in FINITE or no.text not in ("not", "n't", "never") or sign.text != ",":
            continue
        end = next((t.i for t in tokens[sign.i + 1 : sign.i + _FAR] if t.text == ","), None)
        said = be.head
        if end is None or said is None or not sign.i < said.i < end or be.dep not in ("ccomp", "advcl"):
            continue
        noun = next(
            (o for o in said.children if o.i > end and o.tag in ("NN", "NNS", "JJ") and first_of(o) == end + 1), None
        )
        if noun is not None and be.by(*SUBJECTS):
            attach(be, said.head, said.dep)
            attach(said, be, "parataxis")
            attach(noun, be, "acomp" if noun.tag == "JJ" else "attr")


@only_with({"by", "in", "of"}, {"itself", "themselves"}, {"not", "n't"})
def _by_itself(tokens: Sequence[Token]) -> None:
    """'The vote does not by itself end the pact': 'by itself' says how."""
    for no, prep, self_, verb in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        if no.text not in ("not", "n't") or self_.text not in ("itself", "themselves") or verb.tag != "VB":
            continue
        if prep.text not in ("by", "in", "of") or (verb.by(*SUBJECTS) and prep.head is not verb):
            continue
        if prep.head is not verb:
            attach(verb, prep.head, prep.dep)
        for part in [c for c in prep.children if c is not self_]:
            attach(part, verb, part.dep)
        attach(prep, verb, "prep")


@only_with({"by"}, {"to"})
def _told_by(tokens: Sequence[Token]) -> None:
    """'Chad is said by Togolese officials to have left': they say so, and Chad has left."""
    for by, to in ((b, t) for b in tokens if b.lemma == "by" for t in tokens[b.i + 2 : b.i + _FAR] if t.tag == "TO"):
        verb, clause = by.head, to.head
        if verb is None or clause is None or clause.head not in (by, verb) or by.by("pobj"):
            continue
        officials = [s for s in clause.by("nsubj") if first_of(s) == by.i + 1 and s.i < to.i]
        if clause.dep in ("ccomp", "pcomp", "xcomp") and verb.by("auxpass") and officials:
            attach(officials[0], by, "pobj")
            attach(clause, verb, "xcomp")
            by.dep = "agent"


_SPEAKS = word_set("annotate.repair_remarks.speaks")


@only_with(_SPEAKS)
def _said_between(tokens: Sequence[Token]) -> None:
    """'Togo, Chad says, attacked Mali': Chad says it, Togo did it."""
    for speaker, says, sign in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if says.text not in _SPEAKS or sign.text != "," or speaker.tag not in (*NOUNS, "PRP"):
            continue
        first = speaker.i
        while first and tokens[first - 1].tag in ("CD", "DT", "JJ", "NN", "NNP", "NNS", "POS", "PRP$"):
            first -= 1
        verb = next((t for t in tokens[sign.i + 1 :] if t.tag != "RB"), None)
        name = tokens[first - 2] if first > 1 and tokens[first - 1].text == "," else None
        if verb is None or name is None or verb.tag not in FINITE or name.tag not in NOUNS:
            continue
        plain = name.dep in ("nsubj", "appos", "conj", "dep") and name.head in (says, verb, speaker)
        taken = any(s not in (name, speaker) for v in (says, verb) for s in v.by(*SUBJECTS))
        if not plain or taken or not (verb.head is says or says.head is verb):
            continue
        if verb.head is says:
            attach(verb, says.head, says.dep)
        if name.head is speaker:
            attach(speaker, None, "nsubj")
        attach(name, verb, "nsubj")
        attach(says, verb, "parataxis")
        attach(speaker, says, "nsubj")


REMARKS: Sequence[Repair] = (_not_apart, _by_itself, _told_by, _said_between, _helper_apart)
"""In this order."""
