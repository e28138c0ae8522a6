"""Attacks that somebody is blamed for: whose deed they are said to be, upon whom they were made, and who says so."""

from __future__ import annotations

from collections.abc import Mapping

from kg.core.annotated import Annotated, Token
from kg.core.model import Stance
from kg.extract import grammar, valency
from kg.extract.speakers import Speakers
from kg.extract.stance import Verdict
from kg.link.resolve import PLACE_KINDS, STATE_KINDS

FOR, UPON, BARE = "blamed_on", "blamed_upon", "blamed_bare"
"""Conditions: 'A blames B for the raid', 'the raid, which A blames on B', 'A blast hit Lima. A blames B.'"""
ABOUT = frozenset({FOR, UPON, BARE})
_UP = 4
"""How many words up the attack stands at most on which the tree has hung the clause that tells whose it is."""


def deed(verb: Token, words: Mapping[str, frozenset[str]]) -> Token | None:
    """The attack that a verb blames on somebody, also where its clause hangs on a noun inside of the attack's phrase
    ('the attack on the port, which A blames on B').
    """
    noun = verb.head if verb.dep in ("relcl", "acl") else None
    found = [noun] if noun is not None else [grammar.antecedent(t) for t in valency.logical_objects(verb)]
    for token in found:
        for up in (token, *list(token.ancestors())[:_UP]):
            if up.lemma in words["blasts"] and not grammar.is_verb(up):
                return up
            if grammar.is_verb(up):
                break
    return None


def hit(noun: Token, about: str, words: Mapping[str, frozenset[str]]) -> list[Token]:
    """What tells whom an attack has hit: where the thing is that was hit ('the attack on the port of Lima'), and those
    whom it hurt ('ten soldiers of Togo died in attacks', 'the attack killed ten'); nothing where people are named.
    """
    things = grammar.after(noun, "on", "against", "of")
    if any(t.tag == "NNS" and t.lemma in words["humans"] for t in things):
        return []
    near = [x for t in things for x in grammar.after(t, "of", "in", "at", "near")]
    verb = grammar.clause_head(noun)
    if about == FOR:
        return near + [t for c in noun.by("relcl") for t in _harmed(c, words)]
    if verb.lemma not in words["hurting"]:
        return near
    hurt = valency.logical_objects(verb) or (valency.surface_subjects(verb) if verb.lemma != "kill" else [])
    people = [t for h in hurt for t in (h, *grammar.content(h)) if t is not noun]
    return near + [x for t in people for x in (t, *grammar.modifiers(t), *grammar.after(t, "of", "from"))]


def _harmed(clause: Token, words: Mapping[str, frozenset[str]]) -> list[Token]:
    """'A raid that killed two of its soldiers in Lima', 'that knocked out half of its refineries': whose they were, and
    where.
    """
    if clause.lemma not in words["hurting"] | words["wrecking"] or grammar.passive(clause):
        return []
    things = [t for h in valency.logical_objects(clause) for t in (h, *grammar.content(h), *grammar.after(h, "of"))]
    whose = [x for t in things for x in (*grammar.possessors(t), *grammar.modifiers(t), *grammar.after(t, "from"))]
    where = [x for t in (clause, *things) for x in grammar.after(t, "in", "at", "near")]
    return [*whose, *things, *(t for t in where if t.mention is not None and t.mention.kind != "Time")]


def where_told(annotated: Annotated, at: int, verb: Token, words: Mapping[str, frozenset[str]]) -> str:
    """The state where an attack took place that the sentence, or the one before in its paragraph, has just told of."""
    sentence, before = annotated.sentences[at], annotated.sentences[at - 1] if at else None
    first = min([verb.start, *(t.start for subject in valency.logical_subjects(verb) for t in subject.subtree())])
    rows = [[t for t in sentence.tokens if t.end <= first]]
    if before is not None and before.segment.paragraph == sentence.segment.paragraph:
        rows.append(list(before.tokens))
    for row in rows:
        if any(t.lemma in words["blasts"] and not grammar.is_verb(t) for t in row):
            named = [t.mention for t in row if t.mention is not None and t.mention.kind in STATE_KINDS | PLACE_KINDS]
            return next((m.state for m in named if m.state), "")
    return ""


def verdict(verb: Token, speakers: Speakers) -> Verdict:
    """What somebody is blamed for is so by the word of whoever blames him, named or not."""
    said = [r for t in valency.logical_subjects(verb) for r in speakers.named(t)]
    return Verdict(Stance.ATTRIBUTED, "what somebody is blamed for", said[0] if said else speakers.unnamed(verb, verb))
