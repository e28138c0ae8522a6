"""Where a claim to territory is told in other words: on maps, in somebody's eyes, or as 'its claim' and no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.core.annotated import Annotated, Sentence, Token
from kg.extract import grammar
from kg.extract.predication import series_at, words_of
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Resolver

_MAPS = frozenset({"atlas", "chart", "map"})
_ISSUED = frozenset(
    {"adopt", "approve", "circulate", "draw", "issue", "make", "print", "produce", "publish", "release", "unveil"}
)
"""What a state does with a map of its own."""
_SHOWN = frozenset({"appear", "depict", "display", "draw", "feature", "figure", "mark", "paint", "represent", "show"})
"""Verbs of maps that need a word of whose the land is: a map of the world shows every island."""
_INSIDE = frozenset({"in", "inside", "on", "within"})
_BOUNDS = frozenset({"border", "boundary", "frontier", "jurisdiction", "side", "territory"})
_NEAR = 5
"""Words between 'that' and the verb of its clause, at most."""
_NAMED = PLACE_KINDS - {"Settlement"}


class ClaimPaths:
    """Paths and conditions of one document; ``words`` are the lists under ``standing`` in the reference lexicon."""

    def __init__(self, annotated: Annotated, resolver: Resolver, words: Mapping[str, frozenset[str]]) -> None:
        self.annotated, self.resolver, self.words = annotated, resolver, words
        self.by_name: dict[str, Callable[[Token], list[Token]]] = {
            "map_maker": self._map_maker,
            "mapped": self._mapped,
            "beholder": self._beholder,
            "claimed_before": self._claimed_before,
        }

    def _states(self, tokens: list[Token]) -> set[str]:
        """The IRIs of the states that tokens name or stand for."""
        refs = [r for t in tokens for r in self.resolver.actors(t)]
        return {(r.state or r.entity).iri for r in refs if (r.state or r.entity).kind in STATE_KINDS}

    def _sentence_before(self, token: Token) -> Sentence | None:
        """The sentence before, of the same paragraph."""
        number = self.resolver.sentence_of.get(token.start, 0)
        here = self.annotated.sentences[number]
        before = self.annotated.sentences[number - 1] if number else None
        return before if before is not None and before.segment.paragraph == here.segment.paragraph else None

    # -- maps

    def _map_maker(self, token: Token) -> list[Token]:
        """The state whose map shows a territory as its own: whose it is, or who has issued it."""
        makers = self._makers(token)
        if not makers or token.by("neg"):
            return []
        if token.lemma in _SHOWN and not self._own(token, self._states(makers)):
            return []
        return makers

    def _makers(self, token: Token) -> list[Token]:
        on = [t for p in token.by("prep") if p.lemma in ("in", "into", "on") for t in p.by("pobj") if t.lemma in _MAPS]
        on += self._on_map(token)
        if on:  # 'put it on its map', 'appears on Kenyan maps'
            return self._whose(on[0], grammar.logical_subjects(token))
        for subject in token.by("nsubj"):
            which = grammar.antecedent(subject)
            told = which if which.lemma in _MAPS else self._it(subject)
            if told is not None and told.lemma in _MAPS:
                return self._whose(told, [])
        return []

    @staticmethod
    def _on_map(token: Token) -> list[Token]:
        """'Which it has put on every map': the map, for which the parser takes the verb's object."""
        on = any(c.text.lower() == "on" for c in token.by("prt"))
        return [t for t in token.by("dobj") if on and t.lemma in _MAPS]

    def _it(self, subject: Token) -> Token | None:
        """'Kenya published a map. It shows ...': the map of the sentence before."""
        before = self._sentence_before(subject) if subject.text.lower() == "it" else None
        maps = [t for t in before.tokens if t.lemma in _MAPS] if before is not None else []
        return maps[0] if maps else None

    def _whose(self, noun: Token, actors: list[Token]) -> list[Token]:
        """Whose a map is: its possessor or adjective, else who issued it; 'its map' is that of those who act."""
        for owner in (*noun.by("poss"), *noun.by("amod", "compound", "nmod")):
            if owner.tag == "PRP$" and actors:
                return actors
            if self._states([owner]):
                return [owner]
        if actors and any(c.text.lower() in ("all", "every") for c in noun.by("det")):
            return actors  # 'has put it on every map since'
        made = [c for c in noun.by("acl") if c.lemma in _ISSUED and c.tag == "VBN"]
        if by := [t for c in made for p in c.by("agent") for t in p.by("pobj")]:
            return by
        verb = noun.head if noun.dep == "dobj" else None
        return grammar.logical_subjects(verb) if verb is not None and verb.lemma in _ISSUED else []

    def _own(self, token: Token, makers: set[str]) -> bool:
        """'As its own', 'as Nepali soil', 'as part of Nepal', 'inside its borders', said of the makers themselves."""
        things = [*token.by("dobj", "nsubj", "nsubjpass"), token]
        for prep in (p for t in things for x in (t, *t.by("conj")) for p in x.by("prep") if p.i > token.i):
            row = [t for t in prep.subtree() if t is not prep]
            theirs = any(t.text.lower() in ("its", "their") for t in row) or bool(self._states(row) & makers)
            others = self._states([t for t in row if t.mention is not None]) - makers
            land = any(t.lemma in _BOUNDS for t in row)
            if theirs and not others and (prep.lemma == "as" or (prep.lemma in _INSIDE and land)):
                return True
        return False

    def _mapped(self, token: Token) -> list[Token]:
        """What a map shows: the verb's object, or the subject of what 'appears' on it."""
        objects = grammar.logical_objects(token)
        if self._on_map(token):
            clause = token
            while clause.dep == "conj" and clause.head is not None:
                clause = clause.head
            return [t for t in clause.children if t.tag == "WDT" and t.i < clause.i] if clause.dep == "relcl" else []
        return objects or (grammar.surface_subjects(token) if token.lemma in ("appear", "feature", "figure") else [])

    # -- in whose eyes

    def _beholder(self, token: Token) -> list[Token]:
        """'For Gabon, the island is Gabonese', 'in whose eyes it has never ceased to be Syrian soil': the state."""
        verbs = [token, *([token.head] if token.dep == "xcomp" and token.head is not None else [])]
        for prep in (p for v in verbs for p in v.by("prep") if p.i < v.i):
            named = [t for t in prep.by("pobj") if t.mention is not None] if prep.lemma.lower() in ("for", "to") else []
            eyes = [t for t in prep.by("pobj", "pcomp") if t.lemma in ("eye", "view")] if prep.lemma == "in" else []
            whose = [o for e in eyes for o in (*e.by("poss"), *grammar.after(e, "of"))]
            found = named or [o if o.tag != "WP$" else grammar.antecedent(o) for o in whose]
            if any(o.tag == "WP$" for o in whose) and verbs[-1].dep == "relcl" and verbs[-1].head is not None:
                found = [verbs[-1].head]
            if found and self._predicated(token, self._states(found)):
                return found
        return []

    def _predicated(self, token: Token, states: set[str]) -> bool:
        """Whether what is said of the subject is that it is those states' own."""
        for said in token.by("attr", "acomp"):
            near = [said, *said.by("amod", "poss", "compound"), *grammar.after(said, "of")]
            near += [x for t in grammar.after(said, "of") for x in t.by("amod", "poss")]
            land = said.lemma in self.words["own_land"]
            own = bool(self._states(near) & states) or (land and any(t.text.lower() in ("its", "their") for t in near))
            if own and (land or said.mention is not None):
                return True
        return False

    # -- 'its claim'

    def _claimed_before(self, token: Token) -> list[Token]:
        """'France runs the isle; Haiti has never dropped its claim': what the sentence, or the one before, is about."""
        claims = [t for t in grammar.logical_objects(token) if t.lemma == "claim"]
        bare = [c for c in claims if any(t.text.lower() in ("its", "that", "the", "their") for t in c.children)]
        if not bare or any(p.lemma in ("against", "for", "in", "of", "on", "over", "to") for p in bare[0].by("prep")):
            return []
        row = words_of(token)
        here = self._features([t for t in row if t.i < token.i])
        before = self._sentence_before(token) if not here else None
        found = here or (self._features(before.tokens) if before is not None else [])
        areas = {r.entity.iri for t in found for r in self.resolver.territory(t)}
        if len(areas) <= 1:
            return found[:1]
        whole = before.tokens if before is not None else row
        names, _ = series_at(whole, next(n for n, t in enumerate(whole) if t is found[0]))
        return names if len(names) == len(areas) else []

    def _features(self, row: list[Token]) -> list[Token]:
        named = [t for t in row if t.mention is not None and t.mention.kind in _NAMED]
        return [t for t in named if t.mention is not None and t.mention.role not in ("adjective", "capital", "people")]

    # -- conditions

    def _both_claim(self, token: Token) -> bool:
        """'Met on ground that both countries claim', of land without a name, whatever the tree hangs the clause on."""
        row = words_of(token)
        that = next((t for t in reversed(row) if t.i < token.i and t.text.lower() in ("that", "which")), None)
        before = [t for t in row if that is not None and t.i < that.i and t.text != ","]
        noun = before[-1] if before else None
        if that is None or noun is None or noun.mention is not None or token.i - that.i > _NEAR or token.by("neg"):
            return False
        land = noun.lemma in self.resolver.lexicon.territory.lands or noun.lemma in ("ground", "soil")
        things = [t for t in token.by("dobj", "ccomp", "xcomp") if t is not that]
        return land and not things and not self.resolver.territory(noun)

    def about(self, about: str, token: Token) -> bool | None:
        """Conditions of frames (``about``); None where it is none of these."""
        if about == "beheld":
            return not token.by("neg")
        if about == "fact":  # 'annexed it', not 'wants to annex it'
            up = [token, *([token.head] if token.dep == "xcomp" and token.head is not None else [])]
            return grammar.tense(up[-1]) != "future" and len(up) == 1 and not token.by("neg") and token.tag != "VB"
        if about == "both_claim":
            return self._both_claim(token)
        if about == "none_of":
            return grammar.none_of(token)
        if about == "bone":
            return token.head is not None and token.head.lemma == "bone"
        if about == "nobodys":  # 'Peru and Chile dispute Bolivia's title': with Bolivia, not with each other
            owners = [o for t in grammar.logical_objects(token) for o in t.by("poss") if o.tag != "PRP$"]
            return not self._states(owners)
        if about == "not_theirs":
            named = [t for p in token.by("prep") if p.lemma == "as" for o in p.by("pobj") for t in (o, *o.by("amod"))]
            land = any(self.resolver.territory(t, sovereign=True) for t in grammar.logical_objects(token))
            denied = bool(token.by("neg")) or any(c.text.lower() == "never" for c in token.children)
            return land and denied and any(t.mention is not None and t.mention.role == "adjective" for t in named)
        return None
