"""Known mistakes of the statistical parser, mended in the tree before anything reads it.

Each repair answers to one kind of sentence of which the grammar leaves no doubt:

* 'The ministry, which had sent the aid, called on ...': a finite verb without a subject, taken for part of the relative
  clause, is the main verb of a sentence that would have none.
* 'He says that they are right and refuses to leave': a verb that agrees with the verb of saying, and not with the one
  that it was joined to, is coordinated with the former.
* 'On Monday Chile and Peru signed the pact': a time after a preposition that has no other object is its object, not a
  part of the name that follows.
* 'The pact with Peru, concluded in 2019, remains in force': a participle between commas describes the noun before the
  comma; the verb after the second comma is the main one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from kg.annotate.speech import attach, turn_round
from kg.core.annotated import Token

_FINITE = ("VBD", "VBZ", "VBP")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


def repair(tokens: Sequence[Token], say: Collection[str] = (), speakers: Collection[str] = ()) -> None:
    """Mend one sentence's tree in place; ``say`` are lemmas of saying, ``speakers`` nouns of those who speak."""
    _opening_time(tokens)
    _main_verb(tokens)
    _participle(tokens)
    _coordination(tokens)
    turn_round(tokens, say, speakers)


def _opening_time(tokens: Sequence[Token]) -> None:
    for before, time in pairwise(tokens):
        name = time.head
        if (
            time.mention is not None
            and time.mention.kind == "Time"
            and time.dep in ("compound", "nmod", "nummod", "amod")
            and name is not None
            and name.i > time.i
            and name.mention is not None
            and name.mention.kind not in ("Time", "Treaty")
            and before.dep == "prep"
            and not before.by("pobj")
        ):
            attach(time, before, "pobj")


def _main_verb(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.head is None and t.dep == "ROOT"), None)
    if root is None or root.pos not in ("NOUN", "PROPN") or any(t.dep == "ROOT" and t is not root for t in tokens):
        return
    if root.by(*_SUBJECTS, "cop"):
        return
    for verb in root.subtree():
        if verb.dep != "acl" or verb.i <= root.i or verb.by(*_SUBJECTS, "mark", "aux", "agent"):
            continue
        after_clause = _comma(tokens, verb.i - 1) and any(c.dep == "relcl" for c in root.children)
        either = verb.tag == "VBN" and verb.text.endswith("ed")  # a past tense or a participle
        beside = (
            verb.head is root
            and either
            and verb.i == root.i + 1
            and root.mention is not None
            and tokens[-1].text == "."
            and root.mention.kind not in ("Treaty", "Time")
        )
        if not (
            (verb.tag in _FINITE and verb.head is root) or (after_clause and (either or verb.tag in _FINITE)) or beside
        ):
            continue
        verb.tag = "VBD" if either else verb.tag
        attach(verb, None, "ROOT")
        attach(root, verb, "nsubj")
        return


def _participle(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        if verb.dep not in ("ROOT", "ccomp") or verb.tag not in ("VBN", "VBD") or not _comma(tokens, verb.i - 1):
            continue
        nouns = verb.by("nsubj", "nsubjpass")
        if len(nouns) != 1 or nouns[0].i > verb.i or verb.by("aux", "auxpass", "neg", "dobj", "cc", "ccomp"):
            continue
        noun = nouns[0]
        if verb.dep == "ROOT":
            main = next((c for c in verb.by("conj", "dep") if c.tag in _FINITE), None)
        else:  # 'declared the pact, concluded in 2019, to be void'
            main = next((c for c in verb.by("xcomp", "advcl") if any(a.tag == "TO" for a in c.by("aux"))), None)
        if main is None or main.by(*_SUBJECTS) or not _comma(tokens, min(t.i for t in main.subtree()) - 1):
            continue
        attach(main, verb.head, verb.dep)
        attach(noun, main, "nsubj")
        verb.tag = "VBN"
        attach(verb, noun, "acl")
        for child in [c for c in verb.children if c.i > main.i]:
            attach(child, main, child.dep)
        return


def _comma(tokens: Sequence[Token], i: int) -> bool:
    return 0 <= i < len(tokens) and tokens[i].text in (",", "–", "-", "—", ")")


def _coordination(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        inner = verb.head
        if verb.dep != "conj" or verb.tag not in _FINITE or inner is None or inner.dep != "ccomp":
            continue
        outer = inner.head
        if (
            outer is None
            or outer.tag not in _FINITE
            or not outer.i < inner.i < verb.i
            or verb.by(*_SUBJECTS, "mark", "aux", "auxpass")
        ):
            continue
        if not outer.by(*_SUBJECTS) or not inner.by(*_SUBJECTS):
            continue
        auxiliary = next((a.tag for a in inner.by("aux", "auxpass")), inner.tag)
        if verb.tag == outer.tag and auxiliary != verb.tag and inner.tag != verb.tag:
            attach(verb, outer, "conj")
