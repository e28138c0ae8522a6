"""Paths from a frame's trigger to the tokens that fill its roles ('subject', 'object.after:of').

A path is a row of steps with dots between them; each step leads from a token to others (``docs/extraction.md``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from kg.core.annotated import Token
from kg.core.errors import DataError
from kg.core.words import word_set
from kg.extract import grammar, predication, valency

Step = Callable[[Token], list[Token]]


def role_tokens(token: Token, path: str) -> Sequence[Token]:
    """The tokens at a path from a trigger, worked out once. Paths may be chained with dots: ``object.of`` is the *of*
    phrase of the object. Raises DataError where a step is not known.
    """
    found: Sequence[Token] | None = token.known.get(path)
    if found is None:
        found = token.known[path] = tuple(_along(token, path) if "." in path else _step(path)(token))
    return found


def _along(token: Token, path: str) -> Sequence[Token]:
    """The tokens at a path of several steps, by way of those that the path without its last step leads to, which many
    paths have in common.
    """
    before, step, in_what = _parted(path)
    current = role_tokens(token, before)
    if not current:
        return current
    if in_what:
        # 'support for taking part in UN operations': what a deed is done in is not what the noun is for
        current = [t for t in current if t.dep != "pcomp"]
    return [t for c in current for t in role_tokens(c, step)]


@cache
def _parted(path: str) -> tuple[str, str, bool]:
    """A path without its last step, that step, and whether it and the one before are both of prepositions."""
    before, _, step = path.rpartition(".")
    return before, step, step.startswith("after:") and before.rpartition(".")[2].startswith("after:")


@cache
def _step(step: str) -> Step:
    name, _, argument = step.partition(":")
    if name in STEPS:
        return STEPS[name]
    if name == "after":
        return partial(_after, prepositions=tuple(argument.split("|")))
    if name == "if":
        return partial(_if, lemmas=frozenset(argument.split("|")))
    raise DataError(f"unknown path '{step}'", where="graph/frames", remedy="see docs/extraction.md for the paths")


def _after(token: Token, prepositions: tuple[str, ...]) -> list[Token]:
    found = grammar.after(token, *prepositions)
    if found or token.dep != "pobj" or token.head is None or "of" in prepositions:
        return found
    volley = token.head.head if token.head.lemma == "of" else None  # 'a barrage of rockets at Lima'
    return grammar.after(volley, *prepositions) if volley is not None and volley.lemma in _VOLLEYS else []


_VOLLEYS = word_set("extract.paths.volleys")


def _if(token: Token, lemmas: frozenset[str]) -> list[Token]:
    return [token] if token.lemma in lemmas else []


def _contents(tokens: list[Token]) -> list[Token]:
    return list({t.i: t for token in tokens for t in grammar.content(token)}.values())


def _subject(token: Token) -> list[Token]:
    if grammar.is_verb(token):
        return _contents(valency.logical_subjects(token))
    # 'holds Peru responsible': the adjective has a subject of its own
    return _contents(grammar.expand(token.by(*grammar.SUBJECT))) or valency.noun_subject(token)


def _object(token: Token) -> list[Token]:
    return _contents(valency.logical_objects(token)) if grammar.is_verb(token) else []


def _named_modifiers(token: Token, *but: str) -> list[Token]:
    return [t for t in grammar.modifiers(token) if t.mention is not None and t.mention.kind not in but]


def _owner(token: Token) -> list[Token]:
    return grammar.possessors(token) or _named_modifiers(token, "Time", "Treaty") or grammar.after(token, "by")


def _verb(token: Token) -> list[Token]:
    verb = grammar.clause_head(token)
    return [verb] if grammar.is_verb(verb) and verb is not token else []


def _complement(token: Token) -> list[Token]:
    return token.by("ccomp", "xcomp") + [p for prep in token.by("prep") for p in prep.by("pcomp")]


def _apposition(token: Token) -> list[Token]:
    return token.by("appos") + ([token.head] if token.dep == "appos" and token.head is not None else [])


def _antecedent(token: Token) -> list[Token]:
    return next(([a.head] for a in [token, *token.ancestors()] if a.dep == "relcl" and a.head is not None), [])


_CALLS = word_set("extract.paths.calls")
_REGARD = word_set("extract.paths.regard")


def _labelled(token: Token) -> list[Token]:
    """What a free relative calls the thing: 'struck *what it called camps*', 'strikes on what it called camps'."""
    clauses = [token, *token.by("ccomp")] if grammar.is_verb(token) else []
    called = [c for c in clauses if c.lemma in _CALLS and any(t.low == "what" for t in c.children)]
    told = [t for c in called for t in (*c.by("oprd", "attr"), *(o for o in c.by("dobj") if o.low != "what"))]
    told += [t for c in called for p in c.by("prep") if p.lemma == "as" for t in p.by("pobj")]
    return grammar.expand(told)


def _claimant(token: Token) -> list[Token]:
    """Who holds waters or land for his own: 'waters *that Athens regards as its shelf*', 'waters claimed by Athens'."""
    clauses = [c for c in token.by("relcl", "acl") if c.lemma in _REGARD]
    verb = next((a for a in token.ancestors() if grammar.is_verb(a)), None)
    if not clauses and verb is not None:  # the parser may hang the clause on the verb
        clauses = [
            c
            for c in verb.by("ccomp", "advcl")
            if c.lemma in _REGARD and c.i > token.i and any(t.low in ("that", "which") for t in c.by("dobj"))
        ]
    return [t for c in clauses for t in valency.logical_subjects(c)]


def _doer_of(noun: Token) -> list[Token]:
    """Who makes a raid that is told with its aim: 'the raids *of Ruritanian soldiers* into the valley'."""
    aimed = grammar.after(noun, "into", "on", "upon", "against")
    makers = grammar.after(noun, "of") if aimed else []
    return [x for t in makers for x in (t, *_named_modifiers(t, "Time"), *grammar.possessors(t))]


def _teller(noun: Token) -> list[Token]:
    """Who told what a noun sums up: '*Lima* would pay if Chile paid, a condition that Chile turned down'."""
    main = noun.head if noun.dep == "dep" else None
    return _subject(main) if main is not None and main.i < noun.i and grammar.is_verb(main) else []


_AWAY = word_set("extract.paths.away")


def _left(verb: Token) -> list[Token]:
    """What one moves away from: 'rumbled back *from Gori*', 'rolled out *of the town*', 'sailed home *from Chad*'."""
    words = [c for c in verb.by("advmod", "prt", "prep") if c.low in _AWAY and c.i > verb.i]
    found = [t for w in (verb, *words) for p in w.by("prep") if p.low == "from" for t in p.by("pobj")]
    out = [w for w in words if w.low == "out"]
    found += [t for w in out for p in w.by("prep") if p.low == "of" for t in p.by("pobj")]
    return grammar.expand(found)


STEPS: Mapping[str, Step] = {
    "acl": lambda token: token.by("acl"),
    "advcl": lambda token: token.by("advcl"),
    "antecedent": _antecedent,
    "appos": _apposition,
    "attr": lambda token: grammar.expand(token.by("attr", "acomp", "oprd")),
    "bare_object": lambda token: grammar.expand(token.by("dobj", "obj", "attr", "oprd")),
    "claimant": _claimant,
    "comp": _complement,
    "compound": grammar.modifiers,
    "conj": lambda token: token.by("conj"),
    "conjuncts": grammar.conjuncts,
    "content": lambda token: [t for t in grammar.content(token) if t is not token],
    "doer_of": _doer_of,
    "head": lambda token: [token.head] if token.head is not None else [],
    "indirect": valency.indirect_objects,
    "labelled": _labelled,
    "left": _left,
    "mod": lambda token: _named_modifiers(token, "Time"),
    "none": lambda _: [],
    "npadv": lambda token: token.by("npadvmod"),
    "object": _object,
    "owner": _owner,
    "pobj": lambda token: [grammar.antecedent(t) for t in grammar.expand(token.by("pobj"))],
    "poss": grammar.possessors,
    "relative": lambda token: token.by("relcl"),
    "self": lambda token: [token],
    "subject": _subject,
    "teller": _teller,
    "surface": lambda token: _contents(valency.surface_subjects(token)),
    "verb": _verb,
    "which": grammar.relative_antecedents,
    "who": predication.bearers,
}
"""The steps of paths, besides ``after:`` and ``if:``, which have words of their own."""
