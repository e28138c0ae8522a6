"""Words that notes leave out, put back before they are parsed once more.

A note of a live page or a timeline is read as it stands first. Where that gives no clause, what the writer left out is
set in, as a word of no width, and the note is parsed again:

* '3 Aug: two diplomats expelled by Chad' -> 'two diplomats *were* expelled by Chad'
* 'London: sends a patrol ship' -> '*London* sends a patrol ship': the key of a row is the subject of its note
* 'Trade agreement with Peru: signed in May, in force since June' -> '*was* signed ..., *and is* in force ...'
* 'The friendship treaty of the two, Oct. 2002: suspended' -> '*of* Oct. 2002 *was* suspended'
* 'Hundreds outside the Chadian embassy' -> '*stood* outside'; 'President A in Lima' -> '*is* in Lima'
* 'Flies to Lima, meets the minister' -> '*and* meets'
* 'Togo appeals to both': a form in -s behind the name of who acts is parsed as a verb that is no noun, too.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from kg.annotate.tree import FINITE, NOUNS, SUBJECTS, may_act, of_kind
from kg.core.annotated import Mention, Token
from kg.core.words import word_set

Word = tuple[str, int, int, "Mention | None"]
_PASSIVE = word_set("annotate.elided.passive")
"""What is done to the noun before it, where no object follows."""
_ONLY_OTHERS = word_set("annotate.elided.only_others")
"""What nobody does without an object, so that 'Ambassador A summoned' is done to him."""
_BOTH = {
    "aids": "helps",
    "appeals": "turns",
    "attacks": "hits",
    "backs": "praises",
    "bans": "rejects",
    "blames": "accuses",
    "blocks": "rejects",
    "calls": "turns",
    "claims": "asserts",
    "condemns": "rejects",
    "cuts": "severs",
    "demands": "wants",
    "hails": "praises",
    "halts": "stops",
    "hosts": "receives",
    "lifts": "removes",
    "mourns": "regrets",
    "moves": "goes",
    "names": "appoints",
    "offers": "promises",
    "opens": "removes",
    "orders": "tells",
    "pledges": "promises",
    "promises": "vows",
    "protests": "objects",
    "raids": "hits",
    "recalls": "removes",
    "requests": "wants",
    "sanctions": "punishes",
    "seeks": "wants",
    "shells": "hits",
    "signs": "rejects",
    "slams": "accuses",
    "strikes": "hits",
    "summons": "receives",
    "thanks": "praises",
    "threatens": "warns",
    "urges": "tells",
    "visits": "sees",
    "vows": "promises",
    "votes": "agrees",
    "warns": "tells",
    "welcomes": "praises",
}
"""Forms in -s that the tagger takes for nouns or names, each with one of like use that is a verb alone."""


def is_note(text: str, end: int, bullet: bool, row: bool) -> bool:
    """Whether a sentence stands in a list, in a row of a timeline or a post, or ends without a stop."""
    return bullet or row or (text[end - 1 : end] not in (".", "!", "?", '"', "”", ";") and text[end : end + 1] != ";")


def as_verb(word: str) -> str:
    """The form under which the parser takes a word in -s for the verb that it is, else the word in small letters."""
    return _BOTH.get(word.lower(), word.lower())


def as_written(text: str, tree: Sequence[Token]) -> list[Token]:
    """A tree with the words of the text where others were parsed in their place."""
    for token in tree:
        written = text[token.start : token.end]
        if token.mention is None and written.lower() in _BOTH:
            token.write(written)
            token.lemma = token.low[:-1]
    return list(tree)


def restored(
    row: Sequence[Word], tree: Sequence[Token], key: Mention | None, text: str, say: Collection[str] = ()
) -> list[Word] | None:
    """The words of a note with those that it leaves out; None where it leaves out none."""
    if not tree or len(tree) != len(row):
        return None
    plain = _standing(list(row), tree, key is not None)
    found = _treaty(plain, tree) or _state(plain, tree) or _subject(plain, tree, key, text)
    found = found or _passive(plain, tree) or _joined(plain, tree, say) or _there(plain, tree) or plain
    return found if found != list(row) else None


def better(new: Sequence[Token]) -> bool:
    """Whether a tree is that of a clause: a finite verb or a helped one with a subject at its top."""
    root = next((t for t in new if t.head is None), None)
    if root is None or not root.tag.startswith("VB"):
        return False
    helped = any(a.tag in (*FINITE, "MD") for a in root.by("aux", "auxpass"))
    return bool(root.by(*SUBJECTS)) and (root.tag in FINITE or helped)


def _empty(form: str, at: int) -> Word:
    return form, at, at, None


def _standing(out: list[Word], tree: Sequence[Token], keyed: bool) -> list[Word]:
    """'Togo appeals to both', 'puts its army on alert and appeals to the council': a verb's form for the parser."""
    for i, token in enumerate(tree):
        other = _BOTH.get(token.text)
        if other is None or token.tag in FINITE or token.mention is not None or i + 1 >= len(tree):
            continue
        before, after = tree[max(i - 1, 0)], tree[i + 1]
        if not i and keyed and not any(t.tag in FINITE for t in tree):
            out[i] = (other, *out[i][1:])  # 'Lima: backs the plan'
        told = i > 0 and may_act(before) and not any(t.tag in FINITE for t in tree[:i])
        again = before.text in ("and", ",") and after.text in (
            "to",
            "on",
            "for",
            "it",
            "them",
            "him",
            "her",
            "the",
            "its",
        )
        again = again and any(t.tag in FINITE for t in tree[: i - 1]) and not token.by("det", "amod", "poss")
        if told or again:
            out[i] = (other, *out[i][1:])
    return out


def _treaty(out: list[Word], tree: Sequence[Token]) -> list[Word] | None:
    """'The treaty with Peru, Oct. 2002: suspended', 'Agreement with the EU: signed in May, in force since June'."""
    colon = next((t.i for t in tree if t.text == ":" or _dash(t, tree)), None)
    if colon is None or not colon or colon + 1 >= len(tree):
        return None
    key = tree[:colon]
    heads = [t for t in key if t.mention is not None and t.mention.kind == "Treaty"]
    heads += [t for t in key[:6] if t.lemma.lower() in _INSTRUMENTS and t.tag in NOUNS]
    if not heads or any(t.tag in FINITE for t in key):
        return None
    rest = [(out[t.i], t) for t in tree[colon + 1 :]]
    first = next((t for _, t in rest if t.low not in _ADVERBS), None)
    if first is None or not (first.tag in ("VBN", "VBD") or (first.text == "in" and _next(tree, first) == "force")):
        return None
    start = [out[t.i] for t in key if t.text != ","]
    dated = [t for t in key if t.mention is not None and t.mention.kind == "Time"]
    for time in dated:
        if time.i and tree[time.i - 1].text == ",":
            at = next(n for n, w in enumerate(start) if w[3] is time.mention)
            start.insert(at, _empty("of", time.start))
    plain = first.lemma in _ALONE
    one = [] if plain else [_empty("was" if first.tag in ("VBN", "VBD") else "is", tree[colon].end)]
    body: list[Word] = []
    for n, (word, token) in enumerate(rest):
        comma = token.text in (",", ";") and n + 1 < len(rest)
        then = next((t for _, t in rest[n + 1 :] if t.low not in _ADVERBS), None) if comma else None
        if then is not None and (then.tag in ("VBN", "VBD") or (then.text == "in" and _next(tree, then) == "force")):
            body += [_empty("and", token.end), _empty("was" if then.tag[:2] == "VB" else "is", token.end)]
        elif then is not None and then.tag == "VBZ" and token.text == ";":
            body.append(_empty("and", token.end))  # 'signed in May; expires in June'
        else:
            body.append(word)
    return [*start, *one, *body]


def _state(out: list[Word], tree: Sequence[Token]) -> list[Word] | None:
    """'Truce between Peru and Chile now in effect', 'Border treaty dead, says the minister': 'is' is left out."""
    for token in tree[1:]:
        if token.tag in (*FINITE, "MD", "VBN") or token.text in (":", ";"):
            return None
        last = _next(tree, token) in ("", ",", ".", ";", "–", "—", "!", "?")  # not 'treaty over fish'
        state = (last and token.low in _OVER) or (token.low == "in" and _next(tree, token) in _IN)
        if not state:
            continue
        at = token.i
        while at and tree[at - 1].low in _ADVERBS:
            at -= 1
        told = any(t.lemma.lower() in _INSTRUMENTS | _TRUCES for t in tree[:at])
        return [*out[:at], _empty("is", tree[at].start), *out[at:]] if told and at else None
    return None


_OVER = word_set("annotate.elided.over")
_IN = word_set("annotate.elided.in")
_TRUCES = word_set("annotate.elided.truces")


def _dash(token: Token, tree: Sequence[Token]) -> bool:
    """'Treaty with Peru - signed in May': a dash between blanks."""
    before = tree[token.i - 1] if token.i else None
    after = tree[token.i + 1] if token.i + 1 < len(tree) else None
    apart = before is not None and after is not None and before.end < token.start and token.end < after.start
    return apart and token.text in ("-", "–", "—")


_INSTRUMENTS = word_set("annotate.elided.instruments")
_ALONE = word_set("annotate.elided.alone")
"""What a treaty does itself ('Treaty with Peru: expired in 2022')."""
_ADVERBS = word_set("annotate.elided.adverbs")


def _next(tree: Sequence[Token], token: Token) -> str:
    return tree[token.i + 1].low if token.i + 1 < len(tree) else ""


def _subject(out: list[Word], tree: Sequence[Token], key: Mention | None, text: str) -> list[Word] | None:
    """'London: sends a ship', 'Kenya: offered in July to lead it': the key is the subject."""
    first = next((t for t in tree if t.low not in _ADVERBS), None)
    if key is None or first is None or first.by(*SUBJECTS):
        return None
    verb = first.head if first.dep in ("aux", "auxpass") and first.head is not None else first
    named = first.text in _BOTH and first.i == 0 and not any(t.tag in FINITE for t in tree)
    if (first.tag not in (*FINITE, "VBN") and not named) or verb.by(*SUBJECTS):
        return None
    timed = (t for t in tree[first.i + 1 :] if t.text not in ("in", "on", "since") and not of_kind(t, "Time"))
    rest = next(timed, None)
    if key.kind == "State" and first is verb and verb.tag in ("VBN", "VBD") and (rest is None or rest.text in ",;."):
        return None  # 'Ghana: signed 2011': the treaty with Ghana was
    start = [(text[key.start : key.end], key.start, key.end, key)]
    treaty = key.kind == "Treaty" and verb.tag in ("VBN", "VBD") and first is verb
    return [*start, *([_empty("was", out[0][1])] if treaty else []), *out]


def _passive(out: list[Word], tree: Sequence[Token]) -> list[Word] | None:
    """'Two diplomats expelled by Chad', 'visas suspended': 'were' is left out."""
    for verb in tree[1:]:
        if verb.tag not in ("VBN", "VBD") or verb.by("aux", "auxpass", "dobj", "xcomp") or verb.mention is not None:
            continue
        if any(t.tag in (*FINITE, "MD") and t is not verb for t in tree[: verb.i]):
            return None
        noun = verb.head if verb.dep in ("acl", "ROOT") and verb.head is not None else None
        noun = noun or next(iter(verb.by("nsubj", "nsubjpass")), None)
        if noun is None or noun.i > verb.i or noun.tag not in NOUNS or tree[verb.i - 1].text in (",", "("):
            continue
        above = noun.head
        listed = above is not None and above.i > verb.i and tree[above.i - 1].text == ","  # 'summoned, handed a note'
        if above is not None and above.tag.startswith("VB") and above is not verb and not listed:
            continue
        suffers = verb.lemma in _PASSIVE and (verb.lemma in _ONLY_OTHERS or not may_act(noun))
        if not (verb.by("agent") or suffers):
            continue
        form = "were" if noun.tag in ("NNS", "NNPS") or noun.by("conj") else "was"
        return [*out[: verb.i], _empty(form, verb.start), *out[verb.i :]]
    return None


def _there(out: list[Word], tree: Sequence[Token]) -> list[Word] | None:
    """'Hundreds outside the embassy': 'stood' is left out; 'President A in Lima': 'is'."""
    if any(t.tag in (*FINITE, "MD") for t in tree):
        return None
    at = next((t for t in tree if t.low in ("in", "outside")), None)
    if at is None or not at.i or any(t.text in _STOPS for t in tree[: at.i]):
        return None
    behind = tree[at.i + 1 : at.i + 2]
    if at.low == "outside":
        many = tree[0].tag in ("NNS", "NNPS") or tree[0].lemma.lower() == "crowd" or tree[0].tag == "CD"
        return [*out[: at.i], _empty("stood", at.start), *out[at.i :]] if many and behind else None
    person = tree[at.i - 1]
    town = behind and behind[0].mention is not None and behind[0].mention.role in ("capital", "name")
    ends = at.i + 2 >= len(tree) or not tree[at.i + 2].tag.startswith(("NN", "JJ"))
    if not of_kind(person, "Person") or not town or not ends:
        return None
    return [*out[: at.i], _empty("is", at.start), *out[at.i :]]


_STOPS = (",", ":", ";", "–", "—", "-", "(", ".")


def _joined(out: list[Word], tree: Sequence[Token], say: Collection[str]) -> list[Word] | None:
    """'Flies to Lima, meets the minister': 'and' is left out."""
    for comma, verb in pairwise(tree[2:]):
        if comma.text != "," or verb.tag not in FINITE or verb.mention is not None:
            continue
        if verb.lemma in say and (verb.i + 1 == len(tree) or tree[verb.i + 1].tag not in ("PRP$", "DT", "TO")):
            continue  # '"Lies", says the minister'
        told = [t for t in tree[: comma.i] if t.tag == verb.tag and t.head is verb]
        before = [t for t in told if t.dep == "ccomp" or (t.dep in SUBJECTS and t.by(*SUBJECTS))]
        if before and all(s.i > verb.i or s in before for s in verb.by(*SUBJECTS)):
            return [*out[: verb.i], _empty("and", verb.start), *out[verb.i :]]
    return None
