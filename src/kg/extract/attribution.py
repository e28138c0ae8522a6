"""Who is said to say a clause, and by which rule: reporting verbs, 'according to', quotations, hearsay."""

from __future__ import annotations

from bisect import bisect_right

from kg.core.annotated import Annotated, Quotation, Sentence, Token
from kg.core.model import ID_BASE, Entity
from kg.extract.grammar import antecedent, expand, is_verb, passive, surface_subjects
from kg.extract.reporting import Reporting
from kg.link.resolve import Ref, Resolver, slug


class AttributionReader:
    """Reads who says the clauses of one document."""

    def __init__(self, annotated: Annotated, resolver: Resolver, words: Reporting) -> None:
        self.annotated, self.resolver, self.words = annotated, resolver, words
        self.text = annotated.document.text
        self._holders: dict[tuple[int, int], Ref | None] = {}
        self._quotations = sorted(annotated.quotations, key=lambda q: q.start)

    def hearsay(self, trigger: Token) -> Token | None:
        """The adverb that leaves a clause to nobody in particular ('allegedly', 'reportedly')."""
        verb: Token | None = trigger if is_verb(trigger) else trigger.head
        steps = 0
        while verb is not None and steps < 3:
            for child in verb.by("advmod"):
                if child.text.lower() in self.words.hearsay:
                    return child
            verb, steps = (verb.head if verb.dep in ("xcomp", "conj", "pobj", "prep", "dobj") else None), steps + 1
        return None

    def holder(self, trigger: Token, sentence: Sentence) -> tuple[Ref | None, str]:
        """Who is said to say it, and by which rule."""
        token = trigger
        innermost: tuple[Ref | None, str] = (None, "")
        while token.head is not None:
            head, dep = token.head, token.dep
            if (
                is_verb(head)
                and dep in ("ccomp", "parataxis")
                and head.lemma in self.words.say
                and not self._own_act(trigger, head)
            ):
                found = self._speaker(head)
                if found is not None and self._agency(found):
                    found = self._cited(head) or found
                if found is not None and not self._agency(found):
                    return found, f"clause of '{head.lemma}'"
                if found is not None:
                    return None, "a news agency relays it"
            if is_verb(head) and dep in ("ccomp", "acl") and head.lemma in self.words.factive:
                return None, "a factive verb"
            if dep == "relcl" and token.tag in ("VBD", "VBZ", "VBP") and self._quotation(token) is None:
                return None, "a relative clause is the reporter's"
            if (
                dep == "acl"
                and not is_verb(head)
                and head.lemma
                in (
                    "claim",
                    "allegation",
                    "accusation",
                    "statement",
                    "assertion",
                    "view",
                    "position",
                    "belief",
                    "warning",
                    "report",
                )
                and (owner := self._owner(head))
            ):
                return owner, f"'{head.lemma}' of somebody"
            token = head
        according = self._according(trigger, sentence)
        if according is not None:
            return according
        quoted = self._quoted(trigger, sentence)
        if quoted is not None:
            return quoted
        root = token
        for child in root.children:
            inserted = child.dep == "parataxis" or (
                child.dep in ("ccomp", "advcl", "dep")
                and not child.by("ccomp", "mark", "xcomp")
                and self._between_commas(child, sentence)
            )
            if is_verb(child) and child.lemma in self.words.say and child is not trigger and inserted:
                speaker = self._speaker(child)
                if speaker is not None and not self._agency(speaker) and trigger not in list(child.subtree()):
                    return speaker, f"'{child.lemma}' in the middle of the sentence"
        return innermost

    def _between_commas(self, verb: Token, sentence: Sentence) -> bool:
        """Whether a clause is set off within the sentence ('..., he reminded his listeners, ...')."""
        inside = [t.i for t in verb.subtree() if t.dep != "punct"]
        first, last = min(inside), max(inside)
        before = sentence.tokens[first - 1].text if first else ""
        after = sentence.tokens[last + 1].text if last + 1 < len(sentence.tokens) else ""
        return (
            before in (",", "–", "—", "-", "")
            and after in (",", "–", "—", "-", ".", "")
            and (before != "" or after == ",")
            and len(inside) <= 8
        )

    def _own_act(self, trigger: Token, verb: Token) -> bool:
        return verb is trigger

    def _speaker(self, verb: Token) -> Ref | None:
        """The one who says it: the subject of a reporting verb, whom it is pointed out by, whose account it is."""
        if passive(verb):
            agents = [p for a in verb.by("agent") for p in a.by("pobj")]
            subjects = agents
            if verb.lemma in ("quote", "cite") and not agents:
                subjects = surface_subjects(verb)
        else:
            subjects = surface_subjects(verb)
            if verb.lemma in ("quote", "cite"):
                subjects = [c for c in verb.children if c.dep == "dobj"] or subjects
        for s in expand(subjects):
            refs = self.speakers(s)
            if refs:
                return refs[0]
        if verb.lemma in self.words.report or any(s.mention is None and s.lemma in self.words.judges for s in subjects):
            return self.unnamed(subjects[0] if subjects else verb, verb)
        return None

    def _cited(self, verb: Token) -> Ref | None:
        """Whom a news agency cites for what it relays ('AFP, citing officials, said that ...')."""
        for clause in verb.by("advcl", "acl", "dep", "prep"):
            if clause.lemma in ("cite", "quote"):
                for token in expand(clause.by("dobj")):
                    if refs := self.speakers(token) or self._unnamed_source(token):
                        return refs[0]
        return None

    def unnamed(self, token: Token, verb: Token) -> Ref | None:
        """A speaker that no name stands for ('a Western diplomat', 'it is believed'), by the words of the text."""
        if token is verb or token.tag in ("PRP", "EX", "DT", "WP", "WDT") or not token.text[:1].isalpha():
            name = "unnamed sources"
        else:
            before = [
                t.start
                for t in token.subtree()
                if t.i <= token.i
                and t.dep not in ("det", "predet", "cc", "punct", "poss", "case")
                and t.head in (token, None)
            ]
            name = " ".join(self.text[min([*before, token.start]) : token.end].split())
        iri = f"{ID_BASE}person/{self.annotated.document.id[:12]}-{slug(name)}"
        return Ref(Entity(iri, "Group", name), token, "a speaker without a name", name)

    def speakers(self, token: Token) -> list[Ref]:
        """Who speaks where this token is the subject of a reporting verb."""
        token = antecedent(token)
        counted = token.mention is None and any(c.dep == "nummod" for c in token.children)
        if counted and token.lemma in self.resolver.lexicon.person and not any(c.dep == "det" for c in token.children):
            refs = [r for c in token.by("amod", "poss", "compound") if c.mention for r in self.resolver.actors(c)]
        else:
            refs = self.resolver.actors(token)
        if refs:
            return refs
        if token.lemma in (
            "medium",
            "media",
            "agency",
            "newspaper",
            "broadcaster",
            "television",
            "outlet",
            "statement",
            "report",
            "release",
            "readout",
            "communique",
            "source",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "official",
        ):
            words = self.text[min([t.start for t in token.subtree() if t.i <= token.i] + [token.start]) : token.end]
            for child in token.children:
                if child.mention is not None and child.dep in ("amod", "poss", "compound", "nmod"):
                    owner = self.resolver.actors(child)
                    if owner:
                        return [Ref(owner[0].entity, token, "a body's spokesman", words, owner[0].state)]
                if child.dep == "prep" and child.lemma in ("for", "of", "by", "from"):
                    owner = [r for p in child.by("pobj") for r in self.resolver.actors(p)]
                    if owner:
                        return owner
        return []

    def _agency(self, ref: Ref) -> bool:
        return ref.entity.kind == "NewsAgency"

    def _owner(self, noun: Token) -> Ref | None:
        for poss in noun.by("poss", "amod", "compound"):
            refs = self.resolver.actors(poss)
            if refs:
                return refs[0]
        return None

    def _according(self, trigger: Token, sentence: Sentence) -> tuple[Ref, str] | None:
        for token in sentence.tokens:
            if (
                token.text.lower() == "according"
                and token.i + 1 < len(sentence.tokens)
                and sentence.tokens[token.i + 1].text.lower() == "to"
            ):
                after = [t for t in sentence.tokens[token.i + 2 :] if t.dep in ("pobj",)][:1]
                # the phrase belongs to its own clause: a trigger beyond a semicolon is not its
                between = sentence.tokens[min(token.i, trigger.i) : max(token.i, trigger.i)]
                if after and not any(t.text == ";" for t in between):
                    refs = self.speakers(after[0]) or self._unnamed_source(after[0])
                    if refs and not self._agency(refs[0]) and after[0].i != trigger.i:
                        return refs[0], "'according to'"
            if token.lemma == "account" and any(p.lemma == "by" for p in [token.head] if p) and token.by("poss"):
                refs = self.resolver.actors(token.by("poss")[0])
                if refs and token.head is not None and trigger in list((token.head.head or token).subtree()):
                    return refs[0], "'by his account'"
        return self._spoken(sentence)

    def _spoken(self, sentence: Sentence) -> tuple[Ref, str] | None:
        """The speaker whom a lead-in names: 'According to X,', 'In the words of X,', 'In its view,', 'As X said,'."""
        refs = [
            ref
            for verb in sentence.spoken
            if is_verb(verb) and verb.lemma in self.words.say and (ref := self._speaker(verb)) is not None
        ]
        for token in sentence.spoken:
            if token.dep == "pobj" and not refs:
                own = token.lemma in ("word", "view", "opinion")
                refs = [r for p in token.by("poss") for r in self.resolver.actors(p)] if own else self.speakers(token)
                refs = refs or self._unnamed_source(token)
        return (refs[0], "a lead-in names the speaker") if refs and not self._agency(refs[0]) else None

    def _unnamed_source(self, token: Token) -> list[Ref]:
        """Whoever 'according to' points at without a name ('analysts', 'two officials'); no plan, rule or text."""
        source = token.mention is None and (
            token.lemma in self.resolver.lexicon.person or token.lemma in self.words.sources
        )
        ref = self.unnamed(token, token.head or token) if source else None
        return [ref] if ref is not None else []

    def _quotation(self, token: Token) -> Quotation | None:
        """The quotation that a token stands in; quotations do not overlap."""
        before = bisect_right(self._quotations, token.start, key=lambda q: q.start)
        return self._quotations[before - 1] if before and token.start < self._quotations[before - 1].end else None

    def _quoted(self, trigger: Token, sentence: Sentence) -> tuple[Ref, str] | None:
        """The speaker of the quotation that the trigger stands in."""
        quotation = self._quotation(trigger)
        if quotation is None or len(self.text[quotation.start : quotation.end].split()) < 4:
            return None
        number = self.resolver.sentence_of.get(trigger.start, 0)
        key = (quotation.start, quotation.end)
        if key in self._holders:
            ref = self._holders[key]
            return (ref, "quotation") if ref is not None else None
        found: Ref | None = None
        for near in (number, number + 1, number - 1):
            if not 0 <= near < len(self.annotated.sentences):
                continue
            other = self.annotated.sentences[near]
            if other.segment.paragraph != sentence.segment.paragraph:
                continue
            for token in other.tokens:
                if is_verb(token) and token.lemma in self.words.say and self._quotation(token) is None:
                    found = self._speaker(token)
                    if found is not None:
                        break
            if found is not None:
                break
        if found is not None and self._agency(found):
            found = None
        self._holders[key] = found
        return (found, "quotation") if found is not None else None
