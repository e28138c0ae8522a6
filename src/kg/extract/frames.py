"""Declarative frames: which words say a relation, and where in the grammar its arguments stand.

A frame file is YAML: a list of frames, each with

``id``       a name that claims carry as their rule
``emit``     ``event: TYPE``, ``status: STATUS`` or ``relation: NAME``
``trigger``  ``verb:``, ``noun:`` or ``adj:`` with lemmas; further conditions: ``object:``, ``prep:`` (with ``pobj:``),
             ``particle:``, ``subject:``, ``mod:``, ``voice:``, ``text:`` (words right after the trigger),
             ``not_object:``
``s, o``     where subject and object stand: paths, tried in order (``docs/extraction.md`` lists them)
``needs``    the roles without which nothing is said (default: ``[s]``)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick

from kg.core.annotated import Token
from kg.core.errors import DataError
from kg.extract import grammar
from kg.extract.paths import STEPS
from kg.extract.trigger_conditions import CONDITIONS, indicators, words_around
from kg.files import Parse, YamlError, parse_yaml

_KEYS = {
    "id",
    "emit",
    "trigger",
    "s",
    "o",
    "place",
    "needs",
    "joint",
    "about",
    "negated",
    "comment",
    "stance",
    "self",
    "weak_target",
    "targets",
    "actors",
    "unless",
    "besides",
    "example",
    "flags",
}
_PARTS_OF_SPEECH = ("verb", "noun", "adj")
_TRIGGER_KEYS = (*_PARTS_OF_SPEECH, *CONDITIONS)


_PREFIXED = re.compile(r"^(co|de|re)-(?=[a-z])")
"""A prefix with its hyphen: such words are read as one (``annotate/parse.py``)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One way in which English says one relation."""

    id: str
    emit: str
    value: str
    pos: str
    lemmas: frozenset[str]
    conditions: Mapping[str, frozenset[str]]
    s: tuple[str, ...]
    o: tuple[str, ...]
    place: tuple[str, ...]
    needs: frozenset[str]
    joint: bool = False
    negated: bool = False
    stance: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, compare=False)


_FEW = 6
"""So many frames of one word are asked one by one."""


class _FramesOfWord:
    """The frames that one word triggers. A verb like 'be' has hundreds, of which those are asked whose words, by which
    they are indexed, stand in the sentence.
    """

    def __init__(self, frames: Sequence[Frame]) -> None:
        self._frames = frames
        anywhere: list[int] = []
        self._by_indicator: dict[str, list[int]] = {}
        for number, frame in enumerate(frames):
            words = indicators(frame.conditions)
            for row in [anywhere] if words is None else [self._by_indicator.setdefault(w, []) for w in words]:
                row.append(number)
        self._indicators, self._anywhere = frozenset(self._by_indicator), frozenset(anywhere)
        self._at_least = [frames[n] for n in anywhere]

    def about(self, token: Token) -> list[Frame]:
        """Those that a sentence with this token may hold, in their order."""
        named = self._indicators & words_around(token)
        if not named:
            return self._at_least
        return [self._frames[n] for n in sorted(self._anywhere.union(*map(self._by_indicator.__getitem__, named)))]


class _Index:
    """Frames by the words that trigger them."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self._by: dict[tuple[str, str], list[Frame]] = {}
        for frame in frames:
            for lemma in frame.lemmas:
                self._by.setdefault((frame.pos, lemma), []).append(frame)
        self.words = frozenset(lemma for _, lemma in self._by)
        """Words without one of which a token triggers none of them, as its lemma or in its text."""
        self._indexed: dict[tuple[str, str], _FramesOfWord] = {}
        """The words with many frames that were met so far."""

    def of(self, token: Token) -> list[Frame]:
        """The frames that a token may trigger in its sentence."""
        found: list[Frame] = []
        for key in _triggers(token):
            if (frames := self._by.get(key)) is not None:
                if len(frames) > _FEW:
                    if (indexed := self._indexed.get(key)) is None:
                        indexed = self._indexed[key] = _FramesOfWord(frames)
                    frames = indexed.about(token)
                found = found + frames if found else frames
        return found


class _AnyOf:
    """Words, one of which is looked for in a text."""

    def __init__(self, words: Iterable[str]) -> None:
        rows = sorted(words, key=lambda w: (-len(w), w))
        self._somewhere = AhoCorasick(rows)
        self._whole = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, rows))})(?![\w-])")

    def somewhere(self, low: str) -> bool:
        """Whether one of them stands in a text in lower case, be it in a longer word."""
        return bool(self._somewhere.find_matches_as_indexes(low))

    def within(self, low: str) -> bool:
        """Whether one of them stands, as a whole word, in a text in lower case."""
        return self.somewhere(low) and self._whole.search(low) is not None


class FrameSet:
    """All frames, by the lemma that triggers them."""

    def __init__(self, frames: Iterable[Frame], words: Mapping[str, Sequence[str]] | None = None) -> None:
        self.frames = tuple(frames)
        self.words: Mapping[str, frozenset[str]] = {k: frozenset(v) for k, v in (words or {}).items()}
        self._all = _Index(self.frames)
        self._emitting: dict[tuple[str, ...], _Index] = {}
        """The frames that emit one of some things, as soon as they are asked for."""
        self._sport = _AnyOf(self.words.get("sport", ()))
        self._games = _AnyOf(self.words.get("games", ()))

    @classmethod
    def load(
        cls, files: Sequence[Path], words: Mapping[str, Sequence[str]] | None = None, parse: Parse = parse_yaml
    ) -> FrameSet:
        """The frames of YAML files, with the lists of words that conditions on events need; DataError names file and
        frame where one is wrong.
        """
        out: list[Frame] = []
        for path in files:
            try:
                rows = parse(path.read_text("utf-8"))
            except YamlError as error:
                raise DataError(f"not valid YAML ({' '.join(str(error).split())})", where=path.name) from error
            except (OSError, UnicodeDecodeError) as error:
                raise DataError(f"cannot be read ({error})", where=path.name) from error
            if not isinstance(rows, (list, type(None))):
                raise DataError("not a list of frames", where=path.name)
            for row in rows or []:
                out += _frames(row, path.name, words or {})
        seen: set[str] = set()
        for frame in out:
            if frame.id in seen:
                raise DataError(f"two frames are called {frame.id}", where="graph/frames", remedy="rename one")
            seen.add(frame.id)
        return cls(out, words)

    def candidates(self, token: Token, *emits: str) -> list[Frame]:
        """Frames that a token may trigger in its sentence, by its lemma and part of speech, of those that emit one of
        these (or all).
        """
        found: list[Frame] | None = token.known.get(self)
        if found is None:
            found = token.known[self] = self._all.of(token)
        return [frame for frame in found if frame.emit in emits] if found and emits else found

    def may_tell_of_sport(self, low: str) -> bool:
        """Whether a part of a text in lower case may be of a match: most texts have no such word."""
        return self._sport.somewhere(low)

    def tells_of_sport(self, low: str) -> bool:
        """Whether words in lower case are of a match, in which the names of states are those of teams."""
        return self._sport.within(low)

    def tells_of_games(self, low: str) -> bool:
        """Whether words in lower case may be of a match or race, as in a text that is full of such words."""
        return self._games.within(low)

    def triggers(self, tokens: Sequence[Token], *emits: str) -> list[tuple[Token, list[Frame]]]:
        """The words of a sentence, but for names, that may trigger frames that emit one of these; with the frames."""
        if (index := self._emitting.get(emits)) is None:
            index = self._emitting[emits] = _Index(frame for frame in self.frames if frame.emit in emits)
        words = index.words
        likely = [t for t in tokens if t.mention is None and (t.lemma in words or t.low in words)]
        return [(token, frames) for token in likely if (frames := index.of(token))]


def _triggers(token: Token) -> list[tuple[str, str]]:
    """The parts of speech and words of frames that a token answers to."""
    form = token.low
    if grammar.is_verb(token):
        return [("verb", token.lemma), *([("adj", form)] if token.tag in ("VBN", "VBG", "VBD") else ())]
    if token.pos in ("NOUN", "PROPN", "NUM"):
        return [("noun", token.lemma), *([("noun", form)] if token.lemma != form else ())]
    return [("adj", form)] if token.pos in ("ADJ", "ADV", "ADP") else []


def _words(value: Any, what: str, where: str, lists: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """One word or a list of words; ``@name`` stands for a list of ``graph/lexicon/events.yaml``. DataError where YAML
    has read a word as something else (no, off, true, null), or no list has that name.
    """
    words = value if isinstance(value, list) else [value]
    if unknown := [w for w in words if isinstance(w, str) and w.startswith("@") and w[1:] not in lists]:
        raise DataError(
            f"{what} names a list '{unknown[0]}' that is not there",
            where=where,
            remedy="graph/lexicon/events.yaml has the lists",
        )
    words = [w for word in words for w in (lists[word[1:]] if str(word).startswith("@") else [word])]
    if any(not isinstance(word, (str, int)) or isinstance(word, bool) for word in words):
        raise DataError(
            f"{what} has a word that YAML does not read as one",
            where=where,
            remedy="write no, off, on, yes, true, false and null in quotation marks",
        )
    return frozenset(form for word in words for form in (str(word), _PREFIXED.sub(r"\1", str(word))))


_MADE = (
    "relative.if:address|adopt|advance|announce|approve|begin|bring|carry|circulate|commit|conduct|decree|deliver|draft|enact|file|float|"
    "give|hold|impose|introduce|issue|launch|level|lodge|make|mount|obtain|order|perform|present|propose|publish|put|seek|send|sponsor|"
    "stage|submit|table|take|undertake|unveil|utter|voice|wage.subject"
)
"""'The step that Ruritania took'."""
_OWNER = (
    "poss",
    "mod",
    "after:by",
    "after:from|of",
    "after:by|from|of.poss",
    "after:by|from|of.mod",
    "after:by|from|of.after:of|by",
    "acl.after:by",
    "acl.after:by.mod",
    _MADE,
)
_ON = "after:on|against|at|upon|into|toward|towards|over|to"
_DOER = (
    "poss",
    "mod",
    "after:by",
    "after:by.poss",
    "after:by.mod",
    "after:of|on|to|for|against.after:by",
    "after:of|on|to|for|against.after:by.mod",
    "acl.after:by",
    "acl.after:by.mod",
    "after:of|on|to|for.acl.after:by",
)
_LAID = "relative.if:clamp|enforce|have|impose|introduce|keep|level|levy|maintain|place|put|slap"
"""'The curbs that Ruritania had laid on ...'."""
_PATIENT = (
    _ON,
    f"{_ON}.poss",
    f"{_ON}.mod",
    f"{_ON}.after:of|in|from",
    "after:of|in|from",
    "after:of|in|from.poss",
    "after:of|in|from.mod",
    f"{_LAID}.{_ON}",
    f"{_LAID}.{_ON}.mod",
    f"{_LAID}.{_ON}.poss",
    f"{_ON}.after:of.mod",
    "poss",
    "mod",
)
_HIT = (
    "self",
    "mod",
    "poss",
    "appos.mod",
    "after:in|inside|within|of|from|near|around|at",
    "after:in|inside|of|at.poss",
    "after:of.mod",
    "after:of|in.after:of|in",
)
_AGAINST: tuple[str, ...] = (
    "after:against",
    "object.after:against",
    "after:into.after:against",
    "after:into.after:against.mod",
    "after:against.mod",
    "after:against.poss",
)
_AGAINST += ("object.after:against.mod", "object.after:against.poss")
_MET = "if:chase|confront|counter|deter|escort|face|identify|intercept|meet|repel|shadow|stop|tail|track.object"
_SPOKEN = (
    "if:summit|meeting|statement|note|letter|communique|communiqué|resolution|message|parliament|government|council|"
    "ministry|commission|office|session|declaration|report|study|review|dossier|paper|finding|inquiry"
)
_PENNED = (
    "if:appeal|communique|communiqué|declaration|draft|letter|message|motion|note|petition|resolution|statement|text"
    ".head.if:adopt|address|approve|circulate|deliver|endorse|hand|issue|pass|publish|release|send|sign|table|write"
)
_DECREED = "if:order|decree|directive|edict|proclamation|law|act|bill|ruling|decision|resolution|regulation"
MACROS: Mapping[str, tuple[str, ...]] = {
    "whose": _OWNER,  # whose act or thing a noun names: "the Ruritanian raid", "a raid by Ruritania"
    "doer": _DOER,  # who does what a noun names: "Ruritania's arrest of two men", "the arrest of two by Ruritania"
    "whom": _PATIENT,  # whom an act that a noun names is done to: "a raid on Ruritania", "a ban on Ruritanian goods"
    "hit": _HIT,  # whose what is attacked is: 'a Ruritanian depot', 'a wing of its embassy', 'a bridge in Ruritania'
    "against": _AGAINST,  # against whom forces go
    "to_meet": tuple(
        f"{c}.{_MET}{w}" for c in ("advcl", "comp") for w in ("", ".mod", ".poss")
    ),  # whom forces go to meet
    "spoken": tuple(
        f"{_SPOKEN}.{p}" for p in ("poss", "mod", "after:by|of|from", "after:by|of|from.poss", "acl.after:by")
    ),  # "a statement by the ministry"
    "penned": (f"head.{_PENNED}.subject",),  # 'adopted a resolution calling on Togo to leave'
    "decreed": tuple(
        f"{_DECREED}.{p}" for p in ("poss", "mod", "after:by|of|from", "acl.after:by", "relative.subject", "subject")
    ),  # "an order that the president signed"
}


WHOLE_PATHS = frozenset(
    {
        "bound_one",
        "bound_to",
        "called",
        "caller",
        "opening",
        "shared_owner",
        "allied_ones",
        "ally_within",
        "antecedent_own",
        "applied_to",
        "armed_alliance",
        "back_to",
        "behind_back",
        "beholder",
        "beside",
        "besides",
        "bid_body",
        "bidder",
        "bloc_above",
        "bloc_before",
        "bloc_near",
        "bloc_self",
        "bloc_which",
        "both_bodies",
        "bloc_states",
        "bloc_told",
        "claimed_before",
        "claimed_near",
        "apposed_lands",
        "returned_land",
        "clause_subject",
        "considered",
        "excepted",
        "claimed_by",
        "claimed_land",
        "along_with",
        "land_before",
        "pair_around",
        "body_here",
        "state_before",
        "stranded",
        "entering",
        "let_in",
        "own_relative",
        "told_thing",
        "named_behind",
        "away_from",
        "founders",
        "main_subject",
        "invitees",
        "numbered_before",
        "demanded_land",
        "named_land",
        "notified",
        "from_and_to",
        "fronted_with",
        "coordinated_mods",
        "fronted",
        "here",
        "last_claimant",
        "last_claimed",
        "laid",
        "last_org",
        "latest",
        "led_by",
        "left_in_sentence",
        "listed",
        "listed_person",
        "map_maker",
        "mapped",
        "over_which",
        "name_before",
        "named_after",
        "named_before",
        "next",
        "of_these",
        "annexer",
        "belongs_to",
        "nothing_but",
        "by_later",
        "described",
        "of_its_own",
        "of_which",
        "right_before",
        "subject_of",
        "which_before",
        "pair_self",
        "party_subject",
        "party_with",
        "preceding",
        "said_to_be",
        "relative_object",
        "seated",
        "series",
        "seats",
        "sharers",
        "singled_doer",
        "spanned",
        "time_of_member",
        "speaker",
        "speaker_its",
        "wanted_back",
        "stood_by",
        "where",
        "than",
        "told_by",
        "strained",
        "strains",
        "waged",
        "whole",
        "with_from_and_to",
    }
)
"""Paths that need the document, not only the sentence: those who read treaties and standing relations know them."""


def _paths(row: Mapping[str, Any], key: str, default: Sequence[str], where: str) -> tuple[str, ...]:
    """The paths of a role, those that end in the name of a macro written out. DataError where a step is not known."""
    value = row.get(key, default)
    out: list[str] = []
    for path in value if isinstance(value, (list, tuple)) else [value]:
        head, _, last = str(path).rpartition(".")
        written = MACROS.get(last, (last,))
        out += [head if head and step == "self" else f"{head}.{step}" if head else step for step in written]
    for path in out:
        steps = [step.partition(":") for step in path.split(".")]
        if path not in WHOLE_PATHS and not all(
            words if name in ("after", "if") else name in STEPS and not mark for name, mark, words in steps
        ):
            raise DataError(
                f"frame {row['id']} has an unknown path '{path}' in {key}",
                where=where,
                remedy="docs/extraction.md lists the paths",
            )
    return tuple(dict.fromkeys(out))


def _frames(row: Mapping[str, Any], where: str, lists: Mapping[str, Sequence[str]]) -> list[Frame]:
    try:
        name, trigger, emit = str(row["id"]), dict(row["trigger"]), dict(row["emit"])
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"a frame lacks id, emit or trigger: {str(row)[:80]}", where=where) from error
    unknown = (set(row) - _KEYS) | (set(trigger) - {*_TRIGGER_KEYS})
    if unknown or len(emit) != 1:
        raise DataError(
            f"frame {name} has unknown keys {sorted(unknown)}" if unknown else f"frame {name} must emit one thing",
            where=where,
        )
    kind, value = next(iter(emit.items()))
    if not {"verb", "noun", "adj"} & set(trigger):
        raise DataError(f"frame {name} has no verb, noun or adj as its trigger", where=where)
    out = []
    for pos in _PARTS_OF_SPEECH:
        if pos not in trigger:
            continue
        what = f"the trigger of frame {name}"
        conditions = {
            k: _words("true" if k in ("comp", "not_comp") and v is True else v, what, where, lists)
            for k, v in sorted(trigger.items(), key=lambda item: _TRIGGER_KEYS.index(item[0]))
            if k not in _PARTS_OF_SPEECH
        }
        base = ("subject",) if pos != "noun" else ("owner",)
        out.append(
            Frame(
                name if len([p for p in _PARTS_OF_SPEECH if p in trigger]) == 1 else f"{name}.{pos}",
                kind,
                str(value),
                pos,
                _words(trigger[pos], what, where, lists),
                conditions,
                _paths(row, "s", base, where),
                _paths(row, "o", ("object",), where),
                _paths(row, "place", (), where),
                frozenset(row.get("needs", ["s"] if kind != "status" else [])),
                bool(row.get("joint", False)),
                bool(row.get("negated", False)),
                row.get("stance"),
                {
                    k: row[k]
                    for k in ("about", "self", "weak_target", "targets", "actors", "besides", "example", "flags")
                    if k in row
                },
            )
        )
    return out


def carrier(frame: Frame, token: Token) -> Token:
    """The verb that a frame asks for above a trigger that is none ('exchanged instruments of *ratification*'), else the
    trigger.
    """
    above = frame.conditions.get("above", frozenset()) | frame.conditions.get("governor", frozenset())
    if grammar.is_verb(token) or not above:
        return token
    return next((a for a in token.ancestors() if a.lemma in above and grammar.is_verb(a)), token)
