"""Sentence boundaries by the rules of pysbd, with the work left out that cannot change the result.

pysbd tries two fresh patterns for each of its 200 abbreviations in each text, and one for each sentence that it found
to put it back to its place: more patterns than Python keeps compiled. Here an abbreviation is tried only where it
stands with its full stop, a sentence is found again by plain search, and rules are tried only where the text has the
signs without which they cannot match. The sentences are the same: a test compares.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pysbd
from ahocorasick_rs import AhoCorasick
from pysbd.abbreviation_replacer import AbbreviationReplacer
from pysbd.between_punctuation import BetweenPunctuation
from pysbd.exclamation_words import ExclamationWords
from pysbd.lang.english import English
from pysbd.lists_item_replacer import ListItemReplacer
from pysbd.processor import Processor
from pysbd.utils import Text

_PLAIN = tuple((a, a.strip()) for a in English.Abbreviation.ABBREVIATIONS)
_NUMBERS = {plain: [n for n, (_, other) in enumerate(_PLAIN) if other == plain] for _, plain in _PLAIN}
_ANY_PLAIN = AhoCorasick([plain for _, plain in _PLAIN])
_LISTED = re.compile(r"(?:^|\s)[a-z]\.|\d\.|[)♨☝]")
"""Without these nothing is an item of a list."""
_NUMBERED = re.compile(r"\d\.[\s)]|♨")
_DECIMAL = re.compile(r"\d\.|\.\d")
_REFERENCE = re.compile(r"[.∯][\[\d]")
_INITIAL = re.compile(r"[A-Z]\.")
_INITIALS = re.compile(r"\..\.")
_OPENING_STOP = re.compile(r"\s\.")
_ELLIPSIS = re.compile(r"\.\.|\.\s\.")
_WORD = re.compile(r"[a-zA-Z]{3,}\Z")
_QUOTED_END = re.compile(English.QUOTATION_AT_END_OF_SENTENCE_REGEX)
_QUOTED_CUT = re.compile(English.SPLIT_SPACE_QUOTATION_AT_END_OF_SENTENCE_REGEX)
_BOUNDARY = re.compile(English.SENTENCE_BOUNDARY_REGEX)
_PUT_BACK = tuple((rule.pattern, rule.replacement) for rule in English.SubSymbolsRules.All)
_ELLIPSIS_BACK = tuple((rule.pattern, rule.replacement) for rule in English.ReinsertEllipsisRules.All)
"""Signs that stood for marks meanwhile, and the marks: these rules have no patterns but plain words."""


class _Chosen(English.Abbreviation):  # type: ignore[misc]
    """The abbreviations of English, of which only some are looked for."""

    def __init__(self, present: list[str]) -> None:
        self.ABBREVIATIONS = present


class _Abbreviations(English.AbbreviationReplacer):  # type: ignore[misc]
    """The rules for abbreviations, tried only for those that the text has with a full stop."""

    text: str
    lang: Any

    def replace(self) -> str:
        lang = self.lang
        if ".'s" in self.text or "Co." in self.text:
            self.text = Text(self.text).apply(lang.PossessiveAbbreviationRule, lang.KommanditgesellschaftRule)
        if _INITIAL.search(self.text):
            self.text = Text(self.text).apply(*lang.SingleLetterAbbreviationRules.All)
        self.text = "".join(self.search_for_abbreviations_in_string(line) for line in self.text.splitlines(True))
        if _INITIALS.search(self.text):
            self.replace_multi_period_abbreviations()
        if "∯M∯" in self.text or "∯m∯" in self.text:
            self.text = Text(self.text).apply(*lang.AmPmRules.All)
        return str(self.replace_abbreviation_as_sentence_boundary()) if "∯" in self.text else self.text

    def search_for_abbreviations_in_string(self, text: str) -> str:
        lowered = text.lower()
        found = {_PLAIN[n][1] for n, *_ in _ANY_PLAIN.find_matches_as_indexes(lowered, overlapping=True)}
        whole = [plain for plain in found if f"{plain}." in lowered or not plain.isalpha()]
        present = [_PLAIN[n][0] for n in sorted(n for plain in whole for n in _NUMBERS[plain])]
        if not present:
            return text
        self.lang = SimpleNamespace(Abbreviation=_Chosen(present))
        try:
            result: str = AbbreviationReplacer.search_for_abbreviations_in_string(self, text)
            return result
        finally:
            self.lang = English


class _Between(BetweenPunctuation):  # type: ignore[misc]
    """The rules for marks within quotation marks and brackets, tried only where those are."""

    def replace(self) -> str:
        text: str = self.text
        for opening, rule in (
            ("'", self.sub_punctuation_between_single_quotes),
            ("‘", self.sub_punctuation_between_single_quote_slanted),
            ('"', self.sub_punctuation_between_double_quotes),
            ("[", self.sub_punctuation_between_square_brackets),
            ("(", self.sub_punctuation_between_parens),
            ("«", self.sub_punctuation_between_quotes_arrow),
            ("--", self.sub_punctuation_between_em_dashes),
            ("“", self.sub_punctuation_between_quotes_slanted),
        ):
            if opening in text:
                text = rule(text)
        return text


class _ListItems(ListItemReplacer):  # type: ignore[misc]
    """The rules for items of lists, each tried only where the text has the mark that stands behind such items."""

    text: str

    def iterate_alphabet_array(self, regex: str, parens: bool = False, roman_numeral: bool = False) -> str:
        if parens and ")" not in self.text:
            return self.text
        text: str = ListItemReplacer.iterate_alphabet_array(self, regex, parens, roman_numeral)
        return text

    def format_numbered_list_with_periods(self) -> None:
        if _NUMBERED.search(self.text):
            ListItemReplacer.format_numbered_list_with_periods(self)

    def format_numbered_list_with_parens(self) -> None:
        if ")" in self.text or "☝" in self.text:
            ListItemReplacer.format_numbered_list_with_parens(self)


class _English(English):  # type: ignore[misc]
    AbbreviationReplacer = _Abbreviations
    BetweenPunctuation = _Between


class _Processor(Processor):  # type: ignore[misc]
    """The steps of pysbd, each where the text has what it looks for."""

    text: str
    lang: Any

    def process(self) -> list[str]:
        self.text = self.text.replace("\n", "\r")
        if _LISTED.search(self.text):
            self.text = _ListItems(self.text).add_line_break()
        self.replace_abbreviations()
        if _DECIMAL.search(self.text):
            self.replace_numbers()
        if "!" in self.text or "?" in self.text:
            self.replace_continuous_punctuation()
        if _REFERENCE.search(self.text):
            self.replace_periods_before_numeric_references()
        self.text = Text(self.text).apply(self.lang.Abbreviation.WithMultiplePeriodsAndEmailRule)
        if "°" in self.text or _OPENING_STOP.search(self.text):
            self.text = Text(self.text).apply(self.lang.GeoLocationRule, self.lang.FileFormatRule)
        return self.split_into_segments()

    def split_into_segments(self) -> list[str]:
        if "(" in self.text:
            self.check_for_parens_between_quotes()
        out: list[str] = []
        for line in filter(None, self.text.split("\r")):
            line = line.replace("\n", "ȹ")
            if _ELLIPSIS.search(line):
                line = Text(line).apply(*self.lang.EllipsisRules.All)
            for sentence in filter(None, self.check_for_punctuation(line)):
                found = self.post_process_segments(_put_back(sentence, _PUT_BACK))
                out += found if isinstance(found, list) else [found] if found else []
        return [sentence.replace("&⎋&", "'") for sentence in out]

    def process_text(self, txt: str) -> list[str]:
        if txt[-1] not in self.lang.Punctuations:
            txt += "ȸ"
        if "!" in txt or "ǃ" in txt:
            txt = ExclamationWords.apply_rules(txt)
        txt = self.between_punctuation(txt)
        if "!" in txt or "?" in txt:
            if not re.match(self.lang.DoublePunctuationRules.DoublePunctuation, txt):
                txt = Text(txt).apply(*self.lang.DoublePunctuationRules.All)
            txt = Text(txt).apply(self.lang.QuestionMarkInQuotationRule, *self.lang.ExclamationPointRules.All)
        if "(" in txt:
            txt = ListItemReplacer(txt).replace_parens()
        return self.sentence_boundary_punctuation(txt)

    def sentence_boundary_punctuation(self, txt: str) -> list[str]:
        return [m.group() for m in _BOUNDARY.finditer(re.sub("&ᓴ&$", "!", txt) if "&ᓴ&" in txt else txt)]

    def post_process_segments(self, txt: str) -> str | list[str]:
        if _WORD.match(txt):
            return txt
        txt = _put_back(txt, _ELLIPSIS_BACK)
        return _QUOTED_CUT.split(txt) if _QUOTED_END.search(txt) else txt.replace("\n", "").strip()


def _put_back(text: str, signs: tuple[tuple[str, str], ...]) -> str:
    for sign, mark in signs:
        if sign in text:
            text = text.replace(sign, mark)
    return text


def split(text: str) -> list[str]:
    """The sentences of a text with the white space after them, as ``pysbd.Segmenter("en").segment`` gives them."""
    if not text:
        return []
    found = _Processor(text, _English).process()
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
