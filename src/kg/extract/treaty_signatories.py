"""Who put the name to a treaty, where no verb of signing has them for subject: labels, heralds, 'the signatories'."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.annotate.repair_signers import SIDES
from kg.core.annotated import Sentence, Token
from kg.core.model import Evidence, Stance, When
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.matched import Match, evidence
from kg.extract.treaty_meant import TreatiesMeant
from kg.extract.treaty_records import PARTY_KINDS, STATED, Signer, Status, TreatyBook
from kg.link.resolve import STATE_KINDS, Ref
from kg.link.treaty_record import Treaty

_LABEL = re.compile(
    r"\W*(?:by whom|signed(?: so far)? by|signed for \w+|signed so far|"
    r"(?:the )?signatories(?: so far| to date)?|signatory|signers|who signed)\s*[:?–—]\s*",
    re.IGNORECASE,
)
_HERALD = re.compile(r"(?:signed|done|sealed|inked)(?: today| tonight| at last)?[.:!]+\s*", re.IGNORECASE)
_FOR = re.compile(r"\s+for\s+(?:the\s+)?[A-Z]")
_BRACKET = re.compile(r"\s*\(([A-Z][^()]{1,30})\)")
_LEADS = word_set("extract.treaty_signatories.leads")
"""What one does for a movement, so that one signs for it."""
_ASKED = re.compile(r"\bwho (?:has |had )?(?:signed|put pen)[^.?]*\?\s*$", re.IGNORECASE)


class TreatySignatories:
    """Notes signatories of the book's treaties that are listed or announced."""

    def __init__(self, book: TreatyBook, meant: TreatiesMeant) -> None:
        self.book, self.matcher, self.resolver, self.text = book, book.matcher, book.resolver, book.text
        self.meant = meant

    def before_steps(self, sentence: Sentence) -> None:
        """What is told before the frames of a sentence are asked: labels and heralds."""
        self._signatories(sentence)
        self._heralded(sentence)

    def _signatories(self, sentence: Sentence) -> None:
        """'Signed by: A (Peru), B (Chile)', 'Who signed? A and B': persons listed after such a label."""
        start = sentence.front[0].start if sentence.front else sentence.start
        label = _LABEL.match(self.text, start, sentence.end)
        root = sentence.root()
        if label is None:
            before = self._sentence_before(sentence)
            asked = before is not None and _ASKED.search(self.text, before.start, before.end)
            if not asked or root is None or grammar.is_verb(root):
                return
        treaty = self.resolver.treaties.latest(start)
        if treaty is None or not self.meant.near(treaty, sentence):
            return
        after = label.end() if label is not None else start
        people = [
            t for t in sentence.tokens if t.start >= after and t.mention is not None and t.mention.kind == "Person"
        ]
        refs = [r for t in people for r in self.resolver.actors(t)]
        if not refs or any(grammar.is_verb(t) and t.start >= after for t in sentence.tokens):
            return
        record = self.book.record(treaty)
        ev = evidence(self.text, sentence, people[0], people[-1])
        when = None if any(s.status == "Signed" for s in record.statuses) else self.matcher.when.row(people[0])
        self._list_signers(treaty, refs, ev, when)

    def _heralded(self, sentence: Sentence) -> None:
        """'SIGNED. The Treaty of Amity, by A and by B': the word before tells what those behind 'by' did."""
        root = sentence.root()
        before = _HERALD.search(self.text, max(0, sentence.start - 20), sentence.start)
        inner = _HERALD.match(self.text, sentence.start, sentence.end)
        if root is None or (before is None and inner is None):
            return
        first = [root] if before is not None else root.by("dobj", "attr", "appos", "dep", "nsubj", "nsubjpass")
        named = [(t, token) for token in first if (t := self.resolver.treaties.of(token)) is not None]
        if len(named) != 1 or any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in sentence.tokens):
            return
        treaty, token = named[0]
        bys = [t for t in sentence.tokens if t.i > token.i and t.low == "by"]
        refs = [
            self.acting_for(r)
            for t in sentence.tokens
            if bys
            and t.i > bys[0].i
            and t.mention is not None
            and t.mention.kind in STATE_KINDS | {"Person"}
            and (t.mention.kind == "Person" or t.mention.role == "name")
            and t.dep not in ("poss", "compound")
            for r in self.resolver.actors(t)
        ]
        if not bys and inner is not None:
            return  # the frames of signing read 'Signed: the pact'
        ev = evidence(self.text, sentence, token, *(r.token for r in refs))
        when = self.matcher.when.row(token)
        status = Status("Signed", when, None, STATED, ev, "sign.herald", ("the word before tells what was done",))
        record = self.book.record(treaty)
        if not any(s.status == "Signed" and s.verdict.stance is Stance.STATED for s in record.statuses):
            record.statuses.append(status)
        record.signers += [Signer(r.entity, status, ev, r.state) for r in refs if r.entity.kind == "Person"]
        self.book.add_parties(record, refs, ev, STATED, "party.signs", when)

    def named_as(self, sentence: Sentence) -> None:
        """'A signed it with B, the signatories being X and Y', 'its signatories were X and Y'."""
        for token in sentence.tokens:
            if token.lemma != "signatory" or token.mention is not None:
                continue
            verb = next((v for v in (token.head, *token.by("acl")) if v is not None and v.lemma == "be"), None)
            if verb is None or verb.by("neg"):
                continue
            people = [t for t in grammar.expand(verb.by("attr")) if t.mention is not None]
            treaty = self.resolver.treaties.latest(token.start)
            if not people or treaty is None or not self._told_just_before(treaty, sentence):
                continue
            refs = [r for t in people for r in self.resolver.actors(t) if r.entity.kind == "Person"]
            if len(refs) == len(people):
                self._list_signers(treaty, refs, evidence(self.text, sentence, token, people[-1]))

    def _list_signers(self, treaty: Treaty, refs: list[Ref], ev: Evidence, when: When | None = None) -> None:
        """Note persons who are listed as those who signed."""
        record = self.book.record(treaty)
        told = [s for s in record.statuses if s.status == "Signed" and s.verdict.stance is Stance.STATED]
        made = told[-1] if told else Status("Signed", when, None, STATED, ev, "sign.list", ("listed as signatories",))
        record.statuses += [made] * (not told)
        record.signers += [Signer(r.entity, made, ev, r.state) for r in refs if r.entity.kind == "Person"]
        self.book.add_parties(record, refs, ev, STATED, "party.signs", when)

    def signed_for(self, match: Match) -> list[Ref]:
        """'A signed for Peru, B for Chile': those who sign for another state without the verb."""
        row, out = match.sentence.tokens, []
        for token in row[match.trigger.i + 1 :]:
            mention = token.mention  # 'Minister B for Chile' may be one word of the tree
            if token.dep not in ("appos", "conj") or mention is None or mention.kind != "Person":
                continue
            if _FOR.match(self.text, mention.end, token.end):
                own = [e for e in self.resolver.entities.inside(mention.end, token.end) if e.kind in STATE_KINDS]
                out += [replace(r, state=own[0]) for r in self.resolver.actors(token) if len(own) == 1]
        for token in row[match.trigger.i + 1 : -2]:
            person = token.mention is not None and token.mention.kind == "Person" and row[token.i + 1].text == "for"
            whom = next((t for t in row[token.i + 2 : token.i + 6] if t.pos in ("NOUN", "PROPN")), None)
            if not person or whom is None or not self._beside_another(token):
                continue
            sides = [e for r in self.resolver.actors(whom) if (e := r.entity).kind in PARTY_KINDS]
            if len(sides) == 1:
                out += [replace(r, state=r.state or sides[0]) for r in self.resolver.actors(token)]
            elif whom.lemma in SIDES:
                out += self.resolver.actors(token)  # 'and B for the rebels', of whom nobody says which
        return out

    def on_behalf(self, verb: Token, refs: list[Ref]) -> list[Ref]:
        """'A signed the accord for Peru': the state or movement of the first who signs, where nothing else tells it."""
        whom = [o for p in [p for p in verb.by("prep") if p.lemma == "for" and p.i > verb.i][:1] for o in p.by("pobj")]
        sides = [e for o in whom for r in self.resolver.actors(o) if (e := r.entity).kind in PARTY_KINDS]
        refs = self._named_for(verb, refs)
        first = next((r for r in refs if r.entity.kind == "Person"), None)
        if len(sides) != 1 or first is None or first.state is not None or first.token.i > verb.i:
            return refs
        return [replace(r, state=sides[0]) if r is first else r for r in refs]

    def _named_for(self, verb: Token, refs: list[Ref]) -> list[Ref]:
        """'Was signed on behalf of the bloc by Roe of Peru': for the bloc, and not for Peru."""
        behalves = sorted((t for t in verb.subtree() if t.lemma == "behalf" and t.i > verb.i), key=lambda t: t.i)
        sides: dict[int, list[Ref]] = {}
        for behalf in behalves:
            whom = [o for p in behalf.by("prep") if p.lemma == "of" for o in p.by("pobj")]
            sides[behalf.i] = [r for o in whom for r in self.resolver.actors(o) if r.entity.kind in PARTY_KINDS]
        out = []
        for ref in refs:
            own = sides.get(max((b.i for b in behalves if b.i < ref.token.i), default=-1), [])
            person = ref.entity.kind == "Person" and len(own) == 1
            out.append(replace(ref, state=own[0].entity) if person else ref)
        return out

    def _beside_another(self, name: Token) -> bool:
        """Whether a name, its titles left out, stands behind a comma or an 'and', not 'with praise from B for Peru'."""
        start = name.mention.span[0] if name.mention is not None else name.start
        before = self.text[max(0, start - 12) : start].removesuffix("the ").split()
        return bool(before) and (before[-1] in ("and", "by", "while", "but") or before[-1].endswith((",", ";")))

    def acting_for(self, ref: Ref) -> Ref:
        """'Jane Roe (Chile)', 'Jane Roe for Chile', 'of the Front', 'who leads the Front': the state or movement that
        stands beside the name of who signs, or whatever authority without a state they lead.
        """
        if ref.entity.kind != "Person":
            return ref
        token = ref.token
        named = token.mention.end if token.mention is not None else token.end
        own = [e for e in self.resolver.entities.inside(named, token.end) if e.kind in STATE_KINDS]
        if ref.state is None and len(own) == 1:
            return replace(ref, state=own[0])
        if (faction := self.resolver.entities.faction_of(ref.entity)) is not None:
            return replace(ref, state=faction)
        if ref.state is not None:
            return ref
        if (authority := self.resolver.entities.authority_of(ref.entity)) is not None:
            return replace(ref, state=authority)
        whom = [o for p in token.by("prep") if p.lemma in ("for", "of", "from") for o in p.by("pobj")]
        whom += [t for t in token.by("poss") if t.mention is not None]
        whom += [o for v in token.by("relcl", "acl") if v.lemma in _LEADS for o in v.by("dobj", "agent", "prep")]
        beside = [m for o in whom for r in self.resolver.actors(o) if (m := r.entity).kind in PARTY_KINDS]
        bracket = _BRACKET.match(self.text, token.end)
        inside = self.resolver.entities.inside(bracket.start(1), bracket.end(1)) if bracket is not None else []
        beside += [e for e in inside if e.kind in STATE_KINDS]
        return replace(ref, state=beside[0]) if len({e.key for e in beside}) == 1 else ref

    def _told_just_before(self, treaty: Treaty, sentence: Sentence) -> bool:
        """Whether a treaty is spoken of in this sentence, or in the one before and nothing is set before this one ('As
        for the accord, its signatories were ...').
        """
        here = self.book.number(sentence)
        cut = (
            bool(sentence.tokens) and self.text[sentence.start : sentence.tokens[0].start].strip(' \t\n*_>-–•"“') != ""
        )
        near = {self.resolver.sentence_of.get(t.start, -9) for t in treaty.mentions}
        return here in near or (here - 1 in near and not cut)

    def _sentence_before(self, sentence: Sentence) -> Sentence | None:
        number = self.book.number(sentence)
        return self.matcher.annotated.sentences[number - 1] if number else None
