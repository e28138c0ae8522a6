"""Conditions on what is asked: of whoever answers it, as another wanted it, of nobody who is named."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.conditions_deeds import other_side
from kg.extract.event_args import ORGANISATIONS, Args
from kg.link.resolve import STATE_KINDS

_TALKERS = STATE_KINDS | ORGANISATIONS | {"Person", "Court"}
_TOLD = ("VBD", "VBZ", "VBP", "VBN", "VBG")


def _talkers(a: Args) -> bool:
    return all(r.entity.kind in _TALKERS for r in (*a.s, *a.o))


def _named(verb: Token) -> bool:
    """'Which Roe called a matter of survival for his country': to give a thing a name asks for nothing."""
    told = verb.by("dobj", "oprd", "acomp")
    return verb.lemma == "call" and any(t.mention is None or t.mention.kind != "Time" for t in told)


def calls_for(a: Args) -> bool:
    """'Called for the withdrawal of its forces'."""
    return not _named(a.trigger)


def for_clause(a: Args) -> bool:
    """'Asked for the men to be handed over', 'called for it to leave'; not 'called it unjust for the men to go'."""
    below = a.trigger.by("xcomp", "ccomp", "advcl", "acl")
    marks = [m for c in below for m in c.by("mark") if m.low == "for"]
    things = [t for m in marks if m.head is not None for t in m.head.by("nsubjpass")]
    if any(t.mention is None and t.tag == "NN" for t in things) and all(t is a.trigger for t in a.o_tokens):
        return False  # 'called for the truth to be told': of nobody in particular
    named = _named(a.trigger)
    return bool(marks) and not named and other_side(a) and not any(c.low == "on" for c in a.trigger.by("prep"))


def persuades(a: Args) -> bool:
    """'Persuaded Togo to leave', 'dissuaded it from leaving': to do something, and not 'would try to persuade it'."""
    verb = a.trigger
    if any(x.tag == "TO" for x in verb.by("aux")):
        return False
    away = verb.lemma == "dissuade" or any(p.lemma in ("from", "into", "out") for p in verb.by("prep"))
    to = any(any(x.tag == "TO" for x in c.by("aux")) for c in verb.by("xcomp", "ccomp", "advcl"))
    return (away or to) and not verb.by("neg") and other_side(a) and _talkers(a)


def tried_to_persuade(a: Args) -> bool:
    """'Failed to persuade Togo to leave', 'tried to convince it to stay': it was asked to; not 'may try to'."""
    verb, above = a.trigger, a.trigger.head
    tried = above is not None and verb.dep == "xcomp" and above.tag in _TOLD and not above.by("neg")
    tried = tried and above is not None and not any(x.tag == "MD" for x in above.by("aux"))
    to = any(any(x.tag == "TO" for x in c.by("aux")) for c in verb.by("xcomp", "ccomp", "advcl"))
    away = any(p.lemma in ("from", "into", "out") for p in verb.by("prep"))
    return tried and (to or away) and not verb.by("neg") and other_side(a) and _talkers(a)


def as_wanted(a: Args) -> bool:
    """'Left, as Togo had urged': whoever does so was asked to."""
    verb = a.trigger
    wanted = verb.dep == "advcl" and any(m.low == "as" for m in verb.by("mark", "advmod"))
    alone = not verb.by("dobj", "xcomp", "ccomp", "neg") and not grammar.passive(verb)
    return wanted and alone and other_side(a) and _talkers(a)


def plea_answered(a: Args) -> bool:
    """'Turned down Togo's plea for troops': whoever answers it was asked; 'took a call from B' is on the phone."""
    noun = a.trigger
    asks = bool(grammar.after(noun, "for", "to")) or bool(noun.by("acl", "ccomp", "advcl"))
    phone = noun.lemma == "call" and not asks
    if noun.lemma == "invitation" and noun.head is not None and noun.head.lemma in _BARS:
        return False  # 'vetoed Togo's invitation': Togo was to be invited
    return other_side(a) and _talkers(a) and not phone and not grammar.none_of(noun)


_BARS = word_set("extract.conditions_pleas.bars")


def plea_noted(a: Args) -> bool:
    """'Took note of Togo's request for help'."""
    verb = grammar.clause_head(a.trigger)
    return any(t.lemma in ("cognisance", "cognizance", "note", "notice") for t in verb.by("dobj")) and plea_answered(a)


def wants_back(a: Args) -> bool:
    """'Demanded them back', 'wants its statues back': people or things, of whoever has them."""
    verb = a.trigger
    back = any(c.low == "back" for c in verb.subtree() if c.head is verb or c.head in a.objects)
    things = [t for t in a.objects if t.tag in ("PRP", "NN", "NNS", "NNP", "NNPS", "CD")]
    people = not any(t.lemma in a.words["sent"] for t in things)  # 'asked its ambassador back'
    to = any(p.lemma == "to" for t in (verb, *a.objects) for c in (t, *t.children) for p in c.by("prep"))  # 'to talks'
    if verb.dep in ("acl", "advcl", "relcl") and verb.lemma == "want":
        return False  # 'until the time Chad wants him back'
    return back and bool(things) and people and not to and not verb.by("neg") and other_side(a) and _talkers(a)


def _plain(a: Args, noun: Token) -> bool:
    named = any(t.mention is not None and t.mention.kind != "Time" for t in noun.subtree())
    human = a.words["anybody"] | a.words["humans"] | a.words["held"]
    return not named and noun.tag in ("NN", "NNS") and not {noun.lemma, noun.low} & human


def deed_asked_for(a: Args) -> bool:
    """'Called for the text to be published': what is to be done with a thing, by nobody who is named."""
    verb = a.trigger
    below = [c for c in verb.by("advcl", "xcomp", "ccomp") if any(m.low == "for" for m in c.by("mark"))]
    below = [c for c in below if any(x.low == "be" for x in c.by("auxpass"))]
    plain = [t for c in below for t in c.by("nsubjpass")]
    by = any(t for c in below for t in grammar.after(c, "by"))
    return bool(plain) and all(_plain(a, t) for t in plain) and not by and not verb.by("neg", "dobj") and _talkers(a)


def measure_called_for(a: Args) -> bool:
    """'Called for a boycott of Togo's goods': of nobody in particular, least of all of Togo."""
    return not a.trigger.by("dobj", "neg") and not grammar.passive(a.trigger) and _talkers(a)


_ASKS = word_set("extract.conditions_pleas.asks")


def turns_to(a: Args) -> bool:
    """'Resorted to the council to demand that ...', 'went to the bloc to seek ...'."""
    below = a.trigger.by("advcl", "xcomp", "acl", "ccomp")
    aim = [c for c in below if c.lemma in _ASKS and (c.tag == "VBG" or any(x.tag == "TO" for x in c.by("aux")))]
    bodies = all(r.entity.kind in ORGANISATIONS | {"Court"} for r in a.o)
    return bool(aim) and bodies and other_side(a) and not a.trigger.by("neg")


def sought(a: Args) -> bool:
    """'Has sought access to its men': by a state, a body or a person, of another, told as a fact or a wish."""
    away = any(t.lemma == "return" and grammar.after(t, "to") for t in a.objects)  # 'wants a return to the old lines'
    return other_side(a) and _talkers(a) and not away and not a.trigger.by("neg") and a.trigger.tag in _TOLD


def presses_for(a: Args) -> bool:
    """'Is pressing for a waiver': a thing or an act, of nobody who is named."""
    things = [t for p in a.trigger.by("prep") if p.lemma == "for" for t in p.by("pobj")]
    plain = bool(things) and all(_plain(a, t) for t in things)
    return plain and not a.trigger.by("dobj", "neg") and a.trigger.tag in _TOLD and _talkers(a)


def called_in(a: Args) -> bool:
    """'Called in the World Health Organization', 'called in Kenyan troops': a body or forces, no envoy."""
    forces = a.words["forces"]
    helps = all(
        r.entity.kind in ORGANISATIONS or any({t.lemma, t.low} & forces for t in (token, *_above(token)))
        for r, token in zip(a.o, a.o_tokens, strict=False)
    )
    return helps and other_side(a) and not a.trigger.by("neg")


def _above(token: Token) -> list[Token]:
    return [token.head] if token.head is not None else []
