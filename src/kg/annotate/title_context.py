"""What stands around a title in a row of words: whose office it is, whether it is past, where the phrase ends."""

from __future__ import annotations

from itertools import takewhile

from kg.annotate.people_words import BODY_NOUNS, CHOSEN, FORMER, LANDS, LINK, PARTICLES, POSSESSIVE, TO_TOWN
from kg.annotate.rows import Item
from kg.core.annotated import Mention
from kg.core.words import word_set

_VERBS = word_set("annotate.title_context.verbs")
"""Words that end the phrase of a title."""


_APPOSITION = 5
"""Words of 'the Nobel laureate' at most."""
_DIVISIONS = word_set("annotate.title_context.divisions")
"""Nouns behind the name of a part of a state."""


_UNRECOGNISED = word_set("annotate.title_context.unrecognised")
"""What a land is called that has a government, and that others do not take for a state."""
_PRONOUNS = frozenset({"he", "it", "she", "they", "we"})
_HELPING = word_set("annotate.title_context.helping")
"""After a name, the verb of a clause, as every word in -ed is."""
_LANDS_APART = word_set("annotate.title_context.lands_apart")


def bodies(row: list[Item], i: int, after: int) -> tuple[list[Mention], int]:
    """'of Armenia and Azerbaijan' after a plural title: whose offices, and the index after them."""
    out: list[Mention] = []
    k = i + 1
    if k < len(row) and row[k].low in ("of", "from", "for"):
        k += 1
        while k < len(row) and (row[k].low in ("the", ",", "and") or (row[k].name is not None and owner(row[k].name))):
            if (name := row[k].name) is not None:
                out.append(name)
                end = k + 1
            elif row[k].low == "," and not (
                k + 1 < len(row)
                and ((row[k + 1].name is not None and owner(row[k + 1].name)) or row[k + 1].low == "and")
            ):
                break
            k += 1
    return (out, end) if len(out) >= 2 else ([], after)


def past_noun(row: list[Item], j: int) -> int:
    """The index of the comma before 'a former businessman', 'the Nobel laureate'; the index itself where no such
    apposition ends there.
    """
    k = j
    while k > 0 and j - k < _APPOSITION and row[k].text.replace(" ", "").isalpha():
        small = row[k].text.islower() or row[k].role == "adjective" or (k < j and row[k].name is None)
        if not small:
            break
        k -= 1
    lower = row[j].text.islower()
    return k if lower and row[k].text == "," and row[k + 1].low in ("a", "an", "the") else j


def bodies_before(row: list[Item], i: int) -> list[Mention]:
    """'Chilean, Peruvian and Argentine', "Chile's and Peru's" before a plural title: whose offices; empty where
    they are not several.
    """
    out: list[Mention] = []
    k = i - 1
    while k >= 0:
        owned = row[k].text in POSSESSIVE and k > 0 and row[k - 1].kind == "State"
        k -= owned
        if (name := row[k].name) is not None and (owned or row[k].role == "adjective"):
            out.append(name)
        elif row[k].low not in (",", "and", "&"):
            break
        k -= 1
    return out[::-1] if len(out) >= 2 else []


def home_of(row: list[Item], last: int, places: tuple[str, ...] = ()) -> Mention | None:
    """The state after a name: 'President A B of (the) C', 'A B, of C, and D E, of F'; ``places`` are further
    prepositions before it.
    """
    at = last + 1
    apart = (
        at + 3 < len(row) and row[at].text == "," and row[at + 1].low == "of" and row[at + 3].text in (",", ".", ":")
    )
    at += apart
    if at >= len(row) or row[at].low not in ("of", "for", "(", "from", *places):
        return None
    bracket = row[at].text == "("
    at += 2 if at + 1 < len(row) and row[at + 1].low == "the" else 1
    name = row[at].name if at < len(row) else None
    after = row[at + 1].text if at + 1 < len(row) else ""
    seat = name is not None and name.role == "capital" and row[at - 1].low == "for"  # 'A B for Quito'
    if name is None or after in POSSESSIVE:
        return None
    if not seat and (name.kind != "State" or name.role not in ("name", "acronym")):
        return None
    return name if not bracket or after == ")" else None


def antecedent(row: list[Item], pronoun: int | None) -> Mention | None:
    """'The community, whose chair is A B': the body or state right before 'whose'."""
    k = next((n for n, x in enumerate(row) if x.start == pronoun and x.low == "whose"), 0)
    k -= 1 + (k > 1 and row[k - 1].text == ",")
    if k > 0 and row[k].low == "and":  # 'CARICOM, to which both belong and whose secretary-general'
        k = next((n for n in range(k, 0, -1) if row[n].low == "which"), 1) - 1
        k -= row[k].low in ("of", "to", "in") and k > 0
        k -= row[k].text == "," and k > 0
    return row[k].name if k >= 0 and owner(row[k].name) else None


def home_end(row: list[Item], last: int) -> int:
    """The index of the last item of 'of C', 'for C' or '(C)' after a name; that of the name where there is none."""
    home = home_of(row, last)
    if home is None:
        return last
    at = next(k for k in range(last + 1, len(row)) if row[k].name is home)
    listed = row[last + 1].text == "," and at + 2 < len(row) and row[at + 2].low == "and"  # 'A, of C, and D, of E'
    return at + 1 if row[last + 1].text == "(" or listed else at


def body_before(text: str, row: list[Item], i: int, first: int) -> tuple[int, str | None]:
    """'a European Commission spokesman': the body that is named before a title, and where it begins."""
    j = first - 1
    if j < 0 or (row[j].text in POSSESSIVE and row[i].text[0].isupper()):
        return first, None
    owns = row[j].text in POSSESSIVE
    j -= owns
    last = j
    while j >= 0 and row[j].text[0].isupper() and row[j].text.replace("-", "").replace(" ", "").isalpha():
        if row[j].name is not None and row[j].kind in ("Time", "Person", "Treaty"):
            break
        if row[j].title is not None and row[j].is_office:
            break
        j -= 1
    start = j + 1
    named = row[last].low in BODY_NOUNS or (row[last].name is not None and row[last].kind not in ("State", ""))
    if start > last or not named or (last == start and row[last].name is None):
        return first, None
    while row[start].name is not None and row[start].kind == "State" and start < last:
        start += 1
    return start, text[row[start].start : row[last].end]


def opposition(text: str, row: list[Item], i: int) -> tuple[int, str] | None:
    """'leader of the opposition Unity Party': the index after the party, and its name; None where no party follows."""
    title = row[i].title
    if title is None or not title.title.lower().endswith("of the opposition"):
        return None
    k = i + 1
    while k < len(row) and row[k].text[0].isupper() and (row[k].text.isalpha() or row[k].name is not None):
        k += 1
    return (k, text[row[i + 1].start : row[k - 1].end]) if k > i + 1 and row[k - 1].title is None else None


_HERE = word_set("annotate.title_context.here")


def phrase_after(row: list[Item], after: int) -> int:
    """The index of the comma after 'of the two commissions' or 'in Lima'; ``after`` where no such phrase is there."""
    k = after
    while k < len(row) and k - after < 7:
        item = row[k]
        if item.text == ",":
            return k if k - after >= 2 or row[after].low in _HERE else after
        if k == after and item.low in _HERE:
            k += 1
            continue  # "Peru's ambassador there, A B"
        word = item.name is not None or item.text.isalpha() or item.text in POSSESSIVE
        if not word or item.low in _VERBS or item.title is not None:
            return after
        if k == after and item.low not in ("of", "for", "in", "at", "to", "on", "since", "from"):
            return after
        k += 1
    return after


def to(row: list[Item], i: int) -> bool:
    return i + 1 < len(row) and row[i + 1].low == "to"


def posted(row: list[Item], i: int) -> bool:
    """'The ambassador to Peru', 'the envoy in Lima': where somebody is sent, not whose they are."""
    return i + 1 < len(row) and row[i + 1].low in ("to", "in", "at")


def close(text: str, row: list[Item], last: int, *, comma: bool) -> int:
    """End of the stretch that stands for the person; a closing comma of the apposition is taken in."""
    end = row[last].end
    if comma and last + 1 < len(row) and row[last + 1].text == "," and not new_phrase(row, last + 2):
        return row[last + 1].end
    return end


_LOCAL = word_set("annotate.title_context.local")


def _where(row: list[Item], i: int, j: int) -> bool:
    """'After talks in Quito President A B left': the town before a title is where he was, and has no such office."""
    name, title = row[j].name, row[i].title
    town = name is not None and name.kind == "Settlement" and j == i - 1 and j > 0 and row[j - 1].low in TO_TOWN
    return town and title is not None and title.is_office and title.title.lower().split()[-1] not in _LOCAL


_BEFORE_TITLES = word_set("annotate.title_context.before_titles")


def before(row: list[Item], i: int) -> tuple[int, Mention | None, int | None, bool, bool]:
    """From a title leftwards: 'the then Japanese ...', "Germany's ...", 'its ...'."""
    j, first = i - 1, i
    body: Mention | None = None
    pronoun: int | None = None
    former = then = False
    while j >= 0:
        item = row[j]
        if item.low in CHOSEN and not (
            j
            and (
                row[j - 1].low in LINK | {"the", "a", "democratically", "directly", "recently"}
                or row[j - 1].name is not None
            )
        ):
            break
        if item.low in ("now", "then") and j > 1 and row[j - 1].low == "by" and row[j - 2].text == ",":
            first, j = j - 1, j - 2  # 'A B, by then president': he was so then
        elif item.low in LINK or item.low.rstrip("-") in FORMER:
            former |= item.low.rstrip("-") in FORMER
            then |= item.low.startswith("then")
            first, j = j, j - 1
        elif item.text == "-" and j and row[j - 1].low in ("then", "ex"):
            j -= 1
        elif item.text in POSSESSIVE and j and row[j - 1].name is not None and body is None and owner(row[j - 1].name):
            body = row[j - 1].name
            first, j = j - 1, j - 2
        elif item.text in POSSESSIVE and j and body is None and row[j - 1].text.islower():
            first, j = j - 1, j - 2  # "the coast guard's spokesman"
            if j > 0 and row[j].text.islower() and row[j].low not in ("the", "a"):
                first, j = j, j - 1
        elif _where(row, i, j):
            break
        elif item.name is not None and body is None and owner(item.name):
            body = item.name
            first, j = j, j - 1
        elif item.low in ("the", "a", "an", "another"):
            first = j
            break
        elif item.low in ("its", "his", "her", "their", "whose", "our", "my") and body is None:
            pronoun, first = item.start, j
            break
        else:
            break
    while first < i and row[first].low in _BEFORE_TITLES:
        first += 1
    return first, body, pronoun, former, then


def owner(mention: Mention | None) -> bool:
    return mention is not None and mention.kind not in ("Time", "Person", "Treaty")


_GROUPS = word_set("annotate.title_context.groups")


def _called_group(row: list[Item], k: int) -> int | None:
    """The index of the name behind the noun that says what it is: 'rebel group M23'."""
    at = next((n for n in range(k, min(k + 3, len(row) - 1)) if row[n].low in _GROUPS), None)
    if at is None or any(not x.text.replace("-", "").isalpha() for x in row[k:at]):
        return None
    if [x.low for x in row[at + 2 : at + 4]] == [",", "which"]:
        return None  # what is said of the group is not said of its leader
    name = row[at + 1].name
    kinds = ("Organization", "PoliticalParty", "Group", "Grouping")
    return at + 1 if name is not None and name.kind in kinds and name.role != "adjective" else None


def _unrecognised(row: list[Item], k: int) -> int:
    """Past 'the breakaway region of', 'the self-declared republic of', where a name follows; else where it was."""
    at = k + (k < len(row) and row[k].low == "the")
    first = at
    while at < len(row) and row[at].low in _UNRECOGNISED:
        at += 1
    if at + 1 < len(row) and row[at].low in _LANDS_APART and row[at + 1].low == "of":
        at += 2
    return at if first < at < len(row) and row[at].name is not None else k


def _names_the_holder(row: list[Item], first: int, end: int, body: Mention | None) -> bool:
    """'The chairman of the African Union A B met them': the words right behind a body, of which none is a body's."""
    if body is None or body.kind == "State" or row[first - 1].name is not body:
        return False
    words = {x.low for x in row[first:end]}
    whole = 1 < end - first < _APPOSITION or (end - first == 1 and end < len(row) and row[end].low in PARTICLES)
    named_behind = end + 1 < len(row) and row[end].text == "," and row[end + 1].text[0].isupper()
    return whole and not named_behind and not words & (BODY_NOUNS | {"of", "and", "for", "on"})


def _cabinet(row: list[Item], k: int) -> tuple[int, Mention | None] | None:
    """'(A spokesman of) *the Council of Ministers of Chad*': the item behind it, and the state that it is of."""
    k += k < len(row) and row[k].low == "the"
    words = [x.low for x in row[k : k + 3]]
    if words[:1] == ["cabinet"]:
        k += 1
    elif words == ["council", "of", "ministers"]:
        k += 3
    else:
        return None
    of = k + 1 + (k + 1 < len(row) and row[k + 1].low == "the")
    named = k < len(row) and row[k].low == "of" and of < len(row) and row[of].kind == "State"
    return (of + 1, row[of].name) if named else (k, None)


def after(text: str, row: list[Item], i: int) -> tuple[int, Mention | None, str | None, int | None]:
    """From a title rightwards: 'of Japan', 'for the Philippines' National Maritime Council', 'to Manila'."""
    j = i + 1
    if j >= len(row) or row[j].text not in ("of", "for", "to", "in", "at", "with", "OF", "FOR", "TO"):
        return j, None, None, None
    k = j + 1
    pronoun = None
    body: Mention | None = None
    if k + 1 < len(row) and row[k].low in ("our", "its", "their", "his", "her") and row[k + 1].low in LANDS:
        return k + 2, None, None, row[k].start  # 'the President of our country A B'
    if (cabinet := _cabinet(row, k)) is not None:
        return *cabinet, None, None
    k = _unrecognised(row, k) if row[j].low == "of" else k
    while k < len(row) and (
        row[k].low in ("the", "its", "their", "his", "her", "a")
        or row[k].text in POSSESSIVE
        or row[k].name
        or row[k].low in ("ruling", "main", "governing", "opposition")
    ):
        if row[k].low in ("its", "their", "his", "her"):
            pronoun = row[k].start
        item = row[k].name
        if item is not None:
            if not owner(item) or (item.role == "adjective" and body is not None):
                break
            more = k + 1 < len(row) and row[k + 1].text in POSSESSIVE
            if body is None or item.kind not in ("State",):
                body = item
            k += 1
            if more and row[i + 1].low in ("in", "of") and (at := _in_government(row, k)) is not None:
                return at, body, None, pronoun
            if row[i + 1].low in ("to", "in", "at") or (
                row[i + 1].low in ("of", "for") and _of_state(item) and not more
            ):
                posted = k + 1 < len(row) and row[k].low in ("at", "in", "to") and owner(row[k + 1].name)
                return (k + 2 if posted else k), body, None, pronoun  # 'the ambassador of Kenya at Accra, A B'
            if item.role == "adjective" and not more and (at := _called_group(row, k)) is not None:
                return at + 1, row[at].name, None, pronoun  # 'leader of the Lebanese group Hezbollah'
            if item.role == "adjective" and k < len(row) and row[k].low in BODY_NOUNS and not more:
                return k + 1, body, None, pronoun  # 'the speaker of the Malawian parliament, A B'
            if (
                item.role == "adjective"
                and k + 1 < len(row)
                and row[k].text.islower()
                and row[k + 1].text in POSSESSIVE
            ):
                k += 2  # "the Chinese military's Eastern Theater Command"
                continue
            if not more and k < len(row) and row[k].low in _DIVISIONS:
                return k + 1, body, None, pronoun  # 'the governor of the Syunik province, A B'
            if not more and item.role not in ("adjective",):
                nxt = row[k] if k < len(row) else None
                if nxt is None or (
                    not (nxt.name and owner(nxt.name))
                    and not (nxt.text[0].isupper() and nxt.text.isalpha() and not nxt.title)
                ):
                    return k, body, None, pronoun
            continue
        k += 1
    name_start = k
    while (
        k < len(row)
        and row[k].title is None
        and (
            row[k].text[0].isupper()
            or (
                row[k].low in ("of", "and", "for", "on")
                and k > name_start
                and k + 1 < len(row)
                and row[k + 1].text[0].isupper()
            )
        )
        and row[k].text.isalpha()
        and row[k].name is None
    ):
        k += 1
    if _names_the_holder(row, name_start, k, body):
        return name_start, body, None, pronoun
    if k > name_start:
        if k < len(row) and row[k].low in _DIVISIONS:
            k += 1  # 'the governor of the Tahoua region, A B'
        return k, body, text[row[name_start].start : row[k - 1].end], pronoun
    if body is None and pronoun is None:
        # 'minister for foreign trade': lower-case field of the office, up to a comma or a name
        return j, None, None, None
    return k, body, None, pronoun


def _in_government(row: list[Item], k: int) -> int | None:
    """Behind 'minister in Chad's', the end of 'caretaker government' or 'Government of National Unity'."""
    words = row[k + 1 : k + 5]
    if words and words[0].name is not None and words[0].low.split()[0] in _GOVERNMENTS:
        return k + 2
    at = next((n for n, x in enumerate(words) if x.low in _GOVERNMENTS), None)
    if at is None or not all(x.text.replace("-", "").isalpha() and x.name is None for x in words[:at]):
        return None
    end = k + 2 + at
    if end < len(row) and row[end].low == "of":
        named = takewhile(lambda x: x.text[0].isupper() and x.text.isalpha() and x.name is None, row[end + 1 :])
        end += 1 + n if (n := len(list(named))) else 0
    return end


_GOVERNMENTS = word_set("annotate.title_context.governments")


def _of_state(mention: Mention) -> bool:
    """Whether it names a state, or the capital where it is governed ('the premier of Pristina A B')."""
    return (mention.kind == "State" and mention.role == "name") or mention.role == "capital"


def new_phrase(row: list[Item], k: int) -> bool:
    """Whether a noun phrase or a clause begins here, so that the comma before it closes no apposition alone."""
    return k < len(row) and (
        row[k].low
        in ("the", "a", "an", "this", "that", "its", "their", "his", "her", "it", "he", "she", "they", "both")
        or row[k].text[0].isupper()
        or _new_clause(row, k)
    )


def _new_clause(row: list[Item], k: int) -> bool:
    """'Met his guest, A B, *and Qatar posted* some men': what begins with a conjunction, a name and a verb."""
    if row[k].low not in ("and", "but") or k + 2 >= len(row):
        return False
    named = row[k + 1].name is not None or row[k + 1].low in _PRONOUNS
    return named and (row[k + 2].low in _HELPING or row[k + 2].low.endswith("ed"))
