"""Who acts in a clause, and upon whom: subjects and objects behind voice, control, nominalisation and gapped clauses.

Like ``grammar.py``, on which it stands, this knows no relation and no name. 'The subject' is whoever does what the verb
tells, also where the tree has it elsewhere: the agent of a passive, the subject of the verb above an infinitive.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract.grammar import (
    CALLING,
    OBJECT,
    PASSIVE_SUBJECT,
    RELATIVE,
    SUBJECT,
    antecedent,
    conjuncts,
    conjuncts_of,
    expand,
    is_verb,
    modifiers,
    once,
    passive,
    possessors,
)

OBJECT_CONTROL = word_set("extract.valency.object_control")


HIRES = word_set("extract.valency.hires")
"""What is done to somebody so that he does something."""
_RESULT = word_set("extract.valency.result")
"""Participles that tell what an act brings about, not what a speaker adds."""
_RELAYS = word_set("extract.valency.relays")
_MEDIA = word_set("extract.valency.media")


_RANKS = word_set("shared.ranks")


def _relayed(speaker: Token) -> bool:
    """Whether a news agency or one of the media speaks, which only relays what others do."""
    return speaker.lemma in _MEDIA or (speaker.mention is not None and speaker.mention.kind == "NewsAgency")


def between_others(verb: Token) -> list[Token]:
    """'Worked out a truce between Chad and Togo': the two, where neither of them is the subject of the verb."""
    places = (verb, *verb.by("dobj", "nsubjpass", "prt"))
    pairs = [conjuncts(o) for t in places for p in t.by("prep") if p.lemma == "between" for o in p.by("pobj")]
    named = next((row for row in pairs if len(row) > 1 and all(t.mention is not None for t in row)), [])
    doers = {t.mention.entity for t in logical_subjects(verb) if t.mention is not None}
    apart = doers and not any(t.mention is not None and t.mention.entity in doers for t in named)
    return named if apart else []


def _antecedents(tokens: list[Token]) -> list[Token]:
    out: list[Token] = []
    for token in tokens:
        target = antecedent(token)
        out += conjuncts(target) if target is token else _plural_antecedent(target)
    return out


def _plural_antecedent(noun: Token) -> list[Token]:
    """A relative clause on the last of a series belongs to that one alone; on the first, to the whole series."""
    return conjuncts(noun) if noun.dep != "conj" else [noun]


def _control(verb: Token) -> list[Token] | None:
    """The understood subject of a clause without one of its own, or None where the clause gives no hint."""
    head = verb.head
    if head is None:
        return None
    if verb.dep == "conj" and is_verb(head):
        return surface_subjects(head)
    goes_on = verb.lemma in _RESULT or (head.lemma in _RELAYS and any(_relayed(s) for s in head.by("nsubj")))
    if verb.dep == "advcl" and verb.tag == "VBG" and goes_on and verb.i > head.i and is_verb(head):
        told = [c for c in head.by("ccomp") if c.i < head.i and not c.by("mark")]
        if told:  # 'A has left, officials said, completing a withdrawal'
            return logical_subjects(told[-1])
    if verb.dep in ("xcomp", "ccomp", "advcl") and is_verb(head):
        objects = _surface_objects(head)
        if (verb.dep != "advcl" or head.lemma in HIRES) and objects and head.lemma in OBJECT_CONTROL:
            return objects
        if verb.tag == "VBG" and head.lemma in _CATCHES and any(o.i < verb.i for o in objects):
            return objects  # 'caught it arming them'
        if verb.tag == "VBG" and head.lemma in _STOPS and any(o.i == verb.i - 1 for o in objects):
            return objects  # 'stopped it arming them'
        if verb.dep != "ccomp" and head.lemma in CALLING and (called := called_upon(verb, head)):
            return called
        if verb.dep == "xcomp" and passive(head):
            return surface_subjects(head)
        if verb.dep == "xcomp" and head.lemma == "be" and any(a.tag == "TO" for a in verb.by("aux")):
            owners = [p for s in head.by("nsubj") if s.mention is None for p in possessors(s)]
            if owners:
                return owners  # 'Peru's answer was to expel them'
        return surface_subjects(head) if passive(head) and verb.dep == "advcl" else logical_subjects(head)
    if verb.dep == "xcomp" or (verb.dep == "acl" and verb.by("aux") and any(c.tag == "TO" for c in verb.by("aux"))):
        return _thanked(head) or possessors(head) or _whose_plan(head) or noun_subject(head)
    if verb.dep == "acl" and verb.tag == "VBG" and (writer := _writer(verb)):
        return writer
    if verb.dep == "acl" and verb.tag == "VBG" and (hitter := _hitter(verb)) is not None:
        return logical_subjects(hitter)
    if verb.dep == "acl" and verb.tag == "VBG":
        return conjuncts(head) if head.dep != "conj" else [head]
    if verb.dep == "pcomp" and head.head is not None:
        governor = head.head
        if is_verb(governor):
            if governor.lemma == "consist" and (whose := _consisting(governor)):
                return whose
            objects = _surface_objects(governor)
            if head.lemma == "as":
                return surface_subjects(governor) if passive(governor) else objects  # 'sees it as helping'
            if (judged := _judged(head)) is not None:
                return judged
            if head.lemma == "for" and (cut_off := _cut_off(governor, objects)):
                return cut_off
            if head.lemma == "for" and any(o.lemma in _GROUNDS for o in objects):
                return logical_subjects(governor)  # 'gave no explanation for expelling them'
            if objects and head.lemma in ("of", "from", "for", "into", "over", "against") and not passive(governor):
                return objects
            if objects and head.lemma == "with" and governor.lemma in _CHARGED_WITH and not passive(governor):
                return objects  # 'charges it with financing them'
            if objects and head.lemma == "in" and governor.lemma in _LIKEWISE and not passive(governor):
                return [*logical_subjects(governor), *objects]  # 'joined Chile in condemning them'
            return surface_subjects(governor) if passive(governor) else logical_subjects(governor)
        if (judged := _judged(head)) is not None:
            return judged
        if governor.dep in ("advmod", "acomp") and governor.head is not None and is_verb(governor.head):
            return logical_subjects(governor.head)  # 'are days away from signing it'
        if head.lemma == "for" and governor.dep == "dobj" and governor.head is not None:
            return _cut_off(governor.head, [governor]) or possessors(governor) or noun_subject(governor)
        return possessors(governor) or noun_subject(governor)
    return None


def _hitter(verb: Token) -> Token | None:
    """'Fired on Peru *killing* ten', 'shelled a village wounding two': the verb whose subject does that, too."""
    hit = verb.head if verb.lemma in _HARMS else None
    over = hit.head if hit is not None and hit.dep in ("dobj", "pobj") else None
    over = over.head if over is not None and over.dep == "prep" else over
    return over if over is not None and is_verb(over) and over.lemma in _HITS and not passive(over) else None


_HARMS = word_set("extract.valency.harms")
_HITS = word_set("extract.valency.hits")
"""What one does to others, who are hurt by it."""


def _consisting(verb: Token) -> list[Token]:
    """'A step of Peru, consisting in leaving it', 'its answer consisted in leaving it': whose step it is."""
    nouns = [verb.head] if verb.dep == "acl" and verb.head is not None else verb.by("nsubj")
    return [p for noun in nouns if noun.mention is None for p in (possessors(noun) or _of_whom(noun))]


def _of_whom(noun: Token) -> list[Token]:
    """'A step of Peru', 'a decision taken by Peru'."""
    taken = [p for v in noun.by("acl") if v.lemma in _TAKEN for a in v.by("agent", "prep") for p in a.by("pobj")]
    return expand(taken or [t for p in noun.by("prep") if p.lemma in ("of", "by") for t in p.by("pobj")])


_TAKEN = word_set("extract.valency.taken")
"""What is done with a decision by whoever makes it."""


def _judged(prep: Token) -> list[Token] | None:
    """'Is angry at *Peru* for arming them', 'its criticism of *Peru* for it', 'took *Peru* to task for it'."""
    above = prep.head
    if above is None or prep.lemma not in ("for", "over"):
        return None
    if above.lemma == "task" and above.head is not None and above.head.head is not None:
        return _surface_objects(above.head.head) or None
    felt = [above, *above.by("acomp")] if above.lemma == "be" else [above]
    if above.dep == "acomp" and above.head is not None:
        felt.append(above.head)
    if not any(t.lemma in _FELT for t in felt):
        return None
    towards = [p for t in felt for p in t.by("prep") if p.lemma in _AT_WHOM and p.i < prep.i]
    return expand([t for p in towards for t in p.by("pobj") if t.mention is not None]) or None


def _cut_off(verb: Token, objects: list[Token]) -> list[Token]:
    """'Severed ties with Peru for arming rebels', 'imposed a ban on it', 'protested against it': who has done it."""
    if any(o.mention is not None for o in objects):
        return []
    with_it = any(o.lemma in _TIES for o in objects)
    upon = [p for o in (*objects, verb) for p in o.by("prep") if p.lemma in _UPON or (with_it and p.lemma == "with")]
    return [t for p in upon for t in p.by("pobj") if t.mention is not None and t.mention.kind != "Time"]


_FELT = word_set("extract.valency.felt")
"""What one feels or does about another for what he has done."""
_AT_WHOM = word_set("extract.valency.at_whom")
_CATCHES = word_set("extract.valency.catches")
"""Of whom this is done, does what a participle behind him tells."""


_STOPS = word_set("extract.valency.stops")
"""Of whom this is done, was to do what a participle right behind him tells."""


_CHARGED_WITH = word_set("extract.valency.charged_with")
"""Verbs whose object does, has done or is to do what 'with' tells."""


_LIKEWISE = word_set("extract.valency.likewise")
"""Verbs by which one does what another does ('joined Chile in condemning it')."""


_GROUNDS = word_set("extract.valency.grounds")
"""What one gives for what one has done oneself."""


_TIES = word_set("extract.valency.ties")
"""What one cuts with another for what he has done."""


_UPON = frozenset({"against", "on", "upon"})


def called_upon(verb: Token, head: Token) -> list[Token]:
    """'Called on the authorities to free him': those called upon are to do it."""
    to = any(a.tag == "TO" for a in verb.by("aux"))
    preps = [p for p in head.by("prep", "prt") if p.lemma in ("on", "upon", "to", "with") and p.i < verb.i]
    return expand([t for p in preps for t in p.by("pobj")]) if to else []


def _whose_plan(noun: Token) -> list[Token]:
    """'The Dutch decision to send', 'the decision of Ghana to send': whose it is."""
    if noun.lemma not in _PLANS:
        return []
    named = [m for m in modifiers(noun) if m.mention is not None and m.mention.kind == "State"]
    return named or _of_whom(noun)


_PLANS = word_set("extract.valency.plans")


def _writer(verb: Token) -> list[Token]:
    """'wrote to the council accusing Peru': who writes accuses, not the one written to."""
    if verb.lemma not in _SPOKEN or verb.head is None:
        return []
    noun = verb.head
    prep = noun.head if noun.dep == "pobj" else None
    told = prep.head if prep is not None and prep.lemma in ("to", "before", "with") else None
    writes = told is not None and is_verb(told) and told.lemma in ("appeal", "cable", "complain", "turn", "write")
    return logical_subjects(told) if writes and told is not None else []


_SPOKEN = word_set("extract.valency.spoken")


def noun_subject(noun: Token) -> list[Token]:
    """Whose a bare noun is: the subject of the verb it is the object or complement of ('X has a plan to...')."""
    head = noun.head
    if head is not None and is_verb(head) and noun.dep in (*OBJECT, "attr", "nsubjpass", "acomp", "oprd"):
        return [] if head.lemma in _JUDGING | FOILING else logical_subjects(head)
    if head is not None and head.dep in ("prep", "agent") and head.head is not None and is_verb(head.head):
        if head.head.lemma in _JUDGING | FOILING:
            return []
        return logical_subjects(head.head)
    return []


_JUDGING = word_set("extract.valency.judging")
"""Whoever does this to a plan or an effort is not the one who makes it: 'welcomed any effort to end the war'."""


FOILING = word_set("extract.valency.foiling")
"""And whoever does this to one: 'thwarted a plot to attack Togo'."""


def _thanked(noun: Token) -> list[Token]:
    """'Thanked Qatar for its efforts to free them': Qatar, whose 'its' is."""
    prep = noun.head if noun.dep == "pobj" else None
    verb = prep.head if prep is not None and prep.lemma in ("for", "over") else None
    own = [p for p in possessors(noun) if p.tag == "PRP$"]
    return logical_objects(verb) if own and verb is not None and verb.lemma in _JUDGING else []


@once
def surface_subjects(verb: Token) -> list[Token]:
    """The grammatical subject, active or passive, coordinated members included."""
    own = _antecedents(
        [
            t
            for s in verb.by(*SUBJECT, *PASSIVE_SUBJECT)
            for t in (s.by("appos") if s.tag in ("RB", "RBR") and s.by("appos") else [s])
        ]
    )
    if not own and not verb.by("aux") and verb.tag in ("VBZ", "VBD", "VBP", "NNS"):
        # a name before the verb that the parser took for an adverb ('Beijing in turn regards ...')
        own = conjuncts_of(
            [
                t
                for t in verb.by(
                    *("npadvmod", "advmod", "dep", "intj", "nmod"),
                    *(["compound"] if verb.tag in ("NNS", "VBZ") else []),
                )
                if t.i < verb.i and t.mention is not None and t.mention.kind not in ("Time", "Treaty")
            ][:1]
        )
    if own:
        return own
    to_be = verb.dep == "relcl" and verb.by("auxpass") and any(a.tag == "TO" for a in verb.by("aux"))
    if (to_be or (verb.dep == "acl" and verb.tag in ("VBN", "VBD"))) and verb.head is not None:
        return conjuncts(verb.head) if verb.head.dep != "conj" else [verb.head]
    return _named_by_rank(verb) or _control(verb) or []


def _named_by_rank(verb: Token) -> list[Token]:
    """'The first country to recognise it was *Togo*': who the verb of being says that it was."""
    noun = verb.head if verb.dep in ("acl", "relcl") and any(a.tag == "TO" for a in verb.by("aux")) else None
    if noun is None or noun.mention is not None or noun.head is None:
        return []
    ranked = any(t.lemma in _RANKS for t in (noun, *noun.by("amod")))
    if noun.dep == "appos" and noun.head.mention is not None:
        return [noun.head] if ranked else []  # 'Togo, the last state to recognise it'
    if noun.dep != "nsubj" or noun.head.lemma != "be":
        return []
    return [t for a in noun.head.by("attr") for t in conjuncts(a) if t.mention is not None] if ranked else []


@once
def _surface_objects(verb: Token) -> list[Token]:
    if thing := thing_given(verb):
        return [thing]
    found = _antecedents(list(verb.by(*OBJECT)))
    if not found:  # 'held Peru responsible': the object, in the tree the subject of the adjective
        found = [t for c in verb.by("oprd", "acomp") if not is_verb(c) for t in c.by("nsubj") if verb.i < t.i < c.i]
    return found


def thing_given(verb: Token) -> Token | None:
    """'The tanks which Peru gave Chile', 'the tanks Peru gave Chile': the tanks, not the receiver."""
    receivers = verb.by(*OBJECT) if verb.dep == "relcl" and verb.lemma in _GIVE else []
    named = len(receivers) == 1 and receivers[0].mention is not None and receivers[0].mention.kind != "Treaty"
    if not named or verb.head is None or passive(verb):
        return None
    pronoun = [t for t in verb.by("dative", "iobj") if t.tag in ("WDT", "WP")]
    return verb.head if pronoun or not _relative_inside(verb) else None


_GIVE = word_set("extract.valency.give")


@once
def logical_subjects(verb: Token) -> list[Token]:
    """Who does it: the subject of an active verb, the agent of a passive one, who has it done."""
    if passive(verb):
        agents = [p for a in verb.by("agent", "prep") if a.lemma == "by" for b in conjuncts(a) for p in b.by("pobj")]
        if not agents:
            # 'were sprayed with cannon by Chinese ships': the parser may hang the agent on the noun before it
            inner = [t for a in verb.by("prep") if a.lemma in ("with", "to", "under", "in", "on") for t in a.by("pobj")]
            agents = [p for t in inner for b in t.by("prep") if b.lemma == "by" for p in b.by("pobj")]
        if not agents and (causer := _causer(verb)):
            return causer
        return expand(agents or _agent_of_next(verb))
    if causer := _causer(verb):
        return causer
    return surface_subjects(verb)


def _agent_of_next(verb: Token) -> list[Token]:
    """'Armed and sheltered by Algiers': the agent of the participle that follows right after 'and'."""
    pair = [
        c
        for c in verb.by("conj")
        if c.i == verb.i + 2 and c.tag == "VBN" and any(t.i == verb.i + 1 for t in verb.by("cc"))
    ]
    return [p for c in pair for a in c.by("agent") for p in a.by("pobj")]


def _causer(verb: Token) -> list[Token]:
    """Who has it done: 'the minister had the ambassador summoned', 'ordered ties cut'; not 'had its envoy summoned'."""
    doers = logical_subjects(verb.head) if _caused(verb, "have", "order") and verb.head is not None else []
    own = verb.head is not None and (verb.head.lemma == "have" or (verb.lemma not in _SHUTS and not _judges(doers)))
    return doers if own else []


def ordered_by_judges(verb: Token) -> bool:
    """'The court ordered the raids *halted*': whoever is to halt them may not."""
    return _caused(verb, "order") and verb.head is not None and _judges(logical_subjects(verb.head))


_SHUTS = word_set("extract.valency.shuts")
"""Of these 'ordered it closed' has frames of its own."""
_COURTS = word_set("extract.valency.courts")


def _caused(verb: Token, *by: str) -> bool:
    """'Had the envoy *expelled*', 'ordered ties *cut*'."""
    head = verb.head
    return (
        verb.tag in ("VBN", "VBD")
        and verb.dep in ("ccomp", "xcomp")
        and head is not None
        and head.lemma in by
        and head.i < verb.i
        and not verb.by("aux", "auxpass", "mark", "nsubjpass", "agent")
        and (head.lemma == "have" or not verb.by("dobj"))
    )


def _judges(doers: list[Token]) -> bool:
    return any(d.lemma in _COURTS for d in doers)


@once
def logical_objects(verb: Token) -> list[Token]:
    """What it is done to: the object of an active verb, the subject of a passive one, 'which' resolved."""
    if passive(verb) or (_causer(verb) and verb.by("nsubj")):
        return surface_subjects(verb)
    objects = _surface_objects(verb)
    if objects:
        return objects
    if verb.dep == "conj" and verb.head is not None and is_verb(verb.head) and not verb.by("prep", "ccomp", "xcomp"):
        # 'A drafted and signed the pact': the object may hang on the other verb
        later = [o for o in _surface_objects(verb.head) if o.i > verb.i]
        if later:
            return later
        if verb.by("nsubj") and verb.head.dep == "relcl":  # 'which A holds and B claims'
            return _antecedents([o for o in verb.head.by(*OBJECT) if o.tag in ("WDT", "WP")])
    bare = not verb.by("prep", "ccomp", "xcomp", "advmod") and verb.dep != "conj"
    for child in _later_verbs(verb) if bare else ():
        later = [o for o in _surface_objects(child) if o.i > child.i]
        if later:
            return later
    if verb.dep == "relcl" and verb.head is not None and not _relative_inside(verb):
        return [verb.head]  # 'the pact they signed'
    return []


def _later_verbs(verb: Token) -> Iterator[Token]:
    """The verbs coordinated with one, also where the tree makes the next of a series a participle ('held, searched and
    freed').
    """
    for child in verb.by("conj", "advcl"):
        series = child.dep == "conj" or (
            child.tag in ("VBN", "VBD") and child.i == verb.i + 2 and bool(child.by("conj"))
        )
        if is_verb(child) and series and not child.by(*SUBJECT, *PASSIVE_SUBJECT, "mark"):
            yield child
            yield from (c for c in _later_verbs(child) if child.dep == "advcl" or not _surface_objects(child))


def _relative_inside(verb: Token) -> bool:
    return any(
        (t.lemma.lower() in RELATIVE and t.tag in ("WDT", "WP", "WP$")) or t.tag == "WRB"
        for t in verb.subtree()
        if t.i < verb.i
    )


def indirect_objects(verb: Token) -> list[Token]:
    if thing_given(verb):
        return expand(verb.by(*OBJECT))
    found = expand(verb.by("dative", "iobj"))
    if not found and passive(verb) and verb.by(*OBJECT):
        return surface_subjects(verb)  # 'Fiji was given two boats'
    return found
