"""States and their names: the table agrees with the lexicon and is what its generator writes."""

from __future__ import annotations

import importlib.util
import re
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType

import pytest

from reference_tables import LEXICON, ROOT, codes, faults, reference, rows

STATE_TYPES = {"member", "observer", "partial", "associated"}


def generator() -> ModuleType:
    """The script that writes the tables, as a module."""
    spec = importlib.util.spec_from_file_location("write_states", ROOT / "tools" / "write_states.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def need(tool: ModuleType, *packages: str) -> None:
    """Skip the test where a package, or its pinned version, is not installed."""
    for package in packages:
        try:
            found = version(package)
        except PackageNotFoundError:
            found = "none"
        if found != tool.PINNED[package]:
            pytest.skip(f"needs {package} {tool.PINNED[package]}, has {found}")


def test_every_row_is_well_formed_and_sourced() -> None:
    """Both tables have their columns, an address for the source and the day of looking it up."""
    assert faults("states", "code alpha3 name official capital wikidata") == []
    assert faults("state-names", "code lang name") == []


def test_the_states_are_those_of_the_lexicon() -> None:
    """Every state of the lexicon has a row, under the same name, and nothing else has."""
    lexicon = {r["code"]: r["name"] for r in rows(LEXICON / "states.tsv") if r["type"] in STATE_TYPES}
    assert {row["code"]: row["name"] for row in reference("states")} == lexicon


def test_identifiers_are_unique_and_of_their_form() -> None:
    """No two states share an alpha-3 code or an identifier of Wikidata."""
    states = reference("states")
    for column, form in (("alpha3", r"[A-Z]{3}"), ("wikidata", r"Q[1-9]\d*")):
        values = [row[column] for row in states]
        assert len(values) == len(set(values))
        assert [v for v in values if not re.fullmatch(form, v)] == []


def test_contested_capitals_and_names_are_left_out() -> None:
    """The table takes no side: no capital where it is in dispute, no name that is a claimant's position."""
    states = {row["code"]: row for row in reference("states")}
    assert (states["IL"]["capital"], states["PS"]["capital"], states["TW"]["official"]) == ("", "", "")
    assert [row["official"] for row in states.values() if "(" in row["official"]] == []


def test_every_state_is_named_in_every_language() -> None:
    """Each state has one name in each of eleven languages."""
    tool = generator()
    named = [(row["code"], row["lang"]) for row in reference("state-names")]
    assert sorted(named) == sorted({(row["code"], lang) for row in reference("states") for lang in tool.LANGUAGES})
    assert [row for row in reference("state-names") if not row["name"]] == []


def test_names_are_what_the_generator_writes() -> None:
    """state-names.tsv comes from the CLDR of the pinned Babel, byte for byte."""
    tool = generator()
    need(tool, "babel")
    assert tool.names_table() == tool.NAMES.read_text("utf-8")


def test_states_are_what_the_generator_writes() -> None:
    """states.tsv comes from the pinned packages, byte for byte."""
    tool = generator()
    need(tool, "countryinfo", "rigour")
    assert tool.states_table() == tool.STATES.read_text("utf-8")


def test_historical_states_end_in_states_that_are_known() -> None:
    """A state that is no more has a code of the lexicon, an end, and successors with codes."""
    assert (
        faults("historical-states", "code name from to successors", dates=("from", "to"), lists=("successors",)) == []
    )
    lexicon = {r["code"] for r in rows(LEXICON / "states.tsv") if r["type"] == "historical"}
    for row in reference("historical-states"):
        assert row["code"] in lexicon
        assert row["to"]
        assert set(filter(None, row["successors"].split("|"))) <= codes() - lexicon


def test_metonyms_stand_for_states_that_are_known() -> None:
    """A metonym is said of one state, and is one of the forms that the gazetteer reads for it."""
    assert faults("metonyms", "form state what") == []
    metonyms = reference("metonyms")
    assert {row["state"] for row in metonyms} <= codes()
    forms = [row["form"] for row in metonyms]
    assert len(forms) == len(set(forms))
