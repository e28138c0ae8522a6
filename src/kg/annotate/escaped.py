"""Signs that a text gives as character references of HTML ('it&#39;s', '&quot;no&quot;'), as long as the references.

What is read must be as long as what is quoted, so a sign has blanks beside it instead of the rest of its reference:
before a quotation that opens and before an apostrophe (whose ending is a word by itself), else after it. Letters
('Da&#269;i&#263;') stay as they are, since blanks would part their words.
"""

from __future__ import annotations

import html
import re

_REFERENCE = re.compile(r"&(?:#\d{2,5}|#[xX][0-9a-fA-F]{2,4}|[A-Za-z]{2,8});")
_NEGATED = re.compile(r"n(&(?:#39|#x27|apos|rsquo|#8217|#x2019);)(?=t\b)", re.IGNORECASE)
"""The ending of 'didn't', which is a word with its 'n'."""
_APOSTROPHES, _QUOTES = "'’", "\"“”‘'’"
_OPENERS = "([{-–—/;"
"""What a quotation opens behind; ';' ends a reference."""


def written_out(text: str) -> str:
    """The text with the signs for which it has references, as long as before."""
    if "&" not in text:
        return text
    text = _NEGATED.sub(lambda m: f"{' ' * (len(m[0]) - 2)}{m[0][0]}'", text)
    return _REFERENCE.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    sign = html.unescape(found[0])
    if len(sign) != 1 or sign.isalnum() or not (sign.isprintable() or sign.isspace()):
        return found[0]
    blanks = " " * (len(found[0]) - 1)
    if sign.isspace():
        return " " + blanks
    text, start, end = found.string, found.start(), found.end()
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    inside = sign in _APOSTROPHES and before.isalnum() and after.isalnum()
    opens = sign in _QUOTES and (not before or before.isspace() or before in _OPENERS)
    return blanks + sign if inside or opens else sign + blanks
