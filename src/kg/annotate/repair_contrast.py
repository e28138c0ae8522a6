"""Members of a row that are set against the others, which the parser coordinates with them.

* 'Ghana rather than Chad signed it', 'Ghana, and not Chad, signed it': Chad did not;
* 'Ghana, or perhaps Chad, fired': nobody says that Chad did;
* 'Seized by Ghana and not, as Chad claimed, by Togo': Togo did not, and Chad's claim is of Togo alone;
* 'Said Ghana, and not Chad, was behind it': Ghana is the subject;
* 'It is Ghana, not the bloc, that signed it': Ghana did;
* 'All but Ghana recognised it', 'all members bar Ghana ratified it': Ghana did not.

After the 'exceptive' and 'contrastive' constructions of R. Huddleston, G. Pullum, 'The Cambridge Grammar of the English
Language' (2002), chapter 15.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.mending import Repair, only_with
from kg.annotate.tree import SUBJECTS, attach, comma, finite, first_of, last_of, may_act
from kg.core.annotated import Token
from kg.core.words import word_set

_AGAINST = frozenset(
    {("rather", "than"), ("instead", "of"), ("sooner", "than"), ("opposed", "to"), ("or", "perhaps"), ("or", "maybe")}
    | {("or", "possibly"), ("if", "not"), ("and", "not"), ("but", "not"), ("though", "not"), ("although", "not")}
)
"""Words right before who did not do it, or of whom nobody says so."""
EXCEPT = word_set("annotate.repair_contrast.except")
"""Words before whoever is left out of 'all'."""
ALL = word_set("annotate.repair_contrast.all")
_BACK = 4
"""Words before 'except' within which 'all' stands."""


_SET_AGAINST = word_set("annotate.repair_contrast.set_against")


@only_with(_SET_AGAINST)
def _set_against(tokens: Sequence[Token]) -> None:
    """Takes whoever stands behind 'rather than' or 'and not' out of the row."""
    for token in tokens:
        head = token.head
        if token.mention is None or head is None:
            continue
        beside = token.dep == "conj" and head.mention is not None
        beside |= token.dep in SUBJECTS and any(s.i < token.i and s.mention is not None for s in head.by(token.dep))
        if not beside:
            continue
        first = first_of(token)
        while first > 0 and tokens[first].low in ("not", "perhaps", "maybe", "possibly"):
            first += 1  # the adverb may hang on the name
        before = tuple(t.low for t in tokens[max(0, first - 2) : first])
        if before in _AGAINST:
            attach(token, head, "dep")


@only_with(EXCEPT, ALL)
def _left_out(tokens: Sequence[Token]) -> None:
    """Makes 'all' the subject in 'all but Ghana recognised it'."""
    for name in tokens[2:]:
        first = first_of(name)
        verb = name.head
        if name.mention is None or name.dep not in SUBJECTS or verb is None or first < 2:
            continue
        but = tokens[first - 1]
        if but.low not in EXCEPT:
            continue
        start = max(0, first - 1 - _BACK)
        whole = next((t for t in tokens[start : first - 1] if t.low in ALL), None)
        if whole is None or any(t.text in (",", ";", ":") for t in tokens[whole.i : first - 1]):
            continue
        noun = whole if but.i == whole.i + 1 else tokens[but.i - 1]
        if verb is but or (verb.dep == "ccomp" and verb.head is but):
            attach(verb, None, "ROOT")  # 'all members bar Ghana ratified it', of which 'bar' was made the verb
        dep = name.dep
        attach(noun, verb, dep)
        if noun is not whole:
            attach(whole, noun, "det")
        but.tag, but.pos = "IN", "ADP"
        attach(but, noun, "prep")
        attach(name, but, "pobj")
        for child in [c for c in but.children if c is not name]:
            attach(child, verb, child.dep)


@only_with({"not"}, {"as"})
def _not_as_claimed(tokens: Sequence[Token]) -> None:
    """'Died in a blast and not, as Chad claimed, under fire': the claim, and what is denied, hang apart."""
    for no, sign, clause in zip(tokens, tokens[1:], tokens[2:], strict=False):
        before = tokens[no.i - 1].low if no.i else ""
        if no.text != "not" or sign.text != "," or clause.text != "as" or before not in (",", "and", "but", "though"):
            continue
        end = next((t.i for t in tokens[clause.i :] if t.text == ","), None)
        root = next((t for t in tokens[: no.i] if t.head is None), None)
        if end is None or root is None or end + 1 >= len(tokens):
            continue
        inside = tokens[clause.i : end]
        top = next((t for t in inside if t.head not in inside and t.dep != "mark" and t.text != "as"), None)
        behind = tokens[end + 1]
        while behind.head is not None and behind.head.i > end:
            behind = behind.head
        if top is None or top is root or behind is root:
            continue
        attach(no, root, "dep")
        attach(top, no, "advcl")
        attach(behind, root, "dep")
        attach(no, behind, "neg")


_SAYS = word_set("annotate.repair_contrast.says")


@only_with(_SAYS, {","})
def _said_of_one(tokens: Sequence[Token]) -> None:
    """'Said Ghana, and not Chad, was behind it': Ghana is said to be, and is not what was said."""
    for name in tokens:
        says = name.head if name.dep in ("dobj", "dative") and may_act(name) else None
        if says is None or says.lemma not in _SAYS or says.i > name.i or not comma(tokens, last_of(name) + 1):
            continue
        told = [c for c in says.by("ccomp") if finite(c) and c.i > name.i and not c.by(*SUBJECTS, "mark")]
        if len(told) == 1 and first_of(told[0]) == last_of(name) + 2:
            attach(name, told[0], "nsubjpass" if told[0].by("auxpass") else "nsubj")


@only_with({"it"}, {"not"}, {"that", "who", "which"})
def _cleft_contrast(tokens: Sequence[Token]) -> None:
    """'It is Ghana, not Chad, that signed it': what follows is told of Ghana."""
    for clause in tokens:
        other = clause.head if clause.dep == "relcl" else None
        be = other.head if other is not None else None
        be = be.head if be is not None and be.dep == "attr" else be
        if other is None or be is None or be.lemma != "be" or other.dep not in ("appos", "conj", "dep"):
            continue
        one = next((t for t in be.by("attr") if t.i < other.i), None)
        it = any(s.low == "it" for s in be.by("nsubj"))
        told = one is not None and any(c.i < other.i for c in one.by("relcl"))  # 'not Chad, whom he accused'
        if one is not None and it and not told and any(c.low == "not" for c in (*other.children, *be.by("neg"))):
            attach(clause, one, "relcl")
            attach(other, be, "dep")


CONTRASTS: tuple[Repair, ...] = (_set_against, _not_as_claimed, _left_out, _said_of_one, _cleft_contrast)
"""In this order."""
