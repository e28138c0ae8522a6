"""Conditions on curbs and captures, also where another act takes them for done: bans that are lifted, captives who are
freed, arrests that are protested against.
"""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.conditions_deeds import other_side, people, undone
from kg.extract.event_args import ORGANISATIONS, Args, forces
from kg.link.resolve import PLACE_KINDS, STATE_KINDS

_SIDES = STATE_KINDS | ORGANISATIONS | {"Person"}
_LET_GO = word_set("extract.conditions_curbs.let_go")
_FREE = word_set("extract.conditions_curbs.free")
"""Verbs of what is done with captives by whoever holds them; those of the second row may be a rescuer's."""
_RELEASES = word_set("extract.conditions_curbs.releases")
_DECREE = word_set("extract.conditions_curbs.decree")
_BY_OUTLAWS = word_set("extract.conditions_curbs.by_outlaws")
"""What is seldom done by the state in which it is done."""
_COMPLAINED = {"about", "after", "against", "at", "because", "for", "of", "over", "to"}
_AID = word_set("extract.conditions_curbs.aid")


def seized_there(a: Args) -> bool:
    """'The detention of two Chadians in Togo', by Togo; 'the kidnapping of two Chadians in Togo', by whomever."""
    by_place = all(t.dep == "pobj" and t.head is not None and t.head.lemma == "in" for t in a.s_tokens)
    return other_side(a) and not (by_place and a.trigger.lemma in _BY_OUTLAWS)


def was_there(a: Args) -> bool:
    """'Agreed to lift the ban on Chadian beef', 'lifted the ban imposed by Chad': a measure to be lifted was there."""
    told = any(
        t.tag.startswith("PRP") or t.tag == "DT" for t in a.s_tokens
    )  # whose 'its' is, the verb above tells better
    verb = a.trigger.head
    to = verb is not None and grammar.is_verb(verb) and verb.tag == "VB" and any(x.tag == "TO" for x in verb.by("aux"))
    named = any(t.i > a.trigger.i or t.head is a.trigger for t in a.s_tokens)
    return undone(a.trigger) and not told and (to or named) and _by_sides(a)


def own_measure(a: Args) -> bool:
    """'Urged Chad to lift its ban', 'to lift the ban it had imposed': of whoever is to lift it."""
    own = [*a.trigger.by("poss"), *(t for c in a.trigger.by("relcl") for t in c.by(*grammar.SUBJECT))]
    return undone(a.trigger) and any(t.tag in ("PRP$", "PRP", "DT") for t in own) and _by_sides(a)


def _by_sides(a: Args) -> bool:
    return other_side(a) and all(r.entity.kind in _SIDES for r in a.s)


def sides_only(a: Args) -> bool:
    """Two states or bodies part, not two persons."""
    known = STATE_KINDS | ORGANISATIONS
    rulers = all(r.entity.kind in known or r.state is not None for r in a.s)
    return rulers and other_side(a) and all(r.entity.kind in known for r in a.o)


def sum_of_aid(a: Args) -> bool:
    """'Froze $20 million in military aid to Chad'."""
    sums = [t for o in a.objects for t in (o, *o.subtree())]
    return any(t.lemma in _AID for t in sums) and other_side(a)


_POSTED_ABROAD = word_set("extract.conditions_curbs.posted_abroad")


def envoys_go(a: Args) -> bool:
    """'Twelve Chadian diplomats must leave Kenya', 'have 48 hours to leave it': those who are sent by a state."""
    if a.trigger.lemma == "have" and not any(c.lemma in ("depart", "leave", "quit") for c in a.complements()):
        return False
    who = valency.surface_subjects(a.trigger)
    return any(t.lemma in _POSTED_ABROAD for s in who for t in grammar.content(s)) and other_side(a)


_MISSIONS = word_set("extract.conditions_curbs.missions")


def mission_must_go(a: Args) -> bool:
    """'The whole Latvian embassy must go, Belarus said'."""
    told = [c for c in a.complements() if any(x.lemma == "must" for x in c.by("aux")) and not c.by("neg", "dobj")]
    return any(t.lemma in _MISSIONS for c in told for t in c.by("nsubj")) and sides_only(a)


def captive_held(a: Args) -> bool:
    """'Released two Kenyan pilots held since May': whoever lets captives go has held them, but not who rescues them."""
    noun = a.trigger.head
    above = noun.head if noun is not None else None
    if above is not None and above.lemma == "of":  # 'announced the release of two pilots held since May'
        above = above.head if above.head is not None and above.head.lemma in _RELEASES else None
        told = grammar.clause_head(above).lemma if above is not None else ""
        if above is None or told not in _DECREE:
            return False
        return other_side(a) and _captives(a)
    if a.trigger.dep != "acl" or above is None or grammar.after(a.trigger, "by") or a.trigger.by("agent"):
        return False
    if above.lemma not in _LET_GO | _FREE or (a.trigger.lemma == "hold" and a.trigger.by("oprd", "acomp")):
        return False
    rescued = above.lemma in _FREE and any(t.lemma in a.words["forces"] for t in valency.logical_subjects(above))
    rescued &= all(r.entity.kind in STATE_KINDS for r in a.s)
    return not rescued and other_side(a) and _captives(a)


def _captives(a: Args) -> bool:
    return people(a) or any(t.lemma in a.words["vessels"] for t in a.objects)


def grievance(a: Args) -> bool:
    """'Protested to Chad against the arrest of two Kenyans': what is held against another, done to one's own."""
    prep = a.trigger.head
    verb = grammar.clause_head(a.trigger)
    if prep is None or prep.dep != "prep" or prep.lemma not in _COMPLAINED or grammar.after(a.trigger, "by"):
        return False
    told = [t.mention for s in valency.logical_subjects(verb) for t in (s, *s.children) if t.mention is not None]
    codes = {m.state for m in told if m.state}
    mine = not codes or all((r.state or r.entity).code in codes or r.entity.kind in ("Person", "Group") for r in a.o)
    theirs = all(r.entity.kind in STATE_KINDS and r.entity.code not in codes for r in a.s)
    return mine and theirs and other_side(a)


def crackdown_of(a: Args) -> bool:
    """'Suspended Chad over its crackdown': Chad's; a pronoun that means whoever suspends it is misread."""
    prep = a.trigger.head
    told = valency.logical_subjects(grammar.clause_head(a.trigger))
    own = any(t.tag == "PRP$" for t in a.s_tokens)
    codes = {t.mention.state for t in told if t.mention is not None}
    against = prep is not None and prep.lemma in ("after", "for", "over") and bool(a.trigger.by("poss"))
    by_name = not own and a.s_tokens[0].head in (a.trigger, *a.trigger.by("prep", "poss", "amod"))
    return by_name or (against and all(r.entity.code not in codes for r in a.s) and own_side(a))


def own_side(a: Args) -> bool:
    return all(r.entity.kind in STATE_KINDS for r in a.s)


_CURBS = word_set("extract.conditions_curbs.curbs")


def package_of(a: Args) -> bool:
    """'Agreed a package of restrictive measures against Chad', of sanctions, not of reforms."""
    inner = [x for t in (*a.trigger.by("dobj", "nsubjpass"), *a.objects) for x in (t, *grammar.after(t, "of"))]
    return any(t.lemma in _CURBS for t in inner) and other_side(a)


_PARTS_OF_LAND = word_set("extract.conditions_curbs.parts_of_land")


def holds_part(a: Args) -> bool:
    """'Troops from Chad hold parts of northern Kenya'."""
    held = a.trigger.by("dobj", "nsubjpass")
    return any(t.lemma in _PARTS_OF_LAND for t in held) and forces(a) and other_side(a)


def to_prison(a: Args) -> bool:
    """'Gave two Kenyans ten years in prison'."""
    inside = {"jail", "prison", "gaol", "custody", "captivity"}
    terms = [t for t in a.trigger.subtree() if t.i > a.trigger.i]
    there = any(t.lemma in inside and not t.by("det") for t in terms)  # a doctor may be sent to the prison of a town
    return there and other_side(a)


_PLACES_TAKEN = word_set("extract.conditions_curbs.places_taken")


def fell_to(a: Args) -> bool:
    """'Goma fell to Rwandan troops': a place, into the hands of armed men."""
    place = any(t.mention is not None and t.mention.kind in PLACE_KINDS for t in valency.surface_subjects(a.trigger))
    town = any(t.lemma in _PLACES_TAKEN for t in valency.surface_subjects(a.trigger))
    return (place or town) and (forces(a) or all(r.entity.kind in {"Group", "Organization"} for r in a.s))


def by_radar(a: Args) -> bool:
    """'Was lit up by the radar of a frigate'."""
    beams = {"laser", "radar", "searchlight"}
    return other_side(a) and any(t.lemma in beams for t in a.trigger.subtree())


def goods_off(a: Args) -> bool:
    """'Took Beninese butter off its shelves': goods or films, not a person from a post."""
    return other_side(a) and not any(t.lemma in a.words["humans"] | a.words["forces"] for t in a.objects)


def no_more(a: Args) -> bool:
    """'Will give Benin no further aid'."""
    more = {"additional", "further", "longer", "more", "new"}
    words = [{c.low for c in t.children} for t in a.objects]
    return any("no" in w and w & more for w in words) and other_side(a)


def driven_off(a: Args) -> bool:
    """'Chased a Kenyan survey ship out of its waters', 'nudged it away': a ship, off a place."""
    away = {"aside", "away", "back", "from", "off", "out"}
    gone = any(c.low in away for c in a.trigger.children) or a.trigger.lemma in ("evict", "expel", "oust")
    gone |= a.trigger.lemma in ("compel", "order") and bool(a.complements())
    return gone and other_side(a)


def warning_shots(a: Args) -> bool:
    """'Fired 40 warning shots after a Kenyan cutter crossed the line'."""
    shots = [t for o in a.trigger.by("dobj", "nsubjpass") for t in o.subtree() if t.i > a.trigger.i or o.dep != "dobj"]
    return any(t.lemma in ("warn", "warning") for t in shots) and other_side(a)


def theirs_shut(a: Args) -> bool:
    """'Closed the offices of a Chadian agency': another's, not its own abroad."""
    own = any(c.tag == "PRP$" for t in a.objects for c in t.by("poss"))
    return not own and sides_only(a)


def not_own_seat(a: Args) -> bool:
    """'Suspended Togo's membership', not 'suspended its membership of the bloc', which leaves it for a while."""
    own = [t for t in a.objects if t.lemma in _SEATS and any(c.tag == "PRP$" for c in t.by("poss"))]
    left = {t.i for noun in own for t in grammar.after(noun, "of", "in", "at")}
    return other_side(a) and all(t.i not in left for t in a.o_tokens)


_SEATS = word_set("extract.conditions_curbs.seats")


def own_envoy(a: Args) -> bool:
    """'Called its ambassador for consultations': its own, not the one of another at its seat."""
    return any(c.tag == "PRP$" for t in a.objects for c in t.by("poss")) and sides_only(a)


def own_envoy_from(a: Args) -> bool:
    """'Summoned its own ambassador from Manila', 'its envoy from Lima': one's own, called home."""
    ours = [t for t in a.objects if any(c.tag == "PRP$" for c in t.by("poss"))]
    home = any(c.low == "own" for t in ours for c in t.children)
    return bool(ours) and (home or any(grammar.after(x, "from") for x in (a.trigger, *ours))) and sides_only(a)


def each_other(a: Args) -> bool:
    """Two states that break off relations, without a word on with whom, break with each other."""
    told = [p for t in a.objects for p in t.by("prep") if p.lemma in ("with", "to")]
    return not told and len(a.s) > 1 and all(r.entity.kind in STATE_KINDS for r in a.s)


def more_than_hostage(a: Args) -> bool:
    """Whoever is held hostage is more than that word ('whom it holds hostage')."""
    return not a.o_tokens or any(t.lemma not in ("captive", "hostage", "prisoner") for t in a.o_tokens)


def warranted(a: Args) -> bool:
    """A court of a state has somebody arrested; 'the court in The Hague' is no Dutch one."""
    near = [t.mention for s in a.s_tokens for t in (s, *s.children) if t.mention is not None]
    return other_side(a) and not any(m.entity is not None and "Hague" in m.entity.name for m in near)


def tried_there(a: Args) -> bool:
    """'Two Kenyans are on trial in Chad'."""
    ruled = all(t.mention is not None and t.mention.kind in STATE_KINDS | {"Settlement"} for t in a.s_tokens)
    held = a.words["held"] | a.words["humans"] | a.words["sent"]
    tried = valency.surface_subjects(a.trigger)
    human = any(t.lemma in held or (t.mention is not None and t.mention.role == "people") for t in tried)
    return ruled and human and other_side(a)


def own_people(a: Args) -> bool:
    """'Told its citizens to leave': a warning, and no expulsion."""
    home = {"citizen", "expatriate", "family", "national", "people"}
    return any(t.lemma in home and any(c.tag == "PRP$" for c in t.by("poss")) for t in a.objects)


def envoy_told(verb: Token) -> bool:
    """'Kenyan envoy told to leave', in a note: it is the envoy who is told so."""
    envoys = {"ambassador", "consul", "diplomat", "envoy"}
    told = not verb.by("dobj", "auxpass", "dative") and not grammar.passive(verb)
    return told and any(t.lemma in envoys for t in verb.by("nsubj"))
