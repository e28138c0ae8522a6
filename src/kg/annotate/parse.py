"""Parse sentences over their bones: each name, date and titled person is one token with a plain word in its place.

A statistical parser stumbles over 'the "Agreement on Acquisition of Supplies and Cross-Service Support,"' but not over
'the Agreement'. So the words found before (``Mention``) are merged into one token each, the parser sees a stand-in of
the same grammatical kind, and the tree's tokens keep the offsets of the text. Entity recognition runs on the text
itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from itertools import islice, pairwise, repeat
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate.arithmetic import one_thread, quicken
from kg.annotate.convolutions import fuse
from kg.annotate.embeddings import remember
from kg.annotate.morphology import Form, Morphology
from kg.annotate.repair import repairs
from kg.annotate.transitions import piped
from kg.annotate.tree import attach
from kg.core.annotated import Mention, Token
from kg.core.words import word_set

_BATCH = 128
"""Sentences that are analysed at once."""
_PARSE = ("tok2vec", "tagger", "parser")
_PREPOSITIONS = word_set("annotate.parse.prepositions")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
FORM_OF_ADDRESS = "Mr."
"""Set before each person's name, so that 'In Athens, A and B signed' is not read as a list of three."""
Word = tuple[str, int, int, "Mention | None"]


def words(nlp: Language, text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Word]:
    """Tokens of a sentence as (stand-in, start, end, mention); mentions must not overlap."""
    out: list[Word] = []
    at = start
    for mention in sorted(mentions, key=lambda m: m.span):
        a, b = max(mention.span[0], start), min(mention.span[1], end)
        if a < at:
            continue
        out += _plain(nlp, text, at, a)
        if mention.kind == "Person":
            out.append((FORM_OF_ADDRESS, a, a, None))
        out.append((stand_in(mention, text, out), a, b, mention))
        at = b
    return out + _plain(nlp, text, at, end)


def _plain(nlp: Language, text: str, start: int, end: int) -> list[Word]:
    piece = text[start:end]
    forms = _forms_again(nlp.tokenizer, piece) if len(piece) <= _OFTEN else _forms(nlp.tokenizer, piece)
    return _joined([(form, start + at, start + to, None) for form, at, to in forms]) if forms else []


_OFTEN = 16
"""So short a stretch between two names (' and the ', ', in ') is met again."""


def _forms(tokenizer: Callable[[str], Doc], piece: str) -> list[tuple[str, int, int]]:
    """The words of a stretch, with where each begins and ends in it."""
    out: list[tuple[str, int, int]] = []
    for token in tokenizer(_unmarked(piece)):
        word, at = token.text, token.idx
        if not word.strip():
            continue
        stopped = word[-1] == "." and _STOPPED.search(word) is not None
        parts = (word[:-1], ".") if stopped else (word,)  # 'MoU.' at the end of a sentence
        for part in parts:
            out.append((_WRITTEN.get(part, part), at, at + len(part)))
            at += len(part)
    return out


_STOPPED = re.compile(r"[a-z][A-Z]\.$")
_forms_again = lru_cache(4096)(_forms)


def _unmarked(text: str) -> str:
    """A text of the same length without line ends and without the signs that set words in bold or italics."""
    plain = text.replace("\n", " ").replace("\u00ad", "-")
    return _MARKS.sub(lambda m: " " * len(m.group()), plain) if "*" in plain or "_" in plain else plain


_MARKS = re.compile(r"\*+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)")
PREFIXES = word_set("annotate.parse.prefixes")
"""Prefixes that are written with a hyphen or without: 're-established' is parsed as 'reestablished'."""
PARTED = frozenset(
    f"{verb}-{particle}"
    for particle, verbs in {
        "back": "call claw cut draw fall hand pull roll scale",
        "down": "break clamp crack draw lock shut stand step wind",
        "fire": "cease",
        "in": "break sit",
        "off": "call cut stand",
        "out": "bail black pull walk",
        "over": "fly hand hang take",
        "up": "arms break build call flare follow hold line round start step",
    }.items()
    for verb in verbs.split()
)
"""Nouns made of a verb and a particle, written with a hyphen or without: 'pull-out' is parsed as 'pullout'."""


def _joined(row: list[Word]) -> list[Word]:
    """The words with a prefix and its hyphen, or a verb and its particle, joined to the word that follows."""
    out: list[Word] = []
    for form, start, end, mention in row:
        if (
            len(out) > 1
            and form.islower()
            and out[-1][0] == "-"
            and out[-1][2] == start
            and (out[-2][0].lower() in PREFIXES or f"{out[-2][0].lower()}-{form}" in PARTED)
            and out[-2][2] == out[-1][1]
        ):
            out.pop()
            prefix, begin, _, _ = out.pop()
            form, start = prefix + form, begin
        out.append((form, start, end, mention))
    return out


def _names_apart(text: str) -> str:
    """A text of the same length in which signs for 'and' do not join names into one."""
    return text.replace("\n", " ").replace(" + ", " , ").replace(" & ", " , ")


_WRITTEN = {  # what notes and live pages write for words that the parser knows
    "&": "and",
    "+": "and",
    "w/": "with",
    "w/o": "without",
    "b/w": "between",
    "btwn": "between",
    "gov't": "government",
    "govt": "government",
    "Gov't": "Government",
    "Govt": "Government",
    "b/c": "because",
    "thru": "through",
    "mtg": "meeting",
    "intl": "international",
    "int'l": "international",
    "mins": "ministers",
    "dep't": "department",
}


def stand_in(mention: Mention, text: str, before: Sequence[Word]) -> str:
    """A plain word of the same grammatical kind as the mention."""
    form = text[mention.start : mention.end]
    previous = before[-1][0].lower() if before else ""
    if mention.kind == "Time":
        span = _LASTING.match(text, mention.start) if previous in _HOLDING else None
        if span is not None and span.start(2) == mention.end:
            return span[1]  # 'held two days of talks'
        return _time_word(mention, form, previous)
    if mention.kind == "Person":
        last = _last_word(form, "Smith")
        return last if last[0].isupper() else last.capitalize()  # 'Ahn Gyu-back'
    if mention.kind == "Treaty":
        word = next((w for w in reversed(re.findall(r"[A-Za-z]+", form)) if w.lower() in _TREATY_HEADS), None)
        return word.capitalize() if word else "Treaties" if form.endswith("s") and form[-2:-1].isupper() else "Treaty"
    if form.isupper() and form.isalpha() and len(form) > 2 and mention.kind in _BODIES:
        return "NATO"  # the tagger takes capitals that it has not seen for any part of speech
    if re.fullmatch(r"[A-Za-zÀ-ÿ]+", form):
        return form
    if mention.role == "adjective" or _before_noun(mention, text, previous):
        return _last_word(form, "German")
    if mention.role == "people":
        return _last_word(form, "Germans")
    if mention.kind in ("State", "HistoricalState"):
        return "Union" if previous == "the" else "Germany"
    if mention.kind == "Settlement":
        return "London"
    last = _last_word(form, "Council")
    return last if last[0].isupper() else "Council"


_HOLDING = word_set("annotate.parse.holding")
"""Words before what is held for a time."""
_LASTING = re.compile(
    r"(?:[a-z]+|\d+)[ -](?:full |long |whole )?(hours?|days?|weeks?|months?|years?)( of [a-z])", re.IGNORECASE
)
"""A span of time that something lasts ('four days of talks')."""


def _before_noun(mention: Mention, text: str, previous: str) -> bool:
    """Whether an acronym of a state stands before a noun after a preposition ('in U.S. attacks'), like an adjective."""
    after = _LOWER.match(text, mention.end)
    state = mention.role == "acronym" and mention.kind == "State" and previous in _GOVERNING
    return state and after is not None and after[1] not in _PREPOSITIONS | _GOVERNING


_LOWER = re.compile(r" ([a-z]{3,})\b")
_GOVERNING = frozenset({"after", "against", "by", "during", "for", "from", "in", "of", "on", "to", "under", "with"})
_BODIES = frozenset({"Grouping", "IntergovernmentalOrganization", "Organization"})
_TREATY_HEADS = word_set("annotate.parse.treaty_heads")


def _last_word(form: str, default: str) -> str:
    found = [w for w in re.findall(r"[A-Za-zÀ-ÿ]+", form) if len(w) > 2]
    return found[-1] if found else default


def _time_word(mention: Mention, form: str, previous: str) -> str:
    if re.fullmatch(r"[A-Za-z]+|\d{4}", form):
        return form
    edtf = getattr(mention.time, "edtf", None) or ""
    if previous in _PREPOSITIONS:
        return (
            "Monday"
            if _DAY.match(edtf) or (re.search(r"\d(?:st|nd|rd|th)?\b(?!\d)", form) and not re.search(r"\d{4}$", form))
            else "2024"
        )
    return "yesterday"


class Parser:
    """Runs entity recognition on plain sentences and the tagger, parser and lemmatizer on their bones."""

    def __init__(self, nlp: Language, say: Collection[str] = (), speakers: Collection[str] = ()) -> None:
        """``say`` are lemmas of verbs of saying, ``speakers`` nouns of those who speak (``annotate.speech``)."""
        remember(nlp)
        quicken(nlp)
        fuse(nlp)
        self.nlp, self.say, self._repairs = nlp, say, repairs(say, speakers)
        self._pipes: list[Any] = [nlp.get_pipe(name) for name in _PARSE if name in nlp.pipe_names]
        self._ner: Any = nlp.get_pipe("ner") if "ner" in nlp.pipe_names else None
        self._morphology = Morphology(nlp)

    def lemmas(self, word: str) -> frozenset[str]:
        """All that the lemma of a word in lower case may be."""
        return frozenset(
            {
                *self._morphology.lemmas(word),
                *(_LEMMAS.get(x, x) for x in self._morphology.lemmas(word)),
                *(["base"] if word == "bases" else ()),
            }
        )

    def entities(self, texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
        """Named entities as (start, end, label) for each text, by the statistical model."""
        if self._ner is None:
            return [[] for _ in texts]
        docs: Iterable[Doc] = (self.nlp.tokenizer(_names_apart(t)) for t in texts)
        with one_thread():
            docs = piped(self._ner, docs, _BATCH)
            return [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in docs]

    def trees(self, sentences: Sequence[list[Word]]) -> list[list[Token]]:
        """The dependency tree of each sentence, as its tokens in the order of the text."""
        if not sentences:
            return []
        docs: Iterable[Doc] = (self._doc(ws) for ws in sentences)
        for pipe in self._pipes:
            docs = piped(pipe, docs, _BATCH)
        trees = []
        pairs = zip(docs, sentences, strict=True)
        with one_thread():
            while batch := list(islice(pairs, _BATCH)):
                forms = self._morphology.forms([doc for doc, _ in batch])
                trees += [_tree(doc, form, ws) for (doc, ws), form in zip(batch, forms, strict=True)]
        for tree in trees:
            self._repairs.mend(tree)
        return trees

    def _doc(self, ws: list[Word]) -> Doc:
        verbs = _verbs(ws)
        if not ws:
            return Doc(self.nlp.vocab)
        spaces = [*(after[1] > w[2] or w[1] == w[2] for w, after in pairwise(ws)), False]
        return Doc(
            self.nlp.vocab,
            words=[_VERBS[w[0]] if i in verbs else _BINDS.get(w[0], w[0]) for i, w in enumerate(ws)]
            if verbs
            else [_BINDS.get(w[0], w[0]) for w in ws],
            spaces=spaces,
            sent_starts=[True, *repeat(False, len(ws) - 1)],
        )


_VERBS = {
    "challenge": "reject",
    "claim": "want",
    "contest": "reject",
    "demand": "want",
    "dispute": "reject",
    "regard": "consider",
}
"""Verbs that are nouns as well, and plain verbs that stand in for them."""
_BINDS = {"obliges": "binds", "obligates": "binds"}
"""Verbs that the model takes for nouns before many a name, and never are; with one that it knows."""
_EACH = frozenset({"all", "also", "both", "each", "still"})
_CLAUSE = 8
"""Words before the verb of a relative clause within which its pronoun stands."""
_NO_OBJECT = frozenset(
    {"about", "against", "and", "are", "as", "at", "between", "by", "for", "from", "had", "has", "have", "in", "is"}
    | {"of", "on", "or", "over", "that", "to", "was", "were", "which", "will", "with", "would"}
)
"""What follows a noun, and no verb with an object."""


def _verbs(ws: Sequence[Word]) -> list[int]:
    """Where verbs stand that the tagger takes for nouns: 'Peru and Chile *dispute* the islet', 'which A, B and C all
    *claim*,'.
    """
    out: list[int] = []
    if _VERBS.keys().isdisjoint([w[0] for w in ws]):
        return out
    for i, word in enumerate(ws):
        if word[0] not in _VERBS or i < 3 or i + 1 >= len(ws):
            continue
        each = ws[i - 1][0].lower() in _EACH
        last, joined = ws[i - 1 - each], ws[i - 2 - each][0].lower()
        named = last[3] is not None and last[3].kind == "State" and last[3].role in ("name", "acronym", "capital")
        behind = ws[i + 1][0]
        inside = each or any(w[0].lower() in ("that", "which", "whose") for w in ws[max(0, i - _CLAUSE) : i])
        bare = behind in (",", ".") and inside  # its object stands before it
        if named and joined == "and" and (bare or (behind[0].isalpha() and behind not in _NO_OBJECT)):
            out.append(i)
    return out


_LEMMAS = {  # where the model's rules strip too much
    "din": "dine",
    "hop": "hope",
    "paraphe": "paraph",
    "pende": "pend",
    "resupplye": "resupply",
    "unsigne": "unsign",
    "stag": "stage",
    "wag": "wage",
    "rag": "rage",
    "instal": "install",
    "resupplie": "resupply",
    "dos": "dose",
    "lambast": "lambaste",
    "gutte": "gut",
    "greenlighte": "greenlight",
    "relaunche": "relaunch",
}


@lru_cache(maxsize=50_000)
def _lemma(lemma: str, text: str, tag: str) -> str:
    """The lemma of a word, corrected: 'staged' is of 'stage', 'co-hosted' of 'co-host', 'bases' of 'base'."""
    low = (lemma or text).lower()
    if low in _LEMMAS:
        return _LEMMAS[low]
    if low == "basis" and text.lower() == "bases":
        return "base"
    if (
        tag.startswith("VB")
        and ("-" in low or low in ("relaunche", "greenlighte"))
        and low.endswith("e")
        and text.lower().endswith(("ed", "ing", "es"))
    ):
        stem = low.rpartition("-")[2] if "-" in low else low
        return low[:-1] if stem[-2:-1] in "nthrb" and stem not in ("produce", "live") else low
    return low


def _tree(doc: Doc, forms: Sequence[Form], ws: list[Word]) -> list[Token]:
    columns = doc.to_array(["DEP", "HEAD"])
    deps, heads = columns[:, 0].tolist(), columns[:, 1].astype("int64").tolist()
    labels = {dep: doc.vocab.strings[dep] for dep in set(deps)}
    tokens = [
        Token(i, w[1], w[2], w[0], _lemma(f.lemma, w[0], f.tag), f.pos, f.tag, labels[dep], mention=w[3])
        for i, (dep, f, w) in enumerate(zip(deps, forms, ws, strict=True))
    ]
    for i in _verbs(ws):
        tokens[i].lemma = ws[i][0]
    for token in tokens if not _BINDS.keys().isdisjoint([w[0] for w in ws]) else ():
        if token.text in _BINDS:
            token.lemma = token.text.removesuffix("s")
    for token, offset in zip(tokens, heads, strict=True):
        if offset:
            token.head = tokens[token.i + offset]
            token.head.children.append(token)
        else:
            token.dep = "ROOT"
    for token in tokens:
        if token.tag in _PAST:
            _reduce(tokens, token)
        elif token.tag in _NAMES:
            _common(token)
    return tokens


_PAST, _NAMES = ("VBD", "VBN"), ("NNP", "NNPS")


_COMMON = word_set("annotate.parse.common")


_OFFICERS = word_set("annotate.parse.officers")
"""Of these, the office may be told more closely ('the Prime Ministers')."""


def _common(token: Token) -> None:
    """'The two Ministers', 'the Prime Ministers', 'the Sultanate' are no names, whatever their capital."""
    word = token.low
    if token.tag not in _NAMES or token.mention is not None or word not in _COMMON:
        return
    before = [c for c in token.children if c.i < token.i]
    plain = ("det", "nummod", "predet", "poss", *(("amod", "compound") if word in _OFFICERS else ()))
    named = any(c.mention is not None and c.dep == "compound" for c in before)
    if token.dep == "compound" or named or not before or any(c.dep not in plain for c in before):
        return
    plural = word.endswith("s")
    token.tag, token.pos = ("NNS" if plural else "NN"), "NOUN"
    token.lemma = (word[:-3] + "y" if word.endswith("ies") else word[:-1]) if plural else word


def _reduce(tokens: list[Token], token: Token) -> None:
    """Hang 'the Treaty, concluded with X in 1951' on its noun where the parser coordinated it with the main verb."""
    i, head = token.i, token.head
    if token.tag not in _PAST or head is None or i < 2 or i + 1 >= len(tokens):
        return
    beside = tokens[i - 2].mention
    if token.dep not in ("conj", "dep") and not (
        token.dep == "advcl" and beside is not None and beside.kind == "Treaty"
    ):
        return
    if (
        tokens[i - 1].text != ","
        or (tokens[i + 1].pos not in ("ADP",) and tokens[i + 1].mention is None)
        or any(c.dep in ("nsubj", "nsubjpass", "aux", "auxpass", "dobj") for c in token.children)
    ):
        return
    noun = tokens[i - 2]
    if (
        (token.dep != "advcl" and any(c.dep == "cc" and c.i < i for c in head.children))
        or noun.pos not in ("NOUN", "PROPN")
        or not (noun.mention is None or noun.mention.kind in ("Treaty",))
    ):
        return
    if noun not in token.subtree():
        attach(token, noun, "acl")
        token.tag = "VBN"
