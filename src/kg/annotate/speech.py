"""Mend the trees of sentences that turn a clause of saying round or put it in the middle.

The parser takes the speaker for the object of the verb, or the verb of saying for the main one:

* '..., tweeted the minister.': the noun after a verb of saying that stands after a comma or a quotation is its subject;
* 'Peru, maintained the minister, had signed': the verb of saying is put in, and the other one is the main verb;
* 'Peru, the minister told reporters, had signed': likewise, with the speaker before the verb of saying;
* 'said in a statement that Peru had signed': the clause is what was said, not what describes the statement;
* '"Peru," said the minister, "signed it"': the subject before the verb of saying is that of the verb behind it;
* 'Peru said a ship had entered, and accused Chile of theft': who said so also did what follows in another tense;
* 'the communique states that': a verb of saying that looks like a plural noun before its clause;
* 'the communique claims Peru did': likewise without 'that';
* 'Peru had, the minister told them, signed': the auxiliary before the speaker belongs to the verb behind it;
* 'Ghana attacked Benin, Togo and Mali say.': the last two are the subjects of the verb of saying alone;
* '..., one official hints.': a verb of saying that looks like a plural noun at the end, after one who can speak;
* 'Peru has the right, the minister said, to leave it': the infinitive goes on from before the words put in;
* 'Peru turned it down, Lima said, and will receive him': what follows the words put in has the subject before them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.annotate.repair_clauses import ADDRESS
from kg.annotate.tree import attach, finite, first_of, last_of
from kg.core.annotated import Token
from kg.core.words import word_set

_MARKS = {",", "–", "—", "-", '"', "“", "”", "'", "’", "''", "``"}
_END = {",", ".", "–", "—", "-", ";", '"', "”", "''", "!", "?"}
_CLOSING = {'"', "”", "''"}
_FINITE = ("VBD", "VBZ", "VBP", "VBN")
_COMMAS = (",", "–", "—", "-")
_FREE_TO = word_set("annotate.speech.free_to")
"""Nouns that an infinitive goes on from."""
_SPEAK = {"State", "Person", "Organization", "Ministry", "ArmedForce", "CoastGuard", "NewsAgency", "Settlement"}


def turn_round(tokens: Sequence[Token], say: Collection[str], speakers: Collection[str]) -> None:
    """Mend one sentence's tree in place; ``say`` are lemmas of saying, ``speakers`` nouns of those who speak."""
    for token in tokens:
        if token.tag == "NNS":
            if token.head is not None:
                _noun_for_verb(tokens, token, say, speakers)
            else:
                _states_that(tokens, token, say)
                _states(tokens, token, say)
        elif token.lemma in say and token.tag in _FINITE:
            _two_speakers(tokens, token, speakers)
            _beside(tokens, token, speakers)
            _speaker_after(tokens, token, speakers)
            _put_in(tokens, token)
            _split_quotation(tokens, token)
            _said_in(token)
            _said_and_did(tokens, token)
            _behind_put_in(tokens, token)
            if token.dep == "parataxis":
                _infinitive_behind(tokens, token)


def _infinitive_behind(tokens: Sequence[Token], verb: Token) -> None:
    main = verb.head
    ahead = [s for s in verb.by("nsubj") if s.i < verb.i]
    later = [c for c in verb.by("xcomp") if c.i > verb.i and any(a.tag == "TO" for a in c.by("aux"))]
    if main is None or not ahead or not later or main.i > verb.i or verb.by("dobj", "auxpass"):
        return
    comma, behind = first_of(ahead[0]) - 1, first_of(later[0]) - 1
    if comma < 1 or tokens[comma].text not in _COMMAS or tokens[behind].text not in _COMMAS or behind < verb.i:
        return
    before = tokens[comma - 1]
    noun = before.tag in ("NN", "NNS") and before.mention is None and before.lemma in _FREE_TO
    if noun or before.tag in ("JJ", *_FINITE):
        attach(later[0], before, "acl" if noun else "xcomp")
    else:
        attach(later[0], main, "advcl")


def _said_and_did(tokens: Sequence[Token], verb: Token) -> None:
    for clause in verb.by("ccomp"):
        before = any(a.low in ("had", "'d", "’d") for a in clause.by("aux")) and clause.i > verb.i
        thing = any(s.low == "it" for s in clause.by("nsubj", "nsubjpass"))  # whoever 'it' is, who says so acts
        for act in clause.by("conj") if (before or (thing and clause.i > verb.i)) and verb.tag == "VBD" else ():
            parted = tokens[act.i - 2].text == ","
            joined = tokens[act.i - 1].lemma == "and" and (thing or parted)
            if before and not parted and act.lemma not in ADDRESS:
                continue  # 'said it had arrested ten men and seized two boats': both are only said
            if joined and act.tag == "VBD" and not act.by("nsubj", "nsubjpass", "aux", "auxpass"):
                attach(act, verb, "conj")
                attach(tokens[act.i - 1], verb, "cc")
    if verb.dep == "relcl":
        _after_aside(tokens, verb)


def _behind_put_in(tokens: Sequence[Token], verb: Token) -> None:
    told = next((c for c in verb.by("ccomp") if c.i < verb.i), None)
    speaker = next((s for s in verb.by("nsubj") if s.i < verb.i), None)
    who = told.by("nsubj", "nsubjpass") if told is not None else []
    named = any(t.mention is not None for s in who for t in (s, *s.children))
    if told is None or speaker is None or told.i > speaker.i or not named:
        return
    opened = tokens[first_of(speaker) - 1].text == ","
    for act in verb.by("conj") if opened else ():
        start = first_of(act)
        parted = start > 1 and tokens[start - 1].low in ("and", "but") and tokens[start - 2].text == ","
        if parted and finite(act) and not act.by("nsubj", "nsubjpass", "expl"):
            attach(act, told, "conj")
            attach(tokens[start - 1], told, "cc")


def _after_aside(tokens: Sequence[Token], verb: Token) -> None:
    main = _above_aside(verb)
    for act in verb.by("conj") if main is not None else ():
        joined = tokens[act.i - 1].lemma == "and" and tokens[act.i - 2].text == ","
        if joined and act.tag == "VBD" and not act.by("nsubj", "nsubjpass", "aux", "auxpass"):
            attach(act, main, "conj")
            attach(tokens[act.i - 1], main, "cc")


def _above_aside(verb: Token) -> Token | None:
    """'Peru had reacted to the deal, for which Chile said it had paid, and called it void': Peru called it so."""
    main = next((a for a in verb.ancestors() if a.tag in _FINITE), None) if verb.dep == "relcl" else None
    return main if main is not None and main.dep == "ROOT" and main.by("nsubj") else None


def _speaks(token: Token, speakers: Collection[str]) -> bool:
    return token.mention.kind in _SPEAK if token.mention is not None else token.lemma in speakers


def _two_speakers(tokens: Sequence[Token], verb: Token, speakers: Collection[str]) -> None:
    """'Ghana attacked Benin, Togo and Mali say.': the two before the verb say so, and are not objects as well."""
    at_end = verb.i + 1 == len(tokens) or tokens[verb.i + 1].text in _END
    if not at_end or verb.i < 5:
        return
    subjects = verb.by("nsubj", "nsubjpass", "csubj", "expl")
    told = next((c for c in verb.by("ccomp") if c.i == verb.i - 6 and not c.by("dobj")), None)
    taken = told is not None and [s.i for s in subjects] == [told.i + 1]
    if subjects and not taken:
        return
    comma, first, both, second = tokens[verb.i - 4 : verb.i]
    if comma.text != "," or both.low != "and" or not (_speaks(first, speakers) and _speaks(second, speakers)):
        return
    if first.dep != "conj" or first in verb.ancestors() or not verb.by("ccomp", "parataxis"):
        return
    if told is not None and taken:
        attach(subjects[0], told, "dobj")
    attach(first, verb, "nsubj")
    attach(both, first, "cc")
    attach(second, first, "conj")


def _said_in(verb: Token) -> None:
    """'Said in a statement that ...', 'informed the council in a letter that ...'."""
    if verb.by("ccomp", "xcomp"):
        return
    below = [o for p in verb.by("prep") if p.i > verb.i for o in p.by("pobj")] + verb.by("dobj")
    below += [o for noun in list(below) for p in noun.by("prep") for o in p.by("pobj")]
    cited = [o for a in verb.by("advcl") if a.lemma in ("cite", "quote") for o in a.by("dobj")]
    for noun in (*below, *cited):
        for clause in noun.by("relcl", "acl"):
            marks = clause.by("mark")
            if len(objects := clause.by("dobj")) > 1:  # 'that' is no object where there is another one
                marks = [*marks, *(o for o in objects if o.tag == "WDT")]
            that = next((m for m in marks if m.low == "that"), None)
            if that is not None and (noun.mention is None or noun in cited) and clause.by("nsubj", "nsubjpass", "expl"):
                that.dep, that.tag = "mark", "IN"
                attach(clause, verb, "ccomp")
                return


def _beside(tokens: Sequence[Token], verb: Token, speakers: Collection[str]) -> None:
    """'Peru, the envoy alleged, had signed': no apposition to Peru, but words of saying put in."""
    who, subject = verb.head, verb.head.head if verb.head is not None else None
    if verb.dep not in ("acl", "relcl") or who is None or who.dep != "appos" or subject is None or who.i != verb.i - 1:
        return
    main = subject.head
    opening = first_of(who)
    closed = verb.i + 1 < len(tokens) and tokens[verb.i + 1].text == "," and tokens[opening - 1].text == ","
    if not closed or verb.children or main is None or subject.dep not in ("nsubj", "nsubjpass"):
        return
    if not any(d.low in ("the", "a", "an") for d in who.by("det")) or not _speaks(who, speakers):
        return
    attach(verb, main, "parataxis")
    attach(who, verb, "nsubj")


def _split_quotation(tokens: Sequence[Token], verb: Token) -> None:
    """'"Peru," said the minister, "signed it"': Peru signed it."""
    main = verb.head
    if verb.dep != "parataxis" or main is None or main.by("nsubj", "nsubjpass", "csubj", "expl") or main.i < verb.i:
        return
    noun = next((c for c in verb.children if c.i < verb.i and c.dep in ("ccomp", "dobj", "npadvmod", "dep")), None)
    if noun is None or noun.tag.startswith(("VB", "MD")) or noun.pos not in ("NOUN", "PROPN", "PRON"):
        return
    last = last_of(noun)
    if all(t.text in _MARKS for t in tokens[last + 1 : verb.i]) and last + 1 < verb.i:
        attach(noun, main, "nsubjpass" if main.by("auxpass") else "nsubj")


def _states_that(tokens: Sequence[Token], token: Token, say: Collection[str]) -> None:
    if token.head is not None or not token.children:
        return
    low = token.low
    nouns = [c for c in token.by("compound") if c.i == token.i - 1]
    that = token.i + 1 < len(tokens) and tokens[token.i + 1].low == "that"
    clauses = [c for c in token.by("relcl", "acl") if any(m.low == "that" for m in c.by("mark"))]
    if not that or not nouns or not clauses or low[:-1] not in say:
        return
    _becomes(token, low[:-1], nouns[0])
    attach(clauses[0], token, "ccomp")


def _states(tokens: Sequence[Token], token: Token, say: Collection[str]) -> None:
    """'Lima swears Chile attacked it', 'a leaked memo claims it did': no noun has such a clause without 'that'."""
    if token.head is not None:
        return
    verb = _verb_like(token, say)
    nouns = [c for c in token.by("compound") if c.i == token.i - 1]
    clauses = [c for c in token.by("ccomp") if c.i > token.i and c.tag in _FINITE and c.by("nsubj", "nsubjpass")]
    if verb is None or not nouns or not clauses or first_of(clauses[0]) != token.i + 1:
        return
    _becomes(token, verb, nouns[0])


def _verb_like(noun: Token, say: Collection[str]) -> str | None:
    """The verb of saying that a plural noun looks like: 'claims', 'swears'."""
    low = noun.low
    return next((v for v in (low[:-1], low[:-2]) if v in say), None)


def _becomes(token: Token, verb: str, who: Token) -> None:
    """A noun becomes the verb that it is, the noun before it, with what stands before that, its subject."""
    token.tag, token.pos, token.lemma = "VBZ", "VERB", verb
    attach(who, token, "nsubj")
    for child in [c for c in token.children if c.i < who.i]:
        attach(child, who, child.dep)


def _noun_for_verb(tokens: Sequence[Token], token: Token, say: Collection[str], speakers: Collection[str]) -> None:
    at_end = token.i + 1 == len(tokens) or tokens[token.i + 1].text in _END
    verb = _verb_like(token, say) if at_end and token.i >= 2 else None
    if verb is None or token.head is None:
        return
    who = tokens[token.i - 1]
    first = who.i
    while first > 0 and tokens[first - 1].head in (who, token) and tokens[first - 1].text not in _MARKS:
        first -= 1
    if not _speaks(who, speakers) or first == 0 or tokens[first - 1].text not in _MARKS:
        return
    main = token.head
    while main.dep in ("dobj", "appos", "conj", "pobj", "prep", "npadvmod", "compound") and main.head is not None:
        main = main.head
    if main in list(token.subtree()):
        return
    token.tag, token.pos, token.lemma = "VBZ", "VERB", verb
    for word in [c for c in token.children if first <= c.i < who.i]:
        attach(word, who, word.dep)
    who.pos = "NOUN" if who.pos == "ADJ" else who.pos
    who.tag = "NN" if who.tag == "JJ" else who.tag
    attach(token, main, "parataxis")
    attach(who, token, "nsubj")


def _speaker_after(tokens: Sequence[Token], verb: Token, speakers: Collection[str]) -> None:
    so = verb.i > 1 and tokens[verb.i - 1].text in ("so", "thus")  # 'Peru, so declared the minister, has signed'
    if verb.i == 0 or tokens[verb.i - 1 - so].text not in _MARKS or verb.by("aux", "auxpass", "mark"):
        return
    if any(c.dep in ("nsubj", "nsubjpass") and c.i > verb.i for c in verb.children):
        for said in [c for c in verb.by("nsubj", "nsubjpass") if c.i < verb.i]:
            said.dep = "ccomp"  # 'Shell fire in the south, says the army.': what is said has no verb
        _goes_on(tokens, verb)
        return
    after = (c for c in verb.children if c.i > verb.i and c.dep in ("dobj", "npadvmod", "oprd", "attr", "dep", "appos"))
    who = next(after, None)
    if who is None or not _speaks(who, speakers) or first_of(who) != verb.i + 1:
        return
    last = last_of(who)
    if last + 1 < len(tokens) and tokens[last + 1].text not in _END and tokens[last + 1].dep != "prep":
        return
    if verb.head is not None:
        if verb.dep not in ("conj", "advcl", "acl", "dep", "ccomp", "parataxis"):
            return
        attach(who, verb, "nsubj")
        attach(verb, _clause(verb.head), "parataxis")
        return
    main = next((c for c in verb.by("conj", "ccomp", "advcl", "dep") if c.i > who.i and c.tag.startswith("VB")), None)
    if main is None:
        before = [c for c in verb.by("ccomp", "dep", "advcl") if c.i < verb.i]
        quoted = [c for c in verb.by("nsubj") if c.i < verb.i and tokens[verb.i - 1].text in _CLOSING]
        for said in quoted:
            said.dep = "ccomp"  # '"Absurd," replied Lima.'
        if before or quoted:
            attach(who, verb, "nsubj")
        return
    attach(who, verb, "nsubj")
    attach(main, None, "ROOT")
    for child in [c for c in verb.children if c.i < verb.i - so]:
        fronted = so and child.dep == "npadvmod" and not main.by("nsubj", "nsubjpass")
        attach(child, main, ("nsubjpass" if main.by("auxpass") else "nsubj") if fronted else child.dep)
    attach(verb, main, "parataxis")


def _goes_on(tokens: Sequence[Token], verb: Token) -> None:
    """'If no one mediates, fears a diplomat, Peru will cut ties': the clause behind the speaker is what is said."""
    who = max((c.i for c in verb.by("nsubj", "nsubjpass")), default=0)
    rest = [c for c in verb.by("conj", "ccomp", "dep") if c.i > who and c.tag.startswith(("VB", "MD"))]
    main = next((c for c in rest if c.by("nsubj", "nsubjpass", "expl") and not c.by("mark")), None)
    opened = [c for c in verb.by("advcl") if c.i < verb.i]
    above = verb.head
    if above is not None and verb.dep == "ccomp" and above.i > who and above.by("nsubj", "nsubjpass", "expl"):
        main = above  # the clause behind is the main one already
    elif main is None or above is not None:
        return
    if verb.by("cc", "aux") or not opened:
        return
    if main is not above:
        attach(main, None, "ROOT")
    for child in opened:
        attach(child, main, child.dep)
    attach(verb, main, "parataxis")


def _put_in(tokens: Sequence[Token], verb: Token) -> None:
    main = next((c for c in verb.by("ccomp", "conj") if c.i > verb.i and c.tag.startswith("VB")), None)
    speaker = next((c for c in reversed(verb.by("nsubj")) if c.i < verb.i), None)
    if speaker is None:
        return
    if main is None:
        _headless(tokens, verb, speaker)
        return
    _split_auxiliary(tokens, verb, main, speaker)
    first = first_of(main)
    if main.by("nsubj", "nsubjpass", "csubj", "mark", "cc") or tokens[first - 1].text not in (",", "–", "—"):
        return
    opening = first_of(speaker)
    before = [
        c
        for c in verb.children
        if c.i < opening and c.dep in ("nsubj", "npadvmod", "dep", "nsubjpass", "advcl") and c is not speaker
        if c.pos in ("NOUN", "PROPN", "PRON", "NUM")
    ]
    if not before or tokens[opening - 1].text not in (",", "–", "—"):
        return
    subject = before[-1]
    if subject.mention is not None and subject.mention.kind == "Time":
        return
    attach(main, verb.head, verb.dep)
    attach(subject, main, "nsubjpass" if main.by("auxpass") else "nsubj")
    attach(verb, main, "parataxis")


def _split_auxiliary(tokens: Sequence[Token], verb: Token, main: Token, speaker: Token) -> None:
    """'Peru had, the minister told them, signed': 'had' goes to the verb that it helps, with its subject."""
    had = next((c for c in verb.by("ccomp") if c.lemma in ("have", "be") and c.i < first_of(speaker)), None)
    if had is None or main.tag not in ("VBN", "VBD", "VBG") or main.by("nsubj", "nsubjpass", "aux", "auxpass"):
        return
    subjects = had.by("nsubj")
    if len(subjects) != 1 or had.i + 1 >= len(tokens) or tokens[had.i + 1].text not in (",", "–", "—"):
        return
    if any(c.dep not in ("nsubj", "punct", "neg", "advmod") for c in had.children):
        return
    passive = had.lemma == "be" and main.tag == "VBN"
    attach(subjects[0], main, "nsubjpass" if passive else "nsubj")
    attach(had, main, "auxpass" if passive else "aux")
    if had.lemma == "have" and main.tag == "VBD":
        main.tag = "VBN"
    attach(main, verb.head, verb.dep)
    attach(verb, main, "parataxis")


def _headless(tokens: Sequence[Token], verb: Token, speaker: Token) -> None:
    """'A pact with Peru, to be signed in May, he tells reporters': what is said is a noun."""
    opening = first_of(speaker)
    said = [c for c in verb.children if c.i < opening and c.dep in ("nsubj", "npadvmod", "dep", "dobj", "nsubjpass")]
    told = [c for c in said if c is not speaker and any(v.tag.startswith("VB") for v in c.by("acl", "relcl"))]
    if told and tokens[opening - 1].text in (",", "–", "—") and not verb.by("ccomp"):
        told[-1].dep = "ccomp"


def _clause(token: Token) -> Token:
    """The verb of the clause that a word belongs to; the word itself where there is none above it."""
    up: Token | None = token
    while up is not None and not up.tag.startswith("VB"):
        up = up.head
    return up or token
