"""Which state named nearby an office holder may act for, where nothing tells it.

It is right in one case of two: it helps to keep apart who is spoken of, and is not told of anybody.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence

from kg.core.annotated import Annotated, Mention, Sentence
from kg.core.words import word_set
from kg.extract.office_bases import other_sides
from kg.extract.office_held import Held

_BEHIND = re.compile(r"(?:\b(?:of|for|from) (?:the )?|[,(] ?)$|[.;]\s")
"""How a state stands behind an office or its holder ('President Petro of Colombia', 'the director (Peru)'), or next."""
_REACH = 40
"""Characters behind an office within which its state may stand."""
_LAST = 8
"""How many states named before may be coordinated with the last."""
_NAMING = ("name", "capital", "adjective", "acronym", "metonym", "people")
"""How a state is named in the sentence of the office."""
_OTHERS = word_set("extract.office_context.others")

_SIGNED_IN = re.compile(
    r"\b(?:agreed|concluded|initial?led|inked|negotiated|reached|sealed|signed|struck)"
    r"(?: (?:in|on) (?:\w+ ){0,2}\d{4})? (?:in|at) $"
)
"""What stands before the town where a treaty was signed."""


class OfficeContext:
    """Guesses states of office holders by what is named around their offices in one document."""

    def __init__(
        self,
        annotated: Annotated,
        offices: Sequence[Held],
        uses: Callable[[Held], Sequence[str] | None],
        counts: Mapping[str, int],
        anybodys: Collection[str],
    ) -> None:
        self.annotated, self.text, self.offices = annotated, annotated.document.text, offices
        self._uses, self._counts, self._anybodys = uses, counts, anybodys
        self._home = annotated.dateline_place.state if annotated.dateline_place is not None else None
        self._barred = other_sides(annotated, offices)
        of_others = _of_guests(annotated)
        states = (m for m in annotated.mentions if m.state and m.kind not in ("Person", "Treaty"))
        self._named = sorted((m for m in states if m.start not in of_others), key=lambda m: m.start)
        self._starts = [m.start for m in self._named]
        self._sentences = sorted(annotated.sentences, key=lambda s: s.start)
        self._openings = [s.start for s in self._sentences]
        self._opened: dict[int, int] = {}
        """Where each paragraph begins."""
        for s in self._sentences:
            self._opened.setdefault(s.segment.paragraph, s.lead[0] if s.lead else s.start)
        self._subjects = _subjects(annotated)

    def follows_one(self, held: Held) -> bool:
        """Whether a state is named before an office with a pronoun ('its ambassador'), which may mean it."""
        return held.pronoun is not None and bisect_left(self._starts, held.start) > 0

    def guess(self, held: Held) -> str | None:
        """The state that the words around an office let suppose; None where they let suppose none."""
        if self.follows_one(held):
            return self._of_pronoun(held)
        after = self._behind(held)
        if (held.title.lower() in self._anybodys or held.title.startswith("Commissioner for")) and not after:
            return None
        sentence = self._sentence(held)
        chosen = (self._before(held, sentence) or after[:1])[-1:]
        if chosen and self._with_home(held, chosen[0]):
            return self._home
        uses = self._uses(held)
        if uses is not None and not (chosen and chosen[0].state in uses):
            return None
        if chosen and chosen[0].state:
            return chosen[0].state
        return self._home or self._of_title_before(held, sentence) or self._most_named()

    def _sentence(self, held: Held) -> Sentence | None:
        number = bisect_right(self._openings, held.start) - 1
        inside = number >= 0 and held.start < self._sentences[number].end
        return self._sentences[number] if inside else None

    def _of_pronoun(self, held: Held) -> str | None:
        """'Its ambassador, A B': the state that 'its' means, the last one named."""
        named = self._named[: bisect_left(self._starts, held.start)]
        before = [m for m in named if m.kind == "State" or m.role == "capital"]
        number = bisect_right(self._openings, held.start) - 1
        begun = self._opened[self._sentences[number].segment.paragraph] if number >= 0 else 0
        before = [m for m in before if m.start >= begun] or before  # 'And China? Its ambassador, A B'
        last = bisect_right(self._openings, before[-1].start) - 1 if before else 0
        topics = (m for m in before if m.start >= self._openings[last] and m.role in ("name", "capital"))
        acting = (m for m in reversed(before) if m.start in self._subjects)
        owner = next(acting, None) or next(topics, None) or (before[-1] if before else None)
        return owner.state if owner is not None else None

    def _behind(self, held: Held) -> list[Mention]:
        """'President Petro of Colombia', 'the director (Peru)': the states that stand right behind."""
        near = self._named[bisect_left(self._starts, held.end) : bisect_left(self._starts, held.end + _REACH)]
        return [m for m in near if m.kind == "State" and _BEHIND.search(self.text, held.end, m.start)]

    def _before(self, held: Held, sentence: Sentence | None) -> list[Mention]:
        """The states named before an office: the subjects of its sentence, else all in it, else in its paragraph."""
        if sentence is None:
            return []
        begun = bisect_left(self._starts, self._opened[sentence.segment.paragraph])
        inside = self._named[begun : bisect_left(self._starts, held.start)]
        near = [m for m in inside if m.state != self._barred.get(held.person) and not _signed_there(self.text, m)]
        near = self._without_venue(near) or near
        same = [m for m in near if m.start >= sentence.start and m.role in _NAMING]
        same = [m for m in same if not _only_where(self.text, m)] or same
        acting = [m for m in same or near if m.start in self._subjects]
        return acting or same or near

    def _without_venue(self, named: Sequence[Mention]) -> list[Mention]:
        """'At a meeting in Arusha, Tanzania, Premiers A B and C D': all but the town and the state in which it is."""
        towns = {m.end + len(", "): m.state for m in named if m.kind == "Settlement"}
        lands = {m.start for m in named if m.kind == "State" and towns.get(m.start) == m.state}
        return [m for m in named if not {m.start, m.end + len(", ")} & lands]

    def _with_home(self, held: Held, chosen: Mention) -> bool:
        """'Kenya and Uganda', where the dateline is in Kenya: either could be meant, so that at home is."""
        if self._home is None or self._home in (chosen.state, self._barred.get(held.person)):
            return False
        here = bisect_left(self._starts, held.start)
        return any(
            m.state == self._home
            and m.end <= chosen.start
            and re.fullmatch(r",? (?:and|&) (?:the )?|-", self.text[m.end : chosen.start])
            for m in self._named[max(0, here - _LAST) : here]
        )

    def _of_title_before(self, held: Held, sentence: Sentence | None) -> str | None:
        """'President A B of Peru sent Foreign Minister C D': the state of the office told before in the sentence."""
        if sentence is None:
            return None
        rows = sorted(self.offices, key=lambda h: h.start)
        bodies = [h.body for h in rows if sentence.start <= h.start < held.start]
        states = [b.state for b in bodies if b is not None and b.state]
        return states[-1] if states else None

    def _most_named(self) -> str | None:
        return min(self._counts, key=lambda c: (-self._counts[c], c), default=None)


def _only_where(text: str, place: Mention) -> bool:
    """'In Helsinki, the justice minister, A B, signed it': a town that tells where something is done."""
    return place.kind == "Settlement" and text[max(0, place.start - 3) : place.start].lower() in ("in ", "at ")


def _signed_there(text: str, place: Mention) -> bool:
    """'Was signed in Vienna by Foreign Ministers A B and C D': a town that only tells where two have met."""
    return place.kind == "Settlement" and _SIGNED_IN.search(text, max(0, place.start - 44), place.start) is not None


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
