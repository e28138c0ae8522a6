"""The entities of one document, and the nouns by which texts describe entities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.core.model import Entity
from kg.link.genders import Genders
from kg.link.references import STATE_KINDS
from kg.link.territory import TerritoryWords


class Lexicon:
    """The nouns of ``graph/lexicon/reference.yaml``, and which persons are called 'he' or 'she'."""

    def __init__(self, data: Mapping[str, Any], genders: Genders) -> None:
        self.genders = genders
        self.pair, self.state, self.organisation = (
            frozenset(data["pair"]),
            frozenset(data["state"]),
            frozenset(data["organisation"]),
        )
        self.feature, self.person = frozenset(data["feature"]), frozenset(data["person"])
        self.organs, self.acting, self.firms = (
            frozenset(data["organs"]),
            frozenset(data["acting"]),
            frozenset(data["firms"]),
        )
        self.private = self.firms | frozenset(data["private"])
        """Firms and people that never act for a state."""
        self.state_bodies, self.of_state = frozenset(data["state_bodies"]), frozenset(data["of_state"])
        """Bodies that act for a state, and the words without which they do not ('the Malian national assembly')."""
        self.hands = frozenset(data["hands"])
        """Those by whom a body acts that has them."""
        self.rebels = frozenset(data["rebels"])
        """Those who fight for a movement or army of no state."""
        self.followers = frozenset(data["followers"])
        """Those of them by whom a commander acts who speaks for no state."""
        self.officers = frozenset(data["officers"])
        """Those who rule a state that has a junta."""
        self.alliances = frozenset(data["alliances"])
        """Names of bodies that are called alliances."""
        self.armed_alliances = frozenset(data["armed_alliances"])
        """Those of them that are seldom called blocs."""
        self.seated = frozenset(data["seated"])
        """Organs that a town or state after 'in' belongs to."""
        self.court_seats = frozenset(data["court_seats"])
        self.regions: Mapping[str, Sequence[str]] = {name: tuple(codes) for name, codes in data["regions"].items()}
        """ISO codes of the states of a region, by the adjective before 'states'."""
        epithets: Mapping[str, Sequence[str]] = data["epithets"]
        self.epithets = {words: frozenset(codes) for words, codes in epithets.items()}
        """Which states one that is called so may be ('the Andean nation')."""
        standing: Mapping[str, Sequence[str]] = data["standing"]
        self.standing = {key: frozenset(words) for key, words in standing.items()}
        """Words of standing relations, by what they say."""
        self.wishes = tuple(standing["wishes"])
        realms: Mapping[str, Sequence[str]] = data["realms"]
        self.realms = {noun: frozenset(codes) for noun, codes in realms.items()}
        """Which states a noun for a form of state may stand for."""
        self.colonial = frozenset(data["colonial"])
        """Those that had colonies."""
        lands: Mapping[str, Sequence[str]] = data["de_facto"]
        self.self_governing: Mapping[str, str] = dict(data["self_governing"])
        self.de_facto = {name: land for land, seats in lands.items() for name in (land, *seats)}
        """Lands with authorities of their own, by their names and those of the towns where these sit."""
        self.heirs: Mapping[str, str] = data["heirs"]
        """Which state goes on where one has ceased to be, by their codes."""
        self.told, self.owes = frozenset(data["author"]["told"]), frozenset(data["author"]["owes"])
        """How authors are spoken to, and how they say what somebody ought to do."""
        self.territory = TerritoryWords(data["territory"])


class Entities:
    """The entities of one document: states by code, titles of persons, what is named inside a stretch."""

    def __init__(
        self,
        states: Mapping[str, Entity],
        inside: Sequence[tuple[int, int, Entity]],
        person_states: Mapping[str, str],
        titles: Mapping[str, Sequence[str]],
        partial: frozenset[str] = frozenset(),
        formal: Mapping[str, Sequence[str]] | None = None,
        surnames: Mapping[str, str] | None = None,
        authorities: Mapping[str, Entity] | None = None,
        bodies: Mapping[str, Entity] | None = None,
        guessed: frozenset[str] = frozenset(),
        factions: Mapping[str, Entity] | None = None,
        employers: Sequence[tuple[int, Entity]] = (),
    ) -> None:
        """``formal`` are further names of states, by their codes ('Kingdom of Saudi Arabia'); ``authorities`` those who
        govern what is no state, by who leads them ('the president of Somaliland'); ``bodies``
        the bodies without a state, by who speaks for them ('the rebels' spokesman'); ``guessed`` are the persons of
        whose state only what is named nearby tells, by their IRIs; ``factions`` the bodies without a state, by who
        leads them; ``employers`` the bodies of states that a person's title names, each with where it does so.
        """
        self.employers = employers
        self._states, self._inside, self._person_states, self._titles, self._partial = (
            states,
            inside,
            person_states,
            titles,
            partial,
        )
        self._formal, self._surnames, self._authorities = formal or {}, surnames or {}, authorities or {}
        self._bodies, self._guessed, self._factions = bodies or {}, guessed, factions or {}

    def styled(self, entity: Entity, noun: str) -> bool:
        """Whether a state calls itself so ('kingdom'), by one of its names."""
        return any(noun in name.lower().split() for name in self._formal.get(entity.code or "", ()))

    def called(self, entity: Entity, words: str) -> bool:
        """Whether one of a state's full names has some words in it ('islamic republic')."""
        names = (name.lower() for name in self._formal.get(entity.code or "", ()))
        return any(f" {words} " in f" {name} " for name in names)

    def state(self, code: str) -> Entity | None:
        return self._states.get(code)

    def state_of(self, entity: Entity) -> Entity | None:
        """The state that a person acts for, as far as can be guessed: it tells apart who is meant."""
        if entity.kind in STATE_KINDS:
            return entity
        code = self._person_states.get(entity.iri)
        return self._states.get(code) if code else None

    def told_state_of(self, entity: Entity) -> Entity | None:
        """The state that a person acts for, where the text tells."""
        return self.state_of(entity) if entity.iri not in self._guessed else None

    def adopt(self, people: Iterable[Entity], state: Entity) -> None:
        """Persons of whom the text tells no state act for this one."""
        if state.code:
            self._person_states = dict.fromkeys((p.iri for p in people), state.code) | dict(self._person_states)

    def authority_of(self, entity: Entity) -> Entity | None:
        """The authority without a state that a person leads."""
        return self._authorities.get(entity.iri)

    def faction_of(self, entity: Entity) -> Entity | None:
        """The movement or army of no state that a person leads, who holds no office of a state."""
        return self._factions.get(entity.iri)

    def spoken_for(self, entity: Entity) -> Entity | None:
        """The body without a state for which a person speaks."""
        return self._bodies.get(entity.iri)

    def of_leader(self, surname: str) -> Entity | None:
        """The state whose office holders alone have that surname ('the Trump administration')."""
        code = self._surnames.get(surname.lower())
        return self._states.get(code) if code else None

    def contested(self, entity: Entity) -> bool:
        """Whether not all recognise the state, so that another may claim it."""
        return entity.code in self._partial

    def titles(self, entity: Entity) -> Sequence[str]:
        return self._titles.get(entity.iri, ())

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where states are named inside a treaty's name."""
        return [(a, b) for a, b, _ in self._inside if start <= a and b <= end]

    def inside(self, start: int, end: int) -> list[Entity]:
        return [e for a, b, e in self._inside if start <= a and b <= end]
