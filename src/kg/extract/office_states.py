"""For which state each person acts, by an office that the text gives, the table of office holders or what is near."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.core.annotated import Annotated, Mention
from kg.extract.holder_names import plain
from kg.extract.office_bases import counterparts
from kg.extract.office_context import OfficeContext
from kg.extract.office_held import Held, of_body_told, speaks_for, speaks_for_faction
from kg.extract.office_sides import beside_names, state_told

_OF_NO_STATE = ("IntergovernmentalOrganization", "Grouping", "Government")
"""Whoever holds an office of theirs acts for no state that is named nearby."""
_FEW = 3
"""So many states use a title at most whose bearer is of the only one of them that a text names."""
_OF_STATES = ("head_of_state", "head_of_government", "minister")
_EVERY_MINISTERS = frozenset({"Affairs", "Deputy", "General", "Minister", "Secretary", "State", "Vice"})
"""Words that do not tell one minister's title from another's."""
_COMMISSION = re.compile(r"\bEuropean (?:Commission|Union)\b|\bEU\b")


@dataclass(frozen=True, slots=True)
class PersonStates:
    """For which states persons act, by their names and ISO codes."""

    states: dict[str, str]
    guessed: frozenset[str]
    """Of these persons no title, body, pronoun or table tells, only what is named nearby. It is right in one case of
    two: it helps to keep apart who is spoken of, and is not told of anybody.
    """


def _of_no_state(body: Mention) -> bool:
    return body.kind in _OF_NO_STATE and not body.state


def person_states(
    annotated: Annotated,
    offices: Sequence[Held],
    hints: Mapping[str, Sequence[str]],
    known: Mapping[str, str] = {},
    anybodys: Collection[str] = (),
    alone: Mapping[str, str] = {},
) -> PersonStates:
    """For which state each person acts, where a title, a body or the context tells.

    ``hints`` maps a title in lower case to the states that use it ('chancellor' -> DE, AT); ``known`` maps the names of
    office holders to their states, for persons to whom the text itself gives none; ``anybodys`` are the titles of which
    the context does not tell whose office they are ('chief'); ``alone`` are the surnames of those known.
    """
    return _States(annotated, offices, hints, known, alone).find(anybodys)


class _States:
    """Finds the states of the persons of one document, from what is surest to what is only supposed."""

    def __init__(
        self,
        annotated: Annotated,
        offices: Sequence[Held],
        hints: Mapping[str, Sequence[str]],
        known: Mapping[str, str],
        alone: Mapping[str, str],
    ) -> None:
        self.annotated, self.offices = annotated, offices
        self._hints, self._known, self._alone = hints, known, alone
        self._counts = Counter(m.state for m in annotated.mentions if m.state and m.kind in ("State", "Settlement"))
        self._out: dict[str, str] = {}

    def find(self, anybodys: Collection[str]) -> PersonStates:
        """The states of all persons; ``anybodys`` are titles like 'chief', of which what is near tells nothing."""
        loose = self._of_bodies()
        self._of_table()
        for person, beside in beside_names(self.annotated):
            self._out.setdefault(person, beside)
        self._of_leaders(loose)
        self._of_superiors()
        told = self._of_words(loose, anybodys)
        _shared_titles(self.annotated, [h for h in loose if plain(h.person) not in self._known], self._out)
        for person, base in counterparts(self.annotated, self.offices, self._out):
            told |= {person} if base in told else set()
        return PersonStates(self._out, frozenset(self._out.keys() - told))

    def _of_bodies(self) -> list[Held]:
        """'The president of Peru, A B': by the body of the office; the offices that are left, of whatever state."""
        loose: list[Held] = []
        abroad = {h.person for h in self.offices if not h.former and h.body is not None and _of_no_state(h.body)}
        for held in self.offices:
            if held.former and held.person in abroad:
                continue  # 'the head of the Commission, A B, once Peru's premier': no longer for Peru
            if held.body is not None and held.body.state and not _any_chamber(held.body, self._counts):
                self._out.setdefault(held.person, held.body.state)
            elif _of_town(held) or speaks_for_faction(held):
                continue  # 'the premier of Tiraspol', 'the spokesman of the M23'
            elif held.person not in self._out and (held.body is None or held.body.kind not in _OF_NO_STATE):
                loose.append(held)  # but 'president of Somaliland' tells of whom, and of no state that is named nearby
        return loose

    def _of_table(self) -> None:
        """Those whom the table of office holders knows by the whole name."""
        for m in self.annotated.mentions:
            if m.kind == "Person" and m.entity is not None and (state := self._known.get(plain(m.entity.name))):
                self._out.setdefault(m.entity.name, state)

    def _of_leaders(self, loose: Sequence[Held]) -> None:
        """'President Orsi', 'President López Obrador', where the state is named of whoever alone has these names."""
        for held in loose:
            leads = held.kind in ("head_of_state", "head_of_government") and " " not in held.person
            state = self._alone.get(plain(held.person)) if leads and held.pronoun is None else None
            state = state or (_by_surnames(held, self._known) if held.person not in self._out else None)
            if state is not None and state in self._counts:
                self._out.setdefault(held.person, state)

    def _of_superiors(self) -> None:
        """'A B, a minister under C D': of the state of C D."""
        for held in self.offices:
            if held.under is not None and (state := _state_named(held.under, self._out, self._known)) is not None:
                self._out.setdefault(held.person, state)

    def _of_words(self, loose: Sequence[Held], anybodys: Collection[str]) -> set[str]:
        """Those of whom the words around the office tell or let suppose it; the persons of whom it is told so far."""
        told = set(self._out)
        if not loose:
            return told
        context = OfficeContext(self.annotated, self.offices, self._uses, self._counts, anybodys)
        for held in loose:
            if held.person in self._out or self._left_open(held):
                continue
            state = state_told(self.annotated, held, self._out)
            if state is None and not context.follows_one(held) and len(uses := self._of_few(held)) == 1:
                state = uses[0]
            state = state or _issuer(self.annotated, held)
            if state is not None:
                self._out[held.person] = state
                told.add(held.person)
            elif (guess := context.guess(held)) is not None:
                self._out[held.person] = guess
        return told

    def _uses(self, held: Held) -> Sequence[str] | None:
        """The states named in the text that use a title; None of a title that many states use."""
        users = self._hints.get(held.title.lower())
        return [c for c in users if c in self._counts] if users is not None else None

    def _of_few(self, held: Held) -> Sequence[str]:
        """The states named in the text that use a title of few: 'chancellor', not 'king'."""
        few = len(self._hints.get(held.title.lower(), ())) <= _FEW
        return (self._uses(held) or ()) if few else ()

    def _left_open(self, held: Held) -> bool:
        """Whether an office is of a body or a person that is no state's, or of the author's own state."""
        if held.kind in ("counterpart", "predecessor", "successor", "head_of_organisation"):
            return True
        text = self.annotated.document.text
        if held.title.lower().endswith("commissioner") and _COMMISSION.search(text):
            return True  # 'trade commissioner A B', in a text about the European Commission
        if of_body_told(text, held) is not None or speaks_for(self.annotated, held) is not None:
            return True  # "the bloc's secretary-general", 'the union said through a spokesman'
        return _authors_own(self.annotated, held)


def _issuer(annotated: Annotated, held: Held) -> str | None:
    """'President A B' in what the 'Office of the President, Republic of Palau' has published: Palau's."""
    publisher, text = annotated.document.publisher or "", annotated.document.text
    same = [w for w in held.title.split() if w[0].isupper() and w not in _EVERY_MINISTERS and w in publisher]
    if held.body is not None or held.kind not in _OF_STATES or not same:
        return None
    named = (m for m in annotated.mentions if m.kind == "State" and m.state and m.role in ("name", "acronym"))
    states = {m.state for m in named if re.search(rf"\b{re.escape(text[m.start : m.end])}\b", publisher)}
    return states.pop() if len(states) == 1 else None


def _by_surnames(held: Held, known: Mapping[str, str]) -> str | None:
    """'President López Obrador': the state of whoever alone has these last names, of the office holders known."""
    if held.kind not in ("head_of_state", "head_of_government") or " " not in held.person or held.pronoun is not None:
        return None
    tail = f" {plain(held.person)}"
    if set(tail.split()[-1]) <= set("ivx"):
        return None  # 'King Felipe VI': no surname
    codes = {code for name, code in known.items() if name.endswith(tail)}
    return codes.pop() if len(codes) == 1 else None


def _state_named(name: str, states: Mapping[str, str], known: Mapping[str, str]) -> str | None:
    """The state of a person by the name or the last name in a text."""
    last = name.split()[-1:]
    found = {code for whole, code in states.items() if whole.split()[-1:] == last}
    return states.get(name) or known.get(plain(name)) or (found.pop() if len(found) == 1 else None)


def _any_chamber(body: Mention, named: Mapping[str, int]) -> bool:
    """'The House of Representatives', in a text that is about another state than the one best known for it."""
    passing = body.state is not None and 4 * named.get(body.state, 0) <= max(named.values(), default=0)
    return body.kind == "Legislature" and passing


def _of_town(held: Held) -> bool:
    """Whether it is an office of state in a town that is of no state."""
    heads = ("head_of_state", "head_of_government", "minister")
    return held.body is not None and held.body.kind == "Settlement" and not held.body.state and held.kind in heads


def _authors_own(annotated: Annotated, held: Held) -> bool:
    """'Our president, A B', outside quotations, where no dateline tells whose country it is."""
    at = held.pronoun
    ours = at is not None and annotated.document.text[at : at + 4].lower() == "our "
    return (
        ours
        and annotated.dateline_place is None
        and not any(q.start <= held.start < q.end for q in annotated.quotations)
    )


def _shared_titles(annotated: Annotated, loose: Sequence[Held], out: dict[str, str]) -> None:
    """'The Presidents A and B' are hardly of one state: what context gave them both is taken back."""
    rows = sorted(loose, key=lambda h: h.start)
    for one, two in pairwise(rows):
        between = annotated.document.text[one.end : two.start]
        if (
            one.title == two.title
            and re.fullmatch(r",? and |, | & ", between)
            and out.get(one.person) == out.get(two.person)
        ):
            out.pop(one.person, None)
            out.pop(two.person, None)
