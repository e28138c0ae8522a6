"""Sentences in the word order of another language, put in that of English before they are parsed once more.

A translated text may keep the order of its own language, in which the parser takes an object for a subject, or a
participle for the main verb. Where the tags of the words leave no doubt, the words are laid in the order of English and
parsed again; each token keeps its place in the text:

* 'the on Friday in Lima signed pact' -> 'the pact that was signed on Friday in Lima'
* 'put under the pact their signatures' -> 'put their signatures under the pact'
* 'To Chad Togo sent two ships' -> 'To Chad, Togo sent two ships'
* 'The pact was by Togo on Monday denounced' -> 'The pact was denounced by Togo on Monday'
* 'From the side of Togo two men were freed' -> 'Two men were freed by Togo'
* 'the pact, which Togo in the year 1990 had signed' -> 'the pact, which Togo had signed in the year 1990'
* 'the bloc, to which belong Togo and Mali' -> 'the bloc, to which Togo and Mali belong'
* 'In Lima was signed yesterday a pact' -> 'In Lima a pact was signed yesterday'
* 'In Lima met the ministers of both' -> 'In Lima the ministers of both met'
* 'Signed was also a memorandum' -> 'A memorandum was signed also'
* 'In the ministry it is denied that' -> 'the ministry denied that'
* 'By Togo was the pact denounced', 'it was by Togo that the pact was denounced' -> 'the pact was denounced by Togo'
* 'Togo it is that has denounced it' -> 'Togo has denounced it'
* 'Two fishermen did the coast guard arrest' -> 'The coast guard did arrest two fishermen'
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.tree import FINITE, NOUNS, SUBJECTS, may_act, of_kind
from kg.core.annotated import Mention, Token
from kg.core.words import word_set

Word = tuple[str, int, int, "Mention | None"]
_BEFORE_NOUN = ("DT", "PDT", "PRP$", "JJ", "JJR", "JJS", "CD", "POS", "HYPH", *NOUNS)
_PARTICIPLES = ("VBN", "VBD")
_WITHIN = 12
"""Words that may stand between an article and the participle of its noun."""
_SIGNATURES = word_set("annotate.order.signatures")
_PUT = word_set("annotate.order.put")
_SIDES = word_set("annotate.order.sides")
_MOVES = word_set("annotate.order.moves")
"""Verbs that do without an object, so that the noun behind them is their subject where none stands before them."""


def in_english_order(row: Sequence[Word], tree: Sequence[Token]) -> list[Word] | None:
    """The words of a sentence in the order of English; None where they stand in it."""
    if not tree or len(tree) != len(row):
        return None
    for rule in (
        _impersonal,
        _doer_first,
        _participle,
        _signature,
        _between_which,
        _which_behind,
        _between_verbs,
        _side,
        _passive_behind,
        _subject_behind,
        _object_before,
        _two_names,
    ):
        places = rule(tree)
        if places is not None:
            return [
                (_inside(row[p], tree[p], first=not p and n > 0) if isinstance(p, int) else p)
                for n, p in enumerate(places)
            ]
    return None


def _inside(word: Word, token: Token, *, first: bool) -> Word:
    """A word, without its capital where it opened the sentence and no longer does."""
    form, start, end, mention = word
    plain = mention is None and (token.tag not in ("NNP", "NNPS") or form.endswith("ed"))
    return (form.lower(), start, end, mention) if first and plain else word


def _low(tree: Sequence[Token], i: int) -> str:
    return tree[i].low if 0 <= i < len(tree) else ""


def _stops(token: Token) -> bool:
    """Whether a phrase cannot go on over this word."""
    return token.text in (",", ";", ":", "(", ")", '"', "“", "”", ".") or token.tag in ("MD", "VBZ", "VBP", "WDT", "WP")


def _noun_end(tree: Sequence[Token], start: int) -> int:
    """Where a noun with the words before it ends, if one begins here; else the start itself."""
    end = at = start
    while at < len(tree) and (tree[at].tag in _BEFORE_NOUN or tree[at].mention is not None):
        named = tree[at].mention is not None and tree[at].mention.role != "adjective"  # type: ignore[union-attr]
        titled = at + 1 < len(tree) and of_kind(tree[at + 1], "Person") and tree[at].text == "Mr."
        opened = tree[at].tag in ("DT", "PRP$") or (tree[at].tag == "CD" and tree[at - 1].tag in NOUNS)
        if end > start and (opened or titled or (named and not of_kind(tree[at], "Treaty"))):
            break
        if of_kind(tree[at], "Time") and at > start:
            break
        at += 1
        if tree[at - 1].tag in NOUNS or named:
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
        again = link == "and" and _low(tree, end + 1) == "of"  # 'of Peru and of Chile'
        after = _phrase_end(tree, end + 1 + again)
        if after == end + 1 + again:
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
        if article.low not in ("a", "an", "the") or article.tag != "DT":
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
            if (before.tag in NOUNS or before.mention is not None or before.tag == "CD") and end > verb.i + 1:
                many = tree[end - 1].tag in ("NNS", "NNPS")
                end = _topic_end(tree, end)
                head = range(verb.i + 1, end)
                at = tree[i].end
                that: list[int | Word] = [("that", at, at, None), ("were" if many else "was", at, at, None)]
                return [*range(i + 1), *head, *that, verb.i, *range(i + 1, verb.i), *range(end, len(tree))]
    return None


def _signature(tree: Sequence[Token]) -> list[int | Word] | None:
    for verb in tree[1:-3]:
        if verb.lemma not in _PUT or not verb.tag.startswith("VB"):
            continue
        for noun in tree[verb.i + 3 : verb.i + 3 + _WITHIN]:
            if _stops(noun):
                break
            if noun.low not in _SIGNATURES or tree[noun.i - 1].tag != "PRP$":
                continue
            inner, signed = range(verb.i + 1, noun.i - 1), [noun.i - 1, noun.i]
            if tree[verb.i + 1].tag == "IN":
                return [*range(verb.i + 1), *signed, *inner, *range(noun.i + 1, len(tree))]
            if tree[0].tag == "IN" and _topic_end(tree, _phrase_end(tree, 1)) == verb.i:
                # 'Under the pact put both ministers their signatures'
                return [*inner, verb.i, *signed, *range(verb.i), *range(noun.i + 1, len(tree))]
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
        if which.low not in ("which", "that", "whom") or which.tag not in ("WDT", "WP", "IN"):
            continue
        first = _phrase_end(tree, which.i + 1)
        if first == which.i + 1 or first + 3 >= len(tree) or tree[first].tag != "IN":
            continue
        inner = first
        while inner < len(tree) and tree[inner].tag == "IN" and (after := _time_or_place(tree, inner)) > inner:
            inner = after
        timed = inner > first
        end = _verbs_end(tree, inner)
        at_end = end >= len(tree) or tree[end].tag not in _BEFORE_NOUN
        if timed and end > inner and at_end and which.dep != "dobj":
            return [*range(first), *range(inner, end), *range(first, inner), *range(end, len(tree))]
    return None


def _time_or_place(tree: Sequence[Token], start: int) -> int:
    """Where the phrase of a time ('in the year 1998') or of a named place ends; else the start itself."""
    end = start + 1
    while end < len(tree) and (tree[end].tag in _BEFORE_NOUN or tree[end].mention is not None):
        end += 1
        if (named := tree[end - 1].mention) is not None:
            return end if named.kind in _ASIDE else start
    return start


def _between_verbs(tree: Sequence[Token]) -> list[int | Word] | None:
    """Who does it, when and where, told between a helping verb and its participle, goes behind the participle."""
    for phrase in tree[2:-2]:
        first = phrase.i
        helper = tree[first - 1] if tree[first - 1].tag != "RB" else tree[first - 2]
        if phrase.tag != "IN" or helper.lemma not in ("be", "have") or helper.tag == "VBG":
            continue
        end = first
        while end < len(tree) and tree[end].tag == "IN" and (after := _told_aside(tree, end)) > end:
            end = after
        if end == first or end >= len(tree):
            continue
        adverb = end
        end += tree[end].tag == "RB" and end + 1 < len(tree)
        verb = tree[end]
        done = verb.tag in _PARTICIPLES or (verb.tag == "JJ" and verb.text.endswith("ed"))
        alone = helper.lemma == "have" or end + 1 == len(tree) or tree[end + 1].tag not in ("NN", "NNS")
        alone |= phrase.low == "by" and not of_kind(tree[first + 1], "Time")
        if done and verb.mention is None and alone:
            behind = end + 1
            while behind < len(tree) and tree[behind].tag in ("NN", "NNS", "RP") and tree[behind].mention is None:
                behind += 1  # 'was by Togo taken prisoner', 'had on Monday set foot'
            return [*range(first), *range(adverb, behind), *range(first, adverb), *range(behind, len(tree))]
    return None


_CLAUSES = word_set("annotate.order.clauses")
"""What is tagged as a preposition and opens a clause."""


def _told_aside(tree: Sequence[Token], start: int) -> int:
    """Where a phrase of who does it, of a time or of a place that has a name ends; else the start itself."""
    end = _speaker_end(tree, start + 1)
    if end == start + 1 or tree[start].low in _CLAUSES:
        return start
    named = tree[end - 1].mention
    by = tree[start].low == "by" and not of_kind(tree[start + 1], "Time")
    proper = tree[end - 1].tag == "NNP" if named is None else named.kind != "Treaty"
    return end if by or proper else start


_ASIDE = frozenset({"Area", "Island", "IslandGroup", "Place", "Sea", "Settlement", "Strait", "Time"})


def _side(tree: Sequence[Token]) -> list[int | Word] | None:
    """'From the side of Togo two men were freed': 'by Togo', where nobody else is told to do it."""
    for side in tree[2:-1]:
        start, end = _of_side(tree, side) if side.low in _SIDES else (0, 0)
        if end == start:
            continue
        verb = next(
            (t for t in tree if t.tag in _PARTICIPLES and t.by("auxpass") and not t.by("agent") and _clause(t, side)),
            None,
        )
        if verb is None:
            continue
        first = side.i - 2 if start > side.i else start - 1
        after = verb.i + 1
        while after < len(tree) and tree[after].tag in ("RP", "RB"):
            after += 1
        phrase: list[int | Word] = [("by", tree[first].start, tree[first].end, None), *range(start, end)]
        skip = end + (1 if not first and _low(tree, end) == "," else 0)
        if verb.i > side.i:
            return [*range(first), *range(skip, after), *phrase, *range(after, len(tree))]
        return [*range(first), *phrase, *range(end, len(tree))]
    return None


def _of_side(tree: Sequence[Token], side: Token) -> tuple[int, int]:
    """Who is meant by 'from the side of Togo', 'on the part of Togo', 'from the Togolese side'; else an empty span."""
    i, low = side.i, side.low
    if (_low(tree, i - 2), low) in (("from", "side"), ("on", "part")) and _low(tree, i - 1) == "the":
        return (i + 2, _phrase_end(tree, i + 2)) if _low(tree, i + 1) == "of" else (i, i)
    named = tree[i - 1].mention
    if low == "side" and named is not None and named.role == "adjective" and _low(tree, i - 2) == "the":
        return (i - 2, i + 1) if _low(tree, i - 3) == "from" else (i, i)
    return i, i


def _doer_first(tree: Sequence[Token]) -> list[int | Word] | None:
    """'By Togo was the pact denounced', 'it was by Togo that it was denounced', 'Togo it is that denounced it'."""
    if len(tree) > 5 and (_low(tree, 0), _low(tree, 2)) == ("it", "by") and _low(tree, 1) in ("is", "was"):
        end = _phrase_end(tree, 3)
        start = end + 1
        if end == 3 or _low(tree, end) != "that" or not any(may_act(t) for t in tree[3:end]):
            return None
        be = _topic_end(tree, _phrase_end(tree, start))
        return _by_doer(tree, 2, end, range(start, be), be)
    if _low(tree, 0) == "by":
        end = _phrase_end(tree, 1)
        if end > 1 and any(may_act(t) for t in tree[1:end]):
            start = end + 1
            return _by_doer(tree, 0, end, range(start, _topic_end(tree, _phrase_end(tree, start))), end)
        return None
    end = _phrase_end(tree, 0) if tree[0].mention is not None or tree[0].tag == "DT" else 0
    cleft = end and _low(tree, end) == "it" and _low(tree, end + 1) in ("is", "was") and _low(tree, end + 2) == "that"
    return [*range(end), *range(end + 3, len(tree))] if cleft and any(may_act(t) for t in tree[:end]) else None


def _by_doer(tree: Sequence[Token], by: int, end: int, subject: range, be: int) -> list[int | Word] | None:
    """'The pact was denounced by Togo': the subject, the auxiliary, the participle and the doer, then all the rest."""
    verb = max(be, subject.stop - 1) + 1 if be > end else subject.stop
    if not subject or verb >= len(tree) or tree[be].lemma != "be" or tree[verb].tag not in _PARTICIPLES:
        return None
    return [*subject, be, verb, *range(by, end), *range(verb + 1, len(tree))]


def _clause(verb: Token, word: Token) -> bool:
    """Whether nothing but words without a verb of their own lies between the two."""
    up = next((t for t in word.ancestors() if t.tag.startswith("VB")), None)
    return up is verb


def _subject_behind(tree: Sequence[Token]) -> list[int | Word] | None:
    root = next((t for t in tree if t.head is None), None)
    if root is None or not root.tag.startswith("VB"):
        return None
    first = tree[0]
    done = first.tag == "VBN" or (first.text.endswith("ed") and first.tag in ("NNP", "JJ", "VBD"))
    if root.i == 1 and root.lemma == "be" and done and first.mention is None and tree[-1].text == ".":
        return _behind(tree, 0, 2)
    if root.lemma not in _MOVES or root.tag not in _PARTICIPLES or root.by(*SUBJECTS, "aux", "auxpass", "agent"):
        return None
    front = tree[: root.i]
    if any(_stops(t) or t.tag.startswith("VB") for t in front) or (front and front[0].tag not in ("IN", "RB", "JJ")):
        return None
    return _behind(tree, root.i, root.i + 1)


_SPEAK = word_set("annotate.order.speak")
"""Nouns of those of whom 'in the ministry it is said' tells what they say."""
_TOLD = word_set("annotate.order.told")


def _impersonal(tree: Sequence[Token]) -> list[int | Word] | None:
    """'In the ministry it is denied that', 'it was stressed by Togo that', 'as was stressed by Togo,': who says so."""
    for be in tree[1:-3]:
        verb = tree[be.i + 1]
        if be.lemma != "be" or be.tag not in FINITE or verb.tag != "VBN" or verb.mention is not None:
            continue
        subject = _low(tree, be.i - 1)
        if subject == "it" and _low(tree, verb.i + 1) in _TOLD and tree[0].low in ("in", "on", "from"):
            end = _noun_end(tree, 1)
            named = tree[end - 1].mention
            speaks = tree[end - 1].lemma.lower() in _SPEAK if named is None else named.kind in _BODIES
            end = _phrase_end(tree, 1) if speaks else end
            commas = _low(tree, end) == "," and _low(tree, be.i - 2) == ","
            if end > 1 and speaks and (end == be.i - 1 or commas):
                return [*range(1, be.i - 1), *range(verb.i, len(tree))]
        if subject in ("it", "as") and _low(tree, verb.i + 1) in ("by", "from"):
            end = _speaker_end(tree, verb.i + 2)
            if _low(tree, verb.i + 1) == "from" and tree[end - 1].lemma not in _SPEAK:
                continue
            if end > verb.i + 2 and _low(tree, end) == ("that" if subject == "it" else ","):
                skip = be.i - 1 if subject == "it" else be.i
                return [*range(skip), *range(verb.i + 2, end), verb.i, *range(end, len(tree))]
    return None


_BODIES = frozenset({"ArmedForce", "Legislature", "Ministry", "Organization", "PoliticalParty"})


def _speaker_end(tree: Sequence[Token], start: int) -> int:
    """Where the noun of one who speaks ends, with a name right behind it ('the President of Togo A B')."""
    end = _phrase_end(tree, start)
    if end > start and end + 1 < len(tree) and tree[end].text == "Mr." and of_kind(tree[end + 1], "Person"):
        return end + 2
    return end


def _passive_behind(tree: Sequence[Token]) -> list[int | Word] | None:
    """'In Lima was signed by both the pact': the noun behind the verb is what was signed."""
    be = next((t for t in tree if t.tag in FINITE), None)
    if be is None or be.lemma != "be" or be.i + 3 >= len(tree) or tree[-1].text != ".":
        return None
    at = 0
    while at < be.i and (tree[at].tag in ("IN", "RB") or of_kind(tree[at], "Time")):
        after = _phrase_end(tree, at + 1) if tree[at].tag == "IN" else at + 1
        at = after if after > at + 1 or tree[at].tag != "IN" else len(tree)
    if at != be.i:
        return None
    verb = be.i + 1
    while verb < len(tree) and tree[verb].tag in ("RB", "IN"):
        verb = max(_told_aside(tree, verb), verb + 1) if tree[verb].tag == "IN" else verb + 1
    if verb >= len(tree) or tree[verb].tag not in _PARTICIPLES or tree[verb].mention is not None:
        return None
    found = _behind(tree, be.i, verb + 1)
    if found is None or tree[0].low not in ("between", "with"):
        return found
    noun = found.index(be.i)  # 'Between both was signed a pact' -> 'a pact between both was signed'
    return [*found[be.i : noun], *found[: be.i], *found[noun:]]


def _which_behind(tree: Sequence[Token]) -> list[int | Word] | None:
    """'The bloc, to which belong Peru and Chile': those behind the verb belong to it."""
    for which in tree[1:-3]:
        verb = tree[which.i + 1]
        if which.low not in ("which", "whom") or tree[which.i - 1].tag not in ("IN", "TO"):
            continue
        if verb.lemma not in _IN_BODY or verb.tag not in FINITE:
            continue
        end = after = _phrase_end(tree, verb.i + 1)
        while after > verb.i + 1 and _low(tree, after) == "," and after + 1 < len(tree) and may_act(tree[after + 1]):
            after = _phrase_end(tree, after + 1)
            end = after
        if end > verb.i + 1 and any(may_act(t) for t in tree[verb.i + 1 : end]):
            return [*range(verb.i), *range(verb.i + 1, end), verb.i, *range(end, len(tree))]
    return None


_IN_BODY = word_set("annotate.order.in_body")


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
    if tree[start].lemma == "be" or end - start == 2:
        last = _topic_end(tree, last)
    rest = range(last, len(tree))
    helped = [*range(start, end)] if tree[end - 1].lemma != "be" else [end - 1, *range(start, end - 1)]
    return [*range(start), *range(at, last), *helped, *range(end, at), *rest]


def _object_before(tree: Sequence[Token]) -> list[int | Word] | None:
    """'Two fishermen did the coast guard arrest': the noun before 'did' is the object of the verb behind it."""
    first = _phrase_end(tree, 0)
    if not first or first + 3 >= len(tree) or _low(tree, first) not in ("did", "does", "do"):
        return None
    end = _phrase_end(tree, first + 1)
    if end > first + 2 and tree[end - 1].tag in ("NN", "VB"):
        end -= 1
    if end >= len(tree):
        return None
    verb = tree[end]
    if verb.mention is not None or verb.tag not in ("VB", "NN", "VBP") or end <= first + 1 or tree[end - 1].tag == "RB":
        return None
    return [*range(first + 1, end), first, end, *range(first), *range(end + 1, len(tree))]


def _two_names(tree: Sequence[Token]) -> list[int | Word] | None:
    """'To Chad Togo sent two ships': a comma between the two names."""
    if tree[0].tag not in ("IN", "TO") or tree[0].low == "by":
        return None
    for name in tree[2:-1]:
        if _stops(name) or name.tag in FINITE:
            return None
        start = name.i - 1 if _low(tree, name.i - 1) == "mr." else name.i
        before = tree[start - 1]
        if not may_act(name) or start < 2 or of_kind(before, "Time"):
            continue
        joined = before.mention is not None and before.mention.role != "adjective"
        pointing = before.low in ("this", "that") and before.tag == "DT"
        if not (joined or pointing or before.tag in ("NN", "NNS")):
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
