"""Steps of a treaty that are told by pointing at the step before: 'Chad followed in 2020', 'Chad did so too', 'Chad has
not'; and by leaving the verb out: 'Peru ratified it in May, Chile in June'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.core.annotated import Sentence, Token
from kg.core.model import When
from kg.extract import grammar
from kg.extract.frames import Frame
from kg.extract.match import Matcher
from kg.extract.stance import Verdict
from kg.link.resolve import STATE_KINDS, Ref
from kg.link.treaty_record import Treaty

ECHOED = frozenset({"Approved", "Party", "Ratified", "Signed", "Withdrawn"})
"""What several parties do one after the other."""
_SO = {"likewise", "so", "too"}
_SAME = {"same", "suit"}
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


@dataclass(frozen=True, slots=True)
class Echo:
    """A step like the last one, by others."""

    trigger: Token
    parties: list[Ref]
    when: When | None
    at: Token
    verdict: Verdict


def states(refs: list[Ref], known: tuple[Ref, ...]) -> list[Ref]:
    """Those who are, or act for, a state that has not taken the step."""
    done = {e.key for r in known for e in (r.entity, r.state) if e is not None}
    own = [(r, r.state if r.entity.kind == "Person" else r.entity) for r in refs]
    return [r for r, e in own if e is not None and e.kind in STATE_KINDS and e.key not in done]


def followed(sentence: Sentence, number: int, last: Step, matcher: Matcher) -> Echo | None:
    """'Chad followed in 2020', 'Chad's parliament did so a year later', in this sentence or the one after the step."""
    if number - last.number > 1 or sentence.segment.paragraph != last.sentence.segment.paragraph:
        return None
    for verb in sentence.tokens:
        if verb.lemma not in ("do", "follow", "have") or verb.start < last.trigger.start or not grammar.is_verb(verb):
            continue
        short = verb.lemma != "follow" and _left_out(verb)
        if not (short or (verb.lemma != "have" and _points_back(verb))) or verb.by("nsubjpass", "agent"):
            continue
        dates = matcher.when.dates(verb)
        refs = [r for t in grammar.expand(grammar.logical_subjects(verb)) for r in matcher.resolver.actors(t)]
        if found := states(refs, last.parties):
            plain = verb.lemma == "follow" and not verb.by("dobj")
            if dates or not plain:
                last_word = max([verb, *verb.by("neg", "advmod", "dobj")], key=lambda t: t.i)
                at, when = dates[0] if dates else (last_word, None)
                return Echo(verb, found, when, at, matcher.stances.read(verb, sentence))
    return None


def _left_out(verb: Token) -> bool:
    """'Chile has not', 'Chile has yet to', 'but Chile has': the verb that is not said again is the last one."""
    rest = [c for c in verb.children if c.i > verb.i and c.dep not in ("advmod", "cc", "conj", "neg", "punct", "prep")]
    told = any(c.dep == "neg" for c in verb.children) or any(
        c.text.lower() in ("already", "yet") for c in verb.children
    )
    return not rest and told and verb.dep not in ("aux", "auxpass")


def _points_back(verb: Token) -> bool:
    things = verb.by("dobj", "obj", "attr")
    alike = any(t.lemma in _SAME for t in things) or any(c.lemma in _SO for c in verb.by("advmod"))
    bare = not things and not verb.by("ccomp", "xcomp") and verb.tag != "VBG"
    return alike or (verb.lemma == "follow" and bare)


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


def gapped(step: Step, dates: list[tuple[Token, When]], matcher: Matcher, verdict: Verdict) -> list[Echo]:
    """'Peru ratified it in May, Chile in June': the later ones, which share the verb of the first."""
    out: list[Echo] = []
    row = step.sentence.tokens
    known, at = step.parties, min((t.i for t, _ in dates if t.i > step.trigger.i), default=len(row)) + 1
    while at < len(row):
        part = [t for t in row[at : at + _BEYOND] if t.text.lower() not in ("the", "then")]
        if len(part) < 3 or part[0].text.lower() not in (",", ";", "and", "while"):
            break
        words = part[1:] if part[1].text.lower() not in ("and", "while") else part[2:]
        words = words[1:] if words and words[0].text.lower() == "by" and grammar.passive(step.trigger) else words
        if len(words) < 2 or words[0].mention is None or words[0].mention.kind not in STATE_KINDS:
            break
        time = next((t for t in words[1:4] if matcher.when.is_time(t)), None)
        between = words[1 : words.index(time)] if time is not None else []
        if time is None or any(t.text.lower() not in ("in", "on", "last", "this", "only") for t in between):
            break
        found = states(matcher.resolver.actors(words[0]), known)
        when = matcher.when.resolve_token(time, grammar.tense(step.trigger))
        if not found or when is None:
            break
        out.append(Echo(step.trigger, found, when, time, verdict))
        known, at = (*known, *found), time.i + 1
    return out
