"""Score extracted facts against gold facts.

A *fact* is a JSON row with the keys of ``Claim.row()``. A predicted fact matches a gold fact where the relation is
equal and subject and object match, either way round where the relation is symmetric. Names match after case, accents,
punctuation and small words are dropped. A gold fact marked ``optional`` counts neither when found nor when missed. Of
the matched pairs it is then told how many have the right date, place, stance, holder and evidence.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.core.errors import DataError

Fact = Mapping[str, Any]
BANDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95)
"""Where the bands of confidence begin, by which ``score`` groups."""
GOLD_SUFFIX = ".gold.jsonl"

# These four belong to the definition of the score, which must not move when the ontology does.
_SYMMETRIC = frozenset(("disputes", "alliedWith", "CONSULT", "COOPERATE", "AGREE"))
_PERSON_SIDES = frozenset((("signedBy", "o"), ("holdsOffice", "s")))
_PERSON_TITLES = frozenset(("jr", "sr", "sir", "dr", "mr", "mrs", "ms"))
_SMALL_WORDS = frozenset(("the", "a", "an", "of", "on", "and", "in", "for", "to", "between", "with"))


def normalise(name: object) -> str:
    """A name without case, accents, punctuation and small words."""
    plain = unicodedata.normalize("NFKD", str(name or "")).encode("ascii", "ignore").decode().lower()
    return " ".join(word for word in re.findall(r"[a-z0-9]+", plain) if word not in _SMALL_WORDS)


def same_name(left: object, right: object, person: bool) -> bool:
    """Whether two names are taken as one: ISO codes only where equal, persons where one's words lie in the other's."""
    a, b = normalise(left), normalise(right)
    if a == b or not a or not b:
        return a == b
    if len(a) == 2 or len(b) == 2:
        return False
    x, y = set(a.split()), set(b.split())
    if person:
        x, y = x - _PERSON_TITLES or x, y - _PERSON_TITLES or y
        return x <= y or y <= x
    fewer, both = min(len(x), len(y)), len(x & y)
    return 2 * both / (len(x) + len(y)) >= 0.8 or (fewer >= 2 and both == fewer)


def names(fact: Fact, side: str) -> list[object]:
    """All names that a fact gives for one side."""
    other = (fact.get("alt") or {}).get(side) or []
    return [fact.get(side), *([other] if isinstance(other, str) else other)]


def match(gold: Fact, found: Fact) -> bool:
    """Whether a predicted fact is a reading of a gold one."""
    relation = gold["r"]
    if relation != found.get("r"):
        return False

    def way(subject: str, object_: str) -> bool:
        return all(
            any(
                same_name(x, y, (relation, side) in _PERSON_SIDES)
                for x in names(gold, side)
                for y in names(found, other)
                if (x is None) == (y is None)
            )
            for side, other in (("s", subject), ("o", object_))
        )

    return way("s", "o") or (relation in _SYMMETRIC and way("o", "s"))


def same_date(gold: str | None, found: str | None) -> bool:
    """Whether a date is the gold's, or lies within it."""
    g, f = _days(gold), _days(found)
    if g is None or f is None:
        return g == f
    return g == f or (g[0] <= f[0] and f[1] <= g[1])


def _days(date: str | None) -> tuple[str, str] | None:
    """First and last day of an EDTF date or interval, as strings that sort."""
    if not date:
        return None
    ends = [re.sub(r"[~?%]", "", end) for end in str(date).split("/")]
    first, last = ends[0], ends[-1]
    return (
        first + "-01-01"[len(first) - 4 :] if len(first) >= 4 else "0000-01-01",
        last + "-12-31"[len(last) - 4 :] if len(last) >= 4 else "9999-12-31",
    )


def span(fact: Fact, text: str) -> tuple[int, int] | None:
    """Where a predicted fact's evidence stands in the text: by its offsets, else where its quote is first found."""
    quote = fact.get("quote") or ""
    start = fact["start"] if isinstance(fact.get("start"), int) else text.find(quote or "\0")
    if start < 0:
        return None
    return start, fact["end"] if isinstance(fact.get("end"), int) else start + len(quote)


def overlap(gold: Fact, found: Fact, text: str) -> bool:
    """Whether the evidence of a predicted fact shares a character with the gold's quote."""
    start, where = text.find(gold["quote"]), span(found, text)
    if start < 0 or where is None:
        return False
    return start < where[1] and where[0] < start + len(gold["quote"])


def pair(gold: Sequence[Fact], found: Sequence[Fact], text: str) -> tuple[dict[int, int], set[int]]:
    """Pair facts one to one, the pairs that agree in most first.

    Returned: the predicted fact's index by the gold one's, and the indices of all predictions that are not false (a
    second reading of a fact already found is not a false one).
    """
    every = [
        (1 + same_date(g.get("date"), f.get("date")) + (g["stance"] == f.get("stance")) + overlap(g, f, text), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if match(g, f)
    ]
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(every, key=lambda triple: (-triple[0], triple[1], triple[2])):
        if i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    return pairs, used | {j for _, _, j in every}


@dataclass(frozen=True, slots=True)
class Article:
    """One text with its gold facts and the predicted ones."""

    name: str
    text: str
    gold: Sequence[Fact]
    found: Sequence[Fact]


@dataclass(slots=True)
class Tally:
    """Counts over some facts; precision, recall and F1 are 0 where nothing is there to count."""

    counts: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        return self.ratio("tp", ("tp", "fp"), empty=0.0)

    @property
    def recall(self) -> float:
        return self.ratio("tp", ("tp", "fn"), empty=0.0)

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def ratio(self, part: str, whole: tuple[str, ...], empty: float = math.nan) -> float:
        total = sum(self.counts[key] for key in whole)
        return self.counts[part] / total if total else empty


@dataclass(slots=True)
class Report:
    """The score of all articles, by group, and the facts that were missed or false as (article, fact)."""

    total: Tally = field(default_factory=Tally)
    groups: dict[str, Tally] = field(default_factory=dict)
    missed: list[tuple[str, Fact]] = field(default_factory=list)
    false: list[tuple[str, Fact]] = field(default_factory=list)
    of_found: bool = False
    """Whether the groups are of what was found, so that nothing can be missed in them."""

    def lines(self, misses: int = 0) -> list[str]:
        """The report as text; the last line is always ``facts P=... R=... F1=...``."""
        lines = [
            f"{key:24} P={t.precision:.3f}  tp {t.counts['tp']} fp {t.counts['fp']}"
            if self.of_found
            else f"{key:24} P={t.precision:.3f} R={t.recall:.3f} F1={t.f1:.3f}  "
            f"tp {t.counts['tp']} fp {t.counts['fp']} fn {t.counts['fn']}"
            for key, t in sorted(self.groups.items())
        ]
        lines += [
            f"{label} {name}: {f.get('s')} | {f.get('r')} | {f.get('o')} | {f.get('date')} | {f.get('stance')} | "
            f"{' '.join((f.get('quote') or '')[:100].split())}"
            for label, rows in (("missed", self.missed), ("false", self.false))
            for name, f in rows[:misses]
        ]
        c, share = self.total.counts, self.total.ratio
        lines.append(
            f"of {c['pairs']} matched: date {share('date', ('pairs',)):.3f} "
            f"(dated ones {share('dated_right', ('dated',)):.3f} of {c['dated']}) "
            f"place {share('place', ('placed',)):.3f} of {c['placed']} stance {share('stance', ('pairs',)):.3f} "
            f"holder {share('holder', ('held',)):.3f} of {c['held']} evidence {share('evidence', ('pairs',)):.3f} "
            f"negation inverted {c['inverted']} quotes not in the text {c['quote_not_in_text']}"
        )
        t = self.total
        return [*lines, f"facts P={t.precision:.3f} R={t.recall:.3f} F1={t.f1:.3f}"]

    def as_json(self) -> dict[str, object]:
        """The report for a program."""

        def tally(t: Tally) -> dict[str, object]:
            return {"P": t.precision, "R": t.recall, "F1": t.f1, "counts": dict(sorted(t.counts.items()))}

        return tally(self.total) | {"groups": {key: tally(t) for key, t in sorted(self.groups.items())}}


def score(articles: Iterable[Article], by: str | None = None) -> Report:
    """Score the articles, also by ``relation`` or ``document``, or by the ``rule`` or ``confidence`` of what was found,
    where asked: of the latter two, of which gold facts have none, only precision can be told.
    """
    report = Report(of_found=by in ("rule", "confidence"))
    for article in articles:

        def tallies(fact: Fact, found: Fact | None = None, name: str = article.name) -> list[Tally]:
            key = _group(by, fact, found, name) if by else None
            return [report.total] if key is None else [report.total, report.groups.setdefault(key, Tally())]

        _score_article(article, report, tallies)
    return report


def _group(by: str, fact: Fact, found: Fact | None, name: str) -> str | None:
    """The group in which a fact counts; ``found`` is what was extracted, None where nothing was."""
    if by == "document":
        return name
    if by == "relation":
        return str(fact.get("r") or "?")
    if found is None:
        return None
    if by == "rule":
        return str(found.get("rule") or "?")
    return f"from {band(float(found.get('confidence') or 0)):.2f}"


def band(confidence: float) -> float:
    """Where the band begins in which a confidence lies."""
    return max(lower for lower in BANDS if lower <= confidence)


def _score_article(article: Article, report: Report, tallies: Callable[..., list[Tally]]) -> None:
    text = article.text
    lost = sum(1 for f in article.found if f.get("quote") and f["quote"] not in text)
    report.total.counts["quote_not_in_text"] += lost
    pairs, right = pair(article.gold, article.found, text)
    for i, gold in enumerate(article.gold):
        counted = tallies(gold, article.found[pairs[i]] if i in pairs else None)
        if i in pairs:
            agreement = _agreement(gold, article.found[pairs[i]], text)
            for tally in counted:
                tally.counts.update(agreement)
        elif not gold.get("optional"):
            report.missed.append((article.name, gold))
            for tally in counted:
                tally.counts["fn"] += 1
    for j, found in enumerate(article.found):
        if j not in right:
            report.false.append((article.name, found))
            for tally in tallies(found, found):
                tally.counts["fp"] += 1


def _agreement(gold: Fact, found: Fact, text: str) -> dict[str, int]:
    """What one matched pair adds to the counts."""
    add: dict[str, int] = {
        "tp": not gold.get("optional"), "pairs": 1, "date": same_date(gold.get("date"), found.get("date")),
        "stance": gold["stance"] == found.get("stance"), "evidence": overlap(gold, found, text),
        "inverted": (gold["stance"] == "negated") != (found.get("stance") == "negated"),
    }  # fmt: skip
    if gold.get("date"):
        add |= {"dated": 1, "dated_right": add["date"]}
    if gold.get("holder"):
        add |= {"held": 1, "holder": any(same_name(h, found.get("holder"), True) for h in names(gold, "holder"))}
    if gold.get("place"):
        add |= {"placed": 1, "place": same_name(gold["place"], found.get("place"), False)}
    return {key: int(value) for key, value in add.items()}


def gold_names(folder: Path) -> list[str]:
    """The articles of a gold folder (NAME.txt and NAME.gold.jsonl), sorted; DataError where there is none."""
    found = sorted(path.name.removesuffix(GOLD_SUFFIX) for path in folder.glob(f"*{GOLD_SUFFIX}"))
    if not found:
        raise DataError("holds no NAME.gold.jsonl", where=str(folder), remedy="name a folder of texts and gold facts")
    for name in found:
        if not (folder / f"{name}.txt").is_file():
            raise DataError(f"{name}.txt is missing", where=str(folder), remedy=f"put it beside {name}{GOLD_SUFFIX}")
    return found


def load_facts(path: Path) -> list[Fact]:
    """The facts of a file of JSON lines, none where there is no file; DataError names the line that is wrong."""
    if not path.exists():
        return []
    facts: list[Fact] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip():
            try:
                fact = json.loads(line)
            except json.JSONDecodeError as error:
                raise DataError(f"line {number} is not JSON", where=str(path), remedy="correct it") from error
            if not isinstance(fact, dict):
                raise DataError(f"line {number} is no JSON object", where=str(path), remedy="write one fact a line")
            facts.append(fact)
    return facts
