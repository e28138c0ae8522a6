"""Tell of one claim what it is, in which words it stands, and which rule made it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from kg.app.verbs import App
from kg.core.errors import KgError, UsageError
from kg.core.model import Claim, Document, Entity

_SENTENCE_END = re.compile(r"[.!?][\"'\u201d\u2019)\]]*\s|\n")
_LISTED = 10
_REASONS = 5
_SHORTEST_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Explanation:
    """A claim, its document, and where the source file is at hand the words around the evidence."""

    claim: Claim
    document: Document
    before: str = ""
    after: str = ""
    whole: bool = False
    """Whether ``before`` and ``after`` are known, so that the sentence is whole."""


def explain(app: App, claim_id: str) -> Explanation:
    """The claim whose id is, or alone begins with, ``claim_id``. UsageError lists several."""
    with app.store() as store:
        found = [claim for claim in store.claims() if claim.id.startswith(claim_id.rpartition("/")[2].lower())]
        if not found or len(claim_id) < _SHORTEST_PREFIX:
            remedy = "kg extract and kg query show ids; give four digits of one or more"
            raise UsageError(f"no claim '{claim_id}' in the store", remedy=remedy)
        if len(found) > 1:
            listed = "; ".join(f"{claim.id[:12]} {summary(claim)}" for claim in found[:_LISTED])
            more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
            raise UsageError(f"{len(found)} claims begin with '{claim_id}': {listed}{more}", remedy="give more digits")
        claim = found[0]
        document = store.document(claim.document)
    source = source_document(app, document)
    text = source.text if source else None
    if text is None or text[claim.evidence.start : claim.evidence.end] != claim.evidence.quote:
        return Explanation(claim, document)
    start, end = _sentence(text, claim.evidence.start, claim.evidence.end)
    before, after = text[start : claim.evidence.start], text[claim.evidence.end : end]
    return Explanation(claim, document, before, after, whole=True)


Words = tuple[str, int, int, str]
"""Id of a claim, where its words begin and end in the text of the document, and the words."""


def contexts(
    app: App, documents: Iterable[Document], words: Mapping[str, Sequence[Words]], texts: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """By id of a claim: the rest of its sentence before and after its words, where the document's text is at hand.

    ``words`` are those of the claims of each document, by its id. ``texts`` are those of documents by their ids; for
    others the file is looked for.
    """
    found: dict[str, tuple[str, str]] = {}
    files = SourceFiles(app)
    for document in documents:
        own = words.get(document.id, ())
        at_hand = None if not own or document.id in texts else source_document(app, document, files)
        text = texts.get(document.id) or (at_hand.text if at_hand else None)
        for claim, first, last, quote in own if text else ():
            if text and text[first:last] == quote:
                start, end = _sentence(text, first, last)
                found[claim] = (text[start:first].lstrip(), text[last:end].rstrip())
    return found


def summary(claim: Claim) -> str:
    """A claim in a few words: subject relation object (date)."""
    words = [claim.subject.name, claim.relation, claim.object.name if claim.object else "",
             f"({claim.date.edtf})" if claim.date else ""]  # fmt: skip
    return " ".join(word for word in words if word)


def facts(explanation: Explanation) -> Iterator[tuple[str, str]]:
    """What there is to tell of the claim besides its words: label and text, in order."""
    claim, document = explanation.claim, explanation.document
    yield "claim", claim.id
    yield "says", summary(claim)
    yield "stance", f"{claim.stance}{f' (by {_named(claim.holder)})' if claim.holder else ''}"
    if claim.of:
        yield "office of", _named(claim.of) + (" (no longer held)" if claim.former else "")
    for label, state in (("subject acts for", claim.subject_state), ("object acts for", claim.object_state)):
        if state:
            yield label, _named(state)
    if claim.place:
        yield "place", _named(claim.place)
    if claim.date:
        parts = [claim.date.edtf]
        parts += [f"from the words '{claim.date.words}'"] if claim.date.words else []
        parts += [f"counted from {claim.date.anchor}"] if claim.date.anchor else []
        parts += [f"by rule {claim.date.rule}"] if claim.date.rule else []
        yield "date", ", ".join(parts)
    title = f" '{document.title}'" if document.title else ""
    yield "document", f"{document.name}{title} ({document.uri}), {document.published or 'undated'}"
    yield "position", f"{claim.evidence.start} to {claim.evidence.end}"
    yield "rule", claim.rule
    yield "confidence", f"{claim.confidence:g}"


def reasons(app: App, claim: Claim) -> list[tuple[str, float]]:
    """What makes a claim surer (above 0) or less sure than claims are on the whole, the heaviest first; nothing for a
    claim whose confidence does not come from the weights in use.
    """
    from kg.extract.confidence import WEIGHTS, Confidence

    weights = Confidence.load(app.project.data(WEIGHTS))
    return list(weights.known(claim))[:_REASONS] if weights.of(claim) == claim.confidence else []


def _named(entity: Entity | None) -> str:
    return f"{entity.name} [{entity.code}]" if entity and entity.code else entity.name if entity else ""


def source_document(app: App, document: Document, files: SourceFiles | None = None) -> Document | None:
    """A stored document read again, with its text, where its file is at hand: at its address, or among the sources."""
    for path in source_paths(app, document, files):
        try:
            read = app.read(path) if path.is_file() else None
        except (KgError, OSError, ValueError):
            continue
        if read is not None and read.id == document.id:
            return read
    return None


def source_paths(app: App, document: Document, files: SourceFiles | None = None) -> list[Path]:
    """Where the file of a document may be."""
    candidates: list[Path] = []
    if document.uri.startswith("file:"):
        candidates.append(app.project.root / unquote(document.uri.removeprefix("file:")))
    return candidates + (files or SourceFiles(app)).of(document.name)


class SourceFiles:
    """The files of ``graph/sources``, listed once: to look through ten thousand for each of as many takes minutes."""

    def __init__(self, app: App) -> None:
        self._folder = app.project.sources

    def of(self, name: str) -> list[Path]:
        """Those that are called so, with any suffix."""
        return sorted(self._folder / found for found in self._by_name.get(name, ()))

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        try:
            names = [path.name for path in self._folder.iterdir()]
        except OSError:
            return found
        for name in names:
            for dot in (at for at, character in enumerate(name) if character == "."):
                found[name[:dot]].append(name)
        return found


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence, or sentences, that hold a stretch of the text."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text, max(0, start - 2000), start)]
    after = _SENTENCE_END.search(text, max(end - 1, start))
    return (ends[-1] if ends else max(0, start - 2000)), (after.start() + 1 if after else len(text))
