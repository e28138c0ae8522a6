"""The words to which the paths of a frame lead from its trigger, and those that stand beside them in one role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.core.annotated import Token
from kg.extract import grammar
from kg.extract.paths import role_tokens
from kg.link.resolve import STATE_KINDS


def tokens_on(trigger: Token, path: str, words: Mapping[str, frozenset[str]]) -> Sequence[Token]:
    """Those who may act or be acted on by a path: all of 'A, B and C', not Peru in 'condemned Peru's allies'."""
    by_path: dict[str, Sequence[Token]] | None = trigger.known.get(tokens_on)
    if by_path is None:
        by_path = trigger.known[tokens_on] = {}
    found = by_path.get(path)
    if found is None:
        found = by_path[path] = _tokens_on(trigger, path, words)
    return found


def _tokens_on(trigger: Token, path: str, words: Mapping[str, frozenset[str]]) -> list[Token]:
    out: list[Token] = []
    tokens = role_tokens(trigger, path)
    if not tokens and path.startswith("object.after:") and path.count(".") == 1 and not path.endswith(":of"):
        # 'blamed the collapse of the truce on Chad': the phrase may hang on the last noun in the tree
        tokens = role_tokens(trigger, path.replace("object.", "object.after:of.", 1))
    if not tokens:
        return []
    for token in tokens:
        if token is not trigger:
            out += grammar.conjuncts(token) if "." in path or path in ("mod", "owner", "poss") else [token]
    for token in list(out):
        # 'A, B and C': a list of states that the parser took for appositions
        if token.mention is not None and token.mention.kind in STATE_KINDS:
            out += [
                c
                for c in token.by("appos")
                if c.mention is not None and c.mention.kind in STATE_KINDS and not grammar.ruled_out(c)
            ]
    others = (_beside, of_people, _only_judges, _by_help_of, *(() if "behalf" in path else (_acted_for,)))
    return list({t.i: t for t in out if not any(of_others(t, trigger, words) for of_others in others)}.values())


def _beside(token: Token, trigger: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """'Condemned Peru's allies', 'armed the enemies of Peru': others than Peru; but 'its Peruvian ally' is Peru."""
    if _part_of_name(token, words) or _prefixed(token):
        return True
    noun = token.head.head if token.dep == "pobj" and token.head is not None and token.head.lemma == "of" else None
    noun = token.head if token.dep in ("poss", "amod", "compound", "nmod") else noun
    if noun is None or noun is trigger or noun.mention is not None:
        return False
    if noun.lemma in words["foes_at_home"] and token.mention is not None and token.mention.kind in STATE_KINDS:
        return True  # 'armed the Chadian opposition'
    if noun.lemma in words["relatives"] and token.mention is not None and token.mention.kind == "Person":
        return True  # 'may free Roe's brother'
    if noun.lemma not in words["kin"]:
        return False
    return token.dep == "poss" or token.dep == "pobj" or not noun.by("poss")


def of_people(token: Token, trigger: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """'Disarmed *Iranian* Kurdish groups': a people without a state, that only lives there."""
    noun = token.head if token.dep in ("amod", "compound", "nmod") else None
    if noun is None or noun is trigger or token.mention is None or noun.lemma not in words["armed"] | {"group"}:
        return False
    between = [c for c in noun.children if token.i < c.i < noun.i and c.mention is None and c.tag in ("JJ", "NNP")]
    return any(c.text[:1].isupper() for c in between)


def _prefixed(token: Token) -> bool:
    """'*Pro-Russian* provocateurs', 'an anti-French crowd': for or against the state, not of it."""
    noun = token.head if token.dep in ("amod", "compound", "nmod") else None
    return noun is not None and any(
        c.i == token.i - 1 and c.low.rstrip("-") in ("anti", "pro") and c.text[-1:] == "-" for c in noun.children
    )


def _by_help_of(token: Token, trigger: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """'A *Chadian*-backed attack on Mali': others carried it out."""
    noun = token.head if token.dep in ("amod", "compound", "nmod", "npadvmod", "poss") else None
    if token.mention is None or noun is None:
        return False
    doing = noun.head if noun.dep == "amod" and noun.head is not None else noun
    if doing is not trigger and doing.dep not in grammar.SUBJECT:
        return False
    above = (noun.head,) if noun.head is not None and noun.dep == "amod" else ()
    near = (c for t in (noun, *above) for c in (t, *t.children))
    behind = (c.low.lstrip("-") for c in near if token.i < c.i <= token.i + 2)
    return not words["helped_by"].isdisjoint(behind)


def _acted_for(token: Token, _trigger: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """'Entered Lesotho on behalf of *the bloc*': for whom somebody acts, not upon whom."""
    of = token.head if token.dep == "pobj" else None
    noun = of.head if of is not None and of.lemma == "of" else None
    prep = noun.head if noun is not None and noun.dep == "pobj" and noun.lemma in words["acted_for"] else None
    return prep is not None and prep.lemma in ("at", "in", "on", "under")


def _only_judges(token: Token, trigger: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """'Died in a raid condemned by *Peru*': who only speaks of an act has not done it."""
    if grammar.is_verb(trigger):
        return False
    above = list(token.ancestors())
    clause = next((a for a in above if a.dep == "acl" and trigger in a.ancestors()), None)
    if clause is None or not (clause.lemma in words["only_judged"] or clause.lemma in words["undergone"]):
        return False
    return any(p in above for p in clause.by("agent", "prep"))


def _part_of_name(token: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """'A study by the Lima School of Economics': a town in the name of a body is no government."""
    noun = token.head
    town = token.mention is not None and token.mention.role in ("capital", "metonym") and token.dep == "compound"
    if not town or noun is None or noun.mention is not None or noun.tag not in ("NNP", "NNPS") or noun.i < token.i:
        return False
    acts = noun.dep in ("nsubj", "nsubjpass") or (noun.head is not None and noun.head.low in ("by", "from"))
    return acts and noun.text[:1].isupper() and noun.lemma.lower() not in words["state_bodies"] | words["organs"]


def _set_off(word: Token, verb: Token) -> bool:
    """Whether a comma stands right before a word, anywhere below a verb."""
    return any(t.text == "," and t.i == word.i - 1 for t in verb.subtree())


def together(verb: Token, *, before: bool) -> list[Token]:
    """Those with whom the subject acts ('and, together with Niger, called home', 'called home together with Niger'), or
    who suffer it as well ('banned A, together with B').
    """
    preps = [p for p in verb.by("prep") if p.lemma == "with"]
    joined = [
        p
        for p in preps
        for c in p.by("advmod")
        if c.low in ("together", "along", "jointly")
        and not _rather(p)
        and (p.i < verb.i or not _set_off(c, verb)) == before
    ]
    return [t for p in joined for t in grammar.expand(p.by("pobj"))]


def _rather(prep: Token) -> bool:
    """'Would recognise it, *preferably* together with Mali': with whom one would like to do it."""
    return any(c.low in ("ideally", "perhaps", "possibly", "preferably") for c in prep.by("advmod"))
