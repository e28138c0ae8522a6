"""Conditions on measures short of force: what is cut off, called off, given up, forgiven, punished or spied upon."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.conditions_deeds import other_side, people
from kg.extract.conditions_moves import list_words
from kg.extract.conditions_words import suffers
from kg.extract.event_args import ORGANISATIONS, Args
from kg.link.resolve import PLACE_KINDS, STATE_KINDS


def good_list(a: Args) -> bool:
    """Whoever is struck off a list loses by it: it is no list of the banned."""
    words = list_words(a)
    return bool(words) and not words & a.words["banned"] and other_side(a)


def called_off(a: Args) -> bool:
    """Talks or a visit with another are called off, not a treaty, and not both sides' talks with each other."""
    if a.trigger.lemma == "call" and not any(c.low == "off" for c in a.trigger.children):
        return False  # 'what he called joint drills', 'called a meeting'
    told = [t for o in a.objects for p in o.by("prep") if p.lemma == "with" for t in p.by("pobj")]
    guessed = bool(told) and all(t is a.trigger for t in a.o_tokens)  # 'with the opposition'
    alone = len({r.entity for r in a.s}) == 1 and other_side(a)
    return alone and not guessed and not any(r.entity.kind == "Person" for r in a.o)


_DEBTS = word_set("extract.conditions_measures.debts")


def debt(a: Args) -> bool:
    """What another owes is forgiven or put off."""
    inside = {x.lemma for t in a.objects for p in t.by("prep") for x in p.by("pobj")}
    named = {t.lemma for t in a.objects}
    if not named & _DEBTS and not inside & _DEBTS:
        return False
    if any(t.lemma == "arrear" and c.tag == "PRP$" for t in a.objects for c in t.by("poss")):
        return False  # 'cut its arrears to Chile': its own
    if a.trigger.lemma in ("extend", "renew") and named & {"loan", "credit", "line"}:
        return False  # to extend a loan is to give it
    return other_side(a)


def goods(a: Args) -> bool:
    """What is handed over again is goods or money, not a message."""
    return bool(a.s) and any(t.lemma in a.words["goods"] for t in a.objects) and other_side(a)


def punished(a: Args) -> bool:
    """Human beings of another state are tried or maltreated."""
    if a.trigger.lemma in ("try", "condemn", "beat") and not _harshly(a):
        return False
    if any(r.entity.kind == "Group" for r in a.o):
        return False  # a court's sentence on a citizen without a name is no affair of states
    him = any(t.dep == "dobj" and t.low in ("him", "her") for t in a.objects)
    return (him or people(a)) and other_side(a) and not a.trigger.by("xcomp")


_HARSH_SENTENCES = word_set("extract.conditions_measures.harsh_sentences")


def _harshly(a: Args) -> bool:
    return any(t.lemma in _HARSH_SENTENCES for p in a.trigger.by("prep") for t in p.by("pobj"))


def spied(a: Args) -> bool:
    """Somebody listens in, or breaks into computers, not into a run or a song."""
    into = [t for p in a.trigger.by("prep") if p.lemma in ("into", "on", "upon") for t in p.by("pobj")]
    wired = any(t.lemma in a.words["wired"] for t in (*a.objects, *into))
    if a.trigger.lemma in ("spy", "eavesdrop", "snoop", "wiretap"):
        return bool(into or a.objects) and other_side(a)
    return wired and other_side(a)


def land_given(a: Args) -> bool:
    """Land changes hands, or control of it."""
    if any(r.entity.kind == "Person" for r in a.o) or any(r.entity.kind == "Court" for r in a.s):
        return False  # a court awards what is not its own
    given = [x for t in (*a.objects, *valency.logical_objects(a.trigger)) for x in (t, *t.by("appos"))]
    return other_side(a) and any(
        t.lemma in a.words["land"]
        or (
            t.mention is not None
            and t.mention.kind in PLACE_KINDS | STATE_KINDS
            and t.mention.role in ("name", "capital")
            and t.dep not in ("dative", "iobj")
            and all(t is not o for o in a.o_tokens)
        )
        for t in given
    )


def given_up(a: Args) -> bool:
    """'gave up its claim': by a state, for good."""
    parted = any(c.low in ("up", "away") for c in a.trigger.by("prt", "advmod"))
    return (
        (parted or a.trigger.lemma not in ("give",))
        and all(r.entity.kind in STATE_KINDS for r in a.s)
        and not a.trigger.by("neg")
        and not any(c.low in ("neither", "no") for t in a.s_tokens for c in t.children)
        and other_side(a)
    )


_ENVOYS = word_set("extract.conditions_measures.envoys")


def envoys(a: Args) -> bool:
    """Envoys are called home or expelled, not soldiers or cars."""
    found = [t for p in a.trigger.by("prep") if p.lemma == "of" for t in p.by("pobj")]
    return any(t.lemma in _ENVOYS | {"student", "worker"} for t in found) and other_side(a)


_KINDS = word_set("extract.conditions_measures.kinds")
"""'An act of piracy'."""


def _said_to_be(a: Args, words: str) -> bool:
    """Whether the clause says what somebody did is, or was, one of these."""
    for c in a.trigger.by("ccomp"):
        if c.lemma not in ("be", "constitute", "amount", "remain") or c.by("neg") or a.trigger.by("neg"):
            continue
        if any(t.lemma in a.words["plans"] for t in c.by("nsubj")) and any(
            t.low in a.words["turned_down"] for t in c.by("acomp")
        ):
            continue  # 'said that the request was unacceptable': a refusal
        near = [t for t in c.children if t.i > c.i and t.dep in ("acomp", "attr", "oprd", "prep", "dobj")]
        near += [t for n in near for t in n.by("amod", "conj", "pobj", "compound")]
        near += [t for n in near if n.lemma in _KINDS for p in n.by("prep") if p.lemma == "of" for t in p.by("pobj")]
        if any(t.lemma in a.words[words] or t.low in a.words[words] for t in near):
            return True
    return False


def said_bad(a: Args) -> bool:
    """'Peru said that the survey was illegal'; 'it was a disgrace' is hardly said of a movement."""
    deed = any(t.tag == "PRP" for t in a.o_tokens) and all(r.entity.kind not in STATE_KINDS for r in a.o)
    return any(_said_to_be(a, words) for words in ("bad", "negative", "verdicts")) and not deed and other_side(a)


def said_good(a: Args) -> bool:
    return _said_to_be(a, "good") and other_side(a)


_COURTS = word_set("extract.conditions_measures.courts")


def in_court(a: Args) -> bool:
    """A case against another, before judges."""
    near = [t for t in a.trigger.subtree() if t.i > a.trigger.i]
    named = any(t is not a.trigger for t in a.o_tokens)  # else 'in The Hague' may be where the other one lives
    agreed = not named and len({r.state or r.entity for r in a.s}) > 1  # 'the two submitted the case to a tribunal'
    return (
        other_side(a)
        and not agreed
        and any(
            t.lemma in _COURTS
            or (t.mention is not None and t.mention.kind == "IntergovernmentalOrganization")
            or (_court(t) and (named or t.mention is None or t.mention.kind == "Court"))
            for t in near
        )
        and (named or not any(t.lemma == "matter" for t in a.objects) or _before_court(near))
    )


def court_near(a: Args) -> bool:
    """A suit that is told of beside a court ('Peru's case against Chile at the court in The Hague')."""
    root = next((t for t in a.trigger.ancestors() if t.head is None), a.trigger)
    return other_side(a) and all(r.entity.kind != "Person" for r in a.o) and any(map(_court, root.subtree()))


def _court(token: Token) -> bool:
    mention = token.mention
    if mention is not None:
        hague = mention.entity is not None and "Hague" in mention.entity.name
        return mention.kind == "Court" or hague
    return token.lemma in ("court", "tribunal", "icj", "arbitrator", "judge")


def _before_court(near: list[Token]) -> bool:
    return any(t.mention is not None and t.mention.kind == "Court" for t in near)


def bad_words(a: Args) -> bool:
    """'in whose words the raid was murder'."""
    clause = next((t for t in a.trigger.ancestors() if grammar.is_verb(t)), None)
    return (
        clause is not None
        and clause.lemma == "be"
        and any(t.lemma in a.words["bad"] for t in clause.by("attr", "acomp"))
        and other_side(a)
    )


def by_court(a: Args) -> bool:
    """Judges undo a law or a treaty."""
    if a.trigger.lemma in ("strike", "throw", "set") and not any(
        c.low in ("down", "out", "aside") for c in a.trigger.by("prt", "advmod")
    ):
        return False
    return any(r.entity.kind == "Court" for r in a.s) or any(
        t.lemma in ("court", "tribunal") or (t.mention is not None and t.mention.kind == "Court") for t in a.s_tokens
    )


def entry(a: Args) -> bool:
    """A state's bid for a place in an organisation."""
    return all(r.entity.kind in STATE_KINDS for r in a.s) and all(
        r.entity.kind in ("IntergovernmentalOrganization", "Grouping") for r in a.o
    )


def persons(a: Args) -> bool:
    """Two persons see one another, one not as the other's ward."""
    return all(r.entity.kind == "Person" for r in (*a.s, *a.o)) and not any(
        p.lemma in ("as", "through", "off") for p in a.trigger.by("prep", "prt")
    )


def briefed(a: Args) -> bool:
    """A person tells those of another state or of a body what there is to know."""
    return all(r.entity.kind == "Person" for r in a.s) and all(
        r.entity.kind != "Person" and r.entity != x.state for r in a.o for x in a.s
    )


def if_other(a: Args) -> bool:
    """What is threatened if another state does something is meant for that state."""
    clauses = [c for c in a.trigger.by("advcl") if any(m.lemma in ("if", "unless") for m in c.by("mark"))]
    return (
        any(t.head in clauses for t in a.o_tokens) and all(r.entity.kind in STATE_KINDS for r in a.o) and other_side(a)
    )


def land_of_other(a: Args) -> bool:
    """Land that is another state's, by the adjective or name beside 'territory'."""
    of = [t for o in a.objects for p in o.by("prep") if p.lemma in ("of", "from") for t in p.by("pobj")]
    soil = any(t.lemma in ("territory", "land", "soil") for t in (*a.objects, *of))
    return soil and all(r.entity.kind in STATE_KINDS for r in (*a.s, *a.o)) and other_side(a)


def visitor_town(a: Args) -> bool:
    """A person is awaited in another state, by his name or office."""
    return (
        all(r.entity.kind == "Person" or r.token.lemma in a.words["travellers"] for r in a.s)
        and all(r.entity.kind in STATE_KINDS for r in a.o)
        and all(r.entity not in (x.entity, x.state) for r in a.o for x in a.s)
    )


def accession_talks(a: Args) -> bool:
    topics = [t for p in a.trigger.by("prep") for t in p.by("pobj")]
    return any(t.lemma in ("accession", "membership", "entry", "admission") for t in topics) and entry(a)


_JOINT_BODIES = word_set("extract.conditions_measures.joint_bodies")
"""What two states set up to meet in."""


_JOINT = word_set("extract.conditions_measures.joint")


def joint_body(a: Args) -> bool:
    """A committee of two states meets."""
    mods = {c.lemma for t in a.s_tokens or a.objects for c in t.children}
    bodies = {s for s in valency.surface_subjects(a.trigger) if s.lemma.lower() in _JOINT_BODIES}
    named = {c.lemma.lower() for s in bodies for c in s.children}
    return bool((mods | named) & _JOINT) and len(a.s) == 2


_POSTS = word_set("extract.conditions_measures.posts")


def posted(a: Args) -> bool:
    """Soldiers are somewhere abroad, not just in being."""
    preps = [p for t in (a.trigger, *a.trigger.by("dobj"), *a.objects) for p in t.by("prep")]
    placed = any(
        p.lemma in ("on", "in", "at", "along", "near", "inside")
        and any(t.lemma in _POSTS or t.mention is not None for t in p.by("pobj"))
        for p in preps
    )
    return placed and all(r.entity.kind in STATE_KINDS | ORGANISATIONS or r.state is not None for r in a.s)


_MASSED = word_set("extract.conditions_measures.massed")


def massed(a: Args) -> bool:
    """Troops are massed, not hopes or debts."""
    mods = {c.lemma for c in a.trigger.children} | {c.low for c in a.trigger.children}
    inner = {t.lemma for p in a.trigger.by("prep") if p.lemma == "of" for t in p.by("pobj")}
    if a.trigger.lemma == "up" and "build" not in mods:
        return False
    return bool((mods | inner) & _MASSED) and all(r.entity.kind in STATE_KINDS for r in a.s)


def conceded(a: Args) -> bool:
    """'concedes that B may ...': what B wanted."""
    may = any(x.tag == "MD" and x.lemma in ("may", "can", "should") for c in a.trigger.by("ccomp") for x in c.by("aux"))
    return (may or a.trigger.lemma == "concede") and all(r.entity.kind in STATE_KINDS for r in a.o) and other_side(a)


def conceded_land(a: Args) -> bool:
    """'Conceded that the rock was Kenyan': land, which is owned to be another's."""
    below = [t for c in a.trigger.by("ccomp") for t in c.by("nsubj")]
    named = any(t.mention is not None and t.mention.kind in PLACE_KINDS for t in below)
    ground = named or any(t.lemma in a.words["shores"] | a.words["land"] for t in below)
    return ground and other_side(a) and all(r.entity.kind in STATE_KINDS for r in a.o)


def given_ground(a: Args) -> bool:
    """'Gave away too much', 'conceded a lot', 'gave ground': of what is between states, not a gift of much money."""
    away = any(c.low in ("away", "up") for c in a.trigger.children)
    ground = any(t.lemma in ("ground", "everything") for t in a.objects)
    plain = not any(t.by("prep") for t in a.objects)
    sides = [r.state or r.entity for r in (*a.s, *a.o)]
    giving = away or ground or a.trigger.lemma in ("concede", "yield", "surrender")
    return giving and plain and other_side(a) and all(e.kind in STATE_KINDS for e in sides)


def rival_right(a: Args) -> bool:
    """A state owns that the one with which it quarrels has a right ('its right', "Chile's right")."""
    code = (a.o[0].state or a.o[0].entity).code
    owners = [c for t in a.objects for c in t.by("poss", "amod") if c.tag == "PRP$" or c.mention is not None]
    theirs = any(c.tag == "PRP$" or (c.mention is not None and c.mention.state == code) for c in owners)
    below = [t for o in a.objects for t in o.subtree()]
    inherent = any(t.lemma in _INHERENT or (t.mention is not None and t.mention.kind in PLACE_KINDS) for t in below)
    return theirs and not inherent and other_side(a) and not a.trigger.by("neg")


_INHERENT = word_set("extract.conditions_measures.inherent")
"""What a right is to that no neighbour gives away by owning that there is one, or that is a claim."""


def plain_verb(a: Args) -> bool:
    return not a.objects and not a.trigger.by("neg") and not any(t.lemma == "fire" for t in a.trigger.children)


_PLAIN_TARGETS = word_set("extract.conditions_measures.plain_targets")


def plain_target(a: Args) -> bool:
    """What is struck is a kind of thing, and nobody's by name."""
    mods = {c.lemma for c in a.trigger.children}
    if mods & a.words["figurative"] or any(r.entity.kind == "Person" for r in a.s):
        return False
    hit = [t for p in a.trigger.by("prep") if p.lemma in ("on", "against") for t in p.by("pobj")]
    if any(t.mention is not None or t.by("poss") for h in hit for t in h.subtree()):
        return False
    known = a.words["vessels"] | a.words["armed"] | _PLAIN_TARGETS
    return any(t.lemma in known for t in hit)


def stayed_away(a: Args) -> bool:
    """From talks or a vote, not from school; nobody refuses the state in which they are held ('the Paris talks')."""
    near = [t for t in a.trigger.subtree() if t.i > a.trigger.i]
    venue = any(t.dep in ("amod", "compound", "nmod") and t.head in near for t in a.o_tokens)
    at_home = venue and all(r.entity.kind in STATE_KINDS for r in a.o)
    return not a.objects and not at_home and any(t.lemma in a.words["gatherings"] for t in near)


def would_be_war(a: Args) -> bool:
    """What would be taken for an act of war, not by the one who would suffer it ('any attack on Peru would be')."""
    acts = [t for v in a.trigger.ancestors() for t in (*v.by("nsubj", "nsubjpass"), *v.by("dobj"))]
    struck = {r.mention.entity for t in acts for r in grammar.after(t, "on", "against", "in") if r.mention is not None}
    return (
        len({r.entity for r in a.s}) == 1
        and all(r.entity not in struck for r in a.o)
        and any(x.tag == "MD" for up in a.trigger.ancestors() for x in up.by("aux"))
        and all(r.entity != (x.state or x.entity) for r in a.o for x in a.s)
    )


_SEATS = word_set("extract.conditions_measures.seats")


def at_embassy(a: Args) -> bool:
    """A crowd before a building of another state or of a government."""
    near = [t for p in a.trigger.by("prep") for t in p.by("pobj")]
    return any(t.lemma in _SEATS for t in near) and all(r.entity.kind == "Group" for r in a.s)


_ARMS = word_set("extract.conditions_measures.arms")


def force_ahead(a: Args) -> bool:
    """'will not hesitate to strike'."""
    if any(x.tag == "VBD" for x in a.trigger.by("aux")):
        return False  # 'did not hesitate to strike': struck
    below = a.trigger.by("xcomp")
    return any(
        c.lemma in a.words["hostile"] | a.words["warned"] - {"do", "be"}
        or any(t.lemma in _ARMS for t in valency.logical_objects(c))
        for c in below
    )


def subjunctive(a: Args) -> bool:
    """'asked that the troops leave': what is asked for, not what is told."""
    for c in a.trigger.by("ccomp"):
        if not any(m.low == "that" for m in c.by("mark")) or any(x.tag == "MD" for x in c.by("aux")):
            continue
        if c.tag == "VBN" and grammar.be_done(c):
            return other_side(a) and not suffers(a)  # 'asked that the findings be handed over'
        if c.tag == "VB" or (c.tag == "VBP" and a.trigger.tag in ("VBD", "VBN")):
            return other_side(a)
    return False


_FIGHTING = word_set("extract.conditions_measures.fighting")


def fighting_ends(a: Args) -> bool:
    """A halt to attacks, not to imports."""
    ended = {t.lemma for p in a.trigger.by("prep") for t in p.by("pobj")}
    return bool(ended & (_FIGHTING | {"airstrike", "raid", "strike", "violence", "war"}))


def forces_sent(a: Args) -> bool:
    """Soldiers or ships are to be sent, not aid or letters."""
    sent = [t for p in a.trigger.by("prep") if p.lemma == "of" for t in p.by("pobj")]
    sent = [c for t in sent for c in grammar.content(t)]
    return any(t.lemma in a.words["forces"] or t.low in a.words["forces"] for t in sent)
