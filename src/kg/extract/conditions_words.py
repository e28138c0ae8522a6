"""Conditions on what is said, asked, promised, refused and on visits: of whom, to whom, in which form."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.conditions_curbs import envoy_told, own_people
from kg.extract.event_args import ORGANISATIONS, Args, forces, is_treaty, pair, when_or_where
from kg.extract.menaces import at_peace
from kg.extract.sides import NAMELESS, SECEDED
from kg.link.described import OF_WHOM
from kg.link.resolve import STATE_KINDS, Ref

CROWD = word_set("extract.conditions_words.crowd")
"""Those who march without arms."""


_TRAVELS = word_set("extract.conditions_words.travels")


def person_abroad(a: Args) -> bool:
    """Whoever visits is a person, and what he visits a state, his own only where the text says no more of him."""
    sent = [t for t in a.s_tokens if t.mention is None and t.lemma in a.words["travellers"]]
    hosts = a.trigger.lemma == "visit" and all(_of_another(r, a) for r in a.o)
    if any(r.entity.kind != "Person" for r in a.s) and len(sent) < len(a.s):
        return False
    if not hosts and any(r.entity.kind not in STATE_KINDS for r in a.o):
        return False
    if _let_go(a.trigger):
        return False
    if hosts:
        return True
    plain = (
        all(t.mention is not None and t.mention.kind in STATE_KINDS for t in a.o_tokens) and a.trigger.lemma in _TRAVELS
    )
    return plain or all(r.entity != x.state for r in a.o for x in a.s)


def _of_another(host: Ref, a: Args) -> bool:
    """'Visited President Roe in Lima': somebody of another state than those who visit him."""
    return host.entity.kind == "Person" and host.state is not None and all(host.state != x.state for x in a.s)


_LETS = word_set("extract.conditions_words.lets")


def _let_go(trigger: Token) -> bool:
    """'Was allowed to fly to Chad', 'barred from travelling there': whether he may, and no visit."""
    up = trigger.head
    if up is not None and trigger.dep == "pcomp":
        up = up.head
    return up is not None and trigger.dep in ("ccomp", "pcomp", "xcomp") and up.lemma in _LETS


def still(a: Args) -> bool:
    """'The envoy is still in Lima': who has not left is no guest for that."""
    return any(c.low == "still" for c in a.trigger.children)


def leads_there(a: Args) -> bool:
    """'Led a delegation to Senegal', 'heads the team in Dakar'; a 'mission in Senegal' that one heads is an office."""
    posted = any(
        p.lemma in ("in", "at") for t in a.trigger.by("dobj") if t.lemma in ("mission", "team") for p in t.by("prep")
    )
    stays = posted and (a.trigger.tag in ("VBZ", "VBP") or any(t.lemma == "mission" for t in a.trigger.by("dobj")))
    return not stays and person_abroad(a)


def turned_to(a: Args) -> bool:
    """'Looked *to* China for loans', 'it was *to* it that Chad turned for help', not 'let a firm look for oil'."""
    above = (a.trigger, *a.trigger.by("prt", "advmod", "acomp", "xcomp"))
    near = [p for t in above for p in t.by("prep", "dative", "aux")]
    near += [t.head for t in a.o_tokens if t.head is not None]
    return any(p.lemma in ("to", "towards", "toward") for p in near)


def visitor_capital(a: Args) -> bool:
    """Being in a foreign capital is a visit; being in a country or a town is not yet one."""
    on_visit = any(
        p.lemma == "on" and t.lemma in ("visit", "trip", "tour") for p in a.trigger.by("prep") for t in p.by("pobj")
    )
    town = all(
        t.mention is not None and (t.mention.role in ("capital", "metonym") or t.mention.kind == "Settlement")
        for t in a.o_tokens
    )
    moved = a.trigger.lemma in ("come", "go")
    if still(a) or any(c.low in ("away", "together") for c in a.trigger.children):
        return False  # 'stayed away from it'; those who come together in a town meet one another
    if any(p.lemma == "as" and t.lemma in _ENVOYS for p in a.trigger.by("prep") for t in p.by("pobj")):
        return False  # 'went to Vienna as ambassador': to live there
    return person_abroad(a) and (
        on_visit or (town and bool(a.o_tokens) and (a.trigger.tag in ("VBD", "VBN", "VBZ", "VBP") or moved))
    )


def body(a: Args) -> bool:
    """A body meets, takes up or adopts something; not its jets that are sent to meet others."""
    return (
        len(a.s) == 1
        and a.s[0].entity.kind in ("IntergovernmentalOrganization", "Grouping")
        and not a.o
        and a.trigger.dep != "acl"
        and not any(t.lemma in a.words["vessels"] | a.words["airborne"] for t in a.s_tokens)
        and not any(t.mention is None and t.lemma in ("force", "troop") for t in a.s_tokens)
    )


def body_debates(a: Args) -> bool:
    """'The Council took up the matter', 'discussed the crisis'; not 'takes the matter seriously'."""
    verb = a.trigger
    up = verb.lemma != "take" or any(c.low == "up" for c in verb.children)
    return body(a) and up and verb.head is None and not verb.by("neg")


_WATCHED = word_set("extract.conditions_words.watched")
"""'Under the eyes of', 'in the presence of': of those who only look on when others sign."""


def met_before(a: Args) -> bool:
    """'After hours of talks, A and B ...': the two of the clause have talked with one another."""
    poss = [t for t in a.trigger.by("poss") if t.low != "their"]
    if any(p.lemma in ("with", "between") for p in a.trigger.by("prep")) or poss:
        return False
    if any(o.lemma in _WATCHED for p in grammar.clause_head(a.trigger).by("prep") for o in p.by("pobj")):
        return False  # 'after the talks, in the presence of both leaders, the ministers signed it': the leaders talked
    return _of_what_follows(a) and len(a.s) > 1


def _of_what_follows(a: Args) -> bool:
    for up in a.trigger.ancestors():
        if up.dep == "prep" and up.low in ("after", "following", "during"):
            return True
        if up.lemma in _BOUNDS and up.dep == "pobj" and up.head is not None and up.head.low == "at":
            return True  # 'at the end of their talks'
        if grammar.is_verb(up):
            return False
        if up.lemma in ("at", "in") and up is a.trigger.head:
            return up.lemma == "at" and _of_their_own(a.trigger) and len(a.s) == 2 and _settles(up.head)
    return False


def none_given(a: Args) -> bool:
    """'Declared that no island would be handed over', 'said that the prisoners would not be freed': a refusal."""
    verb = a.trigger
    nothing = any(c.dep in ("det", "neg") and c.low in ("no", "not") for t in verb.by("nsubjpass") for c in t.subtree())
    said = verb.dep == "ccomp" and verb.head is not None and not verb.head.by("neg", "aux")
    people = any(t.mention is not None and t.mention.kind == "Person" for t in a.objects)
    return said and bool(nothing or verb.by("neg")) and not people


_BOUNDS = word_set("extract.conditions_words.bounds")
_SETTLING = word_set("extract.conditions_words.settling")
"""What two do together where they meet."""


def _settles(verb: Token | None) -> bool:
    return verb is not None and verb.lemma in _SETTLING and grammar.tense(verb) == "past" and not verb.by("neg", "aux")


def _of_their_own(meeting: Token) -> bool:
    """'At a summit in Lima', 'at talks', 'at their meeting': not at that of a body, where they are two among many."""
    article = [c.low for c in meeting.by("det")]
    named = any(t.mention is not None for t in grammar.modifiers(meeting)) or any(
        p.lemma == "of" for p in meeting.by("prep")
    )
    return not named and article in ([], ["a"], ["their"])


def somebody(a: Args) -> bool:
    """'Received the envoy': a person; 'welcomed the decision of Juan Roe' is no reception of him, nor is 'Ana Roe, host
    President Juan Paz and ...' one.
    """
    if a.trigger.tag in ("VB", "VBP") and not a.trigger.by("aux") and any(_one(t) for t in a.trigger.by("nsubj")):
        return False
    return any((r.entity.kind == "Person" and r.rule != OF_WHOM) or r.rule.startswith("counterparts") for r in a.o)


def _one(subject: Token) -> bool:
    """Whether a subject is one person or state by name, which no verb in the plural goes with."""
    named = subject.mention is not None and subject.mention.kind in ("Person", "State")
    return named and subject.tag == "NNP" and not subject.by("conj")


def called_on_person(a: Args) -> bool:
    """'Called on the minister', as guests do, where nothing is asked of him."""
    return somebody(a) or (_office_called_on(a) and not _asks(a))


def _office_called_on(a: Args) -> bool:
    """'The envoy called on the Chadian minister': one person on another, by their offices."""
    return bool(a.o_tokens) and all(t.tag == "NN" and t.lemma in _RECEIVES | _ENVOYS for t in a.o_tokens)


def _asks(a: Args) -> bool:
    """'Called on him to leave', 'called on him for help'."""
    later = min((c.i for c in a.trigger.by("conj") if c.i > a.trigger.i), default=10**6)
    return (
        any(c.i < later for c in a.trigger.by("xcomp", "ccomp"))
        or any(p.lemma == "for" for p in a.trigger.by("prep"))
        or any(
            t.dep in ("relcl", "acl", "advcl", "xcomp") and t.tag == "VB"
            for c in a.trigger.children
            if c.dep != "conj"  # 'called on the premier and called on firms to invest'
            if c.dep != "advcl" or not c.by("mark")  # 'called on him in May as though all were well'
            for t in c.subtree()
        )
    )


def before_body(a: Args) -> bool:
    """'Lodged a protest with the Security Council about Chad': a body is told of it, upon whom it is not."""
    none = any(c.low == "no" for t in a.objects for c in t.children)
    return _at_body(a) and not none and all(r.entity.kind not in ORGANISATIONS for r in a.o)


def _at_body(a: Args) -> bool:
    """'Filed a complaint with the Security Council': before a body."""
    told = [t for n in (a.trigger, *a.objects) for t in grammar.after(n, "with", "to", "at", "before")]
    return any(t.mention is not None and t.mention.kind in ORGANISATIONS for t in told)


def _things_of_relative(verb: Token) -> list[Token]:
    """'Talks *which* Cuba hosts and Norway guarantees': the objects of a verb and of the one that it is joined to."""
    first = verb.head if verb.dep == "conj" and verb.head is not None and not verb.by("dobj") else verb
    return first.by("dobj")


def own_word(a: Args) -> bool:
    """A promise somebody makes, not what a treaty lays down ('by which they undertook to ...'), nor what a guarantor of
    talks has a hand in ('which Norway guarantees').
    """
    if a.trigger.lemma == "guarantee" and any(t.tag in ("WDT", "WP") for t in _things_of_relative(a.trigger)):
        return False
    if (len(a.s) > 1 and not a.o) or any(avenges(c) for c in a.complements()) or _pays_back(a):
        return False  # a threat
    if any(t.tag == "CD" and t.mention is None for t in a.objects):
        return False  # 'Chad pledged four', of millions
    if any(c.lemma in _STRIKES for c in a.complements()):
        return False  # 'promised to shoot down the next one': a threat
    if a.trigger.lemma == "commit" and a.o and not all(map(grammar.reflexive, a.objects)):
        return False  # 'committed its forces to merging'
    if any(met.lemma in _MET and grammar.passive(met) for met in a.trigger.by("ccomp")):
        return False  # 'pledged that any raid would be met'
    for up in (a.trigger, *a.trigger.ancestors()):
        if (
            up.dep == "relcl"
            and up.head is not None
            and up.head.mention is not None
            and up.head.mention.kind == "Treaty"
        ):
            return False
    return not any(
        t.mention is not None and t.mention.kind == "Treaty" for p in a.trigger.by("prep") for t in p.by("pobj")
    )


_STRIKES = word_set("extract.conditions_words.strikes")
_MET = word_set("extract.conditions_words.met")
"""What is done to an attack that is thought of."""


def infinitive(a: Args) -> bool:
    return len(a.s) == 1 and bool(a.trigger.by("xcomp")) and not grammar.passive(a.trigger)


def host(a: Args) -> bool:
    if a.trigger.lemma not in ("welcome", "greet"):
        return False
    home = any(c.low in ("home", "back", "aboard", "ashore") for c in a.trigger.by("advmod", "prt", "npadvmod"))
    people = any(t.lemma in a.words["sent"] | a.words["held"] and t.tag == "NNS" for t in a.objects)
    people |= any(t.lemma in ("guest", "visitor", "delegation") for t in a.objects)
    return home or people or any(r.entity.kind == "Person" for r in a.o)


_TO_SOMEBODY = word_set("extract.conditions_words.to_somebody")
"""What is said to a person or body, never of a thing alone."""
_HUMAN_PRONOUNS = frozenset({"her", "him", "them"})


_CHEERS = word_set("extract.conditions_words.cheers")
"""What is said of an act that was told just before ('Washington and Brussels *applauded*')."""


def praised(a: Args) -> bool:
    """Somebody is praised, or at least something that is said, and not one's own."""
    if host(a):
        return False
    if a.o or a.mutual:
        return True
    if not a.objects:
        return grammar.finite_active(a.trigger) and (
            a.trigger.lemma in _CHEERS or all(r.entity.kind == "Person" for r in a.s)
        )
    if a.trigger.lemma in _TO_SOMEBODY or any(t.low in _HUMAN_PRONOUNS for t in a.objects):
        return False  # of whom it is not known who he is
    own = any(c.tag == "PRP$" for t in a.objects for c in (t, *t.subtree()))
    return bool(a.objects) and not own and not whatever(a) and not any(t.tag in ("WP", "WDT") for t in a.objects)


def cheered(a: Args) -> bool:
    """Somebody celebrates what was decided or agreed, not an event of his own ('its victory', 'the anniversary')."""
    own = any(c.tag == "PRP$" for t in a.objects for c in t.subtree())
    return not own and not whatever(a) and not grammar.passive(a.trigger)


_PAPERS = word_set("extract.conditions_words.papers")
"""What one state recognises of another's without recognising the state by it."""


_CLAIMS = word_set("extract.conditions_words.claims")


def recognised(a: Args) -> bool:
    if a.trigger.by("neg") and any(t.lemma in _CLAIMS for t in a.objects):
        return False  # a claim that is not accepted is rejected, not unsupported
    if any(t.mention is None and t.lemma in _PAPERS for t in a.objects):
        return False  # 'recognise each other's diplomas'
    kinds = STATE_KINDS | {"Organization", "Government", "Person"}
    return all(r.entity.kind in kinds or r.rule == SECEDED for r in a.o)


_WHITHER = {"into", "through", "to"}
_PASSAGE = word_set("extract.conditions_words.passage")
"""What a state yields by letting others do it: to go free, to pass, to come, to sell."""


_RUNS_OUT = word_set("extract.conditions_words.runs_out")


def granted(a: Args) -> bool:
    if any(c.lemma in _RUNS_OUT for c in a.trigger.by("xcomp", "ccomp")):
        return False  # 'let it lapse'
    if any(c.lemma in a.words["misdeeds"] for c in a.trigger.by("xcomp", "ccomp")):
        return False  # 'was letting France arm the rebels': a charge
    if a.trigger.lemma == "let" and any(
        c.lemma == "go" and not c.by("dobj") and not any(p.lemma in _WHITHER for p in c.by("prep"))
        for c in a.trigger.by("ccomp")
    ):
        return False  # 'let them go' is read by its second verb
    deeds = [c for c in a.trigger.by("xcomp", "ccomp") if grammar.is_verb(c)]
    if deeds and not any(c.lemma in _PASSAGE for c in deeds):
        return False  # 'let a Chinese firm build it': a deal
    peoples = [t for t in a.o_tokens if t.mention is not None and t.mention.role in ("adjective", "people")]
    inside = any(p.lemma in ("into", "to") for p in a.trigger.by("prep")) and bool(peoples)
    through = any(p.lemma == "through" for p in a.trigger.by("prep"))
    goods = not any(t.lemma in a.words["vessels"] | a.words["humans"] for t in a.objects)
    if goods and a.o_tokens and all(t.head is not None and t.head.lemma == "from" for t in a.o_tokens):
        return False  # 'let arms from Peru through'
    return bool(a.trigger.by("xcomp", "ccomp")) or inside or through


_KEPT_BACK = word_set("extract.conditions_words.kept_back")


_BODIES = word_set("extract.conditions_words.bodies")
"""Joint bodies, in which two work together once they are there."""
_SETS_UP = word_set("extract.conditions_words.sets_up")


_NOT_AGREEING = word_set("extract.conditions_words.not_agreeing")


def not_agreed(a: Args) -> bool:
    """Cooperation that is said to take place, not the subject of a pact, nor what something keeps back."""
    on = a.trigger.head if a.trigger.dep == "pobj" else None
    if on is not None and on.head is not None and on.head.lemma in _KEPT_BACK:
        return False  # 'lifted the restrictions on cooperation between'
    for up in a.trigger.ancestors():
        if up.lemma in a.words["agreed"] or (up.mention is not None and up.mention.kind == "Treaty"):
            return False
        if a.trigger.lemma in _BODIES and up.lemma in _SETS_UP and up.by("neg"):
            return False  # 'their joint force has not been deployed'
        if grammar.is_verb(up):
            return pair(a) and up.lemma not in _NOT_AGREEING
    return pair(a)


_ORDERS = word_set("extract.conditions_words.orders")


def foreign_order(a: Args) -> bool:
    """'Urged Haiti to vote', 'urged him to leave office'; not 'ordered the envoy to leave', which expels him."""
    if a.trigger.lemma in _ORDERS and told_to_leave(a):
        return False
    if a.trigger.lemma == "order" and any(c.tag in ("VBN", "VBD") and not c.children for c in a.trigger.by("ccomp")):
        return False  # 'ordered the embassy in Lima closed'
    if a.trigger.lemma == "order" and any(t.lemma in _LAID for t in a.trigger.by("dobj")):
        return False  # 'ordered tariffs on its goods, only to suspend them'
    if a.trigger.lemma in ("order", "instruct", "direct", "enjoin"):
        if any(_own_organ(a, t) for t in (*a.o_tokens, *a.objects)):
            return False  # 'the cabinet ordered the army to draw up a plan'
        return all(r.state is None or all(r.state != x.state for x in a.s) for r in a.o) and bool(
            a.trigger.by("xcomp", "ccomp", "advcl")
        )
    return True


def _own_organ(a: Args, noun: Token) -> bool:
    """'The army' without a word on whose it is: that of whoever gives it orders."""
    alone = not noun.by("poss", "amod", "compound", "nmod") and any(c.low == "the" for c in noun.by("det"))
    his = any(t.tag == "PRP$" for t in noun.by("poss"))  # 'ordered his National Army to advance'
    armed = {t.low for t in noun.children} >= {"the", "armed"} and noun.low == "forces"
    alone |= armed and not any(t.mention is not None for t in noun.children)
    return (noun.mention is None and alone and noun.lemma in a.words["forces"] | _ORGANS) or his


_ORGANS = word_set("extract.conditions_words.organs")
_LAID = word_set("extract.conditions_words.laid")
"""Measures that are ordered against somebody, of whom nothing is asked."""


_LEAVE = word_set("extract.conditions_words.leave")
_OFF = word_set("extract.conditions_words.off")
_STAFF = word_set("extract.conditions_words.staff")
_AT_SEA = word_set("extract.conditions_words.at_sea")


def told_to_leave(a: Args) -> bool:
    """'ordered two diplomats to leave', 'gave the ambassador 72 hours to leave', 'told them to be gone'."""
    if a.trigger.lemma == "ask" and any(t.lemma in _AT_SEA for t in valency.logical_subjects(a.trigger)):
        return False  # 'our navy has asked them to leave': ships, no envoys
    below = a.trigger.by("xcomp", "advcl", "ccomp")
    below += [x for t in a.trigger.by("dobj") if t.lemma in ("notice", "order") for x in t.by("acl", "xcomp")]
    below += [x for c in below for x in c.by("conj")]
    if any(t.low == "alone" for c in below for t in c.subtree()):
        return False  # 'told them to leave it alone'
    if own_people(a) or envoy_told(a.trigger):
        return False
    away = any(c.lemma in _LEAVE or _gone(c) for c in below)
    shut = any(c.lemma in ("close", "shut", "vacate") and _mission(c) and not _of_a_third(a, c) for c in below)
    away |= a.trigger.lemma == "give" and any(_in_hours(t) for t in a.trigger.subtree())
    out = a.trigger.lemma == "give" and not any(c.by("dobj") for c in below)  # 'gave the French a month to clear out'
    if shut or not away:
        return shut
    abroad = all(r.entity.kind in STATE_KINDS and all(r.entity != (x.state or x.entity) for x in a.s) for r in a.o)
    given = a.trigger.by("dative") if out or any(t.lemma == "notice" for t in a.trigger.by("dobj")) else []
    return any(
        t.lemma in a.words["sent"]
        or t.lemma in _STAFF
        or (
            t.tag == "PRP"
            and (t.low != "it" or a.trigger.lemma == "give")
            and (abroad or (t.low in _PERSONS and _timed(a.trigger)))
        )
        or (t.mention is not None and t.mention.kind == "Person")
        or (out and t.mention is not None and t.mention.kind == "State")
        for t in (*a.objects, *given)
    )


_PERSONS = frozenset({"her", "him", "them"})


def _of_a_third(a: Args, clause: Token) -> bool:
    """'Asked Chad to close the Togolese embassy': another's than Chad's."""
    named = [t for o in clause.by("dobj") for t in o.children if t.mention is not None and t.mention.kind == "State"]
    told = {e.name for r in a.o for e in (r.entity, r.state) if e is not None}
    return any(t.mention is not None and t.mention.entity and t.mention.entity.name not in told for t in named)


def _in_hours(verb: Token) -> bool:
    """'..., all of them spies, 48 hours to leave': the time that is given stands right before the infinitive."""
    if verb.lemma not in ("leave", "depart", "quit", "pack") or verb.head is None:
        return False
    times = [
        t for t in (*verb.head.children, *verb.head.subtree()) if t.mention is not None and t.mention.kind == "Time"
    ]
    return any(a.tag == "TO" for a in verb.by("aux")) and any(t.i == verb.i - 2 for t in times)


def _timed(verb: Token) -> bool:
    """'Ordered them to leave within 48 hours'."""
    return any(t.mention is not None and t.mention.kind == "Time" for t in verb.subtree())


def _mission(verb: Token) -> bool:
    """'to close its consulate': a mission at the end of its stay."""
    return any(t.lemma in ("consulate", "embassy", "mission") for t in verb.by("dobj"))


def _gone(verb: Token) -> bool:
    """'to be gone by noon', 'to go', 'to go home', 'to get out', 'to abandon the country'."""
    near = {c.low for c in verb.children if c.i > verb.i}
    if verb.low == "gone":
        return any(c.lemma == "be" for c in verb.by("aux", "auxpass"))
    if verb.lemma in ("abandon", "vacate"):
        return any(t.lemma in ("country", "territory", "capital", "soil") for t in verb.by("dobj"))
    going = verb.lemma == "go" and not verb.by("xcomp", "ccomp") and not near & _OFF
    return going or (verb.lemma in ("be", "go", "get", "clear") and bool(near & {"gone", "out", "home"}))


def violence(a: Args) -> bool:
    """What is condemned without a word on who did it is an act of violence, or is condemned as something."""
    return judged(a) or (
        any(
            t.lemma in a.words["atrocities"] or (t.lemma == "attempt" and any(c.lemma == "coup" for c in t.children))
            for t in a.trigger.by("dobj", "nsubjpass")
        )
        and all(r.entity.kind != "Group" for r in a.s)
    )


def general(a: Args) -> bool:
    """A call on all or some that are not named ('urged all nations')."""
    phrases = a.trigger.by("prep", "prt")  # 'on' may be taken for a particle
    preps = [t for p in phrases if p.lemma in ("on", "upon", "to", "with") for t in p.by("pobj")]
    if a.trigger.by("oprd"):
        return False  # 'called a traitor by ...'
    if (
        a.trigger.lemma == "call"
        and all(t.mention is not None and t.mention.kind == "Time" for t in preps)
        and a.objects
    ):
        return False  # 'called the leader on Monday'
    return any(
        t.mention is None
        and (t.lemma in a.words["everybody"] or t.low in ("all", "everyone"))
        and t.tag in ("NNS", "DT", "NN", "PRP")
        and (not t.by("poss") or t.lemma in ("neighbour", "neighbor", "partner", "ally", "member"))
        for t in (*a.objects, *preps)
    )


def asked(a: Args) -> bool:
    for c in a.complements():
        if (grammar.passive(c) and c.lemma in ("identify", "name", "quote")) or any(
            m.low in ("whether", "if", "why", "how", "what", "who", "when", "where") for m in c.children if m.i < c.i
        ):
            return False
    if any(t.lemma in a.words["legislatures"] and t.mention is None and not grammar.modifiers(t) for t in a.o_tokens):
        return False  # 'asked parliament for martial law': his own
    return bool(a.complements() or a.trigger.by("advcl")) or any(
        p.lemma in ("for", "to", "into") for p in a.trigger.by("prep", "dative")
    )


def called(a: Args) -> bool:
    if a.o and all(r.rule == NAMELESS for r in a.o) and any(_all_of_them(a, t) for t in a.o_tokens):
        return False  # 'appealed to the members', 'called on donors': a call on all
    if (
        a.trigger.lemma == "call"
        and any(p.lemma in ("to", "with") for p in a.trigger.by("prep"))
        and not any(
            p.lemma in ("on", "upon")
            and not any(t.mention is not None and t.mention.kind == "Time" for t in p.by("pobj"))
            for p in a.trigger.by("prep")
        )
    ):
        return False
    asked = _asks(a)
    if not asked and a.trigger.lemma == "call" and _office_called_on(a):
        return False  # 'the envoy called on the minister'
    return (
        asked or a.trigger.lemma != "call" or (all(r.entity.kind != "Person" for r in a.o) and a.trigger.dep == "ROOT")
    )


def _all_of_them(a: Args, noun: Token) -> bool:
    plain = noun.mention is None and not noun.by("poss", "amod", "compound")
    return plain and noun.tag == "NNS" and noun.lemma in a.words["everybody"]


def _of_right(verb: Token) -> bool:
    """'Insists on its right to fish'."""
    return any(t.lemma in ("right", "innocence") for p in verb.by("prep") for t in p.by("pobj"))


def suffers(a: Args) -> bool:
    """'Insisted that Chad be invited': of another than Chad."""
    told = [t for c in a.complements() for t in c.by("nsubjpass")]
    return bool(a.o_tokens) and all(any(t is o for t in told) and _a_state(o) for o in a.o_tokens)


def _a_state(token: Token) -> bool:
    return token.mention is not None and token.mention.kind in STATE_KINDS | {
        "IntergovernmentalOrganization",
        "Settlement",
    }


def demanded(a: Args) -> bool:
    return not _of_right(a.trigger) and not suffers(a)


def insisted_that(a: Args) -> bool:
    """'Insisted that Chad pay', not 'that it had paid'."""
    return (
        not _of_right(a.trigger)
        and not suffers(a)
        and any(
            (c.tag in ("VB", "NN") and not any(x.lemma == "do" or x.tag == "MD" for x in c.by("aux")))
            or (c.tag == "VBN" and any(x.tag == "VB" and x.low == "be" for x in c.by("auxpass")) and not c.by("aux"))
            or (c.tag == "VBP" and any(t.tag == "NNP" for t in c.by("nsubj")))  # 'that Chad pay'
            or any(x.low in ("must", "should") for x in c.by("aux"))
            for c in a.complements()
        )
    )


def insisted_on(a: Args) -> bool:
    """'Had insisted on it', 'insists on talks with Chad': something is asked for; nobody 'insists on owning it'."""
    verb = a.trigger
    told = verb.tag == "VBD" or any(x.low in ("had", "has", "have") for x in verb.by("aux"))
    things = [t for p in verb.by("prep") if p.lemma in ("on", "upon") for t in p.by("pobj")]
    plain = [t for t in things if t.mention is None or t.mention.kind != "Time"]
    return (told or bool(a.o)) and bool(plain) and not verb.by("neg") and not _of_right(verb)


def join(a: Args) -> bool:
    below = a.trigger.by("xcomp", "advcl") if a.trigger.lemma == "apply" else a.trigger.by("xcomp")
    inside = any(
        c.lemma in ("join", "rejoin", "enter")
        or (c.lemma == "become" and any(t.lemma in ("member", "partner", "observer", "party") for t in c.by("attr")))
        for c in below
    )
    return inside and all(r.entity.kind not in STATE_KINDS | {"Person"} for r in a.o)


_HARSH_WORDS = word_set("extract.conditions_words.harsh_words")


def words(a: Args) -> bool:
    if a.trigger.lemma in _HARSH_WORDS:
        spoken = any(p.lemma in ("for", "over", "as") and not when_or_where(p) for p in a.trigger.by("prep"))
        return not forces(a) and (spoken or a.trigger.lemma in ("slam", "blast", "rap"))
    treaty = any(is_treaty(a, t) for t in a.objects)
    if a.trigger.lemma == "denounce" and treaty and not any(p.lemma in ("as", "for") for p in a.trigger.by("prep")):
        return False  # 'the pact that Chad denounced in 2012'
    proper = [t for t in a.trigger.by("dobj") if t.tag in ("NNP", "NNPS")]
    named = [t for t in proper if t.mention is None or t.mention.kind == "Area"]
    return not (named and all(t.i <= a.trigger.i for t in a.o_tokens))  # 'vilified the West': nobody named before


def judged(a: Args) -> bool:
    """Condemned as something ('condemned the accord as a betrayal')."""
    own = a.trigger.by("dobj") and not any(t.tag in ("WP", "WDT") for t in a.trigger.by("dobj"))
    return (
        bool(own)
        and any(p.lemma == "as" for t in (a.trigger, *a.objects) for p in t.by("prep"))
        and all(r.entity.kind in STATE_KINDS | {"Person"} for r in a.s)
    )


def thing(a: Args) -> bool:
    named = [
        t for t in (*a.objects, *(x for c in a.complements() for x in c.by("nsubj"))) if not t.tag.startswith("PRP")
    ]
    pronoun = any(
        t.tag in ("PRP", "WP")
        for c in (a.trigger, *a.complements())
        for t in c.by("dobj", "nsubj")
        if t.i > a.trigger.i
    )
    return (
        not pronoun and not whatever(a) and bool(named) and all(r.entity.kind in STATE_KINDS | {"Person"} for r in a.s)
    )


def breach(a: Args) -> bool:
    if a.trigger.lemma == "allege" and not a.trigger.by("neg"):
        return all(r.entity.kind != "Person" and r.entity != (x.state or x.entity) for r in a.o for x in a.s)
    return any(
        c.lemma in a.words["broken"]
        and (c.by("dobj") or grammar.passive(c))
        and not any(t.lemma in ("deadlock", "ice", "record", "silence") for t in c.by("dobj"))
        and not any(t.lemma in ("contact", "relation", "tie") for t in c.by("dobj", "nsubjpass"))
        for c in a.trigger.by("ccomp")
    ) and all(r.entity.kind != "Person" for r in a.o)


_GRANTING = word_set("extract.conditions_words.granting")
"""What else one is asked to do, so that to decline it refuses it."""


def not_comment(a: Args) -> bool:
    """No word that is only kept back ('declined to comment'), but an answer or a visit that another asked for."""
    below = a.trigger.by("xcomp")
    kept = [c for c in below if c.lemma == "repeat" or (c.lemma in a.words["silent"] and not (a.o and c.by("dobj")))]
    plain = any(o.lemma in ("comment", "interview", "identity") for o in a.objects)
    invited = any(o.lemma == "invitation" for o in a.objects) and not a.o
    loose = a.trigger.lemma == "decline" and not a.o and not a.objects  # 'declined to use the word'
    granted = any(c.lemma in a.words["refusable"] | _GRANTING for c in a.trigger.by("xcomp"))
    return not kept and not plain and not invited and (granted or not loose or not a.trigger.by("xcomp"))


def denied(a: Args) -> bool:
    """'Denies the charge', but not 'arrested on charges of theft, which he denies': nobody in particular says so."""
    noun = a.trigger.head if a.trigger.dep == "relcl" else None
    if noun is not None and any(_by_law(t) for t in (noun, *(x for x in noun.ancestors() if x.i < noun.i))):
        return False
    told = a.trigger.head is not None and a.trigger.by("dep", "ccomp", "parataxis")
    return bool(a.objects or a.complements() or told) and not a.trigger.by("dative")


def _by_law(noun: Token) -> bool:
    """'Arrested, tried on *charges* of theft': what a court has to decide."""
    prep = noun.head if noun.dep == "pobj" and noun.lemma in ("charge", "count", "suspicion") else None
    return prep is not None and prep.lemma in ("on", "under") and prep.head is not None and grammar.is_verb(prep.head)


def for_a_thing(a: Args) -> bool:
    """What is called for is a thing or an act, not a person, and nobody is named who is to do it."""
    above = (a.trigger, *a.objects)
    if a.trigger.lemma in ("call", "appeal", "plead") and a.trigger.by("dobj"):
        return False  # 'called its ambassador home for consultations'
    if any(t.i == a.trigger.i + 1 and t.lemma == "in" for t in a.trigger.children):
        return False  # 'called in the ambassador for an explanation'
    things = [t for x in above for p in x.by("prep") if p.lemma == "for" for t in p.by("pobj", "pcomp")]
    if any(t.lemma in a.words["fates"] for t in things):
        return False  # 'called for the release of the drivers': of whoever holds them
    human = a.words["anybody"] | a.words["held"]
    plain = [t for t in things if t.mention is None and t.lemma not in human and t.tag not in ("PRP", "WP")]
    near = [
        t for n in plain for c in n.children for t in (c, *c.by("pobj")) if c.dep in ("poss", "amod", "nmod", "prep")
    ]
    near = [t for t in near if t.head is None or t.head.lemma not in ("in", "with", "on", "at", "near")]
    named = any(t.mention is not None and t.mention.kind in STATE_KINDS for t in near)
    return bool(plain) and not named and not grammar.passive(a.trigger)


def warned_of(a: Args) -> bool:
    """A warning of what would follow, or against a use, that is addressed to no state."""
    if a.objects and any(t.mention is not None or t.tag in ("NNS", "PRP") for t in a.objects):
        return False
    against = [t for p in a.trigger.by("prep") if p.lemma == "against" for t in (*p.by("pobj"), *p.by("pcomp"))]
    clauses = a.trigger.by("ccomp")
    whom = [t for c in clauses for x in c.by(*grammar.SUBJECT, "nsubjpass") for t in x.subtree()]
    own = {r.state or r.entity for r in a.s}
    named = any(
        (t.lemma in a.words["everybody"] and not any(c.tag == "PRP$" for c in t.by("poss")))
        or (t.mention is not None and t.mention.kind in STATE_KINDS and t.mention.entity not in own)
        for t in whom
    )
    hangs = any(x.tag == "MD" and x.lemma in ("will", "would") for c in clauses for x in c.by("aux"))
    hangs &= not any(p.lemma == "as" for c in clauses for p in c.by("prep"))  # 'would be treated as an act of war'
    meant = any(t.lemma in a.words["warned_acts"] for t in whom)
    meant |= any(t.mention is not None and t.mention.entity in own for t in whom)
    ours = a.words["everybody"] | a.words["forces"]
    meant |= any(c.tag == "PRP$" for t in whom if t.lemma in ours for c in t.by("poss"))
    return (hangs and not named and meant) or any(c.low == "any" for t in against for c in t.by("det"))


def own_warning(a: Args) -> bool:
    """'Warned Lima not to go on', but not 'warned Lima that Quito would attack': what a third one is going to do; nor
    'warned its citizens not to travel there'.
    """
    if any(t.lemma in a.words["own_people"] and any(p.tag == "PRP$" for p in t.by("poss")) for t in a.objects):
        return False
    sides = {x for r in (*a.s, *a.o) for x in (r.state, r.entity) if x is not None}
    acting = [t for c in a.trigger.by("ccomp") for s in c.by("nsubj") for t in (s, *s.by("conj"))]
    danger = grammar.after(a.trigger, "of", "about", "against") if a.objects else []
    acting += [m for t in danger for m in (*t.by("amod", "compound"), *grammar.possessors(t))]  # 'of a Chadian attack'
    states = [t.mention for t in acting if t.mention is not None and t.mention.kind in STATE_KINDS]
    return all(m.entity in sides for m in states)


def praise_done(a: Args) -> bool:
    """'Called Togo a friend', 'said that Chad welcomes it', for Chad; not 'said that members welcomed it'."""
    clauses = a.trigger.by("ccomp")
    open_ = whatever(a) or a.trigger.by("neg") or any(x.tag == "MD" for c in clauses for x in c.by("aux"))
    welcoming = [c for c in clauses if c.lemma == "welcome" and grammar.is_verb(c)]
    return not open_ and all(not c.by("neg") and _own_side(a, c) for c in welcoming)


def _own_side(a: Args, verb: Token) -> bool:
    """Whether the speaker or his state is the subject of what he says."""
    own = {e for r in a.s for e in (r.entity, r.state)}
    return any(t.tag == "PRP" or (t.mention is not None and t.mention.entity in own) for t in verb.by("nsubj"))


def whatever(a: Args) -> bool:
    """'What it called ...' only gives a name in passing."""
    return any(t.tag in ("WP", "WDT") and t.low == "what" for t in a.trigger.children)


def verdict_on(a: Args) -> bool:
    return not whatever(a) and bool(a.objects or a.complements())


_AVENGE = word_set("extract.conditions_words.avenge")
"""What is a threat even where it is only said."""


_READY = word_set("extract.conditions_words.ready")
_BREAKS = word_set("extract.conditions_words.breaks")
"""Those do harm who do this to talks or a treaty."""


_ASPECT = word_set("extract.conditions_words.aspect")


def _aspect(clause: Token) -> Token:
    """What one goes on doing, starts to or is ready for ('vowed to go on firing'); else the clause itself."""
    ready = [x for t in clause.by("acomp") if t.lemma in _READY for x in t.by("xcomp")]
    if clause.lemma == "be" and ready and not clause.by("neg"):
        return ready[0]
    if clause.lemma not in _ASPECT:
        return clause
    inner = [p for x in clause.by("prep") if x.lemma == "on" for p in x.by("pobj", "pcomp")]
    return next((t for t in (*inner, *clause.by("xcomp")) if t.tag in ("VB", "VBG")), clause)


def avenges(clause: Token) -> bool:
    """'To retaliate', 'to answer in kind': to pay back."""
    kind = any(p.lemma == "in" and any(t.lemma == "kind" for t in p.by("pobj")) for p in clause.by("prep"))
    return clause.lemma in _AVENGE - {"respond"} or (kind and clause.lemma in ("answer", "reply", "respond", "react"))


def _pays_back(a: Args) -> bool:
    """'Promised an answer in kind', 'measures against it', 'that it would not go unpunished'."""
    for thing in a.trigger.by("dobj"):
        after = {(p.lemma, t.lemma) for p in thing.by("prep") for t in p.by("pobj")}
        if ("in", "kind") in after or (thing.lemma in _MEASURES and any(p == "against" for p, _ in after)):
            return True
    return any(c.lemma in _UNPAID or t.low in _UNPAID for c in a.complements() for t in c.by("acomp", "oprd", "advmod"))


_MEASURES = word_set("extract.conditions_words.measures")
_UNPAID = word_set("extract.conditions_words.unpaid")
_SELF = frozenset({"he", "i", "it", "she", "they", "we"})


def _if_another(clause: Token, own: list[Token]) -> bool:
    """'If Peru breaks the truce, we will strike', 'it will hit Peru unless its troops leave': what a speaker will do
    if another does something.
    """
    first = any(t.low in _SELF or t.mention is not None for t in own)
    marked = [(c, m.low) for c in clause.by("advcl") for m in c.by("mark")]
    given = [c for c, mark in marked if mark in ("if", "unless")]
    return first and any(
        any(mark == "unless" for _, mark in marked)
        or s.mention is not None
        or s.low in ("it", "they", "he")
        or s.by("poss", "amod")
        for c in given
        for s in c.by("nsubj", "nsubjpass")
    )


def hostile_will(a: Args) -> bool:
    """A warning of what the one who warns will do himself."""
    for clause in a.complements():
        own, c = clause.by("nsubj", "nsubjpass"), _aspect(clause)
        self_subject = not own or all(
            (t.tag == "PRP" and t.low in ("it", "they", "he", "she", "we"))
            or (t.mention is not None and any(t.mention.entity in (r.entity, r.state) for r in a.s))
            or (t.lemma in a.words["forces"] and any(x.tag == "PRP$" for x in t.by("poss")))  # 'his army would'
            for t in own
        )
        shall = clause.dep == "xcomp" or any(
            x.low in ("will", "would", "'ll", "'d", "shall", "could", "might", "may") for x in clause.by("aux")
        )
        ours = any(t.low in ("we", "i") for t in own)
        said = a.trigger.lemma in ("say", "state", "add") and not (ours and clause.by("dobj"))
        if said and c.lemma not in _AVENGE and not _if_another(clause, own):
            continue
        if c.head is not None and c.head.lemma in _READY:  # 'warned that it was ready to defend its land'
            shall = all(r.entity.kind in STATE_KINDS for r in a.o)
        if at_peace(c, a.words) and c.lemma not in _BREAKS:
            continue  # 'said that it would strike a deal'
        if clause.by("expl") or any(c.low in ("how", "what", "when", "whether") for c in clause.children):
            continue  # 'There will be setbacks,' he warned; 'did not say how it would respond'
        told = a.trigger.lemma in ("tell", "inform", "notify", "remind") and c.lemma in ("respond", "react")
        if told and not any(t.lemma in a.words["warned_acts"] for t in grammar.after(c, "to")):
            continue  # 'told Peru that it would respond to the letter'
        if any(x.dep == "neg" for x in clause.children):
            continue  # 'promised not to attack', 'informed Peru that it would not attack'
        if (
            self_subject
            and shall
            and (
                avenges(c)
                or c.lemma in (a.words["warned"] if a.trigger.lemma in ("warn", "vow", "swear") else a.words["hostile"])
            )
        ):
            return a.trigger.lemma in ("warn",) or c.lemma in a.words["hostile"] or avenges(c)
    return False


_IS_A_THREAT = word_set("extract.conditions_words.is_a_threat")


def uttered(a: Args) -> bool:
    return a.trigger.head is None or a.trigger.head.lemma not in _IS_A_THREAT


def crowd(a: Args) -> bool:
    return all(r.entity.kind == "Group" for r in a.s)


_SEEK = word_set("extract.conditions_words.seek")
_FEELINGS = word_set("extract.conditions_words.feelings")
"""What one voices who criticises, and lodges nothing."""


_PROTESTS = word_set("extract.conditions_words.protests")


def protested(a: Args) -> bool:
    """A note or a complaint is handed over by who acts, not to him ('was called in and handed a note')."""
    up = a.trigger.head
    shared = a.trigger.dep == "conj" and a.trigger.lemma in ("give", "hand") and not a.trigger.by(*grammar.SUBJECT)
    if shared and up is not None and grammar.is_verb(up) and grammar.passive(up):
        return False
    for t in a.objects:
        mods = {c.lemma for c in t.children} | {c.low for c in t.children}
        if (t.lemma == "objection" and "no" in mods) or (t.lemma in _FEELINGS and a.trigger.lemma == "voice"):
            return False  # 'raised no objection', 'voiced dismay'
        if t.lemma == "memorandum" and mods & {"draft", "joint", "proposed"}:
            return False  # 'the draft memorandum of understanding that the mediator tabled'
        below = [v for x in (a.trigger, t, *a.o_tokens) for v in x.by("acl", "advcl") if v.tag == "VBG"]
        if t.lemma == "note" and not mods & {"protest", "objection"} and any(v.lemma in _SEEK for v in below):
            return False  # 'sent a diplomatic note asking for it'
        mods |= {x.lemma for p in t.by("prep") if p.lemma == "of" for x in p.by("pobj")}
        if t.lemma == "memorandum" and "understanding" in mods:
            return False
        if t.lemma in ("note", "letter") and not (mods & _NOTED or _angry(a, t) or _note_over(a, t)):
            return False
        if t.lemma == "complaint" and mods & {"formal", "official", "diplomatic"}:
            return True
        if t.lemma == "representation" and a.o:
            return True
        if t.lemma == "representation" and not mods & {"solemn", "strong", "stern", "serious"}:
            return False
    return a.trigger.lemma not in ("raise", "present", "send", "make") or any(t.lemma in _PROTESTS for t in a.objects)


def _note_over(a: Args, note: Token) -> bool:
    """'Sent the ministry a note over the incident', 'handed the chargé a note'."""
    envoy = any(t.lemma in _ENVOYS for t in (*a.trigger.by("dative", "dobj"), *grammar.after(a.trigger, "to")))
    over = note.lemma == "note" and any(p.lemma == "over" for x in (a.trigger, note) for p in x.by("prep"))
    return over or (envoy and note.lemma == "note" and a.trigger.lemma in ("give", "hand", "deliver"))


_NOTED = word_set("extract.conditions_words.noted")
"""What stands by a note of protest."""
_DECRYING = word_set("extract.conditions_words.decrying")
_RECEIVES = word_set("extract.conditions_words.receives")
"""On whom guests call."""
_ENVOYS = word_set("extract.conditions_words.envoys")


def _angry(a: Args, note: Token) -> bool:
    """'Handed Peru a note deploring the raid', 'gave the envoy a note': what an envoy alone is handed is a protest."""
    below = [c for x in (note, a.trigger) for c in x.by("acl", "relcl", "advcl", "xcomp")]
    if any(c.lemma in _DECRYING for c in below):
        return True
    to = [*valency.indirect_objects(a.trigger), *grammar.after(a.trigger, "to")]
    plain = note.lemma == "note" and not below and not note.by("prep")
    return plain and a.trigger.lemma in ("give", "hand") and any(t.lemma in _ENVOYS for t in to)


def told_to(a: Args) -> bool:
    """'told B to leave': an order, not a report."""
    below = a.complements()
    if a.trigger.by("neg") or not any(x.tag == "TO" for c in below for x in c.by("aux")):
        return False
    # an expulsion; 'told them to mind their own business'
    return not any(c.lemma == "mind" for c in below) and not told_to_leave(a)


def deadline(a: Args) -> bool:
    """'gave B a month to withdraw', 'set B a deadline'."""
    last = [t for t in a.trigger.children if t.i > a.trigger.i]
    if any(t.lemma in ("deadline", "ultimatum") for t in last):
        return True
    until = any(t.lemma in ("until", "till") for t in last)
    timed = until or any((t.mention is not None and t.mention.kind == "Time") or t.lemma in _SPANS for t in last)
    below = [c for t in (a.trigger, *last) for c in t.by("xcomp", "advcl", "acl", "relcl")]
    return timed and any(x.tag == "TO" for c in below for x in c.by("aux")) and not told_to_leave(a)


_SPANS = word_set("extract.conditions_words.spans")


_ONLY_SPOKEN_OF = word_set("extract.conditions_words.only_spoken_of")


def spoken_of(a: Args) -> bool:
    """A threat, appeal or protest that is made, not one that is asked for, feared or withdrawn."""
    return (
        uttered(a)
        and not any(up.lemma in _ONLY_SPOKEN_OF for up in list(a.trigger.ancestors())[:2])
        and (a.trigger.head is None or a.trigger.head.lemma not in ("shelve", "drop", "retract", "abandon", "waive"))
    )


def called_to(a: Args) -> bool:
    """'a call for B to leave', 'a demand that B leave'."""
    below = a.trigger.by("acl", "advcl", "ccomp", "relcl")
    asks = [c for c in below if c.tag in ("VB", "VBP") and (c.by("mark") or any(x.tag == "TO" for x in c.by("aux")))]
    return bool(asks) and uttered(a)
