"""The words of time, as data: what ``graph/lexicon/times.yaml`` holds, checked and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_type_hints

from kg.core.errors import DataError
from kg.core.time import valid
from kg.files import Parse, YamlError, parse_yaml

Words = frozenset[str]
Numbers = Mapping[str, int]
Names = Mapping[str, str]
Spans = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """Words (in lower case) by what they do in an expression of time; the data file explains each table."""

    months: Numbers
    month_abbreviations: Numbers
    doubtful_months: Words
    month_cues: Words
    people_before_month: Words
    given_names: Words
    strong_month_cues: Words
    weekdays: Numbers
    weekday_abbreviations: Numbers
    seasons: Spans
    doubtful_seasons: Words
    no_season_after: Words
    units: Names
    unit_plurals: Names
    small_units: Words
    numbers: Numbers
    ordinals: Numbers
    vague_numbers: Words
    about: Words
    approximate: Words
    less: Words
    more: Words
    pointers: Names
    parts: Names
    edges: Names
    dayparts: Words
    night_of: Words
    deictics: Spans
    no_deictic_before: Words
    decade_words: Numbers
    no_decade_after: Words
    no_year_after: Words
    no_year_before: Words
    periods: Names
    no_period_before: Words
    names: Words
    says_that: Words
    clause_verbs: Words
    holidays: Spans
    frequency: Words
    every: Words

    @classmethod
    def from_yaml(cls, text: str, where: str = "times.yaml", parse: Parse = parse_yaml) -> TimeLexicon:
        """Read the tables from YAML; ``where`` names the file in errors. Raises ``DataError``."""
        try:
            data = parse(text)
        except YamlError as error:
            raise DataError(f"not YAML ({error})", where=where, remedy="mend the file") from None
        if not isinstance(data, dict):
            raise DataError("not a mapping of tables", where=where, remedy="mend the file")
        return cls.from_mapping(data, where)

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any], where: str = "times.yaml") -> TimeLexicon:
        """The lexicon of tables that are already read."""
        hints = get_type_hints(cls)
        names = [f.name for f in fields(cls)]
        if wrong := sorted(set(names) ^ set(data)):
            raise DataError(f"missing or unknown table {', '.join(wrong)}", where=where, remedy="see docs/times.md")
        try:
            lexicon = cls(**{name: _table(hints[name], data[name]) for name in names})
        except (TypeError, ValueError, AttributeError):
            raise DataError("a table has the wrong shape", where=where, remedy="see docs/times.md") from None
        if bad := sorted(name for name, edtf in lexicon.periods.items() if edtf and not valid(edtf)):
            raise DataError(f"the period '{bad[0]}' has no valid date", where=where, remedy="write it in EDTF")
        return lexicon


def load_times(path: Path, parse: Parse = parse_yaml) -> TimeLexicon:
    """Read the lexicon from a file. Raises ``DataError`` where it is missing or wrong."""
    try:
        return TimeLexicon.from_yaml(path.read_text("utf-8"), str(path), parse)
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot be read ({error})", where=str(path), remedy="restore the file") from None


def _table(kind: object, value: Any) -> Any:
    if kind == Words:
        return frozenset(str(word).lower() for word in value)
    items = {str(key).lower(): entry for key, entry in value.items()}
    if kind == Numbers:
        return {key: int(entry) for key, entry in items.items()}
    if kind == Spans:
        return {key: (int(entry[0]), int(entry[1])) for key, entry in items.items()}
    return {key: "" if entry is None else str(entry) for key, entry in items.items()}
