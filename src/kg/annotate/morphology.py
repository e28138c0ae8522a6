"""Part of speech and lemma of a tagged and parsed token, remembered by word, tag and dependency label.

The model's attribute ruler and lemmatizer look at one token at a time, but for a few patterns of several tokens
('let us', 'gonna'). So the answer for a word with its tag and label is computed once by these components themselves;
a sentence with a token that may open a longer pattern goes through the components whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc

_LIMIT = 200_000
_ANY = "dep"
"""Stands for all labels that no pattern asks for."""


def _labels(rows: Iterable[Mapping[str, Any]]) -> frozenset[str] | None:
    """The dependency labels that patterns ask for; None where they ask in another way than by lists."""
    out: set[str] = set()
    for token in (t for row in rows for pattern in row["patterns"] for t in pattern):
        wanted = token.get("DEP", [])
        if isinstance(wanted, str):
            out.add(wanted)
        elif isinstance(wanted, dict) and set(wanted) <= {"IN", "NOT_IN"}:
            out.update(*wanted.values())
        elif wanted:
            return None
    return frozenset(out) if _ANY not in out else None


def _lower(token: Mapping[str, Any]) -> list[str]:
    """The words that a pattern's token names."""
    wanted = token.get("LOWER", [])
    return [wanted] if isinstance(wanted, str) else list(wanted.get("IN", [])) if isinstance(wanted, dict) else []


class Form(NamedTuple):
    """What a token is: universal part of speech, tag and lemma."""

    pos: str
    tag: str
    lemma: str


class Morphology:
    """Finishes tagged and parsed sentences."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        names = [n for n in ("attribute_ruler", "lemmatizer") if n in nlp.pipe_names]
        self._pipes: list[Callable[[Doc], Doc]] = [nlp.get_pipe(n) for n in names]
        self._forms: dict[tuple[int, int, int], Form | None] = {}
        self._openers = Matcher(nlp.vocab, validate=False)
        rows = getattr(nlp.get_pipe("attribute_ruler"), "patterns", []) if "attribute_ruler" in names else []
        labels = _labels(rows)
        self._labels = None if labels is None else frozenset(nlp.vocab.strings.add(label) for label in labels)
        self._any = nlp.vocab.strings.add(_ANY)
        openers = [[pattern[0]] for row in rows for pattern in row["patterns"] if len(pattern) > 1]
        if openers:
            self._openers.add("OPENER", openers)
        self._given: dict[str, set[str]] = {}
        for row in rows:
            for token in (pattern[row.get("index", 0)] for pattern in row["patterns"] if "LEMMA" in row["attrs"]):
                for word in _lower(token):
                    self._given.setdefault(word, set()).add(row["attrs"]["LEMMA"])
        lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if "lemmatizer" in names else None
        self._tables: tuple[Any, Any] | None = None
        if lookups is not None and lookups.has_table("lemma_rules"):
            self._tables = (lookups.get_table("lemma_exc", {}), lookups.get_table("lemma_rules"))
            index = lookups.get_table("lemma_index", {})
            for key in list(index):  # lists of thousands of words, looked through for each word
                index[key] = frozenset(index[key])
        # other lemmatizers may look around, and other pipelines may lack what is needed
        mode = getattr(nlp.get_pipe("lemmatizer"), "mode", None) if "lemmatizer" in names else "rule"
        simple = "tagger" in nlp.pipe_names and "morphologizer" not in nlp.pipe_names
        self._single = simple and mode in ("rule", "lookup")

    def forms(self, docs: Sequence[Doc]) -> list[list[Form]]:
        """The forms of the tokens of each sentence."""
        if not self._single:
            return [self._whole(doc) for doc in docs]
        rows = [self._keys(doc) for doc in docs]
        if len(self._forms) >= _LIMIT:
            self._forms.clear()
        new = dict.fromkeys(key for row in rows for key in row if key not in self._forms)
        if new:
            self._learn(list(new))
        out = []
        for doc, row in zip(docs, rows, strict=True):
            forms = [form for key in row if (form := self._forms[key]) is not None]
            out.append(forms if len(forms) == len(row) else self._whole(doc))
        return out

    def _keys(self, doc: Doc) -> list[tuple[int, int, int]]:
        """Word, tag and dependency label of each token, where a pattern asks for the label."""
        rows = doc.to_array(["ORTH", "TAG", "DEP"]).tolist()
        labels, other = self._labels, self._any
        return [(word, tag, dep if labels is None or dep in labels else other) for word, tag, dep in rows]

    def _whole(self, doc: Doc) -> list[Form]:
        doc = self._run(doc)
        return [Form(t.pos_, t.tag_, t.lemma_) for t in doc]

    def lemmas(self, word: str) -> frozenset[str]:
        """All that the lemma of a word in lower case may be, whatever its part of speech."""
        out = {word}
        if self._tables:
            exceptions, rules = self._tables
            for pos, endings in rules.items():
                out.update(exceptions.get(pos, {}).get(word, ()))
                out.update(word[: len(word) - len(old)] + new for old, new in endings if word.endswith(old))
        out |= self._given.get(word, set())
        return frozenset(out)

    def _run(self, doc: Doc) -> Doc:
        for pipe in self._pipes:
            doc = pipe(doc)
        return doc

    def _learn(self, keys: Sequence[tuple[int, int, int]]) -> None:
        """Remember the form of each token by itself; None where it may open a pattern of several tokens."""
        opening = (
            {at for _, at, _ in self._openers(self._row(keys), allow_missing=True)} if len(self._openers) else set()
        )
        self._forms.update((key, None) for at, key in enumerate(keys) if at in opening)
        alone = [key for at, key in enumerate(keys) if at not in opening]
        # none of them opens a longer pattern, so that one beside the other they are what they are alone
        self._forms.update(zip(alone, self._whole(self._row(alone)), strict=True))

    def _row(self, keys: Sequence[tuple[int, int, int]]) -> Doc:
        """The tokens one beside the other, each the root of a tree of its own."""
        strings = self.nlp.vocab.strings
        words, tags, deps = ([strings[key[part]] for key in keys] for part in range(3))
        return Doc(self.nlp.vocab, words=words, tags=tags, deps=deps, heads=list(range(len(keys))))
