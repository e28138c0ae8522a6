"""Verbs that the tagger took for nouns, and nouns that were cut off from the phrase they stand in.

* 'offered to host talks': what has a 'to' of an infinitive is a verb;
* 'Mali exports gold to Togo': with no other verb, 'exports' is what Mali does;
* 'Mali invades, its navy blocks the port': what has no other use than as a verb is what Mali does;
* 'Malian police work with Togolese officers': so is 'work' behind forces;
* 'Mali scrambled jets.', 'Bamako sides with Lome.': so is a participle or a noun between a name and the rest;
* 'Mali has been mediating between them': so is a word in -ing behind 'been';
* 'Mali, Togo and Chad all voiced support': each of those named did, and nothing is a voiced support;
* 'Mali backs Togo.': a name right behind a verb of support, with no other object, is the object;
* 'Kenya, not a member of it, left': 'not' denies what Kenya is said to be;
* 'NATO members Chad and Togo left': 'members' are what Chad and Togo are;
* 'the bloc to which Chad and Togo belong': 'belong' is no name;
* 'an exercise with Togolese troops began': the troops belong to the phrase, and do not begin;
* 'regrets the raid and calls on Mali to stop', 'deplores it and appeals to both': who regrets it calls on Mali;
* 'Chad's president pardoned reporter Roe': what has a subject is a verb, and no part of the name behind it;
* 'an arms embargo and asset freezes on Mali': freezes of assets;
* 'received in his office in Lome the envoy of Mali': the envoy is received, and is no other name of Lome;
* 'the troika of Chad, the Congo and Mali', 'the ministers for trade of Chad and of Mali': of each of them;
* 'pledged 90 men, and Togo and Benin have offered more': who stands between 'and' and the next verb is its subject;
* 'consented, in Lome on Monday, to open it': what one consents to, and no purpose;
* 'a request that Togo hand over the man': what is asked for, and no request that Togo hands over;
* 'It left, and Bamako, ignoring that, has asked Togo': Bamako has asked, and is nothing joined to 'left'.
* 'Mali has since held drills with Togo': it has held them, and nothing is 'since drills';
* 'the pact signed by Chad and Togo alarmed Mali': what the pact did, and no alarmed Mali that signed it;
* 'got Chad and Togo round a table in Oslo': round it they sat, and nobody rounds a table;
* 'are founding members of it', 'have overlapping claims': which members, which claims, and nothing that they do;
* 'the reef that Chad holds and Togo claims': what Togo does, and no claims;
* 'held in Lome a common exercise': which they held, and no other name of Lome;
* 'the three form a bloc': what they do, and no 'form' that is counted;
* 'the ministers of Chad and Togo, meeting in Lome, agreed': they met, and it is no noun;
* 'calls on Chad and thanks Mali': Mali is thanked, and no 'thanks Mali' is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.annotate.mending import Repair, only_where, only_with, pairs
from kg.annotate.tree import COMMAS, FINITE, NOUNS, SUBJECTS, attach, comma, first_of, last_of, may_act, of_kind
from kg.core.annotated import Token
from kg.core.words import word_set

_WHICH = word_set("annotate.repair_verbs.which")
"""Participles that tell which members or claims are meant."""
_HOLDS = word_set("annotate.repair_verbs.holds")
"""What several do somewhere with a drill, a meeting or a text."""
_SPANS = word_set("annotate.repair_verbs.spans")
"""Of these nothing is held: 'signed in Lima a year ago'."""
_NUMBERS = word_set("annotate.repair_verbs.numbers")
_STATE_DOES = word_set("annotate.repair_verbs.state_does")
"""What a state does by a word that may be a noun in the plural as well."""
_DEEDS = word_set("annotate.repair_verbs.deeds")
"""What a state does, told in the present without an object."""
_GOING_ON = {
    "bombing": "bomb",
    "campaigning": "campaign",
    "fighting": "fight",
    "lobbying": "lobby",
    "mediating": "mediate",
    "patrolling": "patrol",
    "retaliating": "retaliate",
    "shelling": "shell",
}
"""What somebody is doing, by a word that may be a noun as well."""
_SIDES = word_set("annotate.repair_verbs.sides")
"""What a state does with another by a word that may be a noun in the plural as well."""
_BACKS = word_set("annotate.repair_verbs.backs")
_FORCES = word_set("annotate.repair_verbs.forces")
_FORCES_DO = word_set("annotate.repair_verbs.forces_do")
_ASKS = {"calls": ("on", "upon"), "appeals": ("to", "for"), "urges": ("that",)}
"""What somebody does by a word that may be a noun in the plural, with what then stands right behind it."""
_GROUPS = word_set("annotate.repair_verbs.groups")
_RECEIVES = word_set("annotate.repair_verbs.receives")
_TWO = 2
_SEATS = word_set("annotate.repair_verbs.seats")
"""What is done to those who are to sit round a table."""
_PLEAS = word_set("annotate.repair_verbs.pleas")
_CONSENTS = word_set("annotate.repair_verbs.consents")
_BETWEEN = word_set("annotate.repair_verbs.between")


@only_with({"signed", "concluded", "struck", "sealed"}, {"by"})
def _verb_behind_signers(tokens: Sequence[Token]) -> None:
    noun = _no_verb(tokens)
    if noun is None:
        return
    for verb in tokens:
        name = verb.head
        before = tokens[verb.i - tokens[0].i - 1] if verb.i > tokens[0].i else None
        told = verb.text.endswith("ed") and verb.dep == "amod" and name is not None and of_kind(name, "State")
        if not told or name is None or name.i != verb.i + 1 or before is None or not of_kind(before, "State"):
            continue
        prep, first = name.head, next((t for t in name.by("nmod", "compound") if of_kind(t, "State")), None)
        if prep is None or prep.lemma != "by" or name.dep != "pobj" or first is None:
            continue
        attach(first, prep, "pobj")
        verb.tag, verb.pos = "VBD", "VERB"
        attach(verb, None, "ROOT")
        attach(noun, verb, "nsubj")
        attach(name, verb, "dobj")


@only_with(_WHICH, {"are", "were", "have", "has", "had"})
def _which_member(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        things = verb.by("dobj") if verb.tag == "VBG" and verb.low in _WHICH else []
        helpers = [
            a for a in verb.by("aux", "auxpass") if a.i < verb.i and a.low in ("are", "were", "have", "has", "had")
        ]
        thing = things[0] if len(things) == 1 and things[0].i > verb.i else None
        if thing is None or not helpers or thing.tag != "NNS" or thing.by("det") or verb.by("dative"):
            continue
        be = helpers[-1]
        attach(be, verb.head, verb.dep)
        be.pos = "VERB" if be.lemma == "have" else be.pos
        attach(thing, be, "dobj" if be.lemma == "have" else "attr")
        for child in list(verb.children):
            attach(child, thing if child.i > thing.i and child.lemma in ("of", "in", "over", "to") else be, child.dep)
        attach(verb, thing, "amod")


@only_with({"since"}, {"has", "have", "had", "'ve"})
def _has_since_done(tokens: Sequence[Token]) -> None:
    """The participle behind 'has since' is the verb, whatever the parser hung it on."""
    for have, since, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        done = verb.tag in ("VBN", "VBD", "JJ") and verb.lemma not in ("be", "have")
        if since.text != "since" or have.lemma not in ("have", "'ve") or not done:
            continue
        top = since if have.head is since else have
        if top is verb or (have.head is verb and since.head is verb) or (verb.dep == "pobj" and verb.by("det")):
            continue
        thing = verb.head if verb.dep == "amod" else None
        above, dep = top.head, top.dep
        if above is verb or (thing is not None and thing.i < verb.i):
            continue
        verb.tag, verb.pos = "VBN", "VERB"
        attach(verb, above, dep)
        for child in [c for c in (*top.children, *since.children) if c not in (have, since, verb, thing)]:
            attach(child, verb, child.dep)
        attach(have, verb, "aux")
        attach(since, verb, "advmod")
        if thing is not None:
            attach(thing, verb, "dobj")
            for prep in [p for p in thing.by("prep") if p.lemma in ("with", "from", "at", "against")]:
                attach(prep, verb, "prep")


@only_where(pairs(("advcl", "ccomp", "conj", "xcomp"), ("NN",)))
@only_with({"to"})
def _infinitive(tokens: Sequence[Token]) -> None:
    for token in tokens:
        plain = token.tag == "NN" and token.mention is None and token.dep in ("xcomp", "advcl", "ccomp", "conj")
        if plain and token.by("dobj") and any(a.tag == "TO" and a.i == token.i - 1 for a in token.by("aux")):
            token.tag, token.pos = "VB", "VERB"


def _no_verb(tokens: Sequence[Token]) -> Token | None:
    """The noun at the root of a whole sentence in which nothing is a finite verb."""
    root = next((t for t in tokens if t.head is None), None)
    if root is None or root.tag not in ("NN", "NNS", "NNP") or tokens[-1].text not in (".", "!"):
        return None
    if root.by(*SUBJECTS, "cop") or any(t.tag in FINITE or t.tag == "MD" for t in tokens):
        return None
    return root


@only_with({"meeting", "visiting", "talking"}, COMMAS)
def _meeting_aside(tokens: Sequence[Token]) -> None:
    """'The ministers of Peru and Chile, *meeting* in Lima, agreed': they met, which is no thing."""
    for word in tokens[2:-2]:
        who = word.head
        noun = word.tag == "NN" and word.dep in ("acl", "appos") and tokens[word.i - 1].text == ","
        if not noun or not word.text.endswith("ing") or who is None or word.by("det", "amod", "poss", "compound"):
            continue
        many = who.tag in ("NNS", "NNPS") or bool(who.by("conj"))
        if many and who.i < word.i and word.by("prep") and who.dep in SUBJECTS:
            word.tag, word.pos, word.dep, word.lemma = "VBG", "VERB", "acl", word.text[:-3]


@only_with(_STATE_DOES)
def _noun_of_state(tokens: Sequence[Token]) -> None:
    thing = _no_verb(tokens)
    first = 1 if tokens and tokens[0].low == "the" else 0
    if thing is None or len(tokens) < first + 4:
        return
    name, verb = tokens[first], tokens[first + 1]
    named = of_kind(name, "State") and name.mention is not None and name.mention.role == "name"
    if not named or verb.tag != "NNS" or verb.lemma not in _STATE_DOES:
        return
    if verb.head is thing:
        _make_verb(verb, name, thing, "VBZ")
    elif verb is thing and name.head is verb and (things := verb.by("appos")) and tokens[verb.i + 1].text != ",":
        verb.tag, verb.pos = "VBZ", "VERB"  # 'Chile contests Peruvian sovereignty'
        attach(name, verb, "nsubj")
        attach(things[0], verb, "dobj")


@only_with(_FORCES, _FORCES_DO)
def _noun_of_forces(tokens: Sequence[Token]) -> None:
    verb = _no_verb(tokens)
    if verb is None or verb.tag != "NN" or verb.lemma not in _FORCES_DO:
        return
    who = next((c for c in verb.by("compound") if c.i == verb.i - 1 and c.lemma in _FORCES), None)
    if who is not None:
        verb.tag, verb.pos = "VBP", "VERB"
        attach(who, verb, "nsubj")


def _named_first(tokens: Sequence[Token], verb: Token) -> Token | None:
    """The state or capital that opens a sentence right before this word."""
    name = tokens[0] if verb.i == tokens[0].i + 1 else None
    named = name is not None and name.mention is not None and name.mention.role in ("name", "capital")
    return name if named else None


@only_with(_SIDES, {"with"})
def _sides_with(tokens: Sequence[Token]) -> None:
    verb = _no_verb(tokens)
    if verb is None or verb.text not in _SIDES or not any(p.lemma == "with" for p in verb.by("prep")):
        return
    if (name := _named_first(tokens, verb)) is not None:
        verb.tag, verb.pos, verb.lemma = "VBZ", "VERB", "side"
        attach(name, verb, "nsubj")


@only_where({("amod", "VBN")})
@only_with({".", "!"})
def _participle_of_state(tokens: Sequence[Token]) -> None:
    thing = _no_verb(tokens)
    if thing is None or len(tokens) < len(("Mali", "scrambled", "jets", ".")):
        return
    verb = tokens[1]
    if verb.tag != "VBN" or verb.dep != "amod" or verb.head is not thing or not verb.text.endswith("ed"):
        return
    if (name := _named_first(tokens, verb)) is not None and name.head in (thing, verb):
        _make_verb(verb, name, thing, "VBD")


@only_with({"all", "both", "each"})
def _each_did(tokens: Sequence[Token]) -> None:
    name = next((t for t in tokens if t.head is None), None)
    if name is None or name.mention is None or not name.by("conj"):
        return
    for thing in [t for c in (name, *name.by("conj")) for t in c.by("appos")]:
        every = next((c for c in thing.by("det", "predet") if c.low in ("all", "both", "each")), None)
        verb = next((c for c in thing.by("amod") if every is not None and c.i == every.i + 1), None)
        if every is not None and verb is not None and verb.tag in ("VBD", "VBN"):
            attach(every, name, "det")
            return _make_verb(verb, name, thing, "VBD")


@only_with(_BACKS)
def _backed_name(tokens: Sequence[Token]) -> None:
    for name in tokens:
        verb = name.head
        if name.dep != "npadvmod" or name.mention is None or verb is None or verb.i != name.i - 1:
            continue
        if verb.lemma in _BACKS and verb.tag in FINITE and verb.by("nsubj") and not verb.by("dobj"):
            name.dep = "dobj"


@only_with(_DEEDS)
def _bare_deed(tokens: Sequence[Token]) -> None:
    if len(tokens) < len(("Mali", "invades")):
        return
    name, verb = tokens[0], tokens[1]
    if not of_kind(name, "State") or name.head is not verb or name.dep != "compound" or not verb.text.endswith("s"):
        return
    lemma = verb.lemma if verb.lemma in _DEEDS else verb.low.removesuffix("s")
    if lemma in _DEEDS and not verb.by("dobj"):
        verb.tag, verb.pos, verb.lemma = "VBZ", "VERB", lemma
        attach(name, verb, "nsubj")
        verb.dep = "ccomp" if verb.dep in ("dep", "nsubj", "npadvmod") else verb.dep


@only_with(_GOING_ON)
def _is_doing(tokens: Sequence[Token]) -> None:
    """'Mali has been mediating between them': what it does, and nothing that it is."""
    for deed in tokens:
        verb = deed.head if deed.low in _GOING_ON and deed.tag == "NN" and deed.dep in ("attr", "acomp") else None
        if verb is None or verb.lemma != "be" or deed.by("det", "poss", "amod", "compound", "nummod"):
            continue
        if not any(may_act(s) for s in verb.by(*SUBJECTS)):
            continue
        deed.tag, deed.pos, deed.lemma = "VBG", "VERB", _GOING_ON[deed.low]
        above, dep, below = verb.head, verb.dep, [c for c in verb.children if c is not deed]
        attach(deed, above, dep)
        for child in below:
            attach(child, deed, child.dep)
        attach(verb, deed, "aux")


@only_where({("ROOT", "VBN")})
@only_with({"also", "still", "twice", "too", ","})
def _did_behind_aside(tokens: Sequence[Token]) -> None:
    """'Mali, which has no navy, also applauded': what Mali did, taken for a participle."""
    for verb in tokens:
        if verb.tag != "VBN" or verb.head is not None or verb.by("aux", "auxpass", "agent"):
            continue
        if any(may_act(s) for s in verb.by("nsubj")):
            verb.tag = "VBD"


def _make_verb(verb: Token, subject: Token, thing: Token, tag: str) -> None:
    """Put a verb above its subject and its object, with the phrases behind the object."""
    verb.tag, verb.pos = tag, "VERB"
    attach(verb, None, "ROOT")
    attach(thing, verb, "dobj")
    attach(subject, verb, "nsubj")
    for child in [c for c in thing.children if c.i > thing.i and c.dep in ("prep", "punct")]:
        attach(child, verb, child.dep)


@only_where(pairs(("nsubj", "nsubjpass"), ("prep",)))
def _in_phrase(tokens: Sequence[Token]) -> None:
    for prep in tokens:
        first = prep.head
        if prep.dep != "prep" or first is None or first.dep not in ("nsubj", "nsubjpass") or prep.i < first.i:
            continue
        verb = first.head
        if prep.by("pobj", "pcomp") or verb is None:
            continue
        later = [s for s in verb.by("nsubj", "nsubjpass") if prep.i < s.i < verb.i and s is not first]
        if len(later) == 1 and first_of(later[0]) == prep.i + 1:
            attach(later[0], prep, "pobj")


@only_with({"not"})
def _not_apposed(tokens: Sequence[Token]) -> None:
    for word in tokens:
        if word.head is None or word.low != "not":
            continue
        noun = next((a for a in word.head.by("appos") if a.i > word.i), None)
        if noun is not None and first_of(noun) == word.i + 1:
            attach(word, noun, "neg")


@only_with({"members"})
def _members_named(tokens: Sequence[Token]) -> None:
    for at, noun in enumerate(tokens[1:-1], 1):
        if noun.text != "members" or noun.tag != "VBZ" or not tokens[at - 1].mention or not tokens[at + 1].mention:
            continue
        clause, name = next(iter(noun.by("ccomp")), None), tokens[at + 1]
        noun.tag, noun.pos, noun.lemma = "NNS", "NOUN", "member"
        attach(tokens[at - 1], noun, "compound")
        if clause is None or name.head is not clause:
            continue
        attach(clause, noun.head, noun.dep)
        for child in [c for c in noun.children if c.dep == "punct"]:
            attach(child, clause, "punct")
        attach(noun, clause, name.dep)
        attach(name, noun, "appos")


@only_with({"belong"})
def _to_which_belong(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        which = verb.text == "belong" and verb.tag.startswith("NN") and verb.dep == "relcl"
        names = [c for c in verb.children if c.dep in ("nmod", "compound") and of_kind(c, "State")] if which else []
        names += [
            c for c in verb.by("nummod", "det") if c.i == verb.i - 1 and which and not names
        ]  # 'all three belong'
        if names:
            verb.tag, verb.pos, verb.lemma = "VBP", "VERB", "belong"
            attach(names[0], verb, "nsubj")


@only_with(_ASKS)
def _calls_on(tokens: Sequence[Token]) -> None:
    for noun in tokens:
        behind = _ASKS.get(noun.text, ())
        if noun.tag != "NNS" or noun.dep not in ("conj", "appos", "dep", "dobj") or noun.i + 1 >= len(tokens):
            continue
        before = noun.i - 1
        while before > 0 and tokens[before].text in _BETWEEN:
            before -= 1
        if tokens[noun.i + 1].text not in behind or tokens[before].text not in ("and", ","):
            continue
        verb = next((t for t in reversed(tokens[:before]) if t.tag == "VBZ" and t.by("nsubj")), None)
        if verb is None or any(a is noun for a in verb.ancestors()):
            continue
        noun.tag, noun.pos, noun.lemma = "VBZ", "VERB", noun.text.removesuffix("s")
        attach(noun, verb, "conj")
        attach(tokens[noun.i + 1], noun, "prep")
        asked = [c for t in (*noun.subtree(), verb) for c in t.by("acl", "advcl") if c.i > noun.i]
        for clause in [c for c in asked if any(a.tag == "TO" for a in c.by("aux"))][:1]:
            attach(clause, noun, "xcomp")


@only_with(COMMAS)
def _set_between(tokens: Sequence[Token]) -> None:
    for name in tokens:
        first, end = name.head, name.i + 1
        if name.dep != "conj" or name.tag not in NOUNS or first is None or not first.tag.startswith("VB"):
            continue
        verb = next((v for v in first.by("conj") if v.i > end and v.tag.startswith("VB") and not v.by(*SUBJECTS)), None)
        if verb is None or not comma(tokens, end):
            continue
        opens = min([verb.i, *(a.i for a in verb.by("aux", "auxpass", "neg", "advmod") if a.i < verb.i)])
        if opens <= end + 1 or not comma(tokens, opens - 1):
            continue
        for clause in [c for c in first.children if end < c.i < opens and c.dep in ("advcl", "prep", "advmod")]:
            attach(clause, verb, clause.dep)
        attach(name, verb, "nsubj")


@only_where(pairs(("amod", "compound", "nmod"), ("VBD",)))
def _verb_before_name(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        if verb.tag != "VBD" or verb.dep not in ("compound", "amod", "nmod") or not verb.by("nsubj"):
            continue
        name = verb.head
        while name is not None and name.dep == "compound" and name.head is not None:
            name = name.head
        if name is None or name.i < verb.i or name.by(*SUBJECTS) or name.dep != "ROOT":
            continue
        attach(verb, None, "ROOT")
        attach(name, verb, "dobj")
        for child in [c for c in name.children if c.dep in ("punct", "prep", "advmod", "npadvmod") and c.i > name.i]:
            attach(child, verb, child.dep)


@only_with({"freezes"}, {"asset", "assets"})
def _asset_freezes(tokens: Sequence[Token]) -> None:
    for at, word in enumerate(tokens[1:], 1):
        before = tokens[at - 1]
        if word.text != "freezes" or word.tag != "VBZ" or before.text not in ("asset", "assets") or word.by(*SUBJECTS):
            continue
        noun = before.head if before.dep == "conj" else None
        if noun is None or word.dep != "conj":
            continue
        word.tag, word.pos, word.lemma = "NNS", "NOUN", "freeze"
        verb = noun.head
        attach(word, noun, "conj")
        attach(before, word, "compound")
        for child in [
            c for c in word.children if c.dep in ("advcl", "advmod", "npadvmod", "punct") and verb is not None
        ]:
            attach(child, verb, child.dep)


@only_with(_RECEIVES)
def _received_there(tokens: Sequence[Token]) -> None:
    for thing in tokens:
        place = thing.head
        if thing.dep not in ("appos", "dobj") or place is None or place.dep != "pobj" or place.mention is None:
            continue
        start = first_of(thing)
        verb = next((a for a in place.ancestors() if a.tag.startswith("VB")), None)
        received = verb is not None and verb.lemma in _RECEIVES and not verb.by("dobj", "auxpass")
        if verb is not None and received and start == place.i + 1 and tokens[start].tag in ("DT", "PRP$"):
            attach(thing, verb, "dobj")


@only_with(_HOLDS, {"a", "an"}, {"at", "in", "near", "off", "on"})
def _held_there(tokens: Sequence[Token]) -> None:
    for place, article in pairwise(tokens):
        thing = article.head if article.tag == "DT" and article.text in ("a", "an") else None
        if thing is None or place.tag != "NNP" or place.dep != "pobj" or thing.tag not in NOUNS or thing.i < place.i:
            continue
        if thing.head is not place or thing.dep not in ("appos", "dobj", "npadvmod") or thing.lemma in _SPANS:
            continue
        verb = next((a for a in place.ancestors() if a.tag.startswith("VB")), None)
        active = verb is not None and not verb.by("auxpass", "dobj", "ccomp", "xcomp")
        if verb is not None and active and verb.lemma in _HOLDS and thing.mention is None:
            attach(thing, verb, "dobj")


@only_with(_NUMBERS, {"all", "the", "these", "those"})
def _they_do(tokens: Sequence[Token]) -> None:
    for count, verb, behind in zip(tokens[1:], tokens[2:], tokens[3:], strict=False):
        known = tokens[count.i - 1].low in ("all", "the", "these", "those")
        if (
            count.low not in _NUMBERS
            or not known
            or verb.tag != "NN"
            or behind.tag not in ("DT", "PRP$")
            or verb.head is not None
        ):
            continue
        if verb.by("nsubj", "cop") or behind.head is None or behind.head is verb:
            continue
        verb.tag, verb.pos = "VBP", "VERB"
        for child in [c for c in verb.children if c.i < count.i]:
            attach(child, count, "det")
        attach(count, verb, "nsubj")
        thing = behind.head
        if thing.head is verb and thing.dep in ("appos", "npadvmod", "dep"):
            attach(thing, verb, "dobj")


@only_with(_GROUPS, {"of"})
def _group_of(tokens: Sequence[Token]) -> None:
    for noun in tokens:
        if noun.low not in _GROUPS or noun.mention is not None:
            continue
        first = next((o for p in noun.by("prep") if p.text == "of" for o in p.by("pobj") if of_kind(o, "State")), None)
        if first is None or first.by("conj"):
            continue
        for other in [c for c in noun.by("conj") if of_kind(c, "State")]:
            attach(other, first, "conj")


@only_with({"for"}, {"of"})
def _office_of_both(tokens: Sequence[Token]) -> None:
    for prep in tokens:
        noun = prep.head
        if prep.text != "of" or prep.dep != "prep" or noun is None or noun.tag not in ("NNS", "NNPS"):
            continue
        matter = next((p for p in noun.by("prep") if p.text == "for" and p.i < prep.i and p.by("cc")), None)
        within = [q for o in matter.by("pobj") for q in o.by("prep") if q.text == "of"] if matter is not None else []
        first = next((o for q in within for o in q.by("pobj") if of_kind(o, "State")), None)
        second = next((o for o in prep.by("pobj") if of_kind(o, "State")), None)
        if first is not None and second is not None and matter is not None:
            attach(second, first, "conj")
            attach(within[0], noun, "prep")


@only_with({"and"}, {","})
def _row_of_subjects(tokens: Sequence[Token]) -> None:
    for name in tokens[2:]:
        thing = name.head
        if name.dep != "conj" or thing is None or thing.dep not in ("dobj", "pobj") or not of_kind(name, "State"):
            continue
        start, end = first_of(name), last_of(name)
        opened = start >= _TWO and tokens[start - 1].text == "and" and tokens[start - _TWO].text == ","
        if thing.mention is not None or not opened or end + 1 >= len(tokens):
            continue
        after = tokens[end + 1]
        verb = after.head if after.dep == "aux" else after
        if verb is None or verb.dep != "conj" or verb.by(*SUBJECTS) or after.tag not in (*FINITE, "MD"):
            continue
        if verb.head is not None and any(a is verb.head for a in thing.ancestors()):
            attach(name, verb, "nsubj")


@only_with(_CONSENTS, COMMAS)
def _set_off_infinitive(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        if verb.lemma not in _CONSENTS or not verb.tag.startswith("VB") or verb.by("xcomp", "ccomp", "dobj"):
            continue
        for clause in verb.by("advcl"):
            to = next((a for a in clause.by("aux") if a.tag == "TO"), None)
            if to is not None and to.i > verb.i + _TWO and comma(tokens, to.i - 1) and comma(tokens, verb.i + 1):
                clause.dep = "xcomp"
                break


@only_with(_PLEAS, {"that"})
def _that_is_asked(tokens: Sequence[Token]) -> None:
    for that in tokens:
        verb = that.head
        if that.text != "that" or that.dep not in ("dobj", "nsubj") or verb is None or verb.dep not in ("acl", "relcl"):
            continue
        noun = verb.head
        asked = noun is not None and noun.lemma in _PLEAS and verb.tag in ("VB", "VBP")
        if asked and len(verb.by("nsubj", "nsubjpass")) > (that.dep == "nsubj") and not verb.by("aux"):
            that.dep, that.tag = "mark", "IN"


@only_with({"round"}, {"table"})
def _round_table(tokens: Sequence[Token]) -> None:
    for round_ in tokens:
        verb = round_.head
        table = next((o for o in round_.by("dobj") if o.lemma == "table"), None)
        guests = [s for s in round_.by("nsubj") if s.i < round_.i]
        if not round_.tag.startswith("VB") or verb is None or verb.lemma not in _SEATS or table is None or not guests:
            continue
        round_.lemma, round_.pos, round_.tag = "round", "ADP", "IN"
        for child in list(round_.children):
            attach(child, verb, "dobj" if child is guests[0] else child.dep)
        attach(table, round_, "pobj")
        attach(round_, verb, "prep")


_ONE_FORM = word_set("annotate.repair_verbs.one_form")
"""Verbs whose past is their infinitive."""


@only_with(_ONE_FORM, {"and", "or"}, {"to"})
def _infinitive_too(tokens: Sequence[Token]) -> None:
    """'Threatened to try the men and cut ties with Togo': no tie is cut yet."""
    for both, verb in pairwise(tokens):
        first = verb.head if verb.dep == "conj" and verb.tag in FINITE and verb.text in _ONE_FORM else None
        if first is None or both.text not in ("and", "or") or verb.by(*SUBJECTS, "aux") or comma(tokens, both.i - 1):
            continue
        aims = [x for x in first.by("xcomp") if x.tag == "VB" and first.i < x.i < verb.i]
        if first.tag in FINITE and aims:
            attach(verb, aims[-1], "conj")
        if verb.head is not None and verb.head.tag == "VB" and verb.head.dep == "xcomp":
            verb.tag = "VB"


_MODALS = frozenset({"can", "could", "may", "might", "must", "shall", "should", "will", "would"})


@only_with(_MODALS, {"and", "or"}, {","})
def _may_do_in_turn(tokens: Sequence[Token]) -> None:
    """'Chad may form a union, *sign* a pact or wait': it may do so, too."""
    for verb in tokens:
        if verb.tag not in ("VB", "VBP") or verb.by(*SUBJECTS, "aux", "mark") or not verb.by("conj"):
            continue
        first = next((c for c in verb.by("ccomp") if c.tag == "VB" and c.i < verb.i), None)
        if first is None or not comma(tokens, verb.i - 1) or not first.by(*SUBJECTS):
            continue
        if not any(a.tag == "MD" for a in first.by("aux")):
            continue
        above, dep = verb.head, verb.dep
        attach(first, above, dep)
        attach(verb, first, "conj")
        verb.tag = "VB"


@only_with({"that", "which"}, {"and", "but", "while"})
def _second_of_relative(tokens: Sequence[Token]) -> None:
    for name, verb in pairwise(tokens):
        first = verb.head
        if name.head is not verb or not may_act(name) or verb.mention is not None or first is None:
            continue
        if verb.dep != "conj" or first.dep != "relcl" or not verb.text.endswith("s") or first.tag not in FINITE:
            continue
        which = [o for o in first.by("dobj") if o.tag in ("WDT", "WP") and o.i < first.i]
        if not which or name.dep not in ("compound", "nmod", "nsubj", "poss") or not first.by("nsubj"):
            continue
        if verb.tag != "VBZ":
            verb.tag, verb.pos, verb.lemma = "VBZ", "VERB", verb.low.removesuffix("s")
        attach(name, verb, "nsubj")


@only_with({"thanks"})
def _thanks_them(tokens: Sequence[Token]) -> None:
    for before, word, name in zip(tokens, tokens[1:], tokens[2:], strict=False):
        verb, noun = name.head, word.head
        if word.text != "thanks" or word.tag not in ("UH", "NNS", "NN") or noun is not name or not may_act(name):
            continue
        if before.low not in ("and", ",") or verb is None or name.dep not in ("dobj", "conj", "appos"):
            continue
        main = (
            verb.first_of_row() if verb.tag in FINITE else next((a for a in verb.ancestors() if a.tag in FINITE), None)
        )
        if main is None or main.tag != "VBZ":
            continue
        word.tag, word.pos, word.lemma = "VBZ", "VERB", "thank"
        attach(word, main, "conj")
        attach(name, word, "dobj")


VERBS: Sequence[Repair] = (
    _second_of_relative,
    _thanks_them,
    _infinitive_too,
    _which_member,
    _round_table,
    _verb_behind_signers,
    _has_since_done,
    _infinitive,
    _meeting_aside,
    _noun_of_state,
    _noun_of_forces,
    _sides_with,
    _participle_of_state,
    _each_did,
    _backed_name,
    _bare_deed,
    _is_doing,
    _did_behind_aside,
    _in_phrase,
    _not_apposed,
    _members_named,
    _to_which_belong,
    _calls_on,
    _set_between,
    _verb_before_name,
    _asset_freezes,
    _received_there,
    _held_there,
    _they_do,
    _group_of,
    _office_of_both,
    _row_of_subjects,
    _set_off_infinitive,
    _that_is_asked,
    _may_do_in_turn,
)
"""The repairs in their order."""
