"""Where a claim to territory is told in other words: on maps, in somebody's eyes, or as 'its claim' and no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.core.annotated import Annotated, Sentence, Token
from kg.core.words import word_set
from kg.extract import claim_relatives, grammar, valency
from kg.extract.dispute_paths import DisputePaths
from kg.extract.predication import series_at, words_of
from kg.extract.trigger_conditions import words_around
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Resolver

_MAPS = word_set("extract.claim_paths.maps")
_ISSUED = word_set("extract.claim_paths.issued")
"""What a state does with a map of its own."""
_SHOWN = word_set("extract.claim_paths.shown")
"""Verbs of maps that need a word of whose the land is: a map of the world shows every island."""
_CHAMBERS = frozenset(
    {"assembly", "cabinet", "chamber", "congress", "house", "legislature", "parliament", "senate", "Assembly"}
)
"""'Kenya's upper house' makes a map in the name of Kenya."""
_INSIDE = word_set("extract.claim_paths.inside")
_BOUNDS = word_set("extract.claim_paths.bounds")
_OWNED = frozenset({"Area", "Feature", "Island", "IslandGroup", "Reef", "Shoal", "Territory"})
"""Kinds of places that a state has names of its own for as it claims them: not seas, which all sail."""
_FORMS = word_set("extract.claim_paths.forms")
"""What lands do that together are a stretch of land ('make up a wedge')."""
_BORNE = word_set("extract.claim_paths.borne")
"""What becomes of a claim to land: it rests on a lease, lies dormant, goes back to a sultan."""
_AIMED = frozenset({"about", "against", "for", "in", "of", "on", "over", "that", "to"})
_NEAR = 5
"""Words between 'that' and the verb of its clause, at most."""
_HOME = word_set("extract.claim_paths.home")
_PAPERS = word_set("extract.claim_paths.papers")
"""What a state prints besides maps: a claim where it tells whose the land is."""
_NAMED = PLACE_KINDS - {"Settlement"}
_FOCUS = word_set("extract.claim_paths.focus")
_LAWS = word_set("extract.claim_paths.laws")
"""What may put a land under a state's rule besides its papers."""
_SHOWING = _MAPS | _PAPERS | _LAWS | {"it"}
"""Words of which one is where a map is told of: 'it' may be that of the sentence before."""


def forms_part(noun: Token) -> bool:
    """'Forms *part* of it', 'constitutes a part of it'."""
    return (
        noun.dep == "dobj"
        and noun.lemma == "part"
        and noun.head is not None
        and noun.head.lemma in ("constitute", "form")
    )


class ClaimPaths:
    """Paths and conditions of one document; ``words`` are the lists under ``standing`` in the reference lexicon."""

    def __init__(
        self, annotated: Annotated, resolver: Resolver, words: Mapping[str, frozenset[str]], disputes: DisputePaths
    ) -> None:
        self.annotated, self.resolver, self.words = annotated, resolver, words
        self.disputes = disputes
        self.by_name: dict[str, Callable[[Token], list[Token]]] = {
            "map_maker": self._map_maker,
            "mapped": self._mapped,
            "over_which": self._over_which,
            "beholder": self._beholder,
            "annexer": self._annexer,
            "belongs_to": self._belongs_to,
            "claimed_by": claim_relatives.claimed_by,
            "claimed_land": claim_relatives.claimed_land,
            "apposed_lands": claim_relatives.apposed_lands,
            "land_before": claim_relatives.land_before,
            "returned_land": claim_relatives.returned_land,
            "demanded_land": claim_relatives.demanded_land,
            "named_land": claim_relatives.named_land,
            "nothing_but": self.nothing_but,
            "own_relative": claim_relatives.own_relative,
            "told_thing": claim_relatives.told_thing,
            "by_later": self._by_later,
            "claimed_before": self._claimed_before,
            "claimed_near": self._claimed_near,
            "described": self._described,
            "of_its_own": self._of_its_own,
            "right_before": self._right_before,
            "speaker_its": self._speaker_its,
            "subject_of": self._subject_of,
            "wanted_back": self._wanted_back,
            "which_before": self._which_before,
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
        if words_around(token).isdisjoint(_SHOWING):
            return []
        makers = self._makers(token)
        if not makers or token.by("neg"):
            return []
        if token.lemma == "take" and all(c.low != "in" for c in token.by("prt", "prep")):
            return []
        return makers if token.lemma not in _SHOWN or self._own(token, self._states(makers)) else []

    def _makers(self, token: Token) -> list[Token]:
        papers = _MAPS | (_PAPERS if token.lemma in _SHOWN else frozenset())
        hung = [
            grammar.antecedent(t) for p in token.by("prep") if p.lemma in ("in", "into", "on") for t in p.by("pobj")
        ]
        on = [t for t in hung if t.lemma in papers]
        on += self._on_map(token)
        if on:  # 'put it on its map', 'appears on Kenyan maps'
            return self._whose(on[0], valency.logical_subjects(token))
        for subject in token.by("nsubj"):
            which = grammar.antecedent(subject)
            papers = _MAPS | (_PAPERS if token.lemma in _SHOWN else frozenset())
            if which.low == "one" and which.dep == "appos" and which.head is not None:
                which = next((t for t in words_of(token) if t.lemma in papers and t.i < which.i), which)
            told = which if which.lemma in papers else self._it(subject)
            if told is not None and told.lemma in papers:
                return self._whose(told, [])
        return self._by_law(token)

    def _by_law(self, token: Token) -> list[Token]:
        """'Signed an act that places P within its jurisdiction', 'a law incorporating P': the state whose law it is."""
        own = token.head if token.dep == "acl" and token.tag == "VBG" else None
        subjects = [grammar.antecedent(t) for t in token.by("nsubj")] or ([own] if own is not None else [])
        laws = [t for t in subjects if t.lemma in _LAWS or (t.lemma in _PAPERS and token.lemma not in _SHOWN)]
        makers = self._whose(laws[0], []) if laws else []
        annexed = token.lemma in ("annex", "incorporate")
        return makers if makers and (annexed or self._own(token, self._states(makers))) else []

    @staticmethod
    def _on_map(token: Token) -> list[Token]:
        """'Which it has put on every map': the map, for which the parser takes the verb's object."""
        on = any(c.low == "on" for c in token.by("prt"))
        return [t for t in token.by("dobj") if on and t.lemma in _MAPS]

    def _it(self, subject: Token) -> Token | None:
        """'Kenya published a map. It shows ...': the map of the sentence before."""
        before = self._sentence_before(subject) if subject.low == "it" else None
        maps = [t for t in before.tokens if t.lemma in _MAPS] if before is not None else []
        return maps[0] if maps else None

    def _whose(self, noun: Token, actors: list[Token]) -> list[Token]:
        """Whose a map is: its possessor or adjective, else who issued it; 'its map' is that of those who act."""
        for owner in (*noun.by("poss"), *noun.by("amod", "compound", "nmod"), *self._of(noun)):
            if owner.tag == "PRP$" and actors:
                return actors
            if self._states([owner]):
                return [owner]
        if actors and any(c.low in ("all", "every") for c in noun.by("det")):
            return actors  # 'has put it on every map since'
        made = [c for c in noun.by("acl") if c.lemma in _ISSUED and c.tag == "VBN"]
        seats = [t for c in made for t in grammar.after(c, "in") if t.mention and t.mention.role == "capital"]
        if seats:
            return seats  # 'maps printed in Lima'
        if by := [t for c in made for p in c.by("agent") for t in p.by("pobj")]:
            return by
        thing = noun
        if noun.dep == "nsubj" and noun.head is not None and noun.head.dep == "relcl" and noun.head.head is not None:
            thing = noun.head.head  # 'adopted an emblem on which the map shows it inside the country'
        verb = thing.head if thing.dep == "dobj" else None
        if thing.dep == "pobj" and thing.head is not None and thing.head.lemma == "for":
            verb = thing.head.head  # 'voted for a new map'
        made_so = verb is not None and (verb.lemma in _ISSUED or (thing.dep == "pobj" and verb.lemma == "vote"))
        makers = valency.logical_subjects(verb) if verb is not None and made_so else []
        return [x for t in makers for x in (t, *(t.by("poss") if t.lemma in _CHAMBERS else ()))]

    @staticmethod
    def _of(noun: Token) -> list[Token]:
        """'The new map of Kenya'; not 'the guide's map of Kenya'."""
        return [] if noun.by("poss") else grammar.after(noun, "of")

    def _own(self, token: Token, makers: set[str]) -> bool:
        """'As its own', 'as Nepali soil', 'as part of Nepal', 'inside its borders', said of the makers themselves."""
        things = [*token.by("dobj", "nsubj", "nsubjpass"), token]
        for prep in (p for t in things for x in (t, *t.by("conj")) for p in x.by("prep") if p.i > token.i):
            row = [t for t in prep.subtree() if t is not prep]
            theirs = any(t.low in ("its", "their") for t in row) or bool(self._states(row) & makers)
            others = self._states([t for t in row if t.mention is not None]) - makers
            land = any(t.lemma in _BOUNDS for t in row)
            if not others and prep.lemma in ("inside", "within") and any(t.low in _HOME for t in row):
                return True
            if theirs and not others and (prep.lemma == "as" or (prep.lemma in _INSIDE and land)):
                return True
        return False

    def _mapped(self, token: Token) -> list[Token]:
        """What a map shows: the verb's object, or the subject of what 'appears' on it."""
        objects = valency.logical_objects(token)
        if token.lemma == "take" and not objects:  # 'takes in P'
            return grammar.expand(grammar.after(token, "in"))
        if self._on_map(token):
            clause = token.first_of_row()
            return [t for t in clause.children if t.tag == "WDT" and t.i < clause.i] if clause.dep == "relcl" else []
        return objects or (valency.surface_subjects(token) if token.lemma in ("appear", "feature", "figure") else [])

    @staticmethod
    def _over_which(token: Token) -> list[Token]:
        """'Licences off *P*, over which A claims sovereignty': the name right before, whatever the tree makes of it."""
        row = words_of(token)
        over = next((n for n, t in enumerate(row[:-1]) if t.lemma == "over" and row[n + 1].low == "which"), 0)
        if not over or row[over].i > token.i or row[over].head not in (token, *token.by("dobj")):
            return []
        before = row[over - 1 - (row[over - 1].text == ",")]
        return [before] if before.mention is not None and before.mention.kind != "Time" else []

    # -- by whom, and what

    @staticmethod
    def _annexer(token: Token) -> list[Token]:
        """'Held by A along with P, which it annexed': A, of whom the clause above says that it holds the land."""
        it = any(t.low == "it" for t in token.by("nsubj"))
        above = (a for a in token.ancestors() if it and token.dep == "relcl" and a.tag == "VBN")
        return next(([t for p in v.by("agent") for t in p.by("pobj")] for v in above), [])

    @staticmethod
    def nothing_but(token: Token) -> list[Token]:
        """'Was never anything but Syrian': the adjective."""
        said = [t for t in token.by("attr") if t.low in ("anything", "nothing")]
        hung = [c for x in (*said, token) for c in x.by("cc", "prep") if said and c.lemma == "but"]
        return [t for c in hung for t in c.by("pobj", "conj")]

    @staticmethod
    def _belongs_to(token: Token) -> list[Token]:
        """'A and B say that it belongs to them': A and B."""
        to = [t for p in token.by("prep") if p.lemma == "to" for t in p.by("pobj")]
        said = token.head if token.dep == "ccomp" else None
        theirs = bool(to) and all(t.low in ("it", "them", "us") for t in to)
        return grammar.expand(valency.surface_subjects(said)) if theirs and said is not None else []

    @staticmethod
    def _by_later(token: Token) -> list[Token]:
        """'Is claimed in whole or in part by A and B': A and B, whatever the tree hangs 'by' on."""
        if not grammar.passive(token):
            return []
        by = next((t for t in words_of(token) if t.lemma == "by" and 0 < t.i - token.i <= 2 * _NEAR), None)
        return grammar.expand(by.by("pobj")) if by is not None else []

    @staticmethod
    def _speaker_its(token: Token) -> list[Token]:
        """'A says that it is (forms) part of its territory', '... of the national territory': A."""
        verb = token.head if token.dep == "attr" or forms_part(token) else None
        near = [token, *(t for p in token.by("prep") if p.lemma == "of" for t in p.by("pobj"))]
        its = any(p.low in ("its", "their") for t in near for p in t.by("poss"))
        its |= any(t.by("det") and any(c.low == "national" for c in t.by("amod")) for t in near[1:])
        said = verb.head if its and verb is not None and verb.dep == "ccomp" else None
        return grammar.expand(valency.surface_subjects(said)) if said is not None else []

    @staticmethod
    def _wanted_back(token: Token) -> list[Token]:
        """'Wants P back', where the tree has P for the subject of 'back'."""
        return [t for c in token.by("advmod", "acomp") if c.low == "back" for t in c.by("nsubj")]

    @staticmethod
    def _described(token: Token) -> list[Token]:
        """'P, a town of 500 souls which A says is its own', 'P is a rock which A claims', 'P and Q form a wedge claimed
        by A': P, and Q.
        """
        clause = next((a for a in (token, *token.ancestors()) if a.dep in ("relcl", "acl")), None)
        noun = clause.head if clause is not None else None
        of = noun.head if noun is not None and noun.dep == "pobj" else None
        if of is not None and of.lemma == "of" and of.head is not None and of.head.mention is None:
            noun = of.head  # 'a town of 500 souls which'
        if noun is None or noun.mention is not None or noun.head is None:
            return []
        if noun.dep == "appos":
            return [noun.head]
        forms = noun.dep == "dobj" and noun.head.lemma in _FORMS and grammar.is_verb(noun.head)
        return valency.surface_subjects(noun.head) if noun.dep == "attr" or forms else []

    def _claimed_near(self, token: Token) -> list[Token]:
        """'They never settled the question of P. *A's claim* rests on a lease': the only land of the sentence before,
        where the claim is said to rest, lie dormant or have been handed down.
        """
        verb = token.head if token.dep in ("nsubj", "nsubjpass") else None
        own = verb is not None and (verb.lemma in _BORNE or any(c.lemma in _BORNE for c in token.by("acl")))
        named = any(claim_relatives.named_feature(t) for t in words_of(token))
        if not own or named or not token.by("poss") or any(p.lemma in _AIMED for p in token.by("prep")):
            return []
        before = self._sentence_before(token)
        found = self._features(list(before.tokens)) if before is not None else []
        areas = {r.entity.iri for t in found for r in self.resolver.territory(t)}
        return found[:1] if len(areas) == 1 else []

    @staticmethod
    def _of_its_own(token: Token) -> list[Token]:
        """'Has a claim of its own to it', 'opposes a claim of its own to it': whoever does so."""
        own = any(t.low == "own" for p in token.by("prep") if p.lemma == "of" for t in p.by("pobj"))
        verb = token.head if own and token.dep == "dobj" else None
        return valency.surface_subjects(verb) if verb is not None else []

    @staticmethod
    def _subject_of(token: Token) -> list[Token]:
        """'P, the subject of a claim by A', 'P is subject to a claim by A': P."""
        prep = token.head if token.dep == "pobj" else None
        noun = prep.head if prep is not None and prep.lemma in ("of", "to") else None
        if noun is None or noun.lemma not in _FOCUS or noun.head is None:
            return []
        if noun.dep == "pobj":  # 'P, at the heart of a quarrel'
            above = noun.head.head if noun.head.lemma == "at" else None
            return [] if above is None else [above] if not grammar.is_verb(above) else valency.surface_subjects(above)
        return [noun.head] if noun.dep == "appos" else valency.surface_subjects(noun.head)

    def _right_before(self, token: Token) -> list[Token]:
        """'Which A holds but B also claims': B, whatever the tree makes of it."""
        row = words_of(token)
        at = next(n for n, t in enumerate(row) if t is token) - 1
        while at > 0 and row[at].low in ("also", "both", "each", "still", "too"):
            at -= 1
        name = row[at] if at > 0 else None
        known = name is not None and name.mention is not None and name.mention.kind in STATE_KINDS | {"Settlement"}
        beside = row[at - 1].low in ("but", "and", "while", "which", "that")
        return [name] if known and beside and name is not None and token.tag in ("VBP", "VBZ", "VBD") else []

    @staticmethod
    def _which_before(token: Token) -> list[Token]:
        """'Which' of the clause before that of the verb ('which A holds but B claims')."""
        if token.by("dobj", "ccomp", "xcomp"):
            return []
        before = [t for t in words_of(token) if t.tag == "WDT" and t.i < token.i]
        return before[-1:] if before and token.i - before[-1].i <= 2 * _NEAR else []

    # -- in whose eyes

    def _beholder(self, token: Token) -> list[Token]:
        """'For Gabon, the island is Gabonese', 'in whose eyes it has never ceased to be Syrian soil': the state."""
        verbs = [token, *([token.head] if token.dep == "xcomp" and token.head is not None else [])]
        for prep in (p for v in verbs for p in v.by("prep") if p.i < v.i):
            objects = [grammar.antecedent(t) for t in prep.by("pobj")]
            named = [t for t in objects if t.mention is not None] if prep.lemma.lower() in ("for", "to") else []
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
            own = bool(self._states(near) & states) or (land and any(t.low in ("its", "their") for t in near))
            if own and (land or said.mention is not None):
                return True
        return False

    # -- 'its claim'

    def _claimed_before(self, token: Token) -> list[Token]:
        """'France runs the isle; Haiti has never dropped its claim': what the sentence, or the one before, is about."""
        claims = [t for t in valency.logical_objects(token) if t.lemma in ("claim", "title")]
        bare = [c for c in claims if any(t.low in ("its", "that", "the", "their") for t in c.children)]
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
        """'Met on ground that both countries claim', 'A and B both claim the seabed': of land without a name, whatever
        the tree hangs the clause on.
        """
        things = token.by("dobj")
        if things and not token.by("neg") and all(t.low not in ("it", "that", "them", "which") for t in things):
            nameless = all(self.disputes.ground(t) and not self.resolver.territory(t) for t in things)
            return nameless and self.disputes.each(token)
        row = words_of(token)
        that = next((t for t in reversed(row) if t.i < token.i and t.low in ("that", "which")), None)
        before = [t for t in row if that is not None and t.i < that.i and t.text != ","]
        noun = before[-1] if before else None
        if that is None or noun is None or noun.mention is not None or token.i - that.i > _NEAR or token.by("neg"):
            return False
        land = noun.lemma in self.resolver.lexicon.territory.lands or noun.lemma in ("ground", "soil")
        things = [t for t in token.by("dobj", "ccomp", "xcomp") if t is not that]
        return land and not things and not self.resolver.territory(noun)

    def _own_flag(self, token: Token) -> bool:
        """'Planted its flag on P', an island or the like; not another's flag, and not one over a town."""
        flags = valency.logical_objects(token)
        doers = self._states(grammar.expand(valency.logical_subjects(token)))
        named = self._states([c for t in flags for c in t.children if c.mention is not None])
        on = [t for x in (token, *flags) for t in grammar.after(x, "on", "over", "above", "at", "atop", "upon")]
        land = [t.mention for t in on if t.mention is not None]
        return named <= doers and any(m.kind in _OWNED for m in land) and not token.by("neg")

    def about(self, about: str, token: Token) -> bool | None:
        """Conditions of frames (``about``); None where it is none of these."""
        if about == "whose_sovereignty":  # 'whose sovereignty it claims'; not 'claims its sovereignty'
            return any(p.tag == "WP$" for o in token.by("dobj") for p in o.by("poss"))
        if about == "beheld":
            return not token.by("neg")
        if about == "fact":  # 'annexed it', not 'wants to annex it'
            up = [token, *([token.head] if token.dep == "xcomp" and token.head is not None else [])]
            return grammar.tense(up[-1]) != "future" and len(up) == 1 and not token.by("neg") and token.tag != "VB"
        if about == "both_claim":
            return self._both_claim(token)
        if about == "wanted_returned":
            wants = token.head is not None and token.head.lemma in ("claim", "demand", "request", "want")
            thing = grammar.expand(token.by("nsubj", "nsubjpass", "dobj"))
            part = token.tag in ("VBD", "VBN") and token.dep in ("ccomp", "oprd", "xcomp") and not token.by("aux")
            return wants and part and any(self.resolver.territory(t, sovereign=True) for t in thing)
        if about == "never_given":
            said = {c.low for c in token.children}
            kept = grammar.tense(token) == "future" or any(a.lemma == "have" for a in token.by("aux"))
            refused = token.dep == "xcomp" and token.head is not None and token.head.lemma in ("decline", "refuse")
            never = refused or "never" in said or (bool(token.by("neg")) and kept)
            things = grammar.expand(token.by("dobj"))
            if token.lemma == "renounce":  # a claim or a right is renounced sooner than land
                things = [t for t in things if claim_relatives.named_feature(t)]
            lands = [r for t in things for r in self.resolver.territory(t)]
            return never and bool(lands) and (token.lemma != "give" or "up" in said)
        if about == "land_wanted_back":
            thing = [*grammar.expand(token.by("dobj")), *grammar.after(token, "for"), *self._wanted_back(token)]
            thing += [t for c in token.by("ccomp", "xcomp") for t in c.by("nsubj", "nsubjpass")]
            return any(self.resolver.territory(t, sovereign=True) for t in thing)
        if about == "own_flag":
            return self._own_flag(token)
        if about == "none_of":
            return grammar.none_of(token)
        if about == "bone":
            return token.head is not None and token.head.lemma == "bone"
        if about == "nobodys":  # 'Peru and Chile dispute Bolivia's title': with Bolivia, not with each other
            owners = [o for t in valency.logical_objects(token) for o in t.by("poss") if o.tag != "PRP$"]
            return not self._states(owners)
        if about == "not_theirs":
            named = [t for p in token.by("prep") if p.lemma == "as" for o in p.by("pobj") for t in (o, *o.by("amod"))]
            land = any(self.resolver.territory(t, sovereign=True) for t in valency.logical_objects(token))
            denied = bool(token.by("neg")) or any(c.low == "never" for c in token.children)
            return land and denied and any(t.mention is not None and t.mention.role == "adjective" for t in named)
        return None
