"""Headlines of treaty-making, in which the parser sees no verb or no object.

* 'Kenya, Ghana sign fisheries pact', 'Colombia + Peru ink MoU', 'Fiji's Roe, Tonga's Doe seal defence deal': the form
  between the names and the noun of a treaty is the verb, the names its subjects and the noun its object;
* 'Kenya and Ghana to sign fisheries pact': 'fisheries' is no object of its own;
* 'Fisheries pact between Kenya and Ghana signed', 'Signed: Kenya-Ghana fisheries pact': 'pact' is no verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.mending import only_with
from kg.annotate.repair_relatives import SIGNED
from kg.annotate.tree import FINITE, CircularError, attach, may_act, of_kind
from kg.core.annotated import Token
from kg.core.words import word_set

_FORMS = {
    form: lemma
    for lemma in ("sign", "ink", "seal", "clinch", "initial", "conclude", "ratify", "finalise", "finalize", "forge")
    for form in (lemma, f"{lemma}s", *([f"{lemma[:-1]}ies"] if lemma.endswith("y") else []))
}
_FORMS |= {"join": "join", "joins": "join", "quit": "quit", "quits": "quit", "reach": "reach", "reaches": "reach"}
_FORMS |= {"strike": "strike", "strikes": "strike"}
_NOUNS = (SIGNED - word_set("annotate.repair_headlines.no_nouns")) | word_set("annotate.repair_headlines.nouns")
_PLURALS = frozenset(f"{n}s" for n in _NOUNS) | word_set("annotate.repair_headlines.plurals")
_INSIDE = frozenset(
    {"NN", "NNS", "NNP", "JJ", "VBG", "HYPH", "CD", "POS", "DT", "VB", "VBP", "VBZ", "VBN", "RB", "PRP$"}
)
"""Tags of what stands before a treaty's noun in its phrase, as the tagger may see it."""
_SHORT = 6
"""How many words may stand between the verb and the noun."""
_AND = frozenset({"and", "&", "+", ","})


@only_with(_FORMS.keys() | _NOUNS)
def mend_headlines(tokens: Sequence[Token]) -> None:
    """Mend one sentence's tree in place."""
    for verb in tokens:
        if verb.mention is not None or verb.low not in _FORMS or not 0 < verb.i < len(tokens) - 1:
            continue
        noun = _treaty_behind(verb, tokens)
        before = tokens[verb.i - 1]
        if noun is None or (verb in noun.ancestors() and noun.dep == "dobj" and verb.tag in (*FINITE, "VB")):
            if noun is not None:
                _gather(noun, verb, tokens)
            continue
        if before.low == "to" and verb.tag == "VB":
            _object(noun, verb, tokens)
            return
        if not (may_act(before) or of_kind(before, "Person")) or _has_verb(tokens, verb):
            continue
        _as_verb(verb, noun, tokens)
        return
    _signed_behind(tokens)


def _is_noun(token: Token) -> bool:
    if of_kind(token, "Treaty"):
        return True
    return token.mention is None and (token.low in _NOUNS or token.low in _PLURALS)


def _treaty_behind(verb: Token, tokens: Sequence[Token]) -> Token | None:
    """The noun of a treaty that closes the phrase right behind a verb."""
    found = None
    for token in tokens[verb.i + 1 : verb.i + 2 + _SHORT]:
        plain = token.mention is None or token.mention.role in ("adjective", "people") or of_kind(token, "Treaty")
        if not plain or token.tag not in _INSIDE:
            break
        found = token if _is_noun(token) else None if token.tag in ("NN", "NNS") else found  # 'sign treaty package'
        if token.tag in ("VBD", "MD"):
            break
    return found


def _has_verb(tokens: Sequence[Token], verb: Token) -> bool:
    """Whether the clause before a form has a finite verb of its own."""
    colon = max((t.i for t in tokens[: verb.i] if t.text in (":", ";", "–", "—")), default=-1)
    return any(t.tag in (*FINITE, "MD") and t is not verb and t.mention is None for t in tokens[colon + 1 : verb.i])


def _as_verb(verb: Token, noun: Token, tokens: Sequence[Token]) -> None:
    """Make a form the main verb, those before it its subjects and the noun of a treaty its object."""
    names = _names_before(verb, tokens)
    low = verb.low
    if not names:
        return
    root = next((t for t in tokens if t.head is None), None)
    verb.lemma, verb.pos = _FORMS[low], "VERB"
    verb.tag = "VBZ" if low.endswith("s") else "VBP"
    colon = max((t.i for t in tokens[: verb.i] if t.text in (":", ";", "–", "—")), default=-1)
    try:
        attach(verb, None, "ROOT")
        if root is not None and root is not verb and root.i <= colon:
            attach(root, verb, "dep")
        attach(names[0], verb, "nsubj")
        for name in names[1:]:
            attach(name, names[0], "conj")
        _object(noun, verb, tokens)
        if root is not None and root.head is None and root is not verb:
            attach(root, verb, "dep")
    except CircularError:
        return


def _names_before(verb: Token, tokens: Sequence[Token]) -> list[Token]:
    """The row of actors that ends right before a verb: 'Kenya and Ghana', 'Fiji's Roe, Tonga's Doe'."""
    out, at = [], verb.i - 1
    while at >= 0:
        token = tokens[at]
        if may_act(token) and not (at + 1 < verb.i and tokens[at + 1].text in ("'s", "’s")):
            out.append(token)
        elif not (may_act(token) or token.low in _AND or token.text in ("'s", "’s") or token.text == "Mr."):
            break
        at -= 1
    return list(reversed(out))


def _object(noun: Token, verb: Token, tokens: Sequence[Token]) -> None:
    """Make the noun of a treaty the object, and the words before it parts of its phrase."""
    if noun.mention is None and noun.tag not in ("NN", "NNS"):
        noun.tag, noun.pos = ("NNS" if noun.low in _PLURALS else "NN"), "NOUN"
    attach(noun, verb, "dobj")
    _gather(noun, verb, tokens)
    for token in tokens[noun.i + 1 :]:
        if token.tag in ("IN", "TO") and token.head is not None and token.head.i < verb.i:
            attach(token, noun if token.lemma in ("with", "on", "for", "between") else verb, "prep")


def _gather(noun: Token, verb: Token, tokens: Sequence[Token]) -> None:
    """Hang the words between a verb and the noun of its object on the noun, where they hang higher."""
    inside = tokens[verb.i + 1 : noun.i]
    if any(t.text in (",", "and") for t in inside):
        return
    for token in inside:
        if token.head is not None and (token.head is verb or token.head.i < verb.i or token.head.i > noun.i):
            dep = "det" if token.tag == "DT" else "amod" if token.tag == "JJ" else "compound"
            attach(token, noun, dep)


def _signed_behind(tokens: Sequence[Token]) -> None:
    """'Fisheries pact between Kenya and Ghana signed': the noun that was taken for a verb."""
    for noun in tokens:
        if noun.mention is not None or noun.low not in _NOUNS or noun.tag not in ("VB", "VBP"):
            continue
        inner = [c for c in noun.children if c.i < noun.i and c.dep in ("nsubj", "compound", "amod", "nmod")]
        if not inner or noun.by("dobj", "aux", "neg"):
            continue
        noun.tag, noun.pos = "NN", "NOUN"
        for child in inner:
            child.dep = "compound"
        if noun.dep == "ccomp":
            noun.dep = "dobj"
