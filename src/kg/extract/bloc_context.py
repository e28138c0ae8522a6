"""The body that words of entry, exit and membership leave out, since the text has told of its members before; and what
the frames of such words ask besides words.

'Djibouti joined the Arab League in 1977; Comoros *came in* later', 'Angola had *left* two years before', 'Uruguay, the
smallest of the four *founders*', 'Zimbabwe *stayed out*': the body whose members were told last, where no other one has
been named since.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from kg.annotate.tree import of_kind
from kg.core.annotated import Annotated, Token
from kg.core.words import word_set
from kg.extract import bloc_entries, grammar, member_ways, valency
from kg.extract.predication import bearers, is_bloc, named_state, series_at, series_before, words_of
from kg.extract.trigger_conditions import words_around
from kg.link.references import STATE_KINDS

_REACH = 3
"""How many sentences further down a body is still the one that is left out."""
_SHORT_REACH = 1
"""The same for verbs that are said of troops and talks as well."""
_OF_TROOPS = word_set("extract.bloc_context.of_troops")
_TIMES = frozenset(
    {"after", "at", "before", "by", "during", "for", "from", "in", "on", "since", "till", "until", "upon", "within"}
)
_MANNERS = word_set("extract.bloc_context.manners")
_TOGETHER = word_set("extract.bloc_context.together")
"""'Came in side *by side*', 'in turn', 'in its wake'."""
_COMPLEMENTS = ("dobj", "obj", "ccomp", "xcomp", "acomp", "oprd", "attr", "dative")
_LANDS = word_set("extract.bloc_context.lands")
_SEVERAL = word_set("extract.bloc_context.several")
_MEMBERS_PLACES = word_set("extract.bloc_context.members_places")
_SEATS = word_set("extract.bloc_context.seats")
_INTO = word_set("extract.bloc_context.into")
_INSIDE = word_set("extract.bloc_context.inside")
_TO_AS_WELL = word_set("extract.bloc_context.to_as_well")
_ORDINAL = re.compile(
    r"\d+(?:st|nd|rd|th)|\w+(?:th|first|second|third|nd)|first|second|third|last|latest|newest|youngest|next"
)
_OF_BODY = word_set("extract.bloc_context.of_body")
_SINGLING = word_set("extract.bloc_context.singling")
_OF_ALLIES = frozenset({"NATO", "North Atlantic Treaty Organization", "North Atlantic Treaty Organisation"})
"""The alliance that writes its members as Allies."""
_EXCEPTING = word_set("extract.bloc_context.excepting")
_ORGANS = frozenset({"Bank", "Commission", "Council", "Court", "Parliament", "Secretariat"})
"""Last words of the names of bodies that are mostly parts of others."""
_JOINTLY = word_set("extract.bloc_context.jointly")


class BlocContext:
    """Which body the memberships of one document are about, as far as it has been read."""

    def __init__(self, annotated: Annotated, sentence_of: Mapping[int, int], joined: frozenset[str]) -> None:
        self.annotated, self.sentence_of, self._joined = annotated, sentence_of, joined
        self._told: list[tuple[int, Token]] = []
        """Where members of a body were told, and the body."""

        self.by_name: dict[str, Callable[[Token], list[Token]]] = {
            "armed_alliance": self._armed_alliance,
            "behind_back": lambda token: [
                t for a in token.by("advmod", "acomp") if a.text == "back" for t in grammar.after(a, "in")
            ],
            "bid_body": self._bid_body,
            "bidder": self._bidder,
            "bloc_near": self._bloc_near,
            "bloc_told": self.left_out,
            "clause_subject": _clause_subject,
            "excepted": _excepted,
            "from_and_to": _from_and_to,
            "fronted_with": _fronted_with,
            "led_by": _led_by,
            "name_before": _name_before,
            "named_after": lambda token: [t for t in words_of(token) if t.i > token.i and is_bloc(t)][:1],
            "named_before": lambda token: [t for t in words_of(token) if t.i < token.i and is_bloc(t)][-1:],
            "of_these": _of_these,
            "seats": _seats,
            "sharers": _sharers,
            "singled_doer": _singled_doer,
            "spanned": _spanned,
            "time_of_member": _time_of_member,
            "where": _where,
            **bloc_entries.PATHS,
            **member_ways.PATHS,
            "with_from_and_to": lambda token: [*grammar.expand(valency.logical_subjects(token)), *_from_and_to(token)],
        }
        self._conditions: Mapping[str, Callable[[Token], bool]] = {
            "as_full_member": _as_full_member,
            "capital_ally": _capital_ally,
            "counted_in_body": _counted_in_body,
            "done_exit": lambda token: token.dep in ("nsubj", "conj") and _done(token.head),
            "entry_left_out": bare,
            "exit_left_out": self._exits,
            "from_body_to_body": lambda token: any(is_bloc(t) for t in grammar.after(token, "from")),
            "into_body": lambda token: any(is_bloc(t) for t in grammar.after(token, "into", "to", "for", "with")),
            "led_into_body": _led_into_body,
            "let_in_left_out": _let_in,
            "made_it": _made_it,
            "not_a_member": _not_a_member,
            "nth_of_body": lambda token: any(_ORDINAL.fullmatch(t.low) for t in _before_noun(token)),
            "of_members": self._of_members,
            "over": _over,
            "out_of_body": lambda token: any(is_bloc(t) for t in _out_of(token, "from")),
            "outside_body": lambda token: (
                (not token.by("dobj", "nsubj") or not valency.logical_objects(token))
                and any(is_bloc(t) for t in _out_of(token, "outside"))
            ),
            "outside_left_out": lambda token: bare(token) and not _out_of(token, "outside", "until", "till"),
            "seat_of_members": _seat_of_members,
            "state_beside_body": _state_beside_body,
            "taken_place": grammar.taken_place,
            "unspecified": _unspecified,
            "waiting": self._waiting,
            **bloc_entries.CONDITIONS,
            **member_ways.CONDITIONS,
        }

    def about(self, name: str, token: Token) -> bool | None:
        """Whether a condition of these frames holds; None where it is none of them."""
        condition = self._conditions.get(name)
        return condition(token) if condition is not None else None

    def tell(self, trigger: Token, bodies: Sequence[Token]) -> None:
        """Remember that a trigger speaks of the members of bodies."""
        if bodies:
            self._told.append((trigger.start, bodies[-1]))

    def left_out(self, token: Token, reach: int = _REACH) -> list[Token]:
        """The body that a word of membership leaves out; none where none is near, or another one is named since."""
        number = self.sentence_of.get(token.start, 0)
        near = self.annotated.sentences[max(0, number - reach) : number + 1]
        set_up = [(t.start, t) for s in near for t in s.tokens if is_bloc(t) and founded(t)]
        before = [(at, body) for at, body in (*self._told, *set_up) if at < token.start]
        if not before:
            return []
        at, body = max(before, key=lambda told: told[0])
        last = self.sentence_of.get(at, 0)
        if number - last > reach:
            return []
        since = max(at, body.end)
        sentences = self.annotated.sentences[last : number + 1]
        first = sentences[1:] if founded(body) else sentences  # 'was founded when 15 states signed a treaty'
        between = [t for s in first for t in s.tokens if since < t.start < token.start]
        others = {t.mention.entity for t in between if t.mention is not None and is_bloc(t)}
        others -= {body.mention.entity if body.mention is not None else None}
        return [] if others or any(self._joined_as_well(t) for t in between) else [body]

    def _joined_as_well(self, token: Token) -> bool:
        """'The convention entered into force': what else may be joined or left, where it is spoken of."""
        if token.mention is not None:
            return token.mention.kind == "Treaty"
        return token.lemma in self._joined and token.dep in ("nsubj", "nsubjpass", "dobj")

    def _bloc_near(self, token: Token) -> list[Token]:
        """'Croatia, the youngest Member State': where no members have been told, the only body that this sentence or
        the one before names.
        """
        number = self.sentence_of.get(token.start, 0)
        for sentence in reversed(self.annotated.sentences[max(0, number - 1) : number + 1]):
            found = [t for t in sentence.tokens if t.start < token.start and is_bloc(t)]
            whole = [
                t for t in found if t.mention and t.mention.entity and t.mention.entity.name.split()[-1] not in _ORGANS
            ]
            if found:
                return whole[-1:] if len({t.mention.entity for t in whole if t.mention}) == 1 else []
        return []

    def _exits(self, token: Token) -> bool:
        """'Angola had left before'; of verbs that troops do as well, only right below what is told of members."""
        if token.dep == "xcomp" and token.head is not None and token.head.dep == "relcl" and token.head.by("nsubj"):
            return False  # 'a word that it has asked it to withdraw'
        return bare(token) and (token.lemma not in _OF_TROOPS or bool(self.left_out(token, _SHORT_REACH)))

    def _waiting(self, token: Token) -> bool:
        """'Russia is still queuing', 'is waiting in line', 'is knocking at the door'."""
        still = any(c.low == "still" for c in token.children)
        where = {t.lemma for t in grammar.after(token, "at", "in", "on")}
        return bool(self.left_out(token, _SHORT_REACH)) and (
            bool(where & {"door", "line", "queue", "room", "wing"}) or (still and bare(token))
        )

    def _of_members(self, token: Token) -> bool:
        """'It has six members; Yemen is not one of them'."""
        number = self.sentence_of.get(token.start, 0)
        near = self.annotated.sentences[max(0, number - 1) : number + 1]
        return token.dep == "attr" and any(
            t.lemma == "member" and t.start < token.start for s in near for t in s.tokens
        )

    def _armed_alliance(self, token: Token) -> list[Token]:
        """The body named last that calls its members Allies."""
        number = self.sentence_of.get(token.start, 0)
        named = (
            t
            for s in reversed(self.annotated.sentences[: number + 1])
            for t in reversed(s.tokens)
            if t.start < token.start and is_bloc(t) and t.mention is not None
        )
        return next(([t] for t in named if t.mention and t.mention.entity and t.mention.entity.name in _OF_ALLIES), [])

    def _bidder(self, token: Token) -> list[Token]:
        """'Kosovo's bid'; 'its bid': of the state that is a subject of the sentence before, no body's."""
        bids = valency.surface_subjects(token)
        own = [
            p
            for bid in bids
            for p in (*bid.by("poss"), *grammar.after(bid, "of", "by"))
            if p.tag == "PRP$" or named_state(p)
        ]
        number = self.sentence_of.get(token.start, 0)
        if any(p.tag == "PRP$" for p in own) and number:
            before = self.annotated.sentences[number - 1].tokens
            return [t for t in before if t.dep == "nsubj" and named_state(t)][-1:] or own
        return own

    def _bid_body(self, token: Token) -> list[Token]:
        """'Its bid to join BRICS', 'its application for membership of it', 'its bid': what somebody sought to enter."""
        for bid in valency.surface_subjects(token):
            joined = [o for v in bid.by("acl", "xcomp", "relcl") for o in (*v.by("dobj"), *grammar.after(v, "to"))]
            seats = [
                t
                for t in grammar.after(bid, "for", "to")
                if t.lemma in ("accession", "admission", "entry", "membership")
            ]
            found = [
                *joined,
                *(t for s in seats for t in grammar.after(s, "of", "in", "to", "into")),
                *grammar.after(bid, "to", "into"),
            ]
            found += bid.by("compound", "nmod", "amod")
            if named := [t for t in found if is_bloc(t)]:
                return named[:1]
            if joined or bid.by("prep", "acl", "xcomp"):
                return []
        return self.left_out(token)


_FOUNDS = word_set("extract.bloc_context.founds")


def founded(body: Token) -> bool:
    """'The Community was founded in 1975', 'a pact that created the Alliance'; 'set' only with 'up'."""
    verb = body.head if body.dep in ("dobj", "nsubjpass") else None
    if verb is None or verb.lemma not in _FOUNDS:
        return False
    return verb.lemma != "set" or any(p.low == "up" for p in verb.by("prt"))


def bare(verb: Token) -> bool:
    """Whether a verb of entry or exit has nothing behind it that is entered or left: 'joined in 2009', 'left early',
    not 'entered the talks', 'withdrew to the north', 'left for Lima'.
    """
    if any(t.i > verb.i for t in verb.by(*_COMPLEMENTS)):
        return False
    hung = (p for t in (verb, *verb.by("prt", "advmod")) for p in t.by("prep") if p.i > verb.i)  # 'away *from it*'
    return all(_of_time_or_manner(p) for p in hung)


def _of_time_or_manner(prep: Token) -> bool:
    low = prep.lemma.lower()
    things = prep.by("pobj")
    if not things and not prep.by("pcomp", "prep"):
        return True  # 'came in'
    if low in _MANNERS or any(t.lemma in _TOGETHER for t in things):
        return True
    if low in ("from", "in", "on"):
        return all(t.mention is not None and t.mention.kind == "Time" for t in things)
    return low in _TIMES and not any(t.mention is not None and t.mention.kind != "Time" for t in things)


def a_land(token: Token) -> bool:
    """Whether a token stands for states as such, not for those who act for them: 'Chad', 'it', 'the country'."""
    if token.mention is not None:
        return token.mention.role != "adjective"
    return (
        token.tag in ("WDT", "WP")
        or token.low in ("it", "its", "they")
        or token.lemma in _LANDS
        or token.low in _SEVERAL
    )


def where_members_are(noun: Token) -> list[Token]:
    """'The ranks *of the bloc*', "the *bloc's* fold", 'the *NATO* table': whose members' place a noun is."""
    if noun.mention is not None or noun.lemma not in _MEMBERS_PLACES:
        return []
    named = [*grammar.after(noun, "of"), *noun.by("poss", "compound", "nmod", "amod")]
    return [t for t in named if is_bloc(t)][:1]


def _before_noun(noun: Token) -> list[Token]:
    """The words before a noun that hang on it, also those of an ordinal in several words."""
    own = [t for t in noun.children if t.i < noun.i]
    return own + [c for t in own for c in t.children]


def _seat_of_members(verb: Token) -> bool:
    """'Took its seat in it', 'took its place in it', 'won a place on it'; not 'won a place in it'."""
    things = {t.lemma for t in verb.by("dobj")}
    if any(is_bloc(t) for o in verb.by("dobj") if o.lemma in ("place", "spot") for t in grammar.after(o, "on")):
        return True
    return bool(things & {"seat", "berth"}) or verb.lemma in ("take", "resume", "reclaim", "regain", "retake")


def _led_into_body(verb: Token) -> bool:
    """'Was let into the bloc', 'ushered to a chair at its table': a body, or its members' place, is behind the verb."""
    for prep in verb.by("prep"):
        low = prep.lemma.lower()
        if low in _INTO or (low == "to" and verb.lemma in _TO_AS_WELL):
            things = prep.by("pobj")
            seats = [t for s in things if s.lemma in _SEATS for t in grammar.after(s, "at", "in", "on")]
            if any(is_bloc(t) or where_members_are(t) for t in (*things, *seats)):
                return True
    return False


def _as_full_member(verb: Token) -> bool:
    """'Received as a full partner in it', 'as its tenth state': not 'welcomed as a partner'."""
    nouns = grammar.after(verb, "as")
    full = {"founding", "full", "fully-fledged", "full-fledged", "permanent"}
    return any(
        t.lemma == "member" or any(w.low in full or _ORDINAL.fullmatch(w.low) for w in _before_noun(t)) for t in nouns
    )


def _let_in(verb: Token) -> bool:
    """'Was admitted in 2009', 'was let in', 'were brought in together': not 'was brought to court'."""
    inside = any(t.low in _INSIDE and not t.by("pobj") for t in verb.by("prt", "advmod", "prep", "acomp"))
    return bare(verb) and (inside or verb.lemma in ("add", "admit", "readmit"))


def _made_it(verb: Token) -> bool:
    """'Colombia made it in 2020': with nothing else said of 'it'."""
    plain = [t for t in verb.by(*_COMPLEMENTS) if t.low != "it"]
    return not plain and all(_of_time_or_manner(p) for p in verb.by("prep"))


def _out_of(verb: Token, *others: str) -> list[Token]:
    """What stands behind 'out of' or 'out', or another preposition, after a verb."""
    outs = [p for p in verb.by("prt", "prep", "advmod", "acomp") if p.low == "out"]
    found = [t for p in outs for q in (p, *p.by("prep")) for t in q.by("pobj")]
    found += grammar.after(verb, "of") if outs else []
    return found + grammar.after(verb, *others)


def _unspecified(noun: Token) -> bool:
    """'Another member', 'the four founders': with no body, party or state whose member it is."""
    if noun.by("relcl", "acl") and any(is_bloc(t) for t in noun.subtree()):
        return False
    if any(p.lemma in ("in", "of", "on", "to") and p.by("pobj") for p in noun.by("prep")):
        return False
    return not any(
        t.mention is not None and t.mention.kind != "Time" for t in noun.by("poss", "compound", "nmod", "amod")
    )


def _counted_in_body(noun: Token) -> bool:
    """'The two NATO partners', 'both NATO allies': two of its members; not 'NATO partners', who may be others."""
    low = {t.low for t in noun.children if t.i < noun.i}
    known = "both" in low or ({"the", "these"} & low and {"two", "three", "four"} & low)
    return bool(known) and noun.tag in ("NNS", "NNPS") and any(is_bloc(t) for t in noun.by("compound", "nmod", "amod"))


def _capital_ally(noun: Token) -> bool:
    """'An Ally since 1952', 'a fellow Ally', 'Allies such as Norway': as the alliance in arms writes it."""
    outside = any(t.low.startswith("non") for t in words_of(noun) if noun.i - 3 <= t.i < noun.i)
    return noun.text in ("Ally", "Allies") and bool(noun.head) and noun.i > 0 and not outside


def _of_these(noun: Token) -> list[Token]:
    """'A, the smallest *of the four founders*', '*of the founders* only A stayed away', 'A, alone *of its members*'."""
    prep = noun.head
    if noun.dep != "pobj" or prep is None or prep.lemma.lower() != "of" or prep.head is None:
        return []
    row = words_of(noun)
    at = next(n for n, t in enumerate(row) if t is prep)
    if at and row[at - 1].low in _SINGLING:
        before = at - 1
        while before > 0 and row[before - 1].low in (",", "the", "a"):
            before -= 1
        return series_before(row, before)[-1:]
    above = prep.head
    if grammar.is_verb(above) and prep.i < above.i:
        return [t for t in valency.surface_subjects(above) if named_state(t)]
    if above.tag not in ("JJS", "NN", "NNS", "CD", "JJ", "RBS") and above.lemma != "one":
        return []
    while above.dep == "conj" and above.head is not None and above.head.mention is None:
        above = above.head  # 'the only one to do so, and one of its founders'
    return [t for t in bearers(above) if named_state(t)] if above.dep in ("appos", "attr") else []


def _sharers(verb: Token) -> list[Token]:
    """'A shares membership of it with B', 'B, with which it shares membership of it': both."""
    others = [*grammar.after(verb, "with"), *(t for o in verb.by("dobj") for t in grammar.after(o, "with"))]
    return [*grammar.expand(valency.logical_subjects(verb)), *grammar.expand(others)]


def _spanned(verb: Token) -> list[Token]:
    """'Besides A, it takes in B and C', 'brings together A, B and C': states that a body is said to hold."""
    inside = [t for p in verb.by("prep") if p.lemma == "in" for t in p.by("pobj")] if verb.lemma == "take" else []
    taken = any(p.low == "in" for p in verb.by("prt", "advmod", "prep"))
    together = any(t.low == "together" for t in verb.children)
    if (verb.lemma == "take" and not taken) or (verb.lemma == "bring" and not together):
        return []
    told = [t for t in grammar.expand([*verb.by("dobj"), *inside]) if not of_kind(t, "Time")]
    beside = [t for p in verb.by("prep") if p.lemma.lower() in ("besides", "alongside", "beside") for t in p.by("pobj")]
    named = [t for t in (*told, *grammar.expand(beside)) if named_state(t)]
    if len(named) < len(told) or grammar.after(verb, "for", "to", "into"):
        return []
    joined = verb.lemma in _JOINTLY and (len(named) < len("ABC") or grammar.tense(verb) != "present")
    return [] if joined else named


def _seats(verb: Token) -> list[Token]:
    """'Takes the 193rd seat in A and the 54th in B': all bodies in which seats are taken."""
    preps = [p for t in (verb, *verb.by("dobj")) for p in t.by("prep") if p.lemma in ("in", "on", "at", "among")]
    return [o for p in preps for o in grammar.expand(p.by("pobj")) if is_bloc(o) or where_members_are(o)]


def _clause_subject(noun: Token) -> list[Token]:
    """The subject of the clause that a noun stands in."""
    verb = next((a for a in noun.ancestors() if grammar.is_verb(a)), None)
    return valency.surface_subjects(verb) if verb is not None else []


def _singled_doer(noun: Token) -> list[Token]:
    """'Ankara invoked Article 4, the first member to do so': who acts, where the tree puts it beside something else."""
    singled = noun.low in _SINGLING or any(c.low in _SINGLING for c in noun.children)
    head = noun.head
    beside = noun.dep == "appos" and head is not None and (head.mention is None or head.mention.kind not in STATE_KINDS)
    beside |= noun.dep == "npadvmod" or (noun.lemma == "time" and noun.dep in ("appos", "dobj"))
    return _clause_subject(noun) if singled and beside and noun.by("relcl", "acl") else []


def _time_of_member(noun: Token) -> list[Token]:
    """'The first time a member of NATO has fired', 'the only time that one NATO state has': the body."""
    doers = [s for v in noun.by("relcl", "acl") for s in v.by("nsubj", "nsubjpass") if s.lemma in _OF_BODY]
    return [t for s in doers for t in (*grammar.after(s, "of"), *s.by("compound", "nmod", "poss")) if is_bloc(t)]


def _not_a_member(noun: Token) -> bool:
    """'Is an observer, not a member', 'a partner but not a full member'."""
    before = [t.low for t in words_of(noun) if noun.i - 4 <= t.i < noun.i]
    below = noun.dep in ("appos", "conj") and noun.tag == "NN"
    return below and "not" in before and bool({"a", "full"} & set(before))


def _where(verb: Token) -> list[Token]:
    """'The league, *where* it has sat as a member': the league."""
    told = verb.dep == "relcl" and any(t.low == "where" for t in verb.by("advmod"))
    return [verb.head] if told and verb.head is not None else []


def _led_by(noun: Token) -> list[Token]:
    """'The Russian-led bloc': Russia, whichever way the tree puts the words together."""
    row = words_of(noun)
    at = next(n for n, t in enumerate(row) if t is noun)
    led = next((n for n in range(at - 1, max(0, at - 4), -1) if row[n].low in ("-led", "led")), 0)
    before = row[led - 1 - (row[led - 1].text == "-")] if led > 1 else None
    if before is not None and before.mention is not None:
        return [before]
    return [c for a in noun.by("amod") if a.low.endswith("led") for c in a.by("compound", "amod", "npadvmod", "nmod")]


def _state_beside_body(noun: Token) -> bool:
    """'The newest member of A, B, ...': where the tree takes the body's name for a part of the state's."""
    named = [
        (t, b)
        for t in grammar.after(noun, "of")
        if named_state(t)
        for b in t.by("nmod", "compound", "amod")
        if is_bloc(b)
    ]
    return any(c.text == "," and b.i < c.i < t.i for t, b in named for c in (*t.children, *b.children))


def _excepted(noun: Token) -> list[Token]:
    """'All its states *except A*', 'every member *but A*': whoever is left out of a deed of all is one of them."""
    if words_around(noun).isdisjoint(_EXCEPTING):
        return []
    whole = any(c.low in ("all", "every", "each", "most") for c in noun.children if c.i < noun.i)
    preps = [p for p in noun.by("prep") if p.lemma in _EXCEPTING]
    found = grammar.expand(
        [t for p in preps for t in (*p.by("pobj"), *(o for q in p.by("prep") for o in q.by("pobj")))]
    )
    row = words_of(noun)
    at = 1 + max(
        n for n, t in enumerate(row) if t is noun or (t.dep == "pobj" and is_bloc(t) and t.head in noun.children)
    )
    low = [t.low for t in row[at : at + 3]]
    if low == [",", "all", "but"] or (low[:1] == [","] and low[1:2] and low[1] in _EXCEPTING - {"but"}):
        whole, at = whole or low[1] == "all", at + 2 + (low[1] == "all") - 1
        low = [t.low for t in row[at : at + 1]]
    if not found and low[:1] and low[0] in _EXCEPTING:  # whatever the tree makes of 'but'
        at += 1 + (at + 1 < len(row) and row[at + 1].low in ("for", "from"))
        found = series_at(row, at)[0]
    return [t for t in found if named_state(t)] if whole else []


def _fronted_with(verb: Token) -> list[Token]:
    """'*With Rwanda*, the body has 54 members': counted among them."""
    preps = [p for p in verb.by("prep") if p.lemma.lower() in ("with", "including") and p.i < verb.i]
    return [t for t in grammar.expand([o for p in preps for o in p.by("pobj")]) if named_state(t)]


def _over(verb: Token) -> bool:
    """'Its years in it came to an end', 'are over', 'ended'."""
    return verb.lemma != "come" or any(t.lemma in ("close", "end", "halt") for t in grammar.after(verb, "to"))


def _done(verb: Token | None) -> bool:
    """Whether a verb tells of what is so or was done, not of what would be."""
    return verb is not None and not any(a.lemma in ("will", "would", "could", "may", "might") for a in verb.by("aux"))


def _from_and_to(verb: Token) -> list[Token]:
    """'Passes *from A to B*', 'took it over *from A*': one who had it, and one who has it next."""
    preps = [p for t in (verb, *verb.by("dobj", "prt")) for p in t.by("prep", "dative") if p.lemma in ("from", "to")]
    return [t for t in grammar.expand([o for p in preps for o in p.by("pobj")]) if named_state(t)]


def _name_before(verb: Token) -> list[Token]:
    """'After years of haggling *China* today takes its seat': the name right before a verb to which the tree gives no
    subject.
    """
    if verb.by("nsubj", "nsubjpass", "csubj", "expl") or verb.tag not in ("VBZ", "VBP", "VBD"):
        return []
    row = words_of(verb)
    at = next(n for n, t in enumerate(row) if t is verb) - 1
    while at > 0 and (row[at].tag == "RB" or of_kind(row[at], "Time")):
        at -= 1
    return [row[at]] if at >= 0 and named_state(row[at]) else []
