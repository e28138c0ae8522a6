"""Whom 'it' and 'its' mean: a state or body of the clause around, else whoever the sentences before are about.

A pronoun is put to one way after another; the first that has an answer wins, also where its answer is that nobody can
be known.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.core.annotated import Token
from kg.core.lazy import cached_property
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link import anaphora, replies
from kg.link.discourse import recent
from kg.link.held_for import accused_before, denied_of, held_for, not_its_own
from kg.link.noun_phrases import noun_phrase
from kg.link.references import ALLIES, LANDS, PLACE_KINDS, STATE_KINDS, Ref, Seen

if TYPE_CHECKING:
    from kg.link.resolve import Resolver

_NO_ACTORS = PLACE_KINDS | {"Person", "Treaty", "NewsAgency"}
_BODIES = word_set("link.it_meant.bodies")
"""Bodies that act on their own: who is not known by name, is nobody else."""
_TO_PARTIES = word_set("link.it_meant.to_parties")
"""What is done to states, bodies and persons, never to things."""
_ASKED_FOR = word_set("link.it_meant.asked_for")
"""Verbs of asking, after which 'that it' is who is to do it."""
_LEAVES = word_set("link.it_meant.leaves")
_MEMBERS = word_set("link.it_meant.members")
_JUDGES = word_set("link.it_meant.judges")
_OF_TWO = word_set("link.it_meant.of_two")
_BACK = 2
"""How many sentences back 'it' reaches."""


class It:
    """A pronoun in the singular, with what the ways to find whom it means ask of it."""

    def __init__(self, resolver: Resolver, token: Token) -> None:
        self.resolver, self.token = resolver, token
        self.number = resolver.sentence_of.get(token.start, 0)

    @cached_property
    def doer(self) -> Token | None:
        """Who acts in the participle clause whose object it is."""
        return anaphora.understood_subject(self.token)

    @cached_property
    def barred(self) -> set[Entity]:
        """Whom it cannot mean: who acts upon it in its own clause."""
        doer, resolver, head = self.doer, self.resolver, self.token.head
        barred = {r.entity for r in resolver.actors(doer)} if doer is not None and doer.tag != "PRP" else set()
        if (bench := anaphora.judging(self.token)) is not None:
            judging = (bench, *(head.by("nsubj") if head is not None else ()))
            barred |= {r.entity for t in judging for r in resolver.actors(t)}
        return barred

    @cached_property
    def actors(self) -> set[Entity]:
        """Who does to it what its own clause tells."""
        acting = anaphora.acting_upon(self.token)
        several = ("they", "both")
        named = [t for t in acting if t.tag != "PRP" or t.low in several]
        return {r.entity for t in named for r in self.resolver.actors(t)}

    @cached_property
    def party(self) -> bool:
        """Whether its own clause does to it what is done to states and bodies, never to things: 'urged it'."""
        verb = self.token.head
        if verb is not None and self.token.dep == "nsubj":
            verb = verb.head  # 'wanted it to leave'
        return verb is not None and verb.lemma in _TO_PARTIES

    @cached_property
    def before(self) -> list[Seen]:
        """The states and bodies named before, in the order of the text."""
        seen = (s for s in self.resolver.before(self.token) if s.at not in self.resolver.of_firms)
        acting = (s for s in seen if s.entity.kind not in _NO_ACTORS and s.role != "person")
        none = anaphora.acted_on(self.resolver, self.token) | self.barred | (self.actors if self.party else set())
        none |= self.owners_acted_on
        return [s for s in recent(acting, self.number - _BACK) if s.entity not in none]

    @cached_property
    def owners_acted_on(self) -> set[Entity]:
        """'It rejected *Lome's* request': whose the object of its own clause is, who would else be called 'its'."""
        verb = self.token.head if self.token.dep == "nsubj" else None
        named = [
            t for o in (verb.by("dobj") if verb is not None else ()) for t in o.by("poss") if t.mention is not None
        ]
        return {e for t in named for r in self.resolver.actors(t) for e in (r.entity, r.state) if e is not None}

    @cached_property
    def here(self) -> list[Seen]:
        """Those of its own sentence that may be meant: its subjects, or whoever was named last but who acts upon it."""
        here = [s for s in self.before if s.sentence == self.number]
        return here[-1:] if self.barred else [s for s in here if s.subject]

    @cached_property
    def latest(self) -> list[Seen]:
        """The subjects of the last sentence before that has some."""
        last = [s for s in self.before if self.number - _BACK <= s.sentence < self.number and s.subject]
        return [s for s in last if s.sentence == max(x.sentence for x in last)]

    def again(self, refs: list[Ref], rule: str) -> list[Ref]:
        """What other words stand for."""
        return self.resolver.again(refs, self.token, rule)


Way = Callable[[It], "list[Ref] | None"]
"""Those whom 'it' means; None where a way does not tell."""


def meant(resolver: Resolver, token: Token) -> list[Ref]:
    """Whom 'it' or 'its' means."""
    it = It(resolver, token)
    for way in _WAYS:
        found = way(it)
        if found is not None and not (found and all(r.entity in it.owners_acted_on for r in found)):
            return found
    return []


# -- what the clause around shows


def _same_it(it: It) -> list[Ref] | None:
    """'It does not belong to the bloc, yet it is a member of Y': the 'it' before; 'it was signed': the treaty."""
    earlier = anaphora.same_it(it.token)
    if earlier is None:
        return None
    if earlier.dep == "nsubjpass" and it.resolver.treaty(earlier) is not None:
        return []  # 'It was signed in 1996, it gave us water': the treaty
    return it.again(meant(it.resolver, earlier), "pronoun: as in the clause before")


def _nobody(it: It) -> list[Ref] | None:
    """'It was Peru that did it', 'opposed the measure; Chile backed it', 'criticised the recognition of its rule'."""
    return [] if anaphora.cleft(it.token) or anaphora.of_thing(it.token) or not_its_own(it.token) else None


def _by_another(it: It) -> list[Ref] | None:
    """'Peru says a Chilean ship was shadowed by one of its cutters': Peru's, for Chile's would not do so."""
    verb = anaphora.by_whom(it.token)
    if verb is None:
        return None
    first = verb
    while first.dep == "conj" and not first.by("nsubjpass", "nsubj") and first.head is not None:
        first = first.head
    hit = [t for s in (*verb.by("nsubjpass"), *first.by("nsubj", "nsubjpass")) for t in s.subtree()]
    barred = {it.resolver.actor_entity(t.mention) for t in hit if t.mention is not None}
    if not barred - {None}:
        return None
    said = [t for a in first.ancestors() if first.dep == "ccomp" for t in a.by("nsubj")][:1]
    refs = [r for t in said for r in it.resolver.actors(t) if (r.state or r.entity) not in barred]
    if refs:
        return it.again(refs, "pronoun: who tells what its forces have done")
    others = [s for s in it.before if s.entity not in barred]
    return it.resolver.refer(others[-1].entity if others else None, it.token, "pronoun: another than whom it acts upon")


def _of_organ(it: It) -> list[Ref] | None:
    """'Peru left the Community. Its secretariat is sorry': the Community's, for no state has one of that name alone."""
    noun = it.token.head if it.token.dep == "poss" else None
    if noun is None or noun.mention is not None or noun.lemma.lower() not in _BODY_ORGANS or noun.by("prep"):
        return None
    if any(c.dep in ("compound", "amod") and c.lemma.lower() not in ("general", "permanent") for c in noun.children):
        return None
    body = next(it.resolver.before(it.token, _WITH_ORGANS), None)
    return it.resolver.refer(body.entity, it.token, "pronoun: the body that has such an organ") if body else None


_BODY_ORGANS = word_set("link.it_meant.body_organs")
_WITH_ORGANS = {"IntergovernmentalOrganization", "Organization"}


def _held(it: It) -> list[Ref] | None:
    """'Peru thanked Chile for the help it had given': Chile."""
    held = held_for(it.token) or accused_before(it.token)
    whom = it.resolver.actors(held) if held is not None else []
    return it.again(whom[:1], "pronoun: who is held to have done it") if whom else None


def _denying(it: It) -> list[Ref] | None:
    """'Peru denied a report that its ships had sailed': Peru."""
    denying = denied_of(it.token)
    whom = it.resolver._speaking_for(denying) if denying is not None else []
    sides = [e for r in whom if (e := r.state if r.entity.kind == "Person" else r.entity) is not None]
    rule = "pronoun: who denies what is said of him"
    return [x for e in sides for x in it.resolver.refer(e, it.token, rule)] if whom else None


def _recognised(it: It) -> list[Ref] | None:
    """'Serbia rejects Kosovo's independence; Peru recognises it': Kosovo."""
    whom = anaphora.recognised(it.resolver, it.token)
    return it.again(whom, "pronoun: who is recognised or not in the clause before") if whom else None


def _not_recognised(it: It) -> list[Ref] | None:
    """'Kosovo waits while Peru refuses to recognise it': the state that is the last subject but the doers, where
    nothing else is told between that could be recognised.
    """
    verb = it.token.head
    if it.token.dep != "dobj" or verb is None or verb.lemma not in anaphora.RECOGNISE:
        return None
    states = [s for s in it.before if s.entity.kind in STATE_KINDS and s.sentence >= it.number - 1]
    above = [verb.head] if verb.dep == "xcomp" and verb.head is not None else []
    doing = {t.start for v in (verb, *above) for x in v.by("nsubj") for t in x.subtree()}
    others = [s for s in states if s.entity not in it.actors and s.at not in doing]
    if not others or not others[-1].subject:
        return None
    near = it.resolver.annotated.sentences[others[-1].sentence : it.number + 1]
    between = [t for s in near for t in s.tokens if others[-1].at < t.start < it.token.start]
    if same := [t for t in between if t.low == "it" and t.dep in ("dobj", "nsubj")]:
        return it.again(meant(it.resolver, same[-1]), "pronoun: as in the clause before")
    if any(t.lemma in _RECOGNISABLE or (t.mention is not None and t.mention.kind in PLACE_KINDS) for t in between):
        return None
    return it.resolver.refer(others[-1].entity, it.token, "pronoun: the state that waits to be recognised")


_RECOGNISABLE = word_set("link.it_meant.recognisable")
"""What else than a state may be recognised or not."""


def _object_it(it: It) -> list[Ref] | None:
    """'The Council closed it and it left': the mission that the sentence before tells of."""
    thing = anaphora.object_it(it.token)
    if thing is None:
        return None
    told = anaphora.told_before(it.resolver, thing)
    subjects = thing.head.by("nsubj") if thing.head is not None else ()
    doing = {r.entity for s in subjects for r in it.resolver.actors(s)}
    whom = told if told is not None else [r for r in meant(it.resolver, thing) if r.entity not in doing]
    return it.again(whom[:1], "pronoun: the object of the clause before")


def _owner_above(it: It) -> list[Ref] | None:
    """'His country's determination to defend its soil': his country."""
    above = anaphora.owner_above(it.token)
    owner = it.resolver.actors(above) if above is not None else []
    return it.again(owner[:1], "pronoun: whose the noun above is") if owner else None


def _of_relative(it: It) -> list[Ref] | None:
    """'Togo, which has its own claim': Togo."""
    whose = anaphora.relative_owner(it.token)
    owner = it.resolver.actors(whose) if whose is not None else []
    return it.again(owner, "pronoun: what the relative clause is said of") if owner else None


def _right_before(it: It) -> list[Ref] | None:
    """'Chad kept ties with Togo following its invasion of Ghana': Togo."""
    nearest = anaphora.named_right_before(it.token)
    owner = it.resolver.actors(nearest) if nearest is not None else []
    return it.again(owner, "pronoun: named right before") if owner else None


def _joined_to(it: It) -> list[Ref] | None:
    """'Chad condemned Togo and its ally Ghana', 'the alarm of Togo and of its ally': Togo's, where no 'own' stands."""
    noun = it.token.head if it.token.dep == "poss" else None
    if noun is None or any(c.low == "own" for c in noun.children):
        return None
    prep = noun.head if noun.dep == "pobj" else None
    if prep is not None and prep.dep == "conj" and prep.head is not None and prep.head.dep == "prep":
        beside = (t for t in prep.head.subtree() if t.i == prep.i - 2 and t.dep == "pobj")  # 'of Togo and of its'
        first = next(beside, None)
    else:
        first = noun.head if noun.dep == "conj" else None
    if first is None or first.mention is None or first.mention.role == "people":
        return None
    return it.again(it.resolver.actors(first)[:1], "pronoun: named right before") if first.dep != "nsubj" else None


def _court(it: It) -> list[Ref] | None:
    """'It took the case to the court, asking it to rule': the court."""
    court = anaphora.judges(it.token)
    rule = "pronoun: the court that a case is taken to"
    return it.again(it.resolver.actors(court), rule) if court is not None else None


def _other_side(it: It) -> list[Ref] | None:
    """'Chad signed a pact with it': not Chad, but the only other one that the sentence names."""
    other = anaphora.other_side(it.resolver, it.token)
    return it.again(other, "pronoun: the other side of the clause") if other is not None else None


def _topic(it: It) -> list[Ref] | None:
    """'As for Nairobi, it waits': Kenya."""
    about = anaphora.topic(it.resolver, it.token)
    rule = "pronoun: whom the sentence is said to be about"
    return it.resolver.refer(about, it.token, rule) if about is not None else None


def _asked_about(it: It) -> list[Ref] | None:
    """'And Togo? It left in May': Togo."""
    about = anaphora.asked_about(it.resolver, it.number) if not it.here else None
    return it.resolver.refer(about, it.token, "pronoun: whom the question before is about") if about else None


def _object_above(it: It) -> list[Ref] | None:
    """'Chad took Togo to the Council, accusing it of theft': Togo."""
    upon = anaphora.object_above(it.resolver, it.token) if it.doer is not None else []
    return it.again(upon, "pronoun: object of the main clause") if upon and upon[0].entity not in it.barred else None


def _belongs_to(it: It) -> list[Ref] | None:
    """'Chad, a member of the bloc since 2004, may leave it': the bloc."""
    verb = it.token.head if it.token.dep == "dobj" else None
    while verb is not None and verb.lemma in _LEAVES | {"threaten", "want", "plan"} and not verb.by("nsubj"):
        verb = verb.head
    if it.token.head is None or it.token.head.lemma not in _LEAVES or verb is None:
        return None
    beside = [a for s in verb.by("nsubj") for a in s.by("appos") if a.lemma in _MEMBERS]
    bodies = [t for a in beside for p in a.by("prep") if p.lemma == "of" for t in p.by("pobj")]
    refs = [r for t in bodies for r in it.resolver.actors(t)]
    return it.again(refs, "pronoun: the body whose member the subject is") if len(refs) == 1 else None


def _backed_by(it: It) -> list[Ref] | None:
    """'The emirate, backed by the League, of which it is a member': the emirate, of which the participle is said."""
    verb = it.token.head if it.token.dep == "nsubj" else None
    body = verb.head if verb is not None and verb.dep == "relcl" and verb.lemma in ("be", "remain") else None
    if verb is None or body is None or not any(n.lemma in _MEMBERS for n in verb.by("attr")):
        return None
    made = next((a for a in body.ancestors() if a.tag.startswith("VB")), None)
    if made is None or made.tag not in ("VBN", "VBG") or made.dep not in ("acl", "advcl") or made.by("nsubj", "mark"):
        return None
    noun = made.head
    if noun is not None and made.dep == "advcl":
        noun = next((s for s in noun.by("nsubj", "nsubjpass") if s.i < made.i), None)
    if noun is None:
        return None
    refs = [r for r in it.resolver.actors(noun) if r.entity.kind not in _NO_ACTORS]
    if not refs and noun.mention is None and noun.lemma in LANDS:
        return []  # 'the kingdom, backed by the League, of which it is a member', whichever that is
    return it.again(refs, "pronoun: of whom the participle around it is said") if len(refs) == 1 else None


def _whose_partner(it: It) -> list[Ref] | None:
    """'Niger thanked Roe, whose country is its ally', 'left Chad, which is its neighbour': Niger's."""
    noun = it.token.head if it.token.dep == "poss" else None
    verb = noun.head if noun is not None and noun.dep == "attr" and noun.lemma in ALLIES else None
    whom = verb.head if verb is not None and verb.dep == "relcl" and verb.lemma in ("be", "remain") else None
    if verb is None or whom is None or not any(t.tag[0] == "W" for s in verb.by("nsubj") for t in (s, *s.by("poss"))):
        return None
    above = next((a for a in whom.ancestors() if a.by("nsubj", "nsubjpass")), None)
    subjects = [s for s in above.by("nsubj", "nsubjpass") if s.i < verb.i] if above is not None else []
    refs = [r for s in subjects for r in it.resolver.actors(s) if r.entity.kind not in _NO_ACTORS]
    apart = len({r.entity for r in refs}) == 1 and whom not in subjects
    return it.again(refs[:1], "pronoun: the subject, whose partner another is") if apart else None


def _freed_from(it: It) -> list[Ref] | None:
    """'Asked the bloc for a waiver from its rules': the bloc's."""
    whom = anaphora.freed_from(it.token)
    refs = [r for r in it.resolver.actors(whom) if r.entity.kind not in _NO_ACTORS] if whom is not None else []
    return it.again(refs, "pronoun: who is asked to make an exception") if len(refs) == 1 else None


def _judged_for(it: It) -> list[Ref] | None:
    """'Condemned Togo after it shelled Ghana', 'sided with Togo when Ghana hit it', 'backed it in its war': Togo."""
    whom = anaphora.judged_for(it.token) or anaphora.backed_in(it.token)
    refs = [r for r in it.resolver.actors(whom) if r.entity.kind not in _NO_ACTORS] if whom is not None else []
    return (
        it.again(refs, "pronoun: who is judged for it") if len(refs) == 1 and refs[0].entity not in it.barred else None
    )


def _own_subject(it: It) -> list[Ref] | None:
    """'The latter put *its* navy on alert': whom the subject of its own clause stands for without a name."""
    if it.token.dep != "poss" or it.token.head is None:
        return None
    verb = next((a for a in it.token.head.ancestors() if a.by("nsubj", "nsubjpass")), None)
    subjects = verb.by("nsubj", "nsubjpass") if verb is not None else []
    if len(subjects) != 1 or subjects[0].mention is not None or subjects[0].low not in _OF_TWO:
        return None
    refs = [r for r in it.resolver.actors(subjects[0]) if r.entity.kind not in _NO_ACTORS]
    known = len(refs) == 1 and subjects[0].i < it.token.i
    return it.again(refs, "pronoun: the subject of its own clause") if known else None


def _governing(it: It) -> list[Ref] | None:
    """'China said that it had left': the subject of the clause that governs the one of the pronoun."""
    token, resolver = it.token, it.resolver
    several, above = anaphora.governed_several(token), {id(a) for a in token.ancestors()}
    for up in token.head.ancestors() if token.head is not None else ():
        asked = anaphora.asked_to(up)
        whom = resolver.actors(asked) if asked is not None and asked.start < token.start else []
        if whom and whom[0].entity not in it.barred and whom[0].entity.kind not in _NO_ACTORS:
            return it.again(whom[:1], "pronoun: who is asked to do it")
        for s in up.by("nsubj", "nsubjpass"):
            if s in several or s.start >= token.start or id(s) in above:
                continue
            found = [r for r in resolver.actors(s) if r.entity.kind != "Person"] if s.tag != "PRP" else []
            if not found and s.tag in ("NN", "NNP") and s.mention is None and s.lemma.lower() in _BODIES:
                return []  # 'the commission had paid what it had withheld': a body that nobody knows
            if not found and s.mention is None and (anaphora.of_unnamed(s) or _unheard_of(resolver, s)):
                return []
            if s.tag in ("NNS", "NNPS") and len({r.entity for r in found}) > 1:
                continue  # 'the ministers of Peru and Chile ... it'
            if found and found[0].entity not in it.barred:
                return it.again(found[:1], "pronoun: subject of the governing clause")
    return None


def _unheard_of(resolver: Resolver, token: Token) -> bool:
    """'*Foo* left the venture, which it had joined in May': the name of a body or firm that no list has."""
    return token.tag == "NNP" and token.lemma.lower() not in resolver.lexicon.organs


def _fronted(it: It) -> list[Ref] | None:
    """'Pressed by Chad to free the men it had seized, Togo gave in': the subject that follows."""
    if it.token.dep not in ("nsubj", "nsubjpass", "poss"):
        return None
    for clause in it.token.ancestors():
        main = clause.head
        if main is None or clause.dep != "advcl" or clause.tag not in ("VBN", "VBG") or clause.i > main.i:
            continue
        subjects = main.by("nsubj", "nsubjpass")
        if clause.by("nsubj", "nsubjpass", "mark") or len(subjects) != 1 or subjects[0].i < it.token.i:
            return None
        found = [r for r in it.resolver.actors(subjects[0]) if r.entity.kind not in _NO_ACTORS]
        named = subjects[0].mention is not None and len(found) == 1
        return it.again(found, "pronoun: the subject that follows") if named else None
    return None


# -- what the sentences before are about


def _beside_person(it: It) -> list[Ref] | None:
    """'The minister thanked Chad and promised a grant for its railways': the only one that the sentence names, where a
    person is its subject.
    """
    if it.here or it.barred:
        return None
    verb = it.token.head if it.token.dep in ("nsubj", "nsubjpass") else None
    asked = verb is not None and verb.dep == "ccomp" and verb.head is not None and verb.head.lemma in _ASKED_FOR
    acting = anaphora.acting_above(verb if asked and verb is not None else it.token)
    people = [r for t in acting for r in it.resolver.actors(t)]
    if not people or any(r.entity.kind != "Person" for r in people):
        return None
    own = {r.state for r in people}
    here = {s.entity for s in it.before if s.sentence == it.number} - own
    rule = "pronoun: the only one that is named beside a person who acts"
    return it.resolver.refer(next(iter(here)), it.token, rule) if len(here) == 1 else None


def _answering(it: It) -> list[Ref] | None:
    """'The court ordered Peru to wait. It refused': Peru."""
    barred = anaphora.acted_on(it.resolver, it.token)
    whom = [r for r in replies.answering(it.resolver, it.token) if r.entity not in barred]
    states = [r for r in whom if r.entity.kind not in _NO_ACTORS]
    return it.again(states, "pronoun: who was addressed just before") if len(states) == len(whom) == 1 else None


def _some_country(it: It) -> list[Ref] | None:
    """'A country mined out by Peru sells what it has. It took Chile to court': none of those that it names."""
    resolver, number = it.resolver, it.number - 1
    if it.here:
        return None
    tokens = resolver.annotated.sentences[number].tokens if number >= 0 else ()
    mains = [t for t in tokens if t.dep == "nsubj" and t.mention is None and t.head is not None and not t.head.head]
    lands = [t for t in mains if t.lemma in LANDS and t.tag == "NN"]
    unknown = [t for t in mains if t.text == "It"]
    unknown += [t for t in lands if noun_phrase(t).indefinite or noun_phrase(t).determiner == "the"]
    return [] if any(not resolver.actors(t) for t in unknown) else None


def _goes_on(it: It) -> list[Ref] | None:
    """'It voted on Monday. It condemned Peru': the subject of the sentence before, which is a pronoun, too."""
    if it.here:
        return None
    again = anaphora.goes_on(it.resolver, it.token, it.number)
    return it.again(again, "pronoun: the subject of the sentence before") if again else None


def _with_others(it: It) -> list[Ref] | None:
    """'Its quarrel with Mali ended in 1986. With Niger it has been negotiating': the one whose quarrel that was."""
    verb = it.token.head if it.token.dep == "nsubj" and not it.here else None
    if verb is None or not any(p.lemma.lower() == "with" and p.i < it.token.i for p in verb.by("prep")):
        return None
    sentence = it.resolver.annotated.sentences[it.number - 1] if it.number else None
    root = sentence.root() if sentence is not None else None
    subjects = root.by("nsubj", "nsubjpass") if root is not None else []
    whose = [o for s in subjects if any(p.lemma == "with" for p in s.by("prep")) for o in s.by("poss")]
    refs = [r for o in whose for r in it.resolver.actors(o) if r.entity.kind not in _NO_ACTORS]
    return it.again(refs, "pronoun: who deals with one and another") if len(refs) == 1 else None


def _body_unknown(it: It) -> list[Ref] | None:
    """'The Council was set up in 1992. Its members are': of a body that nobody knows."""
    return [] if not it.here and anaphora.of_body_unknown(it.resolver, it.token, it.number) else None


def _beside_several(it: It) -> list[Ref] | None:
    """'Spain and Greece do not recognise Kosovo. Its citizens': Kosovo."""
    beside = anaphora.beside_several(it.resolver, it.before, it.latest) if not it.here else []
    rule = "pronoun: the only one beside several subjects"
    return it.resolver.refer(beside[0].entity, it.token, rule) if beside else None


def _beside_plural(it: It) -> list[Ref] | None:
    """'The three juntas turned to Moscow. It has sent soldiers': the only one that the sentence tells of besides."""
    beside = anaphora.beside_plural(it.resolver, it.number, it.barred | it.actors) if not it.here else []
    return it.again(beside, "pronoun: the only one beside several subjects") if beside else None


def _asked_alike(it: It) -> list[Ref] | None:
    """'Togo asked the court to rule; Benin asked it to wait': the court, known or not."""
    verb = it.token.head
    if verb is not None and it.token.dep == "nsubj" and any(a.tag == "TO" for a in verb.by("aux")):
        verb = verb.head
    elif it.token.dep != "dobj":
        return None
    if verb is None or verb.lemma not in _TO_PARTIES:
        return None
    tokens = it.resolver.annotated.sentences[it.number].tokens
    alike = [t for t in tokens if t.i < verb.i and t.lemma == verb.lemma and t.tag.startswith("VB")]
    below = [s for t in alike for c in t.by("xcomp", "ccomp") for s in c.by("nsubj") if c.tag == "VB"]
    whom = [o for o in (*below, *(o for t in alike for o in t.by("dobj"))) if o.tag in ("NN", "NNP")]
    refs = [r for r in it.resolver.actors(whom[-1]) if r.entity not in it.actors] if whom else []
    return it.again(refs, "pronoun: to whom the like is done before") if whom else None


def _asked_to_rule(it: It) -> list[Ref] | None:
    """'Peru asked it to rule on the islets': the court told of last."""
    verb = it.token.head
    asked = verb.head if verb is not None and it.token.dep == "nsubj" else verb
    rules = [verb, *(verb.by("xcomp", "ccomp") if verb is not None else ())]
    if asked is None or asked.lemma != "ask" or not any(v is not None and v.lemma in _JUDGES for v in rules):
        return None
    court = next(it.resolver.before(it.token, {"Court"}), None)
    return it.resolver.refer(court.entity if court else None, it.token, "pronoun: the court that is asked to rule")


def _last_subject(it: It) -> list[Ref] | None:
    """'Chad left in May. It returned in June': the last subject; where there is none, whoever was named last."""
    chosen = it.here or anaphora.of_main_clause(it.resolver, it.latest) or it.before[-1:]
    if chosen and chosen[0].entity in it.actors:
        return []  # 'Peru hailed it': some thing
    return it.resolver.refer(chosen[0].entity if chosen else None, it.token, "pronoun: last subject")


_WAYS: tuple[Way, ...] = (
    _same_it,
    _nobody,
    _by_another,
    _of_organ,
    _held,
    _denying,
    _recognised,
    _not_recognised,
    _object_it,
    _owner_above,
    _whose_partner,
    _of_relative,
    _right_before,
    _joined_to,
    _court,
    _asked_alike,
    _asked_to_rule,
    _other_side,
    _topic,
    _object_above,
    _judged_for,
    _belongs_to,
    _backed_by,
    _freed_from,
    _own_subject,
    _governing,
    _fronted,
    _asked_about,
    _beside_person,
    _answering,
    _some_country,
    _goes_on,
    _with_others,
    _body_unknown,
    _beside_several,
    _beside_plural,
    _last_subject,
)
"""In this order."""
