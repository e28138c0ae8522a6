"""Whom 'it' and 'they' are in what somebody is thanked, blamed, punished or defended for.

'Peru thanked Chile for the help it had given': Chile; 'for the help it had received': Peru, by the rules for others.
"""

from __future__ import annotations

from kg.annotate.repair_clauses import CONDEMNS
from kg.core.annotated import Token
from kg.core.words import word_set

_FOR = word_set("link.held_for.for")
"""Verbs whose object has done what follows 'for', 'of' or 'over'."""
_FROM = word_set("link.held_for.from")
"""Verbs whose object is said to have done what follows 'against', 'from' or 'of'."""
_PREPS = {**dict.fromkeys(_FOR, ("for", "of", "over")), **dict.fromkeys(_FROM, ("against", "from", "of"))}
_GETS = word_set("link.held_for.gets")
"""What one gets of whom one thanks ('the help it had received')."""


def held_for(token: Token, *, named: bool = True) -> Token | None:
    """The object of the verb above, where the pronoun has or does what that is thanked or blamed for."""
    noun = token.head if token.dep == "poss" else _of_clause(token)
    prep = noun.head if noun is not None and noun.dep == "pobj" else None
    verb = prep.head if prep is not None else None
    if verb is None or prep is None or prep.lemma not in _PREPS.get(verb.lemma, ()):
        return None
    return next((o for o in verb.by("dobj") if o.i < prep.i and (o.mention is not None or not named)), None)


_ACCUSES = CONDEMNS | word_set("link.held_for.accuses")
_CALLS = word_set("link.held_for.calls")
_CHOICES = word_set("link.held_for.choices")
_APPROVES = word_set("link.held_for.approves")
"""What one calls one's own choices."""


def accused_before(token: Token) -> Token | None:
    """'Peru accused Chile of theft and said *its* decision to stay was a crime': Chile, whose choice is judged."""
    noun = token.head if token.dep == "poss" else None
    if noun is None or noun.lemma not in _CHOICES or noun.head is None:
        return None
    told = noun.head if noun.dep == "nsubj" and noun.head.dep == "ccomp" else None
    said = told.head if told is not None else noun.head if noun.dep == "dobj" else None
    if said is None or said.lemma not in _CALLS or said.dep != "conj" or said.by("nsubj") or said.head is None:
        return None
    labels = (told or said).by("attr", "acomp", "oprd", "xcomp", "advmod")
    if said.head.lemma not in _ACCUSES or any(t.lemma in _APPROVES for t in labels):
        return None
    return next((o for o in said.head.by("dobj") if o.mention is not None), None)


_DISLIKES = CONDEMNS | word_set("link.held_for.dislikes")
_SIDES_WITH = word_set("link.held_for.sides_with")


def not_its_own(token: Token) -> bool:
    """'Criticised the recognition of *its* rule': of another than who criticises it, or than who gave it."""
    noun = token.head if token.dep == "poss" else None
    prep = noun.head if noun is not None and noun.dep == "pobj" else None
    act = prep.head if prep is not None and prep.lemma in ("of", "for") else None
    verb = act.head if act is not None and act.lemma in _SIDES_WITH and act.dep == "dobj" else None
    return verb is not None and verb.lemma in _DISLIKES


_DENIES = word_set("link.held_for.denies")
_CLAIMS = word_set("link.held_for.claims")


def denied_of(token: Token) -> Token | None:
    """'Peru denied a report by Chile that *its* ships had ...': Peru, of whom it was reported."""
    noun = token.head if token.dep == "poss" else token
    clause = noun.head if noun is not None and noun.dep in ("nsubj", "nsubjpass") else None
    told = clause.head if clause is not None and clause.dep in ("acl", "relcl", "ccomp") else None
    verb = told.head if told is not None and told.lemma in _CLAIMS and told.dep == "dobj" else None
    if verb is None or told is None or verb.lemma not in _DENIES:
        return None
    if not any(p.lemma in ("by", "from", "of") or t.mention is None for p in told.by("prep") for t in p.by("pobj")):
        return None
    return next(iter(verb.by("nsubj")), None)


def _of_clause(token: Token) -> Token | None:
    """The noun of whose clause the pronoun is the subject: 'the help *it* had given'."""
    clause = token.head if token.dep in ("nsubj", "nsubjpass") else None
    if clause is None or clause.dep not in ("relcl", "acl") or clause.lemma in _GETS:
        return None
    return clause.head
