"""Acts that each of several does to the others: 'A and B accused each other', 'each denied the other's charges'."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.paths import role_tokens
from kg.extract.role_search import Sought

_SHUT = word_set("extract.mutual.shut")
"""What two do to each other's aircraft, ships, goods or envoys."""
_EACH_OTHER = re.compile(r"\b(each other|one another)\b", re.I)
_WHERE = (
    "object",
    "bare_object",
    "indirect",
    "after:against|with|at|on|upon|to|of|towards|toward|from|for",
)
"""Where 'each other' stands, seen from the trigger."""


def mutual(sought: Sought, text: str) -> bool:
    """Whether those who act do it to each other."""
    return each_other(sought.trigger, text) or (len(sought.s) > 1 and _the_others(sought.trigger))


def each_other(trigger: Token, text: str) -> bool:
    """Whether 'each other' stands among the trigger's own objects: asked once for all its frames."""
    found: bool | None = trigger.known.get(each_other)
    if found is None:
        found = trigger.known[each_other] = _each_other(trigger, text)
    return found


@lru_cache(maxsize=1)
def _somewhere(text: str) -> bool:
    """Whether a text has 'each other' at all."""
    return _EACH_OTHER.search(text) is not None


def _each_other(trigger: Token, text: str) -> bool:
    if not _somewhere(text):
        return False
    for path in _WHERE:
        for token in role_tokens(trigger, path):
            if (
                token.mention is None and _EACH_OTHER.fullmatch(text[max(token.start - 5, 0) : token.end].strip())
            ) or _EACH_OTHER.match(text[token.start : token.end + 9]):
                return True
    if not grammar.is_verb(trigger) or trigger.lemma not in _SHUT:
        return False
    mine = [t for t in trigger.subtree() if t.lemma == "other" and t.i > trigger.i]
    return any(_EACH_OTHER.match(text[t.start - 5 : t.end]) and t.dep == "poss" for t in mine)


def _the_others(trigger: Token) -> bool:
    """'Each denied the other's charges'."""
    return any(
        t.lemma == "other" and t.tag != "NNS" and t.mention is None
        for o in role_tokens(trigger, "bare_object")
        for t in (o, *o.by("poss"))
    )
