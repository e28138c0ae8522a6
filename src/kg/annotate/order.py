"""Sentences in the word order of another language, put in that of English before they are parsed once more.

A translated text may keep the order of its own language, in which the parser takes an object for a subject, or a
participle for the main verb. Where the tags of the words leave no doubt, the words are laid in the order of English and
parsed again; each token keeps its place in the text:

* 'the on Friday in Lima signed pact' -> 'the pact that was signed on Friday in Lima'
* 'put under the pact their signatures' -> 'put their signatures under the pact'
* 'To Chad Togo sent two ships' -> 'To Chad, Togo sent two ships'
* 'The pact was by Togo denounced' -> 'The pact was denounced by Togo'
* 'From the side of Togo two men were freed' -> 'Two men were freed by Togo'
* 'the pact, which Togo in the year 1990 had signed' -> 'the pact, which Togo had signed in the year 1990'
* 'In Lima met the ministers of both' -> 'In Lima the ministers of both met'
* 'Signed was also a memorandum' -> 'A memorandum was signed also'
* 'Two fishermen did the coast guard arrest' -> 'The coast guard did arrest two fishermen'
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.tree import FINITE, SUBJECTS, may_act, of_kind
from kg.core.annotated import Mention, Token

Word = tuple[str, int, int, "Mention | None"]
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_BEFORE_NOUN = ("DT", "PDT", "PRP$", "JJ", "JJR", "JJS", "CD", "POS", "HYPH", *_NOUNS)
_PARTICIPLES = ("VBN", "VBD")
_WITHIN = 12
"""Words that may stand between an article and the participle of its noun."""
_SIGNATURES = frozenset({"name", "names", "signature", "signatures"})
_PUT = frozenset({"affix", "append", "place", "put", "set"})
_SIDES = frozenset({"part", "side"})
_MOVES = frozenset(
    {"appear", "arrive", "assemble", "come", "convene", "gather", "go", "intervene", "land", "meet", "participate"}
    | {"protest", "react", "speak", "travel"}
)
"""Verbs that do without an object, so that the noun behind them is their subject where none stands before them."""


def in_english_order(row: Sequence[Word], tree: Sequence[Token]) -> list[Word] | None:
    """The words of a sentence in the order of English; None where they stand in it."""
    if not tree or len(tree) != len(row):
        return None
    places: list[int | Word] = list(range(len(tree)))
    for rule in (_participle, _signature, _between_which, _agent, _side, _subject_behind, _object_before, _two_names):
        found = rule(tree)
        if found is not None:
            places = found
            return [row[p] if isinstance(p, int) else p for p in places]
    return None


def _low(tree: Sequence[Token], i: int) -> str:
    return tree[i].text.lower() if 0 <= i < len(tree) else ""


def _stops(token: Token) -> bool:
    """Whether a phrase cannot go on over this word."""
    return token.text in (",", ";", ":", "(", ")", '"', "“", "”", ".") or token.tag in ("MD", "VBZ", "VBP", "WDT", "WP")


def _noun_end(tree: Sequence[Token], start: int) -> int:
    """Where a noun with the words before it ends, if one begins here; else the start itself."""
    end = at = start
    while at < len(tree) and (tree[at].tag in _BEFORE_NOUN or tree[at].mention is not None):
        named = tree[at].mention is not None and tree[at].mention.role != "adjective"  # type: ignore[union-attr]
        titled = at + 1 < len(tree) and of_kind(tree[at + 1], "Person") and tree[at].text == "Mr."
        opened = tree[at].tag in ("DT", "PRP$")
        if end > start and (opened or titled or (named and not of_kind(tree[at], "Treaty"))):
            break
        if of_kind(tree[at], "Time") and at > start:
            break
        at += 1
        if tree[at - 1].tag in _NOUNS or named:
            end = at
        if named and not (at < len(tree) and tree[at].tag == "POS"):
            break
    return end


def _phrase_end(tree: Sequence[Token], start: int) -> int:
    """Where a noun ends together with those that 'of' and 'and' join to it; else the start itself."""
    end = _noun_end(tree, start + 1 if _low(tree, start) == "mr." else start)
    if end == start or (_low(tree, start) == "mr." and end == start + 1):
        return start
    while end < len(tree):
        link = _low(tree, end)
        if link not in ("of", "and", "between", "for"):
            break
        after = _phrase_end(tree, end + 1)
        if after == end + 1:
            break
        end = after
    return end


def _topic_end(tree: Sequence[Token], start: int) -> int:
    """Where the phrases of a noun's topic and sides end ('the pact on trade between Peru and Chile')."""
    end = start
    while _low(tree, end) in ("on", "of", "between", "for", "about", "with", "concerning"):
        after = _phrase_end(tree, end + 1)
        if after == end + 1 or of_kind(tree[end + 1], "Time"):
            break
        end = after
    return end


def _participle(tree: Sequence[Token]) -> list[int | Word] | None:
    for article in tree[:-3]:
        i = article.i
        if article.text.lower() not in ("a", "an", "the") or article.tag != "DT":
            continue
        timed = of_kind(tree[i + 1], "Time")
        if not timed and (tree[i + 1].tag not in ("IN", "TO") or tree[i + 1].mention is not None):
            continue
        for verb in tree[i + 2 : i + _WITHIN]:
            if _stops(verb):
                break
            ended = verb.tag in _PARTICIPLES or (verb.tag == "JJ" and verb.text.endswith("ed"))
            if verb.mention is not None or not ended or (timed and verb.i != i + 2):
                continue
            before = tree[verb.i - 1]
            end = _noun_end(tree, verb.i + 1)
            if (before.tag in _NOUNS or before.mention is not None or before.tag == "CD") and end > verb.i + 1:
                many = tree[end - 1].tag in ("NNS", "NNPS")
                end = _topic_end(tree, end)
                head = range(verb.i + 1, end)
                at = tree[i].end
                that: list[int | Word] = [("that", at, at, None), ("were" if many else "was", at, at, None)]
                return [*range(i + 1), *head, *that, verb.i, *range(i + 1, verb.i), *range(end, len(tree))]
    return None


def _signature(tree: Sequence[Token]) -> list[int | Word] | None:
    for verb in tree[1:-3]:
        if verb.lemma not in _PUT or not verb.tag.startswith("VB") or tree[verb.i + 1].tag != "IN":
            continue
        for noun in tree[verb.i + 3 : verb.i + 3 + _WITHIN]:
            if _stops(noun):
                break
            if noun.text.lower() in _SIGNATURES and tree[noun.i - 1].tag == "PRP$":
                inner = range(verb.i + 1, noun.i - 1)
                return [*range(verb.i + 1), noun.i - 1, noun.i, *inner, *range(noun.i + 1, len(tree))]
    return None


def _verbs_end(tree: Sequence[Token], start: int) -> int:
    """Where a group of helping verbs, adverbs and a finite verb ends, if one begins here; else the start itself."""
    end = at = start
    while at < len(tree) and (tree[at].tag.startswith("VB") or tree[at].tag in ("MD", "RB")):
        at += 1
        if tree[at - 1].tag != "RB":
            end = at
    finite = any(t.tag in (*FINITE, "MD", "VBN") for t in tree[start:end])
    return end if finite and not any(t.tag == "VBG" for t in tree[start:end]) else start


def _between_which(tree: Sequence[Token]) -> list[int | Word] | None:
    """The phrase of a time between the subject and the verb of what 'which' opens goes behind the verb."""
    for which in tree[1:-4]:
        if which.text.lower() not in ("which", "that", "whom") or which.tag not in ("WDT", "WP", "IN"):
            continue
        first = _phrase_end(tree, which.i + 1)
        if first == which.i + 1 or first + 3 >= len(tree) or tree[first].tag != "IN":
            continue
        inner = first + 1
        while inner < len(tree) and (tree[inner].tag in _BEFORE_NOUN or of_kind(tree[inner], "Time")):
            inner += 1
        timed = any(of_kind(t, "Time") for t in tree[first:inner])
        end = _verbs_end(tree, inner)
        at_end = end >= len(tree) or tree[end].tag not in _BEFORE_NOUN
        if timed and end > inner and at_end and which.dep != "dobj":
            return [*range(first), *range(inner, end), *range(first, inner), *range(end, len(tree))]
    return None


def _agent(tree: Sequence[Token]) -> list[int | Word] | None:
    for by in tree[2:-2]:
        be = tree[by.i - 1] if tree[by.i - 1].tag != "RB" else tree[by.i - 2]
        if by.text.lower() != "by" or be.lemma != "be" or be.tag == "VBG":
            continue
        end = _phrase_end(tree, by.i + 1)
        if end == by.i + 1 or end >= len(tree):
            continue
        verb = tree[end]
        told = verb.tag in _PARTICIPLES or (verb.tag == "JJ" and verb.text.endswith("ed"))
        if told and verb.mention is None and not of_kind(tree[by.i + 1], "Time"):
            return [*range(by.i), end, *range(by.i, end), *range(end + 1, len(tree))]
    return None


def _side(tree: Sequence[Token]) -> list[int | Word] | None:
    """'From the side of Togo two men were freed': 'by Togo', where nobody else is told to do it."""
    for side in tree[2:-3]:
        i = side.i
        opener = (_low(tree, i - 2), side.text.lower())
        if opener not in (("from", "side"), ("on", "part")) or _low(tree, i - 1) != "the" or _low(tree, i + 1) != "of":
            continue
        end = _phrase_end(tree, i + 2)
        verb = next(
            (t for t in tree if t.tag in _PARTICIPLES and t.by("auxpass") and not t.by("agent") and _clause(t, side)),
            None,
        )
        if end == i + 2 or verb is None:
            continue
        after = verb.i + 1
        while after < len(tree) and tree[after].tag in ("RP", "RB"):
            after += 1
        phrase: list[int | Word] = [("by", tree[i - 2].start, tree[i - 2].end, None), *range(i + 2, end)]
        skip = end + (1 if i == _FIRST and _low(tree, end) == "," else 0)
        if verb.i > i:
            return [*range(i - 2), *range(skip, after), *phrase, *range(after, len(tree))]
        return [*range(i - 2), *phrase, *range(end, len(tree))]
    return None


_FIRST = 2
"""Where 'side' stands in a sentence that 'from the side of' opens."""


def _clause(verb: Token, word: Token) -> bool:
    """Whether nothing but words without a verb of their own lies between the two."""
    up = next((t for t in word.ancestors() if t.tag.startswith("VB")), None)
    return up is verb


def _subject_behind(tree: Sequence[Token]) -> list[int | Word] | None:
    root = next((t for t in tree if t.head is None), None)
    if root is None or not root.tag.startswith("VB"):
        return None
    if root.i == 1 and root.lemma == "be" and tree[0].tag == "VBN" and tree[-1].text == ".":
        return _behind(tree, 0, _TWO)
    if root.lemma not in _MOVES or root.tag not in _PARTICIPLES or root.by(*SUBJECTS, "aux", "auxpass", "agent"):
        return None
    front = tree[: root.i]
    if any(_stops(t) or t.tag.startswith("VB") for t in front) or (front and front[0].tag not in ("IN", "RB", "JJ")):
        return None
    return _behind(tree, root.i, root.i + 1)


_TWO = 2


def _behind(tree: Sequence[Token], start: int, end: int) -> list[int | Word] | None:
    """The order with the first noun behind a verb that no preposition opens set before the verb."""
    at = end
    while at < len(tree) and (tree[at].tag in ("RB", "RP", "IN", "TO", "PRP") or of_kind(tree[at], "Time")):
        if tree[at].tag in ("IN", "TO"):
            after = _phrase_end(tree, at + 1)
            at = after if after > at + 1 else at + 1
        else:
            at += 1
    last = _phrase_end(tree, at)
    if last == at or tree[end - 1].text == ",":
        return None
    rest = range(last, len(tree))
    helped = [end - 1, *range(start, end - 1)] if end - start == _TWO else list(range(start, end))
    return [*range(start), *range(at, last), *helped, *range(end, at), *rest]


def _object_before(tree: Sequence[Token]) -> list[int | Word] | None:
    """'Two fishermen did the coast guard arrest': the noun before 'did' is the object of the verb behind it."""
    first = _phrase_end(tree, 0)
    if not first or first + 3 >= len(tree) or _low(tree, first) not in ("did", "does", "do"):
        return None
    end = _phrase_end(tree, first + 1)
    verb = tree[end - 1] if end > first + 2 and tree[end - 1].tag in ("NN", "VB") else tree[end]
    end = verb.i
    if verb.mention is not None or verb.tag not in ("VB", "NN", "VBP") or end <= first + 1 or tree[end - 1].tag == "RB":
        return None
    return [*range(first + 1, end), first, end, *range(first), *range(end + 1, len(tree))]


def _two_names(tree: Sequence[Token]) -> list[int | Word] | None:
    """'To Chad Togo sent two ships': a comma between the two names."""
    if tree[0].tag not in ("IN", "TO") or tree[0].text.lower() == "by":
        return None
    for name in tree[2:-1]:
        if _stops(name) or name.tag in FINITE:
            return None
        start = name.i - 1 if _low(tree, name.i - 1) == "mr." else name.i
        before = tree[start - 1]
        if not may_act(name) or start < _TWO or of_kind(before, "Time"):
            continue
        joined = before.mention is not None and before.mention.role != "adjective"
        if not (joined or before.tag in ("NN", "NNS")):
            continue
        at = name.i + 1
        while at < len(tree) and (tree[at].tag == "RB" or of_kind(tree[at], "Time")):
            at += 1
        if at >= len(tree) or tree[at].tag not in (*FINITE, "MD"):
            continue
        verb = next((a for a in (tree[at], *tree[at].ancestors()) if a.tag.startswith("VB")), tree[at])
        if verb.by(*SUBJECTS):
            return None
        here: Word = (",", before.end, before.end, None)
        return [*range(start), here, *range(start, len(tree))]
    return None
