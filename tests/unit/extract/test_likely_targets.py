"""Whom an act is likeliest upon that does not say it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import reading
from kg.core.errors import DataError
from kg.core.model import Claim
from kg.extract.extractor import Extractor
from kg.extract.likely_targets import RULE, LikelyTargets, Offer, Offered
from kg.extract.role_search import Sought
from program import CHECKOUT

PACKAGED = CHECKOUT / "graph" / "frames" / "targets.json"
RAIDS = (
    "Chadian aircraft bombed two Libyan outposts in the desert on Sunday. Niger and Mali were silent. "
    "Egypt denounced a grave crime."
)
Place = tuple[str, str]


class Listener(LikelyTargets):
    """Tells nothing, and keeps what each act was offered, by its trigger and frame."""

    seen: dict[Place, Offered] = {}  # noqa: RUF012 - emptied by who reads the next text

    def of(self, sought: Sought, offered: Offered, *, told: bool) -> Offer | None:
        """Nobody, where it is told in any case."""
        self.seen[sought.trigger.text, sought.frame.id] = offered
        return offered.offers[0] if told else None


def read(text: str, likely: LikelyTargets) -> list[Claim]:
    """The claims of a text, with likely targets by these weights."""
    annotator, rules = reading.by_rules()._stages
    extractor = Extractor(replace(rules.knowledge, targets=likely), rules.times, rules.names, rules.run)
    return list(extractor.extract(*annotator.annotate(reading.document(text))).claims)


def offered(text: str, trigger: str) -> Offered:
    """What an act of a text is offered."""
    Listener.seen.clear()
    read(text, Listener())
    return next(o for (word, _), o in Listener.seen.items() if word == trigger)


def names(found: Offered) -> list[str]:
    """Whom the offers name; nobody as '-'."""
    return ["+".join(r.entity.key for r in offer.refs) or "-" for offer in found.offers]


@pytest.mark.model
def test_nobody_and_all_states_named_but_the_actor_are_offered() -> None:
    """An act upon nobody who is told may be upon any state that was named, not upon the one who acts."""
    found = offered(RAIDS, "denounced")
    assert names(found)[0] == "-"
    assert {"TD", "NE", "ML"} <= set(names(found))
    assert "EG" not in names(found)


@pytest.mark.model
def test_what_each_has_done_is_known() -> None:
    """Whoever has just struck differs from whoever was struck in what is known of him."""
    found = offered(RAIDS, "denounced")
    chad = found.offers[names(found).index("TD")].features
    niger = found.offers[names(found).index("NE")].features
    assert "did=ASSAULT by~2" in chad
    assert "ACCUSE~did nothing" in niger


@pytest.mark.model
@pytest.mark.parametrize(
    ("weights", "target"),
    [
        ({"ACCUSE~did=ASSAULT by": 9.0}, {("EG", "ACCUSE", "TD")}),
        ({"nobody: always": 9.0}, {("EG", "ACCUSE", None)}),
        ({"kind=State": 9.0}, {("EG", "ACCUSE", None)}),
        ({"untold: always": 1.0}, set()),
    ],
)
def test_an_act_without_target_is_told_where_that_is_likely(
    weights: dict[str, float], target: set[tuple[str, str, str | None]]
) -> None:
    """Upon whoever is likeliest, upon nobody, or not at all where that is not unlikely enough."""
    told = [c for c in read(RAIDS, LikelyTargets(weights)) if c.relation == "ACCUSE"]
    assert {(c.subject.key, c.relation, c.object.key if c.object else None) for c in told} == target
    assert all(RULE in "".join(c.trace) for c in told if c.object is not None)


@pytest.mark.model
def test_without_weights_only_rules_tell() -> None:
    """With no weights a text reads as by the rules."""
    assert read(RAIDS, LikelyTargets()) == list(reading.extraction(RAIDS).claims)


@pytest.mark.model
def test_a_target_that_is_found_is_never_exchanged() -> None:
    """Whoever the clause or a rule tells is meant, however likely another is."""
    text = "Niger and Mali met on Sunday. Egypt condemned Chad. Chad rejected the charge."
    likely = LikelyTargets({"kind=State": 9.0, "nobody: always": -9.0})
    assert read(text, likely) == list(reading.extraction(text).claims)


@pytest.mark.model
def test_what_is_done_to_ones_own_side_is_done_to_nobody_else() -> None:
    """Whose the object is, is said, though nobody acts upon himself."""
    text = "The Philippines met Vietnam. A Chinese navy ship collided with a ship of the China Coast Guard."
    assert not [
        c for c in read(text, LikelyTargets({"kind=State": 9.0, "nobody: always": 9.0})) if c.relation == "COERCE"
    ]


def test_where_several_are_as_likely_it_is_upon_nobody() -> None:
    """Of an act that needs a target, one must be likelier than all others together, or it is told of nobody."""
    nobody, one, other = (Offer((), frozenset({name})) for name in "abc")
    sought: Sought = None  # type: ignore[assignment] - likelihoods look at what is known alone
    acts = Offered([nobody, one, other], frozenset({"d"}))
    assert LikelyTargets({"a": 2.0, "b": 4.0, "c": 4.1, "d": -9.0}).of(sought, acts, told=False) is nobody
    assert LikelyTargets({"b": 4.0, "c": 6.0, "d": -9.0}).of(sought, acts, told=False) is other
    assert LikelyTargets({"b": 4.0, "c": 6.0, "d": 7.0}).of(sought, acts, told=False) is None


def test_an_act_that_is_told_in_any_case_is_upon_one_far_likelier_than_nobody() -> None:
    """Five times as likely; else, and without weights, it is upon nobody."""
    nobody, one = (Offer((), frozenset({name})) for name in "ab")
    sought: Sought = None  # type: ignore[assignment] - likelihoods look at what is known alone
    acts = Offered([nobody, one], frozenset({"d"}))
    assert LikelyTargets({"b": 1.7, "d": 9.0}).of(sought, acts, told=True) is one
    assert LikelyTargets({"b": 1.5, "d": 9.0}).of(sought, acts, told=True) is nobody
    assert LikelyTargets().of(sought, acts, told=True) is nobody
    assert LikelyTargets().of(sought, acts, told=False) is None


def test_the_packaged_weights_are_those_of_the_features_that_are_asked_for() -> None:
    """They are numbers, and of nobody, of what is not told, and of whoever is named."""
    weights = json.loads(PACKAGED.read_text("utf-8"))["weights"]
    assert any(name.startswith("nobody: ") for name in weights)
    assert any(name.startswith("untold: ") for name in weights)
    assert any(name.startswith("back=") for name in weights)
    assert LikelyTargets.load(PACKAGED).weights == weights


def test_a_file_without_weights_is_refused_in_one_line(tmp_path: Path) -> None:
    """It is said which file, and how to make it anew."""
    path = tmp_path / "targets.json"
    path.write_text("[]", "utf-8")
    with pytest.raises(DataError, match=r"targets\.json: holds no weights") as error:
        LikelyTargets.load(path)
    assert "tools/fit_targets.py" in str(error.value)
