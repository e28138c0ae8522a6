"""Conditions on what is said of another: misdeeds, blame, denials, threats of a price, vows and calls."""

from __future__ import annotations

from collections.abc import Collection

from kg.core.annotated import Token
from kg.core.words import word_list, word_set
from kg.extract import grammar, valency
from kg.extract.conditions_deeds import other_side
from kg.extract.conditions_words import whatever
from kg.extract.counterparts import OF_AFFAIR
from kg.extract.event_args import ORGANISATIONS, Args, forces, is_treaty, pair
from kg.link.resolve import PLACE_KINDS, STATE_KINDS

_HELP = word_set("extract.conditions_claims.help")
_STRUCK = word_set("extract.conditions_claims.struck")
_PLAN = word_set("extract.conditions_claims.plan")
_IDLE = word_set("extract.conditions_claims.idle")
"""What one may break or give up without wronging anybody."""
_WAGE = word_set("extract.conditions_claims.wage")
_SENT_OFF = word_set("extract.conditions_claims.sent_off")
"""What a state may do to envoys."""
_QUOTES = {'"', "“", "”", "«", "»", "„"}
_LOOSE = {
    "amod",
    "advmod",
    "ccomp",
    "dep",
    "advcl",
    "dobj",
    "npadvmod",
    "attr",
    "nsubj",
    "intj",
    "oprd",
    "acomp",
    "meta",
}
_CRIMES = word_set("extract.conditions_claims.crimes")
_BODILY = {"IntergovernmentalOrganization", "Grouping", "Organization", "Court"}


def _below(a: Args) -> list[Token]:
    """The clauses that tell what is said, the verbs joined to them included."""
    found = [c for c in a.trigger.by("ccomp") if c.i != a.trigger.i]
    return [v for c in found for v in (c, *(x for x in c.by("conj") if grammar.is_verb(x) and not x.by("nsubj")))]


def _asserted(clause: Token) -> bool:
    """Whether a clause is put as a fact, not denied, wished for or asked."""
    modal = any(x.tag == "MD" and x.lemma not in ("will", "would") for x in clause.by("aux"))
    asked = any(m.low in ("whether", "if") for m in clause.by("mark"))
    return not (modal or asked or clause.by("neg"))


_CHARGES = word_set("extract.conditions_claims.charges")


def misdeed(a: Args) -> bool:
    """'says that B is arming the rebels', 'claims that B laid mines': said of another what no one does rightly."""
    if a.trigger.by("neg") or not _laid_to_charge(a):
        return False
    if any(r.entity.kind == "Group" for r in a.s):
        return False
    at_home = a.trigger.lemma == "allege" and all(r.entity.kind == "Person" for r in a.s)
    if not other_side(a) and not (at_home and all(t.lemma == "government" or t.mention for t in a.o_tokens)):
        return False  # but 'Senator A alleges that the government sold it'
    charged = a.trigger.lemma in _CHARGES
    return not any(r.entity.kind == "NewsAgency" for r in a.s) and (
        charged or all(r.entity.kind != "Person" for r in a.o)
    )


def claim_of_deed(a: Args) -> bool:
    """'The claim that B armed them', no 'claim that it would let them pass', which charges B with nothing yet, nor
    'claims made by Mr. Roe of the Unity Party', whose party is not charged.
    """
    told = a.trigger.by("acl", "ccomp", "relcl")
    makers = [by for c in told if c.tag == "VBN" for by in c.by("agent")]
    if any(by is up for t in a.o_tokens for up in t.ancestors() for by in makers):
        return False
    return not any(x.tag == "MD" and x.lemma not in ("can", "could") for c in told for x in c.by("aux"))


def _laid_to_charge(a: Args) -> bool:
    """Whether what is said is something that no one does rightly."""
    if a.trigger.lemma == "allege":  # whatever it is, it is laid to his charge
        return any(_asserted(c) and not grammar.passive(c) and c.lemma != "be" for c in _below(a))
    return any(_wicked(a, c) for c in _below(a) if _asserted(c))


_WICKED_VERBS = word_set("extract.conditions_claims.wicked_verbs")
_WICKED_OBJECTS = word_set("extract.conditions_claims.wicked_objects")


def _wicked(a: Args, clause: Token) -> bool:
    if grammar.passive(clause) or any(x.lemma in ("will", "would") for x in clause.by("aux")):
        return False
    objects = {t.lemma for t in (o for f in valency.logical_objects(clause) for o in grammar.content(f))}
    inside = objects | {x.lemma for p in clause.by("prep") for x in p.by("pobj")}
    if objects & _IDLE or (clause.lemma in _SENT_OFF and objects & (a.words["abroad"] | {"attaché", "diplomat"})):
        return False  # 'had abandoned its plan', 'broke the record', 'had expelled the ambassador'
    if clause.lemma in _PLAN:  # 'was planning to attack his country'
        return any(x.lemma in a.words["harsh"] | a.words["hostile"] | a.words["misdeeds"] for x in clause.by("xcomp"))
    if clause.lemma == "have":  # 'had no business drilling there'
        none = [t for t in clause.by("dobj") if any(c.low == "no" for c in t.by("det"))]
        return any(t.lemma in ("business", "right") and t.by("acl", "prep") for t in none)
    if clause.lemma in _WAGE:
        return "war" in objects
    if clause.lemma in _HELP:
        return bool(inside & a.words["outlaws"])
    if clause.lemma == "commit":
        return bool(objects & _CRIMES)
    if clause.lemma == "prepare":
        return bool(objects & _WICKED_OBJECTS)
    if clause.lemma == "hold":
        return "hostage" in objects or any(t.lemma == "hostage" for t in clause.by("oprd", "xcomp", "advmod"))
    if clause.lemma == "fire":
        return any(t.low == "first" for t in clause.by("advmod"))
    if clause.lemma == "lay":
        return bool(objects & {"mine", "trap", "siege", "waste"})
    if clause.lemma in _WICKED_VERBS:
        return bool(objects)
    return clause.lemma in a.words["misdeeds"] or clause.lemma == "lie"  # no trigger of its own: snow lay, too


def content_misdeed(a: Args) -> bool:
    """'According to A, B is arming the rebels', 'B, A tweeted, is plotting a coup': said of another who is named."""
    if not (_asserted(a.trigger) and _wicked(a, a.trigger)):
        return False
    named = bool(a.o_tokens) and all(t.mention is not None for t in a.o_tokens)
    states = all(r.entity.kind in {*STATE_KINDS, *ORGANISATIONS} for r in a.o)
    return named and states and all(r.entity.kind not in ("Group", "NewsAgency") for r in a.s) and other_side(a)


def to_blame(a: Args) -> bool:
    """'says B was behind the attack', 'was to blame', 'was responsible for'."""
    if a.trigger.by("neg") or not other_side(a) or any(r.entity.kind == "NewsAgency" for r in a.s):
        return False
    for c in a.trigger.by("ccomp"):
        if c.lemma not in ("be", "stand", "lie", "bear", "have", "share", "carry") or not _asserted(c):
            continue
        behind = any(p.low == "behind" for p in c.by("prep", "advmod"))
        guilty = any(t.lemma in ("responsible", "guilty", "complicit", "culpable") for t in c.by("acomp"))
        blamed = any(x.lemma == "blame" for x in c.by("xcomp")) or any(
            t.lemma in ("responsibility", "blame", "guilt") for t in c.by("dobj", "attr")
        )
        bloody = any(t.lemma == "blood" for t in c.by("dobj"))
        if behind or guilty or blamed or bloody:
            return True
    return False


_QUARRELS = word_set("extract.conditions_claims.quarrels")


def before_judges(a: Args) -> bool:
    """'took B to court', 'brought its quarrel with B before the tribunal'."""
    judges = [t for p in a.trigger.by("prep") if p.lemma in ("to", "before") for t in p.by("pobj")]
    sits = any(
        t.lemma in ("court", "tribunal", "arbitration", "icj", "judge")
        or (t.mention is not None and t.mention.kind == "Court")
        or (t.mention is not None and t.mention.entity is not None and "Hague" in t.mention.entity.name)
        for t in judges
    )
    things = {t.lemma for t in a.objects}
    named = any(t.mention is not None and t.mention.kind not in PLACE_KINDS for t in a.objects)  # no island
    named = named or (bool(a.objects) and any(r.entity.kind in STATE_KINDS for r in a.o) and not things & _QUARRELS)
    return sits and (named or bool(things & _QUARRELS)) and other_side(a)


def blamed_for(a: Args) -> bool:
    """'came under fire from B over the arrests': with words."""
    what = any(p.lemma in ("over", "for", "about") for p in a.trigger.by("prep"))
    words = any(t.lemma == "criticism" for p in a.trigger.by("prep") for t in p.by("pobj"))
    return (what or words) and other_side(a)


def said_untrue(a: Args) -> bool:
    """'said the report was false'."""
    if a.trigger.by("neg") or whatever(a) or any(r.entity.kind == "Group" for r in a.s):
        return False
    for c in a.trigger.by("ccomp"):
        if c.lemma != "be" or c.by("neg"):
            continue
        subjects = c.by("nsubj")
        void = any(is_treaty(a, t) for t in subjects)
        said = any(t.lemma in a.words["said"] | {"news", "rumour", "rumor", "claim"} for t in subjects)
        said |= bool(a.o) and any(t.low in ("it", "that", "this") for t in subjects)
        near = list(c.by("acomp", "attr", "oprd", "prep"))
        near += [t for n in near for t in n.by("amod", "pobj", "conj")]
        if said and any(t.lemma in a.words["untrue"] or t.low in a.words["untrue"] for t in near):
            return True
        plan = any(t.lemma in a.words["plans"] for t in subjects)
        near += [x for p in c.by("prep") if p.lemma == "out" for q in p.by("prep") for x in q.by("pobj")]
        if plan and any(t.low in a.words["turned_down"] or t.lemma == "question" for t in near):
            return True  # 'said that the request was unacceptable'
        if void and any(t.low in ("null", "void", "invalid", "dead", "non-existent") for t in near):
            return True  # 'stated that the agreement was null and void'
    return False


def _fragment(a: Args) -> list[Token]:
    """The nouns and adjectives of a quotation without a verb ('"Pure invention," he says')."""
    marks = [t for c in (a.trigger, *a.trigger.children) for t in c.by("punct")]
    quoted = [t.i for t in marks if t.text in _QUOTES and t.i < a.trigger.i]
    loose = [t for t in a.trigger.children if t.dep in _LOOSE] + [t for m in marks for t in m.children]
    heads = [t for t in loose if quoted and min(quoted) < t.i < max(quoted) and t.pos != "PUNCT"]
    if a.trigger.by("neg") or any(grammar.is_verb(t) or t.mention is not None for t in heads):
        return []
    near = [n for t in heads for n in (t, *t.by("amod", "conj", "compound"))]
    return near + [n for t in near for p in t.by("prep") if p.lemma == "of" for n in p.by("pobj")]


def fragment_bad(a: Args) -> bool:
    """'"Shameful," said the president': a verdict on another."""
    return any(t.lemma in a.words["negative"] for t in _fragment(a)) and not _fragment_untrue(a) and other_side(a)


def fragment_no(a: Args) -> bool:
    """'"No," said the president': an answer to what he was asked for, or charged with."""
    marks = [t.i for c in (a.trigger, *a.trigger.children) for t in c.by("punct") if t.text in _QUOTES]
    before = [t for t in a.trigger.children if t.i < a.trigger.i and t.text.isalpha()]
    bare = any(t.low == "nonsense" for t in before)
    return (bool(marks) or bare) and [t.low for t in before] in (["no"], ["never"], ["nonsense"])


def note_untrue(a: Args) -> bool:
    """'Lima: a fabrication': a note that denies what has been said, after its speaker and a colon."""
    return _noted(a, "untrue") and other_side(a)


def note_verdict(a: Args) -> bool:
    """'Jane Roe: "a shameful act"': a note that gives a verdict after its speaker and a colon."""
    return _noted(a, "negative") and other_side(a)


def _noted(a: Args, words: str) -> bool:
    head = a.trigger.head
    if a.trigger.dep != "appos" or head is None or head.dep != "ROOT":
        return False
    colon = any(t.text == ":" and head.i < t.i < a.trigger.i for x in (head, a.trigger) for t in x.by("punct"))
    near = [a.trigger, *a.trigger.by("amod", "compound")]
    near += [t for p in a.trigger.by("prep") if p.lemma == "of" for t in p.by("pobj")]
    return colon and any(t.lemma in a.words[words] for t in near)


def fragment_untrue(a: Args) -> bool:
    """'"Lies," says Iran': a denial."""
    return _fragment_untrue(a) and all(r.entity.kind not in ("Group", "NewsAgency") for r in a.s)


def _fragment_untrue(a: Args) -> bool:
    return any({t.lemma, t.low} & a.words["untrue"] for t in _fragment(a))


_REPLIES = word_set("extract.conditions_claims.replies")


def failed_reply(a: Args) -> bool:
    below = a.trigger.by("xcomp")
    return any(c.lemma in _REPLIES for c in below) and other_side(a)


_SILENT = word_list("extract.conditions_claims.silent")


def unheeded(a: Args) -> bool:
    """A request, call or order that is not heeded."""
    things = [*a.objects, *(t for p in a.trigger.by("prep") if p.lemma == "to" for t in p.by("pobj"))]
    silent = not things and not a.trigger.by("prep", "ccomp", "xcomp") and a.trigger.lemma in _SILENT
    if silent and any(r.rule == OF_AFFAIR for r in a.o):
        return False  # 'Rebels killed ten of its soldiers. It has not replied' to what another had offered
    taken = silent or any(t.lemma in a.words["said"] or t.lemma in ("letter", "note", "message") for t in things)
    return taken and other_side(a) and a.trigger.by("neg") != []


def dire(a: Args) -> bool:
    """A warning of what the one who warns would do, not of what others suffer."""
    what = [t for p in a.trigger.by("prep") if p.lemma in ("of", "at", "about") for t in p.by("pobj")]
    hard = any(t.lemma in a.words["dire"] for t in what)
    if a.trigger.lemma in ("speak", "talk"):
        hard = any(t.lemma in ("retaliation", "reprisal", "consequence") for t in what)
    martial = {"military", "armed", "punitive"}
    if any(t.lemma == "action" for t in what):
        hard |= any(c.lemma in martial for t in what for c in t.children)
    humane = any(c.lemma in ("humanitarian", "economic", "unintended") for t in what for c in t.children)
    return hard and not humane and all(r.entity.kind in STATE_KINDS | {"Person", "Organization"} for r in a.s)


def will_pay(a: Args) -> bool:
    """'said that B would pay a heavy price', 'B will face consequences, A warned'."""
    return not a.trigger.by("neg") and any(_pays(a.trigger, c) for c in a.trigger.by("ccomp")) and other_side(a)


_WHO_PAYS = word_set("extract.conditions_claims.who_pays")


def _pays(verb: Token, clause: Token) -> bool:
    """Whether a clause tells what somebody is going to suffer."""
    objects = {t.lemma for t in (*clause.by("dobj"), *(x for p in clause.by("prep") for x in p.by("pobj")))}
    rash = (clause.lemma in ("make", "commit") and objects & {"mistake", "error", "blunder"}) or (
        clause.lemma == "play" and "fire" in objects
    )
    if rash and verb.lemma in ("warn", "caution") and not clause.by("neg"):
        return True  # 'warned that B was making a grave mistake'
    if not any(x.lemma in ("will", "would", "shall", "must") for x in clause.by("aux")):
        return False
    if clause.lemma == "go" and any(x.lemma in ("unanswered", "unpunished") for x in clause.by("acomp", "advmod")):
        return bool(clause.by("neg"))  # 'such acts would not go unanswered'
    if clause.by("neg"):
        return False
    suffer = [x for s in clause.by("nsubj") for x in (s, *grammar.content(s))]
    if any(x.lemma in _WHO_PAYS for x in suffer):
        return False  # 'millions of people will pay the price'
    if grammar.passive(clause) and (clause.lemma in _STRUCK or (clause.lemma == "hold" and clause.by("oprd"))):
        return True  # 'warned that B would be punished'
    objects = {t.lemma for t in clause.by("dobj")}
    dearly = any(x.lemma in ("dearly", "heavily") for x in clause.by("advmod"))
    dearly |= any(x.low in ("this", "that", "it") for x in grammar.after(clause, "for"))  # 'will pay for this'
    if clause.lemma == "pay" and (dearly or objects & {"price", "cost"}):
        return True
    if clause.lemma in ("face", "suffer", "bear", "reap"):
        return bool(objects & {"consequence", "retaliation", "response", "wrath"})
    return clause.lemma == "regret"


def threat_to(a: Args) -> bool:
    """'the threat to shut B's pipeline': uttered, by a state."""
    told = any(x.tag == "TO" for c in a.trigger.by("acl") for x in c.by("aux"))
    posed = a.trigger.head is not None and a.trigger.head.lemma in ("pose", "be", "represent", "face", "counter")
    return told and not posed and other_side(a)


def warned_that(a: Args) -> bool:
    """'gave warning that any raid would be answered'."""
    said = [c for t in (a.trigger, *a.objects) for c in t.by("ccomp", "acl", "relcl", "advcl")]
    shall = any(x.lemma in ("will", "would", "shall") for c in said for x in c.by("aux"))
    return shall and all(r.entity.kind in STATE_KINDS | {"Person", "Organization"} for r in a.s)


_ASKS = word_set("extract.conditions_claims.asks")


def asks_below(a: Args) -> bool:
    """'wrote to the council asking for a meeting'."""
    below = a.trigger.by("advcl", "xcomp", "acl")
    return any(c.lemma in _ASKS and (c.tag == "VBG" or any(x.tag == "TO" for x in c.by("aux"))) for c in below) and (
        other_side(a)
    )


def protests_below(a: Args) -> bool:
    """'wrote to the council to protest against the raid'."""
    below = a.trigger.by("advcl", "xcomp", "acl", "conj")
    return any(c.lemma in ("protest", "complain", "object") for c in below) and other_side(a)


def blessed(a: Args) -> bool:
    """'gave the green light': not a lamp, nor one's consent to oneself."""
    green = any(c.lemma == "green" for t in a.objects for c in t.children)
    return (green or not any(t.lemma == "light" for t in a.objects)) and other_side(a)


def states_or_bodies(a: Args) -> bool:
    """'Complained to Iraq', but not 'told the Council that Iraq had': no protest at the Council."""
    known = STATE_KINDS | {"IntergovernmentalOrganization"}
    about = [t for x in (a.trigger, *a.o_tokens) for t in grammar.after(x, "of", "about")]
    told_of = a.trigger.by("ccomp") or about
    if told_of and any(r.entity.kind not in STATE_KINDS for r in a.o):
        return False
    return all(r.entity.kind in known for r in (*a.s, *a.o)) and other_side(a)


_STOPS = word_set("extract.conditions_claims.stops")
"""What another is told that he 'should' do, as a demand."""


def must_do(a: Args) -> bool:
    """'A must withdraw, said B': another state is told what it has to do."""
    for c in a.trigger.by("ccomp"):
        stop = c.lemma in _STOPS and any(x.low == "should" for x in c.by("aux"))
        bound = (stop or any(x.low in ("must", "shall") for x in c.by("aux"))) or (
            c.lemma in ("have", "need")
            and any(x.tag == "VB" for x in c.by("xcomp"))
            and not any(map(grammar.reflexive, c.by("dobj")))  # 'has itself to blame'
            and (c.tag in ("VBZ", "VBP") or (c.tag == "VBD" and a.trigger.tag == "VBD" and c.lemma == "need"))
        )
        if bound and c.lemma != "be" and not c.by("neg"):
            known = all(r.entity.kind in STATE_KINDS or r.state is not None or r.entity.code for r in a.s)
            bodies = all(r.entity.kind in ORGANISATIONS for r in a.s)
            return (known or bodies) and other_side(a) and all(r.entity.kind in STATE_KINDS for r in a.o)
    return False


_PREVENTS = word_set("extract.conditions_claims.prevents")


def pair_held(a: Args) -> bool:
    """Talks of two, not those that somebody keeps from being opened ('blocked the opening of talks')."""
    if under_negotiation(a.trigger, a.words["treaties"]):
        return False
    above = [t.lemma for t in list(a.trigger.ancestors())[:2]]
    if a.trigger.lemma == "contact" and above == ["of", "point"]:
        return False  # 'the only point of contact between them'
    if _only_thought_of(a.trigger) or _with_own_chief(a):
        return False
    asks = a.trigger.lemma == "call" and (grammar.after(a.trigger, "for", "by") or a.trigger.by("acl"))
    if asks and not grammar.after(a.trigger, "between", "with"):
        return False  # 'calls by Peru and Chile for a truce'
    return pair(a) and not any(up.lemma in _PREVENTS for up in list(a.trigger.ancestors())[:4])


_LEAVE = word_set("extract.conditions_claims.leave")


def announced_together(a: Args) -> bool:
    """Two states say what they are going to do together ('announced that they would restore flights'), and not what
    they leave ('announced that they would quit the bloc').
    """
    below = [c for c in a.complements() if any(x.lemma in ("will", "would") for x in c.by("aux"))]
    own = [s.low for c in below for s in c.by("nsubj", "nsubjpass")]
    states = all(r.entity.kind in STATE_KINDS for r in a.s) and all(c.lemma not in _LEAVE for c in below)
    return pair(a) and states and bool(below) and bool({"they", "both"} & set(own))


def _with_own_chief(a: Args) -> bool:
    """'A Kremlin meeting with President Roe': the house names where it was, and not who met its own president."""
    houses = [t for t in a.trigger.by("compound", "nmod") if t.mention is not None and t.mention.role == "metonym"]
    return bool(houses) and len(a.s) == 1 and bool(a.o) and all(r.state == a.s[0].entity for r in a.o)


_THOUGHTS = word_set("extract.conditions_claims.thoughts")


def _only_thought_of(noun: Token) -> bool:
    """'No date for talks between A and B', 'talks between A and B are needed': nothing says that they are held."""
    prep = noun.head if noun.dep == "pobj" and noun.head is not None and noun.head.lemma in ("for", "of") else None
    if prep is not None and prep.head is not None:
        subjects = prep.head.by("nsubjpass")  # 'no date has been set for talks'
        if any(t.lemma in _THOUGHTS for t in (prep.head, *subjects)):
            return True
    verb = noun.head if noun.dep == "nsubjpass" else None
    return verb is not None and verb.lemma in ("need", "require", "lack")


def under_negotiation(noun: Token, treaties: Collection[str]) -> bool:
    """'Talks between A and B on a border treaty are continuing': the treaty is told of as one, not a meeting."""
    verb = noun.head if noun.dep in ("nsubj", "nsubjpass") else None
    goes_on = verb is not None and (verb.lemma in _GOING_ON or bool({"on", "way"} & {c.lemma for c in verb.children}))
    after = [
        t
        for p in noun.by("prep")
        for o in p.by("pobj")
        for t in (o, *(x for c in (o, *o.by("conj")) for q in c.by("prep") for x in q.by("pobj")))
    ]
    about = any(t.lemma in treaties or (t.mention is not None and t.mention.kind == "Treaty") for t in after)
    return verb is not None and goes_on and about and grammar.tense(verb) == "present"


_GOING_ON = word_set("extract.conditions_claims.going_on")


def talks_told(a: Args) -> bool:
    """Talks or drills with another of which a clause or a note tells something, that nobody has denied to have."""
    noun = a.trigger
    verb = noun.head
    if noun.by("poss") or any(c.low == "no" for c in noun.by("det")):
        return False
    subject = noun.dep in ("nsubj", "nsubjpass") and verb is not None and not verb.by("attr")
    texts = [
        t for p in noun.by("prep") for o in p.by("pobj") for t in (o, *(q for r in o.by("prep") for q in r.by("pobj")))
    ]
    if any(is_treaty(a, t) for t in texts):
        return False  # a treaty under negotiation is told of as one
    note = noun.dep == "ROOT" or (
        noun.dep == "dobj" and verb is not None and verb.dep == "ROOT" and not verb.by("nsubj")
    )
    return subject or note


_OUTLAWED = word_set("extract.conditions_claims.outlawed")


def banned_list(a: Args) -> bool:
    """'put B on the list of banned organizations', 'on its list of terrorists'."""
    lists = [o for p in a.trigger.by("prep") for o in p.by("pobj") if o.lemma in ("list", "register")]
    below = [t for o in lists for t in o.subtree()]
    bare = all({c.tag for c in o.children} <= {"PRP$"} and o.children for o in lists)  # 'the European Union's own list'
    listed = {"Organization", "Person"}
    own = bare and all(r.entity.kind in ORGANISATIONS for r in a.s) and all(r.entity.kind in listed for r in a.o)
    return own or any(t.lemma.lower() in _OUTLAWED or t.low in _OUTLAWED for t in below)


_FACING = word_set("extract.conditions_claims.facing")


def presiding(a: Args) -> bool:
    """Two who preside over talks together, not those that have the chair of a standing body ('co-chair the league')."""
    return pair(a) and not any(t.mention is not None and t.mention.kind in ORGANISATIONS for t in a.objects)


def pair_sits(a: Args) -> bool:
    """Two who sit down with each other, not next to each other in a body to which both belong."""
    inside = [o for p in a.trigger.by("prep") if p.lemma == "in" for o in grammar.expand(p.by("pobj"))]
    seats = [t.mention for t in (*inside, *grammar.relative_antecedents(a.trigger))]
    if a.trigger.lemma == "sit" and not {c.low for c in a.trigger.children} & _FACING:
        return False  # 'both sit on it', 'that they sit there is true'
    return pair(a) and not any(m is not None and m.kind in ORGANISATIONS for m in seats)


def one_work(a: Args) -> bool:
    """Two build or found one thing, or joint ones, not each their own."""
    joint = any(c.lemma in ("joint", "common", "shared") for t in a.objects for c in t.children)
    before = {o.head.i - 1 for o in a.o_tokens if o.dep == "pobj" and o.head is not None}
    if any(t.i in before and t.lemma in ("border", "boundary", "frontier") for t in a.trigger.subtree()):
        return False  # 'built roads along the border with China'
    return pair(a) and (joint or bool(a.o) or any(t.tag != "NNS" for t in a.objects))


def friendly_will(a: Args) -> bool:
    """'vowed to respect B's borders'."""
    below = a.trigger.by("xcomp")
    return any(c.lemma in a.words["friendly"] and not c.by("neg") for c in below) and not forces(a) and other_side(a)


def one_side(a: Args) -> bool:
    """One speaks of its friendship with another; two speak of theirs together."""
    return len({r.entity for r in a.s}) == 1 and other_side(a)


def talking(a: Args) -> bool:
    """On the phone, not on a list: two persons, or two states in touch."""
    kinds = [t for p in a.trigger.by("prep") for t in p.by("pobj")]
    touch = any(t.lemma in ("touch", "contact") for t in kinds)
    people = all(r.entity.kind == "Person" for r in (*a.s, *a.o))
    states = all(r.entity.kind in STATE_KINDS | {"Person"} for r in (*a.s, *a.o))
    if any(t.lemma == "line" for t in kinds):
        return people and not a.objects
    return (people or (touch and states)) and other_side(a)


_RUNG = word_set("extract.conditions_claims.rung")


def persons_plain(a: Args) -> bool:
    """'called B' on the phone, not 'called B a liar'."""
    labelled = a.trigger.by("oprd", "xcomp", "ccomp", "acomp", "advcl", "attr") or len(a.trigger.by("dobj")) > 1
    people = all(r.entity.kind == "Person" for r in (*a.s, *a.o))
    office = a.trigger.lemma == "ring" and all(t.lemma in _RUNG for t in a.o_tokens)  # 'rang his counterpart'
    if (a.trigger.lemma in ("phone", "telephone") or office) and not people:  # 'phoned Peru's foreign minister'
        called = STATE_KINDS | {"Person"}  # 'telephoned La Paz'
        people = all(r.entity.kind in called for r in (*a.s, *a.o)) and other_side(a)
    return people and (a.trigger.lemma not in ("call", "ring") or not labelled)


def pair_not_joint(a: Args) -> bool:
    return len({r.state or r.entity for r in a.s}) >= 2


_JOINT_DRILLS = word_set("extract.conditions_claims.joint_drills")
_JOINT_DEEDS = word_set("extract.conditions_claims.joint_deeds")


def joined_in(a: Args) -> bool:
    """'joined B in patrolling the gulf', 'joined B in an exercise'."""
    phrases = [p for p in a.trigger.by("prep") if p.lemma in ("in", "for")]
    below = [c for p in phrases for c in p.by("pcomp")]
    if any(t.lemma in _JOINT_DRILLS for p in phrases for t in p.by("pobj")):
        return other_side(a)
    return any(c.lemma in _JOINT_DEEDS for c in below) and other_side(a)


def bodies(a: Args) -> bool:
    return all(r.entity.kind in _BODILY for r in a.s)


def members(a: Args) -> bool:
    return bodies(a) and all(r.entity.kind in STATE_KINDS for r in a.o)


def answered_no(a: Args) -> bool:
    """'Its answer was no'."""
    said = [*a.trigger.by("attr", "acomp", "intj", "advmod"), *(t for p in a.trigger.by("prep") for t in p.by("pobj"))]
    return any(t.low in ("no", "nyet", "non", "refusal", "rejection") for t in said) and other_side(a)


def demands_within(a: Args) -> bool:
    """'Presented B with a list of demands'."""
    words = {"claim", "condition", "demand", "request"}
    return other_side(a) and any(t.lemma in words for t in a.trigger.subtree() if t.i > a.trigger.i)


def presses(a: Args) -> bool:
    """'Put pressure on B to leave': to do something."""
    below = [*a.trigger.by("xcomp", "advcl"), *(c for t in a.objects for c in t.by("acl", "relcl"))]
    return any(x.tag == "TO" for c in below for x in c.by("aux")) and other_side(a)


def bars_entry(a: Args) -> bool:
    """'Bars B's way to membership': into a body, not along a road."""
    to = [t for x in (a.trigger, *a.objects) for p in x.by("prep") if p.lemma in ("to", "into") for t in p.by("pobj")]
    entry = {"accession", "entry", "membership", "recognition", "seat"}
    named = any(t.lemma in entry or (t.mention is not None and t.mention.kind in ORGANISATIONS) for t in to)
    return named and other_side(a)


_REFUSED_STEPS = word_set("extract.conditions_claims.refused_steps")


def wishes_not(a: Args) -> bool:
    """'Does not wish to talk to B': what one is asked to do, by oneself."""
    kinds = a.words["refusable"] | _REFUSED_STEPS
    below = [c for c in a.trigger.by("xcomp") if not c.by(*grammar.SUBJECT)]
    return any(c.lemma in kinds for c in below) and not a.trigger.by("dobj") and other_side(a)


def must_quoted(a: Args) -> bool:
    """'"B must leave," he said. "It has to go at once."': what the speaker's own sentence tells another to do."""
    modal = any(x.low in ("must", "shall") for x in a.trigger.by("aux"))
    main = a.trigger.dep in ("ROOT", "conj") and not a.trigger.by("neg", "auxpass")
    known = all(r.state is not None or r.entity.kind in STATE_KINDS | set(ORGANISATIONS) for r in a.s)
    return modal and main and known and other_side(a) and all(r.entity.kind in STATE_KINDS for r in a.o)


def gave_none(a: Args) -> bool:
    """'Gave no reply', 'did not send an answer'."""
    none = any(c.low == "no" for t in a.objects for c in t.by("det"))
    return none != bool(a.trigger.by("neg")) and other_side(a)


def unbound(a: Args) -> bool:
    """'Does not consider itself bound by the clauses', 'no longer feels bound by it'."""
    bound = [c for c in a.trigger.by("ccomp", "xcomp", "acomp", "oprd") if c.low == "bound"]
    words = {c.low for c in a.trigger.by("neg", "advmod")}
    return bool(bound) and bool(words & {"not", "n't", "never", "longer"})
