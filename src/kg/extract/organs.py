"""Police, soldiers and guards of nobody named: of the state whose speaker tells of them, or in which they act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.core.annotated import Annotated, Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.frames import Frame
from kg.extract.referents import Referents
from kg.extract.unlisted import HURT
from kg.link.noun_phrases import noun_phrase
from kg.link.resolve import STATE_KINDS, Ref, Resolver

_SERVICES = word_set("extract.organs.services")
"""What stands before guards, police and forces of a state."""
POLICE = word_set("extract.organs.police")
"""Who keeps order at home, so acts for the state in which it is done."""
_AT_HOME = word_set("extract.organs.at_home")
"""What stands before guards, agents and troops that serve at home ('immigration agents', 'government troops')."""


class Organs:
    """Finds whose organs act in one document."""

    def __init__(
        self, annotated: Annotated, resolver: Resolver, words: Mapping[str, frozenset[str]], referents: Referents
    ) -> None:
        self.annotated, self.resolver, self.words, self.referents = annotated, resolver, words, referents

    def of(self, frame: Frame, token: Token, trigger: Token, *, there: bool = False) -> list[Ref]:
        """'Soldiers killed ten, the spokesman of the Malian army said', 'police in Kumba': of whose state they are."""
        phrase = noun_phrase(token)
        kinds = {t.lemma for t in phrase.premodifiers}
        bare = token.mention is None and phrase.determiner in ("", "the") and kinds <= _SERVICES
        forms = {token.lemma, token.low} - ({"force"} if not kinds else set())
        servants = self.words["servants"] | ({"agency", "body"} if "enforcement" in kinds else {"force"})
        servants |= {"agent"} if kinds & _AT_HOME else set()
        if not bare or token.by("acl", "appos") or forms.isdisjoint(servants):
            return []
        if there:  # 'Kenyans serve in Haiti. Police shot dead two in Jacmel'
            return self._there(token, trigger, lands_only=True)
        for verb in (a for a in trigger.ancestors() if grammar.is_verb(a) and a.lemma in self.words["speak"]):
            if grammar.passive(verb):
                continue
            told = [
                r for t in valency.logical_subjects(verb) for r in self.referents.of(t) if r.entity.kind != "NewsAgency"
            ]
            titles = {w for r in told for t in self.resolver.entities.titles(r.entity) for w in t.lower().split()}
            states = {r.state for r in told if r.state is not None}
            if len(states) == 1 and titles.isdisjoint(self.words["abroad"]):
                state = states.pop()
                return [Ref(state, token, "the speaker's state", state.name, state)]
        seats = [t for t in grammar.after(token, "in", "of", "at") if t.mention is not None]
        found = [replace(r, token=token) for t in seats for r in self.referents.state_of_place(t)]
        return found or (self._there(token, trigger) if frame.value in HURT else [])

    def _there(self, token: Token, trigger: Token, *, lands_only: bool = False) -> list[Ref]:
        """'In Niger the guard locked up ...', 'police shot dead ten people in Lomé': of the state in which they do it.
        Police without a place are those of the state that the text names most by far.
        """
        objects = valency.logical_objects(trigger)
        near = [t for x in (trigger, *objects) for t in grammar.after(x, "in", "at", "near", "outside", "across")]
        near += [t for x in near for t in grammar.after(x, "in", "near")]
        near += [t for x in near if x.lemma in self.words["strongholds"] for t in grammar.after(x, "of")]
        lands = {r.entity: r for t in near for r in self._land(t)}
        named = self.resolver.states_named()
        kinds = {t.lemma for t in noun_phrase(token).premodifiers}
        police = {token.lemma, token.low} & POLICE or kinds & _AT_HOME or token.low == "authorities"
        if lands:
            only = next(iter(lands.values())) if len(lands) == 1 else None
            at_home = police or bool(named and only is not None and named[0][0] == only.entity)
            return [replace(only, token=token)] if only is not None and at_home else []
        state = self.resolver.by_far() or self._dateline()
        if lands_only or not police or state is None:
            return []
        return [Ref(state, token, "the police of the state that the text is about", state.name, state)]

    def _dateline(self) -> Entity | None:
        """The state that the text is sent from."""
        place = self.annotated.dateline_place
        return self.resolver.entities.state(place.state) if place is not None and place.state else None

    def _land(self, token: Token) -> list[Ref]:
        """The state that a place is, or in which it lies."""
        if token.mention is not None and token.mention.kind in STATE_KINDS and token.mention.role == "name":
            return self.resolver.actors(token)
        return self.referents.state_of_place(token)
