"""How a document stands to a clause: stated, attributed, opinion, predicted, conditional or negated, and by whom.

Each decision is made by a rule with a name, looked for in this order: negation; attribution (the holder would be lost
otherwise); the author's opinion; condition; prediction; else the document states it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.core.annotated import Annotated, Quotation, Sentence, Token
from kg.core.model import ID_BASE, Entity, Stance
from kg.extract.grammar import SUBJECT, antecedent, expand, is_verb, passive, surface_subjects
from kg.link.resolve import Ref, Resolver, slug

_MODAL_FUTURE = {"will", "shall", "'ll", "wo"}
_MODAL_MAYBE = {"would", "could", "may", "might", "should", "ought", "must", "can"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A stance with its holder (where attributed) and the rule that decided it."""

    stance: Stance
    rule: str
    holder: Ref | None = None
    negated: bool = False
    future: bool = False


class Reporting:
    """The words of ``graph/lexicon/reporting.yaml``."""

    def __init__(self, data: Mapping[str, Sequence[str]]) -> None:
        self.deny = frozenset(data["deny"])
        self.prevent = frozenset(data["prevent"])
        self.report = frozenset(data["report"])
        self.say, self.factive = frozenset(data["say"]), frozenset(data["factive"])
        self.future, self.likely, self.prospect = (
            frozenset(data["future"]),
            frozenset(data["likely"]),
            frozenset(data["prospect"]),
        )
        self.judges = frozenset(data["judges"])
        self.sources, self.hearsay = frozenset(data["sources"]), frozenset(data["hearsay"])
        self.negators, self.negative_verbs = frozenset(data["negators"]), frozenset(data["negative_verbs"])
        self.opinion = tuple(data["opinion"])
        self.hard_conditions = frozenset(data["hard_conditions"])

    def words(self) -> frozenset[str]:
        """Lemmas of verbs and nouns that tell whose words others are."""
        return self.say | self.report | self.factive | self.sources | self.hearsay | {"according", "account"}


class StanceReader:
    """Reads the stance of clauses of one document."""

    def __init__(self, annotated: Annotated, resolver: Resolver, words: Reporting) -> None:
        self.annotated, self.resolver, self.words = annotated, resolver, words
        self.text = annotated.document.text
        self._holders: dict[tuple[int, int], Ref | None] = {}
        self._quotations = sorted(annotated.quotations, key=lambda q: q.start)

    def read(self, trigger: Token, sentence: Sentence, *, consumed: bool = False) -> Verdict:
        """The stance of the clause whose predicate is ``trigger`` (a verb, or a noun of an act).

        ``consumed`` says that the negation is part of the act itself ('does not recognise' is a rejection).
        """
        negated = None if consumed else self.negation(trigger)
        holder, rule = self.holder(trigger, sentence)
        if holder is None and (hearsay := self._hearsay(trigger)) is not None:
            holder, rule = self._unnamed(hearsay, hearsay), f"'{hearsay.text}'"
        future = self.prediction(trigger)
        if negated:
            return Verdict(Stance.NEGATED, negated, holder, True, bool(future))
        if holder is not None:
            return Verdict(Stance.ATTRIBUTED, rule, holder, False, bool(future))
        condition = self.condition(trigger)
        if condition:
            return Verdict(Stance.CONDITIONAL, condition, None, False, bool(future))
        if self._author(trigger, sentence):
            return Verdict(Stance.OPINION, "the author's own judgement", None, False, bool(future))
        if future:
            return Verdict(Stance.PREDICTED, future, None, False, True)
        return Verdict(Stance.STATED, "said as a fact")

    # -- negation

    def negation(self, trigger: Token) -> str | None:
        """The rule by which the trigger is denied, or None."""
        verb: Token | None = trigger
        steps = 0
        if any(p.lemma in ("until", "till") and any(_is_time(t) for t in p.by("pobj")) for p in trigger.by("prep")):
            return None  # 'did not ratify until 2012': then it did
        while verb is not None and steps < 4:
            if any(self._denies(c, verb) for c in verb.children):
                return f"negated by a word at '{verb.text}'"
            if any(
                c.text.lower() == "longer" and any(g.text.lower() == "no" for g in c.children) for c in verb.children
            ):
                return "'no longer'"
            for s in verb.by(*SUBJECT, "nsubjpass"):
                few = any(c.text.lower() in ("fewer", "less", "more") for t in s.children for c in (t, *t.children))
                if not few and (
                    s.text.lower() in ("neither", "nobody", "none", "no-one")
                    or any(
                        c.text.lower() in ("no", "neither") and c.dep in ("det", "preconj", "cc") for c in s.children
                    )
                ):
                    return "a negated subject"
            head = verb.head
            if head is None:
                break
            if (
                verb.dep == "xcomp"
                and head.lemma == "have"
                and any(c.text.lower() == "yet" for c in [*head.children, *verb.children])
            ):
                return "'has yet to'"
            if verb.dep == "xcomp" and head.lemma in self.words.negative_verbs:
                return f"'{head.lemma} to'"
            if verb.dep in ("ccomp", "xcomp", "pcomp") and (
                head.lemma in self.words.deny
                or (verb.dep == "pcomp" and head.head is not None and head.head.lemma in self.words.deny)
            ):
                return "denied"
            if verb.dep == "pcomp" and head.lemma == "of" and head.head is not None and head.head.lemma == "short":
                return "'short of'"
            if (
                verb.dep == "xcomp"
                and is_verb(head)
                and head.lemma not in self.words.say
                and head.lemma not in ("refuse", "decline", "reject")
            ):
                verb, steps = head, steps + 1
                continue
            if (
                verb.dep == "conj"
                and is_verb(head)
                and verb.by("aux") == []
                and not verb.by(*SUBJECT)
                and verb.tag == head.tag
                and any(c.dep == "neg" for c in head.children)
                and any(c.text.lower() in ("or", "nor") for c in head.by("cc"))
            ):
                return f"negated by a word at '{head.text}'"
            if (
                not is_verb(verb)
                and is_verb(head)
                and head.lemma in ("be", "have", "make", "take", "reach")
                and verb.dep in ("attr", "dobj")
            ):
                verb, steps = head, steps + 1
                continue
            if (verb.dep == "pcomp" and head.lemma == "without") or (verb.dep == "pobj" and head.lemma == "without"):
                return "'without'"
            break
        first = next((t for t in trigger.ancestors() if t.head is None), trigger)
        opening = (
            min(first.subtree(), key=lambda t: t.i)
            if first is trigger or (is_verb(first) and (trigger is first))
            else None
        )
        if opening is not None and opening.text.lower() in ("neither", "nor") and is_verb(trigger):
            return f"'{opening.text}' at the start"
        if (
            not is_verb(trigger)
            and trigger.dep in ("dobj", "nsubjpass")
            and trigger.head is not None
            and trigger.head.lemma in self.words.prevent
        ):
            return f"'{trigger.head.lemma}' prevents it"
        if not is_verb(trigger) and any(c.text.lower() == "no" for c in trigger.by("det", "neg")):
            return "'no' before the noun"
        return None

    def _denies(self, word: Token, verb: Token) -> bool:
        """Whether a word below a verb denies it: not where it denies something else ('not only', 'not for the first
        time').
        """
        low = word.text.lower()
        if word.dep != "neg" and not (
            low in ("never", "n't", "not", "neither", "nor", "no")
            and word.dep in ("neg", "advmod", "det", "cc", "preconj")
            and word.i < verb.i + 1
        ):
            return False
        near = [t for t in (*verb.children, *(g for c in verb.children for g in c.children), verb) if t.i == word.i + 1]
        if near and near[0].text.lower() in (
            "only",
            "just",
            "merely",
            "simply",
            "least",
            "for",
            "surprisingly",
            "solely",
        ):
            return False
        only = any(
            t.text.lower() == "only" and t.i > verb.i - 6
            for t in [*verb.children, *(g for c in verb.children for g in c.children)]
            if t.i < verb.i + 3
        )
        return not (only and low == "not")

    # -- attribution

    def _hearsay(self, trigger: Token) -> Token | None:
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
            return self._unnamed(subjects[0] if subjects else verb, verb)
        return None

    def _cited(self, verb: Token) -> Ref | None:
        """Whom a news agency cites for what it relays ('AFP, citing officials, said that ...')."""
        for clause in verb.by("advcl", "acl", "dep", "prep"):
            if clause.lemma in ("cite", "quote"):
                for token in expand(clause.by("dobj")):
                    if refs := self.speakers(token) or self._unnamed_source(token):
                        return refs[0]
        return None

    def _unnamed(self, token: Token, verb: Token) -> Ref | None:
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
        ref = self._unnamed(token, token.head or token) if source else None
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

    # -- opinion, condition, prediction

    def _author(self, trigger: Token, sentence: Sentence) -> bool:
        if not self.annotated.commentary:
            return False
        low = self.text[sentence.start : sentence.end].lower()
        return any(phrase in low for phrase in self.words.opinion)

    def condition(self, trigger: Token) -> str | None:
        """The rule by which the clause hangs on a condition, or None."""
        verb: Token | None = trigger if is_verb(trigger) else next((a for a in trigger.ancestors() if is_verb(a)), None)
        steps = 0
        while verb is not None and steps < 5:
            if verb.dep == "advcl" and any(
                c.dep in ("mark", "advmod") and c.text.lower() in self.words.hard_conditions for c in verb.children
            ):
                return "within an 'if' clause"
            if verb.dep in ("advcl", "ccomp", "ROOT", "parataxis") and self._inverted(verb):
                return "within an inverted condition"
            for clause in verb.by("advcl"):
                marks = {c.text.lower() for c in clause.children if c.dep in ("mark", "advmod", "aux")}
                if marks & self.words.hard_conditions:
                    return "hangs on an 'if' clause"
                if self._inverted(clause):
                    return "hangs on an inverted condition"
                if (
                    marks & {"once", "until", "when", "after", "as"}
                    and marks & {"once", "after", "when"}
                    and self._modal(verb)
                ):
                    return "only once something else has happened"
            if self._modal(verb) and any(
                p.lemma in ("after", "upon", "once") and p.i > verb.i and not any(_is_time(t) for t in p.by("pobj"))
                for p in verb.by("prep")
            ):
                return "only after something else has happened"
            if (
                verb.dep in ("conj", "ccomp", "xcomp", "relcl", "acl")
                and verb.head is not None
                and is_verb(verb.head)
                and verb.dep != "relcl"
            ):
                if verb.dep == "ccomp" and verb.head.lemma in self.words.say:
                    for clause in verb.head.by("advcl"):
                        if {
                            c.text.lower() for c in clause.children if c.dep in ("mark",)
                        } & self.words.hard_conditions and self._modal(verb):
                            return "hangs on an 'if' clause"
                    break
                verb, steps = verb.head, steps + 1
                continue
            break
        return None

    def _inverted(self, clause: Token) -> bool:
        """'Should it fail', 'Had they signed': a condition by the order of its words."""
        first = min((t.i for t in clause.subtree()), default=0)
        opening = [t for t in clause.children if t.i == first or (t.text.lower() == "should" and t.dep == "aux")]
        return any(
            t.text.lower() in ("should", "were", "had")
            and t.dep == "aux"
            and any(s.i > t.i for s in clause.by(*SUBJECT, "nsubjpass"))
            for t in opening
        )

    def _modal(self, verb: Token) -> bool:
        return any(a.text.lower() in _MODAL_FUTURE | _MODAL_MAYBE for a in verb.by("aux"))

    def prediction(self, trigger: Token) -> str | None:
        """The rule by which the clause is not yet so, or None."""
        verb: Token | None = trigger if is_verb(trigger) else None
        if verb is None:
            governor = next((a for a in trigger.ancestors() if is_verb(a)), None)
            if (
                trigger.head is not None
                and not is_verb(trigger.head)
                and trigger.head.lemma in self.words.prospect
                and trigger.dep in ("compound", "pobj")
            ):
                return f"'{trigger.head.lemma}'"
            if governor is not None and trigger.dep in ("dobj", "nsubjpass", "nsubj", "attr", "pobj", "conj"):
                return self._future_verb(governor) or (
                    f"'{governor.lemma}'"
                    if governor.lemma
                    in (
                        "plan",
                        "propose",
                        "seek",
                        "want",
                        "expect",
                        "consider",
                        "await",
                        "schedule",
                        "eye",
                        "mull",
                        "envisage",
                        "announce",
                    )
                    and trigger.dep in ("dobj", "nsubjpass")
                    and governor.lemma != "announce"
                    else None
                )
            return None
        return self._future_verb(verb)

    def _future_verb(self, verb: Token) -> str | None:
        steps = 0
        token: Token | None = verb
        while token is not None and steps < 5:
            for aux in token.by("aux", "auxpass"):
                low = aux.text.lower()
                if low in _MODAL_FUTURE:
                    return f"'{aux.text}'"
                if low in _MODAL_MAYBE and not any(a.lemma == "have" for a in token.by("aux") if False):
                    if low == "must" and any(a.lemma == "have" for a in token.by("aux")):
                        continue
                    return f"'{aux.text}'"
            head = token.head
            if head is None:
                return None
            to = any(a.tag == "TO" for a in token.by("aux"))
            if to and token.dep in ("xcomp", "advcl", "ccomp", "acl"):
                if head.lemma == "have" and token.dep == "xcomp":
                    return "'have to'"
                if head.lemma == "be" and token.dep == "xcomp":
                    return "'is to'"
                if head.lemma in self.words.likely or (head.pos == "ADJ" and head.lemma in self.words.likely):
                    return f"'{head.lemma} to'"
                if is_verb(head) and head.lemma in self.words.future and token.dep in ("xcomp", "ccomp"):
                    return f"'{head.lemma} to'"
                if not is_verb(head) and head.lemma in self.words.prospect:
                    return f"'{head.lemma} to'"
                if (
                    token.dep in ("advcl", "xcomp")
                    and head.lemma == "go"
                    and any(c.text.lower() == "on" for c in head.children)
                ):
                    break
                if token.dep == "advcl":
                    return "a purpose"
            if token.dep == "ROOT" or (token.dep in ("relcl", "ccomp") and not to):
                break
            if token.dep == "xcomp" and is_verb(head):
                token, steps = head, steps + 1
                continue
            if (
                token.dep == "conj"
                and is_verb(head)
                and not token.by(*SUBJECT, "nsubjpass")
                and token.tag in ("VB", "VBN", "VBG")
            ):
                token, steps = head, steps + 1
                continue
            if (
                token.dep == "pcomp"
                and head.head is not None
                and head.lemma in ("of", "for", "at", "towards", "toward", "against", "into", "from", "about")
                and head.head.lemma in self.words.prospect | self.words.likely
            ):
                return f"'{head.head.lemma} {head.lemma}'"
            break
        if (
            any(t.tag == "VB" and t is verb for t in [verb])
            and verb.dep in ("acl",)
            and verb.head is not None
            and verb.head.lemma in self.words.prospect
        ):
            return f"'{verb.head.lemma}'"
        return None


def _is_time(token: Token) -> bool:
    return token.mention is not None and token.mention.kind == "Time"


def holder_entity(ref: Ref | None) -> Entity | None:
    """Who holds a statement: the person, or the state whose body speaks."""
    return ref.entity if ref is not None else None
