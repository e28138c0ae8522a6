"""Threats by what is said, where no word says that it is one: '"We will bomb their ports," the minister said'.

Whoever is said to say the clause makes the threat; what he says will be done by him, or by nobody who is named. What is
foretold of a third one's deeds, or of what befalls one's own side, is none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.conditions_deeds import other_side
from kg.extract.event_args import ORGANISATIONS, Args
from kg.link.resolve import STATE_KINDS

_HARMLESS = word_set("extract.menaces.harmless")
"""Before 'consequences': of what happens by itself."""
_EVILS = word_set("extract.menaces.evils")
"""What one strikes, targets or destroys without harm to another."""
_RANGED = word_set("extract.menaces.ranged")
"""What is settled or opened with or against somebody."""


def menace(a: Args) -> bool:
    """'Will bomb its ports', 'any intruder would be shot': what the speaker will do, or have done."""
    return _between(a) and not _by_another(a) and not at_peace(a.trigger, a.words)


def at_peace(verb: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """'Strike a deal', 'target investment', 'crush inflation': what is no harm to another."""
    return any(t.mention is None and t.lemma in words["deals"] | _EVILS for t in valency.logical_objects(verb))


def held_hostile(a: Args) -> bool:
    """'Will be treated as hostile', 'would regard it as an enemy'."""
    below = [
        *a.trigger.by("oprd", "xcomp", "acomp"),
        *(t for p in a.trigger.by("prep") if p.lemma == "as" for t in p.children),
    ]
    return _between(a) and not _by_another(a) and _any(below, a.words["hostiles"])


def menace_idiom(a: Args) -> bool:
    """'Will take revenge on', 'settle accounts with', 'open a front against', 'turn it into a graveyard'."""
    verb, objects = a.trigger, {t.lemma for t in valency.logical_objects(a.trigger)}
    if not _between(a) or _by_another(a):
        return False
    none = any(c.low == "no" for t in valency.logical_objects(verb) for c in t.by("det"))
    if verb.by("neg"):
        return False
    if verb.lemma in ("settle", "open"):
        return bool(objects & _RANGED) and any(p.lemma in ("against", "on", "with") for p in _phrases(verb))
    if verb.lemma in ("turn", "make"):
        pays = any(c.lemma in ("pay", "regret", "suffer", "rue") for c in verb.by("ccomp", "xcomp"))
        return pays or (
            verb.lemma == "turn"
            and _any([t for p in verb.by("prep") if p.lemma in ("into", "to") for t in p.by("pobj")], a.words["ruins"])
        )
    if "mercy" in objects:
        return none
    return bool(objects & (a.words["reprisals"] - _RANGED))


def menace_hit(a: Args) -> bool:
    """'Will be hit with duties', 'would be met with force'."""
    inside = [t for p in a.trigger.by("prep", "agent") for t in p.by("pobj")]
    kind = any(p.lemma == "in" and t.lemma == "kind" for p in a.trigger.by("prep") for t in p.by("pobj"))
    hard = (
        a.words["dire"] | a.words["burdens"] if a.trigger.lemma not in ("meet", "answer", "greet") else a.words["dire"]
    )
    thing = any(s.low == "it" for s in a.trigger.by("nsubjpass")) and any(
        t.mention is None and t.tag == "NN" for c in a.trigger.by("advcl") for t in c.by("nsubj", "nsubjpass")
    )  # 'if the raid was meant, it would be met with force'
    return not thing and _between(a) and (kind or any(t.lemma in hard for t in inside))


_PAYS = word_set("extract.menaces.pays")


def menace_rue(a: Args) -> bool:
    """'Will pay for it', 'will face the consequences', said to the face of another."""
    verb = a.trigger
    objects = {t.lemma for t in verb.by("dobj")}
    dear = any(t.lemma in ("dear", "dearly", "heavily") for t in verb.by("advmod", "acomp"))
    dear |= any(t.low in ("this", "that", "it") for t in grammar.after(verb, "for"))
    if verb.lemma == "cost":
        return _between(a) and bool(verb.by("dative", "iobj") or len(verb.by("dobj")) > 1 or dear)
    given = any(m.low in ("if", "unless") for c in verb.by("advcl") for m in c.by("mark"))
    if verb.lemma == "suffer" and given:
        return _between(a)
    rued = verb.lemma in ("regret", "rue", "repent", "weep")
    price = verb.lemma in _PAYS
    return _between(a) and (rued or (verb.lemma == "pay" and dear) or (price and bool(objects & a.words["aftermaths"])))


def menace_outcome(a: Args) -> bool:
    """'Told B that joining would have grave consequences'."""
    things = [*grammar.expand(a.trigger.by("dobj")), *grammar.after(a.trigger, "to", "in")]
    hard = [
        t for t in things if t.lemma in a.words["aftermaths"] - {"measure", "response", "reaction", "price", "ruin"}
    ]
    told = a.trigger.head is not None and any(t in a.o_tokens for t in a.trigger.head.by("dobj", "dative"))
    plain = not any(c.lemma in _HARMLESS for t in hard for c in t.by("amod"))
    plain &= not any(p.lemma in ("for", "on") for t in (a.trigger, *hard) for p in t.by("prep"))
    return _between(a) and bool(hard) and (told or plain)


def menace_onus(a: Args) -> bool:
    """'The responsibility for the consequences will lie with B'."""
    subjects = [x for t in a.trigger.by("nsubj") for x in t.subtree()]
    return _between(a) and any(t.lemma in ("consequence", "consequences") for t in subjects)


def at_fault(a: Args) -> bool:
    """'The blame lies with B': for what is done, not 'for the consequences', of which one is warned."""
    return other_side(a) and not menace_onus(a)


def _between(a: Args) -> bool:
    """Whether a state, a body or somebody who speaks for one says it of another side."""
    known = all(
        r.entity.kind in STATE_KINDS | ORGANISATIONS | {"Person", "ArmedForce"} and r.entity.kind != "NewsAgency"
        for r in a.s
    )
    return known and other_side(a) and not any(m.low in ("whether", "how", "why") for m in a.trigger.children)


def _by_another(a: Args) -> bool:
    """Whether an agent is named behind 'by' who is not the speaker."""
    return bool(grammar.passive(a.trigger) and a.trigger.by("agent"))


def _phrases(verb: Token) -> list[Token]:
    return [p for t in (verb, *valency.logical_objects(verb)) for p in t.by("prep")]


def _any(tokens: Collection[Token], words: Collection[str]) -> bool:
    near = [x for t in tokens for x in (t, *t.by("amod", "conj", "attr"))]
    return any(t.lemma in words or t.low in words for t in near)
