"""Who acts and who is acted on in an event, also where the grammar of its clause alone does not say it.

The paths of a frame come first. After them come, for the frames that ask for it by name, what the text has said just
before: the ways to find who acts are in ``actors.py`` and ``agentless.py``, those to find upon whom in ``targets.py``,
``targets_on_paths.py`` and ``target_ways.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.core.annotated import Sentence, Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.actors import Actors
from kg.extract.agentless import Agentless
from kg.extract.event_args import Condition, refused_of
from kg.extract.frames import Frame
from kg.extract.likely_targets import LikelyTargets, TargetChooser, TargetOffers
from kg.extract.modality import counterfactual
from kg.extract.mutual import mutual
from kg.extract.role_paths import of_people
from kg.extract.role_search import NOBODY, Found, Readers, Roles, Sought
from kg.extract.said_by import own_or_nobody
from kg.extract.sides import BODY_ALONE, NAMELESS, themselves
from kg.extract.stationed import on_whose_land
from kg.extract.talks import met_before
from kg.extract.targets import Targets, of_own_text
from kg.extract.targets_on_paths import TargetsOnPaths
from kg.link.resolve import Ref

_WITH_SOMEBODY = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""What is done with somebody, and upon nobody."""
_FOR_ONESELF = word_set("extract.roles.for_oneself")
"""What one does for oneself where nobody is told for whom."""
_WISHES = word_set("extract.roles.wishes")
_SAID_TO_WHOM = _WITH_SOMEBODY | {"CONCEDE"}
"""And what is given up only where it is said to whom ('lifted the restrictions on cooperation')."""


class RoleFinder:
    """Fills the roles of events of one document; it remembers the events read so far."""

    def __init__(self, readers: Readers, likely: LikelyTargets) -> None:
        self.words, self.text = readers.words, readers.text
        self.addressees, self.referents, self.told = readers.addressees, readers.referents, readers.told
        on_paths = TargetsOnPaths(readers)
        self.actors = Actors(readers)
        self.agentless = Agentless(readers, on_paths)
        self.targets = Targets(readers, on_paths)
        self.likely = TargetChooser(likely, TargetOffers(readers.resolver, readers.addressees, readers.words))

    def fill(self, frame: Frame, trigger: Token, sentence: Sentence, about: Condition | None = None) -> Roles | None:
        """The roles of a frame at a trigger, or None where one that it needs is not there, or where a condition
        (``about``) refuses whoever acts; ``lacking`` where that is only whom it is upon, so that it may be told all the
        same (``likeliest``).
        """
        sought = Sought(frame, trigger, sentence)
        acting = self.actors.of(sought)
        if "holder" in sought.actor_ways:
            acting = self._holder(acting, sought)
            if acting is None:
                return None
        if acting is None:
            told = self.agentless.of(sought)
            if not isinstance(told, Found):
                return told
            acting = told
        sought.s, sought.s_tokens = s, s_tokens = self._those_meant(acting, sought)
        if mutual(sought, self.text):
            return self._each_other(s, s_tokens, trigger)
        # who is accused is remembered, whether the accusation itself is told or not
        if about is not None and frame.value != "ACCUSE" and refused_of(about, trigger, s, s_tokens, self.words):
            return None
        upon = self.targets.of(sought)
        if upon is NOBODY:
            return None
        if upon is not None and upon.mutual:
            return Roles(s, [], s_tokens, [], True)
        if upon is None and _must_be_upon(sought):
            lacking = "o" in frame.needs and sought.value not in _SAID_TO_WHOM and not _of_whom_unknown(s)
            # nobody refuses what none asks for
            lacking = lacking and "asked" not in sought.target_ways and not self._upon_none_of_them(sought)
            return Roles(s, [], s_tokens, [], nobody=sought, lacking=True) if lacking else None
        guess = sought.value not in _WITH_SOMEBODY and not _of_whom_unknown(s) and not self._upon_people(sought)
        guess &= sought.value != "PROTEST" or any(r.rule != NAMELESS for r in s)  # against whom a crowd is, is said
        if sought.value == "REJECT":
            guess &= not of_own_text(trigger, self.words) and not counterfactual(trigger)
        nobody = sought if upon is None and guess else None
        upon = upon or Found([], [])
        if frame.value == "ACCUSE":
            self.addressees.blame(trigger, upon.refs)
        return Roles(s, upon.refs, s_tokens, upon.tokens, nobody=nobody)

    def likeliest(self, roles: Roles) -> Roles | None:
        """The roles, upon whoever is likeliest where nobody is found; None where likely no such act is told."""
        sought = roles.nobody
        if sought is None or (sought.value == "MOBILIZE" and self.sent_to(sought.trigger, roles.s)):
            return roles
        upon = self.likely.of(sought, told=not roles.lacking)
        return replace(roles, o=upon.refs, o_tokens=upon.tokens) if upon is not None else None

    def _upon_outlaws(self, sought: Sought) -> bool:
        """'Extended the embargo on the rebels': a measure against those who have no name is upon no state."""
        objects = valency.logical_objects(sought.trigger) if sought.value == "SANCTION" else []
        hit = [t for o in (*objects, sought.trigger) for t in grammar.after(o, "on", "against", "upon")]
        return bool(objects) and any(t.mention is None and t.lemma in self.words["armed"] for t in hit)

    def _upon_none_of_them(self, sought: Sought) -> bool:
        """Whether the words show that it is upon none of the states that are spoken of."""
        return (
            self._upon_own(sought)
            or self._upon_outlaws(sought)
            or _to_mission(sought)
            or self._upon_people(sought)
            or self._helps_foes(sought)
        )

    def _helps_foes(self, sought: Sought) -> bool:
        """'Blamed Chad for financing the students who march against him': what a crowd or rebels get, no state does."""
        helped = valency.logical_objects(sought.trigger) if sought.value == "AID" else []
        foes = self.words["foes_at_home"]
        return any(t.mention is None and (t.lemma in foes or _acts_against(t)) for t in helped)

    def _upon_people(self, sought: Sought) -> bool:
        """'Detained Iranian Kurdish groups': they are a people's, and no state's."""
        hit = valency.logical_objects(sought.trigger) if sought.value in ("ASSAULT", "COERCE") else []
        return any(of_people(c, sought.trigger, self.words) for t in hit for c in t.by("amod"))

    def _upon_own(self, sought: Sought) -> bool:
        """'A Chinese navy ship collided with one of the China Coast Guard', 'adopted measures for its own farmers',
        'buys coal', 'wants to win'.
        """
        trigger = sought.trigger
        if trigger.lemma in _FOR_ONESELF or (trigger.lemma in _WISHES and _own_wish(trigger)):
            return True
        named = [*valency.logical_objects(trigger), *grammar.after(trigger, "against", "at", "into", "on", "with")]
        inside = [*named, *grammar.after(trigger, "for"), *(t for n in named for t in grammar.after(n, "for", "of"))]
        if any(c.lemma == "own" for t in inside for c in t.by("amod")):
            return True
        refs = [r for t in inside if t.mention is not None for r in self.referents.of(t)]
        return not themselves(refs).isdisjoint(themselves(sought.s))

    def sent_to(self, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """To whose land or border forces go."""
        return on_whose_land(self.referents, self.words, trigger, s)

    def _holder(self, acting: Found | None, sought: Sought) -> Found | None:
        """'"We will bomb their towns," he said': whoever says the clause, if its subject is he, his side or nobody."""
        nobody = sought.frame.s == ("none",) or own_or_nobody(sought.trigger, self.words)
        subjects = acting.refs if acting is not None else []
        s = self.referents.first_person.saying(subjects, nobody, sought.trigger, sought.sentence)
        return Found(s, [r.token for r in s]) if s else None

    def _those_meant(self, acting: Found, sought: Sought) -> tuple[list[Ref], list[Token]]:
        """Those who act; by 'the two', the persons who have just met; by 'he denies it', the one just accused."""
        s, tokens, trigger = acting.refs, acting.tokens, sought.trigger
        s = met_before(self.addressees, s, tokens, trigger) or s
        if sought.value == "REJECT":
            s = self.addressees.accused(s, tokens, sought.sentence, trigger) or s
            tokens = tokens if len(tokens) == len(s) else tokens[:1] * len(s)
        return s, tokens

    def _each_other(self, s: list[Ref], s_tokens: list[Token], trigger: Token) -> Roles | None:
        """The roles of what is done to each other; with one alone, it is done with the other one of the two."""
        if len(s) == 1:
            s = s + self.addressees.counterpart(s, trigger)
            s_tokens = s_tokens + [trigger] * (len(s) - len(s_tokens))
        return Roles(s, [], s_tokens, [], True) if len(s) > 1 else None


_MISSIONS = word_set("extract.roles.missions")
"""What several states send together."""


def _of_whom_unknown(s: Sequence[Ref]) -> bool:
    """Whether a body acts of which nobody can say who belongs to it, so that it may be upon one of them."""
    return bool(s) and all(r.rule == BODY_ALONE for r in s)


def _acts_against(people: Token) -> bool:
    """'Students who have marched against him'."""
    return any(c.low == "against" for verb in people.by("relcl") for c in verb.by("prep"))


def _own_wish(verb: Token) -> bool:
    """'Wants to topple the rulers': to do so oneself."""
    return bool(verb.by("xcomp")) and not verb.by("dobj", "ccomp") and not any(c.by("nsubj") for c in verb.by("xcomp"))


def _to_mission(sought: Sought) -> bool:
    """'Gave ten million to the force', 'trucks for the mission': a joint one, and none of the states spoken of."""
    given = valency.logical_objects(sought.trigger) if sought.value == "AID" else []
    told = [t for o in (*given, sought.trigger) for t in grammar.after(o, "to", "for")]
    return any(t.lemma in _MISSIONS and t.mention is None and not t.by("compound", "amod", "poss") for t in told)


def _must_be_upon(sought: Sought) -> bool:
    """Whether nothing is said where it is upon nobody: by the frame's needs, or of people without a name who back or
    reject something.
    """
    crowd = all(r.rule == NAMELESS for r in sought.s) and sought.value in ("SUPPORT", "REJECT")
    return "o" in sought.frame.needs or crowd
