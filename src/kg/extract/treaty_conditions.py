"""Conditions of frames of status that no list of words can give (``about`` in ``graph/frames/treaties.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from kg.annotate.tree import of_kind
from kg.core.annotated import Token
from kg.core.model import Stance
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.act_nouns import delayed, put_off
from kg.extract.bloc_context import bare
from kg.extract.matched import Match
from kg.extract.paths import role_tokens
from kg.extract.stance import Verdict
from kg.extract.treaty_records import PARTY_KINDS, TreatyBook, has_many_parties
from kg.link.references import JUDGES
from kg.link.resolve import STATE_KINDS, Ref

_DUE = word_set("extract.treaty_conditions.due")
_STOPS = word_set("extract.treaty_conditions.stops")
_PUBLIC = word_set("extract.treaty_conditions.public")
_DOZENS = word_set("extract.treaty_conditions.dozens")
"""Of whom many sign one treaty."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third|[a-z-]+th")
_WHEN = frozenset({"after", "at", "before", "by", "during", "in", "on", "under", "until", "within"})
"""Words before when, or where, something was done."""
_RATIFYING = word_set("extract.treaty_conditions.ratifying")
_RUNS_OUT = word_set("extract.treaty_conditions.runs_out")
_BREAKS = word_set("extract.treaty_conditions.breaks")
"""What ends talks, without a treaty."""
BROKEN_OFF = Verdict(Stance.NEGATED, "the talks are broken off", None, True)
_ALMOST = word_set("extract.treaty_conditions.almost")
"""Beside what is said to be dead: it is not quite."""
_HOUSES = word_set("extract.treaty_conditions.houses")
_LEAVING = word_set("extract.treaty_conditions.leaving")
_TERMS = word_set("extract.treaty_conditions.terms")
_TAKES_EFFECT = word_set("extract.treaty_conditions.takes_effect")
_CONSENT = word_set("extract.treaty_conditions.consent")
OUTSTANDING = word_set("extract.treaty_conditions.outstanding")
"""What a step is that has not been taken."""


_PARTY_NOUNS = word_set("extract.treaty_conditions.party_nouns")
_MAKES_PARTY = word_set("extract.treaty_conditions.makes_party")


def _only_states(verb: Token) -> bool:
    """'Excludes Chad and Niger', 'signed it without Chad': states by name; not 'excludes Chad's waters'."""
    named = grammar.expand([*verb.by("dobj"), *grammar.after(verb, "without")])
    named = [t for t in named if not of_kind(t, "Treaty") and (t.mention is not None or t.dep == "pobj")]
    return bool(named) and all(
        of_kind(t, "State") and t.mention is not None and t.mention.role == "name" for t in named
    )


def _only_one_out(verb: Token) -> bool:
    """'Leaves Chad as the only state that has not signed', 'as the only country outside'."""
    nouns = [t for x in (verb, *verb.by("dobj")) for t in grammar.after(x, "as")]
    lone = any(c.low in ("only", "sole", "last") for t in nouns for c in t.children)
    below = [w for t in nouns for w in t.subtree()]
    unsigned = any(w.lemma in ("accede", "join", "ratify", "sign") and w.by("neg") for w in below)
    return lone and (unsigned or any(w.low == "outside" for w in (*below, *verb.children)))


_FINISHED = word_set("extract.treaty_conditions.finished")


def _complete(noun: Token) -> bool:
    """'Negotiations on it are complete', 'were all but complete' not."""
    verb = noun.head if noun.dep == "nsubj" else None
    said = verb.by("acomp") if verb is not None else []
    return any(a.lemma.lower() in _FINISHED and not a.by("advmod", "neg") for a in said) and not (
        verb and verb.by("neg")
    )


def _takes_effect(verb: Token) -> bool:
    """'Enters into force', 'takes effect', 'will be in force', 'applies'."""
    words = {t.lemma for t in verb.by("dobj")} | {t.lemma for t in grammar.after(verb, "into", "in")}
    return verb.lemma == "apply" or bool(words & {"effect", "force", "operation"})


def _would_stay(verb: Token) -> bool:
    """'Stayed in it', 'will stay in it', 'said that they would stay in it'."""
    helpers = {a.low for a in verb.by("aux") if a.tag == "MD"}
    said = verb.dep == "ccomp" and verb.head is not None and verb.head.tag == "VBD"
    return helpers <= ({"would", "will"} if said else {"will", "shall", "'ll"}) and verb.tag != "VBG"


def _still_drafted(verb: Token) -> bool:
    """'Is negotiating a treaty', 'a treaty negotiated in 2018'; not 'had negotiated it', 'a treaty drafted by Roe'."""
    if verb.dep == "acl":
        return verb.lemma != "draft"
    return grammar.going_on(verb) or grammar.tense(verb) != "past"


def _before_judges(verb: Token) -> bool:
    """'Submitted the case to a chamber of the tribunal': judges approve no treaty."""
    laid = [t for o in grammar.after(verb, "to", "before") for t in o.subtree()]
    return any(t.lemma in JUDGES or (t.mention is not None and t.mention.kind == "Court") for t in laid)


class TreatyConditions:
    """Asks of a match what its frame's ``about`` names."""

    def __init__(self, book: TreatyBook, who: Callable[[Token], list[Ref]]) -> None:
        self.matcher, self.resolver, self._who = book.matcher, book.resolver, who
        self._by_name: Mapping[str, Callable[[Match], bool]] = {
            "brought": lambda m: m.trigger.dep == "amod",
            "replaces_treaty": self._replaces_treaty,
            "sides": self._sides,
            "signed_copies": self._signed_copies,
            "an": self._an,
            "approvers": self._approvers,
            "under_debate": lambda m: m.trigger.lemma == "table" or grammar.tense(m.trigger) != "past",
            "going_on": lambda m: grammar.going_on(m.trigger),
            "expected": lambda m: (_said_to_be(m.trigger, _DUE) and not delayed(m.trigger)) or put_off(m.trigger),
            "outstanding": lambda m: _said_to_be(m.trigger, OUTSTANDING) or delayed(m.trigger),
            "done": self._made,
            "dated": self._dated,
            "bare": self._bare,
            "apposed": self._apposed,
            "alone": self._alone,
            "nth": self._nth,
            "of_talks": self._of_talks,
            "of_treaty_work": self._treaty_work,
            "ordinal_object": lambda m: any(_counted(o) for o in valency.logical_objects(m.trigger)),
            "nothing": lambda m: self._nothing(m.trigger),
            "chamber": lambda m: self._by_chamber(m.trigger),
            "no_chamber": lambda m: not self._by_chamber(m.trigger),
            "ceases": self._ceases,
            "never": self._never,
            "enabling": lambda m: _with_word(valency.logical_objects(m.trigger), self.matcher.frames.words["enabling"]),
            "of_ratification": self._of_ratification,
            "lasting": lambda m: _lasting(m.trigger),
            "once_approved": lambda m: _once_approved(m.trigger),
            "left": lambda m: _left(m.trigger),
            "voters": self._voters,
            "in": lambda m: self._bare_adverb(m.trigger, "in"),
            "away": lambda m: _away(m.trigger) and self._signing_told(m),
            "out_of_joined": self._out_of_joined,
            "signing_told": self._signing_told,
            "signing_of": self._signing_of,
            "asked_of_chamber": self._asked_of_chamber,
            "complete": lambda m: _complete(m.trigger),
            "excludes_states": lambda m: _only_states(m.trigger),
            "granted": self._granted,
            "of_those_who_join": lambda m: any(
                v.lemma in ("accede", "join", "ratify", "sign") and not v.by("neg")
                for v in m.trigger.by("relcl", "acl")
            ),
            "of_clause": lambda m: m.trigger.dep in ("acl", "relcl"),
            "only_one_out": lambda m: _only_one_out(m.trigger),
            "nationals": lambda m: any(t.mention and t.mention.role == "people" for t in m.trigger.by("nsubj")),
            "not_complete": lambda m: not _complete(m.trigger),
            "own_treaty": lambda m: any(p.tag == "PRP$" for o in m.trigger.by("dobj") for p in o.by("poss")),
            "one_of_parties": self._one_of_parties,
            "own_ceremony": self._own_ceremony,
            "stays": lambda m: not m.verdict.negated and _would_stay(m.trigger),
            "takes_effect": lambda m: _takes_effect(m.trigger),
            "to_a_state": lambda m: any(of_kind(t, "State") for t in m.trigger.by("dative")),
            "several_names": lambda m: all(o.tag == "NNS" for o in m.trigger.by("dobj")),
            "to_what": lambda m: _to_what(m.trigger),
            "founder": lambda m: m.trigger.dep in ("appos", "attr"),
            "no_object": lambda m: any(grammar.none_of(o) for o in m.trigger.by("dobj")),
            "out": lambda m: self._bare_adverb(m.trigger, "out"),
            "together": self._together,
            "accepted_together": lambda m: self._together(m) and not _only_might(m.trigger),
            "still_drafted": lambda m: _still_drafted(m.trigger),
            "before_chamber": lambda m: not _before_judges(m.trigger),
            "groups": self._groups,
            "kept": lambda m: m.verdict.stance in (Stance.STATED, Stance.ATTRIBUTED) and not m.verdict.future,
            "as_subject": lambda m: m.trigger.dep in ("nsubj", "nsubjpass"),
            "predicate": lambda m: m.trigger.head is not None and m.trigger.i > m.trigger.head.i,
            "no_longer": lambda m: _no_longer(m.trigger),
            "denied": lambda m: m.verdict.stance is Stance.NEGATED,
            "bare_step": lambda m: _bare_step(m.trigger),
            "no_clause": lambda m: m.trigger.dep != "relcl" or bool(m.trigger.by("dobj")),
            "extended": self._extended,
            "authorised": self._authorised,
            "ratifying": lambda m: _with_word(valency.logical_objects(m.trigger), _RATIFYING),
            "under_way": lambda m: grammar.tense(m.trigger) != "past" or _begun(m.trigger),
            "stuck": lambda m: not _told_of_past(m.trigger),
            "until": lambda m: bool(_until(m.trigger)),
            "until_later": lambda m: _until_later(m.trigger),
            "whole": _whole,
            "bare_verb": lambda m: not grammar.passive(m.trigger) and not m.trigger.by("dobj", "obj"),
            "bare_object": lambda m: not any(o.by("prep", "poss") for o in valency.logical_objects(m.trigger)),
            "before_noun": lambda m: m.trigger.dep == "amod",
            "short": self._short,
            "not_ended": lambda m: not _ended(m.trigger),
            "voted": self._voted,
            "to_this_day": lambda m: _to_this_day(m),
            "now": lambda m: _now(m.trigger) and not _ended(m.trigger),
            "due_on": lambda m: _now(m.trigger) and bool(self.matcher.when.dates(m.trigger)),
            "bare_noun": lambda m: all(t.tag != "PRP" for t in valency.surface_subjects(m.trigger)),
            "ballot": lambda m: not any(p.lemma in ("on", "over") for p in _preps_of(m.trigger)),
            "not_of_exit": lambda m: not _with_word(_deposited(m.trigger), _LEAVING),
            "of_exit": lambda m: _with_word(valency.logical_objects(m.trigger), _LEAVING),
            "got_rid": lambda m: any(a.lemma == "get" for a in m.trigger.by("aux", "auxpass")),
            "buried": lambda m: not self._by_chamber(_above_rest(m.trigger)),
            "reached": _reached,
            "of_state": lambda m: all(of_kind(t, "State") for t in m.trigger.by("dobj")),
            "no_longer_so": lambda m: m.trigger.head is not None and _no_longer(m.trigger),
            "electors": self._electors,
            "by_approvers": self._by_approvers,
            "chamber_votes": lambda m: any(self._votes(t) for t in m.trigger.by("nsubj")),
            "once": lambda m: _awaited(m.trigger),
            "to_rest": lambda m: self._by_chamber(_above_rest(m.trigger)),
            "still": lambda m: m.trigger.head is None or all(c.low != "yet" for c in m.trigger.head.children),
            "alone_off": lambda m: not m.trigger.by("prep", "attr", "acomp"),
            "went_down": _went_down,
            "unaimed": lambda m: _unaimed(m.trigger),
            "without": _only_with,
            "of_chamber": lambda m: any(self._votes(t) for o in grammar.after(m.trigger, "on") for t in o.subtree()),
            "gave_light": _gave_light,
            "on_treaty": _on_a_treaty,
            "world_assembly": lambda m: of_all_states(m.trigger),
        }

    def hold(self, match: Match) -> bool:
        """Whether the condition of a match's frame holds; a frame without one fits as it is."""
        condition = self._by_name.get(str(match.frame.extra.get("about", "")))
        return condition is None or condition(match)

    def _signing_told(self, match: Match) -> bool:
        """'Fifty signed it. Chad stayed away': the sentence, or one of the two before, tells that many sign."""
        number = self.resolver.sentence_of.get(match.sentence.tokens[0].start, 0)
        near = self.matcher.annotated.sentences[max(0, number - 2) : number + 1]
        treaty = self.resolver.treaties.latest(match.trigger.start)
        signed = any(t.lemma in ("sign", "signing", "signature") for s in near for t in s.tokens)
        return signed and treaty is not None and (has_many_parties(treaty) or any(_crowd(s.tokens) for s in near))

    def _out_of_joined(self, match: Match) -> bool:
        """'Togo joined it in 2012; Chad has stayed out': out of a treaty of many, right behind who has joined it."""
        treaty = self.resolver.treaties.latest(match.trigger.start)
        if treaty is None or not has_many_parties(treaty) or not bare(match.trigger):
            return False
        number = self.resolver.sentence_of.get(match.sentence.tokens[0].start, 0)
        near = self.matcher.annotated.sentences[max(0, number - 1) : number + 1]
        before = {t.lemma.lower() for s in near for t in s.tokens if t.start < match.trigger.start}
        states = all(of_kind(t, "State") and not t.by("case") for t in valency.surface_subjects(match.trigger))
        return states and bool(before & (_PARTY_NOUNS | _MAKES_PARTY))

    def _granted(self, match: Match) -> bool:
        """'Remains committed to it', 'will stick to it', not 'would' or 'should'."""
        helpers = {a.low for a in _verb(match.trigger).by("aux") if a.tag == "MD"}
        return not match.verdict.negated and helpers <= {"will", "shall", "'ll", "’ll"}

    def _asked_of_chamber(self, match: Match) -> bool:
        """'Asked parliament to ratify it': of those who vote on treaties."""
        above = match.trigger.head
        asked = [*(above.by("dobj") if above is not None else ()), *match.trigger.by("nsubj")]
        return match.trigger.tag == "VB" and any(self._votes(t) for t in asked)

    def _one_of_parties(self, match: Match) -> bool:
        """'It has 40 parties; Chad is not one of them', 'is not among them': right below a word of parties."""
        verb = match.trigger
        ones = [t for t in verb.by("attr") if t.low == "one"]
        alone = bool(ones) and all(p.low == "of" for t in ones for p in t.by("prep"))
        of = [o for t in ones for o in grammar.after(t, "of")]
        among = grammar.after(verb, "among")
        told = alone and all(o.tag == "PRP" for o in of)
        told |= bool(among) and all(o.low == "them" for o in among)
        if not told or any(c.dep in ("amod", "relcl", "acl") for t in ones for c in t.children):
            return False
        number = self.resolver.sentence_of.get(match.sentence.tokens[0].start, 0)
        before = self.matcher.annotated.sentences[max(0, number - 1) : number + 1]
        near = [t for s in before for t in s.tokens if t.start < verb.start]
        last = next((t for t in reversed(near) if t.tag in ("NNS", "NNPS") and t.mention is None), None)
        return last is not None and last.lemma.lower() in _PARTY_NOUNS

    def _own_ceremony(self, match: Match) -> bool:
        """'A and B witnessed the signing of it', two states that nobody else is told to have signed."""
        noun = match.trigger
        if noun.by("poss") or any(p.lemma in ("between", "by", "with") for t in noun.subtree() for p in t.by("prep")):
            return False
        paths = [t for path in match.frame.s for t in role_tokens(noun, path)]
        sides = {s.key for t in paths for r in self._who(t) if (s := r.state or r.entity).kind in STATE_KINDS}
        return len(sides) == 2

    def _signing_of(self, match: Match) -> bool:
        """'They signed it in Lima. Both used a pen made from a cartridge': the sentence before tells of signing."""
        number = self.resolver.sentence_of.get(match.sentence.tokens[0].start, 0)
        near = self.matcher.annotated.sentences[max(0, number - 1) : number + 1]
        return any(t.lemma in ("sign", "signing") for s in near for t in s.tokens)

    def _groups(self, match: Match) -> bool:
        """'The pact brings together Chad, Niger and Togo', 'ties Chad to Niger': two at least, who are named."""
        verb = match.trigger
        if verb.lemma == "bring" and not any(c.low == "together" for c in verb.children):
            return False
        named = [*valency.logical_objects(verb), *grammar.after(verb, "to", "with")]
        named = [t for t in named if t.low not in ("both", "each")]  # 'commits each to help the other'
        keys = {r.entity.key for t in grammar.conjuncts_of(named) for r in self._who(t) if r.entity.kind in PARTY_KINDS}
        return len(keys) > 1

    def _made(self, match: Match) -> bool:
        """'They agreed on it', and are not agreeing yet; what a parliament adopts is approved."""
        trigger = match.trigger
        adopted = trigger.lemma == "adopt" and any(self._votes(t) for t in valency.logical_subjects(trigger))
        return not adopted and not grammar.going_on(trigger)

    def _extended(self, match: Match) -> bool:
        """'The truce was extended by a week', and so goes on; not 'extended to the south', nor what is only wanted."""
        trigger, verdict = match.trigger, match.verdict
        agreed = verdict.rule in ("'agree to'", "'decide to'")
        if trigger.dep in ("amod", "compound") or not (verdict.stance in (Stance.STATED, Stance.ATTRIBUTED) or agreed):
            return False
        if not grammar.is_verb(trigger):
            ends = trigger.head is not None and trigger.dep == "nsubj" and trigger.head.lemma in _RUNS_OUT
            return (
                not ends and self.matcher.stances.words.factuality.nouns.worth(trigger) is None and not verdict.future
            )
        if any(o.lemma == "ban" for o in valency.logical_objects(trigger)):
            return False  # 'renewed the ban on Chadian milk': its own measure
        reach = [o for p in trigger.by("prep") if p.lemma in ("to", "beyond") for o in p.by("pobj")]
        return not trigger.by("xcomp") and all(self.matcher.when.is_time(o) for o in reach)

    def _authorised(self, match: Match) -> bool:
        """'The senate authorised the president to ratify it'."""
        above = match.trigger.head
        said = valency.logical_subjects(above) if above is not None else []
        denied = above is not None and any(c.dep == "neg" for c in above.children)
        return not denied and any(self._votes(t) for t in said)

    def _votes(self, token: Token) -> bool:
        """Whether a token is a body that votes on treaties, or who sits in one."""
        return token.lemma.lower() in self.matcher.frames.words["legislatures"] or of_kind(token, "Legislature")

    def _short(self, match: Match) -> bool:
        """'Fell short of a majority'."""
        of = [o for c in match.trigger.by("advmod", "acomp") for o in grammar.after(c, "of")]
        return any(t.lemma in ("majority", "support", "threshold", "two-thirds", "vote") for t in of)

    def _voted(self, match: Match) -> bool:
        """'Its rejection by the voters', 'the senate's rejection of it': by those who vote on it."""
        trigger = match.trigger
        owners = [*trigger.by("poss", "compound", "amod"), *grammar.after(trigger, "by", "in")]
        ballots = self.matcher.frames.words["ballots"] | {"electorate", "voter", "parliamentary"}
        return any(self._votes(t) or t.lemma.lower() in ballots for t in owners)

    def _replaces_treaty(self, match: Match) -> bool:
        """'The new accord replaced the old pact', which was one: not 'will replace it'."""
        named = any(of_kind(t, "Treaty") for t in match.trigger.by("nsubj"))
        past = named and grammar.tense(match.trigger) == "past" and match.trigger.dep in ("ROOT", "conj", "ccomp")
        return past and any(self.resolver.treaties.of(t) is not None for t in match.trigger.by("dobj"))

    def _sides(self, match: Match) -> bool:
        """'Signed by the ministers', by people of whom there are several."""
        return all(t.tag in ("NNS", "NNPS") and not t.by("neg") for t in grammar.after(match.trigger, "by"))

    def _signed_copies(self, match: Match) -> bool:
        """'Exchanged signed copies'."""
        return any(t.lemma in ("sign", "initial") for o in match.trigger.by("dobj") for t in o.children)

    def _an(self, match: Match) -> bool:
        """'Came to an agreement', not 'to the treaty as a student'."""
        into = [t for p in match.trigger.by("prep") for t in p.by("pobj")]
        return any(c.low in ("a", "an", "such", "this") for t in into for c in t.children)

    def _dated(self, match: Match) -> bool:
        """'The pact dates from 1994', not 'a partnership that dates from the Cold War'."""
        trigger = match.trigger
        above = [trigger.head] if trigger.dep in ("relcl", "acl") and trigger.head is not None else []
        strong = self.resolver.treaties.lexicon.strong
        texts = [t for t in (*valency.surface_subjects(trigger), *above) if t.lemma in strong or t.mention is not None]
        return bool(texts) and bool(self.matcher.when.dates(trigger))

    def _bare(self, match: Match) -> bool:
        """'Is a party', of nothing that is said here."""
        return match.trigger.dep == "attr" and not match.trigger.by("prep", "relcl", "acl", "poss")

    def _apposed(self, match: Match) -> bool:
        """'Georgia, likewise a party, ...'."""
        trigger = match.trigger
        one = any(c.low in ("a", "another") for c in trigger.by("det"))
        return trigger.dep == "appos" and one and not trigger.by("prep", "relcl", "acl", "poss", "amod")

    def _alone(self, match: Match) -> bool:
        """'Egypt signed in 1996', 'the Americans, who signed last': a state that signs, and not a word of what."""
        verb = match.trigger
        if any(a.tag == "TO" for a in verb.by("aux")) and match.verdict.stance is not Stance.NEGATED:
            return False  # 'came to sign'
        if grammar.passive(verb) or verb.by("dobj", "dative", "ccomp", "xcomp", "prt", "nsubjpass", "agent"):
            return False
        if any(
            p.lemma not in _WHEN and not self.matcher.when.is_time(o) for p in verb.by("prep") for o in p.by("pobj")
        ):
            return False
        if verb.dep in ("acl", "relcl") and not any(t.tag in ("WDT", "WP") for t in verb.by("nsubj")):
            return False  # 'the pact Egypt signed'
        states = [r for t in valency.logical_subjects(verb) for r in self._who(t) if r.entity.kind in STATE_KINDS]
        return bool(states) and verb.tag != "VBG"

    def _nth(self, match: Match) -> bool:
        """'Deposited the eighth ratification', 'supplied the tenth' where ratifications are spoken of."""
        things = valency.logical_objects(match.trigger)
        counted = [t for o in things for t in _counted(o)]
        number = self.resolver.sentence_of.get(match.sentence.tokens[0].start, 0)
        near = self.matcher.annotated.sentences[max(0, number - 1) : number + 1]
        told = any(t.lemma == "ratification" for s in near for t in s.tokens)
        return bool(counted) and told and all(o.lemma == "ratification" or o in counted for o in things)

    def _of_talks(self, match: Match) -> bool:
        """'Talks, which began in 2019': dated, and talks on a treaty, or with no word of what they are on."""
        verb, talks = match.trigger, match.trigger.head
        if talks is None or verb.dep not in ("relcl", "acl") or not self.matcher.when.dates(verb):
            return False
        on = [t for p in talks.by("prep") for t in p.by("pobj")]
        plain = not talks.by("amod", "compound", "nmod", "poss", "prep")
        return plain or any(self.resolver.treaties.of(t) is not None for t in on)

    def _treaty_work(self, match: Match) -> bool:
        """'The talks', 'work on the text of it' were brought to an end; not any work."""
        things = valency.logical_objects(match.trigger)
        return all(o.lemma != "work" or _with_word([o], {"accord", "agreement", "text", "treaty"}) for o in things)

    def _ceases(self, match: Match) -> bool:
        """'A and B agreed to stop fighting', 'to lay down their arms': both of them, and not one of two alone."""
        paths = [t for path in match.frame.s for t in role_tokens(match.trigger, path)]
        sides = {s.key for t in paths for r in self._who(t) if (s := r.state or r.entity)}
        for verb in match.trigger.by("xcomp", "ccomp", "advcl"):
            things = {t.lemma for o in verb.by("dobj", "xcomp", "ccomp") for t in grammar.conjuncts(o)}
            arms = verb.lemma == "lay" and things & {"arm", "arms", "weapon", "gun"}
            if arms or (verb.lemma in _STOPS and things & self.matcher.frames.words["hostilities"]):
                return len(sides) > 1
        return False

    def _electors(self, match: Match) -> bool:
        """'The senate said no', 'Peruvians voted yes', by those who vote on it."""
        said = valency.logical_subjects(match.trigger)
        voters = self.matcher.frames.words["deciders"] | {"people", "voter"}
        trade = any(o.lemma == "commerce" for t in said for o in grammar.after(t, "of"))
        return (
            bool(said) and not trade and all(t.lemma.lower() in voters or self._votes(t) or _nationals(t) for t in said)
        )

    def _by_approvers(self, match: Match) -> bool:
        """'The senate refused its consent', 'By refusing its consent, the senate ...'."""
        verb, approvers = match.trigger, self.matcher.frames.words["approvers"]
        said = valency.logical_subjects(verb)
        if not said and verb.head is not None:
            above = verb.head.head if verb.dep == "pcomp" else verb.head
            said = valency.logical_subjects(above) if above is not None and grammar.is_verb(above) else []
        return bool(said) and all(t.lemma.lower() in approvers or self._votes(t) for t in said)

    def _voters(self, match: Match) -> bool:
        """'The senate voted to declare it void'."""
        above = match.trigger.head
        said = valency.logical_subjects(above) if above is not None else []
        bodies = self.matcher.frames.words["approvers"]
        return any(t.lemma.lower() in bodies or of_kind(t, "Legislature") for t in said)

    def _nothing(self, verb: Token) -> bool:
        """'Nothing has been signed', 'no document was signed', of no treaty that is named here."""
        things = verb.by("nsubjpass")
        none = all(t.low in ("nothing", "none") or grammar.none_of(t) for t in things)
        return bool(things) and none and all(self.resolver.treaties.of(t) is None for t in things)

    def _of_ratification(self, match: Match) -> bool:
        """'They exchanged instruments of ratification', and not 'once they have'."""
        done = match.verdict.stance in (Stance.STATED, Stance.ATTRIBUTED, Stance.PREDICTED)
        after = (t for t in grammar.clause_tokens(match.trigger) if t.i > match.trigger.i)
        named = any(self.resolver.treaties.of(t) is not None for t in after)  # said by the frames that find it
        things = valency.logical_objects(match.trigger)
        bare = all(o.lemma == "instrument" and not o.by("prep", "poss", "amod") for o in things)
        return done and not named and (bare or _with_word(things, {"ratification"}))

    def _never(self, match: Match) -> bool:
        """'Was never laid before parliament for ratification'; 'not yet' leaves it open."""
        asked = grammar.after(match.trigger, "for", "to")
        done = match.verdict.stance is Stance.NEGATED and all(c.text != "yet" for c in match.trigger.children)
        return done and any(t.lemma == "ratification" for t in asked)

    def _bare_adverb(self, verb: Token, word: str) -> bool:
        """'Chad and Niger are in', 'Togo is out': states, with nothing behind it."""
        after = [c for c in verb.children if c.i > verb.i and c.dep not in ("punct", "cc", "conj")]
        alone = [c.low for c in after] == [word] and not after[0].children and after[0].i == verb.i + 1
        return alone and all(of_kind(t, "State") and not t.by("case") for t in valency.surface_subjects(verb))

    def _together(self, match: Match) -> bool:
        """'X announced a deal between A and B' is told of others; what A and B announce, or A with B, is theirs."""
        paths = [t for path in match.frame.s for t in role_tokens(match.trigger, path)]
        sides = {s.key for t in paths for r in self._who(t) if (s := r.state or r.entity).kind in PARTY_KINDS}
        return len(sides) >= 2

    def _by_chamber(self, word: Token) -> bool:
        """Whether a legislature declares something void; the word is that verb, or 'void' below it."""
        verb = word.head if word.head is not None and word.lemma in ("null", "void", "invalid", "dead") else word
        return any(self._votes(t) for t in valency.logical_subjects(verb))

    def _approvers(self, match: Match) -> bool:
        """'Won the backing of parliament', 'the senate gave its consent': by those who decide on it."""
        trigger, approvers = match.trigger, self.matcher.frames.words["approvers"]
        things = valency.logical_objects(trigger)
        owners = [t for o in things for p in o.by("prep") if p.lemma in ("of", "from", "in") for t in p.by("pobj")]
        owners += [t for p in trigger.by("prep") if p.lemma in ("from", "in") for t in p.by("pobj")]
        owners += [c for o in things for c in o.children if c.dep in ("amod", "compound", "nmod", "poss")]
        owners = [t for t in owners if not any(t.lemma == w for w in ("its", "final", "first"))]
        if trigger.lemma in ("give", "grant"):
            givers = [t for t in valency.logical_subjects(trigger) if t.mention is None and t.tag != "PRP"]
            return all(t.lemma in approvers for t in givers)
        plain = any(o.lemma in ("approval", "assent", "consent") for o in things)
        return any(t.lemma in approvers for t in owners) or (plain and not owners)


def of_all_states(verb: Token) -> bool:
    """'Adopted by the General Assembly': by all states, and by no parliament."""
    said = valency.logical_subjects(verb)
    named = ["" if t.mention is None or t.mention.entity is None else t.mention.entity.name.lower() for t in said]
    general = [t.lemma.lower() == "assembly" and any(c.low == "general" for c in t.children) for t in said]
    return bool(said) and all(g or "general assembly" in name for g, name in zip(general, named, strict=True))


def _verb(word: Token) -> Token:
    """A verb, or that of which an adjective is the predicate."""
    return word.head if not grammar.is_verb(word) and word.head is not None else word


def _to_this_day(match: Match) -> bool:
    """'Governs their trade to this day'."""
    later = " ".join(t.low for t in match.sentence.tokens if t.i > match.trigger.i)
    return any(f"{words} " in f"{later} " for words in ("to this day", "to date", "until today", "to the present day"))


def _nationals(token: Token) -> bool:
    """'Peruvians', the people of a state."""
    return token.tag in ("NNS", "NNPS") and (of_kind(token, "State") or token.tag == "NNPS")


def _now(verb: Token) -> bool:
    """'Lives', 'has held since May', 'is running': not 'lived', nor 'was renewed', nor 'whether (if) it lives'."""
    if any(c.low in ("if", "unless", "whether") for c in verb.by("mark")):
        return False
    return verb.tag != "VBD" and not verb.by("dobj", "auxpass") and not any(a.tag == "VBD" for a in verb.by("aux"))


def _unaimed(verb: Token) -> bool:
    """'Had consented', to nothing that is named: not 'no loan is made before it has consented'."""
    awaited = any(c.low in ("before", "until", "unless") for c in verb.by("mark"))
    return not awaited and not verb.by("dobj", "prt") and not grammar.after(verb, "to", "on")


def _preps_of(verb: Token) -> list[Token]:
    """The prepositions that hang on a verb or on its objects."""
    return [p for t in (verb, *valency.logical_objects(verb)) for p in t.by("prep")]


def _reached(match: Match) -> bool:
    """'Reached its expiry', 'reached the end of its term'."""
    things = valency.logical_objects(match.trigger)
    return all(t.lemma != "end" or _with_word([t], _TERMS) for t in things)


def _awaited(verb: Token) -> bool:
    """'Once both have completed their procedures'."""
    marks = {m.low for m in verb.by("mark", "advmod")}
    soon = verb.head is not None and verb.head.lemma == "soon"
    perfect = any(a.low in ("has", "have") for a in verb.by("aux"))
    return perfect and (soon or bool(marks & {"after", "once", "until", "when"}))


def _above_rest(word: Token) -> Token:
    """'Was laid to rest': the verb of it."""
    return next((a for a in word.ancestors() if a.lemma == "lay"), word)


def _went_down(match: Match) -> bool:
    """'Went down in the senate', 'came to grief in the senate', 'fell at the last hurdle'; not 'went to the senate'."""
    verb = match.trigger
    below = [*verb.by("advcl", "xcomp"), *grammar.after(verb, "to", "at", "in")]
    words = {t.lemma.lower() for t in below}
    voted = any(t.lemma.lower() in _HOUSES or of_kind(t, "Legislature") for b in (verb, *below) for t in b.subtree())
    if verb.lemma in ("come", "go"):
        return bool(words & {"defeat", "grief"}) or (voted and any(c.low == "down" for c in verb.children))
    return voted and (verb.lemma != "fall" or bool(words & {"hurdle"} | words & _HOUSES))


def _only_with(match: Match) -> bool:
    """'Cannot take effect without its consent'."""
    above = next((a for a in match.trigger.ancestors() if grammar.is_verb(a)), None)
    fixed = above is not None and above.lemma in _TAKES_EFFECT and bool(above.by("neg"))
    return fixed and above is not None and any(a.tag == "MD" for a in above.by("aux"))


def _gave_light(match: Match) -> bool:
    """'Gave the pact the green light', which the parser takes for an apposition."""
    after = (t for t in match.trigger.subtree() if t.i > match.trigger.i and t.dep in ("appos", "dobj", "oprd", "conj"))
    return any(t.lemma in _CONSENT and t.head is not match.trigger for t in after)


def _on_a_treaty(match: Match) -> bool:
    """'Are talking about a border treaty', of one that is not yet there."""
    verb = match.trigger
    if verb.lemma not in ("confer", "talk"):
        return True
    near = [*grammar.after(verb, "over", "about", "on")]
    near += [o for w in grammar.after(verb, "with", "to") for o in grammar.after(w, "over", "about", "on")]
    return any(c.low in ("a", "an") for o in near for c in o.by("det"))


def _to_what(party: Token) -> bool:
    """'The third party to it', 'a truce to which Chad is the third party'."""
    clause = party.head
    before = clause.by("prep") if clause is not None and clause.dep == "relcl" else []
    which = (o for p in before if p.lemma.lower() in ("of", "to") for o in p.by("pobj"))
    return bool(party.by("prep")) or any(o.tag == "WDT" for o in which)


def _crowd(row: Sequence[Token]) -> bool:
    """'170 delegations', 'dozens of governments'."""
    nouns = [t for t in row if t.tag == "NNS" and t.lemma in _PUBLIC]
    above = (t.head.head for t in nouns if t.dep == "pobj" and t.head is not None)
    return any(t.by("nummod") for t in nouns) or any(a is not None and a.lemma in _DOZENS for a in above)


def _away(verb: Token) -> bool:
    """'Stayed away', 'kept away from the signing'; from nothing else."""
    away = [c for c in verb.by("advmod", "prt", "acomp") if c.low in ("aloof", "apart", "away")]
    hung = [p for t in (verb, *away) for p in t.by("prep") if p.lemma == "from"]
    return bool(away) and all(o.lemma in ("ceremony", "signing") for p in hung for o in p.by("pobj"))


def _counted(noun: Token) -> list[Token]:
    """'Its 60th ratification', 'the tenth': the ordinal number of a noun."""
    return [t for t in (noun, *noun.by("amod", "nummod")) if _ORDINAL.fullmatch(t.low)]


_KEPT = word_set("extract.treaty_conditions.kept")


def _left(verb: Token) -> bool:
    """'Left the treaty', not 'left the treaty intact'."""
    below = [c for t in (verb, *verb.by("dobj")) for c in t.children]
    return not any(c.lemma.lower() in _KEPT or c.low in _KEPT for c in below)


def _once_approved(verb: Token) -> bool:
    """'Will take effect once both cabinets have approved it': an approval without which nothing follows yet."""
    main = verb.head
    opens = {t.low for t in (*verb.by("mark"), *verb.by("advmod"))} & {"once", "until", "after", "when"}
    ahead = main is not None and any(a.low in ("will", "shall", "would", "can") for a in main.by("aux"))
    done = any(a.lemma in ("have", "be") for a in verb.by("aux", "auxpass"))
    return bool(opens) and verb.dep == "advcl" and ahead and done


def _lasting(verb: Token) -> bool:
    """'The pact runs until 2042'."""
    return grammar.tense(verb) == "present" and all(t.tag not in ("DT", "PRP") for t in valency.surface_subjects(verb))


def _whole(match: Match) -> bool:
    """'The pact is dead', 'the end of the pact': not 'all but dead', 'the end of it', nor 'it is dead'."""
    inner = [t for p in match.trigger.by("prep") for t in p.by("pobj")]
    inner += valency.surface_subjects(match.trigger.head) if match.trigger.dep == "acomp" and match.trigger.head else []
    return not any(c.low in _ALMOST for c in match.trigger.children) and all(t.tag != "PRP" for t in inner)


def _told_of_past(verb: Token) -> bool:
    """'Languished in committee', 'had been signed but languished', 'was held up'."""
    first = verb.head if verb.dep == "conj" and verb.head is not None and not verb.by("aux", "auxpass") else verb
    return any(a.tag == "VBD" for v in (verb, first) for a in (v, *v.by("aux", "auxpass")))


def _no_longer(noun: Token) -> bool:
    """'Is no longer a party to it', 'considers itself no longer bound by it'."""
    return grammar.no_longer(noun) or (noun.head is not None and grammar.no_longer(noun.head))


def _bare_step(verb: Token) -> bool:
    """'Ratification followed in 2021', 'the signing came in May': told by when, and not by what it followed."""
    steps = valency.surface_subjects(verb)
    plain = all(not t.by("relcl", "acl", "nummod") for t in steps)
    return plain and not verb.by("dobj", "xcomp", "ccomp") and not any(p.lemma == "from" for p in verb.by("prep"))


def broken_off(noun: Token) -> bool:
    """'Walked out of the talks on it', 'the talks on it collapsed': nobody talks any more."""
    above, steps = noun.head, 0
    while above is not None and not grammar.is_verb(above) and above.dep in ("prep", "advmod", "prt") and steps < 3:
        above, steps = above.head, steps + 1
    return above is not None and above.lemma in _BREAKS


def _until(word: Token) -> list[Token]:
    """'Is valid *until* 2042'."""
    near = (word, word.head) if word.dep == "acomp" and word.head is not None else (word,)
    return [p for t in near for p in t.by("prep") if p.lemma in ("until", "till", "through") and p.i > word.i]


def _until_later(word: Token) -> bool:
    """'Is valid until 2042'; not 'until today', when it goes on."""
    ends = _until(word)
    return bool(ends) and not any(t.low in _TO_DAY for p in ends for t in p.by("pobj", "pcomp", "advmod"))


_TO_DAY = word_set("extract.treaty_conditions.to_day")
"""Until when what has not ended is said to last."""


def _begun(verb: Token) -> bool:
    """'Began debating it', 'continues to debate it'."""
    return verb.head is not None and verb.dep == "xcomp" and verb.head.lemma in ("begin", "continue", "start")


def _deposited(trigger: Token) -> list[Token]:
    """'Deposited *its instrument*', 'the deposit of *its instrument*'."""
    if trigger.tag.startswith("V"):
        return valency.logical_objects(trigger)
    return [t for p in trigger.by("prep") if p.lemma == "of" for t in p.by("pobj")]


def _with_word(nouns: list[Token], words: Collection[str]) -> bool:
    """'The enabling law', 'instruments of ratification': whether such a word stands in the phrase of a noun."""
    return any(t.lemma.lower() in words or t.low in words for n in nouns for t in n.subtree())


def _said_to_be(noun: Token, words: frozenset[str]) -> bool:
    """Whether a noun is said to be one of these ('ratification is outstanding', 'Signature: expected in May')."""
    head = noun.head
    said = [c for c in noun.children if c.i > noun.i and c.dep in ("acl", "amod", "acomp", "appos", "advcl", "relcl")]
    if head is not None and noun.dep in ("nsubj", "nsubjpass"):
        said += [head, *head.by("acomp", "attr", "oprd", "xcomp")]
    return any(t.lemma in words or t.low in words for t in said)


def not_taken(noun: Token) -> bool:
    """'Ratification of the pact is outstanding': the noun of a step that is said to be missing or only due."""
    return _said_to_be(noun, OUTSTANDING | _DUE)


def _ended(verb: Token) -> bool:
    """'The truce expired in May but has broadly held': what holds without it is the calm."""
    first = verb.head if verb.dep == "conj" else None
    return first is not None and first.lemma in _RUNS_OUT


def _only_might(verb: Token) -> bool:
    """'Neither country can accept it', 'would accept it': nobody has done so."""
    none = any(c.low in ("neither", "no") for s in valency.logical_subjects(verb) for c in (s, *s.children))
    return none or bool(verb.by("neg")) or any(a.tag == "MD" and a.low != "will" for a in verb.by("aux"))
