"""Where a person's name begins and ends in a row of words."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Sequence

from kg.annotate.offices import Offices
from kg.annotate.people_words import (
    ASKING,
    BODY_NOUNS,
    DERIVED,
    NATURE,
    OPENERS,
    PARTICLES,
    SHIPS,
    STORMS,
    SUFFIX,
    THINGS,
)
from kg.annotate.rows import Item
from kg.annotate.title_context import home_end
from kg.core.annotated import Mention
from kg.core.words import word_set


class NameReader:
    """Reads names beside titles; ``offices`` knows the ranks and forms of address."""

    def __init__(self, offices: Offices) -> None:
        self.offices = offices

    def trim(self, text: str, a: int, b: int) -> tuple[int, int]:
        for mark in ("'s", "’s"):
            if text[a:b].endswith(mark):
                b -= 2
        while self.offices.rank(text[a:b].split()[0]) and len(text[a:b].split()) > 2:
            a += len(text[a:b].split()[0]) + 1
        return a, b

    def looks_like_name(self, name: str) -> bool:
        words = name.split()
        if words[-1].lower().strip(".") in NATURE | THINGS or words[0].lower() in STORMS:
            return False
        return (
            all(w[0].isupper() or w.lower() in PARTICLES or w[:3] in ("al-", "el-", "ad-", "as-", "ar-") for w in words)
            and not any(c.isdigit() for c in name)
            and not name.isupper()
            and "\n" not in name
        )

    def names(
        self, text: str, row: list[Item], k: int, persons: list[tuple[int, int]], *, comma: bool, many: bool = False
    ) -> list[tuple[int, int, int]]:
        """Person names from item ``k`` on: (index of the last item, start, end); several after a plural title."""
        apart = False
        if comma and k < len(row) and row[k].text == ",":
            k, apart = k + 1, True
        if k + 1 < len(row) and row[k].low == "the" and self.offices.rank(row[k + 1].text):
            k += 1
        if k < len(row) and row[k].low in ("the", "a"):
            return []
        while k < len(row) and (
            self.offices.rank(row[k].text) or row[k].text == "." or (row[k].title and not row[k].is_office)
        ):
            k += 1
        one = self.name(row, k)
        if one is None:
            return []
        last, a, b = one
        if text[a:b].lower() in THINGS:
            return []  # 'the Heads of Government Meeting'
        words = len(text[a:b].split())
        tagged = any(p <= a < q or a <= p < b for p, q in persons)
        if (apart and not (tagged or words >= 2)) or (
            not apart
            and words == 1
            and not tagged
            and row[k - 1].low not in DERIVED
            and row[k - 1].title is None
            and row[k - 1].name is None
            and not self.offices.rank(row[k - 1].text)
        ):
            return []
        if (
            apart
            and words >= 2
            and not tagged
            and last + 1 < len(row)
            and row[last + 1].text not in (",", ".", ")", "-", "–", ";", "and")
            and not (many and home_end(row, last) > last)
        ):
            return []
        out = [(last, a, b)]
        title = row[max(0, k - 1)].title
        if many or (title is not None and title.plural):
            last = home_end(row, last)
            while last + 2 < len(row) and row[last + 1].low in ("and", ",", "+", "&"):
                step = 3 if row[last + 1].text == "," and row[last + 2].low == "and" else 2
                more = self.name(row, last + step)
                if more is None:
                    break
                last = home_end(row, more[0])
                out.append(more)
        return out

    def behind_people(
        self, text: str, row: list[Item], comma: int, persons: list[tuple[int, int]]
    ) -> tuple[int, list[tuple[int, int, int]]]:
        """'Its secretary-general, the Kuwaiti A B': where the name begins behind a comma and that of a people, and the
        name; none of one word.
        """
        k = comma + 1
        if k + 1 >= len(row) or row[comma].text != ",":
            return comma, []
        k += row[k].low == "the"
        if k + 1 >= len(row) or row[k].role not in ("adjective", "people"):
            return comma, []
        return k + 1, [n for n in self.names(text, row, k + 1, persons, comma=False) if n[0] > k + 1]

    def name(self, row: list[Item], k: int) -> tuple[int, int, int] | None:
        """A run of capitalised words that are no other name: the index of its last item, start and end."""
        j, last = k, None
        while j < len(row) and j - k < 7:
            item = row[j]
            word = item.text
            adjoins = j == k or row[j].start - row[j - 1].end <= 1
            if not adjoins or (item.title is not None and item.is_office) or (j > k and word in LETTERS):
                break
            if item.name is not None and (
                item.kind in ("Time", "Treaty")
                or item.role in ("adjective", "metonym")
                or (j == k and item.kind == "State" and item.role == "name")
            ):
                break
            if (
                word[0].isupper()
                and (word.replace(".", "").replace("'", "").replace("’", "").replace("-", "").isalpha())
                and (not word.isupper() or len(word) <= 2 or word.endswith("."))
            ) or word.lower() in SUFFIX:
                last = j
                if word.lower() in SUFFIX and j > k:
                    break  # nothing of a name comes after 'Jr.'
            elif (last is not None and word.lower() in PARTICLES | {"-"}) or re.fullmatch(
                r"(?:al|el|an|as|ad|ar|ash)-[A-Z][\w’'-]*\.?", word
            ):
                if "-" in word and len(word) > 2:
                    last = j
            else:
                break
            j += 1
        if last is None or (last > k and row[last].low in BODY_NOUNS):
            return None  # 'head of the Zambia *Roads Agency*'
        end = row[last].end
        if row[last].text.endswith(".") and row[last].low not in SUFFIX and len(row[last].text) > 2:
            end -= 1
        return last, row[k].start, end

    def names_before(
        self, text: str, row: list[Item], j: int, persons: list[tuple[int, int]]
    ) -> list[tuple[int, int, int]]:
        """'A B and C D', 'A B, C D and E F' that end at item ``j``."""
        out: list[tuple[int, int, int]] = []
        while (one := self.name_before(text, row, j, persons)) is not None:
            out.append(one)
            j = one[2] - 1
            if (j >= 0 and row[j].low == "and") or (j >= 0 and row[j].text == "," and out):
                j -= 1
                j -= j >= 0 and row[j].text == ","
            else:
                break
        return out[::-1]

    def name_before(
        self, text: str, row: list[Item], j: int, persons: list[tuple[int, int]]
    ) -> tuple[int, int, int] | None:
        """The person's name that ends at item ``j``: (start, end, index of its first item)."""
        if j >= 2 and row[j].kind == "State" and row[j].role == "name" and row[j - 1].low in ("of", "from"):
            j -= 2  # 'A B of Kenya, chair of the bloc'
        run = j
        while (
            run >= 0
            and run > j - 6
            and row[run].title is None
            and (row[run].name is None or row[run].kind == "Settlement" or row[run].role in ("capital", "people"))
            and (
                row[run].text[0].isupper()
                or row[run].low in PARTICLES
                or row[run].low in SUFFIX
                or re.match(r"(?:al|el)-[A-Z]", row[run].text)
            )
        ):
            run -= 1
        run += 1
        while run <= j and (
            (row[run].low in PARTICLES and row[run].text.islower())
            or self.offices.rank(row[run].text)
            or (row[run].low in OPENERS and run < j)
        ):
            run += 1
        if run + 1 < j and row[run].low in WHERE and row[run + 1].name is not None:
            run += 2  # 'In Lima Ana Roe, the minister'
        if run > j:
            return None
        one = self.name(row, run)
        if one is None or one[0] != j:
            return None
        _, a, b = one
        if len(text[a:b].split()) < 2 and not any(p <= a < q for p, q in persons):
            return None
        return a, b, run


WHERE = word_set("annotate.person_names.where")
"""What opens a phrase of place, no name."""
_THING = re.compile(
    r"(?:carrier|frigate|destroyer|cruiser|ship|vessel|submarine|warship|corvette|tanker|airport|base|avenue|street|prize"
    rf"|university|square|museum|stadium|hotel|{'|'.join(sorted(SHIPS))})\s+(?:the\s+)?$",
    re.IGNORECASE,
)


_WORD = r"[A-Z][\w’']+(?:-[\w’']+)*"
_PART = rf"(?:(?:al|el|as|ad|ar|ash|ul)-{_WORD}|(?:(?:bin|ibn|bint|de|da|del|dos|van|von|der|al|el) )*{_WORD})"
_NAME = rf"(?P<name>{_WORD}(?: {_PART}){{1,3}})"
_SIGNER = re.compile(
    rf"(?:\b(?:and|by)|[,;–]) {_NAME}(?=,? (?:and )?(?:for|on behalf of) (?:the )?[A-Z])"
    rf"|\b(?:guest|host|counterpart|colleague|homologue|opposite number),? {_NAME.replace('<name>', '<other>')}"
    r"(?=[,.;] |\.$|\n|$)"
)
_VERB = r"(?:(?:had|has|have|both|jointly|then|finally|will) )*(?:signed|sign|signs|initialled|inked|sealed)"
_APART = r"(?:, [^.;]{3,60},)?"
_CALENDAR = frozenset(name.lower() for name in (*month_name, *day_name) if name)
_COUPLES = (
    re.compile(rf"(?P<known>[A-Z][\w’'-]+)(?: of (?:[A-Z]\w+ ?){{1,3}})? ?and {_NAME}(?={_APART} {_VERB}\b)"),
    re.compile(rf"{_NAME}(?= and (?:[A-Z][\w’'-]+ )*(?P<known>[A-Z][\w’'-]+){_APART} {_VERB}\b)"),
    re.compile(rf"\b(?:which|that) {_NAME}(?= {_VERB} with (?:[A-Z]\w+ )*(?P<known>[A-Z][\w’'-]+))"),
)
"""Of two who sign together, the one whom the model does not know, where it knows the other."""
_SIGNING = re.compile(r"\b(?:sign(?:s|ed|ing)?|ink(?:s|ed|ing)?|initial(?:l?ed|s|l?ing)?|signatures?|conclude[sd])\b")
_SURNAME = re.compile(r" (?:[a-z]{2,3} )?[A-Z][\w’'-]+")
_TITLES = word_set("annotate.person_names.titles")


def signers(text: str) -> list[tuple[int, int]]:
    """Where full names stand that only the slot of a signatory tells ('signed by A for Lima and B C for Quito')."""
    if _SIGNING.search(text) is None:
        return []
    spans = [m.span("name" if m.group("name") else "other") for m in _SIGNER.finditer(text)]
    words = {span: {w.lower().strip(".") for w in text[span[0] : span[1]].split()} for span in spans}
    return [span for span in spans if not words[span] & (_TITLES | NATURE | THINGS)]


def couples(text: str, persons: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where full names stand of those who sign together with a known person ('that President A and C D signed')."""
    if _SIGNING.search(text) is None:
        return []
    found = [m for pattern in _COUPLES for m in pattern.finditer(text)]
    told = [m.span("name") for m in found if any(a <= m.start("known") < b for a, b in persons)]
    told = [(x, y) for x, y in told if not any(a < y and x < b for a, b in persons)]
    words = {span: {w.lower().strip(".") for w in text[span[0] : span[1]].split()} for span in told}
    return [span for span in told if not words[span] & (_TITLES | NATURE | THINGS | BODY_NOUNS | _CALENDAR)]


def names_a_thing(text: str, at: int) -> bool:
    """Whether the word before a name says that it is a ship's or a place's, not a person's."""
    return bool(_THING.search(text, max(0, at - 24), at)) or text[at : at + 6].split(" ")[0] in SHIPS


def with_surname(text: str, start: int, end: int) -> int:
    """Where a name ends that the model has without its surname ('Ursula von der' Leyen)."""
    words = text[start:end].split()
    rest = _SURNAME.match(text, end)
    cut = len(words) > 1 and words[-1].islower() and words[-1] in PARTICLES and rest is not None
    return rest.end() if cut and rest is not None else end


LETTERS = frozenset({"AC", "AM", "AO", "CBE", "DBE", "KBE", "KC", "MBE", "MEP", "MP", "MSP", "OBE", "QC", "TD"})
"""What stands behind the names of members of parliament and of orders ('Roe MP')."""


_LETTERS = re.compile(rf",? (?:{'|'.join(sorted(LETTERS))})(?![\w-])")


def without_letters(text: str, start: int, end: int) -> int:
    """Where a name ends before the letters that the model takes for a part of it."""
    name, _, last = text[start:end].rpartition(" ")
    return start + len(name.rstrip(",")) if name and last in LETTERS else end


def past_letters(text: str, end: int) -> int:
    """Where the letters behind a name end that ends here."""
    found = _LETTERS.match(text, end)
    return found.end() if found is not None else end


def one_name(text: str) -> bool:
    """Whether no other word stands inside a name ('A B rang C D')."""
    return all(w in PARTICLES or not w.islower() for w in text.split())


_MORE = re.compile(r" (?P<word>[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?)(?=$|[,.;:)]|['’]s?\b|\s[a-z(])")
_NOT_NAMES = word_set("annotate.person_names.not_names") | THINGS | NATURE | BODY_NOUNS
"""Words with capitals that may follow a name without being part of it."""


def with_second_surname(text: str, end: int, taken: Sequence[tuple[int, int]]) -> int:
    """Where a name ends whose last surname the model has left out ('Rubén Ramírez' Lezcano)."""
    more = _MORE.match(text, end)
    if more is None or more["word"].lower() in _NOT_NAMES:
        return end
    a, b = more.span("word")
    return end if any(x < b and a < y for x, y in taken) else b


def past_state(text: str, start: int, end: int, names: Sequence[Mention]) -> int:
    """Where a name begins that the model has together with the state whose office it is ('premier of Peru Ana Roe')."""
    if not re.search(r"\bof (?:the )?$", text[max(0, start - 8) : start]):
        return start
    owner = next((m for m in names if m.start == start and m.kind == "State" and m.role == "name"), None)
    rest = owner is not None and re.match(r" (?=[A-Z]\S+ \S)", text[owner.end : end])
    return owner.end + 1 if owner is not None and rest else start


def asks_of_state(text: str, start: int, end: int, names: Sequence[Mention]) -> bool:
    """Whether the model takes the word that opens a question for a given name: 'Will Chad leave?'"""
    first, _, rest = text[start:end].partition(" ")
    at = start + len(first) + 1
    return bool(rest) and first.lower() in ASKING and any(m.span == (at, end) and m.kind == "State" for m in names)


def past_opener(text: str, start: int, end: int) -> int:
    """Where a name begins that the model has together with the word that opens the sentence ('For Jane Roe')."""
    first, _, rest = text[start:end].partition(" ")
    return start + len(first) + 1 if rest and first.lower() in OPENERS else start
