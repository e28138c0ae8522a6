"""The entities of one document: each mention's own, under one name, with the states for which persons act.

``DocumentEntities.read`` gives every mention of the document its final entity, and tells what linking asks of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.core.annotated import Annotated, Mention
from kg.core.model import ID_BASE, Entity
from kg.extract.office_held import POSTED, Held, leads_faction, speaks_for_faction
from kg.extract.office_states import PersonStates
from kg.extract.treaty_records import with_words
from kg.link.entities import Entities
from kg.link.references import BLOC_KINDS
from kg.link.regions import codes_named
from kg.link.resolve import slug

_HOUSE = re.compile(r"\b([A-Z][\w-]+) (?:administration|cabinet|government|presidency|regime)\b")
_BRACKETED = re.compile(r"\(([A-Z][\w-]{1,11})\)$")
_NAMING = ("name", "acronym", "capital")
"""Roles of mentions that bear a name of their own."""
_INSIDE_NAMES = ("name", "adjective", "acronym", "people")
_NO_WHOLE_STATE = ("partial", "disputed")
_LONG_ACRONYM = 7
_BEFORE_NAME = 40
_STYLE = re.compile(r"(?:\b([A-Z][a-z-]+) )?\b([A-Z][a-z]+) $")
"""The capitalised word right before a name, and one before that."""


@dataclass(slots=True)
class _Roles:
    """What the offices that a text gives tell of persons, by the persons' IRIs."""

    titles: dict[str, list[str]]
    authorities: dict[str, Entity]
    bodies: dict[str, Entity]
    factions: dict[str, Entity]


class DocumentEntities:
    """Reads the entities of one document; ``people`` are its persons, by the names under which they were found."""

    def __init__(
        self,
        annotated: Annotated,
        offices: Sequence[Held],
        words: Mapping[str, frozenset[str]],
        regions: Any,
        surnames: Mapping[str, str],
        names: Any,
    ) -> None:
        """``words``: those of the frames; ``surnames``: of office holders of one state alone, with its ISO code."""
        self.annotated, self.offices, self.text = annotated, offices, annotated.document.text
        self.words, self.regions, self.surnames, self.names = words, regions, surnames, names
        self.people: dict[str, Entity] = {}

    def read(self, acting: PersonStates) -> Entities:
        """The entities, each mention given its own; ``acting``: for which state each person acts."""
        final = self._merged()
        for m in self.annotated.mentions:
            if m.kind == "Person" and m.entity is not None:
                self.people[m.entity.name] = final[self._iri(m)]
        states = self._states(final, acting)
        self._settle(final, acting)
        roles = self._roles()
        entries = {c: entry for c in states if (entry := self.names.by_code.get(c)) is not None}
        return Entities(
            states,
            list(self._inside(states)),
            {self.people[n].iri: c for n, c in acting.states.items() if n in self.people},
            roles.titles,
            frozenset(c for c, entry in entries.items() if entry.type in _NO_WHOLE_STATE),
            {c: entry.aliases for c, entry in entries.items()},
            self.surnames,
            roles.authorities,
            roles.bodies,
            frozenset(self.people[n].iri for n in acting.guessed if n in self.people),
            roles.factions,
            list(self._employers(final)),
        )

    # -- one entity for all mentions of a thing

    def _merged(self) -> dict[str, Entity]:
        """By IRI: each thing under one name, with the other forms in which the text names it."""
        forms: dict[str, dict[str, str]] = {}
        first: dict[str, Entity] = {}
        styled: dict[str, str] = {}
        for m in self.annotated.mentions:
            if m.entity is None:
                continue
            iri = self._iri(m)
            first.setdefault(iri, m.entity)
            if (style := self._style(m)) is not None:
                styled.setdefault(iri, style)
            for form in {self.text[m.start : m.end], *self._abbreviations(m)}:
                form = " ".join(form.split())
                if form.isupper() and form == m.entity.name.upper():
                    form = m.entity.name  # 'MANILA' in a dateline
                forms.setdefault(iri, {}).setdefault(form, m.role)
        return {iri: _under_one_name(iri, entity, forms[iri], styled.get(iri)) for iri, entity in first.items()}

    def _style(self, mention: Mention) -> str | None:
        """'Pope Francis', 'Sheikh Hasina': a person of one name with the style that is always said before it."""
        if mention.kind != "Person" or mention.entity is None or " " in mention.entity.name:
            return None
        found = _STYLE.search(self.text, max(0, mention.start - _BEFORE_NAME), mention.start)
        if found is None or found[2].lower() not in self.words.get("styles", ()):
            return None
        titled = mention.span[0] < found.start(2) or any(m.end == found.end(1) for m in self.annotated.mentions)
        # no style in 'Hassan Sheikh Mohamud'
        return f"{found[2]} {mention.entity.name}" if titled or not found[1] else None

    def _iri(self, mention: Mention) -> str:
        """The IRI of what a mention names; a person of one name alone is this document's."""
        assert mention.entity is not None
        if mention.kind != "Person":
            return mention.entity.iri
        name = mention.entity.name
        whole = len([w for w in name.split() if len(w) > 1]) > 1
        scope = "" if whole else f"{self.annotated.document.id[:12]}-"
        return f"{ID_BASE}person/{scope}{slug(name)}"

    def _abbreviations(self, mention: Mention) -> list[str]:
        """'The Economic Community of West African States (ECOWAS)'."""
        found = _BRACKETED.search(self.text[mention.span[0] : mention.span[1]])
        return [found.group(1)] if found else []

    def _settle(self, final: Mapping[str, Entity], acting: PersonStates) -> None:
        """Give each mention its entity, and each person his state, in the list of mentions and at their tokens."""
        settled: dict[int, Mention] = {}
        for n, m in enumerate(self.annotated.mentions):
            if m.entity is not None:
                state = acting.states.get(m.entity.name) if m.kind == "Person" else m.state
                own = replace(m, entity=final[self._iri(m)], state=state)
                settled[id(m)] = self.annotated.mentions[n] = own
        for sentence in self.annotated.sentences:
            for token in (*sentence.tokens, *sentence.spoken):
                if token.mention is not None and id(token.mention) in settled:
                    token.mention = settled[id(token.mention)]

    # -- states

    def _states(self, final: Mapping[str, Entity], acting: PersonStates) -> dict[str, Entity]:
        """The states that the text names, or for which somebody in it acts, by their codes."""
        states = {e.code: e for e in final.values() if e.code}
        told = {m.state for m in self.annotated.mentions if m.state}
        for code in told | set(acting.states.values()) | self._understood():
            if code not in states and (entry := self.names.by_code.get(code)) is not None:
                states[code] = _entity(entry)
        return states

    def _understood(self) -> set[str]:
        """Codes of states that no mention names: 'USS Gravely', 'the Biden administration', '(Lima)'."""
        understood = {pair.partition("=")[2] for pair in self.words.get("inhabited", ())}
        prefixes = (pair.partition("=") for pair in self.words.get("prefixes", ()))
        understood |= {code for prefix, _, code in prefixes if f"{prefix} " in self.text}
        understood |= codes_named(self.text, self.regions)
        houses = {m[1].lower() for m in _HOUSE.finditer(self.text)} & self.surnames.keys()
        understood |= {self.surnames[name] for name in houses}
        line = self.annotated.dateline_place  # 'our country' below '(Lima)' is Peru, though nothing names it
        return understood | ({line.state} if line is not None and line.state else set())

    def _inside(self, states: Mapping[str, Entity]) -> Iterator[tuple[int, int, Entity]]:
        """The states that are named inside a treaty's name or a person's titles, and where."""
        for m in self.annotated.mentions:
            if m.kind == "Treaty" or (m.kind == "Person" and m.span[0] < m.start):
                for found in self.names.find(self.text, *((m.start, m.end) if m.kind == "Treaty" else m.span)):
                    if found.entry.code and str(found.role) in _INSIDE_NAMES:
                        yield found.start, found.end, states.get(found.entry.code) or _entity(found.entry)
                    elif m.kind == "Person" and str(found.role) == "capital" and found.entry.state in states:
                        to = POSTED.search(self.text, m.span[0], found.start)
                        if to is not None and to.end() == found.start:  # 'Peru's ambassador in Quito, Ana Roe'
                            yield found.start, found.end, states[found.entry.state]

    # -- offices

    def _employers(self, final: Mapping[str, Entity]) -> Iterator[tuple[int, Entity]]:
        """The bodies of states of which the text names an office, and where."""
        for body in (held.body for held in self.offices):
            if body is not None and body.entity is not None and body.kind in BLOC_KINDS:
                yield body.start, final.get(body.entity.iri, body.entity)

    def _roles(self) -> _Roles:
        roles = _Roles({}, {}, {}, {})
        of_states = {held.person for held in self.offices if held.body is not None and held.body.kind == "State"}
        for held in self.offices:
            person, body = self.people.get(held.person), held.body
            if person is None or not held.title:
                continue
            roles.titles.setdefault(person.iri, []).append(held.title)
            if body is None:
                continue
            if body.kind == "Government" and body.entity is not None:
                roles.authorities.setdefault(person.iri, body.entity)
            if leads_faction(held) and held.person not in of_states:
                # 'the EU commissioner' tells of the European Union
                led = with_words(body.entity, self.text[body.start : body.end])
                if led is not None:
                    roles.factions.setdefault(person.iri, led)
            if speaks_for_faction(held) and body.entity is not None:
                roles.bodies.setdefault(person.iri, body.entity)
        return roles


def _entity(entry: Any) -> Entity:
    return Entity(entry.iri, entry.kind, entry.name, entry.code)


def _under_one_name(iri: str, entity: Entity, forms: Mapping[str, str], styled: str | None) -> Entity:
    """A thing under the name that the text has for it, its other names as aliases; ``forms``: with their roles."""
    if entity.kind == "Person":
        name = styled or entity.name
        return Entity(iri, "Person", name, None, tuple(sorted({*forms, entity.name} - {name})))
    if entity.code:
        return Entity(iri, entity.kind, entity.name, entity.code)
    named = [f for f, role in forms.items() if role in _NAMING or role.startswith("weak")]
    name = entity.name
    if named and name not in named:
        name = max(named, key=lambda f: (not f.isupper() or len(f) > _LONG_ACRONYM, len(f)))
    aliases = [f for f in (*named, entity.name) if f != name]
    return Entity(iri, entity.kind, name, None, tuple(sorted(dict.fromkeys(aliases))))
