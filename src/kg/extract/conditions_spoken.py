"""Conditions on what is said to another or of him: orders in the imperative, hopes, misbehaviour, denials of a deed."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.conditions_deeds import other_side
from kg.extract.event_args import ORGANISATIONS, Args
from kg.link.resolve import STATE_KINDS

_SPEAKERS = STATE_KINDS | ORGANISATIONS | {"Person", "Court"}
_TIME_TO = {"us", "me", "'s"}
_BASE = ("VB", "VBP")
_TORN = word_set("extract.conditions_spoken.torn")
_BLAMED = word_set("extract.conditions_spoken.blamed")
_ON_ANOTHER = word_set("extract.conditions_spoken.on_another")
_IDLE = word_set("extract.conditions_spoken.idle")
_ENTERED = word_set("extract.conditions_spoken.entered")
_CHARGES = word_set("extract.conditions_spoken.charges")


def _to_another(a: Args) -> bool:
    """Whether one who may speak says it to, or of, another such one."""
    return other_side(a) and all(r.entity.kind in _SPEAKERS for r in (*a.s, *a.o))


def imperative_told(a: Args) -> bool:
    """'"Give us our pilot back," Niger told Chad', 'Leave it, Fiji tells Tonga': an order."""
    verb = a.trigger
    below = verb.by("ccomp", "advcl", "xcomp", "dep", "parataxis")
    if verb.by("neg") or not any(_ordered(a, c) for c in below if c.i < verb.i) or not _to_another(a):
        return False
    # not 'told the patrol boat', of those who are there
    return not any(t.lemma in a.words["vessels"] | a.words["forces"] for t in a.o_tokens)


def _ordered(a: Args, clause: Token) -> bool:
    if clause.tag not in _BASE or clause.low != clause.lemma or clause.lemma in a.words["no_orders"]:
        return False
    if clause.by("nsubj", "nsubjpass", "aux", "auxpass", "mark", "neg", "expl"):
        return False
    if clause.lemma == "let":  # 'let us talk', 'let me be clear'
        return not any(t.low in _TIME_TO for c in clause.by("ccomp", "xcomp") for t in c.by("nsubj"))
    first = min(t.i for t in clause.subtree() if t.pos != "PUNCT")
    return first == clause.i or all(t.dep in ("advmod", "intj", "punct") for t in clause.children if t.i < clause.i)


def headline_order(a: Args) -> bool:
    """'Spain to France: open the tunnel'."""
    verb = a.trigger
    colon = any(t.text == ":" and t.i < verb.i for t in verb.by("punct"))
    to = any(p.low == "to" for t in verb.by("nsubj") for p in t.by("prep"))
    bare = verb.tag in _BASE and verb.low == verb.lemma and not verb.by("aux", "auxpass", "neg")
    return colon and to and bare and _to_another(a)


def cleft_blame(a: Args) -> bool:
    """'Claimed that it was Yemen that had opened fire'."""
    for c in a.trigger.by("ccomp"):
        it = any(t.low == "it" for t in c.by("nsubj"))
        if c.lemma != "be" or not it or c.by("neg", "aux") or a.trigger.by("neg"):
            continue
        deeds = [r for t in c.by("attr") for r in t.by("relcl")] + c.by("ccomp", "advcl")
        bad = _BLAMED | a.words["misdeeds"] | a.words["broken"] | a.words["hostile"]
        if any(d.lemma in bad and not d.by("neg") and _blamable(a, d) for d in deeds):
            return other_side(a) and all(r.entity.kind in STATE_KINDS | ORGANISATIONS for r in a.o)
    return False


def _blamable(a: Args, deed: Token) -> bool:
    things = {t.lemma for t in deed.by("dobj")}
    if deed.lemma in ("open", "start", "provoke"):
        return bool(things & a.words["broken_out"])
    return bool(things) or deed.lemma in _ON_ANOTHER


def ill_done(a: Args) -> bool:
    """'Said B had behaved recklessly', 'had gone back on its word', 'failed to keep it', 'tore up the deal'."""
    if a.trigger.by("neg") or not any(_ill(a, c) for c in a.trigger.by("ccomp")):
        return False
    return _to_another(a) and all(r.entity.kind != "Person" for r in a.o)


_KEEPS_WORD = word_set("extract.conditions_spoken.keeps_word")


def _ill(a: Args, clause: Token) -> bool:
    aux = {x.lemma for x in clause.by("aux")}
    things = {t.lemma for t in clause.by("dobj")}
    modal = bool(aux & {"will", "would", "may", "might", "can", "could", "should", "must"})
    if clause.by("neg") and not modal and clause.lemma in _KEEPS_WORD:
        return bool(things & (a.words["promised"] - {"contract", "duty", "ruling", "judgment"}))
    if clause.by("neg", "auxpass", "nsubjpass") or aux & {"will", "would", "may", "might", "could", "should", "must"}:
        return False
    if clause.lemma in ("sow", "spread", "peddle"):
        return bool(things & a.words["sown"])
    if clause.lemma in ("act", "behave", "maneuver", "manoeuvre", "conduct"):
        return any(t.low in a.words["ill_manner"] for t in clause.by("advmod"))
    if clause.lemma == "go":
        return bool({t.lemma for t in grammar.after(clause, "on")} & a.words["promised"]) and _particle(clause, "back")
    if clause.lemma in _TORN:
        return bool(things & a.words["promised"]) and _particle(clause, "up")
    if clause.lemma in ("fail", "refuse", "neglect"):
        kept = [x for x in clause.by("xcomp") if x.lemma in a.words["promise_kept"]]
        inside = {t.lemma for x in kept for t in (*x.by("dobj"), *grammar.after(x, "by", "to", "with", "on", "out"))}
        return bool(inside & a.words["promised"])
    return False


def _particle(verb: Token, word: str) -> bool:
    return any(t.low == word for t in verb.by("prt", "advmod", "prep"))


_BREAKS = word_set("extract.conditions_spoken.breaks")


def person_breach(a: Args) -> bool:
    """'The government said she had breached the conditions of her visa': a state, of a person."""
    for c in a.trigger.by("ccomp"):
        broke = c.lemma in _BREAKS and not c.by("neg", "auxpass")
        may = any(x.tag == "MD" for x in c.by("aux"))
        if broke and not may and any(t.lemma in a.words["rules_broken"] for t in c.by("dobj")):
            state = all(r.entity.kind in STATE_KINDS for r in a.s)
            return state and other_side(a) and all(r.entity.kind == "Person" for r in a.o)
    return False


_HOPED_DEEDS = word_set("extract.conditions_spoken.hoped_deeds")


def hopes_deed(a: Args) -> bool:
    """'Hopes that Mongolia will keep its promise': asked by a wish, of another."""
    for c in a.trigger.by("ccomp"):
        wish = any(x.lemma in ("will", "would", "can", "could") for x in c.by("aux")) and not c.by("neg")
        bare = c.lemma in _HOPED_DEEDS and not c.by("dobj")
        if wish and c.lemma in a.words["hoped_of"] and not bare:
            return _to_another(a) and not a.trigger.by("neg")
    return False


def called_off_march(a: Args) -> bool:
    """'Called off its march on the Chadian embassy'; not 'called a march on it'."""
    return other_side(a) and (a.trigger.lemma != "call" or _particle(a.trigger, "off"))


def no_truth(a: Args) -> bool:
    """'Said there was no truth in the report', 'no basis for the claim', 'the charges were without foundation'."""
    for c in a.trigger.by("ccomp"):
        if c.lemma != "be" or a.trigger.by("neg"):
            continue
        none = [t for t in c.by("attr", "nsubj") if any(d.low == "no" for d in t.by("det"))]
        if any(t.lemma in ("truth", "basis", "substance", "foundation", "evidence") for t in none):
            about = {x.lemma for t in none for x in grammar.after(t, "in", "to", "for", "behind")}
            if about & (a.words["said"] | {"rumour", "rumor"}):
                return other_side(a)
        subjects = {t.lemma for t in c.by("nsubj")}
        without = {t.lemma for t in grammar.after(c, "without")} & {"foundation", "basis", "merit", "substance"}
        figment = any(t.lemma == "figment" for t in c.by("attr"))
        if subjects & a.words["said"] and not c.by("neg") and (without or figment):
            return other_side(a)
    return False


def deed_denied(a: Args) -> bool:
    """'Said that it had not shelled the town', 'stated that it made no threat': its own deed."""
    bad = (
        a.words["hostile"] | a.words["misdeeds"] | a.words["broken"] | {"arrest", "detain", "enter", "kill", "threaten"}
    )
    if a.trigger.by("neg"):
        return False
    for c in a.trigger.by("ccomp"):
        own = any(t.low in ("it", "he", "she", "they", "we") for t in c.by("nsubj"))
        past = c.tag in ("VBD", "VBN") or any(x.low == "did" for x in c.by("aux"))
        done = past and not any(x.tag == "MD" for x in c.by("aux"))
        none = any(d.low == "no" for t in c.by("dobj") for d in t.by("det"))
        threat = c.lemma in ("make", "issue", "send", "utter") and any(
            t.lemma in ("threat", "ultimatum", "warning") for t in c.by("dobj")
        )
        things = {t.lemma for t in c.by("dobj")}
        alone = not things and c.lemma not in _ON_ANOTHER
        if alone or things & _IDLE or (c.lemma == "enter" and not things & _ENTERED):
            continue
        if own and done and ((c.lemma in bad and (c.by("neg") or none)) or (threat and none)):
            return _to_another(a)
    return False


def pressed_to(a: Args) -> bool:
    """'Under pressure from Chad to leave'."""
    below = a.trigger.by("acl", "relcl", "advcl", "xcomp")
    return any(x.tag == "TO" for c in below for x in c.by("aux")) and _to_another(a)


def word_sent(a: Args) -> bool:
    """'Sent word to Chad that it should stop', 'to stop'."""
    below = [*a.trigger.by("ccomp", "advcl", "xcomp"), *(c for t in a.objects for c in t.by("acl", "ccomp", "relcl"))]
    asked = any(x.tag == "TO" or x.low in ("should", "must") for c in below for x in c.by("aux"))
    return asked and _to_another(a)


def called_move(a: Args) -> bool:
    """'Called the Russian move a provocation', where the noun is taken for a verb."""
    bad = a.words["negative"] | a.words["verdicts"] | a.words["bad"]
    moves = [c for c in a.trigger.by("ccomp") if c.lemma == "move"]
    near = [t for c in moves for n in c.by("npadvmod", "dobj", "attr", "oprd", "appos") for t in (n, *n.by("amod"))]
    return any(t.lemma in bad and t.i > a.trigger.i for t in near) and not a.trigger.by("neg") and other_side(a)


def quoted_verdict(a: Args) -> bool:
    """'"They staged a farce," Roe said of Chad': a quotation about another that blames him."""
    bad = a.words["negative"] | a.words["bad"]
    for c in _said_before(a):
        if c.by("neg") or any(x.tag == "MD" for x in c.by("aux")):
            continue
        near = [t for t in c.by("attr", "acomp", "dobj", "oprd") if t.i > c.i]
        near += [t for n in near for t in n.by("amod")]
        wicked = c.lemma in a.words["misdeeds"] | {"lie"} and not grammar.passive(c)
        if wicked or any(t.lemma in bad for t in near):
            return other_side(a) and not a.trigger.by("neg")
    return False


def quoted_denial(a: Args) -> bool:
    """'"That never happened," the minister said of Chad's allegation'."""
    of = {t.lemma for t in grammar.after(a.trigger, "of", "about")}
    of |= {t.lemma for n in a.trigger.by("nsubj") for t in grammar.after(n, "of", "about")}
    denied = any(c.by("neg") and any(t.tag in ("DT", "PRP") for t in c.by("nsubj")) for c in _said_before(a))
    return bool(of & _CHARGES) and denied and other_side(a)


def _said_before(a: Args) -> list[Token]:
    """What is quoted before the verb of saying, with a pronoun for its subject."""
    below = [c for c in a.trigger.by("ccomp") if c.i < a.trigger.i]
    return [c for c in below if any(t.tag in ("PRP", "DT") for t in c.by("nsubj"))]


def urged_headline(a: Args) -> bool:
    """'Grenada urged to free crew by Caricom'."""
    verb = a.trigger
    to = any(x.tag == "TO" for c in verb.by("xcomp", "advcl", "ccomp") for x in c.by("aux"))
    return to and verb.tag in ("VBD", "VBN") and not verb.by("dobj", "neg", "aux") and _to_another(a)


def not_for_sale(a: Args) -> bool:
    """'The island is not for sale, Denmark told Trump'."""
    below = [c for c in a.trigger.by("ccomp") if c.lemma == "be" and c.by("neg")]
    sale = any({t.lemma for t in grammar.after(c, "for")} & {"sale"} for c in below)
    return sale and not a.trigger.by("neg") and other_side(a)


def wants_gone(a: Args) -> bool:
    """'Wants Cambodian troops gone from the temple'."""
    gone = any(c.low == "gone" for c in a.trigger.by("ccomp", "xcomp", "oprd"))
    return gone and other_side(a) and all(r.entity.kind in STATE_KINDS for r in a.o) and not a.trigger.by("neg")
