"""How a document stands to a clause: stated, attributed, opinion, predicted, conditional or negated, and by whom.

Each decision is made by a rule with a name, looked for in this order: negation; attribution (the holder would be lost
otherwise); the author's opinion; condition; prediction; else the document states it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.core.annotated import Annotated, Sentence, Token
from kg.core.model import Stance
from kg.core.words import word_set
from kg.extract.attribution import AttributionReader
from kg.extract.grammar import is_verb, it_is, none_of
from kg.extract.modality import ModalityReader, counterfactual
from kg.extract.negation import OWN_TEXT, NegationReader, neither_of_two
from kg.extract.reporting import Reporting
from kg.extract.vouched import by_nobody
from kg.link.resolve import Ref, Resolver

_OPEN = r"[\s?!\"'“”‘’(–—-]*"
_AGAIN = r"(?:it|he|she|they|there|that|this|we|neither|none)"
_DID = r"(?:did|does|do|has|have|had|is|are|was|were|will|would|can|could)"
_NO = re.compile(
    rf"{_OPEN}(?:No\b(?!\s+\w+\s+(?:has|have|had|is|are|was|were|did|said)\b)"
    r"|Nope\b|Never\b|Not (?:yet|so|at all|true|really)\b"
    rf"|Hardly\b|Far from it|False\b|{_AGAIN} {_DID}(?: not\b|n[’']t\b))",
    re.IGNORECASE,
)
_YES = re.compile(rf"{_OPEN}(?:Yes\b|Indeed\b|{_AGAIN} {_DID}[.!,;])", re.IGNORECASE)


_PUT = word_set("extract.stance.put")
"""'A post had Peru leaving it', 'we put it in force in 1979'."""
_CORRECTS = re.compile(r"\b(?:correction|clarification|corrected|erratum)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\s*(?:It|They|He|She|We|That|This)\s+"
    r"(?:(?:has|have|had|did|does|do|is|was|were)(?:n['\u2019]t|\s+not)\s*[.!;]"
    r"|(?:is|was)\s+(?:wrong|incorrect|false|untrue|a mistake|an error|not so|not the case)\b)"
)
"""'It has not.', 'That was wrong.'"""
_NOT_DONE = r"(?:did|has|have|had)(?:n['\u2019]t|\s+not)"
_PASSED_UP = re.compile(
    r"\s*(?:It|They|He|She|We)\s+(?:(?:chose|decided|elected|opted|preferred) not to|(?:declined|refused)(?: to)?"
    rf"|{_NOT_DONE}|never (?:did|has))\s*[.;!]"
)
"""'It chose not to.', after what it could have done."""
_BUT_NOT = re.compile(rf"\b(?:but|yet)\s+(?:(?:it|they|he|she|we)\s+)?(?:{_NOT_DONE}|chose not to|never did)\s*[.;!,]")
"""'..., but did not.'"""
_IN_FACT = re.compile(
    r";\s*(?:but |in fact,? |however,? )?(?:it|they|he|she|that|this)\s+"
    r"(?:(?:has|have|had|did|does|is|was)(?:n['\u2019]t|\s+not)\s*[.;!]|(?:is|was) (?:wrong|incorrect|false|untrue)\b)"
)
"""'...; in fact it did not.'"""
WHETHER = "'whether'"
"""The rule of what is only asked."""
_NOBODY = word_set("extract.stance.nobody")
NOBODY = "nobody"
"""How the rules begin by which somebody says nothing."""
UNSAID = "does not"
"""And by which who might say so does not."""
FANCIED = "only fancied:"
"""And by which one only might say or think so."""
_SAYS = word_set("extract.stance.says")
_NOTED = word_set("extract.stance.noted")
"""What an author says so is so."""
_HOLD = word_set("extract.stance.hold")
_SUGGEST = word_set("extract.stance.suggest")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A stance with its holder (where attributed) and the rule that decided it."""

    stance: Stance
    rule: str
    holder: Ref | None = None
    negated: bool = False
    future: bool = False


class StanceReader:
    """Reads the stance of clauses of one document."""

    def __init__(self, annotated: Annotated, resolver: Resolver, words: Reporting) -> None:
        self.annotated, self.words = annotated, words
        self.text = annotated.document.text
        self.negation, self.modality = NegationReader(words), ModalityReader(words)
        self.attribution = AttributionReader(annotated, resolver, words)

    def read(self, trigger: Token, sentence: Sentence, *, consumed: bool = False) -> Verdict:
        """The stance of the clause whose predicate is ``trigger`` (a verb, or a noun of an act).

        ``consumed`` says that the negation is part of the act itself ('does not recognise' is a rejection).
        """
        if counterfactual(trigger):
            return Verdict(Stance.STATED, "but for which it would have come otherwise")
        negated = None if consumed else self.negation.read(trigger) or self._answered_no(trigger, sentence)
        negated = negated or self._taken_back(trigger, sentence) or self._passed_up(trigger, sentence)
        holder, rule = self.attribution.holder(trigger, sentence)
        if holder is None and (hearsay := self.attribution.hearsay(trigger)) is not None:
            holder, rule = self.attribution.speakers.unnamed(hearsay, hearsay), f"'{hearsay.text}'"
        asked = self._whether(trigger)
        future = self.modality.prediction(trigger) or asked
        unsaid = asked is not None and asked.startswith((NOBODY, UNSAID, WHETHER, FANCIED))
        holder = None if unsaid or self._granted(trigger) else holder
        if negated:
            return Verdict(Stance.NEGATED, negated, holder, True, bool(future))
        if holder is not None and not self.modality.reserved(trigger):
            return Verdict(Stance.ATTRIBUTED, rule, holder, False, bool(future))
        if self.annotated.commentary and (advice := self.modality.advice(trigger)) is not None:
            return Verdict(Stance.OPINION, advice, None, False, True)
        condition = self.modality.condition(trigger)
        if condition:
            return Verdict(Stance.CONDITIONAL, condition, None, False, bool(future))
        if self._author(trigger, sentence):
            return Verdict(Stance.OPINION, "the author's own judgement", None, False, bool(future))
        if future:
            return Verdict(Stance.PREDICTED, future, None, False, True)
        return Verdict(Stance.STATED, "said as a fact")

    def _taken_back(self, trigger: Token, sentence: Sentence) -> str | None:
        """'CORRECTION: a post at 13:05 had Peru expelling him', 'we said that it had left. It has not.'"""
        for verb in (trigger, *trigger.ancestors()):
            if not is_verb(verb):
                continue
            subjects = [s for s in verb.by("nsubj") if s.mention is None]
            own = any(s.low == "we" or s.lemma in OWN_TEXT for s in subjects)
            says = verb is not trigger and verb.lemma in self.words.say
            if (says or own) and _DENIED.match(self.text, sentence.end):
                return "denied right after"
            fact = _IN_FACT.search(self.text, trigger.end, sentence.end + 60) if trigger is not verb else None
            if (says or own) and fact is not None and fact.start() <= sentence.end:
                return "denied right after"
            if own and (says or verb.lemma in _PUT) and _CORRECTS.search(self.text, sentence.segment.start, verb.start):
                return "taken back by a correction"
        return None

    def _awaited(self, noun: Token) -> bool:
        """'Awaits confirmation that it did', 'is waiting for confirmation'."""
        verb = noun.head
        if verb is not None and noun.dep == "pobj":
            return verb.lemma in ("for", "pending")
        return verb is not None and noun.dep == "dobj" and verb.lemma in self.words.awaited

    def _passed_up(self, trigger: Token, sentence: Sentence) -> str | None:
        """'It could have attacked Togo. It chose not to.', 'could have, but did not', 'was free to. It did not.'"""
        if not is_verb(trigger):
            return None
        might = any(a.low in ("could", "might", "would") for a in trigger.by("aux"))
        top = trigger
        while top.head is not None and top.dep in ("xcomp", "acomp"):
            top = top.head
        to = top is not trigger and any(a.tag == "TO" for a in trigger.by("aux"))
        if top.head is not None or not (might or to):
            return None
        after = _PASSED_UP.match(self.text, sentence.end)
        return "passed up" if after or (might and _BUT_NOT.search(self.text, trigger.end, sentence.end)) else None

    def _whether(self, trigger: Token) -> str | None:
        """'It is unclear whether it attacked Togo'."""
        clause: Token | None = trigger
        ends = ("ccomp", "pcomp", "csubj", "advcl", "acl", "relcl", "ROOT")
        while clause is not None and clause.dep not in ends and not any(c.dep == "mark" for c in clause.children):
            clause = clause.head
        if clause is None:
            return None
        marks = {c.low for c in clause.children if c.dep == "mark"}
        head = clause.head
        if "whether" in marks or (clause.dep == "ccomp" and "if" in marks):
            return WHETHER
        if head is not None and clause.dep == "ccomp" and self._said_by_nobody(head):
            return f"{NOBODY} '{head.lemma}s' it"
        if head is not None and clause.dep == "ccomp" and (words := by_nobody(head, self.words)) is not None:
            return f"{FANCIED} {words}"
        if head is None or "that" not in marks:
            return None
        if clause.dep == "ccomp" and head.lemma in self.words.deny and neither_of_two(head):
            return f"{UNSAID} '{head.lemma}' it"  # 'neither confirmed nor denied that it did'
        if clause.dep == "ccomp" and head.lemma in _SAYS and self.negation.beside(head) is not None:
            return f"{UNSAID} '{head.lemma}' it"  # 'has not said that it will'
        if clause.dep == "ccomp" and head.lemma in _SUGGEST and _nothing(head):
            return f"nothing to '{head.lemma}' it"
        if head.lemma in self.words.evidence and clause.dep in ("acl", "relcl", "ccomp") and not is_verb(head):
            return f"'{head.lemma}' of it"  # 'there is no evidence that it did'
        if head.lemma in self.words.confirmed and clause.dep == "acl" and (none_of(head) or self._awaited(head)):
            return f"no '{head.lemma}' of it"
        unproved = head.lemma in self.words.establish and any(c.dep == "neg" for c in head.children)
        return f"'{head.lemma}' denied" if unproved and clause.dep == "ccomp" else None

    def _granted(self, trigger: Token) -> bool:
        """'Did not say why it attacked', 'would not say when it left': whoever says nothing takes it for granted."""
        clause = next((t for t in (trigger, *trigger.ancestors()) if t.dep == "ccomp"), None)
        head = clause.head if clause is not None else None
        if clause is None or head is None or head.lemma not in self.words.say:
            return False
        asks = any(c.tag == "WRB" for c in clause.children)
        return asks and any(c.dep == "neg" for c in head.children)

    def _said_by_nobody(self, verb: Token) -> bool:
        """'Nobody says that it attacked', 'no one claims that it did'; who denies nothing, leaves it as it is."""
        says = verb.lemma in self.words.say | _HOLD and verb.lemma not in self.words.deny | self.words.dismiss
        return says and any(s.low in _NOBODY or none_of(s) for s in verb.by("nsubj"))

    def asked(self, trigger: Token, sentence: Sentence) -> bool:
        """Whether the clause is only asked for ('Did it attack Togo?'); 'why' and 'when' take it for granted."""
        return self._whether(trigger) is not None or self.questioned(trigger, sentence)

    def questioned(self, trigger: Token, sentence: Sentence) -> bool:
        """Whether the clause is the main one of a question that 'yes' or 'no' would answer."""
        mark = _mark_after(trigger, sentence)
        if mark is None or mark.text != "?":
            return False
        top = trigger if is_verb(trigger) else next((a for a in trigger.ancestors() if is_verb(a)), None)
        if top is not None and top.dep == "conj" and _turned(top):
            return not any(t.tag in ("WRB", "WP", "WDT") for t in top.children)  # 'What is it, and will it apply?'
        inside = ("xcomp", "acomp", "ccomp", "conj", "advcl")
        while top is not None and top.head is not None and top.dep in inside and top.head.i < mark.i:
            top = top.head
        within = top is not None and top.head is not None and top.head.i < mark.i
        if top is None or (within and top.dep != "acl"):  # 'Rumour: has it attacked Togo?'
            return False
        inverted = _turned(top) or (top.lemma == "be" and any(s.i > top.i for s in top.by("nsubj")))
        if inverted and sentence.tokens[0].low == "why" and _might(top):
            return True  # 'Why would it attack Togo?'
        return inverted and not any(t.tag in ("WRB", "WP", "WDT", "WP$") for t in sentence.tokens[:3])

    def _answered_no(self, trigger: Token, sentence: Sentence) -> str | None:
        """A question that the text answers with 'no' ('Did it attack Togo? It did not.')."""
        if not self.asked(trigger, sentence) and not self._doubted(trigger, sentence):
            return None
        return "a question answered with 'no'" if self.answer(sentence) == "no" else None

    def _doubted(self, trigger: Token, sentence: Sentence) -> bool:
        """Whether the main clause asks by its mark alone ('Peru attacked Chile? No.')."""
        mark = _mark_after(trigger, sentence)
        marked = mark is not None and mark.text == "?"
        top = trigger
        while top.head is not None and top.dep in ("conj", "dobj", "nsubj", "nsubjpass", "attr"):
            top = top.head
        return marked and top.head is None and not any(t.tag.startswith("W") for t in sentence.tokens[:3])

    def answer(self, sentence: Sentence) -> str | None:
        """'yes' or 'no', where the text right after a question says so."""
        later = self.text[sentence.end : sentence.end + 60]  # the answer may be a paragraph of its own
        if _NO.match(later):
            return "no"
        return "yes" if _YES.match(later) else None

    def _author(self, trigger: Token, sentence: Sentence) -> bool:
        if not self.annotated.commentary:
            return False
        if self._author_holds(trigger):
            return True
        told = _told_aside(trigger)
        low = self.text[sentence.start : sentence.end].lower()
        phrases = (low.find(phrase) for phrase in self.words.opinion if phrase in low)
        return any(_reaches(sentence, sentence.start + at, trigger, told) for at in phrases)

    def _author_holds(self, trigger: Token) -> bool:
        """'I think that Chad attacked it'; not 'I call it rent, paid to a state that *attacked* Chad', nor what stands
        beside his words ('we agreed to it, and they *signed* it') or has been done by them ('we agreed to *buy* it').
        """
        held = self.words.say - self.words.factive - _NOTED
        token = trigger
        while (head := token.head) is not None:
            subjects = token.by("nsubj", "nsubjpass")
            finite = {"VBD", "VBZ", "VBP"} & {t.tag for t in (token, *token.by("aux", "auxpass"))}
            if token.dep == "relcl" and subjects and finite and not _cleft(head):
                return False
            apart = (token.dep == "conj" and subjects) or (token.dep == "xcomp" and head.tag == "VBD")
            if not apart and head.i < trigger.i and head.lemma in held and self.attribution.by_author(head, trigger):
                return True
            token = head
        return False


def _cleft(noun: Token) -> bool:
    """'It is *Chad* that attacked'."""
    return noun.head is not None and it_is(noun.head)


def _mark_after(trigger: Token, sentence: Sentence) -> Token | None:
    """The mark behind a trigger: of its sentence, or of what is quoted in it ('"Did it leave?" he asked')."""
    if _mark_after not in trigger.known:
        behind = (t for t in sentence.tokens if t.i > trigger.i and t.text in (".", "!", "?", ";"))
        trigger.known[_mark_after] = next(behind, None)
    mark: Token | None = trigger.known[_mark_after]
    return mark


def _told_aside(trigger: Token) -> Token | None:
    """The clause set off by commas in which a word stands: 'Chad, which *has left* it, should come back'."""
    clause = next((t for t in (trigger, *trigger.ancestors()) if t.dep == "relcl" and t.head is not None), None)
    if clause is None or clause.head is None or not any(c.text == "," for c in clause.head.children if c.i < clause.i):
        return None
    return clause


def _reaches(sentence: Sentence, at: int, trigger: Token, told: Token | None) -> bool:
    """Whether an author's phrase at an offset bears on a clause: 'Chad, *in my view* a bully, has left it' does not."""
    phrase = next((t for t in sentence.tokens if t.start <= at < t.end), None)
    if phrase is None:
        return True
    above = (phrase, *phrase.ancestors())
    if told is not None and told not in above:
        return False
    epithet = next((t for t in above if t.dep == "appos" and not is_verb(t)), None)  # not 'Chad, I think, has left'
    return epithet is None or epithet in (trigger, *trigger.ancestors())


def _nothing(verb: Token) -> bool:
    """'Nothing suggests that', 'there is nothing to suggest that'."""
    told = [*verb.by("nsubj"), *([verb.head] if verb.head is not None and verb.dep in ("relcl", "acl") else [])]
    return any(t.low in ("nothing", "little", "none") for t in told)


def _might(verb: Token) -> bool:
    """'Would attack', 'should attack'."""
    return any(a.low in ("could", "should", "would") for a in verb.by("aux"))


def _turned(verb: Token) -> bool:
    """Whether an auxiliary stands before its subject: 'will it apply'."""
    subjects = verb.by("nsubj", "nsubjpass")
    return any(a.dep in ("aux", "auxpass") and any(s.i > a.i for s in subjects) for a in verb.children)
