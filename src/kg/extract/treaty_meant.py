"""Of which treaty a step tells: by the paths of its frame, by the row of a list, or because it was spoken of before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from kg.annotate.repair_relatives import ADDED
from kg.annotate.repair_signers import SIDES
from kg.annotate.tree import of_kind
from kg.core.annotated import Sentence, Token
from kg.core.model import Entity, Stance
from kg.core.words import word_list, word_set
from kg.extract import grammar, valency
from kg.extract.bloc_context import founded
from kg.extract.matched import Match, evidence
from kg.extract.paths import role_tokens
from kg.extract.predication import is_bloc
from kg.extract.treaty_records import PARTY_KINDS, STATED, TreatyBook, has_many_parties
from kg.link.noun_phrases import noun_phrase
from kg.link.resolve import STATE_KINDS, Ref
from kg.link.treaty_record import Treaty

_TAKEN_PART = ("Party", "Withdrawn")
_TEXTS = word_set("extract.treaty_meant.texts")
_SEVERAL = word_set("extract.treaty_meant.several")
_TOPIC = word_list("extract.treaty_meant.topic")
_GO_ON = word_set("extract.treaty_meant.go_on")
_MADE = frozenset({"Signed", "Concluded", "Ratified"})
_CONSENTS = word_set("extract.treaty_meant.consents")
_NTH = word_set("shared.ranks")
DATED = frozenset(
    {"Signed", "Concluded", "Initialled", "Suspended", "Terminated", "Withdrawn", "Approved", "Ratified", "Rejected"}
)
ROLL = frozenset({"Approved", "Party", "Ratified", "Signed", "Withdrawn"})
"""What several parties do one after the other."""
_SOON = 2
"""How many sentences after it is agreed a truce may be called one."""
_ON = 6
"""How many sentences after the last step a text goes on about a treaty that many states join."""
_EXITS = word_set("extract.treaty_meant.exits")
"""Nouns of what ends a treaty, or a party's part in it."""
_TOLD_IN_ROWS = {"Approved", "Expired", "InForce", "Ratified", "Rejected", "Signed", "Suspended", "Terminated"}
_BEFORE = ("amod", "compound", "det", "nmod", "poss")
_BESIDE = ("acl", "amod", "appos")
_DUE = word_set("extract.treaty_meant.due")
OF_TREATIES = word_set("extract.treaty_meant.of_treaties")
"""What a row of a list says of a treaty though it does not name it ('Kenya: ratified in May')."""


_OF_THE_LAST = frozenset(
    {"withdraw.signature", "party.founder", "party.left_alone", "party.missed", "sign.pen", "sign.withheld"}
)
"""Frames whose words tell by themselves that they are about the treaty spoken of."""
_SOON_NAMED = 5
"""Sentences further down in which what has been signed may be named."""


class TreatiesMeant:
    """Finds the treaties that the frames of status of one document are about."""

    def __init__(self, book: TreatyBook, who: Callable[[Token], list[Ref]]) -> None:
        self.book, self.matcher, self.resolver, self.text, self._who = book, book.matcher, book.resolver, book.text, who
        self.row = -1
        """Where the last row of a list on treaties begins ('Canada: signed in May; awaits a vote')."""
        self.said: dict[int, int] = {}
        """The last sentence that told a step of a treaty that has a name, by the treaty's number."""

    def of(self, match: Match, key: Entity | None) -> list[tuple[Treaty, Token]]:
        """The treaties of which a match tells, each with the token that names it."""
        frame, trigger, sentence = match.frame, match.trigger, match.sentence
        if frame.value == "InForce" and trigger.dep == "relcl" and _what_is_done(trigger):
            return []  # 'announced the denunciation of the pact, which takes effect in May'
        if self._of_added(trigger):
            return []
        if (of_clause := self._of_same_clause(trigger)) is not None:
            return [of_clause]
        found = self._on_paths(match)
        if len(found) > 1 and frame.value in ("Signed", "Concluded"):  # 'and a pact with Peru, which Roe signed in May'
            found = [(t, x) for n, (t, x) in enumerate(found) if n == 0 or x.dep != "conj" or not self._told_apart(x)]
        if found:
            return found + self._gapped(trigger, found) + self._beside(match, found)
        if trigger.dep == "conj" and trigger.head is not None and not trigger.by("dobj", "nsubj"):
            # 'was signed in 2012 and ratified in 2014': the second verb is passive too, whatever the tagger says
            shared = valency.surface_subjects(trigger) if grammar.passive(trigger.head) else []
            found = [(t, token) for token in shared if (t := self.resolver.treaty(token)) is not None]
        if not found and frame.value in _MADE and trigger.tag in ("VBN", "VBD") and not trigger.by("dobj", "auxpass"):
            # 'a memorandum initialled in January sets out': a participle that the parser took for the verb
            found = [(t, x) for x in trigger.by("nsubj") if (t := self.resolver.treaties.of(x)) is not None]
            beside = [t for t in match.sentence.tokens if t.i < trigger.i and t.text != ","][-1:]
            if not found and not trigger.by("nsubj", "nsubjpass", "aux"):
                # 'builds on the X Agreement concluded at Y in 1992', wherever the tree hangs it
                found = [(t, x) for x in beside if (t := self.resolver.treaties.of(x)) is not None]
        due = trigger.head if trigger.dep == "xcomp" and not trigger.by("dobj") else None
        if not found and due is not None and due.dep in _BESIDE and due.low in _DUE:
            # 'the pact, due to expire in June, ...': what is said beside a noun
            noun = due.head
            treaty = self.resolver.treaties.of(noun) if noun is not None and not grammar.is_verb(noun) else None
            found = [(treaty, noun)] if treaty is not None and noun is not None else []
        if not found and due is not None and due.dep == "prep" and due.low in _DUE:
            # 'that leaves the pact, due to expire in June, as the only one': behind a comma, wherever the tree hangs it
            before = [t for t in sentence.tokens if t.i < due.i]
            last = self.resolver.treaties.latest(due.start) if before and before[-1].text == "," else None
            if last is not None and any(sentence.start <= t.start < due.start for t in last.mentions):
                found = [(last, trigger)]
        if not found and frame.id == "sign" and trigger.dep == "acl" and trigger.head is not None:
            # 'its own deal with Chad: June 27, signed by A and B'
            last = self.resolver.treaties.latest(trigger.start)
            told = [t for t in last.mentions if sentence.start <= t.start < trigger.start] if last is not None else []
            dated = of_kind(trigger.head, "Time") and bool(trigger.by("agent"))
            found = [(last, trigger)] if last is not None and told and dated else []
        if not found and frame.value in DATED - {"Withdrawn"} and self._bare(trigger, sentence):
            last = self.resolver.treaties.latest(trigger.start)
            found = [(last, trigger)] if last is not None and self.near(last, sentence) else []
        if not found and frame.id.startswith("force.") and grammar.is_verb(trigger):
            # only treaties come into force: a clause that the parser hung elsewhere means the last one in its sentence
            subjects = valency.surface_subjects(trigger)
            relative = any(t.lemma in ("which", "that") for t in trigger.by("nsubj"))
            last = self.resolver.treaties.latest(trigger.start) if relative or not subjects else None
            of_act = trigger.head is not None and self._act(trigger.head)
            if trigger.dep == "relcl" and (of_act or (frame.id == "force.in" and self._of_another(trigger, last))):
                last = None  # 'left the pact, a step that took effect in May'
            if last is not None and any(sentence.start <= t.start < trigger.start for t in last.mentions):
                found = [(last, trigger)]
        if not found and self._in_row(trigger, sentence) and frame.value in _TOLD_IN_ROWS:
            last = self.resolver.treaties.latest(trigger.start)
            inside = last is not None and any(sentence.segment.start <= t.start < trigger.start for t in last.mentions)
            found = [(last, trigger)] if last is not None and inside else []
        if not found and frame.id in ("force.since", "force.fragment") and trigger.i > 1:
            # 'nobody touched the pact between A and B, in force since 2009', wherever the tree hangs it
            before = [t for t in sentence.tokens if t.i < trigger.i - 1]
            after = bool(before) and before[-1].text in (",", "and")
            last = self.resolver.treaties.latest(trigger.start) if after else None
            last = None if self._of_several(trigger, sentence, last) else last
            if last is not None and any(sentence.start <= t.start < trigger.start for t in last.mentions):
                found = [(last, trigger)]
        if not found and frame.id == "force.fragment" and self._row_of_force(trigger, sentence):
            last = self.resolver.treaties.latest(trigger.start)
            found = [(last, trigger)] if last is not None and self.near(last, sentence) else []
        here = sentence.segment.start
        sure = trigger.lemma in OF_TREATIES or not grammar.is_verb(trigger) or self.row == here
        if not found and key is not None and sure and frame.value != "Party" and frame.id != "force.have":
            treaty = self._keyed_treaty(key, sentence)
            found = [(treaty, trigger)] if treaty is not None else []
        return found

    def _of_added(self, verb: Token) -> bool:
        """'The treaty is old; Peru has signed its protocols': not the treaty."""
        if not grammar.is_verb(verb):
            return False
        joined = [*verb.by("conj"), *([verb.head] if verb.dep == "conj" and verb.head is not None else [])]
        things = role_tokens(verb, "object") or [t for v in joined for t in role_tokens(v, "object")]
        return bool(things) and all(
            t.lemma.lower().removesuffix("s") in ADDED
            and t.mention is None
            and t.by("poss")
            and self.resolver.treaties.of(t) is None
            for t in things
        )

    def _of_same_clause(self, verb: Token) -> tuple[Treaty, Token] | None:
        """'Confirms a deal that they initialled in April and signed in June': the deal was signed, too."""
        first = verb.head if verb.dep == "conj" else None
        if first is None or first.dep != "relcl" or first.head is None or not grammar.is_verb(verb):
            return None
        joined = any(t.lemma in ("that", "which") for t in first.by("dobj"))
        bare = not verb.by(*grammar.SUBJECT, "nsubjpass", "dobj")
        treaty = self.resolver.treaties.of(first.head) if bare and joined else None
        return (treaty, first.head) if treaty is not None else None

    @staticmethod
    def _in_row(verb: Token, sentence: Sentence) -> bool:
        """'Treaty with Peru: signed in May; expires in June': a verb of a list's row without a subject."""
        alone = grammar.is_verb(verb) and not verb.by(*grammar.SUBJECT, "nsubjpass", "dobj", "expl")
        return alone and verb.head is None and sentence.segment.kind == "bullet"

    def _act(self, noun: Token) -> bool:
        """Whether a noun is what somebody does, so no treaty ('left the pact, a decision that takes effect')."""
        return noun.lemma in self.matcher.frames.words["acts"]

    def _of_another(self, verb: Token, last: Treaty | None) -> bool:
        """'Lifted the ban, which had been in force since 1992': a noun that is no part of what is said of a treaty."""
        noun = verb.head
        if last is None or noun is None or noun.mention is not None or noun.tag not in ("NN", "NNS"):
            return False
        own = self.resolver.treaties.lexicon.is_head(noun.lemma)
        return not own and all(noun is not t and noun not in t.subtree() for t in last.mentions)

    def _bare(self, verb: Token, sentence: Sentence) -> bool:
        """'Signed on Monday by A and B': a row whose participle opens it tells of what the rows before were about."""
        first = next((t for t in sentence.tokens if t.text.isalnum()), None)
        plain = verb.head is None and verb.tag in ("VBN", "VBD") and not verb.by(*grammar.SUBJECT, "nsubjpass", "dobj")
        return verb is first and plain and not sentence.front

    def _row_of_force(self, noun: Token, sentence: Sentence) -> bool:
        """'Still in force.', 'In force June 1994': a note of its own on the treaty told before."""
        first = [t for t in sentence.tokens if t.i < noun.i - 1]
        top = noun.head is not None and noun.head.head is None
        short = all(t.low in ("and", "now", "still") for t in first)
        return top and short and not any(grammar.is_verb(t) for t in sentence.tokens)

    def _on_paths(self, match: Match) -> list[tuple[Treaty, Token]]:
        """The treaties at the first of the frame's paths that leads to any."""
        frame, trigger = match.frame, match.trigger
        for path in frame.o:
            found: list[tuple[Treaty, Token]] = []
            if path == "latest" and frame.id == "conclude.cease":
                truce = self._truce(match)
                return [(truce, trigger)] if truce is not None else []
            if path == "latest":
                last = self._just_signed(match) or self._last(match)
                if frame.id == "negotiate.open" and last is not None and _told_below(last.mentions, trigger):
                    last = None  # 'resume the talks broken off when it signed a pact'
                if last is not None and (other := self._with_another(match, last)) is not None:
                    return [(other, trigger)]
                if (
                    last is not None
                    and self.near(last, match.sentence, frame.value in ROLL)
                    and not self._names_its_own(match, last)
                ):
                    return [(last, trigger)]
                if frame.id == "sign.for" and (below := self._named_below(match)) is not None:
                    return [(below, trigger)]
                continue
            for token in role_tokens(trigger, path):
                if token.i > trigger.i and _not_that(token, match.sentence):
                    continue  # 'suspended the talks, not the pact'
                if frame.id == "negotiate.noun" and token.tag == "PRP$":
                    continue  # 'walked away from its talks': those of whoever does
                if path == "subject" and token.dep == "appos" and self._act(token):
                    continue  # 'left the pact, a decision that takes effect in May'
                if trigger.dep in ("acl", "relcl") and token.dep == "conj" and token.i > trigger.i and _told_of(token):
                    continue  # 'an accord signed in May and a pact dating from 1998': only the accord
                named = self._listed(token) if frame.value in ("Signed", "Concluded") and token is not trigger else []
                if named:
                    found += named
                    continue  # the documents are those
                group = self.resolver.treaties.several(token) if token is not trigger else []
                for one in group:
                    if all(t is not one for t, _ in found):
                        found.append((one, token))
                counting = (token, *token.by("det"))
                if len(group) > 1 and any(c.low in ("both", "either", "neither") for c in counting):
                    continue  # 'replaces neither instrument', 'both entered into force': none but these
                treaty = self._treaty(token, trigger) if token is not trigger or path == "self" else None
                if treaty is not None and trigger.lemma == "discuss" and self._made_already(treaty):
                    continue  # what has been signed is only talked about
                if treaty is not None and all(t is not treaty for t, _ in found):
                    found.append((treaty, token))
            if found:
                return found
        return []

    def _named_below(self, match: Match) -> Treaty | None:
        """'Roe signs for Peru. Official title: the Arica Accord.': what the paragraph names further down."""
        if match.trigger.tag != "VBZ" or match.trigger.by("dobj", "nsubjpass"):
            return None
        number = self.book.number(match.sentence)
        below = self.matcher.annotated.sentences[number + 1 : number + 1 + _SOON_NAMED]
        inside = [t for s in below if s.segment is match.sentence.segment for t in s.tokens]
        found = (self.resolver.treaties.of(t) for t in inside)
        return next((t for t in found if t is not None and t.names), None)

    def _truce(self, match: Match) -> Treaty | None:
        """The ceasefire that those who agree to stop fighting make: spoken of here, right after or before."""
        here = self.book.number(match.sentence)
        near: list[tuple[int, Treaty]] = []
        for treaty in self.resolver.treaties.records:
            if treaty.merged is None and "Ceasefire" in treaty.types and not treaty.year:
                sure = [t for t in treaty.mentions if noun_phrase(t).definite or t.mention is not None]
                told = [self.resolver.sentence_of.get(t.start, -9) for t in sure]
                near += [(abs(n - here), treaty) for n in told if here - 1 <= n <= here + _SOON]
        return min(near, key=lambda f: f[0])[1] if near else None

    def _just_signed(self, match: Match) -> Treaty | None:
        """'Peru and Chile signed the pact, ending talks on the other one. Roe signed for Peru.': the pact that the
        sentence before says was signed, where this one names none.
        """
        number, treaties = self.book.number(match.sentence), self.resolver.treaties
        if match.frame.id not in ("sign.for", "sign.name_for") or any(treaties.of(t) for t in match.sentence.tokens):
            return None
        before = self.matcher.annotated.sentences[number - 1] if number else match.sentence
        signed = [
            r.treaty
            for r in self.book.records.values()
            for s in r.statuses
            if s.status == "Signed" and before.start <= s.evidence.start < before.end
        ]
        return signed[0].root() if len({id(t) for t in signed}) == 1 else None

    def _last(self, match: Match) -> Treaty | None:
        """The treaty spoken of in the sentence, else before; not pacts of a kind ('the three, linked to it by compacts
        of association, have stayed outside').
        """
        treaties, kinds = self.resolver.treaties, []
        for token in match.sentence.tokens:
            if (treaty := treaties.of(token)) is None:
                continue
            if token.start > match.trigger.start and match.frame.value in _TAKEN_PART and noun_phrase(token).indefinite:
                continue  # 'pulled out in 2000 and has only an agreement with it'
            if token.tag != "NNS" or treaty.names or not (token.dep == "pobj" and token.start < match.trigger.start):
                return treaty
            kinds.append(token)
        return treaties.latest(kinds[0].start if kinds else match.trigger.start)

    def _with_another(self, match: Match, last: Treaty) -> Treaty | None:
        """'With Chad, talks opened in May': on a treaty of the kind spoken of, with another party."""
        preps = [p for p in match.trigger.by("prep") if p.lemma.lower() == "with" and p.i < match.trigger.i]
        whom = [r.entity for p in preps for o in p.by("pobj") for r in self._who(o) if r.entity.kind in STATE_KINDS]
        if match.frame.value != "Negotiating" or len(whom) != 1 or whom[0].key in last.parties:
            return None
        home = [e for e in self.book.constant(last) if e != whom[0]]
        if not home and (body := self.resolver.main_body()) is not None:
            home = [body]
        if len(home) != 1:
            return None
        number = self.book.number(match.sentence)
        other = self.resolver.treaties.keyed(whom[0], home[0], number, match.trigger.start)
        if other is not None:
            refs = [Ref(e, match.trigger, "a treaty of the kind spoken of") for e in (whom[0], home[0])]
            ev = evidence(self.text, match.sentence, match.trigger, *(o for p in preps for o in p.by("pobj")))
            self.book.add_parties(self.book.record(other), refs, ev, STATED, "party.series", None)
        return other

    def _listed(self, token: Token) -> list[tuple[Treaty, Token]]:
        """'Fifteen documents, among them an agreement on roads': treaties named as examples of what is signed."""
        if token.tag != "NNS":
            return []
        counted = [c for c in token.by("conj") if self._counted_out(token, c)]
        nouns = [
            *token.by("appos"),
            *counted,
            *(p for x in token.by("prep") if x.lemma in ("include", "including", "like") for p in x.by("pobj")),
        ]
        named = [m for n in nouns for m in grammar.conjuncts(n)]
        return [(t, m) for m in named if (t := self.resolver.treaties.of(m)) is not None]

    def _of_several(self, trigger: Token, sentence: Sentence, last: Treaty | None) -> bool:
        """'The pact and three documents, signed in 2009 and in force since 2010': the documents are in force."""
        told = [t.start for t in last.mentions if t.start < trigger.start] if last is not None else []
        between = [t for t in sentence.tokens if told and told[-1] < t.start < trigger.start]
        return any(t.tag == "NNS" and t.lemma in _SEVERAL and self.resolver.treaty(t) is None for t in between)

    def _counted_out(self, token: Token, named: Token) -> bool:
        """'Two documents, a treaty and a protocol, were signed': the first that is named, behind a comma."""
        begins = min(t.start for t in named.subtree())
        counted = any(c.tag == "CD" or c.low == "several" for c in token.children)
        return counted and named.tag == "NN" and self.text[token.end : begins].strip() == ","

    def _treaty(self, token: Token, trigger: Token) -> Treaty | None:
        """The treaty that a token means. A participle that the parser hung on a party ('a pact with Peru, signed in
        2019') is the treaty's.
        """
        for inner in grammar.after(token, "of") if token.lemma in _TEXTS and token.mention is None else ():
            if (treaty := self.resolver.treaty(inner)) is not None:
                return treaty  # 'the text of the pact was initialled'
        found = self.resolver.treaty(token) if self._may_be_treaty(token) else None
        up: Token | None = token
        while found is None and trigger.dep in ("acl", "relcl") and up is not None and trigger.head is token:
            up = up.head.head if up.dep == "pobj" and up.head is not None else up.head if up.dep == "conj" else None
            if up is None or grammar.is_verb(up):
                break
            found = self.resolver.treaties.of(up)
        return found

    def _made_already(self, treaty: Treaty, *more: str) -> bool:
        """Whether a treaty has been told to be made, or is of an earlier year: talks not said to be on it are not."""
        record = self.book.records.get(treaty.number)
        if treaty.year is not None and treaty.year < (self.book.document.published or "")[:4]:
            return True
        return record is not None and any(
            s.status in ("Signed", "InForce", "Ratified", *more) and s.verdict.stance is Stance.STATED
            for s in record.statuses
        )

    def _names_its_own(self, match: Match, last: Treaty) -> bool:
        """Whether the clause says itself what was joined, left or talked about, so that it is not the treaty spoken
        of before.
        """
        trigger = match.trigger
        if match.frame.id in ("withdraw.out", "withdraw.walked"):  # 'walked out of the club' is no treaty's matter
            said = any(p.by("prep", "pobj") for p in trigger.by("prep", "prt", "advmod") if p.lemma == "out")
            here = any(match.sentence.start <= t.start < match.sentence.end for t in last.mentions)
            return said or bool(trigger.by("dobj")) or not (here or last.names)
        if match.frame.id == "sign.paper":
            after = [o for p in trigger.by("prep") if p.lemma == "on" and p.i > trigger.i for o in p.by("pobj")]
            return any(not of_kind(o, "Time") for o in after)  # 'on three texts'
        if match.frame.id in ("ratify.deposited", "ratify.whose"):  # 'its ratification of Togo's accession to the bloc'
            nouns = valency.logical_objects(trigger) if grammar.is_verb(trigger) else [trigger]
            of = [(o, *grammar.after(o, "to", "of")) for t in nouns for o in grammar.after(t, "of")]
            told = [row for row in of if len(row) > 1 or row[0].lemma not in _CONSENTS]  # 'instrument of accession'
            return any(all(self.resolver.treaty(t) is None for t in row) for row in told)
        if match.frame.id == "sign.were":
            return trigger.tag == "VBG"  # 'the other accord, its signatories being A and B'
        if match.frame.id == "party.plain":
            return not last.names or bool(trigger.by("prep", "acl", "relcl"))
        if match.frame.id in _OF_THE_LAST:
            return False
        if match.frame.id == "approve.enabling":
            topics = [p for o in valency.logical_objects(trigger) for p in o.by("prep", "acl", "relcl")]
            return has_many_parties(last) or bool(topics)  # hardly for a convention named in passing
        if match.frame.id == "pending.required":
            return bool(trigger.by("advcl", "xcomp")) or any(p.lemma in ("for", "to") for p in trigger.by("prep"))
        if match.frame.value in ("Party", "Withdrawn"):
            if grammar.is_verb(trigger) and self._of_body_founded(match, last):
                return True
            into = [o for p in trigger.by("prep") if p.lemma == "in" for o in p.by("pobj")]
            if trigger.lemma == "join" and any(o.mention is None for o in into):
                return True  # 'joined in the search'
            return any(p.lemma in ("from", "outside", "to") for p in trigger.by("prep")) or (
                grammar.is_verb(trigger) and any(o.lemma not in _NTH for o in valency.logical_objects(trigger))
            )
        if match.frame.id == "ratify":
            who = trigger.dep == "relcl" and any(t.tag in ("WDT", "WP") for t in trigger.by("nsubj"))
            return bool(trigger.by("dobj", "nsubjpass", "ccomp", "xcomp", "prt")) or (
                trigger.dep in ("relcl", "acl", "amod") and not (who and self._state_above(trigger))
            )
        if match.frame.id in ("sign.for", "sign.name_for"):
            whom = [p for prep in trigger.by("prep") if prep.lemma in ("for", "on") for p in prep.by("pobj")]
            states = any(
                p.lemma in ("behalf", *SIDES, "state") or (p.mention is not None and (p.mention.state or _side(p)))
                for p in whom
            )
            things = (o for o in valency.logical_objects(trigger) if o.mention is None or o.mention.kind != "Person")
            named = match.frame.id == "sign.for" and any(things)  # 'A signed for Peru, B for Chile': B is no thing
            return not states or named  # 'signed for Switzerland'
        if match.frame.value == "Suspended" and grammar.is_verb(trigger):
            if any(self._body(t) for t in match.sentence.tokens if t.i < trigger.i):
                return True  # 'the fund, in which Peru has frozen its participation'
            return any(p.lemma in ("in", "of", "with") for o in valency.logical_objects(trigger) for p in o.by("prep"))
        talked = {t.lemma for t in valency.surface_subjects(trigger)}
        if (
            match.frame.id == "negotiate.opened"
            and "negotiation" not in talked
            and self._made_already(last, "Concluded")
        ):
            return True  # 'the talks have not resumed', on something else than the treaty that has been made
        if match.frame.id == "negotiate.opened" and trigger.dep == "relcl":
            return True  # 'the camp where peace talks began'
        if match.frame.value == "Negotiating":
            if last.names and any(a.low in ("will", "shall", "would") for a in trigger.by("aux")):
                return True  # what will be negotiated is not the treaty that has a name already
            talks = [trigger, *valency.logical_objects(trigger)] if grammar.is_verb(trigger) else [trigger]
            if any(p.lemma in _TOPIC and p.by("pobj", "pcomp") for t in talks for p in t.by("prep")):
                return True
            # 'held talks with his host': talks of their own, unless they are 'the' talks or go on
            own = [t for t in talks[1:] if t.lemma in ("consultation", "discussion", "round", "talk")]
            if own and self._made_already(last):
                return True
            return bool(own) and trigger.lemma not in _GO_ON and not any(noun_phrase(t).definite for t in own)
        return False

    def _of_body_founded(self, match: Match, last: Treaty) -> bool:
        """'The Charter created the Alliance. Togo may join': the Alliance, which the treaty has set up."""
        told = [t.start for t in last.mentions if t.start < match.trigger.start]
        at = self.resolver.sentence_of.get(told[-1], 0) if told else self.book.number(match.sentence)
        near = self.matcher.annotated.sentences[at : self.book.number(match.sentence) + 1]
        return any(is_bloc(t) and founded(t) for s in near for t in s.tokens if t.start < match.trigger.start)

    def _state_above(self, verb: Token) -> bool:
        """'Tonga, which ratified last': a relative clause on a state."""
        return verb.head is not None and any(r.entity.kind in STATE_KINDS for r in self._who(verb.head))

    def _body(self, token: Token) -> bool:
        """Whether a token names a body that somebody may take part in."""
        if token.mention is not None:
            return token.mention.kind in ("IntergovernmentalOrganization", "Grouping", "Organization")
        return token.text[:1].isupper() and token.lemma.lower() in self.resolver.lexicon.standing["bodies"]

    def _beside(self, match: Match, found: list[tuple[Treaty, Token]]) -> list[tuple[Treaty, Token]]:
        """'Signed a border treaty, together with a pact on visas and a protocol': the others signed with it."""
        out: list[tuple[Treaty, Token]] = []
        if match.frame.value not in ("Signed", "Concluded"):
            return out
        for prep in match.sentence.tokens:
            before = match.sentence.tokens[prep.i - 1].low if prep.i else ""
            if prep.lemma != "with" or before not in ("together", "along") or prep.i < match.trigger.i:
                continue
            above = prep.head if prep.head is None or prep.head.lemma != "along" else prep.head.head
            if above is not match.trigger and all(above is not token for _, token in found):
                continue
            for token in (c for noun in prep.by("pobj") for c in grammar.conjuncts(noun)):
                treaty = self.resolver.treaties.of(token) if token.mention is None else None
                if treaty is not None and all(t is not treaty for t, _ in (*found, *out)):
                    out.append((treaty, token))
        return out

    def _told_apart(self, token: Token) -> bool:
        """Whether a clause of its own tells when a treaty was made."""
        return any(v.lemma in self.resolver.treaties.lexicon.verbs for v in token.by("relcl"))

    def _gapped(self, trigger: Token, found: list[tuple[Treaty, Token]]) -> list[tuple[Treaty, Token]]:
        """'A truce was signed on May 2 and a framework agreement on May 9', 'they signed a truce in May and a pact in
        June': the second, which shares the verb.
        """
        out = []
        for noun in trigger.by("conj"):
            own = grammar.is_verb(noun) or (not grammar.passive(trigger) and self._told_apart(noun))
            treaty = self.resolver.treaties.of(noun) if not own else None
            if treaty is not None and all(t is not treaty for t, _ in found):
                out.append((treaty, noun))
        return out

    def _keyed_treaty(self, key: Entity, sentence: Sentence) -> Treaty | None:
        treaties = self.resolver.treaties
        if key.kind == "Treaty":
            start = next(m.start for m in sentence.front if m.kind == "Treaty")
            record = treaties.by_token.get(start)
            return record.root() if record else None
        inside = [t for t in (treaties.of(x) for x in sentence.tokens) if t is not None]
        if inside:
            return inside[0]
        home = self.resolver.protagonist(key)
        number = self.book.number(sentence)
        return treaties.keyed(key, home, number, sentence.start) if home is not None else None

    def near(self, treaty: Treaty, sentence: Sentence, roll: bool = False) -> bool:
        """Whether a treaty is spoken of in this sentence or the two before it, be it by who joined or left it; the roll
        of those who did goes on further where many states join.
        """
        here = self.book.number(sentence)
        said, many = self.said.get(treaty.number, -9), has_many_parties(treaty)
        back = (_ON if roll else 1) if many else (2 if roll else -1)
        return here - back <= said <= here or any(
            here - 2 <= self.resolver.sentence_of.get(t.start, -9) <= here for t in treaty.mentions
        )

    def _may_be_treaty(self, token: Token) -> bool:
        return token.mention is None or token.mention.kind == "Treaty" or self.resolver.treaties.of(token) is not None


def _side(name: Token) -> bool:
    """Whether a name is one for whom somebody may sign: a bygone state, a movement."""
    return name.mention is not None and name.mention.kind in PARTY_KINDS


def _what_is_done(clause: Token) -> bool:
    """Whether a relative clause behind 'the denunciation of the pact with Chad, ' tells when that takes effect."""
    noun = clause.head
    for _ in range(2):
        prep = noun.head if noun is not None and noun.dep == "pobj" else None
        noun = prep.head if prep is not None and prep.lemma in ("between", "from", "of", "with") else None
        if noun is not None and noun.lemma in _EXITS:
            return clause.lemma in ("become", "come", "enter", "take")
    return False


def _not_that(token: Token, sentence: Sentence) -> bool:
    """Whether 'not' stands right before a noun phrase."""
    first = min([c.i for c in token.children if c.i < token.i and c.dep in _BEFORE] + [token.i])
    return first > 0 and sentence.tokens[first - 1].low == "not"


def _told_of(noun: Token) -> bool:
    """'A pact dating from 1998', 'a pact of 1998': whether a noun has its own date or participle."""
    return bool(noun.by("acl")) or any(of_kind(t, "Time") for t in grammar.after(noun, "of"))


def _told_below(mentions: Sequence[Token], trigger: Token) -> bool:
    """'Resume the talks broken off *when it signed a pact*': only a clause below tells of the treaty."""
    if not mentions or any(t.start < trigger.start for t in mentions):
        return False
    between = list(takewhile(lambda up: up is not trigger, mentions[0].ancestors()))
    return any(up.dep in ("acl", "advcl", "relcl") for up in (mentions[0], *between))
