"""Mistakes of the parser about 'home', whither somebody is called or sent.

* 'ordered home its ambassador in Lima', 'called home his envoys': who is called is the object, 'home' the way;
* 'is sending Peru's high commissioner home': likewise, where the parser takes 'commissioner home' for one noun;
* 'called its envoys in the two capitals home for talks': 'home' belongs to the verb, and so does what follows it.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.mending import only_with
from kg.annotate.tree import attach
from kg.core.annotated import Token
from kg.core.words import word_set

_SENDING = word_set("annotate.repair_home.sending")
"""Verbs by which somebody is made to go home."""
_SENT = word_set("annotate.repair_home.sent")
"""Who is sent abroad, and called home."""


@only_with({"home"})
def mend_home(tokens: Sequence[Token]) -> None:
    """Mend one sentence's tree in place."""
    for home in tokens:
        if home.text != "home" or home.i == 0:
            continue
        _object_behind(home)
        _one_noun(home, tokens[home.i - 1])
        _below_place(home)


def _object_behind(home: Token) -> None:
    """'Ordered home its ambassador'."""
    verb = home.head
    if verb is None or verb.lemma not in _SENDING or home.i != verb.i + 1 or verb.by("auxpass"):
        return
    behind = [t for t in verb.by("dobj", "oprd", "npadvmod") if t.i > home.i and t.pos in ("NOUN", "PROPN", "PRON")]
    behind = [t for t in behind if t.mention is None or t.mention.kind != "Time"]
    if not behind or len(home.children) > 0:
        return
    if home.dep != "advmod":
        attach(home, verb, "advmod")
    if not any(t.dep == "dobj" for t in behind):
        attach(behind[0], verb, "dobj")


def _one_noun(home: Token, noun: Token) -> None:
    """'Sending Peru's high commissioner home'."""
    verb = home.head
    if home.dep != "dobj" or verb is None or verb.lemma not in _SENDING or noun.dep != "compound":
        return
    if noun.head is not home or noun.lemma not in _SENT:
        return
    attach(noun, verb, "dobj")
    for child in list(home.children):
        if child.i < noun.i:
            attach(child, noun, child.dep)
        elif child.i > home.i:
            attach(child, verb, child.dep)
    attach(home, verb, "advmod")


def _below_place(home: Token) -> None:
    """'Called its envoys in the two capitals home for talks'."""
    noun = home.head
    if home.dep != "advmod" or noun is None or noun.i != home.i - 1 or noun.dep != "pobj":
        return
    prep = noun.head
    verb = prep.head if prep is not None else None
    above = verb.head if verb is not None and verb.lemma in _SENT else verb
    if above is None or above.lemma not in _SENDING or not any(t.lemma in _SENT for t in above.by("dobj")):
        return
    attach(home, above, "advmod")
    for child in home.by("prep"):
        attach(child, above, "prep")
