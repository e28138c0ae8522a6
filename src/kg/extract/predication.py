"""Of whom a noun is said: apposition, copula, 'as' phrases, names beside the noun, and lists of its instances.

'Kenya, a member of the bloc', 'Kenya is a member', 'Kenya joined as a member', 'member Kenya', 'members such as Kenya
and Ghana', 'its members, Kenya included', 'A and B, both members', 'Kenya, alone among the members'. A series of
names is read from the words, not from the tree: small parsers often break long series.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.ranks import ranked, ranks
from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract.grammar import OBJECT, after, conjuncts, expand, is_verb, passive
from kg.extract.valency import logical_subjects, surface_subjects
from kg.link.references import BLOC_KINDS, STATE_KINDS

_COPULA = word_set("extract.predication.copula")
_INSTANCES = word_set("extract.predication.instances")
_CLOSING = word_set("extract.predication.closing")
_QUANTIFIERS = word_set("extract.predication.quantifiers")
_OTHER = word_set("extract.predication.other")
_MANY = word_set("extract.predication.many")
_NEAR_OPENING = 5
"""How many words stand before a noun that opens a sentence with 'as' or 'like', at most."""
_SINGLING = word_set("extract.predication.singling")


def is_bloc(token: Token) -> bool:
    """Whether a token is the name of a body whose members are states."""
    return token.mention is not None and token.mention.kind in BLOC_KINDS


def is_state(token: Token) -> bool:
    """Whether a token names a state."""
    return token.mention is not None and token.mention.kind in STATE_KINDS


def named_state(token: Token) -> bool:
    """Whether a token names a state by its name, and not by an adjective."""
    return token.mention is not None and token.mention.kind in STATE_KINDS and token.mention.role != "adjective"


def words_of(token: Token) -> list[Token]:
    """All tokens of the sentence that a token stands in, in their order."""
    root = token.root()
    row: list[Token] | None = root.known.get(words_of)
    if row is None:
        row = root.known[words_of] = [*root.subtree()]
    return row.copy()


def named(token: Token) -> bool:
    """Whether the token is the name of somebody or some place."""
    return token.mention is not None and token.mention.kind not in ("Time", "Treaty")


def _filler(token: Token) -> bool:
    """A word that stands in for part of a longer name ('Mr.')."""
    return token.mention is None and token.dep == "compound" and token.head is not None and named(token.head)


def _position(row: Sequence[Token], token: Token) -> int:
    return next(n for n, t in enumerate(row) if t is token)


def series_at(row: Sequence[Token], at: int) -> tuple[list[Token], int]:
    """The names coordinated from index ``at`` on, and the index after them ('both Kenya and neighbouring Ghana')."""
    out: list[Token] = []
    end = at
    while at < len(row):
        token = row[at]
        if named(token):
            following = row[at + 1] if at + 1 < len(row) else None
            if following is not None and following.text in ("'s", "’s", "'"):
                break
            if token.mention is not None and token.mention.role == "adjective":
                break
            out.append(token)
            at += 1
            end = at
        elif (
            token.low
            in (
                ",",
                "and",
                "or",
                "&",
                "the",
                "both",
                "neighbouring",
                "neighboring",
                "as",
                "well",
                "also",
                "nearby",
                "then",
            )
            or (token.tag == "JJ" and not out)
            or _filler(token)
        ):
            if token.low == "both" and out:
                break
            at += 1
        elif out and token.text == "(" and at == end and _one_word_aside(row, at):
            at += 3  # 'the United States (chair), France and Italy'
            end = at
        else:
            break
    return out, end


def _one_word_aside(row: Sequence[Token], at: int) -> bool:
    """'(chair)', behind one name of a list that goes on."""
    inside = row[at + 1] if at + 3 < len(row) else None
    plain = inside is not None and inside.mention is None and inside.tag in ("NN", "JJ", "RB")
    return plain and row[at + 2].text == ")" and row[at + 3].text == ","


def series_before(row: Sequence[Token], at: int) -> list[Token]:
    """The names coordinated that end right before index ``at``."""
    out: list[Token] = []
    at -= 1
    while at >= 0:
        token = row[at]
        if named(token) and token.mention is not None and token.mention.role != "adjective":
            out.append(token)
            at -= 1
            while at >= 0 and (
                _filler(row[at]) or row[at].low in ("the", "both", "neighbouring", "neighboring") or row[at].tag == "JJ"
            ):
                at -= 1
            if not (at >= 0 and row[at].low in ("and", ",", "or", "&")):
                break
            while at >= 0 and row[at].low in ("and", ",", "or", "&"):
                at -= 1
        else:
            break
    return out[::-1]


def bearers(noun: Token) -> list[Token]:
    """The tokens of which the noun is said, in the order of the text; empty where none is found, as of 'Peru and
    Chile, all the EU members', who are others.
    """
    if noun.by("predet") and any(d.low == "the" for d in noun.by("det")) and noun.dep not in ("appos", "attr"):
        return []
    for rule in _RULES:
        found = [n for t in rule(noun) if t is not noun for n in (_names_of(t) or [t])]
        if found:
            found += [t for t in noun.by("poss") if named(t) and any(c.low == "fellow" for c in noun.children)]
            found += [t for t in after(noun, "since") if named(t) and ranked(noun)]  # 'its first member since Cambodia'
            return list({t.i: t for t in found}.values())
    return []


def _joined(noun: Token) -> list[Token]:
    """'A, a member of the bloc and an ally of B': of whom the noun before is said."""
    head = noun.head
    own = noun.dep == "conj" and any(c.low in ("a", "an") for c in noun.by("det"))
    own |= noun.dep == "conj" and head is not None and bool(head.by("poss")) and not noun.by("det", "poss")
    said = own and head is not None and head.mention is None and head.dep in ("appos", "attr")
    if noun.dep == "conj" and head is not None and head.dep == "pobj" and named(head) and not noun.by("det", "poss"):
        above = head.head.head if head.head is not None else None  # 'are allies of Russia and members of the bloc'
        said = above is not None and above.dep in ("appos", "attr") and _plural(above) and _plural(noun)
        head = above
    return bearers(head) if said and head is not None else []


def _opening(noun: Token) -> list[Token]:
    """'As members of it, *A and B* are bound', 'Like all members, *A* signed', whatever the tree makes of it."""
    if not _plural(noun):
        return []
    row = words_of(noun)
    first, at = row[0].low, _position(row, noun)
    if first not in ("as", "like") or not 0 < at <= _NEAR_OPENING:
        return []
    if first == "like" and not {"all", "most", "other", "every"} & {t.low for t in row[:at]}:
        return []
    end = _end(row, noun)
    if end >= len(row) or row[end].text != ",":
        return []
    names, after = series_at(row, end + 1)
    verb = after < len(row) and (row[after].tag.startswith("VB") or row[after].tag == "MD")
    return names if verb and row[end].text == "," and row[after - 1].text != "," else []


def _names_of(token: Token) -> list[Token]:
    """'Its neighbours Ethiopia and Sudan' -> the names."""
    return _beside(token) if token.mention is None and _plural(token) else []


def instances(noun: Token) -> list[Token]:
    """The names given as instances of a plural noun ('leaders, X included')."""
    return _listed(noun)


def _plural(noun: Token) -> bool:
    """Whether a noun is plural, also where a capital makes the tagger take it for a name ('the member States')."""
    return noun.tag in ("NNS", "NNPS") or (noun.tag == "NNP" and noun.mention is None and noun.low in _MANY)


def _end(row: Sequence[Token], noun: Token) -> int:
    """Index after the noun and its 'of' phrase."""
    at = _position(row, noun) + 1
    for prep in noun.by("prep"):
        if prep.lemma in ("of", "in", "to") and prep.i == noun.i + 1:
            for pobj in prep.by("pobj"):
                if named(pobj) or (pobj.mention is not None and pobj.mention.kind == "Treaty"):
                    at = max(at, _position(row, pobj) + 1)
    if at < len(row) and row[at].text in ("'s", "’s"):
        return at - 1
    return at


def _after_bracket(row: Sequence[Token], at: int) -> int:
    """Past an abbreviation in brackets ('the European Free Trade Association (EFTA), namely ...')."""
    closed = at + 2 < len(row) and row[at].text == "(" and row[at + 2].text == ")"
    return at + 3 if closed and (row[at + 1].text.isupper() or named(row[at + 1])) else at


def _listed(noun: Token) -> list[Token]:
    """Instances: 'namely', 'such as', 'including', 'X and Y among them', 'X included', or after a colon."""
    if not _plural(noun):
        return []
    row = words_of(noun)
    at = _after_bracket(row, _end(row, noun))
    begin = at
    while at < len(row) and row[at].text in (",", "–", "—", "-", ":", "(", "--"):
        at += 1
    if at < len(row) and (
        row[at].low in _INSTANCES or (row[at].low == "such" and at + 1 < len(row) and row[at + 1].low == "as")
    ):
        return series_at(row, at + 1 + (row[at].low == "such"))[0]
    if at > begin and [t.low for t in row[at : at + 2]] == ["that", "is"]:
        return series_at(row, at + 2)[0]  # 'the coastal states, that is, A and B'
    if at > begin and [t.low for t in row[at : at + 2]] in (["led", "by"], ["headed", "by"]):
        return series_at(row, at + 2)[0]
    if at == begin:
        return []
    if [t.low for t in row[at : at + 2]] in (["among", "them"], ["among", "these"], ["among", "whom"]):
        return series_at(row, at + 2)[0]
    found, end = series_at(row, at)
    if not found or row[at].low in ("and", "or"):
        return []
    people = all(t.mention is not None and t.mention.kind == "Person" for t in found)
    if len(found) > 1 and row[at - 1].text == "," and _closed(row, end) and (people or _counted(noun)):
        return found
    rest = [t.low for t in row[end : end + 4]]
    while rest and rest[0] == ",":
        rest.pop(0)
    if rest[:2] in (["among", "them"], ["among", "others"], ["among", "these"]) or (rest[:1] and rest[0] in _CLOSING):
        return found
    opened = row[at - 1].text
    return (
        found if opened in ("–", "—", ":", "(", "--") and (not rest or not rest[0].isalpha() or opened != "–") else []
    )


def _closed(row: Sequence[Token], at: int) -> bool:
    """Whether a list ends before index ``at``: at a comma that it ran into, or with the sentence."""
    return row[at - 1].text == "," or at >= len(row) or row[at].text in (",", ".", ";", ")")


def _counted(noun: Token) -> bool:
    """'Its members, A and B, ...', 'two of its members, A and B': all or some of them, by their names."""
    head = noun.head
    if noun.lemma.lower() in ("party", "signatory") and any(p.lemma == "to" for p in noun.by("prep")):
        return True  # 'the parties to the accord, A and B, ...'
    low = {c.low for c in noun.children}
    owned = bool(noun.by("poss", "nummod")) or bool(low & {"two", "three", "four"})
    owned |= "the" in low and bool(low & {"other", "remaining"})  # 'the other members, A and B, ...'
    return owned or (noun.dep == "pobj" and head is not None and head.lemma == "of" and _number(head.head))


def _number(token: Token | None) -> bool:
    return token is not None and token.low in ("two", "three", "four", "five", "some", "several")


def _beside(noun: Token) -> list[Token]:
    """'member Kenya', 'members Kenya and Ghana': names right after the noun, without a comma."""
    row = words_of(noun)
    at = _position(row, noun) + 1
    if at >= len(row):
        return []
    name = row[at]
    if not named(name) or is_verb(name) or (name.mention is not None and name.mention.role == "adjective"):
        return []
    owner = at + 1 < len(row) and row[at + 1].text in ("'s", "’s")
    if owner and noun.dep not in ("compound", "nmod", "amod"):
        return []
    verb = name.head
    apart = noun.dep in ("nsubj", "attr") and name.dep in ("dobj", "nsubj") and verb is not noun.head
    if apart and verb is not None and is_verb(verb) and verb.i < noun.i:
        return []
    found, _ = series_at(row, at)
    return found if _plural(noun) else found[:1]


def _apposed(noun: Token) -> list[Token]:
    """'A, a member', 'A and B, both members', 'its member, A'."""
    if like := _likened(noun):
        return like
    below = [t for t in noun.by("appos") if named(t)]
    if below:
        return expand(below) if _plural(noun) else below[:1]
    if not _plural(noun) and noun.by("poss") and (inserted := _inserted(noun)):
        return inserted
    up = noun
    if noun.dep == "conj" and noun.head is not None and noun.head.dep == "appos" and _modifies(noun.head, noun):
        up = noun.head  # 'Finland, an EU and NATO member'
    while up.dep == "appos" and up.head is not None and not named(up.head) and up.head.low in _QUANTIFIERS:
        up = up.head
    if (
        up.dep == "appos"
        and up.head is not None
        and (named(up.head) or up.head.tag in ("PRP", "NN", "NNS", "NNP", "NNPS"))
    ):
        head = up.head
        if not _plural(noun):
            last = [head, *[c for c in conjuncts(head) if c.i < noun.i]][-1]
            return [last if named(last) else head, *_fellows(noun, head)]
        return [c for c in conjuncts(head.first_of_row()) if c.i < noun.i and c is not noun]
    return _by_comma(noun)


def _modifies(name: Token, noun: Token) -> bool:
    """'An EU and NATO member': whether a name that the tree joins to the noun is a name of a body before it."""
    bodies = BLOC_KINDS
    return name.mention is not None and name.mention.kind in bodies and noun.i <= name.i + 3


def _fellows(noun: Token, other: Token) -> list[Token]:
    """'Peru backs Chile, a fellow member': Peru is one too."""
    if all(c.low != "fellow" for c in noun.children):
        return []
    verb = next((a for a in other.ancestors() if is_verb(a)), None)
    while verb is not None and verb.dep in ("xcomp", "conj") and not surface_subjects(verb) and verb.head is not None:
        verb = verb.head
    subjects = surface_subjects(verb) if verb is not None and verb.dep != "relcl" else []
    return [t for t in subjects if named(t) and t is not other]


def _likened(noun: Token) -> list[Token]:
    """'A, like B a member, ...', 'Like B, A is a member': both, whatever the tree makes of 'like'."""
    row = words_of(noun)
    if noun.dep == "attr" and noun.head is not None:
        likes = [p for p in noun.head.by("prep") if p.low == "like" and p.i < noun.i]
        others = [o for p in likes for o in expand(p.by("pobj")) if named(o)]
        return [*(s for t in surface_subjects(noun.head) for s in expand([t])), *others] if others else []
    begin = next((_position(row, c) for c in noun.children if c.i < noun.i and c.low in ("a", "an")), 0)
    if begin < 4:
        return []
    apart = row[begin - 1].text == ","
    others = series_before(row, begin - apart)
    at = next((n for n in range(begin - 1, -1, -1) if others and row[n] is others[0]), 0)
    while at and row[at - 1].low in ("the", "both", "neighbouring", "neighboring"):
        at -= 1
    like = row[at - 1].low if at else ""
    if like not in ("like", "unlike", "with", "as"):
        return []
    opened = next((n for n in range(at - 1, max(0, at - 5), -1) if row[n].text == ","), 0)
    short = at - 1 - opened <= len(("the", "same", "as"))
    if not opened or not short:
        return []
    if apart:  # 'is, the same as B, a member'
        verb = row[opened - 1]
        last = surface_subjects(verb) if verb.lemma in _COPULA else []
    else:
        last = series_before(row, opened)[-1:]
    return [*last, *(others if like != "unlike" else [])] if last else []


def _inserted(noun: Token) -> list[Token]:
    """'The bloc's newest member, Chad, ...': a lone name between commas right after the noun."""
    row = words_of(noun)
    at = _position(row, noun) + 1
    if at + 1 >= len(row) or row[at].text != "," or not named(row[at + 1]):
        return []
    found, end = series_at(row, at + 1)
    return found if len(found) == 1 and end < len(row) and row[end].text in (",", ".") else []


def _by_comma(noun: Token) -> list[Token]:
    """The name or names before a comma right before the noun phrase, whatever the tree says."""
    row = words_of(noun)
    at = _position(row, noun) - 1
    many = False
    while (
        at >= 0
        and row[at].text != ","
        and (
            row[at].dep
            in (
                "det",
                "amod",
                "compound",
                "nummod",
                "poss",
                "nmod",
                "case",
                "predet",
                "quantmod",
                "advmod",
                "prep",
                "pobj",
                "npadvmod",
            )
            or row[at].low in _QUANTIFIERS | {"of", "them", "whom", "which", "-", "'s", "’s"}
        )
        and not (row[at].tag.startswith("VB") and row[at].dep not in ("amod", "advmod"))
    ):
        if named(row[at]) and row[at].dep == "pobj" and not (at and row[at - 1].low in ("like", "unlike")):
            return []
        if row[at].tag == "WP$":
            return []  # 'the bloc, whose members are A and B'
        if named(row[at]) and row[at].dep == "pobj":
            return []
        many |= row[at].low in ("all", "both")
        at -= 1
    if (
        at < 1
        or row[at].text != ","
        or (noun.dep == "conj" and not many and not any(c.dep == "det" for c in noun.children))
    ):
        return []
    if any(ranks(c) for c in noun.children) and not named(row[at - 1]):
        verb = next((a for a in [noun, *noun.ancestors()] if is_verb(a) and a.i < noun.i), None)
        return surface_subjects(verb) if verb is not None else []
    found = series_before(row, at)
    return found if many or _plural(noun) else found[-1:]


def included(noun: Token) -> list[Token]:
    """'The states that have left it *include* A and B', '*among* those who left it were A and B'."""
    head = noun.head
    if head is None or not (_plural(noun) or noun.low == "those"):
        return []
    if noun.dep == "nsubj" and head.lemma in ("comprise", "include"):
        return [t for t in expand(head.by(*OBJECT)) if named(t)]
    be = head.head if noun.dep == "pobj" and head.lemma.lower() in ("among", "amongst") and head.i < noun.i else None
    turned = be is not None and be.lemma == "be" and head.i < be.i
    return [t for t in expand(be.by("attr", "nsubj")) if named(t) and t.i > be.i] if be is not None and turned else []


def _copular(noun: Token) -> list[Token]:
    head = noun.head
    if noun.dep in ("attr", "acomp", "oprd") and head is not None and is_verb(head) and head.lemma in _COPULA:
        like = [p for p in head.by("prep") if p.lemma == "like" and head.i < p.i < noun.i]
        return [*surface_subjects(head), *(t for p in like for t in expand(p.by("pobj")))]  # 'is, like Peru, a member'
    if noun.dep == "nsubj" and head is not None and head.lemma in _COPULA:
        return [t for t in expand(head.by("attr")) if named(t)]
    if (
        noun.dep == "conj"
        and head is not None
        and head.dep == "attr"
        and head.head is not None
        and head.head.lemma in _COPULA
    ):
        return surface_subjects(head.head)
    if noun.dep == "conj" and head is not None and head.lemma in _COPULA and head.by("attr") and not noun.by("nsubj"):
        return surface_subjects(head)  # 'is a party to the pact and a member of the bloc'
    if noun.dep == "pobj" and head is not None and head.lemma in ("of", "among") and head.head is not None:
        upper = head.head
        if (upper.lemma == "one" or (_number(upper) and head.lemma == "of")) and upper.dep in ("attr", "appos"):
            return _copular(upper) or _some_of(upper) or _apposed(upper)  # 'one of its members', 'two of its members'
        if is_verb(upper) and upper.lemma in _COPULA and head.lemma == "among":
            return surface_subjects(upper)
    if noun.dep == "dobj" and head is not None and is_verb(head) and head.lemma in ("become", "remain"):
        return surface_subjects(head)
    return []


def _some_of(number: Token) -> list[Token]:
    """'A and B, two of its members': both."""
    head = number.head
    if number.dep != "appos" or number.lemma == "one" or head is None or not named(head):
        return []
    return [c for c in conjuncts(head.first_of_row()) if c.i < number.i]


_CALLS = word_set("extract.predication.calls")


def _as_phrase(noun: Token) -> list[Token]:
    """'admitted as a member', 'designated Kenya a major ally', 'named as an ally'."""
    head = noun.head
    if head is None:
        return []
    if noun.dep in ("oprd", "appos", "attr", "ccomp") and is_verb(head):
        inside = expand(noun.by("nsubj"))  # 'declared [Kenya an ally]'
        return inside or (surface_subjects(head) if passive(head) else expand(head.by(*OBJECT)))
    if noun.dep == "dobj" and is_verb(head) and head.lemma in _CALLS:
        if passive(head):
            return surface_subjects(head)
        if any(p.lemma == "by" for p in [*head.by("prep", "agent"), *noun.by("prep")]) and not head.by("nsubj"):
            return (
                [head.head]
                if head.dep in ("conj", "acl", "advcl") and head.head is not None and named(head.head)
                else surface_subjects(head)
            )
        return expand(head.by("dative")) + [t for t in expand(head.by(*OBJECT)) if t is not noun]
    if noun.dep == "pobj" and head.lemma == "as" and head.head is not None:
        verb = head.head
        if is_verb(verb):
            if passive(verb) or head.i < verb.i:  # 'as a member of it, Kenya backed Mali'
                row = words_of(noun)
                end = _end(row, noun)
                before = [t for t in series_before(row, _position(row, verb)) if _position(row, t) > end]
                return surface_subjects(verb) or before
            objects = expand(verb.by(*OBJECT))
            said_of_others = bool(objects) and verb.lemma in _DESCRIBES  # 'people whom the army described as members'
            if said_of_others:
                return [t for t in objects if named(t) or t.tag == "PRP"]
            return [t for t in objects if named(t)] or surface_subjects(verb)
        if verb.lemma in ("capacity", "position", "role", "status"):
            return _in_capacity(verb)
        if named(verb) and _plural(noun):  # 'with A, B and C as members'
            row = words_of(noun)
            return series_before(row, _position(row, head)) or [verb]
        return [verb] if named(verb) else []
    return []


_DESCRIBES = word_set("extract.predication.describes")
"""Verbs by which somebody says of another as what he is to be seen."""


def _in_capacity(noun: Token) -> list[Token]:
    """'In its capacity as chair, Malaysia called', "Malaysia's role as chair": whose capacity it is."""
    owners = noun.by("poss")
    if owners and all(t.tag == "PRP$" for t in owners):
        verb = next((a for a in noun.ancestors() if is_verb(a)), None)
        return surface_subjects(verb) if verb is not None and noun.dep == "pobj" else []
    return owners


def _turned(noun: Token) -> list[Token]:
    """'turned A and B into allies', 'makes allies of A and B'."""
    head = noun.head
    if head is None:
        return []
    if (
        noun.dep == "pobj"
        and head.lemma == "into"
        and head.head is not None
        and head.head.lemma in ("turn", "make", "transform", "change")
    ):
        return surface_subjects(head.head) if passive(head.head) else expand(head.head.by(*OBJECT))
    if noun.dep in ("dobj", "oprd") and head.lemma == "make":
        return after(noun, "of", "out") or after(head, "of", "out")
    return []


def _singled(noun: Token) -> list[Token]:
    """'A, alone among the members'; 'like other members, A'; 'the last of the members to sign was A'."""
    head = noun.head
    if noun.dep != "pobj" or head is None or head.head is None:
        return []
    upper = head.head
    if head.lemma in ("among", "of", "in"):
        row = words_of(noun)
        at = _position(row, head)
        if at and row[at - 1].low in _SINGLING:
            before = at - 1
            while before > 0 and row[before - 1].low in (",", "the", "a"):
                before -= 1
            fronted = (head.lemma == "among" or upper.dep == "appos") and upper.low in _SINGLING
            verb = upper.head if fronted and upper.head is not None else upper  # 'Alone among the members, A bought'
            return series_before(row, before)[-1:] or (surface_subjects(verb) if is_verb(verb) else [])
    if head.lemma in ("like", "unlike", "besides", "alongside") and {c.low for c in noun.children} & _OTHER:
        return logical_subjects(upper) if is_verb(upper) else [upper] if named(upper) else []
    return []


def _coordinated(noun: Token) -> list[Token]:
    """'A and other members'."""
    if not {c.low for c in noun.children} & (_OTHER - {"most", "all", "many"}):
        return []
    row = words_of(noun)
    at = _position(row, noun)
    while at > 0 and row[at].low not in _OTHER:
        at -= 1
    while at and (row[at - 1].tag == "CD" or row[at - 1].low in ("the", "its")):
        at -= 1  # 'A, B and 14 other members', 'A, B and the other members'
    if at and row[at - 1].low in ("and", "or"):
        return series_before(row, at - 1)
    return []


def _one_of_whom(noun: Token) -> list[Token]:
    """'The six members of the bloc, *of whom A is one*'."""
    row = words_of(noun) if _plural(noun) else []
    for at, word in enumerate(row):
        low = [t.low for t in row[at : at + 2]]
        if word.i <= noun.i or low not in (["of", "whom"], ["of", "which"]):
            continue
        names, end = series_at(row, at + 2)
        if names and [t.low for t in row[end : end + 2]] in (["is", "one"], ["are", "two"]):
            return names
    return []


_RULES = (
    _one_of_whom,
    _listed,
    _opening,
    _beside,
    _apposed,
    _copular,
    _as_phrase,
    _turned,
    _singled,
    _coordinated,
    _joined,
)
"""Ways in which a noun is said of somebody; the first that finds any wins."""
