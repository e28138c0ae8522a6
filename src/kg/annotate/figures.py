"""World figures whom a text calls by the family name alone ('Petro, in Bogotá'), from the list of office holders.

A family name means the one who holds a high office when the text is published, where nobody else of that name in the
list held one then (or the text names the state of one of them alone), and no person whom the text names bears it. Of a
name that several in the list have had, of whatever time, and of a lesser office the text has to name the state (or
body). Names that are common or plain words are left out (``figures_never`` in ``graph/lexicon/bodies.yaml``); two last
words of a longer name are one as well ('López Obrador').
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from ahocorasick_rs import AhoCorasick

from kg.core.annotated import Mention
from kg.core.words import word_set

_OFFICES = word_set("annotate.figures.offices")
_LESSER = word_set("annotate.figures.lesser")
"""Offices that make a family name known where the text names the state."""
_LATER = 1
"""For how many years after the office one is still called so."""
_SOMEBODY = re.compile(r"(?:\b(?:an?|the|his|her|their) (?:[a-z-]+ ){1,2}| named | called )$", re.IGNORECASE)
"""Before a name that is somebody else's: 'the singer Petro', 'a man named Modi'."""
_WHO = re.compile(r", (?:an? [a-z]|\d{1,2},)")
"""After it: 'Marcos, a fisherman', 'Milei, 12,'."""
_JOINED = ("_", "’", "'", "-")
"""Marks after which a name is a part of a longer word."""
_FREE = r"(?<![\w’'-])(?<![\s.][A-ZÀ-Þ]\. ){name}(?![\w-])(?!['’]?s? [A-ZÀ-Þ])"


def _families(name: str) -> list[str]:
    """By which parts of a full name somebody is called: the last word, the last two of three or more."""
    words = name.split()
    two = (
        words[-2:]
        if len(words) > 2 and all(len(w) > 1 and w[:1].isupper() and "." not in w for w in words[-2:])
        else []
    )
    return [words[-1], *([" ".join(two)] if two else [])]


class Figures:
    """Finds those whom the family name alone means."""

    def __init__(
        self,
        rows: Iterable[Mapping[str, str]],
        never: Collection[str],
        famous: Collection[str] = (),
        openers: Collection[str] = (),
    ) -> None:
        """``rows`` are those of ``persons.tsv``: name, aliases, state, body, office, from, to; of the ``famous`` a text
        need not name the state. ``openers`` are words with a capital that may stand before a name.
        """
        self._openers = frozenset(openers)
        self._famous = frozenset(famous)
        self._by: dict[str, list[Mapping[str, str]]] = {}
        for row in rows:
            forms = (row["name"], *filter(None, (row["aliases"] or "").split("|")))
            for family in dict.fromkeys(f for form in forms for f in _families(form)):
                if len(family) > 3 and family not in never and "-" not in family:
                    self._by.setdefault(family, []).append(row)
        self._families = sorted(self._by)
        self._automaton = AhoCorasick(self._families)

    def find(
        self, text: str, published: str | None, people: Iterable[str], mentions: Sequence[Mention]
    ) -> dict[str, str]:
        """Family names in a text, each with the full name that it stands for."""
        if not published or not (found := self._in(text)):
            return {}
        borne = {w for name in people for w in name.split()}
        taken = {text[m.start : m.end] for m in mentions}
        out = {}
        for family in sorted(found - borne - taken):
            row = self._who(family, published, mentions)
            if row is not None and self._alone(text, family):
                out[family] = row["name"]
        return out

    def _who(self, family: str, published: str, mentions: Sequence[Mention]) -> Mapping[str, str] | None:
        """The only one in office whom a family name may mean."""
        rows = [r for r in self._by[family] if self._then(r, published)]
        told = [r for r in rows if self._told(r, mentions)]
        high = [r for r in rows if r["office"].lower() in _OFFICES]
        only = high if len({r["name"] for r in self._by[family]}) == 1 or family in self._famous else []
        fitting = [r for r in told if r["office"].lower() in _OFFICES | _LESSER] if told else only
        names = {r["name"] for r in (told or rows)}
        return fitting[0] if fitting and len(names) == 1 else None

    def _in(self, text: str) -> set[str]:
        """The family names that stand in a text as whole words, of two that begin at one place the longer."""
        out, reached = set(), 0
        spans = self._automaton.find_matches_as_indexes(text, overlapping=True)
        for which, start, end in sorted(spans, key=lambda s: (s[1], -s[2])):
            before, after = text[start - 1 : start], text[end : end + 1]
            if start < reached or before.isalnum() or after.isalnum() or before in _JOINED or after in ("_", "-"):
                continue
            out.add(self._families[which])
            reached = end
        return out

    def _then(self, row: Mapping[str, str], published: str) -> bool:
        """Whether the office was held when the text was published, or shortly before."""
        year = str(int(published[:4]) - _LATER)
        return row["from"][:7] <= published[:7] and (not row["to"] or row["to"][:7] >= year + published[4:7])

    def _told(self, row: Mapping[str, str], mentions: Sequence[Mention]) -> bool:
        """Whether the text names the state, or the body, of the office."""
        for m in mentions:
            if row["state"] and row["state"] in (m.state, m.entity.code if m.entity is not None else None):
                return True
            if row["body"] and m.entity is not None and m.entity.iri.endswith(f"/{row['body']}"):
                return True
        return False

    def _alone(self, text: str, family: str) -> bool:
        """Whether the name stands alone wherever it stands: neither a part of another name nor a word. What is called
        after somebody famous ('the Trump Route') makes him nobody else.
        """
        alone = re.compile(_FREE.format(name=re.escape(family)))
        low = family.lower()
        if low in text and re.search(rf"(?<!\w){re.escape(low)}(?!\w)", text):
            return False
        for m in re.finditer(rf"(?<![\w’'-]){re.escape(family)}(?![\w-])", text):
            before = re.search(r"([A-ZÀ-Þ][\w’'-]+) $", text[max(0, m.start() - 30) : m.start()])
            opens = before is not None and before.group(1) in self._openers
            after_him = family in self._famous and text[m.end() : m.end() + 2].strip()[:1].isupper()
            if (alone.match(text, m.start()) is None and not after_him) or (before is not None and not opens):
                return False
            if _SOMEBODY.search(text, max(0, m.start() - 40), m.start()) or _WHO.match(text, m.end()):
                return False
        return True
