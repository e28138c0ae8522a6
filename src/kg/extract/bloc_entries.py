"""More ways in which members of a body are told: who is let in or suspended, whom a body is made of, and who is one, or
the first, of its states.

'The League let Syria back in', 'suspended Gabon from it', 'the Quartet of Chad and Togo', 'one of the 56 nations of the
Commonwealth', 'the first of the G7 to sign'.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.annotate.ranks import ranked
from kg.annotate.tree import of_kind
from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.predication import is_bloc, named_state, series_at, words_of

_INSIDE = word_set("extract.bloc_entries.inside")
_SHARES = word_set("extract.bloc_entries.shares")
_TAKING_PART = word_set("extract.bloc_entries.taking_part")
_MADE_OF = word_set("extract.bloc_entries.made_of")
_NOTICES = word_set("extract.bloc_entries.notices")
_TAKING = word_set("extract.bloc_entries.taking")
"""Prepositions that take an entry for done: '*with* the accession of A, the body has 32 members'."""
_RAISING = word_set("extract.bloc_entries.raising")
_AHEAD = frozenset({"can", "could", "may", "might", "shall", "should", "will", "would"})
_JOINING = word_set("shared.joins_body")
_FAR = 4
"""How many words up a notice may stand of what it tells."""
_OPENING = frozenset({",", ":", "(", "–", "—", "-", "--"})
_NAMELY = word_set("extract.bloc_entries.namely")


def _let_in(verb: Token) -> list[Token]:
    """'Let *Syria* back in', 'welcomed *Morocco* back in', 'waved *Chad* in'; not 'let Syria in on a secret'."""
    for clause in verb.by("ccomp", "xcomp"):
        if clause.low in _INSIDE and not clause.by("pobj"):
            return [t for t in grammar.expand(clause.by("nsubj", "nsubjpass")) if named_state(t)]
    own = verb.by("prt", "advmod", "prep") + [c for o in verb.by("dobj") for c in o.by("advmod", "prt", "prep")]
    inside = [w for w in own if w.low in _INSIDE and w.i > verb.i and not w.by("pobj")]
    things = grammar.expand(verb.by("dobj"))
    return things if inside and things and all(named_state(t) for t in things) else []


def _named_behind(verb: Token) -> list[Token]:
    """'The states that make up the group, namely *A, B and C*', 'which form it: A and B': names behind the body."""
    heads = [grammar.antecedent(t) for t in verb.by("nsubj") if t.tag in ("WDT", "WP")]
    bodies = [t for t in (*verb.by("dobj", "pobj"), *grammar.after(verb, "up")) if is_bloc(t)]
    if not bodies or not any(t.tag == "NNS" and t.lemma in _MADE_OF for t in heads):
        return []
    row = words_of(verb)
    at = next(n for n, t in enumerate(row) if t is bodies[-1]) + 1
    opened = at
    while at < len(row) and (row[at].text in _OPENING or row[at].low in _NAMELY):
        at += 1
    names, end = series_at(row, at)
    closed = end >= len(row) or row[end].text in (",", ".", ";", ")", "–", "—") or row[end - 1].text == ","
    return names if at > opened and len(names) > 1 and closed and all(named_state(t) for t in names) else []


def _notified(word: Token) -> list[Token]:
    """'Notified *the union* that it would leave', 'gave notice to *it* of its withdrawal': the body that is told."""
    if word.by("dobj") or any(is_bloc(t) for p in word.by("prep") for t in p.by("pobj")):
        return []
    for above in [*word.ancestors()][:_FAR]:
        if not grammar.is_verb(above):
            continue
        if above.lemma in _NOTICES:
            told = [*above.by("dobj", "dative"), *grammar.after(above, "to", "on"), *_after_notice(above)]
            return [t for t in told if is_bloc(t)][:1]
        if above.lemma not in ("decide", "intend", "plan"):
            return []
    return []


def _after_notice(verb: Token) -> list[Token]:
    """'Served *notice on it*'."""
    return [t for n in verb.by("dobj") if n.lemma == "notice" for t in grammar.after(n, "to", "on")]


def _from_named_body(verb: Token) -> bool:
    """'Suspended Gabon from the union': a body that is named."""
    return any(is_bloc(t) for x in (verb, *verb.by("dobj")) for t in grammar.after(x, "from"))


def _rights_in_body(verb: Token) -> bool:
    """'Suspended its membership', 'the right of Gabon to take part in it'; not 'its right to fly there'."""
    if _own_place_in_body(verb):
        return False
    for thing in (t for t in verb.by("dobj", "nsubjpass") if t.lemma not in _SHARES):
        below = {t.lemma for t in thing.subtree()}
        if thing.lemma == "right" and not below & (_TAKING_PART | _SHARES | {"voting"}):
            return False
    return True


def _own_place_in_body(verb: Token) -> bool:
    """'Gabon suspended *its* membership of the union': who gives it up for a time; a body suspends that of others."""
    owners = [o for t in verb.by("dobj") for o in t.by("poss")]
    return any(o.tag == "PRP$" for o in owners) and not any(map(is_bloc, verb.by("nsubj")))


def _entering(noun: Token) -> list[Token]:
    """'The accession of *A* in 2023 and of *B* in 2024': states behind 'of', or whose entry it is."""
    preps = [t for t in noun.subtree() if t.lemma == "of" and t.i > noun.i and _hangs_on(t, noun)]
    own = [t for t in noun.by("poss") if named_state(t)]
    return own + [t for p in preps for t in grammar.expand(p.by("pobj")) if named_state(t)]


def _hangs_on(prep: Token, noun: Token) -> bool:
    """Whether a preposition is of a noun, or joined to one that is."""
    up = prep.head
    while up is not None and up is not noun and up.dep in ("prep", "conj") and up.pos == "ADP":
        up = up.head
    return up is noun


def _body_here(noun: Token) -> list[Token]:
    """The only body that the sentence names."""
    found = [t for t in words_of(noun) if is_bloc(t)]
    return found[:1] if len({t.mention.entity for t in found if t.mention}) == 1 else []


def _entry_told(noun: Token) -> bool:
    """'With the accession of A, the body has', 'grew by the entry of A': of what has come about, into a body that the
    noun itself leaves out.
    """
    if any(
        t for p in noun.by("prep") if p.lemma in ("to", "into", "in") for t in p.by("pobj") if not of_kind(t, "Time")
    ):
        return False
    prep = noun.head if noun.dep == "pobj" else None
    verb = prep.head if prep is not None and prep.lemma.lower() in _TAKING else None
    if verb is not None and not grammar.is_verb(verb):
        verb = next((a for a in verb.ancestors() if grammar.is_verb(a)), None)
    if noun.dep == "nsubj" and noun.head is not None and noun.head.lemma in _RAISING:
        verb = noun.head
    return verb is not None and not any(a.lemma in _AHEAD for a in verb.by("aux")) and verb.tag != "VB"


def _presides(noun: Token) -> bool:
    """'President of the bloc', 'host of the G7'; not 'host of the Environment Programme', which has its seat there."""
    named = [t for t in (*grammar.after(noun, "of"), *noun.by("poss", "compound", "nmod")) if is_bloc(t)]
    return bool(named) and (noun.lemma != "host" or all(t.mention and t.mention.kind == "Grouping" for t in named))


def _back_to(verb: Token) -> list[Token]:
    """'Came back *to the Commonwealth*'; not 'went back to the Council for help'."""
    if grammar.after(verb, "for", "with"):
        return []
    backs = [t for t in verb.by("advmod", "prt") if t.low == "back"]
    found = [t for b in backs for t in grammar.after(b, "to", "into", "in")]
    named = [a for t in found or (grammar.after(verb, "to", "into") if backs else []) for a in (t, *t.by("appos"))]
    return [t for t in named if is_bloc(t)]


def _nth_to_join(noun: Token) -> bool:
    """'The 185th state to join it', 'the first country to accede to it'."""
    joins = [v for v in noun.by("relcl", "acl", "xcomp") if v.lemma in _JOINING and v.tag == "VB"]
    return bool(joins) and ranked(noun)


def _singled_of_body(word: Token) -> bool:
    """'Was the first of the G7 to sign', 'the poorest of the EU': not 'the first of its summits'."""
    those = grammar.after(word, "of", "in", "within")
    owners = [o for t in those if t.lemma in ("member", "state") for o in t.by("poss")]  # 'the first of its members'
    return word.dep in ("attr", "appos", "npadvmod", "pobj") and any(map(is_bloc, (*those, *owners)))


def at_an_end(noun: Token) -> bool:
    """'Its membership came to an end'."""
    up = noun.head
    return up is not None and up.lemma in ("come", "draw") and any(t.lemma == "end" for t in grammar.after(up, "to"))


PATHS: Mapping[str, Callable[[Token], list[Token]]] = {
    "let_in": _let_in,
    "back_to": _back_to,
    "body_here": _body_here,
    "entering": _entering,
    "named_behind": _named_behind,
    "notified": _notified,
}

CONDITIONS: Mapping[str, Callable[[Token], bool]] = {
    "for_a_state": lambda noun: any(
        named_state(x) for t in grammar.after(noun, "for") for x in (t, *grammar.after(t, "of"))
    ),
    "lets_in": lambda verb: bool(_let_in(verb)),
    "names_behind": lambda verb: bool(_named_behind(verb)),
    "from_named_body": _from_named_body,
    "entry_of_state": lambda noun: any(map(is_bloc, (*grammar.after(noun, "of"), *noun.by("compound", "nmod")))),
    "enlarged_by_states": lambda verb: all(map(named_state, grammar.after(verb, "by"))),
    "entry_told": _entry_told,
    "nth_to_join": _nth_to_join,
    "own_place_in_body": _own_place_in_body,
    "presides": _presides,
    "within_body": lambda verb: any(map(is_bloc, grammar.after(verb, "in", "within"))),
    "enlisted_in_body": lambda verb: any(is_bloc(t) for t in grammar.after(verb, "in", "into", "with")),
    "listed_states": lambda verb: len([t for t in grammar.after(verb, "by", "of") if named_state(t)]) > 1,
    "rights_in_body": _rights_in_body,
    "singled_of_body": _singled_of_body,
    "some_of_body": lambda noun: any(t.tag in ("NNS", "NNPS") for t in grammar.after(noun, "of")),
    "unowned_exit": lambda noun: not noun.by("poss") and not grammar.after(noun, "of", "by"),
}
