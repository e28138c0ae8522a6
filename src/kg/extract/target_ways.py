"""Who is acted upon where the clause does not say it, by the ways that a frame asks for by name in ``targets``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.acts_told import SAID
from kg.extract.addressees import WAYS
from kg.extract.denials import alleged
from kg.extract.envoys import posted
from kg.extract.frames import Frame
from kg.extract.role_search import Found, Readers, Sought, found_at, found_each
from kg.extract.sides import themselves
from kg.extract.targets_on_paths import MEASURES
from kg.extract.unlisted import HURT, the
from kg.extract.victims import foe
from kg.link.resolve import Ref

_ENVOYS = word_set("extract.target_ways.envoys")


_FOES = word_set("extract.target_ways.foes")
"""Who stands against the state that a text speaks of, so that what they are given is not given to it."""


def _to_foes(trigger: Token) -> bool:
    """'Gave shelter to their opponents', 'sent arms to the rebels'."""
    given = (t for p in trigger.by("prep", "dative") if p.lemma in ("to", "for") for t in p.by("pobj"))
    return any(t.mention is None and t.lemma in _FOES for t in given)


class TargetWays:
    """Finds whom the acts of one document are upon by what it has said just before."""

    def __init__(self, readers: Readers) -> None:
        self.words, self.resolver = readers.words, readers.resolver
        self.addressees, self.told, self.unlisted = readers.addressees, readers.told, readers.unlisted

    def of(self, sought: Sought) -> Found | None:
        """By the first of the frame's own ways that finds somebody, in the order in which the frame has them."""
        for name in sought.target_ways:
            way = BY_NAME.get(name)
            if way is not None and (found := way(self, sought)) is not None:
                return found
        return None

    def _reply(self, sought: Sought) -> Found | None:
        """'A accused B. B rejected the charge': B's act is directed at A."""
        found = self.addressees.reply(sought.value, sought.s, sought.sentence, sought.trigger)
        return found_at(found, sought.trigger)

    def _other(self, sought: Sought) -> Found | None:
        s, sentence, trigger = sought.s, sought.sentence, sought.trigger
        if sought.value == "AID" and _to_foes(trigger):
            return None
        if sought.value == "AID":
            return found_at(self.addressees.partner(s, sentence, trigger), trigger)
        if self._asks_no_state(sought):
            return None
        hostile = sought.value in SAID
        found = self.addressees.opponent(sought.value, s, sentence, trigger) if hostile else []
        return found_at(found or self.addressees.counterpart(s, trigger), trigger)

    def _near(self, sought: Sought) -> Found | None:
        s, sentence, trigger = sought.s, sought.sentence, sought.trigger
        if self._asks_no_state(sought):
            return None
        if sought.value == "AID" and _to_foes(trigger):
            return None
        if sought.value in HURT and (people := found_each(self.unlisted.nameless(sought.frame, trigger))):
            return people
        hostile = sought.value == "PROTEST"
        found = self.addressees.opponent(sought.value, s, sentence, trigger) if hostile else []
        bench = any(r.entity.kind == "Court" for r in s)  # a court turns to whoever is before it
        return found_at(found or ([] if bench else self.addressees.near_state(s, sentence, trigger)), trigger)

    def _asks_no_state(self, sought: Sought) -> bool:
        """Whether a body is asked, or a thing is asked for, of whom no state nearby would tell."""
        asks = sought.value == "REQUEST"
        trigger = sought.trigger
        return asks and (self._body_asked(trigger) or self._thing_asked(trigger) or self._own_asked(sought))

    def _own_asked(self, sought: Sought) -> bool:
        """'Peru proposed that Peruvian firms pay': one's own people are asked, and no other state."""
        own = themselves(sought.s)
        asked = [s for c in sought.trigger.by("ccomp") for s in c.by("nsubj")]
        named = [t for s in asked for t in s.children if s.mention is None and t.mention is not None]
        return any(r.entity in own for t in named for r in self.resolver.actors(t))

    def _body_asked(self, trigger: Token) -> bool:
        """'Demanded that the mission leave': a body is asked, though nobody knows which."""
        asked = [s for c in trigger.by("ccomp") for s in c.by("nsubj")]
        bodies = self.resolver.lexicon.organisation | {"company", "firm", "force", "mission", "operator"}
        return any(t.mention is None and t.lemma in bodies and t.tag == "NN" and the(t) for t in asked)

    def _thing_asked(self, trigger: Token) -> bool:
        """'Demanded guarantees', 'asked for a truce': a thing, of nobody whom the sentences before would tell."""
        things = trigger.by("dobj") + [t for p in trigger.by("prep") if p.lemma == "for" for t in p.by("pobj")]
        things += [t for c in trigger.by("advcl", "ccomp") for t in c.by("nsubjpass")]
        upon = [trigger.head] if trigger.dep in ("acl", "relcl") and grammar.passive(trigger) and trigger.head else []
        if any(t.lemma in MEASURES for t in upon):
            return True  # 'the ban on Chilean fish demanded by Peru': of others than Chile
        plain = [t for t in things if t.lemma in self.words["boons"] and not t.by("poss")]
        return bool(plain) and not any(x.mention is not None for t in plain for x in t.subtree())

    def _of_envoys(self, sought: Sought) -> Found | None:
        """'Has thrown out three diplomats': of the state to which it answers, or of the only other one nearby."""
        s, sentence, trigger = sought.s, sought.sentence, sought.trigger
        told = [t for o in valency.logical_objects(trigger) for t in grammar.content(o)]
        told = [t for t in told if t.i > trigger.i or grammar.passive(trigger)]  # 'envoy told to leave'
        if not any(t.lemma in _ENVOYS and t.mention is None and not t.by("poss") for t in told):
            return None
        ways = self.addressees
        found = ways.reply("SANCTION", s, sentence, trigger) or ways.near_state(s, sentence, trigger)
        return found_at(found, trigger)

    def _foe(self, sought: Sought) -> Found | None:
        found = foe(self.addressees, self.words, sought.s, sought.sentence, sought.trigger)
        return found_at(found, sought.trigger)

    def _posted(self, sought: Sought) -> Found | None:
        return found_at(posted(self.resolver, sought.s, sought.trigger), sought.trigger)

    def _told(self, sought: Sought) -> Found | None:
        return found_at(self.told.already_hit(sought.trigger, sought.s, sought.sentence), sought.trigger)

    def _alleged(self, sought: Sought) -> Found | None:
        return found_at(alleged(self.addressees, sought.s, sought.sentence, sought.trigger), sought.trigger)

    def _mutual(self, sought: Sought) -> Found | None:
        """'A and B reopened their border to cargo': each to the other, unless it is said for whom."""
        both = len(sought.s) == 2 and not _for_somebody(sought.frame, sought.trigger)
        return Found([], [], mutual=True) if both else None


def _of_discourse(name: str) -> Callable[[TargetWays, Sought], Found | None]:
    """A way that ``addressees.py`` knows by the same name."""

    def way(ways: TargetWays, sought: Sought) -> Found | None:
        found: list[Ref] = ways.addressees.third(name, sought.value, sought.s, sought.sentence, sought.trigger)
        return found_at(found, sought.trigger)

    return way


BY_NAME: Mapping[str, Callable[[TargetWays, Sought], Found | None]] = {
    "reply": TargetWays._reply,
    "other": TargetWays._other,
    "near": TargetWays._near,
    "envoys": TargetWays._of_envoys,
    "foe": TargetWays._foe,
    "posted": TargetWays._posted,
    "told": TargetWays._told,
    "alleged": TargetWays._alleged,
    "mutual": TargetWays._mutual,
} | {name: _of_discourse(name) for name in WAYS}
"""Whom an act is upon, by the way that a frame asks for in ``targets``:

``reply``   the one whose act the actor answers ("A accused B. B rejected the charge": B's act is directed at A)
``other``   the other one of the two states that the text is about
``near``    the only other state that this sentence and the one before name
``envoys``  whose the diplomats are that no word names ("has thrown out three diplomats")
``foe``     the other side of the affair, where forces hit or take a place or post that nobody owns by a word
``posted``  where the envoy is sent who is called home (``envoys.py``)
``told``    upon whom the attack was that has just been told ("it was Iran that had carried out the attack")
``alleged`` who has just said of the actor what the actor denies (``denials.py``)
``mutual``  each of the two who act ("A and B reopened their border")
``again``   upon whom the last act of the kind was, whoever did it ("repeated the charge")
``asked``   who has just asked it of the actor ("A asked B to leave. B has not done so")
``at_verb`` upon whom the verb's own act is ("recalled its envoy from B in protest")
``both``    the two states that the text is about, or the other one of them
``club``    the organisation spoken of last
``deal``    where the object is a deal: its parties, else the two states that the text is about
``entered`` whose land one's forces have gone into or attacked just before ("invaded Togo ... pulled back")
``followed``  to whom another has just done the like ("B followed the next day")
``guest``   who is of another state, the last told of ('received the high guest')
``imposed`` on whom the actor has just imposed what it lifts ("put sanctions on Togo; it lifted most of them")
``met``     whom the actor has just met or agreed with, where it is one
``offered`` whoever made the offer that is welcomed
``same``    to whom the like was done last in this paragraph ("A second batch will be delivered in May")
``theirs``  whose the boats, crews and fishermen are that no word names: those of an act before ('another'), else of
            the other one of the two that the text is about
``topic``   of the two states that the text is about, the one named first

Other names in ``targets`` open or shut a way that has its own place among the rest (``targets.py``,
``targets_on_paths.py``):

``place``   the state in which the place lies that is acted upon
``land``    whoever holds the land that is taken, by its name, where nobody knows whose it is
``seceded`` a land that is recognised as a state, though no list has it as one
``unnamed`` human beings without a name ("freed 52 prisoners"), as a group of their own
``only``    nobody but whom the ways before it find
``sure``    the other one of the two that the text is about only where it names both more than once

Any name at all, also one that has no way of its own, lets an act be one against the other side of the affair, or an
agreement one with the partner of the actor (``targets.py``).
"""


def _for_somebody(frame: Frame, trigger: Token) -> bool:
    """'To Kenya', 'for ships': it is told for whom it is; of what is opened 'to cargo', only for what."""
    if frame.value == "ACCUSE":
        return False  # 'traded blame for the raid'
    ends = grammar.after(trigger, "to", "for", "against")
    if frame.value != "CONCEDE":
        return bool(ends)
    return any(t.mention is not None and t.mention.kind != "Time" for e in ends for t in e.subtree())
