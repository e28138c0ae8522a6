"""One deed at one verb: where frames of two types of deed fit the same trigger, the one that it means stands alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.sides import NAMELESS

if TYPE_CHECKING:
    from kg.extract.frames import Frame
    from kg.extract.matched import Match
    from kg.extract.role_search import Roles


def dropped(matches: Sequence[Match], words: Mapping[str, frozenset[str]]) -> list[Match]:
    """Of the matches at one trigger, those of a deed that another one of them tells better."""
    return [m for m in matches if any(_better(other, m, words) and _same_two(other, m) for other in matches)]


def _better(one: Match, other: Match, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether the first match says what the verb means, where both are read of the same two."""
    verb, pair = one.trigger, (one.frame.value, other.frame.value)
    crowd = all(r.rule == NAMELESS for r in one.s)
    if one.frame.id in _NO_BLOW and other.frame.value == "ASSAULT" and not crowd:
        return True  # 'police raided the embassy', 'fired warning shots', 'a cutter hit a trawler'
    if one.frame.id in _PLAIN and other.frame.id not in _PLAIN:
        return True
    if other.frame.id == "coerce.charged" and one.frame.value == "ACCUSE":
        return True  # 'charged him with plotting a coup'
    if set(pair) == {"COERCE", "SANCTION"} and _BY_FORCE & {one.frame.id, other.frame.id}:
        return pair[0] == "COERCE"
    if set(pair) == {"AID", "SANCTION"} and not _NO_AID.isdisjoint((one.frame.id, other.frame.id)):
        return pair[0] == "SANCTION"  # 'will give Chad no further aid'
    if pair == ("REJECT", "ACCUSE") and (
        (verb.lemma in _DISOWN and not verb.by("ccomp")) or one.frame.id == "reject.denounce_untrue"
    ):
        return True  # 'denounced its report as false'
    if set(pair) == {"AID", "CONCEDE"}:
        back = (verb.lemma in _BACK and not _new_money(verb)) or any(c.low == "back" for c in verb.children)
        return pair[0] == ("CONCEDE" if back else "AID")
    if set(pair) == {"AID", "MOBILIZE"}:
        units = any(t.lemma in words["units"] - _ARMS for t in valency.logical_objects(verb))
        into = any(
            t.dep == "pobj" and t.head is not None and t.head.lemma in ("into", "over")
            for t in (*one.o_tokens, *other.o_tokens)
        )
        return pair[0] == "MOBILIZE" if units and into else pair[0] == "AID" and not units
    if pair[0] == "CONCEDE" and other.frame.id == "support.status":
        return False  # 'granted it candidate status'
    if pair == ("ASSAULT", "COERCE"):
        return (other.frame.id not in _NO_BLOW or crowd) and verb.lemma not in _ROUGH  # 'overran a garrison'
    return pair in _STRONGER or (one.frame.id == "support.status" and pair[1] == "CONCEDE")


def _new_money(verb: Token) -> bool:
    """'Released 90 million dollars to Chad'; not 'released ten million dollars of frozen assets', nor 'its funds'."""
    sums = [t for t in valency.logical_objects(verb) if t.lemma in _MONEY]
    return any(t.by("nummod") and not t.by("poss") and not grammar.after(t, "of", "in") for t in sums)


_MONEY = word_set("extract.one_deed.money")
_PLAIN = frozenset({"coerce.escorted_down", "coerce.escorted_in", "sanction.deny_ways", "sanction.embassy_must_go"})
"""Frames that leave nothing else to be told: 'escorted the airliner down', 'denied its airspace to its planes'."""
_NO_AID = frozenset({"sanction.no_longer_sells", "sanction.no_more_aid"})
_NO_BLOW = {"coerce.raid", "coerce.gas", "coerce.collide", "coerce.hackers"}
"""Frames of force without arms, or without a target."""
_ROUGH = word_set("extract.one_deed.rough")
"""What police do to people, which is an attack and a measure at once."""
_BY_FORCE = {"coerce.kept_shut", "coerce.bar_road", "coerce.traffic"}
"""Frames of what forces do on a road, which no decree does."""
_ARMS = word_set("extract.one_deed.arms")
"""Units that do not move of themselves: whoever sends them gives them."""
_BACK = word_set("extract.one_deed.back")
"""What is done with what one held of another: no gift."""
_DISOWN = word_set("extract.one_deed.disown")
"""What one does with a proposal rather than with who made it."""
_STRONGER = {
    ("COERCE", "CONCEDE"),  # 'turned back two boats'
    ("SANCTION", "COERCE"),  # 'barred two officials from entering'
    ("CONCEDE", "SUPPORT"),  # 'recognised its neighbour's right to the water'
    ("PROTEST", "REJECT"),  # 'objected before the council to its map'
    ("ASSAULT", "PROTEST"),  # 'stoned the embassy'
    ("ASSAULT", "MOBILIZE"),  # 'fired a salvo of rockets at a camp'
    ("RETREAT", "MOBILIZE"),  # 'rolled out of the town'
    ("AID", "SANCTION"),  # 'dropped supplies to a village'
}
"""Pairs of types of deed, of which a verb that fits both means the first."""


def _same_two(one: Match, other: Match) -> bool:
    """Whether both tell of the same actors, and of a common one acted on, where both name one."""
    acting = {r.entity for r in one.s} == {r.entity for r in other.s}
    upon = {r.entity for r in one.o}, {r.entity for r in other.o}
    return acting and (not all(upon) or bool(upon[0] & upon[1]))


def agreed_deed(frame: Frame, token: Token) -> bool:
    """'Agreed to free the prisoners': a deed that is to come, besides the agreement."""
    above = token.head if grammar.is_verb(token) and token.dep == "xcomp" else None
    only_body = frame.id == "cooperate.form"  # 'agreed to set up a committee'
    deed = frame.value in _AGREED or frame.id in _AGREED_FRAMES
    return deed and above is not None and above.lemma in _AGREES and not only_body


_AGREED = {"AID", "CONCEDE", "COOPERATE", "MOBILIZE", "SANCTION"}
_AGREED_FRAMES = {"retreat.stop_doing"}
_AGREES = word_set("extract.one_deed.agrees")


def told_of_both(token: Token, roles: Roles, before: Sequence[Match]) -> bool:
    """Whether another word of the clause has told that the same ones work together ('*jointly patrol* it')."""
    both = {r.entity for r in (*roles.s, *roles.o)}
    clause = grammar.clause_head(token)
    return any(
        m.frame.value == "COOPERATE"
        and grammar.clause_head(m.trigger) is clause
        and both <= {r.entity for r in (*m.s, *m.o)}
        for m in before
    )
