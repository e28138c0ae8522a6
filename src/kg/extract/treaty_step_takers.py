"""Who takes a step of a treaty: by the paths of its frame, in a row beside it ('besides Chad', 'A and B, too'), or as
the one who speaks ('we signed it').
"""

from __future__ import annotations

from kg.core.annotated import Token
from kg.extract import grammar, valency
from kg.extract.frames import Frame
from kg.extract.matched import Match
from kg.extract.paths import role_tokens
from kg.extract.predication import instances, series_at
from kg.extract.treaty_actors import TreatyActors
from kg.extract.treaty_echoes import of_second_time
from kg.extract.treaty_meant import ROLL
from kg.extract.treaty_records import MOVEMENTS, PARTY_KINDS, TreatyBook
from kg.extract.treaty_signatories import TreatySignatories
from kg.link.resolve import STATE_KINDS, Ref
from kg.link.treaty_record import Treaty

_BOUND = STATE_KINDS | MOVEMENTS | {"Person"}
"""Kinds of those who may honour or break a treaty."""
_NAMING = ("sign", "sign.for", "sign.name", "sign.name_for")
"""Frames behind which more may be named who sign for others."""
_BY_TREATY = {"party.ends_with", "party.peace", "party.reaffirms"}
"""Frames that tell what somebody does with another by means of a treaty."""


class StepTakers:
    """Finds who takes the steps that the frames of status of one document tell."""

    def __init__(self, book: TreatyBook, actors: TreatyActors, signatories: TreatySignatories) -> None:
        self.matcher, self.resolver = book.matcher, book.resolver
        self.actors, self.signatories = actors, signatories

    def of(self, match: Match) -> list[Ref]:
        """Who takes the step of a match, each named once."""
        frame, trigger = match.frame, match.trigger
        refs = self._between_others(match) or self._on_paths(match)
        if not refs and frame.value == "Party" and not grammar.is_verb(trigger):
            named = instances(trigger) or _after_dash(match)  # 'parties to the pact: A and B'
            refs = [r for t in named for r in self.resolver.actors(t)]
        if not refs and frame.value in ROLL:
            refs = self._after_count(match)
        refs += self._alongside(trigger) if refs else []
        refs += self._for_whom(trigger) if frame.value in ("Signed", "Concluded") else []
        later = of_second_time(trigger, match.sentence.tokens, self.matcher)
        refs += self.signatories.signed_for(match) if frame.id in _NAMING else []
        if frame.value in ("Signed", "Concluded"):
            refs = [self.signatories.acting_for(r) for r in refs] + _speaker(match)
            refs = self.signatories.on_behalf(trigger, refs)
        return list({r.entity: r for r in _after_colon(refs, match) if r.token.i not in later}.values())

    def of_one(self, match: Match, takers: list[Ref], found: list[tuple[Treaty, Token]], n: int) -> list[Ref]:
        """Those who take the step of one of several treaties: in 'a pact with Chad and one with Niger' each partner
        takes that of its own.
        """
        treaty, token = found[n]
        others = {t.partner for t, _ in found if t is not treaty} - {treaty.partner, None}
        if own_partner := self.resolver.parties_of.complements(token, of_pair=False):
            row = [x for t, x in found if t is not treaty] + [x for x in grammar.conjuncts(token) if x is not token]
            beside = (self.resolver.parties_of.complements(x, of_pair=False) for x in row)
            others |= {key for names in beside for key in names} - set(own_partner)
        parties = [r for r in takers if r.entity.key not in others]
        mention = token.mention
        name = self.resolver.text[mention.start : mention.end] if mention is not None else ""
        if match.frame.id in _BY_TREATY and mention is not None and " between " in name:
            # 'its frontier, settled by the Osimo Treaty between Rome and Belgrade'
            inside = {e.key for e in self.resolver.entities.inside(mention.start, mention.end)}
            parties = [r for r in parties if r.entity.key in inside]
        if match.frame.id in _BY_TREATY and (partners := self.resolver.parties_of.complements(token, of_pair=True)):
            doers = grammar.expand(valency.logical_subjects(match.trigger))  # 'ended its war with A by a pact with B'
            parties = [r for r in parties if r.entity.key in partners or r.token in doers]
        return parties

    def _between_others(self, match: Match) -> list[Ref]:
        """'Egypt worked out a truce between Chad and Togo': Chad and Togo."""
        made = match.frame.value in ("Concluded", "Negotiating") and grammar.is_verb(match.trigger)
        named = valency.between_others(match.trigger) if made else []
        return [r for t in named for r in self.actors.who(t)]

    def _on_paths(self, match: Match) -> list[Ref]:
        """Those to whom the paths of the frame lead, but for who brokers it."""
        frame, trigger = match.frame, match.trigger
        return [
            r
            for path in frame.s
            for t in role_tokens(trigger, path)
            if t is not trigger and not (frame.id == "sign.for" and _any_government(t))
            for r in self.actors.who(t)
            if _may_take(frame, t, r) and not self.resolver.brokers(t) and not _of_members(r)
        ]

    def _alongside(self, trigger: Token) -> list[Ref]:
        """'Chad, along with Mali, has joined it', 'besides Chad, it binds Mali': those states, too."""
        preps = [p for p in trigger.by("prep") if p.lemma.lower() in ("along", "alongside", "besides")]
        inner = [q for p in preps for q in (p.by("prep") if p.lemma.lower() == "along" else [p])]
        inner += [p for p in trigger.by("prep") if p.lemma == "with" and p.by("advmod") and _together(p)]
        named = [t for q in inner for o in q.by("pobj") for t in grammar.conjuncts(o) if t.mention is not None]
        bare = [
            t for t in named if t.mention is not None and t.mention.kind in STATE_KINDS and t.mention.role == "name"
        ]
        return [r for t in bare for r in self.resolver.actors(t)]

    def _for_whom(self, trigger: Token) -> list[Ref]:
        """'Was signed in Lima on behalf of Chad, Mali and Niger', 'for Chad by its premier': those states."""
        if trigger.tag != "VBN" or not (trigger.by("auxpass") or trigger.dep == "acl"):
            return []
        preps = [p for p in trigger.by("prep") if p.lemma in ("for", "on") and p.i > trigger.i]
        behalf = [q for p in preps for o in p.by("pobj") if o.lemma == "behalf" for q in o.by("prep")]
        whom = [
            t for p in (*preps, *behalf) if p.lemma in ("for", "of") for o in p.by("pobj") for t in grammar.expand([o])
        ]
        named = [t for t in whom if t.mention is None or t.mention.role != "people"]
        return [r for t in named for r in self.resolver.actors(t) if r.entity.kind in PARTY_KINDS]

    def _after_count(self, match: Match) -> list[Ref]:
        """'Four of the five have ratified it: A, B, C and D': those who are told behind a colon, and no more."""
        marks = [t.i for t in match.sentence.tokens if t.text == ":" and t.i > match.trigger.i]
        after = match.sentence.tokens[marks[0] + 1 :] if len(marks) == 1 else []
        named = [t for t in after if t.mention is not None and t.mention.kind == "State" and t.mention.role == "name"]
        rest = [t for t in after if t not in named and t.low not in ("and", "the", ",", ".", "also")]
        return [r for t in named for r in self.resolver.actors(t)] if len(named) > 1 and not rest else []


def _together(prep: Token) -> bool:
    """'Left it *together* with Mali'; not 'preferably together with'."""
    words = {c.low for c in prep.by("advmod")}
    doubted = words & {"ideally", "perhaps", "possibly", "preferably"}
    return bool(words & {"along", "jointly", "together"}) and not doubted


def _may_take(frame: Frame, token: Token, ref: Ref) -> bool:
    """Whether somebody may take the step: who honours a treaty is named, and is a state, a movement or a person."""
    return frame.id != "party.honour" or (token.tag != "PRP" and ref.entity.kind in _BOUND)


def _of_members(ref: Ref) -> bool:
    """'Urged *the other members of the bloc* to join the pact': those, and not the bloc."""
    of = ref.token.head if ref.token.dep == "pobj" else None
    noun = of.head if of is not None and of.lemma == "of" else None
    return noun is not None and noun.lemma in ("member", "member-state") and ref.entity.kind not in STATE_KINDS


def _any_government(token: Token) -> bool:
    """'Signed for the government': of whoever signs, no other state's."""
    return token.mention is None and token.lemma == "government" and not token.by("prep", "poss", "amod", "nmod")


def _speaker(match: Match) -> list[Ref]:
    """'"We signed a pact with Oman," the minister of Togo said': Togo, which speaks of itself."""
    ours = [t for t in valency.logical_subjects(match.trigger) if t.tag == "PRP" and t.low == "we"]
    holder = match.verdict.holder
    state = (holder.state or holder.entity) if holder is not None else None
    if not ours or state is None or state.kind not in STATE_KINDS:
        return []
    return [Ref(state, ours[0], "first person: the speaker's state")]


def _after_colon(refs: list[Ref], match: Match) -> list[Ref]:
    """'The spokesman on Tuesday: A and B have signed': who stands before a colon only says so."""
    marks = [t.start for t in match.sentence.tokens if t.text == ":" and t.start < match.trigger.start]
    later = [r for r in refs if not marks or r.token.start > marks[-1]]
    return later or refs


def _after_dash(match: Match) -> list[Token]:
    """'The signatories of the pact - A, B and C - met': a row of two names or more between dashes, or in brackets."""
    row = match.sentence.tokens
    end = max(t.i for t in match.trigger.subtree() if t.mention is None or t.mention.kind == "Treaty")
    marks = [t.i for t in row[match.trigger.i :] if t.text in ("-", "–", "—", "(")][:1]
    if not marks or match.trigger.tag != "NNS":
        return []
    names, after = series_at(row, marks[0] + 1)
    closed = after < len(row) and row[after].text in ("-", "–", "—", ")")
    between = row[match.trigger.i + 1 : marks[0]]
    plain = all(t.tag not in ("VBD", "VBZ", "VBP", "MD") for t in between) and end >= match.trigger.i
    return names if closed and plain and len(names) > 1 else []
