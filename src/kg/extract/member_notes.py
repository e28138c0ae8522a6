"""Members told without the words of a full clause: in notes, in brackets, beside a name; and those of whom the same is
said as of the member before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.core.annotated import Sentence, Token
from kg.core.model import Claim, Stance, When
from kg.core.words import word_set
from kg.extract import grammar, memberships
from kg.extract.frames import Frame
from kg.extract.matched import Match
from kg.extract.member_echoes import echoes, out_since
from kg.extract.member_relatives import alone, among_all, called, led, outsiders, relatives
from kg.extract.member_ways import own_dates
from kg.extract.predication import is_bloc, series_at, series_before, words_of
from kg.extract.stance import StanceReader, Verdict
from kg.extract.when import WhenWhere
from kg.link.references import STATE_KINDS

if TYPE_CHECKING:
    from kg.extract.standing import StandingFacts

_GROUPS = {"IntergovernmentalOrganization", "Grouping", "Organization"}
_NO_FRAME = Frame(
    "member.bracket", "relation", "memberOf", "noun", frozenset(), {}, (), (), (), frozenset({"s", "o"})
)  # of no trigger: a list in brackets


_LABELS = word_set("extract.member_notes.labels")


def _label(row: Sequence[Token], at: int) -> int:
    """How many words label the list of members that stands in brackets ('(*co-chairs:* France and Russia)')."""
    colon = next((n for n in range(at, min(at + 5, len(row))) if row[n].text == ":"), at)
    return colon + 1 - at if colon > at and row[colon - 1].low in _LABELS else 0


def _by_a_word(verdict: Verdict) -> bool:
    """'Is not in it; nor is Peru', which denies it again; 'has left it; Peru has not' does the reverse."""
    return verdict.negated and not verdict.rule.startswith("frame ")


def _told_at(match: Match) -> int:
    return match.trigger.start


class MemberNotes:
    """Reads such members of one document, with what ``facts`` knows of states and bodies."""

    def __init__(self, facts: StandingFacts, stances: StanceReader, when: WhenWhere) -> None:
        self.facts, self.stances, self.when = facts, stances, when
        self.last: Match | None = None
        """The membership told last in a full clause."""
        self._matches: list[Match] = []
        """All of them, in the order of the text."""

    def tell(self, match: Match) -> None:
        """Remember a membership that a full clause tells."""
        self.last = match
        self._matches.append(match)

    def read(self, sentence: Sentence, told: Sequence[Claim]) -> list[Claim]:
        """The members told so in a sentence, besides the claims told in its clauses."""
        out = self._bracketed(sentence) + self._verbless(sentence) + self._noted(sentence)
        out += self._in_body(sentence, [*told, *out])
        return out + self._echoed(sentence, [*told, *out])

    def _in_body(self, sentence: Sentence, told: Sequence[Claim]) -> list[Claim]:
        """Members told in a relative clause of a body's name, its leaders, and those known by its name."""
        row = sentence.tokens
        if not any(map(is_bloc, row)):
            return []
        done = {(c.subject.iri, c.object.iri) for c in told if c.relation == "memberOf" and c.object is not None}
        out: list[Claim] = []
        told_so = (*relatives(row), *led(row), *called(row), *alone(row), *outsiders(row), *among_all(row))
        for found in told_so:
            s = [r for t in found.members for r in self.facts.bare_states(t)]
            o = self.facts.organisations(found.body)[:1]
            s = [r for r in s if o and (r.entity.iri, o[0].entity.iri) not in done]
            over = self.stances.read(found.last, sentence)
            if not s or self.stances.asked(found.last, sentence) or over.rule == "quotation":
                continue
            stance = Stance.NEGATED if found.negated else Stance.STATED
            verdict = Verdict(stance, "members told beside a body's name", None, found.negated)
            row_of = [r.token for r in s]
            out += self.facts.claims(
                Match(_NO_FRAME, found.last, sentence, s, o, row_of, [found.body], [], [], verdict)
            )
        return out

    def _echoed(self, sentence: Sentence, told: Sequence[Claim]) -> list[Claim]:
        """'Haiti followed in 2002. Cuba has not.', right below what is told of a member."""
        out: list[Claim] = []
        for state, word in out_since(sentence.tokens):
            body = self.facts.paths.members.left_out(word)
            out += self._same_of(sentence, [state], word, body, Verdict(Stance.NEGATED, "'out since'", None, True))
        if (pair := self._neither(sentence)) is not None:
            out += pair
        done = {c.subject.iri for c in told if c.relation == "memberOf"}
        number = self.facts.resolver.sentence_of
        last = self.last
        here = number.get(sentence.tokens[0].start, 0) if sentence.tokens else 0
        near = last is not None and here - number.get(last.trigger.start, -9) <= 1
        for echo in echoes(sentence) if near else ():
            last = self._before(echo.word) or last
            if last is None or number.get(echo.word.start, 0) - number.get(last.trigger.start, -9) > 1:
                break
            if last.trigger.start > echo.word.start or last.verdict.future:
                continue
            again = echo.word if grammar.is_verb(echo.word) else echo.word.head
            if again is not None and again.dep == "conj" and number.get(last.trigger.start) != here:
                continue  # 'Peru sees a chance, and so does Chile'
            names = [t for t in echo.states if all(r.entity.iri not in done for r in self.facts.bare_states(t))]
            denied = echo.nor or (echo.denied and _by_a_word(last.verdict)) or last.verdict.negated != echo.denied
            verdict = Verdict(Stance.NEGATED if denied else Stance.STATED, "the same, or its denial", None, denied)
            over = self.stances.read(echo.word, sentence)
            if over.stance in (Stance.ATTRIBUTED, Stance.PREDICTED, Stance.CONDITIONAL) and not echo.denied:
                verdict = over
            if found := self._same_of(sentence, names, echo.word, last.o_tokens, verdict):
                last = replace(last, trigger=echo.word)
                self.tell(last)
                out += found
        return out

    def _before(self, word: Token) -> Match | None:
        """The membership told last before a word: 'A joined it; *B followed*, while C is still waiting'."""
        return max((m for m in self._matches if m.trigger.start <= word.start), key=_told_at, default=None)

    def _neither(self, sentence: Sentence) -> list[Claim] | None:
        """'Neither is in yet', 'Both are members': the two states that are subjects of the sentences before."""
        row = sentence.tokens
        low = [t.low for t in row[:4]]
        inside = {"in", "inside", "member", "members"} & set(low[2:])
        if (
            len(row) < len(("Both", "are", "in"))
            or low[0] not in ("both", "neither")
            or row[1].lemma != "be"
            or not inside
        ):
            return None
        body = self.facts.paths.members.left_out(row[1])
        number = self.facts.resolver.sentence_of.get(row[0].start, 0)
        acting: dict[str, Token] = {}
        for before in reversed(self.facts.annotated.sentences[max(0, number - 3) : number]):
            for t in reversed(before.tokens):
                if (
                    t.dep in ("nsubj", "nsubjpass", "conj")
                    and t.mention
                    and t.mention.entity
                    and t.mention.kind in STATE_KINDS
                ):
                    acting.setdefault(t.mention.entity.iri, t)
        two = list(acting.values())[: len(("A", "B"))]
        denied = low[0] == "neither" or "not" in low
        verdict = Verdict(Stance.NEGATED if denied else Stance.STATED, f"'{low[0]}'", None, denied)
        return self._same_of(sentence, two, row[1], body, verdict) if len(two) > 1 and body else None

    def _same_of(
        self, sentence: Sentence, states: Sequence[Token], word: Token, bodies: Sequence[Token], verdict: Verdict
    ) -> list[Claim]:
        """What a word without a body tells of states: that they are in the bodies told before, or out of them."""
        s = [r for t in states for r in self.facts.bare_states(t)]
        o = [r for t in bodies for r in self.facts.organisations(t)]
        told = own_dates(word, self.when.dates(word)) if grammar.is_verb(word) and not verdict.negated else []
        dates = sorted(told, key=lambda date: date[0].i)
        if verdict.stance is Stance.STATED and any(self._ahead(when) for _, when in dates):
            verdict = Verdict(Stance.PREDICTED, "at a time still to come", None, False, True)
        if not s or not o or self.stances.asked(word, sentence):
            return []
        self.facts.paths.members.tell(word, bodies)
        match = Match(_NO_FRAME, word, sentence, s, o, list(states), list(bodies), [], dates, verdict)
        return self.facts.claims(match) + self.facts.gapped(match)

    def _ahead(self, when: When) -> bool:
        """Whether a time had not come when the document was published."""
        published = self.facts.annotated.document.published or ""
        first = when.edtf.partition("/")[0]
        return bool(published) and bool(first) and first > published[: len(first)]

    def _noted(self, sentence: Sentence) -> list[Claim]:
        """'CSTO: Armenia and Belarus in, Georgia out', 'Bolivia, of course, is in neither'."""
        number = self.facts.resolver.sentence_of.get(sentence.tokens[0].start, 0) if sentence.tokens else 0
        last = self.facts.annotated.sentences[number - 1] if number else None
        near = last is not None and last.segment.paragraph == sentence.segment.paragraph
        out: list[Claim] = []
        for told in memberships.told(sentence, last if near else None):
            s = [r for t in told.states for r in self.facts.bare_states(t)]
            o = [r for t in told.bodies for r in self.facts.organisations(t)]
            stance = Stance.NEGATED if told.negated else Stance.STATED
            verdict = Verdict(stance, "a note on members", None, told.negated)
            dates = [(told.last, when) for when in self._since(told.last)]
            match = Match(
                _NO_FRAME, told.last, sentence, s, o, list(told.states), list(told.bodies), [], dates, verdict
            )
            out += self.facts.claims(match) if s and o and not self.stances.asked(told.last, sentence) else []
        return out

    def _verbless(self, sentence: Sentence) -> list[Claim]:
        """'Croatia and Albania, both in NATO since 2009', 'Spain, Greece and Cyprus (all EU)'."""
        out: list[Claim] = []
        row = sentence.tokens
        for at in range(1, len(row) - 2):
            if row[at].low not in ("both", "all"):
                continue
            opened = row[at - 1].text if row[at - 1].low not in ("although", "though") else row[at - 2].text
            if opened not in (",", "("):
                continue
            bracket, inside = row[at - 1].text == "(", row[at + 1].low in ("in", "inside")
            body = row[at + (2 + (row[at + 2].low == "the") if inside else 1)]
            closed = at + 2 < len(row) and row[at + 2].text in (")", "members", "states")
            if body.mention is None or body.mention.kind not in _GROUPS or not (inside or (bracket and closed)):
                continue
            names = series_before(row, at - 1 - (row[at - 1].text not in (",", "(")))
            s, o = [r for t in names for r in self.facts.bare_states(t)], self.facts.organisations(body)
            if len(s) == len(names) > 1 and o:
                verdict = Verdict(Stance.STATED, "'both in', without a verb")
                dates = [(body, when) for when in self._since(body)]
                match = Match(_NO_FRAME, body, sentence, s, o[:1], names, [body], [], dates, verdict)
                out += self.facts.claims(match)
        for state, body, last, out_of in memberships.inside(sentence):
            s, o = self.facts.bare_states(state), self.facts.organisations(body)
            told = Verdict(Stance.STATED, "'in it since', without a verb")
            verdict = Verdict(Stance.NEGATED, "'out of it since'", None, True) if out_of else told
            dates = [(last, when) for when in self._since(last)]
            match = Match(_NO_FRAME, last, sentence, s, o[:1], [state], [body], [], dates, verdict)
            out += self.facts.claims(match) if s and o else []
        return out

    def _since(self, body: Token) -> list[When]:
        """The time right after 'since', behind a body's name."""
        row = words_of(body)
        after = row[next(n for n, t in enumerate(row) if t is body) + 1 :][:2]
        if len(after) < 2 or after[0].lemma != "since" or after[1].mention is None:
            return []
        when = self.when.resolve_token(after[1], "past")
        return [when] if when is not None else []

    def _bracketed(self, sentence: Sentence) -> list[Claim]:
        """'The Visegrad Group (Poland, Hungary and Slovakia)', 'the Quad of India and Japan': a list of states
        alone in brackets right after a body's name, or behind 'of', is of its members.
        """
        out: list[Claim] = []
        row = sentence.tokens
        for at, body in enumerate(row[:-4]):
            sign = row[at + 1].text
            known = body.mention is not None and body.mention.kind in _GROUPS
            lone = body.mention is None and sign == "of" and body.text in self.facts.words["lone_bodies"]
            if sign not in ("(", "–", "—", "-", "--", "of") or not (known or lone):
                continue
            names, end = series_at(row, at + 2 + _label(row, at + 2))
            closed = end < len(row) and row[end].text.startswith(")" if sign == "(" else sign)
            closed |= sign == "of" and not (end < len(row) and row[end].text in ("'s", "’s", "'"))
            if len(names) < 2 or not closed or any(t.mention is None or t.mention.role == "adjective" for t in names):
                continue
            s, o = [r for t in names for r in self.facts.bare_states(t)], self.facts.organisations(body)
            if len(s) == len(names) and o:
                verdict = Verdict(Stance.STATED, "members listed behind the body")
                match = Match(_NO_FRAME, body, sentence, s, o[:1], names, [body], [], [], verdict)
                out += self.facts.claims(match)
        return out
