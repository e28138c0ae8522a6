"""Sentences of a note that leave out their subject, which is that of the sentence before.

'Petro takes the microphone. Accuses Quito of hiding the men. Demands an apology.': the verb of such a sentence stands
first; whoever the sentence before tells of is set in before it, as a word of no width, and it is parsed again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.annotate.elided import Word, as_verb
from kg.annotate.fronts import Draft
from kg.annotate.tree import FINITE, SUBJECTS, may_act
from kg.core.annotated import Mention, Token

_TOLD = ("VBZ", "VBD")
"""Tags of a verb that tells of one who is left out, and is no order."""
_UPON = ("the", "a", "an", "both", "him", "her", "it", "them", "that", "his", "its")
"""What stands behind a verb in -s that the tagger took for a name or a noun, besides a name."""
_PERSONAL = ("he", "she")
_PLACES = {"Settlement", "Place", "Sea", "Area", "Strait", "Island", "IslandGroup"}
_BESIDE = (" and ", ", ", "-")
"""What stands behind a name that does not alone open its sentence."""
_WHOSE = ("'s", "’s")
_TURN = 2
"""How many words stand at most behind the one whose turn it is ('Uribe's turn.')."""
_AUX = 3
"""How far behind its subject a verb may stand, with what helps it."""
_LETTER = re.compile(r"[^\W\d_]")


def carried(
    text: str, drafts: Sequence[Draft], trees: Sequence[Sequence[Token]], rows: Sequence[Sequence[Word]]
) -> Iterator[tuple[int, list[Word]]]:
    """The number of each sentence without a subject, with its words and the subject of the one before."""
    last: Word | None = None
    for n, (draft, tree, row) in enumerate(zip(drafts, trees, rows, strict=True)):
        if not n or drafts[n - 1].segment is not draft.segment:
            last = None
        elif last is not None and tree and len(tree) == len(row) and _bare(text, draft, tree):
            form, start, end, mention = row[0]
            yield n, [(last[0], start, start, last[3]), (as_verb(form), start, end, mention), *row[1:]]
            continue
        last = _subject(text, draft, tree)


def told_by(tree: Sequence[Token]) -> bool:
    """Whether the subject set in is that of the verb behind it, which tells the sentence."""
    root = next((t for t in tree if t.head is None), None)
    return root is not None and any(s.i < root.i <= s.i + _AUX for s in root.by("nsubj", "nsubjpass"))


def _bare(text: str, draft: Draft, tree: Sequence[Token]) -> bool:
    """Whether a sentence opens with the verb that it tells by, and names nobody who does it."""
    first = tree[0]
    root = next(t for t in tree if t.head is None)
    helped = first.dep in ("aux", "auxpass") and first.head is root
    asked = text[draft.start : draft.end].rstrip().endswith("?")
    if first.mention is not None or asked or root.by(*SUBJECTS):
        return False
    known = as_verb(first.text) != first.low
    upon = len(tree) > 1 and first.text.endswith("s") and (may_act(tree[1]) or tree[1].low in _UPON)
    noun = (known or upon) and not any(t.tag in FINITE for t in tree if t.dep != "relcl")
    return noun or (first.tag in _TOLD and (first is root or helped))


def _subject(text: str, draft: Draft, tree: Sequence[Token]) -> Word | None:
    """Who a sentence tells of: its subject, or the name that opens it where it has no verb."""
    root = next((t for t in tree if t.head is None), None)
    if root is None:
        return _opens(text, draft)
    subjects = root.by("nsubj", "nsubjpass")
    if subjects:
        one = subjects[0]
        if one.low in _PERSONAL:
            return one.text, one.start, one.end, None
        alone = may_act(one) and not one.by("conj") and one.mention is not None
        return _word(text, one.mention) if alone and one.mention is not None else None
    return None if root.tag.startswith("VB") else _opens(text, draft)


def _opens(text: str, draft: Draft) -> Word | None:
    """'Petro at the lectern.', 'Uribe first.': the name that a sentence without a verb opens with."""
    first = min((m for m in draft.mentions if m.kind != "Time"), key=lambda m: m.span, default=None)
    if first is None or first.kind == "Treaty" or _LETTER.search(text[draft.start : first.span[0]]):
        return None
    rest = text[first.span[1] : draft.end]
    plain = first.role not in ("adjective", "people") and not rest.startswith(_BESIDE)
    whose = rest.startswith(_WHOSE) and len(rest.split()) > _TURN
    return _word(text, first) if plain and not whose else None


def _word(text: str, mention: Mention) -> Word | None:
    if mention.kind in _PLACES and mention.role not in ("capital", "metonym"):
        return None
    return text[mention.start : mention.end], mention.start, mention.end, mention
