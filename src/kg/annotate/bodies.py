"""Bodies that no list names, by the shape of their names: what they call themselves, and their initials.

* a name of several words that ends in the noun of a body ('the Sahel Herders Association', 'the Free Union Movement of
  Chad'), or of a firm ('Copper Bay Holdings'), or that opens with one and tells its aim ('the Union for Peace in
  Mali');
* capitals in brackets that are the initials of the name before them ('the Sahel Herders Association (SHA)');
* the same where the name ends in that of a state ('Jamaat-e-Islah Chad (JIC)'), which then is no state that acts;
* a name whose words are joined by hyphens with a short word between ('Hizb-ut-Tahrir'), where no place is called so;
* capitals that the text uses again and again as a name ('SHA marched', 'SHA called on').

The nouns are data (``graph/lexicon/bodies.yaml``). Names that the lexicon knows are the lexicon's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ahocorasick_rs import AhoCorasick

WORD = r"[A-ZÀ-Þ][\w’'-]*[\wà-ÿ]"
_SHORT = re.compile(r"(?<![\w.@#/-])[A-Z][A-Z-]{1,8}[A-Z](?![\w-]|\.[A-Z])")
_BRACKET = re.compile(rf"((?:{WORD}|of|and|the|for|de|du|des|la|del|y) ?){{2,9}}\(([A-Z][A-Z-]{{1,8}}[A-Z])\)")
_INITIALS = re.compile(r"\([A-Z][A-Z-]{1,8}[A-Z]\)")
_PART = re.compile(r"[^\W\d_][\w’']*")
_LINE = re.compile(r"[^\n]+")
_AGAIN = 3
"""How often capitals stand in a text that are taken for a name."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body found at ``text[start:end]``; ``name`` is its full name, where the text gives one."""

    start: int
    end: int
    name: str
    kind: str


class BodyNames:
    """Finds the names of bodies in a text."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        heads = "|".join(sorted(words["heads"], key=len, reverse=True))
        firms = "|".join(sorted(words["firms"], key=len, reverse=True))
        self._with_head = AhoCorasick([*words["heads"], *words["firms"]])
        self._never, self._before = frozenset(words["never"]), frozenset(words["before"])
        self._openers = frozenset(words["openers"])
        self._organs = {head: frozenset(of) for head, of in words["organs"].items()}
        joints, places = "|".join(words["joints"]), "|".join(words["joined_places"])
        self._with_joint = AhoCorasick([f"-{joint}-" for joint in words["joints"]])
        part = r"[A-ZÀ-Þ][\w’']+"
        outside = r"(?<!\b[Ii]n )(?<!\b[Aa]t )(?<!\bnear )(?<!\bfrom )(?<![\w-])"
        self._joined = re.compile(rf"{outside}(?!(?:{places})-){part}(?:-(?:{joints})-{part})+(?![\w-])")
        tail = rf"(?: (?:of|for|against)(?: the)? {WORD}(?: {WORD})*(?: and {WORD})?){{0,2}}"
        first = "|".join(words["first"])
        aims = rf"{WORD}(?: {WORD})*(?: and {WORD})?(?: (?:of|in)(?: the)? {WORD}(?: {WORD})*)?"
        self._named = re.compile(rf"(?:{WORD} (?:for |of )?){{1,5}}(?P<head>(?:{heads}|{firms})(?!\w)){tail}")
        self._aimed = re.compile(rf"(?<=[Tt]he )(?P<head>{first}) for(?: the)? {aims}")

    def find(self, text: str, known: Iterable[tuple[int, int]]) -> list[Body]:
        """The bodies of a text, apart from what lies within the given spans."""
        taken = sorted(known)
        named = (m for a, b in self._lines(text, self._with_head) for m in self._named.finditer(text, a, b))
        found = (*named, *self._aimed.finditer(text))
        out = [b for m in found if (b := self._name(text, m, taken)) is not None]
        covered = [*taken, *((b.start, b.end) for b in out)]
        lines = self._lines(text, self._with_joint)
        joined = (m for a, b in lines for m in self._joined.finditer(text, a, b) if not self._known(*m.span(), covered))
        out += [Body(*m.span(), m.group(), "Organization") for m in joined]
        names = {b.name for b in out}
        short: dict[str, str] = {}
        for m in (m for a, b in _initialled(text) for m in _BRACKET.finditer(text, a, b)):
            letters = m.group(2)
            if (body := self._of_state(text, m, taken)) is not None:
                out.append(body)
                short[letters] = body.name
                continue
            if any(w in self._before for w in m.group(1).split()):
                continue
            if (name := self._spelt(text[m.start() : m.start(2) - 1].strip(), letters)) and not self._known(
                m.start(2), m.end(2), taken
            ):
                short[letters] = next((n for n in sorted(names) if n.endswith(name)), name)
        capitals = list(_SHORT.finditer(text))
        counts = Counter(m.group() for m in capitals)
        for m in capitals:
            form = m.group()
            often = counts[form] >= _AGAIN and form not in self._never
            if (form in short or often) and not self._known(*m.span(), taken) and not self._shouted(text, *m.span()):
                out.append(Body(*m.span(), short.get(form, form), "Organization"))
        return sorted(out, key=lambda b: b.start)

    def _lines(self, text: str, having: AhoCorasick) -> Iterator[tuple[int, int]]:
        """The lines that have one of some words: no name runs over two."""
        lines = (m.span() for m in _LINE.finditer(text)) if having.find_matches_as_indexes(text) else iter(())
        return ((a, b) for a, b in lines if having.find_matches_as_indexes(text[a:b]))

    def _name(self, text: str, found: re.Match[str], taken: Sequence[tuple[int, int]]) -> Body | None:
        start, end = found.span()
        words = text[start:end].split()
        if self._known(*found.span("head"), taken):
            return None
        while words and (words[0] in self._openers or words[0].lower() in ("of", "for", "and", "the")):
            start += len(words[0]) + 1
            words = words[1:]
        if len(words) < 2 or any(w in self._before for w in words) or text[start:end].isupper():
            return None
        if "Free Trade " in text[start:end] or words[0] in ("State", "States"):
            return None  # 'a State Party to the treaty', 'the States Parties'
        if any(a <= start and end <= b for a, b in taken) or any(a < start < b or a < end < b for a, b in taken):
            return None
        name = text[start:end]
        if self._organs.get(found["head"], frozenset()).intersection(words):
            return None
        kind = "PoliticalParty" if "Party" in words else "Organization"
        return Body(start, end, name, kind)

    def _of_state(self, text: str, found: re.Match[str], taken: Sequence[tuple[int, int]]) -> Body | None:
        """A name that ends in a known one, with the initials of the whole in brackets behind it."""
        end = found.start(2) - 2
        inner = next(((a, b) for a, b in taken if b == end), None)
        words = [*_PART.finditer(text, found.start(), end)]
        if inner is None or len(words) < 2 or text[inner[0] - 1] != " " or not words[-2].group()[0].isupper():
            return None
        if words[-2].end() != inner[0] - 1 or words[-1].start() != inner[0]:
            return None
        first = _first_spelt([word.group() for word in words], found.group(2))
        start = words[first].start() if first is not None else inner[0]
        whole = start < inner[0] and text[start - 1 : start] in (" ", "", "\n")
        return Body(start, end, text[start:end], "Organization") if whole else None

    def _spelt(self, before: str, letters: str) -> str:
        """The words before a bracket whose initials the letters are; empty where they are not."""
        words = before.split()
        first = _first_spelt(words, letters)
        return " ".join(words[first:]) if first is not None else ""

    def _known(self, start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
        return any(a < end and start < b for a, b in taken)

    def _shouted(self, text: str, start: int, end: int) -> bool:
        """Whether it stands in a line of capitals."""
        line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
        letters = [c for c in line if c.isalpha()]
        return sum(c.isupper() for c in letters) * 2 > len(letters)


def _initialled(text: str) -> Iterator[tuple[int, int]]:
    """The lines in which letters stand in brackets that may be initials."""
    reached = 0
    for m in _INITIALS.finditer(text):
        if m.start() >= reached:
            start = text.rfind("\n", 0, m.start()) + 1
            reached = (text.find("\n", m.end()) + 1 or len(text) + 1) - 1
            yield start, reached


def _first_spelt(words: Sequence[str], letters: str) -> int | None:
    """The first of the last words whose capitals the letters are; None where they are not."""
    left = letters.replace("-", "").lower()
    for i in range(len(words) - 1, -1, -1):
        first = words[i][:1]
        if first.isupper() and not left.endswith(first.lower()):
            return None
        left = left[:-1] if first.isupper() else left
        if not left:
            return i
    return None
