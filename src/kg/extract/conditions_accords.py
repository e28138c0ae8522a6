"""Conditions on what two or more settle, promise one another, affirm or set up together."""

from __future__ import annotations

from kg.annotate.tree import finite
from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.event_args import ORGANISATIONS, Args, homes, is_treaty, pair
from kg.link.resolve import PLACE_KINDS, STATE_KINDS

_PARTIES = STATE_KINDS | ORGANISATIONS | {"Person"}
_TOLD = ("VBD", "VBZ", "VBP", "VBN")
_BINDING = word_set("extract.conditions_accords.binding")
"""Verbs by which two bind themselves to one another."""
_MEETINGS = word_set("extract.conditions_accords.meetings")
_FEW = 4
"""So many may promise something to one another."""
_OTHER = word_set("extract.conditions_accords.other")
_WILL = word_set("extract.conditions_accords.will")


def settle_it(a: Args) -> bool:
    """'Agreed to share it', 'agree that it will close'; 'both agree that it has closed' is what they think."""
    verb = a.trigger
    thought = verb.tag in ("VBP", "VBZ") and any(
        finite(c) and not any(x.tag == "MD" for x in c.by("aux")) and c.by("nsubj", "nsubjpass", "expl")
        for c in verb.by("ccomp")
        if any(m.low == "that" for m in c.by("mark"))
    )
    return not thought and pair(a)


def _together(a: Args) -> bool:
    """Two or more of different states or bodies, told of as one fact."""
    sides = {(r.state or r.entity).key for r in (*a.s, *a.o)}
    verb = a.trigger
    ahead = any(x.low in ("will", "shall") for x in verb.by("aux"))
    told = (verb.tag in _TOLD or ahead) and not verb.by("neg") and not grammar.passive(verb)
    told &= verb.tag != "VBN" or verb.dep == "ROOT" or bool(verb.by("aux"))
    return pair(a) and len(sides) > 1 and told and all(r.entity.kind in _PARTIES for r in (*a.s, *a.o))


def vowed_one_another(a: Args) -> bool:
    """'Promised not to use force against each other', 'undertook to reopen the two embassies': by two, of both;
    'undertook to reopen embassies', 'promised at their summit to consult': by a few, where no other one is named.
    """
    below = [t for c in a.trigger.by("xcomp", "ccomp", "advcl", "dobj") for t in (c, *c.subtree())]
    other = any(t.low in _OTHER and any(c.low in ("each", "one") for c in t.by("det")) for t in below)
    two = any(c.low in ("both", "joint", "mutual", "two", "jointly", "together") for c in below)
    clause = [a.trigger, *(t for t in a.trigger.ancestors() if t.dep == "conj")]
    text = a.trigger.tag in ("VBP", "VBZ") or any(_laid_down(t) or _by_treaty(a, t) for t in clause)
    return not text and (other or two or _solemnly(a, below)) and _together(a)


def _laid_down(clause: Token) -> bool:
    """'By which they undertook to consult': what a treaty lays down; not 'flew to Lima, where they promised'."""
    where = clause.head.mention if clause.head is not None else None
    place = where is not None and where.kind in PLACE_KINDS
    return clause.dep == "acl" or (clause.dep == "relcl" and not place)


def _by_treaty(a: Args, verb: Token) -> bool:
    """'By the treaty of 1960 both undertook to consult': what it lays down."""
    papers = [t for p in verb.by("prep") if p.lemma in ("by", "in", "through", "under") for t in p.by("pobj")]
    return any(is_treaty(a, t) for t in papers)


def _solemnly(a: Args, below: list[Token]) -> bool:
    """'Undertook to reopen embassies', 'met in Lima, where they pledged to consult': by few, of nobody else."""
    own = {r.entity for r in a.s} | {r.state for r in a.s}
    third = any(t.mention is not None and t.mention.kind in _PARTIES and t.mention.entity not in own for t in below)
    sides = homes(a)
    bound = a.trigger.lemma in _BINDING or a.trigger.dep == "relcl" or _met(a.trigger)
    promised = a.trigger.by("xcomp") or any(t.low == "themselves" for t in a.objects)
    return bound and not third and bool(promised) and 1 < len(sides) <= _FEW


def _met(verb: Token) -> bool:
    """'At their summit in Lima', 'during the visit'."""
    times = [p for p in verb.by("prep") if p.lemma in ("after", "at", "during", "in")]
    return any(t.lemma in _MEETINGS for p in times for t in p.by("pobj"))


def affirmed_together(a: Args) -> bool:
    """'Reaffirmed their commitment to arbitration', 'affirmed that they would ...': by two."""
    owned = any(t.lemma in _WILL for t in a.trigger.by("dobj"))
    below = a.trigger.by("ccomp")
    shall = any(x.low in ("shall", "will", "would") for c in below for x in c.by("aux"))
    return (owned or shall) and _together(a)


def set_up_together(a: Args) -> bool:
    """'Established a joint commission', 'adopted a plan': by two, and no body of many, nor two chambers."""
    treaty = any(t.mention is not None and t.mention.kind == "Treaty" for t in a.objects)
    chamber = any({t.lemma, t.low} & a.words["legislatures"] for t in a.s_tokens)
    return _together(a) and not treaty and not chamber


def of_one_body(a: Args) -> bool:
    """'EU leaders agreed to ban the carriers': a body alone, which agrees with nobody."""
    alone = len({r.entity for r in a.s}) == 1 and all(r.entity.kind in ORGANISATIONS for r in a.s)
    below = a.trigger.by("xcomp", "advcl")
    infinitive = any(x.tag == "TO" for c in below for x in c.by("aux"))
    return alone and infinitive and not grammar.after(a.trigger, "with") and not grammar.passive(a.trigger)


def settled_with(a: Args) -> bool:
    """'An arrangement has been settled with B, A announced': by whoever announces it."""
    verb: Token = a.trigger
    return verb.dep == "ccomp" and pair(a) and not verb.by("neg") and all(r.entity.kind in _PARTIES for r in a.s)


_NOT_PROMISING = word_set("extract.conditions_accords.not_promising")


def promise_told(a: Args) -> bool:
    """'Welcomed Togo's promise to pay': one that is made, and told of as what it is."""
    noun = a.trigger
    told = [c for c in noun.by("acl", "ccomp", "relcl") if any(x.tag == "TO" for x in c.by("aux")) or c.by("mark")]
    verb = grammar.clause_head(noun)
    made = verb.lemma not in _NOT_PROMISING | {"make", "give", "offer", "renew", "repeat"} and not grammar.none_of(noun)
    apart = all(r.entity != (x.state or x.entity) for r in a.o for x in a.s)
    apart &= not any(t.tag == "PRP$" for t in noun.by("poss"))
    return bool(told) and made and apart and all(r.entity.kind in _PARTIES for r in (*a.s, *a.o))


def reaffirmed(a: Args) -> bool:
    """'Reaffirmed its commitment to pay': one's own, by one alone."""
    owned = any(t.lemma in _WILL and any(c.tag == "PRP$" for c in t.by("poss")) for t in a.trigger.by("dobj"))
    told = a.trigger.tag in _TOLD and not a.trigger.by("neg") and not grammar.passive(a.trigger)
    return owned and told and all(r.entity.kind in _PARTIES for r in a.s)
