"""Sentence boundaries by the rules of pysbd, with the work left out that cannot change the result.

pysbd tries two fresh patterns for each of its 200 abbreviations in each text, and one for each sentence that it found
to put it back to its place: more patterns than Python keeps compiled. Here an abbreviation is tried only where it
stands with its full stop, and a sentence is found again by plain search. The sentences are the same: a test compares.
"""

from __future__ import annotations

import pysbd
from pysbd.abbreviation_replacer import AbbreviationReplacer
from pysbd.lang.english import English
from pysbd.processor import Processor

_PLAIN = tuple((a, a.strip()) for a in English.Abbreviation.ABBREVIATIONS)


class _Abbreviations(English.AbbreviationReplacer):  # type: ignore[misc]
    """The rules for abbreviations, tried only for those that the text has with a full stop."""

    def search_for_abbreviations_in_string(self, text: str) -> str:
        lowered = text.lower()
        present = [a for a, plain in _PLAIN if plain in lowered and (f"{plain}." in lowered or not plain.isalpha())]
        if not present:
            return text
        chosen = type("Chosen", (English.Abbreviation,), {"ABBREVIATIONS": present})
        self.lang = type("Language", (), {"Abbreviation": chosen})
        try:
            result: str = AbbreviationReplacer.search_for_abbreviations_in_string(self, text)
            return result
        finally:
            self.lang = English


class _English(English):  # type: ignore[misc]
    AbbreviationReplacer = _Abbreviations


def split(text: str) -> list[str]:
    """The sentences of a text with the white space after them, as ``pysbd.Segmenter("en").segment`` gives them."""
    if not text:
        return []
    found: list[str] = Processor(text, _English).process()
    if not all(found):
        whole: list[str] = pysbd.Segmenter(language="en", clean=False).segment(text)
        return whole
    out: list[str] = []
    reached = 0
    for sentence in found:
        at = text.find(sentence)
        while at >= 0:
            end = at + len(sentence)
            while end < len(text) and text[end].isspace():
                end += 1
            if end > reached:
                out.append(text[at:end])
                reached = end
                break
            at = text.find(sentence, end)
    return out
