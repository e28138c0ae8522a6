"""What a document is: one author's view, by what it is called or by an 'I' that argues, or a release, by who publishes
it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.core.annotated import Quotation
from kg.core.model import Document

_CALLED = re.compile(
    r"\b(?:opinion|op-ed|column(?:ist)?|commentary|editorial|comment|viewpoint|guest essay|"
    r"letter to the editor|views? of the author|"
    r"the author alone|analysis and opinion)\b",
    re.IGNORECASE,
)
_TAIL = 200
"""Characters at the end of a text in which it says whose views it gives."""
_I = re.compile(r"I(?:['’]|[^\S\n])")
"""What each 'I' with its verb begins with: far cheaper to look for."""
_AUTHOR = re.compile(
    r"(?P<one>\b[Aa]s[^\S\n]an?[^\S\n])?(?P<before>[\w.-]+,?[^\S\n]+)?(?<![\w.-])I(?:['’](?:m|ve|d|ll)|[^\S\n][a-z]+)"
)
"""An 'I' with its verb: no number ('World War I was'), but 'as a Kenyan I ask'."""
_MY_VIEW = re.compile(
    r"\b(?:in|to|by) my (?:own |humble |considered )?(?:view|opinion|judge?ment|mind|eyes|estimation|reckoning)\b", re.I
)
"""What an author says of himself who does not say 'I'."""
POST = re.compile(r"^\W{0,4}\d{1,2}[.:h]\d\d\b", re.MULTILINE)
"""The hour that opens a post: of a live page, whose reporters say 'I', too."""


_RELEASE = re.compile(
    r"\b(?:press|news|media) (?:release|statement)|\bgovernment (?:press )?release|\bcommuniqu[eé]\b|\bministry of\b|"
    r"\b(?:department|office|embassy|government|presidency|secretariat) of\b|\bministry\b|\breadout\b|"
    r"\b(?:communications?|information|press) (?:office|service|bureau|department)\b|\bstate house\b|"
    r"\bforeign (?:office|ministry)\b|\bprime minister['’]s office\b|\bgovernment$",
    re.IGNORECASE,
)


def is_release(document: Document) -> bool:
    """Whether a government or a body publishes it ('Ministry of Foreign Affairs of Peru')."""
    return bool(_RELEASE.search(document.publisher or ""))


def is_commentary(document: Document, quotations: Sequence[Quotation], *, dateline: bool) -> bool:
    """Whether a text is called an opinion, or its author speaks as 'I' outside quotations, and reports
    neither live nor from a place.
    """
    head = " ".join(x for x in (document.publisher, document.title) if x)
    tail = document.text[-_TAIL:]
    if _CALLED.search(head) or (_CALLED.search(tail) and "author" in tail):
        return True
    if dateline:
        return False
    for m in _AUTHOR.finditer(document.text, document.body) if _I.search(document.text, document.body) else ():
        at = m.end("before") if m["before"] else m.start()
        numbered = m["before"] is not None and m["before"][0].isupper() and m["before"].strip()[-1].isalpha()
        numbered = numbered and m["one"] is None
        if not numbered and not any(q.start <= at < q.end for q in quotations):
            return POST.search(document.text, document.body) is None
    mine = _MY_VIEW.finditer(document.text, document.body) if " my " in document.text.lower() else ()
    own = (m.start() for m in mine)
    if any(not any(q.start <= at < q.end for q in quotations) for at in own):
        return POST.search(document.text, document.body) is None
    return False
