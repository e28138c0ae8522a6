"""The authorities of lands that few or no states recognise ('Abkhazia accused Georgia', 'talks with Tiraspol'), and the
governments of lands that govern themselves under a state ('the EU accused the Faroe Islands', 'Greenland signed it').

Such a land is a place of the gazetteer; where its name, or that of the town where its authorities sit, stands for
somebody who acts or is acted on, they are meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.core.annotated import Mention, Token
from kg.core.model import ID_BASE, Entity
from kg.core.words import word_set
from kg.link.references import slug

if TYPE_CHECKING:
    from kg.link.entities import Lexicon

_DOING = frozenset({"agent", "conj", "nsubj", "poss"})
_DONE_TO = frozenset({"dative", "dobj", "nsubjpass"})
_GROUND = word_set("link.de_facto.ground")
_DIRECTED = frozenset({"against", "as", "between", "by", "of", "to", "with"})
"""Prepositions behind which a name tells with or upon whom something is done, and not where."""
_UPON = word_set("link.de_facto.upon")
"""Behind these, what is done to it: 'sanctions on'."""
_CHANGES_HANDS = word_set("link.de_facto.changes_hands")
"""What is done to a land, and not to whoever governs it."""


def authority(lexicon: Lexicon, token: Token, mention: Mention, words: str) -> Entity | None:
    """The authorities for which the name of a land, or of their seat, stands at a token."""
    name = words if mention.kind == "Settlement" else mention.entity.name if mention.entity is not None else ""
    land = lexicon.de_facto.get(name)
    own = self_governing(lexicon, mention.entity) if land is None else None
    if (land is None and own is None) or mention.role not in ("name", "adjective"):
        return None
    first = token.first_of_row()
    if _threatened(first):
        return None
    prep = first.head if first.dep == "pobj" else None
    directed = _DIRECTED if own is None else _DIRECTED | _UPON
    behind = prep is not None and prep.lemma in directed and not _of_ground(prep)
    verb = first.head if own is not None and first.dep in ("dobj", "nsubjpass") else None
    if verb is not None and verb.lemma in _CHANGES_HANDS:
        return None  # 'Denmark sold Greenland'
    seat = mention.kind == "Settlement"
    if not (behind or first.dep in _DOING or (not seat and first.dep in _DONE_TO)):
        return None
    if seat and behind and prep is not None and prep.lemma == "to":
        return None
    return _of(land) if land is not None else own


def self_governing(lexicon: Lexicon, entity: Entity | None) -> Entity | None:
    """The government of a land that deals with others in its own name ('Greenland', 'Hong Kong')."""
    code = lexicon.self_governing.get(entity.name) if entity is not None else None
    if entity is None or code is None:
        return None
    return Entity(f"{ID_BASE}org/government-{slug(entity.name)}", "Government", entity.name, code)


def _of_ground(prep: Token) -> bool:
    """'The rest of Abkhazia', 'out of Abkhazia': the land, not who rules it."""
    above = prep.head
    return prep.lemma == "of" and above is not None and above.lemma in _GROUND


def _threatened(token: Token) -> bool:
    """'Threatened to recognise Abkhazia': a threat to somebody else."""
    deed = token.head if token.dep == "dobj" else None
    return deed is not None and deed.dep == "xcomp" and deed.head is not None and deed.head.lemma == "threaten"


def ruling(lexicon: Lexicon, entity: Entity) -> Entity:
    """Whoever rules where a land is named beside its forces or organs ('Abkhaz forces'): its authorities."""
    land = lexicon.de_facto.get(entity.name) if entity.kind == "Area" else None
    return _of(land) if land is not None else entity


def _of(land: str) -> Entity:
    return Entity(f"{ID_BASE}org/{slug(land)}", "Government", land)
