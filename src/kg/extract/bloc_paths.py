"""Who is in a body, and which body, where the words of a membership do not stand beside its verb or noun.

* 'Kenya, like Togo, belongs to it', 'a member of NATO like Togo', 'is, the same as Togo, a member': whom it is like;
* 'SADC, a bloc of 16 nations including Angola and Zambia', 'What is SADC? A bloc that includes Angola': what a bare
  noun of a body stands for, and whom it lists;
* 'SADC shrank in May, when Chad and Mali quit': the body of which the clause above tells;
* 'SADC, with Angola and Zambia as members': the body that has them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.annotate.tree import of_kind
from kg.core.annotated import Annotated, Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.predication import bearers, is_bloc, named, series_at, series_before, words_of

_LIKE = frozenset({("same", "as"), ("just", "as"), ("together", "with"), ("along", "with")})
_BEHIND = ("dobj", "ccomp", "xcomp", "acomp")
_CHANGES = word_set("extract.bloc_paths.changes")
"""What becomes of a body that is joined or left."""
_BEGINS = word_set("extract.bloc_paths.begins")
_LISTS = word_set("extract.bloc_paths.lists")


STATE_NOUNS = word_set("extract.bloc_paths.state_nouns")
"""Nouns for states, that may point back to those named before."""


class BlocPaths:
    """Paths of memberships in one document."""

    def __init__(self, annotated: Annotated, sentence_of: Mapping[int, int], bodies: frozenset[str]) -> None:
        self.annotated, self.sentence_of, self._bodies = annotated, sentence_of, bodies
        self.by_name: dict[str, Callable[[Token], list[Token]]] = {
            "bloc_above": self._bloc_above,
            "bloc_self": lambda token: [token],
            "bloc_states": self._bloc_states,
            "both_bodies": self._both_bodies,
            "stranded": _stranded,
            "whole": self._whole,
            "ally_within": _allies_within,
            "allied_ones": _allied_ones,
            "bloc_which": _bloc_which,
        }

    def likened(
        self, trigger: Token, told: Sequence[Token], bodies: Sequence[Token], *, unlike: bool = False
    ) -> list[Token]:
        """Those who are said to be members like the ones told: 'Kenya, like Togo, is in it', 'is in it like Togo'; or
        unlike them.
        """
        row = words_of(trigger)
        markers = [(n, width) for n in range(len(row)) if (width := _marker(row, n, unlike=unlike))]
        if not markers or not told:
            return []
        places = {id(t): n for n, t in enumerate(row)}
        here, first = places[id(trigger)], min(places.get(id(t), len(row)) for t in told)
        ends = {places[id(t)] for t in bodies if id(t) in places}
        if trigger.dep == "nsubj" and trigger.tag == "NNS":  # 'its members are A and B, together with C'
            ends |= {places[id(t)] for t in told if id(t) in places}
        out: list[Token] = []
        for at, width in markers:
            others, after = series_at(row, at + width)
            if not others:
                others, after = _counted_noun(row, at + width)
            owner = after < len(row) and row[after].text in ("'s", "’s", "'")
            if others and not owner and self._same_said(row, trigger, at, after, (first, here), ends):
                out += [t for t in others if all(t is not x for x in told)]
        return out

    @staticmethod
    def _same_said(
        row: Sequence[Token], trigger: Token, at: int, after: int, said: tuple[int, int], ends: set[int]
    ) -> bool:
        """Whether what is likened from ``at`` to ``after`` is so in that of which the trigger tells."""
        first, here = said
        if at > here:
            last = at - 1
            while last > here and (
                row[last].text in (")", ",") or of_kind(row[last], "Time") or row[last].text in ("in", "on")
            ):
                last -= 1
            return last in ends
        closed = after < len(row) and (row[after].text == "," or row[after].low in ("a", "an", "one"))
        if not closed or (at and row[at - 1].text not in (",", "(", "–", "—", "the")):
            return False
        if any(t.tag in ("WDT", "WP") for t in row[at:here]):
            return False
        verb = trigger if grammar.is_verb(trigger) else trigger.head
        if verb is not None and verb.dep == "conj" and first > at and verb.by(*grammar.SUBJECT):
            return False  # 'Togo, unlike Mali, is no member, and *Chad belongs* to another'
        clause = verb is not None and grammar.is_verb(verb) and (verb is trigger or trigger.dep == "attr")
        return first < at or (clause and verb is not None and verb.dep not in ("relcl", "acl"))

    def meant(self, token: Token) -> Token | None:
        """The named body of which a bare noun is said: 'SADC, a bloc', 'SADC is a bloc', 'What is SADC? A bloc'."""
        noun = grammar.antecedent(token)
        if (began := _began_as(noun)) is not None:
            return began
        if noun.mention is not None or noun.lemma not in self._bodies:
            return None
        head = noun.head
        if head is None:
            return self._asked(noun)
        found = [head] if noun.dep == "appos" else head.by("nsubj") if noun.dep == "attr" and head.lemma == "be" else []
        return next((t for t in found if is_bloc(t)), None)

    def _asked(self, noun: Token) -> Token | None:
        """The body after which the sentence before asks, where a noun alone answers it."""
        number = self.sentence_of.get(noun.start, 0)
        before = self.annotated.sentences[number - 1].tokens if number else ()
        if not before or before[-1].text != "?":
            return None
        found = [t for t in before if is_bloc(t)]
        return found[0] if len(found) == 1 and _asks(before) else None

    def _bloc_states(self, token: Token) -> list[Token]:
        """The states that a noun of a body lists: 'a bloc of five nations including A and B', 'a club of A, B and C',
        'Russia-led bloc: A, B and C'.
        """
        row = words_of(token)
        at = next(n for n, t in enumerate(row) if t is token) + 1
        for n in range(at, min(at + 9, len(row))):
            word = row[n]
            low = word.low
            if word.tag in ("VBD", "VBZ", "VBP", "MD") or word.text in (";", "("):
                return []
            near = n == at or (_began_as(token) is not None and low == "among")
            nearby = near and (low == "of" or (low in ("among", "between") and token.text.islower()))
            listed = low in _LISTS or [t.low for t in row[n : n + 2]] in (["such", "as"], ["among", "them"])
            if nearby or listed:
                names, _ = series_at(row, n + 1 + (listed and low in ("such", "among")))
                if low == "including" and not names and (some := _counted_noun(row, n + 1)[0]):
                    return some
                if len(names) > 1 and all(t.mention is not None and t.mention.role != "adjective" for t in names):
                    return names
            if word.mention is not None:
                return []
        return []

    def _bloc_above(self, token: Token) -> list[Token]:
        """'The bloc shrank in May, when Chad quit': the body that is the subject above a verb without an object."""
        if token.by(*_BEHIND) or not token.by("nsubj", "nsubjpass") or any(is_bloc(t) for t in token.subtree()):
            return []
        places = [p for p in token.by("prep") if any(_named_place(t) for t in p.by("pobj"))]
        clause = token.dep in ("advcl", "relcl") and any(
            t.low in ("when", "after", "before", "since", "until", "once") for t in token.children
        )
        above = next((a for a in token.ancestors() if grammar.is_verb(a)), None)
        changed = clause and not places and above is not None and above.lemma in _CHANGES
        found = valency.surface_subjects(above) if changed and above is not None else []
        return [t for t in found if is_bloc(t)]

    def _both_bodies(self, token: Token) -> list[Token]:
        """'Romania is in NATO and in the European Union. Norway is a member of both': the two named before."""
        if not of_both(token):
            return []
        number = self.sentence_of.get(token.start, 0)
        for sentence in reversed(self.annotated.sentences[max(0, number - 1) : number + 1]):
            found = [t for t in sentence.tokens if t.start < token.start and is_bloc(t)]
            if found:
                return found if len({t.mention.entity for t in found if t.mention}) == len(("A", "B")) else []
        return []

    @staticmethod
    def _whole(token: Token) -> list[Token]:
        """'SADC, with Angola and Zambia as members': the body before 'with'."""
        name = token.head.head if token.dep == "pobj" and token.head is not None and token.head.lemma == "as" else None
        first = name.first_of_row() if name is not None else None
        up = first.head if first is not None and first.dep == "pobj" else None
        if up is None or up.lemma != "with" or up.head is None:
            return []
        return [up.head] if is_bloc(up.head) else []


def _marker(row: Sequence[Token], at: int, *, unlike: bool) -> int:
    """How many words that liken stand at an index: 'like', 'just like', 'the same as', 'along with'; or 'unlike'."""
    low = row[at].low
    if unlike:
        return int(low == "unlike")
    if low in ("like", "alongside"):
        return int(row[at].tag in ("IN", "RB"))
    return 2 if at + 1 < len(row) and (low, row[at + 1].low) in _LIKE else 0


def _began_as(noun: Token) -> Token | None:
    """'*The Conclave* began as an arrangement among A and B', 'was born as a union of A and B': what began so."""
    as_ = noun.head if noun.dep == "pobj" and noun.head is not None and noun.head.lemma == "as" else None
    verb = as_.head if as_ is not None else None
    if verb is None or verb.lemma not in _BEGINS:
        return None
    return next(iter(valency.surface_subjects(verb)), None)


def _stranded(verb: Token) -> list[Token]:
    """'*The club* both belong to', 'the bloc they are members of': what a preposition at the end is said of."""
    ends = [p for t in (verb, *verb.by("attr")) for p in t.by("prep") if p.lemma in ("to", "of") and not p.by("pobj")]
    up = verb.head if verb.dep == "relcl" else None
    return [up] if up is not None and ends else []


def _asks(row: Sequence[Token]) -> bool:
    """'What is SADC?', also behind a sign ('>> What is SADC?')."""
    first = next((t.low for t in row if t.text[:1].isalpha()), "")
    return first in ("what", "who", "which")


def _counted_noun(row: Sequence[Token], at: int) -> tuple[list[Token], int]:
    """'Like *the two countries*', 'like both states': the noun, and the index behind it."""
    words = [t.low for t in row[at : at + 2]]
    if words[:1] == ["both"] and (at + 1 == len(row) or row[at + 1].text in (",", ")", ".")):
        return [row[at]], at + 1
    n = 1 if words[:1] == ["both"] else 2 if words in (["the", "two"], ["the", "three"]) else 0
    noun = row[at + n] if n and at + n < len(row) else None
    known = noun is not None and noun.mention is None and noun.tag == "NNS" and noun.lemma in STATE_NOUNS
    return ([noun], at + n + 1) if noun is not None and known else ([], at)


def _bloc_which(token: Token) -> list[Token]:
    """'The bloc, of which A and B make part, met': the body right before 'of which', whatever the tree says."""
    row = words_of(token)
    here = next(n for n, t in enumerate(row) if t is token)
    at = next((n for n in range(here - 1, 1, -1) if row[n].tag in ("WDT", "WP")), 0)
    if at < 2 or row[at - 1].low not in ("of", "to", "in"):
        return []
    verbs = [t for t in row[at:here] if t.tag in ("VBD", "VBZ", "VBP", "MD") and t is not token.head]
    between = [t for t in verbs if t.head is not token.head or t.dep not in ("aux", "auxpass")]
    before = [t for t in row[max(0, at - 6) : at - 1] if t.mention is not None]
    near = row[at - 2].text in (",", ")") or is_bloc(row[at - 2])
    return before[-1:] if near and not between and before and is_bloc(before[-1]) else []


def _allies_within(token: Token) -> list[Token]:
    """'A, an ally of B within it', 'joined its partners in it': A and B, and whose partners they are."""
    other = grammar.after(token, "of")
    joined = token.head is not None and token.head.lemma in ("follow", "join")  # not Ukraine's partners in NATO
    own = token.by("poss") if joined or any(c.lemma in ("fellow", "other") for c in token.children) else []
    return [*bearers(token), *other, *own]


def _allied_ones(token: Token) -> list[Token]:
    """'A and B are allied in it', 'A and B, allied in it', 'both states, allied in it': A and B, both states."""
    if token.by("auxpass"):
        return valency.surface_subjects(token)
    row = words_of(token)
    at = next(n for n, t in enumerate(row) if t is token)
    at -= at > 0 and row[at - 1].text == ","
    names = series_before(row, at)
    both = [t for t in row[max(0, at - 1) : at] if t.tag == "NNS" and t.mention is None]
    return names if len(names) > 1 else both


def of_both(token: Token) -> str:
    """'Both' or 'neither' behind 'member of', 'belong to'; else nothing."""
    found = [t for t in grammar.after(token, "of", "to") if t.mention is None]
    word = found[0].low if len(found) == 1 and not found[0].by("prep") else ""
    return word if word in ("both", "neither") else ""


def denied(body: Token) -> bool:
    """Whether a body is one that is told to be left out: 'in neither A nor B', 'of A but not of B'."""
    row = words_of(body)
    at = next(n for n, t in enumerate(row) if t is body) - 1
    while at >= 0 and (row[at].dep in ("det", "prep", "compound", "amod") or row[at].pos == "ADP"):
        at -= 1
    if at >= 0 and row[at].low in ("neither", "nor"):
        return True
    return at > 0 and row[at].low == "not" and row[at - 1].low in ("but", "though", "and", ",")


def _named_place(token: Token) -> bool:
    return named(token) and not is_bloc(token)
