"""Treaties that are told in one breath, which the parser hangs on each other's topics, partners and dates.

* 'An agreement on fishing and another on visas', 'a pact with Chad in 2014 and another with Niger': two treaties;
* 'They signed a fishing pact in 2010 and a border treaty in 2014': each has the date behind it;
* 'A pact with Peru, which Roe and Doe signed': the pact was signed, not Peru;
* 'The treaty establishing a commission was signed': the treaty was, not the establishing;
* 'A fishing pact signed in 2010, and an earlier accord, dating from 1998, on tolls': what dates is the nearest one;
* 'A protocol on the use of the fishing grounds': the treaty, and no grounds, where its name ends too soon;
* 'Peru has signed, but not ratified, its protocols': these are what it signed, and did not ratify;
* 'A protocol amending the treaty, which was signed by Roe': the protocol was signed, where the treaty is an old one;
* 'Signed a fisheries deal': the plural tells what the deal is on, and is not signed beside it;
* 'The accord, which it said Mr. Roe had signed': the accord was signed, whatever is said of it in between;
* 'The signatories of the Lome Pact - A, B and C - met': the pact is no part of a state's name;
* 'Rejected the bill to ratify the pact on Monday': the bill is to ratify it, and was rejected on Monday;
* 'Put their names to a pact in Lima on Monday': there and then they did;
* 'Put on hold the pact': the pact is put on hold, and is no hold's object;
* 'Deposited its instrument of ratification of the treaty with Chad': the instrument lies with Chad;
* 'Signed a pact with Togo in May, its first such treaty': the treaty is that pact, and no second one;
* 'Took note of the truce agreed in Doha': the truce was agreed, by whom is not told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.repair_relatives import ADDED, SIGNED
from kg.annotate.tree import FINITE, NOUNS, SUBJECTS, attach, comma, first_of, of_kind
from kg.core.annotated import Token
from kg.core.words import word_set

_NOUNS = (SIGNED - word_set("annotate.repair_treaties.no_nouns")) | word_set("annotate.repair_treaties.nouns")
_MORE = _NOUNS | ADDED
_OTHERS = word_set("annotate.repair_treaties.others")
_ON = word_set("annotate.repair_treaties.on")
"""What tells which one another treaty is."""
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_WHEN = frozenset({"in", "on", "during", "by"})
_CHANGES = word_set("annotate.repair_treaties.changes")
"""What a protocol does to a treaty."""
_SIGNS = word_set("annotate.repair_treaties.signs")


_LODGES = word_set("annotate.repair_treaties.lodges")
_MADE = _SIGNS | word_set("annotate.repair_treaties.made")
"""What may be said of a treaty by a participle right behind it."""
_BEHIND = ("appos", "dep", "dobj", "npadvmod")
_RANKS = word_set("annotate.repair_treaties.ranks")
_STILL = word_set("annotate.repair_treaties.still")
_FORCE_AT = 3
"""Words before 'force' at least: those of the treaty, a comma, 'still', 'in'."""
_BILLS = word_set("annotate.repair_treaties.bills")
_MARKS = word_set("annotate.repair_treaties.marks")
_PUTS = word_set("shared.puts_to_paper")
_HOLDS = word_set("annotate.repair_treaties.holds")


def _before_dash(treaty: Token, tokens: Sequence[Token]) -> None:
    name, behind = treaty.head, tokens[treaty.i + 1 : treaty.i + 2]
    if name is None or name.mention is None or name.head is None or name.i < treaty.i or not behind:
        return
    if behind[0].text in ("-", "–", "—") and name.head is not treaty:
        attach(treaty, name.head, name.dep)
        attach(name, treaty, "appos")


def _before_subject(treaty: Token, tokens: Sequence[Token]) -> None:
    """'Under the Treaty of Paris Spain ceded it': the name belongs to the phrase before, not to the state."""
    doer = treaty.head
    prep = next((t for t in tokens[: treaty.i] if t.dep == "prep" and not t.by("pobj")), None)
    if doer is None or prep is None or doer.dep not in SUBJECTS or not of_kind(doer, "State") or prep.i < treaty.i - 3:
        return
    attach(treaty, prep, "pobj")
    for word in [c for c in doer.children if prep.i < c.i < treaty.i]:
        attach(word, treaty, word.dep)


def _ranked_behind(treaty: Token, tokens: Sequence[Token]) -> None:
    """What somebody's first treaty is that stands behind a comma: that of which the clause before it tells."""
    ranked = any(c.low in _RANKS for c in treaty.children)
    begins = first_of(treaty)
    verb = next((a for a in treaty.ancestors() if a.tag[:2] == "VB"), None)
    if not ranked or verb is None or treaty.tag != "NN" or not comma(tokens, begins - 1):
        return
    told = [o for o in verb.by("dobj", "nsubjpass") if o is not treaty and o.i < begins]
    told = [o for o in told if o.lemma in _NOUNS or of_kind(o, "Treaty")]
    if len(told) == 1 and treaty.head is not told[0]:
        attach(treaty, told[0], "appos")


def _lodged_with(verb: Token) -> None:
    """With whom an instrument is deposited, which the parser takes for whose treaty it is."""
    instruments = [o for o in verb.by("dobj", "nsubjpass") if o.lemma in ("accession", "instrument", "ratification")]
    inside = [t for o in instruments for t in o.subtree() if t.dep == "prep" and t.lemma == "with" and t.i > verb.i]
    if len(inside) > 1 or any(p.head is not None and of_kind(p.head, "Treaty") for p in inside):
        attach(inside[-1], verb, "prep")  # 'of the pact with Togo with the Swiss government'


def mend_treaties(tokens: Sequence[Token]) -> None:
    """Mend one sentence's tree in place."""
    for token in tokens:
        if token.mention is not None:
            if token.dep == "pobj" and of_kind(token, "Treaty"):
                _of_both(token, tokens)
            if token.dep == "compound" and of_kind(token, "Treaty"):
                _before_subject(token, tokens)
                _of_its_name(token)
                _before_dash(token, tokens)
            continue
        if token.lemma in _LODGES:
            _lodged_with(token)
        if token.lemma in _NOUNS and token.dep in _BEHIND:
            _ranked_behind(token, tokens)
        if token.lemma == "ratify" and token.dep in ("acl", "advcl", "relcl", "xcomp") and token.tag == "VB":
            _of_bill(token)
        if token.lemma in _MARKS and token.dep == "dobj":
            _put_to(token)
        if token.lemma in _HOLDS and token.dep == "dobj" and token.by("dobj"):
            _on_hold(token, tokens)
        if token.lemma == "force" and token.dep == "pobj" and token.i > _FORCE_AT:
            _still_in_force(token, tokens)
        if token.lemma in _NOUNS and token.i and tokens[token.i - 1].tag == "NNS":
            _on_plural(token, tokens[token.i - 1])
        if token.dep == "ccomp" and token.lemma in _SIGNS:
            _said_signed(token, tokens)
        if token.tag == "VBG" and token.dep in SUBJECTS:
            _that_does(token)
        if token.lemma == "date" and token.tag.startswith("VB"):
            _dating(token, tokens)
        if token.low in _OTHERS and token.tag in ("DT", "CD", "NN"):
            _another(token, tokens)
        elif token.dep == "conj" and token.lemma in _MORE and token.tag in ("NN", "NNS"):
            _own_date(token, tokens)
            _addition(token)
        if token.dep == "conj" and token.tag in NOUNS and token.lemma.lower().removesuffix("s") in _MORE:
            _object_of_row(token)
        elif token.lemma in _SIGNS and token.by("dobj", "nsubjpass"):
            _partner_of_subject(token)
            _time_of_partner(token)
        if token.dep in ("advcl", "conj", "dep") and token.lemma in _MADE and token.tag in ("VBD", "VBN") and token.i:
            _made_there(token, tokens[token.i - 1])
        if token.dep == "relcl" and token.head is not None and of_kind(token.head, "Time"):
            _of_dated(token)
        if token.dep == "relcl" and token.lemma in _SIGNS:
            _of_protocol(token)
            _no_partner(token)


def _made_there(verb: Token, noun: Token) -> None:
    """'Took note of the truce agreed in Doha': what stands right behind the noun, without a subject, is said of it."""
    above = verb.head
    if above is None or above.i > noun.i or not (of_kind(noun, "Treaty") or noun.lemma in _NOUNS):
        return
    if noun.dep in ("dobj", "pobj") and not verb.by(*SUBJECTS, "aux", "auxpass", "ccomp", "dobj", "mark", "xcomp"):
        verb.tag = "VBN"
        attach(verb, noun, "acl")


def _object_of_row(noun: Token) -> None:
    """'Has signed, but not ratified, its protocols': a noun with an owner or an article is what the verbs are about."""
    verb = noun.head
    if verb is None or verb.lemma not in _SIGNS | {"approve", "ratify"} or verb.by("dobj"):
        return
    if noun.by("poss", "det") and not any(verb.i < c.i < noun.i for c in verb.by("cc")):
        attach(noun, verb, "dobj")


def _of_its_name(treaty: Token) -> None:
    """A name with a topic is no word for the noun behind it, which belongs to the topic."""
    noun = treaty.head
    if noun is None or noun.i <= treaty.i or noun.mention is not None or treaty.end - treaty.start <= len(treaty.text):
        return
    attach(treaty, noun.head, noun.dep)
    for child in [c for c in noun.children if c.i < treaty.i or c.dep in ("punct", "conj", "cc")]:
        attach(child, treaty, child.dep)
    attach(noun, treaty, "dep")


def _on_plural(noun: Token, topic: Token) -> None:
    """'Signed a fisheries deal': one thing is signed, and the plural noun before it tells what it is on."""
    verb = noun.head if topic.head is noun else topic.head
    if verb is None or not verb.tag.startswith("VB") or topic.dep not in ("dobj", "ccomp", "compound"):
        return
    one = any(c.low in ("a", "an") for c in (*topic.by("det"), *noun.by("det")))
    if (
        noun.head is not verb
        or noun.dep not in ("dobj", "ccomp", "dep", "appos")
        or not one
        or topic.mention is not None
    ):
        return
    for child in [c for c in topic.children if c is not noun]:
        attach(child, noun, child.dep)
    if topic.head is not noun:
        attach(topic, noun, "compound")
    noun.tag, noun.pos = "NN", "NOUN"
    attach(noun, verb, "dobj")


def _said_signed(verb: Token, tokens: Sequence[Token]) -> None:
    """'The accord, which it said Mr. Roe had signed with Chad': what was signed is the accord."""
    says = verb.head
    if says is None or says.dep != "relcl" or verb.by("dobj", "auxpass") or not verb.by("nsubj"):
        return
    which = next((t for t in reversed(tokens[: says.i]) if t.tag == "WDT" or t.low == "that"), None)
    at = which.i - 1 if which is not None else 0
    while at > 0 and tokens[at].text != "of" and (tokens[at].text == "," or of_kind(tokens[at], "Time")):
        at -= 1
    at -= 1 if tokens[at].text == "of" else 0
    noun = tokens[at]
    if which is None or at < 0 or not (of_kind(noun, "Treaty") or noun.lemma in _NOUNS):
        return
    attach(says, noun, "relcl")
    attach(which, verb, "dobj")


def _of_dated(verb: Token) -> None:
    """'The accord of November 2022, which ended the war': the accord did, and not the month."""
    time = verb.head
    noun = time.head.head if time is not None and time.dep == "pobj" and time.head is not None else None
    which = any(t.low == "which" for t in verb.subtree())
    if noun is not None and noun.lemma.lower() in _NOUNS and which and noun.i < verb.i:
        attach(verb, noun, "relcl")


def _dating(verb: Token, tokens: Sequence[Token]) -> None:
    """'An earlier accord, dating from 1998', 'a pact with Chad dating back to 1984': said of the treaty before it."""
    for to in [p for back in verb.by("advmod") for p in back.by("prep") if p.lemma == "to"]:
        attach(to, verb, "prep")
    since = any(p.lemma in ("from", "to") for p in verb.by("prep"))
    if verb.tag != "VBG" or verb.dep not in ("acl", "advcl", "relcl") or not since:
        return
    noun = next((t for t in tokens[verb.i - 1 :: -1] if t.lemma in _NOUNS or of_kind(t, "Treaty")), None)
    between = tokens[noun.i + 1 : verb.i] if noun is not None else []
    if noun is not None and not any(t.tag in FINITE or t.text in (";", ":") for t in between):
        attach(verb, noun, "acl")


def _singular(noun: Token) -> bool:
    return any(c.low in ("a", "an", "one", "the") for c in noun.by("det", "nummod"))


def _another(token: Token, tokens: Sequence[Token]) -> None:
    """'And another with Niger': beside the treaty before it, with the partner, topic and date that stand behind it."""
    behind = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    before = tokens[token.i - 1].low if token.i else ""
    prep = behind if behind is not None and behind.tag in ("IN", "TO") and behind.lemma in _ON else None
    if token.low == "another" and token.dep == "dobj" and prep is not None and prep.head is token.head:
        attach(prep, token, "prep")
        return
    shared = token.dep == "conj" and token.head is not None and token.head.lemma in _SIGNS
    if shared and prep is not None and prep.head is token:
        _times_behind(token, prep, tokens)  # 'signed one with Chad in May and one with Niger in June'
    first = _treaty_before(token, tokens)
    if first is None:
        return
    if token.low == "one" and not any(c.low == "one" for c in first.by("nummod")):
        return
    if prep is None and token.dep == "det" and (behind is None or behind.text in (",", ".", ";")):
        prep = _partner_before(token, tokens)
        if prep is None or prep.i < first.i:
            return
    elif prep is None or before != "and" or token.dep in ("nsubj", "nsubjpass", "nummod"):
        return
    attach(token, first, "conj")
    if before == "and":
        attach(tokens[token.i - 1], first, "cc")
    if prep is not None and prep not in token.ancestors():
        attach(prep, token, "prep")
        _times_behind(token, prep, tokens)


def _partner_before(token: Token, tokens: Sequence[Token]) -> Token | None:
    """'And with Peru in 2022 another': the preposition that opens the row before it, behind 'and'."""
    for one in reversed(tokens[max(0, token.i - 7) : token.i]):
        if one.lemma == "with" and one.i and tokens[one.i - 1].low == "and":
            return one
        if one.tag in FINITE or one.text in (",", ";"):
            return None
    return None


def _treaty_before(token: Token, tokens: Sequence[Token]) -> Token | None:
    """The last treaty with an article before a token, with no verb and no mark but a comma in between."""
    for noun in reversed(tokens[: token.i]):
        if noun.lemma in _NOUNS and noun.mention is None and noun.tag == "NN" and _singular(noun):
            return noun
        if noun.tag in (*FINITE, "MD", "WDT", "VBG", "VBN") and not (token.dep == "dobj" and token.head is noun):
            return None
        if noun.text in (";", ":", "(", ")", '"'):
            return None
    return None


def _own_date(noun: Token, tokens: Sequence[Token]) -> None:
    """'And an extradition treaty in 2014': the date is that of the second treaty, which shares the verb before."""
    verb = noun.head
    if verb is None or not verb.tag.startswith("VB"):
        return
    end = max(t.i for t in noun.subtree())
    _times_behind(noun, tokens[end], tokens)


def _addition(noun: Token) -> None:
    """'Accepted the treaty on Monday and its annex in June': the annex is accepted, too."""
    above = noun.head
    if above is None or noun.lemma not in ADDED or not (above.tag.startswith("VB") or of_kind(above, "Time")):
        return
    verb = next((a for a in (above, *above.ancestors()) if a.tag.startswith("VB")), None)
    first = next((o for o in verb.by("dobj") if o.i < noun.i), None) if verb is not None else None
    if first is None or not (of_kind(first, "Treaty") or first.lemma in _NOUNS):
        return
    attach(noun, first, "conj")
    for link in [c for c in above.by("cc") if c.i < noun.i and c.i > first.i]:
        attach(link, first, "cc")


def _times_behind(noun: Token, last: Token, tokens: Sequence[Token]) -> None:
    """Hang the time right behind a phrase on the phrase's noun."""
    at = max((t.i for t in last.subtree()), default=last.i) + 1
    after = tokens[at] if at < len(tokens) else None
    if after is None or after in noun.ancestors():
        return
    inside = after.by("pobj")
    timed = after.lemma in _WHEN and len(inside) == 1 and of_kind(inside[0], "Time")
    if timed or (of_kind(after, "Time") and after.dep == "npadvmod"):
        attach(after, noun, after.dep)


def _that_does(participle: Token) -> None:
    """'The treaty establishing a commission was signed': the treaty was, by a clause that tells what it does."""
    verb = participle.head
    nouns = [t for t in participle.by("nsubj") if t.i < participle.i and t.lemma.lower() in _NOUNS]
    if verb is None or len(nouns) != 1 or verb.i < participle.i:
        return
    for mark in participle.by("mark"):
        attach(mark, verb, "mark")
    attach(nouns[0], verb, participle.dep)
    attach(participle, nouns[0], "acl")


def _of_protocol(verb: Token) -> None:
    """'A protocol amending the treaty, which was signed by Roe': what was signed is the protocol."""
    inner = verb.head
    link = inner.head if inner is not None and inner.dep in ("dobj", "pobj") else None
    if link is None or not verb.by("auxpass"):
        return
    changes = link.dep == "acl" and link.lemma in _CHANGES
    times = [o.text for p in verb.by("prep") for o in p.by("pobj") if of_kind(o, "Time")]
    adds = link.dep == "prep" and link.lemma == "to" and not any(_YEAR.search(t) for t in times)
    outer = link.head if changes or adds else None
    if outer is not None and any(word in outer.low for word in ADDED):
        attach(verb, outer, "relcl")


def _of_both(treaty: Token, tokens: Sequence[Token]) -> None:
    """'Instruments of ratification of the pact and of the treaty': ratification of either, no instruments of one."""
    prep = treaty.head
    noun = prep.head if prep is not None and prep.lemma == "of" and prep.dep == "prep" else None
    if prep is None or noun is None or tokens[prep.i - 1].low not in ("and", "or"):
        return
    before = (t for t in tokens[noun.i : prep.i] if t.dep == "pobj" and of_kind(t, "Treaty"))
    first = next((t.head for t in before if t.head is not None and t.head.lemma == "of"), None)
    if first is not None and first.head is not None and first.head is not noun and noun in first.head.ancestors():
        attach(prep, first.head, "prep")


def _no_partner(verb: Token) -> None:
    """'A pact with Peru, which Roe and Doe signed': Peru is nothing that somebody signs."""
    partner = verb.head
    prep = partner.head if partner is not None and of_kind(partner, "State") and partner.dep == "pobj" else None
    noun = prep.head if prep is not None and prep.lemma in ("with", "between") else None
    signed = any(o.tag == "WDT" for o in verb.by("dobj", "nsubjpass"))
    if noun is not None and signed and (noun.lemma in _NOUNS or of_kind(noun, "Treaty")):
        attach(verb, noun, "relcl")


def _partner_of_subject(verb: Token) -> None:
    """'Peru with Chile in July signed a pact': Chile is with whom it was signed, and July when."""
    for name in verb.by("nsubj"):
        if not of_kind(name, "State") or not any(o.lemma in _NOUNS for o in verb.by("dobj")):
            continue
        for prep in name.by("prep"):
            sides = prep.by("pobj")
            partner = prep.lemma == "with" and any(of_kind(o, "State") for o in sides)
            if prep.i < verb.i and (partner or any(of_kind(o, "Time") for o in sides)):
                attach(prep, verb, "prep")


def _time_of_partner(verb: Token) -> None:
    """'Which with Chad in 1997 signed a pact': the time is that of the signing, not of 'with'."""
    for prep in verb.by("prep"):
        for time in prep.by("prep") if prep.lemma == "with" else ():
            if any(of_kind(o, "Time") for o in time.by("pobj")):
                attach(time, verb, "prep")


def _still_in_force(force: Token, tokens: Sequence[Token]) -> None:
    """'Drew the line in an accord of 1988, *still in force*', or 'no longer in force': the accord is."""
    prep = force.head
    verb = prep.head if prep is not None and prep.lemma == "in" else None
    if prep is None or verb is None or not verb.tag.startswith("VB") or prep.i - verb.i < _FORCE_AT:
        return
    gone = [t.low for t in tokens[prep.i - 2 : prep.i]] == ["no", "longer"]
    begins = prep.i - (2 if gone else 1)
    if (not gone and tokens[begins].low not in _STILL) or tokens[begins - 1].text != ",":
        return
    row = tokens[verb.i + 1 : begins - 1]
    noun = next((t for t in reversed(row) if of_kind(t, "Treaty") or (t.lemma in _NOUNS and t.tag == "NN")), None)
    if noun is None or any(t.tag in (*FINITE, "VBG", "WDT") or t.text == "," for t in tokens[noun.i + 1 : begins - 1]):
        return
    for word in [c for c in verb.children if begins <= c.i < prep.i]:
        attach(word, prep, "advmod")
    attach(prep, noun, "prep")


def _put_to(name: Token) -> None:
    """'Put their signatures to a declaration *in Lima on Monday*': there and then they did."""
    verb = name.head
    if verb is None or verb.lemma not in _PUTS:
        return
    signed = [o for p in (*verb.by("prep"), *name.by("prep")) if p.lemma == "to" for o in p.by("pobj")]
    for prep in [p for o in signed for p in o.by("prep") if p.low in ("at", "in", "on")]:
        when = [p for o in prep.by("pobj") for p in (*prep.by("prep"), *o.by("prep")) if p.low in ("in", "on")]
        for later in when:
            if any(of_kind(t, "Time") for t in later.by("pobj")):
                attach(later, verb, "prep")
        if any(of_kind(t, "Time") or of_kind(t, "Settlement") for t in prep.by("pobj")):
            attach(prep, verb, "prep")


def _of_bill(verb: Token) -> None:
    """'Rejected the bill *to ratify* the pact on Monday': the bill is to do that, and was rejected on Monday."""
    above = verb.head
    main = above.head if above is not None and verb.dep in ("acl", "relcl") else above
    bills = [o for o in main.by("dobj", "nsubjpass") if o.lemma in _BILLS] if main is not None else []
    if main is None or len(bills) != 1 or not any(a.tag == "TO" and a.i == bills[0].i + 1 for a in verb.by("aux")):
        return
    attach(verb, bills[0], "acl")
    if main.i > verb.i:
        return  # 'the bill to ratify it in May was thrown out'
    for prep in verb.by("prep"):
        if any(of_kind(t, "Time") for t in prep.by("pobj")):
            attach(prep, main, "prep")


def _on_hold(noun: Token, tokens: Sequence[Token]) -> None:
    """'Put on hold the pact'."""
    verb, prep = noun.head, tokens[noun.i - 1] if noun.i else None
    if verb is None or verb.lemma not in ("place", "put") or prep is None or prep.low not in ("in", "on"):
        return
    for thing in noun.by("dobj"):
        attach(thing, verb, "dobj")
    attach(noun, prep, "pobj")
