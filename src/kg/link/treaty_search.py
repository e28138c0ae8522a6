"""Find the treaty told before that a mention means: 'it', 'the pact', 'this logistics agreement', 'on which'.

A definite description goes to the latest record that it fits in type, parties, year and head noun, and in all else
that its words say.
"""

from __future__ import annotations

import re

from kg.core.annotated import Annotated, Sentence, Token
from kg.core.model import Entity
from kg.link.noun_phrases import noun_phrase
from kg.link.treaty_ledger import TreatyLedger
from kg.link.treaty_record import GENERIC, Treaty, clash, has_topic, words_of
from kg.link.treaty_wording import OLD, Wording

_FAR_BACK = 8
"""How many sentences back a treaty may stand that 'it' means."""
_WORD = re.compile(r"[a-z]+")
_ANY_TEXT = frozenset({"document", "instrument", "text"})
"""What every treaty may be called when it is spoken of again."""
_PROCLAIMED = frozenset({"agree", "announce", "call", "declare", "proclaim"})
_NOT_FAR = 4
"""How many sentences back a treaty may stand that is told by its noun alone."""

_SELDOM = frozenset({"framework", "package", "partnership", "regime", "statute", "union"})
"""Nouns that mean a treaty only where the text calls one so."""
_PAPERS = frozenset({"communique", "communiqué", "declaration", "memorandum", "statement"})
"""Heads of texts that nobody calls a treaty of peace or of trade."""


class TreatySearch:
    """Looks among the treaties told before for the one that a mention means."""

    def __init__(self, annotated: Annotated, ledger: TreatyLedger, wording: Wording) -> None:
        self.annotated, self.ledger, self.wording = annotated, ledger, wording
        self.text = annotated.document.text
        self.lexicon, self.parties_of = wording.lexicon, wording.parties_of

    def subject_before(self, token: Token, number: int) -> Treaty | None:
        """The treaty that 'it' means: the subject of this clause or of the sentence before, else the last one."""
        sentences = self.annotated.sentences
        for near in (number, number - 1):
            if not 0 <= near < len(sentences):
                continue
            found = [
                (t.start, r.root())
                for t in sentences[near].tokens
                if (r := self.ledger.by_token.get(t.start)) is not None and t.start < token.start
            ]
            subjects = [
                r
                for at, r in found
                if any(t.start == at and t.dep in ("nsubj", "nsubjpass") for t in sentences[near].tokens)
            ]
            if subjects:
                if near < number and (new := self.ledger.new_one(subjects[-1], token, number)) is not None:
                    return new
                main = [r for at, r in found if at in self._main_subjects(sentences[near])] if near < number else []
                return (main or subjects)[-1]
            if found and near == number:
                return found[-1][1]
            if found and (new := self.ledger.new_one(found[0][1], token, number)) is not None:
                return new
            if found:
                made = [t for t in sentences[near].tokens if t.dep == "dobj" and t.head is not None and not t.head.head]
                done = {t.start for t in made if t.head is not None and t.head.lemma in self.lexicon.verbs}
                return next((r for at, r in found if at in done), found[0][1])
        last = self.ledger.latest(token.start)
        said = [t.start for t in last.mentions if t.start < token.start] if last is not None else []
        near = sentences[max(0, number - _FAR_BACK)].start if 0 <= number < len(sentences) else 0
        if 0 <= number < len(sentences) and sentences[number].segment.kind == "bullet":
            near = sentences[number].segment.start
        return last if said and said[-1] >= near else None

    @staticmethod
    def _main_subjects(sentence: Sentence) -> set[int]:
        """Where the subjects of a sentence's main clause begin."""
        mains = (t for t in sentence.tokens if t.dep in ("nsubj", "nsubjpass") and t.head is not None)
        return {t.start for t in mains if t.head is not None and t.head.head is None}

    def on_which(self, token: Token) -> Treaty | None:
        """'The pact, on which agreement was reached': the pact."""
        for prep in [*token.by("prep"), *(token.head.by("prep") if token.head is not None else [])]:
            opens = prep.i < token.i and prep.lemma in ("on", "upon", "over")
            if opens and any(p.text.lower() == "which" for p in prep.by("pobj")):
                return self.ledger.latest(token.start)
        return None

    def restated(self, token: Token, sentence: Sentence) -> Treaty | None:
        """'The Accra Pact, the treaty between A and B, ...': a description right after a name and a comma, whatever the
        parser makes of it.
        """
        if token.dep == "conj" or any(c.mention is None or c.mention.kind == "Treaty" for c in token.by("conj")):
            return None
        begin = min(
            [t.i for t in token.children if t.i < token.i and t.dep in ("det", "amod", "compound", "poss")] + [token.i]
        )
        before = [t for t in sentence.tokens if t.i < begin][-2:]
        if len(before) < 2 or before[1].text != "," or before[0].dep == "conj":
            return None
        first = sentence.tokens[begin] if begin < len(sentence.tokens) else token
        if first.text.lower() not in ("a", "an", "the", "its", "their", "his", "her"):
            return None
        return self.ledger.of(before[0])

    def back(
        self,
        token: Token,
        head: str,
        kind: str | None,
        parties: dict[str, Entity],
        year: str | None,
        modifiers: set[str],
        sentence: Sentence,
        *,
        skip_latest: bool,
    ) -> Treaty | None:
        """The latest record that a definite description fits."""
        order = [r for r in reversed(self.ledger.recent.values()) if not r.plural]
        if token.tag in ("NNS", "NNPS"):
            order = [r for r in order if any(n.endswith("s") for n in (*r.names, *r.descriptions))]
        outer = self._added_to(token)
        made_by = parties if len(parties) == 1 and not self.parties_of.complements(token, of_pair=True) else {}
        fitting = [
            r
            for r in order[skip_latest:]
            if r is not outer
            and (
                self.compatible(r, head, kind, {} if made_by and self._lacks_one(r, head) else parties, year)
                or self._called_alike(token, r, parties)
            )
        ]
        if len(parties) > 1 and any(p.lemma == "between" for p in token.by("prep")):
            fitting = [r for r in fitting if r.parties or not r.names or head in r.heads]  # the one of these two
        if modifiers & OLD - {"original"} or self.ledger.dates_old(token, sentence):  # 'the previous arrangement'
            fitting = [r for r in fitting if not self.ledger.made_new(r)]
        if content := self.wording.content(token):
            fitting = [r for r in fitting if head in r.heads or content & words_of(r)]
        if proper := self.wording.proper(token):  # 'the treaty of Paris' is no convention that nobody calls so
            fitting = [r for r in fitting if proper & words_of(r) or self._told_with(r, proper)]
        if head == "agreement" and not (parties or year or kind) and self._agreed(token, sentence):
            here = range(sentence.start, token.start)
            fitting = [r for r in fitting if any(t.start in here for t in r.mentions)]
        if topic := self.wording.topic(token):
            own = self.wording.signed(
                token
            )  # 'the declaration on transit that they signed' is not one told without a topic
            fitting = [r for r in fitting if topic & words_of(r) or not (own or r.names or has_topic(r))]
        if (day := self.wording.by_date(token)) and not year:
            told = {id(self.annotated.sentences[self.wording.number_of(t)]): t for r in fitting for t in r.mentions}
            at = {id(s) for s in self.annotated.sentences if id(s) in told and day in self.text[s.start : s.end]}
            fitting = [
                r
                for r in fitting
                if any(id(self.annotated.sentences[self.wording.number_of(t)]) in at for t in r.mentions)
            ]
        if kind and kind not in ("Cooperation", "Other"):  # 'the border treaty' is not 'the treaty on a railway'
            content = self.wording.content(token)
            fitting = [r for r in fitting if r.types or r.names or not has_topic(r) or content & words_of(r)]
        if head in _SELDOM:  # 'the deepening of their partnership' is no treaty that nobody calls so
            fitting = [r for r in fitting if head in r.heads]
        if head in _PAPERS | {"protocol"} and self.wording.topic(token):
            fitting = [r for r in fitting if head in r.heads or not has_topic(r)]
        if made := self.wording.year_made(token):
            fitting = [r for r in fitting if r.year in (None, made)]
        if month := self.wording.by_month(token):
            fitting = [
                r for r in fitting if any(month in self.wording.said(self.wording.number_of(t)) for t in r.mentions)
            ]
        if what := self.wording.of_what(token):
            types = {self.lexicon.type_of(f"treaty of {w}") for w in what} - {None}
            fitting = [r for r in fitting if what & words_of(r) or types & set(r.types) or not r.types]
        if kind == "Ceasefire" and any(v.lemma in _PROCLAIMED for v in token.by("acl", "relcl")):
            fitting = [r for r in fitting if head in r.heads]  # 'the truce proclaimed in May' is not the accord
        if self.wording.told_which(token):
            fitting = [r for r in fitting if head in r.heads]
        if _yet_to_make(token, self.lexicon.verbs):
            fitting = [r for r in fitting if not r.names]
        if does := self.wording.clause_words(token):  # 'the accord that let soldiers in' is not the one on health
            fitting = [r for r in fitting if does & words_of(r) or not (r.names or r.clauses or r.descriptions)]
        if self.wording.came_after(token):
            fitting = [r for r in fitting if head in r.heads]
        if "new" in modifiers and not year and (news := [r for r in fitting if self.ledger.made_new(r)]):
            fitting = news  # 'the new text' is none of an old treaty
        if head == "treaty" or "new" in modifiers:
            binding = [r for r in fitting if not r.heads or not r.heads <= _PAPERS]  # no declaration is called a treaty
            fitting = [r for r in fitting if head in r.heads] or (binding if kind else fitting)
        if (
            self.text[token.start].isupper()
            and len(parties) < 2
            and token.start > sentence.start + 4
            and head in GENERIC | {"convention", "declaration", "protocol", "charter", "memorandum"}
        ):
            # 'the Treaty' in capitals is the one that the document is about
            able = [r for r in self.ledger.records if r.merged is None and r in fitting]
            main = next((r for r in able if head in r.heads and head not in ("agreement", "treaty")), None)
            if (main := main or next(iter(able), None)) is not None:
                return main
        number = self.wording.number_of(token)
        if self.wording.of_today(token) and (news := [r for r in fitting if self.ledger.made_new(r)]):
            return news[0]
        if fitting and not kind and not parties and not year and head in GENERIC | self.lexicon.anaphoric:
            if (so_called := self._of_that_noun(fitting, head, number)) is not None:
                return so_called
            new = self.ledger.new_one(fitting[0], token, number)
            own = head in fitting[0].heads and new is not None and head not in new.heads
            if new is not None and not own and any(new is r for r in fitting):
                return new
        said = {*self.parties_of.modifiers(noun_phrase(token)), *self.parties_of.complements(token, of_pair=False)}
        plain = not parties or not (said or any(set(parties) & set(r.parties) for r in fitting))
        if not kind and plain and not year and head in GENERIC and fitting:
            near = self.ledger.in_paragraph(fitting[0], sentence)
            if not near:
                count = {id(r): len(r.mentions) for r in fitting}
                named_so = [r for r in fitting if head in r.heads]
                best = max(count[id(r)] for r in fitting)
                main = next((r for r in sorted(fitting, key=lambda r: r.number) if count[id(r)] == best), None)
                if main is not None and (main in named_so or not named_so):
                    return main
                if named_so:
                    return named_so[0]
        owned = any(c.text.lower() in ("its", "their", "his", "her", "our", "whose") for c in token.by("poss"))
        if parties and owned:
            fitting = [r for r in fitting if len(r.parties) <= 2]  # 'its pact with Chile' is not one of three states
        shared = [r for r in fitting if parties and set(parties) & set(r.parties)]
        if shared:
            fitting = shared
        elif parties and owned:
            return None  # 'its agreement with Chile' is not the treaty that nobody has yet been named of
        if self.wording.told_apart(token):
            fitting = [r for r in fitting if head in r.heads and not r.names]
        exact = [r for r in fitting if head not in GENERIC and head in r.heads]
        typed = [r for r in fitting if kind and kind in r.types]
        return next(iter(exact or typed or fitting), None)

    def _agreed(self, token: Token, sentence: Sentence) -> bool:
        """'They agreed to go to court; the agreement took effect in May': it is what they agreed, no treaty before."""
        number = self.wording.number_of(token)
        before = self.annotated.sentences[number - 1] if number else None
        cut = before is not None and self.text[before.start : sentence.start].rstrip().endswith(";")
        told = [t for t in sentence.tokens if t.i < token.i] + (list(before.tokens) if before and cut else [])
        return any(t.lemma == "agree" and t.tag.startswith("VB") for t in told)

    def _told_with(self, record: Treaty, words: set[str]) -> bool:
        """Whether such words stand in a sentence that speaks of a treaty: 'the Doha accord' was signed in Doha."""
        said = " ".join(self.wording.said(self.wording.number_of(t)) for t in record.mentions).lower()
        return any(word in said for word in words)

    def compatible(
        self, record: Treaty, head: str, kind: str | None, parties: dict[str, Entity], year: str | None
    ) -> bool:
        """Whether a description can be of a treaty by its parties, year, type and noun."""
        if clash(record.parties, parties):
            return False
        if year and record.year and year != record.year:
            return False
        if year and not record.year:
            return False
        types = set(record.types) - {"Cooperation", "Other"}
        if kind == "Ceasefire" and kind not in types and (types or record.types or record.names):
            return False
        if kind and kind not in ("Cooperation", "Other") and types and kind not in types:
            return False
        if kind and not types and record.names and kind not in ("Cooperation",) and head not in GENERIC:
            return False
        if head not in GENERIC and record.heads and head not in record.heads and head not in self.lexicon.anaphoric:
            return not record.names and record.lead
        return True

    def _of_that_noun(self, fitting: list[Treaty], head: str, number: int) -> Treaty | None:
        """'An accord and an agreement ... The accord': the only one near that was called so, not the one named last."""
        if head in _ANY_TEXT or head in fitting[0].heads:
            return None
        alike = [r for r in fitting if head in r.heads]
        near = [r for r in alike if any(number - _NOT_FAR <= self.wording.number_of(t) <= number for t in r.mentions)]
        return near[0] if len(near) == 1 and len(alike) == 1 else None

    def _lacks_one(self, record: Treaty, head: str) -> bool:
        """'The memorandum with Chad ... The memorandum was signed by Roe': his state is the other party."""
        told_with = any(p.lemma == "with" for t in record.mentions for p in t.by("prep"))
        return len(record.parties) == 1 and told_with and head in record.heads

    def _called_alike(self, token: Token, record: Treaty, parties: dict[str, Entity]) -> bool:
        """'The Roe-Doe pact', 'the Roe-Doe communiqué of 2016': called by the same pair of unknown names."""
        before = (t for t in noun_phrase(token).premodifiers if t.mention is None and t.tag in ("NNP", "NNPS"))
        names = {
            w for t in before if t.head is token or t.dep in ("compound", "nmod") for w in _WORD.findall(t.text.lower())
        }
        return len(names) > 1 and names <= words_of(record) and not clash(record.parties, parties)

    def _added_to(self, token: Token) -> Treaty | None:
        """'A protocol to the border treaty': the protocol, which is not the treaty."""
        prep = token.head if token.dep == "pobj" else None
        return self.ledger.of(prep.head) if prep is not None and prep.lemma == "to" and prep.head is not None else None


def _yet_to_make(token: Token, verbs: frozenset[str]) -> bool:
    """'The treaty that both intend to sign in May' is none that has a name."""
    return any(
        c.lemma in verbs and any(a.tag == "TO" for a in c.by("aux"))
        for clause in token.by("relcl")
        if clause.tag in ("VBP", "VBZ")
        for c in clause.by("xcomp")
    )
