"""Acts that are only spoken of: stopped, agreed on, laid down, asked for, ordered, promised or made conditional."""

from __future__ import annotations

from collections.abc import Mapping

from kg.annotate.tree import first_of
from kg.core.annotated import Sentence, Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.matched import Match
from kg.extract.stance import StanceReader
from kg.link.resolve import STATE_KINDS, Resolver

COMMISSIVE = {"AGREE", "THREATEN", "REQUEST", "REJECT"}
"""What is promised, threatened, asked for or refused is no event of its own: the promise is."""
_PLEAS = word_set("extract.not_done.pleas")
STOP = word_set("extract.not_done.stop")
_ASK = word_set("extract.not_done.ask")
_ON_THE_WAY = "request.turns_to"
"""'Went to the council to demand that B leave': both are asked."""
_PLEDGES = word_set("extract.not_done.pledges")
_WARN = word_set("extract.not_done.warn")
_WILL = frozenset({"shall", "will", "would"})
_SIGNS = word_set("extract.not_done.signs")
_PAPERS = word_set("extract.not_done.papers")
_UNDERSTANDINGS = word_set("extract.not_done.understandings")
"""What binds like a treaty where it is said to oblige somebody."""
_WORDS_GIVEN = word_set("extract.not_done.words_given")
_WINNING = word_set("extract.not_done.winning")


class NotDone:
    """Tells of the words of one document whether what they name is not done by whoever is told of."""

    def __init__(
        self, text: str, words: Mapping[str, frozenset[str]], resolver: Resolver, stances: StanceReader
    ) -> None:
        self.text, self.words, self.resolver, self.stances = text, words, resolver, stances

    def untold(self, token: Token, sentence: Sentence) -> bool:
        """Whether a word tells of nothing done, whatever it may say: asked once for all its frames."""
        found: bool | None = token.known.get(NotDone.untold)
        if found is None:
            found = token.known[NotDone.untold] = self._only_spoken_of(token, sentence)
        return found

    def only_wanted(self, token: Token) -> bool:
        """'The sanctions demanded by Peru': whoever wants what a noun names has not done it, nor has anybody else."""
        return not grammar.is_verb(token) and self.stances.words.factuality.nouns.only_wanted(token)

    def _only_spoken_of(self, token: Token, sentence: Sentence) -> bool:
        """Whether somebody stops, promises, asks, is told or allowed to do it, and does not do it."""
        if self._stopped(token) or self._agreed_on(token) or _won_from(token) or self._by_treaty(token):
            return True
        if _no_point_in(token) or self._pledged_in(token):
            return True
        if self.stances.asked(token, sentence) and self.stances.answer(sentence) is None:
            return True  # what is only asked is no claim
        asked = _asked_to(token) and not self._own_forces(token)
        return self._ordered(token) or asked or _of_anyone(token)

    def _ordered(self, token: Token) -> bool:
        """'"Leave our waters," Peru told the boat': what a quotation tells somebody to do is not done."""
        bare = token.tag in ("VB", "VBP") and not token.by(*grammar.SUBJECT, "nsubjpass", "aux", "auxpass")
        if not bare or token.dep not in ("ccomp", "ROOT", "parataxis", "conj"):
            return False
        said = self.stances.attribution.quotations.at(token)
        if said is None:
            return False
        first = self.text[said.start : token.start].strip("\"“”'‘’«» \n").lower()
        return not first or first in _PLEAS

    def _own_forces(self, verb: Token) -> bool:
        """'The minister ordered the army to leave', 'ordered Chadian troops to leave', as Chad's: he has them leave."""
        order = verb.head
        if order is None or order.lemma not in ("command", "direct", "instruct", "order"):
            return False
        told = order.by("dobj")
        words = self.words["units"] | {"troops"}
        if grammar.passive(order) or not told or not all(t.lemma in words and t.mention is None for t in told):
            return False
        states = {r.state for t in valency.logical_subjects(order) for r in self.resolver.actors(t)} - {None}
        whose = [m for t in told for m in grammar.modifiers(t) if m.mention is not None]
        return bool(states) and all(r.state in states for m in whose for r in self.resolver.actors(m))

    def _stopped(self, token: Token) -> bool:
        """Whether it is only what somebody stops doing ('stopped issuing visas')."""
        up = token.head
        if token.tag != "VBG" or token.dep not in ("xcomp", "ccomp", "pcomp", "dobj"):
            return False
        while up is not None and up.lemma == "of":
            up = up.head
        return up is not None and up.lemma in STOP

    def _agreed_on(self, token: Token) -> bool:
        """Whether it is only what a pact is about ('an agreement on sending police')."""
        prep = token.head if token.dep == "pcomp" else None
        noun = prep.head if prep is not None and prep.lemma in ("on", "about", "for", "concerning", "to") else None
        return noun is not None and (
            noun.lemma in self.words["agreed"] or (noun.mention is not None and noun.mention.kind == "Treaty")
        )

    def _by_treaty(self, token: Token) -> bool:
        """Whether it is what a treaty allows or lays down ('a pact in which both promise each other aid')."""
        for clause in (token, *token.ancestors()):
            first = clause
            while first.dep == "conj" and first.head is not None and grammar.is_verb(first.head):
                first = first.head  # 'which they signed and in which they promise ...'
            noun = first.head if first.dep == "relcl" else None
            if noun is None or not any(t.lemma == "other" for o in token.children for t in (o, *o.children)):
                continue
            inside = any(t.low == "which" for p in clause.by("prep") for t in p.by("pobj"))
            treaty = noun.lemma in self.words["treaties"] or (
                noun.mention is not None and noun.mention.kind == "Treaty"
            )
            if inside and treaty and grammar.tense(clause) in ("present", "future"):
                return True
        for up in token.ancestors():
            if grammar.is_verb(up) and up.lemma in self.words["laid_down"]:
                by = [t for p in up.by("agent") for t in p.by("pobj")]
                for subject in by if grammar.passive(up) else valency.surface_subjects(up):
                    if self._is_treaty(subject):
                        return True
                    if subject.low == "it" and self.resolver.treaty(subject) is not None:
                        return True  # 'It obliges both to consult', said of a pact
        return False

    def _pledged_in(self, token: Token) -> bool:
        """'Signed a declaration pledging respect for its border': the declaration pledges it."""
        verb = token.head if token.tag == "VBG" and token.lemma in _PLEDGES and token.dep in ("acl", "advcl") else None
        if verb is None or any(t.text == "," and t.i == token.i - 1 for t in verb.subtree()):
            return False
        papers = [verb] if token.dep == "acl" else verb.by("dobj") if verb.lemma in _SIGNS else []
        return any(self._is_treaty(t) or t.lemma in _PAPERS for t in papers)

    def _is_treaty(self, noun: Token) -> bool:
        """Whether a noun names a treaty, or a body by the treaty that made it ('the Lima Arrangements')."""
        if noun.mention is None:
            return noun.lemma in self.words["treaties"] | _UNDERSTANDINGS
        last = self.text[noun.mention.start : noun.mention.end].split()[-1].lower()
        body = noun.mention.kind not in STATE_KINDS
        return noun.mention.kind == "Treaty" or (body and last.rstrip("s") in self.words["treaties"] | _UNDERSTANDINGS)

    def promised(self, token: Token, before: list[Match]) -> bool:
        """Whether a clause is only what somebody promises, threatens, asks for or refuses."""
        verb = token if grammar.is_verb(token) else grammar.clause_head(token)
        if self._warned_of(verb):
            return True
        willing = self.words["will"]
        if not before and all(a.lemma not in willing for a in verb.ancestors()):
            return False
        if self.stances.words.factuality.kept(verb) is not None:
            return False  # 'made good on its threat to expel him'
        made = [m.trigger for m in before if m.frame.value in COMMISSIVE and m.frame.id != _ON_THE_WAY]
        if _told(verb):  # 'who had reopened it, promised to help': done already, unless it is denied
            made = [m.trigger for m in before if m.frame.value == "REJECT"]
        will = willing if not _told(verb) else frozenset[str]()
        steps = 0
        while verb.head is not None and steps < 6:
            to = any(a.tag == "TO" for a in verb.by("aux"))
            way = verb.dep == "relcl" and to and bool(verb.by("mark"))  # 'a way for B to visit'
            if not way and verb.dep not in ("xcomp", "ccomp", "pcomp", "conj", "prep", "pobj", "dobj", "advcl", "acl"):
                return False
            refused = verb.dep == "advcl" and any(verb.head is m for m in made) and self._undone(verb)
            refused |= verb.dep == "acl" and any(verb.head.head is m for m in made) and self._dismissed(verb)
            if (verb.dep in ("advcl", "acl") and not to and not refused) or (
                verb.dep == "conj" and not grammar.is_verb(verb)
            ):
                return False
            above = any(verb.head is m for m in made) or verb.head.lemma in will
            finite = verb.tag in ("VBD", "VBN", "VBZ", "VBP") and above
            same = verb.tag == verb.head.tag and any(verb.head is m for m in made)
            same |= above and any(a.tag == "MD" for a in verb.by("aux"))  # 'turned it down and will receive Roe'
            if verb.dep == "conj" and (finite or verb.by(*grammar.SUBJECT) or same):
                return False
            verb, steps = verb.head, steps + 1
            if any(verb is m for m in made) or (verb.lemma in will and grammar.is_verb(verb)):
                return True
        return False

    def _warned_of(self, verb: Token) -> bool:
        """'If they are not freed, Lima warned, Peru will suspend the talks and close its border': its own threat."""
        while verb.dep == "conj" and verb.head is not None and grammar.is_verb(verb.head):
            verb = verb.head
        if verb.tag != "VB" or not any(a.tag == "MD" and a.lemma in _WILL for a in verb.by("aux")):
            return False
        turned = verb.head if verb.dep == "ccomp" and verb.head is not None and verb.head.i > verb.i else None
        says = [c for c in (*verb.by("parataxis"), turned) if c is not None and c.lemma in _WARN and not c.by("dobj")]
        if not says:
            return False
        doers = {r.state or r.entity for t in valency.surface_subjects(verb) for r in self.resolver.actors(t)}
        speakers = {r.state or r.entity for c in says for t in c.by("nsubj") for r in self.resolver.actors(t)}
        return not doers.isdisjoint(speakers)

    def _undone(self, verb: Token) -> bool:
        """'Ruled out recognising it': the refusal tells it all."""
        return self.stances.words.factuality.undone(verb, frozenset()) is not None

    def _dismissed(self, verb: Token) -> bool:
        """'Dismissed reports that it recognised it': the denial tells it all."""
        noun, words = verb.head, self.stances.words
        above = noun.head if noun is not None else None
        if noun is None or above is None or noun.lemma not in words.claims | words.unsourced:
            return False
        return noun.dep == "dobj" and above.lemma in words.dismiss

    def in_condition(self, token: Token) -> bool:
        """Whether it stands in an 'if' clause itself: asked once for all frames of a word."""
        found: bool | None = token.known.get(NotDone.in_condition)
        if found is None:
            found = token.known[NotDone.in_condition] = self._conditional(token)
        return found

    def _conditional(self, token: Token) -> bool:
        for up in [token, *token.ancestors()]:
            if up.dep == "advcl" and any(
                (c.dep == "mark" and c.low in ("if", "unless", "whether", "lest"))
                or (c.dep == "aux" and c.low == "should" and c.i <= first_of(up))
                for c in up.children
            ):
                return True
            if _provided(up):
                return True
            if up.dep in ("ROOT", "ccomp", "relcl"):
                return False
        return False


def _told(verb: Token) -> bool:
    """Whether a finite verb tells what has been done ('had reopened', 'has backed')."""
    return verb.tag == "VBN" and any(a.lemma == "have" and a.tag != "VB" for a in verb.by("aux"))


def _provided(clause: Token) -> bool:
    """'... provided that the army holds its fire': a clause on which another is made to depend."""
    that = next((m for m in clause.by("mark") if m.low == "that"), None)
    if that is None:
        return False
    above = (c for a in clause.ancestors() for c in a.children if c.i == that.i - 1)
    return any(c.low in ("provided", "providing") for c in above)


def _of_anyone(verb: Token) -> bool:
    """'Any boat that crosses the line will be sunk': what a clause says of whoever may do it, nobody has done."""
    noun = verb.head if verb.dep == "relcl" and verb.tag in ("VBZ", "VBP") else None
    return noun is not None and any(c.low in ("any", "every", "whichever") for c in noun.by("det"))


def _won_from(verb: Token) -> bool:
    """'Obtained a promise from Peru to reopen the port': what another is to do."""
    noun = verb.head if verb.dep == "acl" and any(a.tag == "TO" for a in verb.by("aux")) else None
    above = noun.head if noun is not None and noun.dep == "dobj" and noun.lemma in _WORDS_GIVEN else None
    return above is not None and above.lemma in _WINNING


def _asked_to(verb: Token) -> bool:
    """'A resolution that calls on both to settle it': what others are only called upon to do."""
    head = verb.head
    bare = verb.tag == "VB" and verb.dep in ("xcomp", "advcl") and any(a.tag == "TO" for a in verb.by("aux"))
    others = [*head.by("dobj"), *verb.by(*grammar.SUBJECT)] if head is not None and head.lemma in _ASK else []
    asked = bool(others) and not any(t.by("poss") for t in others)  # 'ordered his forces to leave': he had them leave
    if asked and verb.tag == "VB" and verb.dep in ("ccomp", "xcomp") and any(a.tag == "TO" for a in verb.by("aux")):
        return True  # 'asked a court to throw it out', whoever asks
    calling = head is not None and grammar.is_verb(head) and head.lemma in grammar.CALLING
    return bare and calling and head is not None and bool(valency.called_upon(verb, head))


_NO = word_set("extract.not_done.no")
_POINTS = word_set("extract.not_done.points")


def _no_point_in(token: Token) -> bool:
    """'Saw no point in talks with Chad', 'there is no need for a meeting': nobody does what has no point."""
    prep = token.head if token.dep in ("pobj", "pcomp") else None
    above = prep.head if prep is not None and prep.lemma in ("for", "in", "of") else None
    nouns = above.by("dobj", "attr") if above is not None and grammar.is_verb(above) else [above]
    return any(n is not None and n.lemma in _POINTS and any(d.lemma in _NO for d in n.by("det", "amod")) for n in nouns)
