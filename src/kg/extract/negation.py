"""Whether a clause or an act is denied, and by which rule."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.extract.grammar import SUBJECT, is_verb
from kg.extract.modality import is_time
from kg.extract.reporting import Reporting


class NegationReader:
    """Reads what denies a trigger."""

    def __init__(self, words: Reporting) -> None:
        self.words = words

    def read(self, trigger: Token) -> str | None:
        """The rule by which the trigger is denied, or None."""
        verb: Token | None = trigger
        steps = 0
        if any(p.lemma in ("until", "till") and any(is_time(t) for t in p.by("pobj")) for p in trigger.by("prep")):
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
