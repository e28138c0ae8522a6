"""Text to a row of tokens, each with a one-character code, so that rules are regular expressions over the row.

A rule's pattern is written in words: small letters are words of the text (``of``, ``the``), capitals name sets of
words or shapes (``DAY``, ``MONTH``), ``d:DAY`` names a part, and ``( | ) ? {0,6}`` mean what they do in regular
expressions. White space between parts of a pattern is free, and so is white space in the text, save that a blank
line (code ``¶``) separates. Tokens are code points of the text as given: soft hyphens and zero-width characters
inside a word are part of its span and not of its word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

_IGNORED = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_TOKEN = re.compile(
    r"(?P<iso>(?<![\w-])[12][0-9]{3}-[01][0-9]-[0-3][0-9](?=T[0-9]|(?![\w-])))"
    r"|(?P<big>(?<![\w.,])[0-9]{1,3}(?:,[0-9]{3}){1,9}(?![0-9]))"
    rf"|(?P<word>[^\W_]+(?:[{_IGNORED}]+[^\W_]+)*)"
    r"|(?P<own>['’]s\b)"
    r"|(?P<break>\n[ \t\r]*\n\s*|\n\s*(?=[-•*–—]\s))"
    r"|(?P<dash>[-‐‑‒–—−])"
    rf"|(?P<skip>(?:(?!\n[ \t\r]*\n)[\s{_IGNORED}])+)"
    r"|(?P<mark>.)",
    re.DOTALL | re.IGNORECASE,
)
_INVISIBLE = re.compile(f"[{_IGNORED}]")
FIGURE, WORDS = re.compile(r"[0-9]"), re.compile(r"[^\W_]+")
_WEB = re.compile(r"://|www\.|\.[a-z]{2,5}/|@", re.IGNORECASE)
_PATTERN = re.compile(r"\(\?<?[:=!]|\(\?:|[a-z]\w*:(?=[A-Z(a-z@'#])|@?[A-Z][A-Z0-9_]*|'[^' ]+'|[a-z]+|\s+|.")
OTHER = "#OTHER"
_SHORT = 2
"""So short are words ('to') and signs that most sentences have."""
_JOINTS = frozenset({"#DASH", "#SDASH", "#SLASH", "#TDOT"})
"""What stands between figures, and between other words as well."""


@dataclass(slots=True)
class Node:
    """A token, or what rules have made of several: ``key`` is what patterns see, ``value`` what it means.

    It is not changed; nor is it frozen, as there are so many that this would be felt.
    """

    key: str
    start: int
    end: int
    value: Any = None
    kind: str = ""
    rule: str = ""


class RowPattern:
    """Translated patterns, of which the first wins that matches at a place. At each place only those are tried that may
    begin with the code there, which are few of many.
    """

    def __init__(self, rules: Sequence[str]) -> None:
        beginning: dict[str, list[str]] = {}
        for rule in rules:
            for code in _openings(rule)[0]:
                beginning.setdefault(code, []).append(rule)
        patterns = {tuple(some): "|".join(some) for some in beginning.values()}
        compiled = {some: re.compile(pattern) for some, pattern in patterns.items()}
        self._by_code = {code: compiled[tuple(some)] for code, some in beginning.items()}
        self._codes = re.compile(f"[{''.join(sorted(beginning))}]")

    def search(self, row: str, at: int) -> re.Match[str] | None:
        """The first match at or behind a place of the row."""
        for code in self._codes.finditer(row, at):
            if (found := self._by_code[code.group()].match(row, code.start())) is not None:
                return found
        return None


def visible(text: str) -> str:
    """A text without signs that do not show."""
    return _INVISIBLE.sub("", text)


class Alphabet:
    """The codes of words and shapes, and the patterns over them."""

    def __init__(self, sets: Mapping[str, Iterable[str]], cased: Iterable[str]) -> None:
        """``sets`` gives the words of each capital name; words of ``cased`` count only with a capital first letter."""
        self.sets = {name: sorted(set(keys)) for name, keys in sets.items()}
        self.cased = frozenset(cased)
        self._codes: dict[str, str] = {}
        for keys in self.sets.values():
            for key in keys:
                self._code(key)

    def _code(self, key: str) -> str:
        return self._codes.setdefault(key, chr(0xE000 + len(self._codes)))

    def row(self, nodes: Sequence[Node]) -> str:
        """The nodes as a string of codes, a character each."""
        get, other = self._codes.get, self._code(OTHER)
        return "".join([get(node.key, other) for node in nodes])

    def compile(self, patterns: Sequence[str]) -> RowPattern:
        """One pattern of all, the first to match winning; part ``d`` of pattern 3 is ``r3_d``."""
        return RowPattern([f"(?P<r{i}>{self._translate(p, i)})" for i, p in enumerate(patterns)])

    def signs(self, patterns: Iterable[str]) -> frozenset[str]:
        """The keys of which a row must hold one, where no rule has made a node yet, for any of the patterns to match:
        for each pattern ('the UNIT before last') those of one part that it needs, words of time before others.
        """
        keys = {code: key for key, code in self._codes.items()}
        rules = [_needed_of(_pieces(self._translate(pattern, 0))) for pattern in patterns]
        known = {key for some in self.sets.values() for key in some if len(key) > _SHORT and key not in _JOINTS}
        found = {key for key in keys.values() if key[0] == "@"}
        for rule in sorted(rules, key=len):
            parts = sorted({tuple(sorted(keys[code] for code in codes)) for codes in rule})
            found.update(
                min(parts, key=lambda part: (sum(k not in known for k in {*part} - found), len({*part} - found)))
            )
        return frozenset(key for key in found if key[0] != "@")

    def _translate(self, pattern: str, index: int) -> str:
        out: list[str] = []
        name = ""
        for part in _PATTERN.findall(pattern):
            if part.isspace():
                continue
            if part.endswith(":") and part[0].isalpha():
                name = part[:-1]
                continue
            code = self._part(part)
            if name:
                code = f"(?P<r{index}_{name}>" + (code[1:] if code == "(" else code + ")")
                name = ""
            elif code == "(":
                code = "(?:"
            out.append(code)
        return "".join(out)

    def _part(self, part: str) -> str:
        if part[0].isupper() and part in self.sets:
            return "[" + "".join(self._code(key) for key in self.sets[part]) + "]"
        if part[0] == "@" or part[0].islower():
            return self._code(part)
        if part[0] == "'" and len(part) > 2:
            return self._code(part[1:-1])
        if part[0].isupper():
            raise KeyError(part)
        return part

    def tokens(self, text: str, start: int, end: int) -> list[Node]:
        """The tokens of a stretch of the text."""
        nodes: list[Node] = []
        spaced = True
        for match in _TOKEN.finditer(text, start, end):
            group = match.lastgroup
            if group == "skip":
                spaced = spaced or _INVISIBLE.sub("", match[0]) != ""
                continue
            at, to = match.span()
            if group == "word":
                nodes.append(self._word(match[0], at, to))
            elif group == "dash":
                tight = not spaced and to < end and not text[to].isspace()
                nodes.append(Node("#DASH" if tight else "#SDASH", at, to))
            elif group == "mark":
                nodes.append(self._mark(text, at, to, end, spaced))
            else:
                key = {"iso": "#ISO", "big": "#BIG", "own": "'s", "break": "¶"}[group or ""]
                nodes.append(Node(key, at, to, match[0] if group in ("iso", "big") else None))
            spaced = False
            if to < end and text[to].isspace():
                spaced = True
        return nodes

    def _mark(self, text: str, at: int, to: int, end: int, spaced: bool) -> Node:
        mark = text[at]
        tight = not spaced and to < end and not text[to].isspace()
        if mark in "./" and tight:
            return Node(
                "#TDOT"
                if mark == "." and text[to].isdigit() and text[at - 1].isdigit()
                else "#SLASH"
                if mark == "/"
                else mark,
                at,
                to,
            )
        return Node({"’": "'", "‘": "'"}.get(mark, mark), at, to)

    def _word(self, text: str, at: int, to: int) -> Node:
        word = text if text.isascii() else _INVISIBLE.sub("", text)
        if word.isascii() and word[0].isdigit():
            return _number(word, at, to)
        lower = word.lower()
        if lower in self._codes and (word[0].isupper() or lower not in self.cased):
            return Node(lower, at, to, lower)
        return Node("#CAP" if word[0].isupper() else "#LOW", at, to, lower)


_PIECE = re.compile(
    r"(?P<around>\(\?<?[=!])|(?P<open>\((?:\?:|\?P<\w+>)?)|(?P<close>\))|(?P<or>\|)|(?P<many>[?*+]|\{\d*,?\d*\})"
    r"|\[(?P<set>[^]^-]+)\]|(?P<code>[\ue000-\uf8ff])|[$^]"
)


def _openings(pattern: str) -> tuple[set[str], bool]:
    """The codes with which a match of a translated pattern may begin, and whether it may be empty.

    Raises ValueError where the pattern has anything else than codes, sets, groups, looks around and repetitions.
    """
    return _openings_of(_pieces(pattern))


def _pieces(pattern: str) -> list[re.Match[str]]:
    pieces = []
    at = 0
    while at < len(pattern):
        found = _PIECE.match(pattern, at)
        if found is None:
            raise ValueError(f"'{pattern[at]}' in a pattern of times")
        pieces.append(found)
        at = found.end()
    return pieces


def _openings_of(pieces: list[re.Match[str]]) -> tuple[set[str], bool]:
    """Takes pieces off the front, up to the bracket that ends the group."""
    codes: set[str] = set()
    empty_way = False
    reached = True  # whether all before may be empty, on the way that is being read
    while pieces:
        piece = pieces.pop(0)
        if piece["close"]:
            break
        if piece["or"]:
            empty_way, reached = empty_way or reached, True
            continue
        if piece["around"]:
            _openings_of(pieces)  # looks around, and takes nothing
            continue
        own, empty = _openings_of(pieces) if piece["open"] else (set(piece["set"] or piece["code"] or ""), False)
        empty = empty or not own  # the edges of the row
        empty = _optional(pieces) or empty
        codes |= own if reached else set()
        reached = reached and empty
    return codes, empty_way or reached


def _needed_of(pieces: list[re.Match[str]]) -> list[frozenset[str]]:
    """Sets of codes, of each of which a match has one; takes pieces off the front, up to the bracket that ends the
    group.
    """
    ways: list[list[frozenset[str]]] = [[]]
    while pieces:
        piece = pieces.pop(0)
        if piece["close"]:
            break
        if piece["or"]:
            ways.append([])
        elif piece["around"]:
            _needed_of(pieces)  # looks around, and takes nothing
        else:
            one = piece["set"] or piece["code"]
            own = _needed_of(pieces) if piece["open"] else [frozenset(one)] if one else []
            ways[-1] += [] if _optional(pieces) else own
    return [frozenset[str]().union(*sets) for sets in product(*ways)] if len(ways) > 1 else ways[0]


def _optional(pieces: list[re.Match[str]]) -> bool:
    """Whether what stands before may be left out; takes the signs that tell how often it may stand off the front."""
    many = pieces[0]["many"] if pieces else None
    while pieces and pieces[0]["many"]:
        pieces.pop(0)
    return many is not None and (many[0] in "?*" or many.startswith(("{0", "{,")))


def web_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches without white space that are addresses: what looks like a date in them is none."""
    if not _WEB.search(text, start, end):
        return []
    return [m.span() for m in re.compile(r"\S+").finditer(text, start, end) if _WEB.search(m[0])]


def _number(word: str, at: int, to: int) -> Node:
    """A token that begins with a figure, by its shape."""
    digits = word.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    suffix = word[len(digits) :].lower()
    if not digits.isdecimal() or len(digits) > 9:
        return Node(OTHER, at, to, word)
    number = int(digits)
    if suffix in ("st", "nd", "rd", "th") and 1 <= number <= 31:
        return Node("#ORD", at, to, number)
    if suffix == "s" and number % 10 == 0 and ((len(digits) == 4 and 1000 <= number < 2100) or len(digits) == 2):
        return Node("#DECADE" if len(digits) == 4 else "#DECS", at, to, number)
    if suffix:
        return Node(OTHER, at, to, word)
    if (len(digits) == 2 and digits[0] == "0") or digits == "0":
        return Node("#DZ" if number else "#N2", at, to, number)
    if len(digits) <= 2:
        return Node("#DD" if number <= 31 else "#N2", at, to, number)
    if len(digits) == 4:
        return Node("#YEAR" if 1900 <= number <= 2099 else "#OLD" if 1000 <= number < 1900 else "#N4", at, to, number)
    return Node("#N3" if len(digits) == 3 else "#N4", at, to, number)
