"""Where the words of a frame of status tell no step of a treaty: a picture, a mere right, a wish, or what is told by
another frame.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.core.annotated import Token
from kg.core.model import Stance
from kg.core.words import word_list, word_set
from kg.extract import grammar, valency
from kg.extract.act_nouns import Worth
from kg.extract.match import Matcher
from kg.extract.matched import Match
from kg.extract.stance import WHETHER
from kg.extract.treaty_conditions import not_taken
from kg.extract.treaty_outlook import needed_before, says_nothing
from kg.extract.treaty_records import EXITS
from kg.extract.trigger_conditions import words_around
from kg.link.named_parties import only_witnesses
from kg.link.references import BLOC_KINDS, STATE_KINDS

_OF_THINGS = word_set("extract.treaty_no_step.of_things")
"""Verbs whose 'it' is seldom a treaty."""
_OPPONENTS = word_set("extract.treaty_no_step.opponents")
_HOLDS_VOID = word_set("extract.treaty_no_step.holds_void")
_BLAMES = word_set("extract.treaty_no_step.blames")
"""What parties to a treaty do in order to leave it, and others who think ill of it."""
_LETS = word_set("extract.treaty_no_step.lets")
_AWAITS = word_set("extract.treaty_no_step.awaits")
_NEEDED = word_list("extract.treaty_no_step.needed")
_BARELY = frozenset({"negotiate.close", "party.honour", "sign.were"})
"""Frames that tell nothing of the rest when they are denied ('is not close to', 'does not honour')."""
NOT_YET = {"Approved", "Concluded", "InForce", "Ratified", "Signed"}
"""Steps that a treaty is meant to take: of those that lag behind, the text says that they have not been taken."""


class NoSteps:
    """Tells which matches of one document's frames of status are no steps."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self._ways: Mapping[str, Callable[[Match], bool]] = {
            "witnessed": lambda m: m.frame.value == "Signed" and only_witnesses(m.trigger),
            "not_taken": _not_taken,
            "awaited": _awaited,
            "beyond_the_clause": says_nothing,
            "only_named": self._only_named,
            "of_bill": lambda m: m.frame.value == "Ratified" and self._of_bill(m.trigger),
            "pictured": _pictured,
            "judged": _judged,
            "by_critics": lambda m: m.frame.value in EXITS and (self._by_critics(m) or self._by_opponents(m)),
            "against": _decided_against,
            "needed": _needed,
            "asked_for": self._asked_for,
            "of_a_thing": _of_a_thing,
            "before_force": lambda m: _before_force(m) and not needed_before(m.trigger),
        }
        self._ways_unless_waited_for: Mapping[str, Callable[[Match], bool]] = {
            "denied": lambda m: m.verdict.negated and m.frame.id in _BARELY,
            "blamed": lambda m: m.frame.id == "party.honour" and m.trigger.dep == "pcomp",
            "exit_denied": _exit_denied,
            "had_by_none": _had_by_none,
            "supposed": _supposed,
            "asked_what": _asked_what,
            "asked_whether": _asked_whether,
            "if_not": self._if_not,
            "mere_right": lambda m: m.frame.value in EXITS and _mere_right(m.trigger),
            "never_pending": _never_pending,
            "right_of_either": _right_of_either,
        }
        """Not asked where a step is needed before the treaty is in force: that it waits for it is told either way."""

    def tells_none(self, match: Match) -> bool:
        """Whether the words of a match tell no step: 'demanded that the treaty be torn up'."""
        if any(way(match) for way in self._ways.values()):
            return True
        return not _before_force(match) and any(way(match) for way in self._ways_unless_waited_for.values())

    def _only_named(self, match: Match) -> bool:
        """'Farmers oppose the suspension of the pact', 'a bill on its ratification': an act that is only thought of."""
        worth = worth_of(match, self.matcher)
        if worth is None and "without" not in words_around(match.trigger):
            return False  # most steps are none of these, and their verdict is not asked for
        if match.verdict.rule == "'without'" and match.verdict.future and match.frame.value != "PendingApproval":
            return True  # 'without its ratification trade will suffer'
        if worth is None or match.verdict.stance in (Stance.NEGATED, Stance.PREDICTED, Stance.CONDITIONAL):
            return False
        if worth == "lagging":
            pending = match.trigger.head is not None and match.trigger.head.lemma in ("be", "pend", "remain")
            said = pending and any(t.low == "pending" for t in match.sentence.tokens)
            return match.frame.value not in NOT_YET or (match.frame.value == "Ratified" and said)
        if match.frame.value == "Ratified" and worth == "ahead" and match.trigger.dep in ("dobj", "nsubjpass", "pobj"):
            return True  # 'parliament approved the ratification': said by the frames of approval
        return worth == "open"

    def _by_critics(self, match: Match) -> bool:
        """'Opposition parties denounced the pact': blamed by those who are bound by none; only states can leave it."""
        if match.frame.value != "Withdrawn" or match.trigger.lemma not in _BLAMES or not grammar.is_verb(match.trigger):
            return False
        doers = [t for t in valency.logical_subjects(match.trigger) if t.tag not in ("PRP", "WDT", "WP")]
        if not doers or match.trigger.by("auxpass"):
            return False
        resolver = self.matcher.resolver
        kinds = {r.entity.kind for t in doers for r in resolver.actors(t)}
        if not kinds & STATE_KINDS:
            return not kinds & (BLOC_KINDS | {"Person"})
        heads = resolver.lexicon.organs | resolver.lexicon.state
        return all(t.mention is None and t.lemma not in heads for t in doers)

    def _by_opponents(self, match: Match) -> bool:
        """'The opposition declared the pact void', 'critics tore it to pieces': only thought, or shown."""
        verb = match.trigger if grammar.is_verb(match.trigger) else grammar.clause_head(match.trigger)
        while verb.dep in ("ccomp", "xcomp") and verb.head is not None and verb.head.lemma in _HOLDS_VOID:
            verb = verb.head  # 'declared the pact null'
        doers = valency.logical_subjects(verb) if grammar.is_verb(verb) else []
        against = _OPPONENTS | self.matcher.resolver.lexicon.private
        return bool(doers) and all(
            t.mention is None and (t.lemma in against or any(m.lemma == "opposition" for m in grammar.modifiers(t)))
            for t in doers
        )

    def _of_bill(self, verb: Token) -> bool:
        """'A bill ratifying the pact', 'authorised the president to ratify it': what parliaments decide on."""
        if not grammar.is_verb(verb) or verb.head is None:
            return False
        of_noun = verb.dep in ("acl", "relcl") and (verb.tag == "VBG" or any(a.tag == "TO" for a in verb.by("aux")))
        if of_noun and verb.head.lemma in self.matcher.frames.words["bills"]:
            return True
        return verb.dep in ("xcomp", "ccomp") and verb.head.lemma in _LETS

    def _asked_for(self, match: Match) -> bool:
        """'Demanded that the treaty be torn up', 'insists that it be ratified'."""
        rule, told = match.verdict.rule, match.verdict.stance is Stance.ATTRIBUTED
        if rule.startswith("what '") and rule.endswith("that' asks for"):
            return True
        return told and (self.matcher.stances.modality.prediction(match.trigger) or "").startswith("what '")

    def _if_not(self, match: Match) -> bool:
        """'If it is not ratified'."""
        return (
            match.verdict.negated and self.matcher.stances.modality.condition(match.trigger) == "within an 'if' clause"
        )


def worth_of(match: Match, matcher: Matcher) -> Worth | None:
    """What the words above the noun of a step make of it, where no other rule takes it for less than a fact."""
    told = match.frame.value not in ("Negotiating", "Party", "PendingApproval")
    told &= match.frame.extra.get("about") not in ("expected", "extended", "outstanding")
    if not told or match.trigger.tag not in ("NN", "NNS", "NNP"):
        return None
    return matcher.stances.words.factuality.nouns.worth(match.trigger)


def _not_taken(match: Match) -> bool:
    """'Ratification of the pact is outstanding': told by the frames of what is still to come."""
    told = match.frame.extra.get("about") in ("expected", "outstanding")
    step = match.frame.value in ("Approved", "Ratified", "Signed") and match.trigger.tag in ("NN", "NNP")
    return step and not told and not_taken(match.trigger)


def _awaited(match: Match) -> bool:
    """'Awaits ratification': told as pending by the frames of that status."""
    head = match.trigger.head
    noun = match.frame.value in ("Ratified", "Approved") and not grammar.is_verb(match.trigger)
    return noun and head is not None and head.lemma in _AWAITS


def _pictured(match: Match) -> bool:
    """'Had the treaty being torn up': a picture, no act."""
    trigger = match.trigger
    return trigger.tag == "VBN" and grammar.being_done(trigger) and not trigger.by("aux")


def _judged(match: Match) -> bool:
    """'Denounced the pact as an act of aggression': blamed, and not left."""
    return match.trigger.lemma == "denounce" and any(p.lemma == "as" for p in match.trigger.by("prep"))


def _decided_against(match: Match) -> bool:
    """'Approved a motion not to ratify the pact': the pact is not what was approved."""
    decided = [t for t in valency.logical_objects(match.trigger) if match.frame.value == "Approved"]
    return any(c.by("neg") for t in decided for c in t.by("acl") if any(a.tag == "TO" for a in c.by("aux")))


def _needed(match: Match) -> bool:
    """'Must be ratified': told as pending by the frames of that status."""
    if match.frame.value not in ("Approved", "Ratified") or match.verdict.stance is not Stance.PREDICTED:
        return False
    return any(w in match.verdict.rule for w in _NEEDED)


def _of_a_thing(match: Match) -> bool:
    """'Closed it': the border, as a rule; but 'tore it up', 'parliament passed it'."""
    trigger = match.trigger
    if "subject" in match.frame.conditions or trigger.lemma not in _OF_THINGS:
        return False
    objects = trigger.by("dobj")
    torn_up = trigger.lemma in ("rip", "tear") and trigger.by("prt")
    return not torn_up and bool(objects) and all(t.tag == "PRP" for t in objects)


def _before_force(match: Match) -> bool:
    """'Before it enters into force', whatever is done, or needed, before."""
    trigger = match.trigger
    ahead = trigger.dep == "advcl" and any(m.lemma == "before" for m in trigger.by("mark"))
    return ahead and match.frame.value == "InForce" and grammar.tense(trigger) == "present"


def _exit_denied(match: Match) -> bool:
    """'Has not renounced it': nothing happened to what it may be."""
    if match.verdict.stance is not Stance.NEGATED or match.frame.value not in EXITS:
        return False
    return any(t.tag == "PRP" for t in valency.logical_objects(match.trigger))


def _had_by_none(match: Match) -> bool:
    """'Have a treaty that neither has ratified', 'have one that never took effect'."""
    clauses = (c for o in match.trigger.by("dobj") for c in o.by("relcl"))
    return match.frame.id == "force.have" and any(_denying(c) for c in clauses)


def _supposed(match: Match) -> bool:
    """'Were it to submit the treaty to parliament', 'should put it before them', 'would have signed it if'."""
    pending, verdict = match.frame.value == "PendingApproval", match.verdict
    if pending and verdict.stance is Stance.CONDITIONAL and verdict.rule.startswith("within an "):
        return True
    if pending and verdict.stance is Stance.OPINION:
        return True
    perfect = {a.low for a in match.trigger.by("aux")} >= {"would", "have"}
    return perfect and verdict.stance is Stance.CONDITIONAL


def _asked_what(match: Match) -> bool:
    """'Did not say what would replace it'."""
    subjects = valency.surface_subjects(match.trigger) if grammar.is_verb(match.trigger) else []
    return any(t.low == "what" for t in subjects)


def _asked_whether(match: Match) -> bool:
    """'Whether it has ratified the pact, nobody says': open, and not ahead."""
    verb = grammar.clause_head(match.trigger)
    ahead = verb.tag == "VB" or any(a.tag in ("MD", "TO") for a in verb.by("aux"))
    return match.verdict.rule == WHETHER and not ahead and verb.tag != "VBG"


def _never_pending(match: Match) -> bool:
    """'Was never put before parliament': nothing is pending."""
    never = match.frame.value == "PendingApproval" and match.verdict.stance is Stance.NEGATED
    return never and match.frame.stance is None and match.verdict.rule != "'has yet to'"


def _right_of_either(match: Match) -> bool:
    """'Either party may end the treaty': a right, no act."""
    if not match.verdict.future or match.frame.value not in EXITS:
        return False
    return any(t.lemma in ("party", "side") for t in valency.logical_subjects(match.trigger))


def _mere_right(verb: Token) -> bool:
    """'Has every right to leave it'; a right that is reserved is a condition."""
    right = verb.head if verb.dep == "acl" else None
    return right is not None and right.lemma == "right" and (right.head is None or right.head.lemma != "reserve")


def _denying(clause: Token) -> bool:
    """'Which neither has ratified', 'that never took effect'."""
    return any(t.low in ("neither", "never", "nobody", "not", "n't") for t in clause.subtree())
