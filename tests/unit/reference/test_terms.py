"""Terms of office and dates of persons: every row sourced and dated, and no office of a state held by two at once."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from reference_tables import LEXICON, codes, faults, first, known, last, reference, rows, slugs

POSTS = {
    "head of state",
    "head of government",
    "foreign minister",
    "defence minister",
    "other",
    "head of organisation",
    "foreign policy chief",
}
# Offices of the lexicon that are one of the posts, by their names there.
LEXICON_POSTS = {
    "foreign minister": "foreign minister",
    "foreign secretary": "foreign minister",
    "secretary of state": "foreign minister",
    "external affairs minister": "foreign minister",
    "defence minister": "defence minister",
    "defence secretary": "defence minister",
    "prime minister": "head of government",
    "premier": "head of government",
    "chancellor": "head of government",
    "king": "head of state",
    "emperor": "head of state",
}


def test_every_term_is_well_formed_and_sourced() -> None:
    """A term has its columns, dates in EDTF, an address for its source and the day of looking it up."""
    columns = "person aliases post title of from to acting"
    assert faults("terms", columns, dates=("from", "to"), lists=("aliases",)) == []


def test_terms_name_posts_states_and_bodies_that_are_known() -> None:
    """A post is one of seven, and its state or organisation is in the lexicon."""
    terms = reference("terms")
    assert {row["post"] for row in terms} <= POSTS
    assert {row["of"] for row in terms} <= codes() | slugs()
    assert {row["acting"] for row in terms} <= {"", "yes"}
    assert [row["person"] for row in terms if not row["title"]] == []


def test_a_term_begins_before_it_ends() -> None:
    """The first day of a term is not after its last."""
    assert [r["person"] for r in reference("terms") if first(r["from"]) > last(r["to"])] == []


def test_nobody_holds_an_office_while_another_does() -> None:
    """Terms of one office of one state follow each other, acting holders apart; the day of handing over is both's."""
    held = defaultdict(list)
    for row in reference("terms"):
        if not row["acting"]:
            held[row["of"], row["post"], row["title"] if row["post"] == "other" else ""].append(row)
    overlaps = [
        f"{key}: {before['person']} {before['to']}, {after['person']} {after['from']}"
        for key, terms in held.items()
        for before, after in pairwise(sorted(terms, key=lambda r: (known(r["from"]), last(r["to"]))))
        if not before["to"] or first(before["to"]) > known(after["from"])
    ]
    assert overlaps == []


def test_a_name_means_one_person_of_a_state() -> None:
    """No alias of an officer of a state is the name of another one of that state."""
    owners = defaultdict(set)
    for row in reference("terms"):
        for form in [row["person"], *filter(None, row["aliases"].split("|"))]:
            owners[row["of"], form].add(row["person"])
    assert {key: people for key, people in owners.items() if len(people) > 1} == {}


def test_a_person_has_the_same_aliases_in_every_term() -> None:
    """Two terms of one person of a state say the same other names."""
    aliases = defaultdict(set)
    for row in reference("terms"):
        aliases[row["of"], row["person"]].add(row["aliases"])
    assert {key for key, forms in aliases.items() if len(forms) > 1} == set()


def test_both_orders_of_a_japanese_name_are_there() -> None:
    """A Japanese minister is found by the family name first as well as last."""
    for row in reference("terms"):
        if row["of"] == "JP" and re.fullmatch(r"\S+ \S+", row["person"]):
            given, family = row["person"].split()
            assert f"{family} {given}" in row["aliases"].split("|")


def test_dates_of_persons_are_well_formed_and_theirs() -> None:
    """A person of the table holds an office in the other, was born before taking it, and has one row."""
    assert faults("people", "person born died", dates=("born", "died")) == []
    people = reference("people")
    names = [row["person"] for row in people]
    assert len(names) == len(set(names))
    terms = reference("terms")
    assert set(names) <= {row["person"] for row in terms}
    born = {row["person"]: first(row["born"]) for row in people}
    died = {row["person"]: last(row["died"]) for row in people}
    wrong = [
        row["person"]
        for row in terms
        if row["person"] in born and (first(row["from"]) < born[row["person"]] and row["from"])
    ]
    assert wrong == []
    assert [r["person"] for r in terms if r["person"] in died and first(r["from"]) > died[r["person"]]] == []


def test_the_lexicon_does_not_contradict_the_terms() -> None:
    """Where a person of the lexicon has an office that the table has too, their years agree with one of the terms."""
    terms = defaultdict(list)
    for row in reference("terms"):
        for form in [row["person"], *row["aliases"].split("|")]:
            terms[row["of"], row["post"], form].append(row)
    wrong = []
    for person in rows(LEXICON / "persons.tsv"):
        post = LEXICON_POSTS.get(person["office"])
        forms = [person["name"], *filter(None, person["aliases"].split("|"))]
        known = [t for form in forms for t in terms.get((person["state"], post or "", form), [])]
        if known and person["from"]:
            starts = [
                t
                for t in known
                if first(t["from"]) <= last(person["from"]) and last(t["from"]) >= first(person["from"])
            ]
            if not starts:
                wrong.append(f"{person['name']} from {person['from']}, not {[t['from'] for t in known]}")
    assert wrong == []
