"""Whose 'we' the author of a commentary is one of, and whose 'we' a declaration is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

from kg.core.annotated import Sentence, Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link.references import BLOC_KINDS, STATE_KINDS, Seen

if TYPE_CHECKING:
    from kg.link.discourse import Discourse

_FIRST = word_set("shared.first_person_plural")
_OUR = re.compile(r"our (?:own )?", re.IGNORECASE)
_OUR_LEADERS = re.compile(
    r"\b[Oo]ur (?:[a-z]+ ){0,2}(?:chancellors?|foreign ministers?|heads of (?:government|state)|kings?|monarchs?|"
    r"premiers?|presidents?|prime ministers?|queens?),? (?:[A-Z][^,.;]{2,30} and )?$"
)
"""What stands before the names of the author's own leaders: 'two of our former presidents, A and B'."""
_WRITER = re.compile(
    r"\b(?:author|columnist|contributor|writer) (?:is|was) (?:an?|the) (?:[a-z-]+ ){0,3}$|"
    r"\b(?:author|columnist|contributor|writer) (?:has )?served as (?:an? |the )?(?:[a-z-]+ ){0,3}$"
)
"""What stands before his people's name in a note on the author: 'The writer is a former Kenyan minister'."""
_NOTE = 60
"""Characters of it that are read."""
_ONE_OF = re.compile(r"\b(?:[Ww]e|us|my fellow|[Aa]s an?|I am an?) $")
"""What stands before the name of the author's own people."""
_MY_OWN = re.compile(r", my (?:own )?(?:country|homeland|nation)\b")
"""What stands behind the name of the author's country."""
_MISSIONS = word_set("link.author.missions")
"""Whom and what a state has in others."""
_OTHERS = word_set("link.author.others")
"""What a state calls another."""
_POSTED = word_set("link.author.posted")
_MUCH_MORE = 1.5
"""How many times as often a state is named as any other that the text is most about."""


def author_state(discourse: Discourse) -> Entity | None:
    """The state of 'our president, X', else the one that the text is most about, named much more than others.

    Left out are states that act upon 'us' ('its navy has chased our boats away'): an author seldom names his own beside
    'us'. Where two are named about as often, it is the one named most where 'we' is said. 'Let us recall' and 'we are
    told' are anybody's 'we'.
    """
    quoted = [(q.start, q.end) for q in discourse.annotated.quotations]
    if (own := _our_own(discourse, quoted)) is not None:
        return own
    near: Counter[Entity] = Counter()
    against: Counter[Entity] = Counter()
    doers: Counter[Entity] = Counter()
    beside = 0
    seen: defaultdict[int, list[Seen]] = defaultdict(list)
    for s in discourse.seen:
        if s.entity.kind in STATE_KINDS:
            seen[s.sentence].append(s)
    for number, sentence in enumerate(discourse.annotated.sentences):
        for token in sentence.tokens:
            if token.low not in _FIRST or token.text == "US" or not token.tag.startswith("PRP"):
                continue
            if any(a <= token.start < b for a, b in quoted) or _anybody(token, discourse.lexicon.told):
                continue
            named = [t.mention for t in _named_so(token) if t.mention is not None]
            apart = {m.entity for m in named}
            near.update(s.entity for s in (*seen[number - 1], *seen[number]) if s.entity not in apart)
            if token.dep not in ("nsubj", "nsubjpass"):
                acting = [s for s in seen[number] if s.subject and not _urged(s, sentence, discourse.lexicon.owes)]
                doing = _doing_to(token)
                doers.update({s.entity for s in acting if s.at in doing})
                against.update({s.entity for s in acting})
                beside += 1
    opinion = discourse.annotated.commentary
    others = {e for e, times in against.items() if opinion and (times >= 2 or 2 * times >= beside)}
    others |= {e for sentence in discourse.annotated.sentences for e in _hosts(discourse, sentence)}
    about = [(e, times) for e, times in discourse.states_named() if e not in others][:2]
    if opinion and near and about and (len(about) == 1 or about[0][1] >= _MUCH_MORE * about[1][1]):
        return about[0][0]
    if opinion and near and len(about) == 2 and doers[about[0][0]] != doers[about[1][0]]:
        return min((e for e, _ in about), key=lambda e: doers[e])  # of two adversaries, the one that spares us
    top = [(e, times) for e, times in near.most_common() if e not in others][:2]
    return top[0][0] if top and (len(top) == 1 or top[0][1] > top[1][1]) else None


def declarers(discourse: Discourse) -> list[Entity]:
    """Whose 'we' stands outside quotations in a text that is no commentary: of 'we, the ministers of Peru and Chile',
    'we, the leaders of the G7', else the state or body that declares something in the present right before ('Peru
    condemns the raid. *We* urge ...').
    """
    quotations = discourse.annotated.quotations
    last: Entity | None = None
    end = 0
    for sentence in discourse.annotated.sentences if not discourse.annotated.commentary else ():
        if discourse.text[end : sentence.start].strip():
            last = None  # something else is said in between
        end = sentence.end
        for token in sentence.tokens:
            ours = token.tag == "PRP" and token.low == "we"
            if ours and not any(q.start <= token.start < q.end for q in quotations):
                we = next((told for t in token.by("appos") if (told := _spoken_for(discourse, t))), [])
                return we or ([last] if last is not None else [])
        last = _declares(discourse, sentence)
    return []


def _declares(discourse: Discourse, sentence: Sentence) -> Entity | None:
    """The only one who does something in the present in a sentence, or on whose behalf it is done."""
    verb = next((t for t in sentence.tokens if t.dep == "ROOT" and t.tag in ("VBZ", "VBP")), None)
    subjects = verb.by("nsubj") if verb is not None else []
    if len(subjects) != 1 or subjects[0].by("conj"):
        return None
    behalf = [t for t in sentence.tokens if t.lemma == "behalf" and t.i < subjects[0].i]
    found = {e for t in (behalf or subjects) for e in _spoken_for(discourse, t)[:1]}
    return next(iter(found)) if len(found) == 1 else None


def _spoken_for(discourse: Discourse, token: Token) -> list[Entity]:
    """The state or body that a noun is, or whose government, leaders or ministry it names; of several that stand in a
    row ('the ministers of Peru and Chile'), each.
    """
    around = [token, *token.by("poss"), *(t for p in token.by("prep") if p.lemma == "of" for t in p.by("pobj"))]
    around += [t for a in around[1:] for p in a.by("prep") if p.lemma == "of" for t in p.by("pobj")]

    def named(noun: Token) -> Entity | None:
        entity = discourse.actor_entity(noun.mention) if noun.mention is not None else None
        return entity if entity is not None and entity.kind in STATE_KINDS | BLOC_KINDS else None

    first = next((t for t, e in zip(around, map(named, around), strict=True) if e is not None), None)
    row = first.row() if first is not None else []
    return [e for t in row if (e := named(t)) is not None]


def _doing_to(token: Token) -> set[int]:
    """Where the words of whoever acts in the clause of 'us' or 'ours' stand."""
    verb = next((a for a in token.ancestors() if a.tag.startswith("V") and a.dep not in ("amod", "acl")), None)
    while verb is not None and verb.dep in ("conj", "xcomp", "pcomp", "prep") and not verb.by("nsubj", "agent"):
        verb = verb.head
    doers = [*verb.by("nsubj"), *verb.by("agent")] if verb is not None else []
    return {t.start for d in doers for t in d.subtree() if t is not token}


def _our_own(discourse: Discourse, quoted: Collection[tuple[int, int]]) -> Entity | None:
    """Whom the author calls 'our president'; the state of those whom he is one of ('we Chileans', 'as a Kenyan', 'the
    writer is a former Kenyan minister').
    """
    for mention in discourse.annotated.mentions:
        start = mention.span[0]
        own = mention.kind == "State" and mention.role == "name" and _MY_OWN.match(discourse.text, mention.span[1])
        if own and not any(a <= start < b for a, b in quoted):
            return mention.entity
        one_of = mention.role in ("people", "adjective") and _ONE_OF.search(discourse.text, max(0, start - 12), start)
        if one_of and mention.state and not any(a <= start < b for a, b in quoted):
            return discourse.entities.state(mention.state)
        adjective = mention.role == "adjective" and mention.state is not None
        if adjective and _WRITER.search(discourse.text, max(0, start - _NOTE), start):
            return discourse.entities.state(str(mention.state))
    states = (discourse.entities.state_of(person) for person in our_people(discourse))
    return next((state for state in states if state is not None), None)


def our_people(discourse: Discourse) -> list[Entity]:
    """Those whom the author calls his own: 'our president, A B'; not 'our envoy in Quito, A B', told of Quito."""
    out = []
    for mention in discourse.annotated.mentions:
        if mention.kind != "Person" or mention.entity is None:
            continue
        start = mention.span[0]
        led = _OUR_LEADERS.search(discourse.text, max(0, start - _NOTE), start)
        if led is None and not _OUR.match(discourse.text, start):
            continue
        posted = any(_POSTED & set(t.lower().split()) for t in discourse.entities.titles(mention.entity))
        if not posted and not any(q.start <= mention.span[0] < q.end for q in discourse.annotated.quotations):
            out.append(mention.entity)
    return out


def _hosts(discourse: Discourse, sentence: Sentence) -> list[Entity]:
    """The states of 'our embassy in Quito', 'Peru, our largest partner', 'we and Peru': not one's own."""
    ours = [t.head for t in sentence.tokens if t.dep == "poss" and t.low == "our" and t.head is not None]
    places = [
        o for n in ours if n.lemma in _MISSIONS for p in n.by("prep") if p.lemma in ("in", "to") for o in p.by("pobj")
    ]
    for noun in (n for n in ours if n.lemma in _OTHERS):
        places += [*noun.by("appos"), *([noun.head] if noun.dep == "appos" and noun.head is not None else [])]
    places += [o for t in sentence.tokens if t.low in ("we", "us") for o in t.first_of_row().row() if o is not t]
    found = (discourse.entities.state(o.mention.state) for o in places if o.mention is not None and o.mention.state)
    return [e for e in found if e is not None]


def _named_so(token: Token) -> list[Token]:
    """Whom a noun of ours names: 'X, our friend', 'our neighbour, X'."""
    noun = token.head
    above = [noun.head] if noun is not None and noun.dep == "appos" and noun.head is not None else []
    return [*noun.by("appos"), *above] if noun is not None else []


def _anybody(token: Token, told: Collection[str]) -> bool:
    """Whether 'we' are the author and his readers: 'let us recall', 'we are told', 'how we got here'."""
    verb = token.head
    if verb is None or token.dep == "poss":
        return False
    let = verb.head is not None and verb.head.lemma == "let" and verb.dep in ("ccomp", "xcomp")
    here = any(c.low == "here" for c in verb.children)
    return let or here or (verb.lemma in told and token.dep in ("dobj", "dative", "iobj", "nsubjpass"))


def _urged(seen: Seen, sentence: Sentence, owes: Collection[str]) -> bool:
    """Whether it is told what it ought to do, as an author's own state is, too."""
    verb = next((t.head for t in sentence.tokens if t.start == seen.at), None)
    return verb is not None and (verb.lemma in owes or any(c.low in owes for c in verb.by("aux")))
