"""World figures whom a text calls by the family name alone ('Petro, in Bogotá'), from the list of office holders.

A family name means the one who holds a high office when the text is published, where the text names his state (or
body), nobody else in the list has that name at the time, and no person whom the text names bears it. Names that are
common or plain words are left out (``figures_never`` in ``graph/lexicon/bodies.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from ahocorasick_rs import AhoCorasick

from kg.core.annotated import Mention

_OFFICES = frozenset(
    {"chancellor", "emir", "foreign minister", "foreign secretary", "head of state", "king", "premier", "president"}
    | {"prime minister", "secretary of state", "secretary-general", "supreme leader", "vice-president"}
)
_LATER = 1
"""For how many years after the office one is still called so."""
_SOMEBODY = re.compile(r"(?:\b(?:an?|the|his|her|their) (?:[a-z-]+ ){1,2}| named | called )$", re.IGNORECASE)
"""Before a name that is somebody else's: 'the singer Petro', 'a man named Modi'."""
_WHO = re.compile(r", (?:an? [a-z]|\d{1,2},)")
"""After it: 'Marcos, a fisherman', 'Milei, 12,'."""
_JOINED = ("_", "’", "'", "-")
"""Marks after which a name is a part of a longer word."""
_FREE = r"(?<![\w’'-])(?<![\s.][A-ZÀ-Þ]\. ){name}(?![\w-])(?!['’]?s? [A-ZÀ-Þ])"


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
            for family in dict.fromkeys(form.split()[-1] for form in forms):
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
            who = {row["name"]: row for row in self._by[family] if self._then(row, published)}
            if len(who) != 1:
                continue
            row = next(iter(who.values()))
            told = family in self._famous or self._told(row, mentions)
            if row["office"] in _OFFICES and told and self._alone(text, family):
                out[family] = row["name"]
        return out

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
        if re.search(rf"(?<!\w){re.escape(family.lower())}(?!\w)", text):
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
