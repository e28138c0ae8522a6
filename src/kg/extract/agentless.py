"""Events whose own clause names nobody who acts: passives, notes, and words of talks or sanctions told of before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kg.core.annotated import Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.absent import NOTED, POSTED
from kg.extract.actors import speakers
from kg.extract.acts_told import Past
from kg.extract.envoys import host_and_sender
from kg.extract.role_search import NOBODY, Found, Readers, Roles, Sought, found_at, found_each
from kg.extract.sides import SHIP, same_side
from kg.extract.talks import table
from kg.extract.targets_on_paths import TargetsOnPaths
from kg.link.noun_phrases import noun_phrase
from kg.link.resolve import STATE_KINDS, Ref

_VOICED = {"ACCUSE", "REQUEST", "THREATEN"}
"""What is done by words to one who is named."""
_BY_MANY = {"PROTEST", "REJECT", "SANCTION", "SUPPORT"}
"""What is also done by several states or groups of whom no name is told."""
_TOLD_BY_DOER = {"COOPERATE", "MOBILIZE", "PROTEST"}
"""What the state does that tells of it without a word on who does it ('said that a protest had been lodged')."""
_GUARDS = word_set("extract.agentless.guards")
"""Who says by a passive what he has done himself ('the navy said that two boats had been seized')."""
_STRAY = word_set("extract.agentless.stray")
_SHUTS_OUT = word_set("extract.agentless.shuts_out")
_CALLED_HOME = word_set("extract.agentless.called_home")
_CALLED_IN = word_set("extract.agentless.called_in")
_JAILED = word_set("extract.agentless.jailed")
_WISH = word_set("extract.agentless.wish")
_TELLING = ("VBD", "VBZ", "VBP", "VBN")
_THANKS = word_set("extract.agentless.thanks")
_THANKED_FOR = {"AID", "CONCEDE", "COOPERATE", "SUPPORT"}
"""What one is thanked for."""
_GOES_ON = {"AID", "CONCEDE", "SANCTION"}
"""What a relative clause behind a comma tells of those to whom the main clause has the like done, by the same."""
_UNDONE = {"sanctioner": "SANCTION", "captor": "COERCE"}
"""Whose act of which kind is undone."""
_COMPLAINTS = {"ACCUSE", "PROTEST"}
"""What is done to somebody for what he has done."""
_RAIDERS = word_set("extract.agentless.raiders")


class Agentless:
    """Finds who acts, and for some kinds of clauses also upon whom, where no word of the clause is for who acts."""

    def __init__(self, readers: Readers, on_paths: TargetsOnPaths) -> None:
        self.words, self.resolver, self.on_paths = readers.words, readers.resolver, on_paths
        self.addressees, self.referents, self.absent = readers.addressees, readers.referents, readers.absent
        self.unlisted = readers.unlisted

    def of(self, sought: Sought) -> Found | Roles | None:
        """Who acts; all the roles, where it is known by whom it is upon; None where nothing tells."""
        for way in _WAYS:
            if (told := way(self, sought)) is not None:
                return None if told is NOBODY else told
        return None

    def _only_wished(self, sought: Sought) -> Found | None:
        """'The sanctions ought to be lifted': nobody does so."""
        verb = sought.value == "CONCEDE" and grammar.is_verb(sought.trigger)
        return NOBODY if verb and grammar.wished(sought.trigger) else None

    def _by_the_other(self, sought: Sought) -> Found | Roles | None:
        """Whoever answers the one it is upon, else the other one of the two that the text is about."""
        trigger = sought.trigger
        if "other" not in sought.actor_ways or _agent(trigger) or self._stranger(trigger):
            return None
        upon = self.on_paths.of(sought)
        if upon is None:
            return NOBODY
        s = self.addressees.answering(upon.refs, sought.sentence, trigger)
        s = s or self.addressees.counterpart(upon.refs, trigger)
        return Roles(s, upon.refs, [trigger] * len(s), upon.tokens) if s else NOBODY

    def _stranger(self, trigger: Token) -> bool:
        """Whether a clause has a subject of its own that is no part of a state ('the officers expelled them')."""
        subjects = valency.logical_subjects(trigger) if grammar.is_verb(trigger) else ()
        known = self.resolver.lexicon.organs | self.resolver.lexicon.state | {"court", "deputy", "judge"}
        known |= {"lawmaker", "legislator", "minister", "official", "senator"}
        return any(t.tag in ("NN", "NNS", "NNP") and t.lemma not in known for t in subjects)

    def _by_the_same(self, sought: Sought) -> Found | Roles | None:
        """Whoever did what goes on or is undone: 'A second batch will be delivered in May'."""
        before, trigger = self._like(sought), sought.trigger
        if before is None:
            return None
        upon = self.on_paths.of(replace(sought, s=before.s)) or Found([], [])
        o = upon.refs or [r for r in before.o if not same_side(r, before.s)]
        if not o and "o" in sought.frame.needs:
            return NOBODY
        s = list(before.s)
        return Roles(s, o, [trigger] * len(s), upon.tokens or [trigger] * len(o))

    def _like(self, sought: Sought) -> Past | None:
        """The act that this one continues or undoes: the last of its kind in this paragraph."""
        ways, trigger = sought.actor_ways, sought.trigger
        value = sought.value if "same" in ways else next((v for k, v in _UNDONE.items() if k in ways), "")
        if not value or (grammar.is_verb(trigger) and (grammar.after(trigger, "by") or not grammar.passive(trigger))):
            return None
        return self.addressees.like(value, sought.sentence, trigger)

    def _of_envoy(self, sought: Sought) -> Roles | None:
        """'Togo's ambassador in Accra, Ana Ruiz, was summoned': by Ghana; 'was recalled': by Togo, from Ghana."""
        trigger = sought.trigger
        moved = sought.value == "SANCTION" and trigger.lemma in _CALLED_HOME
        called = sought.value == "PROTEST" and trigger.lemma in _CALLED_IN
        passive = grammar.is_verb(trigger) and grammar.passive(trigger) and not _agent(trigger)
        for envoy in trigger.by("nsubjpass") if passive and (moved or called) else ():
            if (sides := host_and_sender(self.resolver, envoy)) is not None:
                host, sender = sides
                return Roles([sender], [host], [envoy], [envoy]) if moved else Roles([host], [sender], [envoy], [envoy])
        return None

    def _by_who_tells(self, sought: Sought) -> Found | None:
        """'Said that a protest had been lodged', 'said its forces were put on alert': the state that says so."""
        trigger = sought.trigger
        if (
            not (sought.value in _TOLD_BY_DOER or (sought.value == "COERCE" and _told_by_guards(trigger)))
            or sought.frame.id == "mobilize.test"  # 'rockets were fired', by whomever
            or not grammar.is_verb(trigger)
            or not grammar.passive(trigger)
            or _agent(trigger)
        ):
            return None
        summoned = trigger.by("nsubjpass") if sought.value in ("COERCE", "PROTEST") else []
        whose = self.resolver.entities.told_state_of
        own = {whose(r.entity) for t in summoned for r in self.resolver.actors(t)}  # nobody summons his own envoy
        speaker = [r for r in self._speaker(trigger) if r.entity not in own]
        there = self._states_at(trigger)
        if sought.value == "COERCE" and there and any(r.entity not in there for r in speaker):
            return None  # 'Moldova's police said that two men had been arrested in Kyiv'
        return found_at(speaker, trigger)

    def _into_whose_land(self, sought: Sought) -> Roles | None:
        """'Two Togolese who had strayed into Chad were arrested': by Chad."""
        trigger = sought.trigger
        passive = sought.value == "COERCE" and grammar.is_verb(trigger) and grammar.passive(trigger)
        if not passive or _agent(trigger):
            return None
        first = trigger
        while first.dep == "conj" and first.head is not None and not first.by("nsubjpass"):
            first = first.head
        came = [c for t in first.by("nsubjpass") for c in t.by("relcl", "acl") if c.lemma in _STRAY]
        places = [
            t for c in came for t in (*grammar.after(c, "into", "to", "in"), *c.by("dobj")) if t.mention is not None
        ]
        return self._by_the_one(self._states_of(places), sought)

    def _states_at(self, verb: Token) -> set[Entity]:
        """The states in which something is done, where its clause tells that."""
        return {*self._states_of([t for t in grammar.after(verb, "in", "at", "near") if t.mention is not None])}

    def _states_of(self, places: Sequence[Token]) -> dict[Entity, Ref]:
        """The states in which places lie, or that are named there."""
        found = (r for t in places for r in (*self.referents.state_of_place(t), *self.resolver.actors(t)))
        return {r.entity: r for r in found if r.entity.kind in STATE_KINDS}

    def _by_the_one(self, states: Mapping[Entity, Ref], sought: Sought) -> Roles | None:
        """The only one of some states, upon whoever the paths of the frame lead to, if that is another side."""
        upon = self.on_paths.of(sought) if len(states) == 1 else None
        if upon is None or not upon.refs or any(same_side(r, upon.refs) for r in states.values()):
            return None
        return Roles(list(states.values()), upon.refs, [sought.trigger], upon.tokens)

    def _where_it_holds(self, sought: Sought) -> Roles | None:
        """'Chadian beef was banned from Togo', 'the Chadian envoy was declared persona non grata in Lomé': Togo."""
        trigger = sought.trigger
        if sought.value != "SANCTION" or trigger.lemma not in _SHUTS_OUT or not grammar.is_verb(trigger):
            return None
        if not grammar.passive(trigger) or _agent(trigger):
            return None
        near = [trigger, *trigger.by("oprd", "attr"), *(t for o in trigger.by("oprd", "attr") for t in o.children)]
        shut = [t for n in near for t in grammar.after(n, "from")]  # 'from the Games in Paris'
        places = [t for t in shut or (t for n in near for t in grammar.after(n, "in")) if t.mention is not None]
        return self._by_the_one(self._states_of(places), sought)

    def _speaker(self, trigger: Token) -> list[Ref]:
        """Whose forces have been moved, where nobody is named: those of the state that says so."""
        verb = next((a for a in trigger.ancestors() if grammar.is_verb(a) and a.lemma in self.words["speak"]), None)
        if verb is None or trigger.dep not in ("ccomp", "conj") or grammar.passive(verb):
            return []
        refs = [r for t in valency.logical_subjects(verb) for r in self.resolver.actors(t)]
        states = {r.state: r for r in refs if r.state is not None and r.entity.kind != "NewsAgency"}
        return (
            [Ref(e, trigger, "the speaker's state", r.words, e) for e, r in states.items()] if len(states) == 1 else []
        )

    # -- clauses that leave out who acts

    def _left_out(self, sought: Sought) -> Roles | None:
        """Talks of which one side alone is told, where the frame asks for it, else passives without an agent."""
        return self._ours(sought) if "ours" in sought.actor_ways else self._passive(sought)

    def _ours(self, sought: Sought) -> Roles | None:
        """'Talks with B are to resume': whoever talks or drills with the one who is named, or breaks with him."""
        upon = self.on_paths.of(sought) or Found([], [])
        s = self.absent.ours(sought.frame, sought.trigger, sought.sentence, upon.refs)
        return Roles(s, upon.refs, [sought.trigger] * len(s), upon.tokens) if s else None

    def _passive(self, sought: Sought) -> Roles | None:
        """Passives without an agent: 'A arrested B ... B was sentenced', 'the former prime minister was jailed'."""
        trigger = sought.trigger
        let = trigger.head if trigger.dep == "xcomp" and trigger.lemma == "go" else None
        verb = let if let is not None and let.lemma == "let" else trigger  # 'was let go'
        if not grammar.is_verb(verb) or not grammar.passive(verb) or valency.logical_subjects(verb):
            return None
        upon = self.on_paths.of(sought) or Found([], [])
        past = self.absent.of_passive(sought.frame, verb, sought.sentence, upon.refs)
        if past is None:
            home = self._own_justice(sought, verb, upon.refs)
            return Roles(home, upon.refs, [trigger], upon.tokens) if home else None
        ship = any(r.rule == SHIP for r in past.o) and all(t.tag == "PRP" for t in upon.tokens)
        if ship or not upon.refs:
            upon = Found(_apart(past.o, past.s), upon.tokens)
        if past.s and all(r.rule == POSTED for r in past.s):
            return _asked_by_poster(past, upon, trigger)
        return self._done_before(past, upon, sought)

    def _done_before(self, past: Past, upon: Found, sought: Sought) -> Roles | None:
        """The roles of a passive whose actor an act before, or the key of a note, has told."""
        s, o, tokens, trigger = list(past.s), upon.refs, upon.tokens, sought.trigger
        if all(r.rule in NOTED for r in s):
            o = _apart(o, s)
            if not o:  # 'Lima: two smugglers arrested'
                o, tokens = self.unlisted.nameless(sought.frame, trigger)
                o, tokens = (o, tokens) if o else self.unlisted.anybody(sought.frame, trigger)
        if not o and "o" in sought.frame.needs:
            return None
        return Roles(s, o, [trigger] * len(s), tokens or [trigger] * len(o))

    def _by_clause_above(self, sought: Sought) -> Found | None:
        """'Released ten men, who were handed to Chad': whoever does the like to them in the clause above; 'thanked Peru
        for the help given': whoever is thanked for it.
        """
        trigger = sought.trigger
        noun = trigger.head if trigger.dep in ("acl", "relcl") else None
        if noun is None or not grammar.is_verb(trigger) or not grammar.passive(trigger) or _agent(trigger):
            return None
        if sought.value in _THANKED_FOR and (thanked := _thanked_for(noun)):
            return found_at([r for t in thanked for r in self.referents.of(t)], trigger)
        above = noun.head if noun.dep == "dobj" else None
        if sought.value not in _GOES_ON or above is None or trigger.dep != "relcl":
            return None
        who = min(trigger.subtree(), key=lambda t: t.i)
        apart = self.resolver.text[max(0, who.start - 2) : who.start].startswith(",")
        if not apart or any(a.low == "had" for a in trigger.by("aux")):
            return None
        told = next((p for p in reversed(self.addressees.past) if p.at == above.start), None)
        same = told is not None and told.value == sought.value
        return found_at(list(told.s), trigger) if told is not None and same else None

    def _in_course(self, sought: Sought) -> Found | None:
        """'Chilean jets bomb the port, three Peruvian sailors killed': by whoever acts in the clause beside it."""
        verb = sought.trigger
        deed = verb.head if verb.dep == "advcl" and verb.tag == "VBN" and verb.by("nsubjpass") else None
        if deed is None or sought.value not in _IN_COURSE or verb.by("mark", "auxpass", "agent", "advmod"):
            return None
        refs = [r for t in deed.by("nsubj") for r in self.referents.of(t)]
        hit = {e for t in verb.by("nsubjpass") for r in self.referents.of(t) for e in (r.entity, r.state)}
        return found_at(refs, verb) if refs and all((r.state or r.entity) not in hit for r in refs) else None

    def _own_justice(self, sought: Sought, verb: Token, o: Sequence[Ref]) -> list[Ref]:
        """'The former prime minister was jailed': by his own state, where no place tells of another."""
        jailed = (
            verb.lemma in _JAILED
            or sought.frame.id == "coerce.under"
            or (sought.frame.id == "coerce.taken_off" and _raided(verb))
        )
        persons = all(r.entity.kind == "Person" and r.state == o[0].state for r in o)
        if sought.value != "COERCE" or not jailed or not o or not persons:
            return []
        state = o[0].state
        places = [t for t in grammar.after(verb, "in", "at", "near") if t.mention is not None]
        if state is None or any(
            r.state != state for t in places for r in (*self.referents.state_of_place(t), *self.referents.of(t))
        ):
            return []
        return [Ref(state, verb, "the state of whoever is jailed", state.name, state)]

    # -- those without a name who speak

    def _voices(self, sought: Sought) -> Roles | None:
        """Those without a name who accuse or ask somebody who is named: 'prosecutors', 'the opposition'."""
        frame, trigger = sought.frame, sought.trigger
        told = trigger.tag in _TELLING or (trigger.tag == "VB" and trigger.dep == "ROOT" and not trigger.by("aux"))
        said = (
            frame.value in _VOICED | _BY_MANY and told and not grammar.passive(trigger) and trigger.lemma not in _WISH
        )
        if not said or not any(path.partition(".")[0] == "subject" for path in frame.s):
            return None
        voices = frame.value in _VOICED
        found = [r for t in speakers(trigger) for r in (self._voice(t) if voices else []) or self._many(t)]
        if not found:
            return None
        upon = self.on_paths.of(replace(sought, s=found))
        heard = frame.value == "REQUEST" and all(r.token.lemma in self.words["notables"] for r in found)
        if upon is None and heard:
            upon = found_each(self.unlisted.anybody(frame, trigger))
        open_call = heard and frame.extra.get("about") == "general"  # 'appeal to all sides': a condition looks at whom
        if upon is None and not open_call:
            return None
        upon = upon or Found([], [])
        return Roles(found, upon.refs, [trigger] * len(found), upon.tokens)

    def _voice(self, token: Token) -> list[Ref]:
        """Those without a name for whom a subject stands: 'a group of lawyers', but not 'few lawyers'."""
        inner = grammar.content(token)[0]
        phrase = noun_phrase(token)
        few = any(t.lemma in ("few", "no") for t in (*inner.by("det", "amod"), *token.by("det", "amod")))
        few |= any(t.tag == "WP$" for t in inner.by("poss"))  # 'the court, whose judges urged'
        if inner.mention is not None or not self._speaks_up(inner) or token.tag in ("PRP", "WP") or few:
            return []
        return self.unlisted.unnamed(inner, phrase.start, max(phrase.end, noun_phrase(inner).end))

    def _many(self, token: Token) -> list[Ref]:
        """States or their envoys without a name: 'five Latin American countries', 'several foreign ministers'."""
        phrase = noun_phrase(token)
        several = token.mention is None and token.tag == "NNS" and phrase.determiner in ("", "some", "several", "many")
        told = bool(token.by("nummod") or phrase.determiner or phrase.premodifiers)
        nouns = self.words["many_states"] | self.words["groups"]
        named = any(t.mention is not None and t.mention.kind != "Area" for t in phrase.premodifiers)
        if not several or not told or named or token.lemma not in nouns:
            return []
        inside = [t for t in phrase.premodifiers if t.dep != "advmod"]  # not 'only seven countries'
        return self.unlisted.unnamed(token, min(t.start for t in (*inside, token)), phrase.end)

    def _speaks_up(self, token: Token) -> bool:
        """Whether a noun names people who speak up, not those who only comment ('prosecutors', not 'analysts')."""
        forms = {token.lemma, token.low}
        several = token.tag == "NNS" and any(forms & self.words[x] for x in ("humans", "groups"))
        return token.lemma in self.words["voices"] or (several and token.lemma not in self.words["bystanders"])

    # -- by a name that the frame gives the way

    def _by_name(self, sought: Sought) -> Found | None:
        """The first of the ways that the frame asks for which finds somebody."""
        ways = sought.actor_ways
        for name, way in BY_NAME.items() if ways else ():
            if name in ways and (s := way(self, sought)):
                return found_at(s, sought.trigger)
        return None

    def _giver(self, sought: Sought) -> list[Ref]:
        return self.absent.giver(sought.trigger, sought.sentence)

    def _table(self, sought: Sought) -> list[Ref]:
        return table(self.addressees, sought.trigger)

    def _quoted(self, sought: Sought) -> list[Ref]:
        return self.referents.first_person.quoted(sought.trigger, sought.sentence)

    def _pair(self, sought: Sought) -> list[Ref]:
        rule = "the two that the text is about"
        return [Ref(e, sought.trigger, rule, e.name, e) for e in self.resolver.pair_of_text()]

    def _answerable(self, sought: Sought) -> list[Ref]:
        """'Lodged a protest with Chad over the boarding of a boat': Chad."""
        number = self.addressees.number(sought.sentence)
        before = (p for p in reversed(self.addressees.past) if p.sentence == number and p.at < sought.trigger.start)
        made = next((p for p in before if p.value in _COMPLAINTS and p.o), None)
        states = [r for r in made.o if r.entity.kind in STATE_KINDS] if made is not None else []
        return [replace(r, token=sought.trigger, rule="to whom the complaint is made") for r in states]


BY_NAME: Mapping[str, Callable[[Agentless, Sought], list[Ref]]] = {
    "answerable": Agentless._answerable,
    "giver": Agentless._giver,
    "table": Agentless._table,
    "quoted": Agentless._quoted,
    "pair": Agentless._pair,
}
"""Who acts where neither a path nor the kind of the clause tells it, by the way that a frame asks for in ``actors``:

``answerable``  with whom somebody lodges the protest of which the clause tells the ground
``giver``   who stands before the colon of a row in a list of help ("Peru: $200,000")
``table``   the two who talked last (``talks.py``)
``quoted``  whoever says the quotation that the clause stands in
``pair``    the two states that the text is about

Other names in ``actors`` open a way that has its own place among the rest:

``group``   armed men who have no name ("gunmen", "rebel fighters"), as a group of their own (``actors.py``)
``crowd``   those who take to the streets ("students", "thousands of people"; ``actors.py``)
``seat``    the state in which the place lies where somebody is held (``actors.py``)
``holder``  whoever is said to say the clause, where it tells what he or nobody named will do (``roles.py``)
``other``   whoever answers the one it is upon, else the other one of the two states that the text is about
``same``    who did the like last in this paragraph, to whom ("A second batch will be delivered in May")
``captor``  who seized last, what is set free again
``sanctioner``  likewise, of the last sanction ("Most of the restrictions were lifted later")
``ours``    who talks or drills with the one who is named, or breaks with him (``absent.py``)
"""
_IN_COURSE = ("ASSAULT", "COERCE")
_WAYS: tuple[Callable[[Agentless, Sought], Found | Roles | None], ...] = (
    Agentless._only_wished,
    Agentless._where_it_holds,
    Agentless._by_the_other,
    Agentless._by_the_same,
    Agentless._of_envoy,
    Agentless._by_who_tells,
    Agentless._into_whose_land,
    Agentless._by_clause_above,
    Agentless._in_course,
    Agentless._left_out,
    Agentless._voices,
    Agentless._by_name,
)
"""Who acts where no path leads to anybody; the first that tells something wins."""


def _told_by_guards(trigger: Token) -> bool:
    """'The coast guard said that two boats had been stopped'."""
    verb = trigger.head if trigger.dep == "ccomp" else None
    return verb is not None and any(t.mention is None and t.lemma in _GUARDS for t in verb.by("nsubj"))


def _agent(trigger: Token) -> bool:
    """Whether a passive says by whom it is done."""
    return grammar.is_verb(trigger) and grammar.passive(trigger) and bool(valency.logical_subjects(trigger))


def _thanked_for(noun: Token) -> list[Token]:
    """'Thanked Peru for the *help*', 'voiced gratitude to Peru for the *stadium*': who is thanked for something."""
    prep = noun.head if noun.dep == "pobj" and noun.head is not None and noun.head.lemma == "for" else None
    thanks = prep.head if prep is not None else None
    if thanks is None:
        return []
    if grammar.is_verb(thanks) and thanks.lemma in ("thank", "praise", "commend"):
        return valency.logical_objects(thanks)
    verb = thanks if grammar.is_verb(thanks) else thanks.head
    said = [thanks, *(verb.by("dobj") if verb is not None else ())]
    grateful = [t for t in said if t.lemma in _THANKS]
    return [t for n in (*grateful, *([verb] if grateful and verb is not None else ())) for t in grammar.after(n, "to")]


def _apart(refs: Sequence[Ref], s: Sequence[Ref]) -> list[Ref]:
    """Those who are not on the side of who acts."""
    return [r for r in refs if not same_side(r, s)]


def _asked_by_poster(past: Past, upon: Found, trigger: Token) -> Roles:
    """'"All citizens are asked to leave"', posted by an embassy: upon nobody who is not named."""
    s = list(past.s)
    named = [n for n, r in enumerate(upon.refs) if r.token.mention is not None and not same_side(r, s)]
    named = [n for n in named if n < len(upon.tokens)]
    return Roles(s, [upon.refs[n] for n in named], [trigger] * len(s), [upon.tokens[n] for n in named])


def _raided(verb: Token) -> bool:
    """'Were taken from their homes as the army seized power': who came is told beside it."""
    root = next((a for a in (verb, *verb.ancestors()) if a.head is None), verb)
    return any(t.lemma in _RAIDERS for t in root.subtree())
