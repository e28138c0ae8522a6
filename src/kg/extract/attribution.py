"""Who is said to say a clause, and by which rule: reporting verbs, 'according to', quotations, hearsay.

The rules are tried in this order, the nearest to the clause first: what stands above it in the tree (a verb of saying,
an attitude, a noun such as 'claim', a label such as 'what he calls'); phrases that hand it over ('according to',
'in his view', a lead-in, a colon after the speaker); the quotation that it stands in; a clause set off within the
sentence.
"""

from __future__ import annotations

from kg.annotate.tree import first_of
from kg.core.annotated import Annotated, Sentence, Token
from kg.core.words import word_set
from kg.extract.grammar import FORESEEN, is_verb, it_is, last_before, passive, subjunctive, timed_by
from kg.extract.handed_over import HandedOver, Holder
from kg.extract.modality import inverted
from kg.extract.quoting import QuotationReader
from kg.extract.reporting import Reporting
from kg.extract.speakers import Speakers, is_agency
from kg.extract.trigger_conditions import words_around
from kg.extract.vouched import by_text
from kg.link.resolve import Resolver

_GLAD = word_set("extract.attribution.glad")
_THEN = word_set("shared.after_that")
_GRANTS = word_set("extract.attribution.grants")
"""Verbs of saying with an object of their own: what comes before them is not what they say."""
_WHATEVER = word_set("extract.attribution.whatever")


_SEEM = word_set("extract.attribution.seem")
_STATES = word_set("extract.attribution.states")
"""Verbs of what is so, not of what comes about."""
_TALES = word_set("extract.attribution.tales")
"""Of which it is said that they are so, that they go, or have it."""
_PERCEIVE = word_set("extract.attribution.perceive")


def _by_some(verb: Token) -> Token | None:
    """'By some accounts', 'so the story goes': the word of what nobody in particular says."""
    nouns = [t for prep in verb.by("prep") if prep.lemma == "by" for t in prep.by("pobj") if t.lemma == "account"]
    some = [t for t in nouns if any(c.lemma in ("all", "most", "several", "some") for c in t.children)]
    tales = [v for v in verb.by("parataxis") if v.lemma == "go" and any(s.lemma in _TALES for s in v.by("nsubj"))]
    return next(iter([*some, *tales]), None)


_GROUNDS = word_set("extract.attribution.grounds")


class AttributionReader:
    """Reads who says the clauses of one document."""

    def __init__(self, annotated: Annotated, resolver: Resolver, words: Reporting) -> None:
        self.annotated, self.resolver, self.words = annotated, resolver, words
        self.text = annotated.document.text
        self.speakers = Speakers(annotated, resolver, words)
        self.quotations = QuotationReader(annotated, resolver, words, self.speakers)
        self.handed_over = HandedOver(annotated, words, self.speakers, self.quotations)

    def hearsay(self, trigger: Token) -> Token | None:
        """The adverb that leaves a clause to nobody in particular ('allegedly', 'reportedly')."""
        if (aside := self._rumoured(trigger) or self._headed(trigger)) is not None:
            return aside
        for word in trigger.by("amod") if not is_verb(trigger) else ():
            if word.low in self.words.doubted:
                return word  # 'the alleged attack'
        verb: Token | None = trigger if is_verb(trigger) else trigger.head
        if verb is not None and (told := _by_some(verb)) is not None:
            return told
        steps = 0
        while verb is not None and steps < 3:
            for child in verb.by("advmod"):
                if child.low in self.words.hearsay:
                    return child
            verb, steps = (verb.head if verb.dep in ("xcomp", "conj", "pobj", "prep", "dobj") else None), steps + 1
        return None

    def _headed(self, trigger: Token) -> Token | None:
        """'*Unconfirmed*: Peru has left it': the word before a colon that leaves it to nobody in particular."""
        top = trigger if trigger.head is None else trigger.root()
        word = next((c for c in top.children if c.i < trigger.i and c.low in self.words.doubted), None)
        if word is None or word.i != first_of(top) or word.children:
            return None
        return word if any(c.text == ":" and c.i == word.i + 1 for c in top.children) else None

    def _rumoured(self, trigger: Token) -> Token | None:
        """'Peru, it is rumoured, attacked it': the verb of words put in between commas that nobody is named for."""
        if "it" not in words_around(trigger):
            return None
        row = {t.i: t for t in trigger.root().subtree()}
        for it in (t for t in row.values() if t.low == "it" and t.head is not None and t.head.tag == "VBN"):
            verb = it.head
            known = verb is not None and verb.lemma in self.words.report | {"rumour", "rumor", "allege"}
            if verb is None or not known or verb.by("ccomp") or by_text(verb, self.words):
                continue
            before, after = row.get(it.i - 1), row.get(verb.i + 1)
            if before is not None and after is not None and before.text == "," and after.text == ",":
                return verb
        return None

    def holder(self, trigger: Token, sentence: Sentence) -> Holder:
        """Who is said to say it, and by which rule; nobody where the document itself does."""
        return (
            self._above(trigger, sentence)
            or self.handed_over.holder(trigger, sentence)
            or self.quotations.holder(trigger, sentence)
            or self._inserted(trigger, sentence)
            or self._as_told(trigger)
            or (None, "")
        )

    # -- what stands above the clause

    def _above(self, trigger: Token, sentence: Sentence) -> Holder | None:
        """The nearest word above the trigger that hands the clause to somebody, or keeps it for the document."""
        token, factive = trigger, False
        while token.head is not None:
            found = (
                self._not_denied(token)
                or self._said(token, trigger, sentence)
                or self._attitude(token)
                or self._told_of(token)
            )
            found = found or self._has_it(token) or self._shown(token)
            found = found or self._noun(token) or self._alleged_thing(token) or self._grounds(token)
            found = found or self._labelled(token) or self._accused(token, trigger)
            if found is not None:
                return found
            head = token.head
            factive |= is_verb(head) and token.dep in ("ccomp", "acl") and head.lemma in self.words.factive
            finite = token.tag in ("VBD", "VBZ", "VBP") or (token.tag == "VBN" and not token.by("aux", "auxpass"))
            aux = {a.lemma for a in token.by("aux") if a.tag in ("VBD", "VBZ", "VBP")}
            finite |= (token.tag == "VB" and "do" in aux) or (token.tag == "VBN" and aux == {"have"})
            aside = token.dep == "relcl" and finite and bool(token.by("nsubj", "nsubjpass")) and not _cleft(token)
            aside |= token.dep == "relcl" and not is_verb(token) and _of_which(token)
            aside |= token.dep == "acl" and token.tag == "VBN" and self._after_comma(token)
            if aside and self.quotations.at(token) is None:
                return self._put_into(token) or (None, "a relative clause is the reporter's")
            token = head
        return (None, "a factive verb") if factive else None

    def _put_into(self, clause: Token) -> Holder | None:
        """'A raid in which, the army said, two men had been shot': whose words are put into a relative clause.

        Or by whose word it is: 'Peru, which according to the army backs the rebels'.
        """
        if (said_by := self.handed_over.within(clause)) is not None:
            return said_by
        for said in clause.by("parataxis"):
            says = said.i < clause.i and said.lemma in self.words.say and said.by("nsubj")
            if says and not by_text(said, self.words):
                speaker = self.speakers.of(said)
                if speaker is not None and not is_agency(speaker):
                    return speaker, f"'{said.lemma}' in the middle of a relative clause"
        return None

    def _not_denied(self, clause: Token) -> Holder | None:
        """'Peru has not denied that it attacked': that others say so, it leaves open."""
        verb = clause.head
        if verb is None or verb.lemma not in self.words.deny or clause.dep not in ("ccomp", "xcomp", "pcomp"):
            return None
        if passive(verb) or not any(c.dep == "neg" for c in verb.children):
            return None
        return self.speakers.unnamed(verb, verb), f"'{verb.lemma}' denied"

    def _shown(self, clause: Token) -> Holder | None:
        """'Videos appear to show that it attacked': what only seems to be shown."""
        verb = clause.head
        above = verb.head if verb is not None and verb.dep == "xcomp" and verb.lemma in self.words.factive else None
        if verb is None or above is None or above.lemma not in _SEEM or clause.dep != "ccomp":
            return None
        return self.speakers.unnamed(verb, verb), f"'{above.lemma} to {verb.lemma}'"

    def _after_comma(self, token: Token) -> bool:
        """Whether a participle is set off by a comma ('the pact, signed in 1951'): it tells what is known already."""
        first = min(t.start for t in token.subtree())
        return last_before(self.text, first) == ","

    def _said(self, clause: Token, trigger: Token, sentence: Sentence) -> Holder | None:
        """'X said that ...', '..., X said'."""
        verb = clause.head
        if verb is not None and clause.i < verb.i and any(a.tag == "MD" for a in verb.by("aux")) and inverted(clause):
            return None  # 'Had it been attacked, Chad would have protested'
        if verb is not None and clause.i < verb.i:
            after_colon = any(t.text in (":", ";") for t in sentence.tokens[trigger.i : verb.i])
            if after_colon and self.quotations.at(trigger) is None:
                return None  # 'It declined: its role, the minister said, is another'
            if any(c.dep in ("neg", "preconj") for c in verb.children):
                return None  # '..., the ministry did not confirm'
            if verb.lemma in self.words.deny and verb.by("dobj"):
                return None  # 'Peru accuses Chile of it, Santiago denies it'
            if verb.lemma in _GRANTS and verb.by("dobj") and self.quotations.at(trigger) is None:
                return None  # 'Peru lifted the ban, Chile promised its neighbour loans, and ...'
            if self.quotations.word_before(verb, trigger):
                return None  # 'Talks resumed on Monday – "useful", says the ministry'
        if verb is not None and clause.dep == "xcomp" and self._said_to_have(clause, verb):
            named = self.speakers.of(verb) if verb.by("agent") else None  # 'is said by Chad to have left'
            return named or self.speakers.unnamed(verb, verb), f"'{verb.lemma}' in the passive"
        if verb is not None and clause.dep == "ccomp" and self._goes_round(clause, verb):
            return self.speakers.unnamed(verb, verb), "it goes round"
        if verb is None or not is_verb(verb) or clause.dep not in ("ccomp", "parataxis"):
            return None
        if verb.lemma not in self.words.say or subjunctive(clause):
            return None  # 'insists that Peru suspend it' asks for it
        if by_text(verb, self.words):
            return None, "the text's own words"
        if (
            verb.lemma in _PERCEIVE
            and clause.tag in ("VB", "VBG", "VBN", "JJ")
            and not clause.by("aux", "auxpass", "mark")
        ):
            return None  # 'saw Peru recall its envoy': so it did; 'saw itself forced to do so'
        done = verb.lemma == "notify" and not any(a.tag == "MD" for a in clause.by("aux")) and not clause.by("xcomp")
        if done and all(_own_or_treaty(s) for s in clause.by("nsubj", "nsubjpass")):
            return None, "it is so by being notified"
        if verb.lemma == "announce" and verb.head is not None and verb.head.lemma in _GLAD:
            return None, "the document announces it"  # 'The Government is pleased to announce that ...'
        if self.by_author(verb, trigger):
            return None, "the author's own words"
        found = self.speakers.of(verb)
        if found is not None and (is_agency(found) or self.speakers.relays(found.token)):
            found = self.speakers.cited(verb) or found
        if found is None:
            return None
        return (None, "a news agency relays it") if is_agency(found) else (found, f"clause of '{verb.lemma}'")

    def by_author(self, verb: Token, trigger: Token) -> bool:
        """'I think that Chad attacked Togo', outside quotations of a commentary: no unnamed source says so."""
        first = any(s.text in ("I", "We", "we") for s in verb.by("nsubj"))
        return first and self.annotated.commentary and self.quotations.at(trigger) is None

    def _has_it(self, clause: Token) -> Holder | None:
        """'Lima has it that Peru attacked', 'rumour has it that': whose story it is."""
        it = clause.head
        have = it.head if it is not None and it.low == "it" and it.dep == "dobj" else it
        if have is None or not any(o.low == "it" for o in have.by("dobj")):
            return None
        if have.lemma != "have" or clause.dep not in ("relcl", "acl", "ccomp"):
            return None
        if not any(c.low == "that" for c in clause.children):
            return None
        told = [r for s in have.by("nsubj") for r in self.speakers.named(s)]
        return (told[0] if told else self.speakers.unnamed(have, have)), "somebody has it that"

    def _goes_round(self, clause: Token, verb: Token) -> bool:
        """'Word has it that', 'the story goes that'; 'many suspect that', of which the tagger made a noun."""
        if not any(c.dep == "mark" and c.low == "that" for c in clause.children):
            return False
        if not is_verb(verb):
            return verb.lemma in self.words.report
        told = self.words.unsourced | _TALES
        return verb.lemma in ("go", "have") and any(s.lemma in told for s in verb.by("nsubj"))

    def _accused(self, clause: Token, trigger: Token) -> Holder | None:
        """'X accused Y of arming them', 'Y is suspected of it': whoever accuses says so, or nobody named."""
        if (claimed := self._claimed(clause)) is not None:
            return claimed
        verb = clause.head.head if clause.head is not None and clause.dep == "pcomp" else None
        if verb is None or clause.head is None or not is_verb(verb):
            return None
        below = trigger
        while below is not clause and below.head is not None:
            if below.dep == "relcl" or timed_by(below):
                return None  # 'accused Chad of sheltering rebels who had attacked Niger', 'after Niger had left'
            below = below.head
        if f"{verb.lemma} {clause.head.lemma}" not in self.words.factuality.alleged:
            return None
        done = passive(verb) or (verb.tag == "VBN" and not verb.by("aux"))  # 'stands accused of'
        found = self.speakers.of(verb) if not done or verb.by("agent") else None
        return found or self.speakers.unnamed(verb, verb), "what somebody is accused of"

    def _claimed(self, clause: Token) -> Holder | None:
        """'X claims to have withdrawn'."""
        verb = clause.head
        to = any(a.tag == "TO" for a in clause.by("aux"))
        if verb is None or clause.dep != "xcomp" or not to:
            return None
        if verb.lemma not in self.words.factuality.claimed:
            return None
        found = self.speakers.of(verb)
        return (found, f"'{verb.lemma} to'") if found is not None else None

    def _said_to_have(self, clause: Token, verb: Token) -> bool:
        """'Is said to have signed', 'is believed to be arming', 'to be an ally': what has not to come about first."""
        told = is_verb(verb) and passive(verb) and verb.lemma in self.words.passive_say
        so = clause.lemma in _STATES and verb.lemma not in FORESEEN
        return told and (
            so or any(a.lemma == "have" or (a.lemma == "be" and clause.tag == "VBG") for a in clause.by("aux"))
        )

    def _attitude(self, clause: Token) -> Holder | None:
        """'X is convinced that ...', 'X made clear that ...'."""
        word = clause.head
        if word is None or clause.dep not in ("ccomp", "csubj", "acl", "advcl", "xcomp"):
            return None
        if clause.dep in ("xcomp", "advcl") and not any(c.dep == "mark" for c in clause.children):
            return None
        if not any(s.dep in ("nsubj", "nsubjpass") for s in clause.children):
            return None
        if word.lemma in self.words.attitudes or word.low in self.words.attitudes:
            verb: Token | None = word if is_verb(word) and word.dep not in ("acomp", "attr") else word.head
            found = self.speakers.of(verb, asserting=True) if verb is not None and is_verb(verb) else None
            return (found, f"'{word.low} that'") if found is not None and not is_agency(found) else None
        if word.lemma in ("clear", "plain", "known", "understand") or word.low in ("clear", "plain", "known"):
            verb = word.head
        else:
            verb = word
        plain = [c for c in verb.children if c.low in ("clear", "plain", "known")] if verb is not None else []
        if verb is None or verb.lemma not in ("make", "let") or not (plain or word is not verb):
            return None
        found = self.speakers.of(verb, asserting=True)
        agents = [
            p for x in (verb, *plain) for a in x.by("agent") for p in a.by("pobj")
        ]  # 'it was made known by the army that'
        told = [r for t in agents for r in self.speakers.named(t)] if passive(verb) else []
        found = told[0] if told else found
        return (found, f"'{verb.lemma} clear'") if found is not None and not is_agency(found) else None

    def _told_of(self, noun: Token) -> Holder | None:
        """'X spoke of an attack': the noun after 'of' or 'about'."""
        prep = noun.head
        verb = prep.head if prep is not None else None
        if prep is None or verb is None or noun.dep not in ("pobj", "pcomp") or not is_verb(verb):
            return None
        if noun.tag == "VBG" and noun.dep == "pcomp" and not noun.by("aux"):
            return None  # 'spoke of leaving it': of what may come
        if prep.lemma not in ("of", "about") or verb.lemma not in self.words.tell_of:
            return None
        found = self.speakers.of(verb, asserting=True)
        if found is None and any(s.lemma in self.words.mouthpieces for s in verb.by("nsubj")):
            found = self.speakers.unnamed(verb, verb)  # 'a statement speaks of an attack'
        return (found, f"'{verb.lemma} of'") if found is not None and not is_agency(found) else None

    def _alleged_thing(self, noun: Token) -> Holder | None:
        """'Peru alleges an attack', 'reported a raid': the noun that is said to have been."""
        verb = noun.head
        if noun.dep != "dobj" or verb is None or verb.lemma not in ("allege", "report", "suspect") or is_verb(noun):
            return None
        found = self.speakers.of(verb)
        return (found, f"'{verb.lemma}' a thing") if found is not None and not is_agency(found) else None

    def _grounds(self, clause: Token) -> Holder | None:
        """'Closed it on the grounds that ...': whoever does so says it."""
        noun = clause.head
        prep = noun.head if noun is not None and clause.dep == "acl" and noun.dep == "pobj" else None
        if noun is None or prep is None or prep.lemma not in ("on", "under") or prep.head is None:
            return None
        if noun.lemma not in _GROUNDS:
            return None
        verb = prep.head
        found = self.speakers.of(verb, asserting=True) if is_verb(verb) else None
        return (found, f"'{prep.lemma} the {noun.lemma} that'") if found is not None else None

    def _noun(self, clause: Token) -> Holder | None:
        """ "X's claim that ...", 'the allegation by X that ...'."""
        noun = clause.head
        if noun is not None and clause.dep == "ccomp" and noun.lemma == "be":  # "X's version is that ..."
            told = [s for s in noun.by("nsubj") if s.lemma in self.words.views | self.words.claims]
            owner = self.speakers.owner(told[0]) if told and any(c.dep == "mark" for c in clause.children) else None
            if owner is None and any(s.lemma.lower() in self.words.unsourced | _TALES for s in noun.by("nsubj")):
                return self.speakers.unnamed(noun, noun), "it is said"  # 'rumour is that', 'word is that'
            return (owner, f"'{told[0].lemma} is that'") if owner is not None else None
        of = noun is not None and clause.dep == "pobj" and noun.lemma == "of"
        if noun is not None and of:
            noun = noun.head
        that = clause.dep == "relcl" and any(c.dep == "mark" and c.low == "that" for c in clause.children)
        if noun is None or not (of or that or clause.dep == "acl") or is_verb(noun):
            return None
        if clause.dep == "acl" and clause.tag == "VBN" and not clause.by("mark", "nsubj", "nsubjpass", "aux"):
            return None  # 'accusations denied by Peru': what is done to them, not what they say
        if noun.lemma not in (self.words.unsourced if of else self.words.claims | self.words.unsourced):
            return None
        owner = self.speakers.owner(noun)
        if owner is None and noun.lemma in self.words.unsourced:
            owner = self.speakers.unnamed(noun, noun)
        return (owner, f"'{noun.lemma}' of somebody") if owner is not None else None

    def _labelled(self, named: Token) -> Holder | None:
        """'What X calls an attack', 'the attack, as X calls it': the name that somebody gives it."""
        for clause in named.by("advcl") if not is_verb(named) else ():
            it = any(o.low == "it" for o in clause.by("dobj"))
            if it and clause.lemma in self.words.label and any(m.low == "as" for m in clause.by("mark")):
                found = self.speakers.of(clause, asserting=True)
                return (found, "as somebody calls it") if found is not None and not is_agency(found) else None
        verb = named.head
        if verb is not None and verb.dep == "prep" and verb.lemma == "as":
            verb = verb.head
        if verb is not None and named.dep == "dobj" and named.by("poss"):  # 'ended what A calls its occupation of B'
            verb = next((c for c in verb.by("dep") if c.lemma in self.words.label and c.i < named.i), verb)
        if verb is None or not is_verb(verb) or verb.lemma not in self.words.label:
            return None
        what = any(c.low == "what" for c in verb.children)
        as_such = (
            named.dep == "pobj" and named.head is not verb and bool(verb.by("dobj")) and named.i > verb.i
        )  # 'described it as an attack'
        if not what and (
            as_such
            or named.dep in ("oprd", "attr")
            or (named.dep == "dobj" and any(o.i < named.i for o in verb.by("dobj")))
        ):  # 'some call it an ally'
            found = self.speakers.of(verb, asserting=True)
            found = found or (self.speakers.unnamed(verb, verb) if verb.by("nsubj") else None)
            return (found, f"'{verb.lemma}' by somebody") if found is not None and not is_agency(found) else None
        if not what:
            return None
        found = self.speakers.of(verb, asserting=True)
        return (found, f"what somebody '{verb.lemma}s' it") if found is not None and not is_agency(found) else None

    # -- a clause set off within the sentence

    def _as_told(self, trigger: Token) -> Holder | None:
        """'Chile attacked first, as the minister put it'; not 'as he had promised', nor 'as he told Peru'."""
        for verb in (trigger, *trigger.ancestors()):
            for aside in verb.by("advcl") if is_verb(verb) else ():
                as_ = any(m.low == "as" for m in aside.by("mark"))
                bare = all(o.low == "it" for o in aside.by("dobj")) and not aside.by("aux", "auxpass", "ccomp")
                it = bool(aside.by("dobj"))
                told = aside.lemma in self.words.as_told and (it or aside.lemma != "have")  # 'as Chad had' done
                if as_ and bare and told and trigger not in list(aside.subtree()):
                    found = self.speakers.of(aside, asserting=True)
                    if found is None and any(self.speakers.somebody(s) for s in aside.by("nsubj")):
                        found = self.speakers.unnamed(aside.by("nsubj")[0], aside)
                    if found is not None and not is_agency(found):
                        return found, f"as somebody '{aside.lemma}s' it"
            if verb.dep in ("relcl", "acl"):
                return None
        return None

    def _inserted(self, trigger: Token, sentence: Sentence) -> Holder | None:
        root = trigger.root()
        inner = [c for c in trigger.by("parataxis") if c.i < trigger.i]  # 'after, it said, Peru had attacked it'
        for child in (*root.children, *(c for c in inner if trigger is not root)):
            if child is trigger or child.lemma not in self.words.say or not is_verb(child):
                continue
            between = sentence.tokens[trigger.i : child.i]
            if any(t.text in (":", ";") for t in between):
                continue  # it is put into what stands after the colon
            if self._of_phrase(trigger, child, sentence):
                continue  # 'sailed under the eye, Peru says, of two frigates': only that is said
            if child.lemma in self.words.deny and child.by("dobj"):
                continue  # 'Peru has denied it, Chile has denied it'
            if self._sets_time(trigger, root, child) or any(c.low in _WHATEVER for c in child.children):
                continue  # 'closed the border, whatever Peru says': so it did
            if child.tag in ("VBG", "VBN") and not child.by("nsubj", "nsubjpass", "agent"):
                continue  # 'closed its sky, protesting against a statue': what it did besides
            set_off = child.dep == "parataxis" or (
                child.dep in ("ccomp", "advcl", "dep")
                and not child.by("ccomp", "mark", "xcomp")
                and not any(a.tag == "MD" for a in child.by("aux"))  # 'Should the court find for it, ...'
                and not inverted(child)  # 'Had Peru protested, ...'
                and self._between_commas(child, sentence)
            )
            if set_off and not by_text(child, self.words):
                speaker = self.speakers.of(child)
                if speaker is not None and not is_agency(speaker) and trigger not in list(child.subtree()):
                    return speaker, f"'{child.lemma}' in the middle of the sentence"
        return None

    def _of_phrase(self, trigger: Token, said: Token, sentence: Sentence) -> bool:
        """Whether words of saying stand inside a phrase behind the trigger, between a noun and its 'of'."""
        inner = [said.i, *(t.i for s in said.by("nsubj") for t in s.subtree())]
        before = next((t for t in reversed(sentence.tokens[: min(inner)]) if t.text != ","), None)
        behind = next((t for t in sentence.tokens[max(inner) + 1 :] if t.text != ","), None)
        if before is None or behind is None or behind.lemma != "of" or before.dep != "pobj":
            return False
        return trigger.i < before.i and before.head is not None and before.head.i > trigger.i

    def _sets_time(self, trigger: Token, root: Token, said: Token) -> bool:
        """'Peru will sue, its minister said, days after police seized the ship': what comes last sets the time."""
        clause = next((t for t in (trigger, *trigger.ancestors()) if t.head is root), None)
        if clause is None or clause.dep not in ("advcl", "prep") or not root.i < said.i:
            return False
        marks = {c.lemma.lower() for c in clause.by("mark", "advmod")} | {clause.lemma.lower()}
        first = first_of(clause)
        return first > said.i and bool(marks & _THEN) and self.text[said.end :].lstrip()[:1] == ","

    def _between_commas(self, verb: Token, sentence: Sentence) -> bool:
        """Whether a clause is set off within the sentence ('..., he reminded his listeners, ...')."""
        inside = [t.i for t in verb.subtree() if t.dep != "punct"]
        first, last = min(inside), max(inside)
        before = sentence.tokens[first - 1].text if first else ""
        after = sentence.tokens[last + 1].text if last + 1 < len(sentence.tokens) else ""
        return (
            before in (",", "–", "—", "-", "")
            and after in (",", "–", "—", "-", ".", "")
            and (before != "" or after == ",")
            and len(inside) <= 8
        )


def _own_or_treaty(subject: Token) -> bool:
    """'Notified Chad that *it* had ratified the pact', 'that *the pact* was in force'."""
    return subject.tag == "PRP" or (subject.mention is not None and subject.mention.kind == "Treaty")


def _cleft(clause: Token) -> bool:
    """'It was Chilean soldiers *who attacked it*', 'came from men *who had attacked it*': the clause is what is said,
    no aside on whom it is said of.
    """
    noun = clause.head
    be = noun.head if noun is not None and noun.dep == "attr" else None
    if noun is not None and _told_anew(noun, clause):
        return True
    return be is not None and it_is(be)


def _told_anew(noun: Token, clause: Token) -> bool:
    """Whether the clause right behind 'men' or 'a gang' tells who they are whom nobody has spoken of before."""
    over = noun.head.head if noun.head is not None and noun.head.lemma == "of" else noun  # 'a gang of men who'
    if over is None or over.head is None or over.head.lemma not in _SOURCE or {over.tag, noun.tag} - {"NN", "NNS"}:
        return False
    if noun.mention is not None or any(
        c.low in _KNOWN or c.tag in ("PRP$", "POS") or c.dep == "poss" for c in noun.children
    ):
        return False
    who = next((t for t in clause.by("nsubj") if t.tag in ("WP", "WDT")), None)
    within = [p for p in noun.by("prep") if p.i < clause.i]
    last = max([noun.i, *(t.i for p in within for t in p.subtree())])
    return who is not None and who.i == last + 1


_SOURCE = frozenset({"be", "by", "from"})
"""'Came from men who', 'was laid by men who', 'there were men who'."""
_KNOWN = frozenset({"that", "the", "these", "this", "those"})


def _of_which(noun: Token) -> bool:
    """'..., *of which* only two countries, A and B, are members': a relative clause that the tree hangs on its noun."""
    return any(o.tag == "WDT" and p.i < noun.i for p in noun.by("prep") for o in p.by("pobj"))
