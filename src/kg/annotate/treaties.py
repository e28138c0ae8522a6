"""Find the names of treaties: capitalised, quoted, abbreviated in brackets, or known by a short form.

Descriptions in lower case ('a defence pact') are noun phrases and are found in the parsed sentence by the linker.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ahocorasick_rs import AhoCorasick

from kg.core.errors import DataError
from kg.core.words import word_set

_TOKEN = re.compile(r"[^\W_]+(?:[.'’&/-]+[^\W_]+)*\.?|&")
_BRACKET = re.compile(
    r"[\"”’]?,?\s*\(\s*(?:the\s+|or\s+|known as\s+(?:the\s+)?)?[\"“]?(?P<abbr>[A-Z][A-Za-z0-9-]{1,11})[\"”]?\s*\)"
)
_CALENDAR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October$"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?$"
)
_PRONOUNS = {"we", "i", "you", "they", "he", "she", "it"}
_FINITE = {
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "will",
    "would",
    "shall",
    "must",
    "can",
    "may",
    "do",
    "does",
    "did",
    "we",
    "i",
    "you",
    "they",
    "he",
    "she",
    "it",
    "not",
}
_COINED_HEADS = (
    "Union", "Partnership", "Arrangement", "Understanding", "Framework", "Settlement", "Concord", "Entente"
)  # fmt: skip
_COINED = (
    r"(?:[A-Z][\w'’-]+ ){1,4}(?<!European )(?<!African )(?<!Soviet )(?<!Economic )(?<!Monetary )(?<!Customs )(?<!Arab )"
    r"(?<!Trade )(?<!Student )(?<!Students )(?<!Western )(?<!Postal )(?<!Parliamentary )(?<!Credit )"
    rf"(?:{'|'.join(_COINED_HEADS)})"
)
"""A name with a head that only its company shows to be a treaty's."""
_COINED_BEFORE = re.compile(
    r"\b(?:sign(?:ed|s|ing)?|ratif(?:y|ied|ies|ication of)|conclud(?:ed|es|ing|e)|initial(?:l?ed)|inked|denounced|"
    rf"entry into force of|signature of|signing of) (?:(?:the|an?|its|their|our) )?(?P<name>{_COINED})\b"
)
_COINED_AFTER = re.compile(
    rf"\b[Tt]he (?P<name>{_COINED})(?: \([A-Z][\w-]+\))?(?:,? (?:which |has |had |will |was |were |been |be )*"
    r"(?:signed|concluded|ratified|initialled|enter(?:s|ed)? into force|came? into force|took effect)\b"
    r"| with (?:the )?[A-Z]|, (?:the|an?) (?:[\w-]+ ){0,3}(?:treaty|agreement|pact|accord)\b)"
)
_APPOSED_HEADS = (
    "Program(?:me)?", "Initiative", "Plan", "Scheme", "Regime", "System", "Mechanism", "Package", "Roadmap", "Process",
    "Act", "Undertaking", "Exchange", "Provisions", "Terms",
)  # fmt: skip
_COINED_APPOSED = re.compile(
    rf"\b[Tt]he (?P<name>(?:[A-Z][\w'’-]+ ){{1,4}}(?:{'|'.join(_APPOSED_HEADS)}))(?: \([A-Z][\w-]+\))?, "
    r"(?:the|an?) (?:[\w-]+ ){0,3}(?:treaty|agreement|pact|accord|convention|compact)\b"
)
"""'The Enhanced Cooperation Programme, a treaty which ...': a name that its apposition shows to be a treaty's."""
_COINED_JOINED = re.compile(
    r"\b(?:[Pp]art(?:y|ies) to|[Ss]ignator(?:y|ies) (?:of|to)|[Aa]cced(?:e[ds]?|ing) to|[Ss]ign(?:ed|ing|s)?|"
    r"[Rr]atif(?:ied|ies|y|ying)|[Rr]atification of|[Aa]ccession to) (?:the )?"
    r"(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]*){0,3}), (?:the|an?) "
    r"(?:[\w-]+ ){0,5}(?:treaty|agreement|pact|accord|convention|compact)"
    r"(?=[,.;:)]| (?:that|which|between|of|on|with|signed|for|in|from)\b)"
)
"""'Parties to SPARTECA, a trade agreement', whatever the name."""
_COINED_BY = (
    (_COINED_HEADS, (_COINED_BEFORE, _COINED_AFTER)),
    (tuple(head.partition("(")[0] for head in _APPOSED_HEADS), (_COINED_APPOSED,)),
    (("ign", "atif", "rty to", "rties to", "cced", "ccession"), (_COINED_JOINED,)),
)
"""Patterns for names that their company shows to be treaties', each with words of which a text has one for them."""
_OCCASION = re.compile(
    r"\b(?:on|upon|about|regarding|concerning|marking|following) (?:the )?(?:[Ss]ign(?:ature|ing)|[Cc]onclusion|"
    r"[Ee]ntry [Ii]nto [Ff]orce|[Rr]atification|[Tt]ermination|[Ii]mplementation|[Aa]nniversary) of (?:the )?"
)
"""What an announcement is about, before a treaty's name."""
_GOVERNMENT = re.compile(r"(?:Government|Front|Movement|Party) (?:of|for) (?:National )?\w+")
"""What opens the name of a body that has the noun for a treaty in it."""
_PLURAL = re.compile(r"\b(treat)ies\b|\b(accord|agreement|deal|pact|protocol)s\b")
_ROWS = ("Convention", "Minute", "Protocol")
_NUMBERED = re.compile(r"\b(?:" + "|".join(_ROWS) + r") (?:No\.? ?)?(?:\d{1,3}|[IVX]{1,4})\b(?![-–:]?\d)")
"""One of a row of instruments: 'Protocol 14', 'Protocol No. 2', 'Minute 331', 'Convention 169'."""
_PURPOSES = frozenset(
    {
        "Amend",
        "Avoid",
        "Ban",
        "Combat",
        "Develop",
        "Eliminate",
        "Establish",
        "Extend",
        "Facilitate",
        "Prevent",
        "Prohibit",
    }
    | {"Promote", "Protect", "Regulate", "Strengthen", "Support", "Suppress"}
)
"""What a treaty may be called to do."""
_RANK = re.compile(
    r"[ -](?:II|III|IV|V|VI{1,3}|IX|X|[2-9])(?![\w%]|[.,:]\d|[-–]\w|"
    r" (?:[Yy]ears?|months?|weeks?|days?|decades?|hours?|times|per)\b"
    r"| (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
)
"""Which one of a row a treaty is: 'Minsk Agreement II', 'Leticia Pact 2'."""
_NOUN_BEHIND = re.compile(r" (?:accord|agreement|convention|deal|pact|treaty)\b(?! (?:among|between|of|on|with)\b)")
"""What may be said of a name that everybody knows: 'the South Asian Free Trade Area *agreement*'."""
_QUOTED = re.compile(r"[\"“](?P<name>[^\"“”\n]{5,140}?)[,.]?[\"”]")


def _lowered(text: str) -> str:
    """The text in lower case, each letter in its place: that of 'İ' would take two."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(letter.lower()[0] for letter in text)


@dataclass(frozen=True, slots=True)
class TreatyName:
    """A treaty's name in the text; ``abbreviation`` is the bracketed short form that follows it."""

    start: int
    end: int
    name: str
    covered: tuple[int, int]
    abbreviation: str | None
    known: str | None = None


_LOOSE_NOUNS = word_set("annotate.treaties.loose_nouns")


class TreatyLexicon:
    """The words of ``graph/lexicon/treaties.yaml``."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        try:
            nouns = data["nouns"]
            self.strong = frozenset(nouns["strong"])
            self.weak = frozenset(nouns["weak"])
            self.anaphoric = frozenset(nouns["anaphoric"])
            self.signable = frozenset(nouns["signable"])
            self.shared = frozenset(nouns["shared"])
            self.verbs = frozenset(data["verbs"])
            self.fates = frozenset(data["fates"])
            self.kinds = frozenset(data["kinds"])
            self.private = {key: frozenset(words) for key, words in data["private"].items()}
            self.phrases = tuple(data["phrases"])
            self.bodies = tuple(data["bodies"])
            provisions = [(row["type"], row["pattern"]) for row in data["provisions"]]
            self.leading = frozenset(data["leading"])
            self.named_new = frozenset(data["named_new"])
            self.connectors = frozenset(data["connectors"])
            self.topics = frozenset(data["topics"])
            self.types = tuple((row["type"], tuple(row["words"])) for row in data["types"])
            self.known = {alias: row for row in data["known"] for alias in (row["name"], *row["aliases"])}
        except (KeyError, TypeError) as error:
            raise DataError(
                f"a key is missing or of another kind ({error})", where="graph/lexicon/treaties.yaml"
            ) from error
        self._coined: tuple[str, re.Pattern[str] | None] = ("", None)
        self.heads = {w for w in (*self.strong, *self.weak) if " " not in w}
        alias = "|".join(re.escape(a) for a in sorted(self.known, key=len, reverse=True))
        self._known = re.compile(rf"(?<!\w)(?:{alias})(?!\w)")
        self._types = [(t, re.compile("|".join(rf"(?<!\w){re.escape(w)}" for w in ws))) for t, ws in self.types]
        self._type_words = sorted({w for _, ws in self.types for w in ws})
        self._with_type = AhoCorasick(self._type_words)
        self._provisions = [(kind, re.compile(pattern)) for kind, pattern in provisions]
        self._body = re.compile(rf"\s+(?:{'|'.join(self.bodies)})\b", re.IGNORECASE)
        written = [p.title().replace(" Of ", " of ") for p in self.phrases]
        self._phrase = re.compile("|".join(rf"(?<!\w){re.escape(p)}(?!\w)" for p in written))
        self._with_phrase = AhoCorasick(sorted({max(p.split(), key=len) for p in written}))
        self._type_of = lru_cache(maxsize=10_000)(self._typed)
        self._text = ""
        self._found: dict[tuple[int, int], list[TreatyName]] = {}
        self._provided: dict[tuple[int, int], tuple[str, int, int] | None] = {}
        """What was found in the text asked for last, which is asked for several times."""
        self._feature = re.compile(rf" (?:{'|'.join(data['features'])})\b")
        self._name_heads = {h for h in self.heads if h not in _LOOSE_NOUNS} | {"statute"}
        # whether a piece of text may have a name at all: far cheaper than to read it word by word
        self._with_head, self._with_known = AhoCorasick(sorted(self._name_heads)), AhoCorasick(sorted(self.known))

    def words(self) -> frozenset[str]:
        """Lemmas that may stand for a treaty."""
        first = (phrase.split()[0] for phrase in (*self.strong, *self.weak, *self.phrases))
        return frozenset({*self.heads, *self.anaphoric, *self.signable, *self.shared, *self.kinds, *first, "one"})

    def type_of(self, words: str) -> str | None:
        """The treaty type that the words of a name or description make plain, or None."""
        return self._type_of(words.lower())

    def _typed(self, words: str) -> str | None:
        one = _PLURAL.sub(lambda m: (m[1] or m[2]) + ("y" if m[1] else ""), words)  # 'border treaties'
        forms = dict.fromkeys((one.replace("defense", "defence"), one, words))
        matches = (found for form in forms for found in self._with_type.find_matches_as_indexes(form, overlapping=True))
        told = {self._type_words[number] for number, *_ in matches}
        possible = (
            (kind, pattern)
            for (kind, pattern), (_, ws) in zip(self._types, self.types, strict=True)
            if not told.isdisjoint(ws)
        )
        return next((str(kind) for kind, pattern in possible if any(pattern.search(form) for form in forms)), None)

    def provides(self, text: str, start: int, end: int) -> tuple[str, int, int] | None:
        """The type that a sentence's account of a treaty's provisions makes plain, with the words that do."""
        self._of_text(text)
        if (start, end) not in self._provided:
            self._provided[start, end] = self._provides(text, start, end)
        return self._provided[start, end]

    def _provides(self, text: str, start: int, end: int) -> tuple[str, int, int] | None:
        low = _lowered(text[start:end])  # many times faster than patterns that ignore case
        found = ((kind, pattern.search(low)) for kind, pattern in self._provisions)
        return next(((kind, start + m.start(), start + m.end()) for kind, m in found if m is not None), None)

    def is_head(self, word: str) -> bool:
        word = word.lower()
        return word in self.heads or (word.endswith("s") and (word[:-1] in self.heads or word[:-3] + "y" in self.heads))

    def find(self, text: str, start: int, end: int) -> Sequence[TreatyName]:
        """Names of treaties in ``text[start:end]``, longest first come, none overlapping."""
        self._of_text(text)
        known = self._found.get((start, end))
        if known is None:
            known = self._found[start, end] = self._find(text, start, end)
        return known

    def _of_text(self, text: str) -> None:
        """Forget what was found in another text."""
        if text is not self._text:
            self._text, self._found, self._provided = text, {}, {}

    def _find(self, text: str, start: int, end: int) -> list[TreatyName]:
        found: list[TreatyName] = []
        piece = text[start:end]
        for m in _QUOTED.finditer(text, start, end) if '"' in piece or "“" in piece else ():
            name = m["name"].strip(" ,.")
            last = list(re.findall(r"\w+", name))
            if last and name[0].isupper() and ":" not in name and self._named_by(name):
                found.append(self._named(text, m.start("name"), m.start("name") + len(name), (m.start(), m.end()), end))
        found += self._capitalised(text, start, end)
        for m in _NUMBERED.finditer(text, start, end) if any(word in piece for word in _ROWS) else ():
            found.append(self._named(text, m.start(), m.end(), (m.start(), m.end()), end))
        coined = self._coined_in(text)
        for m in coined.finditer(text, start, end) if coined is not None else ():
            found.append(self._named(text, m.start(), m.end(), (m.start(), m.end()), end))
        known = self._with_known.find_matches_as_indexes(piece)
        for m in self._known.finditer(text, start, end) if known else ():
            if self._body.match(text, m.end(), end):
                continue
            row = self.known[m.group()]
            behind = _NOUN_BEHIND.match(text, m.end(), end)
            until = m.end() if behind is None or self.is_head(m.group().split()[-1]) else behind.end()
            found.append(self._named(text, m.start(), until, (m.start(), until), end, known=row["name"]))
        out: list[TreatyName] = []
        for name in sorted(found, key=lambda n: (n.start - n.end, n.start)):
            if all(name.covered[1] <= o.covered[0] or o.covered[1] <= name.covered[0] for o in out):
                out.append(name)
        return sorted(out, key=lambda n: n.start)

    def _coined_in(self, text: str) -> re.Pattern[str] | None:
        """A pattern for the treaties of a text that go by a name like 'Falepili Union'; None where there are none."""
        if self._coined[0] != text:
            likely = [
                pattern for words, patterns in _COINED_BY for pattern in patterns if any(w in text for w in words)
            ]
            names = {m["name"] for pattern in likely for m in pattern.finditer(text)}
            pattern = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
            self._coined = (text, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if names else None)
        return self._coined[1]

    def _named_by(self, name: str) -> bool:
        words = [w.lower() for w in re.findall(r"[A-Za-z-]+", name)]
        if any(
            w.lower() in _PRONOUNS
            or (w[0].islower() and (w in _FINITE or {w.removesuffix("ed"), w.removesuffix("d")} & self.verbs))
            for w in re.findall(r"[A-Za-z-]+", name)
        ):
            return False  # what somebody says of a treaty, not its name
        capital = sum(w[0].isupper() for w in name.split() if w[0].isalpha() and w.lower() not in self.connectors)
        long = sum(1 for w in name.split() if w[0].isalpha() and w.lower() not in self.connectors)
        return any(self.is_head(w) for w in words) and capital * 2 > long and len(words) >= 2

    def _named(
        self, text: str, a: int, b: int, covered: tuple[int, int], end: int, known: str | None = None
    ) -> TreatyName:
        bracket = _BRACKET.match(text, covered[1], end)
        abbr = bracket["abbr"] if bracket and sum(c.isupper() for c in bracket["abbr"]) >= 2 else None
        if abbr and bracket:
            covered = (covered[0], bracket.end())
        return TreatyName(a, b, text[a:b], covered, abbr, known)

    def _capitalised(self, text: str, start: int, end: int) -> list[TreatyName]:
        piece = text[start:end]
        likely = bool(self._with_phrase.find_matches_as_indexes(piece))  # far cheaper than the pattern
        if not likely and not self._with_head.find_matches_as_indexes(piece.lower()):
            return []
        tokens = list(_TOKEN.finditer(text, start, end))
        phrases = {m.start(): m.end() for m in self._phrase.finditer(text, start, end)} if likely else {}
        out = []
        i = 0
        while i < len(tokens):
            word = tokens[i].group().rstrip(".")
            stem = word.lower().split("-")[-1]
            phrase = phrases.get(tokens[i].start())
            if phrase is not None or (word[0].isupper() and self._is_name_head(stem) and not word.isupper()):
                head = i
                while phrase is not None and head + 1 < len(tokens) and tokens[head + 1].start() < phrase:
                    head += 1
                left, right = self._left(text, tokens, i), self._right(text, tokens, head)
                if self._body.match(text, tokens[right].end(), end):
                    i = right
                elif _GOVERNMENT.match(text, tokens[left].start()):
                    i = right  # 'Libya's Government of National Accord'
                elif left < i or right > i:  # a bare head ('the Treaty') is a description, not a name
                    a, b = tokens[left].start(), tokens[right].end()
                    if (about := _OCCASION.search(text, a, b)) is not None:
                        i += 1
                        if about.end() > tokens[head].end():
                            continue  # 'Joint communiqué on the signature of the X Agreement': no treaty itself
                        a = about.end()
                    while text[b - 1] == "." and not text[a:b].endswith("Jr."):
                        b -= 1
                    rank = _RANK.match(text, b, end)
                    b = rank.end() if rank is not None else b
                    feature = self._feature.match(text, b, end) if right > head else None
                    b = feature.end() if feature is not None else b
                    noun = _NOUN_BEHIND.match(text, b, end) if phrase is not None else None
                    b = noun.end() if noun is not None else b
                    out.append(self._named(text, a, b, (a, b), end))
                    i = right
            i += 1
        return out

    def _is_name_head(self, word: str) -> bool:
        return word in self._name_heads or (word.endswith("s") and word[:-1] in self._name_heads)

    def _goes_on(self, text: str, tokens: list[re.Match[str]], j: int) -> bool:
        """'Treaty of Peace, Friendship and Arbitration': a comma inside of a name."""
        word = tokens[j + 1].group()
        gap = text[tokens[j].end() : tokens[j + 1].start()]
        return gap in (", ", ",\n") and word[0].isupper() and word.lower().rstrip(".") in self.topics

    def _bracketed(self, text: str, tokens: list[re.Match[str]], j: int) -> bool:
        """'of the Andijan (Kempir-Abad) Reservoir': a second name in brackets inside of a name."""
        if j + 2 >= len(tokens) or not self._capital(tokens[j + 2].group()):
            return False
        inner = tokens[j + 1].group()
        marks = text[tokens[j].end() : tokens[j + 1].start()], text[tokens[j + 1].end() : tokens[j + 2].start()]
        return marks == (" (", ") ") and inner[0].isupper() and not inner.isupper()

    def _adjacent(self, text: str, one: re.Match[str], two: re.Match[str]) -> bool:
        gap = text[one.end() : two.start()]
        return gap in (" ", "-", "\n", "–", " - ") or (gap in (" – ",) and False)

    def _capital(self, word: str) -> bool:
        return word[0].isupper() or word[0].isdigit()

    def _left(self, text: str, tokens: list[re.Match[str]], i: int) -> int:
        """The first token of the name that ends in the head at ``i``."""
        first = j = i
        while j > 0 and self._adjacent(text, tokens[j - 1], tokens[j]):
            word = tokens[j - 1].group()
            if word.lower() in ("and", "&") and self._one_name(text, tokens, j - 2):
                j -= 1
                continue
            if word.rstrip(".").lower() in self.leading and (
                word[0].islower() or j - 1 == 0 or word.lower() in ("the", "a", "an")
            ):
                break
            if self._capital(word) and not word.lower().endswith(("'s", "’s")):
                if tokens[j - 1].group()[0].isdigit():
                    break
                first = j = j - 1
            elif (
                word.lower() in ("of", "on", "and", "for", "&", "the")
                and j >= 2
                and self._capital(tokens[j - 2].group())
            ):
                j -= 1
            else:
                break
        while first < i and tokens[first].group().lower() in self.leading | self.connectors:
            behind = re.split(r"[-–]", tokens[first + 1].group().lower())[0]
            if tokens[first].group() == "New" and behind in self.named_new:
                break  # 'the New York Declaration', 'the New Zealand-China Agreement'
            first += 1
        # a name does not begin with a title, a verb or a possessor before 'and': 'Japan and the Philippines Agreement'
        # has none
        return first

    def _one_name(self, text: str, tokens: list[re.Match[str]], k: int) -> bool:
        """Whether the capitalised words up to ``k``, before an 'and', begin the same name: after an article, without a
        head.
        """
        run = k
        while (
            run >= 0
            and self._capital(tokens[run].group())
            and (run == k or self._adjacent(text, tokens[run], tokens[run + 1]))
        ):
            if (self.is_head(tokens[run].group()) and tokens[run].group() != "Partnership") or tokens[
                run
            ].group().isupper():
                return False
            run -= 1
        return (
            run < k
            and run >= 0
            and tokens[run].group().lower() in ("the", "a", "an", "new")
            and tokens[run].end() + 1 == tokens[run + 1].start()
        )

    def _right(self, text: str, tokens: list[re.Match[str]], i: int) -> int:
        """The last token of the name whose head is at ``i``: 'on the Law of the Sea' belongs, 'with Japan' does not."""
        last = j = i
        purpose = j + 2 < len(tokens) and tokens[j + 1].group() == "to" and tokens[j + 2].group() in _PURPOSES
        if purpose and self._adjacent(text, tokens[j], tokens[j + 1]):
            last = j = j + 2  # 'Convention to Combat Desertification'
        elif j + 1 < len(tokens) and tokens[j + 1].group().lower() not in (
            "on",
            "of",
            "for",
            "concerning",
            "regarding",
            "against",
            "relating",
            "in",
            "to",
        ):
            return last
        while j + 1 < len(tokens) and (
            self._adjacent(text, tokens[j], tokens[j + 1])
            or (last > i and (self._goes_on(text, tokens, j) or self._bracketed(text, tokens, j)))
        ):
            word = tokens[j + 1].group()
            if last > i and self._bracketed(text, tokens, j):
                j += 2
                last = j
                continue
            if _CALENDAR.match(word):
                break
            if self._capital(word) and not word[0].isdigit():
                j += 1
                last = j
                if word.endswith(".") and len(word) > 3:
                    break
            elif (word in self.connectors and word not in ("with", "by", "between", "in", "to")) or (
                word in ("between", "in", "to", "with") and last > i
            ):
                j += 1
            else:
                break
        if last > i and not purpose and tokens[i + 1].group().lower() in ("in", "to"):
            return i
        return last
