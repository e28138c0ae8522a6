"""Tell treaties apart by what each is on, and find the one that a rank means.

'Two treaties, one on fishing and one on extradition', 'memoranda on health, education and tourism': one on each.
'An agreement on fishing and another on extradition', 'a second, on visas, followed': one of its own beside the last.
'The former', 'the second of these': of those that were told together last.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.annotate.tree import FINITE
from kg.core.annotated import Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link.noun_phrases import noun_phrase
from kg.link.treaty_ledger import TreatyLedger
from kg.link.treaty_record import GENERIC, Treaty
from kg.link.treaty_wording import Wording

_EACH = re.compile(
    r"\b(?:one|another|the (?:other|first|second|third|fourth|last)|a (?:second|third|fourth)),? "
    r"(?:is |was |being )?(?P<on>(?:on|for|about|concerning|regarding) )"
)
"""What opens the topic of each of several treaties."""
_TOPIC = re.compile(r",? ((?:on|for|concerning|regarding|with|to) [^,;.:()]{2,80})")
_CUT = re.compile(
    r"[,;:.()–—\n]| (?:and|but|that|which|when|while|after|as well as)$| (?:that|which|when|while|after) "
)
"""Where a topic ends."""
_OPENS = 70
"""Within how many characters after the plural its first member is told."""
_LONGEST = 14
"""Of how many words a topic may be."""
_MOST = 6
"""How many treaties are told together."""
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "both": 2}
_AS_ONE = word_set("link.treaty_series.as_one")
"""Topics that one treaty often has together with another one."""
_SIBLINGS = word_set("link.treaty_series.siblings")
_RANKS = {"first": 0, "former": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "latter": -1}
PLACES = _SIBLINGS | _RANKS.keys()
"""Words by which a treaty is told from others."""
_NAMED = word_set("link.treaty_series.named")
"""What 'the second of' is followed by, where it is one of those told before."""
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT", "conj", "advmod"})
_REACH = 2
"""How many sentences back the treaties may be told of which one is 'the former'."""


class TreatySeries:
    """Tells treaties of different topics apart that are told together; ``tell`` keeps what a plural noun means."""

    def __init__(self, ledger: TreatyLedger, wording: Wording, tell: Callable[[Token, list[Treaty]], None]) -> None:
        self.ledger, self.wording, self.text = ledger, wording, wording.text
        self.lexicon, self.parties_of, self._tell = wording.lexicon, wording.parties_of, tell
        self._last: tuple[int, list[Treaty]] = (-9, [])
        """The treaties told together last, and in which sentence."""

    def on_each(self, token: Token, number: int) -> Treaty | None:
        """'Two treaties, one on fishing and one on extradition': one on each, of which the first is given."""
        if token.mention is not None or token.tag != "NNS" or not self._plural_head(token):
            return None
        end = self.wording.annotated.sentences[number].end
        topics, inside = self._counted_topics(token, end), True
        if not topics:
            topics, inside = self._listed_topics(token), False
        if not 2 <= len(topics) <= _MOST:
            return None
        phrase = noun_phrase(token)
        parties = {**self.parties_of.modifiers(phrase), **self.parties_of.complements(token, of_pair=True)}
        parties |= self.parties_of.makers(token, self.lexicon.verbs)
        noun = self._singular(token) + (self._shared(token, end) if inside else "")
        found = [self._one(token, number, noun, topic, parties) for topic in topics]
        self._tell(token, found)
        self._last = (number, found)
        for record in found[1:]:
            record.mentions.append(token)
        if inside:
            tokens = self.wording.annotated.sentences[number].tokens
            later = [t for t in tokens if t.i > token.i and t.low in ("one", "another", "other", "first")]
            self.ledger.consumed |= {t.start for t in later}
        return found[0]

    def sibling(self, token: Token, number: int) -> Treaty | None:
        """'Another on extradition', 'a second, with Chad, followed': a treaty beside the one told last."""
        word = token.low
        if word not in _SIBLINGS or token.mention is not None or token.tag not in ("DT", "JJ", "NN", "RB", "NNP"):
            return None
        if (word == "another") == bool(token.by("det")) or not self._stands_alone(token):
            return None
        last = self.ledger.latest(token.start)
        told = [t for t in last.mentions if number - 1 <= self.wording.number_of(t) <= number] if last else []
        if last is None or not told or last.plural:
            return None
        after = _TOPIC.match(self.text, token.end, self._clause_end(token, number))
        noun = min(last.heads & GENERIC or last.heads, default="agreement")
        partners = self.parties_of.complements(token, of_pair=False)
        if after is None:  # 'with Chad in 2014 another'
            withs = [o for p in token.by("prep") if p.lemma == "with" and p.i < token.i for o in p.by("pobj")]
            partners = {k: e for o in withs for k, e in self.parties_of.named(o).items()}
            return self._with_another(token, number, noun, last, partners) if partners else None
        words = _CUT.split(after[1])[0].strip()
        if words.startswith(("with ", "to ")):
            return self._with_another(token, number, noun, last, partners) if partners else None
        record = self._one(token, number, noun, words, partners or dict(last.parties))
        record.one_of = last
        return record

    def ranked(self, token: Token, number: int) -> Treaty | None:
        """'The former', 'the second of these', 'the latter': one of those that were told together last."""
        word = token.low
        if word not in _RANKS or token.mention is not None or token.dep not in _ROLES or not token.by("det"):
            return None
        pair = word in ("former", "latter")
        of = [o for p in token.by("prep") if p.lemma == "of" for o in p.by("pobj")]
        meant = any(o.low in _NAMED and not o.by("prep", "relcl", "acl") for o in of)
        if not self._stands_alone(token) or not (pair or (meant and len(of) == 1)):
            return None
        group = self._group(number, token)
        if pair and group and self.parties_of.named_together_since(token, group):
            return None  # 'the treaty and their seats in the League and the Forum (Chad left the latter in 2016)'
        at = _RANKS[word]
        return group[at] if group and -1 <= at < len(group) and (not pair or len(group) == 2) else None

    def _stands_alone(self, token: Token) -> bool:
        """Whether no noun follows that it belongs to ('the former president', 'another treaty')."""
        tokens = self.wording.annotated.sentences[self.wording.number_of(token)].tokens
        after = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
        return after is None or after.tag not in ("NN", "NNS", "NNP", "NNPS", "JJ", "CD", "HYPH", "VBG")

    def _clause_end(self, token: Token, number: int) -> int:
        """Where the words end that may tell what it is on: before the next verb."""
        sentence = self.wording.annotated.sentences[number]
        verb = next((t for t in sentence.tokens[token.i + 1 :] if t.tag in (*FINITE, "MD")), None)
        return verb.start if verb is not None else sentence.end

    def _group(self, number: int, token: Token) -> list[Treaty]:
        """Those told together last, else the two told last in this sentence or the one before."""
        if number - self._last[0] <= _REACH and self._last[1]:
            return [r.root() for r in self._last[1]]
        near = [r for r in self.ledger.records if r.merged is None and not r.plural and r.first < token.start]
        told = [
            r
            for r in near
            if any(number - 1 <= self.wording.number_of(t) and t.start < token.start for t in r.mentions)
        ]
        return sorted(told, key=lambda r: r.first) if len(told) == 2 else []

    def _plural_head(self, token: Token) -> bool:
        """Whether it is a noun of several treaties, or of what is signed as one."""
        head = self.wording.phrase(token) or token.lemma
        if self.lexicon.is_head(token.lemma) or " " in head:
            return True
        return token.lemma in self.lexicon.signable and self.wording.signed(token)

    def _singular(self, token: Token) -> str:
        """The noun for one of them, with what stands before it ('bilateral agreement')."""
        said = self.text[token.start : token.start + 60]
        phrase = next((p for p in self.lexicon.phrases if said.lower().startswith(p)), None)
        if phrase is not None:
            return (
                phrase.replace("memoranda", "memorandum")
                .replace("letters", "letter")
                .replace("agreements", "agreement")
            )
        noun = {"memoranda": "memorandum"}.get(token.lemma, token.lemma)
        before = [t for t in noun_phrase(token).premodifiers if t.dep in ("compound", "amod") and t.mention is None]
        return " ".join([*(t.text for t in before if t.tag not in ("JJS", "JJR")), noun])

    def _shared(self, token: Token, end: int) -> str:
        """What all of them are on: 'treaties on the territorial sea, one for this strait and one for that'."""
        first = _EACH.search(self.text, token.end, end)
        gap = self.text[token.end : first.start()] if first is not None else ""
        own = re.fullmatch(r"( (?:on|concerning|regarding) [a-z -]+)[,:–—(]? *", gap.replace("\n", " "))
        return own[1].rstrip() if own is not None else ""

    def _counted_topics(self, token: Token, end: int) -> list[str]:
        """The topics behind 'one on ... and one on ...'."""
        marks = list(_EACH.finditer(self.text, token.end, end))
        gap = self.text[token.end : marks[0].start()] if marks else ""
        if len(marks) < 2 or len(gap) > _OPENS or not re.search(r"[,:;–—(]\s*$", gap) or re.search(r"[;.]", gap[:-2]):
            return []
        ends = [*(m.start() for m in marks[1:]), end]
        said = [(m["on"] + self.text[m.end() : to]).replace("\n", " ") for m, to in zip(marks, ends, strict=True)]
        topics = [_CUT.split(re.sub(r",? and $", "", words))[0].strip() for words in said]
        return topics if all(1 < len(t.split()) <= _LONGEST for t in topics) else []

    def _listed_topics(self, token: Token) -> list[str]:
        """'Agreements on health, transport and extradition': topics of different kinds, none told with another."""
        size = next((_NUMBERS[c.low] for c in token.children if c.low in _NUMBERS), 0)
        start = token
        if (long := self.wording.phrase(token)) is not None:
            tokens = self.wording.annotated.sentences[self.wording.number_of(token)].tokens
            start = next((t for t in reversed(tokens) if t.start < token.start + len(long)), token)
        preps = [p for t in {token.i: token, start.i: start}.values() for p in t.by("prep") if p.i > start.i]
        on = [p for p in preps if p.lemma in ("on", "concerning", "regarding")]
        if len(on) != 1 or not self.wording.signed(token) or token.by("relcl"):
            return []
        members = [m for o in on[0].by("pobj") for m in o.row()]
        plain = all(m.tag in ("NN", "NNS", "VBG") and m.mention is None for m in members)
        heads = {m.lemma.lower() for m in members}
        if (
            not plain
            or len(members) < 2
            or (size and size != len(members))
            or any(c.dep == "det" for m in members for c in m.children)
        ):
            return []
        if len(members) == 2 and not size and (heads & _AS_ONE or token.lemma not in ("memorandum", "memoranda")):
            return []
        return [f"on {self._words(m)}" for m in members]

    def _words(self, member: Token) -> str:
        """A member of a row with the words that are its own."""
        own = [
            t
            for t in member.subtree()
            if not any(a.dep == "conj" and a is not member for a in (t, *t.ancestors()) if a.i > member.i)
        ]
        inside = sorted((t for t in own if t.dep not in ("cc", "punct") and t.i <= member.i + 6), key=lambda t: t.i)
        run = [t for n, t in enumerate(inside) if n == 0 or t.i - inside[n - 1].i <= 2]
        return " ".join(self.text[run[0].start : run[-1].end].split())

    def _one(self, token: Token, number: int, noun: str, topic: str, parties: dict[str, Entity]) -> Treaty:
        """A treaty of a noun on a topic: that which is known by these words, or a new one."""
        said = f"{noun} {topic}"
        record = next((r for r in self.ledger.records if r.merged is None and said in r.descriptions), None)
        if record is None:
            record = self.ledger.open(token, number)
            head = re.split(r" (?:of|on|concerning|regarding) ", noun)[0].split()[-1]
            record.lead, record.heads, record.descriptions = False, {head}, [said]
            kind = self.lexicon.type_of(said)
            record.types = [kind] if kind else []
        record.parties |= parties
        return record

    def _with_another(self, token: Token, number: int, noun: str, last: Treaty, partners: dict[str, Entity]) -> Treaty:
        """'A pact with A and another with B': one of the kind, of whoever made the first."""
        record = self.ledger.open(token, number)
        first = {k: e for t in last.mentions for k, e in self.parties_of.complements(t, of_pair=False).items()}
        owners = {k: e for k, e in last.parties.items() if k not in first} if first else {}
        verb = next((a for a in token.ancestors() if a.lemma in self.lexicon.verbs), None)
        withs = [o for p in (verb.by("prep") if verb is not None else ()) if p.lemma == "with" for o in p.by("pobj")]
        first = first or {k: e for o in withs for k, e in self.parties_of.named(o).items()}
        last.partner = last.partner or (next(iter(first)) if len(first) == 1 else None)
        record.lead, record.generic, record.one_of = False, True, last
        record.types, record.heads, record.parties = list(last.types), set(last.heads), {**owners, **partners}
        short = re.sub(r"\s+(?:with|between)\s.*$", "", min(last.descriptions, key=len, default=noun))
        record.descriptions = [f"{short} with {e.name}" for e in partners.values()]
        record.partner = next(iter(partners)) if len(partners) == 1 else None
        return record
