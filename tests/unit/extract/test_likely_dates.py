"""The likeliest date of an act that nothing dates."""

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reading
from kg.core.errors import DataError
from kg.core.model import Claim, When
from kg.core.time import bounds, is_uncertain
from kg.extract.extractor import _Reading
from kg.extract.likely_dates import LikelyDates, Offer, Offers
from program import CHECKOUT

PACKAGED = CHECKOUT / "graph" / "frames" / "dates.json"
STORY = (
    "Peru and Chile signed a border treaty in Lima on 3 May 2024. President Dina Boluarte thanked Chile for its "
    "patience. Chile signed a fishing pact with Ecuador on 2 April 2023."
)


@cache
def read(text: str) -> tuple[list[Claim], Offers]:
    """The claims of a text whose acts are dated by its words alone, and what it offers to those without date."""
    annotator, extractor = reading.by_rules()._stages
    annotated, offices = annotator.annotate(reading.document(text))
    one = _Reading(extractor.knowledge, extractor.times, extractor.names, annotated, offices)
    claims = list(one.claims())
    return claims, Offers(annotated, one.when.told, claims, release=False)


def undated() -> tuple[Claim, Offers]:
    """The claim of thanks, and what it is offered."""
    claims, offers = read(STORY)
    return next(c for c in claims if c.relation == "SUPPORT"), offers


def told(offer: Offer) -> str | None:
    """The date of an offer."""
    return offer.when.edtf if offer.when is not None else None


@pytest.mark.model
def test_all_dates_of_the_text_and_none_are_offered() -> None:
    """An undated act may have no date, any that the text tells, or that of its publication; each tells its words."""
    claim, offers = undated()
    offered = list(offers.of(claim))
    assert [told(o) for o in offered] == [None, "2023-04-02", "2024-05-03", reading.PUBLISHED]
    assert [o.when.words for o in offered if o.when] == ["2 April 2023", "3 May 2024", None]
    assert claim.relation == "SUPPORT"


@pytest.mark.model
def test_what_is_near_is_told_apart() -> None:
    """The date told before and the one told behind differ in what is known of them."""
    claim, offers = undated()
    none, behind, before, published = offers.of(claim)
    assert "date: time before=True~time after=False" in before.features
    assert "date: time before=False~time after=True" in behind.features
    assert "date: first=False~most=False~published=True~event" in published.features
    assert {"none: relation=SUPPORT", "none: rule=support.thank"} & none.features
    assert not {name for name in none.features if not name.startswith("none: ")}


@pytest.mark.model
def test_the_likeliest_is_taken_as_uncertain() -> None:
    """Where the date before is likely enough, it is taken, with its words, and says that it is uncertain."""
    claim, offers = undated()
    likely = LikelyDates({"date: time before=True~time after=False": 3.0}, frozenset({"SUPPORT"}))
    assert likely.of(claim, offers) == When("2024-05-03?", "3 May 2024", "text", "likeliest (full-date)")


@pytest.mark.model
@pytest.mark.parametrize(
    "likely",
    [
        LikelyDates(),
        LikelyDates({"date: time before=True~time after=False": 9.0}, frozenset({"ACCUSE"})),
        LikelyDates({"date: time before=True~time after=False": 0.4}, frozenset({"SUPPORT"})),
        LikelyDates({"none: always": 9.0}, frozenset({"SUPPORT"})),
    ],
    ids=["no weights", "another relation", "too unlikely", "none is likelier"],
)
def test_no_date_where_none_is_likely(likely: LikelyDates) -> None:
    """Without weights, of another relation, or where no date is likelier than not, an act stays undated."""
    assert likely.of(*undated()) is None


@pytest.mark.model
def test_a_dated_act_keeps_its_date() -> None:
    """What a text dates itself is never dated otherwise."""
    found, offers = read(STORY)
    dated = [c for c in found if c.date is not None]
    likely = LikelyDates({"date: first=False~most=False~published=True~status": 9.0}, frozenset({"status", "hasParty"}))
    assert dated
    assert all(likely.of(c, offers) is None for c in dated)


@pytest.mark.model
def test_nobody_is_party_since_a_day_before_the_signing() -> None:
    """A party to a treaty that is only negotiated is offered no date; one to a treaty that was signed is."""
    text = "Kenya and Togo met in Nairobi on 3 May 2024. They are negotiating a border treaty."
    claims, offers = read(text)
    parties = [c for c in claims if c.relation == "hasParty"]
    assert len(parties) == 2
    assert all([told(o) for o in offers.of(c)] == [None] for c in parties)


@pytest.mark.model
def test_what_was_done_is_not_dated_ahead() -> None:
    """A day after the publication is offered to no act that is told as done."""
    text = (
        "On 20 May 2024 Kenya will close its border. Ghana accused Kenya of spying. It expelled Kenyan envoys in 2023."
    )
    claims, offers = read(text)
    act = next(c for c in claims if c.relation == "ACCUSE")
    assert [told(o) for o in offers.of(act)] == [None, "2023", reading.PUBLISHED]


@pytest.mark.model
def test_a_time_beside_the_act_tells_where_it_stands() -> None:
    """What no rule has taken of the act's own sentence is offered with its way from the act, its preposition and side;
    but to no party or member, of whom a time beside tells something else.
    """
    text = (
        "Ghana accused Kenya of a raid that had begun in 2021. Togo is a member of ECOWAS, which was founded in 1975."
    )
    claims, offers = read(text)
    act = next(c for c in claims if c.relation == "ACCUSE")
    beside = next(o for o in offers.of(act) if told(o) == "2021")
    assert {"own: way= / pobj>relcl~by=in", "own: event~way= / pobj>relcl~by=in", "own: rule=year"} <= beside.features
    member = next(c for c in claims if c.relation == "memberOf")
    assert "1975" not in [told(o) for o in offers.of(member)]


@pytest.mark.model
def test_what_is_told_far_away_is_not_offered() -> None:
    """In a long text an act is offered what is told around it, the first date, the one most told and the publication's:
    so the cost of a text grows with its length, not with the square of it.
    """
    days = [f"On 1 March {year} Peru met Chile in Lima." for year in range(1900, 2000)]
    text = " ".join([*days[:50], "Peru thanked Chile.", *days[50:], "On 1 March 1999 Peru met Togo in Lima."])
    claims, offers = read(text)
    act = next(c for c in claims if c.relation == "SUPPORT")
    offered = [told(o) for o in offers.of(act)]
    near = [f"{year}-03-01" for year in range(1910, 1990)]
    assert offered == [None, "1900-03-01", *near, "1999-03-01", reading.PUBLISHED]


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=4), min_size=1, max_size=9))
def test_likelihoods_are_shares_of_one(rows: list[frozenset[str]]) -> None:
    """Whatever is known, the likelihoods of all offers are from 0 to 1, and together 1."""
    likely = LikelyDates({"a": 700.0, "b": -700.0, "c": 0.5, "d": -3.0})
    shares = likely.likelihoods([Offer(None, row) for row in rows])
    assert all(0 <= share <= 1 for share in shares)
    assert sum(shares) == pytest.approx(1)


@pytest.mark.parametrize("content", ["", "[]", '{"weights": 3}', '{"weights": {"a": "b"}}', '{"relations": []}'])
def test_a_file_without_weights_is_refused(tmp_path: Path, content: str) -> None:
    """What is no table of weights is told in one line, with the remedy."""
    path = tmp_path / "dates.json"
    path.write_text(content, "utf-8")
    with pytest.raises(DataError, match=r"dates\.json.*holds no weights.*fit_dates"):
        LikelyDates.load(path)


def test_the_packaged_weights_are_finite() -> None:
    """The packaged file has hundreds of weights, none of them extreme, and says of which relations they are."""
    data = json.loads(PACKAGED.read_text("utf-8"))
    assert len(data["weights"]) > 500
    assert all(abs(weight) < 10 for weight in data["weights"].values())
    assert {"CONSULT", "status"} <= set(data["relations"])


@pytest.mark.model
def test_uncertain_dates_say_how_they_were_found() -> None:
    """Each uncertain date of the open articles says so in its rule and in the trace, and lies on days of its own."""
    articles = sorted((CHECKOUT / "tests" / "golden" / "articles").glob("fresh_*.txt"))[:12]
    found = [c for path in articles for c in reading.article(path).claims if c.date and is_uncertain(c.date.edtf)]
    assert found
    for claim in found:
        assert claim.date is not None
        assert (claim.date.rule or "").startswith("likeliest (")
        assert claim.trace[-1].startswith(f"date {claim.date.edtf} from ") or any(
            "likeliest (" in t for t in claim.trace
        )
        assert bounds(claim.date.edtf)[0] is not None
        assert claim.sure_date is None
