"""Who speaks: the subject of a verb of saying, whoever is quoted or cited, the body for which somebody speaks."""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.annotated import Annotated, Token
from kg.core.model import ID_BASE, Entity
from kg.core.words import word_set
from kg.extract.grammar import antecedent, expand, is_verb, passive
from kg.extract.reporting import Reporting
from kg.extract.said_by import penned
from kg.extract.valency import surface_subjects
from kg.link.resolve import STATE_KINDS, Ref, Resolver, slug

_VIEWS = word_set("extract.speakers.views")
"""What opens a lead-in that is no post."""
_WHOSE = ("of", "by", "from", "in", "among", "within", "at")
_NOBODY = word_set("extract.speakers.nobody")
_PRONOUNS = frozenset({"he", "she", "they"})
_INSIDE = ("for", "of", "by", "from", "at", "with", "within")

_UTTERS = word_set("extract.speakers.utters")
"""What is done to a claim by him whose it is."""


def is_agency(ref: Ref) -> bool:
    """Whether a news agency speaks: what it relays is the document's own."""
    return ref.entity.kind == "NewsAgency"


class Speakers:
    """Finds who speaks in one document."""

    def __init__(self, annotated: Annotated, resolver: Resolver, words: Reporting) -> None:
        self.annotated, self.resolver, self.words = annotated, resolver, words
        self.text = annotated.document.text

    def of(self, verb: Token, *, asserting: bool = False) -> Ref | None:
        """The one who says it: the subject of a reporting verb, whom it is pointed out by, whose account it is.

        ``asserting`` takes the grammatical subject also of a passive ('is convinced that').
        """
        if passive(verb) and not asserting:
            if verb.lemma not in self.words.passive_say:
                return None
            subjects = [p for a in verb.by("agent") for p in a.by("pobj")]
            if verb.lemma in ("quote", "cite") and not any(self.named(s) for s in subjects if not self.relays(s)):
                subjects = surface_subjects(verb)
        else:
            subjects = penned(verb) or surface_subjects(verb)
            if verb.lemma in ("quote", "cite"):
                subjects = [c for c in verb.children if c.dep == "dobj"] or subjects
        if any(s.low in _NOBODY for s in subjects):
            return None  # 'nothing suggests that it did'
        for s in expand(subjects):
            if judge := self._judge_before(s):
                found = [r for r in self.named(judge) if r.entity.kind not in STATE_KINDS]
                return found[0] if found else self.unnamed(judge, verb)
            refs = self.named(s) or [r for name in s.by("appos") if s.mention is None for r in self._person(name)]
            if refs and s.tag == "PRP" and (other := self._speaker_before(s, verb, refs[0])) is not None:
                return other
            if refs:
                return refs[0]
        judged = any(s.mention is None and s.lemma in self.words.judges for s in subjects)
        told = verb.lemma in self.words.turned and any(s.mention is None and self.somebody(s) for s in subjects)
        if verb.lemma in self.words.report or judged or told:
            return self.unnamed(subjects[0] if subjects else verb, verb)
        return None

    def somebody(self, token: Token) -> bool:
        """Whether a word is for somebody who may say something: 'the envoy', 'fishermen', an unknown name, 'they'."""
        human = (self.resolver.lexicon.person, self.words.sources, self.words.humans)
        return any(token.lemma in words for words in human) or token.tag == "NNP" or token.low in _PRONOUNS

    def poster(self, lead: Sequence[Token]) -> Ref | None:
        """Who posts what follows: 'Seen on X, from the embassy of Peru: "..."', 'The army of Peru, on X: "..."'."""
        if not lead or any(is_verb(t) and t.tag != "VBN" for t in lead) or lead[0].lemma.lower() in _VIEWS:
            return None
        for token in lead:
            above = token.head
            beside = token.dep == "pobj" and above is not None and above.lemma.lower() in ("to", "at", "with", "after")
            inside = token.dep in ("amod", "poss", "compound", "case") and above is not None
            if beside or inside or (token.mention is not None and token.mention.kind == "Time"):
                continue
            if token.pos in ("NOUN", "PROPN") and (refs := self.named(token)):
                return None if is_agency(refs[0]) else refs[0]
        return None

    def _person(self, name: Token) -> list[Ref]:
        """'Poland's bureau chief A B posts that': the person whose name stands behind a title that is no office."""
        return self.named(name) if name.mention is not None and name.mention.kind == "Person" else []

    def _speaker_before(self, pronoun: Token, verb: Token, meant: Ref) -> Ref | None:
        """'His minister, A B, had left, he added': whoever spoke before, where the pronoun cannot mean A B."""
        said = [c for c in verb.by("ccomp") if c.i < verb.i]
        said += [verb.head] if verb.dep == "parataxis" and verb.head is not None else []
        inside = [t for c in said for t in c.subtree() if t.i < verb.i and t is not pronoun]
        named = any(t.mention is not None and t.mention.entity == meant.entity for t in inside)
        if named and pronoun.low in ("it", "they"):
            return self._other_subject(verb, meant)
        if not named or pronoun.low not in ("he", "she"):
            return None
        earlier = [s for s in self.annotated.sentences if s.end <= min(t.start for t in (verb, *inside))]
        for sentence in reversed(earlier[-2:]):
            for token in reversed(sentence.tokens):
                people = [
                    r
                    for s in (
                        surface_subjects(token) if token.lemma in self.words.say and token.tag[:2] == "VB" else []
                    )
                    for r in self.named(s)
                    if r.entity.kind == "Person" and r.entity != meant.entity
                ]
                if people:
                    return people[0]
        return None

    def _other_subject(self, verb: Token, meant: Ref) -> Ref | None:
        """'Lima closed the border because Chile, it said, had attacked it': the one who acts above what is said."""
        for above in verb.ancestors():
            for subject in surface_subjects(above) if is_verb(above) else ():
                refs = [r for r in self.named(subject) if r.entity != meant.entity]
                if refs and subject.tag != "PRP":
                    return refs[0]
        return None

    def _judge_before(self, token: Token) -> Token | None:
        """The court that 'it' stands for: the subject of the sentence before, or of one before that with 'it', too."""
        if token.low != "it":
            return None
        earlier = [s for s in self.annotated.sentences if s.end <= token.start]
        for sentence in reversed(earlier[-3:]):
            root = next((t for t in sentence.tokens if t.dep == "ROOT"), None)
            subject = next(iter(surface_subjects(root)), None) if root is not None else None
            if subject is None or subject.low != "it":
                judges = subject is not None and subject.mention is None and subject.lemma in self.words.judges
                return subject if judges else None
        return None

    def relays(self, token: Token) -> bool:
        """Whether it is a news agency or one of the media, which only relay."""
        return token.lemma in self.words.media or any(is_agency(r) for r in self.resolver.actors(token))

    def cited(self, verb: Token) -> Ref | None:
        """Whom a news agency cites for what it relays ('AFP, citing officials, said that ...')."""
        beside = [c for s in surface_subjects(verb) for c in s.by("acl", "advcl", "relcl")]
        inside = [a for c in verb.by("ccomp") for a in c.by("advcl") if a.i < c.i]  # 'reported, citing X, that ...'
        for clause in (*verb.by("advcl", "acl", "dep", "prep"), *beside, *inside):
            if clause.lemma in ("cite", "quote"):
                for token in expand(clause.by("dobj")):
                    if refs := self.named(token) or self.unnamed_source(token):
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
            tail = [c for c in token.by("amod", "acl") if c.i == token.i + 1]  # 'people familiar with the matter'
            end = max([token.end, *(t.end for c in tail for t in c.subtree())])
            name = " ".join(self.text[min([*before, token.start]) : end].split())
        iri = f"{ID_BASE}person/{self.annotated.document.id[:12]}-{slug(name)}"
        return Ref(Entity(iri, "Group", name), token, "a speaker without a name", name)

    def named(self, token: Token) -> list[Ref]:
        """Who speaks where this token is the subject of a reporting verb."""
        token = antecedent(token)
        speaks = token.mention is None and token.lemma in self.words.mouthpieces
        if speaks and (found := self._mouthpiece(token)):
            return found
        counted = token.mention is None and any(c.dep == "nummod" for c in token.children)
        if counted and token.lemma in self.resolver.lexicon.person and not any(c.dep == "det" for c in token.children):
            refs = [r for c in token.by("amod", "poss", "compound") if c.mention for r in self.resolver.actors(c)]
        else:
            refs = self.resolver.actors(token)
        return refs

    def _mouthpiece(self, token: Token) -> list[Ref]:
        """Whoever speaks for a body or a state ('a spokesman for the army', 'an official at the foreign ministry')."""
        words = self.text[min([t.start for t in token.subtree() if t.i <= token.i] + [token.start]) : token.end]
        beside = {c.low.split("-")[0] for c in token.by("amod", "compound", "nmod")}
        if token.lemma in self.words.media and not beside & self.words.of_states and not token.by("poss"):
            itself = self.unnamed(token, token.head or token)  # 'a Russian newspaper' does not speak for Russia
            return [itself] if itself is not None else []
        for child in token.children:
            if child.mention is not None and child.dep in ("amod", "poss", "compound", "nmod"):
                owner = self.resolver.actors(child)
                if owner:
                    return [Ref(owner[0].entity, token, "a body's spokesman", words, owner[0].state)]
        for child in token.by("poss"):  # "the Peruvian government's communique"
            if child.mention is None and (owner := self.resolver.actors(child)):
                return [Ref(owner[0].entity, token, "a body's spokesman", words, owner[0].state)]
        for child in token.by("prep"):
            if child.lemma in _INSIDE:
                owner = [r for p in child.by("pobj") for r in self.resolver.actors(p)]
                if owner:
                    return owner
            if child.lemma == "in" and token.lemma in ("official", "authority", "prosecutor"):
                owner = [r for p in child.by("pobj") for r in self.resolver.actors(p) if r.entity.kind in STATE_KINDS]
                if owner:
                    return [Ref(owner[0].entity, token, "officials in a state are its own", words, owner[0].state)]
        return []

    def owner(self, noun: Token) -> Ref | None:
        """Whose a claim or view is: before the noun, or after 'of' or 'by'."""
        made = noun.head if noun.dep == "dobj" and noun.head is not None and noun.head.lemma in _UTTERS else None
        for before in noun.by("poss", "amod", "compound"):
            refs = self.resolver.actors(before)
            if refs:
                return refs[0]
        after = [p for prep in noun.by("prep", "agent") if prep.lemma in _WHOSE for p in prep.by("pobj")]
        for token in expand(after):
            refs = self.named(token) or self.unnamed_source(token)
            if refs:
                return refs[0]
        return self.of(made) if made is not None else None  # 'the minister made the claim that ...'

    def unnamed_source(self, token: Token) -> list[Ref]:
        """Whoever 'according to' points at without a name ('analysts', 'a farmer'); no plan, rule or text."""
        known = (self.resolver.lexicon.person, self.words.sources, self.words.humans)
        source = token.mention is None and any(token.lemma in words for words in known)
        source = source and token.lemma != "correspondent" and not self.relays(token)  # who only relays it
        ref = self.unnamed(token, token.head or token) if source else None
        return [ref] if ref is not None else []
