"""Whether a clause hangs on a condition or is yet to come, and by which rule."""

from __future__ import annotations

from operator import attrgetter

from kg.annotate.ranks import copula_over
from kg.annotate.repair_clauses import CONDEMNS
from kg.annotate.tree import first_of, of_kind
from kg.core.annotated import Token
from kg.core.words import word_list, word_set
from kg.extract.grammar import FORESEEN, SUBJECT, being_done, believed_if, is_verb, it_is, subjunctive, to_be_done
from kg.extract.reporting import Reporting
from kg.extract.valency import HIRES, ordered_by_judges

_MODAL_FUTURE = {"will", "shall", "'ll", "wo"}
_MODAL_MAYBE = word_set("extract.modality.modal_maybe")
_PLANS = word_list("extract.modality.plans")
_WEIGHED = word_list("extract.modality.weighed")
"""Verbs of what one may yet do ('is considering sending')."""
_TOWARDS = word_list("extract.modality.towards")


_PROMISES = word_set("extract.modality.promises")
"""Whose infinitive lies ahead of when it was said."""
_THINK = word_set("extract.modality.think")
_PICTURES = word_set("extract.modality.pictures")
_REFUSES = word_set("extract.modality.refuses")
_ONLY_THEN = word_set("extract.modality.only_then")
_THEN = word_set("extract.modality.then")
"""Words before what is still to happen, where the main clause is of the future."""
_IN_CLAUSE = ("dobj", "nsubjpass", "nsubj", "attr", "acomp", "pobj", "conj")
_WAITING = word_set("extract.modality.waiting")
"""Before a step that is still to be taken, with 'to' or 'on' where they need it."""
_INSISTS = word_set("extract.modality.insists")
_HIRES = HIRES | word_set("extract.modality.hires")
"""What is done to people so that they do something."""
_OBLIGED = word_set("extract.modality.obliged")
"""Who is so now, has yet to do it."""
_COURAGE = word_set("extract.modality.courage")
"""Who had it, did it."""
_THOUGHT_OF = word_set("extract.modality.thought_of")
"""Nouns whose clause only may be so."""
_LAID_DOWN = word_set("extract.modality.laid_down")
"""What a treaty lays down is told as it does."""
_PERCEIVE = word_set("extract.modality.perceive")
"""Verbs with a bare infinitive."""
_WISHES = word_set("extract.modality.wishes")
_SEE_DONE = _WISHES | word_set("extract.modality.see_done")
_HAVE_DONE = _SEE_DONE | {"have"}
"""What stands above a participle that tells what is done to somebody."""
_MAY_BE = word_set("extract.modality.may_be")
"""What is said so of is no more than possible."""
THOUGHT_OF = "of it"
"""How the rules end by which an act is only thought of."""
ASKED_FOR = "asks for"
"""How the rules end by which an act is only what somebody asks for."""
_PERMITS = word_set("extract.modality.permits")
"""What these do to one, in the present, one has not done by it."""
_PLEADED = word_set("extract.modality.pleaded")
"""'Was urged to leave', 'urged its seamen to leave': what they are asked to do has not been done."""
_OF_WHAT_IS_DONE = CONDEMNS | word_set("extract.modality.of_what_is_done")
"""Verbs of what is done about an act that has been done."""
_COMES_TOGETHER = word_set("extract.modality.comes_together")
"""By what one comes to speak to another."""
_ON_THE_SPOT = word_set("extract.modality.on_the_spot")
"""What is done as soon as one speaks to another, or sits at a table."""
_BREAKS_IN = word_set("extract.modality.breaks_in")
_THEREUPON = word_set("extract.modality.thereupon")
"""What those do who break in for it."""
_BY_VOTE = word_set("extract.modality.by_vote")
"""What a parliament does by voting to do it."""


_PROVIDED = "'provided that'"
"""The rule by which a proviso makes a condition."""


def _foreseen(verb: Token, head: Token) -> bool:
    """'It is expected that Peru signs in May': the present of what is foreseen."""
    return verb.dep == "ccomp" and verb.tag in ("VBZ", "VBP") and head.lemma in FORESEEN and bool(head.by("auxpass"))


_UNLESS = word_set("extract.modality.unless")


class ModalityReader:
    """Reads the condition and the prospect in which a clause stands."""

    def __init__(self, words: Reporting) -> None:
        self.words = words

    # -- conditions

    def condition(self, trigger: Token) -> str | None:
        """The rule by which the clause hangs on a condition, or None."""
        verb: Token | None = trigger if is_verb(trigger) else next((a for a in trigger.ancestors() if is_verb(a)), None)
        any_of_them = not is_verb(trigger) and any(c.low == "any" for c in trigger.by("det"))
        if any_of_them and verb is not None and self._modal(verb):
            return "'any' of which it is said what would be"
        doing = verb is not None and trigger.dep == "nsubj" and verb is trigger.head and not verb.by("aux")
        if doing and verb is not None and verb.tag in ("VBZ", "VBP", "VBD"):
            return None  # 'its accession obliges it to arrest him should he come': it has acceded
        return self._condition(verb)

    def _condition(self, verb: Token | None) -> str | None:
        """The rule by which a verb, or one above it, hangs on a condition."""
        steps = 0
        while verb is not None and steps < 5:
            phrase = self._phrase(verb)
            if phrase == _PROVIDED and not steps and verb.tag == "VBD" and verb.by("xcomp"):
                phrase = None  # 'undertook to go to the court, provided that voters consented': so it undertook
            found = self._within(verb) or self._clause(verb) or phrase or _imagined(verb) or would_have(verb)
            if found is not None:
                return found
            head = verb.head
            if verb.dep == "pcomp" and head is not None and head.lemma == "but":
                verb, steps = next((a for a in verb.ancestors() if is_verb(a)), None), steps + 1
                continue  # 'has no choice but to stop them'
            if head is None or not is_verb(head) or verb.dep not in ("conj", "ccomp", "xcomp", "acl"):
                return None
            if verb.dep == "ccomp" and head.lemma in self.words.say:
                if self._modal(verb) and any(self._marks(c) & self.words.hard_conditions for c in head.by("advcl")):
                    return "hangs on an 'if' clause"
                return None
            verb, steps = head, steps + 1
        return None

    def _marks(self, clause: Token) -> set[str]:
        return {c.low for c in clause.children if c.dep in ("mark", "advmod", "aux")}

    def _within(self, verb: Token) -> str | None:
        marks = {c.low for c in verb.children if c.dep in ("mark", "advmod")}
        if verb.dep == "ROOT" and any(c.dep == "mark" and c.low == "if" for c in verb.children):
            return "within an 'if' clause"  # 'If only it had recognised it.'
        if verb.dep == "advcl" and marks & self.words.hard_conditions:
            return "within an 'if' clause"
        if _were_to(verb) or (verb.dep in ("advcl", "ccomp", "ROOT", "parataxis") and inverted(verb)):
            return "within an inverted condition"
        if verb.dep in ("ccomp", "pcomp") and verb.head is not None and verb.head.low in ("provided", "providing"):
            return "within a 'provided that' clause" if not verb.head.by(*SUBJECT, "nsubjpass") else None
        if verb.dep == "advcl" and "before" in marks and self._modal(verb):
            return "'before' it can"
        if verb.dep == "advcl" and self._awaited(verb, marks):
            return "within a clause of what is yet to come"
        return "a right is reserved" if self.reserved(verb) else None

    @staticmethod
    def reserved(verb: Token) -> bool:
        """'Said that it reserved the right to suspend it': nobody says that it has done so."""
        right = verb.head if verb.dep == "acl" else None
        return right is not None and right.lemma == "right" and right.head is not None and right.head.lemma == "reserve"

    def _awaited(self, verb: Token, marks: set[str]) -> bool:
        """'Takes effect once both have ratified it', 'will pay when Togo apologises', 'would not go until it left'."""
        main = verb.head
        if main is not None and main.lemma == "soon":
            marks, main = marks | {"soon"}, main.head
        if main is None or not is_verb(main):
            return False
        now = verb.tag in ("VBZ", "VBP") or (verb.tag == "VB" and verb.by("nsubj") and not verb.by("aux"))
        now = now or any(a.tag in ("VBZ", "VBP") for a in verb.by("aux"))
        if marks & {"until", "till", "before"} and (now or _refused_before(verb, main)):
            return True  # 'closed it until they sign a pact', 'before they sign it', 'before they have left'
        auxiliaries = {a.low for a in main.by("aux")}
        past = verb.tag == "VBD" or any(a.tag == "VBD" for a in verb.by("aux", "auxpass"))
        if auxiliaries & {"would"}:
            return bool(marks & _ONLY_THEN)
        if past and main.tag == "VB" and "to" in auxiliaries and main.head is not None:
            promised = main.dep == "xcomp" and main.head.lemma in _PROMISES
            return promised and bool(marks & _ONLY_THEN)  # 'promised to leave once a treaty was signed'
        if past or verb.tag in ("VBG", "VB"):
            return False
        if auxiliaries & (_MODAL_FUTURE | {"must", "can", "may"}):
            return bool(marks & (_ONLY_THEN | _THEN)) and not _fixed(verb)
        if main.tag == "VB" and "to" in auxiliaries:
            return bool(marks & _ONLY_THEN)  # 'refused to talk until it leaves'
        return main.tag in ("VBZ", "VBP") and not auxiliaries & {"have", "has"} and bool(marks & _ONLY_THEN)

    def _clause(self, verb: Token) -> str | None:
        """A clause below the verb that states its condition."""
        for clause in (*verb.by("advcl"), *(c for a in verb.by("advmod") for c in a.by("advcl"))):
            marks = self._marks(clause)
            told = self._to_readers(clause, verb) or believed_if(clause) is not None or _whatever(clause, verb)
            if marks & self.words.hard_conditions and not told:
                return "hangs on an 'if' clause"
            if inverted(clause):
                return "hangs on an inverted condition"
            if marks & {"once", "after", "when", "until", "till"} and self._modal(verb) and not _fixed(clause):
                return "only once something else has happened"
            soon = clause.head is not None and clause.head.lemma == "soon"
            if (soon or "once" in marks) and self._awaited(clause, marks):
                return "only once something else has happened"
            if clause.lemma in ("fail", "bar", "subject", "contingent", "dependent") and self._modal(verb):
                return f"'{clause.low}'"
            if clause.head is not verb and clause.head is not None and clause.head.lemma in ("long", "far"):
                return f"'as {clause.head.lemma} as'"
        for clause in verb.by("ccomp", "advcl"):
            first = min(clause.subtree(), key=lambda t: t.i)
            if clause.i < verb.i and first.low in ("were", "should", "had") and self._modal(verb):
                later = any(t.tag == "TO" for t in clause.subtree()) or first is not clause
                if later:
                    return "hangs on an inverted condition"
        return None

    def _to_readers(self, clause: Token, verb: Token) -> bool:
        """'If you are just joining us, Peru has left it': what is told, whoever reads it."""
        you = any(s.low == "you" for s in clause.by(*SUBJECT))
        past = verb.tag == "VBD" or any(a.tag in ("VBD", "VBZ", "VBP") for a in verb.by("aux"))
        return you and past and not self._modal(verb) and clause.i < verb.i

    def _phrase(self, verb: Token) -> str | None:
        """A prepositional phrase that states the condition: 'in the event of', 'subject to', 'on condition that'."""
        case = verb.head if verb.dep in ("acl", "relcl") else None
        if case is not None and case.lemma == "case" and case.dep == "pobj" and not case.by("det", "amod"):
            return "'in case'"
        for prep in (*verb.by("prep"), *(p for o in verb.by("dobj", "acomp", "attr") for p in o.by("prep"))):
            nouns = prep.by("pobj")
            if prep.lemma in ("provide", "provided", "providing") and prep.by("ccomp", "pcomp"):
                return _PROVIDED
            cases = [n.i + 1 for n in nouns if n.lemma == "case"] if prep.lemma == "in" else []
            if cases and any(first_of(s) in cases for s in verb.by(*SUBJECT)):
                return "'in case'"
            step = prep.lemma in ("after", "upon", "on", "following") and verb.tag in ("VBZ", "VBP")
            if step and any(n.lemma in self.words.steps and not of_kind(n, "Time") for n in nouns):
                return f"'{prep.low}' a step yet to be taken"
            made_up = prep.lemma in ("in", "under") and prep.i < verb.i and prep.head is verb
            if made_up and any(n.lemma in self.words.fiction and not n.by("prep", "poss") for n in nouns):
                return f"'{prep.low} a {nouns[0].lemma}'"
            if not self._modal(verb) and not self._future(verb):
                continue
            timed = any(of_kind(t, "Time") for t in nouns)
            if prep.lemma in ("after", "upon", "once") and prep.i > verb.i and not timed:
                return "only after something else has happened"
            for noun in nouns:
                if prep.lemma in ("in", "on", "at", "under") and noun.lemma in self.words.condition_nouns.get(
                    prep.lemma, ()
                ):
                    return f"'{prep.low} {noun.text}'"
            if prep.lemma in _UNLESS and prep.i < verb.i and nouns:
                return f"'{prep.low}'"
            if prep.lemma in ("pending", "subject"):
                return f"'{prep.low}'"
        if (self._modal(verb) or self._future(verb)) and self._reckoned(verb):
            return "counted from a step yet to be taken"
        for word in (*verb.by("acomp", "advcl", "oprd", "advmod", "amod", "dep"), verb):
            hanging = word.lemma in ("subject", "contingent", "dependent", "conditional") and word.by("prep")
            if hanging and (self._modal(verb) or self._future(verb)):
                return f"'{word.low} to'"
        return None

    def _reckoned(self, verb: Token) -> bool:
        """'Will take effect on the first day of the month after both have ratified it'."""
        for prep in verb.by("prep"):
            for token in prep.subtree():
                if token.lemma not in ("after", "following", "from"):
                    continue
                clause = token.head if token.dep == "mark" else None
                if clause is not None and any(a.lemma == "have" for a in clause.by("aux")):
                    return True
                if any(p.lemma in self.words.steps for p in token.by("pobj")):
                    return True
        return False

    def _future(self, verb: Token) -> bool:
        """'Is to', 'is due to': what is yet to come without an auxiliary."""
        word = verb.tag in ("VBN", "JJ") and verb.low in self.words.likely  # not 'freed two men'
        return word or any(c.lemma in self.words.likely for c in verb.by("acomp"))

    def _modal(self, verb: Token) -> bool:
        return any(a.low in _MODAL_FUTURE | _MODAL_MAYBE for a in verb.by("aux"))

    # -- predictions

    def prediction(self, trigger: Token) -> str | None:
        """The rule by which the clause is not yet so, or None."""
        if is_verb(trigger) and reproached(trigger):
            return None
        if is_verb(trigger) and (due := _price_of(trigger)) is not None:
            return f"'{due.lemma} for' it"
        if is_verb(trigger):
            if ordered_by_judges(trigger):
                return "'order' it"
            return self._headline(trigger) or self._future_verb(trigger) or _scheduled(trigger)
        for word in trigger.by("amod", "advmod", "nmod"):
            if word.low in self.words.ahead or word.lemma in self.words.ahead:
                return f"'{word.low}' before the noun"
        head = trigger.head
        if trigger.dep == "nsubj" and head is not None and head.lemma == "be":
            for word in head.by("acomp", "attr"):
                if word.lemma in self.words.likely | self.words.ahead:
                    return f"it is {word.low}"  # 'an attack is unlikely'
        for up in (head, head.head if head is not None and trigger.dep == "pobj" else None):
            if up is not None and up.low in _WAITING and trigger.lemma in self.words.steps:
                return f"'{up.low}' a step"  # 'pending ratification', 'subject to ratification by Chad'
        if head is not None and not is_verb(head):
            if head.lemma in self.words.prospect and trigger.dep in ("compound", "pobj"):
                return f"'{head.lemma}'"
            above = head.head
            towards = trigger.dep == "pobj" and head.lemma in _TOWARDS and above is not None and not is_verb(above)
            if towards and above is not None and above.lemma in self.words.prospect | self.words.likely:
                return f"'{above.lemma} {head.lemma}'"
        if head is not None and trigger.dep in ("dobj", "nsubjpass") and head.lemma in self.words.demand:
            return f"'{head.lemma}'"
        asked = head.head if head is not None and trigger.dep == "pobj" and head.lemma == "for" else None
        if asked is not None and asked.lemma in self.words.demand_for and is_verb(asked):
            return f"'{asked.lemma} for'"
        governor = next((a for a in trigger.ancestors() if is_verb(a)), None)
        if governor is None or trigger.dep not in _IN_CLAUSE:
            return None
        if governor.lemma in _OF_WHAT_IS_DONE and trigger.dep in ("dobj", "pobj"):
            return None  # 'will meet to condemn its attack on Chile', 'to protest against its support for Chile'
        if trigger.dep == "acomp" and governor.lemma in ("remain", "stay"):
            return None  # 'will remain valid': it is so already
        found = self._future_verb(governor)
        if found is None and governor.lemma in _PLANS and trigger.dep in ("dobj", "nsubjpass"):
            return f"'{governor.lemma}'"
        return found

    def advice(self, trigger: Token) -> str | None:
        """The rule by which an author says what somebody ought to do, outside any condition; or None."""
        verb: Token | None = trigger if is_verb(trigger) else next((a for a in trigger.ancestors() if is_verb(a)), None)
        if verb is None or self.condition(trigger) is not None:
            return None
        if _exhorted(verb):
            return "the author's advice: 'let'"
        for token in (verb, *([verb.head] if verb.dep in ("xcomp", "conj") and verb.head is not None else [])):
            for aux in token.by("aux"):
                if aux.low in ("should", "ought", "must") and not any(a.lemma == "have" for a in token.by("aux")):
                    return f"the author's advice: '{aux.low}'"
        return None

    def _headline(self, verb: Token) -> str | None:
        """'Chile to send troops': an infinitive instead of the main verb."""
        if not _bare(verb) or not any(a.tag == "TO" for a in verb.by("aux")):
            return None
        head = verb.head
        noun = head is not None and head.head is None and not is_verb(head) and verb.dep in ("acl", "relcl")
        return "'to' in a headline" if (head is None and verb.by("nsubj", "nsubjpass")) or noun else None

    def _future_verb(self, verb: Token) -> str | None:
        token, steps = verb, 0
        while steps < 5:
            found = self._auxiliary(token)
            if found is not None:
                return found
            head = token.head
            if head is None:
                return "an imperative" if _called_upon(token) else None
            to = any(a.tag == "TO" for a in token.by("aux"))
            if (words := self.words.factuality.opened(token)) is not None:
                return f"'{words}'"
            if (kept := self.words.factuality.kept(token)) is not None:
                token, steps = kept, steps + 1
                continue  # 'kept its promise to sign', 'will make good on its threat to leave'
            if _exhorted(token):
                return "'let'"
            if (words := _for_to(token, head)) is not None:
                return words
            if (ranking := copula_over(token)) is not None:
                token, steps = ranking, steps + 1
                continue  # 'became the first to sign'
            if to and token.dep == "xcomp" and _going(head):
                return "'going to'"
            if to and head.lemma == "far" and head.head is not None:
                token, steps = head.head, steps + 1
                continue  # 'went so far as to sign'
            if to and token.dep in ("xcomp", "advcl", "ccomp", "acl"):
                found = self._infinitive(token, head)
                if found is not None:
                    return found
                went_on = head.lemma == "go" and any(c.low == "on" for c in head.children)
                if token.dep in ("advcl", "xcomp") and went_on:
                    return None  # 'went on to sign'
                if head.lemma == "use" and head.tag == "VBD" and head.by("dobj"):
                    return None  # 'used her speech to denounce it'
                if head.lemma == "vote" and token.lemma in _BY_VOTE and not self._auxiliary(head):
                    return None  # 'voted to declare him unwelcome': done by the vote
                if _there_and_then(token, head):
                    return None
                if token.dep == "advcl" and not any(c.low == "only" for c in token.children):
                    return "a purpose"
            if to and (above := _clause_above(token, head)) is not None:
                if not self._done(token, head):
                    return f"'{head.lemma if above is head else head.low} to'"
                token, steps = above, steps + 1
                continue  # 'would be wrong to attack it', 'tried to force it to leave'
            named = token.dep == "acl" or (token.dep == "relcl" and _bare_relative(token))
            if to and named and head.lemma == "decision" and _had_effect(head):
                return None
            if to and named and not is_verb(head) and not self._singled_out(head):
                return f"'{head.lemma} to'"
            if token.tag == "VB" and token.dep == "ccomp" and not token.by("aux", "mark") and head.lemma in _PERCEIVE:
                token, steps = head, steps + 1
                continue  # 'would like to see it leave'
            if (over := _made_so(token, head)) is not None:
                if over.lemma in _WISHES:
                    return f"'{over.lemma}' it done"
                token, steps = over, steps + 1
                continue  # 'hopes to see it expelled'
            if _high_time(token):
                return "'it is time that'"
            if _thought_so(token, head):
                return f"'{head.lemma} that'"
            if _compared(token, head) and any(self._modal(a) for a in head.ancestors()):
                return "'would', more than"
            if (noun := self._of_thought(token, head)) is not None:
                return f"'{noun.lemma}' {THOUGHT_OF}"
            if token.tag == "VBG" and token.dep in ("xcomp", "ccomp") and head.lemma in _WEIGHED:
                return f"'{head.lemma}' doing it"
            if self._asked_for(token, head):
                return f"what '{head.lemma} that' {ASKED_FOR}"
            if _foreseen(token, head):
                return f"'it is {head.low} that'"
            if token.dep == "ROOT" or (token.dep in ("relcl", "ccomp") and not to):
                return None
            joined = (
                token.dep == "conj" and not token.by(*SUBJECT, "nsubjpass") and token.tag in ("VB", "VBP", "VBN", "VBG")
            )
            becomes = token.dep == "acomp" and head.lemma not in ("remain", "stay")
            if is_verb(head) and (token.dep == "xcomp" or becomes or joined):
                token, steps = head, steps + 1
                continue
            above = head.head
            if token.tag == "VBG" and head.lemma == "on" and above is not None and above.lemma == "go":
                token, steps = above, steps + 1
                continue  # 'vowed to go on firing'
            point = above is not None and above.lemma == "point" and above.head is not None and above.head.lemma == "on"
            if token.dep == "pcomp" and head.lemma == "of" and point:
                return "'on the point of'"
            if token.dep == "pcomp" and head.lemma == "before" and above is not None and self._yet_to_come(above):
                return "'before' doing it"
            towards = token.dep == "pcomp" and head.lemma in _TOWARDS and above is not None
            begun = above is not None and above.lemma == "set" and head.lemma == "about"
            if towards and above is not None and not begun and above.lemma in self.words.prospect | self.words.likely:
                return f"'{above.lemma} {head.lemma}'"
            thought = self.words.factuality.only_thought(token)
            return f"'{thought}' {THOUGHT_OF}" if thought is not None else None
        return None

    def _done(self, verb: Token, word: Token) -> bool:
        """Whether 'to do' is as true as the word above it, or whoever says so is told ('claims to have signed')."""
        if word.lemma == "have" and _was_forced(word):
            return True
        perfect = any(a.lemma == "have" for a in verb.by("aux"))
        said = word.lemma in self.words.factuality.claimed or (perfect and word.lemma in self.words.passive_say)
        may = word.lemma in _PERMITS and word.tag in ("VBZ", "VBP")  # 'a law that allows it to leave'
        return said or (not may and self.words.factuality.done(word))

    def _yet_to_come(self, verb: Token) -> bool:
        """'Will ask for money before leaving', 'wants money before leaving'."""
        ahead = verb.lemma in _WISHES | self.words.demand | self.words.demand_for and verb.tag in ("VBZ", "VBP")
        return ahead or any(a.low in _MODAL_FUTURE for a in verb.by("aux"))

    @staticmethod
    def _of_thought(verb: Token, head: Token) -> Token | None:
        """'The chances that it attacked', 'the prospect of Chad attacking it': the noun of what only may be."""
        that = verb.dep == "acl" and any(c.low == "that" for c in verb.by("mark"))
        of = head.head if verb.dep == "acl" and verb.tag == "VBG" and head.dep == "pobj" else None
        noun = head if that else of.head if of is not None and of.lemma == "of" else None
        return noun if noun is not None and noun.lemma in _THOUGHT_OF else None

    def _singled_out(self, noun: Token) -> bool:
        """'The first state to sign it', 'had the courage to sign it': then it did."""
        return (
            noun.lemma in _COURAGE | _LAID_DOWN
            or (noun.tag.startswith("J") and noun.lemma in self.words.factuality.implicative)
            or _taken(noun)
            or any(
                c.lemma in self.words.factuality.implicative or c.tag in ("JJS", "RBS")
                for c in noun.by("amod", "advmod")
            )
        )

    def _asked_for(self, verb: Token, head: Token) -> bool:
        """'Demanded that the treaty be torn up': a bare form after 'that' below a verb of asking."""
        mood = to_be_done(verb) or subjunctive(verb)
        bare = mood or verb.tag == "VB"
        asks = head.lemma in self.words.demand | self.words.demand_for | _INSISTS
        below = verb.dep in ("acl", "ccomp", "relcl")  # 'demands of Peru that it annul it'
        asks |= mood  # 'would prefer that Peru annul it', 'agreed that it be admitted'
        return asks and bare and below and bool(verb.by("mark")) and not verb.by("aux")

    def _auxiliary(self, token: Token) -> str | None:
        for adverb in token.by("advmod"):
            if adverb.low in self.words.possible:
                return f"'{adverb.low}'"
        for aux in token.by("aux", "auxpass"):
            low = aux.low
            if low in _MODAL_FUTURE:
                return f"'{aux.text}'"
            if low == "could" and not_but(token, aux):
                return None  # 'could not but leave': so it did
            if low in _MODAL_MAYBE:
                return f"'{aux.text}'"
        return None

    def _infinitive(self, token: Token, head: Token) -> str | None:
        """What a word above makes of 'to do'."""
        if any(c.low == "only" and c.i < token.i for c in token.children):
            return None  # 'left, only to return': then it happened
        done = any(s.lemma in self.words.deeds for s in head.by("nsubj")) and head.tag == "VBD"
        if head.lemma == "be" and token.dep == "xcomp" and done:
            return None  # 'its answer was to expel him'
        if head.lemma in ("have", "be") and token.dep == "xcomp":
            if head.lemma == "have" and _was_forced(head):
                return None
            return "'have to'" if head.lemma == "have" else "'is to'"
        if head.tag == "MD":
            return f"'{head.low} to'"  # 'ought to expel him'
        if head.lemma in self.words.likely:
            return f"'{head.lemma} to'"
        if head.lemma in _OBLIGED and head.dep in ("acomp", "ROOT", "ccomp") and _is_now(head):
            return f"is '{head.lemma} to'"
        if is_verb(head) and head.lemma in _PLEADED and head.by("auxpass", "dobj") and token.dep == "xcomp":
            return f"what '{head.low} to' {ASKED_FOR}"
        if is_verb(head) and head.lemma in self.words.future and token.dep in ("xcomp", "ccomp"):
            return f"'{head.lemma} to'"
        if head.lemma in _HIRES and token.dep == "xcomp" and head.by("dobj"):
            return "a purpose"
        if _taken(head) or (head.lemma == "decision" and _had_effect(head)):
            return None
        if not is_verb(head) and head.lemma in self.words.prospect:
            return f"'{head.lemma} to'"
        return None


def _had_effect(decision: Token) -> bool:
    """'The step followed the decision to sever ties', 'came after its decision to leave': it was carried out."""
    above = decision.head
    if above is None:
        return False
    if decision.dep == "pobj":
        return above.lemma in ("after", "following", "since")
    return decision.dep == "dobj" and above.lemma == "follow" and above.tag in ("VBD", "VBN")


def inverted(clause: Token) -> bool:
    """'Should it fail', 'Had they signed': a condition by the order of its words."""
    first = first_of(clause)
    opening = [t for t in clause.children if t.i == first or (t.low == "should" and t.dep == "aux")]
    return any(
        t.low in ("should", "were", "had")
        and t.dep in ("aux", "auxpass")
        and any(s.i > t.i for s in clause.by(*SUBJECT, "nsubjpass"))
        for t in opening
    )


def _whatever(clause: Token, verb: Token) -> bool:
    """'Agreed with it, *as if* nothing had been said', 'left, *even if* Peru objected': so it did all the same."""
    would = any(a.low in ("would", "could", "might", "'d") for a in verb.by("aux"))
    near = [t for t in (*clause.subtree(), *verb.children) if t.low in ("as", "even")]
    before = {t.i: t.low for t in near}
    found = next((before.get(c.i - 1) for c in clause.children if c.low == "if"), None)
    return found == "as" or (found == "even" and not would)


def counterfactual(trigger: Token) -> bool:
    """'Had Peru not objected, Chile would have left', 'but for its veto, it would have passed': that it did object, and
    that it was vetoed.
    """
    if not is_verb(trigger):
        return but_for(trigger) is not None
    main = trigger.head
    if trigger.dep not in ("advcl", "ccomp") or main is None or main.i < trigger.i:
        return False
    had = trigger.tag in ("VBN", "VBD") and any(a.low == "had" for a in trigger.by("aux"))
    if_so = inverted(trigger) or any(m.low == "if" for m in trigger.by("mark"))
    return had and if_so and any(c.dep == "neg" for c in trigger.children) and _would_have(main)


def but_for(noun: Token) -> Token | None:
    """'But for its *veto*, Chile would have left': the main verb."""
    prep = noun.head if noun.dep == "pobj" else None
    main = prep.head if prep is not None and prep.low == "for" else None
    if prep is None or main is None or not _would_have(main):
        return None
    return main if any(t.low == "but" and t.i == prep.i - 1 for t in (*main.children, *prep.children)) else None


def _would_have(verb: Token) -> bool:
    """'Would have left', 'might be on it'."""
    helpers = {a.low for a in verb.by("aux")}
    return bool(helpers & {"could", "might", "would"}) and ("have" in helpers or verb.lemma == "be")


def _were_to(verb: Token) -> bool:
    """'Were it to submit the pact to parliament', 'Were Chad to be attacked', where this hangs on the subject."""
    head = verb.head
    opens = verb.dep == "xcomp" and head is not None and head.low == "were" and head.dep == "advcl"
    if opens and head is not None and any(s.i > head.i for s in head.by(*SUBJECT)):
        return True
    above = head if any(a.tag == "TO" for a in verb.by("aux")) else None
    were = above.head if above is not None and verb.dep in ("acl", "relcl") and above.dep in SUBJECT else above
    return were is not None and were.text == "Were" and were.i < verb.i


def _called_upon(verb: Token) -> bool:
    """'Ghana, recognise it!': a comma right behind the one who is called upon."""
    if verb.tag not in ("VB", "VBP") or verb.by("aux", "auxpass"):
        return False
    called = [t for t in verb.by("nsubj", "npadvmod") if t.i < verb.i and t.tag in ("NNP", "NN")]
    alone = len(called) == 1 and not called[0].by("conj", "appos", "relcl", "acl", "prep")
    return alone and any(c.text == "," and c.i == verb.i - 1 for t in (verb, called[0]) for c in t.children)


def _going(word: Token) -> bool:
    """'Is going to attack it', but 'went on to attack it'."""
    return word.lemma == "go" and word.tag == "VBG" and not word.by("prt", "advmod")


def _made_so(verb: Token, word: Token) -> Token | None:
    """The verb of 'wants it *expelled*', 'hopes to see him *expelled*', 'threatened to have it *expelled*'."""
    if verb.tag not in ("VBN", "VBD") or verb.by("aux", "auxpass", "mark", "advcl"):
        return None
    if verb.dep in ("ccomp", "xcomp", "oprd") and word.i < verb.i and word.lemma in _HAVE_DONE:
        subjects = verb.by("nsubj", "nsubjpass")
        whom = any(s.i > word.i for s in subjects) or ((subjects or verb.by("agent")) and word.by("dobj"))
        return word if whom else None
    above = word.head if verb.dep == "acl" and word.dep == "dobj" else None
    have = above is not None and above.lemma == "have" and above.dep == "xcomp"  # 'threatened to have it expelled'
    return above if above is not None and (above.lemma in _SEE_DONE or have) else None


def _clause_above(verb: Token, word: Token) -> Token | None:
    """The verb of the clause in which an infinitive is the complement of a word: of itself, or of its adjective."""
    if verb.dep in ("ccomp", "xcomp") and is_verb(word):
        return word
    adjective = verb.dep == "xcomp" and word.dep == "acomp" and word.head is not None and is_verb(word.head)
    return word.head if adjective else None


def _thought_so(verb: Token, head: Token) -> bool:
    """'It is possible that it attacked', 'it seems that it did': what may be so."""
    if verb.dep not in ("ccomp", "csubj", "acl", "advcl") or not any(c.low == "that" for c in verb.by("mark")):
        return False
    said = [head, *head.by("acomp", "oprd")] if is_verb(head) else [head]
    it = any(s.low == "it" for s in (head if is_verb(head) else head.head or head).by("nsubj", "expl"))
    return it and any(t.lemma in _MAY_BE and not any(c.dep == "neg" for c in t.children) for t in said)


def _taken(noun: Token) -> bool:
    """'Took the opportunity to thank it'."""
    above = noun.head if noun.lemma in ("opportunity", "occasion") else None
    return above is not None and above.lemma in ("take", "use", "seize") and above.tag in ("VBD", "VBN", "VBG")


def _is_now(word: Token) -> bool:
    """Whether a predicate is told of the present: 'is obliged to', not 'was obliged to'."""
    be = [*word.by("auxpass"), *([word.head] if word.dep == "acomp" and word.head is not None else [])]
    return any(b.tag in ("VBZ", "VBP") for b in be)


def _bare_relative(verb: Token) -> bool:
    """'Time *to sign it*', 'a text *to be signed*': an infinitive that the tree takes for a relative clause."""
    other = any(p.lemma != "from" or not p.by("pobj") for p in verb.by("prep"))  # but 'steps to withdraw from it'
    plain = not verb.by("nsubj", "nsubjpass") and not other and not any(c.tag[:1] == "W" for c in verb.children)
    return bool(verb.by("auxpass")) or plain


def _for_to(verb: Token, head: Token) -> str | None:
    """'It is time for Chad to leave it', 'it is wrong for Chad to do so': what one might do."""
    to = any(a.tag == "TO" for a in verb.by("aux"))
    whose = any(c.low == "for" for c in verb.by("mark")) and bool(verb.by("nsubj", "nsubjpass"))
    be = head if head.lemma == "be" else head.head
    if not to or not whose or be is None or be.lemma != "be" or not any(s.low == "it" for s in be.by("nsubj")):
        return None
    time = head.lemma in ("moment", "time", "turn")
    return "'for' him 'to'" if time or be.tag in ("VBZ", "VBP") else None


def _compared(verb: Token, head: Token) -> bool:
    """'Nothing would please Peru more than *Chad leaving* it'."""
    return verb.tag == "VBG" and verb.dep == "pcomp" and head.low == "than" and head.head is not None


def _high_time(verb: Token) -> bool:
    """'It is high time that Chad left it': it has not."""
    head = verb.head
    be = head.head if head is not None and head.lemma == "time" else head
    time = be is not None and any(t.lemma == "time" and not t.by("det") for t in be.by("attr"))
    past = verb.tag == "VBD" or any(a.tag == "VBD" for a in verb.by("aux", "auxpass"))
    told = past and verb.dep in ("ccomp", "relcl", "acl", "advcl") and bool(verb.by("nsubj", "nsubjpass"))
    return be is not None and it_is(be) and time and told


def _fixed(clause: Token) -> bool:
    """'When they meet on 3 May': a day that is set, and nothing that may never come."""
    present = clause.tag in ("VBZ", "VBP") and any(c.low == "when" for c in clause.children)
    times = [*clause.by("npadvmod"), *(t for p in clause.by("prep") for t in p.by("pobj"))] if present else []
    return any(of_kind(t, "Time") for t in times)


def _scheduled(verb: Token) -> str | None:
    """'When they meet on 3 May, Chad will ask for it': a clause of a day that is set, below one of the future."""
    main = verb.head if verb.dep == "advcl" else None
    ahead = main is not None and any(a.low in _MODAL_FUTURE for a in main.by("aux"))
    return "'when' of a day that is set" if ahead and _fixed(verb) else None


def not_but(verb: Token, *helpers: Token) -> bool:
    """'Could *not but* leave': so it did."""
    words = {t.i: t.low for t in (*verb.children, *(c for a in helpers for c in a.children))}
    return words.get(verb.i - 1) == "but" and words.get(verb.i - 2) == "not"


def _bare(verb: Token) -> bool:
    """'(To) send it', '(to) be sent'."""
    return verb.tag == "VB" or (verb.tag == "VBN" and to_be_done(verb))


def _was_forced(have: Token) -> bool:
    """'Had to expel him', 'has had to leave': it came to that."""
    helpers = {a.low for a in have.by("aux")}
    past = have.tag == "VBD" or (have.tag == "VBN" and helpers <= {"has", "have", "had", "'ve", "'s"})
    return past and not have.by("neg") and not helpers & {"did", "do", "would", "will"}


def _exhorted(verb: Token) -> bool:
    """'Let it strip them of their visas': a wish, by an imperative that has no subject of its own."""
    while verb.dep == "conj" and verb.head is not None and not verb.by("nsubj"):
        verb = verb.head
    let = verb.head
    if let is None or let.lemma != "let" or verb.dep not in ("ccomp", "xcomp") or not _bare(verb):
        return False
    return let.tag in ("VB", "VBP") and not let.by("nsubj", "aux") and let.dep == "ROOT"


_DUES = word_set("extract.modality.dues")


def _price_of(verb: Token) -> Token | None:
    """'Its *price* for joining the pact', 'the *terms* for leaving it': what has to be met first."""
    prep = verb.head if verb.dep == "pcomp" and verb.tag == "VBG" else None
    noun = prep.head if prep is not None and prep.lemma == "for" else None
    due = noun is not None and noun.lemma in _DUES and noun.dep in ("attr", "nsubj")  # not 'paid a price for it'
    return noun if due else None


def reproached(verb: Token) -> bool:
    """'Should never have attacked it', 'ought not to have': it did, as whoever says so deplores."""
    helpers = {a.low for a in verb.by("aux")}
    ought = verb.dep == "xcomp" and verb.head is not None and verb.head.lemma == "ought"
    denied = [c.low for v in (verb, *((verb.head,) if ought and verb.head is not None else ())) for c in v.children]
    wished = "have" in helpers and (ought or bool(helpers & {"should", "ought"}))
    return wished and bool({"not", "n't", "never"} & set(denied))


def would_have(verb: Token) -> str | None:
    """'Would have attacked it', 'could have condemned it': what did not come about, or may not have."""
    helpers = {a.low for a in verb.by("aux")}
    told = verb.dep in ("relcl", "ccomp") and verb.head is not None  # a text that would have condemned it
    if verb.tag not in ("VBN", "VBD") or "have" not in helpers or told:
        return None
    return next((f"'{w} have'" for w in ("would", "could") if w in helpers), None)


def _imagined(verb: Token) -> str | None:
    """'Imagine that it attacked', 'suppose it did', 'let us assume that it did': an imperative of thinking."""
    if (opening := _opening_thought(verb) or _addressed_thought(verb)) is not None:
        return f"'{opening.low}'"
    head = verb.head
    opens = head is not None and head.low in _THINK and head.head is None and head.i == first_of(head)
    if head is not None and opens and verb.dep == "ccomp":
        return f"'{head.low} that'"
    if head is not None and head.lemma in _PICTURES and verb.dep == "ccomp" and head.by("nsubj"):
        return f"'{head.lemma} that'"  # 'the novel imagines that it attacked'
    if head is None or verb.dep not in ("ccomp", "dobj") or head.lemma not in _THINK or head.tag not in ("VB", "VBP"):
        return None
    bare = (head.dep == "ROOT" and not head.by(*SUBJECT, "aux")) or _exhorted(head)
    return f"'{head.low} that'" if bare else None


def _opening_thought(verb: Token) -> Token | None:
    """'*Imagine* it being attacked', '*Suppose* Ghana did so', where the tree makes it no verb above the clause."""
    beside = [c for s in verb.by("nsubj", "nsubjpass") for c in s.by("compound", "amod")] if verb.head is None else []
    thing = verb.head if verb.dep in ("acl", "xcomp") and (verb.tag == "VBG" or being_done(verb)) else None
    above = thing.head if thing is not None and thing.dep == "dobj" else thing
    beside += thing.by("compound") if thing is not None else []  # '*Imagine* Ghana doing so'
    words = [*beside, *([above] if above is not None else [])]
    return next((w for w in words if w.lemma.lower() in _THINK and w.i == first_of(w.root())), None)


def _addressed_thought(verb: Token) -> Token | None:
    """'*Imagine*, for a moment, that it had attacked Togo', where the tree hangs the imperative on the clause."""
    if (scene := _scene(verb)) is not None:
        return scene
    if verb.head is not None or not any(m.low == "that" and m.i < verb.i for m in verb.children):
        return None
    first = first_of(verb)
    return next((c for c in verb.children if c.i == first and c.low in _THINK), None)


def _scene(verb: Token) -> Token | None:
    """'*Picture* the scene: it attacks Togo, and nobody notices.'"""
    root = verb.root()
    if min(root.tree(), key=attrgetter("i")).low not in _THINK:
        return None
    row = list(root.subtree())
    return row[0] if any(t.text == ":" and t.i < verb.i for t in row[2:8]) else None


def _there_and_then(purpose: Token, head: Token) -> bool:
    """'Telephoned Roe to thank him', 'met in Lima to sign it', 'stormed it to arrest him': a purpose reached."""
    past = head.tag == "VBD" or (head.tag == "VBN" and any(a.low in ("had", "'d") for a in head.by("aux")))
    told = past and purpose.dep in ("advcl", "xcomp") and not head.by("neg")
    spoke = head.lemma in _COMES_TOGETHER and purpose.lemma in _ON_THE_SPOT
    return told and (spoke or (head.lemma in _BREAKS_IN and purpose.lemma in _THEREUPON))


def _refused_before(verb: Token, main: Token) -> bool:
    """'Saw no point in talks before the army had left', 'refused to talk until it had left': it had not."""
    refuses = main.head if main.dep == "xcomp" and main.head is not None else main
    none = any(c.lemma == "no" for o in refuses.by("dobj") for c in o.by("det"))
    denied = none or refuses.lemma in _REFUSES or bool(main.by("neg") or refuses.by("neg"))
    return denied and any(a.low == "had" for a in verb.by("aux"))
