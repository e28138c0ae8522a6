"""Keep the records of a document's treaties: which were told, where, which one last, and which of them as news."""

from __future__ import annotations

from bisect import bisect_left, insort

from kg.core.annotated import Annotated, Sentence, Token
from kg.link.treaty_news import News
from kg.link.treaty_record import Treaty, absorb
from kg.link.treaty_wording import Wording


class TreatyLedger:
    """The treaties told so far, with where each was mentioned."""

    def __init__(self, annotated: Annotated, wording: Wording) -> None:
        self.annotated, self.wording = annotated, wording
        self._news = News(annotated)
        self.records: list[Treaty] = []
        self.by_token: dict[int, Treaty] = {}
        self._starts: list[int] = []
        """The keys of ``by_token``, sorted."""
        self.recent: dict[int, Treaty] = {}
        """The records by their identity, the one mentioned last at the end."""
        self.consumed: set[int] = set()
        """Where the tokens begin that were read with another one."""
        self._opened: dict[int, int] = {}
        """Where the first sentence of a segment begins, by the segment's identity."""
        for sentence in annotated.sentences:
            self._opened.setdefault(id(sentence.segment), sentence.start)

    def keep(self, record: Treaty, token: Token, outer: Token | None) -> None:
        """Note that a token mentions a treaty, and so does the noun before that means the same."""
        record.mentions.append(token)
        if outer is not None:
            record.mentions.append(outer)
            insort(self._starts, outer.start)
            self.by_token[outer.start] = record
        if token.start not in self.by_token:
            insort(self._starts, token.start)
        self.by_token[token.start] = record
        self.recent.pop(id(record), None)
        self.recent[id(record)] = record

    def close(self) -> None:
        """Drop the records that were taken for others, once what they tell is kept with those."""
        for record in self.records:
            root = record.root()
            if root is not record:
                absorb(root, record)
        self.records = [r for r in self.records if r.merged is None]

    def of(self, token: Token) -> Treaty | None:
        """The treaty that a token mentions, if it does."""
        record = self.by_token.get(token.start)
        return record.root() if record else None

    def latest(self, position: int) -> Treaty | None:
        """The treaty mentioned last before a position."""
        before = bisect_left(self._starts, position)
        return self.by_token[self._starts[before - 1]].root() if before else None

    def open(self, token: Token, number: int) -> Treaty:
        """A new record, the lead's where the lead has none yet."""
        record = Treaty(len(self.records), token.start)
        record.lead = number <= 2 and not any(r.lead for r in self.records)
        self.records.append(record)
        return record

    def join(self, root: Treaty, other: Treaty) -> None:
        """Take two records for one treaty, the first of them."""
        absorb(root, other)
        root.mentions += other.mentions
        other.merged = root

    def in_paragraph(self, record: Treaty, sentence: Sentence) -> bool:
        """Whether a treaty is spoken of in the same paragraph."""
        first, last = (bisect_left(self._starts, at) for at in (self._opened[id(sentence.segment)], sentence.end))
        return any(self.by_token[at].root() is record for at in self._starts[first:last])

    def historic(self, record: Treaty) -> bool:
        """Whether a treaty is called by a year before the one before the document's."""
        published = self.annotated.document.published
        return bool(record.year and published and int(record.year) < int(published[:4]) - 1)

    def old(self, record: Treaty) -> bool:
        """Whether the text dates a treaty before the year before its own, and never tells of its making as news."""
        if self.historic(record):
            return True
        told = [(t, self.annotated.sentences[self.wording.number_of(t)]) for t in record.mentions]
        old = any(self._news.old_year(t, s) is not None for t, s in told)
        return old and not any(self._news.made(t, s) for t, s in told)

    def made_new(self, record: Treaty) -> bool:
        """Whether the text tells as news that a treaty was made."""
        if self.historic(record) or record.plural:
            return False
        return any(self._news.made(t, self.annotated.sentences[self.wording.number_of(t)]) for t in record.mentions)

    def dated_apart(self, record: Treaty, token: Token, sentence: Sentence) -> bool:
        """Whether one of a name and a record is of an older treaty, and the other of one that is made now."""
        if self.made_new(record):
            return self._news.old_year(token, sentence) is not None
        return self.historic(record) and self._news.made(token, sentence)  # 'replaced the accord of 2018'

    def dates_old(self, token: Token, sentence: Sentence) -> bool:
        """Whether the words about a mention date it before the year before the text's."""
        return self._news.old_year(token, sentence) is not None

    def new_one(self, found: Treaty, token: Token, number: int) -> Treaty | None:
        """The treaty told as news that 'it' or 'the agreement' means, where the nearest is an old one that the sentence
        before is not about, or what is said is still to come.
        """
        if not self.old(found):
            return None
        near = {number - 1, number}
        about = any(
            self.wording.number_of(t) in near and t.start < token.start and self._news.topic(t) for t in found.mentions
        )
        if about and not self._news.ahead(token):
            return None
        recent = [r.root() for r in reversed(self.recent.values())] if self.recent else []
        return next((r for r in recent if r is not found and r.first < token.start and self.made_new(r)), None)
