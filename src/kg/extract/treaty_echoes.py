"""Steps of a treaty that are told by pointing at the step before: 'Chad followed in 2020', 'Chad did so too', 'Chad has
not', 'nor has Togo'; and by leaving the verb out: 'Peru ratified it in May, Chile in June'.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.annotate.tree import of_kind
from kg.core.annotated import Sentence, Token
from kg.core.model import Stance, When
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.frames import Frame
from kg.extract.match import Matcher
from kg.extract.predication import words_of
from kg.extract.stance import Verdict
from kg.link.resolve import STATE_KINDS, Ref
from kg.link.treaty_record import Treaty

_SO = word_set("extract.treaty_echoes.so")
_SAME = word_set("extract.treaty_echoes.same")
_NOR = {"neither", "nor"}
_SHARED = Verdict(Stance.STATED, "shares the verb of the step before")
_LATER = Verdict(Stance.PREDICTED, "said for later", None, False, True)
_LEAVES = word_set("shared.quits_body")
_MEMBERS = word_set("extract.treaty_echoes.members")
_PATHS = word_set("extract.treaty_echoes.paths")
"""'Took the *same path*', 'has gone the *same way*'."""
_STANDS_FOR = word_set("extract.treaty_echoes.stands_for") | _LEAVES
_DENIED = Verdict(Stance.NEGATED, "'nor'", None, True)
_BETWEEN = word_set("extract.treaty_echoes.between")
"""Words between who takes a step that shares its verb, and when."""
_BEYOND = 8
"""How many words after a date the next party may stand."""


@dataclass(frozen=True, slots=True)
class Step:
    """The step told last."""

    sentence: Sentence
    number: int
    trigger: Token
    frame: Frame
    treaty: Treaty
    parties: tuple[Ref, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Echo:
    """A step like the last one, by others."""

    trigger: Token
    parties: list[Ref]
    when: When | None
    at: Token
    verdict: Verdict


_FACTIONS = frozenset({"Group", "Organization", "PoliticalParty"})


def states(refs: list[Ref], known: tuple[Ref, ...], kinds: Collection[str] = STATE_KINDS) -> list[Ref]:
    """Those who are, or act for, a state (or one of other kinds) that has not taken the step."""
    done = {e.key for r in known for e in (r.entity, r.state) if e is not None}
    own = [(r, r.state if r.entity.kind == "Person" else r.entity) for r in refs]
    return [r for r, e in own if e is not None and e.kind in kinds and e.key not in done]


def followed(sentence: Sentence, number: int, steps: Sequence[Step], matcher: Matcher) -> list[tuple[Step, Echo]]:
    """'Chad followed in 2020', 'Chad's parliament did so a year later', 'nor has Togo', in this sentence or the one
    after the step that they say again.
    """
    out: list[tuple[Step, Echo]] = []
    same = [s for s in steps if number - s.number <= 1 and sentence.segment.paragraph == s.sentence.segment.paragraph]
    for verb in sentence.tokens if same else ():
        if verb.lemma not in _STANDS_FOR or not grammar.is_verb(verb):
            continue
        before = sorted((s for s in same if s.trigger.start < verb.start), key=lambda s: s.trigger.start)
        if verb.lemma in _LEAVES:
            before = [s for s in before if s.frame.value == "Withdrawn" and _leaves_too(verb)]
        for last in reversed(before):
            verdict = _said_again(verb, sentence, last, last is before[-1], matcher)
            echo = _again(verb, last, verdict, matcher) if verdict is not None else None
            if echo is not None:
                out.append((last, echo))
                break
    return out


def _again(verb: Token, last: Step, verdict: Verdict, matcher: Matcher) -> Echo | None:
    """The step said again by a verb, if others take it."""
    if verb.by("nsubjpass", "agent"):
        return None
    dates = matcher.when.dates(verb)
    refs = [r for t in grammar.expand(_doers(verb)) for r in matcher.resolver.actors(t)]
    signs = last.frame.value == "Signed" and verb.lemma == "follow"  # 'the Front followed on 3 May'
    kinds = STATE_KINDS | _FACTIONS if signs else STATE_KINDS
    found = states(refs, last.parties if verdict.negated == last.negated else (), kinds)
    if last.frame.value == "Signed" and verb.lemma == "do":  # 'A did so with a smile, and B for Chile'
        found += [r for r in refs if r.entity.kind == "Person" and r.state is None]
    plain = verb.lemma == "follow" and not verb.by("dobj")
    behalf = any(p.lemma == "for" for p in verb.by("prep"))
    if plain and behalf and last.frame.value == "Signed":  # 'B followed for Peru'
        found += [r for r in refs if r.entity.kind == "Person" and r.state is None]
    members = verb.lemma in _LEAVES and any(t.tag == "PRP" or t.lemma in _MEMBERS for t in _doers(verb))
    if (not found and not members) or (plain and not dates and not behalf):
        return None
    last_word = max([verb, *verb.by("neg", "advmod", "dobj")], key=lambda t: t.i)
    at, when = dates[0] if dates else (last_word, None)
    return Echo(verb, found, when, at, verdict)


def _doers(verb: Token) -> list[Token]:
    """Who does it; 'neither has Chad' is parsed as if Chad were had."""
    if any(t.low in _NOR for t in verb.by("nsubj")):
        return verb.by("dobj", "attr")
    if not verb.by("nsubj") and any(t.low == "so" and t.i < verb.i for t in verb.children):
        return verb.by("attr", "dobj")  # 'and so is Uruguay'
    # 'Chile's did not': of something else; but 'Chile's exit came in May, Peru's followed'
    return [t for t in valency.logical_subjects(verb) if verb.lemma == "follow" or not t.by("case")]


def _said_again(verb: Token, sentence: Sentence, last: Step, latest: bool, matcher: Matcher) -> Verdict | None:
    """How a verb that stands for that of the step says it again, if it does; what was denied is granted ('Togo did'),
    or denied of another ('nor has Chad').
    """
    short = latest and verb.lemma not in {"follow", *_LEAVES} and _left_out(verb, last)
    short &= verb.lemma not in ("go", "take")
    if not (short or (verb.lemma in {"do", "follow", "go", "take", *_LEAVES} and _points_back(verb))):
        return None
    verdict = matcher.stances.read(verb, sentence)
    if verb.lemma == "do" and _done_since(last):
        return None
    if verb.lemma in _LEAVES and any(a.tag == "MD" for a in verb.by("aux")):
        return _LATER  # 'announced that it would leave as well'
    yet = verb.lemma == "have" and any(c.low == "yet" for c in verb.children)  # 'Chad has yet to'
    if (yet or any(c.low in _NOR for c in verb.children)) and verdict.stance is Stance.STATED:
        return _DENIED
    return verdict if short or not last.negated else None


def _done_since(step: Step) -> bool:
    """'Under the pact, signed in May, they are to leave if voters consented. Chileans did so': consented."""
    if step.trigger.dep != "acl" or step.trigger.tag != "VBN":
        return False
    inside = {t.i for t in step.trigger.subtree()}
    later = [t for t in step.sentence.tokens if t.i > step.trigger.i and t.i not in inside and t.tag == "VBD"]
    return any(t.dep not in ("aux", "auxpass") and t.lemma not in ("be", "have") for t in later)


def _left_out(verb: Token, last: Step) -> bool:
    """'Chile has not', 'Chile has yet to', 'but Chile has': the verb that is not said again is the last one."""
    if verb.dep in ("aux", "auxpass") or (verb.lemma == "be") != (last.trigger.tag in ("NN", "NNS")):
        return False
    if verb.lemma == "do" and grammar.tense(verb) != "past":
        return False  # 'does it bind us? It does not'
    if _another_between(verb, last.trigger):
        return False
    words = {c.low for c in verb.children}
    nor = bool(words & _NOR)
    rest = [
        c
        for c in verb.children
        if c.i > verb.i and c.dep not in ("advmod", "cc", "conj", "neg", "npadvmod", "punct", "prep")
    ]
    if nor:
        rest = [c for c in rest if c.dep not in ("attr", "dobj", "nsubj")]
    told = nor or any(c.dep == "neg" for c in verb.children) or bool(words & {"already", "yet"})
    behind = verb.by("nsubj") or (verb.by("attr") if "so" in words else [])
    turned = "so" in words or any(m.low == "as" and m.i == verb.i - 1 for m in verb.by("mark"))
    so = turned and bool(behind) and behind[0].i > verb.i  # 'as did Chile', 'and so is Chile'
    granted = last.negated and not any(c.dep in ("advmod", "prep") and c.i < verb.i for c in verb.children)
    return (not rest and (told or granted)) or so


def _another_between(verb: Token, step: Token) -> bool:
    """'Under the pact, signed in May, troops were to withdraw; they have not': withdrawn, not signed."""
    row = words_of(verb)
    if step.dep not in ("acl", "advcl") or step.tag != "VBN" or all(t is not step for t in row):
        return False
    inside = {t.i for t in step.subtree()}
    between = [t for t in row if step.i < t.i < verb.i and t.i not in inside]
    return any(t.tag in ("VB", "VBD", "VBN") and t.dep not in ("aux", "auxpass") for t in between)


def _points_back(verb: Token) -> bool:
    things = verb.by("dobj", "obj", "attr")
    paths = [t for t in (*things, *verb.by("npadvmod")) if t.lemma in _PATHS]
    if any(c.low == "same" for t in paths for c in t.children):
        return True
    if verb.lemma in ("go", "take"):
        return False
    alike = any(t.lemma in _SAME for t in things) or any(c.lemma in _SO or _as_well(c) for c in verb.by("advmod"))
    bare = not things and not verb.by("ccomp", "xcomp") and verb.tag != "VBG"
    return alike or (verb.lemma == "follow" and bare)


def _leaves_too(verb: Token) -> bool:
    """'Niger will leave, too': without a word of what."""
    return not verb.by("dobj", "prep", "xcomp", "agent") and verb.tag != "VBG" and _points_back(verb)


def _as_well(token: Token) -> bool:
    return token.lemma == "well" and any(c.low == "as" and c.i == token.i - 1 for c in token.children)


def of_second_time(trigger: Token, row: Sequence[Token], matcher: Matcher) -> set[int]:
    """The places of those who stand in 'by B in 1989', behind 'was ratified by A in 1973': not of the first time."""
    agents = [p for p in trigger.children if p.lemma == "by" and p.i > trigger.i] if grammar.passive(trigger) else []
    out: set[int] = set()
    for one in agents[1:]:
        names = one.by("pobj")
        timed = any(matcher.when.is_time(t) for t in row[trigger.i : one.i])
        if timed and row[one.i - 1].text in (",", ";", "and") and len(names) == 1 and not names[0].by("conj"):
            after = row[names[0].i + 1 : names[0].i + 4]
            out |= {names[0].i} if any(matcher.when.is_time(t) for t in after) else set()
    return out


def _chamber(step: Step, words: Sequence[Token], matcher: Matcher) -> Echo | None:
    """'The lower house approved it on Monday, the upper house on Tuesday': a body of the same state."""
    names = matcher.frames.words["legislatures"]
    body = next((t for t in words[:3] if t.lemma.lower() in names or of_kind(t, "Legislature")), None)
    if step.frame.value not in ("Approved", "Ratified", "Rejected") or body is None:
        return None
    before = [t for t in words if t.i < body.i]
    time = next((t for t in words if body.i < t.i <= body.i + 3 and matcher.when.is_time(t)), None)
    between = [t for t in words if time is not None and body.i < t.i < time.i]
    plain = all(t.dep in ("amod", "compound", "det", "nmod") for t in before)
    if time is None or not plain or any(t.low not in _BETWEEN for t in between):
        return None
    when = matcher.when.resolve_token(time, grammar.tense(step.trigger))
    return Echo(step.trigger, [], when, time, _SHARED) if when is not None else None


def _also(step: Step, matcher: Matcher, verdict: Verdict) -> Echo | None:
    """'Peru signed it in 1999, Chile as well', 'and Chile too': without a verb of its own."""
    row = step.sentence.tokens
    for at in range(step.trigger.i + 2, len(row) - 2):
        name = row[at]
        if name.mention is None or name.mention.kind not in STATE_KINDS or name.mention.role != "name":
            continue
        before = row[at - 2 if row[at - 1].low == "and" else at - 1]
        words = [t.low for t in row[at + 1 : at + 4]]
        end = 2 if words[:2] == ["as", "well"] else 1 if words[0] in ("too", "likewise") else 0
        if not end or before.text not in (",", ";") or (len(words) > end and words[end].isalpha()):
            continue
        found = states(matcher.resolver.actors(name), step.parties)
        return Echo(step.trigger, found, None, row[at + end], verdict) if found else None
    return None


def gapped(step: Step, dates: list[tuple[Token, When]], matcher: Matcher, verdict: Verdict) -> list[Echo]:
    """'Peru ratified it in May, Chile in June': the later ones, which share the verb of the first."""
    out: list[Echo] = []
    row = step.sentence.tokens
    known, at = step.parties, min((t.i for t, _ in dates if t.i > step.trigger.i), default=len(row)) + 1
    if (also := _also(step, matcher, verdict)) is not None:
        return [also]
    while at < len(row):
        part = [t for t in row[at : at + _BEYOND] if t.low not in ("the", "then")]
        if len(part) < 3 or part[0].low not in (",", ";", "and", "while"):
            break
        words = part[1:] if part[1].low not in ("and", "while") else part[2:]
        words = words[1:] if words and words[0].low == "by" and grammar.passive(step.trigger) else words
        if (chamber := _chamber(step, words, matcher)) is not None:
            out.append(chamber)
            at = chamber.at.i + 1
            continue
        name = words[0].mention if len(words) > 1 else None
        if name is None or not (name.kind in STATE_KINDS or name.role == "capital"):
            break
        time = next((t for t in words[1:4] if matcher.when.is_time(t)), None)
        between = words[1 : words.index(time)] if time is not None else []
        if time is None or any(t.low not in _BETWEEN for t in between):
            break
        found = states(matcher.resolver.actors(words[0]), known)
        when = matcher.when.resolve_token(time, grammar.tense(step.trigger))
        if not found or when is None:
            break
        out.append(Echo(step.trigger, found, when, time, verdict))
        known, at = (*known, *found), time.i + 1
    return out
