"""States and bodies that the words around a treaty name: its parties, as far as grammar tells.

'The Japan-Philippines pact', 'a treaty between A and B', 'A and B signed a pact', 'its agreement with C'.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.annotate.repair_clauses import HELPS
from kg.core.annotated import Mention, Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link.noun_phrases import NounPhrase
from kg.link.references import BLOC_KINDS, LANDS, STATE_KINDS

if TYPE_CHECKING:
    from kg.link.resolve import Resolver
    from kg.link.treaty_record import Treaty

_MADE_WITH = word_set("link.named_parties.made_with")
_TOPIC = word_set("link.named_parties.topic")
_NO_TOPIC = word_set("link.named_parties.no_topic")
"""With whom one has these, is not yet a party to what is agreed on them."""
_NAMES = word_set("link.named_parties.names")
_WITNESSES = word_set("link.named_parties.witnesses")
"""As what one signs a treaty of others."""


class NamedParties:
    """Finds them in one document; the keys of each answer are those of the entities."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver

    def modifiers(self, phrase: NounPhrase) -> dict[str, Entity]:
        """States named before a treaty's head ('the Japan-Philippines pact', "Norway's agreement")."""
        out: dict[str, Entity] = {}
        for m in self.resolver.modifier_mentions(phrase):
            e = self.resolver.actor_entity(m) if not self._only_town(phrase, m) else None
            if e is not None and e.kind in STATE_KINDS | BLOC_KINDS:
                out[e.key] = e
        if len(out) == 1 and next(iter(out.values())).kind not in STATE_KINDS:
            out = {}  # 'the AUKUS pact' is a name
        if len(out) == 1 and (two := self._between(phrase.head)) and not set(out) & two:
            out = {}  # 'Luanda's ceasefire between Kinshasa and Kigali'
        mention = phrase.head.mention
        if mention is not None and mention.kind == "Treaty":
            pair = {
                e.key: e for e in self.resolver.entities.inside(mention.start, mention.end) if e.kind in STATE_KINDS
            }
            if len(pair) >= 2:  # one alone may be where it was made: 'the American Treaty on Pacific Settlement'
                out |= pair
            else:
                out |= self._named_with(mention.start, mention.end)
        return out if len(out) <= 4 else {}

    def _only_town(self, phrase: NounPhrase, mention: Mention) -> bool:
        """'The Minsk deal': the town in which it was made, where no other party is named with it."""
        before = [t for t in phrase.premodifiers if t.mention is not None]
        towns = [t for t in before if t.mention is mention and mention.role == "capital" and t.dep != "poss"]
        with_whom = any(p.lemma in ("with", "between") for p in phrase.head.by("prep"))
        return len(before) == 1 and bool(towns) and not with_whom

    def _between(self, head: Token) -> set[str]:
        """The keys of the two states that stand after 'between' on a noun, if they do."""
        sides = [o for p in head.by("prep") if p.lemma == "between" for o in p.by("pobj")]
        found = {k for o in sides for m in (o, *self.resolver.conjuncts(o)) for k in self.named(m)}
        return found if len(found) > 1 else set()

    def _named_with(self, start: int, end: int) -> dict[str, Entity]:
        """The state after 'with' in a treaty's name ('Compact of Free Association with the United States')."""
        at = self.resolver.text.rfind(" with ", start, end)
        found = [e for e in self.resolver.entities.inside(at, end) if e.kind in STATE_KINDS] if at >= 0 else []
        return {e.key: e for e in found}

    def makers(self, token: Token, verbs: frozenset[str]) -> dict[str, Entity]:
        """States that sign, conclude or ratify the treaty at a token: subjects and agents of such a verb above it."""
        verb = (
            token.head
            if token.dep in ("dobj", "nsubjpass")
            else next((c for c in token.children if c.dep == "acl" and c.lemma in verbs), None)
        )
        told = next((c for c in token.by("relcl") if c.lemma in verbs and _of_object(c)), None)
        verb = told if told is not None and token.tag in ("NNS", "NNPS") else verb
        opened = token.head.by("advcl") if token.head is not None and token.dep in ("nsubj", "nsubjpass") else []
        opened = [v for v in opened if v.i < token.i and v.tag == "VBN" and v.lemma in verbs and v.by("agent")]
        verb = opened[0] if opened and verb is not token.head else verb  # 'Signed by both, the pact was kept'
        ends = verb is not None and verb.lemma in ("abrogate", "denounce", "renounce")
        if (
            verb is None
            or ends
            or verb.lemma not in verbs
            or only_witnesses(verb)
            or any(c.dep == "neg" for c in verb.children)
            or any(c.low == "neither" for c in token.by("preconj", "det"))
        ):
            return {}
        tokens = (
            [p for a in verb.by("agent") for p in a.by("pobj")]
            if (token.dep == "nsubjpass" and verb.dep != "relcl") or verb.dep == "acl" or verb in opened
            else verb.by("nsubj")
        )
        out: dict[str, Entity] = {}
        if any(c.low in ("neither", "no") for t in (*tokens, *verb.by("agent")) for c in t.children):
            return {}  # 'neither Peru nor Chile has ratified the pact', 'signed neither by Peru nor by Chile'
        for t in tokens:
            for member in [t, *self.resolver.conjuncts(t)]:
                for ref in self.resolver.actors(member) if member.tag not in ("PRP", "WDT", "WP") else []:
                    e = ref.state if ref.entity.kind == "Person" and ref.state else ref.entity
                    if e.kind in STATE_KINDS:
                        out[e.key] = e
        return out if len(out) <= 4 else {}

    def signers(self, token: Token, verbs: frozenset[str]) -> dict[str, Entity]:
        """States that sign what stands at a token, also by putting their names to it."""
        prep = token.head if token.dep == "pobj" else None
        verb = prep.head if prep is not None and prep.lemma in ("on", "to", "under") else None
        while verb is not None and verb.lemma in _NAMES:
            verb = verb.head
        put = verb is not None and any(o.lemma in _NAMES for o in verb.by("dobj"))
        told = next((c for c in token.by("relcl") if c.lemma in verbs and _of_object(c)), None)
        verb = verb if put else told
        if verb is None or verb.by("neg"):
            return self.makers(token, verbs)
        refs = [r for t in verb.by("nsubj") for r in self.resolver.all_actors(t)]
        states = (r.state if r.entity.kind == "Person" else r.entity for r in refs)
        return {e.key: e for e in states if e is not None and e.kind in STATE_KINDS}

    def named(self, token: Token) -> dict[str, Entity]:
        """The states that a token names."""
        return {e.key: e for r in self.resolver.actors(token) if (e := r.entity).kind in STATE_KINDS}

    def brokers(self, token: Token) -> bool:
        """Whether a token names one who only helped to it ('with Qatari mediation')."""
        return self.resolver.brokers(token)

    def owners(self, token: Token) -> dict[str, Entity]:
        """The states and bodies of states that a possessive pronoun stands for."""
        kinds = STATE_KINDS | {"IntergovernmentalOrganization"}
        return {e.key: e for r in self.resolver.actors(token) if (e := r.entity).kind in kinds}

    def named_before(self, token: Token) -> dict[str, Entity]:
        """The states that its sentence names before a token."""
        number = self.resolver.sentence_of.get(token.start, 0)
        before = (
            t for t in self.resolver.annotated.sentences[number].tokens if t.i < token.i and t.mention is not None
        )
        return {k: e for t in before for k, e in self.named(t).items()}

    def named_together_since(self, token: Token, treaties: Iterable[Treaty]) -> bool:
        """Whether two bodies or states are named together between some treaties and a token of their sentence."""
        number = self.resolver.sentence_of.get(token.start, 0)
        told = max((t.start for r in treaties for t in r.mentions if t.start < token.start), default=-1)
        pairs = (at for at, pair in self.resolver.groups_before(token.start) if len(pair) == 2)
        return any(at > told and number - 1 <= self.resolver.sentence_of.get(at, -9) for at in pairs)

    def complements(self, token: Token, *, of_pair: bool) -> dict[str, Entity]:
        """Parties after a treaty's head: 'between A and B', 'with C'."""
        out: dict[str, Entity] = {}
        made = [c for c in token.by("acl") if c.lemma in _MADE_WITH and c.tag in ("VBN", "VBD")]
        made += [c for c in token.by("relcl") if c.lemma in HELPS]  # 'that Togo brokered between A and B'
        topics = [o for p in token.by("prep") if p.lemma in _TOPIC and p.i > token.i for o in p.by("pobj")]
        topics += [o for t in topics for p in t.by("prep") if p.lemma == "of" for o in p.by("pobj")]
        of_own = [o for p in token.by("prep") if p.lemma == "of" for o in p.by("pobj") if o.lemma == "own"]
        hung = [p for t in topics if t.mention is None and t.lemma not in _NO_TOPIC for p in t.by("prep")]
        of_itself = [p for p in token.by("prep") if p.lemma == "of" and any(o in of_own for o in p.by("pobj"))]
        hung += [p for x in (*of_own, *of_itself) for p in x.by("prep")]  # 'a deal of its own with A'
        shared = [p for p in hung if p.lemma in ("between", "with")]  # 'an agreement on trade between A and B'
        for prep in [*token.by("prep"), *(p for c in made for p in c.by("prep")), *shared]:
            # 'the pact of A, B and C' is theirs; 'the treaty of Lima' is not
            of = prep.lemma == "of" and any(p.by("conj") for p in prep.by("pobj"))
            if prep.i > token.i and (prep.lemma in ("between", "with", "among") or of):
                for pobj in prep.by("pobj"):
                    if self.resolver.brokers(pobj) or _any_states(pobj):
                        continue
                    for member in [pobj, *self.resolver.conjuncts(pobj)]:
                        for ref in self.resolver.actors(member):
                            e = ref.state if ref.entity.kind == "Person" and ref.state else ref.entity
                            if e.kind in STATE_KINDS | {
                                "IntergovernmentalOrganization",
                                "Grouping",
                                "Government",
                                "Group",
                                "Organization",
                                "PoliticalParty",
                                "ArmedForce",
                            }:
                                out[e.key] = e
        if len(out) == 1:
            owner = [e for e in self.resolver.owning_states(token) if e.kind in STATE_KINDS | BLOC_KINDS]
            out |= {e.key: e for e in owner if len(owner) == 1}
        return out

    def owned(self, token: Token) -> set[str]:
        """The one whose treaties they are told to be: 'its accords with France'."""
        owner = [e for e in self.resolver.owning_states(token) if e.kind in STATE_KINDS | BLOC_KINDS]
        return {e.key for e in owner} if len(owner) == 1 else set()


def only_witnesses(verb: Token) -> bool:
    """'The envoy signed below them as a witness', 'put his name to it as guarantor': no party to it."""
    preps = verb.by("prep")
    told = [p for p in preps if p.lemma == "as" and any(o.lemma in _WITNESSES for o in p.by("pobj"))]
    return any(not any(p.lemma == "with" and verb.i < p.i < at.i for p in preps) for at in told)


def _any_states(token: Token) -> bool:
    """'A treaty between two states': some two, whom no word tells."""
    counted = token.mention is None and token.tag == "NNS" and token.lemma in LANDS and bool(token.by("nummod"))
    return counted and not token.by("det", "poss", "relcl", "appos", "amod", "predet")


def _of_object(verb: Token) -> bool:
    """Whether the noun of a relative clause is its object ('the pact that Peru and Chile signed')."""
    return any(o.tag in ("WDT", "WP") for o in verb.by("dobj")) or (not verb.by("dobj") and bool(verb.by("nsubj")))
