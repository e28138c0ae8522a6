"""The claims of one treaty's record: its name and identifier, its history, parties, signatories and type."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from kg.core.annotated import Sentence, Token
from kg.core.model import ID_BASE, Claim, Entity, Evidence, Stance, When
from kg.core.time import bounds
from kg.core.words import word_set
from kg.extract import grammar, treaty_ceremony
from kg.extract.stance import Verdict
from kg.extract.treaty_existence import only_said, unreal
from kg.extract.treaty_parties import MANY
from kg.extract.treaty_records import STATED, Record, Status, TreatyBook, term, with_words
from kg.link.noun_phrases import end_of, noun_phrase
from kg.link.resolve import STATE_KINDS, slug
from kg.link.treaty_record import Treaty

_AT_ONCE = re.compile(r"\b(?:up)?on (?:its |their |being )?(?:signature|signing|signed)\b", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:denounc|denunciation|abrogat|repudiat|renounc|renunciation|ditch|dump|unsign)")

_AT_SEA = re.compile(r"\b(?:maritime|sea|seabed|exclusive economic zones?|continental shelf)\b", re.IGNORECASE)
"""Where a boundary runs that is one at sea."""
_BLAMES = re.compile(r"\b(?:denounc|renounc|repudiat)")
_CALLED = re.compile(r"\w (?:Treaty|Agreement|Accords?|Pact|Armistice|Compact)(?: of [\w ]*\d{4})?$")
"""A name whose last word is that of a treaty, and what stands before it says what it is for."""


def _same_day(one: When | None, signing: When | None) -> bool:
    """Whether a step is dated as the signing is, or not at all."""
    return one is None or (signing is not None and one.edtf == signing.edtf)


def _since_in_force(when: When | None, statuses: Sequence[Status]) -> bool:
    """'Under the pact, signed in May 1990 and in force since March 1992, A gives B': dated by its entry into force."""
    return when is not None and any(
        s.status == "InForce" and s.when is not None and s.when.edtf == when.edtf for s in statuses
    )


def dated_by_name(treaty: Treaty) -> When:
    """The year by which a treaty is called."""
    year = treaty.year or ""
    return When(year, year, None, "year-of-treaty")


_OWN_ACTS = frozenset({"ArmsControl", "Trade"})
"""Types of treaties whose provisions a state may well enact on its own."""
_OVER_COOPERATION = frozenset({"Consultation", "MutualDefense", "VisitingForces"})
"""What a treaty of friendship, partnership or security may turn out to be by what it provides for."""
_SECURITY = frozenset({"MutualDefense"})
"""What a treaty of cooperation may turn out to be."""
_PARTS = word_set("extract.treaty_claims.parts")
"""Parts of a treaty, of which a sentence tells that does not name it."""
_BROKERED = "conclude.brokered_by"
"""The rule by which a treaty has been made since somebody brokered it, where nothing else is told of it."""
_EACH = frozenset({"both", "each", "either", "neither"})
_STANDING = {"party.of", "party.bare", "party.among", "party.as", "party.include", "party.bound", "party.honour"}
"""Rules by which somebody is a party, whenever that began."""


_SAYS_SO = {"party.entitled", "party.ends_with", "party.under"}
"""Rules that read from what a clause says under which treaty somebody acts, though it has no name."""


_LATER = {"party.ratified", "party.inforce"}
"""Rules by which somebody is a party for a step that follows the signing of a treaty of few."""


class TreatyClaims:
    """Makes the claims of finished records."""

    def __init__(self, book: TreatyBook) -> None:
        self.book, self.matcher, self.resolver, self.text = book, book.matcher, book.resolver, book.text
        self.document = book.document

    def of(self, record: Record) -> list[Claim]:
        treaty = record.treaty
        if not self._worth(record):
            return []
        entity = self.entity(record)
        self._dated_name(record)
        self._blamed(record)
        self._end_of_two(record)
        treaty_ceremony.complete(self.book, record.statuses)
        statuses = self._distinct(self._completed(record.statuses, self._named_date(treaty)))
        for status in statuses if treaty.year else ():
            told = status.when is not None and status.status == "Signed" and status.verdict.stance is Stance.STATED
            first = bounds(status.when.edtf)[0] if told and status.when is not None else None
            if first is not None and abs(first.year - int(treaty.year or 0)) > 1:
                status.when = dated_by_name(treaty)  # 'we said today that the 1929 treaty was signed in Rome'
        signing = self._made(record, statuses)
        self._at_once(statuses, signing)
        if signing is not None and signing.status == "Concluded" and self._unsigned(statuses):
            signing = None  # who is to sign what has been negotiated is no party since then
        dated = self._named_date(treaty) or (dated_by_name(treaty) if treaty.year else None)
        out: list[Claim] = []
        for status in statuses:
            out.append(
                self._claim(
                    entity,
                    "status",
                    term(status.status, "TreatyStatus"),
                    status.verdict,
                    status.evidence,
                    status.rule,
                    status.when,
                    status.place,
                    status.trace,
                )
            )
        none = self._had_by_none(record)
        if none is None and (none := unreal(self.book, record)) is not None and none.stance is Stance.NEGATED:
            return list({c.id: c for c in out}.values())
        none = none or only_said(record)
        for party in [*(replace(p, verdict=none or p.verdict) for p in record.parties.values()), *record.left]:
            gone = party.verdict.stance is Stance.NEGATED
            later = party.rule in _LATER or _since_in_force(party.when, statuses)
            later = later and self._signed_before(signing, record)
            if signing is not None and later:
                party = replace(party, when=signing.when, place=signing.place)
            when = party.when or (None if gone else signing.when if signing and signing.when else dated)
            if party.when is None and signing is None and party.rule in _STANDING and MANY.search(treaty.name):
                when = None  # who is a party to 'the 1954 convention' may have joined it at any time
            there = signing is not None and not gone and _same_day(party.when, signing.when)
            place = party.place or (signing.place if signing is not None and there else None)
            out.append(
                self._claim(
                    entity,
                    "hasParty",
                    with_words(party.entity, party.words),
                    party.verdict,
                    party.evidence,
                    party.rule,
                    when,
                    place,
                    (f"stance {party.verdict.stance}: {party.verdict.rule}",),
                )
            )
        for signer in record.signers:
            base = (
                signing
                if signing is not None and signing.status == "Signed" and _same_day(signer.status.when, signing.when)
                else signer.status
            )
            out.append(
                self._claim(
                    entity,
                    "signedBy",
                    signer.person,
                    signer.status.verdict,
                    signer.evidence,
                    "signed-by",
                    base.when if base else None,
                    base.place if base else None,
                    signer.status.trace,
                    object_state=signer.state if signer.state and signer.state.kind in STATE_KINDS else None,
                )
            )
        out += self._types(record, entity)
        return list({c.id: c for c in out}.values())

    def _dated_name(self, record: Record) -> None:
        """'The Budapest Memorandum of 5 December 1994': by custom the day of signing."""
        if any(s.status in ("Signed", "Concluded") for s in record.statuses):
            return
        treaty = record.treaty
        for token in treaty.mentions:
            sentence = self.book.sentence(token)
            found = self.book.date_of_name(token, sentence) if sentence is not None else None
            if found is None or sentence is None:
                continue
            when, ev = found
            trace = (f"date {when.edtf} from '{when.words}', in the treaty's name",)
            record.statuses.append(Status("Signed", when, None, STATED, ev, "status.dated-name", trace))
            return

    def _end_of_two(self, record: Record) -> None:
        """A treaty of two that one of them denounces has ended; it is no exit from a treaty that goes on."""
        states = {k for k, p in record.parties.items() if p.entity.kind in STATE_KINDS}
        if len(states | {p.entity.key for p in record.left}) != 2 or len(record.parties) > 2:
            return
        partners = {k for t in record.treaty.mentions for k in self.resolver.parties_of.complements(t, of_pair=True)}
        with_one = len(partners) == 1 and not partners & {p.entity.key for p in record.left}
        entitled = any(p.rule == "party.entitled" for p in record.parties.values())
        if len(record.treaty.parties) != 2 and not with_one and not entitled:
            return
        for status in record.statuses:
            words = self.text[status.evidence.start : status.evidence.end].lower()
            if status.status == "Withdrawn" and _ENDS.search(words):
                status.status = "Terminated"
                for party in [p for p in record.left if p.evidence == status.evidence]:
                    record.left.remove(party)
                    record.parties.setdefault(party.entity.key, replace(party, verdict=STATED, when=None))

    def _signed_before(self, signing: Status | None, record: Record) -> bool:
        """Whether those who ratified have been parties since they signed: of a treaty of few, signed on a known day."""
        if signing is None or signing.status != "Signed" or signing.when is None:
            return False
        if record.treaty.names and len({*record.parties, *(p.entity.key for p in record.left)}) > 2:
            return False  # who ratified may have joined those who signed
        return MANY.search(record.treaty.name) is None

    def _blamed(self, record: Record) -> None:
        """'C denounced the pact' that A and B signed: a word of blame, no exit."""
        signers = {k for k, p in record.parties.items() if p.rule in ("party.signs", "party.concluded")}
        if not signers or MANY.search(record.treaty.name):
            return
        for party in [p for p in record.left if p.rule == "party.leaves" and p.entity.key not in record.parties]:
            if _BLAMES.search(self.text[party.evidence.start : party.evidence.end].lower()):
                record.left.remove(party)
                record.statuses = [s for s in record.statuses if s.evidence != party.evidence]

    def _at_once(self, statuses: list[Status], signing: Status | None) -> None:
        """'It took effect upon signature': on the day of signing."""
        for s in statuses:
            told = s.status == "InForce" and s.when is None and s.verdict.stance is Stance.STATED
            after = self.text[s.evidence.start : s.evidence.end + 30]
            if told and signing is not None and signing.when is not None and _AT_ONCE.search(after):
                s.when = replace(signing.when, rule=f"on-signature ({signing.when.rule})")

    def _unsigned(self, statuses: list[Status]) -> bool:
        """Whether the text says that the treaty has not been signed yet."""
        return any(s.status == "Signed" and s.verdict.stance is Stance.NEGATED for s in statuses)

    def _made(self, record: Record, statuses: list[Status]) -> Status | None:
        """The status that dates the parties: signing, else conclusion; of a ceasefire, that it takes effect."""
        ceasefire = any(self._says_type(t, "Ceasefire") for t in record.treaty.mentions)
        for stance in (Stance.STATED, Stance.ATTRIBUTED):
            for name in ("Signed", "Concluded", *(["InForce"] if ceasefire else [])):
                found = [s for s in statuses if s.status == name and s.verdict.stance is stance]
                found = [s for s in found if stance is Stance.STATED or not s.verdict.future]
                if found:
                    return next((s for s in found if s.when), found[0])
        return None

    def _named_date(self, treaty: Treaty) -> When | None:
        """The date by which a treaty is called ('the statement of 9 November 2020')."""
        for token in treaty.mentions:
            sentence = self.book.sentence(token)
            found = self.book.date_of_name(token, sentence) if sentence is not None else None
            if found is not None:
                return found[0]
        return None

    def _completed(self, statuses: list[Status], named: When | None) -> list[Status]:
        """Readings of one signing complete each other: a date from one sentence, the place from another."""
        out = list(statuses)
        for name in {s.status for s in statuses}:
            group = [s for s in out if s.status == name and s.verdict.stance is Stance.STATED]
            if name in ("Signed", "Concluded"):
                self._by_own_words(group)
            dates = {s.when.edtf: s.when for s in group if s.when}
            places = {s.place.iri: s.place for s in group if s.place}
            year = statuses and self._year_of(statuses)
            for s in group:
                if s.when is None and not dates and (named or year) and name == "Signed":
                    s.when = named or When(str(year), str(year), None, "year-of-treaty")
                if s.when is None and len(dates) == 1 and name in ("Signed", "Concluded"):
                    s.when = next(iter(dates.values()))
                if s.place is None and len(places) == 1 and len(dates) <= 1 and name in ("Signed", "Concluded"):
                    s.place = next(iter(places.values()))
                if (
                    s.place is None
                    and name == "Signed"
                    and s.when is not None
                    and s.when.edtf == self.document.published
                    and not places
                ):
                    line = self.matcher.annotated.dateline_place
                    s.place = line.entity if line is not None else None
        return out

    @staticmethod
    def _by_own_words(group: list[Status]) -> None:
        """The day that one sentence tells of a signing holds for others, which take theirs over from elsewhere."""
        told = [s.when for s in group if s.when is not None and " (" not in (s.when.rule or "")]
        if len({w.edtf for w in told}) == 1:
            for s in group:
                s.when = told[0] if s.when is not None and " (" in (s.when.rule or "") else s.when

    def _year_of(self, statuses: list[Status]) -> str | None:
        record = next((r for r in self.book.records.values() if r.statuses and r.statuses[0] is statuses[0]), None)
        return record.treaty.year if record else None

    def _worth(self, record: Record) -> bool:
        alone = len(record.parties) == 1 and not record.treaty.names
        bound = sum(p.rule in _SAYS_SO for p in record.parties.values()) > 1
        if not record.statuses and not record.treaty.names and " " not in record.treaty.name and not bound:
            return False  # 'the agreement' alone tells no treaty from another
        plural = (t for t in record.treaty.mentions[:1] if t.tag == "NNS" and not t.by("nummod"))
        several = not record.treaty.names and any(plural)
        if several and not record.statuses and not record.treaty.year and not record.treaty.partner:
            return False  # 'agreements between the two have suffered': none in particular
        if not record.parties and " " not in record.treaty.name and self._of_any(record):
            return False  # 'a treaty approved by two congresses cannot be revised'
        told = record.parties and not (alone and not self._bilateral(record))
        day = self._named_date(record.treaty) if record.treaty.names else None
        if day is not None and len(day.edtf) > 7:
            return True  # 'the Tartu Peace of 2 February 1920'
        return bool(record.statuses or record.left or told or self._named_for_its_kind(record))

    def _of_any(self, record: Record) -> bool:
        """Whether a treaty without a name is spoken of but once, as one of any, and no step of it has a date."""
        once = len(record.treaty.mentions) == 1 and not record.treaty.names and not record.treaty.types
        some = once and any(c.low in ("a", "an") for c in record.treaty.mentions[0].by("det"))
        return some and all(s.when is None and s.place is None for s in record.statuses) and not record.signers

    def _named_for_its_kind(self, record: Record) -> bool:
        """Whether its own name tells what it is for ('the Tartu Peace Treaty'), though the text says no more of it."""
        kinds = [t for t in record.treaty.types if t not in ("Other", "Cooperation")]
        called = any(_CALLED.search(name) for name in record.treaty.names)
        return bool(called and kinds and self._in_words(record.treaty, kinds[0]))

    def _bilateral(self, record: Record) -> bool:
        """Whether somebody said what the lone known party has to do with it, not only 'a treaty with X'."""
        return any(p.rule != "party.named-with-treaty" for p in record.parties.values())

    def _distinct(self, statuses: list[Status]) -> list[Status]:
        """One of each status, date and stance; no undated one where a dated one of the same stance stands."""
        # 'We said that it was signed in Rome. It was signed in Oslo.': where, not that
        stands = {s.status for s in statuses if s.verdict.stance is Stance.STATED}
        statuses = [s for s in statuses if "correction" not in s.verdict.rule or s.status not in stands]
        if any(s.rule != _BROKERED for s in statuses):  # 'the deal, brokered by Qatar, was signed in May'
            statuses = [s for s in statuses if s.rule != _BROKERED]
        signed = any(s.status == "Signed" and s.verdict.stance is Stance.STATED for s in statuses)
        if signed:  # a headline's 'seal a pact' is the signing that the text tells
            statuses = [s for s in statuses if s.status != "Concluded" or not self.book.titled(s.evidence)]
        best: dict[tuple[str, str | None, str], Status] = {}
        for s in sorted(statuses, key=lambda s: (self.book.titled(s.evidence), s.place is None)):
            best.setdefault((s.status, s.when.edtf if s.when else None, str(s.verdict.stance)), s)
        out = []
        for (status, date, stance), s in best.items():
            dated = any(k[0] == status and k[2] == stance and k[1] for k in best)
            narrower = any(
                k[0] == status and k[2] == stance and k[1] and date and k[1] != date and k[1].startswith(date)
                for k in best
            )
            if (date is None and dated) or narrower:
                continue
            out.append(s)
        return out

    def entity(self, record: Record) -> Entity:
        """The treaty as an entity: named after its fullest name and its parties."""
        treaty = record.treaty
        name = treaty.name
        codes = sorted(k.lower() for k in record.parties if len(k) == 2)
        alone = not treaty.names or treaty.generic
        others = [p.entity for p in record.parties.values() if p.entity.kind in STATE_KINDS]
        aliases = list(treaty.aliases)
        short = min(
            [n for n in (*treaty.names, *treaty.abbreviations, *treaty.descriptions) if n], key=len, default=name
        )
        short = re.sub(r"\s+(?:with|between)\s.*$", "", short)
        name_alone = re.sub(r"\s+(?:with|between)\s.*$", "", name)
        if alone and others:
            aliases += [f"{short} with {o.name}" for o in others] + [f"{name_alone} with {o.name}" for o in others]
            aliases += [
                f"{o.name}'s {h}"
                for o in others
                for h in sorted(treaty.heads & {"agreement", "treaty", "pact", "accord"})[:2]
            ]
            if len(others) == 2:
                a, b = (o.name for o in others)
                aliases += [f"{a}-{b} {short}", f"agreement between {a} and {b}"]
        if alone and codes:
            path = f"{'-'.join(codes)}-{slug(short if not treaty.names else name)}"[:90]
        elif treaty.names:
            path = slug(name)[:90]
        else:
            path = f"{self.document.id[:12]}-{slug(short)}"[:90]
        if not treaty.names and not codes:
            path = f"{self.document.id[:12]}-{slug(short)}"[:90]
        bare = self._without_pair(treaty, name)
        if treaty.names and len(codes) == 2 and bare != name:
            path = f"{'-'.join(codes)}-{slug(bare)}"[
                :90
            ]  # 'Japan-Philippines Reciprocal Access Agreement' is the one of these two
        elif (
            treaty.names
            and len(codes) == 2
            and not treaty.generic
            and not re.search(r"\b(?:Convention|Charter|Statute|Covenant)\b", name)
        ):
            path = f"{'-'.join(codes)}-{slug(name)}"[:90]
        return Entity(
            f"{ID_BASE}treaty/{path}", "Treaty", name, None, tuple(dict.fromkeys(a for a in aliases if a != name))
        )

    def _without_pair(self, treaty: Treaty, name: str) -> str:
        """A name without the pair of states before it: 'Reciprocal Access Agreement' of the 'Japan-Philippines' one."""
        for token in treaty.mentions:
            mention = token.mention
            if mention is None or self.text[mention.start : mention.end] != name:
                continue
            spans = sorted(self.resolver.entities.spans(mention.start, mention.end))[:2]
            if (
                len(spans) == 2
                and spans[0][0] == mention.start
                and self.text[spans[0][1] : spans[1][0]] in ("-", "–", "/")
            ):
                rest = self.text[spans[1][1] : mention.end].strip()
                return rest if " " in rest else name
        return name

    def _types(self, record: Record, entity: Entity) -> list[Claim]:
        treaty = record.treaty
        kinds = [t for t in treaty.types if t != "Other"]
        specific = [t for t in kinds if t != "Cooperation" and self._in_words(treaty, t)]
        out = []
        told = self._told_type(treaty) if not specific or "MutualDefense" not in kinds else None
        if told is not None and told[0] not in kinds and (not specific or told[0] == "MutualDefense"):
            kind, ev = told
            at_sea = kind == "Boundary" and _AT_SEA.search(self.text, max(ev.start - 12, 0), ev.end) is not None
            out += [
                self._claim(
                    entity,
                    "treatyType",
                    term(each, "TreatyType"),
                    STATED,
                    ev,
                    "treaty-type.told",
                    None,
                    None,
                    ("what the text says it provides for",),
                )
                for each in ([kind, "Maritime"] if at_sea else [kind])
            ]
        for kind, token, denied in treaty.says_type:
            sentence = self.book.sentence(token)
            if sentence is not None and (denied or kind not in kinds):
                verdict = Verdict(Stance.NEGATED, "'is not'", None, True) if denied else STATED
                out.append(
                    self._claim(
                        entity,
                        "treatyType",
                        term(kind, "TreatyType"),
                        verdict,
                        Evidence(token.start, token.end, self.text[token.start : token.end]),
                        "treaty-type.is",
                        None,
                        None,
                        ("said of the treaty with 'be'",),
                    )
                )
        said = (t for t in (told, self._told_type(treaty)) if t is not None)
        cooperates = any("cooperation" in words.lower() for words in treaty.descriptions)
        plain = not specific and any(kind in (_SECURITY if cooperates else _OVER_COOPERATION) for kind, _ in said)
        told_kinds = [] if plain else (specific or kinds)[:1]  # a pact of friendship that obliges to help in war
        told_as = (*treaty.names, *treaty.descriptions, *treaty.clauses)
        if told_kinds == ["Boundary"] and any(_AT_SEA.search(words) for words in told_as):
            told_kinds.append("Maritime")
        for kind in told_kinds:
            if not self._in_words(treaty, kind):
                continue  # known of the treaty, but not said here
            mentions = sorted(
                treaty.mentions, key=lambda t: (t.end <= self.document.body, not self._says_type(t, kind), t.start)
            )
            first = mentions[0] if mentions else None
            if first is None or self.book.sentence(first) is None:
                continue
            token = first
            phrase = noun_phrase(token)
            ev = Evidence(phrase.start, end_of(token) if token.mention is None else token.end, "")
            ev = Evidence(ev.start, ev.end, self.text[ev.start : ev.end])
            told = self._told_type(treaty)
            if told is not None and told[0] == kind:
                ev = told[1]
            out.append(
                self._claim(
                    entity,
                    "treatyType",
                    term(kind, "TreatyType"),
                    self._had_by_none(record) or STATED,
                    ev,
                    "treaty-type.name",
                    None,
                    None,
                    (f"the words of its name or description say {kind}",),
                )
            )
        return out

    def _had_by_none(self, record: Record) -> Verdict | None:
        """'Peru and Chile have no such pact': what the text denies to all whom it names has no type either."""
        denied = [p for p in record.left if p.rule == "party.have" and p.verdict.negated]
        told = any(s.verdict.stance is not Stance.NEGATED for s in record.statuses)
        others = any(p.rule != "party.named-with-treaty" for p in record.parties.values())
        return None if not denied or others or told else denied[0].verdict

    def _in_words(self, treaty: Treaty, kind: str) -> bool:
        """Whether a type is read from words of this text, not only known of a treaty of that name."""
        if not any(n in self.resolver.treaties.lexicon.known for n in (*treaty.names, *treaty.abbreviations)):
            return True
        said = (*treaty.names, *treaty.descriptions)
        return any(self.resolver.treaties.lexicon.type_of(words) == kind for words in said) or (
            (told := self._told_type(treaty)) is not None and told[0] == kind
        )

    def _told_type(self, treaty: Treaty) -> tuple[str, Evidence] | None:
        """A type by what the sentence says that the treaty provides for ('in the event of an armed attack')."""
        for token in (*treaty.mentions, *self._pronouns(treaty)):
            sentence = self.book.sentence(token)
            if sentence is None or (token.tag == "NNS" and len(self.resolver.treaties.several(token)) > 1):
                continue
            found = self.resolver.treaties.lexicon.provides(self.text, sentence.start, sentence.end)
            if found is None or self._of_another(treaty, token, sentence, found[1]):
                continue
            kind, start, end = found
            if not self._not_provided(sentence, start, end) and not (kind in _OWN_ACTS and _own_act(sentence, start)):
                return kind, Evidence(start, end, self.text[start:end])
        return None

    def _not_provided(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether the sentence denies it ('which does not contain a mutual defence clause', 'no mutual defence')."""
        inside = [t for t in sentence.tokens if start <= t.start < end]
        top = next((t for t in inside if t.head is None or t.head not in inside), None)
        if top is not None and top.dep == "xcomp" and top.head is not None and top.head.by("neg"):
            return True  # 'does not oblige them to consult'
        if top is None or grammar.is_verb(top):
            return top is not None and any(n not in inside for n in top.by("neg"))  # not 'undertake not to use force'
        verb = next((a for a in top.ancestors() if grammar.is_verb(a)), None)
        none = any(c.low == "no" for c in top.by("det")) or (top.head is not None and top.head.lemma == "without")
        return none or (verb is not None and bool(verb.by("neg")))

    def _pronouns(self, treaty: Treaty) -> Iterator[Token]:
        """'It provides that ...', in the sentence after one that names the treaty."""
        sentences = self.matcher.annotated.sentences
        lays_down = self.matcher.frames.words["laid_down"]
        for token in treaty.mentions:
            at = self.resolver.sentence_of.get(token.start)
            after = sentences[at + 1].tokens if at is not None and at + 1 < len(sentences) else []
            if len(after) > 2 and after[0].low in _PARTS and after[1].tag == "CD":
                yield after[0]  # 'Article 4 obliges each side to consult'
                continue
            under = next((t for t in after[:2] if t.low == "it" and t.dep == "pobj" and t.i == 1), None)
            it = under or next((t for t in after if t.dep == "nsubj"), None)
            if it is None or it.head is None or (under is None and not self._lays_down(it, lays_down)):
                continue
            if it.low != "it":
                yield it  # 'The clauses oblige both to consult', 'Each must help the other'
                continue
            if (meant := self.resolver.treaty(it)) is not None and meant.root() is treaty.root():
                yield it

    @staticmethod
    def _lays_down(subject: Token, verbs: Collection[str]) -> bool:
        """'It provides that', 'Article 4 obliges', 'Each must'."""
        verb = subject.head
        if subject.low in _EACH:
            return verb is not None and any(a.low in ("must", "shall") for a in verb.by("aux"))
        part = subject.lemma.lower() in _PARTS and not subject.by("poss", "prep")
        return verb is not None and verb.lemma in verbs and (part or subject.low == "it")

    def _of_another(self, treaty: Treaty, token: Token, sentence: Sentence, at: int) -> bool:
        """Whether words stand in what is told of another treaty of the sentence."""
        rest = [(t.start, x) for t in sentence.tokens if (x := self.resolver.treaties.of(t)) is not None]
        before = [x for start, x in rest if start <= at]
        return bool(before) and before[-1] is not treaty.root() and (at < token.start or token.start < rest[-1][0])

    def _says_type(self, token: Token, kind: str) -> bool:
        start = noun_phrase(token).start
        return self.resolver.treaties.lexicon.type_of(self.text[start : end_of(token)]) == kind

    def _claim(
        self,
        s: Entity,
        r: str,
        o: Entity | None,
        verdict: Verdict,
        ev: Evidence,
        rule: str,
        when: When | None,
        place: Entity | None,
        trace: tuple[str, ...],
        object_state: Entity | None = None,
    ) -> Claim:
        holder = verdict.holder.entity if verdict.stance is Stance.ATTRIBUTED and verdict.holder else None
        return Claim(
            self.document.id,
            s,
            r,
            o,
            verdict.stance,
            ev,
            rule,
            when,
            place,
            with_words(holder, verdict.holder.words) if holder and verdict.holder else None,
            trace=trace,
            object_state=object_state,
        )


def _own_act(sentence: Sentence, start: int) -> bool:
    """'Chile cut its tariffs', 'a day after Chile had banned mines': what a state does, and no treaty."""
    verb = next((t for t in sentence.tokens if t.start <= start < t.end), None)
    if verb is None or not grammar.is_verb(verb) or verb.dep in ("relcl", "acl"):
        return False
    return any(t.mention is not None and t.mention.kind in STATE_KINDS | {"Person"} for t in verb.by("nsubj"))
