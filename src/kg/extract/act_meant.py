"""Whose act a definite noun takes up that no word says whose it is: 'Chad turned back two boats. Togo called *the
removal* a crime.'

The noun is an abstract anaphor: its antecedent is what a clause before tells (N. Asher, 'Reference to Abstract Objects
in Discourse', 1993). Of the acts told last, in this sentence or the one before, it means the one whose verb it is
derived from ('jailed ... the jailing'), else the only one that is not mere words; where none has been read, whoever is
the subject of the sentence before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.core.annotated import Annotated, Sentence, Token
from kg.core.words import word_list, word_set
from kg.extract import grammar, valency
from kg.extract.acts_told import SAID, Past
from kg.extract.addressees import Addressees
from kg.extract.referents import Referents
from kg.extract.sides import NAMELESS, SHIP, same_side
from kg.link.noun_phrases import noun_phrase
from kg.link.resolve import Ref

RULE = "whose act the noun takes up"
_POINTING = frozenset({"the", "this", "that", "these", "those", "both"})
_DEVERBAL = word_list("extract.act_meant.deverbal")
"""How nouns end that are made of verbs."""
_STEM = 4
"""So many first letters has a noun in common with the verb that it is made of."""
_STATIVE = word_set("extract.act_meant.stative")
_REVOLTS = word_set("extract.act_meant.revolts")
"""What is done at home by plotters, whoever else acts in the sentences before."""
_JUDGMENTS = word_set("extract.act_meant.judgments")
_NOT_ACTS = frozenset(SAID | {"AGREE", "CONSULT", "SUPPORT"})
"""What is only said or met about: a noun takes it up by a word of its own."""


class ActMeant:
    """Finds who has done what a noun of one document takes up."""

    def __init__(
        self,
        annotated: Annotated,
        words: Mapping[str, frozenset[str]],
        addressees: Addressees,
        referents: Referents,
        deeds: Callable[[Token], frozenset[str]],
    ) -> None:
        self.annotated, self.words, self.deeds = annotated, words, deeds
        self.addressees, self.referents = addressees, referents

    def doer(self, trigger: Token, s: Sequence[Ref], sentence: Sentence, *, turned_down: bool = False) -> list[Ref]:
        """Who has done what the object of a verdict takes up, of another side than the one who judges it; a judgment
        that is turned down is nobody's.
        """
        noun = next(self._acts(trigger), None) if grammar.is_verb(trigger) else None
        if noun is None or (turned_down and noun.lemma in _JUDGMENTS):
            return []
        number = self.addressees.number(sentence)
        for one in (number, number - 1):
            told = [p for p in self.addressees.past if p.sentence == one and p.at < trigger.start]
            if found := self._of_told(noun, told, s):
                return found
            if any(p.value not in _NOT_ACTS and not self._own(p, s) for p in told):
                return []  # several have acted
        return self._subject(number - 1, noun, s) if number else []

    def _acts(self, trigger: Token) -> Iterator[Token]:
        """The objects of a verb that take up an act by a bare definite noun."""
        things = [*valency.logical_objects(trigger)]
        things += [t for c in trigger.by("ccomp") if not c.by("mark") for t in c.by("nsubj")]  # 'called the raid wrong'
        for noun in things:
            phrase = noun_phrase(noun)
            bare = noun.mention is None and not noun.by("poss", "relcl", "acl", "appos", "conj")
            bare = bare and all(t.mention is None for t in noun.subtree())
            if bare and phrase.determiner in _POINTING and self._eventive(noun):
                yield noun

    def _eventive(self, noun: Token) -> bool:
        """Whether a noun is one of doing something, by a list, a frame or its ending."""
        if noun.lemma in _REVOLTS or any(noun.lemma in self.words[x] for x in ("said", "treaties", "humans", "organs")):
            return False
        if self.deeds(noun) == {"ASSAULT"}:
            return False  # whose killing it is, deeds alone tell
        listed = any(noun.lemma in self.words[x] for x in ("acts", "steps", "force_acts", "resumed", "taken_up"))
        return listed or bool(self.deeds(noun)) or (noun.tag == "NN" and noun.lemma.endswith(_DEVERBAL))

    def _of_told(self, noun: Token, told: Sequence[Past], s: Sequence[Ref]) -> list[Ref]:
        """Who has done the act of those told that a noun means: by its verb, else the only ones who have acted."""
        told = [p for p in told if not self._own(p, s)]
        kinds = self.deeds(noun)
        named = [p for p in told if self._derived(noun, p)]
        acts = named or [p for p in told if (p.value in kinds if kinds else p.value not in _NOT_ACTS)]
        acts = [p for p in acts if p.o or p.value != "MOBILIZE"]  # 'the incursion' is into somebody's land
        who = {r.entity: r for p in acts for r in p.s}
        plain = [r for r in who.values() if r.rule not in (NAMELESS, SHIP)]
        states = {r.state or r.entity for r in plain}
        return [replace(r, rule=RULE) for r in plain] if len(states) == 1 == len(plain) else []

    def _own(self, past: Past, s: Sequence[Ref]) -> bool:
        return any(_alike(r, s) for r in past.s)

    def _derived(self, noun: Token, past: Past) -> bool:
        """'Jailed him ... the jailing': whether a noun begins as the verb does."""
        verb = self.annotated.document.text[past.at : past.at + _STEM].lower()
        return len(verb) == _STEM and noun.lemma.startswith(verb)

    def _subject(self, number: int, noun: Token, s: Sequence[Ref]) -> list[Ref]:
        """Who is told to have done something in a sentence: the subject of its main clause, if that is no mere word
        and nobody else acts in a clause below it.
        """
        before = self.annotated.sentences[number]
        main = next((t for t in before.tokens if t.dep == "ROOT"), None)
        if main is None or not grammar.is_verb(main) or before.segment.paragraph != self._paragraph(noun):
            return []
        if main.lemma in self.addressees.speakers.words.report or main.lemma in _STATIVE or main.by("neg"):
            return []
        doers = [t for t in valency.logical_subjects(main) if self._acting(t)]
        refs = [r for t in doers for r in self.referents.of(t)]
        below = [t for t in before.tokens if t.dep == "nsubj" and t not in doers and self._acting(t)]
        others = [r for t in below for r in self.referents.of(t) if not same_side(r, refs)]
        said = any(p.at == main.start and p.value in _NOT_ACTS for p in self.addressees.past)
        alone = len(refs) == 1 and not others and not said and not _alike(refs[0], s)
        return [replace(r, rule=RULE) for r in refs] if alone else []

    def _acting(self, token: Token) -> bool:
        """Whether a subject is one who can act: a name, people, or a body of a state."""
        who = self.words["humans"] | self.words["organs"] | self.words["servants"] | self.words["units"]
        return token.mention is not None or token.lemma in who

    def _paragraph(self, noun: Token) -> int:
        number = self.referents.resolver.sentence_of.get(noun.start, 0)
        return self.annotated.sentences[number].segment.paragraph


def _alike(ref: Ref, others: Sequence[Ref]) -> bool:
    """Whether it is one of the others, or the state for which one of them speaks."""
    return same_side(ref, others) or any(same_side(x, [ref]) or x.state == ref.entity for x in others)
