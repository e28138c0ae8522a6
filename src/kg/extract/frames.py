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

from kg.core.annotated import Token
from kg.core.errors import DataError
from kg.extract import grammar, predication
from kg.files import Parse, YamlError, parse_yaml
from kg.link.references import PLACE_KINDS

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
    "confidence",
    "negated",
    "comment",
    "stance",
    "self",
    "weak_target",
    "targets",
    "actors",
    "unless",
    "example",
    "flags",
}
_TRIGGER_KEYS = {
    "above",
    "adj",
    "after",
    "aux",
    "comp",
    "governor",
    "label",
    "mod",
    "not_above",
    "not_comp",
    "not_governor",
    "not_mod",
    "not_object",
    "not_particle",
    "not_pobj",
    "not_prep",
    "not_text",
    "noun",
    "object",
    "object_kind",
    "particle",
    "passive",
    "pobj",
    "prep",
    "subject",
    "text",
    "verb",
    "voice",
}


DESIGNATION = re.compile(r"(?:[A-Z][A-Za-z]{0,3}-?\d{1,3}[A-Z]{0,3}|[A-Z]{2,5}-\d+)s?")
"""A type of aircraft, ship or weapon ('F-16s', 'Su-35', 'S-400')."""
_PREFIXED = re.compile(r"^(co|de|re)-(?=[a-z])")
"""A prefix with its hyphen: such words are read as one (``annotate/parse.py``)."""
_AMOUNT = re.compile(r"(?:[A-Z]{0,3}[$€£¥])?\d[\d.,]*(?:k|m|mn|bn|tn)?|m|mn|bn|[A-Z]{0,2}[$€£¥]", re.IGNORECASE)


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
    confidence: float = 1.0
    extra: Mapping[str, Any] = field(default_factory=dict, compare=False)


class FrameSet:
    """All frames, by the lemma that triggers them."""

    def __init__(self, frames: Iterable[Frame], words: Mapping[str, Sequence[str]] | None = None) -> None:
        self.frames = tuple(frames)
        self.words: Mapping[str, frozenset[str]] = {k: frozenset(v) for k, v in (words or {}).items()}
        self._by: dict[tuple[str, str], list[Frame]] = {}
        for frame in self.frames:
            for lemma in frame.lemmas:
                self._by.setdefault((frame.pos, lemma), []).append(frame)

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

    def candidates(self, token: Token) -> list[Frame]:
        """Frames that a token may trigger, by its lemma and part of speech."""
        found: list[Frame] | None = token.known.get(self)
        if found is None:
            found = token.known[self] = self._candidates(token)
        return found

    def _candidates(self, token: Token) -> list[Frame]:
        if grammar.is_verb(token):
            found = self._by.get(("verb", token.lemma), [])
            return found + (self._by.get(("adj", token.text.lower()), []) if token.tag in ("VBN", "VBG", "VBD") else [])
        if token.pos in ("NOUN", "PROPN"):
            return self._by.get(("noun", token.lemma), []) + self._by.get(("noun", token.text.lower()), []) * (
                token.lemma != token.text.lower()
            )
        if token.pos in ("ADJ", "ADV", "ADP"):
            return self._by.get(("adj", token.text.lower()), [])
        return []


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
    "relative.if:adopt|announce|approve|begin|bring|carry|commit|conduct|decree|deliver|draft|enact|file|give|hold|impose|introduce|issue|"
    "launch|level|lodge|make|order|perform|present|propose|publish|submit|table|take|undertake|unveil|utter|voice|wage.subject"
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
_PATIENT = (
    _ON,
    f"{_ON}.poss",
    f"{_ON}.mod",
    f"{_ON}.after:of|in|from",
    "after:of|in|from",
    "after:of|in|from.poss",
    "after:of|in|from.mod",
    "poss",
    "mod",
)
_SPOKEN = (
    "if:summit|meeting|statement|note|letter|communique|communiqué|resolution|message|parliament|government|council|"
    "ministry|commission|office|session|declaration"
)
MACROS: Mapping[str, tuple[str, ...]] = {
    "whose": _OWNER,  # whose act or thing a noun names: "the Ruritanian raid", "a raid by Ruritania"
    "doer": _DOER,  # who does what a noun names: "Ruritania's arrest of two men", "the arrest of two by Ruritania"
    "whom": _PATIENT,  # whom an act that a noun names is done to: "a raid on Ruritania", "a ban on Ruritanian goods"
    "spoken": tuple(
        f"{_SPOKEN}.{p}" for p in ("poss", "mod", "after:by|of|from", "after:by|of|from.poss")
    ),  # "a statement by the ministry"
}


STEPS = frozenset(
    {
        "acl",
        "advcl",
        "antecedent",
        "appos",
        "attr",
        "bare_object",
        "comp",
        "compound",
        "conj",
        "conjuncts",
        "content",
        "head",
        "indirect",
        "mod",
        "none",
        "npadv",
        "object",
        "owner",
        "poss",
        "relative",
        "self",
        "subject",
        "surface",
        "verb",
        "which",
        "who",
    }
)
"""The steps of paths that :func:`role_tokens` knows, besides ``after:`` and ``if:``, which have words of their own."""
WHOLE_PATHS = frozenset(
    {
        "applied_to",
        "beside",
        "besides",
        "bloc_before",
        "considered",
        "here",
        "last_claimant",
        "last_claimed",
        "last_org",
        "latest",
        "left_in_sentence",
        "coordinated_mods",
        "of_which",
        "antecedent_own",
        "beholder",
        "claimed_before",
        "map_maker",
        "mapped",
        "speaker",
        "listed",
        "listed_person",
        "next",
        "pair_self",
        "party_subject",
        "party_with",
        "preceding",
        "relative_object",
        "seated",
        "series",
    }
)
"""Paths that need the document, not only the sentence: those who read treaties and standing relations know them."""


def _paths(row: Mapping[str, Any], key: str, default: Sequence[str], where: str) -> tuple[str, ...]:
    """The paths of a role, those that end in the name of a macro written out. DataError where a step is not known."""
    value = row.get(key, default)
    out: list[str] = []
    for path in value if isinstance(value, (list, tuple)) else [value]:
        head, _, last = str(path).rpartition(".")
        out += [f"{head}.{step}" if head else step for step in MACROS.get(last, (last,))]
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
    unknown = (set(row) - _KEYS) | (set(trigger) - _TRIGGER_KEYS)
    if unknown or len(emit) != 1:
        raise DataError(
            f"frame {name} has unknown keys {sorted(unknown)}" if unknown else f"frame {name} must emit one thing",
            where=where,
        )
    kind, value = next(iter(emit.items()))
    if not {"verb", "noun", "adj"} & set(trigger):
        raise DataError(f"frame {name} has no verb, noun or adj as its trigger", where=where)
    try:
        confidence = float(row.get("confidence", 1.0))
    except (TypeError, ValueError) as error:
        raise DataError(f"frame {name} has a confidence that is no number", where=where) from error
    out = []
    for pos in ("verb", "noun", "adj"):
        if pos not in trigger:
            continue
        what = f"the trigger of frame {name}"
        conditions = {
            k: _words("true" if k in ("comp", "not_comp") and v is True else v, what, where, lists)
            for k, v in trigger.items()
            if k not in ("verb", "noun", "adj")
        }
        base = ("subject",) if pos != "noun" else ("owner",)
        out.append(
            Frame(
                name if len([p for p in ("verb", "noun", "adj") if p in trigger]) == 1 else f"{name}.{pos}",
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
                confidence,
                {
                    k: row[k]
                    for k in ("about", "self", "weak_target", "targets", "actors", "example", "flags")
                    if k in row
                },
            )
        )
    return out


def satisfied(frame: Frame, token: Token) -> bool:
    """Whether the conditions of a frame's trigger hold at a token."""
    c = frame.conditions
    if "object" in c and not any(_is_one(t, c["object"]) for t in _objects(token)):
        return False
    if "not_object" in c and any(t.lemma in c["not_object"] or _amount(t, c["not_object"]) for t in _objects(token)):
        return False
    if "prep" in c:
        preps = [
            p
            for p in token.by("prep", "agent", "prt", "dative", "advmod")
            if p.lemma.lower() in c["prep"] or p.text.lower() in c["prep"]
        ]
        if "pobj" in c:  # the phrase may hang on the object in the tree ('put the envoy under arrest')
            inner = [p for o in token.by("dobj", "nsubjpass") for p in o.by("prep") if p.i > token.i]
            preps += [p for p in inner if p.lemma.lower() in c["prep"]]
        if not preps:
            return False
        within = [q for p in preps for q in (p, *(() if p.by("pobj") else p.by("prep")))]  # 'out *of*'
        inner = [grammar.antecedent(t) for p in within for t in p.by("pobj")] if "pobj" in c else []
        if "pobj" in c and not any(_is_one(t, c["pobj"]) for t in grammar.expand(inner)):
            return False
    if "not_prep" in c and any(p.lemma.lower() in c["not_prep"] and not _timed(p) for p in token.by("prep", "prt")):
        return False
    if "particle" in c and not any(p.text.lower() in c["particle"] for p in _particles(token)):
        return False
    if "not_particle" in c and any(p.text.lower() in c["not_particle"] for p in token.by("prt", "advmod")):
        return False
    if "text" in c and not _followed(token, c["text"]):
        return False
    if "label" in c and not _labelled(token, c["label"]):
        return False
    if "not_comp" in c and token.by("ccomp", "xcomp"):
        return False
    if "not_pobj" in c and any(
        t.lemma in c["not_pobj"] for p in token.by("prep") for t in grammar.expand(p.by("pobj", "pcomp"))
    ):
        return False
    if "subject" in c and not any(t.lemma in c["subject"] for t in grammar.logical_subjects(token)):
        return False
    if "mod" in c and not _modified(token, c["mod"]):
        return False
    if "not_mod" in c and _modified(token, c["not_mod"]):
        return False
    if "voice" in c and ("passive" in c["voice"]) != grammar.passive(token):
        return False
    if "governor" in c and (token.head is None or token.head.lemma not in c["governor"]):
        return False
    if "not_governor" in c and token.head is not None and token.head.lemma in c["not_governor"]:
        return False
    if "not_above" in c and any(a.lemma in c["not_above"] for a in token.ancestors()):
        return False
    if "above" in c and not any(a.lemma in c["above"] for a in token.ancestors()):
        return False
    if "comp" in c and not list(token.by("ccomp", "xcomp", "pcomp")):
        return False
    return not ("aux" in c and not any(a.lemma in c["aux"] for a in token.by("aux", "auxpass")))


def carrier(frame: Frame, token: Token) -> Token:
    """The verb that a frame asks for above a trigger that is none ('exchanged instruments of *ratification*'), else the
    trigger.
    """
    above = frame.conditions.get("above", frozenset()) | frame.conditions.get("governor", frozenset())
    if grammar.is_verb(token) or not above:
        return token
    return next((a for a in token.ancestors() if a.lemma in above and grammar.is_verb(a)), token)


def _modified(token: Token, words: frozenset[str]) -> bool:
    """Whether a word before the trigger that hangs on it is one of these."""
    return any(t.i < token.i and (t.lemma in words or t.text.lower() in words) for t in token.children)


def _timed(prep: Token) -> bool:
    """'Called B *on Friday*': a preposition of time, none of the verb's own."""
    after = prep.by("pobj") if prep.head is not None and prep.head.tag.startswith("VB") else []
    return bool(after) and all(t.mention is not None and t.mention.kind == "Time" for t in after)


def _particles(token: Token) -> list[Token]:
    """Particles and adverbs of a verb, also one that the tree hangs on its object ('turned the Swedish offer down')."""
    own = token.by("prt", "advmod", "prep", "acomp", "oprd", "xcomp", "ccomp", "npadvmod")
    own = [p for p in own if p.dep != "prep" or (p.i > token.i and not _placed(p))]  # 'In Lima he gave', 'gave in Lima'
    own += [a for p in token.by("prep") for a in p.by("advmod") if a.i < p.i]  # 'together in Rome'
    own += [a for o in token.by("dobj") for a in o.by("amod") if a.i == token.i + 1]  # 'set free two sailors'
    return own + [p for o in token.by("dobj") for p in o.by("prt", "advmod") if p.i > o.i]


def _placed(prep: Token) -> bool:
    """'In Lima': a phrase of place, of which the verb has no 'in'."""
    named = (t.mention for t in prep.by("pobj") if t.mention is not None)
    return prep.text.lower() == "in" and any(m.kind != "Time" for m in named)


def _is_one(token: Token, words: frozenset[str]) -> bool:
    """Whether a noun is one of these, also with the noun before it ('credit line')."""
    if token.lemma in words or token.text.lower() in words or _named(token) in words:
        return True
    if _amount(token, words) or ("jet" in words and DESIGNATION.fullmatch(token.text)):
        return True
    return any(f"{c.text.lower()} {token.lemma}" in words for c in token.by("compound", "amod", "nmod"))


def _named(token: Token) -> str:
    """The word in which the name of a place ends ('the Lachin *corridor*')."""
    mention = token.mention
    if mention is None or mention.kind not in PLACE_KINDS or mention.entity is None:
        return ""
    return mention.entity.name.lower().rpartition(" ")[2]


def _amount(token: Token, words: frozenset[str]) -> bool:
    """Whether it is a sum of money in figures, where ``$`` among the words stands for one ('€40m', 'C$2bn')."""
    return "$" in words and _AMOUNT.fullmatch(token.text) is not None


def _objects(token: Token) -> list[Token]:
    found: list[Token] | None = token.known.get(_objects)
    if found is None:
        found = token.known[_objects] = _objects_of(token)
    return found


def _objects_of(token: Token) -> list[Token]:
    if grammar.is_verb(token):
        found = (
            [thing]
            if (thing := grammar.thing_given(token))
            else grammar.expand(token.by("dobj", "obj", "attr", "oprd"))
        )
        found = found or grammar.logical_objects(token)
        found += [a for t in found if (a := grammar.antecedent(t)) is not t]
        return list({t.i: t for f in found for t in (f, *grammar.content(f))}.values())
    return []


def _followed(token: Token, words: frozenset[str]) -> bool:
    """Whether one of these phrases stands right after the trigger, by the tokens of its clause."""
    later: str | None = token.known.get(_followed)
    if later is None:
        root = next((a for a in (token, *token.ancestors()) if a.head is None), token)
        after = (t.text.lower() for t in root.subtree() if token.i < t.i <= token.i + 4)
        later = token.known[_followed] = f"{' '.join(after)} "
    return any(later.startswith(f"{w} ") for w in words)


def _labelled(token: Token, words: frozenset[str]) -> bool:
    """Whether the verb calls its object one of these ('called it a provocation', 'denounced it as illegal')."""
    for child in token.children:
        if child.i > token.i and child.dep in (
            "oprd",
            "acomp",
            "attr",
            "ccomp",
            "xcomp",
            "dobj",
            "advcl",
            "conj",
            "appos",
            "prep",
            "advmod",
            "npadvmod",
        ):
            near = [
                child,
                *child.by("amod", "compound", "acomp", "attr", "oprd", "conj", "pobj", "appos", "advmod", "nmod"),
            ]
            near += [t for n in near[1:] for t in n.by("amod", "compound", "conj")]
            near += [t for n in near if n.lemma in ("act", "form") for p in n.by("prep") for t in p.by("pobj")]
            if any(t.lemma in words or t.text.lower() in words for t in near):
                return True
    return False


def role_tokens(token: Token, path: str) -> list[Token]:
    """The tokens at a path from a trigger. Paths may be chained with dots: ``object.of`` is the *of* phrase of the
    object.
    """
    found: list[Token] | None = token.known.get(path)
    if found is None:
        found = token.known[path] = _along(token, path) if "." in path else _step(token, path)
    return found.copy()


def _along(token: Token, path: str) -> list[Token]:
    current = [token]
    steps = path.split(".")
    for step, following in zip(steps, [*steps[1:], ""], strict=True):
        current = [t for c in current for t in role_tokens(c, step)]
        if step.startswith("after:") and following.startswith("after:"):
            # 'support for taking part in UN operations': what a deed is done in is not what the noun is for
            current = [t for t in current if t.dep != "pcomp"]
        if not current:
            return []
    return current


def _contents(tokens: list[Token]) -> list[Token]:
    return list({t.i: t for token in tokens for t in grammar.content(token)}.values())


def _step(token: Token, step: str) -> list[Token]:
    name, _, argument = step.partition(":")
    if name == "after":
        return grammar.after(token, *argument.split("|"))
    if name == "subject":
        if grammar.is_verb(token):
            return _contents(grammar.logical_subjects(token))
        # 'holds Peru responsible': the adjective has a subject of its own
        return _contents(grammar.expand(token.by(*grammar.SUBJECT))) or grammar._noun_subject(token)
    if name == "surface":
        return _contents(grammar.surface_subjects(token))
    if name == "object":
        return _contents(grammar.logical_objects(token)) if grammar.is_verb(token) else []
    if name == "if":
        return [token] if token.lemma in argument.split("|") else []
    if name == "bare_object":
        return grammar.expand(token.by("dobj", "obj", "attr", "oprd"))
    if name == "indirect":
        return grammar.indirect_objects(token)
    if name == "poss":
        return grammar.possessors(token)
    if name == "mod":
        return [t for t in grammar.modifiers(token) if t.mention is not None and t.mention.kind not in ("Time",)]
    if name == "owner":
        return (
            grammar.possessors(token)
            or [
                t
                for t in grammar.modifiers(token)
                if t.mention is not None and t.mention.kind not in ("Time", "Treaty")
            ]
            or grammar.after(token, "by")
        )
    if name == "head":
        return [token.head] if token.head is not None else []
    if name == "verb":
        verb = grammar.clause_head(token)
        return [verb] if grammar.is_verb(verb) and verb is not token else []
    if name == "comp":
        return token.by("ccomp", "xcomp") + [p for prep in token.by("prep") for p in prep.by("pcomp")]
    if name == "appos":
        return token.by("appos") + ([token.head] if token.dep == "appos" and token.head is not None else [])
    if name == "attr":
        return grammar.expand(token.by("attr", "acomp", "oprd"))
    if name in ("acl", "advcl", "conj"):
        return token.by(name)
    if name == "relative":
        return token.by("relcl")
    if name == "npadv":
        return token.by("npadvmod")
    if name == "content":
        return [t for t in grammar.content(token) if t is not token]
    if name == "self":
        return [token]
    if name == "none":
        return []
    if name == "compound":
        return grammar.modifiers(token)
    if name == "antecedent":
        return next(([a.head] for a in [token, *token.ancestors()] if a.dep == "relcl" and a.head is not None), [])
    if name == "who":
        return predication.bearers(token)
    if name == "which":
        return grammar.relative_antecedents(token)
    if name == "conjuncts":
        return grammar.conjuncts(token)
    raise DataError(f"unknown path '{step}'", where="graph/frames", remedy="see docs/extraction.md for the paths")
