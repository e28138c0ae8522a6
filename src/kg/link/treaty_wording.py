"""Read what the words of a treaty's mention say: its topic, year, day and content, and what tells which one is meant.

Nothing here knows of the treaties told before: a token is looked at with its noun phrase, clause and sentence alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import month_name
from collections.abc import Sequence

from kg.annotate.repair_clauses import HELPS
from kg.annotate.signing_words import inked
from kg.core.annotated import Annotated, Mention, Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link.noun_phrases import NounPhrase, complement, end_of, noun_phrase
from kg.link.references import PLACE_KINDS, STATE_KINDS
from kg.link.treaty_record import GENERIC, PartyFinder, Words

_OF_ANY = word_set("link.treaty_wording.of_any")
"""Nouns that may stand before the noun for a treaty of many kinds."""
_YEAR = re.compile(r"\b(1[6-9]\d\d|20\d\d)\b")
_ENDS_IN_YEAR = re.compile(r"\b(?:of|from) ((?:1[5-9]|20)\d\d)$")
_OF_YEAR = re.compile(r"s? (?:of|from) (?:\w+ )?(1[6-9]\d\d|20\d\d)\b")
_RANK = re.compile(r"[ -]([IVX]{1,4}|[2-9])$")
_CHANGES = re.compile(r" (?:to (?:Amend|Extend|Supplement|the)|[Aa]mending|[Ee]xtending|[Ii]mplementing) ")
_FOLLOWED = re.compile(r"[^,.;:]{0,60} (?:that|which) (?:had )?(?:followed|preceded|succeeded)\b")
_ADOPTED = word_set("link.treaty_wording.adopted")
_LETS = word_set("link.treaty_wording.lets")
"""What a treaty does to those who made it."""
_GIVES = word_set("link.treaty_wording.gives")
"""What it does for one of them ('gives Peru access to the port')."""
_JOINT = word_set("link.treaty_wording.joint")
_COMMITS = word_set("link.treaty_wording.commits")
"""What they do in it."""
_TELLS_LITTLE = word_set("link.treaty_wording.tells_little")
"""Verbs of a clause that does not tell what a treaty is on ('the deal that took effect on Monday')."""
_DAY = re.compile(r"(?:to|yester|mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_CLAUSE = re.compile(r"\s(?:that|which|whereby|to|under which|by which|allowing|\w+ing)\s[^,;.:!?—–]+")
"""A clause right after a treaty's noun, up to the next mark."""
_A_FEW = 6
"""Within how many words after its noun such a clause may open."""
_LONGEST = 24
"""Of how many words a treaty may be called by a clause."""
_MONTHS = frozenset(month_name[1:])
_PURPOSES = word_set("link.treaty_wording.purposes")
"""What a treaty may be of, by which it is told from others."""
_NEAR = 40
"""How many characters after 'one' its year may stand."""
BORDER_DRAWN = word_set("link.treaty_wording.border_drawn")
"""What treaties do to borders and waters."""
_MAKES = word_set("link.treaty_wording.makes")
"""What is done to treaties and other things ('the pact which Fiji made with Tonga')."""
_JOINS = word_set("link.treaty_wording.joins")
"""What is said of a treaty that others have already."""
_BORDERS = word_set("link.treaty_wording.borders")
_ENDED = word_set("link.treaty_wording.ended")
"""What is done to treaties alone, though it makes none."""
_COMES = word_set("link.treaty_wording.comes")
_COME_TO = word_set("link.treaty_wording.come_to")
"""What two come to, or enter into."""
_PLANS = word_set("link.treaty_wording.plans")
"""What is agreed on without being a treaty: it has to be signed."""
NEW = word_set("link.treaty_wording.new")
"""What is said before the noun of a treaty not told yet."""
OLD = word_set("link.treaty_wording.old")
"""What is said before the noun of a treaty made before the one told."""


class Wording:
    """Reads what the words of a mention say of the treaty that is meant."""

    def __init__(self, annotated: Annotated, lexicon: Words, parties_of: PartyFinder) -> None:
        self.annotated, self.lexicon, self.parties_of = annotated, lexicon, parties_of
        self.text = annotated.document.text
        self._sentence_ends = [s.end for s in annotated.sentences]

    def number_of(self, token: Token) -> int:
        """The number of the sentence that a token stands in."""
        return bisect_left(self._sentence_ends, token.end)

    def said(self, number: int) -> str:
        """The words of a sentence."""
        sentence = self.annotated.sentences[number]
        return self.text[sentence.start : sentence.end]

    def proper(self, token: Token) -> set[str]:
        """Words with a capital by which a treaty is called, in lower case ('the High Seas treaty', 'the treaty of
        Paris'); names of states and times are none.
        """
        phrase = noun_phrase(token)
        words = [t for t in phrase.premodifiers if t.i == token.i - 1 or t.dep in ("compound", "nmod")]
        of = [t for p in token.by("prep") if p.lemma == "of" and p.i == token.i + 1 for t in p.by("pobj")]
        beside = [t for p in token.by("prep") if p.lemma == "with" and p.i == token.i + 1 for t in p.by("pobj")]
        of += [t for t in beside if not self.parties_of.named(t)]  # 'the agreement with Central America'
        named = [t for t in (*words, *of) if self.text[t.start].isupper() and t.tag in ("NNP", "NNPS")]
        plain = [t for t in named if t.mention is None or t.mention.kind not in (*STATE_KINDS, "Time", "Person")]
        return {w for t in plain for w in re.findall(r"[^\W\d_]+", self.text[t.start : t.end].lower())}

    def kind_of(self, name: str) -> str | None:
        """The type that a name tells, by the lexicon."""
        info = self.lexicon.known.get(name)
        return str(info["type"]) if info else self.lexicon.type_of(name)

    def rank(self, token: Token) -> str:
        """Which one of a row a name tells ('Leticia Pact 2'), or nothing."""
        named = token.mention is not None and token.mention.kind == "Treaty"
        return self.rank_of(self.text[token.mention.start : token.mention.end]) if named and token.mention else ""

    @staticmethod
    def rank_of(name: str) -> str:
        """The numeral at the end of a name, or nothing."""
        found = _RANK.search(name)
        return found[1] if found is not None else ""

    def heads_of(self, name: str) -> set[str]:
        """The nouns for a treaty that stand in a name."""
        name = _CHANGES.split(name)[0]  # 'Agreement to Amend the Compact' is no compact
        words = {w.lower() for w in re.findall(r"[A-Za-z-]+", name) if self.lexicon.is_head(w)}
        return words | {p for p in self.lexicon.phrases if p in name.lower()}

    def phrase(self, token: Token) -> str | None:
        """A head of several words ('memorandum of understanding', 'code of conduct')."""
        text = self.text[token.start : token.start + 40].lower()
        if not text.startswith(self.lexicon.phrases):  # of all at once, as few tokens begin one
            return None
        return next(p for p in self.lexicon.phrases if text.startswith(p))

    def year(self, token: Token, phrase: NounPhrase) -> str | None:
        """The year by which a treaty is called ('the 1904 treaty', 'the treaty of 1904'), if one is."""
        for t in phrase.premodifiers:
            if _YEAR.fullmatch(t.text):
                return t.text
        if token.mention is not None and token.mention.kind == "Treaty":
            words = self.text[token.mention.start : token.mention.end]
            if (named := _ENDS_IN_YEAR.search(words)) is not None:
                return named.group(1)  # 'the Treaty of Peace of 1904', which bears its year in its name
        prep = complement(token, "of", "from")
        for t in prep.by("pobj") if prep else []:
            found = _YEAR.search(self.text[t.start : t.end])
            if found and (t.mention is None or t.mention.kind == "Time"):
                return found.group()
        long = self.phrase(token)  # 'the memorandum of understanding of 2000'
        after = _OF_YEAR.match(self.text, token.start + len(long)) if long else None
        return after.group(1) if after else None

    def year_made(self, token: Token) -> str | None:
        """The year in which 'one signed in 1976', 'the pact that it signed in 1976' was made."""
        clauses = token.by("acl") + (token.by("relcl") if self.told_which(token) else [])
        made = (v for v in clauses if v.lemma in self.lexicon.verbs)
        times = (o for v in made for p in v.by("prep") if p.lemma in ("in", "on") for o in p.by("pobj"))
        return next(iter(years(self.text, [t for o in times for t in o.row()])), None)

    def years_of_each(self, token: Token) -> tuple[list[str], list[Token]]:
        """The years that a plural names one after the other, and the words 'one' with which it does so."""
        row = self.annotated.sentences[self.number_of(token)].tokens[token.i + 1 :]
        ones = [t for t in row if t.low in ("one", "another", "other") and row[0].text in (",", ":", "–", "(")]
        if len(ones) > 1 and ones[0].i <= token.i + 3:
            ends = [*(t.start for t in ones[1:]), ones[-1].start + _NEAR]
            times = [_YEAR.search(self.text[t.start : end].split(";")[0]) for t, end in zip(ones, ends, strict=True)]
            return [m.group() for m in times if m is not None], ones
        signed = [v for v in token.by("acl", "relcl") if v.lemma in self.lexicon.verbs]
        preps_of = [p for p in token.by("prep") if p.lemma in ("of", "from")]
        preps_of += [p for v in signed for p in v.by("prep") if p.lemma == "in"]
        for prep in preps_of:
            found = years(self.text, [t for o in prep.by("pobj") for t in o.row()])
            if len(found) > 1:
                return found, []
        return [], []

    def about(self, token: Token) -> str:
        """The words that say what a treaty is about: 'on the protection of secrets', 'aimed at ...', 'for the sharing
        of fuel'.
        """
        out = []
        for child in token.children:
            if child.i > token.i and (
                (
                    child.dep == "prep"
                    and child.lemma in ("on", "for", "about", "of", "concerning", "regarding", "against", "to")
                )
                or (child.dep in ("acl", "relcl") and not _denied(child) and not self._of_another(child))
            ):
                out.append(self.text[child.start : end_of(child)])
        return " ".join(out)

    def _of_another(self, clause: Token) -> bool:
        """'A communique in which they promised an extradition treaty': what the clause tells of another treaty."""
        within = any(
            o.tag == "WDT" for p in clause.by("prep") if p.lemma in ("in", "by", "under") for o in p.by("pobj")
        )
        inside = [t for t in clause.subtree() if t.tag == "NN" and t.mention is None and t.lemma in self.lexicon.strong]
        return within and any(c.low in ("a", "an") for t in inside for c in t.by("det"))

    def content(self, token: Token) -> set[str]:
        """Nouns before a treaty's head that say what it is about ('the arbitration agreement')."""
        before = [t for t in noun_phrase(token).premodifiers if t.dep == "compound" and t.head is token]
        nouns = {t.lemma.lower() for t in before if t.mention is None and t.tag in ("NN", "NNS", "NNP")} - _OF_ANY
        # 'the Chagos treaty': a place that is no state's capital
        named = [t.mention for t in before if t.mention is not None and t.mention.kind in PLACE_KINDS]
        return nouns | {self.text[m.start : m.end].lower() for m in named if m.role == "name"}

    def topic(self, token: Token) -> set[str]:
        """The nouns that say what a treaty is on ('the treaty on the delimitation of the border')."""
        on = [p for p in token.by("prep") if p.lemma in ("on", "concerning", "regarding") and p.i > token.i]
        inside = [t for p in on for t in p.subtree() if t.dep in ("pobj", "conj", "pcomp")]
        return {t.lemma.lower() for t in inside if t.pos in ("NOUN", "PROPN") and t.mention is None} - _OF_ANY

    def of_what(self, token: Token) -> set[str]:
        """What a treaty is of ('the treaty of friendship and commerce'): common nouns, no state and no time."""
        of = [o for p in token.by("prep") if p.lemma == "of" and p.i == token.i + 1 for o in p.by("pobj")]
        nouns = (t for o in of for t in o.row() if t.tag == "NN" and t.mention is None)
        return {t.lemma.lower() for t in nouns} & _PURPOSES

    def by_date(self, token: Token) -> str:
        """The day by which a treaty is called ('the accord of 10 March'), or nothing."""
        of = (t for p in token.by("prep") if p.lemma == "of" and p.i == token.i + 1 for t in p.by("pobj"))
        days = [t.mention for t in of if t.mention is not None and t.mention.kind == "Time"]
        words = [self.text[m.start : m.end] for m in days]
        return next((w for w in words if re.search(r"\d", w) and re.search(r"[A-Z]", w)), "")

    def by_month(self, token: Token) -> str:
        """The month by which a treaty is called ('the June agreement'), or nothing."""
        before = (t for t in noun_phrase(token).premodifiers if t.mention is not None and t.mention.kind == "Time")
        return next((w for t in before if (w := self.text[t.start : t.end]) in _MONTHS), "")

    def of_today(self, token: Token) -> bool:
        """'Today's agreement', 'Monday's accord': the one that the text tells as news."""
        whose = (t.mention for t in token.by("poss") if t.mention is not None and t.mention.kind == "Time")
        return any(_DAY.match(self.text, m.start) for m in whose)

    def told_which(self, token: Token) -> bool:
        """Whether a clause without a comma says which one is meant ('the charter that Peru and Chile signed', 'the pact
        that both were to sign').
        """
        clauses = [v for r in token.by("relcl") for v in (r, *(r.by("xcomp") if r.lemma == "be" else ()))]
        near = [v for v in clauses if v.lemma in self.lexicon.verbs | _MAKES]
        return any(
            self.text[token.end : token.end + 1] != "," and not any(c.text == "," for c in v.by("punct")) for v in near
        )

    def makers_told(self, token: Token) -> dict[str, Entity]:
        """'The pact which Fiji made with Tonga': the two whom the clause names that tells which pact is meant."""
        for verb in token.by("relcl") if self.told_which(token) else ():
            partners = [o for p in verb.by("prep") if p.lemma == "with" for o in p.by("pobj")]
            partners = [o for o in partners if not self.parties_of.brokers(o)]  # 'with Qatari mediation'
            sides = [m for t in (*verb.by("nsubj"), *partners) for m in t.row()]
            found = {k: e for m in sides for k, e in self.parties_of.named(m).items()}
            if partners and len(found) > 1 and verb.lemma in self.lexicon.verbs | _MAKES and not verb.by("neg"):
                return found
        return {}

    def makers_of_name(self, token: Token) -> dict[str, Entity]:
        """'The Trade Agreement that Fiji and Tonga signed': the two or more who made what is called so."""
        for verb in token.by("relcl"):
            gap = all(o.tag == "WDT" for o in verb.by("dobj"))
            plain = verb.lemma in self.lexicon.verbs and gap and not verb.by("neg", "nsubjpass")
            sides = [m for t in verb.by("nsubj") for m in t.row()] if plain else []
            found = {k: e for m in sides for k, e in self.parties_of.named(m).items()} if len(sides) > 1 else {}
            if len(found) == len(sides) > 1:
                return found
        return {}

    def owners(self, token: Token) -> dict[str, Entity]:
        """'Brazil and Uruguay get on. Their treaty on the bridge ...': the two whose treaty it is."""
        if any(c.tag == "WP$" for c in token.by("poss")):  # 'Benin, whose pact dates from 2016'
            clause = next((a for a in (token, *token.ancestors()) if a.dep == "relcl"), None)
            return self.parties_of.named(clause.head) if clause is not None and clause.head is not None else {}
        theirs = [c for c in token.by("poss") if c.tag == "PRP$" and c.low == "their"]
        if not theirs or token.tag == "NNS" or any(p.lemma in ("with", "between") for p in token.by("prep")):
            return {}
        found = self.parties_of.owners(theirs[0])
        return found if len(found) == 2 else {}

    def told_apart(self, token: Token) -> bool:
        """Whether a dated participle says which one is meant ('the understanding reached on 7 May')."""
        for verb in token.by("acl"):
            times = [p.mention for x in verb.by("prep") for p in x.by("pobj") if p.mention is not None]
            restricts = self.text[verb.start - 2 : verb.start - 1] != ","
            if restricts and verb.lemma in self.lexicon.verbs and any(m.kind == "Time" for m in times):
                return True
        return False

    def made_by_two(self, token: Token) -> bool:
        """'The understanding reached by Peru and Chile': a participle tells who made it."""
        clauses = [c for c in token.by("acl") if c.lemma in self.making(token)]
        made = {
            k
            for c in clauses
            for a in c.by("agent")
            for o in a.by("pobj")
            for m in o.row()
            for k in self.parties_of.named(m)
        }
        return len(made) > 1

    def making(self, token: Token) -> frozenset[str]:
        """The verbs of treaty-making, and 'agreed by A and B' behind a noun."""
        more = (self._agreed_by(c) for c in token.by("acl") if c.lemma == "agree")
        return self.lexicon.verbs.union(*more)

    def came_after(self, token: Token) -> bool:
        """'The pact on trade that followed three years later': another than the one before."""
        return _FOLLOWED.match(self.text, token.end) is not None

    def clause_words(self, token: Token) -> set[str]:
        """The nouns of the clause that tells what a treaty does ('the accord that let soldiers in'), if it has one."""
        clauses = [v for v in token.by("relcl", "acl") if v.i > token.i and v.lemma not in _TELLS_LITTLE]
        plain = [
            v for v in clauses if v.lemma not in self.lexicon.verbs and not any(a.tag == "MD" for a in v.by("aux"))
        ]
        near = [
            v for v in plain if "," not in self.text[token.end : v.start] and any(t.tag == "WDT" for t in v.by("nsubj"))
        ]
        inside = [t for v in near[:1] for t in v.subtree()]
        return {t.lemma.lower() for t in inside if t.pos in ("NOUN", "PROPN") and t.mention is None}

    def by_clause(self, token: Token) -> str:
        """The noun with the clause that tells what it does ('agreement to develop the field together'), or nothing."""
        clauses = [c for c in token.by("acl", "relcl") if c.i > token.i]
        if not clauses or (clauses[0].dep == "acl" and clauses[0].lemma in self.lexicon.verbs):
            return ""
        end = min(self.annotated.sentences[self.number_of(token)].end, max(t.end for t in clauses[0].subtree()))
        first = min(clauses[0].subtree(), key=lambda t: t.i)
        begin = first.start - 1 if token.i < first.i <= token.i + _A_FEW else token.end
        begin = token.end if "," in self.text[token.end : begin] else begin  # 'an agreement in Muscat which ...'
        after = _CLAUSE.match(self.text, begin, end)
        words = f"{token.text}{after.group()}".split() if after is not None else []
        return " ".join(words) if 2 < len(words) <= _LONGEST else ""

    @staticmethod
    def before_person(token: Token) -> int:
        """Where the words end that tell a treaty apart: 'with Jane Roe, then president' and 'with it' do not."""
        inner = sorted(token.subtree(), key=lambda t: t.i)
        withs = (t for t in inner if t.i > token.i and t.lemma == "with")
        cut = next((t for t in withs if any(_is_person(o) or o.tag == "PRP" for o in t.by("pobj"))), None)
        return max(t.end for t in inner if cut is None or t.i < cut.i)

    def called_grouping(self, token: Token) -> str | None:
        """'AUKUS, the pact of A, B and C': the grouping that a treaty goes by."""
        head = token.head if token.dep == "appos" else None
        if (
            head is None
            or head.mention is None
            or head.mention.kind not in ("IntergovernmentalOrganization", "Grouping")
        ):
            return None
        return self.text[head.mention.start : head.mention.end]

    def hyphened(self, mention: Mention) -> bool:
        """Whether a name is half of a pair ('the Tokyo-Manila pact')."""
        return any(
            c in "-–/"
            for c in (self.text[mention.start - 1 : mention.start], self.text[mention.end : mention.end + 1])
            if c
        )

    def beside_another(self, token: Token) -> bool:
        """'The treaty replaced the Quito Pact', 'an agreement that the Lima Accord foresees', 'signed a deal and
        negotiates the Lima Accord', 'hopes to join the Lima Accord': another one.
        """
        verb = token.head
        if verb is not None and token.dep == "nsubj" and verb.dep == "relcl" and verb.head is not None:
            return verb.head.mention is None and verb.head.lemma in GENERIC | self.lexicon.strong
        if self._joined(token):
            return True
        if token.dep != "dobj" or verb is None:
            return False
        first = verb.head.by("dobj") if verb.dep == "conj" and verb.head is not None else []
        if any(o.mention is None and o.lemma in GENERIC | self.lexicon.strong for o in first):
            return True
        return any(s.mention is None and s.lemma in GENERIC | self.lexicon.anaphoric for s in verb.by("nsubj"))

    @staticmethod
    def _settles_border(token: Token) -> bool:
        """'The border was settled by a deal'."""
        agent = token.head if token.dep == "pobj" and token.head is not None and token.head.lemma == "by" else None
        verb = agent.head if agent is not None else None
        return (
            verb is not None
            and verb.lemma in BORDER_DRAWN
            and any(s.mention is None and s.lemma in _BORDERS for s in verb.by("nsubjpass"))
        )

    @staticmethod
    def _joined(token: Token) -> bool:
        """'Hopes to join the Lima Accord', 'is a member of it': others have it already."""
        first = token.first_of_row()
        above = first.head
        if first.dep == "pobj" and above is not None:
            above = above.head
        return first.dep in ("dobj", "pobj") and above is not None and above.lemma in _JOINS

    def signed(self, token: Token) -> bool:
        """Whether something is done to it that is done to treaties alone ('signed a joint declaration', 'the text
        signed in').
        """
        head = token.head
        if self._settles_border(token):
            return True
        above = [head, *head.by("conj")] if head is not None and token.dep == "nsubjpass" else [head]
        done = {v.lemma for v in above if v is not None and (v is head or not v.by("nsubj", "nsubjpass"))}
        if token.dep in ("dobj", "nsubjpass") and done & (self.lexicon.verbs | _ENDED):
            return True  # also 'was brokered by Oman and signed in Lima'
        if self._fated(token, done):
            return True
        if head is not None and token.dep == "nsubj" and head.lemma in ("bear", "carry"):
            signatures = [o for o in head.by("dobj") if o.lemma == "signature"]
            return any(all(c.low != "no" for c in o.children) for o in signatures)
        if head is not None and token.dep == "dobj" and head.lemma in ("announce", "unveil"):
            return any(s.by("conj") for s in head.by("nsubj"))  # what two announce together is theirs
        if token.dep in ("nsubj", "nsubjpass") and self._opened_signed(token):
            return True
        if head is not None and token.dep in ("dobj", "nsubjpass") and head.lemma == "adopt":
            return token.lemma in _ADOPTED
        if (
            head is not None
            and token.dep == "pobj"
            and head.lemma in ("at", "into", "on", "to", "under", "upon")
            and head.head is not None
            and (
                head.head.lemma in ("subscribe", "accede")
                or (head.head.lemma in _COMES and self._come_to(token))
                or (head.head.lemma == "agree" and token.lemma not in _PLANS)
                or head.head.lemma in ("signature", "name")
                or (inked(head.head) and (token.lemma != "paper" or bool(token.by("det"))))
            )
        ):
            return True
        return any(
            c.dep in ("acl", "relcl")
            and (
                c.lemma in self.lexicon.verbs | self._agreed_by(c)
                or (c.lemma in HELPS and c.tag == "VBN" and bool(c.by("agent")))
                or any(o.lemma in ("name", "signature") for o in c.by("dobj"))
                or inked(c)
            )
            for c in token.children
        )

    @staticmethod
    def _agreed_by(clause: Token) -> frozenset[str]:
        """'The framework agreed by A and B': two who agree on it make it."""
        several = any(o.by("conj") for a in clause.by("agent") for o in a.by("pobj"))
        return frozenset({"agree"}) if several else frozenset()

    @staticmethod
    def _come_to(token: Token) -> bool:
        """'An understanding on the port', not 'of its history'."""
        return token.lemma in _COME_TO and not any(p.lemma == "of" for p in token.by("prep"))

    def _fated(self, token: Token, done: set[str]) -> bool:
        """'Scrapped its fuel deal with Chad', 'the deal between Chad and Niger expired', 'took effect'."""
        head = token.head
        if head is None or token.dep not in ("dobj", "nsubj", "nsubjpass"):
            return False
        things = head.by("dobj") if token.dep == "nsubj" else []
        into = [o for p in head.by("prep") if p.lemma == "into" for o in p.by("pobj")]
        force = any(o.lemma in ("effect", "force") for o in (*things, *into))
        fate = not things and bool(done & self.lexicon.fates)
        return (force or fate) and bool(self.parties_of.complements(token, of_pair=True))

    def _opened_signed(self, token: Token) -> bool:
        """'Signed in May by both, the statement calls for talks': the participle that opens the sentence tells it."""
        opens = [v for v in token.head.by("advcl") if v.tag == "VBN" and v.i < token.i] if token.head else []
        return any(v.lemma in self.lexicon.verbs and not v.by("aux", "mark", "nsubj") for v in opens)

    def jointly(self, token: Token) -> bool:
        """Whether two states sign it: one's own president signs an act of parliament."""
        partners = self.parties_of.complements(token, of_pair=True)
        return len({**self.parties_of.signers(token, self.lexicon.verbs), **partners}) > 1

    @staticmethod
    def lays_down(token: Token) -> bool:
        """'The deal allowing ships to call', 'the memorandum commits A and B to': what only a treaty does."""
        if token.dep == "nsubj" and token.head is not None and token.head.lemma in _LETS:
            return bool(token.head.by("dobj", "ccomp", "xcomp"))
        if token.dep == "nsubj" and token.head is not None and token.head.lemma in _GIVES:
            return any(t.mention is not None for t in token.head.by("dative"))
        clauses = [v for v in token.by("acl", "relcl") if v.i > token.i]
        by = [v for v in clauses for p in v.by("prep") if p.lemma in ("in", "by", "under") and p.i < v.i]
        if any(v.lemma == "put" and any(o.lemma == "end" for o in v.by("dobj")) for v in by):
            return True  # 'by which A and B put an end to hostilities'
        return any(v.lemma in _LETS and v.tag != "VBN" for v in clauses) or any(v.lemma in _COMMITS | _LETS for v in by)

    def joint(self, token: Token) -> bool:
        """'The trilateral statement, by which A, B and C undertook to ...': what two or more bind themselves by."""
        before = {t.low for t in noun_phrase(token).premodifiers}
        return bool(before & _JOINT) and self.lays_down(token)

    def private(self, token: Token) -> bool:
        """'A coalition agreement', 'a deal on wages', 'the bank signed an agreement': what binds no state."""
        words = self.lexicon.private
        before = {w for t in noun_phrase(token).premodifiers for w in (t.lemma.lower(), t.low)}
        on = {o.lemma for p in token.by("prep") if p.lemma in ("on", "over") for o in p.by("pobj")}
        if before & words["kinds"] or on & words["topics"] or (token.lemma == "letter" and "open" in before):
            return True
        verb = token.head if token.dep in ("dobj", "nsubjpass") else None
        if verb is None or verb.lemma not in self.lexicon.verbs:
            return False
        acting = [*verb.by("nsubj"), *(t for p in verb.by("agent") for t in p.by("pobj"))]
        doers = [m for t in acting for m in t.row()]
        firms = {t for t in doers if t.mention is None and t.lemma in words["makers"]}
        managers = {t for t in doers if self._manages(t)}
        if managers and all(t in firms or _nameless(t) or (t.mention and t.mention.kind == "Person") for t in doers):
            return True  # 'signed by Foo's chief executive, A B, and Bar's head of sales, C D'
        if not doers or not all(t in firms or _nameless(t) for t in doers):
            return False
        # the tree may hang the partner on the verb
        beside = [p for t in (token, verb) for p in t.by("prep") if p.lemma == "with"]
        partners = [m for p in beside for o in p.by("pobj") for m in o.row()]
        with_firm = bool(partners) and all(t.mention is None and t.lemma in words["makers"] for t in partners)
        return bool(firms) or with_firm  # 'Foo and a Chadian bank signed', 'Foo signs a deal with a Chadian maker'

    def _manages(self, token: Token) -> bool:
        """'Foo's chief executive, A B', all of which is the token of a person."""
        if token.mention is None or token.mention.kind != "Person":
            return False
        title = re.findall(r"\w+", self.text[token.start : token.end].lower())
        inside = [m for m in self.annotated.mentions if token.start <= m.start < token.end and m is not token.mention]
        if any(m.state for m in inside if m.kind != "Person") or not _PUBLIC.isdisjoint(title):
            return False  # 'the Chief Executive of Samoa's Ministry of Commerce'
        return any(f" {word} " in f" {' '.join(title)} " for word in self.lexicon.private["managers"])

    def had(self, token: Token) -> bool:
        """Whether a noun is what somebody has, with no more said of it ('in force', 'on which ...')."""
        had = token.dep == "dobj" and token.head is not None and token.head.lemma in ("have", "share")
        more = token.by("acl", "relcl") or any(p.lemma in ("in", "on", "for") for p in token.by("prep"))
        return had and not more

    def never_made(self, token: Token) -> bool:
        """'(No peace treaty between A and B) has ever been signed': what nobody has done with it."""
        verb = token.head if token.dep == "nsubjpass" else None
        ever = verb is not None and any(c.low == "ever" for c in verb.children)
        return verb is not None and ever and verb.lemma in self.lexicon.verbs and not token.by("acl", "relcl")

    @staticmethod
    def worked_on(token: Token) -> bool:
        """'Works on a deal with Chad', 'is close to a deal with Chad'."""
        above = token.head.head if token.dep == "pobj" and token.head is not None else None
        return above is not None and above.lemma in ("close", "near", "work")

    @staticmethod
    def by_consent(token: Token, phrase: NounPhrase) -> bool:
        """'To be settled by agreement': no treaty."""
        bare = token.tag == "NN" and not phrase.determiner and not phrase.premodifiers and token.dep == "pobj"
        return bare and token.head is not None and token.head.lemma in ("by", "in", "through", "upon", "without")


_PUBLIC = word_set("link.treaty_wording.public")


def _nameless(token: Token) -> bool:
    """Whether it is a name that nobody knows for that of a state, a body or a person: of a firm, most likely."""
    return token.mention is None and token.tag in ("NNP", "NNPS")


def _is_person(token: Token) -> bool:
    """Whether a token names a person."""
    return token.mention is not None and token.mention.kind == "Person"


def years(text: str, tokens: Sequence[Token]) -> list[str]:
    """The years that stand in times, one a token."""
    times = [t for t in tokens if t.mention is None or t.mention.kind == "Time"]
    found = [_YEAR.search(text[t.start : t.end]) for t in times]
    return [m.group() for m in found if m is not None]


def _denied(clause: Token) -> bool:
    """Whether a clause says what is not in a treaty ('which does not contain a mutual defence clause')."""
    return any(t.dep == "neg" or t.low in ("no", "neither", "without") for t in clause.subtree())
