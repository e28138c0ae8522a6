"""Whom plural and singular pronouns take up: the subject of the clauses before, as the grammar shows it.

Each function looks back from a pronoun over the subjects of its own sentence and of those before in the same
paragraph, the nearest sentence first; it returns nothing where no such subject agrees with the pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.annotate.tree import of_kind
from kg.core.annotated import Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link import bodies_meant
from kg.link.noun_phrases import noun_phrase
from kg.link.references import ALLIES, BODY_KINDS, PLACE_KINDS, STATE_KINDS, Ref, Seen

if TYPE_CHECKING:
    from kg.link.resolve import Resolver

RECOGNISE = word_set("shared.recognise")
_DESCRIBES = word_set("link.anaphora.describes")
_BESIDE = ALLIES | word_set("link.anaphora.beside")
"""What a state without a name may be called."""
_BACK = 2
"""How many sentences back a pronoun reaches."""
_PEOPLE = word_set("link.anaphora.people")
"""Those who act and speak, named by no state: 'they' is nobody else."""
_MEETS = word_set("link.anaphora.meets")
_WITH = ("by", "with", "to")
_ONE = frozenset({"he", "she"})
_BODIES = ("Organization", "Group", "PoliticalParty")
_PLURAL = ("NNS", "NNPS")


def subjects_before(resolver: Resolver, token: Token, back: int = _BACK) -> Iterator[Token]:
    """The subjects of finite clauses before a pronoun: of its own sentence, then of those before in the paragraph."""
    number = resolver.sentence_of.get(token.start, 0)
    sentences = resolver.annotated.sentences
    above = set(map(id, token.ancestors()))
    for one in range(number, max(-1, number - back - 1), -1):
        if one < 0 or sentences[one].segment.paragraph != sentences[number].segment.paragraph:
            return
        found = [
            t
            for t in sentences[one].tokens
            if t.dep in ("nsubj", "nsubjpass") and t.start < token.start and id(t) not in above and t is not token
        ]
        found.sort(key=lambda t: (sum(1 for _ in t.ancestors()), t.i))  # of the main clause first
        yield from found


def plural(resolver: Resolver, token: Token) -> list[Ref] | None:
    """'They': the last subject that is several ('A and B', 'the rebels'); a pronoun hands on what it stands for.

    None where there is no such subject; an empty list where it is somebody unknown.
    """
    own = _own_subject(token)
    if (things := _objects_told(token)) is not None:
        return resolver.actors(things)
    if whose := _whose_people(resolver, token) or _forces_sent(resolver, token):
        return whose
    for subject in (*([own] if own is not None else []), *_governing(token), *subjects_before(resolver, token)):
        members = [subject, *resolver.conjuncts(subject)]
        low = subject.low
        if low in ("they", "both", "each"):
            return resolver.actors(subject)
        if both := _met(resolver, subject):
            return both
        if len(members) >= 2:
            refs = [r for m in members for r in resolver.actors(m)]
            if len({r.key for r in refs}) >= 2:
                return refs
        elif _of_adjective(subject):
            return []  # 'The young have not given up. They ...'
        elif (subject.tag in _PLURAL and subject.mention is None) or _of_many(resolver, subject):
            refs = resolver.actors(subject)
            if refs:
                return refs
            told = token.head is not None and token.head.dep == "ccomp" and token.head.head is subject.head
            if told or subject is own or subject.lemma in resolver.lexicon.person or subject.lemma in _PEOPLE:
                return []
    if _people_met(resolver, token):
        return []
    return _paragraph_before(resolver, token)


def _people_met(resolver: Resolver, token: Token) -> bool:
    """'The minister met representatives of the union. She rejected *their* request': people whom nobody knows."""
    number = resolver.sentence_of.get(token.start, 0) - 1
    sentences = resolver.annotated.sentences
    if number < 0 or sentences[number].segment.paragraph != sentences[number + 1].segment.paragraph:
        return False
    objects = [o for t in sentences[number].tokens if t.dep == "ROOT" for o in t.by("dobj")]
    several = [o for o in objects if o.tag == "NNS" and o.mention is None]
    kinds = (resolver.lexicon.person, resolver.lexicon.acting, _PEOPLE)
    people = [o for o in several if any(o.lemma in words for words in kinds)]
    return bool(people) and not any(resolver.actors(o) for o in people)


def _of_adjective(subject: Token) -> bool:
    """'The young', 'the poor': people whom an adjective tells."""
    return subject.tag == "JJ" and subject.mention is None and any(c.low == "the" for c in subject.by("det"))


def _objects_told(token: Token) -> Token | None:
    """'The latter arrested two of its fishermen, and it has yet to free *them*': the fishermen."""
    verb = token.head if token.low == "them" and token.dep == "dobj" else None
    while verb is not None and verb.dep == "xcomp" and verb.head is not None:
        verb = verb.head
    first = verb.head if verb is not None and verb.dep == "conj" else None
    told = [o for o in first.by("dobj") if o.i < token.i] if first is not None else []
    counted = [t for o in told for p in o.by("prep") if p.lemma == "of" for t in p.by("pobj")]
    several = [t for t in (*counted, *told) if t.tag == "NNS" and t.mention is None]
    return several[0] if several else None


def _of_many(resolver: Resolver, name: Token) -> bool:
    """'The Emirates have', 'the Philippines said': a state that is told of in the plural."""
    verb = name.head if name.dep == "nsubj" else None
    mention = name.mention
    if verb is None or mention is None or mention.kind not in STATE_KINDS:
        return False
    said = resolver.text[max(0, mention.start - 4) : mention.end].lower()
    if "the " not in said or not said.endswith("s"):
        return False
    finite = next((a for a in verb.by("aux") if a.tag in ("VBP", "VBZ", "VBD")), verb)
    return finite.tag != "VBZ" and finite.low != "was"


_SENDS = word_set("link.anaphora.sends")
_FORCES = word_set("link.anaphora.forces")


def _forces_sent(resolver: Resolver, token: Token) -> list[Ref]:
    """'Togo sent troops to Mali in May. They left': Togo's troops, who act for it."""
    if token.low != "they" or token.dep not in ("nsubj", "nsubjpass"):
        return []
    number = resolver.sentence_of.get(token.start, 0)
    sentence = resolver.annotated.sentences[number]
    root = sentence.root()
    if root is token.head:
        subject = _main_subject_before(resolver, number)
    else:
        subject = next(iter(root.by("nsubj")), None) if root is not None and root.i < token.i else None
    verb = subject.head if subject is not None and subject.dep == "nsubj" else None
    if subject is None or verb is None or verb.lemma not in _SENDS or subject.by("conj") or subject.tag == "NNS":
        return []
    sent = [o for o in verb.by("dobj") if o.tag == "NNS" and o.mention is None and o.lemma in _FORCES]
    return resolver.actors(subject) if sent else []


def _met(resolver: Resolver, subject: Token) -> list[Ref]:
    """'President A met B. They welcomed the deal', 'the minister called on B. They ...': the two of the meeting."""
    verb = subject.head
    titled = subject.mention is None and (subject.lemma in resolver.lexicon.person or subject.low in _ONE)
    if verb is None or not (titled or of_kind(subject, "Person")):
        return []
    verbs = (verb, *(c for c in verb.by("conj") if not c.by("nsubj", "nsubjpass")))  # 'flew to Lima and met B'
    verb = next((v for v in verbs if v.lemma in _MEETS and not v.by("neg")), None)
    if verb is None:
        return []
    with_ = {"on", "upon"} if verb.lemma == "call" else _WITH
    other = [*verb.by("dobj"), *(t for p in verb.by("prep", "agent") if p.lemma in with_ for t in p.by("pobj"))]
    others = [t for t in other if of_kind(t, "Person") and not resolver.conjuncts(t)]
    refs = [*resolver.actors(subject), *resolver.actors(others[0])] if len(others) == 1 else []
    return refs if len({r.key for r in refs}) == 2 and all(r.entity.kind == "Person" for r in refs) else []


def _whose_people(resolver: Resolver, token: Token) -> list[Ref]:
    """'Arrested 14 Indian fishermen. *Their* government protested': that of those who suffered it."""
    number = resolver.sentence_of.get(token.start, 0)
    nouns = resolver.lexicon.acting | resolver.lexicon.state
    opens = number and token.tag == "PRP$" and token.head is not None and token.head.lemma in nouns
    if not opens or resolver.annotated.sentences[number].tokens[0] is not token:
        return []
    root = resolver.annotated.sentences[number - 1].root()
    for people in root.by("dobj", "nsubjpass") if root is not None else ():
        if people.mention is None and people.tag in _PLURAL:
            before = [resolver.actor_entity(m) for m in resolver.modifier_mentions(noun_phrase(people))]
            states = [e for e in before if e is not None and e.kind in STATE_KINDS]
            return resolver.refer(states[0], token, "of those who suffered it") if len(states) == 1 else []
    return []


def _paragraph_before(resolver: Resolver, token: Token) -> list[Ref] | None:
    """'They', where it opens a paragraph: 'both sides', or the two, that the last sentence before is about."""
    number = resolver.sentence_of.get(token.start, 0)
    sentences = resolver.annotated.sentences
    if not number or sentences[number - 1].segment.paragraph == sentences[number].segment.paragraph:
        return None
    if token.dep not in ("nsubj", "nsubjpass"):
        return None
    root = sentences[number - 1].root()
    for subject in root.by("nsubj", "nsubjpass") if root is not None else ():
        members = [subject, *resolver.conjuncts(subject)]
        if subject.low in ("they", "both") or subject.tag in _PLURAL or len(members) > 1:
            refs = [r for m in members for r in resolver.actors(m)]
            return refs if len({r.key for r in refs}) == 2 else None
    return None


def _governing(token: Token) -> list[Token]:
    """'Peru and Chile said that *they* would wait': the subject of the clause that governs the one of a pronoun."""
    clause = token.head if token.dep in ("nsubj", "nsubjpass") else None
    above = clause.head if clause is not None and clause.dep == "ccomp" else None
    return [s for s in above.by("nsubj") if s.i < token.i] if above is not None else []


def _own_subject(token: Token) -> Token | None:
    """Whose 'their' may be: the subject of its own clause."""
    if token.tag != "PRP$":
        return None
    verb = next((t for t in token.ancestors() if t.tag.startswith("VB")), None)
    return next((s for s in verb.by("nsubj", "nsubjpass") if s.start < token.start), None) if verb is not None else None


_TOPIC = re.compile(r"as (?:for|to|regards) ", re.IGNORECASE)


def topic(resolver: Resolver, token: Token) -> Entity | None:
    """'As for Nairobi, it ...': whom the words that open the sentence say it is about."""
    sentence = resolver.annotated.sentences[resolver.sentence_of.get(token.start, 0)]
    start = sentence.start if sentence.lead is None else sentence.lead[0]
    opens = _TOPIC.match(resolver.text, start, token.start)
    if opens is None or token.dep not in ("nsubj", "nsubjpass"):
        return None
    comma = resolver.text.find(",", opens.end(), token.start)
    named = [m for m in resolver.annotated.mentions if opens.end() <= m.start < comma]
    found = [e for m in named if (e := resolver.actor_entity(m)) is not None]
    return found[0] if len(found) == 1 else None


def asked_about(resolver: Resolver, number: int) -> Entity | None:
    """'And Togo? It ...': the one whom the sentence before, a question without a verb, names."""
    before = resolver.annotated.sentences[number - 1] if number else None
    if before is None or not before.tokens or before.tokens[-1].text != "?":
        return None
    words = [t for t in before.tokens if t.mention is None and t.tag not in ("CC", "DT", ".", "JJ")]
    named = [m for m in resolver.annotated.mentions if before.start <= m.start < before.end]
    found = {e for m in named if (e := resolver.actor_entity(m)) is not None and e.kind in STATE_KINDS | BODY_KINDS}
    return next(iter(found)) if len(found) == 1 and not words else None


def owners(resolver: Resolver, token: Token) -> list[Ref]:
    """'The wish of both countries to deepen their ties': those whose the noun is on which the clause hangs."""
    verb = next((t for t in token.ancestors() if t.tag.startswith("VB")), None) if token.tag == "PRP$" else None
    while verb is not None and verb.dep in ("conj", "xcomp") and verb.head is not None:
        verb = verb.head
    noun = verb.head if verb is not None and verb.dep == "acl" and not verb.by("nsubj", "nsubjpass") else None
    if noun is None or noun.tag.startswith("VB"):
        return []
    held = [*noun.by("poss"), *(p for a in noun.by("prep") if a.lemma == "of" for p in a.by("pobj"))]
    for one in (t for t in held if t.start < token.start and t is not token):
        refs = [r for m in (one, *resolver.conjuncts(one)) for r in resolver.actors(m)]
        if len({r.key for r in refs}) >= 2:
            return refs
    return []


def owner_above(token: Token) -> Token | None:
    """'His country's determination to defend *its* soil': the one whose the noun is on which the infinitive hangs."""
    verb = token.head.head if token.dep == "poss" and token.head is not None else None
    noun = verb.head if verb is not None and verb.dep == "acl" and any(a.tag == "TO" for a in verb.by("aux")) else None
    held = [t for t in noun.by("poss") if t.start < token.start and t.tag != "PRP$"] if noun is not None else []
    return held[0] if len(held) == 1 and held[0].tag not in _PLURAL and not held[0].by("conj") else None


_ON_PAPER = word_set("link.anaphora.on_paper")
"""What is done with demands and offers."""


def of_things(token: Token) -> bool:
    """'Described them as raids and said that *they* had hit depots', 'rejected all of *them*', '*they* were used to':
    what is described, rejected or used is nobody.
    """
    verb = token.head
    used = verb is not None and token.dep == "nsubjpass" and verb.lemma == "use"
    part = verb.head if verb is not None and verb.low == "of" else token
    whole = part is not None and part is not token and part.low in ("all", "most", "none", "some")
    over = part.head if part is not None and part.dep == "dobj" and (whole or part is token) else None
    if used or (token.low == "them" and over is not None and over.lemma in _ON_PAPER):
        return True
    while verb is not None and verb.dep in ("ccomp", "xcomp"):
        verb = verb.head
    first = verb.head if verb is not None and verb.dep == "conj" else None
    called = first.by("dobj") if first is not None and first.lemma in _DESCRIBES else []
    return any(t.low == "them" for t in called)


def both(resolver: Resolver, token: Token) -> list[Ref] | None:
    """'A and B cease fire, both pull back': the two that are the subject of the clause before, known or not."""
    verb = token.head
    if token.low != "both" or token.dep not in ("nsubj", "nsubjpass") or token.by("prep") or verb is None:
        return None
    beside = [*verb.by("ccomp", "parataxis", "advcl"), *([verb.head] if verb.head is not None else [])]
    for clause in beside if verb.dep in ("ROOT", "conj", "ccomp", "parataxis", "dep") else ():
        for subject in clause.by("nsubj", "nsubjpass"):
            members = [subject, *resolver.conjuncts(subject)]
            if len(members) == 2 and subject.start < token.start:
                return [r for m in members for r in resolver.actors(m)]
    return None


def objects_of_conjunct(resolver: Resolver, token: Token) -> list[Ref]:
    """'Urged both states to wait and offered *them* help': several whom the verb joined before is directed at."""
    verb = next((a for a in token.ancestors() if a.tag.startswith("VB")), None)
    first = verb.head if verb is not None and verb.dep == "conj" else None
    if token.low != "them" or first is None:
        return []
    direct = first.by("dobj", "dative") + [o for p in first.by("prep", "dative") for o in p.by("pobj")]
    found = [resolver.actors(o) for o in direct if o.start < token.start and o.tag == "NNS"]
    return next((refs for refs in found if len(refs) > 1), [])


def cleft(token: Token) -> bool:
    """'It was X that did it': 'it' is nobody."""
    verb = token.head
    if verb is None or verb.lemma != "be" or token.dep != "nsubj":
        return False
    told = verb.by("attr", "acomp")
    below = [c for v in (verb, *told) for c in v.by("ccomp", "relcl", "advcl") if told and c.i > told[0].i]
    return any(t.low in ("that", "who", "which") and t.tag in ("WDT", "WP") for c in below for t in c.children)


def same_it(token: Token) -> Token | None:
    """'It does not belong to X, yet it is a member of Y': the 'it' that is the subject of the clause joined before."""
    verb = token.head
    if token.dep not in ("nsubj", "nsubjpass") or verb is None:
        return None
    above = [verb]
    if verb.dep == "ccomp" and verb.head is not None and not any(_state(s) for s in verb.head.by("nsubj")):
        above.append(verb.head)  # '..., the minister said, it will wait'
    before = [s for v in above for c in v.by("advcl") if c.i < token.i for s in c.by("nsubj", "nsubjpass")]
    if (first := next((s for s in before if s.low == "it"), None)) is not None:
        return first  # 'Before it answers the request that Chile made, it will wait'
    steps = 0
    while verb is not None and verb.dep in ("conj", "ccomp", "parataxis") and steps < 4:
        verb, steps = verb.head, steps + 1
        for subject in verb.by("nsubj", "nsubjpass") if verb is not None else ():
            if subject.low == "it" and subject.start < token.start:
                return subject
    return None


_CALLED = word_set("link.anaphora.called")


def called(noun: Token) -> list[Token]:
    """'The mission, known as MINUSMA', 'a force called Barkhane': the name that a noun is said to have."""
    clauses = [c for c in noun.by("acl") if c.lemma in _CALLED]
    told = [
        t for c in clauses for t in (*c.by("oprd", "attr", "dobj"), *(o for p in c.by("prep") for o in p.by("pobj")))
    ]
    return [t for t in told if t.mention is not None]


def object_it(token: Token) -> Token | None:
    """'The Council closed it and it left': the 'it' that the clause joined before has for its object."""
    verb = token.head
    first = verb.head if verb is not None and verb.dep == "conj" and token.dep in ("nsubj", "nsubjpass") else None
    timed = verb is not None and any(c.low in ("when", "while") for c in verb.by("advmod", "mark"))
    if timed and token.dep in ("nsubj", "nsubjpass"):  # 'listed it in 2014, when it was called the Front'
        first = next((a for a in token.ancestors() if a is not verb and a.tag.startswith("V")), None)
    if first is None or token.low != "it" or not any(s.mention is not None for s in first.by("nsubj")):
        return None
    return next((o for o in first.by("dobj") if o.low == "it" and o.i < token.i), None)


def recognised(resolver: Resolver, token: Token) -> list[Ref]:
    """'Serbia rejects Kosovo's independence; Peru recognises it': of whom the clause before is."""
    verb = token.head
    if token.dep != "dobj" or verb is None or verb.lemma not in RECOGNISE:
        return []
    above = {id(t) for t in (verb, *verb.ancestors())}
    number = resolver.sentence_of.get(token.start, 0)
    near = resolver.annotated.sentences[max(number - 1, 0) : number + 1]
    before = [t for s in near if s.segment.paragraph == near[-1].segment.paragraph for t in s.tokens]
    for named in reversed([t for t in before if t.start < verb.start and _state(t)]):
        thing = named.head if named.dep in ("poss", "amod", "compound") else named
        clause = thing.head if thing is not None else None
        if thing is None or clause is None or (id(clause) in above and clause.start > named.start):
            continue
        if thing.dep == "dobj" or (thing.dep in ("nsubj", "nsubjpass") and clause.dep == "ccomp"):
            return resolver.actors(named)
    return []


def told_before(resolver: Resolver, token: Token) -> list[Ref] | None:
    """'Chad demanded that the mission leave. The Council closed it': the mission; None where no clause stands below the
    sentence before.
    """
    number = resolver.sentence_of.get(token.start, 0)
    sentences = resolver.annotated.sentences
    if not number or sentences[number - 1].segment.paragraph != sentences[number].segment.paragraph:
        return None
    root = sentences[number - 1].root()
    inner = [s for c in (root.by("ccomp") if root is not None else ()) for s in c.by("nsubj", "nsubjpass")]
    if not inner or inner[0].tag not in ("NN", "NNP"):
        return None
    return [r for t in called(inner[0]) for r in resolver.actors(t)] or resolver.actors(inner[0])


def _state(token: Token) -> bool:
    return token.mention is not None and token.mention.kind in STATE_KINDS | BODY_KINDS | {"Settlement"}


def body_again(resolver: Resolver, token: Token) -> Entity | None:
    """'The ministry': that of the state whose ministry was named last, by name or with the state before the noun."""
    number = resolver.sentence_of.get(token.start, 0)
    for sentence in reversed(resolver.annotated.sentences[: number + 1]):
        for other in reversed(sentence.tokens):
            if other.start >= token.start:
                continue
            mention = other.mention
            if mention is not None and mention.kind in BODY_KINDS:
                words = resolver.text[mention.start : mention.end].lower().split()
                if token.lemma in words and mention.state:
                    return resolver.entities.state(mention.state)
            elif mention is None and other.lemma == token.lemma:
                owners = [resolver.actor_entity(m) for m in resolver.modifier_mentions(noun_phrase(other))]
                states = [e for e in owners if e is not None and e.kind in STATE_KINDS]
                if any(p.lemma == "of" for p in other.by("prep")):  # 'the Ministry of Health of our country'
                    states += [r.entity for r in resolver.actors(other) if r.entity.kind in STATE_KINDS]
                if states:
                    return states[0]
    return None


def army_again(resolver: Resolver, token: Token) -> Entity | None:
    """'The army', after 'the Sudanese army' or 'the army seized power in Niger': the only one told of before."""
    found: dict[Entity, None] = {}
    for other in resolver.armies:
        if other.start >= token.start:
            break
        mention = other.mention
        if mention is not None:
            owner = resolver.entities.state(mention.state) if mention.state else None
            found.update({owner: None} if owner is not None else {})
        else:
            found.update(dict.fromkeys(_whose_army(resolver, other)))
    return next(iter(found)) if len(found) == 1 else None


def _whose_army(resolver: Resolver, army: Token) -> list[Entity]:
    """'Mali's army', 'the army of Mali', 'the army took power in Mali'."""
    named = [resolver.actor_entity(m) for m in resolver.modifier_mentions(noun_phrase(army))]
    power = [o for o in (army.head.by("dobj") if army.head is not None else ()) if o.lemma == "power"]
    rules = [army.head, *power] if army.head is not None and army.dep == "nsubj" and power else []
    preps = [*army.by("prep"), *(p for t in rules for p in t.by("prep") if p.lemma == "in")]
    behind = [t for p in preps if p.lemma in ("in", "of") for t in p.by("pobj")]
    named += [resolver.actor_entity(t.mention) for t in behind if t.mention is not None]
    return [e for e in named if e is not None and e.kind in STATE_KINDS]


def _acts_upon(subject: Token, token: Token) -> bool:
    """Whether what a token stands for is acted upon by the subject of its own clause."""
    verb = next((a for a in token.ancestors() if a.tag.startswith("V")), None)
    own = any(p.tag == "PRP$" for p in token.by("poss")) or token.by("relcl")
    return verb is not None and subject.head is verb and not own


def opposed(resolver: Resolver, token: Token) -> list[Ref]:
    """'Neither side', 'both parties': the two that were coordinated last, where one is a body or rebels."""
    number = resolver.sentence_of.get(token.start, 0)
    for one in (number, number - 1):
        if not 0 <= one < len(resolver.annotated.sentences):
            continue
        for head in reversed(resolver.annotated.sentences[one].tokens):
            members = [head, *resolver.conjuncts(head)]
            if head.start >= token.start or len(members) != 2 or head.dep not in ("nsubj", "pobj", "dobj", "nsubjpass"):
                continue
            if head.dep == "nsubj" and token.dep not in ("nsubj", "nsubjpass") and _acts_upon(head, token):
                continue  # 'A and B called the two parties to dialogue': others
            refs = [r for m in members for r in resolver.actors(m)[:1]]
            refs = [r for r in refs if r.entity.kind not in ("Person", "NewsAgency", "Treaty")]
            if len({r.key for r in refs}) == 2:
                return refs
    return []


_ASK = word_set("link.anaphora.ask")


def judges(token: Token) -> Token | None:
    """'It took the case to the court, asking it to rule': the court, which is asked."""
    verb = token.head
    if token.dep != "dobj" or verb is None or verb.lemma not in _ASK or verb.tag != "VBG" or verb.dep != "advcl":
        return None
    above = verb.head.by("prep") if verb.head is not None else []
    asked = [o for p in above if p.lemma in ("to", "before") and p.i < token.i for o in p.by("pobj")]
    return next((o for o in asked if o.lemma.lower() in ("court", "tribunal") or of_kind(o, "Court")), None)


def acted_on(resolver: Resolver, token: Token) -> set[Entity]:
    """Whom 'it' cannot mean: whoever its own clause has it act upon ('it took Peru to court', 'the Chilean envoy it had
    expelled').
    """
    verb = token.head if token.dep == "nsubj" else None
    objects = verb.by("dobj", "dative") if verb is not None else []
    named = [t.mention for o in objects for t in (o, *resolver.conjuncts(o)) if t.mention is not None]
    victim = _head_of_relative(verb) if verb is not None else None
    found = {r.entity for r in resolver.actors(victim)} if victim is not None else set()
    return found | {e for m in named if m.role != "adjective" and (e := resolver.actor_entity(m)) is not None}


def _head_of_relative(verb: Token) -> Token | None:
    """'The Chilean *envoy* it expelled', 'the *envoy* that it expelled': to whom a relative clause has it done."""
    if verb.dep != "relcl" or verb.head is None or verb.head.mention is not None:
        return None
    if verb.by("ccomp", "xcomp", "auxpass"):
        return None
    return verb.head if all(o.tag in ("WDT", "WP") or o.low == "that" for o in verb.by("dobj")) else None


def goes_on(resolver: Resolver, token: Token, number: int) -> list[Ref]:
    """'It' after a sentence of the paragraph whose main subject is 'it', too, or is only described ('the council')."""
    subject = _main_subject_before(resolver, number)
    owned = token.head if token.dep == "poss" and token.head is not None and token.head.dep == "nsubj" else None
    doer = owned or token  # 'it went on', 'its members are'
    if subject is None or subject.mention is not None or doer.head is None or doer.head.head is not None:
        return []
    if subject.low != "it" and not (subject.tag in ("NN", "NNP") and _pointed_at(subject)):
        return []
    if owned is not None and subject.lemma.lower() not in bodies_meant.NOUNS:
        return []
    barred = acted_on(resolver, token)
    acting = [r for r in resolver.actors(subject) if r.entity.kind not in _NO_ACTORS and r.entity not in barred]
    return acting if len(acting) == 1 else []


def of_body_unknown(resolver: Resolver, token: Token, number: int) -> bool:
    """'The Council was set up in 1992. Its members are': of a body told of by a noun, though nobody knows which."""
    subject = _main_subject_before(resolver, number) if token.dep == "poss" else None
    told = subject is not None and subject.mention is None and subject.lemma.lower() in bodies_meant.NOUNS
    return told and subject is not None and _pointed_at(subject)


def _main_subject_before(resolver: Resolver, number: int) -> Token | None:
    """The subject of the main clause of the sentence before, in the same paragraph."""
    sentences = resolver.annotated.sentences
    if number < 1 or sentences[number - 1].segment.paragraph != sentences[number].segment.paragraph:
        return None
    root = sentences[number - 1].root()
    return next(iter(root.by("nsubj", "nsubjpass")), None) if root is not None else None


def _pointed_at(noun: Token) -> bool:
    """'The council', 'this council'."""
    return any(c.low in ("the", "this") for c in noun.by("det"))


_NO_ACTORS = PLACE_KINDS | {"Person", "Treaty", "NewsAgency"}


_APART = frozenset({"against", "from", "to", "with"})
"""After these 'it' is not who acts in the clause."""


def other_side(resolver: Resolver, token: Token) -> list[Ref] | None:
    """'Chad, which it has long courted, signed a pact with it': an 'it' after 'with' is not who acts, but the 'it'
    before, the only other state that the sentence names, or else that of the sentences before.

    None where no clause tells who acts.
    """
    if token.dep != "pobj" or token.head is None or token.head.lemma not in _APART:
        return None
    acting = acting_above(token)
    if not acting:
        return None
    barred = {e for s in acting for r in resolver.actors(s) for e in (r.entity, r.state) if e is not None}
    number = resolver.sentence_of.get(token.start, 0)
    sentences = resolver.annotated.sentences
    here = [t for t in sentences[number].tokens if t.i < token.i and t not in acting]
    again = next((t for t in here if t.low in ("it", "its")), None)
    if again is not None:
        meant = [r for r in resolver.actors(again) if r.entity not in barred and r.entity.kind != "Person"]
        return meant[:1]
    found = _states_but(barred, resolver, (t for t in here if t.mention is not None))
    if len(found) == 1:
        return found
    before = (t for t in subjects_before(resolver, token) if resolver.sentence_of.get(t.start) != number)
    return _states_but(barred, resolver, before)[:1]


def _states_but(barred: set[Entity], resolver: Resolver, tokens: Iterable[Token]) -> list[Ref]:
    """The states that tokens stand for, each once; a person stands for the state that he acts for."""
    found: dict[Entity, Ref] = {}
    for ref in (r for t in tokens for r in resolver.actors(t)):
        state = ref.state if ref.entity.kind == "Person" else ref.entity
        if state is not None and state.kind in STATE_KINDS and state not in barred:
            found.setdefault(state, Ref(state, ref.token, ref.rule))
    return list(found.values())


def acting_above(token: Token) -> list[Token]:
    """The subjects of the clause that a token stands in, also those that it shares with the clause before."""
    verb = next((t for t in token.ancestors() if t.tag.startswith("VB")), None)
    while verb is not None and not verb.by("nsubj", "nsubjpass") and verb.dep in ("conj", "xcomp", "advcl"):
        verb = verb.head
    subjects = verb.by("nsubj") if verb is not None else []
    return [m for s in subjects for m in (s, *s.by("conj"))]


def understood_subject(token: Token) -> Token | None:
    """'The Council cut off Togo after accusing it': who accuses, so that 'it' is somebody else."""
    verb = token.head
    if verb is None or token.dep not in ("dobj", "dative") or verb.tag not in ("VBG", "VB"):
        return None
    if verb.by("nsubj", "nsubjpass") or verb.dep not in ("advcl", "pcomp", "xcomp"):
        return None
    above = next((a for a in verb.ancestors() if a.by("nsubj", "nsubjpass")), None)
    if above is None or (verb.dep == "xcomp" and above.by("dobj")):
        return None  # 'asked Togo to leave it'
    return above.by("nsubj", "nsubjpass")[0]


def acting_upon(token: Token) -> list[Token]:
    """'Chad accused it', 'Chad wanted it to leave': who acts upon it in its own clause, so that it is somebody else."""
    verb = token.head
    if verb is not None and token.dep == "nsubj" and any(a.tag == "TO" for a in verb.by("aux")):
        verb = verb.head if verb.dep in ("ccomp", "xcomp") else None
    elif token.dep not in ("dobj", "dative"):
        verb = None
    while verb is not None and not verb.by("nsubj", "nsubjpass") and verb.dep in ("conj", "xcomp"):
        verb = verb.head
    subjects = verb.by("nsubj") if verb is not None else []
    return [m for s in subjects if s.start < token.start for m in (s, *s.by("conj"))]


def object_above(resolver: Resolver, token: Token) -> list[Ref]:
    """'Chad took Togo to the Council, accusing it of theft': whom the main clause has for its object."""
    verb = token.head
    above = verb.head if verb is not None and verb.dep == "advcl" and verb.tag == "VBG" else None
    things = above.by("dobj") if above is not None and above.tag.startswith("VB") else []
    return resolver.actors(things[0]) if len(things) == 1 and _state(things[0]) else []


_ASKS = word_set("link.anaphora.asks")
"""Verbs whose object is to do what the infinitive behind it tells."""


def asked_to(verb: Token) -> Token | None:
    """'Chad asked *Togo* to free the ship': who is to do what an infinitive tells."""
    above = verb.head if verb.dep == "xcomp" and not verb.by("nsubj", "nsubjpass") else None
    if above is None or above.lemma not in _ASKS or not any(a.tag == "TO" for a in verb.by("aux")):
        return None
    whom = above.by("nsubjpass") if above.by("auxpass") else [o for o in above.by("dobj") if o.i < verb.i]
    return whom[0] if len(whom) == 1 else None


_EXCEPTIONS = word_set("link.anaphora.exceptions")


def freed_from(token: Token) -> Token | None:
    """'Asked *the bloc* for a waiver from *its* rules': who is to make an exception of what is its own."""
    rule = token.head if token.dep == "poss" else None
    prep = rule.head if rule is not None and rule.dep == "pobj" else None
    noun = prep.head if prep is not None and prep.lemma in ("from", "to") else None
    verb = next((a for a in noun.ancestors() if a.tag[:2] == "VB"), None) if noun is not None else None
    if noun is None or verb is None or noun.lemma not in _EXCEPTIONS:
        return None
    whom = [o for o in (*verb.by("dobj"), *verb.by("dative")) if o.i < noun.i and o is not noun]
    return whom[0] if len(whom) == 1 else None


_JUDGES_FOR = word_set("link.anaphora.judges_for")
"""What is done to somebody for what he has done."""
_HELPS = word_set("link.anaphora.helps")
"""What is done to somebody for what is done to him."""
_SINCE = word_set("link.anaphora.since")
_TELLS = word_set("link.anaphora.tells")


_CRAFT = word_set("link.anaphora.craft")
"""What does a state's deeds where the state is judged for them."""


def by_whom(token: Token) -> Token | None:
    """'The Chinese ship was shadowed by two of *its* cutters': the verb of the passive that its owner's force does."""
    noun = token.head if token.dep == "poss" else None
    prep = noun.head if noun is not None and noun.dep == "pobj" else None
    if prep is not None and prep.lemma == "of" and prep.head is not None and prep.head.dep == "pobj":
        prep = prep.head.head
    verb = prep.head if prep is not None and prep.dep == "agent" else None
    return verb if noun is not None and noun.lemma in _CRAFT else None


def judged_for(token: Token) -> Token | None:
    """'Chad condemned Togo after *it* shelled Ghana', 'because one of *its* jets had': who is judged for what the
    clause below tells.
    """
    own = token.head if token.dep == "poss" else None
    of = own.head if own is not None and own.dep == "pobj" and own.head is not None and own.head.lemma == "of" else None
    subject = of.head if of is not None and of.head is not None and of.head.tag in ("CD", "DT") else own
    if own is not None and (subject is None or subject.dep != "nsubj" or own.lemma not in _CRAFT):
        return None
    clause = token.head if own is None or subject is None else subject.head
    main = clause.head if clause is not None and clause.dep == "advcl" else None
    if clause is None or main is None or clause.i < main.i or not main.by("nsubj") or clause.lemma in _TELLS:
        return None
    if not any(m.low in _SINCE for m in clause.by("mark", "advmod")):
        return None
    if own is not None and main.lemma in ("protest", "complain", "refuse", "decline"):
        things = [o for c in main.by("xcomp") for o in c.by("dobj")]
        whom = [w for o in things for w in o.by("poss") if w.mention is not None]
        whom += [o for p in main.by("prep") if p.lemma in ("to", "against") for o in p.by("pobj")]
        return whom[0] if len(whom) == 1 and whom[0].i < clause.i else None
    verbs = _JUDGES_FOR | _HELPS if token.dep in ("nsubj", "poss") else _HELPS if token.dep == "dobj" else frozenset()
    whom = [*main.by("dobj"), *(o for p in main.by("prep") if p.lemma == "with" for o in p.by("pobj"))]
    return whom[0] if main.lemma in verbs and len(whom) == 1 and whom[0].i < clause.i else None


_QUARRELS = word_set("link.anaphora.quarrels")
_STANDS_BY = _HELPS | word_set("link.anaphora.stands_by")


def backed_in(token: Token) -> Token | None:
    """'Chad backed *Togo* in *its* dispute with Ghana', "took Togo's side in its war": who is helped in a quarrel."""
    quarrel = token.head if token.dep == "poss" else None
    prep = quarrel.head if quarrel is not None and quarrel.dep == "pobj" else None
    verb = next((a for a in prep.ancestors() if a.tag[:2] == "VB"), None) if prep is not None else None
    if quarrel is None or prep is None or verb is None or prep.lemma not in ("against", "during", "in", "over"):
        return None
    sides = [w for o in verb.by("dobj") if verb.lemma == "take" and o.lemma in ("part", "side") for w in o.by("poss")]
    whom = sides or (
        [*verb.by("dobj"), *(o for p in verb.by("prep") if p.lemma in ("by", "for", "with") for o in p.by("pobj"))]
        if verb.lemma in _STANDS_BY
        else []
    )
    whom = [w for w in whom if w.i < prep.i]
    return whom[0] if quarrel.lemma in _QUARRELS and len(whom) == 1 else None


def of_main_clause(resolver: Resolver, subjects: list[Seen]) -> list[Seen]:
    """'If Chad moves, Togo will protest. It ...': of several subjects of a sentence, that of its main clause."""
    if len({s.entity for s in subjects}) < 2:
        return subjects
    root = resolver.annotated.sentences[subjects[0].sentence].root()
    main = {m.start for s in (root.by("nsubj", "nsubjpass") if root else ()) for m in (s, *resolver.conjuncts(s))}
    return [s for s in subjects if s.at in main] or subjects


def beside_several(resolver: Resolver, named: list[Seen], subjects: list[Seen]) -> list[Seen]:
    """'Spain and Greece do not recognise Kosovo. Its citizens': of several subjects it is none, but the only other
    state that their sentence names; nobody where there is no such state.
    """
    if not subjects:
        return []
    number = subjects[0].sentence
    root = resolver.annotated.sentences[number].root()
    main = [m for s in (root.by("nsubj") if root else ()) for m in (s, *resolver.conjuncts(s))]
    starts = {m.start for m in main}
    acting = {s.entity for s in subjects if s.at in starts}
    if len(main) < 2 or len(acting) < 2:
        return []
    others = [s for s in named if s.sentence == number and s.entity not in acting and s.entity.kind in STATE_KINDS]
    return others[:1] if len({s.entity for s in others}) == 1 else []


_SEVERAL = frozenset({"both", "they", "three", "two"})
_FACING_ROLES = ("dobj", "dative", "pobj")


def beside_plural(resolver: Resolver, number: int, barred: set[Entity]) -> list[Ref]:
    """'The three juntas turned to Moscow. It ...': the only state or body that the sentence before tells of besides its
    main subject, which is several; nobody where that is one, or the sentence tells of more.
    """
    subject = _main_subject_before(resolver, number)
    if subject is None or not (subject.tag in _PLURAL or subject.low in _SEVERAL or subject.by("conj")):
        return []
    acting = {r.entity for r in resolver.all_actors(subject)}
    unknown = subject.low == "they" or subject.lemma in _PEOPLE  # 'Rebels attacked Togo. It ...'
    if len(acting) < 2 and (acting or not unknown):
        return []
    told = resolver.annotated.sentences[number - 1].tokens
    below = [
        t for t in told if t.dep in _FACING_ROLES and t.i > subject.i and t.tag not in _PLURAL and not t.by("conj")
    ]
    refs = {r.entity: r for t in below if t.tag != "PRP" for r in resolver.actors(t)}
    others = [r for e, r in refs.items() if e not in acting | barred and e.kind not in _NO_ACTORS]
    return others if len(others) == 1 else []


def relative_owner(token: Token) -> Token | None:
    """'Togo, which has its own claim': of which the clause is said where 'which' is the subject above 'its'."""
    verb = token.head
    while verb is not None and not verb.tag.startswith("V"):
        verb = verb.head
    if token.dep != "poss" or verb is None or not any(s.tag == "WDT" for s in verb.by("nsubj")):
        return None
    while verb is not None and verb.dep == "conj":
        verb = verb.head
    return verb.head if verb is not None and verb.dep == "relcl" else None


_CASES = word_set("link.anaphora.cases")


def judging(token: Token) -> Token | None:
    """'The court threw out a case in which Chad accused it of theft': the court, which is not accused."""
    verb = token.head
    case = verb.head if verb is not None and verb.dep == "relcl" else None
    if token.dep != "dobj" or case is None or case.lemma not in _CASES:
        return None
    above = next((a for a in case.ancestors() if a.by("nsubj", "agent")), None)
    return next((s for s in above.by("nsubj") if of_kind(s, "Court")), None) if above is not None else None


_UPON = word_set("link.anaphora.upon")
_FACING = word_set("link.anaphora.facing")


def named_right_before(token: Token) -> Token | None:
    """'Chad kept ties with Togo following its invasion of Ghana': the one who stands right before the preposition."""
    prep = token.head.head if token.dep == "poss" and token.head is not None and token.head.dep == "pobj" else None
    if prep is None or prep.low not in _UPON:
        return None
    above = next((a for a in prep.ancestors() if a.tag.startswith("V")), None)
    below = above.subtree() if above is not None else ()
    last = next((t for t in below if t.i == prep.i - 1), None)
    if last is None or not _state(last) or above is None or not above.by("nsubj"):
        return None
    facing = last.dep == "pobj" and last.head is not None and last.head.lemma in _FACING
    return last if last.dep == "dobj" or facing else None


def of_thing(token: Token) -> bool:
    """'Peru opposed the measure; Chile backed it': the thing that the clause beside has for its object."""
    verb = token.head
    if verb is None or token.dep != "dobj" or not verb.tag.startswith("VB"):
        return False
    beside = [c for c in verb.by("dep", "ccomp", "parataxis", "conj") if c.i < verb.i]
    beside += [verb.head] if verb.dep in ("conj", "parataxis") and verb.head is not None else []
    things = [o for c in beside for o in c.by("dobj") if o.i < token.i]
    return any(o.mention is None and o.tag == "NN" and not o.by("poss") for o in things)


def governed_several(token: Token) -> list[Token]:
    """'Chad said that Malian boats had come and that *its* navy had turned them back': the boats, for they are several,
    where whoever says so may be meant.
    """
    subjects = [s for v in token.ancestors() for s in v.by("nsubj", "nsubjpass") if s.start < token.start]
    said = [s for s in subjects if s.head is not None and s.head.by("ccomp") and s.tag != "PRP"]
    if not said or (said[0].tag == "NNS" and said[0].mention is None):
        return []
    several = (s for s in subjects if s.head is not said[0].head)
    return [s for s in several if (s.tag == "NNS" and s.mention is None) or (s.mention and s.mention.role == "people")]


def of_unnamed(subject: Token) -> bool:
    """'The ambassador of Manila's oldest ally wrote that it stood with it': who speaks for a state without a name."""
    whose = [*subject.by("poss"), *(t for p in subject.by("prep") if p.lemma == "of" for t in p.by("pobj"))]
    return any(t.mention is None and t.tag == "NN" and t.lemma in _BESIDE for t in whose)
