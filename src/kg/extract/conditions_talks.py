"""Conditions on talks and what comes of them: who is in touch with whom, who gives his word, what is asked for and of
nobody who is named.
"""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.conditions_claims import pair_held
from kg.extract.conditions_deeds import other_side
from kg.extract.conditions_ties import persons_pair
from kg.extract.conditions_words import for_a_thing, person_abroad
from kg.extract.event_args import ORGANISATIONS, Args, homes, is_treaty, pair
from kg.link.references import PLACE_KINDS
from kg.link.resolve import STATE_KINDS

_TALKERS = STATE_KINDS | ORGANISATIONS | {"Person"}
_PLACES = PLACE_KINDS - STATE_KINDS
_HOURS = word_set("extract.conditions_talks.hours")
_DEALING = word_set("extract.conditions_talks.dealing")
"""What a state forbids its own people to do with, or in, another."""
_GUILTY = word_set("extract.conditions_talks.guilty")
_OF_PEOPLE = word_set("extract.conditions_talks.of_people")
"""What is held of other things than talks, too ('an exchange of fire', 'the first round')."""


def _talkers(a: Args) -> bool:
    return all(r.entity.kind in _TALKERS for r in (*a.s, *a.o))


def sides_talked(a: Args) -> bool:
    """'Seoul lifted the ban after consultations with Japan', 'in talks with Niger, Chad agreed': who does it there has
    talked; not in talks of somebody else's.
    """
    prep = a.trigger.head
    verb = prep.head if prep is not None else None
    apart = verb is None or (prep is not None and prep.lemma in ("in", "at") and verb.lemma in a.words["about_talks"])
    others = a.trigger.by("poss") or any(p.lemma in ("between", "of") for p in a.trigger.by("prep"))
    asked = verb is not None and (not verb.tag.startswith("VB") or bool(verb.by("neg")))
    return not apart and not others and not asked and _talkers(a) and other_side(a) and pair_held(a)


def sides_apart(a: Args) -> bool:
    """States, bodies or persons of two sides."""
    return _talkers(a) and other_side(a)


def no_treaty_talks(a: Args) -> bool:
    """Not 'has been negotiating with B on a treaty': that tells of the treaty, and of no meeting."""
    goes_on = a.trigger.lemma == "negotiate" and a.trigger.tag == "VBG"
    return not goes_on or not any(is_treaty(a, t) for t in grammar.after(a.trigger, "about", "for", "on", "over"))


def two_persons_apart(a: Args) -> bool:
    """Two persons of two states, or of states that nobody tells ('reached B in his car'); no two of one state."""
    return persons_pair(a) and all(r.state is None or r.state != x.state for r in a.s for x in a.o)


def told_in_town(a: Args) -> bool:
    """'Told B in Juba that ...': two persons of two states face to face, in a town or a building that is named."""
    phrases = [p for p in a.trigger.by("prep") if p.lemma in ("in", "at", "aboard")]
    placed = [t for p in phrases for t in p.by("pobj") if t.mention is not None and t.mention.kind in _PLACES]
    return bool(placed) and two_persons_apart(a) and not grammar.passive(a.trigger)


def only_hosts(a: Args) -> bool:
    """'Kenya and Uganda hosted earlier rounds': of two hosts nobody says that they met."""
    hosts = valency.logical_subjects(a.trigger) if a.trigger.lemma == "host" else ()
    return not a.o and any(t is h for t in a.s_tokens for h in hosts)


def agreed_to(a: Args) -> bool:
    """'Consented to B's plan', not 'to the accord', which is to approve it."""
    treaty = any(t.mention is not None and t.mention.kind == "Treaty" for t in grammar.after(a.trigger, "to"))
    chamber = any({t.lemma, t.low} & a.words["legislatures"] for t in a.s_tokens)
    return other_side(a) and not treaty and not chamber


def in_contact(a: Args) -> bool:
    """'Has begun to communicate with B', 'deals with B' only of persons."""
    people = all(r.entity.kind == "Person" for r in (*a.s, *a.o))
    return _talkers(a) and other_side(a) and not a.trigger.by("dobj", "neg") and (people or a.trigger.lemma != "deal")


def contact_made(a: Args) -> bool:
    """'Sounded out B': a person or a state, by another."""
    return _talkers(a) and other_side(a) and not a.trigger.by("neg")


def time_with(a: Args) -> bool:
    """'Spent an hour with B', 'passed the evening in the company of B': a time, and two persons of two states."""
    spent = [*a.trigger.by("dobj", "npadvmod"), *(t for o in a.trigger.by("dobj") for t in grammar.content(o))]
    timed = any(t.lemma in _HOURS or (t.mention is not None and t.mention.kind == "Time") for t in spent)
    return timed and two_persons_apart(a)


def talks_held(a: Args) -> bool:
    """Discussions of any two; of other sittings those of two persons."""
    people = all(r.entity.kind == "Person" for r in (*a.s, *a.o))
    return pair_held(a) and _talkers(a) and (people or a.trigger.lemma not in _OF_PEOPLE)


def consented(a: Args) -> bool:
    """'Gave its assent': whoever does so is no chamber that approves a treaty."""
    treaty = any(t.mention is not None and t.mention.kind == "Treaty" for o in a.objects for t in o.subtree())
    chamber = any({t.lemma, t.low} & a.words["legislatures"] for t in a.s_tokens)
    return (
        _talkers(a)
        and not treaty
        and not chamber
        and not a.trigger.by("neg")
        and not any(map(grammar.none_of, a.objects))
    )


def pair_deal(a: Args) -> bool:
    """'Have a deal with one another', not 'have no deal'."""
    return pair(a) and other_side(a) and not a.trigger.by("neg") and not any(map(grammar.none_of, a.objects))


def pair_cleared(a: Args) -> bool:
    """'Settled the last question', by two who have done so, not who tried to."""
    told = a.trigger.tag in ("VBD", "VBN", "VBZ", "VBP") and not a.trigger.by("neg")
    return told and pair(a) and other_side(a) and _talkers(a)


def of_one_mind(a: Args) -> bool:
    """'Are of one mind', 'is in agreement with B'."""
    words = [t for p in a.trigger.by("prep") for t in p.by("pobj")]
    one = {"one", "same", "like", "identical"}
    minds = [t for t in words if t.lemma in ("mind", "opinion")]
    same = all(any(c.low in one for c in t.children) for t in minds)
    return pair(a) and _talkers(a) and same and not a.trigger.by("neg")


def plea_received(a: Args) -> bool:
    """'Received a call from B to leave', not one on the phone."""
    phone = any(c.lemma in ("phone", "telephone", "video") for t in a.objects for c in t.children)
    return other_side(a) and not phone


def condition_set(a: Args) -> bool:
    """'Set a condition: B must free them', 'made it a condition that B free them'."""
    below = [c for t in (a.trigger, *a.objects) for c in t.by("acl", "ccomp", "relcl")]
    above = [a.trigger.head] if a.trigger.dep == "ccomp" and a.trigger.head is not None else []
    must = any(x.low in ("must", "shall", "should") for c in (*below, *above) for x in c.by("aux"))
    bare = any(c.tag in ("VB", "VBP") and c.by("mark") for c in below)
    given = bool(valency.indirect_objects(a.trigger)) or bool(grammar.after(a.trigger, "for", "to", "on"))
    return (must or bare or given) and other_side(a) and all(r.entity.kind in _TALKERS for r in a.o)


def shown_the_door(a: Args) -> bool:
    """'Showed the Peruvian ambassador the door': an envoy is sent home, no visitor let in."""
    shown = [*a.trigger.by("dobj", "oprd", "dative"), *valency.surface_subjects(a.trigger)]
    door = any(t.lemma == "door" for o in shown for t in (o, *o.by("appos")))
    return door and any(t.lemma in a.words["sent"] for t in shown) and other_side(a)


def own_people_kept(a: Args) -> bool:
    """'Forbade its banks to lend to B': those who are told so are its own."""
    told = a.trigger.by("dobj") + [t for c in a.complements() for t in c.by("nsubj")]
    states = {e for r in a.s for e in (r.entity, r.state)}
    own = any(c.tag == "PRP$" for t in told for c in t.by("poss"))
    own |= any(t.mention is not None and t.mention.entity in states for o in told for t in o.subtree())
    dealt = any(
        c.lemma in _DEALING for c in (*a.complements(), *(x for p in a.trigger.by("prep") for x in p.by("pcomp")))
    )
    theirs = any(t.mention is not None and t.mention.role == "people" and t.mention.entity not in states for t in told)
    return own and dealt and not theirs and other_side(a) and all(r.entity.kind in STATE_KINDS for r in a.o)


def _named(token: Token) -> bool:
    """Whether a phrase names a state or a person, who would be asked."""
    kinds = STATE_KINDS | {"Person"}
    return any(t.mention is not None and t.mention.kind in kinds for t in token.subtree())


def _plain(a: Args, noun: Token) -> bool:
    """Whether a noun is a thing or an act, and none that befalls somebody who is held by another."""
    human = a.words["anybody"] | a.words["humans"] | a.words["held"] | a.words["outlaws"] | a.words["fates"] | _GUILTY
    return noun.mention is None and not {noun.lemma, noun.low} & human and noun.tag in ("NN", "NNS")


def asks_thing(a: Args) -> bool:
    """'Asked for a truce', 'sought a delay': a thing, of nobody who is named."""
    asked = a.trigger.tag in ("VBD", "VBZ", "VBP", "VBN", "VBG") and not grammar.passive(a.trigger)
    if not asked or not _talkers(a) or a.trigger.by("neg"):
        return False
    if a.trigger.by("dobj"):
        return all(_plain(a, t) and not _named(t) for t in a.trigger.by("dobj"))
    return for_a_thing(a)


def asks_deed(a: Args) -> bool:
    """'Insisted that the text be reworded': what is to be done with a thing, by nobody who is named."""
    if not _talkers(a) or grammar.passive(a.trigger) or a.trigger.by("neg", "dobj"):
        return False
    return any(
        any(x.low == "be" for x in c.by("auxpass"))
        and not c.by("aux")
        and all(_plain(a, t) and not _named(t) for t in c.by("nsubjpass"))
        and bool(c.by("nsubjpass"))
        for c in a.trigger.by("ccomp")
    )


def call_for_thing(a: Args) -> bool:
    """'B's call for an inquiry was reasonable': one that is made, for a thing."""
    about = a.trigger.dep in ("nsubj", "nsubjpass", "dobj", "conj")
    return about and for_a_thing(a) and _talkers(a) and not grammar.none_of(a.trigger)


def there_with(a: Args) -> bool:
    """'Was in Kigali with B': two persons of two states in one place."""
    placed = any(p.lemma in ("at", "in") and p.by("pobj") for p in a.trigger.by("prep"))
    return placed and two_persons_apart(a)


_CHAMBERS = word_set("extract.conditions_talks.chambers")
_OFFICES = word_set("extract.conditions_talks.offices")


def told_face_to_face(a: Args) -> bool:
    """'Pressed B in Lome to leave', 'told her counterpart in the palace that ...': by one person to another."""
    phrases = [p for p in a.trigger.by("prep") if p.lemma in ("in", "at", "aboard")]
    spots = [t for p in phrases for t in p.by("pobj")]
    placed = any(t.mention is not None and t.mention.kind in _PLACES for t in spots)
    placed |= any(t.lemma in _CHAMBERS or t.low in _CHAMBERS for t in spots)
    people = all(r.entity.kind == "Person" for r in a.s)
    told = all(r.entity.kind == "Person" or t.lemma in _OFFICES for r, t in zip(a.o, a.o_tokens, strict=False))
    apart = all(r.state is None or r.state != x.state for r in a.s for x in a.o)
    return placed and people and told and apart and not grammar.passive(a.trigger) and not a.trigger.by("neg")


_SIDES = word_set("extract.conditions_talks.sides")


def worked_together(a: Args) -> bool:
    """'A and B reviewed in Lome the state of their border': two sides, where it is told where, or that they are two."""
    placed = any(
        t.mention is not None and t.mention.kind in _PLACES | {"State"}
        for p in a.trigger.by("prep")
        if p.lemma in ("in", "at")
        for t in p.by("pobj")
    )
    named = any(t.lemma in _SIDES or t.low in _SIDES for t in a.s_tokens)
    apart = len({(r.state or r.entity).key for r in (*a.s, *a.o)}) > 1
    return pair(a) and apart and (placed or named or bool(a.o)) and _done(a)


def _done(a: Args) -> bool:
    ahead = any(x.low in ("will", "shall") for x in a.trigger.by("aux"))
    told = a.trigger.tag in ("VBD", "VBZ", "VBP", "VBN") or ahead
    return told and _talkers(a) and not a.trigger.by("neg") and not grammar.passive(a.trigger)


def at_their_meeting(a: Args) -> bool:
    """'At the trilateral meeting in Lome, A and B took stock': the two or three of the clause."""
    of = [t for p in a.trigger.by("prep") if p.lemma == "of" for t in p.by("pobj")]
    body = any(t.mention is not None for t in (*of, *a.trigger.by("poss", "compound", "nmod")))
    with_other = bool(grammar.after(a.trigger, "with", "between"))
    verb = grammar.clause_head(a.trigger)
    told = verb.tag in ("VBD", "VBZ", "VBP", "VBN") and not grammar.passive(verb) and not verb.by("neg")
    apart = len(homes(a)) > 1
    return pair(a) and apart and told and not body and not with_other and _talkers(a)


def credentials(a: Args) -> bool:
    """'Presented his credentials to B', 'received the credentials of the envoy of B'."""
    return _talkers(a) and other_side(a) and not a.trigger.by("neg")


_TALKS = word_set("extract.conditions_talks.talks")


def hours_of_talks(a: Args) -> bool:
    """'Held several hours of talks', 'had two days of discussions with B'."""
    told = any(t.lemma in _TALKS for o in a.trigger.by("dobj", "npadvmod") for t in grammar.after(o, "of"))
    return told and pair(a) and _talkers(a) and not a.trigger.by("neg")


def phoned(a: Args) -> bool:
    """'After a phone call from B', 'a telephone conversation with B': of one person, or with one."""
    noun = a.trigger
    phone = any(c.lemma in ("phone", "telephone", "video") for c in noun.children) or noun.lemma == "conversation"
    people = any(r.entity.kind == "Person" for r in (*a.s, *a.o))
    return phone and people and _talkers(a) and other_side(a) and not grammar.none_of(noun)


def on_the_phone(a: Args) -> bool:
    """'Spent the weekend on the phone to both', 'A and B were on the telephone'."""
    free = a.trigger.lemma == "spend" or not a.trigger.by("dobj")
    return pair(a) and _talkers(a) and other_side(a) and free and not a.trigger.by("neg")


def with_counterpart(a: Args) -> bool:
    """'Dined with his Togolese counterpart', 'joined the leaders of B at a summit': persons, or who stands for one."""
    sides = all(r.entity.kind in STATE_KINDS | {"Person"} for r in (*a.s, *a.o))
    return sides and other_side(a) and bool(a.o) and not a.trigger.by("neg")


_ON_THE_PHONE = word_set("extract.conditions_talks.on_the_phone")


def phoned_to(a: Args) -> bool:
    """'Called B to discuss the fires': a person, and no 'call to prayer'."""
    aim = [c for c in a.trigger.by("xcomp", "advcl") if any(x.tag == "TO" for x in c.by("aux"))]
    return any(c.lemma in _ON_THE_PHONE for c in aim) and persons_pair(a) and other_side(a)


def will_be_there(a: Args) -> bool:
    """'Will be in Lome on Friday': a person, in another's capital, at a time that is told."""
    timed = any(t.mention is not None and t.mention.kind == "Time" for t in a.trigger.subtree())
    ahead = any(x.low in ("will", "shall", "'ll") for x in a.trigger.by("aux"))
    town = all(t.mention is not None and t.mention.role == "capital" for t in a.o_tokens)
    return timed and ahead and town and bool(a.o_tokens) and person_abroad(a) and not a.trigger.by("neg")


def raised_with(a: Args) -> bool:
    """'Raised the matter with B'."""
    return bool(a.o) and _talkers(a) and other_side(a) and not a.trigger.by("neg")


def pair_made(a: Args) -> bool:
    """'A and B reached a deal', not 'under the deal that they had reached', nor 'a truce worked out by A and B', nor
    'signed a protocol to seal the bargain', which is one act.
    """
    above = a.trigger.head
    purpose = a.trigger.tag == "VB" and a.trigger.dep in ("advcl", "acl", "relcl", "xcomp") and above is not None
    if purpose and any(x is not None and x.lemma in _INKS for x in (above, above.head if above else None)):
        return False
    known = a.trigger.dep == "relcl" or (a.trigger.dep == "acl" and a.trigger.lemma in _MEDIATED)
    return pair(a) and not known


_INKS = word_set("shared.initials_or_signs")
_MEDIATED = word_set("extract.conditions_talks.mediated")
"""What those do who bring others to terms, too."""
