"""Which territory a token stands for: named, described, pointed back at, or unknown to the lexicon.

'the islands', 'them' and 'there' point back; 'most of the sea', 'the rest of Kashmir' and 'islets of Imia' stand for
the territory in them; a capitalised name that no list has ('the New River Triangle') names a new area.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.annotate.landforms import COMPASS, feature_iri
from kg.core.annotated import Token
from kg.core.model import ID_BASE, Entity
from kg.core.words import word_set
from kg.link.noun_phrases import NounPhrase, noun_phrase
from kg.link.references import PLACE_KINDS, STATE_KINDS, Ref, Seen, slug

if TYPE_CHECKING:
    from kg.link.resolve import Resolver

FEATURES = PLACE_KINDS - {"Settlement"}
_PRONOUNS = {"it", "them", "they", "there", "these", "those", "which"}


class TerritoryWords:
    """The lists under ``territory`` in ``graph/lexicon/reference.yaml``."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.parts, self.borders = frozenset(data["parts"]), frozenset(data["borders"])
        self.lands, self.near = frozenset(data["lands"]), frozenset(data["near"])
        self.beside, self.wet, self.lying = (frozenset(data[key]) for key in ("beside", "wet", "lying"))
        self.kinds = {noun: frozenset(kinds) for noun, kinds in data["kinds"].items()}
        self.last_word: Mapping[str, str] = data["last_word"]
        self.ship = rf"\b(?:{'|'.join(data['ships'])})[ \"“‘']+"
        """What stands before the name of a ship, as a pattern."""


def _at(seen: Seen) -> int:
    return seen.at


def _sentence(seen: Seen) -> int:
    return seen.sentence


@lru_cache(maxsize=4096)
def _has_word(name: str, lemma: str) -> bool:
    return re.search(rf"\b{re.escape(lemma)}s?\b", name, re.IGNORECASE) is not None


_NEAR = 3
"""Sentences within which a sea is named whose waters are meant."""
_SHAPES = word_set("link.territory.shapes")
"""What a piece of land may be called that has no such word in its name."""
_LAND = frozenset({"Area", "Feature", "Island", "Territory"})
_CALLS = word_set("link.territory.calls")
_CALLED_WITHIN = 8
"""Words behind a noun within which its name may be told."""
_OWNED = re.compile(r"(?:['’]s |\bborder(?:s|ing)? on (?:[A-Z]\w+['’]s )?)$")
"""What stands before a place that belongs to somebody, or only says where another one lies ('Ethiopia's Amhara')."""
_SIDE = re.compile(r" (?:north|south|east|west) of the [A-Z]\w+(?: [A-Z]\w+)?")
"""Which part of a state is meant, by what it lies beside ('south of the Sibun')."""
_BEYOND = re.compile(r"\b(\w+) (?:north|south)?(?:east|west|north|south) of (?:the )?$")
"""'Waters south of': what is meant lies beyond the place that is named."""
_COMPASS = word_set("link.territory.compass")
_SELF = re.compile(r"(?:[\w-]+,? )?(?:self-(?:ruled|ruling|governed|governing)|breakaway)\b")
_FAR = 12
"""Sentences back in which a state that is so called may have been named."""
_WHOLES = word_set("link.territory.wholes")
_PARTS = word_set("link.territory.parts")


def _told_apart(noun: Token) -> bool:
    """Whether a clause without a comma tells which ones are meant."""
    behind = (c for clause in noun.by("relcl", "acl") for c in clause.subtree() if c.i == noun.i + 1)
    return any(c.low != "," for c in behind)


_INSIDE = ("in", "of", "along", "around", "off", "at", "on")
_NOT_WHICH = word_set("link.territory.not_which")


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun that may mean a land: its word as it stands, whether any land is meant so, how deep in other phrases."""

    token: Token
    phrase: NounPhrase
    lemma: str
    word: str
    generic: bool
    depth: int
    land: bool


_EDGES = word_set("link.territory.edges")


class Territories:
    """The territories of one document."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver, self.text, self.words = resolver, resolver.text, resolver.lexicon.territory
        self._placed = [
            s for s in resolver.seen if s.entity.kind in FEATURES and s.role not in ("capital", "adjective")
        ]
        """Where territories were named, and where 'the islands' and the like stood for one, sorted by position."""
        for number, sentence in enumerate(resolver.annotated.sentences):
            for token in sentence.tokens:
                if (
                    token.mention is None
                    and token.tag in ("NN", "NNS")
                    and token.lemma in self.words.kinds
                    and any(c.low in ("the", "these", "both") for c in token.children)
                ):
                    subject = token.dep in ("nsubj", "nsubjpass")
                    for r in self.before(token):
                        seen = Seen(token.start, number, sentence.segment.paragraph, r.entity, subject, "described")
                        insort(self._placed, seen, key=_at)

    def of(self, token: Token, *, generic: bool = False, sovereign: bool = False, depth: int = 0) -> list[Ref]:
        """The territory that a token stands for.

        ``generic``: a border or waters without a name also serve, by their words. ``sovereign``: the words around leave
        no doubt that territory is meant, so that the name of a state or town may be one.
        """
        mention = token.mention
        if mention is not None:
            return self._named(token, sovereign)
        word, lemma = token.low, token.lemma
        if word in ("which", "whom", "whose") or (word == "that" and token.tag in ("WDT", "IN")):
            return self._named_before(token)
        if word in _PRONOUNS or token.tag == "PRP":
            if sovereign and word == "it" and (found := self._state_before(token)):
                return found
            return self.before(token)
        if token.pos not in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON", "ADV") or depth > 3:
            return []
        named = [
            t
            for t in ([token.head] if token.dep == "appos" and token.head is not None else []) + token.by("appos")
            if t.mention is not None
        ]
        if named and (found := self._named(named[0], True)):
            return found  # 'Migingo, a tiny island in Lake Victoria that both claim'
        inner = [p for prep in token.by("prep") if prep.lemma == "of" for p in self._series(prep)]
        if (lemma in self.words.parts or word in self.words.parts) and inner:
            if lemma in _PARTS and inner[0].mention is None and inner[0].lemma in _WHOLES:
                start = min(
                    t.start for t in (token, *token.children) if t.i <= token.i and t.dep not in ("det", "predet")
                )
                return self._by_words(token, start, inner[0].end)  # 'the southern half of the country'
            return self._all(inner, sovereign or lemma in _PARTS, depth)
        if token.tag in ("CD", "DT") and not inner and self.resolver.count_of(token):
            return self._group(token, self.resolver.sentence_of.get(token.start, 0), lemma)  # 'title to all three'
        whole = lemma in ("whole", "entirety", "lot", "rest") and not inner
        if whole and (back := self.before(token) or self._contested_before(token, sentences=1)):
            return back  # 'sent troops into one part of P and claims the whole'
        if lemma in ("whole", "entire", "entirety") and (
            names := [c for c in token.children if c.mention is not None and c.i < token.i]
        ):
            return self._all(names, sovereign, depth)
        if (
            (lemma in self.words.lands or word in self.words.lands)
            and lemma not in _EDGES
            and (found := self._all([p for p in inner if p.tag in ("NNP", "NNPS") or p.mention], sovereign, depth))
        ):
            return found
        phrase = noun_phrase(token)
        land = lemma in self.words.lands or word in self.words.lands or lemma in self.resolver.lexicon.feature
        return self._described(_Noun(token, phrase, lemma, word, generic, depth, land))

    def _series(self, prep: Token) -> list[Token]:
        out = []
        for pobj in prep.by("pobj"):
            out += [pobj, *self.resolver.conjuncts(pobj)]
        return out

    def _all(self, tokens: list[Token], sovereign: bool, depth: int) -> list[Ref]:
        return [r for t in tokens for r in self.of(t, sovereign=sovereign, depth=depth + 1)]

    def _state_before(self, token: Token) -> list[Ref]:
        """'rejects Kosovo and regards it as its own': a state that not all recognise, named before."""
        root = token.root()
        names = [
            t
            for t in root.subtree()
            if t.i < token.i
            and t.mention is not None
            and t.mention.entity is not None
            and t.dep not in ("nsubj", "nsubjpass", "poss")
            and self.resolver.entities.contested(t.mention.entity)
        ]
        return self._named(names[-1], True) if names else []

    def _named_before(self, token: Token) -> list[Ref]:
        """The territory named right before 'which', or before the first of two: 'which A holds and which B claims'."""
        clause = token.head
        if clause is not None and clause.dep == "conj" and clause.head is not None and clause.head.dep == "relcl":
            first = [t for t in clause.head.children if t.tag == "WDT" and t.i < clause.head.i]
            return self._named_before(first[0]) if first else []
        root = token.root()
        row = sorted((t for t in root.subtree() if t.i < token.i), key=lambda t: t.i)
        names = [t for t in row if t.mention is not None and t.mention.kind in FEATURES]
        if names and token.i == names[-1].i + 1 and self._only_where(names[-1], row):
            return self._named(names[-2], False) if len(names) > 1 else []
        if names and token.i - names[-1].i <= 6:
            return self._named(names[-1], False)
        verb = token.head
        noun = verb.head if verb is not None and verb.dep == "relcl" else None
        return self._unlisted(noun) if noun is not None and noun.tag == "NNP" and noun.mention is None else []

    def _only_where(self, name: Token, row: Sequence[Token]) -> bool:
        """'A finger of land in the Gulf that both claim': the Gulf only tells where it lies."""
        before = [t for t in row if t.i < name.i and t.dep != "det"][-2:]
        if len(before) < 2 or before[1].low not in ("along", "by", "in", "off", "on"):
            return False
        return before[0].mention is None and (
            before[0].lemma in self.words.lands | {"village", "town", "hamlet"} or before[0].lemma in self.words.kinds
        )

    def _named(self, token: Token, sovereign: bool) -> list[Ref]:
        mention = token.mention
        if mention is None or mention.kind in ("Time", "Person", "Treaty"):
            return []
        words = self.text[mention.start : mention.end]
        if mention.kind == "Place" and words.split()[-1].lower() in self.words.lands:
            name = words.removeprefix("the ").removeprefix("The ")
            iri = mention.entity.iri if mention.entity is not None else f"{ID_BASE}place/{slug(name)}"
            return [Ref(Entity(iri, "Area", name), token, "a place by its words", name)]
        if mention.entity is None:
            return []
        sovereign = sovereign or self._part_of(token)
        if mention.kind in FEATURES and mention.role not in ("adjective", "people"):
            beyond = _BEYOND.search(self.text, max(0, token.start - 40), token.start)
            if beyond is not None and {beyond[1], beyond[1].removesuffix("s")} & (self.words.lands | self.words.wet):
                return self._by_words(token, beyond.start(1), token.end)
            return [Ref(mention.entity, token, f"named ({mention.role})", words)]
        if (
            mention.kind in STATE_KINDS | {"Government"}
            and mention.role in ("name", "acronym")
            and (sovereign or self.resolver.entities.contested(mention.entity))
        ):
            name = self._part_words(token) or mention.entity.name
            area = Entity(f"{ID_BASE}place/{slug(name)}", "Area", name)
            return [Ref(area, token, "a state as territory", words)]
        if mention.kind == "Settlement" and mention.role != "capital" and sovereign:
            return [Ref(Entity(f"{ID_BASE}place/{slug(words)}", "Area", words), token, "a town as territory", words)]
        return []

    def _called(self, noun: Token) -> list[Ref]:
        """'A gas field in the Gulf that they call Durra': by the name that somebody gives it."""
        root = noun.root()
        row = sorted(root.subtree(), key=lambda t: t.i)
        at = next(n for n, t in enumerate(row) if t is noun)
        for that, who, calls, name in zip(*(row[at + n : at + n + _CALLED_WITHIN] for n in range(1, 5)), strict=False):
            said = that.low in ("that", "which") and who.tag == "PRP" and calls.lemma in _CALLS
            if said and name.text[:1].isupper():
                whole = name.head if name.dep == "compound" and name.head is not None else name
                return self._named(whole, True) or self._unlisted(whole)
        return []

    def _contested_before(self, token: Token, sentences: int = 2) -> list[Ref]:
        """'the territory': a state that not all recognise, named shortly before."""
        resolver = self.resolver
        number = resolver.sentence_of.get(token.start, 0)
        for s in resolver.before(token, STATE_KINDS | {"Government"}):
            if s.sentence < number - sentences:
                break
            if resolver.entities.contested(s.entity):
                area = Entity(f"{ID_BASE}place/{slug(s.entity.name)}", "Area", s.entity.name)
                return [Ref(area, token, "a state as territory", s.entity.name)]
        return []

    def _part_of(self, token: Token) -> bool:
        """'two-thirds of Guyana': a part of a state is territory."""
        return self._part(token) is not None

    @staticmethod
    def _part(token: Token) -> Token | None:
        prep = token.head if token.dep == "pobj" else None
        part = prep.head if prep is not None and prep.lemma == "of" else None
        return part if part is not None and part.lemma in _PARTS else None

    def _part_words(self, token: Token) -> str | None:
        """'two-thirds of Guyana', as the name of what is claimed: not the whole state."""
        part = self._part(token)
        if part is None:
            return None
        start = min(t.start for t in (part, *part.children) if t.i <= part.i and t.dep not in ("det", "predet"))
        behind = _SIDE.match(self.text, token.end)
        words = " ".join(self.text[start : behind.end() if behind is not None else token.end].split())
        return words[:1].lower() + words[1:]

    def _described(self, noun: _Noun) -> list[Ref]:
        """The land that a noun means, by the first way that answers."""
        for way in _WAYS:
            if (found := way(self, noun)) is not None:
                return found
        return []

    def _is_border(self, noun: _Noun) -> bool:
        return noun.lemma in self.words.borders or noun.word in self.words.borders

    def _from_start(self, noun: _Noun, end: int) -> list[Ref]:
        """A land that only these words name, from the first one before the noun on."""
        return self._by_words(noun.token, self._first_word(noun.phrase, noun.token), end)

    # -- ways to tell which land a noun means; None where the next one is to be asked

    def _with_name(self, noun: _Noun) -> list[Ref] | None:
        """'The Paracel islands'."""
        inside = [t for t in noun.phrase.premodifiers if t.mention is not None and t.mention.role == "name"]
        inside = [t for t in inside if t.mention is not None and t.mention.kind in FEATURES]
        if inside and (noun.land or noun.lemma in self.words.borders):
            return self._named(inside[-1], False)
        return None

    def _capitalised(self, noun: _Noun) -> list[Ref] | None:
        """'The Durand Line', which no list has."""
        capital = noun.token.tag in ("NNP", "NNPS") and noun.token.text[:1].isupper()
        return self._unlisted(noun.token) or None if capital else None

    def _self_ruled(self, noun: _Noun) -> list[Ref] | None:
        """'The self-ruled island'."""
        self_ruled = _SELF.match(self.text, self._first_word(noun.phrase, noun.token))
        if noun.phrase.determiner in ("the", "this") and self_ruled:
            return self._contested_before(noun.token, sentences=_FAR) or None
        return None

    def _of_no_land(self, noun: _Noun) -> list[Ref] | None:
        """A noun that means no land."""
        return None if noun.land or self._is_border(noun) else []

    def _with_proper_name(self, noun: _Noun) -> list[Ref] | None:
        """'The Depsang plains'."""
        proper = [t for t in noun.phrase.premodifiers if t.tag in ("NNP", "NNPS") and t.mention is None]
        if not (noun.land and noun.token.tag in ("NN", "NNS")):
            return None
        if not any(t.text[:1].isupper() and t.head is noun.token for t in proper):
            return None
        return self._by_words(noun.token, min(t.start for t in proper), noun.token.end)

    def _called_so(self, noun: _Noun) -> list[Ref] | None:
        """'An island called Mbanié'."""
        return self._called(noun.token) or None if noun.land else None

    def _coast(self, noun: _Noun) -> list[Ref] | None:
        """'The southern coast of Yemen'."""
        if noun.lemma != "coast" or not any(t.low in _COMPASS for t in noun.phrase.premodifiers):
            return None
        of = [p for prep in noun.token.by("prep") if prep.lemma == "of" for p in prep.by("pobj") if p.mention]
        return self._from_start(noun, of[-1].end if of else noun.token.end)

    def _one_in(self, noun: _Noun) -> list[Ref] | None:
        """'A reef in the Gulf'."""
        one = noun.phrase.determiner in ("a", "an") and noun.token.tag == "NN"
        if not (one and noun.land) or noun.lemma in self.words.parts:
            return None
        inner = [p for prep in noun.token.by("prep") if prep.lemma in ("in", "off", "on") for p in self._series(prep)]
        return self._from_start(noun, inner[-1].end) if any(self._named(p, False) for p in inner) else None

    def _zone_around(self, noun: _Noun) -> list[Ref] | None:
        """A zone around an isle is not the isle."""
        beside = [p for q in noun.token.by("prep") if q.lemma in ("around", "off") for p in q.by("pobj")]
        around = noun.lemma == "zone" and any(self._named(p, False) for p in beside)
        return self._from_start(noun, beside[-1].end) if around else None

    def _by_landmarks(self, noun: _Noun) -> list[Ref] | None:
        """'Four islets off Borneo', 'the shelf south of Cape Horn', but not 'the waters off Borneo'."""
        wet = noun.lemma in self.words.wet
        away = wet and any(p.lemma in COMPASS for p in noun.token.by("prep", "advmod"))
        landmarks = self._landmarks(noun.token) if (noun.land and not wet) or away else []
        if not landmarks:
            return None
        back = self.before(noun.token) if noun.phrase.determiner in ("the", "these", "those") else []
        return back or self._from_start(noun, landmarks[-1].end)

    def _within(self, noun: _Noun) -> list[Ref] | None:
        """'The waters around the shoal', 'most of the island'."""
        if noun.lemma == "everything":
            return None
        found: list[Ref] = []
        for prep in (p for p in noun.token.by("prep") if p.lemma in _INSIDE):
            for p in self._series(prep):
                found += self._named(p, False) or (self._whole(p, noun.depth) if prep.lemma == "of" else [])
        return found or None

    def _everything(self, noun: _Noun) -> list[Ref] | None:
        """'Everything west of the river'."""
        if noun.lemma != "everything":
            return None
        token = noun.token
        near = [t for t in token.subtree() if t.i < token.i + 8 and t.dep not in ("punct", "relcl")]
        end = max((t.end for t in near), default=token.end)
        return self._by_words(token, token.start, end) if end > token.end else []

    def _spoken_of(self, noun: _Noun) -> list[Ref] | None:
        """'The island', 'their waters': the land told of before."""
        own = noun.phrase.determiner in ("its", "their") and noun.lemma not in self.words.borders
        if noun.phrase.determiner not in ("the", "this", "that", "these", "those", "both") and not own:
            return None
        if noun.lemma in ("province", "territory") and (state := self._contested_before(noun.token, sentences=0)):
            return state
        if found := self.before(noun.token):
            return found
        wide = noun.lemma in ("territory", "region", "province", "land")
        return self._contested_before(noun.token) or None if wide else None

    def _by_its_words(self, noun: _Noun) -> list[Ref] | None:
        """'Their 500-kilometre frontier': a land that only these words name."""
        premodifiers = noun.phrase.premodifiers
        proper = any(t.tag in ("NNP", "NNPS") for t in premodifiers)
        if not noun.generic or not (self._is_border(noun) or proper):
            return None
        start = next((t.start for t in premodifiers if _tells_which(t)), noun.token.start)
        return self._by_words(noun.token, start, self._end(noun.token))

    def _landmarks(self, token: Token) -> list[Token]:
        """'Four islets off Borneo', 'a rock between Kos and Bodrum': what only says where the land lies."""
        above = [a for a in (token.head, token.head.head if token.head is not None else None) if a is not None]
        next_to = [p for a in above for p in a.by("prep", "prt", "advmod") if p.i == token.i + 1]
        beside = [p for p in (*token.by("prep", "advmod"), *next_to) if p.lemma in self.words.beside]
        names = [
            t
            for p in beside
            for q in (p, *p.by("prep"))  # 'south of'
            for t in self._series(q)
            for t in [t, *(x for q in t.by("prep") for x in q.by("pobj"))]
        ]
        return [t for t in names if t.mention is not None and t.mention.kind in PLACE_KINDS | STATE_KINDS]

    def _whole(self, token: Token, depth: int) -> list[Ref]:
        """'The waters of the lake': of the one named before."""
        the = any(c.low in ("the", "this", "that") for c in token.by("det"))
        return self.of(token, depth=depth + 1) if the and token.mention is None and token.tag == "NN" else []

    @staticmethod
    def _first_word(phrase: NounPhrase, token: Token) -> int:
        """Where the words of a noun phrase begin, without its article."""
        return min([t.start for t in phrase.premodifiers if t.dep not in ("det", "predet", "poss")] + [token.start])

    def _end(self, token: Token) -> int:
        """End of the words that say which border or shelf it is ('the continental shelf south of Cape Horn')."""
        end = token.end
        inside = {t.i for t in token.subtree()}
        named = False
        root = token.root()
        for t in list(root.subtree())[token.i + 1 - min(x.i for x in root.subtree()) :]:
            if (
                t.i not in inside
                or t.dep in ("punct", "cc", "relcl")
                or (t.low in ("between", "with", "of") and t.i == token.i + 1)
                or t.tag.startswith("VB")
            ):
                break
            named = named or t.tag in ("NNP", "NNPS") or t.mention is not None
            end = t.end
        return end if named else token.end

    def _unlisted(self, token: Token) -> list[Ref]:
        """A capitalised name that no list has, by its words."""
        phrase = noun_phrase(token)
        run = [t for t in phrase.premodifiers if t.i < token.i]
        start = token.start
        for t in reversed(run):
            if (
                t.text[:1].isupper()
                and t.tag in ("NNP", "NNPS", "JJ", "NN")
                and (t.mention is None or t.mention.kind in PLACE_KINDS)
            ):
                start = t.start
            else:
                break
        return [] if self._ship(token) else self._by_words(token, start, token.end)

    def _ship(self, token: Token) -> bool:
        """Whether the text calls a ship by this name: 'KD Kelantan', 'the frigate "Kelantan"'."""
        return re.search(self.words.ship + rf"{re.escape(token.text)}\b", self.text) is not None

    def _by_words(self, token: Token, start: int, end: int) -> list[Ref]:
        words = " ".join(self.text[start:end].split())
        if not re.search(r"\w", words):
            return []
        kind = self.words.last_word.get(words.split()[-1].lower(), "Area")
        return [Ref(Entity(feature_iri(kind, slug(words)), kind, words), token, "an area named in the text", words)]

    # -- pointing back

    def before(self, token: Token) -> list[Ref]:
        """The territory mentioned before that 'the islands', 'it' or 'them' points at."""
        if token.low in ("he", "her", "him", "she"):
            return []  # 'Peru wants him back'
        if _of_the_rest(token):
            return []  # 'claims not the islet but the sea around it, and claims it': the sea
        if token.lemma in ("territory", "region", "province") and token.tag == "NNS" and _told_apart(token):
            return []  # 'the territories that Russia annexed': the clause tells which ones
        resolver = self.resolver
        number = resolver.sentence_of.get(token.start, 0)
        last = bisect_left(self._placed, token.start, key=_at)
        lemma = token.lemma if token.tag not in ("PRP", "EX", "RB") and token.low not in _PRONOUNS else ""
        many = token.tag in ("NNS", "NNPS") or token.low in ("them", "they", "these", "those")
        if many and (group := self._group(token, number, lemma)):
            return group
        if lemma:
            return self._fitting(token, self._placed[:last], lemma, many)
        recent = self._placed[bisect_left(self._placed, number - 2, hi=last, key=_sentence) : last]
        if token.low in ("it", "they", "them", "these", "those"):
            recent = [s for s in recent if many == self._is_many(s.entity)] or ([] if many else recent)
        for n in sorted({s.sentence for s in recent}, reverse=True):
            here = [s for s in recent if s.sentence == n]
            best = [s for s in here if s.subject] or [s for s in here if not self._landmark(s)] or here
            return [Ref((best[0] if best[0].subject else best[-1]).entity, token, "the territory last spoken of")]
        return []

    def _fitting(self, token: Token, places: list[Seen], lemma: str, many: bool) -> list[Ref]:
        named = [s for s in places if _has_word(s.entity.name, lemma)]
        kinds = self.words.kinds.get(lemma)
        fit = named or [s for s in places if kinds is not None and s.entity.kind in kinds]
        told = lemma == "water" and not named and any(c.low == "the" for c in token.by("det"))
        if told:  # those of a sea spoken of, not named in passing long before
            fit = [s for s in fit if s.sentence >= self.resolver.sentence_of.get(token.start, 0) - _NEAR]
        if not fit and kinds is None and lemma in _SHAPES:
            near = [s for s in places if s.sentence >= self.resolver.sentence_of.get(token.start, 0) - 2]
            fit = [s for s in near if s.entity.kind in _LAND and not self._landmark(s)]
            return [Ref(fit[0].entity, token, "the only land named")] if len({s.entity.iri for s in fit}) == 1 else []
        fit = [s for s in fit if not self._only_beside(s)] or fit
        if lemma == "island" and fit:
            fit = [s for s in fit if self._is_many(s.entity) == many] or fit
        if not fit:
            return []
        last = fit[-1]
        same = [s for s in fit if s.sentence == last.sentence]
        best = [s for s in same if s.subject] or same
        return [Ref(best[-1].entity, token, "the last territory of that kind")]

    def _group(self, token: Token, number: int, lemma: str) -> list[Ref]:
        size = self.resolver.count_of(token)
        areas = [(at, g) for at, g in self.resolver.areas if at < token.start and (size is None or len(g) == size)]
        if not areas or self.resolver.sentence_of.get(areas[-1][0], -9) < number - 3 - 30 * bool(size):
            return []
        at, group = areas[-1]
        starts = self.resolver.starts
        between = self.resolver.seen[bisect_right(starts, at) : bisect_left(starts, token.start)]
        later = [s for s in between if s.entity.kind in FEATURES and self._is_many(s.entity)]
        if later and size is None:
            return []
        return [Ref(e, token, "territories named together") for e in group]

    def _is_many(self, entity: Entity) -> bool:
        return entity.kind == "IslandGroup" or bool(
            re.search(r"(?:islands|isles|islets|rocks|reefs|heights|farms|cays|keys)$", entity.name.lower())
        )

    def _landmark(self, seen: Seen) -> bool:
        """Whether the place only says where another one lies ('off Luzon')."""
        if _OWNED.search(self.text, max(0, seen.at - 30), seen.at):
            return True
        before = self.text[max(0, seen.at - 12) : seen.at].lower().split()
        return bool(before) and (
            before[-1] in self.words.near or (before[-1] == "the" and len(before) > 1 and before[-2] in self.words.near)
        )

    def _only_beside(self, seen: Seen) -> bool:
        """Whether the place is told only to say where a land lies ('lie between Hokkaido and', 'islets off Borneo')."""
        words = re.findall(r"[a-z]+", self.text[max(0, seen.at - 40) : seen.at].lower())
        near = next((n for n, w in enumerate(reversed(words[-3:]), 1) if w in self.words.beside), None)
        before = words[:-near][-3:] if near is not None else []
        return any(
            w in self.words.lying or w in self.words.lands or w.removesuffix("s") in self.words.lands for w in before
        )


_WAYS: tuple[Callable[[Territories, _Noun], list[Ref] | None], ...] = (
    Territories._with_name,
    Territories._capitalised,
    Territories._self_ruled,
    Territories._of_no_land,
    Territories._with_proper_name,
    Territories._called_so,
    Territories._coast,
    Territories._one_in,
    Territories._zone_around,
    Territories._by_landmarks,
    Territories._within,
    Territories._everything,
    Territories._spoken_of,
    Territories._by_its_words,
)
"""Which land a noun means; the first way that answers wins."""


def _tells_which(token: Token) -> bool:
    """Whether a word before a noun tells one border or land from another: not whose it is, nor that it is disputed."""
    if token.tag == "PRP$" or token.low in _NOT_WHICH or token.text in ("'s", "’s"):
        return False
    return token.mention is None or token.mention.kind not in STATE_KINDS


def _of_the_rest(token: Token) -> bool:
    """'Claims not the islet but the sea, and claims *it*': what is set against the islet, which has no name."""
    verb = token.head if token.low in ("it", "them") and token.dep == "dobj" else None
    above = verb.head if verb is not None and verb.dep == "conj" else None
    if above is None:
        return False
    set_off = [n for x in (above, *above.by("dobj")) for n in x.by("neg") if n.i > above.i]
    things = [o for o in above.by("dobj") if o.i < token.i and any(n.i < o.i for n in set_off)]
    return any(o.by("conj") and any(c.low == "but" for c in o.by("cc")) for o in things)
