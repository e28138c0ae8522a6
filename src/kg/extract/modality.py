"""Whether a clause hangs on a condition or is yet to come, and by which rule."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.extract.grammar import SUBJECT, is_verb
from kg.extract.reporting import Reporting

_MODAL_FUTURE = {"will", "shall", "'ll", "wo"}
_MODAL_MAYBE = {"would", "could", "may", "might", "should", "ought", "must", "can"}


class ModalityReader:
    """Reads the condition and the prospect in which a clause stands."""

    def __init__(self, words: Reporting) -> None:
        self.words = words

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
                p.lemma in ("after", "upon", "once") and p.i > verb.i and not any(is_time(t) for t in p.by("pobj"))
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


def is_time(token: Token) -> bool:
    return token.mention is not None and token.mention.kind == "Time"
