"""Tell treaties of one kind apart: one with each state, one of each year, both, another one, the one of others.

'Pacts with A and B' are two, 'a second one' is opened after the last, and 'Chad's was signed in 1999' is another's.
"""

from __future__ import annotations

import re

from kg.core.annotated import Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link.noun_phrases import minimal_start, noun_phrase
from kg.link.treaty_ledger import TreatyLedger
from kg.link.treaty_record import GENERIC, Treaty, clash
from kg.link.treaty_wording import NEW, OLD, Wording

ORDINAL = word_set("link.treaty_groups.ordinal")
_ON = re.compile(r",? (on [^,.;:]{3,60})(?=[,.;]| was | is )")
_COUNTS = word_set("link.treaty_groups.counts")
_COUNTED = 3
"""How many sentences after treaties were counted 'the first' and 'the third' are of them."""
_MOST = 5
"""With how many states treaties of one kind are told together."""
_ANY = word_set("link.treaty_groups.any")
"""What any treaties may be called when they are spoken of again."""
_OF_TREATIES = word_set("link.treaty_groups.of_treaties")
"""What is done to treaties alone, also where they are only pointed at ('Chad ratified them')."""
_TWO = {"both", "two", "neither", "either"}
_WITH = re.compile(r"\s+(?:with|between)\s.*$")
_OFTEN_TOGETHER = word_set("link.treaty_groups.often_together")
"""What stands with another word before one treaty, or before treaties of no kind in particular."""
_SINGULAR = {"memoranda": "memorandum"}
_BINDS = word_set("link.treaty_groups.binds")
_RUNS_ITS_COURSE = word_set("link.treaty_groups.runs_its_course")
"""With the verbs of treaty-making: what is said of treaties alone."""


class TreatyGroups:
    """Tells the treaties of one kind apart that are spoken of together or one after the other."""

    def __init__(self, ledger: TreatyLedger, wording: Wording) -> None:
        self.ledger, self.wording, self.text = ledger, wording, wording.text
        self.lexicon, self.parties_of = wording.lexicon, wording.parties_of
        self._series: dict[int, list[Treaty]] = {}
        """The treaties of a plural noun, one with each state, by where it begins."""
        self._together: tuple[int, int, list[Treaty]] | None = None
        """The treaties told together last, in which sentence and where."""
        self._counted: tuple[int, str, dict[str, Entity]] | None = None
        """'Kenya and Togo have three pacts': the sentence, the noun and who has them, for 'the first, on fishing'."""

    def tell(self, token: Token, records: list[Treaty]) -> None:
        """Keep which treaties a plural noun means; each is one told of now."""
        self._together = (self.wording.number_of(token), token.start, records)
        for record in reversed(records):
            self.ledger.recent.pop(id(record), None)
            self.ledger.recent[id(record)] = record
        self._series[token.start] = records

    def one_with_each(self, token: Token, number: int) -> Treaty | None:
        """'Kenya's pacts with A and B': a treaty with each of them, of which the first is given."""
        name = self.text[token.start : token.end]
        named = (
            token.mention is not None and token.mention.kind == "Treaty" and name[-2:-1].isupper() and name[-1] == "s"
        )
        if token.mention is None and name[-1:] == "s" and name[:-1].isupper():  # 'its RAAs with A and B'
            named = any(name[:-1] in (*r.abbreviations, *r.names) for r in self.ledger.records)
        plural = token.mention is None and token.tag in ("NNS", "NNPS")
        struck = self._struck_with(token) if plural and token.lemma in (*self.lexicon.strong, "deal") else {}
        strong = (plural and token.lemma in self.lexicon.strong) or len(struck) > 1
        if not (named or strong):
            return None
        preps = {p.lemma for p in token.by("prep") if p.i > token.i} | ({"with"} if len(struck) > 1 else set())
        if "with" not in preps or preps & {"among", "between"}:
            return None
        phrase = noun_phrase(token)
        partners = struck if len(struck) > 1 else self.parties_of.complements(token, of_pair=True)
        if len(partners) == 2 and len(struck) < 2 and self.parties_of.owned(token) & partners.keys():
            return None  # 'its accords with France': all with the same one
        owners = {k: e for k, e in self.parties_of.modifiers(phrase).items() if k not in partners}
        if not owners and struck:
            owners = {k: e for k, e in self.parties_of.makers(token, self.lexicon.verbs).items() if k not in partners}
        if not 2 <= len(partners) <= _MOST or len(owners) > 1 or any(len(key) != 2 for key in partners):
            return None
        makers = {*owners, *self.parties_of.makers(token, self.lexicon.verbs)} - partners.keys()
        before = self.text[minimal_start(phrase) : token.start].replace("\n", " ")
        words = name[:-1] if named else re.split(r"['’]s? ", before)[-1] + token.lemma
        kind, head = self.lexicon.type_of(words), token.lemma if strong else words.lower()
        found: list[Treaty] = []
        for key, partner in partners.items():
            known = (r for r in self.ledger.records if r.merged is None and key in r.parties and head in r.heads)
            # 'They signed an agreement. France also signed agreements with each': no agreement that is others'
            known = (r for r in known if len(r.parties) < 2 or not makers or not makers.isdisjoint(r.parties))
            record = next((r for r in known if not clash(r.parties, {key: partner, **owners})), None)
            if record is None:
                record = self.ledger.open(token, number)
                record.lead, record.generic, record.heads = False, True, {head}
                record.types = [kind] if kind else []
                said = self._said_after_with(token, key) or partner.name
                called = (f"{words} with {said}", f"{words} with {partner.name}", words)
                record.descriptions = list(dict.fromkeys(called))
            record.parties |= {key: partner, **owners}
            record.partner = key
            found.append(record)
        self.tell(token, found)
        for record in found[1:]:
            record.mentions.append(token)
        return found[0]

    def _struck_with(self, token: Token) -> dict[str, Entity]:
        """'Has struck deals with A, B and, in July, with C': those whom the verb names, where it is one of making."""
        verb = token.head if token.dep == "dobj" else None
        if verb is None or verb.lemma not in self.lexicon.verbs or verb.by("neg"):
            return {}
        withs = [o for p in verb.by("prep") if p.lemma == "with" and p.i > token.i for o in p.by("pobj")]
        return {k: e for o in withs for m in o.row() for k, e in self.parties_of.named(m).items()}

    def _said_after_with(self, token: Token, key: str) -> str:
        """What the text calls the partner in 'pacts with Britain and Chile'."""
        members = [m for p in token.by("prep") if p.lemma == "with" for o in p.by("pobj") for m in o.row()]
        names = (m.mention for m in members if m.mention is not None and key in self.parties_of.named(m))
        return next((self.text[n.start : n.end] for n in names if n.role == "name"), "")

    def one_of_each_year(self, token: Token, number: int) -> Treaty | None:
        """'Two treaties between A and B, of 1921 and 1940', '..., one in 1929, one in 1999': one of each year."""
        if token.mention is not None or token.tag != "NNS" or token.lemma not in self.lexicon.strong:
            return None
        years, ones = self.wording.years_of_each(token)
        if not 2 <= len(years) <= _MOST or years != sorted(set(years)):
            return None
        phrase = noun_phrase(token)
        parties = {**self.parties_of.modifiers(phrase), **self.parties_of.complements(token, of_pair=True)}
        parties |= self.parties_of.makers(token, self.lexicon.verbs)
        if not parties and not self.wording.signed(token):
            return None
        before = [t for t in phrase.premodifiers if t.dep in ("compound", "amod") and t.mention is None]
        words = " ".join([*(t.text for t in before), token.lemma])
        kind = self.lexicon.type_of(words)
        found: list[Treaty] = []
        for year in years:
            known = (r for r in self.ledger.records if r.merged is None and r.year == year and token.lemma in r.heads)
            record = next((r for r in known if not clash(r.parties, parties)), None)
            if record is None:
                record = self.ledger.open(token, number)
                record.lead, record.year, record.heads = False, year, {token.lemma}
                record.types = [kind] if kind else []
                record.descriptions = list(dict.fromkeys([f"{words} of {year}", f"{year} {words}"]))
            record.parties |= parties
            found.append(record)
        self.tell(token, found)
        self.ledger.consumed |= {t.start for t in ones}
        for record in found[1:]:
            record.mentions.append(token)
        return found[0]

    def one_of_each_kind(self, token: Token, number: int) -> Treaty | None:
        """'The tax and investment treaties between A and B': one of each kind, of which the first is given."""
        if token.mention is not None or token.tag != "NNS" or token.lemma not in self.lexicon.strong:
            return None
        phrase = noun_phrase(token)
        kinds = self._kinds_before(token)
        parties = {**self.parties_of.modifiers(phrase), **self.parties_of.complements(token, of_pair=True)}
        if not 2 <= len(kinds) <= _MOST or len(parties) != 2:
            return None
        found: list[Treaty] = []
        for words in kinds:
            said = f"{words} {_SINGULAR.get(token.lemma, token.lemma)}"
            record = self.ledger.open(token, number)
            record.lead, record.generic, record.heads, record.parties = False, True, {token.lemma}, dict(parties)
            kind = self.lexicon.type_of(said)
            record.types, record.descriptions = [kind] if kind else [], [said]
            found.append(record)
        self.tell(token, found)
        for record in found[1:]:
            record.mentions.append(token)
        return found[0]

    def count(self, token: Token, number: int) -> None:
        """Keep treaties that are only counted: 'two pacts bind A and B'."""
        if token.mention is not None or token.tag != "NNS" or token.lemma not in self.lexicon.strong:
            return
        if not any(c.low in _COUNTS for c in token.by("nummod", "amod", "det")):
            return
        verb = token.head if token.dep in ("dobj", "nsubj") else None
        beside = [o for d in ("nsubj", "dobj") for t in verb.by(d) for o in t.row()] if verb is not None else []
        parties = {**self.parties_of.modifiers(noun_phrase(token)), **self.parties_of.complements(token, of_pair=True)}
        for one in beside if not parties else ():
            parties |= self.parties_of.named(one) if one is not token else {}
        self._counted = (number, _SINGULAR.get(token.lemma, token.lemma), parties)

    def nth(self, token: Token, number: int) -> Treaty | None:
        """'The first, on fishing, was signed in 1976': one of the treaties that were counted before."""
        if self._counted is None or token.low not in ORDINAL or token.mention is not None:
            return None
        at, noun, parties = self._counted
        noun_like = token.dep in ("advmod", "conj", "nsubj", "nsubjpass", "dobj", "ROOT") and token.by("det")
        if not noun_like or token.by("xcomp", "relcl") or not at < number <= at + _COUNTED:
            return None
        topic, year = _ON.match(self.text, token.end), self.wording.year(token, noun_phrase(token))
        if topic is None and not year and not self.wording.signed(token):
            return None
        record = self.ledger.open(token, number)
        record.lead, record.heads, record.parties, record.year = False, {noun}, dict(parties), year
        said = f"{noun} {topic[1]}" if topic is not None else f"{token.low} {noun}"
        record.descriptions = [said, *([f"{noun} of {year}"] if year else [])]
        kind = self.lexicon.type_of(said)
        record.types = [kind] if kind else []
        return record

    def _kinds_before(self, token: Token) -> list[str]:
        """'Tax and investment' of 'the tax and investment treaties': kinds of different types, none a name."""
        first = [c for c in token.children if c.i < token.i and c.dep in ("compound", "amod", "nmod") and c.by("conj")]
        if len(first) != 1:
            return []
        inside = sorted((t for t in first[0].subtree() if t.i < token.i), key=lambda t: t.i)
        said = self.text[inside[0].start : token.start].replace("\n", " ").strip()
        kinds = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", said)
        plain = all(t.mention is None and t.tag not in ("CD", "DT", "PRP$", "RB") for t in inside)
        if not plain or any(not w or w.split()[-1] in _OFTEN_TOGETHER for w in kinds):
            return []
        types = [t for w in kinds if (t := self.lexicon.type_of(f"{w} {token.lemma}")) is not None]
        return kinds if len(types) == len(set(types)) else []

    def several(self, token: Token) -> list[Treaty]:
        """'Both treaties', 'the two agreements', 'neither pact': the treaties opened last, as many as the words say;
        and 'pacts with A and B'.
        """
        if token.start in self._series:
            return [r.root() for r in self._series[token.start]]
        if token.mention is None and token.low in ("both", "neither"):
            return self._pair_before(token)
        if token.low in ("them", "they") and token.head is not None and token.head.lemma in _OF_TREATIES:
            return self._pair_before(token)
        words = {c.low for c in token.children if c.i < token.i} | {token.low}
        size = 2 if words & _TWO else 3 if words & {"three"} else 0
        if not size and (told := self._told_together(token)):
            return told
        if not size or not (token.tag in ("NNS", "NNPS") or words & {"neither", "either"}):
            return []
        if not words & {"both", "neither", "either"} and not noun_phrase(token).definite:
            return []  # 'two documents were signed': others than those told before
        if not (self.lexicon.is_head(token.lemma) or token.lemma in ("text", "document", "instrument", "paper")):
            return []
        before = [
            r for r in self.ledger.records if r.merged is None and not r.plural and r.first < token.start and r.mentions
        ]
        acting = self._acting(token)
        others = [r for r in before if not any(t.start in acting for t in r.mentions)]
        apart = size <= len(others) < len(before)  # 'the new treaty replaces neither instrument': it is none of the two
        before = others if apart else before
        said = {id(r): max(t.start for t in r.mentions if t.start < token.start) for r in before}
        alike = [r for r in before if token.lemma in r.heads and r.mentions[0].tag not in ("NNS", "NNPS")]
        before = alike if len(alike) >= size else before
        told = [r for r in before if not self.ledger.old(r)]
        recent = sorted(before, key=lambda r: said[id(r)])[-size:]
        if any(not self.ledger.old(r) for r in recent) and len(told) >= size and not apart:
            recent = sorted(told, key=lambda r: said[id(r)])[-size:]  # not the one of 1920 named in between
        return sorted(recent, key=lambda r: r.first) if len(recent) == size else []

    @staticmethod
    def _acting(token: Token) -> set[int]:
        """Where the subjects of the clause stand of which a token is the object."""
        verb = token.head if token.dep == "dobj" else None
        return {s.start for s in verb.by("nsubj")} if verb is not None else set()

    def _joined_before(self, token: Token) -> list[Treaty]:
        """'They signed an accord and a protocol. The texts ...': the treaties joined in the sentence before."""
        number = self.wording.number_of(token)
        if token.lemma not in _ANY or not number:
            return []
        here = self.wording.annotated.sentences[number - 1].tokens
        told = {t.start: r.root() for t in here if (r := self.ledger.by_token.get(t.start)) is not None}
        joined = [t for t in here if t.start in told and t.dep == "conj" and t.head is not None]
        pairs = [(told[t.head.start], told[t.start]) for t in joined if t.head is not None and t.head.start in told]
        records = list({id(r): r for pair in pairs for r in pair if not r.plural}.values())
        return records if len(records) > 1 else []

    def _told_together(self, token: Token) -> list[Treaty]:
        """'The documents', 'these treaties': those that were told together just before, each with its topic."""
        plain = token.tag == "NNS" and token.mention is None and {c.dep for c in token.children} <= {"det", "punct"}
        if not plain or not noun_phrase(token).definite:
            return []
        if self._together is None:
            return self._joined_before(token)
        number, first, records = self._together
        near = 0 <= self.wording.number_of(token) - number <= _COUNTED - 1 and token.start > first
        alike = token.lemma in _ANY or all(token.lemma in r.heads for r in records)
        return [r.root() for r in records] if near and alike else []

    def _pair_before(self, token: Token) -> list[Treaty]:
        """'Both entered into force', 'neither has been ratified': the only two treaties of the sentence before."""
        number = self.wording.number_of(token)
        at = {id(r.root()): r.root() for r in self.ledger.records if not r.plural and self._told_in(r, number - 1)}
        here = [r for r in self.ledger.records if self._told_in(r, number)]
        return sorted(at.values(), key=lambda r: r.first) if len(at) == 2 and not here else []

    def _told_in(self, record: Treaty, number: int) -> bool:
        """Whether a treaty is spoken of in the sentence of a number."""
        return any(self.wording.number_of(t) == number for t in record.mentions)

    def left_out(self, token: Token, number: int) -> Treaty | None:
        """'Chad's was signed in 1999', after another state's treaty: one of that kind, whose noun is left out."""
        mention, verb = token.mention, token.head
        if mention is None or mention.kind != "State" or token.dep not in ("nsubj", "nsubjpass") or verb is None:
            return None
        if self.text[token.end : token.end + 2] not in ("'s", "’s") or not token.by("case"):
            return None
        made = verb.lemma in self.lexicon.verbs | _RUNS_ITS_COURSE
        last = self.ledger.latest(token.start)
        if last is None or not (made or any(o.text == "force" for p in verb.by("prep") for o in p.by("pobj"))):
            return None
        return self._by_others(token, last, number, self.parties_of.named(token))

    def made_by_others(self, token: Token, last: Treaty, number: int) -> Treaty | None:
        """'Peru has no treaty with Chile. Bolivia signed one': a treaty of the kind, made by others."""
        verb = token.head
        if verb is None or token.dep != "dobj" or len([*token.children]) > 0:
            return None
        states = self.parties_of.makers(token, self.lexicon.verbs)
        if not states and verb.lemma in self.lexicon.verbs:  # 'Bolivia says that it is about to sign one'
            states = {k: e for t in self._subjects(verb) for k, e in self.parties_of.named(t).items()}
        return self._by_others(token, last, number, states)

    def of_others_bound(self, token: Token, last: Treaty, number: int) -> Treaty | None:
        """'A similar one binds Latvia and Canada': a treaty of the kind told last, of those whom it binds."""
        verb, words = token.head, {c.low for c in token.children}
        if verb is None or token.dep != "nsubj" or verb.lemma not in _BINDS or not words & NEW:
            return None
        sides = [m for o in verb.by("dobj") for m in o.row()]
        found = {k: e for m in sides for k, e in self.parties_of.named(m).items()}
        return self.another(token, last, number, found) if len(found) > 1 and set(found) - set(last.parties) else None

    @staticmethod
    def _subjects(verb: Token) -> list[Token]:
        """'It', as the subject of a verb or of the one that it hangs on as an infinitive."""
        above = verb.head if verb.dep in ("xcomp", "ccomp") and verb.head is not None else None
        own = verb.by("nsubj") or (above.by("nsubj") if above is not None else [])
        return [t for t in own if t.low == "it"]

    def _by_others(self, token: Token, last: Treaty, number: int, states: dict[str, Entity]) -> Treaty | None:
        """A treaty of the kind told last, with the same partner, of states that are not those of the last one."""
        told = [t for t in last.mentions if number - 1 <= self.wording.number_of(t) <= number and t.start < token.start]
        if not told or not states or last.names:
            return None
        partners: dict[str, Entity] = {}
        for kept in (last, last.one_of):
            for t in kept.mentions if kept is not None and not partners else ():
                partners |= self.parties_of.complements(t, of_pair=False)
        owners = {k for t in told for k in (*self.parties_of.named_before(t), *last.parties)} - set(partners)
        if not partners or set(states) & (owners | set(partners)) or not owners:
            return None
        record = self.another(token, last, number, {**partners, **states})
        record.one_of = last.one_of or last
        short = _WITH.sub("", min(record.descriptions, key=len))
        whose, whom = (" and ".join(e.name for e in of.values()) for of in (states, partners))
        record.descriptions = [f"{whose}'s {short} with {whom}", f"{short} with {whom}"]
        return record

    def another(self, token: Token, last: Treaty, number: int, with_whom: dict[str, Entity] | None = None) -> Treaty:
        """'A similar one with X': a treaty of the kind spoken of before, with other parties."""
        record = self.ledger.open(token, number)
        record.parties = with_whom or self.parties_of.complements(token, of_pair=False)
        record.one_of, record.lead = last, False
        record.types, record.heads, record.generic = list(last.types), set(last.heads), True
        short = min([*last.abbreviations, *last.names, *last.descriptions], key=len, default="agreement")
        short = _WITH.sub("", short)
        record.descriptions = [f"{short} with {e.name}" for e in record.parties.values()] or [short]
        return record

    def of_the_kind(self, token: Token, kinds: list[Token], number: int) -> Treaty | None:
        """'An agreement of the same kind with X': another one, with another party."""
        last, alike = self._called_alike(token), {c.low for k in kinds for c in k.children}
        verb = token.head if token.dep in ("nsubjpass", "dobj") else None
        if token.dep == "pobj" and token.head is not None and token.head.lemma == "on":
            verb = token.head.head  # 'with Chad it is negotiating on an agreement of the same sort'
        for t in (token, *kinds, *([verb] if verb is not None else [])):
            with_whom = self.parties_of.complements(t, of_pair=False)
            fronted = [o for p in t.by("prep") if p.lemma.lower() == "with" and p.i < t.i for o in p.by("pobj")]
            with_whom = with_whom or {k: e for o in fronted if t is verb for k, e in self.parties_of.named(o).items()}
            if last is not None and with_whom and alike & {"same", "similar", "identical", "such", "this", "that"}:
                return self.another(token, last, number, with_whom)
        return None

    def _called_alike(self, token: Token) -> Treaty | None:
        """The treaty told last that has the same noun and words before it ('special agreement'), else the last one."""
        words = " ".join([*(t.low for t in token.by("amod", "compound") if t.i < token.i), token.lemma])
        before = [r for r in self.ledger.records if r.merged is None and r.first < token.start]
        alike = [r for r in before if any(words in d.lower() for d in (*r.names, *r.descriptions))]
        return alike[-1] if alike and words != token.lemma else self.ledger.latest(token.start)

    def other_one(self, token: Token, last: Treaty, number: int) -> Treaty | None:
        """'A second one, concluded by ...', 'the one from 2000', 'one signed in 2005': of the kind and between the
        parties spoken of before.
        """
        near = any(number - 1 <= self.wording.number_of(t) <= number for t in last.mentions)
        phrase = noun_phrase(token)
        words = {t.low for t in phrase.premodifiers}
        year = self.wording.year(token, phrase) or self.wording.year_made(token)
        told = words & (OLD | NEW | ORDINAL)
        if not near or not (year or (told and self.wording.signed(token))) or "no" in (phrase.determiner, *words):
            return None
        for record in self.ledger.records:
            if year and record.merged is None and record.year == year and not clash(record.parties, last.parties):
                return record
        record = self.ledger.open(token, number)
        record.lead, record.year, record.one_of = False, year, last
        record.types, record.heads, record.parties = list(last.types), {"one"}, dict(last.parties)
        said = self.text[phrase.start : token.end]
        after = f"{said} of {year}" if year and year not in said else said
        short = next((h for h in sorted(last.heads) if h in GENERIC), "treaty")
        record.descriptions = [after, *([f"{short} of {year}", f"{year} {short}"] if year else [])]
        return record

    def keyed(self, entity: Entity, home: Entity, number: int, start: int) -> Treaty | None:
        """The treaty that a list's row means whose key is a state: one of the kind spoken of, with that state."""
        for record in self.ledger.records:
            if set(record.parties) == {entity.key, home.key}:
                return record
        last = self.ledger.latest(start)
        if last is None:
            return None
        record = Treaty(len(self.ledger.records) + 1000, start)
        record.parties = {entity.key: entity, home.key: home}
        record.types, record.heads, record.generic = list(last.types), set(last.heads), True
        known = [r for r in self.ledger.records if r.generic and set(r.types) & set(last.types)] or [last]
        short = min(
            [
                *(a for r in known for a in (*r.abbreviations, *r.names)),
                *last.abbreviations,
                *last.names,
                *last.descriptions,
            ],
            key=len,
            default="agreement",
        )
        short = _WITH.sub("", short)
        record.descriptions = [f"{short} with {entity.name}", short]
        self.ledger.records.append(record)
        return record
