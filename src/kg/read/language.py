"""Tell whether a text is English, where it is long enough to tell."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from runpy import run_path
from typing import Any

from kg.core.errors import ReadError

ENGLISH = "en"
_SHORTEST = 100
"""Letters: a shorter text in Latin letters is taken as what it is declared to be."""
_SAMPLE = 20_000
_SURE = 0.95
_PLAINLY = 1 / 3
"""The share of English function words from which on a text is English without a closer look: prose has 0.4 to 0.5 of
them, other languages that share some of their spellings below 0.15."""
_REMEDY = "kg reads English; translate it, or if it is English say lang: en in its front matter"


def check(body: str, declared: str | None, where: str) -> str:
    """The language of a text (``en``); ReadError where it is declared or plainly found to be another.

    A text that its front matter declares to be English is taken as that.
    """
    if declared:
        if declared.lower().replace("_", "-").split("-")[0] not in (ENGLISH, "eng", "english"):
            raise ReadError(f"is in another language ({declared[:20]})", where=where, remedy=_REMEDY)
        return ENGLISH
    sample = body[:_SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    latin = sum(1 for c in letters if c.isascii() or unicodedata.name(c, "").startswith("LATIN"))
    if letters and latin * 2 < len(letters):
        raise ReadError("is not in Latin letters, so not in English", where=where, remedy=_REMEDY)
    if len(letters) >= _SHORTEST and not _plainly_english(sample):
        code, sure = _identifier().classify(sample)
        if code != ENGLISH and sure >= _SURE:
            raise ReadError(f"is not in English but in another language ({code})", where=where, remedy=_REMEDY)
    return ENGLISH


def _plainly_english(sample: str) -> bool:
    """Whether so many of the words are function words of English that the identifier need not be loaded to tell."""
    words, known = re.findall(r"[^\W\d_]+", sample.lower()), _function_words()
    return sum(word in known for word in words) >= _PLAINLY * len(words) > 0


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    """spaCy's list of them, read from its file: to import the package takes half a second, where others need not."""
    package = importlib.util.find_spec("spacy")
    assert package is not None and package.origin is not None
    return frozenset(run_path(str(Path(package.origin).parent / "lang" / "en" / "stop_words.py"))["STOP_WORDS"])


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
