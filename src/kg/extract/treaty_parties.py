"""Parties that no verb of signing names: those of the treaty's own noun phrase, 'the two countries', the context."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.annotate.repair_clauses import HELPS
from kg.core.annotated import Sentence, Token
from kg.core.model import Entity, Evidence, Stance
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.matched import evidence
from kg.extract.stance import Verdict
from kg.extract.treaty_between import TreatyBetween
from kg.extract.treaty_bound import COMMITTED, TreatyBound
from kg.extract.treaty_conditions import BROKEN_OFF
from kg.extract.treaty_left_out import left_out
from kg.extract.treaty_listed import listed
from kg.extract.treaty_records import STATED, Party, Record, TreatyBook, has_many_parties, only_asked
from kg.extract.treaty_step_parties import REFUSED
from kg.extract.treaty_understood import TreatyUnderstood
from kg.link import pairs
from kg.link.discourse import NUMBERS
from kg.link.noun_phrases import noun_phrase
from kg.link.references import BLOC_KINDS
from kg.link.resolve import STATE_KINDS, Ref
from kg.link.treaty_record import Treaty

MANY = re.compile(
    r"\b(?:Association Agreement|Convention|Charter|Statute|Covenant|Declaration|Accords|United Nations|UN|Protocol"
    r"|Code)\b"
)
"""Names of treaties that have many parties, as a rule."""


_PAIR = 2
_MADE_WITH = word_set("extract.treaty_parties.made_with")
_MAKING = word_set("extract.treaty_parties.making")
_PAPERS = word_set("extract.treaty_parties.papers")
"""What may be signed without binding anybody."""
_BOUND = word_set("extract.treaty_parties.bound")
"""Words of a duty or a right, besides modal verbs."""
_SINCE = {"after", "although", "as", "because", "before", "since", "though", "until", "when", "while"}
"""What opens a clause that tells when or why something else happened."""
_OPPOSED = word_set("extract.treaty_parties.opposed")
"""What one is with, or of, an opponent."""
_ARMED = {"ArmedForce", "Group", "Organization"}
"""Kinds of those who may have a truce of their own."""

_BY_SENTENCE = frozenset(
    {"party.named-with-treaty", "party.context", "party.pair-of-sentence", "party.home", "party.subject-of-clause"}
    | {"party.entitled", "party.likely", "party.met", "party.other-bound"}
)
"""Rules by which states are parties that stand near a treaty."""
_TAKEN = frozenset({"InForce", "Ratified", "Signed"})


def _refused(record: Record) -> bool:
    """'Refused to sign the pact with Chad': whether who stands beside a treaty may be no party to it."""
    return any(s.status == "Signed" and s.verdict.rule in REFUSED for s in record.statuses)


def _state(ref: Ref) -> Entity | None:
    """The state that an actor is or acts for."""
    entity = ref.state if ref.entity.kind == "Person" else ref.entity
    return entity if entity is not None and entity.kind in STATE_KINDS else None


_IN_LINE = word_set("extract.treaty_parties.in_line")


def _by_which(token: Token) -> Token | None:
    """What opens the phrase of a treaty that binds: 'under', 'pursuant to', 'by virtue of', 'in accordance with' it."""
    prep = token.head
    word = prep.lemma.lower() if prep is not None and token.dep == "pobj" else ""
    if prep is None or word == "under":
        return prep if word else None
    noun = prep.head
    if noun is None or word not in ("of", "with", "to"):
        return None
    if noun.lemma.lower() == "pursuant":
        return noun
    opens = noun.head if noun.lemma.lower() in _IN_LINE and noun.dep == "pobj" else None
    return opens if opens is not None and opens.lemma.lower() in ("by", "in") else None


def _aside(subject: Token) -> bool:
    """Whether it acts in a clause of time or cause."""
    clauses = [a for a in subject.ancestors() if a.dep in ("advcl", "pcomp")]
    return any(m.lemma in _SINCE for c in clauses for m in (*c.by("mark"), *([c.head] if c.head is not None else [])))


_MAKES_PARTIES = frozenset({"Concluded", "Expired", "InForce", "Negotiating", "Signed"})
"""Steps of a treaty that show that it has parties, whom the text need not name."""


_WISHES = word_set("extract.treaty_parties.wishes")
_BEFORE = word_set("extract.treaty_parties.before")


def _beside(token: Token) -> bool:
    """'In Chad', 'at Chad's urging', 'in the presence of Chad's minister': a phrase of what goes along with a step."""
    prep = token.head if token.dep == "pobj" else None
    if prep is None:
        return False
    where = prep.lemma == "in" and token.mention is not None and token.mention.kind == "State"
    return where or (prep.lemma in ("at", "in", "on", "under", "upon") and token.lemma in _WISHES | _BEFORE)


_DEFINITE = frozenset({"the", "these", "those", "our", "its"})
"""With 'two': certain ones ('the two states'), not any ('on two states')."""

_WITH_BLOC = re.compile(r"\b(?:accession|association) (?:agreement|deal|pact|treaty)\b", re.IGNORECASE)
"""What a state has with a bloc, and not with another state."""


class TreatyParties:
    """Completes the parties of the book's treaties when all sentences have been read."""

    def __init__(self, book: TreatyBook) -> None:
        self.book, self.matcher, self.resolver, self.text = book, book.matcher, book.resolver, book.text
        self.document, self.bound, self.between = book.document, TreatyBound(book), TreatyBetween(book)
        self.understood = TreatyUnderstood(book)
        words = self.resolver.lexicon
        self._sides = (words.person | words.pair | words.organs | words.state) - {"party"}
        """Words for those who act for a state, though nobody knows for which."""

    def complete(self, treaty: Treaty) -> None:
        """Parties named in the treaty's own noun phrase, else those that the sentence calls 'the two countries'."""
        named = bool(treaty.names)
        if treaty.plural:
            return
        paired = len(treaty.parties) == 1 and any(
            p.lemma == "with" or (p.lemma == "between" and any(o.by("conj") for o in p.by("pobj")))
            for t in treaty.mentions[:2]
            for p in t.by("prep")
        )
        bound, between = self.bound.of(treaty), self.between.of(treaty)
        told = named or treaty.number in self.book.records or len(treaty.parties) >= 2 or paired or bound or between
        if not told and not treaty.year and not self._under(treaty):
            return
        record = self.book.record(treaty)
        for entity in treaty.parties.values():
            token = self._mention_with(treaty, entity)
            sentence = self.book.sentence(token)
            if sentence is None or token is None:
                continue
            near = [
                t
                for t in sentence.tokens
                if t.mention is not None
                and t.mention.entity is not None
                and self.resolver.actor_entity(t.mention) == entity
            ]
            verdict = self._made_by(treaty, entity) or STATED
            if not verdict.stance.told:
                continue
            ev = evidence(self.text, sentence, token, *near[:1])
            known = record.parties.setdefault(entity.key, Party(entity, ev, verdict, "party.named-with-treaty"))
            if known.evidence.start > ev.start >= self.document.body and any(
                p.lemma == "between" for p in token.by("prep")
            ):
                known.evidence = ev  # 'the agreement between A and B' says it in fewer words
        self._outsiders(record)
        self._listed_parties(record)
        self._between_parties(record, between)
        self._bound_parties(record)
        self._entitled_parties(record, bound)
        self._maker_beside(record)
        if sum(p.rule != "party.nth_signatory" for p in record.parties.values()) < _PAIR:
            self._likely_parties(record)
        if len(record.parties) == 1 and not record.left:
            self._other_party(record)
        if len(record.parties) < 2 and not record.left:
            self._clause_parties(record)
        if len(record.parties) < 2 and not record.left:
            self._pair_parties(record)
        if len(record.parties) < 2 and not record.left and not self._between_others(treaty):
            self._met_parties(record)
        if len(record.parties) < 2 and not record.left:
            self._context_parties(record)
        if len(record.parties) < 2 and not record.left:
            self._understood_parties(record)
        self._strike_out(record)

    def _strike_out(self, record: Record) -> None:
        """'Ratified by all of them but Peru', 'Peru and Chile, neither of which has signed it': no parties by what else
        is said.
        """
        if not any(p.rule in _BY_SENTENCE for p in record.parties.values()):
            return
        sentences = {id(s): s for t in record.treaty.mentions if (s := self.book.sentence(t)) is not None}
        out = [t for s in sentences.values() for t in left_out(s.tokens)]
        gone = {e.key for t in out for r in self.resolver.actors(t) for e in (r.entity, r.state) if e is not None}
        if has_many_parties(record.treaty):  # 'the convention, which neither Peru nor Chile has signed'
            gone |= {p.entity.key for p in record.left if p.rule == "party.signs"}
        record.parties = {k: p for k, p in record.parties.items() if k not in gone or p.rule not in _BY_SENTENCE}

    def _outsiders(self, record: Record) -> None:
        """'But Bolivia refused to sign it', 'Kenya never signed it', of a treaty that others have signed: no party."""
        if not any(s.status in _TAKEN and s.verdict.stance is Stance.STATED for s in record.statuses):
            return
        out = {p.entity.key: p for p in record.unsigned if p.entity.key not in record.treaty.parties}
        for key, party in out.items():
            known = record.parties.get(key)
            if known is None or known.evidence == party.evidence:
                record.parties.pop(key, None)
                record.left = [p for p in record.left if p.entity.key != key] + [party]

    def _met_parties(self, record: Record) -> None:
        """The two whose meeting is told where the treaty is signed."""
        treaty = record.treaty
        found = self.understood.host_and_guest(record)
        if (
            found is None
            or self._made_by_others(treaty)
            or self._made_by_several(treaty)
            or MANY.search(treaty.name)
            or treaty.merged is not None
        ):
            return
        self._add(record, found[0], found[1], "party.met")

    def _add(self, record: Record, refs: list[Ref], token: Token, rule: str) -> None:
        """Take those for parties of whom the treaty's own word is all that tells."""
        ev = Evidence(token.start, token.end, self.text[token.start : token.end])
        self.book.add_parties(record, refs, ev, STATED, rule, None)

    def _understood_parties(self, record: Record) -> None:
        """Parties that the text leaves to be understood; none of a treaty that many states join."""
        treaty, lexicon = record.treaty, self.resolver.treaties.lexicon
        many = MANY.search(treaty.name) or any(n in lexicon.known for n in (*treaty.names, *treaty.abbreviations))
        if many or treaty.merged is not None or treaty.heads <= _PAPERS or self._between_others(treaty):
            return
        if self._made_by_others(treaty) or _refused(record):
            return
        told = bool(record.statuses or (treaty.year and not treaty.names))
        plain = told and "Ceasefire" not in treaty.types and not _only_brokered(record)
        ways = (
            ("party.pair-of-sentence", self.understood.pair_of_sentence if plain else None),
            ("party.movement-beside", self.understood.movement_beside if record.statuses else None),
            ("party.other-bound", self.understood.other_bound),
            ("party.home", self.understood.home if record.statuses else None),
        )
        helpers = self._brokered_alike(treaty)
        for rule, way in ways:
            found = way(record) if way is not None else None
            if found is not None and not helpers & {(r.state or r.entity).key for r in found[0]}:
                self._add(record, found[0], found[1], rule)
                return

    def _listed_parties(self, record: Record) -> None:
        """'The Lagos Protocol (Chad, Niger, Togo)', 'Signatories of the Lagos Protocol: Chad, Niger, Togo'."""
        for token in record.treaty.mentions:
            sentence = self.book.sentence(token)
            names = listed(sentence.tokens, token) if sentence is not None else []
            refs = [r for t in names for r in self.resolver.actors(t)]
            if sentence is not None and refs:
                ev = evidence(self.text, sentence, token, *(r.token for r in refs))
                self.book.add_parties(record, refs, ev, STATED, "party.listed", None)

    def _between_parties(self, record: Record, between: list[tuple[list[Ref], Token, Token]]) -> None:
        """The two that are named after a 'between' of the treaty's clause."""
        for refs, token, word in between if len(record.parties) < 2 else ():
            sentence = self.book.sentence(token)
            if sentence is not None and set(record.parties) <= {(r.state or r.entity).key for r in refs}:
                ev = evidence(self.text, sentence, token, word, *(r.token for r in refs))
                self.book.add_parties(record, refs, ev, STATED, "party.between", None)
                return

    def _entitled_parties(self, record: Record, bound: list[tuple[Ref, Token]]) -> None:
        """Those whom the treaty binds or lets do something; with one alone, who decides on it is the other ('Djibouti
        ended the deal that lets French ships in').
        """
        if len(record.parties) > 1 and len(bound) < 2:
            return
        for ref, token in bound:
            sentence = self.book.sentence(token)
            known = {*record.parties, *(p.entity.key for p in record.left)}
            if sentence is None or ref.entity.key in known:
                continue
            clause = grammar.clause_head(token)
            doers = [r for t in valency.logical_subjects(clause) if t is not token for r in self._states_of(t)]
            doers = [r for r in doers if r.entity != ref.entity]
            alone = len(bound) == 1 and not record.parties and ref.rule != COMMITTED
            if alone and len({r.entity for r in doers}) != 1 and not record.likely:
                continue
            refs = [ref, *(doers if len(bound) == 1 and not record.parties else [])]
            ev = evidence(self.text, sentence, token, ref.token)
            self.book.add_parties(record, refs, ev, STATED, "party.entitled", None)

    def _states_of(self, token: Token) -> list[Ref]:
        """The states that the members of a row are or act for."""
        refs = [r for t in grammar.content(token) for r in self.resolver.actors(t)]
        return [Ref(s, r.token, r.rule) for r in refs if (s := _state(r)) is not None]

    def _bound_parties(self, record: Record) -> None:
        """'Under the pact Chad must consult', 'the pact, under which it may land': who has duties or rights."""
        for token in record.treaty.mentions:
            sentence = self.book.sentence(token)
            for verb in self._verbs_under(token) if sentence is not None else ():
                duty = verb.lemma in {*_BOUND, "be"} and bool(verb.by("xcomp"))  # also 'Chad is to help'
                if not duty and not any(a.tag == "MD" for a in verb.by("aux")):
                    continue
                subjects = [t for t in valency.surface_subjects(verb) if t is not token]
                refs = [r for t in subjects for r in self.resolver.actors(t) if _state(r) is not None]
                if sentence is not None and refs:
                    ev = evidence(self.text, sentence, token, verb, *(r.token for r in refs))
                    self.book.add_parties(record, refs, ev, STATED, "party.bound-under", None)

    def _verbs_under(self, token: Token) -> list[Token]:
        """The verbs of what is done under a treaty, or by virtue of it."""
        prep = _by_which(token)
        own = [prep.head] if prep is not None and prep.head is not None else []
        own += [
            c
            for c in token.by("relcl")
            for p in c.by("prep")
            if p.lemma.lower() == "under" and any(o.low == "which" for o in p.by("pobj"))
        ]
        return [v for v in own if grammar.is_verb(v)]

    def _made_by(self, treaty: Treaty, entity: Entity) -> Verdict | None:
        """How the text stands to a party that it names only as the subject of signing or ratifying ('if A ratifies the
        pact'); None for others.
        """
        found: Verdict | None = None
        for token in treaty.mentions:
            named = {
                **self.resolver.parties_of.modifiers(noun_phrase(token)),
                **self.resolver.parties_of.complements(token, of_pair=True),
            }
            if entity.key in named:
                return None
            verb = (
                token.head
                if token.dep in ("dobj", "nsubjpass")
                else next((c for c in token.children if c.dep == "acl"), None)
            )
            sentence = self.book.sentence(token)
            if (
                verb is not None
                and sentence is not None
                and entity.key in self.resolver.parties_of.makers(token, self.resolver.treaties.lexicon.verbs)
            ):
                verdict = self.matcher.stances.read(verb, sentence)
                if verdict.stance in (Stance.STATED, Stance.NEGATED):
                    return None
                found = found or verdict
        return found

    def _context_parties(self, record: Record) -> None:
        """A bilateral treaty whose parties go without saying: the two states that its paragraph, or the document, is
        about.
        """
        treaty = record.treaty
        sure = {Stance.STATED, Stance.OPINION, *([Stance.ATTRIBUTED] if treaty.year else [])}
        sure |= {Stance.PREDICTED} if self.resolver.main_pair() else set()
        told = [s for s in record.statuses if s.verdict.stance in sure or s.verdict is BROKEN_OFF]
        done = {s.status for s in told if not only_asked(s.verdict)}
        dated = bool(treaty.year) and not treaty.names
        if not (done & _MAKES_PARTIES or dated) or treaty.merged is not None:
            return
        if MANY.search(treaty.name) or treaty.heads <= _PAPERS | {"contract"} or self._between_others(treaty):
            return
        if self._made_by_strangers(treaty):
            return
        plain = not treaty.names and "Ceasefire" not in treaty.types
        pair = self.resolver.main_pair() or (self.resolver.pair_of_text() if plain else ())
        known = set(record.parties)
        if any(_WITH_BLOC.search(words) for words in (*treaty.names, *treaty.descriptions)) and not known:
            return
        if not self.resolver.main_pair() and not known and self.resolver.body_of_more(pair):
            return  # an agreement that may well be with the bloc
        if known and all(p.rule == "party.ratified" for p in record.parties.values()):
            return  # one that somebody has joined by and by
        if any(self._only_in_name(treaty, e) or self._made_in(treaty, e) for e in pair if e.key not in known):
            return
        if self._of_body(treaty):
            return
        if self._brokered_alike(treaty) & {e.key for e in pair} or self._with_strangers(treaty):
            return
        if _only_brokered(record):
            return
        if len(pair) != 2 or not known <= {e.key for e in pair} or (treaty.names and self.resolver.one_of_more(pair)):
            return
        begun = bool(done & ({"Signed"} if "Ceasefire" in treaty.types else _MAKES_PARTIES))
        if not (begun or known or self.resolver.named_often(pair)):
            return  # a short text may speak of two states and of a treaty that many have, or two others
        token = treaty.mentions[0] if treaty.mentions else None
        sentence = self.book.sentence(token)
        if token is None or sentence is None:
            return
        if _of_many(sentence):
            return
        own = (t for t in sentence.tokens if dated and t.tag == "PRP$" and t.head is not None and t.head.dep == "nsubj")
        whose = {r.entity for t in own for r in self.resolver.actors(t)}
        if any(e.kind in STATE_KINDS and e not in pair for e in whose):
            return  # 'its army moved into the zone that the agreement of 1974 had created'
        others = {
            e.key
            for t in sentence.tokens
            if t.mention is not None
            and t.mention.entity is not None
            and (e := self.resolver.actor_entity(t.mention)) is not None
            and e.kind in STATE_KINDS
        }
        if others - {e.key for e in pair} or (known and self._bystander(sentence, others - known)):
            return
        refs = [Ref(e, token, "the two states that the document is about") for e in pair]
        self._add(record, refs, token, "party.context")

    def _bystander(self, sentence: Sentence, states: set[str]) -> bool:
        """Whether a sentence names states only for where, before whom or at whose wish the others sign."""
        named = [
            t
            for t in sentence.tokens
            if t.mention is not None
            and t.mention.kind not in ("Time", "Treaty")
            and (e := self.resolver.actor_entity(t.mention)) is not None
            and (e.key in states or ((s := self.resolver.entities.state_of(e)) is not None and s.key in states))
        ]
        return bool(named) and all(any(_beside(up) for up in (t, *t.ancestors())) for t in named)

    def _only_in_name(self, treaty: Treaty, entity: Entity) -> bool:
        """Whether a state is named only by the town after which a treaty is called ('the Luanda roadmap')."""
        inside = {t.start for token in treaty.mentions for t in noun_phrase(token).premodifiers}
        named = [
            t
            for s in self.matcher.annotated.sentences
            for t in s.tokens
            if t.mention is not None and self.resolver.actor_entity(t.mention) == entity
        ]
        return all(t.start in inside for t in named)

    def _made_in(self, treaty: Treaty, entity: Entity) -> bool:
        """'The Algiers Accord': its name tells in whose capital it was made, by whom it does not."""
        before = (m for t in treaty.mentions for m in self.resolver.modifier_mentions(noun_phrase(t)))
        towns = (m for m in before if m.role == "capital")
        return any(self.resolver.actor_entity(m) == entity for m in towns)

    def _of_body(self, treaty: Treaty) -> bool:
        """'The Union ... its own protocol': it is of a body, whose members it may bind."""
        owners = [e for t in treaty.mentions for e in self.resolver.owning_states(t)]
        return any(e.kind in BLOC_KINDS for e in owners)

    def _made_by_strangers(self, treaty: Treaty) -> bool:
        """'The treaty that the Ruritania Company signed with Chad': one of those who made it has an unknown name."""
        verbs = self.resolver.treaties.lexicon.verbs
        made = [v for t in treaty.mentions for v in (*t.by("acl", "relcl"), t.head) if v is not None]
        due = [v for v in made if v.lemma == "be" and any(x.lemma in verbs for x in v.by("xcomp"))]
        made = [v for v in made if v in due or (v.lemma in verbs and grammar.is_verb(v))]  # 'that they were to sign'
        makers = [s for v in made for t in (*v.by("nsubj"), *grammar.after(v, "by")) for s in grammar.conjuncts(t)]
        told = (t for t in makers if t.tag == "NNS" and t.by("acl", "relcl"))  # 'the leaders assembled in Lima'
        named = [*told, *(t for t in makers if t.tag in ("NNP", "NNPS") and t not in treaty.mentions)]
        withs = [p for t in treaty.mentions for p in t.subtree() if p.lemma == "with" and p.i > t.i]
        people = [r for p in withs for o in p.by("pobj") for r in self.resolver.actors(o) if r.entity.kind == "Person"]
        refs = [r for t in makers for r in self.resolver.actors(t)]
        lone = any(r.entity.kind == "Person" and r.state is None for r in refs)
        if lone and (due or any(r.entity.kind in STATE_KINDS for r in refs)):
            return True  # 'concluded by Britain and King Lewanika', 'that Roe and Doe were to sign'
        return any(not self.resolver.actors(t) for t in named) or any(r.state is None for r in people)

    def _brokered(self, treaty: Treaty) -> set[str]:
        """Who only helped to a treaty ('a truce brokered by Togo', 'under Qatari mediation'), or is told there as the
        opponent of one who made it ('a pact with Egypt, at odds with Sudan').
        """
        below = [c for t in treaty.mentions for c in t.by("acl", "relcl") if _helps(c)]
        above = [t.head for t in treaty.mentions if t.dep == "dobj" and t.head is not None and t.head.lemma in HELPS]
        helpers = [o for v in below for a in v.by("agent", "prep") if a.lemma == "by" for o in a.by("pobj")]
        helpers += [grammar.antecedent(s) for v in (*below, *above) for s in v.by("nsubj")]
        near = {id(s): s for t in treaty.mentions if (s := self.book.sentence(t)) is not None}
        named = [t for s in near.values() for t in s.tokens if t.mention is not None]
        helpers += [t for t in named if self.resolver.brokers(t) or _at_odds(t)]
        return {r.entity.key for o in helpers for c in grammar.conjuncts(o) for r in self.resolver.actors(c)}

    def _brokered_alike(self, treaty: Treaty) -> set[str]:
        """Who helped to this treaty, or to another of the text of its noun and type, which may be the same one."""
        alike = [
            t for t in self.resolver.treaties.records if t.heads & treaty.heads and set(t.types) & set(treaty.types)
        ]
        return {key for t in (treaty, *alike) for key in self._brokered(t)}

    def _with_strangers(self, treaty: Treaty) -> bool:
        """'The accord with the rebels': made with people whom nobody names, and with no other state."""
        with_whom = [o for t in treaty.mentions for p in t.by("prep") if p.lemma == "with" for o in p.by("pobj")]
        told = [m for o in with_whom for m in grammar.conjuncts(o) if m.tag == "NNS" and m.lemma not in self._sides]
        return any(m.mention is None and not self.resolver.actors(m) for m in told)

    def _between_others(self, treaty: Treaty) -> bool:
        """'A deal signed between Mali and rebels': both sides are named, though nobody knows the name of one."""
        for token in treaty.mentions:
            preps = [*token.by("prep"), *(p for c in token.by("acl") for p in c.by("prep"))]
            if any(p.lemma == "between" and any(o.by("conj") for o in p.by("pobj")) for p in preps):
                return True
        return False

    def _made_by_others(self, treaty: Treaty) -> bool:
        """Whether those who made it are told, though nobody knows all of them."""
        return self._made_by_strangers(treaty) or self._by_unknown(treaty)

    def _made_by_several(self, treaty: Treaty) -> bool:
        """'The pact that the five countries signed': of more than two, so of others than the two that have met."""
        verbs = [v for t in treaty.mentions for v in (*t.by("acl", "relcl"), t.head) if v is not None]
        makers = [s for v in verbs if grammar.is_verb(v) for s in (*v.by("nsubj"), *grammar.after(v, "by"))]
        return _more_than_two(makers)

    def _by_unknown(self, treaty: Treaty) -> bool:
        """'The agreement among the parties of her coalition', 'signed by rebels', 'ratified by all members': theirs."""
        for token in treaty.mentions:
            verbs = [v for v in (*token.by("acl", "relcl"), token.head) if v is not None and grammar.is_verb(v)]
            verbs += [x for v in verbs for x in v.by("xcomp")]
            many = [o for v in verbs for o in grammar.after(v, "by") if o.tag == "NNS"]
            many += [o for p in token.by("prep") if p.lemma in ("among", "between") for o in p.by("pobj")]
            told = [m for o in many for m in grammar.conjuncts(o) if m.lemma not in self._sides]
            if any(not self.resolver.actors(m) for m in told):
                return True
        return False

    def _under(self, treaty: Treaty) -> list[Token]:
        """Where something is done under a treaty of few ('under a defence pact')."""
        if MANY.search(treaty.name):
            return []
        return [
            t for t in treaty.mentions if t.dep == "pobj" and t.head is not None and t.head.lemma.lower() == "under"
        ]

    def _done_under(self, treaty: Treaty) -> list[tuple[Token, Token]]:
        """The mentions of a treaty under which something is done, each with the verb of the deed: also 'a pact under
        which Peru will take in migrants'.
        """
        above = [(t, t.head.head) for t in self._under(treaty) if t.head is not None and t.head.head is not None]
        # 'share the waters under the accord': the tree may hang it on the waters
        out = [(t, v if grammar.is_verb(v) or v.mention is not None else grammar.clause_head(v)) for t, v in above]
        for token in treaty.mentions if not MANY.search(treaty.name) else ():
            for verb in token.by("relcl"):
                opens = [p for p in verb.by("prep") if p.lemma.lower() in ("under", "by") and p.i < verb.i]
                if any(o.low == "which" for p in opens for o in p.by("pobj")):
                    out.append((token, verb))
        return out

    def _clause_parties(self, record: Record) -> None:
        """'Chad, whose army helps the Nigerien forces under a pact of 2019': the only two states of the clause."""
        for token, verb in self._done_under(record.treaty):
            sentence = self.book.sentence(token)
            if sentence is None or not grammar.is_verb(verb):
                continue
            acting = [r for t in valency.logical_subjects(verb) for r in self.resolver.actors(t)]
            if self._shared(record, token, verb, acting, sentence):
                return
            inner = [x for v in (verb, *verb.by("ccomp", "xcomp")) for x in grammar.clause_tokens(v)]
            others = [r for t in inner if t.mention is not None for r in self.resolver.actors(t)]
            states = {s.key: Ref(s, r.token, r.rule) for r in (*acting, *others) if (s := _state(r)) is not None}
            states |= {k: Ref(p.entity, token, "known") for k, p in record.parties.items() if k not in states}
            if len(states) == 2 and any(_state(r) is not None for r in acting):
                ev = evidence(self.text, sentence, token, *(r.token for r in states.values()))
                self.book.add_parties(record, states.values(), ev, STATED, "party.under", None)
                return

    def _maker_beside(self, record: Record) -> None:
        """'Iran limits its enrichment under a deal reached with Britain and France': Iran has made it, too."""
        for token in self._under(record.treaty):
            made = [v for v in token.by("acl") if v.tag == "VBN" and v.lemma in _MADE_WITH and not v.by("agent")]
            partners = {r.entity.key for v in made for t in grammar.after(v, "with") for r in self._states_of(t)}
            sentence, clause = self.book.sentence(token), grammar.clause_head(token)
            if len(partners) < _PAIR or sentence is None or not partners <= set(record.parties):
                continue
            doers = [r for t in valency.logical_subjects(clause) for r in self._states_of(t)]
            if len({r.entity for r in doers}) == 1 and doers[0].entity.key not in record.parties:
                ev = evidence(self.text, sentence, token, doers[0].token)
                self.book.add_parties(record, doers[:1], ev, STATED, "party.under", None)

    def _shared(self, record: Record, token: Token, verb: Token, acting: list[Ref], sentence: Sentence) -> bool:
        """'A and B share the river with C under the accord': all of them."""
        withs = [p for p in sentence.tokens if p.lemma == "with" and p.dep == "prep" and verb.i < p.i < token.i]
        withs = withs or [p for p in verb.by("prep") if p.lemma == "with"]
        whom = [r for p in withs for o in p.by("pobj") for m in grammar.conjuncts(o) for r in self._states_of(m)]
        doers = [Ref(s, r.token, r.rule) for r in acting if (s := _state(r)) is not None]
        if not whom and len({r.entity for r in doers}) > 1 and len(record.parties) < 2:
            whom, doers = doers[1:], doers[:1]  # 'A and B share it with their neighbours'
        if not whom or not doers or {r.entity for r in whom} & {r.entity for r in doers}:
            return False
        ev = evidence(self.text, sentence, token, *(r.token for r in (*doers, *whom)))
        self.book.add_parties(record, [*doers, *whom], ev, STATED, "party.under", None)
        return True

    def _likely_parties(self, record: Record) -> None:
        """Who approves, suspends or ends it ('the treaty with Chile needs the approval of Peru's Congress')."""
        for ref in record.likely if not MANY.search(record.treaty.name) else ():
            if ref.rule == "the state spoken of":
                continue  # 'the government', whichever that is
            sentence = self.book.sentence(ref.token)
            gone = {p.entity.key for p in record.left}
            if record.left and (ref.entity.key in gone or not record.treaty.names):
                continue
            others = [p for p in record.parties.values() if p.rule != "party.nth_signatory"]
            if sentence is not None and len(others) < _PAIR:
                near = [t for t in record.treaty.mentions if sentence.start <= t.start < sentence.end]
                ev = evidence(self.text, sentence, ref.token, *near[:1])
                self.book.add_parties(record, [ref], ev, STATED, "party.likely", None)

    def _other_party(self, record: Record) -> None:
        """'Greece answered with an agreement with Egypt': the subject of the clause is the other party."""
        known = next(iter(record.parties.values())).entity
        last = record.treaty.one_of
        constant = [e for e in self.book.constant(last) if e != known] if last is not None else []
        if len(constant) == 1 and record.treaty.mentions:
            token = record.treaty.mentions[0]
            ev = Evidence(token.start, token.end, self.text[token.start : token.end])
            self.book.add_parties(
                record, [Ref(constant[0], token, "who made the one before")], ev, STATED, "party.series", None
            )
            return
        if _refused(record):
            return
        for token in record.treaty.mentions[:2]:
            preps = [*token.by("prep"), *(p for c in token.by("acl") for p in c.by("prep"))]
            inside = token.mention is not None and " with " in self.text[token.mention.start : token.mention.end]
            if not inside and not any(p.lemma in ("with", "between") for p in preps):
                continue
            beside = [o for p in preps if p.lemma == "with" for o in p.by("pobj")]
            if beside and all(
                r.entity != known for o in beside for c in grammar.conjuncts(o) for r in self.resolver.actors(c)
            ):
                return  # "Mali's truce with the rebels": they are the other one
            if any(p.lemma == "between" and any(o.by("conj") for o in p.by("pobj")) for p in preps):
                return  # 'between Mali and the rebels': the other one is named, though nobody knows the name
            sentence, clause = self.book.sentence(token), grammar.clause_head(token)
            if sentence is None or not grammar.is_verb(clause):
                continue
            subjects = [c for t in valency.logical_subjects(clause) if t is not token for c in grammar.content(t)]
            refs = [r for t in subjects for r in self.resolver.actors(t)]
            states = [r for r in refs if r.entity.kind in STATE_KINDS and r.entity != known]
            if not states and any(sentence.start <= s.evidence.start < sentence.end for s in record.statuses):
                # 'President Roe ended the pact with Chad': who takes a step does so for a state
                acting = [(r, _state(r)) for r in refs if r.entity.kind == "Person"]
                states = [Ref(s, r.token, r.rule) for r, s in acting if s is not None and s != known]
            if not states and token.dep in ("nsubj", "nsubjpass", "attr"):
                plain = clause.lemma in ("come", "follow", "be", "exist")
                home = self._spoken_of(token, sentence, known) or (self.resolver.most_named(known) if plain else None)
                if home is not None and home.key in (others := self._brokered(record.treaty)):
                    home = next((e for e in self.resolver.named_most(known) if e.key not in others), None)
                states = [Ref(home, token, "the state that the document is about")] if home is not None else []
            if len(states) == 1:
                self.book.add_parties(
                    record,
                    states,
                    evidence(self.text, sentence, token, states[0].token),
                    STATED,
                    "party.subject-of-clause",
                    None,
                )
                return

    def _spoken_of(self, token: Token, sentence: Sentence, known: Entity) -> Entity | None:
        """Whose treaty with a state it is where the clause does not say: the speaker's, else the only other state that
        acts in the paragraph before, else the one in the document's pair.
        """
        holder = self.matcher.stances.read(grammar.clause_head(token), sentence).holder
        speaker = (holder.state or holder.entity) if holder is not None else None
        if speaker is not None and speaker.kind in STATE_KINDS | _ARMED and speaker != known:
            return speaker
        if (body := self.resolver.main_body()) is not None and known.kind in STATE_KINDS:
            return body
        above = [s for a in grammar.clause_head(token).ancestors() for s in a.by("nsubj", "nsubjpass")]
        states = {
            e: None for s in above for r in self.resolver.actors(s) if (e := _state(r)) is not None and e != known
        }
        if len(states) == 1:
            return next(iter(states))
        others = [e for e in self._acting_before(token, sentence) if e != known]
        if len(others) == 1:
            return others[0]
        pair = self.resolver.main_pair()
        rest = [e for e in pair if e != known] if not (others and self.resolver.one_of_more(pair)) else []
        return rest[0] if known in pair and len(rest) == 1 else None

    def _acting_before(self, token: Token, sentence: Sentence) -> list[Entity]:
        """The states that act in the paragraph before a token, each once; not in a clause that only says since when or
        why ('since Peru left').
        """
        found: dict[Entity, None] = {}
        for one in self.matcher.annotated.sentences:
            if one.segment.paragraph != sentence.segment.paragraph or one.start > token.start:
                continue
            for t in one.tokens:
                if t.dep not in ("nsubj", "nsubjpass", "conj") or t.start >= token.start or _aside(t):
                    continue
                subject = t.dep != "conj" or (t.head is not None and t.head.dep in ("nsubj", "nsubjpass", "conj"))
                refs = self.resolver.actors(t) if subject and not grammar.is_verb(t) else []
                found |= {e: None for r in refs if (e := _state(r)) is not None}
        return list(found)

    def _mention_with(self, treaty: Treaty, entity: Entity) -> Token | None:
        for token in treaty.mentions:
            sentence = self.book.sentence(token)
            if sentence is not None and any(
                t.mention is not None
                and t.mention.entity is not None
                and self.resolver.actor_entity(t.mention) == entity
                for t in sentence.tokens
            ):
                return token
        return treaty.mentions[0] if treaty.mentions else None

    def _of_a_third(self, pair: Token, keys: set[str]) -> bool:
        """'Peru, which kept the Lima Pact, congratulated *both countries*': the two are whom a third one acts upon."""
        verb = grammar.clause_head(pair)
        doers = valency.logical_subjects(verb) if pair.dep in ("dobj", "dative", "pobj") else []
        states = [s for t in doers if t.i < pair.i for r in self.resolver.actors(t) if (s := _state(r)) is not None]
        return bool(states) and all(s.key not in keys for s in states)

    def _signed_with(self, sentence: Sentence) -> set[str]:
        """'A pact signed with Chad, of which both sides complain': Chad, one of the two whoever is meant by them."""
        signing = (t for t in sentence.tokens if t.lemma in ("conclude", "sign"))
        partners = (o for t in signing for p in t.by("prep") if p.lemma == "with" for o in p.by("pobj"))
        states = (_state(r) for o in partners for r in self.resolver.actors(o))
        return {s.key for s in states if s is not None}

    def _pair_parties(self, record: Record) -> None:
        named = bool(record.treaty.names)
        for token in record.treaty.mentions:
            sentence = self.book.sentence(token)
            if sentence is None:
                continue
            here = [r for t in sentence.tokens if (r := self.resolver.treaties.of(t)) is not None]
            several = any(r is not record.treaty.root() for r in here)
            for other in sentence.tokens:
                words = {c.low for c in other.children} | {other.low}
                if (
                    other.lemma in self.resolver.lexicon.pair
                    and (words & {"both", "each", "either"} or ("two" in words and words & _DEFINITE))
                    and not other.by("poss")
                    and not (several and grammar.clause_head(other) is not grammar.clause_head(token))
                    and not (named and _only_spoken_of(token))
                ):
                    refs = pairs.pair(self.resolver, other)
                    keys = {r.entity.key for r in refs}
                    third = (named and self._of_a_third(other, keys)) or bool(self._signed_with(sentence) - keys)
                    third |= not self._brokered(record.treaty).isdisjoint(keys)  # 'both broke the truce Togo brokered'
                    if len(refs) == 2 and set(record.parties) <= keys and not third:
                        ev = evidence(self.text, sentence, token, other)
                        self.book.add_parties(record, refs, ev, STATED, "party.pair", None)
                        return


_VOUCH = word_set("extract.treaty_parties.vouch")
"""What others than the parties do for a treaty."""


def _only_brokered(record: Record) -> bool:
    """'The deal brokered by Roe': whoever has it, the broker is none of them."""
    return bool(record.statuses) and all(s.rule == "conclude.brokered_by" for s in record.statuses)


def _at_odds(token: Token) -> bool:
    """'At loggerheads with Sudan', 'a rival of Sudan'."""
    prep = token.head if token.dep == "pobj" else None
    above = prep.head if prep is not None else None
    return above is not None and bool({above.lemma, above.low} & _OPPOSED)


def _helps(verb: Token) -> bool:
    """'Brokered', 'helped to broker'; 'that Togo *guaranteed*', not 'in which Togo guaranteed free transit'."""
    if verb.lemma in _VOUCH:
        return all(t.low in grammar.RELATIVE for t in verb.by("dobj"))
    return verb.lemma in HELPS or (verb.lemma == "help" and any(c.lemma in HELPS for c in verb.by("xcomp", "ccomp")))


def _only_spoken_of(token: Token) -> bool:
    """'Both voiced support for the Accra Pact': a treaty that may be one of others."""
    prep = token.head if token.dep in ("pobj", "conj") else None
    while prep is not None and prep.dep in ("pobj", "conj"):
        prep = prep.head
    return prep is not None and prep.lemma in ("about", "against", "for", "on")


def _of_many(sentence: Sentence) -> bool:
    """'In 1975, when 15 countries signed a treaty': more than the two whom the text is about."""
    signing = (t for t in sentence.tokens if t.dep == "nsubj" and t.head is not None and t.head.lemma in _MAKING)
    return _more_than_two(signing)


def _more_than_two(nouns: Iterable[Token]) -> bool:
    """'15 countries', 'the five states'."""
    counted = (c.low for t in nouns for c in t.by("nummod"))
    return any(int(n) > _PAIR if n.isdigit() else NUMBERS.get(n, 0) > _PAIR for n in counted)
