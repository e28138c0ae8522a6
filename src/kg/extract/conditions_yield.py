"""Conditions on what is yielded: captives, ground, a fence, a gate opened to inspectors, what another had asked for."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.conditions_deeds import other_side
from kg.extract.event_args import ORGANISATIONS, Args, forces
from kg.link.resolve import STATE_KINDS

_ASKED = word_set("extract.conditions_yield.asked")
_INSPECT = word_set("extract.conditions_yield.inspect")


def taken_under_wing(a: Args) -> bool:
    """Asylum is granted to a person or group, by a state that is named."""
    agent = not grammar.passive(a.trigger) or bool(valency.logical_subjects(a.trigger))
    return agent and other_side(a) and all(r.entity.kind in ("Person", "Group") for r in a.o)


def words_of(a: Args) -> bool:
    """'Received words of sympathy': kind ones."""
    kind = {
        *(
            "admiration",
            "applause",
            "appreciation",
            "approval",
            "backing",
            "comfort",
            "condolence",
            "confidence",
            "congratulation",
        ),
        *(
            "consolation",
            "encouragement",
            "friendship",
            "goodwill",
            "gratitude",
            "praise",
            "solidarity",
            "support",
            "sympathy",
            "thanks",
        ),
    }
    below = [t for o in a.objects for t in grammar.after(o, "of")]
    return any(t.lemma in kind or t.low in kind for t in below) and other_side(a)


_BENCH = word_set("extract.conditions_yield.bench")


def captive_given(a: Args) -> bool:
    """A captive is handed on to his own: to a state or its people, by another state or armed group; no court case."""
    to = [t for p in a.trigger.by("prep") if p.lemma in ("to", "into") for t in p.by("pobj")]
    return other_side(a) and bool(a.o) and not any(t.lemma in _BENCH for t in to)


def nation_freed(a: Args) -> bool:
    """'Two Kenyans held in Sudan were exchanged': whose people they are."""
    return other_side(a) and all(r.entity.kind in STATE_KINDS for r in (*a.s, *a.o))


_GOODS = word_set("extract.conditions_yield.goods")


def met_demand(a: Args) -> bool:
    """'Met Uganda's demand for an apology', 'granted its wish': of another state or body; not its need of fuel."""
    needed = any(t.lemma in _GOODS for o in a.objects for t in o.subtree())
    taken = a.trigger.lemma in ("accept", "swallow") and not any(t.lemma in ("demand", "ultimatum") for t in a.objects)
    return _states(a) and other_side(a) and not (needed or taken or a.trigger.by("neg"))


def as_asked(a: Args) -> bool:
    """'Agreed to move its post, as Ethiopia had demanded'; not what was done 'as X demanded more'."""
    below = [a.trigger, *a.trigger.by("xcomp", "ccomp")]
    clauses = [c for v in below for c in v.by("advcl") if c.lemma in _ASKED]
    told = [
        c
        for c in clauses
        if any(m.low == "as" for m in c.by("mark", "advmod")) and not c.by("dobj", "xcomp", "ccomp", "neg")
    ]
    past = all(any(x.low in ("had", "has", "have") for x in c.by("aux")) for c in told)
    return bool(told) and past and other_side(a) and not a.trigger.by("neg") and _states(a)


def gave_way(a: Args) -> bool:
    """'Gave way on Abyei': way or ground is given."""
    things = {t.lemma for t in a.objects}
    way = things & {"way", "ground", "inch"} if a.trigger.lemma == "give" else not things
    if a.trigger.lemma == "bend" and grammar.after(a.trigger, "over"):
        return False  # 'bends over a sheet of paper'
    return bool(way) and other_side(a) and not grammar.passive(a.trigger)


def own_fence(a: Args) -> bool:
    """A state opens its border towards another: no army that clears a rebel roadblock."""
    below = {t.lemma for t in a.trigger.subtree()}
    return _states(a) and other_side(a) and bool(below & {"border", "frontier", "boundary", "crossing"})


def burden_ends(a: Args) -> bool:
    """'Its blockade of Somalia came to an end'."""
    verb = grammar.clause_head(a.trigger)
    return other_side(a) and any(t.lemma in a.words["burdens"] | {"siege"} for t in valency.logical_subjects(verb))


def to_inspectors(a: Args) -> bool:
    """Gates are opened to those who are to look behind them, or to another's people: no museum to its guests."""
    to = [t for p in a.trigger.by("prep") if p.lemma in ("to", "for") for t in grammar.expand(p.by("pobj"))]
    return other_side(a) and any(t.lemma in _INSPECT or _body(t) for t in to)


def _body(token: Token) -> bool:
    return token.mention is not None and token.mention.kind in ORGANISATIONS


def _states(a: Args) -> bool:
    known = STATE_KINDS | ORGANISATIONS | {"Person"}
    return all(r.entity.kind in known for r in a.s) and all(r.entity.kind in STATE_KINDS | ORGANISATIONS for r in a.o)


def gave_in(a: Args) -> bool:
    """'Backed down', 'gave in': nobody who 'backed him in a statement', nor who says that he will not."""
    verb = a.trigger
    never = verb.by("neg") and any(x.tag == "MD" for x in verb.by("aux"))
    how = verb.dep == "xcomp" and verb.head is not None and verb.head.lemma in ("know", "refuse")
    return not verb.by("dobj", "dative") and not (never or how) and not forces(a) and other_side(a)


def people_let_in(a: Args) -> bool:
    """'Let 90 others ashore', 'allowed some 200 foreigners to board': people of nobody who is named."""
    verb = a.trigger
    passes = [c for c in verb.by("xcomp", "ccomp") if c.lemma in _PASS]
    told = [*verb.by("dobj"), *(t for c in verb.by("xcomp", "ccomp") for t in c.by("nsubj"))]
    people = {*a.words["humans"], *a.words["held"], "aid", "convoy", "foreigner", "inspector", "lorry"}
    people |= {"monitor", "national", "observer", "other", "truck"}
    crowd = [t for t in told if t.tag in ("CD", "NNS", "NN") and t.mention is None and not t.by("poss")]
    crowd = [t for t in crowd if not any(x.mention is not None and x.mention.kind != "Time" for x in t.subtree())]
    human = [t for t in crowd if t.tag == "CD" or t.lemma in people or t.low in people]
    behind = [c for t in (verb, *told) for c in t.by("prt", "advmod", "prep") if c.i > verb.i]
    inside = any(c.low in _INSIDE for c in behind)
    states = all(r.entity.kind in STATE_KINDS | ORGANISATIONS | {"Group"} for r in a.s)
    told_of = verb.tag in ("VBD", "VBN", "VBP", "VBZ") and not verb.by("neg")
    return bool(human) and (inside or bool(passes)) and states and told_of


_PASS = word_set("extract.conditions_yield.pass")
_INSIDE = word_set("extract.conditions_yield.inside")


def release_told(a: Args) -> bool:
    """'Announced the release of two Kenyan officers': those whom whoever says so had held."""
    held = grammar.after(a.trigger, "of")
    taken = any(c.by("agent") or grammar.after(c, "by") for t in held for c in t.by("acl", "relcl"))
    told = not grammar.after(a.trigger, "by", "from") and not taken
    return told and other_side(a) and all(r.entity.kind in STATE_KINDS | {"Person", "Group"} for r in (*a.s, *a.o))


def people_handed(a: Args) -> bool:
    """'Thirteen Kenyans were handed by the rebels to the Red Cross': whose people they are."""
    people = any(t.mention is not None and t.mention.role in ("adjective", "people") for t in a.o_tokens)
    known = STATE_KINDS | ORGANISATIONS | {"Group"}
    return people and other_side(a) and all(r.entity.kind in known for r in a.s) and _to_states(a)


def _to_states(a: Args) -> bool:
    return all(r.entity.kind in STATE_KINDS for r in a.o)


def wrote_sorry(a: Args) -> bool:
    """'Sent a letter of apology'."""
    below = [t for o in a.objects for t in grammar.after(o, "of")]
    return any(t.lemma in ("apology", "regret", "remorse", "contrition") for t in below) and other_side(a)


def objection_gone(a: Args) -> bool:
    """'Lifted its veto': one's own, by whoever holds one."""
    own = any(t.tag == "PRP$" for o in a.objects for t in o.by("poss"))
    known = STATE_KINDS | ORGANISATIONS | {"Person"}
    return own and all(r.entity.kind in known for r in a.s) and not a.trigger.by("neg")


def own_envoy_back(a: Args) -> bool:
    """'Sent its ambassador back to Lome': one's own, to where he had been."""
    own = any(t.tag == "PRP$" for o in a.objects for t in o.by("poss"))
    back = a.trigger.lemma != "send" or any(c.low == "back" for c in a.trigger.subtree())
    return own and back and other_side(a) and _to_states(a) and not a.trigger.by("neg")


def blame_taken(a: Args) -> bool:
    """'Accepted responsibility for the death of two men', for what was done; no duty that is taken on."""
    told = [t for o in a.objects for t in grammar.after(o, "for", "in")]
    duty = any(o.lemma == "responsibility" for o in a.objects) and a.trigger.lemma in ("assume", "shoulder")
    return bool(told) and not duty and other_side(a) and not a.trigger.by("neg")


_MARCHES = word_set("extract.conditions_yield.marches")


_OBJECTIONS = word_set("extract.conditions_yield.objections")
"""What is held against others by words."""


def own_step(a: Args) -> bool:
    """'Lifted the ban', its own, and not 'ending the embargo that Togo imposed'; nor is a road 'reopened' by troops who
    enter to do so.
    """
    state = {r.state or r.entity for r in a.s}
    laid = [v for o in a.objects for v in o.by("relcl", "acl") if v.lemma in ("declare", "impose", "maintain", "place")]
    by = [t for v in laid for t in (*v.by("nsubj"), *grammar.after(v, "by")) if t.mention is not None]
    others = any(t.mention is not None and t.mention.entity not in state for t in by)
    aim = a.trigger.dep in ("advcl", "xcomp") and any(x.tag == "TO" for x in a.trigger.by("aux"))
    above = a.trigger.head if aim else None
    return not others and not _said_there(a) and (above is None or above.lemma not in _MARCHES)


def _said_there(a: Args) -> bool:
    """'Dropped its veto in Madrid': where it did so, not whom it had refused."""
    within = [p for o in a.objects if o.lemma in _OBJECTIONS for p in o.by("prep") if p.lemma == "in"]
    places = {t.start for p in within for t in p.by("pobj") if t.mention is not None and t.mention.role == "capital"}
    return any(r.token.start in places for r in a.o)
