"""Conditions on acts between friends: who meets over a meal, what is said of a partner, whose a land is said to be,
what is carried to those in need, and whose fire ceases.
"""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_list, word_set
from kg.extract import grammar, valency
from kg.extract.conditions_deeds import other_side
from kg.extract.event_args import ORGANISATIONS, Args, forces, pair
from kg.link.resolve import PLACE_KINDS, STATE_KINDS

_BODIES = STATE_KINDS | ORGANISATIONS
_HONOURS = word_list("extract.conditions_ties.honours")
_WITHIN = ("within", "under")
_RULE = word_list("extract.conditions_ties.rule")


def persons_pair(a: Args) -> bool:
    """Two persons who are together ('had lunch with B')."""
    return pair(a) and all(r.entity.kind == "Person" for r in (*a.s, *a.o)) and not a.trigger.by("neg")


def side_by_side(a: Args) -> bool:
    """A person beside one of another state ('appeared beside B'), not a minister beside his own president."""
    return persons_pair(a) and all(r.state != x.state for r in a.s for x in a.o)


def delivered(a: Args) -> bool:
    """An envoy brings a letter to a person of another state."""
    sent = all(r.entity.kind == "Person" or r.token.lemma in a.words["travellers"] for r in a.s)
    return sent and all(r.entity.kind == "Person" and r.state not in {x.state for x in a.s} for r in a.o)


def feasted(a: Args) -> bool:
    """A person gives a dinner for another, or for another state's premier."""
    officials = all(r.entity.kind == "Person" or r.token.lemma in a.words["travellers"] for r in (*a.s, *a.o))
    return officials and pair(a) and not a.trigger.by("neg")


def to_visit(a: Args) -> bool:
    """'Invited B to visit Rome', 'to pay a return visit'."""
    verbs = [c for c in a.trigger.by("xcomp", "ccomp", "advcl") if c.tag == "VB"]
    visits = [c for c in verbs if c.lemma == "visit" or any(t.lemma == "visit" for t in c.by("dobj"))]
    return bool(visits) and persons_pair(a)


def met_one_another(a: Args) -> bool:
    """Two who met one another, or another: not two who both met somebody unknown, nor jets sent to meet one."""
    if any(t.lemma in a.words["vessels"] | a.words["airborne"] for t in a.s_tokens):
        return False
    where = a.trigger.dep == "relcl" and a.trigger.tag not in ("VBD", "VBN") and not a.trigger.by("aux")
    if where and any(c.low == "where" for c in a.trigger.children):
        return False  # 'the hills where Togo and Benin meet': their borders do
    if a.o or a.mutual or not grammar.is_verb(a.trigger):
        return pair(a)
    things = [t for t in a.trigger.by("dobj") if t.tag in ("NN", "NNS", "NNP", "NNPS") and t.lemma not in _TIMES]
    others = [t for t in things if t.mention is None or t.mention.kind != "Time"]
    others += [t for p in a.trigger.by("prep") if p.lemma == "with" for t in p.by("pobj") if t.tag != "PRP"]
    return pair(a) and not others


_TIMES = word_set("extract.conditions_ties.times")


def pair_only(a: Args) -> bool:
    """Two who act together, nobody else beside them, and not what they have not done."""
    return pair(a) and len(a.s) + len(a.o) == 2 and not a.trigger.by("neg")


def resolved_together(a: Args) -> bool:
    """Two who resolve what they will do with one another ('A and B resolved to restore flights')."""
    sides = {r.state or r.entity for r in a.s}  # 'the two leaders, A of Peru and B of Chile, pledged to do so'
    whole = len(sides) == len(a.s) and all((r.state or r.entity).kind in _BODIES for r in a.s)
    return pair_only(a) and bool(a.trigger.by("xcomp")) and whole


def takes_side(a: Args) -> bool:
    """'Stands by B', not 'said so, standing beside B', nor one person beside another in some place."""
    beside = any(p.lemma in ("alongside", "behind", "beside") for p in a.trigger.by("prep"))
    people = beside and all(r.entity.kind == "Person" for r in (*a.s, *a.o))
    aside = a.trigger.tag == "VBG" and a.trigger.dep in ("acl", "advcl")
    return a.trigger.lemma != "stand" or not (people or aside)


def demanded_thing(a: Args) -> bool:
    """'Demanded that the text be published': something is demanded, and nobody named is to do it."""
    if grammar.passive(a.trigger) or a.trigger.tag not in ("VBD", "VBZ", "VBP", "VBN") or a.trigger.by("neg"):
        return False
    told = [t for c in a.trigger.by("ccomp") for t in c.by("nsubj", "nsubjpass")]
    things = [*a.trigger.by("dobj"), *told]
    plain = [t for t in things if t.mention is None and t.tag in ("NN", "NNS") and t.lemma not in a.words["anybody"]]
    named = any(t.mention is not None and t.mention.kind in STATE_KINDS for n in things for t in n.subtree())
    return bool(plain) and not named and a.trigger.dep not in ("acl", "relcl")


def pair_no_object(a: Args) -> bool:
    """'made up', 'reconvened': two do it, and nothing stands as an object."""
    return pair(a) and not a.trigger.by("dobj", "neg")


_PLANS = word_list("extract.conditions_ties.plans")


def plan_of(a: Args) -> bool:
    """'fell in with B's proposal': with what another wants, not with bad company."""
    below = [t for t in a.trigger.subtree() if t.dep == "pobj" and t.i <= a.trigger.i + 8]
    return other_side(a) and any(t.lemma in _PLANS for t in below)


_KIND = word_list("extract.conditions_ties.kind")


def kind_message(a: Args) -> bool:
    """'sent B a message of sympathy'."""
    said = [t for o in a.objects for p in o.by("prep") if p.lemma == "of" for t in grammar.expand(p.by("pobj"))]
    said += [c for o in a.objects for c in o.children]
    return other_side(a) and any({t.lemma, t.low} & set(_KIND) for t in said)


def forces_turn(a: Args) -> bool:
    """Tanks or ships turn back by themselves."""
    onward = any(c.by("prep") for c in a.trigger.by("advmod", "prt"))  # 'turning back to waters off Chad'
    onward |= any(p.lemma not in ("at", "before", "near", "off", "from") for p in a.trigger.by("prep"))
    return forces(a) and not onward and not a.trigger.by("dobj", "neg") and not grammar.passive(a.trigger)


def came_home(a: Args) -> bool:
    """A state's instructors or engineers come home from abroad, where a place or a state is said."""
    placed = bool(a.o) or any(p.lemma == "from" for c in (a.trigger, *a.trigger.by("advmod")) for p in c.by("prep"))
    return placed and other_side(a) and all(r.entity.kind in _BODIES for r in a.s) and not a.trigger.by("dobj", "neg")


def asks_other(a: Args) -> bool:
    """'tabled a demand that B return it': what is demanded is told in a clause, of another."""
    below = [c for t in a.objects for c in t.by("acl", "ccomp", "relcl")] + a.trigger.by("ccomp", "advcl")
    doing = [t.head for t in a.o_tokens if t.head is not None and t.dep in grammar.SUBJECT]
    stray = bool(doing) and all(c.tag in ("VBN", "VBG") for c in doing)  # 'asked to join, B having agreed'
    return other_side(a) and not stray and any(c.tag in ("VB", "VBP") for c in below)


_UNSAID = word_set("extract.conditions_ties.unsaid")


def uttered_noun(a: Args) -> bool:
    """'B's praise for C': uttered, not owed, sought or refused."""
    up = a.trigger.head
    none = any(c.low in ("no", "any", "neither") for c in a.trigger.by("det"))
    return other_side(a) and not none and (up is None or up.lemma not in _UNSAID)


def _told_in_clause(a: Args) -> bool:
    nouns = (a.trigger, *(t for p in a.trigger.by("prep") for t in p.by("pobj")))
    return any(
        c.tag in ("VB", "VBP", "MD") or c.by("mark") for n in nouns for c in n.by("acl", "ccomp", "relcl", "advcl")
    )


def uttered_in_clause(a: Args) -> bool:
    """'B's promise to C to open the road', not one of money; 'B's call on C to open the port'."""
    return uttered_noun(a) and _told_in_clause(a)


def not_refused(a: Args) -> bool:
    """'took up B's offer', by one who did."""
    neither = any(c.low in ("neither", "no", "nobody") for t in a.trigger.by("nsubj") for c in (t, *t.children))
    return other_side(a) and not a.trigger.by("neg") and not neither


def agreed_to_do(a: Args) -> bool:
    """'agreed with B in May to widen the road': what they will do is told behind the rest."""
    below = [c for c in a.trigger.by("advcl") if c.tag == "VB" and any(x.tag == "TO" for x in c.by("aux"))]
    return bool(below) and other_side(a) and not a.trigger.by("neg")


def _labels(a: Args) -> list[Token]:
    """What somebody is called: 'named B *a partner*', 'described B as *a friend*'."""
    found = [t for t in a.trigger.by("oprd", "attr", "dobj", "ccomp", "xcomp", "appos") if t.i > a.trigger.i]
    found += [t for p in a.trigger.by("prep") if p.lemma == "as" for t in p.by("pobj")]
    found += [t for p in a.trigger.by("advcl") for t in p.by("attr")]
    return [t for t in found if t.mention is None]


def fine_label(a: Args) -> bool:
    """'named B a reliable partner': called by a fine word, and of nothing bad."""
    named = [t for t in _labels(a) if t.lemma in a.words["fond"]]
    fine = any(
        {w.lemma, w.low} & a.words["fine"] for t in named for m in t.children for w in (m, *m.by("conj", "advmod"))
    )
    wrong = any(p.lemma in ("in", "of") and p.by("pobj") for t in named for p in t.by("prep"))
    return fine and not wrong and not a.trigger.by("neg") and other_side(a)


def stands_behind(a: Args) -> bool:
    """'swung behind B': a state, body or person, not a place in a queue."""
    return all(r.entity.kind in _BODIES | {"Person"} for r in a.o) and other_side(a) and not a.objects


def honoured(a: Args) -> bool:
    """A body or a person is honoured, not what was agreed."""
    return bool(a.o) and other_side(a) and all(r.entity.kind in _BODIES | {"Person", "Group"} for r in a.o)


def awarded(a: Args) -> bool:
    """'awarded B a medal', 'gave B the Order of the Lion': an honour, not a command."""
    return other_side(a) and any(
        t.lemma in _HONOURS and (t.lemma != "order" or t.text[:1].isupper()) for t in a.objects
    )


def said_owner(a: Args) -> bool:
    """'reaffirmed that the islands belong to B', 'said the canal is B's': whose a land is, told by another."""
    if a.trigger.by("neg") or not any(_owned_land(a, c) for c in a.trigger.by("ccomp") if not c.by("neg")):
        return False
    return all(r.entity.kind in STATE_KINDS for r in a.o) and other_side(a)


def _owned_land(a: Args, clause: Token) -> bool:
    """Whether a clause says of a land whose it is."""
    lands = valency.surface_subjects(clause)
    if not any(_is_land(a, t) for t in lands) or any(x.tag == "MD" for x in clause.by("aux")):
        return False
    below = [(p.lemma, t) for p in clause.by("prep") for t in p.by("pobj")]
    if clause.lemma == "belong":
        return any(prep == "to" and _among(a, t) for prep, t in below)
    if any(prep in _WITHIN and t.lemma in _RULE for prep, t in below):
        return True
    for what in clause.by("attr", "acomp") if clause.lemma in ("be", "remain") else ():
        if what.lemma == "part":
            return any(p.lemma == "of" and any(_among(a, t) for t in p.by("pobj")) for p in what.by("prep"))
        own = what.mention is not None and (bool(what.by("case")) or what.tag == "JJ")
        if (own or what.lemma in ("territory", "soil", "land", "possession")) and not what.by("prep"):
            return True
    return False


_DISPUTED_WATERS = word_set("extract.conditions_ties.disputed_waters")


def _is_land(a: Args, token: Token) -> bool:
    if token.mention is not None:
        return token.mention.kind in (*PLACE_KINDS, *STATE_KINDS) and token.mention.role not in ("adjective", "people")
    return token.lemma in a.words["land"] | _DISPUTED_WATERS


def _among(a: Args, token: Token) -> bool:
    return any(token is t for t in a.o_tokens)


def joint_object(a: Args) -> bool:
    """'maintain a joint force': one that is said to be of both."""
    return pair(a) and any(
        c.lemma in ("joint", "common", "shared", "binational") for t in a.objects for c in t.children
    )


def brought(a: Args) -> bool:
    """Help that a state, a body or its ships carry to another."""
    known = all(r.entity.kind in _BODIES or r.entity.kind == "ArmedForce" for r in a.s)
    return known and bool(a.o) and all(r.entity.kind in STATE_KINDS for r in a.o) and other_side(a)


def rescued_abroad(a: Args) -> bool:
    """Rescuers of one state at work in another."""
    return all(r.entity.kind in STATE_KINDS for r in (*a.s, *a.o)) and other_side(a) and bool(a.o)


def own_fire(a: Args) -> bool:
    """'held its fire': armed men, not someone who said nothing."""
    own = any(c.tag == "PRP$" for t in a.objects for c in t.children) or any(not list(t.children) for t in a.objects)
    return own and not a.trigger.by("neg") and all(r.entity.kind in _BODIES | {"Group"} for r in a.s)


_OVER = word_set("extract.conditions_ties.over")
"""What a truce is said to be that no longer holds."""


def lapsed(a: Args) -> bool:
    """'Declared the truce at an end', 'over', 'null and void': it is called off, and not called."""
    below = [c for x in (a.trigger, *a.objects) for c in x.children]
    below += [t for c in below if c.dep == "prep" for t in c.by("pobj")]
    return any(t.lemma in _OVER for c in below for t in (c, *c.by("conj", "acomp", "attr")))


def own_truce(a: Args) -> bool:
    """A truce that one side declares by itself: an armed body, or one that is said to be unilateral."""
    words = {c.lemma for t in a.objects for c in t.children}
    others = any(p.lemma in ("between", "in", "among", "with") for t in a.objects for p in t.by("prep"))
    armed = all(r.entity.kind in ("Group", "Organization") for r in a.s)
    return (
        not others
        and not lapsed(a)
        and not a.trigger.by("neg")
        and len(a.s) == 1
        and (armed or bool(words & {"unilateral", "own"}))
    )


def no_object_fighters(a: Args) -> bool:
    """'The militia disbanded': nobody else is disbanded by it."""
    return not a.objects and (forces(a) or all(r.entity.kind in ("Group", "Organization") for r in a.s))


def to_reason(a: Args) -> bool:
    """'called both parties to dialogue', 'summoned them to moderation': what they are called to is a conduct."""
    ends = [t for p in a.trigger.by("prep") if p.lemma == "to" for t in grammar.expand(p.by("pobj"))]
    ends += [t for t in a.trigger.by("xcomp", "ccomp", "advcl") if not grammar.is_verb(t)]
    ends += [t for o in a.trigger.by("dobj") for p in o.by("prep") if p.lemma == "to" for t in p.by("pobj")]
    conduct = any(t.lemma in a.words["conduct"] for t in ends)
    return conduct and other_side(a) and all(r.entity.kind != "Person" or r.state is not None for r in a.o)
