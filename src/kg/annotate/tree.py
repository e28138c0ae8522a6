"""What the repairs of trees share: hanging a token elsewhere, and what they look for."""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.annotated import Token
from kg.core.words import word_set

FINITE = ("VBD", "VBZ", "VBP")
"""Tags of finite verbs."""
NOUNS = ("NN", "NNS", "NNP", "NNPS")
"""Tags of nouns and names."""
LOOSE = ("advcl", "ccomp", "conj", "dep", "parataxis")
"""How the parser hangs a clause that it has no better place for."""
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
RELATIVE_WORDS = word_set("annotate.tree.relative_words")
"""Words that open a relative clause."""
COMMAS = (",", "–", "-", "—", ")")
"""What sets a phrase off: commas, dashes and closing brackets."""


class CircularError(Exception):
    """A token would hang below itself."""


def attach(token: Token, head: Token | None, dep: str) -> None:
    """Hang a token elsewhere in its tree; CircularError where that place is below the token, and nothing is changed."""
    above = head
    while above is not None:
        if above is token:
            raise CircularError
        above = above.head
    if token.head is not None:
        token.head.children.remove(token)
    token.head, token.dep = head, dep
    if head is not None:
        head.children.append(token)
        head.children.sort(key=lambda t: t.i)


def make_predicate(verb: Token, noun: Token) -> None:
    """The participle below the noun taken for the root is the verb of the sentence, and the noun its subject."""
    verb.tag, verb.pos = "VBD", "VERB"
    attach(verb, None, "ROOT")
    attach(noun, verb, "nsubj")
    for child in [c for c in noun.children if c.i > verb.i]:
        attach(child, verb, child.dep)


def make_clause(mark: Token, subject: Token, verb: Token, above: Token, aside: Sequence[Token] = ()) -> None:
    """What stands behind a mark ('after', 'while') is a clause of the verb above, with a subject of its own, and the
    aside between that and the verb is of this clause.
    """
    attach(verb, above, "advcl")
    attach(subject, verb, "nsubj")
    attach(mark, verb, "mark" if mark.tag == "IN" else "advmod")
    for clause in aside:
        attach(clause, verb, clause.dep)


def comma(tokens: Sequence[Token], i: int) -> bool:
    """Whether a comma, a dash or a closing bracket is at this place of the sentence."""
    return 0 <= i < len(tokens) and tokens[i].text in COMMAS


def finite_tag(verb: Token) -> str:
    """The tag that bears the tense: of the first auxiliary, or the verb's own."""
    return next((a.tag for a in verb.by("aux", "auxpass")), verb.tag)


def finite(verb: Token) -> bool:
    """Whether a verb is finite, by itself or by its auxiliary."""
    return finite_tag(verb) in (*FINITE, "MD")


def of_kind(token: Token, kind: str) -> bool:
    """Whether it is a mention of this kind."""
    return token.mention is not None and token.mention.kind == kind


def may_act(token: Token) -> bool:
    """Whether it names somebody who may act, by a name and not by an adjective."""
    mention = token.mention
    return (
        mention is not None and mention.kind not in ("Time", "Treaty") and mention.role not in ("adjective", "people")
    )


def first_of(token: Token) -> int:
    """Where the phrase under a token begins in its sentence."""
    return min(t.i for t in token.subtree())


def last_of(token: Token) -> int:
    """Where the phrase under a token ends in its sentence."""
    return max(t.i for t in token.subtree())
