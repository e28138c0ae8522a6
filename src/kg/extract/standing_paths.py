"""Where the arguments of standing relations stand, and what their frames ask besides words.

These are the paths that need the document (what was named before, what counts as territory), beyond those of all frames
in ``extract.frames``; and the conditions that a frame names with ``about``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from kg.core.annotated import Annotated, Token
from kg.core.words import word_set
from kg.extract import bloc_entries, claim_relatives, grammar, valency
from kg.extract.ally_paths import AllyPaths
from kg.extract.bloc_context import BlocContext
from kg.extract.bloc_paths import BlocPaths
from kg.extract.claim_paths import ClaimPaths, forms_part
from kg.extract.dispute_paths import DisputePaths
from kg.extract.frames import Frame
from kg.extract.predication import instances, series_at, series_before, words_of
from kg.link.references import BLOC_KINDS
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Resolver

_SAYING = word_set("extract.standing_paths.saying")
_NTH = re.compile(r"\d+(?:st|nd|rd|th)")
_SOME = word_set("extract.standing_paths.some")
_PART_OF_BODIES = {"Bank", "Commission", "Court", "Parliament", "Secretariat"}
"""Last words of names of bodies that are parts of others, of which no state is a member."""
_PRESENT = word_set("extract.standing_paths.present")
_FULLY = word_set("extract.standing_paths.fully")


_COUNTING = word_set("extract.standing_paths.counting")
_DET = frozenset({"its", "our", "that", "the", "their"})
_INSERTED = 14
"""Words within which 'which' stands before a verb with a phrase between commas before it."""
_REALM = word_set("extract.standing_paths.realm")
"""What a state calls itself."""


def _own_seat(verb: Token) -> bool:
    """'Gave up its seat in it', 'hopes for membership of it': its own, not 'rejects Kenya's membership of it'."""
    seats = [*valency.logical_objects(verb), *(o for p in verb.by("prep") for o in p.by("pobj"))]
    return not any(
        o.mention is not None or o.lemma in ("country", "neighbour", "neighbor") for t in seats for o in t.by("poss")
    )


def _as_member(token: Token) -> bool:
    """'Since joining as a founding member in 1999': of the body named before."""
    verb = token.head.head if token.dep == "pobj" and token.head is not None and token.head.lemma == "as" else None
    return verb is not None and verb.lemma in ("accept", "admit", "enter", "join") and not verb.by("dobj")


def _given_away(verb: Token, ends: frozenset[str]) -> bool:
    """'Gave up its membership', 'dropped it'; not 'its membership gives it a vote'."""
    return verb.lemma in ends and (verb.lemma != "give" or any(p.low == "up" for p in verb.by("prt")))


def _state_before(token: Token) -> list[Token]:
    """'President Roe of *Turkey*, a member of it': the state right before the comma, where the tree takes another."""
    row = words_of(token)
    at = min((c.i for c in token.children if c.dep in ("det", "amod", "compound", "poss", "nmod")), default=token.i)
    k = next((n for n, t in enumerate(row) if t.i >= min(at, token.i)), 0)
    apposed = token.dep in ("appos", "conj") and k > 1 and row[k - 1].text == ","
    name = row[k - 2] if apposed else None
    known = name is not None and name.mention is not None and name.mention.kind in STATE_KINDS
    return [name] if name is not None and known and name.dep in ("pobj", "poss", "conj") else []


def _the_members(token: Token) -> bool:
    """'The five members are A, B ...', 'The members: A, B ...': of the body named before."""
    told = token.dep == "nsubj" and token.head is not None and token.head.lemma == "be" and bool(token.head.by("attr"))
    listed = token.head is None and bool(token.by("appos"))
    return token.tag == "NNS" and (told or listed) and any(c.low == "the" for c in token.by("det"))


_BEFORE_TERRITORY = word_set("extract.standing_paths.before_territory")


class StandingPaths:
    """Paths and conditions of one document; ``words`` are the lists under ``standing`` in the reference lexicon."""

    def __init__(self, annotated: Annotated, resolver: Resolver, words: Mapping[str, frozenset[str]]) -> None:
        self.annotated, self.resolver, self.words = annotated, resolver, words
        self.disputes = DisputePaths(resolver, words)
        self.allies = AllyPaths(words)
        self._claims = ClaimPaths(annotated, resolver, words, self.disputes)
        self.blocs = BlocPaths(annotated, resolver.sentence_of, words["bodies"])
        self.members = BlocContext(annotated, resolver.sentence_of, words["joined_as_well"])
        self.bloc: Token | None = None
        """The bloc whose members were told last."""
        self.by_name: dict[str, Callable[[Token], list[Token]]] = {
            "party_subject": self._party_subject,
            "party_with": self._party_with,
            "considered": self._considered,
            "listed": instances,
            "listed_person": self._listed_person,
            "pair_self": self._pair_self,
            "state_before": _state_before,
            "of_which": self._of_which,
            "next": self._next,
            "relative_object": self._relative_object,
            "preceding": self._preceding,
            "said_to_be": self._said_to_be,
            "besides": self._besides_whom,
            "last_org": self._last_org,
            "series": self._series,
            "left_in_sentence": self._left_in_sentence,
            "applied_to": self._applied_to,
            "coordinated_mods": self._coordinated_mods,
            "antecedent_own": self._antecedent_own,
            "speaker": self._speaker,
            "bloc_before": self._bloc_before,
            "seated": self._seated,
            "beside": self._beside,
            "stood_by": self._stood_by,
            **self._claims.by_name,
            **self.disputes.by_name,
            **self.allies.by_name,
            **self.blocs.by_name,
            **self.members.by_name,
        }

    def _governor(self, token: Token) -> Token | None:
        """The verb that a noun is the object or complement of ('have a dispute', 'be locked in a dispute')."""
        head = token.head
        if head is not None and grammar.is_verb(head) and token.dep in ("dobj", "attr"):
            return head
        if (
            token.dep == "pobj"
            and head is not None
            and head.lemma in ("in", "at", "into")
            and head.head is not None
            and (grammar.is_verb(head.head) or head.head.dep in ("acomp", "ROOT"))
        ):
            return head.head
        return None

    def _party_subject(self, token: Token) -> list[Token]:
        verb = self._governor(token)
        if verb is None:
            return (
                [token.head.head]
                if token.dep == "pobj"
                and token.head is not None
                and token.head.lemma in ("in", "at")
                and token.head.head is not None
                and token.head.head.mention
                else []
            )
        if verb.lemma in self.words["having"] or (token.dep == "pobj" and verb.lemma in self.words["entangled"]):
            if verb.lemma == "be" and token.dep == "attr":
                return []
            return valency.surface_subjects(verb) or (
                [verb.head] if verb.dep == "acl" and verb.head is not None else []
            )
        return []

    def _party_with(self, token: Token) -> list[Token]:
        verb = self._governor(token)
        if verb is None or not (verb.lemma in self.words["having"] or token.dep == "pobj"):
            return []
        return grammar.after(verb, "with") or [
            t for prep in token.by("prep") for p in prep.by("pobj") for t in grammar.after(p, "with")
        ]

    def _considered(self, token: Token) -> list[Token]:
        """'considers P (it, the island) its own', 'calls P part of its territory': P."""
        row = words_of(token)
        at = next(n for n, t in enumerate(row) if t is token) + 1
        run = row[at : at + 12]
        back = next(
            (t for t in run[:2] if t.low in ("it", "them") or t.lemma in self.resolver.lexicon.territory.kinds),
            None,
        )
        name = back or next((t for t in run if t.mention is not None and t.mention.kind != "Time"), None)
        if name is None or name.head is None:
            return []
        rest = [t for t in run if t.i > name.i and t.text != ","][:8]
        words = [t.low for t in rest]
        while words[:1] and words[0] in ("to", "be"):  # 'considers P to be its own'
            words.pop(0)
        states = {(r.state or r.entity).iri for t in valency.logical_subjects(token) for r in self.resolver.actors(t)}
        said = next((t for t in rest if t.low not in ("to", "be", "as", "a", "an")), None)
        if [t.low for t in run[:2]] in (["its", "own"], ["their", "own"]) and run[2:3] == [name]:
            return [name]  # 'above what Japan calls its own Takeshima'
        if said is not None and said.mention is not None and said.mention.role == "adjective" and said.mention.entity:
            return [name] if said.mention.entity.iri in states else []  # 'calls P Sudanese'
        own = words[:2] in (["its", "own"], ["their", "own"]) or "own" in words[:2] or words[:1] == ["theirs"]
        own |= any(_NTH.fullmatch(nth) and unit in self.words["units_of_state"] for nth, unit in pairwise(words))
        land = (
            bool(words)
            and words[0] in ("part", "a", "an", "its", "sovereign", "inherent")
            and any(w in self.words["own_land"] for w in words)
        )
        rows = zip(words, words[1:], words[2:], strict=False)
        if land and any(a == "of" and b in _DET and c in _REALM for a, b, c in rows):
            return [name]  # 'an integral part of the kingdom'
        named_own = (
            next((t.mention for t in rest[2:4] if t.mention is not None), None) if words[:2] == ["part", "of"] else None
        )
        if named_own is not None and named_own.entity is not None and named_own.entity.iri in states:
            return [name]  # 'declared P part of Russia'
        if not own and not (land and "its" in words + [t.low for t in run]):
            # 'considers P, Q and R part of its territory': what is said stands after the last of them
            names, end = series_at(row, next(n for n, t in enumerate(row) if t is name))
            after = [t.low for t in row[end : end + 6]]
            land = bool(after) and after[0] in ("part", "its", "their") and bool(set(after) & self.words["own_land"])
            return names if len(names) > 1 and (land and {"its", "their"} & set(after)) else []
        return [name]

    def _antecedent_own(self, token: Token) -> list[Token]:
        """'P, which A considers its own', 'P is a rock that A and B call theirs': P."""
        row = words_of(token)
        at = next(n for n, t in enumerate(row) if t is token)
        low = [t.low for t in row[at + 1 : at + 4]]
        begin = max(0, at - 5)
        if at and row[at - 1].text == ",":  # 'which A, under the name of Q, considers its own'
            begin = max(0, at - _INSERTED)
        if token.dep == "relcl" and token.head is not None:  # 'P, which A, under the name of Q, considers its own'
            begin = next((n for n, t in enumerate(row) if t.i > token.head.i), begin)
        own = low[:2] in (["its", "own"], ["their", "own"]) or low[:1] == ["theirs"]
        if not own or not any(t.low in ("which", "that") for t in row[begin:at]):
            return []
        pronoun = next(t for t in reversed(row[begin:at]) if t.low in ("which", "that"))
        noun = token.head if token.dep == "relcl" else None
        if noun is not None and noun.dep == "appos" and noun.mention is None:
            noun = noun.head  # 'P, a strip of land in the river that A considers its own'
        apart = noun is not None and any(t.dep == "pobj" for t in row[noun.i + 1 : pronoun.i])
        return [noun] if noun is not None and (noun.mention is not None or apart) else [pronoun]

    def _speaker(self, token: Token) -> list[Token]:
        """Who says that 'the rock is theirs': the subject of the verb that the clause hangs on."""
        head = token.head
        said = valency.surface_subjects(head) if token.dep == "ccomp" and head is not None else []
        for verb in token.by("conj", "parataxis") if not said else ():  # 'the rock is ours, insists the minister'
            if verb.lemma in _SAYING and not verb.by("dobj", "ccomp"):
                said += [t for t in verb.by("nsubj") if t.i > verb.i]
        return [t for t in said if all(c.low not in _SOME for c in t.children)]  # 'many Peruvians' are no state

    def _seated(self, token: Token) -> list[Token]:
        """'The bloc, in which the two sit alongside Chile and Peru': all of them."""
        return [*valency.logical_subjects(token), *self._others_beside(token)]

    def _stood_by(self, token: Token) -> list[Token]:
        """'Athens protested in May. Paris backs *its ally's* claim': the ally, where that sentence names no other."""
        verb = grammar.clause_head(token)
        whose = any(p.tag == "PRP$" for p in token.by("poss"))
        backs = verb.lemma in self.words["backing"] and verb.dep in ("ROOT", "ccomp", "xcomp")
        return [token] if whose and backs and self.resolver.only_named_before(token) else []

    def _beside(self, token: Token) -> list[Token]:
        """'Belongs to it along with Chile and Peru': all of them; nothing where no others are named."""
        others = self._others_beside(token)
        return [*grammar.expand(valency.logical_subjects(token)), *others] if others else []

    @staticmethod
    def _others_beside(token: Token) -> list[Token]:
        preps = [
            p
            for p in token.by("prep", "advmod", "prt")
            for p in [p, *p.by("prep")]
            if p.lemma in ("alongside", "beside", "with")
        ]
        preps += [p for o in token.by("prep") for x in o.by("pobj") for p in x.by("prep") if p.lemma == "with"]
        return grammar.expand([t for p in preps for t in p.by("pobj")])

    def _last_org(self, token: Token) -> list[Token]:
        """'fellow member Thailand', 'remain members', 'members too': of the organisation named last."""
        full = token.dep == "appos" and any(c.lemma in _FULLY for c in token.children)  # 'B, a full member since 2024'
        full |= token.dep == "appos" and any(p.lemma == "since" for p in token.by("prep"))  # 'B, a member since 2005'
        full |= token.dep == "appos" and any(c.lemma in _PRESENT for c in token.by("amod"))  # 'B, the current chair'
        if (
            grammar.after(token, "of")
            or token.by("poss")
            or not (
                {c.low for c in token.children} & {"fellow", "other", "too", "also"}
                or token.dep == "attr"
                or full
                or _as_member(token)
                or _the_members(token)
            )
        ):
            return []
        if grammar.relative_antecedents(token):
            return []  # 'the Commonwealth, of which Ghana is a member': that one, be it known or not
        number = self.resolver.sentence_of.get(token.start, 0)
        names = [
            t
            for s in self.annotated.sentences[max(0, number - (3 if full else 1)) : number + 1]
            for t in s.tokens
            if t.start < token.start
            and t.mention is not None
            and t.mention.kind in ("IntergovernmentalOrganization", "Grouping")
            and not (t.mention.entity is not None and t.mention.entity.name.split()[-1] in _PART_OF_BODIES)
        ]
        if full and names:  # of bodies named near, that which the text names most
            counts = Counter(m.entity for m in self.annotated.mentions if m.kind in BLOC_KINDS)
            most = max(counts[t.mention.entity] for t in names if t.mention is not None)
            names = [t for t in names if t.mention is not None and counts[t.mention.entity] == most]
        return names[-1:]

    def bloc_last(self, token: Token) -> Token | None:
        """The only body that a sentence, or else the one before, names before a pronoun."""
        number = self.resolver.sentence_of.get(token.start, 0)
        for sentence in reversed(self.annotated.sentences[max(0, number - 1) : number + 1]):
            found = [t for t in sentence.tokens if t.start < token.start and t.mention and t.mention.kind in BLOC_KINDS]
            if found:
                return found[-1] if len({t.mention.entity for t in found if t.mention}) == 1 else None
        return None

    def _bloc_before(self, token: Token) -> list[Token]:
        """'Chad belongs to the bloc. Niger left in 2020': the bloc, of a verb with nothing behind it but a time."""
        told = token.by("dobj", "prt", "ccomp", "xcomp", "acomp", "advcl")
        if self.bloc is None or told or (token.by("nsubjpass") and token.lemma not in ("admit", "readmit")):
            return []
        times = [o.mention is not None and o.mention.kind == "Time" for p in token.by("prep") for o in p.by("pobj")]
        here, there = (self.resolver.sentence_of.get(t.start, -9) for t in (token, self.bloc))
        return [self.bloc] if times and all(times) and 0 <= here - there <= 1 and self.bloc.start < token.start else []

    def _series(self, token: Token) -> list[Token]:
        row = words_of(token)
        return series_before(row, next(n for n, t in enumerate(row) if t is token))

    def _pair_self(self, token: Token) -> list[Token]:
        known = any(c.low in ("the", "both", "these", "its") for c in token.children)
        return [token] if known and self.resolver.count_of(token) else []  # 'two allies', 'two members' may be any

    @staticmethod
    def _of_which(token: Token) -> list[Token]:
        """'Ties between A and B, both of which belong to it': the names before the comma."""
        row = words_of(token)
        for some in token.by("nsubj"):
            at = next(n for n, t in enumerate(row) if t is some)
            which = any(t.tag == "WDT" for p in some.by("prep") if p.lemma == "of" for t in p.by("pobj"))
            if which and some.low in ("both", "all") and at and row[at - 1].text == ",":
                return series_before(row, at - 1)
        return []

    def _coordinated_mods(self, token: Token) -> list[Token]:
        """'EU and NATO member Croatia': both names before the noun, whatever the tree says."""
        row = words_of(token)
        found = series_before(row, next(n for n, t in enumerate(row) if t is token))
        kinds = ("IntergovernmentalOrganization", "Grouping")
        return found if len(found) > 1 and all(t.mention is not None and t.mention.kind in kinds for t in found) else []

    @staticmethod
    def so_is(token: Token) -> list[Token]:
        """'P is Syrian soil, and so is Q': Q, where no state stands there."""
        row = words_of(token)
        for at, so in enumerate(row[:-2]):
            if so.low == "so" and so.i > token.i and row[at + 1].lemma in ("be", "do", "have"):
                named = [t for t in row[at + 2 : at + 5] if t.mention is not None and t.mention.kind not in STATE_KINDS]
                return named[:1]
        return []

    def _next(self, token: Token) -> list[Token]:
        """What follows 'to', 'over' or 'on' right after the noun, whatever the tree says ('its claim to P')."""
        row = words_of(token)
        at = next(n for n, t in enumerate(row) if t is token) + 1
        if at >= len(row) or row[at].low not in ("to", "over", "on"):
            return []
        for t in row[at + 1 : at + 7]:
            if t.mention is not None and t.mention.kind != "Time" and t.mention.role != "adjective":
                return series_at(row, next(n for n, x in enumerate(row) if x is t))[0] or [t]
            if t.tag in ("NN", "NNS", "PRP") and t.dep != "compound":
                return [t]
            if t.text in (",", ";") or t.tag.startswith("VB"):
                break
        return []

    def _relative_object(self, token: Token) -> list[Token]:
        """'the islands, which A holds and B claims': the islands, also for the second verb."""
        verb = token.first_of_row()
        if verb.dep != "relcl" or verb.head is None or token.by("ccomp", "xcomp"):
            return []
        pronoun = [t for t in token.by("dobj") if t.low in ("which", "that", "whom")]
        if pronoun:
            return pronoun  # what it means is decided by what stands right before it
        return [verb.head] if not token.by("dobj") else []

    def _preceding(self, token: Token) -> list[Token]:
        """'P, held by A, claimed by B': P, whatever the tree says."""
        if token.tag not in ("VBN", "VBD") or token.by("nsubj", "nsubjpass", "aux", "auxpass", "dobj"):
            return []
        row = words_of(token)
        at = next(n for n, t in enumerate(row) if t is token) - 1
        while at > 0 and self._passed_over(row, at):
            at -= 1
        found = at >= 0 and (row[at].mention is not None or row[at + 1].text in (",", "("))
        return (series_before(row, at + 1) or [row[at]]) if found else []

    @staticmethod
    def _said_to_be(token: Token) -> list[Token]:
        """'P is an island claimed by A', 'P is one of the islands claimed by A': P."""
        noun = token.head if token.dep == "acl" else None
        if noun is not None and noun.dep == "pobj" and noun.head is not None and noun.head.lemma == "of":
            noun = noun.head.head
        verb = noun.head if noun is not None and noun.dep == "attr" else None
        return verb.by("nsubj") if verb is not None and verb.lemma in ("be", "remain") else []

    def _passed_over(self, row: Sequence[Token], at: int) -> bool:
        """Whether the token at ``at`` is part of another participle's phrase ('held by A')."""
        token = row[at]
        if token.mention is not None:
            return token.mention.kind in STATE_KINDS and row[at - 1].lemma in ("by", "the")
        words = (",", "(", "but", "and", "also", "the")
        return token.text in words or token.dep in ("advmod", "agent") or token.lemma == "by" or token.tag == "VBN"

    def _besides_whom(self, token: Token) -> list[Token]:
        """'Besides A, B too claims it': both."""
        more = [
            p
            for prep in token.by("prep")
            if prep.lemma in ("besides", "like", "alongside") and prep.i < token.i
            for p in prep.by("pobj")
        ]
        return [*more, *valency.logical_subjects(token)] if more and self._also(token) else []

    def _also(self, token: Token) -> bool:
        return any(t.low in ("also", "too", "likewise") for c in [token, *token.by("nsubj")] for t in c.children)

    def _listed_person(self, token: Token) -> list[Token]:
        found = instances(token)
        return found if found and all(t.mention is not None and t.mention.kind == "Person" for t in found) else []

    def _left_in_sentence(self, token: Token) -> list[Token]:
        """'X, which pulled out in 2000, had quit the bloc before': the bloc."""
        if (
            not any(p.low == "out" for p in token.by("prt", "prep", "advmod"))
            or token.lemma not in ("pull", "walk", "drop")
            or grammar.after(token, "of", "from")
        ):
            return []
        for other in words_of(token):
            if (
                other is not token
                and other.lemma in ("quit", "leave", "exit")
                and (found := valency.logical_objects(other))
            ):
                return found
        return []

    def _applied_to(self, token: Token) -> list[Token]:
        """'X and Y had applied to join the bloc; X was admitted': the bloc."""
        if token.by("prep") and any(p.lemma in ("to", "into", "as") for p in token.by("prep")):
            return []
        for other in words_of(token):
            if (
                other.i < token.i
                and other.lemma in ("join", "enter", "accede")
                and (found := valency.logical_objects(other) or grammar.after(other, "to"))
            ):
                return found
        return []

    def about(self, frame: Frame, token: Token) -> bool:
        """Conditions that no word list can give (``about`` of a frame)."""
        about = str(frame.extra.get("about", ""))
        for conditions in (self._claims, self.members, self.disputes, self.allies) if about else ():
            if (told := conditions.about(about, token)) is not None:
                return told
        if about == "territory":
            return self._as_territory(token)
        if about == "part":
            return (token.dep in ("attr", "conj") or forms_part(token)) and (
                token.lemma != "part"
                or any(
                    t.lemma in self.words["own_land"] or (t.mention is not None and t.mention.kind in STATE_KINDS)
                    for p in token.by("prep")
                    if p.lemma == "of"
                    for t in p.subtree()
                )
            )
        if about == "nationality":
            return self._own_words(token) and any(
                t.mention is not None
                and t.mention.kind in STATE_KINDS
                and (t.mention.role == "adjective" or t.by("case"))  # 'is Syrian', 'is Syria's'
                for t in (*token.by("attr", "acomp"), *self._claims.nothing_but(token))
            )
        if about == "own_land":
            return self._own_land(token)
        if about == "dated":
            return all(
                p.by("pobj") and all(t.mention is not None and t.mention.kind == "Time" for t in p.by("pobj"))
                for p in token.by("prep")
                if p.lemma == "in"
            )
        if about == "kept":
            head = token.head
            up = head is not None and head.lemma == "give" and any(c.low == "up" for c in head.by("prt"))
            return head is None or not (up or head.lemma in self.words["given_up"]) or bool(head.by("neg"))
        if about == "together":
            return len(grammar.expand(token.by("nsubj"))) > 1 or any(t.lemma == "together" for t in token.children)
        if about == "denied":
            return any(c.dep == "neg" or c.low == "never" for c in token.children)
        if about == "land_given_back":
            return any(
                self.resolver.territory(t, sovereign=True)
                for t in grammar.after_object(token, "of")
                if t.mention is None or t.mention.kind not in STATE_KINDS
            )
        if about == "land_handed_back":
            things = grammar.expand(token.by("dobj"))
            back = claim_relatives.handed_back(token)
            return back and any(self.resolver.territory(t, sovereign=True) for t in things)
        if about == "theirs":
            return self._theirs(token)
        if about == "ours":  # 'the islands are ours', of an author; not 'the choice is ours to make'
            ours = [t for t in token.by("attr") if t.low == "ours"]
            return self.annotated.commentary and bool(ours) and not any(t.by("xcomp", "relcl", "acl") for t in ours)
        if about == "returned":  # 'returned to the bloc', not 'returned to the bloc's table'
            named = [o for p in token.by("prep") for o in p.by("pobj") if o.mention is not None]
            own = [t for t in valency.surface_subjects(token) if t.mention is None or t.mention.kind not in STATE_KINDS]
            back = any(o.mention.kind in BLOC_KINDS for o in named if o.mention is not None) and not token.by("dobj")
            return back and all(t.tag.startswith(("PRP", "W")) for t in own)  # its envoy may return there any day
        if about in ("plainly_in", "plainly_outside"):
            # 'is in the bloc', nothing else: a talk, a seat or a place in its town would be another matter
            where = ("in", "inside") if about == "plainly_in" else ("outside",)
            return any(
                x.mention is not None and x.mention.kind in BLOC_KINDS
                for p in token.by("prep")
                if p.lemma in where
                for o in p.by("pobj")
                for x in (o, *(o.by("appos") if o.mention is None else ()))
            ) and not token.by("attr", "acomp", "expl")
        if about == "not_yet":
            yet = token.head is not None and any(c.low == "yet" for c in token.head.children)
            return yet or any(c.dep == "neg" or c.low == "never" for c in token.children)
        if about == "open_line":
            return self._open_line(token)
        if about in ("given_up", "seat_given_up"):
            gone = token.lemma != "give" or any(c.low == "up" for c in token.children)
            return gone and (about == "given_up" or _own_seat(token))
        if about == "own_seat":
            return _own_seat(token)
        if about == "bare_name":  # 'admitted Chad', not 'took in Chad's refugees'
            things = grammar.expand(token.by("dobj"))
            lands = ("both", "country", "state", "two")
            return bool(things) and all(t.mention is not None or t.lemma.lower() in lands for t in things)
        if about == "still_seated":
            over = token.head is not None and grammar.tense(token.head) == "past"
            return not (over and any(p.lemma in ("until", "till") for p in token.head.by("prep")))  # type: ignore[union-attr]
        if about == "to_judges":  # 'took Pedra Branca to court': two of them, over land
            things = [x for t in grammar.expand(token.by("dobj")) for x in (t, *grammar.after(t, "of"))]
            several = len(grammar.expand(token.by("nsubj"))) > 1 or any(t.tag == "PRP" for t in token.by("nsubj"))
            return several and any(self.resolver.territory(t, generic=True) for t in things)
        if about == "over_land":
            return any(self.resolver.territory(t, generic=True) for p in token.by("prep") for t in p.by("pobj"))
        if about == "seated":
            return grammar.is_verb(token) and grammar.tense(token) != "past"
        if about == "taken_out":
            return any(t.low == "out" for t in token.children)
        if about == "both_of_them":  # 'its members include both states', not 'include the states of the region'
            things = token.by("dobj")
            return bool(things) and all(any(c.low == "both" for c in t.children) for t in things)
        if about == "owned":  # 'its EU partner Malta'; Georgia is a 'NATO partner' that is no member
            return bool(token.by("poss"))
        if about == "lasting":
            return any(p.lemma in ("since", "for") for p in token.by("prep", "mark", "advmod"))
        if about == "accession":
            return not bloc_entries.at_an_end(token) and (
                token.lemma != "membership"
                or not any(
                    a.lemma in self.words["no_membership"] or (n == 0 and _given_away(a, self.words["membership_ends"]))
                    for n, a in enumerate(token.ancestors())
                )
            )
        return True

    @staticmethod
    def _province(words: Sequence[Token]) -> bool:
        """'Part of Ladakh': of a land that is no state's name, and no body's."""
        names = [t for t in words if t.tag in ("NNP", "NNPS")]
        kinds = [t.mention.kind for t in names if t.mention is not None]
        return bool(names) and all(kind in PLACE_KINDS for kind in kinds)

    def _own_words(self, token: Token) -> bool:
        """'Egypt says that it is Sudanese, Sudan that it is Egyptian': where another verb of saying is left out before
        'that', only of the one who says it.
        """
        row = words_of(token)
        marks = [c for c in token.by("mark") if c.low == "that"]
        at = next((n for n, t in enumerate(row) if marks and t is marks[0]), 0)
        before = row[at - 1].mention if at else None
        if before is None or before.kind not in STATE_KINDS or before.role != "name" or before.entity is None:
            return True
        return any(
            t.mention is not None and t.mention.entity is not None and t.mention.entity.iri == before.entity.iri
            for t in token.by("attr", "acomp")
        )

    def _open_line(self, token: Token) -> bool:
        """'Disagree on where the border runs', 'have yet to settle where it runs'; not 'have settled where'."""
        above = next((a for a in token.ancestors() if grammar.is_verb(a)), None)
        if above is None or above.lemma not in self.words["settled"] | {"agree", "decide", "determine"}:
            return above is not None
        yet = any(c.low == "yet" for a in (above, above.head) if a is not None for c in a.children)
        return yet or bool(above.by("neg"))

    def _theirs(self, token: Token) -> bool:
        """'is theirs', 'are its own', and 'is ours' in the words of who says so."""
        row = words_of(token)
        at = next(n for n, t in enumerate(row) if t is token)
        low = [t.low for t in row[at + 1 : at + 4]]
        return bool(low) and (bool({"theirs", "ours"} & set(low)) or low[:2] in (["its", "own"], ["their", "own"]))

    def _own_land(self, token: Token) -> bool:
        """'is considered by A its own soil', 'are considered Argentine by A'."""
        row = words_of(token)
        at = next(n for n, t in enumerate(row) if t is token)
        later = row[at + 1 : at + 9]
        low = [t.low for t in later]
        own = any(a in ("its", "their") and b == "own" for a, b in pairwise(low)) or "theirs" in low[:2]
        land = any(t.lemma in self.words["own_land"] for t in later) and bool({"its", "their"} & set(low))
        adjective = any(
            t.mention is not None and t.mention.kind in STATE_KINDS and t.dep in ("oprd", "acomp", "attr", "amod")
            for t in later
        )
        return own or land or adjective

    def _as_territory(self, token: Token) -> bool:
        """'as its own', 'as part of its territory', 'as a breakaway province'."""
        row = words_of(token)
        at = next((n for n, t in enumerate(row) if t.low == "as" and token.i < t.i < token.i + 12), None)
        if at is None:
            return False
        words = [t.lemma for t in row[at + 1 : at + 8]]
        low = [t.low for t in row[at + 1 : at + 8]]
        if "own" in low[:4] or {"theirs", "ours"} & set(low[:2]):
            return True
        if low[:2] == ["part", "of"] and token.lemma in _COUNTING and self._province(row[at + 3 : at + 5]):
            return True
        first = row[at + 1] if at + 1 < len(row) else None
        if first is not None and first.mention is not None and first.mention.role == "adjective":
            # 'regards it as Honduran', said of Honduras itself
            own = {r.entity.iri for s in valency.logical_subjects(token) for r in self.resolver.actors(s)}
            return first.mention.entity is not None and first.mention.entity.iri in own
        if "part" in words[:4] and "of" in low:
            rest = row[at + 1 + low.index("of") + 1 : at + 8]
            return any(
                t.lemma in self.words["own_land"]
                or (t.low in ("its", "their") and not any(x.tag in ("NN", "NNS") for x in rest))
                or (t.mention is not None and t.mention.kind in STATE_KINDS)
                for t in rest
            )
        return any(w in self.words["own_land"] for w in words[:5]) and any(
            w in _BEFORE_TERRITORY or row[at + 1].mention is not None for w in low[:4]
        )
