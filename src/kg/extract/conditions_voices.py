"""Conditions on words against another: denials put as a verdict, refusals to one's face, complaints by channels."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.conditions_deeds import other_side
from kg.extract.conditions_words import whatever
from kg.extract.event_args import Args
from kg.link.resolve import STATE_KINDS

_BENCHES = frozenset({"Court", "IntergovernmentalOrganization", "Grouping"})
"""Before whom one complains of others."""
_NOTES = word_set("extract.conditions_voices.notes")
"""What is lodged by whoever protests."""
_CULPRITS = word_set("extract.conditions_voices.culprits")
"""As what somebody is blamed for a deed."""
_AUTHORS = word_set("extract.conditions_voices.authors")
"""As what he is blamed where the deed is told."""
_PLOTS = word_set("extract.conditions_voices.plots")
_TEXTS = word_set("extract.conditions_voices.texts")
"""What is said, or says something, so that it may be untrue."""
_GRANTED = word_set("extract.conditions_voices.granted")
"""What one is asked for, so that to tell somebody that one will not do it refuses it to him."""


def words_untrue(a: Args) -> bool:
    """'Denounced the report as false': what is said is denied, not blamed."""
    said = a.words["said"] | _TEXTS
    called = any(c.low == "as" for t in (a.trigger, *a.objects) for c in t.by("prep", "advcl", "advmod"))
    called |= any(x.low == "as" for c in a.trigger.by("advcl") for x in c.by("mark", "advmod"))
    return called and not whatever(a) and any(t.lemma in said for t in a.objects) and other_side(a)


def tells_not(a: Args) -> bool:
    """'Informed B that it will not grant it': a refusal, made to B's face."""
    kinds = a.words["refusable"] | _GRANTED
    refused = any(_will_not(c) and c.lemma in kinds for c in a.trigger.by("ccomp"))
    return refused and not a.trigger.by("neg") and other_side(a)


def _will_not(clause: Token) -> bool:
    will = any(x.tag == "MD" and x.low in ("will", "wo", "would", "could", "can", "ca") for x in clause.by("aux"))
    himself = all(t.tag == "PRP" or t.by("poss") for t in clause.by("nsubj"))
    return will and bool(clause.by("neg")) and himself and not grammar.passive(clause)


def to_a_bench(a: Args) -> bool:
    """'Protested to the UN over B's drilling': to judges or a body, about B."""
    things = [] if a.trigger.lemma in ("complain", "object", "protest") else a.objects
    if any(t.lemma not in _NOTES for t in things):
        return False
    preps = [p for t in (a.trigger, *things) for p in t.by("prep") if p.lemma in ("to", "before", "at", "with", "in")]
    at = [t.mention for p in preps for t in p.by("pobj") if t.mention is not None]
    bench = any(m.kind in _BENCHES for m in at) and not any(m.kind in STATE_KINDS for m in at)
    return bench and other_side(a) and all(r.entity.kind in STATE_KINDS | {"Person"} for r in a.o)


def had_in(a: Args) -> bool:
    """'Had the ambassador in', 'had the envoy come in', 'had him brought to the ministry'."""
    below = [c for x in (a.trigger, *a.objects) for c in x.by("ccomp", "xcomp", "acl")]
    brought = any(c.lemma in ("bring", "call", "come", "fetch") for c in below)
    near = [a.trigger, *a.objects]
    inside = any(c.low == "in" and not c.by("pobj", "pcomp") for x in near for c in x.by("prt", "advmod", "prep"))
    return (brought or inside) and other_side(a)


def by_channels(a: Args) -> bool:
    """'Complained through diplomatic channels'."""
    ways = {"channel", "embassy", "route", "ambassador"}
    return other_side(a) and any(
        t.lemma in ways for p in a.trigger.by("prep") if p.lemma in ("through", "via", "by") for t in p.by("pobj")
    )


def held_at_fault(a: Args) -> bool:
    """'Holds B to be at fault', 'found B to be to blame'."""
    for c in a.trigger.by("ccomp", "xcomp"):
        at_fault = any(
            p.lemma in ("at", "in") and t.lemma in ("fault", "wrong") for p in c.by("prep") for t in p.by("pobj")
        )
        guilty = any(t.lemma in ("responsible", "guilty", "complicit", "culpable") for t in c.by("acomp"))
        blamed = any(x.lemma == "blame" for x in c.by("xcomp"))
        if c.lemma == "be" and not c.by("neg") and (at_fault or guilty or blamed):
            return other_side(a) and not a.trigger.by("neg")
    return False


def own_charge(a: Args) -> bool:
    """'Its charge that B armed them', not 'that was taken up by B'."""
    return not any(c.lemma in _AIRED and grammar.passive(c) for c in a.trigger.by("acl"))


_AIRED = word_set("extract.conditions_voices.aired")
"""What is done with a charge by others than whoever made it."""


def called_in_person(a: Args) -> bool:
    """'Called in the Turkish ambassador, Burak Ozer': a person who acts for another state."""
    own = {x.state or x.entity for x in a.s}
    states = all(x.entity.kind in STATE_KINDS for x in a.s)
    titled = states and all(t.mention is not None and t.mention.role == "titled" for t in a.o_tokens)
    asked = any(t.lemma == "questioning" for p in a.trigger.by("prep") for t in p.by("pobj"))
    return not asked and all(
        r.entity.kind == "Person" and r.state not in own and (r.state is not None or titled) for r in a.o
    )


def as_culprit(a: Args) -> bool:
    """'Points to B as the author of the raid', 'names B as the culprit'."""
    phrases = [p for x in (a.trigger, *a.objects, *a.o_tokens) for p in x.by("prep")]
    below = [t for p in phrases if p.lemma == "as" for t in p.by("pobj")]
    behind = [t for p in a.trigger.by("prep") if p.lemma == "behind" for t in p.by("pobj")]
    behind += [t for n in below if n.lemma in _AUTHORS for t in grammar.after(n, "of", "behind")]
    deeds = a.words["atrocities"] | _PLOTS
    return other_side(a) and (any(t.lemma in _CULPRITS for t in below) or any(t.lemma in deeds for t in behind))


def linked_to_deed(a: Args) -> bool:
    """'Linked B to the raid', 'tied B to the murder'."""
    deeds = a.words["atrocities"] | _PLOTS
    below = [
        t
        for x in (a.trigger, *a.objects)
        for p in x.by("prep")
        if p.lemma in ("to", "with", "in")
        for t in p.by("pobj")
    ]
    return other_side(a) and not grammar.passive(a.trigger) and any(t.lemma in deeds for t in below)


def none_ahead(a: Args) -> bool:
    """'There will be no talks with B', 'no deal with B is possible': a refusal of whoever says so."""
    no = any(c.low == "no" for c in a.trigger.by("det"))
    verb = a.trigger.head
    ahead = verb is not None and any(
        x.tag == "MD" and x.lemma in ("will", "would", "can", "could") for x in verb.by("aux")
    )
    there = verb is not None and (bool(verb.by("expl")) or any(t.lemma == "possible" for t in verb.by("acomp")))
    speaks = all(r.entity.kind in STATE_KINDS or r.state is not None for r in a.s)
    return no and ahead and there and speaks and other_side(a)


_PROTESTS = word_set("extract.conditions_voices.protests")


def crowd_purpose(a: Args) -> bool:
    """'Converged on the capital to denounce it': those who come together in protest."""
    purpose = [c for c in a.trigger.by("advcl", "xcomp") if any(x.tag == "TO" for x in c.by("aux"))]
    return any(c.lemma in _PROTESTS and not c.by("neg") for c in purpose) and all(r.entity.kind == "Group" for r in a.s)
