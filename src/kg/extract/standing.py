"""Standing relations: alliances, memberships, territorial disputes and claims to sovereignty.

They differ from events in what they take for granted. 'Kenya, a member of the bloc' holds whatever the clause around
it says, so apposition and relative clauses are stated unless they are quoted; a claim that a state makes of itself is
stated as that state's claim; a dispute counts only where its object is territory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.core.annotated import Annotated, Sentence, Token
from kg.core.model import Claim, Entity, Evidence, Stance, When
from kg.core.ontology import Ontology
from kg.extract import grammar
from kg.extract.frames import Frame, FrameSet, role_tokens, satisfied
from kg.extract.match import Match
from kg.extract.predication import instances, series_at, series_before, words_of
from kg.extract.stance import StanceReader, Verdict
from kg.extract.when import WhenWhere
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Ref, Resolver

TERRITORIAL = {"territorial", "maritime", "border", "boundary", "sovereignty", "island", "frontier", "land", "disputed", "overlapping", "rival", "competing"}
_GROUPS = {"IntergovernmentalOrganization", "Grouping", "Organization"}
_PRESUPPOSED = {"appos", "compound", "poss", "nmod", "nsubj", "nsubjpass", "pobj", "conj", "dobj", "dep", "npadvmod", "attr", "ROOT"}
_RELATIONS = ("memberOf", "alliedWith", "disputes", "claimsSovereignty")
_HAVING = {"have", "settle", "resolve", "end", "share", "face", "take", "bring", "submit", "refer", "pursue"}
_ENTANGLED = {"lock", "embroil", "involve", "engage", "entangle", "mire", "be", "remain", "stay", "become", "mired", "lie", "clash"}
_WISHES = ("hope", "hoping", "appl", "want", "seek", "sought", "aspir", "plan", "intend", "aim", "wish", "bid", "strive", "try", "tried", "prepar", "ask")
_SETTLED = {"settle", "resolve", "end", "solve", "bury"}
_OWN_LAND = {"territory", "province", "soil", "land", "possession", "island", "region", "part"}
_GIVEN_UP = {"renounce", "relinquish", "waive", "drop", "abandon", "withdraw", "cede", "forgo", "surrender"}
_INHERENT = {"inherent", "integral", "sovereign", "historic", "ancestral", "inalienable", "rightful", "own", "indivisible", "eternal", "sacred", "undisputed", "indisputable"}
_PROSPECTS = {"negotiation", "talk", "bid", "application", "process", "candidacy", "prospect", "invitation", "path", "request", "road", "plan", "support", "veto", "block", "oppose",
              "delay", "hope", "seek", "want", "apply", "back", "favour", "favor", "pursue", "chapter", "threat", "threaten", "consider", "reject", "call", "push", "demand", "would"}  # fmt: skip
Refs = list[Ref]


class MakeClaim(Protocol):
    def __call__(self, match: Match, s: Ref, relation: str, o: Ref | None, place: Entity | None, when: When | None, verdict: Verdict | None = None) -> Claim: ...


@dataclass(frozen=True, slots=True)
class Holding:
    """A state that holds, occupies or runs a territory."""

    at: int
    sentence: int
    state: Entity
    territory: Entity


class StandingFacts:
    """Reads the standing relations of one document."""

    def __init__(self, annotated: Annotated, frames: FrameSet, resolver: Resolver, stances: StanceReader, when: WhenWhere, ontology: Ontology, claim: MakeClaim) -> None:
        self.annotated, self.frames, self.resolver, self.stances, self.when = annotated, frames, resolver, stances, when
        self.ontology, self.claim = ontology, claim
        self.text = annotated.document.text
        self._added: list[tuple[str, frozenset[str]]] = []
        """Territory, and states that a sentence adds to its claimants ('A and B too claim it'): no rivals of each other by that."""
        self._holdings: list[Holding] = []
        self._last: Claim | None = None
        self._paths: dict[str, Callable[[Token], list[Token]]] = {
            "party_subject": self._party_subject, "party_with": self._party_with, "considered": self._considered, "listed_person": self._listed_person,
            "pair_self": self._pair_self, "next": self._next, "relative_object": self._relative_object, "preceding": self._preceding, "besides": self._besides_whom,
            "last_org": self._last_org, "series": self._series,
            "left_in_sentence": self._left_in_sentence, "applied_to": self._applied_to,
        }  # fmt: skip

    def read(self, sentence: Sentence) -> list[Claim]:
        """The claims of one sentence."""
        out: list[Claim] = []
        for match in self._matches(sentence):
            found = self._claims(match)
            if match.frame.value == "claimsSovereignty" and self._besides(match):
                self._added += [(r.entity.iri, frozenset(x.entity.iri for x in match.s)) for r in match.o]
            out += found
            self._last = next((c for c in found if c.relation == "claimsSovereignty" and c.stance is not Stance.NEGATED), self._last)
        return out

    # -- matching

    def _matches(self, sentence: Sentence) -> Iterator[Match]:
        for token in sentence.tokens:
            if token.mention is not None:
                continue
            done: set[str] = set()
            for frame in self.frames.candidates(token):
                if frame.emit == "holds":
                    self._hold(frame, token)
                if frame.emit != "relation" or frame.value in done or frame.value not in _RELATIONS or not satisfied(frame, token):
                    continue
                found = self._fill(frame, token, sentence)
                if found is not None:
                    done.add(frame.value)
                    yield found

    def _hold(self, frame: Frame, token: Token) -> None:
        if not satisfied(frame, token):
            return
        s, _ = self._role(token, frame.s, self._states)
        o, _ = self._role(token, frame.o, lambda t: self.resolver.territory(t))
        number = self.resolver.sentence_of.get(token.start, 0)
        self._holdings += [Holding(token.start, number, a.entity, b.entity) for a in s for b in o]

    def _fill(self, frame: Frame, token: Token, sentence: Sentence) -> Match | None:
        relation = frame.value
        subjects: Callable[[Token], Refs] = {"memberOf": self._states if "listed_person" in frame.s else self._members, "alliedWith": self._states if frame.id == "ally.designated" else self._bare_states}.get(relation, self._states)
        objects: Callable[[Token], Refs] = {"memberOf": self._organisations, "alliedWith": self._bare_states, "disputes": self._states}.get(
            relation, lambda t: self.resolver.territory(t, sovereign="sovereign" in self._flags(frame))
        )
        if not self._about(frame, token):
            return None
        s, s_tokens = self._role(token, frame.s, subjects)
        if "last_claimant" in frame.o:
            return self._disputed_claim(frame, token, sentence, s, s_tokens)
        o, o_tokens = self._role(token, frame.o, objects, exclude=s_tokens)
        o_pairs = [(r, t) for r, t in zip(o, o_tokens, strict=True) if all(r.entity != x.entity for x in s)]
        o, o_tokens = [r for r, _ in o_pairs], [t for _, t in o_pairs]
        if not s or "o" in frame.needs and not o or not o and not (frame.joint and len(s) >= 2):
            return None
        if not frame.joint and not o:
            return None
        places: list[Entity] = []
        if relation == "disputes":
            found = self._area(frame, token)
            if found is None:
                return None
            places = found
        dates = self._dates(frame, token)
        verdict = self._verdict(frame, token, sentence, s, o_tokens, dates)
        if verdict is None:
            return None
        return Match(frame, token, sentence, s, o, s_tokens, o_tokens, places, dates, verdict)

    def _disputed_claim(self, frame: Frame, token: Token, sentence: Sentence, s: Refs, s_tokens: list[Token]) -> Match | None:
        """'dispute that claim': against whoever made the last one."""
        last = self._last
        row = words_of(token)
        at = next(n for n, t in enumerate(row) if t is token) + 1
        words = [t.text.lower() for t in row[at : at + 3]]
        if last is None or last.object is None or not s or not words or words[0] not in ("that", "this", "the", "these", "those") or not {"claim", "claims"} & set(words) or any(c.dep == "poss" for o in grammar.logical_objects(token) for c in o.children):
            return None
        o = Ref(last.subject, token, "who made the claim last spoken of", "", last.subject)
        verdict = self._verdict(frame, token, sentence, s, [], [])
        return Match(frame, token, sentence, s, [o], s_tokens, [token], [last.object], [], verdict) if verdict is not None else None

    def _role(self, token: Token, paths: Sequence[str], resolve: Callable[[Token], Refs], exclude: Sequence[Token] = ()) -> tuple[Refs, list[Token]]:
        for path in paths:
            refs: Refs = []
            used: list[Token] = []
            special = self._paths.get(path)
            if path == "subject" and (several := [x for s in token.by("nsubj") if s.tag == "NNS" for x in instances(s)]):
                special = lambda _, several=several: several  # noqa: E731
            for t in special(token) if special else role_tokens(token, path):
                if t is token and not special:
                    continue
                listed = instances(t) if t.mention is None and t.tag in ("NNS", "NNPS") and path not in ("who", "mod") else []
                if path in ("subject", "surface") and t.dep != "conj" and t.mention is not None and (t.by("cc") or t.by("conj")):
                    row = words_of(t)
                    listed = series_at(row, next(n for n, x in enumerate(row) if x is t))[0]
                for one in listed if len(listed) > 1 else [t] if path == "who" or special else grammar.conjuncts(t):
                    if any(one is x for x in exclude):
                        continue
                    for ref in resolve(one):
                        if all(ref.entity != r.entity for r in refs):
                            refs.append(ref)
                            used.append(one)
            if refs:
                return refs, used
        return [], []

    def _flags(self, frame: Frame) -> frozenset[str]:
        """``sovereign``: the words leave no doubt that territory is meant; ``settled``: that a dispute is territorial; ``dated``: entry or exit."""
        return frozenset(frame.extra.get("flags", ()))

    # -- where arguments stand, beyond the paths of all frames

    def _governor(self, token: Token) -> Token | None:
        """The verb that a noun is the object or complement of ('have a dispute', 'be locked in a dispute')."""
        head = token.head
        if head is not None and grammar.is_verb(head) and token.dep in ("dobj", "attr"):
            return head
        if token.dep == "pobj" and head is not None and head.lemma in ("in", "at", "into") and head.head is not None and (grammar.is_verb(head.head) or head.head.dep in ("acomp", "ROOT")):
            return head.head
        return None

    def _party_subject(self, token: Token) -> list[Token]:
        verb = self._governor(token)
        if verb is None:
            return [token.head.head] if token.dep == "pobj" and token.head is not None and token.head.lemma in ("in", "at") and token.head.head is not None and token.head.head.mention else []
        if verb.lemma in _HAVING or token.dep == "pobj" and verb.lemma in _ENTANGLED:
            if verb.lemma == "be" and token.dep == "attr":
                return []
            return grammar.surface_subjects(verb) or ([verb.head] if verb.dep == "acl" and verb.head is not None else [])
        return []

    def _party_with(self, token: Token) -> list[Token]:
        verb = self._governor(token)
        if verb is None or not (verb.lemma in _HAVING or token.dep == "pobj"):
            return []
        return grammar.after(verb, "with") or [t for prep in token.by("prep") for p in prep.by("pobj") for t in grammar.after(p, "with")]

    def _considered(self, token: Token) -> list[Token]:
        """'considers P its own', 'calls P part of its territory': P."""
        row = words_of(token)
        at = next(n for n, t in enumerate(row) if t is token) + 1
        run = row[at : at + 12]
        name = next((t for t in run if t.mention is not None and t.mention.kind != "Time"), None)
        if name is None or name.head is None:
            return []
        rest = [t for t in run if t.i > name.i and t.text != ","][:6]
        words = [t.text.lower() for t in rest]
        own = words[:2] in (["its", "own"], ["their", "own"]) or "own" in words[:2]
        land = bool(words) and words[0] in ("part", "a", "an", "its", "sovereign", "inherent") and any(w in _OWN_LAND for w in words)
        return [name] if own or land and "its" in words + [t.text.lower() for t in run] else []

    def _last_org(self, token: Token) -> list[Token]:
        """'fellow member Thailand', 'remain members', 'are members too': of the organisation named last, no more than a sentence before."""
        if grammar.after(token, "of") or token.by("poss") or not ({c.text.lower() for c in token.children} & {"fellow", "other", "too", "also"} or token.dep == "attr"):
            return []
        number = self.resolver.sentence_of.get(token.start, 0)
        names = [t for s in self.annotated.sentences[max(0, number - 1) : number + 1] for t in s.tokens
                 if t.start < token.start and t.mention is not None and t.mention.kind in ("IntergovernmentalOrganization", "Grouping")]  # fmt: skip
        return names[-1:]

    def _series(self, token: Token) -> list[Token]:
        row = words_of(token)
        return series_before(row, next(n for n, t in enumerate(row) if t is token))

    def _pair_self(self, token: Token) -> list[Token]:
        return [token] if self.resolver.count_of(token) else []

    def _next(self, token: Token) -> list[Token]:
        """What follows 'to', 'over' or 'on' right after the noun, whatever the tree says ('presses its claim to Huangyan Dao')."""
        row = words_of(token)
        at = next(n for n, t in enumerate(row) if t is token) + 1
        if at >= len(row) or row[at].text.lower() not in ("to", "over", "on"):
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
        verb: Token | None = token
        while verb is not None and verb.dep == "conj":
            verb = verb.head
        if verb is None or verb.dep != "relcl" or verb.head is None or token.by("dobj", "ccomp", "xcomp"):
            return []
        return [verb.head]

    def _preceding(self, token: Token) -> list[Token]:
        """'P, held by A, claimed by B': P, whatever the tree says."""
        if token.tag not in ("VBN", "VBD") or token.by("nsubj", "nsubjpass", "aux", "auxpass", "dobj"):
            return []
        row = words_of(token)
        at = next(n for n, t in enumerate(row) if t is token) - 1
        while at > 0 and (row[at].text in (",", "(", "but", "and", "also") or row[at].dep in ("advmod", "agent") or row[at].lemma == "by" or row[at].tag == "VBN" and not row[at].mention
                          or row[at].mention is not None and row[at].mention.kind in STATE_KINDS and row[at - 1].lemma == "by" or row[at].text == "the"):  # type: ignore[union-attr]  # fmt: skip
            at -= 1
        return [row[at]] if at >= 0 and (row[at].mention is not None or row[at + 1].text in (",", "(")) else []

    def _besides_whom(self, token: Token) -> list[Token]:
        """'Besides A, B too claims it': both."""
        more = [p for prep in token.by("prep") if prep.lemma in ("besides", "like", "alongside") and prep.i < token.i for p in prep.by("pobj")]
        return [*more, *grammar.logical_subjects(token)] if more and self._also(token) else []

    def _also(self, token: Token) -> bool:
        return any(t.text.lower() in ("also", "too", "likewise") for c in [token, *token.by("nsubj")] for t in c.children)

    def _listed_person(self, token: Token) -> list[Token]:
        found = instances(token)
        return found if found and all(t.mention is not None and t.mention.kind == "Person" for t in found) else []

    def _left_in_sentence(self, token: Token) -> list[Token]:
        """'X, which pulled out in 2000, had quit the bloc before': the bloc."""
        if not any(p.text.lower() == "out" for p in token.by("prt", "prep", "advmod")) or token.lemma not in ("pull", "walk", "drop") or grammar.after(token, "of", "from"):
            return []
        for other in words_of(token):
            if other is not token and other.lemma in ("quit", "leave", "exit") and (found := grammar.logical_objects(other)):
                return found
        return []

    def _applied_to(self, token: Token) -> list[Token]:
        """'X and Y had applied to join the bloc; X was admitted': the bloc."""
        if token.by("prep") and any(p.lemma in ("to", "into", "as") for p in token.by("prep")):
            return []
        for other in words_of(token):
            if other.i < token.i and other.lemma in ("join", "enter", "accede") and (found := grammar.logical_objects(other) or grammar.after(other, "to")):
                return found
        return []

    # -- conditions

    def _about(self, frame: Frame, token: Token) -> bool:
        """Conditions that no word list can give (``about`` of a frame)."""
        about = str(frame.extra.get("about", ""))
        if about == "territory":
            return self._as_territory(token)
        if about == "part":
            return token.dep in ("attr", "conj") and (token.lemma != "part" or any(
                t.lemma in _OWN_LAND or t.mention is not None and t.mention.kind in STATE_KINDS for p in token.by("prep") if p.lemma == "of" for t in p.subtree()))  # fmt: skip
        if about == "nationality":
            return any(t.mention is not None and t.mention.kind in STATE_KINDS and t.mention.role == "adjective" for t in token.by("attr", "acomp"))
        if about == "dated":
            return all(p.by("pobj") and all(t.mention is not None and t.mention.kind == "Time" for t in p.by("pobj")) for p in token.by("prep") if p.lemma == "in")
        if about == "kept":
            head = token.head
            return head is None or head.lemma not in _GIVEN_UP or bool(head.by("neg"))
        if about == "accession":
            return token.lemma != "membership" or not any(a.lemma in ("freeze", "suspend", "suspension") for a in token.ancestors())
        return True

    def _as_territory(self, token: Token) -> bool:
        """'as its own', 'as part of its territory', 'as a breakaway province'."""
        row = words_of(token)
        at = next((n for n, t in enumerate(row) if t.text.lower() == "as" and token.i < t.i < token.i + 12), None)
        if at is None:
            return False
        words = [t.lemma for t in row[at + 1 : at + 8]]
        low = [t.text.lower() for t in row[at + 1 : at + 8]]
        if "own" in low[:4]:
            return True
        if "part" in words[:4] and "of" in low:
            rest = row[at + 1 + low.index("of") + 1 : at + 8]
            return any(t.lemma in _OWN_LAND or t.text.lower() in ("its", "their") or t.mention is not None and t.mention.kind in STATE_KINDS for t in rest)
        return any(w in _OWN_LAND for w in words[:5]) and any(w in ("its", "their", "a", "an", "inherent", "sovereign", "breakaway", "renegade", "lost", "historic", "occupied") or row[at + 1].mention is not None for w in low[:4])

    # -- who and what

    def _typed(self, relation: str, side: str, refs: Refs) -> Refs:
        return [r for r in refs if self.ontology.accepts(relation, side, r.entity.kind)]

    def _states(self, token: Token) -> Refs:
        """States, also by those who act for them."""
        refs = self.resolver.actors(token)
        out = [Ref(r.state, r.token, r.rule, r.words, r.state) if r.entity.kind == "Person" and r.state else r for r in refs]
        return [r for r in out if r.entity.kind in STATE_KINDS]

    def _bare_states(self, token: Token) -> Refs:
        """States named themselves: an ally of a leader is no ally of the state."""
        return [r for r in self.resolver.actors(token) if r.entity.kind in STATE_KINDS]

    def _members(self, token: Token) -> Refs:
        return [r for r in self.resolver.actors(token) if r.entity.kind in STATE_KINDS | {"IntergovernmentalOrganization", "Grouping"}]

    def _organisations(self, token: Token) -> Refs:
        found = [r for r in self.resolver.actors(token) if r.entity.kind in _GROUPS]
        # a mission or the troops of an organisation are not the organisation
        return [r for r in found if token.mention is not None or not r.rule.startswith(("acts for", "of or from"))]

    # -- of what, when

    def _area(self, frame: Frame, token: Token) -> list[Entity] | None:
        """What is in dispute: territory; [] where the words say only that it is territorial; None where it is not."""
        words = {t.lemma for t in token.children} | {t.text.lower() for t in token.children} | {token.lemma}
        for prep in token.by("prep"):
            words |= {t.lemma for p in prep.by("pobj") for t in [p, *p.children]} if prep.lemma in ("in", "of", "at") else set()
        seen = False
        for path in frame.place:
            tokens = [t for t in role_tokens(token, path) if path != "mod" or t.dep != "poss"]
            seen |= bool(tokens) and path.startswith("after:over")
            found = [r.entity for t in tokens for c in grammar.conjuncts(t) for r in self.resolver.territory(c, generic=True, sovereign="over" in path or path in ("surface", "head", "preceding"))]
            if found:
                return list(dict.fromkeys(found))
        territorial = bool(words & TERRITORIAL)
        if not seen and frame.place and (around := [e for e in self.when.places(token) if e.kind in PLACE_KINDS - {"Settlement"}]) and (territorial or "settled" in self._flags(frame)):
            clause = grammar.clause_head(token)
            return around if any(t.text.lower() == "respectively" for t in clause.subtree()) else around[:1]
        return [] if territorial or "settled" in self._flags(frame) and not seen else None

    def _dates(self, frame: Frame, token: Token) -> list[tuple[Token, When]]:
        """Dates of entry and exit, and 'since' when; a standing relation takes no date from the clause around it."""
        verb = grammar.is_verb(token)
        ceased = token.head is not None and token.head.lemma in ("cease", "stop") and token.dep == "xcomp"
        if frame.value == "memberOf" and ("dated" in self._flags(frame) or ceased) and verb:
            return self.when.dates(token)
        head = token.head
        near = [token, *([head] if head is not None and token.dep in ("attr", "dobj", "pobj") else [])]
        if not verb and token.dep == "pobj" and head is not None and head.head is not None and head.lemma == "as":
            near = [token, head.head]
        entry = head is not None and (head.lemma == "become" or head.lemma == "as" and head.head is not None and head.head.lemma in ("admit", "join", "accept"))
        out = []
        for t in near:
            for at, when in self.when.dates(t):
                since = at.head is not None and at.head.lemma == "since" and at.head.head is t
                if since or frame.value == "memberOf" and (entry or t is token and not verb and "dated" in self._flags(frame)):
                    out.append((at, when))
            if out:
                break
        if frame.value == "memberOf" and grammar.is_verb(token) is False and not out and "act" in self._flags(frame):
            out = [d for d in self.when.dates(token)]
        return out if frame.value in ("memberOf", "claimsSovereignty") else []

    # -- how the document stands to it

    def _verdict(self, frame: Frame, token: Token, sentence: Sentence, s: Refs, o_tokens: Sequence[Token], dates: Sequence[tuple[Token, When]]) -> Verdict | None:
        verdict = self.stances.read(token, sentence)
        quoted = verdict.rule == "quotation"
        if self._presupposed(token) and not quoted and not (verdict.negated and self._own_negation(token)):
            verdict = Verdict(Stance.STATED, "taken for granted by an apposition or a relative clause")
        if any(c.text.lower() in ("neither", "nor") and c.dep in ("preconj", "cc", "det") for t in o_tokens for c in t.children):
            verdict = Verdict(Stance.NEGATED, "'neither ... nor'", None, True)
        if frame.value == "claimsSovereignty" and verdict.stance is Stance.ATTRIBUTED and verdict.holder is not None:
            holder = verdict.holder.state or verdict.holder.entity
            if any(r.entity == holder for r in s):
                verdict = Verdict(Stance.STATED, "a state's own claim")
        if frame.value == "memberOf" and verdict.negated and (verdict.future or self._would(token)):
            return None  # 'will never join' says nothing of today
        if frame.value == "memberOf" and self._no_longer(token):
            verdict = Verdict(Stance.NEGATED, "'no longer'", verdict.holder, True)
        own = verdict.rule == "a state's own claim"
        if self._needs_voice(frame, token) and not own and not self.annotated.commentary:
            return None
        if "undenied" in self._flags(frame) and any(c.text.lower() == "no" and c.dep in ("det", "neg") for t in grammar.logical_objects(token) for c in t.children):
            return Verdict(Stance.NEGATED, "'no' before the object", None, True)
        if frame.value == "memberOf" and verdict.stance is Stance.STATED and token.dep == "xcomp" and token.head is not None and token.head.text.lower().startswith(_WISHES):
            verdict = Verdict(Stance.PREDICTED, f"'{token.head.text} to'", None, False, True)
        if "act" in self._flags(frame):
            prospective = self._prospect(token) or any(c.lemma in ("possible", "future", "eventual", "potential", "planned", "threatened") for c in token.children)
            if prospective and verdict.stance in (Stance.STATED, Stance.NEGATED):
                verdict = Verdict(Stance.PREDICTED, "not yet so", None, False, True)
            elif not frame.negated and token.lemma != "membership" and not dates and verdict.stance is Stance.STATED:
                return None
            if prospective and frame.negated:
                return None
        if frame.negated and verdict.stance is Stance.ATTRIBUTED and not verdict.future:
            return Verdict(Stance.NEGATED, f"frame {frame.id} denies it", verdict.holder, True)
        if frame.negated and verdict.stance in (Stance.ATTRIBUTED, Stance.PREDICTED, Stance.CONDITIONAL):
            return None
        if frame.value == "disputes" and verdict.stance is Stance.STATED and (head := token.head) is not None and head.lemma in _SETTLED and grammar.tense(head) == "past":
            return Verdict(Stance.NEGATED, f"'{head.lemma}'", None, True)
        if frame.negated and verdict.stance is Stance.STATED:
            return Verdict(Stance.NEGATED, f"frame {frame.id} denies it", None, True)
        if frame.negated and verdict.stance is Stance.NEGATED:
            return Verdict(Stance.STATED, "a denied exit")
        if frame.stance == "opinion" and self.annotated.commentary and verdict.stance is Stance.STATED:
            return Verdict(Stance.OPINION, "the author asserts it in his own voice")
        return verdict

    def _would(self, token: Token) -> bool:
        verbs = [t for t in [token, *token.ancestors()] if grammar.is_verb(t)][:2]
        return any(a.lemma in ("will", "would", "must", "should", "can", "could") for v in verbs for a in v.by("aux"))

    def _no_longer(self, token: Token) -> bool:
        row = words_of(token)
        at = next(n for n, t in enumerate(row) if t is token)
        words = [t.text.lower() for t in row[max(0, at - 4) : at]]
        return any(words[n : n + 2] == ["no", "longer"] for n in range(len(words)))

    def _prospect(self, token: Token) -> bool:
        """Whether an accession or exit is only talked about: 'a bid for membership', 'negotiations on the accession', 'blocks the entry'."""
        low, up = token, token.head
        while up is not None and not grammar.is_verb(up):
            if up.lemma in _PROSPECTS:
                return True
            low, up = (up, up.head) if up.pos != "ADP" else (low, up.head)
        top = token
        while top.head is not None and not grammar.is_verb(top.head):
            top = top.head
        return up is not None and up.lemma in _PROSPECTS and (top.dep in ("dobj", "nsubjpass", "xcomp", "ccomp") or top.lemma in ("for", "to", "from", "against"))

    def _needs_voice(self, frame: Frame, token: Token) -> bool:
        """Whether the words are a claim only in the mouth of the state itself ('the islands are Syrian')."""
        about = frame.extra.get("about")
        if about == "part":
            return not {c.lemma for c in token.children} & _INHERENT
        return about in ("nationality", "self_claim")

    def _presupposed(self, token: Token) -> bool:
        """Whether the relation stands whatever becomes of the clause around it."""
        if not grammar.is_verb(token):
            head = token.head
            predicative = token.dep in ("attr", "acomp", "oprd", "ROOT", "ccomp") or head is not None and head.lemma in ("as", "into", "become", "remain") or (
                token.dep == "dobj" and head is not None and head.lemma not in ("have", "tell", "back", "support", "meet", "call", "urge", "visit", "attack", "help", "defend")
            )
            if not predicative:
                return token.dep in _PRESUPPOSED
            verb = head
            return verb is not None and verb.dep == "relcl" and verb.head is not None and self._plain(verb)
        participle = token.tag == "VBN" and token.dep in ("acl", "advcl") and not token.by("aux", "auxpass", "nsubj", "nsubjpass")
        return participle or token.dep in ("relcl", "acl") and self._plain(token)

    def _plain(self, verb: Token) -> bool:
        return not any(a.lemma in ("will", "would", "may", "might", "could", "can", "should") or a.tag == "TO" or a.dep == "neg" for a in [*verb.by("aux", "neg"), *verb.by("xcomp")])

    def _own_negation(self, token: Token) -> bool:
        head = token.head
        return any(c.dep in ("neg", "det") and c.text.lower() in ("no", "not") for c in token.children) or head is not None and head.dep == "relcl" and any(c.dep == "neg" for c in head.children)

    # -- claims

    def _claims(self, match: Match) -> list[Claim]:
        relation = match.frame.value
        s, o = self._typed(relation, "s", match.s), self._typed(relation, "o", match.o)
        dates = [w for _, w in match.dates]
        places = match.places
        aligned = any(t.text.lower() == "respectively" for t in match.sentence.tokens)
        if o:
            pairs = [(a, b) for a in s for b in o if a.entity != b.entity]
            if aligned and len(s) == len(o) > 1:
                pairs = list(zip(s, o, strict=True))
        else:
            pairs = [(a, b) for i, a in enumerate(s) for b in s[i + 1 :]]
        if len(pairs) > 40:
            return []
        if relation == "disputes" and len(pairs) > 1 and len(s) > 1 and o and (named := self._each_its_own(match, s)):
            return [self._claim(match, a, b, named.get(a.entity), None) for a, b in pairs]
        out = []
        for n, (a, b) in enumerate(pairs):
            when = (dates[n] if aligned and len(dates) == len(pairs) else dates[0]) if dates else None
            if relation != "disputes":
                out.append(self._claim(match, a, b, None, when))
            elif aligned and len(places) == len(pairs) > 1:
                out.append(self._claim(match, a, b, places[n], None))
            elif aligned and len(pairs) > 1:
                out.append(self._claim(match, a, b, None, None))  # one place for all would say what 'respectively' denies
            else:
                out += [self._claim(match, a, b, p, None) for p in places or [None]]
        return out

    def _claim(self, match: Match, a: Ref, b: Ref, place: Entity | None, when: When | None) -> Claim:
        return self.claim(match, a, match.frame.value, b, place, when, match.verdict)

    def _each_its_own(self, match: Match, s: Refs) -> dict[Entity, Entity]:
        """'Both are at odds with C, A over P and B over Q': the territory of each."""
        out: dict[Entity, Entity] = {}
        for token in match.sentence.tokens:
            if token.i > match.trigger.i and token.lemma == "over":
                before = [t for t in match.sentence.tokens[:token.i] if t.i > match.trigger.i and t.mention is not None]
                owner = [r.entity for r in self._states(before[-1])] if before and before[-1].i == token.i - 1 else []
                area = [r.entity for t in token.by("pobj") for r in self.resolver.territory(t, generic=True)]
                if owner and area and any(owner[0] == r.entity for r in s):
                    out.setdefault(owner[0], area[0])
        return out

    # -- disputes that follow from claims

    def _besides(self, match: Match) -> bool:
        """Whether the claimants are added to others ('Vietnam too claims them')."""
        near = [c for c in match.trigger.children if c.dep in ("advmod", "neg")] + [c for t in match.s_tokens for c in t.children]
        return any(t.text.lower() in ("also", "too", "likewise") for t in near)

    def contested(self, claims: Sequence[Claim]) -> list[Claim]:
        """Disputes between states of which both claim one territory, or one claims what the other holds."""
        made = [c for c in claims if c.relation == "claimsSovereignty" and c.stance is Stance.STATED and c.object is not None and c.subject.kind in STATE_KINDS]
        sure = {(frozenset((c.subject.iri, c.object.iri)), c.place.iri) for c in claims if c.relation == "disputes" and c.object and c.place}
        out: list[Claim] = []

        def add(a: Entity, b: Entity, area: Entity, start: int, end: int, why: str, trace: tuple[str, ...]) -> None:
            key = (frozenset((a.iri, b.iri)), area.iri)
            if a.iri == b.iri or key in sure:
                return
            sure.add(key)
            ev = Evidence(start, end, self.text[start:end])
            out.append(Claim(self.annotated.document.id, a, "disputes", b, Stance.STATED, ev, why, None, area, trace=(why.replace("-", " "), *trace)))

        for i, a in enumerate(made):
            for b in made[i + 1 :]:
                if not self._same_area(a.object, b.object):  # type: ignore[arg-type]
                    continue
                if any(area == a.object.iri and {a.subject.iri, b.subject.iri} <= added for area, added in self._added):  # type: ignore[union-attr]
                    continue
                near = abs(a.evidence.start - b.evidence.start) < 600
                start, end = (min(a.evidence.start, b.evidence.start), max(a.evidence.end, b.evidence.end)) if near else (b.evidence.start, b.evidence.end)
                add(a.subject, b.subject, a.object, start, end, "rival-claims", (*a.trace, *b.trace))  # type: ignore[arg-type]
        for c in made:
            number = self._sentence(c.evidence.start)
            for h in self._holdings:
                if h.territory == c.object and abs(h.sentence - number) <= 1 and h.state != c.subject:
                    start, end = min(h.at, c.evidence.start), max(h.at, c.evidence.end)
                    if h.sentence != number:
                        start, end = c.evidence.start, c.evidence.end
                    while end < len(self.text) and self.text[end].isalnum():
                        end += 1
                    add(c.subject, h.state, h.territory, start, end, "claimed-and-held", c.trace)
        return out

    def _same_area(self, a: Entity, b: Entity) -> bool:
        """The same territory, or one that the words for the other name ('everything west of the Essequibo')."""
        short, long = sorted((a.name.lower(), b.name.lower()), key=len)
        return a.iri == b.iri or len(short) > 5 and short in long and long.split()[0] in ("everything", "all", "most", "part")

    def _sentence(self, at: int) -> int:
        return next((n for n, s in enumerate(self.annotated.sentences) if s.start <= at < s.end), 0)

