"""Who acts and who is acted on in an event, also where the grammar of its clause alone does not say it.

The paths of a frame come first. After them come, for the frames that ask for it, what the text has said just before:

``reply``   the one whose act the actor answers ("A accused B. B rejected the charge": B's act is directed at A)
``other``   the other one of the two states that the text is about
``place``   the state in which the place lies that is acted upon
``group``   armed men who have no name ("gunmen", "rebel fighters"), as a group of their own
``crowd``   as actors: those who take to the streets ("students", "thousands of people")
``near``    the only other state that this sentence and the one before name
``same``    who did the like last in this paragraph, to whom ("A second batch will be delivered in May")
``deal``    where the object is a deal: its parties, else the two states that the text is about
``both``    the two states that the text is about, or the other one of them
``met``     whom the actor has just met or agreed with, where it is one
``unnamed`` human beings without a name ("freed 52 prisoners"), as a group of their own
``followed``  to whom another has just done the like ("B followed the next day")
``topic``   of the two states that the text is about, the one named first
``host``    as actors: the state that the text comes from, where somebody is summoned by nobody named
``club``    the organisation spoken of last
``table``   as actors: the two who talked last (``talks.py``)
``pair``    as actors: the two states that the text is about
``holder``  as actors: whoever is said to say the clause, where it tells what he or nobody named will do
``at_verb`` upon whom the verb's own act is ("recalled its envoy from B in protest")
``asked``   who has just asked it of the actor ("A asked B to leave. B has not done so")
``quoted``  as actors: whoever says the quotation that the clause stands in
``again``   upon whom the last act of the kind was, whoever did it ("repeated the charge")
``theirs``  whose the boats, crews and fishermen are that no word names: those of an act before ('another'), else of
            the other one of the two that the text is about
``envoys``  whose the diplomats are that no word names ("has thrown out three diplomats")
``foe``     the other side of the affair, where forces hit or take a place or post that nobody owns by a word
``posted``  where the envoy is sent who is called home (``envoys.py``)
``alleged`` who has just said of the actor what the actor denies (``denials.py``)
``only``    nobody but whom the ways before it find
``sure``    the other one of the two that the text is about only where it names both more than once
``offered`` whoever made the offer that is welcomed
``guest``   who is of another state, the last told of ('received the high guest')
``entered`` whose land one's forces have gone into or attacked just before ("invaded Togo ... pulled back")
``land``    whoever holds the land that is taken, by its name, where nobody knows whose it is
``told``    upon whom the attack was that has just been told ("it was Iran that had carried out the attack")
``seat``    as actors: the state in which the place lies where somebody is held
``captor``  who seized last, what is set free again
``ours``    as actors: who talks or drills with the one who is named, or breaks with him (``absent.py``)
``sanctioner``, ``sanctioned``  likewise, of the last sanction ("Most of the restrictions were lifted later")
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.core.annotated import Annotated, Sentence, Token
from kg.extract import blamed, first_person, grammar
from kg.extract.absent import NOTED, POSTED, Absent
from kg.extract.addressees import NAMELESS, SAID, SHIP, TOO, Addressees, Past, same_side, seat_of_court
from kg.extract.attribution import AttributionReader
from kg.extract.denials import alleged
from kg.extract.envoys import posted
from kg.extract.first_person import FirstPerson
from kg.extract.frames import Frame
from kg.extract.organs import POLICE, Organs
from kg.extract.paths import role_tokens
from kg.extract.referents import Referents
from kg.extract.said_by import in_paper, own_or_nobody
from kg.extract.stationed import on_whose_land
from kg.extract.talks import met_before, table, the_others
from kg.extract.told_targets import ToldTargets
from kg.extract.unlisted import HURT, Unlisted, counted_with, the
from kg.extract.verdicts import of_a_deed
from kg.extract.victims import foe, unlisted_town, whom
from kg.link.noun_phrases import noun_phrase
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Ref, Resolver

_PARALLEL = {"AID", "SANCTION"}
_UPON_PEOPLE = {"ASSAULT", "COERCE", "SANCTION", "THREATEN"}
_REVOLTS = {"coup", "mutiny", "putsch", "takeover"}
_NEVER_ONESELF = {"ACCUSE", "AID", "ASSAULT", "REQUEST", "SUPPORT", "THREATEN"}
"""What is not done to oneself: a pronoun then means another."""
_UPON_ANYBODY = {"ACCUSE", "AID", "CONSULT", "REQUEST", "SUPPORT"}
_BY_ORGANS = {"ACCUSE", "ASSAULT", "COERCE", "CONCEDE", "MOBILIZE", "REJECT", "SANCTION"}
_UPON_NAMES = {"ACCUSE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"}
_SPEAK = {"insist", "say", "warn", "vow", "repeat", "reiterate"}
_AGAINST = {"ACCUSE", "CONCEDE", "PROTEST", "REQUEST", "SANCTION", "THREATEN"}
_VOICED = {"ACCUSE", "REQUEST", "THREATEN"}
"""What is done by words to one who is named."""
_SPOKEN_TOGETHER = {"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}
_PAPERS = {"appeal", "communique", "communiqué", "declaration", "letter", "message", "note", "statement"}
_TOLD_BY_DOER = {"COOPERATE", "MOBILIZE", "PROTEST"}
"""What the state does that tells of it without a word on who does it ('said that a protest had been lodged')."""
_JAILED = {"arrest", "convict", "detain", "imprison", "jail", "sentence"}
_WISH = {"expect", "like", "prefer", "want"}
_TELLING = ("VBD", "VBZ", "VBP", "VBN")
_UPON_LANDS = {"AID", "ASSAULT", "COERCE", "CONCEDE", "SANCTION"}
_UNDONE = {"sanctioner": "SANCTION", "captor": "COERCE"}
"""Whose act of which kind is undone."""
_BY_BODIES = {"ACCUSE", "ASSAULT", "COERCE", "PROTEST", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}
"""What a party or a movement may do that only an apposition makes known."""
_IN_TURN = {"MOBILIZE", "RETREAT"}
"""What forces of one state do after those of another ('followed by')."""
_SHUT = {"ban", "bar", "close", "hold", "keep", "restrict", "shut"} | {
    *("deport", "expel", "kick", "order", "oust", "recall", "send", "throw"),
}
"""What two do to each other's aircraft, ships, goods or envoys."""
_ENVOYS = {"ambassador", "attache", "attaché", "consul", "diplomat", "envoy"}
_HOMES = {"country", "government", "homeland", "land", "nation", "people", "state"}
_FREE = {"extradite", "free", "liberate", "pardon", "release"}
_LANDS = {"archipelago", "island", "islands", "peninsula", "territory"}
_MUTUAL = re.compile(r"\b(each other|one another)\b", re.I)


@dataclass(slots=True)
class Roles:
    """The roles of one event: actors, those acted on, the tokens that said so; ``mutual``: each upon the other."""

    s: list[Ref]
    o: list[Ref]
    s_tokens: list[Token]
    o_tokens: list[Token]
    mutual: bool = False

    def __post_init__(self) -> None:
        """A token for each who acts or is acted on: where some have been left out since, where each is named."""
        if len(self.s) != len(self.s_tokens):
            self.s_tokens = [r.token for r in self.s]
        if len(self.o) != len(self.o_tokens):
            self.o_tokens = [r.token for r in self.o]


def _asked_somebody(frame: Frame, trigger: Token) -> bool:
    """'Asked its people for patience', 'asked parliament for martial law': who is asked is told, if by no name."""
    asks = frame.value == "REQUEST" and trigger.lemma in ("ask", "beg", "petition")
    return asks and any(t.lemma not in ("question", "favour", "favor") for t in trigger.by("dobj"))


class RoleFinder:
    """Fills the roles of events of one document; it remembers the events read so far."""

    def __init__(
        self,
        annotated: Annotated,
        resolver: Resolver,
        words: Mapping[str, frozenset[str]],
        attribution: AttributionReader,
        deeds: Callable[[Token], frozenset[str]],
    ) -> None:
        self.annotated, self.resolver, self.words, self.deeds = annotated, resolver, words, deeds
        self.text = annotated.document.text
        self.addressees = Addressees(annotated, resolver, words, attribution.speakers)
        self.absent = Absent(self.addressees)
        self.unlisted = Unlisted(annotated.document, resolver, words)
        self.referents = Referents(annotated, resolver, words, self.addressees, self.unlisted, FirstPerson(attribution))
        self.organs = Organs(annotated, resolver, words, self.referents)
        self.told = ToldTargets(annotated, words, self.addressees, self.referents, deeds)
        self._sentence: Sentence | None = None

    def fill(self, frame: Frame, trigger: Token, sentence: Sentence) -> Roles | None:
        """The roles of a frame at a trigger, or None where one that it needs is not there."""
        self._sentence = sentence
        s, s_tokens = self._actors(frame, trigger)
        if "holder" in frame.extra.get("actors", ()):
            nobody = frame.s == ("none",) or own_or_nobody(trigger, self.words)
            s = self.referents.first_person.saying(s, nobody, trigger, sentence)
            s_tokens = [r.token for r in s]
            if not s:
                return None
        agent = grammar.is_verb(trigger) and grammar.passive(trigger) and grammar.logical_subjects(trigger)
        wished = frame.value == "CONCEDE" and grammar.is_verb(trigger) and grammar.wished(trigger)
        if wished and not s:
            return None  # 'the sanctions ought to be lifted': nobody does so
        if not s and "other" in frame.extra.get("actors", ()) and not agent and not self._stranger(trigger):
            o, o_tokens = self._targets(frame, trigger, [], [])
            s = self.addressees.answering(o, sentence, trigger) or self.addressees.counterpart(o, trigger)
            return Roles(s, o, [trigger] * len(s), o_tokens) if s and o else None
        if not s and (before := self._like(frame, sentence, trigger)) is not None:
            o, o_tokens = self._targets(frame, trigger, before.s, [])
            o = o or [r for r in before.o if not same_side(r, before.s)]
            s, missing = list(before.s), not o and "o" in frame.needs
            return None if missing else Roles(s, o, [trigger] * len(s), o_tokens or [trigger] * len(o))
        if (
            not s
            and frame.value in _TOLD_BY_DOER
            and frame.id != "mobilize.test"  # 'rockets were fired', by whomever
            and grammar.is_verb(trigger)
            and grammar.passive(trigger)
            and not agent
        ):
            s = self._speaker(trigger)
            s_tokens = [trigger] * len(s)
        if not s and (mute := self._without_agent(frame, trigger, sentence) or self._voices(frame, trigger)):
            return mute
        if not s and "giver" in frame.extra.get("actors", ()):
            s = self.absent.giver(trigger, sentence)
            s_tokens = [trigger] * len(s)
        if not s and "table" in frame.extra.get("actors", ()):
            s = table(self.addressees, trigger)
            s_tokens = [trigger] * len(s)
        if not s and "quoted" in frame.extra.get("actors", ()):
            s = self.referents.first_person.quoted(trigger, sentence)
            s_tokens = [trigger] * len(s)
        if not s and "pair" in frame.extra.get("actors", ()):
            s = [Ref(e, trigger, "the two that the text is about", e.name, e) for e in self.resolver.pair_of_text()]
            s_tokens = [trigger] * len(s)
        if not s:
            return None
        s = met_before(self.addressees, s, s_tokens, trigger) or s
        if frame.value == "REJECT":
            s = self.addressees.accused(s, s_tokens, sentence, trigger) or s
            s_tokens = s_tokens if len(s_tokens) == len(s) else s_tokens[:1] * len(s)
        if self._mutual(trigger) or (
            len(s) > 1
            and any(
                t.lemma == "other" and t.tag != "NNS" and t.mention is None
                for o in role_tokens(trigger, "bare_object")
                for t in (o, *o.by("poss"))  # 'each denied the other's charges'
            )
        ):
            if len(s) == 1:
                s = s + self.addressees.counterpart(s, trigger)
                s_tokens = s_tokens + [trigger] * (len(s) - len(s_tokens))
            return Roles(s, [], s_tokens, [], True) if len(s) > 1 else None
        o = self.told.which(frame, trigger, s) or (self.told.made_it(trigger, s) if frame.value == "PROTEST" else [])
        o_tokens = [trigger] * len(o)
        if not o:
            o, o_tokens = self._targets(frame, self.told.deed(frame, trigger), s, s_tokens)
            o = the_others(self.addressees, s, o, o_tokens or grammar.logical_objects(trigger))
            o_tokens = o_tokens or [r.token for r in o]
            if o and of_a_deed(frame, trigger, self.words):
                o, o_tokens = [], []
        if not o:
            o = self.told.by_what_is_done(frame, trigger, s, sentence)
            o_tokens = [trigger] * len(o)
        if not o and frame.value == "REQUEST" and (asked := self.told.who_holds(frame, trigger, s)):
            o, o_tokens = asked, [trigger] * len(asked)
        if not o and (asked := self._the_authorities(frame, trigger, s)):
            o, o_tokens = asked, [trigger] * len(asked)
        if not o and "land" in frame.extra.get("targets", ()):
            o = self.addressees.succeeded(s, trigger)
            o, o_tokens = (o, [trigger]) if o else self.unlisted.holders(trigger)
        if not o and "seceded" in frame.extra.get("targets", ()):
            o, o_tokens = self.unlisted.seceded(trigger)
        if not o and frame.value in ("AID", "SUPPORT") and grammar.is_verb(trigger):
            o, o_tokens = self.unlisted.at_home(frame, trigger)
        named = grammar.is_verb(trigger) or trigger.lemma in self.words["done_to_people"]
        if not o and frame.value in _UPON_NAMES and named:
            o, o_tokens = self.unlisted.by_its_name(frame, trigger)
        told = trigger.lemma == "deny" and bool(trigger.by("ccomp"))  # it is said what is denied: whom that concerns
        if not o and frame.value == "AID" and self._to_us(trigger):
            return None  # 'gave us three boats': to whoever writes
        if frame.value != "AID" and self._upon_us(trigger):
            return None
        quoted = all(r.rule == first_person.RULE for r in s) and all(
            t.text.lower() in ("it", "this", "that") for t in grammar.logical_objects(trigger)
        )
        third = all(r.state is None and r.entity.kind not in STATE_KINDS for r in s)
        freed = (third and frame.value == "REQUEST") and any(
            c.lemma in _FREE and grammar.passive(c) for c in trigger.by("ccomp", "xcomp", "advcl", "acl")
        )  # 'called for the two to be freed': of whoever holds them
        free = not (
            quoted
            or freed
            or self._others_named(frame, trigger)
            or self._at_home(frame, s_tokens)
            or _asked_somebody(frame, trigger)
        )
        if not o and free and any(c.lemma.lower() in TOO for c in trigger.by("advmod")):
            o = self.addressees.done_too(frame.value, s, sentence, trigger)
            o_tokens = [trigger] * len(o)
        if not o and free and not (len(s) > 1 and self._anything(frame, trigger)):
            for way in frame.extra.get("targets", ()):
                if way in ("near", "other") and frame.value == "REQUEST" and self._body_asked(trigger):
                    continue
                if way in ("near", "other") and frame.value == "REQUEST" and self._thing_asked(trigger):
                    continue
                if way == "reply":
                    o = self.addressees.reply(frame.value, s, sentence, trigger)
                elif way == "other" and frame.value == "AID":
                    o = self.addressees.partner(s, sentence, trigger)
                elif way == "other":
                    hostile = frame.value in SAID
                    o = self.addressees.opponent(frame.value, s, sentence, trigger) if hostile else []
                    o = o or self.addressees.counterpart(s, trigger)
                elif way == "near" and frame.value in HURT and (people := self.unlisted.nameless(frame, trigger))[0]:
                    o, o_tokens = people
                    break
                elif way == "near":
                    hostile = frame.value == "PROTEST"
                    o = self.addressees.opponent(frame.value, s, sentence, trigger) if hostile else []
                    bench = any(r.entity.kind == "Court" for r in s)  # a court turns to whoever is before it
                    o = o or ([] if bench else self.addressees.near_state(s, sentence, trigger))
                elif way == "envoys":
                    o = self._of_envoys(s, sentence, trigger)
                elif way == "foe":
                    o = foe(self.addressees, self.words, s, sentence, trigger)
                elif way == "posted":
                    o = posted(self.resolver, s, trigger)
                elif way == "told":
                    o = self.told.already_hit(trigger, s, sentence)
                elif way == "alleged":
                    o = alleged(self.addressees, s, sentence, trigger)
                elif way == "mutual" and len(s) == 2 and not _for_somebody(frame, trigger):
                    return Roles(s, [], s_tokens, [], True)
                else:
                    o = self.addressees.third(way, frame.value, s, sentence, trigger)
                if o:
                    o_tokens = [trigger] * len(o)
                    break
        named = (len(s) > 1 and self._anything(frame, trigger)) or not free
        if not o and not told and not named and self._reacts(frame, trigger):
            sure = "sure" in frame.extra.get("targets", ())
            o = self.addressees.opponent(frame.value, s, sentence, trigger, sure=sure)
            o_tokens = [trigger] * len(o)
        free = "o" not in frame.needs or bool(frame.extra.get("targets"))
        free &= frame.value == "AGREE" and not frame.joint
        if not o and free and len(s) == 1 and grammar.is_verb(trigger):
            o = self.addressees.partner(s, sentence, trigger)
            o_tokens = [trigger] * len(o)
        if not o and frame.value in _PARALLEL and "o" in frame.needs and grammar.is_verb(trigger):
            o = self.addressees.parallel(frame.value, s, sentence, trigger)
            o_tokens = [trigger] * len(o)
        unnamed = frame.value in _UPON_PEOPLE or "unnamed" in frame.extra.get("targets", ())
        if not o and unnamed and (grammar.is_verb(trigger) or frame.extra.get("about") == blamed.FOR):
            o, o_tokens = self.unlisted.nameless(frame, self.told.deed(frame, trigger))
        if not o and frame.value in _UPON_ANYBODY and grammar.is_verb(trigger):
            o, o_tokens = self.unlisted.anybody(frame, trigger)
        crowd = all(r.rule == NAMELESS for r in s) and frame.value in ("SUPPORT", "REJECT")
        if not o and ("o" in frame.needs or crowd):
            return None
        if frame.value == "ACCUSE":
            self.addressees.blame(trigger, o)
        return Roles(s, o, s_tokens, o_tokens)

    def sent_to(self, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """To whose land or border forces go."""
        return on_whose_land(self.referents, self.words, trigger, s)

    def _without_agent(self, frame: Frame, trigger: Token, sentence: Sentence) -> Roles | None:
        """Who acts where the clause names nobody, and upon whom."""
        ours = "ours" in frame.extra.get("actors", ())
        let = trigger.head if trigger.dep == "xcomp" and trigger.lemma == "go" else None
        verb = let if let is not None and let.lemma == "let" else trigger  # 'was let go'
        mute = grammar.is_verb(verb) and grammar.passive(verb) and not grammar.logical_subjects(verb)
        if not ours and not mute:
            return None
        o, o_tokens = self._targets(frame, trigger, [], [])
        if ours:
            s = self.absent.ours(frame, trigger, sentence, o)
            return Roles(s, o, [trigger] * len(s), o_tokens) if s else None
        past = self.absent.of_passive(frame, verb, sentence, o)
        if past is None:
            home = self._own_justice(frame, verb, o)
            return Roles(home, o, [trigger], o_tokens) if home else None
        s = list(past.s)
        ship = any(r.rule == SHIP for r in past.o) and all(t.tag == "PRP" for t in o_tokens)
        o = [r for r in past.o if not same_side(r, s)] if ship or not o else o
        if s and all(r.rule == POSTED for r in s):  # '"All citizens are asked to leave"': nobody who is named
            named = [n for n, r in enumerate(o) if r.token.mention is not None and not same_side(r, s)]
            named = [n for n in named if n < len(o_tokens)]
            return Roles(s, [o[n] for n in named], [trigger] * len(s), [o_tokens[n] for n in named])
        if all(r.rule in NOTED for r in s):
            o = [r for r in o if not same_side(r, s)]
        if not o and all(r.rule in NOTED for r in s):  # 'Lima: two smugglers arrested'
            o, o_tokens = self.unlisted.nameless(frame, trigger)
            o, o_tokens = (o, o_tokens) if o else self.unlisted.anybody(frame, trigger)
        if not o and "o" in frame.needs:
            return None
        return Roles(s, o, [trigger] * len(s), o_tokens or [trigger] * len(o))

    def _own_justice(self, frame: Frame, verb: Token, o: Sequence[Ref]) -> list[Ref]:
        """'The former prime minister was jailed': by his own state, where no place tells of another."""
        jailed = (
            verb.lemma in _JAILED or frame.id == "coerce.under" or (frame.id == "coerce.taken_off" and _raided(verb))
        )
        persons = all(r.entity.kind == "Person" and r.state == o[0].state for r in o)
        if frame.value != "COERCE" or not jailed or not o or not persons:
            return []
        state = o[0].state
        places = [t for t in grammar.after(verb, "in", "at", "near") if t.mention is not None]
        if state is None or any(
            r.state != state for t in places for r in (*self.referents.state_of_place(t), *self.referents.of(t))
        ):
            return []
        return [Ref(state, verb, "the state of whoever is jailed", state.name, state)]

    def _voices(self, frame: Frame, trigger: Token) -> Roles | None:
        """Those without a name who accuse or ask somebody who is named: 'prosecutors', 'the opposition'."""
        told = trigger.tag in _TELLING or (trigger.tag == "VB" and trigger.dep == "ROOT" and not trigger.by("aux"))
        said = frame.value in _VOICED and told and not grammar.passive(trigger) and trigger.lemma not in _WISH
        if not said or not any(path.partition(".")[0] == "subject" for path in frame.s):
            return None
        found: list[Ref] = []
        for token in self._speakers(trigger):
            inner = grammar.content(token)[0]
            phrase = noun_phrase(token)
            few = any(t.lemma in ("few", "no") for t in (*inner.by("det", "amod"), *token.by("det", "amod")))
            few |= any(t.tag == "WP$" for t in inner.by("poss"))  # 'the court, whose judges urged'
            if inner.mention is None and self._voice(inner) and token.tag not in ("PRP", "WP") and not few:
                found += self.unlisted.unnamed(inner, phrase.start, max(phrase.end, noun_phrase(inner).end))
        o, o_tokens = self._targets(frame, trigger, found, []) if found else ([], [])
        heard = frame.value == "REQUEST" and all(r.token.lemma in self.words["notables"] for r in found)
        if found and not o and heard:
            o, o_tokens = self.unlisted.anybody(frame, trigger)
        open_call = heard and frame.extra.get("about") == "general"  # 'appeal to all sides': a condition looks at whom
        return Roles(found, o, [trigger] * len(found), o_tokens) if found and (o or open_call) else None

    def _body_asked(self, trigger: Token) -> bool:
        """'Demanded that the mission leave': a body is asked, though nobody knows which."""
        asked = [s for c in trigger.by("ccomp") for s in c.by("nsubj")]
        bodies = self.resolver.lexicon.organisation | {"company", "firm", "force", "mission", "operator"}
        return any(t.mention is None and t.lemma in bodies and t.tag == "NN" and the(t) for t in asked)

    def _thing_asked(self, trigger: Token) -> bool:
        """'Demanded guarantees', 'asked for a truce': a thing, of nobody whom the sentences before would tell."""
        things = trigger.by("dobj") + [t for p in trigger.by("prep") if p.lemma == "for" for t in p.by("pobj")]
        things += [t for c in trigger.by("advcl", "ccomp") for t in c.by("nsubjpass")]
        plain = [t for t in things if t.lemma in self.words["boons"] and not t.by("poss")]
        return bool(plain) and not any(x.mention is not None for t in plain for x in t.subtree())

    def _stranger(self, trigger: Token) -> bool:
        """Whether a clause has a subject of its own that is no part of a state ('the officers expelled them')."""
        subjects = grammar.logical_subjects(trigger) if grammar.is_verb(trigger) else ()
        known = self.resolver.lexicon.organs | self.resolver.lexicon.state | {"court", "deputy", "judge"}
        known |= {"lawmaker", "legislator", "minister", "official", "senator"}
        return any(t.tag in ("NN", "NNS", "NNP") and t.lemma not in known for t in subjects)

    def _voice(self, token: Token) -> bool:
        """Whether a noun names people who speak up, not those who only comment ('prosecutors', not 'analysts')."""
        forms = {token.lemma, token.text.lower()}
        several = token.tag == "NNS" and any(forms & self.words[x] for x in ("humans", "groups"))
        return token.lemma in self.words["voices"] or (several and token.lemma not in self.words["bystanders"])

    def _voices_meant(self, token: Token, trigger: Token) -> bool:
        """Whether 'they' are those without a name who speak in the main clause."""
        they = token.text.lower() == "they" and grammar.is_verb(trigger)
        return they and any(t is not token and t.lemma in self.words["voices"] for t in self._speakers(trigger))

    def _speakers(self, trigger: Token) -> list[Token]:
        """Who speaks; 'prosecutors want to try A, whom *they* accuse of theft' are the prosecutors."""
        subjects = grammar.logical_subjects(trigger)
        if len(subjects) == 1 and subjects[0].text.lower() == "they" and trigger.dep == "relcl":
            main = next((a for a in trigger.ancestors() if grammar.is_verb(a)), None)
            above = grammar.logical_subjects(main) if main is not None else []
            return above if len(above) == 1 and above[0].tag == "NNS" else subjects
        return subjects

    def _at_home(self, frame: Frame, s_tokens: Sequence[Token]) -> bool:
        """Whether members of an opposition or a parliament ask: their own, where nobody else is named."""
        if frame.value != "REQUEST":
            return False
        around = [c for t in s_tokens for c in (*t.children, *(x for a in t.by("appos") for x in (a, *a.children)))]
        spans = [(t.mention.start, t.mention.end) if t.mention is not None else (t.start, t.end) for t in s_tokens]
        titles = [self.text[max(a - 32, 0) : b].lower().split()[-6:] for a, b in spans]
        words = {c.lemma.lower() for c in around} | {w for title in titles for w in title}
        return bool(words & {"opposition", "lawmaker", "senator", "mp", "congressman", "congresswoman", "legislator"})

    def _like(self, frame: Frame, sentence: Sentence, trigger: Token) -> Past | None:
        """The act that this one continues or undoes: the last of its kind in this paragraph."""
        ways = frame.extra.get("actors", ())
        value = frame.value if "same" in ways else next((v for k, v in _UNDONE.items() if k in ways), "")
        if not value or (grammar.is_verb(trigger) and (grammar.after(trigger, "by") or not grammar.passive(trigger))):
            return None
        return self.addressees.like(value, sentence, trigger)

    def _speaker(self, trigger: Token) -> list[Ref]:
        """Whose forces have been moved, where nobody is named: those of the state that says so."""
        verb = next((a for a in trigger.ancestors() if grammar.is_verb(a) and a.lemma in self.words["speak"]), None)
        if verb is None or trigger.dep not in ("ccomp", "conj") or grammar.passive(verb):
            return []
        refs = [r for t in grammar.logical_subjects(verb) for r in self.resolver.actors(t)]
        states = {r.state: r for r in refs if r.state is not None and r.entity.kind != "NewsAgency"}
        return (
            [Ref(e, trigger, "the speaker's state", r.words, e) for e, r in states.items()] if len(states) == 1 else []
        )

    def _others_named(self, frame: Frame, trigger: Token) -> bool:
        """Whether those who are threatened are said ('threatens those who hesitate'), though nobody knows them, or
        plotters at home are condemned ('condemned the coup').
        """
        if frame.value == "ACCUSE":
            things = grammar.logical_objects(trigger)
            return any({t.lemma, *(c.lemma for c in t.by("compound"))} & _REVOLTS for t in things)
        if frame.value != "THREATEN":
            return False
        human = self.words["everybody"] | self.words["held"] | self.words["crowd"]
        return any(t.text.lower() == "those" or t.lemma in human for t in grammar.logical_objects(trigger))

    def _to_us(self, trigger: Token) -> bool:
        """Whether it is given to somebody whom only a pronoun names."""
        given = [*trigger.by("dative", "iobj"), *grammar.after(trigger, "to", "for")]
        return any(t.tag == "PRP" and t.text.lower() in ("us", "me", "him", "her", "them") for t in given)

    def _upon_us(self, trigger: Token) -> bool:
        """Whether it is done to whoever writes, of whom nobody knows who it is ('conceded us the ports')."""
        upon = trigger.by("dative", "iobj", "dobj") if grammar.is_verb(trigger) else ()
        return any(t.tag == "PRP" and t.text.lower() in ("us", "me") and not self.referents.of(t) for t in upon)

    def _anything(self, frame: Frame, trigger: Token) -> bool:
        """'Both reject any interference': said to all, not to whom they have just spoken of."""
        things = grammar.logical_objects(trigger) if frame.value == "REJECT" and grammar.is_verb(trigger) else ()
        return any(c.text.lower() == "any" for t in things for c in t.by("det"))

    def _reacts(self, frame: Frame, trigger: Token) -> bool:
        """Whether an act without a word on whom it is directed at is one against the other side of an affair."""
        if "only" in frame.extra.get("targets", ()):
            return False
        if frame.value == "REJECT":
            own = trigger.lemma == "veto" and any(
                t.lemma in self.words["bills"] for t in grammar.logical_objects(trigger)
            )
            return not own  # a law that is vetoed is nobody else's
        if not grammar.is_verb(trigger):
            return False
        things = grammar.logical_objects(trigger)
        if frame.value == "PROTEST" and trigger.lemma == "protest" and not things:
            return True
        if frame.value not in _AGAINST or not frame.extra.get("targets"):
            return False
        if frame.value in ("REQUEST", "THREATEN") and things:
            return False  # whoever is named so is meant, though it is not known who he is
        if any(self.resolver.treaty(t) is not None or t.lemma in self.words["treaties"] for t in things):
            return False  # a treaty is condemned, not who made it
        named = [p for t in things for prep in t.by("prep") for p in prep.by("pobj")]
        return not any(t.mention is not None and t.mention.kind not in ("Time", *PLACE_KINDS) for t in named)

    # -- by the paths

    def _actors(self, frame: Frame, trigger: Token) -> tuple[list[Ref], list[Token]]:
        for path in frame.s:
            refs: list[Ref] = []
            used: list[Token] = []
            if path.startswith("subject.if:") and self._private_body(trigger):
                continue  # 'the United Church Council of Samoa' is not Samoa
            if path == "verb.subject" and self._by_unknown(frame, trigger):
                continue
            for token in self._tokens(trigger, path):
                if refs and all(r.rule == NAMELESS for r in refs) and counted_with(token):
                    continue
                ways = frame.extra.get("actors", ())
                found = self.unlisted.marchers(token) if "crowd" in ways and frame.value == "PROTEST" else []
                found = found or (self.unlisted.some_people(token) if frame.value in _SPOKEN_TOGETHER else [])
                upon = not grammar.is_verb(trigger) or bool(trigger.by("dobj"))  # not 'five Kenyans killed in Busia'
                found = found or (self.unlisted.private(token) if frame.value in HURT and upon else [])
                meant = [] if found or self._voices_meant(token, trigger) else self.referents.of(token)
                found = found or self.referents.first_person.acting(frame.value, meant)
                if found and frame.value in HURT and grammar.is_verb(trigger) and token.lemma in POLICE:
                    found = self.organs.of(frame, token, trigger, there=True) or found
                if not found and "group" in ways:
                    found = self.unlisted.armed(token)
                if not found and "seat" in ways:
                    found = self.referents.state_of_place(token)
                if not found and frame.value in _BY_ORGANS and grammar.is_verb(trigger):
                    found = self.organs.of(frame, token, trigger)
                if not found and "group" in ways and frame.value == "COERCE":
                    found = self.unlisted.mutineers(token, trigger)
                if not found and "crowd" in ways and token.mention is None:
                    found = self.unlisted.crowd(token)
                if not found and frame.value in _BY_BODIES:
                    found = self.unlisted.introduced(token)
                _add(refs, used, found, token)
            if refs and path == "subject" and len(refs) < len(self._tokens(trigger, path)):
                # 'a summit of A and B': the parser may hang B on the summit
                for spoken in (p for p in frame.s if p.startswith("subject.if:")):
                    for token in self._tokens(trigger, spoken):
                        _add(refs, used, self.referents.of(token), token)
            if refs and path == "subject":
                authors = self._co_authors(trigger) if frame.value in _SPOKEN_TOGETHER else []
                for token in (*authors, *_together(trigger, before=True)):
                    _add(refs, used, self.referents.of(token), token)
            if refs:
                for clause in trigger.by("advcl"):  # '..., as did B'
                    if clause.lemma == "do" and any(c.text.lower() == "as" for c in clause.children):
                        if (clause.text.lower() == "did") != (trigger.tag in ("VBD", "VBN")):
                            continue  # 'accused A of entering a land that it claims, as does B'
                        for token in grammar.expand(clause.by(*grammar.SUBJECT)):
                            _add(refs, used, self.referents.of(token), token)
                for token in _followers(trigger) if frame.value in _IN_TURN and grammar.is_verb(trigger) else ():
                    _add(refs, used, self.referents.of(token), token)
                return refs, used
        if frame.value in _SPOKEN_TOGETHER and frame.s[:1] == ("subject",) and (told := self._who_said(trigger)):
            return told, [trigger] * len(told)
        if (
            frame.value in _SPOKEN_TOGETHER
            and frame.s[:1] == ("subject",)
            and (told := in_paper(self.addressees, self.referents, trigger))
        ):
            return told, [trigger] * len(told)
        noted = self.absent.noted(trigger, self._sentence) if self._sentence is not None else []
        return noted, [trigger] * len(noted)

    def _who_said(self, trigger: Token) -> list[Ref]:
        """'Togo said the vote was rigged and urged Chad to repeat it': who said it urges, no vote does."""
        first = trigger
        while first.dep == "conj" and first.head is not None and not first.by(*grammar.SUBJECT):
            first = first.head
        said = first.head if first is not trigger and first.dep == "ccomp" else None
        if said is None or not grammar.is_verb(said) or said.lemma not in self.words["speak"] or grammar.passive(said):
            return []
        things = grammar.surface_subjects(first)
        lifeless = all(
            t.mention is None and t.tag in ("NN", "NNS") and t.lemma not in self.words["humans"] for t in things
        )
        past = ("VBD", "VBN")
        alike = trigger.tag == said.tag or (trigger.tag in past and said.tag in past)
        if not things or not alike or not (lifeless or grammar.passive(first)):
            return []
        return [r for t in grammar.logical_subjects(said) for r in self.referents.of(t)]

    def _by_unknown(self, frame: Frame, noun: Token) -> bool:
        """'Criticised a visit by its leaders': whoever makes it is said, though nobody knows him."""
        return frame.value == "CONSULT" and bool(grammar.after(noun, "by"))

    def _private_body(self, verb: Token) -> bool:
        """Whether a body acts whose name tells that it is no organ of a state."""
        for noun in grammar.logical_subjects(verb) if grammar.is_verb(verb) else ():
            if noun.mention is None and noun.text[:1].isupper():
                before = (t for t in noun_phrase(noun).premodifiers if t.mention is None and t.text[:1].isupper())
                if any(t.text.lower() not in self.words["state_bodies"] and t.tag != "DT" for t in before):
                    return True
        return False

    def _co_authors(self, verb: Token) -> list[Token]:
        """'In a joint statement with Japan, Australia condemned ...': who says it, too."""
        nouns = [t for p in verb.by("prep") if p.lemma.lower() == "in" and p.i < verb.i for t in p.by("pobj")]
        joint = [n for n in nouns if n.lemma in _PAPERS and any(c.lemma == "joint" for c in n.children)]
        return [t for n in joint for t in grammar.after(n, "with")]

    def _targets(
        self, frame: Frame, trigger: Token, s: Sequence[Ref], s_tokens: Sequence[Token]
    ) -> tuple[list[Ref], list[Token]]:
        place = "place" in frame.extra.get("targets", ()) or frame.value == "THREATEN"
        acts = frame.value == "REJECT" or "label" in frame.conditions  # 'it' is then what was said or done
        mine: list[Token] = []
        for path in frame.o:
            refs: list[Ref] = []
            used: list[Token] = []
            for token in self._tokens(trigger, path):
                if (
                    any(token is t for t in s_tokens)
                    or (acts and token.text.lower() in ("it", "this", "that"))
                    or self._go_between(token)
                    or token.text.lower().endswith(("self", "selves"))  # 'a right to defend itself'
                    or _in_person(token)
                    or any(unlisted_town(t, self.words) for t in (token, *grammar.after(token, "of")))
                    or (token.dep in grammar.SUBJECT and token.text.lower() in ("i", "we"))
                    or (frame.value == "REJECT" and _handed_over(token))
                    or (trigger.lemma in _SPEAK and _from_town(token))
                    or (frame.value == "REQUEST" and self.told.fate(token) and self._person(token))
                    or (frame.value == "THREATEN" and token.mention is not None and token.mention.kind == "Court")
                    or (frame.value in ("ACCUSE", "REQUEST") and seat_of_court(token))
                    or (frame.value == "RETREAT" and _by_a_name(token))
                    or (frame.value == "RETREAT" and token.tag == "PRP$")  # 'halted their attacks': whoever acts
                ):
                    continue
                found = (
                    self._other_one(token, s, trigger)
                    or (self.addressees.same_object(token, s) if frame.value in _NEVER_ONESELF else [])
                    or self.referents.first_person.suffering(self.referents.of(token))
                    or (self.referents.state_of_place(token) if place else [])
                    or (self.referents.inhabitants(token) if frame.value in _UPON_LANDS else [])
                    or self._whose_land(frame, token, s, trigger)
                    or self._us(token, s, trigger)
                    or (self.unlisted.armed(token) if frame.value in HURT and not self._owned(token) else [])
                )
                if found and token.mention is None and all(same_side(r, s) for r in found):
                    found = self._the_country(token, s, trigger) or found
                own = {x.state for x in s} if frame.value == "REJECT" else set()  # one denies nothing to one's own
                others = [r for r in found if not same_side(r, s) and r.entity not in own]
                others = others or self._own_government(frame, token, s, s_tokens)
                if path == "object" and any(r.entity.kind == "Person" for r in others):
                    more = [r for t in _together(trigger, before=False) for r in self.referents.of(t)]
                    others += [
                        r for r in more if r.entity.kind == "Person" and r.entity not in {x.entity for x in others}
                    ]
                if not others and token.tag in ("PRP", "PRP$") and (found or frame.value in _UPON_LANDS):
                    mine += [token] if not found or self._of_people(frame, token) else []
                _add(refs, used, others, token)
            if refs:
                return refs, used
        for token in mine if s else ():
            another = self.addressees.another(token, s) if frame.value in _NEVER_ONESELF else []
            if not another and frame.value == "SUPPORT" and token.tag == "PRP$" and self._sentence is not None:
                another = self.addressees.near_state(s, self._sentence, trigger)  # 'praised its help': another's
            if another := another or self._who_tells(frame, token, trigger, s) or self._captives(frame, token, s):
                noun = token.head if token.tag == "PRP$" and token.head is not None else token
                return another, [noun] * len(another)
        return [], []

    def _person(self, token: Token) -> bool:
        return any(r.entity.kind in ("Person", "Group") for r in self.resolver.actors(token))

    def _captives(self, frame: Frame, pronoun: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Two Dutch journalists were filming when Togo detained them': of their state."""
        number = self.resolver.sentence_of.get(pronoun.start)
        if frame.value not in HURT or number is None:
            return []
        found = [r for t in whom(self.annotated, number, self.words, pronoun) for r in self.resolver.actors(t)]
        return [replace(r, token=pronoun) for r in found if not same_side(r, s)]

    def _who_tells(self, frame: Frame, token: Token, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Chad says that Togo shelled its villages', 'two Malians died when Togo fired on their post': of whoever says
        so, or is said to have died.
        """
        noun, first = token.head, trigger
        while first.dep == "conj" and first.head is not None and not first.by(*grammar.SUBJECT):
            first = first.head  # 'said that the ship turned and rammed its boat'
        main = first.head
        owned = token.tag == "PRP$" and token.text.lower() in ("its", "their")
        owned = owned and noun is not None and not any(t.lemma == "own" for t in noun.children)
        if frame.value not in HURT or trigger.lemma == "invade" or not owned or main is None:
            return []
        if first.dep not in ("ccomp", "advcl") or not first.by(*grammar.SUBJECT) or not grammar.is_verb(main):
            return []
        said = main.head if main.dep == "ccomp" else None  # 'said a sailor drowned when Togo rammed its boat'
        if token.text.lower() == "its" and said is not None and said.lemma in self.words["speak"]:
            main = said
        subjects = grammar.surface_subjects(main)
        found = [r for t in subjects for r in self.referents.of(t)]
        found = found or [r for t in subjects for m in grammar.modifiers(t) for r in self.resolver.actors(m)]
        states = [Ref(x.state, token, "whose the speaker speaks for", x.words, x.state) for x in found if x.state]
        return [r for r in states if not same_side(r, s)]

    def _of_people(self, frame: Frame, pronoun: Token) -> bool:
        """Whether a pronoun stands for those acted on, or for whose people it is ('trains its policemen')."""
        noun = pronoun.head
        if pronoun.tag == "PRP" or frame.value == "ASSAULT" or noun is None:
            return pronoun.dep != "nsubj"
        lists = ("sent", "held", "units", "defended")
        return any({noun.lemma, noun.text.lower()} & self.words[x] for x in lists)

    def _the_country(self, token: Token, s: Sequence[Ref], trigger: Token) -> list[Ref]:
        """'Peru blockaded the kingdom', 'Peru accused the junta': the other one, not the one who acts."""
        lands = token.lemma in ("country", "emirate", "kingdom", "republic", "sultanate")
        if not the(token) or not (lands or token.lemma in ("junta", "regime")):
            return []
        return self.addressees.counterpart(s, trigger) if len(s) == 1 else []

    def _own_government(self, frame: Frame, token: Token, s: Sequence[Ref], s_tokens: Sequence[Token]) -> list[Ref]:
        """'Senator A accused the government': his own, which he is no part of."""
        if frame.value not in ("ACCUSE", "PROTEST", "REQUEST") or token.lemma not in self.words["organs"]:
            return []
        if not the(token) or (frame.value == "REQUEST" and not self._at_home(frame, s_tokens)):
            return []
        if len(s) != 1:
            return []
        if token.mention is not None or self._qualified(token):
            return []
        one, state = s[0], s[0].state
        rules = self.words["of_government"]
        told = {w.lower().strip(",.") for t in s_tokens for w in self._around(t).split()}
        if one.entity.kind not in ("Person", "PoliticalParty") or state is None or told & rules:
            return []
        return [Ref(state, token, "the government of his own state", state.name, state)]

    def _qualified(self, noun: Token) -> bool:
        """Whether words tell whose it is ('the government of Peru'), not what it is accused of ('of neglect')."""
        below = [t for p in noun.by("prep") for t in p.by("pobj")]
        return bool(noun.by("amod", "compound", "poss")) or any(
            x.mention is not None for t in below for x in t.subtree()
        )

    def _the_authorities(self, frame: Frame, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """'50 were arrested in Chad, and the bishops urged the authorities to free them': of the only state nearby."""
        if frame.value not in ("ACCUSE", "PROTEST", "REQUEST") or self._sentence is None or len(s) != 1 or s[0].state:
            return []
        meant = [t for path in frame.o for t in role_tokens(trigger, path)]
        seats = [t for t in meant if t.mention is None and t.lemma in self.words["organs"] and the(t)]
        if not seats or any(self._qualified(t) for t in seats):
            return []
        freed = any(c.lemma in ("free", "pardon", "release") for c in trigger.by("xcomp", "advcl", "ccomp"))
        if freed and (held := self._who_held_last(s)):
            return held
        before = [t for t in self._sentence.tokens if t.start < trigger.start]
        places = {r.entity: r for t in before for r in self.referents.state_of_place(t)}
        there = list(places.values()) if len(places) == 1 else []
        return self.addressees.near_state(s, self._sentence, trigger) or [r for r in there if not same_side(r, s)]

    def _who_held_last(self, s: Sequence[Ref]) -> list[Ref]:
        """Whoever seized, tried or freed somebody last."""
        told = next((p for p in reversed(self.addressees.past) if p.value in ("COERCE", "CONCEDE")), None)
        states = {r.state or r.entity for r in told.s if not same_side(r, s)} if told is not None else set()
        only = states.pop() if len(states) == 1 else None
        if told is None or only is None or only.kind not in STATE_KINDS:
            return []
        return [Ref(only, told.s[0].token, "who holds the one spoken of", only.name, only)]

    def _around(self, token: Token) -> str:
        """The words of a name with those before and behind it."""
        mention = token.mention
        start, end = (mention.start, mention.end) if mention is not None else (token.start, token.end)
        return self.text[max(start - 40, 0) : end + 40]

    def _us(self, token: Token, s: Sequence[Ref], trigger: Token) -> list[Ref]:
        """'A neighbour that blockaded us': the other one of the two, in a column whose author's state is not told."""
        ours = token.lemma in _HOMES and any(c.text.lower() == "our" for c in token.by("poss"))
        if not (ours or (token.text.lower() == "us" and token.tag == "PRP")) or len(s) != 1:
            return []
        told = self.resolver.home is not None or not self.annotated.commentary
        return [] if told else self.addressees.counterpart(s, trigger)

    def _whose_land(self, frame: Frame, token: Token, s: Sequence[Ref], trigger: Token) -> list[Ref]:
        """'Does Cyprus come into it? Turkey invaded the island': the only other state that is named nearby."""
        if frame.value != "ASSAULT" or trigger.lemma != "invade" or token.lemma not in _LANDS or not the(token):
            return []
        if token.mention is not None or any(c.dep in ("amod", "compound", "relcl", "prep") for c in token.children):
            return []
        return self.addressees.near_paragraph(s, trigger) if self._sentence is not None else []

    def _owned(self, token: Token) -> bool:
        """Whether the words around a noun say whose it is."""
        return bool(grammar.possessors(token)) or any(t.mention is not None for t in grammar.modifiers(token))

    def _go_between(self, token: Token) -> bool:
        """Whether it stands beside the two as a go-between ('with B as facilitator')."""
        prep = token.head if token.dep == "pobj" else None
        above = prep.head if prep is not None else None
        roles = [*token.by("prep"), *(above.by("prep") if above is not None else [])]
        return any(p.lemma == "as" and any(t.lemma in self.words["helpers"] for t in p.by("pobj")) for p in roles)

    def _tokens(self, trigger: Token, path: str) -> list[Token]:
        out: list[Token] = []
        tokens = role_tokens(trigger, path)
        if not tokens and path.startswith("object.after:") and path.count(".") == 1 and not path.endswith(":of"):
            # 'blamed the collapse of the truce on Chad': the phrase may hang on the last noun in the tree
            tokens = role_tokens(trigger, path.replace("object.", "object.after:of.", 1))
        if not tokens:
            return []
        for token in tokens:
            if token is not trigger:
                out += grammar.conjuncts(token) if "." in path or path in ("mod", "owner", "poss") else [token]
        for token in list(out):
            # 'A, B and C': a list of states that the parser took for appositions
            if token.mention is not None and token.mention.kind in STATE_KINDS:
                out += [
                    c
                    for c in token.by("appos")
                    if c.mention is not None and c.mention.kind in STATE_KINDS and not grammar.ruled_out(c)
                ]
        return list({t.i: t for t in out if not self._beside(t, trigger)}.values())

    def _beside(self, token: Token, trigger: Token) -> bool:
        """'Condemned Peru's allies', 'armed the enemies of Peru': others than Peru; but 'its Peruvian ally' is Peru."""
        noun = token.head.head if token.dep == "pobj" and token.head is not None and token.head.lemma == "of" else None
        noun = token.head if token.dep in ("poss", "amod", "compound", "nmod") else noun
        if noun is None or noun is trigger or noun.mention is not None:
            return False
        if noun.lemma in self.words["foes_at_home"] and token.mention is not None and token.mention.kind in STATE_KINDS:
            return True  # 'armed the Chadian opposition'
        if noun.lemma in self.words["relatives"] and token.mention is not None and token.mention.kind == "Person":
            return True  # 'may free Roe's brother'
        if noun.lemma not in self.words["kin"]:
            return False
        return token.dep == "poss" or token.dep == "pobj" or not noun.by("poss")

    # -- by what was said before

    def _of_envoys(self, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """'Has thrown out three diplomats': of the state to which it answers, or of the only other one nearby."""
        told = [t for o in grammar.logical_objects(trigger) for t in grammar.content(o)]
        told = [t for t in told if t.i > trigger.i or grammar.passive(trigger)]  # 'envoy told to leave'
        if not any(t.lemma in _ENVOYS and t.mention is None and not t.by("poss") for t in told):
            return []
        ways = self.addressees
        return ways.reply("SANCTION", s, sentence, trigger) or ways.near_state(s, sentence, trigger)

    def _mutual(self, trigger: Token) -> bool:
        """Whether 'each other' stands among the trigger's own objects: asked once for all its frames."""
        found: bool | None = trigger.known.get(RoleFinder._mutual)
        if found is None:
            found = trigger.known[RoleFinder._mutual] = self._each_other(trigger)
        return found

    def _each_other(self, trigger: Token) -> bool:
        for path in (
            "object",
            "bare_object",
            "indirect",
            "after:against|with|at|on|upon|to|of|towards|toward|from|for",
        ):
            for token in role_tokens(trigger, path):
                if (
                    token.mention is None and _MUTUAL.fullmatch(self.text[max(token.start - 5, 0) : token.end].strip())
                ) or _MUTUAL.match(self.text[token.start : token.end + 9]):
                    return True
        if not grammar.is_verb(trigger) or self._sentence is None or trigger.lemma not in _SHUT:
            return False
        mine = [t for t in trigger.subtree() if t.lemma == "other" and t.i > trigger.i]
        return any(_MUTUAL.match(self.text[t.start - 5 : t.end]) and t.dep == "poss" for t in mine)

    def _other_one(self, token: Token, s: Sequence[Ref], trigger: Token) -> list[Ref]:
        """'the other (side)': the one of a pair who does not act."""
        side = token.lemma in ("side", "party", "country", "government", "neighbour", "neighbor") and any(
            c.lemma == "other" for c in token.children
        )
        own = (
            token.lemma in self.words["kin"]
            and token.tag == "NN"
            and any(c.tag == "PRP$" for c in token.by("poss"))
            and not any(t.mention is not None for t in grammar.modifiers(token))
        )
        if token.mention is None and ((token.lemma == "other" and token.tag != "NNS") or side or own):
            if own and len(s) > 1:  # 'both rallied behind their neighbour'
                return self.addressees.third("topic", "", s, self._sentence, trigger) if self._sentence else []
            other = self.addressees.counterpart(s, trigger) if len(s) == 1 else list(s)
            return other or (self._only_before(token, s) if own else [])
        return []

    def _only_before(self, kin: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Athens protested in May. Paris backs its ally's claim': the only state of the sentence before."""
        named = self.resolver.only_named_before(kin)
        found = [Ref(t.entity, kin, "the only state of the sentence before", t.words, t.state) for t in named]
        return [r for r in found if not same_side(r, s) and all(r.entity not in (x.entity, x.state) for x in s)]


def _handed_over(token: Token) -> bool:
    """'Refuses to extradite Roe', 'to hand Roe over': not to him."""
    verb = token.head
    away = verb is not None and (
        verb.lemma in ("deport", "extradite", "repatriate", "surrender")
        or (verb.lemma in ("hand", "turn") and any(c.text.lower() == "over" for c in verb.children))
    )
    person = token.tag in ("WP", "PRP") or (token.mention is not None and token.mention.kind == "Person")
    return away and token.dep == "dobj" and person


def _in_person(token: Token) -> bool:
    """'In Kryvyi Rih': a town that was taken for a person."""
    person = token.mention is not None and token.mention.kind == "Person" and token.dep == "pobj"
    verb = token.head.head if person and token.head is not None else None
    if verb is not None and verb.lemma in ("bring", "call", "haul") and token.head and token.head.i == verb.i + 1:
        return False  # 'called in Burak Ozer'
    return person and token.head is not None and token.head.lemma in ("in", "inside", "near")


def _by_a_name(token: Token) -> bool:
    """'Were bused out of Sheikh Maqsoud': a quarter that was taken for a person."""
    left = token.dep == "pobj" and token.head is not None and token.head.lemma in ("from", "of")
    return left and token.mention is not None and token.mention.kind == "Person"


def _together(verb: Token, *, before: bool) -> list[Token]:
    """Those with whom the subject acts ('and, together with Niger, called home'), or who suffer it as well ('banned A,
    together with B').
    """
    preps = [p for p in verb.by("prep") if p.lemma == "with" and (p.i < verb.i) == before]
    joined = [p for p in preps if any(c.text.lower() in ("together", "along", "jointly") for c in p.by("advmod"))]
    return [t for p in joined for t in grammar.expand(p.by("pobj"))]


def _followers(verb: Token) -> list[Token]:
    """'Landed at Nuuk, followed by 13 Dutch marines': who does the same right after."""
    near = [verb, *(t for p in verb.by("prep") for t in p.by("pobj"))]  # the parser may hang it on the place
    clauses = [c for t in near for c in t.by("advcl", "acl") if c.i > verb.i]
    after = [c for c in clauses if c.lemma == "follow" and c.tag in ("VBN", "VBD")]
    return [t for c in after for t in grammar.after(c, "by")]


_RAIDERS = {
    "agent",
    "army",
    "coup",
    "gendarme",
    "guard",
    "junta",
    "military",
    "officer",
    "police",
    "raid",
    "soldier",
    "troop",
}


def _raided(verb: Token) -> bool:
    """'Were taken from their homes as the army seized power': who came is told beside it."""
    root = next((a for a in (verb, *verb.ancestors()) if a.head is None), verb)
    return any(t.lemma in _RAIDERS for t in root.subtree())


def _from_town(token: Token) -> bool:
    """'Insisted from Vienna': where one speaks."""
    town = token.mention is not None and token.mention.role in ("capital", "metonym")
    return town and token.dep == "pobj" and token.head is not None and token.head.lemma == "from"


def _add(refs: list[Ref], used: list[Token], found: Sequence[Ref], token: Token) -> None:
    for ref in found:
        if all(ref.entity != r.entity for r in refs):
            refs.append(ref)
            used.append(token)


def _for_somebody(frame: Frame, trigger: Token) -> bool:
    """'To Kenya', 'for ships': it is told for whom it is; of what is opened 'to cargo', only for what."""
    ends = grammar.after(trigger, "to", "for", "against")
    if frame.value != "CONCEDE":
        return bool(ends)
    return any(t.mention is not None and t.mention.kind != "Time" for e in ends for t in e.subtree())
