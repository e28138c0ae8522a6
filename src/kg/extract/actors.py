"""Who acts in an event, by the paths of its frame, and who is said to act along with him."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.first_person import IN_PERSON
from kg.extract.organs import POLICE
from kg.extract.predication import bearers, included
from kg.extract.role_paths import together, tokens_on
from kg.extract.role_search import Found, Readers, Sought, found_at
from kg.extract.said_by import authors, in_paper, penned
from kg.extract.sides import NAMELESS
from kg.extract.unlisted import HURT, counted_with
from kg.extract.unnamed_before import subject_before
from kg.link.described import set_apart
from kg.link.noun_phrases import noun_phrase
from kg.link.resolve import Ref

_BY_ORGANS = {"ACCUSE", "ASSAULT", "COERCE", "CONCEDE", "MOBILIZE", "REJECT", "SANCTION"}
_BY_BODIES = {"ACCUSE", "ASSAULT", "COERCE", "PROTEST", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}
"""What a party or a movement may do that only an apposition makes known."""
_BY_HOUSES = _BY_BODIES | {"AID", "CONCEDE", "CONSULT", "MOBILIZE", "SANCTION"}
"""What a body may do that is known by its noun alone."""
_SPOKEN_TOGETHER = {"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}
_DECREED = _SPOKEN_TOGETHER | {"SANCTION"}
"""What is done by a paper that is issued."""
_PAPERS = word_set("extract.actors.papers")
_PRO_NOUNS = word_set("extract.actors.pro_nouns")
_OWNERS = {"doer", "doer_of", "mod", "owner", "poss"}
"""Paths to whose a noun is."""
_IN_TURN = {"MOBILIZE", "RETREAT"}
"""What forces of one state do after those of another ('followed by')."""


class Actors:
    """Finds who acts in the events of one document."""

    def __init__(self, readers: Readers) -> None:
        self.words = readers.words
        self.addressees, self.referents, self.absent = readers.addressees, readers.referents, readers.absent
        self.unlisted, self.organs = readers.unlisted, readers.organs
        self._asked: tuple[Token | None, int] = (None, 0)
        """The trigger of which was asked last, and the number of events that were read before."""
        self._known: dict[tuple[object, ...], Found | None] = {}

    def of(self, sought: Sought) -> Found | None:
        """Those on the first path of the frame that leads to anybody, else by what its sentence says besides.

        'Said' is asked for by dozens of frames in turn: for those of the same paths, all is worked out once.
        """
        asked = (sought.trigger, len(self.addressees.past))
        if asked != self._asked:
            self._asked, self._known = asked, {}
        key = (sought.frame.s, _found_alike(sought.value), *sought.actor_ways)
        if key not in self._known:
            self._known[key] = self._of(sought)
        found = self._known[key]
        return Found(found.refs.copy(), found.tokens.copy()) if found is not None else None

    def _of(self, sought: Sought) -> Found | None:
        for path in sought.frame.s:
            if self._closed(path, sought):
                continue
            found = self._on(path, sought)
            if found.refs:
                self._with_others(path, sought, found)
                return found
        for way in _OFF_PATHS:
            if told := way(self, sought):
                return found_at(told, sought.trigger)
        return None

    # -- on the paths

    def _closed(self, path: str, sought: Sought) -> bool:
        """Whether a path leads to somebody else than who acts."""
        if path.startswith("subject.if:") and self._private_body(sought.trigger):
            return True  # 'the United Church Council of Samoa' is not Samoa
        if path in _OWNERS and grammar.undergone(sought.trigger):
            return True  # 'Peru's invasion by Chile'
        # 'criticised a visit by its leaders': whoever makes it is said, though nobody knows him
        return path == "verb.subject" and sought.value == "CONSULT" and bool(grammar.after(sought.trigger, "by"))

    def _private_body(self, verb: Token) -> bool:
        """Whether a body acts whose name tells that it is no organ of a state."""
        for noun in valency.logical_subjects(verb) if grammar.is_verb(verb) else ():
            if noun.mention is None and noun.text[:1].isupper():
                before = (t for t in noun_phrase(noun).premodifiers if t.mention is None and t.text[:1].isupper())
                if any(t.low not in self.words["state_bodies"] and t.tag != "DT" for t in before):
                    return True
        return False

    def _on(self, path: str, sought: Sought) -> Found:
        found = Found([], [])
        for token in tokens_on(sought.trigger, path, self.words):
            if found.refs and all(r.rule == NAMELESS for r in found.refs) and counted_with(token):
                continue
            for way in _BY_WORD:
                if refs := way(self, sought, token):
                    _add(found, refs, token)
                    break
        return found

    def _people(self, sought: Sought, token: Token) -> list[Ref]:
        """Some of a state's people, who do not act for it: 'Chadian students marched', 'many Estonians object'."""
        found: list[Ref] = []
        if sought.value == "PROTEST" and "crowd" in sought.actor_ways:
            found = self.unlisted.marchers(token)
        elif sought.value in _SPOKEN_TOGETHER:
            found = self.unlisted.some_people(token) or self.unlisted.own_voice(token)
        elif sought.value in HURT and (not grammar.is_verb(sought.trigger) or sought.trigger.by("dobj")):
            found = self.unlisted.private(token)  # not 'five Kenyans killed in Busia'
        return found

    def _who_it_is(self, sought: Sought, token: Token) -> list[Ref]:
        """Whoever the word means: 'Peru', 'the minister', 'we'."""
        if self._voices_meant(token, sought.trigger) or _of_private_ones(token):
            return []
        found = self.referents.first_person.acting(sought.value, self.referents.of(token))
        if found and sought.value in HURT and grammar.is_verb(sought.trigger) and token.lemma in POLICE:
            return self.organs.of(sought.frame, token, sought.trigger, there=True) or found
        return found

    def _voices_meant(self, token: Token, trigger: Token) -> bool:
        """Whether 'they' are those without a name who speak in the main clause."""
        they = token.low == "they" and grammar.is_verb(trigger)
        voices = [t for t in speakers(trigger) if t is not token and t.lemma in self.words["voices"]] if they else []
        return any(not self.referents.of(t) for t in voices)

    def _armed(self, sought: Sought, token: Token) -> list[Ref]:
        return self.unlisted.armed(token) if "group" in sought.actor_ways else []

    def _seat(self, sought: Sought, token: Token) -> list[Ref]:
        return self.referents.state_of_place(token) if "seat" in sought.actor_ways else []

    def _organ(self, sought: Sought, token: Token) -> list[Ref]:
        """Police and soldiers of nobody named: 'soldiers shot two in Lomé'."""
        by_organs = sought.value in _BY_ORGANS and grammar.is_verb(sought.trigger)
        return self.organs.of(sought.frame, token, sought.trigger) if by_organs else []

    def _mutineers(self, sought: Sought, token: Token) -> list[Ref]:
        seizing = sought.value == "COERCE" and "group" in sought.actor_ways
        return self.unlisted.mutineers(token, sought.trigger) if seizing else []

    def _crowd(self, sought: Sought, token: Token) -> list[Ref]:
        crowd = token.mention is None and "crowd" in sought.actor_ways
        return self.unlisted.crowd(token) if crowd else []

    def _introduced(self, sought: Sought, token: Token) -> list[Ref]:
        return self.unlisted.introduced(token) if sought.value in _BY_BODIES else []

    def _author(self, sought: Sought, token: Token) -> list[Ref]:
        """'Togo's statement backs Chad', 'a proclamation by the president strikes Chad from the list'."""
        said = sought.value in _DECREED and token.mention is None and sought.trigger.dep != "relcl"
        decreed = sought.value not in _SPOKEN_TOGETHER
        return [r for t in authors(token, decreed=decreed) for r in self.referents.of(t)] if said else []

    def _body_alone(self, sought: Sought, token: Token) -> list[Ref]:
        return self.unlisted.body_alone(token) if sought.value in _BY_HOUSES else []

    def _said_of(self, sought: Sought, token: Token) -> list[Ref]:
        """'Among the *countries* that backed it were A and B', 'A was the *one* that left': of whom that is said."""
        below = (t for t in (sought.trigger, *sought.trigger.ancestors()) if t.head is token)
        told = token.mention is None and any(t.dep in ("acl", "relcl") for t in below)
        if not told or not (token.lemma in self.words["many_states"] or token.low in _PRO_NOUNS):
            return []
        return [r for t in included(token) or bearers(token) for r in self.referents.of(t)]

    def _same_as_before(self, sought: Sought, token: Token) -> list[Ref]:
        """'Mutineers let go ten soldiers whom *they* had seized', 'The Commissioner regrets it. *She* urges': whoever
        without a name is the subject of the clause above, or of the sentence before."""
        if token.tag != "PRP" or token.dep not in ("nsubj", "nsubjpass"):
            return []
        above = next((s for s in _subjects_above(token) if s.i < token.i), None)
        before = self._first_subject(sought) if above is None else None
        noun = above or before
        if noun is None or noun.mention is not None or not _agrees(token, noun) or self.referents.of(noun):
            return []
        ways = (Actors._armed, Actors._crowd) if above is None else (Actors._armed, Actors._mutineers, Actors._crowd)
        return next((refs for way in (*ways, Actors._body_alone) if (refs := way(self, sought, noun))), [])

    def _first_subject(self, sought: Sought) -> Token | None:
        """The subject of the sentence before one, in its paragraph."""
        number = self.referents.resolver.sentence_of.get(sought.trigger.start, 0)
        return subject_before(self.referents.annotated, number)

    def _with_others(self, path: str, sought: Sought, found: Found) -> None:
        """Adds those who do the same, told elsewhere in the clause."""
        for way in _ALONG:
            for token in way(self, path, sought, found):
                _add(found, self.referents.of(token), token)

    def _hung_on_noun(self, path: str, sought: Sought, found: Found) -> Sequence[Token]:
        """'A summit of A and B': the parser may hang B on the summit."""
        trigger = sought.trigger
        if path != "subject" or len(found.refs) >= len(tokens_on(trigger, path, self.words)):
            return ()
        spoken = (p for p in sought.frame.s if p.startswith("subject.if:"))
        return [t for p in spoken for t in tokens_on(trigger, p, self.words)]

    def _jointly(self, path: str, sought: Sought, found: Found) -> Sequence[Token]:
        """'In a joint statement with B, A condemned ...', 'A, together with B, called home ...', 'A, like B, ...'."""
        if path != "subject":
            return ()
        authors = _co_authors(sought.trigger) if sought.value in _SPOKEN_TOGETHER else []
        return [*authors, *together(sought.trigger, before=True), *_like(sought.trigger)]

    def _as_did(self, path: str, sought: Sought, found: Found) -> Sequence[Token]:
        """'..., as did B', 'has left, as has B', but not 'accused A of entering a land that it claims, as does B'."""
        return [
            t
            for clause in sought.trigger.by("advcl")
            if any(c.low == "as" for c in clause.children) and clause.low in grammar.taken_up_by(sought.trigger)
            for t in grammar.expand(clause.by(*grammar.SUBJECT))
        ]

    def _in_turn(self, path: str, sought: Sought, found: Found) -> Sequence[Token]:
        """'Landed at Nuuk, followed by 13 Dutch marines'."""
        moving = sought.value in _IN_TURN and grammar.is_verb(sought.trigger)
        return _followers(sought.trigger) if moving else ()

    # -- where no path leads to anybody

    def _who_said(self, sought: Sought) -> list[Ref]:
        """'Togo said the vote was rigged and urged Chad to repeat it': who said it urges, no vote does."""
        if not _by_subject(sought) or sought.value not in _SPOKEN_TOGETHER:
            return []
        trigger = first = sought.trigger
        while first.dep == "conj" and first.head is not None and not first.by(*grammar.SUBJECT):
            first = first.head
        said = first.head if first is not trigger and first.dep == "ccomp" else None
        if said is None or not grammar.is_verb(said) or said.lemma not in self.words["speak"] or grammar.passive(said):
            return []
        things = valency.surface_subjects(first)
        lifeless = all(
            t.mention is None and t.tag in ("NN", "NNS") and t.lemma not in self.words["humans"] for t in things
        )
        past = ("VBD", "VBN")
        alike = trigger.tag == said.tag or (trigger.tag in past and said.tag in past)
        if not things or not alike or not (lifeless or grammar.passive(first)):
            return []
        return [r for t in valency.logical_subjects(said) for r in self.referents.of(t)]

    def _in_paper(self, sought: Sought) -> list[Ref]:
        """'Togo said so in a report that also faults Chad', 'Togo issued a statement backing Chad'."""
        if not _by_subject(sought):
            return []
        told = in_paper(self.addressees, self.referents, sought.trigger)
        decreed = sought.value not in _SPOKEN_TOGETHER
        return told or [r for t in penned(sought.trigger, decreed=decreed) for r in self.referents.of(t)]

    def _court(self, sought: Sought) -> list[Ref]:
        """'A arrested him; in May *a court* sentenced him': a court of A's, who holds the same one."""
        courts = valency.logical_subjects(sought.trigger) if sought.value in ("COERCE", "CONCEDE") else []
        if not courts or any(t.mention is not None or t.lemma not in _COURTS for t in courts):
            return []
        if any(t.mention is not None and t.mention.kind != "Time" for c in courts for t in c.subtree()):
            return []
        past = self.absent.of_captive(sought.trigger, sought.sentence, ())
        return [Ref(r.entity, courts[0], "whose captive it tries", r.words, r.state) for r in past.s] if past else []

    def _noted(self, sought: Sought) -> list[Ref]:
        """'Boarded a dhow, took four men.': in a note without a subject."""
        return self.absent.noted(sought.trigger, sought.sentence)


_BY_WORD: tuple[Callable[[Actors, Sought, Token], list[Ref]], ...] = (
    Actors._people,
    Actors._who_it_is,
    Actors._armed,
    Actors._seat,
    Actors._organ,
    Actors._mutineers,
    Actors._crowd,
    Actors._introduced,
    Actors._author,
    Actors._body_alone,
    Actors._said_of,
    Actors._same_as_before,
)
"""Who a word on a path is; the first that finds somebody wins."""
_ALONG: tuple[Callable[[Actors, str, Sought, Found], Sequence[Token]], ...] = (
    Actors._hung_on_noun,
    Actors._jointly,
    Actors._as_did,
    Actors._in_turn,
)
"""The words for those who act along with those on the path."""
_COURTS = word_set("extract.actors.courts")
_OFF_PATHS: tuple[Callable[[Actors, Sought], list[Ref]], ...] = (
    Actors._who_said,
    Actors._in_paper,
    Actors._noted,
    Actors._court,
)
"""Who acts where no path leads to anybody; the first that finds somebody wins."""


@cache
def _found_alike(value: str) -> tuple[bool, ...]:
    """All that the type of an event has to do with how those who act in it are found."""
    alone = [value == one for one in ("COERCE", "CONSULT", "PROTEST")]
    kinds = (HURT, IN_PERSON, _BY_BODIES, _BY_HOUSES, _BY_ORGANS, _DECREED, _IN_TURN, _SPOKEN_TOGETHER)
    return (*alone, *(value in kind for kind in kinds))


def _of_private_ones(token: Token) -> bool:
    """'The opposition *Congress* party called for it': a name before those who act for no state."""
    noun = token.head if token.dep in ("amod", "compound", "nmod", "poss") else None
    if noun is None or noun.mention is not None or token.mention is None:
        return False
    return any(set_apart(t) for t in noun_phrase(noun).premodifiers)


def speakers(trigger: Token) -> list[Token]:
    """Who speaks; 'prosecutors want to try A, whom *they* accuse of theft' are the prosecutors."""
    subjects = valency.logical_subjects(trigger)
    if len(subjects) == 1 and subjects[0].low == "they" and trigger.dep == "relcl":
        main = next((a for a in trigger.ancestors() if grammar.is_verb(a)), None)
        above = valency.logical_subjects(main) if main is not None else []
        return above if len(above) == 1 and above[0].tag == "NNS" else subjects
    return subjects


def _subjects_above(token: Token) -> list[Token]:
    """The subjects of the clauses around the one of a pronoun, the nearest first."""
    own = token.head
    verbs = (a for a in token.ancestors() if a is not own and grammar.is_verb(a))
    return [s for v in verbs for s in v.by("nsubj", "nsubjpass")]


def _agrees(pronoun: Token, noun: Token) -> bool:
    """Whether a pronoun may stand for a noun by its number: 'they' for 'rebels', 'it' or 'he' for one."""
    many = noun.tag in ("NNS", "NNPS")
    return many if pronoun.low == "they" else not many and noun.tag[:1] == "N"


def _by_subject(sought: Sought) -> bool:
    """Whether it is said, by the subject of the clause."""
    return sought.value in _DECREED and sought.frame.s[:1] == ("subject",)


def _co_authors(verb: Token) -> list[Token]:
    """'In a joint statement with Japan, Australia condemned ...': who says it, too."""
    nouns = [t for p in verb.by("prep") if p.lemma.lower() == "in" and p.i < verb.i for t in p.by("pobj")]
    joint = [n for n in nouns if n.lemma in _PAPERS and any(c.lemma == "joint" for c in n.children)]
    return [t for n in joint for t in grammar.after(n, "with")]


def _like(verb: Token) -> list[Token]:
    """'Peru, like Chile, has left it', 'like Chile, Peru has left it': those whom the subject is said to do it like."""
    if not grammar.is_verb(verb):
        return []
    said = [p for t in (verb, *verb.by(*grammar.SUBJECT)) for p in t.by("prep") if p.lemma == "like" and p.i < verb.i]
    return [t for p in said for t in grammar.expand(p.by("pobj")) if t.mention is not None]


def _followers(verb: Token) -> list[Token]:
    """'Landed at Nuuk, followed by 13 Dutch marines': who does the same right after."""
    near = [verb, *(t for p in verb.by("prep") for t in p.by("pobj"))]  # the parser may hang it on the place
    clauses = [c for t in near for c in t.by("advcl", "acl") if c.i > verb.i]
    after = [c for c in clauses if c.lemma == "follow" and c.tag in ("VBN", "VBD")]
    return [t for c in after for t in grammar.after(c, "by")]


def _add(found: Found, refs: Sequence[Ref], token: Token) -> None:
    for ref in refs:
        if all(ref.entity != r.entity for r in found.refs):
            found.refs.append(ref)
            found.tokens.append(token)
