"""Names of states, bodies, seas, features and places, and where they stand in a text.

The names are data (``graph/lexicon``: ``states.tsv``, ``organizations.tsv``, ``features.tsv``, ``places.tsv``,
``blocks.tsv``; see ``docs/lexicon.md``); this module only finds them: the longest name first, whole words only,
with the case as written. A state is never matched by resemblance, and a sea is never its country, because
the sea's own longer name takes the words.

A form of a name may end in marks, in any order:

``?``   the form alone does not settle the reading (*Congo*, *Santiago*): ``NameMatch.weak``
``??``  as ``?``, and another entry with the same form is the likelier reading
``=``   the accents must be there (*Malé*, not *Male*)
``*``   a metonym of a body (*Berlaymont*)
``^``   the town that is the seat of a body and stands for it (*Brussels* for the EU): role capital
``~``   an adjective (*African*, *Crimean*)
``!``   an English word too: not read within a line in capitals (*WHO*)
``@CC`` who uses the name: the ISO code of a state (features only): ``Entry.users``

``blocks.tsv`` has what looks like a name and is none: whole (*New England*), by the word before (``HMAS *``) or by
the word after (``* University``); with ``roles``, only for matches in those roles (``* Convention`` for capitals).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.core.errors import DataError
from kg.core.model import ID_BASE, Entity


class Role(StrEnum):
    """How a form names its entry."""

    NAME = "name"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    METONYM = "metonym"
    ACRONYM = "acronym"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the lexicon.

    ``code`` is the ISO 3166-1 alpha-2 code of a state and None for all else; ``iso`` also holds that of a territory.
    ``state`` is the ISO code of the state that the thing is, acts for, or (territories, towns) is run by; None where
    there is none or it is disputed. ``users`` maps a name to the states that use it. ``lon``, ``lat`` in degrees.
    """

    iri: str
    kind: str
    name: str
    code: str | None = None
    state: str | None = None
    iso: str | None = None
    type: str = ""
    aliases: tuple[str, ...] = ()
    users: Mapping[str, str] = field(default_factory=dict, compare=False)
    lon: float | None = None
    lat: float | None = None
    note: str = ""

    def entity(self, *aliases: str) -> Entity:
        """The entity of the model; ``aliases`` are its names in the document."""
        return Entity(self.iri, self.kind, self.name, self.code, tuple(a for a in aliases if a != self.name))


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in a text: ``text[start:end] == form``.

    ``written`` is the form as the lexicon spells it (*Manila* for *MANILA*). ``weak`` says that the form alone does
    not settle the reading (a town that is also a given name, *Congo*);
    ``others`` are the further entries with the same form, likeliest first.
    """

    start: int
    end: int
    form: str
    written: str
    entry: Entry
    role: Role
    weak: bool = False
    others: tuple[tuple[Entry, Role], ...] = ()

    def place(self) -> Entity:
        """The thing named as a place: a capital is the town here, not its state."""
        if self.role is Role.CAPITAL:
            return Entity(f"{ID_BASE}place/{slug(self.written)}", "Settlement", self.written)
        return self.entry.entity(self.form)


@dataclass(frozen=True, slots=True)
class _Reading:
    form: str
    entry: Entry
    role: Role
    rank: int
    """0 sure, 1 weak, 2 weak and not the likeliest."""
    combining: str = ""
    """Where the form stands only beside a hyphen: ``first`` (Sino-Russian) or ``second`` (Indo-Pak)."""
    exact: bool = False
    word: bool = False
    """An English word when written in capitals."""


_STATE_KINDS = {
    "member": "State", "observer": "State", "partial": "State", "associated": "State",
    "historical": "HistoricalState", "territory": "Area", "disputed": "Area",
}  # fmt: skip
_STATE_FORMS = {
    "aliases": Role.NAME, "adjectives": Role.ADJECTIVE, "people": Role.PEOPLE,
    "capitals": Role.CAPITAL, "metonyms": Role.METONYM,
}  # fmt: skip
_MARKED = {"*": Role.METONYM, "^": Role.CAPITAL, "~": Role.ADJECTIVE}
_FEATURE_KINDS = frozenset({"Feature", "Island", "IslandGroup", "Reef", "Shoal", "Strait"})
_MARKS = re.compile(r"(?P<form>.*?)(?:@(?P<users>[A-Z]{2}(?:,[A-Z]{2})*))?(?P<marks>[?=*^~!]*)$", re.DOTALL)
_ACRONYM = re.compile(r"[A-Z0-9][A-Z0-9.+/&-]*[A-Z0-9.+]|[A-Z]\w*[A-Z]")
_COMBINING = re.compile("[\u0300-\u036f]")
_CAPS_HEAD = re.compile(r"^[^\na-zß-öø-ÿ]{4,}(?:(?=\n|\Z)|(?<=\W)(?=\w))", re.MULTILINE)
_WORDS_RIGHT = re.compile(r" (\w+)((?: \w+)?)")
_ARTICLE_NAME = re.compile(r"the \w+$")


def _fold_table() -> dict[int, str]:
    """One character for one character, so that offsets stay: letters lose their accents, marks become ASCII."""
    table = {ord(c): "'" for c in "’‘ʼʻ`´ʿʾ"} | {ord(c): "-" for c in "‐‑‒–"}
    table |= {ord(c): " " for c in "\u00a0\u2009\u202f\t\n"}
    table |= {ord(a): b for a, b in zip("øØłŁđĐıəƏ", "oOlLdDieE", strict=True)}
    for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        letters = "".join(c for c in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(c))
        if len(letters) == 1 and letters != chr(code):
            table[code] = letters
    return table


_FOLD = _fold_table()


def fold(text: str) -> str:
    """The text without accents and with plain quotes, hyphens and blanks; of the same length."""
    return text if text.isascii() and "\n" not in text and "\t" not in text else text.translate(_FOLD)


def slug(name: str) -> str:
    """The name as the last part of an IRI: lower case, ASCII letters and digits, hyphens between."""
    plain = unicodedata.normalize("NFKD", fold(name)).encode("ascii", "ignore").decode().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


class Gazetteer:
    """All names of the lexicon, ready to be found."""

    def __init__(
        self, entries: Mapping[str, Entry], readings: Mapping[str, list[_Reading]], blocks: Iterable[Mapping[str, str]]
    ) -> None:
        self.entries = dict(sorted(entries.items()))
        """IRI -> entry."""
        self.by_code = {e.code: e for e in self.entries.values() if e.code}
        """ISO code -> state."""
        self._readings: dict[str, tuple[_Reading, ...]] = {
            form: tuple(sorted(found, key=lambda r: r.rank)) for form, found in readings.items()
        }
        self._blocks = _Blocks(blocks)
        self._readings |= dict.fromkeys(self._blocks.whole, ())
        self._forms = sorted(self._readings)
        self._plain = AhoCorasick(self._forms, matchkind=MatchKind.Standard)
        upper = {f.upper(): f for f in reversed(self._forms) if not f.isupper() and sum(map(str.isalpha, f)) >= 4}
        self._capital_forms = [upper[form] for form in sorted(upper)]
        self._capitals = AhoCorasick(sorted(upper), matchkind=MatchKind.Standard)

    @classmethod
    def load(cls, *folders: Path) -> Gazetteer:
        """The lexicon of one folder; a row of a later folder replaces the row with the same code or slug.

        Raises DataError where a table is missing from all folders or malformed.
        """
        loader = _Loader()
        for name in ("states.tsv", "organizations.tsv", "features.tsv", "places.tsv"):
            rows: dict[str, dict[str, str]] = {}
            for path in (folder / name for folder in folders):
                rows |= {next(iter(row.values())): row for row in _table(path)}
            if not rows and name != "places.tsv":
                raise DataError(f"no {name}", where=str(folders[0]), remedy="the lexicon folder must have this table")
            for row in rows.values():
                loader.add(name, row)
        blocks = [row for folder in folders for row in _table(folder / "blocks.tsv")]
        return cls(loader.entries, loader.readings, blocks)

    def lookup(self, form: str) -> NameMatch | None:
        """The reading of a whole string, None where it is not exactly one name."""
        matches = self.find(form)
        return matches[0] if len(matches) == 1 and matches[0].form == form else None

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[NameMatch]:
        """The names in ``text[start:end]``, in their order, none overlapping; offsets are those of ``text``.

        A possessive ``'s`` is no part of a name; each half of *Japan-Philippines* or *Sino-Russian* is a match.
        Words in capitals at the head of a line (a heading, a dateline) also match without regard to case.
        """
        end = len(text) if end is None else end
        piece = text[start:end]
        if _COMBINING.search(piece):
            return self._find_decomposed(text, start, end)
        folded = fold(piece)
        spans = [(s, e, self._forms[i]) for i, s, e in self._plain.find_matches_as_indexes(folded, overlapping=True)]
        for head in _CAPS_HEAD.finditer(piece):
            first, last = head.span()
            found = self._capitals.find_matches_as_indexes(folded[first:last], overlapping=True)
            spans = [span for span in spans if not (first <= span[0] < last and self._is_english(span[2]))]
            spans += [(first + s, first + e, self._capital_forms[i]) for i, s, e in found]
        before = fold(text[start - 1]) if start else " "
        after = fold(text[end]) if end < len(text) else " "
        whole = [span for span in spans if _is_word(folded, span[0], span[1], before, after)]
        return [m for m in (self._match(text, start, span, folded) for span in _longest(whole)) if m]

    def _is_english(self, form: str) -> bool:
        return any(r.word for r in self._readings[form])

    def _match(self, text: str, base: int, span: tuple[int, int, str], folded: str) -> NameMatch | None:
        start, end, key = span
        form = text[base + start : base + end]
        sides = {"", "first" * (folded[end : end + 1] == "-" and folded[end + 1 : end + 2].isupper())}
        sides.add("second" * (folded[max(0, start - 1) : start] == "-"))
        found = [r for r in self._readings[key] if r.combining in sides and not (r.exact and form.isascii())]
        if not found or self._blocks.stop(folded, start, end, found[0].role):
            return None
        first, *rest = found
        others = tuple((r.entry, r.role) for r in rest if r.entry is not first.entry)
        return NameMatch(base + start, base + end, form, first.form, first.entry, first.role, first.rank > 0, others)

    def _find_decomposed(self, text: str, start: int, end: int) -> list[NameMatch]:
        """``find`` for text with combining accents: searched composed, with the offsets carried back."""
        letters: list[str] = []
        places: list[int] = []
        for i in range(start, end):
            if letters and _COMBINING.match(text[i]):
                composed = unicodedata.normalize("NFC", letters[-1] + text[i])
                letters[-1] = composed if len(composed) == 1 else letters[-1]
            else:
                letters.append(text[i])
                places.append(i)
        places.append(end)
        return [
            NameMatch(s := places[m.start], e := places[m.end], text[s:e], m.written, m.entry, m.role, m.weak, m.others)
            for m in self.find("".join(letters))
        ]


class _Blocks:
    """What looks like a name and is none."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self.whole: set[str] = set()
        self._before: dict[str, frozenset[str]] = {}
        self._after: dict[str, frozenset[str]] = {}
        for row in rows:
            form, roles = fold(row["form"]), frozenset(filter(None, row["roles"].split("|")))
            if form.endswith(" *"):
                self._before[form[:-2]] = roles
            elif form.startswith("* "):
                self._after[form[2:]] = roles
            else:
                self.whole.add(form)

    def stop(self, text: str, start: int, end: int, role: Role) -> bool:
        """True where the word or the two words beside ``text[start:end]`` make it part of another name."""
        left = f"  {text[max(0, start - 40) : start]}".split(" ")[-3:]
        if not left[2] and _applies(self._before, role, left[1], f"{left[0]} {left[1]}"):
            return True
        right = _WORDS_RIGHT.match(text, end)
        return right is not None and _applies(self._after, role, right[1], right[1] + right[2])


def _applies(blocks: Mapping[str, frozenset[str]], role: Role, *words: str) -> bool:
    plain = [w.lstrip("(['\"“‘") for w in words]
    return any(not blocks[w] or role in blocks[w] for w in plain if w in blocks)


def _is_word(text: str, start: int, end: int, before: str, after: str) -> bool:
    """True where the letters do not go on at either side, and the words are not part of an address or a longer name."""
    left = text[start - 1] if start else before
    right = text[end] if end < len(text) else after
    following = text[end + 1 : end + 2]
    if left.isalnum() or left in "_@#" or right.isalnum() or right in "_@$" or (right == "." and following.islower()):
        return False
    return not (right == " " and following.isupper() and _ARTICLE_NAME.match(text, start, end))


def _longest(spans: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Of overlapping spans the leftmost, a leading article left aside, and of those the longest."""
    reached = -1
    for span in sorted(spans, key=lambda s: (s[0] + 4 * s[2].startswith(("The ", "the ")), -s[1], s[0], s[2])):
        if span[0] >= reached:
            reached = span[1]
            yield span


class _Loader:
    """Rows of the tables to entries and forms."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.readings: dict[str, list[_Reading]] = {}

    def add(self, table: str, row: dict[str, str]) -> None:
        if table == "states.tsv":
            self._state(row)
        else:
            self._thing(table, row)

    def _state(self, row: dict[str, str]) -> None:
        kind = _STATE_KINDS[row["type"]]
        code = row["code"]
        sovereign = kind == "State"
        iri = ID_BASE + (f"state/{code}" if kind != "Area" else f"place/{slug(row['name'])}")
        forms = list(_forms(row["aliases"]))
        entry = Entry(
            iri, kind, row["name"].rstrip("?=!*^~"), code if sovereign else None,
            code if sovereign else row["of"] or None, code if kind != "HistoricalState" else None, row["type"],
            tuple(form for form, _, _ in forms), {form: users for form, _, users in forms if users}, note=row["note"],
        )  # fmt: skip
        self.entries[iri] = entry
        self._names(entry, row["name"], Role.NAME)
        for column, role in _STATE_FORMS.items():
            self._names(entry, row[column], role)
        for form, _, _ in _forms(row["prefixes"]):
            side = "second" if form.startswith("-") else "first"
            self._add(form.lstrip("-"), _Reading(form.lstrip("-"), entry, Role.ADJECTIVE, 0, combining=side))

    def _thing(self, table: str, row: dict[str, str]) -> None:
        kind = row["kind"]
        path = "org" if table == "organizations.tsv" else "sea" if kind == "Sea" else "place"
        path = "feature" if path == "place" and kind in _FEATURE_KINDS else path
        forms = list(_forms(row["aliases"]))
        number = {k: float(row[k]) for k in ("lon", "lat") if row.get(k)}
        entry = Entry(
            f"{ID_BASE}{path}/{row['slug']}", kind, row["name"].rstrip("?=!*^~"), state=row.get("state") or None,
            aliases=tuple(form for form, _, _ in forms), users={form: users for form, _, users in forms if users},
            lon=number.get("lon"), lat=number.get("lat"), note=row["note"],
        )  # fmt: skip
        self.entries[entry.iri] = entry
        self._names(entry, row["name"], Role.NAME)
        self._names(entry, row["aliases"], Role.NAME)

    def _names(self, entry: Entry, cell: str, role: Role) -> None:
        for form, marks, _ in _forms(cell):
            actual = next((_MARKED[mark] for mark in marks if mark in _MARKED), role)
            if actual is Role.NAME and _ACRONYM.fullmatch(form):
                actual = Role.ACRONYM
            found = _Reading(form, entry, actual, marks.count("?"), exact="=" in marks, word="!" in marks)
            self._add(form, found)

    def _add(self, form: str, reading: _Reading) -> None:
        found = self.readings.setdefault(fold(form), [])
        same = [r for r in found if r.entry is reading.entry]
        if all(r.combining not in ("", reading.combining) for r in same):
            found.append(reading)


def _forms(cell: str) -> Iterator[tuple[str, str, str]]:
    """(form, marks, users) of each form of a table's cell."""
    for part in filter(None, cell.split("|")):
        found = _MARKS.fullmatch(part)
        assert found  # the pattern takes any string
        yield found["form"], found["marks"], found["users"] or ""


def _table(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated table with a header; an absent file has none."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    header = rows[0] if rows else []
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(header):
            what = f"{len(row)} columns, not {len(header)}"
            raise DataError(what, where=f"{path}, line {number}", remedy="separate columns by one tab")
    return [dict(zip(header, row, strict=True)) for row in rows[1:]]
