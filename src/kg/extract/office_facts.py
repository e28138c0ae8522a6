"""Who holds which office of whom, and since when, from the titles found beside names."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from kg.core.annotated import Annotated, Mention, Sentence
from kg.core.model import ID_BASE, Claim, Entity, Evidence, Stance, When
from kg.extract.office_owners import OF_ORGANISATIONS_ONLY, body_named_before, owner_meant
from kg.link.bodies_meant import NOUNS as BODY_NOUNS
from kg.link.bodies_meant import body_called
from kg.link.resolve import Resolver, slug

_BEHIND = re.compile(r"(?:\b(?:of|for|from) (?:the )?|[,(] ?)$|[.;]\s")
"""How a state stands behind an office or its holder ('President Petro of Colombia', 'the director (Peru)'), or next."""
_ON_BEHALF = re.compile(r"\b(?:for|on behalf of) (?:the )?$", re.IGNORECASE)
_BY_OFFICE = re.compile(r"(?:'s behalf)?[:,]? (?:by )?(?:the )?")
"""'On behalf of Peru, by the Foreign Minister', 'For Manila: Undersecretary A B': what stands around the state."""
_FACTIONS = ("Group", "Organization")
"""Bodies that may belong to no state."""
_MOVEMENTS = ("ArmedForce", "PoliticalParty", "IntergovernmentalOrganization")
"""Bodies whose leaders may act for no state."""
_OF_BODIES = ("Head", "Boss")
"""Titles that alone are an office of organisations: 'the head of NATO', not 'the head of the Swiss department'."""
_BODIES = ("IntergovernmentalOrganization", "Grouping")
"""Whoever holds an office of theirs acts for no state."""
_STATE_BESIDE = re.compile(r" \(| for (?:the )?")


class Held(Protocol):
    """An office that the text gives to a person (``annotate.people.OfficeHeld``)."""

    @property
    def person(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def body(self) -> Mention | None: ...
    @property
    def pronoun(self) -> int | None: ...
    @property
    def under(self) -> str | None: ...
    @property
    def body_name(self) -> str | None: ...
    @property
    def former(self) -> bool: ...
    @property
    def then(self) -> bool: ...
    @property
    def kind(self) -> str: ...
    @property
    def base(self) -> str | None: ...


_WHOSE_BODY = re.compile(r"(?:^|, (?:and )?)(?:the |its )(?P<noun>\w+)['’]s?\s", re.IGNORECASE)
_OF_THE_BODY = re.compile(r" (?:of|for) the (?P<noun>[a-z]+)\b(?! of\b)")
"""'A B, a spokesman for the group', 'the Director General of the agency, A B'."""
_COMMISSION = re.compile(r"\bEuropean (?:Commission|Union)\b|\bEU\b")


def _of_body_told(text: str, held: Held) -> str | None:
    """The noun of the body whose office it is, where no name says which ("the bloc's secretary-general, A B")."""
    if held.body is not None or held.body_name is not None:
        return None
    words = text[held.start : held.end]
    m = _WHOSE_BODY.search(words) or _OF_THE_BODY.search(words) or _OF_THE_BODY.match(text, held.end)
    return m["noun"].lower() if m is not None and m["noun"].lower() in BODY_NOUNS else None


def _speaks_for(annotated: Annotated, held: Held) -> Mention | None:
    """'The front criticised it through a spokesman, A B': the body that is the subject of the sentence."""
    indefinite = annotated.document.text.startswith(("a ", "an "), held.start)
    if held.kind != "spokesperson" or held.body is not None or held.body_name is not None or not indefinite:
        return None
    sentence = annotated.sentence_at(held.start)
    root = next((t for t in sentence.tokens if t.head is None), None) if sentence is not None else None
    subjects = [t.mention for t in root.by("nsubj") if t.start < held.start] if root is not None else []
    bodies = ["Organization", "Group", "PoliticalParty", "IntergovernmentalOrganization", "Grouping"]
    through = annotated.document.text[max(0, held.start - 8) : held.start].endswith(("through ", "via "))
    bodies += ["State"] if through else []
    return next((m for m in subjects if m is not None and m.kind in bodies), None)


def name_epithets(annotated: Annotated, offices: Sequence[Held], known: Mapping[str, str] = {}) -> list[Held]:
    """Give 'the American president' the person it stands for: the one named shortly before of whom no office is told.

    Of two, the one who is known to act for that state (``known``: names of office holders to their states). An epithet
    with no such person, or with two, is left out.
    """
    told = {h.person for h in offices if h.person}
    people = [m for m in annotated.mentions if m.kind == "Person" and m.entity is not None]
    number = {
        id(m): next((n for n, s in enumerate(annotated.sentences) if s.start <= m.start < s.end), -1) for m in people
    }
    out: list[Held] = []
    for held in offices:
        if held.person:
            out.append(held)
            continue
        here = next((n for n, s in enumerate(annotated.sentences) if s.start <= held.start < s.end), -1)
        near = {m.entity.name for m in people if m.entity is not None and here - 2 <= number[id(m)] < here} - told
        if len(near) > 1 and held.body is not None and held.body.state:
            near = {name for name in near if known.get(plain(name)) == held.body.state}
        if len(near) == 1:
            out.append(dataclasses.replace(held, person=near.pop()))  # type: ignore[type-var]
    return out


def _beside(annotated: Annotated) -> Iterator[tuple[str, str]]:
    """Persons with the state set right beside them: 'A B (Peru)', 'A B for Peru and C D for Chile'."""
    text = annotated.document.text
    after = {m.start: m for m in annotated.mentions if m.kind == "State" and m.state}
    for m in annotated.mentions:
        gap = _STATE_BESIDE.match(text, m.end) if m.kind == "Person" and m.entity is not None else None
        state = after.get(gap.end()) if gap is not None else None
        if gap is None or state is None or state.state is None or m.entity is None:
            continue
        closing = (")",) if gap.group().endswith("(") else (",", ".", ";", "\n", " and ")
        if text.startswith(closing, state.end):
            yield m.entity.name, state.state


def _on_behalf(annotated: Annotated, held: Held) -> str | None:
    """'Signed for Peru by the Foreign Minister, A B': the state for which an office holder is told to act."""
    text = annotated.document.text
    before = (m for m in annotated.mentions if m.state and m.kind in ("State", "Settlement") and m.end <= held.start)
    named = max(before, key=lambda m: m.end, default=None)
    apart = _BY_OFFICE.fullmatch(text, named.end, held.start) if named is not None else None
    behalf = named is not None and _ON_BEHALF.search(text, max(0, named.start - 20), named.start)
    return named.state if named is not None and apart and behalf else None


def _state_told(annotated: Annotated, held: Held, states: Mapping[str, str]) -> str | None:
    """The state of a person where a pronoun, those for whom he signs, a heading or who sends him tells it."""
    return (
        _state_of_owner(annotated, held, states)
        or _on_behalf(annotated, held)
        or _opened_by_state(annotated, held)
        or _state_of_sender(annotated, held, states)
    )


_SENDERS = frozenset(
    {"appoint", "dismiss", "dispatch", "fire", "instruct", "name", "nominate", "recall", "sack", "send"}
)
"""What a government does with its own officers."""
_OFFICERS = ("compound", "dative", "dobj", "nsubj", "oprd")
"""How the person stands below such a verb, or below the title that follows the name."""


def _state_of_sender(annotated: Annotated, held: Held, states: Mapping[str, str]) -> str | None:
    """'Oman named A B finance minister', 'Peru recalled Ambassador A B': the state that disposes of the office."""
    sentence = annotated.sentence_at(held.start)
    tokens = sentence.tokens if sentence is not None else ()
    own = next((t for t in tokens if t.mention is not None and held.start <= t.mention.start < held.end), None)
    above = list(own.ancestors())[:2] if own is not None and own.dep in _OFFICERS else []
    verb = next((t for t in above if t.lemma in _SENDERS), None)  # the title may stand between them
    if verb is None:
        return None
    whose = [
        t.mention for t in verb.by("nsubj") if t is not own and t.mention is not None and t.mention.start < held.start
    ]
    acting = whose[0] if len(whose) == 1 else None
    if acting is None or acting.entity is None:
        return None
    return states.get(acting.entity.name) if acting.kind == "Person" else acting.state


def _opened_by_state(annotated: Annotated, held: Held) -> str | None:
    """'Tehran: A B, the ministry's spokesman, welcomes it': the state that a note is headed with."""
    sentence = annotated.sentence_at(held.start)
    states = [m for m in sentence.front if m.kind != "Time"] if sentence is not None else []
    first = sentence is not None and held.start - sentence.start <= _OPENING
    return states[0].state if first and len(states) == 1 else None


_OPENING = 4
"""Characters before the words of an office that opens a sentence ('The ')."""


def leads_faction(held: Held) -> bool:
    """'The leader of the Salvation Front', 'Hamas commander A B': of a body or an army that is no state's."""
    return held.kind != "spokesperson" and held.body is not None and held.body.kind in (*_FACTIONS, *_MOVEMENTS)


def speaks_for_faction(held: Held) -> bool:
    """'The spokesman of the M23': of a body that belongs to no state, whatever state is named beside it."""
    body = held.body
    return held.kind == "spokesperson" and body is not None and not body.state and body.kind in _FACTIONS


@dataclass(frozen=True, slots=True)
class PersonStates:
    """For which states persons act, by their names and ISO codes."""

    states: dict[str, str]
    guessed: frozenset[str]
    """Of these persons no title, body, pronoun or table tells, only what is named nearby. It is right in one case of
    two: it helps to keep apart who is spoken of, and is not told of anybody.
    """


def _only_where(text: str, place: Mention) -> bool:
    """'In Helsinki, the justice minister, A B, signed it': a town that tells where something is done."""
    return place.kind == "Settlement" and text[max(0, place.start - 3) : place.start].lower() in ("in ", "at ")


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
    the context does not tell whose office they are ('chief'); ``alone`` are the :func:`surnames` of those known.
    """
    out: dict[str, str] = {}
    loose: list[Held] = []
    counts = Counter(m.state for m in annotated.mentions if m.state and m.kind in ("State", "Settlement"))
    for held in offices:
        if held.body is not None and held.body.state and not _any_chamber(held.body, counts):
            out.setdefault(held.person, held.body.state)
        elif _of_town(held) or speaks_for_faction(held):
            continue  # 'the premier of Tiraspol', 'the spokesman of the M23'
        elif held.person not in out and (held.body is None or held.body.kind not in (*_BODIES, "Government")):
            loose.append(held)  # but 'president of Somaliland' tells of whom, and of no state that is named nearby
    for m in annotated.mentions:
        if m.kind == "Person" and m.entity is not None and (state := known.get(plain(m.entity.name))):
            out.setdefault(m.entity.name, state)
    for person, beside in _beside(annotated):
        out.setdefault(person, beside)
    for held in loose:
        leads = held.kind in ("head_of_state", "head_of_government") and " " not in held.person
        state = alone.get(plain(held.person)) if leads and held.pronoun is None else None
        state = state or (_by_surnames(held, known) if held.person not in out else None)
        if state is not None and state in counts:
            out.setdefault(held.person, state)  # 'President Orsi', where his state is named
    for held in offices:
        if held.under is not None and (state := _state_named(held.under, out, known)) is not None:
            out.setdefault(held.person, state)
    barred = _other_sides(annotated, offices)
    named = sorted(
        (m for m in annotated.mentions if m.state and m.kind not in ("Person", "Treaty")), key=lambda m: m.start
    )
    of_others = _of_guests(annotated)
    named = [m for m in named if m.start not in of_others]
    starts = [m.start for m in named]
    sentences = sorted(annotated.sentences, key=lambda s: s.start)
    openings = [s.start for s in sentences]
    opened: dict[int, int] = {}
    for s in sentences:
        opened.setdefault(s.segment.paragraph, s.lead[0] if s.lead else s.start)
    subjects = _subjects(annotated)
    told = set(out)
    for held in loose:
        if held.person in out or held.kind in ("counterpart", "predecessor", "successor"):
            continue
        if held.title.lower().endswith("commissioner") and _COMMISSION.search(annotated.document.text):
            continue  # 'trade commissioner A B', in a text about the European Commission
        if _of_body_told(annotated.document.text, held) is not None or _speaks_for(annotated, held) is not None:
            continue  # "the bloc's secretary-general", 'the union said through a spokesman'
        if _authors_own(annotated, held):
            continue  # 'our own army chief': of the state that the author is one of, which no state named nearby tells
        if (state := _state_told(annotated, held, out)) is not None:
            out[held.person] = state
            told.add(held.person)
            continue
        here = bisect_left(starts, held.start)
        after = [
            m
            for m in named[bisect_left(starts, held.end) : bisect_left(starts, held.end + 40)]
            if m.kind == "State" and _BEHIND.search(annotated.document.text, held.end, m.start)
        ]
        uses = [c for c in hints.get(held.title.lower(), ()) if c in counts]
        if held.pronoun is not None and here:
            # the state that 'its' means: the last one named
            before = [m for m in named[:here] if m.kind == "State" or m.role == "capital"]
            number = bisect_right(openings, held.start) - 1
            begun = opened[sentences[number].segment.paragraph] if number >= 0 else 0
            before = [m for m in before if m.start >= begun] or before  # 'And China? Its ambassador, A B'
            last = bisect_right(openings, before[-1].start) - 1 if before else 0
            topic = next((m for m in before if m.start >= openings[last] and m.role in ("name", "capital")), None)
            owner = next(
                (m for m in reversed(before) if m.start in subjects), topic or (before[-1] if before else None)
            )
            if owner is not None and owner.state:
                out[held.person] = owner.state
            continue
        if len(uses) == 1:
            out[held.person] = uses[0]
            told.add(held.person)
            continue
        if (held.title.lower() in anybodys or held.title.startswith("Commissioner for")) and not after:
            continue
        number = bisect_right(openings, held.start) - 1
        sentence = sentences[number] if number >= 0 and held.start < sentences[number].end else None
        same, near = [], []
        if sentence is not None:
            inside = [
                m
                for m in named[bisect_left(starts, opened[sentence.segment.paragraph]) : here]
                if m.state != barred.get(held.person)
            ]
            same = [
                m
                for m in inside
                if m.start >= sentence.start
                and m.role in ("name", "capital", "adjective", "acronym", "metonym", "people")
            ]
            near = inside
            same = [m for m in same if not _only_where(annotated.document.text, m)] or same
        acting = [m for m in same if m.start in subjects] or [m for m in near if m.start in subjects and not same]
        chosen = (acting or same or near)[-1:] or after[:1]
        home = annotated.dateline_place.state if annotated.dateline_place is not None else None
        if (
            chosen
            and home is not None
            and home != chosen[0].state
            and home != barred.get(held.person)
            and _together(annotated, named[max(0, here - 8) : here], chosen[0], home)
        ):
            out[held.person] = home
            continue
        if uses and not (chosen and chosen[0].state in uses):
            continue
        if chosen and chosen[0].state:
            out[held.person] = chosen[0].state
        elif annotated.dateline_place is not None and annotated.dateline_place.state:
            out[held.person] = annotated.dateline_place.state
        elif sentence is not None and (titled := _of_title_before(held, offices, sentence.start)) is not None:
            out[held.person] = titled
        elif counts:
            out[held.person] = min(counts, key=lambda c: (-counts[c], c))
    _shared_titles(annotated, [h for h in loose if plain(h.person) not in known], out)
    for person, base in _counterparts(annotated, offices, out):
        told |= {person} if base in told else set()
    return PersonStates(out, frozenset(out.keys() - told))


def _state_of_owner(annotated: Annotated, held: Held, states: Mapping[str, str]) -> str | None:
    """'Its ambassador, A B', 'his spokesman, A B': the state of the one for whom the pronoun stands."""
    if held.pronoun is None:
        return None
    home = annotated.dateline_place
    if home is not None and annotated.document.text[held.pronoun : held.pronoun + 4].lower() == "our ":
        return home.state
    owner = owner_meant(annotated, held.start, held.end, held.pronoun, held.kind)
    if owner is not None and owner.kind == "Person" and owner.entity is not None:
        return states.get(owner.entity.name)
    return owner.state if owner is not None else None


def _by_surnames(held: Held, known: Mapping[str, str]) -> str | None:
    """'President López Obrador': the state of whoever alone has these last names, of the office holders known."""
    if held.kind not in ("head_of_state", "head_of_government") or " " not in held.person or held.pronoun is not None:
        return None
    tail = f" {plain(held.person)}"
    if set(tail.split()[-1]) <= set("ivx"):
        return None  # 'King Felipe VI': no surname
    codes = {code for name, code in known.items() if name.endswith(tail)}
    return codes.pop() if len(codes) == 1 else None


def _authors_own(annotated: Annotated, held: Held) -> bool:
    """'Our president, A B', outside quotations, where no dateline tells whose country it is."""
    at = held.pronoun
    ours = at is not None and annotated.document.text[at : at + 4].lower() == "our "
    return (
        ours
        and annotated.dateline_place is None
        and not any(q.start <= held.start < q.end for q in annotated.quotations)
    )


def _of_town(held: Held) -> bool:
    """Whether it is an office of state in a town that is of no state."""
    heads = ("head_of_state", "head_of_government", "minister")
    return held.body is not None and held.body.kind == "Settlement" and not held.body.state and held.kind in heads


def _any_chamber(body: Mention, named: Mapping[str, int]) -> bool:
    """'The House of Representatives', in a text that is about another state than the one best known for it."""
    passing = body.state is not None and 4 * named.get(body.state, 0) <= max(named.values(), default=0)
    return body.kind == "Legislature" and passing


def _of_title_before(held: Held, offices: Sequence[Held], start: int) -> str | None:
    """'President A B of Peru sent Foreign Minister C D': the state of the office told before in the sentence."""
    bodies = [h.body for h in sorted(offices, key=lambda h: h.start) if start <= h.start < held.start]
    states = [b.state for b in bodies if b is not None and b.state]
    return states[-1] if states else None


def _state_named(name: str, states: Mapping[str, str], known: Mapping[str, str]) -> str | None:
    """The state of a person by the name or the last name in a text."""
    last = name.split()[-1:]
    found = {code for whole, code in states.items() if whole.split()[-1:] == last}
    return states.get(name) or known.get(plain(name)) or (found.pop() if len(found) == 1 else None)


def plain(name: str) -> str:
    """A name without accents, for the comparison with the table of office holders."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()


def first_names(known: Mapping[str, str]) -> frozenset[str]:
    """The first names of office holders who have more names than one, capitalised; no titles or initials."""
    firsts = (name.split()[0] for name in known if " " in name)
    return frozenset(w.capitalize() for w in firsts if len(w) > _INITIALS and w.isalpha() and w not in _HONOURS)


def surnames(known: Mapping[str, str]) -> dict[str, str]:
    """The last names that office holders of one state alone have -> its ISO code."""
    codes: dict[str, set[str]] = {}
    for name, code in known.items():
        codes.setdefault(name.split()[-1], set()).add(code)
    return {surname: next(iter(found)) for surname, found in codes.items() if len(found) == 1}


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


_OTHERS = frozenset({"colleague", "counterpart", "delegation", "guest", "homologue", "host", "visitor"})


def _of_guests(annotated: Annotated) -> set[int]:
    """Where a state is only that of a guest or counterpart ('the Romanian guest was received by the speaker')."""
    return {
        t.mention.start
        for s in annotated.sentences
        for t in s.tokens
        if t.mention is not None and t.dep in ("amod", "compound", "nmod") and t.head is not None
        if t.head.lemma in _OTHERS
    }


def _subjects(annotated: Annotated) -> set[int]:
    """Where a state is named as the subject of a clause, or stands before the noun that is one."""
    out = set()
    for sentence in annotated.sentences:
        for token in sentence.tokens:
            if token.mention is None or not token.mention.state:
                continue
            top = token
            while top.dep in ("poss", "amod", "compound", "nmod", "conj") and top.head is not None:
                top = top.head
            if top.dep in ("nsubj", "nsubjpass"):
                out.add(token.mention.start)
        out |= {m.start for m in sentence.front if m.kind == "State"}
    return out


def _together(annotated: Annotated, mentions: Sequence[Mention], last: Mention, home: str) -> bool:
    """Whether the state named last is coordinated with the home state ('Kenya and Uganda'): either could be meant."""
    text = annotated.document.text
    return any(
        m.state == home and m.end <= last.start and re.fullmatch(r",? (?:and|&) (?:the )?|-", text[m.end : last.start])
        for m in mentions
    )


def _titled(offices: Sequence[Held]) -> dict[str, str]:
    """The first title of each person."""
    out: dict[str, str] = {}
    for held in sorted(offices, key=lambda h: h.start):
        if held.title:
            out.setdefault(held.person, held.title)
    return out


def _other_sides(annotated: Annotated, offices: Sequence[Held]) -> dict[str, str]:
    """Person -> the state of their counterpart, which is not their own."""
    titled = _titled(offices)
    out: dict[str, str] = {}
    for held in offices:
        if (
            held.kind == "counterpart"
            and held.body is not None
            and held.body.state
            and (base := base_of(held, annotated, titled))
        ):
            out[base] = held.body.state
    return out


def _acting_person(held: Held, sentence: Sentence) -> str | None:
    """'A was received by B and met his counterpart': the person who is the subject of the clause."""
    own = next((t for t in sentence.tokens if t.mention is not None and held.start <= t.mention.start < held.end), None)
    if own is None or own.dep in ("conj", "appos"):
        return None
    for verb in own.ancestors():
        subjects = verb.by("nsubj", "nsubjpass")
        if subjects:
            mention = subjects[0].mention
            named = mention is not None and mention.kind == "Person" and mention.entity is not None
            return mention.entity.name if named and mention is not None and mention.entity is not None else None
    return None


def _described_subject(held: Held, annotated: Annotated) -> str | None:
    """'The minister met his counterpart': the noun of the clause's subject, where it names nobody."""
    sentence = annotated.sentence_at(held.start)
    root = next((t for t in sentence.tokens if t.head is None), None) if sentence is not None else None
    subjects = root.by("nsubj") if root is not None else []
    plain = [t for t in subjects if t.start < held.start and t.mention is None and t.tag in ("NN", "NNP")]
    return plain[0].lemma.lower() if len(plain) == 1 and not plain[0].by("appos", "conj") else None


def base_of(held: Held, annotated: Annotated, titled: Mapping[str, str]) -> str | None:
    """The person with an office whom 'his counterpart' or "X's predecessor" refers to."""
    if held.base:
        named = [n for n in sorted(titled) if re.search(rf"\b{re.escape(held.base)}\b", n) and n != held.person]
        return named[0] if len(named) == 1 else None
    before = [
        m
        for m in annotated.mentions
        if m.kind == "Person"
        and m.entity is not None
        and m.start < held.start
        and m.entity.name in titled
        and m.entity.name != held.person
    ]
    if not before:
        return None
    sentence = annotated.sentence_at(held.start)
    last = max((m for m in annotated.mentions if m.kind == "Person" and m.start < held.start), key=lambda m: m.start)
    beside = re.fullmatch(r",? (?:and|with) (?:his|her|their)\b.*", annotated.document.text[last.end : held.start + 5])
    if beside and last.entity is not None and last.entity.name not in titled:
        return None  # 'A B and his counterpart': A B's, whose office is not told
    here = [m for m in before if sentence is not None and m.start >= sentence.start]
    acting = _acting_person(held, sentence) if sentence is not None and len(here) > 1 else None
    if acting is not None and acting in titled and acting != held.person:
        return acting
    if not here and (noun := _described_subject(held, annotated)) is not None:
        fits = [m for m in before if m.entity is not None and noun in titled[m.entity.name].lower().split()]
        alone = len({m.entity for m in before}) == 1
        before = fits or (before if alone or noun not in _GUESTS else [])
        if not before:
            return None
    return (here or before)[-1].entity.name  # type: ignore[union-attr]


def _counterparts(annotated: Annotated, offices: Sequence[Held], out: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Predecessors and successors act for the same state as the one whose they are: who and whose, as they are given
    it.
    """
    titled = _titled(offices)
    for held in sorted(offices, key=lambda h: h.start):
        if held.kind in ("predecessor", "successor") and held.person not in out:
            base = base_of(held, annotated, titled)
            if base is not None and base in out:
                out[held.person] = out[base]
                yield held.person, base


_INITIALS = 3
_HONOURS = frozenset(
    {
        "archbishop",
        "ayatollah",
        "cardinal",
        "emperor",
        "general",
        "king",
        "lord",
        "mullah",
        "pope",
        "prince",
        "princess",
    }
    | {"queen", "sheikh", "sultan"}
)
_GUESTS = ("guest", "host", "visitor")
"""Of these a counterpart's title cannot be told where several persons are named."""
_BESIDE = 200
"""Characters within which an office is told of the one whose counterpart is named."""


class OfficeFacts:
    """Makes the claims on offices of one document."""

    def __init__(
        self,
        annotated: Annotated,
        resolver: Resolver,
        people: Mapping[str, Entity],
        terms: Mapping[str, When],
        thens: Mapping[int, When],
        offices: Sequence[Held],
    ) -> None:
        self.annotated, self.resolver, self.people, self.terms, self.thens = annotated, resolver, people, terms, thens
        self.text, self.offices = annotated.document.text, offices

    def claims(self) -> list[Claim]:
        """One claim a person and office; the first words that say so are the evidence."""
        out: dict[tuple[str, str, bool], Claim] = {}
        titles = _titled(self.offices)
        for held in sorted(self.offices, key=lambda h: h.start):
            title = held.title or self._title_of_base(held, titles, self.offices)
            person = self.people.get(held.person)
            if person is None or not title:
                continue
            if title in _OF_BODIES and held.body_name is None and (held.body is None or held.body.kind not in _BODIES):
                continue
            if title == "Minister" and self._says_little(held, person):
                continue
            titles.setdefault(held.person, title)
            claim = self._claim(held, person, title)
            if held.kind == "counterpart" and claim.date is None:
                claim = dataclasses.replace(claim, date=self._date_of_base(held, self.offices, titles))
            key = (person.iri, title.lower().replace("-", " "), claim.former)
            if key not in out or (out[key].of is None and claim.of is not None):
                out[key] = claim
        return self._merge(list(out.values()))

    def _says_little(self, held: Held, person: Entity) -> bool:
        """'Minister Paz', of Ana Paz, and the counterpart of such a one: of which ministry is told elsewhere."""
        return held.kind == "counterpart" or self.text[held.end - len(held.person) : held.end] != person.name

    def _title_of_base(self, held: Held, titles: Mapping[str, str], offices: Sequence[Held]) -> str | None:
        """The office of the one whose counterpart, predecessor or successor a person is (by name, else the last)."""
        base = base_of(held, self.annotated, titles)
        near = [h for h in offices if h.person == base and h.title and 0 < held.start - h.start < _BESIDE]
        if held.kind == "counterpart" and near:  # 'Deputy Premier A, also defence minister, and his counterpart B'
            last = max(near, key=lambda h: h.start).title
            whole = (h.title for h in offices if h.person == base and last in h.title)  # 'the Minister' of something
            return max(whole, key=len)
        past = [h for h in offices if h.person == base and h.title and h.former and not h.then]
        told = [h for h in offices if h.person == base and h.title]
        if held.kind == "predecessor" and past and len(past) == len(told):
            return None  # the predecessor of 'A B, a former minister' was no minister before her
        return titles.get(base) if base else None

    def _date_of_base(self, held: Held, offices: Sequence[Held], titles: Mapping[str, str]) -> When | None:
        """'A B, then prime minister, and C D, her counterpart': the time at which both held it."""
        base = base_of(held, self.annotated, titles)
        near = [h for h in offices if h.person == base and h.then and abs(h.start - held.start) < 200]
        return next((self.thens[h.start] for h in near if h.start in self.thens), None)

    def _merge(self, claims: list[Claim]) -> list[Claim]:
        """Drop 'President' of somebody who is given as 'Vice President' too, and a short title beside a longer one."""
        out = []
        for c in claims:
            assert c.object is not None
            longer = [
                d
                for d in claims
                if d is not c
                and d.subject.iri == c.subject.iri
                and d.object is not None
                and c.object.name != d.object.name
                and set(c.object.name.lower().split()) < set(d.object.name.lower().split())
            ]
            bare = c.object.name in ("Minister", "Secretary", "Chief") and any(
                d is not c and d.subject.iri == c.subject.iri for d in claims
            )
            if not longer and not bare:
                out.append(c)
        return out

    def _claim(self, held: Held, person: Entity, title: str) -> Claim:
        of, words = self._of(held, title)
        office = Entity(f"{ID_BASE}office/{slug(title)}", "Office", title, None, self._other_titles(title))
        date = self.thens.get(held.start) or (None if held.then else self.terms.get(held.person))
        state = self.resolver.entities.told_state_of(person)
        trace = (f"title '{title}' in '{words}'", f"of {of.key if of else 'nobody named'}")
        ev = Evidence(held.start, held.end, self.text[held.start : held.end])
        return Claim(
            self.annotated.document.id,
            person,
            "holdsOffice",
            office,
            Stance.STATED,
            ev,
            f"office.{held.kind or 'title'}",
            date,
            None,
            None,
            of,
            held.former or held.kind == "predecessor",
            trace=trace,
            subject_state=state,
        )

    def _other_titles(self, title: str) -> tuple[str, ...]:
        """Other ways to say a title: as the text may have it, and without the body or state that it names."""
        if title.endswith("Spokesperson"):
            of_whom = title.removesuffix("Spokesperson")
            others = [of_whom + word for word in ("Spokesman", "Spokeswoman")]
            return (*(["Spokesperson"] if of_whom else []), *others)
        return ("President",) if title == "President of the Republic" else ()

    def _owner(self, held: Held) -> Entity | None:
        """'Its secretary-general', 'his envoy': the body for which the pronoun stands, or whose chief it stands for."""
        if held.pronoun is None:
            return None
        owner = owner_meant(self.annotated, held.start, held.end, held.pronoun, held.kind)
        if owner is not None and owner.kind == "Person":
            whose = next((h for h in self.offices if owner.entity is not None and h.person == owner.entity.name), None)
            owner = whose.body if whose is not None and whose.start < held.start else None
        return owner.entity if owner is not None and not owner.state else None

    def _of(self, held: Held, title: str) -> tuple[Entity | None, str]:
        words = self.text[held.start : held.end]
        body = held.body
        if (speaks_for := _speaks_for(self.annotated, held)) is not None:
            return speaks_for.entity, words
        if (noun := _of_body_told(self.text, held)) is not None:
            return body_called(self.resolver, noun, held.start), words
        if body is not None and body.kind == "Legislature" and body.state and self.resolver.hardly_named(body.state):
            name = self.text[body.start : body.end]
            return Entity(f"{ID_BASE}org/{slug(name)}", "Organization", name), words
        if (
            body is not None
            and body.kind == "Area"
            and (body.role != "name" or self.text[body.start : body.end] in title)
        ):
            body = None  # 'his representative for West Africa': for an area, and not of it
        if body is not None and body.entity is not None:
            if held.body_name and body.kind == "Organization" and title in _OF_BODIES:
                return Entity(f"{ID_BASE}org/{slug(held.body_name)}", "Organization", held.body_name), words
            if body.kind == "Settlement" and held.kind == "local":
                return body.entity, words  # of the town, 'the mayor of Lima', and not of the state
            if body.role in ("capital", "metonym", "adjective", "people") or body.kind == "Settlement":
                return (self.resolver.entities.state(body.state) if body.state else body.entity), words
            return body.entity, words
        if (owner := self._owner(held)) is not None:
            return owner, words
        state = self.resolver.entities.told_state_of(self.people[held.person])
        if state is not None:
            return state, words
        if held.body_name:
            return Entity(f"{ID_BASE}org/{slug(held.body_name)}", "Organization", held.body_name), words
        return body_named_before(self.annotated, held.start) if held.kind == OF_ORGANISATIONS_ONLY else None, words
