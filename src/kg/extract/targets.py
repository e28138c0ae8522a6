"""Who is acted upon in an event: by its clause, by what the text has said before, or people whom nobody has named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kg.core.annotated import Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.extract import answers, blamed, first_person, grammar, valency
from kg.extract.counterparts import THE_OTHER
from kg.extract.done_alike import TOO
from kg.extract.modality import counterfactual
from kg.extract.nearby import friend_of_actor
from kg.extract.role_search import NOBODY, Found, Readers, Sought, found_at, found_each
from kg.extract.set_aside import bidders
from kg.extract.talks import the_others
from kg.extract.target_ways import TargetWays
from kg.extract.targets_on_paths import TargetsOnPaths, measured, of_both
from kg.extract.unnamed_before import people_before
from kg.extract.verdicts import of_a_deed
from kg.extract.whose_deed import judged_alike
from kg.link.resolve import PLACE_KINDS, STATE_KINDS

_PARALLEL = {"AID", "SANCTION"}
_UPON_PEOPLE = {"ASSAULT", "COERCE", "SANCTION", "THREATEN"}
_UPON_ANYBODY = {"ACCUSE", "AID", "CONSULT", "REQUEST", "SUPPORT"}
_UPON_NAMES = {"ACCUSE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"}
_HARMS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "THREATEN"})
_HOSTILE = frozenset({"ACCUSE", "ASSAULT", "COERCE", "PROTEST", "SANCTION", "THREATEN"})
_AGAINST = {"ACCUSE", "CONCEDE", "PROTEST", "REQUEST", "SANCTION", "THREATEN"}
_REVOLTS = word_set("extract.targets.revolts")
_THOUGHTS = word_set("extract.targets.thoughts")
_OWN_UP = word_set("extract.targets.own_up")
_CAREER = word_set("extract.targets.career")
"""What one does in an office, or for it."""
_MERELY = word_set("extract.targets.merely")
"""'Chile *merely* recalled its envoy', where another has done more."""
_NO_ONE = word_set("extract.targets.no_one")
_FREE = word_set("extract.targets.free")


class Targets:
    """Finds whom the events of one document are upon, where it is known who acts."""

    def __init__(self, readers: Readers, on_paths: TargetsOnPaths) -> None:
        self.words, self.resolver, self.on_paths = readers.words, readers.resolver, on_paths
        self.text = readers.text
        self.addressees, self.referents = readers.addressees, readers.referents
        self.told, self.unlisted = readers.told, readers.unlisted
        self.ways = TargetWays(readers)

    def of(self, sought: Sought) -> Found | None:
        """By the first way that finds somebody; NOBODY where it is one of whom nobody can know who he is."""
        if sought.value != "AID" and self._upon_us(sought.trigger):
            return NOBODY
        if sought.value == "SANCTION" and self._shut_to_all(sought.trigger):
            return NOBODY
        if sought.value == "AID" and self._given_to_outfit(sought.trigger):
            return NOBODY
        undergoing = self._undergoing(sought)
        for way in _WAYS:
            found = way(self, sought)
            if found is not None and found.refs and self._friends_alone(sought, found):
                continue
            if found is not None and not (undergoing and {r.entity for r in found.refs} <= undergoing and found.refs):
                return found
        return None

    def _friends_alone(self, sought: Sought, found: Found) -> bool:
        """'Belarus, which is allied with Russia, closed the border': no word says against whom."""
        if sought.value not in _HARMS or any(r.rule != THE_OTHER for r in found.refs):
            return False
        named = [t for t in sought.sentence.tokens if t.mention is not None and friend_of_actor(t, sought.trigger)]
        return {r.entity for r in found.refs} <= {r.entity for t in named for r in self.resolver.actors(t)}

    def _undergoing(self, sought: Sought) -> set[Entity]:
        """'Demands that he be freed', 'demanded that Togo be left out': of whom something is asked of others; 'shut its
        border at the request of Togo': who wants it.
        """
        wished = sought.trigger.by("ccomp") if sought.value == "REQUEST" else ()
        done_to = [t for c in wished if not valency.logical_subjects(c) for t in c.by("nsubjpass")]
        each = [m for t in done_to for m in (t, *self.resolver.conjuncts(t))]
        named = [t for t in each if t.mention is not None or t.low in ("he", "she")]
        if sought.value in _HOSTILE and grammar.is_verb(sought.trigger):
            named += bidders(sought.trigger)
        return {r.entity for t in named for r in self.resolver.actors(t)}

    def _upon_us(self, trigger: Token) -> bool:
        """Whether it is done to whoever writes, of whom nobody knows who it is ('conceded us the ports')."""
        upon = trigger.by("dative", "iobj", "dobj") if grammar.is_verb(trigger) else ()
        return any(t.tag == "PRP" and t.low in ("us", "me") and not self.referents.of(t) for t in upon)

    def _shut_to_all(self, verb: Token) -> bool:
        """'Shut the bridge to light vans': whosever they are."""
        ways = [t for t in valency.logical_objects(verb) if t.mention is None and t.lemma in self.words["ways"]]
        kept_out = [t for x in (verb, *ways) for t in grammar.after(x, "to")] if ways and grammar.is_verb(verb) else []
        return bool(kept_out) and not any(
            t.mention is not None or t.tag == "PRP$" for k in kept_out for t in k.subtree()
        )

    def _given_to_outfit(self, verb: Token) -> bool:
        """'Gave the two institutes a million for their work in Mali': they get it, wherever they work."""
        takers = verb.by("dative", "iobj") if grammar.is_verb(verb) else ()
        takers = [t for t in takers if t.tag in ("NN", "NNS") and t.lemma in self.words["outfits"]]
        return bool(takers) and not any(t.mention is not None for k in takers for t in k.subtree())

    # -- by the clause

    def _just_told(self, sought: Sought) -> Found | None:
        """'Recognised it as Peruvian soil, which Chile condemned': whose deed 'which' takes up."""
        frame, trigger, s = sought.frame, sought.trigger, sought.s
        found = self.told.which(frame, trigger, s)
        return found_at(found or (self.told.made_it(trigger, s) if frame.value == "PROTEST" else []), trigger)

    def _on_paths(self, sought: Sought) -> Found | None:
        """Whoever stands on the frame's paths, seen from the attack where somebody is blamed for one."""
        frame, trigger = sought.frame, sought.trigger
        deed = self.told.deed(frame, trigger)
        found = self.on_paths.of(sought if deed is trigger else replace(sought, trigger=deed)) or Found([], [])
        o = the_others(self.addressees, sought.s, found.refs, found.tokens or valency.logical_objects(trigger))
        if not o or of_a_deed(frame, trigger, self.words):
            return None
        return Found(o, found.tokens or [r.token for r in o])

    def _upon_band(self, sought: Sought) -> Found | None:
        """'Blamed a Palestinian group', 'accused a Libyan militia': those men, not the state that is their home."""
        if sought.value not in _HOSTILE or not grammar.is_verb(sought.trigger):
            return None
        bands = [t for t in valency.logical_objects(sought.trigger) if t.dep in ("dobj", "nsubjpass")]
        found = [(r, t) for t in bands for r in self.unlisted.band(t)]
        return Found([r for r, _ in found], [t for _, t in found]) if found and len(found) == len(bands) else None

    def _upon_no_one(self, sought: Sought) -> Found | None:
        """'Has accused nobody', 'threatens no one', 'demanded nothing': it is done to nobody who is told of before."""
        plain = sought.value in _HOSTILE | {"REQUEST"} and grammar.is_verb(sought.trigger)
        things = sought.trigger.by("dobj", "dative", "nsubjpass") if plain else ()
        if not any(_no_one(t) for t in things):
            return None
        return NOBODY if "o" in sought.frame.needs else Found([], [])

    def _undergone(self, sought: Sought) -> Found | None:
        """'Peru's invasion by Chile': upon Peru."""
        found = Found([], [])
        for token in grammar.undergone(sought.trigger):
            refs = self.referents.of(token)
            found.refs += refs
            found.tokens += [token] * len(refs)
        return found if found.refs else None

    def _by_what_is_done(self, sought: Sought) -> Found | None:
        """By the kind of act: whose deed is judged, whose border is crossed."""
        found = self.told.by_what_is_done(sought.frame, sought.trigger, sought.s, sought.sentence)
        return found_at(found, sought.trigger)

    def _who_holds(self, sought: Sought) -> Found | None:
        """'Asked for his release': of whoever holds him."""
        asked = sought.value == "REQUEST"
        return found_at(self.told.who_holds(sought.frame, sought.trigger, sought.s), sought.trigger) if asked else None

    def _the_authorities(self, sought: Sought) -> Found | None:
        return self.on_paths.rulers.the_authorities(sought)

    def _holders(self, sought: Sought) -> Found | None:
        """'Seized the islands', 'occupied the Spratly Islands': whoever holds the land."""
        if "land" not in sought.target_ways:
            return None
        heirs = self.addressees.succeeded(sought.s, sought.trigger)
        return Found(heirs, [sought.trigger]) if heirs else found_each(self.unlisted.holders(sought.trigger))

    def _seceded(self, sought: Sought) -> Found | None:
        asked = "seceded" in sought.target_ways
        return found_each(self.unlisted.seceded(sought.trigger)) if asked else None

    def _foes_at_home(self, sought: Sought) -> Found | None:
        backed = sought.value in ("AID", "SUPPORT") and grammar.is_verb(sought.trigger)
        return found_each(self.unlisted.at_home(sought.frame, sought.trigger)) if backed else None

    def _by_its_name(self, sought: Sought) -> Found | None:
        """A group, firm or ship that no list has: 'armed the Contras'."""
        trigger = sought.trigger
        named = grammar.is_verb(trigger) or trigger.lemma in self.words["done_to_people"]
        if sought.value not in _UPON_NAMES or not named:
            return None
        return found_each(self.unlisted.by_its_name(sought.frame, trigger))

    def _given_to_pronoun(self, sought: Sought) -> Found | None:
        """'Gave us three boats': to somebody whom only a pronoun names."""
        if sought.value != "AID":
            return None
        given = [*sought.trigger.by("dative", "iobj"), *grammar.after(sought.trigger, "to", "for")]
        alone = any(t.tag == "PRP" and t.low in ("us", "me", "him", "her", "them") for t in given)
        return NOBODY if alone else None

    # -- by what the text has said before

    def _said_before(self, sought: Sought) -> Found | None:
        """Whom the text has told of, where the clause does not say that it is upon somebody else."""
        if self._told_apart(sought):
            return None
        trigger = sought.trigger
        if self._set_beside(sought):
            alike = self.addressees.beside(sought.value, sought.s, sought.sentence, trigger)
            if alike:
                return found_at(alike, trigger)
        if any(c.lemma.lower() in TOO for c in trigger.by("advmod")):
            too = self.addressees.done_too(sought.value, sought.s, sought.sentence, trigger)
            if too:
                return Found(too, [trigger] * len(too))
        if len(sought.s) > 1 and _anything(sought):
            return None
        return self.ways.of(sought) or self._other_side(sought)

    def _set_beside(self, sought: Sought) -> bool:
        """'A broke off relations with B; C recalled its envoy', 'A left B. C *merely* recalled its envoy'."""
        trigger = sought.trigger
        if any(c.lemma.lower() in _MERELY and c.i < trigger.i for c in trigger.by("advmod")):
            return True
        if any(t.text == ";" and t.i < trigger.i for t in sought.sentence.tokens):
            return True
        return trigger.head is None and self.text[: sought.sentence.start].rstrip().endswith(";")

    def _told_apart(self, sought: Sought) -> bool:
        """Whether it is upon those of whom the clause tells, though nobody knows who they are."""
        quoted = all(r.rule == first_person.RULE for r in sought.s) and all(
            t.low in ("it", "this", "that") for t in valency.logical_objects(sought.trigger)
        )
        return (
            quoted
            or _to_be_freed(sought)
            or (sought.value == "SUPPORT" and judged_alike(self.addressees, sought.sentence, sought.trigger))
            or (sought.value == "REJECT" and answers.by_nobody(self.addressees, sought.sentence, sought.trigger))
            or self._others_named(sought)
            or self.on_paths.rulers.at_home(sought)
            or _own_career(sought)
            or _asked_somebody(sought)
            or (sought.value == "REJECT" and (_of_measures(sought.trigger) or self._of_no_one(sought.trigger)))
            or (sought.value == "REJECT" and of_own_text(sought.trigger, self.words))
            or (sought.value == "REJECT" and counterfactual(sought.trigger))
            or any(of_both(t) for t in grammar.after(sought.trigger, "to", "for"))  # 'sent arms to either side'
            or (sought.value in ("AID", "REJECT") and self._for_a_firm(sought.trigger, sought.value))
        )

    def _for_a_firm(self, verb: Token, value: str) -> bool:
        """'Rejected the request of an Austrian family', 'granted the Chadian company relief': for others."""
        if not grammar.is_verb(verb):
            return False
        things = verb.by("dobj", "dative", "iobj")
        others = [o for t in (verb, *things) for o in grammar.after(t, "of", "by", "from", "to", "for")]
        return any(
            self.on_paths.of_a_firm(c, value) for o in (*things, *others) for c in o.by("amod", "compound", "nmod")
        )

    def _of_no_one(self, verb: Token) -> bool:
        """'Rejected the idea that a nation is for sale', 'refused to accept that he had lost', 'may deny passage to
        warships': what is rejected, or who is barred, is said, though nobody owns it.
        """
        if not grammar.is_verb(verb):
            return False
        things = verb.by("dobj")
        thought = any(t.lemma in _THOUGHTS and t.by("acl", "ccomp", "relcl") for t in things)
        owned = [s for c in verb.by("xcomp") if c.lemma in _OWN_UP for x in c.by("ccomp") for s in x.by("nsubj")]
        barred = [o for t in (verb, *things) for p in t.by("prep") if p.lemma == "to" for o in p.by("pobj")]
        others = (
            bool(barred)
            and any(t.lemma in self.words["passage"] for t in things)
            and not any(map(self.referents.of, barred))
        )
        return thought or others or any(s.tag == "PRP" for s in owned)

    def _others_named(self, sought: Sought) -> bool:
        """Whether those who are threatened are said ('threatens those who hesitate'), though nobody knows them, or
        plotters at home are condemned ('condemned the coup').
        """
        if sought.value not in ("ACCUSE", "THREATEN"):
            return False
        things = valency.logical_objects(sought.trigger)
        if sought.value == "ACCUSE":
            return any({t.lemma, *(c.lemma for c in t.by("compound"))} & _REVOLTS for t in things)
        human = self.words["everybody"] | self.words["held"] | self.words["crowd"]
        return any(t.low == "those" or t.lemma in human for t in things)

    def _other_side(self, sought: Sought) -> Found | None:
        """The other side of the affair, of an act that reacts to it."""
        trigger = sought.trigger
        if _told_what(trigger) or not self._reacts(sought):
            return None
        sure = "sure" in sought.target_ways
        found = self.addressees.opponent(sought.value, sought.s, sought.sentence, trigger, sure=sure)
        return found_at(found, trigger)

    def _reacts(self, sought: Sought) -> bool:
        """Whether an act without a word on whom it is directed at is one against the other side of an affair."""
        value, trigger = sought.value, sought.trigger
        if "only" in sought.target_ways or self._which_one(sought):
            return False
        if value == "REJECT":
            own = trigger.lemma == "veto" and any(
                t.lemma in self.words["bills"] for t in valency.logical_objects(trigger)
            )
            things = valency.logical_objects(trigger) if grammar.is_verb(trigger) else []
            third = any(t.lemma in self.words["third_things"] and t.mention is None for t in things)
            third |= self._of_a_third(sought, things)
            return not (own or third)  # a law that is vetoed is nobody else's, nor is a ruling
        if not grammar.is_verb(trigger):
            return False
        things = valency.logical_objects(trigger)
        if value == "PROTEST" and trigger.lemma == "protest" and not things:
            return True
        if value not in _AGAINST or not sought.target_ways:
            return False
        if value in ("REQUEST", "THREATEN") and things:
            return False  # whoever is named so is meant, though it is not known who he is
        if value == "CONCEDE" and any(t.lemma in self.words["dissidents"] for t in things):
            return False  # 'released six activists': its own
        if any(self.resolver.treaty(t) is not None or t.lemma in self.words["treaties"] for t in things):
            return False  # a treaty is condemned, not who made it
        named = [p for t in things for prep in t.by("prep") for p in prep.by("pobj")]
        return not any(t.mention is not None and t.mention.kind not in ("Time", *PLACE_KINDS) for t in named)

    def _which_one(self, sought: Sought) -> bool:
        """'A text by Greece that criticises the digging': a clause without a comma that only tells which text it is."""
        clause = sought.trigger
        if clause.dep != "relcl" or all(t.low != "that" for t in clause.by("nsubj")):
            return False
        if any(t is clause.head for t in sought.s_tokens):
            return False  # 'a government that shuns the arbitrators'
        return grammar.restrictive(clause, self.text)

    def _of_a_third(self, sought: Sought, things: Sequence[Token]) -> bool:
        """'The award is void, and Chad does not accept it': of what 'it' is, the sentence tells before."""
        it = any(t.low == "it" for t in things)
        before = (t for t in sought.sentence.tokens if t.start < sought.trigger.start and t.mention is None)
        return it and any(t.lemma in self.words["third_things"] for t in before)

    def _partner(self, sought: Sought) -> Found | None:
        """With whom one agrees: 'Peru agreed to open the border'."""
        loose = "o" not in sought.frame.needs or bool(sought.target_ways)
        if sought.value != "AGREE" or sought.frame.joint or not loose or len(sought.s) != 1:
            return None
        if not grammar.is_verb(sought.trigger):
            return None
        return found_at(self.addressees.partner(sought.s, sought.sentence, sought.trigger), sought.trigger)

    def _parallel(self, sought: Sought) -> Found | None:
        """'A sent tents to B, and C blankets': to whom others give, or upon whom they do the like."""
        if sought.value not in _PARALLEL or "o" not in sought.frame.needs or not grammar.is_verb(sought.trigger):
            return None
        found = self.addressees.parallel(sought.value, sought.s, sought.sentence, sought.trigger)
        return found_at(found, sought.trigger)

    # -- people without a name

    def _nameless(self, sought: Sought) -> Found | None:
        """'Arrested dozens of protesters'."""
        frame, trigger = sought.frame, sought.trigger
        if frame.value not in _UPON_PEOPLE and "unnamed" not in sought.target_ways:
            return None
        if not grammar.is_verb(trigger) and frame.extra.get("about") != blamed.FOR:
            return None
        return found_each(self.unlisted.nameless(frame, self.told.deed(frame, trigger)))

    def _people_before(self, sought: Sought) -> Found | None:
        """'The rebels burned a village. Togo accused *them*': the rebels, whom nobody has named."""
        if sought.value not in _UPON_NAMES or not grammar.is_verb(sought.trigger):
            return None
        number = self.resolver.sentence_of.get(sought.trigger.start, 0)
        for pronoun in valency.logical_objects(sought.trigger):
            noun = people_before(self.referents.annotated, number, pronoun)
            if noun is not None and not self.referents.of(pronoun) and all(noun is not t for t in sought.s_tokens):
                crowd = self.unlisted.crowd(noun) if noun.lemma in self.words["crowd"] else []
                return found_at(self.unlisted.armed(noun) or crowd, pronoun)
        return None

    def _anybody(self, sought: Sought) -> Found | None:
        """'Urged all parties', 'praised young people'."""
        if sought.value not in _UPON_ANYBODY or not grammar.is_verb(sought.trigger):
            return None
        return found_each(self.unlisted.anybody(sought.frame, sought.trigger))


_WAYS: tuple[Callable[[Targets, Sought], Found | None], ...] = (
    Targets._just_told,
    Targets._upon_band,
    Targets._on_paths,
    Targets._upon_no_one,
    Targets._undergone,
    Targets._by_what_is_done,
    Targets._who_holds,
    Targets._the_authorities,
    Targets._holders,
    Targets._seceded,
    Targets._foes_at_home,
    Targets._by_its_name,
    Targets._given_to_pronoun,
    Targets._people_before,
    Targets._said_before,
    Targets._partner,
    Targets._parallel,
    Targets._nameless,
    Targets._anybody,
)
"""Whom an act is upon; the first that finds somebody wins."""


def _no_one(token: Token) -> bool:
    """'Nobody', 'no one', 'nothing', where nobody is left out of it ('nobody but Chad')."""
    none = token.low in _NO_ONE or (token.low == "one" and any(c.low == "no" for c in token.by("det")))
    return none and not any(c.low in ("but", "except", "save", "of") for c in token.children)


def _anything(sought: Sought) -> bool:
    """'Both reject any interference': said to all, not to whom they have just spoken of."""
    rejects = sought.value == "REJECT" and grammar.is_verb(sought.trigger)
    things: Sequence[Token] = valency.logical_objects(sought.trigger) if rejects else ()
    return any(c.low == "any" for t in things for c in t.by("det"))


def _of_measures(trigger: Token) -> bool:
    """'Rejects the sanctions on Chile', 'its refusal to join them': whoever imposed them is not told."""
    things = valency.logical_objects(trigger) if grammar.is_verb(trigger) else []
    things = things + [o for c in trigger.by("acl", "xcomp") for o in c.by("dobj")]
    return any(measured(t) for t in things)


def of_own_text(trigger: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """'Rejected a motion to expel the Chilean envoy', 'voted down a bill on Chile': whoever it is about did not make
    it, nor is anybody said to have made it.
    """
    things = [*valency.logical_objects(trigger), *grammar.after(trigger, "down")] if grammar.is_verb(trigger) else []
    return any(
        t.mention is None
        and t.lemma in words["bills"] | words["tabled"]
        and not t.by("poss")
        and not any(m.mention is not None for m in grammar.modifiers(t))
        and not grammar.after(t, "by", "from")
        and any(x.mention is not None for c in t.by("acl", "relcl", "ccomp", "prep") for x in c.subtree())
        for t in things
    )


def _told_what(trigger: Token) -> bool:
    """'Denied that it had shelled Chad', 'denied reports that ...': what is denied, and of whom, is said."""
    if trigger.lemma in ("accept", "acknowledge", "deny") and trigger.by("ccomp"):
        return True
    if trigger.lemma not in ("deny", "dismiss"):
        return False
    noun = next((t for t in valency.logical_objects(trigger) if t.mention is None), None)
    reports = [c for c in noun.by("acl", "ccomp", "relcl") if c.by("mark")] if noun is not None else []
    if reports and noun is not None and (noun.lemma not in ("report", "rumour", "rumor") or noun.by("poss")):
        return False
    return bool(reports)


def _own_career(sought: Sought) -> bool:
    """'Declined to stay on', 'refused to stand again': of whoever has asked it, nothing is said."""
    below = sought.trigger.by("xcomp") if sought.value == "REJECT" else []
    return bool(below) and all(c.lemma in _CAREER and not c.by("dobj") for c in below)


def _to_be_freed(sought: Sought) -> bool:
    """'Called for the two to be freed', said by one who is of no state: of whoever holds them."""
    third = all(r.state is None and r.entity.kind not in STATE_KINDS for r in sought.s)
    return (third and sought.value == "REQUEST") and any(
        c.lemma in _FREE and grammar.passive(c) for c in sought.trigger.by("ccomp", "xcomp", "advcl", "acl")
    )


def _asked_somebody(sought: Sought) -> bool:
    """'Asked its people for patience', 'asked parliament for martial law': who is asked is told, if by no name."""
    asks = sought.value == "REQUEST" and sought.trigger.lemma in ("ask", "beg", "petition")
    return asks and any(t.lemma not in ("question", "favour", "favor") for t in sought.trigger.by("dobj"))
