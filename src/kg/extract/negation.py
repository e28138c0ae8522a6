"""Whether a clause or an act is denied, and by which rule."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_list, word_set
from kg.extract.grammar import NOT_ONLY, SUBJECT, is_verb, no_longer, none_of, only_then, passive
from kg.extract.modality import not_but, reproached, would_have
from kg.extract.predication import words_of
from kg.extract.reporting import Reporting
from kg.extract.trigger_conditions import words_around

_LIGHT = word_list("extract.negation.light")
_COPULAS = word_list("extract.negation.copulas")
_COUNTING = word_set("extract.negation.counting")
"""Verbs that count somebody among others."""
_UNTRUE = word_list("extract.negation.untrue")
_NOT_ITSELF = NOT_ONLY | word_set("extract.negation.not_itself")


_NOBODY = word_set("extract.negation.nobody")
"""Words by which what a verb governs denies it."""
_NO_PERSON = word_set("extract.negation.no_person")
_SAVE = word_set("extract.negation.save")
"""What leaves somebody out: 'nobody but Peru'."""
_NOTHING = word_set("extract.negation.nothing")
"""'Made no secret of', 'wasted no time in': what is done all the same."""


_HAD = word_set("extract.negation.had")
"""'Have had no contact': what one does by having it."""
_OF_OTHERS = word_set("extract.negation.of_others")
"""What nobody does by doing it with nothing: 'demanded nothing of Chad'."""
_SHY = word_set("extract.negation.shy")
"""Not to do so, is to do it."""


_STOPS = word_set("extract.negation.stops")
"""What one goes on with, where this is denied."""
_DISPUTES = word_set("extract.negation.disputes")
"""Verbs in the passive that deny the clause below them ("it is disputed by Togo that")."""
_HELD = word_set("extract.negation.held")
"""Not to hold that it is so, is to hold that it is not."""
TRIED = "no more than tried:"
"""How the rule begins of an act that did not succeed."""
DENIED = "denied"
"""The rule of what somebody denies."""
WAS_TO = "'had been' to"
"""The rule of what lay ahead then, and did not come about."""
_SET = word_set("extract.negation.set")
"""What somebody had been to do, who then did not."""
_ENABLES = word_set("extract.negation.enables")
"""Whom one does not do so to, does not do it."""
_COME_ABOUT = {
    "come": frozenset({"about", "off", "pass"}),
    "get": frozenset({"ground", "started", "underway", "way"}),
    "go": frozenset({"ahead", "forward"}),
    "take": frozenset({"place"}),
}
"""With what words these verbs tell that something comes about."""
_ROUNDS = word_set("extract.negation.rounds")
_READILY = word_set("extract.negation.readily")
"""Who is too much so, does it all the same."""
OWN_TEXT = word_set("extract.negation.own_text")
"""Words by which a text calls itself, or a part of it."""
_TOLD = word_set("extract.negation.told")
_WRONGLY = word_set("extract.negation.wrongly")
_BEFORE = word_set("extract.negation.before")


def _forestalled(verb: Token) -> bool:
    """'Fell before it could ratify it': what came first left no time for it."""
    head = verb.head if verb.dep == "advcl" else None
    before = any(m.low == "before" for m in verb.by("mark"))
    could = any(a.low == "could" for a in verb.by("aux")) and not verb.by("neg")
    return head is not None and before and could and head.tag in ("VBD", "VBN") and not head.by("neg")


_NO_WAY = word_set("extract.negation.no_way")


class NegationReader:
    """Reads what denies a trigger."""

    def __init__(self, words: Reporting) -> None:
        self.words = words

    def read(self, trigger: Token) -> str | None:
        """The rule by which the trigger is denied, or None."""
        if only_then(trigger):
            return None
        if trigger.dep == "pobj" and trigger.head is not None and no_longer(trigger.head):
            return "'no longer'"  # 'an accord of 1988, no longer in force'
        verb, steps = trigger, 0
        while steps < 4:
            if self._twice(verb):
                return None  # 'did not fail to protest', 'never ceased to be a member'
            found = self.beside(verb) or self._above(verb)
            if found is not None:
                return found
            up = self._up(verb)
            if up is None:
                break
            verb, steps = up, steps + 1
        return self._opening(trigger) or self._noun(trigger)

    def _twice(self, verb: Token) -> bool:
        """'Did *not fail* to protest': a denial that is denied itself."""
        up = verb.head if verb.dep == "xcomp" else None
        denier = up is not None and up.lemma in self.words.negative_verbs | _STOPS
        return denier and up is not None and any(self._denies(c, up) for c in up.children)

    def beside(self, verb: Token) -> str | None:
        """A negation among the words that hang on the verb."""
        if verb.lemma in _SHY:
            return None  # 'did not hesitate to', 'did not fail to': then it did
        helpers = {a.low for a in verb.by("aux")}
        if ("have" in helpers and (would_have(verb) == "'would have'" or "need" in helpers)) or _no_sooner(verb):
            return None  # 'would not have attacked it', 'need not have attacked it': then it did, or nobody says so
        ought = verb.dep == "xcomp" and verb.head is not None and verb.head.lemma == "ought"
        had_to = (ought or bool(helpers & {"should", "ought"})) and "have" in helpers and verb.tag == "VBN"
        if any(self._denies(c, verb) for c in verb.children) or _not_at_all(verb):
            return f"negated by a word at '{verb.text}'" if not had_to else None  # 'should not have come': it came
        if self._all_but(verb):
            return "'all but'"
        if had_to:
            return "'should have'"  # 'the minister should have apologised': he has not
        if any(c.low == "yet" and c.by("neg") for c in verb.by("advmod")):
            return "'not yet'"
        if any(_never(c) for c in verb.by("advmod")):
            return "'never', in other words"
        for c in verb.by("advmod"):
            close = c.i in (verb.i - 1, verb.i - 1 - len(verb.by("aux", "auxpass")))
            if c.low in ("hardly", "scarcely") or (close and c.low in self.words.almost):
                return f"'{c.low}'"
        if _nor(verb):
            return "'nor' before it"
        if _let_alone(verb):
            return "'let alone'"
        if _forestalled(verb):
            return "'before it could'"
        if no_longer(verb):
            return "'no longer'"
        return self._of_nobody(verb) if not words_around(verb).isdisjoint(_NOBODY) else None

    def _of_nobody(self, verb: Token) -> str | None:
        """'Signed by neither', 'backs no side', 'nobody backs it': a negation inside of what the verb governs."""
        for prep in verb.by("prep", "agent"):
            if _set_between(prep, verb):
                continue
            if any(c.low == "neither" for c in prep.by("preconj")):
                return f"'neither {prep.low}'"  # 'signed neither by Chad nor by Togo'
            for noun in prep.by("pobj"):
                if noun.low == "neither" or any(c.low == "neither" for c in noun.by("preconj", "det")):
                    return f"'{prep.low} neither'"
                nothing = noun.low in ("nobody", "nothing")
                but = any(c.low in _SAVE for c in (*noun.children, *prep.children))
                if nothing and not but and prep.lemma in ("on", "to", "upon", "with"):
                    return f"'{prep.low} {noun.text}'"  # 'agreed on nothing', 'spoke to nobody'
                if none_of(noun) and _before_auxiliary(prep, verb):
                    return f"'{prep.low} no {noun.text}'"  # 'on no occasion has it attacked Togo'
                if none_of(noun) and noun.lemma in _NO_WAY:
                    return f"'{prep.low} no {noun.text}'"
        for thing in verb.by("dobj") if is_verb(verb) else ():
            words = [thing.text, *(c.text for t in (thing, *thing.by("poss")) for c in t.by("preconj", "det"))]
            if "neither" in (w.lower() for w in words):
                return "'neither' before the objects"  # 'condemned neither Chad nor Togo', 'thanked neither of them'
            if _is_nothing(thing) and verb.lemma in _OF_OTHERS:
                return f"'{thing.low}' as the object"
            more = any(c.lemma in ("more", "less", "few", "other") for c in thing.children)
            if thing.low in _NO_PERSON and not any(c.low in _SAVE for t in (thing, verb) for c in t.children):
                return f"'{thing.low}' as the object"  # 'threatens nobody'
            if (
                none_of(thing)
                and not more
                and thing.lemma not in _NOTHING
                and (verb.lemma not in ("have", "take", "see") or (verb.lemma == "have" and thing.lemma in _HAD))
            ):
                return "'no' before the object"
        for s in verb.by(*SUBJECT, "nsubjpass"):
            few = any(c.low in ("fewer", "less", "more") for t in s.children for c in (t, *t.children))
            none = s.low in ("neither", "nobody", "none", "nothing", "no-one") or any(
                c.low in ("no", "neither") and c.dep in ("det", "preconj", "cc") for c in s.children
            )
            none |= any(c.low == "neither" and c.i == verb.i - 1 for c in s.by("appos"))
            inside = (o for p in s.by("prep") if p.lemma in ("in", "of") for o in p.by("pobj"))
            none |= any(c.low == "neither" for o in inside for c in o.by("det"))  # 'the army of neither state'
            save = any(c.low in _SAVE for t in s.subtree() for c in (t, *t.children))
            if none and not few and not save:  # 'nobody but Peru claims it'
                return "a negated subject"
        return None

    @staticmethod
    def _all_but(verb: Token) -> bool:
        """'All but attacked it'."""
        beside = [t for c in verb.children for t in (c, *c.children) if verb.i - 2 <= t.i < verb.i]
        return [t.low for t in sorted(beside, key=lambda t: t.i)] == ["all", "but"]

    def _above(self, verb: Token) -> str | None:
        """A word above that denies it."""
        head = verb.head
        if head is None:
            return None
        top = head.head
        yet = any(c.low == "yet" for c in [*head.children, *verb.children])
        yet |= head.lemma == "have" and any(c.low == "still" for c in head.children)  # 'have still to ratify'
        if verb.dep == "xcomp" and head.lemma == "have" and yet:
            return "'has yet to'"
        to = next((a for a in verb.by("aux") if a.tag == "TO"), None)
        if to is not None and any(c.low == "yet" and c.i == to.i - 1 for c in (*head.children, *verb.children)):
            return "'has yet to'"  # 'the only state yet to ratify it', 'is yet to ratify it'
        if verb.dep == "xcomp" and head.lemma == "be" and head.tag == "VBD" and _came_to_nothing(verb, head):
            return "'was to', but"
        if verb.dep == "xcomp" and _had_been(head):
            return WAS_TO
        if verb.dep == "xcomp" and head.lemma == "remain" and is_verb(verb) and verb.by("auxpass"):
            return "'remains to be'"
        if verb.dep == "xcomp" and head.lemma in self.words.negative_verbs:
            return f"'{head.lemma} to'"
        if (words := self._kept_from(verb, head)) is not None:
            return words
        if verb.dep == "pcomp" and head.lemma == "from" and top is not None and top.lemma in self.words.hold_back:
            denied = self.beside(top) is not None or any(self._denies(c, top) for c in top.children)
            return f"'{top.lemma} from'" if not denied else None  # 'could not stop it from leaving'
        if (
            (
                verb.dep == "acl"
                and top is not None
                and head.dep in ("dobj", "nsubjpass")
                and any(c.tag == "TO" for c in verb.by("aux"))
            )
            and top.lemma in self.words.give_up
            and head.lemma in self.words.prospect
        ):
            return f"'{top.lemma}' a {head.lemma}"
        if verb.dep in ("ccomp", "xcomp") and head.lemma in _HELD and _not_held(head):
            return f"not '{head.lemma}' that"
        if verb.dep == "ccomp" and head.lemma in self.words.say and self._takes_back(head):
            return "taken back by a correction"
        that = verb.dep == "relcl" and any(c.dep == "mark" and c.low == "that" for c in verb.children)
        if (that or verb.dep in ("ccomp", "acl", "csubj")) and self._untrue(head):
            return "'not true'"
        if (noun := self._content(verb)) is not None and noun.head is not None:
            subject = noun.dep == "nsubj" and is_verb(noun.head)
            if subject and self._untrue(noun.head):
                return "'not true'"
            owned = noun.by("poss") or any(p.lemma in ("by", "from") for p in noun.by("prep"))
            if noun.dep in ("dobj", "nsubjpass") and noun.head.lemma in self.words.dismiss and not owned:
                return DENIED
        denier = head if head.lemma in self.words.deny or verb.dep != "pcomp" else top
        denied = denier is not None and denier.lemma in self.words.deny and not self._undenied(denier)
        denied |= verb.dep == "ccomp" and head.lemma in _DISPUTES and passive(head) and not self._undenied(head)
        if verb.dep in ("ccomp", "xcomp", "pcomp") and denied and not _spliced(verb, head):
            return DENIED
        if verb.dep == "pcomp" and head.lemma == "of" and top is not None and top.lemma == "short":
            return "'short of'"
        if head.lemma == "without" and verb.dep in ("pcomp", "pobj"):
            return "'without'"
        nor = (
            verb.dep == "conj"
            and is_verb(head)
            and not verb.by("aux", *SUBJECT)
            and any(c.low in ("or", "nor") for c in head.by("cc"))
        )
        if nor and (
            any(c.low == "neither" for c in (*head.children, *(c for s in head.by(*SUBJECT) for c in s.by("appos"))))
            or (verb.tag == head.tag and any(c.dep == "neg" for c in head.children))
        ):
            return f"negated by a word at '{head.text}'"
        words = self.words.factuality.undone(verb, self.words.give_up)
        return f"'{words}'" if words is not None else None

    def _kept_from(self, verb: Token, head: Token) -> str | None:
        """'Forbade it to leave', 'did not let it leave', 'was too weak to leave', 'did everything but leave'."""
        marked = any(a.tag == "TO" for a in verb.by("aux"))
        below = verb.dep in ("ccomp", "xcomp")
        if below and marked and head.lemma in ("ban", "bar", "forbid", "prohibit"):
            return f"'{head.lemma} to'"
        plain = verb.tag == "VB" and head.lemma in ("let", "make")
        if below and (marked or plain) and head.lemma in _ENABLES and self.beside(head) is not None:
            return f"not '{head.lemma}' to"
        if marked and verb.dep in ("xcomp", "advcl") and _too(head):
            return f"'too {head.text} to'"
        return "'everything but'" if verb.tag == "VB" and not marked and _everything_but(verb) else None

    def _undenied(self, verb: Token) -> bool:
        """'Nobody doubts that it did', 'few deny it', 'it cannot be denied that it did'."""
        if self.beside(verb) is not None or neither_of_two(verb):
            return True
        subjects = [t for s in verb.by(*SUBJECT, "nsubjpass", "amod") for t in (s, *s.children)]
        few = any(t.lemma == "few" and not any(d.low == "a" for d in t.children) for t in subjects)
        return few or any(t.low in ("hardly", "scarcely", "barely") for t in subjects)

    def _content(self, act: Token) -> Token | None:
        """The noun whose content an act is: 'reports that Peru left it', 'the claim of an attack'."""
        noun = act.head
        if noun is not None and act.dep == "pobj" and noun.lemma == "of":
            noun = noun.head
        elif act.dep != "acl":
            return None
        words = self.words
        return noun if noun is not None and noun.lemma in words.claims | words.unsourced | _TOLD else None

    def _takes_back(self, verb: Token) -> bool:
        """'Correction: we said that ...': what the document itself said wrongly."""
        if any(s.lemma in OWN_TEXT and any(c.lemma in _BEFORE for c in s.children) for s in verb.by("nsubj")):
            return True  # 'an earlier post said'
        if verb.dep == "acl" and verb.head is not None and verb.head.lemma in OWN_TEXT:
            return any(c.lemma in _BEFORE for c in verb.head.children)  # 'deleted an earlier post saying that'
        unnamed = all(s.mention is None for s in verb.by("nsubj"))  # 'Chad falsely claimed': said by Chad
        if unnamed and verb.lemma in self.words.say and any(c.lemma in _WRONGLY for c in verb.by("advmod")):
            return True  # 'a report said wrongly'
        own = any(s.low == "we" for s in verb.by("nsubj"))
        top = next((a for a in verb.ancestors() if a.head is None), verb)
        if own and any(c.lemma in _BEFORE for c in verb.children):
            return True  # 'we wrongly reported', 'we wrote earlier'
        return own and any(t.low in ("correction", "corrected", "clarification") for t in top.subtree())

    def _untrue(self, word: Token) -> bool:
        """'It is not true that', 'it is untrue that', 'there is no truth in the claim that'."""
        if self._unreal(word):
            return True
        shown = word.by("xcomp") if word.lemma == "turn" and any(p.text == "out" for p in word.by("prt")) else []
        shown += word.by("oprd", "xcomp") if word.lemma == "prove" else []
        named = [word, *(t for v in (word, *shown) for t in v.by("acomp", "attr", "oprd")), *shown]
        copula = [word.head] if word.dep in ("acomp", "attr") and word.head is not None else []
        denied = any(c.dep == "neg" for t in (*named, *copula) for c in t.children)
        if any(t.lemma in _UNTRUE for t in named):
            return not denied
        return any(t.lemma in ("true", "case", "correct", "right", "fact") for t in named) and denied

    def _unreal(self, word: Token) -> bool:
        """'Does not correspond to reality', 'is without foundation', 'has no basis'."""
        words = self.words
        if word.lemma in words.corresponds:
            named = any(t.lemma in words.real for p in word.by("prep", "dobj") for t in (p, *p.by("pobj")))
            return named and any(c.dep == "neg" for c in word.children)
        if word.lemma == "be":
            return any(t.lemma in words.grounded for p in word.by("prep") if p.lemma == "without" for t in p.by("pobj"))
        return word.lemma in ("have", "lack") and any(
            t.lemma in words.grounded and (word.lemma == "lack" or none_of(t)) for t in word.by("dobj")
        )

    def _up(self, verb: Token) -> Token | None:
        """The verb above whose negation reaches this one."""
        head = verb.head
        if (governor := self.words.factuality.governor(verb)) is not None:
            return governor
        if (copula := _counts_among(verb)) is not None:
            return copula
        if head is None or not is_verb(head):
            return None
        if verb.dep == "xcomp" and head.lemma not in (*self.words.say, "refuse", "decline", "reject"):
            return head
        made = verb.dep == "ccomp" and any(a.tag == "TO" for a in verb.by("aux"))
        if made and head.lemma in self.words.factuality.implicative:
            return head  # 'failed to get it to sign'
        if verb.dep in ("acomp", "oprd") and head.lemma in _COPULAS:
            return head  # 'is not over', 'did not become binding'
        light = (*_LIGHT, *_COPULAS) if verb.dep == "attr" else _LIGHT
        return head if not is_verb(verb) and head.lemma in light and verb.dep in ("attr", "dobj") else None

    def _opening(self, trigger: Token) -> str | None:
        """'Nor did it sign': the negation opens the sentence."""
        first = next((t for t in trigger.ancestors() if t.head is None), trigger)
        if first is not trigger or not is_verb(trigger):
            return None
        opening = min(first.subtree(), key=lambda t: t.i)
        if opening.low not in ("neither", "nor"):
            return None
        other = any(t.text == ":" and opening.i < t.i < trigger.i for t in first.subtree())
        return None if other else f"'{opening.text}' at the start"  # 'Nor is this all: Peru rejects it'

    def _noun(self, trigger: Token) -> str | None:
        """An act that was kept from happening, or of which there was none."""
        if is_verb(trigger):
            return None
        head = trigger.head
        other = head is not None and any(t.i < trigger.i for t in head.by("dobj")) and trigger.dep == "dobj"
        if head is not None and trigger.dep in ("dobj", "nsubjpass") and head.lemma in self.words.prevent and not other:
            return f"'{head.lemma}' prevents it"
        said = trigger.lemma in self.words.claims | self.words.unsourced | self.words.granted
        if head is not None and trigger.dep in ("dobj", "nsubjpass") and head.lemma in self.words.deny and not said:
            return "denied itself" if not any(c.dep == "neg" for c in head.children) else None
        if none_of(trigger):
            return "'no' before the noun"
        if head is not None and trigger.dep == "pobj" and any(c.i < head.i for c in head.by("neg")):
            return f"'not {head.text}' it"  # 'died in a blast, not in an Iraqi raid'
        for word in trigger.by("amod", "compound"):
            if word.low in self.words.unrealised:
                return f"'{word.low}' before the noun"
            if word.low in self.words.tried:
                return f"{TRIED} '{word.low}'"
        given = head is not None and (
            head.lemma in self.words.give_up or (head.lemma == "give" and any(c.lemma == "up" for c in head.by("prt")))
        )
        out = head is not None and head.lemma == "rule" and any(c.lemma == "out" for c in head.by("prt"))
        if out and trigger.dep in ("dobj", "nsubjpass") and head is not None and self.beside(head) is None:
            return "'rule out' it"
        off = head is not None and head.lemma in ("call", "put") and any(c.lemma == "off" for c in head.by("prt"))
        if off and trigger.dep in ("dobj", "nsubjpass"):
            return f"'{head.lemma} off' it" if head is not None else None
        if given and head is not None and trigger.dep in ("dobj", "nsubjpass") and trigger.lemma in ("claim", "title"):
            return f"'{head.lemma}' the {trigger.lemma}" if self.beside(head) is None else None
        return self._did_not_come(_whole(trigger))

    def _did_not_come(self, noun: Token) -> str | None:
        """'The talks never took place', 'have yet to begin', 'were not held', 'it was announced and has not come'."""
        head = noun.head
        if head is None or noun.dep not in ("nsubj", "nsubjpass") or not is_verb(head):
            return None
        for verb in (head, *head.by("xcomp"), *(c for c in head.by("conj") if not c.by(*SUBJECT, "nsubjpass"))):
            if verb is head and noun.dep == "nsubjpass":
                came = verb.lemma in self.words.held
            else:
                came = self._comes_about(verb)
            if came and (found := self.beside(verb) or self._above(verb)) is not None:
                return found
        return None

    def _comes_about(self, verb: Token) -> bool:
        """'Took place', 'came about', 'began'."""
        if verb.lemma not in self.words.occur or not is_verb(verb):
            return False
        never = verb.lemma == "come" and any(c.low == "never" for c in verb.children)  # 'never came'
        words = {c.low for c in verb.subtree()}
        return never or verb.lemma not in _COME_ABOUT or not words.isdisjoint(_COME_ABOUT[verb.lemma])

    def _denies(self, word: Token, verb: Token) -> bool:
        """Whether a word below a verb denies it: not where it denies something else ('not only', 'not for the first
        time').
        """
        low = word.low
        if word.dep != "neg" and not (
            low in ("never", "n't", "not", "neither", "nor", "no")
            and word.dep in ("neg", "advmod", "det", "cc", "preconj")
            and word.i < verb.i + 1
        ):
            return False
        if low == "not" and (_not_since(word, verb) or (word.head is not None and not_but(verb, word.head))):
            return False
        if low == "not" and word.i > verb.i and (not is_verb(verb) or _but_other(word, verb)):
            return False  # 'an ally of Chad, not of Togo'; 'joined not the Union but the bloc'
        near = [t for t in (*verb.children, *(g for c in verb.children for g in c.children), verb) if t.i == word.i + 1]
        if near and near[0].low in _NOT_ITSELF:
            return False
        only = any(
            t.low == "only" and verb.i - 6 < t.i < verb.i + 3 and not t.i < word.i < verb.i
            for t in [*verb.children, *(g for c in verb.children for g in c.children)]
        )
        return not (only and low == "not")  # but 'not only did it not sign'


def _not_since(word: Token, verb: Token) -> bool:
    """'*Not since* it attacked Togo has the region been so tense': then it did."""
    return any(c.i == word.i + 1 and c.low == "since" for c in verb.by("mark", "prep"))


def _not_at_all(verb: Token) -> bool:
    """'Did *not at all* recognise it': a denial below an adverb between the auxiliary and the verb."""
    words = [t for a in verb.by("aux") for t in a.subtree() if a.i < t.i < verb.i]
    words += [t for a in verb.by("advmod") for t in a.children if t.i < a.i < verb.i]
    return any(
        t.low == "all" and any(c.low == "not" for c in words) and any(c.low == "at" for c in words)
        for t in (*words, *verb.by("advmod"))
    )


def _whole(noun: Token) -> Token:
    """'The fourth round' of 'the fourth round of talks'."""
    of = noun.head if noun.dep == "pobj" else None
    above = of.head if of is not None and of.lemma == "of" else None
    return above if above is not None and above.lemma in _ROUNDS else noun


def _not_held(verb: Token) -> bool:
    """'Does not believe that it will', 'I don't think it will': nobody asks or doubts that he does not."""
    return any(c.dep == "neg" for c in verb.children) and not any(a.low == "have" for a in verb.by("aux"))


def _counts_among(noun: Token) -> Token | None:
    """'Is not *among the parties* to it', 'is not *one of the parties*': the verb that counts somebody among them."""
    prep = noun.head if noun.dep == "pobj" else None
    if prep is None or prep.head is None:
        return None
    one = prep.head if prep.lemma == "of" and prep.head.low == "one" and prep.head.dep == "attr" else None
    verb = one.head if one is not None else prep.head if prep.lemma in ("among", "amongst") else None
    return verb if verb is not None and verb.lemma in _COUNTING else None


def _no_sooner(verb: Token) -> bool:
    """'Hardly had it attacked when', 'no sooner had it signed than': then it did."""
    barely = any(c.low in ("barely", "hardly", "scarcely", "sooner") for c in verb.by("advmod"))
    then = {c.low for clause in verb.by("advcl", "ccomp") for c in clause.children if c.i > verb.i}
    return barely and any(a.low == "had" for a in verb.by("aux")) and bool(then & {"before", "than", "when"})


def _had_been(word: Token) -> bool:
    """'Had been due to meet', 'had been scheduled to sign it': what lay ahead then, and did not come about."""
    return had_been(word) and word.lemma.lower() in _SET


def had_been(word: Token) -> bool:
    """'*Had been* expected in Lima', '*had been* due there'."""
    helpers = word.by("aux") if word.by("auxpass") else (word.head.by("aux") if word.head is not None else ())
    been = [*word.by("auxpass"), *([word.head] if word.dep == "acomp" and word.head is not None else [])]
    return any(b.low == "been" for b in been) and any(a.low == "had" for a in helpers)


def _never(adverb: Token) -> bool:
    """'Nowhere', 'not once', 'hardly ever'."""
    low, below = adverb.low, {c.low for c in adverb.children}
    return (
        low == "nowhere"
        or (low == "once" and "not" in below)
        or (low == "ever" and bool(below & {"hardly", "scarcely"}))
    )


def _too(word: Token) -> bool:
    """'Was too weak to attack'; but 'is only too glad to'."""
    degree = [c for c in word.by("advmod") if c.low == "too"]
    if word.tag not in ("JJ", "RB") or not degree or word.lemma in _READILY:
        return False
    return not any(c.low in ("all", "only") for t in (word, *degree) for c in t.by("advmod"))


def _everything_but(verb: Token) -> bool:
    """'Did everything but attack it'."""
    prep = verb.head if verb.dep == "pcomp" and verb.head is not None and verb.head.low == "but" else None
    above = prep.head if prep is not None else verb.head if verb.dep == "conj" else None
    but = [prep] if prep is not None else above.by("cc") if above is not None else []
    right_before = any(c is not None and c.low == "but" and c.i == verb.i - 1 for c in but)
    things = above.by("dobj", "pobj") if above is not None else []
    return right_before and any(t.lemma in ("all", "anything", "everything") for t in things)


def _but_other(word: Token, verb: Token) -> bool:
    """Whether a word behind the verb denies the first of two: 'joined not the Union but the bloc'."""
    things = [*verb.by("dobj", "attr"), *(o for p in verb.by("prep") for o in (p, *p.by("pobj")))]
    return any(word.i < t.i and any(c.low == "but" for c in t.by("cc")) and t.by("conj") for t in things)


def _let_alone(verb: Token) -> bool:
    """'Has not condemned it, let alone attacked it', 'will not attack it, much less invade it'."""
    if verb.head is None and all(c.lemma != "let" for c in verb.children):
        return False
    before = [t.low for t in words_of(verb) if verb.i - 3 < t.i < verb.i]
    return before in (["let", "alone"], ["much", "less"], ["still", "less"], ["never", "mind"])


def _nor(verb: Token) -> bool:
    """'Has not been asked, nor has it agreed': a second clause whose auxiliary stands before its subject."""
    first = verb.head if verb.dep == "conj" else None
    subjects = verb.by(*SUBJECT, "nsubjpass")
    turned = any(a.i < s.i < verb.i for a in verb.by("aux", "auxpass") for s in subjects)
    beside = [*verb.children, *(first.by("cc") if first is not None else ())]
    return turned and any(c.low in ("neither", "nor") and c.i < verb.i for c in beside)


def _spliced(verb: Token, head: Token) -> bool:
    """'Budapest *accuses* Kyiv, Lima denies it': a clause before another one that has an object of its own."""
    return verb.dep == "ccomp" and verb.i < head.i and not verb.by("mark") and bool(head.by("dobj"))


def _is_nothing(noun: Token) -> bool:
    """'Asked *nothing* of Chad'; not 'nothing but money', 'nothing less than a border'."""
    alone = {"but", "except", "less", "save", "short"}.isdisjoint(c.low for c in noun.subtree())
    return noun.low in ("nobody", "nothing") and alone


def _before_auxiliary(prep: Token, verb: Token) -> bool:
    """'*Under no* government has it attacked': a phrase that turns the order of the clause."""
    subjects = verb.by(*SUBJECT, "nsubjpass")
    return any(prep.i < a.i < s.i < verb.i for a in verb.by("aux", "auxpass") for s in subjects)


def _set_between(prep: Token, verb: Token) -> bool:
    """'Chad, in neither of the blocs, signed it': said of the subject, between commas before the verb."""
    comma = any(c.text == "," and c.i == prep.i - 1 for c in verb.by("punct"))
    return comma and any(s.i < prep.i < verb.i for s in verb.by("nsubj", "nsubjpass"))


def neither_of_two(verb: Token) -> bool:
    """'Neither confirmed nor *denied* it'."""
    first = verb.head if verb.dep == "conj" else None
    return first is not None and is_verb(first) and any(c.low == "nor" for c in (*first.by("cc"), *verb.by("cc")))


def _came_to_nothing(verb: Token, be: Token) -> bool:
    """'Was to sign it in May, but its cabinet refused': what lay ahead then, and something came between."""
    to = any(a.tag == "TO" for a in verb.by("aux"))
    but = [c for t in (verb, be) for c in t.by("cc") if c.low == "but"]
    past = [c for t in (verb, be) for c in t.by("conj") if c.tag == "VBD" and c.by(*SUBJECT, "nsubjpass")]
    return to and bool(but) and bool(past)


def missed(verb: Token) -> bool:
    """'Was to have been signed in May', 'should have been signed': it was not."""
    helpers = {a.low for a in verb.by("aux")}
    above = verb.head if verb.dep == "xcomp" else None
    if reproached(verb):
        return False
    meant = above is not None and above.lemma == "be" and above.tag == "VBD" and "to" in helpers
    return "have" in helpers and (meant or bool(helpers & {"ought", "should"}))
