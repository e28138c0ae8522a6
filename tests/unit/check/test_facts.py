"""What an article says is checked against dated reference rows: planted errors are flagged, right facts are not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.app import App
from kg.check.facts import check_facts
from kg.check.flags import Flag
from kg.core.model import Document
from kg.core.rdf_view import supports
from kg.core.time import uncertain
from program import run

SOURCE = "\thttps://e.example/row\t2026-01-02\n"
ROWS = {
    "terms.tsv": (
        "person\taliases\tpost\ttitle\tof\tfrom\tto",
        [
            "Amani Okelo\t\tforeign minister\tMinister for Foreign Affairs\tKE\t2017-03\t2019-08",
            "Wanjiru Mbeki\tMbeki Wanjiru\tforeign minister\tMinister for Foreign Affairs\tKE\t2019-08\t",
            "Sanyu Kaguta\t\thead of state\tPresident\tUG\t2021-01\t",
            "Nakato Obote\t\thead of state\tPresident\tUG\t2016-01\t2021-01",
            "Busisiwe Zulu\t\tdefence minister\tMinister of Defence\tUG\t../2018-06-01\t2022-05-01/2022-05-09",
            "Akello Nsubuga\t\tdefence minister\tMinister of Defence\tUG\t2022-05-01/2022-05-09\t2025-03-10/..",
        ],
    ),
    "people.tsv": ("person\tborn\tdied", ["Amani Okelo\t1950\t2020-05-04"]),
    "treaties.tsv": (
        "slug\ttitle\tnames\ttype",
        [
            "ke-ug-cda\tAgreement between Kenya and Uganda on Coastal Defence and Mutual Supply\tCoastal Defence and Mutual Supply Agreement|CDMSA\tLogistics",
            "seabed\tUnited Nations Convention on the Seabed and its Minerals\t\tMaritime",
            "ke-ug-lake\tTreaty of Lake Shores\tLake Shores Treaty\tBoundary",
            "lakes\tConvention on the Great Lakes of Africa\tGreat Lakes Convention\tMaritime",
        ],
    ),
    "treaty-parties.tsv": (
        "treaty\tparty\trole",
        ["seabed\tKE\tparty", "seabed\tUG\tparty", "seabed\tFR\tparty", "lakes\tKE\tparty", "lakes\tUG\tparty", "lakes\tTZ\tparty", "ke-ug-cda\tKE\tparty", "ke-ug-cda\tUG\tparty", "ke-ug-lake\tKE\tparty", "ke-ug-lake\tUG\tparty"],
    ),
    "treaty-status.tsv": (
        "treaty\tstatus\tdate\tparty",
        [
            "seabed\tInForce\t2001-01-01\t", "seabed\tRatified\t2003-04-05\tKE",
            "ke-ug-cda\tSigned\t2022-03-04\t", "ke-ug-cda\tInForce\t2023-01-01\t",
            "lakes\tSigned\t1990-02-03\t", "lakes\tRatified\t1995-01-01\tKE",
            "ke-ug-lake\tInForce\t1970-01-01\t", "ke-ug-lake\tTerminated\t2001-06-30\t",
        ],
    ),
    "organizations.tsv": ("slug\tname\tmembers", ["iora\tIndian Ocean Rim Association\t1"]),
    "memberships.tsv": (
        "organization\tmember\trole\tfrom\tto",
        ["iora\tKE\tmember\t2000-07-07\t", "iora\tUG\tmember\t2000-07-07\t2024-02-01"],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    """A project with reference rows of its own, on persons and treaties that are invented."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "kg.toml").touch()
    (folder / "graph" / "reference").mkdir(parents=True)
    for name, (header, rows) in ROWS.items():
        text = f"{header}\tsource\tretrieved\n" + "".join(row + SOURCE for row in rows)
        (folder / "graph" / "reference" / name).write_text(text, encoding="utf-8")
    return kg.open(folder)


def flags(app: App, text: str, published: str = "2025-06-01") -> list[Flag]:
    document = Document(Document.hash(text), "urn:x", "x", text, published=published)
    return check_facts(document, app.extract(document).claims, app.reference)


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("Kenyan Foreign Minister Amani Okelo visited Kampala on Monday.", "office-holder", "Amani Okelo"),
        ("Kenya's foreign minister, Daudi Ngugi, condemned the raid.", "office-holder", "Daudi Ngugi"),
        ("In May 2018 the then Ugandan President Sanyu Kaguta met Chinese officials.", "office-holder", "Sanyu Kaguta"),
        ("Kenyan Foreign Minister Wanjiru Mbeke visited Kampala on Monday.", "near-name", "Wanjiru Mbeke"),
        ("Kenya and Uganda signed the Coastal Defence and Mutual Supply Agreement on March 4, 2022. It entered into force in January 2024.", "date-conflict", "entered into force"),
        ("Kenya and Uganda signed the Coastal Defence and Mutual Supply Agreement in 2021.", "date-conflict", "signed"),
        ('Kenya and Uganda signed the "Agreement on Defence of the Coast and Mutual Supplies" on March 4, 2022.', "title-variant", "Agreement on Defence of the Coast and Mutual Supplies"),
        ("Kenya and Uganda signed the Ferry Accord in June 2021. The Ferry Accord entered into force in March 2020.", "impossible-order", "entered into force"),
        ("Uganda is a member of the Indian Ocean Rim Association.", "stale", "Uganda"),
        ("France is a member of the Indian Ocean Rim Association.", "contradiction", "France"),
        ("The Lake Shores Treaty between Kenya and Uganda is in force.", "stale", "Lake Shores Treaty"),
        ("Kenya joined the Indian Ocean Rim Association in 2010.", "date-conflict", "Kenya joined"),
        ("Kenya ratified the UN Convention on the Seabed and its Minerals in 2013.", "date-conflict", "ratified"),
        ("The Coastal Defence and Mutual Supply Agreement between Kenya and Uganda was terminated in May 2024.", "contradiction", "terminated"),
    ],
)  # fmt: skip
def test_a_planted_error_is_flagged(app: App, text: str, kind: str, quote: str) -> None:
    """Each planted error gives one flag, of its kind, on the words that it is in, with a reference and its source."""
    (flag,) = flags(app, text)
    assert flag.kind == kind, flag
    assert quote in flag.quote
    assert text[flag.start : flag.end] == flag.quote
    assert flag.reference and flag.remedy
    assert flag.source == "https://e.example/row" or kind == "impossible-order"


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan Foreign Minister Wanjiru Mbeki visited Kampala on Monday.",
        "Foreign Minister Mbeki of Kenya visited Kampala on Monday.",
        "Former Kenyan foreign minister Amani Okelo died in 2020.",
        "In May 2018 the then Kenyan Foreign Minister Amani Okelo met Chinese officials.",
        "Kenyan Deputy Foreign Minister Daudi Ngugi visited Kampala on Monday.",
        "Kenya's defence minister, Daudi Ngugi, visited Kampala on Monday.",
        "Tanzanian Foreign Minister Daudi Ngugi visited Kampala on Monday.",
        "Kenya and Uganda signed the Coastal Defence and Mutual Supply Agreement in March 2022. It entered into force in 2023.",
        "Kenya and Uganda signed the Ferry Accord in June 2019. The Ferry Accord entered into force in March 2020.",
        "Kenya and Tanzania signed the Coastal Defence and Mutual Supply Agreement in 2021.",
        "Kenya is a member of the Indian Ocean Rim Association.",
        "Kenya joined the Indian Ocean Rim Association in July 2000.",
        "The Lake Shores Treaty between Kenya and Uganda was terminated in 2001.",
        "Kenya ratified the UN Convention on the Seabed and its Minerals in April 2003.",
        "France ratified the UN Convention on the Seabed and its Minerals in 1999.",
        "Uganda was not a member of the Indian Ocean Rim Association.",
        "France hopes to become a member of the Indian Ocean Rim Association.",
    ],
)
def test_what_is_right_or_unknown_is_not_flagged(app: App, text: str) -> None:
    """The right holder, a former or then holder, a deputy, another state's, the right dates: no flag."""
    assert flags(app, text) == []


def test_the_day_of_an_office_is_that_of_the_deed(app: App) -> None:
    """A past act of a minister is checked at its own date, not at that of the publication."""
    text = "Kenyan Foreign Minister Amani Okelo met Ugandan President Nakato Obote in Kampala on May 3, 2018."
    assert flags(app, text) == []


def test_files_are_checked_without_a_store(app: App, tmp_path: Path) -> None:
    """``kg check FILE --json`` prints a flag a line, exits with 1 where one is an error, and makes no store."""
    file = tmp_path / "visit.txt"
    file.write_text("Kenyan Foreign Minister Amani Okelo visited Kampala on Monday.\n", encoding="utf-8")
    done = run("-C", app.project.root, "check", file, "--json", "--published", "2025-06-01")
    assert done.returncode == 1, done.stderr
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (row["document"], row["kind"], row["severity"]) == ("visit", "office-holder", "error")
    assert row["quote"] == "Kenyan Foreign Minister Amani Okelo"
    assert (row["start"], row["end"]) == (0, 35)
    assert row["source"] == "https://e.example/row" and "Wanjiru Mbeki" in row["reference"]
    assert not (app.project.root / ".kg").exists()


def test_what_the_reference_contradicts_supports_nothing(app: App) -> None:
    """The claim stays, marked with what the reference has, and is not in the accepted view; a right one is."""
    text = "Kenyan Foreign Minister Amani Okelo met Ugandan President Sanyu Kaguta in Kampala on Monday."
    document = Document(Document.hash(text), "urn:x", "x", text, published="2025-06-01")
    claims = {c.subject.name: c for c in app.extract(document).claims if c.relation == "holdsOffice"}
    assert claims["Amani Okelo"].contradicted.startswith("Wanjiru Mbeki")
    assert not supports(claims["Amani Okelo"], app.ontology)
    assert not claims["Sanyu Kaguta"].contradicted and supports(claims["Sanyu Kaguta"], app.ontology)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Uganda signed the Coastal Defence and Mutual Supply Agreement in 2021.",
        "Kenya joined the Indian Ocean Rim Association in 2010.",
        "Kenya ratified the UN Convention on the Seabed and its Minerals in 2013.",
    ],
)
def test_an_uncertain_date_contradicts_nothing(app: App, text: str) -> None:
    """What is flagged with a date that the text tells is not flagged with one that is only likely."""
    document = Document(Document.hash(text), "urn:x", "x", text, published="2025-06-01")
    claims = app.extract(document).claims
    unsure = [replace(c, date=c.date and replace(c.date, edtf=uncertain(c.date.edtf))) for c in claims]
    assert "date-conflict" in {str(f.kind) for f in check_facts(document, claims, app.reference)}
    assert not check_facts(document, unsure, app.reference)


@pytest.mark.parametrize(
    ("text", "published", "found"),
    [
        ("Ugandan Defence Minister Busisiwe Zulu flew to Nairobi on Monday.", "2025-03-01", ["office-holder"]),
        ("Ugandan Defence Minister Busisiwe Zulu flew to Nairobi on Monday.", "2025-03-11", []),
        ("Ugandan Defence Minister Akello Nsubuga flew to Nairobi on Monday.", "2026-03-11", []),
        ("Ugandan Defence Minister Akello Nsubuga flew to Nairobi on Monday.", "2018-06-12", ["office-holder"]),
        ("Ugandan Defence Minister Akello Nsubuga flew to Nairobi on Monday.", "2018-05-31", []),
        ("Ugandan Defence Minister Akello Nsubuga flew to Nairobi on Monday.", "2022-05-05", []),
        ("Ugandan Defence Minister Busisiwe Zulu flew to Nairobi on Monday.", "2022-05-05", []),
        ("Ugandan Defence Minister Daudi Ngugi flew to Nairobi on Monday.", "2022-05-05", []),
    ],
)
def test_only_a_day_on_which_another_surely_held_the_office_makes_a_holder_wrong(
    app: App, text: str, published: str, found: list[str]
) -> None:
    """Nothing is said of days after a holder was last seen, before they were first, or in which they handed over."""
    assert [flag.kind for flag in flags(app, text, published)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ugandan President Nakato Obote signed the Ferry Accord on June 4, 2022.", ["impossible-order"]),
        ("Ugandan Finance Minister Nakato Obote signed the Ferry Accord on June 4, 2022.", []),
    ],
)
def test_who_left_an_office_may_sign_in_another(app: App, text: str, found: list[str]) -> None:
    """Whoever signs in an office that they had left is flagged, and not whoever the text gives another office."""
    told = f"Kenya and Uganda signed the Ferry Accord in Kampala on June 4, 2022. {text}"
    assert [flag.kind for flag in flags(app, told, "2022-06-05")] in (found, ["office-holder"] if found else found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Uganda signed the Great Lakes Convention on May 6, 1994.", []),
        ("Kenya signed the Great Lakes Convention on May 6, 1994.", []),
        ("Kenya signed the Great Lakes Convention on May 6, 1997.", ["date-conflict"]),
        ("The Great Lakes Convention was signed in Kampala on May 6, 1994.", ["date-conflict"]),
        ("Uganda signed the Great Lakes Convention on May 6, 1984.", ["date-conflict"]),
    ],
)
def test_a_state_may_sign_an_open_treaty_later(app: App, text: str, found: list[str]) -> None:
    """A state not yet bound may have signed a treaty of many after the first did, and not before, nor once bound."""
    assert [flag.kind for flag in flags(app, text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Kenya wants an inquiry. The World Bank has declined: its president, Daudi Ngugi, told a television channel so.",
        "Kenya expelled the front's leader, Sanyu Okot, now the front's foreign minister, in May.",
    ],
)
def test_an_office_of_the_context_makes_no_stranger_wrong(app: App, text: str) -> None:
    """Where only the context gives the state of an office, whoever is not known in it may hold another body's."""
    assert flags(app, text) == []


def test_a_description_is_not_a_known_treaty(app: App) -> None:
    """Words that describe many treaties mean none of two parties that are not both told."""
    assert app.reference.treaty(["coastal defence and mutual supply agreement"], ["KE"]) is None
    assert app.reference.treaty(["Coastal Defence and Mutual Supply Agreement"], ["KE"]) is not None
    assert app.reference.treaty(["coastal defence and mutual supply agreement"], ["KE", "UG"]) is not None
