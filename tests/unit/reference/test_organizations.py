"""Organisations and memberships: every row sourced and dated, members known, and no membership held twice at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

from reference_tables import LEXICON, codes, faults, first, known, last, reference, rows, slugs

ROLES = {"member", "observer", "associate", "suspended", "invited"}
KINDS = {"IntergovernmentalOrganization", "Grouping"}


def test_every_organization_is_well_formed_and_sourced() -> None:
    """An organisation has its columns, dates in EDTF, an address for its source and the day of looking it up."""
    columns = "slug name abbreviations kind founded ended members wikidata"
    assert faults("organizations", columns, dates=("founded", "ended"), lists=("abbreviations",)) == []
    organizations = reference("organizations")
    assert [slug for slug, count in Counter(o["slug"] for o in organizations).items() if count > 1] == []
    assert {o["kind"] for o in organizations} <= KINDS
    assert [o["slug"] for o in organizations if first(o["founded"]) > last(o["ended"])] == []


def test_an_organization_is_called_as_in_the_lexicon() -> None:
    """A slug of the lexicon means the same there, and another slug is not the name of something there."""
    lexicon = {row["slug"]: row for row in rows(LEXICON / "organizations.tsv")}
    forms = {form for row in lexicon.values() for form in [row["name"], *row["aliases"].split("|")]}
    for row in reference("organizations"):
        if row["slug"] in slugs():
            assert (row["name"], row["kind"]) == (lexicon[row["slug"]]["name"], lexicon[row["slug"]]["kind"])
        else:
            assert not forms & {row["name"], *row["abbreviations"].split("|")}


def test_every_membership_is_well_formed_and_sourced() -> None:
    """A membership has its columns, an organisation of the other table, a known member and one of five roles."""
    assert faults("memberships", "organization member role from to", dates=("from", "to")) == []
    memberships = reference("memberships")
    assert {m["organization"] for m in memberships} <= {o["slug"] for o in reference("organizations")}
    assert {m["member"] for m in memberships} <= codes()
    assert {m["role"] for m in memberships} <= ROLES


def test_a_membership_begins_before_it_ends() -> None:
    """The first day of a membership is not after its last, nor before the organisation was there."""
    founded = {o["slug"]: first(o["founded"]) for o in reference("organizations")}
    for row in reference("memberships"):
        assert first(row["from"]) <= last(row["to"]), row
        assert last(row["from"]) >= founded[row["organization"]] or row["organization"] in PREDECESSORS, row


# Organisations whose members count from their joining what went before.
PREDECESSORS = {"african-union", "sadc", "osce"}


def test_nobody_is_a_member_twice_at_once() -> None:
    """Memberships of one state in one role follow each other, and membership follows association or observation."""
    held = defaultdict(list)
    for row in reference("memberships"):
        held[row["organization"], row["member"], row["role"] == "suspended"].append(row)
    overlaps = [
        (key, before["to"], after["from"])
        for key, memberships in held.items()
        for before, after in pairwise(sorted(memberships, key=lambda r: (known(r["from"]), last(r["to"]))))
        if not before["to"] or first(before["to"]) > known(after["from"])
    ]
    assert overlaps == []


def test_only_a_member_is_suspended() -> None:
    """A suspension lies within a membership of the same organisation."""
    memberships = reference("memberships")
    for row in memberships:
        if row["role"] == "suspended":
            assert [
                m
                for m in memberships
                if (m["organization"], m["member"], m["role"]) == (row["organization"], row["member"], "member")
                and first(m["from"]) <= last(row["from"])
                and last(m["to"]) >= first(row["from"])
            ], row


def test_the_number_of_members_is_that_of_the_rows() -> None:
    """Where an organisation says how many states belong to it, the memberships that last are as many."""
    present = Counter(m["organization"] for m in reference("memberships") if m["role"] == "member" and not m["to"])
    counted = {o["slug"]: int(o["members"]) for o in reference("organizations") if o["members"]}
    assert counted == {slug: present[slug] for slug in counted}
