"""For which state an office holder is told to act: by a pronoun, a heading, a sender, or a state beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.core.annotated import Annotated
from kg.core.words import word_set
from kg.extract.office_held import Held
from kg.extract.office_owners import owner_meant

_ON_BEHALF = re.compile(r"\b(?:for|on behalf of) (?:the )?$", re.IGNORECASE)
_BY_OFFICE = re.compile(r"(?:'s behalf)?[:,]? (?:by )?(?:the )?")
"""'On behalf of Peru, by the Foreign Minister', 'For Manila: Undersecretary A B': what stands around the state."""
_STATE_BESIDE = re.compile(r" \(| for (?:the )?")
_SENDERS = word_set("extract.office_sides.senders")
"""What a government does with its own officers."""
_OFFICERS = ("compound", "dative", "dobj", "nsubj", "oprd")
"""How the person stands below such a verb, or below the title that follows the name."""
_OPENING = 4
"""Characters before the words of an office that opens a sentence ('The ')."""


def state_told(annotated: Annotated, held: Held, states: Mapping[str, str]) -> str | None:
    """The state of a person where a pronoun, those for whom he signs, a heading or who sends him tells it."""
    return (
        _state_of_owner(annotated, held, states)
        or _on_behalf(annotated, held)
        or _opened_by_state(annotated, held)
        or _state_of_sender(annotated, held, states)
    )


def beside_names(annotated: Annotated) -> Iterator[tuple[str, str]]:
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


def _on_behalf(annotated: Annotated, held: Held) -> str | None:
    """'Signed for Peru by the Foreign Minister, A B': the state for which an office holder is told to act."""
    text = annotated.document.text
    before = (m for m in annotated.mentions if m.state and m.kind in ("State", "Settlement") and m.end <= held.start)
    named = max(before, key=lambda m: m.end, default=None)
    apart = _BY_OFFICE.fullmatch(text, named.end, held.start) if named is not None else None
    behalf = named is not None and _ON_BEHALF.search(text, max(0, named.start - 20), named.start)
    return named.state if named is not None and apart and behalf else None


def _opened_by_state(annotated: Annotated, held: Held) -> str | None:
    """'Tehran: A B, the ministry's spokesman, welcomes it': the state that a note is headed with."""
    sentence = annotated.sentence_at(held.start)
    states = [m for m in sentence.front if m.kind != "Time"] if sentence is not None else []
    first = sentence is not None and held.start - sentence.start <= _OPENING
    return states[0].state if first and len(states) == 1 else None


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
