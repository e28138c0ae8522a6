"""Conditions on threats that name nobody, keep a way open, or say what follows otherwise."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.conditions_deeds import other_side
from kg.extract.event_args import ORGANISATIONS, Args
from kg.extract.predication import is_state
from kg.link.resolve import STATE_KINDS

_VOICES = STATE_KINDS | ORGANISATIONS | {"Person", "ArmedForce", "Group"}


def voices_open(a: Args) -> bool:
    """A state, a body, armed men or somebody who speaks for one threatens, whoever is meant."""
    return other_side(a) and not a.trigger.by("neg") and all(r.entity.kind in _VOICES for r in a.s)


_DEALS = word_set("extract.conditions_threats.deals")
_RESORTS = word_set("extract.conditions_threats.resorts")
"""How one brings a matter before a court or a body."""
_OF_DEALS = word_set("extract.conditions_threats.of_deals")
"""What is no dealing without the word for it."""
_AGREED = word_set("extract.conditions_threats.agreed")


_VIES = word_set("extract.conditions_threats.vies")
"""What one threatens to do by growing or winning."""


def not_at_partner(a: Args) -> bool:
    """'Threatened to sign a deal with Ghana', 'threatens to overtake Ghana': no threat to Ghana; nor is 'threatened to
    go to the tribunal' one to the tribunal.
    """
    if any(c.lemma in _VIES for c in a.trigger.by("xcomp")):
        return False
    for token in a.o_tokens:
        if token is a.trigger:  # whoever else is named
            dealing = [c for c in a.trigger.by("xcomp") if c.lemma in _DEALS]
            if any(t.lemma in _AGREED for c in dealing for t in c.by("dobj")):
                return False
        prep = token.head if token.dep == "pobj" else None
        if prep is None or prep.lemma not in ("with", "from", "to"):
            continue
        above = [t for t in prep.ancestors() if t.i > a.trigger.i]
        if prep.lemma == "to" and any(t.lemma in _RESORTS for t in above[:1]) and not is_state(token):
            return False
        if prep.lemma == "from" and token.tag == "PRP" and any(t.lemma in ("pull", "withdraw") for t in above):
            return False  # 'opposes the pact and threatened to withdraw from it'
        deal = any(t.lemma in _AGREED for t in above if t.dep == "dobj")
        if any(t.lemma in _DEALS and (deal or t.lemma not in _OF_DEALS) for t in above):
            return False
    return True


_CALM = word_set("extract.conditions_threats.calm")
_MILD_ANSWERS = word_set("extract.conditions_threats.mild_answers")
_ANSWERED_ACTS = word_set("extract.conditions_threats.answered_acts")


def vowed_answer(a: Args) -> bool:
    """'Vowed to answer the raid', 'swore to respond at a time of its choosing': not to a letter."""
    to = [t for p in a.trigger.by("prep") if p.lemma in ("to", "at", "in") for t in p.by("pobj")]
    to += valency.logical_objects(a.trigger)
    hard = any(t.lemma in a.words["warned_acts"] | _ANSWERED_ACTS for t in to)
    mild = a.trigger.lemma in _MILD_ANSWERS
    return voices_open(a) and (not mild or hard) and not any(t.lemma in _CALM for t in to)


_HARD = word_set("extract.conditions_threats.hard")


def hard_answer(a: Args) -> bool:
    """'Promises an answer in kind', 'a crushing response': not one to a question."""
    told = {w for t in a.objects for c in t.by("amod", "compound") for w in (c.lemma, c.low)}
    kind = any(x.lemma == "kind" for t in (a.trigger, *a.objects) for x in grammar.after(t, "in"))
    return voices_open(a) and (kind or bool(told & _HARD))


_DEFENDED = word_set("extract.conditions_threats.defended")


def vowed_defence(a: Args) -> bool:
    """'Vowed to defend its soil by all means': its land, not a title or a policy."""
    return voices_open(a) and any(t.lemma in _DEFENDED and t.by("poss") for t in a.objects)


def talked_of(a: Args) -> bool:
    """'Talks of consequences', 'hinted at rockets against London': of what the speaker would do."""
    of = [t for p in a.trigger.by("prep") if p.lemma in ("of", "at", "about") for t in p.by("pobj")]
    others = any(t.by("poss") or any(m.mention is not None for m in grammar.modifiers(t)) for t in of)
    to = [t for p in a.trigger.by("prep") if p.lemma in ("against", "on", "for") for t in p.by("pobj")]
    to += [x for t in of for x in grammar.after(t, "against", "on", "for")]
    mild = a.trigger.lemma in ("talk", "speak") and any(t.lemma in ("war", "force", "missile", "strike") for t in of)
    past = any(x.lemma in ("past", "last", "recent", "possible") for t in of for x in t.children)
    lines = any(t.lemma == "line" for t in of) and not to
    aimed = bool(a.o) or a.trigger.lemma in ("hint", "mutter") or lines
    return voices_open(a) and aimed and not others and not past and not (mild and not to)


def options_open(a: Args) -> bool:
    """'All options remain open', 'every option is on the table'."""
    every = any(
        c.lemma in ("all", "every", "military") for t in valency.logical_subjects(a.trigger) for c in t.children
    )
    opened = any(c.lemma == "open" for c in a.trigger.by("acomp", "oprd", "xcomp"))
    table = any(t.lemma == "table" for t in grammar.after(a.trigger, "on"))
    of_what = any(grammar.after(t, "for") for t in valency.logical_subjects(a.trigger))
    return every and not of_what and (opened or table) and voices_open(a)


def is_option(a: Args) -> bool:
    """'Force remains an option', 'intervention is one of the options on the table'."""
    verb = a.trigger.head
    if verb is None or a.trigger.dep != "nsubj":
        return False
    said = [x for t in verb.by("attr") for x in (t, *grammar.after(t, "of"))]
    armed = a.trigger.lemma != "intervention" or any(c.lemma in ("armed", "military") for c in a.trigger.children)
    return armed and any(t.lemma in ("option", "possibility") for t in said) and voices_open(a)


def force_open(a: Args) -> bool:
    """'Would not rule out force', 'did not exclude a military option'."""
    things = [x for o in (*a.objects, *a.trigger.by("xcomp", "pcomp")) for x in o.subtree()]
    own = all(r.entity.kind in STATE_KINDS | {"Person"} | ORGANISATIONS for r in a.s)
    others = any(p.lemma in ("by", "from") for o in a.objects for p in o.by("prep"))
    return own and other_side(a) and not others and any(t.lemma in _BY_FORCE for t in things)


_BY_FORCE = word_set("extract.conditions_threats.by_force")


def wont_rule_out(a: Args) -> bool:
    """'Refused to rule out the use of force'."""
    for act in a.trigger.by("xcomp"):
        out = act.lemma == "exclude" or any(c.low == "out" for c in act.by("prt", "advmod"))
        hard = any(x.lemma in _BY_FORCE for o in act.by("dobj") for x in o.subtree())
        if act.lemma in ("exclude", "rule") and out and hard:
            return not a.trigger.by("neg") and voices_open(a)
    return False


def all_means(a: Args) -> bool:
    """'Authorised the use of all necessary means against Iraq unless': a body or a parliament, with a condition."""
    inside = [x for o in a.objects for x in o.subtree()]
    means = any(t.lemma in ("mean", "means") for t in inside) or any(t.lemma == "force" for t in inside)
    given = any(m.low in ("unless", "if") for c in a.trigger.by("advcl") for m in c.by("mark"))
    return means and given and other_side(a)


_ASKING = word_set("extract.conditions_threats.asking")


def failing_which(a: Args) -> bool:
    """'Gave it a week to free him, failing which it would use force', said by whoever asks for it."""
    demanding = [t for v in a.trigger.ancestors() if v.lemma in _ASKING for t in valency.logical_subjects(v)]
    ahead = any(x.lemma in ("will", "would", "shall") for c in a.trigger.by("ccomp", "xcomp") for x in c.by("aux"))
    failing = a.trigger.low == "failing" and ahead
    return failing and any(t in a.s_tokens for t in demanding) and voices_open(a)


def _ahead(verb: Token) -> bool:
    return any(x.lemma in ("will", "would", "shall") for x in verb.by("aux")) and not verb.by("neg")


def _says_itself(a: Args, clause: Token) -> bool:
    """Whether the subject of a clause is whoever says it."""
    own = [*clause.by("nsubj", "nsubjpass"), *clause.by("expl")]
    named = {r.state or r.entity for r in a.s} | {r.entity for r in a.s}
    return all(t.tag == "PRP" or (t.mention is not None and t.mention.entity in named) for t in own)


_HARD_STEPS = word_set("extract.conditions_threats.hard_steps")


def forced_to(a: Args) -> bool:
    """'Said it would be forced to take countermeasures': of its own side."""
    for clause in a.trigger.by("ccomp"):
        made = clause.lemma in ("force", "oblige", "compel", "constrain", "have") and _ahead(clause)
        for act in clause.by("xcomp") if made and _says_itself(a, clause) else ():
            things = {t.lemma for t in (*valency.logical_objects(act), *grammar.after(act, "to"))}
            counter = any(t.low == "counter" for t in act.subtree())
            if things & _HARD_STEPS or counter or act.lemma == "retaliate":
                return voices_open(a)
        if _says_itself(a, clause) and (_every_measure(clause) or _not_idle(clause)):
            return voices_open(a)
    return False


def _every_measure(clause: Token) -> bool:
    """'Would take all necessary measures'."""
    steps = [t for t in clause.by("dobj") if t.lemma in ("action", "mean", "means", "measure", "step")]
    every = any(c.lemma in ("all", "any", "every") for t in steps for c in t.children)
    every &= any(c.lemma in ("necessary", "possible", "appropriate", "require") for t in steps for c in t.children)
    return clause.lemma in ("take", "use") and every and _ahead(clause)


def _not_idle(clause: Token) -> bool:
    """'Would not stand idly by', 'will not sit idle'."""
    idle = any(c.low in ("idle", "idly") for c in clause.subtree() if c.i > clause.i)
    return clause.lemma in ("stand", "sit", "remain", "stay") and idle and bool(clause.by("neg"))


_CONSEQUENCES = word_set("extract.conditions_threats.consequences")
_MILD_CONSEQUENCES = word_set("extract.conditions_threats.mild_consequences")


def there_will_be(a: Args) -> bool:
    """'Said that there would be consequences': no word that they come by themselves."""
    for clause in a.trigger.by("ccomp"):
        told = [*clause.by("attr"), *clause.by("nsubj", "dobj")]
        what = [t for t in told if t.lemma in _CONSEQUENCES]
        plain = not any(c.lemma in _MILD_CONSEQUENCES or c.tag == "PRP$" for t in what for c in t.children)
        plain &= not any(grammar.after(t, "of") for t in what)
        if clause.by("expl") and what and plain and _ahead(clause):
            return voices_open(a)
    return False


_TOLERATES = word_set("extract.conditions_threats.tolerates")


def wont_tolerate(a: Args) -> bool:
    """'Cautioned that it would tolerate no change of borders', 'would not allow'."""
    for clause in a.trigger.by("ccomp"):
        ahead = any(x.lemma in ("will", "would") for x in clause.by("aux"))
        no = bool(clause.by("neg")) or any(c.low == "no" for t in clause.by("dobj") for c in t.by("det"))
        if clause.lemma in _TOLERATES and ahead and no:
            return _says_itself(a, clause) and voices_open(a)
    return False


def unless_done(a: Args) -> bool:
    """'Told Croatia that it would sue unless it obeyed': with a condition on the other one."""
    given = [c for c in a.trigger.by("advcl") if any(m.low in ("unless",) for m in c.by("mark"))]
    return bool(given) and other_side(a) and not a.trigger.by("neg") and all(r.entity.kind in _VOICES for r in a.s)


_ILL_ENDS = word_set("extract.conditions_threats.ill_ends")


def menace_met(a: Args) -> bool:
    """'Any raid would end in defeat', 'would be met with force': an act of another, by whoever warns of it."""
    acts = a.trigger.by("nsubj", "nsubjpass")
    ends = {t.lemma for p in a.trigger.by("prep", "agent") for c in p.children for t in (c, *c.by("dobj"))}
    if not ends & _ILL_ENDS:
        return False
    act = any(t.lemma in a.words["warned_acts"] | {"attempt", "provocation", "act", "step"} for t in acts)
    passive = a.trigger.lemma != "meet" or grammar.passive(a.trigger)
    return act and passive and voices_open(a)


_MOVES = word_set("extract.conditions_threats.moves")


def served_notice(a: Args) -> bool:
    """'Put Eritrea on notice', not 'put two companies on notice to move'."""
    notice = [t for p in a.trigger.by("prep") for t in p.by("pobj")]
    below = [c for t in (a.trigger, *notice) for c in t.by("acl", "xcomp", "advcl")]
    return other_side(a) and not any(c.lemma in _MOVES for c in below)


_MILD_WARNINGS = word_set("extract.conditions_threats.mild_warnings")


def warned_of_ill(a: Args) -> bool:
    """'Warned of grave consequences', 'of retaliation': of what the one who warns would do."""
    of = [t for p in a.trigger.by("prep") if p.lemma in ("of", "about") for t in p.by("pobj")]
    others = any(t.by("poss") or t.by("acl") or grammar.after(t, "of", "for", "by", "from", "in") for t in of)
    plain = not any(c.lemma in _MILD_WARNINGS or c.mention is not None for t in of for c in t.children)
    return plain and not others and not a.objects and voices_open(a)


def ready_for_force(a: Args) -> bool:
    """'Is ready for war', 'was prepared to use force': no host, no clerk at his desk."""
    for_what = {t.lemma for t in grammar.after(a.trigger, "for")}
    hard = bool(for_what & {"battle", "conflict", "confrontation", "war"})
    for act in a.trigger.by("xcomp"):
        things = {t.lemma for t in valency.logical_objects(act)} | {t.lemma for t in grammar.after(act, "to")}
        hard |= (act.lemma == "use" and "force" in things) or (act.lemma == "go" and "war" in things)
    return hard and not any(v.by("neg") for v in (a.trigger.head, a.trigger) if v is not None) and voices_open(a)


def will_answer(a: Args) -> bool:
    """'Will respond to the raid', 'will respond with force': to an act of force, or by one."""
    to = grammar.after(a.trigger, "to")
    force = {t.lemma for t in grammar.after(a.trigger, "with")} & {"force", "fire", "strike", "missile", "war"}
    hard = {w for c in a.trigger.by("advmod") for w in (c.lemma, c.low)}
    hard &= a.words["answered_hard"]
    acts = any(
        t.lemma in a.words["warned_acts"] | {"bombing", "shelling", "strike", "killing", "violation"} for t in to
    )
    given = any(m.low == "if" for c in a.trigger.by("advcl") for m in c.by("mark"))
    retaliates = a.trigger.lemma == "retaliate"
    if given and not a.o:
        return False  # to what another does then
    return bool(force or hard or acts or retaliates) and not a.trigger.by("neg") and voices_open(a)


_HARD_RIGHTS = word_set("extract.conditions_threats.hard_rights")


def right_kept(a: Args) -> bool:
    """'Reserves the right to respond': to act, not to change a price."""
    acts = [c for t in a.objects for c in t.by("acl")]
    force = any(c.lemma == "use" and any(t.lemma == "force" for t in c.by("dobj")) for c in acts)
    return (force or any(c.lemma in _HARD_RIGHTS for c in acts)) and voices_open(a)


def avenged(a: Args) -> bool:
    """'Vowed to take revenge', 'said it would avenge its general': in words of revenge alone."""
    things = {t.lemma for t in valency.logical_objects(a.trigger)}
    sport = things & {"defeat", "loss"}
    revenge = a.trigger.lemma == "avenge" or bool(things & {"revenge", "vengeance", "retribution"})
    return revenge and not sport and not a.trigger.by("neg") and voices_open(a)
