"""Acts that are told by pointing at the act before: 'did the same', 'followed suit', 'Peru too', 'answered in kind'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.tree import FINITE
from kg.core.annotated import Sentence, Token
from kg.core.model import Stance
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.acts_told import SAID
from kg.extract.done_alike import TOO
from kg.extract.match import Matcher
from kg.extract.matched import Match
from kg.extract.sides import same_side
from kg.extract.stance import Verdict
from kg.link.references import LANDS
from kg.link.resolve import Ref

_ALIKE = word_set("extract.echoes.alike")
_THINGS = word_set("extract.echoes.things")
_STEPS = word_set("extract.echoes.steps")
_DONE = {"CONCEDE", "PROTEST", "RETREAT", "SANCTION"}
_INSIDE = {"acl", "advcl", "pcomp", "pobj", "xcomp"}
"""How an act hangs on another one that is told by it."""
_OF_MORE = {"AGREE", "REJECT", "REQUEST", "THREATEN"}
"""Acts about a further act, which is what 'did so' then means."""
_RETURN = word_set("extract.echoes.return")
_WORDS = _ALIKE | TOO | _RETURN | word_set("extract.echoes.words")
"""Lemmas of which a sentence has one that points at the act before, or 'again'."""
_SHORT = 8
"""Words of a note that only adds who else did it."""


def read(sentence: Sentence, told: Sequence[Match], matcher: Matcher) -> list[Match]:
    """What a sentence tells by pointing at the act before, the last of ``told``: that act by another, with its own
    date.
    """
    if not told or not _worth(sentence):
        return []
    number = {id(x): n for n, x in enumerate(matcher.annotated.sentences)}
    made: list[Match] = []
    for token in sentence.tokens:
        if (granted := _as_asked(token, sentence, told, matcher)) is not None:
            made.append(granted)
            continue
        last = _last([*told, *made], token)
        if last is None or not _may_point_back(token, sentence, last):
            continue
        near = number[id(last.sentence)] >= number[id(sentence)] - 1
        if not near or last.sentence.segment.paragraph != sentence.segment.paragraph:
            continue
        if token.dep in ("xcomp", "ccomp") and token.head is last.trigger:
            break  # 'called on Chad to respond in kind': what it is asked to answer is another act
        if _act_between(last, token, matcher):
            break
        again = _again(token, sentence, last, matcher)
        made += [again] if again is not None else []
    return made


def _as_asked(echo: Token, sentence: Sentence, told: Sequence[Match], matcher: Matcher) -> Match | None:
    """'Peru asked Chile to free the men. It did so': what one was asked to do, done by him."""
    if not _did_so(echo):
        return None
    last = next((m for m in reversed(told) if m.trigger.start < echo.start and m.frame.value == "REQUEST"), None)
    if last is None or _act_between(last, echo, matcher):
        return None
    subjects = grammar.expand(valency.logical_subjects(echo))
    s = [r for t in subjects for r in matcher.resolver.actors(t)]
    if len(subjects) == len(last.o) == 1 and _unnamed(subjects[0]) and all(same_side(r, last.s) for r in s):
        s = last.o  # nobody grants what he has asked for himself
    asked = [c for c in last.trigger.by("xcomp", "ccomp") if c.start < echo.start and not c.by("neg")]
    if not s or not all(same_side(r, last.o) or any(r.entity == o.state for o in last.o) for r in s):
        return None
    done = next((m for c in asked for m in matcher.as_done(c, last.sentence)), None)
    verdict = matcher.stances.read(echo, sentence)
    if done is None or verdict.stance not in (Stance.STATED, Stance.ATTRIBUTED):
        return None
    return replace(
        done,
        trigger=echo,
        sentence=sentence,
        s=s,
        s_tokens=[echo] * len(s),
        o_tokens=[echo] * len(done.o),
        dates=matcher.when.dates(echo),
        told=verdict,
        extra={"back": True},
    )


def _unnamed(subject: Token) -> bool:
    """'It', 'the country'."""
    land = subject.mention is None and subject.lemma in LANDS
    return subject.low in ("it", "he", "she") or land


def _last(told: Sequence[Match], echo: Token) -> Match | None:
    """The act told last before an echo: not what has just been done in return, and by 'did so' no act that is only
    part of another ('accused Sudan of arming rebels. Libya did so').
    """
    before = [m for m in reversed(told) if m.trigger.start < echo.start and not m.extra.get("back")]
    if echo.lemma == "take":
        return next((m for m in before if m.frame.value not in SAID), None)  # words are no step
    last = next(iter(before), None)
    if last is not None and last.trigger.dep == "relcl" and _of_other_clause(echo, last.trigger):
        return None
    if last is None or not _did_so(echo) or last.trigger.dep not in _INSIDE:
        return last
    around = {id(t) for t in last.trigger.ancestors()}
    return next((m for m in before if id(m.trigger) in around and m.trigger.dep not in _INSIDE), None)


def _of_other_clause(echo: Token, told: Token) -> bool:
    """'Peru, which backed the claim, sees a chance, and so does Chile': Chile sees one."""
    above = echo.head if echo.dep == "conj" and any(c.low == "so" for c in echo.by("advmod")) else None
    return above is not None and grammar.is_verb(above) and above in told.ancestors()


def _may_point_back(token: Token, sentence: Sentence, last: Match) -> bool:
    """Whether a word points back, and at an act such as the last one."""
    if _did_so(token):
        return (_cleft(token) is not None or _not_what_is_asked(last)) and not last.extra.get("mutual")
    apart = not (last.extra.get("mutual") or last.frame.joint)
    return apart and _points_back(token, sentence)


def _did_so(verb: Token) -> bool:
    """'Australia *did so* an hour later'; not 'has not done so', 'to do so'."""
    plain = verb.lemma == "do" and "so" in _adverbs(verb) and not verb.by("neg", "dobj")
    return plain and (verb.tag in FINITE or (verb.tag == "VBN" and bool(verb.by("aux")))) and not _once_more(verb)


def _cleft(verb: Token) -> Token | None:
    """'It was *Togo* that did so': who did."""
    who = verb.head if verb.dep == "relcl" else None
    be = who.head if who is not None and who.dep == "attr" else None
    it = be is not None and any(t.low == "it" for t in be.by("nsubj"))
    return who if it else None


def _not_what_is_asked(last: Match) -> bool:
    """'Asked Togo to leave. Chad did so': the leaving, no request."""
    return not last.trigger.by("xcomp", "ccomp", "advcl") and last.frame.value not in _OF_MORE and bool(last.o)


def _act_between(last: Match, echo: Token, matcher: Matcher) -> bool:
    """Whether somebody named does something else between the act and the words that point back.

    What they point at is the nearest act, read or not: 'Chad has asked Niger for them, and Togo reopened its border.
    Mali did likewise.' Who only says something does not stand between.
    """
    before = [t for s in matcher.annotated.sentences for t in s.tokens if last.trigger.start < t.start < echo.start]
    so = _did_so(echo)
    return any(
        (t.tag in FINITE or (t.tag == "VBN" and t.by("aux")))
        and t is not last.trigger
        and t is not echo.head  # 'Chad *is* to do the same'
        and t.lemma not in matcher.stances.words.say
        and t.dep not in ("relcl", "acl")
        and (
            any(s.mention is not None and s.mention.kind not in ("Time", "Treaty") for s in t.by("nsubj"))
            or (
                so
                and t.lemma != "be"
                and t.dep not in ("aux", "auxpass")
                and t not in (*last.trigger.ancestors(), *echo.ancestors())
            )
        )
        for t in before
    )


def _worth(sentence: Sentence) -> bool:
    words = [t.lemma for t in sentence.tokens]
    return not _WORDS.isdisjoint(words) or any(t.low == "again" for t in sentence.tokens)


def _points_back(token: Token, sentence: Sentence) -> bool:
    if not grammar.is_verb(token):
        words = [t for t in sentence.tokens if t.text.isalpha()]
        aside = [c for c in token.by("advmod") if c.i == token.i + 1 and c.low in TOO]
        if aside and token.mention is not None and sentence.tokens[token.i - 1].text == ";":
            return True  # 'Peru condemns the raid; Chile too'
        verbless = token.head is None and not any(grammar.is_verb(t) for t in sentence.tokens)
        return verbless and token.mention is not None and len(words) <= _SHORT and words[-1].low in TOO
    if _in_kind(token):
        return True
    things = token.by("dobj", "attr", "obj")
    if token.lemma == "follow":
        return any(t.lemma == "suit" for t in things) or (not things and _ahead(token)) or _in_which(token)
    if token.lemma == "take":
        return any(t.lemma in _STEPS and _such(t) for t in things)
    if token.lemma != "do":
        return False
    row = sentence.tokens[token.i + 1 : token.i + 3]
    alike = [t.low for t in row] == ["the", "same"]  # 'did the same a day later'
    alike |= any(t.lemma in _ALIKE and t.lemma in _THINGS for t in things)
    alike |= any(t.lemma in _THINGS and any(c.lemma in _ALIKE for c in t.children) for t in things)
    beside = _adverbs(token)
    return alike or "likewise" in beside or ("so" in beside and bool(beside & {"again", *TOO}))


def _such(noun: Token) -> bool:
    """'*Such* a step', '*the same* measure'."""
    return any(c.lemma in _ALIKE | {"such"} for c in noun.by("amod", "det", "predet"))


def _in_which(verb: Token) -> bool:
    """'Peru left, a step in which Chad *followed it*'."""
    step = verb.head if verb.dep == "relcl" else None
    led = any(t.tag == "PRP" for t in verb.by("dobj"))
    return step is not None and step.lemma in _STEPS and led


def _once_more(verb: Token) -> bool:
    """'In May it did so again': the same once more, where the words tell when."""
    return {"so", "again"} <= _adverbs(verb)


def _adverbs(verb: Token) -> set[str]:
    """The adverbs of a verb, also where the tree hangs one on another ('so too')."""
    return {t.low for c in verb.by("advmod") for t in (c, *c.by("advmod"))}


def _in_kind(verb: Token) -> bool:
    """'Peru answered in kind', 'Peru reciprocated': the same act, back at its doer; 'will answer in kind' threatens."""
    kind = any(t.lemma == "kind" for p in verb.by("prep") if p.lemma == "in" for t in p.by("pobj"))
    plain = verb.lemma == "reciprocate" and not verb.by("dobj", "prep", "xcomp", "ccomp")
    later = any(a.tag == "MD" for a in verb.by("aux"))
    return verb.lemma in _RETURN and not later and (kind or plain) and bool(valency.logical_subjects(verb))


def _turned_upon(last: Match, s: list[Ref]) -> bool:
    """'Peru closed the border with Chile. Chile did likewise': what is done to another may be done back."""
    return last.frame.value in _DONE and bool(last.o) and all(same_side(r, s) for r in last.o)


def _ahead(verb: Token) -> bool:
    """'Peru to follow', 'Peru will follow': who is to do the like."""
    later = any(a.tag == "TO" or a.low in ("will", "shall") for a in verb.by("aux"))
    return verb.lemma == "follow" and later and not verb.by("ccomp", "xcomp", "nsubjpass", "agent")


def _upon_others(verb: Token, s: list[Ref], matcher: Matcher) -> list[Ref]:
    """'Did the same to Chile': upon whom the like is done, where the words say so."""
    if verb.lemma != "do":
        return []
    named = [t for t in grammar.after(verb, "to", "with", "against") if t.mention is not None]
    return [r for t in named for r in matcher.resolver.actors(t, target=True) if not same_side(r, s)]


def _again(token: Token, sentence: Sentence, last: Match, matcher: Matcher) -> Match | None:
    verb = grammar.is_verb(token)
    cleft = _cleft(token)
    tokens = grammar.expand(valency.logical_subjects(token)) if verb else grammar.conjuncts(token)
    tokens = tokens if cleft is None else grammar.conjuncts(cleft)
    if not tokens and token.head is not None and token.head.mention is not None:
        tokens = grammar.conjuncts(token.head)  # 'Peru and Chile to follow'
    found: dict[str, tuple[Ref, Token]] = {}
    for one in tokens:
        for ref in matcher.resolver.actors(one):
            found.setdefault(ref.entity.iri, (ref, one))
    s = [r for r, _ in found.values()]
    once_more = verb and _once_more(token) and bool(matcher.when.dates(token))
    back = verb and not once_more and (_in_kind(token) or _turned_upon(last, s))
    back |= cleft is not None and bool(last.o) and all(same_side(r, s) for r in last.o)
    o = [r for r in (last.s if back else last.o) if not same_side(r, s)]
    if verb and s and (others := _upon_others(token, s, matcher)):
        back, o = False, others  # 'is to do the same to Chile': the same one may do it
    elif not s or (any(same_side(r, last.s) for r in s) and not once_more) or (last.o and not o):
        return None
    if back and not any(same_side(r, last.o) for r in s):
        return None  # only he to whom it was done gives it back
    verdict = matcher.stances.read(token, sentence)
    if verb and _ahead(token) and verdict.stance is Stance.STATED:
        verdict = Verdict(Stance.PREDICTED, "'to follow'", None, False, True)
    return replace(
        last,
        trigger=token,
        sentence=sentence,
        s=s,
        o=o,
        s_tokens=[t for _, t in found.values()],
        o_tokens=[token] * len(o),
        places=[],
        dates=matcher.when.dates(token) if verb else [],
        told=verdict,
        extra={"back": back},
    )
