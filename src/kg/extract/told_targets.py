"""Upon whom an act is by what it does and by what has been told: whose deed is judged, whose border is crossed, whom
one has just met, who holds the one that is to be freed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kg.annotate.tree import of_kind
from kg.core.annotated import Annotated, Sentence, Token
from kg.core.words import word_set
from kg.extract import blamed, grammar, valency
from kg.extract.act_meant import ActMeant
from kg.extract.acts_told import Past
from kg.extract.addressees import Addressees
from kg.extract.event_args import ORGANISATIONS
from kg.extract.frames import Frame
from kg.extract.modality import but_for
from kg.extract.paths import role_tokens
from kg.extract.plan_owners import PlanOwners
from kg.extract.referents import Referents
from kg.extract.sides import same_side
from kg.extract.unlisted import HURT, the
from kg.link.noun_phrases import noun_phrase
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Ref

_VERDICTS = {"fragment_bad", "note_adjective", "note_verdict", "said_bad", "speaks_of_bad"}
"""Conditions of what is said of an act."""
_BLAMED = {"ACCUSE", "PROTEST"}
_JUDGED = {"ACCUSE", "REJECT", "SUPPORT"}
"""What is done to a deed, rather than to a state, by one word after 'which'."""
_DEEDS = {"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"}
"""What is done to others, so that it may be blamed on its doer."""
_EASED = frozenset({"CONCEDE", "RETREAT"})
"""What one yields to others, so that it may be praised."""
_PAPERS = word_set("extract.told_targets.papers")
"""What one sends to another, in which something is asked."""
_BY_FORCE = frozenset({"ASSAULT", "COERCE"})
"""What 'the operation' is, which somebody condemns."""
_TURNED_DOWN = {"reject", "reject.brush", "reject.brush_thing", "reject.turn", "reject.turn_down", "reject.void"}
"""Frames of turning down what another has done."""
_THANKED_FOR = {"AID", "CONCEDE"}
"""What one is thanked for in a relative clause, which is then done to whoever thanks."""
_SOUGHT = word_set("extract.told_targets.sought")
_IN_STEAD = word_set("extract.told_targets.in_stead")
"""Words before what one has been asked for and does not do."""
_MOVED = word_set("extract.told_targets.moved")
"""What is done with a motion, and with nothing that it is about."""
_HOLDING = {"COERCE", "SANCTION", "CONCEDE"}
"""What is done to a person whose release or arrest is then asked for."""
_SEATED = word_set("extract.told_targets.seated")
_SOIL = word_set("extract.told_targets.soil")
"""What a land is recognised as."""
_SHORES = {"Island", "IslandGroup", "Reef", "Shoal"}
"""Features of which two say that they are theirs, where no list says whose they are."""


class ToldTargets:
    """Finds whom the acts of one document are upon where no path of a frame leads to them."""

    def __init__(
        self,
        annotated: Annotated,
        words: Mapping[str, frozenset[str]],
        addressees: Addressees,
        referents: Referents,
        deeds: Callable[[Token], frozenset[str]],
    ) -> None:
        self.annotated, self.words, self.deeds = annotated, words, deeds
        self.addressees, self.referents, self.resolver = addressees, referents, referents.resolver
        self.meant = ActMeant(annotated, words, addressees, referents, deeds)
        self.plans = PlanOwners(words, referents)
        self.text = annotated.document.text

    def by_what_is_done(self, frame: Frame, trigger: Token, s: Sequence[Ref], sentence: Sentence) -> list[Ref]:
        """By the kind of act: whose deed is judged, of whom one asks in turning to him, whose border is crossed."""
        if frame.value in _THANKED_FOR and (thanking := self._who_thanks(trigger, s)):
            return thanking
        if frame.value == "REQUEST":
            return self._written_to(trigger, s) or self._met_there(trigger, s) or self._does_instead(trigger, s)
        if frame.value == "MOBILIZE":
            return self._intruded(trigger, s)
        if frame.value == "SUPPORT":
            decided = self.addressees.decided(s, sentence, trigger)
            meant = decided or self._met_there(trigger, s) or self._of_deed(trigger, s, eased=True)
            return meant or self.plans.of(trigger, s)
        if frame.value in HURT:
            return self._blamed(frame, trigger, s, sentence) or self._went_there(trigger, s)
        if frame.value == "REJECT":
            return (
                self._hindered(trigger, s)
                or self._sought_by(trigger, s)
                or self._struck_down(trigger, s)
                or self.plans.of(trigger, s)
                or (self.meant.doer(trigger, s, sentence, turned_down=True) if frame.id in _TURNED_DOWN else [])
            )
        if frame.value == "AID" and frame.extra.get("targets"):
            return self._told_by(trigger, s)
        if frame.value not in _BLAMED:
            return []
        about = str(frame.extra.get("about", ""))
        found = self._of_deed(trigger, s)
        judges = (
            "label" in frame.conditions or about in _VERDICTS or (about == "words" and not grammar.passive(trigger))
        )
        if not found and frame.value == "ACCUSE" and judges:
            found = self.addressees.judged(s, sentence, trigger)
        found = found or (
            self.addressees.deed(_DEEDS, s, trigger)[0] if about in ("note_adjective", "note_verdict") else []
        )
        if not found and frame.value == "ACCUSE":
            found = self.addressees.decided(s, sentence, trigger)
            verdict = judges or about in ("condemned", "thing", "violence")
            found = found or (self.meant.doer(trigger, s, sentence) if verdict else [])
        return found

    def deed(self, frame: Frame, trigger: Token) -> Token:
        """From where those are looked for to whom it is done: the attack, where the trigger blames it on somebody."""
        upon = frame.extra.get("about") == blamed.UPON
        return (blamed.deed(trigger, self.words) if upon else None) or trigger

    def _blamed(self, frame: Frame, trigger: Token, s: Sequence[Ref], sentence: Sentence) -> list[Ref]:
        """Upon whom the attack was that somebody is blamed for: what it hit, whom it hurt, else where it was told."""
        about, noun = str(frame.extra.get("about", "")), self.deed(frame, trigger)
        near = blamed.hit(noun, about, self.words) if about in blamed.ABOUT else []
        if any(t.tag == "PRP$" and t.low in ("its", "their") for t in near):
            accusers = [r for t in valency.logical_subjects(grammar.clause_head(trigger)) for r in self.referents.of(t)]
            states = [r for r in accusers if r.entity.kind in STATE_KINDS and not same_side(r, s)]
            if states:  # 'blamed it for a raid that wrecked two of its ships'
                return states
        found = [
            r
            for t in near
            for r in (*self.referents.of(t), *self.referents.state_of_place(t))
            if r.entity.kind not in PLACE_KINDS
        ]
        if (
            not found
            and about in (blamed.FOR, blamed.BARE)
            and not grammar.after(noun, "on", "against", "of", "at", "in", "near")
        ):
            at = self.addressees.number(sentence)
            state = self.resolver.entities.state(blamed.where_told(self.annotated, at, trigger, self.words))
            found = [Ref(state, trigger, "where the attack was told", state.name, state)] if state is not None else []
        return [r for r in found if not same_side(r, s)]

    def already_hit(self, trigger: Token, s: Sequence[Ref], sentence: Sentence) -> list[Ref]:
        """'It was Peru that carried out the attack': upon whom the last attack told was, done by whomever."""
        things = grammar.after(trigger, "behind") or valency.logical_objects(trigger)
        if not things or not all(the(t) and not t.by("prep", "amod", "poss", "compound") for t in things):
            return []
        at = self.addressees.number(sentence)
        past = next(
            (p for p in reversed(self.addressees.past) if p.value == "ASSAULT" and p.o and at - p.sentence <= 1), None
        )
        if past is not None:
            return [replace(r, token=trigger) for r in past.o if not same_side(r, s)]
        state = self.resolver.entities.state(blamed.where_told(self.annotated, at, trigger, self.words))
        found = [Ref(state, trigger, "where the attack was told", state.name, state)] if state is not None else []
        return [r for r in found if not same_side(r, s)]

    def fate(self, token: Token) -> bool:
        """Whether it is a person whose release or arrest is asked for: 'asked for *his* release'."""
        noun = token.head if token.dep == "poss" else None
        if token.dep == "pobj" and token.head is not None and token.head.lemma == "of":
            noun = token.head.head
        return noun is not None and noun.lemma in self.words["fates"]

    def who_holds(self, frame: Frame, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Asked for his release', 'called on the authorities to free her': of whoever seized or freed that person."""
        paths = [p for p in frame.o if p != "none"]
        tokens = [t for p in paths for t in role_tokens(trigger, p)]
        if particles := trigger.by("prt"):  # 'called on the authorities to free her'
            tokens += [*trigger.by("dobj"), *(t for p in particles for t in p.by("pobj"))]
        below = [t for c in trigger.by("xcomp", "advcl", "ccomp") for t in c.by("dobj", "nsubjpass")]
        seated = any(t.mention is None and t.lemma in _SEATED and the(t) and not t.by("prep") for t in tokens)
        fates = [t for t in tokens if self.fate(t)]
        people = [r.entity for t in (*fates, *(below if seated else ())) for r in self.resolver.actors(t)]
        people = [e for e in people if e.kind in ("Person", "Group")]
        for past in reversed(self.addressees.past) if people else ():
            if past.value not in _HOLDING or past.at >= trigger.start or same_side(past.s[0], s):
                continue
            if any(r.entity in people for r in past.o):
                rule = "who holds the one spoken of"
                return [Ref(r.state or r.entity, trigger, rule, r.words, r.state) for r in past.s]
        return []

    def _who_thanks(self, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Peru thanked Chile, which opened its ports': for Peru."""
        noun = trigger.head if trigger.dep == "relcl" else None
        verb = noun.head if noun is not None and noun.dep == "dobj" else None
        if verb is None or verb.lemma != "thank" or grammar.passive(verb):
            return []
        refs = [r for t in valency.logical_subjects(verb) for r in self.referents.of(t)]
        return [r for r in refs if not same_side(r, s)]

    def _told_by(self, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Chad, said the president of Togo, has promised two boats': to whose state, who tells of it."""
        above = trigger.by("parataxis") or ([trigger.head] if trigger.dep == "ccomp" and trigger.head else [])
        said = next((a for a in above if grammar.is_verb(a) and a.lemma in self.words["speak"]), None)
        if said is None or grammar.passive(said):
            return []
        told = [r for t in valency.logical_subjects(said) for r in self.referents.of(t) if r.entity.kind == "Person"]
        states = [Ref(r.state, trigger, "to whose state, who tells of it", r.words, r.state) for r in told if r.state]
        return [r for r in states if not same_side(r, s) and all(r.entity != x.state for x in s)]

    def _written_to(self, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Took the matter to the court, asking that ...', 'wrote to Peru, demanding ...': to whom one turns."""
        main = trigger.head
        if trigger.dep == "acl" and main is not None and main.lemma in _PAPERS and main.dep == "dobj":
            main = main.head  # 'sent a letter to Peru, proposing talks'
        things = [t for o in trigger.by("dobj") for t in o.subtree() if t.mention is not None]
        alone = (
            trigger.dep in ("acl", "advcl") and trigger.tag == "VBG" and not (things or trigger.by("dative", "prep"))
        )
        if not alone or main is None or not grammar.is_verb(main) or main.lemma not in self.words["written"]:
            return []
        found = [r for t in (*grammar.after(main, "to"), *valency.indirect_objects(main)) for r in self.referents.of(t)]
        return [r for r in found if not same_side(r, s)]

    def _went_there(self, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Crossed into Chad and shelled two villages': of the state that one has gone into in the first half."""
        past, things = self._first_half(trigger), valency.logical_objects(trigger)
        plain = [t for t in things if t.mention is None and t.lemma in self.words["plain"] and not t.by("poss", "amod")]
        if past is None or not things or len(plain) < len(things) or past.value not in ("MOBILIZE", "ASSAULT"):
            return []
        return [r for r in past.o if r.entity.kind in STATE_KINDS and not same_side(r, s)]

    def _sought_by(self, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Refused to order the measures that Chad had sought': what Chad wants is refused."""
        verbs = [trigger, *trigger.by("xcomp")] if grammar.is_verb(trigger) else []
        things = [t for v in verbs for t in valency.logical_objects(v)]
        clauses = [c for t in things for c in t.by("relcl", "acl") if c.lemma in _SOUGHT]
        clauses += [c for t in things for w in t.subtree() for c in w.by("relcl") if c.lemma in _MOVED]
        found = [r for c in clauses for t in valency.logical_subjects(c) for r in self.referents.of(t)]
        return [r for r in found if not same_side(r, s)]

    def _does_instead(self, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Instead of the sanctions demanded by Peru, Chile sent a note': of whom they are demanded."""
        noun = trigger.head if trigger.dep in ("acl", "relcl") else None
        prep = noun.head if noun is not None and noun.dep == "pobj" else None
        words = {t.low for t in (prep, *prep.children, *((prep.head,) if prep.head else ()))} if prep else set()
        verb = next((a for a in prep.ancestors() if grammar.is_verb(a)), None) if prep is not None else None
        if verb is None or not words & _IN_STEAD or not verb.by("nsubj") or verb.i < trigger.i:
            return []
        found = [r for t in valency.logical_subjects(verb) if t.i > trigger.i for r in self.referents.of(t)]
        return [r for r in found if not same_side(r, s)]

    def _hindered(self, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """'But for Peru's veto, the Council would have met': what the Council was about to do is vetoed."""
        main = but_for(trigger)
        found = [r for t in valency.logical_subjects(main) for r in self.referents.of(t)] if main is not None else []
        return [r for r in found if r.entity.kind in ORGANISATIONS and not same_side(r, s)]

    def _struck_down(self, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """'The judge declared it unconstitutional': an act of his own state."""
        label = any(t.lemma == "unconstitutional" for t in trigger.by("ccomp", "oprd", "xcomp", "acomp"))
        state = s[0].state if label and len(s) == 1 else None
        if state is None or s[0].entity == state:
            return []
        return [Ref(state, trigger, "whose act is struck down", state.name, state)]

    def _met_there(self, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Met the governor and asked for help': of whom one has met in the first half of the clause."""
        past = self._first_half(trigger)
        if trigger.lemma == "call" and grammar.after(trigger, "on", "upon"):
            return []  # 'met the governor and called on firms to invest'
        if past is None or past.value != "CONSULT" or not any(same_side(r, past.s) for r in s):
            return []
        return list(past.o)

    def _first_half(self, trigger: Token) -> Past | None:
        """The act that the same subject does in the clause's first half ('*met X* and asked')."""
        first = trigger.head if trigger.dep == "conj" and not trigger.by(*grammar.SUBJECT) else None
        return next((p for p in self.addressees.past if first is not None and p.at == first.start), None)

    def _intruded(self, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """Whose border is crossed or land overflown, where a word for it or the name of a place alone tells that."""
        if trigger.lemma not in self.words["intrude"] or len(s) != 1:
            return []
        verbs = [trigger, *(c for c in trigger.by("conj") if not c.by(*grammar.SUBJECT))]
        below = [t for v in verbs for t in grammar.after(v, "across", "beyond", "into", "inside", "over", "past")]
        shore = [t for v in verbs for t in grammar.after(v, "on", "around", "near", "off") if t.mention is not None]
        below += [t for t in shore if t.mention is not None and t.mention.kind in _SHORES]
        below += [
            t for v in verbs for t in grammar.after(v, "through") if t.lemma in ("airspace", "sky", "water", "waters")
        ]
        for thing in (*(role_tokens(trigger, "object") if grammar.is_verb(trigger) else ()), *below):
            found = [
                *self.referents.state_of_place(thing),
                *(r for t in grammar.possessors(thing) for r in self.resolver.actors(t)),
                *(r for t in grammar.modifiers(thing) if t.mention is not None for r in self.resolver.actors(t)),
            ]
            if others := [r for r in found if not same_side(r, s) and r.entity.kind in STATE_KINDS]:
                return others
            plain = not any(t.mention is not None for t in thing.children)
            if thing.mention is not None and thing.mention.entity is not None:
                line = thing.mention.entity.name.endswith((" Line", " Line of Control"))
                claimed = not thing.mention.state and thing.mention.kind in _SHORES  # the other one's, too
                return self.addressees.counterpart(s, trigger) if line or claimed else []
            if thing.lemma not in self.words["borders"] or thing.mention is not None:
                continue
            if theirs := [r for t in thing.by("poss") for r in self.addressees.another(t, s, anybody=True)]:
                return theirs
            if plain and the(thing):
                return self.addressees.counterpart(s, trigger)
        return []

    def made_it(self, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Protests over the memorandum between A and B': to both who made it."""
        told = not grammar.is_verb(trigger) or grammar.after(trigger, "to", "with")
        for noun in grammar.after(trigger, "over", "against", "at", "about") if not told else ():
            treaty = self.resolver.treaties.of(noun)
            parties = [e for e in treaty.root().parties.values() if e.kind in STATE_KINDS] if treaty is not None else []
            others = [e for e in parties if all(e not in (r.entity, r.state) for r in s)]
            if len(parties) == 2 and len(others) == 2:
                return [Ref(e, trigger, "a party of what is spoken of", e.name, e) for e in others]
        return []

    def which(self, frame: Frame, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """'A attacked B, which C condemned': 'which' is the deed, not the one to whom it was done."""
        clause = trigger.head if trigger.dep == "conj" and trigger.head is not None else trigger
        noun = clause.head
        by_agent = clause.dep == "acl" and clause.tag == "VBN" and bool(clause.by("agent"))  # 'a step condemned by C'
        if frame.value not in _JUDGED | {"AGREE"} or not (clause.dep == "relcl" or by_agent) or noun is None:
            return []
        if grammar.after(trigger, "of", "for"):
            return []
        if frame.value == "REJECT" and self._resumes(noun, trigger, charge=True):
            return self._who_charges(noun, s)
        if self._resumes(noun, trigger):
            if done := self._done_by(noun, s):
                return done
            verb = next((a for a in noun.ancestors() if grammar.is_verb(a) and a.i < noun.i), None)
            return self._who_did(verb, s) if verb is not None else []
        if frame.value not in _JUDGED or clause is not trigger:
            return []
        which = next((t for t in trigger.by("dobj") if t.low == "which"), None)
        comma = self.text.startswith(",", noun.end)
        if which is not None and noun.mention is None and noun.lemma in _SOIL and comma:
            return self._recogniser(noun, s)
        if which is None or noun.mention is None or noun.mention.kind not in STATE_KINDS:
            return []
        verb = next((a for a in noun.ancestors() if grammar.is_verb(a)), None)
        found = verb is not None and noun.dep in ("dobj", "pobj") and comma
        return self.addressees.done(verb, noun, s) if found and verb is not None else []

    def _recogniser(self, soil: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Recognised it as Peruvian soil, which Chile condemned': who did, not Peru."""
        for verb in (a for a in soil.ancestors() if grammar.is_verb(a)):
            told = [r for t in valency.logical_subjects(verb) for r in self.referents.of(t)]
            if others := [r for r in told if not same_side(r, s)]:
                return others
        return []

    def _who_did(self, verb: Token, s: Sequence[Ref]) -> list[Ref]:
        """Who has done what the clause tells, or made the offer or demand that it tells."""
        if found := self.addressees.did(verb, s):
            return found
        told = [r for t in valency.logical_subjects(verb) for r in self.referents.of(t)]
        others = [r for r in told if not same_side(r, s)]
        return others if len(others) == 1 else []

    def _done_by(self, noun: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Mourned two killed in the raid by Chad, an act that B condemned': who did the deed named before."""
        for above in noun.ancestors():
            if grammar.is_verb(above):
                return []
            if above.mention is None and self.deeds(above) & _DEEDS:
                by = [r for t in grammar.after(above, "by") for r in self.referents.of(t)]
                return [r for r in by if not same_side(r, s)]
        return []

    def _who_charges(self, noun: Token, s: Sequence[Ref]) -> list[Ref]:
        """'A accuses the old power of theft, a charge that B dismisses': who speaks in the clause before."""
        for verb in (a for a in noun.ancestors() if grammar.is_verb(a) and a.i < noun.i):
            told = [r for t in valency.logical_subjects(verb) for r in self.referents.of(t)]
            if told and not any(same_side(r, s) or _of_one_state(r, s) for r in told):
                return told if len(told) == 1 else []
        return []

    def _resumes(self, noun: Token, trigger: Token, *, charge: bool = False) -> bool:
        """Whether a noun takes up the clause before it: 'A seized two boats, a step (that) B condemned'; ``charge``:
        an accusation.
        """
        phrase = noun_phrase(noun)
        words = self.words["steps"] | self.words["resumed"] | (self.words["said"] - self.words["charges"])
        words = self.words["charges"] if charge else words
        step = noun.mention is None and noun.lemma in words
        whose = [t for t in trigger.by("dobj") if t.tag not in ("WDT", "WP", "IN")]
        first = min(t.start for t in noun.subtree() if t.i <= noun.i)
        opens = phrase.determiner in ("a", "an") and grammar.last_before(self.text, first) in (",", "–", "—")
        return step and opens and not whose and not noun.by("poss")

    def _of_deed(self, trigger: Token, s: Sequence[Ref], *, eased: bool = False) -> list[Ref]:
        """Whose deed it is that somebody condemns, protests against or backs ('condemned the raid'); ``eased``: also
        what one yields ('welcomed the release').
        """
        things = [*valency.logical_objects(trigger), *role_tokens(trigger, "bare_object")]
        things += [t for c in trigger.by("ccomp") if not c.by("mark") for t in c.by("nsubj")]  # 'called the raid wrong'
        things += grammar.after(trigger, "over", "against", "about", "at") if grammar.is_verb(trigger) else []
        things += [t for o in trigger.by("dobj") for t in grammar.after(o, "for")]  # 'voiced support for the raid'
        for noun in things:
            if not _told_before(noun):
                continue
            by_force = _BY_FORCE if noun.lemma in self.words["force_acts"] else frozenset[str]()
            meant = _DEEDS | _EASED if eased and not grammar.after(noun, "of") else _DEEDS
            if kinds := self.deeds(noun) & meant or by_force:
                found, at = self.addressees.deed(kinds, s, trigger)
                if found and not self._told_since(at, trigger, kinds):
                    return found
                return self.addressees.blamed_before(noun, s)
        return []

    def _told_since(self, at: int, trigger: Token, kinds: frozenset[str]) -> bool:
        """Whether another deed of the kind is told after that position, done by nobody who is known."""
        known = {p.at for p in self.addressees.past}
        for sentence in self.annotated.sentences:
            if sentence.end <= at or sentence.start > trigger.start:
                continue
            for noun in (t for t in sentence.tokens if at < t.start < trigger.start and t.start not in known):
                if not self.deeds(noun) & kinds:
                    continue
                told = [t for t in grammar.after(noun, "of", "by", "on", "against") if not of_kind(t, "Time")]
                if told or (noun.by("acl") and not the(noun)):
                    return True
        return False


def _told_before(noun: Token) -> bool:
    """'The raid', 'Monday's raid': whether a noun takes up what has been told, and names nobody."""
    phrase = noun_phrase(noun)
    of_day = any(of_kind(t, "Time") for t in noun.by("poss"))
    named = any(
        t.mention is not None and not of_kind(t, "Time") for t in (noun, *phrase.premodifiers, *noun.by("poss"))
    )
    if named or (noun.by("poss") and not of_day):
        return False
    return of_day or phrase.determiner in ("the", "this", "that", "these", "those")


def _of_one_state(ref: Ref, s: Sequence[Ref]) -> bool:
    """Whether it is the state of one of them, or of the same state."""
    return any(x.state is not None and x.state in (ref.entity, ref.state) for x in s)
