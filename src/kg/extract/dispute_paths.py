"""Where the sides of a dispute stand, and whether what they quarrel over is land: for frames of ``disputes``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.predication import words_of
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Resolver

_CLAIMING = word_set("extract.dispute_paths.claiming")
_FEATURES = frozenset({"Feature", "Island", "IslandGroup", "Reef", "Shoal", "Territory"})
"""Kinds of places that part nobody but by a quarrel over them: not rivers and straits."""
_MATTERS = word_set("extract.dispute_paths.matters")
_HELPING = word_set("extract.dispute_paths.helping")
"""What tells of a third one, who is no side."""
_WAGING = word_set("extract.dispute_paths.waging")
_BETWEEN = ("between", "of", "with")
_TO_COURT = word_set("extract.dispute_paths.to_court")
_ALL_OF_IT = word_set("extract.dispute_paths.all_of_it")
"""Measures that are of land alone."""


class DisputePaths:
    """Paths and conditions of one document; ``words`` are the lists under ``standing`` in the reference lexicon."""

    def __init__(self, resolver: Resolver, words: Mapping[str, frozenset[str]]) -> None:
        self.resolver, self.words = resolver, words
        self.by_name: dict[str, Callable[[Token], list[Token]]] = {
            "strained": self._strained,
            "strains": self._strains,
            "fronted": self._fronted,
            "laid": self._laid,
            "pair_around": self._pair_around,
            "waged": self._waged,
        }

    # -- the sides

    def _strained(self, token: Token) -> list[Token]:
        """'The row has soured ties between A and B', 'ties are strained by a row', 'the row that divides A and B'."""
        verbs = [v for v in token.by("relcl") if v.lemma in self.words["straining"]]
        head = token.head
        by = head is not None and token.dep == "pobj" and head.lemma in ("by", "over") and head.head is not None
        verb = head.head if by and head is not None else head
        if verb is not None and verb.lemma in self.words["straining"] and (by or token.dep == "nsubj"):
            verbs.append(verb)
        return [t for v in verbs for t in self._strains(v)]

    def _strains(self, verb: Token) -> list[Token]:
        """'Has soured ties between A and B', 'divides A and B': A and B."""
        out: list[Token] = []
        for thing in self._hurt(verb):
            between = grammar.expand(grammar.after(thing, *_BETWEEN))
            out += between or grammar.possessors(thing) or [t for t in grammar.modifiers(thing) if t.mention] or [thing]
        return out

    @staticmethod
    def _hurt(verb: Token) -> list[Token]:
        """What a verb such as 'strain' is done to, also where its participle is an adjective in the tree."""
        return grammar.expand(valency.logical_objects(verb)) or valency.surface_subjects(verb)

    @staticmethod
    def _laid(token: Token) -> list[Token]:
        """'A and B lay rival claims to it': both."""
        verb = token.head if token.dep == "dobj" else None
        return grammar.expand(valency.surface_subjects(verb)) if verb is not None and verb.lemma in _CLAIMING else []

    @staticmethod
    def _waged(token: Token) -> list[Token]:
        """'A and B fought a war over it': both."""
        verb = token.head if token.dep == "dobj" else None
        return grammar.expand(valency.surface_subjects(verb)) if verb is not None and verb.lemma in _WAGING else []

    @staticmethod
    def _fronted(token: Token) -> list[Token]:
        """'As to the differences with B over the border, A stands for talks': A."""
        prep = token.head if token.dep == "pobj" else None
        while prep is not None and prep.dep == "prep" and prep.head is not None and prep.head.dep == "prep":
            prep = prep.head
        verb = prep.head if prep is not None else None
        opened = verb is not None and grammar.is_verb(verb) and token.i < verb.i
        about = opened and prep is not None and prep.low in ("about", "as", "concerning", "on", "regarding")
        return valency.surface_subjects(verb) if about and verb is not None else []

    def _pair_around(self, token: Token) -> list[Token]:
        """'*Chad* recalled its envoy *from Niger* amid a quarrel over P': the only two states of the sentence, of which
        one acts, and none of which only offers to help.
        """
        nouns = (token, *(t for t in grammar.after(token, "of") if t.mention is None))  # 'a war *of words* over P'
        over = [t for n in nouns for t in grammar.after(n, "over", "about", "regarding", "concerning")]
        named = any(t.mention is not None and t.mention.kind in PLACE_KINDS - {"Settlement"} for t in over)
        own = grammar.possessors(token) or grammar.after(token, "between", "with", "among")
        row = words_of(token)
        fought = token.lemma in ("battle", "clash", "fight", "war") and len(nouns) == 1
        if not named or own or fought or any(t.lemma in _HELPING for t in row):
            return []
        found: dict[str, Token] = {}
        for t in row:
            for r in (
                self.resolver.actors(t) if t.mention is not None and t.mention.kind not in ("Time", "Treaty") else ()
            ):
                state = r.state or r.entity
                if state.kind in STATE_KINDS:
                    found.setdefault(state.iri, t)
                    if state.code in self.words["judges"]:
                        return []
        two = [*found.values()]
        verb = next((a for a in token.ancestors() if grammar.is_verb(a) and a.by("nsubj", "nsubjpass")), None)
        doers = {t.i for s in (valency.surface_subjects(verb) if verb is not None else ()) for t in s.subtree()}
        acting = any(t.i in doers for t in two)
        return two if len(two) == len(("A", "B")) and acting else []

    # -- over what

    def ground(self, token: Token) -> bool:
        """Whether a noun that names no place means land or sea by its nature: 'a triangle of desert', 'some 30 square
        kilometres', 'a temple'; not 'the price of fish'.
        """
        if token.tag == "WDT":
            token = grammar.antecedent(token)
        if token.mention is not None:
            return False
        inner = [t for p in token.by("prep") if p.lemma == "of" for t in grammar.expand(p.by("pobj"))]
        if token.lemma in self.words["measures"]:
            square = any(c.low.rstrip(".") in ("sq", "square") for c in token.children)
            return square or token.lemma in _ALL_OF_IT or any(self.ground(t) for t in inner)
        if token.lemma in self.words["grounds"]:
            return True
        part = token.lemma in self.resolver.lexicon.territory.parts or token.low in self.words["shapes"]
        return part and any(self.ground(t) or bool(self.resolver.territory(t)) for t in inner)

    # -- conditions

    def about(self, about: str, token: Token) -> bool | None:
        """Conditions of frames (``about``); None where it is none of these."""
        if about == "open_question":
            return self._open_question(token)
        if about == "undrawn":
            return self._undrawn(token)
        if about == "sued":
            return self._sued(token)
        if about == "over_feature":
            things = [x for t in valency.surface_subjects(token) for x in (t, *self._matter(t))]
            return any(t.mention is not None and t.mention.kind in _FEATURES for t in things)
        if about == "at_court":
            return self._over_ground([token, *grammar.after(token, "at", "before", "in")])
        if about == "over_ground":
            return self._over_ground([token, *([token.head] if token.dep == "dobj" and token.head is not None else [])])
        if about == "claimed_by_both":
            above = token.head.head if token.head is not None and token.dep == "acl" else None
            if above is not None and above.lemma in ("include", "including"):
                return False  # 'claims the lake, including islands claimed by A and B': from both of them
            return self._nameless(valency.surface_subjects(token) or ([token.head] if token.head is not None else []))
        if about == "both_lay":
            things = [o for x in (token, *token.by("dobj")) for o in grammar.after(x, "to", "over", "on")]
            return self.each(token) and self._nameless(things)
        return None

    def _nameless(self, things: list[Token]) -> bool:
        """Whether all of them are land without a name: a claim to what has one is told as such."""
        return bool(things) and all(self.ground(t) and not self.resolver.territory(t) for t in things)

    @staticmethod
    def each(verb: Token) -> bool:
        """'Both A and B claim it', 'A and B each claim it': not what they claim as one."""
        near = [verb, *valency.surface_subjects(verb)]
        return any(c.low in ("both", "each") for t in near for c in (t, *t.children))

    def _open_question(self, token: Token) -> bool:
        """'The boundary question', 'an unresolved border issue'; not 'discussed border issues'."""
        head = token.head
        if token.lemma in ("case", "question") and token.tag == "NN":
            return True
        if {c.low for c in token.children} & self.words["unsettled"]:
            return True
        said = head.by("acomp", "attr", "oprd") if head is not None and token.dep in ("nsubj", "nsubjpass") else []
        left = head is not None and token.dep == "nsubjpass" and bool(head.by("neg"))
        return left or any(t.low in self.words["unsettled"] for t in said)

    @staticmethod
    def _undrawn(token: Token) -> bool:
        """'Has never been drawn', 'remains to be drawn', 'has yet to be drawn'; not 'was drawn in 1904'."""
        head = token.head
        above = head is not None and token.dep == "xcomp" and head.lemma in ("have", "remain")
        yet = above and head is not None and (head.lemma == "remain" or any(c.text == "yet" for c in words_of(head)))
        return yet or bool(token.by("neg")) or any(c.low == "never" for c in token.by("advmod"))

    @staticmethod
    def _matter(noun: Token) -> list[Token]:
        """'The status of P', 'the question of P': P."""
        return grammar.after(noun, "of") if noun.lemma in _MATTERS else []

    def _over_ground(self, tokens: list[Token]) -> bool:
        """Whether what stands after 'over' is land, named or not."""
        over = [t for x in tokens for t in grammar.after(x, "over", "about")]
        return any(self.ground(t) or (t.mention is not None and t.mention.kind in PLACE_KINDS) for t in over)

    def _sued(self, token: Token) -> bool:
        """'Took A to court over the islet', 'sued A over the sea border'."""
        courts = [o for p in token.by("prep") if p.lemma in ("before", "to") for o in p.by("pobj")]
        courts += [c for c in token.by("xcomp") if any(a.low == "to" for a in c.by("aux"))]  # taken for a verb
        to_court = token.lemma == "sue" or any(o.low in _TO_COURT for o in courts)
        return to_court and self._over_ground([token, *courts, *token.by("dobj")])
